//! Records as HTML, for a person.
//!
//! For: a reader who wants to see what was read from a page, and where. In: [`Record`]s. Out: a document in one file, or
//! a piece of one. Never: the network, deciding what a page means.
//!
//! Whatever a record holds is escaped, and only addresses of `http` and `https` become links. Nothing here panics, also
//! when spans of a record do not fit its text.
#![deny(missing_docs)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;

mod article;
mod document;
mod entities;
mod events;
mod facts;
mod index;
mod picture;
mod remarks;
mod statements;
mod strings;
mod text;
mod times;
mod view;
mod weave;

pub use strings::{Language, Strings};
pub use view::{web_address, when};

use depesha_model::Record;
use maud::Markup;

use view::View;

/// The style sheet of [`report`] and [`article`].
pub const STYLE: &str = include_str!("../assets/report.css");

/// The script of [`report`] and [`article`]. Without it everything can be read and followed; it shows facts beside the
/// words under the pointer and picks out the statements of one speaker.
pub const SCRIPT: &str = include_str!("../assets/report.js");

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The language of the labels; the page's own words stay as they are.
    pub language: Language,
}

/// A document of its own, of one record or of many with an index. It loads nothing: style and script are inside, and its
/// Content-Security-Policy allows these two and nothing else.
pub fn report(records: &[Record], options: &Options) -> String {
    document::document(records, options).into_string()
}

/// The text of a record with its facts, as an `<article>` for a page that has [`STYLE`] and [`SCRIPT`]. A page can hold
/// one of them, since their ids are the same.
pub fn article(record: &Record, options: &Options) -> Markup {
    article::article(&View::new(record, options, ""))
}
