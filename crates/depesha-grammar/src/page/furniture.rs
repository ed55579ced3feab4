//! Menus, buttons, paths: `Возврат к списку`, `Главная / Политика`, `ВКонтакте Facebook`.

use std::sync::LazyLock;

use nom::branch::alt;
use nom::bytes::complete::take_while;
use nom::character::complete::{char, one_of};
use nom::combinator::{all_consuming, eof, opt, recognize, value, verify};
use nom::multi::{many_m_n, many0_count, separated_list1};
use nom::sequence::{delimited, pair, preceded, terminated};
use nom::{IResult, Parser};

use crate::phrase::Phrases;
use crate::table::rows;
use crate::token::is_space;
use crate::word::{capital_word, no_match, space0, space1, word};

/// Longer than this, in bytes, no menu is one line.
const LONGEST: usize = 400;

/// A whole line of furniture.
pub(crate) fn furniture_line(line: &str) -> IResult<&str, ()> {
    if line.len() > LONGEST {
        return Err(no_match(line));
    }
    alt((buttons, path, menu, signs)).parse(line)
}

/// `Наверх`, `« Возврат к списку`, `ВКонтакте | Facebook`, `Поделиться (5)`
fn buttons(input: &str) -> IResult<&str, ()> {
    let count = delimited(
        one_of("(["),
        take_while(|c: char| c.is_ascii_digit()),
        one_of(")]"),
    );
    let button = (phrase, opt(pair(space0, count)));
    let line = (
        loose_signs,
        button,
        many0_count(preceded(loose_signs, phrase)),
        loose_signs,
        eof,
    );
    value((), line).parse(input)
}

/// A phrase of `furniture.tsv`.
fn phrase(input: &str) -> IResult<&str, ()> {
    static PHRASES: LazyLock<Phrases<()>> = LazyLock::new(|| {
        rows(include_str!("../../data/furniture.tsv"))
            .map(|[phrase]| (phrase.to_owned(), ()))
            .collect()
    });
    PHRASES.parse(input)
}

/// Marks around buttons: arrows, bars, bullets.
fn loose_signs(input: &str) -> IResult<&str, &str> {
    take_while(|c: char| {
        is_space(c) || (!c.is_alphanumeric() && !matches!(c, '?' | '!' | '#' | '@'))
    })(input)
}

/// `Главная / Политика`, `Главная » Новости » Политика`, `Новости > Мир`: the path to the page.
fn path(input: &str) -> IResult<&str, ()> {
    let separator = || delimited(space0, one_of("/»>|→›•\\"), space0);
    let root = terminated(phrase, separator());
    let steps = separated_list1(separator(), entry);
    value((), all_consuming((root, steps, space0))).parse(input)
}

/// `Политика | Экономика | Общество`: three entries or more.
fn menu(input: &str) -> IResult<&str, ()> {
    let separator = || delimited(space0, one_of("|•·"), space0);
    let entries = verify(
        separated_list1(separator(), entry),
        |entries: &Vec<&str>| entries.len() >= 3,
    );
    value(
        (),
        all_consuming((opt(separator()), entries, space0, opt(separator()))),
    )
    .parse(input)
}

/// `Политика`, `В мире`, `Наука и техника`: one to five words, the first with a capital.
fn entry(input: &str) -> IResult<&str, &str> {
    let word = || alt((word, recognize(char('&'))));
    recognize(pair(
        capital_word,
        many_m_n(
            0,
            4,
            preceded(alt((space1, recognize(one_of(",-")))), word()),
        ),
    ))
    .parse(input)
}

/// `***`, `---`, `. . .`: a line without a letter or digit.
fn signs(input: &str) -> IResult<&str, ()> {
    value(
        (),
        terminated(take_while(|c: char| !c.is_alphanumeric()), eof),
    )
    .parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: bool) {
        assert_eq!(furniture_line(line).is_ok(), expected, "{line}");
    }

    #[test]
    fn buttons_alone_or_in_a_row() {
        check("Возврат к списку", true);
        check("« НАВЕРХ »", true);
        check("Поделиться: ВКонтакте | Facebook Twitter", true);
        check("Поделиться (15)", true);
        check("Версия для печати", true);
        check("Наверх пирамиды", false);
        check("Новости экономики", false);
        check("Наверх?", false);
    }

    #[test]
    fn paths_and_menus() {
        check("Главная / Политика", true);
        check("Главная » Новости » В мире", true);
        check("Политика | Экономика | Наука и техника", true);
        check("Петров | Иванов", false);
        check(
            "Главная / мост через реку открыли на год раньше срока",
            false,
        );
    }

    #[test]
    fn signs_without_words() {
        check("* * *", true);
        check("____", true);
        check("— Да", false);
    }
}
