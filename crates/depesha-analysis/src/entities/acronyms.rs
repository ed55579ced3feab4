//! Acronyms and the names they are short for.

use depesha_grammar::TokenKind;
use depesha_model::EntityKind;
use depesha_morphology::Capitals;
use rustc_hash::FxHashMap;

use super::Groups;
use crate::names::Name;
use crate::page::Page;

/// Joins `Лига арабских государств (ЛАГ)`, and `ЛАГ` with the one organisation of the page whose initials it has.
pub(super) fn join(page: &Page<'_>, names: &[Name], groups: &mut Groups) {
    let mut by_initials: FxHashMap<String, usize> = FxHashMap::default();
    for (at, name) in names.iter().enumerate() {
        if name.kind != EntityKind::Organization {
            continue;
        }
        if let Some(initials) = initials(page, name) {
            by_initials.entry(initials).or_insert(at);
        }
        let inside = at + 1..names.len().min(at + 4);
        let bracketed = names[inside.clone()].iter().zip(inside).find(|(short, _)| {
            short.tokens.start == name.tokens.end + 1
                && short.kind == name.kind
                && page.kind(name.tokens.end) == TokenKind::Open
                && short.tokens.end < page.len()
                && page.kind(short.tokens.end) == TokenKind::Close
        });
        if let Some((short, other)) = bracketed
            && is_acronym(page, short)
        {
            groups.join(at, other);
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
