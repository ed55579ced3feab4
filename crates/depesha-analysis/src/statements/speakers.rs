//! Who the words of a source mean: names, pronouns, descriptions, subjects left out.

use depesha_grammar::TokenKind;
use depesha_lexicon::{Description, DescriptionKind, Referent, Role, RoleLevel};
use depesha_model::{
    Attributes, Entity, EntityId, EntityKind, Reference, ReferenceKind, Rule, SpeakerKind,
};
use depesha_morphology::{Case, Gender, Number};

use super::antecedents::Wanted;
use super::source::{Found, Source};
use super::words::Kind;
use super::{Context, Draft, Reading};

/// Blocks of the page that a pronoun or a left-out subject looks back for whom it means.
pub(super) const REACH: usize = 3;

/// Words of a role that goes back to somebody: `президент`, `глава российского государства`.
const LONGEST_GENERIC: usize = 4;

/// Names that a description looks back over for what it means.
const FARTHEST_NAMES: usize = 60;

/// The speaker of a statement.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speaker {
    pub entity: Option<usize>,
    pub kind: SpeakerKind,
    pub rule: Option<&'static str>,
}

impl Speaker {
    pub const UNNAMED: Self = Self {
        entity: None,
        kind: SpeakerKind::Unnamed,
        rule: None,
    };
    pub const UNRESOLVED: Self = Self {
        entity: None,
        kind: SpeakerKind::Unresolved,
        rule: None,
    };
}

/// What was said last, for those who go on without a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Last {
    pub speaker: Speaker,
    pub sentence: usize,
    /// The head of the words that named the speaker.
    pub head: Option<usize>,
}

/// Who was heard before a statement.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Heard {
    /// The last who spoke for themselves.
    pub speaker: Option<Last>,
    /// The last one of all, outlets too: whom `они` and `в сообщении` mean.
    pub whoever: Option<Last>,
}

impl Context<'_> {
    pub(super) fn speaker(
        &self,
        draft: &Draft,
        heard: Heard,
        enclosing: Option<Speaker>,
        reading: &mut Reading,
    ) -> Speaker {
        let block = |sentence: usize| self.page.tree.sentences()[sentence].block;
        let near = |l: &Last| block(draft.sentence).saturating_sub(block(l.sentence)) <= REACH;
        let near = Heard {
            speaker: heard.speaker.filter(near),
            whoever: heard.whoever.filter(near),
        };
        match &draft.found {
            Found::Nobody => Speaker::UNNAMED,
            Found::Known(entity) => self.named(*entity, "speaker.interview"),
            Found::Dropped => self.left_out(draft, near.speaker, enclosing),
            Found::Words(source) => self.meant(source, draft, near, enclosing, reading),
        }
    }

    pub(super) fn again(&self, speaker: Option<Speaker>, rule: &'static str) -> Speaker {
        speaker.map_or(Speaker::UNRESOLVED, |s| Speaker {
            rule: s.entity.is_some().then_some(rule),
            ..s
        })
    }

    /// Whom the words of a source mean.
    pub(super) fn meant(
        &self,
        source: &Source,
        draft: &Draft,
        near: Heard,
        enclosing: Option<Speaker>,
        reading: &mut Reading,
    ) -> Speaker {
        // `глава «Ветра»`: somebody else than the body.
        let holds = |name: &usize| {
            let person = self.names[*name].kind == EntityKind::Person;
            match self.who.role_at(source.head) {
                // `менеджер Анны Орловой`
                Some(role) => {
                    let beside = self.names[*name].forms.may_be(Case::Nominative);
                    !person || (role.person.is_none() && !beside)
                }
                // `члены семьи Петрова`
                None => {
                    let within = self.names[*name].tokens.contains(&source.head);
                    let several = self.page.reading(source.head).number == Some(Number::Plural);
                    person && !within && several && !self.names[*name].forms.may_be_plural()
                }
            }
        };
        if let Some(name) = source.name.filter(|name| !holds(name)) {
            // `Телеканал сообщает` behind `телеканал «Дождь»`: a common noun, though it looks like a name.
            let alone = self.names[name].tokens == (source.head..source.head + 1);
            let meant = alone
                .then(|| self.cues.description(self.page, source.head))
                .flatten()
                .filter(|d| d.kind == DescriptionKind::Organization && !d.unnamed)
                .and_then(|d| self.organization_before(source.head, d));
            let entity = meant.unwrap_or_else(|| self.who.entity_of(name));
            let rule = if meant.is_some() {
                "speaker.description"
            } else {
                "speaker.name"
            };
            return self.as_described(source, self.named(entity, rule));
        }
        let head = source.head;
        let word = self.page.reading(head);
        if matches!(&*word.lemma, "я" | "мы" | "мой" | "наш") {
            return self.again(
                enclosing.or(near.speaker.map(|l| l.speaker)),
                "speaker.quoted",
            );
        }
        if &*word.lemma == "который" {
            return self.relative(head, near, draft, reading);
        }
        if let Some(wanted) = self.third_person(head) {
            let text = self.text_before(head, draft);
            // `сообщили СМИ. По их словам`
            let tellers = || {
                let (tellers, number) = self.teller_before(head)?;
                (wanted.0 == Number::Plural && number == Some(Number::Plural)).then_some(tellers)
            };
            if let Some(source) = text.or_else(tellers).filter(|s| s.head < head) {
                return self.meant(&source, draft, near, enclosing, reading);
            }
            let other = |entity: Option<usize>| enclosing.is_none_or(|e| e.entity != entity);
            let other = |l: &Last| l.speaker.entity.is_none() || other(l.speaker.entity);
            let near = Heard {
                speaker: near.speaker.filter(other),
                whoever: near.whoever.filter(other),
            };
            let pronoun = Wanted {
                at: head,
                number: wanted.0,
                gender: wanted.1,
                except: enclosing.and_then(|e| e.entity),
                outside: match draft.rule.starts_with("direct") {
                    true => self.content(draft),
                    false => Vec::new(),
                },
                kind: ReferenceKind::Pronoun,
            };
            return self.antecedent_of(&pronoun, near, reading);
        }
        if let Some(outlet) = self.reports_for(source) {
            return self.named(outlet, "speaker.reporter");
        }
        if let Some(name) = self.apposed_name(source) {
            return self.named(self.who.entity_of(name), "speaker.name");
        }
        if let Some(entity) = self.role_person(head) {
            reading.refer(
                self,
                entity,
                source,
                ReferenceKind::Nominal,
                "reference.role",
            );
            return self.named(entity, "speaker.role");
        }
        if let Some(entity) = self.generic_role(source, near.speaker) {
            reading.refer(
                self,
                entity,
                source,
                ReferenceKind::Nominal,
                "reference.generic_role",
            );
            return self.named(entity, "speaker.generic_role");
        }
        if let Some(name) = self.who.name_at(head) {
            return self.named(self.who.entity_of(name), "speaker.name");
        }
        // A name inside the phrase that is the head's own: `издание «Коммерсантъ»`.
        if let Some(name) = self.quoted_inside(source).filter(|name| !holds(name)) {
            return self.named(self.who.entity_of(name), "speaker.name");
        }
        // `ряд СМИ`: what is counted tells what it is.
        let noun = match self.is_lemma(head, Kind::Quantity) && head + 1 < source.tokens.end {
            true => head + 1,
            false => head,
        };
        let description = self.cues.description(self.page, noun);
        // `женщина`, `собеседник агентства`: somebody who was named before.
        if description.is_some_and(|d| d.kind == DescriptionKind::Person && !d.unnamed) {
            let noun = Wanted {
                at: head,
                number: Number::Singular,
                gender: word.gender,
                except: None,
                outside: Vec::new(),
                kind: ReferenceKind::Nominal,
            };
            let speaker = self.antecedent_of(&noun, near, reading);
            return if speaker.entity.is_some() {
                speaker
            } else {
                Speaker::UNNAMED
            };
        }
        let Some(description) = description.filter(|d| d.kind == DescriptionKind::Organization)
        else {
            // A text speaks for its author, whom earlier words may tell, else for itself.
            if self.cues.is_document(self.page, head) {
                let alone = source.tokens.len() == 1;
                let author = alone.then(|| self.author_before(head)).flatten();
                let author = author.filter(|author| author.head != head);
                let teller = || {
                    let told = alone && self.cues.is_message(self.page, head);
                    let teller = self.teller_before(head).filter(|_| told)?.0;
                    // A person's words are a statement or a message, and no petition.
                    let spoken = self.cues.is_clause_noun(self.page, head);
                    (spoken || self.is_institutional(&teller)).then_some(teller)
                };
                return match author.or_else(teller) {
                    Some(author) => self.meant(&author, draft, near, enclosing, reading),
                    None => self.described(source, None, reading),
                };
            }
            return Speaker::UNNAMED;
        };
        // `ведомство`, `издание` go back to a name; `СМИ`, `российская полиция` stand for themselves.
        let goes_back = source.tokens.len() == 1 && !description.unnamed;
        if let Some(entity) = goes_back
            .then(|| self.organization_before(head, description))
            .flatten()
        {
            reading.refer(
                self,
                entity,
                source,
                ReferenceKind::Nominal,
                "reference.description",
            );
            return self.named(entity, "speaker.description");
        }
        self.described(source, Some(description), reading)
    }

    fn is_institutional(&self, source: &Source) -> bool {
        match source.name {
            Some(name) => self.names[name].kind != EntityKind::Person,
            None => self.is_institution(source.head),
        }
    }

    /// `газета «Восход»`: an outlet by the noun in front of its name, though no list knows it.
    fn as_described(&self, source: &Source, speaker: Speaker) -> Speaker {
        let noun = self.cues.description(self.page, source.head);
        let outlet = noun.is_some_and(|d| d.refers.contains(Referent::Outlet));
        match speaker.kind {
            SpeakerKind::Organization if outlet => Speaker {
                kind: SpeakerKind::Outlet,
                ..speaker
            },
            _ => speaker,
        }
    }

    /// The organisation of a fitting kind that was named last.
    fn organization_before(&self, at: usize, description: &Description) -> Option<usize> {
        let names = self.who.names();
        let last = names.partition_point(|n| n.tokens.start < at);
        let fits = |entity: &usize| {
            let entity = &self.who.entities()[*entity];
            let subtype = entity.attributes.subtype.as_deref();
            entity.kind == EntityKind::Organization
                && subtype.is_some_and(|s| description.refers.iter().any(|r| r.as_str() == s))
        };
        (0..last)
            .rev()
            .take(FARTHEST_NAMES)
            .map(|index| self.who.entity_of(index))
            .find(fits)
    }

    /// An organisation that the page describes without naming it, or a text, becomes an entity under its description.
    fn described(
        &self,
        source: &Source,
        description: Option<&Description>,
        reading: &mut Reading,
    ) -> Speaker {
        let name = self.name_of(source, description);
        let known = reading.described.iter().position(|e| e.name == name);
        let first = self.who.entities().len();
        let index = known.unwrap_or_else(|| {
            reading.described.push(Entity {
                id: EntityId((first + reading.described.len()) as u32),
                kind: EntityKind::Organization,
                name,
                aliases: Vec::new(),
                mentions: Vec::new(),
                attributes: Attributes {
                    subtype: match description {
                        Some(d) => d.refers.iter().next().map(|r| r.as_str().to_owned()),
                        None => Some("document".to_owned()),
                    },
                    ..Attributes::default()
                },
            });
            reading.described.len() - 1
        });
        reading.refer(
            self,
            first + index,
            source,
            ReferenceKind::Nominal,
            "reference.described",
        );
        let outlet = description.is_some_and(|d| d.refers.contains(Referent::Outlet));
        Speaker {
            entity: Some(first + index),
            kind: if outlet {
                SpeakerKind::Outlet
            } else {
                SpeakerKind::Organization
            },
            rule: Some("speaker.described"),
        }
    }

    /// A description in the nominative, small where only the sentence's start made it a capital.
    fn name_of(&self, source: &Source, description: Option<&Description>) -> String {
        let tokens = &source.tokens;
        // `власти` is a plural, though it looks like a genitive too.
        let stands = description.is_some_and(|d| d.words == self.page.folded(source.head));
        let mut name = if stands {
            self.page
                .span(tokens.clone())
                .of(self.page.text())
                .to_owned()
        } else {
            crate::names::nominative(self.page, self.morphology, tokens)
        };
        let proper = self.who.name_at(tokens.start).is_some();
        if let (false, Some(first)) = (proper, name.chars().next()) {
            let acronym = name.chars().nth(1).is_some_and(char::is_uppercase);
            if !acronym {
                name.replace_range(..first.len_utf8(), &first.to_lowercase().to_string());
            }
        }
        name
    }

    /// Whom a role means that the page gives nobody: `актриса`, `президент` behind a headline that names but one. The
    /// last speaker, else the only person so far, unless another role speaks against it.
    fn generic_role(&self, source: &Source, near: Option<Last>) -> Option<usize> {
        let phrase = self.who.role_at(source.head)?;
        let role = self.cues.role(phrase.role);
        // `его отец`: a relative of the one who was named.
        let possessive = |at: usize| self.is_lemma(at, Kind::Possessive);
        if role.level == RoleLevel::Family && source.tokens.clone().any(possessive) {
            return None;
        }
        // `пресс-секретарь Петрова`, `сотрудник банка`: a new person, described by another name.
        let placed = |name: usize| self.names[name].kind == EntityKind::Location;
        let named = source.tokens.clone().filter_map(|at| self.who.name_at(at));
        if phrase.another
            || !role.generic
            || source.tokens.len() > LONGEST_GENERIC
            || !named.into_iter().all(placed)
        {
            return None;
        }
        let noun = self.page.reading(source.head);
        if noun.number == Some(Number::Plural) {
            return None;
        }
        let feminine = noun.gender == Some(Gender::Feminine);
        let fits = |entity: usize| {
            entity < self.who.entities().len()
                && self.may_be(entity, feminine.then_some(Gender::Feminine))
                && self.may_hold(entity, role)
        };
        let last = near
            .and_then(|l| l.speaker.entity)
            .filter(|entity| fits(*entity));
        last.or_else(|| {
            let names = self.who.names();
            let before = &names[..names.partition_point(|n| n.tokens.start < source.head)];
            let mut fitting = (0..before.len())
                .filter(|name| names[*name].kind == EntityKind::Person)
                .map(|name| self.who.entity_of(name))
                .filter(|entity| fits(*entity));
            let first = fitting.next()?;
            fitting.all(|other| other == first).then_some(first)
        })
    }

    /// Whether no role that the page gives a person speaks against another one; a relation is held beside any.
    fn may_hold(&self, entity: usize, role: &Role) -> bool {
        let fits = |level| level == role.level || role.covers.contains(level);
        let mut held = self
            .who
            .roles()
            .iter()
            .filter(|r| r.person == Some(entity))
            .peekable();
        role.level == RoleLevel::Family
            || held.peek().is_none()
            || held.any(|r| fits(self.cues.role(r.role).level))
    }

    fn role_person(&self, head: usize) -> Option<usize> {
        self.who.role_at(head)?.person
    }

    pub(super) fn is_outlet(&self, entity: usize) -> bool {
        let subtype = self.who.entities()[entity].attributes.subtype.as_deref();
        matches!(
            subtype,
            Some("outlet" | "agency" | "newspaper" | "magazine" | "tv" | "radio" | "online")
        )
    }

    fn quoted_inside(&self, source: &Source) -> Option<usize> {
        let at = source.head + 1;
        let inside = source.tokens.contains(&at) && self.page.kind(at) == TokenKind::Quote;
        inside
            .then(|| self.who.name_at(at + 1).or_else(|| self.who.name_at(at)))
            .flatten()
    }

    pub(super) fn named(&self, entity: usize, rule: &'static str) -> Speaker {
        let kind = match self.who.entities()[entity].kind {
            EntityKind::Person => SpeakerKind::Person,
            _ if self.is_outlet(entity) => SpeakerKind::Outlet,
            EntityKind::Organization | EntityKind::Location => SpeakerKind::Organization,
        };
        Speaker {
            entity: Some(entity),
            kind,
            rule: Some(rule),
        }
    }

    /// `бывший спикер палаты, Нэнси Пелоси, заявила`: the name that follows a role between commas.
    fn apposed_name(&self, source: &Source) -> Option<usize> {
        let comma = source.tokens.end;
        let at = |at: usize| (at < self.page.len()).then(|| self.page.kind(at));
        if at(comma) != Some(TokenKind::Comma) || comma + 1 >= self.page.len() {
            return None;
        }
        self.who.role_at(source.head)?;
        let name = self.phrases.name_starting(comma + 1)?;
        let closes = at(self.names[name].tokens.end) == Some(TokenKind::Comma);
        let agrees = self.names[name].forms.may_be(Case::Nominative);
        (closes && agrees && self.names[name].kind == EntityKind::Person).then_some(name)
    }

    /// `корреспондент ТАСС`: the outlet that a journalist reports for.
    fn reports_for(&self, source: &Source) -> Option<usize> {
        let role = self.cues.role(self.who.role_at(source.head)?.role);
        let mut inside = source.tokens.clone().filter_map(|at| self.who.name_at(at));
        let outlet = inside.find(|name| self.is_outlet(self.who.entity_of(*name)))?;
        (role.level == RoleLevel::Media).then(|| self.who.entity_of(outlet))
    }
}

impl Reading {
    pub(super) fn refer(
        &mut self,
        context: &Context<'_>,
        entity: usize,
        source: &Source,
        kind: ReferenceKind,
        rule: &'static str,
    ) {
        self.references.push(Reference {
            entity: EntityId(entity as u32),
            span: context.page.span(source.tokens.clone()),
            kind_of_mention: kind,
            rule: Rule::new(rule),
        });
    }
}
