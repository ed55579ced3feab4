use depesha_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::{EntityId, EventId, Rule, StatementId};
use crate::record::SpanSchema;
use crate::wire;

/// Who did what to whom, in the terms of PLOVER (<https://github.com/openeventdata/PLOVER>).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// What was done.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// How it was done, one of the type's modes.
    pub mode: Option<String>,
    /// Who did it.
    pub actors: Vec<EntityId>,
    /// Whom it was done to or with.
    pub recipients: Vec<EntityId>,
    /// The word or words that tell it.
    #[serde(with = "wire")]
    #[schemars(with = "SpanSchema")]
    pub trigger: Span,
    /// When, as an index of `times`.
    pub time: Option<usize>,
    /// Where.
    pub place: Option<EntityId>,
    /// Whether it happened.
    pub status: EventStatus,
    /// The statement that reports it, when it is not told by the page itself.
    pub statement: Option<StatementId>,
    /// The frame and rule that read it.
    pub rule: Rule,
}

/// PLOVER's event types.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "UPPERCASE")]
#[allow(
    missing_docs,
    reason = "the names are PLOVER's; its manual defines them"
)]
pub enum EventType {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

impl EventType {
    /// The type's name in PLOVER, in capitals.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agree => "AGREE",
            Self::Consult => "CONSULT",
            Self::Support => "SUPPORT",
            Self::Concede => "CONCEDE",
            Self::Cooperate => "COOPERATE",
            Self::Aid => "AID",
            Self::Retreat => "RETREAT",
            Self::Request => "REQUEST",
            Self::Accuse => "ACCUSE",
            Self::Reject => "REJECT",
            Self::Threaten => "THREATEN",
            Self::Protest => "PROTEST",
            Self::Sanction => "SANCTION",
            Self::Mobilize => "MOBILIZE",
            Self::Coerce => "COERCE",
            Self::Assault => "ASSAULT",
        }
    }
}

/// Whether an [`Event`] happened.
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
pub enum EventStatus {
    /// Past or going on.
    #[default]
    Actual,
    /// Announced.
    Future,
    /// Conditional, possible, wanted.
    Hypothetical,
    /// Said not to have happened.
    Negated,
}

impl EventStatus {
    /// `actual`, `future`, `hypothetical` or `negated`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Future => "future",
            Self::Hypothetical => "hypothetical",
            Self::Negated => "negated",
        }
    }
}
