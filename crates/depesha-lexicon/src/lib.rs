//! Tables of Russian news language: data files in, typed look-up tables out.
//!
//! In: the tab-separated files of `data/`, each with a header that says what it is and where it comes from, and the
//! user's own files of the same shape. Out: typed rows.
//! Never: logic about texts.
#![deny(missing_docs)]

mod cities;
mod countries;
mod entry;
mod lexicon;
mod regions;
mod table;

pub use cities::City;
pub use countries::{Country, Demonym};
pub use entry::{Entry, List};
pub use lexicon::{Lexicon, sort_table};
pub use regions::{Region, RegionKind};
pub use table::{LexiconError, Row, Table};
