//! Standard output, and how the program ends.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use crate::message;

/// The exit code of a program that Ctrl-C has ended, by the shells' convention.
pub const STOPPED: u8 = 130;

/// How a subcommand ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Everything was done.
    Done,
    /// Something was not; a message said what.
    Failed,
    /// The command line makes no sense; a message said why.
    WrongUsage,
    /// The user stopped it.
    Stopped,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Failed => Self::from(1),
            Outcome::WrongUsage => Self::from(2),
            Outcome::Stopped => Self::from(STOPPED),
        }
    }
}

/// Standard output can take no more, and the program must end with this outcome.
pub struct Closed(pub Outcome);

/// Writes one result whole, so that a reader of a pipe sees it at once.
pub fn print(result: &[u8]) -> Result<(), Closed> {
    let mut stdout = io::stdout().lock();
    stdout
        .write_all(result)
        .and_then(|()| stdout.flush())
        .map_err(|error| match error.kind() {
            // `| head` has seen enough: nothing went wrong.
            io::ErrorKind::BrokenPipe => Closed(Outcome::Done),
            _ => {
                message::error(format_args!(
                    "standard output: {error}; free some space or write elsewhere"
                ));
                Closed(Outcome::Failed)
            }
        })
}

/// [`print`] of the only result.
pub fn print_last(result: &[u8]) -> Outcome {
    match print(result) {
        Ok(()) => Outcome::Done,
        Err(Closed(outcome)) => outcome,
    }
}

/// Whether a person looks at standard output.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Columns of the terminal; elsewhere those of the usual one, so that files do not depend on it.
pub fn width() -> usize {
    let size = is_terminal().then(terminal_size::terminal_size).flatten();
    size.map_or(80, |(width, _)| usize::from(width.0))
}
