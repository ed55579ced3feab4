//! Where a reported content starts and ends: around parentheses, in front of the narrator's next words, without the
//! words that only join sentences.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_morphology::{Case, VerbForm};

use super::cues::Form;
use super::reported::{Attribution, Construction};
use super::source::Found;
use super::words::Kind;
use super::{Content, Context};
use crate::strands::Strand;

impl Context<'_> {
    /// The content that starts at `start`: up to the end of the strand or the narrator's next words, in pieces around
    /// parentheses.
    pub(super) fn clause_content(
        &self,
        strand: &Strand,
        all: &[Attribution<'_>],
        index: usize,
        start: usize,
    ) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        let mut from = start;
        let mut end = strand.tokens.end;
        let wanted = self.page.folded(start.saturating_sub(1)) == "чтобы";
        if wanted || matches!(all[index].construction, Construction::Infinitive { .. }) {
            end = self.contrast_behind(strand, start).unwrap_or(end);
        }
        if all[index].hit.form == Form::Converb {
            end = self.converb_behind(strand, start, end).unwrap_or(end);
        }
        // A quotation behind a colon is a statement of its own: `сказал, что P: «Q»`.
        for segment in &strand.segments {
            let quoted = segment.opener == Some(TokenKind::Colon)
                && self.page.kind(segment.tokens.start) == TokenKind::Quote;
            if segment.tokens.start > start && quoted {
                end = segment.tokens.start;
                break;
            }
        }
        end = self
            .narrator_behind(strand, &all[index], start, end)
            .unwrap_or(end);
        for other in &all[index + 1..] {
            if other.own.start < start || other.own.start >= end {
                continue;
            }
            match other.construction {
                Construction::Parenthesis => {
                    // A trailing attribution is no content; one in the middle parts it.
                    pieces.push(from..other.own.start);
                    from = other.own.end;
                }
                _ if self.is_narrators(strand, &all[index], other) => {
                    end = other.own.start;
                    break;
                }
                _ => {}
            }
        }
        if from < end {
            pieces.push(from..end);
        }
        pieces
    }

    /// `посчитав, что добился своего, и поддержав его`: the next converb is the narrator's.
    pub(super) fn converb_behind(
        &self,
        strand: &Strand,
        start: usize,
        end: usize,
    ) -> Option<usize> {
        (start..end).find(|at| {
            self.page.folded(*at) == "и"
                && self.levels.level(*at) == strand.level
                && (*at + 1..end.min(*at + 3))
                    .any(|i| self.page.reading(i).verb_form == Some(VerbForm::Converb))
        })
    }

    /// `заявил, что завод закроют, и вышел из зала`: a comma and `и` in front of a verb without a subject, in the form of
    /// the cue, lead back to the narrator.
    fn narrator_behind(
        &self,
        strand: &Strand,
        this: &Attribution<'_>,
        start: usize,
        end: usize,
    ) -> Option<usize> {
        let cue = &this.hit.tag;
        let back = |segment: &&crate::strands::Segment| {
            let first = segment.tokens.start;
            if first <= start
                || first >= end
                || segment.opener != Some(TokenKind::Comma)
                || self.page.folded(first) != "и"
            {
                return false;
            }
            let Some(verb) = (first + 1..segment.tokens.end.min(first + 4))
                .find(|at| self.is_finite_at(strand, *at))
            else {
                return false;
            };
            let tag = self.page.reading(verb).tag;
            let subject = self
                .phrases_of(strand, segment.tokens.clone())
                .iter()
                .any(|p| {
                    p.preposition.is_none()
                        && p.forms.may_be(Case::Nominative)
                        && p.tokens.start < verb
                });
            !subject && (tag.tense, tag.number, tag.gender) == (cue.tense, cue.number, cue.gender)
        };
        (this.hit.form == Form::Finite)
            .then(|| strand.segments.iter().find(back))
            .flatten()
            .map(|s| s.tokens.start - 1)
    }

    /// `призвал уйти, однако сторонники против`: a contrast behind an infinitive is the narrator's.
    pub(super) fn contrast_behind(&self, strand: &Strand, start: usize) -> Option<usize> {
        let mut behind = strand.segments.iter().filter(|s| s.tokens.start > start);
        let contrast = |s: &&crate::strands::Segment| {
            s.opener == Some(TokenKind::Comma) && self.is_word(s.tokens.start, Kind::Contrast)
        };
        behind.find(contrast).map(|s| s.tokens.start - 1)
    }

    /// Whether a later cue of the strand is said by the narrator, not by the speaker of the first: it shares the first
    /// one's subject (`, и подчеркнул`, `, добавив`) instead of having its own.
    pub(super) fn is_narrators(
        &self,
        strand: &Strand,
        first: &Attribution<'_>,
        later: &Attribution<'_>,
    ) -> bool {
        if later.hit.form == Form::Converb {
            return true;
        }
        let shared = match (&first.found, &later.found) {
            (Found::Words(a), Found::Words(b)) => a.tokens == b.tokens,
            (_, Found::Words(_)) => false,
            _ => true,
        };
        let start = later.own.start;
        let joined = self.is_word(start, Kind::Conjunction);
        let before = start
            .checked_sub(1)
            .is_some_and(|at| matches!(self.page.folded(at), "и" | "а" | "но"));
        shared
            && (joined || before)
            && later.hit.form == Form::Finite
            && strand.level == self.levels.level(later.hit.at)
    }

    /// The content around an attribution between commas.
    pub(super) fn surrounding(
        &self,
        strand: &Strand,
        all: &[Attribution<'_>],
        index: usize,
    ) -> Vec<Range<usize>> {
        let this = &all[index];
        let mut pieces = Vec::new();
        let mut left = self.clause_start(strand, this.own.start)..this.own.start;
        // A cue in front whose content holds this attribution keeps its own words to itself.
        if let Some(outer) = all[..index]
            .iter()
            .rev()
            .find(|o| o.own.end <= this.own.start)
        {
            if let Construction::Clause { start }
            | Construction::Infinitive { start }
            | Construction::Colon { start } = outer.construction
            {
                let around = matches!(this.hit.form, Form::Phrase)
                    || !matches!(&this.found, Found::Words(_));
                if around && start > left.start {
                    left.start = start;
                }
            } else if matches!(outer.construction, Construction::Parenthesis)
                && outer.own.start <= left.start
            {
                left.start = left.start.max(outer.own.end);
            }
        }
        if !left.is_empty() {
            pieces.push(left);
        }
        let mut right = this.own.end..strand.tokens.end;
        if let Some(later) = all[index + 1..]
            .iter()
            .find(|o| o.own.start >= this.own.end)
        {
            let trailing = matches!(later.construction, Construction::Parenthesis)
                && strand
                    .segments
                    .last()
                    .is_some_and(|s| s.tokens.start >= later.own.start);
            if trailing || self.is_narrators(strand, this, later) {
                right.end = later.own.start;
            }
        }
        if pieces.is_empty() || !self.is_afterthought(strand, &right) {
            pieces.push(right);
        }
        pieces
    }

    /// What follows an attribution and belongs to it: `сказал X, отвечая на вопросы`, `сообщил X на встрече`.
    pub(super) fn is_afterthought(&self, strand: &Strand, right: &Range<usize>) -> bool {
        let Some(first) = right
            .clone()
            .find(|at| self.page.kind(*at) == TokenKind::Word)
        else {
            return true;
        };
        let Some(segment) = strand.segment_of(first) else {
            return true;
        };
        let words = &strand.segments[segment].tokens;
        if words.start < first && self.page.kind(words.start) == TokenKind::Word {
            // No comma parts it from the attribution: the same clause.
            return !words
                .clone()
                .any(|at| at >= first && self.is_finite_at(strand, at));
        }
        let reading = self.page.reading(first);
        // `Договор, как сообщил X, подписан`: a short participle is a predicate of the content.
        let describes =
            reading.verb_form == Some(VerbForm::Participle) && reading.variant.is_none();
        describes
            || reading.verb_form == Some(VerbForm::Converb)
            || self.page.folded(first) == "который"
            || &*reading.lemma == "который"
    }

    /// Where the clause that leads up to `end` starts: at its relative pronoun, else at the sentence's first word of
    /// content.
    pub(super) fn clause_start(&self, strand: &Strand, end: usize) -> usize {
        let mut before = strand.segments.iter().rev();
        if let Some(last) = before.find(|s| s.tokens.end <= end) {
            let first = last.tokens.start;
            if last.opener == Some(TokenKind::Comma) {
                match self.page.folded(first) {
                    "что" | "чтобы" | "будто" => return first + 1,
                    "где" => return first,
                    _ if &*self.page.reading(first).lemma == "который" => return first,
                    // `…, после чего он, как сам признался, ушёл`
                    _ if first + 2 < last.tokens.end && self.page.folded(first + 1) == "чего" =>
                    {
                        return first + 2;
                    }
                    _ => {}
                }
            }
        }
        self.skip_connectives(strand.tokens.start, end)
    }

    /// The token behind `Однако`, `При этом` and their comma.
    pub(super) fn skip_connectives(&self, start: usize, end: usize) -> usize {
        let stands = |words: &&Vec<&str>| {
            words.len() < end.saturating_sub(start)
                && words
                    .iter()
                    .enumerate()
                    .all(|(i, word)| self.page.folded(start + i) == *word)
        };
        let Some(words) = self.cues.words().connectives().iter().find(stands) else {
            return start;
        };
        let behind = start + words.len();
        if self.page.kind(behind) == TokenKind::Comma {
            return self.skip_connectives(behind + 1, end);
        }
        behind
    }

    /// What `об этом` points at: the clause in front of it, or the sentence before.
    pub(super) fn antecedent(
        &self,
        strand: &Strand,
        all: &[Attribution<'_>],
        index: usize,
    ) -> Option<Content> {
        let this = &all[index];
        let tokens = strand.tokens.start..this.own.start;
        let clause_words = tokens
            .clone()
            .filter(|at| self.page.kind(*at) == TokenKind::Word)
            .count();
        let spoken = tokens.clone().any(|at| self.is_finite_at(strand, at));
        if clause_words >= 3 && spoken {
            let start = self.skip_connectives(tokens.start, tokens.end);
            return Some(Content::one(start..tokens.end));
        }
        self.sentence_before(strand.sentence)
            .map(|span| Content::Spans(vec![span]))
    }
}
