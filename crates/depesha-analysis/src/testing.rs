//! What the tests of several passes share.

use std::sync::OnceLock;

use depesha_lexicon::Lexicon;
use depesha_model::{Record, Source};
use depesha_morphology::{Memo, Morphology};
use depesha_tagger::Scheme;
use depesha_text::OffsetUnit;

use crate::page::Page;
use crate::who::{Knowledge, Who};
use crate::{Analyzer, Options};

/// The dictionary and the lexicon, loaded once for all tests.
pub(crate) fn knowledge() -> &'static (Morphology, Knowledge) {
    static KNOWLEDGE: OnceLock<(Morphology, Knowledge)> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| {
        let morphology = Morphology::new().expect("the built-in dictionary loads");
        let knowledge = Knowledge::new(Lexicon::builtin(), &morphology);
        (morphology, knowledge)
    })
}

/// Reads `text` as far as names, entities and roles go and hands the result to `look`.
pub(crate) fn with_who<T>(text: &str, look: impl FnOnce(&Page<'_>, &Who) -> T) -> T {
    let (morphology, knowledge) = knowledge();
    let tree = depesha_grammar::parse(text);
    let page = Page::new(&tree, morphology, &mut Memo::default());
    let who = Who::read(
        &page,
        morphology,
        knowledge,
        &mut Default::default(),
        Scheme::Nerel,
    );
    look(&page, &who)
}

/// The record of a page published at `published`, or when the page says where that is empty.
pub(crate) fn record(text: &str, published: &str) -> Record {
    let options = Options {
        published: published.parse().ok(),
        ..Options::default()
    };
    read(text, None, &options)
}

/// The record of a page that lay at `uri`.
pub(crate) fn read(text: &str, uri: Option<&str>, options: &Options) -> Record {
    static ANALYZER: OnceLock<Analyzer> = OnceLock::new();
    let analyzer = ANALYZER.get_or_init(|| Analyzer::new().expect("the dictionary loads"));
    let source = Source {
        uri: uri.map(str::to_owned),
        id: None,
        record: None,
        media_type: "text/plain".to_owned(),
        encoding: "UTF-8".to_owned(),
        sha256: String::new(),
        offset_unit: OffsetUnit::Byte,
        ..Source::default()
    };
    let record = analyzer.read(text.to_owned(), source, options);
    assert_eq!(record.check(), [], "{text}");
    record
}
