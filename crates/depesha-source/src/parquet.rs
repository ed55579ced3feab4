//! Tables in Apache Parquet.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;

use crate::entries::{Content, Item};
use crate::error::Problem;
use crate::fields::Fields;
use crate::options::ReadOptions;

/// The rows of a table. Only the columns that matter are read.
///
/// # Errors
/// A file that is no table, or has no column with a page.
pub(crate) fn items(
    file: File,
    options: Arc<ReadOptions>,
) -> Result<impl Iterator<Item = Item>, Problem> {
    let mut rows = Some(sound(|| rows(file, &options))?);
    let mut offset = 0;
    Ok(std::iter::from_fn(move || {
        let next = || rows.as_mut().and_then(Iterator::next).transpose();
        let row = sound(next).transpose()?;
        if row.is_err() {
            // Where the next row of a damaged table starts is not known.
            rows = None;
        }
        offset += 1;
        Some(Item {
            offset: offset - 1,
            content: row.map(|row| Content::Fields(fields(&row, &options))),
        })
    }))
}

fn rows(file: File, options: &ReadOptions) -> Result<RowIter<'static>, ParquetError> {
    let reader = SerializedFileReader::new(file)?;
    let schema = reader.metadata().file_metadata().schema();
    let wanted = [
        &options.text_field,
        &options.html_field,
        &options.id_field,
        &options.date_field,
        &options.url_field,
        &options.title_field,
    ];
    let columns = schema.get_fields().iter();
    let columns = columns.filter(|column| wanted.iter().any(|name| *name == column.name()));
    let schema = Type::group_type_builder(schema.name()).with_fields(columns.cloned().collect());
    let schema = schema.build()?;
    RowIter::from_file_into(Box::new(reader)).project(Some(schema))
}

/// The fields of a row; what is no text is written as one.
fn fields(row: &Row, options: &ReadOptions) -> Fields {
    Fields::new(options, |name| {
        let (_, field) = row.get_column_iter().find(|(own, _)| *own == name)?;
        match field {
            Field::Null => None,
            Field::Str(text) => Some(text.clone()),
            Field::Bytes(bytes) => Some(String::from_utf8_lossy(bytes.data()).into_owned()),
            other => Some(other.to_string()),
        }
    })
}

/// What `read` gives; a panic is a failure too, as the library has some for damaged tables.
fn sound<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, Problem> {
    let malformed = |why: String| Problem::Malformed {
        what: "Parquet table",
        why,
    };
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(read)) => Ok(read),
        Ok(Err(error)) => Err(malformed(error.to_string())),
        Err(_) => Err(malformed("it is damaged".to_owned())),
    }
}
