use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use schemars::JsonSchema;
use serde::Serialize;

use super::documents::DocumentQuery;
use crate::paging::{Found, Paging};
use crate::words::Words;

/// Which statements are looked for: those that all given conditions hold for.
#[derive(Clone, Debug, Default)]
pub struct StatementQuery {
    /// What they say.
    pub words: Option<Words>,
    /// Words of the speaker's name.
    pub speaker: Option<Words>,
    /// The speaker's name, one of these.
    pub names: Vec<String>,
    /// How they are reported.
    pub kind: Option<String>,
    /// In which documents they stand.
    pub documents: DocumentQuery,
}

/// A statement of the database, with what is needed to understand it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "StatementFound")]
pub struct FoundStatement {
    /// The number of the document.
    pub document: i64,
    /// The statement's id in the document.
    pub id: String,
    /// `direct`, `indirect`, `mixed` or `anaphoric`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The reported words.
    pub content: String,
    /// The words that report.
    pub cue: Option<String>,
    /// The words that name the source.
    pub source: Option<String>,
    /// The speaker's name.
    pub speaker_name: Option<String>,
    /// `person`, `organization`, `outlet`, `unnamed` or `unresolved`.
    pub speaker_kind: String,
    /// The rule that read it.
    pub rule: String,
    /// The document's headline.
    pub title: Option<String>,
    /// The document's outlet.
    pub outlet: Option<String>,
    /// When the document was published, in ISO 8601.
    pub published: Option<String>,
    /// Where the words that were looked for stand in `content`, in code points.
    pub highlights: Vec<Highlight>,
}

/// Characters of a text, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Highlight {
    /// The first.
    pub start: usize,
    /// Behind the last.
    pub end: usize,
}

impl StatementQuery {
    /// The conditions in SQL, and the values of their places.
    fn conditions(&self) -> (String, Vec<Value>) {
        let (mut sql, mut values) = self.documents.conditions();
        let asked = [("content", &self.words), ("speaker_name", &self.speaker)];
        let asked: Vec<String> = asked
            .into_iter()
            .filter_map(|(column, words)| Some(words.as_ref()?.in_column(column)))
            .collect();
        if !asked.is_empty() {
            sql +=
                " AND s.rowid IN (SELECT rowid FROM statements_text WHERE statements_text MATCH ?)";
            values.push(Value::Text(asked.join(" AND ")));
        }
        if !self.names.is_empty() {
            sql += " AND s.speaker_name IN (SELECT value FROM json_each(?))";
            values.push(super::list(&self.names));
        }
        if let Some(kind) = &self.kind {
            sql += " AND s.type = ?";
            values.push(Value::Text(kind.clone()));
        }
        (sql, values)
    }
}

/// The statements that are looked for, newest documents first, each in the order of its text.
pub fn statements(
    connection: &Connection,
    query: &StatementQuery,
    paging: Paging,
) -> rusqlite::Result<Found<FoundStatement>> {
    let (conditions, values) = query.conditions();
    let from = format!("FROM statements s JOIN documents d USING (document) WHERE {conditions}");
    let total = connection
        .prepare_cached(&format!("SELECT count(*) {from}"))?
        .query_row(params_from_iter(&values), |row| row.get(0))?;
    // Only the keys are sorted, not the words.
    let sql = format!(
        "SELECT s.document, s.id, s.type, s.content, s.cue, s.source, s.speaker_name, s.speaker_kind, s.rule,
                d.title, d.outlet, d.published
         FROM (SELECT s.rowid AS row, d.published AS day {from}
               ORDER BY d.published DESC NULLS LAST, s.document, s.rowid LIMIT ? OFFSET ?) AS found
         JOIN statements s ON s.rowid = found.row JOIN documents d USING (document)
         ORDER BY found.day DESC NULLS LAST, s.document, s.rowid"
    );
    let mut found = connection.prepare_cached(&sql)?;
    let values = values.into_iter().chain(paging.limits());
    let items = found.query_map(params_from_iter(values), |row| {
        let content: String = row.get(3)?;
        Ok(FoundStatement {
            document: row.get(0)?,
            id: row.get(1)?,
            kind: row.get(2)?,
            highlights: highlights(&content, query.words.as_ref()),
            content,
            cue: row.get(4)?,
            source: row.get(5)?,
            speaker_name: row.get(6)?,
            speaker_kind: row.get(7)?,
            rule: row.get(8)?,
            title: row.get(9)?,
            outlet: row.get(10)?,
            published: row.get(11)?,
        })
    })?;
    Ok(paging.found(total, items.collect::<rusqlite::Result<_>>()?))
}

fn highlights(content: &str, words: Option<&Words>) -> Vec<Highlight> {
    let Some(words) = words else {
        return Vec::new();
    };
    let (mut at, mut characters) = (0, 0);
    let mut count = |byte: usize| {
        characters += content[at..byte].chars().count();
        at = byte;
        characters
    };
    let places = words.places(content).into_iter();
    places
        .map(|span| Highlight {
            start: count(span.start()),
            end: count(span.end()),
        })
        .collect()
}
