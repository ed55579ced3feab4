//! Speech that the author's words part between several verbs: `«П», — сказал X и добавил: «П»`,
//! `«П, — говорит X, — п. П, — заключает X, — п»`.

use depesha_grammar::{Attribution, Scheme};
use depesha_text::Span;

use super::cues::{Form, Hit};
use super::words::Kind;
use super::{Context, Line};

impl Context<'_> {
    /// An attribution in as many parts as there are verbs of speech with words of their own.
    pub(super) fn exchanges(&self, whole: &Attribution) -> Vec<Attribution> {
        self.two_verbs(whole)
            .or_else(|| self.interruptions(whole))
            .unwrap_or_else(|| vec![whole.clone()])
    }

    /// `«П», — сказал X и добавил: «П»`: the words in front of the conjunction and those behind it.
    fn two_verbs(&self, whole: &Attribution) -> Option<Vec<Attribution>> {
        let [words] = whole.words[..] else {
            return None;
        };
        let tokens = self.page.tokens_of(words);
        let sentence = self.sentence_of(tokens.start)?;
        let Line { hits, .. } = self.author_line(sentence, &tokens)?;
        let verb = |hit: &&Hit<'_>| hit.form == Form::Finite && tokens.contains(&hit.at);
        let last = hits
            .iter()
            .rfind(verb)
            .filter(|hit| hit.tokens.end == tokens.end)?;
        let first = hits.iter().find(verb).filter(|hit| hit.at < last.at)?;
        let joint = (first.at + 1..last.at)
            .rev()
            .find(|at| self.is_word(*at, Kind::Conjunction))?;
        let (before, behind): (Vec<Span>, Vec<Span>) = whole
            .speech
            .iter()
            .partition(|piece| piece.end() <= words.start());
        if before.is_empty() || behind.is_empty() {
            return None;
        }
        let quotations = self.page.tree.quotations();
        let (said, added): (Vec<usize>, Vec<usize>) = whole
            .quotations
            .iter()
            .partition(|q| quotations[**q].span.start() < words.start());
        Some(vec![
            Attribution {
                scheme: Scheme::SpeechFirst,
                speech: before,
                words: vec![self.page.span(tokens.start..joint)],
                quotations: said,
                ..whole.clone()
            },
            Attribution {
                scheme: Scheme::WordsFirst,
                speech: behind,
                words: vec![self.page.span(joint + 1..tokens.end)],
                quotations: added,
                ..whole.clone()
            },
        ])
    }

    /// `«П, — говорит X, — п. П, — заключает X, — п»`: each words of the author with the sentences that they stand in.
    fn interruptions(&self, whole: &Attribution) -> Option<Vec<Attribution>> {
        let interrupted = matches!(
            whole.scheme,
            Scheme::Interrupted | Scheme::InterruptedBetweenSentences
        );
        if !interrupted {
            return None;
        }
        let mut parts: Vec<Attribution> = Vec::new();
        let mut speech = whole.speech.iter().copied().peekable();
        for (index, words) in whole.words.iter().enumerate() {
            let sentence = self.sentence_of(self.page.tokens_of(*words).start)?;
            let sentences = self.page.tree.sentences();
            let start = sentences[sentence].span.start();
            let end = sentence
                .checked_sub(1)
                .map_or(0, |before| sentences[before].span.end());
            let mut own = Vec::new();
            while let Some(piece) = speech.next_if(|piece| piece.start() < words.start()) {
                let cut = start.clamp(piece.start(), piece.end());
                match parts.last_mut() {
                    // A piece that the sentence of these words begins in is parted at its beginning.
                    Some(last) if cut > piece.start() => {
                        let end = end.clamp(piece.start(), cut);
                        last.speech
                            .push(self.without_stop(Span::new(piece.start(), end)));
                        own.extend((cut < piece.end()).then(|| Span::new(cut, piece.end())));
                    }
                    _ => own.push(piece),
                }
            }
            // Words with no speech of their own in front, or none between them and others, tell of the same speech.
            if index > 0 && own.is_empty() {
                return None;
            }
            parts.push(Attribution {
                speech: own,
                words: vec![*words],
                ..whole.clone()
            });
        }
        let last = parts.last_mut()?;
        last.speech.extend(speech);
        let several = parts.len() > 1 && parts.iter().all(|part| !part.speech.is_empty());
        several.then_some(parts)
    }
}
