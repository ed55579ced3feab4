//! A record as the report looks at it: who spoke, what stands where, what things are called in the report.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt::Display;

use depesha_model::{Entity, EntityId, Record, Statement};
use depesha_text::Span;
use maud::{Markup, html};

use crate::Options;
use crate::strings::{Language, STRINGS};

/// How many colours there are for speakers; further ones have them again, with another line.
pub const COLOURS: usize = 8;

/// A record and its look-ups. What a record refers to and does not hold is passed over.
pub struct View<'r> {
    pub record: &'r Record,
    pub language: Language,
    /// What the ids of this record in the document begin with.
    prefix: String,
    entities: HashMap<EntityId, usize>,
    /// Those who spoke, by the number of their statements; last those whom the page does not name, as one.
    pub speakers: Vec<Speaker<'r>>,
    /// The speaker of each statement.
    speaker_of: Vec<usize>,
    /// The entities that spoke, as speakers.
    as_speaker: HashMap<usize, usize>,
    /// The places of the text where each entity is named or referred to, in order, as their ids.
    places: Vec<Vec<String>>,
}

/// Somebody who spoke, or all whom the page does not name.
pub struct Speaker<'r> {
    /// Their index among the entities.
    pub entity: Option<usize>,
    pub name: &'r str,
    /// What they said, as indices.
    pub statements: Vec<usize>,
}

impl<'r> View<'r> {
    pub fn new(record: &'r Record, options: &Options, prefix: &str) -> Self {
        let mut entities = HashMap::with_capacity(record.entities.len());
        for (index, entity) in record.entities.iter().enumerate() {
            entities.entry(entity.id).or_insert(index);
        }
        let mut view = Self {
            record,
            language: options.language,
            prefix: prefix.to_owned(),
            entities,
            speakers: Vec::new(),
            speaker_of: Vec::new(),
            as_speaker: HashMap::new(),
            places: Vec::new(),
        };
        view.find_speakers();
        view.find_places();
        view
    }

    fn find_speakers(&mut self) {
        let mut said: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
        for (index, statement) in self.record.statements.iter().enumerate() {
            let entity = statement.speaker.and_then(|id| self.index(id));
            said.entry(entity).or_default().push(index);
        }
        let mut said: Vec<(Option<usize>, Vec<usize>)> = said.into_iter().collect();
        said.sort_by_key(|(entity, statements)| {
            (entity.is_none(), Reverse(statements.len()), statements[0])
        });
        self.speaker_of = vec![0; self.record.statements.len()];
        for (speaker, (entity, statements)) in said.iter().enumerate() {
            self.as_speaker
                .extend(entity.map(|entity| (entity, speaker)));
            for statement in statements {
                self.speaker_of[*statement] = speaker;
            }
        }
        let unnamed = self.say("speaker.unnamed");
        let record = self.record;
        let speakers = said.into_iter().map(|(entity, statements)| Speaker {
            entity,
            name: entity.map_or(unnamed, |index| &record.entities[index].name),
            statements,
        });
        self.speakers = speakers.collect();
    }

    fn find_places(&mut self) {
        let mut found: Vec<(usize, Span, String)> = Vec::new();
        for (index, mention) in self.record.mentions.iter().enumerate() {
            if let Some(entity) = self.index(mention.entity) {
                found.push((entity, mention.span, self.place("m", index)));
            }
        }
        for (index, reference) in self.record.references.iter().enumerate() {
            if let Some(entity) = self.index(reference.entity) {
                found.push((entity, reference.span, self.place("x", index)));
            }
        }
        found.sort();
        self.places = vec![Vec::new(); self.record.entities.len()];
        for (entity, _, place) in found {
            self.places[entity].push(place);
        }
    }

    /// The words for `key` in the language of the report.
    pub fn say<'k>(&self, key: &'k str) -> &'k str {
        STRINGS.say(self.language, key)
    }

    /// [`View::say`] of a key in two parts: `statement.` and `direct`.
    pub fn name(&self, group: &str, name: &str) -> String {
        let words = STRINGS.get(self.language, &format!("{group}.{name}"));
        words.unwrap_or(name).to_owned()
    }

    /// The id of a fact in the lists beside the text: `e3` for the fourth entity.
    pub fn fact(&self, letter: &str, name: impl Display) -> String {
        format!("{}{letter}{name}", self.prefix)
    }

    /// The id of the place that a fact was read from.
    pub fn place(&self, letter: &str, name: impl Display) -> String {
        format!("{}at-{letter}{name}", self.prefix)
    }

    /// The id of a part of the report about this record.
    pub fn section(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    pub fn index(&self, id: EntityId) -> Option<usize> {
        self.entities.get(&id).copied()
    }

    /// The places of the text where the entity of this index is named or referred to.
    pub fn places_of(&self, entity: usize) -> &[String] {
        &self.places[entity]
    }

    /// The speaker of the statement of this index.
    pub fn speaker_of(&self, statement: usize) -> usize {
        self.speaker_of[statement]
    }

    /// The speaker that an entity is, by its index.
    pub fn as_speaker(&self, entity: usize) -> Option<usize> {
        self.as_speaker.get(&entity).copied()
    }

    /// The class that has a speaker's colour.
    pub fn colour(&self, speaker: usize) -> String {
        match self.speakers[speaker].entity {
            None => colour(None),
            Some(_) => colour(Some(speaker)),
        }
    }

    pub fn words(&self, span: Span) -> &'r str {
        span.get(&self.record.text).unwrap_or_default()
    }

    /// At most so many characters of the content of a statement, pieces set apart as in all lists of the project.
    pub fn content(&self, statement: &Statement, characters: usize) -> String {
        let mut content = String::new();
        for (at, piece) in statement.content.iter().take(characters).enumerate() {
            if at > 0 {
                content.push_str(depesha_export::GAP);
            }
            content.extend(self.words(*piece).chars().take(characters + 1));
        }
        shortened(&content, characters)
    }

    /// A link to where an entity is described.
    pub fn link(&self, id: EntityId) -> Option<Markup> {
        let index = self.index(id)?;
        let entity = &self.record.entities[index];
        Some(html! { a href={ "#" (self.fact("e", index)) } { (entity.name) } })
    }

    /// Links to the entities of these ids.
    pub fn links(&self, ids: &[EntityId]) -> Markup {
        let links = ids.iter().filter_map(|id| self.link(*id));
        html! { @for (at, link) in links.enumerate() { @if at > 0 { ", " } (link) } }
    }

    /// Words of the text, leading to their place.
    pub fn quoted(&self, span: Span, place: &str) -> Markup {
        html! { a.words href={ "#" (place) } lang=(self.text_language()) { (shortened(self.words(span), 80)) } }
    }

    /// Links to places of the text, numbered.
    pub fn numbered(&self, places: &[String]) -> Markup {
        html! {
            @for (at, place) in places.iter().enumerate() {
                @if at > 0 { " " }
                a.jump href={ "#" (place) } aria-label={ (self.say("place")) " " (at + 1) } { (at + 1) }
            }
        }
    }

    /// The entities of one kind, those that are named most often first.
    pub fn by_mentions(&self, is_wanted: impl Fn(&Entity) -> bool) -> Vec<(usize, &'r Entity)> {
        let entities = self.record.entities.iter().enumerate();
        let mut entities: Vec<(usize, &Entity)> =
            entities.filter(|(_, entity)| is_wanted(entity)).collect();
        entities.sort_by_key(|(_, entity)| Reverse(entity.mentions.len()));
        entities
    }

    /// The language of the text, as a tag that is safe in `lang`.
    pub fn text_language(&self) -> &'r str {
        let language = self.record.metadata.language.as_ref();
        let tag = language.map(|fact| fact.value.as_str()).unwrap_or("ru");
        let is_tag = tag.len() <= 12 && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if is_tag && !tag.is_empty() { tag } else { "ru" }
    }
}

/// The class that has the colour of the speaker at this place; of those whom the page does not name, for `None`.
pub fn colour(speaker: Option<usize>) -> String {
    match speaker {
        None => "c-none".to_owned(),
        Some(place) if place < COLOURS => format!("c{place}"),
        Some(place) => format!("c{} again", place % COLOURS),
    }
}

/// At most so many characters, white space as one blank, cut between words where there are any.
pub fn shortened(words: &str, characters: usize) -> String {
    // White space may be folded, so that more characters can be needed than are shown; not many.
    let head = words.chars().take(characters * 4 + 1).collect::<String>();
    let line = head.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = line.char_indices().nth(characters) else {
        return line;
    };
    let cut = line[..end].rfind(' ').filter(|cut| *cut > end * 2 / 3);
    format!("{}…", &line[..cut.unwrap_or(end)])
}

/// An address that a reader may follow: one of the Web, nothing that runs.
pub fn web_address(address: &str) -> Option<&str> {
    let scheme = address.split_once("://")?.0;
    let is_web = ["http", "https"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web));
    let is_clean = !address.contains(|c: char| c.is_whitespace() || c.is_control());
    (is_web && is_clean).then_some(address)
}

/// A day or a point of time as people write it; what is no plain date stays as it is.
pub fn when(value: &str, language: Language) -> String {
    if let Some((from, to)) = value.split_once('/') {
        return format!("{} – {}", when(from, language), when(to, language));
    }
    let (day, time) = match value.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (value, None),
    };
    let parts: Vec<&str> = day.split('-').collect();
    let are_digits = parts
        .iter()
        .all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let known = |key: String| STRINGS.get(language, &key);
    let shown = match parts[..] {
        [year, month, day] if are_digits && year.len() == 4 => known(format!("month.of.{month}"))
            .map(|month| format!("{} {month} {year}", day.trim_start_matches('0'))),
        [year, month] if are_digits && year.len() == 4 => {
            known(format!("month.{month}")).map(|month| format!("{month} {year}"))
        }
        _ => None,
    };
    match (shown, time) {
        (None, _) => value.to_owned(),
        (Some(day), None) => day,
        (Some(day), Some(time)) => format!("{day}, {time}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_people_do() {
        for (value, expected) in [
            ("2015-11-04", "4 ноября 2015"),
            ("2015-11-14T22:54", "14 ноября 2015, 22:54"),
            ("2015-11", "ноябрь 2015"),
            ("2015", "2015"),
            ("2015-11-12/2015-11-14", "12 ноября 2015 – 14 ноября 2015"),
            ("XXXX-11-14", "XXXX-11-14"),
            ("2015-99-14", "2015-99-14"),
            ("P3D", "P3D"),
            ("-", "-"),
        ] {
            assert_eq!(when(value, Language::Russian), expected);
        }
    }

    #[test]
    fn only_addresses_of_the_web_are_followed() {
        assert!(web_address("https://vest.example/1").is_some());
        assert!(web_address("HTTP://vest.example/1").is_some());
        for address in [
            "javascript:alert(1)",
            "javascript://%0aalert(1)",
            "data:,x",
            "x",
            "https:x",
            "https://a b",
        ] {
            assert_eq!(web_address(address), None);
        }
    }

    #[test]
    fn long_words_are_cut_between_words() {
        assert_eq!(shortened("мост  открыли", 20), "мост открыли");
        assert_eq!(shortened("мост открыли", 6), "мост…");
        assert_eq!(shortened("мост открыли", 10), "мост откры…");
        assert_eq!(shortened("мостоткрыли", 4), "мост…");
    }
}
