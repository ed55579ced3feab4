//! End-to-end tests of library and program, and what they share.
//!
//! For: whole pages from text to record. In: the articles of `examples/` and, when they lie beside the repository, real
//! ones. Out: a record drawn as text, for a person to review, or written in every format.
//! Never: tests of one construction or pass; these stand in the crate that has it.

mod draw;
mod formats;
mod pages;
mod report;

pub use draw::draw;
pub use formats::write_soundly;
pub use pages::{Page, examples, html_examples, shared};
pub use report::report_soundly;
