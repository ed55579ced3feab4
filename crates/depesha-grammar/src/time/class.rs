//! The classes of tokens, from `data/time-words.tsv` and `data/months.tsv`.

use std::sync::LazyLock;

use depesha_text::fold;
use rustc_hash::FxHashMap;

use crate::table::rows;
use crate::token::TokenKind;
use crate::tree::{Part, Season, TimeOfDay, Unit};

/// What a token can be in an expression of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Class {
    /// `ноябре`; not the short forms, which stand behind a day only.
    Month(u8),
    /// `два`, `15`
    Number(i32),
    /// `несколько`
    Some,
    /// `третий`
    Ordinal(u8),
    /// `неделю`
    Unit(Unit),
    /// `годы`
    Years,
    /// `г` in front of the stop of `г.`
    YearLetter,
    /// `гг` in front of the stop of `гг.`
    YearLetters,
    /// `полгода`
    HalfYear,
    /// `полугодие`
    HalfOfYear,
    /// `половине`
    Half,
    /// `субботу`
    Weekday(u8),
    /// `субботам`
    Weekdays(u8),
    Season(Season),
    /// `утром`, `утра`
    PartOfDay(TimeOfDay),
    /// `утрам`
    PartsOfDay(TimeOfDay),
    /// `вчера`: days from today.
    Day(i8),
    /// `накануне`
    Eve,
    /// `прошлый` -1, `этот` 0, `следующий` 1
    Which(i8),
    /// `последние`
    LastFew,
    Edge(Part),
    Every,
    /// `ежегодно`
    Set(Unit),
    /// `назад`
    Ago,
    /// `ранее`
    Earlier,
    /// `позже`
    Later,
    /// `спустя`: `два дня спустя`, `спустя два дня`
    After,
    /// `через`
    In,
    /// `течение`
    During,
    /// `полдень`: the hour.
    Noon(u8),
    Preposition(Preposition),
    /// `млн`, `раза`: what is counted or measured.
    Measure,
    /// `улица`, `имени`: what is called after a date.
    Street,
    /// `–`
    Dash,
    Other,
}

/// A preposition, by what it does to times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Preposition {
    /// `в`, `во`
    In,
    /// `с`, `со`
    From,
    /// `по`
    Through,
    /// `до`
    Until,
    /// `на`
    On,
    /// `за`
    Within,
    /// `к`, `около`, `от`, `после`
    Near,
}

/// The class of a token.
pub(super) fn class(kind: TokenKind, words: &str) -> Class {
    match kind {
        TokenKind::Dash => Class::Dash,
        TokenKind::Number => words.parse().map_or(Class::Other, Class::Number),
        TokenKind::Word => {
            let class = WORDS.get(fold(words).as_ref());
            class.copied().unwrap_or(Class::Other)
        }
        _ => Class::Other,
    }
}

static WORDS: LazyLock<FxHashMap<&str, Class>> = LazyLock::new(|| {
    let words = rows(include_str!("../../data/time-words.tsv"))
        .filter_map(|[word, class, value]| Some((word, named_class(class, value)?)));
    let months = rows(include_str!("../../data/months.tsv")).flat_map(|[number, full, _short]| {
        let month = Class::Month(number.parse().unwrap_or(0));
        full.split('|').map(move |form| (form, month))
    });
    words.chain(months).collect()
});

/// The class that a row of the data file names.
fn named_class(class: &str, value: &str) -> Option<Class> {
    Some(match class {
        "number" => Class::Number(value.parse().ok()?),
        "some" => Class::Some,
        "ordinal" => Class::Ordinal(value.parse().ok()?),
        "unit" => Class::Unit(unit_named(value)?),
        "years" => Class::Years,
        "year-letter" => Class::YearLetter,
        "year-letters" => Class::YearLetters,
        "half-year" => Class::HalfYear,
        "half-of-year" => Class::HalfOfYear,
        "half" => Class::Half,
        "weekday" => Class::Weekday(value.parse().ok()?),
        "weekdays" => Class::Weekdays(value.parse().ok()?),
        "season" => Class::Season(match value {
            "spring" => Season::Spring,
            "summer" => Season::Summer,
            "autumn" => Season::Autumn,
            "winter" => Season::Winter,
            _ => return None,
        }),
        "part-of-day" => Class::PartOfDay(part_of_day_named(value)?),
        "parts-of-day" => Class::PartsOfDay(part_of_day_named(value)?),
        "day" => Class::Day(value.parse().ok()?),
        "eve" => Class::Eve,
        "which" => Class::Which(value.parse().ok()?),
        "last-few" => Class::LastFew,
        "edge" => Class::Edge(match value {
            "beginning" => Part::Beginning,
            "middle" => Part::Middle,
            "end" => Part::End,
            _ => return None,
        }),
        "every" => Class::Every,
        "set" => Class::Set(unit_named(value)?),
        "ago" => Class::Ago,
        "earlier" => Class::Earlier,
        "later" => Class::Later,
        "after" => Class::After,
        "in" => Class::In,
        "during" => Class::During,
        "measure" => Class::Measure,
        "street" => Class::Street,
        "noon" => Class::Noon(value.parse().ok()?),
        "preposition" => Class::Preposition(match value {
            "in" => Preposition::In,
            "from" => Preposition::From,
            "through" => Preposition::Through,
            "until" => Preposition::Until,
            "on" => Preposition::On,
            "within" => Preposition::Within,
            "near" => Preposition::Near,
            _ => return None,
        }),
        _ => return None,
    })
}

fn unit_named(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn part_of_day_named(name: &str) -> Option<TimeOfDay> {
    Some(match name {
        "morning" => TimeOfDay::Morning,
        "day" => TimeOfDay::Day,
        "evening" => TimeOfDay::Evening,
        "night" => TimeOfDay::Night,
        _ => return None,
    })
}
