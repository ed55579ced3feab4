//! Quotations in the shape of the Global Quotation Graph of the GDELT Project: one JSON object a page, with `date`,
//! `url`, `title`, `lang` and `quotes`, each a `pre`, a `quote` and a `post`
//! (<https://blog.gdeltproject.org/announcing-the-global-quotation-graph/>, 2020). Beside these each quotation has the
//! `speaker`, which GDELT leaves out, with `speaker_kind` and `type`.
//!
//! Keeps direct and mixed statements, with at most 100 characters of the text before and behind. Loses all else.

use std::io;

use depesha_model::{Record, SpeakerKind, Statement, StatementType};
use serde::Serialize;

use crate::page::Page;

/// The longest `pre` and `post`, in characters.
const CONTEXT: usize = 100;

#[derive(Serialize)]
struct Article<'r> {
    date: Option<&'r str>,
    url: Option<&'r str>,
    title: Option<&'r str>,
    lang: Option<&'r str>,
    quotes: Vec<Quote<'r>>,
}

#[derive(Serialize)]
struct Quote<'r> {
    pre: &'r str,
    quote: &'r str,
    post: &'r str,
    speaker: Option<&'r str>,
    speaker_kind: SpeakerKind,
    #[serde(rename = "type")]
    kind: StatementType,
}

/// Writes one page on a line; nothing for a page without quotations.
///
/// # Errors
/// The writer's own.
///
/// # Panics
/// When spans do not fit the text; see [`Record::check`].
pub fn write(record: &Record, mut writer: impl io::Write) -> io::Result<()> {
    let page = Page::new(record);
    let quotes: Vec<Quote<'_>> = record
        .statements
        .iter()
        .filter(|statement| is_quoted(statement))
        .flat_map(|statement| quotes(&page, statement))
        .collect();
    if quotes.is_empty() {
        return Ok(());
    }
    let metadata = &record.metadata;
    let article = Article {
        date: metadata.published.as_ref().map(|p| p.value.as_str()),
        url: record.source.uri.as_deref(),
        title: page.title(),
        lang: metadata.language.as_ref().map(|l| language(&l.value)),
        quotes,
    };
    serde_json::to_writer(&mut writer, &article)?;
    writer.write_all(b"\n")
}

fn is_quoted(statement: &Statement) -> bool {
    matches!(statement.kind, StatementType::Direct | StatementType::Mixed)
}

/// GDELT spells languages out.
fn language(code: &str) -> &str {
    match code {
        "ru" => "RUSSIAN",
        other => other,
    }
}

/// A quotation for each piece of the statement.
fn quotes<'r>(page: &Page<'r>, statement: &'r Statement) -> impl Iterator<Item = Quote<'r>> {
    let text = &page.record.text;
    let speaker = page.speaker(statement).map(|entity| entity.name.as_str());
    statement.content.iter().map(move |piece| Quote {
        pre: page.before(*piece, CONTEXT),
        quote: piece.of(text),
        post: page.behind(*piece, CONTEXT),
        speaker,
        speaker_kind: statement.speaker_kind,
        kind: statement.kind,
    })
}
