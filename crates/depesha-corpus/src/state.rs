//! The state of a run: what the file `run.json` holds.

use std::collections::BTreeMap;

use depesha::{Position, RecordAt};
use serde::{Deserialize, Serialize};

use crate::summary::Counts;

/// The name and version of the format.
pub const SCHEMA: &str = "depesha.run/1";

/// How far a run has come. Everything up to there is written, everything else may be there or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// [`SCHEMA`]
    pub schema: String,
    /// The program's version.
    pub version: String,
    /// The inputs as they were named.
    pub inputs: Vec<String>,
    /// What else the output depends on.
    pub settings: BTreeMap<String, String>,
    /// Whether the inputs were read to their ends.
    pub finished: bool,
    /// Parts that are written.
    pub parts: u64,
    /// The last document of them; `None` before the first.
    pub last: Option<Place>,
    /// The length of `failed.jsonl`.
    pub failed_bytes: u64,
    /// The length of the memory of duplicates.
    pub duplicates_bytes: u64,
    /// What became of the documents.
    pub counts: Counts,
}

impl State {
    /// Before the first document.
    pub fn new(inputs: Vec<String>, settings: BTreeMap<String, String>) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            inputs,
            settings,
            finished: false,
            parts: 0,
            last: None,
            failed_bytes: 0,
            duplicates_bytes: 0,
            counts: Counts::default(),
        }
    }

    /// The first thing in which a run that shall go on differs from its beginning: name, before, now.
    pub fn difference(&self, other: &Self) -> Option<(String, String, String)> {
        let facts = |state: &Self| {
            let mut facts = state.settings.clone();
            facts.insert("schema".to_owned(), state.schema.clone());
            facts.insert("version".to_owned(), state.version.clone());
            facts.insert("inputs".to_owned(), state.inputs.join(", "));
            facts
        };
        let (was, is) = (facts(self), facts(other));
        let mut names = is.keys().chain(was.keys());
        let name = names.find(|name| was.get(*name) != is.get(*name))?;
        let value = |facts: &BTreeMap<String, String>| facts.get(name).cloned().unwrap_or_default();
        Some((name.clone(), value(&was), value(&is)))
    }
}

/// Where a document lies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file, `-` for standard input.
    pub input: Option<String>,
    /// Which record of it, from 0; `None` when the file is the document.
    pub record: Option<u64>,
    /// The byte that the record starts at, behind decompression.
    pub offset: Option<u64>,
}

impl From<&Position> for Place {
    fn from(position: &Position) -> Self {
        Self {
            input: position.input.clone(),
            record: position.record.map(|record| record.index),
            offset: position.record.map(|record| record.offset),
        }
    }
}

impl From<&Place> for Position {
    fn from(place: &Place) -> Self {
        let record = place.record.zip(place.offset);
        Self {
            input: place.input.clone(),
            record: record.map(|(index, offset)| RecordAt { index, offset }),
        }
    }
}
