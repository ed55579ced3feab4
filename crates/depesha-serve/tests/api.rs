//! The JSON API: what it answers, and what its description says of it.

mod common;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use boon::{Compiler, Schemas};
use common::{Answer, HOSTILE, encoded, get, parse, send, service};
use depesha::{OffsetUnit, Reader, Record};
use serde_json::{Value, json};

static DESCRIPTION: LazyLock<Value> = LazyLock::new(depesha_serve::openapi);

/// Whether an answer is as the description has it.
#[track_caller]
fn check(path: &str, method: &str, answer: &Answer) {
    let kind = answer.header("content-type").split(';').next().unwrap();
    let place = [
        "paths",
        path,
        method,
        "responses",
        answer.status.as_str(),
        "content",
        kind,
        "schema",
    ];
    let pointer: String = place
        .iter()
        .map(|part| format!("/{}", part.replace('~', "~0").replace('/', "~1")))
        .collect();
    assert!(
        DESCRIPTION.pointer(&pointer).is_some(),
        "the description lacks {pointer}"
    );
    let address = "http://localhost/openapi.json";
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource(address, DESCRIPTION.clone()).unwrap();
    // Pointers in addresses are percent-encoded where need be.
    let pointer = pointer
        .replace('{', "%7B")
        .replace('}', "%7D")
        .replace('+', "%2B");
    let schema = compiler
        .compile(&format!("{address}#{pointer}"), &mut schemas)
        .unwrap();
    if let Err(error) = schemas.validate(&answer.json(), schema) {
        panic!("{path}: {error:#}");
    }
}

#[tokio::test]
async fn a_page_becomes_the_record_that_the_library_reads() {
    let service = service();
    for (page, unit) in [
        ("Мост открыт, сообщил министр Иван Петров.", "char"),
        (HOSTILE, "byte"),
    ] {
        let answer = parse_as(&service, page, unit).await;
        assert_eq!(answer.status, StatusCode::OK);
        check("/api/v1/parse", "post", &answer);
        let record = Record::from_json(&answer.body).unwrap();
        let expected = Reader::new().unwrap().read_text(page);
        assert_eq!(record.statements, expected.statements);
        assert_eq!(
            answer.json()["source"]["offset_unit"],
            unit.parse::<OffsetUnit>().unwrap().as_str()
        );
    }
}

async fn parse_as(service: &axum::Router, page: &'static str, unit: &str) -> Answer {
    let request = Request::post(format!("/api/v1/parse?offsets={unit}"));
    send(service, request.body(page.into()).unwrap()).await
}

#[tokio::test]
async fn a_page_is_read_in_any_encoding_and_as_html() {
    let service = service();
    let page = "<html><title>Мост открыт</title><h1>Мост открыт</h1><p>Мост через Сеж открыли вчера, сообщил министр Иван Петров.</p></html>";
    let bytes: Vec<u8> = page
        .chars()
        .map(|c| match c {
            'А'..='я' => (c as u32 - 0x410 + 0xC0) as u8, // windows-1251
            c => c as u8,
        })
        .collect();
    let record = parse(&service, bytes).await.json();
    assert_eq!(record["source"]["encoding"], "windows-1251");
    assert_eq!(record["source"]["media_type"], "text/html");
    assert_eq!(record["metadata"]["title"]["value"], "Мост открыт");
}

#[tokio::test]
async fn the_day_of_publication_can_be_told() {
    let request = Request::post("/api/v1/parse?published=2015-11-14");
    let record = send(
        &service(),
        request
            .body("Мост открыли вчера, сообщил министр.".into())
            .unwrap(),
    )
    .await;
    assert_eq!(record.json()["times"][0]["value"], "2015-11-13");
}

#[tokio::test]
async fn what_cannot_be_read_is_a_problem_with_a_name() {
    let service = service();
    for (page, code) in [
        (&b""[..], "empty"),
        (b"%PDF-1.7", "not_text"),
        (b"\xFF\xFE\x00\x00a", "encoding"),
        (
            b"The bridge across the river is open, the minister said on Monday.",
            "other_language",
        ),
        (
            b"<html><body><script>1</script></body></html>",
            "no_article",
        ),
    ] {
        let answer = parse(&service, page).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.problem(), code);
        check("/api/v1/parse", "post", &answer);
    }
}

async fn found(query: &str) -> Value {
    let answer = get(&service(), &format!("/api/v1/statements?{query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.body);
    check("/api/v1/statements", "get", &answer);
    answer.json()
}

#[tokio::test]
async fn statements_are_found_by_words_in_all_their_forms() {
    let found = found(&format!("q={}", encoded("мост"))).await;
    let items = found["items"].as_array().unwrap();
    assert_eq!(found["total"], items.len());
    assert!(!items.is_empty());
    for item in items {
        let content: Vec<char> = item["content"].as_str().unwrap().chars().collect();
        let highlights = item["highlights"].as_array().unwrap();
        assert!(!highlights.is_empty(), "{item}");
        for found in highlights {
            let [start, end] = ["start", "end"].map(|end| found[end].as_u64().unwrap() as usize);
            let word: String = content[start..end].iter().collect();
            assert!(word.to_lowercase().starts_with("мост"), "{word}");
        }
    }
}

#[tokio::test]
async fn statements_are_found_by_who_said_them_where_and_when() {
    let total = async |query: String| found(&query).await["total"].as_i64().unwrap();
    let all = total(String::new()).await;
    let speaker = format!("speaker={}", encoded("Ладыгин"));
    let own = total(speaker.clone()).await;
    assert!(0 < own && own < all);
    assert_eq!(
        total(format!("speaker={}", encoded("Павел Ладыгин"))).await,
        own
    );
    // The copy is left out unless it is asked for.
    assert_eq!(total(format!("{speaker}&copies=1&q=bbc")).await, 2);
    assert_eq!(total(format!("{speaker}&q=bbc")).await, 1);
    assert_eq!(
        total(format!("{speaker}&q=bbc&from=2021-04-02&to=2021-04-02")).await,
        1
    );
    assert_eq!(total(format!("{speaker}&q=bbc&from=2021-04-03")).await, 0);
    assert_eq!(total(format!("outlet={}", encoded("Нет такого"))).await, 0);
    let direct = total("type=direct".to_owned()).await;
    assert!(0 < direct && direct < all);
    // An empty field of a form is none.
    assert_eq!(
        total("q=&speaker=&outlet=&from=&to=&type=&page=".to_owned()).await,
        all
    );
}

#[tokio::test]
async fn lists_come_in_pieces() {
    let all = found("per_page=100").await;
    let mut pieces = Vec::new();
    for page in 1..=all["total"].as_u64().unwrap().div_ceil(2) {
        let piece = found(&format!("per_page=2&page={page}")).await;
        assert_eq!(piece["total"], all["total"]);
        pieces.extend(piece["items"].as_array().unwrap().clone());
    }
    assert_eq!(Value::Array(pieces), all["items"]);
    assert_eq!(found("page=1000000").await["items"], json!([]));
}

#[tokio::test]
async fn whatever_is_looked_for_is_words() {
    for query in [
        "\"",
        "\"\"\"",
        "«",
        "*",
        "**",
        "-",
        "NEAR(",
        "a OR",
        "AND",
        "content:мост",
        "{content}: x",
        "^мост",
        "(",
        ")",
        "' OR 1=1 --",
        "мост NOT",
        "\u{0}",
        "🙂",
        "a\"b\"c",
        "NEAR(мост река, 5)",
        "мост\u{ad}",
        "%",
        "_",
        "\\",
        "; DROP TABLE statements",
    ] {
        for field in ["q", "speaker"] {
            found(&format!("{field}={}", encoded(query))).await;
        }
        let answer = get(
            &service(),
            &format!("/api/v1/speakers?q={}", encoded(query)),
        )
        .await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    // Bytes that are no text.
    found("q=%FF%FE&outlet=%80").await;
}

#[tokio::test]
async fn a_parameter_that_makes_no_sense_is_named() {
    let long = encoded(&"я".repeat(201));
    for query in [
        "page=0",
        "page=-1",
        "page=x",
        "per_page=101",
        "type=loud",
        "copies=yes",
        "from=yesterday",
        "to=2021-02-30",
        "from=2021",
        &format!("q={long}"),
        &format!("outlet={long}"),
    ] {
        let answer = get(&service(), &format!("/api/v1/statements?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert_eq!(answer.problem(), "parameter");
        let name = query.split('=').next().unwrap();
        assert!(answer.json()["detail"].as_str().unwrap().contains(name));
        check("/api/v1/statements", "get", &answer);
    }
}

#[tokio::test]
async fn speakers_are_those_who_speak_with_most_statements_first() {
    let answer = get(&service(), "/api/v1/speakers").await;
    check("/api/v1/speakers", "get", &answer);
    let speakers = answer.json();
    let counts: Vec<i64> = speakers["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["statements"].as_i64().unwrap())
        .collect();
    assert!(counts.is_sorted_by(|a, b| a >= b));
    assert_eq!(speakers["items"][0]["name"], "Павел Ладыгин");
    let answer = get(
        &service(),
        &format!("/api/v1/speakers?kind=person&q={}", encoded("сот")),
    )
    .await;
    assert_eq!(answer.json()["items"][0]["name"], "Андрей Сотников");
}

#[tokio::test]
async fn a_speaker_has_roles_and_speaks_of_others() {
    let address = format!("/api/v1/speakers/{}", encoded("Андрей Сотников"));
    let answer = get(&service(), &address).await;
    check("/api/v1/speakers/{name}", "get", &answer);
    let profile = answer.json();
    let names = |list: &str| -> Vec<String> {
        let list = profile[list].as_array().unwrap().iter();
        list.map(|count| count["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert!(
        profile["roles"][0]["title"]
            .as_str()
            .unwrap()
            .starts_with("министр")
    );
    assert!(
        names("about").contains(&"Павел Ладыгин".to_owned()),
        "{profile}"
    );
    assert!(
        names("mentioned_by").contains(&"Павел Ладыгин".to_owned()),
        "{profile}"
    );
    assert_eq!(profile["days"], json!(["2021-03-14", "2021-03-14"]));
    let counted: i64 = profile["types"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["count"].as_i64().unwrap())
        .sum();
    assert_eq!(profile["statements"], counted);
}

#[tokio::test]
async fn a_document_has_its_rows_of_all_tables() {
    let answer = get(&service(), "/api/v1/documents/0").await;
    check("/api/v1/documents/{document}", "get", &answer);
    let document = answer.json();
    assert_eq!(
        document["document"]["title"],
        "Мост через Сеж откроют в мае"
    );
    assert!(document["statements"].as_array().unwrap().len() > 1);
    assert!(
        document["statements"][0]["pieces"][0]
            .as_str()
            .unwrap()
            .contains('-')
    );
    let answer = get(&service(), "/api/v1/documents?copies=1").await;
    check("/api/v1/documents", "get", &answer);
    assert_eq!(answer.json()["total"], 4);
    assert_eq!(
        get(&service(), "/api/v1/documents").await.json()["total"],
        3
    );
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    for address in [
        "/api/v1/documents/99",
        "/api/v1/documents/-1",
        "/api/v1/documents/x",
        "/api/v1/documents/99999999999999999999",
        "/api/v1/speakers/nobody",
        "/api/v1",
        "/api/v1/healthy",
        "/api/v1/documents/0/../../../etc/passwd",
        "/api/v1/speakers/..%2f..%2fetc%2fpasswd",
        "/api/v1/speakers/%2e%2e",
        "/api/v1/speakers/%ff",
    ] {
        let answer = get(&service(), address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert_eq!(answer.problem(), "not_found", "{address}");
    }
    let answer = send(
        &service(),
        Request::delete("/api/v1/documents/0")
            .body(Body::empty())
            .unwrap(),
    )
    .await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.problem(), "method");
    assert_eq!(answer.header("allow"), "GET,HEAD");
}

#[tokio::test]
async fn without_a_database_only_pages_are_read() {
    let service = common::limited(depesha_serve::Limits::default());
    let answer = get(&service, "/api/v1/statements").await;
    assert_eq!(
        (answer.status, answer.problem().as_str()),
        (StatusCode::NOT_FOUND, "no_database")
    );
    let health = get(&service, "/api/v1/health").await;
    check("/api/v1/health", "get", &health);
    assert_eq!(health.json()["database"], false);
    assert_eq!(parse(&service, "Мост открыт.").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_description_is_of_these_routes() {
    let service = service();
    let served = get(&service, "/api/v1/openapi.json").await.json();
    assert_eq!(served, *DESCRIPTION);
    let mut ids = BTreeSet::new();
    for (path, methods) in served["paths"].as_object().unwrap() {
        let address = path.replace("{name}", "x").replace("{document}", "0");
        for method in ["get", "post", "put", "delete", "patch"] {
            let request = Request::builder()
                .method(method.to_uppercase().as_str())
                .uri(&address);
            let answer = send(&service, request.body(Body::empty()).unwrap()).await;
            let is_described = methods.get(method).is_some();
            assert_eq!(
                answer.status != StatusCode::METHOD_NOT_ALLOWED,
                is_described,
                "{method} {path}"
            );
        }
        for operation in methods.as_object().unwrap().values() {
            assert!(ids.insert(operation["operationId"].as_str().unwrap().to_owned()));
        }
    }
    // Every reference has its target.
    let text = served.to_string();
    for target in text
        .split("\"$ref\":\"#")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
    {
        assert!(served.pointer(target).is_some(), "{target}");
    }
}
