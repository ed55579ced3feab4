//! Where a reported content starts and ends: around parentheses, in front of the narrator's next words, without the
//! words that only join sentences.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_morphology::{Case, Pos, VerbForm};
use depesha_text::Span;

use super::cues::{Form, Hit};
use super::reported::{Attribution, Construction};
use super::source::Found;
use super::words::Kind;
use super::{Content, Context};
use crate::forms::Forms;
use crate::strands::{Segment, Strand};

/// Attributions in front of a report that may be the one around it.
const NEAREST_ATTRIBUTIONS: usize = 4;

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
        if start >= end {
            return pieces;
        }
        let wanted = self.page.folded(start.saturating_sub(1)) == "чтобы";
        if wanted || matches!(all[index].construction, Construction::Infinitive { .. }) {
            end = self.contrast_behind(strand, start).unwrap_or(end);
        }
        match all[index].hit.form {
            Form::Converb => {
                end = self.converb_behind(strand, start, end).unwrap_or(end);
                end = self
                    .main_clause_behind(strand, &all[index], start)
                    .map_or(end, |at| end.min(at));
            }
            Form::Participle | Form::Noun => {
                end = self
                    .main_clause_behind(strand, &all[index], start)
                    .map_or(end, |at| end.min(at));
            }
            _ => {}
        }
        end = self.author_behind(strand, start, end).unwrap_or(end);
        end = self
            .narrators_cue_behind(strand, start)
            .map_or(end, |at| end.min(at));
        end = self
            .speech_behind(strand, start)
            .map_or(end, |at| end.min(at));
        end = self
            .narrator_behind(strand, &all[index], start, end)
            .unwrap_or(end);
        end = self
            .own_speech_behind(strand, &all[index], start)
            .map_or(end, |at| end.min(at));
        for other in &all[index + 1..] {
            if other.own.start < start || other.own.start >= end {
                continue;
            }
            match other.construction {
                // `сообщил, что, по словам Y, P`: what Y says is part of the report.
                Construction::Parenthesis if self.is_nested(strand, &all[index], other, end) => {}
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

    /// The quotation behind a colon, which is a statement of its own: `сказал, что P: «Q»`.
    fn speech_behind(&self, strand: &Strand, start: usize) -> Option<usize> {
        let quoted = |s: &&Segment| {
            s.tokens.start > start
                && s.opener == Some(TokenKind::Colon)
                && self.page.kind(s.tokens.start) == TokenKind::Quote
        };
        strand.segments.iter().find(quoted).map(|s| s.tokens.start)
    }

    /// Whether an attribution inside a reported clause names somebody else and has words of the clause behind it.
    fn is_nested(
        &self,
        strand: &Strand,
        outer: &Attribution<'_>,
        inner: &Attribution<'_>,
        end: usize,
    ) -> bool {
        let inner_end = inner.own.end;
        let goes_on = (inner_end..end).any(|at| self.is_finite_at(strand, at));
        let other = match (&outer.found, &inner.found) {
            (Found::Words(a), Found::Words(b)) => {
                a.tokens != b.tokens && !self.is_pronoun_at(b.head)
            }
            _ => false,
        };
        goes_on && other && matches!(outer.hit.form, Form::Finite | Form::Converb)
    }

    fn is_pronoun_at(&self, at: usize) -> bool {
        matches!(self.page.reading(at).pos, Pos::Pron | Pos::Det)
    }

    /// `Сообщив, что завод закроют, Петров вышел`, `Петров, сообщивший, что завод закроют, вышел`: the comma in front of
    /// the narrator's own clause, which has the subject of the cue or its verb.
    fn main_clause_behind(
        &self,
        strand: &Strand,
        this: &Attribution<'_>,
        start: usize,
    ) -> Option<usize> {
        let cue = this.hit.at;
        let verb_before = (strand.tokens.start..cue).any(|at| self.is_finite_at(strand, at));
        let participle = this.hit.form == Form::Participle;
        // A converb behind its main verb ends the sentence; so does a participle behind it.
        if verb_before && !participle {
            return None;
        }
        let main = |segment: &&Segment| {
            let first = segment.tokens.start;
            if first <= start
                || segment.opener != Some(TokenKind::Comma)
                || self.is_subordinate(first)
            {
                return false;
            }
            let Some(verb) = segment
                .tokens
                .clone()
                .find(|at| self.is_finite_at(strand, *at))
            else {
                return false;
            };
            if matches!(self.page.folded(first), "и" | "а" | "но") {
                return false;
            }
            if !participle {
                return true;
            }
            let Found::Words(source) = &this.found else {
                return false;
            };
            // The verb behind a participle clause is that of the noun in front of it, and has no subject of its own.
            let subject = self
                .phrases_of(strand, first..verb)
                .iter()
                .any(|p| p.preposition.is_none() && p.forms.may_be(Case::Nominative));
            let wanted = Forms::subject_of(&self.page.reading(verb).tag);
            let forms = Forms::of(&self.page.reading(source.head).tag);
            !subject && (forms.is_empty() || forms.any_number().overlaps(wanted))
        };
        let found = strand.segments.iter().rev().find(main)?;
        Some(found.tokens.start - 1)
    }

    /// `«Говорят, что P, — сказала она, — но Q»`: the author's words that interrupt the speech around a report in it.
    fn author_behind(&self, strand: &Strand, start: usize, end: usize) -> Option<usize> {
        strand.quotation?;
        let attributions = self.page.tree.attributions();
        let from = self.page.token(start).span.start();
        let to = self.page.token(end - 1).span.end();
        let near = attributions.partition_point(|a| a.span.start() <= from);
        let around = attributions[..near].iter().rev().take(NEAREST_ATTRIBUTIONS);
        let words = around.flat_map(|a| &a.words).map(|words| words.start());
        let first = words.filter(|at| *at > from && *at < to).min()?;
        Some(self.page.tokens_of(Span::new(first, to)).start)
    }

    /// `попросил не ждать и сказал: «П»`: the `и` in front of the cue of direct speech that the same subject goes on with.
    fn own_speech_behind(
        &self,
        strand: &Strand,
        this: &Attribution<'_>,
        start: usize,
    ) -> Option<usize> {
        let line = self.line_of(strand)?;
        let opens = |at: usize| {
            let segment = strand.segment_of(at).map(|index| &strand.segments[index]);
            segment.is_some_and(|s| s.tokens.start == at && s.opener == Some(TokenKind::Colon))
        };
        let tag = &this.hit.tag;
        let speaks = |hit: &&Hit<'_>| {
            hit.at > start
                && hit.form == Form::Finite
                && (hit.tag.number, hit.tag.gender) == (tag.number, tag.gender)
                && self.page.folded(hit.at - 1) == "и"
                && opens(hit.tokens.end + 1)
        };
        line.hits.iter().find(speaks).map(|hit| hit.at - 1)
    }

    /// `полиция сообщала, что он задержан, однако позже выяснилось, что …`: the comma in front of a contrast with the
    /// narrator's own cue.
    fn narrators_cue_behind(&self, strand: &Strand, start: usize) -> Option<usize> {
        let line = self.line_of(strand)?;
        let narrates = |segment: &&Segment| {
            let first = segment.tokens.start;
            let opens = self.is_word(first, Kind::Contrast) || self.page.folded(first) == "а";
            let cue = |hit: &Hit<'_>| {
                segment.tokens.contains(&hit.at) && hit.is(depesha_lexicon::CueMark::Narrator)
            };
            first > start && opens && line.hits.iter().any(cue)
        };
        let found = strand.segments.iter().find(narrates)?;
        Some(found.tokens.start - 1)
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
        let back = |segment: &&Segment| {
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
        let contrast = |s: &&Segment| {
            let opens = self.is_word(s.tokens.start, Kind::Contrast)
                || (self.page.folded(s.tokens.start) == "а"
                    && s.tokens.clone().any(|at| self.is_finite_at(strand, at)));
            s.opener == Some(TokenKind::Comma) && opens
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
        // `Минск считает, что P, а Москва уверена, что Q`, `критики говорят, что P, сторонники пишут, что Q`: two reports
        // side by side.
        let side_by_side = matches!(&later.found, Found::Words(_))
            && (self.page.folded(self.segment_start(strand, later.hit.at)) == "а"
                || self.opens_clause(strand, first, later))
            && later.hit.form == Form::Finite
            && matches!(later.construction, Construction::Clause { .. });
        if side_by_side {
            return true;
        }
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

    /// Whether a report begins with its own source a clause that a comma alone joins to a whole clause in front of it.
    fn opens_clause(
        &self,
        strand: &Strand,
        first: &Attribution<'_>,
        later: &Attribution<'_>,
    ) -> bool {
        let start = self.segment_start(strand, later.hit.at);
        let mut before = strand
            .segments
            .iter()
            .filter(|segment| segment.tokens.end > first.own.end && segment.tokens.end <= start);
        let whole = before.next_back().is_some_and(|segment| {
            let words = segment.tokens.clone();
            let first = match self.page.folded(words.start) {
                "что" => words.start + 1,
                _ => words.start,
            };
            !self.is_subordinate(first) && words.clone().any(|at| self.is_predicate(at))
        });
        whole && matches!(&later.found, Found::Words(source) if source.tokens.start == start)
    }

    fn segment_start(&self, strand: &Strand, at: usize) -> usize {
        strand
            .segment_of(at)
            .map_or(at, |segment| strand.segments[segment].tokens.start)
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
        // Behind the whole sentence an attribution reports all of it; in the middle, the clause that it interrupts.
        let start = if self.is_last(strand, this.own.end) {
            self.sentence_content(strand, this.own.start)
        } else {
            self.clause_start(strand, this.own.start)
        };
        let mut left = start..this.own.start;
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
        let left_start = left.start;
        // `заключение, согласно которому P`: what stands in front is not reported.
        let relative = matches!(&this.found, Found::Words(s) if self.is_relative_at(s.head));
        if relative && this.hit.form == Form::Phrase {
            left.end = left.start;
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
        right.start = self.behind_apposition(strand, this, right.clone());
        right.end = self
            .speech_behind(strand, right.start)
            .map_or(right.end, |at| right.end.min(at));
        // `записку, которую, по словам X, передали, и в которой сказано`: the next relative clause is the narrator's.
        if self.is_relative_at(left_start) {
            right.end = self
                .next_relative(strand, right.start)
                .map_or(right.end, |at| right.end.min(at));
        }
        let beside = !pieces.is_empty() && self.is_apposition(strand, this, &right);
        if pieces.is_empty() || !(beside || self.is_afterthought(strand, &right)) {
            pieces.push(right);
        }
        pieces
    }

    pub(super) fn is_relative_at(&self, at: usize) -> bool {
        let relative =
            |at: usize| at < self.page.len() && &*self.page.reading(at).lemma == "который";
        relative(at) || (self.page.reading(at).pos == Pos::Adp && relative(at + 1))
    }

    /// The comma in front of a relative clause behind `start` that a conjunction joins to the one before.
    fn next_relative(&self, strand: &Strand, start: usize) -> Option<usize> {
        let mut behind = strand.segments.iter().filter(|s| s.tokens.start > start);
        let joined = |s: &&Segment| {
            s.tokens.len() > 1
                && self.is_word(s.tokens.start, Kind::Conjunction)
                && self.is_relative_at(s.tokens.start + 1)
        };
        behind.find(joined).map(|s| s.tokens.start - 1)
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

    /// `Как сказал X, [советник президента, который вернулся,] P`: where the content starts behind words that describe the
    /// source.
    fn behind_apposition(
        &self,
        strand: &Strand,
        this: &Attribution<'_>,
        right: Range<usize>,
    ) -> usize {
        let mut behind = strand
            .segments
            .iter()
            .filter(|s| s.tokens.start >= right.start);
        let first = behind.next();
        if !first.is_some_and(|s| self.is_apposition(strand, this, &s.tokens)) {
            return right.start;
        }
        let main = behind.find(|s| {
            s.opener == Some(TokenKind::Comma)
                && !self.is_subordinate(s.tokens.start)
                && s.tokens.clone().any(|at| self.is_predicate(at))
        });
        main.filter(|s| s.tokens.end <= right.end)
            .map_or(right.start, |s| s.tokens.start)
    }

    /// `сказал X, [советник президента]`: a person in the nominative behind the source and nothing that is said of them.
    fn is_apposition(&self, strand: &Strand, this: &Attribution<'_>, right: &Range<usize>) -> bool {
        let Found::Words(source) = &this.found else {
            return false;
        };
        let named = source.name.is_some() && source.tokens.end == this.own.end;
        let start = right
            .clone()
            .find(|at| self.page.kind(*at) == TokenKind::Word);
        let phrase = start.and_then(|at| self.phrases.at(at, right.end));
        named
            && phrase.is_some_and(|phrase| {
                phrase.forms.may_be(Case::Nominative)
                    && phrase.forms.may_be_singular()
                    && self.is_person(&phrase)
            })
            && !right
                .clone()
                .any(|at| self.levels.level(at) == strand.level && self.is_predicate(at))
    }

    /// Where the clause that leads up to `end` starts: at its relative pronoun, else at the sentence's first word of
    /// content.
    pub(super) fn clause_start(&self, strand: &Strand, end: usize) -> usize {
        let mut before = strand.segments.iter().rev();
        if let Some(last) = before.find(|s| s.tokens.end <= end) {
            let first = last.tokens.start;
            // `…, но, по словам X, P`
            if last.tokens.len() == 1 && self.joins_clauses(first) {
                return end;
            }
            if last.opener == Some(TokenKind::Comma) {
                match self.page.folded(first) {
                    "что" | "чтобы" | "будто" => return first + 1,
                    "где" => return first,
                    _ if &*self.page.reading(first).lemma == "который" => return first,
                    _ if self.is_relative_at(first) => return first,
                    // `…, после чего он, как сам признался, ушёл`, `…, в результате чего, по словам X, погиб`
                    _ => {
                        let joint = (first + 1..last.tokens.end.min(first + 3))
                            .find(|at| matches!(self.page.folded(*at), "чего" | "чему"));
                        if let Some(joint) = joint {
                            return (joint + 1).min(end);
                        }
                    }
                }
            }
        }
        self.sentence_content(strand, end)
    }

    /// `, но, `: whether a word alone between marks joins the clause behind it to the one in front.
    fn joins_clauses(&self, at: usize) -> bool {
        self.is_word(at, Kind::Conjunction)
            || self.is_word(at, Kind::Contrast)
            || self.page.folded(at) == "а"
    }

    /// Whether nothing but marks follows in the strand.
    fn is_last(&self, strand: &Strand, end: usize) -> bool {
        (end..strand.tokens.end).all(|at| self.page.kind(at) != TokenKind::Word)
    }

    /// The first word of content in front of `end`.
    fn sentence_content(&self, strand: &Strand, end: usize) -> usize {
        let start = self.skip_connectives(strand.tokens.start, end);
        // `Что завод закроют, заявил X.`
        let asks = self.page.kind(strand.tokens.end - 1) == TokenKind::Question;
        start + usize::from(!asks && start < end && self.page.folded(start) == "что")
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

    /// `Петров [взял самоотвод] и сообщил об этом`: the predicate that the cue's verb is joined to.
    fn predicate_before(&self, strand: &Strand, this: &Attribution<'_>) -> Option<Range<usize>> {
        let Found::Words(source) = &this.found else {
            return None;
        };
        let and = (source.tokens.end..this.hit.at)
            .rev()
            .take(3)
            .find(|at| self.page.folded(*at) == "и")?;
        let start = source.tokens.end.max(this.own.start);
        let spoken = (start..and).any(|at| self.is_finite_at(strand, at));
        spoken.then_some(start..and)
    }

    /// What `об этом` points at: the clause in front of it, or the sentence before.
    pub(super) fn antecedent(
        &self,
        strand: &Strand,
        all: &[Attribution<'_>],
        index: usize,
    ) -> Option<Content> {
        let this = &all[index];
        if let Some(predicate) = self.predicate_before(strand, this) {
            return Some(Content::one(predicate));
        }
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
