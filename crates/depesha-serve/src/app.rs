//! What all requests share, and the turns that they take.

use std::future::poll_fn;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Instant;

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_LENGTH;
use depesha::{BrokenDictionary, Entry, ReadOptions, Reader, Record};
use depesha_morphology::Morphology;
use rusqlite::Connection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::log;
use crate::options::{Limits, Options};
use crate::problem::Problem;
use crate::store::{Database, Trouble};

/// What all requests share.
pub struct App {
    pub reader: Reader,
    pub morphology: Morphology,
    pub database: Option<Database>,
    pub options: Options,
    read_options: Arc<ReadOptions>,
    waiting: Arc<Semaphore>,
    readings: Arc<Semaphore>,
    questions: Arc<Semaphore>,
}

/// Bodies are counted in kilobytes, so that a semaphore can count all of them.
const UNIT: usize = 1 << 10;

/// A page on its way through the service, with the memory that it was granted.
pub struct Received {
    pub bytes: Bytes,
    granted: OwnedSemaphorePermit,
}

impl Received {
    /// The part of the body that is the page.
    pub fn with(self, page: impl Into<Bytes>) -> Self {
        Self {
            bytes: page.into(),
            ..self
        }
    }
}

/// How a page is read.
pub struct Reading {
    /// What the file is called.
    pub name: Option<String>,
    pub options: depesha::Options,
}

impl App {
    pub fn new(
        reader: Reader,
        database: Option<Database>,
        options: Options,
    ) -> Result<Self, BrokenDictionary> {
        let Limits {
            waiting_bytes,
            readings,
            questions,
            ..
        } = options.limits;
        let semaphore =
            |permits: usize| Arc::new(Semaphore::new(permits.min(Semaphore::MAX_PERMITS)));
        Ok(Self {
            reader,
            morphology: Morphology::new()?,
            database,
            read_options: Arc::new(ReadOptions {
                any_language: options.any_language,
                ..ReadOptions::default()
            }),
            waiting: semaphore(waiting_bytes / UNIT),
            readings: semaphore(NonZeroUsize::get(readings)),
            questions: semaphore(NonZeroUsize::get(questions)),
            options,
        })
    }

    /// Takes a body, when it is not too long and there is memory for it.
    pub async fn receive(&self, headers: &HeaderMap, body: Body) -> Result<Received, Problem> {
        let limits = &self.options.limits;
        let length = headers.get(CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        // One that does not tell its length may be as long as any.
        let most = length.unwrap_or(limits.body_bytes);
        if most > limits.body_bytes {
            self.discard(body).await;
            return Err(Problem::too_large(limits.body_bytes));
        }
        let units = u32::try_from(most / UNIT + 1).unwrap_or(u32::MAX);
        let Ok(granted) = Arc::clone(&self.waiting).try_acquire_many_owned(units) else {
            self.discard(body).await;
            return Err(Problem::busy());
        };
        match timeout(limits.time, to_bytes(body, most)).await {
            Ok(Ok(bytes)) => Ok(Received { bytes, granted }),
            Ok(Err(_)) => Err(Problem::too_large(limits.body_bytes)),
            Err(_) => Err(Problem::slow_body()),
        }
    }

    /// Lets a body that is refused pass by, as far as it is not much too long. Most clients look for the answer only when they
    /// have sent everything, and would find the connection closed.
    async fn discard(&self, mut body: Body) {
        let limits = &self.options.limits;
        let mut left = limits.body_bytes.saturating_mul(4);
        let pass = async {
            while let Some(Ok(frame)) =
                poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await
            {
                let length = frame.data_ref().map_or(0, Bytes::len);
                match left.checked_sub(length) {
                    Some(rest) => left = rest,
                    None => break,
                }
            }
        };
        // Whether it came to its end makes no difference.
        let _ = timeout(limits.time, pass).await;
    }

    /// Reads a page on a thread of its own when its turn has come, and makes something of its record there.
    pub async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        page: Received,
        reading: Reading,
        make: impl FnOnce(&Record) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let turn = self.turn(&self.readings).await?;
        let app = Arc::clone(self);
        let work = move || {
            // They are held until the work is done, even when nobody waits for it any more.
            let (_turn, _granted) = (turn, page.granted);
            let deadline = Instant::now() + app.options.limits.time;
            let options = Arc::clone(&app.read_options);
            let document =
                Entry::of_page(page.bytes.into(), reading.name.as_deref(), options).read()?;
            let mut watch = |_| match Instant::now() > deadline {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            };
            let record = app
                .reader
                .read_watched(&document, &reading.options, &mut watch);
            make(&record.ok_or_else(Problem::slow_reading)?)
        };
        // A page that breaks the program breaks only its own request; the thread has told why.
        spawn_blocking(work)
            .await
            .unwrap_or_else(|_| Err(Problem::internal()))
    }

    /// Asks the database on a thread of its own when its turn has come.
    pub async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Problem> {
        if self.database.is_none() {
            return Err(Problem::no_database());
        }
        let turn = self.turn(&self.questions).await?;
        let app = Arc::clone(self);
        let work = move || {
            let _turn = turn;
            let database = app.database.as_ref().ok_or_else(Problem::no_database)?;
            database
                .ask(app.options.limits.time, question)
                .map_err(Problem::from)
        };
        spawn_blocking(work)
            .await
            .unwrap_or_else(|_| Err(Problem::internal()))
    }

    async fn turn(&self, turns: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Problem> {
        let turn = timeout(self.options.limits.time, Arc::clone(turns).acquire_owned());
        // Nobody closes the semaphores.
        turn.await
            .ok()
            .and_then(Result::ok)
            .ok_or_else(Problem::busy)
    }
}

impl From<Trouble> for Problem {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::TooSlow => Self::slow_answer(),
            Trouble::Busy => Self::busy(),
            Trouble::Broken(error) => {
                log::tell(format_args!("the database fails: {error}"));
                Self::internal()
            }
        }
    }
}
