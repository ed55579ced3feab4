//! Where the words stand that tell who takes part in an event.

use std::ops::Range;

use depesha_lexicon::{Case as SlotCase, Slot};
use depesha_model::EntityKind;
use depesha_morphology::{Case, Number, Pos, Variant, VerbForm};

use super::Context;
use super::frames::{Form, Hit};
use crate::forms::Forms;
use crate::phrases::Phrase;
use crate::slots;
use crate::strands::Strand;

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

    /// The frames whose main words stand among some tokens.
    pub fn hits_in(&self, tokens: Range<usize>) -> &[Hit<'_>] {
        let first = self.hits.partition_point(|hit| hit.at < tokens.start);
        let end = self.hits.partition_point(|hit| hit.at < tokens.end);
        &self.hits[first..end.max(first)]
    }
}

impl Context<'_> {
    /// The words for those who take part; of a symmetric event the others stand as recipients.
    pub fn arguments(&self, scene: &Scene<'_>, segment: usize, hit: &Hit<'_>) -> Arguments {
        let mut found = Arguments::default();
        if hit.form == Form::Noun {
            self.around_noun(scene, segment, hit, &mut found);
        } else {
            self.around_verb(scene, segment, hit, &mut found);
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
            hit.words > 1 && edge && (phrase.substantive || !self.is_person(phrase))
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
            let agent = self.filler(scene, segment, hit, agent, &taken, &own);
            // What shows no case is an agent only directly behind: `осуждён ООН`.
            let sure = |agent: &Phrase| {
                let shown = self
                    .page
                    .word(agent.head)
                    .readings()
                    .iter()
                    .all(|r| r.case.is_some());
                shown || agent.tokens.start == hit.at + 1
            };
            if let Some(agent) = agent.filter(|agent| self.is_party(agent) && sure(agent)) {
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
        if found.recipients.is_empty() && hit.words > 1 {
            found
                .recipients
                .extend(self.within_frame(scene, segment, hit, &taken));
        }
        if found.actors.is_empty() && hit.form == Form::Finite && !frame.actor.is_empty() {
            found.actors.extend(self.body_within(scene, segment, hit));
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

    /// Whom the frame's own words name: `выслали журналиста`, `арестовал имущество компании`.
    pub fn within_frame(
        &self,
        scene: &Scene<'_>,
        segment: usize,
        hit: &Hit<'_>,
        taken: &[usize],
    ) -> Vec<Phrase> {
        let inside = |phrase: &&Phrase| {
            hit.tokens.contains(&phrase.head)
                && phrase.head != hit.at
                && !taken.contains(&phrase.tokens.start)
        };
        let owned = hit
            .frame
            .recipient
            .iter()
            .any(|slot| slot.preposition.is_empty() && slot.case == SlotCase::Genitive);
        let object = hit
            .frame
            .recipient
            .iter()
            .any(|slot| slot.preposition.is_empty() && slot.case == SlotCase::Accusative);
        let found = scene.phrases[segment]
            .iter()
            .filter(inside)
            .find_map(|phrase| {
                if (object || owned) && self.is_person(phrase) {
                    return Some(phrase.clone());
                }
                let behind = phrase.head + 1..phrase.tokens.end;
                let genitive = (owned && !behind.is_empty())
                    .then(|| self.phrases.at(behind.start, behind.end))
                    .flatten()?;
                Some(genitive.narrowed(Forms::case(Case::Genitive)))
            });
        found.map_or(Vec::new(), |phrase| self.list(phrase))
    }

    /// The body whose people act, where a verb in the plural has no subject: `в изоляторе КГБ его пытали`.
    fn body_within(&self, scene: &Scene<'_>, segment: usize, hit: &Hit<'_>) -> Option<Phrase> {
        if hit.tag.number != Some(Number::Plural) {
            return None;
        }
        let body = |phrase: &&Phrase| {
            let organisation = phrase
                .name
                .is_some_and(|name| self.who.names()[name].kind == EntityKind::Organization);
            let inside = phrase
                .preposition
                .is_some_and(|at| matches!(self.page.folded(at), "в" | "во" | "на"));
            inside && organisation && phrase.forms.may_be(Case::Locative)
        };
        scene.phrases[segment].iter().find(body).cloned()
    }

    /// Whether the subject of the passive is the recipient: the active verb has it as its object.
    fn takes_subject(&self, hit: &Hit<'_>) -> bool {
        let object = |slot: Slot| {
            let genitive = hit.words == 1 && slot.case == SlotCase::Genitive;
            slot.preposition.is_empty() && (slot.case == SlotCase::Accusative || genitive)
        };
        hit.frame.recipient.iter().any(object)
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
        let wanted = slots::case(slot.case);
        let tokens = scene.strand.segments[segment].tokens.clone();
        let mut right = hit.at + 1..self.next_predicate(scene.strand, hit.at, tokens.end);
        if wanted == Case::Accusative {
            right.end = self.next_infinitive(hit, right.clone());
        }
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
            Some(at) => slots::is_preposition(self.page.folded(at), slot.preposition),
            None => slot.preposition.is_empty(),
        };
        let phrases = &scene.phrases[segment];
        // `взяли под стражу [президента]`, `арестовавшая [активиста]`: what stands behind the last word of a frame is no genitive of it.
        let behind_frame = || {
            let end = hit.tokens.end;
            let mut own = phrases.iter().filter(|p| p.head >= hit.at);
            own.find(|p| hit.tokens.contains(&p.head) && p.tokens.end > end)?;
            let phrase = self.phrases.at(end, right.end)?;
            (slot.preposition.is_empty() && fits(&phrase)).then_some(phrase)
        };
        let behind = behind_frame().or_else(|| {
            let mut behind = phrases.iter();
            let found = behind.find(|p| right.contains(&p.head) && governed(p) && fits(p));
            found.cloned()
        });
        let behind = behind.map(|p| {
            // A participle in front of its agent belongs to the agent's phrase: `захваченным войсками`.
            let mut phrase = p;
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
        // `его пытали`, `заподозрили его в краже`: the dictionary takes it for a possessive.
        let pronoun = || {
            let behind = Some(hit.at + 1).filter(|at| {
                let alone = *at + 1 >= tokens.end || !self.begins_noun(*at + 1);
                right.contains(at) && alone
            });
            let front = hit.at.checked_sub(1).filter(|at| left.contains(at));
            let object = slot.preposition.is_empty() && wanted == Case::Accusative;
            let mut places = [behind, front].into_iter().flatten();
            let at = places.find(|at| object && self.is_pronoun_object(*at))?;
            Some(self.adjective_phrase(at))
        };
        let found = behind
            .or_else(|| front().cloned())
            .or_else(pronoun)
            .or_else(|| self.object_before(scene, segment, hit, slot))?;
        let people = wanted == Case::Accusative && self.is_person(&found);
        let cases: &[Case] = if people {
            &[Case::Accusative, Case::Genitive]
        } else {
            &[wanted]
        };
        Some(found.narrowed(Forms::cases(cases)))
    }

    /// The person whom an apposition parts from the verb: `Петрова, сына депутата, обвиняют в хищении`.
    fn object_before(
        &self,
        scene: &Scene<'_>,
        segment: usize,
        hit: &Hit<'_>,
        slot: Slot,
    ) -> Option<Phrase> {
        let object = slot.preposition.is_empty() && slot.case == SlotCase::Accusative;
        let opens = hit.at == scene.strand.segments[segment].tokens.start;
        if !object || !opens || hit.form != Form::Finite {
            return None;
        }
        let apposed = |segment: &usize| {
            let tokens = scene.strand.segments[*segment].tokens.clone();
            let mut tokens = tokens.filter(|at| self.is_predicate(scene.strand, *at));
            tokens.next().is_none()
        };
        let before = (0..segment).rev().take_while(apposed).last()?;
        let phrases = &scene.phrases[before];
        phrases
            .iter()
            .find(|phrase| {
                phrase.preposition.is_none()
                    && self.is_person(phrase)
                    && phrase.forms.may_be(Case::Genitive)
                    && !phrase.forms.may_be(Case::Nominative)
            })
            .cloned()
    }

    fn is_pronoun_object(&self, at: usize) -> bool {
        matches!(self.page.folded(at), "его" | "ее" | "их")
    }

    fn begins_noun(&self, at: usize) -> bool {
        let reading = self.page.reading(at);
        reading.is_nominal() || reading.is_adjectival()
    }

    /// The phrase behind a preposition of several words: `в отношении России`.
    fn behind_words(&self, preposition: &str, within: Range<usize>) -> Option<Phrase> {
        within.clone().find_map(|at| {
            let mut next = at;
            let all = preposition.split(' ').all(|word| {
                let fits = next < within.end
                    && (self.page.folded(next) == word
                        || slots::is_preposition(self.page.folded(next), word));
                next += 1;
                fits
            });
            (all && next < within.end)
                .then(|| self.phrases.at(next, within.end))
                .flatten()
        })
    }

    /// The token of the next predicate that stands on its own, or the end.
    pub fn next_predicate(&self, strand: &Strand, at: usize, end: usize) -> usize {
        (at + 1..end)
            .find(|i| self.is_predicate(strand, *i))
            .unwrap_or(end)
    }

    /// The infinitive whose object an accusative behind it is: `просил [отправить его в колонию]`.
    pub fn next_infinitive(&self, hit: &Hit<'_>, within: Range<usize>) -> usize {
        let infinitive = |at: &usize| {
            !hit.tokens.contains(at)
                && self.page.reading(*at).verb_form == Some(VerbForm::Infinitive)
        };
        within.clone().find(infinitive).unwrap_or(within.end)
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

    pub fn is_timed(&self, phrase: &Phrase) -> bool {
        self.timed[phrase.head]
    }
}
