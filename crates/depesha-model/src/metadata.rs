use depesha_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::Rule;
use crate::record::SpanSchema;
use crate::wire;

/// A value with the words it was read from and the rule that read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fact<T> {
    /// What was read.
    pub value: T,
    /// The words; `None` when the value comes from outside the text (an option, the page's own metadata).
    #[serde(with = "wire::option")]
    #[schemars(with = "Option<SpanSchema>")]
    pub span: Option<Span>,
    /// Who says so.
    pub rule: Rule,
}

impl<T> Fact<T> {
    /// A value read from `span`.
    pub fn read(value: T, span: Span, rule: &'static str) -> Self {
        Self {
            value,
            span: Some(span),
            rule: rule.into(),
        }
    }
}

/// What the page says of itself. What it does not say is `null` or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Metadata {
    /// The address that the page asks to be known by.
    pub url: Option<Fact<String>>,
    /// The headline.
    pub title: Option<Fact<String>>,
    /// When the page was published.
    pub published: Option<Published>,
    /// When it was last changed.
    pub modified: Option<Published>,
    /// The line in front of the first paragraph.
    pub dateline: Option<Fact<Dateline>>,
    /// Whose page this is.
    pub outlet: Option<Fact<String>>,
    /// The outlet that the text was taken from.
    pub origin: Option<Fact<String>>,
    /// Who wrote it.
    pub authors: Vec<Fact<String>>,
    /// The page's section.
    pub section: Option<Fact<String>>,
    /// How often it was viewed, by its own counter.
    pub views: Option<Fact<u64>>,
    /// The language of the text, as an ISO 639-1 code.
    pub language: Option<Fact<String>>,
}

/// A point of time of the page itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Published {
    /// ISO 8601, as exact as `precision` says: `2015-11-14T22:54`, `2015-11-14`, with an offset when the page or the
    /// caller gives a time zone.
    pub value: String,
    /// How exact it is.
    pub precision: Precision,
    /// The words; `None` when the value comes from outside the text.
    #[serde(with = "wire::option")]
    #[schemars(with = "Option<SpanSchema>")]
    pub span: Option<Span>,
    /// Who says so.
    pub rule: Rule,
    /// Whether a part of it (the year, the day) was inferred rather than read.
    pub inferred: bool,
}

/// How exact a point of time is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// A year.
    Year,
    /// A month.
    Month,
    /// A day.
    Day,
    /// An hour.
    Hour,
    /// A minute.
    Minute,
    /// A second.
    Second,
}

impl Precision {
    /// `year`, `month`, `day`, `hour`, `minute` or `second`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Minute => "minute",
            Self::Second => "second",
        }
    }
}

/// `СУХУМ, 14 ноя — Sputnik.`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dateline {
    /// The place in ordinary spelling (`Сухум`); several are joined by ` / `.
    pub place: Option<String>,
    /// ISO 8601 day; the year comes from the page when the line has none.
    pub date: Option<String>,
    /// The agency by its usual name (`Sputnik`, `РИА Новости`).
    pub agency: Option<String>,
}
