//! PLOVER events against a gold set.
//!
//! A predicted event matches a gold one of the same type whose trigger overlaps its own. On matched events the actors
//! and recipients are compared by name, in any order.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::names::same_name;
use super::page::{self, Page, quoted, quoted_list};
use super::rates::{f1, share};
use super::record::{Event, Outcome, Range};
use crate::files;

/// A gold event.
#[derive(Debug, Deserialize)]
pub struct Gold {
    #[serde(rename = "type")]
    kind: String,
    mode: String,
    trigger: Range,
    actors: Vec<String>,
    recipients: Vec<String>,
    status: String,
}

#[derive(Deserialize)]
struct GoldFile {
    events: Vec<Gold>,
}

/// The pages of a gold folder that have events: `NAME.events.json` beside `NAME.txt`.
pub fn pages(folder: &Path) -> Result<Vec<String>> {
    page::names(folder, ".events.json")
}

/// The gold events of a page.
pub fn load(folder: &Path, name: &str) -> Result<Vec<Gold>> {
    let path = folder.join(format!("{name}.events.json"));
    let file: GoldFile =
        serde_json::from_str(&files::read(&path)?).with_context(|| path.display().to_string())?;
    Ok(file.events)
}

/// How many there are, how many were found, how many of these are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    gold: usize,
    predicted: usize,
    right: usize,
}

impl Count {
    fn f1(self) -> f64 {
        f1(self.right, self.gold, self.predicted)
    }
}

/// The score so far.
#[derive(Debug, Default)]
pub struct Score {
    all: Count,
    /// By type, in the order in which the types were met.
    types: Vec<(String, Count)>,
    actors: Count,
    recipients: Count,
    status: usize,
    mode: usize,
    complete: usize,
    errors: String,
}

impl Score {
    /// Compares the events of one page.
    pub fn add(&mut self, name: &str, page: &Page, gold: &[Gold], outcome: &Outcome) {
        let predicted = &outcome.events;
        let mut used = vec![false; predicted.len()];
        for g in gold {
            self.all.gold += 1;
            self.of_type(&g.kind).gold += 1;
            let fits = |(j, p): (usize, &Event)| {
                !used[j] && p.kind == g.kind && overlap(p.trigger.range(), g.trigger)
            };
            let trigger = quoted(&page.slice(g.trigger));
            let Some(hit) = predicted.iter().enumerate().position(fits) else {
                let (actors, recipients) = (list(&g.actors), list(&g.recipients));
                self.error(format_args!(
                    "MISSED {name} {} {trigger} {actors} -> {recipients}",
                    g.kind
                ));
                continue;
            };
            used[hit] = true;
            let p = &predicted[hit];
            self.all.right += 1;
            self.of_type(&g.kind).right += 1;
            let status = p
                .status
                .as_deref()
                .filter(|status| !status.is_empty())
                .unwrap_or("actual");
            self.status += usize::from(status == g.status);
            self.mode += usize::from(p.mode.as_deref().unwrap_or("") == g.mode);
            let mut wrong = Vec::new();
            for (part, count, gold, found) in [
                ("actors", &mut self.actors, &g.actors, &p.actors),
                (
                    "recipients",
                    &mut self.recipients,
                    &g.recipients,
                    &p.recipients,
                ),
            ] {
                let found: Vec<Vec<&str>> = found
                    .iter()
                    .map(|id| outcome.names(id).unwrap_or_else(|| vec![id]))
                    .collect();
                let is_found =
                    |name: &&String| found.iter().flatten().any(|other| same_name(name, other));
                let right = gold.iter().filter(is_found).count();
                count.gold += gold.len();
                count.predicted += found.len();
                count.right += right;
                if right < found.len().max(gold.len()) {
                    let found =
                        quoted_list(found.iter().filter_map(|names| names.first().copied()));
                    wrong.push(format!("{part} {found} for {}", list(gold)));
                }
            }
            if wrong.is_empty() {
                self.complete += 1;
            } else {
                self.error(format_args!(
                    "ROLES  {name} {} {trigger}: {}",
                    g.kind,
                    wrong.join("; ")
                ));
            }
        }
        for (p, used) in predicted.iter().zip(used) {
            self.all.predicted += 1;
            self.of_type(&p.kind).predicted += 1;
            if !used {
                self.error(format_args!(
                    "EXTRA  {name} {} {}",
                    p.kind,
                    quoted(&page.slice(p.trigger.range()))
                ));
            }
        }
    }

    fn of_type(&mut self, kind: &str) -> &mut Count {
        let at = self
            .types
            .iter()
            .position(|(name, _)| name == kind)
            .unwrap_or_else(|| {
                self.types.push((kind.to_owned(), Count::default()));
                self.types.len() - 1
            });
        &mut self.types[at].1
    }

    fn error(&mut self, line: std::fmt::Arguments<'_>) {
        let _ = writeln!(self.errors, "{line}"); // writing to a String does not fail
    }

    /// One line for each event that was missed, invented or given wrong roles.
    pub fn errors(&self) -> &str {
        &self.errors
    }

    /// The score in a few lines.
    pub fn report(&self) -> String {
        let Count {
            gold,
            predicted,
            right,
        } = self.all;
        let of_gold: Vec<Count> = self
            .types
            .iter()
            .map(|(_, count)| *count)
            .filter(|count| count.gold > 0)
            .collect();
        let macro_f1 =
            of_gold.iter().map(|count| count.f1()).sum::<f64>() / of_gold.len().max(1) as f64;
        let mut out = format!(
            "events    micro F1 {:.3}  macro F1 {macro_f1:.3}  P {:.3}  R {:.3}  ({gold} gold, {predicted} predicted)\n\
             complete  F1 {:.3}   (type, trigger, every actor and recipient right)\n\
             on matches: actors F1 {:.3}  recipients F1 {:.3}  status {:.3}  mode {:.3}\n",
            self.all.f1(),
            share(right, predicted),
            share(right, gold),
            f1(self.complete, gold, predicted),
            self.actors.f1(),
            self.recipients.f1(),
            share(self.status, right),
            share(self.mode, right),
        );
        let mut types: Vec<_> = self.types.iter().collect();
        types.sort_by_key(|(_, count)| std::cmp::Reverse(count.gold));
        for (kind, count) in types {
            let Count {
                gold, predicted, ..
            } = count;
            let _ = writeln!(
                out,
                "  {kind:10} F1 {:.3}  ({gold} gold, {predicted} predicted)",
                count.f1()
            );
        }
        out
    }
}

fn overlap(a: Range, b: Range) -> bool {
    a.0 < b.1 && b.0 < a.1
}

fn list(names: &[String]) -> String {
    quoted_list(names.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Министр Озеров встретился с Лугиным. Позже Озеров обвинил его.";

    fn score(json: &str) -> Score {
        let gold: GoldFile = serde_json::from_str(
            r#"{"events": [
            {"type": "CONSULT", "mode": "", "trigger": [15, 25], "actors": ["Озеров", "Лугин"], "recipients": [], "status": "actual"},
            {"type": "ACCUSE", "mode": "allege", "trigger": [50, 57], "actors": ["Озеров"], "recipients": ["Лугин"], "status": "actual"}]}"#,
        )
        .unwrap();
        let mut score = Score::default();
        score.add(
            "page",
            &Page::new(TEXT),
            &gold.events,
            &Outcome::parse(json).unwrap(),
        );
        score
    }

    const ENTITIES: &str =
        r#""entities": [{"id": "e0", "name": "Озеров"}, {"id": "e1", "name": "Лугин"}]"#;

    #[test]
    fn roles_are_compared_by_name_in_any_order() {
        let score = score(&format!(
            r#"{{{ENTITIES}, "events": [
            {{"type": "CONSULT", "trigger": {{"start": 20, "end": 25}}, "actors": ["e1", "e0"], "status": "actual"}},
            {{"type": "ACCUSE", "mode": "allege", "trigger": {{"start": 50, "end": 57}}, "actors": ["e1"], "recipients": ["e0"], "status": "negated"}}]}}"#
        ));
        assert_eq!(
            score.all,
            Count {
                gold: 2,
                predicted: 2,
                right: 2
            }
        );
        assert_eq!((score.complete, score.status, score.mode), (1, 1, 2));
        assert_eq!(
            score.actors,
            Count {
                gold: 3,
                predicted: 3,
                right: 2
            }
        );
        assert_eq!(
            score.errors(),
            "ROLES  page ACCUSE 'обвинил': actors ['Лугин'] for ['Озеров']; recipients ['Озеров'] for ['Лугин']\n"
        );
    }

    #[test]
    fn another_type_or_trigger_is_no_match() {
        let score = score(
            r#"{"events": [
            {"type": "ACCUSE", "trigger": {"start": 15, "end": 25}}, {"type": "ACCUSE", "trigger": {"start": 57, "end": 61}}]}"#,
        );
        assert_eq!(
            score.all,
            Count {
                gold: 2,
                predicted: 2,
                right: 0
            }
        );
        assert_eq!(
            score
                .errors()
                .lines()
                .filter(|line| line.starts_with("MISSED"))
                .count(),
            2
        );
        assert_eq!(
            score
                .errors()
                .lines()
                .filter(|line| line.starts_with("EXTRA"))
                .count(),
            2
        );
    }
}
