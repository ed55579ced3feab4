//! Quotations: which mark opens, which one closes, and what to do when one is missing.
//!
//! A paragraph is read twice. The first reading pairs the marks with a stack and so tells which opening marks have no
//! partner; the second one ends those where a reader would: at a closing mark that serves two, at the dash in front
//! of the author's words, at last at the paragraph's end. A third step joins what runs over several paragraphs.

use depesha_text::Span;
use nom::Parser;
use nom::combinator::{eof, opt, value};

use crate::cursor::{Cursor, one};
use crate::token::{Token, TokenKind, is_space};
use crate::tree::{Block, BlockKind, Diagnostic, Quotation};
use crate::verb::is_verb_like;

/// Marks that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// `«»`
    Angle,
    /// `‹›`
    SmallAngle,
    /// `„“`, `“”`
    Curly,
    /// `""`
    Straight,
    /// `''…''`
    Twin,
    /// `'…'`, `‘…’`: as likely an apostrophe, so one without a partner is no mark at all.
    Single,
}

/// What the characters around a mark say of its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    /// `слово"слово`, `слово " слово`: the one that is missing.
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    token: usize,
    family: Family,
    side: Side,
    /// `16"`, `5'`: inches and feet where no quotation is open.
    behind_digit: bool,
}

/// A quotation in the making; positions are indices of tokens.
#[derive(Clone, Debug)]
struct Draft {
    open: usize,
    /// The token behind the last one inside.
    end: usize,
    close: Option<usize>,
    /// The first reading found no partner.
    unpaired: bool,
    /// The opening marks of further paragraphs that only say that it goes on, and the blocks it runs through.
    repeated: Vec<usize>,
}

/// What quotations make of the tokens.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    /// For each token, the innermost quotation around it. A mark lies outside of the quotation that it bounds.
    pub(crate) inside: Vec<Option<u32>>,
    /// For each token, whether it is a mark of a quotation.
    pub(crate) role: Vec<Role>,
}

/// What a token is for quotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// No mark.
    Plain,
    /// An opening mark, the first one or one repeated at a paragraph's start.
    Opens,
    /// A closing mark.
    Closes,
}

/// Finds the quotations of a page, ordered by their opening marks.
pub(crate) fn quotations(
    text: &str,
    tokens: &[Token],
    blocks: &[Block],
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Quotation>, Layout) {
    let mut reader = Reader {
        text,
        tokens,
        drafts: Vec::new(),
        strays: Vec::new(),
    };
    let read: Vec<BlockQuotes> = blocks
        .iter()
        .map(|block| reader.block(block.tokens.clone()))
        .collect();
    join_paragraphs(&mut reader, blocks, &read);
    reader.finish(blocks, diagnostics)
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// By their opening marks.
    drafts: Vec<Draft>,
    /// Closing marks that close nothing, in order.
    strays: Vec<usize>,
}

/// What the joining of paragraphs needs to know of one.
#[derive(Clone, Copy, Debug)]
struct BlockQuotes {
    /// The quotation whose mark is the block's first token.
    head: Option<usize>,
    /// The outermost quotation that is still open where the block ends.
    tail: Option<usize>,
    /// Its first stray closing mark that stands in no quotation of its own, as an index of [`Reader::strays`].
    stray: Option<usize>,
}

impl Reader<'_> {
    fn kind(&self, token: usize) -> TokenKind {
        self.tokens[token].kind
    }

    /// The second reading of a block, with the partners that the first one found.
    fn block(&mut self, block: std::ops::Range<usize>) -> BlockQuotes {
        let marks: Vec<Mark> = block
            .clone()
            .filter(|&token| self.kind(token) == TokenKind::Quote)
            .map(|token| mark(self.text, self.tokens, token))
            .collect();
        let pairs = pair(&marks);
        let first_draft = self.drafts.len();
        let mut stack: Vec<usize> = Vec::new();
        let mut stray = None;
        let mut next_mark = 0;
        for token in block.clone() {
            if marks.get(next_mark).is_none_or(|mark| mark.token != token) {
                self.cut_at_attribution(token, block.end, &mut stack);
                continue;
            }
            let found = pairs[next_mark];
            next_mark += 1;
            match found {
                Pair::None => {}
                Pair::Open { unpaired } => {
                    stack.push(self.drafts.len());
                    self.drafts.push(Draft {
                        open: token,
                        end: block.end,
                        close: None,
                        unpaired,
                        repeated: Vec::new(),
                    });
                }
                Pair::Close { partner } => {
                    let partner = marks[partner].token;
                    while let Some(top) = stack.pop() {
                        self.drafts[top].end = token;
                        if self.drafts[top].open == partner {
                            self.drafts[top].close = Some(token);
                            break;
                        }
                    }
                    self.share(token, block.clone(), &mut stack);
                }
                // A quotation that would else have no end takes a closing mark of another shape: `«П"`.
                Pair::Stray => match stack.last() {
                    Some(&top) if self.drafts[top].unpaired => {
                        stack.pop();
                        self.drafts[top].end = token;
                        self.drafts[top].close = Some(token);
                        self.share(token, block.clone(), &mut stack);
                    }
                    top => {
                        if top.is_none() {
                            stray.get_or_insert(self.strays.len());
                        }
                        self.strays.push(token);
                    }
                },
            }
        }
        let head = self
            .drafts
            .get(first_draft)
            .is_some_and(|draft| draft.open == block.start);
        BlockQuotes {
            head: head.then_some(first_draft),
            tail: stack.first().copied(),
            stray,
        }
    }

    /// Ends the open quotations that have no partner in front of the author's words: `«П, — сказал X.`
    fn cut_at_attribution(&mut self, token: usize, block_end: usize, stack: &mut Vec<usize>) {
        if !matches!(self.kind(token), TokenKind::Comma | TokenKind::Dash) {
            return;
        }
        let unpaired = |drafts: &[Draft], top: &usize| drafts[*top].unpaired;
        if !stack.last().is_some_and(|top| unpaired(&self.drafts, top)) {
            return;
        }
        // In front of a dash alone the speech has its own mark: `«П! — воскликнул X.`
        let ends_itself = matches!(
            self.kind(token - 1),
            TokenKind::Exclamation | TokenKind::Question | TokenKind::Ellipsis
        );
        if self.kind(token) == TokenKind::Dash && !ends_itself {
            return;
        }
        if !self.words_follow(token, block_end, true) {
            return;
        }
        while let Some(top) = stack.last().filter(|top| unpaired(&self.drafts, top)) {
            self.drafts[*top].end = token;
            stack.pop();
        }
    }

    /// Lets the closing mark `token` close the quotations around it too, when they have no other: `«А «Б», — сказал X.`
    fn share(&mut self, token: usize, block: std::ops::Range<usize>, stack: &mut Vec<usize>) {
        while let Some(&top) = stack.last() {
            let draft = &self.drafts[top];
            if !draft.unpaired {
                return;
            }
            // `ООО «Торговый дом «Ромашка» закрылось`: a name begins right behind a word and is short.
            let is_name = draft.open > block.start
                && self.kind(draft.open - 1) == TokenKind::Word
                && token - draft.open <= NAME_LENGTH
                && (self.tokens[draft.open + 1..token].iter())
                    .all(|t| matches!(t.kind, TokenKind::Word | TokenKind::Quote));
            let ends = speech_end(Cursor(&self.tokens[token + 1..block.end])).is_ok();
            if !(is_name || ends || self.words_follow(token + 1, block.end, false)) {
                return;
            }
            self.drafts[top].end = token + 1;
            self.drafts[top].close = Some(token);
            stack.pop();
        }
    }

    /// Whether the author's words stand at `token`: a dash, perhaps behind a comma, and a word that begins small.
    fn words_follow(&self, token: usize, block_end: usize, with_verb: bool) -> bool {
        let end = block_end.min(token + VERB_WITHIN);
        let input = Cursor(&self.tokens[token.min(end)..end]);
        let text = self.text;
        let word = |t: Token| t.span.of(text);
        let is = |kind: TokenKind| one(move |t: Token| t.kind == kind);
        let small =
            one(|t: Token| t.kind == TokenKind::Word && word(t).starts_with(char::is_lowercase));
        let joint = (opt(is(TokenKind::Comma)), is(TokenKind::Dash));
        match (joint, small).parse(input) {
            Ok((rest, (_, first))) => {
                !with_verb
                    || std::iter::once(&first)
                        .chain(rest.0)
                        .take_while(|t| t.kind == TokenKind::Word)
                        .any(|t| is_verb_like(word(*t)))
            }
            Err(_) => false,
        }
    }

    /// Orders the drafts into each other and tells what was odd.
    fn finish(
        self,
        blocks: &[Block],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Vec<Quotation>, Layout) {
        let mut layout = Layout {
            inside: Vec::with_capacity(self.tokens.len()),
            role: vec![Role::Plain; self.tokens.len()],
        };
        // `""` holds nothing: no quotation.
        let mut drafts = (self.drafts.iter())
            .filter(|draft| draft.open + 1 < draft.end)
            .peekable();
        let mut found: Vec<Quotation> = Vec::new();
        let mut ends: Vec<usize> = Vec::new();
        let mut around: Vec<usize> = Vec::new();
        let mut block = 0;
        for token in 0..self.tokens.len() {
            while around.last().is_some_and(|&top| ends[top] <= token) {
                around.pop();
            }
            let parent = around.last().copied();
            layout.inside.push(parent.map(|top| top as u32));
            let Some(draft) = drafts.next_if(|draft| draft.open == token) else {
                continue;
            };
            while blocks[block].tokens.end <= token {
                block += 1;
            }
            let last = draft.close.unwrap_or(draft.end - 1);
            let span = self.tokens[token].span.join(self.tokens[last].span);
            for &mark in draft.repeated.iter().chain([&token]) {
                layout.role[mark] = Role::Opens;
            }
            match draft.close {
                Some(close) => layout.role[close] = Role::Closes,
                None => diagnostics.push(Diagnostic {
                    code: "unclosed-quotation",
                    span,
                    message: "the quotation has no closing mark".to_owned(),
                }),
            }
            around.push(found.len());
            ends.push(draft.end);
            found.push(Quotation {
                span,
                pieces: pieces(self.tokens, &blocks[block..], draft),
                tokens: token..last + 1,
                content: token + 1..draft.end,
                close: draft.close,
                parent,
            });
        }
        for &stray in &self.strays {
            diagnostics.push(Diagnostic {
                code: "stray-quotation-mark",
                span: self.tokens[stray].span,
                message: "the mark closes no quotation".to_owned(),
            });
        }
        (found, layout)
    }
}

/// The longest name, in tokens, whose closing mark may be shared without punctuation behind it.
const NAME_LENGTH: usize = 9;
/// The author's words have their verb among the first so many tokens.
const VERB_WITHIN: usize = 12;
/// A quotation with marks at its first and last paragraph only runs over at most so many.
const MOST_PARAGRAPHS: usize = 8;

/// The paragraph's end, behind a full stop or nothing.
fn speech_end(input: Cursor<'_, Token>) -> nom::IResult<Cursor<'_, Token>, ()> {
    let terminal = one(|t: Token| {
        matches!(
            t.kind,
            TokenKind::Period | TokenKind::Ellipsis | TokenKind::Question | TokenKind::Exclamation
        )
    });
    value((), (opt(terminal), eof)).parse(input)
}

/// A mark's family and direction.
fn mark(text: &str, tokens: &[Token], token: usize) -> Mark {
    let (family, fixed) = match &text[tokens[token].span.range()] {
        "«" => (Family::Angle, Some(Side::Open)),
        "»" => (Family::Angle, Some(Side::Close)),
        "‹" => (Family::SmallAngle, Some(Side::Open)),
        "›" => (Family::SmallAngle, Some(Side::Close)),
        "„" => (Family::Curly, Some(Side::Open)),
        "“" | "”" | "‟" => (Family::Curly, None),
        "''" => (Family::Twin, None),
        "‚" | "‘" => (Family::Single, Some(Side::Open)),
        "'" => (Family::Single, None),
        "’" => (Family::Single, Some(Side::Close)),
        _ => (Family::Straight, None),
    };
    Mark {
        token,
        family,
        side: fixed.unwrap_or_else(|| side(text, tokens[token].span)),
        behind_digit: text[..tokens[token].span.start()].ends_with(|c: char| c.is_ascii_digit()),
    }
}

/// The direction of a mark that looks the same both ways: it leans against the word it belongs to.
/// Marks beside it are looked through (`"… "Ромашка""`).
fn side(text: &str, mark: Span) -> Side {
    // A run of marks is at most a few long; the bound keeps a page of nothing else linear.
    let is_mark = |c: &char| matches!(c, '"' | '“' | '”' | '„' | '\'' | '«' | '»');
    let look = |chars: &mut dyn Iterator<Item = char>| {
        let mut chars = chars.take(4).skip_while(is_mark);
        chars.next()
    };
    let before = look(&mut text[..mark.start()].chars().rev());
    let behind = look(&mut text[mark.end()..].chars());
    let blank = |c: Option<char>| c.is_none_or(is_space);
    let dot = |c: Option<char>| c.is_some_and(|c| matches!(c, '…' | '.'));
    let letter = |c: Option<char>| {
        c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '[' | '#' | '№' | '$' | '@'))
    };
    let ends_word = |c: Option<char>| {
        c.is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, '.' | ',' | '!' | '?' | '…' | ')' | ']' | '%')
        })
    };
    match (blank(before), blank(behind)) {
        (true, true) => Side::Either,
        // `"...и вот` opens, `слово ".` closes.
        (true, false) if letter(behind) || dot(behind) && !ends_at_once(text, mark) => Side::Open,
        (true, false)
            if behind.is_some_and(|c| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | ')')) =>
        {
            Side::Close
        }
        (true, false) => Side::Open,
        (false, true) => Side::Close,
        (false, false) if ends_word(before) && letter(behind) => {
            // `сказал,"да"`, `"да".Он`: a full stop or comma ends a word but does not lean on what follows.
            if before.is_some_and(char::is_alphanumeric) {
                Side::Either
            } else {
                Side::Open
            }
        }
        (false, false) if letter(behind) || dot(behind) && !ends_word(before) => Side::Open,
        (false, false) => Side::Close,
    }
}

/// Whether the dots behind `mark` end a sentence: no letter follows them at once.
fn ends_at_once(text: &str, mark: Span) -> bool {
    text[mark.end()..]
        .chars()
        .take(5)
        .find(|c| !matches!(c, '.' | '…' | '"'))
        .is_none_or(|c| !c.is_alphanumeric())
}

/// What the first reading makes of a mark.
#[derive(Clone, Copy, Debug)]
enum Pair {
    /// No mark of a quotation: an apostrophe, `16"`.
    None,
    Open {
        unpaired: bool,
    },
    /// Closes the mark with this number.
    Close {
        partner: usize,
    },
    Stray,
}

/// The first reading: pairs the marks of a block.
fn pair(marks: &[Mark]) -> Vec<Pair> {
    let mut pairs = Vec::with_capacity(marks.len());
    let mut stack: Vec<usize> = Vec::new();
    // How many of each family are open: a closing mark without a partner must not search the stack.
    let mut open = [0usize; 6];
    for (at, mark) in marks.iter().enumerate() {
        let family = mark.family as usize;
        let closes = match mark.side {
            Side::Open => false,
            Side::Close => true,
            Side::Either => open[family] > 0,
        };
        if !closes {
            stack.push(at);
            open[family] += 1;
            pairs.push(Pair::Open { unpaired: true });
            continue;
        }
        if open[family] == 0 {
            let no_mark = mark.family == Family::Single || mark.behind_digit;
            pairs.push(if no_mark { Pair::None } else { Pair::Stray });
            continue;
        }
        while let Some(top) = stack.pop() {
            open[marks[top].family as usize] -= 1;
            if marks[top].family == mark.family {
                pairs[top] = Pair::Open { unpaired: false };
                pairs.push(Pair::Close { partner: top });
                break;
            }
        }
    }
    for (mark, pair) in marks.iter().zip(&mut pairs) {
        if mark.family == Family::Single && matches!(pair, Pair::Open { unpaired: true }) {
            *pair = Pair::None;
        }
    }
    pairs
}

/// Joins quotations that run over several paragraphs, with the opening mark repeated at each start, or with marks at
/// the first start and the last end only.
fn join_paragraphs(reader: &mut Reader<'_>, blocks: &[Block], read: &[BlockQuotes]) {
    let mut gone = vec![false; reader.drafts.len()];
    let mut used = vec![false; reader.strays.len()];
    let mut at = 0;
    while at < blocks.len() {
        let here = at;
        at += 1;
        let Some(first) = read[here].tail.filter(|&tail| {
            let open = reader.drafts[tail].open;
            reader.drafts[tail].unpaired
                && (open == blocks[here].tokens.start || reader.kind(open - 1) == TokenKind::Colon)
        }) else {
            continue;
        };
        let goes_on = |block: usize| blocks.get(block).is_some_and(|b| is_prose(b.kind));
        // The opening mark is repeated.
        let mut last = here + 1;
        while goes_on(last) && read[last].head.is_some() && read[last].head == read[last].tail {
            last += 1;
        }
        if goes_on(last)
            && let Some(head) = read[last].head
        {
            for block in &read[here + 1..=last] {
                let Some(repeated) = block.head else { continue };
                gone[repeated] = true;
                let mark = reader.drafts[repeated].open;
                reader.drafts[first].repeated.push(mark);
            }
            reader.drafts[first].end = reader.drafts[head].end;
            reader.drafts[first].close = reader.drafts[head].close;
            // The last paragraph may leave another one open.
            at = last;
            continue;
        }
        if last > here + 1 {
            // Each paragraph opens and none closes: they are one quotation no longer.
            at = last;
            continue;
        }
        // Marks at the first start and the last end only.
        let end = (here + 1..here + MOST_PARAGRAPHS)
            .take_while(|&block| goes_on(block) && read[block].head.is_none())
            .find(|&block| read[block].stray.is_some() || read[block].tail.is_some());
        if let Some(block) = end
            && let Some(stray) = read[block].stray
        {
            used[stray] = true;
            reader.drafts[first].end = reader.strays[stray];
            reader.drafts[first].close = Some(reader.strays[stray]);
            at = block;
        }
    }
    let mut at = 0..gone.len();
    reader
        .drafts
        .retain(|_| !at.next().is_some_and(|i| gone[i]));
    let mut at = 0..used.len();
    reader
        .strays
        .retain(|_| !at.next().is_some_and(|i| used[i]));
}

/// Blocks whose quotations may go on in the next one.
fn is_prose(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Lead | BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem
    )
}

/// The words inside, one piece a block. `blocks` begins with the one that holds the opening mark.
fn pieces(tokens: &[Token], blocks: &[Block], draft: &Draft) -> Vec<Span> {
    let mut pieces = Vec::new();
    for block in blocks {
        if block.tokens.start >= draft.end {
            break;
        }
        let mut from = block.tokens.start.max(draft.open + 1);
        if draft.repeated.binary_search(&from).is_ok() {
            from += 1;
        }
        let to = block.tokens.end.min(draft.end);
        if from < to {
            pieces.push(tokens[from].span.join(tokens[to - 1].span));
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    /// `text` with ⟨ ⟩ around its quotations; ⟩ₓ where no mark ends one; the codes of the diagnostics behind it.
    fn draw(text: &str) -> String {
        let tree = crate::testing::paragraphs(text);
        let mut edges: Vec<(usize, bool, usize, &str)> = Vec::new();
        for (at, quotation) in tree.quotations().iter().enumerate() {
            edges.push((quotation.span.start(), true, at, "⟨"));
            let end = if quotation.close.is_some() {
                "⟩"
            } else {
                "⟩ₓ"
            };
            edges.push((quotation.span.end(), false, usize::MAX - at, end));
        }
        edges.sort();
        let mut drawn = String::new();
        let mut done = 0;
        for (at, _, _, edge) in edges {
            drawn.push_str(&text[done..at]);
            drawn.push_str(edge);
            done = at;
        }
        drawn.push_str(&text[done..]);
        for stray in tree
            .diagnostics()
            .iter()
            .filter(|d| d.code.starts_with("stray"))
        {
            drawn.push_str(&format!(" [{}]", stray.code));
        }
        drawn.replace('\n', "¶")
    }

    #[test]
    fn every_pair_of_marks_quotes() {
        assert_snapshot!(draw("Он сказал «да» и „нет“, “да” и ”нет”, \"да\" и ''нет'', ‹да› и 'нет'."), @r#"Он сказал ⟨«да»⟩ и ⟨„нет“⟩, ⟨“да”⟩ и ⟨”нет”⟩, ⟨"да"⟩ и ⟨''нет''⟩, ⟨‹да›⟩ и ⟨'нет'⟩."#);
        assert_snapshot!(draw("ООО «Ромашка», газета \"Восход\"."), @r#"ООО ⟨«Ромашка»⟩, газета ⟨"Восход"⟩."#);
        assert_snapshot!(draw("Он сказал \"да\". \"Нет\", — ответила она."), @r#"Он сказал ⟨"да"⟩. ⟨"Нет"⟩, — ответила она."#);
        assert_snapshot!(draw("(\"да\") [«нет»] \"Да\"/\"Нет\""), @r#"(⟨"да"⟩) [⟨«нет»⟩] ⟨"Да"⟩/⟨"Нет"⟩"#);
    }

    #[test]
    fn apostrophes_and_inches_are_no_marks() {
        assert_snapshot!(draw("д'Артаньян, rock 'n roll, О’Нил"), @"д'Артаньян, rock 'n roll, О’Нил");
        assert_snapshot!(draw("экран 16\" и 5' в длину"), @r#"экран 16" и 5' в длину"#);
    }

    #[test]
    fn quotations_nest() {
        assert_snapshot!(draw("«Газета „Восход“ вышла», — сказал он."), @"⟨«Газета ⟨„Восход“⟩ вышла»⟩, — сказал он.");
        assert_snapshot!(draw("«Газета «Восход» вышла», — сказал он."), @"⟨«Газета ⟨«Восход»⟩ вышла»⟩, — сказал он.");
        assert_snapshot!(draw("\"Газета \"Восход\" вышла\", — сказал он."), @r#"⟨"Газета ⟨"Восход"⟩ вышла"⟩, — сказал он."#);
        assert_snapshot!(draw("\"Вышла газета \"Восход\"\", — сказал он."), @r#"⟨"Вышла газета ⟨"Восход"⟩"⟩, — сказал он."#);
        assert_snapshot!(draw("\"\"Восход\" вышел\", — сказал он."), @r#"⟨"⟨"Восход"⟩ вышел"⟩, — сказал он."#);
        assert_snapshot!(draw("«Газета \"Восход\" вышла», — сказал он."), @r#"⟨«Газета ⟨"Восход"⟩ вышла»⟩, — сказал он."#);
    }

    #[test]
    fn one_mark_closes_two() {
        assert_snapshot!(draw("«Мы читаем «Восход», — сказал он. «Да», — ответила она."), @"⟨«Мы читаем ⟨«Восход»⟩⟩, — сказал он. ⟨«Да»⟩, — ответила она.");
        assert_snapshot!(draw("Он сказал: «Мы читаем газету «Восход»."), @"Он сказал: ⟨«Мы читаем газету ⟨«Восход»⟩⟩.");
        assert_snapshot!(draw("\"Мы читаем газету \"Восход\", — сказал он."), @r#"⟨"Мы читаем газету ⟨"Восход"⟩⟩, — сказал он."#);
        assert_snapshot!(draw("ООО «Торговый дом «Ромашка» закрылось, и «Восход» тоже."), @"ООО ⟨«Торговый дом ⟨«Ромашка»⟩⟩ закрылось, и ⟨«Восход»⟩ тоже.");
        assert_snapshot!(draw("\"Вышли \"Восход\" и \"Закат\", - сказал он."), @r#"⟨"Вышли ⟨"Восход"⟩ и ⟨"Закат"⟩⟩, - сказал он."#);
    }

    #[test]
    fn an_unclosed_quotation_ends_at_the_authors_words() {
        assert_snapshot!(draw("«Мы рады, — сказал он. Все ушли."), @"⟨«Мы рады⟩ₓ, — сказал он. Все ушли.");
        assert_snapshot!(draw("«Мы рады! — воскликнул он. «Да», — ответила она."), @"⟨«Мы рады!⟩ₓ — воскликнул он. ⟨«Да»⟩, — ответила она.");
        assert_snapshot!(draw("«Мы, — это важно, — рады, — сказал он."), @"⟨«Мы, — это важно, — рады⟩ₓ, — сказал он.");
    }

    #[test]
    fn an_unclosed_quotation_ends_with_its_paragraph() {
        assert_snapshot!(draw("Он сказал: «Мы рады.\nВсе ушли. «Да»."), @"Он сказал: ⟨«Мы рады.⟩ₓ¶Все ушли. ⟨«Да»⟩.");
        assert_snapshot!(draw("Он сказал: \"Мы рады.\nВсе ушли."), @r#"Он сказал: ⟨"Мы рады.⟩ₓ¶Все ушли."#);
        assert_snapshot!(draw("Все «"), @"Все «");
        assert_snapshot!(draw("«» и \"\""), @r#"«» и """#);
    }

    #[test]
    fn a_stray_closing_mark_is_told() {
        assert_snapshot!(draw("Мы рады», — сказал он."), @"Мы рады», — сказал он. [stray-quotation-mark]");
        assert_snapshot!(draw("«Мы рады\", — сказал он."), @r#"⟨«Мы рады"⟩, — сказал он."#);
        assert_snapshot!(draw("„Мы рады\", — сказал он."), @r#"⟨„Мы рады"⟩, — сказал он."#);
    }

    #[test]
    fn loose_and_tight_marks_are_understood() {
        assert_snapshot!(draw("Газета \" Восход \" вышла."), @r#"Газета ⟨" Восход "⟩ вышла."#);
        assert_snapshot!(draw("Он сказал:\"Мы рады\"."), @r#"Он сказал:⟨"Мы рады"⟩."#);
        assert_snapshot!(draw("ООО\"Ромашка\"закрылось."), @r#"ООО⟨"Ромашка"⟩закрылось."#);
        assert_snapshot!(draw("\"Мы рады\"-сказал он."), @r#"⟨"Мы рады"⟩-сказал он."#);
        assert_snapshot!(draw("\"...и мы рады...\", - сказал он."), @r#"⟨"...и мы рады..."⟩, - сказал он."#);
        assert_snapshot!(draw("\"Мы рады.\" Все ушли."), @r#"⟨"Мы рады."⟩ Все ушли."#);
    }

    #[test]
    fn quotations_run_over_paragraphs() {
        assert_snapshot!(draw("Он сказал: «Мы рады.\n«Мы ждём.\n«Мы идём», — и ушёл."), @"Он сказал: ⟨«Мы рады.¶«Мы ждём.¶«Мы идём»⟩, — и ушёл.");
        assert_snapshot!(draw("«Мы рады.\nМы ждём «Восход».\nМы идём», — сказал он."), @"⟨«Мы рады.¶Мы ждём ⟨«Восход»⟩.¶Мы идём»⟩, — сказал он.");
        assert_snapshot!(draw("\"Мы рады.\n\"Мы ждём\", — сказал он."), @r#"⟨"Мы рады.¶"Мы ждём"⟩, — сказал он."#);
        assert_snapshot!(draw("«Мы рады.\nОн сказал: «Мы ждём»."), @"⟨«Мы рады.⟩ₓ¶Он сказал: ⟨«Мы ждём»⟩.");
        // A mark inside another quotation ends none around it.
        assert_snapshot!(draw("«Мы рады.\nОн видел \"Мы» и \" там."), @r#"⟨«Мы рады.⟩ₓ¶Он видел ⟨"Мы» и "⟩ там. [stray-quotation-mark]"#);
        let tree = crate::testing::paragraphs("«Мы рады.\n«Мы идём», — сказал он.");
        let pieces = &tree.quotations()[0].pieces;
        let words: Vec<&str> = pieces.iter().map(|p| p.of(tree.text())).collect();
        assert_eq!(words, ["Мы рады.", "Мы идём"]);
    }
}
