//! Person, location and organisation mentions by exact span and type.
//!
//! Types are mapped to PER, LOC, ORG (countries, cities and factRuEval's LocOrg are LOC). A gold span inside a longer
//! gold span of these types is left out, and so is a predicted one inside a longer predicted one: the outermost names
//! are compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};

use super::page::{self, Page, quoted};
use super::rates::{f1, share};
use super::record::Outcome;
use crate::files;

/// The three types that both corpora know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Per,
    Loc,
    Org,
}

impl Kind {
    /// The type of a corpus or of the record, or `None` for what is no person, location or organisation.
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "PERSON" | "Person" | "person" => Self::Per,
            "COUNTRY" | "CITY" | "STATE_OR_PROVINCE" | "DISTRICT" | "LOCATION" | "Location"
            | "LocOrg" | "location" => Self::Loc,
            "ORGANIZATION" | "Org" | "Organization" | "organization" => Self::Org,
            _ => return None,
        })
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Per => "PER",
            Self::Loc => "LOC",
            Self::Org => "ORG",
        }
    }
}

/// First code point, the one behind the last, type.
pub type Name = (usize, usize, Kind);

/// The pages of a corpus folder: `NAME.txt` beside `NAME.ann` (brat) or `NAME.objects` (factRuEval-2016).
pub fn pages(folder: &Path) -> Result<Vec<String>> {
    let mut names = page::names(folder, ".txt")?;
    names.retain(|name| {
        ["ann", "objects"]
            .iter()
            .any(|extension| folder.join(format!("{name}.{extension}")).exists())
    });
    Ok(names)
}

/// The gold names of a page.
pub fn load(folder: &Path, name: &str) -> Result<BTreeSet<Name>> {
    let file = |extension| folder.join(format!("{name}.{extension}"));
    let brat = file("ann");
    if brat.exists() {
        return read_brat(&files::read(&brat)?).with_context(|| brat.display().to_string());
    }
    let objects = file("objects");
    read_factrueval(&files::read(&file("spans"))?, &files::read(&objects)?)
        .with_context(|| objects.display().to_string())
}

/// `T1⇥PERSON 0 5;8 12⇥…`: a name in pieces counts from its first to its last character.
fn read_brat(text: &str) -> Result<BTreeSet<Name>> {
    let mut names = BTreeSet::new();
    for line in text.lines().filter(|line| line.starts_with('T')) {
        let cell = line.split('\t').nth(1).context("a line without a tab")?;
        let (kind, ranges) = cell.split_once(' ').context("a type without offsets")?;
        let Some(kind) = Kind::of(kind) else { continue };
        let points = ranges
            .split([';', ' '])
            .map(str::parse)
            .collect::<Result<Vec<usize>, _>>()?;
        let (start, end) = points
            .iter()
            .min()
            .zip(points.iter().max())
            .context("a type without offsets")?;
        names.insert((*start, *end, kind));
    }
    Ok(names)
}

/// `.spans`: id, type, start, length, …; `.objects`: id, type, ids of spans, `#` and a comment.
fn read_factrueval(spans: &str, objects: &str) -> Result<BTreeSet<Name>> {
    let mut ranges = BTreeMap::new();
    for line in spans.lines() {
        if let [id, _, start, length, _, ..] = line.split_whitespace().collect::<Vec<_>>()[..] {
            let (start, length): (usize, usize) = (start.parse()?, length.parse()?);
            ranges.insert(id, (start, start + length));
        }
    }
    let mut names = BTreeSet::new();
    for line in objects.lines() {
        let line = line.split('#').next().unwrap_or(line);
        let cells: Vec<&str> = line.split_whitespace().collect();
        let [_, kind, ids @ ..] = &cells[..] else {
            continue;
        };
        let Some(kind) = Kind::of(kind) else { continue };
        let pieces = || ids.iter().filter_map(|id| ranges.get(id));
        if let Some((start, end)) = pieces().map(|p| p.0).min().zip(pieces().map(|p| p.1).max()) {
            names.insert((start, end, kind));
        }
    }
    Ok(names)
}

/// The names that lie in no longer name.
pub fn outermost(names: BTreeSet<Name>) -> BTreeSet<Name> {
    let inside = |a: &Name, b: &Name| b.0 <= a.0 && a.1 <= b.1 && b.1 - b.0 > a.1 - a.0;
    names
        .iter()
        .filter(|a| !names.iter().any(|b| inside(a, b)))
        .copied()
        .collect()
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    right: usize,
    invented: usize,
    missed: usize,
}

impl Count {
    fn report(self) -> String {
        let Self {
            right,
            invented,
            missed,
        } = self;
        let (predicted, gold) = (right + invented, right + missed);
        let (p, r, f1) = (
            share(right, predicted),
            share(right, gold),
            f1(right, gold, predicted),
        );
        format!("P {p:.3}  R {r:.3}  F1 {f1:.3}")
    }
}

/// The score so far.
#[derive(Debug, Default)]
pub struct Score {
    types: BTreeMap<Kind, Count>,
    errors: String,
}

impl Score {
    /// Compares the names of one page with those of its record.
    pub fn add(&mut self, name: &str, page: &Page, gold: BTreeSet<Name>, outcome: &Outcome) {
        let predicted = outcome.mentions.iter().filter_map(|mention| {
            let (start, end) = mention.span.range();
            Some((start, end, Kind::of(&mention.kind)?))
        });
        self.compare(name, page, gold, predicted.collect());
    }

    /// Compares two sets of names of one page.
    pub fn compare(
        &mut self,
        name: &str,
        page: &Page,
        gold: BTreeSet<Name>,
        predicted: BTreeSet<Name>,
    ) {
        let (gold, predicted) = (outermost(gold), outermost(predicted));
        for found @ &(start, end, kind) in gold.union(&predicted) {
            let count = self.types.entry(kind).or_default();
            let error = match (gold.contains(found), predicted.contains(found)) {
                (true, true) => {
                    count.right += 1;
                    continue;
                }
                (true, false) => {
                    count.missed += 1;
                    "FN"
                }
                (false, _) => {
                    count.invented += 1;
                    "FP"
                }
            };
            let words = quoted(&page.slice((start, end)));
            let _ = writeln!(self.errors, "{error} {name} {} {words}", kind.as_str()); // a String does not fail
        }
    }

    /// One line for each name that was missed (`FN`) or invented (`FP`).
    pub fn errors(&self) -> &str {
        &self.errors
    }

    /// The score in a few lines.
    pub fn report(&self) -> String {
        let mut out = String::new();
        let mut all = Count::default();
        for kind in [Kind::Per, Kind::Loc, Kind::Org] {
            let count = self.types.get(&kind).copied().unwrap_or_default();
            all.right += count.right;
            all.invented += count.invented;
            all.missed += count.missed;
            let gold = count.right + count.missed;
            let _ = writeln!(out, "{}  {}  ({gold} gold)", kind.as_str(), count.report());
        }
        let _ = writeln!(out, "all  {}", all.report());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brat_names_are_read_and_other_types_left_out() {
        let names =
            read_brat("T1\tPERSON 0 5;8 12\tх\nT2\tDATE 3 4\tх\nR1\tx\nT3\tCITY 14 20\tх\n")
                .unwrap();
        assert_eq!(
            names,
            BTreeSet::from([(0, 12, Kind::Per), (14, 20, Kind::Loc)])
        );
        assert!(read_brat("T1\tPERSON a b\t").is_err());
    }

    #[test]
    fn factrueval_objects_are_joined_from_their_spans() {
        let names = read_factrueval(
            "1 org_descr 10 5 7 1 # x\n2 org_name 16 4 8 1 # x\n3 name 0 4 9 1 # x\n",
            "100 Org 1 2 # x\n101 LocOrg 2 # x\n102 Property 3\n103 Person 77\n",
        )
        .unwrap();
        assert_eq!(
            names,
            BTreeSet::from([(10, 20, Kind::Org), (16, 20, Kind::Loc)])
        );
    }

    #[test]
    fn the_outermost_names_are_compared() {
        let page = Page::new("Мэрия Озёрска и Пётр Лугин");
        let gold = BTreeSet::from([(0, 13, Kind::Org), (6, 13, Kind::Loc), (16, 26, Kind::Per)]);
        let outcome = Outcome::parse(
            r#"{"mentions": [{"kind": "organization", "span": {"start": 0, "end": 13}},
            {"kind": "location", "span": {"start": 6, "end": 13}}, {"kind": "person", "span": {"start": 21, "end": 26}}]}"#,
        )
        .unwrap();
        let mut score = Score::default();
        score.add("page", &page, gold, &outcome);
        assert_eq!(
            score.errors(),
            "FN page PER 'Пётр Лугин'\nFP page PER 'Лугин'\n"
        );
        assert_eq!(
            score.report(),
            "PER  P 0.000  R 0.000  F1 0.000  (1 gold)\nLOC  P 0.000  R 0.000  F1 0.000  (0 gold)\n\
             ORG  P 1.000  R 1.000  F1 1.000  (1 gold)\nall  P 0.500  R 0.500  F1 0.500\n"
        );
    }
}
