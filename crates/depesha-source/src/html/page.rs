//! An HTML page as its elements and runs of text, each with the bytes that it was read from.
//!
//! The tags are read by `html5gum`, which tells where each token stands; what the standard makes of wrong nesting is
//! followed as far as text and blocks depend on it.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// Elements nested deeper than this are read as if their tags were not there, as browsers do.
const DEEPEST: usize = 512;

/// A page, its elements numbered in the order of their start tags.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub elements: Vec<Element>,
    /// Starts, ends and texts in the order of the page.
    pub events: Vec<Event>,
    /// All decoded text, run by run.
    pub text: String,
    /// The contents of scripts that hold JSON-LD.
    pub json_ld: Vec<String>,
}

/// An element.
#[derive(Debug)]
pub(super) struct Element {
    /// The name of its tag, in lower case.
    pub name: Box<str>,
    /// The element around it; `None` for the outermost ones.
    pub parent: Option<usize>,
    /// Its bytes, tags and all.
    pub source: Range<usize>,
    /// The attributes that matter, see [`is_kept`].
    pub attributes: Vec<(Box<str>, Box<str>)>,
    /// Its events, its own start and end among them.
    pub events: Range<usize>,
}

/// What comes next on a page.
#[derive(Debug)]
pub(super) enum Event {
    /// The start tag of an element.
    Start(usize),
    /// The end of an element, with a tag or without.
    End(usize),
    /// Text that a reader sees.
    Run {
        /// Its characters in [`Page::text`].
        text: Range<usize>,
        /// Its bytes on the page.
        source: Range<usize>,
        /// The element that it stands in; `None` outside of all.
        parent: Option<usize>,
    },
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes.find_map(|(own, value)| (**own == *name).then_some(&**value))
    }

    /// Whether it stands on lines of its own.
    pub fn is_block(&self) -> bool {
        !is_inline(&self.name)
    }
}

impl Page {
    /// Reads a page. Never fails: every text is some page.
    pub fn parse(html: &str) -> Self {
        let mut builder = Builder::default();
        let handle = |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
            builder.event(event, span.start..span.end);
            None
        };
        let mut emitter = CallbackEmitter::new(handle);
        emitter.naively_switch_states(true);
        // Reading from memory gives no error, and the callback no token.
        Tokenizer::new_with_emitter(html, emitter).for_each(drop);
        builder.finish(html.len())
    }

    /// The element and those around it, from the inside.
    pub fn around(&self, element: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(element), |&inner| self.elements[inner].parent)
    }

    /// The text of an element, its white space as it stands.
    pub fn text_of(&self, element: usize) -> String {
        let events = &self.events[self.elements[element].events.clone()];
        let runs = events.iter().filter_map(|event| match event {
            Event::Run { text, .. } => Some(&self.text[text.clone()]),
            _ => None,
        });
        runs.collect()
    }
}

/// Attributes that tell what an element is for. All others are left out, so that a page takes little memory.
fn is_kept(name: &[u8]) -> bool {
    matches!(
        name,
        b"class"
            | b"id"
            | b"rel"
            | b"href"
            | b"role"
            | b"name"
            | b"property"
            | b"content"
            | b"datetime"
            | b"itemprop"
            | b"itemscope"
            | b"itemtype"
            | b"hidden"
            | b"style"
            | b"lang"
            | b"type"
            | b"http-equiv"
            | b"aria-hidden"
    )
}

/// Elements that stand inside a line. All others, and unknown ones that are named so, have lines of their own.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "meta"
            | "link"
            | "nobr"
            | "noindex"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

/// Elements without an end.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose text is not read as part of the page.
fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "textarea"
            | "select"
            | "button"
            | "iframe"
            | "svg"
            | "math"
            | "object"
            | "audio"
            | "video"
            | "canvas"
    )
}

/// Which open elements a start tag ends, and the elements that protect what is around them: `<li>` ends the item before
/// it, but not the one that its list stands in.
fn implied_ends(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "tr" => (&["tr", "td", "th"], &["table"]),
        "td" | "th" => (&["td", "th"], &["table"]),
        "option" => (&["option"], &["select"]),
        "body" => (&["head"], &[]),
        // A paragraph ends where anything starts that has lines of its own.
        _ if !is_inline(name) && !matches!(name, "br") => {
            (&["p"], &["td", "th", "table", "li", "div", "blockquote"])
        }
        _ => (&[], &[]),
    }
}

/// What was read so far.
#[derive(Default)]
struct Builder {
    page: Page,
    /// The elements around the place that is read.
    open: Vec<usize>,
    /// Start tags left out because they stood too deep, and not ended yet.
    too_deep: usize,
    /// How many of the open elements have text that is not read.
    unseen: usize,
    tag: Tag,
}

/// A start tag that is being read.
#[derive(Default)]
struct Tag {
    name: String,
    start: usize,
    attribute: Option<Box<str>>,
    attributes: Vec<(Box<str>, Box<str>)>,
}

impl Builder {
    fn event(&mut self, event: CallbackEvent<'_>, source: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag {
                    name: String::from_utf8_lossy(name).into_owned(),
                    start: source.start,
                    ..Tag::default()
                };
            }
            CallbackEvent::AttributeName { name } => {
                self.tag.attribute = is_kept(name).then(|| boxed(name));
                if let Some(name) = &self.tag.attribute {
                    self.tag.attributes.push((name.clone(), Box::default()));
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if self.tag.attribute.take().is_some()
                    && let Some((_, own)) = self.tag.attributes.last_mut()
                {
                    *own = boxed(value);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let tag = std::mem::take(&mut self.tag);
                self.start(tag, source.end, self_closing);
            }
            CallbackEvent::EndTag { name } => self.end(&String::from_utf8_lossy(name), source),
            CallbackEvent::String { value } => self.text(&String::from_utf8_lossy(value), source),
            CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => {}
        }
    }

    fn start(&mut self, tag: Tag, end: usize, self_closing: bool) {
        let (ended, protected) = implied_ends(&tag.name);
        let name_of = |&element: &usize| &*self.page.elements[element].name;
        let inner = self.open.iter().rev().map(name_of);
        let outermost = inner
            .take_while(|name| !protected.contains(name))
            .enumerate()
            .filter(|(_, name)| ended.contains(name))
            .last();
        if let Some((depth, _)) = outermost {
            self.close(depth + 1, tag.start..tag.start);
        }
        if self.open.len() >= DEEPEST && !is_void(&tag.name) {
            self.too_deep += 1;
            return;
        }
        let has_no_end = is_void(&tag.name) || (self_closing && self.unseen > 0);
        let element = self.page.elements.len();
        let event = self.page.events.len();
        self.unseen += usize::from(!has_no_end && is_unseen(&tag.name));
        self.page.elements.push(Element {
            name: tag.name.into(),
            parent: self.open.last().copied(),
            source: tag.start..end,
            attributes: tag.attributes,
            events: event..event + 2,
        });
        self.page.events.push(Event::Start(element));
        match has_no_end {
            true => self.page.events.push(Event::End(element)),
            false => self.open.push(element),
        }
    }

    fn end(&mut self, name: &str, source: Range<usize>) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let is_named = |&element: &usize| &*self.page.elements[element].name == name;
        // An end tag inside a cell does not end what its table stands in.
        let is_wall = |&element: &usize| {
            matches!(&*self.page.elements[element].name, "td" | "th")
                && !matches!(
                    name,
                    "table" | "tr" | "tbody" | "thead" | "tfoot" | "body" | "html"
                )
        };
        for (depth, element) in self.open.iter().rev().enumerate() {
            if is_named(element) {
                self.close(depth + 1, source);
                return;
            }
            if is_wall(element) {
                return;
            }
        }
    }

    /// Ends the `count` innermost elements; the outermost of them has the end tag at `tag`.
    fn close(&mut self, count: usize, tag: Range<usize>) {
        let first = self.open.len() - count;
        for (at, element) in self.open.drain(first..).enumerate().rev() {
            let own = &mut self.page.elements[element];
            own.source.end = if at == 0 { tag.end } else { tag.start };
            self.page.events.push(Event::End(element));
            own.events.end = self.page.events.len();
            self.unseen -= usize::from(is_unseen(&own.name));
        }
    }

    fn text(&mut self, value: &str, source: Range<usize>) {
        let parent = self
            .open
            .last()
            .map(|&element| &self.page.elements[element]);
        if let Some(parent) = parent
            && &*parent.name == "script"
            && parent
                .attribute("type")
                .is_some_and(|kind| kind.contains("ld+json"))
        {
            self.page.json_ld.push(value.to_owned());
        }
        if self.unseen > 0 {
            return;
        }
        let start = self.page.text.len();
        // A character that the page cannot show would only hide in the text.
        self.page.text.extend(value.chars().filter(|&c| c != '\0'));
        let text = start..self.page.text.len();
        self.page.events.push(Event::Run {
            text,
            source,
            parent: self.open.last().copied(),
        });
    }

    fn finish(mut self, end: usize) -> Page {
        self.close(self.open.len(), end..end);
        self.page
    }
}

fn boxed(bytes: &[u8]) -> Box<str> {
    String::from_utf8_lossy(bytes).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws each element that holds text of its own with its bytes.
    #[track_caller]
    fn check(html: &str, expected: &[(&str, &str)]) {
        let page = Page::parse(html);
        let mut open = Vec::new();
        let mut drawn = Vec::new();
        for event in &page.events {
            match event {
                Event::Start(element) => open.push(*element),
                Event::End(element) => assert_eq!(open.pop(), Some(*element), "{html}"),
                Event::Run { text, .. } => {
                    let source = open
                        .last()
                        .map_or("", |&element| &html[page.elements[element].source.clone()]);
                    drawn.push((page.text[text.clone()].trim(), source));
                }
            }
        }
        drawn.retain(|(text, _)| !text.is_empty());
        assert_eq!(drawn, expected);
    }

    #[test]
    fn every_run_of_text_knows_its_element() {
        check(
            "<body><p class=a>Мост <b>открыт</b>.</p></body>",
            &[
                ("Мост", "<p class=a>Мост <b>открыт</b>.</p>"),
                ("открыт", "<b>открыт</b>"),
                (".", "<p class=a>Мост <b>открыт</b>.</p>"),
            ],
        );
    }

    #[test]
    fn elements_without_end_tags_end_where_the_next_one_starts() {
        check("<p>Раз<p>Два", &[("Раз", "<p>Раз"), ("Два", "<p>Два")]);
        check(
            "<ul><li>Раз<li>Два<ul><li>Три</ul></ul>",
            &[
                ("Раз", "<li>Раз"),
                ("Два", "<li>Два<ul><li>Три</ul>"),
                ("Три", "<li>Три"),
            ],
        );
        check(
            "<table><tr><td>Раз<td>Два</table>",
            &[("Раз", "<td>Раз"), ("Два", "<td>Два")],
        );
    }

    #[test]
    fn stray_end_tags_end_nothing() {
        check(
            "<div>Раз</p></span>Два</div></div>",
            &[
                ("Раз", "<div>Раз</p></span>Два</div>"),
                ("Два", "<div>Раз</p></span>Два</div>"),
            ],
        );
    }

    #[test]
    fn scripts_and_forms_are_no_text() {
        check(
            "<script>var a = '<p>Нет</p>';</script><noscript><p>Нет</p></noscript><svg><path/><text>Нет</text></svg>Да",
            &[("Да", "")],
        );
    }

    #[test]
    fn tags_nested_too_deep_are_passed_over() {
        let html = format!("{}Да{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let page = Page::parse(&html);
        assert_eq!((page.elements.len(), page.text.as_str()), (DEEPEST, "Да"));
        assert_eq!(page.elements[0].source, 0..html.len());
    }
}
