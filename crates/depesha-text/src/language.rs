//! Which language the letters of a text look like.

use crate::fold::{is_cyrillic, is_letter};

/// Letters that Russian does not have, by language; the first whose letters are frequent is meant. Belarusian stands
/// before Ukrainian, with which it shares `і`.
const LETTERS: [(&str, &str); 7] = [
    ("be", "ў"),
    ("uk", "їєґ"),
    ("sr", "јљњћђџ"),
    ("mk", "ѓќѕ"),
    ("kk", "қғұ"),
    ("tt", "әҗ"),
    ("mn", "өү"),
];

/// Languages that have none of the letters that Russian cannot do without.
const UNLIKE_RUSSIAN: [&str; 3] = ["uk", "sr", "mk"];

/// Letters that Russian cannot do without, and Bulgarian can: some 2.5 in a hundred.
const RUSSIAN: &str = "ыэё";

/// Of a thousand letters, so many of a language's own make it that language: names and quotations bring fewer.
const OWN: usize = 5;

/// Texts with fewer letters say too little to be held for anything but Russian.
const SHORTEST: usize = 200;

/// The language that the letters of a text look like, as an ISO 639-1 code; `None` when most letters are not Cyrillic or
/// there are none. Of the languages with Cyrillic letters those are told apart whose letters differ from Russian ones;
/// another one is taken for Russian.
///
/// ```
/// use depesha_text::language;
/// assert_eq!(language("Министр сообщил, что мост открыли."), Some("ru"));
/// assert_eq!(language("Міністр повідомив, що її відкрили навесні."), Some("uk"));
/// assert_eq!(language("The bridge is open."), None);
/// ```
pub fn language(text: &str) -> Option<&'static str> {
    let (mut letters, mut cyrillic, mut russian, mut hard_signs) = (0, 0, 0, 0);
    let mut own = [0; LETTERS.len()];
    for c in text.chars().filter(|c| is_letter(*c)) {
        letters += 1;
        if !is_cyrillic(c) {
            continue;
        }
        cyrillic += 1;
        // Nearly all letters are of these, and need no further look.
        if matches!(c, 'а'..='щ' | 'ь' | 'ю' | 'я' | 'А'..='Щ' | 'Ь' | 'Ю' | 'Я') {
            continue;
        }
        let small = c.to_lowercase().next().unwrap_or(c);
        russian += usize::from(RUSSIAN.contains(small));
        hard_signs += usize::from(small == 'ъ');
        for (count, (_, letters)) in own.iter_mut().zip(LETTERS) {
            *count += usize::from(letters.contains(small));
        }
    }
    if cyrillic == 0 || cyrillic * 2 < letters {
        return None;
    }
    let is_frequent = |count: usize| count * 1000 > cyrillic * OWN;
    let foreign = LETTERS.iter().zip(own).find(|((code, _), count)| {
        // A Russian text may quote another language at length.
        let is_quoted = UNLIKE_RUSSIAN.contains(code) && russian > *count;
        is_frequent(*count) && !is_quoted
    });
    if let Some(((code, _), _)) = foreign {
        return Some(code);
    }
    let is_bulgarian = cyrillic >= SHORTEST && !is_frequent(russian) && is_frequent(hard_signs);
    Some(if is_bulgarian { "bg" } else { "ru" })
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn letters_tell_the_language() {
        let bulgarian =
            "Министърът съобщи, че пътят към града ще бъде открит през пролетта. ".repeat(5);
        for (text, expected) in [
            ("Министр сообщил, что мост открыли.", Some("ru")),
            ("Мост", Some("ru")),
            ("Газета «Ваяр» пишет: мост открыт. Міністр", Some("ru")),
            ("Міністр повідомив, що її відкрили навесні.", Some("uk")),
            ("Міністр паведаміў, што мост адкрыўся.", Some("be")),
            ("Министар је рекао да је мост отворен.", Some("sr")),
            (
                "Он был удивлён: «Її відкрили навесні». Мы этого, мягко говоря, не ждали.",
                Some("ru"),
            ),
            (&bulgarian, Some("bg")),
            ("The bridge is open.", None),
            ("14.11.2015", None),
            ("", None),
        ] {
            assert_eq!(language(text), expected, "{text}");
        }
    }
}
