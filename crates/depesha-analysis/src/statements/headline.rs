//! Headlines that name a speaker: `Лавров: РФ готова к диалогу`, `РФ готова к диалогу — Лавров`, `«Мы готовы»: Лавров о
//! диалоге`.

use std::ops::Range;

use depesha_grammar::{BlockKind, TokenKind};
use depesha_model::EntityKind;

use super::source::{Found, Source};
use super::{Content, Context, Draft};
use crate::phrases::Phrase;
use crate::strands::Strand;

/// Words of a content that a dash parts from its speaker at the least: `Тренер — Петров` names an office.
const SHORTEST: usize = 3;

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
        let (speaker, content) = self
            .speaker_first(strand)
            .or_else(|| self.speaker_last(strand))
            .or_else(|| self.speaker_behind_speech(strand))?;
        let quoted = content.len() > 1
            && self.page.kind(content.start) == TokenKind::Quote
            && self.page.kind(content.end - 1) == TokenKind::Quote;
        let (content, rule) = if quoted {
            (content.start + 1..content.end - 1, "direct.headline")
        } else {
            (content, "reported.headline")
        };
        Some(Draft {
            content: Content::one(content),
            anaphoric: false,
            first_person: false,
            confirms: false,
            cue: None,
            found: Found::Words(Source::from(&speaker)),
            sentence: strand.sentence,
            act: None,
            rule,
        })
    }

    /// `Лавров: РФ готова`
    fn speaker_first(&self, strand: &Strand) -> Option<(Phrase, Range<usize>)> {
        let [first, second, ..] = strand.segments.as_slice() else {
            return None;
        };
        let parted = second.opener == Some(TokenKind::Colon);
        let speaker = self.headline_speaker(&first.tokens).filter(|_| parted)?;
        Some((speaker, second.tokens.start..strand.tokens.end))
    }

    /// `РФ готова к диалогу — Лавров`
    fn speaker_last(&self, strand: &Strand) -> Option<(Phrase, Range<usize>)> {
        let last = strand.segments.last()?;
        let content = strand.tokens.start..last.tokens.start.checked_sub(1)?;
        let speaks = content.len() >= SHORTEST && content.clone().any(|at| self.is_predicate(at));
        let speaker = self.headline_speaker(&last.tokens)?;
        (last.opener == Some(TokenKind::Dash) && speaks).then_some((speaker, content))
    }

    /// `«Мы готовы»: Лавров о диалоге`
    fn speaker_behind_speech(&self, strand: &Strand) -> Option<(Phrase, Range<usize>)> {
        let [.., last] = strand.segments.as_slice() else {
            return None;
        };
        let speech = strand.tokens.start..last.tokens.start.checked_sub(1)?;
        let quoted = !speech.is_empty()
            && self.page.kind(speech.start) == TokenKind::Quote
            && self.page.kind(speech.end - 1) == TokenKind::Quote;
        let about = last
            .tokens
            .clone()
            .find(|at| matches!(self.page.folded(*at), "о" | "об" | "про"))?;
        let speaker = self.headline_speaker(&(last.tokens.start..about))?;
        (quoted && last.opener == Some(TokenKind::Colon)).then_some((speaker, speech))
    }

    /// Somebody who speaks, in words that fill `tokens`.
    fn headline_speaker(&self, tokens: &Range<usize>) -> Option<Phrase> {
        let phrase = self.phrases.at(tokens.start, tokens.end)?;
        let whole = phrase.tokens.end == tokens.end;
        let speaks = phrase
            .name
            .is_some_and(|n| self.names[n].kind != EntityKind::Location)
            || self.is_person(&phrase)
            || self.is_nameless(phrase.head)
            || self.is_institution(phrase.head);
        (whole && speaks).then_some(phrase)
    }
}
