//! The pages: what they show, and that hostile pages do nothing.

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine;
use common::{HOSTILE, encoded, get, paste, send, service};
use depesha::Record;

const PAGES: [&str; 9] = [
    "/",
    "/statements",
    "/statements?q=%D0%BC%D0%BE%D1%81%D1%82",
    "/speakers",
    "/speakers/%D0%9F%D0%B0%D0%B2%D0%B5%D0%BB%20%D0%9B%D0%B0%D0%B4%D1%8B%D0%B3%D0%B8%D0%BD",
    "/documents",
    "/documents/0",
    "/documents/3",
    "/no/such/page",
];

#[tokio::test]
async fn pages_are_whole_in_both_languages() {
    let service = service();
    for page in PAGES {
        for language in ["ru", "en"] {
            let request = Request::get(page).header("accept-language", language);
            let answer = send(&service, request.body(Body::empty()).unwrap()).await;
            assert_eq!(
                answer.status == StatusCode::OK,
                page != "/no/such/page",
                "{page}"
            );
            assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
            assert!(
                answer
                    .body
                    .starts_with(&format!("<!DOCTYPE html><html lang=\"{language}\">")),
                "{page}"
            );
            assert!(answer.body.ends_with("</html>"));
            // A key that the data file lacks would stand here itself.
            for group in [
                "nav.",
                "read.",
                "statements.",
                "speakers.",
                "documents.",
                "profile.",
                "problem.",
                "pager.",
                "type.",
                "kind.",
            ] {
                let shown = answer.body.match_indices(&format!(">{group}")).next();
                assert_eq!(shown, None, "{page}");
            }
        }
    }
}

#[tokio::test]
async fn the_language_that_an_address_names_is_remembered() {
    let answer = get(&service(), "/?lang=en").await;
    assert!(answer.body.contains("<html lang=\"en\">"));
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("lang=en;") && cookie.contains("SameSite=Strict"));
    assert!(
        get(&service(), "/?lang=%22%3E")
            .await
            .headers
            .get("set-cookie")
            .is_none()
    );
}

#[tokio::test]
async fn a_pasted_page_is_shown_with_its_record() {
    let page = "Мост открыт\r\n\r\nМост через Сеж открыли вчера, сообщил министр Иван Петров.";
    let answer = paste(
        &service(),
        &[
            ("text", None, page.as_bytes()),
            ("file", Some(""), b""),
            ("published", None, b"2021-03-14"),
        ],
    )
    .await;
    assert_eq!(answer.status, StatusCode::OK);
    let (_, behind) = answer
        .body
        .split_once("data:application/json;base64,")
        .unwrap();
    let json = base64::engine::general_purpose::STANDARD
        .decode(behind.split('"').next().unwrap())
        .unwrap();
    let record = Record::from_json(std::str::from_utf8(&json).unwrap()).unwrap();
    assert_eq!(record.text, page.replace("\r\n", "\n"));
    assert_eq!(record.times[0].value, "2021-03-13");
    let marks = answer.body.matches("<mark id=").count();
    assert_eq!((marks, record.statements.len()), (1, 1));
}

#[tokio::test]
async fn a_file_goes_before_text_and_its_name_tells_what_it_is() {
    let file =
        "<h1>Мост открыт</h1><p>Мост через Сеж открыли вчера, сообщил министр Иван Петров.</p>";
    let fields: [(&str, Option<&str>, &[u8]); 2] = [
        ("text", None, "Снег".as_bytes()),
        ("file", Some("page.html"), file.as_bytes()),
    ];
    let answer = paste(&service(), &fields).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains("page.html") && !answer.body.contains("Снег"));
    assert!(!answer.body.contains("&lt;h1&gt;"));
}

#[tokio::test]
async fn what_cannot_be_read_is_told_as_a_page() {
    let service = service();
    let answer = paste(&service, &[("text", None, b"")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("Читать нечего"), "{}", answer.body);
    let answer = paste(&service, &[("published", None, b"soon")]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let request = Request::post("/read").header("content-type", "multipart/form-data; boundary=x");
    let answer = send(&service, request.body("--y nonsense".into()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let answer = send(
        &service,
        Request::post("/read").body("text=x".into()).unwrap(),
    )
    .await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

/// What a browser would take for an element or an attribute that runs something.
fn is_harmless(page: &str) -> bool {
    let elements = page
        .split('<')
        .skip(1)
        .filter_map(|rest| rest.split('>').next());
    let mut elements = elements.map(str::to_lowercase);
    elements.all(|element| {
        let (name, attributes) = element.split_once(' ').unwrap_or((&element, ""));
        let own_script = name != "script" || attributes.starts_with("src=\"/assets/");
        let names = attributes.split('"').step_by(2);
        own_script
            && !["img", "b", "svg/onload"].contains(&name)
            && !names.into_iter().any(|name| name.trim().starts_with("on"))
    })
}

#[tokio::test]
async fn hostile_pages_are_shown_and_do_nothing() {
    let service = service();
    let pasted = paste(&service, &[("text", None, HOSTILE.as_bytes())]).await;
    assert_eq!(pasted.status, StatusCode::OK);
    assert!(
        pasted
            .body
            .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
    );
    assert!(is_harmless(&pasted.body));
    let attack = encoded("\"><script>alert(1)</script>");
    let file: (&str, Option<&str>, &[u8]) = (
        "file",
        Some("<img src=x onerror=alert(1)>.txt"),
        HOSTILE.as_bytes(),
    );
    assert!(is_harmless(&paste(&service, &[file]).await.body));
    for address in [
        "/documents/3".to_owned(),
        "/documents".to_owned(),
        "/speakers".to_owned(),
        "/statements?copies=1".to_owned(),
        format!("/statements?q={attack}&speaker={attack}&outlet={attack}"),
        format!("/statements?type={attack}"),
        format!("/speakers/{attack}"),
        format!("/speakers?q={attack}"),
        format!("/{attack}?lang={attack}"),
    ] {
        let answer = get(&service, &address).await;
        assert!(is_harmless(&answer.body), "{address}");
        assert!(!answer.body.contains("javascript:alert(5)\""), "{address}");
    }
}

#[tokio::test]
async fn a_statement_that_is_found_leads_to_its_place() {
    let service = service();
    let list = get(&service, "/statements?copies=1").await.body;
    let links: Vec<&str> = list
        .split("href=\"/documents/")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert!(!links.is_empty());
    for link in links {
        let (document, place) = link.split_once('#').unwrap();
        let page = get(&service, &format!("/documents/{document}")).await.body;
        assert!(page.contains(&format!("id=\"{place}\"")), "{link}");
    }
}

#[tokio::test]
async fn links_to_speakers_lead_to_them() {
    let service = service();
    let list = get(&service, "/speakers").await.body;
    let links: Vec<&str> = list
        .split("href=\"/speakers/")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert!(links.len() > 1);
    for link in links {
        assert_eq!(
            get(&service, &format!("/speakers/{link}")).await.status,
            StatusCode::OK,
            "{link}"
        );
    }
}
