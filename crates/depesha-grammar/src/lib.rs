//! A nom grammar of Russian news pages.
//!
//! For: the syntax of a page, from its blocks down to sentences, quotations, attribution punctuation and expressions of
//! time. In: any `&str`. Out: a [`Tree`] over it, total (parsing never fails) and lossless (the leaves give the text
//! back); what is odd about the text is told in [`Tree::diagnostics`].
//! Never: IO, dictionary look-ups, changes to the text, decisions about who said what.
//!
//! ```
//! let tree = depesha_grammar::parse("МОСКВА, 14 ноя - РИА Новости. Всё хорошо.");
//! assert_eq!(tree.leaves().map(|s| s.of(tree.text())).collect::<String>(), tree.text());
//! ```
#![deny(missing_docs)]

mod attribution;
mod calendar;
mod cursor;
mod dateline;
mod element;
mod page;
mod phrase;
#[cfg(test)]
mod properties;
mod quotation;
mod sentence;
mod table;
#[cfg(test)]
mod testing;
mod time;
mod timestamp;
mod token;
mod tree;
mod verb;
mod word;

/// The README's example is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use calendar::{ClockTime, DateParts, Zone};
pub use token::{Token, TokenKind, tokenize};
pub use tree::{
    Anchor, Attribution, Block, BlockFields, BlockKind, Cycle, Dateline, Diagnostic, Part,
    Quotation, Scheme, Season, Sentence, TimeExpression, TimeKind, TimeOfDay, TimeStamp, Tree,
    Unit,
};

/// Parses a page.
///
/// Time and memory are linear in the length of the text.
pub fn parse(text: &str) -> Tree<'_> {
    let tokens = tokenize(text);
    let blocks = page::blocks(text, &tokens);
    let mut tree = Tree {
        blocks,
        ..Tree::new(text, tokens)
    };
    read_inline(&mut tree);
    tree
}

/// Reads what stands inside the blocks of `tree`.
fn read_inline(tree: &mut Tree<'_>) {
    let (text, tokens, blocks) = (tree.text, &tree.tokens, &tree.blocks);
    let (quotations, layout) = quotation::quotations(text, tokens, blocks, &mut tree.diagnostics);
    tree.sentences = sentence::sentences(text, tokens, blocks, &layout);
    tree.quotations = quotations;
    tree.layout = layout;
    tree.attributions = attribution::attributions(tree);
    tree.times = time::times(tree);
}
