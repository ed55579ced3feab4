use std::fmt;

use crate::input::Input;

/// Where a document lies: enough to find it again, and to go on behind it with [`Entries::after`](crate::Entries::after).
/// Displays as `FILE` or `FILE, record N`, counted from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Position {
    /// The input, as it was named or found in a folder; `-` for standard input, `None` for bytes in memory.
    pub input: Option<String>,
    /// Which record of the input; `None` when the input is the document, or could not be opened.
    pub record: Option<RecordAt>,
}

/// The place of a record in its input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RecordAt {
    /// Its number, from 0. Records that could not be read have one too.
    pub index: u64,
    /// The byte that it starts at, behind decompression; in a Parquet table, its number once more.
    pub offset: u64,
}

impl Position {
    pub(crate) fn of_input(input: Option<&str>) -> Self {
        Self {
            input: input.map(str::to_owned),
            record: None,
        }
    }
}

impl From<&Input> for Position {
    fn from(input: &Input) -> Self {
        Self {
            input: Some(input.to_string()),
            record: None,
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.input.as_deref() {
            Some("-") => f.write_str("standard input")?,
            Some(input) => f.write_str(input)?,
            None => f.write_str("input")?,
        }
        match self.record {
            Some(record) => write!(f, ", record {}", record.index + 1),
            None => Ok(()),
        }
    }
}
