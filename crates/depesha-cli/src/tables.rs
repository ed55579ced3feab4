//! Records as a folder of tables, a file each.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use depesha::Record;
use depesha::export::tables::{Rows, Table, csv, parquet, tables};

use crate::command::Format;

/// The tables in the making.
pub struct Tables {
    writers: Vec<Writer>,
    documents: u64,
}

enum Writer {
    Csv(csv::Writer<BufWriter<File>>),
    Parquet(parquet::Writer<BufWriter<File>>),
}

impl Tables {
    /// Makes the files in a folder: Parquet, or else CSV.
    pub fn create(folder: &Path, extension: &str, format: Format) -> io::Result<Self> {
        let create = |table: &Table| {
            let file = folder.join(format!("{}{extension}", table.name));
            let file = BufWriter::new(File::create(file)?);
            Ok(match format {
                Format::Parquet => Writer::Parquet(parquet::Writer::new(table, file)?),
                _ => Writer::Csv(csv::Writer::new(table, file)?),
            })
        };
        Ok(Self {
            writers: tables().iter().map(create).collect::<io::Result<_>>()?,
            documents: 0,
        })
    }

    /// Adds the rows of a record.
    pub fn add(&mut self, record: &Record) -> io::Result<()> {
        let mut rows = Rows::default();
        rows.push(self.documents, record);
        self.documents += 1;
        for (table, writer) in self.writers.iter_mut().enumerate() {
            match writer {
                Writer::Csv(writer) => writer.write(rows.cells(table))?,
                Writer::Parquet(writer) => writer.write(rows.cells(table))?,
            }
        }
        Ok(())
    }

    /// Ends the files.
    pub fn finish(self) -> io::Result<()> {
        for writer in self.writers {
            match writer {
                Writer::Csv(writer) => writer.finish()?.flush()?,
                Writer::Parquet(writer) => writer.finish()?.flush()?,
            }
        }
        Ok(())
    }
}
