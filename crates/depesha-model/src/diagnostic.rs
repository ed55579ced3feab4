use depesha_text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record::SpanSchema;
use crate::wire;

/// Something about the page or its reading that a user may want to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A fixed name such as `unclosed-quotation`.
    pub code: String,
    /// Where; `None` when the page as a whole is meant.
    #[serde(with = "wire::option")]
    #[schemars(with = "Option<SpanSchema>")]
    pub span: Option<Span>,
    /// What, in words for a person.
    pub message: String,
}

/// How much a [`Diagnostic`] matters.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A fact was left open or inferred.
    Info,
    /// The text is odd here; facts near it may be wrong.
    Warning,
    /// Something could not be read.
    Error,
}
