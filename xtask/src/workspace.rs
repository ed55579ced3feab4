//! What cargo knows of the workspace.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// The packages of the workspace and all that they depend on, on this machine's platform.
#[derive(Deserialize)]
pub struct Workspace {
    packages: Vec<Package>,
    workspace_members: Vec<String>,
    target_directory: PathBuf,
}

/// A package of the workspace or a dependency.
#[derive(Deserialize)]
pub struct Package {
    id: String,
    pub name: String,
    pub version: String,
    pub license: Option<String>,
    pub description: Option<String>,
    pub manifest_path: PathBuf,
    dependencies: Vec<Dependency>,
    /// `Some([])` when it may not be published.
    publish: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// Which versions will do: `^1.2`.
    req: String,
    /// `None` for a normal one, else `dev` or `build`.
    kind: Option<String>,
}

impl Workspace {
    /// Asks cargo.
    ///
    /// # Errors
    /// Cargo cannot be run or refuses.
    pub fn load(root: &Path) -> Result<Self> {
        let host = host(root)?;
        // Other platforms' packages need not have been downloaded.
        let metadata = output(
            root,
            "cargo",
            &[
                "metadata",
                "--format-version=1",
                "--locked",
                "--filter-platform",
                &host,
            ],
        )?;
        Ok(serde_json::from_str(&metadata)?)
    }

    /// Where cargo builds.
    pub fn target(&self) -> &Path {
        &self.target_directory
    }

    /// The project's own packages, by name.
    pub fn members(&self) -> Vec<&Package> {
        let mut members: Vec<_> = self
            .packages
            .iter()
            .filter(|p| self.workspace_members.contains(&p.id))
            .collect();
        members.sort_by_key(|package| &package.name);
        members
    }

    /// The packages of others, by name.
    pub fn dependencies(&self) -> Vec<&Package> {
        let mut others: Vec<_> = self
            .packages
            .iter()
            .filter(|p| !self.workspace_members.contains(&p.id))
            .collect();
        others.sort_by_key(|package| &package.name);
        others
    }
}

impl Package {
    /// Whether it goes to crates.io: the crates do, `xtask` and the tests do not.
    pub fn is_published(&self) -> bool {
        self.publish.is_none()
    }

    /// The names of its normal dependencies.
    pub fn uses(&self) -> impl Iterator<Item = &str> {
        self.dependencies
            .iter()
            .filter(|d| d.kind.is_none())
            .map(|d| d.name.as_str())
    }

    /// The names of all its dependencies, and which versions of them will do.
    pub fn requirements(&self) -> impl Iterator<Item = (&str, &str)> {
        let dependencies = self.dependencies.iter();
        dependencies.map(|d| (d.name.as_str(), d.req.as_str()))
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        self.manifest_path.parent().unwrap_or(&self.manifest_path)
    }
}

/// This machine's platform, as Rust names it.
///
/// # Errors
/// `rustc` cannot be run.
pub fn host(root: &Path) -> Result<String> {
    let version = output(root, "rustc", &["-vV"])?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .context("rustc names no host")?;
    Ok(host.to_owned())
}

/// What a program prints.
fn output(folder: &Path, program: &str, arguments: &[&str]) -> Result<String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .output()
        .with_context(|| program.to_owned())?;
    if !output.status.success() {
        bail!(
            "{program} {}: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(String::from_utf8(output.stdout)?)
}
