//! What the pages with lists have in common: links, statements, the way from piece to piece.

use maud::{Markup, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Visit;
use crate::language::plural;
use crate::paging::Found;
use crate::store::{Count, FoundStatement};

/// What stays as it is in a part of a path.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The address of the page about a speaker.
pub fn speaker_address(name: &str) -> String {
    // A name of dots alone would be a step in the path.
    let name = utf8_percent_encode(name, IN_PATH).to_string();
    match name.bytes().all(|byte| byte == b'.') {
        true => format!("/speakers/{}", name.replace('.', "%2E")),
        false => format!("/speakers/{name}"),
    }
}

/// A link to the page about a speaker.
pub fn speaker(name: &str) -> Markup {
    html! { a href=(speaker_address(name)) lang="ru" { (name) } }
}

/// Statements, each with who said it and where.
pub fn statements(visit: &Visit, found: &[FoundStatement]) -> Markup {
    html! {
        ol.hits { @for statement in found { (one(visit, statement)) } }
    }
}

fn one(visit: &Visit, statement: &FoundStatement) -> Markup {
    let FoundStatement {
        document,
        id,
        kind,
        cue,
        source,
        speaker_name,
        title,
        outlet,
        published,
        ..
    } = statement;
    let place = format!("/documents/{document}#at-{id}");
    html! {
        li.hit {
            p.who {
                @match (speaker_name, source) {
                    (Some(name), _) => strong { (speaker(name)) },
                    (None, Some(source)) => span.unnamed lang="ru" { (source) },
                    (None, None) => span.unnamed { (visit.say("speaker.unnamed")) },
                }
                @if let Some(cue) = cue { " " span.cue lang="ru" { (cue) } }
                " " span.kind { (visit.name("type", kind)) }
            }
            blockquote.said.direct[kind == "direct"] lang="ru" cite=(place) { (words(statement)) }
            p.where {
                a href=(place) lang="ru" { (title.as_deref().unwrap_or(visit.say("untitled"))) }
                @if let Some(outlet) = outlet { " · " span lang="ru" { (outlet) } }
                @if let Some(published) = published { " · " time datetime=(published) { (visit.when(published)) } }
            }
        }
    }
}

/// The words of a statement, those that were looked for marked.
fn words(statement: &FoundStatement) -> Markup {
    let mut characters = statement.content.chars();
    let mut at = 0;
    let mut take = |end: usize| {
        let piece: String = characters.by_ref().take(end - at).collect();
        at = end;
        piece
    };
    let pieces = statement
        .highlights
        .iter()
        .map(|found| (take(found.start), take(found.end)));
    let pieces: Vec<(String, String)> = pieces.collect();
    let rest: String = characters.collect();
    html! {
        @for (before, found) in pieces { (before) mark.found { (found) } }
        (rest)
    }
}

/// How many there are, in words that fit the number.
pub fn number(visit: &Visit, key: &str, number: i64) -> String {
    let form = plural(visit.language, number);
    format!("{number} {}", visit.say(&format!("{key}.{form}")))
}

/// Names with how often each is there, as a list; `link` gives what a name leads to.
pub fn counts(counts: &[Count], link: impl Fn(&str) -> Option<String>) -> Markup {
    html! {
        ul.counts {
            @for Count { name, count } in counts {
                li {
                    @match link(name) {
                        Some(address) => a href=(address) lang="ru" { (name) },
                        None => span lang="ru" { (name) },
                    }
                    " " span.count { (count) }
                }
            }
        }
    }
}

/// Links to the other pieces of a list.
pub fn pager<T>(visit: &Visit, found: &Found<T>) -> Markup {
    let last = found.last_page();
    let page = found.page.min(last);
    html! {
        @if last > 1 {
            nav.pager aria-label=(visit.say("pager")) {
                @if page > 1 { a rel="prev" href=(other_page(visit, page - 1)) { "← " (visit.say("pager.before")) } }
                span { (page) " / " (last) }
                @if page < last { a rel="next" href=(other_page(visit, page + 1)) { (visit.say("pager.next")) " →" } }
            }
        }
    }
}

fn other_page(visit: &Visit, page: u32) -> String {
    let pairs = form_urlencoded::parse(visit.uri.query().unwrap_or_default().as_bytes());
    let pairs = pairs.filter(|(name, value)| name != "page" && !value.is_empty());
    let mut query = form_urlencoded::Serializer::new(String::new());
    query
        .extend_pairs(pairs)
        .append_pair("page", &page.to_string());
    format!("?{}", query.finish())
}
