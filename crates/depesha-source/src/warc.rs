//! Web archives after ISO 28500, such as those of Common Crawl: the answers of servers with pages in them.

use crate::document::{Document, Known};
use crate::encoding::Declared;
use crate::entries::{Content, Item};
use crate::error::{Problem, Skipped};
use crate::lines::Lines;
use crate::options::ReadOptions;
use crate::stream;
use depesha_model::PageFact;

/// What a record begins with.
const VERSION: &[u8] = b"WARC/";

/// The longest head of a record, in bytes.
const LONGEST_HEAD: usize = 64 << 10;

/// A page of an archive.
pub(crate) struct Page {
    /// The address that it was fetched from.
    pub url: Option<String>,
    /// What the archive calls the record.
    id: Option<String>,
    /// What is stored: an answer of a server with its head, or a page alone.
    is_answer: bool,
    /// The type of a page that is stored alone.
    media_type: Option<String>,
    /// The bytes that are stored.
    pub block: Vec<u8>,
}

/// The pages of an archive. Other records (requests, notes, repetitions) hold none and are passed over.
pub(crate) fn items(lines: Lines) -> impl Iterator<Item = Item> {
    let mut archive = Archive {
        lines,
        is_sound: true,
    };
    std::iter::from_fn(move || {
        loop {
            let offset = archive.lines.offset();
            let content = match archive.record()? {
                Ok(None) => continue,
                Ok(Some(page)) => Ok(Content::Archived(page)),
                Err(problem) => Err(problem),
            };
            return Some(Item { offset, content });
        }
    })
}

/// An archive that is being read.
struct Archive {
    lines: Lines,
    /// Whether the last record ended where it should. Behind a broken one all lines are passed over, up to the next one
    /// that begins a record.
    is_sound: bool,
}

impl Archive {
    /// Reads the next line, and the record that it begins; `Some(Ok(None))` for one without a page, `None` behind the
    /// last.
    fn record(&mut self) -> Option<Result<Option<Page>, Problem>> {
        let mut first = Vec::new();
        let read = self.lines.read(&mut first)?;
        let record = match read {
            Ok(()) if first.starts_with(VERSION) => page(&mut self.lines),
            // What lies behind a broken record was told of.
            Ok(()) if first.trim_ascii().is_empty() || !self.is_sound => return Some(Ok(None)),
            Err(Problem::TooLong { .. }) if !self.is_sound => return Some(Ok(None)),
            Ok(()) => Err(malformed("it does not begin with `WARC/`")),
            Err(problem) => Err(problem),
        };
        // A record that is too long was passed over as a whole.
        self.is_sound = matches!(record, Ok(_) | Err(Problem::TooLong { .. }));
        Some(record)
    }
}

/// Reads a record behind its first line.
fn page(lines: &mut Lines) -> Result<Option<Page>, Problem> {
    let head = Head::read(lines)?;
    let length = head
        .get("content-length")
        .and_then(|length| length.parse().ok());
    let length: u64 = length.ok_or_else(|| malformed("it has no length"))?;
    let is_answer = match head.get("warc-type") {
        Some("response") => true,
        Some("resource" | "conversion") => false,
        _ => {
            lines.skip_bytes(length)?;
            return Ok(None);
        }
    };
    // The head of an answer is not part of the page.
    let limit = lines.limit();
    if length > limit.saturating_add(LONGEST_HEAD as u64) {
        lines.skip_bytes(length)?;
        return Err(Problem::TooLong { limit });
    }
    let block = lines.read_bytes(length)?;
    if (block.len() as u64) < length {
        return Err(malformed("the archive ends inside it"));
    }
    let field = |name: &str| head.get(name).map(str::to_owned);
    Ok(Some(Page {
        // Some programs write the address in angle brackets.
        url: head
            .get("warc-target-uri")
            .map(|url| url.trim_matches(['<', '>']).to_owned()),
        id: field("warc-record-id"),
        is_answer,
        media_type: field("content-type"),
        block,
    }))
}

fn malformed(why: &str) -> Problem {
    Problem::Malformed {
        what: "WARC record",
        why: why.to_owned(),
    }
}

/// The named fields at the head of a record or of an answer, names in lower case.
struct Head(Vec<(String, String)>);

impl Head {
    /// Reads lines up to the empty one that ends a head.
    fn read(lines: &mut Lines) -> Result<Self, Problem> {
        let mut head = Vec::new();
        loop {
            let before = head.len();
            match lines.read(&mut head) {
                Some(read) => read?,
                None => return Err(malformed("the archive ends inside its head")),
            }
            if head[before..].trim_ascii().is_empty() {
                return Ok(Self::parse(&head));
            }
            if head.len() > LONGEST_HEAD {
                return Err(malformed("its head does not end"));
            }
        }
    }

    fn parse(head: &[u8]) -> Self {
        let head = String::from_utf8_lossy(head);
        let fields = head.lines().filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        });
        Self(fields.collect())
    }

    fn get(&self, name: &str) -> Option<&str> {
        let mut fields = self.0.iter();
        fields.find_map(|(own, value)| (own == name).then_some(value.as_str()))
    }
}

/// The page in what an archive stores.
pub(crate) fn document(page: &Page, options: &ReadOptions) -> Result<Document, Problem> {
    let mut document = match page.is_answer {
        true => answer(&page.block, options)?,
        false => typed(&page.block, page.media_type.as_deref(), options)?,
    };
    document.id.clone_from(&page.id);
    document.uri.clone_from(&page.url);
    document.page.url = page.url.clone().map(|value| PageFact {
        value,
        rule: "warc",
    });
    Ok(document)
}

/// The page in the answer of a server.
fn answer(block: &[u8], options: &ReadOptions) -> Result<Document, Problem> {
    let end = [&b"\r\n\r\n"[..], b"\n\n"]
        .into_iter()
        .filter_map(|gap| Some(find(block, gap)? + gap.len()))
        .min();
    let Some(end) = end else {
        return Err(malformed("the answer has no body"));
    };
    let (head, body) = block.split_at(end);
    let status = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let status = String::from_utf8_lossy(status)
        .split_whitespace()
        .nth(1)
        .map(str::to_owned);
    let head = Head::parse(head);
    if let Some(status) = status.filter(|status| status != "200") {
        let what = format!("an answer with status {status}");
        return Err(Problem::Skipped(Skipped::NoPage { what }));
    }
    let limit = options.max_bytes;
    let is_chunked = head.get("transfer-encoding") == Some("chunked");
    // Some programs store the body put together, and the head as it came.
    let body = is_chunked
        .then(|| joined(body))
        .flatten()
        .unwrap_or_else(|| body.to_vec());
    let body = match head.get("content-encoding") {
        Some("gzip" | "x-gzip" | "zstd") => stream::unpacked_bytes(body, limit)?,
        _ => body,
    };
    typed(&body, head.get("content-type"), options)
}

/// A page by its media type.
fn typed(
    bytes: &[u8],
    media_type: Option<&str>,
    options: &ReadOptions,
) -> Result<Document, Problem> {
    let declared = media_type.unwrap_or_default().to_ascii_lowercase();
    let (name, parameters) = declared.split_once(';').unwrap_or((&declared, ""));
    let is_html = match name.trim() {
        "text/html" | "application/xhtml+xml" => Some(true),
        "text/plain" => Some(false),
        "" => None,
        other => {
            let what = other.to_owned();
            return Err(Problem::Skipped(Skipped::NoPage { what }));
        }
    };
    if bytes.len() as u64 > options.max_bytes {
        let limit = options.max_bytes;
        return Err(Problem::TooLong { limit });
    }
    let charset = parameters.split_once("charset=").map(|(_, charset)| {
        let charset = charset.split(';').next().unwrap_or_default();
        charset.trim_matches([' ', '"', '\''])
    });
    let encoding = Declared {
        option: options.encoding,
        charset,
    };
    Document::of_page(bytes, Known { is_html, encoding })
}

/// A body that came in chunks, put together; `None` when it is none.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = find(body, b"\r\n")?;
        let size = str::from_utf8(&body[..end]).ok()?;
        let size = size.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = &body[end + 2..];
        if size == 0 {
            return Some(whole);
        }
        whole.extend(body.get(..size)?);
        body = body.get(size + 2..)?;
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|own| own == wanted)
}
