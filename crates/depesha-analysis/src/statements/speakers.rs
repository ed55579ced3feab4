//! Who the words of a source mean: names, pronouns, descriptions, subjects left out.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_lexicon::{Description, DescriptionKind, Referent, RoleLevel};
use depesha_model::{
    Attributes, Diagnostic, Entity, EntityId, EntityKind, Gender as NameGender, Reference,
    ReferenceKind, Rule, Severity, SpeakerKind, Statement, StatementId, StatementType,
};
use depesha_morphology::{Case, Gender, Number, Pos};
use depesha_text::Span;

use super::source::{Found, Source};
use super::words::Kind;
use super::{Content, Context, Draft, Reading, numbered};

/// Blocks of the page that a pronoun or a left-out subject looks back for whom it means.
const REACH: usize = 3;

/// Words of a role that goes back to somebody: `президент`, `глава российского государства`.
const LONGEST_GENERIC: usize = 4;

/// Pieces of direct speech that a report looks back over for the one that it stands in.
const FARTHEST_QUOTED: usize = 32;

/// Words that a pronoun for a text looks back over.
const FARTHEST_TEXT: usize = 60;

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

/// What a word asks of the person that it means.
struct Wanted {
    /// The pronoun or noun.
    at: usize,
    number: Number,
    gender: Option<Gender>,
    /// Who it cannot be: the one whose words it stands in.
    except: Option<usize>,
    kind: ReferenceKind,
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
        for draft in &mut drafts {
            self.quote_whole(draft);
        }
        drafts.retain(|draft| self.content(draft).iter().any(|span| !span.is_empty()));
        drafts.sort_by_key(|draft| self.place(draft));
        let direct = drafts
            .iter()
            .filter(|d| d.rule.starts_with("direct") && d.cue.is_some());
        let mut spoken: Vec<Span> = direct.flat_map(|d| self.content(d)).collect();
        spoken.sort();
        let mut reading = Reading::default();
        let mut last: Option<Last> = None;
        let mut quoted: Vec<(Span, Speaker)> = Vec::new();
        let block_of = |sentence: usize| self.page.tree.sentences()[sentence].block;
        for draft in &drafts {
            let enclosing = self.enclosing(draft, &quoted);
            if draft.first_person && enclosing.is_some() {
                continue;
            }
            // Speech behind words about somebody else is the last speaker's only if the paragraph is theirs.
            let here = |l: &Last| block_of(l.sentence) == block_of(draft.sentence);
            if draft.rule == "direct.continued" && !last.as_ref().is_some_and(here) {
                continue;
            }
            let speaker = self.speaker(draft, last, enclosing, &mut reading);
            // A quotation of its own that nobody can be heard in is a motto or a subheading.
            if draft.rule == "direct.alone" && speaker.kind == SpeakerKind::Unresolved {
                continue;
            }
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
            let kind = self.statement_type(draft, &content, |q: Span| {
                let first = spoken.partition_point(|span| span.end() <= q.start());
                spoken.get(first).is_some_and(|span| span.overlaps(q))
            });
            reading
                .statements
                .push(self.statement(draft, kind, content, speaker));
        }
        reading.statements = numbered(reading.statements);
        // One source of two statements refers once.
        reading
            .references
            .sort_by_key(|r| (r.span.start(), r.span.end(), r.entity));
        reading.references.dedup();
        reading
    }

    /// `По словам X, «П»`: what a prepositional attribution or one with `как` has as its whole content is direct speech.
    fn quote_whole(&self, draft: &mut Draft) {
        if !matches!(
            draft.rule,
            "reported.prepositional" | "reported.parenthesis"
        ) {
            return;
        }
        let [span] = self.content(draft)[..] else {
            return;
        };
        let quotations = self.page.tree.quotations();
        let at = quotations.partition_point(|q| q.span.start() < span.start());
        let whole = quotations
            .get(at)
            .filter(|q| q.span == span && !self.is_name_like(q));
        if let Some(quotation) = whole {
            let words = quotation.pieces.iter();
            draft.content = Content::Spans(words.map(|p| self.without_stop(*p)).collect());
            draft.rule = "direct.behind_preposition";
        }
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
                    .map(|p| self.trimmed(self.whole_quotation(p.clone())));
                spans.filter(|s| !s.is_empty()).collect()
            }
            Content::Spans(spans) => spans.clone(),
        }
    }

    /// Who is quoted where a report stands in quoted words.
    fn enclosing(&self, draft: &Draft, quoted: &[(Span, Speaker)]) -> Option<Speaker> {
        let content = self.content(draft);
        let at = match &draft.cue {
            Some(cue) => self.page.span(cue.clone()),
            None => *content.first()?,
        };
        let holds = |span: &Span| span.start() <= at.start() && at.end() <= span.end();
        let mut last = quoted.iter().rev().take(FARTHEST_QUOTED);
        last.find(|(span, _)| holds(span) && !content.contains(span))
            .map(|(_, speaker)| *speaker)
    }

    /// A stretch that ends inside a quotation which starts in it goes on to the closing mark, over the sentences of the
    /// paragraph: `он «вошёл в зал. Люди ждали»`.
    fn whole_quotation(&self, mut tokens: Range<usize>) -> Range<usize> {
        let level = self.levels.level(tokens.start);
        let Some(quotation) = self.levels.quotation(tokens.end - 1) else {
            return tokens;
        };
        let quotation = &self.page.tree.quotations()[quotation];
        let starts = tokens.contains(&quotation.tokens.start)
            && self.levels.level(quotation.tokens.start) == level + 1;
        if let (true, Some(close), [_]) = (starts, quotation.close, &quotation.pieces[..]) {
            tokens.end = tokens.end.max(close + 1);
        }
        tokens
    }

    fn statement(
        &self,
        draft: &Draft,
        kind: StatementType,
        content: Vec<Span>,
        speaker: Speaker,
    ) -> Statement {
        let source = match &draft.found {
            Found::Words(source) => Some(self.page.span(source.tokens.clone())),
            _ => None,
        };
        Statement {
            id: StatementId(0),
            kind,
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
            Found::Known(entity) => self.named(*entity, "speaker.interview"),
            // Inside a quotation `мы просили` is the one who is quoted.
            Found::Dropped if enclosing.is_some() => self.again(enclosing, "speaker.quoted"),
            Found::Dropped => match (near, &draft.cue) {
                // `Жил в изгнании. Также заявлял, что вернётся`: the person whom the page is about.
                (None, Some(cue)) => {
                    match self.person_before(cue.start, self.page.reading(cue.start).gender, None) {
                        Some((_, entity)) => self.named(entity, "speaker.goes_on"),
                        None => Speaker::UNRESOLVED,
                    }
                }
                _ => self.again(near.map(|l| l.speaker), "speaker.goes_on"),
            },
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
        if matches!(&*word.lemma, "я" | "мы" | "мой" | "наш") {
            return self.again(enclosing.or(near.map(|l| l.speaker)), "speaker.quoted");
        }
        if &*word.lemma == "который" {
            return self.relative(head, near, draft, reading);
        }
        if let Some(wanted) = self.third_person(head) {
            if let Some(text) = self.text_before(head, draft) {
                return self.meant(&text, draft, near, enclosing, reading);
            }
            let other = |entity: Option<usize>| enclosing.is_none_or(|e| e.entity != entity);
            let near = near.filter(|l| l.speaker.entity.is_none() || other(l.speaker.entity));
            let pronoun = Wanted {
                at: head,
                number: wanted.0,
                gender: wanted.1,
                except: enclosing.and_then(|e| e.entity),
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
            // A text without an author speaks for itself.
            if self.cues.is_document(self.page, head) {
                return self.described(source, None, reading);
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

    /// Whom a pronoun or a noun such as `женщина` means.
    fn antecedent_of(&self, wanted: &Wanted, near: Option<Last>, reading: &mut Reading) -> Speaker {
        let &Wanted {
            at,
            number,
            gender,
            except,
            kind,
        } = wanted;
        let source = self.single(at);
        let rule = match kind {
            ReferenceKind::Pronoun => "speaker.pronoun",
            ReferenceKind::Nominal => "speaker.description",
        };
        if number == Number::Plural {
            return self.again(near.map(|l| l.speaker), rule);
        }
        let subject = self.person_before(at, gender, except);
        // Whoever was spoken of last: the speaker of the last statement, or the subject of a later sentence.
        let speaker = near
            .filter(|l| self.may_go_on(l, gender) && subject.is_none_or(|(s, _)| s <= l.sentence));
        let (meant, reference) = match (speaker, subject) {
            (Some(last), _) => (last.speaker, "reference.speaker"),
            (None, Some((_, entity))) => (self.named(entity, rule), "reference.subject"),
            (None, None) => match self
                .body_before(at)
                .filter(|_| kind == ReferenceKind::Pronoun)
            {
                Some(entity) => (self.named(entity, rule), "reference.subject"),
                None => return Speaker::UNRESOLVED,
            },
        };
        if let Some(entity) = meant.entity {
            reading.refer(self, entity, &source, kind, reference);
        }
        self.again(Some(meant), rule)
    }

    /// `МЧС потушило пожар. По его данным, …`: the organisation that the sentence before has as its subject.
    fn body_before(&self, at: usize) -> Option<usize> {
        let here = self.sentence_of(at)?;
        let names = self.who.names();
        let last = names.partition_point(|n| n.tokens.start < at);
        (0..last)
            .rev()
            .take_while(|n| {
                self.sentence_of(names[*n].tokens.start)
                    .is_some_and(|s| s + 1 >= here)
            })
            .find(|n| {
                let name = &names[*n];
                let start = name.tokens.start;
                let governed = start > 0 && self.page.reading(start - 1).pos == Pos::Adp;
                name.kind == EntityKind::Organization
                    && name.forms.may_be(Case::Nominative)
                    && !governed
            })
            .map(|n| self.who.entity_of(n))
    }

    /// `Министр направил письмо. В нём говорится, …`: the author of the text that a pronoun means.
    fn text_before(&self, at: usize, draft: &Draft) -> Option<Source> {
        let cue = draft.cue.as_ref()?.start;
        let verb = self.page.reading(cue);
        if !verb.is_finite_verb() && verb.variant.is_none()
            || self.page.reading(at.checked_sub(1)?).pos != Pos::Adp
        {
            return None;
        }
        let pronoun = self.page.reading(at);
        let agrees = |i: &usize| {
            let noun = self.page.reading(*i);
            self.cues.is_document(self.page, *i)
                && noun.number == pronoun.number
                && (noun.gender == pronoun.gender
                    || pronoun.gender.is_none()
                    || (pronoun.gender != Some(Gender::Feminine)
                        && noun.gender != Some(Gender::Feminine)))
        };
        let start = at.saturating_sub(FARTHEST_TEXT);
        let text = (start..at).rev().find(agrees)?;
        let sentence = self.sentence_of(text)?;
        let end = self.page.tree.sentences()[sentence].tokens.end;
        let phrase = self.phrases.at(text, end)?;
        let author = self.author_in(&phrase);
        if author.head != phrase.head {
            return Some(author);
        }
        // `МИД опубликовал заявление`
        let line = self.lines[sentence].first()?;
        let segment = line.strand.segment_of(text)?;
        let tokens = line.strand.segments[segment].tokens.clone();
        let verb = tokens
            .clone()
            .find(|i| self.is_finite_at(&line.strand, *i))?;
        match self.subject(&line.strand, segment, verb, &self.page.reading(verb).tag) {
            Found::Words(source) if source.head != text => Some(source),
            _ => Some(author),
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
    fn person_before(
        &self,
        at: usize,
        gender: Option<Gender>,
        except: Option<usize>,
    ) -> Option<(usize, usize)> {
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
            if name.kind != EntityKind::Person
                || !self.may_be(entity, gender)
                || except == Some(entity)
            {
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
        // `заключение о смерти Петрова, согласно которому P`: a text, where one agrees.
        let relative = self.page.reading(at);
        let text = |phrase: &&crate::phrases::Phrase| {
            let noun = self.page.reading(phrase.head);
            draft.rule == "reported.prepositional"
                && self.cues.is_document(self.page, phrase.head)
                && noun.number == relative.number
        };
        let Some(phrase) = phrases.iter().rev().find(text).or(phrases.last()) else {
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
