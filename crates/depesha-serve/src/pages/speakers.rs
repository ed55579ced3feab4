//! Who is quoted, and what is known of them.

use axum::extract::State;
use axum::response::Html;
use maud::{Markup, html};

use super::Visit;
use super::frame::{Place, frame};
use super::lists::{counts, number, pager, speaker, speaker_address, statements};
use crate::Shared;
use crate::parameters::{self, KINDS, LONGEST, Parameters};
use crate::problem::Problem;
use crate::store::{self, Office, Profile, Speaker, StatementQuery};

pub async fn list(
    State(app): State<Shared>,
    visit: Visit,
    parameters: Parameters,
) -> Result<Html<String>, Problem> {
    let (query, paging) = (parameters.speakers()?, parameters.paging()?);
    let found = app
        .ask(move |database| store::speakers(database, &query, paging))
        .await?;
    let body = html! {
        h1 { (visit.say("speakers.title")) }
        (form(&visit, &parameters))
        p.total role="status" { (number(&visit, "speakers.found", found.total)) }
        div.scroll {
            table.rows {
                thead {
                    tr {
                        th scope="col" { (visit.say("speakers.name")) }
                        th scope="col" { (visit.say("speakers.kind")) }
                        th.figure scope="col" { (visit.say("statements")) }
                        th.figure scope="col" { (visit.say("documents")) }
                    }
                }
                tbody { @for one in &found.items { (row(&visit, one)) } }
            }
        }
        (pager(&visit, &found))
    };
    Ok(Html(
        frame(&visit, Place::Speakers, visit.say("speakers.title"), body).into_string(),
    ))
}

fn form(visit: &Visit, parameters: &Parameters) -> Markup {
    let kind = parameters.get("kind");
    html! {
        form.find action="/speakers" role="search" {
            p.wide {
                label for="q" { (visit.say("speakers.name")) }
                input #q type="search" name="q" maxlength=(LONGEST) lang="ru" value=[parameters.get("q")];
            }
            p {
                label for="kind" { (visit.say("speakers.kind")) }
                select #kind name="kind" {
                    option value="" { (visit.say("any")) }
                    @for own in KINDS { option value=(own) selected[kind == Some(own)] { (visit.name("kind", own)) } }
                }
            }
            p.send { button type="submit" { (visit.say("find")) } }
        }
    }
}

fn row(visit: &Visit, one: &Speaker) -> Markup {
    html! {
        tr {
            th scope="row" {
                (speaker(&one.name))
                @if !one.aliases.is_empty() { " " span.aliases lang="ru" { (one.aliases.join(", ")) } }
            }
            td { (visit.name("kind", &one.kind)) }
            td.figure { (one.statements) }
            td.figure { (one.documents) }
        }
    }
}

pub async fn profile(
    State(app): State<Shared>,
    visit: Visit,
    parameters: Parameters,
    parameters::Place(name): parameters::Place<String>,
) -> Result<Html<String>, Problem> {
    let paging = parameters.paging()?;
    let mut query = parameters.statements(&app.morphology)?;
    // A profile counts all documents, so all are shown.
    query.documents.copies = true;
    let asked = app.ask(move |database| {
        let Some(profile) = store::profile(database, &name)? else {
            return Ok(None);
        };
        let Speaker { name, aliases, .. } = &profile.speaker;
        let names = std::iter::once(name).chain(aliases).cloned().collect();
        let query = StatementQuery { names, ..query };
        let said = store::statements(database, &query, paging)?;
        Ok(Some((profile, said)))
    });
    let (profile, said) = asked.await?.ok_or_else(Problem::nothing_here)?;
    let own = speaker_address(&profile.speaker.name);
    let body = html! {
        header.profile {
            h1 lang="ru" { (profile.speaker.name) }
            (who(&visit, &profile))
        }
        div.beside {
            section {
                h2 { (visit.say("statements.title")) }
                form.find action=(own) role="search" {
                    p.wide {
                        label for="q" { (visit.say("statements.words")) }
                        input #q type="search" name="q" maxlength=(LONGEST) lang="ru" value=[parameters.get("q")];
                    }
                    p.send { button type="submit" { (visit.say("find")) } }
                }
                p.total role="status" { (number(&visit, "statements.found", said.total)) }
                (statements(&visit, &said.items))
                (pager(&visit, &said))
            }
            aside { (lists(&visit, &profile)) }
        }
    };
    Ok(Html(
        frame(&visit, Place::Speakers, &profile.speaker.name, body).into_string(),
    ))
}

/// Kind, numbers and other names in a line or two.
fn who(visit: &Visit, profile: &Profile) -> Markup {
    let Speaker {
        aliases,
        kind,
        wikidata,
        statements,
        documents,
        ..
    } = &profile.speaker;
    html! {
        p.summary {
            (visit.name("kind", kind))
            " · " (number(visit, "statements.found", *statements))
            " · " (number(visit, "documents.found", *documents))
            @if let Some([first, last]) = &profile.days {
                " · " (visit.when(first))
                @if first != last { " – " (visit.when(last)) }
            }
        }
        @if !aliases.is_empty() {
            p.summary { (visit.say("speakers.aliases")) " " span lang="ru" { (aliases.join(", ")) } }
        }
        @if let Some(item) = wikidata {
            p.summary { a href={ "https://www.wikidata.org/wiki/" (item) } rel="noreferrer external" { "Wikidata " (item) } }
        }
    }
}

fn lists(visit: &Visit, profile: &Profile) -> Markup {
    let quoted = |name: &str| Some(speaker_address(name));
    let in_outlet = |name: &str| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query
            .append_pair("speaker", &profile.speaker.name)
            .append_pair("outlet", name);
        Some(format!("/statements?{}", query.finish()))
    };
    html! {
        @if !profile.roles.is_empty() {
            section {
                h2 { (visit.say("profile.roles")) }
                ul.counts { @for role in &profile.roles { li { (office(visit, role)) } } }
            }
        }
        section {
            h2 { (visit.say("profile.types")) }
            ul.counts {
                @for count in &profile.types {
                    li { (visit.name("type", &count.name)) " " span.count { (count.count) } }
                }
            }
        }
        @if !profile.about.is_empty() {
            section { h2 { (visit.say("profile.about")) } (counts(&profile.about, |_| None)) }
        }
        @if !profile.mentioned_by.is_empty() {
            section { h2 { (visit.say("profile.mentioned_by")) } (counts(&profile.mentioned_by, quoted)) }
        }
        @if !profile.outlets.is_empty() {
            section { h2 { (visit.say("profile.outlets")) } (counts(&profile.outlets, in_outlet)) }
        }
    }
}

fn office(visit: &Visit, office: &Office) -> Markup {
    html! {
        span lang="ru" {
            (office.title)
            @if let Some(organization) = &office.organization { " – " (organization) }
        }
        @if office.phase != "current" { " " span.phase { (visit.name("phase", &office.phase)) } }
        " " span.count { (office.documents) }
    }
}
