//! A catalogue of names and of who they mean: each construction in a short invented sentence, with what is read beside it.
//!
//! A line an entity: `kind name (gender or country): its mentions`, references to it in braces, and behind an arrow what a
//! mention stands for. Words are as in the sentence. What is read wrongly stands in `docs/quality.md` and not here.

/// Reads the first text and compares the drawing of its entities with the second.
macro_rules! check {
    ($text:expr, @$drawn:literal) => {
        insta::assert_snapshot!(crate::drawing::draw($text), @$drawn)
    };
}

#[path = "../common/mod.rs"]
mod common;

mod coreference;
mod drawing;
mod nominatives;
mod organisations;
mod places;
