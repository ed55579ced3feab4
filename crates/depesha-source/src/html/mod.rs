//! HTML pages: their article as text, each block with its element, and what the page says of itself.

mod article;
mod blocks;
mod choice;
mod facts;
mod json_ld;
mod page;
#[cfg(test)]
mod tests;

use depesha_text::Span;

use crate::document::Element;
use depesha_model::PageFacts;
use page::Page;

/// What is read from an HTML page.
pub(crate) struct Html {
    /// The article, a block a line, an empty line between paragraphs.
    pub text: String,
    /// The elements that its blocks come from.
    pub elements: Vec<Element>,
    pub facts: PageFacts,
}

/// Reads a decoded page.
pub(crate) fn read(html: &str) -> Html {
    let page = Page::parse(html);
    let facts = facts::facts(&page);
    let kept = article::runs(&page);
    let blocks = blocks::blocks(&page, |run| kept.contains(&run));
    let chosen = choice::choose(&page, &blocks, &facts);
    let mut text = String::new();
    let mut elements = Vec::with_capacity(chosen.len());
    for block in chosen {
        if !text.is_empty() {
            text.push_str(if block.is_next_line { "\n" } else { "\n\n" });
        }
        text.push_str(block.bullet.as_deref().unwrap_or_default());
        let start = text.len();
        text.push_str(&block.text);
        elements.push(Element {
            span: Span::new(start, text.len()),
            source: Span::new(block.source.start, block.source.end),
        });
    }
    Html {
        text,
        elements,
        facts,
    }
}
