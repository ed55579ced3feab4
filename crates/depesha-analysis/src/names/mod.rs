//! Names of persons, organisations and places.

use std::ops::Range;

use depesha_model::EntityKind;

use crate::page::Page;

/// A name in the text, before it is known whose.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub kind: EntityKind,
    pub tokens: Range<usize>,
    /// In the nominative.
    pub normal: String,
    pub rule: &'static str,
}

/// The names of a page in the order of the text, outer ones before those inside them.
pub(crate) fn find(page: &Page<'_>) -> Vec<Name> {
    let _ = page;
    Vec::new()
}
