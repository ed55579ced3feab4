//! Noun phrases: a head with what agrees with it before and what depends on it behind.
//!
//! The phrases of a stretch of text do not overlap and are found in one pass from left to right. A phrase takes in its
//! genitives (`глава МИД РФ`), names in apposition (`глава МИД РФ Сергей Лавров`), quoted names (`газета «Труд»`),
//! brackets in front of a name, and prepositional groups where a name of the head's case follows
//! (`постпред России при ООН Виталий Чуркин`).

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_model::EntityKind;
use depesha_morphology::{Animacy, Case, Pos, Reading};

use crate::forms::Forms;
use crate::names::Name;
use crate::page::Page;

/// A noun phrase.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    /// All of it, without a preposition in front.
    pub tokens: Range<usize>,
    /// Its head noun, pronoun, or the first token of the name that heads it.
    pub head: usize,
    /// What it can be in the sentence.
    pub forms: Forms,
    /// The preposition that governs it.
    pub preposition: Option<usize>,
    /// The name that is its head or stands in apposition to it, as an index of the page's names.
    pub name: Option<usize>,
    /// Whether the head is an adjective or participle used as a noun (`военные`).
    pub substantive: bool,
}

impl Phrase {
    /// The phrase where its place in the clause leaves it only some of its forms; what fits none stays as it is.
    pub fn narrowed(mut self, forms: Forms) -> Self {
        let narrowed = self.forms & forms;
        if !narrowed.is_empty() {
            self.forms = narrowed;
        }
        self
    }
}

/// Words that a name in quotation marks has at the most.
const LONGEST_QUOTED_NAME: usize = 8;

/// Tokens between a head and its name (`постпред России при ООН …`) at the most: keeps the pass linear.
const LONGEST_GROUP: usize = 24;

/// How likely a reading must be for a word to continue a phrase.
const LEAST: f32 = 0.05;

/// Genitives inside genitives at the most.
const DEEPEST: usize = 12;

/// Finds phrases in a page.
pub(crate) struct Phrases<'p> {
    page: &'p Page<'p>,
    names: &'p [Name],
    /// For each token the outermost name that starts there.
    starts: Vec<Option<u32>>,
    /// For each token that opens a quotation, the token behind its closing mark.
    quoted: Vec<u32>,
    /// The tokens that belong to expressions of time.
    timed: Vec<bool>,
}

impl<'p> Phrases<'p> {
    pub fn new(page: &'p Page<'p>, names: &'p [Name]) -> Self {
        let mut starts = vec![None; page.len()];
        let mut covered = 0;
        for (index, name) in names.iter().enumerate() {
            if name.tokens.start >= covered {
                starts[name.tokens.start] = Some(index as u32);
                covered = name.tokens.end;
            }
        }
        let mut quoted = vec![0; page.len()];
        for quotation in page.tree.quotations() {
            if let Some(close) = quotation.close {
                quoted[quotation.tokens.start] = close as u32 + 1;
            }
        }
        let mut timed = vec![false; page.len()];
        for time in page.tree.times() {
            timed[page.tokens_of(time.span)].fill(true);
        }
        Self {
            page,
            names,
            starts,
            quoted,
            timed,
        }
    }

    /// The phrases of `tokens`, in order.
    pub fn within(&self, tokens: Range<usize>) -> Vec<Phrase> {
        let mut found = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            let preposition = self.is_preposition(at).then_some(at);
            let start = at + usize::from(preposition.is_some());
            let phrase = (start < tokens.end)
                .then(|| self.phrase(start, tokens.end, 0))
                .flatten();
            match phrase {
                Some(mut phrase) => {
                    // `накануне губернатор …`: what can only be a subject has no preposition.
                    phrase.preposition =
                        preposition.filter(|_| !phrase.forms.only(Case::Nominative));
                    at = phrase.tokens.end;
                    found.push(phrase);
                }
                None => at += 1,
            }
        }
        found
    }

    /// The phrase that starts exactly at `at`.
    pub fn at(&self, at: usize, end: usize) -> Option<Phrase> {
        self.phrase(at, end, 0)
    }

    /// The outermost name that starts at `at`.
    pub fn name_starting(&self, at: usize) -> Option<usize> {
        self.starts[at].map(|index| index as usize)
    }

    fn phrase(&self, start: usize, end: usize, depth: usize) -> Option<Phrase> {
        if let Some(part) = self.part(start, end, depth) {
            return Some(part);
        }
        let mut at = start;
        let mut forms = Forms::ALL;
        let mut counted = false;
        // `сам министр`, `25 человек`, `российский министр`
        while at < end && !self.heads(at) {
            if self.page.reading(at).pos == Pos::Num || self.page.kind(at) == TokenKind::Number {
                counted = true;
                at += 1;
                continue;
            }
            // `попросил его США`: a pronoun, not a possessive.
            if self.is_pronoun(at) {
                break;
            }
            // `который ряд СМИ назвал …`: a relative pronoun describes no noun behind it.
            let describes = |r: &Reading| r.is_adjectival() && &*r.lemma != "который";
            let adjectival = Forms::of_word(self.page.word(at), describes) & forms;
            if adjectival.is_empty() {
                break;
            }
            // An adjective that nothing agrees with behind it is a noun here (`военные сообщили`).
            if !self.agreeing_behind(at + 1, end, adjectival) {
                break;
            }
            forms = adjectival;
            at += 1;
        }
        if at >= end {
            return None;
        }
        let mut phrase = self.head(at, end, forms, counted)?;
        phrase.tokens.start = start;
        if depth < DEEPEST {
            self.complements(&mut phrase, end, depth);
        }
        Some(phrase)
    }

    /// `один из участников`, `многие из них`: a phrase of the first word.
    fn part(&self, start: usize, end: usize, depth: usize) -> Option<Phrase> {
        let of = start + 2;
        if of >= end || depth >= DEEPEST || self.page.folded(start + 1) != "из" {
            return None;
        }
        let forms = Forms::of_word(self.page.word(start), |r| {
            matches!(r.pos, Pos::Num | Pos::Pron) || r.is_adjectival()
        });
        let whole = self.phrase(of, end, depth + 1)?;
        let several = (whole.forms & Forms::case(Case::Genitive)).may_be_plural();
        (several && !forms.is_empty()).then_some(Phrase {
            tokens: start..whole.tokens.end,
            head: start,
            forms,
            preposition: None,
            name: None,
            substantive: false,
        })
    }

    /// Whether a name (not an adjective such as `российский`) starts at `at`.
    fn heads(&self, at: usize) -> bool {
        self.name_starting(at).is_some_and(|name| {
            let tokens = &self.names[name].tokens;
            tokens.len() > 1 || !self.page.reading(at).is_adjectival()
        })
    }

    fn agreeing_behind(&self, at: usize, end: usize, forms: Forms) -> bool {
        // `присутствующие в зале`: the dictionary knows prepositions as letters too.
        if at >= end || self.is_preposition(at) {
            return false;
        }
        // `британская «Би-би-си»`
        if self.quoted_name(at, end).is_some() {
            return true;
        }
        // `известный, по его словам, политик` is rare; `новый, большой` is not a phrase of interest.
        if self.heads(at) {
            return self
                .name_forms(self.name_starting(at).unwrap_or(0))
                .any_number()
                .overlaps(forms);
        }
        let word = self.page.word(at);
        // `учёными и`, `военными в`: that the names of letters are nouns too is no reason to find one here.
        let nominal = Forms::of_word(word, |r| {
            (r.is_nominal() || r.is_adjectival()) && r.prob > LEAST
        });
        (self.page.kind(at) == TokenKind::Word || self.page.kind(at) == TokenKind::Number)
            && nominal.overlaps(forms)
    }

    fn head(&self, at: usize, end: usize, forms: Forms, counted: bool) -> Option<Phrase> {
        let phrase = |tokens: Range<usize>, forms, name, substantive| Phrase {
            head: tokens.start,
            tokens,
            forms,
            preposition: None,
            name,
            substantive,
        };
        if let Some(name) = self.name_starting(at).filter(|_| self.heads(at)) {
            let tokens = at..self.names[name].tokens.end.min(end);
            let own = self.name_forms(name) & forms;
            return (!own.is_empty()).then(|| phrase(tokens, own, Some(name), false));
        }
        if let Some(close) = self.quoted_name(at, end) {
            let name = self
                .name_starting(at)
                .or_else(|| self.name_starting(at + 1));
            return Some(phrase(at..close, forms, name, false));
        }
        if self.page.kind(at) != TokenKind::Word {
            return None;
        }
        let word = self.page.word(at);
        if is_foreign(self.page.surface(at)) {
            return Some(phrase(at..at + 1, forms, None, false));
        }
        if !is_likely_nominal(self.page.reading(at), word.readings()) {
            let adjectival = Forms::of_word(word, |r| r.is_adjectival()) & forms;
            let whole = self.page.reading(at).is_adjectival();
            return (whole && !adjectival.is_empty())
                .then(|| phrase(at..at + 1, adjectival, None, true));
        }
        let alone = self.is_pronoun(at);
        let own = Forms::of_word(word, |r| is_pronoun(r) || (!alone && r.is_nominal()));
        let own = if counted {
            // `25 человек`, `двое министров`: the whole phrase takes a plural or neuter verb, whatever the noun's case.
            Forms::cases(&[Case::Nominative, Case::Accusative, Case::Genitive])
        } else {
            own & forms
        };
        (!own.is_empty()).then(|| phrase(at..at + 1, own, None, false))
    }

    /// A name in quotation marks at `at`: the token behind the closing mark.
    fn quoted_name(&self, at: usize, end: usize) -> Option<usize> {
        let close = self.quoted[at] as usize;
        let short = close > at && close <= end && close - at <= LONGEST_QUOTED_NAME + 2;
        let inside = at + 1..close.saturating_sub(1);
        (short
            && !inside.is_empty()
            && self
                .page
                .surface(inside.start)
                .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
        .then_some(close)
    }

    fn complements(&self, phrase: &mut Phrase, end: usize, depth: usize) {
        loop {
            let at = phrase.tokens.end;
            if at >= end {
                return;
            }
            let person = phrase
                .name
                .is_some_and(|n| self.names[n].kind == EntityKind::Person);
            // `в прошлом месяце власти города`: what stands behind an expression of time does not depend on it.
            if person || self.is_pronoun(phrase.head) || (self.timed[at - 1] && !self.timed[at]) {
                return;
            }
            if let Some(name) = self.name_starting(at).filter(|_| self.heads(at)) {
                if !self.attach_name(phrase, name, end) {
                    return;
                }
                continue;
            }
            if let Some(close) = self.quoted_name(at, end).filter(|_| phrase.name.is_none()) {
                // `газета «Труд»`
                phrase.name = self
                    .name_starting(at)
                    .or_else(|| self.name_starting(at + 1));
                phrase.tokens.end = close;
                continue;
            }
            if self.page.kind(at) == TokenKind::Open {
                if let Some(behind) = self.bracket(at, end) {
                    phrase.tokens.end = behind;
                    continue;
                }
                return;
            }
            if self.is_preposition(at) {
                if depth == 0 && self.is_animate(phrase) && self.attach_behind_group(phrase, end) {
                    continue;
                }
                return;
            }
            match self.phrase(at, end, depth + 1) {
                // `цитирует РБК белорусского лидера`: names own no people.
                Some(next)
                    if phrase.head == phrase.tokens.start
                        && phrase.name.is_some()
                        && self.is_animate(&next) =>
                {
                    return;
                }
                // `активиста 26-летнего Ивана Петрова`: between a noun and its name stands what describes the person.
                Some(next) if self.is_described_bearer(phrase, &next) => {
                    phrase.forms = next.forms & phrase.forms.any_number();
                    phrase.name = next.name;
                    phrase.tokens.end = next.tokens.end;
                }
                Some(next) if self.is_genitive(&next) => phrase.tokens.end = next.tokens.end,
                // `заместитель министра полковник Иванов`: a second title in front of the name.
                Some(next)
                    if next
                        .name
                        .is_some_and(|n| self.names[n].kind == EntityKind::Person)
                        && self.is_animate(phrase)
                        && phrase.forms.any_number().overlaps(next.forms) =>
                {
                    phrase.forms = next.forms & phrase.forms.any_number();
                    phrase.name = next.name;
                    phrase.tokens.end = next.tokens.end;
                }
                _ => return,
            }
        }
    }

    /// Whether a phrase behind a noun for people is the person's name, with adjectives alone in front.
    fn is_described_bearer(&self, phrase: &Phrase, next: &Phrase) -> bool {
        let named = next.name.is_some_and(|name| {
            let name = &self.names[name];
            name.kind == EntityKind::Person && name.tokens.start == next.head
        });
        named
            && phrase.name.is_none()
            && self.is_animate(phrase)
            && phrase.forms.any_number().overlaps(next.forms)
    }

    /// A name behind the head: its genitive (`глава МИД`), or in apposition (`министр Лавров`, `газета Times`).
    fn attach_name(&self, phrase: &mut Phrase, name: usize, end: usize) -> bool {
        let own = self.name_forms(name);
        let tokens = &self.names[name].tokens;
        if tokens.end > end {
            return false;
        }
        if self.names[name].kind == EntityKind::Person {
            let shared = own & phrase.forms.any_number();
            if !shared.is_empty() && self.is_animate(phrase) {
                phrase.forms = if (shared & phrase.forms).is_empty() {
                    shared
                } else {
                    shared & phrase.forms
                };
                phrase.name = Some(name);
            } else if phrase.name.is_some() || !own.may_be(Case::Genitive) || self.is_unmarked(name)
            {
                // `после боя Матиас сказал`, `каналу «Интер» Порошенко рассказал`
                return false;
            }
        } else if self.names[name].kind == EntityKind::Organization
            && is_undeclined(own)
            && phrase.name.is_none()
            && !self.is_animate(phrase)
        {
            // `агентство БелТА`, `компания Netflix`: an apposition, since the name shows no genitive.
            phrase.name = Some(name);
        } else if !own.may_be(Case::Genitive)
            && (self.is_animate(phrase) || !own.any_number().overlaps(phrase.forms))
        {
            // `требования шахтёров правительство изучило`: people and an organisation are no apposition.
            return false;
        }
        phrase.tokens.end = tokens.end;
        true
    }

    /// `(ОФДД) Наттавут`: a bracket that a name or the rest of the phrase follows.
    fn bracket(&self, at: usize, end: usize) -> Option<usize> {
        let close = (at + 1..end.min(at + LONGEST_QUOTED_NAME))
            .find(|i| self.page.kind(*i) == TokenKind::Close)?;
        let behind = close + 1;
        (behind < end && self.heads(behind)).then_some(behind)
    }

    /// `представитель МИД по вопросам печати Иван Петров`: a prepositional group in front of the name.
    fn attach_behind_group(&self, phrase: &mut Phrase, end: usize) -> bool {
        let start = phrase.tokens.end + 1;
        let end = end.min(start + LONGEST_GROUP);
        let in_group = |at: &usize| {
            self.page.kind(*at) == TokenKind::Word && !self.page.reading(*at).is_finite_verb()
        };
        let shared = |name: usize| self.name_forms(name) & phrase.forms.any_number();
        let is_bearer = |name: &usize| {
            let kept = &self.names[*name];
            kept.kind == EntityKind::Person && kept.tokens.end <= end && !shared(*name).is_empty()
        };
        let group = (start..end).take_while(in_group);
        let Some(name) = group
            .skip(1)
            .filter_map(|at| self.name_starting(at))
            .find(is_bearer)
        else {
            return false;
        };
        phrase.forms = shared(name);
        phrase.name = Some(name);
        phrase.tokens.end = self.names[name].tokens.end;
        true
    }

    /// Whether the dictionary lacks a word of the name, so that its case and gender are a guess.
    pub fn is_unknown(&self, name: usize) -> bool {
        let unknown = |at: usize| self.page.word(at).readings().iter().all(|r| !r.known);
        self.names[name].tokens.clone().any(unknown)
    }

    fn is_genitive(&self, phrase: &Phrase) -> bool {
        // What may be a nominative as well (`главы`, `власти`) is one when its neighbours say so.
        let head = self.page.reading(phrase.head);
        let subject = head.case == Some(Case::Nominative) && phrase.name.is_none();
        phrase.forms.may_be(Case::Genitive) && !subject && !self.is_pronoun(phrase.head)
    }

    fn is_pronoun(&self, at: usize) -> bool {
        self.page.reading(at).pos == Pos::Pron
    }

    /// Whether the head is a noun for people: only those take a person's name in apposition.
    fn is_animate(&self, phrase: &Phrase) -> bool {
        let word = self.page.word(phrase.head);
        phrase.substantive
            || word
                .readings()
                .iter()
                .any(|r| r.animacy == Some(Animacy::Animate))
    }

    fn is_preposition(&self, at: usize) -> bool {
        self.page.reading(at).pos == Pos::Adp
    }

    /// Whether the words of a person's name all end in a consonant: in another case than the nominative the names of men
    /// would show an ending.
    fn is_unmarked(&self, name: usize) -> bool {
        let ends = |at: usize| self.page.folded(at).ends_with(is_consonant);
        self.names[name].kind == EntityKind::Person && self.names[name].tokens.clone().all(ends)
    }

    /// What a name can be. A person's name that shows no ending or that the dictionary does not know may be a nominative
    /// as it stands.
    pub fn name_forms(&self, name: usize) -> Forms {
        let unmarked = self.is_unmarked(name);
        let unknown = self.is_unknown(name);
        let name = &self.names[name];
        if name.kind == EntityKind::Person && (unmarked || unknown) {
            return name.forms | Forms::case(Case::Nominative).singular();
        }
        if name.tokens.len() == 1 && is_spelled_oddly(self.page.surface(name.tokens.start)) {
            return Forms::ALL;
        }
        name.forms
    }
}

fn is_consonant(letter: char) -> bool {
    "бвгджзйклмнпрстфхцчшщ".contains(letter)
}

/// `он`, `кто`, `который`, `это`
fn is_pronoun(reading: &Reading) -> bool {
    reading.pos == Pos::Pron
        || (reading.pos == Pos::Det && matches!(&*reading.lemma, "который" | "это"))
}

/// A capital behind a small letter or letters without a vowel sound of their own: `БелТА`, `НАТО`, `Reuters`.
fn is_spelled_oddly(word: &str) -> bool {
    let mut letters = word.chars();
    is_foreign(word)
        || (letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_uppercase))
}

/// Whether a name has the same form in all cases.
fn is_undeclined(forms: Forms) -> bool {
    [
        Case::Nominative,
        Case::Genitive,
        Case::Dative,
        Case::Instrumental,
    ]
    .into_iter()
    .all(|case| forms.may_be(case))
}

/// A capitalised word in Latin letters: a name that does not decline (`Reuters`).
pub(crate) fn is_foreign(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_ascii_uppercase())
}

/// Whether a word is a noun or pronoun here, not a verb or particle that looks like one.
fn is_likely_nominal(chosen: &Reading, readings: &[Reading]) -> bool {
    let nominal = |r: &Reading| r.is_nominal() || is_pronoun(r);
    let share: f32 = readings.iter().filter(|r| nominal(r)).map(|r| r.prob).sum();
    nominal(chosen) || (share > 0.3 && !chosen.is_finite_verb() && chosen.pos != Pos::Sconj)
}
