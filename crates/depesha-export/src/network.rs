use std::collections::{BTreeMap, HashMap};

use depesha_model::{Entity, EntityKind, Record};

use crate::page::{Page, iri, part, wikidata};

/// Who spoke, and about whom: the statements of many pages as a network, which [`crate::gexf`] and [`crate::graphml`]
/// write. Its size is that of who spoke and was spoken of, not of the pages. Whom it takes for one, [`identity`] says.
#[derive(Clone, Debug, Default)]
pub struct Network {
    nodes: Vec<Node>,
    places: HashMap<String, usize>,
    edges: BTreeMap<(usize, usize), Edge>,
}

/// Somebody who spoke or was spoken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What [`identity`] gives.
    pub id: String,
    /// The name, as the first page has it.
    pub name: String,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// The address of the Wikidata item.
    pub wikidata: Option<String>,
    /// Statements that they made.
    pub statements: usize,
}

/// What one said about another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    /// Statements of the one that mention the other.
    pub statements: usize,
    /// The days of the first and the last page that reports it, where pages have a day.
    pub days: Option<(String, String)>,
}

impl Network {
    /// Adds the statements of a page.
    ///
    /// # Panics
    /// When spans do not fit the text; see [`Record::check`].
    pub fn add(&mut self, record: &Record) {
        let page = Page::new(record);
        let published = record.metadata.published.as_ref();
        let day = published.and_then(|p| day(&p.value));
        for statement in &record.statements {
            let Some(speaker) = page.speaker(statement) else {
                continue;
            };
            let from = self.node(&page, speaker);
            self.nodes[from].statements += 1;
            for mentioned in page.mentioned(statement) {
                let to = self.node(&page, mentioned);
                self.edges.entry((from, to)).or_default().count(day);
            }
        }
    }

    /// The nodes in the order of their first appearance.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The edges, each with the nodes that it leads from and to, in the order of these.
    pub fn edges(&self) -> impl Iterator<Item = ([&Node; 2], &Edge)> {
        let edges = self.edges.iter();
        edges.map(|((from, to), edge)| ([&self.nodes[*from], &self.nodes[*to]], edge))
    }

    fn node(&mut self, page: &Page<'_>, entity: &Entity) -> usize {
        let id = identity(page.record, entity);
        *self.places.entry(id.clone()).or_insert_with(|| {
            self.nodes.push(Node {
                id,
                name: entity.name.clone(),
                kind: entity.kind,
                wikidata: wikidata(entity),
                statements: 0,
            });
            self.nodes.len() - 1
        })
    }
}

impl Edge {
    fn count(&mut self, day: Option<&str>) {
        self.statements += 1;
        let Some(day) = day else { return };
        let (first, last) = self
            .days
            .get_or_insert_with(|| (day.to_owned(), day.to_owned()));
        if day < first.as_str() {
            *first = day.to_owned();
        }
        if day > last.as_str() {
            *last = day.to_owned();
        }
    }
}

/// What is the same for the same one in all pages. Two are one when Wikidata says so, or else when they are of one kind and
/// have the same name. Persons of whom a page gives one word only (`Иванов`) stay its own: two of one surname may be two
/// people.
pub fn identity(record: &Record, entity: &Entity) -> String {
    let one_word = !entity.name.contains(char::is_whitespace);
    match wikidata(entity) {
        Some(address) => address,
        None if entity.kind == EntityKind::Person && one_word => part(&iri(record), entity.id),
        None => format!("{}:{}", entity.kind.as_str(), entity.name),
    }
}

/// The day of a point of time that has one.
fn day(value: &str) -> Option<&str> {
    let day = value.get(..10)?;
    let digits = day.bytes().filter(u8::is_ascii_digit).count();
    (digits == 8).then_some(day)
}
