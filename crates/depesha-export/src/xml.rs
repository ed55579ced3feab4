//! What the formats in XML share.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

/// A document in XML 1.0: the declaration, then what `fill` writes, indented.
pub fn document(
    writer: impl io::Write,
    fill: impl FnOnce(&mut Writer<&mut dyn io::Write>) -> io::Result<()>,
) -> io::Result<()> {
    let mut output = writer;
    let mut xml = Writer::new_with_indent(&mut output as &mut dyn io::Write, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    fill(&mut xml)?;
    output.write_all(b"\n")
}

/// Text without the characters that XML 1.0 cannot hold.
pub fn text(text: &str) -> BytesText<'static> {
    BytesText::new(&allowed(text)).into_owned()
}

/// The same for the value of an attribute. Escaping of marks is quick-xml's.
pub fn allowed(text: &str) -> String {
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
