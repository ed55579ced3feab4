//! Words that tell how others take part in an event: `data/event_words.tsv`.

use crate::entry::keywords;
use crate::{Entry, LexiconError, Row};

keywords! {
    /// What a word does for those who take part in an event.
    EventWordKind {
        /// A verb that only carries its object, whose subject does the deed: `провёл переговоры`.
        Carrier = "carrier",
        /// A noun that makes a preposition with another: `в ходе`.
        Circumstance = "circumstance",
        /// What one declines to give without refusing anything: `отказался от комментариев`.
        Comment = "comment",
        /// A verb whose subject is the one to whom its object is done: `получил отказ`.
        Converse = "converse",
        /// A noun for what one decides, whose maker does what it is about: `указ о помиловании`.
        Decision = "decision",
        /// A noun for who did what its genitive tells: `участник нападения`.
        Doer = "doer",
        /// A noun that means the country beside it: `французские власти`.
        Government = "government",
        /// Whom one gives interviews.
        Journalist = "journalist",
        /// Where a sentence is served.
        Prison = "prison",
        /// A noun that only counts what its genitive names: `большинство депутатов`.
        Share = "share",
        /// What is about deeds without telling that they were done: `закон о помиловании`.
        Text = "text",
    }
}

/// A word that tells how others take part in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventWord {
    /// The dictionary form.
    pub lemma: &'static str,
    /// What it does.
    pub kind: EventWordKind,
}

impl Entry for EventWord {
    const FILE: &'static str = "event_words.tsv";
    const TEXT: &'static str = include_str!("../data/event_words.tsv");
    const COLUMNS: &'static [&'static str] = &["lemma", "kind"];

    fn read(row: &Row<'_, 'static>) -> Result<Self, LexiconError> {
        Ok(Self {
            lemma: row.need("lemma")?,
            kind: EventWordKind::read(row, "kind")?,
        })
    }

    fn key(&self) -> [&'static str; 3] {
        [self.lemma, self.kind.as_str(), ""]
    }
}

#[cfg(test)]
mod tests {
    use crate::{EventWordKind, Lexicon};

    #[test]
    fn every_kind_has_words() {
        let lexicon = Lexicon::builtin();
        for kind in EventWordKind::ALL {
            let mut words = lexicon.event_words().iter();
            assert!(words.any(|word| word.kind == *kind), "{kind:?}");
        }
    }
}
