//! Expressions of time inside sentences: `в субботу`, `с 12 по 14 ноября`, `два дня назад`.
//!
//! A lexer gives every token its [`Class`]; the productions, from [`terminal`] up to [`expression`], read the classes,
//! and dates and clock times in digits with the parsers of [`calendar`](crate::calendar).

mod class;
mod clock;
mod date;
mod range;
mod relative;
mod terminal;
#[cfg(test)]
mod tests;

use depesha_text::fold;
use nom::branch::alt;
use nom::combinator::{consumed, map, map_opt, opt, verify};
use nom::sequence::{pair, terminated};
use nom::{Input, Parser};

use self::class::{Class, Preposition, class};
use self::clock::{clock_behind, clock_time, time_behind};
use self::date::{
    bare_month, bare_year, century, decade, full_date, month_with_year, quarter, season,
};
use self::range::dated_range;
use self::relative::{days_from, duration, period, relative_day, set, shift, weekday, year_shift};
use self::terminal::{
    Lexeme, Lexemes, Read, edge, is, ordinal, part_of_day, preposition, roman, season_name, unit,
    which,
};
use crate::cursor::{Cursor, item, no_match};
use crate::token::TokenKind;
use crate::tree::{Anchor, BlockKind, Part, TimeExpression, TimeKind, TimeOfDay, Tree, Unit};

/// An expression before its span is known.
#[derive(Clone, Copy, Debug)]
struct Reading {
    kind: TimeKind,
    part: Option<Part>,
    time: Option<TimeOfDay>,
    year_shift: Option<i8>,
}

impl From<TimeKind> for Reading {
    fn from(kind: TimeKind) -> Self {
        Self {
            kind,
            part: None,
            time: None,
            year_shift: None,
        }
    }
}

/// Finds the expressions of time of a page, outside of its stamps and datelines.
pub(crate) fn times(tree: &Tree<'_>) -> Vec<TimeExpression> {
    let mut found = Vec::new();
    let mut lexemes = Vec::new();
    for block in &tree.blocks {
        if matches!(block.kind, BlockKind::TimeStamp | BlockKind::Dateline) {
            continue;
        }
        lexemes.clear();
        lexemes.extend(
            tree.tokens[block.tokens.clone()]
                .iter()
                .map(|token| Lexeme {
                    class: class(token.kind, token.span.of(tree.text)),
                    kind: token.kind,
                    words: token.span.of(tree.text),
                    tail: &tree.text[token.span.start()..block.span.end()],
                    span: token.span,
                }),
        );
        let input = Cursor(&lexemes[..]);
        let mut rest = input;
        while !rest.0.is_empty() {
            match expression(rest, input.until(rest)) {
                Ok((after, expression)) => {
                    found.push(expression);
                    rest = after;
                }
                Err(_) => rest = rest.take_from(1),
            }
        }
    }
    found
}

/// A day, with a time of day in front of it or behind it: `утром 14 ноября`, `вчера в 10:30`, `в ночь на воскресенье`
fn day<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, Reading> {
    let joint = alt((preposition(Preposition::In), preposition(Preposition::On)));
    let front = terminated(part_of_day, opt(joint));
    let name = alt((map(full_date, TimeKind::Date), relative_day, weekday));
    let parts = (opt(front), name, opt(year_shift), opt(time_behind));
    map(parts, |(front, kind, year_shift, behind)| Reading {
        time: behind.or(front),
        year_shift,
        ..kind.into()
    })
    .parse(input)
}

/// `этой ночью`, `прошлым вечером`
fn part_of_a_day<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, Reading> {
    map(pair(which, part_of_day), |(days, time)| Reading {
        time: Some(time),
        ..days_from(days.into(), Anchor::Now).into()
    })
    .parse(input)
}

/// `прошлым летом`, `этой осенью`
fn season_of_a_year<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, Reading> {
    map(pair(which, season_name), |(shift, season)| Reading {
        year_shift: Some(shift),
        ..TimeKind::Season { season, year: None }.into()
    })
    .parse(input)
}

/// A month, a year, a season, a quarter, a period: what has parts of its own.
fn long_time<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, Reading> {
    let name = alt((
        map(month_with_year, TimeKind::Date),
        map(bare_year, TimeKind::Date),
        quarter,
        century,
        decade,
        period,
        season,
    ));
    map(pair(name, opt(year_shift)), |(kind, year_shift)| Reading {
        year_shift,
        ..kind.into()
    })
    .parse(input)
}

/// `начале ноября`, `конце года`, `второй половине 2015 года`, `первом полугодии`
fn part_of_long_time<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, Reading> {
    let half = || {
        map_opt(ordinal, |number| match number {
            1 => Some(Part::FirstHalf),
            2 => Some(Part::SecondHalf),
            _ => None,
        })
    };
    let this = |unit| TimeKind::Period { unit, shift: 0 };
    let month = map(
        pair(map(bare_month, TimeKind::Date), opt(year_shift)),
        |(kind, year_shift)| Reading {
            year_shift,
            ..kind.into()
        },
    );
    let bare = verify(unit, |unit| {
        matches!(
            unit,
            Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Century
        )
    });
    let bare = map(bare, move |unit| Reading::from(this(unit)));
    let part = alt((edge, terminated(half(), is(Class::Half))));
    let of_part = pair(part, alt((long_time, month, bare)));
    let half_year = pair(
        terminated(half(), is(Class::HalfOfYear)),
        map(
            pair(opt(bare_year), opt(year_shift)),
            move |(year, year_shift)| Reading {
                year_shift,
                ..year.map_or(this(Unit::Year), TimeKind::Date).into()
            },
        ),
    );
    map(alt((of_part, half_year)), |(part, reading)| Reading {
        part: Some(part),
        ..reading
    })
    .parse(input)
}

/// `ноябре` behind `в`, `с`, `до`, `к`: `в ноябре`, `в ноябре прошлого года`
fn month_behind_preposition<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, Reading> {
    map(pair(bare_month, opt(year_shift)), |(month, year_shift)| {
        Reading {
            year_shift,
            ..TimeKind::Date(month).into()
        }
    })
    .parse(input)
}

/// The expression at the start of `input`; `before` is what stands in front of it.
fn expression<'a, 't>(
    input: Lexemes<'a, 't>,
    before: &[Lexeme<'t>],
) -> Read<'a, 't, TimeExpression> {
    if !may_start(input)
        || before
            .iter()
            .rev()
            .take(2)
            .any(|l| l.class == Class::Street)
    {
        return Err(no_match(input));
    }
    let is_in_front = |wanted: &[Preposition]| match before.last().map(|l| l.class) {
        Some(Class::Preposition(found)) => wanted.contains(&found),
        _ => false,
    };
    use Preposition::{From, In, Near, On, Until, Within};
    let of_month = is_in_front(&[In, From, Until, On, Within, Near]);
    let of_clock = is_in_front(&[In, From, Until, Near]);
    let time_only = |time| Reading {
        time: Some(time),
        ..TimeKind::TimeOfDay.into()
    };
    let reading = alt((
        dated_range,
        map(alt((shift, duration, set)), Reading::from),
        part_of_a_day,
        season_of_a_year,
        day,
        part_of_long_time,
        long_time,
        verify(month_behind_preposition, |_: &Reading| of_month),
        map(verify(clock_behind, |_: &TimeOfDay| of_clock), time_only),
        map(clock_time, time_only),
        map(part_alone, time_only),
    ));
    let (rest, (taken, reading)) = consumed(reading).parse(input)?;
    let (Some(first), Some(last)) = (taken.0.first(), taken.0.last()) else {
        return Err(no_match(input));
    };
    // `газета «Сегодня»`
    let is_quote = |l: Option<&Lexeme<'_>>| l.is_some_and(|l| l.kind == TokenKind::Quote);
    if is_quote(before.last()) && is_quote(rest.0.first()) {
        return Err(no_match(input));
    }
    let expression = TimeExpression {
        span: first.span.join(last.span),
        kind: reading.kind,
        part: reading.part,
        time: reading.time,
        year_shift: reading.year_shift,
    };
    Ok((rest, expression))
}

/// `утром`, `вечером`, `ночью`; `днём` alone is as often no time (`с каждым днём`)
fn part_alone<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeOfDay> {
    item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::PartOfDay(part) if fold(lexeme.words).ends_with(['м', 'ю']) => {
            (part != TimeOfDay::Day).then_some(part)
        }
        _ => None,
    })(input)
}

/// Whether an expression may begin with the first token; numbers with separators, Roman numerals and `1990-х` have no
/// class.
fn may_start(input: Lexemes<'_, '_>) -> bool {
    input.first().is_some_and(|l| {
        l.class != Class::Other
            || l.kind == TokenKind::Number
            || l.words.starts_with(|c: char| c.is_ascii_digit())
            || roman(l.words).is_some()
    })
}
