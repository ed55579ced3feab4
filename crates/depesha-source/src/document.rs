use std::fs::File;
use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::{Problem, SourceError};
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
/// # Ok::<(), depesha_source::SourceError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The decoded text.
    pub text: String,
    /// Where it lay: a path, a URL, `-` for standard input; `None` for a text in memory.
    pub uri: Option<String>,
    /// What the bytes were: `text/plain`.
    pub media_type: String,
    /// How they were encoded, by the name in the WHATWG Encoding Standard.
    pub encoding: String,
    /// SHA-256 of the bytes, byte order mark and all, in lower-case hexadecimal.
    pub sha256: String,
}

impl Document {
    /// Reads a file.
    ///
    /// # Errors
    /// Any [`Problem`].
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, SourceError> {
        let path = path.as_ref();
        let uri = path.display().to_string();
        let read = || {
            // A folder can be opened on some systems and not on others: ask first.
            if path.metadata()?.is_dir() {
                return Err(Problem::Folder);
            }
            bytes(File::open(path)?, MAX_BYTES)
        };
        let bytes = read().map_err(|problem| problem.of(Some(&uri)))?;
        Self::from_bytes(&bytes, Some(&uri))
    }

    /// Reads everything that `reader` gives, such as standard input, whose `uri` is `-`.
    ///
    /// # Errors
    /// Any [`Problem`] but those of paths.
    pub fn from_reader(reader: impl Read, uri: Option<&str>) -> Result<Self, SourceError> {
        let bytes = bytes(reader, MAX_BYTES).map_err(|problem| problem.of(uri))?;
        Self::from_bytes(&bytes, uri)
    }

    /// Decodes bytes in memory.
    ///
    /// # Errors
    /// [`Problem::TooLong`], [`Problem::Empty`], [`Problem::NotText`], [`Problem::OtherEncoding`], [`Problem::NotUtf8`].
    pub fn from_bytes(bytes: &[u8], uri: Option<&str>) -> Result<Self, SourceError> {
        Ok(Self {
            text: decode(bytes).map_err(|problem| problem.of(uri))?.to_owned(),
            uri: uri.map(str::to_owned),
            media_type: "text/plain".to_owned(),
            encoding: "UTF-8".to_owned(),
            sha256: sha256(bytes),
        })
    }

    /// A text that the caller has already decoded. Never fails: an empty text is an empty document. Texts of 4 GiB and
    /// more are beyond what a [`Span`](depesha_text::Span) can count; the other constructors refuse them.
    pub fn from_text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            sha256: sha256(text.as_bytes()),
            text,
            uri: None,
            media_type: "text/plain".to_owned(),
            encoding: "UTF-8".to_owned(),
        }
    }
}

/// At most `limit` bytes of `reader`; a longer input is refused without being read to its end.
fn bytes(reader: impl Read, limit: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    reader.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(Problem::TooLong { limit });
    }
    Ok(bytes)
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

    #[test]
    fn an_input_is_read_up_to_the_limit_and_no_further() {
        assert_eq!(bytes(&b"abc"[..], 3).unwrap(), b"abc");
        let endless = std::io::repeat(b'a');
        assert!(matches!(
            bytes(endless, 3),
            Err(Problem::TooLong { limit: 3 })
        ));
    }
}
