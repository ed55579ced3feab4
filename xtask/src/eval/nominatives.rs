//! Nominatives of persons' names, against the names of the Wikidata items that NEREL links them to.
//!
//! A mention counts when its link has a name in Cyrillic letters. Its nominative is right when each of its words is a word of
//! that name, or the first letter of one for an initial; or when the project has judged the pair right
//! (`xtask/data/doubtful_nominatives.tsv`): the item is spelled otherwise, or goes by another name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use depesha_text::fold;

use super::page::quoted;
use super::rates::share;
use super::record::{Outcome, Range};
use crate::files;

/// A mention with the name of its item.
#[derive(Debug, PartialEq, Eq)]
pub struct Linked {
    range: Range,
    words: String,
    name: String,
}

/// The persons of a page that are linked to an item with a name.
pub fn load(folder: &Path, page: &str) -> Result<Vec<Linked>> {
    let path = folder.join(format!("{page}.ann"));
    read(&files::read(&path)?).with_context(|| path.display().to_string())
}

/// `T1⇥PERSON 0 5⇥…`, `N1⇥Reference T1 Wikidata:Q2⇥Name`.
fn read(text: &str) -> Result<Vec<Linked>> {
    let mut persons = BTreeMap::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        if let [id, place, words] = cells[..]
            && let Some(ranges) = place.strip_prefix("PERSON ")
        {
            let points = ranges.split([';', ' ']).map(str::parse);
            let points = points.collect::<Result<Vec<usize>, _>>()?;
            let (start, end) = (points.iter().min(), points.iter().max());
            let (start, end) = start.zip(end).context("a type without offsets")?;
            persons.insert(id, ((*start, *end), words));
        }
    }
    let mut linked = Vec::new();
    for line in text.lines().filter(|line| line.starts_with('N')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [_, reference, name] = cells[..] else {
            continue;
        };
        let [_, id, item] = reference.split(' ').collect::<Vec<_>>()[..] else {
            continue;
        };
        let item = item.strip_prefix("Wikidata:Q").is_some();
        let named = name != "нет данных" && name.chars().any(|c| matches!(c, 'а'..='я'));
        if let Some(&(range, words)) = persons.get(id).filter(|_| item && named) {
            linked.push(Linked {
                range,
                words: words.to_owned(),
                name: name.to_owned(),
            });
        }
    }
    Ok(linked)
}

/// The score so far.
#[derive(Debug, Default)]
pub struct Score {
    judged: BTreeSet<(String, String)>,
    linked: usize,
    found: usize,
    of_name: usize,
    judged_right: usize,
    errors: String,
}

impl Score {
    /// A score with the project's list of doubtful cases.
    pub fn new() -> Result<Self> {
        let path = files::root().join("xtask/data/doubtful_nominatives.tsv");
        let text = files::read(&path)?;
        let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
        let pair = |line: &str| {
            let mut cells = line.split('\t');
            Some((cells.next()?.to_owned(), cells.next()?.to_owned()))
        };
        Ok(Self {
            judged: rows.filter_map(pair).collect(),
            ..Self::default()
        })
    }

    /// Compares the linked persons of a page with its record.
    pub fn add(&mut self, page: &str, gold: &[Linked], outcome: &Outcome) {
        for linked in gold {
            self.linked += 1;
            let same =
                |m: &&super::record::Mention| m.kind == "person" && m.span.range() == linked.range;
            let Some(mention) = outcome.mentions.iter().find(same) else {
                continue;
            };
            self.found += 1;
            let normal = mention.normal.as_str();
            if is_of(normal, &linked.name) {
                self.of_name += 1;
            } else if self
                .judged
                .contains(&(normal.to_owned(), linked.name.clone()))
            {
                self.judged_right += 1;
            } else {
                let (words, normal, name) =
                    (quoted(&linked.words), quoted(normal), quoted(&linked.name));
                let _ = writeln!(self.errors, "{page} {words} {normal} {name}"); // a String does not fail
            }
        }
    }

    /// One line for each wrong nominative: page, words, nominative, name of the item.
    pub fn errors(&self) -> &str {
        &self.errors
    }

    /// The score in a few lines.
    pub fn report(&self) -> String {
        let right = self.of_name + self.judged_right;
        format!(
            "{} persons with a linked name, {} of them found\nright     {:.3} of those found: {} by the name, {} by the list of doubtful cases\n",
            self.linked,
            self.found,
            share(right, self.found),
            self.of_name,
            self.judged_right
        )
    }
}

/// Whether each word of the nominative is one of the name's, or the first letter of one.
fn is_of(normal: &str, name: &str) -> bool {
    let name = words(name);
    let known = |word: &String| {
        let initial = word.chars().count() == 1;
        name.iter()
            .any(|other| other == word || initial && other.starts_with(word.as_str()))
    };
    words(normal).iter().all(known)
}

fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "T1\tPERSON 0 6\tЛугина\nT2\tCITY 7 12\tОзёрск\nT3\tPERSON 13 19\tПетру\n\
        N1\tReference T1 Wikidata:Q1\tПётр Лугин\nN2\tReference T2 Wikidata:Q2\tОзёрск\n\
        N3\tReference T3 Wikidata:NULL\tнет данных\n";

    #[test]
    fn persons_with_a_name_are_read() {
        let linked = read(PAGE).unwrap();
        assert_eq!(linked.len(), 1);
        assert_eq!(
            (linked[0].range, linked[0].name.as_str()),
            ((0, 6), "Пётр Лугин")
        );
        assert!(read("T1\tPERSON a b\tх\n").is_err());
    }

    #[test]
    fn a_nominative_is_right_by_the_name_or_by_the_list() {
        let outcome = |normal: &str| {
            let json = format!(
                r#"{{"mentions": [{{"kind": "person", "span": {{"start": 0, "end": 6}}, "normal": "{normal}"}}]}}"#
            );
            Outcome::parse(&json).unwrap()
        };
        let gold = read(PAGE).unwrap();
        let mut score = Score::default();
        for normal in ["Лугин", "П. Лугин", "Лугина", "Люгин"] {
            score
                .judged
                .insert(("Люгин".to_owned(), "Пётр Лугин".to_owned()));
            score.add("page", &gold, &outcome(normal));
        }
        assert_eq!((score.of_name, score.judged_right, score.found), (2, 1, 4));
        assert_eq!(score.errors(), "page 'Лугина' 'Лугина' 'Пётр Лугин'\n");
        assert!(score.report().contains("0.750 of those found"));
    }
}
