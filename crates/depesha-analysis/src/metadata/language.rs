//! Which language the letters of a text look like.

use depesha_model::{Diagnostic, Fact, Severity};

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

/// Letters that Russian cannot do without, and Bulgarian can: some 2.5 in a hundred.
const RUSSIAN: &str = "ыэё";

/// Of a thousand letters, so many of a language's own make it that language: names and quotations bring fewer.
const OWN: usize = 5;

/// Texts with fewer letters say too little to be held for anything but Russian.
const SHORTEST: usize = 200;

/// The language, by the share of its letters; `None` when most letters are not Cyrillic or there are none.
pub(super) fn language(text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Fact<String>> {
    let code = guess(text);
    if code != Some("ru") && text.contains(char::is_alphabetic) {
        diagnostics.push(Diagnostic {
            severity: Severity::Warning,
            code: "not-russian".to_owned(),
            span: None,
            message: "by its letters the text is not Russian, so little of it will be understood"
                .to_owned(),
        });
    }
    Some(Fact {
        value: code?.to_owned(),
        span: None,
        rule: "language.letters".into(),
    })
}

fn guess(text: &str) -> Option<&'static str> {
    let (mut letters, mut cyrillic, mut russian, mut hard_signs) = (0, 0, 0, 0);
    let mut own = [0; LETTERS.len()];
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        if !depesha_text::is_cyrillic(c) {
            continue;
        }
        cyrillic += 1;
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
    if let Some(at) = own.iter().position(|&count| is_frequent(count)) {
        return Some(LETTERS[at].0);
    }
    let is_bulgarian = cyrillic >= SHORTEST && !is_frequent(russian) && is_frequent(hard_signs);
    Some(if is_bulgarian { "bg" } else { "ru" })
}

#[cfg(test)]
mod tests {
    use super::guess;

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
            (&bulgarian, Some("bg")),
            ("The bridge is open.", None),
            ("14.11.2015", None),
            ("", None),
        ] {
            assert_eq!(guess(text), expected, "{text}");
        }
    }
}
