//! The one format of all data files: tab-separated columns below a header line, comments after `#`.

use std::fmt;
use std::ops::Range;

use memchr::{memchr, memchr_iter};

/// What is wrong with a data file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexiconError {
    /// The file's name as the caller gave it.
    pub file: String,
    /// Line number, from 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{line}: {}", self.file, self.message),
        }
    }
}

impl std::error::Error for LexiconError {}

/// A parsed data file; rows borrow its text.
#[derive(Debug)]
pub struct Table<'t> {
    file: String,
    columns: Vec<&'t str>,
    cells: Vec<&'t str>,
    rows: Vec<Line>,
}

/// Where a row stands: its number in the file, its part of the table's cells.
#[derive(Clone, Debug)]
struct Line {
    number: usize,
    cells: Range<usize>,
}

impl<'t> Table<'t> {
    /// Reads `text`. Lines that start with `#` and empty lines are skipped; a ` # ` inside a line starts a comment.
    /// The first other line names the columns.
    ///
    /// # Errors
    /// No header, a row with more cells than the header, a column of `wanted` that the header lacks.
    pub fn parse(file: &str, text: &'t str, wanted: &[&str]) -> Result<Self, LexiconError> {
        let error = |line, message: String| LexiconError {
            file: file.to_owned(),
            line,
            message,
        };
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line))
            .filter(|(_, line)| !line.starts_with('#') && !line.trim_ascii().is_empty());
        let Some((header_line, header)) = lines.next() else {
            return Err(error(
                0,
                format!("no header line; expected the columns {}", wanted.join(", ")),
            ));
        };
        let columns: Vec<&str> = header.split('\t').map(str::trim_ascii).collect();
        if let Some(missing) = wanted.iter().find(|w| !columns.contains(w)) {
            return Err(error(
                header_line,
                format!("the header lacks the column `{missing}`"),
            ));
        }
        let mut cells = Vec::new();
        let mut rows = Vec::new();
        for (number, line) in lines {
            // Every start of the program reads every line: one-byte searches are many times cheaper than others.
            let line = match memchr(b'#', line.as_bytes()) {
                Some(_) => line.split(" # ").next().unwrap_or(line),
                None => line,
            };
            let start = cells.len();
            let mut from = 0;
            for tab in memchr_iter(b'\t', line.as_bytes()).chain([line.len()]) {
                cells.push(line[from..tab].trim_ascii());
                from = tab + 1;
            }
            let count = cells.len() - start;
            if count > columns.len() {
                let message = format!(
                    "{count} cells, but the header names {} columns",
                    columns.len()
                );
                return Err(error(number, message));
            }
            rows.push(Line {
                number,
                cells: start..cells.len(),
            });
        }
        Ok(Self {
            file: file.to_owned(),
            columns,
            cells,
            rows,
        })
    }

    /// The rows, top to bottom.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_, 't>> {
        self.rows.iter().map(|line| Row {
            table: self,
            line: line.number,
            cells: &self.cells[line.cells.clone()],
        })
    }
}

/// One line of a [`Table`].
#[derive(Clone, Copy)]
pub struct Row<'a, 't> {
    table: &'a Table<'t>,
    line: usize,
    cells: &'a [&'t str],
}

impl<'t> Row<'_, 't> {
    /// The cell below `column`; empty when the row ends before it or the file has no such column.
    pub fn get(&self, column: &str) -> &'t str {
        let at = self.table.columns.iter().position(|c| *c == column);
        at.and_then(|at| self.cells.get(at)).copied().unwrap_or("")
    }

    /// The `|`-separated parts of a cell, trimmed, empty ones dropped.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'t str> + use<'t> {
        self.get(column)
            .split('|')
            .map(str::trim)
            .filter(|s| !s.is_empty())
    }

    /// The cell below `column`, which must not be empty.
    ///
    /// # Errors
    /// An empty cell.
    pub fn need(&self, column: &str) -> Result<&'t str, LexiconError> {
        match self.get(column) {
            "" => Err(self.error(format!("the column `{column}` must not be empty"))),
            cell => Ok(cell),
        }
    }

    /// An error about this row.
    pub fn error(&self, message: impl Into<String>) -> LexiconError {
        LexiconError {
            file: self.table.file.clone(),
            line: self.line,
            message: message.into(),
        }
    }
}

impl fmt::Debug for Row<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} {:?}", self.table.file, self.line, self.cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_missing_cells_are_read() {
        let table = Table::parse(
            "a.tsv",
            "# about\nname\tkind\nТАСС\tagency # reason\nБи-би-си\n",
            &["name"],
        )
        .unwrap();
        let rows: Vec<_> = table.rows().collect();
        assert_eq!(
            (rows[0].get("name"), rows[0].get("kind")),
            ("ТАСС", "agency")
        );
        assert_eq!((rows[1].get("name"), rows[1].get("kind")), ("Би-би-си", ""));
        assert_eq!(
            rows[1].need("kind").unwrap_err().to_string(),
            "a.tsv:4: the column `kind` must not be empty"
        );
    }

    #[test]
    fn a_broken_file_says_where() {
        let error = |text| {
            Table::parse("a.tsv", text, &["name"])
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            error(""),
            "a.tsv: no header line; expected the columns name"
        );
        assert_eq!(
            error("kind\n"),
            "a.tsv:1: the header lacks the column `name`"
        );
        assert_eq!(
            error("name\nа\tб\n"),
            "a.tsv:2: 2 cells, but the header names 1 columns"
        );
    }
}
