//! The verifiable record of a news page, typed.
//!
//! For: what depesha knows of a page, each fact with the span it was read from and the rule that read it.
//! In: facts from the analysis, or a record's JSON. Out: a [`Record`], its JSON, its JSON Schema, or the list of what
//! breaks the invariants. Never: parsing of news, guessing.
#![deny(missing_docs)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;

mod check;
mod diagnostic;
mod entity;
mod error;
mod event;
mod ids;
mod json;
mod mention;
mod metadata;
mod page;
mod record;
mod records;
mod role;
mod schema;
mod spans;
mod statement;
mod time;
mod wire;

pub use diagnostic::{Diagnostic, Severity};
pub use entity::{Attributes, Entity, EntityKind, Gender};
pub use error::{RecordError, Violation};
pub use event::{Argument, ArgumentRole, Event, EventStatus, EventType, QuadClass, Score};
pub use ids::{EntityId, EventId, MentionId, Rule, StatementId};
pub use json::Layout;
pub use mention::{Mention, Reference, ReferenceKind};
pub use metadata::{Dateline, Fact, Metadata, Precision, Published};
pub use page::{PageFact, PageFacts};
pub use record::{
    Block, BlockKind, ByteRange, Generator, Record, SCHEMA, Sentence, Source, SourceRecord,
};
pub use records::{BadRecord, Records};
pub use role::{Phase, Role};
pub use schema::schema;
pub use statement::{SpeakerKind, Statement, StatementType};
pub use time::{Time, TimeType};
