//! Datelines: place, date and agency in front of an article's first paragraph.

use std::sync::LazyLock;

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{consumed, eof, map, not, opt, peek, recognize, value, verify};
use nom::multi::{many_m_n, separated_list1};
use nom::sequence::{delimited, pair, preceded, terminated};
use nom::{IResult, Parser};

use crate::calendar::{ClockTime, DateParts, clock, day_month_year, numeric_date};
use crate::phrase::Phrases;
use crate::table::rows;
use crate::word::{
    capital_word, caps_word, is_caps, loose_dash, no_match, person_name, space0, space1, spaced,
    word,
};

/// The parts of a dateline, as pieces of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DatelineParts<'t> {
    pub(crate) places: Vec<&'t str>,
    pub(crate) date: Option<(&'t str, DateParts)>,
    pub(crate) time: Option<ClockTime>,
    pub(crate) agency: Option<&'t str>,
    pub(crate) correspondent: Option<&'t str>,
}

impl DatelineParts<'_> {
    /// Whether it is a dateline wherever it stands; `ПАРИЖ — …` is one at the beginning of an article only.
    pub(crate) fn is_certain(&self) -> bool {
        self.date.is_some()
    }
}

/// The agency and its correspondent, each of which may be absent.
type Signature<'t> = (Option<&'t str>, Option<&'t str>);

/// `СУХУМ, 14 ноя — Sputnik.`, `14 ноября, Минск /Корр. БЕЛТА/.`, `МОСКВА (Рейтер) -`
pub(crate) fn dateline(input: &str) -> IResult<&str, DatelineParts<'_>> {
    alt((place_first, date_first, undated)).parse(input)
}

/// `СУХУМ, 14 ноя — Sputnik.`, `Москва. 14 ноября. INTERFAX.RU -`, `МОСКВА/ВЕНА, 14 ноября. /ТАСС/.`
fn place_first(input: &str) -> IResult<&str, DatelineParts<'_>> {
    let mut head = (places, spaced(opt(one_of(",."))), date, time);
    let (rest, (places, _, date, time)) = head.parse(input)?;
    let (rest, (agency, correspondent)) = alt((ending, line_end(&places))).parse(rest)?;
    let parts = DatelineParts {
        places,
        date: Some(date),
        time,
        agency,
        correspondent,
    };
    Ok((rest, parts))
}

/// `14 ноября, Минск /Корр. БЕЛТА/.`, `14 ноября. /ТАСС/.`, `14 ноября, AEX.RU –`
fn date_first(input: &str) -> IResult<&str, DatelineParts<'_>> {
    let (rest, (date, time)) = pair(date, time).parse(input)?;
    let with_place = pair(preceded(spaced(one_of(",.")), places), ending);
    let without_place = alt((slashed_ending, site_ending)).map(|signature| (Vec::new(), signature));
    let (rest, (places, (agency, correspondent))) = alt((without_place, with_place)).parse(rest)?;
    let parts = DatelineParts {
        places,
        date: Some(date),
        time,
        agency,
        correspondent,
    };
    Ok((rest, parts))
}

/// `МОСКВА (Рейтер) -`, `Москва (AP) —`, `МОСКВА /ТАСС/.`, `МОСКВА, РИА Новости —`, `ПАРИЖ —`
fn undated(input: &str) -> IResult<&str, DatelineParts<'_>> {
    let caps_place = recognize(many_m_n(1, 3, spaced(caps_word))).map(|p: &str| vec![p.trim_end()]);
    let caps = pair(
        caps_place,
        alt((
            slashed_ending,
            bracketed_ending,
            dashed_ending,
            agency_ending,
            bare_dash,
        )),
    );
    let title_case = pair(
        map(place, |place| vec![place]),
        terminated(bracketed, pair(loose_dash, opening)),
    );
    let (rest, (places, (agency, correspondent))) = alt((caps, title_case)).parse(input)?;
    if rest.is_empty() {
        return Err(no_match(input));
    }
    let parts = DatelineParts {
        places,
        agency,
        correspondent,
        ..DatelineParts::default()
    };
    Ok((rest, parts))
}

/// `МОСКВА`, `МОСКВА/ВЕНА`, `Дамаск, Бейрут`, `МОСКВА - ВЕНА`
fn places(input: &str) -> IResult<&str, Vec<&str>> {
    let and = recognize((space1, tag("и"), space1));
    // ` /ТАСС/` has a space in front of its first slash only.
    let slash = alt((tag("/"), recognize((space1, tag("/"), space1))));
    let comma = recognize(pair(tag(","), space0));
    let separator = alt((slash, comma, and, loose_dash));
    separated_list1(separator, place).parse(input)
}

/// `МОСКВА`, `Нью-Йорк`, `Нижний Новгород`, `Тирасполь (Молдавия)`: one to three words with capitals.
fn place(input: &str) -> IResult<&str, &str> {
    let name = verify(capital_word, |w: &str| {
        !w.contains(|c: char| c.is_numeric()) && !opens_sentence(w)
    });
    let more = many_m_n(0, 2, preceded(space1, capital_word));
    let country = opt((space0, char('('), capital_word, char(')')));
    // `МОСКВА (Рейтер)` ends in an agency, so the brackets belong to the place only with a date behind them.
    let country = terminated(country, peek((space0, opt(one_of(",.")), space0, date)));
    recognize((name, more, opt(country))).parse(input)
}

/// Whether `word` opens a sentence where a place would stand: `Сегодня, 14 ноября. …`
fn opens_sentence(word: &str) -> bool {
    static WORDS: LazyLock<Phrases<()>> = LazyLock::new(|| {
        rows(include_str!("../data/not_places.tsv"))
            .map(|[word]| (word.to_owned(), ()))
            .collect()
    });
    WORDS.parse(word).is_ok()
}

/// `14 ноя`, `14 ноября 2015 года`, `14.11.2015`, with its words.
fn date(input: &str) -> IResult<&str, (&str, DateParts)> {
    consumed(alt((numeric_date, day_month_year))).parse(input)
}

/// `, 22:54`: may be absent.
fn time(input: &str) -> IResult<&str, Option<ClockTime>> {
    opt(preceded((space0, opt(char(',')), space0), clock)).parse(input)
}

/// What ends a dateline with a date, most telling first.
fn ending(input: &str) -> IResult<&str, Signature<'_>> {
    alt((
        slashed_ending,
        bracketed_ending,
        dashed_ending,
        agency_ending,
        bare_dash,
        bare_stop,
    ))
    .parse(input)
}

/// `. /ТАСС/.`, ` /Корр. БЕЛТА/.`, `. /Корр. ТАСС Иван Петров/ -`
fn slashed_ending(input: &str) -> IResult<&str, Signature<'_>> {
    let inside = delimited(spaced(char('/')), signature, pair(space0, char('/')));
    let before = (space0, opt(one_of(".,")), space0);
    let after = (space0, opt(one_of(".,")), opt(loose_dash));
    delimited(before, inside, (after, opening)).parse(input)
}

/// ` (Рейтер) -`, `. (ТАСС).`
fn bracketed_ending(input: &str) -> IResult<&str, Signature<'_>> {
    let before = (space0, opt(one_of(".,")));
    let stop = recognize(pair(space0, char('.')));
    let after = alt((loose_dash, stop));
    delimited(before, bracketed, (after, opening)).parse(input)
}

/// ` (Рейтер)`
fn bracketed(input: &str) -> IResult<&str, Signature<'_>> {
    delimited((space0, char('('), space0), signature, (space0, char(')'))).parse(input)
}

/// ` — Sputnik.`, ` - РИА Новости, Иван Петров.`, ` — REGNUM` with the text behind it at once
fn dashed_ending(input: &str) -> IResult<&str, Signature<'_>> {
    let by = opt(preceded(spaced(char(',')), person_name));
    let stop = alt((recognize(pair(space0, one_of(".:"))), loose_dash));
    // REGNUM sets no mark behind its name.
    let no_stop = verify(peek(space1), |_: &str| true);
    let with_stop =
        (agency_name, by, terminated(stop, opening)).map(|(agency, by, _)| (Some(agency), by));
    let without_stop =
        terminated(latin_caps, pair(no_stop, opening)).map(|agency| (Some(agency), None));
    preceded(
        pair(opt(one_of(".,")), loose_dash),
        alt((with_stop, without_stop)),
    )
    .parse(input)
}

/// `, ФедералПресс.`, `. ИНТЕРФАКС -`, `. КАЗИНФОРМ /Иван Петров/ -`, ` REGNUM —`
fn agency_ending(input: &str) -> IResult<&str, Signature<'_>> {
    let by = opt(delimited((space0, char('/')), person_name, char('/')));
    let after_comma = (
        spaced(char(',')),
        agency_name,
        by,
        alt((stop, loose_dash)),
        opening,
    )
        .map(|(_, agency, by, _, _)| (Some(agency), by));
    let by = opt(delimited((space0, char('/')), person_name, char('/')));
    let before_dash = (
        (opt(char('.')), space0),
        agency_name,
        by,
        loose_dash,
        opening,
    )
        .map(|(_, agency, by, _, _)| (Some(agency), by));
    preceded(space0, alt((after_comma, before_dash))).parse(input)
}

/// `, AEX.RU –`, `. INTERFAX.RU -`: the name of a site shows that no place stands here.
fn site_ending(input: &str) -> IResult<&str, Signature<'_>> {
    let names = verify(agency_name, |name: &str| name.contains('.'));
    delimited(
        (space0, spaced(one_of(",."))),
        names,
        (alt((loose_dash, stop)), opening),
    )
    .map(|agency| (Some(agency), None))
    .parse(input)
}

/// ` — `: no agency.
fn bare_dash(input: &str) -> IResult<&str, Signature<'_>> {
    value((None, None), (opt(one_of(".,")), loose_dash, opening)).parse(input)
}

/// `. `: no agency.
fn bare_stop(input: &str) -> IResult<&str, Signature<'_>> {
    value((None, None), (stop, sentence_start)).parse(input)
}

/// A dateline that is a line of its own: `Нью-Йорк, 14 ноября`. Two words with small letters and a date are more often
/// the caption of a picture (`Анна Иванова, 14 ноября`).
fn line_end<'t>(
    places: &[&str],
) -> impl Parser<&'t str, Output = Signature<'t>, Error = nom::error::Error<&'t str>> {
    let certain = places
        .iter()
        .all(|place| is_caps(place) || word(place).is_ok_and(|(rest, _)| rest.is_empty()));
    verify(
        value((None, None), (space0, opt(char('.')), eof)),
        move |_| certain,
    )
}

/// A full stop that is no ellipsis.
fn stop(input: &str) -> IResult<&str, &str> {
    terminated(tag("."), not(char('.'))).parse(input)
}

/// Behind a dateline a sentence begins, or nothing follows.
fn opening(input: &str) -> IResult<&str, ()> {
    alt((sentence_start, value((), pair(space0, eof)))).parse(input)
}

/// White space, and a sentence behind it. A small letter shows that the words before were a sentence already:
/// `Париж, 14 ноября — день скорби`.
fn sentence_start(input: &str) -> IResult<&str, ()> {
    let begins = |c: char| c.is_uppercase() || c.is_numeric() || "«\"„“”'‹([—–-…".contains(c);
    value((), pair(space0, peek(satisfy(begins)))).parse(input)
}

/// `ТАСС`, `Корр. БЕЛТА`, `Корр. ТАСС Иван Петров`, `РИА Новости, Иван Петров`
fn signature(input: &str) -> IResult<&str, Signature<'_>> {
    let short = alt((
        tag_no_case("спец. корр."),
        tag_no_case("спецкор."),
        tag_no_case("соб. корр."),
        tag_no_case("собкор"),
        tag_no_case("корр."),
        tag_no_case("корреспондент"),
    ));
    let with_mark = preceded(
        spaced(short),
        alt((
            // The agency is capitals, quoted or one word; two or more words with small letters behind it are a name.
            separate_name(agency_in_caps).map(|(agency, name)| (Some(agency), Some(name))),
            agency_name.map(|agency| (Some(agency), None)),
        )),
    );
    let by = opt(preceded(spaced(char(',')), person_name));
    let plain = pair(agency_name, by).map(|(agency, by)| (Some(agency), by));
    alt((with_mark, plain)).parse(input)
}

/// `agency` with a person's name behind it.
fn separate_name<'t>(
    agency: fn(&'t str) -> IResult<&'t str, &'t str>,
) -> impl Parser<&'t str, Output = (&'t str, &'t str), Error = nom::error::Error<&'t str>> {
    (agency, preceded(space1, person_name))
}

/// `ТАСС`, `РИА Новости`: the words of an agency in front of a person's name.
fn agency_in_caps(input: &str) -> IResult<&str, &str> {
    let second = preceded(
        space1,
        terminated(agency_word, peek(pair(space1, person_name))),
    );
    recognize(pair(caps_word, opt(second))).parse(input)
}

/// `Sputnik`, `РИА Новости`, `INTERFAX.RU`, `ИА «Регион»`, `РИА Новости/Прайм`: one to four words.
fn agency_name(input: &str) -> IResult<&str, &str> {
    let joint = alt((space1, tag("/")));
    recognize(pair(agency_word, many_m_n(0, 3, pair(joint, agency_word)))).parse(input)
}

/// `Sputnik`, `INTERFAX.RU`, `«Интерфакс»`
fn agency_word(input: &str) -> IResult<&str, &str> {
    let domain = verify(word, |w: &str| {
        w.chars().count() <= 4 && w.chars().all(char::is_alphabetic)
    });
    let site = recognize(pair(word, many_m_n(1, 2, pair(char('.'), domain))));
    let quoted = recognize((
        one_of("«\"“„"),
        capital_word,
        opt(pair(space1, capital_word)),
        one_of("»\"”“"),
    ));
    alt((site, capital_word, quoted)).parse(input)
}

/// `REGNUM`
fn latin_caps(input: &str) -> IResult<&str, &str> {
    verify(caps_word, |w: &str| w.is_ascii()).parse(input)
}
