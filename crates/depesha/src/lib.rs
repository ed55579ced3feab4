//! A compiler for Russian-language news: a page in, a verifiable record out.
//!
//! For: programs that read news pages. In: a [`Document`] or a text. Out: a [`Record`]: what the page says of itself,
//! who is named, who said what, each fact with the span it was read from and the rule that read it.
//! Never: the network, guessing silently.
#![deny(missing_docs)]

pub use depesha_analysis::{MentionScheme, Moment, OptionError, Options, time_zone};
pub use depesha_export as export;
pub use depesha_model as model;
pub use depesha_model::Record;
pub use depesha_morphology::BrokenDictionary;
pub use depesha_source::{Document, Problem, SourceError};
pub use depesha_text::{OffsetMap, OffsetUnit, Span};
pub use jiff::tz::TimeZone;

use depesha_analysis::Analyzer;
use depesha_model::Source;

/// Reads pages. Holds the dictionaries, so build it once; threads share it by reference.
#[derive(Debug)]
pub struct Reader {
    analyzer: Analyzer,
}

impl Reader {
    /// Loads dictionaries and weights, all from inside the program.
    ///
    /// # Errors
    /// A dictionary that does not load: a broken build.
    pub fn new() -> Result<Self, BrokenDictionary> {
        Ok(Self {
            analyzer: Analyzer::new()?,
        })
    }

    /// Reads one page. Never fails: what could not be read is left out or told in `diagnostics`.
    pub fn read(&self, document: &Document, options: &Options) -> Record {
        let source = Source {
            uri: document.uri.clone(),
            media_type: document.media_type.clone(),
            encoding: document.encoding.clone(),
            sha256: document.sha256.clone(),
            offset_unit: OffsetUnit::Byte,
        };
        self.analyzer.read(document.text.clone(), source, options)
    }

    /// Reads a text in memory with the options' defaults.
    pub fn read_text(&self, text: &str) -> Record {
        self.read(&Document::from_text(text), &Options::default())
    }
}
