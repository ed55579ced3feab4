//! Events as text.

use depesha_analysis::Options;
use depesha_model::{ArgumentRole, Event, EventStatus, Record};

use crate::common::read;

/// The events of `text`, one a line.
pub fn draw(text: &str) -> String {
    let options = Options {
        published: "2015-11-14".parse().ok(),
        ..Options::default()
    };
    let record = read(text, &options);
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
