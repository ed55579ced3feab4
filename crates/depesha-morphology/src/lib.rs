//! Russian morphology for the analysis of news: what a word may be, remembered, and its other forms.
//!
//! For: the readings of a word form (lemma, part of speech, case, …) and the forms of a lexeme, on the dictionary of the
//! crate `rumorph`. In: one word as it stands in the text. Out: a [`Word`] with its [`Reading`]s; an inflected word.
//! Never: IO, knowledge of news.
//!
//! ```
//! use depesha_morphology::{Case, LemmaKey, Memo, Morphology, Pos};
//!
//! let morphology = Morphology::new()?;
//! let mut memo = Memo::default();
//! let word = memo.word(&morphology, "Министерства");
//! assert!(word.has_lemma(LemmaKey::of("министерство")));
//! assert_eq!(word.best().pos, Pos::Noun);
//! assert!(word.may_be(Case::Genitive) && !word.may_be(Case::Dative));
//!
//! let nominative = morphology.nominative("Министерства", word.best(), None, None);
//! assert_eq!(nominative.as_deref(), Some("Министерство"));
//! # Ok::<(), depesha_morphology::BrokenDictionary>(())
//! ```
#![deny(missing_docs)]

mod capitals;
mod context;
mod inflect;
mod memo;
mod morphology;
mod tag;
mod word;

/// The README's example is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use capitals::Capitals;
pub use context::Context;
pub use memo::Memo;
pub use morphology::{BrokenDictionary, Morphology};
pub use tag::{
    Animacy, Aspect, Case, Degree, Gender, Mood, NameType, Number, Person, Pos, Tag, Tense,
    Variant, VerbForm, Voice,
};
pub use word::{LemmaKey, Reading, Word};

/// What training of [`Context`] needs: the features of a reading in its place.
pub mod training {
    pub use crate::context::{FEATURES, Place, WEIGHTS, considered};
}
