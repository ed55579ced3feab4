//! Which words are the subject of a predicate, and what else acts with it.

use depesha_grammar::TokenKind;
use depesha_model::{EntityKind, Gender as NameGender};
use depesha_morphology::{Case, Gender, Number, Pos, Tag, Variant};

use super::Context;
use super::arguments::Scene;
use super::frames::Hit;
use crate::forms::Forms;
use crate::phrases::Phrase;
use crate::strands::Strand;

/// Phrases of one coordination at the most.
const LONGEST_LIST: usize = 12;

/// Words between a verb and the `и` that joins another to it, at the most.
const JOINED: usize = 3;

/// Words between a participle and the noun behind it that it describes, at the most.
const FARTHEST_NOUN: usize = 6;

/// Words between a participle clause and the noun in front of it, at the most.
const NEAR_NOUN: usize = 3;

impl Context<'_> {
    /// The subject of a predicate: in its own segment, or before the clauses that part it from its verb.
    pub fn subject(
        &self,
        scene: &Scene<'_>,
        segment: usize,
        verb: usize,
        tag: &Tag,
    ) -> Option<Phrase> {
        let mut wanted = Forms::subject_of(tag);
        if tag.variant == Some(Variant::Short) {
            wanted = Forms::of(&short_subject(tag));
        }
        if wanted.is_empty() {
            return None;
        }
        let mut phrases = scene.phrases[segment].iter();
        // `X приехал и встретился`: a predicate in between shares its subject.
        let best = phrases
            .by_ref()
            .filter_map(|phrase| Some((self.fit(scene, phrase, verb, wanted, tag)?, phrase)))
            .max_by_key(|(score, phrase)| (*score, std::cmp::Reverse(phrase.tokens.start)));
        let best = best.map(|(_, phrase)| self.first_of_list(scene, segment, phrase));
        // `Моралес сообщил, что предоставит убежище`: a thing that may be the object leaves the subject to the clause
        // before.
        let object = best.as_ref().is_some_and(|phrase| {
            !self.is_party(phrase)
                && phrase.tokens.start > verb
                && phrase.forms.may_be(Case::Accusative)
        });
        let before = || self.subject_before(scene, segment, wanted, tag);
        let subject = match best {
            Some(phrase) if object => before().or(Some(phrase)),
            Some(phrase) => Some(phrase),
            None => before(),
        };
        subject.map(|phrase| phrase.narrowed(Forms::case(Case::Nominative)))
    }

    /// The first phrase of a list whose last ones stand in this segment: `Иванов, Петров и Сидоров заявили`.
    fn first_of_list(&self, scene: &Scene<'_>, mut segment: usize, phrase: &Phrase) -> Phrase {
        let mut first = phrase.clone();
        let segments = &scene.strand.segments;
        while segment > 0
            && segments[segment].opener == Some(TokenKind::Comma)
            && segments[segment].tokens.start == first.tokens.start
        {
            segment -= 1;
            let last = scene.phrases[segment].last().filter(|last| {
                let list = self.list((*last).clone());
                last.preposition.is_none()
                    && list
                        .iter()
                        .any(|member| member.tokens.start == first.tokens.start)
            });
            let Some(last) = last else {
                break;
            };
            first = last.clone();
        }
        first
    }

    fn subject_before(
        &self,
        scene: &Scene<'_>,
        segment: usize,
        wanted: Forms,
        tag: &Tag,
    ) -> Option<Phrase> {
        let mut crossed = false;
        for at in (0..segment).rev() {
            if scene.strand.segments[at + 1].opener == Some(TokenKind::Semicolon) {
                return None;
            }
            let tokens = scene.strand.segments[at].tokens.clone();
            if self.is_aside(tokens.start) {
                continue;
            }
            let subject = scene.phrases[at].iter().find(|phrase| {
                phrase.preposition.is_none()
                    && self.agrees(phrase, wanted, tag)
                    && self.is_party(phrase)
            });
            if subject.is_some() {
                return subject.cloned();
            }
            if tokens.clone().any(|i| self.is_predicate(scene.strand, i)) {
                // `министр, вслед за коллегами, сообщил, что готов`: the subject stands farther in front.
                if crossed {
                    return None;
                }
                crossed = true;
            }
        }
        None
    }

    /// How well a phrase fits as the subject; `None` when it cannot be.
    fn fit(
        &self,
        scene: &Scene<'_>,
        phrase: &Phrase,
        verb: usize,
        wanted: Forms,
        tag: &Tag,
    ) -> Option<i32> {
        let stands = phrase.preposition.is_none() && !phrase.tokens.contains(&verb);
        // `заявил, что приедет`: the conjunction looks like a pronoun.
        let conjunction = self.page.folded(phrase.head) == "что";
        if !stands
            || conjunction
            || self.is_counted_object(phrase)
            || !self.agrees(phrase, wanted, tag)
            || self.is_timed(phrase)
        {
            return None;
        }
        let right = phrase.tokens.start > verb;
        let between = if right {
            verb + 1..phrase.tokens.start
        } else {
            // `Иванов, Петров и Сидоров заявили`: the first of a list is as near as the last.
            let end = self
                .list(phrase.clone())
                .last()
                .map_or(0, |last| last.tokens.end);
            end.min(verb).max(phrase.tokens.end)..verb
        };
        let parted = between
            .clone()
            .any(|i| self.is_predicate(scene.strand, i) && !self.is_auxiliary(i));
        // `была освобождена и вернулась домой Савченко`: what is joined shares its subject.
        let joined = (verb + 1..scene.strand.tokens.end)
            .take(JOINED)
            .any(|i| self.page.folded(i) == "и" && i < phrase.tokens.start);
        if parted && right && !(joined && self.is_person(phrase)) {
            return None;
        }
        let gap = between
            .filter(|i| self.page.kind(*i) == TokenKind::Word)
            .count() as i32;
        let ambiguous =
            phrase.forms.may_be(Case::Accusative) || phrase.forms.may_be(Case::Genitive);
        let mut score = -gap.min(8) / 2;
        score += if self.is_party(phrase) { 4 } else { 0 };
        score += if right { 0 } else { 2 };
        score += if ambiguous { 0 } else { 3 };
        score -= if parted { 4 } else { 0 };
        Some(score)
    }

    /// Whether the verb's gender is that of the person, where a name shows none or a wrong one: `Бардо поддержала`.
    fn person_agrees(&self, phrase: &Phrase, tag: &Tag) -> Option<bool> {
        let name = phrase.name?;
        let verb = match (tag.number?, tag.gender?) {
            (Number::Singular, Gender::Masculine) => NameGender::Masculine,
            (Number::Singular, Gender::Feminine) => NameGender::Feminine,
            _ => return None,
        };
        let entity = &self.who.entities()[self.who.entity_of(name)];
        let own = entity
            .attributes
            .gender
            .filter(|_| entity.kind == EntityKind::Person)?;
        // A name that does not decline shows no gender either.
        let undeclined = [Case::Genitive, Case::Dative, Case::Instrumental];
        let undeclined = undeclined.iter().all(|case| phrase.forms.may_be(*case));
        Some((own == verb || undeclined) && phrase.forms.may_be(Case::Nominative))
    }

    /// `двоих чиновников`: the numeral shows that the phrase is no subject.
    fn is_counted_object(&self, phrase: &Phrase) -> bool {
        let first = phrase.tokens.start;
        let numeral = first < phrase.head && self.page.reading(first).pos == Pos::Num;
        numeral && {
            let forms = Forms::of_word(self.page.word(first), |r| r.pos == Pos::Num);
            !forms.is_empty() && !forms.may_be(Case::Nominative)
        }
    }

    fn agrees(&self, phrase: &Phrase, wanted: Forms, tag: &Tag) -> bool {
        if let Some(agrees) = self.person_agrees(phrase, tag) {
            return agrees;
        }
        if phrase.forms.overlaps(wanted) {
            return true;
        }
        if !phrase.forms.may_be(Case::Nominative) {
            return false;
        }
        // `канцлер согласилась`: the verb agrees with the woman, not with the noun.
        let woman = tag.number == Some(Number::Singular)
            && tag.gender == Some(Gender::Feminine)
            && phrase.forms.may_be_singular()
            && self.is_person(phrase);
        if woman {
            return true;
        }
        // `МВД сообщила`: names of organisations do not govern the verb's form; neither do numbers or a list.
        let plural = tag.number == Some(Number::Plural);
        let organisation = phrase
            .name
            .is_some_and(|n| self.who.names()[n].kind == EntityKind::Organization);
        organisation || (plural && self.next_of_list(phrase).is_some())
    }

    /// What a participle describes: the head of its own phrase, or the phrase in front of its segment.
    pub fn modified(&self, scene: &Scene<'_>, segment: usize, hit: &Hit<'_>) -> Option<Phrase> {
        let before = self.modified_before(scene, segment, hit);
        let described = before.or_else(|| {
            let holds = |p: &&Phrase| p.tokens.contains(&hit.at) && p.head > hit.at;
            let mut phrase = scene.phrases[segment].iter().find(holds)?.clone();
            // Without the participle, which stands in front of the noun.
            phrase.tokens.start = phrase.head;
            Some(phrase)
        });
        // `подозреваемый в убийстве`
        let noun = || {
            let mut phrases = scene.phrases[segment].iter();
            let own = phrases.find(|p| p.substantive && p.head == hit.at);
            own.cloned()
        };
        described
            .or_else(|| self.modified_behind(scene, segment, hit))
            .or_else(noun)
    }

    /// The noun behind a participle and what depends on it: `арестованный вчера в Афинах Петров`.
    pub fn modified_behind(
        &self,
        scene: &Scene<'_>,
        segment: usize,
        hit: &Hit<'_>,
    ) -> Option<Phrase> {
        let forms = Forms::of(&hit.tag);
        let mut phrases = scene.phrases[segment]
            .iter()
            .filter(|phrase| phrase.head > hit.at);
        let noun = phrases.find(|phrase| {
            phrase.preposition.is_none()
                && self.is_party(phrase)
                && phrase.forms.overlaps(forms)
                && !self.is_timed(phrase)
        })?;
        let between = hit.at + 1..noun.tokens.start;
        let near = between.len() <= FARTHEST_NOUN && !between.is_empty();
        let parted = between
            .clone()
            .any(|at| self.is_predicate(scene.strand, at));
        let group = matches!(self.page.reading(between.start).pos, Pos::Adp | Pos::Adv);
        (near && !parted && group).then(|| noun.clone())
    }

    /// The phrase in front of a segment that a participle opens: `террористы, захватившие …`.
    pub fn modified_before(
        &self,
        scene: &Scene<'_>,
        segment: usize,
        hit: &Hit<'_>,
    ) -> Option<Phrase> {
        let forms = Forms::of(&hit.tag);
        let start = scene.strand.segments[segment].tokens.start;
        let before = segment.checked_sub(1).filter(|_| hit.at <= start + 1)?;
        let end = scene.strand.segments[before].tokens.end;
        let mut phrases = scene.phrases[before].iter().rev();
        let near = |p: &&Phrase| p.forms.overlaps(forms) && end - p.tokens.end <= NEAR_NOUN;
        phrases.find(near).cloned()
    }

    /// The subject of the main clause: of a converb.
    pub fn main_subject(&self, scene: &Scene<'_>, segment: usize, at: usize) -> Option<Phrase> {
        let segments = &scene.strand.segments;
        let order = std::iter::once(segment)
            .chain((0..segment).rev())
            .chain(segment + 1..segments.len());
        for index in order {
            let tokens = segments[index].tokens.clone();
            if index != segment && self.is_aside(tokens.start) {
                continue;
            }
            let verb = tokens
                .clone()
                .find(|i| *i != at && self.is_predicate(scene.strand, *i));
            if let Some(verb) = verb {
                return self.subject(scene, index, verb, &self.page.reading(verb).tag);
            }
        }
        None
    }

    /// The subject of the verb or short adjective that governs an infinitive: `намерен встретиться`.
    pub fn governor_subject(&self, scene: &Scene<'_>, segment: usize, at: usize) -> Option<Phrase> {
        let segments = &scene.strand.segments;
        let start = segments[segment].tokens.start;
        let own = (start..at).rev().find(|i| self.governs(scene.strand, *i));
        // `будет терпеливо, но настойчиво вести переговоры`
        let goes_on = matches!(self.page.folded(start), "но" | "а" | "и" | "или");
        let before = || {
            let before = segment.checked_sub(1).filter(|_| goes_on)?;
            let mut tokens = segments[before].tokens.clone().rev();
            Some((tokens.find(|i| self.governs(scene.strand, *i))?, before))
        };
        let (governor, segment) = own.map(|own| (own, segment)).or_else(before)?;
        let reading = self.page.reading(governor);
        self.subject(scene, segment, governor, &reading.tag)
    }

    fn governs(&self, strand: &Strand, at: usize) -> bool {
        self.levels.level(at) == strand.level
            && (self.page.reading(at).is_finite_verb()
                || self.page.reading(at).variant == Some(Variant::Short))
    }

    /// The phrase and those coordinated with it.
    pub fn list(&self, phrase: Phrase) -> Vec<Phrase> {
        let mut list = vec![phrase];
        while list.len() < LONGEST_LIST {
            let next = list.last().and_then(|last| self.next_of_list(last));
            let Some(next) = next else {
                break;
            };
            list.push(next);
        }
        list
    }

    /// The next member of a coordination: behind `и`, or behind a comma where `и` follows in the end.
    fn next_of_list(&self, phrase: &Phrase) -> Option<Phrase> {
        self.member_behind(phrase, LONGEST_LIST)
    }

    fn member_behind(&self, phrase: &Phrase, left: usize) -> Option<Phrase> {
        let at = phrase.tokens.end;
        let end = self.page.sentence_end(phrase.tokens.start);
        if at + 1 >= end || left == 0 {
            return None;
        }
        let joins = |at: usize| matches!(self.page.folded(at), "и" | "или");
        let member = |at: usize| {
            let phrase_at = self.phrases.at(at, end)?;
            let same = phrase_at
                .forms
                .any_number()
                .overlaps(phrase.forms.any_number());
            (same && self.is_party(&phrase_at)).then_some(phrase_at)
        };
        if joins(at) {
            return member(at + 1);
        }
        if self.page.kind(at) != TokenKind::Comma {
            return None;
        }
        if self.page.folded(at + 1) == "а" && at + 3 < end && self.page.folded(at + 2) == "также"
        {
            return member(at + 3);
        }
        let next = member(at + 1)?;
        let behind = next.tokens.end;
        let goes_on =
            behind + 1 < end && (joins(behind) || self.member_behind(&next, left - 1).is_some());
        goes_on.then_some(next)
    }

    /// `который`
    pub fn is_relative(&self, at: usize) -> bool {
        &*self.page.reading(at).lemma == "который"
    }

    /// Whether a segment stands aside from the clause around it: relative, participial, converbial.
    pub fn is_aside(&self, start: usize) -> bool {
        let word = |at: usize| {
            at < self.page.len() && {
                let reading = self.page.reading(at);
                self.is_relative(at)
                    || matches!(
                        self.page.folded(at),
                        "где"
                            | "когда"
                            | "если"
                            | "чтобы"
                            | "поскольку"
                            | "хотя"
                            | "как"
                    )
                    || (reading.pos == Pos::Verb
                        && reading.variant.is_none()
                        && !reading.is_finite_verb()
                        && reading.verb_form != Some(depesha_morphology::VerbForm::Infinitive))
            }
        };
        word(start) || (self.page.reading(start).pos == Pos::Adp && word(start + 1))
    }
}

/// The nominative that a short form agrees with.
fn short_subject(tag: &Tag) -> Tag {
    Tag {
        case: Some(Case::Nominative),
        ..*tag
    }
}
