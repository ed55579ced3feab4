//! What the scorers read of a record: the part of the JSON contract that they compare with the gold, offsets in code
//! points.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

/// First code point and the one behind the last.
pub type Range = (usize, usize);

/// A record as the scorers see it. What a record lacks counts as empty, so that records of other programs can be scored.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Outcome {
    entities: Vec<Entity>,
    pub mentions: Vec<Mention>,
    pub roles: Vec<Role>,
    pub statements: Vec<Statement>,
    pub events: Vec<Event>,
}

#[derive(Debug, Deserialize)]
struct Entity {
    id: String,
    name: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
}

/// A name in the text.
#[derive(Debug, Deserialize)]
pub struct Mention {
    pub kind: String,
    pub span: Span,
    #[serde(default)]
    pub normal: String,
    /// Whom or what it means.
    #[serde(default)]
    entity: String,
}

/// Who holds which post.
#[derive(Debug, Deserialize)]
pub struct Role {
    pub person: String,
    pub title: String,
    pub organization: Option<String>,
    pub span: Span,
}

/// Who said what.
#[derive(Debug, Deserialize)]
pub struct Statement {
    #[serde(rename = "type")]
    pub kind: String,
    pub content: Vec<Span>,
    pub source: Option<Span>,
    pub speaker: Option<String>,
}

/// Who did what to whom.
#[derive(Debug, Deserialize)]
pub struct Event {
    #[serde(rename = "type")]
    pub kind: String,
    pub mode: Option<String>,
    pub trigger: Span,
    #[serde(default)]
    pub actors: Vec<String>,
    #[serde(default)]
    pub recipients: Vec<String>,
    pub status: Option<String>,
}

/// A span as the contract writes it.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    pub fn range(self) -> Range {
        (self.start, self.end)
    }
}

impl Outcome {
    /// Reads a record's JSON.
    pub fn parse(json: &str) -> Result<Self> {
        Ok(serde_json::from_str(json)?)
    }

    /// The record of the page `name` in a folder of records, or an empty one when it is not there.
    pub fn load(folder: &Path, name: &str) -> Result<Self> {
        let path = folder.join(format!("{name}.json"));
        if !path.exists() {
            return Ok(Self::default());
        }
        let json = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        Self::parse(&json).with_context(|| path.display().to_string())
    }

    /// Where the page mentions an entity.
    pub fn mentions_of(&self, id: &str) -> Vec<Range> {
        let mentions = self.mentions.iter().filter(|mention| mention.entity == id);
        mentions.map(|mention| mention.span.range()).collect()
    }

    /// The names of an entity, the fullest first; none when no entity has this id.
    pub fn names(&self, id: &str) -> Option<Vec<&str>> {
        // The last one of an id counts, as in a map that is filled from first to last.
        let entity = self.entities.iter().rev().find(|entity| entity.id == id)?;
        let name = entity.name.as_deref().unwrap_or("");
        Some(
            std::iter::once(name)
                .chain(entity.aliases.iter().map(String::as_str))
                .collect(),
        )
    }
}
