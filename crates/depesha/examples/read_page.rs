//! Reads one page and prints its headline, who said what, and the rule that found it.
//!
//! ```sh
//! cargo run --example read_page -p depesha -- examples/portal.txt
//! ```

use std::error::Error;
use std::io::{self, Write};

use depesha::{Document, Options, Reader};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("name a page")?;
    let page = std::fs::read(&path)?;
    let document = Document::from_bytes(&page, Some(&path))?;
    let record = Reader::new()?.read(&document, &Options::default());

    let mut out = io::stdout().lock();
    if let Some(title) = &record.metadata.title {
        writeln!(out, "{}\n", title.value)?;
    }
    for statement in &record.statements {
        let speaker = record
            .entities
            .iter()
            .find(|entity| Some(entity.id) == statement.speaker);
        let name = speaker.map_or("somebody", |entity| entity.name.as_str());
        let words: Vec<&str> = statement
            .content
            .iter()
            .map(|piece| piece.of(&record.text))
            .collect();
        writeln!(out, "{name}: {} [{}]", words.join(" … "), statement.rule)?;
    }
    Ok(())
}
