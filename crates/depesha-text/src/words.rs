use std::borrow::Cow;

use crate::{Span, fold};

/// The words of a text as they are compared, each with its place: letters and digits without anything between them,
/// folded. Each word is folded by itself: beside `Россия` the letters of `BBC` are Latin still.
///
/// ```
/// use depesha_text::words;
/// let text = "Ростов-на-Дону: «Всё»";
/// let folded: Vec<_> = words(text).map(|(_, word)| word).collect();
/// assert_eq!(folded, ["ростов", "на", "дону", "все"]);
/// let (span, _) = words(text).last().unwrap();
/// assert_eq!(span.of(text), "Всё");
/// ```
pub fn words(text: &str) -> impl Iterator<Item = (Span, Cow<'_, str>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find(is_inside)?;
            let end = text[start..].find(|c| !is_inside(c));
            let span = Span::new(start, end.map_or(text.len(), |length| start + length));
            at = span.end();
            let word = fold(span.of(text));
            // A soft hyphen alone is no word.
            if word.contains(char::is_alphanumeric) {
                return Some((span, word));
            }
        }
    })
}

/// Whether a character belongs to a word: a letter, a digit, or what [`fold`] drops or joins to its letter.
fn is_inside(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(
            c,
            '\u{301}' | '\u{306}' | '\u{308}' | '\u{ad}' | '\u{200b}'
                ..='\u{200d}' | '\u{2060}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let words: Vec<_> = words(text)
            .map(|(span, word)| (span.of(text), word.into_owned()))
            .collect();
        let words: Vec<(&str, &str)> = words.iter().map(|(own, word)| (*own, &**word)).collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn a_word_is_folded_where_it_stands() {
        check("BBC Россия", &[("BBC", "bbc"), ("Россия", "россия")]);
        check("Cирия", &[("Cирия", "сирия")]); // with a Latin C
        check("«Да», 5%", &[("Да", "да"), ("5", "5")]);
    }

    #[test]
    fn what_folding_drops_parts_no_words() {
        check("мо\u{ad}сты", &[("мо\u{ad}сты", "мосты")]);
        check("мои\u{306}", &[("мои\u{306}", "мой")]);
        check("за\u{301}мок", &[("за\u{301}мок", "замок")]);
    }

    #[test]
    fn without_letters_and_digits_there_are_no_words() {
        for text in ["", " ", "—«»", "\u{ad}", "\u{301} \u{200b}"] {
            check(text, &[]);
        }
    }
}
