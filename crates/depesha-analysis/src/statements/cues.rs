//! The words that attribute: which of the lexicon's cues stand where in a strand, and in which form.

use std::ops::Range;

use depesha_lexicon::{
    Complement, Cue, CueKind, CueMark, Description, Lexicon, Number, Role, SpeechAct,
};
use depesha_morphology::{
    Case, Gender, LemmaKey, Mood, Morphology, Number as GrammaticalNumber, Person, Pos, Reading,
    Tag, Tense, Variant, VerbForm, Voice,
};
use rustc_hash::FxHashMap;

use super::words::{FunctionWords, Kind};
use crate::page::Page;
use crate::strands::{Levels, Strand};

/// The form that a cue has in the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `заявил`, `сообщает`; also a short adjective (`уверен`) and passive (`сообщается`).
    Finite,
    /// `заявивший`
    Participle,
    /// `добавив`
    Converb,
    /// `скандировать` behind another verb
    Infinitive,
    /// `заявление`
    Noun,
    /// `по словам`
    Phrase,
}

/// A cue in the text.
#[derive(Clone, Debug)]
pub(crate) struct Hit<'l> {
    pub cue: &'l Cue,
    pub form: Form,
    /// The verb, noun, or first word of the phrase.
    pub at: usize,
    /// From its first to its last word, other words between those of a collocation included.
    pub tokens: Range<usize>,
    /// The grammar of the word at `at`.
    pub tag: Tag,
    /// The possessive inside a phrase: `по [его] словам`.
    pub owner: Option<usize>,
    pub negated: bool,
}

impl Hit<'_> {
    pub fn takes(&self, complement: Complement) -> bool {
        self.cue.complements.contains(complement)
    }

    pub fn is(&self, mark: CueMark) -> bool {
        self.cue.marks.contains(mark)
    }

    /// Whether the verb has nobody for its subject: `сообщается`, `сказано`.
    pub fn is_impersonal(&self) -> bool {
        self.cue.kind == CueKind::Passive
            || (self.cue.kind == CueKind::Verb && self.tag.voice == Some(Voice::Passive))
    }

    /// Whether the cue attributes here at all: negated reports and the narrator's own words do not.
    pub fn attributes(&self) -> bool {
        if self.is(CueMark::Narrator) {
            return false;
        }
        if self.is(CueMark::NegatedOnly) {
            return self.negated;
        }
        !self.negated || self.is(CueMark::NegatedToo)
    }
}

/// Words that may stand between the parts of a collocation: `обратил [также] внимание`.
const LONGEST_GAP: usize = 3;

/// Finds cues by lemma or by form. Built once from the lexicon.
#[derive(Debug)]
pub(crate) struct CueIndex {
    cues: Vec<Cue>,
    /// Verbs, passives, adjectives and nouns by their lemma.
    words: FxHashMap<LemmaKey, Vec<u32>>,
    /// Collocations by the lemma of their verb, longer ones first; with their other words, folded.
    collocations: FxHashMap<LemmaKey, Vec<(u32, Vec<String>)>>,
    /// Phrases by their first word, folded, longer ones first; with all their words.
    phrases: FxHashMap<String, Vec<(u32, Vec<String>)>>,
    /// Descriptions of one word by their lemma and whether they stand in the plural: `издание`, `источники`.
    descriptions: FxHashMap<(LemmaKey, bool), Description>,
    /// The lexicon's roles, as role phrases number them.
    roles: Vec<Role>,
    function_words: FunctionWords,
}

impl CueIndex {
    pub fn new(lexicon: &Lexicon, morphology: &Morphology) -> Self {
        let cues = lexicon.cues();
        let single = lexicon
            .descriptions()
            .iter()
            .filter(|d| !d.words.contains(' '));
        let mut index = Self {
            cues: cues.to_vec(),
            words: FxHashMap::default(),
            collocations: FxHashMap::default(),
            phrases: FxHashMap::default(),
            descriptions: single
                .map(|d| ((lemma(morphology, d), d.number == Number::Plural), *d))
                .collect(),
            roles: lexicon.roles().to_vec(),
            function_words: FunctionWords::new(),
        };
        for (number, cue) in (0..).zip(cues) {
            let mut words = cue
                .lemma
                .split(' ')
                .map(|w| depesha_text::fold(w).into_owned());
            match cue.kind {
                CueKind::Verb | CueKind::Passive | CueKind::Adjective | CueKind::Noun => {
                    index
                        .words
                        .entry(LemmaKey::of(cue.lemma))
                        .or_default()
                        .push(number);
                }
                CueKind::Collocation => {
                    let verb = words.next().unwrap_or_default();
                    let rest = (number, words.collect());
                    index
                        .collocations
                        .entry(LemmaKey::of(&verb))
                        .or_default()
                        .push(rest);
                }
                CueKind::Phrase => {
                    let words: Vec<String> = words.collect();
                    index
                        .phrases
                        .entry(words[0].clone())
                        .or_default()
                        .push((number, words));
                }
            }
        }
        let longest_first = |entries: &mut Vec<(u32, Vec<String>)>| {
            entries.sort_by_key(|(number, words)| (std::cmp::Reverse(words.len()), *number));
        };
        index.collocations.values_mut().for_each(longest_first);
        index.phrases.values_mut().for_each(longest_first);
        index
    }

    /// The cues of a strand on its own level, in order.
    pub fn find(&self, page: &Page<'_>, levels: &Levels, strand: &Strand) -> Vec<Hit<'_>> {
        let mut hits: Vec<Hit<'_>> = Vec::new();
        let mut at = strand.tokens.start;
        while at < strand.tokens.end {
            if levels.level(at) != strand.level {
                at += 1;
                continue;
            }
            let hit = self
                .phrase(page, at, strand.tokens.end)
                .or_else(|| self.collocation(page, at, strand.tokens.end))
                .or_else(|| self.word(page, at));
            if let Some(hit) = hit {
                at = hit.tokens.end.max(at + 1);
                hits.push(hit);
            } else {
                at += 1;
            }
        }
        hits
    }

    /// What the word at `at` describes, when it is one of the lexicon's descriptions.
    pub fn description(&self, page: &Page<'_>, at: usize) -> Option<&Description> {
        let reading = page.reading(at);
        let plural = reading.number == Some(GrammaticalNumber::Plural);
        let of = |plural| self.descriptions.get(&(reading.key, plural));
        of(plural).or_else(|| of(!plural))
    }

    /// The function words.
    pub fn words(&self) -> &FunctionWords {
        &self.function_words
    }

    /// A row of the lexicon's roles.
    pub fn role(&self, number: u16) -> &Role {
        &self.roles[usize::from(number)]
    }

    /// Whether the word at `at` is a noun that attributes (`мнение`, `заявление`).
    pub fn is_noun(&self, page: &Page<'_>, at: usize) -> bool {
        self.noun(page, at).is_some()
    }

    /// Whether the word at `at` is a verb that attributes.
    pub fn is_verb(&self, page: &Page<'_>, at: usize) -> bool {
        let readings = page.word(at).readings();
        let keys = readings.iter().filter(|r| is_verbal(r)).map(|r| r.key);
        keys.flat_map(|key| self.words.get(&key).into_iter().flatten())
            .any(|number| self.cues[*number as usize].kind == CueKind::Verb)
    }

    /// Whether it is one that takes a clause of its own.
    pub fn is_clause_noun(&self, page: &Page<'_>, at: usize) -> bool {
        let clauses = [
            Complement::That,
            Complement::InOrderThat,
            Complement::Whether,
        ];
        self.noun(page, at)
            .is_some_and(|cue| clauses.into_iter().any(|c| cue.complements.contains(c)))
    }

    /// Whether it is one for a text that speaks (`доклад`, `письмо`).
    pub fn is_document(&self, page: &Page<'_>, at: usize) -> bool {
        self.noun(page, at)
            .is_some_and(|cue| cue.complements.contains(Complement::Document))
    }

    /// Whether it is a document in which somebody tells something, and does not lay down a rule (`закон`).
    pub fn is_message(&self, page: &Page<'_>, at: usize) -> bool {
        self.is_document(page, at)
            && self
                .noun(page, at)
                .is_some_and(|cue| cue.act != SpeechAct::Demand)
    }

    fn noun(&self, page: &Page<'_>, at: usize) -> Option<&Cue> {
        let keys = page
            .word(at)
            .readings()
            .iter()
            .filter(|r| r.is_nominal())
            .map(|r| r.key);
        let numbers = keys.flat_map(|key| self.words.get(&key).into_iter().flatten());
        numbers
            .map(|number| &self.cues[*number as usize])
            .find(|cue| cue.kind == CueKind::Noun)
    }

    fn phrase(&self, page: &Page<'_>, at: usize, end: usize) -> Option<Hit<'_>> {
        let entries = self.phrases.get(page.folded(at))?;
        for (number, words) in entries {
            let mut next = at;
            let mut inserted = None;
            let fits = words.iter().enumerate().all(|(place, word)| {
                if place > 0
                    && inserted.is_none()
                    && next < end
                    && page.folded(next) != word
                    && (is_possessive(page, next, &self.function_words)
                        || page.reading(next).is_adjectival())
                {
                    inserted = Some(next);
                    next += 1;
                }
                let fits = next < end && page.folded(next) == word;
                next += 1;
                fits
            });
            if fits {
                return Some(Hit {
                    cue: &self.cues[*number as usize],
                    form: Form::Phrase,
                    at,
                    tokens: at..next,
                    tag: page.reading(at).tag,
                    owner: inserted.filter(|at| is_possessive(page, *at, &self.function_words)),
                    negated: false,
                });
            }
        }
        None
    }

    fn collocation(&self, page: &Page<'_>, at: usize, end: usize) -> Option<Hit<'_>> {
        let verbal = |r: &&Reading| is_verbal(r) && !is_passive(r, page.folded(at));
        for reading in page.word(at).readings().iter().filter(verbal) {
            let Some(entries) = self.collocations.get(&reading.key) else {
                continue;
            };
            for (number, words) in entries {
                let mut next = at + 1;
                let fits = words.iter().all(|word| {
                    let limit = end.min(next + 1 + LONGEST_GAP);
                    match (next..limit).find(|i| page.folded(*i) == word) {
                        Some(found) => {
                            next = found + 1;
                            true
                        }
                        None => false,
                    }
                });
                if fits {
                    return Some(self.hit(
                        page,
                        at,
                        at..next,
                        &self.cues[*number as usize],
                        reading,
                    ));
                }
            }
        }
        None
    }

    fn word(&self, page: &Page<'_>, at: usize) -> Option<Hit<'_>> {
        let chosen = page.reading(at);
        // The reading that fits the neighbours first; another one only if it is likely enough. A short form (`уверена`)
        // is a predicate whether the dictionary files it under the adjective or the verb.
        let likely = |r: &&Reading| r.prob > 0.2 || r.variant == Some(Variant::Short);
        let others = page.word(at).readings().iter().filter(likely);
        for reading in std::iter::once(chosen).chain(others) {
            for number in self.words.get(&reading.key).into_iter().flatten() {
                let cue = &self.cues[*number as usize];
                let fits = match cue.kind {
                    CueKind::Verb => {
                        is_verbal(reading)
                            && (!is_passive(reading, page.folded(at)) || tells(reading, cue))
                    }
                    // Of `он признавался` and `отмечалось` only the latter has nobody for its subject.
                    CueKind::Passive => {
                        let personal = reading.gender.is_some_and(|g| g != Gender::Neuter);
                        (reading.is_finite_verb() && !personal)
                            || reading.verb_form == Some(VerbForm::Infinitive)
                    }
                    CueKind::Adjective => reading.variant == Some(Variant::Short),
                    CueKind::Noun => reading.is_nominal(),
                    CueKind::Collocation | CueKind::Phrase => false,
                };
                if fits {
                    return Some(self.hit(page, at, at..at + 1, cue, reading));
                }
            }
        }
        None
    }

    fn hit<'l>(
        &'l self,
        page: &Page<'_>,
        at: usize,
        tokens: Range<usize>,
        cue: &'l Cue,
        reading: &Reading,
    ) -> Hit<'l> {
        let form = match (cue.kind, reading.verb_form) {
            (CueKind::Noun, _) => Form::Noun,
            (_, Some(VerbForm::Infinitive)) => Form::Infinitive,
            (_, Some(VerbForm::Converb)) => Form::Converb,
            (_, Some(VerbForm::Participle)) if reading.variant.is_none() => Form::Participle,
            _ => Form::Finite,
        };
        Hit {
            cue,
            form,
            at,
            tokens,
            tag: reading.tag,
            owner: None,
            negated: at > 0 && matches!(page.folded(at - 1), "не" | "ни"),
        }
    }
}

/// The lemma of a description's noun, which the lexicon has in the number that news uses: `эксперты`, `СМИ`.
fn lemma(morphology: &Morphology, description: &Description) -> LemmaKey {
    let word = morphology.analyze(description.words);
    word.find(|r| r.is_nominal() && r.may_be(Case::Nominative))
        .unwrap_or(word.best())
        .key
}

/// `его`, `её`, `их`, `моему`, `нашим`
fn is_possessive(page: &Page<'_>, at: usize, words: &FunctionWords) -> bool {
    let readings = page.word(at).readings();
    readings
        .iter()
        .any(|r| words.is(&r.lemma, Kind::Possessive))
}

fn is_verbal(reading: &Reading) -> bool {
    matches!(reading.pos, Pos::Verb | Pos::Aux) && reading.mood != Some(Mood::Imperative)
}

/// `сообщается` is read as a form of `сообщать` too, and `заявлен` of `заявить`: those have no speaker as their subject.
fn is_passive(reading: &Reading, folded: &str) -> bool {
    reading.voice == Some(Voice::Passive)
        || (reading.voice == Some(Voice::Middle)
            && !reading.lemma.ends_with("ся")
            && folded.ends_with("ся"))
}

/// `сказано`, `отмечено`: a passive without a person, which a clause or a text goes with.
fn tells(reading: &Reading, cue: &Cue) -> bool {
    reading.voice == Some(Voice::Passive)
        && reading.variant == Some(Variant::Short)
        && reading.gender == Some(Gender::Neuter)
        && cue.complements.contains(Complement::That)
}

/// Whether a verb speaks for its subject in the first person: `я думаю` inside a quotation is no report.
pub(crate) fn is_first_person_present(tag: &Tag) -> bool {
    matches!(tag.person, Some(Person::First | Person::Second)) && tag.tense != Some(Tense::Past)
}
