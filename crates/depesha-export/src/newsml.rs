//! A `newsItem` of NewsML-G2 2.35 (<https://iptc.org/standards/newsml-g2/>) at power conformance: headline, time, place,
//! sources, who and what it is about, and the text as XHTML.
//!
//! NewsML-G2 wants a moment for every version. Of a page whose stamp is less exact it is the first one that the stamp
//! covers (`2019-05-03` gives midnight); a page without a stamp cannot be written.
//!
//! Keeps headline, byline, text, sources and names. Loses spans and rules, posts, statements, events, times in the text.

use std::io;

use crate::page::{Page, wikidata};
use crate::xml::{Xml, document, element, empty, words};
use depesha_model::{BlockKind, Entity, EntityKind, Record};

/// Where the prefixes of the codes are explained.
const CATALOG: &str = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml";

/// Writes one page as one document.
///
/// # Errors
/// The writer's own, and [`io::ErrorKind::InvalidInput`] for a page whose time of publication is not known.
///
/// # Panics
/// When spans do not fit the text; see [`Record::check`].
pub fn write(record: &Record, writer: impl io::Write) -> io::Result<()> {
    let page = Page::new(record);
    let metadata = &record.metadata;
    let version = metadata.modified.as_ref().or(metadata.published.as_ref());
    let moment = version
        .and_then(|p| first_moment(&p.value))
        .ok_or_else(|| {
            let message = "NewsML-G2 wants a time of publication, and the page has none; give one with the option `published`";
            io::Error::new(io::ErrorKind::InvalidInput, message)
        })?;
    let language = metadata.language.as_ref().map(|l| l.value.as_str());
    let item = [
        ("xmlns", "http://iptc.org/std/nar/2006-10-01/"),
        ("guid", page.iri()),
        ("version", "1"),
        ("standard", "NewsML-G2"),
        ("standardversion", "2.35"),
        ("conformance", "power"),
        ("xml:lang", language.unwrap_or("und")),
    ];
    document(writer, |xml| {
        element(xml, "newsItem", &item, |xml| {
            empty(xml, "catalogRef", &[("href", CATALOG)])?;
            element(xml, "itemMeta", &[], |xml| item_meta(xml, &page, &moment))?;
            element(xml, "contentMeta", &[], |xml| content_meta(xml, &page))?;
            element(xml, "contentSet", &[], |xml| content_set(xml, &page))
        })
    })
}

fn item_meta(xml: &mut Xml<'_>, page: &Page<'_>, moment: &str) -> io::Result<()> {
    let metadata = &page.record.metadata;
    empty(xml, "itemClass", &[("qcode", "ninat:text")])?;
    let outlet = metadata
        .outlet
        .as_ref()
        .map_or("unknown", |o| o.value.as_str());
    named(xml, "provider", &[], outlet)?;
    words(xml, "versionCreated", &[], moment)?;
    empty(xml, "pubStatus", &[("qcode", "stat:usable")])
}

fn content_meta(xml: &mut Xml<'_>, page: &Page<'_>) -> io::Result<()> {
    let metadata = &page.record.metadata;
    let place = metadata
        .dateline
        .as_ref()
        .and_then(|d| d.value.place.as_ref());
    if let Some(place) = place {
        named(xml, "located", &[("type", "cpnat:geoArea")], place)?;
    }
    if let Some(origin) = &metadata.origin {
        named(
            xml,
            "infoSource",
            &[("type", "cpnat:organisation")],
            &origin.value,
        )?;
    }
    for author in &metadata.authors {
        named(xml, "creator", &[("type", "cpnat:person")], &author.value)?;
    }
    if let Some(language) = &metadata.language {
        empty(xml, "language", &[("tag", &language.value)])?;
    }
    for entity in page.named() {
        subject(xml, entity)?;
    }
    if let Some(title) = page.title() {
        words(xml, "headline", &[], title)?;
    }
    let dateline = metadata.dateline.as_ref().and_then(|d| d.span);
    if let Some(span) = dateline {
        words(xml, "dateline", &[], page.words(span))?;
    }
    Ok(())
}

fn subject(xml: &mut Xml<'_>, entity: &Entity) -> io::Result<()> {
    let nature = match entity.kind {
        EntityKind::Person => "cpnat:person",
        EntityKind::Organization => "cpnat:organisation",
        EntityKind::Location => "cpnat:geoArea",
    };
    match wikidata(entity) {
        Some(address) => {
            let attributes = [("type", nature), ("uri", &address)];
            named(xml, "subject", &attributes, &entity.name)
        }
        None => {
            let attributes = [("type", nature), ("literal", &entity.id.to_string())];
            named(xml, "subject", &attributes, &entity.name)
        }
    }
}

fn content_set(xml: &mut Xml<'_>, page: &Page<'_>) -> io::Result<()> {
    let kind = [("contenttype", "application/xhtml+xml")];
    element(xml, "inlineXML", &kind, |xml| {
        let namespace = [("xmlns", "http://www.w3.org/1999/xhtml")];
        element(xml, "html", &namespace, |xml| {
            element(xml, "head", &[], |xml| {
                words(xml, "title", &[], page.title().unwrap_or_default())
            })?;
            element(xml, "body", &[], |xml| {
                page.paragraphs().iter().try_for_each(|paragraph| {
                    let name = match paragraph.kind {
                        BlockKind::Heading => "h2",
                        _ => "p",
                    };
                    words(xml, name, &[], paragraph.text)
                })
            })
        })
    })
}

/// An element whose name is a child of its own, as NewsML-G2 has it.
fn named(xml: &mut Xml<'_>, kind: &str, attributes: &[(&str, &str)], name: &str) -> io::Result<()> {
    element(xml, kind, attributes, |xml| words(xml, "name", &[], name))
}

/// The first moment that a point of time covers, as `xs:dateTime`; `None` for a year or month, of which no day is known.
fn first_moment(value: &str) -> Option<String> {
    let Some((date, time)) = value.split_once('T') else {
        return (value.len() == "2019-05-03".len()).then(|| format!("{value}T00:00:00"));
    };
    let zone = time.find(['+', '-', 'Z']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone);
    match clock.matches(':').count() {
        0 => Some(format!("{date}T{clock}:00:00{zone}")),
        1 => Some(format!("{date}T{clock}:00{zone}")),
        _ => Some(value.to_owned()),
    }
}
