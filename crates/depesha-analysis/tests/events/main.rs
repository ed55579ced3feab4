//! A catalogue of Russian events, type by type: short invented sentences, each with the events that it tells, and some
//! that tell none or another one; then who takes part, construction by construction.
//!
//! A line an event: `TYPE/mode [trigger] actors > recipients`; a status that is not `actual` stands behind the mode, `-`
//! for nobody, `~` before whom the sentence does not name in that place. `none` means that nothing is told. What is read
//! wrongly stands in `docs/quality.md` and not here.

/// Reads the first text and compares the drawing of its events with the second.
macro_rules! check {
    ($text:expr, @$drawn:literal) => {
        insta::assert_snapshot!(crate::drawing::draw($text), @$drawn)
    };
}

#[path = "../common/mod.rs"]
mod common;

mod accuse;
mod agree;
mod aid;
mod arguments;
mod assault;
mod coerce;
mod concede;
mod consult;
mod cooperate;
mod drawing;
mod mobilize;
mod protest;
mod reject;
mod request;
mod retreat;
mod sanction;
mod support;
mod threaten;
