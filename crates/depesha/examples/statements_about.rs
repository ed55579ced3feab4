//! Prints what was said about somebody or something in some pages, by whom, and where the words stand.
//!
//! ```sh
//! cargo run --example statements_about -p depesha -- Сотников examples
//! ```

use std::error::Error;
use std::io::{self, Write};

use depesha::export::quotes::{self, Filter};
use depesha::{Entries, Input, OffsetUnit, Options, ReadOptions, Reader};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().ok_or("name somebody, then pages")?;
    let filter = Filter {
        about: Some(name.parse()?),
        ..Filter::default()
    };
    let reader = Reader::new()?;
    let mut out = io::stdout().lock();
    // Each argument may be a file, a folder or a pattern.
    let inputs = arguments.map(|argument| Input::from(&argument));
    for entry in Entries::open(inputs, ReadOptions::default()) {
        let record = reader.read(&entry?.read()?, &Options::default());
        for quote in quotes::find(&record, &filter, OffsetUnit::Char) {
            let file = quote.file.as_deref().unwrap_or_default();
            let speaker = quote.speaker.as_deref().unwrap_or("somebody");
            for words in &quote.content {
                writeln!(out, "{file}:{}: {speaker}: {}", words.start, words.text)?;
            }
        }
    }
    Ok(())
}
