//! Words that attribute statements: `data/cues.tsv`.

use crate::entry::{keywords, list};
use crate::{Entry, LexiconError, List, Row, Set, Slots};

keywords! {
    /// What kind of word a cue is.
    CueKind {
        /// A verb with the source as its subject: `заявить`.
        Verb = "verb",
        /// A reflexive verb without a person as subject: `сообщаться`.
        Passive = "passive",
        /// A short adjective or participle as predicate: `уверен`.
        Adjective = "adjective",
        /// A noun with its source or content beside it: `заявление`.
        Noun = "noun",
        /// Fixed words with the source behind them: `по словам`.
        Phrase = "phrase",
        /// A verb that inflects and words that do not: `выразить надежду`.
        Collocation = "collocation",
    }
}

keywords! {
    /// The aspect of a verb.
    Aspect {
        /// Perfective.
        Perfective = "perf",
        /// Imperfective.
        Imperfective = "impf",
        /// Both in one lemma: `обещать`.
        Both = "both",
    }
}

keywords! {
    /// What somebody does by speaking.
    SpeechAct {
        /// Blames somebody.
        Accuse = "accuse",
        /// Concedes something as true.
        Admit = "admit",
        /// Consents or confirms.
        Agree = "agree",
        /// Replies.
        Answer = "answer",
        /// Asks for information.
        Ask = "ask",
        /// Maintains something that others may doubt.
        Claim = "claim",
        /// Voices displeasure or regret.
        Complain = "complain",
        /// Orders, asks or calls on somebody to act.
        Demand = "demand",
        /// Contradicts or doubts.
        Deny = "deny",
        /// Draws attention to something.
        Emphasise = "emphasise",
        /// Gives reasons or details.
        Explain = "explain",
        /// Hopes or fears.
        Hope = "hope",
        /// Jests.
        Joke = "joke",
        /// Praises or thanks.
        Praise = "praise",
        /// Tells what will be.
        Predict = "predict",
        /// Commits the speaker to act.
        Promise = "promise",
        /// Advises or offers.
        Propose = "propose",
        /// Gives another's words.
        Quote = "quote",
        /// Makes facts known.
        Report = "report",
        /// Speaks, without more being told of it.
        Say = "say",
        /// Holds an opinion.
        Think = "think",
        /// Warns, hints or threatens.
        Warn = "warn",
        /// Writes or publishes.
        Write = "write",
    }
}

keywords! {
    /// How the content of a statement is joined to its cue.
    Complement {
        /// A clause with `что`, `как`, `будто`.
        That = "chto",
        /// A clause with `чтобы`.
        InOrderThat = "chtoby",
        /// A clause with `ли` or a question word.
        Whether = "li",
        /// An infinitive: `призвал прекратить`.
        Infinitive = "inf",
        /// Direct speech in quotation marks or after a dash.
        Direct = "direct",
        /// The cue stands between commas or behind the content: `P, заявил X`.
        Parenthetical = "paren",
        /// The content follows a colon without quotation marks: `X подчеркнул: P`.
        Colon = "colon",
        /// The content stands in another sentence: `Об этом сообщил X`.
        About = "about",
        /// A quoted predicate: `назвал X "…"`.
        Name = "name",
        /// A text that speaks: `в докладе говорится`.
        Document = "document",
    }
}

keywords! {
    /// What else is to be known of a cue.
    CueMark {
        /// Counts only beside direct speech, or with a clause and a person as subject: `улыбнуться`, `понять`.
        Weak = "weak",
        /// The text's own voice, so that the content is no statement of anybody: `напомним`.
        Narrator = "narrator",
        /// Attributes under negation too: `не исключил, что P`.
        NegatedToo = "negated_too",
        /// Attributes under negation only: `не скрывает, что P`.
        NegatedOnly = "negated_only",
    }
}

/// A word or phrase that attributes a statement to a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The dictionary form; of a [`CueKind::Phrase`] the words as they stand, of a [`CueKind::Collocation`] the verb's
    /// infinitive and then words as they stand. A short participle stands as its verb: `обеспокоить`.
    pub lemma: &'static str,
    /// What kind of word it is.
    pub kind: CueKind,
    /// The aspect of a verb; nothing for words without a verb.
    pub aspect: Option<Aspect>,
    /// What its subject does by speaking.
    pub act: SpeechAct,
    /// How the content is joined to it.
    pub complements: Set<Complement>,
    /// Prepositions of `то`, `том`, `тем` that join a clause to it (`обвинил в том, что`: `в`); `-` is the bare pronoun.
    pub correlates: List,
    /// Where the one stands who is spoken to.
    pub addressee: Slots,
    /// Where the source stands; no slot means the subject, or nowhere.
    pub source: Slots,
    /// What else is to be known.
    pub marks: Set<CueMark>,
}

impl Entry for Cue {
    const FILE: &'static str = "cues.tsv";
    const TEXT: &'static str = include_str!("../data/cues.tsv");
    const COLUMNS: &'static [&'static str] = &[
        "lemma",
        "kind",
        "aspect",
        "act",
        "complements",
        "correlates",
        "addressee",
        "source",
        "marks",
    ];

    fn read(row: &Row<'_, 'static>) -> Result<Self, LexiconError> {
        let kind = CueKind::read(row, "kind")?;
        let aspect = match kind {
            CueKind::Verb | CueKind::Passive | CueKind::Collocation => {
                Some(Aspect::read(row, "aspect")?)
            }
            CueKind::Adjective | CueKind::Noun | CueKind::Phrase => None,
        };
        let complements = Set::read(row, "complements")?;
        let correlates = list(row, "correlates")?;
        if complements.is_empty() && correlates.is_empty() {
            return Err(row.error(
                "`complements` and `correlates` are both empty: nothing joins a content to the cue",
            ));
        }
        Ok(Self {
            lemma: row.need("lemma")?,
            kind,
            aspect,
            act: SpeechAct::read(row, "act")?,
            complements,
            correlates,
            addressee: Slots::read(row, "addressee")?,
            source: Slots::read(row, "source")?,
            marks: Set::read(row, "marks")?,
        })
    }

    fn key(&self) -> [&'static str; 3] {
        [self.lemma, self.kind.as_str(), ""]
    }
}

#[cfg(test)]
mod tests {
    use crate::{Case, Complement, Cue, CueKind, CueMark, Entry, Lexicon, Slot, SpeechAct, Table};

    fn cue(lemma: &str) -> Cue {
        *Lexicon::builtin()
            .cues()
            .iter()
            .find(|cue| cue.lemma == lemma)
            .unwrap()
    }

    #[test]
    fn every_kind_of_cue_is_there_in_number() {
        let lexicon = Lexicon::builtin();
        let count = |kind| lexicon.cues().iter().filter(|cue| cue.kind == kind).count();
        assert!(count(CueKind::Verb) >= 650);
        assert!(count(CueKind::Noun) >= 150);
        assert!(count(CueKind::Phrase) >= 100);
        assert!(count(CueKind::Collocation) >= 150);
        assert!(count(CueKind::Passive) >= 30);
        assert!(count(CueKind::Adjective) >= 10);
    }

    #[test]
    fn a_verb_tells_how_its_content_is_joined() {
        let accuse = cue("обвинить");
        assert_eq!(accuse.act, SpeechAct::Accuse);
        assert_eq!(accuse.correlates.iter().collect::<Vec<_>>(), ["в"]);
        assert!(
            !accuse.complements.contains(Complement::That),
            "`обвинил, что` is no Russian"
        );
        let call = cue("призвать");
        assert!(call.complements.contains(Complement::Infinitive));
        let at = Slot {
            preposition: "у",
            case: Case::Genitive,
        };
        assert!(cue("потребовать").addressee.iter().any(|slot| slot == at));
    }

    #[test]
    fn what_is_refused_or_intended_is_no_content() {
        let lexicon = Lexicon::builtin();
        for lemma in [
            "отказаться",
            "отказываться",
            "планировать",
            "намереваться",
            "собираться",
        ] {
            assert!(
                lexicon.cues().iter().all(|cue| cue.lemma != lemma),
                "{lemma}"
            );
        }
        let nouns = lexicon
            .cues()
            .iter()
            .filter(|cue| cue.kind == CueKind::Noun);
        assert!(
            nouns
                .clone()
                .all(|cue| !cue.complements.contains(Complement::Infinitive))
        );
    }

    #[test]
    fn the_narrators_own_words_are_marked() {
        assert!(cue("напомним").marks.contains(CueMark::Narrator));
        assert!(!cue("напомнить").marks.contains(CueMark::Narrator));
        assert!(cue("скрывать").marks.contains(CueMark::NegatedOnly));
    }

    #[test]
    fn a_mistake_is_told_with_what_is_allowed() {
        let error = |row: &'static str| {
            let text = format!("{}\n{row}\n", Cue::COLUMNS.join("\t")).leak();
            let table = Table::parse("cues.tsv", text, Cue::COLUMNS).unwrap();
            Cue::read(&table.rows().next().unwrap())
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            error("сказать\tverb\tpast\tsay\tchto"),
            "cues.tsv:2: the column `aspect` holds `past`; known are perf, impf, both"
        );
        assert!(
            error("сказать\tverb\tperf\tsay\tthat")
                .contains("holds `that`; known are chto, chtoby, li, inf")
        );
        assert!(error("сказать\tverb\tperf\tsay\tchto|chto").ends_with("holds `chto` twice"));
        assert!(
            error("сказать\tverb\tperf\tsay\tchto\t\tto+dat|whom")
                .contains("holds `whom`; a case is one of nom")
        );
        assert!(error("сказать\tverb\tperf\tsay").contains("nothing joins a content to the cue"));
    }
}
