//! Names of organisations and places in the nominative, by agreement of the head with its adjectives.
//!
//! Only the head group declines, the adjectives up to the first noun: `Министерства обороны РФ` becomes `Министерство
//! обороны РФ`. What stands in quotation marks behind the head stays as it is.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_morphology::{Capitals, Case, Gender, Morphology, NameType, Number, Pos, Reading};

use crate::forms::Forms;
use crate::page::Page;

/// The words of `tokens` with the head group in the nominative, and the forms that the phrase may have.
pub(super) fn nominative(
    page: &Page<'_>,
    morphology: &Morphology,
    tokens: &Range<usize>,
) -> (String, Forms) {
    let text = page.text();
    let mut out = String::new();
    let mut rest = page.span(tokens.clone()).start();
    let group = Group::of(page, tokens);
    for at in tokens.start..group.end {
        let span = page.token(at).span;
        out.push_str(&text[rest..span.start()]);
        match group.form(page, morphology, at) {
            Some(form) => out.push_str(&form),
            None => out.push_str(page.surface(at)),
        }
        rest = span.end();
    }
    out.push_str(&text[rest..page.span(tokens.clone()).end()]);
    (tidy(&out), group.forms)
}

/// One space between words, no outer quotation marks, and none without its partner.
fn tidy(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut joined = words.join(" ");
    for (open, close) in [
        ("«", "»"),
        ("„", "“"),
        ("“", "”"),
        ("\"", "\""),
        ("''", "''"),
    ] {
        let first = joined.find(open);
        let closed = first.is_some_and(|at| joined[at + open.len()..].contains(close));
        if first.is_some_and(|at| at > 0) && !closed {
            joined.push_str(close);
        }
        let inner = joined
            .strip_prefix(open)
            .and_then(|inner| inner.strip_suffix(close))
            .filter(|inner| !inner.contains(open) && !inner.contains(close));
        if let Some(inner) = inner {
            return inner.to_owned();
        }
    }
    joined
}

/// The adjectives and the head of a name.
struct Group {
    /// Behind the head.
    end: usize,
    /// The head, when the group has one that declines.
    head: Option<usize>,
    forms: Forms,
    case: Option<Case>,
    number: Option<Number>,
    gender: Option<Gender>,
}

impl Group {
    fn of(page: &Page<'_>, tokens: &Range<usize>) -> Self {
        let mut forms = Forms::ALL;
        let mut group = Self {
            end: tokens.start,
            head: None,
            forms,
            case: None,
            number: None,
            gender: None,
        };
        for at in tokens.clone() {
            if page.kind(at) != TokenKind::Word {
                // A quotation mark in front of the whole name.
                if at == tokens.start {
                    continue;
                }
                break;
            }
            let more = at + 1 < tokens.end && page.kind(at + 1) == TokenKind::Word;
            let word = page.word(at);
            let adjective = Forms::of_word(word, is_modifier) & forms;
            let agreeing = more
                && !adjective.is_empty()
                && (Forms::of_word(page.word(at + 1), |r| r.is_nominal() || is_modifier(r)))
                    .overlaps(adjective);
            if agreeing {
                forms = adjective;
                continue;
            }
            let noun = Forms::of_word(word, is_noun) & forms;
            if noun.is_empty() && !adjective.is_empty() {
                // An adjective alone: `российский`, `Тверская`.
                group.settle(page, at, adjective, is_modifier);
            } else if !noun.is_empty() {
                group.settle(page, at, noun, is_noun);
            }
            break;
        }
        group
    }

    fn settle(
        &mut self,
        page: &Page<'_>,
        head: usize,
        forms: Forms,
        keep: impl Fn(&Reading) -> bool,
    ) {
        let word = page.word(head);
        let fits = |r: &&Reading| keep(r) && Forms::of(r).overlaps(forms);
        // Of a common noun (`документам суда`) the sentence tells more than the dictionary.
        let chosen = page.reading(head);
        let common = word.capitals == Capitals::Lower;
        let rank = |r: &Reading| rank(r) + f32::from(u8::from(common && r.tag == chosen.tag));
        let best = word
            .readings()
            .iter()
            .filter(fits)
            .max_by(|a, b| rank(a).total_cmp(&rank(b)));
        self.forms = forms;
        self.head = Some(head);
        self.end = head + 1;
        if let Some(reading) = best {
            self.case = reading.case;
            self.number = reading.number;
            self.gender = reading.gender;
        }
    }

    /// The nominative of one word of the group; `None` where it stays as it is.
    fn form(&self, page: &Page<'_>, morphology: &Morphology, at: usize) -> Option<String> {
        let head = self.head?;
        let case = self.case.filter(|case| *case != Case::Nominative)?;
        let word = page.word(at);
        // `Луккезе`: an unknown name in such a vowel stays as it is; `в Энфилде` shows its case by the preposition.
        let located = at > 0 && word.folded.ends_with('е') && page.reading(at - 1).pos == Pos::Adp;
        let foreign = word.capitals == Capitals::Upper
            || (word.folded.ends_with(['е', 'э', 'и', 'о', 'у', 'ю']) && !located);
        if page.kind(at) != TokenKind::Word || (foreign && !word.best().known) {
            return None;
        }
        let fits = |r: &Reading| {
            let kind = if at == head {
                is_noun(r) || is_modifier(r)
            } else {
                is_modifier(r)
            };
            let gender = self.number == Some(Number::Plural)
                || r.gender.is_none()
                || r.gender == self.gender;
            kind && r.may_be(case) && (r.number.is_none() || r.number == self.number) && gender
        };
        let reading = word
            .readings()
            .iter()
            .filter(|r| fits(r))
            .max_by(|a, b| rank(a).total_cmp(&rank(b)))?;
        morphology.nominative(page.surface(at), reading, self.number, self.gender)
    }
}

fn is_modifier(reading: &Reading) -> bool {
    reading.is_adjectival()
}

fn is_noun(reading: &Reading) -> bool {
    reading.is_nominal()
}

/// How likely a reading is for the head of a name: proper nouns first, and words that only were guessed hardly ever plurals
/// (`Ндрангеты`).
fn rank(reading: &Reading) -> f32 {
    let proper = matches!(reading.name, Some(NameType::Geo | NameType::Org)) && reading.known;
    let guessed_plural = !reading.known && reading.number == Some(Number::Plural);
    reading.prob * if guessed_plural { 0.1 } else { 1.0 } + if proper { 1.0 } else { 0.0 }
}
