use std::io;

use crate::position::Position;

/// A document or an input that was not read. Displays as `FILE, record N: what; what to do`.
#[derive(Debug, thiserror::Error)]
#[error("{position}: {problem}")]
pub struct Failure {
    /// Where it lies.
    pub position: Position,
    /// What the record calls itself, or the address of its page, where that much could be read.
    pub id: Option<String>,
    /// What is wrong with it.
    #[source]
    pub problem: Problem,
}

impl Failure {
    /// Whether nothing went wrong: the document is one that was not asked for, such as a page in another language.
    pub fn is_skip(&self) -> bool {
        matches!(self.problem, Problem::Skipped(_))
    }
}

/// What can be wrong with an input.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// Nothing lies at the path, or nothing fits the pattern.
    #[error("no such file; check the path")]
    Missing,
    /// The system forbids reading it.
    #[error("reading is not permitted; check the permissions of the file and its folders")]
    Forbidden,
    /// No bytes, or only white space.
    #[error("is empty; check that the right file was saved")]
    Empty,
    /// Something else than text.
    #[error("is not text but looks like {looks_like}; save the page as text or HTML")]
    NotText {
        /// What it looks like, with its article: `a PDF document`.
        looks_like: &'static str,
    },
    /// Text in an encoding that is not of the web, by its byte order mark.
    #[error(
        "is text in {encoding}, which is not read; convert it with `iconv -f {encoding} -t UTF-8`"
    )]
    OtherEncoding {
        /// The encoding's name.
        encoding: &'static str,
    },
    /// An HTML page with no text that a reader would see.
    #[error(
        "is a page without text; it may be filled in by its scripts, so save it from a browser"
    )]
    NoArticle,
    /// More than may be read.
    #[error("is longer than {limit} bytes; raise the limit, or split it into its pages")]
    TooLong {
        /// The most that may be read.
        limit: u64,
    },
    /// A record that its container's format does not allow.
    #[error("is no {what}: {why}; check how the file was written")]
    Malformed {
        /// What it should be: `JSON object`.
        what: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// A record without a page in it.
    #[error("has no field `{text}` or `{html}` with a page in it; name the field that has")]
    NoText {
        /// The field that was looked for as plain text.
        text: String,
        /// The field that was looked for as HTML.
        html: String,
    },
    /// Compressed data that ends in the middle.
    #[error("ends in the middle of its compressed data; fetch it again")]
    CutOff,
    /// Compressed data that cannot be unpacked.
    #[error("holds damaged compressed data ({0}); fetch it again")]
    Damaged(String),
    /// Nothing went wrong, but the document is none that was asked for.
    #[error("skipped: {0}")]
    Skipped(Skipped),
    /// Whatever else the system says.
    #[error("{0}; try again, or copy the file to another place")]
    Io(#[source] io::Error),
}

/// Why a document was passed over.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Skipped {
    /// It is not in Russian.
    #[error("{}; documents in any language can be asked for", match .language {
        Some(code) => format!("is not in Russian but in `{code}`"),
        None => "is not in Russian".to_owned(),
    })]
    OtherLanguage {
        /// The language as an ISO 639-1 code, where its letters tell it.
        language: Option<&'static str>,
    },
    /// A file of a folder, or a response of an archive, that is no page.
    #[error("is no page but {what}")]
    NoPage {
        /// What it is: `a JPEG image`, `image/png`.
        what: String,
    },
}

impl Problem {
    /// A fixed name for each problem, for programs and counts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Forbidden => "forbidden",
            Self::Empty => "empty",
            Self::NotText { .. } => "not_text",
            Self::OtherEncoding { .. } => "encoding",
            Self::TooLong { .. } => "too_long",
            Self::Malformed { .. } => "malformed",
            Self::NoArticle => "no_article",
            Self::NoText { .. } => "no_text",
            Self::CutOff => "cut_off",
            Self::Damaged(_) => "damaged",
            Self::Skipped(Skipped::OtherLanguage { .. }) => "other_language",
            Self::Skipped(Skipped::NoPage { .. }) => "no_page",
            Self::Io(_) => "io",
        }
    }

    pub(crate) fn at(self, position: Position) -> Failure {
        Failure {
            position,
            id: None,
            problem: self,
        }
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            io::ErrorKind::UnexpectedEof => Self::CutOff,
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
                Self::Damaged(error.to_string())
            }
            _ => Self::Io(error),
        }
    }
}
