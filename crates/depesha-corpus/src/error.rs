use std::io;
use std::path::{Path, PathBuf};

use depesha_export::tables::sqlite;

/// Why a run ended before its time. What was written before stays and can be gone on with, unless it says otherwise.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// The system refuses to write or to read what a run has written.
    #[error("{}: {error}; {}, then resume the run", path.display(), advice(error))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// The database cannot be written.
    #[error("{}: {error}; see that there is space and that no other program holds it, then resume the run", path.display())]
    Database {
        /// The database.
        path: PathBuf,
        /// What it says.
        #[source]
        error: sqlite::Error,
    },
    /// The folder holds a run, and nobody asked to resume it.
    #[error("{}: holds a run already; resume it, or name another folder", path.display())]
    Taken {
        /// The folder.
        path: PathBuf,
    },
    /// The folder holds something else than a run.
    #[error("{}: is not empty and holds no run; name another folder", path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// Another program is writing to the folder.
    #[error("{}: another run is writing to it; wait for its end, or name another folder", path.display())]
    InUse {
        /// The folder.
        path: PathBuf,
    },
    /// The run that should be resumed was begun in another way.
    #[error(
        "{}: the run was begun with `{name}` as {was}, not {is}; resume it with the same, or name another folder",
        path.display()
    )]
    Other {
        /// The folder.
        path: PathBuf,
        /// What differs.
        name: String,
        /// How it was.
        was: String,
        /// How it is now.
        is: String,
    },
    /// The state of a run cannot be understood.
    #[error("{}: is damaged ({error}); begin again in another folder", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: String,
    },
    /// The system gives no threads.
    #[error("{0}; ask for fewer threads")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make some space",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "get the permission to write there"
        }
        _ => "see what is wrong with it",
    }
}

/// Says of what file or folder an error is.
pub(crate) trait At<T> {
    fn at(self, path: &Path) -> Result<T, RunError>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, RunError> {
        self.map_err(|error| RunError::Io {
            path: path.to_owned(),
            error,
        })
    }
}

impl<T> At<T> for Result<T, sqlite::Error> {
    fn at(self, path: &Path) -> Result<T, RunError> {
        self.map_err(|error| RunError::Database {
            path: path.to_owned(),
            error,
        })
    }
}
