//! Writers of records.
//!
//! For: a record in the form that a program or a person wants; one format, one module. In: a
//! [`depesha_model::Record`]. Out: bytes into a writer, rows of a list. Never: deciding what a page means.
#![deny(missing_docs)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;

pub mod json;
pub mod jsonl;
mod name;
pub mod pretty;
pub mod quotes;
pub mod rows;
#[cfg(test)]
mod testing;
pub mod who;

pub use name::{NameQuery, NoName};
