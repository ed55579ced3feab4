//! From the syntax tree of a news page to its record.
//!
//! For: the meaning of a page, by a row of small passes (morphology, metadata, times, names, roles, entities,
//! statements). In: a text and what is known of it from outside. Out: a [`depesha_model::Record`].
//! Never: IO, formatting.
#![deny(missing_docs)]

mod calendar;
mod entities;
mod events;
mod forms;
mod gazetteer;
mod metadata;
mod names;
mod options;
mod page;
mod phrases;
mod roles;
mod slots;
mod statements;
mod strands;
#[cfg(test)]
mod testing;
mod times;
mod who;

/// The README's example is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use options::{MentionScheme, Moment, OptionError, Options, time_zone};

use std::cell::RefCell;
use std::ops::ControlFlow;

use depesha_grammar::Tree;
use depesha_lexicon::Lexicon;
use depesha_model::{Generator, PageFacts, Record, SCHEMA, Source};
use depesha_morphology::{BrokenDictionary, Memo, Morphology};
use depesha_tagger::Scheme;

use events::FrameIndex;
use statements::CueIndex;
use who::{Knowledge, Who};

thread_local! {
    /// Looked-up words stay known from one page to the next.
    static MEMO: RefCell<Memory> = RefCell::new(Memory::default());
}

/// What one thread remembers of words.
#[derive(Default)]
struct Memory {
    words: Memo,
    names: depesha_tagger::Memo,
}

/// A part of the work on one page, in the order of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Text to syntax tree.
    Grammar,
    /// What forms the words have.
    Morphology,
    /// Names, offices, who is meant.
    Names,
    /// Who said what.
    Statements,
    /// What the page says of itself.
    Metadata,
    /// When.
    Times,
    /// Who did what to whom.
    Events,
    /// Putting the record together.
    Record,
}

/// Sees each phase begin, and says whether to go on.
pub type Watch<'w> = &'w mut dyn FnMut(Phase) -> ControlFlow<()>;

/// What the analysis needs for every page: dictionary, lexicon, weights. Built once, shared by threads.
#[derive(Debug)]
pub struct Analyzer {
    morphology: Morphology,
    knowledge: Knowledge,
    cues: CueIndex,
    frames: FrameIndex,
    page_words: metadata::PageWords,
}

impl Analyzer {
    /// Loads dictionary, built-in lexicon and weights.
    ///
    /// # Errors
    /// A dictionary that does not load: a broken build.
    pub fn new() -> Result<Self, BrokenDictionary> {
        Self::with_lexicon(Lexicon::builtin())
    }

    /// [`Analyzer::new`] with another lexicon in place of the built-in one.
    ///
    /// # Errors
    /// As [`Analyzer::new`].
    pub fn with_lexicon(lexicon: Lexicon) -> Result<Self, BrokenDictionary> {
        let morphology = Morphology::new()?;
        let knowledge = Knowledge::new(lexicon, &morphology);
        Ok(Self {
            cues: CueIndex::new(&knowledge.lexicon, &morphology),
            frames: FrameIndex::new(&knowledge.lexicon, &morphology),
            page_words: metadata::PageWords::new(&knowledge.lexicon),
            knowledge,
            morphology,
        })
    }

    /// The lexicon that it was built with.
    pub fn lexicon(&self) -> &Lexicon {
        &self.knowledge.lexicon
    }

    /// Reads one page. Never fails: what could not be read is left out or told in the record's diagnostics.
    pub fn read(&self, text: String, source: Source, options: &Options) -> Record {
        let read = self.read_watched(text, source, &PageFacts::default(), options, &mut |_| {
            ControlFlow::Continue(())
        });
        read.unwrap_or_else(|| unreachable!("nothing ends the reading"))
    }

    /// [`Analyzer::read`] of a page whose container says something of it too, under the eyes of `watch`, which sees each phase begin and can end the reading there. Then there
    /// is no record.
    pub fn read_watched(
        &self,
        text: String,
        source: Source,
        stated: &PageFacts,
        options: &Options,
        watch: Watch<'_>,
    ) -> Option<Record> {
        let record = watch(Phase::Grammar).continue_value().and_then(|()| {
            let tree = depesha_grammar::parse(&text);
            MEMO.with_borrow_mut(|memo| {
                self.record(&tree, memo, source, stated, options, watch)
                    .continue_value()
            })
        })?;
        Some(Record { text, ..record })
    }

    fn record(
        &self,
        tree: &Tree<'_>,
        memo: &mut Memory,
        source: Source,
        stated: &PageFacts,
        options: &Options,
        watch: Watch<'_>,
    ) -> ControlFlow<(), Record> {
        watch(Phase::Morphology)?;
        let page = page::Page::new(tree, &self.morphology, &mut memo.words);
        let scheme = match options.mention_scheme {
            MentionScheme::Nerel => Scheme::Nerel,
            MentionScheme::FactRuEval => Scheme::FactRuEval,
        };
        watch(Phase::Names)?;
        let who = Who::read(
            &page,
            &self.morphology,
            &self.knowledge,
            &mut memo.names,
            scheme,
        );
        watch(Phase::Statements)?;
        let mut said = statements::read(&page, &self.morphology, &who, &self.cues);
        watch(Phase::Metadata)?;
        let blocks = metadata::blocks(tree);
        let mut diagnostics = metadata::diagnostics(tree);
        let uri = source.uri.as_deref();
        let (metadata, published) =
            self.page_words
                .metadata(&page, uri, stated, options, &mut diagnostics);
        watch(Phase::Times)?;
        let times = times::read(&page, published, &mut diagnostics);
        watch(Phase::Events)?;
        let dateline = metadata.dateline.as_ref();
        let told = events::Input {
            page: &page,
            morphology: &self.morphology,
            who: &who,
            cues: &self.cues,
            frames: &self.frames,
            statements: &said.statements,
            references: &said.references,
            times: &times,
            dateline: dateline.and_then(|fact| fact.value.place.as_deref()),
        };
        let events = events::read(told, &mut said.described);
        watch(Phase::Record)?;
        let mut facts = who.into_record(&page);
        facts.entities.extend(said.described);
        facts.references.extend(said.references);
        facts.references.sort_by_key(|reference| reference.span);
        facts.references.dedup_by_key(|reference| reference.span);
        diagnostics.extend(said.diagnostics);
        ControlFlow::Continue(Record {
            schema: SCHEMA.to_owned(),
            generator: Generator {
                name: "depesha".to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
            },
            source,
            text: String::new(),
            metadata,
            blocks,
            sentences: metadata::sentences(tree),
            mentions: facts.mentions,
            references: facts.references,
            entities: facts.entities,
            roles: facts.roles,
            times,
            statements: said.statements,
            events,
            diagnostics,
        })
    }
}
