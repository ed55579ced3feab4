//! Every dependency has a licence that lets the program be given away under its own.

use super::Complaint;
use crate::workspace::Workspace;

/// Licences whose terms `NOTICE.md` and the licence files meet.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    // For crates that are used as they are: changes to their own files would have to be published.
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    // Data only: the dictionary, named in NOTICE.md.
    "CC-BY-SA-4.0",
];

pub fn check(workspace: &Workspace) -> Vec<Complaint> {
    let refused = workspace
        .dependencies()
        .into_iter()
        .filter(|p| !p.license.as_deref().is_some_and(is_allowed));
    refused
        .map(|package| {
            let licence = package.license.as_deref().unwrap_or("no licence");
            let message = format!(
                "{} {} has {licence}, which is not allowed",
                package.name, package.version
            );
            Complaint::file("Cargo.lock", message)
        })
        .collect()
}

/// Whether an SPDX expression can be met by allowed licences. `/` is the old way to write `OR`; an exception
/// (`WITH …`) only ever adds rights.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = &words[..];
    any(&mut rest) && rest.is_empty()
}

/// `A OR B`
fn any(words: &mut &[&str]) -> bool {
    let mut allowed = all(words);
    while let ["OR", tail @ ..] = *words {
        *words = tail;
        allowed |= all(words);
    }
    allowed
}

/// `A AND B`
fn all(words: &mut &[&str]) -> bool {
    let mut allowed = one(words);
    while let ["AND", tail @ ..] = *words {
        *words = tail;
        allowed &= one(words);
    }
    allowed
}

/// `A`, `A WITH exception`, `(A OR B)`
fn one(words: &mut &[&str]) -> bool {
    match *words {
        ["(", tail @ ..] => {
            *words = tail;
            let allowed = any(words);
            if let [")", tail @ ..] = *words {
                *words = tail;
            }
            allowed
        }
        [name, "WITH", _, tail @ ..] | [name, tail @ ..] => {
            *words = tail;
            ALLOWED.contains(name)
        }
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn one_allowed_choice_is_enough_and_every_joined_part_is_needed() {
        assert!(is_allowed("MIT OR GPL-3.0-only"));
        assert!(is_allowed("MIT/Apache-2.0"));
        assert!(is_allowed("(MIT OR GPL-3.0-only) AND Unicode-3.0"));
        assert!(is_allowed("Apache-2.0 WITH LLVM-exception OR GPL-2.0-only"));
        assert!(!is_allowed("GPL-3.0-only"));
        assert!(!is_allowed("MIT AND GPL-3.0-only"));
        assert!(!is_allowed(""));
    }
}
