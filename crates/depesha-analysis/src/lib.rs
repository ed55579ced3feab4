//! From the syntax tree of a news page to its record.
//!
//! For: the meaning of a page, by a row of small passes (morphology, metadata, times, names, roles, entities,
//! statements). In: a text and what is known of it from outside. Out: a [`depesha_model::Record`].
//! Never: IO, formatting.
#![deny(missing_docs)]

mod metadata;

use depesha_grammar::Tree;
use depesha_lexicon::LexiconError;
use depesha_model::{Generator, Record, SCHEMA, Source};
use jiff::Zoned;
use jiff::tz::TimeZone;

/// What the analysis needs for every page: dictionary, lexicon, weights. Built once, shared by threads.
#[derive(Debug)]
pub struct Analyzer {}

/// What is known of a page from outside its text, and how to read it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// When the page was published; wins over what the text says.
    pub published: Option<Zoned>,
    /// The time zone of the page's stamps, where they name none.
    pub time_zone: Option<TimeZone>,
}

impl Analyzer {
    /// Loads dictionary, lexicon and weights.
    ///
    /// # Errors
    /// A lexicon file that cannot be read.
    pub fn new() -> Result<Self, LexiconError> {
        Ok(Self {})
    }

    /// Reads one page. Never fails: what could not be read is left out or told in the record's diagnostics.
    pub fn read(&self, text: String, source: Source, options: &Options) -> Record {
        let tree = depesha_grammar::parse(&text);
        let mut record = self.record(&tree, source, options);
        record.text = text;
        record
    }

    fn record(&self, tree: &Tree<'_>, source: Source, _options: &Options) -> Record {
        let blocks = metadata::blocks(tree);
        Record {
            schema: SCHEMA.to_owned(),
            generator: Generator {
                name: "depesha".to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
            },
            source,
            text: String::new(),
            metadata: Default::default(),
            blocks,
            sentences: Vec::new(),
            mentions: Vec::new(),
            references: Vec::new(),
            entities: Vec::new(),
            roles: Vec::new(),
            times: Vec::new(),
            statements: Vec::new(),
            events: Vec::new(),
            diagnostics: Vec::new(),
        }
    }
}
