//! What the page says of itself.

use depesha_model::{Dateline, Fact, Published, Rule};
use depesha_text::Span;
use maud::{Markup, html};

use crate::view::{View, web_address, when};

/// A line of the list.
pub struct PageFact<'r> {
    /// What it is: `published`; the second author is `authors.2`.
    pub key: String,
    value: Markup,
    pub span: Option<Span>,
    rule: &'r Rule,
    is_inferred: bool,
}

/// All that the page says of itself.
pub fn facts<'r>(view: &View<'r>) -> Vec<PageFact<'r>> {
    let metadata = &view.record.metadata;
    let mut facts = Vec::new();
    let text = |value: &String| html! { (value) };
    let address = |value: &String| address(value);
    let dateline = |value: &Dateline| {
        let day = value.date.as_ref().map(|day| when(day, view.language));
        let parts = [value.place.clone(), day, value.agency.clone()];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        html! { (parts.join(", ")) }
    };
    facts.extend(fact("title", &metadata.title, text));
    facts.extend(point(view, "published", &metadata.published));
    facts.extend(point(view, "modified", &metadata.modified));
    facts.extend(fact("dateline", &metadata.dateline, dateline));
    facts.extend(fact("outlet", &metadata.outlet, text));
    facts.extend(fact("origin", &metadata.origin, text));
    for (at, author) in metadata.authors.iter().enumerate() {
        let key = format!("authors.{}", at + 1);
        facts.push(line(key, author, html! { (author.value) }));
    }
    facts.extend(fact("section", &metadata.section, text));
    facts.extend(fact("views", &metadata.views, |views| html! { (views) }));
    facts.extend(fact("language", &metadata.language, text));
    facts.extend(fact("url", &metadata.url, address));
    facts
}

fn fact<'r, T>(
    key: &str,
    fact: &'r Option<Fact<T>>,
    show: impl Fn(&T) -> Markup,
) -> Option<PageFact<'r>> {
    let fact = fact.as_ref()?;
    Some(line(key.to_owned(), fact, show(&fact.value)))
}

fn line<T>(key: String, fact: &Fact<T>, value: Markup) -> PageFact<'_> {
    PageFact {
        key,
        value,
        span: fact.span,
        rule: &fact.rule,
        is_inferred: false,
    }
}

fn point<'r>(view: &View<'_>, key: &str, point: &'r Option<Published>) -> Option<PageFact<'r>> {
    let point = point.as_ref()?;
    Some(PageFact {
        key: key.to_owned(),
        value: html! { (when(&point.value, view.language)) },
        span: point.span,
        rule: &point.rule,
        is_inferred: point.inferred,
    })
}

/// An address, to be followed when it is one of the Web.
pub fn address(address: &str) -> Markup {
    html! {
        @match web_address(address) {
            Some(web) => a.outside href=(web) rel="noopener noreferrer" { (web) },
            None => (address),
        }
    }
}

/// The list.
pub fn panel(view: &View<'_>) -> Markup {
    let source = &view.record.source;
    html! {
        dl.facts {
            @for fact in facts(view) {
                @let key = fact.key.split('.').next().unwrap_or_default();
                div id=(view.fact("f-", &fact.key)) {
                    dt { (view.name("fact", key)) }
                    dd {
                        (fact.value)
                        @if fact.is_inferred { " " (inferred(view)) }
                        @if fact.span.is_some() {
                            " " a.jump href={ "#" (view.place("f-", &fact.key)) }
                                aria-label=(view.say("place")) { "↗" }
                        }
                        " " code.rule { (fact.rule) }
                    }
                }
            }
            @if let Some(uri) = &source.uri {
                div { dt { (view.say("fact.source")) } dd { (address(uri)) } }
            }
            @if !source.sha256.is_empty() {
                div { dt { "SHA-256" } dd { code.hash { (source.sha256) } } }
            }
            @if let Some(index) = &source.record {
                div {
                    dt { (view.say("fact.record")) }
                    dd { (index.input) ", " (index.index + 1) }
                }
            }
        }
    }
}

/// The mark of what was inferred rather than read.
pub fn inferred(view: &View<'_>) -> Markup {
    html! { span.inferred { (view.say("inferred")) } }
}
