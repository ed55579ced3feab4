use std::fmt;

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
    /// Words or deeds, with or against another.
    pub quad: QuadClass,
    /// How much conflict or cooperation the type means.
    pub score: Score,
    /// Who did it.
    pub actors: Vec<EntityId>,
    /// Whom it was done to or with.
    pub recipients: Vec<EntityId>,
    /// The words for each of them, actors first.
    pub arguments: Vec<Argument>,
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
    /// The first event of the page that tells the same, when this one tells it again.
    pub same_as: Option<EventId>,
    /// The frame and rule that read it.
    pub rule: Rule,
}

/// The words by which a page tells who takes part in an [`Event`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Argument {
    /// What the entity does in the event.
    pub role: ArgumentRole,
    /// Who it is.
    pub entity: EntityId,
    /// The words that tell; none when only the page around the event does.
    #[serde(with = "wire::option")]
    #[schemars(with = "Option<SpanSchema>")]
    pub span: Option<Span>,
    /// Whether it follows from other events of the page or from where it happened, not from the clause itself.
    pub inferred: bool,
    /// The country that it belongs to, as ISO 3166-1 alpha-3; `IGO` or `NGO` for organisations across countries.
    pub country: Option<String>,
    /// Its sector in PLOVER's codes: `GOV`, `MIL`, `JUD`, …
    pub sector: Option<String>,
}

/// A quarter of all events, by PLOVER.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum QuadClass {
    /// Words of cooperation.
    VerbalCooperation,
    /// Deeds of cooperation.
    MaterialCooperation,
    /// Words of conflict.
    VerbalConflict,
    /// Deeds of conflict.
    MaterialConflict,
}

impl QuadClass {
    /// `verbal_cooperation`, `material_cooperation`, `verbal_conflict` or `material_conflict`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::VerbalCooperation => "verbal_cooperation",
            Self::MaterialCooperation => "material_cooperation",
            Self::VerbalConflict => "verbal_conflict",
            Self::MaterialConflict => "material_conflict",
        }
    }

    /// PLOVER's number of the class, from 1 to 4.
    pub fn code(self) -> u8 {
        match self {
            Self::VerbalCooperation => 1,
            Self::MaterialCooperation => 2,
            Self::VerbalConflict => 3,
            Self::MaterialConflict => 4,
        }
    }
}

/// A place on Goldstein's scale from -10, the worst conflict, to 10, the closest cooperation; exact to a tenth.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(from = "f64", into = "f64")]
#[schemars(with = "f64")]
pub struct Score(i16);

impl Score {
    /// The score of that many tenths.
    pub const fn from_tenths(tenths: i16) -> Self {
        Self(tenths)
    }
}

impl From<f64> for Score {
    fn from(score: f64) -> Self {
        Self((score * 10.0).round() as i16)
    }
}

impl From<Score> for f64 {
    fn from(score: Score) -> Self {
        f64::from(score.0) / 10.0
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1}", f64::from(*self))
    }
}

/// What an entity does in an [`Event`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ArgumentRole {
    /// It acts.
    Actor,
    /// It is acted upon or with.
    Recipient,
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
    /// All types, in the order of PLOVER's manual.
    pub const ALL: [Self; 16] = [
        Self::Agree,
        Self::Consult,
        Self::Support,
        Self::Concede,
        Self::Cooperate,
        Self::Aid,
        Self::Retreat,
        Self::Request,
        Self::Accuse,
        Self::Reject,
        Self::Threaten,
        Self::Protest,
        Self::Sanction,
        Self::Mobilize,
        Self::Coerce,
        Self::Assault,
    ];

    /// PLOVER's name of the type: `ACCUSE`.
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
