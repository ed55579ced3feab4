//! Times that are counted from another: `вчера`, `прошлой неделе`, `два дня назад`; how long and how often.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, peek, value, verify};
use nom::sequence::{pair, preceded, terminated};

use super::class::{Class, Preposition};
use super::terminal::{Lexeme, Lexemes, Read, is, number, preposition, unit, weekday_name, which};
use crate::cursor::{item, one};
use crate::tree::{Anchor, Cycle, TimeKind, TimeOfDay, Unit};

/// `прошлой неделе`, `этом году`, `следующем месяце`
pub(super) fn period<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    let long = verify(unit, |unit| {
        !matches!(unit, Unit::Second | Unit::Minute | Unit::Hour | Unit::Day)
    });
    map(pair(which, long), |(shift, unit)| TimeKind::Period {
        unit,
        shift,
    })
    .parse(input)
}

/// `прошлого года` behind a date or a season
pub(super) fn year_shift<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, i8> {
    terminated(which, is(Class::Unit(Unit::Year))).parse(input)
}

/// `субботу`, `прошлую пятницу`
pub(super) fn weekday<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    map(pair(opt(which), weekday_name), |(which, weekday)| {
        TimeKind::Weekday { weekday, which }
    })
    .parse(input)
}

/// `вчера`, `накануне`
pub(super) fn relative_day<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::Day(amount) => Some(days_from(amount.into(), Anchor::Now)),
        Class::Eve => Some(days_from(-1, Anchor::Context)),
        _ => None,
    })(input)
}

/// So many days from `anchor`.
pub(super) fn days_from(amount: i32, anchor: Anchor) -> TimeKind {
    TimeKind::Shift {
        amount: Some(amount),
        is_later: amount > 0,
        unit: Unit::Day,
        anchor,
    }
}

/// So many units: `два дня`, `месяц`, `полгода`, `несколько недель`
fn amount<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, (Option<i32>, Unit)> {
    let unit =
        |input: Lexemes<'a, 't>| alt((unit, value(Unit::Year, is(Class::Years)))).parse(input);
    alt((
        verify(pair(map(number, Some), unit), |counted| !is_year(*counted)),
        pair(value(None, is(Class::Some)), unit),
        value((Some(6), Unit::Month), is(Class::HalfYear)),
        // `за последние годы`
        value((None, Unit::Year), is(Class::Years)),
        map(unit, |unit| (Some(1), unit)),
        // `днем` is more often a time of day, but `днём ранее` is none.
        value((Some(1), Unit::Day), is(Class::PartOfDay(TimeOfDay::Day))),
    ))
    .parse(input)
}

/// `2005 года`: a year, not so many of them.
pub(super) fn is_year((amount, unit): (Option<i32>, Unit)) -> bool {
    unit == Unit::Year && amount.is_some_and(|amount| amount >= 1000)
}

/// `два дня назад`, `через неделю`, `днём ранее`, `двумя годами позже`
pub(super) fn shift<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    let direction = item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::Ago => Some((-1, Anchor::Now)),
        Class::Earlier => Some((-1, Anchor::Context)),
        Class::Later | Class::After => Some((1, Anchor::Context)),
        _ => None,
    });
    let behind = pair(amount, direction);
    let through = value((1, Anchor::Now), is(Class::In));
    let after = value((1, Anchor::Context), is(Class::After));
    let in_front = map(
        pair(alt((through, after)), amount),
        |(direction, amount)| (amount, direction),
    );
    map(
        alt((behind, in_front)),
        |((amount, unit), (sign, anchor))| TimeKind::Shift {
            amount: amount.map(|amount: i32| amount.saturating_mul(sign)),
            is_later: sign > 0,
            unit,
            anchor,
        },
    )
    .parse(input)
}

/// `в течение трёх дней`, `на протяжении года`, `за два часа`, `за последние три года`
pub(super) fn duration<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    let during = (
        alt((preposition(Preposition::In), preposition(Preposition::On))),
        is(Class::During),
        opt(is(Class::LastFew)),
    );
    // `за день` may be the price of one: only a number or `последний` makes it clear.
    let clear = alt((
        is(Class::LastFew),
        peek(one(|l: Lexeme<'t>| {
            matches!(l.class, Class::Number(_) | Class::Some)
        })),
    ));
    let within = (preposition(Preposition::Within), clear);
    let front = alt((value((), during), value((), within)));
    map(preceded(front, amount), |(amount, unit)| {
        TimeKind::Duration { amount, unit }
    })
    .parse(input)
}

/// `ежегодно`, `по субботам`, `по утрам`, `каждый день`, `каждую субботу`
pub(super) fn set<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    let adverb = item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::Set(unit) => Some(Cycle::Unit(unit)),
        _ => None,
    });
    let plural = item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::Weekdays(weekday) => Some(Cycle::Weekday(weekday)),
        Class::PartsOfDay(part) => Some(Cycle::TimeOfDay(part)),
        _ => None,
    });
    let single = item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::Unit(unit) => Some(Cycle::Unit(unit)),
        Class::Weekday(weekday) => Some(Cycle::Weekday(weekday)),
        Class::PartOfDay(part) => Some(Cycle::TimeOfDay(part)),
        _ => None,
    });
    let plural = preceded(preposition(Preposition::Through), plural);
    map(
        alt((adverb, plural, preceded(is(Class::Every), single))),
        TimeKind::Set,
    )
    .parse(input)
}
