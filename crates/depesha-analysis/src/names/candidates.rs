//! What a word of a person's name may be a form of.

use depesha_morphology::{Gender, LemmaKey, Memo, NameType, Number, Reading, Word};
use smallvec::SmallVec;

use super::Tools;
use super::paradigms::{Guess, Named};
use super::parts::PartKind;
use crate::forms::Forms;

/// One nominative that a word of a name may belong to.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The nominative as a number: forms of one name share it.
    pub key: LemmaKey,
    /// The forms that the word may have with this nominative, of those who may bear it.
    pub forms: Forms,
    /// How likely, compared with the other candidates of the word.
    pub weight: f32,
    pub source: Source,
}

/// Where a candidate comes from.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// One of the word's readings, by its place.
    Reading(usize),
    /// A paradigm of names, with the nominative.
    Guess(String),
}

/// What a word is in the name that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    Given,
    Patronymic,
    Surname,
}

/// A reading as another kind of name; as a word that is none; a guess at a word that the dictionary has as another.
const OTHER_NAME: f32 = 0.3;
const NO_NAME: f32 = 0.1;
const HOMONYM: f32 = 0.01;
/// A woman's surname that ends in a consonant does not decline, though a man's does (`Ангелы Меркель`).
const UNDECLINED: f32 = 0.1;
/// The first half of a double name that does not decline (`Сен-Жюста`).
const FROZEN: f32 = 0.3;
/// The dictionary's shares come from texts in which some bearers are named more than all others (`Медведева`): they count
/// by these powers.
const FLAT_SURNAME: f32 = 0.25;
const FLAT_GIVEN: f32 = 0.7;
/// Hyphens in a double name, and candidates of it, at most.
const MOST_HYPHENS: usize = 3;
const MOST: usize = 12;

/// The ends of men's surnames that women bear with another one.
const PAIRED: [&str; 7] = ["ов", "ев", "ин", "ын", "ий", "ый", "ой"];

/// The candidates of a word; never none for a word that may be a name.
pub(super) fn candidates(
    tools: Tools<'_>,
    surface: &str,
    word: &Word,
    slot: Slot,
) -> Vec<Candidate> {
    let mut found = of_dictionary(word, slot);
    let named = match slot {
        Slot::Given => Named::Given,
        Slot::Surname => Named::Surname,
        Slot::Patronymic => return found,
    };
    let sure = word.readings().iter().any(|r| r.known && is_of(r, slot));
    let known = word.readings().iter().any(|r| r.known && r.is_nominal());
    let parts = surface.matches('-').count();
    if !known
        && parts <= MOST_HYPHENS
        && let Some((first, last)) = surface.rsplit_once('-')
    {
        let double = double(tools, first, last, slot);
        if !double.is_empty() {
            return double;
        }
    }
    let given = |guess: &Guess| slot == Slot::Given && tools.paradigms.is_given(&guess.nominative);
    if !sure || slot == Slot::Given {
        let share = if known { HOMONYM } else { 1.0 };
        let guesses = tools.paradigms.guesses(surface, word, named).into_iter();
        let guesses = guesses.filter(|guess| !sure || given(guess));
        found.extend(guesses.map(|guess| {
            let share = if given(&guess) && !sure { 1.0 } else { share };
            guessed(guess, share)
        }));
    }
    if slot == Slot::Surname && known && ends_hard(&word.folded) {
        found.push(Candidate {
            key: LemmaKey::of(&word.folded),
            forms: Forms::gender(Gender::Feminine),
            weight: UNDECLINED,
            source: Source::Guess(surface.to_owned()),
        });
    }
    found
}

fn guessed(guess: Guess, share: f32) -> Candidate {
    Candidate {
        key: LemmaKey::of(&guess.nominative),
        forms: guess.forms,
        weight: guess.share * share,
        source: Source::Guess(guess.nominative),
    }
}

/// The dictionary's own readings. What it guesses is of use for patronymics alone.
fn of_dictionary(word: &Word, slot: Slot) -> Vec<Candidate> {
    let readings = word.readings().iter().enumerate();
    let believed = readings.filter(|(_, r)| {
        (r.known || r.name == Some(NameType::Patronymic)) && (r.is_nominal() || r.is_adjectival())
    });
    let flat = match slot {
        Slot::Surname => FLAT_SURNAME,
        Slot::Given | Slot::Patronymic => FLAT_GIVEN,
    };
    let weighed = believed.map(|(at, reading)| {
        let kind = match reading.name {
            _ if is_of(reading, slot) => 1.0,
            Some(NameType::Given | NameType::Surname) => OTHER_NAME,
            _ => NO_NAME,
        };
        Candidate {
            key: reading.key,
            forms: bearers(reading),
            weight: kind * reading.prob.powf(flat),
            source: Source::Reading(at),
        }
    });
    weighed.collect()
}

fn is_of(reading: &Reading, slot: Slot) -> bool {
    reading.name
        == Some(match slot {
            Slot::Given => NameType::Given,
            Slot::Patronymic => NameType::Patronymic,
            Slot::Surname => NameType::Surname,
        })
}

/// The forms of a reading by the gender of who may be called so.
fn bearers(reading: &Reading) -> Forms {
    let person = matches!(
        reading.name,
        Some(NameType::Given | NameType::Surname | NameType::Patronymic)
    );
    let forms = Forms::of(&reading.tag);
    let fixed = reading.indeclinable && reading.name == Some(NameType::Surname);
    let adjective = reading.is_adjectival();
    if (person && !fixed) || adjective || reading.number == Some(Number::Plural) {
        return forms;
    }
    // `Доктор Лиза`, `Матвиенко`: the word's own gender is not that of its bearer.
    let either = Forms::gender(Gender::Masculine) | Forms::gender(Gender::Feminine);
    forms.any_number() & either
}

/// Whether the name ends in a consonant and is none of those that women bear with another ending.
fn ends_hard(folded: &str) -> bool {
    let consonant = folded.ends_with(|c: char| !"аеиоуыэюя".contains(c));
    consonant && !PAIRED.iter().any(|end| folded.ends_with(end))
}

/// `Бернерсом-Ли`, `Диаса-Канеля`, `Лукашенко-старшего`: both halves decline where they agree, else the last alone.
fn double(tools: Tools<'_>, first: &str, last: &str, slot: Slot) -> Vec<Candidate> {
    let mut memo = Memo::default();
    let halves = |memo: &mut Memo, surface: &str| -> SmallVec<[Candidate; 8]> {
        let word = memo.word(tools.morphology, surface);
        let mut found: SmallVec<[Candidate; 8]> = candidates(tools, surface, &word, slot).into();
        for candidate in &mut found {
            if let Source::Reading(at) = candidate.source {
                let reading = &word.readings()[at];
                let number = reading.number;
                let nominative = tools.morphology.nominative(surface, reading, number, None);
                candidate.source = Source::Guess(nominative.unwrap_or_else(|| surface.to_owned()));
            }
        }
        found
    };
    let word = memo.word(tools.morphology, first);
    let particle = first.chars().count() < 3
        || !word.capitals.capitalised()
        || tools.parts.is_form(&word, PartKind::Particle);
    let mut fronts = SmallVec::<[Candidate; 8]>::new();
    if !particle {
        fronts = halves(&mut memo, first);
    }
    fronts.push(Candidate {
        key: LemmaKey::of(first),
        forms: Forms::ALL,
        weight: FROZEN,
        source: Source::Guess(first.to_owned()),
    });
    let backs = halves(&mut memo, last);
    let mut found = Vec::new();
    for back in &backs {
        for front in &fronts {
            let forms = front.forms & back.forms;
            let (Source::Guess(a), Source::Guess(b)) = (&front.source, &back.source) else {
                continue;
            };
            if !forms.is_empty() {
                let nominative = format!("{a}-{b}");
                found.push(Candidate {
                    key: LemmaKey::of(&nominative),
                    forms,
                    weight: front.weight * back.weight,
                    source: Source::Guess(nominative),
                });
            }
        }
    }
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    found.truncate(MOST);
    found
}
