//! What a run writes, part by part.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use depesha_export::tables::{self, Rows, Table, csv, parquet, sqlite::Database};

use crate::error::{At, RunError};
use crate::folder::Pending;
use crate::options::TableFormat;

/// A document as it is written.
#[derive(Default)]
pub struct Rendered {
    /// The record as a line, when records are written.
    pub line: Vec<u8>,
    /// Its rows, when tables are written.
    pub rows: Rows,
}

/// All that a run writes of the documents that it has read.
pub struct Output {
    path: PathBuf,
    tables: [Table; tables::COUNT],
    formats: BTreeSet<TableFormat>,
    database: Option<(PathBuf, Database)>,
    part: Option<Vec<PartFile>>,
}

impl Output {
    /// Writes to the folder at `path`, behind its first `documents` documents.
    pub fn open(
        path: &Path,
        formats: &BTreeSet<TableFormat>,
        documents: u64,
    ) -> Result<Self, RunError> {
        let mut database = None;
        if formats.contains(&TableFormat::Sqlite) {
            let path = path.join("depesha.sqlite");
            let mut opened = Database::open(&path).at(&path)?;
            opened.keep(documents).at(&path)?;
            database = Some((path, opened));
        }
        Ok(Self {
            path: path.to_owned(),
            tables: tables::tables(),
            formats: formats.clone(),
            database,
            part: None,
        })
    }

    /// Whether whole records are written.
    pub fn has_records(&self) -> bool {
        self.formats.contains(&TableFormat::Jsonl)
    }

    /// Whether tables are written, in whatever form.
    pub fn has_tables(&self) -> bool {
        self.formats
            .iter()
            .any(|format| *format != TableFormat::Jsonl)
    }

    /// Adds documents to the part of this number, the one that is being written.
    pub fn write(&mut self, part: u64, documents: &[Rendered]) -> Result<(), RunError> {
        if self.part.is_none() {
            if let Some((path, database)) = &mut self.database {
                database.begin().at(path)?;
            }
            self.part = Some(self.begin(part)?);
        }
        for document in documents {
            for file in self.part.iter_mut().flatten() {
                file.writer.write(document).at(file.pending.path())?;
            }
            if let Some((path, database)) = &mut self.database {
                database.write(&document.rows).at(path)?;
            }
        }
        Ok(())
    }

    /// Ends the part: its files have their names, its rows are in the database.
    pub fn finish_part(&mut self) -> Result<(), RunError> {
        let Some(part) = self.part.take() else {
            return Ok(());
        };
        for PartFile { pending, writer } in part {
            let file = writer.finish().at(pending.path())?;
            pending.keep(file)?;
        }
        if let Some((path, database)) = &mut self.database {
            database.commit().at(path)?;
        }
        Ok(())
    }

    fn begin(&self, part: u64) -> Result<Vec<PartFile>, RunError> {
        let mut files = Vec::new();
        for format in &self.formats {
            let ending = format.as_str();
            let create = |folder: &str| {
                let folder = self.path.join(ending).join(folder);
                let created = Pending::create(&folder.join(format!("part-{part:05}.{ending}")));
                created.map(|(pending, file)| (pending, BufWriter::new(file)))
            };
            match format {
                TableFormat::Jsonl => {
                    let (pending, file) = create("")?;
                    let writer = Writer::Jsonl(file);
                    files.push(PartFile { pending, writer });
                }
                TableFormat::Parquet => {
                    for (index, table) in self.tables.iter().enumerate() {
                        let (pending, file) = create(table.name)?;
                        let writer = parquet::Writer::new(table, file).at(pending.path())?;
                        let writer = Writer::Parquet(index, Box::new(writer));
                        files.push(PartFile { pending, writer });
                    }
                }
                TableFormat::Csv => {
                    for (index, table) in self.tables.iter().enumerate() {
                        let (pending, file) = create(table.name)?;
                        let writer = csv::Writer::new(table, file).at(pending.path())?;
                        let writer = Writer::Csv(index, Box::new(writer));
                        files.push(PartFile { pending, writer });
                    }
                }
                // One database for all parts.
                TableFormat::Sqlite => {}
            }
        }
        Ok(files)
    }
}

/// A file of a part.
struct PartFile {
    pending: Pending,
    writer: Writer,
}

/// Writes documents to a file; those of tables know the table's index.
enum Writer {
    Jsonl(BufWriter<File>),
    Parquet(usize, Box<parquet::Writer<BufWriter<File>>>),
    Csv(usize, Box<csv::Writer<BufWriter<File>>>),
}

impl Writer {
    fn write(&mut self, document: &Rendered) -> io::Result<()> {
        match self {
            Self::Jsonl(file) => file.write_all(&document.line),
            Self::Parquet(table, file) => file.write(document.rows.cells(*table)),
            Self::Csv(table, file) => file.write(document.rows.cells(*table)),
        }
    }

    fn finish(self) -> io::Result<File> {
        let file = match self {
            Self::Jsonl(file) => file,
            Self::Parquet(_, file) => file.finish()?,
            Self::Csv(_, file) => file.finish()?,
        };
        file.into_inner().map_err(io::IntoInnerError::into_error)
    }
}
