//! Which encoding bytes are in, and their text.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::Problem;

/// The encoding of a name, by any of the labels of the WHATWG Encoding Standard: `windows-1251`, `cp1251`, `KOI8-R`.
///
/// # Errors
/// A name that the standard does not have.
///
/// ```
/// assert_eq!(depesha_source::encoding("cp1251")?.name(), "windows-1251");
/// assert!(depesha_source::encoding("cp1252-ru").is_err());
/// # Ok::<(), depesha_source::UnknownEncoding>(())
/// ```
pub fn encoding(name: &str) -> Result<&'static Encoding, UnknownEncoding> {
    let known = Encoding::for_label(name.as_bytes());
    known.ok_or_else(|| UnknownEncoding(name.to_owned()))
}

/// No encoding of the web has this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no encoding of the web; write `windows-1251`, `koi8-r`, `utf-16le` or another of the WHATWG's labels"
)]
pub struct UnknownEncoding(String);

/// What others say of the encoding of some bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Declared<'d> {
    /// The caller, who knows best.
    pub option: Option<&'static Encoding>,
    /// The server, by the charset of its header.
    pub charset: Option<&'d str>,
}

/// Decodes bytes. A byte order mark is believed first, then the caller. Bytes that are UTF-8 throughout are UTF-8, whatever
/// is said of them, since no other text looks so by chance. Then the server is believed, then the page's own `<meta>`, and
/// last the bytes are weighed.
///
/// Bytes that the encoding does not have become U+FFFD.
pub(crate) fn decode<'b>(
    bytes: &'b [u8],
    declared: Declared<'_>,
) -> Result<(Cow<'b, str>, &'static Encoding), Problem> {
    // UTF-32 is none of the web's encodings, and its mark begins with that of UTF-16.
    if bytes.starts_with(b"\xFF\xFE\x00\x00") {
        return Err(Problem::OtherEncoding { encoding: "UTF-32" });
    }
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = marked.or(declared.option);
    if encoding.is_none()
        && let Ok(text) = str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return Ok((Cow::Borrowed(text), UTF_8));
    }
    let by_label = |label: &str| Encoding::for_label(label.as_bytes());
    let encoding = encoding
        .or_else(|| utf_16(bytes))
        .or_else(|| declared.charset.and_then(by_label))
        .or_else(|| meta_charset(bytes).and_then(|label| by_label(&label)))
        .unwrap_or_else(|| weighed(bytes));
    let (text, encoding, _) = encoding.decode(bytes);
    Ok((text, encoding))
}

/// UTF-16 without a mark: Cyrillic and Latin letters have one of two high bytes, at every second place.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    const LONGEST: usize = 4 << 10;
    let (pairs, _) = bytes[..bytes.len().min(LONGEST)].as_chunks::<2>();
    let is_high = |byte: u8| matches!(byte, 0 | 4);
    let count = |at: usize| pairs.iter().filter(|pair| is_high(pair[at])).count();
    let is_most = |count: usize| pairs.len() > 1 && count * 10 > pairs.len() * 9;
    match (is_most(count(0)), is_most(count(1))) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// The charset of `<meta charset=…>` or `<meta http-equiv content="…; charset=…">`, or of an XML declaration, in the
/// first bytes of a page, where the standard has a browser look for it.
fn meta_charset(bytes: &[u8]) -> Option<String> {
    const LONGEST: usize = 4 << 10;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST)]).to_ascii_lowercase();
    let tags = head.split('<').skip(1);
    let mut declaring = tags.filter(|tag| tag.starts_with("meta") || tag.starts_with("?xml"));
    declaring.find_map(|tag| {
        let tag = tag.split('>').next()?;
        let (_, behind) = tag
            .split_once("charset")
            .or_else(|| tag.split_once("encoding"))?;
        let value = behind.trim_start().strip_prefix('=')?;
        let value = value.trim_start_matches([' ', '"', '\'']);
        let label = value.split([' ', '"', '\'', ';', '/']).next()?;
        // A page that says so in ASCII is not in UTF-16.
        Some(label.replace("utf-16", "utf-8"))
    })
}

/// The likeliest encoding by the bytes: UTF-8 when few of them are damaged, else what a browser would guess for a Russian
/// site.
fn weighed(bytes: &[u8]) -> &'static Encoding {
    /// Of so many bytes one may be damaged.
    const SOUND: usize = 100;
    let (mut damaged, mut letters) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        damaged += chunk.invalid().len();
        letters += chunk.valid().bytes().filter(|byte| *byte >= 0x80).count();
    }
    if letters > damaged * SOUND {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"ru"), Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Мост через реку откроют к началу лета, сообщил министр.";

    #[track_caller]
    fn check(bytes: &[u8], charset: Option<&str>, expected: (&str, &str)) {
        let declared = Declared {
            charset,
            option: None,
        };
        let (text, encoding) = decode(bytes, declared).unwrap();
        assert_eq!((&*text, encoding.name()), expected);
    }

    fn encoded(label: &str, text: &str) -> Vec<u8> {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        encoding.encode(text).0.into_owned()
    }

    fn utf_16_bytes(text: &str, big: bool) -> Vec<u8> {
        let units = text.encode_utf16();
        let bytes = units.map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        });
        bytes.flatten().collect()
    }

    #[test]
    fn bytes_alone_tell_the_encoding_of_russian_text() {
        check(TEXT.as_bytes(), None, (TEXT, "UTF-8"));
        check(&encoded("windows-1251", TEXT), None, (TEXT, "windows-1251"));
        check(&encoded("koi8-r", TEXT), None, (TEXT, "KOI8-U"));
        check(&encoded("ibm866", TEXT), None, (TEXT, "IBM866"));
        check(&utf_16_bytes(TEXT, false), None, (TEXT, "UTF-16LE"));
        check(&utf_16_bytes(TEXT, true), None, (TEXT, "UTF-16BE"));
    }

    #[test]
    fn a_mark_goes_before_all_else() {
        let marked = format!("\u{feff}{TEXT}");
        check(marked.as_bytes(), Some("windows-1251"), (TEXT, "UTF-8"));
        check(&utf_16_bytes(&marked, false), None, (TEXT, "UTF-16LE"));
        check(&utf_16_bytes(&marked, true), None, (TEXT, "UTF-16BE"));
    }

    #[test]
    fn the_server_and_the_page_say_what_letters_cannot_tell() {
        // Too short to be weighed.
        check(&encoded("koi8-r", "Да"), Some("KOI8-R"), ("Да", "KOI8-R"));
        let page =
            "<html><head><META http-equiv=Content-Type content='text/html; charset=koi8-r'>Да";
        check(&encoded("koi8-r", page), None, (page, "KOI8-R"));
        let page = "<meta charset=\"windows-1251\"><p>Да";
        check(&encoded("windows-1251", page), None, (page, "windows-1251"));
        check(
            &encoded("windows-1251", page),
            Some("no such charset"),
            (page, "windows-1251"),
        );
    }

    #[test]
    fn a_lie_about_utf_8_is_seen_through() {
        let page = "<meta charset=windows-1251><p>Мост";
        check(page.as_bytes(), Some("koi8-r"), (page, "UTF-8"));
    }

    #[test]
    fn a_damaged_byte_costs_one_character() {
        let mut bytes = TEXT.repeat(10).into_bytes();
        bytes[1] = b'!';
        let (text, encoding) = decode(&bytes, Declared::default()).unwrap();
        assert_eq!(encoding, UTF_8);
        assert!(text.starts_with("\u{fffd}!ост через"), "{text}");
    }

    #[test]
    fn the_caller_is_believed() {
        let declared = Declared {
            option: Encoding::for_label(b"koi8-r"),
            charset: Some("windows-1251"),
        };
        let bytes = encoded("koi8-r", "Да");
        assert_eq!(decode(&bytes, declared).unwrap().0, "Да");
    }
}
