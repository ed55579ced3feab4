//! Turns of interviews: paragraphs behind a speaker's name and a colon (`Петров: Мост закрыт.`), and paragraphs behind a
//! dash, of which the questions are the journalist's.

use std::ops::Range;

use depesha_grammar::{Attribution, Block, BlockKind, Scheme, TokenKind};
use depesha_model::EntityKind;

use super::direct::is_prose;
use super::source::{Found, Source};
use super::{Content, Context, Draft};

/// Tokens of a name in front of the colon at the most.
const LONGEST_LABEL: usize = 6;

/// Blocks in front of an interview that tell whom it is with.
const INTRODUCTION: usize = 6;

impl Context<'_> {
    /// The turns of the page that no quotation marks show.
    pub(super) fn turns(&self) -> Vec<Draft> {
        let mut drafts = self.labelled_turns();
        drafts.extend(self.dashed_turns());
        drafts
    }

    /// `Петров: Мост закрыт.` Between two such paragraphs one without a name goes on with the turn before.
    fn labelled_turns(&self) -> Vec<Draft> {
        let blocks = self.page.tree.blocks();
        let turn = |block: usize| Some((block, self.turn_label(block)?));
        let turns: Vec<(usize, Source)> = (0..blocks.len()).filter_map(turn).collect();
        let ends = turns.iter().skip(1).map(|(block, _)| Some(*block));
        let drafts = turns
            .iter()
            .zip(ends.chain([None]))
            .map(|((block, label), end)| {
                let behind = self
                    .page
                    .span(label.tokens.end + 1..blocks[*block].tokens.end);
                let further = (block + 1..end.unwrap_or(block + 1)).map(|b| &blocks[b]);
                let prose = further.take_while(|b| is_prose(b.kind)).map(|b| b.span);
                let pieces = std::iter::once(behind).chain(prose);
                self.turn(
                    Content::Spans(pieces.map(|piece| self.without_stop(piece)).collect()),
                    Found::Words(label.clone()),
                    label.tokens.start,
                    "direct.labelled",
                )
            });
        drafts.flatten().collect()
    }

    /// The speaker whose name and a colon open a block, in front of a whole sentence.
    fn turn_label(&self, block: usize) -> Option<Source> {
        let block = &self.page.tree.blocks()[block];
        let tokens = block.tokens.clone();
        let limit = tokens.end.min(tokens.start + LONGEST_LABEL + 1);
        let colon = (tokens.start..limit).find(|at| self.page.kind(*at) == TokenKind::Colon)?;
        let first = colon + 1;
        if !is_prose(block.kind) || colon == tokens.start || first >= tokens.end {
            return None;
        }
        let opens = self.page.surface(first).chars().next()?.is_uppercase();
        let speaks = (first..tokens.end).any(|at| {
            self.is_predicate(at)
                || matches!(
                    self.page.kind(at),
                    TokenKind::Question | TokenKind::Exclamation
                )
        });
        (opens && speaks)
            .then(|| self.label(&(tokens.start..colon)))
            .flatten()
    }

    /// `— Мост закрыт.` in answer to `— Что с мостом?`: the answers are those of the person whom the introduction names.
    fn dashed_turns(&self) -> Vec<Draft> {
        let tree = self.page.tree;
        let mut drafts = Vec::new();
        let is_bare = |a: &&Attribution| a.scheme == Scheme::Dialogue && a.words.is_empty();
        let bare: Vec<(usize, &Attribution)> = tree
            .attributions()
            .iter()
            .filter(is_bare)
            .filter_map(|a| Some((self.block_at(a.span.start())?, a)))
            .collect();
        // An interview: turns in blocks one after the other, questions among them.
        for run in bare.chunk_by(|(one, _), (next, _)| *next <= one + 1) {
            let asks = |a: &Attribution| a.span.of(self.page.text()).trim_end().ends_with('?');
            if run.len() < 2 || !run.iter().any(|(_, a)| asks(a)) {
                continue;
            }
            let Some(answers) = self.interviewed(run[0].0) else {
                continue;
            };
            let answered = run.iter().filter(|(_, a)| !asks(a) && !a.speech.is_empty());
            drafts.extend(answered.filter_map(|(block, a)| {
                let content = a.speech.iter().map(|piece| self.without_stop(*piece));
                self.turn(
                    Content::Spans(content.collect()),
                    Found::Known(answers),
                    tree.blocks()[*block].tokens.start,
                    "direct.turn",
                )
            }));
        }
        drafts
    }

    /// The only person whom the blocks in front of an interview name.
    fn interviewed(&self, first: usize) -> Option<usize> {
        let blocks = self.page.tree.blocks();
        let start = blocks[first.saturating_sub(INTRODUCTION)].tokens.start;
        let introduction: Range<usize> = start..blocks[first].tokens.start;
        let names = self.who.names();
        let mut persons = (0..names.len())
            .filter(|n| {
                let at = names[*n].tokens.start;
                let told = self.block_of(at).is_some_and(|b| {
                    is_prose(b.kind) || matches!(b.kind, BlockKind::Title | BlockKind::Heading)
                });
                names[*n].kind == EntityKind::Person && introduction.contains(&at) && told
            })
            .map(|n| self.who.entity_of(n));
        let person = persons.next()?;
        persons.all(|other| other == person).then_some(person)
    }

    fn turn(&self, content: Content, found: Found, at: usize, rule: &'static str) -> Option<Draft> {
        Some(Draft {
            content,
            anaphoric: false,
            first_person: false,
            confirms: false,
            cue: None,
            found,
            sentence: self.sentence_of(at)?,
            act: None,
            rule,
        })
    }

    fn block_of(&self, token: usize) -> Option<&Block> {
        let blocks = self.page.tree.blocks();
        blocks.get(self.block_at(self.page.token(token).span.start())?)
    }

    fn block_at(&self, offset: usize) -> Option<usize> {
        let blocks = self.page.tree.blocks();
        let block = blocks.partition_point(|b| b.span.end() <= offset);
        (block < blocks.len()).then_some(block)
    }
}
