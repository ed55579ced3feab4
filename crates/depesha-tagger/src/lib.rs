//! A linear-chain tagger of the names of persons, places and organisations in Russian news, with its weights.
//!
//! For: the outermost names of a document, by either of two annotation schemes. In: the document's tokens with what the
//! dictionary says of each, and its sentences. Out: [`Name`]s, which do not overlap.
//! Never: IO, looking words up, knowledge of particular names beyond what the weights learned.
//!
//! See `README.md` for an example and `MODEL_CARD.md` for data, features and figures.
#![deny(missing_docs)]

mod attributes;
mod clusters;
mod document;
mod hash;
mod label;
mod model;
mod name;
mod tagger;
mod templates;
mod viterbi;

/// The README's example is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use model::BrokenModel;
pub use name::{Kind, Name, Scheme, UnknownScheme};
pub use tagger::{Memo, Tagger, Token};

/// What training needs beside the tagger: labels, features, weights, the model file.
pub mod training {
    pub use crate::clusters::Clusters;
    pub use crate::label::{LABELS, Label, WIDTH, names};
    pub use crate::model::{PASSES, PassWeights, write_model};
    pub use crate::tagger::Features;
    pub use crate::viterbi::{Lattice, START, Transitions, best_labels};
}
