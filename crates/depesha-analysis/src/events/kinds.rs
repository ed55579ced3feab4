//! Of what type and mode an event is: what the frame says, changed by negation, by time, and by what is promised.

use depesha_lexicon::{EventFrame, FrameMark, PloverMode, PloverType};
use depesha_model::{EventStatus, EventType};
use depesha_morphology::{Person, Pos};

use super::Context;
use super::arguments::Scene;
use super::frames::{Form, Hit};

impl Context<'_> {
    /// Whether a promise or intention is one of harm, and the mode of the threat: `пообещал ввести санкции`,
    /// `намерен закрыть посольство`, `обещает уйти, если закон не примут`.
    pub fn threat(
        &self,
        scene: &Scene<'_>,
        segment: usize,
        hit: &Hit<'_>,
        status: EventStatus,
    ) -> Option<Option<PloverMode>> {
        if status == EventStatus::Negated {
            return None;
        }
        let tokens = scene.strand.segments[segment].tokens.clone();
        if !matches!(hit.frame.event, PloverType::Agree | PloverType::Threaten) {
            let announced = match hit.form {
                Form::Infinitive => status == EventStatus::Future,
                Form::Finite => status == EventStatus::Future && is_first_person(hit),
                _ => false,
            };
            return harm(hit.frame).filter(|_| announced);
        }
        if hit.frame.marks.contains(FrameMark::Symmetric) {
            return None;
        }
        let content = hit.at + 1..self.next_predicate(scene.strand, hit.at, tokens.end);
        let mut promised = scene.hits_in(content).iter();
        let promised = promised.find(|other| other.form == Form::Infinitive);
        if let Some(promised) = promised {
            return harm(promised.frame);
        }
        let next = scene.strand.segments.get(segment + 1)?.tokens.clone();
        if self.page.folded(next.start) == "что" {
            let mut told = scene.hits_in(next).iter();
            return told.find_map(|other| harm(other.frame));
        }
        let condition = self.page.folded(next.start) == "если";
        let mut words = next;
        let unless = condition && words.any(|at| self.page.folded(at) == "не");
        unless.then_some(None)
    }
}

/// The type, mode and status of a frame in use: negation may make it another type, and what is only announced or
/// wished of talks, support, cooperation or aid is an agreement.
pub(super) fn typed(
    hit: &Hit<'_>,
    status: EventStatus,
) -> (EventType, Option<PloverMode>, EventStatus) {
    let frame = hit.frame;
    match (status, frame.negated, frame.event) {
        (EventStatus::Negated, Some(other), _) => (event_type(other), None, EventStatus::Actual),
        (
            EventStatus::Future,
            _,
            PloverType::Consult | PloverType::Support | PloverType::Cooperate | PloverType::Aid,
        )
        | (
            EventStatus::Hypothetical,
            _,
            PloverType::Consult | PloverType::Cooperate | PloverType::Aid,
        ) => (EventType::Agree, None, status),
        _ => (event_type(frame.event), frame.mode, status),
    }
}

/// The mode of a threat to do what a frame tells; nothing when that does no harm.
fn harm(frame: &EventFrame) -> Option<Option<PloverMode>> {
    if frame.marks.contains(FrameMark::Weak) {
        return None;
    }
    let mode = match (frame.event, frame.mode) {
        (PloverType::Coerce, Some(PloverMode::Arrest)) => PloverMode::Arrest,
        (PloverType::Coerce, Some(PloverMode::Deport))
        | (PloverType::Sanction, Some(PloverMode::Expel)) => PloverMode::Expel,
        (PloverType::Sanction, Some(PloverMode::Discontinue)) => PloverMode::Relations,
        (PloverType::Sanction, Some(PloverMode::Convict)) => return None,
        (PloverType::Sanction | PloverType::Coerce, _) => PloverMode::Restrict,
        (PloverType::Assault, _) => PloverMode::Violence,
        _ => return None,
    };
    Some(Some(mode))
}

/// Whether what hangs on such an event is its topic, not another event.
pub(super) fn asks(event: PloverType) -> bool {
    matches!(
        event,
        PloverType::Request | PloverType::Reject | PloverType::Agree | PloverType::Threaten
    )
}

/// The model's name of a type.
pub(super) fn event_type(event: PloverType) -> EventType {
    match event {
        PloverType::Agree => EventType::Agree,
        PloverType::Consult => EventType::Consult,
        PloverType::Support => EventType::Support,
        PloverType::Concede => EventType::Concede,
        PloverType::Cooperate => EventType::Cooperate,
        PloverType::Aid => EventType::Aid,
        PloverType::Retreat => EventType::Retreat,
        PloverType::Request => EventType::Request,
        PloverType::Accuse => EventType::Accuse,
        PloverType::Reject => EventType::Reject,
        PloverType::Threaten => EventType::Threaten,
        PloverType::Protest => EventType::Protest,
        PloverType::Sanction => EventType::Sanction,
        PloverType::Mobilize => EventType::Mobilize,
        PloverType::Coerce => EventType::Coerce,
        PloverType::Assault => EventType::Assault,
    }
}

/// `встретимся`
pub(super) fn is_first_person(hit: &Hit<'_>) -> bool {
    hit.tag.person == Some(Person::First) && hit.tag.pos == Pos::Verb
}
