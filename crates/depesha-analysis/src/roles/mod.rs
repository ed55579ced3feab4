//! Role phrases: what a person is, with or without a name beside it.
//!
//! A phrase grows from a title of the lexicon: leftwards over the adjective of its country and words of phase and rank,
//! rightwards over its genitives and its organisation. Then the name beside it is looked for. What stays without a name
//! may go back to a person of the page: see [`reference`].

mod clause;
mod complement;
mod holder;
mod phrase;
mod place;
mod reference;

use std::ops::Range;

use depesha_lexicon::{Lexicon, Role, RoleLevel, RolePart, RolePartKind};
use depesha_model::{Entity, Phase};
use depesha_morphology::{Gender, Morphology};
use rustc_hash::FxHashMap;

use crate::entities::Linked;
use crate::forms::Forms;
use crate::gazetteer::{Entry, Gazetteer, Match};
use crate::names::Name;
use crate::page::Page;
use crate::phrases::Phrases;

pub(crate) use clause::OfficeVerbs;
pub(crate) use place::Descriptions;
pub(crate) use reference::WIDER;

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
    /// The country that the person comes from: `французский писатель`.
    pub country: Option<usize>,
    /// Whether the place was taken from elsewhere in the page.
    pub inferred: bool,
    pub phase: Phase,
    /// Whether it says that its holder is nobody told of before: `другой министр`.
    pub another: bool,
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

    /// The organisation, or the country that somebody comes from.
    fn place(&self) -> Option<usize> {
        self.organization.or(self.country)
    }

    /// The country that the role is held in or for or that its holder comes from, as an index of the page's entities; `of`
    /// tells the entity of each name.
    pub fn country(&self, entities: &[Entity], of: &[usize]) -> Option<usize> {
        let country =
            |entity: &usize| entities[*entity].attributes.subtype.as_deref() == Some("country");
        let place = self.organization.map(|name| of[name]).filter(country);
        self.country.map(|name| of[name]).or(place)
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
    pub offices: &'a OfficeVerbs,
    pub descriptions: &'a Descriptions,
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
    let grouped = Phrases::new(page, tools.names);
    holder::attach(page, tools, &grouped, &mut phrases);
    clause::attach(
        page,
        tools,
        &grouped,
        &offices(tools, matches),
        &mut phrases,
    );
    holder::share(page, tools, &grouped, &mut phrases);
    place::in_brackets(page, tools, &mut phrases);
    place::describe(page, tools, &mut phrases);
    place::fill(tools, &mut phrases);
    place::infer_country(page, tools, &mut phrases);
    reference::resolve(page, tools, &mut phrases);
    place::fill(tools, &mut phrases);
    phrases
}

/// Whether roles of a level are held for a state or an organisation, and are no trade.
fn is_office(level: RoleLevel) -> bool {
    !matches!(
        level,
        RoleLevel::Activist
            | RoleLevel::Business
            | RoleLevel::Citizen
            | RoleLevel::Criminal
            | RoleLevel::Culture
            | RoleLevel::Education
            | RoleLevel::Expert
            | RoleLevel::Family
            | RoleLevel::Law
            | RoleLevel::Media
            | RoleLevel::Medicine
            | RoleLevel::Rebel
            | RoleLevel::Sport
    )
}

/// The lexicon's row of a phrase's title.
fn row(tools: Tools<'_>, phrase: &RolePhrase) -> Role {
    tools.lexicon.roles()[usize::from(phrase.role)]
}

/// The nouns of office of a page (`пост`) by the token behind them.
fn offices<'a>(tools: Tools<'a>, matches: &[Match]) -> FxHashMap<usize, &'a RolePart> {
    let parts = matches.iter().filter_map(|found| {
        let Entry::RolePart(row) = tools.gazetteer.pattern(found.pattern).entry else {
            return None;
        };
        Some((
            found.tokens.end,
            &tools.lexicon.role_parts()[usize::from(row)],
        ))
    });
    parts
        .filter(|(_, part)| part.kind == RolePartKind::Office)
        .collect()
}
