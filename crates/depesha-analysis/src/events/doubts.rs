//! What looks like an event and is none: private life, what only refers back, what others ask for or talk about.

use depesha_lexicon::{EventWordKind, PloverMode, PloverType};
use depesha_model::EntityKind;
use depesha_morphology::Number;

use super::Context;
use super::arguments::{Arguments, Scene};
use super::frames::{Form, Hit};
use super::kinds::asks;
use super::parties::{Parties, Party};
use crate::phrases::Phrase;

/// Words between a refusal and what is refused at the most.
const NEAR_OBJECT: usize = 3;

impl Context<'_> {
    /// Whether private people do what is an event only where officials do: `Сноуден прибыл в аэропорт`.
    pub fn is_private(
        &self,
        hit: &Hit<'_>,
        actors: &[Party],
        arguments: &Arguments,
        parties: &Parties,
    ) -> bool {
        let of_office = |party: &Party| {
            let named = self.who.entities().get(party.entity.0 as usize);
            match named {
                Some(entity) => entity.kind != EntityKind::Person || self.has_office(entity.id),
                None => parties
                    .codes
                    .get(&party.entity)
                    .is_some_and(|code| code.is_official()),
            }
        };
        let visit = hit.frame.mode == Some(PloverMode::Visit);
        let resigns = hit.frame.mode == Some(PloverMode::Resign);
        if visit && !actors.is_empty() {
            return !actors.iter().any(of_office);
        }
        if resigns && !actors.is_empty() {
            return actors.iter().all(|party| self.is_of_company(party.entity));
        }
        // `ребёнок попросил`
        let speaks = asks(hit.frame.event) && hit.form == Form::Finite;
        if speaks && !actors.is_empty() && arguments.recipients.is_empty() {
            let plain = |party: &Party| !party.public && !of_office(party);
            if actors.iter().all(plain) {
                return true;
            }
        }
        // `отказался от комментариев`
        let mut behind = hit.at + 1..self.page.sentence_end(hit.at).min(hit.at + 1 + NEAR_OBJECT);
        let comment = |at| self.frames.is(self.page, at, EventWordKind::Comment);
        if hit.frame.event == PloverType::Reject && behind.any(comment) {
            return true;
        }
        // Who talks to a journalist gives an interview.
        let journalist = |phrase: &Phrase| {
            self.frames
                .is(self.page, phrase.head, EventWordKind::Journalist)
        };
        hit.frame.event == PloverType::Consult && arguments.recipients.iter().any(journalist)
    }

    /// Whether the word names somebody (`протестующие`, `Международная амнистия`, `суд`) rather than tells an event.
    pub fn is_no_predicate(&self, scene: &Scene<'_>, segment: usize, hit: &Hit<'_>) -> bool {
        match hit.form {
            Form::Noun => {
                let named = self.who.name_at(hit.at);
                // `суд над`, `обвинения в`: with such words the court and the prosecution are acts.
                let complement = hit.at + 1 < scene.strand.segments[segment].tokens.end
                    && matches!(self.page.folded(hit.at + 1), "в" | "над" | "против" | "со");
                // `пункты обвинения`
                let part = hit.at > scene.strand.segments[segment].tokens.start
                    && self.page.reading(hit.at - 1).is_nominal();
                let act = complement || (hit.tag.number == Some(Number::Plural) && !part);
                let body = self.cues.description(self.page, hit.at).is_some() && !act;
                named.is_some() || body || self.is_background(scene, segment, hit)
            }
            // `Вооружённые силы`
            Form::Participle | Form::PassiveParticiple if self.who.name_at(hit.at).is_some() => {
                true
            }
            Form::Participle | Form::PassiveParticiple => {
                let mut phrases = scene.phrases[segment].iter();
                let noun = phrases.any(|phrase| phrase.substantive && phrase.head == hit.at);
                noun && self.modified_before(scene, segment, hit).is_none()
                    && self.modified_behind(scene, segment, hit).is_none()
            }
            _ => false,
        }
    }

    /// Whether a noun only refers back or tells what for and by what means: `по приказу`, `согласно распоряжению`,
    /// `перед встречей`, `для разгона толпы`, `с помощью армии`, `в знак протеста`.
    fn is_background(&self, scene: &Scene<'_>, segment: usize, hit: &Hit<'_>) -> bool {
        let start = scene.strand.segments[segment].tokens.start;
        let mut at = hit.tokens.start;
        while at > start && self.page.reading(at - 1).is_adjectival() {
            at -= 1;
        }
        if at == start {
            return false;
        }
        let before = self.page.folded(at - 1);
        let spoken = matches!(
            hit.frame.event,
            PloverType::Request | PloverType::Agree | PloverType::Reject | PloverType::Support
        );
        let means = matches!(hit.frame.event, PloverType::Aid | PloverType::Agree);
        match before {
            "для" | "до" | "перед" | "при" | "согласно" | "благодаря" | "вопреки" | "знак" => {
                true
            }
            "по" => {
                spoken || matches!(hit.frame.event, PloverType::Accuse | PloverType::Cooperate)
            }
            "после" => spoken,
            "с" | "со" | "без" => means,
            "о" | "об" => {
                at > start + 1 && self.frames.is(self.page, at - 2, EventWordKind::Text)
            }
            _ => false,
        }
    }

    /// Whether a participle is nothing but an adjective of the noun next to it.
    pub fn is_epithet(&self, scene: &Scene<'_>, segment: usize, hit: &Hit<'_>) -> bool {
        let mut phrases = scene.phrases[segment].iter();
        let inside = phrases.any(|p| p.tokens.contains(&hit.at) && p.head > hit.at);
        inside && self.modified_before(scene, segment, hit).is_none()
    }

    /// Whether the words only tell what a request, promise, refusal, threat or talk is about.
    pub fn is_topic(&self, scene: &Scene<'_>, segment: usize, hit: &Hit<'_>, acted: bool) -> bool {
        let start = scene.strand.segments[segment].tokens.start;
        // `готовность к диалогу с Ираном` is one event, however many take part.
        let goal = hit.tokens.start > start
            && matches!(
                self.page.folded(hit.tokens.start - 1),
                "к" | "ко" | "на" | "о" | "об" | "от"
            );
        let dependent =
            hit.form == Form::Infinitive || (hit.form == Form::Noun && (!acted || goal));
        let mut above = scene.hits.iter().rev().filter(|other| {
            let governs = asks(other.frame.event) || other.frame.event == PloverType::Consult;
            let before = other.at < hit.at && other.at >= start;
            before && governs && other.form != Form::PassiveParticiple
        });
        // `попросил, чтобы он вылетел`
        let wish = segment
            .checked_sub(1)
            .filter(|_| self.page.folded(start) == "чтобы")
            .map(|before| scene.strand.segments[before].tokens.clone());
        let wished = wish.and_then(|before| {
            let mut hits = scene.hits.iter().rev();
            hits.find(|other| before.contains(&other.at) && asks(other.frame.event))
        });
        if wished.is_some() {
            return true;
        }
        dependent
            && above.next().is_some_and(|above| {
                !(above.at + 1..hit.at).any(|i| self.is_predicate(scene.strand, i))
            })
    }
}
