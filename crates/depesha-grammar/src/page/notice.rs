//! Editorial and legal notices: `Мнение автора может не совпадать…`, `* организация запрещена в РФ`, `© 2015 …`, `18+`.

use std::sync::LazyLock;

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{char, one_of};
use nom::combinator::{eof, opt, value, verify};
use nom::multi::{many_till, many1_count};
use nom::sequence::pair;
use nom::{IResult, Parser};

use crate::calendar::year;
use crate::phrase::{Phrases, piece};
use crate::table::rows;
use crate::word::{no_match, space0};

/// Longer than this, in bytes, a line is an article's paragraph, whatever its first words.
const LONGEST: usize = 2000;

/// Where the words of a notice stand in its line, from `notices.tsv`.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Start,
    Footnote,
}

/// Whether a whole line is a notice.
pub(crate) fn notice_line(line: &str) -> IResult<&str, ()> {
    if line.len() > LONGEST {
        return Err(no_match(line));
    }
    alt((opening_words, footnote, copyright, age_mark)).parse(line)
}

/// A phrase of `notices.tsv`.
fn phrase(input: &str) -> IResult<&str, Place> {
    static PHRASES: LazyLock<Phrases<Place>> = LazyLock::new(|| {
        rows(include_str!("../../data/notices.tsv"))
            .map(|[phrase, place]| {
                let place = if place == "start" {
                    Place::Start
                } else {
                    Place::Footnote
                };
                (phrase.to_owned(), place)
            })
            .collect()
    });
    PHRASES.parse(input)
}

/// `Мнение автора может не совпадать с мнением редакции.`
fn opening_words(input: &str) -> IResult<&str, ()> {
    let start = verify(phrase, |place| *place == Place::Start);
    value((), (opt(one_of("*(«\"")), start)).parse(input)
}

/// `* организация запрещена в РФ`, `**Признан в России иностранным агентом.`
fn footnote(input: &str) -> IResult<&str, ()> {
    let mark = pair(opt(char('(')), many1_count(char('*')));
    let (text, _) = pair(mark, space0).parse(input)?;
    value((), many_till(piece, phrase)).parse(text)
}

/// `© 2015 ООО «Весть»`, `© 2001–2015`
fn copyright(input: &str) -> IResult<&str, ()> {
    let sign = alt((tag("©"), tag("(c)"), tag("(с)"), tag("(C)")));
    value((), (opt(tag("Copyright ")), sign, space0, year)).parse(input)
}

/// `18+`, `(16+)`
fn age_mark(input: &str) -> IResult<&str, ()> {
    let age = alt((tag("0+"), tag("6+"), tag("12+"), tag("16+"), tag("18+")));
    value((), (opt(char('(')), age, opt(char(')')), eof)).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: bool) {
        assert_eq!(notice_line(line).is_ok(), expected, "{line}");
    }

    #[test]
    fn notices_by_their_first_words() {
        check("Сообщение создано иностранным агентом «Весть»", true);
        check(
            "ДАННОЕ СООБЩЕНИЕ (МАТЕРИАЛ) СОЗДАНО И РАСПРОСТРАНЕНО ФОНДОМ «ВЕСТЬ»",
            true,
        );
        check("Мнение автора может не совпадать с мнением редакции.", true);
        check(
            "Редакция не несет ответственности за слова читателей.",
            true,
        );
        check("Мы используем cookie, чтобы сайт работал.", true);
        check("Подписывайтесь на наш канал", true);
        check("Мнение автора книги о мосте не изменилось.", false);
        check("Редакция газеты переехала.", false);
    }

    #[test]
    fn footnotes_say_what_is_banned() {
        check("* организация запрещена в РФ", true);
        check("*Фонд «Весть» признан иностранным агентом.", true);
        check("** Решение суда.", false);
        check("Организация запрещена судом, сообщил он.", false);
    }

    #[test]
    fn copyright_and_age() {
        check("© 2001–2015 ООО «Весть»", true);
        check("© РИА Новости", false);
        check("18+", true);
        check("18+ лет опыта", false);
    }
}
