//! The library as the project's own commands use it.

use anyhow::Result;
use clap::ValueEnum;
use depesha_analysis::{Analyzer, Options};
use depesha_model::{Record, Source};
use depesha_text::{OffsetMap, OffsetUnit};
use serde_json::Value;

/// Which words belong to a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Scheme {
    /// As NEREL annotates.
    Nerel,
    /// As factRuEval-2016 annotates.
    Factrueval,
}

/// Everything loaded, ready to read pages.
pub struct Reader {
    analyzer: Analyzer,
}

impl Reader {
    /// Loads dictionary, lexicon and weights.
    pub fn new() -> Result<Self> {
        Ok(Self {
            analyzer: Analyzer::new()?,
        })
    }

    /// Reads a plain text.
    pub fn read(&self, text: String, _scheme: Scheme) -> Record {
        let source = Source {
            uri: None,
            media_type: "text/plain".to_owned(),
            encoding: "UTF-8".to_owned(),
            sha256: String::new(),
            offset_unit: OffsetUnit::Char,
        };
        self.analyzer.read(text, source, &Options::default())
    }

    /// Reads a plain text; the record as JSON, its offsets in code points.
    pub fn read_json(&self, text: String, scheme: Scheme) -> Result<String> {
        let record = self.read(text, scheme);
        let mut json = serde_json::to_value(&record)?;
        count_code_points(&mut json, &OffsetMap::new(&record.text));
        Ok(json.to_string())
    }
}

fn count_code_points(json: &mut Value, map: &OffsetMap<'_>) {
    match json {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| count_code_points(item, map)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_u64() {
                    Some(byte) if name == "start" || name == "end" => {
                        *value = map.to(OffsetUnit::Char, byte as usize).into();
                    }
                    _ => count_code_points(value, map),
                }
            }
        }
        _ => {}
    }
}
