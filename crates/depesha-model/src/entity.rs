use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::{EntityId, MentionId};

/// Somebody or something that the page names, however often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// Its id.
    pub id: EntityId,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// The fullest name, in the nominative; of a person the given name first (`Сергей Лавров`).
    pub name: String,
    /// Its other names in the page, in the nominative.
    pub aliases: Vec<String>,
    /// Its mentions, in the order of the text.
    pub mentions: Vec<MentionId>,
    /// What else is known.
    pub attributes: Attributes,
}

/// The kinds of entities and mentions.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A body of people with a name: authority, company, party, outlet, armed group.
    Organization,
    /// A place, also a country or city that acts.
    Location,
}

impl EntityKind {
    /// `person`, `organization` or `location`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Location => "location",
        }
    }
}

/// What is known of an [`Entity`] beside its names. All of it is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Attributes {
    /// A person's grammatical gender.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    /// A person's surname.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surname: Option<String>,
    /// A person's given name or names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// A person's patronymic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patronymic: Option<String>,
    /// A finer kind: `country`, `city`, `region`, `outlet`, `agency`, `ministry`, `party`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtype: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country it is or belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iso_country: Option<String>,
    /// Wikidata item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
}

/// Grammatical gender of a person's name.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
}

impl Gender {
    /// `masculine` or `feminine`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Masculine => "masculine",
            Self::Feminine => "feminine",
        }
    }
}
