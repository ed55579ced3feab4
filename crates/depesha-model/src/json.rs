//! A record's JSON, written and read.

use std::io::{self, Write as _};

use depesha_text::OffsetUnit;
use serde::Deserialize;

use crate::error::{RecordError, Violation};
use crate::record::{Record, SCHEMA};

/// How JSON is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Layout {
    /// On one line.
    #[default]
    Line,
    /// Indented by two spaces, for people.
    Indented,
}

impl Record {
    /// The record as JSON, its offsets counted in `unit`.
    ///
    /// # Errors
    /// Spans that do not fit the text.
    pub fn to_json(&self, unit: OffsetUnit, layout: Layout) -> Result<String, RecordError> {
        let record = self.clone().convert(OffsetUnit::Byte, unit)?;
        let json = match layout {
            Layout::Line => serde_json::to_string(&record),
            Layout::Indented => serde_json::to_string_pretty(&record),
        };
        json.map_err(|error| whole(error).into())
    }

    /// Writes [`Record::to_json`] and a line feed.
    ///
    /// # Errors
    /// The writer's own, and [`io::ErrorKind::InvalidData`] around a [`RecordError`] when spans do not fit the text.
    pub fn to_writer(
        &self,
        writer: impl io::Write,
        unit: OffsetUnit,
        layout: Layout,
    ) -> io::Result<()> {
        let converted = self.clone().convert(OffsetUnit::Byte, unit);
        let record =
            converted.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        // Not by way of a string: the JSON of a long page takes ten times its length.
        let mut writer = io::BufWriter::new(writer);
        match layout {
            Layout::Line => serde_json::to_writer(&mut writer, &record),
            Layout::Indented => serde_json::to_writer_pretty(&mut writer, &record),
        }?;
        writer.write_all(b"\n")?;
        writer.flush()
    }

    /// Reads a record's JSON, in whatever unit its `source.offset_unit` names, and checks it.
    ///
    /// # Errors
    /// No JSON, another schema, a missing or mistyped field, and everything that [`Record::check`] finds; offsets in
    /// messages are those of the JSON.
    pub fn from_json(json: &str) -> Result<Record, RecordError> {
        check_schema(json)?;
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let record: Record =
            serde_path_to_error::deserialize(&mut deserializer).map_err(|error| Violation {
                path: match error.path().to_string() {
                    path if path == "." => String::new(),
                    path => path,
                },
                message: error.inner().to_string(),
            })?;
        let unit = record.source.offset_unit;
        let record = record.convert(unit, OffsetUnit::Byte)?;
        RecordError::unless_empty(record.check(), record)
    }
}

/// Refuses another schema before its fields are read, since they may have another shape.
fn check_schema(json: &str) -> Result<(), Violation> {
    #[derive(Deserialize)]
    #[serde(expecting = "a record, which is an object")]
    struct Head {
        schema: Option<String>,
    }
    let head: Head = serde_json::from_str(json).map_err(whole)?;
    match head.schema.as_deref() {
        Some(SCHEMA) => Ok(()),
        Some(other) => Err(Violation {
            path: "schema".to_owned(),
            message: format!("`{other}` is not `{SCHEMA}`, the only one that is read"),
        }),
        None => Err(Violation {
            path: "schema".to_owned(),
            message: format!("missing; a record says `\"schema\": \"{SCHEMA}\"`"),
        }),
    }
}

fn whole(error: serde_json::Error) -> Violation {
    Violation {
        path: String::new(),
        message: format!("no record: {error}"),
    }
}
