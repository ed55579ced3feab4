//! Times: every expression of time, time stamp and dateline of a page with its place in the calendar.
//!
//! Relative expressions count from the page's own day. The values are ISO 8601 and EDTF (ISO 8601-2), with these choices
//! where the standards leave room:
//!
//! | what | value |
//! |---|---|
//! | digits that are not known | `XXXX-11-14`, `XXXX-WXX-6` (a Saturday), `XX15-11-14` |
//! | decades, centuries | `199X`, `18XX` (the 19th century) |
//! | seasons, quarters, half years | `2015-21` … `2015-24` (winter: the year of its December), `2015-33` … `2015-36`, `2015-40`, `2015-41` |
//! | other halves | the interval: `2015-11-01/2015-11-15` |
//! | beginning, middle, end | the whole: `2015` for `в конце 2015 года` |
//! | morning, evening, night | the day, with the type `time`; `в ночь на 15 ноября` is `2015-11-14/2015-11-15` |
//! | `несколько дней назад` | an open interval: `../2015-11-14` |
//! | durations | `P3D`, `PXD` when the number is not said |
//! | what comes again | `R/P1Y`, `XXXX-WXX-6` for `по субботам` |

mod resolve;
mod tense;
#[cfg(test)]
mod tests;

use std::ops::Range;

use depesha_grammar::{
    BlockFields, DateParts, Dateline, Sentence, TimeExpression, TimeKind, TimeStamp,
};
use depesha_model::{Diagnostic, Severity, Time, TimeType};
use depesha_text::Span;
use jiff::civil::Date;

use crate::calendar;
use crate::options::Moment;
use crate::page::Page;
use resolve::{Found, Resolver};

/// All times of the page, in the order of the text; `published` is the moment that relative ones count from.
pub(crate) fn read(
    page: &Page<'_>,
    published: Option<Moment>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Time> {
    let mut times = expressions(page, published, diagnostics);
    times.extend(page_times(page, published));
    times.sort_by_key(|time| time.span.start());
    times
}

/// The expressions inside sentences.
fn expressions(
    page: &Page<'_>,
    published: Option<Moment>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Time> {
    let all = page.tree.times();
    let mut times = Vec::with_capacity(all.len());
    let mut unresolved = None;
    // The day that the block spoke of last, which `накануне` and `вечером` lean on.
    let mut context: Option<(usize, Date)> = None;
    for (at, expression) in all.iter().enumerate() {
        let place = Place::of(page, expression.span);
        let resolver = Resolver {
            page,
            published,
            context: context.filter(|c| c.0 == place.block).map(|c| c.1),
            tokens: place.tokens.clone(),
            sentence: place.sentence.clone(),
        };
        let beside = day_beside(page, &resolver, &all[at..]);
        let Some(found) = beside.or_else(|| resolver.resolve(expression)) else {
            diagnostics.push(out_of_calendar(expression.span));
            continue;
        };
        context = found.day.map(|day| (place.block, day)).or(context);
        if found.needs_day {
            unresolved.get_or_insert(expression.span);
        }
        if let TimeKind::Date(DateParts {
            short_year: Some(_),
            ..
        }) = expression.kind
            && found.value.starts_with("XX")
        {
            diagnostics.push(unclear_century(expression.span));
        }
        times.push(found.into_time(expression.span));
    }
    diagnostics.extend(unresolved.map(no_day_to_count_from));
    times
}

/// `в субботу, 14 ноября`: the date behind the weekday says which one.
fn day_beside(
    page: &Page<'_>,
    resolver: &Resolver<'_>,
    expressions: &[TimeExpression],
) -> Option<Found> {
    let [first, second, ..] = expressions else {
        return None;
    };
    let TimeKind::Weekday { weekday, .. } = first.kind else {
        return None;
    };
    let gap = &page.text()[first.span.end()..second.span.start()];
    if !matches!(second.kind, TimeKind::Date(_)) || !matches!(gap.trim(), "," | "(" | "") {
        return None;
    }
    let day = resolver.resolve(second)?.day?;
    let agrees = day.weekday().to_monday_one_offset() == weekday as i8;
    agrees.then(|| resolver.on_day(first, day))
}

/// Time stamps and the dates of datelines.
fn page_times(page: &Page<'_>, published: Option<Moment>) -> impl Iterator<Item = Time> {
    let blocks = page.tree.blocks().iter();
    blocks.filter_map(move |block| match &block.fields {
        BlockFields::TimeStamp(stamp) => Some(stamp_time(*stamp, block.span, published)),
        BlockFields::Dateline(dateline) => dateline_time(dateline, published),
        _ => None,
    })
}

fn stamp_time(stamp: TimeStamp, span: Span, published: Option<Moment>) -> Time {
    let page_day = published.map(|moment| moment.date());
    let parts = stamp.date.unwrap_or_default();
    let read = calendar::day(parts);
    let inferred = match stamp.date {
        Some(parts) => page_day.and_then(|day| calendar::dateline_day(parts, day)),
        None => page_day
            .and_then(|day| calendar::days_later(day, i64::from(stamp.relative_day.unwrap_or(0)))),
    };
    let day = read.or(inferred);
    let suffix = stamp.time.map(|time| calendar::clock_suffix(time, day));
    let suffix = suffix.unwrap_or_default();
    let value = match (day, stamp.date) {
        (Some(day), _) => format!("{day}{suffix}"),
        (None, Some(parts)) => format!("{}{suffix}", calendar::edtf(parts)),
        (None, None) => suffix,
    };
    let is_inferred = read.is_none() && day.is_some();
    Time {
        span,
        kind: if stamp.time.is_some() {
            TimeType::Time
        } else {
            TimeType::Date
        },
        value,
        anchor: page_day.filter(|_| is_inferred).map(|day| day.to_string()),
        inferred: is_inferred,
        rule: "time.stamp".into(),
    }
}

fn dateline_time(dateline: &Dateline, published: Option<Moment>) -> Option<Time> {
    let (words, parts) = dateline.date?;
    let stamp = TimeStamp {
        date: Some(parts),
        relative_day: None,
        time: None,
        modified: false,
    };
    Some(Time {
        rule: "time.dateline".into(),
        ..stamp_time(stamp, words, published)
    })
}

impl Found {
    fn into_time(self, span: Span) -> Time {
        Time {
            span,
            kind: self.kind,
            value: self.value,
            inferred: self.counted_from.is_some(),
            anchor: self.counted_from.map(|day| day.to_string()),
            rule: self.rule.into(),
        }
    }
}

/// Where an expression stands.
struct Place {
    tokens: Range<usize>,
    /// The tokens of its sentence.
    sentence: Range<usize>,
    /// Its block, as an index of the tree's blocks.
    block: usize,
}

impl Place {
    fn of(page: &Page<'_>, span: Span) -> Self {
        let tokens = page.tree.tokens();
        let start = tokens.partition_point(|token| token.span.end() <= span.start());
        let end = tokens.partition_point(|token| token.span.start() < span.end());
        let sentences = page.tree.sentences();
        let behind = sentences.partition_point(|s| s.span.start() <= span.start());
        let around: Option<&Sentence> = behind.checked_sub(1).map(|at| &sentences[at]);
        Self {
            tokens: start..end,
            sentence: around.map_or(start..end, |s| s.tokens.clone()),
            block: around.map_or(0, |s| s.block),
        }
    }
}

fn no_day_to_count_from(first: Span) -> Diagnostic {
    Diagnostic {
        severity: Severity::Info,
        code: "times-not-resolved".to_owned(),
        span: Some(first),
        message: "the page does not say when it was published, so days like `вчера` and dates without a year stay open"
            .to_owned(),
    }
}

fn unclear_century(span: Span) -> Diagnostic {
    Diagnostic {
        severity: Severity::Info,
        code: "century-not-clear".to_owned(),
        span: Some(span),
        message: "the year has two digits and nothing near it tells the century".to_owned(),
    }
}

fn out_of_calendar(span: Span) -> Diagnostic {
    Diagnostic {
        severity: Severity::Info,
        code: "time-out-of-calendar".to_owned(),
        span: Some(span),
        message: "the calendar has no such day in the years 0 to 9999".to_owned(),
    }
}
