//! The W3C Web Annotation Data Model (<https://www.w3.org/TR/annotation-model/>, Recommendation of 2017): an
//! `AnnotationPage` a page, its annotations aimed at words by `TextPositionSelector` (characters, that is code points)
//! and `TextQuoteSelector` (the words and 32 characters around them).
//!
//! Names and references identify who is meant, times give their value, statements describe how they are reported and by
//! whom. The generator of an annotation names its rule.
//!
//! Keeps names, references, posts, times, statements with speaker and type, rules. Loses metadata and text, blocks,
//! cues, events, diagnostics.

use std::io;

use depesha_model::{EntityId, Record, Role, Rule, Statement};
use depesha_text::Span;
use serde_json::{Value, json};

use crate::page::{Page, wikidata};
use crate::sparse;

/// Characters of a quote's prefix and suffix.
const CONTEXT: usize = 32;

/// Writes one page on a line, so that a file may hold many.
///
/// # Errors
/// The writer's own.
///
/// # Panics
/// When spans do not fit the text; see [`Record::check`].
pub fn write(record: &Record, writer: impl io::Write) -> io::Result<()> {
    let page = Page::new(record);
    let mut items = Vec::new();
    for mention in &record.mentions {
        let who = identify(&page, mention.entity);
        items.push(annotate(
            &page,
            &[mention.span],
            "identifying",
            who,
            &mention.rule,
        ));
    }
    for reference in &record.references {
        let who = identify(&page, reference.entity);
        items.push(annotate(
            &page,
            &[reference.span],
            "identifying",
            who,
            &reference.rule,
        ));
    }
    for role in &record.roles {
        let post = hold(&page, role);
        items.push(annotate(
            &page,
            &[role.span],
            "describing",
            post,
            &role.rule,
        ));
    }
    for time in &record.times {
        let when = vec![tag(&time.value)];
        items.push(annotate(&page, &[time.span], "tagging", when, &time.rule));
    }
    for statement in &record.statements {
        let body = say(&page, statement);
        items.push(annotate(
            &page,
            &statement.content,
            "describing",
            body,
            &statement.rule,
        ));
    }
    for (number, item) in items.iter_mut().enumerate() {
        item["id"] = page.part(format_args!("annotation-{number}")).into();
    }
    let list = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": page.part("annotations"),
        "type": "AnnotationPage",
        "items": items,
    });
    sparse::write(list, writer)
}

fn annotate(
    page: &Page<'_>,
    spans: &[Span],
    motivation: &str,
    body: Vec<Value>,
    rule: &Rule,
) -> Value {
    let by = &page.record.generator;
    let targets: Vec<Value> = spans.iter().map(|span| target(page, *span)).collect();
    json!({
        "type": "Annotation",
        "motivation": motivation,
        "generator": {"type": "Software", "name": format!("{} {} ({rule})", by.name, by.version)},
        "body": body,
        "target": targets,
    })
}

fn target(page: &Page<'_>, span: Span) -> Value {
    let (start, end) = page.chars(span);
    json!({
        "source": page.iri(),
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": page.words(span),
                "prefix": page.before(span, CONTEXT),
                "suffix": page.behind(span, CONTEXT),
            },
        ],
    })
}

/// Who is meant: the entity by its own name in the page, and what the world knows it by.
fn identify(page: &Page<'_>, id: EntityId) -> Vec<Value> {
    let mut body = vec![identify_one(page, id)];
    if let Some(entity) = page.entity(id) {
        let address = wikidata(entity);
        body.push(tag(&entity.name));
        body.extend(address.map(|id| json!({"id": id, "purpose": "identifying"})));
    }
    body
}

/// Who holds which post.
fn hold(page: &Page<'_>, role: &Role) -> Vec<Value> {
    let mut body = vec![identify_one(page, role.person), tag(&role.title)];
    body.extend(role.organization.map(|id| identify_one(page, id)));
    body
}

/// How and by whom something is said; of a source without a name, the page's words.
fn say(page: &Page<'_>, statement: &Statement) -> Vec<Value> {
    let mut body = vec![tag(statement.kind.as_str())];
    match (page.speaker(statement), statement.source) {
        (Some(speaker), _) => {
            body.push(identify_one(page, speaker.id));
            body.push(describe(&speaker.name));
        }
        (None, Some(source)) => body.push(describe(page.words(source))),
        (None, None) => {}
    }
    body
}

fn identify_one(page: &Page<'_>, id: EntityId) -> Value {
    json!({"type": "SpecificResource", "source": page.part(id), "purpose": "identifying"})
}

fn tag(value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": "tagging", "value": value})
}

fn describe(value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": "describing", "value": value})
}
