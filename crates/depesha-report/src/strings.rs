use std::collections::HashMap;
use std::sync::LazyLock;

pub use depesha_export::pretty::Language;

/// The words of an interface in all its languages, from a data file.
///
/// ```
/// use depesha_report::{Language, Strings};
/// let strings = Strings::parse("key\ten\tru\nplaces\tPlaces\tМеста\n");
/// assert_eq!(strings.say(Language::Russian, "places"), "Места");
/// assert_eq!(strings.say(Language::Russian, "no.such.key"), "no.such.key");
/// ```
#[derive(Clone, Debug)]
pub struct Strings(HashMap<&'static str, [&'static str; 2]>);

impl Strings {
    /// Reads a table of the columns `key`, `en`, `ru`, separated by tabs; lines that start with `#` are comments.
    pub fn parse(table: &'static str) -> Self {
        let lines = table
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty());
        let rows = lines.skip(1).filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, [cells.next()?, cells.next()?]))
        });
        Self(rows.collect())
    }

    /// The words for `key`; the key itself when the table lacks it.
    pub fn say<'k>(&self, language: Language, key: &'k str) -> &'k str {
        let words = self.0.get(key).map(|[english, russian]| match language {
            Language::English => *english,
            Language::Russian => *russian,
        });
        words.unwrap_or(key)
    }
}

/// The words of the report.
pub(crate) static STRINGS: LazyLock<Strings> =
    LazyLock::new(|| Strings::parse(include_str!("../data/strings.tsv")));
