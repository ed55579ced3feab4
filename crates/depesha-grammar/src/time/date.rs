//! Dates and the longer times that the calendar names: `14 ноября 2015 года`, `третий квартал`, `1990-е`.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, map_opt, opt, verify};
use nom::sequence::{pair, terminated};

use super::class::Class;
use super::terminal::{
    Lexeme, Lexemes, Read, digits, digits_with_ending, is, month, number, ordinal, season_name,
    year, year_number, year_ordinal, years_word,
};
use crate::calendar::{DateParts, day_month_year, numeric_date};
use crate::cursor::{item, no_match};
use crate::tree::{TimeKind, Unit};

/// `14 ноября`, `14 ноября 2015 года`, `14 ноября 2015-го`, `14.11.2015`; not `8 Марта`, a name
pub(super) fn full_date<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, DateParts> {
    if let [_, month, ..] = input.0
        && is_capitalised(month.words)
    {
        return Err(no_match(input));
    }
    let with_ordinal = map((day_number, month, year_ordinal), |(day, month, year)| {
        DateParts {
            year: Some(year),
            month: Some(month),
            ..day
        }
    });
    alt((with_ordinal, digits(numeric_date), digits(day_month_year))).parse(input)
}

/// `12`
pub(super) fn day_number<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, DateParts> {
    let day = |n: i32| u8::try_from(n).ok().filter(|day| (1..=31).contains(day));
    map(map_opt(number, day), |day| DateParts {
        day: Some(day),
        ..DateParts::default()
    })
    .parse(input)
}

/// `Марта`, not `МАРТА` or `марта`
fn is_capitalised(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.any(char::is_lowercase)
}

/// `ноябре 2015 года`, `ноябрь 2015-го`
pub(super) fn month_with_year<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, DateParts> {
    let month = item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::Month(month) => Some(month),
        _ => None,
    });
    let year = alt((year, year_number));
    map(pair(month, year), |(month, year)| DateParts {
        year: Some(year),
        month: Some(month),
        ..DateParts::default()
    })
    .parse(input)
}

/// `ноября`: bare; only its surroundings tell it from a name or another word
pub(super) fn bare_month<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, DateParts> {
    map(month, |month| DateParts {
        month: Some(month),
        ..DateParts::default()
    })
    .parse(input)
}

/// `2015 году`
pub(super) fn bare_year<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, DateParts> {
    map(year, year_only).parse(input)
}

pub(super) fn year_only(year: i16) -> DateParts {
    DateParts {
        year: Some(year),
        ..DateParts::default()
    }
}

/// `1990-х`, `в 1990-е годы`, `90-х`
pub(super) fn decade<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    let digits = item(|lexeme: Lexeme<'t>| {
        let (first, ending) = digits_with_ending(lexeme)?;
        let is_decade = first % 10 == 0 && ["х", "е", "ые", "ых", "м"].contains(&ending);
        match first {
            1000..=2999 if is_decade && ending != "м" => Some(TimeKind::Decade(first)),
            0..=90 if is_decade && ending != "м" => Some(TimeKind::ShortDecade(first as u8)),
            _ => None,
        }
    });
    terminated(digits, opt(years_word)).parse(input)
}

/// `XIX век`, `20-й век`, `в XXI веке`
pub(super) fn century<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    let century = verify(ordinal, |number| (1..=30).contains(number));
    map(
        terminated(century, is(Class::Unit(Unit::Century))),
        TimeKind::Century,
    )
    .parse(input)
}

/// `третьем квартале 2015 года`, `III квартал`
pub(super) fn quarter<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    let number = verify(ordinal, |number| (1..=4).contains(number));
    let name = is(Class::Unit(Unit::Quarter));
    map((number, name, opt(year)), |(number, _, year)| {
        TimeKind::Quarter { number, year }
    })
    .parse(input)
}

/// `осенью`, `осенью 2015 года`
pub(super) fn season<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    map(pair(season_name, opt(year)), |(season, year)| {
        TimeKind::Season { season, year }
    })
    .parse(input)
}
