//! The documents of the database, and one of them with all that was read from it.

use axum::extract::State;
use axum::response::Html;
use maud::{Markup, html};

use super::Visit;
use super::frame::{Place, frame};
use super::lists::{number, pager};
use super::statements::{days, outlet};
use crate::Shared;
use crate::parameters::{self, Parameters};
use crate::problem::Problem;
use crate::store::{self, DocumentSummary};

pub async fn list(
    State(app): State<Shared>,
    visit: Visit,
    parameters: Parameters,
) -> Result<Html<String>, Problem> {
    let (query, paging) = (parameters.documents()?, parameters.paging()?);
    let asked = app.ask(move |database| {
        let found = store::documents(database, &query, paging)?;
        Ok((found, store::outlets(database)?))
    });
    let (found, outlets) = asked.await?;
    let body = html! {
        h1 { (visit.say("documents.title")) }
        form.find action="/documents" role="search" {
            (outlet(&visit, &parameters, &outlets))
            (days(&visit, &parameters))
            p.send { button type="submit" { (visit.say("find")) } }
        }
        p.total role="status" { (number(&visit, "documents.found", found.total)) }
        ol.hits { @for one in &found.items { (item(&visit, one)) } }
        (pager(&visit, &found))
    };
    Ok(Html(
        frame(&visit, Place::Documents, visit.say("documents.title"), body).into_string(),
    ))
}

fn item(visit: &Visit, one: &DocumentSummary) -> Markup {
    let title = one.title.as_deref().or(one.uri.as_deref());
    html! {
        li.hit {
            p.headline { a href={ "/documents/" (one.document) } lang="ru" { (title.unwrap_or(visit.say("untitled"))) } }
            p.where {
                @if let Some(outlet) = &one.outlet { span lang="ru" { (outlet) } " · " }
                @if let Some(published) = &one.published { time datetime=(published) { (visit.when(published)) } " · " }
                (number(visit, "statements.found", one.statements))
                @if let Some(earlier) = one.copy_of {
                    " · " a href={ "/documents/" (earlier) } { (visit.say("documents.copy")) }
                }
            }
        }
    }
}

pub async fn page(
    State(app): State<Shared>,
    visit: Visit,
    parameters::Place(document): parameters::Place<i64>,
) -> Result<Html<String>, Problem> {
    let reader = std::sync::Arc::clone(&app);
    let asked = app.ask(move |database| {
        let rows = store::rows(database, document)?;
        // Made here, on a thread that may take its time.
        Ok(rows.map(|rows| rows.record(&reader.reader)))
    });
    let record = asked.await?.ok_or_else(Problem::nothing_here)?;
    let record = record.ok_or_else(|| {
        crate::log::tell(format_args!(
            "the rows of document {document} contradict each other"
        ));
        Problem::internal()
    })?;
    let options = depesha_report::Options {
        language: visit.language,
    };
    let title = record.metadata.title.as_ref();
    let title = title.map_or(visit.say("untitled"), |title| title.value.as_str());
    let body = html! {
        p.actions {
            a href="/documents" { "← " (visit.say("documents.title")) }
            a href={ "/api/v1/documents/" (document) } { (visit.say("documents.json")) }
        }
        (depesha_report::article(&record, &options))
    };
    Ok(Html(
        frame(&visit, Place::Documents, title, body).into_string(),
    ))
}
