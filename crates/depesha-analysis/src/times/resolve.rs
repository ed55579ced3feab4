//! From what an expression says to its place in the calendar, one kind of expression after the other.

use std::ops::Range;

use depesha_grammar::{
    Anchor, Cycle, DateParts, Part, Season, TimeExpression, TimeKind, TimeOfDay, Unit,
};
use depesha_model::{Precision, TimeType};
use depesha_text::fold;
use jiff::ToSpan;
use jiff::civil::Date;

use super::tense::{self, Tense};
use crate::calendar::{self, clock_suffix, days_between, days_later, edtf};
use crate::options::Moment;
use crate::page::Page;

/// What an expression means.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub value: String,
    pub kind: TimeType,
    pub rule: &'static str,
    /// The day that the value was counted from; `None` when it was read as it stands.
    pub counted_from: Option<Date>,
    /// The day itself, when it is one.
    pub day: Option<Date>,
    /// Whether the value is open only because the page does not say its own day.
    pub needs_day: bool,
}

impl Found {
    fn new(value: impl Into<String>, rule: &'static str) -> Self {
        Self {
            value: value.into(),
            kind: TimeType::Date,
            rule,
            counted_from: None,
            day: None,
            needs_day: false,
        }
    }

    fn day(day: Date, rule: &'static str) -> Self {
        Self {
            day: Some(day),
            ..Self::new(day.to_string(), rule)
        }
    }

    /// What is known of an expression that counts from a day that nobody knows.
    fn open(value: impl Into<String>, rule: &'static str) -> Self {
        Self {
            needs_day: true,
            ..Self::new(value, rule)
        }
    }

    fn from(self, day: Date) -> Self {
        Self {
            counted_from: Some(day),
            ..self
        }
    }
}

/// An expression's surroundings.
pub(super) struct Resolver<'a> {
    pub page: &'a Page<'a>,
    /// When the page was published.
    pub published: Option<Moment>,
    /// The day that the block spoke of last.
    pub context: Option<Date>,
    /// The expression's tokens.
    pub tokens: Range<usize>,
    /// The tokens of its sentence.
    pub sentence: Range<usize>,
}

impl Resolver<'_> {
    /// What the expression means; `None` when that lies outside of the calendar.
    pub fn resolve(&self, expression: &TimeExpression) -> Option<Found> {
        let found = match expression.kind {
            TimeKind::Date(parts) => self.date(parts, expression)?,
            TimeKind::Decade(first) => decade(first, expression.part)?,
            TimeKind::ShortDecade(first) => self.short_decade(first)?,
            TimeKind::Century(number) => century(number, expression.part)?,
            TimeKind::Quarter { number, year } => self.quarter(number, year, expression)?,
            TimeKind::Season { season, year } => self.season(season, year, expression)?,
            TimeKind::Range { from, to } => self.range(from, to)?,
            TimeKind::Weekday { weekday, which } => self.weekday(weekday, which)?,
            TimeKind::Period { unit, shift } => self.period(unit, shift, expression.part)?,
            TimeKind::Shift {
                amount,
                is_later,
                unit,
                anchor,
            } => self.shift(amount, is_later, unit, anchor)?,
            TimeKind::Duration { amount, unit } => duration(amount, unit),
            TimeKind::Set(cycle) => set(cycle),
            TimeKind::TimeOfDay => self.some_day(expression.time),
        };
        Some(self.with_time(found, expression))
    }

    /// `в субботу` where the words beside it say that it is `day`.
    pub fn on_day(&self, expression: &TimeExpression, day: Date) -> Found {
        let found = Found::day(day, "time.weekday").from(self.today().unwrap_or(day));
        self.with_time(found, expression)
    }

    /// The day that `сегодня` is.
    fn today(&self) -> Option<Date> {
        self.published.map(|moment| moment.date())
    }

    fn tense(&self) -> Tense {
        tense::of(self.page, self.tokens.clone(), self.sentence.clone())
    }

    /// `found` at the time of day that goes with it.
    fn with_time(&self, found: Found, expression: &TimeExpression) -> Found {
        let Some(time) = expression.time else {
            return found;
        };
        let kind = match found.kind {
            TimeType::Date => TimeType::Time,
            other => other,
        };
        let value = match time {
            TimeOfDay::Clock(clock) => found.value + &clock_suffix(clock, found.day),
            TimeOfDay::Night if self.is_night_before() => night_before(found.day, found.value),
            TimeOfDay::Morning | TimeOfDay::Day | TimeOfDay::Evening | TimeOfDay::Night => {
                found.value
            }
        };
        Found {
            value,
            kind,
            ..found
        }
    }

    /// `в ночь на воскресенье`, not `ночью в воскресенье`
    fn is_night_before(&self) -> bool {
        fold(self.page.span(self.tokens.clone()).of(self.page.text())).starts_with("ночь на ")
    }

    /// `14 ноября 2015 года`, `14 ноября`, `в ноябре`, `14.11.15`
    fn date(&self, parts: DateParts, expression: &TimeExpression) -> Option<Found> {
        if let (None, Some(shift)) = (parts.year, expression.year_shift) {
            let Some(today) = self.today() else {
                return Some(Found::open(edtf(parts), "time.year_shift"));
            };
            let year = Some(today.year().checked_add(i16::from(shift))?);
            let found = whole_date(
                DateParts { year, ..parts },
                expression.part,
                "time.year_shift",
            )?;
            return Some(found.from(today));
        }
        match (parts.year, parts.short_year, parts.month, parts.day) {
            (None, Some(short), ..) => self.short_year(short, parts),
            (None, None, Some(_), Some(_)) => self.day_of_a_year(parts),
            (None, None, Some(month), None) => self.month_of_a_year(month, expression.part),
            _ => whole_date(parts, expression.part, "time.date"),
        }
    }

    /// `14.11.15`: only when one century is near the page's own year.
    fn short_year(&self, short: u8, parts: DateParts) -> Option<Found> {
        let today = self.today();
        let full = today.and_then(|day| Some((day, calendar::full_year(short, day.year())?)));
        let Some((today, year)) = full else {
            return Some(Found::new(edtf(parts), "time.short_year"));
        };
        let year = Some(year);
        Some(whole_date(DateParts { year, ..parts }, None, "time.short_year")?.from(today))
    }

    /// `14 ноября`
    fn day_of_a_year(&self, parts: DateParts) -> Option<Found> {
        const RULE: &str = "time.date_without_year";
        let Some(today) = self.today() else {
            return Some(Found::open(edtf(parts), RULE));
        };
        let days = calendar::days_around(parts, today);
        let day = nearest(
            days.map(|day| (days_between(today, day), day)),
            self.tense(),
        )?;
        Some(Found::day(day, RULE).from(today))
    }

    /// `в ноябре`
    fn month_of_a_year(&self, month: u8, part: Option<Part>) -> Option<Found> {
        const RULE: &str = "time.month_without_year";
        let parts = |year| DateParts {
            year,
            month: Some(month),
            ..DateParts::default()
        };
        let Some(today) = self.today() else {
            return Some(Found::open(edtf(parts(None)), RULE));
        };
        let year = self.year_of(today.month() - 1, month as i8 - 1, 12, today.year())?;
        Some(whole_date(parts(Some(year)), part, RULE)?.from(today))
    }

    /// The year of a month, quarter or season, by its place among those of a year and the place of the present one.
    fn year_of(&self, now: i8, place: i8, places: i64, year: i16) -> Option<i16> {
        let years = [-1, 0, 1].map(|by| {
            let distance = i64::from(by) * places + i64::from(place - now);
            (distance, year.checked_add(by))
        });
        nearest(years.into_iter(), self.tense())?
    }

    /// `в 90-е годы`: the last such decade that has begun.
    fn short_decade(&self, first: u8) -> Option<Found> {
        const RULE: &str = "time.decade";
        let Some(today) = self.today() else {
            return Some(Found::open(format!("XX{}X", first / 10), RULE));
        };
        let year = today.year();
        let begun = year - year.rem_euclid(100) + i16::from(first);
        let begun = if begun > year { begun - 100 } else { begun };
        Some(decade(begun, None)?.from(today))
    }

    /// `в третьем квартале`
    fn quarter(&self, number: u8, year: Option<i16>, expression: &TimeExpression) -> Option<Found> {
        let code = 32 + number;
        let now = |today: Date| (today.month() - 1) / 3;
        let place = number as i8 - 1;
        self.part_of_a_year(code, year, expression, (now, place), "time.quarter")
    }

    /// `осенью`, `прошлой зимой`
    fn season(
        &self,
        season: Season,
        year: Option<i16>,
        expression: &TimeExpression,
    ) -> Option<Found> {
        let place = match season {
            Season::Spring => 0,
            Season::Summer => 1,
            Season::Autumn => 2,
            Season::Winter => 3,
        };
        let now = |today: Date| (today.month() + 9) % 12 / 3;
        self.part_of_a_year(
            21 + place as u8,
            year,
            expression,
            (now, place),
            "time.season",
        )
    }

    /// One of four parts of a year by its EDTF code; the parts are counted from 0.
    fn part_of_a_year(
        &self,
        code: u8,
        year: Option<i16>,
        expression: &TimeExpression,
        (now, place): (impl Fn(Date) -> i8, i8),
        rule: &'static str,
    ) -> Option<Found> {
        if let Some(year) = year {
            return Some(Found::new(format!("{year:04}-{code}"), rule));
        }
        let Some(today) = self.today() else {
            return Some(Found::open(format!("XXXX-{code}"), rule));
        };
        // January and February belong to the winter of the year before.
        let is_last_winter = code == 24 && today.month() < 3;
        let present = today.year() - i16::from(is_last_winter);
        let year = match expression.year_shift {
            Some(shift) => present.checked_add(i16::from(shift))?,
            None => self.year_of(now(today), place, 4, present)?,
        };
        in_calendar(year)?;
        Some(Found::new(format!("{year:04}-{code}"), rule).from(today))
    }

    /// `с 12 по 14 ноября`, `2010–2015 годы`
    fn range(&self, from: DateParts, to: DateParts) -> Option<Found> {
        const RULE: &str = "time.range";
        let is_short = |parts: DateParts| parts.year.is_none() && parts.short_year.is_some();
        if is_short(from) || is_short(to) {
            return Some(Found::new(format!("{}/{}", edtf(from), edtf(to)), RULE));
        }
        let (years, counted_from) = match (from.year.or(to.year), self.today()) {
            (Some(year), _) => ((from.year.unwrap_or(year), to.year.unwrap_or(year)), None),
            (None, Some(today)) => {
                let year = self.year_of_range(from, today)?;
                ((year, year), Some(today))
            }
            (None, None) => {
                return Some(Found::open(format!("{}/{}", edtf(from), edtf(to)), RULE));
            }
        };
        // `с 30 декабря по 2 января`: the year that is written once is that of the end, the one that is not is that of
        // the beginning.
        let turns = years.0 == years.1 && (from.month, from.day) > (to.month, to.day);
        let years = match (turns, to.year) {
            (true, Some(last)) => (last - 1, last),
            (true, None) => (years.0, years.0.checked_add(1)?),
            (false, _) => years,
        };
        let end = |parts, year| {
            whole_date(
                DateParts {
                    year: Some(year),
                    ..parts
                },
                None,
                RULE,
            )
        };
        let value = format!("{}/{}", end(from, years.0)?.value, end(to, years.1)?.value);
        Some(Found {
            counted_from,
            ..Found::new(value, RULE)
        })
    }

    fn year_of_range(&self, from: DateParts, today: Date) -> Option<i16> {
        match from.day {
            Some(_) => {
                let days = calendar::days_around(from, today);
                let days = days.map(|day| (days_between(today, day), day.year()));
                nearest(days, self.tense())
            }
            None => self.year_of(today.month() - 1, from.month? as i8 - 1, 12, today.year()),
        }
    }

    /// `в субботу`, `в прошлую пятницу`
    fn weekday(&self, weekday: u8, which: Option<i8>) -> Option<Found> {
        const RULE: &str = "time.weekday";
        let Some(today) = self.today() else {
            return Some(Found::open(format!("XXXX-WXX-{weekday}"), RULE));
        };
        // Days from today to that day of this week.
        let ahead = i64::from(weekday) - i64::from(today.weekday().to_monday_one_offset());
        let days = match which {
            Some(weeks) => ahead + 7 * i64::from(weeks),
            None if self.tense() == Tense::Future => ahead.rem_euclid(7),
            // News tells what has happened: on that day, or on the last one before it.
            None => -(-ahead).rem_euclid(7),
        };
        Some(Found::day(days_later(today, days)?, RULE).from(today))
    }

    /// `на прошлой неделе`, `в этом году`
    fn period(&self, unit: Unit, shift: i8, part: Option<Part>) -> Option<Found> {
        const RULE: &str = "time.period";
        let Some(today) = self.today() else {
            return Some(Found::open(unknown(unit), RULE));
        };
        let start = later(today, i64::from(shift), unit)?;
        let found = match unit {
            Unit::Year | Unit::Month => whole_date(parts(start, unit), part, RULE)?,
            _ => around(start, unit, RULE)?,
        };
        Some(found.from(today))
    }

    /// `вчера`, `месяц назад`, `через два дня`, `днём ранее`
    fn shift(
        &self,
        amount: Option<i32>,
        is_later: bool,
        unit: Unit,
        anchor: Anchor,
    ) -> Option<Found> {
        const RULE: &str = "time.shift";
        let context = self.context.filter(|_| anchor == Anchor::Context);
        let Some(start) = context.or(self.today()) else {
            return Some(Found::open(unknown(unit), RULE));
        };
        let Some(amount) = amount else {
            let value = if is_later {
                format!("{start}/..")
            } else {
                format!("../{start}")
            };
            return Some(Found::new(value, RULE).from(start));
        };
        let amount = i64::from(amount);
        let found = match unit {
            Unit::Hour | Unit::Minute | Unit::Second => {
                self.clock_shift(amount, unit, start, context.is_none())?
            }
            _ => around(later(start, amount, unit)?, unit, RULE)?,
        };
        Some(found.from(start))
    }

    /// `два часа назад`: to the hour or minute when the page's own time is known, to the day otherwise.
    fn clock_shift(&self, amount: i64, unit: Unit, start: Date, is_now: bool) -> Option<Found> {
        const RULE: &str = "time.shift";
        let known = self
            .published
            .filter(|m| is_now && m.precision() > Precision::Day);
        let Some(moment) = known else {
            return Some(Found::day(start, RULE));
        };
        let (by, format) = match unit {
            Unit::Hour => (1.hour(), "%Y-%m-%dT%H"),
            Unit::Minute => (1.minute(), "%Y-%m-%dT%H:%M"),
            _ => (1.second(), "%Y-%m-%dT%H:%M:%S"),
        };
        let time = moment
            .datetime()
            .checked_add(by.checked_mul(amount).ok()?)
            .ok()?;
        in_calendar(time.year())?;
        Some(Found {
            kind: TimeType::Time,
            day: Some(time.date()),
            ..Found::new(time.strftime(format).to_string(), RULE)
        })
    }

    /// `в 10:30`, `вечером`: on the day that the text speaks of.
    fn some_day(&self, time: Option<TimeOfDay>) -> Found {
        const RULE: &str = "time.time_of_day";
        match (self.context.or(self.today()), time) {
            (Some(day), _) => Found::day(day, RULE).from(day),
            // `T10:30` is the whole value.
            (None, Some(TimeOfDay::Clock(_))) => Found::open("", RULE),
            (None, _) => Found::open(unknown(Unit::Day), RULE),
        }
    }
}

/// Of some times with their distance from the present one, that which the tense means: the last, the next, or the
/// nearest at all, the past one when there are two.
fn nearest<T>(times: impl Iterator<Item = (i64, T)>, tense: Tense) -> Option<T> {
    let fits = |(distance, _): &(i64, T)| match tense {
        Tense::Past => *distance <= 0,
        Tense::Future => *distance >= 0,
        Tense::Open => true,
    };
    let nearest = times
        .filter(fits)
        .min_by_key(|(distance, _)| distance.abs());
    nearest.map(|(_, time)| time)
}

/// A written date, or the half of it that `part` means.
fn whole_date(parts: DateParts, part: Option<Part>, rule: &'static str) -> Option<Found> {
    if let Some(year) = parts.year {
        in_calendar(year)?;
    }
    if let Some(day) = parts.day.and_then(|_| calendar::day(parts)) {
        return Some(Found::day(day, rule));
    }
    let is_first = match part {
        Some(Part::FirstHalf) => true,
        Some(Part::SecondHalf) => false,
        _ if parts.day.is_some() && parts.month.is_some() && parts.year.is_some() => return None,
        _ => return Some(Found::new(edtf(parts), rule)),
    };
    let value = match (parts.year, parts.month) {
        (Some(year), None) => format!("{year:04}-{}", if is_first { 40 } else { 41 }),
        (Some(year), Some(month)) => {
            let first = Date::new(year, month as i8, 1).ok()?;
            let day = |day: i8| first.with().day(day).build().ok();
            match is_first {
                true => format!("{first}/{}", day(15)?),
                false => format!("{}/{}", day(16)?, first.last_of_month()),
            }
        }
        _ => edtf(parts),
    };
    Some(Found::new(value, rule))
}

/// `199X`, and `1995/1999` for its second half.
fn decade(first: i16, part: Option<Part>) -> Option<Found> {
    in_calendar(first)?;
    let value = match part {
        Some(Part::FirstHalf) => format!("{first:04}/{:04}", first + 4),
        Some(Part::SecondHalf) => format!("{:04}/{:04}", first + 5, first + 9),
        _ => format!("{:03}X", first / 10),
    };
    Some(Found::new(value, "time.decade"))
}

/// `18XX` for the 19th century, and `1850/1899` for its second half.
fn century(number: u8, part: Option<Part>) -> Option<Found> {
    let hundreds = number.checked_sub(1).filter(|hundreds| *hundreds < 100)?;
    let value = match part {
        Some(Part::FirstHalf) => format!("{hundreds:02}00/{hundreds:02}49"),
        Some(Part::SecondHalf) => format!("{hundreds:02}50/{hundreds:02}99"),
        _ => format!("{hundreds:02}XX"),
    };
    Some(Found::new(value, "time.century"))
}

/// `P3D`; the units that ISO 8601 lacks become those that it has.
fn duration(amount: Option<i32>, unit: Unit) -> Found {
    Found {
        kind: TimeType::Duration,
        ..Found::new(period(amount, unit), "time.duration")
    }
}

fn period(amount: Option<i32>, unit: Unit) -> String {
    let (designator, times) = match unit {
        Unit::Second => ("S", 1),
        Unit::Minute => ("M", 1),
        Unit::Hour => ("H", 1),
        Unit::Day => ("D", 1),
        Unit::Week => ("W", 1),
        Unit::Month => ("M", 1),
        Unit::Quarter => ("M", 3),
        Unit::Year => ("Y", 1),
        Unit::Decade => ("Y", 10),
        Unit::Century => ("Y", 100),
    };
    let time = if is_clock_unit(unit) { "T" } else { "" };
    match amount {
        Some(amount) => format!("P{time}{}{designator}", i64::from(amount) * times),
        None => format!("P{time}X{designator}"),
    }
}

fn is_clock_unit(unit: Unit) -> bool {
    matches!(unit, Unit::Second | Unit::Minute | Unit::Hour)
}

/// `R/P1Y`, `XXXX-WXX-6`
fn set(cycle: Cycle) -> Found {
    let value = match cycle {
        Cycle::Unit(unit) => format!("R/{}", period(Some(1), unit)),
        Cycle::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
        Cycle::TimeOfDay(_) => format!("R/{}", period(Some(1), Unit::Day)),
    };
    Found {
        kind: TimeType::Set,
        ..Found::new(value, "time.set")
    }
}

/// `в ночь на 15 ноября`: the night goes on from the day before.
fn night_before(day: Option<Date>, value: String) -> String {
    match day.and_then(|day| Some((days_later(day, -1)?, day))) {
        Some((before, day)) => format!("{before}/{day}"),
        None => value,
    }
}

/// So many units later.
fn later(date: Date, amount: i64, unit: Unit) -> Option<Date> {
    let (span, times) = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return Some(date),
        Unit::Day => (1.day(), 1),
        Unit::Week => (1.week(), 1),
        Unit::Month => (1.month(), 1),
        Unit::Quarter => (1.month(), 3),
        Unit::Year => (1.year(), 1),
        Unit::Decade => (1.year(), 10),
        Unit::Century => (1.year(), 100),
    };
    let span = span.checked_mul(amount.checked_mul(times)?).ok()?;
    let date = date.checked_add(span).ok()?;
    in_calendar(date.year())?;
    Some(date)
}

/// The unit of the calendar that holds `date`.
fn around(date: Date, unit: Unit, rule: &'static str) -> Option<Found> {
    let year = date.year();
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Found::day(date, rule),
        Unit::Week => {
            let week = date.iso_week_date();
            Found::new(format!("{:04}-W{:02}", week.year(), week.week()), rule)
        }
        Unit::Quarter => Found::new(format!("{year:04}-{}", 33 + (date.month() - 1) / 3), rule),
        Unit::Decade => Found::new(format!("{:03}X", year / 10), rule),
        Unit::Century => Found::new(format!("{:02}XX", year / 100), rule),
        Unit::Month | Unit::Year => Found::new(edtf(parts(date, unit)), rule),
    })
}

/// Year and, for a month, month of `date`.
fn parts(date: Date, unit: Unit) -> DateParts {
    DateParts {
        year: Some(date.year()),
        month: (unit == Unit::Month).then_some(date.month() as u8),
        ..DateParts::default()
    }
}

/// The value of a unit of which nothing is known.
fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Week => "XXXX-WXX",
        Unit::Month | Unit::Quarter => "XXXX-XX",
        Unit::Year | Unit::Decade | Unit::Century => "XXXX",
    }
}

/// ISO 8601 writes the years 0 to 9999 with four digits; others have no place in the news.
fn in_calendar(year: i16) -> Option<()> {
    (0..=9999).contains(&year).then_some(())
}
