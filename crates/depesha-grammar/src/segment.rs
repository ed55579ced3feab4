//! Segments: a sentence between its commas, dashes, colons and semicolons, as far as they stand at its own level.
//!
//! A segment is no clause yet (`Иван, Пётр и Павел` has two of them), but no clause begins inside one.

use std::ops::Range;

use depesha_text::Span;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::value;

use crate::cursor::Cursor;
use crate::element::{Element, Elements, Read, mark};
use crate::token::TokenKind;

/// What stands in front of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Opener {
    /// Nothing: the sentence begins.
    Start,
    /// `,`
    Comma,
    /// `—`
    Dash,
    /// `, —`
    CommaDash,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
}

/// A part of a sentence between two marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its characters, without the marks around it and without the full stop of the sentence.
    pub span: Span,
    /// Its tokens, as a range of the tree's.
    pub tokens: Range<usize>,
    /// The mark in front.
    pub opener: Opener,
}

/// `, —`, `:` …: what stands between two segments.
fn opener<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, Opener> {
    let comma = || mark(TokenKind::Comma);
    let dash = || mark(TokenKind::Dash);
    alt((
        value(Opener::CommaDash, (comma(), dash())),
        value(Opener::Comma, comma()),
        value(Opener::Dash, dash()),
        value(Opener::Colon, mark(TokenKind::Colon)),
        value(Opener::Semicolon, mark(TokenKind::Semicolon)),
    ))
    .parse(input)
}

/// Cuts the elements of a sentence; empty segments are left out.
pub(crate) fn segments(elements: &[Element<'_>]) -> Vec<Segment> {
    let depths = depths(elements);
    let mut found = Vec::new();
    let mut before = Opener::Start;
    let mut start = 0;
    let mut at = 0;
    let mut push = |opener, from: usize, to: usize| {
        let inside = trim_end(&elements[from..to]);
        if let (Some(first), Some(last)) = (inside.first(), inside.last()) {
            found.push(Segment {
                span: first.span.join(last.span),
                tokens: first.tokens.0..last.tokens.1,
                opener,
            });
        }
    };
    while at < elements.len() {
        match opener(Cursor(&elements[at..])) {
            Ok((rest, next)) if depths[at] == 0 => {
                push(before, start, at);
                before = next;
                start = elements.len() - rest.0.len();
                at = start;
            }
            _ => at += 1,
        }
    }
    push(before, start, elements.len());
    found
}

/// Without the marks that end a sentence.
pub(crate) fn trim_end<'a, 't>(elements: &'a [Element<'t>]) -> &'a [Element<'t>] {
    let kept = elements.iter().rposition(|element| !element.is_terminal());
    &elements[..kept.map_or(0, |last| last + 1)]
}

/// How many brackets stand open around each element; a bracket without a partner counts for nothing.
pub(crate) fn depths(elements: &[Element<'_>]) -> Vec<u32> {
    let mut depths = vec![0i32; elements.len() + 1];
    let mut open = Vec::new();
    for (at, element) in elements.iter().enumerate() {
        if element.is(TokenKind::Open) {
            open.push(at);
        } else if element.is(TokenKind::Close)
            && let Some(from) = open.pop()
        {
            depths[from] += 1;
            depths[at + 1] -= 1;
        }
    }
    let sum = depths.into_iter().scan(0i32, |sum, change| {
        *sum += change;
        Some(sum.unsigned_abs())
    });
    sum.take(elements.len()).collect()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::testing::paragraphs;

    /// The segments of every sentence of `text`, each behind the mark in front of it; sentences end with `|`.
    fn cut(text: &str) -> String {
        let tree = paragraphs(text);
        let mut drawn = Vec::new();
        for sentence in tree.sentences() {
            for segment in tree.segments(sentence) {
                drawn.push(format!("{:?}[{}]", segment.opener, segment.span.of(text)));
            }
            drawn.push("|".to_owned());
        }
        drawn.join(" ")
    }

    #[test]
    fn marks_outside_quotations_and_brackets_part_segments() {
        assert_snapshot!(cut("Орлов заявил, что совет (глава, члены) собрался."), @"Start[Орлов заявил] Comma[что совет (глава, члены) собрался] |");
        assert_snapshot!(cut("Совет — да, — сказал Орлов; газета «Восход, или Закат»: нет."), @"Start[Совет] Dash[да] CommaDash[сказал Орлов] Semicolon[газета «Восход, или Закат»] Colon[нет] |");
        assert_snapshot!(cut("«Мы рады, мы ждём. Мы, да, идём», — сказал Орлов, глава."), @"Start[«Мы рады, мы ждём.] | Start[Мы, да, идём»] CommaDash[сказал Орлов] Comma[глава] |");
    }

    #[test]
    fn a_sentence_inside_a_quotation_is_cut_there() {
        assert_snapshot!(cut("Орлов: «Мы рады. Мы ждём, да. Идём». Все ушли."), @"Start[Орлов] Colon[«Мы рады.] | Start[Мы ждём] Comma[да] | Start[Идём»] | Start[Все ушли] |");
    }
}
