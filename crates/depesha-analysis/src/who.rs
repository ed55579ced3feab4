//! Who is named in a page, who is who, and who holds which role: what the later passes ask.

use std::ops::Range;

use depesha_lexicon::Lexicon;
use depesha_model::{Entity, EntityId, Mention, MentionId, Reference, ReferenceKind, Role, Rule};
use depesha_morphology::Morphology;
use depesha_tagger::{Scheme, Tagger};

use crate::entities::{self, Deeds, Linked};
use crate::gazetteer::Gazetteer;
use crate::names::{self, Name, NameParts, Paradigms};
use crate::page::Page;
use crate::roles::{self, Descriptions, OfficeVerbs, RolePhrase, WIDER};

/// What the program knows of names, built once.
#[derive(Debug)]
pub(crate) struct Knowledge {
    pub lexicon: Lexicon,
    pub gazetteer: Gazetteer,
    pub parts: NameParts,
    pub paradigms: Paradigms,
    pub tagger: Tagger,
    pub deeds: Deeds,
    pub offices: OfficeVerbs,
    pub descriptions: Descriptions,
}

impl Knowledge {
    /// Compiles the lexicon and unpacks the tagger's weights.
    pub fn new(lexicon: Lexicon, morphology: &Morphology) -> Self {
        // Neither needs the other: side by side they take a fifth less of the program's start.
        let (gazetteer, tagger) = std::thread::scope(|scope| {
            let tagger = scope.spawn(Tagger::builtin);
            let gazetteer = Gazetteer::new(&lexicon, morphology);
            (
                gazetteer,
                tagger.join().expect("unpacking weights does not panic"),
            )
        });
        Self {
            deeds: Deeds::new(&lexicon),
            offices: OfficeVerbs::new(&lexicon),
            descriptions: Descriptions::new(&lexicon),
            lexicon,
            gazetteer,
            parts: NameParts::new(),
            paradigms: Paradigms::new(),
            tagger: tagger.expect("the tagger's own tests read its model"),
        }
    }
}

/// The names, entities and roles of one page.
#[derive(Debug)]
pub(crate) struct Who {
    names: Vec<Name>,
    linked: Linked,
    roles: Vec<RolePhrase>,
    /// For each token the outermost name that covers it, counted from 1; 0 for none.
    name_at: Vec<u32>,
    /// For each token the role phrase that covers it, in the same way.
    role_at: Vec<u32>,
    scheme: Scheme,
}

/// What the record says of who is who.
pub(crate) struct Facts {
    pub mentions: Vec<Mention>,
    pub references: Vec<Reference>,
    pub entities: Vec<Entity>,
    pub roles: Vec<Role>,
}

impl Who {
    /// Finds and joins the names of a page, and the roles around them.
    pub fn read(
        page: &Page<'_>,
        morphology: &Morphology,
        knowledge: &Knowledge,
        memo: &mut depesha_tagger::Memo,
        scheme: Scheme,
    ) -> Self {
        let matches = knowledge.gazetteer.find(page);
        let tools = names::Tools {
            morphology,
            lexicon: &knowledge.lexicon,
            gazetteer: &knowledge.gazetteer,
            parts: &knowledge.parts,
            paradigms: &knowledge.paradigms,
            tagger: &knowledge.tagger,
            scheme,
        };
        let names = names::find(page, tools, memo, &matches);
        let linked = entities::link(page, &knowledge.lexicon, &knowledge.deeds, &names);
        // Outer names come first, so the inner ones are written first.
        let ranges = names.iter().map(|name| name.tokens.clone());
        let name_at = cover(page.len(), ranges.enumerate().rev());
        let tools = roles::Tools {
            morphology,
            lexicon: &knowledge.lexicon,
            gazetteer: &knowledge.gazetteer,
            names: &names,
            linked: &linked,
            offices: &knowledge.offices,
            descriptions: &knowledge.descriptions,
            name_at: &name_at,
        };
        let roles = roles::find(page, tools, &matches);
        let ranges = roles.iter().map(|role| role.tokens.clone());
        let role_at = cover(page.len(), ranges.enumerate().rev());
        Self {
            names,
            linked,
            roles,
            name_at,
            role_at,
            scheme,
        }
    }

    /// The names in the order of the text, outer ones before those inside them.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The outermost name that covers the token, as an index of [`Who::names`].
    pub fn name_at(&self, token: usize) -> Option<usize> {
        (self.name_at[token] as usize).checked_sub(1)
    }

    /// Whom a name means, as an index of [`Who::entities`].
    pub fn entity_of(&self, name: usize) -> usize {
        self.linked.of[name]
    }

    /// In the order of their first mention.
    pub fn entities(&self) -> &[Entity] {
        &self.linked.entities
    }

    /// The role phrases in the order of the text. One that several persons share stands there once for each.
    pub fn roles(&self) -> &[RolePhrase] {
        &self.roles
    }

    /// The entity that a name stands for here, when that is another one: `Москва` for Russia.
    #[cfg(test)]
    pub fn stands_for(&self, name: usize) -> Option<usize> {
        self.linked.stands_for[name]
    }

    /// The role phrase that covers the token; where several persons share it, that of the first.
    pub fn role_at(&self, token: usize) -> Option<&RolePhrase> {
        let index = (self.role_at[token] as usize).checked_sub(1)?;
        self.roles.get(index)
    }

    /// All of it as the record has it.
    pub fn into_record(self, page: &Page<'_>) -> Facts {
        let mut entities = self.linked.entities;
        let of = self.linked.of;
        let stands_for = self.linked.stands_for;
        let id = |entity: usize| EntityId(entity as u32);
        let mut references = Vec::new();
        let mut roles = Vec::new();
        for phrase in self.roles {
            let reference = phrase.is_reference();
            let Some(person) = phrase.person else {
                continue;
            };
            let country = phrase.country(&entities, &of);
            let span = page.span(phrase.tokens);
            if reference {
                references.push(Reference {
                    entity: id(person),
                    span,
                    kind_of_mention: ReferenceKind::Nominal,
                    rule: Rule::new(phrase.rule),
                });
            }
            // A wider word tells nothing new of whom it means.
            if phrase.occupation && phrase.rule != WIDER {
                roles.push(Role {
                    person: id(person),
                    title: phrase.title,
                    organization: phrase.organization.map(|name| id(of[name])),
                    country: country.map(id),
                    span,
                    phase: phrase.phase,
                    inferred: phrase.inferred,
                    rule: Rule::new(phrase.rule),
                });
            }
        }
        let mut mentions = Vec::with_capacity(self.names.len());
        for (at, name) in self.names.into_iter().enumerate() {
            let entity = of[at];
            // Roles need the adjectives of countries in both schemes; only one of them has such mentions.
            if self.scheme == Scheme::FactRuEval && name.is_adjective() {
                continue;
            }
            let mention = MentionId(mentions.len() as u32);
            entities[entity].mentions.push(mention);
            mentions.push(Mention {
                id: mention,
                kind: name.kind,
                span: page.span(name.tokens),
                entity: id(entity),
                normal: name.normal,
                rule: Rule::new(name.rule),
                stands_for: stands_for[at].map(id),
            });
        }
        Facts {
            mentions,
            references,
            entities,
            roles,
        }
    }
}

/// For each token the last of the ranges that cover it, counted from 1.
fn cover(len: usize, ranges: impl Iterator<Item = (usize, Range<usize>)>) -> Vec<u32> {
    let mut at = vec![0; len];
    for (index, tokens) in ranges {
        at[tokens].fill(index as u32 + 1);
    }
    at
}
