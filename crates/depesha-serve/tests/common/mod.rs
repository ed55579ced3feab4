//! A service to ask, over a database of invented pages.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::path::Path;
use std::sync::{LazyLock, OnceLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use depesha::{Input, Reader};
use depesha_corpus::{RunOptions, Silent, TableFormat, run};
use depesha_serve::{Database, Limits, Options, router};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

/// Pages with two speakers who speak of each other, and a copy.
const PAGES: [(&str, &str); 4] = [
    (
        "a.txt",
        "Мост через Сеж откроют в мае\n\nЗАРЕЧЬЕ, 14 мар 2021 — Вестник. Министр транспорта Вольнии Андрей Сотников заявил, что \
         новый мост через Сеж откроют в мае. «Мосты строят люди, — сказал Сотников. — Губернатор Павел Ладыгин нам помог».\n\n\
         По словам губернатора Павла Ладыгина, министр Сотников ошибается.",
    ),
    (
        "b.txt",
        "Ладыгин: ремонт закончат осенью\n\nЗАРЕЧЬЕ, 2 апр 2021 — Вестник. Губернатор Павел Ладыгин сообщил, что ремонт школы \
         закончат осенью. «У нас есть канал BBC и деньги», — сказал губернатор.",
    ),
    (
        "c.txt",
        "Ладыгин: ремонт закончат осенью\n\nЗАРЕЧЬЕ, 2 апр 2021 — Вестник. Губернатор Павел Ладыгин сообщил, что ремонт школы \
         закончат осенью. «У нас есть канал BBC и деньги», — сказал губернатор.",
    ),
    ("d.txt", HOSTILE),
];

/// A page that would like to run a script in the reader's browser.
pub const HOSTILE: &str = "<script>alert(1)</script> Мост & «дорога» \"><img src=x onerror=alert(2)>\n\n\
     ЗАРЕЧЬЕ, 5 мая 2021 — Вестник. «Дорогу закроют <script>alert(3)</script>», — сказал Игорь <b onmouseover=alert(4)>Петров.\n\n\
     Министр Олег Семёнов заявил, что javascript:alert(5) — это \"><svg/onload=alert(6)> дорога.\n\n\
     Жители левого берега ездят в объезд через соседний город уже второй год, и ремонт, по их словам, не кончается: сначала \
     меняли трубы, потом укладывали асфальт, а осенью начали всё заново.";

/// A database that was made once for all tests of a file.
pub fn database() -> &'static Path {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let pages = folder.path().join("pages");
        std::fs::create_dir(&pages).unwrap();
        for (name, text) in PAGES {
            std::fs::write(pages.join(name), text).unwrap();
        }
        let options = RunOptions {
            formats: [TableFormat::Sqlite].into(),
            ..RunOptions::default()
        };
        let reader = Reader::new().unwrap();
        let out = folder.path().join("out");
        run(&reader, &[Input::from(&pages)], &out, &options, &Silent).unwrap();
        folder
    });
    Box::leak(folder.path().join("out").into_boxed_path())
}

/// The service with its database.
pub fn service() -> Router {
    static SERVICE: LazyLock<Router> = LazyLock::new(|| {
        let database = Database::open(database()).unwrap();
        router(Reader::new().unwrap(), Some(database), Options::default()).unwrap()
    });
    SERVICE.clone()
}

/// The service without a database and with limits of one's own.
pub fn limited(limits: Limits) -> Router {
    let options = Options {
        limits,
        ..Options::default()
    };
    router(Reader::new().unwrap(), None, options).unwrap()
}

/// What the service answers.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    /// The fixed name of a problem that is told as one.
    #[track_caller]
    pub fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["status"], self.status.as_u16());
        assert_eq!(problem["title"], self.status.canonical_reason().unwrap());
        assert!(!problem["detail"].as_str().unwrap().is_empty());
        problem["code"].as_str().unwrap().to_owned()
    }
}

/// Sends a request as a browser or program on this machine does.
pub async fn send(service: &Router, request: Request<Body>) -> Answer {
    let (mut parts, body) = request.into_parts();
    if !parts.headers.contains_key("host") {
        parts
            .headers
            .insert("host", "localhost:8017".parse().unwrap());
    }
    let response = service
        .clone()
        .oneshot(Request::from_parts(parts, body))
        .await
        .unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8(body.into()).unwrap(),
    }
}

pub async fn get(service: &Router, address: &str) -> Answer {
    send(service, Request::get(address).body(Body::empty()).unwrap()).await
}

/// Sends a page to the API.
pub async fn parse(service: &Router, page: impl Into<Body>) -> Answer {
    send(
        service,
        Request::post("/api/v1/parse").body(page.into()).unwrap(),
    )
    .await
}

/// Sends the form of the start page.
pub async fn paste(service: &Router, fields: &[(&str, Option<&str>, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, file, value) in fields {
        let file = file.map_or(String::new(), |file| format!("; filename=\"{file}\""));
        body.extend(
            format!("--border\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n")
                .bytes(),
        );
        body.extend(*value);
        body.extend(b"\r\n");
    }
    body.extend(b"--border--\r\n");
    let request = Request::post("/read")
        .header("content-type", "multipart/form-data; boundary=border")
        .header("accept-language", "ru");
    send(service, request.body(body.into()).unwrap()).await
}

/// `words` as they stand in the query of an address.
pub fn encoded(words: &str) -> String {
    words.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
