//! Records, written in the format that was asked for.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use depesha::Record;
use depesha::export::{
    Network, brat, conllu, gdelt, gexf, graphml, json, jsonl, jsonld, markdown, newsml, ninjs,
    ntriples, pretty, turtle, webanno,
};

use crate::command::{Color, Format, WriteArgs};
use crate::message;
use crate::output::{self, Closed, Outcome};

/// Wider lines are hard to read.
const MAX_WIDTH: usize = 110;

/// Makes of a record what is written of it.
pub struct Maker<'a> {
    args: &'a WriteArgs,
    style: pretty::Style,
    /// Loaded only for the format that needs it.
    conllu: Option<conllu::Writer>,
}

/// What is written of a record.
pub struct Piece {
    format: Format,
    /// The name of its file, without the extension.
    name: String,
    content: Content,
}

enum Content {
    Bytes(Vec<u8>),
    /// The text and its annotations.
    Annotated(String, Vec<u8>),
    /// A record that goes into what is written of all.
    Record(Box<Record>),
}

impl<'a> Maker<'a> {
    /// Loads what the format needs; when that cannot be, a message has said why.
    pub fn new(args: &'a WriteArgs, format: Option<Format>) -> Result<Self, Outcome> {
        let conllu = match format {
            Some(Format::Conllu) => Some(conllu::Writer::new().map_err(|error| {
                message::error(format_args!("{error}; install the program again"));
                Outcome::Failed
            })?),
            _ => None,
        };
        Ok(Self {
            args,
            style: style(args),
            conllu,
        })
    }

    /// # Errors
    /// [`io::ErrorKind::InvalidInput`] for a record that the format cannot hold.
    pub fn make(&self, format: Format, record: &Record) -> io::Result<Piece> {
        Ok(Piece {
            format,
            name: file_name(record),
            content: self.content(format, record)?,
        })
    }

    fn content(&self, format: Format, record: &Record) -> io::Result<Content> {
        let unit = self.args.offsets.unit;
        let mut out = Vec::new();
        match format {
            Format::Pretty => pretty::write(record, unit, &self.style, &mut out)?,
            Format::Text => {
                let plain = pretty::Style {
                    color: false,
                    width: pretty::Style::default().width,
                    ..self.style
                };
                pretty::write(record, unit, &plain, &mut out)?;
            }
            Format::Markdown => markdown::write(record, self.args.lang, &mut out)?,
            Format::Json => json::write(record, unit, &mut out)?,
            Format::Jsonl => jsonl::write(record, unit, &mut out)?,
            Format::Jsonld => jsonld::write(record, &mut out)?,
            Format::Turtle => turtle::write(record, &mut out)?,
            Format::Ntriples => ntriples::write(record, &mut out)?,
            Format::Webanno => webanno::write(record, &mut out)?,
            Format::Conllu => {
                if let Some(conllu) = &self.conllu {
                    conllu.write(record, &mut out)?;
                }
            }
            Format::Ninjs => ninjs::write(record, &mut out)?,
            Format::Newsml => newsml::write(record, &mut out)?,
            Format::Gdelt => gdelt::write(record, &mut out)?,
            Format::Brat => {
                brat::write(record, &mut out)?;
                return Ok(Content::Annotated(record.text.clone(), out));
            }
            Format::Gexf | Format::Graphml => {
                return Ok(Content::Record(Box::new(record.clone())));
            }
        }
        Ok(Content::Bytes(out))
    }
}

/// Where pieces go: standard output, or files of a folder.
pub struct Sink {
    folder: Option<PathBuf>,
    /// How many pages had a name so far, in small letters, since some systems tell no others apart.
    taken: HashMap<String, usize>,
    /// Columns of the line between two digests.
    width: usize,
    printed: usize,
    /// The format of what is written of all pages together, and what there is of it.
    network: Option<(Format, Network)>,
}

impl Sink {
    /// Makes the folder; when that cannot be, a message has said why.
    pub fn open(args: &WriteArgs, format: Option<Format>) -> Result<Self, Outcome> {
        if format == Some(Format::Brat) && args.out.is_none() {
            message::error("brat wants files; name a folder for them with --out");
            return Err(Outcome::WrongUsage);
        }
        let sink = Self {
            folder: args.out.clone(),
            taken: HashMap::new(),
            width: style(args).width,
            printed: 0,
            network: match format {
                Some(format @ (Format::Gexf | Format::Graphml)) => {
                    Some((format, Network::default()))
                }
                _ => None,
            },
        };
        if let Some(folder) = &sink.folder {
            let made = fs::create_dir_all(folder).map_err(|error| not_written(folder, &error));
            made.map_err(|Closed(outcome)| outcome)?;
            if format == Some(Format::Brat) {
                let configuration = folder.join("annotation.conf");
                save(&configuration, brat::CONFIGURATION.as_bytes())
                    .map_err(|Closed(outcome)| outcome)?;
            }
        }
        Ok(sink)
    }

    /// Writes a piece.
    pub fn take(&mut self, piece: Piece) -> Result<(), Closed> {
        match (piece.content, self.folder.clone()) {
            (Content::Record(record), _) => {
                if let Some((_, network)) = &mut self.network {
                    network.add(&record);
                }
                Ok(())
            }
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

    /// Writes what all pages give together.
    pub fn finish(self) -> Outcome {
        let Some((format, network)) = self.network else {
            return Outcome::Done;
        };
        let mut bytes = Vec::new();
        let written = match format {
            Format::Graphml => graphml::write(&network, &mut bytes),
            _ => gexf::write(&network, &mut bytes),
        };
        if let Err(error) = written {
            message::error(error);
            return Outcome::Failed;
        }
        let end = match self.folder {
            Some(folder) => {
                let name = format!("network{}", extension(format));
                save(&folder.join(name), &bytes)
            }
            None => output::print(&bytes),
        };
        match end {
            Ok(()) => Outcome::Done,
            Err(Closed(outcome)) => outcome,
        }
    }
}

fn style(args: &WriteArgs) -> pretty::Style {
    let color = match args.color {
        Color::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
        Color::Always => true,
        Color::Never => false,
    };
    pretty::Style {
        color,
        width: output::width().min(MAX_WIDTH),
        language: args.lang,
        explain: args.explain,
    }
}

/// What a page's file is named after: its id, or the last part of its address, as far as every system takes it.
fn file_name(record: &Record) -> String {
    let uri = record.source.uri.as_deref().unwrap_or_default();
    let last = uri.trim_end_matches('/').rsplit(['/', '\\']).next();
    let stem = last.map(|last| last.split_once('.').map_or(last, |(stem, _)| stem));
    let name = record.source.id.as_deref().or(stem).unwrap_or_default();
    let is_safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let safe = name.chars().map(|c| if is_safe(c) { c } else { '_' });
    let name: String = safe.take(80).collect();
    match name.trim_matches('_') {
        "" | "-" => "page".to_owned(),
        name => name.to_owned(),
    }
}

fn extension(format: Format) -> &'static str {
    match format {
        Format::Pretty | Format::Text => ".txt",
        Format::Markdown => ".md",
        Format::Json | Format::Ninjs => ".json",
        Format::Jsonl | Format::Gdelt => ".jsonl",
        Format::Jsonld | Format::Webanno => ".jsonld",
        Format::Turtle => ".ttl",
        Format::Ntriples => ".nt",
        Format::Brat => ".ann",
        Format::Conllu => ".conllu",
        Format::Newsml => ".xml",
        Format::Gexf => ".gexf",
        Format::Graphml => ".graphml",
    }
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), Closed> {
    fs::write(path, bytes).map_err(|error| not_written(path, &error))
}

fn not_written(path: &Path, error: &io::Error) -> Closed {
    message::error(format_args!(
        "{}: {error}; free some space or write elsewhere",
        path.display()
    ));
    Closed(Outcome::Failed)
}
