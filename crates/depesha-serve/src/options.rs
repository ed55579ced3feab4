use std::num::NonZeroUsize;
use std::thread::available_parallelism;
use std::time::Duration;

use depesha_report::Language;

/// How the service works.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What a request may cost.
    pub limits: Limits,
    /// The language of the pages, where the browser does not ask for one of them.
    pub language: Language,
    /// Names that the service may be called by, beside `localhost` and the addresses of its machine.
    pub names: Vec<String>,
    /// Whether pages that are not in Russian are read too.
    pub any_language: bool,
    /// Whether each request is told on standard error.
    pub log: bool,
}

/// What a request may cost. Whatever is asked for, memory stays within some times [`Limits::waiting_bytes`]: records are
/// longer than their pages, but only [`Limits::readings`] are made at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest page, in bytes; a longer one is refused (413).
    pub body_bytes: usize,
    /// The bytes of all pages that are being received, wait or are read; when they are more, a request is refused (503).
    pub waiting_bytes: usize,
    /// How many pages are read at the same time.
    pub readings: NonZeroUsize,
    /// How many questions the database is asked at the same time.
    pub questions: NonZeroUsize,
    /// How long a page may take to arrive (408), to wait for its turn (503) and to be read (422), and the database to answer
    /// (503), each.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let cores = available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Self {
            body_bytes: 2 << 20,
            waiting_bytes: 32 << 20,
            readings: cores,
            questions: cores,
            time: Duration::from_secs(15),
        }
    }
}
