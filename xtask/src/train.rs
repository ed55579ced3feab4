//! `cargo xtask train`: trains the tagger and says how good it is.

mod crf;
mod prepare;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, bail};
use clap::Args;
use depesha_morphology::Morphology;
use depesha_tagger::training::{Clusters, Label, PassWeights, write_model};
use depesha_tagger::{Memo, Tagger};

use crate::corpus::{GoldDocument, as_scored, read_folder};
use crate::eval::mentions::Score;
use crate::eval::page::Page;
use crf::{Rates, Sample, Trained, train};
use prepare::{Cut, Numbers, cut, sample, second_sample, spans};

/// Train the tagger of names on annotated folders
#[derive(Args)]
pub struct Options {
    /// A folder to train on: brat or factRuEval; may be given again
    #[arg(long, required = true)]
    corpus: Vec<PathBuf>,
    /// Where to write the model; without it none is made
    #[arg(long)]
    out: Option<PathBuf>,
    /// A folder to score on; one that is also trained on is cross-validated
    #[arg(long)]
    eval: Vec<PathBuf>,
    /// Folds of the cross-validation, and of the labelling that the second pass learns from
    #[arg(long, default_value_t = 5)]
    folds: usize,
    /// Word clusters as TSV: word, count, class of 128, of 512, of 2048; else those of the present model
    #[arg(long)]
    clusters: Option<PathBuf>,
    /// How many of the clusters' words to keep, the most frequent
    #[arg(long, default_value_t = 250_000)]
    words: usize,
    /// Seed of the order of training
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Runs with different seeds whose mean is taken
    #[arg(long, default_value_t = Rates::default().runs)]
    runs: usize,
    /// Times that every sentence is seen
    #[arg(long, default_value_t = Rates::default().epochs)]
    epochs: usize,
    /// The penalty that makes weights zero
    #[arg(long, default_value_t = Rates::default().l1)]
    l1: f32,
    /// What a step to no name is made to cost in the end
    #[arg(long, default_value_t = Rates::default().outside)]
    outside: f32,
}

/// A document with everything that training needs of it.
struct Prepared {
    document: GoldDocument,
    cut: Cut,
    folder: PathBuf,
}

/// A training run: what it learns from and what it is asked for.
struct Split {
    learn: Vec<usize>,
    test: Vec<usize>,
}

impl Options {
    /// Runs the command.
    pub fn run(&self) -> Result<()> {
        let mut trainer = Trainer::new(self)?;
        for folder in &self.eval {
            let score = trainer.evaluate(folder)?;
            report(&format!("{}\n{}", folder.display(), score.report()));
        }
        if let Some(path) = &self.out {
            let model = trainer.model()?;
            std::fs::write(path, &model)?;
            report(&format!("{}: {} bytes", path.display(), model.len()));
        }
        Ok(())
    }
}

#[expect(clippy::print_stdout, reason = "the result of the command")]
fn report(line: &str) {
    println!("{line}");
}

struct Trainer {
    tagger: Tagger,
    morphology: Morphology,
    memo: Memo,
    numbers: Numbers,
    documents: Vec<Prepared>,
    samples: Vec<Sample>,
    /// The documents to train on.
    corpus: Vec<usize>,
    folds: usize,
    rates: Rates,
}

impl Trainer {
    fn new(options: &Options) -> Result<Self> {
        let clusters = match &options.clusters {
            Some(path) => read_clusters(path, options.words)?,
            None => Tagger::builtin()?.clusters().clone(),
        };
        let mut trainer = Self {
            tagger: Tagger::untrained(clusters),
            morphology: Morphology::new()?,
            memo: Memo::default(),
            numbers: Numbers::default(),
            documents: Vec::new(),
            samples: Vec::new(),
            corpus: Vec::new(),
            folds: options.folds.max(2),
            rates: Rates {
                seed: options.seed,
                runs: options.runs,
                epochs: options.epochs,
                l1: options.l1,
                outside: options.outside,
                ..Rates::default()
            },
        };
        for folder in &options.corpus {
            let range = trainer.add(folder)?;
            trainer.corpus.extend(range);
        }
        for folder in &options.eval {
            if !options.corpus.contains(folder) {
                trainer.add(folder)?;
            }
        }
        Ok(trainer)
    }

    fn add(&mut self, folder: &Path) -> Result<std::ops::Range<usize>> {
        let mut words = depesha_morphology::Memo::default();
        let start = self.documents.len();
        for document in read_folder(folder)? {
            let cut = cut(&document.text, &self.morphology, &mut words);
            let made = sample(
                &document,
                &cut,
                &self.tagger,
                &mut self.memo,
                &mut self.numbers,
            );
            self.samples.push(made);
            self.documents.push(Prepared {
                document,
                cut,
                folder: folder.to_owned(),
            });
        }
        Ok(start..self.documents.len())
    }

    /// The score on a folder: by cross-validation if it is trained on.
    fn evaluate(&mut self, folder: &Path) -> Result<Score> {
        let inside: Vec<usize> = (0..self.documents.len())
            .filter(|&at| self.documents[at].folder == folder)
            .collect();
        let trained_on = inside.iter().any(|at| self.corpus.contains(at));
        let folds = if trained_on { self.folds } else { 1 };
        let splits: Vec<Split> = (0..folds)
            .map(|fold| {
                let test: Vec<usize> = inside.iter().copied().skip(fold).step_by(folds).collect();
                Split {
                    learn: self
                        .corpus
                        .iter()
                        .copied()
                        .filter(|at| !test.contains(at))
                        .collect(),
                    test,
                }
            })
            .collect();
        let mut score = Score::default();
        for (split, result) in splits.iter().zip(self.two_passes(&splits)) {
            for (at, labels) in split.test.iter().zip(result.labels) {
                let Prepared { document, cut, .. } = &self.documents[*at];
                let found = as_scored(&document.text, &spans(cut, &labels));
                score.compare(
                    &document.name,
                    &Page::new(&document.text),
                    document.gold.clone(),
                    found,
                );
            }
        }
        Ok(score)
    }

    /// The model trained on the whole corpus.
    fn model(&mut self) -> Result<Vec<u8>> {
        let split = Split {
            learn: self.corpus.clone(),
            test: Vec::new(),
        };
        let result = self
            .two_passes(&[split])
            .pop()
            .context("training gives one result for each split")?;
        let passes = result.passes.map(|trained| self.weights(trained));
        Ok(write_model(self.tagger.clusters(), &passes))
    }

    fn weights(&self, trained: Trained) -> PassWeights {
        let mut features: Vec<_> = trained
            .weights
            .into_iter()
            .map(|(number, weights)| (self.numbers.key(number), weights))
            .collect();
        features.sort_unstable_by_key(|f| f.0);
        PassWeights {
            transitions: trained.transitions,
            features,
        }
    }

    /// Trains both passes for each split. The second learns from labels that a first pass gave to documents which it had
    /// not seen, since that is what it will meet.
    fn two_passes(&mut self, splits: &[Split]) -> Vec<TwoPasses> {
        let mut jobs: Vec<Job> = Vec::new();
        for split in splits {
            jobs.push(Job {
                learn: split.learn.clone(),
                label: split.test.clone(),
            });
            for fold in 0..self.folds {
                let label: Vec<usize> = split
                    .learn
                    .iter()
                    .copied()
                    .skip(fold)
                    .step_by(self.folds)
                    .collect();
                jobs.push(Job {
                    learn: split
                        .learn
                        .iter()
                        .copied()
                        .filter(|at| !label.contains(at))
                        .collect(),
                    label,
                });
            }
        }
        let mut firsts =
            run_jobs(&jobs, &self.samples, self.numbers.len(), &self.rates).into_iter();

        let mut second_jobs = Vec::new();
        let mut second_samples = Vec::new();
        let mut kept = Vec::new();
        for jobs in jobs.chunks(1 + self.folds) {
            let mut learn = Vec::new();
            let mut test = Vec::new();
            let mut first = None;
            for (index, job) in jobs.iter().enumerate() {
                let (trained, labels) = firsts.next().expect("one result for each job");
                for (&at, labels) in job.label.iter().zip(&labels) {
                    let Prepared { document, cut, .. } = &self.documents[at];
                    let made = second_sample(
                        document,
                        cut,
                        &self.samples[at],
                        labels,
                        &self.tagger,
                        &mut self.memo,
                        &mut self.numbers,
                    );
                    (if index == 0 { &mut test } else { &mut learn }).push(second_samples.len());
                    second_samples.push(made);
                }
                if index == 0 {
                    first = Some(trained);
                }
            }
            second_jobs.push(Job { learn, label: test });
            kept.push(first.expect("the first job of a split"));
        }
        let seconds = run_jobs(
            &second_jobs,
            &second_samples,
            self.numbers.len(),
            &self.rates,
        );
        kept.into_iter()
            .zip(seconds)
            .map(|(first, (second, labels))| TwoPasses {
                passes: [first, second],
                labels,
            })
            .collect()
    }
}

struct TwoPasses {
    passes: [Trained; 2],
    /// The labels of each tested document.
    labels: Vec<Vec<Label>>,
}

/// A training run on some samples, and the samples to label with the result.
struct Job {
    learn: Vec<usize>,
    label: Vec<usize>,
}

/// Runs jobs on all cores; the results are in the order of the jobs.
fn run_jobs(
    jobs: &[Job],
    samples: &[Sample],
    features: usize,
    rates: &Rates,
) -> Vec<(Trained, Vec<Vec<Label>>)> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(job) = jobs.get(number) else {
                        break;
                    };
                    let learn: Vec<&Sample> = job.learn.iter().map(|&at| &samples[at]).collect();
                    let trained = train(&learn, features, rates);
                    let labels = job
                        .label
                        .iter()
                        .map(|&at| trained.label(&samples[at]))
                        .collect();
                    results
                        .lock()
                        .expect("no other thread has panicked")
                        .push((number, (trained, labels)));
                }
            });
        }
    });
    let mut results = results.into_inner().expect("no thread has panicked");
    results.sort_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}

/// `word⇥count⇥class of 128⇥class of 512⇥class of 2048`, the most frequent word first.
fn read_clusters(path: &Path, words: usize) -> Result<Clusters> {
    let text = std::fs::read_to_string(path)?;
    let mut table = Vec::new();
    for line in text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .take(words)
    {
        let fields: Vec<&str> = line.split('\t').collect();
        let [word, _, small, middle, large] = fields[..] else {
            bail!("{}: not five fields: {line}", path.display());
        };
        table.push((
            depesha_text::fold(word),
            [small.parse()?, middle.parse()?, large.parse()?],
        ));
    }
    Ok(Clusters::new(
        table.iter().map(|(word, classes)| (&**word, *classes)),
    ))
}
