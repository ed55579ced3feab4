use depesha_grammar as grammar;
use depesha_model::{Block, BlockKind, Sentence};

/// The grammar's blocks as the record has them.
pub fn blocks(tree: &grammar::Tree<'_>) -> Vec<Block> {
    tree.blocks()
        .iter()
        .map(|block| Block {
            kind: kind(block.kind),
            span: block.span,
        })
        .collect()
}

/// The grammar's sentences as the record has them.
pub fn sentences(tree: &grammar::Tree<'_>) -> Vec<Sentence> {
    let sentences = tree.sentences().iter();
    sentences
        .map(|sentence| Sentence {
            span: sentence.span,
            block: sentence.block,
        })
        .collect()
}

fn kind(kind: grammar::BlockKind) -> BlockKind {
    use grammar::BlockKind as From;
    match kind {
        From::Title => BlockKind::Title,
        From::TimeStamp => BlockKind::Timestamp,
        From::Byline => BlockKind::Byline,
        From::Lead => BlockKind::Lead,
        From::Dateline => BlockKind::Dateline,
        From::Heading => BlockKind::Heading,
        From::Paragraph => BlockKind::Paragraph,
        From::Quote => BlockKind::Quote,
        From::ListItem => BlockKind::ListItem,
        From::Caption => BlockKind::Caption,
        From::Related => BlockKind::Related,
        From::Source => BlockKind::Source,
        From::Counter => BlockKind::Counter,
        From::Tags => BlockKind::Tags,
        From::Navigation => BlockKind::Navigation,
        From::Notice => BlockKind::Notice,
    }
}
