//! What the container of a page says of it, beside its text, and where the two disagree.

use std::collections::HashSet;

use depesha_grammar::{BlockFields, TimeStamp};
use depesha_model::{Diagnostic, Fact, PageFact, Severity};

use crate::calendar;
use crate::options::{Moment, Options};

/// A value of the container as a fact without words: `title.json-ld`.
pub(super) fn fact(name: &str, stated: &PageFact) -> Fact<String> {
    Fact {
        value: stated.value.clone(),
        span: None,
        rule: format!("{name}.{}", stated.rule).into(),
    }
}

/// The title: that of the text, else that of the container. That the two share too few words is told.
pub(super) fn title(
    read: Option<Fact<String>>,
    stated: Option<&PageFact>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Fact<String>> {
    let Some(stated) = stated else {
        return read;
    };
    let Some(read) = read else {
        return Some(fact("title", stated));
    };
    if !shares_words(&read.value, &stated.value) {
        diagnostics.push(disagreement("title", &read.value, stated));
    }
    Some(read)
}

/// Whether half of the words of the shorter title stand in the other one: the outlet's name, the section, a shorter
/// wording for search engines make no difference.
fn shares_words(one: &str, other: &str) -> bool {
    let (one, other) = (depesha_text::fold(one), depesha_text::fold(other));
    let words = |title| -> HashSet<&str> {
        let words = str::split(title, |c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty()).collect()
    };
    let (one, other) = (words(&one), words(&other));
    let shared = one.intersection(&other).count();
    shared * 2 >= one.len().min(other.len())
}

/// Tells that the container says otherwise than the text, which is believed.
pub(super) fn disagreement(name: &str, read: &str, stated: &PageFact) -> Diagnostic {
    Diagnostic {
        severity: Severity::Info,
        code: format!("{name}-disagrees"),
        span: None,
        message: format!(
            "the text says `{read}`, the page's {} `{}`",
            stated.rule, stated.value
        ),
    }
}

/// A point of time as containers write it: ISO 8601, the form of mail and HTTP, seconds since 1970, or a stamp such as
/// Russian pages have (`14.03.2023 19:22`).
pub(super) fn moment(written: &str, options: &Options) -> Option<Moment> {
    let written = written.trim();
    let iso = || written.parse().ok();
    let mail = || Moment::from_mail(written);
    let seconds = || Moment::from_seconds(written.parse().ok()?);
    iso()
        .or_else(mail)
        .or_else(seconds)
        .or_else(|| stamp(written, options))
}

fn stamp(written: &str, options: &Options) -> Option<Moment> {
    let tree = depesha_grammar::parse(written);
    let [block] = tree.blocks() else {
        return None;
    };
    let BlockFields::TimeStamp(TimeStamp {
        date: Some(date),
        time,
        ..
    }) = block.fields
    else {
        return None;
    };
    let day = calendar::day(date)?;
    let clock = time.and_then(|clock| Some((clock, calendar::time(clock)?)));
    let Some((clock, time)) = clock else {
        return Some(Moment::new(day, None, None));
    };
    let at = day.to_datetime(time);
    let zone = options.time_zone.as_ref();
    let offset = match clock.zone {
        Some(zone) => calendar::zone_offset(zone, at),
        None => zone.map(|zone| calendar::offset_in(zone, at)),
    };
    Some(Moment::new(day, Some(time), offset))
}
