//! Who is who: the persons of records as rows, one a person a page. Nothing is joined across pages: two of one name may
//! be two people.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use depesha_model::{Entity, EntityId, EntityKind, Phase, Record};
use serde::Serialize;

use crate::rows::{Column, Row, SEPARATOR};

/// A person of one page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The page's path or URL.
    pub file: Option<String>,
    /// The person's id in the record of the page.
    pub id: EntityId,
    /// The fullest name, in the nominative.
    pub name: String,
    /// The person's other names in the page.
    pub aliases: Vec<String>,
    /// The posts that the page gives, each once.
    pub roles: Vec<Post>,
    /// How often the page names the person.
    pub mentions: usize,
    /// How many statements of the person it reports.
    pub statements: usize,
}

/// A post of a [`Person`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Post {
    /// The post in the nominative.
    pub title: String,
    /// The organisation or country where it is held.
    pub organization: Option<String>,
    /// When it is held, seen from the page.
    pub phase: Phase,
}

/// The persons of a page, most often named first.
pub fn persons(record: &Record) -> Vec<Person> {
    let names: HashMap<EntityId, &Entity> = record.entities.iter().map(|e| (e.id, e)).collect();
    let mut roles: HashMap<EntityId, Vec<Post>> = HashMap::new();
    for role in &record.roles {
        let organization = role.organization.and_then(|id| names.get(&id));
        roles.entry(role.person).or_default().push(Post {
            title: role.title.clone(),
            organization: organization.map(|entity| entity.name.clone()),
            phase: role.phase,
        });
    }
    let mut statements: HashMap<EntityId, usize> = HashMap::new();
    for speaker in record.statements.iter().filter_map(|s| s.speaker) {
        *statements.entry(speaker).or_default() += 1;
    }
    let entities = record.entities.iter();
    let mut persons: Vec<Person> = entities
        // Somebody who is described but never named (`подрядчик`) is no row of this table.
        .filter(|entity| entity.kind == EntityKind::Person && !entity.mentions.is_empty())
        .map(|entity| Person {
            file: record.source.uri.clone(),
            id: entity.id,
            name: entity.name.clone(),
            aliases: entity.aliases.clone(),
            roles: distinct(roles.remove(&entity.id).unwrap_or_default()),
            mentions: entity.mentions.len(),
            statements: statements.get(&entity.id).copied().unwrap_or(0),
        })
        .collect();
    persons.sort_by_key(|person| Reverse(person.mentions));
    persons
}

impl Person {
    fn titles(&self, separator: &str) -> String {
        let titles = self.roles.iter().map(Post::to_words).collect();
        distinct(titles).join(separator)
    }

    fn organizations(&self, separator: &str) -> String {
        let names = self
            .roles
            .iter()
            .filter_map(|post| post.organization.clone());
        distinct(names.collect()).join(separator)
    }
}

impl Post {
    /// The title, with its phase when that is not the present.
    fn to_words(&self) -> String {
        let title = &self.title;
        match self.phase {
            Phase::Current => title.clone(),
            Phase::Former => format!("{title} (former)"),
            Phase::Acting => format!("{title} (acting)"),
            Phase::Future => format!("{title} (future)"),
        }
    }
}

impl Row for Person {
    const COLUMNS: &'static [Column] = &[
        Column {
            title: "Person",
            least: 12,
            share: 2,
        },
        Column {
            title: "Roles",
            least: 10,
            share: 3,
        },
        Column {
            title: "Organisations",
            least: 13,
            share: 2,
        },
        Column {
            title: "Mentions",
            least: 8,
            share: 0,
        },
        Column {
            title: "Statements",
            least: 10,
            share: 0,
        },
        Column {
            title: "File",
            least: 12,
            share: 1,
        },
    ];
    const FIELDS: &'static [&'static str] = &[
        "file",
        "id",
        "name",
        "aliases",
        "roles",
        "organizations",
        "mentions",
        "statements",
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.name.clone(),
            self.titles("; "),
            self.organizations("; "),
            self.mentions.to_string(),
            self.statements.to_string(),
            self.file.clone().unwrap_or_default(),
        ]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.file.clone().unwrap_or_default(),
            self.id.to_string(),
            self.name.clone(),
            self.aliases.join(SEPARATOR),
            self.titles(SEPARATOR),
            self.organizations(SEPARATOR),
            self.mentions.to_string(),
            self.statements.to_string(),
        ]
    }
}

/// Each item once, in the order of their first appearance.
fn distinct<T: Clone + Eq + Hash>(mut items: Vec<T>) -> Vec<T> {
    let mut seen = HashSet::new();
    items.retain(|item| seen.insert(item.clone()));
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::record;

    #[test]
    fn a_person_has_posts_and_counts() {
        let mut page = record();
        page.roles.push(page.roles[0].clone()); // said twice on the page
        let persons = persons(&page);
        assert_eq!(persons.len(), 1, "the port is no person");
        assert_eq!(
            persons[0].fields(),
            [
                "page.txt",
                "e0",
                "Пётр Ильин",
                "",
                "начальник (acting)",
                "порт Заречье",
                "1",
                "1"
            ]
        );
        assert_eq!(persons[0].fields().len(), Person::FIELDS.len());
        assert_eq!(persons[0].cells().len(), Person::COLUMNS.len());
        insta::assert_snapshot!(serde_json::to_string_pretty(&persons[0]).unwrap(), @r#"
        {
          "file": "page.txt",
          "id": "e0",
          "name": "Пётр Ильин",
          "aliases": [],
          "roles": [
            {
              "title": "начальник",
              "organization": "порт Заречье",
              "phase": "acting"
            }
          ],
          "mentions": 1,
          "statements": 1
        }
        "#);
    }

    #[test]
    fn who_is_named_most_stands_first() {
        let mut page = record();
        let mut second = page.entities[0].clone();
        (second.id, second.name) = (EntityId(2), "Анна Котова".to_owned());
        second.mentions = vec![depesha_model::MentionId(1); 2];
        page.entities.push(second);
        let names: Vec<String> = persons(&page).into_iter().map(|p| p.name).collect();
        assert_eq!(names, ["Анна Котова", "Пётр Ильин"]);
    }
}
