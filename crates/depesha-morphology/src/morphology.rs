use std::fmt;
use std::rc::Rc;

use depesha_text::fold;
use rumorph::{Dictionary, Source};

use crate::context::considered;
use crate::{Capitals, LemmaKey, Pos, Reading, Tag, Word};

/// The dictionary that is part of the program cannot be read: a bug of the build, not of a text.
#[derive(Debug)]
pub struct BrokenDictionary(rumorph::Error);

impl fmt::Display for BrokenDictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the built-in dictionary cannot be read: {}", self.0)
    }
}

impl std::error::Error for BrokenDictionary {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// The dictionary: built once (some 5 ms), shared by all threads.
#[derive(Debug)]
pub struct Morphology {
    pub(crate) dictionary: Dictionary,
    /// The dictionary's tags by their number.
    tags: Box<[Tag]>,
}

impl Morphology {
    /// Opens the dictionary that is part of the program.
    pub fn new() -> Result<Self, BrokenDictionary> {
        let dictionary = Dictionary::bundled().map_err(BrokenDictionary)?;
        let tags = dictionary.ud_tags().map(Tag::of).collect();
        Ok(Self { dictionary, tags })
    }

    /// Looks `surface` up, a word as it stands in the text: about 1 µs. [`Memo::word`](crate::Memo::word) remembers.
    ///
    /// A form that the dictionary does not know gets readings by its ending; what is no word gets [`Pos::X`],
    /// [`Pos::Punct`] or [`Pos::Sym`].
    pub fn analyze(&self, surface: &str) -> Word {
        let folded = fold(surface);
        let mut readings: Vec<Reading> = Vec::new();
        for analysis in self.dictionary.analyze(surface) {
            let Some(&tag) = self.tags.get(usize::from(analysis.ud)) else {
                continue;
            };
            let lemma = fold(&analysis.lemma);
            let lemma = match readings.iter().find(|r| *r.lemma == *lemma) {
                Some(same) => Rc::clone(&same.lemma),
                None => Rc::from(lemma),
            };
            readings.push(Reading {
                key: LemmaKey::of_folded(&lemma),
                lemma,
                prob: analysis.prob as f32,
                known: analysis.source != Source::Guess,
                tag,
                ud: analysis.ud,
            });
        }
        if readings.is_empty() {
            readings.push(self.unreadable(&folded));
        }
        Word {
            folded: folded.into(),
            capitals: Capitals::of(surface),
            readings: readings.into(),
        }
    }

    /// For each of the `words` of a sentence, looked up for exactly these `surfaces`, the index of the reading that
    /// rumorph's own contextual model chooses: the better judge, but 35 µs a word. [`Context`](crate::Context) learned
    /// from it. Where it has nothing to say, the first.
    pub fn choose_slowly(&self, surfaces: &[&str], words: &[Rc<Word>]) -> Vec<u8> {
        let ranked = self
            .dictionary
            .analyze_sentence(surfaces)
            .unwrap_or_default();
        let mut chosen = vec![0; words.len()];
        for ((choice, word), ranked) in chosen.iter_mut().zip(words).zip(&ranked) {
            let Some(best) = ranked.first() else { continue };
            let lemma = fold(&best.lemma);
            let found = considered(word)
                .iter()
                .position(|r| r.ud == best.ud && *r.lemma == *lemma);
            *choice = found.unwrap_or(0) as u8;
        }
        chosen
    }

    /// The reading of a token that the dictionary refuses: one with a space or an invisible character in it.
    fn unreadable(&self, folded: &str) -> Reading {
        let ud = self
            .tags
            .iter()
            .position(|tag| tag.pos == Pos::X)
            .unwrap_or(0);
        Reading {
            lemma: Rc::from(folded),
            key: LemmaKey::of_folded(folded),
            prob: 1.0,
            known: false,
            tag: self.tags[ud],
            ud: ud as u16,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Case, Gender, NameType, Number, VerbForm};

    fn word(surface: &str) -> Word {
        Morphology::new().unwrap().analyze(surface)
    }

    #[test]
    fn a_name_knows_its_kind() {
        for (surface, lemma, kind) in [
            ("Сергея", "сергей", NameType::Given),
            ("Лаврову", "лавров", NameType::Surname),
            ("Викторовичем", "викторович", NameType::Patronymic),
            ("Сирии", "сирия", NameType::Geo),
            ("МИД", "мид", NameType::Org),
        ] {
            let word = word(surface);
            let found = word.find(|r| r.name == Some(kind)).unwrap();
            assert_eq!(&*found.lemma, lemma);
        }
    }

    #[test]
    fn an_indeclinable_noun_may_be_in_any_case() {
        let usa = word("США");
        assert!(usa.best().indeclinable && usa.best().abbr);
        assert!(Case::ALL.iter().all(|&case| usa.may_be(case)));
        let kerry = word("Керри");
        assert!(kerry.best().indeclinable && kerry.may_be(Case::Instrumental));
        assert!(!word("сказал").may_be(Case::Nominative));
    }

    #[test]
    fn yo_is_folded_in_lemma_and_form() {
        let settler = word("Поселён");
        assert_eq!(&*settler.folded, "поселен");
        assert!(settler.readings().iter().all(|r| !r.lemma.contains('ё')));
    }

    #[test]
    fn capitals_decide_which_reading_comes_first() {
        assert_eq!(word("лавров").best().name, None);
        assert_eq!(word("Лавров").best().name, Some(NameType::Surname));
    }

    #[test]
    fn verb_forms_are_told_apart() {
        assert!(word("сказал").best().is_finite_verb());
        assert_eq!(word("сказав").best().verb_form, Some(VerbForm::Converb));
        let told = word("сказано");
        assert!(told.best().variant.is_some() && !told.best().is_adjectival());
    }

    #[test]
    fn agreement_minds_gender_in_the_singular_only() {
        let islamic = word("исламского");
        let state = word("государства");
        let states = word("государств");
        let genitive = |w: &Word| w.readings_in(Case::Genitive).next().unwrap().tag;
        let neuter = islamic.find(|r| r.gender == Some(Gender::Neuter)).unwrap();
        assert!(neuter.agrees_with(&genitive(&state)));
        assert!(!neuter.agrees_with(&genitive(&states)));
        assert_eq!(genitive(&states).number, Some(Number::Plural));
    }

    #[test]
    fn what_is_no_word_has_a_reading_all_the_same() {
        for surface in [
            "", " ", "\u{200b}", "a b", "\u{0}", "🙂", "—", "«", "10:30", "\u{301}",
        ] {
            assert!(!word(surface).readings().is_empty(), "{surface:?}");
        }
    }
}
