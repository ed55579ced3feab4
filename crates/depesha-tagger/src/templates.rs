//! The templates of features, read from `data/features.txt`.

use std::fmt;

use smallvec::SmallVec;

use crate::attributes::{ABSENT, Attribute, Row};
use crate::hash;

/// How far a template looks to either side.
pub(crate) const REACH: usize = 3;

/// A part of a template: an attribute and how many tokens away its token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    attribute: Attribute,
    offset: i8,
}

/// A template, see the head of `data/features.txt`.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    seed: u64,
    parts: SmallVec<[Part; 3]>,
}

impl Template {
    /// The feature that the template gives at `rows[at]`.
    #[inline]
    pub(crate) fn feature(&self, rows: &[Row], at: usize) -> Option<u32> {
        let mut hash = self.seed;
        for part in &self.parts {
            let row = &rows[at.wrapping_add_signed(isize::from(part.offset))];
            let value = row[part.attribute as usize];
            if value == ABSENT {
                return None;
            }
            hash = hash::join(hash, value);
        }
        Some(hash::key(hash))
    }

    /// The feature of a template that looks at one word only, wherever the word stands.
    pub(crate) fn feature_of_word(&self, attributes: &[u32]) -> Option<u32> {
        let mut hash = self.seed;
        for part in &self.parts {
            let value = attributes[part.attribute as usize];
            if value == ABSENT {
                return None;
            }
            hash = hash::join(hash, value);
        }
        Some(hash::key(hash))
    }
}

/// All templates, sorted by what they need.
#[derive(Clone, Debug, Default)]
pub(crate) struct Templates {
    /// Those that look at one word alone, by the place of that word: `alone[0]` three tokens before.
    pub(crate) alone: [Vec<Template>; 2 * REACH + 1],
    /// Those that join words or look at the sentence or the document.
    pub(crate) joint: Vec<Template>,
    /// Those that look at the labels of the first pass.
    pub(crate) second: Vec<Template>,
}

/// A template that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BadTemplate(String);

impl fmt::Display for BadTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no feature template: `{}`", self.0)
    }
}

impl Templates {
    /// Reads the text of `data/features.txt`.
    pub(crate) fn parse(text: &str) -> Result<Self, BadTemplate> {
        let mut templates = Templates::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (_, list) = line.split_once(':').unwrap_or(("", line));
            for word in list.split_whitespace() {
                templates.add(word)?;
            }
        }
        Ok(templates)
    }

    fn add(&mut self, word: &str) -> Result<(), BadTemplate> {
        let parts: SmallVec<[Part; 3]> = word
            .split('+')
            .map(part)
            .collect::<Option<_>>()
            .ok_or_else(|| BadTemplate(word.to_owned()))?;
        let offset = parts[0].offset;
        let of_word = parts
            .iter()
            .all(|p| p.attribute.is_of_word() && p.offset == offset);
        let list = if parts.iter().any(|p| p.attribute.is_of_second_pass()) {
            &mut self.second
        } else if of_word {
            &mut self.alone[(REACH as isize + isize::from(offset)) as usize]
        } else {
            &mut self.joint
        };
        let seed = hash::text(word);
        list.push(Template { seed, parts });
        Ok(())
    }
}

/// `lemma`, `lemma[-1]`
fn part(text: &str) -> Option<Part> {
    let (name, offset) = match text.strip_suffix(']') {
        Some(text) => {
            let (name, offset) = text.split_once('[')?;
            (name, offset.parse().ok()?)
        }
        None => (text, 0),
    };
    let attribute = Attribute::named(name)?;
    let near = i8::unsigned_abs(offset) as usize <= REACH;
    near.then_some(Part { attribute, offset })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attributes::ATTRIBUTES;

    #[test]
    fn templates_are_sorted_by_what_they_need() {
        let templates =
            Templates::parse("# note\nx: w[-3] caps+len w[-1]+w first+caps label+w\n").unwrap();
        assert_eq!(templates.alone[0].len(), 1);
        assert_eq!(templates.alone[REACH].len(), 1);
        assert_eq!(templates.joint.len(), 2);
        assert_eq!(templates.second.len(), 1);
    }

    #[test]
    fn a_misspelt_or_far_template_is_refused() {
        for word in ["word[0]", "w[4]", "w[", "w[x]", "w+", "w[-128]"] {
            let refused = Templates::parse(word).unwrap_err();
            assert!(refused.to_string().contains(word), "{refused}");
        }
    }

    #[test]
    fn a_feature_is_the_same_alone_and_in_its_row() {
        let templates = Templates::parse("w+lemma").unwrap();
        let template = &templates.alone[REACH][0];
        let mut row: Row = [ABSENT; ATTRIBUTES];
        assert_eq!(template.feature(&[row], 0), None);
        row[Attribute::W as usize] = 7;
        row[Attribute::Lemma as usize] = 8;
        assert_eq!(template.feature(&[row], 0), template.feature_of_word(&row));
        assert!(template.feature(&[row], 0).is_some());
    }
}
