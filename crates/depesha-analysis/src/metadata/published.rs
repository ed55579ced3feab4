//! When the page was published and changed.

use depesha_grammar::{BlockFields, BlockKind, DateParts, Dateline, TimeKind, TimeStamp, Tree};
use depesha_model::{Diagnostic, PageFact, Published, Severity};
use depesha_text::Span;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::container;
use crate::calendar;
use crate::options::{Moment, Options};

/// A date without a year is taken for one of a year that is written on the page when a full date stands no more days
/// away.
const NEAR: i64 = 7;

/// When the page was published, and the same as a moment to count from.
pub(super) type Dated = (Published, Moment);

/// When the page was published: by the caller, by the stamp at its head, by its dateline, by a stamp further down, by what
/// its container says.
pub(super) fn published(
    tree: &Tree<'_>,
    stated: Option<&PageFact>,
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Dated> {
    if let Some(moment) = options.published {
        let moment = with_zone(moment, options);
        return Some(dated(moment, None, "published.option", false));
    }
    let stated = stated.and_then(|fact| Some((fact, container::moment(&fact.value, options)?)));
    let mut full_dates = full_dates(tree);
    full_dates.extend(stated.map(|(_, moment)| moment.date()));
    let reader = Reader {
        options,
        full_dates: &full_dates,
    };
    let body = tree.blocks().iter().position(|block| {
        matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Dateline | BlockKind::Heading
        )
    });
    let body = body.unwrap_or(tree.blocks().len());
    let (head, rest) = tree.blocks().split_at(body);
    let stamp = |block: &depesha_grammar::Block| match block.fields {
        BlockFields::TimeStamp(stamp) if !stamp.modified => reader.stamp(stamp, block.span),
        _ => None,
    };
    let dateline = |block: &depesha_grammar::Block| match &block.fields {
        BlockFields::Dateline(dateline) => reader.dateline(dateline),
        _ => None,
    };
    let found = head
        .iter()
        .find_map(stamp)
        .or_else(|| rest.iter().find_map(dateline))
        .or_else(|| rest.iter().find_map(stamp));
    if found.is_none() && stated.is_none() {
        diagnostics.extend(undated(tree));
    }
    let Some((fact, moment)) = stated else {
        return found;
    };
    let moment = with_zone(moment, options);
    let of_page = Published {
        rule: format!("published.{}", fact.rule).into(),
        ..dated(moment, None, "", false).0
    };
    let Some((read, own)) = found else {
        return Some((of_page, moment));
    };
    // A day more or less is one of the time zone.
    let is_same = calendar::days_between(own.date(), moment.date()).abs() <= 1;
    if !is_same {
        diagnostics.push(container::disagreement("published", &read.value, fact));
    }
    // What the page says exactly is worth more than what was inferred, or than a day alone.
    let is_exacter = own.date() == moment.date() && moment.precision() > own.precision();
    match is_same && (read.inferred || is_exacter) {
        true => Some((of_page, moment)),
        false => Some((read, own)),
    }
}

/// When the page was changed: the stamp that says so; a time without a day is one of the day of publication.
pub(super) fn modified(
    tree: &Tree<'_>,
    stated: Option<&PageFact>,
    options: &Options,
    published: Option<Moment>,
) -> Option<Published> {
    let of_page = || {
        let fact = stated?;
        let moment = with_zone(container::moment(&fact.value, options)?, options);
        Some(Published {
            rule: format!("modified.{}", fact.rule).into(),
            ..dated(moment, None, "", false).0
        })
    };
    let full_dates = full_dates(tree);
    let reader = Reader {
        options,
        full_dates: &full_dates,
    };
    tree.blocks()
        .iter()
        .find_map(|block| {
            let BlockFields::TimeStamp(stamp) = block.fields else {
                return None;
            };
            if !stamp.modified {
                return None;
            }
            if stamp.date.is_some() || stamp.relative_day.is_some() {
                return Some(reader.stamp(stamp, block.span)?.0);
            }
            let moment = reader.moment(published?.date(), stamp);
            Some(dated(moment, Some(block.span), "modified.stamp", true).0)
        })
        .map(|found| Published {
            rule: "modified.stamp".into(),
            ..found
        })
        .or_else(of_page)
}

/// The page's full dates and what the caller knows, which complete what a stamp leaves out.
struct Reader<'a> {
    options: &'a Options,
    full_dates: &'a [Date],
}

impl Reader<'_> {
    fn stamp(&self, stamp: TimeStamp, span: Span) -> Option<Dated> {
        let (day, inferred) = match stamp.date {
            Some(parts) => self.day(parts)?,
            // `сегодня` is the day of reading, which the caller alone may know.
            None => {
                let today = self.options.published?.date();
                let day = calendar::days_later(today, i64::from(stamp.relative_day?))?;
                (day, true)
            }
        };
        let moment = self.moment(day, stamp);
        Some(dated(moment, Some(span), "published.stamp", inferred))
    }

    fn dateline(&self, dateline: &Dateline) -> Option<Dated> {
        let (span, parts) = dateline.date?;
        let (day, inferred) = self.day(parts)?;
        let stamp = TimeStamp {
            date: Some(parts),
            relative_day: None,
            time: dateline.time,
            modified: false,
        };
        let moment = self.moment(day, stamp);
        Some(dated(moment, Some(span), "published.dateline", inferred))
    }

    /// The day, and whether its year had to be inferred.
    fn day(&self, parts: DateParts) -> Option<(Date, bool)> {
        match parts.year {
            Some(_) => Some((calendar::day(parts)?, false)),
            None => Some((self.day_by_others(parts)?, true)),
        }
    }

    /// The day in the year that all full dates near it agree on.
    fn day_by_others(&self, parts: DateParts) -> Option<Date> {
        let mut days = self
            .full_dates
            .iter()
            .filter_map(|&full| match parts.short_year {
                Some(short) => calendar::day_of(calendar::full_year(short, full.year())?, parts),
                None => calendar::days_around(parts, full)
                    .find(|&day| calendar::days_between(day, full).abs() <= NEAR),
            });
        let day = days.next()?;
        days.all(|other| other == day).then_some(day)
    }

    fn moment(&self, day: Date, stamp: TimeStamp) -> Moment {
        let Some((clock, time)) = stamp
            .time
            .and_then(|clock| Some((clock, calendar::time(clock)?)))
        else {
            return Moment::new(day, None, None);
        };
        let at = day.to_datetime(time);
        let offset: Option<Offset> = match clock.zone {
            Some(zone) => calendar::zone_offset(zone, at),
            None => self
                .options
                .time_zone
                .as_ref()
                .map(|zone| calendar::offset_in(zone, at)),
        };
        Moment::new(day, Some(time), offset)
    }
}

/// The days with their full year that stand anywhere on the page.
fn full_dates(tree: &Tree<'_>) -> Vec<Date> {
    let inline = tree.times().iter().filter_map(|time| match time.kind {
        TimeKind::Date(parts) => calendar::day(parts),
        _ => None,
    });
    let of_blocks = tree
        .blocks()
        .iter()
        .filter_map(|block| match &block.fields {
            BlockFields::TimeStamp(stamp) => calendar::day(stamp.date?),
            BlockFields::Dateline(dateline) => calendar::day(dateline.date?.1),
            _ => None,
        });
    inline.chain(of_blocks).collect()
}

/// The moment in the caller's time zone, where it has none of its own.
fn with_zone(moment: Moment, options: &Options) -> Moment {
    let Some(zone) = options.time_zone.as_ref() else {
        return moment;
    };
    if moment.offset().is_some() || moment.precision() <= depesha_model::Precision::Day {
        return moment;
    }
    let at = moment.datetime();
    Moment::new(
        at.date(),
        Some(at.time()),
        Some(calendar::offset_in(zone, at)),
    )
}

fn dated(moment: Moment, span: Option<Span>, rule: &'static str, inferred: bool) -> Dated {
    let published = Published {
        value: moment.to_string(),
        precision: moment.precision(),
        span,
        rule: rule.into(),
        inferred,
    };
    (published, moment)
}

/// Why a page with a stamp or a dateline has no date all the same.
fn undated(tree: &Tree<'_>) -> Option<Diagnostic> {
    tree.blocks().iter().find_map(|block| {
        let (code, message) = match &block.fields {
            BlockFields::TimeStamp(TimeStamp {
                date: Some(parts), ..
            }) => why(*parts),
            BlockFields::TimeStamp(TimeStamp {
                date: None,
                relative_day: Some(_),
                ..
            }) => (
                "date-not-known",
                "the stamp counts from the day of reading; `--published` would tell it",
            ),
            BlockFields::Dateline(Dateline {
                date: Some((_, parts)),
                ..
            }) => why(*parts),
            _ => return None,
        };
        Some(Diagnostic {
            severity: Severity::Info,
            code: code.to_owned(),
            span: Some(block.span),
            message: message.to_owned(),
        })
    })
}

fn why(parts: DateParts) -> (&'static str, &'static str) {
    match parts.short_year {
        Some(_) => (
            "century-not-clear",
            "the year has two digits and nothing on the page tells the century",
        ),
        None => (
            "year-not-known",
            "no full date on the page tells the year of this one",
        ),
    }
}
