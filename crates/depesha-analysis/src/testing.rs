//! What the tests of several passes share.

use std::sync::OnceLock;

use depesha_morphology::{Memo, Morphology};
use depesha_tagger::Scheme;

use crate::page::Page;
use crate::who::{Knowledge, Who};

/// The dictionary and the lexicon, loaded once for all tests.
pub(crate) fn knowledge() -> &'static (Morphology, Knowledge) {
    static KNOWLEDGE: OnceLock<(Morphology, Knowledge)> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| {
        let morphology = Morphology::new().expect("the built-in dictionary loads");
        let knowledge = Knowledge::new(&morphology);
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
