//! Whom the words for actors and recipients mean.

use std::ops::Range;

use depesha_lexicon::{Country, DescriptionKind, EventWordKind, Referent};
use depesha_model::{
    ArgumentRole, Attributes, Entity, EntityId, EntityKind, Gender as NameGender, Phase,
    StatementType,
};
use depesha_morphology::{Animacy, Case, Gender, LemmaKey, Number, Pos};
use depesha_text::Span;
use rustc_hash::FxHashMap;

use super::Context;
use super::codes::Code;
use crate::forms::Forms;
use crate::phrases::Phrase;

/// Words that `они` looks back over.
const FARTHEST_GROUP: usize = 40;

/// Names that a pronoun or description looks back over.
const FARTHEST_NAMES: usize = 40;

/// Words of a described party at the most; longer phrases are cut behind their head.
const LONGEST_DESCRIPTION: usize = 6;

/// The entities that a page describes but does not name, and those that its places stand for.
#[derive(Debug)]
pub(super) struct Parties {
    /// How many entities the page names.
    pub named: usize,
    pub entities: Vec<Entity>,
    /// By name, as indices.
    known: FxHashMap<String, usize>,
    /// The codes of those that their description tells.
    pub codes: FxHashMap<EntityId, Code>,
    /// Where the page tells of a single person by nothing but a noun (`юноша`, `оппозиционер`), and its gender.
    pub individuals: FxHashMap<Span, Option<Gender>>,
    /// The last person of whom only a noun told, its gender and its token.
    last: Option<(EntityId, Gender, usize)>,
}

impl Parties {
    pub fn new(named: usize, entities: Vec<Entity>) -> Self {
        let names = entities.iter().map(|entity| entity.name.clone());
        Self {
            named,
            known: names.zip(0..).collect(),
            entities,
            codes: FxHashMap::default(),
            individuals: FxHashMap::default(),
            last: None,
        }
    }

    /// The entity of that name among those that were described, a new one if need be.
    fn entity(&mut self, name: String, kind: EntityKind, attributes: Attributes) -> EntityId {
        let index = self.known.get(&name).copied().unwrap_or_else(|| {
            self.known.insert(name.clone(), self.entities.len());
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

impl Parties {
    /// The entity of a group without a name.
    pub fn group(&mut self, name: String) -> EntityId {
        let attributes = Attributes {
            subtype: Some(Referent::Group.as_str().to_owned()),
            ..Attributes::default()
        };
        self.entity(name, EntityKind::Person, attributes)
    }
}

/// Who was found to take part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Party {
    pub entity: EntityId,
    /// Whether it is a state, an organisation, an office or a group: what public events are made of;
    /// whom a page names is taken for public too.
    pub public: bool,
    /// The words that tell of it.
    pub words: Option<Span>,
    /// Whether it follows from something else than those words.
    pub inferred: bool,
}

impl Party {
    /// One that no words of the clause tell of.
    pub fn inferred(entity: EntityId) -> Self {
        Self {
            entity,
            public: true,
            words: None,
            inferred: true,
        }
    }
}

impl Context<'_> {
    /// Whom the phrases mean, each once.
    pub fn parties(
        &self,
        phrases: &[Phrase],
        role: ArgumentRole,
        parties: &mut Parties,
    ) -> Vec<Party> {
        let mut found: Vec<Party> = Vec::new();
        for phrase in phrases {
            let party = self.party(phrase, role, parties);
            if let Some(party) = party.filter(|p| !found.iter().any(|f| f.entity == p.entity)) {
                found.push(party);
            }
        }
        found
    }

    /// Whom a phrase means. What is done to a thing is done to whose it is: `осудил визит Медведева`.
    pub fn party(
        &self,
        phrase: &Phrase,
        role: ArgumentRole,
        parties: &mut Parties,
    ) -> Option<Party> {
        let own = self.meant(phrase, role, parties);
        let mut party = match (own, role) {
            (Some(own), _) => own,
            // `осудил убийство журналиста` blames the murderer.
            (None, ArgumentRole::Recipient) if self.is_done_to_its_genitive(phrase.head) => {
                return None;
            }
            (None, ArgumentRole::Recipient) => self.owner(phrase, parties)?,
            (None, ArgumentRole::Actor) => self.last_name(phrase, parties)?,
        };
        party.words = party
            .words
            .or_else(|| Some(self.page.span(phrase.tokens.clone())));
        Some(party)
    }

    /// Whether a noun tells an event that its genitive suffers.
    fn is_done_to_its_genitive(&self, at: usize) -> bool {
        let frame = self.frames.noun(self.page, at);
        frame.is_some_and(super::nouns::prefers_recipient)
    }

    /// The person whose surname looks like an adjective: `уволил Суходольского`.
    fn surname(&self, phrase: &Phrase) -> Option<EntityId> {
        let alone = phrase.substantive && phrase.tokens.len() == 1;
        let capital = self
            .page
            .surface(phrase.head)
            .starts_with(char::is_uppercase);
        if !alone || !capital {
            return None;
        }
        self.index.surname(&self.page.reading(phrase.head).lemma)
    }

    /// Whose thing a phrase names: `визит Медведева`, `его кандидатуру`, `американские санкции`.
    fn owner(&self, phrase: &Phrase, parties: &mut Parties) -> Option<Party> {
        let behind = phrase.head + 1..phrase.tokens.end;
        let genitive = (!behind.is_empty())
            .then(|| self.phrases.at(behind.start, behind.end))
            .flatten();
        let of = genitive.and_then(|genitive| {
            let genitive = genitive.narrowed(Forms::case(Case::Genitive));
            self.party(&genitive, ArgumentRole::Recipient, parties)
        });
        of.or_else(|| {
            let mut front = phrase.tokens.start..phrase.head;
            let at = front.find(|at| self.is_owner(*at))?;
            self.party(&self.adjective_phrase(at), ArgumentRole::Recipient, parties)
        })
    }

    /// The person whose name ends a phrase about a thing: `легенда кино Брижит Бардо`.
    fn last_name(&self, phrase: &Phrase, parties: &Parties) -> Option<Party> {
        let name = self.who.name_at(phrase.tokens.end - 1)?;
        let named = &self.who.names()[name];
        let subject = named.kind == EntityKind::Person
            && named.tokens.start > phrase.head
            && named.forms.may_be(Case::Nominative)
            && phrase.forms.may_be(Case::Nominative);
        subject.then(|| self.known(EntityId(self.who.entity_of(name) as u32), parties))
    }

    /// `российский`, `его`
    fn is_owner(&self, at: usize) -> bool {
        matches!(self.page.folded(at), "его" | "ее" | "их")
            || self.country_of_adjective(at).is_some()
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
            || self.surname(phrase).is_some()
            || self
                .cues
                .description(self.page, phrase.head)
                .is_some_and(|d| d.kind != DescriptionKind::Location)
    }

    /// Whether a phrase means a human being or several.
    pub fn is_person(&self, phrase: &Phrase) -> bool {
        match phrase.name {
            Some(name) => self.who.names()[name].kind == EntityKind::Person,
            None => self.is_animate(phrase) || self.surname(phrase).is_some(),
        }
    }

    fn is_animate(&self, phrase: &Phrase) -> bool {
        let noun = self.page.word(phrase.head).find(|r| r.is_nominal());
        noun.is_some_and(|r| r.animacy == Some(Animacy::Animate))
            || (phrase.substantive && phrase.forms.may_be_plural())
    }

    fn meant(&self, phrase: &Phrase, role: ArgumentRole, parties: &mut Parties) -> Option<Party> {
        let head = phrase.head;
        let adjective = phrase.tokens.len() == 1;
        if let Some(country) = self.country_of_adjective(head).filter(|_| adjective) {
            return Some(self.country(country, parties));
        }
        if let Some(country) = self.government(phrase) {
            return Some(self.country(country, parties));
        }
        if self.is_relative(head) {
            let antecedent = self.antecedent(head)?;
            return self.meant(&antecedent, role, parties);
        }
        let span = self.page.token(head).span;
        if let Some(entity) = self.index.reference(span) {
            return Some(self.known(entity, parties));
        }
        if self.page.reading(head).pos == Pos::Pron || self.possessive(head) {
            return self.pronoun(head, &[], parties);
        }
        let name = phrase.name.or_else(|| self.who.name_at(head));
        let person = |name: &usize| self.who.names()[*name].kind == EntityKind::Person;
        if let Some(name) = name.filter(person) {
            return self.named(name, role, parties);
        }
        // `глава МИД` is the minister, not the ministry.
        let office = self.who.role_at(head).filter(|role| role.head == head);
        if let Some(person) = office.and_then(|role| role.person) {
            return Some(self.known(EntityId(person as u32), parties));
        }
        let holder = office.and_then(|role| self.holder(role.head, role.tokens.clone()));
        if let Some(person) = holder {
            return Some(self.known(EntityId(person as u32), parties));
        }
        if let Some(name) = name.filter(|_| office.is_none()) {
            return self.named(name, role, parties);
        }
        if self.is_share(head) {
            return self.owner(phrase, parties);
        }
        if let Some(person) = self.surname(phrase) {
            return Some(self.known(person, parties));
        }
        self.described(phrase, parties)
    }

    fn named(&self, name: usize, role: ArgumentRole, parties: &mut Parties) -> Option<Party> {
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
        (role == ArgumentRole::Actor && subtype != Some("city"))
            .then(|| self.known(entity.id, parties))
    }

    pub fn known(&self, entity: EntityId, parties: &Parties) -> Party {
        let index = entity.0 as usize;
        let public = self
            .who
            .entities()
            .get(index)
            .or_else(|| parties.entities.get(index.checked_sub(parties.named)?))
            .is_some_and(|entity| entity.kind != EntityKind::Person || index < parties.named);
        Party {
            entity,
            public,
            words: None,
            inferred: false,
        }
    }

    /// The entity of a country: the page's own one, or one that its capital or adjective tells of.
    pub fn country(&self, country: Country, parties: &mut Parties) -> Party {
        let own = self.index.country(country, self.who);
        let entity = match own {
            Some(own) => own,
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
            words: None,
            inferred: false,
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
        let start = at.saturating_sub(24).max(self.page.sentence_start(at));
        let number = self.page.reading(at).number;
        let fits = |phrase: &Phrase| match number {
            Some(Number::Plural) => phrase.forms.may_be_plural(),
            _ => phrase.forms.may_be_singular(),
        };
        let phrases = self.phrases.within(start..at);
        phrases.into_iter().rev().find(fits)
    }

    /// Whom a pronoun in the third person means that cannot mean those who act: `Петров обвинил его`.
    pub fn other_than(
        &self,
        phrase: &Phrase,
        actors: &[Party],
        parties: &mut Parties,
    ) -> Option<Party> {
        let at = phrase.head;
        let third = self.page.reading(at).pos == Pos::Pron || self.possessive(at);
        let own: Vec<EntityId> = actors.iter().map(|actor| actor.entity).collect();
        let party = self.pronoun(at, &own, parties).filter(|_| third)?;
        Some(Party {
            words: Some(self.page.span(phrase.tokens.clone())),
            ..party
        })
    }

    /// Whom `он`, `её`, `мы` mean: the speaker, or the nearest fitting name before, but none of `others`.
    fn pronoun(&self, at: usize, others: &[EntityId], parties: &mut Parties) -> Option<Party> {
        let word = self.page.folded(at);
        let lemma = &*self.page.reading(at).lemma;
        if matches!(lemma, "я" | "мы") {
            let speaker = self.statement_at(self.page.token(at).span)?.speaker?;
            return Some(self.speaker(speaker, lemma == "мы", parties));
        }
        if lemma == "они" {
            return self.group_before(at, parties);
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
        let sentence = self.page.sentence_of(at);
        let other = match gender {
            Gender::Feminine => NameGender::Masculine,
            _ => NameGender::Feminine,
        };
        // Who speaks does not call himself `он`.
        let speaker = self
            .statement_at(self.page.token(at).span)
            .filter(|statement| statement.kind == StatementType::Direct)
            .and_then(|statement| statement.speaker);
        let fits = |index: &usize| {
            let entity = &self.who.entities()[self.who.entity_of(*index)];
            entity.kind == EntityKind::Person
                && entity.attributes.gender != Some(other)
                && Some(entity.id) != speaker
                && !others.contains(&entity.id)
        };
        let near = |index: &usize| {
            sentence.saturating_sub(self.page.sentence_of(names[*index].tokens.start)) <= 2
        };
        let candidates: Vec<usize> = (0..last)
            .rev()
            .take(FARTHEST_NAMES)
            .filter(fits)
            .filter(near)
            .collect();
        let subject = candidates.iter().copied().find(|index| {
            names[*index].forms.may_be(Case::Nominative)
                && self.page.sentence_of(names[*index].tokens.start) < sentence
        });
        let here = candidates
            .iter()
            .copied()
            .find(|index| self.page.sentence_of(names[*index].tokens.start) == sentence);
        let name = here.or(subject).or(candidates.first().copied());
        let Some(name) = name else {
            // `Мужчина ранил прохожих. Полиция застрелила его.`
            let (person, own, token) = parties.last?;
            let near = sentence.saturating_sub(self.page.sentence_of(token)) <= 1;
            let fits = own == gender && near && token < at && !others.contains(&person);
            return fits.then(|| self.known(person, parties));
        };
        Some(self.known(EntityId(self.who.entity_of(name) as u32), parties))
    }

    /// The party that a speaker means by `я`, or by `мы`: whom a minister speaks for is his country, whom a party leader
    /// speaks for his party.
    pub fn speaker(&self, speaker: EntityId, many: bool, parties: &mut Parties) -> Party {
        let body = many.then(|| self.body_of(speaker, parties)).flatten();
        body.unwrap_or_else(|| self.known(speaker, parties))
    }

    /// The country or organisation that a person in office speaks for.
    pub fn body_of(&self, person: EntityId, parties: &mut Parties) -> Option<Party> {
        let roles = self
            .index
            .roles(person)
            .iter()
            .map(|role| &self.who.roles()[*role]);
        let own = roles.filter(|role| role.phase != Phase::Former && role.organization.is_some());
        // `глава МИД РФ`, elsewhere `глава МИД`: the role that names the country tells whom he speaks for.
        let mut body = None;
        for role in own {
            let entity = &self.who.entities()[self.who.entity_of(role.organization?)];
            let subtype = entity.attributes.subtype.as_deref();
            let governs = entity.kind == EntityKind::Location || subtype.is_some_and(is_government);
            let country = self.country_within(role.tokens.clone()).filter(|_| governs);
            if let Some(country) = country {
                return Some(self.country(country, parties));
            }
            body = body.or(Some(entity.id));
        }
        body.map(|body| self.known(body, parties))
    }

    /// Whether the page gives a person an office now: in a country, an authority, a party or an army.
    pub fn has_office(&self, person: EntityId) -> bool {
        self.organisations_of(person)
            .any(|entity| !is_business(entity))
    }

    /// Whether all that the page tells of a person's work is a company's or an outlet's.
    pub fn is_of_company(&self, entity: EntityId) -> bool {
        let mut organisations = self.organisations_of(entity).peekable();
        organisations.peek().is_some() && organisations.all(is_business)
    }

    fn organisations_of(&self, person: EntityId) -> impl Iterator<Item = &Entity> {
        let roles = self
            .index
            .roles(person)
            .iter()
            .map(|role| &self.who.roles()[*role]);
        roles
            .filter(|role| role.phase != Phase::Former)
            .filter_map(|role| role.organization)
            .map(|name| &self.who.entities()[self.who.entity_of(name)])
    }

    /// The country with that ISO 3166-1 alpha-2 code.
    pub fn country_by_code(&self, iso2: &str) -> Option<Country> {
        let mut countries = self.frames.countries.iter();
        countries.find(|country| country.iso2 == iso2).copied()
    }

    /// The country that a phrase for those who rule it means: `французские власти`, `российская сторона`.
    fn government(&self, phrase: &Phrase) -> Option<Country> {
        let mut words = phrase.head..phrase.tokens.end;
        let noun = words.find(|at| self.page.reading(*at).is_nominal())?;
        self.frames
            .is(self.page, noun, EventWordKind::Government)
            .then(|| self.country_within(phrase.tokens.clone()))
            .flatten()
    }

    /// Whether a noun only counts or represents what its genitive names: `десятки тысяч демонстрантов`,
    /// `представители России`.
    fn is_share(&self, at: usize) -> bool {
        let reading = self.page.reading(at);
        self.frames.is(self.page, at, EventWordKind::Share)
            || (&*reading.lemma == "представитель" && reading.number == Some(Number::Plural))
    }

    /// The country whose adjective or name stands among some words.
    pub fn country_within(&self, mut words: Range<usize>) -> Option<Country> {
        let names = self.who.names();
        let first = names.partition_point(|name| name.tokens.start < words.start);
        let inside = names[first..]
            .iter()
            .take_while(|name| name.tokens.start < words.end);
        let named = (first..).zip(inside).find_map(|(name, _)| {
            let attributes = &self.who.entities()[self.who.entity_of(name)].attributes;
            let country = attributes.subtype.as_deref() == Some("country");
            self.country_by_code(attributes.iso_country.as_deref().filter(|_| country)?)
        });
        named.or_else(|| words.find_map(|at| self.country_of_adjective(at)))
    }

    /// Who holds which office of which country, where the page names one person in it.
    pub fn office_holders(&self) -> FxHashMap<(LemmaKey, &'static str), Option<usize>> {
        let mut holders: FxHashMap<_, Option<usize>> = FxHashMap::default();
        for role in self.who.roles() {
            let country = self.country_within(role.tokens.clone());
            let (Some(person), Some(country)) = (role.person, country) else {
                continue;
            };
            let office = (self.page.reading(role.head).key, country.iso2);
            let holder = holders.entry(office).or_insert(Some(person));
            if *holder != Some(person) {
                *holder = None;
            }
        }
        holders
    }

    /// The person whom an office means that the page tells with his name elsewhere: `спикер парламента Австралии`.
    fn holder(&self, head: usize, tokens: Range<usize>) -> Option<usize> {
        let singular = self.page.reading(head).number == Some(Number::Singular);
        let country = self.country_within(tokens).filter(|_| singular)?;
        let office = (self.page.reading(head).key, country.iso2);
        *self.offices.get(&office)?
    }

    /// `этот`, `наш`, `другие`: what a name does without.
    fn is_determiner(&self, at: usize) -> bool {
        self.page.reading(at).pos == Pos::Det || &*self.page.reading(at).lemma == "другой"
    }

    /// Whom `они` and `им` mean: the group before in the sentence.
    fn group_before(&self, at: usize, parties: &mut Parties) -> Option<Party> {
        let start = at
            .saturating_sub(FARTHEST_GROUP)
            .max(self.page.sentence_start(at));
        let mut phrases = self.phrases.within(start..at);
        phrases.retain(|phrase| {
            let plural = phrase.forms.may_be_plural() && !phrase.forms.may_be_singular();
            plural && self.is_party(phrase) && self.page.reading(phrase.head).pos != Pos::Pron
        });
        self.meant(phrases.last()?, ArgumentRole::Actor, parties)
    }

    /// Whether a phrase means one person, of whom it tells nothing but what he is: not `один из юношей`, `другой активист`.
    fn is_individual(&self, phrase: &Phrase) -> bool {
        let head = phrase.head;
        let mut front = phrase.tokens.start..head;
        let reading = self.page.reading(head);
        let noun = self.page.word(head).find(|r| r.is_nominal());
        let animate = noun.is_some_and(|r| r.animacy == Some(Animacy::Animate));
        animate
            && reading.number == Some(Number::Singular)
            && phrase.tokens.end == head + 1
            && !front.any(|at| self.is_new(at))
    }

    /// `один`, `другой`, `неизвестный`: who is so described was not told of before.
    fn is_new(&self, at: usize) -> bool {
        self.page.reading(at).pos == Pos::Num
            || self.page.kind(at) == depesha_grammar::TokenKind::Number
            || matches!(
                &*self.page.reading(at).lemma,
                "один" | "другой" | "некий" | "неизвестный" | "второй" | "новый"
            )
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
            return None;
        }
        let mut tokens = phrase.tokens.clone();
        while tokens.start < head && self.is_determiner(tokens.start) {
            tokens.start += 1;
        }
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
        let name = if self.page.sentence_start(tokens.start) == tokens.start {
            uncapitalised(&name)
        } else {
            name
        };
        let named = self.index.named(&name);
        let subtype = description
            .and_then(|d| d.refers.iter().next())
            .map(Referent::as_str);
        let entity = match named {
            Some(named) => named,
            None => parties.entity(
                name,
                match kind {
                    Some(DescriptionKind::Organization) => EntityKind::Organization,
                    _ => EntityKind::Person,
                },
                Attributes {
                    subtype: subtype.map(str::to_owned),
                    ..Attributes::default()
                },
            ),
        };
        if named.is_none() {
            let code = self.code_of_words(phrase, subtype);
            parties.codes.entry(entity).or_insert(code);
        }
        if self.is_individual(phrase) {
            let words = self.page.span(phrase.tokens.clone());
            let gender = self.page.reading(head).gender;
            parties.individuals.insert(words, gender);
        }
        let single = self.page.reading(head).number == Some(Number::Singular);
        if let Some(gender) = self.page.reading(head).gender.filter(|_| animate && single) {
            parties.last = Some((entity, gender, head));
        }
        let group = phrase.forms.may_be_plural() || kind == Some(DescriptionKind::Organization);
        Some(Party {
            words: None,
            inferred: false,
            entity,
            public: group || self.who.role_at(head).is_some(),
        })
    }
}

/// Whether a body of that subtype acts for its country.
fn is_government(subtype: &str) -> bool {
    matches!(
        subtype,
        "ministry"
            | "government"
            | "government_body"
            | "administration"
            | "agency"
            | "service"
            | "parliament"
    )
}

fn is_business(entity: &Entity) -> bool {
    let subtype = entity.attributes.subtype.as_deref();
    matches!(
        subtype,
        Some("company" | "outlet" | "club" | "bank" | "broadcaster")
    )
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
