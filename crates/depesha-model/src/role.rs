use depesha_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::{EntityId, Rule};
use crate::record::SpanSchema;
use crate::wire;

/// A post or occupation that the page gives a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Role {
    /// Whose.
    pub person: EntityId,
    /// The post in the nominative, short forms written out (`министр иностранных дел`).
    pub title: String,
    /// The organisation or country where it is held.
    pub organization: Option<EntityId>,
    /// The country that the post is held in or for, or that the person comes from (`французский писатель`).
    pub country: Option<EntityId>,
    /// The words: title and organisation, without the name.
    #[serde(with = "wire")]
    #[schemars(with = "SpanSchema")]
    pub span: Span,
    /// When it is held, seen from the page.
    pub phase: Phase,
    /// Whether the organisation or country is not said with the post, but taken from elsewhere in the page.
    pub inferred: bool,
    /// Who says so.
    pub rule: Rule,
}

/// When a [`Role`] is held.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Now, or nothing is said against it.
    #[default]
    Current,
    /// `бывший`, `экс-`
    Former,
    /// `и. о.`, `врио`
    Acting,
    /// `будущий`, `избранный`
    Future,
}

impl Phase {
    /// `current`, `former`, `acting` or `future`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Former => "former",
            Self::Acting => "acting",
            Self::Future => "future",
        }
    }
}
