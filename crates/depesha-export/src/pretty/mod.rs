//! A digest for a person at a terminal: what the page is, who said what, who is who.

mod language;

use std::io;

use depesha_model::Record;
use depesha_text::OffsetUnit;

pub use language::{Language, UnknownLanguage};

/// How the digest looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to use colour (ANSI escape codes).
    pub color: bool,
    /// Columns of the longest line.
    pub width: usize,
    /// The language of the labels.
    pub language: Language,
    /// Whether to show the rule and the words of each fact.
    pub explain: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            color: false,
            width: 80,
            language: Language::default(),
            explain: false,
        }
    }
}

/// Writes the digest.
///
/// # Errors
/// The writer's own.
pub fn write(
    record: &Record,
    _unit: OffsetUnit,
    _style: &Style,
    mut writer: impl io::Write,
) -> io::Result<()> {
    let title = record.metadata.title.as_ref();
    writeln!(writer, "{}", title.map_or("", |title| &title.value))
}
