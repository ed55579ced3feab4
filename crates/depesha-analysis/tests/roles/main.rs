//! A catalogue of roles in Russian news, each construction in a short invented sentence.
//!
//! First comes the text with what was found: `[a name]`, `{a role}`, `⟨words for somebody named before⟩`. Below it stand
//! the names that read otherwise in the nominative (`form = nominative`), the roles (`person: title, place`, with the phase
//! in front when it is not the present and `?` behind a place that was inferred; a country of origin in brackets), and the
//! references (`words → person`). What is read wrongly stands in `docs/quality.md` and not here.

/// Reads the first text and compares its drawing with the second.
macro_rules! check {
    ($text:expr, @$drawn:literal) => {
        insta::assert_snapshot!(crate::drawing::draw($text), @$drawn)
    };
}

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/marks.rs"]
mod marks;

mod before;
mod behind;
mod drawing;
mod negatives;
mod phases;
mod places;
mod references;
mod several;
mod verbs;
