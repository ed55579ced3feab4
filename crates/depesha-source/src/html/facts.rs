//! What a page says of itself where no reader sees it: JSON-LD, microdata, `meta` elements, links, times.

use super::json_ld;
use super::page::{Element, Page};
use depesha_model::{PageFact, PageFacts};

/// What a page says of itself. JSON-LD is believed first, as it speaks of the article and of nothing else; then microdata,
/// Open Graph, other `meta` elements, and last what stands in the page for a reader.
pub(super) fn facts(page: &Page) -> PageFacts {
    let mut facts = json_ld::facts(&page.json_ld);
    for layer in [microdata(page), meta(page), other(page)] {
        complete(&mut facts, layer);
    }
    facts
}

/// Adds what `facts` lacks from `layer`.
fn complete(facts: &mut PageFacts, layer: PageFacts) {
    let add = |own: &mut Option<PageFact>, other: Option<PageFact>| {
        if own.is_none() {
            *own = other;
        }
    };
    add(&mut facts.url, layer.url);
    add(&mut facts.canonical, layer.canonical);
    add(&mut facts.title, layer.title);
    add(&mut facts.published, layer.published);
    add(&mut facts.modified, layer.modified);
    add(&mut facts.outlet, layer.outlet);
    add(&mut facts.section, layer.section);
    add(&mut facts.language, layer.language);
    if facts.authors.is_empty() {
        facts.authors = layer.authors;
    }
}

/// Keeps the first of several values.
fn keep(own: &mut Option<PageFact>, value: &str, rule: &'static str) {
    if own.is_none() {
        *own = fact(value, rule);
    }
}

fn fact(value: &str, rule: &'static str) -> Option<PageFact> {
    let words: Vec<&str> = value.split_whitespace().collect();
    let value = words.join(" ");
    (!value.is_empty()).then_some(PageFact { value, rule })
}

/// The properties of schema.org in the elements of the page.
fn microdata(page: &Page) -> PageFacts {
    const RULE: &str = "microdata";
    let mut facts = PageFacts::default();
    for (at, element) in page.elements.iter().enumerate() {
        let Some(property) = element.attribute("itemprop") else {
            continue;
        };
        let value = || -> String {
            let stated = element
                .attribute("content")
                .or(element.attribute("datetime"));
            stated.map_or_else(|| page.text_of(at), str::to_owned)
        };
        match property {
            "headline" => keep(&mut facts.title, &value(), RULE),
            "datePublished" => keep(&mut facts.published, &value(), RULE),
            "dateModified" => keep(&mut facts.modified, &value(), RULE),
            "articleSection" => keep(&mut facts.section, &value(), RULE),
            "inLanguage" => keep(&mut facts.language, &value(), RULE),
            "mainEntityOfPage" => {
                let address = element.attribute("href").or(element.attribute("content"));
                keep(&mut facts.canonical, address.unwrap_or_default(), RULE);
            }
            "author" => facts.authors.extend(fact(&name_in(page, at), RULE)),
            "publisher" => keep(&mut facts.outlet, &name_in(page, at), RULE),
            _ => {}
        }
    }
    facts
}

/// The name of a person or organisation: that of the item in the element, else the text of the element.
fn name_in(page: &Page, element: usize) -> String {
    let end = page.elements[element].events.end;
    let inside = page.elements.iter().enumerate().skip(element + 1);
    let mut inside = inside.take_while(|(_, inner)| inner.events.start < end);
    let name = inside.find(|(_, inner)| inner.attribute("itemprop") == Some("name"));
    let (at, own) = name.unwrap_or((element, &page.elements[element]));
    let stated = own.attribute("content");
    stated.map_or_else(|| page.text_of(at), str::to_owned)
}

/// The `meta` elements: Open Graph with its articles, and names that many sites use.
fn meta(page: &Page) -> PageFacts {
    const GRAPH: &str = "open-graph";
    const META: &str = "meta";
    let mut facts = PageFacts::default();
    let mut named = PageFacts::default();
    for element in page
        .elements
        .iter()
        .filter(|element| &*element.name == "meta")
    {
        let name = element.attribute("property").or(element.attribute("name"));
        let (Some(name), Some(value)) = (name, element.attribute("content")) else {
            continue;
        };
        match name.to_ascii_lowercase().as_str() {
            "og:title" => keep(&mut facts.title, value, GRAPH),
            "og:url" => keep(&mut facts.canonical, value, GRAPH),
            "og:site_name" => keep(&mut facts.outlet, value, GRAPH),
            "og:locale" => keep(&mut facts.language, value, GRAPH),
            "article:published_time" | "og:article:published_time" => {
                keep(&mut facts.published, value, GRAPH);
            }
            "article:modified_time" | "og:updated_time" => {
                keep(&mut facts.modified, value, GRAPH);
            }
            "article:section" => keep(&mut facts.section, value, GRAPH),
            // Many sites give the address of a profile here.
            "article:author" if !value.contains("://") => facts.authors.extend(fact(value, GRAPH)),
            "author" | "mediator_author" | "dc.creator" => named.authors.extend(fact(value, META)),
            "date" | "pubdate" | "mediator_published_time" | "dc.date" | "dcterms.created" => {
                keep(&mut named.published, value, META);
            }
            "last-modified" | "dcterms.modified" => keep(&mut named.modified, value, META),
            "application-name" => keep(&mut named.outlet, value, META),
            "twitter:title" | "dc.title" => keep(&mut named.title, value, META),
            _ => {}
        }
    }
    complete(&mut facts, named);
    facts
}

/// The canonical address, the title, the language, the only time on the page.
fn other(page: &Page) -> PageFacts {
    let mut facts = PageFacts::default();
    let mut times = Vec::new();
    for (at, element) in page.elements.iter().enumerate() {
        match &*element.name {
            "link" if element.attribute("rel") == Some("canonical") => {
                let address = element.attribute("href").unwrap_or_default();
                keep(&mut facts.canonical, address, "link");
            }
            "title" => keep(&mut facts.title, &page.text_of(at), "title-element"),
            "html" => {
                let language = element.attribute("lang").unwrap_or_default();
                keep(&mut facts.language, language, "lang");
            }
            "time" => times.extend(time(element)),
            _ => {}
        }
    }
    // Of several, who can say which is the article's? Lists of other articles have theirs.
    times.dedup();
    if let [time] = times.as_slice() {
        keep(&mut facts.published, time, "time-element");
    }
    facts
}

fn time(element: &Element) -> Option<String> {
    element.attribute("datetime").map(str::to_owned)
}
