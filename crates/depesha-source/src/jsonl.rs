//! JSON Lines: an object a line, with a page in one of its fields.

use serde_json::{Map, Value};

use crate::encoding::{self, Declared};
use crate::entries::{Content, Item};
use crate::error::Problem;
use crate::fields::Fields;
use crate::lines::Lines;
use crate::options::ReadOptions;

/// The lines with something on them.
pub(crate) fn items(mut lines: Lines) -> impl Iterator<Item = Item> {
    std::iter::from_fn(move || {
        loop {
            let offset = lines.offset();
            let mut line = Vec::new();
            let content = match lines.read(&mut line)? {
                Ok(()) if line.trim_ascii().is_empty() => continue,
                Ok(()) => Ok(Content::Json(line)),
                Err(problem) => Err(problem),
            };
            return Some(Item { offset, content });
        }
    })
}

/// The fields of one line.
pub(crate) fn fields(line: &[u8], options: &ReadOptions) -> Result<Fields, Problem> {
    let declared = Declared {
        option: options.encoding,
        charset: None,
    };
    let (text, _) = encoding::decode(line, declared)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let object: Map<String, Value> =
        serde_json::from_str(text).map_err(|error| Problem::Malformed {
            what: "JSON object",
            why: error.to_string(),
        })?;
    Ok(Fields::new(options, |name| match object.get(name)? {
        Value::String(value) => Some(value.clone()),
        Value::Number(value) => Some(value.to_string()),
        _ => None,
    }))
}
