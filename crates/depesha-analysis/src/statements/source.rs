//! Who the source of a cue is, in the words of its own sentence.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_lexicon::DescriptionKind;
use depesha_model::EntityKind;
use depesha_morphology::{Animacy, Case, Gender, Number, Person, Pos, Tag};

use super::Context;
use super::cues::{Form, Hit};
use super::words::Kind;
use crate::forms::Forms;
use crate::phrases::Phrase;
use crate::strands::Strand;

/// The words that name a source.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub tokens: Range<usize>,
    /// The noun, pronoun or first token of the name that heads them.
    pub head: usize,
    /// The name among them, as an index of the page's names.
    pub name: Option<usize>,
}

impl From<&Phrase> for Source {
    fn from(phrase: &Phrase) -> Self {
        Self {
            tokens: phrase.tokens.clone(),
            head: phrase.head,
            name: phrase.name,
        }
    }
}

/// What could be said about the source of a cue.
#[derive(Clone, Debug)]
pub(crate) enum Found {
    /// It is named in the sentence.
    Words(Source),
    /// The verb's subject is left out: whoever was speaking before.
    Dropped,
    /// Nobody speaks: `сообщается`, `полагают`.
    Nobody,
    /// The page tells without words beside the speech: an entity, by its index.
    Known(usize),
}

/// How far a candidate's nature speaks for it: a person speaks, a thing seldom does.
const SPEAKS: i32 = 4;
const INSTITUTION: i32 = 3;
const PLACE: i32 = 2;
const DOCUMENT: i32 = 1;

/// Candidates further from the verb than this lose to the dropped subject.
const FARTHEST: i32 = 6;

impl Context<'_> {
    /// The source of a cue that is a verb.
    pub fn source_of(&self, strand: &Strand, hit: &Hit<'_>) -> Found {
        let Some(segment) = strand.segment_of(hit.at) else {
            return Found::Dropped;
        };
        match hit.form {
            Form::Participle => self.participle_noun(strand, segment, hit),
            Form::Converb => self.main_subject(strand, segment, hit),
            Form::Infinitive => self.governor(strand, segment, hit),
            _ => self.subject(strand, segment, hit.at, &hit.tag),
        }
    }

    /// The subject of a finite verb.
    pub fn subject(&self, strand: &Strand, segment: usize, verb: usize, tag: &Tag) -> Found {
        let tokens = strand.segments[segment].tokens.clone();
        if matches!(tag.person, Some(Person::First | Person::Second)) {
            let pronoun = tokens.clone().find(|at| self.is_speaker_pronoun(*at, tag));
            return pronoun.map_or(Found::Dropped, |at| Found::Words(self.single(at)));
        }
        let phrases = self.phrases_of(strand, tokens.clone());
        let paired = segment + 1 < strand.segments.len() && self.is_pair(strand, segment + 1);
        let fitting: Vec<(i32, &Phrase)> = phrases
            .iter()
            .filter(|phrase| !paired || phrase.tokens.end < tokens.end)
            .filter_map(|phrase| Some((self.fit(phrase, verb, tag)?, phrase)))
            .collect();
        // `рассказала РИА Новости Ольга Смирнова`: of two the one that shows no case is the one who is told.
        let told = |phrase: &Phrase| {
            fitting.len() > 1 && !self.is_person(phrase) && phrase.forms.may_be(Case::Dative)
        };
        let best = fitting.iter().max_by_key(|(score, phrase)| {
            (
                !told(phrase),
                // `переводит заявление МОК «Вестник»`: a text speaks only where nobody else does.
                self.weight(phrase) > DOCUMENT,
                *score,
                std::cmp::Reverse(phrase.tokens.start),
            )
        });
        if let Some((_, phrase)) = best {
            return Found::Words(match self.joined_before(&phrases, phrase, tag) {
                Some(both) => both,
                None => self.whole((*phrase).clone(), tag),
            });
        }
        if let Some(place) = self.institution_within(&phrases, verb, tag) {
            return Found::Words(place);
        }
        if let Some(name) = self.undeclined_before(&tokens, verb, tag) {
            return Found::Words(name);
        }
        // `Пётр, которого пресса называет …`: what the clause describes is no subject of its verb.
        let start = strand.segments[segment].tokens.start;
        if self.is_relative_object(start, tag) {
            return match tag.number {
                Some(Number::Plural) => Found::Nobody,
                _ => Found::Dropped,
            };
        }
        self.subject_before(strand, segment, tag)
    }

    /// `на заседании кабинета Нетаньяху заявил`: a person in front of the verb whose name shows no case, so that it looks
    /// like the genitive of the noun before.
    fn undeclined_before(&self, tokens: &Range<usize>, verb: usize, tag: &Tag) -> Option<Source> {
        let light = |at: &usize| matches!(self.page.reading(*at).pos, Pos::Adv | Pos::Part);
        let last = (tokens.start..verb).rev().find(|at| !light(at))?;
        let index = self.who.name_at(last)?;
        let name = &self.names[index];
        let written = self.page.span(name.tokens.clone()).of(self.page.text());
        let subject = name.kind == EntityKind::Person
            && name.tokens.end == last + 1
            && name.normal == written
            && tag.number != Some(Number::Plural);
        subject.then(|| Source {
            tokens: name.tokens.clone(),
            head: name.tokens.start,
            name: Some(index),
        })
    }

    /// `сообщили в мэрии`: a verb in the plural without a subject, and the body whose people speak.
    fn institution_within(&self, phrases: &[Phrase], verb: usize, tag: &Tag) -> Option<Source> {
        if tag.number != Some(Number::Plural) {
            return None;
        }
        let body = |phrase: &&Phrase| {
            let inside = phrase
                .preposition
                .is_some_and(|at| matches!(self.page.folded(at), "в" | "во" | "на"));
            let is_of = |kind| phrase.name.is_some_and(|n| self.names[n].kind == kind);
            let named = is_of(EntityKind::Organization);
            // `в Анкаре заявили`: the authorities, if it is said of a place alone.
            let placed = is_of(EntityKind::Location) && phrase.head == phrase.tokens.start;
            inside
                && phrase.forms.may_be(Case::Locative)
                && (named || placed || self.is_institution(phrase.head))
        };
        let nearest = phrases
            .iter()
            .filter(body)
            .min_by_key(|p| p.tokens.start.abs_diff(verb))?;
        Some(Source::from(nearest))
    }

    /// A subject that a participle clause or apposition parts from its verb: `Тоунер, представитель Госдепа, заявил`.
    fn subject_before(&self, strand: &Strand, segment: usize, tag: &Tag) -> Found {
        let mut at = segment;
        // The segment behind the one that is looked at.
        let mut next = segment;
        while at > 0 {
            at -= 1;
            let tokens = strand.segments[at].tokens.clone();
            if self.is_pair(strand, at) {
                continue;
            }
            if strand.segments[next].opener != Some(TokenKind::Comma) {
                break;
            }
            let behind = std::mem::replace(&mut next, at);
            let verb = tokens.clone().find(|i| self.is_finite_at(strand, *i));
            let finite = verb.is_some();
            // `когда люди, не боясь, говорят`: a subordinate clause that still lacks its verb is that of this one.
            if finite && self.is_subordinate(tokens.start) {
                continue;
            }
            // `Петров отказался от поста, но заявил`: the two verbs share their subject.
            if let Some(verb) = verb.filter(|_| self.joins_predicate(strand, behind)) {
                let other = self.finite_tag(verb);
                if other.number == tag.number && other.gender == tag.gender {
                    return self.subject(strand, at, verb, &other);
                }
            }
            let candidate = self.phrases_of(strand, tokens).into_iter().find(|phrase| {
                phrase.preposition.is_none()
                    && self.may_be_subject(phrase, tag)
                    && self.weight(phrase) > 0
            });
            // `Тоунер, представитель Госдепа, заявил`: the subject is what the apposition is joined to.
            if let Some(main) = candidate
                .as_ref()
                .and_then(|phrase| self.joined_to(strand, at, phrase, tag))
            {
                return Found::Words(self.whole(main, tag));
            }
            match candidate {
                Some(phrase) if !finite || self.weight(&phrase) >= INSTITUTION => {
                    return Found::Words(self.whole(phrase, tag));
                }
                _ if finite => break,
                _ => {}
            }
        }
        // `ремонт обещали закончить`: the plural alone means people whom nobody names.
        if tag.number == Some(Number::Plural)
            && !(segment > 0 && self.joins_predicate(strand, segment))
        {
            return Found::Nobody;
        }
        Found::Dropped
    }

    /// `в матче Топалов — Крамник`: whether a segment is the second of two names that a dash joins.
    fn is_pair(&self, strand: &Strand, segment: usize) -> bool {
        let this = &strand.segments[segment];
        let name = self.phrases.name_starting(this.tokens.start);
        let whole = name.is_some_and(|name| self.names[name].tokens == this.tokens);
        whole && this.opener == Some(TokenKind::Dash) && segment > 0 && {
            let before = strand.segments[segment - 1].tokens.end - 1;
            self.who.name_at(before).is_some()
        }
    }

    /// Whether a segment opens with a conjunction that joins another predicate: `, но заявил`.
    fn joins_predicate(&self, strand: &Strand, segment: usize) -> bool {
        let start = strand.segments[segment].tokens.start;
        self.is_word(start, Kind::Conjunction) || self.is_word(start, Kind::Contrast)
    }

    /// Whether a segment opens with a relative pronoun that is no subject of a verb with `tag`: `которого называют`,
    /// `о которой сообщает`.
    pub fn is_relative_object(&self, start: usize, tag: &Tag) -> bool {
        let relative = |at: usize| &*self.page.reading(at).lemma == "который";
        let governed = self.page.reading(start).pos == Pos::Adp
            && start + 1 < self.page.len()
            && relative(start + 1);
        let forms = || Forms::of_word(self.page.word(start), |r| &*r.lemma == "который");
        governed || (relative(start) && !forms().overlaps(Forms::subject_of(tag)))
    }

    /// The phrase that an apposition at the start of a segment is joined to.
    fn joined_to(
        &self,
        strand: &Strand,
        segment: usize,
        phrase: &Phrase,
        tag: &Tag,
    ) -> Option<Phrase> {
        let this = &strand.segments[segment];
        let before = &strand.segments[segment.checked_sub(1)?];
        // `Бардо, известная также как активистка, заявила`
        let described = self.page.reading(this.tokens.start).is_adjectival();
        if (phrase.tokens.start != this.tokens.start && !described)
            || this.opener != Some(TokenKind::Comma)
        {
            return None;
        }
        let last = self.phrases_of(strand, before.tokens.clone()).pop()?;
        let adjacent = last.tokens.end == before.tokens.end && last.preposition.is_none();
        (adjacent && self.may_be_subject(&last, tag) && self.weight(&last) > 0).then_some(last)
    }

    /// The noun that a participle describes: `министр, заявивший, что …`.
    fn participle_noun(&self, strand: &Strand, segment: usize, hit: &Hit<'_>) -> Found {
        let forms = Forms::of(&hit.tag);
        let start = strand.segments[segment].tokens.start;
        let before = segment
            .checked_sub(1)
            .map(|s| strand.segments[s].tokens.clone());
        let noun = before.filter(|_| hit.at <= start + 1).and_then(|tokens| {
            self.phrases_of(strand, tokens)
                .into_iter()
                .rev()
                .find(|p| p.forms.overlaps(forms))
        });
        noun.map_or(Found::Dropped, |phrase| Found::Words(Source::from(&phrase)))
    }

    /// The subject of the main verb, which a converb shares: `сказал он, добавив, что …`.
    fn main_subject(&self, strand: &Strand, segment: usize, hit: &Hit<'_>) -> Found {
        let order = (0..segment).rev().chain(segment..strand.segments.len());
        for at in order {
            let tokens = strand.segments[at].tokens.clone();
            if self.is_subordinate(tokens.start) {
                continue;
            }
            let verb = tokens
                .clone()
                .find(|i| *i != hit.at && self.is_finite_at(strand, *i));
            if let Some(verb) = verb {
                let tag = self.finite_tag(verb);
                return self.subject(strand, at, verb, &tag);
            }
        }
        Found::Dropped
    }

    /// The subject of the verb that governs an infinitive: `зрители начали скандировать`.
    fn governor(&self, strand: &Strand, segment: usize, hit: &Hit<'_>) -> Found {
        let tokens = strand.segments[segment].tokens.start..hit.at;
        match tokens.rev().find(|at| self.is_finite_at(strand, *at)) {
            Some(verb) => self.subject(strand, segment, verb, &self.finite_tag(verb)),
            None => Found::Dropped,
        }
    }

    /// How well a phrase fits as the subject of the verb; `None` when it cannot be.
    fn fit(&self, phrase: &Phrase, verb: usize, tag: &Tag) -> Option<i32> {
        if phrase.preposition.is_some()
            || phrase.tokens.contains(&verb)
            || !self.may_be_subject(phrase, tag)
        {
            return None;
        }
        let weight = self.weight(phrase);
        if weight == 0 {
            return None;
        }
        let right = phrase.tokens.start > verb;
        let between = if right {
            verb + 1..phrase.tokens.start
        } else {
            self.origin_behind(phrase)
                .unwrap_or(phrase.tokens.end)
                .min(verb)..verb
        };
        let gap = between
            .clone()
            .filter(|at| self.page.kind(*at) == TokenKind::Word)
            .count() as i32;
        // Another finite verb in between has the better claim on the phrase, unless the two are joined: `Петров
        // встретился с рабочими и пообещал`.
        let claims = |at: usize| self.is_finite(at) && &*self.page.reading(at).lemma != "быть";
        let verbs = between.clone().any(claims);
        let joined = !right
            && between
                .clone()
                .rev()
                .take(3)
                .any(|at| self.page.folded(at) == "и");
        if verbs && !joined {
            return None;
        }
        if weight == DOCUMENT && gap > 1 {
            return None;
        }
        let mut score = weight - gap.min(FARTHEST) / 2;
        if right && gap == 0 {
            score += 3;
        } else if gap == 0 {
            score += 2;
        }
        let chosen = self.page.reading(phrase.head).case;
        if !phrase.forms.may_be(Case::Accusative) && !phrase.forms.may_be(Case::Genitive) {
            score += 2;
        } else if chosen == Some(Case::Nominative) {
            score += 1;
        } else if chosen.is_some() && phrase.name.is_none() {
            score -= 2;
        }
        Some(score)
    }

    /// Whether a phrase may stand in the nominative and agrees with the verb.
    fn may_be_subject(&self, phrase: &Phrase, tag: &Tag) -> bool {
        let wanted = Forms::subject_of(tag);
        if phrase.forms.overlaps(wanted) {
            return true;
        }
        if !phrase.forms.may_be(Case::Nominative) {
            return false;
        }
        // `РИА Новости сообщает`, `Би-би-си сообщила`: the names of organisations do not govern the verb's number.
        if phrase
            .name
            .is_some_and(|n| self.names[n].kind == EntityKind::Organization)
            && tag.person != Some(Person::First)
        {
            return true;
        }
        // `министр Иванова заявила`: the verb agrees with the woman, not with the noun. Of a name the dictionary often
        // knows neither gender nor case.
        let person = tag.number != Some(Number::Plural)
            && phrase.forms.may_be_singular()
            && self.is_person(phrase);
        let agrees = tag.gender == Some(Gender::Feminine) || phrase.name.is_some();
        // `Лавров и Керри заявили`, `большинство заявили`
        let several = tag.number == Some(Number::Plural)
            && (self.coordinated(phrase).is_some() || self.is_quantity(phrase));
        (person && agrees) || several
    }

    /// How much a phrase looks like somebody who speaks.
    fn weight(&self, phrase: &Phrase) -> i32 {
        // `заявление МОК`: a text, whosever it is.
        if phrase.name.is_some()
            && self.cues.is_document(self.page, phrase.head)
            && self.who.name_at(phrase.head).is_none()
        {
            return DOCUMENT;
        }
        if let Some(name) = phrase.name {
            return match self.names[name].kind {
                EntityKind::Person => SPEAKS,
                EntityKind::Organization => INSTITUTION,
                EntityKind::Location => PLACE,
            };
        }
        let reading = self.page.reading(phrase.head);
        if self.is_word(phrase.head, Kind::Thing) {
            return 0;
        }
        if reading.pos == Pos::Pron || &*reading.lemma == "который" {
            return SPEAKS;
        }
        // `ряд экспертов`: those who are counted speak.
        if self.is_quantity(phrase) || self.is_part(phrase) {
            let counted = self.phrases.within(phrase.head + 1..phrase.tokens.end);
            return counted.first().map_or(0, |of| self.weight(of));
        }
        // `доверенное лицо певицы`: a role, whatever its noun.
        if self.is_animate(phrase) || self.who.role_at(phrase.head).is_some() {
            return SPEAKS;
        }
        if crate::phrases::is_foreign(self.page.surface(phrase.head)) {
            return INSTITUTION;
        }
        match self
            .cues
            .description(self.page, phrase.head)
            .map(|d| d.kind)
        {
            Some(DescriptionKind::Person) => return SPEAKS,
            Some(DescriptionKind::Organization) => return INSTITUTION,
            Some(DescriptionKind::Location) => return PLACE,
            None => {}
        }
        if self.cues.is_document(self.page, phrase.head) {
            DOCUMENT
        } else {
            0
        }
    }

    pub fn is_person(&self, phrase: &Phrase) -> bool {
        phrase
            .name
            .is_some_and(|n| self.names[n].kind == EntityKind::Person)
            || self.is_animate(phrase)
    }

    fn is_animate(&self, phrase: &Phrase) -> bool {
        let word = self.page.word(phrase.head);
        word.find(|r| r.is_nominal())
            .is_some_and(|r| r.animacy == Some(Animacy::Animate))
            || (phrase.substantive && phrase.forms.may_be_plural())
    }

    /// `большинство`, `ряд`, `часть`: a verb in the plural may follow.
    fn is_quantity(&self, phrase: &Phrase) -> bool {
        self.is_lemma(phrase.head, Kind::Quantity)
    }

    /// `посол Пётр Ланг и [представители ООН] призвали`: the phrase in front of a subject and the `и` that joins them.
    fn joined_before(&self, phrases: &[Phrase], subject: &Phrase, tag: &Tag) -> Option<Source> {
        let and = subject.tokens.start.checked_sub(1)?;
        let first = phrases.iter().find(|p| p.tokens.end == and)?;
        let joins = self.page.folded(and) == "и"
            && tag.number == Some(Number::Plural)
            && first.preposition.is_none()
            && first.forms.may_be(Case::Nominative)
            && self.weight(first) >= INSTITUTION;
        let mut source = Source::from(first);
        source.tokens.end = subject.tokens.end;
        joins.then_some(source)
    }

    /// `один из экспертов`
    fn is_part(&self, phrase: &Phrase) -> bool {
        let behind = phrase.head + 1;
        phrase.tokens.contains(&behind) && self.page.folded(behind) == "из"
    }

    /// `X и Y`: the tokens of both.
    fn coordinated(&self, phrase: &Phrase) -> Option<Range<usize>> {
        let at = phrase.tokens.end;
        if at + 1 >= self.page.len() || self.page.folded(at) != "и" {
            return None;
        }
        let sentence_end = self.page.sentence_end(at);
        let other = self.phrases.at(at + 1, sentence_end)?;
        other
            .forms
            .may_be(Case::Nominative)
            .then_some(phrase.tokens.start..other.tokens.end)
    }

    /// A subject with what is coordinated with it when the verb is in the plural.
    fn whole(&self, phrase: Phrase, tag: &Tag) -> Source {
        let mut source = Source::from(&phrase);
        if let Some(end) = self.origin_behind(&phrase) {
            source.tokens.end = end;
        }
        let both = (tag.number == Some(Number::Plural))
            .then(|| self.coordinated(&phrase))
            .flatten();
        if let Some(tokens) = both {
            source.tokens = tokens;
        }
        source
    }

    /// `источник [в правительстве]`, `эксперты [из Германии]`: where the words end that say where nameless speakers come
    /// from.
    fn origin_behind(&self, phrase: &Phrase) -> Option<usize> {
        let at = phrase.tokens.end;
        let end = self.page.sentence_end(phrase.head);
        if phrase.name.is_some() || at + 1 >= end {
            return None;
        }
        let case = match self.page.folded(at) {
            "в" | "во" | "на" | "при" if self.is_nameless(phrase.head) => Case::Locative,
            "из" => Case::Genitive,
            _ => return None,
        };
        let origin = self.phrases.at(at + 1, end)?;
        let placed = origin.name.is_some() || self.is_institution(origin.head);
        (placed && origin.forms.may_be(case)).then_some(origin.tokens.end)
    }

    /// Whether a noun names a source that stays without a name: `источник`, `эксперты`.
    pub fn is_nameless(&self, at: usize) -> bool {
        self.cues
            .description(self.page, at)
            .is_some_and(|d| d.kind == DescriptionKind::Person && d.unnamed)
    }

    pub fn single(&self, at: usize) -> Source {
        Source {
            tokens: at..at + 1,
            head: at,
            name: None,
        }
    }

    fn is_speaker_pronoun(&self, at: usize, tag: &Tag) -> bool {
        let wanted = if tag.number == Some(Number::Plural) {
            "мы"
        } else {
            "я"
        };
        self.page.folded(at) == wanted
    }

    /// Whether a segment opens a subordinate clause: `что`, `который`, `если`, `когда`.
    pub fn is_subordinate(&self, start: usize) -> bool {
        let opens = |at: usize| {
            let reading = self.page.reading(at);
            reading.pos == Pos::Sconj
                || matches!(&*reading.lemma, "который" | "чей")
                || self.is_word(at, Kind::Subordinator)
        };
        // `на котором`, `и что`
        opens(start)
            || (start + 1 < self.page.len()
                && self.page.word(start).best().pos == Pos::Adp
                && opens(start + 1))
            || (start + 1 < self.page.len()
                && matches!(self.page.folded(start), "и" | "а" | "но")
                && opens(start + 1))
    }

    pub fn is_finite_at(&self, strand: &Strand, at: usize) -> bool {
        self.levels.level(at) == strand.level && self.is_finite(at)
    }

    /// Whether the word at `at` is a finite verb and no name that looks like one (`МОК`).
    pub fn is_finite(&self, at: usize) -> bool {
        self.page.reading(at).is_finite_verb() && self.who.name_at(at).is_none()
    }

    fn finite_tag(&self, at: usize) -> Tag {
        self.page.reading(at).tag
    }

    /// The phrases of some tokens of a strand that stand on its level.
    pub fn phrases_of(&self, strand: &Strand, tokens: Range<usize>) -> Vec<Phrase> {
        let mut phrases = self.phrases.within(tokens);
        phrases.retain(|phrase| {
            let opens = self.page.kind(phrase.tokens.start) == TokenKind::Quote;
            self.levels.level(phrase.tokens.start) == strand.level + u16::from(opens)
        });
        phrases
    }
}
