//! `cargo xtask bench`: how fast the library reads a folder of pages, and in how much memory.

mod natasha;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use depesha::Reader;

use crate::files;

/// Measures speed and peak memory over a folder of texts.
#[derive(Args)]
pub struct Bench {
    /// A folder with `.txt` files [default: ../shared/corpora/factrueval-devset when it is there, else examples]
    folder: Option<PathBuf>,
    /// How many threads share one reader.
    #[arg(long, default_value_t = 1)]
    threads: usize,
    /// How often to read the folder; the best time counts.
    #[arg(long, default_value_t = 3)]
    repeat: usize,
    /// Also read a text of 10 MB in one paragraph, made of the folder's.
    #[arg(long)]
    long: bool,
    /// Also measure another program on the same texts, one thread each.
    #[arg(long, conflicts_with = "threads")]
    against: Option<Competitor>,
    /// Write what the other program finds to this folder, for `cargo xtask eval --records`.
    #[arg(long, requires = "against")]
    records: Option<PathBuf>,
}

/// Programs to compare with.
#[derive(Clone, Copy, ValueEnum)]
enum Competitor {
    /// The full chain of natasha's README; needs Python 3.11 or older and a network to install it from.
    Natasha,
}

/// The length of the text of `--long`, in bytes.
const LONG: usize = 10_000_000;

impl Bench {
    /// Measures and prints.
    #[allow(clippy::print_stdout, reason = "the figures are the command's answer")]
    pub fn run(&self) -> Result<()> {
        let folder = self.folder.clone().unwrap_or_else(default_folder);
        let texts = files::find(&folder, ".txt")?
            .iter()
            .map(|path| files::read(path))
            .collect::<Result<Vec<_>>>()?;
        if texts.is_empty() {
            bail!("{}: no .txt file; name a folder of texts", folder.display());
        }

        let start = Instant::now();
        let reader = Reader::new()?;
        let loaded = start.elapsed();
        reader.read_text(&texts[0]);
        println!(
            "start      {:.1} ms to load, {:.1} ms to the first record",
            milliseconds(loaded),
            milliseconds(start.elapsed())
        );

        let best = (0..self.repeat.max(1))
            .map(|_| time(|| read_all(&reader, &texts, self.threads)))
            .min();
        let seconds = best
            .unwrap_or_default()
            .as_secs_f64()
            .max(f64::MIN_POSITIVE);
        let characters: usize = texts.iter().map(|text| text.chars().count()).sum();
        let bytes: usize = texts.iter().map(String::len).sum();
        println!(
            "texts      {}, {characters} characters, {bytes} bytes ({})\n\
             time       {seconds:.3} s on {} thread(s), best of {}\n\
             speed      {:.0} texts/s, {:.0} characters/s, {:.2} MB/s",
            texts.len(),
            folder.display(),
            self.threads,
            self.repeat.max(1),
            texts.len() as f64 / seconds,
            characters as f64 / seconds,
            bytes as f64 / seconds / 1e6,
        );
        println!("memory     {}", peak_memory());
        if self.long {
            let long = one_paragraph(&texts, LONG);
            let seconds = time(|| {
                reader.read_text(&long);
            })
            .as_secs_f64();
            println!(
                "long       {:.1} MB in one paragraph: {seconds:.2} s, {:.2} MB/s",
                megabytes(long.len()),
                megabytes(long.len()) / seconds
            );
            println!("memory     {}", peak_memory());
        }
        if let Some(Competitor::Natasha) = self.against {
            let rival = natasha::run(&folder, self.repeat.max(1), self.records.as_deref())?;
            println!(
                "natasha    {} reads {:.1} texts/s: depesha is {:.0} times as fast",
                rival.version,
                texts.len() as f64 / rival.seconds,
                rival.seconds / seconds
            );
        }
        Ok(())
    }
}

fn default_folder() -> PathBuf {
    let corpus = files::root().join("../shared/corpora/factrueval-devset");
    if corpus.is_dir() {
        corpus
    } else {
        files::root().join("examples")
    }
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// Reads every text once; each thread takes the next that nobody has.
fn read_all(reader: &Reader, texts: &[String], threads: usize) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            scope.spawn(|| {
                while let Some(text) = texts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    std::hint::black_box(reader.read_text(text));
                }
            });
        }
    });
}

/// The texts joined by blanks, again and again, up to `bytes`, without a line break.
fn one_paragraph(texts: &[String], bytes: usize) -> String {
    let mut joined = String::with_capacity(bytes + 1);
    for word in texts
        .iter()
        .cycle()
        .flat_map(|text| text.split_whitespace())
    {
        if joined.len() + word.len() >= bytes {
            break;
        }
        joined.push_str(word);
        joined.push(' ');
    }
    joined
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// The most memory that this process had so far, in words.
fn peak_memory() -> String {
    let status = fs::read_to_string(Path::new("/proc/self/status")).unwrap_or_default();
    match peak_kilobytes(&status) {
        Some(kilobytes) => format!("{:.1} MB at most", kilobytes as f64 * 1024.0 / 1e6),
        None => "not known: this system has no /proc/self/status".to_owned(),
    }
}

/// `VmHWM` of Linux's `/proc/self/status`, in units of 1024 bytes.
fn peak_kilobytes(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_long_text_is_one_paragraph_of_the_wanted_length() {
        let texts = [
            "Первый абзац.\n\nВторой.\n".to_owned(),
            " Третий.".to_owned(),
        ];
        let long = one_paragraph(&texts, 1000);
        assert!(long.starts_with("Первый абзац. Второй. Третий. Первый"));
        assert!((950..1000).contains(&long.len()) && !long.contains('\n'));
    }

    #[test]
    fn peak_memory_is_read_where_linux_writes_it() {
        assert_eq!(
            peak_kilobytes("Name:\tx\nVmHWM:\t    5120 kB\nVmRSS:\t1 kB\n"),
            Some(5120)
        );
        assert_eq!(peak_kilobytes("Name:\tx\n"), None);
    }
}
