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
        self.get(language, key).unwrap_or(key)
    }

    /// The words for `key`, when the table has it.
    pub fn get(&self, language: Language, key: &str) -> Option<&'static str> {
        self.0.get(key).map(|[english, russian]| match language {
            Language::English => *english,
            Language::Russian => *russian,
        })
    }
}

/// The words of the report.
pub(crate) static STRINGS: LazyLock<Strings> =
    LazyLock::new(|| Strings::parse(include_str!("../data/strings.tsv")));

#[cfg(test)]
mod tests {
    use std::fs;

    use depesha_model::EventType;

    use super::{Language, STRINGS};

    #[track_caller]
    fn check(key: &str) {
        for language in [Language::English, Language::Russian] {
            let words = STRINGS.get(language, key);
            assert!(
                words.is_some_and(|words| !words.is_empty()),
                "{key} in {language:?}"
            );
        }
    }

    #[test]
    fn all_that_the_code_says_has_words() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
        let mut said = 0;
        for file in fs::read_dir(folder).unwrap() {
            let source = fs::read_to_string(file.unwrap().path()).unwrap();
            let lines = source
                .lines()
                .filter(|line| !line.trim_start().starts_with("///"));
            // In pieces, so that this line is no such place itself.
            for rest in lines.flat_map(|line| line.split(concat!("say", "(\"")).skip(1)) {
                check(rest.split('"').next().unwrap());
                said += 1;
            }
        }
        assert!(said > 30);
    }

    #[test]
    fn codes_of_the_record_have_words() {
        for kind in EventType::ALL {
            check(&format!("event.{}", kind.as_str()));
        }
        for month in 1..=12 {
            check(&format!("month.{month:02}"));
            check(&format!("month.of.{month:02}"));
        }
    }
}
