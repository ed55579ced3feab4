//! A local web view: a page pasted or dropped in, its record seen at once; and the database of a run, searched and read.
//!
//! For: people who look with a browser, and programs that ask over HTTP. In: pages; a database that `depesha run` made.
//! Out: HTML pages, JSON, an OpenAPI description. Never: the network beyond the address that it is bound to, writing to
//! the database, deciding what a page means.
//!
//! [`router`] is the whole service; [`Server`] binds it to an address and runs it.
#![deny(missing_docs)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;

mod api;
mod app;
mod assets;
mod guard;
mod language;
mod log;
mod options;
mod pages;
mod paging;
mod parameters;
mod problem;
mod server;
mod store;
mod words;

use std::sync::Arc;

use axum::{Router, middleware};
use depesha::{BrokenDictionary, Reader};

use app::App;
use problem::Problem;

pub use depesha_report::Language;
pub use options::{Limits, Options};
pub use server::{ServeError, Server};
pub use store::{Database, DatabaseError};

/// What all handlers are given.
type Shared = Arc<App>;

/// The service: pages for people below `/`, JSON for programs below `/api/v1`.
///
/// # Errors
/// A dictionary that does not load: a broken build.
pub fn router(
    reader: Reader,
    database: Option<Database>,
    options: Options,
) -> Result<Router, BrokenDictionary> {
    let app = Arc::new(App::new(reader, database, options)?);
    let told = middleware::from_fn_with_state(Arc::clone(&app), pages::told);
    let guard = middleware::from_fn_with_state(Arc::clone(&app), guard::guard);
    let routes = Router::new()
        .merge(pages::routes())
        .merge(api::routes())
        .merge(assets::routes());
    let routes = routes
        .fallback(|| async { Problem::nothing_here() })
        .method_not_allowed_fallback(|| async { Problem::method() });
    Ok(routes.layer(told).layer(guard).with_state(app))
}

/// The OpenAPI 3.1 description of the API, which the service has at `/api/v1/openapi.json`.
pub fn openapi() -> serde_json::Value {
    api::description()
}
