//! The program `depesha`.

use std::process::ExitCode;

fn main() -> ExitCode {
    depesha_cli::run()
}
