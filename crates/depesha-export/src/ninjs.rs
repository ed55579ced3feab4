//! ninjs 3.1, the news item in JSON of the IPTC (<https://iptc.org/standards/ninjs/>): headline, time, place, sources, the
//! text, and who and what it is about.
//!
//! ninjs wants points of time with a time zone: a page whose zone is not known has none here, and `--timezone` gives it
//! one.
//!
//! Keeps headline, byline, text, sources and names. Loses spans and rules, posts, statements, events, times in the text.

use std::io;

use depesha_model::{Entity, EntityKind, Published, Record};
use serde_json::{Value, json};

use crate::page::{Page, wikidata};
use crate::sparse;

/// Writes one page on a line, so that a file may hold many.
///
/// # Errors
/// The writer's own.
///
/// # Panics
/// When spans do not fit the text; see [`Record::check`].
pub fn write(record: &Record, writer: impl io::Write) -> io::Result<()> {
    sparse::write(item(&Page::new(record)), writer)
}

fn item(page: &Page<'_>) -> Value {
    let metadata = &page.record.metadata;
    let published = metadata.published.as_ref().and_then(instant);
    let modified = metadata.modified.as_ref().and_then(instant);
    let place = metadata
        .dateline
        .as_ref()
        .and_then(|d| d.value.place.as_ref());
    let body = page.body();
    let about = |kind| -> Vec<Value> {
        let entities = page.named().filter(|entity| entity.kind == kind);
        entities.map(about).collect()
    };
    let mut people: Vec<Value> = metadata
        .authors
        .iter()
        .map(|author| json!({"rel": "author", "name": author.value}))
        .collect();
    people.extend(about(EntityKind::Person));
    let sources = [
        ("publisher", &metadata.outlet),
        ("originator", &metadata.origin),
    ];
    let sources = sources
        .into_iter()
        .filter_map(|(role, source)| Some(json!({"rel": role, "name": source.as_ref()?.value})));
    json!({
        "uri": page.iri(),
        "standard": {
            "name": "ninjs",
            "version": "3.1",
            "schema": "https://iptc.org/std/ninjs/ninjs-schema_3.1.json",
        },
        "type": "text",
        "representationType": "complete",
        "pubStatus": "usable",
        "firstCreated": published,
        "versionCreated": modified.or(published),
        "language": metadata.language.as_ref().map(|l| &l.value),
        "headlines": page.title().map(|title| vec![text("main", title)]),
        "located": place,
        "infoSources": sources.collect::<Vec<_>>(),
        "people": people,
        "organisations": about(EntityKind::Organization),
        "places": about(EntityKind::Location),
        "bodies": [{
            "role": "main",
            "contentType": "text/plain",
            "charCount": body.chars().count(),
            "wordCount": body.split_whitespace().count(),
            "value": body,
        }],
    })
}

fn text(role: &str, value: &str) -> Value {
    json!({"role": role, "contentType": "text/plain", "value": value})
}

fn about(entity: &Entity) -> Value {
    json!({"rel": "about", "name": entity.name, "uri": wikidata(entity), "literal": entity.id})
}

/// A point of time as RFC 3339 has it; `None` when day, time or zone are not known.
fn instant(published: &Published) -> Option<String> {
    let (date, time) = published.value.split_once('T')?;
    let (clock, zone) = match time.strip_suffix('Z') {
        Some(clock) => (clock, "Z"),
        None => time.split_at(time.find(['+', '-'])?),
    };
    match clock.matches(':').count() {
        1 => Some(format!("{date}T{clock}:00{zone}")),
        2 => Some(published.value.clone()),
        _ => None,
    }
}
