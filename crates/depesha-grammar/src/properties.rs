//! What holds for every text, tried on generated ones.

use std::ops::Range;

use proptest::prelude::*;

use crate::testing::paragraphs;
use crate::{Tree, parse};

/// What the inline level promises of any tree.
fn check(tree: &Tree<'_>) {
    let text = tree.text();
    let leaves: String = tree.leaves().map(|span| span.of(text)).collect();
    assert_eq!(leaves, text, "the leaves give the text back");
    check_sentences(tree);
    check_quotations(tree);
    for attribution in tree.attributions() {
        assert!(attribution.span.get(text).is_some());
        let parts = attribution.speech.iter().chain(&attribution.words);
        for part in parts {
            assert!(attribution.span.contains(*part) && !part.is_empty());
            assert!(part.get(text).is_some());
        }
        for parts in [&attribution.speech, &attribution.words] {
            assert!(parts.is_sorted_by(|a, b| a.end() <= b.start()));
        }
    }
    let times = tree.times();
    assert!(times.is_sorted_by(|a, b| a.span.end() <= b.span.start()));
    assert!(times.iter().all(|time| time.span.get(text).is_some()));
}

/// The sentences of a block are all its tokens.
fn check_sentences(tree: &Tree<'_>) {
    let mut sentences = tree.sentences().iter().enumerate().peekable();
    for (index, block) in tree.blocks().iter().enumerate() {
        let mut done = block.tokens.start;
        while let Some((_, sentence)) = sentences.next_if(|(_, s)| s.block == index) {
            assert_eq!(sentence.tokens.start, done, "no token is left out");
            assert!(!sentence.tokens.is_empty());
            done = sentence.tokens.end;
        }
        assert_eq!(done, block.tokens.end, "sentences end with their block");
    }
    assert!(sentences.next().is_none());
}

/// Quotations are ordered, lie in their parents and beside their siblings, and their pieces in them.
fn check_quotations(tree: &Tree<'_>) {
    let quotations = tree.quotations();
    assert!(quotations.is_sorted_by_key(|quotation| quotation.tokens.start));
    let mut ends = vec![0; quotations.len() + 1];
    for (index, quotation) in quotations.iter().enumerate() {
        let inside = is_inside(&quotation.content, &quotation.tokens);
        assert!(inside && !quotation.content.is_empty());
        let parent = quotation.parent.map_or(quotations.len(), |parent| {
            assert!(parent < index);
            assert!(is_inside(&quotation.tokens, &quotations[parent].content));
            parent
        });
        assert!(
            ends[parent] <= quotation.tokens.start,
            "siblings do not overlap"
        );
        ends[parent] = quotation.tokens.end;
        assert!(quotation.pieces.is_sorted_by(|a, b| a.end() <= b.start()));
        for piece in &quotation.pieces {
            assert!(quotation.span.contains(*piece) && piece.get(tree.text()).is_some());
        }
    }
}

fn is_inside(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Pieces of Russian news with many marks, in any order.
fn fragments() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "«",
        "»",
        "\"",
        "„",
        "“",
        "”",
        "''",
        "'",
        "‹",
        "›",
        " ",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        ",",
        ".",
        ":",
        ";",
        "!",
        "?",
        "…",
        "...",
        " — ",
        " - ",
        "—",
        "(",
        ")",
        "Мы",
        "мы рады",
        "Орлов",
        "сказал",
        "по словам",
        "как сообщил",
        "2015 г",
        "т. е.",
        "С. В.",
        "14 ноября",
        "12",
        "в",
        "10:30",
        "прошлую",
        "субботу",
        "два дня",
        "назад",
        "с",
        "по",
        "XIX",
        "век",
        "5\"",
        "1990-х",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&parse(&text));
        check(&paragraphs(&text));
    }

    #[test]
    fn mutated_news_is_read(text in fragments()) {
        check(&parse(&text));
        check(&paragraphs(&text));
    }
}

/// Were anything quadratic, these would take hours.
#[test]
fn large_texts_of_marks_are_read_in_linear_time() {
    let many = 50_000;
    let pieces = [
        "«",
        "« ",
        "«а ",
        "\"а",
        "»",
        "«а» ",
        "«а «б», ",
        "«а? ",
        "а?» ",
        "'а ",
        "(а ",
        "а) ",
        "[",
        ". ",
        "А. ",
        "— а, ",
        "— а, — сказал ",
        ", — сказал, — ",
        "а, сказал ",
        "по словам, ",
        "как сказал, ",
        "«а», — сказал ",
        "а: «б», ",
        "«а» — б ",
        "(«а б в») ",
        "«а\n",
        "«а\nб» ",
        "14 ",
        "14 ноября ",
        "с 12 по ",
        "XIX ",
        "прошлый ",
        "1. ",
        "а, добавив ",
    ];
    for piece in pieces {
        check(&paragraphs(&piece.repeat(many)));
    }
    let nested = ["«а ".repeat(many), "а?» ".repeat(many)].concat();
    check(&paragraphs(&nested));
}
