//! Documents that repeat others: exactly, by a hash of their text, or nearly, by MinHash over triples of words.
//!
//! What is remembered is bounded: the hashes of the last [`EXACT`] texts and the signatures of the last [`NEAR`] texts
//! that repeat no other. A copy further away is not found. Copies themselves are not remembered by signature, so that all
//! near duplicates name the same document, not each other.

use std::collections::{HashMap, VecDeque};
use std::hash::BuildHasher;
use std::io::{self, Read};

use depesha::Record;
use depesha_text::fold;
use gaoya::minhash::{
    MinHashIndex, MinHasher, MinHasher32, VecContainer, calculate_minhash_params,
};
use rustc_hash::FxBuildHasher;
use sha2::{Digest, Sha256};

/// How many texts are remembered by their hashes.
const EXACT: usize = 1 << 20;

/// How many texts are remembered by their signatures.
const NEAR: usize = 1 << 15;

/// Numbers of a signature, about: they are grouped so that a document above the threshold is found in 99 cases of 100.
const HASHES: usize = 128;

/// Words that are compared together.
const SHINGLE: usize = 3;

/// Fewer words say too little to tell whether one text is another one changed.
const LEAST_WORDS: usize = 20;

/// A longer text is known by its beginning.
const MOST_WORDS: usize = 10_000;

/// What a text is compared by.
#[derive(Debug, Default)]
pub struct Fingerprint {
    text: u128,
    /// Empty when the text has too few words.
    signature: Vec<u32>,
}

/// The earlier documents that a document repeats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repeats {
    /// The first with exactly its text.
    pub duplicate_of: Option<u64>,
    /// One with nearly its text.
    pub near_duplicate_of: Option<u64>,
}

/// Takes fingerprints. Remembers nothing, so that threads can share it.
pub struct Comparer {
    hasher: MinHasher32<FxBuildHasher>,
    bands: usize,
    band_width: usize,
    threshold: f64,
}

impl Comparer {
    /// For texts that have a share of `threshold` of their triples of words in common.
    pub fn new(threshold: f64) -> Self {
        let (bands, band_width) = calculate_minhash_params(threshold, HASHES);
        Self {
            hasher: MinHasher32::new_with_hasher(bands * band_width, FxBuildHasher),
            bands,
            band_width,
            threshold,
        }
    }

    /// What the record's page is compared by. Menus, links and counters of the page are no part of the article.
    pub fn fingerprint(&self, record: &Record) -> Fingerprint {
        let article = record.blocks.iter().filter(|b| !b.kind.is_furniture());
        let texts = article.filter_map(|block| block.span.get(&record.text));
        let words: Vec<u64> = texts.flat_map(word_hashes).take(MOST_WORDS).collect();
        Fingerprint {
            text: hash(&record.text),
            signature: match words.len() < LEAST_WORDS {
                true => Vec::new(),
                false => self.hasher.create_signature(words.windows(SHINGLE)),
            },
        }
    }
}

fn word_hashes(text: &str) -> Vec<u64> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(|word| FxBuildHasher.hash_one(word)).collect()
}

fn hash(text: &str) -> u128 {
    let digest = Sha256::digest(text.as_bytes());
    let (half, _) = digest.split_at(size_of::<u128>());
    half.iter()
        .fold(0, |hash, byte| hash << 8 | u128::from(*byte))
}

/// The memory of the documents that came before.
pub struct Duplicates {
    texts: HashMap<u128, u64>,
    /// The hashes in `texts`, in the order that they came in.
    text_order: VecDeque<u128>,
    signatures: MinHashIndex<u32, u64, VecContainer<u64>>,
    /// The documents in `signatures`, in the order that they came in.
    signature_order: VecDeque<u64>,
    signature_length: usize,
    /// What was learned since the last [`Duplicates::take_log`].
    log: Vec<u8>,
}

impl Duplicates {
    /// Knows of no document.
    pub fn new(comparer: &Comparer) -> Self {
        Self {
            texts: HashMap::new(),
            text_order: VecDeque::new(),
            signatures: MinHashIndex::new_index(
                comparer.bands,
                comparer.band_width,
                comparer.threshold,
            ),
            signature_order: VecDeque::new(),
            signature_length: comparer.bands * comparer.band_width,
            log: Vec::new(),
        }
    }

    /// Tells what the next document repeats, and remembers it.
    pub fn add(&mut self, document: u64, fingerprint: Fingerprint) -> Repeats {
        let Fingerprint { text, signature } = fingerprint;
        if let Some(first) = self.texts.get(&text) {
            return Repeats {
                duplicate_of: Some(*first),
                near_duplicate_of: None,
            };
        }
        let near = match signature.is_empty() {
            true => None,
            false => self.signatures.query(&signature).into_iter().min().copied(),
        };
        let remembered = match near {
            Some(_) => Vec::new(),
            None => signature,
        };
        self.log_entry(document, text, &remembered);
        self.remember(document, text, remembered);
        Repeats {
            duplicate_of: None,
            near_duplicate_of: near,
        }
    }

    fn remember(&mut self, document: u64, text: u128, signature: Vec<u32>) {
        self.texts.insert(text, document);
        self.text_order.push_back(text);
        if self.text_order.len() > EXACT
            && let Some(oldest) = self.text_order.pop_front()
        {
            self.texts.remove(&oldest);
        }
        if signature.is_empty() {
            return;
        }
        self.signatures.insert(document, signature);
        self.signature_order.push_back(document);
        if self.signature_order.len() > NEAR
            && let Some(oldest) = self.signature_order.pop_front()
        {
            self.signatures.remove(&oldest);
        }
    }

    fn log_entry(&mut self, document: u64, text: u128, signature: &[u32]) {
        self.log.extend(document.to_le_bytes());
        self.log.extend(text.to_le_bytes());
        self.log.push(u8::from(!signature.is_empty()));
        self.log
            .extend(signature.iter().flat_map(|number| number.to_le_bytes()));
    }

    /// What was learned since this was last asked for, to be read again by [`Duplicates::recall`].
    pub fn take_log(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.log)
    }

    /// Remembers everything that `log` holds.
    ///
    /// # Errors
    /// The reader's own, and a log that ends in the middle of an entry.
    pub fn recall(&mut self, mut log: impl Read) -> io::Result<()> {
        let mut document = [0; size_of::<u64>()];
        while read_or_end(&mut log, &mut document)? {
            let mut text = [0; size_of::<u128>()];
            log.read_exact(&mut text)?;
            let mut has_signature = [0];
            log.read_exact(&mut has_signature)?;
            let length = match has_signature {
                [0] => 0,
                _ => self.signature_length,
            };
            let mut signature = vec![0; length * size_of::<u32>()];
            log.read_exact(&mut signature)?;
            let numbers = signature.chunks_exact(size_of::<u32>());
            let numbers =
                numbers.map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]));
            self.remember(
                u64::from_le_bytes(document),
                u128::from_le_bytes(text),
                numbers.collect(),
            );
        }
        Ok(())
    }
}

/// Fills the buffer, or tells that there is nothing left to fill it with.
fn read_or_end(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    let (first, rest) = buffer.split_at_mut(1);
    loop {
        match reader.read(first) {
            Ok(0) => return Ok(false),
            Ok(_) => return reader.read_exact(rest).map(|()| true),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use depesha::Reader;

    use super::*;

    const ARTICLE: &str = "Мост через Зарю закрыли на ремонт до осени\n\nЗАРЕЧЬЕ, 14 ноя — Вестник. Мост через \
        Зарю закрыли для машин до осени, сообщил мэр города Пётр Ильин. По его словам, опоры обследовали весной и \
        нашли трещины. «Ждать больше нельзя, люди ездят здесь каждый день», — сказал он. Объезд пойдёт через посёлок \
        Дальний. Автобусы будут ходить чаще. Ремонт обойдётся городу в тридцать миллионов рублей.";

    fn places(texts: &[&str]) -> Vec<Repeats> {
        let reader = Reader::new().unwrap();
        let comparer = Comparer::new(0.7);
        let mut duplicates = Duplicates::new(&comparer);
        let mut places = Vec::new();
        for (document, text) in texts.iter().enumerate() {
            let fingerprint = comparer.fingerprint(&reader.read_text(text));
            places.push(duplicates.add(document as u64, fingerprint));
        }
        places
    }

    fn exact(of: u64) -> Repeats {
        Repeats {
            duplicate_of: Some(of),
            near_duplicate_of: None,
        }
    }

    fn near(of: u64) -> Repeats {
        Repeats {
            duplicate_of: None,
            near_duplicate_of: Some(of),
        }
    }

    #[test]
    fn copies_name_the_first_of_them() {
        let none = Repeats::default();
        let other = "Снег выпал в горах\n\nПервый снег выпал в горах над Заречьем в ночь на среду, дороги открыты, а \
            синоптики обещают оттепель уже к выходным и просят водителей не спешить с зимними шинами.";
        assert_eq!(
            places(&[ARTICLE, other, ARTICLE, other, ARTICLE]),
            [none, none, exact(0), exact(1), exact(0)]
        );
    }

    #[test]
    fn a_wire_story_is_found_in_another_outlet() {
        let changed = ARTICLE
            .replace("Ремонт обойдётся", "Как ожидается, ремонт обойдётся")
            .replace("ё", "е")
            + "\n\nЧитайте также\n\nПоделиться";
        let again = changed.replace("Как ожидается, ремонт", "Ремонт, по оценкам,");
        assert_eq!(
            places(&[ARTICLE, &changed, &again]),
            [Repeats::default(), near(0), near(0)]
        );
    }

    #[test]
    fn short_texts_are_compared_as_a_whole_only() {
        assert_eq!(
            places(&["Мост закрыт.", "Мост закрыли.", "Мост закрыт."]),
            [Repeats::default(), Repeats::default(), exact(0)]
        );
    }

    #[test]
    fn what_was_learned_comes_back_from_the_log() {
        let reader = Reader::new().unwrap();
        let comparer = Comparer::new(0.7);
        let print = |text: &str| comparer.fingerprint(&reader.read_text(text));
        let mut first = Duplicates::new(&comparer);
        first.add(3, print(ARTICLE));
        first.add(4, print("Коротко."));
        let log = first.take_log();

        let mut second = Duplicates::new(&comparer);
        second.recall(&*log).unwrap();
        assert_eq!(second.add(5, print(ARTICLE)), exact(3));
        assert_eq!(second.add(6, print("Коротко.")), exact(4));
        let changed = ARTICLE.replace("осени", "весны");
        assert_eq!(second.add(7, print(&changed)), near(3));

        let cut = &log[..log.len() - 1];
        assert!(Duplicates::new(&comparer).recall(cut).is_err());
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let comparer = Comparer::new(0.7);
        let mut duplicates = Duplicates::new(&comparer);
        let numbers = comparer.bands * comparer.band_width;
        for document in 0..(NEAR as u64 + 10) {
            duplicates.add(
                document,
                Fingerprint {
                    text: u128::from(document),
                    signature: vec![document as u32; numbers],
                },
            );
        }
        assert_eq!(duplicates.signatures.size(), NEAR);
        let again = Fingerprint {
            text: u128::MAX,
            signature: vec![3; numbers],
        };
        assert_eq!(duplicates.add(u64::MAX, again), Repeats::default());
    }
}
