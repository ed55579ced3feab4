//! News pages as they lie around, read to text.
//!
//! For: one decoded text and what is known of it, whatever the input. In: files, folders, patterns, standard input, bytes;
//! plain text, HTML, JSON Lines, CSV, Parquet, WARC, also packed. Out: [`Document`]s, or [`Failure`]s that say what to do.
//! Never: deciding what the text means.
//!
//! A byte order mark is decoded away: it is not part of [`Document::text`], and offsets do not count it. Everything else
//! of a plain text stays as it is, line ends too. Of an HTML page the article is read, a block a line.
#![deny(missing_docs)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;

mod document;
mod encoding;
mod entries;
mod error;
mod fields;
mod gzip;
mod html;
mod input;
mod jsonl;
mod lines;
mod options;
mod parquet;
mod position;
mod sniff;
mod stream;
mod table;
mod warc;

pub use depesha_model::{PageFact, PageFacts};
pub use document::{Document, Element};
pub use encoding::{UnknownEncoding, encoding};
pub use encoding_rs::Encoding;
pub use entries::{Entries, Entry};
pub use error::{Failure, Problem, Skipped};
pub use input::Input;
pub use options::{Format, ReadOptions};
pub use position::{Position, RecordAt};
