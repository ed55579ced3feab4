//! The program `depesha`, as a library so that its completions and man pages can be built without running it.
//!
//! For: people at a terminal, and scripts. In: the command line. Out: results on standard output, messages on standard
//! error, an exit code. Never: logic that a user of the library would miss.
#![deny(missing_docs)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;

mod check;
mod command;
mod completions;
mod events;
mod export;
mod input;
mod message;
mod output;
mod pages;
mod parse;
mod quotes;
mod records;
mod report;
mod rows;
mod run;
mod schema;
mod serve;
mod sink;
mod tables;
mod who;
mod write;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use command::{Command, Program};

/// The command line, for whoever prints completions and man pages.
pub fn command() -> clap::Command {
    Program::command()
}

/// Does what the command line says.
pub fn run() -> ExitCode {
    let outcome = match Program::parse().command {
        Command::Parse(args) => parse::run(&args),
        Command::Quotes(args) => quotes::run(&args),
        Command::Events(args) => events::run(&args),
        Command::Who(args) => who::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Run(args) => run::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Schema => schema::run(),
        Command::Completions { shell } => completions::run(shell),
    };
    outcome.into()
}
