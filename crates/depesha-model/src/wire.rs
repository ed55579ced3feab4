//! Spans as `{"start": n, "end": n}`. The numbers are bytes; [`crate::Record::to_json`] converts them first.

use depesha_text::Span;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

#[derive(Serialize, Deserialize)]
struct Wire {
    start: usize,
    end: usize,
}

impl From<Span> for Wire {
    fn from(span: Span) -> Self {
        Self {
            start: span.start(),
            end: span.end(),
        }
    }
}

impl Wire {
    fn span<E: de::Error>(self) -> Result<Span, E> {
        if self.start > self.end {
            return Err(E::custom(format!(
                "span {}..{} runs backwards",
                self.start, self.end
            )));
        }
        if u32::try_from(self.end).is_err() {
            return Err(E::custom(format!("span end {} is over 4 GiB", self.end)));
        }
        Ok(Span::new(self.start, self.end))
    }
}

pub fn serialize<S: Serializer>(span: &Span, serializer: S) -> Result<S::Ok, S::Error> {
    Wire::from(*span).serialize(serializer)
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Span, D::Error> {
    Wire::deserialize(deserializer)?.span()
}

/// For `Option<Span>`.
pub mod option {
    use super::*;

    pub fn serialize<S: Serializer>(span: &Option<Span>, serializer: S) -> Result<S::Ok, S::Error> {
        span.map(Wire::from).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Span>, D::Error> {
        Option::<Wire>::deserialize(deserializer)?
            .map(Wire::span)
            .transpose()
    }
}

/// For `Vec<Span>`.
pub mod list {
    use super::*;

    pub fn serialize<S: Serializer>(spans: &[Span], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(spans.iter().copied().map(Wire::from))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Span>, D::Error> {
        Vec::<Wire>::deserialize(deserializer)?
            .into_iter()
            .map(Wire::span)
            .collect()
    }
}
