//! Set phrases: lists of words that are looked up as a whole, whatever their letter case.

use depesha_text::fold;
use nom::branch::alt;
use nom::bytes::complete::{take_while, take_while1};
use nom::character::complete::anychar;
use nom::combinator::recognize;
use nom::error::{ErrorKind, ParseError};
use nom::sequence::preceded;
use nom::{IResult, Parser};
use rustc_hash::FxHashMap;

use crate::token::is_space;

/// Phrases with a value each, for look-up at the start of a text.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    /// By the first piece: the other pieces, longest phrase first.
    by_first: FxHashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T: Copy> FromIterator<(String, T)> for Phrases<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(phrases: I) -> Self {
        let mut by_first: FxHashMap<String, Vec<(Vec<String>, T)>> = FxHashMap::default();
        for (phrase, value) in phrases {
            let mut rest = phrase.as_str();
            let mut pieces = Vec::new();
            while let Ok((after, found)) = piece(rest) {
                pieces.push(fold(found).into_owned());
                rest = after;
            }
            if !pieces.is_empty() {
                let first = pieces.remove(0);
                by_first.entry(first).or_default().push((pieces, value));
            }
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|(pieces, _)| std::cmp::Reverse(pieces.len()));
        }
        Self { by_first }
    }
}

impl<T: Copy> Phrases<T> {
    /// The longest phrase at the start of `input`; white space in front of it and between its words is skipped.
    pub(crate) fn parse<'t>(&self, input: &'t str) -> IResult<&'t str, T> {
        let (after_first, first) = piece(input)?;
        let candidates = self.by_first.get(fold(first).as_ref());
        for (pieces, value) in candidates.into_iter().flatten() {
            if let Some(rest) = follow(after_first, pieces) {
                return Ok((rest, *value));
            }
        }
        Err(no_match(input))
    }
}

/// What stands behind `pieces` when `input` starts with them.
fn follow<'t>(mut input: &'t str, pieces: &[String]) -> Option<&'t str> {
    for wanted in pieces {
        let (rest, found) = piece(input).ok()?;
        if fold(found) != wanted.as_str() {
            return None;
        }
        input = rest;
    }
    Some(input)
}

/// A word, or one character that is neither letter nor space, behind any white space.
fn piece(input: &str) -> IResult<&str, &str> {
    preceded(space0, alt((word, recognize(anychar)))).parse(input)
}

/// `ноября`, `Интернет-газета`, `РИА`, `24`: letters and digits with inner hyphens.
pub(crate) fn word(input: &str) -> IResult<&str, &str> {
    let (rest, found) = take_while1(is_word)(input)?;
    let hyphens = found.len() - found.trim_end_matches('-').len();
    if found.starts_with('-') {
        return Err(no_match(input));
    }
    Ok((
        &input[input.len() - rest.len() - hyphens..],
        &found[..found.len() - hyphens],
    ))
}

fn is_word(c: char) -> bool {
    // A soft hyphen, a joiner or a combining accent does not end the word it stands in.
    c.is_alphanumeric()
        || matches!(
            c,
            '-' | '\u{2010}' | '\u{2011}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{300}'
                ..='\u{36f}'
        )
}

/// White space and invisible characters, also line ends; may be empty.
pub(crate) fn space0(input: &str) -> IResult<&str, &str> {
    take_while(is_space)(input)
}

/// The error of a production that does not stand here.
pub(crate) fn no_match(input: &str) -> nom::Err<nom::error::Error<&str>> {
    nom::Err::Error(nom::error::Error::from_error_kind(input, ErrorKind::Tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_in_any_case() {
        let phrases: Phrases<u8> = [("читайте", 1), ("Читайте также", 2), ("м.с.к", 3)]
            .map(|(phrase, value)| (phrase.to_owned(), value))
            .into_iter()
            .collect();
        assert_eq!(phrases.parse("ЧИТАЙТЕ\u{a0}ТАКЖЕ: да"), Ok((": да", 2)));
        assert_eq!(phrases.parse("Читайте таксиста"), Ok((" таксиста", 1)));
        assert_eq!(phrases.parse("М.С.К."), Ok((".", 3)));
        assert!(phrases.parse("Читайтесь").is_err());
        assert!(phrases.parse("").is_err());
    }

    #[test]
    fn a_word_ends_before_a_loose_hyphen() {
        assert_eq!(word("ноя- да"), Ok(("- да", "ноя")));
        assert_eq!(word("Интернет-газета,"), Ok((",", "Интернет-газета")));
        assert!(word("-да").is_err());
    }
}
