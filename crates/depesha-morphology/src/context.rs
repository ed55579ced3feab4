use std::rc::Rc;

use crate::{Capitals, Case, Pos, Reading, VerbForm, Word};

/// Number of features of a reading in its place.
pub const FEATURES: usize = 16;

/// Bits of the number of a feature.
const BITS: u32 = 18;

/// Number of weights: features are hashed to this many, and a rare clash does no harm.
pub const WEIGHTS: usize = 1 << BITS;

/// The weights, made by `cargo xtask train-readings`.
const BUILTIN: &[u8; WEIGHTS] = include_bytes!("../data/readings.bin");

/// Chooses among the readings of each word of a sentence by its neighbours: a linear model that learned from the slow
/// one of rumorph and is some hundred times faster.
///
/// ```
/// use depesha_morphology::{Case, Context, Memo, Morphology};
/// let morphology = Morphology::new()?;
/// let mut memo = Memo::default();
/// let words: Vec<_> = ["Он", "был", "в", "Сирии"].iter().map(|w| memo.word(&morphology, w)).collect();
/// // Without context the genitive comes first.
/// assert_eq!(words[3].best().case, Some(Case::Genitive));
/// let chosen = Context::builtin().choose(&words);
/// assert_eq!(words[3].readings()[usize::from(chosen[3])].case, Some(Case::Locative));
/// # Ok::<(), depesha_morphology::BrokenDictionary>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Context<'w> {
    weights: &'w [u8; WEIGHTS],
}

impl Context<'static> {
    /// The model that comes with the crate.
    pub fn builtin() -> Self {
        Self { weights: BUILTIN }
    }
}

impl<'w> Context<'w> {
    /// A model with these weights, each a signed byte.
    pub fn new(weights: &'w [u8; WEIGHTS]) -> Self {
        Self { weights }
    }

    /// For each word of a sentence, marks among them, the index of the reading that fits best in its place.
    pub fn choose(&self, words: &[Rc<Word>]) -> Vec<u8> {
        let mut chosen = Vec::with_capacity(words.len());
        let mut place = Place::default();
        for at in 0..words.len() {
            let readings = considered(&words[at]);
            let mut best = 0;
            if readings.len() > 1 {
                place.look(words, at);
                let mut most = i32::MIN;
                for (index, reading) in readings.iter().enumerate() {
                    let features = place.features(reading, index);
                    let score = features
                        .iter()
                        .map(|&f| i32::from(self.weights[f as usize] as i8))
                        .sum();
                    if score > most {
                        most = score;
                        best = index;
                    }
                }
            }
            place.step(&words[at].readings()[best]);
            chosen.push(best as u8);
        }
        chosen
    }
}

/// The readings among which a choice is made: an index fits a byte.
pub fn considered(word: &Word) -> &[Reading] {
    let readings = word.readings();
    &readings[..readings.len().min(usize::from(u8::MAX) + 1)]
}

/// What a place in a sentence tells of the word there. Training walks a sentence with it as [`Context::choose`] does:
/// [`Place::look`], [`Place::features`] of each reading, [`Place::step`] with the one chosen.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Tag and lemma of the word before.
    before: (u64, u64),
    /// The tag of the one before that.
    second_before: u64,
    /// The preposition that governs the noun phrase here, 0 without one.
    preposition: u64,
    /// The last verb, 0 without one.
    verb: u64,
    /// Hashes of what the features say beside the reading.
    evidence: [u64; FEATURES],
}

impl Place {
    /// Looks at the word at `at` and at its neighbours.
    pub fn look(&mut self, words: &[Rc<Word>], at: usize) {
        let word = &words[at];
        let (next, next_lemma) = words
            .get(at + 1)
            .map_or((1, 1), |w| (signature(w), w.best().key.0));
        let after_next = words.get(at + 2).map_or(1, |w| signature(w));
        let own = ambiguity(word);
        let start = word
            .folded
            .char_indices()
            .rev()
            .nth(2)
            .map_or(0, |(at, _)| at);
        let suffix = word
            .folded
            .bytes()
            .skip(start)
            .fold(7, |hash, byte| mix(hash, u64::from(byte)));
        let first = u64::from(at == 0);
        let capitals = match word.capitals {
            Capitals::Lower | Capitals::None | Capitals::Mixed => 0,
            _ => 1,
        };
        self.evidence = [
            0,
            self.before.0,
            mix(self.before.0, self.second_before),
            next,
            self.before.1,
            next_lemma,
            self.preposition,
            suffix,
            0, // with the reading's lemma
            self.verb,
            own,
            mix(self.before.0, next),
            mix(own, self.before.0),
            0, // with the reading's share
            mix(next, after_next),
            2 * capitals + first,
        ];
    }

    /// The features of the reading that is the `index`th of its word: numbers below [`WEIGHTS`].
    pub fn features(&self, reading: &Reading, index: usize) -> [u32; FEATURES] {
        let tag = code(reading);
        let share = (reading.prob * 16.0) as u64 * 8 + index.min(7) as u64;
        std::array::from_fn(|kind| {
            let evidence = match kind {
                8 => reading.key.0,
                13 => share,
                _ => self.evidence[kind],
            };
            // The share counts for all tags alike.
            let tag = if kind == 13 { 0 } else { tag };
            (mix(mix(evidence, tag), kind as u64) >> (u64::BITS - BITS)) as u32
        })
    }

    /// Goes on behind the word that is read so.
    pub fn step(&mut self, reading: &Reading) {
        self.second_before = self.before.0;
        self.before = (code(reading), reading.key.0);
        match reading.pos {
            Pos::Adp => self.preposition = reading.key.0,
            // What may stand between a preposition and its noun.
            Pos::Adj | Pos::Det | Pos::Num | Pos::Adv => {}
            _ => self.preposition = 0,
        }
        if reading.pos == Pos::Verb {
            self.verb = reading.key.0;
        }
    }
}

/// The grammar of a reading as a number: what agreement and government turn on.
fn code(reading: &Reading) -> u64 {
    fn digit<T>(value: Option<T>, number: impl Fn(T) -> u8) -> u64 {
        value.map_or(0, |v| u64::from(number(v)) + 1)
    }
    let digits = [
        digit(reading.case, |v| v as u8),
        digit(reading.number, |v| v as u8),
        digit(reading.gender, |v| v as u8),
        digit(reading.animacy, |v| v as u8),
        digit(reading.verb_form, |v: VerbForm| v as u8),
        digit(reading.variant, |v| v as u8),
        digit(reading.name, |v| v as u8),
    ];
    digits
        .iter()
        .fold(reading.pos as u64 + 1, |code, digit| code << 4 | digit)
}

/// What a word that is not yet read may be: its likeliest part of speech and its cases.
fn signature(word: &Word) -> u64 {
    let cases = word
        .readings()
        .iter()
        .filter_map(|r| r.case)
        .fold(0u64, |set, case: Case| set | 1 << case as u8);
    mix(word.best().pos as u64 + 2, cases)
}

/// All that a word may be.
fn ambiguity(word: &Word) -> u64 {
    considered(word)
        .iter()
        .fold(3, |hash, reading| mix(hash, code(reading)))
}

/// One step of a hash; part of the format of the weights.
fn mix(hash: u64, value: u64) -> u64 {
    let mixed = (hash.rotate_left(23) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Morphology;

    fn cases(sentence: &str) -> Vec<Option<Case>> {
        let morphology = Morphology::new().unwrap();
        let words: Vec<Rc<Word>> = sentence
            .split(' ')
            .map(|w| Rc::new(morphology.analyze(w)))
            .collect();
        let chosen = Context::builtin().choose(&words);
        words
            .iter()
            .zip(chosen)
            .map(|(word, index)| word.readings()[usize::from(index)].case)
            .collect()
    }

    #[test]
    fn a_preposition_decides_the_case() {
        assert_eq!(cases("в Сирии")[1], Some(Case::Locative));
        assert_eq!(cases("президент Сирии")[1], Some(Case::Genitive));
        assert_eq!(cases("к организации обратились")[1], Some(Case::Dative));
    }

    #[test]
    fn every_choice_is_a_reading_of_its_word() {
        let morphology = Morphology::new().unwrap();
        for sentence in ["", "«", "стали в США , — 🙂 .", "Керри Керри Керри"]
        {
            let words: Vec<Rc<Word>> = sentence
                .split(' ')
                .map(|w| Rc::new(morphology.analyze(w)))
                .collect();
            let chosen = Context::builtin().choose(&words);
            assert_eq!(chosen.len(), words.len());
            assert!(
                words
                    .iter()
                    .zip(chosen)
                    .all(|(w, at)| usize::from(at) < w.readings().len())
            );
        }
    }
}
