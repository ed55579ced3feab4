//! What every crate of depesha needs to speak about a text without changing it.
//!
//! For: the one span type, the conversion between offset units, the folding of letters for matching.
//! In: `&str`. Out: [`Span`]s over it, offsets in other units, folded copies.
//! Never: parsing, IO, knowledge of news.
//!
//! ```
//! use depesha_text::{fold, OffsetMap, OffsetUnit, Span};
//!
//! let text = "Cирия и мир"; // the first letter is a Latin C
//! let span = Span::new(0, 9);
//! assert_eq!(fold(span.of(text)), "сирия");
//! let map = OffsetMap::new(text);
//! assert_eq!(map.to(OffsetUnit::Char, span.end()), 5);
//! ```
#![deny(missing_docs)]

mod fold;
mod language;
mod offsets;
mod span;
mod words;

/// The README's example is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use fold::{fold, fold_into, is_capital, is_cyrillic, is_letter};
pub use language::language;
pub use offsets::{OffsetMap, OffsetUnit, UnknownUnit};
pub use span::Span;
pub use words::words;
