//! Runs over small corpora.

mod common;
mod hostile;
mod kill;
mod run;
