//! Who holds which post where, against factRuEval-2016's `Occupation` facts.
//!
//! The shared task's facts say where a post is held, always by an organisation or place that the page names, so a role
//! without one is left out. A role is right when the person and the organisation are the same by name (one of the
//! fact's and one of the entity's) and the words of the post overlap those of the fact. The record tells a role at each of
//! its phrases; the same person, organisation and title count once, and so does a role that tells a fact again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};

use super::names::same_name;
use super::page::{self, Page};
use super::rates::{f1, share};
use super::record::{Outcome, Range};
use crate::files;

/// One fact of the gold.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Occupation {
    who: Vec<String>,
    place: Vec<String>,
    /// Where the words of the post stand; nothing where the fact tells none.
    post: Vec<Range>,
}

/// The pages of a corpus folder that have facts.
pub fn pages(folder: &Path) -> Result<Vec<String>> {
    page::names(folder, ".facts")
}

/// The occupations of a page.
pub fn load(folder: &Path, name: &str) -> Result<Vec<Occupation>> {
    let facts = folder.join(format!("{name}.facts"));
    let spans = files::read(&folder.join(format!("{name}.spans")))?;
    read(&files::read(&facts)?, &spans).with_context(|| facts.display().to_string())
}

/// `.facts`: blocks between empty lines, `1-0 Occupation` and below it `Who`, `Where`, `Position` with ids and words.
fn read(facts: &str, spans: &str) -> Result<Vec<Occupation>> {
    let mut ranges = BTreeMap::new();
    for line in spans.lines() {
        if let [id, _, start, length, _, ..] = line.split_whitespace().collect::<Vec<_>>()[..] {
            let (start, length): (usize, usize) = (start.parse()?, length.parse()?);
            ranges.insert(id, (start, start + length));
        }
    }
    let facts = facts.replace('\r', "");
    let blocks = facts.split("\n\n").map(str::trim);
    let occupations = blocks.filter(|block| {
        let head = block.lines().next().unwrap_or("");
        head.split_whitespace().nth(1) == Some("Occupation")
    });
    Ok(occupations
        .map(|block| occupation(block, &ranges))
        .collect())
}

fn occupation(block: &str, ranges: &BTreeMap<&str, Range>) -> Occupation {
    let mut occupation = Occupation::default();
    for line in block.lines().skip(1) {
        let (field, values) = line.split_once(' ').unwrap_or((line, ""));
        for value in values.split('|').map(str::trim) {
            let (id, words) = match value.split_once(' ') {
                Some((id, words)) if id.starts_with("obj") || id.starts_with("span") => (id, words),
                // The other names of the same entity have no id of their own.
                _ => (value, value),
            };
            match field {
                "Who" => occupation.who.push(words.to_owned()),
                "Where" => occupation.place.push(words.to_owned()),
                "Position" => {
                    let range = id.strip_prefix("span").and_then(|id| ranges.get(id));
                    occupation.post.extend(range);
                }
                _ => {}
            }
        }
    }
    occupation
}

/// A role of the record with all phrases that tell it.
struct Told<'o> {
    person: Vec<&'o str>,
    place: Vec<&'o str>,
    title: &'o str,
    spans: Vec<Range>,
}

impl Told<'_> {
    fn tells(&self, fact: &Occupation) -> bool {
        let same = |gold: &[String], names: &[&str]| {
            gold.iter()
                .any(|gold| names.iter().any(|name| same_name(gold, name)))
        };
        let overlap = |a: &Range| self.spans.iter().any(|b| a.0 < b.1 && b.0 < a.1);
        let place = fact.place.is_empty() || same(&fact.place, &self.place);
        let post = fact.post.is_empty() || fact.post.iter().any(overlap);
        same(&fact.who, &self.person) && place && post
    }
}

/// The score so far.
#[derive(Debug, Default)]
pub struct Score {
    right: usize,
    gold: usize,
    predicted: usize,
    errors: String,
}

impl Score {
    /// Compares the occupations of one page with the roles of its record.
    pub fn add(&mut self, name: &str, page: &Page, gold: &[Occupation], outcome: &Outcome) {
        let told = told(outcome);
        let mut used = vec![false; told.len()];
        for fact in gold {
            let found = (0..told.len()).find(|&at| !used[at] && told[at].tells(fact));
            match found {
                Some(at) => {
                    used[at] = true;
                    self.right += 1;
                }
                None => {
                    let post: Vec<String> =
                        fact.post.iter().map(|&range| page.slice(range)).collect();
                    let (who, place, post) =
                        (fact.who.join("|"), fact.place.join("|"), post.join("|"));
                    let _ = writeln!(self.errors, "FN {name} {who}: {post}, {place}"); // a String does not fail
                }
            }
        }
        self.gold += gold.len();
        for (role, used) in told.iter().zip(used) {
            let again = !used && gold.iter().any(|fact| role.tells(fact));
            self.predicted += usize::from(!again);
            if !used && !again {
                let (person, place) = (role.person.join("|"), role.place.join("|"));
                let _ = writeln!(self.errors, "FP {name} {person}: {}, {place}", role.title);
            }
        }
    }

    /// One line for each occupation that was missed (`FN`) or invented (`FP`).
    pub fn errors(&self) -> &str {
        &self.errors
    }

    /// The score in a line.
    pub fn report(&self) -> String {
        let &Self {
            right,
            gold,
            predicted,
            ..
        } = self;
        let (p, r, f1) = (
            share(right, predicted),
            share(right, gold),
            f1(right, gold, predicted),
        );
        format!("P {p:.3}  R {r:.3}  F1 {f1:.3}  ({gold} gold, {predicted} predicted)\n")
    }
}

/// The roles of a record that say where they are held.
fn told(outcome: &Outcome) -> Vec<Told<'_>> {
    let mut told: BTreeMap<(&str, &str, &str), Told<'_>> = BTreeMap::new();
    for role in &outcome.roles {
        let Some(organization) = role.organization.as_deref() else {
            continue;
        };
        let names = |id| outcome.names(id).unwrap_or_default();
        let entry = told.entry((&role.person, organization, &role.title));
        let entry = entry.or_insert_with(|| Told {
            person: names(&role.person),
            place: names(organization),
            title: &role.title,
            spans: Vec::new(),
        });
        entry.spans.push(role.span.range());
    }
    told.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPANS: &str = "7 job 0 4 1 1 # x\n";
    const FACTS: &str = "1-0 Occupation\nWho obj1 Лугин Пётр\nPosition span7 мэра\nWhere obj2 Озёрск | город Озёрск\n\n\
                         1-1 Meeting\nParticipant obj1 Лугин Пётр\n\n1-2 Occupation\nWho obj3 Белкин\nWhere obj4 Пламя\n";

    fn record(roles: &str) -> Outcome {
        let entities = r#"[{"id": "e0", "name": "Пётр Лугин"}, {"id": "e1", "name": "Озёрск"}]"#;
        Outcome::parse(&format!(
            r#"{{"entities": {entities}, "roles": [{roles}]}}"#
        ))
        .unwrap()
    }

    fn score(roles: &str) -> Score {
        let mut score = Score::default();
        let page = Page::new("Мэру Озёрска Петру Лугину");
        score.add("page", &page, &read(FACTS, SPANS).unwrap(), &record(roles));
        score
    }

    #[test]
    fn facts_are_read_with_all_their_names() {
        let facts = read(FACTS, SPANS).unwrap();
        assert_eq!(facts.len(), 2);
        assert_eq!(facts[0].place, ["Озёрск", "город Озёрск"]);
        assert_eq!(
            (facts[0].post.as_slice(), facts[1].post.len()),
            (&[(0, 4)][..], 0)
        );
    }

    #[test]
    fn a_role_counts_once_and_one_without_a_place_not_at_all() {
        let mayor = r#"{"person": "e0", "title": "мэр", "organization": "e1", "span": {"start": 0, "end": 12}}"#;
        let bare = r#"{"person": "e0", "title": "отец", "organization": null, "span": {"start": 0, "end": 4}}"#;
        let score = score(&format!("{mayor}, {mayor}, {bare}"));
        assert_eq!(
            score.report(),
            "P 1.000  R 0.500  F1 0.667  (2 gold, 1 predicted)\n"
        );
        assert_eq!(score.errors(), "FN page Белкин: , Пламя\n");
    }

    #[test]
    fn another_post_or_place_is_invented() {
        let wrong = r#"{"person": "e0", "title": "врач", "organization": "e1", "span": {"start": 20, "end": 25}}"#;
        let score = score(wrong);
        assert_eq!(
            score.report(),
            "P 0.000  R 0.000  F1 0.000  (2 gold, 1 predicted)\n"
        );
        assert!(
            score
                .errors()
                .ends_with("FP page Пётр Лугин: врач, Озёрск\n")
        );
    }
}
