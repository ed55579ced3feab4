//! What the pass looks up again and again, by what it is looked up by.

use depesha_lexicon::Country;
use depesha_model::{Entity, EntityId, Reference, Statement};
use depesha_text::Span;
use rustc_hash::FxHashMap;

use crate::page::Page;
use crate::who::Who;

/// Entities, roles, references and statements of a page by what finds them.
#[derive(Debug)]
pub(super) struct Index {
    /// By name, in small letters; the first one of that name.
    names: FxHashMap<String, EntityId>,
    /// Persons by surname, in small letters.
    surnames: FxHashMap<String, EntityId>,
    /// For each person their role phrases.
    roles: FxHashMap<usize, Vec<usize>>,
    /// References by their first byte.
    references: FxHashMap<usize, (Span, EntityId)>,
    /// For each token the innermost statement around it, counted from 1; 0 for none.
    statements: Vec<u32>,
}

impl Index {
    pub fn new(
        page: &Page<'_>,
        who: &Who,
        references: &[Reference],
        statements: &[Statement],
    ) -> Self {
        let mut index = Self {
            names: FxHashMap::default(),
            surnames: FxHashMap::default(),
            roles: FxHashMap::default(),
            references: references
                .iter()
                .map(|r| (r.span.start(), (r.span, r.entity)))
                .collect(),
            statements: vec![0; page.len()],
        };
        for entity in who.entities() {
            let name = entity.name.to_lowercase();
            index.names.entry(name).or_insert(entity.id);
            if let Some(surname) = &entity.attributes.surname {
                let surname = surname.to_lowercase();
                index.surnames.entry(surname).or_insert(entity.id);
            }
        }
        for (number, role) in who.roles().iter().enumerate() {
            if let Some(person) = role.person {
                index.roles.entry(person).or_default().push(number);
            }
        }
        let mut pieces: Vec<(Span, u32)> = (1..)
            .zip(statements)
            .flat_map(|(number, statement)| statement.content.iter().map(move |p| (*p, number)))
            .collect();
        // Inner pieces are written over outer ones.
        pieces.sort_by_key(|(piece, _)| std::cmp::Reverse(piece.len()));
        for (piece, number) in pieces {
            index.statements[page.tokens_of(piece)].fill(number);
        }
        index
    }

    /// The entity of that name, whatever its capitals.
    pub fn named(&self, name: &str) -> Option<EntityId> {
        self.names.get(&name.to_lowercase()).copied()
    }

    /// The page's own entity of a country.
    pub fn country(&self, country: Country, who: &Who) -> Option<EntityId> {
        let is_country = |entity: &&Entity| entity.attributes.subtype.as_deref() == Some("country");
        let entity = who.entities().get(self.named(country.name)?.0 as usize);
        entity.filter(is_country).map(|entity| entity.id)
    }

    /// The person with that surname, in small letters.
    pub fn surname(&self, surname: &str) -> Option<EntityId> {
        self.surnames.get(surname).copied()
    }

    /// The role phrases of a person, as indices.
    pub fn roles(&self, person: EntityId) -> &[usize] {
        self.roles
            .get(&(person.0 as usize))
            .map_or(&[], Vec::as_slice)
    }

    /// Whom the reference with exactly that span means.
    pub fn reference(&self, span: Span) -> Option<EntityId> {
        let (whole, entity) = self.references.get(&span.start())?;
        (*whole == span).then_some(*entity)
    }

    /// The innermost statement around a token, as an index.
    pub fn statement(&self, token: usize) -> Option<usize> {
        (self.statements[token] as usize).checked_sub(1)
    }
}
