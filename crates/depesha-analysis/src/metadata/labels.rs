//! What the lines with labels say: who put the page up, where the text comes from, who wrote it, how often it was read.

use depesha_grammar::{Block, BlockFields, BlockKind, Tree};
use depesha_lexicon::Table;
use depesha_model::Fact;
use depesha_text::{Span, fold};
use rustc_hash::FxHashMap;

const TEXT: &str = include_str!("../../data/label_facts.tsv");

/// Which field of the metadata a label's value fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LabelFact {
    /// `Размещено`
    Outlet,
    /// `Адрес страницы`
    Address,
    /// `Источник`
    Origin,
    /// `Автор`
    Author,
    /// `Рубрика`
    Section,
    /// `Просмотров`
    Views,
}

/// The table of labels, by folded label.
#[derive(Debug)]
pub(super) struct LabelFacts(FxHashMap<Box<str>, LabelFact>);

impl LabelFacts {
    pub fn new() -> Self {
        let table = Table::parse("label_facts.tsv", TEXT, &["label", "fact"]);
        let table = table.expect("a test reads the table");
        let fact = |name: &str| match name {
            "outlet" => LabelFact::Outlet,
            "address" => LabelFact::Address,
            "origin" => LabelFact::Origin,
            "author" => LabelFact::Author,
            "section" => LabelFact::Section,
            "views" => LabelFact::Views,
            other => unreachable!("a test reads the table: {other}"),
        };
        let rows = table.rows();
        Self(
            rows.map(|row| (fold(row.get("label")).into(), fact(row.get("fact"))))
                .collect(),
        )
    }

    /// The values behind labels that tell `fact`, in the order of the page.
    pub fn values(&self, tree: &Tree<'_>, fact: LabelFact) -> impl Iterator<Item = Span> {
        tree.blocks().iter().filter_map(move |block| {
            let (label, value) = labelled(block)?;
            let known = *self.0.get(fold(label.of(tree.text())).as_ref())?;
            (known == fact && !value.is_empty()).then_some(value)
        })
    }
}

/// Label and value of a line; a line with a mere address has an empty label, which no table holds.
fn labelled(block: &Block) -> Option<(Span, Span)> {
    match block.fields {
        BlockFields::Labelled { label, value } => Some((label, value)),
        _ => None,
    }
}

/// `2090`, `1 234`, `12.345`; `12,3 тыс.` is no exact number.
pub(super) fn exact_number(words: &str) -> Option<u64> {
    let mut groups = words.split(|c: char| c.is_whitespace() || matches!(c, '.' | ','));
    let first = groups.next()?;
    let is_number = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.len() > 3 {
            return None;
        }
        digits += group;
    }
    is_number(&digits).then(|| digits.parse().ok())?
}

/// The section in the path to the page (`Главная / Политика`) or beside the time stamp (`14.11.2015 | Политика`).
pub(super) fn section(tree: &Tree<'_>) -> Option<Fact<String>> {
    let blocks = tree.blocks();
    let body = blocks
        .iter()
        .position(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::Lead));
    let head = &blocks[..body.unwrap_or(blocks.len())];
    let is_navigation = |block: &&Block| block.kind == BlockKind::Navigation;
    let path = head.iter().filter(is_navigation).find_map(|block| {
        let entry = last_of_path(tree.text(), block.span)?;
        Some(Fact::read(
            entry.of(tree.text()).to_owned(),
            entry,
            "section.path",
        ))
    });
    path.or_else(|| {
        head.windows(2)
            .find_map(|pair| beside_stamp(tree.text(), &pair[0], &pair[1]))
    })
}

/// The last entry of a path that begins at the page's root.
fn last_of_path(text: &str, path: Span) -> Option<Span> {
    const ROOTS: [&str; 5] = [
        "главная",
        "главная страница",
        "новости",
        "все новости",
        "home",
    ];
    const SEPARATORS: [char; 7] = ['/', '»', '>', '→', '›', '•', '|'];
    let words = path.of(text);
    let (root, _) = words.split_once(SEPARATORS)?;
    if !ROOTS.contains(&fold(root.trim()).as_ref()) {
        return None;
    }
    let end = words.trim_end_matches(SEPARATORS).len();
    let start = words[..end].rfind(SEPARATORS)?;
    let separator = words[start..].chars().next()?.len_utf8();
    let entry = Span::new(path.start() + start + separator, path.start() + end).trim(text);
    (!entry.is_empty()).then_some(entry)
}

/// The words on the line of a time stamp.
fn beside_stamp(text: &str, first: &Block, second: &Block) -> Option<Fact<String>> {
    let section = match (first.kind, second.kind) {
        (BlockKind::TimeStamp, BlockKind::Navigation) => second,
        (BlockKind::Navigation, BlockKind::TimeStamp) => first,
        _ => return None,
    };
    let between = &text[first.span.end()..second.span.start()];
    let words = section.span.of(text);
    let value = words.trim_matches(|c: char| !c.is_alphanumeric());
    if between.contains('\n') || value.is_empty() {
        return None;
    }
    let start = section.span.start() + words.find(value)?;
    let span = Span::new(start, start + value.len());
    Some(Fact::read(value.to_owned(), span, "section.stamp"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        assert!(LabelFacts::new().0.len() > 50);
    }

    #[test]
    fn only_exact_numbers_are_numbers() {
        let cases = [
            ("2090", Some(2090)),
            ("1 234", Some(1234)),
            ("1\u{a0}234\u{a0}567", Some(1_234_567)),
            ("12.345", Some(12_345)),
            ("12,3 тыс.", None),
            ("12,3", None),
            ("5K", None),
            ("1234 567", None),
            ("", None),
            ("99999999999999999999999", None),
        ];
        for (words, expected) in cases {
            assert_eq!(exact_number(words), expected, "{words}");
        }
    }
}
