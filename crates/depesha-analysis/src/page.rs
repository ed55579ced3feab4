//! A page under analysis: the tree and, beside each token, what the dictionary says of it.

use std::ops::Range;
use std::rc::Rc;

use depesha_grammar::{Token, TokenKind, Tree};
use depesha_morphology::{Context, Memo, Morphology, Reading, Word};
use depesha_text::Span;

/// The tree of a page with the words looked up.
pub(crate) struct Page<'a> {
    pub tree: &'a Tree<'a>,
    /// One for each token.
    words: Vec<Rc<Word>>,
    /// The reading of each token that fits its neighbours best, as an index of its word's readings.
    chosen: Vec<u8>,
}

impl<'a> Page<'a> {
    pub fn new(tree: &'a Tree<'a>, morphology: &Morphology, memo: &mut Memo) -> Self {
        let words: Vec<_> = tree
            .tokens()
            .iter()
            .map(|token| memo.word(morphology, token.span.of(tree.text())))
            .collect();
        let mut chosen = vec![0; words.len()];
        for sentence in tree.sentences() {
            let tokens = sentence.tokens.clone();
            chosen[tokens.clone()].copy_from_slice(&Context::builtin().choose(&words[tokens]));
        }
        Self {
            tree,
            words,
            chosen,
        }
    }

    pub fn text(&self) -> &'a str {
        self.tree.text()
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn token(&self, at: usize) -> Token {
        self.tree.tokens()[at]
    }

    pub fn kind(&self, at: usize) -> TokenKind {
        self.token(at).kind
    }

    /// The token's characters as they stand in the text.
    pub fn surface(&self, at: usize) -> &'a str {
        self.token(at).span.of(self.text())
    }

    /// From the first to the last character of some tokens; empty at the start of the text for no tokens.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        if tokens.is_empty() {
            return Span::new(0, 0);
        }
        self.token(tokens.start)
            .span
            .join(self.token(tokens.end - 1).span)
    }

    /// Whether a line break stands between the token and the one before it: no phrase runs across.
    pub fn breaks_before(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return true;
        };
        let gap = self.token(before).span.end()..self.token(at).span.start();
        self.text()[gap].contains('\n')
    }

    /// The sentence that holds the token, as an index of the tree's sentences; for one between two the second.
    pub fn sentence_of(&self, at: usize) -> usize {
        let sentences = self.tree.sentences();
        sentences.partition_point(|sentence| sentence.tokens.end <= at)
    }

    /// Where the sentence of a token starts; behind the last one at the token itself.
    pub fn sentence_start(&self, at: usize) -> usize {
        let sentence = self.tree.sentences().get(self.sentence_of(at));
        sentence.map_or(at, |sentence| sentence.tokens.start)
    }

    /// The token behind the sentence of a token.
    pub fn sentence_end(&self, at: usize) -> usize {
        let sentence = self.tree.sentences().get(self.sentence_of(at));
        sentence.map_or(self.len(), |sentence| sentence.tokens.end)
    }

    /// The tokens that start inside a span.
    pub fn tokens_of(&self, span: Span) -> Range<usize> {
        let tokens = self.tree.tokens();
        let start = tokens.partition_point(|t| t.span.start() < span.start());
        let end = tokens.partition_point(|t| t.span.start() < span.end());
        start..end
    }

    pub fn word(&self, at: usize) -> &Word {
        &self.words[at]
    }

    pub fn words(&self) -> &[Rc<Word>] {
        &self.words
    }

    /// The reading that fits the neighbours best.
    pub fn reading(&self, at: usize) -> &Reading {
        &self.words[at].readings()[usize::from(self.chosen[at])]
    }

    /// The folded form.
    pub fn folded(&self, at: usize) -> &str {
        &self.words[at].folded
    }
}
