//! Events in the JSON of PLOVER 2.0 (<https://github.com/openeventdata/PLOVER>), one event a line: `id`, `date`, `actor`,
//! `event`, `recipient`, `mode`, `context`, `quad_code`, `event_text`, `text_info`. Beside these each has its `status`,
//! since the page also tells of what did not happen, and `same_as`, so that one may count events and not mentions.
//!
//! Keeps the events with all who take part. Loses all else. `context` is empty, since the record has none.

use std::io;

use depesha_model::{Argument, ArgumentRole, EventId, EventStatus, EventType, Record};
use serde::Serialize;

use crate::events;
use crate::page::Page;

#[derive(Serialize)]
struct Line<'r> {
    id: String,
    date: Option<&'r str>,
    actor: Vec<Party<'r>>,
    event: [EventType; 1],
    recipient: Vec<Party<'r>>,
    mode: Vec<&'r str>,
    context: [&'r str; 0],
    quad_code: u8,
    event_text: &'r str,
    status: EventStatus,
    same_as: Option<EventId>,
    text_info: TextInfo<'r>,
}

#[derive(Serialize)]
struct Party<'r> {
    code: String,
    country: Option<&'r str>,
    sector: Option<&'r str>,
    name: String,
    text: Option<&'r str>,
}

#[derive(Serialize)]
struct TextInfo<'r> {
    source: Option<&'r str>,
    sentence: &'r str,
    start: usize,
    end: usize,
}

/// Writes the events of a page, one a line.
///
/// # Errors
/// The writer's own.
///
/// # Panics
/// When spans do not fit the text; see [`Record::check`].
pub fn write(record: &Record, mut writer: impl io::Write) -> io::Result<()> {
    let page = Page::new(record);
    for event in &record.events {
        let parties = |role| {
            let those = event
                .arguments
                .iter()
                .filter(|argument| argument.role == role);
            those.map(|argument| party(&page, argument)).collect()
        };
        let sentences = &record.sentences;
        let at = sentences.partition_point(|s| s.span.end() <= event.trigger.start());
        let sentence = sentences.get(at).map_or(event.trigger, |s| s.span);
        let (start, end) = page.chars(event.trigger);
        let line = Line {
            id: page.part(event.id),
            date: events::date(&page, event),
            actor: parties(ArgumentRole::Actor),
            event: [event.kind],
            recipient: parties(ArgumentRole::Recipient),
            mode: event.mode.as_deref().into_iter().collect(),
            context: [],
            quad_code: event.quad.code(),
            event_text: page.words(event.trigger),
            status: event.status,
            same_as: event.same_as,
            text_info: TextInfo {
                source: record.source.uri.as_deref(),
                sentence: page.words(sentence),
                start,
                end,
            },
        };
        serde_json::to_writer(&mut writer, &line)?;
        writer.write_all(b"\n")?;
    }
    Ok(())
}

fn party<'r>(page: &Page<'r>, argument: &'r Argument) -> Party<'r> {
    Party {
        code: events::code(argument),
        country: argument.country.as_deref(),
        sector: argument.sector.as_deref(),
        name: events::name(page, argument),
        text: argument.span.map(|span| page.words(span)),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{event, record};

    #[test]
    fn an_event_is_a_line() {
        let mut page = record();
        page.events.push(event());
        let mut json = Vec::new();
        super::write(&page, &mut json).unwrap();
        let line: serde_json::Value = serde_json::from_slice(&json).unwrap();
        assert_eq!(line["event"][0], "AGREE");
        assert_eq!(line["quad_code"], 1);
        assert_eq!(line["actor"][0]["code"], "RUSGOV");
        assert_eq!(line["actor"][0]["text"], "Глава порта");
        assert_eq!(line["recipient"][0]["name"], "порт Заречье");
        assert_eq!(line["event_text"], "обещал");
        assert_eq!(line["text_info"]["start"], 12);
        assert_eq!(line["mode"], serde_json::json!([]));
    }
}
