//! Every path that a document names exists: the targets of links, and in code marks what starts with a top folder of the
//! repository (a `*` stands for anything).

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Complaint;
use crate::files;

/// Folders whose names start a path in a document.
const TOPS: &[&str] = &[
    ".cargo", ".ci", "crates", "docs", "examples", "fuzz", "tests", "xtask",
];

pub fn check(root: &Path) -> Result<Vec<Complaint>> {
    let mut complaints = Vec::new();
    for document in documents(root)? {
        let shown = document.strip_prefix(root).unwrap_or(&document);
        for (line, named) in paths(&files::read(&document)?) {
            let base = match named {
                Named::Link(_) => document.parent().unwrap_or(root),
                Named::Code(_) => root,
            };
            let (Named::Link(path) | Named::Code(path)) = named;
            if !exists(base, path) {
                complaints.push(Complaint::line(
                    shown,
                    line,
                    format!("`{path}` does not exist"),
                ));
            }
        }
    }
    Ok(complaints)
}

fn documents(root: &Path) -> Result<Vec<PathBuf>> {
    let mut documents = Vec::new();
    for entry in root.read_dir()? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            documents.push(path);
        }
    }
    for folder in ["docs", "crates", "examples", "fuzz"] {
        documents.extend(files::find(&root.join(folder), ".md")?);
    }
    documents.sort();
    Ok(documents)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named<'t> {
    /// `[text](path)`: counted from the document.
    Link(&'t str),
    /// In code marks: counted from the repository.
    Code(&'t str),
}

/// The paths that a document names, with their lines. What stands in a fenced block is an example, not a claim.
fn paths(text: &str) -> Vec<(usize, Named<'_>)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (at, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        let links = line
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next());
        let links = links.filter(|target| !target.contains("://") && !target.starts_with('#'));
        found.extend(links.map(|target| {
            (
                at + 1,
                Named::Link(target.split('#').next().unwrap_or(target)),
            )
        }));
        let code = line
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|code| is_path(code));
        found.extend(code.map(|code| (at + 1, Named::Code(code))));
    }
    found
}

fn is_path(code: &str) -> bool {
    !code.contains([' ', '…', '<'])
        && code
            .split_once('/')
            .is_some_and(|(top, _)| TOPS.contains(&top))
}

/// Whether a path exists, up to its first `*` or `{`.
fn exists(base: &Path, path: &str) -> bool {
    let fixed = match path.find(['*', '{']) {
        Some(at) => path[..at].rsplit_once('/').map_or("", |(folder, _)| folder),
        None => path,
    };
    base.join(fixed).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_paths_in_code_marks_are_claims() {
        let text = "See [it](docs/a.md#top), [out](https://x.org/docs/b) and `crates/x/src`, `cargo test`, `a/b`.\n\
                    ```\n[no](docs/c.md) `crates/y`\n```\n`docs/*.md`\n";
        assert_eq!(
            paths(text),
            [
                (1, Named::Link("docs/a.md")),
                (1, Named::Code("crates/x/src")),
                (5, Named::Code("docs/*.md"))
            ]
        );
    }

    #[test]
    fn a_star_stands_for_anything() {
        let root = files::root();
        assert!(exists(&root, "crates/*/README.md"));
        assert!(exists(&root, "xtask/src/{eval,tidy}"));
        assert!(exists(&root, "xtask/src/main.rs"));
        assert!(!exists(&root, "xtask/src/gone.rs"));
        assert!(!exists(&root, "gone/*.rs"));
    }
}
