//! Writers of records.
//!
//! For: a record in the form that a program or a person wants; one format, one module. In: a
//! [`depesha_model::Record`]. Out: bytes into a writer, rows of a list. Never: deciding what a page means.
#![deny(missing_docs)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;

pub mod brat;
pub mod conllu;
pub mod events;
pub mod gdelt;
pub mod gexf;
pub mod graphml;
pub mod json;
pub mod jsonl;
pub mod jsonld;
pub mod markdown;
mod name;
mod network;
pub mod newsml;
pub mod ninjs;
pub mod ntriples;
mod page;
pub mod petrarch;
pub mod plover;
pub mod pretty;
pub mod quotes;
mod rdf;
pub mod rows;
mod sparse;
pub mod tables;
#[cfg(test)]
mod testing;
pub mod turtle;
pub mod webanno;
pub mod who;
mod xml;

pub use name::{NameQuery, NoName};
pub use network::{Edge, Network, Node, identity};
pub use page::{GAP, wikidata};

#[cfg(test)]
mod tests;
