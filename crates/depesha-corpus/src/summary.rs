use std::collections::BTreeMap;
use std::time::Duration;

use depesha::Record;
use serde::{Deserialize, Serialize};

use crate::duplicates::Repeats;
use crate::timings::Timings;

/// How a run ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// What was done, from the first beginning of the run.
    pub counts: Counts,
    /// Whether it was asked to stop before the end of the inputs.
    pub stopped: bool,
    /// How many documents an earlier run had done already.
    pub resumed_after: u64,
    /// How long it took, without the time of earlier runs.
    pub elapsed: Duration,
    /// What the time was spent on.
    pub timings: Timings,
}

/// How many documents were found, and what became of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// All that were found, the others of these together.
    pub documents: u64,
    /// Those that were read.
    pub read: u64,
    /// Those that nobody asked for, by why.
    pub skipped: BTreeMap<String, u64>,
    /// Those that could not be read, by why; `failed.jsonl` names them.
    pub failed: BTreeMap<String, u64>,
    /// Those read that have exactly the text of an earlier one.
    pub duplicates: u64,
    /// Those read that have nearly the text of an earlier one.
    pub near_duplicates: u64,
    /// Code points of all texts that were read.
    pub characters: u64,
    /// Statements in all of them.
    pub statements: u64,
}

impl Counts {
    /// How many were skipped, for whatever reason.
    pub fn skipped(&self) -> u64 {
        self.skipped.values().sum()
    }

    /// Counts a document that was read.
    pub(crate) fn add_read(&mut self, record: &Record, repeats: Repeats) {
        self.read += 1;
        self.characters += record.text.chars().count() as u64;
        self.statements += record.statements.len() as u64;
        self.duplicates += u64::from(repeats.duplicate_of.is_some());
        self.near_duplicates += u64::from(repeats.near_duplicate_of.is_some());
    }

    /// How many failed, for whatever reason.
    pub fn failed(&self) -> u64 {
        self.failed.values().sum()
    }
}
