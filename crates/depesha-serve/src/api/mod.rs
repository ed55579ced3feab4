//! The JSON API below `/api/v1`: each operation once, from which both the routes and their description are made.

mod description;
mod handlers;

use axum::Json;
use axum::Router;
use axum::routing::{MethodRouter, get, post};
use schemars::{Schema, SchemaGenerator};

use crate::Shared;
use crate::paging::Found;
use crate::store::{DocumentSummary, FoundStatement, Profile, Speaker};

pub use description::description;
use description::{Operation, Parameter, document_schema, record_schema};
pub use handlers::{Health, parsed};

/// What all addresses of the API begin with.
pub const BASE: &str = "/api/v1";

/// The routes of the API.
pub fn routes() -> Router<Shared> {
    let operations = operations().into_iter();
    operations.fold(Router::new(), |router, (operation, route)| {
        router.route(&format!("{BASE}{}", operation.path), route)
    })
}

fn schema<T: schemars::JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// All operations.
fn operations() -> Vec<(Operation, MethodRouter<Shared>)> {
    vec![
        (
            Operation {
                path: "/parse",
                method: "post",
                id: "parse",
                summary: "Read a page: plain text or HTML, in any encoding of the web",
                parameters: &[Parameter::PUBLISHED, Parameter::OFFSETS],
                has_body: true,
                answer: record_schema,
                problems: &[400, 408, 413, 422, 503],
            },
            post(handlers::parse),
        ),
        (
            Operation {
                path: "/statements",
                method: "get",
                id: "listStatements",
                summary: "Who said what: the statements of the database that are looked for, newest first",
                parameters: &[
                    Parameter::WORDS,
                    Parameter::SPEAKER,
                    Parameter::TYPE,
                    Parameter::OUTLET,
                    Parameter::FROM,
                    Parameter::TO,
                    Parameter::COPIES,
                    Parameter::PAGE,
                    Parameter::PER_PAGE,
                ],
                has_body: false,
                answer: schema::<Found<FoundStatement>>,
                problems: &[400, 404, 503],
            },
            get(handlers::statements),
        ),
        (
            Operation {
                path: "/speakers",
                method: "get",
                id: "listSpeakers",
                summary: "Who is quoted, those with most statements first",
                parameters: &[
                    Parameter::NAME,
                    Parameter::KIND,
                    Parameter::PAGE,
                    Parameter::PER_PAGE,
                ],
                has_body: false,
                answer: schema::<Found<Speaker>>,
                problems: &[400, 404, 503],
            },
            get(handlers::speakers),
        ),
        (
            Operation {
                path: "/speakers/{name}",
                method: "get",
                id: "getSpeaker",
                summary: "What the database knows of a speaker",
                parameters: &[Parameter::PATH_NAME],
                has_body: false,
                answer: schema::<Profile>,
                problems: &[404, 503],
            },
            get(handlers::speaker),
        ),
        (
            Operation {
                path: "/documents",
                method: "get",
                id: "listDocuments",
                summary: "The documents that are looked for, newest first",
                parameters: &[
                    Parameter::OUTLET,
                    Parameter::FROM,
                    Parameter::TO,
                    Parameter::COPIES,
                    Parameter::PAGE,
                    Parameter::PER_PAGE,
                ],
                has_body: false,
                answer: schema::<Found<DocumentSummary>>,
                problems: &[400, 404, 503],
            },
            get(handlers::documents),
        ),
        (
            Operation {
                path: "/documents/{document}",
                method: "get",
                id: "getDocument",
                summary: "A document with all its rows in all tables",
                parameters: &[Parameter::PATH_DOCUMENT],
                has_body: false,
                answer: document_schema,
                problems: &[404, 503],
            },
            get(handlers::document),
        ),
        (
            Operation {
                path: "/health",
                method: "get",
                id: "getHealth",
                summary: "Whether the service works, and with what",
                parameters: &[],
                has_body: false,
                answer: schema::<Health>,
                problems: &[],
            },
            get(handlers::health),
        ),
        (
            Operation {
                path: "/openapi.json",
                method: "get",
                id: "getDescription",
                summary: "This description",
                parameters: &[],
                has_body: false,
                answer: |_| schemars::json_schema!({ "type": "object" }),
                problems: &[],
            },
            get(|| async { Json(description()) }),
        ),
    ]
}
