//! JSON Lines: an object a line, with a page in one of its fields.

use std::io::{BufRead, Read};

use serde_json::{Map, Value};

use crate::document::Document;
use crate::entries::{Content, Item};
use crate::error::Problem;
use crate::facts::PageFact;
use crate::options::ReadOptions;
use crate::stream::Stream;

/// The lines of a stream, empty ones left out.
pub(crate) struct Lines {
    stream: Stream,
    limit: u64,
    offset: u64,
    ended: bool,
}

impl Lines {
    pub fn new(stream: Stream, limit: u64) -> Self {
        Self {
            stream,
            limit,
            offset: 0,
            ended: false,
        }
    }

    /// The next line without its end; `None` behind the last one.
    fn line(&mut self) -> Option<Result<Vec<u8>, Problem>> {
        let mut line = Vec::new();
        let read = (&mut self.stream)
            .take(self.limit + 1)
            .read_until(b'\n', &mut line);
        self.offset += line.len() as u64;
        match read {
            Err(error) => {
                self.ended = true;
                return Some(Err(error.into()));
            }
            Ok(0) => return None,
            Ok(_) => {}
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if line.len() as u64 > self.limit {
            let limit = self.limit;
            return Some(match self.skip_line() {
                Ok(()) => Err(Problem::TooLong { limit }),
                Err(problem) => Err(problem),
            });
        }
        Some(Ok(line))
    }

    /// Passes over the rest of a line without keeping it.
    fn skip_line(&mut self) -> Result<(), Problem> {
        match self.stream.skip_until(b'\n') {
            Ok(skipped) => {
                self.offset += skipped as u64;
                Ok(())
            }
            Err(error) => {
                self.ended = true;
                Err(error.into())
            }
        }
    }
}

impl Iterator for Lines {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.ended {
            let offset = self.offset;
            let content = match self.line()? {
                Ok(line) if line.trim_ascii().is_empty() => continue,
                Ok(line) => Ok(Content::Json(line)),
                Err(problem) => Err(problem),
            };
            return Some(Item { offset, content });
        }
        None
    }
}

/// The page of one line.
pub(crate) fn document(line: &[u8], options: &ReadOptions) -> Result<Document, Problem> {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    let object: Map<String, Value> =
        serde_json::from_slice(line).map_err(|error| Problem::Malformed {
            what: "JSON object",
            why: error.to_string(),
        })?;
    let field = |name: &str| match object.get(name) {
        Some(Value::String(value)) if !value.trim().is_empty() => Some(value.clone()),
        Some(Value::Number(value)) => Some(value.to_string()),
        _ => None,
    };
    let fact = |name: &str| {
        let value = field(name)?;
        Some(PageFact {
            value,
            rule: "field",
        })
    };
    let mut document = match (field(&options.html_field), field(&options.text_field)) {
        (Some(html), _) => Document::of_html(&html)?,
        (None, Some(text)) => Document::from_text(text),
        (None, None) => {
            return Err(Problem::NoText {
                text: options.text_field.clone(),
                html: options.html_field.clone(),
            });
        }
    };
    document.id = field(&options.id_field);
    document.uri = field(&options.url_field);
    let page = &mut document.page;
    for (own, name) in [
        (&mut page.url, &options.url_field),
        (&mut page.title, &options.title_field),
        (&mut page.published, &options.date_field),
    ] {
        *own = fact(name).or(own.take());
    }
    Ok(document)
}
