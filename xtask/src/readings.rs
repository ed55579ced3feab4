//! `cargo xtask train-readings`: teaches the fast choice among readings what the dictionary's slow model knows.

use std::path::PathBuf;
use std::rc::Rc;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;
use depesha_morphology::training::{FEATURES, Place, WEIGHTS, considered};
use depesha_morphology::{Context, Memo, Morphology, Reading, Word};

use crate::files;

/// Train the choice among a word's readings on plain text, as the dictionary's slow model reads it
#[derive(Args)]
pub struct Options {
    /// A folder with `.txt` files; may be given again
    #[arg(long, required = true)]
    text: Vec<PathBuf>,
    /// Where to write the weights; without it none are written
    #[arg(long)]
    out: Option<PathBuf>,
    /// Every so manieth text is held back to measure; with 0 all are learned from
    #[arg(long, default_value_t = 10)]
    hold_back: usize,
    /// Times that every sentence is seen
    #[arg(long, default_value_t = 4)]
    epochs: usize,
}

/// A sentence and the slow model's choices.
struct Sentence {
    words: Vec<Rc<Word>>,
    chosen: Vec<u8>,
}

impl Options {
    /// Runs the command.
    pub fn run(&self) -> Result<()> {
        let morphology = Morphology::new()?;
        let mut memo = Memo::default();
        let (mut learn, mut test) = (Vec::new(), Vec::new());
        let mut paths = Vec::new();
        for folder in &self.text {
            paths.extend(files::find(folder, ".txt")?);
        }
        if paths.is_empty() {
            bail!("no .txt in the folders given with --text");
        }
        for (number, path) in paths.iter().enumerate() {
            let held = self.hold_back > 0 && number % self.hold_back == 0;
            let list = if held { &mut test } else { &mut learn };
            read(&files::read(path)?, &morphology, &mut memo, list);
        }
        let weights = train(&learn, self.epochs);
        if !test.is_empty() {
            report(&test, &weights);
        }
        if let Some(out) = &self.out {
            std::fs::write(out, weights.as_slice())?;
        }
        Ok(())
    }
}

fn read(text: &str, morphology: &Morphology, memo: &mut Memo, sentences: &mut Vec<Sentence>) {
    let tree = depesha_grammar::parse(text);
    for sentence in tree.sentences() {
        let tokens = &tree.tokens()[sentence.tokens.clone()];
        let surfaces: Vec<&str> = tokens.iter().map(|t| t.span.of(text)).collect();
        let words: Vec<Rc<Word>> = surfaces.iter().map(|s| memo.word(morphology, s)).collect();
        let chosen = morphology.choose_slowly(&surfaces, &words);
        sentences.push(Sentence { words, chosen });
    }
}

/// An averaged perceptron (Freund and Schapire 1999; Collins 2002).
fn train(sentences: &[Sentence], epochs: usize) -> Box<[u8; WEIGHTS]> {
    let mut weights = vec![0i32; WEIGHTS];
    // Each change times the number of words seen before it: what the mean over time lacks.
    let mut late = vec![0i64; WEIGHTS];
    let mut seen: i64 = 0;
    for _ in 0..epochs {
        for Sentence { words, chosen } in sentences {
            let mut place = Place::default();
            for (at, word) in words.iter().enumerate() {
                seen += 1;
                let readings = considered(word);
                let right = usize::from(chosen[at]);
                if readings.len() > 1 {
                    place.look(words, at);
                    let features: Vec<[u32; FEATURES]> = readings
                        .iter()
                        .enumerate()
                        .map(|(index, reading)| place.features(reading, index))
                        .collect();
                    let score = |index: &usize| -> i32 {
                        features[*index].iter().map(|&f| weights[f as usize]).sum()
                    };
                    let guess = (0..readings.len()).rev().max_by_key(score).unwrap_or(0);
                    if guess != right {
                        for (index, change) in [(right, 1), (guess, -1)] {
                            for &feature in &features[index] {
                                weights[feature as usize] += change;
                                late[feature as usize] += seen * i64::from(change);
                            }
                        }
                    }
                }
                // The past is the right one, not the guessed one: measured, that is no worse.
                place.step(&readings[right]);
            }
        }
    }
    let mean: Vec<f64> = weights
        .iter()
        .zip(&late)
        .map(|(&weight, &late)| f64::from(weight) - late as f64 / seen.max(1) as f64)
        .collect();
    // The few largest weights are cut so that the many small ones keep their differences.
    let mut sizes: Vec<f64> = mean.iter().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
    sizes.sort_by(f64::total_cmp);
    let largest = sizes
        .get(sizes.len().saturating_sub(1 + sizes.len() / 1000))
        .copied()
        .unwrap_or(1.0);
    let mut bytes = Box::new([0u8; WEIGHTS]);
    for (byte, weight) in bytes.iter_mut().zip(mean) {
        *byte = (weight / largest * 127.0).round().clamp(-127.0, 127.0) as i8 as u8;
    }
    bytes
}

#[expect(clippy::print_stdout, reason = "the result of the command")]
fn report(sentences: &[Sentence], weights: &[u8; WEIGHTS]) {
    let context = Context::new(weights);
    let start = Instant::now();
    let found: Vec<Vec<u8>> = sentences.iter().map(|s| context.choose(&s.words)).collect();
    let seconds = start.elapsed().as_secs_f64();
    let first: Vec<Vec<u8>> = sentences.iter().map(|s| vec![0; s.words.len()]).collect();
    for (name, choices) in [("first reading", first), ("in context", found)] {
        let (mut words, mut same) = (0, 0);
        let (mut nouns, mut cases) = (0, 0);
        for (sentence, choices) in sentences.iter().zip(&choices) {
            for ((word, &slow), &choice) in sentence.words.iter().zip(&sentence.chosen).zip(choices)
            {
                let reading = |index: u8| -> &Reading { &word.readings()[usize::from(index)] };
                words += 1;
                same += usize::from(slow == choice);
                if reading(slow).is_nominal() {
                    nouns += 1;
                    cases += usize::from(reading(slow).case == reading(choice).case);
                }
            }
        }
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        println!(
            "{name}: as the slow model {:.1} % of {words} words; case of {nouns} nouns {:.1} %",
            share(same, words),
            share(cases, nouns)
        );
    }
    let words: usize = sentences.iter().map(|s| s.words.len()).sum();
    println!("{:.0} words a second", words as f64 / seconds);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_is_learned_from_the_neighbours() {
        let morphology = Morphology::new().unwrap();
        let mut sentences = Vec::new();
        for text in [
            "Он был в Сирии.",
            "Президент Сирии уехал.",
            "Мы жили в Сирии.",
        ] {
            read(text, &morphology, &mut Memo::default(), &mut sentences);
        }
        let weights = train(&sentences, 10);
        let context = Context::new(&weights);
        for sentence in &sentences {
            assert_eq!(context.choose(&sentence.words), sentence.chosen);
        }
    }
}
