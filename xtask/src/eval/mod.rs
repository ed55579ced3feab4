//! `cargo xtask eval`: what the program reads, against what careful readers read.
//!
//! The gold and the corpora do not belong to the project; a folder beside it holds them. The scorers count as the
//! Python scripts in that folder's `tools` do, line by line, so that either can check the other.

mod events;
pub mod mentions;
mod names;
mod nominatives;
mod occupations;
pub mod page;
mod rates;
mod record;
mod statements;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use depesha::model::Layout;
use depesha::{Document, MentionScheme, OffsetUnit, Options, Reader};

use crate::files;
use page::Page;
use record::Outcome;

/// Scores statements, events, mentions, nominatives and occupations.
#[derive(Args)]
pub struct Eval {
    /// The folder with `gold` and `corpora`.
    #[arg(long, default_value = "../shared")]
    shared: PathBuf,
    /// Also print each error.
    #[arg(long)]
    errors: bool,
    /// Score one kind of fact alone.
    #[arg(long)]
    only: Option<Facts>,
    /// Read with this mention scheme everywhere, not with each corpus's own.
    #[arg(long, value_parser = PossibleValuesParser::new(["nerel", "factrueval"]).try_map(|name| name.parse::<MentionScheme>()))]
    scheme: Option<MentionScheme>,
    /// Score the records `NAME.json` of this folder instead of reading the pages.
    #[arg(long)]
    records: Option<PathBuf>,
    /// Write the records `NAME.json` to this folder.
    #[arg(long, conflicts_with = "records")]
    save: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Facts {
    Statements,
    Events,
    Mentions,
    Nominatives,
    Occupations,
}

impl Eval {
    /// Runs the scorers that were asked for, on what there is.
    pub fn run(&self) -> Result<()> {
        let reader = match self.records {
            Some(_) => None,
            None => Some(Reader::new()?),
        };
        if let Some(folder) = &self.save {
            fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        }
        let wants = |facts| self.only.is_none_or(|only| only == facts);
        let gold = self.shared.join("gold");
        if wants(Facts::Statements) && exists(&gold) {
            let mut score = statements::Score::default();
            for name in statements::pages(&gold)? {
                let (page, outcome) =
                    self.page(reader.as_ref(), &gold, &name, MentionScheme::Nerel)?;
                score.add(&name, &page, &statements::load(&gold, &name)?, &outcome);
            }
            self.print("statements", &gold, score.errors(), &score.report());
        }
        if wants(Facts::Events) && exists(&gold) {
            let mut score = events::Score::default();
            for name in events::pages(&gold)? {
                let (page, outcome) =
                    self.page(reader.as_ref(), &gold, &name, MentionScheme::Nerel)?;
                score.add(&name, &page, &events::load(&gold, &name)?, &outcome);
            }
            self.print("events", &gold, score.errors(), &score.report());
        }
        for (corpus, scheme) in [
            ("nerel/dev", MentionScheme::Nerel),
            ("factrueval-devset", MentionScheme::FactRuEval),
        ] {
            let folder = self.shared.join("corpora").join(corpus);
            if wants(Facts::Mentions) && exists(&folder) {
                let mut score = mentions::Score::default();
                for name in mentions::pages(&folder)? {
                    let (page, outcome) = self.page(reader.as_ref(), &folder, &name, scheme)?;
                    score.add(&name, &page, mentions::load(&folder, &name)?, &outcome);
                }
                self.print("mentions", &folder, score.errors(), &score.report());
            }
        }
        let folder = self.shared.join("corpora/nerel/dev");
        if wants(Facts::Nominatives) && exists(&folder) {
            let mut score = nominatives::Score::new()?;
            for name in mentions::pages(&folder)? {
                let (_, outcome) =
                    self.page(reader.as_ref(), &folder, &name, MentionScheme::Nerel)?;
                score.add(&name, &nominatives::load(&folder, &name)?, &outcome);
            }
            self.print("nominatives", &folder, score.errors(), &score.report());
        }
        for (corpus, scheme, parts) in [
            (
                "factrueval-devset",
                MentionScheme::FactRuEval,
                occupations::Parts::All,
            ),
            ("nerel/dev", MentionScheme::Nerel, occupations::Parts::Posts),
            (
                "nerel/dev",
                MentionScheme::Nerel,
                occupations::Parts::Places,
            ),
        ] {
            let folder = self.shared.join("corpora").join(corpus);
            if wants(Facts::Occupations) && exists(&folder) {
                let mut score = occupations::Score::new(parts);
                for name in occupations::pages(&folder, parts)? {
                    let (page, outcome) = self.page(reader.as_ref(), &folder, &name, scheme)?;
                    let gold = occupations::load(&folder, &name, parts)?;
                    score.add(&name, &page, &gold, &outcome);
                }
                let facts = format!("occupations ({parts})");
                self.print(&facts, &folder, score.errors(), &score.report());
            }
        }
        Ok(())
    }

    /// A page and its record.
    fn page(
        &self,
        reader: Option<&Reader>,
        folder: &Path,
        name: &str,
        scheme: MentionScheme,
    ) -> Result<(Page, Outcome)> {
        let text = files::read(&folder.join(format!("{name}.txt")))?;
        let page = Page::new(&text);
        let outcome = match (reader, &self.records) {
            (Some(reader), _) => {
                let mention_scheme = self.scheme.unwrap_or(scheme);
                let options = Options {
                    mention_scheme,
                    ..Options::default()
                };
                let record = reader.read(&Document::from_text(text), &options);
                let json = record.to_json(OffsetUnit::Char, Layout::Line)?;
                if let Some(folder) = &self.save {
                    let path = folder.join(format!("{name}.json"));
                    fs::write(&path, &json).with_context(|| path.display().to_string())?;
                }
                Outcome::parse(&json)?
            }
            (None, records) => Outcome::load(records.as_deref().unwrap_or(folder), name)?,
        };
        Ok((page, outcome))
    }

    #[allow(clippy::print_stdout, reason = "the scores are the command's answer")]
    fn print(&self, facts: &str, folder: &Path, errors: &str, report: &str) {
        println!("{facts}, {}", folder.display());
        if self.errors {
            print!("{errors}");
        }
        println!("{report}");
    }
}

#[allow(clippy::print_stderr, reason = "a message for the person who asked")]
fn exists(folder: &Path) -> bool {
    let there = folder.is_dir();
    if !there {
        eprintln!("{} is not there: left out", folder.display());
    }
    there
}
