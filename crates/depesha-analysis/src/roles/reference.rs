//! Role phrases without a name that refer back to a person of the page: `российский министр`.

use std::ops::Range;

use depesha_lexicon::{Role, RoleLevel};
use depesha_model::{Entity, Phase};
use depesha_morphology::Case;
use rustc_hash::FxHashMap;

use super::{RolePhrase, Tools, is_office, row};
use crate::forms::Forms;
use crate::page::Page;

/// The rule of a word that is wider than the role of whom it means.
pub(crate) const WIDER: &str = "role.wider";

/// Holders that are compared with one phrase at most, the nearest first: keeps the pass linear.
const MOST_HOLDERS: usize = 24;

/// Phrases that a wider word looks back over at most, for the same reason.
const FARTHEST_PHRASES: usize = 48;

/// What the leader of a country may be called.
const LEADERS: [&str; 2] = ["президент", "глава государства"];

/// How adjectives end in the titles of the lexicon, which stand in the nominative singular.
const ADJECTIVE_ENDS: [&str; 5] = ["ый", "ий", "ой", "ая", "яя"];

/// A person known to hold a role.
struct Holder {
    /// The phrase that says so.
    phrase: usize,
    person: usize,
}

/// Finds the holders of phrases that have no name.
pub(super) fn resolve(page: &Page<'_>, tools: Tools<'_>, phrases: &mut [RolePhrase]) {
    let mut holders: FxHashMap<&'static str, Vec<Holder>> = FxHashMap::default();
    for (at, phrase) in phrases.iter().enumerate() {
        let Some(person) = phrase.person else {
            continue;
        };
        for key in keys(row(tools, phrase)).chain(of_country(tools, phrase)) {
            let known = holders.entry(key).or_default();
            known.push(Holder { phrase: at, person });
        }
    }
    for at in 0..phrases.len() {
        let phrase = &phrases[at];
        if phrase.person.is_some() || phrase.another || !phrase.forms.may_be_singular() {
            continue;
        }
        let refers = may_refer(tools, phrase);
        if !refers && !may_repeat(page, phrase) {
            continue;
        }
        let role = row(tools, phrase);
        let Some(known) = holders
            .get(role.expanded)
            .or_else(|| holders.get(role.title))
        else {
            if let Some(person) = wider(tools, phrases, at) {
                phrases[at].person = Some(person);
                // `премьер` for `глава правительства` is the same office.
                let same = role.covers.iter().eq([role.level]) && is_office(role.level);
                phrases[at].rule = if same { "role.reference" } else { WIDER };
            }
            continue;
        };
        let before = known.partition_point(|holder| holder.phrase < at);
        let nearest = |range: Range<usize>| {
            let mut near = known[range].iter();
            near.rfind(|holder| fits(tools, phrase, &phrases[holder.phrase], holder.person))
        };
        let found = nearest(before.saturating_sub(MOST_HOLDERS)..before).or_else(|| {
            let behind = &known[before..known.len().min(before + MOST_HOLDERS)];
            let mut behind = behind.iter().filter(|_| refers);
            behind.find(|holder| fits(tools, phrase, &phrases[holder.phrase], holder.person))
        });
        if let Some(person) = found.map(|holder| holder.person) {
            phrases[at].person = Some(person);
            phrases[at].rule = "role.reference";
        }
    }
}

/// The only person in front of a phrase whose role its word covers: `политик` for a minister.
fn wider(tools: Tools<'_>, phrases: &[RolePhrase], at: usize) -> Option<usize> {
    let phrase = &phrases[at];
    let covers = row(tools, phrase).covers;
    let before = phrases[at.saturating_sub(FARTHEST_PHRASES)..at].iter();
    let mut fitting = before.filter_map(|other| {
        let person = other.person?;
        let covered = covers.contains(row(tools, other).level);
        // A former minister is a politician still.
        let phase = phrase.phase == Phase::Current || phrase.phase == other.phase;
        (covered && phase && may_be(tools, phrase, other, person)).then_some(person)
    });
    let first = fitting.next()?;
    fitting.all(|person| person == first).then_some(first)
}

/// The titles under which a holder of `role` may be referred to: its own, and each that is a beginning of it without its
/// adjectives (`министр` for `министр иностранных дел`, `судья` for `федеральный судья`); a leader of any kind is a `глава`.
fn keys(role: Role) -> impl Iterator<Item = &'static str> {
    let expanded = role.expanded;
    let noun = without_adjectives(expanded);
    let shorter = noun.match_indices(' ').map(move |(at, _)| &noun[..at]);
    let shorter = shorter.chain((noun != expanded).then_some(noun));
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

/// `глава РФ`: the titles of the leader of a country.
fn of_country(tools: Tools<'_>, phrase: &RolePhrase) -> impl Iterator<Item = &'static str> {
    let leads = row(tools, phrase).level == RoleLevel::Leader;
    let place = phrase.organization.filter(|_| leads);
    let entity = place.map(|name| &tools.linked.entities[tools.linked.of[name]]);
    let country = entity.is_some_and(|e| e.attributes.subtype.as_deref() == Some("country"));
    let titles: &[&str] = if country { &LEADERS } else { &[] };
    titles.iter().copied()
}

/// A title from its noun on.
fn without_adjectives(title: &str) -> &str {
    match title.split_once(' ') {
        Some((first, rest)) if ADJECTIVE_ENDS.iter().any(|end| first.ends_with(end)) => {
            without_adjectives(rest)
        }
        _ => title,
    }
}

/// Whether a phrase without a name is one that refers: it names its place, or the word alone does.
fn may_refer(tools: Tools<'_>, phrase: &RolePhrase) -> bool {
    phrase.place().is_some() || row(tools, phrase).generic || phrase.tokens.len() > 1
}

/// Whether a trade alone may go back to somebody who was called by it (`скульптор`): nothing makes it another one's
/// (`молодой скульптор`) or what somebody is or becomes (`работал скульптором`).
fn may_repeat(page: &Page<'_>, phrase: &RolePhrase) -> bool {
    let before = phrase.tokens.start.checked_sub(1);
    let described = before.is_some_and(|at| {
        let adjective = Forms::of_word(page.word(at), |r| r.is_adjectival());
        adjective.overlaps(phrase.forms)
    });
    !described && !phrase.forms.only(Case::Instrumental)
}

/// Whether the holder of `other` may be meant by `phrase`, which names the same role.
fn fits(tools: Tools<'_>, phrase: &RolePhrase, other: &RolePhrase, person: usize) -> bool {
    phrase.phase == other.phase && may_be(tools, phrase, other, person)
}

/// Whether neither gender nor place speaks against the holder of `other`.
fn may_be(tools: Tools<'_>, phrase: &RolePhrase, other: &RolePhrase, person: usize) -> bool {
    let attributes = &tools.linked.entities[person].attributes;
    let woman = attributes.gender == Some(depesha_model::Gender::Feminine);
    // A masculine title may be a woman's, not the other way round.
    let gender = woman || !phrase.is_feminine();
    // A word as general as `глава` needs the place said, unless it repeats the title (`генеральный директор`, `директор`).
    let title = row(tools, phrase).expanded;
    let repeats = without_adjectives(row(tools, other).expanded).starts_with(title);
    let level = row(tools, phrase).level;
    let general = level == RoleLevel::Leader && phrase.place().is_none() && !repeats;
    gender && !general && same_place(tools, phrase, other)
}

/// Whether both are held at the same place, or nothing tells that they are not.
fn same_place(tools: Tools<'_>, phrase: &RolePhrase, other: &RolePhrase) -> bool {
    let entity = |phrase: &RolePhrase| {
        let name = phrase.place()?;
        // `глава правительства`: which one is not said.
        let place = &tools.names[name];
        let named = place.is_adjective() || place.normal.contains(|c| !char::is_lowercase(c));
        named.then(|| &tools.linked.entities[tools.linked.of[name]])
    };
    let (Some(a), Some(b)) = (entity(phrase), entity(other)) else {
        return true;
    };
    let country = |entity: &Entity| entity.attributes.iso_country.clone();
    match (country(a), country(b)) {
        (Some(a), Some(b)) => a == b,
        // `глава Минфина` may be the minister of finance of any country.
        _ => {
            let title = row(tools, phrase).expanded == row(tools, other).expanded;
            a.id == b.id || (title && a.kind != b.kind)
        }
    }
}
