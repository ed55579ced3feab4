//! Whom the words for actors and recipients mean.

use depesha_lexicon::{Country, DescriptionKind};
use depesha_model::{Attributes, Entity, EntityId, EntityKind, Gender as NameGender};
use depesha_morphology::{Animacy, Case, Gender, Number, Pos};

use super::Context;
use crate::phrases::Phrase;

/// Names that a pronoun or description looks back over.
const FARTHEST_NAMES: usize = 40;

/// Words of a described party at the most; longer phrases are cut behind their head.
const LONGEST_DESCRIPTION: usize = 6;

/// The entities that a page describes but does not name, and those that its places stand for.
#[derive(Debug)]
pub(super) struct Parties {
    /// How many entities the page names.
    named: usize,
    pub entities: Vec<Entity>,
}

impl Parties {
    pub fn new(named: usize, entities: Vec<Entity>) -> Self {
        Self { named, entities }
    }

    /// The entity of that name among those that were described, a new one if need be.
    fn entity(&mut self, name: String, kind: EntityKind, attributes: Attributes) -> EntityId {
        let known = self.entities.iter().position(|e| e.name == name);
        let index = known.unwrap_or_else(|| {
            self.entities.push(Entity {
                id: EntityId((self.named + self.entities.len()) as u32),
                kind,
                name,
                aliases: Vec::new(),
                mentions: Vec::new(),
                attributes,
            });
            self.entities.len() - 1
        });
        EntityId((self.named + index) as u32)
    }
}

/// Who was found to take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Party {
    pub entity: EntityId,
    /// Whether it is a state, an organisation, an office or a group: what public events are made of;
    /// whom a page names is taken for public too.
    pub public: bool,
}

impl Context<'_> {
    /// Whom the phrases mean, each once.
    pub fn parties(&self, phrases: &[Phrase], actors: bool, parties: &mut Parties) -> Vec<Party> {
        let mut found: Vec<Party> = Vec::new();
        for phrase in phrases {
            let party = self.party(phrase, actors, parties);
            if let Some(party) = party.filter(|p| !found.iter().any(|f| f.entity == p.entity)) {
                found.push(party);
            }
        }
        found
    }

    /// Whether a phrase looks like somebody who can take part.
    pub fn is_party(&self, phrase: &Phrase) -> bool {
        let reading = self.page.reading(phrase.head);
        phrase.name.is_some()
            || self.who.name_at(phrase.head).is_some()
            || self.who.role_at(phrase.head).is_some()
            || matches!(&*reading.lemma, "я" | "мы" | "он" | "она" | "они")
            || self.is_relative(phrase.head)
            || self.is_animate(phrase)
            || self
                .cues
                .description(self.page, phrase.head)
                .is_some_and(|d| d.kind != DescriptionKind::Location)
    }

    /// Whether a phrase means a human being or several.
    pub fn is_person(&self, phrase: &Phrase) -> bool {
        match phrase.name {
            Some(name) => self.who.names()[name].kind == EntityKind::Person,
            None => self.is_animate(phrase),
        }
    }

    fn is_animate(&self, phrase: &Phrase) -> bool {
        let noun = self.page.word(phrase.head).find(|r| r.is_nominal());
        noun.is_some_and(|r| r.animacy == Some(Animacy::Animate))
            || (phrase.substantive && phrase.forms.may_be_plural())
    }

    fn party(&self, phrase: &Phrase, actor: bool, parties: &mut Parties) -> Option<Party> {
        let head = phrase.head;
        let adjective = phrase.tokens.len() == 1;
        if let Some(country) = self.country_of_adjective(head).filter(|_| adjective) {
            return Some(self.country(country, parties));
        }
        if self.is_relative(head) {
            let antecedent = self.antecedent(head)?;
            return self.party(&antecedent, actor, parties);
        }
        let span = self.page.token(head).span;
        if let Some(reference) = self.references.iter().find(|r| r.span == span) {
            return Some(self.known(reference.entity, parties));
        }
        if self.page.reading(head).pos == Pos::Pron || self.possessive(head) {
            return self.pronoun(head, parties);
        }
        let name = phrase.name.or_else(|| self.who.name_at(head));
        if let Some(name) = name {
            return self.named(name, actor, parties);
        }
        if let Some(person) = self.who.role_at(head).and_then(|role| role.person) {
            return Some(Party {
                entity: EntityId(person as u32),
                public: true,
            });
        }
        self.described(phrase, parties)
    }

    fn named(&self, name: usize, actor: bool, parties: &mut Parties) -> Option<Party> {
        let entity = &self.who.entities()[self.who.entity_of(name)];
        if entity.kind != EntityKind::Location {
            return Some(self.known(entity.id, parties));
        }
        let subtype = entity.attributes.subtype.as_deref();
        if subtype == Some("country") {
            return Some(self.known(entity.id, parties));
        }
        // A capital stands for its government; other places act but are not acted upon.
        let governs = |country: &&Country| {
            country.capital == entity.name
                && entity.attributes.iso_country.as_deref() == Some(country.iso2)
        };
        if let Some(country) = self.frames.countries.iter().find(governs) {
            return Some(self.country(*country, parties));
        }
        (actor && subtype != Some("city")).then(|| self.known(entity.id, parties))
    }

    fn known(&self, entity: EntityId, parties: &Parties) -> Party {
        let index = entity.0 as usize;
        let public = self
            .who
            .entities()
            .get(index)
            .or_else(|| parties.entities.get(index.checked_sub(parties.named)?))
            .is_some_and(|entity| entity.kind != EntityKind::Person || index < parties.named);
        Party { entity, public }
    }

    /// The entity of a country: the page's own one, or one that its capital or adjective tells of.
    fn country(&self, country: Country, parties: &mut Parties) -> Party {
        let own =
            self.who.entities().iter().find(|e| {
                e.attributes.subtype.as_deref() == Some("country") && e.name == country.name
            });
        let entity = match own {
            Some(own) => own.id,
            None => parties.entity(
                country.name.to_owned(),
                EntityKind::Location,
                Attributes {
                    subtype: Some("country".to_owned()),
                    iso_country: Some(country.iso2.to_owned()),
                    wikidata: Some(country.wikidata.to_owned()),
                    ..Attributes::default()
                },
            ),
        };
        Party {
            entity,
            public: true,
        }
    }

    /// The country that an adjective names: `российский`; of `российско-украинский` the second one.
    pub fn country_of_adjective(&self, at: usize) -> Option<Country> {
        let readings = self.page.word(at).readings().iter();
        let mut keys = readings.filter(|r| r.is_adjectival()).map(|r| r.key);
        let number = keys.find_map(|key| self.frames.adjectives.get(&key))?;
        Some(self.frames.countries[usize::from(*number)])
    }

    /// The noun that `который` goes back to: the last one in front of it that agrees.
    fn antecedent(&self, at: usize) -> Option<Phrase> {
        let start = at.saturating_sub(24).max(self.sentence_start(at));
        let number = self.page.reading(at).number;
        let fits = |phrase: &Phrase| match number {
            Some(Number::Plural) => phrase.forms.may_be_plural(),
            _ => phrase.forms.may_be_singular(),
        };
        let phrases = self.phrases.within(start..at);
        phrases.into_iter().rev().find(fits)
    }

    /// Whom `он`, `её`, `мы` mean: the speaker, or the nearest fitting name before.
    fn pronoun(&self, at: usize, parties: &Parties) -> Option<Party> {
        let word = self.page.folded(at);
        let lemma = &*self.page.reading(at).lemma;
        if matches!(lemma, "я" | "мы") {
            let speaker = self.statement_at(self.page.token(at).span)?.speaker?;
            return Some(self.known(speaker, parties));
        }
        let gender = match (lemma, word) {
            ("он", _) | (_, "его" | "ему" | "им" | "нем" | "него") => {
                Gender::Masculine
            }
            ("она", _) | (_, "ее" | "ей" | "нее" | "ней") => Gender::Feminine,
            _ => return None,
        };
        let names = self.who.names();
        let last = names.partition_point(|name| name.tokens.start < at);
        let sentence = self.sentence_of(at);
        let other = match gender {
            Gender::Feminine => NameGender::Masculine,
            _ => NameGender::Feminine,
        };
        let fits = |index: &usize| {
            let entity = &self.who.entities()[self.who.entity_of(*index)];
            entity.kind == EntityKind::Person && entity.attributes.gender != Some(other)
        };
        let near = |index: &usize| {
            sentence.saturating_sub(self.sentence_of(names[*index].tokens.start)) <= 2
        };
        let candidates: Vec<usize> = (0..last)
            .rev()
            .take(FARTHEST_NAMES)
            .filter(fits)
            .filter(near)
            .collect();
        let subject = candidates.iter().copied().find(|index| {
            names[*index].forms.may_be(Case::Nominative)
                && self.sentence_of(names[*index].tokens.start) < sentence
        });
        let here = candidates
            .iter()
            .copied()
            .find(|index| self.sentence_of(names[*index].tokens.start) == sentence);
        let name = here.or(subject).or(candidates.first().copied())?;
        Some(self.known(EntityId(self.who.entity_of(name) as u32), parties))
    }

    /// A party without a name: `полиция`, `демонстранты`, `российские военные`.
    fn described(&self, phrase: &Phrase, parties: &mut Parties) -> Option<Party> {
        let head = phrase.head;
        let description = self.cues.description(self.page, head);
        let animate = self.is_animate(phrase);
        let kind = description.map(|d| d.kind);
        if !animate && matches!(kind, None | Some(DescriptionKind::Location)) {
            return None;
        }
        if &*self.page.reading(head).lemma == "сторона" {
            let mut words = phrase.tokens.clone();
            let country = words.find_map(|at| self.country_of_adjective(at));
            return country.map(|country| self.country(country, parties));
        }
        let mut tokens = phrase.tokens.clone();
        if tokens.len() > LONGEST_DESCRIPTION {
            tokens.end = tokens.end.min(head + 1).max(tokens.start + 1);
        }
        // What stands as a subject is in the nominative: `власти` are no `власть`.
        let subject = phrase.preposition.is_none() && phrase.forms.may_be(Case::Nominative);
        let name = if subject {
            self.page
                .span(tokens.clone())
                .of(self.page.text())
                .to_owned()
        } else {
            crate::names::nominative(self.page, self.morphology, &tokens)
        };
        let name = if self.sentence_start(tokens.start) == tokens.start {
            uncapitalised(&name)
        } else {
            name
        };
        let named = self
            .who
            .entities()
            .iter()
            .find(|e| e.name.eq_ignore_ascii_case(&name));
        let subtype = description.and_then(|d| d.refers.iter().next());
        let entity = match named {
            Some(named) => named.id,
            None => parties.entity(
                name,
                match kind {
                    Some(DescriptionKind::Organization) => EntityKind::Organization,
                    _ => EntityKind::Person,
                },
                Attributes {
                    subtype: subtype.map(|s| s.as_str().to_owned()),
                    ..Attributes::default()
                },
            ),
        };
        let group = phrase.forms.may_be_plural() || kind == Some(DescriptionKind::Organization);
        Some(Party {
            entity,
            public: group || self.who.role_at(head).is_some(),
        })
    }
}

/// A description as it reads inside a sentence; abbreviations stay.
fn uncapitalised(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next();
    let rest = letters.as_str();
    match first {
        Some(first) if !rest.starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => name.to_owned(),
    }
}
