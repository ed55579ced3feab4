//! Words that change the status of an event: `data/status_words.tsv`.

use crate::entry::keywords;
use crate::{Entry, LexiconError, Row};

keywords! {
    /// Whether an event happened, as the words themselves tell.
    StatusHint {
        /// It happened or goes on.
        Actual = "actual",
        /// It is announced.
        Future = "future",
        /// It is conditional, possible or wanted.
        Hypothetical = "hypothetical",
        /// It did not happen.
        Negated = "negated",
    }
}

keywords! {
    /// What kind of word changes a status.
    StatusWordKind {
        /// Above an infinitive or a noun: `намереваться`.
        Verb = "verb",
        /// Above an infinitive, or beside a noun: `намерен`, `предстоящий`.
        Adjective = "adjective",
        /// Above a genitive or an infinitive: `отмена`.
        Noun = "noun",
        /// A particle, a conjunction or an adverb of the clause: `бы`.
        Particle = "particle",
    }
}

/// A word that changes the status of the event below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusWord {
    /// The dictionary form; a participle stands as its verb, a particle as it stands.
    pub lemma: &'static str,
    /// What kind of word it is.
    pub kind: StatusWordKind,
    /// The status that it gives.
    pub status: StatusHint,
}

impl Entry for StatusWord {
    const FILE: &'static str = "status_words.tsv";
    const TEXT: &'static str = include_str!("../data/status_words.tsv");
    const COLUMNS: &'static [&'static str] = &["lemma", "kind", "status"];

    fn read(row: &Row<'_, 'static>) -> Result<Self, LexiconError> {
        Ok(Self {
            lemma: row.need("lemma")?,
            kind: StatusWordKind::read(row, "kind")?,
            status: StatusHint::read(row, "status")?,
        })
    }

    fn key(&self) -> [&'static str; 3] {
        [self.lemma, self.kind.as_str(), ""]
    }
}

#[cfg(test)]
mod tests {
    use crate::{Lexicon, StatusHint, StatusWordKind};

    #[test]
    fn a_status_word_changes_the_event_below_it() {
        let lexicon = Lexicon::builtin();
        let status = |lemma, kind| {
            let word = lexicon
                .status_words()
                .iter()
                .find(|word| word.lemma == lemma && word.kind == kind);
            word.unwrap().status
        };
        assert_eq!(
            status("намереваться", StatusWordKind::Verb),
            StatusHint::Future
        );
        assert_eq!(status("отмена", StatusWordKind::Noun), StatusHint::Negated);
        assert_eq!(
            status("бы", StatusWordKind::Particle),
            StatusHint::Hypothetical
        );
    }
}
