//! The crates use each other as the table in `ARCHITECTURE.md` says: its last column names all that a crate may use, and
//! these stand above it.

use std::path::Path;

use anyhow::Result;

use super::Complaint;
use crate::files;
use crate::workspace::Workspace;

const FILE: &str = "ARCHITECTURE.md";

pub fn check(root: &Path, workspace: &Workspace) -> Result<Vec<Complaint>> {
    let text = files::read(&root.join(FILE))?;
    let members = workspace.members();
    let crates: Vec<(&str, Vec<&str>)> = members
        .iter()
        .filter(|package| package.is_published())
        .map(|package| {
            let own = |name: &&str| members.iter().any(|member| member.name == *name);
            (package.name.as_str(), package.uses().filter(own).collect())
        })
        .collect();
    Ok(compare(&table(&text), &crates))
}

/// A row of the table: the crate and what it may use.
struct Row<'t> {
    line: usize,
    name: &'t str,
    uses: Vec<&'t str>,
}

/// The rows whose first cell is a crate's name in code marks.
fn table(text: &str) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let Some(cells) = line.strip_prefix("| `depesha").and(line.strip_prefix('|')) else {
            continue;
        };
        let cells: Vec<&str> = cells.trim_end().trim_end_matches('|').split('|').collect();
        let [first, .., last] = cells[..] else {
            continue;
        };
        let Some(name) = in_code_marks(first).next() else {
            continue;
        };
        let uses = in_code_marks(last).collect();
        rows.push(Row {
            line: at + 1,
            name,
            uses,
        });
    }
    rows
}

/// What stands between backticks: every second piece between them.
fn in_code_marks(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

fn compare(table: &[Row<'_>], crates: &[(&str, Vec<&str>)]) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (at, row) in table.iter().enumerate() {
        let above = |name: &str| table[..at].iter().any(|other| other.name == name);
        for name in row.uses.iter().filter(|name| !above(name)) {
            let message = format!(
                "`{}` may use only crates above it in the table, not `{name}`",
                row.name
            );
            complaints.push(Complaint::line(FILE, row.line, message));
        }
        if !crates.iter().any(|(name, _)| *name == row.name) {
            complaints.push(Complaint::line(
                FILE,
                row.line,
                format!("there is no crate `{}`", row.name),
            ));
        }
    }
    for (name, uses) in crates {
        let Some(row) = table.iter().find(|row| row.name == *name) else {
            complaints.push(Complaint::file(
                FILE,
                format!("the table lacks the crate `{name}`"),
            ));
            continue;
        };
        for used in uses.iter().filter(|used| !row.uses.contains(used)) {
            complaints.push(Complaint::line(
                FILE,
                row.line,
                format!("`{name}` uses `{used}`, which its row does not allow"),
            ));
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
| crate | in | uses |
|---|---|---|
| `depesha-text` | text | – |
| `depesha-grammar` | text | `depesha-text`, `depesha` |
| `depesha` | page | `depesha-text`, `depesha-grammar` |
";

    #[test]
    fn a_row_below_and_an_arrow_that_is_not_drawn_are_found() {
        let crates = [
            ("depesha-text", vec!["depesha-grammar"]),
            ("depesha-grammar", vec!["depesha-text"]),
            ("depesha-cli", vec![]),
        ];
        let found: Vec<String> = compare(&table(TABLE), &crates)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            found,
            [
                "ARCHITECTURE.md:4: `depesha-grammar` may use only crates above it in the table, not `depesha`",
                "ARCHITECTURE.md:5: there is no crate `depesha`",
                "ARCHITECTURE.md:3: `depesha-text` uses `depesha-grammar`, which its row does not allow",
                "ARCHITECTURE.md: the table lacks the crate `depesha-cli`",
            ]
        );
    }
}
