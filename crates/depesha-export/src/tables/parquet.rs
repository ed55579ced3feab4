//! A table as an [Apache Parquet](https://parquet.apache.org) file, compressed with zstd.
//!
//! Texts are `STRING`, whole numbers `INT64`, lists the three-level `LIST` of the format's specification.

use std::io;
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};

use super::{Column, Kind, Table, Value};

/// Bytes of values that a row group gathers before it is written: what a table takes of memory at most, but for its
/// longest cell.
const ROW_GROUP: usize = 4 << 20;

/// Writes one table.
pub struct Writer<W: io::Write + Send> {
    file: SerializedFileWriter<W>,
    gathered: Vec<Gathered>,
    bytes: usize,
}

impl<W: io::Write + Send> Writer<W> {
    /// Writes the head of the file.
    ///
    /// # Errors
    /// The writer's own.
    pub fn new(table: &Table, writer: W) -> io::Result<Self> {
        let properties = WriterProperties::builder()
            .set_writer_version(WriterVersion::PARQUET_1_0)
            .set_compression(Compression::ZSTD(Default::default()))
            .set_created_by(format!("depesha {}", env!("CARGO_PKG_VERSION")));
        let file = SerializedFileWriter::new(
            writer,
            schema(table).map_err(io_error)?,
            Arc::new(properties.build()),
        );
        Ok(Self {
            file: file.map_err(io_error)?,
            gathered: table.columns.iter().map(Gathered::of).collect(),
            bytes: 0,
        })
    }

    /// Takes rows, given as cells row behind row.
    ///
    /// # Errors
    /// The writer's own.
    pub fn write(&mut self, cells: &[Value]) -> io::Result<()> {
        for row in cells.chunks_exact(self.gathered.len()) {
            for (column, cell) in self.gathered.iter_mut().zip(row) {
                self.bytes += column.push(cell);
            }
            if self.bytes >= ROW_GROUP {
                self.write_row_group().map_err(io_error)?;
            }
        }
        Ok(())
    }

    /// Ends the file and gives the writer back.
    ///
    /// # Errors
    /// The writer's own.
    pub fn finish(mut self) -> io::Result<W> {
        if self.bytes > 0 {
            self.write_row_group().map_err(io_error)?;
        }
        self.file.into_inner().map_err(io_error)
    }

    fn write_row_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.file.next_row_group()?;
        for column in &mut self.gathered {
            let Some(writer) = group.next_column()? else {
                break;
            };
            column.write(writer)?;
        }
        group.close()?;
        self.bytes = 0;
        Ok(())
    }
}

fn schema(table: &Table) -> Result<TypePtr, ParquetError> {
    let columns: Result<Vec<TypePtr>, ParquetError> = table.columns.iter().map(field).collect();
    let group = Type::group_type_builder(table.name).with_fields(columns?);
    group.build().map(Arc::new)
}

fn field(column: &Column) -> Result<TypePtr, ParquetError> {
    let repetition = match column.required {
        true => Repetition::REQUIRED,
        false => Repetition::OPTIONAL,
    };
    let built = match column.kind {
        Kind::Integer => plain(column.name, Physical::INT64, repetition),
        Kind::Boolean => plain(column.name, Physical::BOOLEAN, repetition),
        Kind::Text => string(column.name, repetition),
        Kind::List => {
            let element = Arc::new(string("element", Repetition::REQUIRED)?);
            let list = Type::group_type_builder("list")
                .with_repetition(Repetition::REPEATED)
                .with_fields(vec![element])
                .build()?;
            Type::group_type_builder(column.name)
                .with_repetition(Repetition::REQUIRED)
                .with_logical_type(Some(LogicalType::List))
                .with_converted_type(ConvertedType::LIST)
                .with_fields(vec![Arc::new(list)])
                .build()
        }
    };
    built.map(Arc::new)
}

fn plain(name: &str, physical: Physical, repetition: Repetition) -> Result<Type, ParquetError> {
    Type::primitive_type_builder(name, physical)
        .with_repetition(repetition)
        .build()
}

fn string(name: &str, repetition: Repetition) -> Result<Type, ParquetError> {
    Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
        .with_repetition(repetition)
        .with_logical_type(Some(LogicalType::String))
        .with_converted_type(ConvertedType::UTF8)
        .build()
}

/// The values of a column that are not yet written.
struct Gathered {
    values: Values,
    /// For each row, or each item of a list: 1 when there is a value.
    defined: Vec<i16>,
    /// For each item of a list: 0 when it is the first.
    repeated: Vec<i16>,
    required: bool,
    kind: Kind,
}

enum Values {
    Integers(Vec<i64>),
    Booleans(Vec<bool>),
    /// All texts behind each other, and where each ends.
    Texts(Vec<u8>, Vec<usize>),
}

impl Gathered {
    fn of(column: &Column) -> Self {
        Self {
            values: match column.kind {
                Kind::Integer => Values::Integers(Vec::new()),
                Kind::Boolean => Values::Booleans(Vec::new()),
                Kind::Text | Kind::List => Values::Texts(Vec::new(), Vec::new()),
            },
            defined: Vec::new(),
            repeated: Vec::new(),
            required: column.required,
            kind: column.kind,
        }
    }

    /// Takes a cell and tells how many bytes it needs.
    fn push(&mut self, cell: &Value) -> usize {
        if let Value::List(items) = cell {
            if items.is_empty() {
                self.level(0, 0);
            }
            for (at, item) in items.iter().enumerate() {
                self.level(1, i16::from(at > 0));
                self.text(item);
            }
            return items.iter().map(String::len).sum::<usize>() + LEVEL;
        }
        self.level(i16::from(*cell != Value::Null), 0);
        match (&mut self.values, cell) {
            (Values::Integers(integers), Value::Integer(integer)) => integers.push(*integer),
            (Values::Booleans(booleans), Value::Boolean(boolean)) => booleans.push(*boolean),
            (Values::Texts(..), Value::Text(text)) => self.text(text),
            _ => debug_assert_eq!(*cell, Value::Null, "a cell of another kind"),
        }
        match cell {
            Value::Text(text) => text.len() + LEVEL,
            _ => LEVEL,
        }
    }

    fn level(&mut self, defined: i16, repeated: i16) {
        self.defined.push(defined);
        self.repeated.push(repeated);
    }

    fn text(&mut self, text: &str) {
        if let Values::Texts(bytes, ends) = &mut self.values {
            bytes.extend_from_slice(text.as_bytes());
            ends.push(bytes.len());
        }
    }

    /// Writes everything and keeps nothing.
    fn write(&mut self, mut writer: SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let is_list = self.kind == Kind::List;
        let defined = (is_list || !self.required).then_some(&*self.defined);
        let repeated = is_list.then_some(&*self.repeated);
        match &mut self.values {
            Values::Integers(integers) => {
                let writer = writer.typed::<Int64Type>();
                writer.write_batch(integers, defined, repeated)?;
                integers.clear();
            }
            Values::Booleans(booleans) => {
                let writer = writer.typed::<BoolType>();
                writer.write_batch(booleans, defined, repeated)?;
                booleans.clear();
            }
            Values::Texts(bytes, ends) => {
                let bytes = Bytes::from(std::mem::take(bytes));
                let starts = std::iter::once(0).chain(ends.iter().copied());
                let texts: Vec<ByteArray> = starts
                    .zip(&*ends)
                    .map(|(start, end)| ByteArray::from(bytes.slice(start..*end)))
                    .collect();
                let writer = writer.typed::<ByteArrayType>();
                writer.write_batch(&texts, defined, repeated)?;
                ends.clear();
            }
        }
        self.defined.clear();
        self.repeated.clear();
        writer.close()
    }
}

/// Bytes that a cell needs beside its characters.
const LEVEL: usize = 12;

/// A full disk is a full disk, also when the format's library tells it.
fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(inner) => io::Error::other(inner),
        },
        error => io::Error::other(error),
    }
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    use super::*;
    use crate::tables::tables;
    use crate::testing::rows;

    /// What the reader of the format's own library gives for a cell.
    fn read_back(field: &Field) -> Value {
        match field {
            Field::Null => Value::Null,
            Field::Long(number) => Value::Integer(*number),
            Field::Bool(truth) => Value::Boolean(*truth),
            Field::Str(text) => text.clone().into(),
            Field::ListInternal(list) => {
                let items = list.elements().iter().map(|item| match item {
                    Field::Str(text) => text.clone(),
                    other => panic!("{other:?} in a list of texts"),
                });
                Value::List(items.collect())
            }
            other => panic!("{other:?}"),
        }
    }

    fn check(rows: &[&[Value]], table: &Table) {
        let mut writer = Writer::new(table, Vec::new()).unwrap();
        rows.iter().for_each(|cells| writer.write(cells).unwrap());
        let file = Bytes::from(writer.finish().unwrap());
        let reader = SerializedFileReader::new(file).unwrap();
        let mut read = Vec::new();
        for row in reader.get_row_iter(None).unwrap() {
            let row = row.unwrap();
            let names: Vec<&String> = row.get_column_iter().map(|(name, _)| name).collect();
            assert!(
                names
                    .iter()
                    .zip(&table.columns)
                    .all(|(name, column)| *name == column.name)
            );
            read.extend(row.get_column_iter().map(|(_, field)| read_back(field)));
        }
        assert_eq!(read, rows.concat(), "{}", table.name);
    }

    #[test]
    fn every_table_comes_back() {
        let rows = rows();
        for (index, table) in tables().iter().enumerate() {
            check(&[rows.cells(index)], table);
        }
    }

    #[test]
    fn a_table_without_rows_is_a_table() {
        check(&[], &tables()[0]);
    }

    #[test]
    fn lists_and_row_groups_of_any_length_come_back() {
        let column = |name, kind, required| Column {
            name,
            kind,
            required,
            about: "",
        };
        let table = Table {
            name: "probe",
            about: "",
            columns: vec![
                column("list", Kind::List, true),
                column("text", Kind::Text, false),
            ],
        };
        let long = "ж".repeat(ROW_GROUP / 3);
        let row = |items: &[&str], text: Option<&String>| {
            let items: Vec<String> = items.iter().map(|item| item.to_string()).collect();
            [items.into(), text.cloned().into()]
        };
        let rows = [
            row(&[], None),
            row(&["a", "", "б"], Some(&long)),
            row(&["c"], Some(&long)),
            row(&[], Some(&long)),
        ];
        check(&rows.each_ref().map(|row| &row[..]), &table);
    }
}
