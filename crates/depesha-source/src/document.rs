use depesha_text::Span;
use sha2::{Digest, Sha256};

use crate::error::{Failure, Problem};
use crate::facts::PageFacts;
use crate::position::Position;
use crate::sniff;

/// The longest input: a span counts bytes in 32 bits.
const MAX_BYTES: u64 = u32::MAX as u64;

/// UTF-8's byte order mark.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// A text that was read, and where it comes from.
///
/// ```
/// use depesha_source::Document;
/// let document = Document::from_bytes("\u{feff}СУХУМ, 14 ноя — Sputnik.".as_bytes(), None)?;
/// assert_eq!(document.text, "СУХУМ, 14 ноя — Sputnik.");
/// assert_eq!(document.encoding, "UTF-8");
/// # Ok::<(), depesha_source::Failure>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The decoded text.
    pub text: String,
    /// What it calls itself: the field of the record that names it.
    pub id: Option<String>,
    /// Its address, where its container tells that; else where it lay: a path, `-` for standard input; `None` for a
    /// text in memory.
    pub uri: Option<String>,
    /// Where it lies among the inputs.
    pub position: Position,
    /// What the bytes were: `text/plain`.
    pub media_type: String,
    /// How they were encoded, by the name in the WHATWG Encoding Standard.
    pub encoding: String,
    /// SHA-256 of the bytes, byte order mark and all, in lower-case hexadecimal.
    pub sha256: String,
    /// What its container says of it.
    pub page: PageFacts,
    /// The elements of the HTML page that the parts of the text come from, in the order of the text; empty for plain
    /// text.
    pub elements: Vec<Element>,
}

/// A part of the text and the element of the page that it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Element {
    /// The part of the text.
    pub span: Span,
    /// The bytes of the element, tags and all, in the decoded page.
    pub source: Span,
}

impl Document {
    /// Decodes a page in memory.
    ///
    /// # Errors
    /// [`Problem::TooLong`], [`Problem::Empty`], [`Problem::NotText`], [`Problem::OtherEncoding`], [`Problem::NotUtf8`].
    pub fn from_bytes(bytes: &[u8], uri: Option<&str>) -> Result<Self, Failure> {
        Self::of_page(bytes, uri).map_err(|problem| problem.at(Position::of_input(uri)))
    }

    pub(crate) fn of_page(bytes: &[u8], uri: Option<&str>) -> Result<Self, Problem> {
        Ok(Self {
            uri: uri.map(str::to_owned),
            position: Position::of_input(uri),
            sha256: sha256(bytes),
            ..Self::from_text(decode(bytes)?)
        })
    }

    /// A text that the caller has already decoded. Never fails: an empty text is an empty document. Texts of 4 GiB and
    /// more are beyond what a [`Span`](depesha_text::Span) can count; the other constructors refuse them.
    pub fn from_text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            sha256: sha256(text.as_bytes()),
            text,
            id: None,
            uri: None,
            position: Position::default(),
            media_type: "text/plain".to_owned(),
            encoding: "UTF-8".to_owned(),
            page: PageFacts::default(),
            elements: Vec::new(),
        }
    }
}

fn decode(bytes: &[u8]) -> Result<&str, Problem> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Problem::TooLong { limit: MAX_BYTES });
    }
    sniff::check(bytes)?;
    let unmarked = bytes.strip_prefix(BOM).unwrap_or(bytes);
    let text = str::from_utf8(unmarked).map_err(|error| {
        let offset = bytes.len() - unmarked.len() + error.valid_up_to();
        Problem::NotUtf8 {
            offset,
            byte: bytes[offset],
        }
    })?;
    if text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    Ok(text)
}

fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_bytes_with_their_mark() {
        let marked = Document::from_bytes("\u{feff}да".as_bytes(), None).unwrap();
        let plain = Document::from_bytes("да".as_bytes(), None).unwrap();
        assert_eq!(marked.text, plain.text);
        assert_ne!(marked.sha256, plain.sha256);
        // printf abc | sha256sum
        assert_eq!(
            Document::from_text("abc").sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn line_ends_and_odd_spaces_stay() {
        let text = "Да\r\nнет\u{a0}\u{2028}\r";
        assert_eq!(
            Document::from_bytes(text.as_bytes(), None).unwrap().text,
            text
        );
    }
}
