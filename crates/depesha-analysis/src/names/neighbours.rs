//! What the words around a person's name say of its case and gender.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_morphology::{Animacy, Capitals, Case, Gender, Pos, Reading, Tense};

use super::Tools;
use super::parts::PartKind;
use super::person::Bearer;
use crate::forms::Forms;
use crate::page::Page;

/// Words between a name and its verb at most: `Бардо в интервью газете заявила`.
const LONGEST_GAP: usize = 6;

/// How often a name is in each case, before anything is known of it.
const CASE_SHARES: [(Case, f32); 6] = [
    (Case::Nominative, 0.5),
    (Case::Genitive, 0.2),
    (Case::Dative, 0.06),
    (Case::Accusative, 0.08),
    (Case::Instrumental, 0.12),
    (Case::Locative, 0.04),
];

/// A verb whose subject the name may be.
#[derive(Clone, Copy)]
struct Predicate {
    subject: Forms,
    /// Whether it stands right behind the name, or right in front.
    behind: bool,
    before: bool,
    /// Whether it shows the gender of its subject: `заявила`.
    gendered: bool,
}

impl Predicate {
    /// How likely a name in the nominative has these forms, as a factor.
    fn weight(self, forms: Forms) -> f32 {
        match (self.subject.overlaps(forms), self.behind, self.before) {
            (true, true, _) if self.gendered => 15.0,
            (true, _, true) if self.gendered => 6.0,
            (true, true, _) => 6.0,
            (true, ..) => 2.5,
            (false, true, _) => 0.05,
            (false, ..) => 0.3,
        }
    }
}

/// What the neighbours of a name say of its case and gender.
pub(super) struct Neighbours {
    /// A verb whose subject the name may be.
    predicate: Option<Predicate>,
    /// A role or adjective in front and its forms.
    apposition: Option<Forms>,
    /// What is said of a woman alone stands in front: `актриса`, `г-жа`.
    woman: bool,
    /// The forms of a noun for a thing in front, on which the name depends: `партия Путина`.
    thing: Option<Forms>,
    /// The name opens a sentence or a line.
    opens: bool,
    /// The forms that a preposition in front allows.
    governed: Option<Forms>,
    several: bool,
}

impl Neighbours {
    pub fn of(page: &Page<'_>, tokens: &Range<usize>, tools: Tools<'_>) -> Self {
        let mut neighbours = Self {
            predicate: predicate(page, tokens),
            apposition: None,
            woman: false,
            thing: None,
            opens: page.breaks_before(tokens.start) || opens_sentence(page, tokens.start),
            governed: None,
            several: false,
        };
        let before = tokens.start.checked_sub(1).filter(|_| !neighbours.opens);
        if let Some(before) = before.filter(|&at| page.kind(at) == TokenKind::Word) {
            neighbours.look_before(page, before, tools);
        }
        neighbours
    }

    fn look_before(&mut self, page: &Page<'_>, before: usize, tools: Tools<'_>) {
        let word = page.word(before);
        let reading = page.reading(before);
        if reading.pos == Pos::Adp {
            self.governed = Some(Forms::governed_by(page.folded(before)));
            return;
        }
        self.several = tools.parts.is_lemma(word, PartKind::Several)
            && Forms::of_word(word, |r| r.is_nominal()).may_be_plural();
        let fits = |r: &Reading| r.is_nominal() || r.is_adjectival();
        let forms = Forms::of_word(word, fits);
        let common = word.capitals == Capitals::Lower
            || opens_sentence(page, before) && reading.known && reading.pos != Pos::Propn;
        if common && fits(reading) && !forms.is_empty() {
            let thing = |r: &Reading| r.is_nominal() && r.animacy == Some(Animacy::Inanimate);
            match word.readings().iter().filter(|r| fits(r)).all(thing) {
                true => self.thing = Some(forms),
                false => self.apposition = Some(forms),
            }
            // `глава` is said of men too; `партия Бардо` is not about her.
            let woman = |r: &Reading| {
                r.gender == Some(Gender::Feminine)
                    && (r.is_adjectival() || r.animacy == Some(Animacy::Animate))
            };
            self.woman = word.readings().iter().filter(|r| fits(r)).all(woman);
        }
    }

    /// Whether they speak for one gender.
    pub fn tell_gender(&self) -> bool {
        self.woman || self.several || self.predicate.is_some_and(|predicate| predicate.gendered)
    }

    /// How likely the name is in `case` and of `bearer`, as a factor.
    pub fn weight(&self, case: Case, bearer: Bearer) -> f32 {
        let forms = bearer.forms() & Forms::case(case);
        let nominative = case == Case::Nominative;
        let mut weight = CASE_SHARES
            .iter()
            .find(|(known, _)| *known == case)
            .map_or(0.0, |(_, share)| *share);
        if let Some(apposition) = self.apposition {
            // A woman may hold a masculine title (`министр Иванова`), so only the case must agree. One of the two may
            // depend on another noun (`пресс-секретарь президента Иванова`, `брат Иванова`).
            if !apposition.any_number().overlaps(forms) {
                let depends = case == Case::Genitive || apposition.may_be(Case::Genitive);
                weight *= if depends { 0.4 } else { 0.15 };
            } else if !apposition.overlaps(forms) {
                weight *= 0.5;
            }
        }
        // The verb behind is that of the thing in front, unless it does not agree: `Первое место Кузнецова получила`.
        let verb = self.predicate.filter(|verb| match self.thing {
            Some(thing) => verb.behind && verb.gendered && !verb.subject.overlaps(thing),
            None => true,
        });
        if let Some(verb) = verb.filter(|_| nominative) {
            weight *= verb.weight(forms);
        }
        if self.thing.is_some() && verb.is_none() && case != Case::Genitive {
            weight *= 0.15;
        }
        if self.opens && !nominative {
            weight *= 0.15;
        }
        // `актрисы Бардо`, but `жена Петрова`
        let shared = self
            .apposition
            .is_some_and(|apposition| apposition.may_be(case));
        if self.woman && shared && bearer == Bearer::Man {
            weight *= 0.1;
        }
        if let Some(governed) = self.governed {
            if nominative {
                weight *= 0.01;
            } else if !governed.may_be(case) {
                weight *= 0.1;
            }
        }
        if self.several {
            weight *= if bearer == Bearer::Several {
                100.0
            } else {
                0.1
            };
        }
        weight
    }
}

/// Whether a sentence, or a line of speech, begins with the token.
fn opens_sentence(page: &Page<'_>, at: usize) -> bool {
    let sentences = page.tree.sentences();
    let behind = sentences.partition_point(|sentence| sentence.tokens.start <= at);
    behind > 0 && sentences[behind - 1].tokens.start == at
}

/// The nearest verb of the clause whose subject the name may be; one behind the name goes before one in front.
fn predicate(page: &Page<'_>, tokens: &Range<usize>) -> Option<Predicate> {
    let stops = |at: usize| page.kind(at) != TokenKind::Word;
    let behind = (tokens.end..page.len().min(tokens.end + LONGEST_GAP))
        .take_while(|&at| !stops(at) && !page.breaks_before(at));
    let before = (tokens.start.saturating_sub(LONGEST_GAP)..tokens.start)
        .rev()
        .take_while(|&at| !stops(at) && !page.breaks_before(at + 1));
    let first = |places: &mut dyn Iterator<Item = usize>, titles: bool| {
        let mut distance = 0;
        for at in places {
            let reading = page.reading(at);
            if let Some(forms) = subject_of(reading) {
                return Some((distance, forms));
            }
            // Another subject, or a clause of its own; but `заявила актриса Бардо`.
            let nominative = reading.is_nominal() && reading.case == Some(Case::Nominative);
            let title = titles && reading.animacy == Some(Animacy::Animate);
            if nominative && !title || matches!(reading.pos, Pos::Sconj | Pos::Cconj) {
                return None;
            }
            distance += usize::from(!nominative);
        }
        None
    };
    let behind = first(&mut behind.into_iter(), false);
    let before = first(&mut before.into_iter(), true);
    let ((distance, forms), is_behind) = match (behind, before) {
        (Some(behind), Some(before)) if before.0 < behind.0 => (before, false),
        (Some(behind), _) => (behind, true),
        (None, before) => (before?, false),
    };
    Some(Predicate {
        subject: forms,
        behind: distance == 0 && is_behind,
        before: distance == 0 && !is_behind,
        gendered: forms.overlaps(Bearer::Man.forms()) != forms.overlaps(Bearer::Woman.forms()),
    })
}

/// The subjects that a verb or a short adjective (`Кузнецова рада`) allows.
fn subject_of(reading: &Reading) -> Option<Forms> {
    if reading.is_finite_verb() {
        return Some(Forms::subject_of(reading)).filter(|_| reading.tense != Some(Tense::Future));
    }
    reading.variant?;
    let gender = reading.gender?;
    (gender != Gender::Neuter).then(|| Forms::gender(gender) & Forms::case(Case::Nominative))
}
