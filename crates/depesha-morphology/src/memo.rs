use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::{Morphology, Word};

/// Forms remembered before all are forgotten: some 40 MB, more than the vocabulary of a day's news.
const LIMIT: usize = 1 << 16;

/// Words looked up before, for one thread. What it answers does not depend on what it remembers.
///
/// ```
/// use depesha_morphology::{Memo, Morphology};
/// let morphology = Morphology::new()?;
/// let mut memo = Memo::default();
/// let first = memo.word(&morphology, "Москве");
/// assert!(std::rc::Rc::ptr_eq(&first, &memo.word(&morphology, "Москве")));
/// # Ok::<(), depesha_morphology::BrokenDictionary>(())
/// ```
#[derive(Debug, Default)]
pub struct Memo {
    words: FxHashMap<Box<str>, Rc<Word>>,
}

impl Memo {
    /// The word that `surface` is, as it stands in the text. Case counts: `лавров` are trees, `Лавров` is a man.
    pub fn word(&mut self, morphology: &Morphology, surface: &str) -> Rc<Word> {
        if let Some(word) = self.words.get(surface) {
            return Rc::clone(word);
        }
        if self.words.len() >= LIMIT {
            self.words.clear();
        }
        let word = Rc::new(morphology.analyze(surface));
        self.words.insert(surface.into(), Rc::clone(&word));
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_memo_forgets_and_goes_on() {
        let morphology = Morphology::new().unwrap();
        let mut memo = Memo::default();
        let before = memo.word(&morphology, "Москве");
        for n in 0..LIMIT {
            memo.word(&morphology, &n.to_string());
        }
        assert!(memo.words.len() <= LIMIT);
        let after = memo.word(&morphology, "Москве");
        assert!(!Rc::ptr_eq(&before, &after));
        assert_eq!(before.best().lemma, after.best().lemma);
    }
}
