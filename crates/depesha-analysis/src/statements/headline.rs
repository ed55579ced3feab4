//! Headlines that name a speaker and a colon: `Лавров: РФ готова к диалогу`, `СМИ: премьер уйдёт`.

use depesha_grammar::{BlockKind, TokenKind};

use super::source::{Found, Source};
use super::{Content, Context, Draft};
use crate::strands::Strand;

impl Context<'_> {
    /// The statement of a headline.
    pub(super) fn headline(&self, strand: &Strand) -> Option<Draft> {
        let sentence = &self.page.tree.sentences()[strand.sentence];
        let block = &self.page.tree.blocks()[sentence.block];
        if !matches!(block.kind, BlockKind::Title | BlockKind::Heading)
            || strand.quotation.is_some()
        {
            return None;
        }
        let [first, second, ..] = strand.segments.as_slice() else {
            return None;
        };
        if second.opener != Some(TokenKind::Colon) {
            return None;
        }
        let phrase = self.phrases.at(first.tokens.start, first.tokens.end)?;
        let whole = phrase.tokens.end == first.tokens.end;
        let speaks = phrase
            .name
            .is_some_and(|n| self.names[n].kind != depesha_model::EntityKind::Location)
            || self.is_person(&phrase)
            || self.is_institution(phrase.head);
        if !whole || !speaks {
            return None;
        }
        let mut start = second.tokens.start;
        let mut end = strand.tokens.end;
        let quoted = self.page.kind(start) == TokenKind::Quote
            && self.page.kind(end - 1) == TokenKind::Quote;
        if quoted {
            start += 1;
            end -= 1;
        }
        Some(Draft {
            content: Content::one(start..end),
            anaphoric: false,
            confirms: false,
            cue: None,
            found: Found::Words(Source::from(&phrase)),
            quotation: None,
            sentence: strand.sentence,
            act: None,
            rule: if quoted {
                "direct.headline"
            } else {
                "reported.headline"
            },
        })
    }
}
