//! Nouns that attribute: whose the opinion is, who denied the rumour, who made such a statement.

use std::ops::Range;

use depesha_lexicon::{Complement, Referent, SpeechAct};
use depesha_morphology::Case;

use super::Context;
use super::cues::Hit;
use super::reported::{Attribution, Construction};
use super::source::{Found, Source};
use super::words::Kind;
use crate::forms::Forms;
use crate::phrases::Phrase;
use crate::strands::Strand;

impl Context<'_> {
    /// `мнение X, что P`, `опроверг слухи, что P`, `такое заявление сделал X`
    pub(super) fn noun<'l>(
        &self,
        strand: &Strand,
        segment: usize,
        hit: &Hit<'l>,
    ) -> Option<Attribution<'l>> {
        let Some(start) = self.clause(strand, segment, hit) else {
            return self.pointing_noun(strand, segment, hit);
        };
        let found = match self.owner(strand, segment, hit) {
            Some(owner) => Found::Words(owner),
            None => self.told_by(strand, segment, hit)?,
        };
        Some(Attribution {
            hit: hit.clone(),
            construction: Construction::Clause { start },
            found,
            own: hit.at..start,
            rule: "reported.noun",
        })
    }

    /// Whose a noun of speech is: `мнение [экспертов]`, `[его] мнение`.
    fn owner(&self, strand: &Strand, segment: usize, hit: &Hit<'_>) -> Option<Source> {
        let end = strand.segments[segment].tokens.end;
        let behind = (hit.tokens.end < end)
            .then(|| self.phrases.at(hit.tokens.end, end))
            .flatten();
        let of = behind.filter(|p| {
            p.forms.may_be(Case::Genitive)
                && (p.name.is_some() || self.is_person(p) || self.is_institution(p.head))
        });
        let possessive = |at: &usize| {
            let readings = self.page.word(*at).readings();
            readings
                .iter()
                .any(|r| self.cues.words().is(&r.lemma, Kind::Possessive))
        };
        let before = hit.at.checked_sub(1).filter(possessive);
        of.as_ref()
            .map(Source::from)
            .or_else(|| before.map(|at| self.single(at)))
    }

    /// Who tells what a noun without an owner holds: the subject of the verb of speech that it depends on (`опроверг
    /// [слухи], что P`), nobody where it is the subject itself (`появилась [информация], что P`). A noun in another
    /// place tells nothing (`не располагает [информацией] о том, что P`).
    fn told_by(&self, strand: &Strand, segment: usize, hit: &Hit<'_>) -> Option<Found> {
        // `отвечая на вопрос, когда …`: who asks is seldom said.
        if hit.cue.act == SpeechAct::Ask {
            return Some(Found::Nobody);
        }
        let tokens = strand.segments[segment].tokens.clone();
        let verb = tokens
            .clone()
            .rev()
            .find(|at| *at < hit.at && self.is_finite_at(strand, *at))
            .or_else(|| tokens.clone().find(|at| self.is_finite_at(strand, *at)))?;
        let tag = self.page.reading(verb).tag;
        let denied = verb > 0 && self.page.folded(verb - 1) == "не";
        if denied {
            return None;
        }
        if hit.tag.case == Some(Case::Nominative)
            && Forms::of(&hit.tag).overlaps(Forms::subject_of(&tag))
        {
            return Some(
                self.outlet_within(strand, tokens)
                    .map_or(Found::Nobody, Found::Words),
            );
        }
        self.cues
            .is_verb(self.page, verb)
            .then(|| self.subject(strand, segment, verb, &tag))
    }

    /// `В прессе появилась информация`
    fn outlet_within(&self, strand: &Strand, tokens: Range<usize>) -> Option<Source> {
        let mut phrases = self.phrases_of(strand, tokens).into_iter();
        let outlet = phrases.find(|phrase| {
            phrase.preposition.is_some()
                && phrase.forms.may_be(Case::Locative)
                && self.is_outlet_at(phrase)
        })?;
        Some(Source::from(&outlet))
    }

    fn is_outlet_at(&self, phrase: &Phrase) -> bool {
        let described = self.cues.description(self.page, phrase.head);
        phrase
            .name
            .is_some_and(|name| self.is_outlet(self.who.entity_of(name)))
            || described.is_some_and(|d| d.refers.contains(Referent::Outlet))
    }

    /// `Такое заявление сделал X`: beside a verb that is no cue the noun attributes.
    fn pointing_noun<'l>(
        &self,
        strand: &Strand,
        segment: usize,
        hit: &Hit<'l>,
    ) -> Option<Attribution<'l>> {
        let this = strand.segments[segment].tokens.clone();
        let pointed = hit.at.checked_sub(1).is_some_and(|at| {
            self.is_lemma(at, Kind::Pointer)
                && !matches!(&*self.page.reading(at).lemma, "этот" | "данный")
        });
        if !pointed || !hit.takes(Complement::That) {
            return None;
        }
        let verb = this.clone().find(|at| self.is_finite_at(strand, *at))?;
        if self.cues.is_verb(self.page, verb) {
            return None;
        }
        let found = self.subject(strand, segment, verb, &self.page.reading(verb).tag);
        let Found::Words(source) = &found else {
            return None;
        };
        let apart = !source.tokens.contains(&hit.at) && this.contains(&source.head);
        apart.then(|| Attribution {
            hit: hit.clone(),
            construction: Construction::Anaphor,
            found,
            own: this,
            rule: "reported.anaphor_noun",
        })
    }
}
