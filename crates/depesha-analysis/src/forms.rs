//! Which cases, numbers and genders a word or phrase may have at once, as one small set.

use std::ops::{BitAnd, BitOr};

use depesha_morphology::{Case, Gender, Number, Person, Reading, Tag, Tense, Word};

/// A set of (case, gender or plural) pairs. Agreement is the intersection of two sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Forms(u32);

/// The columns of a case's row.
const MASCULINE: u32 = 1;
const FEMININE: u32 = 2;
const NEUTER: u32 = 4;
const PLURAL: u32 = 8;
const SINGULAR: u32 = MASCULINE | FEMININE | NEUTER;
const ANY: u32 = SINGULAR | PLURAL;

/// Bits of one case.
const WIDTH: u32 = 4;

impl Forms {
    pub const NONE: Self = Self(0);
    pub const ALL: Self = Self((1 << (6 * WIDTH)) - 1);

    /// The forms that one reading may have; an indeclinable noun may have any.
    pub fn of(tag: &Tag) -> Self {
        let genders = match tag.gender {
            Some(Gender::Masculine) => MASCULINE,
            Some(Gender::Feminine) => FEMININE,
            Some(Gender::Neuter) => NEUTER,
            None => SINGULAR,
        };
        let columns = match tag.number {
            Some(Number::Singular) => genders,
            Some(Number::Plural) => PLURAL,
            None if tag.gender.is_some() => genders | PLURAL,
            None => ANY,
        };
        match tag.case {
            Some(case) => Self(columns << (WIDTH * row(case))),
            None => Self((0..6).fold(0, |bits, row| bits | columns << (WIDTH * row))),
        }
    }

    /// The forms of all readings that `keep` holds for.
    pub fn of_word(word: &Word, keep: impl Fn(&Reading) -> bool) -> Self {
        let readings = word.readings().iter().filter(|r| keep(r));
        readings.fold(Self::NONE, |forms, r| Self(forms.0 | Self::of(r).0))
    }

    /// All forms in one case.
    pub fn case(case: Case) -> Self {
        Self(ANY << (WIDTH * row(case)))
    }

    /// All forms in the singular of one gender.
    pub fn gender(gender: Gender) -> Self {
        let column = match gender {
            Gender::Masculine => MASCULINE,
            Gender::Feminine => FEMININE,
            Gender::Neuter => NEUTER,
        };
        Self((0..6).fold(0, |bits, row| bits | column << (WIDTH * row)))
    }

    /// All forms in one of some cases.
    pub fn cases(cases: &[Case]) -> Self {
        cases.iter().fold(Self::NONE, |forms, case| {
            Self(forms.0 | Self::case(*case).0)
        })
    }

    /// What a preposition may stand in front of.
    pub fn governed_by(preposition: &str) -> Self {
        use Case::{Accusative, Dative, Genitive, Instrumental, Locative};
        Self::cases(match preposition {
            "без" | "для" | "до" | "из" | "из-за" | "кроме" | "от" | "против" | "у" => {
                &[Genitive]
            }
            "к" | "ко" | "благодаря" | "вопреки" => &[Dative],
            "про" | "через" | "сквозь" => &[Accusative],
            "над" | "перед" | "между" => &[Instrumental],
            "за" | "под" => &[Accusative, Instrumental],
            "с" | "со" => &[Genitive, Instrumental],
            "о" | "об" | "обо" | "при" => &[Locative],
            "в" | "во" | "на" => &[Accusative, Locative],
            "по" => &[Dative, Locative],
            _ => &[Genitive, Dative, Accusative, Instrumental, Locative],
        })
    }

    /// The subjects that a finite verb allows: past forms show gender, the others number.
    pub fn subject_of(verb: &Tag) -> Self {
        let columns = match (verb.tense, verb.number, verb.person) {
            (_, _, Some(Person::First | Person::Second)) => 0,
            (Some(Tense::Past), Some(Number::Singular), _) => match verb.gender {
                Some(Gender::Masculine) => MASCULINE,
                Some(Gender::Feminine) => FEMININE,
                Some(Gender::Neuter) => NEUTER,
                None => SINGULAR,
            },
            (_, Some(Number::Singular), _) => SINGULAR,
            (_, Some(Number::Plural), _) => PLURAL,
            (_, None, _) => ANY,
        };
        Self(columns << (WIDTH * row(Case::Nominative)))
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub fn may_be(self, case: Case) -> bool {
        self.overlaps(Self::case(case))
    }

    /// Whether nothing but `case` is possible.
    pub fn only(self, case: Case) -> bool {
        !self.is_empty() && self.0 & !Self::case(case).0 == 0
    }

    /// The same cases with any number and gender: what an apposition agrees in.
    pub fn any_number(self) -> Self {
        Self((0..6).fold(0, |bits, row| {
            let columns = (self.0 >> (WIDTH * row)) & ANY;
            bits | if columns == 0 {
                0
            } else {
                ANY << (WIDTH * row)
            }
        }))
    }

    /// The same cases in the plural: of a coordination.
    pub fn plural(self) -> Self {
        Self(self.any_number().0 & (0..6).fold(0, |bits, row| bits | PLURAL << (WIDTH * row)))
    }

    /// The same cases in the singular alone.
    pub fn singular(self) -> Self {
        Self(self.0 & !Self::ALL.plural().0)
    }

    pub fn may_be_singular(self) -> bool {
        self.0 & !Self::ALL.plural().0 != 0
    }

    pub fn may_be_plural(self) -> bool {
        !self.plural().is_empty() && self.overlaps(self.plural())
    }
}

impl BitAnd for Forms {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitOr for Forms {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

fn row(case: Case) -> u32 {
    match case {
        Case::Nominative | Case::Vocative => 0,
        Case::Genitive | Case::Partitive => 1,
        Case::Dative => 2,
        Case::Accusative => 3,
        Case::Instrumental => 4,
        Case::Locative => 5,
    }
}

#[cfg(test)]
mod tests {
    use depesha_morphology::Morphology;

    use super::*;

    #[test]
    fn agreement_is_intersection() {
        let morphology = Morphology::new().unwrap();
        let forms = |word| Forms::of_word(&morphology.analyze(word), |_| true);
        assert!((forms("российский") & forms("министр")).may_be(Case::Nominative));
        assert!((forms("российской") & forms("министр")).is_empty());
        assert!(forms("министром").only(Case::Instrumental));
        assert!(forms("США").may_be(Case::Dative));
        let said = morphology.analyze("сказали");
        assert!(!Forms::subject_of(said.best()).overlaps(forms("министр")));
        assert!(Forms::subject_of(said.best()).overlaps(forms("министры")));
    }
}
