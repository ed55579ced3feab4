//! Where the words stand that tell who takes part in an event.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_lexicon::{Case as SlotCase, FrameMark, Slot, Slots};
use depesha_morphology::{Case, Number, Pos, Tag, Variant};

use super::Context;
use super::frames::{Form, Hit};
use crate::forms::Forms;
use crate::phrases::Phrase;
use crate::strands::Strand;

/// Phrases that depend on an event noun at the most.
const MOST_DEPENDENTS: usize = 4;

/// Phrases of one coordination at the most.
const LONGEST_LIST: usize = 12;

/// Words between a noun and the verb that it is the object of, at the most: `провёл [долгие и трудные] переговоры`.
const NEAR_VERB: usize = 3;

/// Who takes part in an event, in the words of the text.
#[derive(Debug, Default)]
pub(super) struct Arguments {
    pub actors: Vec<Phrase>,
    pub recipients: Vec<Phrase>,
}

/// A strand and its phrases.
pub(super) struct Scene<'s> {
    pub strand: &'s Strand,
    /// The phrases of each segment.
    pub phrases: Vec<Vec<Phrase>>,
    /// The frames of the strand.
    pub hits: &'s [Hit<'s>],
}

impl Scene<'_> {
    /// The frame whose main word stands at `at`.
    pub fn hit_at(&self, at: usize) -> Option<&Hit<'_>> {
        let index = self.hits.binary_search_by_key(&at, |hit| hit.at).ok()?;
        Some(&self.hits[index])
    }
}

impl Context<'_> {
    /// The words for those who take part.
    pub fn arguments(&self, scene: &Scene<'_>, segment: usize, hit: &Hit<'_>) -> Arguments {
        let mut found = Arguments::default();
        if hit.form == Form::Noun {
            self.around_noun(scene, segment, hit, &mut found);
        } else {
            self.around_verb(scene, segment, hit, &mut found);
        }
        if hit.frame.marks.contains(FrameMark::Symmetric) {
            let others = std::mem::take(&mut found.recipients);
            found.actors.extend(others);
        }
        found
    }

    fn around_verb(&self, scene: &Scene<'_>, segment: usize, hit: &Hit<'_>, found: &mut Arguments) {
        let frame = hit.frame;
        let subject = match hit.form {
            Form::Participle | Form::PassiveParticiple => self.modified(scene, segment, hit),
            Form::Converb => self.main_subject(scene, segment, hit.at),
            Form::Infinitive => self.governor_subject(scene, segment, hit.at),
            _ => self.subject(scene, segment, hit.at, &hit.tag),
        };
        // The words of a phrase frame are no arguments of it.
        let own = |phrase: &Phrase| {
            let edge = phrase.head == hit.tokens.start || phrase.head + 1 == hit.tokens.end;
            hit.words > 1 && edge
        };
        let subject = subject.filter(|phrase| !own(phrase) || hit.form.is_passive());
        let mut taken: Vec<usize> = subject.iter().map(|s| s.tokens.start).collect();
        let subjects = subject.map(|s| self.list(s)).unwrap_or_default();
        if hit.form.is_passive() {
            if self.takes_subject(hit) {
                found.recipients = subjects;
            }
            let agent = Slot {
                preposition: "",
                case: SlotCase::Instrumental,
            };
            if let Some(agent) = self.filler(scene, segment, hit, agent, &taken, &own) {
                taken.push(agent.tokens.start);
                found.actors = self.list(agent);
            }
        } else if frame
            .actor
            .iter()
            .any(|slot| slot.case == SlotCase::Nominative)
        {
            found.actors = subjects;
        } else if frame
            .recipient
            .iter()
            .any(|slot| slot.case == SlotCase::Nominative)
        {
            // `погибли мирные жители`
            found.recipients = subjects;
        }
        if found.recipients.is_empty() {
            let slots = frame.recipient.iter().filter(|slot| {
                !hit.form.is_passive()
                    || !slot.preposition.is_empty()
                    || slot.case == SlotCase::Dative
            });
            let filler = slots
                .filter_map(|slot| self.filler(scene, segment, hit, slot, &taken, &own))
                .next();
            if let Some(filler) = filler {
                taken.push(filler.tokens.start);
                found.recipients = self.list(filler);
            }
        }
        if found.actors.is_empty() && !hit.form.is_passive() {
            let slots = frame
                .actor
                .iter()
                .filter(|slot| slot.case != SlotCase::Nominative);
            let filler = slots
                .filter_map(|slot| self.filler(scene, segment, hit, slot, &taken, &own))
                .next();
            if let Some(filler) = filler {
                found.actors = self.list(filler);
            }
        }
    }

    /// Whether the subject of the passive is the recipient: the active verb has it as its object.
    fn takes_subject(&self, hit: &Hit<'_>) -> bool {
        hit.words == 1
            && hit.frame.recipient.iter().any(|slot| {
                slot.preposition.is_empty()
                    && matches!(slot.case, SlotCase::Accusative | SlotCase::Genitive)
            })
            || hit
                .frame
                .recipient
                .iter()
                .any(|slot| slot.preposition.is_empty() && slot.case == SlotCase::Accusative)
    }

    /// The phrase in a slot of the verb at `hit`: behind it before in front of it.
    fn filler(
        &self,
        scene: &Scene<'_>,
        segment: usize,
        hit: &Hit<'_>,
        slot: Slot,
        taken: &[usize],
        own: &dyn Fn(&Phrase) -> bool,
    ) -> Option<Phrase> {
        let wanted = case(slot.case);
        let tokens = scene.strand.segments[segment].tokens.clone();
        let right = hit.at + 1..self.next_predicate(scene.strand, hit.at, tokens.end);
        let left = self.last_predicate(scene.strand, hit.at, tokens.start)..hit.at;
        // The accusative of people is their genitive.
        let in_case = |phrase: &Phrase| {
            let people = wanted == Case::Accusative && phrase.forms.may_be(Case::Genitive);
            phrase.forms.may_be(wanted) || (people && self.is_person(phrase))
        };
        let fits = |phrase: &Phrase| {
            !taken.contains(&phrase.tokens.start)
                && !own(phrase)
                && in_case(phrase)
                && !self.is_timed(phrase)
        };
        if slot.preposition.contains(' ') {
            let reach = [right, left];
            return reach
                .into_iter()
                .find_map(|tokens| self.behind_words(slot.preposition, tokens))
                .filter(|phrase| phrase.forms.may_be(wanted));
        }
        let governed = |phrase: &Phrase| match phrase.preposition {
            Some(at) => is_preposition(self.page.folded(at), slot.preposition),
            None => slot.preposition.is_empty(),
        };
        let phrases = &scene.phrases[segment];
        let behind = phrases
            .iter()
            .find(|p| right.contains(&p.head) && governed(p) && fits(p))
            .map(|p| {
                // A participle in front of its agent belongs to the agent's phrase: `захваченным войсками`.
                let mut phrase = p.clone();
                phrase.tokens.start = phrase.tokens.start.max(hit.at + 1);
                phrase
            });
        // In front of the verb only what is sure to be no subject, or a pronoun that opens its clause.
        let sure = |p: &&Phrase| {
            !slot.preposition.is_empty()
                || !p.forms.may_be(Case::Nominative)
                || self.is_relative(p.head)
                || self.page.reading(p.head).pos == Pos::Pron
        };
        let front = || {
            let mut before = phrases.iter().rev();
            before.find(|p| left.contains(&p.tokens.start) && governed(p) && fits(p) && sure(p))
        };
        // `его пытали`: the dictionary takes it for a possessive.
        let pronoun = || {
            let at = hit.at.checked_sub(1).filter(|at| left.contains(at))?;
            let object = slot.preposition.is_empty() && wanted == Case::Accusative;
            (object && self.possessive(at)).then(|| self.adjective_phrase(at))
        };
        behind.or_else(|| front().cloned()).or_else(pronoun)
    }

    /// The phrase behind a preposition of several words: `в отношении России`.
    fn behind_words(&self, preposition: &str, within: Range<usize>) -> Option<Phrase> {
        within.clone().find_map(|at| {
            let mut next = at;
            let all = preposition.split(' ').all(|word| {
                let fits = next < within.end
                    && (self.page.folded(next) == word
                        || is_preposition(self.page.folded(next), word));
                next += 1;
                fits
            });
            (all && next < within.end)
                .then(|| self.phrases.at(next, within.end))
                .flatten()
        })
    }

    /// The token of the next predicate that stands on its own, or the end.
    fn next_predicate(&self, strand: &Strand, at: usize, end: usize) -> usize {
        (at + 1..end)
            .find(|i| self.is_predicate(strand, *i))
            .unwrap_or(end)
    }

    /// The token behind the predicate before `at`, or the start. An auxiliary is part of the same predicate.
    fn last_predicate(&self, strand: &Strand, at: usize, start: usize) -> usize {
        (start..at)
            .rev()
            .find(|i| self.is_predicate(strand, *i) && !self.is_auxiliary(*i))
            .map_or(start, |i| i + 1)
    }

    /// A finite verb or a short participle on the strand's level.
    pub fn is_predicate(&self, strand: &Strand, at: usize) -> bool {
        let reading = self.page.reading(at);
        self.levels.level(at) == strand.level
            && (reading.is_finite_verb()
                || (reading.variant == Some(Variant::Short) && reading.pos == Pos::Verb))
    }

    /// `был`, `будет`
    pub fn is_auxiliary(&self, at: usize) -> bool {
        &*self.page.reading(at).lemma == "быть"
    }

    fn is_timed(&self, phrase: &Phrase) -> bool {
        self.timed[phrase.head]
    }

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
        if let Some((_, phrase)) = best {
            return Some(phrase.clone());
        }
        self.subject_before(scene, segment, wanted, tag)
    }

    fn subject_before(
        &self,
        scene: &Scene<'_>,
        segment: usize,
        wanted: Forms,
        tag: &Tag,
    ) -> Option<Phrase> {
        for at in (0..segment).rev() {
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
                return None;
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
        if !stands || conjunction || !self.agrees(phrase, wanted, tag) || self.is_timed(phrase) {
            return None;
        }
        let right = phrase.tokens.start > verb;
        let between = if right {
            verb + 1..phrase.tokens.start
        } else {
            phrase.tokens.end..verb
        };
        let parted = between
            .clone()
            .any(|i| self.is_predicate(scene.strand, i) && !self.is_auxiliary(i));
        if parted && right {
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

    fn agrees(&self, phrase: &Phrase, wanted: Forms, tag: &Tag) -> bool {
        if phrase.forms.overlaps(wanted) {
            return true;
        }
        if !phrase.forms.may_be(Case::Nominative) {
            return false;
        }
        // `МВД сообщила`: names of organisations do not govern the verb's form; neither do numbers or a list.
        let plural = tag.number == Some(Number::Plural);
        let organisation = phrase
            .name
            .is_some_and(|n| self.who.names()[n].kind == depesha_model::EntityKind::Organization);
        organisation || (plural && self.next_of_list(phrase).is_some())
    }

    /// What a participle describes: the head of its own phrase, or the phrase in front of its segment.
    fn modified(&self, scene: &Scene<'_>, segment: usize, hit: &Hit<'_>) -> Option<Phrase> {
        let forms = Forms::of(&hit.tag);
        let start = scene.strand.segments[segment].tokens.start;
        // `террористы, захватившие …`
        let opens = hit.at <= start + 1;
        let before = segment.checked_sub(1).filter(|_| opens).and_then(|before| {
            let end = scene.strand.segments[before].tokens.end;
            let mut phrases = scene.phrases[before].iter().rev();
            let near = |p: &&Phrase| p.forms.overlaps(forms) && end - p.tokens.end <= NEAR_VERB;
            phrases.find(near).cloned()
        });
        before.or_else(|| {
            let holds = |p: &&Phrase| p.tokens.contains(&hit.at) && p.head > hit.at;
            let mut phrase = scene.phrases[segment].iter().find(holds)?.clone();
            // Without the participle, which stands in front of the noun.
            phrase.tokens.start = phrase.head;
            Some(phrase)
        })
    }

    /// The subject of the main clause: of a converb.
    fn main_subject(&self, scene: &Scene<'_>, segment: usize, at: usize) -> Option<Phrase> {
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
    fn governor_subject(&self, scene: &Scene<'_>, segment: usize, at: usize) -> Option<Phrase> {
        let start = scene.strand.segments[segment].tokens.start;
        let governor = (start..at).rev().find(|i| self.governs(scene.strand, *i))?;
        let reading = self.page.reading(governor);
        self.subject(scene, segment, governor, &reading.tag)
    }

    fn governs(&self, strand: &Strand, at: usize) -> bool {
        self.levels.level(at) == strand.level
            && (self.page.reading(at).is_finite_verb()
                || self.page.reading(at).variant == Some(Variant::Short))
    }

    fn around_noun(&self, scene: &Scene<'_>, segment: usize, hit: &Hit<'_>, found: &mut Arguments) {
        let end = scene.strand.segments[segment].tokens.end;
        let frame = hit.frame;
        let mut at = hit.at.max(hit.tokens.end - 1) + 1;
        for _ in 0..MOST_DEPENDENTS {
            while at < end && (self.timed[at] || self.page.reading(at).pos == Pos::Adv) {
                at += 1;
            }
            if at >= end || self.levels.level(at) < scene.strand.level {
                break;
            }
            let known = [frame.recipient, frame.actor]
                .into_iter()
                .flat_map(Slots::iter)
                .filter(|slot| !slot.preposition.is_empty())
                .find_map(|slot| Some((slot, self.prepositional(slot, at, end)?)));
            if let Some((slot, phrase)) = known {
                at = phrase.tokens.end;
                let list = self.list(phrase);
                at = list.last().map_or(at, |last| last.tokens.end);
                let actor = frame.actor.iter().any(|s| s == slot);
                let place = if actor {
                    &mut found.actors
                } else {
                    &mut found.recipients
                };
                place.extend(list);
                continue;
            }
            if self.page.reading(at).pos == Pos::Adp {
                // Another preposition: its phrase is passed over (`удары в пятницу по Сирии`).
                match (at + 1 < end)
                    .then(|| self.phrases.at(at + 1, end))
                    .flatten()
                {
                    Some(phrase) => at = phrase.tokens.end,
                    None => break,
                }
                continue;
            }
            let Some(phrase) = self.phrases.at(at, end) else {
                break;
            };
            let Some(actor) = self.role_of_bare(frame.actor, frame.recipient, &phrase, found)
            else {
                break;
            };
            let list = self.list(phrase);
            at = list.last().map_or(end, |last| last.tokens.end);
            let place = if actor {
                &mut found.actors
            } else {
                &mut found.recipients
            };
            place.extend(list);
        }
        self.in_front_of_noun(scene, segment, hit, found);
    }

    /// Whether a phrase without preposition behind a noun is its actor or its recipient.
    fn role_of_bare(
        &self,
        actor: Slots,
        recipient: Slots,
        phrase: &Phrase,
        found: &Arguments,
    ) -> Option<bool> {
        let rank = |slots: Slots| {
            let mut bare = slots
                .iter()
                .enumerate()
                .filter(|(_, s)| s.preposition.is_empty());
            bare.find(|(_, slot)| {
                phrase.forms.may_be(case(slot.case)) && slot.case != SlotCase::Nominative
            })
            .map(|(rank, _)| rank)
        };
        let actor = rank(actor).filter(|_| found.actors.is_empty());
        let recipient = rank(recipient).filter(|_| found.recipients.is_empty());
        match (actor, recipient) {
            (Some(actor), Some(recipient)) => Some(actor <= recipient),
            (Some(_), None) => Some(true),
            (None, Some(_)) => Some(false),
            (None, None) => None,
        }
    }

    fn prepositional(&self, slot: Slot, at: usize, end: usize) -> Option<Phrase> {
        let words = slot.preposition.split(' ').count();
        let fits = slot.preposition.split(' ').zip(at..end).all(|(word, i)| {
            self.page.folded(i) == word || is_preposition(self.page.folded(i), word)
        });
        let start = at + words;
        let phrase = (fits && start < end)
            .then(|| self.phrases.at(start, end))
            .flatten()?;
        (phrase.forms.may_be(case(slot.case)) && !self.is_timed(&phrase)).then_some(phrase)
    }

    /// What stands in front of an event noun: adjectives of countries, possessives, the verb whose object it is.
    fn in_front_of_noun(
        &self,
        scene: &Scene<'_>,
        segment: usize,
        hit: &Hit<'_>,
        found: &mut Arguments,
    ) {
        let start = scene.strand.segments[segment].tokens.start;
        let mut at = hit.at.min(hit.tokens.start);
        let mut own = false;
        while at > start && (self.page.reading(at - 1).is_adjectival() || self.possessive(at - 1)) {
            at -= 1;
            if self.country_of_adjective(at).is_some() && found.actors.is_empty() {
                found.actors.push(self.adjective_phrase(at));
            } else if self.possessive(at) {
                own = &*self.page.reading(at).lemma == "свой";
                let empty = if self.prefers_recipient(hit) {
                    &mut found.recipients
                } else {
                    &mut found.actors
                };
                if !own && empty.is_empty() {
                    empty.push(self.adjective_phrase(at));
                }
            }
        }
        let symmetric = hit.frame.marks.contains(FrameMark::Symmetric);
        let preposition = at > start && self.page.reading(at - 1).pos == Pos::Adp;
        // `на встрече с Керри Лавров заявил`
        let attended =
            symmetric && preposition && found.actors.is_empty() && !found.recipients.is_empty();
        let carried =
            found.actors.is_empty() && !preposition && self.is_carried(scene, segment, at);
        if own || attended || carried {
            let verb = self.verb_of(scene, segment, hit.at);
            let subject = verb.and_then(|verb| {
                let tag = self.page.reading(verb).tag;
                self.subject(scene, segment, verb, &tag)
            });
            let subject = subject.filter(|s| !s.tokens.contains(&hit.at));
            if let Some(subject) = subject {
                found.actors.extend(self.list(subject));
            }
        }
    }

    /// Whether the genitive of the noun is whom the event is done to.
    fn prefers_recipient(&self, hit: &Hit<'_>) -> bool {
        let first = |slots: Slots| {
            slots
                .iter()
                .position(|s| s.preposition.is_empty() && s.case == SlotCase::Genitive)
        };
        match (first(hit.frame.actor), first(hit.frame.recipient)) {
            (Some(actor), Some(recipient)) => recipient < actor,
            (None, Some(_)) => true,
            _ => false,
        }
    }

    /// Whether the noun is the object of a verb that is no event itself: `провели переговоры`.
    fn is_carried(&self, scene: &Scene<'_>, segment: usize, noun: usize) -> bool {
        let start = scene.strand.segments[segment].tokens.start;
        let nearest = start.max(noun.saturating_sub(NEAR_VERB));
        let verb = (nearest..noun)
            .rev()
            .find(|i| self.is_predicate(scene.strand, *i));
        verb.is_some_and(|verb| {
            scene.hit_at(verb).is_none()
                && self.page.reading(verb).is_finite_verb()
                && !self.is_auxiliary(verb)
                && !is_reflexive(self.page.folded(verb))
        })
    }

    /// The predicate of the segment nearest to a noun.
    fn verb_of(&self, scene: &Scene<'_>, segment: usize, noun: usize) -> Option<usize> {
        let tokens = scene.strand.segments[segment].tokens.clone();
        let predicate = |i: &usize| self.is_predicate(scene.strand, *i);
        (tokens.start..noun)
            .rev()
            .find(predicate)
            .or_else(|| (noun..tokens.end).find(predicate))
    }

    fn adjective_phrase(&self, at: usize) -> Phrase {
        Phrase {
            tokens: at..at + 1,
            head: at,
            forms: Forms::ALL,
            preposition: None,
            name: None,
            substantive: false,
        }
    }

    /// `его`, `её`, `их`, `свой`
    pub fn possessive(&self, at: usize) -> bool {
        matches!(self.page.folded(at), "его" | "ее" | "их")
            || &*self.page.reading(at).lemma == "свой"
    }

    /// The phrase and those coordinated with it.
    fn list(&self, phrase: Phrase) -> Vec<Phrase> {
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
        let end = self.sentence_end(phrase.tokens.start);
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
    fn is_aside(&self, start: usize) -> bool {
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

/// The case of a slot in the dictionary's terms.
pub(super) fn case(case: SlotCase) -> Case {
    match case {
        SlotCase::Nominative => Case::Nominative,
        SlotCase::Genitive => Case::Genitive,
        SlotCase::Dative => Case::Dative,
        SlotCase::Accusative => Case::Accusative,
        SlotCase::Instrumental => Case::Instrumental,
        SlotCase::Locative => Case::Locative,
    }
}

/// Whether a word is a preposition, also in the form that it has before two consonants.
fn is_preposition(word: &str, preposition: &str) -> bool {
    word == preposition
        || word
            .strip_suffix('о')
            .is_some_and(|short| short == preposition)
        || (preposition == "о" && word == "об")
}

fn is_reflexive(folded: &str) -> bool {
    folded.ends_with("ся") || folded.ends_with("сь")
}
