//! A digest in Markdown ([CommonMark 0.31](https://spec.commonmark.org/0.31.2/)): what the page is, who said what, who is
//! who, for notes and pull requests. Keeps what fits a glance; loses spans and rules, posts of the past and future, cues,
//! events.

use std::io;

use depesha_model::{Entity, EntityKind, Record, Role, Statement, StatementType};

use crate::page::Page;
use crate::pretty::sheet::clean;
use crate::pretty::{Language, distinct};

/// Writes one page; headings have two levels.
///
/// # Errors
/// The writer's own.
///
/// # Panics
/// When spans do not fit the text; see [`Record::check`].
pub fn write(record: &Record, language: Language, mut writer: impl io::Write) -> io::Result<()> {
    let page = Page::new(record);
    let title = page.title().map(plain);
    let untitled = language.say("(no headline)", "(без заголовка)");
    writeln!(writer, "# {}\n", title.as_deref().unwrap_or(untitled))?;
    let facts = facts(&page);
    if !facts.is_empty() {
        writeln!(writer, "{}\n", facts.join(" · "))?;
    }
    let statements = record
        .statements
        .iter()
        .map(|s| statement(&page, s, language));
    let heading = language.say("Who said what", "Кто что сказал");
    list(&mut writer, heading, statements.collect())?;
    let sections = [
        (EntityKind::Person, "Who is who", "Кто есть кто"),
        (EntityKind::Organization, "Organisations", "Организации"),
        (EntityKind::Location, "Places", "Места"),
    ];
    for (kind, english, russian) in sections {
        let named = page.named().filter(|entity| entity.kind == kind);
        let lines = named.map(|e| who(&page, e)).collect();
        list(&mut writer, language.say(english, russian), lines)?;
    }
    let times = record.times.iter();
    let times =
        times.map(|time| format!("{} — {}", plain(&time.value), plain(page.words(time.span))));
    list(&mut writer, language.say("When", "Когда"), times.collect())
}

/// A section, unless there is nothing in it; a line that is there twice stands once.
fn list(mut writer: impl io::Write, heading: &str, lines: Vec<String>) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(writer, "## {heading}\n")?;
    for line in distinct(lines.into_iter()) {
        writeln!(writer, "- {line}")?;
    }
    writeln!(writer)
}

/// When, where, by whom.
fn facts(page: &Page<'_>) -> Vec<String> {
    let metadata = &page.record.metadata;
    let published = metadata
        .published
        .as_ref()
        .map(|p| p.value.replace('T', " "));
    let place = metadata
        .dateline
        .as_ref()
        .and_then(|d| d.value.place.clone());
    let outlet = metadata.outlet.as_ref().map(|o| o.value.clone());
    let origin = metadata.origin.as_ref().map(|o| o.value.clone());
    let facts = [published, place, outlet, origin].into_iter().flatten();
    let mut facts: Vec<String> = distinct(facts.map(|fact| plain(&fact)));
    // An address is safe between these: it has neither of them, nor white space.
    facts.extend(page.url().map(|url| format!("<{url}>")));
    facts
}

fn statement(page: &Page<'_>, statement: &Statement, language: Language) -> String {
    let speaker = page.speaker(statement).map(|entity| entity.name.as_str());
    let source = statement.source.map(|span| page.words(span));
    let unnamed = language.say("not named", "не назван");
    let speaker = plain(speaker.or(source).unwrap_or(unnamed));
    let content = plain(&page.content(statement));
    match statement.kind {
        StatementType::Direct => format!("**{speaker}**: «{content}»"),
        _ => format!("**{speaker}**: {content}"),
    }
}

/// A name and what is known of it.
fn who(page: &Page<'_>, entity: &Entity) -> String {
    let posts = page.posts(entity.id).iter().map(|role| post(page, role));
    let posts = distinct(posts);
    let name = plain(&entity.name);
    match posts.is_empty() {
        true => name,
        false => format!("**{name}** — {}", posts.join("; ")),
    }
}

fn post(page: &Page<'_>, role: &Role) -> String {
    let title = plain(&role.title);
    match role.organization.and_then(|id| page.entity(id)) {
        Some(organization) => format!("{title}, {}", plain(&organization.name)),
        None => title,
    }
}

/// Words of the page on one line, in which nothing is a mark of Markdown or HTML.
fn plain(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for c in clean(words).chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!'
        ) {
            line.push('\\');
        }
        line.push(c);
    }
    line
}
