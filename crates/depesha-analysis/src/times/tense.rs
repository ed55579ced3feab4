//! Whether the words around an expression of time speak of the past or of the future.

use std::ops::Range;

use depesha_grammar::TokenKind;
use depesha_morphology::{Aspect, Mood, Reading, Tense as Written, VerbForm};

use crate::page::Page;

/// How far, in tokens, a verb may stand from the time that it tells something about.
const REACH: usize = 30;

/// Where a time without a year or a week lies, seen from the page's own day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// `прошла в субботу`
    Past,
    /// `пройдёт в субботу`, `намерен приехать в субботу`, `перенесли на субботу`
    Future,
    /// `Выборы 20 ноября`, `встречу предложили провести 20 ноября`: the words do not say.
    Open,
}

/// The tense of `time`, some tokens of `sentence`.
pub(super) fn of(page: &Page<'_>, time: Range<usize>, sentence: Range<usize>) -> Tense {
    if is_aim(page, time.start, sentence.start) {
        return Tense::Future;
    }
    let verbs = verbs_around(page, time, sentence);
    match verbs.first() {
        Some((_, Verb::Finite(tense) | Verb::Participle(tense))) => *tense,
        // What `намерен` and `хочет` want lies ahead; what `удалось` tells of does not, and `предложил` may be either.
        Some((clause, Verb::Infinitive)) => {
            let governor = verbs.iter().find_map(|(found, verb)| match verb {
                Verb::Finite(tense) if found == clause => Some(*tense),
                _ => None,
            });
            match governor {
                Some(Tense::Past) => Tense::Open,
                _ => Tense::Future,
            }
        }
        None => Tense::Open,
    }
}

/// `на субботу`, `на 14 ноября`: what something is put off to; `по состоянию на 14 ноября` is not.
fn is_aim(page: &Page<'_>, time: usize, sentence: usize) -> bool {
    let before = |by: usize| {
        let at = time.checked_sub(by).filter(|at| *at >= sentence);
        at.map_or("", |at| page.folded(at))
    };
    before(1) == "на" && before(2) != "состоянию"
}

#[derive(Clone, Copy, Debug)]
enum Verb {
    Finite(Tense),
    /// Tells a tense, but governs no infinitive that has one: `намерена приехать`, `вынуждены уйти`.
    Participle(Tense),
    Infinitive,
}

/// The verbs near the time, the nearest first, each with how many clauses it is away: those of the time's own clause come
/// before those behind a comma.
fn verbs_around(page: &Page<'_>, time: Range<usize>, sentence: Range<usize>) -> Vec<(usize, Verb)> {
    let before = (sentence.start..time.start).rev();
    let behind = time.end..sentence.end;
    let mut found = Vec::new();
    collect(page, before, &mut found);
    collect(page, behind, &mut found);
    found.sort_by_key(|(distance, _)| *distance);
    found
        .into_iter()
        .map(|((clauses, _), verb)| (clauses, verb))
        .collect()
}

/// Adds the verbs among `tokens`, which lead away from the time, with how many clauses and tokens they are away.
fn collect(
    page: &Page<'_>,
    tokens: impl Iterator<Item = usize>,
    found: &mut Vec<((usize, usize), Verb)>,
) {
    let mut clauses = 0;
    for (distance, at) in tokens.take(REACH).enumerate() {
        if is_boundary(page.kind(at)) {
            clauses += 1;
        } else if let Some(verb) = verb(page.reading(at)) {
            found.push(((clauses, distance), verb));
        }
    }
}

fn is_boundary(kind: TokenKind) -> bool {
    use TokenKind::{Close, Colon, Comma, Dash, Open, Quote, Semicolon};
    matches!(
        kind,
        Close | Colon | Comma | Dash | Open | Quote | Semicolon
    )
}

fn verb(reading: &Reading) -> Option<Verb> {
    let tense = match reading.tense {
        Some(Written::Past) => Tense::Past,
        Some(Written::Future) => Tense::Future,
        _ => Tense::Open,
    };
    match reading.verb_form? {
        VerbForm::Finite if reading.mood == Some(Mood::Imperative) => None,
        VerbForm::Finite => Some(Verb::Finite(tense)),
        VerbForm::Participle => Some(Verb::Participle(tense)),
        VerbForm::Infinitive => Some(Verb::Infinitive),
        VerbForm::Converb if reading.aspect == Some(Aspect::Perfective) => {
            Some(Verb::Participle(Tense::Past))
        }
        VerbForm::Converb => None,
    }
}
