//! The page: its lines become blocks.
//!
//! First every line is read for itself: what its words alone show (a source line, a counter, a dateline) is settled.
//! Then the other lines get their kind from the place where they stand.

mod line;

use std::ops::Range;

use depesha_text::Span;

use self::line::lines;
use crate::token::Token;
use crate::tree::{Block, BlockFields, BlockKind};

/// Cuts a page into blocks. Each of `tokens` belongs to exactly one of them.
pub(crate) fn blocks(text: &str, tokens: &[Token]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut next = 0;
    for line in lines(text) {
        let first = next;
        while tokens
            .get(next)
            .is_some_and(|t| t.span.start() < line.end())
        {
            next += 1;
        }
        blocks.extend(block(
            BlockKind::Paragraph,
            BlockFields::None,
            tokens,
            first..next,
        ));
    }
    blocks
}

/// The block of the tokens `range`; `None` when it would be empty.
fn block(
    kind: BlockKind,
    fields: BlockFields,
    tokens: &[Token],
    range: Range<usize>,
) -> Option<Block> {
    let (first, last) = (
        tokens[range.clone()].first()?,
        tokens[range.clone()].last()?,
    );
    Some(Block {
        kind,
        span: Span::new(first.span.start(), last.span.end()),
        tokens: range,
        fields,
    })
}
