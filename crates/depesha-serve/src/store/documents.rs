use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use schemars::JsonSchema;
use serde::Serialize;

use super::speakers::Count;
use crate::paging::{Found, Paging};

/// Which documents are looked for: those that all given conditions hold for.
#[derive(Clone, Debug, Default)]
pub struct DocumentQuery {
    /// Whose page it is.
    pub outlet: Option<String>,
    /// The first day of publication, in ISO 8601.
    pub from: Option<String>,
    /// The last day of publication.
    pub to: Option<String>,
    /// Whether copies and near copies of earlier documents are wanted too.
    pub copies: bool,
}

/// A document of the database, without its text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Document")]
pub struct DocumentSummary {
    /// Its number.
    pub document: i64,
    /// Its path or address.
    pub uri: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Whose page it is.
    pub outlet: Option<String>,
    /// When it was published, in ISO 8601.
    pub published: Option<String>,
    /// How many characters its text has.
    pub characters: i64,
    /// How many statements it has.
    pub statements: i64,
    /// The earlier document that it repeats, word by word or nearly so.
    pub copy_of: Option<i64>,
}

impl DocumentQuery {
    /// The conditions in SQL on `documents d`, and the values of their places.
    pub fn conditions(&self) -> (String, Vec<Value>) {
        let mut sql = "TRUE".to_owned();
        let mut values = Vec::new();
        let compared = [
            ("d.outlet = ?", &self.outlet),
            ("substr(d.published, 1, 10) >= ?", &self.from),
            ("substr(d.published, 1, 10) <= ?", &self.to),
        ];
        for (condition, value) in compared {
            if let Some(value) = value {
                sql = format!("{sql} AND {condition}");
                values.push(Value::Text(value.clone()));
            }
        }
        if !self.copies {
            sql += " AND d.duplicate_of IS NULL AND d.near_duplicate_of IS NULL";
        }
        (sql, values)
    }
}

/// The documents that are looked for, newest first.
pub fn documents(
    connection: &Connection,
    query: &DocumentQuery,
    paging: Paging,
) -> rusqlite::Result<Found<DocumentSummary>> {
    let (conditions, values) = query.conditions();
    let total = connection
        .prepare_cached(&format!(
            "SELECT count(*) FROM documents d WHERE {conditions}"
        ))?
        .query_row(params_from_iter(&values), |row| row.get(0))?;
    let mut found = connection.prepare_cached(&format!(
        "SELECT d.document, d.uri, d.title, d.outlet, d.published, d.characters,
                (SELECT count(*) FROM statements s WHERE s.document = d.document),
                coalesce(d.duplicate_of, d.near_duplicate_of)
         FROM documents d WHERE {conditions}
         ORDER BY d.published DESC NULLS LAST, d.document LIMIT ? OFFSET ?"
    ))?;
    let values = values.into_iter().chain(paging.limits());
    let items = found.query_map(params_from_iter(values), |row| {
        Ok(DocumentSummary {
            document: row.get(0)?,
            uri: row.get(1)?,
            title: row.get(2)?,
            outlet: row.get(3)?,
            published: row.get(4)?,
            characters: row.get(5)?,
            statements: row.get(6)?,
            copy_of: row.get(7)?,
        })
    })?;
    Ok(paging.found(total, items.collect::<rusqlite::Result<_>>()?))
}

/// The outlets with most documents.
pub fn outlets(connection: &Connection) -> rusqlite::Result<Vec<Count>> {
    const MOST: usize = 100;
    let sql = format!(
        "SELECT outlet, count(*) AS pages FROM documents WHERE outlet IS NOT NULL
         GROUP BY outlet ORDER BY pages DESC, outlet LIMIT {MOST}"
    );
    Count::all(connection, &sql, [])
}
