//! What is written of a record, in the format that was asked for.

use std::io;

use depesha::Record;
use depesha::export::{
    brat, conllu, gdelt, json, jsonl, jsonld, markdown, newsml, ninjs, ntriples, petrarch, plover,
    pretty, turtle, webanno,
};

use crate::command::{Color, Format, WriteArgs};
use crate::message;
use crate::output::{self, Outcome};

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
    pub format: Format,
    /// The name of its file, without the extension.
    pub name: String,
    pub content: Content,
}

/// The bytes of a [`Piece`].
pub enum Content {
    /// All of them.
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
            Format::Plover => plover::write(record, &mut out)?,
            Format::Petrarch => petrarch::write(record, &mut out)?,
            Format::Brat => {
                brat::write(record, &mut out)?;
                return Ok(Content::Annotated(record.text.clone(), out));
            }
            Format::Gexf | Format::Graphml | Format::Csv | Format::Parquet => {
                return Ok(Content::Record(Box::new(record.clone())));
            }
        }
        Ok(Content::Bytes(out))
    }
}

/// How digests look.
pub fn style(args: &WriteArgs) -> pretty::Style {
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
