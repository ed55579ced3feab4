//! A picture of who spoke about whom: speakers on the left, those they spoke of on the right, a line between them as
//! thick as the number of statements.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use depesha_export::{Network, Node};
use maud::{Markup, html};

use crate::strings::{Language, STRINGS};
use crate::view::shortened;

/// How many names stand on each side; those with the most statements.
const ROWS: usize = 12;
/// Sizes in the picture's own units, which are about pixels.
const ROW: usize = 26;
const WIDTH: usize = 420;
const LEFT: usize = 150;
const RIGHT: usize = WIDTH - LEFT;
/// How many characters of a name fit beside it.
const NAME: usize = 18;
const THICKEST: usize = 12;

/// A network, made ready to be drawn.
pub struct Picture<'n> {
    from: Vec<Row<'n>>,
    to: Vec<Row<'n>>,
    /// The rows that a line connects, and how many statements it stands for.
    lines: Vec<(usize, usize, usize)>,
    /// How many pairs there was no room for.
    left_out: usize,
}

struct Row<'n> {
    node: &'n Node,
    count: usize,
    /// Whether another one in the same column has the same name: a country as a place and as one who acts.
    is_ambiguous: bool,
}

/// Where a name of the picture leads to and which colour it has.
pub struct Look {
    pub href: Option<String>,
    pub colour: String,
}

impl<'n> Picture<'n> {
    /// `None` when nobody spoke of anybody else.
    pub fn new(network: &'n Network) -> Option<Self> {
        let edges = network.edges();
        let edges: Vec<([&Node; 2], usize)> = edges
            .map(|(ends, edge)| (ends, edge.statements))
            .filter(|([from, to], _)| from.id != to.id)
            .collect();
        if edges.is_empty() {
            return None;
        }
        let all = edges.len();
        let edges = with_room(edges);
        let left_out = all - edges.len();
        let mut from = rows(edges.iter().map(|([from, _], count)| (*from, *count)));
        from.sort_by_key(|row| Reverse(row.count));
        let from_of = places(&from);
        let mut to = rows(edges.iter().map(|([_, to], count)| (*to, *count)));
        // Each stands about where its lines come from, so that few of them cross.
        let mut heights: HashMap<&str, usize> = HashMap::new();
        for ([from, to], count) in &edges {
            *heights.entry(&to.id).or_default() += from_of[from.id.as_str()] * count;
        }
        to.sort_by_key(|row| heights[row.node.id.as_str()] * ROW / row.count);
        let to_of = places(&to);
        let lines = edges
            .iter()
            .map(|([from, to], count)| (from_of[from.id.as_str()], to_of[to.id.as_str()], *count));
        let lines = lines.collect();
        Some(Self {
            from,
            to,
            lines,
            left_out,
        })
    }

    /// The picture; `look` tells how to show a node.
    pub fn draw(&self, language: Language, look: impl Fn(&Node) -> Look) -> Markup {
        let say = |key| STRINGS.say(language, key);
        let height = self.from.len().max(self.to.len()) * ROW;
        let most = self.lines.iter().map(|line| line.2).max().unwrap_or(1);
        let [from_top, to_top] =
            [&self.from, &self.to].map(|rows| (height - rows.len() * ROW) / 2 + ROW / 2);
        html! {
            figure.network {
                svg viewBox={ "0 0 " (WIDTH) " " (height) } role="group" aria-label=(say("about.whom")) {
                    @for (from, to, count) in &self.lines {
                        @let (start, end) = (from_top + from * ROW, to_top + to * ROW);
                        @let middle = WIDTH / 2;
                        @let speaker = self.from[*from].node;
                        path class=(look(speaker).colour) stroke-width=(thickness(*count, most))
                            d={ "M" (LEFT + 8) " " (start) "C" (middle) " " (start) " " (middle) " " (end) " " (RIGHT - 8) " " (end) } {
                            title { (speaker.name) " → " (self.to[*to].node.name) ": " (count) }
                        }
                    }
                    @for (at, row) in self.from.iter().enumerate() {
                        (name(row, language, &look(row.node), LEFT, from_top + at * ROW, true))
                    }
                    @for (at, row) in self.to.iter().enumerate() {
                        (name(row, language, &look(row.node), RIGHT, to_top + at * ROW, false))
                    }
                }
                figcaption {
                    (say("about.whom.caption"))
                    @if self.left_out > 0 { " " (say("left.out")) " " (self.left_out) "." }
                }
            }
        }
    }
}

/// The pairs with the most statements, as many as there are rows for.
fn with_room(mut edges: Vec<([&Node; 2], usize)>) -> Vec<([&Node; 2], usize)> {
    edges.sort_by_key(|(_, count)| Reverse(*count));
    let [mut from, mut to] = [HashSet::new(), HashSet::new()];
    edges.retain(|([speaker, other], _)| {
        let has_room = |rows: &HashSet<&str>, node: &Node| {
            rows.len() < ROWS || rows.contains(node.id.as_str())
        };
        let fits = has_room(&from, speaker) && has_room(&to, other);
        if fits {
            from.insert(&speaker.id);
            to.insert(&other.id);
        }
        fits
    });
    edges
}

/// Each node once, in the order of their first appearance.
fn rows<'n>(ends: impl Iterator<Item = (&'n Node, usize)>) -> Vec<Row<'n>> {
    let mut rows: Vec<Row<'n>> = Vec::new();
    let mut row_of: HashMap<&str, usize> = HashMap::new();
    for (node, count) in ends {
        let row = *row_of.entry(&node.id).or_insert_with(|| {
            rows.push(Row {
                node,
                count: 0,
                is_ambiguous: false,
            });
            rows.len() - 1
        });
        rows[row].count += count;
    }
    let mut named: HashMap<&str, usize> = HashMap::new();
    for row in &rows {
        *named.entry(&row.node.name).or_default() += 1;
    }
    for row in &mut rows {
        row.is_ambiguous = named[row.node.name.as_str()] > 1;
    }
    rows
}

/// The row of each node.
fn places<'n>(rows: &[Row<'n>]) -> HashMap<&'n str, usize> {
    let rows = rows.iter().enumerate();
    rows.map(|(at, row)| (row.node.id.as_str(), at)).collect()
}

fn thickness(count: usize, most: usize) -> usize {
    1 + (THICKEST - 1) * count / most.max(1)
}

fn name(
    row: &Row<'_>,
    language: Language,
    look: &Look,
    x: usize,
    y: usize,
    is_left: bool,
) -> Markup {
    let words = match row.is_ambiguous {
        false => shortened(&row.node.name, NAME),
        true => {
            let key = format!("kind.{}", row.node.kind.as_str());
            let kind = STRINGS.say(language, &key);
            format!("{} ({kind})", shortened(&row.node.name, NAME / 2))
        }
    };
    let (anchor, at) = if is_left {
        ("end", x - 4)
    } else {
        ("start", x + 4)
    };
    let label = html! {
        text x=(at) y=(y + 4) text-anchor=(anchor) {
            title { (row.node.name) ": " (row.count) }
            (words)
        }
    };
    html! {
        circle class=(look.colour) cx=(if is_left { x + 4 } else { x - 4 }) cy=(y) r="4" {}
        @match &look.href {
            Some(href) => a href=(href) { (label) },
            None => (label),
        }
    }
}
