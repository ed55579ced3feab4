//! The database of a run, only ever read.

mod documents;
mod rows;
mod speakers;
mod statements;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use depesha::export::tables::tables;
use rusqlite::{Connection, OpenFlags};

pub use documents::{DocumentQuery, DocumentSummary, documents, outlets};
pub use rows::rows;
pub use speakers::{Count, Office, Profile, Speaker, SpeakerQuery, profile, speakers};
pub use statements::{FoundStatement, StatementQuery, statements};

/// The name that a run gives the database in its folder.
const FILE: &str = "depesha.sqlite";

/// How many steps of its machine the database does between two looks at the clock: well under a millisecond.
const STEPS: i32 = 10_000;

/// How long to wait for a run that is writing to the database.
const PATIENCE: Duration = Duration::from_secs(2);

/// A database that `depesha run --format sqlite` has made or is making.
#[derive(Debug)]
pub struct Database {
    path: PathBuf,
    /// Connections that nobody uses at the moment.
    idle: Mutex<Vec<Connection>>,
}

/// Why a database cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// There is no file.
    #[error("{}: there is no database; make one with `depesha run … --format sqlite`", .0.display())]
    Missing(PathBuf),
    /// It is no database of a run, or the system refuses to open it.
    #[error(
        "{}: is no database of `depesha run` ({error}); make one with `depesha run … --format sqlite`",
        path.display()
    )]
    Other {
        /// The file.
        path: PathBuf,
        /// What the database says.
        #[source]
        error: rusqlite::Error,
    },
}

/// Why a question has no answer.
#[derive(Debug)]
pub enum Trouble {
    /// It took longer than it may.
    TooSlow,
    /// A run is writing, and went on for too long.
    Busy,
    /// The database is damaged, or the disk.
    Broken(rusqlite::Error),
}

impl Database {
    /// Opens a database: the file itself, or the folder that a run wrote it to.
    ///
    /// # Errors
    /// No such file, or one without the tables of `docs/tables.md`.
    pub fn open(path: &Path) -> Result<Self, DatabaseError> {
        let path = match path.is_dir() {
            true => path.join(FILE),
            false => path.to_owned(),
        };
        if !path.is_file() {
            return Err(DatabaseError::Missing(path));
        }
        match connect(&path).and_then(|connection| check(&connection).map(|()| connection)) {
            Ok(connection) => Ok(Self {
                path,
                idle: Mutex::new(vec![connection]),
            }),
            Err(error) => Err(DatabaseError::Other { path, error }),
        }
    }

    /// What `question` finds, if it finds it within `time`.
    pub fn ask<T>(
        &self,
        time: Duration,
        question: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Trouble> {
        // A connection is whole whatever happened to the thread that held the lock.
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = idle().pop();
        let mut connection = match taken {
            Some(connection) => connection,
            None => connect(&self.path)?,
        };
        let deadline = Instant::now() + time;
        connection.progress_handler(STEPS, Some(move || Instant::now() > deadline))?;
        // All parts of an answer are of one moment, even while a run is writing.
        let answer = connection
            .unchecked_transaction()
            .and_then(|_moment| question(&connection));
        idle().push(connection);
        Ok(answer?)
    }
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, OperationInterrupted};
        match error.sqlite_error_code() {
            Some(OperationInterrupted) => Self::TooSlow,
            Some(DatabaseBusy | DatabaseLocked) => Self::Busy,
            _ => Self::Broken(error),
        }
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    // The file may come from anybody: nothing that it defines is run.
    connection.execute_batch("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;")?;
    Ok(connection)
}

/// Looks for all tables and columns.
fn check(connection: &Connection) -> rusqlite::Result<()> {
    for table in tables() {
        let columns = table.columns.iter();
        let columns: Vec<_> = columns
            .map(|c| format!("{}.\"{}\"", table.name, c.name))
            .collect();
        connection.prepare(&format!(
            "SELECT {} FROM {}",
            columns.join(", "),
            table.name
        ))?;
    }
    connection.prepare("SELECT rowid FROM statements_text('слово')")?;
    Ok(())
}

/// Texts as one value, for `json_each`.
fn list(texts: &[String]) -> rusqlite::types::Value {
    rusqlite::types::Value::Text(serde_json::Value::from(texts).to_string())
}
