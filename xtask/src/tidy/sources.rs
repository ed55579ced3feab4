//! Source files are finished and small: no stand-ins for missing code, no tests that are switched off, no file that is
//! too long to be read, no word lists (they are data).

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;

use super::Complaint;
use crate::files;

/// Lines that a reader can keep in mind.
const LONGEST: usize = 800;

/// Files that may be longer, each with its reason.
const MAY_BE_LONGER: &[(&str, &str)] = &[];

/// Strings with Cyrillic letters in one file, outside comments and tests. More of them are a word list.
const MOST_RUSSIAN_STRINGS: usize = 40;

pub fn check(root: &Path) -> Result<Vec<Complaint>> {
    let mut files = Vec::new();
    for folder in ["crates", "tests", "xtask"] {
        for path in files::find(&root.join(folder), ".rs")? {
            files.push((
                path.strip_prefix(root).unwrap_or(&path).to_owned(),
                files::read(&path)?,
            ));
        }
    }
    let tests: BTreeSet<String> = files
        .iter()
        .flat_map(|(_, text)| test_modules(text))
        .collect();
    let mut complaints = Vec::new();
    for (path, text) in &files {
        for (line, message) in unfinished(text) {
            complaints.push(Complaint::line(path, line, message));
        }
        let lines = text.lines().count();
        if lines > LONGEST
            && !MAY_BE_LONGER
                .iter()
                .any(|(file, _)| path == Path::new(file))
        {
            complaints.push(Complaint::file(
                path,
                format!("{lines} lines, more than {LONGEST}: split it"),
            ));
        }
        let strings = russian_strings(text);
        if strings > MOST_RUSSIAN_STRINGS && !is_test(path, &tests) {
            let message = format!("{strings} strings with Russian words: move them to a data file");
            complaints.push(Complaint::file(path, message));
        }
    }
    Ok(complaints)
}

/// The modules that a file declares for tests alone.
fn test_modules(text: &str) -> impl Iterator<Item = String> {
    let behind = text.split("#[cfg(test)]\nmod ").skip(1);
    behind
        .filter_map(|rest| rest.split_once(';'))
        .map(|(name, _)| name.to_owned())
        .filter(|name| !name.contains(' '))
}

/// Whether a file holds nothing but tests or measurements.
fn is_test(path: &Path, modules: &BTreeSet<String>) -> bool {
    let folder = path.components().any(|part| {
        ["tests", "benches", "examples"]
            .iter()
            .any(|name| part.as_os_str() == *name)
    });
    folder
        || path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .is_some_and(|stem| modules.contains(stem))
}

/// The lines that hold a stand-in or a test that is switched off.
fn unfinished(text: &str) -> Vec<(usize, String)> {
    // In pieces, so that this file does not complain of itself.
    let wanted = [
        ["todo", "!("],
        ["unimplemented", "!("],
        ["dbg", "!("],
        ["#[ign", "ore"],
    ]
    .map(|pieces| pieces.concat());
    let mut found = Vec::new();
    for (at, line) in code(text) {
        for word in wanted.iter().filter(|word| line.contains(*word)) {
            found.push((at, format!("`{word}` is left in the code")));
        }
    }
    found
}

fn russian_strings(text: &str) -> usize {
    let tests = text.find("#[cfg(test)]").unwrap_or(text.len());
    let strings = |line: &str| {
        let russian = |piece: &&str| piece.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c));
        line.split('"').skip(1).step_by(2).filter(russian).count()
    };
    code(&text[..tests]).map(|(_, line)| strings(line)).sum()
}

/// The lines that are no comments, with their numbers.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stand_ins_are_found_outside_comments() {
        let word = ["todo", "!("].concat();
        let text = format!("fn a() {{\n    {word})\n}}\n// {word})\n");
        assert_eq!(
            unfinished(&text),
            [(2, format!("`{word}` is left in the code"))]
        );
    }

    #[test]
    fn files_of_tests_may_hold_any_words() {
        let modules =
            test_modules("#[cfg(test)]\nmod cases;\nmod a;\n#[cfg(test)]\nmod tests { mod b; }")
                .collect();
        assert_eq!(modules, BTreeSet::from(["cases".to_owned()]));
        assert!(is_test(Path::new("crates/x/src/cases.rs"), &modules));
        assert!(is_test(Path::new("crates/x/benches/y.rs"), &modules));
        assert!(!is_test(Path::new("crates/x/src/a.rs"), &modules));
    }

    #[test]
    fn russian_strings_are_counted_outside_comments_and_tests() {
        let text = "/// \"да\"\nconst A: [&str; 3] = [\"да\", \"no\", \"нет\"];\n#[cfg(test)]\nmod tests { const B: &str = \"да\"; }\n";
        assert_eq!(russian_strings(text), 2);
    }
}
