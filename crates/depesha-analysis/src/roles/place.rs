//! Where a role is held when its phrase does not name the place: `глава партии`, `премьер-министр Иванов`.

use depesha_grammar::TokenKind;
use depesha_lexicon::{Description, DescriptionKind, Lexicon, Number, Referent, RoleLevel};
use depesha_model::EntityKind;
use depesha_morphology::{Capitals, LemmaKey};
use rustc_hash::FxHashMap;

use super::{RolePhrase, Tools, row};
use crate::page::Page;

/// Names that a description looks back over: keeps the pass linear.
const FARTHEST_NAMES: usize = 60;

/// How many times as often as the next one a country must be named to be the one whose officers the page means.
const LEAD: usize = 2;

/// The lexicon's words for organisations and places by their lemma: `партия`, `город`.
#[derive(Debug)]
pub(crate) struct Descriptions(FxHashMap<LemmaKey, Description>);

impl Descriptions {
    pub fn new(lexicon: &Lexicon) -> Self {
        let descriptions = lexicon.descriptions().iter().filter(|description| {
            description.kind != DescriptionKind::Person
                && description.number == Number::Singular
                && !description.unnamed
                && !description.words.contains(' ')
        });
        // A noun's nominative singular is its lemma.
        Self(descriptions.map(|d| (LemmaKey::of(d.words), *d)).collect())
    }

    /// What the word at `at` describes.
    pub fn at(&self, page: &Page<'_>, at: usize) -> Option<&Description> {
        self.0.get(&page.reading(at).key)
    }
}

/// Gives phrases that describe their place (`глава партии`) the one of that kind that was named last.
pub(super) fn describe(page: &Page<'_>, tools: Tools<'_>, phrases: &mut [RolePhrase]) {
    for phrase in phrases {
        let described = match phrase.organization {
            // A descriptive word is a name of its own in one of the mention schemes.
            Some(name) => {
                let tokens = &tools.names[name].tokens;
                let word = tokens.len() == 1 && page.word(tokens.start).capitals == Capitals::Lower;
                word.then_some(tokens.start)
            }
            None => (phrase.head + 1..phrase.tokens.end).find(|&at| page.reading(at).is_nominal()),
        };
        let description = described.and_then(|at| tools.descriptions.at(page, at));
        if let Some(name) = description.and_then(|d| named_before(tools, phrase.tokens.start, d)) {
            phrase.organization = Some(name);
            phrase.inferred = true;
        }
    }
}

/// The last name in front of a token that a description fits.
fn named_before(tools: Tools<'_>, at: usize, description: &Description) -> Option<usize> {
    let last = tools.names.partition_point(|name| name.tokens.start < at);
    let kind = match description.kind {
        DescriptionKind::Location => EntityKind::Location,
        _ => EntityKind::Organization,
    };
    let fits = |name: &usize| {
        let entity = &tools.linked.entities[tools.linked.of[*name]];
        let subtype = entity.attributes.subtype.as_deref();
        let refers = |referent: Referent| subtype == Some(referent.as_str());
        entity.kind == kind && description.refers.iter().any(refers)
    };
    (0..last).rev().take(FARTHEST_NAMES).find(fits)
}

/// Gives phrases without a place the organisation in brackets behind the name: `депутат Петров («Родина»)`.
pub(super) fn in_brackets(page: &Page<'_>, tools: Tools<'_>, phrases: &mut [RolePhrase]) {
    for phrase in phrases
        .iter_mut()
        .filter(|phrase| phrase.organization.is_none())
    {
        let Some(person) = phrase.name.map(|name| &tools.names[name]) else {
            continue;
        };
        let open = person.tokens.end;
        if open + 1 >= page.len() || page.kind(open) != TokenKind::Open {
            continue;
        }
        let first = open + 1 + usize::from(page.kind(open + 1) == TokenKind::Quote);
        let found = tools.name_at(open + 1).or_else(|| tools.name_at(first));
        phrase.organization = found.filter(|&name| {
            let place = &tools.names[name];
            let end = place.tokens.end;
            let closed = (end..page.len().min(end + 2)).any(|at| page.kind(at) == TokenKind::Close);
            place.kind == EntityKind::Organization && closed
        });
    }
}

/// Gives the officers of a state who are named without one the country that the page is about.
pub(super) fn infer_country(page: &Page<'_>, tools: Tools<'_>, phrases: &mut [RolePhrase]) {
    let Some(country) = main_country(tools) else {
        return;
    };
    for phrase in phrases {
        let role = row(tools, phrase);
        let state = matches!(
            role.level,
            RoleLevel::HeadOfState
                | RoleLevel::HeadOfGovernment
                | RoleLevel::DeputyHead
                | RoleLevel::Minister
                | RoleLevel::DeputyMinister
        );
        // `президент клуба`: what stands behind the title may be a place that is no name.
        let words = role.expanded.split(' ').count();
        let whole =
            phrase.title.split(' ').count() <= words || role.level != RoleLevel::HeadOfState;
        // `король поп-музыки Иванов`: no word may stand between the title and the name.
        let end = phrase.tokens.end;
        let beside = phrase.name.is_some_and(|name| {
            let starts = tools.names[name].tokens.start;
            starts <= end || page.kind(end) != TokenKind::Word
        });
        if state && whole && beside && phrase.organization.is_none() {
            phrase.organization = Some(country);
            phrase.inferred = true;
        }
    }
}

/// The first name of the country that the page names much more often than any other.
fn main_country(tools: Tools<'_>) -> Option<usize> {
    let mut counts: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
    for name in 0..tools.names.len() {
        let entity = tools.linked.of[name];
        if tools.linked.entities[entity].attributes.subtype.as_deref() == Some("country") {
            counts.entry(entity).or_insert((name, 0)).1 += 1;
        }
    }
    let &(name, most) = counts
        .values()
        .max_by_key(|(name, count)| (*count, usize::MAX - name))?;
    let clear = counts
        .values()
        .all(|&(other, count)| other == name || count * LEAD <= most);
    clear.then_some(name)
}

/// Gives phrases that do not say where the role is held the place that another phrase tells of the same person and title.
pub(super) fn fill(tools: Tools<'_>, phrases: &mut [RolePhrase]) {
    let mut places: FxHashMap<(usize, &'static str), usize> = FxHashMap::default();
    for phrase in phrases.iter() {
        if let (Some(person), Some(place)) = (phrase.person, phrase.organization) {
            let key = (person, row(tools, phrase).expanded);
            places.entry(key).or_insert(place);
        }
    }
    for phrase in phrases
        .iter_mut()
        .filter(|phrase| phrase.organization.is_none())
    {
        let expanded = row(tools, phrase).expanded;
        let place = phrase
            .person
            .and_then(|person| places.get(&(person, expanded)));
        phrase.organization = place.copied();
        phrase.inferred |= place.is_some();
    }
}
