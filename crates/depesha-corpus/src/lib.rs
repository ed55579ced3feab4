//! A corpus of news pages, read on all cores into a folder of tables.
//!
//! For: many pages at once, more than memory holds. In: inputs as [`depesha::Entries`] reads them. Out: a folder with the
//! records or their tables in parts, the documents that failed, and the state of the run, from which a killed run goes
//! on. Never: deciding what a page means; output that depends on how many threads read.
//!
//! [`run`] does it all. Documents are read in batches: while the threads read one batch, the one before it is written
//! and the next one fetched. Whether a document repeats an earlier one is decided in the order of the inputs.
#![deny(missing_docs)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;

mod batch;
mod duplicates;
mod error;
mod folder;
mod options;
mod part;
mod run;
mod state;
mod summary;
mod timings;

pub use error::RunError;
pub use options::{RunOptions, TableFormat};
pub use run::{Monitor, Progress, Silent, run};
pub use summary::{Counts, Summary};
pub use timings::{Step, Timings};
