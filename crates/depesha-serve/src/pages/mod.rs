//! The pages, for people. They are whole without script.

mod documents;
mod frame;
mod lists;
mod read;
mod speakers;
mod statements;

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::SET_COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Uri};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use depesha_report::Language;
use maud::{Markup, html};

use crate::Shared;
use crate::api;
use crate::app::App;
use crate::language::{self, say};
use crate::problem::Problem;
use frame::{Place, frame};

/// The routes of all pages.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(read::form))
        .route("/read", post(read::read))
        .route("/statements", get(statements::page))
        .route("/speakers", get(speakers::list))
        .route("/speakers/{name}", get(speakers::profile))
        .route("/documents", get(documents::list))
        .route("/documents/{document}", get(documents::page))
}

/// Who looks at a page, and at which.
pub struct Visit {
    pub language: Language,
    pub uri: Uri,
    /// Whether the service has a database.
    pub has_database: bool,
}

impl Visit {
    /// The words for `key` in the visitor's language.
    pub fn say<'k>(&self, key: &'k str) -> &'k str {
        say(self.language, key)
    }

    /// [`Visit::say`] of a key in two parts; the code itself where there are no words for it.
    pub fn name(&self, group: &str, code: &str) -> String {
        let key = format!("{group}.{code}");
        match self.say(&key) {
            words if words == key => code.to_owned(),
            words => words.to_owned(),
        }
    }

    /// A point of time as people write it.
    pub fn when(&self, value: &str) -> String {
        depesha_report::when(value, self.language)
    }

    fn of(uri: &Uri, headers: &axum::http::HeaderMap, app: &App) -> Self {
        Self {
            language: language::chosen(uri, headers).unwrap_or(app.options.language),
            uri: uri.clone(),
            has_database: app.database.is_some(),
        }
    }
}

impl FromRequestParts<Shared> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.uri, &parts.headers, app))
    }
}

/// Tells problems with a page as a page, and remembers the language that an address names.
pub async fn told(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let visit = Visit::of(request.uri(), request.headers(), &app);
    let mut response = next.run(request).await;
    if visit.uri.path().starts_with(api::BASE) {
        return response;
    }
    if let Some(problem) = response.extensions().get::<Problem>() {
        let page = Html(problem_page(&visit, problem).into_string());
        let mut told = (problem.status(), page).into_response();
        for (name, value) in response.headers() {
            // `Retry-After`, `Allow`; not what describes the body.
            if !name.as_str().starts_with("content-") {
                told.headers_mut().insert(name, value.clone());
            }
        }
        response = told;
    }
    if let Some(language) = language::named(&visit.uri) {
        let (name, code) = (language::NAME, language::code(language));
        let cookie = format!("{name}={code}; Path=/; SameSite=Strict; HttpOnly; Max-Age=31536000");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
    }
    response
}

fn problem_page(visit: &Visit, problem: &Problem) -> Markup {
    let title = visit.name("problem", problem.code);
    let title = match title == problem.code {
        true => visit.say("problem").to_owned(),
        false => title,
    };
    let body = html! {
        section.problem {
            h1 { (title) }
            p { span.status { (problem.status().as_u16()) } " " span lang="en" { (problem.detail) } }
            p { a href="/" { (visit.say("problem.back")) } }
        }
    };
    frame(visit, Place::None, &title, body)
}
