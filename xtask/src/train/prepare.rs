//! From annotated documents to samples: tokens, sentences, labels, numbered features.

use std::ops::Range;

use depesha_morphology::Morphology;
use depesha_tagger::training::Label;
use depesha_tagger::{Memo, Tagger, Token};
use depesha_text::Span;
use rustc_hash::FxHashMap;

use super::crf::Sample;
use crate::corpus::{GoldDocument, GoldName};

/// A document cut into tokens and sentences.
pub struct Cut {
    /// The tokens with what the dictionary says of them.
    pub tokens: Vec<Token>,
    /// The sentences as ranges of tokens.
    pub sentences: Vec<Range<usize>>,
}

/// Cuts a text as the program does.
pub fn cut(text: &str, morphology: &Morphology, memo: &mut depesha_morphology::Memo) -> Cut {
    let tree = depesha_grammar::parse(text);
    let tokens = tree.tokens().iter().map(|token| Token {
        span: token.span,
        word: memo.word(morphology, token.span.of(text)),
    });
    Cut {
        tokens: tokens.collect(),
        sentences: tree.sentences().iter().map(|s| s.tokens.clone()).collect(),
    }
}

/// The labels that spell the names; of names that cross the longer one counts, and a name that begins or ends inside a
/// token takes the whole token.
pub fn labels(names: &[GoldName], cut: &Cut) -> Vec<Label> {
    let mut labels = vec![Label::OUTSIDE; cut.tokens.len()];
    let mut names: Vec<&GoldName> = names.iter().collect();
    names.sort_by_key(|n| (std::cmp::Reverse(n.span.len()), n.span.start(), n.kind));
    let mut taken: Vec<Span> = Vec::new();
    for name in names {
        if taken.iter().any(|t| t.overlaps(name.span)) {
            continue;
        }
        taken.push(name.span);
        let first = cut
            .tokens
            .partition_point(|t| t.span.end() <= name.span.start());
        let end = cut
            .tokens
            .partition_point(|t| t.span.start() < name.span.end());
        // A name across sentences is labelled in each.
        for sentence in &cut.sentences {
            let (first, end) = (first.max(sentence.start), end.min(sentence.end));
            if first < end && labels[first..end].iter().all(|l| *l == Label::OUTSIDE) {
                for (at, label) in labels[first..end].iter_mut().enumerate() {
                    *label = Label::within(name.kind, at, end - first);
                }
            }
        }
    }
    labels
}

/// Names found, in the terms of the corpus.
pub fn spans(cut: &Cut, labels: &[Label]) -> Vec<GoldName> {
    let mut found = Vec::new();
    for sentence in &cut.sentences {
        for (kind, first, last) in depesha_tagger::training::names(&labels[sentence.clone()]) {
            let token = |at: usize| cut.tokens[sentence.start + at].span;
            found.push(GoldName {
                span: token(first).join(token(last)),
                kind,
            });
        }
    }
    found
}

/// Numbers of features by their keys; the same feature has the same number in all documents.
#[derive(Default)]
pub struct Numbers {
    by_key: FxHashMap<u32, u32>,
    keys: Vec<u32>,
}

impl Numbers {
    /// The number of a feature, a new one if it is new.
    pub fn of(&mut self, key: u32) -> u32 {
        *self.by_key.entry(key).or_insert_with(|| {
            self.keys.push(key);
            self.keys.len() as u32 - 1
        })
    }

    /// The key of a number.
    pub fn key(&self, number: u32) -> u32 {
        self.keys[number as usize]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }
}

/// A sample of a document, with the features of the first pass.
pub fn sample(
    document: &GoldDocument,
    cut: &Cut,
    tagger: &Tagger,
    memo: &mut Memo,
    numbers: &mut Numbers,
) -> Sample {
    let features = tagger.features(memo, &document.text, &cut.tokens, &cut.sentences);
    Sample {
        scheme: document.scheme,
        sentences: cut.sentences.clone(),
        labels: labels(&document.names, cut),
        features: (0..cut.tokens.len())
            .map(|token| {
                features
                    .of(token)
                    .iter()
                    .map(|&key| numbers.of(key))
                    .collect()
            })
            .collect(),
    }
}

/// The sample of the second pass: that of the first with the features that the first pass's labels give.
pub fn second_sample(
    document: &GoldDocument,
    cut: &Cut,
    first: &Sample,
    labels: &[Label],
    tagger: &Tagger,
    memo: &mut Memo,
    numbers: &mut Numbers,
) -> Sample {
    let more = tagger.second_features(memo, &document.text, &cut.tokens, &cut.sentences, labels);
    let mut sample = first.clone();
    for (token, features) in sample.features.iter_mut().enumerate() {
        features.extend(more.of(token).iter().map(|&key| numbers.of(key)));
    }
    sample
}
