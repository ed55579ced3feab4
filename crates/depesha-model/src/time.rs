use depesha_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::Rule;
use crate::record::SpanSchema;
use crate::wire;

/// An expression of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Time {
    /// Its words.
    #[serde(with = "wire")]
    #[schemars(with = "SpanSchema")]
    pub span: Span,
    /// What kind of expression.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// ISO 8601 or EDTF: `2015-11-14`, `2015-11-14T10:30`, `2015-11-12/2015-11-14`, `199X`, `P3D`, `XXXX-11-14` when the
    /// year is not known.
    pub value: String,
    /// The day that a relative expression was counted from.
    pub anchor: Option<String>,
    /// Whether a part of the value was inferred rather than read.
    pub inferred: bool,
    /// Who says so.
    pub rule: Rule,
}

/// The kinds of expressions of time, as in TIMEX3.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TimeType {
    /// A day or something longer.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that comes again.
    Set,
}

impl TimeType {
    /// `date`, `time`, `duration` or `set`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Set => "set",
        }
    }
}
