//! How names that the dictionary does not have decline: `data/name_paradigms.tsv`, `data/given_names.tsv`.
//!
//! The dictionary guesses the readings of an unknown word from words of all kinds; names of other languages decline by
//! few paradigms of their own.

use depesha_lexicon::{Row, Table};
use depesha_morphology::{Capitals, Case, Gender, LemmaKey, Word};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::forms::Forms;

const PARADIGMS: &str = include_str!("../../data/name_paradigms.tsv");
const GIVEN_NAMES: &str = include_str!("../../data/given_names.tsv");

/// The columns of the endings.
const CASES: [(&str, Case); 6] = [
    ("nom", Case::Nominative),
    ("gen", Case::Genitive),
    ("dat", Case::Dative),
    ("acc", Case::Accusative),
    ("ins", Case::Instrumental),
    ("loc", Case::Locative),
];

/// What a word is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Named {
    Given,
    Surname,
    Place,
}

/// An ending of one way to decline a name.
#[derive(Debug)]
struct Ending {
    text: &'static str,
    /// The ending of the nominative.
    nominative: &'static str,
    /// Letters that the stem may end in; empty for any.
    stem: &'static str,
    /// The cases that have the ending, with the gender or number of the paradigm.
    forms: Forms,
    share: f32,
}

/// A nominative that a form may belong to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Guess {
    /// Capitalised like the form.
    pub nominative: String,
    /// The cases that the form may then be, with the gender or number of the paradigm.
    pub forms: Forms,
    /// How often such names decline so: 1 for the commonest paradigm.
    pub share: f32,
}

/// The paradigms of names.
#[derive(Debug)]
pub(crate) struct Paradigms {
    /// In the order of the table.
    endings: Vec<Ending>,
    /// For each kind of name and each ending its places in `endings`.
    places: FxHashMap<(Named, &'static str), Vec<u16>>,
    /// Letters of the longest ending.
    longest: usize,
    /// Given names of other languages with the forms of those who bear them.
    given: FxHashMap<LemmaKey, Forms>,
}

impl Paradigms {
    /// Reads the built-in tables.
    pub fn new() -> Self {
        let columns: Vec<&str> = ["kind", "gender", "share", "stem"]
            .into_iter()
            .chain(CASES.map(|(column, _)| column))
            .collect();
        let table = Table::parse("name_paradigms.tsv", PARADIGMS, &columns);
        let table = table.expect("a test reads the table");
        let mut endings = Vec::new();
        let mut places: FxHashMap<_, Vec<u16>> = FxHashMap::default();
        for (named, ending) in table.rows().flat_map(paradigm) {
            let same = places.entry((named, ending.text)).or_default();
            same.push(endings.len() as u16);
            endings.push(ending);
        }
        let letters = endings.iter().map(|ending| ending.text.chars().count());
        let longest = letters.max().unwrap_or(0);
        let table = Table::parse("given_names.tsv", GIVEN_NAMES, &["name", "gender"]);
        let mut given: FxHashMap<LemmaKey, Forms> = FxHashMap::default();
        for row in table.expect("a test reads the table").rows() {
            let key = LemmaKey::of(row.get("name"));
            let forms = gender(row.get("gender")).map_or(Forms::NONE, Forms::gender);
            let known = given.entry(key).or_insert(Forms::NONE);
            *known = *known | forms;
        }
        Self {
            endings,
            places,
            longest,
            given,
        }
    }

    /// The nominatives that `surface` may be a form of, as a name of that kind. A given name of the table has the gender
    /// told there.
    pub fn guesses(&self, surface: &str, word: &Word, named: Named) -> SmallVec<[Guess; 8]> {
        let folded = &*word.folded;
        let letters = folded.char_indices().rev().map(|(at, _)| at);
        let splits = std::iter::once(folded.len()).chain(letters);
        let split = splits
            .take(self.longest + 1)
            .map(|at| folded.split_at(at))
            .filter(|(stem, _)| stem.chars().nth(1).is_some());
        let mut fitting: SmallVec<[u16; 16]> = SmallVec::new();
        for (stem, ending) in split {
            let same = self
                .places
                .get(&(named, ending))
                .into_iter()
                .flatten()
                .copied();
            fitting.extend(same.filter(|at| self.endings[usize::from(*at)].fits(stem)));
        }
        fitting.sort_unstable();
        let guess = |at: u16| {
            let ending = &self.endings[usize::from(at)];
            Guess {
                nominative: replaced(surface, folded, ending.text, ending.nominative),
                forms: ending.forms,
                share: ending.share,
            }
        };
        let mut guesses = fitting.into_iter().map(guess).collect();
        if named == Named::Given {
            self.mind_known(&mut guesses);
        }
        guesses
    }

    /// Whether the table of given names has that name.
    pub fn is_given(&self, nominative: &str) -> bool {
        self.given.contains_key(&LemmaKey::of(nominative))
    }

    /// Where some guess is a known name, what contradicts it is hardly true.
    fn mind_known(&self, guesses: &mut SmallVec<[Guess; 8]>) {
        let of = |guess: &Guess| self.given.get(&LemmaKey::of(&guess.nominative)).copied();
        if !guesses.iter().any(|guess| of(guess).is_some()) {
            return;
        }
        for guess in guesses {
            let fits = of(guess).is_some_and(|forms| guess.forms.overlaps(forms));
            guess.share = if fits {
                guess.share.max(0.5)
            } else {
                guess.share * 0.02
            };
        }
    }
}

impl Ending {
    /// Whether the stem may stand in front of it.
    fn fits(&self, stem: &str) -> bool {
        self.stem.is_empty() || stem.ends_with(|last| self.stem.contains(last))
    }
}

/// `surface` with another ending.
fn replaced(surface: &str, folded: &str, from: &str, to: &str) -> String {
    if from == to {
        return surface.to_owned();
    }
    // Folding may drop invisible characters; then the letters of the folded form must do.
    let whole = match surface.chars().count() == folded.chars().count() {
        true => surface,
        false => folded,
    };
    let keep = whole.chars().count() - from.chars().count();
    let mut out: String = whole.chars().take(keep).collect();
    match Capitals::of(surface) {
        Capitals::Upper => out.extend(to.chars().flat_map(char::to_uppercase)),
        _ => out.push_str(to),
    }
    out
}

/// The endings of a row of the table, each once, though several cases may have it: `Тимаковой`.
fn paradigm(row: Row<'_, 'static>) -> impl Iterator<Item = (Named, Ending)> {
    let named = match row.get("kind") {
        "given" => Named::Given,
        "surname" => Named::Surname,
        "place" => Named::Place,
        other => unreachable!("a test reads the table: {other}"),
    };
    let bearer = gender(row.get("gender")).map_or(Forms::ALL.plural(), Forms::gender);
    let share = row.get("share").parse::<f32>().unwrap_or_default() / 1000.0;
    let stem = row.get("stem");
    let endings = CASES.map(|(column, _)| row.get(column));
    let first = move |(at, text): &(usize, &str)| !endings[..*at].contains(text);
    let texts = endings.into_iter().enumerate().filter(first);
    texts.map(move |(_, text)| {
        let cases = CASES
            .iter()
            .zip(endings)
            .filter(|(_, other)| *other == text);
        let cases = cases.fold(Forms::NONE, |forms, ((_, case), _)| {
            forms | Forms::case(*case)
        });
        let ending = Ending {
            text,
            nominative: endings[0],
            stem,
            forms: cases & bearer,
            share,
        };
        (named, ending)
    })
}

/// `None` for several.
fn gender(cell: &str) -> Option<Gender> {
    match cell {
        "masculine" => Some(Gender::Masculine),
        "feminine" => Some(Gender::Feminine),
        "neuter" => Some(Gender::Neuter),
        "plural" => None,
        other => unreachable!("a test reads the table: {other}"),
    }
}

#[cfg(test)]
mod tests {
    use depesha_morphology::Morphology;

    use super::*;

    /// The nominatives of a form in one case, the commonest first.
    fn nominatives(surface: &str, named: Named, case: Case) -> Vec<String> {
        let morphology = Morphology::new().unwrap();
        let word = morphology.analyze(surface);
        let mut guesses = Paradigms::new().guesses(surface, &word, named).to_vec();
        guesses.retain(|guess| guess.forms.may_be(case));
        guesses.sort_by(|a, b| b.share.total_cmp(&a.share));
        let mut names: Vec<String> = guesses.into_iter().map(|guess| guess.nominative).collect();
        names.dedup();
        names
    }

    #[track_caller]
    fn check(surface: &str, named: Named, case: Case, expected: &str) {
        let found = nominatives(surface, named, case);
        assert_eq!(
            found.first().map(String::as_str),
            Some(expected),
            "{surface}"
        );
    }

    #[test]
    fn the_tables_are_sound() {
        let paradigms = Paradigms::new();
        assert!(paradigms.endings.iter().all(|ending| ending.share > 0.0));
        assert!(paradigms.given.len() > 500);
        assert!(paradigms.is_given("Мехрибан"));
    }

    #[test]
    fn a_form_gives_the_nominatives_that_it_may_have() {
        check("Луккарда", Named::Surname, Case::Genitive, "Луккард");
        check("Луккаре", Named::Surname, Case::Locative, "Луккар");
        check("Тимуковой", Named::Surname, Case::Dative, "Тимукова");
        check("Дюккескому", Named::Surname, Case::Dative, "Дюккеский");
        check("ЛУККАРДОМ", Named::Surname, Case::Instrumental, "ЛУККАРД");
        check("Вольнию", Named::Place, Case::Accusative, "Вольния");
        check("Любинске", Named::Place, Case::Locative, "Любинск");
        check("Мехрибан", Named::Given, Case::Genitive, "Мехрибан");
    }

    #[test]
    fn the_index_finds_what_a_look_at_every_ending_would() {
        let paradigms = Paradigms::new();
        let morphology = Morphology::new().unwrap();
        for surface in ["Луккого", "Тимуковыми", "Жю", "Ли", "Дзюбо", "Мехрибан"]
        {
            let word = morphology.analyze(surface);
            for named in [Named::Given, Named::Surname, Named::Place] {
                let fits = |at: &usize| {
                    let ending = &paradigms.endings[*at];
                    let same = &paradigms.places.get(&(named, ending.text));
                    let stem = word.folded.strip_suffix(ending.text);
                    same.is_some_and(|places| places.contains(&(*at as u16)))
                        && stem.is_some_and(|s| s.chars().nth(1).is_some() && ending.fits(s))
                };
                let all = (0..paradigms.endings.len()).filter(fits);
                let expected: Vec<Forms> = all.map(|at| paradigms.endings[at].forms).collect();
                let found = paradigms.guesses(surface, &word, named);
                let found: Vec<Forms> = found.into_iter().map(|guess| guess.forms).collect();
                assert_eq!(found, expected, "{surface} {named:?}");
            }
        }
    }

    #[test]
    fn a_word_without_a_stem_has_no_nominative() {
        assert_eq!(nominatives("Ю", Named::Surname, Case::Nominative), [""; 0]);
        assert_eq!(nominatives("", Named::Given, Case::Genitive), [""; 0]);
    }
}
