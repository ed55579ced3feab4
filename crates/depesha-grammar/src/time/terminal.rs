//! The smallest productions: one word or number, or what the parsers of [`calendar`](crate::calendar) read.

use depesha_text::Span;
use nom::branch::alt;
use nom::combinator::{opt, value};
use nom::sequence::{pair, terminated};
use nom::{IResult, Input, Parser};

use super::class::{Class, Preposition};
use crate::cursor::{Cursor, item, no_match, one};
use crate::token::TokenKind;
use crate::tree::{Part, Season, TimeOfDay, Unit};

/// A token with its class.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexeme<'t> {
    pub(super) class: Class,
    pub(super) kind: TokenKind,
    pub(super) words: &'t str,
    /// From the token to the end of the block.
    pub(super) tail: &'t str,
    pub(super) span: Span,
}

pub(super) type Lexemes<'a, 't> = Cursor<'a, Lexeme<'t>>;
pub(super) type Read<'a, 't, O> = IResult<Lexemes<'a, 't>, O>;

/// A token of this class.
pub(super) fn is<'a, 't: 'a>(class: Class) -> impl Fn(Lexemes<'a, 't>) -> Read<'a, 't, Lexeme<'t>> {
    one(move |lexeme: Lexeme<'t>| lexeme.class == class)
}

/// `в`
pub(super) fn preposition<'a, 't: 'a>(
    wanted: Preposition,
) -> impl Fn(Lexemes<'a, 't>) -> Read<'a, 't, Lexeme<'t>> {
    is(Class::Preposition(wanted))
}

macro_rules! terminal {
    ($(#[$doc:meta])* $name:ident, $class:ident -> $value:ty) => {
        $(#[$doc])*
        pub(super) fn $name<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, $value> {
            item(|lexeme: Lexeme<'t>| match lexeme.class {
                Class::$class(value) => Some(value),
                _ => None,
            })(input)
        }
    };
}

terminal!(/** `два`, `15` */ number, Number -> i32);
terminal!(/** `третий` */ ordinal_word, Ordinal -> u8);
terminal!(/** `неделю` */ unit, Unit -> Unit);
terminal!(/** `субботу` */ weekday_name, Weekday -> u8);
terminal!(/** `осенью` */ season_name, Season -> Season);
terminal!(/** `утром` */ part_of_day, PartOfDay -> TimeOfDay);
terminal!(/** `прошлой` */ which, Which -> i8);
terminal!(/** `начале` */ edge, Edge -> Part);

/// `ноября`, not `Мая`, a name
pub(super) fn month<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, u8> {
    item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::Month(month) if lexeme.words.starts_with(char::is_lowercase) => Some(month),
        _ => None,
    })(input)
}

/// `год`, `года`, `г.`
pub(super) fn year_word<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, ()> {
    let full = value((), is(Class::Unit(Unit::Year)));
    let short = pair(is(Class::YearLetter), opt(stop));
    alt((full, value((), short))).parse(input)
}

/// `годы`, `годов`, `гг.`
pub(super) fn years_word<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, ()> {
    let short = pair(is(Class::YearLetters), opt(stop));
    alt((value((), short), value((), is(Class::Years)), year_word)).parse(input)
}

/// The full stop of an abbreviation: nothing but white space in front of a small letter follows it, or nothing.
fn stop<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, Lexeme<'t>> {
    one(|lexeme: Lexeme<'t>| lexeme.kind == TokenKind::Period)(input)
}

/// Four digits that may be a year: `2015`
pub(super) fn year_number<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, i16> {
    item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::Number(year @ 1000..=2999) if lexeme.words.len() == 4 => Some(year as i16),
        _ => None,
    })(input)
}

/// The digits in front of a hyphen and the ending behind it: `1990-х`, `2015-м`, `19-й`
pub(super) fn digits_with_ending<'t>(lexeme: Lexeme<'t>) -> Option<(i16, &'t str)> {
    let (digits, ending) = lexeme.words.split_once(['-', '‑'])?;
    Some((digits.parse().ok().filter(|n| *n >= 0)?, ending))
}

/// `2015-го`, `2015-м`
pub(super) fn year_ordinal<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, i16> {
    item(|lexeme: Lexeme<'t>| {
        let (year, ending) = digits_with_ending(lexeme)?;
        let is_year = (1000..3000).contains(&year) && ["го", "м", "й", "му"].contains(&ending);
        is_year.then_some(year)
    })(input)
}

/// `2015 года`, `2015 г.`, `2015-го`, `2015-м году`
pub(super) fn year<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, i16> {
    alt((
        terminated(year_number, year_word),
        terminated(year_ordinal, opt(year_word)),
    ))
    .parse(input)
}

/// `III`, `третий`, `3-й`
pub(super) fn ordinal<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, u8> {
    let roman = item(|lexeme: Lexeme<'t>| roman(lexeme.words));
    let digits = item(|lexeme: Lexeme<'t>| {
        let (number, ending) = digits_with_ending(lexeme)?;
        let number = u8::try_from(number).ok()?;
        ["й", "м", "го", "е", "я", "ю"]
            .contains(&ending)
            .then_some(number)
    });
    alt((ordinal_word, roman, digits)).parse(input)
}

/// The value of a Roman numeral up to XXXIX, also in the Cyrillic `Х` that stands for `X`.
pub(super) fn roman(word: &str) -> Option<u8> {
    let digit = |c| match c {
        'I' => Some(1i32),
        'V' => Some(5),
        'X' | 'Х' => Some(10),
        _ => None,
    };
    let digits: Vec<i32> = word.chars().take(8).map(digit).collect::<Option<_>>()?;
    let (sum, _) = digits.iter().rev().fold((0, 0), |(sum, behind), &digit| {
        // `IX`: a digit in front of a larger one is taken from it.
        (
            if digit < behind {
                sum - digit
            } else {
                sum + digit
            },
            digit,
        )
    });
    u8::try_from(sum).ok().filter(|sum| *sum > 0)
}

/// What a parser of characters reads; it must end where a token does.
pub(super) fn written<'a, 't: 'a, O>(
    parser: impl Fn(&'t str) -> IResult<&'t str, O>,
) -> impl Fn(Lexemes<'a, 't>) -> Read<'a, 't, O> {
    move |input| {
        let first = input.first().ok_or_else(|| no_match(input))?;
        let (rest, found) = parser(first.tail).map_err(|_| no_match(input))?;
        let end = first.span.start() + first.tail.len() - rest.len();
        let taken = input.0.iter().take_while(|l| l.span.end() <= end).count();
        let is_whole =
            taken > 0 && (input.0.get(taken)).is_none_or(|next| next.span.start() >= end);
        match is_whole {
            true => Ok((input.take_from(taken), found)),
            false => Err(no_match(input)),
        }
    }
}

/// What a parser of characters reads at a number.
pub(super) fn digits<'a, 't: 'a, O>(
    parser: impl Fn(&'t str) -> IResult<&'t str, O>,
) -> impl Fn(Lexemes<'a, 't>) -> Read<'a, 't, O> {
    let number = one(|lexeme: Lexeme<'t>| lexeme.kind == TokenKind::Number);
    let whole = written(parser);
    move |input| {
        number(input)?;
        whole(input)
    }
}
