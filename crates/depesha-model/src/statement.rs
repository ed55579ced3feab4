use depesha_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::{EntityId, Rule, StatementId};
use crate::record::SpanSchema;
use crate::wire;

/// What somebody is reported to say, write, ask, promise, demand or hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// Its id.
    pub id: StatementId,
    /// How it is reported.
    #[serde(rename = "type")]
    pub kind: StatementType,
    /// The reported words in pieces: more than one when the author interrupts or a paragraph ends.
    #[serde(with = "wire::list")]
    #[schemars(with = "Vec<SpanSchema>")]
    pub content: Vec<Span>,
    /// The word or words that report: `заявил`, `по словам`.
    #[serde(with = "wire::option")]
    #[schemars(with = "Option<SpanSchema>")]
    pub cue: Option<Span>,
    /// The words that name the source: `глава МИД РФ Сергей Лавров`, `он`.
    #[serde(with = "wire::option")]
    #[schemars(with = "Option<SpanSchema>")]
    pub source: Option<Span>,
    /// Who the source is; `None` when the page does not name them or it could not be told.
    pub speaker: Option<EntityId>,
    /// What kind of source.
    pub speaker_kind: SpeakerKind,
    /// Whom it is said to.
    pub addressee: Option<EntityId>,
    /// The sentence that holds the cue, or the first piece of content when there is none; an index of `sentences`.
    pub sentence: usize,
    /// The construction that was read.
    pub rule: Rule,
    /// How the speaker was found; `None` when there is no speaker.
    pub speaker_rule: Option<Rule>,
}

/// How a statement is reported.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum StatementType {
    /// The speaker's words in quotation marks, or an interview turn.
    Direct,
    /// Retold without quotation marks.
    Indirect,
    /// Retold, with a quoted fragment.
    Mixed,
    /// The attribution stands in another sentence.
    Anaphoric,
}

impl StatementType {
    /// `direct`, `indirect`, `mixed` or `anaphoric`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
            Self::Anaphoric => "anaphoric",
        }
    }
}

/// What kind of source a statement has.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerKind {
    /// A named person.
    Person,
    /// An authority, company, party, document.
    Organization,
    /// An outlet or agency, `СМИ`.
    Outlet,
    /// Described but not named, or nobody (`сообщается, что`).
    Unnamed,
    /// A source that could not be resolved; a diagnostic says so.
    Unresolved,
}

impl SpeakerKind {
    /// `person`, `organization`, `outlet`, `unnamed` or `unresolved`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Outlet => "outlet",
            Self::Unnamed => "unnamed",
            Self::Unresolved => "unresolved",
        }
    }
}
