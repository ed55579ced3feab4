//! Spans as `{"start": n, "end": n}`. The numbers count bytes; [`crate::Record::to_json`] converts them first.

use depesha_text::Span;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Serialize, Deserialize)]
struct Numbers {
    start: usize,
    end: usize,
}

/// A [`Span`] that serde can read and write; numbers that are no span are refused where they stand.
#[derive(Deserialize)]
#[serde(try_from = "Numbers")]
struct Wire(Span);

impl TryFrom<Numbers> for Wire {
    type Error = String;

    fn try_from(Numbers { start, end }: Numbers) -> Result<Self, String> {
        if start > end {
            return Err(format!("start {start} is behind end {end}"));
        }
        if u32::try_from(end).is_err() {
            return Err(format!("end {end} is over 4 GiB, the longest text"));
        }
        Ok(Self(Span::new(start, end)))
    }
}

impl Serialize for Wire {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Numbers {
            start: self.0.start(),
            end: self.0.end(),
        }
        .serialize(serializer)
    }
}

pub fn serialize<S: Serializer>(span: &Span, serializer: S) -> Result<S::Ok, S::Error> {
    Wire(*span).serialize(serializer)
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Span, D::Error> {
    Wire::deserialize(deserializer).map(|wire| wire.0)
}

/// For `Option<Span>`.
pub mod option {
    use super::*;

    pub fn serialize<S: Serializer>(span: &Option<Span>, serializer: S) -> Result<S::Ok, S::Error> {
        span.map(Wire).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Span>, D::Error> {
        Option::deserialize(deserializer).map(|wire: Option<Wire>| wire.map(|wire| wire.0))
    }
}

/// For `Vec<Span>`.
pub mod list {
    use super::*;

    pub fn serialize<S: Serializer>(spans: &[Span], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(spans.iter().copied().map(Wire))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Span>, D::Error> {
        let wires = Vec::<Wire>::deserialize(deserializer)?;
        Ok(wires.into_iter().map(|wire| wire.0).collect())
    }
}
