//! A `newsItem` of NewsML-G2 2.35 (<https://iptc.org/standards/newsml-g2/>) at power conformance: headline, time, place,
//! sources, who and what it is about, and the text as XHTML.
//!
//! NewsML-G2 wants a moment for every version. Of a page whose stamp is less exact it is the first one that the stamp
//! covers (`2019-05-03` gives midnight); a page without a stamp cannot be written.
//!
//! Keeps headline, byline, text, sources and names. Loses spans and rules, posts, statements, events, times in the text.

use std::io;

use depesha_model::{BlockKind, Entity, EntityKind, Record};
use quick_xml::Writer;

use crate::page::{Page, wikidata};
use crate::xml::{allowed, document, text};

type Xml<'w> = Writer<&'w mut dyn io::Write>;

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
    document(writer, |xml| {
        let guid = page.iri();
        let item = xml.create_element("newsItem").with_attributes([
            ("xmlns", "http://iptc.org/std/nar/2006-10-01/"),
            ("guid", guid),
            ("version", "1"),
            ("standard", "NewsML-G2"),
            ("standardversion", "2.35"),
            ("conformance", "power"),
            ("xml:lang", language.unwrap_or("und")),
        ]);
        item.write_inner_content(|xml| {
            let catalog = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml";
            empty(xml, "catalogRef", &[("href", catalog)])?;
            let meta = xml.create_element("itemMeta");
            meta.write_inner_content(|xml| item_meta(xml, &page, &moment))?;
            let meta = xml.create_element("contentMeta");
            meta.write_inner_content(|xml| content_meta(xml, &page))?;
            let content = xml.create_element("contentSet");
            content.write_inner_content(|xml| content_set(xml, &page))?;
            Ok(())
        })?;
        Ok(())
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
    words(xml, "versionCreated", moment)?;
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
        words(xml, "headline", title)?;
    }
    let dateline = metadata.dateline.as_ref().and_then(|d| d.span);
    if let Some(span) = dateline {
        words(xml, "dateline", page.words(span))?;
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
    let content = xml.create_element("inlineXML");
    let content = content.with_attribute(("contenttype", "application/xhtml+xml"));
    content.write_inner_content(|xml| {
        let html = xml.create_element("html");
        let html = html.with_attribute(("xmlns", "http://www.w3.org/1999/xhtml"));
        html.write_inner_content(|xml| {
            let head = xml.create_element("head");
            head.write_inner_content(|xml| words(xml, "title", page.title().unwrap_or_default()))?;
            let body = xml.create_element("body");
            body.write_inner_content(|xml| {
                let paragraphs = page.paragraphs();
                paragraphs.iter().try_for_each(|paragraph| {
                    let element = match paragraph.kind {
                        BlockKind::Heading => "h2",
                        _ => "p",
                    };
                    words(xml, element, paragraph.text)
                })
            })?;
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

fn empty(xml: &mut Xml<'_>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let attributes: Vec<_> = attributes.iter().map(|(n, v)| (*n, allowed(v))).collect();
    let attributes = attributes.iter().map(|(n, v)| (*n, v.as_str()));
    xml.create_element(name)
        .with_attributes(attributes)
        .write_empty()
        .map(drop)
}

fn words(xml: &mut Xml<'_>, name: &str, value: &str) -> io::Result<()> {
    xml.create_element(name)
        .write_text_content(text(value))
        .map(drop)
}

/// An element whose name is a child of its own, as NewsML-G2 has it.
fn named(
    xml: &mut Xml<'_>,
    element: &str,
    attributes: &[(&str, &str)],
    name: &str,
) -> io::Result<()> {
    let attributes: Vec<_> = attributes.iter().map(|(n, v)| (*n, allowed(v))).collect();
    let attributes = attributes.iter().map(|(n, v)| (*n, v.as_str()));
    let element = xml.create_element(element).with_attributes(attributes);
    element.write_inner_content(|xml| words(xml, "name", name))?;
    Ok(())
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
