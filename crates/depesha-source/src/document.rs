use depesha_text::Span;
use encoding_rs::{Encoding, UTF_8};
use sha2::{Digest, Sha256};

use crate::encoding::{self, Declared};
use crate::error::{Failure, Problem};
use crate::html::{self, Html};
use crate::position::Position;
use crate::sniff;
use depesha_model::PageFacts;

/// The longest page: a span counts bytes in 32 bits.
const MAX_BYTES: u64 = u32::MAX as u64;

/// A page that was read, and where it comes from.
///
/// ```
/// use depesha_source::Document;
/// let document = Document::from_bytes("\u{feff}СУХУМ, 14 ноя — Sputnik.".as_bytes(), None)?;
/// assert_eq!(document.text, "СУХУМ, 14 ноя — Sputnik.");
/// assert_eq!(document.encoding, "UTF-8");
/// # Ok::<(), depesha_source::Failure>(())
/// ```
///
/// Of an HTML page the text of the article is read, and each part of it knows its element:
///
/// ```
/// use depesha_source::Document;
/// let html = "<html><h1>Мост открыт</h1><p>Мост через Сеж открыли вчера, сообщил министр.</p></html>";
/// let document = Document::from_bytes(html.as_bytes(), None)?;
/// assert_eq!(document.text, "Мост открыт\n\nМост через Сеж открыли вчера, сообщил министр.");
/// assert_eq!(document.elements[0].source.of(html), "<h1>Мост открыт</h1>");
/// # Ok::<(), depesha_source::Failure>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The decoded text: all of a plain text, the article of an HTML page.
    pub text: String,
    /// What it calls itself: the field of the record that names it.
    pub id: Option<String>,
    /// Its address, where its container tells that; else where it lay: a path, `-` for standard input; `None` for a
    /// text in memory.
    pub uri: Option<String>,
    /// Where it lies among the inputs.
    pub position: Position,
    /// What the bytes were: `text/plain`, `text/html`.
    pub media_type: String,
    /// How they were encoded, by the name in the WHATWG Encoding Standard.
    pub encoding: String,
    /// SHA-256 of the page's bytes as they were found, byte order mark and all, in lower-case hexadecimal; of a field of a
    /// record, of its text in UTF-8.
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

/// What bytes are known to be.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known<'k> {
    /// Whether they are HTML; `None` when only they can tell.
    pub is_html: Option<bool>,
    pub encoding: Declared<'k>,
}

impl Document {
    /// Decodes a page in memory, plain text or HTML.
    ///
    /// # Errors
    /// [`Problem::TooLong`], [`Problem::Empty`], [`Problem::NotText`], [`Problem::OtherEncoding`].
    pub fn from_bytes(bytes: &[u8], uri: Option<&str>) -> Result<Self, Failure> {
        let position = Position::of_input(uri);
        match Self::of_page(bytes, Known::default()) {
            Ok(document) => Ok(Self {
                uri: uri.map(str::to_owned),
                position,
                ..document
            }),
            Err(problem) => Err(problem.at(position)),
        }
    }

    pub(crate) fn of_page(bytes: &[u8], known: Known<'_>) -> Result<Self, Problem> {
        if bytes.len() as u64 > MAX_BYTES {
            return Err(Problem::TooLong { limit: MAX_BYTES });
        }
        sniff::check(bytes)?;
        let (text, encoding) = encoding::decode(bytes, known.encoding)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let is_html = known.is_html.unwrap_or_else(|| sniff::is_html(text));
        let document = match is_html {
            true => Self::of_html(text)?,
            false if text.contains('\0') => {
                return Err(Problem::NotText {
                    looks_like: "binary data (it holds NUL bytes)",
                });
            }
            false => Self::from_text(text),
        };
        if document.text.trim().is_empty() {
            return Err(Problem::Empty);
        }
        Ok(Self {
            encoding: name(encoding),
            sha256: sha256(bytes),
            ..document
        })
    }

    /// The article of a decoded HTML page.
    pub(crate) fn of_html(page: &str) -> Result<Self, Problem> {
        let Html {
            text,
            elements,
            facts,
        } = html::read(page);
        if text.is_empty() {
            return Err(Problem::NoArticle);
        }
        Ok(Self {
            media_type: "text/html".to_owned(),
            sha256: sha256(page.as_bytes()),
            page: facts,
            elements,
            ..Self::from_text(text)
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
            encoding: name(UTF_8),
            page: PageFacts::default(),
            elements: Vec::new(),
        }
    }
}

fn name(encoding: &'static Encoding) -> String {
    encoding.name().to_owned()
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
