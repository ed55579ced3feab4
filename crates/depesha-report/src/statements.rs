//! Who said what, beside the text.

use depesha_model::Statement;
use maud::{Markup, html};

use crate::view::View;

/// How much of a statement the list shows; the text has it all.
const SHOWN: usize = 160;

/// Who spoke and how often.
pub fn speakers(view: &View<'_>) -> Markup {
    let most = view
        .speakers
        .iter()
        .map(|speaker| speaker.statements.len())
        .max();
    html! {
        ul.speakers {
            @for (place, speaker) in view.speakers.iter().enumerate() {
                li {
                    // With the script it picks the speaker's statements, without it leads to the first of them.
                    a.pick.{ (view.colour(place)) } data-speaker=(place)
                        href={ "#" (view.fact("s", speaker.statements[0])) } {
                        span.swatch {}
                        span.who { (speaker.name) }
                        span.count { (speaker.statements.len()) }
                        (bar(speaker.statements.len(), most.unwrap_or(1)))
                    }
                }
            }
        }
        p.picked role="status" data-shown=(view.say("shown")) data-all=(view.say("show.all")) {}
    }
}

/// A bar as long as its share of the most.
fn bar(count: usize, most: usize) -> Markup {
    html! {
        svg.bar viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" {
            rect width=(count * 100 / most.max(1)) height="4" {}
        }
    }
}

/// The statements in the order of the text.
pub fn panel(view: &View<'_>) -> Markup {
    html! {
        ol.statements {
            @for (index, statement) in view.record.statements.iter().enumerate() {
                (item(view, index, statement))
            }
        }
    }
}

fn item(view: &View<'_>, index: usize, statement: &Statement) -> Markup {
    let place = view.speaker_of(index);
    let speaker = &view.speakers[place];
    let addressee = statement.addressee.and_then(|id| view.link(id));
    html! {
        li.fact.{ (view.colour(place)) } id=(view.fact("s", index)) data-speaker=(place) {
            p.head {
                a.number href={ "#" (view.place("s", index)) } data-number=(index + 1)
                    aria-label={ (view.say("statement")) " " (index + 1) ": " (view.say("place")) } {}
                " "
                strong {
                    @match speaker.entity {
                        Some(entity) => a href={ "#" (view.fact("e", entity)) } { (speaker.name) },
                        None => (speaker.name),
                    }
                }
                @if let Some(addressee) = addressee { " → " (addressee) }
                " " span.kind { (view.name("statement", statement.kind.as_str())) }
            }
            p.content.more lang=(view.text_language()) { (view.content(statement, SHOWN)) }
            dl.evidence {
                @for (label, span) in [("cue", statement.cue), ("source", statement.source)] {
                    @if let Some(span) = span {
                        div { dt { (view.say(label)) } dd lang=(view.text_language()) { (view.words(span)) } }
                    }
                }
                div {
                    dt { (view.say("rule")) }
                    dd {
                        code.rule { (statement.rule) }
                        @if let Some(rule) = &statement.speaker_rule { ", " code.rule { (rule) } }
                    }
                }
            }
        }
    }
}
