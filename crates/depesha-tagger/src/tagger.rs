use std::ops::Range;
use std::rc::Rc;

use depesha_morphology::Word;
use depesha_text::Span;
use rustc_hash::FxHashMap;

use crate::attributes::{OF_WORD, OUTSIDE, Row, WordFacts};
use crate::clusters::Clusters;
use crate::document::{Context, Document, SecondContext};
use crate::label::{Label, WIDTH, names};
use crate::model::{BrokenModel, Model, PASSES, Sum};
use crate::templates::{REACH, Templates};
use crate::viterbi::{Lattice, best_labels};
use crate::{Name, Scheme};

/// The templates of features.
const FEATURES: &str = include_str!("../data/features.txt");
/// The weights, made by `cargo xtask train`.
const MODEL: &[u8] = include_bytes!("../data/model.bin");

/// A sentence with more tokens is read in pieces of this many, which bounds the memory that one sentence takes.
const LONGEST_SENTENCE: usize = 1024;

/// Word forms remembered before all are forgotten: some 20 MB.
const LIMIT: usize = 1 << 15;

/// A token of the text: its place, and what it may be.
#[derive(Clone, Debug)]
pub struct Token {
    /// Its characters.
    pub span: Span,
    /// The word as looked up for exactly these characters.
    pub word: Rc<Word>,
}

/// Finds the names of persons, places and organisations in a document; built once, shared by threads.
#[derive(Clone, Debug)]
pub struct Tagger {
    model: Model,
    templates: Templates,
    /// For each place in reach, the sum of the weights of what stands outside the sentence, by scheme.
    outside: [[Sum; 2 * REACH + 1]; Scheme::ALL.len()],
}

/// A word form as the tagger remembers it.
#[derive(Debug)]
struct Form {
    /// The sums of the weights of all features that look at this word alone, by its place.
    sums: [Sum; 2 * REACH + 1],
}

/// What the tagger remembers of word forms, for one thread. Names found do not depend on it.
#[derive(Debug, Default)]
pub struct Memo {
    scheme: Scheme,
    index: FxHashMap<Box<str>, u32>,
    facts: Vec<WordFacts>,
    forms: Vec<Form>,
    tokens: Vec<u32>,
    rows: Vec<Row>,
    lattice: Lattice,
}

/// The features of the tokens of a document, for training.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// Where the features of each token end.
    ends: Vec<usize>,
    keys: Vec<u32>,
}

impl Features {
    /// The features of a token.
    pub fn of(&self, token: usize) -> &[u32] {
        let start = token.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.keys[start..self.ends[token]]
    }
}

impl Tagger {
    /// The tagger with the weights that come with the crate; takes a few milliseconds.
    pub fn builtin() -> Result<Self, BrokenModel> {
        Self::from_model(MODEL)
    }

    /// A tagger with the weights of a model file.
    pub fn from_model(file: &[u8]) -> Result<Self, BrokenModel> {
        Ok(Self::new(Model::read(file)?))
    }

    /// A tagger without weights, which finds no names: training starts from it.
    pub fn untrained(clusters: Clusters) -> Self {
        Self::new(Model::untrained(clusters))
    }

    fn new(model: Model) -> Self {
        let templates = Templates::parse(FEATURES).expect("the crate's own templates are tested");
        let mut tagger = Self {
            model,
            templates,
            outside: [[[0; PASSES * WIDTH]; 2 * REACH + 1]; Scheme::ALL.len()],
        };
        for scheme in Scheme::ALL {
            tagger.outside[scheme as usize] = tagger.sums(scheme, &[OUTSIDE; OF_WORD]);
        }
        tagger
    }

    /// The names in a document, in the order of the text.
    ///
    /// `tokens` are those of the whole document, since one occurrence of a name tells of another; `sentences` are
    /// ascending ranges of them. A token outside all sentences is in no name.
    pub fn tag(
        &self,
        memo: &mut Memo,
        text: &str,
        tokens: &[Token],
        sentences: &[Range<usize>],
        scheme: Scheme,
    ) -> Vec<Name> {
        let pieces = pieces(sentences);
        memo.learn(self, text, tokens, scheme);
        let Memo {
            facts,
            forms,
            tokens: ids,
            rows,
            lattice,
            ..
        } = memo;
        let document = Document {
            facts,
            tokens: ids,
            sentences: &pieces,
        };
        let contexts = document.contexts();

        // First pass. The same look-ups give the second pass most of its scores.
        let mut labels = vec![Label::OUTSIDE; tokens.len()];
        let mut kept = vec![[0i16; WIDTH]; tokens.len()];
        let mut scores: Vec<[i32; WIDTH]> = Vec::new();
        let mut found = Vec::new();
        for piece in &pieces {
            document.rows(piece.clone(), &contexts, None, rows);
            scores.clear();
            for (at, token) in piece.clone().enumerate() {
                let mut sum = self.sum_alone(scheme, forms, ids, piece, token);
                for template in &self.templates.joint {
                    if let Some(feature) = template.feature(rows, REACH + at) {
                        self.model.add(scheme, feature, &mut sum);
                    }
                }
                let (first, second) = sum.split_at(WIDTH);
                scores.push(widen(first));
                kept[token].copy_from_slice(second);
            }
            found.clear();
            best_labels(&scores, &self.model.transitions[0], lattice, &mut found);
            labels[piece.clone()].copy_from_slice(&found);
        }

        // Second pass, with the labels of the first as evidence.
        let second = document.second_contexts(&labels);
        let mut result = Vec::new();
        for piece in &pieces {
            document.rows(piece.clone(), &contexts, Some(&second), rows);
            scores.clear();
            for (at, token) in piece.clone().enumerate() {
                let mut sum = [0; PASSES * WIDTH];
                for template in &self.templates.second {
                    if let Some(feature) = template.feature(rows, REACH + at) {
                        self.model.add(scheme, feature, &mut sum);
                    }
                }
                let mut score = widen(&sum[WIDTH..]);
                for (score, &kept) in score.iter_mut().zip(&kept[token]) {
                    *score += i32::from(kept);
                }
                scores.push(score);
            }
            found.clear();
            best_labels(&scores, &self.model.transitions[1], lattice, &mut found);
            result.extend(names(&found).map(|(kind, first, last)| {
                let (first, last) = (piece.start + first, piece.start + last);
                Name {
                    kind,
                    first,
                    last,
                    span: tokens[first].span.join(tokens[last].span),
                }
            }));
        }
        result
    }

    /// The clusters of words that the tagger knows.
    pub fn clusters(&self) -> &Clusters {
        &self.model.clusters
    }

    /// The features that the first pass sees.
    pub fn features(
        &self,
        memo: &mut Memo,
        text: &str,
        tokens: &[Token],
        sentences: &[Range<usize>],
    ) -> Features {
        self.collect(memo, text, tokens, sentences, None)
    }

    /// The features that the second pass sees beyond those of the first, given the labels of the first.
    pub fn second_features(
        &self,
        memo: &mut Memo,
        text: &str,
        tokens: &[Token],
        sentences: &[Range<usize>],
        labels: &[Label],
    ) -> Features {
        self.collect(memo, text, tokens, sentences, Some(labels))
    }

    fn collect(
        &self,
        memo: &mut Memo,
        text: &str,
        tokens: &[Token],
        sentences: &[Range<usize>],
        labels: Option<&[Label]>,
    ) -> Features {
        let pieces = pieces(sentences);
        memo.learn(self, text, tokens, Scheme::default());
        let document = Document {
            facts: &memo.facts,
            tokens: &memo.tokens,
            sentences: &pieces,
        };
        let contexts: Vec<Context> = document.contexts();
        let second: Option<Vec<SecondContext>> =
            labels.map(|labels| document.second_contexts(labels));
        let mut features = Features::default();
        for piece in &pieces {
            features.ends.resize(piece.start, features.keys.len());
            document.rows(piece.clone(), &contexts, second.as_deref(), &mut memo.rows);
            for at in REACH..REACH + piece.len() {
                let keys = &mut features.keys;
                if labels.is_some() {
                    keys.extend(
                        self.templates
                            .second
                            .iter()
                            .filter_map(|t| t.feature(&memo.rows, at)),
                    );
                } else {
                    let alone = self.templates.alone.iter().flatten();
                    keys.extend(
                        alone
                            .chain(&self.templates.joint)
                            .filter_map(|t| t.feature(&memo.rows, at)),
                    );
                }
                features.ends.push(keys.len());
            }
        }
        features.ends.resize(tokens.len(), features.keys.len());
        features
    }

    /// The sum over the features of `token` that look at one word alone.
    #[inline]
    fn sum_alone(
        &self,
        scheme: Scheme,
        forms: &[Form],
        ids: &[u32],
        piece: &Range<usize>,
        token: usize,
    ) -> Sum {
        let mut sum = [0; PASSES * WIDTH];
        for place in 0..=2 * REACH {
            let there = (token + place).wrapping_sub(REACH);
            let part = if piece.contains(&there) {
                &forms[ids[there] as usize].sums[place]
            } else {
                &self.outside[scheme as usize][place]
            };
            for (sum, &weight) in sum.iter_mut().zip(part) {
                *sum += weight;
            }
        }
        sum
    }

    /// For each place in reach, the sum of the weights of the features that look at this word alone.
    fn sums(&self, scheme: Scheme, attributes: &[u32; OF_WORD]) -> [Sum; 2 * REACH + 1] {
        let mut sums = [[0; PASSES * WIDTH]; 2 * REACH + 1];
        for (sum, templates) in sums.iter_mut().zip(&self.templates.alone) {
            for feature in templates
                .iter()
                .filter_map(|t| t.feature_of_word(attributes))
            {
                self.model.add(scheme, feature, sum);
            }
        }
        sums
    }
}

impl Memo {
    /// Makes sure that every token's form is known, and notes which it is.
    fn learn(&mut self, tagger: &Tagger, text: &str, tokens: &[Token], scheme: Scheme) {
        if self.scheme != scheme || self.facts.len() > LIMIT {
            self.index.clear();
            self.facts.clear();
            self.forms.clear();
            self.scheme = scheme;
        }
        self.tokens.clear();
        for token in tokens {
            let surface = token.span.of(text);
            let id = match self.index.get(surface) {
                Some(&id) => id,
                None => {
                    let facts = WordFacts::new(surface, &token.word, &tagger.model.clusters);
                    let sums = tagger.sums(scheme, &facts.attributes);
                    self.facts.push(facts);
                    self.forms.push(Form { sums });
                    let id = self.index.len() as u32;
                    self.index.insert(surface.into(), id);
                    id
                }
            };
            self.tokens.push(id);
        }
    }
}

fn widen(sum: &[i16]) -> [i32; WIDTH] {
    std::array::from_fn(|at| i32::from(sum[at]))
}

/// The sentences, the too long ones cut.
fn pieces(sentences: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut pieces = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        for start in sentence.clone().step_by(LONGEST_SENTENCE) {
            pieces.push(start..sentence.end.min(start + LONGEST_SENTENCE));
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;
    use depesha_morphology::Morphology;

    /// Tokens of a text whose words and marks are divided by spaces, sentences by `|`.
    fn tokens(text: &str) -> (Vec<Token>, Vec<Range<usize>>) {
        let morphology = Morphology::new().unwrap();
        let mut tokens = Vec::new();
        let mut sentences = Vec::new();
        let (mut at, mut start) = (0, 0);
        for surface in text.split(' ') {
            if surface == "|" {
                sentences.push(start..tokens.len());
                start = tokens.len();
            } else {
                let span = Span::new(at, at + surface.len());
                let word = Rc::new(morphology.analyze(surface));
                tokens.push(Token { span, word });
            }
            at += surface.len() + 1;
        }
        sentences.push(start..tokens.len());
        (tokens, sentences)
    }

    fn draw(text: &str, scheme: Scheme, memo: &mut Memo) -> String {
        let (tokens, sentences) = tokens(text);
        let names = Tagger::builtin()
            .unwrap()
            .tag(memo, text, &tokens, &sentences, scheme);
        let mut out = text.to_owned();
        for name in names.iter().rev() {
            let kind = match name.kind {
                Kind::Person => "PER",
                Kind::Location => "LOC",
                Kind::Organization => "ORG",
            };
            assert_eq!(
                name.span,
                tokens[name.first].span.join(tokens[name.last].span)
            );
            out.insert_str(name.span.end(), &format!("|{kind}]"));
            out.insert(name.span.start(), '[');
        }
        out
    }

    #[track_caller]
    fn check(drawn: &str) {
        let plain = drawn
            .replace('[', "")
            .replace("|PER]", "")
            .replace("|LOC]", "")
            .replace("|ORG]", "");
        assert_eq!(draw(&plain, Scheme::Nerel, &mut Memo::default()), drawn);
    }

    #[test]
    fn persons_places_and_organisations_are_found() {
        check("Министр иностранных дел [Сергей Лавров|PER] прибыл в [Женеву|LOC] .");
        check("В [ООН|ORG] сообщили , что [Ангела Меркель|PER] приедет в [Москву|LOC] .");
    }

    #[test]
    fn the_schemes_differ_on_adjectives_of_places() {
        let text = "Об этом сообщил российский министр Сергей Лавров .";
        let nerel = draw(text, Scheme::Nerel, &mut Memo::default());
        let factrueval = draw(text, Scheme::FactRuEval, &mut Memo::default());
        assert!(nerel.contains("[российский|LOC]"), "{nerel}");
        assert!(!factrueval.contains("[российский"), "{factrueval}");
    }

    #[test]
    fn what_the_memo_remembers_changes_nothing() {
        let mut memo = Memo::default();
        let texts = ["Путин приехал в Берлин .", "берлин | Берлин", "", "Путин"];
        for scheme in [Scheme::Nerel, Scheme::FactRuEval, Scheme::Nerel] {
            for text in texts {
                assert_eq!(
                    draw(text, scheme, &mut memo),
                    draw(text, scheme, &mut Memo::default())
                );
            }
        }
    }

    #[test]
    fn a_sentence_without_end_is_read_in_pieces() {
        let text = vec!["Путин"; 3 * LONGEST_SENTENCE + 1].join(" ");
        let (tokens, sentences) = tokens(&text);
        let tagger = Tagger::builtin().unwrap();
        let names = tagger.tag(
            &mut Memo::default(),
            &text,
            &tokens,
            &sentences,
            Scheme::Nerel,
        );
        assert!(names.windows(2).all(|pair| pair[0].last < pair[1].first));
        assert!(
            pieces(&sentences)
                .iter()
                .all(|piece| piece.len() <= LONGEST_SENTENCE)
        );
    }

    #[test]
    fn tokens_outside_sentences_are_in_no_name() {
        let text = "Путин Путин";
        let (tokens, _) = tokens(text);
        let tagger = Tagger::builtin().unwrap();
        let names = tagger.tag(&mut Memo::default(), text, &tokens, &[], Scheme::Nerel);
        assert_eq!(names, []);
        let sentence = 1..2;
        let features = tagger.features(&mut Memo::default(), text, &tokens, &[sentence]);
        assert!(features.of(0).is_empty() && !features.of(1).is_empty());
    }

    #[test]
    fn the_model_file_is_small() {
        assert!(MODEL.len() <= 8 << 20);
    }
}
