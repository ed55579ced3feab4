//! Limits, and who may ask what.

mod common;

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Request, StatusCode};
use common::{get, limited, parse, paste, send, service};
use depesha_serve::{Limits, Options, router};
use http_body::Frame;

const PAGE: &str = "Мост через Сеж открыли вчера, сообщил министр Иван Петров.";

#[tokio::test]
async fn every_answer_keeps_the_browser_on_a_short_leash() {
    let service = service();
    for address in [
        "/",
        "/statements",
        "/api/v1/health",
        "/assets/report.js",
        "/nowhere",
        "/api/v1/nowhere",
    ] {
        let answer = get(&service, address).await;
        let policy = answer.header("content-security-policy");
        for rule in [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(rule), "{address}");
        }
        assert!(!policy.contains("unsafe"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("x-frame-options"), "DENY");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
    }
}

#[tokio::test]
async fn pages_hold_no_style_or_script_of_their_own() {
    let service = service();
    let pasted = paste(&service, &[("text", None, PAGE.as_bytes())]).await;
    let pages = [
        get(&service, "/").await,
        get(&service, "/documents/0").await,
        pasted,
    ];
    for page in pages {
        assert!(!page.body.contains("style=") && !page.body.contains("<style"));
        assert_eq!(
            page.body.matches("<script").count(),
            page.body.matches("<script src=\"/assets/").count()
        );
    }
}

#[tokio::test]
async fn a_name_that_is_not_the_services_own_is_refused() {
    let service = service();
    let with = async |host: &str| {
        let request = Request::get("/api/v1/health").header("host", host);
        send(&service, request.body(Body::empty()).unwrap()).await
    };
    for host in ["localhost", "127.0.0.1:8017", "[::1]:8017"] {
        assert_eq!(with(host).await.status, StatusCode::OK, "{host}");
    }
    for host in [
        "evil.example",
        "evil.example:8017",
        "localhost.evil.example",
        "",
    ] {
        let answer = with(host).await;
        assert_eq!(
            (answer.status, answer.problem().as_str()),
            (StatusCode::MISDIRECTED_REQUEST, "host"),
            "{host}"
        );
    }
    // What stands in the address goes before the header.
    let request = Request::get("http://evil.example/api/v1/health").header("host", "localhost");
    assert_eq!(
        send(&service, request.body(Body::empty()).unwrap())
            .await
            .status,
        StatusCode::MISDIRECTED_REQUEST
    );
}

#[tokio::test]
async fn a_name_can_be_allowed() {
    let options = Options {
        names: vec!["news.example".to_owned()],
        ..Options::default()
    };
    let service = router(depesha::Reader::new().unwrap(), None, options).unwrap();
    let request = Request::get("/").header("host", "news.example:80");
    assert_eq!(
        send(&service, request.body(Body::empty()).unwrap())
            .await
            .status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn pages_of_other_sites_cannot_send_anything() {
    let service = service();
    for (name, value) in [
        ("origin", "http://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        for address in ["/api/v1/parse", "/read"] {
            let request = Request::post(address).header(name, value);
            let answer = send(&service, request.body(PAGE.into()).unwrap()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
        }
    }
    let own = Request::post("/api/v1/parse")
        .header("origin", "http://localhost:8017")
        .header("sec-fetch-site", "same-origin");
    assert_eq!(
        send(&service, own.body(PAGE.into()).unwrap()).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_page_that_is_too_long_is_refused_whether_or_not_it_says_so() {
    let service = limited(Limits {
        body_bytes: 1000,
        ..Limits::default()
    });
    let long = "Мост. ".repeat(200);
    let told = Request::post("/api/v1/parse").header("content-length", long.len());
    let untold = Request::post("/api/v1/parse");
    for request in [told, untold] {
        let answer = send(&service, request.body(long.clone().into()).unwrap()).await;
        assert_eq!(
            (answer.status, answer.problem().as_str()),
            (StatusCode::PAYLOAD_TOO_LARGE, "too_large")
        );
    }
    let answer = paste(&service, &[("text", None, long.as_bytes())]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("Страница слишком длинная"));
    assert_eq!(parse(&service, PAGE).await.status, StatusCode::OK);
}

#[tokio::test]
async fn when_there_is_no_memory_left_requests_are_asked_to_come_later() {
    let service = limited(Limits {
        waiting_bytes: 1024,
        body_bytes: 1024,
        ..Limits::default()
    });
    // Not even one page of any length fits beside the count of its bytes.
    let answer = parse(&service, PAGE).await;
    assert_eq!(
        (answer.status, answer.problem().as_str()),
        (StatusCode::SERVICE_UNAVAILABLE, "busy")
    );
    assert_eq!(answer.header("retry-after"), "2");
    let short = Request::post("/api/v1/parse").header("content-length", PAGE.len());
    assert_eq!(
        send(&service, short.body(PAGE.into()).unwrap())
            .await
            .status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn memory_is_given_back_however_a_request_ends() {
    let limits = Limits {
        waiting_bytes: 2048,
        body_bytes: 1024,
        time: Duration::from_millis(300),
        ..Limits::default()
    };
    let service = limited(limits);
    for _ in 0..3 {
        let answer = parse(&service, endless()).await;
        assert_eq!(
            (answer.status, answer.problem().as_str()),
            (StatusCode::REQUEST_TIMEOUT, "slow_body")
        );
        assert_eq!(
            parse(&service, "x".repeat(5000)).await.status,
            StatusCode::PAYLOAD_TOO_LARGE
        );
        assert_eq!(
            parse(&service, "%PDF-").await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
}

/// A body that never comes to its end.
fn endless() -> Body {
    struct Endless;
    impl HttpBody for Endless {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            Poll::Pending
        }
    }
    Body::new(Endless)
}

#[tokio::test]
async fn a_page_that_takes_too_long_is_given_up() {
    let service = limited(Limits {
        time: Duration::from_nanos(1),
        ..Limits::default()
    });
    let answer = parse(&service, PAGE).await;
    assert_eq!(
        (answer.status, answer.problem().as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "slow_reading")
    );
}

#[tokio::test]
async fn no_address_makes_a_page_link_to_another_site() {
    let answer = get(&service(), "//example.org/?q=1").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("href=\"?q=1&amp;lang=ru\""));
    assert!(!answer.body.contains("example.org"), "{}", answer.body);
}

#[tokio::test]
async fn files_of_the_machine_are_not_there() {
    let service = service();
    for path in [
        "/assets/../Cargo.toml",
        "/assets/..%2f..%2fetc%2fpasswd",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/../../etc/passwd",
        "//etc/passwd",
        "/assets/",
        "/assets/.",
        "/%2e%2e/depesha.sqlite",
        "/depesha.sqlite",
        "/documents/..%2f..%2fpages%2fa.txt",
    ] {
        let answer = get(&service, path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}
