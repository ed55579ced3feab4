//! The invariants of a record.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use std::hash::Hash;

use depesha_text::{OffsetUnit, Span};

use crate::error::Violation;
use crate::event::ArgumentRole;
use crate::ids::{EntityId, MentionId, StatementId};
use crate::record::{Record, SCHEMA};

impl Record {
    /// Everything that breaks the invariants; empty for a sound record.
    ///
    /// - The schema is [`SCHEMA`], the offset unit is bytes.
    /// - Spans lie on character boundaries of the text.
    /// - Blocks and sentences are in order and do not overlap; a sentence lies in its block.
    /// - Mentions stand by start, longer ones first; references and times stand by start.
    /// - Ids are unique, and what refers to an id or an index finds it; a mention and its entity name each other.
    /// - The arguments of an event are its actors and then its recipients.
    /// - A statement has content, in order and without overlap.
    pub fn check(&self) -> Vec<Violation> {
        let mut check = Check {
            record: self,
            mentions: HashMap::new(),
            entities: HashSet::new(),
            statements: HashSet::new(),
            violations: Vec::new(),
        };
        check.spans();
        check.header();
        check.ids();
        check.layout();
        check.names();
        check.statements();
        check.events();
        check.violations
    }
}

struct Check<'r> {
    record: &'r Record,
    /// The entity of each mention.
    mentions: HashMap<MentionId, EntityId>,
    entities: HashSet<EntityId>,
    statements: HashSet<StatementId>,
    violations: Vec<Violation>,
}

impl Check<'_> {
    fn fail(&mut self, path: impl Display, message: impl Display) {
        self.violations.push(Violation {
            path: path.to_string(),
            message: message.to_string(),
        });
    }

    fn spans(&mut self) {
        let bytes = OffsetUnit::Byte;
        if let Err(error) = self.record.clone().convert(bytes, bytes) {
            self.violations.extend_from_slice(error.violations());
        }
    }

    fn header(&mut self) {
        if self.record.schema != SCHEMA {
            let message = format!("`{}` is not `{SCHEMA}`", self.record.schema);
            self.fail("schema", message);
        }
        if self.record.source.offset_unit != OffsetUnit::Byte {
            self.fail("source.offset_unit", "in memory spans count bytes");
        }
    }

    /// Remembers all ids, before anything refers to them.
    fn ids(&mut self) {
        let record = self.record;
        self.unique("entities", record.entities.iter().map(|e| e.id));
        self.unique("mentions", record.mentions.iter().map(|m| m.id));
        self.unique("statements", record.statements.iter().map(|s| s.id));
        self.unique("events", record.events.iter().map(|e| e.id));
        self.entities = record.entities.iter().map(|e| e.id).collect();
        self.mentions = record.mentions.iter().map(|m| (m.id, m.entity)).collect();
        self.statements = record.statements.iter().map(|s| s.id).collect();
    }

    fn unique<Id: Copy + Eq + Hash + Display>(
        &mut self,
        list: &str,
        ids: impl Iterator<Item = Id>,
    ) {
        let mut seen = HashSet::new();
        for (i, id) in ids.enumerate() {
            if !seen.insert(id) {
                self.fail(
                    format_args!("{list}[{i}].id"),
                    format_args!("{id} is taken"),
                );
            }
        }
    }

    /// Blocks, sentences, times.
    fn layout(&mut self) {
        let record = self.record;
        self.disjoint("blocks", record.blocks.iter().map(|b| b.span));
        self.disjoint("sentences", record.sentences.iter().map(|s| s.span));
        self.ordered("times", record.times.iter().map(|t| t.span.start()));
        for (i, sentence) in record.sentences.iter().enumerate() {
            self.within(
                format_args!("sentences[{i}].block"),
                "blocks",
                sentence.block,
                record.blocks.len(),
            );
            let block = record.blocks.get(sentence.block);
            if block.is_some_and(|block| !block.span.contains(sentence.span)) {
                self.fail(
                    format_args!("sentences[{i}].span"),
                    format_args!("is not inside blocks[{}]", sentence.block),
                );
            }
        }
    }

    /// Mentions, references, entities, roles.
    fn names(&mut self) {
        let record = self.record;
        let longer_first = |span: Span| (span.start(), usize::MAX - span.end());
        self.ordered(
            "mentions",
            record.mentions.iter().map(|m| longer_first(m.span)),
        );
        self.ordered(
            "references",
            record.references.iter().map(|r| r.span.start()),
        );
        for (i, mention) in record.mentions.iter().enumerate() {
            self.entity(format_args!("mentions[{i}].entity"), Some(mention.entity));
            self.entity(format_args!("mentions[{i}].stands_for"), mention.stands_for);
        }
        for (i, reference) in record.references.iter().enumerate() {
            self.entity(
                format_args!("references[{i}].entity"),
                Some(reference.entity),
            );
        }
        for (i, role) in record.roles.iter().enumerate() {
            self.entity(format_args!("roles[{i}].person"), Some(role.person));
            self.entity(format_args!("roles[{i}].organization"), role.organization);
            self.entity(format_args!("roles[{i}].country"), role.country);
        }
        self.entity_mentions();
    }

    /// An entity's mentions are those that name it, no fewer and no more.
    fn entity_mentions(&mut self) {
        let record = self.record;
        let mut listed = HashSet::new();
        for (i, entity) in record.entities.iter().enumerate() {
            for (j, id) in entity.mentions.iter().enumerate() {
                let path = format_args!("entities[{i}].mentions[{j}]");
                match self.mentions.get(id) {
                    None => self.fail(path, format_args!("there is no mention {id}")),
                    Some(of) if *of != entity.id => {
                        let message = format!("mention {id} is one of {of}");
                        self.fail(path, message);
                    }
                    Some(_) if !listed.insert(*id) => {
                        self.fail(path, format_args!("mention {id} is listed twice"));
                    }
                    Some(_) => {}
                }
            }
        }
        for (i, mention) in record.mentions.iter().enumerate() {
            if self.entities.contains(&mention.entity) && !listed.contains(&mention.id) {
                self.fail(
                    format_args!("mentions[{i}].entity"),
                    format_args!("{} does not list {}", mention.entity, mention.id),
                );
            }
        }
    }

    fn statements(&mut self) {
        let record = self.record;
        for (i, statement) in record.statements.iter().enumerate() {
            if statement.content.is_empty() {
                self.fail(format_args!("statements[{i}].content"), "is empty");
            }
            self.disjoint(
                &format!("statements[{i}].content"),
                statement.content.iter().copied(),
            );
            self.entity(format_args!("statements[{i}].speaker"), statement.speaker);
            self.entity(
                format_args!("statements[{i}].addressee"),
                statement.addressee,
            );
            self.within(
                format_args!("statements[{i}].sentence"),
                "sentences",
                statement.sentence,
                record.sentences.len(),
            );
        }
    }

    fn events(&mut self) {
        let record = self.record;
        let mut first = HashSet::new();
        for (i, event) in record.events.iter().enumerate() {
            for (j, actor) in event.actors.iter().enumerate() {
                self.entity(format_args!("events[{i}].actors[{j}]"), Some(*actor));
            }
            for (j, recipient) in event.recipients.iter().enumerate() {
                self.entity(
                    format_args!("events[{i}].recipients[{j}]"),
                    Some(*recipient),
                );
            }
            let of = |role| {
                let those = event.arguments.iter().filter(move |a| a.role == role);
                those.map(|argument| argument.entity)
            };
            if !of(ArgumentRole::Actor).eq(event.actors.iter().copied())
                || !of(ArgumentRole::Recipient).eq(event.recipients.iter().copied())
            {
                self.fail(
                    format_args!("events[{i}].arguments"),
                    format_args!("they are not the actors and recipients"),
                );
            }
            match event.same_as {
                None => {
                    first.insert(event.id);
                }
                Some(id) if !first.contains(&id) => self.fail(
                    format_args!("events[{i}].same_as"),
                    format_args!("no event {id} in front tells something for the first time"),
                ),
                Some(_) => {}
            }
            self.entity(format_args!("events[{i}].place"), event.place);
            if let Some(time) = event.time {
                let path = format_args!("events[{i}].time");
                self.within(path, "times", time, record.times.len());
            }
            if let Some(id) = event.statement.filter(|id| !self.statements.contains(id)) {
                self.fail(
                    format_args!("events[{i}].statement"),
                    format_args!("there is no statement {id}"),
                );
            }
        }
    }

    fn disjoint(&mut self, list: &str, spans: impl Iterator<Item = Span>) {
        let mut behind = 0;
        for (i, span) in spans.enumerate() {
            if span.start() < behind {
                self.fail(
                    format_args!("{list}[{i}]"),
                    format_args!("starts before {list}[{}] ends", i - 1),
                );
            }
            behind = span.end();
        }
    }

    fn ordered<Key: Ord>(&mut self, list: &str, keys: impl Iterator<Item = Key>) {
        let mut last = None;
        for (i, key) in keys.enumerate() {
            if last.is_some_and(|last| last > key) {
                self.fail(
                    format_args!("{list}[{i}]"),
                    format_args!("belongs in front of {list}[{}]", i - 1),
                );
            }
            last = Some(key);
        }
    }

    fn entity(&mut self, path: impl Display, id: Option<EntityId>) {
        if let Some(id) = id.filter(|id| !self.entities.contains(id)) {
            self.fail(path, format_args!("there is no entity {id}"));
        }
    }

    fn within(&mut self, path: impl Display, list: &str, index: usize, length: usize) {
        if index >= length {
            self.fail(
                path,
                format_args!("there is no {list}[{index}], only {length}"),
            );
        }
    }
}
