//! Words that shape names: `data/name_parts.tsv`.

use depesha_lexicon::Table;
use depesha_morphology::{LemmaKey, Word};
use rustc_hash::FxHashSet;

const TEXT: &str = include_str!("../../data/name_parts.tsv");

/// What a word does to the names around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum PartKind {
    /// `де`
    Particle,
    /// `Си`
    Family,
    /// `оглы`
    Suffix,
    /// `братья`
    Several,
}

/// Words that shape names without being names, by lemma; some in more than one way (`ван`).
#[derive(Debug)]
pub(crate) struct NameParts(FxHashSet<(LemmaKey, PartKind)>);

impl NameParts {
    /// Reads the built-in table.
    pub fn new() -> Self {
        let table = Table::parse("name_parts.tsv", TEXT, &["word", "kind"]);
        let table = table.expect("a test reads the table");
        let kind = |name: &str| match name {
            "particle" => PartKind::Particle,
            "family" => PartKind::Family,
            "suffix" => PartKind::Suffix,
            "several" => PartKind::Several,
            other => unreachable!("a test reads the table: {other}"),
        };
        let row = |row: depesha_lexicon::Row<'_, '_>| {
            (LemmaKey::of(row.get("word")), kind(row.get("kind")))
        };
        Self(table.rows().map(row).collect())
    }

    /// Whether the form itself, as it stands, is of that kind.
    pub fn is_form(&self, word: &Word, kind: PartKind) -> bool {
        self.0.contains(&(LemmaKey::of(&word.folded), kind))
    }

    /// Whether some lemma of the word is of that kind.
    pub fn is_lemma(&self, word: &Word, kind: PartKind) -> bool {
        word.readings()
            .iter()
            .any(|r| self.0.contains(&(r.key, kind)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        assert!(NameParts::new().0.len() > 50);
    }
}
