//! Classes of words of like use.

use crate::hash;

/// Numbers of classes of the three clusterings.
pub(crate) const CLASSES: [u16; 3] = [128, 512, 2048];

/// A word's class in each of three clusterings, for the words that have one.
#[derive(Clone, Debug, Default)]
pub struct Clusters {
    /// Keys of the words, ascending.
    keys: Vec<u32>,
    /// The classes of each, seven, nine and eleven bits.
    classes: Vec<u32>,
}

impl Clusters {
    /// The table of `words` (folded) and their classes among 128, 512 and 2048; of words that share a key the first is
    /// kept.
    ///
    /// # Panics
    /// When a class is too large.
    pub fn new<'w>(words: impl IntoIterator<Item = (&'w str, [u16; 3])>) -> Self {
        let mut pairs: Vec<(u32, u32)> = words
            .into_iter()
            .map(|(word, classes)| (key(word), pack(classes)))
            .collect();
        pairs.sort_by_key(|&(key, _)| key);
        pairs.dedup_by_key(|&mut (key, _)| key);
        let (keys, classes) = pairs.into_iter().unzip();
        Self { keys, classes }
    }

    pub(crate) fn from_pairs(keys: Vec<u32>, classes: Vec<u32>) -> Self {
        Self { keys, classes }
    }

    pub(crate) fn pairs(&self) -> impl ExactSizeIterator<Item = (u32, u32)> + '_ {
        self.keys.iter().copied().zip(self.classes.iter().copied())
    }

    /// The classes of a folded word.
    pub(crate) fn of(&self, word: &str) -> Option<[u16; 3]> {
        let at = self.keys.binary_search(&key(word)).ok()?;
        Some(unpack(self.classes[at]))
    }
}

fn key(word: &str) -> u32 {
    hash::key(hash::text(word))
}

fn pack(classes: [u16; 3]) -> u32 {
    assert!(
        classes
            .iter()
            .zip(CLASSES)
            .all(|(&class, count)| class < count),
        "{classes:?}"
    );
    let [small, middle, large] = classes.map(u32::from);
    small | middle << 7 | large << 16
}

fn unpack(packed: u32) -> [u16; 3] {
    [packed & 0x7f, packed >> 7 & 0x1ff, packed >> 16 & 0x7ff].map(|class| class as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_found_by_word_and_the_first_of_two_wins() {
        let table = [
            ("мир", [127, 511, 2047]),
            ("дом", [0, 1, 2]),
            ("мир", [5, 5, 5]),
        ];
        let clusters = Clusters::new(table);
        assert_eq!(clusters.of("мир"), Some([127, 511, 2047]));
        assert_eq!(clusters.of("дом"), Some([0, 1, 2]));
        assert_eq!(clusters.of("сад"), None);
    }
}
