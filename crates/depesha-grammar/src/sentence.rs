//! Sentences: where one ends and the next one begins.
//!
//! A full stop may belong to an abbreviation, an initial or a number; what follows tells more than the mark itself.
//! Sentences end inside quotations too: `«П1. П2», — сказал X.` is two of them, `«П1.` and `П2», — сказал X.`, so
//! that every sentence of a speech is one, and the author's words stand with the speech they follow.
//! [`Sentence::within`] says that a sentence goes on inside a quotation that an earlier one has opened.

use std::ops::Range;
use std::sync::LazyLock;

use depesha_text::{Span, fold};
use nom::branch::alt;
use nom::combinator::{not, peek, recognize, value};
use nom::multi::{many0_count, many1_count};
use nom::{Input, Parser};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::cursor::{Cursor, item, one};
use crate::quotation::{Layout, Role};
use crate::table::rows;
use crate::token::{Token, TokenKind};
use crate::tree::{Block, Sentence};

/// A token as the rules of this file see it.
#[derive(Clone, Copy, Debug)]
struct Piece<'t> {
    words: &'t str,
    kind: TokenKind,
    role: Role,
    /// White space stands in front of it.
    apart: bool,
    /// The token's index in the tree.
    at: usize,
    /// How many brackets that have a partner stand open in front of it.
    depth: u32,
}

impl Piece<'_> {
    /// A bracket that closes, also that of a link.
    fn is_closing_bracket(&self) -> bool {
        self.kind == TokenKind::Close || self.kind == TokenKind::Markup && self.words == "]"
    }
}

type Pieces<'a, 't> = Cursor<'a, Piece<'t>>;
type Read<'a, 't, O> = nom::IResult<Pieces<'a, 't>, O>;

/// Cuts the blocks into sentences.
pub(crate) fn sentences(
    text: &str,
    tokens: &[Token],
    blocks: &[Block],
    layout: &Layout,
) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let pieces = pieces(text, tokens, block.tokens.clone(), layout);
        let mut rest = Cursor(&pieces[..]);
        while let Some(first) = rest.first() {
            let after = sentence(rest);
            let tokens_read = first.at..first.at + rest.until(after).len();
            found.push(Sentence {
                span: span(tokens, &tokens_read),
                block: index,
                within: layout.inside[first.at].map(|quotation| quotation as usize),
                tokens: tokens_read,
            });
            rest = after;
        }
    }
    found
}

fn span(tokens: &[Token], range: &Range<usize>) -> Span {
    tokens[range.start].span.join(tokens[range.end - 1].span)
}

/// The tokens of a block with what the rules ask of them.
fn pieces<'t>(
    text: &'t str,
    tokens: &[Token],
    block: Range<usize>,
    layout: &Layout,
) -> Vec<Piece<'t>> {
    let mut pieces: Vec<Piece<'t>> = Vec::with_capacity(block.len());
    let mut open: Vec<usize> = Vec::new();
    // Where a bracket opens that is closed later: +1 behind it, -1 at its partner.
    let mut change = vec![0i32; block.len() + 1];
    for (at, token) in tokens[block.clone()].iter().enumerate() {
        match token.kind {
            TokenKind::Open => open.push(at),
            TokenKind::Close => {
                if let Some(from) = open.pop() {
                    change[from + 1] += 1;
                    change[at] -= 1;
                }
            }
            _ => {}
        }
    }
    let mut depth = 0;
    for (offset, at) in block.clone().enumerate() {
        depth += change[offset];
        let start = tokens[at].span.start();
        pieces.push(Piece {
            words: tokens[at].span.of(text),
            kind: tokens[at].kind,
            role: layout.role[at],
            apart: at == block.start || tokens[at - 1].span.end() < start,
            at,
            depth: depth.unsigned_abs(),
        });
    }
    pieces
}

/// What is left behind one sentence: `Он приехал в 2015 г. в Москву.`
fn sentence<'a, 't>(input: Pieces<'a, 't>) -> Pieces<'a, 't> {
    let mut rest = input.take_from(lead_in(input));
    while let Some(piece) = rest.first() {
        let read = input.until(rest);
        let stop = is_terminal(piece) && piece.depth == 0;
        let bracket = piece.kind == TokenKind::Close && is_bracketed_sentence(read);
        let after = match end_marks(rest) {
            Ok((after, ())) if stop || bracket => after,
            _ => rest.take_from(1),
        };
        if stop && ends(read, rest, after) || bracket && ends(&[], rest, after) {
            return after;
        }
        rest = after;
    }
    rest
}

/// What may stand in front of a sentence's first word and ends nothing: `1.`, `...`, `— …`; how many tokens.
fn lead_in(input: Pieces<'_, '_>) -> usize {
    let joint = || one(|p: Piece<'_>| p.role == Role::Opens || p.kind == TokenKind::Dash);
    let dots = one(|p: Piece<'_>| p.kind == TokenKind::Ellipsis);
    let item_number = (
        one(|p: Piece<'_>| p.kind == TokenKind::Number && p.words.len() <= 3),
        one(|p: Piece<'_>| p.kind == TokenKind::Period && !p.apart),
    );
    let lead = (
        many0_count(joint()),
        alt((value((), dots), value((), item_number))),
    );
    match recognize(lead).parse(input) {
        Ok((_, lead)) => lead.0.len(),
        Err(_) => 0,
    }
}

fn is_terminal(piece: Piece<'_>) -> bool {
    matches!(
        piece.kind,
        TokenKind::Period | TokenKind::Ellipsis | TokenKind::Question | TokenKind::Exclamation
    )
}

/// `.`, `?..`, `!»`, `…)»`: the marks of an end and what they carry with them.
fn end_marks<'a, 't>(input: Pieces<'a, 't>) -> Read<'a, 't, ()> {
    let mark =
        one(|p: Piece<'_>| is_terminal(p) || p.role == Role::Closes || p.is_closing_bracket());
    value((), many1_count(mark)).parse(input)
}

/// Whether a bracket behind `read` ends a sentence that began with a bracket: `(Это было вчера.)`
fn is_bracketed_sentence(read: &[Piece<'_>]) -> bool {
    let opens = read.first().is_some_and(|p| p.kind == TokenKind::Open);
    opens && read.last().is_some_and(|p| is_terminal(*p))
}

/// Whether the marks between `rest` and `after` end the sentence whose tokens so far are `read`.
fn ends(read: &[Piece<'_>], rest: Pieces<'_, '_>, after: Pieces<'_, '_>) -> bool {
    let Some(behind) = after.first() else {
        return true;
    };
    let Ok((_, next)) = sentence_start(after) else {
        return false;
    };
    let marks = rest.until(after);
    let closes = marks.iter().any(|p| p.role == Role::Closes);
    // `«Кто там?».`: the last mark is the sentence's own.
    if closes && marks.last().is_some_and(|p| is_terminal(*p)) {
        return behind.depth == 0;
    }
    let stop = marks[0].kind == TokenKind::Period;
    // `«П!» — Иванов пожал плечами.`, `«Кто там?» (1975)`
    let goes_on = next.behind_dash || !stop && behind.kind == TokenKind::Open;
    if behind.depth > 0 || closes && goes_on {
        return false;
    }
    match read.last() {
        Some(word) if stop && !closes => stop_ends(read, *word, next, behind.apart),
        _ => stop || !closes || !is_inside_name(read),
    }
}

/// What a new sentence begins with.
#[derive(Clone, Copy, Debug)]
struct Start<'t> {
    word: Option<&'t str>,
    /// A dash stands in front: `«П», — сказал X. — П.`
    behind_dash: bool,
}

/// `Он`, `«Он`, `— Он`, `(Он`, `14`, `№`: anything but a small letter and the marks that only go on.
fn sentence_start<'a, 't>(input: Pieces<'a, 't>) -> Read<'a, 't, Start<'t>> {
    let goes_on = one(|p: Piece<'_>| {
        matches!(
            p.kind,
            TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon | TokenKind::Slash
        ) || p.is_closing_bracket()
    });
    let opener = || {
        one(|p: Piece<'_>| {
            matches!(
                p.kind,
                TokenKind::Dash | TokenKind::Open | TokenKind::Ellipsis | TokenKind::Markup
            ) || p.kind == TokenKind::Quote && p.role != Role::Closes
        })
    };
    let word = item(|p: Piece<'t>| match p.kind {
        TokenKind::Word => (!p.words.starts_with(char::is_lowercase)).then_some(Some(p.words)),
        TokenKind::Number | TokenKind::Link => Some(None),
        TokenKind::Symbol => p.apart.then_some(None), // not the second half of `<…>`
        _ => None,
    });
    let behind_dash = input.first().is_some_and(|p| p.kind == TokenKind::Dash);
    let (rest, (_, _, word)) = (peek(not(goes_on)), many0_count(opener()), word).parse(input)?;
    Ok((rest, Start { word, behind_dash }))
}

/// Whether the sentence so far ends inside a short quotation that follows a word, a name: its question mark says
/// nothing of the sentence around it (`передача «Что? Где? Когда?» Первого канала`).
fn is_inside_name(read: &[Piece<'_>]) -> bool {
    let near = &read[read.len().saturating_sub(NAME_LENGTH)..];
    match near.iter().rposition(|p| p.role == Role::Opens) {
        Some(open) => open > 0 && near[open - 1].kind == TokenKind::Word,
        None => false,
    }
}

/// Whether the full stop behind `word` ends a sentence.
fn stop_ends(read: &[Piece<'_>], word: Piece<'_>, next: Start<'_>, apart: bool) -> bool {
    match word.kind {
        TokenKind::Word => {}
        TokenKind::Number => return apart || next.word.is_some(),
        _ => return true,
    }
    let opener = next.word.is_some_and(is_opener);
    let end = match end_behind(read, word) {
        _ if opener && next.word.is_some_and(|w| w.chars().count() > 1) => return true,
        Some(end) => end,
        None => {
            // `МИД.Россия`: a full stop between words that touch ends a sentence behind a small letter only.
            return apart || word.words.ends_with(char::is_lowercase) && word.words.len() > 4;
        }
    };
    match end {
        End::Never => false,
        End::Ends => true,
        End::Number => {
            let number = |p: &Piece<'_>| p.words.starts_with(|c: char| c.is_ascii_digit());
            // `19 ноября 2012 г. № 268`, `ст. 15 ч. 2`
            next.word.is_some() && read.len() > SHORT_START && number(&read[read.len() - 2])
        }
    }
}

/// The longest name in quotation marks that has a mark of its own at its end, in tokens.
const NAME_LENGTH: usize = 10;
/// `В ноябре 2015 г. Россия …`: so early no sentence ends.
const SHORT_START: usize = 5;

/// What an abbreviation does in front of a capital.
#[derive(Clone, Copy, Debug)]
enum End {
    Never,
    Ends,
    Number,
}

/// Whether the word in front of a full stop is an abbreviation, an initial or a part of one.
fn end_behind(read: &[Piece<'_>], word: Piece<'_>) -> Option<End> {
    static ABBREVIATIONS: LazyLock<FxHashMap<&str, End>> = LazyLock::new(|| {
        rows(include_str!("../data/abbreviations.tsv"))
            .map(|[word, end]| {
                let end = match end {
                    "ends" => End::Ends,
                    "number" => End::Number,
                    _ => End::Never,
                };
                (word, end)
            })
            .collect()
    });
    let folded = fold(word.words);
    // `т. д`: two words with a full stop between.
    let pair = match read {
        [.., first, stop, _] if stop.kind == TokenKind::Period && !stop.apart => {
            Some(format!("{}.{folded}", fold(first.words)))
        }
        _ => None,
    };
    let known = pair
        .as_deref()
        .and_then(|pair| ABBREVIATIONS.get(pair))
        .or_else(|| ABBREVIATIONS.get(folded.as_ref()));
    let capital = word.words.starts_with(char::is_uppercase);
    match known {
        // `Пётр I. Он`: a Roman numeral is no initial.
        _ if matches!(word.words, "I" | "V" | "X") => None,
        _ if capital && word.words.chars().count() == 1 => Some(End::Never),
        // `СМ.` and `ИМ.` are no abbreviations.
        Some(end) if !capital || word.words.chars().skip(1).all(char::is_lowercase) => Some(*end),
        _ => None,
    }
}

/// Whether `word` has a capital at the start of sentences only.
fn is_opener(word: &str) -> bool {
    static OPENERS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        rows(include_str!("../data/openers.tsv"))
            .map(|[word]| word)
            .collect()
    });
    OPENERS.contains(fold(word).as_ref())
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    /// The sentences of `text` between bars; `›` in front of one that goes on inside a quotation.
    fn cut(text: &str) -> String {
        let tree = crate::testing::paragraphs(text);
        let drawn = tree.sentences().iter().map(|s| {
            let inside = if s.within.is_some() { "› " } else { "" };
            format!("{inside}{}", s.span.of(text))
        });
        drawn.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn a_capital_behind_a_mark_begins_a_sentence() {
        assert_snapshot!(cut("Совет собрался. Решения нет."), @"Совет собрался. | Решения нет.");
        assert_snapshot!(cut("Совет собрался! Решения нет? Да."), @"Совет собрался! | Решения нет? | Да.");
        assert_snapshot!(cut("Ждали... И дождались… Все рады."), @"Ждали... | И дождались… | Все рады.");
        assert_snapshot!(cut("Совет собрался.Решения нет."), @"Совет собрался. | Решения нет.");
        assert_snapshot!(cut("Прибыло 15 человек. 14 ноября ушли."), @"Прибыло 15 человек. | 14 ноября ушли.");
        assert_snapshot!(cut("Он живёт в США. Она тоже."), @"Он живёт в США. | Она тоже.");
    }

    #[test]
    fn a_small_letter_goes_on() {
        assert_snapshot!(cut("Ждали... и дождались."), @"Ждали... и дождались.");
        assert_snapshot!(cut("Он (да?) пришёл! и ушёл."), @"Он (да?) пришёл! и ушёл.");
        assert_snapshot!(cut("Рост 5 проц. в год."), @"Рост 5 проц. в год.");
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        assert_snapshot!(cut("Он жил на ул. Ленина в г. Туле. Потом уехал."), @"Он жил на ул. Ленина в г. Туле. | Потом уехал.");
        assert_snapshot!(cut("Завод им. Кирова, т. е. новый, ст. 5 УК, см. Приложение."), @"Завод им. Кирова, т. е. новый, ст. 5 УК, см. Приложение.");
        assert_snapshot!(cut("Купили сыр, хлеб и т. д. Потом ушли."), @"Купили сыр, хлеб и т. д. | Потом ушли.");
        assert_snapshot!(cut("Были Иванов, Петров и др. Ждали всех."), @"Были Иванов, Петров и др. | Ждали всех.");
        assert_snapshot!(cut("Город основан в 300 г. до н. э. Римляне ушли."), @"Город основан в 300 г. до н. э. | Римляне ушли.");
        assert_snapshot!(cut("Заплатили 15 тыс. руб. за дом и 5 млн. за землю. Хватило."), @"Заплатили 15 тыс. руб. за дом и 5 млн. за землю. | Хватило.");
        assert_snapshot!(cut("В ноябре 2015 г. Россия ответила. Это случилось в конце 2015 г. Он ушёл."), @"В ноябре 2015 г. Россия ответила. | Это случилось в конце 2015 г. | Он ушёл.");
        assert_snapshot!(cut("По закону от 19 ноября 2012 г. № 268 и ст. 15 ч. 2 мы правы в нём. Орлов рад."), @"По закону от 19 ноября 2012 г. № 268 и ст. 15 ч. 2 мы правы в нём. | Орлов рад.");
        assert_snapshot!(cut("Это было в середине 1990-х гг. Орлов рад."), @"Это было в середине 1990-х гг. | Орлов рад.");
        assert_snapshot!(cut("Об этом сказал проф. Иванов. Акад. Петров молчал."), @"Об этом сказал проф. Иванов. | Акад. Петров молчал.");
        assert_snapshot!(cut("Т.е. решения нет. В т.ч. и у нас."), @"Т.е. решения нет. | В т.ч. и у нас.");
    }

    #[test]
    fn initials_do_not_end_sentences() {
        assert_snapshot!(cut("Пришли С. В. Орлов и А.Б. Зимин. Ждали."), @"Пришли С. В. Орлов и А.Б. Зимин. | Ждали.");
        assert_snapshot!(cut("Выступил Орлов С. В. Он сказал правду."), @"Выступил Орлов С. В. | Он сказал правду.");
        assert_snapshot!(cut("Правил Пётр I. Орлов жил позже."), @"Правил Пётр I. | Орлов жил позже.");
        assert_snapshot!(cut("Много лет здесь жил 55-летний Т. Орлов."), @"Много лет здесь жил 55-летний Т. Орлов.");
        assert_snapshot!(cut("Дж. Смит и Ю. Ли прибыли. И ушли."), @"Дж. Смит и Ю. Ли прибыли. | И ушли.");
    }

    #[test]
    fn numbers_of_items_do_not_end_sentences() {
        assert_snapshot!(cut("1. Совет собрался. 2. Решения нет."), @"1. Совет собрался. | 2. Решения нет.");
        assert_snapshot!(cut("Их было 5. Все ушли."), @"Их было 5. | Все ушли.");
    }

    #[test]
    fn brackets_are_whole() {
        assert_snapshot!(cut("Совет (он собрался. Да!) решил. Все ушли."), @"Совет (он собрался. Да!) решил. | Все ушли.");
        assert_snapshot!(cut("Совет собрался. (Это было вчера.) Все ушли."), @"Совет собрался. | (Это было вчера.) | Все ушли.");
        assert_snapshot!(cut("Совет (см. рис. 5) Иванову рад."), @"Совет (см. рис. 5) Иванову рад.");
        assert_snapshot!(cut("Совет (глава). Все ушли. <…> Да."), @"Совет (глава). | Все ушли. | <…> Да.");
        assert_snapshot!(cut("Скобка ( открыта. Но не закрыта."), @"Скобка ( открыта. | Но не закрыта.");
    }

    #[test]
    fn sentences_end_inside_quotations() {
        assert_snapshot!(cut("«Мы рады. Мы ждём», — сказал Орлов. Все ушли."), @"«Мы рады. | › Мы ждём», — сказал Орлов. | Все ушли.");
        assert_snapshot!(cut("\"Мы рады. Мы ждём\", - сказал Орлов."), @r#""Мы рады. | › Мы ждём", - сказал Орлов."#);
        assert_snapshot!(cut("Орлов сказал: «Мы рады. Мы ждём». Все ушли."), @"Орлов сказал: «Мы рады. | › Мы ждём». | Все ушли.");
        assert_snapshot!(cut("«Мы рады.» Все ушли."), @"«Мы рады.» | Все ушли.");
    }

    #[test]
    fn the_authors_words_stay_with_the_speech() {
        assert_snapshot!(cut("«Мы рады!» — воскликнул Орлов. Все ушли."), @"«Мы рады!» — воскликнул Орлов. | Все ушли.");
        assert_snapshot!(cut("«Мы рады?» — Орлов промолчал."), @"«Мы рады?» — Орлов промолчал.");
        assert_snapshot!(cut("«Мы рады.» — сказал Орлов."), @"«Мы рады.» — сказал Орлов.");
        assert_snapshot!(cut("«Мы рады, — сказал Орлов. — Мы ждём». Все ушли."), @"«Мы рады, — сказал Орлов. | › — Мы ждём». | Все ушли.");
        assert_snapshot!(cut("«Мы рады», — сказал Орлов. — «Мы ждём»."), @"«Мы рады», — сказал Орлов. | — «Мы ждём».");
        assert_snapshot!(cut("— Мы рады! — сказал Орлов. — Мы ждём."), @"— Мы рады! — сказал Орлов. | — Мы ждём.");
        assert_snapshot!(cut("«Что делать?» спросил Орлов."), @"«Что делать?» спросил Орлов.");
    }

    #[test]
    fn marks_inside_a_name_end_nothing() {
        assert_snapshot!(cut("Он снял «Кто там?» (1975) и «Нет!». Все рады."), @"Он снял «Кто там?» (1975) и «Нет!». | Все рады.");
        assert_snapshot!(cut("Передача «Кто там?» Первого канала вышла. Все рады."), @"Передача «Кто там?» Первого канала вышла. | Все рады.");
    }
}
