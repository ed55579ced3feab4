use depesha_text::{is_capital, is_letter};

/// How a word is capitalised.
///
/// ```
/// use depesha_morphology::Capitals;
/// assert_eq!(Capitals::of("Москва"), Capitals::Title);
/// assert_eq!(Capitals::of("СМИ"), Capitals::Upper);
/// assert_eq!(Capitals::of("В"), Capitals::Initial);
/// assert_eq!(Capitals::of("экс-Министр"), Capitals::Mixed);
/// assert_eq!(Capitals::of("2014"), Capitals::None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Capitals {
    /// No letter that has a case.
    None,
    /// `город`
    Lower,
    /// The first letter only: `Город`, `Санкт-петербург`.
    Title,
    /// All of two or more: `МИД`.
    Upper,
    /// One letter alone, a capital: `В`.
    Initial,
    /// Capitals after the first letter of a capitalised word: `МакКейн`, `Санкт-Петербург`.
    Camel,
    /// A small letter first, a capital later: `iPhone`.
    Mixed,
}

impl Capitals {
    /// The capitals of `word`; characters that are no letters do not count.
    pub fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|c| is_letter(*c));
        let Some(first) = letters.next() else {
            return Self::None;
        };
        let (mut upper, mut lower) = (false, false);
        for c in letters {
            match is_capital(c) {
                true => upper = true,
                false => lower = true,
            }
        }
        match (is_capital(first), upper, lower) {
            (true, false, false) => Self::Initial,
            (true, false, true) => Self::Title,
            (true, true, false) => Self::Upper,
            (true, true, true) => Self::Camel,
            (false, false, _) => Self::Lower,
            (false, true, _) => Self::Mixed,
        }
    }

    /// Whether the word begins with a capital.
    pub fn capitalised(self) -> bool {
        matches!(
            self,
            Self::Title | Self::Upper | Self::Initial | Self::Camel
        )
    }
}

/// `form` with the capitals of `surface`, letter by letter, each part between hyphens for itself.
///
/// A letter behind the end of the surface's part takes the case of that part's last letter: `СЕРГЕЯ` → `СЕРГЕЙ`, `МИДа` →
/// `МИД`, `Санкт-Петербурге` → `Санкт-Петербург`.
pub(crate) fn capitalise_like(form: &str, surface: &str) -> String {
    let mut out = String::with_capacity(form.len());
    let mut patterns = surface.split(['-', '\u{2010}', '\u{2011}']);
    let mut pattern = "";
    for (index, part) in form.split('-').enumerate() {
        if index > 0 {
            out.push('-');
        }
        // A form has as many parts as its surface; should it have more, the last pattern serves the rest.
        pattern = patterns.next().unwrap_or(pattern);
        let mut last = None;
        let mut capitals = pattern.chars().map(char::is_uppercase);
        for c in part.chars() {
            let capital = match capitals.next() {
                Some(capital) => {
                    // One capital alone says nothing of a second letter.
                    last = Some(last.is_some() && capital);
                    capital
                }
                None => last.unwrap_or(false),
            };
            if capital {
                out.extend(c.to_uppercase());
            } else {
                out.push(c);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_go_over_letter_by_letter() {
        for (form, surface, expected) in [
            ("сергей", "СЕРГЕЯ", "СЕРГЕЙ"),
            ("мид", "МИДа", "МИД"),
            ("маккейн", "МакКейна", "МакКейн"),
            ("лев", "Льва", "Лев"),
            ("санкт-петербург", "Санкт-Петербурге", "Санкт-Петербург"),
            ("ростов-на-дону", "Ростове-на-Дону", "Ростов-на-Дону"),
            ("яблоко", "Я", "Яблоко"),
            ("дом", "доме", "дом"),
        ] {
            assert_eq!(capitalise_like(form, surface), expected);
        }
    }
}
