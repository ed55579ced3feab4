//! Who is who: one entity for all names of a page that mean the same.
//!
//! Organisations and places are joined by the lexicon's row, by their nominative, and by acronyms ([`acronyms`]);
//! persons by their surname and what does not contradict it ([`persons`]).

mod acronyms;
mod metonyms;
mod persons;

use depesha_lexicon::{Lexicon, Organisation, OutletKind};
use depesha_model::{Attributes, Entity, EntityId, EntityKind};
use depesha_morphology::Gender;
use depesha_text::fold;
use rustc_hash::FxHashMap;

use crate::gazetteer::{Entry, Naming};
use crate::names::Name;
use crate::page::Page;

pub(crate) use metonyms::Deeds;

/// The entities of a page, and which of them each name means.
#[derive(Debug, Default)]
pub(crate) struct Linked {
    /// In the order of their first name.
    pub entities: Vec<Entity>,
    /// For each name the index of its entity.
    pub of: Vec<usize>,
    /// For each name the entity that it stands for, when that is another one.
    pub stands_for: Vec<Option<usize>>,
}

/// Joins the names of a page.
pub(crate) fn link(page: &Page<'_>, lexicon: &Lexicon, deeds: &Deeds, names: &[Name]) -> Linked {
    let mut groups = Groups::new(names.len());
    by_key(names, lexicon, &mut groups);
    acronyms::join(page, names, &mut groups);
    persons::join(names, &mut groups);
    let mut linked = Linked {
        entities: Vec::new(),
        of: Vec::with_capacity(names.len()),
        stands_for: Vec::new(),
    };
    let mut members: Vec<Vec<usize>> = Vec::new();
    let mut entity_of_group = FxHashMap::default();
    for at in 0..names.len() {
        let entity = *entity_of_group
            .entry(groups.root(at))
            .or_insert(members.len());
        if entity == members.len() {
            members.push(Vec::new());
        }
        members[entity].push(at);
        linked.of.push(entity);
    }
    for (id, members) in members.iter().enumerate() {
        linked.entities.push(entity(id, members, names, lexicon));
    }
    linked.stands_for = metonyms::find(page, lexicon, deeds, names, &linked);
    linked
}

/// Disjoint sets of names.
pub(super) struct Groups {
    parents: Vec<usize>,
}

impl Groups {
    fn new(len: usize) -> Self {
        Self {
            parents: (0..len).collect(),
        }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parents[at] != at {
            self.parents[at] = self.parents[self.parents[at]];
            at = self.parents[at];
        }
        at
    }

    /// The root is always the first name.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b)] = a.min(b);
    }
}

/// What makes two names of organisations or places the same.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    /// A row of the lexicon, for a generic one (`МИД`) with its country.
    Known(Entry, Option<Entry>),
    /// The nominative, folded.
    Name(EntityKind, String),
}

fn by_key(names: &[Name], lexicon: &Lexicon, groups: &mut Groups) {
    let mut first: FxHashMap<Key, usize> = FxHashMap::default();
    let mut generic: Vec<(&Organisation, usize)> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        if name.kind == EntityKind::Person {
            continue;
        }
        let key = match name.known {
            // `Кремль` is a thing of its own; what it stands for is told apart.
            Some(known) if known.naming != Naming::Metonym => Key::Known(known.entry, known.place),
            _ => Key::Name(name.kind, fold(&name.normal).into_owned()),
        };
        if let Key::Known(Entry::Organisation(row), None) = key {
            let organisation = &lexicon.organisations()[usize::from(row)];
            if organisation.generic && !first.contains_key(&key) {
                generic.push((organisation, at));
            }
        }
        let known = *first.entry(key).or_insert(at);
        groups.join(known, at);
    }
    for (organisation, bare) in generic {
        if let Some(full) = only_one_of(organisation, names, groups) {
            groups.join(full, bare);
        }
    }
}

/// The one organisation of the page whose name is that of `generic` and something more: `МИД` alone means `МИД РФ` where
/// no other ministry of that name is told of.
fn only_one_of(generic: &Organisation, names: &[Name], groups: &mut Groups) -> Option<usize> {
    let longer = |name: &Name| {
        let names = std::iter::once(generic.name).chain(generic.aliases.iter());
        let mut rests = names.filter_map(|short| name.normal.strip_prefix(short));
        rests.any(|rest| rest.starts_with(' '))
    };
    let mut full = (0..names.len())
        .filter(|&at| names[at].kind == EntityKind::Organization && longer(&names[at]));
    let one = full.next()?;
    let root = groups.root(one);
    full.all(|other| groups.root(other) == root).then_some(one)
}

fn entity(id: usize, members: &[usize], names: &[Name], lexicon: &Lexicon) -> Entity {
    let all = || members.iter().map(|&at| &names[at]);
    let kind = names[members[0]].kind;
    let mut attributes = Attributes::default();
    let known = all()
        .find_map(|name| name.known)
        .filter(|known| known.naming != Naming::Metonym);
    let mut usual = None;
    if let Some(known) = known {
        usual = describe(known.entry, lexicon, &mut attributes);
        if let Some(Entry::Country(place)) = known.place {
            attributes.iso_country = code(lexicon.countries()[usize::from(place)].iso2);
        }
    }
    if kind == EntityKind::Person {
        persons::describe(all(), &mut attributes);
    }
    let nouns = || all().filter(|name| !name.is_adjective());
    // Of a person a name with the surname tells more than one with the patronymic (`Вера Сергеевна`).
    let surname = |name: &&Name| name.person.as_ref().is_some_and(|p| p.surname.is_some());
    let fullest = nouns()
        .max_by_key(|name| (surname(name), fullness(&name.normal)))
        .map(|name| name.normal.as_str());
    let name = usual
        .or(fullest)
        .unwrap_or(&names[members[0]].normal)
        .to_owned();
    let mut aliases: Vec<String> = Vec::new();
    for other in nouns() {
        if other.normal != name && !aliases.contains(&other.normal) {
            aliases.push(other.normal.clone());
        }
    }
    Entity {
        id: EntityId(id as u32),
        kind,
        name,
        aliases,
        mentions: Vec::new(),
        attributes,
    }
}

/// How much a name tells: words written out, then letters; among equals the first in the text, which `max_by_key` would
/// pass over, is preferred by the caller's order.
fn fullness(name: &str) -> (usize, usize) {
    let words = name.split(' ').filter(|word| !word.ends_with('.')).count();
    (words, name.chars().count())
}

/// Notes what the lexicon says of `entry`; returns the name to be used whatever the page calls it.
fn describe(entry: Entry, lexicon: &Lexicon, attributes: &mut Attributes) -> Option<&'static str> {
    let (name, subtype, country, wikidata) = match entry {
        Entry::Country(at) => {
            let country = &lexicon.countries()[usize::from(at)];
            (
                Some(country.name),
                "country",
                country.iso2,
                country.wikidata,
            )
        }
        Entry::City(at) => {
            let city = &lexicon.cities()[usize::from(at)];
            (
                Some(city.name),
                "city",
                city.country.iter().next().unwrap_or(""),
                city.wikidata,
            )
        }
        Entry::Region(at) => {
            let region = &lexicon.regions()[usize::from(at)];
            (
                Some(region.name),
                "region",
                region.country.iter().next().unwrap_or(""),
                region.wikidata,
            )
        }
        Entry::Organisation(at) => {
            let organisation = &lexicon.organisations()[usize::from(at)];
            let country = organisation.country.iter().next().unwrap_or("");
            (
                None,
                organisation.kind.as_str(),
                country,
                organisation.wikidata,
            )
        }
        Entry::Outlet(at) => {
            let outlet = &lexicon.outlets()[usize::from(at)];
            let subtype = match outlet.kind {
                OutletKind::Agency => "agency",
                _ => "outlet",
            };
            (
                Some(outlet.name),
                subtype,
                outlet.country.iter().next().unwrap_or(""),
                "",
            )
        }
        Entry::Role(_) | Entry::RolePart(_) => return None,
    };
    attributes.subtype = Some(subtype.to_owned());
    attributes.iso_country = code(country);
    attributes.wikidata = code(wikidata);
    name
}

fn code(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

/// The model's gender of a person.
pub(crate) fn gender(gender: Gender) -> Option<depesha_model::Gender> {
    match gender {
        Gender::Masculine => Some(depesha_model::Gender::Masculine),
        Gender::Feminine => Some(depesha_model::Gender::Feminine),
        Gender::Neuter => None,
    }
}

#[cfg(test)]
mod tests;
