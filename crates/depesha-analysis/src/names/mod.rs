//! Names of persons, organisations and places.
//!
//! Three steps: which tokens are names ([`find`], corrected by [`places`]), what the parts of a person's name are
//! ([`person`]), and how a name reads in the nominative. For that the words of a name have candidates ([`candidates`]) from
//! the dictionary and from paradigms of names ([`paradigms`]); their agreement, the words around ([`neighbours`]) and the
//! other names of the page choose. Names of several words decline in their head group ([`phrase`]).

mod candidates;
mod find;
mod neighbours;
mod paradigms;
mod parts;
mod person;
mod phrase;
mod places;

use std::ops::Range;

use depesha_lexicon::Lexicon;
use depesha_model::EntityKind;
use depesha_morphology::{Capitals, Morphology};
use depesha_tagger::{Memo, Scheme, Tagger};

use crate::forms::Forms;
use crate::gazetteer::{Entry, Gazetteer, Match, Naming};
use crate::metadata::spelling::title_case;
use crate::page::Page;

pub(crate) use paradigms::Paradigms;
pub(crate) use parts::NameParts;
pub(crate) use person::PersonName;

/// A name in the text, before it is known whose.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub kind: EntityKind,
    pub tokens: Range<usize>,
    /// In the nominative, a person's given name first.
    pub normal: String,
    pub rule: &'static str,
    /// The cases, numbers and genders that it may have here.
    pub forms: Forms,
    /// How the lexicon knows it.
    pub known: Option<Known>,
    /// The parts of a person's name.
    pub person: Option<PersonName>,
}

impl Name {
    /// Whether it names a place by an adjective: `российский`.
    pub fn is_adjective(&self) -> bool {
        self.known
            .is_some_and(|known| known.naming == Naming::Adjective)
    }
}

/// The lexicon's row of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub entry: Entry,
    pub naming: Naming,
    /// The country or region in the name of an organisation: `МИД РФ`.
    pub place: Option<Entry>,
}

/// What the passes over names need beside the page.
#[derive(Clone, Copy)]
pub(crate) struct Tools<'a> {
    pub morphology: &'a Morphology,
    pub lexicon: &'a Lexicon,
    pub gazetteer: &'a Gazetteer,
    pub parts: &'a NameParts,
    pub paradigms: &'a Paradigms,
    pub tagger: &'a Tagger,
    pub scheme: Scheme,
}

/// A noun phrase in the nominative.
pub(crate) fn nominative(
    page: &Page<'_>,
    morphology: &Morphology,
    tokens: &Range<usize>,
) -> String {
    phrase::nominative(page, morphology, tokens).0
}

/// The names of a page in the order of the text, outer ones before those inside them.
pub(crate) fn find<'p>(
    page: &'p Page<'p>,
    tools: Tools<'p>,
    memo: &mut Memo,
    matches: &[Match],
) -> Vec<Name> {
    let (found, places) = find::names(page, tools, memo, matches);
    let of_persons = found.iter().filter(|name| name.kind == EntityKind::Person);
    let persons = person::Reader::new(page, tools, of_persons.map(|name| name.tokens.clone()));
    found
        .into_iter()
        .map(|found| {
            let mut name = Name {
                kind: found.kind,
                tokens: found.tokens,
                normal: String::new(),
                rule: found.rule,
                forms: Forms::ALL,
                known: found.known,
                person: None,
            };
            match name.kind {
                EntityKind::Person => {
                    let (person, forms) = persons.read(name.tokens.clone());
                    name.normal = person.full().to_owned();
                    name.forms = forms;
                    name.person = Some(person);
                }
                EntityKind::Organization | EntityKind::Location => {
                    // `Луккезе`, `Вольнии`: one unknown word.
                    let alone = (name.tokens.len() == 1).then_some(name.tokens.start);
                    (name.normal, name.forms) = alone
                        .and_then(|at| places.nominative(at))
                        .unwrap_or_else(|| {
                            phrase::nominative(page, tools.morphology, &name.tokens)
                        });
                    if let Some(text) = found.text {
                        name.normal = text.to_owned();
                    } else if name.rule == find::DATELINE {
                        // `ЛЮБИНСК`: a dateline's place stands in the nominative, in capitals often.
                        name.normal = page.span(name.tokens.clone()).of(page.text()).to_owned();
                        if Capitals::of(&name.normal) == Capitals::Upper {
                            name.normal = title_case(&name.normal);
                        }
                    }
                }
            }
            name
        })
        .collect()
}

#[cfg(test)]
mod tests;
