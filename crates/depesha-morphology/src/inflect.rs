use std::collections::BTreeSet;

use depesha_text::fold;
use rumorph::{Analysis, Source};

use crate::capitals::capitalise_like;
use crate::{Case, Gender, Morphology, NameType, Number, Reading};

/// Endings of a man's surname and of a woman's, where the two differ. The first pair that gives a surname wins.
const SURNAME_PAIRS: &[(&str, &str)] = &[
    ("ов", "ова"),
    ("ев", "ева"),
    ("ёв", "ёва"),
    ("ин", "ина"),
    ("ын", "ына"),
    ("ий", "ая"),
    ("ый", "ая"),
    ("ой", "ая"),
];

impl Morphology {
    /// The nominative of the lexeme that `reading` reads `surface` as, capitalised like `surface`, with the
    /// dictionary's `ё`. `None` where there is no such form.
    ///
    /// `number` and `gender` are wishes: without one the form keeps its own. Adjectives follow the wished gender, and so
    /// do surnames (`Лаврова` is the genitive of a man's or the nominative of a woman's); other nouns have but one.
    ///
    /// ```
    /// use depesha_morphology::{Gender, Morphology};
    /// let morphology = Morphology::new()?;
    /// let word = morphology.analyze("Лаврова");
    /// let nominative = |gender| morphology.nominative("Лаврова", word.best(), None, Some(gender));
    /// assert_eq!(nominative(Gender::Masculine).as_deref(), Some("Лавров"));
    /// assert_eq!(nominative(Gender::Feminine).as_deref(), Some("Лаврова"));
    /// # Ok::<(), depesha_morphology::BrokenDictionary>(())
    /// ```
    pub fn nominative(
        &self,
        surface: &str,
        reading: &Reading,
        number: Option<Number>,
        gender: Option<Gender>,
    ) -> Option<String> {
        self.inflect(surface, reading, Case::Nominative, number, gender)
    }

    /// The form of the same lexeme in `case`; everything else as [`Morphology::nominative`] has it.
    ///
    /// ```
    /// use depesha_morphology::{Case, Morphology, Number};
    /// let morphology = Morphology::new()?;
    /// let word = morphology.analyze("Совет");
    /// let form = morphology.inflect("Совет", word.best(), Case::Dative, Some(Number::Plural), None);
    /// assert_eq!(form.as_deref(), Some("Советам"));
    /// # Ok::<(), depesha_morphology::BrokenDictionary>(())
    /// ```
    pub fn inflect(
        &self,
        surface: &str,
        reading: &Reading,
        case: Case,
        number: Option<Number>,
        gender: Option<Gender>,
    ) -> Option<String> {
        let analyses = self.dictionary.analyze(surface);
        let own = analyses
            .iter()
            .find(|a| a.ud == reading.ud && fold(&a.lemma) == *reading.lemma)?;
        if reading.case.is_none() {
            // Without the check a finite verb would give its participle.
            return reading.is_nominal().then(|| surface.to_owned());
        }
        let number = number.or(reading.number);
        let surname = reading.name == Some(NameType::Surname);
        let form = match gender {
            Some(gender)
                if surname
                    && number == Some(Number::Singular)
                    && reading.gender != Some(gender) =>
            {
                self.surname_of(gender, own, &analyses, case)
            }
            _ => None,
        };
        let form = form.or_else(|| {
            // A noun's gender is its own; an adjective's is that of its noun, and does not show in the plural.
            let gender = gender
                .or(reading.gender)
                .filter(|_| reading.is_adjectival() && number != Some(Number::Plural));
            self.form(own, case, number, gender)
        })?;
        Some(capitalise_like(&form, surface))
    }

    /// All forms of the words that `surface` may be a form of, folded and in order, `surface` among them. Of a word that the
    /// dictionary does not know, those of its likeliest reading.
    ///
    /// ```
    /// use depesha_morphology::Morphology;
    /// let morphology = Morphology::new()?;
    /// let forms = morphology.forms("Мосту");
    /// assert!(["мост", "моста", "мостами"].iter().all(|form| forms.contains(*form)));
    /// # Ok::<(), depesha_morphology::BrokenDictionary>(())
    /// ```
    pub fn forms(&self, surface: &str) -> BTreeSet<String> {
        let analyses = self.dictionary.analyze(surface);
        let is_known = |analysis: &&Analysis| analysis.source != Source::Guess;
        let known = analyses.iter().filter(is_known);
        let guess = analyses.first().filter(|_| known.clone().next().is_none());
        let lexemes = known
            .chain(guess)
            .flat_map(|own| self.dictionary.forms(own));
        let mut forms: BTreeSet<String> =
            lexemes.map(|form| fold(&form.word).into_owned()).collect();
        forms.insert(fold(surface).into_owned());
        forms
    }

    /// The surname of `own` as a person of the other `gender` bears it.
    fn surname_of(
        &self,
        gender: Gender,
        own: &Analysis,
        readings: &[Analysis],
        case: Case,
    ) -> Option<String> {
        let singular = Some(Number::Singular);
        // The same letters may be a form of the other surname: `Лаврова`.
        let other = readings.iter().find(|a| self.is_surname(a, gender));
        if let Some(other) = other {
            return self.form(other, case, singular, None);
        }
        let nominative = self.form(own, Case::Nominative, singular, None)?;
        SURNAME_PAIRS.iter().find_map(|&(man, woman)| {
            let (from, to) = match gender {
                Gender::Feminine => (man, woman),
                _ => (woman, man),
            };
            let candidate = format!("{}{to}", nominative.strip_suffix(from)?);
            let analyses = self.dictionary.analyze(&candidate);
            let found = analyses
                .iter()
                .find(|a| self.is_surname(a, gender) && fold(&a.lemma) == fold(&candidate))?;
            self.form(found, case, singular, None)
        })
    }

    fn is_surname(&self, analysis: &Analysis, gender: Gender) -> bool {
        self.dictionary.ud_tag(analysis.ud).is_some_and(|tag| {
            tag.feat("NameType") == Some(NameType::Surname.as_ud())
                && tag.feat("Gender") == Some(gender.as_ud())
        })
    }

    fn form(
        &self,
        own: &Analysis,
        case: Case,
        number: Option<Number>,
        gender: Option<Gender>,
    ) -> Option<String> {
        let mut features = vec![("Case", case.as_ud())];
        features.extend(number.map(|n| ("Number", n.as_ud())));
        features.extend(gender.map(|g| ("Gender", g.as_ud())));
        self.dictionary
            .inflect(own, &features)
            .map(|form| form.word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Word;

    /// The nominative by the likeliest reading that `keep` holds for.
    fn nominative(
        surface: &str,
        keep: impl Fn(&Reading) -> bool,
        number: Option<Number>,
        gender: Option<Gender>,
    ) -> Option<String> {
        let morphology = Morphology::new().unwrap();
        let word: Word = morphology.analyze(surface);
        let reading = word.find(keep).expect("the word has such a reading");
        morphology.nominative(surface, reading, number, gender)
    }

    #[track_caller]
    fn check(surface: &str, gender: Option<Gender>, expected: &str) {
        assert_eq!(
            nominative(surface, |_| true, None, gender).as_deref(),
            Some(expected),
            "{surface}"
        );
    }

    #[test]
    fn names_of_persons_come_in_the_nominative() {
        check("Сергея", None, "Сергей");
        check("СЕРГЕЕМ", None, "СЕРГЕЙ");
        check("Викторовичу", None, "Викторович");
        check("Обаме", None, "Обама");
        check("Керри", None, "Керри");
        check("Иванову-Петрову", None, "Иванов-Петров");
    }

    #[test]
    fn a_surname_follows_the_wished_gender() {
        check("Лаврова", Some(Gender::Masculine), "Лавров");
        check("Лаврова", Some(Gender::Feminine), "Лаврова");
        check("Лаврову", Some(Gender::Feminine), "Лаврова");
        check("Лавров", Some(Gender::Feminine), "Лаврова");
        check("Лавровой", Some(Gender::Masculine), "Лавров");
        check("Зеленской", Some(Gender::Masculine), "Зеленский");
        check("Зеленскому", Some(Gender::Feminine), "Зеленская");
        check("Меркель", Some(Gender::Feminine), "Меркель");
    }

    #[test]
    fn forms_are_those_of_every_word_that_is_meant() {
        let morphology = Morphology::new().unwrap();
        let forms = |word| morphology.forms(word);
        let steel = forms("стали"); // of `сталь`, of `стать`
        assert!(steel.contains("сталью") && steel.contains("стал"));
        assert!(forms("Ёлку").contains("елками"));
        assert!(forms("зарегистрировал").contains("зарегистрировать"));
        for word in ["Квертыпов", "2015", "BBC", "", "-", "а б"] {
            assert!(forms(word).contains(&*fold(word)), "{word}");
        }
        assert!(forms("Квертыпов").contains("квертыпова"));
    }

    #[test]
    fn places_keep_their_number() {
        check("Нидерландах", None, "Нидерланды");
        check("Санкт-Петербурге", None, "Санкт-Петербург");
        check("Ростове-на-Дону", None, "Ростов-на-Дону");
        check("США", None, "США");
        check("МИДа", None, "МИД");
    }

    #[test]
    fn an_adjective_agrees_in_the_wished_number_and_gender() {
        let neuter = nominative("исламского", |_| true, None, Some(Gender::Neuter));
        assert_eq!(neuter.as_deref(), Some("исламское"));
        let feminine = nominative("Объединённой", |_| true, None, None);
        assert_eq!(feminine.as_deref(), Some("Объединённая"));
        let plural = nominative("арабских", |_| true, Some(Number::Plural), None);
        assert_eq!(plural.as_deref(), Some("арабские"));
    }

    #[test]
    fn a_noun_takes_the_wished_number() {
        let one = nominative("министров", |_| true, Some(Number::Singular), None);
        assert_eq!(one.as_deref(), Some("министр"));
    }

    #[test]
    fn a_verb_has_no_nominative() {
        assert_eq!(nominative("сказал", |_| true, None, None), None);
    }
}
