//! Role phrases without a name that refer back to a person of the page: `российский министр`.

use std::ops::Range;

use depesha_lexicon::{Role, RoleLevel};
use rustc_hash::FxHashMap;

use super::{RolePhrase, Tools};

/// Holders that are compared with one phrase at most, the nearest first: keeps the pass linear.
const MOST_HOLDERS: usize = 24;

/// A person known to hold a role.
struct Holder {
    /// The phrase that says so.
    phrase: usize,
    person: usize,
}

/// Finds the holders of phrases that have no name.
pub(super) fn resolve(tools: Tools<'_>, phrases: &mut [RolePhrase]) {
    let mut holders: FxHashMap<&'static str, Vec<Holder>> = FxHashMap::default();
    for (at, phrase) in phrases.iter().enumerate() {
        let Some(person) = phrase.person else {
            continue;
        };
        for key in keys(row(tools, phrase)) {
            let known = holders.entry(key).or_default();
            known.push(Holder { phrase: at, person });
        }
    }
    for at in 0..phrases.len() {
        let phrase = &phrases[at];
        if phrase.person.is_some() || !phrase.forms.may_be_singular() || !may_refer(tools, phrase) {
            continue;
        }
        let role = row(tools, phrase);
        let Some(known) = holders
            .get(role.expanded)
            .or_else(|| holders.get(role.title))
        else {
            continue;
        };
        let before = known.partition_point(|holder| holder.phrase < at);
        let nearest = |range: Range<usize>| {
            let mut near = known[range].iter();
            near.rfind(|holder| fits(tools, phrase, &phrases[holder.phrase], holder.person))
        };
        let found = nearest(before.saturating_sub(MOST_HOLDERS)..before).or_else(|| {
            let behind = &known[before..known.len().min(before + MOST_HOLDERS)];
            behind
                .iter()
                .find(|holder| fits(tools, phrase, &phrases[holder.phrase], holder.person))
        });
        if let Some(person) = found.map(|holder| holder.person) {
            phrases[at].person = Some(person);
            phrases[at].rule = "role.reference";
        }
    }
}

/// Gives phrases that do not say where the role is held the place that another phrase tells of the same person and title.
pub(super) fn fill_places(tools: Tools<'_>, phrases: &mut [RolePhrase]) {
    let mut places: FxHashMap<(usize, &'static str), usize> = FxHashMap::default();
    for phrase in phrases.iter() {
        if let (Some(person), Some(place)) = (phrase.person, phrase.organization) {
            places
                .entry((person, row(tools, phrase).expanded))
                .or_insert(place);
        }
    }
    for phrase in phrases
        .iter_mut()
        .filter(|phrase| phrase.organization.is_none())
    {
        let key = phrase
            .person
            .map(|person| (person, row(tools, phrase).expanded));
        phrase.organization = key.and_then(|key| places.get(&key)).copied();
    }
}

fn row(tools: Tools<'_>, phrase: &RolePhrase) -> Role {
    tools.lexicon.roles()[usize::from(phrase.role)]
}

/// The titles under which a holder of `role` may be referred to: its own, and each that is a beginning of it (`министр`
/// for `министр иностранных дел`); a leader of any kind is a `глава`.
fn keys(role: Role) -> impl Iterator<Item = &'static str> {
    let expanded = role.expanded;
    let shorter = expanded
        .match_indices(' ')
        .map(move |(at, _)| &expanded[..at]);
    let title = (role.title != expanded).then_some(role.title);
    let leads = matches!(
        role.level,
        RoleLevel::Minister
            | RoleLevel::HeadOfState
            | RoleLevel::HeadOfGovernment
            | RoleLevel::Governor
            | RoleLevel::Mayor
            | RoleLevel::Business
            | RoleLevel::Party
            | RoleLevel::Leader
    );
    let last = expanded
        .rsplit(' ')
        .next()
        .filter(|last| *last != expanded && role.level == RoleLevel::HeadOfState);
    let state = (role.level == RoleLevel::HeadOfState).then_some("глава государства");
    std::iter::once(expanded)
        .chain(title)
        .chain(shorter)
        .chain(last)
        .chain(state)
        .chain(leads.then_some("глава"))
}

/// Whether a phrase without a name is one that refers: it names its place, or the word alone does.
fn may_refer(tools: Tools<'_>, phrase: &RolePhrase) -> bool {
    phrase.organization.is_some() || row(tools, phrase).generic || phrase.tokens.len() > 1
}

/// Whether the holder of `other` may be meant by `phrase`.
fn fits(tools: Tools<'_>, phrase: &RolePhrase, other: &RolePhrase, person: usize) -> bool {
    let attributes = &tools.linked.entities[person].attributes;
    let woman = attributes.gender == Some(depesha_model::Gender::Feminine);
    // A masculine title may be a woman's, not the other way round.
    let gender = woman || !phrase.is_feminine();
    // A word as general as `глава` needs the place said.
    let general = row(tools, phrase).level == RoleLevel::Leader && phrase.organization.is_none();
    gender && !general && phrase.phase == other.phase && same_place(tools, phrase, other)
}

/// Whether both are held at the same place, or one does not say where.
fn same_place(tools: Tools<'_>, phrase: &RolePhrase, other: &RolePhrase) -> bool {
    let entity = |phrase: &RolePhrase| phrase.organization.map(|name| tools.linked.of[name]);
    match (entity(phrase), entity(other)) {
        (Some(a), Some(b)) => {
            let country = |entity: usize| {
                tools.linked.entities[entity]
                    .attributes
                    .iso_country
                    .as_deref()
            };
            a == b || matches!((country(a), country(b)), (Some(a), Some(b)) if a == b)
        }
        _ => true,
    }
}
