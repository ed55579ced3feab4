//! A table as comma-separated values after RFC 4180, with a header. What is null is empty; the items of a list stand
//! between `|`.

use std::borrow::Cow;
use std::io;

use super::{Table, Value};
use crate::rows::SEPARATOR;

/// Writes one table.
pub struct Writer<W: io::Write> {
    csv: csv::Writer<W>,
    columns: usize,
}

impl<W: io::Write> Writer<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// The writer's own.
    pub fn new(table: &Table, writer: W) -> io::Result<Self> {
        let mut csv = csv::Writer::from_writer(writer);
        csv.write_record(table.columns.iter().map(|column| column.name))?;
        Ok(Self {
            csv,
            columns: table.columns.len(),
        })
    }

    /// Writes rows, given as cells row behind row.
    ///
    /// # Errors
    /// The writer's own.
    pub fn write(&mut self, cells: &[Value]) -> io::Result<()> {
        for row in cells.chunks_exact(self.columns) {
            self.csv.write_record(row.iter().map(shown))?;
        }
        Ok(())
    }

    /// Ends the table and gives the writer back.
    ///
    /// # Errors
    /// The writer's own.
    pub fn finish(self) -> io::Result<W> {
        self.csv.into_inner().map_err(|error| error.into_error())
    }
}

/// A field's bytes, borrowed or not.
#[derive(Debug)]
struct Shown<'c>(Cow<'c, str>);

impl AsRef<[u8]> for Shown<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

fn shown(cell: &Value) -> Shown<'_> {
    Shown(match cell {
        Value::Null => Cow::Borrowed(""),
        Value::Integer(number) => Cow::Owned(number.to_string()),
        Value::Boolean(true) => Cow::Borrowed("true"),
        Value::Boolean(false) => Cow::Borrowed("false"),
        Value::Text(text) => Cow::Borrowed(text),
        Value::List(items) => Cow::Owned(items.join(SEPARATOR)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::tables;
    use crate::testing::rows;

    #[test]
    fn a_table_comes_back_from_csv() {
        for (index, table) in tables().iter().enumerate() {
            let rows = rows();
            let mut writer = Writer::new(table, Vec::new()).unwrap();
            writer.write(rows.cells(index)).unwrap();
            let bytes = writer.finish().unwrap();

            let mut reader = csv::Reader::from_reader(&*bytes);
            let names: Vec<&str> = table.columns.iter().map(|c| c.name).collect();
            assert_eq!(reader.headers().unwrap(), &names[..]);
            let expected = rows.cells(index).chunks(names.len());
            let read: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            assert_eq!(read.len(), expected.len());
            for (read, expected) in read.iter().zip(expected) {
                let expected: Vec<Shown<'_>> = expected.iter().map(shown).collect();
                assert_eq!(read, &expected[..]);
            }
        }
    }
}
