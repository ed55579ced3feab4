use depesha_text::{OffsetUnit, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::entity::Entity;
use crate::event::Event;
use crate::mention::{Mention, Reference};
use crate::metadata::Metadata;
use crate::role::Role;
use crate::statement::Statement;
use crate::time::Time;
use crate::wire;

/// The name and version of the JSON contract.
pub const SCHEMA: &str = "depesha.record/1";

/// Everything that was read from one page.
///
/// In memory all spans count bytes of `text`; JSON has them in code points unless another unit is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// The name and version of this contract.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: String,
    /// Who made the record.
    pub generator: Generator,
    /// What it was made from.
    pub source: Source,
    /// The text that all spans index, exactly as it was given.
    pub text: String,
    /// What the page says of itself.
    pub metadata: Metadata,
    /// The parts of the page, in order, without overlap.
    pub blocks: Vec<Block>,
    /// The sentences, in order, each inside its block.
    pub sentences: Vec<Sentence>,
    /// The names, by start, longer ones first.
    pub mentions: Vec<Mention>,
    /// Other words that refer to the entities, in order.
    pub references: Vec<Reference>,
    /// Who and what is named.
    pub entities: Vec<Entity>,
    /// Who holds which post.
    pub roles: Vec<Role>,
    /// When.
    pub times: Vec<Time>,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// Who did what to whom.
    pub events: Vec<Event>,
    /// What was odd, left out or inferred.
    pub diagnostics: Vec<Diagnostic>,
}

/// The program that made a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Generator {
    /// `depesha`
    pub name: String,
    /// Its version.
    pub version: String,
}

/// What a record was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Its address, where the page or its container tells it; else where it lay: a path, `-` for standard input.
    pub uri: Option<String>,
    /// What the document calls itself: the field of the container's record that names it.
    pub id: Option<String>,
    /// Which record of a file with many; `null` for a page that is a file of its own.
    pub record: Option<SourceRecord>,
    /// `text/plain`, `text/html`.
    pub media_type: String,
    /// The encoding of the bytes, by its name in the WHATWG Encoding Standard.
    pub encoding: String,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// What the offsets count: `char`, `byte` or `utf16`. In memory always bytes; [`Record::to_json`] writes its own.
    #[serde(with = "unit")]
    #[schemars(with = "UnitSchema", description = "What the offsets count.")]
    pub offset_unit: OffsetUnit,
    /// The document's number in the run that read it, from 0 in the order of the inputs; absent outside a run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<u64>,
    /// The first document of the run with exactly this text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<u64>,
    /// An earlier document of the run with nearly this text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near_duplicate_of: Option<u64>,
}

/// The place of a document in a file that holds many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceRecord {
    /// The file: a path, `-` for standard input.
    pub input: String,
    /// Which record of the file, from 0.
    pub index: u64,
    /// The byte of the file that the record starts at, behind decompression; in a Parquet table, the index once more.
    pub offset: u64,
}

/// A part of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its characters.
    #[serde(with = "wire")]
    #[schemars(with = "SpanSchema")]
    pub span: Span,
    /// Where it stands in the page that the text was taken from: the bytes of its element, tags and all, in the decoded
    /// page, whatever the offset unit. `null` for plain text.
    pub source: Option<ByteRange>,
}

/// Bytes of a decoded page, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct ByteRange {
    /// The first byte.
    pub start: u32,
    /// Behind the last byte.
    pub end: u32,
}

impl From<Span> for ByteRange {
    fn from(span: Span) -> Self {
        // A span's offsets have 32 bits.
        Self {
            start: u32::try_from(span.start()).unwrap_or(u32::MAX),
            end: u32::try_from(span.end()).unwrap_or(u32::MAX),
        }
    }
}

/// What a [`Block`] is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The headline.
    Title,
    /// When the page was published or changed.
    Timestamp,
    /// Who wrote it.
    Byline,
    /// What sums the article up.
    Lead,
    /// Place, date and agency.
    Dateline,
    /// A heading inside the article.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A block quote.
    Quote,
    /// An item of a list.
    ListItem,
    /// A caption or credit.
    Caption,
    /// A link to another article.
    Related,
    /// Where the text comes from.
    Source,
    /// Numbers of views and comments.
    Counter,
    /// Key words.
    Tags,
    /// Page furniture.
    Navigation,
    /// An editorial or legal notice.
    Notice,
}

impl BlockKind {
    /// Whether it belongs to the page around the article: links, counters, tags, menus, notices.
    pub fn is_furniture(self) -> bool {
        matches!(
            self,
            Self::Related | Self::Counter | Self::Tags | Self::Navigation | Self::Notice
        )
    }
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sentence {
    /// Its characters.
    #[serde(with = "wire")]
    #[schemars(with = "SpanSchema")]
    pub span: Span,
    /// Its block, as an index of `blocks`.
    pub block: usize,
}

/// A span in JSON: offsets in the record's unit, end exclusive.
#[derive(JsonSchema)]
#[schemars(rename = "Span")]
#[allow(dead_code, reason = "only its schema is used")]
pub(crate) struct SpanSchema {
    /// The first character.
    start: u32,
    /// Behind the last character.
    end: u32,
}

/// What offsets count.
#[derive(JsonSchema)]
#[schemars(rename = "OffsetUnit", rename_all = "snake_case")]
#[allow(dead_code, reason = "only its schema is used")]
enum UnitSchema {
    /// Unicode code points.
    Char,
    /// Bytes of UTF-8.
    Byte,
    /// UTF-16 code units.
    Utf16,
}

mod unit {
    use depesha_text::OffsetUnit;
    use serde::{Deserialize, Deserializer, Serializer, de};
    use std::borrow::Cow;

    pub fn serialize<S: Serializer>(unit: &OffsetUnit, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(unit.as_str())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<OffsetUnit, D::Error> {
        Cow::<'_, str>::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}
