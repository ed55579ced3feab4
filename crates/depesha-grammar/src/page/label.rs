//! Lines with a label: `Источник: …`, `Автор: …`, `Фото: …`, `Читайте также: …`, `Теги: …`, `Просмотров 1 234`.

use std::sync::LazyLock;

use nom::branch::alt;
use nom::bytes::complete::{tag, take, take_while, take_while1};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{all_consuming, consumed, eof, opt, recognize, rest, verify};
use nom::multi::{many0_count, many1_count};
use nom::sequence::{delimited, pair, preceded, terminated};
use nom::{IResult, Parser};

use crate::phrase::Phrases;
use crate::table::rows;
use crate::token::{is_space, link};
use crate::tree::BlockKind;
use crate::word::{capital_word, no_match, person_name, space0, space1, spaced, word};

/// Longer than this, in bytes, a line is text that happens to begin like a label.
const LONGEST: usize = 600;

/// A label's kind and what may follow it, from `labels.tsv`.
#[derive(Clone, Copy, Debug)]
struct Label {
    kind: BlockKind,
    colon: bool,
    name: bool,
    alone: bool,
    number: bool,
}

/// A line cut at its label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Labelled<'t> {
    pub(crate) kind: BlockKind,
    /// The words of the label; empty where a sign does its work (`© РИА Новости`).
    pub(crate) label: &'t str,
    pub(crate) value: &'t str,
}

fn label(input: &str) -> IResult<&str, Label> {
    static LABELS: LazyLock<Phrases<Label>> = LazyLock::new(|| {
        rows(include_str!("../../data/labels.tsv"))
            .filter_map(|[phrase, kind, before]| {
                let may = |what| before.split('|').any(|b| b == what);
                let label = Label {
                    kind: kind_named(kind)?,
                    colon: may("colon"),
                    name: may("name"),
                    alone: may("alone"),
                    number: may("number"),
                };
                Some((phrase.to_owned(), label))
            })
            .collect()
    });
    LABELS.parse(input)
}

fn kind_named(name: &str) -> Option<BlockKind> {
    Some(match name {
        "source" => BlockKind::Source,
        "byline" => BlockKind::Byline,
        "caption" => BlockKind::Caption,
        "counter" => BlockKind::Counter,
        "related" => BlockKind::Related,
        "tags" => BlockKind::Tags,
        _ => return None,
    })
}

/// A whole line that its label, or a sign, shows to be no text of the article.
pub(crate) fn labelled_line(line: &str) -> IResult<&str, Labelled<'_>> {
    if line.len() > LONGEST {
        return Err(no_match(line));
    }
    let bracketed = delimited(pair(one_of("(["), space0), labelled_in_brackets, eof);
    alt((
        counters,
        all_consuming(labelled),
        bracketed,
        credit,
        hashtags,
        lone_link,
        link_mark,
        archive_caption,
    ))
    .parse(line)
}

/// `Фото: Reuters)`: what follows the opening bracket of `(Фото: Reuters)`.
fn labelled_in_brackets(input: &str) -> IResult<&str, Labelled<'_>> {
    let Some(inside) = input.strip_suffix([')', ']']) else {
        return Err(no_match(input));
    };
    let (_, found) = all_consuming(labelled).parse(inside)?;
    Ok(("", found))
}

/// `Источник: Спутник-Абхазия`, `Фото AP`, `Читайте также`, `Теги:`
fn labelled(input: &str) -> IResult<&str, Labelled<'_>> {
    let (after, (words, label)) = consumed(label).parse(input)?;
    let colon = |input| preceded((space0, char(':'), space0), rest).parse(input);
    let name = |input| preceded(space1, name_value).parse(input);
    let alone = |input| terminated(take(0usize), (space0, opt(one_of(":.…")), eof)).parse(input);
    let (left, value) = match label {
        Label { alone: true, .. } if alone(after).is_ok() => alone(after)?,
        Label { colon: true, .. } if colon(after).is_ok() => colon(after)?,
        Label { name: true, .. } => name(after)?,
        _ => return Err(no_match(input)),
    };
    let value = value.trim_end_matches(is_space);
    if label.kind == BlockKind::Byline && !may_be_author(value) {
        return Err(no_match(input));
    }
    let kind = label.kind;
    Ok((
        left,
        Labelled {
            kind,
            label: words,
            value,
        },
    ))
}

/// A name, or a few words that are no sentence: `Корреспондент: Вы рады?` is a line of an interview.
fn may_be_author(value: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let is_short = value.split(is_space).count() <= MOST_WORDS;
    person_name(value).is_ok() || (is_short && !super::ends_sentence(value))
}

/// What may follow a label without a colon: `AP`, `РИА Новости / Иван Петров`, `с турнира`, `© Reuters`; a few words
/// with no mark of a sentence behind them.
fn name_value(input: &str) -> IResult<&str, &str> {
    const LONGEST_NAME: usize = 60;
    let sign = recognize(spaced(one_of("©/|—–-")));
    let names = alt((person_name, capital_word));
    let value = recognize((
        opt(sign),
        names,
        many0_count(pair(
            take_while(|c| is_space(c) || "/,&.«»\"-".contains(c)),
            word,
        )),
    ));
    verify(all_consuming(value), |value: &str| {
        value.chars().count() <= LONGEST_NAME
    })
    .parse(input)
}

/// `Просмотров: 2090 Комментариев: 5`, `👁 2090 💬 5`: the first one gives the block its fields.
fn counters(input: &str) -> IResult<&str, Labelled<'_>> {
    let separator = take_while(|c| is_space(c) || "|,;/•·".contains(c));
    let more = many0_count(preceded(separator, counter));
    terminated(counter, (more, space0, opt(char('.')), eof)).parse(input)
}

/// `Просмотров: 2090`, `👁 2090`, `Комментарии (5)`, `5 комментариев`
fn counter(input: &str) -> IResult<&str, Labelled<'_>> {
    let counted = || verify(consumed(label), |(_, label)| label.number);
    let mark = || (space0, opt(one_of(":—–-")), space0);
    let words_first = (counted(), mark(), number).map(|((words, _), _, number)| (words, number));
    let number_first = (number, space0, counted()).map(|(number, _, (words, _))| (words, number));
    alt((words_first, number_first))
        .map(|(label, value)| Labelled {
            kind: BlockKind::Counter,
            label,
            value,
        })
        .parse(input)
}

/// `2090`, `1 234`, `(5)`, `1,2 тыс.`, `5K`
fn number(input: &str) -> IResult<&str, &str> {
    alt((delimited(char('('), plain_number, char(')')), plain_number)).parse(input)
}

/// `2090`, `1 234`, `1,2 тыс.`, `5K`
fn plain_number(input: &str) -> IResult<&str, &str> {
    let digits = || take_while1(|c: char| c.is_ascii_digit());
    let group = pair(satisfy(|c| is_space(c) || matches!(c, '.' | ',')), digits());
    let thousands = (
        space0,
        verify(word, |w: &str| {
            matches!(w, "тыс" | "млн" | "K" | "К" | "k" | "к" | "M" | "М")
        }),
        opt(char('.')),
    );
    recognize((digits(), many0_count(group), opt(thousands))).parse(input)
}

/// `© РИА Новости / Иван Петров`, `© AP Photo`; with a year behind the sign it is a notice.
fn credit(input: &str) -> IResult<&str, Labelled<'_>> {
    let sign = terminated(alt((tag("©"), tag("(c)"), tag("(с)"), tag("(C)"))), space0);
    let holder = verify(rest, |holder: &str| {
        holder.starts_with(|c: char| c.is_alphabetic() || "«\"".contains(c))
    });
    let (rest, value) = preceded(sign, holder).parse(input)?;
    Ok((
        rest,
        Labelled {
            kind: BlockKind::Caption,
            label: &input[..0],
            value,
        },
    ))
}

/// `Переговоры в порту. Архивное фото`: the words of a picture from the archive.
fn archive_caption(input: &str) -> IResult<&str, Labelled<'_>> {
    let ends = [". Архив", ". Архивное фото", ". Архив.", ". Архивное фото."];
    let Some(caption) = ends.iter().find_map(|end| input.strip_suffix(end)) else {
        return Err(no_match(input));
    };
    let label = input[caption.len()..].trim_matches(|c: char| c == '.' || is_space(c));
    Ok((
        &input[input.len()..],
        Labelled {
            kind: BlockKind::Caption,
            label,
            value: caption,
        },
    ))
}

/// `#Сирия #Россия`
fn hashtags(input: &str) -> IResult<&str, Labelled<'_>> {
    let hashtag = (
        char('#'),
        take_while1(|c: char| c.is_alphanumeric() || c == '_'),
    );
    let separator = take_while(|c| is_space(c) || c == ',');
    let all = recognize(many1_count(terminated(hashtag, separator)));
    let (rest, value) = terminated(all, eof).parse(input)?;
    Ok((
        rest,
        Labelled {
            kind: BlockKind::Tags,
            label: &input[..0],
            value,
        },
    ))
}

/// `https://example.org/news/1`, `example.ru`: an address and nothing more.
fn lone_link(input: &str) -> IResult<&str, Labelled<'_>> {
    let domain = |w: &str| w.len() <= 6 && w.chars().all(|c| c.is_ascii_alphabetic());
    let site = recognize((
        verify(word, |w: &str| w.is_ascii()),
        many1_count(preceded(char('.'), word)),
    ));
    let site = verify(site, |site: &str| {
        site.rsplit('.').next().is_some_and(domain)
    });
    let (rest, value) = alt((all_consuming(recognize(link)), all_consuming(site))).parse(input)?;
    Ok((
        rest,
        Labelled {
            kind: BlockKind::Source,
            label: &input[..0],
            value,
        },
    ))
}

/// `Все новости экономики >>`, `Мост откроют весной →`: a link of the page.
fn link_mark(input: &str) -> IResult<&str, Labelled<'_>> {
    let Some(words) = [">>", "→", "»»", ">>>", "⟶", "›"]
        .iter()
        .find_map(|mark| input.strip_suffix(mark))
    else {
        return Err(no_match(input));
    };
    let value = words.trim_end_matches(is_space);
    Ok((
        &input[input.len()..],
        Labelled {
            kind: BlockKind::Related,
            label: &input[..0],
            value,
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws a line as `kind [label] [value]`.
    fn draw(line: &str) -> String {
        match labelled_line(line) {
            Ok((rest, found)) => {
                assert_eq!(rest, "", "{line}");
                format!("{:?} [{}] [{}]", found.kind, found.label, found.value)
            }
            Err(_) => "–".to_owned(),
        }
    }

    #[test]
    fn labels_with_a_colon() {
        insta::assert_snapshot!(draw("Источник: Спутник-Абхазия"), @"Source [Источник] [Спутник-Абхазия]");
        insta::assert_snapshot!(draw("Размещено: Apsny Online"), @"Source [Размещено] [Apsny Online]");
        insta::assert_snapshot!(draw("Автор : Иван Петров"), @"Byline [Автор] [Иван Петров]");
        insta::assert_snapshot!(draw("(Фото: Reuters)"), @"Caption [Фото] [Reuters]");
        insta::assert_snapshot!(draw("ЧИТАЙТЕ ТАКЖЕ: Мост откроют весной"), @"Related [ЧИТАЙТЕ ТАКЖЕ] [Мост откроют весной]");
        insta::assert_snapshot!(draw("Источник в мэрии: мост откроют"), @"–");
        insta::assert_snapshot!(draw("Источники сообщают: мост откроют"), @"–");
    }

    #[test]
    fn labels_without_a_colon() {
        insta::assert_snapshot!(draw("Фото AP"), @"Caption [Фото] [AP]");
        insta::assert_snapshot!(draw("Фото РИА Новости / Иван Петров"), @"Caption [Фото] [РИА Новости / Иван Петров]");
        insta::assert_snapshot!(draw("Текст Иван Петров"), @"Byline [Текст] [Иван Петров]");
        insta::assert_snapshot!(draw("Изображение"), @"Caption [Изображение] []");
        insta::assert_snapshot!(draw("По теме:"), @"Related [По теме] []");
        insta::assert_snapshot!(draw("Автор исследования Иван Петров отметил, что мост построят."), @"–");
        insta::assert_snapshot!(draw("Видео 34-летнего певца увидели миллионы"), @"–");
        insta::assert_snapshot!(draw("Источник РИА Новости сообщил:"), @"–");
        insta::assert_snapshot!(draw("Корреспондент: Вы рады мосту?"), @"–");
        insta::assert_snapshot!(draw("Автор: редакция сайта"), @"Byline [Автор] [редакция сайта]");
    }

    #[test]
    fn counters_have_numbers() {
        insta::assert_snapshot!(draw("Количество просмотров: 2090"), @"Counter [Количество просмотров] [2090]");
        insta::assert_snapshot!(draw("Просмотров 1 234"), @"Counter [Просмотров] [1 234]");
        insta::assert_snapshot!(draw("👁 2090"), @"Counter [👁] [2090]");
        insta::assert_snapshot!(draw("Комментарии (5)"), @"Counter [Комментарии] [5]");
        insta::assert_snapshot!(draw("5 комментариев"), @"Counter [комментариев] [5]");
        insta::assert_snapshot!(draw("Просмотров: 1,2 тыс. | Комментариев: 5"), @"Counter [Просмотров] [1,2 тыс.]");
        insta::assert_snapshot!(draw("Рейтинг: мэр теряет голоса"), @"–");
        insta::assert_snapshot!(draw("Просмотры растут"), @"–");
    }

    #[test]
    fn signs_that_need_no_label() {
        insta::assert_snapshot!(draw("© РИА Новости / Иван Петров"), @"Caption [] [РИА Новости / Иван Петров]");
        insta::assert_snapshot!(draw("© 2015 ООО «Весть»"), @"–");
        insta::assert_snapshot!(draw("Мост через реку. Архивное фото"), @"Caption [Архивное фото] [Мост через реку]");
        insta::assert_snapshot!(draw("#Сирия #Россия"), @"Tags [] [#Сирия #Россия]");
        insta::assert_snapshot!(draw("#Сирия и Россия"), @"–");
        insta::assert_snapshot!(draw("https://example.org/news/1.html"), @"Source [] [https://example.org/news/1.html]");
        insta::assert_snapshot!(draw("example.ru"), @"Source [] [example.ru]");
        insta::assert_snapshot!(draw("Все новости экономики >>"), @"Related [] [Все новости экономики]");
    }
}
