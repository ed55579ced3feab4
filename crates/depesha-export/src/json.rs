//! JSON, indented for people: the contract of [`depesha_model::schema`]. Keeps everything.

use std::io;

use depesha_model::{Layout, Record};
use depesha_text::OffsetUnit;

/// Writes one record and a line feed.
///
/// # Errors
/// As [`Record::to_writer`].
pub fn write(record: &Record, unit: OffsetUnit, writer: impl io::Write) -> io::Result<()> {
    record.to_writer(writer, unit, Layout::Indented)
}
