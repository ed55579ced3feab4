//! What a user looks for in a text, whatever they write.

use std::collections::BTreeSet;

use depesha_morphology::Morphology;
use depesha_text::{Span, words};

/// Words and phrases that a text must all have. Nothing that a user writes is an operator of the index.
///
/// A word stands for all its forms (`мост` finds `мосту`); in quotation marks words stand for themselves, side by side
/// (`"новый мост"`); with a star a word is the beginning of others (`мост*`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words(Vec<Phrase>);

/// Words side by side, or other words in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Phrase {
    /// Each of them is enough.
    alternatives: BTreeSet<Vec<String>>,
    /// Whether the last word need only begin so.
    is_beginning: bool,
}

impl Words {
    /// Reads what a user wrote; `None` when there is no word in it.
    pub fn parse(text: &str, morphology: &Morphology) -> Option<Self> {
        let mut phrases = Vec::new();
        let mut rest = text;
        while let Some((start, close)) = next_quotation(rest) {
            let (before, quoted) = rest.split_at(start);
            free_words(before, morphology, &mut phrases);
            let quoted = &quoted[quoted.chars().next().map_or(0, char::len_utf8)..];
            let end = quoted.find(close).unwrap_or(quoted.len());
            let (inside, behind) = quoted.split_at(end);
            phrases.push(Phrase::exactly(inside));
            rest = behind.strip_prefix(close).unwrap_or(behind);
        }
        free_words(rest, morphology, &mut phrases);
        phrases.retain(|phrase| !phrase.alternatives.is_empty());
        (!phrases.is_empty()).then_some(Self(phrases))
    }

    /// The question to the full-text index, for one of its columns.
    pub fn in_column(&self, column: &str) -> String {
        let phrases: Vec<String> = self.0.iter().map(Phrase::in_index).collect();
        format!("{{{column}}} : ({})", phrases.join(" AND "))
    }

    /// Where the words stand in a text, in order and without overlap.
    pub fn places(&self, text: &str) -> Vec<Span> {
        let words: Vec<_> = words(text).collect();
        let mut places = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let found = self
                .0
                .iter()
                .filter_map(|phrase| phrase.length_at(&words[at..]))
                .max();
            match found {
                Some(length) => {
                    places.push(words[at].0.join(words[at + length - 1].0));
                    at += length;
                }
                None => at += 1,
            }
        }
        places
    }
}

/// Where the next quotation starts, and how it ends.
fn next_quotation(text: &str) -> Option<(usize, char)> {
    text.char_indices().find_map(|(at, c)| {
        let close = match c {
            '"' => '"',
            '«' => '»',
            '“' => '”',
            '„' => '“',
            _ => return None,
        };
        Some((at, close))
    })
}

fn free_words(text: &str, morphology: &Morphology, phrases: &mut Vec<Phrase>) {
    for piece in text.split_whitespace() {
        match piece.strip_suffix('*') {
            Some(beginning) => phrases.push(Phrase {
                is_beginning: true,
                ..Phrase::exactly(beginning)
            }),
            None => {
                let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
                let forms = morphology.forms(word);
                phrases.push(Phrase::any(forms.iter().map(String::as_str)));
            }
        }
    }
}

impl Phrase {
    fn exactly(text: &str) -> Self {
        Self::any([text])
    }

    fn any<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let folded = |text| words(text).map(|(_, word)| word.into_owned()).collect();
        let alternatives = texts.into_iter().map(folded);
        Self {
            alternatives: alternatives
                .filter(|words: &Vec<_>| !words.is_empty())
                .collect(),
            is_beginning: false,
        }
    }

    fn in_index(&self) -> String {
        let star = if self.is_beginning { " *" } else { "" };
        // A word has letters and digits only, so that no quotation mark can end the string.
        let alternatives = self.alternatives.iter();
        let alternatives: Vec<_> = alternatives
            .map(|words| format!("\"{}\"{star}", words.join(" ")))
            .collect();
        format!("({})", alternatives.join(" OR "))
    }

    /// How many of these words it is, from the first on.
    fn length_at(&self, words: &[(Span, std::borrow::Cow<'_, str>)]) -> Option<usize> {
        let fits = |phrase: &&Vec<String>| {
            let last = phrase.len() - 1;
            phrase.len() <= words.len()
                && phrase
                    .iter()
                    .zip(words)
                    .enumerate()
                    .all(|(at, (word, (_, own)))| {
                        *own == **word
                            || self.is_beginning && at == last && own.starts_with(&**word)
                    })
        };
        self.alternatives.iter().filter(fits).map(Vec::len).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, text: &str, expected: &[&str]) {
        let words = Words::parse(query, &Morphology::new().unwrap()).unwrap();
        let places: Vec<_> = words
            .places(text)
            .iter()
            .map(|span| span.of(text))
            .collect();
        assert_eq!(places, expected, "{query}");
    }

    #[test]
    fn a_word_is_found_in_all_its_forms() {
        check("мост", "Мосты и МОСТУ, не мостовая", &["Мосты", "МОСТУ"]);
        check("Открыть", "мост открыли, откроют", &["открыли", "откроют"]);
        check(
            "санкт-петербург",
            "в Санкт-Петербурге",
            &["Санкт-Петербурге"],
        );
        check("елка", "Ёлками", &["Ёлками"]);
        check("bbc", "канал BBC", &["BBC"]);
    }

    #[test]
    fn quoted_words_stand_side_by_side_as_they_are() {
        check("\"новый мост\"", "Новый мост, новые мосты", &["Новый мост"]);
        check("«нового моста»", "нового, моста", &["нового, моста"]);
        check("«мост", "мост мосты", &["мост"]);
    }

    #[test]
    fn a_star_stands_for_any_end() {
        check("мостов*", "мостовая, мостов, мост", &["мостовая", "мостов"]);
    }

    #[test]
    fn what_has_no_word_is_nothing_to_look_for() {
        let morphology = Morphology::new().unwrap();
        for query in ["", " ", "\"\"", "* - «»", "()", "^:"] {
            assert_eq!(Words::parse(query, &morphology), None, "{query}");
        }
    }
}
