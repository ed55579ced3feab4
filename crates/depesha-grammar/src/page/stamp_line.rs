//! Lines that hold a time stamp: alone, with a section, with an update, behind a title, in front of a text.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::one_of;
use nom::combinator::{all_consuming, consumed, opt, recognize, verify};
use nom::multi::{many_m_n, many0};
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Parser};

use super::{Fields, Piece};
use crate::timestamp::{is_clock_only, is_full, time_stamp};
use crate::token::is_space;
use crate::tree::{BlockKind, TimeStamp};
use crate::word::{capital_word, dash, no_match, person_name, space0, space1, word};

/// A line of stamps: `14.11.2015 22:54`, `22:54 14.11.2015 (обновлено: 23:10 14.11.2015)`,
/// `14.11.2015 22:54 | Политика`, `Политика | 14.11.2015`. Each stamp is a piece of its own.
pub(super) fn stamp_line(line: &str) -> IResult<&str, Vec<Piece<'_>>> {
    let separator = || (space0, opt(one_of(",|/•·;")), space0);
    let first = consumed(time_stamp);
    let more = many0(preceded(separator(), consumed(time_stamp)));
    let before = opt(terminated(beside, section_mark));
    let after = opt(recognize(preceded(alt((section_mark, space1)), beside)));
    let parts = (before, first, more, after, space0);
    let (rest, (before, first, more, after, _)) = all_consuming(parts).parse(line)?;
    let mut pieces: Vec<Piece<'_>> = before.map(beside_piece).into_iter().collect();
    pieces.extend(std::iter::once(first).chain(more).map(stamp_piece));
    pieces.extend(after.map(beside_piece));
    Ok((rest, pieces))
}

/// `14:35 Переговоры начались.`, `14:35 — Переговоры начались.`, `14.11.2015 22:54 Мост откроют весной`
pub(super) fn stamp_then_text(line: &str) -> IResult<&str, Vec<Piece<'_>>> {
    let mark = alt((recognize(dash), recognize((opt(one_of(".:|")), space1))));
    let leading = verify(pair(consumed(time_stamp), mark), |((words, stamp), _)| {
        is_clock_only(stamp) || is_sure(words, stamp)
    });
    let (text, (words, ((_, stamp), _))) = consumed(leading).parse(line)?;
    // A small letter goes on with a sentence that began with the time: `10:15 утра было поздно`.
    if !text.starts_with(|c: char| c.is_uppercase() || "«\"„“".contains(c)) {
        return Err(no_match(line));
    }
    Ok(("", vec![stamp_piece((words, stamp)), Piece::text(text)]))
}

/// `Мост откроют весной 14.11.2015 22:54`: a headline with a stamp behind it.
pub(super) fn text_then_stamp(line: &str) -> IResult<&str, Vec<Piece<'_>>> {
    const LONGEST: usize = 600;
    /// A stamp has no more words than this.
    const WORDS: usize = 8;
    if line.len() > LONGEST
        || !line.ends_with(|c: char| c.is_numeric() || c.is_alphabetic() || c == ')')
    {
        return Err(no_match(line));
    }
    let spaces = line
        .char_indices()
        .rev()
        .filter(|(_, c)| is_space(*c))
        .map(|(at, c)| at + c.len_utf8());
    // The longest stamp wins, so the leftmost start is what counts.
    let stamps = spaces.take(WORDS).filter_map(|at| {
        let (_, stamp) = all_consuming(time_stamp).parse(&line[at..]).ok()?;
        Some((at, stamp))
    });
    let Some((at, stamp)) = stamps.last() else {
        return Err(no_match(line));
    };
    if !is_sure(&line[at..], &stamp) {
        return Err(no_match(line));
    }
    let text =
        line[..at].trim_end_matches(|c| is_space(c) || matches!(c, ',' | '|' | '—' | '–' | '•'));
    if text.is_empty() {
        return Err(no_match(line));
    }
    Ok((
        "",
        vec![Piece::text(text), stamp_piece((&line[at..], stamp))],
    ))
}

/// Whether a stamp is one beside a text too: `Переговоры в Вене 14 ноября 2015 года` names a day and bears no stamp.
fn is_sure(words: &str, stamp: &TimeStamp) -> bool {
    let is_figures = !words.contains(char::is_alphabetic);
    is_full(stamp) || (is_figures && stamp.date.is_some_and(|date| date.year.is_some()))
}

fn stamp_piece((words, stamp): (&str, TimeStamp)) -> Piece<'_> {
    let text = words.trim_matches(is_space);
    Piece::known(BlockKind::TimeStamp, text, Fields::TimeStamp(stamp))
}

/// What stands beside a stamp is the author when it is a name and the page's section otherwise.
fn beside_piece(words: &str) -> Piece<'_> {
    let is_name = all_consuming(preceded(section_mark_or_nothing, person_name))
        .parse(words)
        .is_ok();
    let kind = if is_name {
        BlockKind::Byline
    } else {
        BlockKind::Navigation
    };
    Piece::known(kind, words.trim_matches(is_space), Fields::None)
}

/// `Политика`, `В мире`, `Иван Петров`: one to five words, the first with a capital.
fn beside(input: &str) -> IResult<&str, &str> {
    recognize(pair(capital_word, many_m_n(0, 4, preceded(space1, word)))).parse(input)
}

/// ` | `, ` / `, ` // `, ` • `
fn section_mark(input: &str) -> IResult<&str, &str> {
    let mark = alt((tag("//"), recognize(one_of("|/•·»"))));
    recognize((space0, mark, space0)).parse(input)
}

fn section_mark_or_nothing(input: &str) -> IResult<&str, &str> {
    alt((section_mark, space0)).parse(input)
}
