//! Items of lists, and the dialogue lines that look like them.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{peek, recognize, value};
use nom::sequence::{pair, terminated};
use nom::{IResult, Parser};

use crate::token::is_space;
use crate::word::{space0, space1};

/// The mark in front of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// `•`, `*`, `▪`
    Bullet,
    /// `1.`, `1)`, `а)`
    Number,
    /// `-`
    Hyphen,
    /// `—`, `–`
    Dash,
}

/// `• Вена`, `1. Вена`, `- Вена`: the mark, with the item's words as the rest.
pub(super) fn marker(input: &str) -> IResult<&str, Marker> {
    let bullet = terminated(one_of("•◦▪■●○∙·‣►▶*✔✅"), space0);
    let hyphen = terminated(char('-'), space1);
    let dash = terminated(one_of("—–"), space0);
    alt((
        value(Marker::Bullet, bullet),
        value(Marker::Number, ordinal),
        value(Marker::Hyphen, hyphen),
        value(Marker::Dash, dash),
    ))
    .parse(input)
}

/// `1. `, `12) `, `а) `, `1.Вена`: up to three digits or one letter.
fn ordinal(input: &str) -> IResult<&str, &str> {
    let digits = take_while_m_n(1, 3, |c: char| c.is_ascii_digit());
    let word_follows = peek(satisfy(|c| c.is_uppercase()));
    let gap = || alt((value((), space1), value((), word_follows)));
    let numbered = recognize((digits, one_of(".)"), gap()));
    let lettered = recognize((satisfy(|c| c.is_lowercase()), char(')'), space1));
    alt((numbered, lettered)).parse(input)
}

/// `> Мы мост построим.`
pub(super) fn quote_mark(input: &str) -> IResult<&str, ()> {
    value((), pair(tag(">"), satisfy(|c| c != '>'))).parse(input)
}

/// Whether a line with a dash in front shows by itself that somebody speaks: `— Вы рады?`, `— Да, — сказал он.`
pub(super) fn is_speech(line: &str) -> bool {
    line.ends_with('?') || has_author_words(line)
}

/// `…, — сказал он`: behind the first dash, a comma or final mark, a dash and a small letter.
fn has_author_words(line: &str) -> bool {
    let mut parts = line.split(['—', '–', '-']).skip(1).peekable();
    while let Some(part) = parts.next() {
        let ends = part.trim_end_matches(is_space);
        let goes_on = parts.peek().is_some_and(|next| {
            next.starts_with(is_space)
                && next
                    .trim_start_matches(is_space)
                    .starts_with(char::is_lowercase)
        });
        if goes_on && ends.len() < part.len() && ends.ends_with([',', '?', '!', '…']) {
            return true;
        }
    }
    false
}

/// Whether the words of an item show that it is one: `развитие порта;`, `Вена`.
pub(super) fn is_listed(words: &str) -> bool {
    words.starts_with(char::is_lowercase) || words.ends_with(';') || !super::ends_sentence(words)
}
