//! Who said what.
//!
//! Direct speech comes from the grammar's attributions, reported speech from the cues of each strand; both give drafts
//! whose sources are words of the text. Only then, in the order of the text, the speakers are resolved.

mod antecedents;
mod content;
mod cues;
mod direct;
mod documents;
mod exchanges;
mod headline;
mod nouns;
mod prepositions;
mod reported;
mod resolve;
mod source;
mod speakers;
mod turns;
mod words;

use std::ops::Range;

use depesha_grammar::{BlockKind, Quotation, TokenKind};
use depesha_lexicon::{DescriptionKind, SpeechAct};
use depesha_model::{
    Diagnostic, Entity, Reference, Severity, Statement, StatementId, StatementType,
};
use depesha_morphology::{Morphology, Variant};
use depesha_text::Span;

pub(crate) use cues::CueIndex;

use crate::names::Name;
use crate::page::Page;
use crate::phrases::Phrases;
use crate::strands::{Levels, Strand, strands};
use crate::who::Who;
use cues::Hit;
use source::Found;
use words::Kind;

/// What the statements of a page are read from.
struct Context<'a> {
    page: &'a Page<'a>,
    morphology: &'a Morphology,
    names: &'a [Name],
    who: &'a Who,
    phrases: Phrases<'a>,
    levels: Levels,
    cues: &'a CueIndex,
    /// The strands of each sentence with their cues.
    lines: Vec<Vec<Line<'a>>>,
}

/// A strand and the cues in it.
struct Line<'a> {
    strand: Strand,
    hits: Vec<Hit<'a>>,
}

/// The content of a draft.
#[derive(Clone, Debug)]
enum Content {
    /// Stretches of tokens, to be trimmed of marks at their ends.
    Tokens(Vec<Range<usize>>),
    /// Spans as they are.
    Spans(Vec<Span>),
}

impl Content {
    /// One stretch of tokens.
    fn one(tokens: Range<usize>) -> Self {
        Self::Tokens(std::iter::once(tokens).collect())
    }
}

/// A statement whose speaker is still words.
#[derive(Clone, Debug)]
struct Draft {
    content: Content,
    /// Whether the content stands in another sentence.
    anaphoric: bool,
    /// Whether its verb speaks for `я`, which inside somebody's speech is no report: `я думаю, что P`.
    first_person: bool,
    /// Whether it confirms or denies what was reported before: `подтвердил эту информацию`.
    confirms: bool,
    cue: Option<Range<usize>>,
    found: Found,
    sentence: usize,
    act: Option<SpeechAct>,
    rule: &'static str,
}

/// What the pass gives to the record.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub statements: Vec<Statement>,
    pub references: Vec<Reference>,
    /// Organisations that the page describes but does not name: `японская полиция`.
    pub described: Vec<Entity>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the statements of a page.
pub(crate) fn read(
    page: &Page<'_>,
    morphology: &Morphology,
    who: &Who,
    cues: &CueIndex,
) -> Reading {
    Context::new(page, morphology, who, cues).statements()
}

/// A quotation with fewer words than this, capitalised and without a verb, is a name.
const LONGEST_NAME: usize = 7;

/// Words and marks of a sentence that is still read for statements. Longer ones are no sentences but tables, lists or
/// attacks, and reading them would cost the square of their length.
const LONGEST_SENTENCE: usize = 2_000;

/// The strands of all sentences that can report, with their cues.
fn lines<'a>(page: &Page<'_>, levels: &Levels, cues: &'a CueIndex) -> Vec<Vec<Line<'a>>> {
    let sentences = page.tree.sentences();
    let line = |strand: Strand| Line {
        hits: cues.find(page, levels, &strand),
        strand,
    };
    let of = |index: usize| strands(page, levels, index).into_iter().map(line).collect();
    (0..sentences.len())
        .map(|index| {
            if is_readable(page, index) {
                of(index)
            } else {
                Vec::new()
            }
        })
        .collect()
}

/// Whether a sentence is prose of a length that can be read.
pub(crate) fn is_readable(page: &Page<'_>, sentence: usize) -> bool {
    let sentence = &page.tree.sentences()[sentence];
    is_read(page.tree.blocks()[sentence.block].kind) && sentence.tokens.len() <= LONGEST_SENTENCE
}

/// Whether the words of a block can report: page furniture does not.
fn is_read(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Title
            | BlockKind::Lead
            | BlockKind::Heading
            | BlockKind::Paragraph
            | BlockKind::Quote
            | BlockKind::ListItem
            | BlockKind::Caption
    )
}

impl<'a> Context<'a> {
    fn new(
        page: &'a Page<'a>,
        morphology: &'a Morphology,
        who: &'a Who,
        cues: &'a CueIndex,
    ) -> Self {
        let names = who.names();
        let levels = Levels::new(page);
        Self {
            page,
            morphology,
            names,
            who,
            phrases: Phrases::new(page, names),
            lines: lines(page, &levels, cues),
            levels,
            cues,
        }
    }

    /// All statements of the page, in the order of the text.
    fn statements(&self) -> Reading {
        let mut taken = vec![false; self.page.len()];
        let mut drafts = self.direct(&mut taken);
        for line in self.lines.iter().flatten() {
            drafts.extend(self.headline(&line.strand));
            drafts.extend(self.reported(line, &taken));
        }
        let mut reading = self.resolve(drafts);
        reading.diagnostics.extend(self.too_long());
        reading
    }

    /// Sentences that were not read.
    fn too_long(&self) -> impl Iterator<Item = Diagnostic> + '_ {
        let sentences = self
            .page
            .tree
            .sentences()
            .iter()
            .filter(|s| s.tokens.len() > LONGEST_SENTENCE);
        sentences.map(|sentence| Diagnostic {
            severity: Severity::Warning,
            code: "sentence-too-long".to_owned(),
            span: Some(sentence.span),
            message: format!("the sentence has over {LONGEST_SENTENCE} words and marks and was not read for statements"),
        })
    }

    /// A strand with its cues.
    fn line_of(&self, strand: &Strand) -> Option<&Line<'a>> {
        let mut lines = self.lines[strand.sentence].iter();
        lines.find(|line| line.strand.tokens == strand.tokens)
    }

    /// The whole words of the nearest sentence of prose before `sentence`.
    fn sentence_before(&self, sentence: usize) -> Option<Span> {
        let sentences = self.page.tree.sentences();
        let kind = |index: usize| self.page.tree.blocks()[sentences[index].block].kind;
        let prose = |index: &usize| {
            matches!(
                kind(*index),
                BlockKind::Paragraph | BlockKind::Lead | BlockKind::ListItem | BlockKind::Quote
            )
        };
        let index = (0..sentence)
            .rev()
            .find(prose)
            .or_else(|| (0..sentence).rev().find(|i| kind(*i) == BlockKind::Title))?;
        let tokens = sentences[index].tokens.clone();
        let start = self.skip_connectives(tokens.start, tokens.end);
        Some(self.trimmed(start..tokens.end))
    }

    /// The span of a content: without marks and white space that do not belong to it.
    fn trimmed(&self, mut tokens: Range<usize>) -> Span {
        while !tokens.is_empty() && is_loose(self.page.kind(tokens.start)) {
            tokens.start += 1;
        }
        while !tokens.is_empty() {
            let last = self.page.kind(tokens.end - 1);
            if is_loose(last) || last == TokenKind::Period {
                tokens.end -= 1;
            } else {
                break;
            }
        }
        self.page.span(tokens)
    }

    /// A name or title in quotation marks rather than words that somebody said.
    fn is_name_like(&self, quotation: &Quotation) -> bool {
        let inside = quotation.content.clone();
        let Some(first) = inside
            .clone()
            .find(|at| self.page.kind(*at) == TokenKind::Word)
        else {
            return true;
        };
        let capital = self
            .page
            .surface(first)
            .chars()
            .next()
            .is_some_and(char::is_uppercase);
        let words = inside
            .clone()
            .filter(|at| self.page.kind(*at) == TokenKind::Word)
            .count();
        let speaks = inside.clone().any(|at| self.is_predicate(at));
        let ends = inside.clone().any(|at| {
            matches!(
                self.page.kind(at),
                TokenKind::Period
                    | TokenKind::Question
                    | TokenKind::Exclamation
                    | TokenKind::Ellipsis
            )
        });
        capital && words <= LONGEST_NAME && !speaks && !ends
    }

    /// Whether the word at `at` makes a clause: a finite verb, a short form (`готовы`), `нет`.
    fn is_predicate(&self, at: usize) -> bool {
        let reading = self.page.reading(at);
        self.is_finite(at)
            || reading.variant == Some(Variant::Short)
            || self.is_word(at, Kind::Predicative)
    }

    /// Whether the form at `at` is a function word of that kind.
    fn is_word(&self, at: usize, kind: Kind) -> bool {
        self.cues.words().is(self.page.folded(at), kind)
    }

    /// Whether the lemma of the word at `at` is one.
    fn is_lemma(&self, at: usize, kind: Kind) -> bool {
        self.cues.words().is(&self.page.reading(at).lemma, kind)
    }

    /// A noun for a body of people, by the lexicon.
    fn is_institution(&self, at: usize) -> bool {
        self.cues
            .description(self.page, at)
            .is_some_and(|d| d.kind == DescriptionKind::Organization)
    }

    /// `is_another` tells which quotations inside the content are somebody else's: `«П», — сказал X, сообщает Y`.
    fn statement_type(
        &self,
        draft: &Draft,
        content: &[Span],
        is_another: impl Fn(Span) -> bool,
    ) -> StatementType {
        if draft.anaphoric {
            return StatementType::Anaphoric;
        }
        if draft.rule.starts_with("direct") {
            return StatementType::Direct;
        }
        let quotations = self.page.tree.quotations();
        let quoted = content.iter().any(|piece| {
            let first = quotations.partition_point(|q| q.span.start() < piece.start());
            let inside = quotations[first..]
                .iter()
                .take_while(|q| q.span.start() < piece.end());
            inside
                .into_iter()
                .any(|q| !self.is_name_like(q) && !is_another(q.span))
        });
        if quoted {
            StatementType::Mixed
        } else {
            StatementType::Indirect
        }
    }
}

/// Marks that separate a content from its attribution.
fn is_loose(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Comma
            | TokenKind::Dash
            | TokenKind::Colon
            | TokenKind::Semicolon
            | TokenKind::Markup
    )
}

/// The statement's id comes from its place among all statements.
fn numbered(mut statements: Vec<Statement>) -> Vec<Statement> {
    for (number, statement) in (0..).zip(&mut statements) {
        statement.id = StatementId(number);
    }
    statements
}
