use std::fmt::Display;
use std::io::Write;

/// `depesha: FILE: what; what to do` on standard error.
pub fn error(message: impl Display) {
    // When standard error is closed there is nobody left to tell.
    let _ = writeln!(std::io::stderr(), "depesha: {message}");
}
