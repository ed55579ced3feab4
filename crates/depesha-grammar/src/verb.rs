//! What looks like a finite verb. The grammar has no dictionary, so this is the shape of a word only: it lets through
//! every verb of speech (and many a noun), for the analysis to choose from.

use depesha_text::fold;

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

#[cfg(test)]
mod tests {
    use super::is_verb_like;

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
}
