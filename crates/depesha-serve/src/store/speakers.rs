use std::cmp::Reverse;
use std::collections::HashMap;

use depesha_text::words;
use rusqlite::{Connection, OptionalExtension, Params};
use schemars::JsonSchema;
use serde::Serialize;

use super::list;
use crate::paging::{Found, Paging};

/// How many rows the lists of a profile have at most.
const MOST: usize = 20;

/// Which speakers are looked for: those that all given conditions hold for.
#[derive(Clone, Debug, Default)]
pub struct SpeakerQuery {
    /// Beginnings of words of one of their names, in any order.
    pub name: Option<String>,
    /// `person`, `organization` or `outlet`.
    pub kind: Option<String>,
}

/// Somebody who is quoted. Names of the same Wikidata item are one speaker; other names are speakers of their own, even
/// when two people bear one.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Speaker {
    /// The name that most of the statements are under.
    pub name: String,
    /// Their other names.
    pub aliases: Vec<String>,
    /// `person`, `organization` or `outlet`: what most of the statements say.
    pub kind: String,
    /// Their Wikidata item.
    pub wikidata: Option<String>,
    /// How many statements they make.
    pub statements: i64,
    /// In how many documents.
    pub documents: i64,
}

/// What a database knows of a speaker.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Profile {
    /// Who it is.
    #[serde(flatten)]
    pub speaker: Speaker,
    /// The first and the last day on which a document with a statement was published, in ISO 8601.
    pub days: Option<[String; 2]>,
    /// How many statements are reported how: `direct`, `indirect`, …
    pub types: Vec<Count>,
    /// In whose pages, and in how many statements.
    pub outlets: Vec<Count>,
    /// The offices that pages give them.
    pub roles: Vec<Office>,
    /// Whom and what their statements mention, and how many do.
    pub about: Vec<Count>,
    /// Whose statements mention them, and how many do.
    pub mentioned_by: Vec<Count>,
}

/// How often there is something of this name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Count {
    /// The name.
    pub name: String,
    /// How often.
    pub count: i64,
}

impl Count {
    /// The rows of a question for names and counts.
    pub(super) fn all(
        connection: &Connection,
        sql: &str,
        values: impl Params,
    ) -> rusqlite::Result<Vec<Self>> {
        let mut counts = connection.prepare_cached(sql)?;
        let counts = counts.query_map(values, |row| {
            Ok(Self {
                name: row.get(0)?,
                count: row.get(1)?,
            })
        })?;
        counts.collect()
    }
}

/// An office that pages give somebody.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Office {
    /// The office in the nominative.
    pub title: String,
    /// Where it is held.
    pub organization: Option<String>,
    /// `current`, `former`, `acting` or `future`.
    pub phase: String,
    /// In how many documents.
    pub documents: i64,
}

/// The speakers that are looked for, those with most statements first.
pub fn speakers(
    connection: &Connection,
    query: &SpeakerQuery,
    paging: Paging,
) -> rusqlite::Result<Found<Speaker>> {
    let mut names = connection.prepare_cached(
        "SELECT speaker_name, speaker_kind, count(*), count(DISTINCT document) FROM statements
         WHERE speaker_name IS NOT NULL GROUP BY speaker_name, speaker_kind",
    )?;
    let names = names.query_map([], named)?;
    let names: Vec<Named> = names.collect::<rusqlite::Result<_>>()?;
    let mut joined = join(names, &items(connection)?);
    joined.retain(|speaker| query.means(speaker));
    joined.sort_by(|a, b| (Reverse(a.statements), &a.name).cmp(&(Reverse(b.statements), &b.name)));
    Ok(paging.of(joined))
}

impl SpeakerQuery {
    fn means(&self, speaker: &Speaker) -> bool {
        let is_kind = self.kind.as_ref().is_none_or(|kind| *kind == speaker.kind);
        let is_name = |name: &str| {
            let own: Vec<_> = words(name).map(|(_, word)| word).collect();
            let asked = self.name.as_deref().unwrap_or_default();
            words(asked).all(|(_, word)| own.iter().any(|own| own.starts_with(&*word)))
        };
        let mut names = std::iter::once(&speaker.name).chain(&speaker.aliases);
        is_kind && names.any(|name| is_name(name))
    }
}

/// The statements under one name and of one kind of source.
struct Named {
    name: String,
    kind: String,
    statements: i64,
    documents: i64,
}

fn named(row: &rusqlite::Row<'_>) -> rusqlite::Result<Named> {
    Ok(Named {
        name: row.get(0)?,
        kind: row.get(1)?,
        statements: row.get(2)?,
        documents: row.get(3)?,
    })
}

/// The Wikidata item of each name that has one; a name with several items is none's.
fn items(connection: &Connection) -> rusqlite::Result<HashMap<String, String>> {
    let mut items = connection.prepare_cached(
        "SELECT name, max(wikidata) FROM entities WHERE wikidata IS NOT NULL
         GROUP BY name HAVING min(wikidata) = max(wikidata)",
    )?;
    let items = items.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    items.collect()
}

/// Makes speakers of names.
fn join(mut names: Vec<Named>, items: &HashMap<String, String>) -> Vec<Speaker> {
    // The name with most statements comes first, and gives its speaker the name and the kind.
    names.sort_by(|a, b| (Reverse(a.statements), &a.name).cmp(&(Reverse(b.statements), &b.name)));
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for Named {
        name,
        kind,
        statements,
        documents,
    } in names
    {
        let item = items.get(&name);
        let key = item.unwrap_or(&name).clone();
        let place = *places.entry(key).or_insert(speakers.len());
        match speakers.get_mut(place) {
            Some(speaker) => {
                speaker.statements += statements;
                speaker.documents += documents;
                if speaker.name != name && !speaker.aliases.contains(&name) {
                    speaker.aliases.push(name);
                }
            }
            None => speakers.push(Speaker {
                aliases: Vec::new(),
                kind,
                wikidata: item.cloned(),
                statements,
                documents,
                name,
            }),
        }
    }
    speakers
}

/// The speaker of this name, whichever of their names it is; `None` when nobody of this name speaks.
pub fn profile(connection: &Connection, name: &str) -> rusqlite::Result<Option<Profile>> {
    let (names, item) = names_of(connection, name)?;
    let names = list(&names);
    let mut said = connection.prepare_cached(
        "SELECT speaker_name, speaker_kind, count(*), count(DISTINCT document) FROM statements
         WHERE speaker_name IN (SELECT value FROM json_each(?)) GROUP BY speaker_name, speaker_kind",
    )?;
    let said = said.query_map([&names], named)?;
    let said: Vec<Named> = said.collect::<rusqlite::Result<_>>()?;
    let of_item = said
        .iter()
        .filter_map(|named| Some((named.name.clone(), item.clone()?)));
    let of_item = of_item.collect();
    let Some(speaker) = join(said, &of_item).into_iter().next() else {
        return Ok(None);
    };
    // Who and what is named in a statement: names and other words within its pieces, taken together.
    let count = |sql: &str| Count::all(connection, &format!("{sql} LIMIT {MOST}"), [&names]);
    Ok(Some(Profile {
        speaker,
        days: days(connection, &names)?,
        types: count(
            "SELECT type, count(*) AS n FROM statements
             WHERE speaker_name IN (SELECT value FROM json_each(?)) GROUP BY type ORDER BY n DESC, type",
        )?,
        outlets: count(
            "SELECT d.outlet, count(*) AS n FROM statements s JOIN documents d USING (document)
             WHERE s.speaker_name IN (SELECT value FROM json_each(?)) AND d.outlet IS NOT NULL
             GROUP BY d.outlet ORDER BY n DESC, d.outlet",
        )?,
        roles: roles(connection, &names)?,
        about: count(
            "SELECT e.name, count(DISTINCT s.rowid) AS n FROM statements s
             JOIN mentions m ON m.document = s.document AND m.start >= s.start AND m.\"end\" <= s.\"end\"
             JOIN entities e ON e.document = m.document AND e.id = m.entity
             WHERE s.speaker_name IN (SELECT value FROM json_each(?1))
               AND e.name NOT IN (SELECT value FROM json_each(?1))
             GROUP BY e.name ORDER BY n DESC, e.name",
        )?,
        mentioned_by: count(
            "SELECT s.speaker_name, count(DISTINCT s.rowid) AS n FROM entities e
             JOIN mentions m ON m.document = e.document AND m.entity = e.id
             JOIN statements s ON s.document = m.document AND m.start >= s.start AND m.\"end\" <= s.\"end\"
             WHERE e.name IN (SELECT value FROM json_each(?1)) AND s.speaker_name IS NOT NULL
               AND s.speaker_name NOT IN (SELECT value FROM json_each(?1))
             GROUP BY s.speaker_name ORDER BY n DESC, s.speaker_name",
        )?,
    }))
}

/// All names of the one who bears this name, and their Wikidata item.
fn names_of(
    connection: &Connection,
    name: &str,
) -> rusqlite::Result<(Vec<String>, Option<String>)> {
    let own = || vec![name.to_owned()];
    let mut item = connection.prepare_cached(
        "SELECT max(wikidata) FROM entities WHERE name = ? AND wikidata IS NOT NULL
         HAVING min(wikidata) = max(wikidata)",
    )?;
    let Some(item) = item
        .query_row([name], |row| row.get::<_, String>(0))
        .optional()?
    else {
        return Ok((own(), None));
    };
    let mut names = connection.prepare_cached(
        "SELECT name FROM entities WHERE name IN (SELECT name FROM entities WHERE wikidata = ?)
           AND wikidata IS NOT NULL
         GROUP BY name HAVING min(wikidata) = max(wikidata)",
    )?;
    let names = names.query_map([&item], |row| row.get(0))?;
    Ok((names.collect::<rusqlite::Result<_>>()?, Some(item)))
}

fn days(
    connection: &Connection,
    names: &rusqlite::types::Value,
) -> rusqlite::Result<Option<[String; 2]>> {
    let mut days = connection.prepare_cached(
        "SELECT min(substr(d.published, 1, 10)), max(substr(d.published, 1, 10))
         FROM statements s JOIN documents d USING (document)
         WHERE s.speaker_name IN (SELECT value FROM json_each(?))",
    )?;
    let (first, last): (Option<String>, Option<String>) =
        days.query_row([names], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(first.zip(last).map(|(first, last)| [first, last]))
}

fn roles(connection: &Connection, names: &rusqlite::types::Value) -> rusqlite::Result<Vec<Office>> {
    let mut roles = connection.prepare_cached(&format!(
        "SELECT r.title, r.organization_name, r.phase, count(DISTINCT r.document) AS n
         FROM entities e JOIN roles r ON r.document = e.document AND r.person = e.id
         WHERE e.name IN (SELECT value FROM json_each(?))
         GROUP BY r.title, r.organization_name, r.phase ORDER BY n DESC, r.title LIMIT {MOST}"
    ))?;
    let roles = roles.query_map([names], |row| {
        Ok(Office {
            title: row.get(0)?,
            organization: row.get(1)?,
            phase: row.get(2)?,
            documents: row.get(3)?,
        })
    })?;
    roles.collect()
}
