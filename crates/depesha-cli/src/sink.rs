//! Where results go: standard output, or the files of a folder.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use depesha::export::{Network, brat, gexf, graphml};

use crate::command::{Format, WriteArgs};
use crate::message;
use crate::output::{self, Closed, Outcome};
use crate::tables::Tables;
use crate::write::{self, Content, Piece};

/// Takes what is written of one record after the other.
pub struct Sink {
    folder: Option<PathBuf>,
    /// How many pages had a name so far, in small letters, since some systems tell no others apart.
    taken: HashMap<String, usize>,
    /// Columns of the line between two digests.
    width: usize,
    printed: usize,
    whole: Whole,
}

/// What is written of all records together.
enum Whole {
    Nothing,
    Network(Format, Network),
    Tables(Tables),
}

impl Sink {
    /// Makes the folder; when that cannot be, a message has said why.
    pub fn open(args: &WriteArgs, format: Option<Format>) -> Result<Self, Outcome> {
        let sink = Self {
            folder: args.out.clone(),
            taken: HashMap::new(),
            width: write::style(args).width,
            printed: 0,
            whole: Whole::Nothing,
        };
        let whole = match &sink.folder {
            Some(folder) => start(folder, format).map_err(|Closed(outcome)| outcome)?,
            None => start_printing(format)?,
        };
        Ok(Self { whole, ..sink })
    }

    /// Writes a piece.
    pub fn take(&mut self, piece: Piece) -> Result<(), Closed> {
        match (piece.content, self.folder.clone()) {
            (Content::Record(record), folder) => match &mut self.whole {
                Whole::Nothing => Ok(()),
                Whole::Network(_, network) => {
                    network.add(&record);
                    Ok(())
                }
                Whole::Tables(tables) => {
                    let folder = folder.unwrap_or_default();
                    let added = tables.add(&record);
                    added.map_err(|error| not_written(&folder, &error))
                }
            },
            (Content::Bytes(bytes), None) => self.print(piece.format, bytes),
            (Content::Annotated(_, annotations), None) => output::print(&annotations),
            (Content::Bytes(bytes), Some(folder)) => {
                let name = self.free_name(&piece.name);
                save(&folder.join(name + extension(piece.format)), &bytes)
            }
            (Content::Annotated(text, annotations), Some(folder)) => {
                let name = self.free_name(&piece.name);
                save(&folder.join(format!("{name}.txt")), text.as_bytes())?;
                save(&folder.join(format!("{name}.ann")), &annotations)
            }
        }
    }

    fn print(&mut self, format: Format, mut bytes: Vec<u8>) -> Result<(), Closed> {
        if self.printed > 0 {
            match format {
                Format::Pretty | Format::Text => {
                    let line = format!("\n{}\n\n", "─".repeat(self.width));
                    bytes.splice(0..0, line.into_bytes());
                }
                Format::Newsml => {
                    message::error(
                        "NewsML-G2 holds one page a document; name a folder for them with --out",
                    );
                    return Err(Closed(Outcome::WrongUsage));
                }
                _ => {}
            }
        }
        self.printed += 1;
        output::print(&bytes)
    }

    /// A name that no other page has.
    fn free_name(&mut self, name: &str) -> String {
        let mut free = name.to_owned();
        loop {
            let taken = self.taken.entry(free.to_lowercase()).or_default();
            *taken += 1;
            match *taken {
                1 => return free,
                number => free = format!("{free}-{number}"),
            }
        }
    }

    /// Writes what all records give together.
    pub fn finish(self) -> Outcome {
        let end = match self.whole {
            Whole::Nothing => Ok(()),
            Whole::Network(format, network) => finish_network(format, &network, self.folder),
            Whole::Tables(tables) => {
                let folder = self.folder.unwrap_or_default();
                tables
                    .finish()
                    .map_err(|error| not_written(&folder, &error))
            }
        };
        match end {
            Ok(()) => Outcome::Done,
            Err(Closed(outcome)) => outcome,
        }
    }
}

/// Makes the folder and what belongs to all records.
fn start(folder: &Path, format: Option<Format>) -> Result<Whole, Closed> {
    let failed = |error| not_written(folder, &error);
    fs::create_dir_all(folder).map_err(failed)?;
    Ok(match format {
        Some(Format::Brat) => {
            let configuration = folder.join("annotation.conf");
            save(&configuration, brat::CONFIGURATION.as_bytes())?;
            Whole::Nothing
        }
        Some(format @ (Format::Csv | Format::Parquet)) => {
            Whole::Tables(Tables::create(folder, extension(format), format).map_err(failed)?)
        }
        Some(format @ (Format::Gexf | Format::Graphml)) => {
            Whole::Network(format, Network::default())
        }
        _ => Whole::Nothing,
    })
}

/// The same where there is no folder; formats of several files have a message then.
fn start_printing(format: Option<Format>) -> Result<Whole, Outcome> {
    match format {
        Some(Format::Brat | Format::Csv | Format::Parquet) => {
            message::error("this format wants files; name a folder for them with --out");
            Err(Outcome::WrongUsage)
        }
        Some(format @ (Format::Gexf | Format::Graphml)) => {
            Ok(Whole::Network(format, Network::default()))
        }
        _ => Ok(Whole::Nothing),
    }
}

fn finish_network(
    format: Format,
    network: &Network,
    folder: Option<PathBuf>,
) -> Result<(), Closed> {
    let name = format!("network{}", extension(format));
    let mut bytes = Vec::new();
    let written = match format {
        Format::Graphml => graphml::write(network, &mut bytes),
        _ => gexf::write(network, &mut bytes),
    };
    written.map_err(|error| not_written(Path::new(&name), &error))?;
    match folder {
        Some(folder) => save(&folder.join(name), &bytes),
        None => output::print(&bytes),
    }
}

fn extension(format: Format) -> &'static str {
    match format {
        Format::Pretty | Format::Text => ".txt",
        Format::Markdown => ".md",
        Format::Json | Format::Ninjs => ".json",
        Format::Jsonl | Format::Gdelt | Format::Plover => ".jsonl",
        Format::Petrarch => ".tsv",
        Format::Jsonld | Format::Webanno => ".jsonld",
        Format::Turtle => ".ttl",
        Format::Ntriples => ".nt",
        Format::Brat => ".ann",
        Format::Conllu => ".conllu",
        Format::Newsml => ".xml",
        Format::Csv => ".csv",
        Format::Parquet => ".parquet",
        Format::Gexf => ".gexf",
        Format::Graphml => ".graphml",
    }
}

/// Writes a file whole; when that cannot be, a message has said why.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), Closed> {
    fs::write(path, bytes).map_err(|error| not_written(path, &error))
}

fn not_written(path: &Path, error: &io::Error) -> Closed {
    message::error(format_args!(
        "{}: {error}; free some space or write elsewhere",
        path.display()
    ));
    Closed(Outcome::Failed)
}
