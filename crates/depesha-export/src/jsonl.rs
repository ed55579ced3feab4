//! JSON Lines: the record of [`crate::json`] on one line, so that a file holds many. Keeps everything.

use std::io;

use depesha_model::{Layout, Record};
use depesha_text::OffsetUnit;

/// Writes one record on a line.
///
/// # Errors
/// As [`Record::to_writer`].
pub fn write(record: &Record, unit: OffsetUnit, writer: impl io::Write) -> io::Result<()> {
    record.to_writer(writer, unit, Layout::Line)
}
