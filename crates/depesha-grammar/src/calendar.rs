//! Dates and times as they are written, before anybody resolves them.
//!
//! The parsers here read one expression at the start of a text and leave the rest to their caller: they are shared by
//! datelines, time stamps and the expressions of time inside sentences.

use std::sync::LazyLock;

use nom::branch::alt;
use nom::bytes::complete::{tag_no_case, take_while_m_n};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{cond, map, map_opt, not, opt, peek, value, verify};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use crate::phrase::Phrases;
use crate::table::rows;
use crate::word::{space0, word};

/// What a text says of a date; what it leaves out is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateParts {
    /// The year with its century. A two-digit year stays out of here, see [`DateParts::short_year`].
    pub year: Option<i16>,
    /// The last two digits of a year (`15` in `14.11.15`): which century is for the analysis to decide.
    pub short_year: Option<u8>,
    /// 1–12.
    pub month: Option<u8>,
    /// 1–31, valid in its month when the month is known.
    pub day: Option<u8>,
}

/// A time of day as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockTime {
    /// 0–23; `24:00` is no clock time, since it belongs to two days.
    pub hour: u8,
    /// 0–59; `None` for `в 10 часов`.
    pub minute: Option<u8>,
    /// 0–59.
    pub second: Option<u8>,
    /// What the text says of the time zone.
    pub zone: Option<Zone>,
}

/// A time zone as news names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Minutes east of Greenwich (`+03:00`, `Z`, `GMT+3`).
    Offset(i16),
    /// `мск`, `по московскому времени`: Moscow time, whose offset depends on the date.
    Moscow,
    /// `по местному времени`: not known from the page.
    Local,
}

impl DateParts {
    /// Whether the day exists in its month; 29 February does unless the year is known to be common.
    fn is_possible(&self) -> bool {
        let leap = |year: i16| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match self.month {
            Some(2) if self.year.is_none_or(leap) => 29,
            Some(2) => 28,
            Some(4 | 6 | 9 | 11) => 30,
            _ => 31,
        };
        self.month.is_none_or(|m| (1..=12).contains(&m))
            && self.day.is_none_or(|d| (1..=last).contains(&d))
    }
}

/// `ноября`, `НОЯБРЬ`, `нояб.`, `ноя`: the number of the month, 1–12. A full stop behind a short form belongs to it.
pub(crate) fn month(input: &str) -> IResult<&str, u8> {
    static MONTHS: LazyLock<Phrases<(u8, bool)>> = LazyLock::new(|| {
        rows(include_str!("../data/months.tsv"))
            .flat_map(|[number, full, short]| {
                let number = number.parse().unwrap_or(0);
                let forms = |list: &'static str, is_short| {
                    list.split('|')
                        .map(move |form| (form.to_owned(), (number, is_short)))
                };
                forms(full, false).chain(forms(short, true))
            })
            .collect()
    });
    let (rest, (number, is_short)) = MONTHS.parse(input)?;
    let (rest, _) = cond(is_short, opt(char('.'))).parse(rest)?;
    Ok((rest, number))
}

/// `суббота`, `в субботу`, `сб`, `(суббота)` beside a date: read to be skipped, the date says the same.
pub(crate) fn weekday_beside_date(input: &str) -> IResult<&str, ()> {
    static WEEKDAYS: LazyLock<Phrases<()>> = LazyLock::new(|| {
        rows(include_str!("../data/weekday_marks.tsv"))
            .flat_map(|[forms]| forms.split('|').map(|form| (form.to_owned(), ())))
            .collect()
    });
    let day = || terminated(|input| WEEKDAYS.parse(input), opt(char('.')));
    alt((
        delimited((space0, char('(')), day(), (space0, char(')'))),
        day(),
    ))
    .parse(input)
}

/// `14`, `1`, `09`, also `14-го`: the day of a month that follows, 1–31.
pub(crate) fn day(input: &str) -> IResult<&str, u8> {
    let ending = preceded(
        one_of("-‑"),
        alt((tag_no_case("го"), tag_no_case("е"), tag_no_case("ое"))),
    );
    terminated(number(1, 2, 1, 31), opt(terminated(ending, word_end))).parse(input)
}

/// `2015`, `2015 г.`, `2015г`, `2015 года`, `2015 году`: four digits, 1000–2999.
pub(crate) fn year(input: &str) -> IResult<&str, i16> {
    terminated(number(4, 4, 1000, 2999), opt(preceded(space0, year_word))).parse(input)
}

/// `года`, `году`, `год`, `г.`, `г`
fn year_word(input: &str) -> IResult<&str, ()> {
    let short = terminated(tag_no_case("г"), alt((value((), char('.')), word_end)));
    let full = verify(word, |w: &str| {
        matches!(
            depesha_text::fold(w).as_ref(),
            "год" | "года" | "году" | "годом"
        )
    });
    alt((value((), full), value((), short))).parse(input)
}

/// `14 ноября`, `14 ноя`, `14 ноября 2015 года`, `14 нояб. 2015 г.`, `14-го ноября, 2015`: the year may be absent.
pub(crate) fn day_month_year(input: &str) -> IResult<&str, DateParts> {
    let comma = (space0, opt(char(',')), space0);
    let parts = (day, space0, month, opt(preceded(comma, year)));
    possible(parts.map(|(day, _, month, year)| DateParts {
        year,
        short_year: None,
        month: Some(month),
        day: Some(day),
    }))
    .parse(input)
}

/// `14.11.2015`, `14/11/2015`, `14-11-2015`, `2015-11-14`, `2015.11.14`, and with a short year `14.11.15`.
/// The sign between the parts is the same twice; the day stands in front of the month.
pub(crate) fn numeric_date(input: &str) -> IResult<&str, DateParts> {
    alt((
        numeric_date_with('.'),
        numeric_date_with('/'),
        numeric_date_with('-'),
    ))
    .parse(input)
}

/// [`numeric_date`] with `sign` between its parts.
fn numeric_date_with<'t>(
    sign: char,
) -> impl Parser<&'t str, Output = DateParts, Error = nom::error::Error<&'t str>> {
    let day = || number(1, 2, 1, 31);
    let month = || number(1, 2, 1, 12);
    let full_year = || terminated(number(4, 4, 1000, 2999), opt(preceded(space0, year_word)));
    let year_first = (full_year(), char(sign), month(), char(sign), day())
        .map(|(year, _, month, _, day)| (Some(year), None, month, day));
    let day_first = (day(), char(sign), month(), char(sign), full_year())
        .map(|(day, _, month, _, year)| (Some(year), None, month, day));
    let short_year = (day(), char(sign), month(), char(sign), number(2, 2, 0, 99))
        .map(|(day, _, month, _, year)| (None, Some(year), month, day));
    possible(
        alt((year_first, day_first, short_year)).map(|(year, short_year, month, day)| DateParts {
            year,
            short_year,
            month: Some(month),
            day: Some(day),
        }),
    )
}

/// `22:54`, `9:05`, `22:54:10`, `22:54 мск`, `22:54 (GMT+3)`, `22:54+03:00`, `22:54Z`
pub(crate) fn clock(input: &str) -> IResult<&str, ClockTime> {
    clock_with(':').parse(input)
}

/// `22.54`, `22.54 мск`: with a full stop. Only its surroundings tell it from a number or a date.
pub(crate) fn clock_with_stop(input: &str) -> IResult<&str, ClockTime> {
    clock_with('.').parse(input)
}

/// [`clock`] with `sign` between its parts.
fn clock_with<'t>(
    sign: char,
) -> impl Parser<&'t str, Output = ClockTime, Error = nom::error::Error<&'t str>> {
    let sixty = || preceded(char(sign), two_digits);
    // `2015-11-14T22:54:00.123Z`: parts of a second tell nothing about news.
    let fraction = (
        one_of(".,"),
        take_while_m_n(1, 9, |c: char| c.is_ascii_digit()),
    );
    let seconds = terminated(sixty(), opt(fraction));
    let parts = (number_prefix(1, 2, 0, 23), sixty(), opt(seconds));
    (terminated(parts, number_end), opt(zone)).map(|((hour, minute, second), zone)| ClockTime {
        hour,
        minute: Some(minute),
        second,
        zone,
    })
}

/// `00`–`59`
fn two_digits(input: &str) -> IResult<&str, u8> {
    number_prefix(2, 2, 0, 59).parse(input)
}

/// `мск`, `(мск)`, `по московскому времени`, `по местному времени`, `GMT+3`, `UTC`, `+03:00`, `+0300`, `Z`
pub(crate) fn zone(input: &str) -> IResult<&str, Zone> {
    let inner = || alt((offset, named_zone));
    let bracketed = delimited((char('('), space0), inner(), (space0, char(')')));
    let zulu = value(Zone::Offset(0), terminated(char('Z'), word_end));
    alt((zulu, preceded(space0, alt((bracketed, inner()))))).parse(input)
}

/// `мск`, `по местному времени`, `GMT`, `GMT+3`, `UTC +03:00`
fn named_zone(input: &str) -> IResult<&str, Zone> {
    static ZONES: LazyLock<Phrases<Zone>> = LazyLock::new(|| {
        rows(include_str!("../data/zones.tsv"))
            .filter_map(|[phrase, zone]| {
                let zone = match zone {
                    "moscow" => Zone::Moscow,
                    "local" => Zone::Local,
                    minutes => Zone::Offset(minutes.parse().ok()?),
                };
                Some((phrase.to_owned(), zone))
            })
            .collect()
    });
    let (rest, zone) = ZONES.parse(input)?;
    match (zone, preceded(space0, offset).parse(rest)) {
        (Zone::Offset(0), Ok((rest, shifted))) => Ok((rest, shifted)),
        _ => Ok((rest, zone)),
    }
}

/// `+03:00`, `+0300`, `+3`, `-5`
fn offset(input: &str) -> IResult<&str, Zone> {
    let sign = alt((value(1, char('+')), value(-1, one_of("-−–"))));
    let hours = number_prefix(1, 2, 0, 14);
    let minutes = opt(preceded(opt(char(':')), two_digits));
    map(
        terminated((sign, hours, minutes), number_end),
        |(sign, hours, minutes): (i16, i16, _)| {
            Zone::Offset(sign * (hours * 60 + i16::from(minutes.unwrap_or(0u8))))
        },
    )
    .parse(input)
}

/// Keeps a date only when its day exists.
fn possible<'t, P>(
    parts: P,
) -> impl Parser<&'t str, Output = DateParts, Error = nom::error::Error<&'t str>>
where
    P: Parser<&'t str, Output = DateParts, Error = nom::error::Error<&'t str>>,
{
    verify(parts, DateParts::is_possible)
}

/// A number of `min` to `max` digits from `low` to `high`, with no digit behind it.
fn number<'t, N>(
    min: usize,
    max: usize,
    low: N,
    high: N,
) -> impl Parser<&'t str, Output = N, Error = nom::error::Error<&'t str>>
where
    N: std::str::FromStr + PartialOrd + Copy,
{
    terminated(number_prefix(min, max, low, high), number_end)
}

/// Like [`number`], but more digits may follow.
fn number_prefix<'t, N>(
    min: usize,
    max: usize,
    low: N,
    high: N,
) -> impl Parser<&'t str, Output = N, Error = nom::error::Error<&'t str>>
where
    N: std::str::FromStr + PartialOrd + Copy,
{
    map_opt(
        take_while_m_n(min, max, |c: char| c.is_ascii_digit()),
        move |digits: &str| digits.parse().ok().filter(|n| (low..=high).contains(n)),
    )
}

/// No digit stands here.
fn number_end(input: &str) -> IResult<&str, ()> {
    not(satisfy(|c| c.is_ascii_digit())).parse(input)
}

/// No letter and no digit stands here.
fn word_end(input: &str) -> IResult<&str, ()> {
    not(peek(satisfy(char::is_alphanumeric))).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `parser` reads at the start of `input`, and the rest.
    #[track_caller]
    fn check<'t, O: std::fmt::Debug>(
        parser: fn(&'t str) -> IResult<&'t str, O>,
        input: &'t str,
        draw: fn(O) -> String,
        expected: &str,
    ) {
        let drawn = match parser(input) {
            Ok((rest, found)) => format!("{}|{rest}", draw(found)),
            Err(_) => "–".to_owned(),
        };
        assert_eq!(drawn, expected, "{input}");
    }

    fn date(d: DateParts) -> String {
        let part = |p: Option<i64>| p.map_or("?".to_owned(), |p| p.to_string());
        let year = match d.short_year {
            Some(short) => format!("'{short:02}"),
            None => part(d.year.map(i64::from)),
        };
        format!(
            "{year}-{}-{}",
            part(d.month.map(i64::from)),
            part(d.day.map(i64::from))
        )
    }

    fn time(t: ClockTime) -> String {
        let part = |p: Option<u8>| p.map_or(String::new(), |p| format!(":{p:02}"));
        let zone = match t.zone {
            None => String::new(),
            Some(zone) => format!(" {zone:?}"),
        };
        format!("{}{}{}{zone}", t.hour, part(t.minute), part(t.second))
    }

    #[test]
    fn months_in_full_and_short() {
        let draw = |m: u8| m.to_string();
        check(month, "ноября 2015", draw, "11| 2015");
        check(month, "НОЯБРЬ", draw, "11|");
        check(month, "нояб. 2015", draw, "11| 2015");
        check(month, "ноя — да", draw, "11| — да");
        check(month, "мая.", draw, "5|."); // a full name leaves the sentence its stop
        check(month, "марта.", draw, "3|.");
        check(month, "мартовский", draw, "–");
        check(month, "маяк", draw, "–");
    }

    #[test]
    fn dates_in_words() {
        check(
            day_month_year,
            "14 ноября, президент",
            date,
            "?-11-14|, президент",
        );
        check(day_month_year, "14 ноября 2015 года.", date, "2015-11-14|.");
        check(
            day_month_year,
            "14 нояб. 2015 г. в 22:54",
            date,
            "2015-11-14| в 22:54",
        );
        check(
            day_month_year,
            "1 октября 2010г. ушел",
            date,
            "2010-10-1| ушел",
        );
        check(day_month_year, "14-го Ноября", date, "?-11-14|");
        check(
            day_month_year,
            "14\u{a0}ноября\u{a0}2015",
            date,
            "2015-11-14|",
        );
        check(day_month_year, "14 ноября 20158", date, "?-11-14| 20158");
        check(day_month_year, "31 ноября", date, "–");
        check(day_month_year, "29 февраля 2015", date, "–");
        check(day_month_year, "29 февраля 2016", date, "2016-2-29|");
        check(day_month_year, "29 февраля", date, "?-2-29|");
        check(day_month_year, "114 ноября", date, "–");
        check(day_month_year, "14 ноябрьских", date, "–");
    }

    #[test]
    fn dates_in_figures() {
        check(numeric_date, "14.11.2015 22:54", date, "2015-11-14| 22:54");
        check(numeric_date, "4/11/2015", date, "2015-11-4|");
        check(numeric_date, "2015-11-14T22:54", date, "2015-11-14|T22:54");
        check(
            numeric_date,
            "14.11.15, суббота",
            date,
            "'15-11-14|, суббота",
        );
        check(numeric_date, "14.11-2015", date, "–");
        check(numeric_date, "11.14.2015", date, "–");
        check(numeric_date, "31.11.2015", date, "–");
        check(numeric_date, "14.11.20155", date, "–");
    }

    #[test]
    fn clock_times_and_zones() {
        check(clock, "22:54", time, "22:54|");
        check(clock, "9:05:07, да", time, "9:05:07|, да");
        check(clock, "22:54 мск", time, "22:54 Moscow|");
        check(clock, "22:54 (МСК)", time, "22:54 Moscow|");
        check(clock, "22:54 по местному времени.", time, "22:54 Local|.");
        check(clock, "22:54:00+03:00", time, "22:54:00 Offset(180)|");
        check(clock, "22:54:00.500-0500", time, "22:54:00 Offset(-300)|");
        check(clock, "22:54Z", time, "22:54 Offset(0)|");
        check(clock, "22:54 GMT+3", time, "22:54 Offset(180)|");
        check(clock, "22:54 UTC", time, "22:54 Offset(0)|");
        check(clock, "22:54 - да", time, "22:54| - да");
        check(clock, "24:00", time, "–");
        check(clock, "22:60", time, "–");
        check(clock, "2:1", time, "–"); // a score
        check(
            clock_with_stop,
            "06.00 по московскому времени",
            time,
            "6:00 Moscow|",
        );
    }
}
