//! Tokens: words, numbers, marks. What stands between them is white space.

use depesha_text::{Span, is_letter};
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while_m_n, take_while1};
use nom::character::complete::{anychar, satisfy};
use nom::combinator::{map, opt, recognize, value, verify};
use nom::multi::many0_count;
use nom::sequence::{pair, preceded};
use nom::{IResult, Parser};

/// What a token is, by its characters alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with digits, inner hyphens and apostrophes: `военно-экспертную`, `G20`, `д'Артаньян`, `ТАСС`.
    Word,
    /// Digits with inner separators: `2015`, `8,1`, `14.11.2015`, `22:54`, `10 000` is two numbers.
    Number,
    /// `,`
    Comma,
    /// `.`
    Period,
    /// `…`, `...` and `..`
    Ellipsis,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `?`, also with others behind it (`?!`).
    Question,
    /// `!`, also with others behind it.
    Exclamation,
    /// `—`, `–`, `―`, `−` and a hyphen that joins no letters; `--` is one dash.
    Dash,
    /// `/`
    Slash,
    /// `(`, `[`, `{`
    Open,
    /// `)`, `]`, `}`
    Close,
    /// Any quotation mark, in either direction: `«»„“”"‹›''‘’`.
    Quote,
    /// A web or mail address.
    Link,
    /// What makes a link of words in the markup of wikis: the parts around the words in `[https://mid.ru заявил]`.
    Markup,
    /// Anything else that is not white space: `%`, `№`, `©`, emoji, control characters.
    Symbol,
}

/// One token and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The characters of the token.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// Cuts `text` into tokens. Between two tokens stands nothing but white space and invisible characters.
///
/// ```
/// use depesha_grammar::{tokenize, TokenKind};
/// let text = "«ТАСС», 14.11 — да";
/// let words: Vec<&str> = tokenize(text).iter().map(|t| t.span.of(text)).collect();
/// assert_eq!(words, ["«", "ТАСС", "»", ",", "14.11", "—", "да"]);
/// assert_eq!(tokenize(text)[0].kind, TokenKind::Quote);
/// ```
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 10);
    let mut rest = text;
    let mut in_link = false;
    loop {
        let gap = rest;
        rest = rest.trim_start_matches(is_space);
        if rest.is_empty() {
            return tokens;
        }
        // A link that nothing closes ends with its line.
        in_link &= !gap[..gap.len() - rest.len()].contains('\n');
        let start = text.len() - rest.len();
        let closing =
            |input| value(TokenKind::Markup, verify(tag("]"), |_: &str| in_link)).parse(input);
        let Ok((after, kind)) = alt((closing, token)).parse(rest) else {
            return tokens; // unreachable: `symbol` takes any character
        };
        let end = text.len() - after.len();
        if kind == TokenKind::Markup {
            in_link = rest.starts_with('[');
        }
        tokens.push(Token {
            span: Span::new(start, end),
            kind,
        });
        rest = after;
    }
}

/// White space and characters that show nothing: zero-width space, byte-order mark, direction marks.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{202a}'
                ..='\u{202e}' | '\u{feff}'
        )
}

fn token(input: &str) -> IResult<&str, TokenKind> {
    alt((link, link_opening, word, number, marks, symbol)).parse(input)
}

/// `[https://mid.ru` in front of the words that it makes a link of
fn link_opening(input: &str) -> IResult<&str, TokenKind> {
    let scheme = alt((tag("https://"), tag("http://")));
    let address = take_while1(|c| is_url(c) && c != ']');
    value(TokenKind::Markup, (tag("["), scheme, address)).parse(input)
}

/// `https://ria.ru/20151114.html`, `www.tass.ru`, `press@mid.ru`
pub(crate) fn link(input: &str) -> IResult<&str, TokenKind> {
    let scheme = alt((tag("https://"), tag("http://"), tag("www.")));
    let address = recognize((scheme, take_while1(is_url)));
    // RFC 5321 bounds the part before the sign; the bound keeps `а.б.в.…` linear.
    let mail = recognize((
        take_while_m_n(1, 64, is_mail),
        tag("@"),
        take_while1(is_mail),
    ));
    let end = |found: &str| {
        found
            .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '»', '"', '\''])
            .len()
    };
    let (_, found) = alt((address, mail)).parse(input)?;
    Ok((&input[end(found)..], TokenKind::Link))
}

fn is_url(c: char) -> bool {
    !is_space(c) && !matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”' | '„')
}

fn is_mail(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+')
}

/// `Керри`, `военно-экспертную`, `д'Артаньян`, `G20`, `МиГ-29`, `INTERFAX.RU`
fn word(input: &str) -> IResult<&str, TokenKind> {
    let part = recognize(pair(satisfy(is_letter), take_while(is_word)));
    let joint = alt((
        // A hyphen or an apostrophe joins when a letter or digit follows at once.
        preceded(
            satisfy(|c| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\'' | '’')),
            take_while1(is_word),
        ),
        // A dot joins in names of sites only: `INTERFAX.RU`, `Лента.ру`, `Газета.Ru`.
        preceded(tag("."), verify(take_while1(is_word), is_top_domain)),
    ));
    map(pair(part, many0_count(joint)), |_| TokenKind::Word).parse(input)
}

fn is_word(c: char) -> bool {
    is_letter(c)
        || c.is_numeric()
        || c == '_'
        || matches!(
            c,
            '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}'
        )
}

fn is_top_domain(word: &str) -> bool {
    const DOMAINS: [&str; 14] = [
        "ru", "ру", "su", "рф", "com", "ком", "net", "org", "info", "ua", "by", "kz", "tv", "рус",
    ];
    let mut folded = String::new();
    depesha_text::fold_into(word, &mut folded);
    DOMAINS.contains(&folded.as_str())
}

/// `2015`, `8,1`, `14.11.2015`, `22:54`, `16-летний` (a number that a hyphen joins to letters is a word)
fn number(input: &str) -> IResult<&str, TokenKind> {
    let digits = || take_while1(|c: char| c.is_numeric());
    let more = preceded(satisfy(|c| matches!(c, '.' | ',' | ':')), digits());
    let (rest, _) = recognize(pair(digits(), many0_count(more))).parse(input)?;
    let letters = recognize((
        opt(satisfy(|c| c == '-' || c == '\u{2011}')),
        satisfy(is_letter),
        take_while(is_word),
    ));
    let (rest, tail) = opt(letters).parse(rest)?;
    match tail {
        None => Ok((rest, TokenKind::Number)),
        Some(_) => {
            let joint = preceded(satisfy(|c| c == '-'), take_while1(is_word));
            let (rest, _) = many0_count(joint).parse(rest)?;
            Ok((rest, TokenKind::Word))
        }
    }
}

fn marks(input: &str) -> IResult<&str, TokenKind> {
    let ellipsis = alt((tag("…"), recognize((tag(".."), take_while(|c| c == '.')))));
    alt((
        map(ellipsis, |_| TokenKind::Ellipsis),
        map(
            recognize((tag("?"), take_while(|c| c == '?' || c == '!'))),
            |_| TokenKind::Question,
        ),
        map(
            recognize((tag("!"), take_while(|c| c == '?' || c == '!'))),
            |_| TokenKind::Exclamation,
        ),
        map(alt((tag("--"), tag("''"))), |pair| {
            if pair == "--" {
                TokenKind::Dash
            } else {
                TokenKind::Quote
            }
        }),
        mark,
    ))
    .parse(input)
}

fn mark(input: &str) -> IResult<&str, TokenKind> {
    let (rest, c) = anychar(input)?;
    let kind = match c {
        ',' => TokenKind::Comma,
        '.' => TokenKind::Period,
        ':' => TokenKind::Colon,
        ';' => TokenKind::Semicolon,
        '-' | '\u{2010}'..='\u{2015}' | '−' => TokenKind::Dash,
        '/' => TokenKind::Slash,
        '(' | '[' | '{' => TokenKind::Open,
        ')' | ']' | '}' => TokenKind::Close,
        '«' | '»' | '„' | '“' | '”' | '‟' | '"' | '‹' | '›' | '\'' | '‘' | '’' | '‚' | '＂' => {
            TokenKind::Quote
        }
        _ => {
            return Err(nom::Err::Error(nom::error::make_error(
                input,
                nom::error::ErrorKind::OneOf,
            )));
        }
    };
    Ok((rest, kind))
}

fn symbol(input: &str) -> IResult<&str, TokenKind> {
    map(anychar, |_| TokenKind::Symbol).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let cut: Vec<&str> = tokenize(text).iter().map(|t| t.span.of(text)).collect();
        assert_eq!(cut.join(" "), expected);
    }

    #[test]
    fn hyphens_join_words_and_dashes_do_not() {
        check(
            "военно-экспертную, спец-агент -- да",
            "военно-экспертную , спец-агент -- да",
        );
        check("16-летний МиГ-29 - Су-24М", "16-летний МиГ-29 - Су-24М");
        check("2014-2015 и т.е.", "2014 - 2015 и т . е .");
    }

    #[test]
    fn links_of_wikis_stand_around_their_words() {
        let text = "Он [https://mid.ru/a заявил], что [1] и [http://ria.ru так\nи ]";
        check(
            text,
            "Он [https://mid.ru/a заявил ] , что [ 1 ] и [http://ria.ru так и ]",
        );
        let markup = tokenize(text).into_iter();
        let markup = markup.filter(|t| t.kind == TokenKind::Markup);
        let markup: Vec<&str> = markup.map(|t| t.span.of(text)).collect();
        assert_eq!(markup, ["[https://mid.ru/a", "]", "[http://ria.ru"]);
    }

    #[test]
    fn initials_and_sites_are_told_apart_by_their_dots() {
        check(
            "С.В.Лавров, INTERFAX.RU. Лента.ру",
            "С . В . Лавров , INTERFAX.RU . Лента.ру",
        );
    }

    #[test]
    fn numbers_keep_their_inner_separators() {
        check(
            "14.11.2015 22:54, 8,1 млн, 5.",
            "14.11.2015 22:54 , 8,1 млн , 5 .",
        );
    }

    #[test]
    fn links_end_before_the_sentence_does() {
        check(
            "См. http://ria.ru/a?b=1. Пишите на press@mid.ru.",
            "См . http://ria.ru/a?b=1 . Пишите на press@mid.ru .",
        );
    }

    #[test]
    fn marks_that_belong_together_are_one_token() {
        check("Что?!.. Да... ''Нет''", "Что ?! .. Да ... '' Нет ''");
    }
}
