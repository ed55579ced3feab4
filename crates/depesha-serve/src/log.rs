//! What the service tells its owner.

use std::fmt::Display;
use std::io::Write;

/// A line on standard error.
pub fn tell(line: impl Display) {
    // When standard error is closed there is nobody left to tell.
    let _ = writeln!(std::io::stderr(), "depesha: {line}");
}
