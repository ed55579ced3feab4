//! Texts that speak: `в заявлении МИД говорится`, `из доклада следует`, `в нём сказано`.

use depesha_model::EntityKind;
use depesha_morphology::{Case, Gender, Pos};

use super::cues::Hit;
use super::source::{Found, Source};
use super::words::Kind;
use super::{Context, Draft};
use crate::phrases::Phrase;
use crate::slots;
use crate::strands::Strand;

/// Words that a pronoun for a text looks back over.
const FARTHEST_TEXT: usize = 60;

impl Context<'_> {
    /// `Министр направил письмо. В нём говорится, …`: the author of the text that a pronoun means.
    pub(super) fn text_before(&self, at: usize, draft: &Draft) -> Option<Source> {
        let cue = draft.cue.as_ref()?.start;
        let verb = self.page.reading(cue);
        if !verb.is_finite_verb() && verb.variant.is_none()
            || self.page.reading(at.checked_sub(1)?).pos != Pos::Adp
        {
            return None;
        }
        let pronoun = self.page.reading(at);
        let agrees = |i: &usize| {
            let noun = self.page.reading(*i);
            self.cues.is_document(self.page, *i)
                && noun.number == pronoun.number
                && (noun.gender == pronoun.gender
                    || pronoun.gender.is_none()
                    || (pronoun.gender != Some(Gender::Feminine)
                        && noun.gender != Some(Gender::Feminine)))
        };
        let start = at.saturating_sub(FARTHEST_TEXT);
        let text = (start..at).rev().find(agrees)?;
        self.author_of(text)
    }

    /// `МИД опубликовал доклад. В докладе говорится, …`: the author of a text that was named before, for a noun alone.
    pub(super) fn author_before(&self, at: usize) -> Option<Source> {
        let key = self.page.reading(at).key;
        let start = at.saturating_sub(FARTHEST_TEXT);
        let text = (start..at)
            .rev()
            .find(|i| self.page.reading(*i).key == key && self.page.reading(*i).is_nominal());
        // The clause of the noun itself may tell: `распространила [заявление], в котором говорится`.
        self.author_of(text.unwrap_or(at))
    }

    /// Whose a text is: its genitive (`доклад [МИД]`), else the subject of its clause (`[МИД] опубликовал доклад`).
    fn author_of(&self, text: usize) -> Option<Source> {
        let sentence = self.sentence_of(text)?;
        let end = self.page.tree.sentences()[sentence].tokens.end;
        let phrase = self.phrases.at(text, end)?;
        let author = self.author_in(&phrase);
        if author.head != phrase.head {
            return Some(author);
        }
        let line = self.lines[sentence].first()?;
        let segment = line.strand.segment_of(text)?;
        let tokens = line.strand.segments[segment].tokens.clone();
        let verb = tokens
            .clone()
            .find(|i| self.is_finite_at(&line.strand, *i))?;
        match self.subject(&line.strand, segment, verb, &self.page.reading(verb).tag) {
            Found::Words(source) if source.head != text => Some(source),
            _ => Some(author),
        }
    }

    /// `в заявлении МИД говорится`: the document's author when named, else the document.
    pub(super) fn document(
        &self,
        strand: &Strand,
        segment: usize,
        hit: &Hit<'_>,
    ) -> Option<Source> {
        let tokens = strand.segments[segment].tokens.clone();
        let phrase = self
            .phrases_of(strand, tokens)
            .into_iter()
            .filter(|phrase| self.is_text_of(hit, phrase))
            .min_by_key(|p| p.tokens.start.abs_diff(hit.at))?;
        Some(self.author_in(&phrase))
    }

    /// Whether a phrase stands where the text that speaks does: `[в докладе] говорится`, `[из доклада] следует`.
    pub(super) fn is_text_of(&self, hit: &Hit<'_>, phrase: &Phrase) -> bool {
        let Some(preposition) = phrase.preposition.map(|at| self.page.folded(at)) else {
            return false;
        };
        // `в июле сообщалось`, `в Вене было установлено`: a time or a place says nothing.
        let organization = |n: usize| self.names[n].kind == EntityKind::Organization;
        let speaks = phrase.name.is_some_and(organization)
            || self.cues.is_noun(self.page, phrase.head)
            || (self.page.reading(phrase.head).pos == Pos::Pron
                && !self.is_lemma(phrase.head, Kind::Thing))
            || self.is_relative_at(phrase.head)
            || self.is_institution(phrase.head);
        if !speaks {
            return false;
        }
        if hit.cue.source.is_empty() {
            return matches!(preposition, "в" | "во" | "на") && phrase.forms.may_be(Case::Locative);
        }
        let slot = |slot: depesha_lexicon::Slot| {
            let same = slots::is_preposition(preposition, slot.preposition)
                || (slot.preposition == "в" && preposition == "на");
            same && phrase.forms.may_be(slots::case(slot.case))
        };
        hit.cue.source.iter().any(slot)
    }

    /// The author inside a phrase for a document (`указу [президента]`), or the phrase itself.
    pub(super) fn author_in(&self, phrase: &Phrase) -> Source {
        let inner = phrase.head + 1..phrase.tokens.end;
        let author = self.phrases.within(inner).into_iter().find(|p| {
            p.preposition.is_none()
                && p.forms.may_be(Case::Genitive)
                && (p.name.is_some() || self.is_institution(p.head) || self.is_person(p))
        });
        author
            .as_ref()
            .map_or_else(|| Source::from(phrase), Source::from)
    }
}
