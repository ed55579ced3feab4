//! When, beside the text.

use std::collections::BTreeMap;

use depesha_model::Time;
use maud::{Markup, html};

use crate::facts::inferred;
use crate::view::{View, when};

/// The dates as a line of time, then what has no place on it: lengths of time, what comes again, days without a year.
pub fn panel(view: &View<'_>) -> Option<Markup> {
    let published = view.record.metadata.published.as_ref();
    let published = published.map(|published| published.value.as_str());
    // Values of ISO 8601 and EDTF, with a year of four digits, are in order when their letters are.
    let mut line: BTreeMap<&str, Vec<(usize, &Time)>> = BTreeMap::new();
    let mut others: BTreeMap<&str, Vec<(usize, &Time)>> = BTreeMap::new();
    for (index, time) in view.record.times.iter().enumerate() {
        let rows = if has_year(&time.value) {
            &mut line
        } else {
            &mut others
        };
        rows.entry(&time.value).or_default().push((index, time));
    }
    if let Some(published) = published {
        line.entry(published).or_default();
    }
    if line.is_empty() && others.is_empty() {
        return None;
    }
    Some(html! {
        ol.timeline {
            @for (value, times) in &line {
                @let is_published = published == Some(*value);
                li.published[is_published].open[!is_published && times.iter().all(|(_, time)| time.inferred)] {
                    p.date { (date(view, value)) }
                    @if is_published { p.publication { (view.say("fact.published")) } }
                    (words(view, times))
                }
            }
        }
        @if !others.is_empty() {
            ul.other-times {
                @for (value, times) in &others { li { p.date { code { (value) } } (words(view, times)) } }
            }
        }
    })
}

fn has_year(value: &str) -> bool {
    let year = value.as_bytes().get(..4);
    year.is_some_and(|year| year[..2].iter().all(u8::is_ascii_digit) && value.len() >= 4)
}

fn date(view: &View<'_>, value: &str) -> Markup {
    let shown = when(value, view.language);
    html! {
        @if shown != value && !value.contains('/') {
            time datetime=(value) { (shown) }
        } @else { (shown) }
    }
}

/// The words that say it, each leading to its place.
fn words(view: &View<'_>, times: &[(usize, &Time)]) -> Markup {
    html! {
        @if !times.is_empty() {
            ul {
                @for (index, time) in times {
                    li.fact id=(view.fact("t", index)) {
                        (view.quoted(time.span, &view.place("t", index)))
                        @if time.inferred { " " (inferred(view)) }
                        @if let Some(anchor) = &time.anchor {
                            " " span.anchor { (view.say("counted.from")) " " (when(anchor, view.language)) }
                        }
                        " " code.rule { (time.rule) }
                    }
                }
            }
        }
    }
}
