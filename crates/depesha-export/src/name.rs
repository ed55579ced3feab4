use std::fmt;
use std::str::FromStr;

/// A name to look for. It means every name that has all its words, in any order: `лавров` means `Сергей Лавров`.
///
/// Case, `ё`, stress marks and Latin letters that look Cyrillic make no difference; forms do, so write the nominative.
///
/// ```
/// use depesha_export::NameQuery;
/// let query: NameQuery = "Семёнов".parse()?;
/// assert!(query.means("Пётр Семенов"));
/// assert!(!query.means("Пётр Семёновский"));
/// # Ok::<(), depesha_export::NoName>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameQuery {
    words: Vec<String>,
}

impl NameQuery {
    /// Whether `name` has all words of the query.
    pub fn means(&self, name: &str) -> bool {
        let words = words(name);
        self.words.iter().all(|word| words.contains(word))
    }
}

impl FromStr for NameQuery {
    type Err = NoName;

    fn from_str(name: &str) -> Result<Self, NoName> {
        match words(name) {
            words if words.is_empty() => Err(NoName(name.to_owned())),
            words => Ok(Self { words }),
        }
    }
}

/// Something to look for that has neither letters nor digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoName(pub String);

impl fmt::Display for NoName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` has no word to look for; write a name, such as a surname",
            self.0
        )
    }
}

impl std::error::Error for NoName {}

fn words(name: &str) -> Vec<String> {
    let words = depesha_text::words(name);
    words.map(|(_, word)| word.into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, name: &str, expected: bool) {
        assert_eq!(query.parse::<NameQuery>().unwrap().means(name), expected);
    }

    #[test]
    fn a_surname_is_enough_and_so_is_any_order() {
        check("Ильин", "Пётр Ильин", true);
        check("ильин пётр", "Пётр Ильин", true);
        check("Иван Ильин", "Пётр Ильин", false);
        check("Иль", "Пётр Ильин", false);
    }

    #[test]
    fn spelling_makes_no_difference() {
        check("ПЕТР", "Пётр Ильин", true);
        check("Cидоров", "Сидоров", true); // with a Latin C
        check("Сорокин-Дальний", "Игорь Сорокин‑Дальний", true); // with a no-break hyphen
        check("BBC", "BBC Россия", true);
        check("вести", "«РИА Вести»", true);
    }

    #[test]
    fn a_query_without_words_is_refused() {
        for query in ["", " ", "«»", "—"] {
            assert_eq!(
                query.parse::<NameQuery>(),
                Err(NoName(query.to_owned())),
                "{query}"
            );
        }
    }
}
