//! Who is named in a page, who is who, and who holds which role: what the later passes ask.

use depesha_lexicon::Lexicon;
use depesha_model::{Entity, EntityId, Mention, MentionId, Rule};
use depesha_morphology::Morphology;
use depesha_tagger::{Scheme, Tagger};

use crate::entities::{self, Linked};
use crate::gazetteer::Gazetteer;
use crate::names::{self, Name, NameParts, Tools};
use crate::page::Page;

/// What the program knows of names, built once.
#[derive(Debug)]
pub(crate) struct Knowledge {
    pub lexicon: Lexicon,
    pub gazetteer: Gazetteer,
    pub parts: NameParts,
    pub tagger: Tagger,
}

impl Knowledge {
    /// Compiles the built-in lexicon and unpacks the tagger's weights.
    pub fn new(morphology: &Morphology) -> Self {
        let lexicon = Lexicon::builtin();
        let gazetteer = Gazetteer::new(&lexicon, morphology);
        Self {
            lexicon,
            gazetteer,
            parts: NameParts::new(),
            tagger: Tagger::builtin().expect("the tagger's own tests read its model"),
        }
    }
}

/// The names and entities of one page.
#[derive(Debug)]
pub(crate) struct Who {
    names: Vec<Name>,
    linked: Linked,
    /// For each token the outermost name that covers it, counted from 1; 0 for none.
    name_at: Vec<u32>,
}

impl Who {
    /// Finds and joins the names of a page.
    pub fn read(
        page: &Page<'_>,
        morphology: &Morphology,
        knowledge: &Knowledge,
        memo: &mut depesha_tagger::Memo,
        scheme: Scheme,
    ) -> Self {
        let matches = knowledge.gazetteer.find(page);
        let tools = Tools {
            morphology,
            lexicon: &knowledge.lexicon,
            gazetteer: &knowledge.gazetteer,
            parts: &knowledge.parts,
            tagger: &knowledge.tagger,
            scheme,
        };
        let names = names::find(page, tools, memo, &matches);
        let linked = entities::link(page, &knowledge.lexicon, &names);
        let mut name_at = vec![0; page.len()];
        for (index, name) in names.iter().enumerate().rev() {
            // Outer names come first, so walking backwards they overwrite those inside them.
            name_at[name.tokens.clone()].fill(index as u32 + 1);
        }
        Self {
            names,
            linked,
            name_at,
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

    /// The mentions and entities as the record has them.
    pub fn into_record(self, page: &Page<'_>) -> (Vec<Mention>, Vec<Entity>) {
        let mut entities = self.linked.entities;
        let mut mentions = Vec::with_capacity(self.names.len());
        for (at, (name, entity)) in self.names.into_iter().zip(self.linked.of).enumerate() {
            let id = MentionId(at as u32);
            entities[entity].mentions.push(id);
            mentions.push(Mention {
                id,
                kind: name.kind,
                span: page.span(name.tokens),
                entity: EntityId(entity as u32),
                normal: name.normal,
                rule: Rule::new(name.rule),
                stands_for: None,
            });
        }
        (mentions, entities)
    }
}
