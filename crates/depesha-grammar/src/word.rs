//! The smallest productions: words, names, dashes, white space.

use depesha_text::is_letter;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{opt, recognize, verify};
use nom::error::{ErrorKind, ParseError};
use nom::multi::many1_count;
use nom::sequence::{delimited, pair, preceded, terminated};
use nom::{IResult, Parser};

use crate::token::is_space;

/// `ноября`, `Интернет-газета`, `РИА`, `24`: letters and digits with inner hyphens.
pub(crate) fn word(input: &str) -> IResult<&str, &str> {
    let (_, found) = take_while1(is_word)(input)?;
    let found = found.trim_end_matches('-');
    if found.is_empty() || found.starts_with('-') {
        return Err(no_match(input));
    }
    Ok((&input[found.len()..], found))
}

fn is_word(c: char) -> bool {
    // A soft hyphen, a joiner or a combining accent does not end the word it stands in.
    is_letter(c)
        || c.is_numeric()
        || matches!(
            c,
            '-' | '\u{2010}' | '\u{2011}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{300}'
                ..='\u{36f}'
        )
}

/// `Лавров`, `МОСКВА`, `Ростов-на-Дону`: a word with a capital in front.
pub(crate) fn capital_word(input: &str) -> IResult<&str, &str> {
    verify(word, |w: &str| w.starts_with(char::is_uppercase)).parse(input)
}

/// `МОСКВА`, `УФА`, `REGNUM`: a word of capitals, three or more.
pub(crate) fn caps_word(input: &str) -> IResult<&str, &str> {
    verify(word, |w: &str| is_caps(w)).parse(input)
}

/// Whether all letters of `text` are capitals and there are at least three.
pub(crate) fn is_caps(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| is_letter(*c));
    letters.clone().count() >= 3 && letters.all(char::is_uppercase)
}

/// `Иван Петров`, `С. В. Лавров`, `Анна-Мария де Соуза`, `Иван ПЕТРОВ`: two to four words of a person's name.
pub(crate) fn person_name(input: &str) -> IResult<&str, &str> {
    let initial = recognize(pair(satisfy(char::is_uppercase), char('.')));
    let particle = alt((
        tag("де"),
        tag("фон"),
        tag("ван"),
        tag("аль"),
        tag("бен"),
        tag("оглы"),
    ));
    let given = alt((initial, letters_with_capital));
    let more = many1_count(preceded(
        space0,
        alt((
            recognize(pair(satisfy(char::is_uppercase), char('.'))),
            recognize((opt(pair(particle, space1)), letters_with_capital)),
        )),
    ));
    let (rest, (_, count)) = pair(given, more).parse(input)?;
    if count > 3 {
        return Err(no_match(input));
    }
    Ok((rest, &input[..input.len() - rest.len()]))
}

/// A [`capital_word`] without digits.
fn letters_with_capital(input: &str) -> IResult<&str, &str> {
    verify(capital_word, |w: &str| {
        !w.contains(|c: char| c.is_numeric())
    })
    .parse(input)
}

/// `—`, `–`, `-`, `--` with any white space around it.
pub(crate) fn dash(input: &str) -> IResult<&str, &str> {
    delimited(
        space0,
        alt((tag("--"), recognize(one_of("-‐‑‒–—―−")))),
        space0,
    )
    .parse(input)
}

/// A [`dash`] with white space on at least one side, so that it is no hyphen.
pub(crate) fn loose_dash(input: &str) -> IResult<&str, &str> {
    verify(recognize(dash), |found: &str| {
        found.starts_with(is_space) || found.ends_with(is_space) || found.starts_with(['—', '–'])
    })
    .parse(input)
}

/// White space and invisible characters, also line ends; may be empty.
pub(crate) fn space0(input: &str) -> IResult<&str, &str> {
    take_while(is_space)(input)
}

/// [`space0`], not empty.
pub(crate) fn space1(input: &str) -> IResult<&str, &str> {
    take_while1(is_space)(input)
}

/// `part`, and white space behind it.
pub(crate) fn spaced<'t, O, P>(
    part: P,
) -> impl Parser<&'t str, Output = O, Error = nom::error::Error<&'t str>>
where
    P: Parser<&'t str, Output = O, Error = nom::error::Error<&'t str>>,
{
    terminated(part, space0)
}

/// The error of a production that does not stand here.
pub(crate) fn no_match(input: &str) -> nom::Err<nom::error::Error<&str>> {
    nom::Err::Error(nom::error::Error::from_error_kind(input, ErrorKind::Tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_ends_before_a_loose_hyphen() {
        assert_eq!(word("ноя- да"), Ok(("- да", "ноя")));
        assert_eq!(word("Интернет-газета,"), Ok((",", "Интернет-газета")));
        assert!(word("-да").is_err());
        assert!(word("---").is_err());
    }

    #[test]
    fn names_of_persons() {
        for name in [
            "Иван Петров",
            "С. В. Лавров",
            "С.В.Лавров",
            "Стаффан де Мистура",
            "Анна Мария Иванова-Петрова",
        ] {
            assert_eq!(person_name(name), Ok(("", name)));
        }
        assert_eq!(
            person_name("Иван Петров, корреспондент"),
            Ok((", корреспондент", "Иван Петров"))
        );
        assert!(person_name("Москва").is_err());
        assert!(person_name("Новости экономики").is_err());
        assert!(person_name("Один Два Три Четыре Пять").is_err());
    }
}
