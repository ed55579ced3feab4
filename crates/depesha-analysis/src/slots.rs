//! The lexicon's slots in the terms of the text: cases as morphology names them, prepositions in all their forms.

use depesha_lexicon::Case as SlotCase;
use depesha_morphology::Case;

/// The case of a slot as morphology names it.
pub(crate) fn case(case: SlotCase) -> Case {
    match case {
        SlotCase::Nominative => Case::Nominative,
        SlotCase::Genitive => Case::Genitive,
        SlotCase::Dative => Case::Dative,
        SlotCase::Accusative => Case::Accusative,
        SlotCase::Instrumental => Case::Instrumental,
        SlotCase::Locative => Case::Locative,
    }
}

/// Whether a word is a preposition, also in the form that it has before two consonants.
pub(crate) fn is_preposition(word: &str, preposition: &str) -> bool {
    word == preposition
        || word
            .strip_suffix('о')
            .is_some_and(|short| short == preposition)
        || (preposition == "о" && word == "об")
}
