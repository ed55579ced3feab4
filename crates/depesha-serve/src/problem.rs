//! What can go wrong with a request, as RFC 9457 has it told.

use std::time::Duration;

use axum::Json;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use depesha::Failure;
use schemars::JsonSchema;
use serde::Serialize;

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Problem {
    /// `about:blank`: the status says what kind of problem it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The name of the status.
    title: &'static str,
    /// The status of the response.
    status: u16,
    /// A fixed name, finer than the status.
    pub code: &'static str,
    /// What is wrong here, and what to do.
    pub detail: String,
}

/// When somebody who comes too early should come back, in seconds.
const LATER: Duration = Duration::from_secs(2);

impl Problem {
    fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or_default(),
            status: status.as_u16(),
            code,
            detail: detail.into(),
        }
    }

    /// A parameter has a value that it cannot have.
    pub fn parameter(name: &str, expected: &str) -> Self {
        let detail = format!("`{name}` must be {expected}");
        Self::new(StatusCode::BAD_REQUEST, "parameter", detail)
    }

    /// The body of the request is not what it says it is.
    pub fn form(why: &str) -> Self {
        let detail = format!("the form cannot be read ({why}); send it as the start page does");
        Self::new(StatusCode::BAD_REQUEST, "form", detail)
    }

    /// There is nothing of this name.
    pub fn nothing_here() -> Self {
        let detail = "there is nothing here; begin at `/`, or at `/api/v1/openapi.json`";
        Self::new(StatusCode::NOT_FOUND, "not_found", detail)
    }

    /// The service has no database.
    pub fn no_database() -> Self {
        let detail =
            "the service was started without a database; name one: `depesha serve DB.sqlite`";
        Self::new(StatusCode::NOT_FOUND, "no_database", detail)
    }

    /// What is here can be asked for in another way.
    pub fn method() -> Self {
        let detail = "this method is not for this address; the header `Allow` has those that are";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method", detail)
    }

    /// The service goes by another name.
    pub fn host() -> Self {
        let detail = "the service is not called by this name; use its address, or start it with `--allow-host NAME`";
        Self::new(StatusCode::MISDIRECTED_REQUEST, "host", detail)
    }

    /// A page of another site sent this.
    pub fn cross_site() -> Self {
        let detail = "pages of other sites may not send anything to this service";
        Self::new(StatusCode::FORBIDDEN, "cross_site", detail)
    }

    /// More than is taken.
    pub fn too_large(limit: usize) -> Self {
        let detail = format!(
            "the page is longer than {limit} bytes; send it in parts, or raise `--max-bytes`"
        );
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail)
    }

    /// A body that does not come to its end.
    pub fn slow_body() -> Self {
        let detail = "the page did not arrive in time; send it again";
        Self::new(StatusCode::REQUEST_TIMEOUT, "slow_body", detail)
    }

    /// Too much to do.
    pub fn busy() -> Self {
        let detail = "there is too much to do at the moment; try again when `Retry-After` says";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", detail)
    }

    /// A question that the database cannot answer in time.
    pub fn slow_answer() -> Self {
        let detail = "the answer takes too long; ask for less, or raise `--timeout`";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "slow_answer", detail)
    }

    /// A page that cannot be read in time.
    pub fn slow_reading() -> Self {
        let detail = "reading the page takes too long; send it in parts, or raise `--timeout`";
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "slow_reading", detail)
    }

    /// A bug, or a broken disk; what exactly is told on standard error.
    pub fn internal() -> Self {
        let detail = "the service failed, which is a bug; please report it with what it wrote on standard error";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", detail)
    }

    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        let code = failure.problem.code();
        let detail = format!("the page {}", failure.problem);
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status(), Json(&self)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        if self.status() == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(RETRY_AFTER, LATER.as_secs().into());
        }
        // For the page that tells it to a person.
        response.extensions_mut().insert(self);
        response
    }
}
