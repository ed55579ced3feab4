//! Direct speech: quotations that the punctuation joins to the author's words, quotations that stand alone and go on
//! with the speaker before, and speech without marks behind a colon.

use std::ops::Range;

use depesha_grammar::{BlockKind, Scheme, TokenKind};
use depesha_lexicon::{Complement, CueKind, CueMark, SpeechAct};
use depesha_model::EntityKind;
use depesha_morphology::{Case, Tense};
use depesha_text::Span;

use super::cues::{Form, Hit};
use super::source::{Found, Source};
use super::words::Kind;
use super::{Content, Context, Draft, Line};
use crate::strands::Strand;

/// Words that a speech behind a colon needs: fewer are a name or a term.
const SHORTEST: usize = 2;

/// Words between a noun and the colon behind it at the most: `с заявлением для прессы: «П»`.
const NEAR: usize = 3;

impl Context<'_> {
    /// All direct speech of the page. Marks the cues that it uses in `taken`.
    pub(super) fn direct(&self, taken: &mut [bool]) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let mut spoken = vec![false; self.page.tree.quotations().len()];
        for attribution in self.page.tree.attributions() {
            if attribution.quotations.is_empty() && attribution.scheme != Scheme::Dialogue {
                continue;
            }
            let names_only = attribution
                .quotations
                .iter()
                .all(|q| self.is_name_like(&self.page.tree.quotations()[*q]));
            let parts = self.exchanges(attribution);
            let several = parts.len() > 1;
            let parts = parts.iter().map(|part| self.attributed(part, names_only));
            let parts: Option<Vec<Draft>> = parts.collect();
            // Where one of several words attributes nothing, all belongs to one speech.
            let told = parts.or_else(|| {
                let whole = several.then(|| self.attributed(attribution, names_only));
                Some(vec![whole.flatten()?])
            });
            let Some(told) = told else {
                continue;
            };
            for draft in &told {
                if let Some(cue) = &draft.cue {
                    taken[cue.clone()].fill(true);
                }
            }
            // `X рассказал: «П», — сказал он`: words further on tell of the same speech.
            for words in attribution.words.iter().skip(1) {
                taken[self.page.tokens_of(*words)].fill(true);
            }
            for quotation in &attribution.quotations {
                spoken[*quotation] = true;
            }
            drafts.extend(told.iter().filter_map(|draft| self.quoted_person(draft)));
            drafts.extend(told);
        }
        drafts.extend(self.standing_alone(&spoken));
        drafts.extend(self.behind_colon());
        drafts.extend(self.turns());
        drafts
    }

    /// Speech and the author's words about it.
    fn attributed(
        &self,
        attribution: &depesha_grammar::Attribution,
        names_only: bool,
    ) -> Option<Draft> {
        // `статья 20.3 («публичное демонстрирование символики»)`: what the brackets hold is a name.
        let brackets = attribution.scheme == Scheme::Bracketed;
        let speaks = |piece: &Span| self.page.tokens_of(*piece).any(|at| self.is_predicate(at));
        if brackets && !attribution.speech.iter().any(speaks) {
            return None;
        }
        let mut best: Option<(&Hit<'_>, Found, usize)> = None;
        for words in &attribution.words {
            let tokens = self.page.tokens_of(*words);
            // `«П» — это лозунг` names the words and attributes nothing.
            if tokens.is_empty() || self.is_word(tokens.start, Kind::Thing) {
                continue;
            }
            let sentence = self.sentence_of(tokens.start)?;
            let Some(Line { strand, hits }) = self.author_line(sentence, &tokens) else {
                continue;
            };
            let before = attribution
                .speech
                .first()
                .is_none_or(|s| s.start() > words.start());
            let inside = hits.iter().filter(|hit| tokens.contains(&hit.at));
            let speaking: Vec<&Hit<'_>> = inside
                .filter(|hit| self.introduces(hit, before) && !(brackets && hit.form == Form::Noun))
                .collect();
            let hit = if before {
                self.introducing(&speaking, tokens.end)
            } else {
                speaking.first().copied()
            };
            if let Some(hit) = hit {
                let found = self.speaker_words(strand, hit);
                best = Some((hit, found, sentence));
                break;
            }
        }
        let mut speech = attribution.speech.clone();
        if let (Scheme::WordsFirst, Some(last)) =
            (attribution.scheme, attribution.quotations.last())
        {
            self.listed_behind(*last, &mut speech);
        }
        let content = Content::Spans(
            speech
                .into_iter()
                .flat_map(|piece| self.unquoted(piece))
                .collect(),
        );
        if let Some((hit, found, sentence)) = best {
            if names_only
                && !matches!(attribution.scheme, Scheme::WordsFirst)
                && !self.is_spoken(attribution)
            {
                return None;
            }
            return Some(Draft {
                content,
                anaphoric: false,
                first_person: false,
                confirms: false,
                cue: Some(hit.at..hit.tokens.end),
                found,
                sentence,
                act: Some(hit.cue.act),
                rule: rule(attribution.scheme),
            });
        }
        if names_only {
            return None;
        }
        self.without_cue(attribution, content)
    }

    /// Of the cues in front of speech that starts behind `end` the one that introduces it: the last (`отвечая на вопрос,
    /// сказал: «П»`). A noun does so at its side alone (`с заявлением: «П»`), and not for a verb that speaks itself
    /// (`опроверг слухи: «П»`).
    fn introducing<'l>(&self, speaking: &[&'l Hit<'l>], end: usize) -> Option<&'l Hit<'l>> {
        let verb = speaking.iter().rev().find(|hit| hit.form != Form::Noun);
        let noun = speaking
            .iter()
            .rev()
            .find(|hit| hit.form == Form::Noun && end - hit.tokens.end <= NEAR);
        match (verb, noun) {
            (Some(verb), Some(noun)) if verb.at > noun.at || self.governs(verb, noun) => {
                Some(*verb)
            }
            (Some(verb), None) => Some(*verb),
            (_, noun) => noun.copied(),
        }
    }

    /// Whether a noun stands in the clause of a finite verb, in an oblique case.
    fn governs(&self, verb: &Hit<'_>, noun: &Hit<'_>) -> bool {
        let marks = (verb.at..noun.at).any(|at| self.page.kind(at) == TokenKind::Comma);
        verb.form == Form::Finite && !marks && noun.tag.case != Some(Case::Nominative)
    }

    /// `«П», — цитирует РБК президента`: the one who is quoted says it too.
    fn quoted_person(&self, draft: &Draft) -> Option<Draft> {
        let cue = draft
            .cue
            .clone()
            .filter(|_| draft.act == Some(SpeechAct::Quote))?;
        let sentence = &self.page.tree.sentences()[draft.sentence];
        let subject = match &draft.found {
            Found::Words(source) => source.tokens.clone(),
            _ => 0..0,
        };
        let object = self
            .phrases
            .within(cue.end..sentence.tokens.end)
            .into_iter()
            .find(|phrase| {
                phrase.preposition.is_none()
                    && phrase.tokens.start != subject.start
                    && (phrase.forms.may_be(Case::Accusative)
                        || phrase.forms.may_be(Case::Genitive))
                    && self.is_person(phrase)
            })?;
        Some(Draft {
            found: Found::Words(Source::from(&object)),
            rule: "direct.quoted_person",
            ..draft.clone()
        })
    }

    /// Speech in two pairs of marks (`''«П»''`) without the inner pair.
    fn unquoted(&self, piece: Span) -> Vec<Span> {
        let quotations = self.page.tree.quotations();
        let at = quotations.partition_point(|q| q.span.start() < piece.start());
        match quotations.get(at).filter(|q| q.span == piece) {
            Some(inner) => inner.pieces.clone(),
            None => vec![piece],
        }
    }

    /// `скандировали: «Свободу!», «Долой!» и «Позор!»`: the quotations behind the first one.
    fn listed_behind(&self, first: usize, speech: &mut Vec<Span>) {
        let quotations = self.page.tree.quotations();
        let mut end = quotations[first].tokens.end;
        for next in &quotations[first + 1..] {
            let between = end..next.tokens.start;
            let joins = between.len() == 1
                && (self.page.kind(end) == TokenKind::Comma || self.page.folded(end) == "и");
            if next.parent != quotations[first].parent || !joins {
                return;
            }
            speech.extend(next.pieces.iter().copied());
            end = next.tokens.end;
        }
    }

    /// Whether the marks beside a short quotation show that it is speech: `«Нет!» — сказал он`.
    fn is_spoken(&self, attribution: &depesha_grammar::Attribution) -> bool {
        matches!(
            attribution.scheme,
            Scheme::SpeechFirst
                | Scheme::Interrupted
                | Scheme::InterruptedBetweenSentences
                | Scheme::Dialogue
        )
    }

    /// Speech whose author's words have no cue: a name alone (`Петров: «П»`), or a verb that the lexicon does not know
    /// where the punctuation leaves no doubt (`«П», — выпалил министр`).
    fn without_cue(
        &self,
        attribution: &depesha_grammar::Attribution,
        content: Content,
    ) -> Option<Draft> {
        let words = attribution.words.first()?;
        let tokens = self.page.tokens_of(*words);
        let sentence = self.sentence_of(tokens.clone().next()?)?;
        let draft = |cue, found, rule| Draft {
            content,
            anaphoric: false,
            first_person: false,
            confirms: false,
            cue,
            found,
            sentence,
            act: None,
            rule,
        };
        let words_first = attribution.scheme == Scheme::WordsFirst;
        // Headlines are read by a rule of their own.
        let block = self.page.tree.sentences()[sentence].block;
        let prose = is_prose(self.page.tree.blocks()[block].kind);
        if let Some(label) = self.label(&tokens).filter(|_| words_first && prose) {
            return Some(draft(None, Found::Words(label), "direct.labelled"));
        }
        let strand = &self.author_line(sentence, &tokens)?.strand;
        let verb = tokens.clone().find(|at| {
            self.is_finite_at(strand, *at) && self.page.reading(*at).tense != Some(Tense::Future)
        })?;
        let segment = strand.segment_of(verb)?;
        let found = self.subject(strand, segment, verb, &self.page.reading(verb).tag);
        let personal = match &found {
            Found::Words(source) => {
                let place = source
                    .name
                    .is_some_and(|n| self.names[n].kind == EntityKind::Location);
                !place && (self.is_personal(&found) || self.is_institution(source.head))
            }
            _ => false,
        };
        if words_first && !personal && self.speech_words(&attribution.speech) > SHORTEST {
            return Some(draft(None, Found::Dropped, "direct.continued"));
        }
        let placed = self.speech_words(&attribution.speech) > SHORTEST || verb <= tokens.start + 1;
        (personal && placed).then(|| draft(Some(verb..verb + 1), found, "direct.unknown_verb"))
    }

    /// The name of a speaker that fills `tokens`.
    pub(super) fn label(&self, tokens: &Range<usize>) -> Option<Source> {
        let phrase = self.phrases.at(tokens.start, tokens.end)?;
        let whole = phrase.tokens.end == tokens.end;
        let speaks = match phrase.name {
            Some(name) => match self.names[name].kind {
                EntityKind::Person => true,
                EntityKind::Organization => self.is_outlet(self.who.entity_of(name)),
                EntityKind::Location => false,
            },
            None => false,
        };
        (whole && speaks).then(|| Source::from(&phrase))
    }

    fn speech_words(&self, speech: &[Span]) -> usize {
        speech
            .iter()
            .map(|s| s.of(self.page.text()).split_whitespace().count())
            .sum()
    }

    /// Whether a cue can introduce direct speech.
    fn introduces(&self, hit: &Hit<'_>, before: bool) -> bool {
        if (hit.negated && !hit.attributes()) || hit.is(CueMark::Narrator) {
            return false;
        }
        match hit.cue.kind {
            CueKind::Phrase => true,
            // `выступил с заявлением: «П»`, but not `«П», — сказал он в заявлении`.
            CueKind::Noun => {
                before && (hit.takes(Complement::Direct) || hit.takes(Complement::Document))
            }
            // In front of a colon any verb that attributes will do: `опроверг слухи: «П»`.
            _ => {
                before
                    || hit.takes(Complement::Direct)
                    || hit.takes(Complement::Parenthetical)
                    || hit.takes(Complement::Colon)
            }
        }
    }

    /// The source of a cue beside direct speech.
    fn speaker_words(&self, strand: &Strand, hit: &Hit<'_>) -> Found {
        match hit.form {
            Form::Phrase | Form::Noun => self.owner_of(strand, hit),
            _ if hit.is_impersonal() => {
                let segment = strand.segment_of(hit.at);
                segment
                    .and_then(|s| self.document(strand, s, hit))
                    .map_or(Found::Nobody, Found::Words)
            }
            _ => self.source_of(strand, hit),
        }
    }

    /// The line of the author's words at `tokens`.
    pub(super) fn author_line(&self, sentence: usize, tokens: &Range<usize>) -> Option<&Line<'_>> {
        let first = tokens
            .clone()
            .find(|at| self.page.kind(*at) == TokenKind::Word)?;
        let level = self.levels.level(first);
        self.lines[sentence]
            .iter()
            .find(|line| line.strand.tokens.contains(&first) && line.strand.level == level)
    }

    /// Quotations that fill whole sentences without an attribution: the speaker before goes on.
    fn standing_alone(&self, spoken: &[bool]) -> Vec<Draft> {
        let quotations = self.page.tree.quotations();
        let mut drafts = Vec::new();
        for (index, quotation) in quotations.iter().enumerate() {
            if spoken[index] || quotation.parent.is_some() || self.is_name_like(quotation) {
                continue;
            }
            let Some(sentence) = self.sentence_of(quotation.tokens.start) else {
                continue;
            };
            let starts =
                self.page.tree.sentences()[sentence].tokens.start == quotation.tokens.start;
            let end = quotation.tokens.end;
            let last = self
                .sentence_of(end - 1)
                .map_or(end, |s| self.page.tree.sentences()[s].tokens.end);
            let ends = (end..last).all(|at| {
                matches!(
                    self.page.kind(at),
                    TokenKind::Period
                        | TokenKind::Quote
                        | TokenKind::Ellipsis
                        | TokenKind::Exclamation
                        | TokenKind::Question
                )
            });
            let block = self.page.tree.sentences()[sentence].block;
            let prose = is_prose(self.page.tree.blocks()[block].kind);
            if starts && ends && prose && self.speech_words(&quotation.pieces) >= 4 {
                drafts.push(Draft {
                    content: Content::Spans(
                        quotation
                            .pieces
                            .iter()
                            .map(|p| self.without_stop(*p))
                            .collect(),
                    ),
                    anaphoric: false,
                    first_person: false,
                    confirms: false,
                    cue: None,
                    found: Found::Dropped,
                    sentence,
                    act: None,
                    rule: "direct.alone",
                });
            }
        }
        drafts
    }

    /// A paragraph without marks behind `X сказал:` at the end of the paragraph before.
    fn behind_colon(&self) -> Vec<Draft> {
        let tree = self.page.tree;
        let mut drafts = Vec::new();
        for (index, sentence) in tree.sentences().iter().enumerate() {
            let last = sentence.tokens.end - 1;
            let ends_block = tree
                .sentences()
                .get(index + 1)
                .is_none_or(|next| next.block != sentence.block);
            if self.page.kind(last) != TokenKind::Colon || !ends_block {
                continue;
            }
            let Some(block) = tree.blocks().get(sentence.block + 1) else {
                continue;
            };
            // A wider gap than between paragraphs: what was quoted is not on the page.
            let gap = &self.page.text()[sentence.span.end()..block.span.start()];
            let apart = gap.bytes().filter(|b| *b == b'\n').count() > 2;
            let quoted = self.page.kind(block.tokens.start) == TokenKind::Quote;
            if apart || quoted || !matches!(block.kind, BlockKind::Paragraph | BlockKind::Quote) {
                continue;
            }
            let Some(Line { strand, hits }) = self.lines[index].first() else {
                continue;
            };
            let speaking: Vec<&Hit<'_>> = hits
                .iter()
                .filter(|hit| self.introduces(hit, true))
                .collect();
            let (cue, found, act) = match self.introducing(&speaking, last) {
                Some(hit) => (
                    Some(hit.at..hit.tokens.end),
                    self.speaker_words(strand, hit),
                    Some(hit.cue.act),
                ),
                // `Тренер тоже позвал её в клуб: ¶ Я буду рад.`
                None => match self.first_person_speaker(strand, block.tokens.clone()) {
                    Some(source) => (None, Found::Words(source), None),
                    None => continue,
                },
            };
            drafts.push(Draft {
                content: Content::Spans(vec![self.without_stop(block.span)]),
                anaphoric: false,
                first_person: false,
                confirms: false,
                cue,
                found,
                sentence: index,
                act,
                rule: "direct.block",
            });
        }
        drafts
    }

    /// The person who does something in front of a colon, where the words behind it speak of `я` or `мы`.
    fn first_person_speaker(&self, strand: &Strand, speech: Range<usize>) -> Option<Source> {
        let first_person =
            |at: usize| matches!(&*self.page.reading(at).lemma, "я" | "мы" | "мой" | "наш");
        let verb = strand
            .tokens
            .clone()
            .find(|at| self.is_finite_at(strand, *at))?;
        let segment = strand.segment_of(verb)?;
        let found = self.subject(strand, segment, verb, &self.page.reading(verb).tag);
        match found {
            Found::Words(source) if speech.clone().any(first_person) => {
                let person = source
                    .name
                    .is_some_and(|n| self.names[n].kind == EntityKind::Person);
                person.then_some(source)
            }
            _ => None,
        }
    }

    pub(super) fn without_stop(&self, span: Span) -> Span {
        let words = span.of(self.page.text());
        let kept = words.trim_end_matches(['.', ',']);
        Span::new(span.start(), span.start() + kept.len())
    }

    /// `в [его] заявлении`, `по словам [X]`
    fn owner_of(&self, strand: &Strand, hit: &Hit<'_>) -> Found {
        if let Some(owner) = hit.owner {
            return Found::Words(self.single(owner));
        }
        let Some(segment) = strand.segment_of(hit.at) else {
            return Found::Nobody;
        };
        let end = strand.segments[segment].tokens.end;
        let behind = (hit.tokens.end < end)
            .then(|| self.phrases.at(hit.tokens.end, end))
            .flatten();
        if let Some(phrase) =
            behind.filter(|p| p.name.is_some() || self.is_person(p) || self.is_institution(p.head))
        {
            return Found::Words(Source::from(&phrase));
        }
        // `X выступил с заявлением`: the subject of the clause's verb.
        let verb = strand.segments[segment]
            .tokens
            .clone()
            .find(|at| self.is_finite_at(strand, *at));
        verb.map_or(Found::Dropped, |verb| {
            self.subject(strand, segment, verb, &self.page.reading(verb).tag)
        })
    }

    pub(super) fn sentence_of(&self, at: usize) -> Option<usize> {
        let index = self.page.sentence_of(at);
        let sentence = self.page.tree.sentences().get(index);
        sentence
            .is_some_and(|s| s.tokens.contains(&at))
            .then_some(index)
    }
}

/// Blocks that may hold a turn or a quotation of their own.
pub(super) fn is_prose(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Paragraph | BlockKind::Lead | BlockKind::ListItem | BlockKind::Quote
    )
}

fn rule(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::SpeechFirst => "direct.speech_first",
        Scheme::WordsFirst => "direct.words_first",
        Scheme::Interrupted => "direct.interrupted",
        Scheme::InterruptedBetweenSentences => "direct.interrupted_between",
        Scheme::TwoQuotations => "direct.two_quotations",
        Scheme::Framed => "direct.framed",
        Scheme::Dialogue => "direct.dialogue",
        Scheme::Parenthetical => "direct.parenthetical",
        Scheme::Bracketed => "direct.bracketed",
    }
}
