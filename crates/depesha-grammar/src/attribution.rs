//! Attributions: how Russian punctuation joins speech (П, п) to the author's words (А, а).
//!
//! Three grammars, each over [elements](crate::element): the one *around* quotations (`«П», — а: «П».`), the one
//! *inside* a quotation or a turn of a dialogue (`П, — а. — П`), and the one of a sentence without marks
//! (`П, заявил X, п.`). A dash is any dash, with or without spaces; a comma may stand inside the marks or be missing.

use std::ops::Range;

use depesha_text::Span;
use nom::branch::alt;
use nom::combinator::{map, opt, peek, value, verify};
use nom::multi::many0;
use nom::sequence::{pair, preceded, terminated};
use nom::{Input, Parser};
use rustc_hash::FxHashSet;

use crate::cursor::{Cursor, no_match, one};
use crate::element::{
    Element, ElementKind, Elements, Read, depths, elements, mark, quotation, trim_end,
};
use crate::token::TokenKind;
use crate::tree::{Attribution, BlockKind, Quotation, Scheme, Tree};
use crate::verb::{is_converb_like, is_source_phrase, is_verb_like};

/// The author's words have their verb among the first so many elements.
const VERB_WITHIN: usize = 12;
/// The longest words of the author between two pieces of speech, in elements.
const LONGEST_WORDS: usize = 60;
/// The fewest elements of a quotation in brackets that is speech and no name.
const SHORTEST_BRACKETED: usize = 3;

/// Finds the attributions of a page, in order.
pub(crate) fn attributions(tree: &Tree<'_>) -> Vec<Attribution> {
    let mut found = Vec::new();
    for block in &tree.blocks {
        let elements = elements(tree, block.tokens.clone(), None);
        let input = Cursor(&elements[..]);
        let in_block = found.len();
        if is_prose(block.kind) {
            found.extend(dialogue(input).ok().map(|(_, attribution)| attribution));
        }
        exchanges(tree, input, &mut found);
        // What is known to be the author's words is no parenthesis again.
        let known: FxHashSet<usize> = (found[in_block..].iter())
            .flat_map(|attribution| attribution.words.iter().map(|words| words.start()))
            .collect();
        for range in sentences(&elements) {
            parentheses(&elements[range], &known, &mut found);
        }
    }
    for (index, quotation) in tree.quotations.iter().enumerate() {
        let elements = elements(tree, quotation.content.clone(), Some(index));
        let around = inside_quotation(index, quotation, &elements);
        if around.is_none() {
            let input = Cursor(&elements[..]);
            let nested = |e: &Element<'_>| matches!(e.kind, ElementKind::Quotation { .. });
            if elements.iter().any(nested) {
                exchanges(tree, input, &mut found);
            }
        }
        found.extend(around);
    }
    found.sort_by_key(|a| (a.span.start(), std::cmp::Reverse(a.span.end())));
    found
}

/// Reads the attributions around the quotations of `input`, sentence by sentence.
fn exchanges<'t>(tree: &Tree<'t>, input: Elements<'_, 't>, found: &mut Vec<Attribution>) {
    let mut done = 0;
    for Range { start, .. } in sentences(input.0) {
        if done <= start {
            done = start + around_quotations(tree, input.take_from(start), found);
        }
    }
}

/// Where each sentence starts and ends among `elements`.
fn sentences<'a>(elements: &'a [Element<'_>]) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut start = 0;
    elements
        .chunk_by(|_, next| !next.starts)
        .map(move |sentence| {
            let range = start..start + sentence.len();
            start = range.end;
            range
        })
}

fn is_prose(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Paragraph | BlockKind::Lead | BlockKind::Quote | BlockKind::ListItem
    )
}

fn comma<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, Element<'t>> {
    mark(TokenKind::Comma)(input)
}

fn dash<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, Element<'t>> {
    mark(TokenKind::Dash)(input)
}

fn colon<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, Element<'t>> {
    mark(TokenKind::Colon)(input)
}

fn terminal<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, Element<'t>> {
    one(|element: Element<'t>| element.is_terminal())(input)
}

/// One word that may be a finite verb.
fn verb<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, Element<'t>> {
    one(|element: Element<'t>| is_verb_like(element.words) && element.is(TokenKind::Word))(input)
}

/// Whether a verb stands near the start of the author's words.
fn has_verb(words: &[Element<'_>]) -> bool {
    let near = &words[..words.len().min(VERB_WITHIN)];
    near.iter()
        .any(|e| e.is(TokenKind::Word) && is_verb_like(e.words))
}

fn is_word(element: &Element<'_>) -> bool {
    match element.kind {
        ElementKind::Token(kind) => matches!(kind, TokenKind::Word | TokenKind::Number),
        ElementKind::Quotation { .. } => true,
    }
}

/// The characters from the first to the last of `elements`; `None` when no word is among them.
fn span(elements: &[Element<'_>]) -> Option<Span> {
    elements.iter().find(|e| is_word(e))?;
    join(elements)
}

/// The characters from the first to the last of `elements`.
fn join(elements: &[Element<'_>]) -> Option<Span> {
    Some(elements.first()?.span.join(elements.last()?.span))
}

/// Without the marks in front that join it to something else.
fn trim_start<'a, 't>(elements: &'a [Element<'t>]) -> &'a [Element<'t>] {
    let joins = |e: &Element<'_>| {
        e.is(TokenKind::Comma) || e.is(TokenKind::Dash) || e.is(TokenKind::Semicolon)
    };
    let from = elements.iter().position(|e| !joins(e));
    &elements[from.unwrap_or(elements.len())..]
}

/// Speech without the comma or full stop at its end; other marks belong to it.
fn trim_speech<'a, 't>(elements: &'a [Element<'t>]) -> &'a [Element<'t>] {
    match elements {
        [inside @ .., last] if last.is(TokenKind::Comma) || last.is(TokenKind::Period) => inside,
        _ => elements,
    }
}

// Around quotations.

/// Speech in quotation marks and the author's words around it.
struct Exchange<'a, 't> {
    /// The words in front of the first quotation: `А: «П»`.
    lead: Option<&'a [Element<'t>]>,
    turns: Vec<Turn<'a, 't>>,
}

/// A quotation and the words behind it: `«П», — а`.
struct Turn<'a, 't> {
    joint: Joint,
    quotation: usize,
    words: Option<&'a [Element<'t>]>,
}

/// How a quotation is joined to the words in front of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// `а: «П»`
    Colon,
    /// `а, — «п»`
    Dash,
    /// `а. — «П»`
    NewSentence,
}

/// Reads the attributions of the sentence at the start of `input`, which goes on to the block's end; how many
/// elements they take.
fn around_quotations<'t>(
    tree: &Tree<'t>,
    input: Elements<'_, 't>,
    found: &mut Vec<Attribution>,
) -> usize {
    if let Ok((rest, exchange)) = bracketed(input) {
        let whole = span(input.until(rest));
        found.extend(finish(tree, &exchange).map(|attribution| Attribution {
            scheme: Scheme::Bracketed,
            span: whole.unwrap_or(attribution.span),
            ..attribution
        }));
    }
    let mut rest = input;
    while let Ok((after, exchange)) = exchange(rest) {
        found.extend(finish(tree, &exchange));
        rest = after;
        if rest.first().is_none_or(|element| element.starts) {
            break;
        }
    }
    input.until(rest).len()
}

/// `«П», — а.`, `А: «П».`, `«П», — а: «П».`, `«П», — а. — «П».` and what else is made of these.
fn exchange<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, Exchange<'a, 't>> {
    let (rest, (lead, first)) = alt((speech_first, words_first)).parse(input)?;
    let (rest, more) = many0(pair(joint, quoted)).parse(rest)?;
    let turn = |(joint, (quotation, words))| Turn {
        joint,
        quotation,
        words,
    };
    let turns = std::iter::once((Joint::Colon, first)).chain(more);
    Ok((
        rest,
        Exchange {
            lead,
            turns: turns.map(turn).collect(),
        },
    ))
}

type Quoted<'a, 't> = (usize, Option<&'a [Element<'t>]>);
type Opening<'a, 't> = (Option<&'a [Element<'t>]>, Quoted<'a, 't>);

/// `«П», — а`
fn speech_first<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, Opening<'a, 't>> {
    let replied = verify(quoted, |(_, words): &Quoted<'_, '_>| words.is_some());
    map(preceded(opt(dash), replied), |first| (None, first)).parse(input)
}

/// `А: «П»`, `А: «П», — а`
fn words_first<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, Opening<'a, 't>> {
    let words = words_until(|rest| pair(colon, quotation).parse(rest).is_ok());
    map((words, colon, quoted), |(lead, _, first)| {
        (Some(lead), first)
    })
    .parse(input)
}

/// `А («П»)`: in brackets, and too long for a name.
fn bracketed<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, Exchange<'a, 't>> {
    let open = || mark(TokenKind::Open);
    let long = verify(
        one(|e: Element<'t>| !e.is(TokenKind::Quote)),
        |e: &Element<'_>| e.tokens.1 - e.tokens.0 >= SHORTEST_BRACKETED + 2,
    );
    let inside = (peek(long), quotation, mark(TokenKind::Close));
    let mut speech = preceded(open(), inside);
    let words = words_until(|rest| {
        (open(), quotation, mark(TokenKind::Close))
            .parse(rest)
            .is_ok()
    });
    let (rest, lead) = words(input)?;
    let (rest, (_, (quotation, _), _)) = speech.parse(rest)?;
    let turn = Turn {
        joint: Joint::Colon,
        quotation,
        words: None,
    };
    Ok((
        rest,
        Exchange {
            lead: Some(lead),
            turns: vec![turn],
        },
    ))
}

/// What joins another quotation to the words in front of it.
fn joint<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, Joint> {
    alt((
        value(Joint::Colon, colon),
        value(Joint::Dash, pair(comma, dash)),
        value(Joint::NewSentence, pair(terminal, dash)),
    ))
    .parse(input)
}

/// `«П»`, `«П», — а`: a quotation and the author's words behind it, if there are any.
fn quoted<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, Quoted<'a, 't>> {
    let (rest, (index, ending)) = quotation(input)?;
    let (rest, words) = opt(|rest| reply(rest, ending)).parse(rest)?;
    Ok((rest, (index, words)))
}

/// The author's words behind a quotation whose last token is `ending`.
fn reply<'a, 't>(input: Elements<'a, 't>, ending: TokenKind) -> Read<'a, 't, &'a [Element<'t>]> {
    let exclaims = matches!(
        ending,
        TokenKind::Exclamation | TokenKind::Question | TokenKind::Ellipsis
    );
    let is_marked = exclaims || matches!(ending, TokenKind::Comma | TokenKind::Period);
    let words = || words_until(|rest| pair(joint, quotation).parse(rest).is_ok());
    let from_verb = || preceded(peek(verb), words());
    alt((
        // `«П», — а`
        preceded(pair(comma, dash), words()),
        // `«П!» — а`, `«П,» — а`, `«П.» — а`
        preceded(verify(dash, |_| is_marked), words()),
        // `«П» — сказал X`: without a comma, only a verb tells it from `«Восход» — газета`.
        verify(preceded(dash, words()), |words: &&[Element<'_>]| {
            words[0].is_small() && has_verb(words)
        }),
        // `«П», сказал X`
        preceded(comma, from_verb()),
        // `«П?» спросил X`
        verify(from_verb(), |_: &&[Element<'_>]| exclaims),
    ))
    .parse(input)
}

/// At least one element, up to the end of the sentence or to where `stop` holds.
fn words_until<'a, 't: 'a>(
    stop: impl Fn(Elements<'a, 't>) -> bool,
) -> impl Fn(Elements<'a, 't>) -> Read<'a, 't, &'a [Element<'t>]> {
    move |input| {
        let ends = |at: &usize| input.0[*at].starts || stop(input.take_from(*at));
        let end = (1..input.0.len()).find(ends).unwrap_or(input.0.len());
        match input.0.is_empty() {
            true => Err(no_match(input)),
            false => Ok((input.take_from(end), &input.0[..end])),
        }
    }
}

fn finish(tree: &Tree<'_>, read: &Exchange<'_, '_>) -> Option<Attribution> {
    let scheme = match (&read.lead, &read.turns[..]) {
        (Some(_), [only]) if only.words.is_none() => Scheme::WordsFirst,
        (Some(_), _) => Scheme::Framed,
        (None, [_, second, ..]) => match second.joint {
            Joint::Colon => Scheme::TwoQuotations,
            Joint::Dash => Scheme::Interrupted,
            Joint::NewSentence => Scheme::InterruptedBetweenSentences,
        },
        (None, _) => Scheme::SpeechFirst,
    };
    let replies = read.turns.iter().filter_map(|turn| turn.words);
    let words: Vec<Span> = (read.lead.into_iter().chain(replies))
        .filter_map(|words| span(trim_end(trim_start(words))))
        .collect();
    let quotations: Vec<usize> = read.turns.iter().map(|turn| turn.quotation).collect();
    let around = (quotations.iter().map(|&at| tree.quotations[at].span))
        .chain(words.iter().copied())
        .reduce(Span::join)?;
    Some(Attribution {
        scheme,
        span: around,
        speech: (quotations.iter())
            .flat_map(|&at| speech_of(tree, &tree.quotations[at]))
            .collect(),
        words,
        quotations,
    })
    .filter(|attribution| !attribution.words.is_empty())
}

/// The words of a quotation without the comma or full stop at its closing mark.
fn speech_of(tree: &Tree<'_>, quotation: &Quotation) -> Vec<Span> {
    let mut content = quotation.content.clone();
    let last = tree.tokens[content.end - 1].kind;
    if matches!(last, TokenKind::Comma | TokenKind::Period) && content.len() > 1 {
        content.end -= 1;
    }
    let end = tree.tokens[content.end - 1].span.end();
    let start = tree.tokens[content.start].span.start();
    clip(quotation, Span::new(start, end))
}

/// The parts of `span` that lie in the pieces of `quotation`: a span does not cross the end of a block.
fn clip(quotation: &Quotation, span: Span) -> Vec<Span> {
    let first = quotation
        .pieces
        .partition_point(|piece| piece.end() <= span.start());
    (quotation.pieces[first..].iter())
        .take_while(|piece| piece.start() < span.end())
        .map(|piece| Span::new(piece.start().max(span.start()), piece.end().min(span.end())))
        .collect()
}

// Inside a quotation, or a turn of a dialogue.

/// The author's words between two pieces of speech: `, — а, — `.
struct Insertion<'a, 't> {
    words: &'a [Element<'t>],
    end: InsertionEnd,
}

/// What stands behind the author's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum InsertionEnd {
    /// `, —`: the sentence of the speech goes on.
    Comma,
    /// `. —`: another sentence of the speech follows.
    Stop,
    /// Nothing more of the speech.
    Last,
}

/// Speech and the insertion behind it.
type Piece<'a, 't> = (&'a [Element<'t>], Insertion<'a, 't>);

/// `П, — а`: speech up to the author's words.
fn speech_with_insertion<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, Piece<'a, 't>> {
    for at in 1..input.0.len() {
        if let Ok((rest, (own_mark, insertion))) = insertion(input.take_from(at)) {
            return Ok((rest, (&input.0[..at + own_mark], insertion)));
        }
    }
    Err(no_match(input))
}

/// `, — сказал X, —`, `! — воскликнул X. —`; with the number of marks in front that belong to the speech.
fn insertion<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, (usize, Insertion<'a, 't>)> {
    let exclaims = one(|e: Element<'t>| e.is_terminal() && !e.is(TokenKind::Period));
    let joint = alt((value(0, comma), value(1, exclaims)));
    let (rest, own_mark) = terminated(joint, dash).parse(input)?;
    let (rest, words) =
        verify(inserted_words, |words: &&[Element<'_>]| has_verb(words)).parse(rest)?;
    let (rest, end) = insertion_end(rest)?;
    Ok((rest, (own_mark, Insertion { words, end })))
}

/// The words up to where an insertion ends; not too many, so that a page of dashes is read in linear time.
fn inserted_words<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, &'a [Element<'t>]> {
    let end = (1..=input.0.len().min(LONGEST_WORDS))
        .find(|&at| insertion_end(input.take_from(at)).is_ok())
        .ok_or_else(|| no_match(input))?;
    Ok((input.take_from(end), &input.0[..end]))
}

/// `, —`, `: —`, `. —`, `.` in front of another sentence, the end
fn insertion_end<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, InsertionEnd> {
    let new_sentence = |input: Elements<'a, 't>| match input.first() {
        Some(element) if !element.starts => Err(no_match(input)),
        _ => Ok((input, ())),
    };
    alt((
        value(InsertionEnd::Comma, pair(comma, dash)),
        // `«П, — сказал X и добавил: — П»`
        value(InsertionEnd::Stop, pair(alt((terminal, colon)), dash)),
        value(InsertionEnd::Last, preceded(opt(terminal), new_sentence)),
    ))
    .parse(input)
}

/// `П, — а, — п. — а. — П`: the pieces, and the rest of the speech.
fn alternation<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, Vec<Piece<'a, 't>>> {
    let mut pieces = Vec::new();
    let mut rest = input;
    while let Ok((after, piece)) = speech_with_insertion(rest) {
        rest = after;
        let is_last = piece.1.end == InsertionEnd::Last;
        pieces.push(piece);
        if is_last {
            break;
        }
    }
    Ok((rest, pieces))
}

/// `«П, — а, — п».`, `«П, — а. — П».`, `«П, — а».`
fn inside_quotation(
    index: usize,
    quotation: &Quotation,
    elements: &[Element<'_>],
) -> Option<Attribution> {
    let (rest, pieces) = alternation(Cursor(elements)).ok()?;
    let scheme = match pieces.first()?.1.end {
        InsertionEnd::Comma => Scheme::Interrupted,
        InsertionEnd::Stop => Scheme::InterruptedBetweenSentences,
        // Inside the marks, words in front of another sentence are the speaker's own.
        InsertionEnd::Last if rest.0.is_empty() => Scheme::SpeechFirst,
        InsertionEnd::Last => return None,
    };
    let (speech, words) = spans(&pieces, rest.0);
    Some(Attribution {
        scheme,
        span: quotation.span,
        speech: speech
            .into_iter()
            .flat_map(|span| clip(quotation, span))
            .collect(),
        words,
        quotations: vec![index],
    })
}

/// `— П, — а. — П.`, `— П?` as a line of its own
fn dialogue<'a, 't>(input: Elements<'a, 't>) -> Read<'a, 't, Attribution> {
    let not_number = one(|e: Element<'t>| !e.is(TokenKind::Number));
    let (_, (_, first)) = pair(dash, peek(not_number)).parse(input)?;
    let (rest, pieces) = alternation(input.take_from(1))?;
    // Words that no dash follows end the turn; without any words the line is speech.
    let ended = pieces
        .last()
        .is_some_and(|piece| piece.1.end == InsertionEnd::Last);
    let (speech, words) = spans(&pieces, if ended { &[] } else { rest.0 });
    let around = speech.iter().chain(&words).copied().reduce(Span::join);
    Ok((
        rest,
        Attribution {
            scheme: Scheme::Dialogue,
            span: input.0[0].span.join(around.unwrap_or(first.span)),
            speech,
            words,
            quotations: Vec::new(),
        },
    ))
}

/// The spans of speech and of the author's words; `rest` is speech behind the last words.
fn spans(pieces: &[Piece<'_, '_>], rest: &[Element<'_>]) -> (Vec<Span>, Vec<Span>) {
    let speech = pieces.iter().map(|(speech, _)| *speech).chain([rest]);
    let words = pieces.iter().map(|(_, insertion)| insertion.words);
    (
        speech
            .filter_map(|speech| span(trim_speech(speech)))
            .collect(),
        words.filter_map(span).collect(),
    )
}

// In a sentence without marks around the speech.

/// `П, заявил X.`, `П, по словам X, п.`, `Как сообщил X, П.`; not where other words of `known` begin.
fn parentheses(sentence: &[Element<'_>], known: &FxHashSet<usize>, found: &mut Vec<Attribution>) {
    let depths = depths(sentence);
    let marks: Vec<usize> = (0..sentence.len())
        .filter(|&at| depths[at] == 0)
        .filter(|&at| sentence[at].is(TokenKind::Comma) || sentence[at].is(TokenKind::Dash))
        .collect();
    let end = trim_end(sentence).len();
    let start = sentence.len() - trim_start(sentence).len();
    // Looked for once, so that marks in front of the first word are not read again for every candidate.
    let Some(first_word) = sentence.iter().position(is_word) else {
        return;
    };
    for (number, &at) in std::iter::once(&0).chain(&marks).enumerate() {
        let is_initial = number == 0;
        let from = if is_initial { 0 } else { at + 1 };
        let behind_comma = at > 0 && sentence[at - 1].is(TokenKind::Comma);
        // A dash alone may end the speech, but only in front of the sentence's last words.
        let dash_only = !is_initial && sentence[at].is(TokenKind::Dash) && !behind_comma;
        let Some(first) = sentence[..end].get(from) else {
            continue;
        };
        let words = (sentence[from..end].iter())
            .take_while(|e| e.is(TokenKind::Word))
            .map(|e| e.words);
        let inverted = !is_initial && first.is(TokenKind::Word) && is_verb_like(first.words);
        let names_source = !dash_only && is_source_phrase(words);
        if !(inverted || names_source) || known.contains(&first.span.start()) {
            continue;
        }
        let to = parenthesis_end(sentence, from, &marks[number..], end);
        if dash_only && to < end {
            continue;
        }
        let before = sentence.get(start..at).unwrap_or_default();
        let before = match before {
            [inside @ .., comma] if comma.is(TokenKind::Comma) => inside,
            _ => before,
        };
        let before = (first_word < at).then_some(before);
        let after = trim_start(&sentence[to..end]);
        let speech: Vec<Span> = (before.into_iter().filter_map(join))
            .chain(span(after))
            .collect();
        let (Some(around), Some(words)) = (join(&sentence[..end]), join(&sentence[from..to]))
        else {
            continue;
        };
        if !speech.is_empty() {
            found.push(Attribution {
                scheme: Scheme::Parenthetical,
                span: around,
                speech,
                words: vec![words],
                quotations: Vec::new(),
            });
        }
    }
}

/// Where the words from `from` end: at the next of `marks`, except in front of a converb (`, отвечая на вопрос`).
fn parenthesis_end(sentence: &[Element<'_>], from: usize, marks: &[usize], end: usize) -> usize {
    let is_converb = |e: &Element<'_>| e.is(TokenKind::Word) && is_converb_like(e.words);
    let goes_on = |at: usize| {
        sentence[at].is(TokenKind::Comma) && sentence.get(at + 1).is_some_and(is_converb)
    };
    let stop = marks.iter().copied().find(|&at| at > from && !goes_on(at));
    stop.unwrap_or(end).min(end)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::testing::paragraphs;

    /// The attributions of `text`: the scheme, then the words with ⟦ ⟧ around speech and ⟨ ⟩ around the author's words.
    fn draw(text: &str) -> String {
        let tree = paragraphs(text);
        let drawn = tree.attributions().iter().map(|attribution| {
            let speech = attribution.speech.iter().map(|span| (*span, ["⟦", "⟧"]));
            let words = attribution.words.iter().map(|span| (*span, ["⟨", "⟩"]));
            let mut parts: Vec<_> = speech.chain(words).collect();
            parts.sort();
            let mut out = format!("{:?} ", attribution.scheme);
            let mut done = attribution.span.start();
            for (span, [open, close]) in parts {
                out.push_str(&text[done..span.start()]);
                out.push_str(&format!("{open}{}{close}", span.of(text)));
                done = span.end();
            }
            out.push_str(&text[done..attribution.span.end()]);
            out.replace('\n', "¶")
        });
        drawn.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn speech_first() {
        assert_snapshot!(draw("«Мы рады», — сказал Орлов. Все ушли."), @"SpeechFirst «⟦Мы рады⟧», — ⟨сказал Орлов⟩");
        assert_snapshot!(draw("\"Мы рады\", - сказал Орлов."), @r#"SpeechFirst "⟦Мы рады⟧", - ⟨сказал Орлов⟩"#);
        assert_snapshot!(draw("„Мы рады“, – сказал Орлов."), @"SpeechFirst „⟦Мы рады⟧“, – ⟨сказал Орлов⟩");
        assert_snapshot!(draw("«Мы рады»,— сказал Орлов."), @"SpeechFirst «⟦Мы рады⟧»,— ⟨сказал Орлов⟩");
        assert_snapshot!(draw("\"Мы рады\",-сказал Орлов."), @r#"SpeechFirst "⟦Мы рады⟧",-⟨сказал Орлов⟩"#);
        assert_snapshot!(draw("«Мы рады,» — сказал Орлов."), @"SpeechFirst «⟦Мы рады⟧,» — ⟨сказал Орлов⟩");
        assert_snapshot!(draw("«Мы рады» — сказал Орлов."), @"SpeechFirst «⟦Мы рады⟧» — ⟨сказал Орлов⟩");
        assert_snapshot!(draw("«Мы рады.» — сказал Орлов."), @"SpeechFirst «⟦Мы рады⟧.» — ⟨сказал Орлов⟩");
        assert_snapshot!(draw("«Мы рады!» — сказал Орлов."), @"SpeechFirst «⟦Мы рады!⟧» — ⟨сказал Орлов⟩");
        assert_snapshot!(draw("«Мы рады?», — спросил Орлов."), @"SpeechFirst «⟦Мы рады?⟧», — ⟨спросил Орлов⟩");
        assert_snapshot!(draw("«Мы рады…» — сказал Орлов."), @"SpeechFirst «⟦Мы рады…⟧» — ⟨сказал Орлов⟩");
        assert_snapshot!(draw("«Мы рады», сказал Орлов."), @"SpeechFirst «⟦Мы рады⟧», ⟨сказал Орлов⟩");
        assert_snapshot!(draw("«Мы рады?» спросил Орлов."), @"SpeechFirst «⟦Мы рады?⟧» ⟨спросил Орлов⟩");
        assert_snapshot!(draw("«Мы рады. Мы ждём», — Орлов помолчал."), @"SpeechFirst «⟦Мы рады. Мы ждём⟧», — ⟨Орлов помолчал⟩");
        assert_snapshot!(draw("«Мы рады», — сказал глава газеты «Восход», отвечая на вопрос."), @"SpeechFirst «⟦Мы рады⟧», — ⟨сказал глава газеты «Восход», отвечая на вопрос⟩");
    }

    #[test]
    fn words_first() {
        assert_snapshot!(draw("Орлов сказал: «Мы рады». Все ушли."), @"WordsFirst ⟨Орлов сказал⟩: «⟦Мы рады⟧»");
        assert_snapshot!(draw("Орлов сказал:\"Мы рады.\""), @r#"WordsFirst ⟨Орлов сказал⟩:"⟦Мы рады⟧.""#);
        assert_snapshot!(draw("Газета «Восход» пишет: «Мы рады»."), @"WordsFirst ⟨Газета «Восход» пишет⟩: «⟦Мы рады⟧»");
        assert_snapshot!(draw("Орлов сказал: «Да», а Зимин ответил: «Нет»."), @"WordsFirst ⟨Орлов сказал⟩: «⟦Да⟧» | WordsFirst ⟨а Зимин ответил⟩: «⟦Нет⟧»");
    }

    #[test]
    fn framed() {
        assert_snapshot!(draw("Орлов ответил: «Мы рады», — и ушёл."), @"Framed ⟨Орлов ответил⟩: «⟦Мы рады⟧», — ⟨и ушёл⟩");
    }

    #[test]
    fn interrupted() {
        assert_snapshot!(draw("«Мы, — сказал Орлов, — рады»."), @"Interrupted «⟦Мы⟧, — ⟨сказал Орлов⟩, — ⟦рады⟧»");
        assert_snapshot!(draw("\"Мы,- сказал Орлов,- рады\"."), @r#"Interrupted "⟦Мы⟧,- ⟨сказал Орлов⟩,- ⟦рады⟧""#);
        assert_snapshot!(draw("«Мы», — сказал Орлов, — «рады»."), @"Interrupted «⟦Мы⟧», — ⟨сказал Орлов⟩, — «⟦рады⟧»");
        assert_snapshot!(draw("«Мы рады, — сказал Орлов. — Мы ждём». Все ушли."), @"InterruptedBetweenSentences «⟦Мы рады⟧, — ⟨сказал Орлов⟩. — ⟦Мы ждём⟧»");
        assert_snapshot!(draw("«Мы рады! — сказал Орлов. — Мы ждём»."), @"InterruptedBetweenSentences «⟦Мы рады!⟧ — ⟨сказал Орлов⟩. — ⟦Мы ждём⟧»");
        assert_snapshot!(draw("«Мы рады», — сказал Орлов. — «Мы ждём»."), @"InterruptedBetweenSentences «⟦Мы рады⟧», — ⟨сказал Орлов⟩. — «⟦Мы ждём⟧»");
        assert_snapshot!(draw("«Мы, — сказал Орлов, — рады, — добавил он. — Ждём»."), @"Interrupted «⟦Мы⟧, — ⟨сказал Орлов⟩, — ⟦рады⟧, — ⟨добавил он⟩. — ⟦Ждём⟧»");
        assert_snapshot!(draw("«Мы рады, — сказал Орлов и добавил: — Ждём»."), @"InterruptedBetweenSentences «⟦Мы рады⟧, — ⟨сказал Орлов и добавил⟩: — ⟦Ждём⟧»");
        assert_snapshot!(draw("«Мы рады, — сказал Орлов»."), @"SpeechFirst «⟦Мы рады⟧, — ⟨сказал Орлов⟩»");
    }

    #[test]
    fn speech_inside_speech() {
        assert_snapshot!(draw("«Люди говорят: “Мы рады всему”», — сказал Орлов."), @"SpeechFirst «⟦Люди говорят: “Мы рады всему”⟧», — ⟨сказал Орлов⟩ | WordsFirst ⟨Люди говорят⟩: “⟦Мы рады всему⟧”");
    }

    #[test]
    fn two_quotations() {
        assert_snapshot!(draw("«Мы рады», — сказал Орлов и добавил: «Мы ждём»."), @"TwoQuotations «⟦Мы рады⟧», — ⟨сказал Орлов и добавил⟩: «⟦Мы ждём⟧»");
        assert_snapshot!(draw("«Да», — сказал Орлов, добавив: «Ждём», — и ушёл."), @"TwoQuotations «⟦Да⟧», — ⟨сказал Орлов, добавив⟩: «⟦Ждём⟧», — ⟨и ушёл⟩");
    }

    #[test]
    fn bracketed_speech() {
        assert_snapshot!(draw("Орлов доволен («Мы очень рады всему»)."), @"Bracketed ⟨Орлов доволен⟩ («⟦Мы очень рады всему⟧»)");
        assert_snapshot!(draw("Вышла газета («Восход»)."), @"");
    }

    #[test]
    fn dialogue() {
        assert_snapshot!(draw("— Мы рады, — сказал Орлов.\n— Мы ждём! — сказал Зимин. — Да."), @"Dialogue — ⟦Мы рады⟧, — ⟨сказал Орлов⟩ | Dialogue — ⟦Мы ждём!⟧ — ⟨сказал Зимин⟩. — ⟦Да⟧");
        assert_snapshot!(draw("- Вы рады?\n- Да. Мы ждём.\n- 5 градусов"), @"Dialogue - ⟦Вы рады?⟧ | Dialogue - ⟦Да. Мы ждём⟧");
        assert_snapshot!(draw("— Мы, — сказал Орлов, — рады. Мы ждём, — добавил он. Все ушли."), @"Dialogue — ⟦Мы⟧, — ⟨сказал Орлов⟩, — ⟦рады. Мы ждём⟧, — ⟨добавил он⟩");
    }

    #[test]
    fn parentheses() {
        assert_snapshot!(draw("Дума собралась, заявил Орлов."), @"Parenthetical ⟦Дума собралась⟧, ⟨заявил Орлов⟩");
        assert_snapshot!(draw("Дума, заявил Орлов, собралась."), @"Parenthetical ⟦Дума⟧, ⟨заявил Орлов⟩, ⟦собралась⟧ | Parenthetical ⟦Дума, заявил Орлов⟧, ⟨собралась⟩");
        assert_snapshot!(draw("Дума собралась, — сообщает РИА Новости."), @"Parenthetical ⟦Дума собралась⟧, — ⟨сообщает РИА Новости⟩");
        assert_snapshot!(draw("Дума собралась — сообщает РИА Новости."), @"Parenthetical ⟦Дума собралась⟧ — ⟨сообщает РИА Новости⟩");
        assert_snapshot!(draw("Дума, по словам Орлова, собралась."), @"Parenthetical ⟦Дума⟧, ⟨по словам Орлова⟩, ⟦собралась⟧ | Parenthetical ⟦Дума, по словам Орлова⟧, ⟨собралась⟩");
        assert_snapshot!(draw("По его последним данным, дума собралась."), @"Parenthetical ⟨По его последним данным⟩, ⟦дума собралась⟧");
        assert_snapshot!(draw("Как сообщил Орлов, дума собралась."), @"Parenthetical ⟨Как сообщил Орлов⟩, ⟦дума собралась⟧");
        assert_snapshot!(draw("Дума собралась, сообщил Орлов, отвечая на вопрос."), @"Parenthetical ⟦Дума собралась⟧, ⟨сообщил Орлов, отвечая на вопрос⟩");
        assert_snapshot!(draw("«Мы рады», — сказал Орлов, сообщает РИА Новости."), @"SpeechFirst «⟦Мы рады⟧», — ⟨сказал Орлов, сообщает РИА Новости⟩ | Parenthetical ⟦«Мы рады», — сказал Орлов⟧, ⟨сообщает РИА Новости⟩");
        assert_snapshot!(draw("По словам Орлова, «мы рады», — пишет газета."), @"Parenthetical ⟨По словам Орлова⟩, ⟦«мы рады», — пишет газета⟧ | Parenthetical ⟦По словам Орлова, «мы рады»⟧, — ⟨пишет газета⟩");
    }

    #[test]
    fn speech_over_several_paragraphs() {
        assert_snapshot!(draw("«Мы рады.\n«Мы ждём», — сказал Орлов."), @"SpeechFirst «⟦Мы рады.⟧¶«⟦Мы ждём⟧», — ⟨сказал Орлов⟩");
        assert_snapshot!(draw("Орлов сказал: «Мы рады.\nМы ждём»."), @"WordsFirst ⟨Орлов сказал⟩: «⟦Мы рады.⟧¶⟦Мы ждём⟧»");
    }

    #[test]
    fn names_and_plain_dashes_are_no_attributions() {
        assert_snapshot!(draw("Газета «Восход» — старейшая в городе."), @"");
        assert_snapshot!(draw("Орлов, глава «Восхода», Зимин и газета."), @"");
        assert_snapshot!(draw("Совет — орган города."), @"");
        assert_snapshot!(draw("«Наша цель, — и это важно, — мир»."), @"");
        assert_snapshot!(draw(""), @"");
    }
}
