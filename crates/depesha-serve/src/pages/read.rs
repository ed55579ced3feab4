//! The start page: a page is pasted, dropped or chosen, and its record seen.

use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::response::Html;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use depesha::{Moment, OffsetUnit, Options};
use maud::{Markup, html};

use super::Visit;
use super::frame::{Place, frame};
use crate::Shared;
use crate::api;
use crate::app::Reading;
use crate::parameters::PUBLISHED;
use crate::problem::Problem;

/// The form.
pub async fn form(visit: Visit) -> Html<String> {
    let body = html! {
        h1 { (visit.say("read.title")) }
        p.intro { (visit.say("read.intro")) }
        form.paste #paste action="/read" method="post" enctype="multipart/form-data" {
            label for="text" { (visit.say("read.text")) }
            textarea #text name="text" rows="14" lang="ru" spellcheck="false" placeholder=(visit.say("read.placeholder")) {}
            div.row {
                p {
                    label for="file" { (visit.say("read.file")) }
                    input #file type="file" name="file";
                }
                p {
                    label for="published" { (visit.say("read.published")) }
                    input #published type="date" name="published" aria-describedby="published-note";
                }
                p.send { button type="submit" { (visit.say("read.send")) } }
            }
            p.note #published-note { (visit.say("read.published.note")) }
        }
        p.note { (visit.say("read.private")) }
    };
    Html(frame(&visit, Place::Read, visit.say("read.title"), body).into_string())
}

/// What was sent with the form.
#[derive(Default)]
struct Sent {
    page: Vec<u8>,
    name: Option<String>,
    published: Option<Moment>,
}

/// The record of what was sent.
pub async fn read(
    State(app): State<Shared>,
    visit: Visit,
    request: Request,
) -> Result<Html<String>, Problem> {
    let (parts, body) = request.into_parts();
    let received = app.receive(&parts.headers, body).await?;
    let form = Request::from_parts(parts, Body::from(received.bytes.clone()));
    let Sent {
        page,
        name,
        published,
    } = sent(form).await?;
    let reading = Reading {
        name,
        options: Options {
            published,
            ..Options::default()
        },
    };
    let make = move |record: &depesha::Record| {
        let json = api::parsed(record, OffsetUnit::Char)?;
        let options = depesha_report::Options {
            language: visit.language,
        };
        let article = depesha_report::article(record, &options);
        let title = record.metadata.title.as_ref();
        let title = title.map_or(visit.say("untitled"), |title| title.value.as_str());
        let body = html! { (actions(&visit, &json)) (article) };
        Ok(Html(frame(&visit, Place::None, title, body).into_string()))
    };
    app.read(received.with(page), reading, make).await
}

/// What can be done with a record.
fn actions(visit: &Visit, json: &str) -> Markup {
    // Inside the page, so that it is the record of just this report and nothing need be kept.
    let address = format!("data:application/json;base64,{}", STANDARD.encode(json));
    html! {
        p.actions {
            a href="/" { "← " (visit.say("read.another")) }
            a download="record.json" href=(address) { (visit.say("read.json")) }
        }
    }
}

async fn sent(request: Request) -> Result<Sent, Problem> {
    let broken = |why: axum::extract::multipart::MultipartError| Problem::form(&why.body_text());
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|why| Problem::form(&why.body_text()))?;
    let mut sent = Sent::default();
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let file = field.file_name().map(str::to_owned);
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(broken)?;
        match name.as_str() {
            // A file goes before pasted text.
            "file" if !bytes.is_empty() => (sent.page, sent.name) = (bytes.into(), file),
            "text" if sent.page.is_empty() => sent.page = unix_lines(&bytes),
            "published" if !bytes.is_empty() => {
                let moment = str::from_utf8(&bytes)
                    .ok()
                    .and_then(|text| text.trim().parse().ok());
                let moment = moment.ok_or_else(|| Problem::parameter("published", PUBLISHED))?;
                sent.published = Some(moment);
            }
            _ => {}
        }
    }
    Ok(sent)
}

/// Forms send every line end of a text area as two characters, whatever was pasted.
fn unix_lines(text: &[u8]) -> Vec<u8> {
    let mut lines = Vec::with_capacity(text.len());
    let mut bytes = text.iter().peekable();
    while let Some(byte) = bytes.next() {
        if !(*byte == b'\r' && bytes.peek() == Some(&&b'\n')) {
            lines.push(*byte);
        }
    }
    lines
}
