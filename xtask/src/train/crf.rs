//! Training of a linear-chain CRF by FTRL-proximal, a gradient method whose penalty leaves most weights at exactly zero.
//!
//! Every feature has three rows of weights: one shared by the annotation schemes and one for each. A sentence of a scheme
//! trains the shared and its own; the sum of the two is what the tagger uses.
#![allow(
    clippy::needless_range_loop,
    reason = "the loops over labels run over several rows at once; as index loops they read as the formulas do"
)]

use std::collections::BTreeMap;
use std::ops::Range;

use depesha_tagger::Scheme;
use depesha_tagger::training::{LABELS, Label, Lattice, START, Transitions, WIDTH, best_labels};

/// Rows of weights of a feature: shared, then one for each scheme.
const ROWS: usize = 1 + Scheme::ALL.len();

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    /// Times that every sentence is seen.
    pub epochs: usize,
    /// The step.
    pub alpha: f32,
    /// Damps the first steps.
    pub beta: f32,
    /// The penalty that makes weights zero.
    pub l1: f32,
    /// What a step to the label of no name is made to cost in the end: the penalties make the model miss more names than
    /// it invents, and F1 is best where the two balance.
    pub outside: f32,
    /// The penalty that keeps weights small.
    pub l2: f32,
    /// A feature seen less often is left out.
    pub cut: u32,
    /// Seed of the order of sentences; each further run takes the next.
    pub seed: u64,
    /// Runs whose mean is taken.
    pub runs: usize,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            epochs: 8,
            alpha: 0.07,
            beta: 1.0,
            l1: 1.0,
            outside: 0.3,
            l2: 0.02,
            cut: 2,
            seed: 1,
            runs: 3,
        }
    }
}

/// A document ready for training: features as numbers.
#[derive(Clone, Debug)]
pub struct Sample {
    /// How it was annotated.
    pub scheme: Scheme,
    /// The sentences as ranges of tokens.
    pub sentences: Vec<Range<usize>>,
    /// The right label of each token.
    pub labels: Vec<Label>,
    /// The features of each token.
    pub features: Vec<Vec<u32>>,
}

/// What training gives: weights by feature, for each scheme.
#[derive(Clone, Debug)]
pub struct Trained {
    /// Scores of the step from label to label.
    pub transitions: [[f32; LABELS]; LABELS + 1],
    /// Weights of the features that have any, by number of the feature, ascending.
    pub weights: Vec<(u32, [[f32; LABELS]; Scheme::ALL.len()])>,
}

/// One row of the method's state for all labels.
#[derive(Clone, Copy)]
struct Cell {
    weight: [f32; WIDTH],
    z: [f32; WIDTH],
    n: [f32; WIDTH],
}

const EMPTY: Cell = Cell {
    weight: [0.0; WIDTH],
    z: [0.0; WIDTH],
    n: [0.0; WIDTH],
};

impl Cell {
    #[inline]
    fn step(&mut self, gradient: &[f32; WIDTH], rates: &Rates, l1: f32) {
        let by_alpha = 1.0 / rates.alpha;
        for label in 0..WIDTH {
            let g = gradient[label];
            let n = self.n[label] + g * g;
            let root = n.sqrt();
            let sigma = (root - self.n[label].sqrt()) * by_alpha;
            let z = self.z[label] + g - sigma * self.weight[label];
            let over = z.abs() - l1;
            let weight = -over.copysign(z) / ((rates.beta + root) * by_alpha + rates.l2);
            self.z[label] = z;
            self.n[label] = n;
            self.weight[label] = if over > 0.0 { weight } else { 0.0 };
        }
    }
}

/// Trains on `samples`, whose features are below `features`, several times, and takes the mean of the weights: what one
/// order of the sentences taught by chance evens out, and the model is as fast as any one.
pub fn train(samples: &[&Sample], features: usize, rates: &Rates) -> Trained {
    let mut mean = Mean::default();
    for run in 0..rates.runs.max(1) {
        let seed = rates.seed.wrapping_add(run as u64);
        mean.add(train_once(samples, features, &Rates { seed, ..*rates }));
    }
    mean.finish()
}

/// Sums of the weights of several runs.
#[derive(Default)]
struct Mean {
    runs: f32,
    transitions: [[f32; LABELS]; LABELS + 1],
    weights: BTreeMap<u32, [[f32; LABELS]; Scheme::ALL.len()]>,
}

impl Mean {
    fn add(&mut self, run: Trained) {
        let add = |sums: &mut [f32], more: &[f32]| {
            for (sum, more) in sums.iter_mut().zip(more) {
                *sum += more;
            }
        };
        self.runs += 1.0;
        add(
            self.transitions.as_flattened_mut(),
            run.transitions.as_flattened(),
        );
        for (feature, weights) in run.weights {
            let sum = self.weights.entry(feature).or_default();
            add(sum.as_flattened_mut(), weights.as_flattened());
        }
    }

    fn finish(self) -> Trained {
        let mean = |row: [f32; LABELS]| row.map(|weight| weight / self.runs);
        let weights = self.weights.into_iter();
        Trained {
            transitions: self.transitions.map(mean),
            weights: weights
                .map(|(feature, rows)| (feature, rows.map(mean)))
                .collect(),
        }
    }
}

fn train_once(samples: &[&Sample], features: usize, rates: &Rates) -> Trained {
    let (numbers, count) = number_features(samples, features, rates.cut);
    let mut trainer = Trainer {
        numbers,
        cells: vec![[EMPTY; ROWS]; count],
        transitions: [EMPTY; LABELS + 1],
        rates: *rates,
        scratch: Scratch::default(),
    };
    let mut order: Vec<(usize, Range<usize>)> = Vec::new();
    for (sample, document) in samples.iter().enumerate() {
        order.extend(
            document
                .sentences
                .iter()
                .map(|sentence| (sample, sentence.clone())),
        );
    }
    let mut random = SplitMix(rates.seed);
    for _ in 0..rates.epochs {
        random.shuffle(&mut order);
        for (sample, sentence) in &order {
            trainer.learn(samples[*sample], sentence.clone());
        }
    }
    trainer.finish()
}

/// Numbers the features seen often enough from 0 up; the others have `u32::MAX`.
fn number_features(samples: &[&Sample], features: usize, cut: u32) -> (Vec<u32>, usize) {
    let mut counts = vec![0u32; features];
    for feature in samples.iter().flat_map(|s| s.features.iter().flatten()) {
        counts[*feature as usize] += 1;
    }
    let mut next = 0;
    for count in &mut counts {
        *count = if *count >= cut {
            next += 1;
            next - 1
        } else {
            u32::MAX
        };
    }
    (counts, next as usize)
}

struct Trainer {
    numbers: Vec<u32>,
    cells: Vec<[Cell; ROWS]>,
    transitions: [Cell; LABELS + 1],
    rates: Rates,
    scratch: Scratch,
}

/// Tables of forward and backward sums, one row a token.
#[derive(Default)]
struct Scratch {
    ids: Vec<u32>,
    ends: Vec<usize>,
    scores: Vec<[f64; LABELS]>,
    forward: Vec<[f64; LABELS]>,
    backward: Vec<[f64; LABELS]>,
    norms: Vec<f64>,
}

impl Trainer {
    fn learn(&mut self, sample: &Sample, sentence: Range<usize>) {
        let len = sentence.len();
        if len == 0 {
            return;
        }
        let own = 1 + sample.scheme as usize;
        let labels = &sample.labels[sentence.clone()];
        self.score(&sample.features[sentence], own);
        let steps = self.steps();
        self.sums(&steps);

        let Scratch {
            ids,
            ends,
            scores,
            forward,
            backward,
            norms,
        } = &self.scratch;
        // Transitions: expected less seen.
        let mut gradient = [[0.0f64; LABELS]; LABELS + 1];
        for at in 1..len {
            for (from, row) in gradient[..LABELS].iter_mut().enumerate() {
                let before = forward[at - 1][from] / norms[at];
                for to in 0..LABELS {
                    row[to] += before * steps[from][to] * scores[at][to] * backward[at][to];
                }
            }
            gradient[labels[at - 1].index()][labels[at].index()] -= 1.0;
        }
        for to in 0..LABELS {
            gradient[START][to] += forward[0][to] * backward[0][to];
        }
        gradient[START][labels[0].index()] -= 1.0;
        for (cell, row) in self.transitions.iter_mut().zip(&gradient) {
            // The few steps are never made zero.
            cell.step(&widen(row), &self.rates, 0.0);
        }
        // Features.
        let mut start = 0;
        for at in 0..len {
            let ids = &ids[start..ends[at]];
            start = ends[at];
            let mut gradient: [f64; LABELS] =
                std::array::from_fn(|label| forward[at][label] * backward[at][label]);
            gradient[labels[at].index()] -= 1.0;
            // A token that is as good as certain teaches nothing: most are after the first epoch.
            if gradient.iter().all(|g| g.abs() <= 2e-3) {
                continue;
            }
            let gradient = widen(&gradient);
            for &id in ids {
                let cells = &mut self.cells[id as usize];
                cells[0].step(&gradient, &self.rates, self.rates.l1);
                cells[own].step(&gradient, &self.rates, self.rates.l1);
            }
        }
    }

    /// The exponential of the scores of each token's labels, each token's largest made one.
    fn score(&mut self, features: &[Vec<u32>], own: usize) {
        let Scratch {
            ids, ends, scores, ..
        } = &mut self.scratch;
        ids.clear();
        ends.clear();
        scores.clear();
        for features in features {
            let mut sum = [0.0f32; WIDTH];
            for &feature in features {
                let id = self.numbers[feature as usize];
                if id == u32::MAX {
                    continue;
                }
                ids.push(id);
                let cells = &self.cells[id as usize];
                for label in 0..WIDTH {
                    sum[label] += cells[0].weight[label] + cells[own].weight[label];
                }
            }
            ends.push(ids.len());
            let largest = sum[..LABELS].iter().copied().fold(f32::MIN, f32::max);
            scores.push(std::array::from_fn(|label| {
                f64::from(sum[label] - largest).exp()
            }));
        }
    }

    /// The exponential of the scores of steps; of forbidden ones, zero.
    fn steps(&self) -> [[f64; LABELS]; LABELS + 1] {
        let mut steps = [[0.0; LABELS]; LABELS + 1];
        for to in Label::all() {
            let at = to.index();
            for from in Label::all().filter(|from| from.allows(to)) {
                steps[from.index()][at] =
                    f64::from(self.transitions[from.index()].weight[at]).exp();
            }
            if to.may_start() {
                steps[START][at] = f64::from(self.transitions[START].weight[at]).exp();
            }
        }
        steps
    }

    /// Forward and backward sums, each forward row scaled to one.
    fn sums(&mut self, steps: &[[f64; LABELS]; LABELS + 1]) {
        let Scratch {
            scores,
            forward,
            backward,
            norms,
            ..
        } = &mut self.scratch;
        let len = scores.len();
        forward.clear();
        norms.clear();
        for at in 0..len {
            let mut row = [0.0; LABELS];
            if at == 0 {
                row = steps[START];
            } else {
                for (from, &before) in forward[at - 1].iter().enumerate() {
                    for to in 0..LABELS {
                        row[to] += before * steps[from][to];
                    }
                }
            }
            for (to, label) in Label::all().enumerate() {
                let legal = at + 1 < len || label.may_end();
                row[to] = if legal { row[to] * scores[at][to] } else { 0.0 };
            }
            let norm: f64 = row.iter().sum();
            for value in &mut row {
                *value /= norm;
            }
            forward.push(row);
            norms.push(norm);
        }
        backward.clear();
        backward.resize(len, [0.0; LABELS]);
        for label in Label::all().filter(|label| label.may_end()) {
            backward[len - 1][label.index()] = 1.0;
        }
        for at in (1..len).rev() {
            for from in 0..LABELS {
                let sum: f64 = (0..LABELS)
                    .map(|to| steps[from][to] * scores[at][to] * backward[at][to])
                    .sum();
                backward[at - 1][from] = sum / norms[at];
            }
        }
    }

    fn finish(self) -> Trained {
        let row =
            |cell: &Cell| -> [f32; LABELS] { std::array::from_fn(|label| cell.weight[label]) };
        let mut weights = Vec::new();
        for (feature, &id) in self
            .numbers
            .iter()
            .enumerate()
            .filter(|(_, id)| **id != u32::MAX)
        {
            let [shared, own @ ..] = self.cells[id as usize].each_ref().map(row);
            let sums: [[f32; LABELS]; Scheme::ALL.len()] =
                own.map(|own| std::array::from_fn(|label| shared[label] + own[label]));
            if sums.as_flattened().iter().any(|&weight| weight != 0.0) {
                weights.push((feature as u32, sums));
            }
        }
        let mut transitions = self.transitions.each_ref().map(row);
        for row in &mut transitions {
            row[Label::OUTSIDE.index()] -= self.rates.outside;
        }
        Trained {
            transitions,
            weights,
        }
    }
}

fn widen(row: &[f64; LABELS]) -> [f32; WIDTH] {
    std::array::from_fn(|label| row.get(label).map_or(0.0, |&value| value as f32))
}

impl Trained {
    /// The labels that these weights give to a document.
    pub fn label(&self, sample: &Sample) -> Vec<Label> {
        // Whole numbers, as the tagger has them, but finer.
        const FINE: f32 = 4096.0;
        let transitions = Transitions::new(
            &self
                .transitions
                .map(|row| row.map(|score| (score * FINE) as i32)),
        );
        let mut lattice = Lattice::default();
        let mut labels = Vec::with_capacity(sample.labels.len());
        for sentence in &sample.sentences {
            labels.resize(sentence.start, Label::OUTSIDE);
            let scores: Vec<[i32; WIDTH]> = sample.features[sentence.clone()]
                .iter()
                .map(|features| {
                    let mut sum = [0i32; WIDTH];
                    for feature in features {
                        if let Ok(at) = self.weights.binary_search_by_key(feature, |w| w.0) {
                            let row = &self.weights[at].1[sample.scheme as usize];
                            for (sum, weight) in sum.iter_mut().zip(row) {
                                *sum += (weight * FINE) as i32;
                            }
                        }
                    }
                    sum
                })
                .collect();
            best_labels(&scores, &transitions, &mut lattice, &mut labels);
        }
        labels.resize(sample.labels.len(), Label::OUTSIDE);
        labels
    }
}

/// Sebastiano Vigna's SplitMix64: small, and the same everywhere.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            let other = (self.next() % (at as u64 + 1)) as usize;
            list.swap(at, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use depesha_tagger::Kind;

    /// Feature 0 means a person in one scheme and nothing in the other; feature 1 is everywhere.
    fn sample(scheme: Scheme, person: bool) -> Sample {
        let unit = Label::within(Kind::Person, 0, 1);
        Sample {
            scheme,
            sentences: std::iter::once(0..3).collect(),
            labels: vec![
                Label::OUTSIDE,
                if person { unit } else { Label::OUTSIDE },
                Label::OUTSIDE,
            ],
            features: vec![vec![1], vec![0, 1], vec![1]],
        }
    }

    #[test]
    fn schemes_that_disagree_are_both_learned() {
        let mut samples = vec![sample(Scheme::Nerel, true); 20];
        samples.extend(vec![sample(Scheme::FactRuEval, false); 20]);
        let all: Vec<&Sample> = samples.iter().collect();
        let rates = Rates {
            l1: 0.1,
            epochs: 20,
            ..Rates::default()
        };
        let trained = train(&all, 2, &rates);
        for sample in [&samples[0], &samples[20]] {
            assert_eq!(trained.label(sample), sample.labels, "{:?}", sample.scheme);
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_weights() {
        let samples = [
            sample(Scheme::Nerel, true),
            sample(Scheme::FactRuEval, false),
        ];
        let all: Vec<&Sample> = samples.iter().collect();
        let rates = Rates {
            l1: 0.0,
            ..Rates::default()
        };
        let (one, two) = (train(&all, 2, &rates), train(&all, 2, &rates));
        assert_eq!(one.weights, two.weights);
        assert!(!one.weights.is_empty());
    }

    #[test]
    fn rare_features_are_left_out() {
        let one = sample(Scheme::Nerel, true);
        let (numbers, count) = number_features(&[&one], 2, 2);
        assert_eq!((numbers, count), (vec![u32::MAX, 0], 1));
    }
}
