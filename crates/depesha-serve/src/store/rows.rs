//! All rows of a document, and the record that they were made from, as far as they tell it.

use std::collections::HashMap;

use depesha::export::tables::{Kind, Table, tables};
use depesha::model::SCHEMA;
use depesha::{Lexicon, OffsetUnit, Reader, Record};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::{Map, Value, json};

/// The rows of a document in each table, by the table's name; a row has its columns by theirs.
#[derive(Clone, Debug)]
pub struct Rows(pub Map<String, Value>);

/// The rows of a document; `None` when there is none of this number.
pub fn rows(connection: &Connection, document: i64) -> rusqlite::Result<Option<Rows>> {
    let mut all = Map::new();
    for table in tables() {
        let rows = rows_of(connection, &table, document)?;
        all.insert(table.name.to_owned(), Value::Array(rows));
    }
    let Some(Value::Array(documents)) = all.remove("documents") else {
        return Ok(None);
    };
    let Some(document) = documents.into_iter().next() else {
        return Ok(None);
    };
    all.insert("document".to_owned(), document);
    Ok(Some(Rows(all)))
}

fn rows_of(connection: &Connection, table: &Table, document: i64) -> rusqlite::Result<Vec<Value>> {
    let columns: Vec<_> = table
        .columns
        .iter()
        .map(|c| format!("\"{}\"", c.name))
        .collect();
    let sql = format!(
        "SELECT {} FROM {} WHERE document = ? ORDER BY rowid",
        columns.join(", "),
        table.name
    );
    let mut rows = connection.prepare_cached(&sql)?;
    let rows = rows.query_map([document], |row| {
        let cells = table.columns.iter().enumerate();
        let cells = cells.map(|(at, column)| {
            let cell = cell(row.get_ref(at)?, column.kind);
            Ok((column.name.to_owned(), cell))
        });
        Ok(Value::Object(cells.collect::<rusqlite::Result<_>>()?))
    })?;
    rows.collect()
}

/// A cell as JSON has it.
fn cell(cell: ValueRef<'_>, kind: Kind) -> Value {
    match cell {
        ValueRef::Integer(number) if kind == Kind::Boolean => (number != 0).into(),
        ValueRef::Integer(number) => number.into(),
        ValueRef::Text(text) => {
            let text = String::from_utf8_lossy(text);
            match kind {
                Kind::List => serde_json::from_str(&text).unwrap_or_else(|_| json!([])),
                _ => text.into_owned().into(),
            }
        }
        _ => Value::Null,
    }
}

impl Rows {
    /// The rows of a table.
    fn of(&self, table: &str) -> impl Iterator<Item = &Value> {
        let rows = self.0.get(table).and_then(Value::as_array);
        rows.into_iter().flatten()
    }

    /// The record that the rows tell. Its blocks and sentences are read anew from the text, as no table has them; what
    /// else none has is empty: diagnostics, the places of metadata, the words for the parts in events.
    ///
    /// `None` when rows contradict each other, as only those of a damaged database do.
    pub fn record(&self, reader: &Reader) -> Option<Record> {
        let document = self.0.get("document")?;
        let text = document["text"].as_str()?;
        let layout = reader
            .read_text(text)
            .to_json(OffsetUnit::Char, Default::default())
            .ok()?;
        let mut record: Value = serde_json::from_str(&layout).ok()?;
        let sentences = record["sentences"].take();
        let mentions = self.mentions();
        let told = json!({
            "schema": SCHEMA,
            "source": source(document),
            "metadata": metadata(document),
            "mentions": self.of("mentions").filter(|row| row["form"] == "name").map(mention).collect::<Vec<_>>(),
            "references": self.of("mentions").filter(|row| row["form"] != "name").map(reference).collect::<Vec<_>>(),
            "entities": self.of("entities").map(|row| entity(row, &mentions)).collect::<Vec<_>>(),
            "roles": self.of("roles").map(role).collect::<Vec<_>>(),
            "times": self.of("times").map(time).collect::<Vec<_>>(),
            "statements": self.of("statements").map(|row| statement(row, &sentences)).collect::<Vec<_>>(),
            "events": self.events(),
            "diagnostics": [],
            "sentences": sentences,
        });
        for (field, value) in told.as_object()? {
            record[field] = value.clone();
        }
        Record::from_json(&record.to_string()).ok()
    }

    /// The ids of the mentions of each entity, by its id.
    fn mentions(&self) -> HashMap<&str, Vec<&str>> {
        let mut mentions: HashMap<&str, Vec<&str>> = HashMap::new();
        for row in self.of("mentions") {
            if let (Some(entity), Some(id)) = (row["entity"].as_str(), row["id"].as_str()) {
                mentions.entry(entity).or_default().push(id);
            }
        }
        mentions
    }

    fn events(&self) -> Vec<Value> {
        let lexicon = Lexicon::builtin();
        let event = |row: &Value| {
            let types = lexicon.plover().iter();
            let kind = types
                .clone()
                .find(|kind| row["type"] == kind.event.as_str())?;
            let arguments = [("actor", "actors"), ("recipient", "recipients")];
            let arguments = arguments.iter().flat_map(|(role, list)| {
                let entities = row[*list].as_array().into_iter().flatten();
                entities.map(move |entity| argument(role, entity))
            });
            Some(json!({
                "id": row["id"],
                "type": row["type"],
                "mode": row["mode"],
                "quad": kind.quad.as_str(),
                "score": f64::from(kind.score) / 10.0,
                "actors": row["actors"],
                "recipients": row["recipients"],
                "arguments": arguments.collect::<Vec<_>>(),
                "trigger": span(row, ["start", "end"]),
                "time": row["time"],
                "place": row["place"],
                "status": row["status"],
                "statement": row["statement"],
                "same_as": null,
                "rule": row["rule"],
            }))
        };
        self.of("events").filter_map(event).collect()
    }
}

/// What the rules of facts are called that a table tells without a rule.
const TABLE: &str = "table";

fn source(document: &Value) -> Value {
    let record = match &document["input"] {
        Value::Null => Value::Null,
        input => json!({ "input": input, "index": document["input_record"], "offset": 0 }),
    };
    json!({
        "uri": document["uri"],
        "id": document["id"],
        "record": record,
        "media_type": document["media_type"],
        "encoding": document["encoding"],
        "sha256": document["sha256"],
        "offset_unit": OffsetUnit::Char.as_str(),
        "document": document["document"],
        "duplicate_of": document["duplicate_of"],
        "near_duplicate_of": document["near_duplicate_of"],
    })
}

fn metadata(document: &Value) -> Value {
    let fact = |value: &Value| match value {
        Value::Null => Value::Null,
        value => json!({ "value": value, "span": null, "rule": TABLE }),
    };
    let authors = document["authors"].as_array().into_iter().flatten();
    let moment = |value: &Value, precision: &Value, inferred: bool| match value {
        Value::Null => Value::Null,
        value => json!({
            "value": value,
            "precision": precision,
            "span": null,
            "rule": TABLE,
            "inferred": inferred,
        }),
    };
    let modified = &document["modified"];
    let precision = match modified.as_str().map_or(0, str::len) {
        ..=10 => "day",
        _ => "minute",
    };
    let line = ["place", "date", "agency"].map(|part| &document[format!("dateline_{part}")]);
    let dateline = match line.iter().all(|part| part.is_null()) {
        true => Value::Null,
        false => json!({ "place": line[0], "date": line[1], "agency": line[2] }),
    };
    json!({
        "url": null,
        "title": fact(&document["title"]),
        "published": moment(
            &document["published"],
            &document["published_precision"],
            document["published_inferred"] == true,
        ),
        "modified": moment(modified, &precision.into(), false),
        "dateline": fact(&dateline),
        "outlet": fact(&document["outlet"]),
        "origin": fact(&document["origin"]),
        "authors": authors.map(fact).collect::<Vec<_>>(),
        "section": fact(&document["section"]),
        "views": fact(&document["views"]),
        "language": fact(&document["language"]),
    })
}

/// The span between two columns; `null` when they are.
fn span(row: &Value, [start, end]: [&str; 2]) -> Value {
    match &row[start] {
        Value::Null => Value::Null,
        start => json!({ "start": start, "end": row[end] }),
    }
}

fn entity(row: &Value, mentions: &HashMap<&str, Vec<&str>>) -> Value {
    let mentions = row["id"].as_str().and_then(|id| mentions.get(id));
    json!({
        "id": row["id"],
        "kind": row["kind"],
        "name": row["name"],
        "aliases": row["aliases"],
        "mentions": mentions.map_or(&[][..], Vec::as_slice),
        "attributes": {
            "gender": row["gender"],
            "surname": row["surname"],
            "given": row["given"],
            "patronymic": row["patronymic"],
            "subtype": row["subtype"],
            "iso_country": row["iso_country"],
            "wikidata": row["wikidata"],
        },
    })
}

fn mention(row: &Value) -> Value {
    json!({
        "id": row["id"],
        "kind": row["kind"],
        "span": span(row, ["start", "end"]),
        "entity": row["entity"],
        "normal": row["normal"],
        "rule": row["rule"],
        "stands_for": row["stands_for"],
    })
}

fn reference(row: &Value) -> Value {
    json!({
        "entity": row["entity"],
        "span": span(row, ["start", "end"]),
        "kind_of_mention": row["form"],
        "rule": row["rule"],
    })
}

fn role(row: &Value) -> Value {
    json!({
        "person": row["person"],
        "title": row["title"],
        "organization": row["organization"],
        "country": null,
        "span": span(row, ["start", "end"]),
        "phase": row["phase"],
        "inferred": false,
        "rule": row["rule"],
    })
}

fn time(row: &Value) -> Value {
    json!({
        "span": span(row, ["start", "end"]),
        "type": row["type"],
        "value": row["value"],
        "anchor": row["anchor"],
        "inferred": row["inferred"],
        "rule": row["rule"],
    })
}

fn statement(row: &Value, sentences: &Value) -> Value {
    let piece = |piece: &Value| {
        let (start, end) = piece.as_str()?.split_once('-')?;
        let (start, end): (u32, u32) = (start.parse().ok()?, end.parse().ok()?);
        Some(json!({ "start": start, "end": end }))
    };
    let pieces = row["pieces"].as_array().into_iter().flatten();
    let start = match &row["cue_start"] {
        Value::Null => &row["start"],
        start => start,
    };
    json!({
        "id": row["id"],
        "type": row["type"],
        "content": pieces.filter_map(piece).collect::<Vec<_>>(),
        "cue": span(row, ["cue_start", "cue_end"]),
        "source": span(row, ["source_start", "source_end"]),
        "speaker": row["speaker"],
        "speaker_kind": row["speaker_kind"],
        "addressee": row["addressee"],
        "sentence": sentence_at(start.as_u64().unwrap_or(0), sentences),
        "rule": row["rule"],
        "speaker_rule": row["speaker_rule"],
    })
}

/// The last sentence that starts at or before an offset.
fn sentence_at(offset: u64, sentences: &Value) -> usize {
    let sentences = sentences.as_array().map_or(&[][..], Vec::as_slice);
    let starts = |sentence: &Value| sentence["span"]["start"].as_u64() <= Some(offset);
    sentences.partition_point(starts).saturating_sub(1)
}

fn argument(role: &str, entity: &Value) -> Value {
    json!({
        "role": role,
        "entity": entity,
        "span": null,
        "inferred": false,
        "country": null,
        "sector": null,
    })
}
