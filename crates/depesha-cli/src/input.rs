//! Inputs as the command line names them.

use std::io;
use std::path::Path;

use depesha::{Document, SourceError};

/// Standard input.
pub const DASH: &str = "-";

/// Reads a file, or standard input for [`DASH`].
pub fn read(file: &Path) -> Result<Document, SourceError> {
    match file == Path::new(DASH) {
        true => Document::from_reader(io::stdin().lock(), Some(DASH)),
        false => Document::from_path(file),
    }
}

/// How messages name the input.
pub fn name(file: &Path) -> String {
    match file == Path::new(DASH) {
        true => "standard input".to_owned(),
        false => file.display().to_string(),
    }
}
