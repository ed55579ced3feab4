//! Marks put into a text, however they nest and cross.
//!
//! HTML elements must nest, spans of facts need not. So a mark that crosses another one is cut in two where the other ends.

use std::cmp::Reverse;

use depesha_text::Span;
use maud::{Escaper, Markup, PreEscaped};
use std::fmt::Write;

/// How many marks may lie over each other; of more, only the anchors are kept. It keeps the report of a text in which
/// every mark crosses every other one linear in their number.
const DEEPEST: usize = 24;

/// A mark on a part of the text.
pub struct Layer {
    /// The part.
    pub span: Span,
    /// Which of several marks on the same part is around the others: the one with the smallest number.
    pub order: u8,
    /// The classes of its elements, and other attributes that each of them has.
    pub attributes: Attributes,
    /// The id of its first element.
    pub id: Option<String>,
    /// Where the words lead to; of several marks the innermost decides.
    pub link: Option<String>,
    /// What stands in front of its words.
    pub sign: Option<Markup>,
}

/// What the elements of a [`Layer`] have in common. Values are escaped when they are written.
#[derive(Default)]
pub struct Attributes {
    /// Whether it is worth highlighting, `<mark>` rather than `<span>`.
    pub is_mark: bool,
    /// The value of `class`.
    pub class: String,
    /// The id of the fact that the words belong to (`data-of`).
    pub of: Option<String>,
}

/// Writes a text from its beginning to its end, part by part, with the marks on it.
pub struct Weaver<'t> {
    text: &'t str,
    /// By start, longer ones first.
    layers: Vec<Layer>,
    /// The first layer that has not been opened.
    next: usize,
    /// The layers around the place where the weaver stands, outermost first. They outlive the part that they began in.
    open: Vec<usize>,
}

impl<'t> Weaver<'t> {
    /// Layers that do not fit the text are left out.
    pub fn new(text: &'t str, mut layers: Vec<Layer>) -> Self {
        layers.retain(|layer| layer.span.get(text).is_some());
        layers.sort_by_key(|layer| (layer.span.start(), Reverse(layer.span.end()), layer.order));
        Self {
            text,
            layers,
            next: 0,
            open: Vec::new(),
        }
    }

    /// A part of the text with its marks. The parts must follow each other.
    pub fn part(&mut self, span: Span) -> Markup {
        let mut html = String::new();
        let mut at = span.start();
        let layers = &self.layers;
        self.open.retain(|layer| layers[*layer].span.end() > at);
        for layer in &self.open {
            self.start(*layer, false, &mut html);
        }
        while at < span.end() {
            self.close(at, &mut html);
            self.open_at(at, &mut html);
            let end = self.next_border(at, span.end());
            self.words(Span::new(at, end), &mut html);
            at = end;
        }
        for layer in self.open.iter().rev() {
            self.end(*layer, &mut html);
        }
        PreEscaped(html)
    }

    /// White space between two parts, where no mark is wanted: those that begin in it begin with the next part.
    pub fn gap(&self, span: Span) -> Markup {
        PreEscaped(span.get(self.text).unwrap_or_default().to_owned())
    }

    /// The anchors of all marks that no part has reached.
    pub fn rest(&mut self) -> Markup {
        let mut html = String::new();
        for layer in self.next..self.layers.len() {
            self.start(layer, true, &mut html);
            self.end(layer, &mut html);
        }
        self.next = self.layers.len();
        PreEscaped(html)
    }

    /// Closes the layers that end at or before `at`. Others that lie inside them are closed too, and opened again.
    fn close(&mut self, at: usize, html: &mut String) {
        let ends = |layer: &usize| self.layers[*layer].span.end() <= at;
        let Some(outermost) = self.open.iter().position(ends) else {
            return;
        };
        let inside = self.open.split_off(outermost);
        for layer in inside.iter().rev() {
            self.end(*layer, html);
        }
        for layer in inside {
            if self.layers[layer].span.end() > at {
                self.start(layer, false, html);
                self.open.push(layer);
            }
        }
    }

    /// Opens the layers that start at or before `at`.
    fn open_at(&mut self, at: usize, html: &mut String) {
        while let Some(layer) = self.layers.get(self.next) {
            if layer.span.start() > at {
                break;
            }
            self.start(self.next, true, html);
            if layer.span.end() > at && self.open.len() < DEEPEST {
                self.open.push(self.next);
            } else {
                self.end(self.next, html);
            }
            self.next += 1;
        }
    }

    /// Where the first open layer ends or the next one starts, at most `end`.
    fn next_border(&self, at: usize, end: usize) -> usize {
        let ends = self.open.iter().map(|layer| self.layers[*layer].span.end());
        let start = self.layers.get(self.next).map(|layer| layer.span.start());
        let border = ends.chain(start).filter(|border| *border > at).min();
        border.map_or(end, |border| border.min(end))
    }

    fn words(&self, span: Span, html: &mut String) {
        let words = span.get(self.text).unwrap_or_default();
        let mut open = self.open.iter().rev();
        let link = open.find_map(|layer| self.layers[*layer].link.as_deref());
        match link {
            Some(link) if !words.trim().is_empty() => {
                html.push_str("<a");
                attribute(html, "href", &format!("#{link}"));
                html.push('>');
                escape(html, words);
                html.push_str("</a>");
            }
            _ => escape(html, words),
        }
    }

    fn start(&self, layer: usize, is_first: bool, html: &mut String) {
        let layer = &self.layers[layer];
        let attributes = &layer.attributes;
        html.push_str(if attributes.is_mark { "<mark" } else { "<span" });
        if let Some(id) = layer.id.as_deref().filter(|_| is_first) {
            attribute(html, "id", id);
        }
        if !attributes.class.is_empty() {
            attribute(html, "class", &attributes.class);
        }
        if let Some(of) = &attributes.of {
            attribute(html, "data-of", of);
        }
        html.push('>');
        if let Some(sign) = layer.sign.as_ref().filter(|_| is_first) {
            html.push_str(&sign.0);
        }
    }

    fn end(&self, layer: usize, html: &mut String) {
        html.push_str(match self.layers[layer].attributes.is_mark {
            true => "</mark>",
            false => "</span>",
        });
    }
}

fn attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    escape(html, value);
    html.push('"');
}

fn escape(html: &mut String, words: &str) {
    // Writing to a string cannot fail.
    let _ = Escaper::new(html).write_str(words);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(start: usize, end: usize, class: &str) -> Layer {
        Layer {
            span: Span::new(start, end),
            order: 0,
            attributes: Attributes {
                class: class.to_owned(),
                ..Attributes::default()
            },
            id: Some(class.to_owned()),
            link: None,
            sign: None,
        }
    }

    #[track_caller]
    fn check(layers: &[(usize, usize, &str)], parts: &[(usize, usize)], expected: &str) {
        let layers = layers
            .iter()
            .map(|(start, end, class)| layer(*start, *end, class));
        let mut weaver = Weaver::new("abcdef", layers.collect());
        let mut html = String::new();
        for (start, end) in parts {
            html += &weaver.part(Span::new(*start, *end)).0;
            html.push('|');
        }
        html += &weaver.rest().0;
        // Shorter to read: the id and the class are the same.
        let html = html
            .replace("<span id=\"", "<")
            .replace("<span class=\"", "<+");
        let html = html.replace("</span>", "</>");
        let shown = ["a", "b", "c"].iter().fold(html, |html, class| {
            html.replace(&format!("{class}\" class=\"{class}\""), class)
                .replace(&format!("+{class}\""), &format!("+{class}"))
        });
        assert_eq!(shown, expected);
    }

    #[test]
    fn marks_nest() {
        check(
            &[(0, 6, "a"), (1, 3, "b"), (3, 4, "c")],
            &[(0, 6)],
            "<a>a<b>bc</><c>d</>ef</>|",
        );
    }

    #[test]
    fn a_mark_that_crosses_another_is_cut() {
        check(
            &[(0, 3, "a"), (2, 5, "b")],
            &[(0, 6)],
            "<a>ab<b>c</></><+b>de</>f|",
        );
    }

    #[test]
    fn a_mark_goes_on_in_the_next_part() {
        check(&[(1, 5, "a")], &[(0, 2), (3, 6)], "a<a>b</>|<+a>de</>f|");
    }

    #[test]
    fn a_mark_between_parts_keeps_its_anchor() {
        check(
            &[(2, 3, "a"), (5, 6, "b")],
            &[(0, 2), (3, 5)],
            "ab|<a></>de|<b></>",
        );
        check(&[(5, 6, "b")], &[(0, 3)], "abc|<b></>");
    }

    #[test]
    fn marks_without_number_are_cut_off_and_keep_their_anchors() {
        let text = "x".repeat(500);
        let layers = (0..250).map(|at| layer(at, at + 250, "a")).collect();
        let html = Weaver::new(&text, layers).part(Span::new(0, 500)).0;
        assert_eq!(html.matches("id=\"a\"").count(), 250);
        assert!(html.matches("<span").count() < 250 * (DEEPEST + 1));
    }
}
