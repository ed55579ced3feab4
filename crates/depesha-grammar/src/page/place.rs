//! What a line is by the place where it stands: title, subtitle, lead, heading, byline, item of a list.

use std::borrow::Cow;

use depesha_text::{fold, is_cyrillic};
use nom::bytes::complete::{take_while, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::{all_consuming, opt, verify};
use nom::multi::many1_count;
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::list::{Marker, is_listed, is_speech, marker};
use super::{Fields, Piece, Shape, ends_sentence, is_long};
use crate::calendar::year;
use crate::token::is_space;
use crate::tree::BlockKind;
use crate::word::{person_name, space0, word};

/// The kind of each piece.
pub(super) fn kinds(pieces: &[Piece<'_>]) -> Vec<BlockKind> {
    let mut kinds: Vec<BlockKind> = listed(pieces);
    let title = title(pieces);
    let body = first_paragraph(pieces, title);
    if let Some(title) = title {
        kinds[title] = BlockKind::Title;
        front_matter(pieces, title, body, &mut kinds);
    }
    headings(pieces, body, &mut kinds);
    if let Some(title) = title {
        lead(pieces, title, &mut kinds);
    }
    groups(pieces, title.map_or(0, |title| title + 1), &mut kinds);
    kinds
}

/// What is settled, with the marked lines told apart: items of lists and lines of a dialogue.
fn listed(pieces: &[Piece<'_>]) -> Vec<BlockKind> {
    let speech = |piece: &Piece<'_>| {
        matches!(piece.shape, Shape::Marked(Marker::Hyphen | Marker::Dash)) && is_speech(piece.text)
    };
    let has_speech = pieces.iter().any(speech);
    let kind = |piece: &Piece<'_>| match piece.shape {
        Shape::Known(kind) => kind,
        Shape::Text => BlockKind::Paragraph,
        Shape::Marked(mark) => {
            let words = marker(piece.text).map_or(piece.text, |(words, _)| words);
            let is_item = match mark {
                Marker::Bullet | Marker::Number => true,
                Marker::Hyphen => !has_speech || is_listed(words),
                // `— Анна Ветрова, инженер` signs the quotation above it.
                Marker::Dash => is_listed(words) && person_name(words).is_err(),
            };
            match is_item && !speech(piece) {
                true => BlockKind::ListItem,
                false => BlockKind::Paragraph,
            }
        }
    };
    pieces.iter().map(kind).collect()
}

/// Characters of the longest headline.
const LONGEST_TITLE: usize = 220;
/// Characters of the longest headline that a full stop ends.
const LONGEST_TITLE_WITH_STOP: usize = 90;

/// The headline: the first line of text, when it looks like one and something follows.
fn title(pieces: &[Piece<'_>]) -> Option<usize> {
    let mut texts = pieces.iter().enumerate().filter(|(_, piece)| {
        matches!(
            piece.shape,
            Shape::Text | Shape::Marked(_) | Shape::Known(BlockKind::Dateline | BlockKind::Quote)
        ) || headline_with_label(piece)
    });
    let (first, piece) = texts.next()?;
    let second = texts.next();
    if headline_with_label(piece) {
        // `Источник: мост откроют весной` with a paragraph behind it.
        return second
            .filter(|(_, next)| next.is_paragraph() || next.is(BlockKind::Dateline))
            .map(|_| first);
    }
    if !looks_like_title(piece, second.map(|(_, next)| next)) {
        return None;
    }
    // One word above a line that looks like a headline itself is the section: `Политика`.
    match second {
        Some((at, next))
            if is_one_word(piece.text)
                && !is_one_word(next.text)
                && looks_like_title(next, None)
                && !next.is_paragraph() =>
        {
            Some(at)
        }
        _ => Some(first),
    }
}

/// `Источник: мост через реку откроют весной`: a headline that begins like a source line.
fn headline_with_label(piece: &Piece<'_>) -> bool {
    match piece.fields {
        Fields::Labelled { label, value } => {
            let small_words = value
                .split(is_space)
                .filter(|w| w.starts_with(char::is_lowercase))
                .count();
            piece.is(BlockKind::Source) && !label.is_empty() && small_words >= 2
        }
        _ => false,
    }
}

fn looks_like_title(piece: &Piece<'_>, next: Option<&Piece<'_>>) -> bool {
    let text = piece.text;
    if piece.shape != Shape::Text || text.chars().nth(LONGEST_TITLE).is_some() {
        return false;
    }
    let starts = |c: char| c.is_uppercase() || c.is_numeric() || "«\"„“”'".contains(c);
    if !text.starts_with(starts) || text.ends_with([':', ';', ',']) {
        return false;
    }
    if !text.ends_with('.') || text.ends_with("..") {
        return true;
    }
    // A sentence with its full stop is a headline when it is short and a longer paragraph is set off from it.
    text.chars().nth(LONGEST_TITLE_WITH_STOP).is_none()
        && !text.contains(". ")
        && next.is_some_and(|next| {
            next.after_gap && next.text.len() > text.len() && next.shape == Shape::Text
        })
}

fn is_one_word(text: &str) -> bool {
    all_consuming(word).parse(text).is_ok()
}

/// Where the article's text begins: the first paragraph or dateline behind the title.
fn first_paragraph(pieces: &[Piece<'_>], title: Option<usize>) -> usize {
    let after = title.map_or(0, |title| title + 1);
    let begins = |piece: &Piece<'_>| piece.is_paragraph() || piece.is(BlockKind::Dateline);
    let found = pieces.iter().skip(after).position(begins);
    found.map_or(pieces.len(), |at| after + at)
}

/// The lines between the title and the first paragraph: repeated titles, subtitle, byline, captions.
fn front_matter(pieces: &[Piece<'_>], title: usize, body: usize, kinds: &mut [BlockKind]) {
    let headline = fold(pieces[title].text);
    let near = [headline.clone(), Cow::Owned(beginning(&pieces[body..]))];
    // Lines in front of the title may be the title of the window, with the site's name behind it.
    for (piece, kind) in pieces.iter().zip(kinds.iter_mut()).take(title) {
        if piece.shape == Shape::Text {
            *kind = BlockKind::Navigation;
        }
    }
    let mut has_subtitle = false;
    let lines = pieces.iter().zip(kinds).take(body).skip(title + 1);
    for (piece, kind) in lines.filter(|(piece, _)| piece.shape == Shape::Text) {
        *kind = if repeats(&headline, piece.text) {
            BlockKind::Title
        } else if begins_with_site(piece.text) {
            BlockKind::Source
        } else if is_author(piece.text) && !near.iter().any(|text| names(text, piece.text)) {
            BlockKind::Byline
        } else if !has_subtitle && !is_caption(piece.text) {
            has_subtitle = true;
            BlockKind::Heading
        } else {
            BlockKind::Caption
        };
    }
}

/// The first paragraphs, folded: a person on a picture is named there, the author is not.
fn beginning(body: &[Piece<'_>]) -> String {
    /// Bytes that tell enough of an article.
    const ENOUGH: usize = 4000;
    let mut text = String::new();
    for piece in body.iter().filter(|piece| piece.is_paragraph()) {
        let chars = piece.text.char_indices().map(|(at, c)| at + c.len_utf8());
        let end = chars.take_while(|end| *end <= ENOUGH).last().unwrap_or(0);
        text.push_str(&fold(&piece.text[..end]));
        if text.len() >= ENOUGH {
            break;
        }
        text.push('\n');
    }
    text
}

/// Whether a line below the title is rather a picture's caption than a subtitle: a few words, or a year at its end
/// (`Мост через Каму, вид с воздуха, 2014 год`).
fn is_caption(text: &str) -> bool {
    const LONGEST: usize = 4;
    let words = text.split(is_space).rev();
    let is_year = |word: &str| {
        all_consuming(year)
            .parse(word.trim_end_matches(['.', ')']))
            .is_ok()
    };
    text.split(is_space).count() <= LONGEST || words.take(2).any(is_year)
}

/// `example.ru, 14 ноября`, `www.example.org Посмотреть оригинал`: where the text was taken from.
fn begins_with_site(text: &str) -> bool {
    let label = |input| take_while1(|c: char| c.is_ascii_alphanumeric() || c == '-')(input);
    let site: IResult<&str, _> = (label, many1_count(preceded(char('.'), label))).parse(text);
    site.is_ok()
}

/// Whether `text` is the headline again, or the headline with the name of the site.
fn repeats(headline: &str, text: &str) -> bool {
    const SHORTEST: usize = 40;
    let text = fold(text);
    let (short, long) = if text.len() < headline.len() {
        (text.as_ref(), headline)
    } else {
        (headline, text.as_ref())
    };
    short == long || (short.len() >= SHORTEST && long.starts_with(short))
}

/// `Иван Петров`, `Иван Петров, корреспондент «Вести»`, `Иван Петров, Анна Иванова`
fn is_author(text: &str) -> bool {
    const LONGEST: usize = 160;
    // Makes and marks (`Ford Mustang`, `Логотип AlphaBay`) look like names: those are no authors without a label.
    let name = verify(person_name, |name: &str| {
        name.chars().filter(|c| c.is_alphabetic()).all(is_cyrillic)
    });
    let post = (space0, one_of(",/—–|"), take_while(|c| !".!?:".contains(c)));
    let author = (name, opt(post), opt(char('.')));
    text.len() <= LONGEST && all_consuming(author).parse(text).is_ok()
}

/// Whether `text`, folded, names the person of `line`: then the line is a picture's caption and not the author's name.
fn names(text: &str, line: &str) -> bool {
    let Ok((_, name)) = person_name(line) else {
        return false;
    };
    let surname = name.rsplit(is_space).next().unwrap_or(name);
    // Case endings have one or two letters: `Петров`, `Петрову`; `Иванова`, `Ивановой`.
    let letters = surname.chars().count();
    let stem: String = surname
        .chars()
        .take(letters.saturating_sub(2).max(3))
        .collect();
    text.contains(fold(&stem).as_ref())
}

/// The paragraphs that are set off from the article: by the dateline behind them, or by a stamp or byline.
fn lead(pieces: &[Piece<'_>], title: usize, kinds: &mut [BlockKind]) {
    /// More paragraphs than this in front of a dateline are an article of their own.
    const MOST: usize = 2;
    let last = pieces.iter().rposition(Piece::is_paragraph).unwrap_or(0);
    let mut paragraphs = Vec::new();
    for (at, piece) in pieces.iter().enumerate().skip(title + 1) {
        let sets_off = match piece.shape {
            Shape::Text if kinds[at] == BlockKind::Paragraph => {
                paragraphs.push(at);
                false
            }
            // A headline inside the page: its stamp is not the article's.
            Shape::Text if !paragraphs.is_empty() => return,
            Shape::Known(BlockKind::Dateline) => true,
            Shape::Known(BlockKind::TimeStamp | BlockKind::Byline) => {
                paragraphs.len() == 1 && at < last
            }
            _ => false,
        };
        if paragraphs.len() > MOST {
            return;
        }
        if sets_off {
            for at in paragraphs {
                kinds[at] = BlockKind::Lead;
            }
            return;
        }
    }
}

/// Short lines without a final mark: headings between paragraphs, the author or leftovers of the frame at the end.
fn headings(pieces: &[Piece<'_>], body: usize, kinds: &mut [BlockKind]) {
    let goes_on = |piece: &Piece<'_>| {
        piece.is_paragraph()
            || piece.is(BlockKind::Dateline)
            || matches!(piece.shape, Shape::Marked(_))
    };
    let last = pieces.iter().rposition(goes_on).unwrap_or(0);
    let mut in_frame = false;
    for at in body..pieces.len() {
        let piece = &pieces[at];
        in_frame |=
            at > last && matches!(piece.shape, Shape::Known(_)) && !piece.is(BlockKind::TimeStamp);
        let is_numbered = piece.shape == Shape::Marked(Marker::Number) && stands_alone(pieces, at);
        if !(piece.shape == Shape::Text || is_numbered)
            || piece.same_line
            || ends_sentence(piece.text)
            || is_long(piece.text)
        {
            continue;
        }
        if at < last {
            kinds[at] = BlockKind::Heading;
        } else if is_author(piece.text) {
            kinds[at] = BlockKind::Byline;
        } else if in_frame {
            kinds[at] = BlockKind::Navigation;
        }
    }
}

/// Whether a numbered line has no numbered neighbour: a heading then, and no item.
fn stands_alone(pieces: &[Piece<'_>], at: usize) -> bool {
    let numbered = |piece: Option<&Piece<'_>>| {
        piece.is_some_and(|piece| piece.shape == Shape::Marked(Marker::Number))
    };
    let before = at.checked_sub(1).and_then(|before| pieces.get(before));
    !numbered(before)
        && !numbered(pieces.get(at + 1))
        && pieces.get(at + 1).is_some_and(Piece::is_paragraph)
}

/// Lines below a label that has no value of its own: the links below `Читайте также`, the words below `Теги:`.
fn groups(pieces: &[Piece<'_>], from: usize, kinds: &mut [BlockKind]) {
    let mut group: Option<Group> = None;
    for at in from..pieces.len() {
        let piece = &pieces[at];
        match (piece.shape, &piece.fields) {
            (Shape::Known(kind), Fields::Labelled { value: "", .. }) => {
                group = Some(Group {
                    kind,
                    has_gap: false,
                    length: 0,
                });
            }
            (Shape::Known(BlockKind::TimeStamp), _) => {}
            (Shape::Known(_), _) => group = None,
            (Shape::Text | Shape::Marked(_), _) => {
                group = group.filter(|group| group.takes(piece));
                if let Some(group) = &mut group {
                    kinds[at] = group.kind;
                    group.has_gap |= piece.after_gap;
                    group.length += 1;
                }
            }
        }
    }
}

/// The lines below a label.
struct Group {
    kind: BlockKind,
    /// Whether its lines are set off from each other.
    has_gap: bool,
    length: usize,
}

impl Group {
    /// Whether `piece` belongs to the group too.
    fn takes(&self, piece: &Piece<'_>) -> bool {
        let words = piece.text.split(is_space).count();
        let fits = match self.kind {
            BlockKind::Related => !is_long(piece.text),
            BlockKind::Tags => words <= 4,
            BlockKind::Source | BlockKind::Byline => words <= 6 && self.length == 0,
            _ => false,
        };
        let ends = piece.text.ends_with(['.', ':', ',']) && !piece.text.ends_with("..");
        // A gap ends a group of lines that stood close together.
        let goes_on = self.length == 0 || self.has_gap || !piece.after_gap;
        fits && goes_on && !ends
    }
}
