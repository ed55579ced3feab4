//! Tables of Russian news language: data files in, typed look-up tables out.
//!
//! For: what the program knows about words and the world.
//! In: the tab-separated files of `data/`, each with a header that says what it is and where it comes from, and the
//! user's own files of the same shape. Out: typed rows.
//! Never: logic about texts.
#![deny(missing_docs)]

mod cities;
mod countries;
mod cues;
mod descriptions;
mod entry;
mod event_words;
mod frames;
mod lexicon;
mod offices;
mod organisations;
mod outlets;
mod plover;
mod regions;
mod roles;
mod sector;
mod set;
mod slot;
mod status;
mod table;

pub use cities::City;
pub use countries::{Country, Demonym};
pub use cues::{Aspect, Complement, Cue, CueKind, CueMark, SpeechAct};
pub use descriptions::{Description, DescriptionKind, Number, Referent};
pub use entry::{Entry, List};
pub use event_words::{EventWord, EventWordKind};
pub use frames::{EventFrame, FrameMark, PloverMode, PloverType, PredicateKind};
pub use lexicon::{Lexicon, sort_table};
pub use offices::{OfficeHolder, OfficeObject, OfficePast, OfficeVerb};
pub use organisations::{Organisation, OrganisationKind};
pub use outlets::{Outlet, OutletKind};
pub use plover::{PloverRow, Quad};
pub use regions::{Region, RegionKind};
pub use roles::{Gender, Role, RoleLevel, RolePart, RolePartKind, RolePartValue};
pub use sector::Sector;
pub use set::{Keyword, Set};
pub use slot::{Case, Slot, Slots};
pub use status::{StatusHint, StatusWord, StatusWordKind};
pub use table::{LexiconError, Row, Table};

/// The README's example is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
