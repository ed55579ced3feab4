//! `cargo xtask dist`: a release archive with the program and what belongs to it.
//!
//! The same sources and compiler give the same archive: entries are sorted and carry no times, owners or names of this
//! machine.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::Args;
use clap_complete::{Shell, generate};
use clap_mangen::Man;
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};

use crate::files;

/// Builds the program and packs it with README, licences, completions and man pages.
#[derive(Args)]
pub struct Dist {
    /// Where cargo builds [default: as cargo is set up]
    #[arg(long)]
    target_dir: Option<PathBuf>,
    /// The platform to build for [default: this machine's]
    #[arg(long)]
    target: Option<String>,
}

/// Files of the repository that go into the archive as they are.
const DOCUMENTS: &[&str] = &[
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "NOTICE.md",
    "README.md",
];

/// An archive's entry: its bytes and whether it is a program.
struct Entry {
    bytes: Vec<u8>,
    executable: bool,
}

impl Dist {
    /// Writes `dist/depesha-VERSION-TARGET.tar.gz` and its checksum.
    #[allow(
        clippy::print_stdout,
        reason = "the archive's name is the command's answer"
    )]
    pub fn run(&self) -> Result<()> {
        let root = files::root();
        let program = self.build(&root)?;
        let target = match &self.target {
            Some(target) => target.clone(),
            None => crate::workspace::host(&root)?,
        };
        let name = format!("depesha-{}-{target}", env!("CARGO_PKG_VERSION"));

        let file_name = program
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mut entries = BTreeMap::from([(
            file_name,
            Entry {
                bytes: fs::read(&program).with_context(|| program.display().to_string())?,
                executable: true,
            },
        )]);
        let mut add = |path: String, bytes| {
            entries.insert(
                path,
                Entry {
                    bytes,
                    executable: false,
                },
            )
        };
        for document in DOCUMENTS {
            add(
                (*document).to_owned(),
                files::read(&root.join(document))?.into_bytes(),
            );
        }
        for shell in [Shell::Bash, Shell::Fish, Shell::Zsh] {
            let mut script = Vec::new();
            generate(shell, &mut depesha_cli::command(), "depesha", &mut script);
            add(format!("completions/depesha.{shell}"), script);
        }
        for (page, bytes) in man_pages(depesha_cli::command())? {
            add(format!("man/{page}"), bytes);
        }

        let folder = root.join("dist");
        fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        let archive = pack(&name, &entries)?;
        let path = folder.join(format!("{name}.tar.gz"));
        fs::write(&path, &archive).with_context(|| path.display().to_string())?;
        let checksum = format!("{}  {name}.tar.gz\n", sha256(&archive));
        fs::write(folder.join(format!("{name}.tar.gz.sha256")), &checksum)?;
        println!(
            "{}, {:.1} MB\n{checksum}",
            path.display(),
            archive.len() as f64 / 1e6
        );
        Ok(())
    }

    /// Builds the program; its path.
    fn build(&self, root: &Path) -> Result<PathBuf> {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(root).args([
            "build",
            "--release",
            "--locked",
            "--package",
            "depesha-cli",
        ]);
        cargo.arg("--message-format=json-render-diagnostics");
        if let Some(folder) = &self.target_dir {
            cargo.arg("--target-dir").arg(folder);
        }
        if let Some(target) = &self.target {
            cargo.args(["--target", target]);
        }
        let output = cargo
            .stderr(std::process::Stdio::inherit())
            .output()
            .context("cargo")?;
        if !output.status.success() {
            bail!("cargo could not build the program");
        }
        let messages = String::from_utf8(output.stdout)?;
        executable(&messages).context("cargo built no program")
    }
}

/// The program's path among cargo's messages, one JSON object a line.
fn executable(messages: &str) -> Option<PathBuf> {
    let messages = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut paths =
        messages.filter_map(|message| message["executable"].as_str().map(PathBuf::from));
    paths.next_back()
}

/// The man pages of a command and its subcommands: file names and bytes.
fn man_pages(command: clap::Command) -> Result<Vec<(String, Vec<u8>)>> {
    let mut command = command;
    command.build();
    let mut pages = Vec::new();
    let main = command.get_name().to_owned();
    let subcommands: Vec<clap::Command> = command
        .get_subcommands()
        .filter(|c| !c.is_hide_set())
        .cloned()
        .collect();
    for (name, command) in std::iter::once((main.clone(), command)).chain(
        subcommands
            .into_iter()
            .map(|command| (format!("{main}-{}", command.get_name()), command)),
    ) {
        let mut bytes = Vec::new();
        Man::new(command).render(&mut bytes)?;
        pages.push((format!("{name}.1"), bytes));
    }
    Ok(pages)
}

/// A compressed archive of the entries below a folder `name`.
fn pack(name: &str, entries: &BTreeMap<String, Entry>) -> Result<Vec<u8>> {
    let gzip = GzBuilder::new()
        .mtime(0)
        .write(Vec::new(), Compression::best());
    let mut archive = tar::Builder::new(gzip);
    for (path, entry) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(entry.bytes.len() as u64);
        header.set_mode(if entry.executable { 0o755 } else { 0o644 });
        header.set_mtime(0);
        archive.append_data(&mut header, format!("{name}/{path}"), &entry.bytes[..])?;
    }
    Ok(archive.into_inner()?.finish()?)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut out, byte| {
            let _ = write!(out, "{byte:02x}"); // writing to a String does not fail
            out
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries() -> BTreeMap<String, Entry> {
        let entry = |text: &str, executable| Entry {
            bytes: text.as_bytes().to_vec(),
            executable,
        };
        BTreeMap::from([
            ("b/c".to_owned(), entry("второй", false)),
            ("a".to_owned(), entry("первый", true)),
        ])
    }

    #[test]
    fn an_archive_is_sorted_and_the_same_twice() {
        let archive = pack("x-1", &entries()).unwrap();
        assert_eq!(archive, pack("x-1", &entries()).unwrap());
        let mut reader = tar::Archive::new(flate2::read::GzDecoder::new(&archive[..]));
        let found: Vec<(String, u32)> = reader
            .entries()
            .unwrap()
            .map(|entry| {
                let entry = entry.unwrap();
                (
                    entry.path().unwrap().display().to_string(),
                    entry.header().mode().unwrap(),
                )
            })
            .collect();
        assert_eq!(
            found,
            [("x-1/a".to_owned(), 0o755), ("x-1/b/c".to_owned(), 0o644)]
        );
    }

    #[test]
    fn every_subcommand_has_its_man_page() {
        let pages = man_pages(depesha_cli::command()).unwrap();
        let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
        assert!(
            names.contains(&"depesha.1") && names.contains(&"depesha-parse.1"),
            "{names:?}"
        );
        assert!(
            pages.iter().all(|(_, bytes)| bytes.starts_with(b".ie")),
            "a roff page"
        );
    }

    #[test]
    fn the_checksum_is_sha_256() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn cargo_tells_where_the_program_is() {
        let messages = "{\"reason\":\"a\",\"executable\":null}\nno json\n{\"executable\":\"/t/release/depesha\"}\n";
        assert_eq!(
            executable(messages),
            Some(PathBuf::from("/t/release/depesha"))
        );
    }
}
