//! Statements as text.

use depesha_analysis::Options;
use depesha_model::{Record, SpeakerKind, Statement};

use crate::common::read;
use crate::marks;

/// The statements of `text`, one a line.
pub fn draw(text: &str) -> String {
    let record = read(text, &Options::default());
    if record.statements.is_empty() {
        return "none".to_owned();
    }
    let lines: Vec<String> = record
        .statements
        .iter()
        .map(|statement| line(&record, statement))
        .collect();
    lines.join("\n")
}

/// `{Лавров} [заявил], что ⟨Россия готова⟩. → Сергей Лавров, person, indirect`
fn line(record: &Record, statement: &Statement) -> String {
    let speaker = match statement.speaker {
        Some(id) => &record.entities[id.0 as usize].name,
        None if statement.speaker_kind == SpeakerKind::Unresolved => "?",
        None => "—",
    };
    let kind = match statement.speaker_kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Organization => "organization",
        SpeakerKind::Outlet => "outlet",
        SpeakerKind::Unnamed => "unnamed",
        SpeakerKind::Unresolved => "unresolved",
    };
    let drawn = marked(record, statement);
    format!("{drawn} → {speaker}, {kind}, {}", statement.kind.as_str())
}

/// The sentences that the statement touches, with brackets around its parts.
fn marked(record: &Record, statement: &Statement) -> String {
    let parts = statement.content.iter().map(|span| (*span, '⟨', '⟩'));
    let cue = statement.cue.map(|span| (span, '[', ']'));
    let source = statement.source.map(|span| (span, '{', '}'));
    let parts: Vec<_> = parts.chain(cue).chain(source).collect();
    let touched = record
        .sentences
        .iter()
        .map(|sentence| sentence.span)
        .filter(|sentence| {
            parts
                .iter()
                .any(|(span, ..)| span.start() < sentence.end() && sentence.start() < span.end())
        });
    let (start, end) = touched.fold((usize::MAX, 0), |(start, end), sentence| {
        (start.min(sentence.start()), end.max(sentence.end()))
    });
    marks::draw(&record.text, (start, end), &parts).replace('\n', " ¶ ")
}
