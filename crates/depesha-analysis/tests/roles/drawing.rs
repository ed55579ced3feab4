//! Names and roles as text.

use depesha_analysis::Options;
use depesha_model::{EntityId, Phase, Record, Role};
use depesha_text::Span;

use crate::common::read;
use crate::marks;

/// The text with names and roles marked, and below it what they mean, one a line.
pub fn draw(text: &str) -> String {
    let record = read(text, &Options::default());
    let mut lines = vec![marked(&record)];
    lines.extend(record.mentions.iter().filter_map(|mention| {
        let form = mention.span.of(&record.text);
        let same = form == mention.normal && form == name(&record, mention.entity);
        (!same).then(|| format!("{form} = {}", name(&record, mention.entity)))
    }));
    lines.extend(record.roles.iter().map(|role| line(&record, role)));
    lines.extend(record.references.iter().map(|reference| {
        let words = reference.span.of(&record.text);
        format!("{words} → {}", name(&record, reference.entity))
    }));
    lines.join("\n")
}

fn name(record: &Record, entity: EntityId) -> &str {
    &record.entities[entity.0 as usize].name
}

/// `Павел Кузнецов: former мэр, Рязань`
fn line(record: &Record, role: &Role) -> String {
    let phase = match role.phase {
        Phase::Current => "",
        Phase::Former => "former ",
        Phase::Acting => "acting ",
        Phase::Future => "future ",
    };
    let place = role.organization.map(|place| {
        let inferred = if role.inferred { "?" } else { "" };
        format!(", {}{inferred}", name(record, place))
    });
    let origin = role.country.filter(|_| role.organization.is_none());
    let origin = origin.map(|country| format!(" ({})", name(record, country)));
    format!(
        "{}: {phase}{}{}{}",
        name(record, role.person),
        role.title,
        place.unwrap_or_default(),
        origin.unwrap_or_default()
    )
}

fn marked(record: &Record) -> String {
    let names = record
        .mentions
        .iter()
        .map(|mention| (mention.span, '[', ']'));
    let references = record
        .references
        .iter()
        .map(|reference| (reference.span, '⟨', '⟩'));
    let referred = |span: Span| {
        record
            .references
            .iter()
            .any(|reference| reference.span == span)
    };
    let roles = record.roles.iter().map(|role| (role.span, '{', '}'));
    // Several persons may share the words of one role.
    let mut roles: Vec<_> = roles.filter(|(span, ..)| !referred(*span)).collect();
    roles.dedup();
    let parts: Vec<_> = names.chain(references).chain(roles).collect();
    marks::draw(&record.text, (0, record.text.trim_end().len()), &parts)
}
