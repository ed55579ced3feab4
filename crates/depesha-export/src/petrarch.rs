//! Events in the shape that PETRARCH2 writes (<https://github.com/openeventdata/petrarch2>): tab-separated, without a
//! header, `date` as `20151114`, `source`, `target`, CAMEO `code`, sentence `ids`, `url`. A row for each pair of an actor
//! and a recipient; who has no code or is not told is `---`.
//!
//! Keeps events that happened, by the CAMEO root that their PLOVER type comes from. Loses modes, words and all else, and
//! events that are announced, possible or denied, since CAMEO's rows cannot say so.

use std::io;

use depesha_model::{ArgumentRole, Event, EventStatus, EventType, Record};

use crate::events;
use crate::page::Page;

/// Stands for who is not known.
const NOBODY: &str = "---";

/// Writes the rows of a page.
///
/// # Errors
/// The writer's own.
///
/// # Panics
/// When spans do not fit the text; see [`Record::check`].
pub fn write(record: &Record, mut writer: impl io::Write) -> io::Result<()> {
    let page = Page::new(record);
    let happened = |event: &&Event| event.status == EventStatus::Actual;
    for event in record.events.iter().filter(happened) {
        let sources = codes(event, ArgumentRole::Actor);
        let targets = codes(event, ArgumentRole::Recipient);
        let date = day(events::date(&page, event).unwrap_or_default());
        let sentences = &record.sentences;
        let sentence = sentences.partition_point(|s| s.span.end() <= event.trigger.start());
        let url = record.source.uri.as_deref().unwrap_or_default();
        let url = url.replace(['\t', '\n', '\r'], " ");
        for source in &sources {
            for target in &targets {
                let code = cameo(event.kind);
                writeln!(
                    writer,
                    "{date}\t{source}\t{target}\t{code}\t{sentence}\t{url}"
                )?;
            }
        }
    }
    Ok(())
}

fn codes(event: &Event, role: ArgumentRole) -> Vec<String> {
    let those = event
        .arguments
        .iter()
        .filter(|argument| argument.role == role);
    let mut codes: Vec<String> = those
        .map(events::code)
        .filter(|code| !code.is_empty())
        .collect();
    codes.dedup();
    if codes.is_empty() {
        codes.push(NOBODY.to_owned());
    }
    codes
}

/// `20151114`; zeros for what is not known.
fn day(value: &str) -> String {
    let digits = value.chars().take_while(|c| *c != 'T' && *c != '/');
    let mut day: String = digits.filter(char::is_ascii_digit).take(8).collect();
    while day.len() < 8 {
        day.push('0');
    }
    day
}

/// The CAMEO root that a PLOVER type comes from, as a code of three digits.
fn cameo(kind: EventType) -> &'static str {
    match kind {
        EventType::Agree | EventType::Concede => "030",
        EventType::Consult => "040",
        EventType::Support => "050",
        EventType::Cooperate => "060",
        EventType::Aid => "070",
        EventType::Retreat => "080",
        EventType::Request => "100",
        EventType::Accuse => "110",
        EventType::Reject => "120",
        EventType::Threaten => "130",
        EventType::Protest => "140",
        EventType::Mobilize => "150",
        EventType::Sanction => "160",
        EventType::Coerce => "170",
        EventType::Assault => "190",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{event, record};

    #[test]
    fn what_happened_is_a_row_of_six_fields() {
        let mut page = record();
        page.events.push(event());
        let rows = |page: &Record| {
            let mut rows = Vec::new();
            write(page, &mut rows).unwrap();
            String::from_utf8(rows).unwrap()
        };
        assert_eq!(rows(&page), ""); // it is only promised
        page.events[0].status = EventStatus::Actual;
        assert_eq!(rows(&page), "20190503\tRUSGOV\t---\t030\t0\tpage.txt\n");
    }

    #[test]
    fn a_day_has_eight_digits() {
        assert_eq!(day("2015-11-14T22:54+03:00"), "20151114");
        assert_eq!(day("2015-11"), "20151100");
        assert_eq!(day(""), "00000000");
    }
}
