//! The attributes that a token has by its place in the sentence and in the document.

use std::ops::Range;

use depesha_morphology::{Capitals, LemmaKey};
use rustc_hash::FxHashMap;

use crate::Kind;
use crate::attributes::{
    ABSENT, ATTRIBUTES, Attribute, Mark, OF_WORD, OUTSIDE, Row, WordFacts, YES,
};
use crate::label::{Label, names};
use crate::templates::REACH;

/// Number of attributes of the token in its sentence and document.
const OF_CONTEXT: usize = Attribute::Label as usize - OF_WORD;
/// Number of attributes known after the first pass.
const OF_SECOND_PASS: usize = ATTRIBUTES - Attribute::Label as usize;

/// The attributes that depend on sentence and document.
pub(crate) type Context = [u32; OF_CONTEXT];
/// The attributes that depend on the first pass.
pub(crate) type SecondContext = [u32; OF_SECOND_PASS];

/// How far `Left` and `Right` look.
const FAR: usize = 6;

/// The facts of the words of a document, one for each token, and its sentences.
#[derive(Clone, Copy)]
pub(crate) struct Document<'d> {
    /// Facts of the words that occur.
    pub(crate) facts: &'d [WordFacts],
    /// Index of each token in `facts`.
    pub(crate) tokens: &'d [u32],
    /// The sentences as ranges of tokens.
    pub(crate) sentences: &'d [Range<usize>],
}

/// What the document says of a lemma.
#[derive(Default)]
struct Occurrences {
    /// Whether it stands somewhere in small letters.
    low: bool,
    /// How often it is capitalised where nothing but a name asks for it.
    capital: u32,
    /// How often it stands behind a first name or an initial.
    after_name: u32,
}

impl<'d> Document<'d> {
    fn word(&self, token: usize) -> &'d WordFacts {
        &self.facts[self.tokens[token] as usize]
    }

    /// The attributes of all tokens by sentence and document.
    pub(crate) fn contexts(&self) -> Vec<Context> {
        let mut contexts = vec![[0; OF_CONTEXT]; self.tokens.len()];
        for sentence in self.sentences {
            self.quotations(sentence.clone(), &mut contexts);
            self.capitals_around(sentence.clone(), &mut contexts);
            if let Some(first) = contexts.get_mut(sentence.start) {
                set(first, Attribute::First, YES);
            }
        }
        self.occurrences(&mut contexts);
        contexts
    }

    fn quotations(&self, sentence: Range<usize>, contexts: &mut [Context]) {
        let mut open: Option<usize> = None;
        let start = sentence.start;
        for token in sentence {
            let closes = match self.word(token).mark {
                Mark::Open => false,
                Mark::Close => true,
                Mark::Either => open.is_some(),
                Mark::None | Mark::Period | Mark::Colon => {
                    if let Some(open) = open {
                        // Three tokens in or more: all the same.
                        set(
                            &mut contexts[token],
                            Attribute::Quote,
                            4 + (token - open).min(3) as u32,
                        );
                    }
                    continue;
                }
            };
            set(
                &mut contexts[token],
                Attribute::Quote,
                if closes { 3 } else { 2 },
            );
            if !closes {
                open = Some(token);
            } else if let Some(open) = open.take() {
                let value = self.quoted(open, token);
                let opener = if open > start {
                    self.lemma(open - 1)
                } else {
                    OUTSIDE
                };
                for context in &mut contexts[open..=token] {
                    set(context, Attribute::Quoted, value);
                    set(context, Attribute::Opener, opener);
                }
            }
        }
    }

    /// The value of `Quoted` for a quotation from its opening to its closing mark.
    fn quoted(&self, open: usize, close: usize) -> u32 {
        let length = match close - open - 1 {
            0..=1 => 0,
            2..=3 => 1,
            4..=7 => 2,
            _ => 3,
        };
        let capital = close > open + 1 && self.word(open + 1).is_capitalised();
        2 + 2 * length + u32::from(capital)
    }

    /// The capitalised words on either side of each token, beyond its neighbours.
    fn capitals_around(&self, sentence: Range<usize>, contexts: &mut [Context]) {
        let look = |tokens: &mut dyn Iterator<Item = usize>| {
            tokens
                .take(FAR)
                .take_while(|&at| !self.word(at).breaks)
                .enumerate()
                .find(|&(distance, at)| distance > 0 && self.word(at).is_capitalised())
                .map(|(_, at)| self.lemma(at))
        };
        for token in sentence.clone() {
            if self.word(token).breaks {
                continue;
            }
            if let Some(lemma) = look(&mut (sentence.start..token).rev()) {
                set(&mut contexts[token], Attribute::Left, lemma);
            }
            if let Some(lemma) = look(&mut (token + 1..sentence.end)) {
                set(&mut contexts[token], Attribute::Right, lemma);
            }
        }
    }

    fn lemma(&self, token: usize) -> u32 {
        self.word(token).attributes[Attribute::Lemma as usize]
    }

    /// What other occurrences of its lemma say of a capitalised word.
    fn occurrences(&self, contexts: &mut [Context]) {
        let mut lemmas: FxHashMap<LemmaKey, Occurrences> = FxHashMap::default();
        for sentence in self.sentences {
            for token in sentence.clone() {
                let word = self.word(token);
                if word.capitals == Capitals::Lower {
                    lemmas.entry(word.lemma).or_default().low = true;
                } else if word.is_capitalised() {
                    let seen = lemmas.entry(word.lemma).or_default();
                    seen.capital += u32::from(self.capital_means_name(sentence, token));
                    seen.after_name += u32::from(self.after_name(sentence, token));
                }
            }
        }
        for sentence in self.sentences {
            for token in sentence.clone() {
                let word = self.word(token);
                let Some(seen) = lemmas.get(&word.lemma).filter(|_| word.is_capitalised()) else {
                    continue;
                };
                let context = &mut contexts[token];
                if seen.low {
                    set(context, Attribute::Low, YES);
                }
                // Only other occurrences count.
                let capital = seen.capital - u32::from(self.capital_means_name(sentence, token));
                set(context, Attribute::Capital, YES + u32::from(capital > 0));
                let after_name = seen.after_name - u32::from(self.after_name(sentence, token));
                if after_name > 0 {
                    set(context, Attribute::AfterName, YES);
                }
            }
        }
    }

    /// Whether the place of the capitalised `token` does not ask for a capital itself.
    fn capital_means_name(&self, sentence: &Range<usize>, token: usize) -> bool {
        token > sentence.start
            && !self.word(token).latin
            && matches!(self.word(token - 1).mark, Mark::None | Mark::Close)
    }

    /// Whether `token` stands behind a first name, `А`, or `А.`
    fn after_name(&self, sentence: &Range<usize>, token: usize) -> bool {
        let before = |by: usize| {
            let at = token.checked_sub(by).filter(|at| *at >= sentence.start)?;
            Some(self.word(at))
        };
        let initial = |word: &WordFacts| word.capitals == Capitals::Initial;
        match before(1) {
            Some(word) if word.mark == Mark::Period => before(2).is_some_and(initial),
            Some(word) => word.is_capitalised() && (word.given || initial(word)),
            None => false,
        }
    }

    /// The attributes of all tokens by the labels that the first pass gave them.
    pub(crate) fn second_contexts(&self, labels: &[Label]) -> Vec<SecondContext> {
        let mut contexts = vec![[0; OF_SECOND_PASS]; self.tokens.len()];
        for (context, label) in contexts.iter_mut().zip(labels) {
            set_second(context, Attribute::Label, YES + label.index() as u32);
        }
        self.majorities(labels, &mut contexts);
        self.namesakes(labels, &mut contexts);
        contexts
    }

    fn majorities(&self, labels: &[Label], contexts: &mut [SecondContext]) {
        let mut votes: FxHashMap<LemmaKey, Votes> = FxHashMap::default();
        let capitalised = |token: &usize| self.word(*token).is_capitalised();
        let tokens = self.sentences.iter().cloned().flatten().filter(capitalised);
        for token in tokens.clone() {
            votes.entry(self.word(token).lemma).or_default().0[place(labels[token].kind())] += 1;
        }
        for token in tokens {
            let others = votes
                .get(&self.word(token).lemma)
                .and_then(|all| all.without(labels[token].kind()).winner());
            if let Some(kind) = others {
                set_second(&mut contexts[token], Attribute::Majority, YES + kind);
            }
        }
    }

    fn namesakes(&self, labels: &[Label], contexts: &mut [SecondContext]) {
        let mut votes: FxHashMap<u64, Votes> = FxHashMap::default();
        // The lemmas of a name as one number; a clash of two would cost one wrong hint.
        let words = |first: usize, last: usize| {
            (first..=last).fold(0u64, |sum, token| {
                (sum.rotate_left(7) ^ self.word(token).lemma.0).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            })
        };
        let found: Vec<(Kind, usize, usize, u64)> = self
            .sentences
            .iter()
            .flat_map(|sentence| {
                let start = sentence.start;
                names(&labels[sentence.clone()])
                    .map(move |(kind, first, last)| (kind, start + first, start + last))
            })
            .map(|(kind, first, last)| (kind, first, last, words(first, last)))
            .collect();
        for &(kind, _, _, words) in &found {
            votes.entry(words).or_default().0[place(Some(kind))] += 1;
        }
        for &(kind, first, last, words) in &found {
            let others = votes
                .get(&words)
                .and_then(|all| all.without(Some(kind)).winner());
            if let Some(kind) = others {
                for context in &mut contexts[first..=last] {
                    set_second(context, Attribute::Namesake, YES + kind);
                }
            }
        }
    }

    /// Fills `rows` with the attributes of a piece of a sentence, with [`REACH`] rows of [`OUTSIDE`] at either end.
    pub(crate) fn rows(
        &self,
        piece: Range<usize>,
        contexts: &[Context],
        second: Option<&[SecondContext]>,
        rows: &mut Vec<Row>,
    ) {
        rows.clear();
        rows.resize(REACH, [OUTSIDE; ATTRIBUTES]);
        for token in piece {
            let mut row = [ABSENT; ATTRIBUTES];
            row[..OF_WORD].copy_from_slice(&self.word(token).attributes);
            for (to, &from) in row[OF_WORD..].iter_mut().zip(&contexts[token]) {
                *to = from;
            }
            if let Some(second) = second {
                for (to, &from) in row[OF_WORD + OF_CONTEXT..].iter_mut().zip(&second[token]) {
                    *to = from;
                }
            }
            rows.push(row);
        }
        rows.resize(rows.len() + REACH, [OUTSIDE; ATTRIBUTES]);
    }
}

fn set(context: &mut Context, attribute: Attribute, value: u32) {
    context[attribute as usize - OF_WORD] = value;
}

fn set_second(context: &mut SecondContext, attribute: Attribute, value: u32) {
    context[attribute as usize - OF_WORD - OF_CONTEXT] = value;
}

/// How often a lemma or a row of lemmas was labelled as what: no name, or each kind.
#[derive(Clone, Copy, Default)]
struct Votes([u32; 1 + Kind::ALL.len()]);

/// Index of a kind in [`Votes`].
fn place(kind: Option<Kind>) -> usize {
    kind.map_or(0, |kind| 1 + kind as usize)
}

impl Votes {
    fn without(mut self, own: Option<Kind>) -> Self {
        self.0[place(own)] -= 1;
        self
    }

    /// The place with most votes, the first of equals; `None` without a vote.
    fn winner(self) -> Option<u32> {
        let best = *self.0.iter().max().filter(|&&count| count > 0)?;
        self.0
            .iter()
            .position(|&count| count == best)
            .map(|at| at as u32)
    }
}
