//! Data files say where they come from and under which licence, and are kept so that a change shows as one line: rows in
//! order, none twice, no blanks at the ends of lines. A file whose rows have an order of their own says so at the top
//! (`# Order: by month.`).

use std::path::Path;

use anyhow::Result;

use super::Complaint;
use crate::files;

pub fn check(root: &Path) -> Result<Vec<Complaint>> {
    let mut complaints = Vec::new();
    for path in files::find(&root.join("crates"), ".tsv")? {
        let shown = path.strip_prefix(root).unwrap_or(&path);
        let found = problems(&files::read(&path)?);
        complaints.extend(found.into_iter().map(|(line, message)| Complaint {
            path: shown.to_owned(),
            line,
            message,
        }));
    }
    Ok(complaints)
}

/// What is wrong with a data file: a line, when one is meant, and the complaint.
fn problems(text: &str) -> Vec<(Option<usize>, String)> {
    let mut problems = Vec::new();
    let head = files::head(text);
    for word in ["source", "licence"] {
        if !head.contains(word) {
            problems.push((None, format!("the comment at the top names no {word}")));
        }
    }
    if !text.ends_with('\n') {
        problems.push((None, "the last line has no end".to_owned()));
    }
    for (at, line) in text.split('\n').enumerate() {
        if line.ends_with([' ', '\r']) {
            problems.push((Some(at + 1), "blanks at the end of the line".to_owned()));
        }
    }
    if !files::has_own_order(text) {
        let rows = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
        let rows: Vec<(usize, &str)> = rows.skip(1).collect(); // the names of the columns
        if let Some(pair) = rows.windows(2).find(|pair| pair[1].1 <= pair[0].1) {
            let message = "out of order or twice: run `cargo xtask lexicon --write`".to_owned();
            problems.push((Some(pair[1].0 + 1), message));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::problems;

    #[test]
    fn a_well_kept_file_has_no_problems() {
        assert_eq!(
            problems("# Words. Source: our own. Licence: CC0.\nword\tkind\nа\tб\n# why\nв\tг\n"),
            []
        );
    }

    #[test]
    fn a_file_may_have_an_order_of_its_own() {
        let head = "# Words. Source: our own. Licence: CC0.";
        assert_eq!(
            problems(&format!("{head} Order: by month.\nword\nв\nа\n")),
            []
        );
        assert_eq!(
            problems(&format!("{head} Order: by line.\nword\nв\nа\n")).len(),
            1
        );
    }

    #[test]
    fn each_fault_is_told_with_its_line() {
        let found = problems("# Words. Source: our own.\nword\nв \nа\nа");
        let lines: Vec<String> = found
            .iter()
            .map(|(line, message)| format!("{line:?} {message}"))
            .collect();
        assert_eq!(
            lines,
            [
                "None the comment at the top names no licence",
                "None the last line has no end",
                "Some(3) blanks at the end of the line",
                "Some(4) out of order or twice: run `cargo xtask lexicon --write`",
            ]
        );
    }
}
