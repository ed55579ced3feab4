//! Standoff annotation of brat 1.3 (<https://brat.nlplab.org/standoff.html>): beside the text, which is a `.txt` file as
//! it is, the `.ann` file that [`write()`] makes, and for all of a folder one `annotation.conf`.
//!
//! Offsets are characters (code points). brat has no spans across line ends, so these are cut there, and at tabs.
//!
//! Keeps names, references, posts, times with their values, statements with their type, cue, source, speaker and
//! addressee, events, and as notes the rules. Who is meant by several words is an `Equiv`. Loses metadata, blocks and
//! sentences, diagnostics, and whom a statement is about; a speaker whom the page never names is only its `Source`.

use std::collections::HashMap;
use std::fmt::{Display, Write as _};
use std::io;

use depesha_model::{
    Entity, EntityId, EntityKind, Event, EventStatus, MentionId, Phase, Record, ReferenceKind,
    Role, Rule, Statement,
};
use depesha_text::Span;

use crate::page::Page;
use crate::pretty::sheet::clean;

/// The types of all annotations, which brat wants as `annotation.conf` in the folder.
pub const CONFIGURATION: &str = include_str!("brat/annotation.conf");

/// Writes the annotations of one page; the text that they belong to is `record.text`.
///
/// # Errors
/// The writer's own.
///
/// # Panics
/// When spans do not fit the text; see [`Record::check`].
pub fn write(record: &Record, mut writer: impl io::Write) -> io::Result<()> {
    let mut annotations = Annotations {
        page: Page::new(record),
        lines: String::new(),
        counts: [0; 6],
        mentions: HashMap::new(),
        words: HashMap::new(),
        times: Vec::new(),
    };
    annotations.names();
    annotations.times();
    for role in &record.roles {
        annotations.role(role);
    }
    for statement in &record.statements {
        annotations.statement(statement);
    }
    for event in &record.events {
        annotations.event(event);
    }
    for entity in &record.entities {
        annotations.entity(entity);
    }
    writer.write_all(annotations.lines.as_bytes())
}

/// The kinds of lines, each with its letter and its own numbers.
#[derive(Clone, Copy)]
enum Line {
    Words,
    Relation,
    Event,
    Attribute,
    Link,
    Note,
}

/// The name of a line, such as `T1`.
type Name = String;

struct Annotations<'r> {
    page: Page<'r>,
    lines: String,
    counts: [usize; 6],
    mentions: HashMap<MentionId, Name>,
    /// All words that mean an entity.
    words: HashMap<EntityId, Vec<Name>>,
    /// One for each time of the record; `None` for one without a character that can be marked.
    times: Vec<Option<Name>>,
}

impl Annotations<'_> {
    fn line(&mut self, kind: Line, content: impl Display) -> Name {
        let letter = ["T", "R", "E", "A", "N", "#"][kind as usize];
        let count = &mut self.counts[kind as usize];
        *count += 1;
        let name = format!("{letter}{count}");
        let _ = writeln!(self.lines, "{name}\t{content}"); // writing to a String does not fail
        name
    }

    /// Marks words; `None` when nothing of them can be marked.
    fn mark(&mut self, kind: &str, spans: &[Span]) -> Option<Name> {
        let text = &self.page.record.text;
        let pieces: Vec<Span> = spans.iter().flat_map(|span| pieces(text, *span)).collect();
        if pieces.is_empty() {
            return None;
        }
        let offsets = pieces.iter().map(|piece| {
            let (start, end) = self.page.chars(*piece);
            format!("{start} {end}")
        });
        let offsets: Vec<String> = offsets.collect();
        let words: Vec<&str> = pieces.iter().map(|piece| piece.of(text)).collect();
        let line = format!("{kind} {}\t{}", offsets.join(";"), words.join(" "));
        Some(self.line(Line::Words, line))
    }

    fn note(&mut self, of: &str, note: impl Display) {
        let note = clean(&note.to_string());
        self.line(Line::Note, format_args!("AnnotatorNotes {of}\t{note}"));
    }

    fn attribute(&mut self, kind: &str, of: &str, value: impl Display) {
        self.line(Line::Attribute, format_args!("{kind} {of} {value}"));
    }

    fn relation(&mut self, kind: &str, from: &str, to: &str) {
        self.line(Line::Relation, format_args!("{kind} Arg1:{from} Arg2:{to}"));
    }

    /// Names and other words for those that are meant.
    fn names(&mut self) {
        let record = self.page.record;
        for mention in &record.mentions {
            let kind = match mention.kind {
                EntityKind::Person => "Person",
                EntityKind::Organization => "Organization",
                EntityKind::Location => "Location",
            };
            if let Some(name) = self.mark(kind, &[mention.span]) {
                self.note(&name, &mention.rule);
                self.words
                    .entry(mention.entity)
                    .or_default()
                    .push(name.clone());
                self.mentions.insert(mention.id, name);
            }
        }
        for reference in &record.references {
            let kind = match reference.kind_of_mention {
                ReferenceKind::Nominal => "Nominal",
                ReferenceKind::Pronoun => "Pronoun",
            };
            if let Some(name) = self.mark(kind, &[reference.span]) {
                self.note(&name, &reference.rule);
                self.words.entry(reference.entity).or_default().push(name);
            }
        }
    }

    fn times(&mut self) {
        for time in &self.page.record.times {
            let name = self.mark("Time", &[time.span]);
            if let Some(name) = &name {
                self.note(name, format_args!("{} {}", time.value, time.rule));
            }
            self.times.push(name);
        }
    }

    fn role(&mut self, role: &Role) {
        let Some(name) = self.mark("Role", &[role.span]) else {
            return;
        };
        if let Some(person) = self.named(role.person, role.span) {
            self.relation("HeldBy", &name, &person);
        }
        let organization = role.organization;
        if let Some(place) = organization.and_then(|id| self.named(id, role.span)) {
            self.relation("HeldAt", &name, &place);
        }
        if role.phase != Phase::Current {
            self.attribute("Phase", &name, role.phase.as_str());
        }
        self.note(&name, format_args!("{} {}", role.title, role.rule));
    }

    /// The name of an entity that stands nearest in front of the end of `near`.
    fn named(&self, id: EntityId, near: Span) -> Option<Name> {
        let mention = self.page.mention_before(id, near.end())?;
        self.mentions.get(&mention).cloned()
    }

    /// A statement hangs on its cue, or without one on its content.
    fn statement(&mut self, statement: &Statement) {
        let first = statement.content.first().copied();
        let Some(near) = statement.source.or(statement.cue).or(first) else {
            return;
        };
        let mut arguments = String::new();
        let trigger = match statement.cue {
            Some(cue) => {
                let content = self.mark("Content", &statement.content);
                argue(&mut arguments, "Content", content);
                self.mark("Statement", &[cue])
            }
            None => self.mark("Statement", &statement.content),
        };
        let Some(trigger) = trigger else {
            return;
        };
        let source = statement
            .source
            .and_then(|span| self.mark("Source", &[span]));
        argue(&mut arguments, "Source", source);
        let speaker = statement.speaker.and_then(|id| self.named(id, near));
        argue(&mut arguments, "Speaker", speaker);
        let addressee = statement.addressee.and_then(|id| self.named(id, near));
        argue(&mut arguments, "Addressee", addressee);
        let line = format!("Statement:{trigger}{arguments}");
        let name = self.line(Line::Event, line);
        self.attribute("Report", &name, statement.kind.as_str());
        self.note(&name, &statement.rule);
    }

    fn event(&mut self, event: &Event) {
        let kind = event.kind.as_str();
        let Some(trigger) = self.mark(kind, &[event.trigger]) else {
            return;
        };
        let mut arguments = String::new();
        for (role, parties) in [("Actor", &event.actors), ("Recipient", &event.recipients)] {
            let named = parties
                .iter()
                .filter_map(|id| self.named(*id, event.trigger));
            for (at, party) in named.enumerate() {
                // brat numbers arguments of one role from the second on.
                let number = if at == 0 {
                    String::new()
                } else {
                    (at + 1).to_string()
                };
                argue(&mut arguments, &format!("{role}{number}"), Some(party));
            }
        }
        let time = event
            .time
            .and_then(|at| self.times.get(at).cloned().flatten());
        argue(&mut arguments, "Time", time);
        let place = event.place.and_then(|id| self.named(id, event.trigger));
        argue(&mut arguments, "Place", place);
        let name = self.line(Line::Event, format_args!("{kind}:{trigger}{arguments}"));
        if event.status != EventStatus::Actual {
            self.attribute("Status", &name, event.status.as_str());
        }
        self.explain_event(&name, event.mode.as_deref(), &event.rule);
    }

    fn explain_event(&mut self, name: &str, mode: Option<&str>, rule: &Rule) {
        match mode {
            Some(mode) => self.note(name, format_args!("{mode} {rule}")),
            None => self.note(name, rule),
        }
    }

    /// That several words mean one, and whom the world knows it for.
    fn entity(&mut self, entity: &Entity) {
        let words = self.words.remove(&entity.id).unwrap_or_default();
        if words.len() > 1 {
            let _ = writeln!(self.lines, "*\tEquiv {}", words.join(" "));
        }
        if let (Some(first), Some(id)) = (words.first(), &entity.attributes.wikidata) {
            let (id, name) = (clean(id), clean(&entity.name));
            let link = format!("Reference {first} Wikidata:{id}\t{name}");
            self.line(Line::Link, link);
        }
    }
}

fn argue(arguments: &mut String, role: &str, name: Option<Name>) {
    if let Some(name) = name {
        let _ = write!(arguments, " {role}:{name}");
    }
}

/// The parts of a span between line ends and tabs, without white space around them.
fn pieces(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let words = span.of(text);
    let parts = words.split(['\n', '\r', '\t']);
    let spans = parts.map(move |part| {
        let start = part.as_ptr() as usize - words.as_ptr() as usize;
        Span::new(start, start + part.len())
            .shift(span.start())
            .trim(text)
    });
    spans.filter(|piece| !piece.is_empty())
}
