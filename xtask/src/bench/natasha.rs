//! Runs natasha over a folder, in a Python environment below `target` that is made when it is not there.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::files;

/// What is installed: natasha's morphology asks setuptools for its dictionaries.
const PACKAGES: [&str; 2] = ["natasha==1.6.0", "setuptools<81"];

/// What the script prints.
#[derive(Debug, Deserialize)]
pub struct Rival {
    pub version: String,
    /// The best time over all texts.
    pub seconds: f64,
}

/// Times natasha on the texts of a folder; writes its records to another when asked.
pub fn run(folder: &Path, repeat: usize, records: Option<&Path>) -> Result<Rival> {
    let python = environment()?;
    let mut command = Command::new(&python);
    command
        .arg(files::root().join("xtask/natasha/run.py"))
        .arg(folder)
        .arg(repeat.to_string())
        .args(records)
        // One thread, like the other side.
        .envs(
            ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"].map(|name| (name, "1")),
        );
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.with_context(|| python.display().to_string())?;
    if !output.status.success() {
        bail!("natasha failed: {}", output.status);
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The interpreter of an environment with natasha in it.
fn environment() -> Result<PathBuf> {
    let home = files::root().join("target/natasha");
    let python = home.join("bin/python");
    if !home.join("ready").exists() {
        done(Command::new("python3").args(["-m", "venv"]).arg(&home))?;
        done(
            Command::new(&python)
                .args(["-m", "pip", "install", "--quiet"])
                .args(PACKAGES),
        )?;
        std::fs::write(home.join("ready"), "").with_context(|| home.display().to_string())?;
    }
    Ok(python)
}

fn done(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_owned();
    let status = command.stdout(Stdio::null()).status();
    let status = status.with_context(|| program.display().to_string())?;
    match status.success() {
        true => Ok(()),
        false => bail!("{}: {status}", program.display()),
    }
}
