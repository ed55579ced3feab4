//! The page: its lines become blocks.
//!
//! First every line is read for itself: what its words alone show (a source line, a counter, a dateline) is settled.
//! Then the other lines get their kind from the place where they stand, see [`place`].

mod furniture;
mod label;
mod line;
mod list;
mod notice;
mod place;
mod stamp_line;
#[cfg(test)]
mod tests;

use depesha_text::Span;
use nom::branch::alt;
use nom::combinator::consumed;
use nom::{IResult, Offset, Parser};

use self::furniture::furniture_line;
use self::label::{Labelled, labelled_line};
use self::line::{Line, lines};
use self::list::{Marker, marker, quote_mark};
use self::notice::notice_line;
use self::stamp_line::{stamp_line, stamp_then_text, text_then_stamp};
use crate::dateline::{DatelineParts, dateline};
use crate::token::{Token, is_space};
use crate::tree::{Block, BlockFields, BlockKind, Dateline, TimeStamp};

/// Cuts a page into blocks. Each of `tokens` belongs to exactly one of them.
pub(crate) fn blocks(page: &str, tokens: &[Token]) -> Vec<Block> {
    let mut pieces = Vec::new();
    // An undated dateline is one in front of the first paragraphs only.
    let mut paragraphs = 0;
    let mut starts = tokens.iter().map(|token| token.span.start()).peekable();
    for line in lines(page) {
        let mut found = pieces_of(&line, paragraphs < 2);
        let is_cut_at_tokens = found.iter().all(|piece| {
            let start = page.offset(piece.text);
            while starts.next_if(|at| *at < start).is_some() {}
            starts.peek() == Some(&start)
        });
        if !is_cut_at_tokens {
            found = vec![Piece::text(line.text)];
        }
        for (at, piece) in found.iter_mut().enumerate() {
            piece.same_line = at > 0;
            piece.after_gap = at == 0 && line.after_gap;
        }
        paragraphs += usize::from(found.iter().any(Piece::is_paragraph));
        pieces.append(&mut found);
    }
    let kinds = place::kinds(&pieces);
    cut(page, tokens, &pieces, &kinds)
}

/// The blocks of `pieces`. A piece has the tokens from its start to the start of the next one.
fn cut(page: &str, tokens: &[Token], pieces: &[Piece<'_>], kinds: &[BlockKind]) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(pieces.len());
    let mut first = 0;
    let ends = pieces
        .iter()
        .skip(1)
        .map(|next| page.offset(next.text))
        .chain([page.len()]);
    for ((piece, kind), end) in pieces.iter().zip(kinds).zip(ends) {
        let count = tokens[first..]
            .iter()
            .take_while(|t| t.span.start() < end)
            .count();
        let own = first..first + count;
        first = own.end;
        if let [start, ..] = &tokens[own.clone()] {
            let last = &tokens[own.end - 1];
            blocks.push(Block {
                kind: *kind,
                span: start.span.join(last.span),
                tokens: own,
                fields: piece.fields.in_page(page),
            });
        }
    }
    blocks
}

/// A line or a part of one.
#[derive(Clone, Debug)]
struct Piece<'t> {
    text: &'t str,
    shape: Shape,
    fields: Fields<'t>,
    /// Whether an empty line stands in front of it.
    after_gap: bool,
    /// Whether it goes on with the line of the piece in front of it.
    same_line: bool,
}

/// What the words of a piece show by themselves.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Shape {
    /// All there is to know.
    Known(BlockKind),
    /// A mark in front, which is that of a list item or of speech.
    Marked(Marker),
    /// Words whose kind depends on their place.
    Text,
}

/// What was read in a piece, as parts of the page's text.
#[derive(Clone, Debug, PartialEq)]
enum Fields<'t> {
    None,
    TimeStamp(TimeStamp),
    Dateline(DatelineParts<'t>),
    Labelled { label: &'t str, value: &'t str },
}

impl Fields<'_> {
    fn in_page(&self, page: &str) -> BlockFields {
        let span = |part: &str| {
            let start = page.offset(part);
            Span::new(start, start + part.len())
        };
        match self {
            Self::None => BlockFields::None,
            Self::TimeStamp(stamp) => BlockFields::TimeStamp(*stamp),
            Self::Dateline(parts) => BlockFields::Dateline(Dateline {
                places: parts.places.iter().map(|place| span(place)).collect(),
                date: parts.date.map(|(words, date)| (span(words), date)),
                time: parts.time,
                agency: parts.agency.map(span),
                correspondent: parts.correspondent.map(span),
            }),
            Self::Labelled { label, value } => BlockFields::Labelled {
                label: span(label),
                value: span(value),
            },
        }
    }
}

impl<'t> Piece<'t> {
    fn new(shape: Shape, text: &'t str, fields: Fields<'t>) -> Self {
        Self {
            text: text.trim_matches(is_space),
            shape,
            fields,
            after_gap: false,
            same_line: false,
        }
    }

    fn text(text: &'t str) -> Self {
        Self::new(Shape::Text, text, Fields::None)
    }

    fn known(kind: BlockKind, text: &'t str, fields: Fields<'t>) -> Self {
        Self::new(Shape::Known(kind), text, fields)
    }

    fn is(&self, kind: BlockKind) -> bool {
        self.shape == Shape::Known(kind)
    }

    /// Whether it reads like a paragraph: a sentence ends it, or it is too long for anything else.
    fn is_paragraph(&self) -> bool {
        self.shape == Shape::Text && (ends_sentence(self.text) || is_long(self.text))
    }
}

/// Whether the last character, apart from closing marks, is one that ends a sentence or leads to the next paragraph.
fn ends_sentence(text: &str) -> bool {
    let open = text.trim_end_matches(['»', '"', '”', '“', ')', ']', '\'', '’', '*']);
    open.ends_with(['.', '!', '?', '…', ':', ';', ','])
}

/// Whether a text has more characters than a heading.
fn is_long(text: &str) -> bool {
    const LONGEST_HEADING: usize = 200;
    text.chars().nth(LONGEST_HEADING).is_some()
}

/// What the words of a line show by themselves: one piece, or several with their kinds.
fn pieces_of<'t>(line: &Line<'t>, early: bool) -> Vec<Piece<'t>> {
    let known = |kind| move |()| vec![Piece::known(kind, line.text, Fields::None)];
    let parsed = alt((
        stamp_line,
        quote_mark.map(known(BlockKind::Quote)),
        notice_line.map(known(BlockKind::Notice)),
        furniture_line.map(known(BlockKind::Navigation)),
        labelled_line.map(|Labelled { kind, label, value }| {
            vec![Piece::known(
                kind,
                line.text,
                Fields::Labelled { label, value },
            )]
        }),
        |input| dateline_then_text(input, early),
        marker.map(|marker| vec![Piece::new(Shape::Marked(marker), line.text, Fields::None)]),
        stamp_then_text,
        text_then_stamp,
    ))
    .parse(line.text);
    match parsed {
        Ok((_, pieces)) => pieces,
        Err(_) => vec![Piece::text(line.text)],
    }
}

/// `СУХУМ, 14 ноя — Sputnik. Мост открыт.`: the dateline, then the paragraph if there is one.
fn dateline_then_text(input: &str, early: bool) -> IResult<&str, Vec<Piece<'_>>> {
    // `НАТО — Россия: новый счёт` is a headline, so without a date only a whole paragraph will do.
    let fits = |parts: &DatelineParts<'_>, text: &str| {
        parts.is_certain() || (early && text.len() > SHORTEST_UNDATED && ends_sentence(text))
    };
    let (text, (words, parts)) = consumed(dateline).parse(input)?;
    if !fits(&parts, text) {
        return Err(crate::word::no_match(input));
    }
    let mut pieces = vec![Piece::known(
        BlockKind::Dateline,
        words,
        Fields::Dateline(parts),
    )];
    pieces.extend((!text.is_empty()).then(|| Piece::text(text)));
    Ok(("", pieces))
}

/// Bytes of text that must follow a dateline without a date.
const SHORTEST_UNDATED: usize = 80;
