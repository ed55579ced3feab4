//! Events as text.

use std::sync::OnceLock;

use depesha_analysis::{Analyzer, Options};
use depesha_model::{ArgumentRole, Event, EventStatus, Record, Source};
use depesha_text::OffsetUnit;

/// The events of `text`, one a line.
pub fn draw(text: &str) -> String {
    let record = read(text);
    assert_eq!(record.check(), [], "{text}");
    if record.events.is_empty() {
        return "none".to_owned();
    }
    let lines: Vec<String> = record
        .events
        .iter()
        .map(|event| line(&record, event))
        .collect();
    lines.join("\n")
}

fn read(text: &str) -> Record {
    static ANALYZER: OnceLock<Analyzer> = OnceLock::new();
    let analyzer = ANALYZER.get_or_init(|| Analyzer::new().expect("the dictionary loads"));
    let source = Source {
        uri: None,
        id: None,
        record: None,
        media_type: "text/plain".to_owned(),
        encoding: "UTF-8".to_owned(),
        sha256: String::new(),
        offset_unit: OffsetUnit::Byte,
        ..Source::default()
    };
    let options = Options {
        published: "2015-11-14".parse().ok(),
        ..Options::default()
    };
    analyzer.read(text.to_owned(), source, &options)
}

/// `CONSULT/visit future [прибудет] президент Франции > Египет`
fn line(record: &Record, event: &Event) -> String {
    let mode = event
        .mode
        .as_ref()
        .map_or(String::new(), |mode| format!("/{mode}"));
    let status = match event.status {
        EventStatus::Actual => String::new(),
        other => format!(" {}", other.as_str()),
    };
    let parties = |role| {
        let those = event
            .arguments
            .iter()
            .filter(|argument| argument.role == role);
        let names: Vec<String> = those
            .map(|argument| {
                let name = &record.entities[argument.entity.0 as usize].name;
                format!("{}{name}", if argument.inferred { "~" } else { "" })
            })
            .collect();
        if names.is_empty() {
            "-".to_owned()
        } else {
            names.join(", ")
        }
    };
    format!(
        "{}{mode}{status} [{}] {} > {}",
        event.kind.as_str(),
        event.trigger.of(&record.text),
        parties(ArgumentRole::Actor),
        parties(ArgumentRole::Recipient),
    )
}
