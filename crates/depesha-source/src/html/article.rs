//! Which of a page's texts are the article.
//!
//! An extractor of Mozilla's Readability family decides. It changes the page on its way, so each run of text is given a
//! number, written in characters that no text holds, and the numbers that come out tell what stayed.

use std::collections::HashSet;
use std::fmt::Write;

use dom_smoothie::{Config, Readability};

use super::page::{Element, Event, Page, is_void};

/// Unicode's noncharacters are for a program's own use. These are the digits of a number in base 16, and its end.
const ZERO: char = '\u{FDD0}';
const END: char = '\u{FDEF}';

/// A layout table's cell with the article holds more than this share of all text, in tenths.
const MOST: usize = 6;

/// The runs of a page, by their events, that are part of its article.
pub(super) fn runs(page: &Page) -> HashSet<usize> {
    let html = marked(page, scope(page));
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let article = Readability::new(html, None, Some(config)).and_then(|mut page| page.parse());
    article.map_or_else(|_| HashSet::new(), |article| numbers(&article.content))
}

/// The cell of a layout table that holds most of the page's text: menus in the cells beside it look like paragraphs to
/// the extractor.
fn scope(page: &Page) -> Option<usize> {
    let mut links = 0;
    let mut count = 0;
    let mut plain = vec![0; page.events.len() + 1];
    for (at, event) in page.events.iter().enumerate() {
        match event {
            Event::Start(element) => links += usize::from(&*page.elements[*element].name == "a"),
            Event::End(element) => links -= usize::from(&*page.elements[*element].name == "a"),
            Event::Run { text, .. } if links == 0 => {
                let letters = page.text[text.clone()].chars();
                count += letters.filter(|c| c.is_alphanumeric()).count();
            }
            Event::Run { .. } => {}
        }
        plain[at + 1] = count;
    }
    let holds_most = |element: &usize| {
        let own = &page.elements[*element];
        let letters = plain[own.events.end] - plain[own.events.start];
        &*own.name == "td" && letters * 10 > count * MOST
    };
    // Elements are numbered from the outside, so the last one is the innermost.
    (0..page.elements.len()).rev().find(holds_most)
}

/// The page, or one element of it, written again with the number of its event in front of each run.
fn marked(page: &Page, scope: Option<usize>) -> String {
    let events = match scope {
        // A cell without its table is none to the extractor: what it holds will do.
        Some(element) => {
            let own = &page.elements[element].events;
            own.start + 1..own.end - 1
        }
        None => 0..page.events.len(),
    };
    let mut html = String::with_capacity(page.text.len() * 2);
    for at in events {
        match &page.events[at] {
            Event::Start(element) => start_tag(&page.elements[*element], &mut html),
            Event::End(element) => {
                let name = &page.elements[*element].name;
                if !is_void(name) {
                    let _ = write!(html, "</{name}>");
                }
            }
            Event::Run { text, .. } => {
                let text = &page.text[text.clone()];
                if !text.trim().is_empty() {
                    push_number(at, &mut html);
                }
                escape(text, &mut html);
            }
        }
    }
    html
}

fn start_tag(element: &Element, html: &mut String) {
    html.push('<');
    html.push_str(&element.name);
    for (name, value) in &element.attributes {
        let _ = write!(html, " {name}=\"");
        escape(value, html);
        html.push('"');
    }
    if &*element.name == "img" {
        // An image without an address is no image to the extractor.
        html.push_str(" src=\"image.jpg\"");
    }
    html.push('>');
}

/// Writes text or the value of an attribute, without the characters that numbers are made of.
fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '"' => html.push_str("&quot;"),
            ZERO..=END => {}
            c => html.push(c),
        }
    }
}

fn push_number(number: usize, html: &mut String) {
    let digits = (0..usize::BITS / 4).rev().map(|at| number >> (4 * at));
    for digit in digits.skip_while(|&rest| rest == 0) {
        html.extend(char::from_u32(ZERO as u32 + (digit as u32 & 0xF)));
    }
    html.push(END);
}

/// The numbers that stand in what the extractor gives.
fn numbers(content: &str) -> HashSet<usize> {
    let mut numbers = HashSet::new();
    let mut number = 0;
    for c in content.chars() {
        match c {
            END => {
                numbers.insert(number);
                number = 0;
            }
            ZERO..END => number = (number << 4) | (c as usize - ZERO as usize),
            _ => number = 0,
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_out_as_they_went_in() {
        let mut text = String::new();
        for number in [0, 1, 15, 16, 4711, 1 << 20] {
            push_number(number, &mut text);
            text.push_str("слово");
        }
        assert_eq!(numbers(&text), HashSet::from([0, 1, 15, 16, 4711, 1 << 20]));
    }

    #[test]
    fn a_page_cannot_write_numbers_of_its_own() {
        let page = Page::parse("<p>Снег \u{FDD1}\u{FDEF}идёт</p>");
        assert_eq!(marked(&page, None), "<p>\u{FDD1}\u{FDEF}Снег идёт</p>");
    }
}
