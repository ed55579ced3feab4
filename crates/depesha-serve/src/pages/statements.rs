//! Statements are looked for.

use axum::extract::State;
use axum::response::Html;
use maud::{Markup, html};

use super::Visit;
use super::frame::{Place, frame};
use super::lists::{number, pager, statements};
use crate::Shared;
use crate::parameters::{LONGEST, Parameters, TYPES};
use crate::problem::Problem;
use crate::store::{self, Count};

pub async fn page(
    State(app): State<Shared>,
    visit: Visit,
    parameters: Parameters,
) -> Result<Html<String>, Problem> {
    let (query, paging) = (
        parameters.statements(&app.morphology)?,
        parameters.paging()?,
    );
    let asked = app.ask(move |database| {
        let found = store::statements(database, &query, paging)?;
        Ok((found, store::outlets(database)?))
    });
    let (found, outlets) = asked.await?;
    let body = html! {
        h1 { (visit.say("statements.title")) }
        (form(&visit, &parameters, &outlets))
        p.total role="status" { (number(&visit, "statements.found", found.total)) }
        @if found.items.is_empty() { p.note { (visit.say("statements.none")) } }
        (statements(&visit, &found.items))
        (pager(&visit, &found))
    };
    Ok(Html(
        frame(
            &visit,
            Place::Statements,
            visit.say("statements.title"),
            body,
        )
        .into_string(),
    ))
}

fn form(visit: &Visit, parameters: &Parameters, outlets: &[Count]) -> Markup {
    let kind = parameters.get("type");
    html! {
        form.find action="/statements" role="search" {
            p.wide {
                label for="q" { (visit.say("statements.words")) }
                input #q type="search" name="q" maxlength=(LONGEST) lang="ru" value=[parameters.get("q")] aria-describedby="q-note";
            }
            p {
                label for="speaker" { (visit.say("statements.speaker")) }
                input #speaker name="speaker" maxlength=(LONGEST) lang="ru" value=[parameters.get("speaker")];
            }
            (outlet(visit, parameters, outlets))
            p {
                label for="type" { (visit.say("statements.type")) }
                select #type name="type" {
                    option value="" { (visit.say("any")) }
                    @for own in TYPES { option value=(own) selected[kind == Some(own)] { (visit.name("type", own)) } }
                }
            }
            (days(visit, parameters))
            p.send { button type="submit" { (visit.say("find")) } }
            p.note #q-note { (visit.say("statements.note")) }
        }
    }
}

/// A field for the outlet, with those there are.
pub fn outlet(visit: &Visit, parameters: &Parameters, outlets: &[Count]) -> Markup {
    html! {
        p {
            label for="outlet" { (visit.say("outlet")) }
            input #outlet name="outlet" list="outlets" maxlength=(LONGEST) lang="ru" value=[parameters.get("outlet")];
            datalist #outlets { @for outlet in outlets { option value=(outlet.name) { (outlet.count) } } }
        }
    }
}

/// Fields for the days of publication, and whether copies are wanted.
pub fn days(visit: &Visit, parameters: &Parameters) -> Markup {
    html! {
        p {
            label for="from" { (visit.say("from")) }
            input #from type="date" name="from" value=[parameters.get("from")];
        }
        p {
            label for="to" { (visit.say("to")) }
            input #to type="date" name="to" value=[parameters.get("to")];
        }
        p.check {
            input #copies type="checkbox" name="copies" value="1" checked[parameters.get("copies") == Some("1")];
            label for="copies" { (visit.say("copies")) }
        }
    }
}
