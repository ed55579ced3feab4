use std::borrow::Cow;

/// Whether `c` is a letter of a Cyrillic alphabet.
pub fn is_cyrillic(c: char) -> bool {
    // Between the letters of the block stand the thousands sign and combining marks.
    matches!(c, '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}')
}

/// Whether `c` is a letter: [`char::is_alphabetic`], faster on Russian text.
pub fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || is_cyrillic(c) || (!c.is_ascii() && c.is_alphabetic())
}

/// Whether `c` is a capital: [`char::is_uppercase`], faster on Russian text.
pub fn is_capital(c: char) -> bool {
    matches!(c, 'А'..='Я') || (!matches!(c, 'а'..='я') && c.is_uppercase())
}

/// `word` as it is matched: lower case, `ё` as `е`, `й` composed, soft hyphens and joiners dropped, no-break spaces as
/// spaces, and Latin letters that look Cyrillic replaced where the word has Cyrillic letters too (`Cирия`).
///
/// Nothing of this touches the record's text: folded copies live beside it.
///
/// ```
/// use depesha_text::fold;
/// assert_eq!(fold("Трёхсторонний"), "трехсторонний");
/// assert_eq!(fold("мой"), "мой"); // и + U+0306
/// assert_eq!(fold("BBC"), "bbc");
/// ```
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.chars().all(is_folded) {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    Cow::Owned(out)
}

/// [`fold`] into a buffer of the caller's, which is cleared first.
pub fn fold_into(word: &str, out: &mut String) {
    out.clear();
    let mixed = word.chars().any(is_cyrillic);
    for c in word.chars() {
        match c {
            'а'..='я' => out.push(c),
            // The standard library searches a table; these capitals stand 32 in front of their small letters.
            'А'..='Я' => out.extend(char::from_u32(u32::from(c) + 32)),
            // NFD: the breve and the diaeresis follow their letter.
            '\u{306}' if out.ends_with('и') => {
                out.pop();
                out.push('й');
            }
            '\u{308}' if out.ends_with('е') => {}
            // Soft hyphen, zero-width space and joiners, combining acute (stress), byte-order mark.
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{301}' | '\u{feff}' => {}
            '\u{a0}' | '\u{202f}' | '\u{2009}' => out.push(' '),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            'ё' | 'Ё' => out.push('е'),
            _ => {
                for low in c.to_lowercase() {
                    out.push(if mixed { look_alike(low) } else { low });
                }
            }
        }
    }
}

/// Whether folding leaves `c` alone whatever stands around it.
fn is_folded(c: char) -> bool {
    matches!(c, 'а'..='я' | '0'..='9' | '-' | ' ' | '.' | ',')
}

/// The Cyrillic letter that a small Latin one is mistaken for.
fn look_alike(c: char) -> char {
    match c {
        'a' => 'а',
        'b' => 'в',
        'c' => 'с',
        'e' => 'е',
        'h' => 'н',
        'k' => 'к',
        'm' => 'м',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        'y' => 'у',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: &str) {
        assert_eq!(fold(word), expected);
        let mut out = "old".to_owned();
        fold_into(word, &mut out);
        assert_eq!(out, expected);
    }

    #[test]
    fn folding_is_idempotent_and_one_sided() {
        check("Си\u{ad}рия", "сирия");
        check("10\u{a0}000", "10 000");
        check("Tверь", "тверь");
        check("Е\u{308}лка", "елка");
        check("CNN", "cnn");
        check("военно\u{2011}морской", "военно-морской");
    }

    #[test]
    fn letters_and_capitals_are_those_of_unicode() {
        for c in (0..=0x2_ffff).filter_map(char::from_u32) {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_capital(c), c.is_uppercase(), "{c:?}");
        }
    }
}
