//! What the page says of itself, and its layout as the record has it.

mod container;
mod labels;
mod language;
mod published;
pub(crate) mod spelling;
#[cfg(test)]
mod tests;

use depesha_grammar as grammar;
use depesha_lexicon::Lexicon;
use depesha_model::{
    Block, BlockKind, Dateline, Diagnostic, Fact, Metadata, PageFacts, Sentence, Severity,
};
use depesha_morphology::{Capitals, NameType};
use depesha_text::Span;

use crate::calendar;
use crate::options::{Moment, Options};
use crate::page::Page;
use labels::{LabelFact, LabelFacts};
use spelling::Spellings;

/// What is looked up to understand a page's own lines: labels, outlets, places.
#[derive(Debug)]
pub(crate) struct PageWords {
    labels: LabelFacts,
    spellings: Spellings,
}

impl PageWords {
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            labels: LabelFacts::new(),
            spellings: Spellings::new(lexicon),
        }
    }

    /// Reads what the page says of itself; `uri` is where it lay, `stated` what its container says of it. Also gives the
    /// moment that its times count from.
    pub fn metadata(
        &self,
        page: &Page<'_>,
        uri: Option<&str>,
        stated: &PageFacts,
        options: &Options,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Metadata, Option<Moment>) {
        let tree = page.tree;
        let dated = published::published(tree, stated.published.as_ref(), options, diagnostics);
        let (published, moment) = dated.unzip();
        let dateline = self.dateline(tree, moment);
        let origin = self.origin(page);
        let outlet = self.outlet(page, uri);
        let outlet = outlet.or_else(|| {
            let stated = stated.outlet.as_ref()?;
            let name = self.spellings.outlet(&stated.value);
            Some(Fact {
                value: name.unwrap_or(&stated.value).to_owned(),
                ..container::fact("outlet", stated)
            })
        });
        // Whose page it is, when nothing says so: the agency that signed the text, unless it was taken from elsewhere.
        let outlet = outlet.or_else(|| self.agency(tree).filter(|_| origin.is_none()));
        let authors = self.authors(page);
        let authors = match authors.is_empty() {
            true => self.stated_authors(stated, outlet.as_ref()),
            false => authors,
        };
        let section = self.section(tree);
        let language = language::language(tree.text(), diagnostics);
        if let (Some(own), Some(stated)) = (&language, &stated.language)
            && !stated.value.to_ascii_lowercase().starts_with(&own.value)
        {
            diagnostics.push(container::disagreement("language", &own.value, stated));
        }
        let metadata = Metadata {
            url: stated
                .canonical
                .as_ref()
                .map(|stated| container::fact("url", stated)),
            title: container::title(title(tree), stated.title.as_ref(), diagnostics),
            modified: published::modified(tree, stated.modified.as_ref(), options, moment),
            published,
            dateline,
            outlet,
            origin,
            authors,
            section: section.or_else(|| Some(container::fact("section", stated.section.as_ref()?))),
            views: self.views(tree),
            language,
        };
        (metadata, moment)
    }

    fn dateline(
        &self,
        tree: &grammar::Tree<'_>,
        published: Option<Moment>,
    ) -> Option<Fact<Dateline>> {
        let (span, line) = first_dateline(tree)?;
        let text = tree.text();
        let places: Vec<String> = line
            .places
            .iter()
            .map(|place| self.spellings.place(place.of(text)))
            .collect();
        let day = line.date.and_then(|(_, parts)| match published {
            Some(moment) => calendar::dateline_day(parts, moment.date()),
            None => calendar::day(parts),
        });
        let value = Dateline {
            place: (!places.is_empty()).then(|| places.join(" / ")),
            date: day.map(|day| day.to_string()),
            agency: self.agency(tree).map(|agency| agency.value),
        };
        Some(Fact::read(value, span, "dateline"))
    }

    /// The agency of the dateline by its usual name.
    fn agency(&self, tree: &grammar::Tree<'_>) -> Option<Fact<String>> {
        let span = first_dateline(tree)?.1.agency?;
        let written = unquoted(span.of(tree.text()));
        let name = self.spellings.outlet(written).unwrap_or(written);
        Some(Fact::read(name.to_owned(), span, "dateline.agency"))
    }

    /// Whose page this is: who put it up, whose address it has.
    fn outlet(&self, page: &Page<'_>, uri: Option<&str>) -> Option<Fact<String>> {
        let tree = page.tree;
        let text = tree.text();
        let by_label = self
            .labels
            .values(tree, LabelFact::Outlet)
            .find_map(|span| self.outlet_named(page, span, "outlet.label"));
        let by_address = || {
            let mut addresses = self.labels.values(tree, LabelFact::Address);
            addresses.find_map(|span| {
                let name = self.spellings.outlet_at(span.of(text))?;
                Some(Fact::read(name.to_owned(), span, "outlet.address"))
            })
        };
        let by_uri = || {
            let name = self
                .spellings
                .outlet_at(uri.filter(|uri| uri.contains("://"))?)?;
            Some(Fact {
                value: name.to_owned(),
                span: None,
                rule: "outlet.uri".into(),
            })
        };
        by_label.or_else(by_address).or_else(by_uri)
    }

    /// The outlet that the text was taken from.
    fn origin(&self, page: &Page<'_>) -> Option<Fact<String>> {
        let mut values = self.labels.values(page.tree, LabelFact::Origin);
        values.find_map(|span| self.outlet_named(page, span, "origin.label"))
    }

    /// The outlet that a label's value names: as it is written, or by its address. Not a person (`Разместил: Иван
    /// Петров`) nor a login (`admin`).
    fn outlet_named(
        &self,
        page: &Page<'_>,
        span: Span,
        rule: &'static str,
    ) -> Option<Fact<String>> {
        let written = unquoted(span.of(page.text()).trim_end_matches(['.', ',', ';']));
        if let Some(host) = spelling::host(written) {
            let name = self.spellings.outlet_at(written);
            return Some(Fact::read(name.map_or(host, str::to_owned), span, rule));
        }
        let is_name =
            Capitals::of(written).capitalised() || self.spellings.outlet(written).is_some();
        let is_person = self.spellings.outlet(written).is_none() && has_given_name(page, span);
        (is_name && !is_person).then(|| Fact::read(written.to_owned(), span, rule))
    }

    /// The names of bylines and of the dateline's correspondents.
    fn authors(&self, page: &Page<'_>) -> Vec<Fact<String>> {
        let tree = page.tree;
        let bare = tree.blocks().iter().filter_map(|block| match block.fields {
            grammar::BlockFields::None if block.kind == grammar::BlockKind::Byline => {
                Some((block.span, "author.byline"))
            }
            _ => None,
        });
        let labelled = self.labels.values(tree, LabelFact::Author);
        let correspondent = first_dateline(tree).and_then(|(_, line)| line.correspondent);
        let mut lines: Vec<(Span, &'static str)> = bare
            .chain(labelled.map(|span| (span, "author.label")))
            .chain(correspondent.map(|span| (span, "author.dateline")))
            .collect();
        lines.sort_by_key(|(span, _)| span.start());
        let mut authors: Vec<Fact<String>> = Vec::new();
        for (line, rule) in lines {
            for span in names(tree.text(), line) {
                let name = span.of(tree.text());
                let is_new = authors.iter().all(|author| author.value != name);
                if is_new && self.spellings.outlet(name).is_none() {
                    authors.push(Fact::read(name.to_owned(), span, rule));
                }
            }
        }
        authors
    }

    /// The authors that the container names, each once. Many name the outlet there, or the office.
    fn stated_authors(
        &self,
        stated: &PageFacts,
        outlet: Option<&Fact<String>>,
    ) -> Vec<Fact<String>> {
        let mut authors: Vec<Fact<String>> = Vec::new();
        for author in &stated.authors {
            let name = &author.value;
            let is_person = name.split_whitespace().nth(1).is_some()
                && self.spellings.outlet(name).is_none()
                && outlet.is_none_or(|outlet| outlet.value != *name);
            if is_person && authors.iter().all(|other| other.value != *name) {
                authors.push(container::fact("author", author));
            }
        }
        authors
    }

    fn section(&self, tree: &grammar::Tree<'_>) -> Option<Fact<String>> {
        let by_label = self.labels.values(tree, LabelFact::Section).next();
        let read = |span: Span| Fact::read(span.of(tree.text()).to_owned(), span, "section.label");
        labels::section(tree).or_else(|| by_label.map(read))
    }

    fn views(&self, tree: &grammar::Tree<'_>) -> Option<Fact<u64>> {
        let mut values = self.labels.values(tree, LabelFact::Views);
        values.find_map(|span| {
            let number = labels::exact_number(span.of(tree.text()))?;
            Some(Fact::read(number, span, "views.counter"))
        })
    }
}

/// The first headline; when it is repeated, the first is as good as the second.
fn title(tree: &grammar::Tree<'_>) -> Option<Fact<String>> {
    let mut blocks = tree.blocks().iter();
    let block = blocks.find(|block| block.kind == grammar::BlockKind::Title)?;
    let words: Vec<&str> = block.span.of(tree.text()).split_whitespace().collect();
    Some(Fact::read(words.join(" "), block.span, "title"))
}

fn first_dateline<'t>(tree: &'t grammar::Tree<'_>) -> Option<(Span, &'t grammar::Dateline)> {
    tree.blocks().iter().find_map(|block| match &block.fields {
        grammar::BlockFields::Dateline(line) => Some((block.span, line)),
        _ => None,
    })
}

/// `words` without the quotation marks around all of them.
fn unquoted(words: &str) -> &str {
    let words = words.trim();
    let inside = [('«', '»'), ('"', '"'), ('“', '”'), ('„', '“')]
        .iter()
        .find_map(|(open, close)| words.strip_prefix(*open)?.strip_suffix(*close));
    let whole = inside.filter(|inside| !inside.contains(['«', '»', '"', '“', '”', '„']));
    whole.unwrap_or(words)
}

fn has_given_name(page: &Page<'_>, span: Span) -> bool {
    let tokens = page.tree.tokens();
    let start = tokens.partition_point(|token| token.span.end() <= span.start());
    let end = tokens.partition_point(|token| token.span.start() < span.end());
    (start..end).any(|at| page.reading(at).name == Some(NameType::Given))
}

/// The names in a byline: `Иван Петров, Анна Ветрова`, `Иван Петров и Анна Ветрова, специально для «Вестника»`. A name is
/// one to four words with a capital each; what stands in front of it in small letters (`специальный корреспондент`) is
/// none of it.
fn names(text: &str, line: Span) -> Vec<Span> {
    const MOST_WORDS: usize = 4;
    let words = line.of(text);
    let mut names = Vec::new();
    let mut start = line.start();
    for piece in words.split_inclusive([',', ';', '/', '|', '•', '&']) {
        let mut at = start;
        start += piece.len();
        let piece = piece.trim_end_matches([',', ';', '/', '|', '•', '&']);
        for part in piece.split(" и ") {
            let span = Span::new(at, at + part.len());
            at += part.len() + " и ".len();
            let small = part.find(|c: char| c.is_uppercase()).unwrap_or(part.len());
            let name = Span::new(span.start() + small, span.end()).trim(text);
            let name_words = || name.of(text).split_whitespace();
            let is_name = name_words().all(|word| {
                word.starts_with(char::is_uppercase) && !word.contains(['«', '»', '"', '@'])
            });
            if is_name && (1..=MOST_WORDS).contains(&name_words().count()) {
                names.push(name);
            }
        }
    }
    names
}

/// What the grammar found odd.
pub(crate) fn diagnostics(tree: &grammar::Tree<'_>) -> Vec<Diagnostic> {
    let told = |odd: &grammar::Diagnostic| Diagnostic {
        severity: Severity::Warning,
        code: odd.code.to_owned(),
        span: Some(odd.span),
        message: odd.message.clone(),
    };
    tree.diagnostics().iter().map(told).collect()
}

/// The grammar's blocks as the record has them.
pub fn blocks(tree: &grammar::Tree<'_>) -> Vec<Block> {
    tree.blocks()
        .iter()
        .map(|block| Block {
            kind: kind(block.kind),
            span: block.span,
            source: None,
        })
        .collect()
}

/// The grammar's sentences as the record has them.
pub fn sentences(tree: &grammar::Tree<'_>) -> Vec<Sentence> {
    let sentences = tree.sentences().iter();
    sentences
        .map(|sentence| Sentence {
            span: sentence.span,
            block: sentence.block,
        })
        .collect()
}

fn kind(kind: grammar::BlockKind) -> BlockKind {
    use grammar::BlockKind as From;
    match kind {
        From::Title => BlockKind::Title,
        From::TimeStamp => BlockKind::Timestamp,
        From::Byline => BlockKind::Byline,
        From::Lead => BlockKind::Lead,
        From::Dateline => BlockKind::Dateline,
        From::Heading => BlockKind::Heading,
        From::Paragraph => BlockKind::Paragraph,
        From::Quote => BlockKind::Quote,
        From::ListItem => BlockKind::ListItem,
        From::Caption => BlockKind::Caption,
        From::Related => BlockKind::Related,
        From::Source => BlockKind::Source,
        From::Counter => BlockKind::Counter,
        From::Tags => BlockKind::Tags,
        From::Navigation => BlockKind::Navigation,
        From::Notice => BlockKind::Notice,
    }
}
