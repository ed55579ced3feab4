//! The OpenAPI 3.1 description of the API.

use axum::http::StatusCode;
use depesha::export::tables::{Column, Kind, tables};
use depesha::model::schema;
use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::{BASE, operations};
use crate::paging::Paging;
use crate::parameters::{KINDS, LONGEST, PUBLISHED, TYPES};
use crate::problem::{MEDIA_TYPE, Problem};

/// An operation: what it is called, what it takes and gives.
pub struct Operation {
    /// Its address below [`BASE`].
    pub path: &'static str,
    pub method: &'static str,
    pub id: &'static str,
    pub summary: &'static str,
    pub parameters: &'static [Parameter],
    /// Whether it takes a page.
    pub has_body: bool,
    /// The schema of what it gives.
    pub answer: fn(&mut SchemaGenerator) -> Schema,
    /// The statuses of its own problems. Every operation has 403 or 421 for those who may not ask, and 500 for bugs.
    pub problems: &'static [u16],
}

/// A parameter of operations.
#[derive(Clone, Copy)]
pub struct Parameter {
    name: &'static str,
    place: &'static str,
    about: &'static str,
    schema: fn() -> Value,
}

impl Parameter {
    const fn query(name: &'static str, about: &'static str, schema: fn() -> Value) -> Self {
        Self {
            name,
            place: "query",
            about,
            schema,
        }
    }

    const fn path(name: &'static str, about: &'static str, schema: fn() -> Value) -> Self {
        Self {
            place: "path",
            ..Self::query(name, about, schema)
        }
    }

    pub const WORDS: Self = Self::query(
        "q",
        "Words that the statement has, in any form; `\"in quotation marks\"` as they stand, with a star (`мост*`) whatever follows",
        text,
    );
    pub const SPEAKER: Self =
        Self::query("speaker", "Words of the speaker's name, in any form", text);
    pub const NAME: Self = Self::query("q", "Beginnings of words of the name", text);
    pub const OUTLET: Self = Self::query("outlet", "Whose page it is, exactly so", text);
    pub const TYPE: Self = Self::query("type", "How it is reported", || one_of(&TYPES));
    pub const KIND: Self = Self::query("kind", "What kind of speaker", || one_of(&KINDS));
    pub const FROM: Self = Self::query("from", "The first day of publication", day);
    pub const TO: Self = Self::query("to", "The last day of publication", day);
    pub const COPIES: Self = Self::query(
        "copies",
        "`1` to have copies and near copies of earlier documents too",
        || one_of(&["0", "1"]),
    );
    pub const PAGE: Self = Self::query("page", "Which piece of the list", || {
        number(1, Paging::LAST)
    });
    pub const PER_PAGE: Self = Self::query("per_page", "How many items a piece has", || {
        number(Paging::USUAL, Paging::MOST)
    });
    pub const PUBLISHED: Self = Self::query(
        "published",
        "When the page was published; wins over what it says itself",
        || json!({ "type": "string", "description": PUBLISHED, "pattern": MOMENT }),
    );
    pub const OFFSETS: Self = Self::query(
        "offsets",
        "What the offsets of the record count",
        || json!({ "type": "string", "enum": ["char", "byte", "utf16"], "default": "char" }),
    );
    pub const PATH_NAME: Self = Self::path(
        "name",
        "One of the speaker's names",
        || json!({ "type": "string", "minLength": 1 }),
    );
    pub const PATH_DOCUMENT: Self = Self::path(
        "document",
        "The document's number",
        || json!({ "type": "integer", "format": "int64", "minimum": 0 }),
    );

    fn description(&self) -> Value {
        let mut description = json!({
            "name": self.name,
            "in": self.place,
            "required": self.place == "path",
            "description": self.about,
            "schema": (self.schema)(),
        });
        if self.place == "query" {
            // As forms send it; it means the same as none.
            description["allowEmptyValue"] = true.into();
        }
        description
    }
}

/// What [`PUBLISHED`] says, as far as a pattern can: a real day, and a time that may be left out.
const MOMENT: &str = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])(T([01]\d|2[0-3]):[0-5]\d([+-](0\d|1[0-2]):[0-5]\d)?)?$";

fn text() -> Value {
    json!({ "type": "string", "maxLength": LONGEST })
}

fn day() -> Value {
    json!({ "type": "string", "format": "date" })
}

fn one_of(values: &[&str]) -> Value {
    json!({ "type": "string", "enum": values })
}

fn number(usual: u32, most: u32) -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": most, "default": usual })
}

/// The description of all operations.
pub fn description() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut generator = settings.for_serialize().into_generator();
    let problem = generator.subschema_for::<Problem>();
    let mut paths = Map::new();
    for (operation, _) in operations() {
        let answer = (operation.answer)(&mut generator);
        let described = describe(&operation, &answer, &problem);
        paths.insert(
            format!("{BASE}{}", operation.path),
            json!({ operation.method: described }),
        );
    }
    let mut schemas = generator.take_definitions(true);
    add_record(&mut schemas);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "depesha",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Reads Russian-language news pages, and asks a database of pages that were read who said what.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

fn describe(operation: &Operation, answer: &Schema, problem: &Schema) -> Value {
    let mut responses = Map::new();
    responses.insert(
        "200".to_owned(),
        json!({ "description": "What was asked for", "content": { "application/json": { "schema": answer } } }),
    );
    let everywhere = [403, 421, 500];
    let mut problems: Vec<u16> = operation
        .problems
        .iter()
        .copied()
        .chain(everywhere)
        .collect();
    problems.sort_unstable();
    for status in problems {
        let reason = StatusCode::from_u16(status).ok();
        let reason = reason
            .and_then(|status| status.canonical_reason())
            .unwrap_or_default();
        let mut response = json!({
            "description": reason,
            "content": { MEDIA_TYPE: { "schema": problem } },
        });
        if status == 503 {
            response["headers"] = json!({
                "Retry-After": { "description": "Seconds to wait", "schema": { "type": "integer" } },
            });
        }
        responses.insert(status.to_string(), response);
    }
    let parameters: Vec<Value> = operation
        .parameters
        .iter()
        .map(Parameter::description)
        .collect();
    let mut described = json!({
        "operationId": operation.id,
        "summary": operation.summary,
        "parameters": parameters,
        "responses": responses,
    });
    if operation.has_body {
        let page = json!({ "schema": { "type": "string", "minLength": 1 } });
        described["requestBody"] = json!({
            "required": true,
            "description": "The page as it lies on the disk; the bytes tell encoding and kind",
            "content": { "text/plain": page, "text/html": page },
        });
    }
    described
}

/// The name of the record's schema, and what its own definitions stand under there.
const RECORD: &str = "Record";

/// The schema of a record.
pub fn record_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "$ref": format!("#/components/schemas/{RECORD}") })
}

/// Adds the schema of a record as `depesha schema` prints it, as one of many.
fn add_record(schemas: &mut Map<String, Value>) {
    let mut record = schema();
    let Some(fields) = record.as_object_mut() else {
        return;
    };
    fields.remove("$schema");
    let parts = fields.remove("$defs");
    moved(&mut record);
    schemas.insert(RECORD.to_owned(), record);
    for (name, mut part) in parts
        .as_ref()
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(owned)
    {
        moved(&mut part);
        schemas.insert(part_name(&name), part);
    }
}

fn owned((name, value): (&String, &Value)) -> (String, Value) {
    (name.clone(), value.clone())
}

/// What a part of a record is called, so that it is not taken for a row of the database.
fn part_name(name: &str) -> String {
    format!("{RECORD}{name}")
}

/// Lets references to the parts of a record point to where these stand now.
fn moved(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            for (name, value) in fields {
                let part = value
                    .as_str()
                    .and_then(|target| target.strip_prefix("#/$defs/"));
                match part {
                    Some(part) if name == "$ref" => {
                        *value = format!("#/components/schemas/{}", part_name(part)).into();
                    }
                    _ => moved(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(moved),
        _ => {}
    }
}

/// The schema of a document with its rows, from the definition of the tables.
pub fn document_schema(_: &mut SchemaGenerator) -> Schema {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for table in tables() {
        let row = json!({
            "type": "object",
            "description": table.about,
            "properties": table.columns.iter().map(property).collect::<Map<_, _>>(),
            "required": table.columns.iter().map(|column| column.name).collect::<Vec<_>>(),
        });
        let (name, schema) = match table.name {
            "documents" => ("document", row),
            name => (name, json!({ "type": "array", "items": row })),
        };
        properties.insert(name.to_owned(), schema);
        required.push(name);
    }
    json_schema!({ "type": "object", "properties": properties, "required": required })
}

fn property(column: &Column) -> (String, Value) {
    let kind = match column.kind {
        Kind::Integer => "integer",
        Kind::Boolean => "boolean",
        Kind::Text => "string",
        Kind::List => "array",
    };
    let kind = match column.required {
        true => json!(kind),
        false => json!([kind, "null"]),
    };
    let mut schema = json!({ "type": kind, "description": column.about });
    if column.kind == Kind::List {
        schema["items"] = json!({ "type": "string" });
    }
    (column.name.to_owned(), schema)
}
