//! Expressions of time inside sentences: `в субботу`, `с 12 по 14 ноября`, `два дня назад`.
//!
//! A lexer gives every token its class from `data/time-words.tsv`; the productions below read the classes, and dates
//! and clock times in digits with the parsers of [`calendar`](crate::calendar).

use std::sync::LazyLock;

use depesha_text::{Span, fold};
use nom::branch::alt;
use nom::combinator::{consumed, map, map_opt, not, opt, peek, value, verify};
use nom::sequence::{pair, preceded, separated_pair, terminated};
use nom::{IResult, Input, Parser};
use rustc_hash::FxHashMap;

use crate::calendar::{ClockTime, DateParts, Zone, clock, clock_with_stop, day_month_year};
use crate::calendar::{numeric_date, zone};
use crate::cursor::{Cursor, item, no_match, one};
use crate::table::rows;
use crate::token::TokenKind;
use crate::tree::{
    Anchor, BlockKind, Cycle, Part, Season, TimeExpression, TimeKind, TimeOfDay, Tree, Unit,
};

/// What a token can be in an expression of time.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Class {
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
    /// `годы`, `гг.`
    Years,
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
    /// `через`
    In,
    /// `течение`
    During,
    /// `полдень`: the hour.
    Noon(u8),
    Preposition(Preposition),
    /// `–`
    Dash,
    Other,
}

/// A preposition, by what it does to times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Preposition {
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

/// A token with its class.
#[derive(Clone, Copy, Debug)]
struct Lexeme<'t> {
    class: Class,
    kind: TokenKind,
    words: &'t str,
    /// From the token to the end of the block.
    tail: &'t str,
    span: Span,
}

type Lexemes<'a, 't> = Cursor<'a, Lexeme<'t>>;
type Read<'a, 't, O> = IResult<Lexemes<'a, 't>, O>;

/// An expression before its span is known.
#[derive(Clone, Copy, Debug)]
struct Reading {
    kind: TimeKind,
    part: Option<Part>,
    time: Option<TimeOfDay>,
    year_shift: Option<i8>,
}

impl From<TimeKind> for Reading {
    fn from(kind: TimeKind) -> Self {
        Self {
            kind,
            part: None,
            time: None,
            year_shift: None,
        }
    }
}

/// Finds the expressions of time of a page, outside of its stamps and datelines.
pub(crate) fn times(tree: &Tree<'_>) -> Vec<TimeExpression> {
    let mut found = Vec::new();
    let mut lexemes = Vec::new();
    for block in &tree.blocks {
        if matches!(block.kind, BlockKind::TimeStamp | BlockKind::Dateline) {
            continue;
        }
        lexemes.clear();
        lexemes.extend(
            tree.tokens[block.tokens.clone()]
                .iter()
                .map(|token| Lexeme {
                    class: class(token.kind, token.span.of(tree.text)),
                    kind: token.kind,
                    words: token.span.of(tree.text),
                    tail: &tree.text[token.span.start()..block.span.end()],
                    span: token.span,
                }),
        );
        let input = Cursor(&lexemes[..]);
        let mut rest = input;
        while !rest.0.is_empty() {
            match expression(rest, input.until(rest)) {
                Ok((after, expression)) => {
                    found.push(expression);
                    rest = after;
                }
                Err(_) => rest = rest.take_from(1),
            }
        }
    }
    found
}

/// The class of a token.
fn class(kind: TokenKind, words: &str) -> Class {
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
    let words = rows(include_str!("../data/time-words.tsv"))
        .filter_map(|[word, class, value]| Some((word, named_class(class, value)?)));
    let months = rows(include_str!("../data/months.tsv")).flat_map(|[number, full, _short]| {
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
        "in" => Class::In,
        "during" => Class::During,
        "noon" => Class::Noon(value.parse().ok()?),
        "preposition" => Class::Preposition(match value {
            "в" | "во" => Preposition::In,
            "с" | "со" => Preposition::From,
            "по" => Preposition::Through,
            "до" => Preposition::Until,
            "на" => Preposition::On,
            "за" => Preposition::Within,
            _ => Preposition::Near,
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

// Terminals.

/// A token of this class.
fn is<'a, 't: 'a>(class: Class) -> impl Fn(Lexemes<'a, 't>) -> Read<'a, 't, Lexeme<'t>> {
    one(move |lexeme: Lexeme<'t>| lexeme.class == class)
}

/// `в`
fn preposition<'a, 't: 'a>(
    wanted: Preposition,
) -> impl Fn(Lexemes<'a, 't>) -> Read<'a, 't, Lexeme<'t>> {
    is(Class::Preposition(wanted))
}

macro_rules! terminal {
    ($(#[$doc:meta])* $name:ident, $class:ident -> $value:ty) => {
        $(#[$doc])*
        fn $name<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, $value> {
            item(|lexeme: Lexeme<'t>| match lexeme.class {
                Class::$class(value) => Some(value),
                _ => None,
            })(input)
        }
    };
}

terminal!(/** `два`, `15` */ number, Number -> i32);
terminal!(/** `третий` */ ordinal_word, Ordinal -> u8);
terminal!(/** `неделю` */ unit, Unit -> Unit);
terminal!(/** `субботу` */ weekday_name, Weekday -> u8);
terminal!(/** `осенью` */ season_name, Season -> Season);
terminal!(/** `утром` */ part_of_day, PartOfDay -> TimeOfDay);
terminal!(/** `прошлой` */ which, Which -> i8);
terminal!(/** `начале` */ edge, Edge -> Part);

/// `ноября`, not `Мая`, a name
fn month<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, u8> {
    item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::Month(month) if lexeme.words.starts_with(char::is_lowercase) => Some(month),
        _ => None,
    })(input)
}

/// `год`, `года`, `г.`
fn year_word<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, ()> {
    let full = value((), is(Class::Unit(Unit::Year)));
    let letter = one(|l: Lexeme<'t>| fold(l.words) == "г");
    alt((full, value((), pair(letter, opt(stop))))).parse(input)
}

/// `годы`, `годов`, `гг.`
fn years_word<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, ()> {
    let short = one(|l: Lexeme<'t>| fold(l.words) == "гг");
    let short = value((), pair(short, opt(stop)));
    alt((short, value((), is(Class::Years)), year_word)).parse(input)
}

/// The full stop of an abbreviation: nothing but white space in front of a small letter follows it, or nothing.
fn stop<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, Lexeme<'t>> {
    one(|lexeme: Lexeme<'t>| lexeme.kind == TokenKind::Period)(input)
}

/// Four digits that may be a year: `2015`
fn year_number<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, i16> {
    item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::Number(year @ 1000..=2999) if lexeme.words.len() == 4 => Some(year as i16),
        _ => None,
    })(input)
}

/// The digits in front of a hyphen and the ending behind it: `1990-х`, `2015-м`, `19-й`
fn digits_with_ending<'t>(lexeme: Lexeme<'t>) -> Option<(i16, &'t str)> {
    let (digits, ending) = lexeme.words.split_once(['-', '‑'])?;
    Some((digits.parse().ok().filter(|n| *n >= 0)?, ending))
}

/// `2015-го`, `2015-м`
fn year_ordinal<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, i16> {
    item(|lexeme: Lexeme<'t>| {
        let (year, ending) = digits_with_ending(lexeme)?;
        let is_year = (1000..3000).contains(&year) && ["го", "м", "й", "му"].contains(&ending);
        is_year.then_some(year)
    })(input)
}

/// `2015 года`, `2015 г.`, `2015-го`, `2015-м году`
fn year<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, i16> {
    alt((
        terminated(year_number, year_word),
        terminated(year_ordinal, opt(year_word)),
    ))
    .parse(input)
}

/// `III`, `третий`, `3-й`
fn ordinal<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, u8> {
    let roman = item(|lexeme: Lexeme<'t>| roman(lexeme.words));
    let digits = item(|lexeme: Lexeme<'t>| {
        let (number, ending) = digits_with_ending(lexeme)?;
        let number = u8::try_from(number).ok()?;
        ["й", "м", "го", "е", "я", "ю"]
            .contains(&ending)
            .then_some(number)
    });
    alt((ordinal_word, roman, digits)).parse(input)
}

/// The value of a Roman numeral up to XXXIX, also in the Cyrillic `Х` that stands for `X`.
fn roman(word: &str) -> Option<u8> {
    let digit = |c| match c {
        'I' => Some(1i32),
        'V' => Some(5),
        'X' | 'Х' => Some(10),
        _ => None,
    };
    let digits: Vec<i32> = word.chars().take(8).map(digit).collect::<Option<_>>()?;
    let (sum, _) = digits.iter().rev().fold((0, 0), |(sum, behind), &digit| {
        // `IX`: a digit in front of a larger one is taken from it.
        (
            if digit < behind {
                sum - digit
            } else {
                sum + digit
            },
            digit,
        )
    });
    u8::try_from(sum).ok().filter(|sum| *sum > 0)
}

/// What a parser of characters reads; it must end where a token does.
fn written<'a, 't: 'a, O>(
    parser: impl Fn(&'t str) -> IResult<&'t str, O>,
) -> impl Fn(Lexemes<'a, 't>) -> Read<'a, 't, O> {
    move |input| {
        let first = input.first().ok_or_else(|| no_match(input))?;
        if first.kind != TokenKind::Number {
            return Err(no_match(input));
        }
        let (rest, found) = parser(first.tail).map_err(|_| no_match(input))?;
        let end = first.span.start() + first.tail.len() - rest.len();
        let taken = input.0.iter().take_while(|l| l.span.end() <= end).count();
        let is_whole =
            taken > 0 && (input.0.get(taken)).is_none_or(|next| next.span.start() >= end);
        match is_whole {
            true => Ok((input.take_from(taken), found)),
            false => Err(no_match(input)),
        }
    }
}

// Dates.

/// `14 ноября`, `14 ноября 2015 года`, `14 ноября 2015-го`, `14.11.2015`; not `8 Марта`, a name
fn full_date<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, DateParts> {
    if let [_, month, ..] = input.0
        && is_capitalised(month.words)
    {
        return Err(no_match(input));
    }
    let with_ordinal = map((day_number, month, year_ordinal), |(day, month, year)| {
        DateParts {
            year: Some(year),
            month: Some(month),
            ..day
        }
    });
    alt((with_ordinal, written(numeric_date), written(day_month_year))).parse(input)
}

/// `Марта`, not `МАРТА` or `марта`
fn is_capitalised(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.any(char::is_lowercase)
}

/// `ноябре 2015 года`, `ноябрь 2015-го`
fn month_with_year<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, DateParts> {
    let month = item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::Month(month) => Some(month),
        _ => None,
    });
    let year = alt((year, year_number));
    map(pair(month, year), |(month, year)| DateParts {
        year: Some(year),
        month: Some(month),
        ..DateParts::default()
    })
    .parse(input)
}

/// `ноября`: bare; only its surroundings tell it from a name or another word
fn bare_month<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, DateParts> {
    map(month, |month| DateParts {
        month: Some(month),
        ..DateParts::default()
    })
    .parse(input)
}

/// `2015 году`
fn bare_year<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, DateParts> {
    map(year, year_only).parse(input)
}

fn year_only(year: i16) -> DateParts {
    DateParts {
        year: Some(year),
        ..DateParts::default()
    }
}

/// `1990-х`, `в 1990-е годы`, `90-х`
fn decade<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    let digits = item(|lexeme: Lexeme<'t>| {
        let (first, ending) = digits_with_ending(lexeme)?;
        let is_decade = first % 10 == 0 && ["х", "е", "ые", "ых", "м"].contains(&ending);
        match first {
            1000..=2999 if is_decade && ending != "м" => Some(TimeKind::Decade(first)),
            0..=90 if is_decade && ending != "м" => Some(TimeKind::ShortDecade(first as u8)),
            _ => None,
        }
    });
    terminated(digits, opt(years_word)).parse(input)
}

/// `XIX век`, `20-й век`, `в XXI веке`
fn century<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    let century = verify(ordinal, |number| (1..=30).contains(number));
    map(
        terminated(century, is(Class::Unit(Unit::Century))),
        TimeKind::Century,
    )
    .parse(input)
}

/// `третьем квартале 2015 года`, `III квартал`
fn quarter<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    let number = verify(ordinal, |number| (1..=4).contains(number));
    let name = is(Class::Unit(Unit::Quarter));
    map((number, name, opt(year)), |(number, _, year)| {
        TimeKind::Quarter { number, year }
    })
    .parse(input)
}

/// `осенью`, `осенью 2015 года`
fn season<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    map(pair(season_name, opt(year)), |(season, year)| {
        TimeKind::Season { season, year }
    })
    .parse(input)
}

// Ranges.

/// `с 12 по 14 ноября`, `12–14 ноября 2015 года`, `с ноября по декабрь`, `2010–2015 годы`
fn range<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    map(alt((days, months, years)), |(from, to)| TimeKind::Range {
        from,
        to,
    })
    .parse(input)
}

/// `с X по Y`, `с X до Y`, `от X до Y`, and `X–Y` in digits
fn ends<'a, 't: 'a, F, T>(
    from: impl Fn(Lexemes<'a, 't>) -> Read<'a, 't, F>,
    to: impl Fn(Lexemes<'a, 't>) -> Read<'a, 't, T>,
) -> impl Fn(Lexemes<'a, 't>) -> Read<'a, 't, (F, T)> {
    move |input| {
        let first = alt((
            preposition(Preposition::From),
            preposition(Preposition::Near),
        ));
        let between = alt((
            preposition(Preposition::Through),
            preposition(Preposition::Until),
        ));
        alt((
            preceded(first, separated_pair(&from, between, &to)),
            separated_pair(&from, is(Class::Dash), &to),
        ))
        .parse(input)
    }
}

/// `с 12 по 14 ноября`, `12–14 ноября`, `с 30 октября по 2 ноября`
fn days<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, (DateParts, DateParts)> {
    let from = |input: Lexemes<'a, 't>| alt((full_date, day_number)).parse(input);
    map(ends(from, full_date), share).parse(input)
}

/// `12`
fn day_number<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, DateParts> {
    let day = |n: i32| u8::try_from(n).ok().filter(|day| (1..=31).contains(day));
    map(map_opt(number, day), |day| DateParts {
        day: Some(day),
        ..DateParts::default()
    })
    .parse(input)
}

/// `с ноября по декабрь 2015 года`
fn months<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, (DateParts, DateParts)> {
    let month = |input: Lexemes<'a, 't>| alt((month_with_year, bare_month)).parse(input);
    map(ends(month, month), share).parse(input)
}

/// `с 2010 по 2015 год`, `2010–2015 годы`
fn years<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, (DateParts, DateParts)> {
    let from = |input: Lexemes<'a, 't>| terminated(year_number, opt(year_word)).parse(input);
    let to = |input: Lexemes<'a, 't>| terminated(year_number, years_word).parse(input);
    map(ends(from, to), |(from, to)| {
        (year_only(from), year_only(to))
    })
    .parse(input)
}

/// What is written once for both ends belongs to both.
fn share((from, to): (DateParts, DateParts)) -> (DateParts, DateParts) {
    let from = DateParts {
        month: from.month.or(to.month),
        year: from.year.or(to.year),
        ..from
    };
    (from, to)
}

/// `с 5 по 12 сентября`, `с 5 по 12 сентября этого года`
fn dated_range<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, Reading> {
    map(pair(range, opt(year_shift)), |(kind, year_shift)| Reading {
        year_shift,
        ..kind.into()
    })
    .parse(input)
}

// Times counted from another.

/// `прошлой неделе`, `этом году`, `следующем месяце`
fn period<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    let long = verify(unit, |unit| {
        !matches!(unit, Unit::Second | Unit::Minute | Unit::Hour | Unit::Day)
    });
    map(pair(which, long), |(shift, unit)| TimeKind::Period {
        unit,
        shift,
    })
    .parse(input)
}

/// `субботу`, `прошлую пятницу`
fn weekday<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    map(pair(opt(which), weekday_name), |(which, weekday)| {
        TimeKind::Weekday { weekday, which }
    })
    .parse(input)
}

/// `вчера`, `накануне`
fn relative_day<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::Day(amount) => Some(days_from(amount.into(), Anchor::Now)),
        Class::Eve => Some(days_from(-1, Anchor::Context)),
        _ => None,
    })(input)
}

/// So many days from `anchor`.
fn days_from(amount: i32, anchor: Anchor) -> TimeKind {
    TimeKind::Shift {
        amount: Some(amount),
        is_later: amount > 0,
        unit: Unit::Day,
        anchor,
    }
}

/// So many units: `два дня`, `месяц`, `полгода`, `несколько недель`
fn amount<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, (Option<i32>, Unit)> {
    let unit =
        |input: Lexemes<'a, 't>| alt((unit, value(Unit::Year, is(Class::Years)))).parse(input);
    alt((
        verify(pair(map(number, Some), unit), |counted| !is_year(*counted)),
        pair(value(None, is(Class::Some)), unit),
        value((Some(6), Unit::Month), is(Class::HalfYear)),
        // `за последние годы`
        value((None, Unit::Year), is(Class::Years)),
        map(unit, |unit| (Some(1), unit)),
        // `днем` is more often a time of day, but `днём ранее` is none.
        value((Some(1), Unit::Day), is(Class::PartOfDay(TimeOfDay::Day))),
    ))
    .parse(input)
}

/// `2005 года`: a year, not so many of them.
fn is_year((amount, unit): (Option<i32>, Unit)) -> bool {
    unit == Unit::Year && amount.is_some_and(|amount| amount >= 1000)
}

/// `два дня назад`, `через неделю`, `днём ранее`, `двумя годами позже`
fn shift<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    let direction = item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::Ago => Some((-1, Anchor::Now)),
        Class::Earlier => Some((-1, Anchor::Context)),
        Class::Later => Some((1, Anchor::Context)),
        _ => None,
    });
    let behind = pair(amount, direction);
    let through = value((1, Anchor::Now), is(Class::In));
    let after = value(
        (1, Anchor::Context),
        one(|l: Lexeme<'t>| fold(l.words) == "спустя"),
    );
    let in_front = map(
        pair(alt((through, after)), amount),
        |(direction, amount)| (amount, direction),
    );
    map(
        alt((behind, in_front)),
        |((amount, unit), (sign, anchor))| TimeKind::Shift {
            amount: amount.map(|amount: i32| amount.saturating_mul(sign)),
            is_later: sign > 0,
            unit,
            anchor,
        },
    )
    .parse(input)
}

/// `в течение трёх дней`, `на протяжении года`, `за два часа`, `за последние три года`
fn duration<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    let during = (
        alt((preposition(Preposition::In), preposition(Preposition::On))),
        is(Class::During),
        opt(is(Class::LastFew)),
    );
    // `за день` may be the price of one: only a number or `последний` makes it clear.
    let clear = alt((
        is(Class::LastFew),
        peek(one(|l: Lexeme<'t>| {
            matches!(l.class, Class::Number(_) | Class::Some)
        })),
    ));
    let within = (preposition(Preposition::Within), clear);
    let front = alt((value((), during), value((), within)));
    map(preceded(front, amount), |(amount, unit)| {
        TimeKind::Duration { amount, unit }
    })
    .parse(input)
}

/// `ежегодно`, `по субботам`, `по утрам`, `каждый день`, `каждую субботу`
fn set<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeKind> {
    let adverb = item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::Set(unit) => Some(Cycle::Unit(unit)),
        _ => None,
    });
    let plural = item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::Weekdays(weekday) => Some(Cycle::Weekday(weekday)),
        Class::PartsOfDay(part) => Some(Cycle::TimeOfDay(part)),
        _ => None,
    });
    let single = item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::Unit(unit) => Some(Cycle::Unit(unit)),
        Class::Weekday(weekday) => Some(Cycle::Weekday(weekday)),
        Class::PartOfDay(part) => Some(Cycle::TimeOfDay(part)),
        _ => None,
    });
    let plural = preceded(preposition(Preposition::Through), plural);
    map(
        alt((adverb, plural, preceded(is(Class::Every), single))),
        TimeKind::Set,
    )
    .parse(input)
}

// Times of day.

/// `22:54 мск`, `15.00 мск`, `10 часов утра`: a clock time wherever it stands; without more words, `21:15` may be a
/// score and `10 часов` a duration.
fn clock_time<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeOfDay> {
    let digits = alt((written(clock), written(clock_with_stop)));
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
    let first = input.first().ok_or_else(|| no_match(input))?;
    let (rest, found) = zone(first.tail).map_err(|_| no_match(input))?;
    let end = first.span.start() + first.tail.len() - rest.len();
    let taken = input.0.iter().take_while(|l| l.span.end() <= end).count();
    Ok((input.take_from(taken), found))
}

/// `10:30` behind a preposition, where it need not name its zone: `в 15.00`, `к 10 часам`, `в полдень`
fn clock_behind<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeOfDay> {
    let with_stop = terminated(
        verify(written(clock_with_stop), is_full_quarter),
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
    let bare = alt((written(clock), with_stop, hours, noon));
    alt((clock_time, map(bare, TimeOfDay::Clock))).parse(input)
}

/// Minutes that people make appointments for: `15.00`, `15.45`; `в 15.37` is a number.
fn is_full_quarter(time: &ClockTime) -> bool {
    time.hour >= 10 && time.minute.is_some_and(|minute| minute % 15 == 0)
}

/// What is counted or measured: `млн`, `%`, `раза`. Behind a clock time stands no small noun of that kind.
fn measured<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, ()> {
    const MEASURES: [&str; 14] = [
        "%",
        "млн",
        "млрд",
        "трлн",
        "тыс",
        "тысяч",
        "раз",
        "раза",
        "процентов",
        "процента",
        "пункта",
        "балла",
        "рубля",
        "доллара",
    ];
    value(
        (),
        one(|l: Lexeme<'t>| MEASURES.contains(&fold(l.words).as_ref())),
    )
    .parse(input)
}

/// The time of day behind a day: `вечером`, `в 10:30`, `, 10:30`, `около 15.00 мск`
fn time_behind<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeOfDay> {
    let comma = || opt(one(|l: Lexeme<'t>| l.kind == TokenKind::Comma));
    let with_preposition = preceded((comma(), clock_preposition), clock_behind);
    let digits = preceded(comma(), map(written(clock), TimeOfDay::Clock));
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

// Whole expressions.

/// A day, with a time of day in front of it or behind it: `утром 14 ноября`, `вчера в 10:30`, `в ночь на воскресенье`
fn day<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, Reading> {
    let joint = alt((preposition(Preposition::In), preposition(Preposition::On)));
    let front = terminated(part_of_day, opt(joint));
    let name = alt((map(full_date, TimeKind::Date), relative_day, weekday));
    let parts = (opt(front), name, opt(year_shift), opt(time_behind));
    map(parts, |(front, kind, year_shift, behind)| Reading {
        time: behind.or(front),
        year_shift,
        ..kind.into()
    })
    .parse(input)
}

/// `этой ночью`, `прошлым вечером`
fn part_of_a_day<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, Reading> {
    map(pair(which, part_of_day), |(days, time)| Reading {
        time: Some(time),
        ..days_from(days.into(), Anchor::Now).into()
    })
    .parse(input)
}

/// `прошлым летом`, `этой осенью`
fn season_of_a_year<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, Reading> {
    map(pair(which, season_name), |(shift, season)| Reading {
        year_shift: Some(shift),
        ..TimeKind::Season { season, year: None }.into()
    })
    .parse(input)
}

/// `прошлого года` behind a date or a season
fn year_shift<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, i8> {
    terminated(which, is(Class::Unit(Unit::Year))).parse(input)
}

/// A month, a year, a season, a quarter, a period: what has parts of its own.
fn long_time<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, Reading> {
    let name = alt((
        map(month_with_year, TimeKind::Date),
        map(bare_year, TimeKind::Date),
        quarter,
        century,
        decade,
        period,
        season,
    ));
    map(pair(name, opt(year_shift)), |(kind, year_shift)| Reading {
        year_shift,
        ..kind.into()
    })
    .parse(input)
}

/// `начале ноября`, `конце года`, `второй половине 2015 года`, `первом полугодии`
fn part_of_long_time<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, Reading> {
    let half = || {
        map_opt(ordinal, |number| match number {
            1 => Some(Part::FirstHalf),
            2 => Some(Part::SecondHalf),
            _ => None,
        })
    };
    let this = |unit| TimeKind::Period { unit, shift: 0 };
    let month = map(
        pair(map(bare_month, TimeKind::Date), opt(year_shift)),
        |(kind, year_shift)| Reading {
            year_shift,
            ..kind.into()
        },
    );
    let bare = verify(unit, |unit| {
        matches!(
            unit,
            Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Century
        )
    });
    let bare = map(bare, move |unit| Reading::from(this(unit)));
    let part = alt((edge, terminated(half(), is(Class::Half))));
    let of_part = pair(part, alt((long_time, month, bare)));
    let half_year = pair(
        terminated(half(), is(Class::HalfOfYear)),
        map(
            pair(opt(bare_year), opt(year_shift)),
            move |(year, year_shift)| Reading {
                year_shift,
                ..year.map_or(this(Unit::Year), TimeKind::Date).into()
            },
        ),
    );
    map(alt((of_part, half_year)), |(part, reading)| Reading {
        part: Some(part),
        ..reading
    })
    .parse(input)
}

/// `ноябре` behind `в`, `с`, `до`, `к`: `в ноябре`, `в ноябре прошлого года`
fn month_behind_preposition<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, Reading> {
    map(pair(bare_month, opt(year_shift)), |(month, year_shift)| {
        Reading {
            year_shift,
            ..TimeKind::Date(month).into()
        }
    })
    .parse(input)
}

/// The expression at the start of `input`; `before` is what stands in front of it.
fn expression<'a, 't>(
    input: Lexemes<'a, 't>,
    before: &[Lexeme<'t>],
) -> Read<'a, 't, TimeExpression> {
    if !may_start(input) || before.iter().rev().take(2).any(|l| is_street(l.words)) {
        return Err(no_match(input));
    }
    let is_in_front = |wanted: &[Preposition]| match before.last().map(|l| l.class) {
        Some(Class::Preposition(found)) => wanted.contains(&found),
        _ => false,
    };
    use Preposition::{From, In, Near, On, Until, Within};
    let of_month = is_in_front(&[In, From, Until, On, Within, Near]);
    let of_clock = is_in_front(&[In, From, Until, Near]);
    let time_only = |time| Reading {
        time: Some(time),
        ..TimeKind::TimeOfDay.into()
    };
    let reading = alt((
        dated_range,
        map(alt((shift, duration, set)), Reading::from),
        part_of_a_day,
        season_of_a_year,
        day,
        part_of_long_time,
        long_time,
        verify(month_behind_preposition, |_: &Reading| of_month),
        map(verify(clock_behind, |_: &TimeOfDay| of_clock), time_only),
        map(clock_time, time_only),
        map(part_alone, time_only),
    ));
    let (rest, (taken, reading)) = consumed(reading).parse(input)?;
    let (Some(first), Some(last)) = (taken.0.first(), taken.0.last()) else {
        return Err(no_match(input));
    };
    // `газета «Сегодня»`
    let is_quote = |l: Option<&Lexeme<'_>>| l.is_some_and(|l| l.kind == TokenKind::Quote);
    if is_quote(before.last()) && is_quote(rest.0.first()) {
        return Err(no_match(input));
    }
    let expression = TimeExpression {
        span: first.span.join(last.span),
        kind: reading.kind,
        part: reading.part,
        time: reading.time,
        year_shift: reading.year_shift,
    };
    Ok((rest, expression))
}

/// `утром`, `вечером`, `ночью`; `днём` alone is as often no time (`с каждым днём`)
fn part_alone<'a, 't>(input: Lexemes<'a, 't>) -> Read<'a, 't, TimeOfDay> {
    item(|lexeme: Lexeme<'t>| match lexeme.class {
        Class::PartOfDay(part) if fold(lexeme.words).ends_with(['м', 'ю']) => {
            (part != TimeOfDay::Day).then_some(part)
        }
        _ => None,
    })(input)
}

/// Whether an expression may begin with the first token; numbers with separators, Roman numerals and `1990-х` have no
/// class.
fn may_start(input: Lexemes<'_, '_>) -> bool {
    input.first().is_some_and(|l| {
        l.class != Class::Other
            || l.kind == TokenKind::Number
            || l.words.starts_with(|c: char| c.is_ascii_digit())
            || roman(l.words).is_some()
    })
}

/// `улица`, `ул`, `площади`, `имени`: dates behind them are names
fn is_street(word: &str) -> bool {
    const STARTS: [&str; 5] = ["улиц", "площад", "переул", "просп", "имени"];
    let word = fold(word);
    word == "ул" || STARTS.iter().any(|start| word.starts_with(start))
}

#[cfg(test)]
mod tests;
