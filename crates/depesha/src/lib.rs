//! A compiler for Russian-language news: a page in, a verifiable record out.
//!
//! For: programs that read news pages. In: a [`Document`] or a text. Out: a [`Record`]: what the page says of itself,
//! who is named, who said what, each fact with the span it was read from and the rule that read it.
//! Never: the network, guessing silently.
#![deny(missing_docs)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;

pub use depesha_analysis::{MentionScheme, Moment, OptionError, Options, Phase, Watch, time_zone};
pub use depesha_export as export;
pub use depesha_lexicon::{Lexicon, LexiconError};
pub use depesha_model as model;
pub use depesha_model::Record;
pub use depesha_morphology::BrokenDictionary;
pub use depesha_source::{
    Document, Element, Encoding, Entries, Entry, Failure, Format, Input, PageFact, PageFacts,
    Position, Problem, ReadOptions, RecordAt, Skipped, UnknownEncoding, encoding,
};
pub use depesha_text::{OffsetMap, OffsetUnit, Span};
pub use jiff::tz::TimeZone;

use std::ops::ControlFlow;

use depesha_analysis::Analyzer;
use depesha_model::{Block, ByteRange, Source, SourceRecord};

/// Reads pages. Holds the dictionaries, so build it once; threads share it by reference.
#[derive(Debug)]
pub struct Reader {
    analyzer: Analyzer,
}

impl Reader {
    /// Loads dictionaries and weights, all from inside the program.
    ///
    /// # Errors
    /// A dictionary that does not load: a broken build.
    pub fn new() -> Result<Self, BrokenDictionary> {
        Self::with_lexicon(Lexicon::builtin())
    }

    /// [`Reader::new`] with word lists of one's own:
    ///
    /// ```no_run
    /// use depesha::{Lexicon, Reader};
    /// let lexicon = Lexicon::builtin().with_dir("my-lexicon")?;
    /// let reader = Reader::with_lexicon(lexicon)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Reader::new`].
    pub fn with_lexicon(lexicon: Lexicon) -> Result<Self, BrokenDictionary> {
        Ok(Self {
            analyzer: Analyzer::with_lexicon(lexicon)?,
        })
    }

    /// The word lists that the reader was built with.
    pub fn lexicon(&self) -> &Lexicon {
        self.analyzer.lexicon()
    }

    /// Reads one page. Never fails: what could not be read is left out or told in `diagnostics`.
    pub fn read(&self, document: &Document, options: &Options) -> Record {
        let read = self.read_watched(document, options, &mut |_| ControlFlow::Continue(()));
        read.unwrap_or_else(|| unreachable!("nothing ends the reading"))
    }

    /// [`Reader::read`] under the eyes of `watch`, which sees each [`Phase`] begin and can end the reading there, for
    /// instance when a page takes too long. Then there is no record.
    pub fn read_watched(
        &self,
        document: &Document,
        options: &Options,
        watch: Watch<'_>,
    ) -> Option<Record> {
        let source = Source {
            uri: document.uri.clone(),
            id: document.id.clone(),
            record: record_of(&document.position),
            media_type: document.media_type.clone(),
            encoding: document.encoding.clone(),
            sha256: document.sha256.clone(),
            offset_unit: OffsetUnit::Byte,
            ..Source::default()
        };
        let text = document.text.clone();
        let stated = &document.page;
        let mut record = self
            .analyzer
            .read_watched(text, source, stated, options, watch)?;
        locate(&mut record.blocks, &document.elements);
        debug_assert_eq!(record.check(), [], "the analysis broke the contract");
        Some(record)
    }

    /// Reads a text in memory with the options' defaults.
    pub fn read_text(&self, text: &str) -> Record {
        self.read(&Document::from_text(text), &Options::default())
    }
}

/// Says of each block which elements of the page it comes from: all that it shares characters with.
fn locate(blocks: &mut [Block], elements: &[Element]) {
    for block in blocks {
        let first = elements.partition_point(|element| element.span.end() <= block.span.start());
        let behind = elements.partition_point(|element| element.span.start() < block.span.end());
        let own = elements.get(first..behind).unwrap_or_default();
        let whole = own.iter().map(|element| element.source).reduce(Span::join);
        block.source = whole.map(ByteRange::from);
    }
}

/// The place of a document in a file that holds many.
fn record_of(position: &Position) -> Option<SourceRecord> {
    let record = position.record?;
    Some(SourceRecord {
        input: position.input.clone()?,
        index: record.index,
        offset: record.offset,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "Снег\n\nМОСКВА, 14 ноя — Вестник. «Снега не будет», — сказал синоптик Иван Петров.";

    #[test]
    fn threads_share_a_reader_and_agree() {
        let reader = Reader::new().unwrap();
        let alone = reader.read_text(PAGE);
        let together = std::thread::scope(|scope| {
            let threads = [(); 4].map(|()| scope.spawn(|| reader.read_text(PAGE)));
            threads.map(|thread| thread.join().unwrap())
        });
        assert!(together.iter().all(|record| *record == alone));
    }

    #[test]
    fn a_record_says_what_it_was_made_from() {
        let reader = Reader::new().unwrap();
        let marked = format!("\u{feff}{PAGE}");
        let document = Document::from_bytes(marked.as_bytes(), Some("page.txt")).unwrap();
        let record = reader.read(&document, &Options::default());
        assert_eq!(record.text, PAGE);
        assert_eq!(record.source.uri.as_deref(), Some("page.txt"));
        assert_eq!(record.source.sha256, document.sha256);
    }

    #[test]
    fn a_reading_can_be_ended_between_its_phases() {
        let reader = Reader::new().unwrap();
        let (document, options) = (Document::from_text(PAGE), Options::default());
        let mut phases = Vec::new();
        let whole = reader.read_watched(&document, &options, &mut |phase| {
            phases.push(phase);
            ControlFlow::Continue(())
        });
        assert_eq!(whole, Some(reader.read(&document, &options)));
        for last in &phases {
            let ended =
                reader.read_watched(&document, &options, &mut |phase| match phase == *last {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                });
            assert_eq!(ended, None, "{last:?}");
        }
    }

    #[test]
    fn a_block_of_an_html_page_knows_its_element() {
        let page = "<html lang=ru><title>Мост открыт — Вестник</title><h1>Мост открыт</h1>\
            <p>ЗАРЕЧЬЕ, 14 мар — Вестник. Мост через Сеж открыли вчера, сообщил мэр Иван Петров.</p>\
            <p>Ремонт шёл два года, и жители левого берега ездили в объезд через соседний город.</p></html>";
        let reader = Reader::new().unwrap();
        let document = Document::from_bytes(page.as_bytes(), None).unwrap();
        let record = reader.read(&document, &Options::default());
        let element = |block: &Block| {
            let source = block.source.unwrap();
            &page[source.start as usize..source.end as usize]
        };
        let kinds: Vec<_> = record.blocks.iter().map(|block| block.kind).collect();
        use depesha_model::BlockKind::{Dateline, Paragraph, Title};
        assert_eq!(kinds, [Title, Dateline, Paragraph, Paragraph]);
        assert_eq!(element(&record.blocks[0]), "<h1>Мост открыт</h1>");
        assert_eq!(element(&record.blocks[1]), element(&record.blocks[2]));
        assert!(element(&record.blocks[3]).starts_with("<p>Ремонт"));
        assert_eq!(record.metadata.title.unwrap().rule.as_str(), "title");
    }

    #[test]
    fn a_text_without_words_is_a_record_without_facts() {
        let reader = Reader::new().unwrap();
        for text in ["", " \n", "\0", "\u{feff}"] {
            let record = reader.read_text(text);
            assert_eq!(record.text, text);
            assert!(record.statements.is_empty() && record.entities.is_empty());
        }
    }
}
