//! Who takes part in the event that a noun tells.

use depesha_grammar::TokenKind;
use depesha_lexicon::{
    Case as SlotCase, EventFrame, EventWordKind, FrameMark, PloverMode, PloverType, Slot, Slots,
};
use depesha_morphology::{Case, Pos, VerbForm, Voice};

use super::Context;
use super::arguments::{Arguments, Scene};
use super::frames::{Form, Hit};
use crate::forms::Forms;
use crate::phrases::Phrase;
use crate::slots;

/// Phrases that depend on an event noun at the most.
const MOST_DEPENDENTS: usize = 4;

/// Words between a noun and the verb that it is the object of, at the most: `провёл [долгие и трудные] переговоры`.
const NEAR_VERB: usize = 3;

const FROM: &str = "от";

/// Where the actor of any noun may stand: `критика со стороны Берлина`, `просьба от властей`.
const AGENTS: [Slot; 2] = [
    Slot {
        preposition: "со стороны",
        case: SlotCase::Genitive,
    },
    Slot {
        preposition: FROM,
        case: SlotCase::Genitive,
    },
];

/// Whether such an event is something that one gets from another.
fn comes_from_somebody(event: PloverType) -> bool {
    matches!(
        event,
        PloverType::Request
            | PloverType::Threaten
            | PloverType::Support
            | PloverType::Aid
            | PloverType::Concede
            | PloverType::Accuse
    )
}

/// Whether such an event is done by speaking.
fn is_spoken(event: PloverType) -> bool {
    matches!(
        event,
        PloverType::Request
            | PloverType::Agree
            | PloverType::Reject
            | PloverType::Threaten
            | PloverType::Support
            | PloverType::Accuse
    )
}

/// Whether the genitive of a noun is whom the event is done to: `арест активиста`, not `визит министра`.
pub(super) fn prefers_recipient(frame: &EventFrame) -> bool {
    let first = |slots: Slots| {
        slots
            .iter()
            .position(|s| s.preposition.is_empty() && s.case == SlotCase::Genitive)
    };
    match (first(frame.actor), first(frame.recipient)) {
        (Some(actor), Some(recipient)) => recipient < actor,
        (None, Some(_)) => true,
        _ => false,
    }
}

impl Context<'_> {
    pub fn around_noun(
        &self,
        scene: &Scene<'_>,
        segment: usize,
        hit: &Hit<'_>,
        found: &mut Arguments,
    ) {
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
            let agents = AGENTS
                .into_iter()
                .filter(|slot| slot.preposition != FROM || comes_from_somebody(frame.event));
            let slots = [frame.recipient, frame.actor]
                .into_iter()
                .flat_map(Slots::iter)
                .filter(|slot| !slot.preposition.is_empty());
            let known = slots
                .chain(agents)
                .find_map(|slot| Some((slot, self.prepositional(slot, at, end)?)));
            if let Some((slot, phrase)) = known {
                at = phrase.tokens.end;
                let list = self.list(phrase);
                at = list.last().map_or(at, |last| last.tokens.end);
                let actor = !frame.recipient.iter().any(|s| s == slot);
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
            // `уход с поста лидера партии`: the genitive belongs to the last word.
            let inner = self.is_prepositional(hit) && at == hit.tokens.end;
            let role = self
                .role_of_bare(frame.actor, frame.recipient, &phrase, found)
                .filter(|_| !inner);
            let party = self.is_party(&phrase);
            let Some((actor, case)) = role.filter(|(actor, _)| party || !actor) else {
                if party && !inner {
                    break;
                }
                // `подписание соглашения с Египтом`: what is signed takes no part, with whom does.
                at = phrase.tokens.end;
                continue;
            };
            let list = self.list(phrase.narrowed(Forms::case(case)));
            at = list.last().map_or(end, |last| last.tokens.end);
            let place = if actor {
                &mut found.actors
            } else {
                &mut found.recipients
            };
            place.extend(list);
        }
        if found.recipients.is_empty() && hit.words > 1 {
            let people = self
                .phrases
                .within(hit.at + 1..hit.tokens.end.max(hit.at + 1));
            found
                .recipients
                .extend(people.into_iter().find(|phrase| self.is_person(phrase)));
        }
        self.in_participle_clause(scene, segment, hit, found);
        self.in_front_of_noun(scene, segment, hit, found);
    }

    /// Who takes part by the passive participle behind a noun: `приговор, вынесенный активисту минским судом`.
    fn in_participle_clause(
        &self,
        scene: &Scene<'_>,
        segment: usize,
        hit: &Hit<'_>,
        found: &mut Arguments,
    ) {
        let own = &scene.strand.segments[segment].tokens;
        let Some(clause) = scene.strand.segments.get(segment + 1) else {
            return;
        };
        let verb = clause.tokens.start;
        let reading = self.page.reading(verb);
        let describes = own.end == hit.tokens.end
            && clause.opener == Some(TokenKind::Comma)
            && reading.verb_form == Some(VerbForm::Participle)
            && reading.voice == Some(Voice::Passive)
            && self.may_describe(verb, hit.at);
        if !describes {
            return;
        }
        let bare = |phrase: &&Phrase| {
            phrase.preposition.is_none() && self.is_party(phrase) && !self.is_timed(phrase)
        };
        let in_case = |case: Case| {
            let mut phrases = scene.phrases[segment + 1].iter().filter(bare);
            let phrase = phrases.find(|phrase| phrase.forms.may_be(case))?;
            Some(phrase.clone().narrowed(Forms::case(case)))
        };
        if found.actors.is_empty() {
            let agent = in_case(Case::Instrumental);
            found.actors = agent.map_or(Vec::new(), |agent| self.list(agent));
        }
        if found.recipients.is_empty() {
            let slots = hit.frame.recipient.iter();
            let mut slots = slots.filter(|slot| !slot.preposition.is_empty());
            let behind = |slot: Slot| {
                let mut tokens = verb + 1..clause.tokens.end;
                tokens.find_map(|at| self.prepositional(slot, at, clause.tokens.end))
            };
            let recipient = slots.find_map(behind).or_else(|| in_case(Case::Dative));
            found.recipients = recipient.map_or(Vec::new(), |phrase| self.list(phrase));
        }
    }

    /// Whether the forms of a participle and a noun agree.
    fn may_describe(&self, participle: usize, noun: usize) -> bool {
        let own = Forms::of_word(self.page.word(participle), |r| r.is_adjectival());
        own.overlaps(Forms::of_word(self.page.word(noun), |r| r.is_nominal()))
    }

    /// Whether the words of a noun's frame end with a prepositional group: `уход с поста`.
    fn is_prepositional(&self, hit: &Hit<'_>) -> bool {
        let mut behind = hit.at + 1..hit.tokens.end;
        behind.any(|at| self.page.reading(at).pos == Pos::Adp)
    }

    /// Whether a phrase without preposition behind a noun is its actor (or its recipient), and in which case it stands.
    fn role_of_bare(
        &self,
        actor: Slots,
        recipient: Slots,
        phrase: &Phrase,
        found: &Arguments,
    ) -> Option<(bool, Case)> {
        let rank = |slots: Slots| {
            let mut bare = slots
                .iter()
                .enumerate()
                .filter(|(_, s)| s.preposition.is_empty());
            bare.find(|(_, slot)| {
                phrase.forms.may_be(slots::case(slot.case)) && slot.case != SlotCase::Nominative
            })
            .map(|(rank, slot)| (rank, slots::case(slot.case)))
        };
        let actor = rank(actor).filter(|_| found.actors.is_empty());
        let recipient = rank(recipient).filter(|_| found.recipients.is_empty());
        match (actor, recipient) {
            // `освобождение Солошенко`: what shows no case is rather the genitive than the agent.
            (Some((_, Case::Instrumental)), Some(recipient)) => Some((false, recipient.1)),
            (Some(actor), Some(recipient)) if actor.0 <= recipient.0 => Some((true, actor.1)),
            (Some(actor), None) => Some((true, actor.1)),
            (_, Some(recipient)) => Some((false, recipient.1)),
            (None, None) => None,
        }
    }

    fn prepositional(&self, slot: Slot, at: usize, end: usize) -> Option<Phrase> {
        let words = slot.preposition.split(' ').count();
        let fits = slot.preposition.split(' ').zip(at..end).all(|(word, i)| {
            self.page.folded(i) == word || slots::is_preposition(self.page.folded(i), word)
        });
        let start = at + words;
        let phrase = (fits && start < end)
            .then(|| self.phrases.at(start, end))
            .flatten()?;
        let fits = phrase.forms.may_be(slots::case(slot.case)) && !self.is_timed(&phrase);
        fits.then(|| phrase.narrowed(Forms::case(slots::case(slot.case))))
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
                let empty = if prefers_recipient(hit.frame) {
                    &mut found.recipients
                } else {
                    &mut found.actors
                };
                if !own && empty.is_empty() {
                    empty.push(self.adjective_phrase(at));
                }
            }
        }
        if at > start && self.frames.is(self.page, at - 1, EventWordKind::Doer) {
            let mut phrases = scene.phrases[segment].iter();
            let doer = phrases.find(|phrase| phrase.head == at - 1).cloned();
            if found.actors.is_empty() {
                found.actors.extend(doer);
            }
        }
        let symmetric = hit.frame.marks.contains(FrameMark::Symmetric);
        let preposition = at > start && self.is_preposition_end(at - 1);
        // `на встрече с Керри Лавров заявил`
        let met = symmetric && preposition && !found.recipients.is_empty();
        // `объявил о готовности`, `письмо с требованием`, `осуждён за убийство`
        let adverb = (at > start).then(|| self.page.folded(at - 1));
        let about = matches!(adverb, Some("о" | "об"));
        let spoken = (about || matches!(adverb, Some("с" | "со"))) && is_spoken(hit.frame.event);
        // `указ о помиловании`, `заявил об уходе с поста`
        let decided = about
            && (hit.frame.mode == Some(PloverMode::Resign)
                || at >= start + 2 && self.frames.is(self.page, at - 2, EventWordKind::Decision));
        let deed = adverb == Some("за");
        // `обвинили Иванова в убийстве`
        let charged = adverb == Some("в")
            && scene
                .hits
                .iter()
                .rev()
                .find(|other| other.at < hit.at)
                .is_some_and(|above| above.at >= start && above.frame.event == PloverType::Accuse);
        let attended = found.actors.is_empty() && (met || spoken || decided || deed || charged);
        let carrier = (!preposition)
            .then(|| self.carrier(scene, segment, at))
            .flatten();
        let converse = carrier.is_some_and(|verb| self.is_converse(verb));
        let carried = carrier.is_some() && (found.actors.is_empty() || converse);
        if own || attended || carried {
            let verb = self.verb_of(scene, segment, hit.at);
            let subject = verb.and_then(|verb| {
                let tag = self.page.reading(verb).tag;
                self.subject(scene, segment, verb, &tag)
            });
            let subject = subject.filter(|s| !s.tokens.contains(&hit.at));
            // `осудили Иванова за убийство`: who is punished did it.
            let punished = (deed || charged)
                .then(|| self.punished(scene, segment, at))
                .flatten();
            let subject = if charged {
                punished
            } else {
                punished.or(subject)
            };
            if let Some(subject) = subject {
                let place = if converse {
                    &mut found.recipients
                } else {
                    &mut found.actors
                };
                if place.is_empty() || own {
                    *place = self.list(subject);
                }
            }
        }
    }

    /// Whom the predicate in front of `за` is done to.
    fn punished(&self, scene: &Scene<'_>, segment: usize, noun: usize) -> Option<Phrase> {
        let start = scene.strand.segments[segment].tokens.start;
        let mut above = scene.hits.iter().rev();
        let above = above.find(|hit| hit.at < noun && hit.at >= start)?;
        let verbal = above.form != Form::Noun && !above.frame.recipient.is_empty();
        let mut recipients = verbal.then(|| self.arguments(scene, segment, above).recipients)?;
        (!recipients.is_empty()).then(|| recipients.remove(0))
    }

    /// The end of a preposition, also of one of several words: `во время`, `по итогам`.
    fn is_preposition_end(&self, at: usize) -> bool {
        let reading = self.page.reading(at);
        let noun = self.frames.is(self.page, at, EventWordKind::Circumstance);
        reading.pos == Pos::Adp || (noun && at > 0 && self.page.reading(at - 1).pos == Pos::Adp)
    }

    /// Whether the subject of the verb is the one to whom the event happens: `получил запрос`, `подверглась критике`.
    fn is_converse(&self, verb: usize) -> bool {
        self.frames.is(self.page, verb, EventWordKind::Converse)
    }

    /// The verb without an event of its own whose object the noun is: `провели переговоры`.
    fn carrier(&self, scene: &Scene<'_>, segment: usize, noun: usize) -> Option<usize> {
        let start = scene.strand.segments[segment].tokens.start;
        let nearest = start.max(noun.saturating_sub(NEAR_VERB));
        let verb = (nearest..noun)
            .rev()
            .find(|i| self.is_predicate(scene.strand, *i));
        let carries = |verb: usize| {
            let kinds = [EventWordKind::Carrier, EventWordKind::Converse];
            scene.hit_at(verb).is_none()
                && kinds
                    .iter()
                    .any(|kind| self.frames.is(self.page, verb, *kind))
        };
        verb.filter(|verb| carries(*verb))
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

    pub fn adjective_phrase(&self, at: usize) -> Phrase {
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
}
