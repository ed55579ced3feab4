use clap_complete::Shell;

use crate::output::{self, Outcome};

/// `depesha completions SHELL`
pub fn run(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut crate::command(), "depesha", &mut script);
    output::print_last(&script)
}
