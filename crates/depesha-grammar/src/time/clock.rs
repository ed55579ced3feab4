//! Times of day: `22:54 мск`, `10 часов утра`, `в полдень`.

use depesha_text::fold;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, not, opt, peek, value, verify};
use nom::sequence::{preceded, terminated};

use super::class::{Class, Preposition};
use super::terminal::{Lexeme, Lexemes, Read, digits, is, number, part_of_day, written};
use crate::calendar::{ClockTime, Zone, clock, clock_with_stop, zone};
use crate::cursor::{item, one};
use crate::token::TokenKind;
use crate::tree::{TimeOfDay, Unit};

/// `22:54 мск`, `15.00 мск`, `10 часов утра`: a clock time wherever it stands; without more words, `21:15` may be a
/// score and `10 часов` a duration.
pub(super) fn clock_time<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeOfDay> {
    let digits = alt((digits(clock), digits(clock_with_stop)));
    let with_zone = verify(alt((digits, hours)), |time: &ClockTime| time.zone.is_some());
    map(alt((with_zone, hours_of_day)), TimeOfDay::Clock).parse(input)
}

/// `10 часов`, `10 часов 30 минут по московскому времени`
fn hours<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, ClockTime> {
    let count = |limit: i32| verify(number, move |n| (0..limit).contains(n));
    let minutes = terminated(count(60), is(Class::Unit(Unit::Minute)));
    let parts = (
        count(24),
        is(Class::Unit(Unit::Hour)),
        opt(minutes),
        opt(zone_behind),
    );
    map(parts, |(hour, _, minute, zone)| ClockTime {
        hour: hour as u8,
        minute: minute.map(|minute| minute as u8),
        second: None,
        zone,
    })
    .parse(input)
}

/// `10 часов утра`, `3 часа дня`
fn hours_of_day<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, ClockTime> {
    map(
        (hours, part_of_day_behind, opt(zone_behind)),
        |(time, part, zone)| {
            let is_late = matches!(part, TimeOfDay::Day | TimeOfDay::Evening) && time.hour < 12;
            ClockTime {
                hour: time.hour + if is_late { 12 } else { 0 },
                zone: time.zone.or(zone),
                ..time
            }
        },
    )
    .parse(input)
}

/// `утра`, `дня`, `вечера`, `ночи` behind an hour
fn part_of_day_behind<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeOfDay> {
    let of_day = one(|l: Lexeme<'t>| fold(l.words) == "дня");
    alt((part_of_day, value(TimeOfDay::Day, of_day))).parse(input)
}

/// `мск`, `по московскому времени`
fn zone_behind<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, Zone> {
    written(zone)(input)
}

/// `10:30` behind a preposition, where it need not name its zone: `в 15.00`, `к 10 часам`, `в полдень`
pub(super) fn clock_behind<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeOfDay> {
    let with_stop = terminated(
        verify(digits(clock_with_stop), is_full_quarter),
        not(peek(measured)),
    );
    let noon = item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::Noon(hour) => Some(ClockTime {
            hour,
            minute: None,
            second: None,
            zone: None,
        }),
        _ => None,
    });
    let bare = alt((digits(clock), with_stop, hours, noon));
    alt((clock_time, map(bare, TimeOfDay::Clock))).parse(input)
}

/// Minutes that people make appointments for: `15.00`, `15.45`; `в 15.37` is a number.
fn is_full_quarter(time: &ClockTime) -> bool {
    time.hour >= 10 && time.minute.is_some_and(|minute| minute % 15 == 0)
}

/// What is counted or measured: `млн`, `%`, `раза`. Behind a clock time stands no small noun of that kind.
fn measured<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, ()> {
    let measure = |l: Lexeme<'t>| l.class == Class::Measure || l.words == "%";
    value((), one(measure)).parse(input)
}

/// The time of day behind a day: `вечером`, `в 10:30`, `, 10:30`, `около 15.00 мск`
pub(super) fn time_behind<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeOfDay> {
    let comma = || opt(one(|l: Lexeme<'t>| l.kind == TokenKind::Comma));
    let with_preposition = preceded((comma(), clock_preposition), clock_behind);
    let digits = preceded(comma(), map(digits(clock), TimeOfDay::Clock));
    alt((with_preposition, digits, clock_time, part_of_day)).parse(input)
}

/// `в`, `до`, `около`, `после`, `с`: what stands in front of a clock time
fn clock_preposition<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, ()> {
    use Preposition::{From, In, Near, Until};
    value(
        (),
        one(|l: Lexeme<'t>| matches!(l.class, Class::Preposition(In | From | Until | Near))),
    )
    .parse(input)
}
