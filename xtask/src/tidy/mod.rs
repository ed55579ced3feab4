//! `cargo xtask tidy`: the project's conventions as a check. `cargo test -p xtask` runs it too.
//!
//! What is checked stands at the head of each file of this folder; why, in `CONTRIBUTING.md`.

mod arrows;
mod crates;
mod data;
mod docs;
mod licences;
mod sources;

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use crate::files;
use crate::workspace::Workspace;

/// Checks the project's conventions.
#[derive(Args)]
pub struct Tidy {}

impl Tidy {
    /// Prints what breaks a convention; an error when anything does.
    #[allow(
        clippy::print_stdout,
        reason = "the complaints are the command's answer"
    )]
    pub fn run(&self) -> Result<()> {
        let complaints = complaints()?;
        for complaint in &complaints {
            println!("{complaint}");
        }
        match complaints.len() {
            0 => Ok(()),
            n => bail!("{n} conventions are broken"),
        }
    }
}

/// What breaks a convention, and where.
#[derive(Debug, PartialEq, Eq)]
struct Complaint {
    /// Relative to the repository.
    path: PathBuf,
    /// From 1; `None` when the file as a whole is meant.
    line: Option<usize>,
    /// What is wrong and what to do.
    message: String,
}

impl Complaint {
    fn file(path: impl AsRef<Path>, message: impl Into<String>) -> Self {
        Self {
            path: path.as_ref().to_owned(),
            line: None,
            message: message.into(),
        }
    }

    fn line(path: impl AsRef<Path>, line: usize, message: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            ..Self::file(path, message)
        }
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)
    }
}

fn complaints() -> Result<Vec<Complaint>> {
    let root = files::root();
    let workspace = Workspace::load(&root)?;
    let mut all = Vec::new();
    all.extend(crates::check(&root, &workspace)?);
    all.extend(arrows::check(&root, &workspace)?);
    all.extend(licences::check(&workspace));
    all.extend(docs::check(&root)?);
    all.extend(data::check(&root)?);
    all.extend(sources::check(&root)?);
    Ok(all)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_project_keeps_its_conventions() {
        let complaints = super::complaints().unwrap();
        let lines: Vec<String> = complaints.iter().map(ToString::to_string).collect();
        assert!(lines.is_empty(), "\n{}", lines.join("\n"));
    }
}
