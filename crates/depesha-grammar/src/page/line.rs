//! Lines: the text between two line ends, with the lines of a hard-wrapped paragraph joined again.

use nom::bytes::complete::take_till;
use nom::character::complete::satisfy;
use nom::combinator::opt;
use nom::{IResult, Parser};

use crate::token::is_space;

/// A line with something on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line<'t> {
    /// Its characters, without white space at the ends.
    pub(crate) text: &'t str,
    /// Where they start in the page.
    pub(crate) start: usize,
    /// Whether an empty line stands in front of it; never for the first line.
    pub(crate) after_gap: bool,
    /// White space in front of its first character, in bytes.
    indent: usize,
}

impl Line<'_> {
    /// The offset behind its last character.
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The lines of `page` that show something, in order.
pub(crate) fn lines(page: &str) -> Vec<Line<'_>> {
    let mut found: Vec<Line<'_>> = Vec::new();
    let mut rest = page;
    let mut gap = false;
    while let Ok((after, raw)) = raw_line(rest) {
        let offset = page.len() - rest.len();
        rest = after;
        let unindented = raw.trim_start_matches(is_space);
        let indent = raw.len() - unindented.len();
        let text = unindented.trim_end_matches(is_space);
        if text.is_empty() {
            gap = true;
            continue;
        }
        found.push(Line {
            text,
            start: offset + indent,
            after_gap: gap && !found.is_empty(),
            indent,
        });
        gap = false;
    }
    join_wrapped(page, found)
}

/// A line and its end: `\r\n`, `\n`, `\r` or one of Unicode's separators. The last line may have no end.
fn raw_line(input: &str) -> IResult<&str, &str> {
    if input.is_empty() {
        return Err(crate::word::no_match(input));
    }
    let (rest, line) = take_till(is_line_end).parse(input)?;
    // The `\n` of `\r\n` would count as an empty line of its own.
    let rest = match rest.strip_prefix("\r\n") {
        Some(rest) => rest,
        None => opt(satisfy(is_line_end)).parse(rest)?.0,
    };
    Ok((rest, line))
}

fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// No mail program or text editor wraps further to the right than this, in characters.
const WIDEST_WRAP: usize = 100;
/// A line that ends further to the left than this was not ended by a wrap.
const NARROWEST_WRAP: usize = 45;
/// A page is taken for hard-wrapped from this many breaks inside a sentence on.
const SURE_BREAKS: usize = 2;

/// Joins the lines of paragraphs that a mail program or an editor wrapped.
///
/// A page is hard-wrapped when all its lines are short and some break off inside a sentence. A line then goes on in the
/// next one when the next one's first word had no room behind it.
fn join_wrapped<'t>(page: &'t str, lines: Vec<Line<'t>>) -> Vec<Line<'t>> {
    let widths: Vec<usize> = lines.iter().map(|line| width(line.text)).collect();
    let widest = widths.iter().copied().max().unwrap_or(0);
    if !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest) {
        return lines;
    }
    let breaks = lines.windows(2).zip(&widths).filter(|(pair, width)| {
        **width >= NARROWEST_WRAP && !pair[1].after_gap && breaks_off(pair[0].text, pair[1].text)
    });
    if breaks.count() < SURE_BREAKS {
        return lines;
    }
    let mut joined: Vec<Line<'t>> = Vec::with_capacity(lines.len());
    let mut last_width = 0;
    for (line, width) in lines.into_iter().zip(widths) {
        if let Some(last) = joined.last_mut() {
            let first_word = line.text.split(is_space).next().map_or(0, self::width);
            let had_no_room = last_width + 1 + first_word > widest;
            if !line.after_gap && line.indent == 0 && had_no_room {
                last.text = &page[last.start..line.end()];
                last_width = width;
                continue;
            }
        }
        last_width = width;
        joined.push(line);
    }
    joined
}

/// Whether a line stops inside a sentence that `next` goes on with.
fn breaks_off(line: &str, next: &str) -> bool {
    let open = line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | '—' | '–'));
    open && next.starts_with(char::is_lowercase)
}

/// Characters of a line, counted no further than a wrapped line can be wide.
fn width(text: &str) -> usize {
    text.chars().take(WIDEST_WRAP + 1).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws each line behind `|`, or behind `_` when it follows a gap.
    #[track_caller]
    fn check(page: &str, expected: &[&str]) {
        let drawn: Vec<String> = lines(page)
            .iter()
            .map(|line| {
                assert_eq!(&page[line.start..line.end()], line.text);
                let mark = if line.after_gap { '_' } else { '|' };
                format!("{mark}{}", line.text.replace('\n', "⏎"))
            })
            .collect();
        assert_eq!(drawn, expected);
    }

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        check(
            "а\r\nб\rв\u{2028}г\n\n \u{feff}\nд\n",
            &["|а", "|б", "|в", "|г", "_д"],
        );
        check("\n\nа", &["|а"]);
        check("", &[]);
        check(" \n\u{200b}\n", &[]);
    }

    #[test]
    fn a_wrapped_paragraph_is_one_line() {
        let page = "Заголовок страницы\n\n\
            Совет города собрался во вторник и решил, что мост через реку будет\n\
            открыт для пешеходов весной, а для машин только осенью, потому что\n\
            опоры ещё не готовы.\n\
            \n\
            Мэр с решением не согласен.\n";
        check(
            page,
            &[
                "|Заголовок страницы",
                "_Совет города собрался во вторник и решил, что мост через реку будет⏎открыт для \
                 пешеходов весной, а для машин только осенью, потому что⏎опоры ещё не готовы.",
                "_Мэр с решением не согласен.",
            ],
        );
    }

    #[test]
    fn an_indent_starts_a_paragraph_of_a_wrapped_page() {
        let page = "   Совет города собрался во вторник и решил, что мост через реку будет\n\
            открыт для пешеходов весной, а для машин только осенью, потому что не\n\
            готовы опоры, о которых мэр говорил ещё прошлой зимой, в самом начале.\n   \
            Мэр с решением не согласен.\n";
        assert_eq!(lines(page).len(), 2);
    }

    #[test]
    fn short_lines_that_end_their_sentences_stay_apart() {
        check(
            "Мост откроют весной.\nМэр не согласен.\nСовет решил.",
            &[
                "|Мост откроют весной.",
                "|Мэр не согласен.",
                "|Совет решил.",
            ],
        );
    }
}
