//! A catalogue of Russian reported speech: each construction in a short invented sentence, with what is read drawn in.
//!
//! A line a statement: `{source} [cue] ⟨content⟩ → speaker, kind, type`. A paragraph ends at ` ¶ `; sentences that the
//! statement does not touch are left out; a speaker without a name is `—`, one that could not be told is `?`; `none`
//! means that nothing is attributed. What is read wrongly stands in `docs/quality.md` and not here.

/// Reads the first text and compares the drawing of its statements with the second.
macro_rules! check {
    ($text:expr, @$drawn:literal) => {
        insta::assert_snapshot!(crate::drawing::draw($text), @$drawn)
    };
}

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/marks.rs"]
mod marks;

mod attributions;
mod boundaries;
mod compound;
mod direct;
mod drawing;
mod indirect;
mod interviews;
mod negatives;
mod sources;
mod speakers;
