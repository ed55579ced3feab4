//! What the formats in XML share. All text goes through here, so that nothing is written that XML 1.0 cannot hold.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

/// A document in the making.
pub type Xml<'w> = Writer<&'w mut dyn io::Write>;

/// A document: the declaration, then what `fill` writes, indented.
pub fn document(
    mut writer: impl io::Write,
    fill: impl FnOnce(&mut Xml<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(&mut writer as &mut dyn io::Write, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    fill(&mut xml)?;
    writer.write_all(b"\n")
}

/// An element around what `fill` writes.
pub fn element(
    xml: &mut Xml<'_>,
    name: &str,
    attributes: &[(&str, &str)],
    fill: impl FnOnce(&mut Xml<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let attributes = allowed_values(attributes);
    let element = xml.create_element(name).with_attributes(pairs(&attributes));
    element.write_inner_content(fill).map(drop)
}

/// An element with nothing in it.
pub fn empty(xml: &mut Xml<'_>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let attributes = allowed_values(attributes);
    let element = xml.create_element(name).with_attributes(pairs(&attributes));
    element.write_empty().map(drop)
}

/// An element around words.
pub fn words(
    xml: &mut Xml<'_>,
    name: &str,
    attributes: &[(&str, &str)],
    words: &str,
) -> io::Result<()> {
    let attributes = allowed_values(attributes);
    let element = xml.create_element(name).with_attributes(pairs(&attributes));
    let words = allowed(words);
    element.write_text_content(BytesText::new(&words)).map(drop)
}

fn allowed_values<'n>(attributes: &[(&'n str, &str)]) -> Vec<(&'n str, String)> {
    let values = attributes.iter();
    values
        .map(|(name, value)| (*name, allowed(value)))
        .collect()
}

fn pairs<'a>(attributes: &'a [(&str, String)]) -> impl Iterator<Item = (&'a str, &'a str)> {
    attributes
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
}

fn allowed(text: &str) -> String {
    let is_allowed =
        |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..);
    text.chars()
        .map(|c| {
            if is_allowed(c) {
                c
            } else {
                char::REPLACEMENT_CHARACTER
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(
            allowed("а\0\u{1b}б\u{FFFF}\n🙂"),
            "а\u{FFFD}\u{FFFD}б\u{FFFD}\n🙂"
        );
    }
}
