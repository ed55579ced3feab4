//! Inputs as a user names them, and the files that they stand for.

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Failure, Problem};
use crate::position::Position;

/// How standard input is named.
const DASH: &str = "-";

/// What a user names as an input: `-` is standard input, everything else a file, a folder with all files in it, or a
/// pattern such as `news/**/*.html`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file, a folder or a pattern; what lies at the path goes before what fits it as a pattern.
    Path(PathBuf),
}

impl<T: AsRef<OsStr> + ?Sized> From<&T> for Input {
    fn from(name: &T) -> Self {
        match name.as_ref() {
            name if name == DASH => Self::Stdin,
            name => Self::Path(name.into()),
        }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdin => f.write_str(DASH),
            Self::Path(path) => path.display().fmt(f),
        }
    }
}

impl Input {
    /// The inputs that this one stands for, in the order of their names: the files of a folder and its folders, or
    /// what fits a pattern. Hidden files of a folder are left out.
    pub(crate) fn files(&self) -> Files {
        match self {
            Self::Stdin => Box::new(std::iter::once(Ok(Found {
                input: Self::Stdin,
                searched: false,
            }))),
            Self::Path(path) if path.is_dir() => Box::new(folder(path)),
            Self::Path(path) if !path.exists() => pattern(path),
            Self::Path(path) => Box::new(std::iter::once(Ok(Found {
                input: Self::Path(path.clone()),
                searched: false,
            }))),
        }
    }

    /// How many bytes the files hold, as they lie on the disk; `None` when nobody can know, as of standard input. Walks
    /// through folders.
    pub fn stored_bytes(&self) -> Option<u64> {
        let sizes = self.files().map(|file| match file.ok()?.input {
            Self::Stdin => None,
            Self::Path(path) => Some(fs::metadata(path).ok()?.len()),
        });
        sizes.sum()
    }
}

/// Files to read, found one by one.
pub(crate) type Files = Box<dyn Iterator<Item = Result<Found, Failure>> + Send>;

/// A file to read.
pub(crate) struct Found {
    pub input: Input,
    /// Whether it was found in a folder rather than named, so that nobody says it is a page.
    pub searched: bool,
}

fn folder(path: &Path) -> impl Iterator<Item = Result<Found, Failure>> + Send + use<> {
    let is_shown = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    let walk = walkdir::WalkDir::new(path).sort_by_file_name().into_iter();
    walk.filter_entry(is_shown).filter_map(|entry| match entry {
        Ok(entry) if entry.path().is_dir() => None,
        Ok(entry) => Some(Ok(Found {
            input: Input::Path(entry.into_path()),
            searched: true,
        })),
        Err(error) => {
            let name = error.path().map(|path| path.display().to_string());
            let problem = match error.into_io_error() {
                Some(error) => Problem::from(error),
                // A link back to a folder above: what lies there is read already.
                None => return None,
            };
            Some(Err(problem.at(Position::of_input(name.as_deref()))))
        }
    })
}

/// What fits a pattern, folders with all that is in them; nothing is a failure.
fn pattern(path: &Path) -> Files {
    let name = path.display().to_string();
    let missing = |problem: Problem| -> Files {
        let failure = problem.at(Position::of_input(Some(&name)));
        Box::new(std::iter::once(Err(failure)))
    };
    let Some(mut fitting) = path.to_str().and_then(|name| glob::glob(name).ok()) else {
        return missing(Problem::Missing);
    };
    let Some(first) = fitting.next() else {
        let error = fs::metadata(path).err();
        return missing(error.map_or(Problem::Missing, Problem::from));
    };
    let files = std::iter::once(first)
        .chain(fitting)
        .flat_map(|path| -> Files {
            match path {
                // What fits exists, so this does not look for patterns once more.
                Ok(path) => Input::Path(path).files(),
                Err(error) => {
                    let name = error.path().display().to_string();
                    let problem = Problem::from(std::io::Error::from(error));
                    Box::new(std::iter::once(Err(
                        problem.at(Position::of_input(Some(&name)))
                    )))
                }
            }
        });
    Box::new(files)
}
