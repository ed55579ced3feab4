//! Role phrases: what a person is, with or without a name beside it.
//!
//! A phrase grows from a title of the lexicon: leftwards over the adjective of its country and words of phase and rank,
//! rightwards over its genitives and its organisation. Then the name beside it is looked for. What stays without a name
//! may go back to a person of the page: see [`reference`].

mod holder;
mod phrase;
mod reference;

use std::ops::Range;

use depesha_lexicon::Lexicon;
use depesha_model::Phase;
use depesha_morphology::{Gender, Morphology};

use crate::entities::Linked;
use crate::forms::Forms;
use crate::gazetteer::{Gazetteer, Match};
use crate::names::Name;
use crate::page::Page;

/// A role phrase of the text.
#[derive(Clone, Debug)]
pub(crate) struct RolePhrase {
    /// Title, country, organisation; not the person's name.
    pub tokens: Range<usize>,
    /// The noun that bears the case.
    pub head: usize,
    /// In the nominative, short forms written out.
    pub title: String,
    /// The lexicon's row of the title.
    pub role: u16,
    /// The organisation or country where the role is held, as an index of the page's names.
    pub organization: Option<usize>,
    pub phase: Phase,
    /// The cases, numbers and genders that the head may have here.
    pub forms: Forms,
    /// The name of the holder beside the phrase, as an index of the page's names.
    pub name: Option<usize>,
    /// The holder, as an index of the page's entities.
    pub person: Option<usize>,
    pub rule: &'static str,
    /// Whether it tells a post or trade, and not a relation or a fate (`дочь`, `погибший`).
    pub occupation: bool,
}

impl RolePhrase {
    /// Whether the phrase refers to its holder without a name beside it.
    pub fn is_reference(&self) -> bool {
        self.name.is_none() && self.person.is_some()
    }

    /// Whether the head can only be feminine: `дочь`, `спортсменка`.
    fn is_feminine(&self) -> bool {
        let of = |gender| !(self.forms & Forms::gender(gender)).is_empty();
        of(Gender::Feminine) && !of(Gender::Masculine)
    }
}

/// What the pass needs beside the page.
#[derive(Clone, Copy)]
pub(crate) struct Tools<'a> {
    pub morphology: &'a Morphology,
    pub lexicon: &'a Lexicon,
    pub gazetteer: &'a Gazetteer,
    pub names: &'a [Name],
    pub linked: &'a Linked,
    /// For each token the outermost name that covers it, counted from 1; 0 for none.
    pub name_at: &'a [u32],
}

impl Tools<'_> {
    /// The outermost name that covers the token.
    fn name_at(&self, token: usize) -> Option<usize> {
        (self.name_at.get(token).copied().unwrap_or(0) as usize).checked_sub(1)
    }
}

/// The role phrases of a page in the order of the text; they do not overlap.
pub(crate) fn find(page: &Page<'_>, tools: Tools<'_>, matches: &[Match]) -> Vec<RolePhrase> {
    let mut phrases = phrase::find(page, tools, matches);
    holder::attach(page, tools, &mut phrases);
    reference::resolve(tools, &mut phrases);
    reference::fill_places(tools, &mut phrases);
    phrases
}

#[cfg(test)]
mod tests;
