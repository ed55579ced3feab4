//! The lexicon's names and titles, found in any case form by one walk over the tokens.
//!
//! A name of several words declines in its head group only, the adjectives up to the first noun: `Лига арабских
//! государств` is found as `Лиги арабских государств` and not as `Лига арабские государства`. What follows the head
//! group stands as it is.

use std::ops::Range;
use std::rc::Rc;

use depesha_grammar::{TokenKind, tokenize};
use depesha_lexicon::{Lexicon, List};
use depesha_morphology::{Capitals, Case, LemmaKey, Memo, Morphology, Number, Reading, Word};
use depesha_text::fold;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::page::Page;

/// What the lexicon knows under a name: an index into the table of that kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Entry {
    Country(u16),
    Region(u16),
    City(u16),
    Organisation(u16),
    Outlet(u16),
    Role(u16),
    RolePart(u16),
}

impl Entry {
    /// The longest match at a token is looked for in each group apart.
    fn group(self) -> usize {
        match self {
            Self::Role(_) => 1,
            Self::RolePart(_) => 2,
            _ => 0,
        }
    }
}

/// Number of [`Entry::group`]s.
const GROUPS: usize = 3;

/// How a pattern names its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// By a noun: `Россия`, `МИД`.
    Noun,
    /// By an adjective: `российский`.
    Adjective,
    /// By a demonym: `россиянин`.
    Demonym,
    /// By a place that stands for it: `Кремль`.
    Metonym,
}

/// One way to name an entry.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    pub entry: Entry,
    pub naming: Naming,
    /// The words in the nominative, as the lexicon writes them.
    pub text: &'static str,
    /// The same letters often mean something else.
    pub doubtful: bool,
    /// One for each token.
    capitals: SmallVec<[Demand; 4]>,
    /// The lemmas of the words that decline; they come first.
    declined: SmallVec<[LemmaKey; 2]>,
    /// Of the head; `None` where any will do.
    number: Option<Number>,
}

/// What capitals a token must have to match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Demand {
    Any,
    Capitalised,
    /// Two capitals at least: `МИД`, also `МИДа`.
    Acronym,
}

impl Demand {
    fn of(word: &str) -> Self {
        match Capitals::of(word) {
            Capitals::Upper => Self::Acronym,
            capitals if capitals.capitalised() => Self::Capitalised,
            _ => Self::Any,
        }
    }

    fn met_by(self, capitals: Capitals) -> bool {
        match self {
            Self::Any => true,
            Self::Capitalised => capitals.capitalised(),
            Self::Acronym => matches!(capitals, Capitals::Upper | Capitals::Camel),
        }
    }
}

/// A name or title of the lexicon in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub tokens: Range<usize>,
    /// For [`Gazetteer::pattern`].
    pub pattern: u32,
}

/// The automaton: a trie whose edges are lemmas (of words that decline) and forms (of words that do not).
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    edges: FxHashMap<(u32, Edge), u32>,
    /// Patterns that end at a node, the surest first.
    ends: FxHashMap<u32, SmallVec<[u32; 2]>>,
    patterns: Vec<Pattern>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Edge {
    Declined(LemmaKey),
    Fixed(LemmaKey),
}

impl Edge {
    /// Any quotation mark matches any other.
    fn fixed(kind: TokenKind, folded: &str) -> Self {
        Self::Fixed(LemmaKey::of(if kind == TokenKind::Quote {
            "\""
        } else {
            folded
        }))
    }
}

/// Case sets as bits.
type Cases = u8;

fn cases(word: &Word, key: LemmaKey, number: Option<Number>) -> Cases {
    let fits = |r: &&Reading| {
        r.key == key && (number.is_none() || r.number.is_none() || r.number == number)
    };
    word.readings()
        .iter()
        .filter(fits)
        .map(|r| r.case.map_or(Cases::MAX, |case| 1 << case as u8))
        .fold(0, |all, case| all | case)
}

impl Gazetteer {
    /// Compiles the lexicon's names: some 15 ms.
    pub fn new(lexicon: &Lexicon, morphology: &Morphology) -> Self {
        let mut gazetteer = Self::default();
        let mut memo = Memo::default();
        let mut word = |surface: &str| memo.word(morphology, surface);
        let mut add = |entry, naming, text: &'static str, doubtful| {
            gazetteer.add(&mut word, entry, naming, text, doubtful);
        };
        let mut names = |entry, naming, list: List, doubtful: bool| {
            list.sure()
                .for_each(|name| add(entry, naming, name, doubtful));
            list.doubtful()
                .for_each(|name| add(entry, naming, name, true));
        };
        for (at, country) in lexicon.countries().iter().enumerate() {
            let entry = Entry::Country(at as u16);
            names(entry, Naming::Noun, List::new(country.name), false);
            names(entry, Naming::Noun, List::new(country.full), false);
            names(entry, Naming::Noun, country.aliases, false);
            names(entry, Naming::Adjective, country.adjectives, false);
            names(entry, Naming::Metonym, country.metonyms, false);
            for people in country.demonyms() {
                for word in [people.masculine, people.feminine, people.plural] {
                    names(entry, Naming::Demonym, List::new(word), false);
                }
            }
        }
        for (at, city) in lexicon.cities().iter().enumerate() {
            let entry = Entry::City(at as u16);
            let doubtful = city.ambiguous && !city.capital;
            names(entry, Naming::Noun, List::new(city.name), doubtful);
            names(entry, Naming::Noun, city.aliases, doubtful);
            names(entry, Naming::Adjective, city.adjectives, doubtful);
        }
        for (at, region) in lexicon.regions().iter().enumerate() {
            let entry = Entry::Region(at as u16);
            names(entry, Naming::Noun, List::new(region.name), false);
            names(entry, Naming::Noun, region.aliases, false);
            names(entry, Naming::Adjective, region.adjectives, false);
        }
        for (at, organisation) in lexicon.organisations().iter().enumerate() {
            let entry = Entry::Organisation(at as u16);
            let doubtful = organisation.ambiguous;
            names(entry, Naming::Noun, List::new(organisation.name), doubtful);
            names(entry, Naming::Noun, organisation.aliases, doubtful);
        }
        for (at, outlet) in lexicon.outlets().iter().enumerate() {
            let entry = Entry::Outlet(at as u16);
            names(entry, Naming::Noun, List::new(outlet.name), false);
            names(entry, Naming::Noun, outlet.aliases, false);
        }
        for (at, role) in lexicon.roles().iter().enumerate() {
            let entry = Entry::Role(at as u16);
            names(entry, Naming::Noun, List::new(role.title), false);
            names(entry, Naming::Noun, List::new(role.feminine), false);
        }
        for (at, part) in lexicon.role_parts().iter().enumerate() {
            names(
                Entry::RolePart(at as u16),
                Naming::Noun,
                List::new(part.word),
                false,
            );
        }
        gazetteer
    }

    fn add(
        &mut self,
        word: &mut impl FnMut(&str) -> Rc<Word>,
        entry: Entry,
        naming: Naming,
        text: &'static str,
        doubtful: bool,
    ) {
        let tokens = tokenize(text);
        let (declined, number) = head_group(tokens.iter().map(|t| word(t.span.of(text))), naming);
        let mut node = 0;
        for (at, token) in tokens.iter().enumerate() {
            let edge = match declined.get(at) {
                Some(&key) => Edge::Declined(key),
                None => Edge::fixed(token.kind, &fold(token.span.of(text))),
            };
            // Node 0 is the root, so a new one's number is that of the edge which leads to it.
            let next = self.edges.len() as u32 + 1;
            node = *self.edges.entry((node, edge)).or_insert(next);
        }
        if node == 0 {
            return;
        }
        let ends = self.ends.entry(node).or_default();
        let id = self.patterns.len() as u32;
        let place = match doubtful {
            true => ends.len(),
            false => ends.partition_point(|&end| !self.patterns[end as usize].doubtful),
        };
        ends.insert(place, id);
        self.patterns.push(Pattern {
            entry,
            naming,
            text,
            doubtful,
            capitals: tokens
                .iter()
                .map(|token| Demand::of(token.span.of(text)))
                .collect(),
            declined,
            number: number.filter(|_| naming == Naming::Noun && entry.group() == 0),
        });
    }

    pub fn pattern(&self, id: u32) -> &Pattern {
        &self.patterns[id as usize]
    }

    /// The title of one word that `word` is a form of: for the second half of `экс-премьера`.
    pub fn title(&self, word: &Word) -> Option<u16> {
        let nodes = word.readings().iter().filter(|r| r.is_nominal());
        let mut ends = nodes.filter_map(|r| {
            let node = self.edges.get(&(0, Edge::Declined(r.key)))?;
            self.ends.get(node)
        });
        ends.find_map(|ends| {
            ends.iter().find_map(|&id| match self.pattern(id).entry {
                Entry::Role(row) => Some(row),
                _ => None,
            })
        })
    }

    /// The longest name, the longest title and the longest part of a title that begin at each token, by start; a match may
    /// lie inside another.
    pub fn find(&self, page: &Page<'_>) -> Vec<Match> {
        let mut found = Vec::new();
        let mut states: SmallVec<[(u32, usize); 8]> = SmallVec::new();
        for start in 0..page.len() {
            let mut longest: [Option<(usize, u32)>; GROUPS] = [None; GROUPS];
            states.push((0, start));
            while let Some((node, at)) = states.pop() {
                if let Some(ends) = self.ends.get(&node) {
                    for &id in ends.iter().rev() {
                        let pattern = self.pattern(id);
                        let best = &mut longest[pattern.entry.group()];
                        if best.is_none_or(|(end, _)| at >= end) && pattern.fits(page, start) {
                            *best = Some((at, id));
                        }
                    }
                }
                if at >= page.len() || (at > start && page.breaks_before(at)) {
                    continue;
                }
                let word = page.word(at);
                let mut follow = |edge| {
                    if let Some(&next) = self.edges.get(&(node, edge)) {
                        states.push((next, at + 1));
                    }
                };
                follow(Edge::fixed(page.kind(at), &word.folded));
                let mut last = None;
                for reading in word.readings() {
                    // Readings of one lemma mostly stand side by side.
                    if last.replace(reading.key) != Some(reading.key) {
                        follow(Edge::Declined(reading.key));
                    }
                }
            }
            found.extend(longest.into_iter().flatten().map(|(end, pattern)| Match {
                tokens: start..end,
                pattern,
            }));
        }
        found
    }
}

impl Pattern {
    /// The place of the head among the tokens.
    pub fn head(&self) -> usize {
        self.declined.len().saturating_sub(1)
    }

    /// The lemma of the head, where it declines.
    pub fn head_key(&self) -> Option<LemmaKey> {
        self.declined.last().copied()
    }

    /// Whether the tokens from `start` on, whose words match, agree with each other and have the right capitals.
    fn fits(&self, page: &Page<'_>, start: usize) -> bool {
        let capitals =
            |(at, demand): (usize, &Demand)| demand.met_by(page.word(start + at).capitals);
        let agreed = self
            .declined
            .iter()
            .enumerate()
            .map(|(at, &key)| cases(page.word(start + at), key, self.number))
            .fold(Cases::MAX, |all, cases| all & cases);
        agreed != 0 && self.capitals.iter().enumerate().all(capitals)
    }
}

/// The lemmas of the words that decline, and the number of the head.
///
/// Words are asked for only as far as the head: looking all of them up would take most of the program's start.
fn head_group(
    words: impl Iterator<Item = Rc<Word>>,
    naming: Naming,
) -> (SmallVec<[LemmaKey; 2]>, Option<Number>) {
    let nominative = |word: &Word, adjective: bool| {
        let fits = |r: &Reading| match adjective {
            true => r.is_adjectival() && r.case == Some(Case::Nominative),
            false => r.is_nominal() && r.may_be(Case::Nominative),
        };
        word.find(fits).map(|r| (r.key, r.number))
    };
    let mut keys = SmallVec::new();
    let mut words = words.peekable();
    while let Some(word) = words.next() {
        let word = &*word;
        let adjective = nominative(word, true);
        if let Some((key, _)) = adjective.filter(|_| naming != Naming::Adjective) {
            let more = words.peek().is_some_and(|next| {
                nominative(next, false).is_some() || nominative(next, true).is_some()
            });
            if more {
                keys.push(key);
                continue;
            }
        }
        let head = match naming {
            Naming::Adjective => adjective,
            // `подозреваемый` is filed under its verb.
            _ => nominative(word, false).or(adjective),
        };
        if let Some((key, number)) = head {
            keys.push(key);
            return (keys, number);
        }
        break;
    }
    // No noun that declines: every word stands as it is.
    keys.clear();
    (keys, None)
}
