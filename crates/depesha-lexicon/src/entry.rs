//! What all tables share: how a row type names its file, and the cell types.

use memchr::memchr;

use crate::{LexiconError, Row};

/// A row of one data file.
///
/// A row borrows the file's text, which lives as long as the program, so rows are small and copy freely.
pub trait Entry: Sized {
    /// The file's name below `data/` and in a user's own folder.
    const FILE: &'static str;
    /// The built-in file.
    const TEXT: &'static str;
    /// The columns that the file must have.
    const COLUMNS: &'static [&'static str];

    /// Reads one row.
    ///
    /// # Errors
    /// A cell that must not be empty, or whose content is not of the kind that the column holds.
    fn read(row: &Row<'_, 'static>) -> Result<Self, LexiconError>;

    /// What tells this row from every other one of its table; a user's row with the same key replaces ours.
    fn key(&self) -> [&'static str; 3];

    /// The ISO 3166-1 codes that the row mentions; [`Lexicon::check`](crate::Lexicon::check) looks for them in the
    /// table of countries.
    fn countries(&self) -> List {
        List::default()
    }
}

/// The parts of a cell, separated by `|`. A part marked with `?` at its end is doubtful: the same letters often mean
/// something else, so that a reader needs more than the letters to believe it (`Штаты?`, `СК?`).
///
/// ```
/// use depesha_lexicon::List;
///
/// let names = List::new("США|Соединённые Штаты Америки|Штаты?");
/// assert_eq!(names.iter().last(), Some("Штаты"));
/// assert_eq!(names.sure().count(), 2);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct List(&'static str);

impl List {
    /// The list that the cell holds.
    pub const fn new(cell: &'static str) -> Self {
        Self(cell)
    }

    /// All parts, without their marks.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        self.parts()
            .map(|part| part.strip_suffix('?').unwrap_or(part))
    }

    /// The parts that mean one thing whatever stands around them.
    pub fn sure(self) -> impl Iterator<Item = &'static str> {
        self.parts().filter(|part| !part.ends_with('?'))
    }

    /// The parts marked with `?`, without the mark.
    pub fn doubtful(self) -> impl Iterator<Item = &'static str> {
        self.parts().filter_map(|part| part.strip_suffix('?'))
    }

    /// Whether there is no part at all.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The cell as written.
    pub(crate) const fn cell(self) -> &'static str {
        self.0
    }

    fn parts(self) -> impl Iterator<Item = &'static str> {
        self.0
            .split('|')
            .map(str::trim_ascii)
            .filter(|part| !part.is_empty())
    }

    /// What is wrong with the list as written: an empty part, or one that stands there twice.
    pub(crate) fn fault(self) -> Option<String> {
        // Most cells have one part, and this runs at every start.
        memchr(b'|', self.0.as_bytes())?;
        let part = |part: &'static str| part.trim_ascii().trim_end_matches('?');
        let parts: Vec<&str> = self.0.split('|').map(part).collect();
        let fault = parts.iter().enumerate().find_map(|(at, part)| match *part {
            "" => Some("an empty part".to_owned()),
            part if parts[..at].contains(&part) => Some(format!("`{part}` twice")),
            _ => None,
        });
        fault.map(|fault| format!("the list `{}` has {fault}", self.0))
    }
}

/// The list below `column`.
pub(crate) fn list(row: &Row<'_, 'static>, column: &str) -> Result<List, LexiconError> {
    let list = List::new(row.get(column));
    list.fault().map_or(Ok(list), |fault| Err(row.error(fault)))
}

/// A yes-or-no column: `yes` or an empty cell.
pub(crate) fn flag(row: &Row<'_, 'static>, column: &str) -> Result<bool, LexiconError> {
    match row.get(column) {
        "yes" => Ok(true),
        "" => Ok(false),
        other => Err(row.error(format!(
            "the column `{column}` holds `{other}`; write `yes` or leave it empty"
        ))),
    }
}

/// A column of upper-case Latin letters, `length` of them, or empty.
pub(crate) fn code(
    row: &Row<'_, 'static>,
    column: &str,
    length: usize,
) -> Result<&'static str, LexiconError> {
    let cell = row.get(column);
    if cell.is_empty() || (cell.len() == length && cell.bytes().all(|b| b.is_ascii_uppercase())) {
        return Ok(cell);
    }
    Err(row.error(format!(
        "the column `{column}` holds `{cell}`; a code of {length} capital letters is expected"
    )))
}

/// The column `wikidata`: an item's identifier (`Q159`) or empty.
pub(crate) fn wikidata(row: &Row<'_, 'static>) -> Result<&'static str, LexiconError> {
    let cell = row.get("wikidata");
    let digits = cell.strip_prefix('Q').unwrap_or("");
    if cell.is_empty() || (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())) {
        return Ok(cell);
    }
    Err(row.error(format!(
        "`{cell}` is no Wikidata item; write it as `Q159` or leave it empty"
    )))
}

/// An enum whose values have one written form each, used in data files and in the record.
macro_rules! keywords {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $value:ident = $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $value,)* }

        impl $name {
            /// All values.
            pub const ALL: &'static [Self] = &[$(Self::$value,)*];

            /// The written form.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$value => $word,)* }
            }

            /// The value with this written form.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($word => Some(Self::$value),)* _ => None }
            }

            /// The value below `column`.
            #[allow(dead_code, reason = "not every keyword stands in a column that must be filled")]
            pub(crate) fn read(row: &$crate::Row<'_, 'static>, column: &str) -> Result<Self, $crate::LexiconError> {
                let cell = row.get(column);
                Self::from_name(cell).ok_or_else(|| {
                    let known: Vec<&str> = Self::ALL.iter().map(|value| value.as_str()).collect();
                    row.error(format!("the column `{column}` holds `{cell}`; known are {}", known.join(", ")))
                })
            }
        }

        impl $crate::Keyword for $name {
            const VALUES: &'static [Self] = Self::ALL;

            fn name(self) -> &'static str {
                self.as_str()
            }

            fn place(self) -> u32 {
                self as u32
            }
        }
    };
}
pub(crate) use keywords;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubtful_parts_are_told_apart() {
        let list = List::new("США | Штаты?");
        assert_eq!(list.iter().collect::<Vec<_>>(), ["США", "Штаты"]);
        assert_eq!(list.sure().collect::<Vec<_>>(), ["США"]);
        assert_eq!(list.doubtful().collect::<Vec<_>>(), ["Штаты"]);
    }

    #[test]
    fn empty_and_double_parts_are_faults() {
        assert_eq!(List::new("").fault(), None);
        assert_eq!(
            List::new("а||б").fault().unwrap(),
            "the list `а||б` has an empty part"
        );
        assert_eq!(
            List::new("а|б|а?").fault().unwrap(),
            "the list `а|б|а?` has `а` twice"
        );
    }
}
