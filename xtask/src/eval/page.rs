//! A text whose characters are counted as the gold counts them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::record::Range;

/// The text of a gold page, by code points.
pub struct Page {
    chars: Vec<char>,
}

impl Page {
    pub fn new(text: &str) -> Self {
        Self {
            chars: text.chars().collect(),
        }
    }

    /// The characters of a range; what lies behind the end of the text is left out.
    pub fn slice(&self, (start, end): Range) -> String {
        let end = end.min(self.chars.len());
        self.chars.get(start..end).unwrap_or(&[]).iter().collect()
    }

    /// The places of letters and digits in the ranges: what two spans share when marks and spaces are not counted.
    pub fn letters(&self, ranges: impl IntoIterator<Item = Range>) -> BTreeSet<usize> {
        ranges
            .into_iter()
            .flat_map(|(start, end)| start..end.min(self.chars.len()))
            .filter(|at| self.chars[*at].is_alphanumeric())
            .collect()
    }

    /// Whether two ranges share a letter or digit.
    pub fn overlap(&self, a: Option<Range>, b: Option<Range>) -> bool {
        let (Some(a), Some(b)) = (a, b) else {
            return false;
        };
        !self.letters([a]).is_disjoint(&self.letters([b]))
    }
}

/// The names of a folder's files that end with `suffix`, without it, sorted.
pub fn names(folder: &Path, suffix: &str) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut names = Vec::new();
    for entry in entries {
        let file = entry?.file_name();
        if let Some(name) = file.to_str().and_then(|file| file.strip_suffix(suffix)) {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// A string in quotes as Python writes it, so that the lists of errors can be compared line by line.
pub fn quoted(text: &str) -> String {
    let mark = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut out = String::from(mark);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            c if c == mark => out.extend(['\\', c]),
            ' ' => out.push(c),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {
                out.push_str(&escape(c))
            }
            c if c.is_control() || c.is_whitespace() => out.push_str(&escape(c)),
            c => out.push(c),
        }
    }
    out.push(mark);
    out
}

/// A list of strings as Python writes it.
pub fn quoted_list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = texts.into_iter().map(quoted).collect();
    format!("[{}]", quoted.join(", "))
}

fn escape(c: char) -> String {
    match u32::from(c) {
        code @ ..0x100 => format!("\\x{code:02x}"),
        code => format!("\\u{code:04x}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted_by_code_points_and_without_marks() {
        let page = Page::new("«Да», 🙂 5");
        assert_eq!(page.letters([(0, 99)]), BTreeSet::from([1, 2, 8]));
        assert_eq!(page.slice((1, 4)), "Да»");
        assert!(page.overlap(Some((0, 3)), Some((2, 9))));
        assert!(!page.overlap(Some((3, 6)), Some((2, 9))));
        assert!(!page.overlap(None, Some((0, 9))));
    }

    #[test]
    fn strings_are_quoted_as_python_does() {
        assert_eq!(quoted("Да"), "'Да'");
        assert_eq!(quoted("д'Артуа"), "\"д'Артуа\"");
        assert_eq!(quoted("'\""), "'\\'\"'");
        assert_eq!(quoted("а\u{a0}б\n"), "'а\\xa0б\\n'");
        assert_eq!(quoted_list(["а", "б"]), "['а', 'б']");
    }
}
