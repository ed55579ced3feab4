//! Who may ask, what a browser may do with the answer, and the line of each request in the log.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, ORIGIN, REFERRER_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::log;
use crate::problem::Problem;

/// Nothing but what the service itself serves, no scripts or styles inside pages, no frames.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Headers of every response.
const HEADERS: [(HeaderName, &str); 7] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    // The names of those who are looked for stand in addresses, which other sites need not know. With `no-referrer` a
    // browser would not tell the origin of the service's own forms either.
    (REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (VARY, "Accept-Language, Cookie"),
];

/// Lets a request through when it may ask, and gives the answer its headers.
pub async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut response = match may_ask(&request, &app.options.names) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // What is private stays out of caches; what does not change says so itself.
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if app.options.log {
        // Neither the text of pages nor what is looked for.
        let milliseconds = start.elapsed().as_millis();
        log::tell(format_args!(
            "{method} {path} {} {milliseconds} ms",
            response.status().as_u16()
        ));
    }
    response
}

fn may_ask(request: &Request, names: &[String]) -> Result<(), Problem> {
    let host = host(request.uri(), request.headers()).ok_or_else(Problem::host)?;
    if !is_own(without_port(host), names) {
        return Err(Problem::host());
    }
    if !request.method().is_safe() && is_cross_site(request.headers(), host) {
        return Err(Problem::cross_site());
    }
    Ok(())
}

/// What the client calls the service.
fn host<'r>(uri: &'r Uri, headers: &'r HeaderMap) -> Option<&'r str> {
    match uri.authority() {
        Some(authority) => Some(authority.as_str()),
        None => headers.get(HOST)?.to_str().ok(),
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Whether the service goes by this name. Only a name can be made to point at somebody else's machine (DNS rebinding), so
/// addresses are all allowed.
fn is_own(host: &str, names: &[String]) -> bool {
    let in_brackets = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<Ipv4Addr>().is_ok()
        || in_brackets.is_some_and(|host| host.parse::<Ipv6Addr>().is_ok())
        || names.iter().any(|name| host.eq_ignore_ascii_case(name))
}

/// Whether a page of another site makes the browser send this. Programs that are no browsers send neither header.
fn is_cross_site(headers: &HeaderMap, host: &str) -> bool {
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    let origin = headers.get(ORIGIN).map(|origin| {
        let origin = origin.to_str().unwrap_or_default();
        origin
            .split_once("://")
            .is_some_and(|(_, own)| own.eq_ignore_ascii_case(host))
    });
    !matches!(site, None | Some(b"same-origin" | b"none")) || origin == Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_own_names_are_allowed_and_no_others() {
        let names = ["news.example".to_owned()];
        for host in [
            "127.0.0.1:80",
            "localhost",
            "LOCALHOST:1",
            "[::1]:8080",
            "[::1]",
            "10.0.0.7",
            "News.example:1",
        ] {
            assert!(is_own(without_port(host), &names), "{host}");
        }
        for host in [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "",
            "[::1",
            "::1",
            "a:b",
        ] {
            assert!(!is_own(without_port(host), &names), "{host}");
        }
    }

    #[track_caller]
    fn check(headers: &[(&'static str, &'static str)], expected: bool) {
        let headers = headers.iter().map(|(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        });
        assert_eq!(is_cross_site(&headers.collect(), "localhost:1"), expected);
    }

    #[test]
    fn only_own_pages_may_send() {
        check(&[], false);
        check(
            &[
                ("sec-fetch-site", "same-origin"),
                ("origin", "http://localhost:1"),
            ],
            false,
        );
        check(&[("sec-fetch-site", "cross-site")], true);
        check(&[("sec-fetch-site", "same-site")], true);
        check(&[("origin", "http://evil.example")], true);
        check(&[("origin", "http://localhost:2")], true);
        check(&[("origin", "null")], true);
    }
}
