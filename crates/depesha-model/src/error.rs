use std::fmt;

/// One place where a record breaks the contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The place as a path in the record's JSON: `statements[3].content[0]`; empty when the whole record is meant.
    pub path: String,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => f.write_str(&self.message),
            path => write!(f, "{path}: {}", self.message),
        }
    }
}

/// Why a record was refused: at least one [`Violation`]. Displays the first and counts the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordError {
    violations: Vec<Violation>,
}

impl RecordError {
    /// Everything that is wrong, at least one thing.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// `value` when nothing is wrong with it.
    pub(crate) fn unless_empty<T>(violations: Vec<Violation>, value: T) -> Result<T, Self> {
        if violations.is_empty() {
            Ok(value)
        } else {
            Err(Self { violations })
        }
    }
}

impl From<Violation> for RecordError {
    fn from(violation: Violation) -> Self {
        Self {
            violations: vec![violation],
        }
    }
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, rest @ ..] = self.violations.as_slice() else {
            return Ok(());
        };
        write!(f, "{first}")?;
        match rest.len() {
            0 => Ok(()),
            more => write!(f, " (and {more} more)"),
        }
    }
}

impl std::error::Error for RecordError {}
