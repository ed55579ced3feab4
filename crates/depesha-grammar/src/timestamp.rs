//! Time stamps: `14.11.2015 22:54`, `Обновлено: 23:10`, `сегодня, 22:54`.

use std::sync::LazyLock;

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case};
use nom::character::complete::{char, one_of};
use nom::combinator::{not, opt, recognize, value};
use nom::sequence::{delimited, pair, preceded, terminated};
use nom::{IResult, Parser};

use crate::calendar::{
    ClockTime, DateParts, clock, clock_with_stop, day_month_year, numeric_date, weekday_beside_date,
};
use crate::phrase::Phrases;
use crate::table::rows;
use crate::tree::TimeStamp;
use crate::word::{loose_dash, no_match, space0, space1, word};

/// A stamp with or without its label: `14.11.2015 22:54`, `Обновлено: 23:10`, `(обновлено 23:10 14.11.2015)`.
pub(crate) fn time_stamp(input: &str) -> IResult<&str, TimeStamp> {
    let bracketed = delimited(
        pair(one_of("(["), space0),
        labelled_stamp,
        pair(space0, one_of(")]")),
    );
    alt((bracketed, labelled_stamp)).parse(input)
}

/// `Опубликовано: 14.11.2015 22:54`, `Обновлено в 23:10`, `14 ноября 2015, 22:54`
fn labelled_stamp(input: &str) -> IResult<&str, TimeStamp> {
    static LABELS: LazyLock<Phrases<bool>> = LazyLock::new(|| {
        rows(include_str!("../data/stamp_labels.tsv"))
            .map(|[phrase, event]| (phrase.to_owned(), event == "modified"))
            .collect()
    });
    let at = || (space0, opt(pair(tag_no_case("в"), space1)));
    let label = terminated(
        |input| LABELS.parse(input),
        (space0, opt(one_of(":—–-")), at()),
    );
    let (rest, (modified, stamp)) = pair(opt(label), date_and_time).parse(input)?;
    let modified = modified.unwrap_or(false);
    Ok((rest, TimeStamp { modified, ..stamp }))
}

/// `14.11.2015 22:54`, `22:54, 14 ноября 2015`, `вчера в 10:15`, and a date or a time alone.
fn date_and_time(input: &str) -> IResult<&str, TimeStamp> {
    let (rest, stamp) = alt((date_then_time, time_then_date)).parse(input)?;
    let ends_word = not(word).parse(rest).is_ok();
    if ends_word {
        Ok((rest, stamp))
    } else {
        Err(no_match(input))
    }
}

/// `14.11.2015 22:54`, `14 нояб. 2015 г. в 22:54 мск`, `2015-11-14T22:54:00+03:00`, `сегодня, 22:54`, `14.11.2015`
fn date_then_time(input: &str) -> IResult<&str, TimeStamp> {
    let time = alt((
        preceded(tag("T"), clock),
        preceded(between, alt((clock, clock_with_stop))),
    ));
    let (rest, ((date, relative_day), time)) = pair(stamp_day, opt(time)).parse(input)?;
    // `сегодня` alone is a word of a sentence.
    if relative_day.is_some() && time.is_none() {
        return Err(no_match(input));
    }
    Ok((
        rest,
        TimeStamp {
            date,
            relative_day,
            time,
            modified: false,
        },
    ))
}

/// `22:54 14.11.2015`, `22:54, 14 ноября 2015`, `22:54, сегодня`, `22:54`
fn time_then_date(input: &str) -> IResult<&str, TimeStamp> {
    let (rest, (time, day)) = pair(clock, opt(preceded(between, stamp_day))).parse(input)?;
    let (date, relative_day) = day.unwrap_or((None, None));
    Ok((
        rest,
        TimeStamp {
            date,
            relative_day,
            time: Some(time),
            modified: false,
        },
    ))
}

/// `14.11.2015`, `суббота, 14 ноября 2015`, `14 ноября 2015 (сб)`, `сегодня`
fn stamp_day(input: &str) -> IResult<&str, (Option<DateParts>, Option<i8>)> {
    let weekday = || (space0, weekday_beside_date);
    let date = delimited(
        opt(pair(weekday(), between)),
        alt((numeric_date, day_month_year)),
        opt((space0, opt(char(',')), weekday())),
    );
    alt((
        date.map(|date| (Some(date), None)),
        relative_day.map(|day| (None, Some(day))),
    ))
    .parse(input)
}

/// `сегодня`, `Вчера`, `позавчера`: days from the day of reading.
fn relative_day(input: &str) -> IResult<&str, i8> {
    let (rest, day) = word(input)?;
    match depesha_text::fold(day).as_ref() {
        "сегодня" => Ok((rest, 0)),
        "вчера" => Ok((rest, -1)),
        "позавчера" => Ok((rest, -2)),
        _ => Err(no_match(input)),
    }
}

/// What stands between date and time: `, `, ` в `, ` | `, ` — `, `, в `
fn between(input: &str) -> IResult<&str, ()> {
    let mark = alt((recognize(one_of(",|/•·")), loose_dash));
    let at = terminated(tag_no_case("в"), space1);
    value((), (space0, opt(mark), space0, opt(at))).parse(input)
}

/// Whether a stamp names a day and a time of day, so that it is no date of a sentence.
pub(crate) fn is_full(stamp: &TimeStamp) -> bool {
    stamp.time.is_some() && (stamp.date.is_some() || stamp.relative_day.is_some())
}

/// Whether a stamp is a time of day and nothing more, as in a live blog.
pub(crate) fn is_clock_only(stamp: &TimeStamp) -> bool {
    matches!(
        stamp,
        TimeStamp {
            date: None,
            relative_day: None,
            time: Some(ClockTime { .. }),
            ..
        }
    )
}
