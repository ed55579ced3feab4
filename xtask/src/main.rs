//! The project's own work, run as `cargo xtask COMMAND`.
//!
//! For: what a person who works on depesha does again and again: score it, time it, check its conventions, pack it.
//! In: the repository. Out: figures, complaints, archives. Never: anything that a user of the program needs.

mod bench;
mod build_corpus;
mod corpus;
mod dist;
mod eval;
mod files;
mod lexicon;
mod readings;
mod release;
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
    Bench(bench::Bench),
    Corpus(build_corpus::Corpus),
    Dist(dist::Dist),
    Eval(eval::Eval),
    Lexicon(lexicon::Lexicon),
    Release(release::Release),
    Tidy(tidy::Tidy),
    Train(train::Options),
    TrainReadings(readings::Options),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Bench(bench) => bench.run(),
        Command::Corpus(corpus) => corpus.run(),
        Command::Dist(dist) => dist.run(),
        Command::Eval(eval) => eval.run(),
        Command::Lexicon(lexicon) => lexicon.run(),
        Command::Release(release) => release.run(),
        Command::Tidy(tidy) => tidy.run(),
        Command::Train(options) => options.run(),
        Command::TrainReadings(options) => options.run(),
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
