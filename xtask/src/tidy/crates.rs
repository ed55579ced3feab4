//! Every published crate says what it is for: a README, a crate doc with its `For:` and `Never:`, a description and a
//! licence.

use std::path::Path;

use anyhow::Result;

use super::Complaint;
use crate::files;
use crate::workspace::{Package, Workspace};

pub fn check(root: &Path, workspace: &Workspace) -> Result<Vec<Complaint>> {
    let mut complaints = Vec::new();
    for package in workspace.members().into_iter().filter(|p| p.is_published()) {
        complaints.extend(check_package(root, package)?);
    }
    Ok(complaints)
}

fn check_package(root: &Path, package: &Package) -> Result<Vec<Complaint>> {
    let folder = package.folder();
    let shown = |path: &Path| path.strip_prefix(root).unwrap_or(path).to_owned();
    let mut complaints = Vec::new();

    let readme = folder.join("README.md");
    let text = if readme.exists() {
        files::read(&readme)?
    } else {
        String::new()
    };
    if !text.starts_with(&format!("# {}\n", package.name)) || text.lines().count() < 4 {
        complaints.push(Complaint::file(
            shown(&readme),
            "must start with the crate's name and say what it is for",
        ));
    }

    // A program's `main.rs` says it when there is no library beside it.
    let roots = ["src/lib.rs", "src/main.rs"].map(|file| folder.join(file));
    if let Some(root_file) = roots.iter().find(|path| path.exists())
        && let Some(message) = crate_doc_lacks(&files::read(root_file)?)
    {
        complaints.push(Complaint::file(shown(root_file), message));
    }

    let manifest = shown(&package.manifest_path);
    for (field, value) in [
        ("description", &package.description),
        ("license", &package.license),
    ] {
        if value.is_none() {
            complaints.push(Complaint::file(
                &manifest,
                format!("the field `{field}` is missing"),
            ));
        }
    }
    Ok(complaints)
}

/// What a crate doc should say and does not.
fn crate_doc_lacks(source: &str) -> Option<String> {
    let doc: Vec<&str> = source
        .lines()
        .map_while(|line| line.strip_prefix("//!"))
        .collect();
    let lacking: Vec<&str> = ["For:", "Never:"]
        .into_iter()
        .filter(|word| !doc.iter().any(|line| line.contains(word)))
        .collect();
    (!lacking.is_empty()).then(|| format!("the crate doc (`//!`) lacks {}", lacking.join(" and ")))
}

#[cfg(test)]
mod tests {
    use super::crate_doc_lacks;

    #[test]
    fn a_crate_doc_says_what_for_and_what_never() {
        assert_eq!(
            crate_doc_lacks("//! Names.\n//!\n//! For: names. In: text.\n//! Never: IO.\n"),
            None
        );
        assert_eq!(
            crate_doc_lacks("//! Names. For: names.\n// Never: IO.\n").unwrap(),
            "the crate doc (`//!`) lacks Never:"
        );
        assert_eq!(
            crate_doc_lacks("fn main() {}").unwrap(),
            "the crate doc (`//!`) lacks For: and Never:"
        );
    }
}
