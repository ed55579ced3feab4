//! All spans of a record, visited in one place: to convert them, and to see that they fit the text.

use std::fmt;

use depesha_text::{OffsetMap, OffsetUnit, Span};

use crate::error::{RecordError, Violation};
use crate::metadata::{Fact, Metadata, Published};
use crate::record::Record;

/// Sees each span with its path.
type Visit<'v> = &'v mut dyn FnMut(fmt::Arguments<'_>, &mut Span);

impl Record {
    /// The same record with all spans counted in `to` instead of `from`.
    ///
    /// # Errors
    /// Every span that does not lie on character boundaries of the text.
    pub(crate) fn convert(
        mut self,
        from: OffsetUnit,
        to: OffsetUnit,
    ) -> Result<Record, RecordError> {
        let text = std::mem::take(&mut self.text);
        let map = OffsetMap::new(&text);
        let length = map.to(from, text.len());
        let byte = |offset: usize, end: &str| {
            map.from(from, offset).ok_or_else(|| match offset > length {
                true => format!("{end} {offset} is behind the end of the text ({length} {from})"),
                false => format!("{end} {offset} is inside a character"),
            })
        };
        let mut violations = Vec::new();
        visit_spans(&mut self, &mut |path, span| {
            let bytes = byte(span.start(), "start").and_then(|s| Ok((s, byte(span.end(), "end")?)));
            match bytes {
                Ok((start, end)) => *span = Span::new(map.to(to, start), map.to(to, end)),
                Err(message) => violations.push(Violation {
                    path: path.to_string(),
                    message,
                }),
            }
        });
        self.text = text;
        self.source.offset_unit = to;
        RecordError::unless_empty(violations, self)
    }
}

/// Shows every span of the record to `visit`.
///
/// The record is taken apart field by field, so that a new field cannot be forgotten here.
fn visit_spans(record: &mut Record, visit: Visit<'_>) {
    let Record {
        schema: _,
        generator: _,
        source: _,
        text: _,
        metadata,
        blocks,
        sentences,
        mentions,
        references,
        entities: _,
        roles,
        times,
        statements,
        events,
        diagnostics,
    } = record;
    visit_metadata(metadata, visit);
    for (i, block) in blocks.iter_mut().enumerate() {
        visit(format_args!("blocks[{i}].span"), &mut block.span);
    }
    for (i, sentence) in sentences.iter_mut().enumerate() {
        visit(format_args!("sentences[{i}].span"), &mut sentence.span);
    }
    for (i, mention) in mentions.iter_mut().enumerate() {
        visit(format_args!("mentions[{i}].span"), &mut mention.span);
    }
    for (i, reference) in references.iter_mut().enumerate() {
        visit(format_args!("references[{i}].span"), &mut reference.span);
    }
    for (i, role) in roles.iter_mut().enumerate() {
        visit(format_args!("roles[{i}].span"), &mut role.span);
    }
    for (i, time) in times.iter_mut().enumerate() {
        visit(format_args!("times[{i}].span"), &mut time.span);
    }
    for (i, statement) in statements.iter_mut().enumerate() {
        for (piece, span) in statement.content.iter_mut().enumerate() {
            visit(format_args!("statements[{i}].content[{piece}]"), span);
        }
        if let Some(cue) = &mut statement.cue {
            visit(format_args!("statements[{i}].cue"), cue);
        }
        if let Some(source) = &mut statement.source {
            visit(format_args!("statements[{i}].source"), source);
        }
    }
    for (i, event) in events.iter_mut().enumerate() {
        visit(format_args!("events[{i}].trigger"), &mut event.trigger);
        for (j, argument) in event.arguments.iter_mut().enumerate() {
            if let Some(span) = &mut argument.span {
                visit(format_args!("events[{i}].arguments[{j}].span"), span);
            }
        }
    }
    for (i, diagnostic) in diagnostics.iter_mut().enumerate() {
        if let Some(span) = &mut diagnostic.span {
            visit(format_args!("diagnostics[{i}].span"), span);
        }
    }
}

fn visit_metadata(metadata: &mut Metadata, visit: Visit<'_>) {
    let Metadata {
        url,
        title,
        published,
        modified,
        dateline,
        outlet,
        origin,
        authors,
        section,
        views,
        language,
    } = metadata;
    visit_fact("url", url.as_mut(), visit);
    visit_fact("title", title.as_mut(), visit);
    visit_published("published", published.as_mut(), visit);
    visit_published("modified", modified.as_mut(), visit);
    visit_fact("dateline", dateline.as_mut(), visit);
    visit_fact("outlet", outlet.as_mut(), visit);
    visit_fact("origin", origin.as_mut(), visit);
    for (i, author) in authors.iter_mut().enumerate() {
        if let Some(span) = &mut author.span {
            visit(format_args!("metadata.authors[{i}].span"), span);
        }
    }
    visit_fact("section", section.as_mut(), visit);
    visit_fact("views", views.as_mut(), visit);
    visit_fact("language", language.as_mut(), visit);
}

fn visit_fact<T>(name: &str, fact: Option<&mut Fact<T>>, visit: Visit<'_>) {
    if let Some(span) = fact.and_then(|fact| fact.span.as_mut()) {
        visit(format_args!("metadata.{name}.span"), span);
    }
}

fn visit_published(name: &str, published: Option<&mut Published>, visit: Visit<'_>) {
    if let Some(span) = published.and_then(|published| published.span.as_mut()) {
        visit(format_args!("metadata.{name}.span"), span);
    }
}
