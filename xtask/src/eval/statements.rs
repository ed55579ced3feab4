//! Attributed statements against a gold set.
//!
//! A predicted statement matches a gold one when their contents, as sets of letters and digits, overlap by a Jaccard
//! index of at least 0.5; matching is one to one, best overlap first. A matched pair is *attributed* when the speaker
//! is right too: the same person, organisation or outlet by name, or for an unnamed source an overlapping source phrase.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::names::same_name;
use super::page::{self, Page, quoted, quoted_list};
use super::rates::{f1, share};
use super::record::{Outcome, Range, Statement};
use crate::files;

/// A gold statement.
#[derive(Clone, Debug, Deserialize)]
pub struct Gold {
    #[serde(rename = "type")]
    kind: String,
    content: Vec<Range>,
    source: Option<Range>,
    speaker: String,
    /// `person`, `organization`, `outlet`, `unnamed`.
    #[serde(rename = "kind")]
    speaker_kind: String,
}

#[derive(Deserialize)]
struct GoldFile {
    statements: Vec<Gold>,
}

/// The pages of a gold folder that have statements: `NAME.json` beside `NAME.txt`.
pub fn pages(folder: &Path) -> Result<Vec<String>> {
    let mut names = page::names(folder, ".json")?;
    names.retain(|name| !name.ends_with(".events"));
    Ok(names)
}

/// The gold statements of a page.
pub fn load(folder: &Path, name: &str) -> Result<Vec<Gold>> {
    let path = folder.join(format!("{name}.json"));
    let file: GoldFile =
        serde_json::from_str(&files::read(&path)?).with_context(|| path.display().to_string())?;
    Ok(file.statements)
}

/// Counts over all gold statements, or over those of one type.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    gold: usize,
    matched: usize,
    speaker: usize,
    with_source: usize,
    source: usize,
}

/// The score so far.
#[derive(Debug, Default)]
pub struct Score {
    all: Count,
    types: BTreeMap<String, Count>,
    predicted: usize,
    errors: String,
}

impl Score {
    /// Compares the statements of one page.
    pub fn add(&mut self, name: &str, page: &Page, gold: &[Gold], outcome: &Outcome) {
        let predicted = &outcome.statements;
        let matched = matches(page, gold, predicted);
        for (i, g) in gold.iter().enumerate() {
            let p = matched.get(&i).map(|j| &predicted[*j]);
            let names = p
                .and_then(|p| outcome.names(p.speaker.as_deref()?))
                .unwrap_or_default();
            let overlap = p.is_some_and(|p| page.overlap(g.source, p.source.map(|s| s.range())));
            let right = p.is_some() && speaker_is_right(g, &names, overlap);
            for count in [&mut self.all, self.types.entry(g.kind.clone()).or_default()] {
                count.gold += 1;
                count.matched += usize::from(p.is_some());
                count.speaker += usize::from(right);
                count.with_source += usize::from(p.is_some() && g.source.is_some());
                count.source += usize::from(overlap);
            }
            if p.is_none() {
                let words: String = page.slice(g.content[0]).chars().take(90).collect();
                let (words, speaker) = (quoted(&words), quoted(&g.speaker));
                self.error(format_args!(
                    "MISSED {name} {}: {words} <- {speaker}",
                    g.kind
                ));
            } else if !right {
                let names = quoted_list(names.iter().take(2).copied());
                self.error(format_args!(
                    "SPEAKER {name}: gold {}, predicted {names}",
                    quoted(&g.speaker)
                ));
            }
        }
        self.predicted += predicted.len();
        let used: BTreeSet<usize> = matched.into_values().collect();
        for (_, p) in predicted
            .iter()
            .enumerate()
            .filter(|(j, _)| !used.contains(j))
        {
            let pieces: Vec<String> = p
                .content
                .iter()
                .map(|piece| page.slice(piece.range()))
                .collect();
            let words: String = pieces.join(" … ").chars().take(90).collect();
            self.error(format_args!("EXTRA {name} {}: {}", p.kind, quoted(&words)));
        }
    }

    fn error(&mut self, line: std::fmt::Arguments<'_>) {
        let _ = writeln!(self.errors, "{line}"); // writing to a String does not fail
    }

    /// One line for each statement that was missed, invented or given to a wrong speaker.
    pub fn errors(&self) -> &str {
        &self.errors
    }

    /// The score in a few lines.
    pub fn report(&self) -> String {
        let Count {
            gold,
            matched: hit,
            speaker,
            with_source,
            source,
        } = self.all;
        let predicted = self.predicted;
        let mut out = format!(
            "detection   P {:.3}  R {:.3}  F1 {:.3}   ({gold} gold, {predicted} predicted)\n\
             attributed  P {:.3}  R {:.3}  F1 {:.3}   (content and speaker right)\n\
             speaker accuracy on matches {:.3}; source phrase accuracy {:.3}\n",
            share(hit, predicted),
            share(hit, gold),
            f1(hit, gold, predicted),
            share(speaker, predicted),
            share(speaker, gold),
            f1(speaker, gold, predicted),
            share(speaker, hit),
            share(source, with_source),
        );
        for kind in ["direct", "indirect", "mixed", "anaphoric"] {
            if let Some(count) = self.types.get(kind) {
                let (recall, attributed) = (
                    share(count.matched, count.gold),
                    share(count.speaker, count.gold),
                );
                let gold = count.gold;
                let _ = writeln!(
                    out,
                    "  {kind:10} recall {recall:.3}  attributed recall {attributed:.3}  ({gold} gold)"
                );
            }
        }
        out
    }
}

fn speaker_is_right(gold: &Gold, names: &[&str], sources_overlap: bool) -> bool {
    if gold.speaker.is_empty() {
        // An impersonal report (`сообщается, что`) has no speaker.
        return names.iter().all(|name| name.is_empty());
    }
    names.iter().any(|name| same_name(&gold.speaker, name))
        || (gold.speaker_kind == "unnamed" && sources_overlap)
}

/// Which predicted statement each gold one got, both by index.
fn matches(page: &Page, gold: &[Gold], predicted: &[Statement]) -> BTreeMap<usize, usize> {
    let gold_letters: Vec<_> = gold
        .iter()
        .map(|g| page.letters(g.content.iter().copied()))
        .collect();
    let predicted_letters: Vec<_> = predicted
        .iter()
        .map(|p| page.letters(p.content.iter().map(|s| s.range())))
        .collect();
    let mut pairs = Vec::new();
    for (i, g) in gold_letters.iter().enumerate() {
        for (j, p) in predicted_letters.iter().enumerate() {
            pairs.push((jaccard(g, p), i, j));
        }
    }
    // Best overlap first; of equal ones the later statements first, a mere convention, but one that decides ties.
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let mut used = BTreeSet::new();
    let mut matched = BTreeMap::new();
    for &(score, i, j) in &pairs {
        if score < 0.5 || matched.contains_key(&i) || used.contains(&j) {
            continue;
        }
        // Among equal overlaps prefer the pair whose sources agree.
        let equals = pairs
            .iter()
            .filter(|(s, a, k)| *a == i && (s - score).abs() < 1e-9 && !used.contains(k));
        let agrees =
            |k: usize| page.overlap(gold[i].source, predicted[k].source.map(|s| s.range()));
        let best = equals.map(|(_, _, k)| *k).find(|k| agrees(*k)).unwrap_or(j);
        used.insert(best);
        matched.insert(i, best);
    }
    matched
}

fn jaccard(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let both = a.intersection(b).count();
    share(both, a.len() + b.len() - both)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "«Мост готов», — сказал Озеров. Лугин уверен, что мост готов.";

    fn gold(
        kind: &str,
        content: Range,
        source: Option<Range>,
        speaker: &str,
        speaker_kind: &str,
    ) -> Gold {
        let (kind, speaker, speaker_kind) =
            (kind.to_owned(), speaker.to_owned(), speaker_kind.to_owned());
        Gold {
            kind,
            content: vec![content],
            source,
            speaker,
            speaker_kind,
        }
    }

    fn score(gold: &[Gold], json: &str) -> Score {
        let mut score = Score::default();
        score.add(
            "page",
            &Page::new(TEXT),
            gold,
            &Outcome::parse(json).unwrap(),
        );
        score
    }

    const ENTITIES: &str = r#""entities": [{"id": "e0", "name": "Пётр Озеров", "aliases": ["Озеров"]}, {"id": "e1", "name": "Лугин"}]"#;

    #[test]
    fn a_right_statement_counts_and_a_wrong_speaker_is_told() {
        let gold = [
            gold("direct", (1, 11), Some((23, 29)), "Озеров", "person"),
            gold("indirect", (49, 59), Some((31, 36)), "Лугин", "person"),
        ];
        let statements = r#""statements": [
            {"type": "direct", "content": [{"start": 1, "end": 11}], "speaker": "e0", "source": {"start": 23, "end": 29}},
            {"type": "indirect", "content": [{"start": 49, "end": 59}], "speaker": "e0", "source": null}]"#;
        let score = score(&gold, &format!("{{{ENTITIES}, {statements}}}"));
        assert_eq!(
            score.all,
            Count {
                gold: 2,
                matched: 2,
                speaker: 1,
                with_source: 2,
                source: 1
            }
        );
        assert_eq!(
            score.errors(),
            "SPEAKER page: gold 'Лугин', predicted ['Пётр Озеров', 'Озеров']\n"
        );
        assert!(
            score
                .report()
                .starts_with("detection   P 1.000  R 1.000  F1 1.000   (2 gold, 2 predicted)\n")
        );
    }

    #[test]
    fn of_two_statements_with_one_content_each_gets_the_one_whose_source_agrees() {
        let gold = [
            gold("direct", (1, 11), Some((23, 29)), "Озеров", "person"),
            gold("indirect", (1, 11), Some((31, 36)), "Лугин", "person"),
        ];
        let statements = r#""statements": [
            {"type": "direct", "content": [{"start": 1, "end": 11}], "speaker": "e0", "source": {"start": 23, "end": 29}},
            {"type": "direct", "content": [{"start": 1, "end": 11}], "speaker": "e1", "source": {"start": 31, "end": 36}}]"#;
        assert_eq!(
            score(&gold, &format!("{{{ENTITIES}, {statements}}}"))
                .all
                .speaker,
            2
        );
    }

    #[test]
    fn half_of_the_letters_must_agree() {
        let gold = [gold("direct", (1, 11), None, "Озеров", "person")];
        let found = |end| {
            let json = format!(
                r#"{{"statements": [{{"type": "direct", "content": [{{"start": 1, "end": {end}}}]}}]}}"#
            );
            score(&gold, &json).all.matched
        };
        assert_eq!((found(5), found(8)), (0, 1)); // 4 and 6 of 9 letters
    }

    #[test]
    fn an_impersonal_report_has_no_speaker_and_an_unnamed_one_needs_its_words() {
        let unnamed = gold("direct", (1, 11), Some((23, 29)), "источник", "unnamed");
        let nobody = gold("direct", (1, 11), None, "", "unnamed");
        assert!(speaker_is_right(&unnamed, &[], true));
        assert!(!speaker_is_right(&unnamed, &["Озеров"], false));
        assert!(speaker_is_right(&nobody, &[], false));
        assert!(!speaker_is_right(&nobody, &["Озеров"], false));
    }
}
