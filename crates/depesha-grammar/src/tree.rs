//! The syntax tree: flat arrays that refer to each other by index.

use std::ops::Range;

use depesha_text::Span;

use crate::calendar::{ClockTime, DateParts};
use crate::quotation::Layout;
use crate::token::Token;

/// What a block of the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The headline; a repeated headline is a title again.
    Title,
    /// When the page was published or changed.
    TimeStamp,
    /// Who wrote it.
    Byline,
    /// The paragraph that sums the article up.
    Lead,
    /// Place, date and agency in front of the first paragraph.
    Dateline,
    /// A heading inside the article.
    Heading,
    /// A paragraph of the article.
    Paragraph,
    /// A block quote.
    Quote,
    /// An item of a list.
    ListItem,
    /// A caption or credit of a picture.
    Caption,
    /// A link to another article.
    Related,
    /// Where the text was taken from or who put it up.
    Source,
    /// Numbers of views, comments, likes.
    Counter,
    /// Key words of the page.
    Tags,
    /// Menus, buttons and other furniture.
    Navigation,
    /// An editorial or legal notice.
    Notice,
}

/// A block and its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its characters, without white space at the ends.
    pub span: Span,
    /// Its tokens, as a range of [`Tree::tokens`]. The ranges of all blocks, in order, are all tokens.
    pub tokens: Range<usize>,
    /// What the grammar has read in it.
    pub fields: BlockFields,
}

/// What the grammar reads inside a block beyond its words.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum BlockFields {
    /// Nothing more.
    #[default]
    None,
    /// Of a [`BlockKind::TimeStamp`].
    TimeStamp(TimeStamp),
    /// Of a [`BlockKind::Dateline`].
    Dateline(Dateline),
    /// `label: value` of a source line, byline, caption or counter; the label is empty for `© РИА Новости`.
    Labelled {
        /// The words in front of the colon.
        label: Span,
        /// What follows.
        value: Span,
    },
}

/// A stamp such as `14.11.2015 22:54` or `Обновлено: 23:10`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeStamp {
    /// The date, as far as it is written; `None` for `сегодня, 22:54` and `22:54`.
    pub date: Option<DateParts>,
    /// Days from the day of reading for `сегодня` (0), `вчера` (-1).
    pub relative_day: Option<i8>,
    /// The time of day.
    pub time: Option<ClockTime>,
    /// Whether it says when the page was changed (`Обновлено`), not when it was published.
    pub modified: bool,
}

/// `СУХУМ, 14 ноя — Sputnik.`
#[derive(Clone, Debug, PartialEq)]
pub struct Dateline {
    /// The places, in order; several in `МОСКВА/ВЕНА`.
    pub places: Vec<Span>,
    /// The date and its words.
    pub date: Option<(Span, DateParts)>,
    /// The time of day behind the date: `МОСКВА, 14 ноября 2015, 22:54 — REGNUM`.
    pub time: Option<ClockTime>,
    /// The agency.
    pub agency: Option<Span>,
    /// The correspondent's name: `/Корр. ТАСС Иван Петров/`.
    pub correspondent: Option<Span>,
}

/// A sentence; those of a block, in order, hold all its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last character.
    pub span: Span,
    /// Its tokens, as a range of [`Tree::tokens`].
    pub tokens: Range<usize>,
    /// Its block, as an index of [`Tree::blocks`].
    pub block: usize,
    /// The innermost quotation that an earlier sentence of the block has opened and that goes on here, as an index
    /// of [`Tree::quotations`]: `П2», — сказал X.` behind `«П1.`
    pub within: Option<usize>,
}

/// Words in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With the marks, from the first opening to the last closing one.
    pub span: Span,
    /// The words without the outer marks, one piece for each block that they run through. A closing mark that serves
    /// two quotations is an outer mark of the inner one only (`«А «Б»`: `А «Б»` and `Б`).
    pub pieces: Vec<Span>,
    /// Its tokens with the marks, as a range of [`Tree::tokens`].
    pub tokens: Range<usize>,
    /// Its tokens without the outer marks, at least one.
    pub content: Range<usize>,
    /// The token of the closing mark; `None` when the text has none and the grammar ended the quotation.
    /// Two quotations have the same one when a single mark closes both.
    pub close: Option<usize>,
    /// The quotation around this one, as an index of [`Tree::quotations`].
    pub parent: Option<usize>,
}

/// How speech and the words about the speaker are joined; П, п: speech, А, а: the author's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// `«П», — а.`
    SpeechFirst,
    /// `А: «П».`
    WordsFirst,
    /// `«П, — а, — п».`, also `«П», — а, — «п».`
    Interrupted,
    /// `«П, — а. — П».`
    InterruptedBetweenSentences,
    /// `«П», — а: «П».`
    TwoQuotations,
    /// `А: «П», — а.`
    Framed,
    /// `— П, — а.`
    Dialogue,
    /// `П, а.`, `П, а, п.` and `А, п.` without marks around the speech: `, заявил X.`, `, по словам X, `,
    /// `Как сообщил X, `. The shape of the words is all that the grammar knows, so these are candidates.
    Parenthetical,
    /// `А («П»).`
    Bracketed,
}

/// Speech joined by punctuation to the author's words.
///
/// The grammar knows the marks and the shape of words, no dictionary: it would rather find one too many than one too
/// few, and leaves it to its reader to look for a verb of speech in [`Attribution::words`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Which way of joining.
    pub scheme: Scheme,
    /// All of it.
    pub span: Span,
    /// The pieces of speech, without outer marks and without the comma or full stop at the closing mark.
    pub speech: Vec<Span>,
    /// The author's words, without the dashes and commas around them; none for a bare turn of a dialogue.
    pub words: Vec<Span>,
    /// The quotations taken part, as indices of [`Tree::quotations`]; none in a dialogue or parenthesis.
    pub quotations: Vec<usize>,
}

/// An expression of time inside the text, as it is written: nothing is resolved against a calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeExpression {
    /// Its words, with the preposition only where the meaning needs it (`с 12 по 14 ноября`, `через неделю`).
    pub span: Span,
    /// What it says.
    pub kind: TimeKind,
    /// Which part of that time: `в начале ноября`.
    pub part: Option<Part>,
    /// The time of day that goes with it: `утром 14 ноября`, `вчера в 10:30`.
    pub time: Option<TimeOfDay>,
    /// The year it is in, in years from the present one: -1 in `в ноябре прошлого года`.
    pub year_shift: Option<i8>,
}

/// What an expression of time says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TimeKind {
    /// `14 ноября 2015 года`, `14.11.2015`, `в ноябре`, `в 2015 году`
    Date(DateParts),
    /// `в 1990-х`: the first year of the ten.
    Decade(i16),
    /// `в 90-е годы`: the first of the ten, without its century.
    ShortDecade(u8),
    /// `XIX век`: its number.
    Century(u8),
    /// `в третьем квартале 2015 года`: 1–4.
    Quarter {
        /// Which one.
        number: u8,
        /// Its year, when written.
        year: Option<i16>,
    },
    /// `осенью 2015 года`
    Season {
        /// Which one.
        season: Season,
        /// Its year, when written.
        year: Option<i16>,
    },
    /// `с 12 по 14 ноября`, `12–14 ноября`, `2010–2015 годы`: both ends belong to it, and what is written once for
    /// both (the month, the year) stands in both.
    Range {
        /// The first day, month or year.
        from: DateParts,
        /// The last one.
        to: DateParts,
    },
    /// `в субботу`, `в прошлую пятницу`
    Weekday {
        /// 1 (Monday) to 7.
        weekday: u8,
        /// Weeks from the one that is meant without a word: -1 `прошлый`, 0 `этот`, 1 `следующий`; `None` when unsaid.
        which: Option<i8>,
    },
    /// `на прошлой неделе`, `в этом году`: a unit of the calendar, counted from the present one.
    Period {
        /// Which unit.
        unit: Unit,
        /// -1 the last one, 0 this one, 1 the next one.
        shift: i8,
    },
    /// `вчера`, `месяц назад`, `через два дня`, `днём ранее`: so far from a moment.
    Shift {
        /// How many units, later when positive; `None` in `несколько дней назад`.
        amount: Option<i32>,
        /// Whether it lies behind the moment it is counted from; tells the direction where the amount is unknown.
        is_later: bool,
        /// Which unit.
        unit: Unit,
        /// From which moment.
        anchor: Anchor,
    },
    /// `в течение трёх дней`, `за последние два года`
    Duration {
        /// How many units; `None` in `в течение нескольких дней`.
        amount: Option<i32>,
        /// Which unit.
        unit: Unit,
    },
    /// `ежегодно`, `по субботам`, `каждый день`
    Set(Cycle),
    /// `в 10:30`, `вечером`: nothing but the [time of day](TimeExpression::time).
    TimeOfDay,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A season of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A part of a longer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// `в начале`
    Beginning,
    /// `в середине`
    Middle,
    /// `в конце`
    End,
    /// `в первой половине`, `первое полугодие`
    FirstHalf,
    /// `во второй половине`
    SecondHalf,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TimeOfDay {
    /// `10:30`, `10 часов утра`
    Clock(ClockTime),
    /// `утром`
    Morning,
    /// `днём`
    Day,
    /// `вечером`
    Evening,
    /// `ночью`; `в ночь на воскресенье` is the night in front of the day named.
    Night,
}

/// The moment that a [`TimeKind::Shift`] is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The time of writing: `вчера`, `год назад`.
    Now,
    /// The time that the text speaks of: `накануне`, `днём ранее`.
    Context,
}

/// What a [`TimeKind::Set`] comes back with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cycle {
    /// `ежегодно`, `каждую неделю`
    Unit(Unit),
    /// `по субботам`, `каждую субботу`: 1–7.
    Weekday(u8),
    /// `по утрам`, `каждое утро`
    TimeOfDay(TimeOfDay),
}

/// Something odd about the text that did not stop the parser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A fixed name such as `unclosed-quotation`.
    pub code: &'static str,
    /// Where.
    pub span: Span,
    /// What, in words for a person.
    pub message: String,
}

/// The syntax tree of one page.
#[derive(Clone, Debug)]
pub struct Tree<'t> {
    pub(crate) text: &'t str,
    pub(crate) tokens: Vec<Token>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) quotations: Vec<Quotation>,
    pub(crate) attributions: Vec<Attribution>,
    pub(crate) times: Vec<TimeExpression>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) layout: Layout,
}

impl<'t> Tree<'t> {
    pub(crate) fn new(text: &'t str, tokens: Vec<Token>) -> Self {
        Self {
            text,
            tokens,
            blocks: Vec::new(),
            sentences: Vec::new(),
            quotations: Vec::new(),
            attributions: Vec::new(),
            times: Vec::new(),
            diagnostics: Vec::new(),
            layout: Layout::default(),
        }
    }

    /// The text that all spans index.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// All tokens, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All blocks, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// All sentences, in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// All quotations, by their opening mark.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// The innermost quotation that holds the token with this index; a mark is not inside what it bounds.
    pub fn quotation_around(&self, token: usize) -> Option<usize> {
        self.layout.inside.get(token)?.map(|found| found as usize)
    }

    /// All attributions that the punctuation shows, in order.
    pub fn attributions(&self) -> &[Attribution] {
        &self.attributions
    }

    /// All expressions of time outside time stamps and datelines, in order.
    pub fn times(&self) -> &[TimeExpression] {
        &self.times
    }

    /// What is odd about the text.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The tokens and the white space between them: put together they are the text.
    pub fn leaves(&self) -> impl Iterator<Item = Span> + '_ {
        let ends = self.tokens.iter().map(|t| t.span.end());
        let starts = self.tokens.iter().map(|t| t.span.start());
        let gaps = std::iter::once(0)
            .chain(ends)
            .zip(starts.chain(std::iter::once(self.text.len())))
            .map(|(from, to)| Span::new(from, to));
        let mut tokens = self.tokens.iter().map(|t| t.span);
        gaps.flat_map(move |gap| [Some(gap), tokens.next()])
            .flatten()
            .filter(|span| !span.is_empty())
    }
}
