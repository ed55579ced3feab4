//! One record: its text and what was read from it.

use std::collections::HashMap;

use depesha_export::{Network, Node, identity};
use depesha_model::{BlockKind, EntityKind};
use maud::{Markup, html};

use crate::picture::{Look, Picture};
use crate::view::{View, when};
use crate::{entities, events, facts, remarks, statements, text, times};

/// A part of the panel: its name, how many facts it has, the facts.
struct Section {
    name: &'static str,
    count: Option<usize>,
    body: Markup,
}

/// The article and, beside it, the panel.
pub fn article(view: &View<'_>) -> Markup {
    let sections = sections(view);
    let record = view.record;
    let title = record.metadata.title.as_ref();
    let has_title = record
        .blocks
        .iter()
        .any(|block| block.kind == BlockKind::Title);
    html! {
        article.record aria-label=(title.map_or(view.say("untitled"), |title| &title.value)) {
            nav.parts aria-label=(view.say("parts")) {
                a href={ "#" (view.section("text")) } { (view.say("text")) }
                @for section in &sections {
                    a href={ "#" (view.section(section.name)) } {
                        (view.say(section.name))
                        @if let Some(count) = section.count { " " span.count { (count) } }
                    }
                }
            }
            div.sheet {
                (line(view))
                @if !has_title {
                    @match title {
                        Some(title) => h2.title lang=(view.text_language()) { (title.value) },
                        None => h2.title.untitled { (view.say("untitled")) },
                    }
                }
                div.text id=(view.section("text")) lang=(view.text_language()) { (text::text(view)) }
            }
            div.panel tabindex="-1" {
                (legend(view))
                @for section in sections {
                    section id=(view.section(section.name)) aria-labelledby=(view.section(&format!("{}-title", section.name))) {
                        h3 id=(view.section(&format!("{}-title", section.name))) {
                            (view.say(section.name))
                            @if let Some(count) = section.count { " " span.count { (count) } }
                        }
                        (section.body)
                    }
                }
            }
        }
    }
}

/// Outlet, day and place in one line.
fn line(view: &View<'_>) -> Markup {
    let metadata = &view.record.metadata;
    let outlet = metadata.outlet.as_ref().or(metadata.origin.as_ref());
    let outlet = outlet.map(|fact| fact.value.clone());
    let day = metadata
        .published
        .as_ref()
        .map(|p| when(&p.value, view.language));
    let place = metadata
        .dateline
        .as_ref()
        .and_then(|d| d.value.place.clone());
    let parts: Vec<String> = [outlet, day, place].into_iter().flatten().collect();
    html! { @if !parts.is_empty() { p.line { (parts.join(" · ")) } } }
}

/// What the marks in the text mean.
fn legend(view: &View<'_>) -> Markup {
    html! {
        details.legend {
            summary { (view.say("legend")) }
            ul {
                @for kind in ["direct", "indirect", "mixed", "anaphoric"] {
                    li { span.sample.c0.{ (kind) } { (view.name("statement", kind)) } }
                }
                @for kind in ["person", "organization", "location", "time", "event", "reference"] {
                    li { span class=(kind) { (view.name("kind", kind)) } }
                }
            }
            p { (view.say("legend.note")) }
        }
    }
}

fn sections(view: &View<'_>) -> Vec<Section> {
    let record = view.record;
    let mut sections = Vec::new();
    if !record.statements.is_empty() {
        sections.push(Section {
            name: "speakers",
            count: Some(view.speakers.len()),
            body: html! { (statements::speakers(view)) @if let Some(picture) = picture(view) { (picture) } },
        });
        sections.push(Section {
            name: "statements",
            count: Some(record.statements.len()),
            body: statements::panel(view),
        });
    }
    for (name, kind) in [
        ("people", EntityKind::Person),
        ("organizations", EntityKind::Organization),
        ("places", EntityKind::Location),
    ] {
        sections.extend(entities::panel(view, kind).map(|body| {
            Section {
                name,
                count: Some(
                    record
                        .entities
                        .iter()
                        .filter(|entity| entity.kind == kind)
                        .count(),
                ),
                body,
            }
        }));
    }
    let others = [
        ("times", record.times.len(), times::panel(view)),
        ("events", record.events.len(), events::panel(view)),
        ("remarks", record.diagnostics.len(), remarks::panel(view)),
    ];
    for (name, count, body) in others {
        sections.extend(body.map(|body| Section {
            name,
            count: Some(count),
            body,
        }));
    }
    sections.push(Section {
        name: "page",
        count: None,
        body: facts::panel(view),
    });
    sections
}

/// Who spoke about whom in this record.
fn picture(view: &View<'_>) -> Option<Markup> {
    let record = view.record;
    let mut network = Network::default();
    network.add(record);
    let mut index_of: HashMap<String, usize> = HashMap::new();
    for (index, entity) in record.entities.iter().enumerate() {
        index_of.entry(identity(record, entity)).or_insert(index);
    }
    let look = |node: &Node| {
        let index = index_of.get(&node.id).copied();
        let speaker = index.and_then(|index| view.as_speaker(index));
        Look {
            href: index.map(|index| format!("#{}", view.fact("e", index))),
            colour: speaker.map_or("quiet".to_owned(), |speaker| view.colour(speaker)),
        }
    };
    Some(Picture::new(&network)?.draw(view.language, look))
}
