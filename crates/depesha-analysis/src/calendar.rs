//! What metadata and times share of the calendar: which year is meant, how a date is written, where a time zone stands.

use depesha_grammar::{ClockTime, DateParts, Zone};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

/// How many years a two-digit year may lie from the one it is compared with; further off, its century is not clear.
const SAME_CENTURY: i16 = 20;

/// Days that a dateline may lie behind the page's own date: pages are stamped in another time zone, or early.
const DATELINE_AHEAD: i64 = 3;

/// The year that ends in `short`, when only one lies near `reference`.
pub(crate) fn full_year(short: u8, reference: i16) -> Option<i16> {
    let century = reference - reference.rem_euclid(100);
    let candidates = [century - 100, century, century + 100].map(|c| c + i16::from(short));
    let near = |year: &i16| (year - reference).abs() <= SAME_CENTURY;
    candidates.into_iter().find(near)
}

/// The day, when day, month and the full year are written.
pub(crate) fn day(parts: DateParts) -> Option<Date> {
    day_of(parts.year?, parts)
}

/// The day in `year`; none for 29 February of a common year.
pub(crate) fn day_of(year: i16, parts: DateParts) -> Option<Date> {
    Date::new(year, parts.month? as i8, parts.day? as i8).ok()
}

/// The days that a day and month may be, in the years around `reference`. 29 February comes back after eight years at
/// most.
pub(crate) fn days_around(parts: DateParts, reference: Date) -> impl Iterator<Item = Date> {
    let year = reference.year();
    (-8..=8).filter_map(move |by| day_of(year.checked_add(by)?, parts))
}

/// Days from `from` to `to`.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// The day of a dateline on a page that was published on `published`: the last one that is not clearly behind it.
pub(crate) fn dateline_day(parts: DateParts, published: Date) -> Option<Date> {
    match (parts.year, parts.short_year) {
        (Some(year), _) => day_of(year, parts),
        (None, Some(short)) => day_of(full_year(short, published.year())?, parts),
        (None, None) => days_around(parts, published)
            .filter(|&day| days_between(published, day) <= DATELINE_AHEAD)
            .last(),
    }
}

/// `days` later, or earlier when negative; none behind the end of the calendar.
pub(crate) fn days_later(date: Date, days: i64) -> Option<Date> {
    date.checked_add(1.day().checked_mul(days).ok()?).ok()
}

/// The time on the clock; what is not said is zero.
pub(crate) fn time(clock: ClockTime) -> Option<Time> {
    let part = |part: Option<u8>| part.unwrap_or(0) as i8;
    Time::new(clock.hour as i8, part(clock.minute), part(clock.second), 0).ok()
}

/// The offset of a zone as the text names it, on that day; `местное время` is not known.
pub(crate) fn zone_offset(zone: Zone, at: DateTime) -> Option<Offset> {
    match zone {
        Zone::Offset(minutes) => Offset::from_seconds(i32::from(minutes) * 60).ok(),
        Zone::Moscow => Some(offset_in(&TimeZone::get("Europe/Moscow").ok()?, at)),
        Zone::Local => None,
    }
}

/// The offset of `zone` at that local time; the earlier one when the clocks were being changed.
pub(crate) fn offset_in(zone: &TimeZone, at: DateTime) -> Offset {
    match zone.to_ambiguous_timestamp(at).offset() {
        AmbiguousOffset::Unambiguous { offset } => offset,
        AmbiguousOffset::Gap { before, .. } | AmbiguousOffset::Fold { before, .. } => before,
    }
}

/// `2015-11-14`, `2015-11`, `2015`, and with `X` for what is not known `XXXX-11-14`, `XX15-11-14`.
pub(crate) fn edtf(parts: DateParts) -> String {
    let mut value = match (parts.year, parts.short_year) {
        (Some(year), _) => format!("{year:04}"),
        (None, Some(short)) => format!("XX{short:02}"),
        (None, None) => "XXXX".to_owned(),
    };
    match (parts.month, parts.day) {
        (Some(month), Some(day)) => value += &format!("-{month:02}-{day:02}"),
        (Some(month), None) => value += &format!("-{month:02}"),
        (None, Some(day)) => value += &format!("-XX-{day:02}"),
        (None, None) => {}
    }
    value
}

/// `T10`, `T10:30`, `T10:30:07`, with the offset of a zone that the text names: `T10:30+03:00`. The zone needs the day.
pub(crate) fn clock_suffix(clock: ClockTime, date: Option<Date>) -> String {
    let mut value = format!("T{:02}", clock.hour);
    for part in [clock.minute, clock.second].into_iter().flatten() {
        value += &format!(":{part:02}");
    }
    let known = clock.zone.zip(date).zip(time(clock));
    let offset = known.and_then(|((zone, date), time)| zone_offset(zone, date.to_datetime(time)));
    value + &offset.map_or(String::new(), offset_suffix)
}

/// `+03:00`
pub(crate) fn offset_suffix(offset: Offset) -> String {
    let sign = if offset.is_negative() { '-' } else { '+' };
    let minutes = offset.seconds().unsigned_abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
