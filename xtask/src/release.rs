//! `cargo xtask release VERSION`: everything that must hold before a release, and the release's archive and tag.
//!
//! Publishing cannot be undone, so a person does it, with the command that stands at the end of the output.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use crate::dist::Dist;
use crate::files;
use crate::tidy;
use crate::workspace::{Package, Workspace};

/// Checks versions, changelog and conventions, packages every crate, builds the archive and sets the tag.
#[derive(Args)]
pub struct Release {
    /// The version, as the manifests have it
    version: String,
    /// Change nothing outside `target` and `dist`: no tag, and neither a clean checkout nor a dated changelog is asked for
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    dist: Dist,
}

/// What crates.io takes at most, in bytes.
const LARGEST: u64 = 10 << 20;

impl Release {
    /// # Errors
    /// The first thing that stands in the way of a release.
    pub fn run(&self) -> Result<()> {
        let root = files::root();
        let workspace = Workspace::load(&root)?;
        let members = workspace.members();
        let crates: Vec<&Package> = members.into_iter().filter(|p| p.is_published()).collect();

        step("versions");
        check_versions(&crates, &self.version)?;
        step("changelog");
        let changelog = files::read(&root.join("CHANGELOG.md"))?;
        check_changelog(&changelog, &self.version, self.dry_run)?;
        step("conventions and licences");
        tidy::Tidy {}.run()?;
        if !self.dry_run {
            step("checkout");
            let changes = git(&root, &["status", "--porcelain"])?;
            ensure!(
                changes.is_empty(),
                "there are changes; commit them first:\n{changes}"
            );
        }
        step("packages");
        package(&root, &workspace, &crates)?;
        step("archive");
        self.dist.run()?;

        let tag = format!("v{}", self.version);
        if self.dry_run {
            step(&format!("done; a release would now set the tag {tag}"));
            return Ok(());
        }
        git(
            &root,
            &[
                "tag",
                "--annotate",
                &tag,
                "--message",
                &format!("depesha {}", self.version),
            ],
        )?;
        step(&format!("done; the tag {tag} is set. To publish:"));
        step(&format!("git push origin {tag}"));
        step(&format!("cargo publish{}", selection(&crates)));
        Ok(())
    }
}

#[allow(clippy::print_stdout, reason = "the command tells how far it is")]
fn step(what: &str) {
    println!("{what}");
}

/// Every crate has the version, and asks for it where it uses another one.
fn check_versions(crates: &[&Package], version: &str) -> Result<()> {
    for package in crates {
        let (name, own) = (&package.name, &package.version);
        ensure!(
            own == version,
            "{name} has the version {own}, not {version}; set it in Cargo.toml"
        );
        for (used, requirement) in package.requirements() {
            let is_own = crates.iter().any(|other| other.name == used);
            ensure!(
                !is_own || requirement == format!("^{version}"),
                "{name} asks for {used} {requirement}, not {version}; set it in Cargo.toml"
            );
        }
    }
    Ok(())
}

/// The changelog has a dated section of the version with something in it; for a dry run one of what is unreleased does.
fn check_changelog(changelog: &str, version: &str, dry_run: bool) -> Result<()> {
    let heading = format!("## [{version}] - ");
    let dated = section(changelog, &heading);
    let section = match dated {
        None if dry_run => section(changelog, "## [Unreleased]"),
        dated => dated,
    };
    let section = section.with_context(|| {
        format!("CHANGELOG.md has no section `{heading}YYYY-MM-DD`; give the unreleased changes that heading")
    })?;
    let says = section.lines().any(|line| line.starts_with("- "));
    ensure!(
        says,
        "CHANGELOG.md says nothing of what changes in {version}"
    );
    if dated.is_some() {
        let date = section.lines().next().unwrap_or_default().trim();
        let is_date = date.len() == 10 && date.split('-').map(str::len).eq([4, 2, 2]);
        ensure!(
            is_date,
            "CHANGELOG.md dates {version} `{date}`; write YYYY-MM-DD"
        );
    }
    Ok(())
}

/// What stands behind a heading, up to the next one.
fn section<'t>(changelog: &'t str, heading: &str) -> Option<&'t str> {
    let (_, rest) = changelog.split_once(heading)?;
    rest.split("\n## ").next()
}

/// Packages the crates, each built from its package with those of the others, as cargo orders them.
fn package(root: &Path, workspace: &Workspace, crates: &[&Package]) -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root);
    // Uncommitted changes are the concern of the step before.
    cargo.args(["package", "--locked", "--allow-dirty"]);
    for package in crates {
        cargo.args(["--package", &package.name]);
    }
    let status = cargo.status().context("cargo")?;
    if !status.success() {
        bail!("cargo could not package the crates");
    }
    for package in crates {
        let file = format!("{}-{}.crate", package.name, package.version);
        let path = workspace.target().join("package").join(&file);
        let bytes = path
            .metadata()
            .with_context(|| path.display().to_string())?
            .len();
        ensure!(
            bytes <= LARGEST,
            "{file} has {bytes} bytes, and crates.io takes {LARGEST}"
        );
        step(&format!("  {file}: {:.1} MB", bytes as f64 / 1e6));
    }
    Ok(())
}

fn selection(crates: &[&Package]) -> String {
    crates
        .iter()
        .map(|p| format!(" --package {}", p.name))
        .collect()
}

fn git(root: &Path, arguments: &[&str]) -> Result<String> {
    let output = Command::new("git")
        .current_dir(root)
        .args(arguments)
        .output();
    let output = output.context("git")?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        bail!("git {}: {message}", arguments.join(" "));
    }
    Ok(String::from_utf8(output.stdout)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANGELOG: &str = "# Changelog\n\n## [Unreleased]\n\n- A new thing.\n\n## [0.2.0] - 2024-05-06\n\n- A thing.\n\n## [0.1.0] - soon\n\n- The first.\n\n## [0.0.1] - 2024-01-02\n\nNothing.\n";

    #[track_caller]
    fn refused(version: &str, dry_run: bool, message: &str) {
        let error = check_changelog(CHANGELOG, version, dry_run).unwrap_err();
        assert!(error.to_string().contains(message), "{error}");
    }

    #[test]
    fn a_release_has_a_dated_section_that_says_something() {
        check_changelog(CHANGELOG, "0.2.0", false).unwrap();
        refused("0.3.0", false, "no section `## [0.3.0] - YYYY-MM-DD`");
        refused("0.1.0", false, "dates 0.1.0 `soon`");
        refused("0.0.1", true, "says nothing");
    }

    #[test]
    fn a_dry_run_takes_what_is_unreleased() {
        check_changelog(CHANGELOG, "0.3.0", true).unwrap();
        let error = check_changelog("## [Unreleased]\n", "0.3.0", true).unwrap_err();
        assert!(error.to_string().contains("says nothing"));
    }

    #[test]
    fn every_crate_has_the_version_and_asks_for_it() {
        let workspace = Workspace::load(&files::root()).unwrap();
        let members = workspace.members();
        let crates: Vec<&Package> = members.into_iter().filter(|p| p.is_published()).collect();
        check_versions(&crates, env!("CARGO_PKG_VERSION")).unwrap();
        let error = check_versions(&crates, "99.0.0").unwrap_err();
        assert!(
            error
                .to_string()
                .contains("not 99.0.0; set it in Cargo.toml")
        );
    }
}
