//! Places in a sentence where an argument stands: a case, alone or behind a preposition.

use crate::entry::{keywords, list};
use crate::{LexiconError, List, Row};

keywords! {
    /// A grammatical case.
    Case {
        /// Nominative.
        Nominative = "nom",
        /// Genitive.
        Genitive = "gen",
        /// Dative.
        Dative = "dat",
        /// Accusative.
        Accusative = "acc",
        /// Instrumental.
        Instrumental = "ins",
        /// Prepositional.
        Locative = "loc",
    }
}

/// Where an argument stands; in data files a case (`dat`) or preposition and case (`с+ins`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Slot {
    /// The preposition, of one word or several, in its first form (`с`, not `со`); empty for a bare case.
    pub preposition: &'static str,
    /// The case of the argument.
    pub case: Case,
}

impl Slot {
    fn parse(written: &'static str) -> Option<Self> {
        let (preposition, case) = written.split_once('+').unwrap_or(("", written));
        let case = Case::from_name(case)?;
        Some(Self { preposition, case })
    }
}

/// The slots of one cell, the usual one first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slots(List);

impl Slots {
    /// The slots, the usual one first.
    pub fn iter(self) -> impl Iterator<Item = Slot> {
        self.0.iter().filter_map(Slot::parse)
    }

    /// Whether the word has no such slot.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The slots below `column`.
    pub(crate) fn read(row: &Row<'_, 'static>, column: &str) -> Result<Self, LexiconError> {
        let cell = list(row, column)?;
        let Some(broken) = cell.iter().find(|part| Slot::parse(part).is_none()) else {
            return Ok(Self(cell));
        };
        let known: Vec<&str> = Case::ALL.iter().map(|case| case.as_str()).collect();
        Err(row.error(format!(
            "the column `{column}` holds `{broken}`; a case is one of {}, with a preposition it is written as `с+ins`",
            known.join(", ")
        )))
    }
}
