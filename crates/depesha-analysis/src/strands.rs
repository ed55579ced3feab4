//! Strands: the words of one sentence that stand on one level of quotation, cut at the marks of that level.
//!
//! Speech inside quotation marks is a strand of its own; in the strand around it, it is one opaque piece. So the comma
//! in `… включить генсека ЛАГ, он участвовал …» — сказал министр` belongs to the speaker's strand, not to the author's.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_morphology::Pos;

use crate::page::Page;

/// How deep each token of a page lies inside quotations and brackets.
pub(crate) struct Levels {
    level: Vec<u16>,
    /// The innermost quotation around each token, marks included, as an index of the tree's quotations.
    quotation: Vec<Option<u32>>,
    /// The commas around a date behind its weekday, which part no clauses: `заявил в пятницу[,] 20 мая[,] министр`.
    dating: Vec<bool>,
}

impl Levels {
    pub fn new(page: &Page<'_>) -> Self {
        let mut level = vec![0; page.len()];
        let mut quotation = vec![None; page.len()];
        // The quotations that are open at a token, the innermost last.
        let mut opened: Vec<(usize, u32)> = Vec::new();
        let quotations = page.tree.quotations();
        let mut next = 0;
        let mut bracket: u16 = 0;
        let mut sentences = page
            .tree
            .sentences()
            .iter()
            .map(|s| s.tokens.end)
            .peekable();
        for at in 0..page.len() {
            while sentences.peek().is_some_and(|end| *end <= at) {
                sentences.next();
                // A bracket that nothing closes ends with its sentence.
                bracket = 0;
            }
            while next < quotations.len() && quotations[next].tokens.start <= at {
                opened.push((quotations[next].tokens.end, next as u32));
                next += 1;
            }
            while opened.last().is_some_and(|(end, _)| *end <= at) {
                opened.pop();
            }
            let inside_bracket = match page.kind(at) {
                TokenKind::Open => {
                    bracket = bracket.saturating_add(1);
                    bracket
                }
                TokenKind::Close => {
                    let inside = bracket;
                    bracket = bracket.saturating_sub(1);
                    inside
                }
                _ => bracket,
            };
            level[at] = u16::try_from(opened.len())
                .unwrap_or(u16::MAX)
                .saturating_add(inside_bracket);
            quotation[at] = opened.last().map(|(_, index)| *index);
        }
        Self {
            level,
            quotation,
            dating: dating(page),
        }
    }

    pub fn level(&self, at: usize) -> u16 {
        self.level[at]
    }

    /// Whether a mark parts the words around it.
    fn parts(&self, page: &Page<'_>, at: usize) -> bool {
        let mark = matches!(
            page.kind(at),
            TokenKind::Comma | TokenKind::Dash | TokenKind::Colon | TokenKind::Semicolon
        );
        mark && !self.dating[at]
    }

    pub fn quotation(&self, at: usize) -> Option<usize> {
        self.quotation[at].map(|index| index as usize)
    }
}

/// The commas that only set off a date behind its weekday.
fn dating(page: &Page<'_>) -> Vec<bool> {
    let mut dating = vec![false; page.len()];
    let comma = |at: usize| at < page.len() && page.kind(at) == TokenKind::Comma;
    for pair in page.tree.times().windows(2) {
        let [weekday, date] = [&pair[0], &pair[1]].map(|time| page.tokens_of(time.span));
        let joined = weekday.len() == 1
            && comma(weekday.end)
            && date.start == weekday.end + 1
            && page.kind(date.start) == TokenKind::Number;
        if joined {
            dating[weekday.end] = true;
            if comma(date.end) && !opens_clause(page, weekday.start, date.end + 1) {
                dating[date.end] = true;
            }
        }
    }
    dating
}

/// Whether the word at `at` behind a date begins a clause, so that the comma in front of it is the clause's: a finite verb
/// does only where the clause of the date, which stands at `date`, has one already.
fn opens_clause(page: &Page<'_>, date: usize, at: usize) -> bool {
    if at >= page.len() {
        return true;
    }
    let reading = page.reading(at);
    if reading.is_finite_verb() {
        let start = page.sentence_start(date);
        let mut before = start.max(date.saturating_sub(LONGEST_CLAUSE))..date;
        return before.any(|i| page.reading(i).is_finite_verb());
    }
    matches!(reading.pos, Pos::Sconj | Pos::Cconj)
        || matches!(
            &*reading.lemma,
            "который" | "чей" | "где" | "когда" | "как" | "что"
        )
        || reading.verb_form.is_some()
}

/// A part of one sentence on one level.
#[derive(Clone, Debug)]
pub(crate) struct Strand {
    /// The sentence, as an index of the tree's sentences.
    pub sentence: usize,
    /// From its first to its last token; deeper tokens in between are opaque.
    pub tokens: Range<usize>,
    pub level: u16,
    /// The quotation that it is inside of.
    pub quotation: Option<usize>,
    /// Its parts between marks, in order.
    pub segments: Vec<Segment>,
}

/// A part of a [`Strand`] between commas, dashes, colons and semicolons.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    pub tokens: Range<usize>,
    /// The mark in front of it; `None` for the first one.
    pub opener: Option<TokenKind>,
}

/// Words in front of a date that are looked at for the verb of its clause.
const LONGEST_CLAUSE: usize = 40;

/// Words that a quotation needs to be read for statements of its own: fewer are a name or a fragment.
const SHORTEST_SPEECH: usize = 4;

/// The strands of a sentence: the author's first, then those of the speeches inside it.
pub(crate) fn strands(page: &Page<'_>, levels: &Levels, sentence: usize) -> Vec<Strand> {
    let tokens = page.tree.sentences()[sentence].tokens.clone();
    let Some(level) = tokens.clone().map(|at| levels.level(at)).min() else {
        return Vec::new();
    };
    let mut found = vec![strand(page, levels, sentence, tokens.clone(), level)];
    // Runs of one quotation that is deeper than the author's words.
    let mut at = tokens.start;
    while at < tokens.end {
        if levels.level(at) <= level {
            at += 1;
            continue;
        }
        let start = at;
        while at < tokens.end && levels.level(at) > level {
            at += 1;
        }
        let inside = inside_marks(page, start..at);
        let words = inside
            .clone()
            .filter(|i| page.kind(*i) == TokenKind::Word)
            .count();
        let speaks = inside.clone().any(|i| page.reading(i).is_finite_verb());
        if words >= SHORTEST_SPEECH && speaks && levels.quotation(inside.start).is_some() {
            let inner = inside
                .clone()
                .map(|i| levels.level(i))
                .min()
                .unwrap_or(level + 1);
            found.push(strand(page, levels, sentence, inside, inner));
        }
    }
    found
}

fn inside_marks(page: &Page<'_>, mut tokens: Range<usize>) -> Range<usize> {
    while !tokens.is_empty() && page.kind(tokens.start) == TokenKind::Quote {
        tokens.start += 1;
    }
    while !tokens.is_empty() && page.kind(tokens.end - 1) == TokenKind::Quote {
        tokens.end -= 1;
    }
    tokens
}

fn strand(
    page: &Page<'_>,
    levels: &Levels,
    sentence: usize,
    tokens: Range<usize>,
    level: u16,
) -> Strand {
    let mut segments = Vec::new();
    let mut start = tokens.start;
    let mut opener = None;
    for at in tokens.clone() {
        if levels.parts(page, at) && levels.level(at) == level {
            // Of two marks together (`, —`) the second names the kind.
            if let Some(tokens) = without_markup(page, start..at) {
                segments.push(Segment { tokens, opener });
            }
            opener = Some(page.kind(at));
            start = at + 1;
        }
    }
    if let Some(tokens) = without_markup(page, start..tokens.end) {
        segments.push(Segment { tokens, opener });
    }
    Strand {
        sentence,
        quotation: tokens
            .clone()
            .find(|at| levels.level(*at) == level)
            .and_then(|at| levels.quotation(at)),
        tokens,
        level,
        segments,
    }
}

/// Tokens without the markup of links at their ends; `None` when nothing is left.
fn without_markup(page: &Page<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let is_word = |at: &usize| page.kind(*at) != TokenKind::Markup;
    let start = tokens.clone().find(is_word)?;
    let last = tokens.rev().find(is_word)?;
    Some(start..last + 1)
}

impl Strand {
    /// The segment that holds a token.
    pub fn segment_of(&self, at: usize) -> Option<usize> {
        let index = self.segments.partition_point(|s| s.tokens.end <= at);
        (index < self.segments.len() && self.segments[index].tokens.contains(&at)).then_some(index)
    }
}
