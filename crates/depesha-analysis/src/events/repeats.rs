//! Events that a page tells more than once, so that one may count mentions or events.

use depesha_model::{EntityId, Event, EventId, EventStatus, EventType, Time};
use rustc_hash::FxHashMap;

/// What two mentions of one event have in common. Who takes part is told in any order.
type Deed = (
    EventType,
    Option<String>,
    EventStatus,
    Vec<EntityId>,
    Vec<EntityId>,
);

/// Dates of like events that are compared at the most: keeps the pass linear.
const MOST_DATES: usize = 8;

/// Gives each event that was told before the id of the first one.
pub(super) fn join(events: &mut [Event], times: &[Time]) {
    let mut told: FxHashMap<Deed, Vec<(EventId, Option<&str>)>> = FxHashMap::default();
    for event in events {
        if event.actors.is_empty() && event.recipients.is_empty() {
            continue;
        }
        let when = event.time.map(|time| times[time].value.as_str());
        let dates = told.entry(deed(event)).or_default();
        // An event without a date is the first one that may be meant.
        let same = dates
            .iter()
            .find(|(_, other)| when.is_none() || other.is_none() || when == *other);
        match same {
            Some((id, _)) => event.same_as = Some(*id),
            None if dates.len() < MOST_DATES => dates.push((event.id, when)),
            None => {}
        }
    }
}

fn deed(event: &Event) -> Deed {
    let sorted = |ids: &[EntityId]| {
        let mut ids = ids.to_vec();
        ids.sort();
        ids
    };
    (
        event.kind,
        event.mode.clone(),
        event.status,
        sorted(&event.actors),
        sorted(&event.recipients),
    )
}
