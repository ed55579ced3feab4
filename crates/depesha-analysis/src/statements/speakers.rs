//! Who the words of a source mean: names, pronouns, descriptions, subjects left out.

use depesha_lexicon::{Description, DescriptionKind, Referent, RoleLevel};
use depesha_model::{
    Attributes, Diagnostic, Entity, EntityId, EntityKind, Gender as NameGender, Reference,
    ReferenceKind, Rule, Severity, SpeakerKind, Statement, StatementId,
};
use depesha_morphology::{Case, Gender, Number, Pos};
use depesha_text::Span;

use super::source::{Found, Source};
use super::{Content, Context, Draft, Reading, numbered};

/// Blocks of the page that a pronoun or a left-out subject looks back for whom it means.
const REACH: usize = 3;

/// Words of a role that goes back to somebody: `президент`, `глава российского государства`.
const LONGEST_GENERIC: usize = 4;

/// Names that a description looks back over for what it means.
const FARTHEST_NAMES: usize = 60;

/// The speaker of a statement.
#[derive(Clone, Copy, Debug)]
struct Speaker {
    entity: Option<usize>,
    kind: SpeakerKind,
    rule: Option<&'static str>,
}

impl Speaker {
    const UNNAMED: Self = Self {
        entity: None,
        kind: SpeakerKind::Unnamed,
        rule: None,
    };
    const UNRESOLVED: Self = Self {
        entity: None,
        kind: SpeakerKind::Unresolved,
        rule: None,
    };
}

/// What was said last, for those who go on without a name.
#[derive(Clone, Copy, Debug)]
struct Last {
    speaker: Speaker,
    sentence: usize,
    /// The head of the words that named the speaker.
    head: Option<usize>,
}

impl Context<'_> {
    /// Finds the speakers of the drafts and makes statements of them.
    pub(super) fn resolve(&self, mut drafts: Vec<Draft>) -> Reading {
        drafts.retain(|draft| self.content(draft).iter().any(|span| !span.is_empty()));
        drafts.sort_by_key(|draft| self.place(draft));
        let mut reading = Reading::default();
        let mut last: Option<Last> = None;
        let mut quoted: Vec<(Span, Speaker)> = Vec::new();
        for draft in &drafts {
            let enclosing = draft.quotation.and_then(|q| {
                let span = self.page.tree.quotations()[q].span;
                quoted
                    .iter()
                    .rev()
                    .find(|(content, _)| content.overlaps(span))
                    .map(|(_, speaker)| *speaker)
            });
            let speaker = self.speaker(draft, last, enclosing, &mut reading);
            let mut content = self.content(draft);
            if let (true, Some(told)) = (
                draft.confirms,
                reading
                    .statements
                    .iter()
                    .rev()
                    .find(|s| s.sentence < draft.sentence),
            ) {
                content.clone_from(&told.content);
            }
            if draft.rule.starts_with("direct") {
                quoted.extend(content.iter().map(|span| (*span, speaker)));
            }
            let told = !matches!(draft.found, Found::Nobody) && enclosing.is_none();
            if told && speaker.kind != SpeakerKind::Outlet {
                let head = match &draft.found {
                    Found::Words(source) => Some(source.head),
                    _ => last.and_then(|l| l.head),
                };
                last = Some(Last {
                    speaker,
                    sentence: draft.sentence,
                    head,
                });
            }
            if speaker.kind == SpeakerKind::Unresolved {
                reading.diagnostics.push(unresolved(content[0]));
            }
            reading
                .statements
                .push(self.statement(draft, content, speaker));
        }
        reading.statements = numbered(reading.statements);
        // One source of two statements refers once.
        reading
            .references
            .sort_by_key(|r| (r.span.start(), r.span.end(), r.entity));
        reading.references.dedup();
        reading
    }

    fn place(&self, draft: &Draft) -> (usize, usize) {
        let content = self.content(draft);
        let cue = draft
            .cue
            .as_ref()
            .map(|c| self.page.span(c.clone()).start());
        let first = content.iter().map(|s| s.start()).min().unwrap_or(0);
        // An anaphoric report stands where its cue does; others where they begin.
        let start = if draft.anaphoric {
            cue.unwrap_or(first)
        } else {
            cue.map_or(first, |c| c.min(first))
        };
        (start, cue.unwrap_or(first))
    }

    fn content(&self, draft: &Draft) -> Vec<Span> {
        match &draft.content {
            Content::Tokens(pieces) => {
                let spans = pieces
                    .iter()
                    .filter(|p| !p.is_empty())
                    .map(|p| self.trimmed(p.clone()));
                spans.filter(|s| !s.is_empty()).collect()
            }
            Content::Spans(spans) => spans.clone(),
        }
    }

    fn statement(&self, draft: &Draft, content: Vec<Span>, speaker: Speaker) -> Statement {
        let source = match &draft.found {
            Found::Words(source) => Some(self.page.span(source.tokens.clone())),
            _ => None,
        };
        Statement {
            id: StatementId(0),
            kind: self.statement_type(draft, &content),
            content,
            cue: draft.cue.clone().map(|tokens| self.page.span(tokens)),
            source,
            speaker: speaker.entity.map(|e| EntityId(e as u32)),
            speaker_kind: speaker.kind,
            addressee: None,
            sentence: draft.sentence,
            rule: Rule::new(draft.rule),
            speaker_rule: speaker.rule.map(Rule::new),
        }
    }

    fn speaker(
        &self,
        draft: &Draft,
        last: Option<Last>,
        enclosing: Option<Speaker>,
        reading: &mut Reading,
    ) -> Speaker {
        let block = |sentence: usize| self.page.tree.sentences()[sentence].block;
        let near =
            last.filter(|l| block(draft.sentence).saturating_sub(block(l.sentence)) <= REACH);
        match &draft.found {
            Found::Nobody => Speaker::UNNAMED,
            // Inside a quotation `мы просили` is the one who is quoted.
            Found::Dropped if enclosing.is_some() => self.again(enclosing, "speaker.quoted"),
            Found::Dropped => self.again(near.map(|l| l.speaker), "speaker.goes_on"),
            Found::Words(source) => self.meant(source, draft, near, enclosing, reading),
        }
    }

    fn again(&self, speaker: Option<Speaker>, rule: &'static str) -> Speaker {
        speaker.map_or(Speaker::UNRESOLVED, |s| Speaker {
            rule: s.entity.is_some().then_some(rule),
            ..s
        })
    }

    /// Whom the words of a source mean.
    fn meant(
        &self,
        source: &Source,
        draft: &Draft,
        near: Option<Last>,
        enclosing: Option<Speaker>,
        reading: &mut Reading,
    ) -> Speaker {
        if let Some(name) = source.name {
            // `Телеканал сообщает` behind `телеканал «Дождь»`: a common noun, though it looks like a name.
            let meant = (self.names[name].tokens.len() == 1)
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
            return self.named(entity, rule);
        }
        let head = source.head;
        let word = self.page.reading(head);
        if matches!(self.page.folded(head), "я" | "мы" | "мой" | "наш") {
            return self.again(enclosing.or(near.map(|l| l.speaker)), "speaker.quoted");
        }
        if &*word.lemma == "который" {
            return self.relative(head, near, draft, reading);
        }
        if let Some(wanted) = self.third_person(head) {
            return self.antecedent_of(head, wanted, near, reading);
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
        if let Some(entity) = self.generic_role(source, near) {
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
        if let Some(name) = self.quoted_inside(source) {
            return self.named(self.who.entity_of(name), "speaker.name");
        }
        let Some(description) = self
            .cues
            .description(self.page, head)
            .filter(|d| d.kind == DescriptionKind::Organization)
        else {
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
        self.described(source, description, reading)
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

    /// An organisation that the page describes without naming it becomes an entity under its description.
    fn described(
        &self,
        source: &Source,
        description: &Description,
        reading: &mut Reading,
    ) -> Speaker {
        let name = crate::names::nominative(self.page, self.morphology, &source.tokens);
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
                    subtype: description
                        .refers
                        .iter()
                        .next()
                        .map(|r| r.as_str().to_owned()),
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
        let outlet = description.refers.contains(Referent::Outlet);
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

    /// Whom a role means that the page gives nobody: `актриса`, `президент` behind a headline that names but one. The
    /// last speaker, else the only person so far, unless another role speaks against it.
    fn generic_role(&self, source: &Source, near: Option<Last>) -> Option<usize> {
        let phrase = self.who.role_at(source.head)?;
        let role = self.cues.role(phrase.role);
        // `пресс-секретарь Петрова`, `сотрудник банка`: a new person, described by another name.
        let placed = |name: usize| self.names[name].kind == EntityKind::Location;
        let named = source.tokens.clone().filter_map(|at| self.who.name_at(at));
        if !role.generic || source.tokens.len() > LONGEST_GENERIC || !named.into_iter().all(placed)
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
                && self.may_hold(entity, role.level)
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

    /// Whether no role that the page gives a person speaks against one of `level`.
    fn may_hold(&self, entity: usize, level: RoleLevel) -> bool {
        let mut held = self
            .who
            .roles()
            .iter()
            .filter(|r| r.person == Some(entity))
            .peekable();
        held.peek().is_none() || held.any(|r| self.cues.role(r.role).level == level)
    }

    fn role_person(&self, head: usize) -> Option<usize> {
        self.who.role_at(head)?.person
    }

    fn is_outlet(&self, entity: usize) -> bool {
        let subtype = self.who.entities()[entity].attributes.subtype.as_deref();
        matches!(
            subtype,
            Some("outlet" | "agency" | "newspaper" | "magazine" | "tv" | "radio" | "online")
        )
    }

    fn quoted_inside(&self, source: &Source) -> Option<usize> {
        let at = source.head + 1;
        let inside =
            source.tokens.contains(&at) && self.page.kind(at) == depesha_grammar::TokenKind::Quote;
        inside
            .then(|| self.who.name_at(at + 1).or_else(|| self.who.name_at(at)))
            .flatten()
    }

    fn named(&self, entity: usize, rule: &'static str) -> Speaker {
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

    /// `он`, `её`, `их`: the number and gender of whom it means.
    fn third_person(&self, at: usize) -> Option<(Number, Option<Gender>)> {
        let word = self.page.word(at);
        let personal = word.find(|r| {
            matches!(
                &*r.lemma,
                "он" | "она" | "они" | "оно" | "его" | "ее" | "их"
            )
        })?;
        match &*personal.lemma {
            "он" | "его" => Some((Number::Singular, Some(Gender::Masculine))),
            "она" | "ее" => Some((Number::Singular, Some(Gender::Feminine))),
            "оно" => Some((Number::Singular, Some(Gender::Neuter))),
            _ => Some((Number::Plural, None)),
        }
    }

    fn antecedent_of(
        &self,
        at: usize,
        (number, gender): (Number, Option<Gender>),
        near: Option<Last>,
        reading: &mut Reading,
    ) -> Speaker {
        let source = self.single(at);
        if number == Number::Plural {
            return self.again(near.map(|l| l.speaker), "speaker.pronoun");
        }
        let subject = self.person_before(at, gender);
        // Whoever was spoken of last: the speaker of the last statement, or the subject of a later sentence.
        let speaker = near
            .filter(|l| self.may_go_on(l, gender) && subject.is_none_or(|(s, _)| s <= l.sentence));
        let (meant, rule) = match (speaker, subject) {
            (Some(last), _) => (last.speaker, "reference.speaker"),
            (None, Some((_, entity))) => {
                (self.named(entity, "speaker.pronoun"), "reference.subject")
            }
            (None, None) => return Speaker::UNRESOLVED,
        };
        if let Some(entity) = meant.entity {
            reading.refer(self, entity, &source, ReferenceKind::Pronoun, rule);
        }
        self.again(Some(meant), "speaker.pronoun")
    }

    /// Whether `он` or `она` may mean the last speaker.
    fn may_go_on(&self, last: &Last, gender: Option<Gender>) -> bool {
        match (last.speaker.entity, last.head) {
            (Some(entity), _) => entity < self.who.entities().len() && self.may_be(entity, gender),
            // `источник … он`: the unnamed one goes on.
            (None, Some(head)) => {
                let noun = self.page.reading(head);
                noun.is_nominal() && noun.number == Some(Number::Singular) && noun.gender == gender
            }
            (None, None) => false,
        }
    }

    /// Whether an entity may be called `он` or `она`.
    fn may_be(&self, entity: usize, gender: Option<Gender>) -> bool {
        let entity = &self.who.entities()[entity];
        if entity.kind != EntityKind::Person {
            return false;
        }
        let other = match gender {
            Some(Gender::Masculine) => Some(NameGender::Feminine),
            Some(Gender::Feminine) => Some(NameGender::Masculine),
            Some(Gender::Neuter) => return false,
            None => None,
        };
        other.is_none() || entity.attributes.gender != other
    }

    /// The person that a pronoun most likely means and the sentence that names them: somebody earlier in the same
    /// sentence, else the subject of the nearest sentence that has one, else the nearest person named.
    fn person_before(&self, at: usize, gender: Option<Gender>) -> Option<(usize, usize)> {
        let sentences = self.page.tree.sentences();
        let here = self.sentence_of(at)?;
        let names = self.who.names();
        let last = names.partition_point(|n| n.tokens.start < at);
        let mut fallback = None;
        let mut subject: Option<(usize, usize)> = None;
        for (index, name) in names[..last].iter().enumerate().rev() {
            let Some(sentence) = self.sentence_of(name.tokens.start) else {
                continue;
            };
            let apart = sentences[here].block - sentences[sentence].block;
            if apart > REACH || subject.is_some_and(|(s, _)| s > sentence) {
                break;
            }
            let entity = self.who.entity_of(index);
            if name.kind != EntityKind::Person || !self.may_be(entity, gender) {
                continue;
            }
            if sentence == here {
                return Some((here, entity));
            }
            fallback = fallback.or(Some((sentence, entity)));
            let governed = name.tokens.start > sentences[sentence].tokens.start
                && self.page.reading(name.tokens.start - 1).pos == Pos::Adp;
            if name.forms.may_be(Case::Nominative) && !governed {
                subject = Some((sentence, entity));
            }
        }
        subject.or(fallback)
    }

    /// `министра, который заявил`: the noun in front of the comma.
    fn relative(
        &self,
        at: usize,
        near: Option<Last>,
        draft: &Draft,
        reading: &mut Reading,
    ) -> Speaker {
        let start = at.saturating_sub(24);
        let phrases = self.phrases.within(start..at);
        let Some(phrase) = phrases.last() else {
            return Speaker::UNRESOLVED;
        };
        let source = Source::from(phrase);
        self.meant(&source, draft, near, None, reading)
    }
}

impl Reading {
    fn refer(
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

fn unresolved(span: Span) -> Diagnostic {
    Diagnostic {
        severity: Severity::Info,
        code: "unresolved-speaker".to_owned(),
        span: Some(span),
        message: "the text does not tell clearly who says this; the speaker is left open"
            .to_owned(),
    }
}
