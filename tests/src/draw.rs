//! A record as a text that a person can review line by line.

use std::fmt::{self, Write};

use depesha::model::{EntityId, EntityKind, Fact, Published, StatementId};
use depesha::{Record, Span};
use serde::Serialize;

/// Draws the whole record: what the page says of itself, its text with blocks, sentences, names (`[Лавров|e1]`) and times
/// (`{вчера|2015-11-13}`) marked, then everything that was read from it. Rules and ids are shown, offsets are not.
pub fn draw(record: &Record) -> String {
    let mut out = String::new();
    let mut draw = Drawing {
        record,
        out: &mut out,
    };
    draw.all().expect("writing to a String does not fail");
    out
}

struct Drawing<'r, 'o> {
    record: &'r Record,
    out: &'o mut String,
}

impl Drawing<'_, '_> {
    fn all(&mut self) -> fmt::Result {
        self.metadata()?;
        self.text()?;
        self.entities()?;
        self.roles()?;
        self.times()?;
        self.statements()?;
        self.events()?;
        self.diagnostics()
    }

    fn heading(&mut self, title: &str, count: usize) -> fmt::Result {
        match count {
            0 => Ok(()),
            _ => write!(self.out, "\n== {title}\n"),
        }
    }

    fn metadata(&mut self) -> fmt::Result {
        let metadata = &self.record.metadata;
        writeln!(self.out, "== metadata")?;
        self.fact("title", metadata.title.as_ref(), String::clone)?;
        self.moment("published", metadata.published.as_ref())?;
        self.moment("modified", metadata.modified.as_ref())?;
        self.fact("dateline", metadata.dateline.as_ref(), |dateline| {
            let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "–".to_owned());
            format!(
                "{}, {}, {}",
                part(&dateline.place),
                part(&dateline.date),
                part(&dateline.agency)
            )
        })?;
        self.fact("outlet", metadata.outlet.as_ref(), String::clone)?;
        self.fact("origin", metadata.origin.as_ref(), String::clone)?;
        for author in &metadata.authors {
            self.fact("author", Some(author), String::clone)?;
        }
        self.fact("section", metadata.section.as_ref(), String::clone)?;
        self.fact("views", metadata.views.as_ref(), u64::to_string)?;
        self.fact("language", metadata.language.as_ref(), String::clone)
    }

    fn fact<T>(
        &mut self,
        name: &str,
        fact: Option<&Fact<T>>,
        show: impl Fn(&T) -> String,
    ) -> fmt::Result {
        let Some(Fact { value, span, rule }) = fact else {
            return Ok(());
        };
        let words = self.quoted(*span);
        writeln!(self.out, "{name}: {}{words} · {rule}", show(value))
    }

    fn moment(&mut self, name: &str, moment: Option<&Published>) -> fmt::Result {
        let Some(moment) = moment else { return Ok(()) };
        let words = self.quoted(moment.span);
        let (value, precision, rule) = (&moment.value, word(&moment.precision), &moment.rule);
        writeln!(
            self.out,
            "{name}: {value}{} to the {precision}{words} · {rule}",
            inferred(moment.inferred)
        )
    }

    /// The words of a span, in front of a fact's rule.
    fn quoted(&self, span: Option<Span>) -> String {
        span.map(|span| format!(" «{}»", one_line(span.of(&self.record.text))))
            .unwrap_or_default()
    }

    fn text(&mut self) -> fmt::Result {
        let record = self.record;
        let marks = marks(record);
        self.heading("text", record.blocks.len())?;
        for (at, block) in record.blocks.iter().enumerate() {
            writeln!(self.out, "<{}>", word(&block.kind))?;
            let sentences: Vec<Span> = record
                .sentences
                .iter()
                .filter(|s| s.block == at)
                .map(|s| s.span)
                .collect();
            let lines = if sentences.is_empty() {
                vec![block.span]
            } else {
                sentences
            };
            for line in lines {
                writeln!(self.out, "    {}", marked(&record.text, line, &marks))?;
            }
        }
        Ok(())
    }

    fn entities(&mut self) -> fmt::Result {
        let record = self.record;
        self.heading("entities", record.entities.len())?;
        for entity in &record.entities {
            write!(
                self.out,
                "{} {} {}",
                entity.id,
                entity.kind.as_str(),
                entity.name
            )?;
            if !entity.aliases.is_empty() {
                write!(self.out, " ({})", entity.aliases.join(", "))?;
            }
            writeln!(self.out, "{}", attributes(entity))?;
            let mentions = record
                .mentions
                .iter()
                .filter(|mention| mention.entity == entity.id);
            for mention in mentions {
                write!(
                    self.out,
                    "    {} · {}",
                    one_line(mention.span.of(&record.text)),
                    mention.rule
                )?;
                if mention.normal != entity.name {
                    write!(self.out, " · {}", mention.normal)?;
                }
                if let Some(meant) = mention.stands_for {
                    write!(self.out, " · for {}", self.name(Some(meant)))?;
                }
                writeln!(self.out)?;
            }
            for reference in record
                .references
                .iter()
                .filter(|reference| reference.entity == entity.id)
            {
                let (words, kind) = (
                    one_line(reference.span.of(&record.text)),
                    word(&reference.kind_of_mention),
                );
                writeln!(self.out, "    {words} ({kind}) · {}", reference.rule)?;
            }
        }
        Ok(())
    }

    fn roles(&mut self) -> fmt::Result {
        self.heading("roles", self.record.roles.len())?;
        for role in &self.record.roles {
            let (person, organization) =
                (self.name(Some(role.person)), self.name(role.organization));
            let words = self.quoted(Some(role.span));
            let phase = word(&role.phase);
            writeln!(
                self.out,
                "{person}: {} · of {organization} · {phase}{words} · {}",
                role.title, role.rule
            )?;
        }
        Ok(())
    }

    fn times(&mut self) -> fmt::Result {
        self.heading("times", self.record.times.len())?;
        for time in &self.record.times {
            let words = one_line(time.span.of(&self.record.text));
            let anchor = time
                .anchor
                .as_ref()
                .map(|anchor| format!(" from {anchor}"))
                .unwrap_or_default();
            let (kind, value, inferred) = (word(&time.kind), &time.value, inferred(time.inferred));
            writeln!(
                self.out,
                "{words}: {kind} {value}{anchor}{inferred} · {}",
                time.rule
            )?;
        }
        Ok(())
    }

    fn statements(&mut self) -> fmt::Result {
        let record = self.record;
        self.heading("statements", record.statements.len())?;
        for statement in &record.statements {
            let speaker = self.name(statement.speaker);
            let (kind, of) = (statement.kind.as_str(), word(&statement.speaker_kind));
            write!(self.out, "{} {kind} · {speaker} ({of})", statement.id)?;
            if statement.addressee.is_some() {
                write!(self.out, " to {}", self.name(statement.addressee))?;
            }
            writeln!(self.out)?;
            for piece in &statement.content {
                writeln!(self.out, "    > {}", one_line(piece.of(&record.text)))?;
            }
            let words = |span: Option<Span>| {
                span.map_or("–".to_owned(), |span| one_line(span.of(&record.text)))
            };
            write!(
                self.out,
                "    cue {} · source {} · {}",
                words(statement.cue),
                words(statement.source),
                statement.rule
            )?;
            if let Some(rule) = &statement.speaker_rule {
                write!(self.out, " · {rule}")?;
            }
            writeln!(self.out)?;
        }
        Ok(())
    }

    fn events(&mut self) -> fmt::Result {
        let record = self.record;
        self.heading("events", record.events.len())?;
        for event in &record.events {
            let mode = event
                .mode
                .as_ref()
                .map(|mode| format!(" {mode}"))
                .unwrap_or_default();
            let (kind, trigger) = (word(&event.kind), one_line(event.trigger.of(&record.text)));
            let (actors, recipients) = (self.names(&event.actors), self.names(&event.recipients));
            write!(
                self.out,
                "{} {kind}{mode} «{trigger}»: {actors} → {recipients} · {}",
                event.id,
                word(&event.status)
            )?;
            if let Some(time) = event.time.and_then(|at| record.times.get(at)) {
                write!(self.out, " · {}", time.value)?;
            }
            if event.place.is_some() {
                write!(self.out, " · in {}", self.name(event.place))?;
            }
            if let Some(StatementId(id)) = event.statement {
                write!(self.out, " · says s{id}")?;
            }
            writeln!(self.out, " · {}", event.rule)?;
        }
        Ok(())
    }

    fn diagnostics(&mut self) -> fmt::Result {
        self.heading("diagnostics", self.record.diagnostics.len())?;
        for diagnostic in &self.record.diagnostics {
            let words = self.quoted(diagnostic.span);
            writeln!(
                self.out,
                "{} {}:{words} {}",
                word(&diagnostic.severity),
                diagnostic.code,
                diagnostic.message
            )?;
        }
        Ok(())
    }

    fn name(&self, id: Option<EntityId>) -> String {
        let Some(id) = id else {
            return "–".to_owned();
        };
        let entity = self.record.entities.iter().find(|entity| entity.id == id);
        entity.map_or_else(
            || format!("{id} (no such entity)"),
            |entity| entity.name.clone(),
        )
    }

    fn names(&self, ids: &[EntityId]) -> String {
        match ids {
            [] => "–".to_owned(),
            ids => ids
                .iter()
                .map(|id| self.name(Some(*id)))
                .collect::<Vec<_>>()
                .join(", "),
        }
    }
}

/// What is known of an entity beside its names; gender only of persons.
fn attributes(entity: &depesha::model::Entity) -> String {
    let known = &entity.attributes;
    let gender = known
        .gender
        .filter(|_| entity.kind == EntityKind::Person)
        .map(|gender| word(&gender));
    [
        gender,
        known.given.as_ref().map(|given| format!("given {given}")),
        known
            .patronymic
            .as_ref()
            .map(|patronymic| format!("patronymic {patronymic}")),
        known
            .surname
            .as_ref()
            .map(|surname| format!("surname {surname}")),
        known.subtype.clone(),
        known.iso_country.clone(),
        known.wikidata.clone(),
    ]
    .into_iter()
    .flatten()
    .map(|part| format!(" · {part}"))
    .collect()
}

/// The name that the contract has for a value: `list_item`, `current`.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        other => format!("{other:?}"),
    }
}

fn inferred(inferred: bool) -> &'static str {
    if inferred { " (inferred)" } else { "" }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A piece of text with something written before and behind it.
struct Mark {
    span: Span,
    open: char,
    close: String,
}

/// Names and times, by start, longer ones first.
fn marks(record: &Record) -> Vec<Mark> {
    let names = record.mentions.iter().map(|mention| Mark {
        span: mention.span,
        open: '[',
        close: format!("|{}]", mention.entity),
    });
    let times = record.times.iter().map(|time| Mark {
        span: time.span,
        open: '{',
        close: format!("|{}}}", time.value),
    });
    let mut marks: Vec<Mark> = names.chain(times).collect();
    marks.sort_by_key(|mark| (mark.span.start(), std::cmp::Reverse(mark.span.end())));
    marks
}

/// The words of `line` on one line, with the marks that lie inside it.
fn marked(text: &str, line: Span, marks: &[Mark]) -> String {
    let inside = marks
        .iter()
        .filter(|m| line.start() <= m.span.start() && m.span.end() <= line.end());
    let mut out = String::new();
    let mut open: Vec<&Mark> = Vec::new();
    let mut at = line.start();
    let close_until = |open: &mut Vec<&Mark>, out: &mut String, at: &mut usize, until: usize| {
        while let Some(mark) = open.pop_if(|mark| mark.span.end() <= until) {
            let end = mark.span.end().max(*at);
            out.push_str(&text[*at..end]);
            out.push_str(&mark.close);
            *at = end;
        }
    };
    for mark in inside {
        close_until(&mut open, &mut out, &mut at, mark.span.start());
        out.push_str(&text[at..mark.span.start()]);
        out.push(mark.open);
        at = mark.span.start();
        open.push(mark);
    }
    close_until(&mut open, &mut out, &mut at, usize::MAX);
    out.push_str(&text[at..line.end()]);
    one_line(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, close: &str) -> Mark {
        Mark {
            span: Span::new(start, end),
            open: '[',
            close: format!("|{close}]"),
        }
    }

    #[test]
    fn marks_nest_and_stay_inside_their_line() {
        let text = "a bc d.\nef";
        let marks = [
            mark(0, 4, "1"),
            mark(2, 4, "2"),
            mark(5, 6, "3"),
            mark(8, 10, "4"),
        ];
        assert_eq!(marked(text, Span::new(0, 7), &marks), "[a [bc|2]|1] [d|3].");
        assert_eq!(marked(text, Span::new(8, 10), &marks), "[ef|4]");
    }
}
