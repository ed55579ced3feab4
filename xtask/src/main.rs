//! The project's own work, run as `cargo xtask COMMAND`.
//!
//! For: what a person who works on depesha does again and again: score it, time it, check its conventions, pack it.
//! In: the repository. Out: figures, complaints, archives. Never: anything that a user of the program needs.

mod corpus;
mod eval;
mod files;
mod reader;
mod tidy;
mod train;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(bin_name = "cargo xtask", about = "The project's own work")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Eval(eval::Eval),
    Tidy(tidy::Tidy),
    Train(train::Options),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Eval(eval) => eval.run(),
        Command::Tidy(tidy) => tidy.run(),
        Command::Train(options) => options.run(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

#[allow(clippy::print_stderr, reason = "the one place where an error ends")]
fn complain(error: &anyhow::Error) {
    eprintln!("error: {error:#}");
}
