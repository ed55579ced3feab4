//! Tables of Russian news language: data files in, typed look-up tables out.
//!
//! For: what the program knows about words and the world (speech verbs, roles, agencies, countries, organisations).
//! In: the tab-separated files of `data/`, each with a header that says what it is and where it comes from, and the
//! user's own files of the same shape. Out: typed rows.
//! Never: logic about texts.
#![deny(missing_docs)]

mod table;

pub use table::{LexiconError, Row, Table};
