//! The lines of a page as a reader sees them, each with the element that it comes from.

use std::ops::Range;

use super::page::{Event, Page};

/// A line of a page or a whole paragraph: what stands between two places where a browser starts a new line.
#[derive(Debug)]
pub(super) struct Block {
    /// Its text, white space put together as browsers do.
    pub text: String,
    /// What a browser puts in front of it: the mark of a list item.
    pub bullet: Option<String>,
    /// The bytes of the element that holds it and nothing else; without one, the bytes of its runs and the elements
    /// around them.
    pub source: Range<usize>,
    /// The innermost element around its first run; `None` outside of all elements.
    pub element: Option<usize>,
    /// Its events, from the first run to the last.
    pub events: Range<usize>,
    /// Letters and digits.
    pub letters: usize,
    /// Those of them in links.
    pub linked: usize,
    /// Those of them that the extractor takes for the article.
    pub kept: usize,
    /// Whether nothing but a line break parts it from the block in front.
    pub is_next_line: bool,
}

impl Block {
    /// Whether it is a link and nothing else.
    pub fn is_link(&self) -> bool {
        self.linked == self.letters
    }

    /// Whether it reads like a sentence rather than a label.
    pub fn is_sentence(&self) -> bool {
        const SHORTEST: usize = 30;
        let end = self.text.trim_end_matches(['»', '"', '”', ')']);
        !self.is_link() && self.letters >= SHORTEST && end.ends_with(['.', '!', '?', '…'])
    }

    /// Whether it is no longer than the lines at the head and foot of an article are.
    pub fn is_short(&self) -> bool {
        const LONGEST: usize = 120;
        self.text.chars().nth(LONGEST).is_none()
    }
}

/// The blocks of a page in their order; `is_kept` tells by its event whether a run is part of the article.
pub(super) fn blocks(page: &Page, is_kept: impl Fn(usize) -> bool) -> Vec<Block> {
    let mut writer = Writer {
        page,
        seen: seen(page),
        blocks: Vec::new(),
        line: Vec::new(),
        boundary: 0,
        is_next_line: false,
        is_part: false,
        bullet: None,
        lists: Vec::new(),
        links: 0,
        outside: 0,
    };
    for (at, event) in page.events.iter().enumerate() {
        match event {
            Event::Start(element) => writer.start(at, *element),
            Event::End(element) => writer.end(at, *element),
            Event::Run {
                text,
                source,
                parent,
            } if writer.outside == 0 => writer.line.push(Run {
                at,
                text: &page.text[text.clone()],
                source: source.clone(),
                parent: *parent,
                is_linked: writer.links > 0,
                is_kept: is_kept(at),
                is_part: std::mem::take(&mut writer.is_part),
            }),
            Event::Run { .. } => {}
        }
    }
    writer.flush();
    writer.blocks
}

/// How many runs that show something stand in front of each event, and at the end.
fn seen(page: &Page) -> Vec<usize> {
    let mut count = 0;
    let mut seen = Vec::with_capacity(page.events.len() + 1);
    seen.push(0);
    for event in &page.events {
        if let Event::Run { text, .. } = event {
            count += usize::from(!page.text[text.clone()].trim().is_empty());
        }
        seen.push(count);
    }
    seen
}

/// A run of text on a line.
struct Run<'p> {
    at: usize,
    text: &'p str,
    source: Range<usize>,
    parent: Option<usize>,
    is_linked: bool,
    is_kept: bool,
    /// Whether a part of its own starts here, should the line be one of labels: a tag stands right behind another.
    is_part: bool,
}

impl Run<'_> {
    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

struct Writer<'p> {
    page: &'p Page,
    seen: Vec<usize>,
    blocks: Vec<Block>,
    /// The runs since the last start of a line.
    line: Vec<Run<'p>>,
    /// Behind the event that ended the last line.
    boundary: usize,
    is_next_line: bool,
    is_part: bool,
    bullet: Option<String>,
    /// The lists around, and the number of their last item where they have numbers.
    lists: Vec<Option<usize>>,
    /// How many links are around.
    links: usize,
    /// How many of the elements around are no part of what a page shows.
    outside: usize,
}

impl Writer<'_> {
    fn start(&mut self, at: usize, element: usize) {
        let own = &self.page.elements[element];
        match &*own.name {
            "a" => self.links += 1,
            "head" | "title" => self.outside += 1,
            "ul" | "menu" => self.lists.push(None),
            "ol" => self.lists.push(Some(0)),
            _ => {}
        }
        if !own.is_block() {
            let touches = at > 0 && matches!(self.page.events[at - 1], Event::End(_));
            self.is_part |= touches && matches!(&*own.name, "a" | "span");
            self.is_part |= self.is_value(element);
            return;
        }
        self.flush();
        self.boundary = at + 1;
        self.is_next_line = &*own.name == "br";
        if &*own.name == "li" {
            self.bullet = Some(match self.lists.last_mut() {
                Some(Some(number)) => {
                    *number += 1;
                    format!("{number}. ")
                }
                _ => "• ".to_owned(),
            });
        }
    }

    fn end(&mut self, at: usize, element: usize) {
        let own = &self.page.elements[element];
        match &*own.name {
            "a" => self.links -= 1,
            "head" | "title" => self.outside -= 1,
            "ul" | "menu" | "ol" => drop(self.lists.pop()),
            "br" => return,
            _ => {}
        }
        self.is_part |= self.is_value(element);
        if own.is_block() {
            self.flush();
            self.boundary = at + 1;
            self.is_next_line = false;
            self.bullet = self.bullet.take().filter(|_| &*own.name != "li");
        }
    }

    /// Whether an element says by itself what it is: a time, a property of the page. What stands inside a property is
    /// part of it.
    fn is_value(&self, element: usize) -> bool {
        let own = &self.page.elements[element];
        let says = |element: usize| self.page.elements[element].attribute("itemprop").is_some();
        &*own.name == "time" || (says(element) && !own.parent.is_some_and(says))
    }

    /// Ends the line: a block, or several where it is made of labels.
    fn flush(&mut self) {
        self.is_part = false;
        let line = std::mem::take(&mut self.line);
        let Some(mut block) = self.block(&line, self.boundary) else {
            return;
        };
        block.bullet = self.bullet.take();
        block.is_next_line = self.is_next_line;
        if !block.is_short() || block.is_sentence() {
            self.blocks.push(block);
            return;
        }
        let mut boundary = self.boundary;
        let mut is_first = true;
        for part in line.chunk_by(|_, next| !next.is_part) {
            if let Some(mut own) = self.block(part, boundary) {
                own.bullet = block.bullet.take();
                own.is_next_line = block.is_next_line || !is_first;
                self.blocks.push(own);
                is_first = false;
            }
            boundary = part.last().map_or(boundary, |run| run.at + 1);
        }
    }

    /// The block of some runs, which started behind the event `boundary`; `None` when they show nothing.
    fn block(&self, runs: &[Run<'_>], boundary: usize) -> Option<Block> {
        let shown = || runs.iter().filter(|run| !run.is_blank());
        let (first, last) = (shown().next()?, shown().next_back()?);
        let mut block = Block {
            text: String::new(),
            bullet: None,
            source: self.source_of(first, boundary).start..self.source_of(last, boundary).end,
            element: first.parent,
            events: first.at..last.at + 1,
            letters: 0,
            linked: 0,
            kept: 0,
            is_next_line: false,
        };
        let mut space = false;
        for run in runs {
            // Two links or labels side by side are not one word, however tight they stand.
            space |= run.is_part;
            let mut letters = 0;
            for c in run.text.chars() {
                if c.is_ascii_whitespace() {
                    space = true;
                    continue;
                }
                if std::mem::take(&mut space) && !block.text.is_empty() {
                    block.text.push(' ');
                }
                block.text.push(c);
                letters += usize::from(c.is_alphanumeric());
            }
            block.letters += letters;
            block.linked += if run.is_linked { letters } else { 0 };
            block.kept += if run.is_kept { letters } else { 0 };
        }
        if let Some(element) = self.only_element(&block) {
            block.source = self.page.elements[element].source.clone();
        }
        Some(block)
    }

    /// The bytes of a run and of the elements around it that started behind the event `boundary` and stand on its line.
    fn source_of(&self, run: &Run<'_>, boundary: usize) -> Range<usize> {
        let own = |element: &usize| &self.page.elements[*element];
        let around = run.parent.into_iter().flat_map(|own| self.page.around(own));
        let is_on_line =
            |element: &usize| !own(element).is_block() && own(element).events.start >= boundary;
        let outermost = around.take_while(is_on_line).last();
        outermost.map_or(run.source.clone(), |element| own(&element).source.clone())
    }

    /// The innermost element with lines of its own that holds the block, if it holds no other.
    fn only_element(&self, block: &Block) -> Option<usize> {
        let own = |element: usize| &self.page.elements[element];
        let mut around = self.page.around(block.element?);
        let element = around.find(|&element| own(element).is_block())?;
        let events = &own(element).events;
        let seen = |events: &Range<usize>| self.seen[events.end] - self.seen[events.start];
        (seen(events) == seen(&block.events)).then_some(element)
    }
}
