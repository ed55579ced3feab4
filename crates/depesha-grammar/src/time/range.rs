//! Times from one date to another: `с 12 по 14 ноября`.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt};
use nom::sequence::{pair, preceded, separated_pair, terminated};

use super::Reading;
use super::class::{Class, Preposition};
use super::date::{bare_month, day_number, full_date, month_with_year, year_only};
use super::relative::year_shift;
use super::terminal::{Lexemes, Read, is, preposition, year_number, year_word, years_word};
use crate::calendar::DateParts;
use crate::tree::TimeKind;

/// `с 12 по 14 ноября`, `12–14 ноября 2015 года`, `с ноября по декабрь`, `2010–2015 годы`
fn range<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    map(alt((days, months, years)), |(from, to)| TimeKind::Range {
        from,
        to,
    })
    .parse(input)
}

/// `с X по Y`, `с X до Y`, `от X до Y`, and `X–Y` in digits
fn ends<'a, 't: 'a, F, T>(
    from: impl Fn(Lexemes<'a, 't>) -> Read<'a, 't, F>,
    to: impl Fn(Lexemes<'a, 't>) -> Read<'a, 't, T>,
) -> impl Fn(Lexemes<'a, 't>) -> Read<'a, 't, (F, T)> {
    move |input| {
        let first = alt((
            preposition(Preposition::From),
            preposition(Preposition::Near),
        ));
        let between = alt((
            preposition(Preposition::Through),
            preposition(Preposition::Until),
        ));
        alt((
            preceded(first, separated_pair(&from, between, &to)),
            separated_pair(&from, is(Class::Dash), &to),
        ))
        .parse(input)
    }
}

/// `с 12 по 14 ноября`, `12–14 ноября`, `с 30 октября по 2 ноября`
pub(super) fn days<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, (DateParts, DateParts)> {
    let from = |input: Lexemes<'a, 't>| alt((full_date, day_number)).parse(input);
    map(ends(from, full_date), share).parse(input)
}

/// `с ноября по декабрь 2015 года`
pub(super) fn months<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, (DateParts, DateParts)> {
    let month = |input: Lexemes<'a, 't>| alt((month_with_year, bare_month)).parse(input);
    map(ends(month, month), share).parse(input)
}

/// `с 2010 по 2015 год`, `2010–2015 годы`
pub(super) fn years<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, (DateParts, DateParts)> {
    let from = |input: Lexemes<'a, 't>| terminated(year_number, opt(year_word)).parse(input);
    let to = |input: Lexemes<'a, 't>| terminated(year_number, years_word).parse(input);
    map(ends(from, to), |(from, to)| {
        (year_only(from), year_only(to))
    })
    .parse(input)
}

/// What is written once for both ends belongs to both.
fn share((from, to): (DateParts, DateParts)) -> (DateParts, DateParts) {
    let from = DateParts {
        month: from.month.or(to.month),
        year: from.year.or(to.year),
        ..from
    };
    (from, to)
}

/// `с 5 по 12 сентября`, `с 5 по 12 сентября этого года`
pub(super) fn dated_range<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, Reading> {
    map(pair(range, opt(year_shift)), |(kind, year_shift)| Reading {
        year_shift,
        ..kind.into()
    })
    .parse(input)
}
