//! From drafts to statements, in the order of the text.

use std::ops::Range;

use depesha_model::{
    Diagnostic, EntityId, Rule, Severity, SpeakerKind, Statement, StatementId, StatementType,
};
use depesha_text::Span;

use super::source::Found;
use super::speakers::{Heard, Last, Speaker};
use super::{Content, Context, Draft, Reading, numbered};

/// Pieces of direct speech that a report looks back over for the one that it stands in.
const FARTHEST_QUOTED: usize = 32;

impl Context<'_> {
    /// Finds the speakers of the drafts and makes statements of them.
    pub(super) fn resolve(&self, mut drafts: Vec<Draft>) -> Reading {
        for draft in &mut drafts {
            self.quote_whole(draft);
        }
        drafts.retain(|draft| self.content(draft).iter().any(|span| !span.is_empty()));
        drafts.sort_by_key(|draft| self.place(draft));
        let direct = drafts
            .iter()
            .filter(|d| d.rule.starts_with("direct") && d.cue.is_some());
        let mut spoken: Vec<Span> = direct.flat_map(|d| self.content(d)).collect();
        spoken.sort();
        let mut reading = Reading::default();
        let mut heard = Heard::default();
        let mut quoted: Vec<(Span, Speaker)> = Vec::new();
        let block_of = |sentence: usize| self.page.tree.sentences()[sentence].block;
        for draft in &drafts {
            let enclosing = self.enclosing(draft, &quoted);
            if draft.first_person && enclosing.is_some() {
                continue;
            }
            // Speech behind words about somebody else is the last speaker's only if the paragraph is theirs.
            let here = |l: &Last| block_of(l.sentence) == block_of(draft.sentence);
            if draft.rule == "direct.continued" && !heard.speaker.as_ref().is_some_and(here) {
                continue;
            }
            let speaker = self.speaker(draft, heard, enclosing, &mut reading);
            // A quotation of its own that nobody can be heard in is a motto or a subheading.
            if draft.rule == "direct.alone" && speaker.kind == SpeakerKind::Unresolved {
                continue;
            }
            let mut content = self.content(draft);
            if let (true, Some(told)) = (
                draft.confirms,
                reading
                    .statements
                    .iter()
                    .rev()
                    .find(|s| s.sentence < draft.sentence),
            ) {
                content.clone_from(&told.content);
            }
            if draft.rule.starts_with("direct") {
                quoted.extend(content.iter().map(|span| (*span, speaker)));
            }
            let told = !matches!(draft.found, Found::Nobody) && enclosing.is_none();
            if told {
                let head = match &draft.found {
                    Found::Words(source) => Some(source.head),
                    _ => heard.speaker.and_then(|l| l.head),
                };
                heard.whoever = Some(Last {
                    speaker,
                    sentence: draft.sentence,
                    head,
                });
                if speaker.kind != SpeakerKind::Outlet {
                    heard.speaker = heard.whoever;
                }
            }
            if speaker.kind == SpeakerKind::Unresolved {
                reading.diagnostics.push(unresolved(content[0]));
            }
            let kind = self.statement_type(draft, &content, |q: Span| {
                let first = spoken.partition_point(|span| span.end() <= q.start());
                spoken.get(first).is_some_and(|span| span.overlaps(q))
            });
            reading
                .statements
                .push(self.statement(draft, kind, content, speaker));
        }
        reading.statements = numbered(reading.statements);
        // One source of two statements refers once.
        reading
            .references
            .sort_by_key(|r| (r.span.start(), r.span.end(), r.entity));
        reading.references.dedup();
        reading
    }

    /// `По словам X, «П»`: what a prepositional attribution or one with `как` has as its whole content is direct speech.
    pub(super) fn quote_whole(&self, draft: &mut Draft) {
        if !matches!(
            draft.rule,
            "reported.prepositional" | "reported.parenthesis"
        ) {
            return;
        }
        let [span] = self.content(draft)[..] else {
            return;
        };
        let quotations = self.page.tree.quotations();
        let at = quotations.partition_point(|q| q.span.start() < span.start());
        let whole = quotations
            .get(at)
            .filter(|q| q.span == span && !self.is_name_like(q));
        if let Some(quotation) = whole {
            let words = quotation.pieces.iter();
            draft.content = Content::Spans(words.map(|p| self.without_stop(*p)).collect());
            draft.rule = "direct.behind_preposition";
        }
    }

    pub(super) fn place(&self, draft: &Draft) -> (usize, usize) {
        let content = self.content(draft);
        let cue = draft
            .cue
            .as_ref()
            .map(|c| self.page.span(c.clone()).start());
        let first = content.iter().map(|s| s.start()).min().unwrap_or(0);
        // An anaphoric report stands where its cue does; others where they begin.
        let start = if draft.anaphoric {
            cue.unwrap_or(first)
        } else {
            cue.map_or(first, |c| c.min(first))
        };
        (start, cue.unwrap_or(first))
    }

    pub(super) fn content(&self, draft: &Draft) -> Vec<Span> {
        match &draft.content {
            Content::Tokens(pieces) => {
                let spans = pieces
                    .iter()
                    .filter(|p| !p.is_empty())
                    .map(|p| self.trimmed(self.whole_quotation(p.clone())));
                spans.filter(|s| !s.is_empty()).collect()
            }
            Content::Spans(spans) => spans.clone(),
        }
    }

    /// Who is quoted where a report stands in quoted words.
    pub(super) fn enclosing(&self, draft: &Draft, quoted: &[(Span, Speaker)]) -> Option<Speaker> {
        let content = self.content(draft);
        let at = match &draft.cue {
            Some(cue) => self.page.span(cue.clone()),
            None => *content.first()?,
        };
        let holds = |span: &Span| span.start() <= at.start() && at.end() <= span.end();
        let mut last = quoted.iter().rev().take(FARTHEST_QUOTED);
        last.find(|(span, _)| holds(span) && !content.contains(span))
            .map(|(_, speaker)| *speaker)
    }

    /// A stretch that ends inside a quotation which starts in it goes on to the closing mark, over the sentences of the
    /// paragraph: `он «вошёл в зал. Люди ждали»`.
    pub(super) fn whole_quotation(&self, mut tokens: Range<usize>) -> Range<usize> {
        let level = self.levels.level(tokens.start);
        let Some(quotation) = self.levels.quotation(tokens.end - 1) else {
            return tokens;
        };
        let quotation = &self.page.tree.quotations()[quotation];
        let starts = tokens.contains(&quotation.tokens.start)
            && self.levels.level(quotation.tokens.start) == level + 1;
        if let (true, Some(close), [_]) = (starts, quotation.close, &quotation.pieces[..]) {
            tokens.end = tokens.end.max(close + 1);
        }
        tokens
    }

    pub(super) fn statement(
        &self,
        draft: &Draft,
        kind: StatementType,
        content: Vec<Span>,
        speaker: Speaker,
    ) -> Statement {
        let source = match &draft.found {
            Found::Words(source) => Some(self.page.span(source.tokens.clone())),
            _ => None,
        };
        Statement {
            id: StatementId(0),
            kind,
            content,
            cue: draft.cue.clone().map(|tokens| self.page.span(tokens)),
            source,
            speaker: speaker.entity.map(|e| EntityId(e as u32)),
            speaker_kind: speaker.kind,
            addressee: None,
            sentence: draft.sentence,
            rule: Rule::new(draft.rule),
            speaker_rule: speaker.rule.map(Rule::new),
        }
    }
}

fn unresolved(span: Span) -> Diagnostic {
    Diagnostic {
        severity: Severity::Info,
        code: "unresolved-speaker".to_owned(),
        span: Some(span),
        message: "the text does not tell clearly who says this; the speaker is left open"
            .to_owned(),
    }
}
