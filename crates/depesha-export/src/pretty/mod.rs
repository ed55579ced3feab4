//! A digest for a person at a terminal: what the page is, who said what, who is who. Keeps what fits a glance: page
//! furniture is only counted, references and events are left out.

mod language;
pub(crate) mod sheet;

use std::collections::{HashMap, HashSet};
use std::io;

use depesha_model::{
    Diagnostic, Entity, EntityId, EntityKind, Fact, Mention, MentionId, Phase, Published, Record,
    Role, Rule, Severity, SpeakerKind, Statement, StatementType, Time,
};
use depesha_text::{OffsetMap, OffsetUnit, Span};

pub use language::{Language, UnknownLanguage};
use sheet::{ALERT, HEADING, QUIET, STRONG, Sheet, clean};

/// How the digest looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to use colour (ANSI escape codes).
    pub color: bool,
    /// Columns of the longest line; fewer than 20 count as 20.
    pub width: usize,
    /// The language of the labels.
    pub language: Language,
    /// Whether to show each fact's rule, and the words it was read from with their offsets.
    pub explain: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            color: false,
            width: 80,
            language: Language::default(),
            explain: false,
        }
    }
}

/// Writes the digest; offsets, shown when [`Style::explain`] is set, count `unit`.
///
/// # Errors
/// The writer's own.
///
/// # Panics
/// When spans do not fit the text; see [`Record::check`].
pub fn write(
    record: &Record,
    unit: OffsetUnit,
    style: &Style,
    mut writer: impl io::Write,
) -> io::Result<()> {
    let mut digest = Digest {
        record,
        entities: record.entities.iter().map(|e| (e.id, e)).collect(),
        mentions: record.mentions.iter().map(|m| (m.id, m)).collect(),
        map: OffsetMap::new(&record.text),
        unit,
        style,
        sheet: Sheet::new(style.width, style.color),
    };
    digest.page();
    digest.statements();
    digest.people();
    digest.names(EntityKind::Organization);
    digest.names(EntityKind::Location);
    digest.times();
    digest.rest();
    writer.write_all(digest.sheet.into_string().as_bytes())
}

/// Column of the values beside labels.
const VALUES: usize = 14;

struct Digest<'r> {
    record: &'r Record,
    entities: HashMap<EntityId, &'r Entity>,
    mentions: HashMap<MentionId, &'r Mention>,
    map: OffsetMap<'r>,
    unit: OffsetUnit,
    style: &'r Style,
    sheet: Sheet,
}

impl<'r> Digest<'r> {
    fn say(&self, english: &'static str, russian: &'static str) -> &'static str {
        self.style.language.say(english, russian)
    }

    /// Headline, when, where, source.
    fn page(&mut self) {
        let metadata = &self.record.metadata;
        match &metadata.title {
            Some(title) => {
                let words = self.sheet.paint(STRONG, &clean(&title.value));
                self.sheet.wrapped("", 0, &words);
                self.evidence(0, title.span, &title.rule);
            }
            None => {
                let words = self.say("(no headline)", "(без заголовка)");
                let words = self.sheet.paint(QUIET, words);
                self.sheet.wrapped("", 0, &words);
            }
        }
        self.sheet.blank();
        self.point(
            self.say("Published", "Опубликовано"),
            metadata.published.as_ref(),
        );
        self.point(self.say("Changed", "Изменено"), metadata.modified.as_ref());
        self.fact(
            self.say("Dateline", "Место, дата"),
            metadata.dateline.as_ref(),
            |dateline| {
                let parts = [&dateline.place, &dateline.date, &dateline.agency];
                parts
                    .into_iter()
                    .flatten()
                    .map(String::as_str)
                    .collect::<Vec<_>>()
                    .join(", ")
            },
        );
        self.fact(
            self.say("Outlet", "Издание"),
            metadata.outlet.as_ref(),
            String::clone,
        );
        self.fact(
            self.say("Taken from", "Источник"),
            metadata.origin.as_ref(),
            String::clone,
        );
        for author in &metadata.authors {
            self.fact(self.say("Author", "Автор"), Some(author), String::clone);
        }
        self.fact(
            self.say("Section", "Раздел"),
            metadata.section.as_ref(),
            String::clone,
        );
        self.fact(
            self.say("Views", "Просмотров"),
            metadata.views.as_ref(),
            u64::to_string,
        );
        if let Some(uri) = &self.record.source.uri {
            self.row(self.say("Read from", "Прочитано из"), &clean(uri));
        }
    }

    fn point(&mut self, label: &str, point: Option<&Published>) {
        if let Some(point) = point {
            let value = clean(&point.value).replace('T', " ");
            let value = self.with_mark(value, point.inferred);
            self.row(label, &value);
            self.evidence(VALUES, point.span, &point.rule);
        }
    }

    fn fact<T>(&mut self, label: &str, fact: Option<&Fact<T>>, show: impl Fn(&T) -> String) {
        if let Some(fact) = fact {
            self.row(label, &clean(&show(&fact.value)));
            self.evidence(VALUES, fact.span, &fact.rule);
        }
    }

    fn row(&mut self, label: &str, value: &str) {
        let label = self.sheet.paint(QUIET, &format!("{label:VALUES$}"));
        self.sheet.wrapped(&label, VALUES, value);
    }

    fn with_mark(&self, value: String, inferred: bool) -> String {
        match inferred {
            true => format!(
                "{value} {}",
                self.sheet
                    .paint(ALERT, self.say("(inferred)", "(выведено)"))
            ),
            false => value,
        }
    }

    /// Who said what.
    fn statements(&mut self) {
        let record = self.record;
        self.heading(
            self.say("Who said what", "Кто что сказал"),
            record.statements.len(),
        );
        for (i, statement) in record.statements.iter().enumerate() {
            if i > 0 {
                self.sheet.blank();
            }
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Statement) {
        let mut head = self.speaker(statement);
        if let Some(cue) = statement.cue {
            head += &format!(" · {}", self.words(cue));
        }
        if let Some(addressee) = statement.addressee.and_then(|id| self.entities.get(&id)) {
            head += &format!(" → {}", clean(&addressee.name));
        }
        let kind = match statement.kind {
            StatementType::Direct => self.say("direct", "прямая речь"),
            StatementType::Indirect => self.say("indirect", "пересказ"),
            StatementType::Mixed => self.say("mixed", "пересказ с цитатой"),
            StatementType::Anaphoric => self.say("anaphoric", "по соседней фразе"),
        };
        head += &self.sheet.paint(QUIET, &format!(" [{kind}]"));
        self.sheet.wrapped("  ", 4, &head);

        let pieces: Vec<String> = statement
            .content
            .iter()
            .map(|piece| self.words(*piece))
            .collect();
        let content = pieces.join(" … ");
        match statement.kind {
            StatementType::Direct => self.sheet.wrapped("    «", 5, &format!("{content}»")),
            _ => self.sheet.wrapped("    ", 4, &content),
        }
        self.explain_statement(statement);
    }

    /// The speaker's name; without one the page's own words for the source.
    fn speaker(&self, statement: &Statement) -> String {
        if let Some(entity) = statement.speaker.and_then(|id| self.entities.get(&id)) {
            return self.sheet.paint(STRONG, &clean(&entity.name));
        }
        let source = match statement.source {
            Some(source) => self.words(source),
            None => self.say("not named", "не назван").to_owned(),
        };
        match statement.speaker_kind {
            SpeakerKind::Unresolved => {
                let mark = self.say("(who?)", "(кто?)");
                format!("{source} {}", self.sheet.paint(ALERT, mark))
            }
            _ => source,
        }
    }

    fn explain_statement(&mut self, statement: &Statement) {
        if !self.style.explain {
            return;
        }
        let pieces: Vec<String> = statement
            .content
            .iter()
            .map(|piece| self.offsets(*piece))
            .collect();
        let mut line = format!("{} {}", self.say("content", "слова"), pieces.join(", "));
        let parts = [
            (self.say("cue", "указание"), statement.cue),
            (self.say("source", "источник"), statement.source),
        ];
        for (label, span) in parts {
            if let Some(span) = span {
                line += &format!(" · {label} {} «{}»", self.offsets(span), self.words(span));
            }
        }
        self.quiet(4, &format!("{} · {line}", statement.rule));
        if let Some(rule) = &statement.speaker_rule {
            self.quiet(
                4,
                &format!(
                    "{rule} · {}",
                    self.say("finds the speaker", "находит говорящего")
                ),
            );
        }
    }

    /// Who is who: the people, most often named first, with their posts.
    fn people(&mut self) {
        let mut roles: HashMap<EntityId, Vec<&'r Role>> = HashMap::new();
        for role in &self.record.roles {
            roles.entry(role.person).or_default().push(role);
        }
        let people = self.by_mentions(EntityKind::Person);
        if people.is_empty() {
            return;
        }
        self.heading(self.say("Who is who", "Кто есть кто"), people.len());
        for person in people {
            let roles = roles.get(&person.id).map_or(&[][..], Vec::as_slice);
            let posts = distinct(roles.iter().map(|role| self.post(role)));
            let mut line = self.named(person);
            if !posts.is_empty() {
                line += &format!(" — {}", posts.join("; "));
            }
            self.sheet.wrapped("  ", 4, &line);
            for role in roles {
                self.evidence(4, Some(role.span), &role.rule);
            }
            self.explain_mentions(person);
        }
    }

    fn post(&self, role: &Role) -> String {
        let mut post = clean(&role.title);
        if let Some(organization) = role.organization.and_then(|id| self.entities.get(&id)) {
            post += &format!(", {}", clean(&organization.name));
        }
        match role.phase {
            Phase::Current => post,
            Phase::Former => format!("{post} {}", self.say("(former)", "(в прошлом)")),
            Phase::Acting => format!("{post} {}", self.say("(acting)", "(исполняет обязанности)")),
            Phase::Future => format!("{post} {}", self.say("(future)", "(в будущем)")),
        }
    }

    /// Organisations or places: one paragraph, or one line each when explained.
    fn names(&mut self, kind: EntityKind) {
        let entities = self.by_mentions(kind);
        if entities.is_empty() {
            return;
        }
        let heading = match kind {
            EntityKind::Person => self.say("People", "Люди"),
            EntityKind::Organization => self.say("Organisations", "Организации"),
            EntityKind::Location => self.say("Places", "Места"),
        };
        self.heading(heading, entities.len());
        if self.style.explain {
            for entity in entities {
                let name = self.named(entity);
                self.sheet.wrapped("  ", 4, &name);
                self.explain_mentions(entity);
            }
        } else {
            let names: Vec<String> = entities
                .into_iter()
                .map(|entity| self.named(entity))
                .collect();
            self.sheet.wrapped("  ", 2, &names.join(", "));
        }
    }

    fn by_mentions(&self, kind: EntityKind) -> Vec<&'r Entity> {
        let of_kind = self
            .record
            .entities
            .iter()
            .filter(|entity| entity.kind == kind);
        let mut entities: Vec<&Entity> = of_kind.collect();
        entities.sort_by_key(|entity| std::cmp::Reverse(entity.mentions.len()));
        entities
    }

    fn named(&self, entity: &Entity) -> String {
        let count = format!("×{}", entity.mentions.len());
        let name = self.sheet.paint(STRONG, &clean(&entity.name));
        format!("{name} {}", self.sheet.paint(QUIET, &count))
    }

    fn explain_mentions(&mut self, entity: &Entity) {
        for id in &entity.mentions {
            if let Some(mention) = self.mentions.get(id) {
                self.evidence(4, Some(mention.span), &mention.rule);
            }
        }
    }

    /// When: each value once, with all the words that say it.
    fn times(&mut self) {
        let record = self.record;
        if record.times.is_empty() {
            return;
        }
        let mut rows: Vec<(&str, Vec<&Time>)> = Vec::new();
        let mut row_of: HashMap<&str, usize> = HashMap::new();
        for time in &record.times {
            let row = *row_of.entry(&time.value).or_insert_with(|| {
                rows.push((&time.value, Vec::new()));
                rows.len() - 1
            });
            rows[row].1.push(time);
        }
        self.heading(self.say("When", "Когда"), rows.len());
        for (value, times) in rows {
            let phrases = distinct(
                times
                    .iter()
                    .map(|time| self.with_mark(self.words(time.span), time.inferred)),
            );
            let value = clean(value);
            self.sheet.wrapped(
                "  ",
                4,
                &format!(
                    "{} — {}",
                    self.sheet.paint(STRONG, &value),
                    phrases.join(", ")
                ),
            );
            for time in times {
                self.evidence(4, Some(time.span), &time.rule);
            }
        }
    }

    /// What is only counted: page furniture, and diagnostics unless they are explained.
    fn rest(&mut self) {
        let record = self.record;
        let furniture = record
            .blocks
            .iter()
            .filter(|block| block.kind.is_furniture())
            .count();
        if self.style.explain && !record.diagnostics.is_empty() {
            self.heading(self.say("Remarks", "Замечания"), record.diagnostics.len());
            for diagnostic in &record.diagnostics {
                self.diagnostic(diagnostic);
            }
        }
        let mut counts = Vec::new();
        if furniture > 0 {
            counts.push(format!(
                "{} {furniture}",
                self.say("page furniture:", "служебных строк:")
            ));
        }
        if !self.style.explain && !record.diagnostics.is_empty() {
            counts.push(format!(
                "{} {}",
                self.say("remarks:", "замечаний:"),
                record.diagnostics.len()
            ));
        }
        if !counts.is_empty() {
            self.sheet.blank();
            self.quiet(0, &counts.join(" · "));
        }
    }

    fn diagnostic(&mut self, diagnostic: &Diagnostic) {
        let (severity, style) = match diagnostic.severity {
            Severity::Info => (self.say("note", "заметка"), QUIET),
            Severity::Warning => (self.say("warning", "внимание"), ALERT),
            Severity::Error => (self.say("error", "ошибка"), ALERT),
        };
        let place = diagnostic.span.map_or(String::new(), |span| {
            format!(" · {} «{}»", self.offsets(span), self.words(span))
        });
        let severity = self.sheet.paint(style, severity);
        let message = clean(&diagnostic.message);
        self.sheet.wrapped(
            "  ",
            4,
            &format!("{severity} {message} [{}]{place}", clean(&diagnostic.code)),
        );
    }

    fn heading(&mut self, heading: &str, count: usize) {
        let count = self.sheet.paint(QUIET, &format!("({count})"));
        let line = format!("{} {count}", self.sheet.paint(HEADING, heading));
        self.sheet.blank();
        self.sheet.wrapped("", 0, &line);
    }

    /// The rule of a fact and the words it was read from, when they are asked for.
    fn evidence(&mut self, indent: usize, span: Option<Span>, rule: &Rule) {
        if !self.style.explain {
            return;
        }
        let line = match span {
            Some(span) => format!("{rule} · {} «{}»", self.offsets(span), self.words(span)),
            None => format!(
                "{rule} · {}",
                self.say("from outside the text", "не из текста")
            ),
        };
        self.quiet(indent, &line);
    }

    fn quiet(&mut self, indent: usize, line: &str) {
        let line = self.sheet.paint(QUIET, line);
        self.sheet.wrapped(&" ".repeat(indent), indent + 2, &line);
    }

    fn words(&self, span: Span) -> String {
        clean(span.of(&self.record.text))
    }

    fn offsets(&self, span: Span) -> String {
        let [start, end] = [span.start(), span.end()].map(|byte| self.map.to(self.unit, byte));
        format!("{start}–{end}")
    }
}

/// Each line once, in the order of their first appearance.
pub(crate) fn distinct(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    lines.filter(|line| seen.insert(line.clone())).collect()
}

#[cfg(test)]
mod tests;
