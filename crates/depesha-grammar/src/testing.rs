//! What the tests of the inline level share.

use crate::token::tokenize;
use crate::tree::{Block, BlockFields, BlockKind, Tree};

/// Parses `text` with every line a paragraph, whatever the page grammar would make of it.
pub(crate) fn paragraphs(text: &str) -> Tree<'_> {
    let mut tree = Tree::new(text, tokenize(text));
    for (at, token) in tree.tokens.iter().enumerate() {
        match tree.blocks.last_mut() {
            Some(block) if !text[block.span.end()..token.span.start()].contains('\n') => {
                block.span = block.span.join(token.span);
                block.tokens.end = at + 1;
            }
            _ => tree.blocks.push(Block {
                kind: BlockKind::Paragraph,
                span: token.span,
                tokens: at..at + 1,
                fields: BlockFields::None,
            }),
        }
    }
    crate::read_inline(&mut tree);
    tree
}
