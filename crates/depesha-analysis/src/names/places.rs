//! Places that the dictionary does not know: which words of the page are such places, and how they read in the nominative.
//!
//! All forms of a name count together: `Вольнии` alone may belong to `Вольний`, `Вольние` or `Вольния`; with `Вольнию` and
//! `Вольния` beside it, one paradigm explains all three.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_model::EntityKind;
use depesha_morphology::{Capitals, Case, LemmaKey, NameType, Pos, Reading};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Tools;
use super::find::Found;
use super::paradigms::{Guess, Named};
use crate::forms::Forms;
use crate::page::Page;

/// How much likelier a nominative is for each other form of it in the page, and how many count.
const FORM_OF_SAME: f32 = 3.0;
const MOST_FORMS: i32 = 4;
/// How often a place is in each case, before anything is known of it.
const CASE_SHARES: [(Case, f32); 6] = [
    (Case::Nominative, 0.25),
    (Case::Genitive, 0.3),
    (Case::Dative, 0.05),
    (Case::Accusative, 0.1),
    (Case::Instrumental, 0.05),
    (Case::Locative, 0.25),
];
/// A case that the preposition in front does not allow; one that the sentence speaks for.
const NOT_GOVERNED: f32 = 0.05;
const CHOSEN_CASE: f32 = 1.5;
/// A name that opens a sentence in another case than the nominative.
const OPENING_OBLIQUE: f32 = 0.3;
/// Guesses that count as forms of a known place.
const LEAST_SHARE: f32 = 0.5;

/// The rule of a place that the tagger took for a person or for a part of one.
const AS_ELSEWHERE: &str = "name.place.as_elsewhere";

/// What the page tells of the places that the dictionary does not know.
pub(super) struct Places<'p> {
    page: &'p Page<'p>,
    tools: Tools<'p>,
    /// For each nominative how many forms of it the page has.
    forms: FxHashMap<LemmaKey, i32>,
    /// The nominatives of the words that stand where only places do.
    sure: FxHashSet<LemmaKey>,
}

impl<'p> Places<'p> {
    /// Learns from the names that were found.
    pub fn new(page: &'p Page<'p>, tools: Tools<'p>, found: &[Found]) -> Self {
        let mut places = Self {
            page,
            tools,
            forms: FxHashMap::default(),
            sure: FxHashSet::default(),
        };
        let mut seen = FxHashSet::default();
        for name in found {
            let at = name.tokens.start;
            let whole = name.tokens.len() == 1;
            if !(whole || name.kind == EntityKind::Person) || !places.is_unknown(at) {
                continue;
            }
            let guesses = places.guesses(at);
            let is_place = name.kind == EntityKind::Location || places.is_located(at);
            if whole && is_place || places.is_owner(name) {
                let likely = guesses.iter().filter(|guess| guess.share >= LEAST_SHARE);
                places
                    .sure
                    .extend(likely.map(|guess| LemmaKey::of(&guess.nominative)));
            }
            if seen.insert(page.surface(at)) {
                let keys: FxHashSet<LemmaKey> = guesses
                    .iter()
                    .map(|guess| LemmaKey::of(&guess.nominative))
                    .collect();
                for key in keys {
                    *places.forms.entry(key).or_default() += 1;
                }
            }
        }
        places
    }

    /// Takes places out of what the tagger found as persons: `Вольнии` where the page also has `в Вольнии`, and the first
    /// word of `президент Вольнии Роман Третьяк`.
    pub fn correct(&self, found: &mut Vec<Found>) {
        let mut parted = Vec::new();
        for name in found
            .iter_mut()
            .filter(|name| name.kind == EntityKind::Person)
        {
            let at = name.tokens.start;
            if !self.is_unknown(at) {
                continue;
            }
            if name.tokens.len() == 1 && self.is_sure(at) {
                name.kind = EntityKind::Location;
                name.rule = AS_ELSEWHERE;
            } else if name.tokens.len() > 1
                && (self.is_owner(name) || self.is_sure(at) && self.has_noun_before(at))
            {
                parted.push(Found {
                    kind: EntityKind::Location,
                    tokens: at..at + 1,
                    rule: AS_ELSEWHERE,
                    known: None,
                    text: None,
                });
                name.tokens.start += 1;
            }
        }
        found.extend(parted);
    }

    /// The nominative of an unknown word as a place or organisation, and the forms that it has here.
    pub fn nominative(&self, at: usize) -> Option<(String, Forms)> {
        let guesses = self.is_unknown(at).then(|| self.guesses(at))?;
        let (best, _) = guesses
            .iter()
            .map(|guess| (guess, self.weight(at, guess)))
            .max_by(|a, b| a.1.total_cmp(&b.1))?;
        let same = guesses
            .iter()
            .filter(|guess| guess.nominative == best.nominative);
        let forms = same.fold(Forms::NONE, |forms, guess| forms | guess.forms);
        Some((best.nominative.clone(), forms))
    }

    fn guesses(&self, at: usize) -> Vec<Guess> {
        let (surface, word) = (self.page.surface(at), self.page.word(at));
        self.tools
            .paradigms
            .guesses(surface, word, Named::Place)
            .to_vec()
    }

    fn weight(&self, at: usize, guess: &Guess) -> f32 {
        let forms = self
            .forms
            .get(&LemmaKey::of(&guess.nominative))
            .copied()
            .unwrap_or(1);
        let mut weight = guess.share * FORM_OF_SAME.powi(forms.min(MOST_FORMS) - 1);
        weight *= self.best_case(at, guess.forms);
        let chosen = self
            .page
            .reading(at)
            .case
            .is_some_and(|case| guess.forms.may_be(case));
        weight * if chosen { CHOSEN_CASE } else { 1.0 }
    }

    /// The share of the likeliest case that the forms allow.
    fn best_case(&self, at: usize, forms: Forms) -> f32 {
        let governed = self.preposition(at).map(Forms::governed_by);
        let opens = at == 0 || self.page.breaks_before(at);
        let possible = CASE_SHARES.iter().filter(|(case, _)| forms.may_be(*case));
        let shares = possible.map(|&(case, share)| match governed {
            Some(governed) if !governed.may_be(case) => share * NOT_GOVERNED,
            None if opens && case != Case::Nominative => share * OPENING_OBLIQUE,
            _ => share,
        });
        shares.fold(0.0, f32::max)
    }

    /// The preposition in front.
    fn preposition(&self, at: usize) -> Option<&'p str> {
        let page = self.page;
        let before = at.checked_sub(1).filter(|_| !page.breaks_before(at))?;
        (page.reading(before).pos == Pos::Adp).then(|| page.folded(before))
    }

    /// Whether the dictionary has the word neither as a name of persons nor as a place.
    fn is_unknown(&self, at: usize) -> bool {
        let word = self.page.word(at);
        let known = |r: &Reading| r.known && (r.is_nominal() || r.is_adjectival());
        self.page.kind(at) == TokenKind::Word
            && matches!(word.capitals, Capitals::Title | Capitals::Camel)
            && !word.readings().iter().any(known)
            && !self.tools.paradigms.is_given(self.page.surface(at))
    }

    fn is_sure(&self, at: usize) -> bool {
        let mut likely = self
            .guesses(at)
            .into_iter()
            .filter(|guess| guess.share >= LEAST_SHARE);
        likely.any(|guess| self.sure.contains(&LemmaKey::of(&guess.nominative)))
    }

    /// `в Вольнии`, `из Вольнии`: no person stands there.
    fn is_located(&self, at: usize) -> bool {
        match self.preposition(at) {
            Some("из") => true,
            Some("в" | "во") => {
                let mut guesses = self.guesses(at).into_iter();
                guesses.all(|guess| guess.forms.may_be(Case::Locative) || guess.share < LEAST_SHARE)
            }
            _ => false,
        }
    }

    /// `министр финансов Вольнии Роман Третьяк`: a genitive between a noun and a whole name belongs to the noun.
    fn is_owner(&self, name: &Found) -> bool {
        let Range { start, end } = name.tokens;
        let given = |at: usize| {
            let readings = self.page.word(at).readings().iter();
            let mut named = readings.filter(|r| r.known && r.name == Some(NameType::Given));
            named.any(|r| r.may_be(Case::Nominative))
        };
        name.kind == EntityKind::Person
            && end - start >= 3
            && self.has_noun_before(start)
            && given(start + 1)
            && self.guesses(start).iter().any(|guess| {
                guess.share >= LEAST_SHARE
                    && guess.forms.may_be(Case::Genitive)
                    && !guess.forms.may_be(Case::Nominative)
            })
    }

    fn has_noun_before(&self, at: usize) -> bool {
        let page = self.page;
        let before = at.checked_sub(1).filter(|_| !page.breaks_before(at));
        before.is_some_and(|before| {
            let reading = page.reading(before);
            reading.known && reading.is_nominal() && reading.name.is_none()
        })
    }
}
