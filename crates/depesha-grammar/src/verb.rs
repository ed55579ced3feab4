//! What looks like a finite verb, a converb, a phrase that names a source. The grammar has no dictionary, so this is
//! the shape of words only: it lets through every verb of speech (and many a noun), for the analysis to choose from.

use std::sync::LazyLock;

use depesha_text::fold;
use rustc_hash::FxHashSet;

use crate::table::rows;

/// Endings of the past tense and of the third person: `сказал`, `заявила`, `считает`, `говорится`.
const ENDINGS: [&str; 19] = [
    "л", "ла", "ло", "ли", "лся", "лась", "лось", "лись", "ет", "ит", "ют", "ут", "ат", "ят",
    "ется", "ится", "ются", "утся", "ятся",
];
/// The shortest stem in front of an ending, in letters (`дал`).
const STEM: usize = 2;

/// Whether `word` may be a finite verb in the past tense or in the third person: `сказал`, `сообщает`, `говорится`.
pub(crate) fn is_verb_like(word: &str) -> bool {
    if !word.starts_with(char::is_lowercase) {
        return false;
    }
    let word = fold(word);
    ENDINGS.iter().any(|ending| {
        word.strip_suffix(ending)
            .is_some_and(|stem| stem.chars().take(STEM).count() == STEM)
    })
}

/// Endings of converbs: `отвечая`, `добавив`, `ссылаясь`, `обратившись`.
const CONVERB_ENDINGS: [&str; 7] = ["ая", "яя", "уя", "ив", "ав", "ясь", "вшись"];

/// Whether `word` may be a converb: `отвечая`, `добавив`, `ссылаясь`.
pub(crate) fn is_converb_like(word: &str) -> bool {
    let word = fold(word);
    CONVERB_ENDINGS.iter().any(|ending| {
        word.strip_suffix(ending)
            .is_some_and(|stem| stem.chars().take(STEM).count() == STEM)
    })
}

/// So many words may stand between `по` and its noun (`по его последним данным`), `как` and its verb.
const REACH: usize = 4;

/// Whether `words` begin with a phrase that names a source: `по словам X`, `по её мнению`, `согласно X`,
/// `со ссылкой на X`, `как сообщил X`.
pub(crate) fn is_source_phrase<'t>(words: impl Iterator<Item = &'t str>) -> bool {
    static NOUNS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        rows(include_str!("../data/source-nouns.tsv"))
            .map(|[word]| word)
            .collect()
    });
    let mut words = words.take(1 + REACH);
    match words.next().map(fold).as_deref() {
        Some("по") => words.any(|word| NOUNS.contains(fold(word).as_ref())),
        Some("как") => words.any(is_verb_like),
        Some("согласно") => true,
        Some("со") => words.next().is_some_and(|word| fold(word) == "ссылкой"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_of_a_finite_verb() {
        for verb in [
            "сказал",
            "заявила",
            "сообщает",
            "говорится",
            "дал",
            "считают",
            "нашёл",
        ] {
            assert!(is_verb_like(verb), "{verb}");
        }
        for other in ["это", "министр", "Сказал", "он", "ли", "сказать", "важно"]
        {
            assert!(!is_verb_like(other), "{other}");
        }
    }

    #[test]
    fn phrases_that_name_a_source() {
        for phrase in [
            "по словам X",
            "По его мнению",
            "как уже сообщил X",
            "Согласно плану",
            "со ссылкой на X",
        ] {
            assert!(is_source_phrase(phrase.split(' ')), "{phrase}");
        }
        for other in [
            "по дороге в Вену",
            "как и раньше",
            "со склада",
            "сказал",
            "",
        ] {
            assert!(!is_source_phrase(other.split(' ')), "{other}");
        }
        assert!(
            is_converb_like("отвечая") && is_converb_like("добавив") && !is_converb_like("ответил")
        );
    }
}
