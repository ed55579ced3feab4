use std::fmt;
use std::io;

/// An input that could not be read. Displays as `FILE: what; what to do`.
#[derive(Debug)]
pub struct SourceError {
    /// The input, as [`Document::uri`](crate::Document::uri) names it.
    pub uri: Option<String>,
    /// What is wrong with it.
    pub problem: Problem,
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.uri.as_deref() {
            Some("-") => f.write_str("standard input: ")?,
            Some(uri) => write!(f, "{uri}: ")?,
            None => {}
        }
        self.problem.fmt(f)
    }
}

impl std::error::Error for SourceError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.problem.source()
    }
}

/// What can be wrong with an input.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// Nothing lies at the path.
    #[error("no such file; check the path")]
    Missing,
    /// The path names a folder.
    #[error("is a folder; name the files in it")]
    Folder,
    /// The system forbids reading it.
    #[error("reading is not permitted; check the permissions of the file and its folders")]
    Forbidden,
    /// No bytes, or only white space.
    #[error("is empty; check that the right file was saved")]
    Empty,
    /// Something else than text.
    #[error("is not text but looks like {looks_like}; save the page as plain text")]
    NotText {
        /// What it looks like, with its article: `a PDF document`.
        looks_like: &'static str,
    },
    /// Text in another encoding, by its byte order mark.
    #[error(
        "is text in {encoding}, and other encodings than UTF-8 are not read; convert it with \
         `iconv -f {encoding} -t UTF-8`"
    )]
    OtherEncoding {
        /// The encoding's name.
        encoding: &'static str,
    },
    /// Text in another encoding without a mark, or damaged.
    #[error(
        "is not UTF-8 (byte 0x{byte:02X} at offset {offset}), and other encodings are not read; convert it, say with \
         `iconv -f WINDOWS-1251 -t UTF-8`"
    )]
    NotUtf8 {
        /// Where the first bad byte lies.
        offset: usize,
        /// That byte.
        byte: u8,
    },
    /// More than can be read.
    #[error("is longer than {limit} bytes; split it into its pages")]
    TooLong {
        /// The most that can be read.
        limit: u64,
    },
    /// Whatever else the system says.
    #[error("{0}; try again, or copy the file to another place")]
    Io(#[source] io::Error),
}

impl Problem {
    pub(crate) fn of(self, uri: Option<&str>) -> SourceError {
        SourceError {
            uri: uri.map(str::to_owned),
            problem: self,
        }
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing,
            io::ErrorKind::IsADirectory => Self::Folder,
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            _ => Self::Io(error),
        }
    }
}
