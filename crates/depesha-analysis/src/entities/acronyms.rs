//! Acronyms and the names they are short for; names with their form in another alphabet.

use depesha_grammar::TokenKind;
use depesha_model::EntityKind;
use depesha_morphology::Capitals;
use depesha_text::is_cyrillic;
use rustc_hash::FxHashMap;

use super::Groups;
use crate::names::Name;
use crate::page::Page;

/// Joins `Лига арабских государств (ЛАГ)`, and `ЛАГ` with the one organisation of the page whose initials it has.
pub(super) fn join(page: &Page<'_>, names: &[Name], groups: &mut Groups) {
    let mut by_initials: FxHashMap<String, usize> = FxHashMap::default();
    for (at, name) in names.iter().enumerate() {
        if let Some(other) = bracketed(page, names, at)
            && (is_acronym(page, &names[other]) || is_latin(page, &names[other]))
        {
            groups.join(at, other);
        }
        if name.kind == EntityKind::Organization
            && let Some(initials) = initials(page, name)
        {
            by_initials.entry(initials).or_insert(at);
        }
    }
    for (at, name) in names.iter().enumerate() {
        if name.kind == EntityKind::Organization && name.known.is_none() && is_acronym(page, name) {
            let letters: String = page.folded(name.tokens.start).to_uppercase();
            if let Some(&full) = by_initials.get(&letters) {
                groups.join(full, at);
            }
        }
    }
}

/// The name of the same kind that stands in brackets behind a name.
fn bracketed(page: &Page<'_>, names: &[Name], at: usize) -> Option<usize> {
    let name = &names[at];
    let open = name.tokens.end;
    if open >= page.len() || page.kind(open) != TokenKind::Open {
        return None;
    }
    // Names inside the first one stand between the two.
    let behind = at + 1 + names[at + 1..].partition_point(|other| other.tokens.start <= open);
    let short = names.get(behind)?;
    let alone = short.tokens.start == open + 1
        && short.tokens.end < page.len()
        && page.kind(short.tokens.end) == TokenKind::Close;
    (alone && short.kind == name.kind && name.kind != EntityKind::Location).then_some(behind)
}

/// Whether the name is written in another alphabet: `Международная амнистия (Amnesty International)`.
fn is_latin(page: &Page<'_>, name: &Name) -> bool {
    !page
        .span(name.tokens.clone())
        .of(page.text())
        .chars()
        .any(is_cyrillic)
}

fn is_acronym(page: &Page<'_>, name: &Name) -> bool {
    name.tokens.len() == 1 && page.word(name.tokens.start).capitals == Capitals::Upper
}

/// The first letters of a name of three words or more, without prepositions and conjunctions of one letter.
fn initials(page: &Page<'_>, name: &Name) -> Option<String> {
    let words = name
        .tokens
        .clone()
        .filter(|&at| page.kind(at) == TokenKind::Word);
    let letters = words.flat_map(|at| {
        let mut letters = page.folded(at).chars();
        let first = letters.next();
        first.filter(|_| letters.next().is_some())
    });
    let initials: String = letters.flat_map(char::to_uppercase).collect();
    (initials.chars().count() >= 3).then_some(initials)
}
