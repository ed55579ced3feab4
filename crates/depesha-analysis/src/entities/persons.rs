//! Persons: full names first, then surnames and given names alone.

use std::cmp::Ordering;

use depesha_model::{Attributes, EntityKind};
use depesha_morphology::Gender;
use depesha_text::fold;
use rustc_hash::FxHashMap;

use super::Groups;
use crate::names::{Name, PersonName};

/// A person as far as the names read so far tell.
struct Person {
    /// The first name that means this person.
    first: usize,
    /// The last one read.
    last: usize,
    surname: Option<String>,
    given: Option<String>,
    patronymic: Option<String>,
    initials: Option<String>,
    gender: Option<Gender>,
    several: bool,
}

/// Joins the names of persons.
pub(super) fn join(names: &[Name], groups: &mut Groups) {
    let mut persons: Vec<Person> = Vec::new();
    let mut by_surname: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut by_given: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    // A surname alone may stand in front of the full name, in the headline above all: full names come first.
    let of = |at: &usize| {
        names[*at]
            .person
            .as_ref()
            .filter(|_| names[*at].kind == EntityKind::Person)
    };
    for at in 0..names.len() {
        let Some(name) = of(&at) else { continue };
        let Some(surname) = name.surname.as_deref().filter(|_| is_full(name)) else {
            continue;
        };
        let known = by_surname.entry(stem(surname)).or_default();
        let same = known
            .iter()
            .copied()
            .find(|&person| persons[person].may_be(name));
        let person = same.unwrap_or(persons.len());
        if same.is_none() {
            known.push(person);
            persons.push(Person::new(at));
        }
        persons[person].add(name);
        groups.join(persons[person].first, at);
        if let Some(given) = &name.given {
            let known = by_given.entry(fold(given).into_owned()).or_default();
            if !known.contains(&person) {
                known.push(person);
            }
        }
    }
    for person in &mut persons {
        person.last = person.first;
    }
    for at in 0..names.len() {
        let Some(name) = of(&at) else { continue };
        let full = is_full(name) && name.surname.is_some();
        if full {
            let surname = name.surname.as_deref().map(stem).unwrap_or_default();
            let known = by_surname.get(&surname).into_iter().flatten();
            for &person in known
                .filter(|&&p| groups.root(persons[p].first) == groups.root(at))
                .collect::<Vec<_>>()
            {
                persons[person].last = at;
            }
            continue;
        }
        let Some(single) = &single(name) else {
            continue;
        };
        let by_name = by_surname.get(&stem(single)).map_or(&[][..], Vec::as_slice);
        let candidates = by_name
            .iter()
            .copied()
            .filter(|&p| persons[p].several == name.several)
            // The gender of a surname alone is a guess; the same surname in the nominative is better evidence.
            .filter(|&p| {
                persons[p].gender_fits(name) || persons[p].surname.as_ref() == Some(single)
            });
        let nearest = candidates.max_by_key(|&p| {
            let before = persons[p].last < at;
            (
                before,
                if before {
                    persons[p].last
                } else {
                    usize::MAX - persons[p].last
                },
            )
        });
        let person = nearest.or_else(|| {
            let key = fold(name.given.as_deref()?);
            match by_given.get(&*key).map(Vec::as_slice) {
                Some([only]) if persons[*only].patronymic_fits(name) => Some(*only),
                _ => None,
            }
        });
        let person = person.unwrap_or_else(|| {
            persons.push(Person::new(at));
            by_surname
                .entry(stem(single))
                .or_default()
                .push(persons.len() - 1);
            persons.len() - 1
        });
        persons[person].add(name);
        persons[person].last = at;
        groups.join(persons[person].first, at);
    }
}

/// Whether more than a surname or a given name is told.
fn is_full(name: &PersonName) -> bool {
    (name.given.is_some() && particle(name).is_none()) || name.initials.is_some()
}

/// `де` of `де Грут` alone, which stands where a given name would.
fn particle(name: &PersonName) -> Option<&str> {
    name.given
        .as_deref()
        .filter(|given| given.starts_with(char::is_lowercase))
}

/// The surname that stands alone; the dictionary knows many as given names (`Асад`).
fn single(name: &PersonName) -> Option<String> {
    match (particle(name), &name.surname) {
        (Some(particle), Some(surname)) => Some(format!("{particle} {surname}")),
        _ => name.surname.clone().or_else(|| name.given.clone()),
    }
}

impl Person {
    fn new(first: usize) -> Self {
        Self {
            first,
            last: first,
            surname: None,
            given: None,
            patronymic: None,
            initials: None,
            gender: None,
            several: false,
        }
    }

    fn add(&mut self, name: &PersonName) {
        let keep = |own: &mut Option<String>, other: &Option<String>| {
            if own.is_none() {
                own.clone_from(other);
            }
        };
        keep(&mut self.surname, &name.surname);
        keep(&mut self.given, &name.given);
        keep(&mut self.patronymic, &name.patronymic);
        keep(&mut self.initials, &name.initials);
        self.gender = self.gender.or(name.gender);
        self.several |= name.several;
    }

    /// Whether a full name with the same surname may mean this person.
    fn may_be(&self, name: &PersonName) -> bool {
        let given = match (&self.given, &name.given) {
            (Some(own), Some(other)) => fold(own) == fold(other),
            (Some(given), None) => initial_fits(given, name.initials.as_deref()),
            (None, Some(given)) => initial_fits(given, self.initials.as_deref()),
            (None, None) => first(self.initials.as_deref()) == first(name.initials.as_deref()),
        };
        let patronymic = match (&self.patronymic, &name.patronymic) {
            (Some(own), Some(other)) => fold(own) == fold(other),
            _ => true,
        };
        given
            && patronymic
            && self.several == name.several
            && (self.gender_fits(name) || name.given.is_some())
    }

    fn gender_fits(&self, name: &PersonName) -> bool {
        self.gender.is_none() || name.gender.is_none() || self.gender == name.gender
    }

    fn patronymic_fits(&self, name: &PersonName) -> bool {
        match (&self.patronymic, &name.patronymic) {
            (Some(own), Some(other)) => own == other,
            _ => true,
        }
    }
}

fn first(initials: Option<&str>) -> Option<char> {
    initials.and_then(|initials| initials.chars().next())
}

fn initial_fits(given: &str, initials: Option<&str>) -> bool {
    initials.is_none() || first(initials) == given.chars().next()
}

/// A surname without what differs between a nominative and a guess at one: `Мистура`, `Мистуры`.
fn stem(surname: &str) -> String {
    let folded = fold(surname);
    let stem = folded.trim_end_matches(['а', 'я', 'ы', 'и', 'у', 'е', 'о', 'ь', 'й']);
    if stem.chars().count() >= 3 {
        stem.to_owned()
    } else {
        folded.into_owned()
    }
}

/// Notes what the names of one person tell.
pub(super) fn describe<'n>(
    names: impl Iterator<Item = &'n Name> + Clone,
    attributes: &mut Attributes,
) {
    let people = names.filter_map(|name| name.person.as_ref());
    for name in people.clone() {
        let keep = |own: &mut Option<String>, other: &Option<String>| {
            if own.is_none() {
                own.clone_from(other);
            }
        };
        if !is_full(name) || name.surname.is_some() {
            keep(&mut attributes.surname, &name.surname);
        }
        keep(&mut attributes.given, &name.given);
        keep(&mut attributes.patronymic, &name.patronymic);
    }
    attributes.gender = commonest_gender(people).and_then(super::gender);
}

/// The gender that most names of a person tell; none where as many tell the other.
fn commonest_gender<'n>(names: impl Iterator<Item = &'n PersonName>) -> Option<Gender> {
    let mut votes = [(0, Gender::Masculine), (0, Gender::Feminine)];
    for name in names {
        for (count, gender) in &mut votes {
            // A given name tells more than a surname beside some verb.
            let weight = if name.given.is_some() { 3 } else { 1 };
            *count += if name.gender == Some(*gender) {
                weight
            } else {
                0
            };
        }
    }
    let [(men, man), (women, woman)] = votes;
    match men.cmp(&women) {
        Ordering::Greater => Some(man),
        Ordering::Less => Some(woman),
        Ordering::Equal => None,
    }
}
