use depesha_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::entity::EntityKind;
use crate::ids::{EntityId, MentionId, Rule};
use crate::record::SpanSchema;
use crate::wire;

/// A name in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// Its id.
    pub id: MentionId,
    /// What kind of thing it names here.
    pub kind: EntityKind,
    /// Its words. Mentions may lie inside others (`МИД РФ` holds `РФ`).
    #[serde(with = "wire")]
    #[schemars(with = "SpanSchema")]
    pub span: Span,
    /// Whom it names.
    pub entity: EntityId,
    /// The words in the nominative.
    pub normal: String,
    /// Who says so.
    pub rule: Rule,
    /// The entity that the name stands for here, when that is another one (`Москва` for the government of Russia).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands_for: Option<EntityId>,
}

/// Words that refer to an entity without naming it: `российский министр`, `он`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reference {
    /// Whom they refer to.
    pub entity: EntityId,
    /// The words.
    #[serde(with = "wire")]
    #[schemars(with = "SpanSchema")]
    pub span: Span,
    /// What kind of words.
    pub kind_of_mention: ReferenceKind,
    /// Who says so.
    pub rule: Rule,
}

/// How a [`Reference`] refers.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceKind {
    /// By a description: `глава МИД РФ`, `ведомство`.
    Nominal,
    /// By a pronoun: `он`, `её`.
    Pronoun,
}

impl ReferenceKind {
    /// `nominal` or `pronoun`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Pronoun => "pronoun",
        }
    }
}
