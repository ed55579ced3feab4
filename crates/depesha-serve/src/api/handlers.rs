use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use depesha::model::{Layout, SCHEMA};
use depesha::{OffsetUnit, Options, Record};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::Shared;
use crate::app::Reading;
use crate::paging::Found;
use crate::parameters::{Parameters, Place};
use crate::problem::Problem;
use crate::store::{self, DocumentSummary, FoundStatement, Profile, Speaker};

type Answer<T> = Result<Json<T>, Problem>;

/// Whether the service works, and with what.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Health {
    /// `ok`
    status: &'static str,
    /// The version of the program.
    version: &'static str,
    /// The schema of the records that it makes.
    schema: &'static str,
    /// Whether it was started with a database.
    database: bool,
}

pub async fn health(State(app): State<Shared>) -> Json<Health> {
    Json(Health {
        status: "ok",
        version: env!("CARGO_PKG_VERSION"),
        schema: SCHEMA,
        database: app.database.is_some(),
    })
}

pub async fn parse(
    State(app): State<Shared>,
    parameters: Parameters,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let unit = parameters.offsets()?;
    let options = Options {
        published: parameters.published()?,
        ..Options::default()
    };
    let page = app.receive(&headers, body).await?;
    let reading = Reading {
        name: None,
        options,
    };
    let json = app
        .read(page, reading, move |record| parsed(record, unit))
        .await?;
    Ok(([(CONTENT_TYPE, "application/json")], json).into_response())
}

/// A record as it is given away.
pub fn parsed(record: &Record, unit: OffsetUnit) -> Result<String, Problem> {
    let json = record.to_json(unit, Layout::Line);
    json.map_err(|error| {
        crate::log::tell(format_args!("the record is not valid: {error}"));
        Problem::internal()
    })
}

pub async fn statements(
    State(app): State<Shared>,
    parameters: Parameters,
) -> Answer<Found<FoundStatement>> {
    let (query, paging) = (
        parameters.statements(&app.morphology)?,
        parameters.paging()?,
    );
    let found = app.ask(move |database| store::statements(database, &query, paging));
    Ok(Json(found.await?))
}

pub async fn speakers(State(app): State<Shared>, parameters: Parameters) -> Answer<Found<Speaker>> {
    let (query, paging) = (parameters.speakers()?, parameters.paging()?);
    let found = app.ask(move |database| store::speakers(database, &query, paging));
    Ok(Json(found.await?))
}

pub async fn speaker(State(app): State<Shared>, Place(name): Place<String>) -> Answer<Profile> {
    let profile = app
        .ask(move |database| store::profile(database, &name))
        .await?;
    profile.map(Json).ok_or_else(Problem::nothing_here)
}

pub async fn documents(
    State(app): State<Shared>,
    parameters: Parameters,
) -> Answer<Found<DocumentSummary>> {
    let (query, paging) = (parameters.documents()?, parameters.paging()?);
    let found = app.ask(move |database| store::documents(database, &query, paging));
    Ok(Json(found.await?))
}

pub async fn document(
    State(app): State<Shared>,
    Place(number): Place<i64>,
) -> Answer<Map<String, Value>> {
    let rows = app
        .ask(move |database| store::rows(database, number))
        .await?;
    rows.map(|rows| Json(rows.0))
        .ok_or_else(Problem::nothing_here)
}
