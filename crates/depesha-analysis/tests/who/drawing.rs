//! Entities as text.

use depesha_analysis::Options;
use depesha_model::{Entity, Gender, Record, ReferenceKind};

use crate::common::read;

/// The entities of `text`, one a line.
pub fn draw(text: &str) -> String {
    let record = read(text, &Options::default());
    let named = record
        .entities
        .iter()
        .filter(|entity| !entity.mentions.is_empty());
    let lines: Vec<String> = named.map(|entity| line(&record, entity)).collect();
    if lines.is_empty() {
        return "none".to_owned();
    }
    lines.join("\n")
}

/// `person Ольга Смирнова (feminine): Ольги Смирновой, Смирнова, {она}`
fn line(record: &Record, entity: &Entity) -> String {
    let attributes = &entity.attributes;
    let gender = attributes.gender.map(|gender| match gender {
        Gender::Masculine => "masculine",
        Gender::Feminine => "feminine",
    });
    let told = gender.or(attributes.iso_country.as_deref());
    let told = told.map(|told| format!(" ({told})")).unwrap_or_default();
    let mentions = record
        .mentions
        .iter()
        .filter(|mention| mention.entity == entity.id);
    let mut words: Vec<(usize, String)> = mentions
        .map(|mention| {
            let words = mention.span.of(&record.text).to_owned();
            let other = mention
                .stands_for
                .map(|id| &record.entities[id.0 as usize].name);
            let words = match other {
                Some(other) => format!("{words} → {other}"),
                None => words,
            };
            (mention.span.start(), words)
        })
        .collect();
    let references = record
        .references
        .iter()
        .filter(|reference| reference.entity == entity.id);
    words.extend(references.map(|reference| {
        let words = reference.span.of(&record.text);
        let pronoun = match reference.kind_of_mention {
            ReferenceKind::Pronoun => "pronoun",
            ReferenceKind::Nominal => "nominal",
        };
        (reference.span.start(), format!("{{{words}|{pronoun}}}"))
    }));
    words.sort();
    let words: Vec<String> = words.into_iter().map(|(_, words)| words).collect();
    let (kind, name, words) = (entity.kind.as_str(), &entity.name, words.join(", "));
    format!("{kind} {name}{told}: {words}")
}
