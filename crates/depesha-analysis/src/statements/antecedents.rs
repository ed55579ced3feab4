//! Whom pronouns, relative pronouns and left-out subjects mean.

use depesha_model::{EntityKind, Gender as NameGender, ReferenceKind};
use depesha_morphology::{Case, Gender, Number, Pos};
use depesha_text::Span;

use super::cues::Form;
use super::source::{Found, Source};
use super::speakers::{Heard, Last, REACH, Speaker};
use super::{Context, Draft, Reading};
use crate::phrases::Phrase;

/// Verbs of speech that words for what was told look back over for the one who told it.
const FARTHEST_TELLERS: usize = 8;

/// What a word asks of the person that it means.
pub(super) struct Wanted {
    /// The pronoun or noun.
    pub at: usize,
    pub number: Number,
    pub gender: Option<Gender>,
    /// Who it cannot be: the one whose words it stands in.
    pub except: Option<usize>,
    /// Words in which they are not named: those that they say.
    pub outside: Vec<Span>,
    pub kind: ReferenceKind,
}

impl Context<'_> {
    /// Who a verb without a subject means: inside a quotation the one who is quoted (`мы просили`), else the last speaker,
    /// else the person whom the page is about (`Жил в изгнании. Также заявлял, что вернётся`). A verb in the past tells
    /// whether it is a man or a woman.
    pub(super) fn left_out(
        &self,
        draft: &Draft,
        near: Option<Last>,
        enclosing: Option<Speaker>,
    ) -> Speaker {
        let cue = draft
            .cue
            .as_ref()
            .map(|cue| (cue.start, self.page.reading(cue.start).gender));
        let agrees = |speaker: &Speaker| match (speaker.entity, cue) {
            (Some(entity), Some((_, Some(gender)))) if entity < self.who.entities().len() => {
                self.who.entities()[entity].kind != EntityKind::Person
                    || self.may_be(entity, Some(gender))
            }
            _ => true,
        };
        let near = near.map(|l| l.speaker);
        if let Some(speaker) = enclosing.filter(agrees) {
            return self.again(Some(speaker), "speaker.quoted");
        }
        if let Some(speaker) = near.filter(agrees).filter(|_| enclosing.is_none()) {
            return self.again(Some(speaker), "speaker.goes_on");
        }
        let except = enclosing.and_then(|e| e.entity);
        match cue.and_then(|(at, gender)| self.person_before(at, gender, except, &[])) {
            Some((_, entity)) => self.named(entity, "speaker.goes_on"),
            None => Speaker::UNRESOLVED,
        }
    }

    /// `он`, `её`, `их`: the number and gender of whom it means.
    pub(super) fn third_person(&self, at: usize) -> Option<(Number, Option<Gender>)> {
        let word = self.page.word(at);
        let personal = word.find(|r| {
            matches!(
                &*r.lemma,
                "он" | "она" | "они" | "оно" | "его" | "ее" | "их"
            )
        })?;
        match &*personal.lemma {
            "он" | "его" => Some((Number::Singular, Some(Gender::Masculine))),
            "она" | "ее" => Some((Number::Singular, Some(Gender::Feminine))),
            "оно" => Some((Number::Singular, Some(Gender::Neuter))),
            _ => Some((Number::Plural, None)),
        }
    }

    /// Whom a pronoun or a noun such as `женщина` means.
    pub(super) fn antecedent_of(
        &self,
        wanted: &Wanted,
        near: Heard,
        reading: &mut Reading,
    ) -> Speaker {
        let Wanted {
            at,
            number,
            gender,
            except,
            kind,
            outside,
        } = wanted;
        let (at, number, gender, except, kind) = (*at, *number, *gender, *except, *kind);
        let source = self.single(at);
        let rule = match kind {
            ReferenceKind::Pronoun => "speaker.pronoun",
            ReferenceKind::Nominal => "speaker.description",
        };
        if number == Number::Plural {
            return self.again(near.whoever.map(|l| l.speaker), rule);
        }
        let subject = self.person_before(at, gender, except, outside);
        // Whoever was spoken of last: the speaker of the last statement, or the subject of a later sentence.
        let speaker = near
            .speaker
            .filter(|l| self.may_go_on(l, gender) && subject.is_none_or(|(s, _)| s <= l.sentence));
        let (meant, reference) = match (speaker, subject) {
            (Some(last), _) => (last.speaker, "reference.speaker"),
            (None, Some((_, entity))) => (self.named(entity, rule), "reference.subject"),
            (None, None) => match self
                .body_before(at)
                .filter(|_| kind == ReferenceKind::Pronoun)
            {
                Some(entity) => (self.named(entity, rule), "reference.subject"),
                None => return Speaker::UNRESOLVED,
            },
        };
        if let Some(entity) = meant.entity {
            reading.refer(self, entity, &source, kind, reference);
        }
        self.again(Some(meant), rule)
    }

    /// `Об аресте сообщила прокуратура. В сообщении говорится, …`: who told something last, in this sentence or the one
    /// before, whether or not the text says what; with the number of their verb.
    pub(super) fn teller_before(&self, at: usize) -> Option<(Source, Option<Number>)> {
        let here = self.sentence_of(at)?;
        let lines = (here.saturating_sub(1)..=here).rev();
        let lines = lines.flat_map(|sentence| self.lines[sentence].iter().rev());
        let told = lines.flat_map(|line| line.hits.iter().rev().map(move |hit| (line, hit)));
        let told =
            told.filter(|(_, hit)| hit.at < at && hit.form == Form::Finite && hit.attributes());
        told.take(FARTHEST_TELLERS).find_map(|(line, hit)| {
            let segment = line.strand.segment_of(hit.at)?;
            match self.subject(&line.strand, segment, hit.at, &hit.tag) {
                Found::Words(source) if source.tokens.end <= at => Some((source, hit.tag.number)),
                _ => None,
            }
        })
    }

    /// `МЧС потушило пожар. По его данным, …`: the organisation that the sentence before has as its subject.
    pub(super) fn body_before(&self, at: usize) -> Option<usize> {
        let here = self.sentence_of(at)?;
        let names = self.who.names();
        let last = names.partition_point(|n| n.tokens.start < at);
        (0..last)
            .rev()
            .take_while(|n| {
                self.sentence_of(names[*n].tokens.start)
                    .is_some_and(|s| s + 1 >= here)
            })
            .find(|n| {
                let name = &names[*n];
                let start = name.tokens.start;
                let governed = start > 0 && self.page.reading(start - 1).pos == Pos::Adp;
                name.kind == EntityKind::Organization
                    && name.forms.may_be(Case::Nominative)
                    && !governed
            })
            .map(|n| self.who.entity_of(n))
    }

    /// Whether `он` or `она` may mean the last speaker.
    pub(super) fn may_go_on(&self, last: &Last, gender: Option<Gender>) -> bool {
        match (last.speaker.entity, last.head) {
            (Some(entity), _) => entity < self.who.entities().len() && self.may_be(entity, gender),
            // `источник … он`: the unnamed one goes on.
            (None, Some(head)) => {
                let noun = self.page.reading(head);
                noun.is_nominal() && noun.number == Some(Number::Singular) && noun.gender == gender
            }
            (None, None) => false,
        }
    }

    /// Whether an entity may be called `он` or `она`.
    pub(super) fn may_be(&self, entity: usize, gender: Option<Gender>) -> bool {
        let entity = &self.who.entities()[entity];
        if entity.kind != EntityKind::Person {
            return false;
        }
        let other = match gender {
            Some(Gender::Masculine) => Some(NameGender::Feminine),
            Some(Gender::Feminine) => Some(NameGender::Masculine),
            Some(Gender::Neuter) => return false,
            None => None,
        };
        other.is_none() || entity.attributes.gender != other
    }

    /// The person that a pronoun most likely means and the sentence that names them: somebody earlier in the same
    /// sentence, else the subject of the nearest sentence that has one, else the nearest person named.
    pub(super) fn person_before(
        &self,
        at: usize,
        gender: Option<Gender>,
        except: Option<usize>,
        outside: &[Span],
    ) -> Option<(usize, usize)> {
        let sentences = self.page.tree.sentences();
        let here = self.sentence_of(at)?;
        let names = self.who.names();
        let last = names.partition_point(|n| n.tokens.start < at);
        let mut fallback = None;
        let mut subject: Option<(usize, usize)> = None;
        for (index, name) in names[..last].iter().enumerate().rev() {
            let Some(sentence) = self.sentence_of(name.tokens.start) else {
                continue;
            };
            let apart = sentences[here].block - sentences[sentence].block;
            if apart > REACH || subject.is_some_and(|(s, _)| s > sentence) {
                break;
            }
            let entity = self.who.entity_of(index);
            let span = self.page.token(name.tokens.start).span;
            if name.kind != EntityKind::Person
                || !self.may_be(entity, gender)
                || except == Some(entity)
                || outside.iter().any(|words| words.overlaps(span))
            {
                continue;
            }
            if sentence == here {
                return Some((here, entity));
            }
            fallback = fallback.or(Some((sentence, entity)));
            let governed = name.tokens.start > sentences[sentence].tokens.start
                && self.page.reading(name.tokens.start - 1).pos == Pos::Adp;
            if name.forms.may_be(Case::Nominative) && !governed {
                subject = Some((sentence, entity));
            }
        }
        subject.or(fallback)
    }

    /// `министра, который заявил`: the noun in front of the comma.
    pub(super) fn relative(
        &self,
        at: usize,
        near: Heard,
        draft: &Draft,
        reading: &mut Reading,
    ) -> Speaker {
        let start = at.saturating_sub(24);
        let phrases = self.phrases.within(start..at);
        // `заключение о смерти Петрова, согласно которому P`: a text, where one agrees.
        let relative = self.page.reading(at);
        let text = |phrase: &&Phrase| {
            let noun = self.page.reading(phrase.head);
            draft.rule == "reported.prepositional"
                && self.cues.is_document(self.page, phrase.head)
                && noun.number == relative.number
        };
        let Some(phrase) = phrases.iter().rev().find(text).or(phrases.last()) else {
            return Speaker::UNRESOLVED;
        };
        let source = Source::from(phrase);
        self.meant(&source, draft, near, None, reading)
    }
}
