//! The function words that statements are read by: `data/function_words.tsv`.

use depesha_lexicon::Table;
use rustc_hash::FxHashMap;

const TEXT: &str = include_str!("../../data/function_words.tsv");

/// What a function word does; the data file says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// `Однако, …`
    Connective,
    /// `, и подчеркнул`
    Conjunction,
    /// `, однако сторонники против`
    Contrast,
    /// `начали скандировать`
    Phase,
    /// `из Берлина, где …`
    PlaceQuestion,
    /// `такое мнение`
    Pointer,
    /// `по его словам`
    Possessive,
    /// `денег нет`
    Predicative,
    /// `большинство заявили`
    Quantity,
    /// `сказал, кто пришёл`
    Question,
    /// `будто`, `якобы`
    Rumour,
    /// `что`, `если`
    Subordinator,
    /// `это говорит о том, что`
    Thing,
}

impl Kind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "connective" => Self::Connective,
            "conjunction" => Self::Conjunction,
            "contrast" => Self::Contrast,
            "phase" => Self::Phase,
            "place_question" => Self::PlaceQuestion,
            "pointer" => Self::Pointer,
            "possessive" => Self::Possessive,
            "predicative" => Self::Predicative,
            "quantity" => Self::Quantity,
            "question" => Self::Question,
            "rumour" => Self::Rumour,
            "subordinator" => Self::Subordinator,
            "thing" => Self::Thing,
            _ => return None,
        })
    }
}

/// Function words by what they do.
#[derive(Debug)]
pub(crate) struct FunctionWords {
    kinds: FxHashMap<&'static str, Vec<Kind>>,
    /// The connectives word by word, longer ones first.
    connectives: Vec<Vec<&'static str>>,
}

impl FunctionWords {
    /// Reads the built-in table.
    pub fn new() -> Self {
        let table = Table::parse("function_words.tsv", TEXT, &["words", "kind"]);
        let table = table.expect("a test reads the table");
        let mut kinds: FxHashMap<&str, Vec<Kind>> = FxHashMap::default();
        for row in table.rows() {
            let kind = Kind::named(row.get("kind")).expect("a test reads the table");
            kinds.entry(row.get("words")).or_default().push(kind);
        }
        let connective = |(words, of): (&&'static str, &Vec<Kind>)| {
            of.contains(&Kind::Connective)
                .then(|| words.split(' ').collect())
        };
        let mut connectives: Vec<Vec<&str>> = kinds.iter().filter_map(connective).collect();
        connectives.sort_by_key(|words| (std::cmp::Reverse(words.len()), words.clone()));
        Self { kinds, connectives }
    }

    /// Whether a folded word or lemma is of that kind.
    pub fn is(&self, word: &str, kind: Kind) -> bool {
        self.kinds
            .get(word)
            .is_some_and(|kinds| kinds.contains(&kind))
    }

    /// The connectives word by word, longer ones first.
    pub fn connectives(&self) -> &[Vec<&'static str>] {
        &self.connectives
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_whole() {
        let words = FunctionWords::new();
        assert!(words.is("однако", Kind::Connective) && words.is("однако", Kind::Contrast));
        assert!(!words.is("однако", Kind::Question));
        assert_eq!(words.connectives()[0], ["в", "то", "же", "время"]);
    }
}
