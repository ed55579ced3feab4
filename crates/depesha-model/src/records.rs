//! Many records, one after the other.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use serde_json::StreamDeserializer;
use serde_json::de::{Deserializer, IoRead};
use serde_json::value::RawValue;

use crate::error::RecordError;
use crate::record::Record;

/// Reads records one at a time: JSON Lines, or JSON objects that follow each other however they are laid out.
///
/// Behind a record that breaks the contract it goes on; behind something that is no JSON it cannot.
///
/// ```
/// use depesha_model::Records;
/// let file = "{\"schema\": \"depesha.record/9\"}\n";
/// let errors: Vec<_> = Records::new(file.as_bytes()).filter_map(Result::err).collect();
/// assert!(errors[0].to_string().starts_with("line 1: schema: "));
/// ```
pub struct Records<R: BufRead> {
    objects: StreamDeserializer<'static, IoRead<CountLines<R>>, Box<RawValue>>,
    lines: Rc<Cell<usize>>,
}

impl<R: BufRead> Records<R> {
    /// The records that `reader` gives.
    pub fn new(reader: R) -> Self {
        let lines = Rc::new(Cell::new(0));
        let reader = CountLines {
            reader,
            lines: Rc::clone(&lines),
        };
        Self {
            objects: Deserializer::from_reader(reader).into_iter(),
            lines,
        }
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Record, BadRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        let object = match self.objects.next()? {
            Ok(object) => object,
            Err(error) if error.is_io() => return Some(Err(BadRecord::Io(error.into()))),
            Err(error) => return Some(Err(BadRecord::NoJson(error.to_string()))),
        };
        let json = object.get();
        let breaks = json.bytes().filter(|byte| *byte == b'\n').count();
        let line = self.lines.get() - breaks + 1;
        let record = Record::from_json(json);
        Some(record.map_err(|error| BadRecord::Broken { line, error }))
    }
}

/// Why one of many [`Records`] could not be read.
#[derive(Debug, thiserror::Error)]
pub enum BadRecord {
    /// It breaks the contract.
    #[error("line {line}: {error}")]
    Broken {
        /// The line that it starts in, from 1.
        line: usize,
        /// What is wrong with it.
        error: RecordError,
    },
    /// It is no JSON; the message names the line. Nothing behind it can be read.
    #[error("no record: {0}")]
    NoJson(String),
    /// The reader's own error.
    #[error(transparent)]
    Io(io::Error),
}

/// Counts the line feeds that were read. serde_json asks for a byte at a time, so the count is that of the place where it
/// stands.
struct CountLines<R> {
    reader: R,
    lines: Rc<Cell<usize>>,
}

impl<R: BufRead> Read for CountLines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        let feeds = buffer[..read].iter().filter(|byte| **byte == b'\n');
        self.lines.set(self.lines.get() + feeds.count());
        Ok(read)
    }
}
