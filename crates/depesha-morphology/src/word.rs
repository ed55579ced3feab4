use std::hash::Hasher;
use std::ops::Deref;
use std::rc::Rc;

use depesha_text::fold;
use rustc_hash::FxHasher;

use crate::{Capitals, Case, Tag};

/// A lemma as a number: the same for the same folded lemma in every run of one build.
///
/// Word lists are looked up by it, without a string in hand.
///
/// ```
/// use depesha_morphology::LemmaKey;
/// assert_eq!(LemmaKey::of("заём"), LemmaKey::of("заем"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LemmaKey(pub u64);

impl LemmaKey {
    /// The key of `lemma`, which is folded first.
    pub fn of(lemma: &str) -> Self {
        Self::of_folded(&fold(lemma))
    }

    pub(crate) fn of_folded(lemma: &str) -> Self {
        // FxHasher has no seed: a key may be kept in data that one build writes and reads.
        let mut hasher = FxHasher::default();
        hasher.write(lemma.as_bytes());
        Self(hasher.finish())
    }
}

/// One thing that a word form can be. Its grammar reads as if it were the reading's own: `reading.case`.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The dictionary form, folded: small letters, `е` for `ё`.
    pub lemma: Rc<str>,
    /// The lemma as a number.
    pub key: LemmaKey,
    /// Share of this reading among those of the form, without context: 0 to 1.
    pub prob: f32,
    /// Whether the dictionary has the form; `false` where it was guessed by its ending.
    pub known: bool,
    /// The grammar.
    pub tag: Tag,
    /// The tag's number in the dictionary.
    pub(crate) ud: u16,
}

impl Deref for Reading {
    type Target = Tag;

    fn deref(&self) -> &Tag {
        &self.tag
    }
}

/// A word form with all its readings, the likeliest first. There is always at least one.
#[derive(Clone, Debug)]
pub struct Word {
    /// The form as it is matched, see [`depesha_text::fold`].
    pub folded: Box<str>,
    /// How it was capitalised.
    pub capitals: Capitals,
    pub(crate) readings: Box<[Reading]>,
}

impl Word {
    /// All readings, the likeliest first.
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// The likeliest reading without context.
    pub fn best(&self) -> &Reading {
        &self.readings[0]
    }

    /// Whether some reading has that lemma.
    pub fn has_lemma(&self, key: LemmaKey) -> bool {
        self.readings.iter().any(|r| r.key == key)
    }

    /// The readings in `case`, indeclinable nouns among them.
    pub fn readings_in(&self, case: Case) -> impl Iterator<Item = &Reading> {
        self.readings.iter().filter(move |r| r.may_be(case))
    }

    /// Whether some reading may stand in `case`.
    pub fn may_be(&self, case: Case) -> bool {
        self.readings_in(case).next().is_some()
    }

    /// The likeliest reading that `keep` holds for.
    pub fn find(&self, keep: impl Fn(&Reading) -> bool) -> Option<&Reading> {
        self.readings.iter().find(|r| keep(r))
    }
}
