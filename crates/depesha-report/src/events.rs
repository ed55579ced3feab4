//! Who did what to whom, beside the text.

use depesha_model::{Event, EventStatus};
use maud::{Markup, html};
use std::collections::HashMap;

use crate::facts::inferred;
use crate::view::{View, when};

/// The events in the order of the text.
pub fn panel(view: &View<'_>) -> Option<Markup> {
    let record = view.record;
    if record.events.is_empty() {
        return None;
    }
    let statements = record.statements.iter().enumerate();
    let statements: HashMap<_, usize> = statements.map(|(index, s)| (s.id, index)).collect();
    let events = record.events.iter().enumerate();
    let places: HashMap<_, usize> = events.map(|(index, event)| (event.id, index)).collect();
    Some(html! {
        ol.events {
            @for (index, event) in record.events.iter().enumerate() {
                li.fact id=(view.fact("v", index)) {
                    (item(view, index, event))
                    p.place {
                        @if let Some(statement) = event.statement.and_then(|id| statements.get(&id)) {
                            a href={ "#" (view.fact("s", statement)) } {
                                (view.say("statement")) " " (statement + 1)
                            }
                            " · "
                        }
                        @if let Some(first) = event.same_as.and_then(|id| places.get(&id)) {
                            a href={ "#" (view.fact("v", first)) } { (view.say("told.before")) }
                            " · "
                        }
                        code.rule { (event.rule) }
                    }
                }
            }
        }
    })
}

fn item(view: &View<'_>, index: usize, event: &Event) -> Markup {
    let time = event.time.and_then(|time| view.record.times.get(time));
    let is_inferred = event.arguments.iter().any(|argument| argument.inferred);
    html! {
        p.head {
            strong.kind-of-event { (view.name("event", event.kind.as_str())) }
            @if event.status != EventStatus::Actual {
                " " span.phase { (view.name("status", event.status.as_str())) }
            }
            " " (view.quoted(event.trigger, &view.place("v", index)))
        }
        p.who {
            @if event.actors.is_empty() { "?" } @else { (view.links(&event.actors)) }
            @if !event.recipients.is_empty() { " → " (view.links(&event.recipients)) }
            @if is_inferred { " " (inferred(view)) }
        }
        @let place = event.place.and_then(|id| view.link(id));
        @if time.is_some() || place.is_some() {
            p.where {
                @if let Some(time) = time { (when(&time.value, view.language)) }
                @if time.is_some() && place.is_some() { ", " }
                @if let Some(place) = place { (place) }
            }
        }
    }
}
