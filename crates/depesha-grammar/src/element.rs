//! A stretch of text with its quotations folded up: what attribution punctuation and clauses are read from.

use std::ops::Range;

use depesha_text::Span;

use crate::cursor::{Cursor, item, one};
use crate::quotation::Role;
use crate::token::TokenKind;
use crate::tree::Tree;

/// A token, or a whole quotation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'t> {
    /// What it is.
    pub(crate) kind: ElementKind,
    /// Its characters.
    pub(crate) words: &'t str,
    /// Where they stand.
    pub(crate) span: Span,
    /// Its first token and the one behind its last.
    pub(crate) tokens: (usize, usize),
    /// A sentence starts here.
    pub(crate) starts: bool,
}

/// What an [`Element`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ElementKind {
    Token(TokenKind),
    Quotation {
        /// Its index in the tree.
        index: usize,
        /// The last token inside.
        ending: TokenKind,
    },
}

pub(crate) type Elements<'a, 't> = Cursor<'a, Element<'t>>;
pub(crate) type Read<'a, 't, O> = nom::IResult<Elements<'a, 't>, O>;

impl Element<'_> {
    pub(crate) fn is(&self, kind: TokenKind) -> bool {
        self.kind == ElementKind::Token(kind)
    }

    /// `.`, `!`, `?`, `…`
    pub(crate) fn is_terminal(&self) -> bool {
        matches!(
            self.kind,
            ElementKind::Token(
                TokenKind::Period
                    | TokenKind::Exclamation
                    | TokenKind::Question
                    | TokenKind::Ellipsis
            )
        )
    }

    /// A word with a small letter in front.
    pub(crate) fn is_small(&self) -> bool {
        self.is(TokenKind::Word) && self.words.starts_with(char::is_lowercase)
    }
}

/// A token of this kind.
pub(crate) fn mark<'a, 't: 'a>(
    kind: TokenKind,
) -> impl Fn(Elements<'a, 't>) -> Read<'a, 't, Element<'t>> {
    one(move |element: Element<'t>| element.is(kind))
}

/// A quotation: its index in the tree and its last token.
pub(crate) fn quotation<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, (usize, TokenKind)> {
    item(|element: Element<'t>| match element.kind {
        ElementKind::Quotation { index, ending } => Some((index, ending)),
        ElementKind::Token(_) => None,
    })(input)
}

/// The elements of `range`, where `around` is the quotation that holds all of it; those inside it are folded up.
pub(crate) fn elements<'t>(
    tree: &Tree<'t>,
    range: Range<usize>,
    around: Option<usize>,
) -> Vec<Element<'t>> {
    let mut found = Vec::with_capacity(range.len());
    let mut at = range.start;
    let mut sentence = tree
        .sentences
        .partition_point(|sentence| sentence.tokens.end <= at);
    while at < range.end {
        while tree.sentences[sentence].tokens.end <= at {
            sentence += 1;
        }
        let starts = at == tree.sentences[sentence].tokens.start;
        let inner = match tree.layout.role[at] {
            Role::Opens => tree
                .quotations
                .binary_search_by_key(&at, |quotation| quotation.tokens.start)
                .ok(),
            _ => None,
        };
        // The range may begin inside one that an earlier block has opened.
        let inner = inner.or_else(|| outermost(tree, tree.quotation_around(at), around));
        let (kind, end) = match inner {
            Some(index) => {
                let quotation = &tree.quotations[index];
                let end = quotation.tokens.end.min(range.end);
                let ending = tree.tokens[quotation.content.end - 1].kind;
                (ElementKind::Quotation { index, ending }, end)
            }
            None => (ElementKind::Token(tree.tokens[at].kind), at + 1),
        };
        let span = tree.tokens[at].span.join(tree.tokens[end - 1].span);
        found.push(Element {
            kind,
            words: span.of(tree.text),
            span,
            tokens: (at, end),
            starts,
        });
        at = end;
    }
    found
}

/// The outermost quotation that holds `from` and lies inside `around`.
fn outermost(tree: &Tree<'_>, from: Option<usize>, around: Option<usize>) -> Option<usize> {
    std::iter::successors(from.filter(|_| from != around), |&at| {
        tree.quotations[at]
            .parent
            .filter(|_| tree.quotations[at].parent != around)
    })
    .last()
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
