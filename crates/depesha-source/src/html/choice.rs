//! Which blocks of a page make its text: the article, its headline, and the lines at its head and foot that tell when,
//! by whom and from where it comes.

use std::collections::HashSet;

use super::blocks::Block;
use super::page::Page;
use depesha_model::PageFacts;

/// The blocks of the article in the order of the page.
pub(super) fn choose<'b>(page: &Page, blocks: &'b [Block], facts: &PageFacts) -> Vec<&'b Block> {
    let mut choice = Choice {
        page,
        blocks,
        is_chosen: blocks.iter().map(is_kept).collect(),
    };
    choice.drop_lists();
    choice.drop_menus();
    if let Some(headline) = choice.headline(facts) {
        choice.choose_body(headline);
        choice.choose_head(headline);
    }
    choice.choose_foot();
    let has_any = choice.is_chosen.contains(&true);
    let chosen = blocks.iter().zip(choice.is_chosen);
    // A page of which nothing is known is given as a whole.
    let chosen = chosen.filter(|(_, is_chosen)| *is_chosen || !has_any);
    chosen.map(|(block, _)| block).collect()
}

/// Whether the extractor takes most of a block for the article.
fn is_kept(block: &Block) -> bool {
    block.kept > 0 && block.kept * 2 >= block.letters
}

struct Choice<'p> {
    page: &'p Page,
    blocks: &'p [Block],
    /// Whether each block is chosen.
    is_chosen: Vec<bool>,
}

impl Choice<'_> {
    /// Whether an element around a block has a name for which `test` holds.
    fn is_in(&self, at: usize, test: impl Fn(&str) -> bool) -> bool {
        let own = self.blocks[at].element.into_iter();
        let mut around = own.flat_map(|own| self.page.around(own));
        around.any(|element| test(&self.page.elements[element].name))
    }

    fn is_heading(&self, at: usize) -> bool {
        self.is_in(at, |name| matches!(name, "h2" | "h3" | "h4"))
    }

    /// Whether a block is one of the page around the article by its elements.
    fn is_furniture(&self, at: usize) -> bool {
        self.is_in(at, |name| {
            matches!(name, "nav" | "aside" | "footer" | "form" | "label")
        })
    }

    /// The block of the headline: the `<h1>` that reads like the title that the page gives itself, else the one next to
    /// the article, else what reads like the title in front of it.
    fn headline(&self, facts: &PageFacts) -> Option<usize> {
        let title = facts.title.as_ref().map_or("", |title| &title.value);
        let is_h1 = |at: &usize| self.is_in(*at, |name| name == "h1");
        let all = 0..self.blocks.len();
        let h1s: Vec<usize> = all.clone().filter(is_h1).collect();
        let first = self.is_chosen.iter().position(|&is_chosen| is_chosen);
        let same = |at: &usize| is_same(&self.blocks[*at].text, title);
        let in_front = |at: &&usize| first.is_none_or(|first| **at <= first);
        let titled_h1 = h1s.iter().copied().find(same);
        let nearest_h1 = h1s.iter().rfind(in_front).or(h1s.first()).copied();
        let is_like = |at: &usize| {
            let block = &self.blocks[*at];
            !block.is_link() && !block.is_sentence() && is_like(&block.text, title)
        };
        let titled = || {
            let mut near = (0..=first?).rev().take(BEFORE);
            all.clone().find(same).or_else(|| near.find(is_like))
        };
        titled_h1.or(nearest_h1).or_else(titled)
    }

    /// A short article next to a long list of others: the extractor takes the list, which is dropped by now. The article
    /// then is what stands between the headline and the next heading.
    fn choose_body(&mut self, headline: usize) {
        let behind = headline + 1..self.blocks.len();
        let has_body = |at: usize| self.is_chosen[at] && self.blocks[at].is_sentence();
        if behind.clone().any(has_body) {
            return;
        }
        let is_plain = |at: &usize| !self.blocks[*at].is_link() && !self.is_furniture(*at);
        let own: Vec<usize> = behind
            .take_while(|at| !self.is_heading(*at))
            .filter(is_plain)
            .collect();
        if own.iter().any(|at| self.blocks[*at].is_sentence()) {
            self.is_chosen[headline..].fill(false);
            own.into_iter().for_each(|at| self.is_chosen[at] = true);
        }
    }

    /// Chooses the headline, and the lines between it and the article, or right in front of it, that belong to it. What
    /// else stands in front of the headline is none of the article.
    fn choose_head(&mut self, headline: usize) {
        let is_body = |at: &usize| self.is_chosen[*at] && self.blocks[*at].is_sentence();
        let body = (headline + 1..self.blocks.len()).find(is_body);
        let body = body.unwrap_or(headline);
        if !(0..headline).any(|at| is_body(&at)) {
            self.is_chosen[..headline].fill(false);
        }
        for at in headline.saturating_sub(BEFORE)..body {
            let block = &self.blocks[at];
            let tells = match at < headline {
                true => self.has_date(at),
                false => self.has_date(at) || !block.is_link(),
            };
            let fits = (block.is_short() || block.is_sentence()) && !self.is_furniture(at);
            self.is_chosen[at] |= tells && fits && block.text.contains(char::is_alphanumeric);
            // A section or a tag in the head is a link and nothing else.
            self.is_chosen[at] &= tells || at < headline;
        }
        self.is_chosen[headline] = true;
    }

    /// Chooses lines with labels right behind the article: `Источник: Заречье Онлайн`, `Автор: Иван Петров`.
    fn choose_foot(&mut self) {
        const LONGEST_LABEL: usize = 30;
        const BEHIND: usize = 4;
        let Some(last) = self.is_chosen.iter().rposition(|&is_chosen| is_chosen) else {
            return;
        };
        let foot = last + 1..self.blocks.len().min(last + 1 + BEHIND);
        for at in foot
            .take_while(|at| !self.is_heading(*at))
            .collect::<Vec<_>>()
        {
            let block = &self.blocks[at];
            let label = block.text.split_once(": ").map(|(label, _)| label);
            let is_labelled = label.is_some_and(|label| label.chars().count() <= LONGEST_LABEL);
            self.is_chosen[at] |=
                is_labelled && !block.is_link() && block.is_short() && !self.is_furniture(at);
        }
    }

    /// Whether a line tells when: by its element or by its figures.
    fn has_date(&self, at: usize) -> bool {
        let block = &self.blocks[at];
        let is_time = |element: usize| {
            let own = &self.page.elements[element];
            let property = own.attribute("itemprop").unwrap_or_default();
            &*own.name == "time" || property.starts_with("date")
        };
        let own = block.element.into_iter();
        let mut around = own.flat_map(|own| self.page.around(own)).take(2);
        let digits = block.text.chars().filter(char::is_ascii_digit).count();
        let parts = block.text.split(|c: char| !c.is_ascii_digit());
        let numbers = parts.filter(|part| !part.is_empty()).count();
        // Two numbers at least, and little else: `14 марта 2023`, `19:22 14.03.2023`.
        let looks_so = block.is_short() && numbers >= 2 && (3..=24).contains(&digits);
        looks_so || around.any(is_time)
    }

    /// Drops lists of other articles: headings behind which links come again and again, each perhaps with a few words of
    /// its article.
    fn drop_lists(&mut self) {
        let mut end = self.blocks.len();
        for heading in (0..self.blocks.len()).rev() {
            if !self.is_heading(heading) {
                continue;
            }
            let links = |at: &usize| self.blocks[*at].is_link();
            let count = (heading + 1..end).filter(links).count();
            if count >= 2 && count * 3 >= end - heading - 1 {
                self.is_chosen[heading..end].fill(false);
            }
            end = heading;
        }
    }

    /// Drops links that stand in rows, and the label in front of them: menus, `Читайте также`.
    fn drop_menus(&mut self) {
        let mut at = 0;
        while at < self.blocks.len() {
            let links = self.blocks[at..].iter().take_while(|block| block.is_link());
            let row = links.count();
            if row >= 2 {
                let has_label = at > 0 && self.blocks[at - 1].text.ends_with(':');
                let label = usize::from(has_label && !self.blocks[at - 1].is_sentence());
                self.is_chosen[at - label..at + row].fill(false);
            }
            at += row.max(1);
        }
    }
}

/// So many lines in front of a headline may be its own.
const BEFORE: usize = 6;

/// Whether two titles differ in spaces, punctuation and capitals at most.
fn is_same(text: &str, title: &str) -> bool {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    !title.is_empty() && letters(text) == letters(title)
}

/// Whether most words of a text stand in the title, which may have the outlet's name beside them.
fn is_like(text: &str, title: &str) -> bool {
    const FEWEST: usize = 3;
    let words = |text: &str| -> HashSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (own, title) = (words(text), words(title));
    let shared = own.intersection(&title).count();
    shared >= FEWEST && shared * 2 > own.len()
}
