//! The model file: weights of two passes for each scheme, and the clusters.

use std::fmt;

use crate::Scheme;
use crate::clusters::{CLASSES, Clusters};
use crate::label::{LABELS, WIDTH};
use crate::viterbi::Transitions;

/// The first bytes of a model file: name and version of the format.
const MAGIC: &[u8; 8] = b"DPTAG\0\0\x01";

/// Number of passes over a document.
pub const PASSES: usize = 2;

/// Number of schemes.
const SCHEMES: usize = Scheme::ALL.len();

/// The weights of one pass, as training leaves them.
#[derive(Clone, Debug)]
pub struct PassWeights {
    /// Scores of the step from one label to the next, the last row for the start of a sentence.
    pub transitions: [[f32; LABELS]; LABELS + 1],
    /// Weights by feature and scheme (in the order of [`Scheme::ALL`]).
    pub features: Vec<(u32, [[f32; LABELS]; SCHEMES])>,
}

impl Default for PassWeights {
    fn default() -> Self {
        Self {
            transitions: [[0.0; LABELS]; LABELS + 1],
            features: Vec::new(),
        }
    }
}

/// The weights of a feature for both passes, side by side, so that one look-up serves both.
pub(crate) type Weights = [i8; PASSES * WIDTH];
/// A sum of weights for both passes. A hundred features of 127 at most stay below its bounds.
pub(crate) type Sum = [i16; PASSES * WIDTH];

/// A model file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenModel(&'static str);

impl fmt::Display for BrokenModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the tagger's model cannot be read: {}", self.0)
    }
}

impl std::error::Error for BrokenModel {}

/// A model in memory.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) clusters: Clusters,
    pub(crate) transitions: [Transitions; PASSES],
    index: Index,
    /// The weights of each scheme, by the number that `index` gives.
    weights: [Vec<Weights>; SCHEMES],
}

impl Model {
    /// A model with clusters alone, that finds no names.
    pub(crate) fn untrained(clusters: Clusters) -> Self {
        let none = Transitions::new(&[[0; LABELS]; LABELS + 1]);
        Self {
            clusters,
            transitions: [none.clone(), none],
            index: Index::new(&[]),
            weights: [Vec::new(), Vec::new()],
        }
    }

    /// Adds the weights of a feature, if it has any.
    #[inline]
    pub(crate) fn add(&self, scheme: Scheme, feature: u32, sum: &mut Sum) {
        if let Some(number) = self.index.get(feature) {
            let weights = &self.weights[scheme as usize][number];
            for (sum, &weight) in sum.iter_mut().zip(weights) {
                *sum += i16::from(weight);
            }
        }
    }

    /// Reads a model file.
    pub(crate) fn read(file: &[u8]) -> Result<Self, BrokenModel> {
        let mut input = Input(file);
        if input.take(MAGIC.len())? != MAGIC {
            return Err(BrokenModel("it does not begin as a model file"));
        }
        let mut transitions = Vec::with_capacity(PASSES);
        for _ in 0..PASSES {
            let mut scores = [[0; LABELS]; LABELS + 1];
            for score in scores.as_flattened_mut() {
                *score = i32::from(input.i16()?);
            }
            transitions.push(Transitions::new(&scores));
        }
        let transitions = transitions
            .try_into()
            .map_err(|_| BrokenModel("transitions are missing"))?;

        let count = input.count()?;
        let mut keys = Vec::with_capacity(count);
        let mut weights: [Vec<Weights>; SCHEMES] = Default::default();
        for list in &mut weights {
            list.reserve_exact(count);
        }
        for _ in 0..count {
            keys.push(input.key(keys.last().copied())?);
            for list in &mut weights {
                let mut row = [0; PASSES * WIDTH];
                for pass in row.chunks_exact_mut(WIDTH) {
                    // Bit by bit that is set: most are not.
                    let mut present = input.u16()?;
                    while present != 0 {
                        pass[present.trailing_zeros() as usize] = input.byte()? as i8;
                        present &= present - 1;
                    }
                }
                list.push(row);
            }
        }

        let count = input.count()?;
        let mut words = Vec::with_capacity(count);
        let mut classes = Vec::with_capacity(count);
        for _ in 0..count {
            words.push(input.key(words.last().copied())?);
            classes.push(input.u32()?);
        }
        if !input.0.is_empty() {
            return Err(BrokenModel("it goes on behind its end"));
        }
        Ok(Self {
            clusters: Clusters::from_pairs(words, classes),
            transitions,
            index: Index::new(&keys),
            weights,
        })
    }
}

/// Writes a model file.
///
/// Weights are rounded to 255 steps between the smallest and the largest of their pass. The features must ascend.
pub fn write_model(clusters: &Clusters, passes: &[PassWeights; PASSES]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let scales = passes.each_ref().map(scale);
    for (pass, scale) in passes.iter().zip(scales) {
        for &weight in pass.transitions.as_flattened() {
            let rounded = (weight * scale).round() as i16;
            out.extend(rounded.to_le_bytes());
        }
    }

    let mut keys: Vec<u32> = passes
        .iter()
        .flat_map(|p| p.features.iter().map(|f| f.0))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let mut rows: Vec<(u32, Vec<u8>)> = Vec::new();
    for key in keys {
        let mut bytes = Vec::new();
        let mut any = false;
        for scheme in 0..SCHEMES {
            for (pass, scale) in passes.iter().zip(scales) {
                let found = pass.features.binary_search_by_key(&key, |f| f.0);
                let row = found.map_or([0.0; LABELS], |at| pass.features[at].1[scheme]);
                let rounded = row.map(|weight| (weight * scale).round() as i8);
                let mut present = 0u16;
                for (label, &weight) in rounded.iter().enumerate() {
                    present |= u16::from(weight != 0) << label;
                }
                any |= present != 0;
                bytes.extend(present.to_le_bytes());
                bytes.extend(
                    rounded
                        .iter()
                        .filter(|&&weight| weight != 0)
                        .map(|&weight| weight as u8),
                );
            }
        }
        // A feature whose weights all round to nothing is left out.
        if any {
            rows.push((key, bytes));
        }
    }
    push_varint(rows.len() as u32, &mut out);
    let mut last = None;
    for (key, bytes) in rows {
        push_key(key, &mut last, &mut out);
        out.extend(bytes);
    }

    push_varint(clusters.pairs().len() as u32, &mut out);
    let mut last = None;
    for (key, classes) in clusters.pairs() {
        push_key(key, &mut last, &mut out);
        out.extend(classes.to_le_bytes());
    }
    debug_assert!(
        CLASSES.iter().all(|&count| count <= 2048),
        "the classes of a word fit 32 bits"
    );
    out
}

/// What a pass's weights are multiplied by to fill the range of a byte.
fn scale(pass: &PassWeights) -> f32 {
    let rows = pass.features.iter().flat_map(|f| f.1.as_flattened());
    let largest = rows.fold(0.0f32, |max, weight| max.max(weight.abs()));
    if largest > 0.0 { 127.0 / largest } else { 1.0 }
}

/// Keys ascend: the step from the last one is written.
fn push_key(key: u32, last: &mut Option<u32>, out: &mut Vec<u8>) {
    push_varint(key - last.unwrap_or(0), out);
    *last = Some(key);
}

fn push_varint(mut value: u32, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// What is left of the file.
struct Input<'f>(&'f [u8]);

impl<'f> Input<'f> {
    fn take(&mut self, len: usize) -> Result<&'f [u8], BrokenModel> {
        let (taken, rest) = self
            .0
            .split_at_checked(len)
            .ok_or(BrokenModel("it ends too early"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], BrokenModel> {
        self.take(N)?
            .try_into()
            .map_err(|_| BrokenModel("it ends too early"))
    }

    fn byte(&mut self) -> Result<u8, BrokenModel> {
        self.array().map(u8::from_le_bytes)
    }

    fn u16(&mut self) -> Result<u16, BrokenModel> {
        self.array().map(u16::from_le_bytes)
    }

    fn i16(&mut self) -> Result<i16, BrokenModel> {
        self.array().map(i16::from_le_bytes)
    }

    fn u32(&mut self) -> Result<u32, BrokenModel> {
        self.array().map(u32::from_le_bytes)
    }

    fn varint(&mut self) -> Result<u32, BrokenModel> {
        let mut value = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(BrokenModel("a number is too long"))
    }

    /// A number of things that follow, each at least a byte long: memory is not reserved for more than the file holds.
    fn count(&mut self) -> Result<usize, BrokenModel> {
        let count = self.varint()? as usize;
        if count > self.0.len() {
            return Err(BrokenModel("it ends too early"));
        }
        Ok(count)
    }

    fn key(&mut self, last: Option<u32>) -> Result<u32, BrokenModel> {
        let step = self.varint()?;
        match last {
            Some(last) if step > 0 => last.checked_add(step),
            Some(_) => None,
            None => Some(step),
        }
        .ok_or(BrokenModel("its keys do not ascend"))
    }
}

/// Numbers of features by their key: open addressing, at most half full.
#[derive(Clone, Debug)]
struct Index {
    /// Key and number plus one; zero marks a free slot.
    slots: Box<[(u32, u32)]>,
}

impl Index {
    fn new(keys: &[u32]) -> Self {
        let mut slots = vec![(0, 0); (2 * keys.len()).next_power_of_two()].into_boxed_slice();
        let mask = slots.len() - 1;
        for (number, &key) in keys.iter().enumerate() {
            let mut at = key as usize & mask;
            while slots[at].1 != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = (key, number as u32 + 1);
        }
        Self { slots }
    }

    #[inline]
    fn get(&self, key: u32) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        loop {
            let (found, number) = self.slots[at];
            if number == 0 {
                return None;
            }
            if found == key {
                return Some(number as usize - 1);
            }
            at = (at + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights() -> [PassWeights; PASSES] {
        let mut first = PassWeights::default();
        first.transitions[LABELS][0] = 0.5;
        let mut row = [[0.0; LABELS]; SCHEMES];
        row[1][4] = -2.0;
        row[0][0] = 1.0;
        first.features = vec![(7, row), (700_000, row)];
        let second = PassWeights {
            features: vec![(700_000, row), (u32::MAX, row)],
            ..PassWeights::default()
        };
        [first, second]
    }

    #[test]
    fn a_model_is_read_as_it_was_written() {
        let clusters = Clusters::new([("мир", [1, 2, 3])]);
        let model = Model::read(&write_model(&clusters, &weights())).unwrap();
        assert_eq!(model.clusters.of("мир"), Some([1, 2, 3]));
        let sum = |scheme, feature| {
            let mut sum = [0; PASSES * WIDTH];
            model.add(scheme, feature, &mut sum);
            sum
        };
        let shared = sum(Scheme::FactRuEval, 700_000);
        assert_eq!((shared[4], shared[WIDTH + 4]), (-127, -127));
        assert_eq!(sum(Scheme::FactRuEval, 7)[WIDTH + 4], 0);
        assert_eq!(sum(Scheme::Nerel, u32::MAX)[WIDTH], 64);
        assert_eq!(sum(Scheme::Nerel, 8), [0; PASSES * WIDTH]);
    }

    #[test]
    fn a_cut_or_changed_file_is_refused() {
        let file = write_model(&Clusters::new([("мир", [1, 2, 3])]), &weights());
        for end in 0..file.len() {
            assert!(Model::read(&file[..end]).is_err(), "cut at {end}");
        }
        let longer = [file.as_slice(), &[0]].concat();
        assert!(Model::read(&longer).is_err());
    }
}
