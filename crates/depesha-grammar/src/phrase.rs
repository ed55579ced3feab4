//! Set phrases: lists of words that are looked up as a whole, whatever their letter case.

use depesha_text::fold;
use nom::branch::alt;
use nom::character::complete::anychar;
use nom::combinator::recognize;
use nom::sequence::preceded;
use nom::{IResult, Parser};
use rustc_hash::FxHashMap;

use crate::word::{no_match, space0, word};

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
pub(crate) fn piece(input: &str) -> IResult<&str, &str> {
    preceded(space0, alt((word, recognize(anychar)))).parse(input)
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
}
