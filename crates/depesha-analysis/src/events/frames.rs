//! Which of the lexicon's frames stand where in a strand.

use std::ops::Range;

use depesha_lexicon::{
    Aspect, Country, EventFrame, EventWordKind, FrameMark, Lexicon, PloverRow, PredicateKind,
    Sector, StatusHint, StatusWordKind,
};
use depesha_morphology::{LemmaKey, Mood, Morphology, Pos, Reading, Tag, Variant, VerbForm, Voice};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::page::Page;
use crate::strands::{Levels, Strand};

/// The lemmas that one word of a frame may have: `стражу` is read as a form of `страж` too.
type Keys = SmallVec<[LemmaKey; 2]>;

/// The words between two words of a frame at the most: `взяла [его вчера] под стражу`.
const LONGEST_GAP: usize = 6;

/// The words between a noun and its adjective at the most.
const NEAR_NOUN: usize = 2;

/// How far from its verb an object that the frame needs may stand.
const FARTHEST_OBJECT: usize = 8;

/// How likely a reading must be for a word that a frame asks for.
const UNLIKELY: f32 = 0.02;

/// How likely a reading must be to be considered beside the likeliest one.
const LIKELY: f32 = 0.2;

/// The form that a predicate has in the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `арестовал`
    Finite,
    /// `арестован`, `обвиняется`
    Passive,
    /// `арестовавший`
    Participle,
    /// `арестованный`
    PassiveParticiple,
    /// `арестовав`
    Converb,
    /// `арестовать`
    Infinitive,
    /// `арест`
    Noun,
    /// `готов`
    Adjective,
}

impl Form {
    fn of(reading: &Reading, folded: &str) -> Self {
        let passive = is_passive(reading, folded);
        match reading.verb_form {
            _ if reading.is_nominal() => Self::Noun,
            Some(VerbForm::Infinitive) => Self::Infinitive,
            Some(VerbForm::Converb) => Self::Converb,
            Some(VerbForm::Participle) if reading.variant == Some(Variant::Short) => Self::Passive,
            Some(VerbForm::Participle) if passive => Self::PassiveParticiple,
            Some(VerbForm::Participle) => Self::Participle,
            Some(VerbForm::Finite) if passive => Self::Passive,
            Some(VerbForm::Finite) => Self::Finite,
            None => Self::Adjective,
        }
    }

    /// Whether the object of the active voice is what this form speaks of.
    pub fn is_passive(self) -> bool {
        matches!(self, Self::Passive | Self::PassiveParticiple)
    }

    /// The construction's name in rules.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Finite => "active",
            Self::Passive => "passive",
            Self::Participle => "participle",
            Self::PassiveParticiple => "passive_participle",
            Self::Converb => "converb",
            Self::Infinitive => "infinitive",
            Self::Noun => "noun",
            Self::Adjective => "adjective",
        }
    }
}

/// `обвиняется` is read as a form of `обвинять` too.
fn is_passive(reading: &Reading, folded: &str) -> bool {
    reading.voice == Some(Voice::Passive)
        || (reading.voice == Some(Voice::Middle)
            && folded.ends_with("ся")
            && !reading.lemma.ends_with("ся"))
}

/// `не собирается`, `не был намерен`
fn is_negated(page: &Page<'_>, segment: Range<usize>, at: usize) -> bool {
    let start = segment.start.max(at.saturating_sub(2));
    (start..at).any(|before| page.folded(before) == "не")
}

/// Behind the infinitive that follows at once: `не собирается [работать]`.
fn with_infinitive(page: &Page<'_>, segment: Range<usize>, end: usize) -> usize {
    let infinitive = end < segment.end && page.reading(end).verb_form == Some(VerbForm::Infinitive);
    end + usize::from(infinitive)
}

/// Only verbs of that aspect have a passive in `-ся`: `обвиняется`, but `сослался` is another verb than `сослал`.
fn is_imperfective(frame: &EventFrame) -> bool {
    matches!(frame.aspect, Some(Aspect::Imperfective | Aspect::Both))
}

/// A frame in the text.
#[derive(Clone, Debug)]
pub(super) struct Hit<'f> {
    pub frame: &'f EventFrame,
    pub form: Form,
    /// The verb, or the noun that the others belong to.
    pub at: usize,
    /// From the first to the last word of the frame.
    pub tokens: Range<usize>,
    /// How many words of the frame were found.
    pub words: usize,
    /// The grammar of the word at `at`.
    pub tag: Tag,
}

/// A frame and its words as lemmas.
#[derive(Debug)]
struct Frame {
    row: EventFrame,
    /// The words in front of the main one.
    before: Vec<Keys>,
    /// The words behind it.
    behind: Vec<Keys>,
    needs: Vec<Vec<Keys>>,
    near: Vec<Vec<Keys>>,
}

/// Finds frames by lemma. Built once from the lexicon.
#[derive(Debug)]
pub(crate) struct FrameIndex {
    frames: Vec<Frame>,
    /// Frames by the lemma of their main word; those that ask for more stand first.
    heads: FxHashMap<LemmaKey, Vec<u32>>,
    status: FxHashMap<(LemmaKey, StatusWordKind), StatusHint>,
    /// Particles of one or two words by the first one, folded.
    particles: FxHashMap<&'static str, Vec<(&'static str, StatusHint)>>,
    pub(super) countries: Vec<Country>,
    words: FxHashSet<(LemmaKey, EventWordKind)>,
    pub(super) plover: Vec<PloverRow>,
    /// The sector of each of the lexicon's organisations.
    pub(super) organisations: Vec<Sector>,
    /// Countries by their adjectives.
    pub(super) adjectives: FxHashMap<LemmaKey, u16>,
}

impl FrameIndex {
    /// Compiles the frames of `lexicon`.
    pub fn new(lexicon: &Lexicon, morphology: &Morphology) -> Self {
        let mut memo = Lemmas {
            morphology,
            known: FxHashMap::default(),
        };
        let mut index = Self {
            frames: Vec::new(),
            heads: FxHashMap::default(),
            status: FxHashMap::default(),
            particles: FxHashMap::default(),
            countries: lexicon.countries().to_vec(),
            words: FxHashSet::default(),
            plover: lexicon.plover().to_vec(),
            organisations: lexicon.organisations().iter().map(|o| o.sector).collect(),
            adjectives: FxHashMap::default(),
        };
        for (number, row) in (0..).zip(lexicon.event_frames()) {
            let words: Vec<&'static str> = row.lemma.split(' ').collect();
            let main = match row.kind {
                PredicateKind::Noun if words.len() > 1 => memo.noun(&words),
                _ => 0,
            };
            index
                .heads
                .entry(LemmaKey::of(words[main]))
                .or_default()
                .push(number);
            let (before, behind) = words.split_at(main);
            let groups = |list: depesha_lexicon::List, memo: &mut Lemmas<'_>| {
                let words = list.iter().map(|words| memo.all(words.split(' ')));
                words.collect()
            };
            index.frames.push(Frame {
                row: *row,
                before: memo.all(before.iter().copied()),
                behind: memo.all(behind[1..].iter().copied()),
                needs: groups(row.needs, &mut memo),
                near: groups(row.near, &mut memo),
            });
        }
        let frames = &index.frames;
        let asks = |number: &u32| {
            let frame = &frames[*number as usize];
            let words = frame.before.len() + frame.behind.len();
            let object = !frame.needs.is_empty() || !frame.near.is_empty();
            (std::cmp::Reverse((words, object)), *number)
        };
        index
            .heads
            .values_mut()
            .for_each(|numbers| numbers.sort_by_key(asks));
        for word in lexicon.status_words() {
            if word.kind == StatusWordKind::Particle {
                let first = word.lemma.split(' ').next().unwrap_or_default();
                let entry = index.particles.entry(first).or_default();
                entry.push((word.lemma, word.status));
            } else {
                let key = (LemmaKey::of(word.lemma), word.kind);
                index.status.insert(key, word.status);
            }
        }
        for word in lexicon.event_words() {
            index.words.insert((LemmaKey::of(word.lemma), word.kind));
        }
        for (number, country) in (0..).zip(lexicon.countries()) {
            for adjective in country.adjectives.sure() {
                let key = LemmaKey::of(adjective);
                index.adjectives.entry(key).or_insert(number);
            }
        }
        index
    }

    /// Whether the word is of that kind.
    pub fn is(&self, page: &Page<'_>, at: usize, kind: EventWordKind) -> bool {
        self.words.contains(&(page.reading(at).key, kind))
    }

    /// The status that a word of that kind gives to what depends on it.
    pub fn status(&self, page: &Page<'_>, at: usize, kind: StatusWordKind) -> Option<StatusHint> {
        let readings = page.word(at).readings().iter();
        readings
            .filter(|r| r.prob > LIKELY)
            .find_map(|r| self.status.get(&(r.key, kind)).copied())
    }

    /// The status that a particle, conjunction or adverb gives to its clause: `бы`, `если`, `вряд ли`.
    pub fn particle(&self, page: &Page<'_>, at: usize) -> Option<StatusHint> {
        let entries = self.particles.get(page.folded(at))?;
        let fits = |words: &str| {
            let mut next = at;
            words.split(' ').all(|word| {
                let fits = next < page.len() && page.folded(next) == word;
                next += 1;
                fits
            })
        };
        let entry = entries.iter().find(|(words, _)| fits(words))?;
        Some(entry.1)
    }

    /// The frames of a strand, in order. No word belongs to two of them.
    pub(super) fn find(&self, page: &Page<'_>, levels: &Levels, strand: &Strand) -> Vec<Hit<'_>> {
        let mut hits: Vec<Hit<'_>> = Vec::new();
        for segment in &strand.segments {
            for at in segment.tokens.clone() {
                if levels.level(at) == strand.level {
                    hits.extend(self.hit(page, segment.tokens.clone(), at));
                }
            }
        }
        // `провести переговоры` also holds `переговоры`: more words win.
        hits.sort_by_key(|hit| (std::cmp::Reverse(hit.words), hit.at));
        let mut taken: Vec<Range<usize>> = Vec::new();
        hits.retain(|hit| {
            let free = !taken.iter().any(|tokens| tokens.contains(&hit.at));
            if free && hit.words > 1 {
                taken.push(hit.tokens.clone());
            }
            free
        });
        hits.sort_by_key(|hit| hit.at);
        hits
    }

    /// The frame of a noun that tells an event by itself.
    pub fn noun(&self, page: &Page<'_>, at: usize) -> Option<&EventFrame> {
        let numbers = self.heads.get(&page.reading(at).key)?;
        let mut frames = numbers.iter().map(|number| &self.frames[*number as usize]);
        let noun = |frame: &&Frame| frame.row.kind == PredicateKind::Noun && frame.is_bare();
        frames.find(noun).map(|frame| &frame.row)
    }

    fn hit(&self, page: &Page<'_>, segment: Range<usize>, at: usize) -> Option<Hit<'_>> {
        for reading in page.word(at).readings() {
            if reading.prob <= LIKELY && !std::ptr::eq(reading, page.reading(at)) {
                continue;
            }
            let mut form = Form::of(reading, page.folded(at));
            let mut numbers = self.heads.get(&reading.key);
            let reflexive = numbers.is_none() && form == Form::Finite;
            if reflexive {
                // `обвиняется`, where the dictionary takes the passive for a verb of its own.
                let active = reading.lemma.strip_suffix("ся");
                numbers = active.and_then(|active| self.heads.get(&LemmaKey::of(active)));
                form = Form::Passive;
            }
            let Some(numbers) = numbers else {
                continue;
            };
            for number in numbers {
                let frame = &self.frames[*number as usize];
                // Not so with phrases: `переговоры завершились` is no passive of `завершить переговоры`.
                let active = frame.row.marks.contains(FrameMark::Active);
                if reflexive && (!frame.is_bare() || active || !is_imperfective(&frame.row)) {
                    continue;
                }
                if frame.row.marks.contains(FrameMark::Passive) && !form.is_passive() {
                    continue;
                }
                if !fits_kind(frame.row.kind, reading) || !fits_number(&frame.row, reading) {
                    continue;
                }
                let negated = frame.row.marks.contains(FrameMark::Negated);
                if negated && !is_negated(page, segment.clone(), at) {
                    continue;
                }
                if let Some((mut tokens, words)) = frame.find(page, segment.clone(), at, form) {
                    if negated {
                        tokens.end = with_infinitive(page, segment, tokens.end);
                    }
                    return Some(Hit {
                        frame: &frame.row,
                        form,
                        at,
                        tokens,
                        words,
                        tag: reading.tag,
                    });
                }
            }
        }
        None
    }
}

impl Frame {
    /// Whether the frame is one word that asks for no other.
    fn is_bare(&self) -> bool {
        self.before.is_empty() && self.behind.is_empty() && self.needs.is_empty()
    }

    /// The words of the frame around its main word at `at`, and how many they are.
    fn find(
        &self,
        page: &Page<'_>,
        segment: Range<usize>,
        at: usize,
        form: Form,
    ) -> Option<(Range<usize>, usize)> {
        let mut tokens = at..at + 1;
        let mut words = 1;
        for word in self.before.iter().rev() {
            let nearest = segment
                .start
                .max(tokens.start.saturating_sub(NEAR_NOUN + 1));
            tokens.start = (nearest..tokens.start).rev().find(|i| is(page, *i, word))?;
            words += 1;
        }
        if !self.behind.is_empty() {
            let gap = if form == Form::Noun { 1 } else { LONGEST_GAP };
            let right = sequence(page, &self.behind, at + 1..segment.end, gap);
            // `были возведены баррикады` and `баррикады были возведены`
            let around = || {
                let start = segment.start.max(at.saturating_sub(FARTHEST_OBJECT));
                let found = sequence(page, &self.behind, start..at, LONGEST_GAP)?;
                // `находился под подпиской и был взят`: what has a preposition of its own is no object.
                let adverbial = found.start > start
                    && page.reading(found.start - 1).pos == Pos::Adp
                    && page.reading(found.start).pos != Pos::Adp;
                (!adverbial).then_some(found)
            };
            let turned = form != Form::Noun;
            let found = right.or_else(|| turned.then(around).flatten())?;
            tokens = tokens.start.min(found.start)..tokens.end.max(found.end);
            words += self.behind.len();
        }
        if !self.needs.is_empty() {
            let right = at + 1..segment.end.min(at + 1 + FARTHEST_OBJECT);
            let left = segment.start.max(at.saturating_sub(FARTHEST_OBJECT))..at;
            let object = self.any(page, &self.needs, right).or_else(|| {
                let turned = form.is_passive() || form == Form::Finite;
                turned.then(|| self.any(page, &self.needs, left)).flatten()
            })?;
            tokens = tokens.start.min(object.start)..tokens.end.max(object.end);
            words += object.len();
        }
        if !self.near.is_empty() {
            let start = segment.start.max(at.saturating_sub(FARTHEST_OBJECT));
            let end = segment.end.min(at + FARTHEST_OBJECT);
            self.any(page, &self.near, start..end)?;
        }
        Some((tokens, words))
    }

    fn any(
        &self,
        page: &Page<'_>,
        groups: &[Vec<Keys>],
        within: Range<usize>,
    ) -> Option<Range<usize>> {
        groups
            .iter()
            .filter_map(|words| sequence(page, words, within.clone(), within.len()))
            .min_by_key(|found| found.start)
    }
}

/// The words one after the other, the first within `gap` of the start, the others close to each other.
fn sequence(
    page: &Page<'_>,
    words: &[Keys],
    within: Range<usize>,
    gap: usize,
) -> Option<Range<usize>> {
    let mut next = within.start;
    let mut first = None;
    let mut reach = gap;
    for word in words {
        let limit = within.end.min(next + reach + 1);
        let found = (next..limit).find(|at| is(page, *at, word))?;
        first = first.or(Some(found));
        next = found + 1;
        reach = NEAR_NOUN;
    }
    Some(first?..next)
}

fn is(page: &Page<'_>, at: usize, word: &Keys) -> bool {
    // `после` is hardly a form of `посол`.
    let mut readings = page
        .word(at)
        .readings()
        .iter()
        .filter(|r| r.prob > UNLIKELY);
    readings.any(|reading| word.contains(&reading.key))
}

fn fits_kind(kind: PredicateKind, reading: &Reading) -> bool {
    match kind {
        PredicateKind::Verb | PredicateKind::Phrase => {
            matches!(reading.pos, Pos::Verb | Pos::Aux) && reading.mood != Some(Mood::Imperative)
        }
        PredicateKind::Noun => reading.is_nominal(),
        PredicateKind::Adjective => reading.variant == Some(Variant::Short),
    }
}

fn fits_number(frame: &EventFrame, reading: &Reading) -> bool {
    !frame.marks.contains(FrameMark::Plural)
        || reading.number == Some(depesha_morphology::Number::Plural)
}

/// The lemmas of the lexicon's words.
struct Lemmas<'m> {
    morphology: &'m Morphology,
    known: FxHashMap<&'static str, Keys>,
}

impl Lemmas<'_> {
    fn all(&mut self, words: impl IntoIterator<Item = &'static str>) -> Vec<Keys> {
        words.into_iter().map(|word| self.of(word)).collect()
    }

    fn of(&mut self, word: &'static str) -> Keys {
        let morphology = self.morphology;
        let keys = self.known.entry(word).or_insert_with(|| {
            let word = morphology.analyze(word);
            word.readings().iter().map(|reading| reading.key).collect()
        });
        keys.clone()
    }

    /// The noun of several words that the others belong to: the first one that may be in the nominative.
    fn noun(&self, words: &[&'static str]) -> usize {
        let may_head = |word: &&str| {
            let word = self.morphology.analyze(word);
            word.best().is_nominal() && word.may_be(depesha_morphology::Case::Nominative)
        };
        words.iter().position(may_head).unwrap_or(0)
    }
}
