//! Reads all pages of a folder on all cores and prints a record a line, as they come. Memory holds a page a core, however
//! many there are.
//!
//! ```sh
//! cargo run --release --example stream_folder -p depesha -- examples > records.jsonl
//! ```

use std::error::Error;
use std::io::{self, Write};

use depesha::export::jsonl;
use depesha::{Entries, Entry, Input, OffsetUnit, Options, ReadOptions, Reader};
use rayon::iter::{ParallelBridge, ParallelIterator};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder")?;
    // Holds the dictionaries: threads share it.
    let reader = Reader::new()?;
    let options = Options::default();
    let entries = Entries::open([Input::from(&folder)], ReadOptions::default());
    entries.par_bridge().try_for_each(|entry| {
        match entry.and_then(Entry::read) {
            Ok(document) => {
                let record = reader.read(&document, &options);
                let mut line = Vec::new();
                jsonl::write(&record, OffsetUnit::Char, &mut line)?;
                io::stdout().lock().write_all(&line)
            }
            // A page that cannot be read does not stop the others.
            Err(failure) => writeln!(io::stderr(), "{failure}"),
        }
    })?;
    Ok(())
}
