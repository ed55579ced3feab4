//! `cargo xtask lexicon`: the data files, checked and put in order.

use std::fs;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::files;

/// Checks the data files; sorts them with `--write`.
#[derive(Args)]
pub struct Lexicon {
    /// Put the rows in order where they are not.
    #[arg(long)]
    write: bool,
}

impl Lexicon {
    /// Prints what is wrong with the tables; an error when anything is.
    #[allow(
        clippy::print_stdout,
        reason = "the complaints are the command's answer"
    )]
    pub fn run(&self) -> Result<()> {
        let mut problems = 0;
        for path in files::find(&files::root().join("crates"), ".tsv")? {
            let text = files::read(&path)?;
            if files::has_own_order(&text) {
                continue;
            }
            let sorted = depesha_lexicon::sort_table(&text);
            if sorted == text {
                continue;
            }
            let shown = path.display();
            if self.write {
                fs::write(&path, sorted).with_context(|| shown.to_string())?;
                println!("{shown}: sorted");
            } else {
                println!("{shown}: out of order; run with --write");
                problems += 1;
            }
        }
        // The tables as this program was built with them: what was sorted just now is checked by the next run.
        for error in depesha_lexicon::Lexicon::check() {
            println!("{error}");
            problems += usize::from(!self.write);
        }
        match problems {
            0 => Ok(()),
            n => bail!("{n} problems in the data files"),
        }
    }
}
