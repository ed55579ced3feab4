//! Whether an event happened, is announced, possible, or did not happen.

use std::ops::Range;

use depesha_lexicon::{FrameMark, StatusHint, StatusWordKind};
use depesha_model::EventStatus;
use depesha_morphology::{Case, Gender, Pos, Tense};

use super::Context;
use super::arguments::Scene;
use super::frames::{Form, Hit};

/// Words between a word that changes a status and what it governs, at the most.
const REACH: usize = 5;

impl Context<'_> {
    /// The status of the event that a frame tells.
    pub fn status(&self, scene: &Scene<'_>, segment: usize, hit: &Hit<'_>) -> EventStatus {
        let tokens = scene.strand.segments[segment].tokens.clone();
        if hit.frame.marks.contains(FrameMark::Negated) {
            return EventStatus::Actual;
        }
        if self.is_denied(&tokens, hit) {
            return EventStatus::Negated;
        }
        if let Some(hint) = self.hint(scene, &tokens, hit) {
            return status(hint);
        }
        if let Some(hint) = hit.frame.status {
            return status(hint);
        }
        let to_come = match hit.form {
            Form::Finite => hit.tag.tense == Some(Tense::Future),
            _ => false,
        };
        if to_come || self.will_be(scene, segment, hit) {
            return EventStatus::Future;
        }
        if hit.form == Form::Infinitive && !self.is_begun(&tokens, hit.at) {
            return EventStatus::Hypothetical;
        }
        EventStatus::Actual
    }

    /// `не арестован`, `не был арестован`, `нет переговоров`
    fn is_denied(&self, tokens: &Range<usize>, hit: &Hit<'_>) -> bool {
        let not = |at: usize| at >= tokens.start && matches!(self.page.folded(at), "не" | "ни");
        let first = hit.tokens.start;
        let direct =
            first > tokens.start && not(first - 1) || hit.at > tokens.start && not(hit.at - 1);
        let auxiliary =
            hit.at >= tokens.start + 2 && self.is_auxiliary(hit.at - 1) && not(hit.at - 2);
        // `встречи не было`, `разговора пока не состоялось`; of `забастовки` the verb tells the case.
        let genitive = hit.tag.case == Some(Case::Genitive);
        let denies = |at: usize| {
            let reading = self.page.reading(at);
            let of_genitive = self.is_auxiliary(at) && reading.gender == Some(Gender::Neuter);
            reading.is_finite_verb() && not(at - 1) && (genitive || of_genitive)
        };
        let absent = hit.form == Form::Noun
            && (hit.at + 1..tokens.end).take(REACH + 1).any(denies)
            && self.page.word(hit.at).may_be(Case::Genitive);
        direct || auxiliary || absent
    }

    /// What the words above and beside the event tell of it.
    fn hint(&self, scene: &Scene<'_>, tokens: &Range<usize>, hit: &Hit<'_>) -> Option<StatusHint> {
        // `если …`, `бы`, `возможно` rule the whole clause.
        let clause = tokens.clone().find_map(|at| {
            let not = matches!(self.page.folded(at), "не" | "ни" | "нет" | "без");
            let own = self.levels.level(at) == scene.strand.level && !not;
            own.then(|| self.frames.particle(self.page, at)).flatten()
        });
        if hit.form != Form::Noun && clause.is_some() {
            return clause;
        }
        let start = hit.tokens.start;
        if hit.form == Form::Noun {
            let beside = start.checked_sub(1).filter(|at| tokens.contains(at))?;
            if matches!(self.page.folded(beside), "без" | "нет") {
                return Some(StatusHint::Negated);
            }
        }
        let nearest = tokens.start.max(start.saturating_sub(REACH));
        for at in (nearest..start).rev() {
            let kinds: &[StatusWordKind] = match hit.form {
                Form::Infinitive | Form::Noun => &[
                    StatusWordKind::Adjective,
                    StatusWordKind::Noun,
                    StatusWordKind::Verb,
                ],
                _ => return None,
            };
            let hint = kinds
                .iter()
                .find_map(|kind| self.frames.status(self.page, at, *kind));
            if let Some(hint) = hint {
                let not = at > tokens.start && self.page.folded(at - 1) == "не";
                return Some(if not { StatusHint::Negated } else { hint });
            }
            if self.page.reading(at).is_finite_verb() && !self.is_auxiliary(at) {
                return None;
            }
        }
        None
    }

    /// `будет арестован`, `встреча состоится`
    fn will_be(&self, scene: &Scene<'_>, segment: usize, hit: &Hit<'_>) -> bool {
        let tokens = scene.strand.segments[segment].tokens.clone();
        let near =
            tokens.start.max(hit.at.saturating_sub(REACH))..tokens.end.min(hit.at + REACH + 2);
        let future = |at: usize| {
            let reading = self.page.reading(at);
            reading.is_finite_verb() && reading.tense == Some(Tense::Future)
        };
        match hit.form {
            Form::Passive | Form::Infinitive | Form::Adjective => {
                near.clone().any(|at| self.is_auxiliary(at) && future(at))
            }
            // Of a noun, where it is the subject or the object of the verb.
            Form::Noun => {
                let governed = hit.tokens.start > tokens.start
                    && self.page.reading(hit.tokens.start - 1).pos == Pos::Adp;
                !governed && near.clone().any(future)
            }
            _ => false,
        }
    }

    /// `начали стрелять`, `продолжает бомбить`: under a finite verb of the past or present the deed is done.
    fn is_begun(&self, tokens: &Range<usize>, at: usize) -> bool {
        let governor = (tokens.start..at)
            .rev()
            .take(REACH)
            .find(|i| self.page.reading(*i).is_finite_verb());
        governor.is_some_and(|i| {
            self.page.reading(i).tense != Some(Tense::Future) && !self.is_auxiliary(i)
        })
    }
}

fn status(hint: StatusHint) -> EventStatus {
    match hint {
        StatusHint::Actual => EventStatus::Actual,
        StatusHint::Future => EventStatus::Future,
        StatusHint::Hypothetical => EventStatus::Hypothetical,
        StatusHint::Negated => EventStatus::Negated,
    }
}
