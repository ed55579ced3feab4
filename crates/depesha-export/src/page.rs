//! A record, made ready for looking things up.

use std::collections::{HashMap, HashSet};

use depesha_model::{
    BlockKind, Entity, EntityId, EntityKind, Mention, MentionId, Phase, Record, Role, Statement,
};
use depesha_text::{OffsetMap, OffsetUnit, Span};
use oxrdf::NamedNode;

/// Stands between the pieces of a statement where it is one string: words of the author are left out there.
pub const GAP: &str = " … ";

/// A record with its look-ups. What a record refers to and does not hold is passed over.
pub struct Page<'r> {
    pub record: &'r Record,
    entities: HashMap<EntityId, &'r Entity>,
    mentions: HashMap<MentionId, &'r Mention>,
    /// Where entities are named or referred to, in the order of the text.
    places: Vec<(Span, EntityId)>,
    /// The posts of each person that are held now.
    posts: HashMap<EntityId, Vec<&'r Role>>,
    map: OffsetMap<'r>,
    iri: String,
}

impl<'r> Page<'r> {
    pub fn new(record: &'r Record) -> Self {
        let names = record.mentions.iter().map(|m| (m.span, m.entity));
        let references = record.references.iter().map(|r| (r.span, r.entity));
        let mut places: Vec<(Span, EntityId)> = names.chain(references).collect();
        places.sort();
        let mut posts: HashMap<EntityId, Vec<&Role>> = HashMap::new();
        for role in &record.roles {
            if matches!(role.phase, Phase::Current | Phase::Acting) {
                posts.entry(role.person).or_default().push(role);
            }
        }
        Self {
            record,
            posts,
            iri: iri(record),
            entities: record.entities.iter().map(|e| (e.id, e)).collect(),
            mentions: record.mentions.iter().map(|m| (m.id, m)).collect(),
            places,
            map: OffsetMap::new(&record.text),
        }
    }

    pub fn entity(&self, id: EntityId) -> Option<&'r Entity> {
        self.entities.get(&id).copied()
    }

    /// Those whom the page names; others it only describes (`подрядчик`).
    pub fn named(&self) -> impl Iterator<Item = &'r Entity> {
        let entities = self.record.entities.iter();
        entities.filter(|entity| !entity.mentions.is_empty())
    }

    pub fn kind(&self, id: EntityId) -> Option<EntityKind> {
        Some(self.entity(id)?.kind)
    }

    /// The posts that a person holds now.
    pub fn posts(&self, id: EntityId) -> &[&'r Role] {
        self.posts.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The last place in front of `end` where the page names the entity, or else the first one.
    pub fn mention_before(&self, id: EntityId, end: usize) -> Option<MentionId> {
        let mentions = &self.entity(id)?.mentions;
        let starts_before = |id: &MentionId| {
            let mention = self.mentions.get(id);
            mention.is_some_and(|mention| mention.span.start() < end)
        };
        let before = mentions.partition_point(starts_before);
        mentions.get(before.saturating_sub(1)).copied()
    }

    pub fn speaker(&self, statement: &Statement) -> Option<&'r Entity> {
        self.entity(statement.speaker?)
    }

    /// Those whom the content of a statement mentions, each once.
    pub fn mentioned(&self, statement: &Statement) -> Vec<&'r Entity> {
        let mut seen = HashSet::new();
        let mut mentioned = Vec::new();
        for piece in &statement.content {
            let first = self
                .places
                .partition_point(|(span, _)| span.start() < piece.start());
            let inside = self.places[first..]
                .iter()
                .take_while(|(span, _)| span.start() < piece.end())
                .filter(|(span, _)| piece.contains(*span));
            for (_, id) in inside {
                if seen.insert(id) {
                    mentioned.extend(self.entity(*id));
                }
            }
        }
        mentioned
    }

    pub fn words(&self, span: Span) -> &'r str {
        span.of(&self.record.text)
    }

    /// At most so many characters in front of a span.
    pub fn before(&self, span: Span, characters: usize) -> &'r str {
        let text = &self.record.text[..span.start()];
        let last = text.char_indices().rev().take(characters).last();
        last.map_or("", |(start, _)| &text[start..])
    }

    /// At most so many characters behind a span.
    pub fn behind(&self, span: Span, characters: usize) -> &'r str {
        let text = &self.record.text[span.end()..];
        let end = text.char_indices().nth(characters);
        end.map_or(text, |(end, _)| &text[..end])
    }

    /// The pieces of a statement as one string.
    pub fn content(&self, statement: &Statement) -> String {
        let pieces = statement.content.iter().map(|piece| self.words(*piece));
        pieces.collect::<Vec<_>>().join(GAP)
    }

    pub fn offsets(&self, span: Span, unit: OffsetUnit) -> (usize, usize) {
        let [start, end] = [span.start(), span.end()].map(|byte| self.map.to(unit, byte));
        (start, end)
    }

    /// The offsets in code points, which most formats count.
    pub fn chars(&self, span: Span) -> (usize, usize) {
        self.offsets(span, OffsetUnit::Char)
    }

    pub fn title(&self) -> Option<&'r str> {
        let title = self.record.metadata.title.as_ref()?;
        Some(&title.value)
    }

    /// The paragraphs of the article itself, with the blocks that each is made of: neither headline nor stamps and
    /// bylines nor the page around it. A dateline stands in the paragraph that it opens.
    pub fn paragraphs(&self) -> Vec<Paragraph<'r>> {
        let mut paragraphs: Vec<Paragraph<'r>> = Vec::new();
        let mut end = 0;
        for block in self.record.blocks.iter().filter(|b| is_body(b.kind)) {
            let goes_on = !self.record.text[end..block.span.start()].contains('\n');
            end = block.span.end();
            match paragraphs.last_mut() {
                Some(last) if goes_on => {
                    last.span = last.span.join(block.span);
                    last.kind = block.kind;
                }
                _ => paragraphs.push(Paragraph {
                    kind: block.kind,
                    span: block.span,
                    text: "",
                }),
            }
        }
        for paragraph in &mut paragraphs {
            paragraph.text = self.words(paragraph.span);
        }
        paragraphs
    }

    /// The text of the article itself, an empty line between paragraphs.
    pub fn body(&self) -> String {
        let paragraphs = self.paragraphs();
        let texts: Vec<&str> = paragraphs.iter().map(|p| p.text).collect();
        texts.join("\n\n")
    }

    /// The address of the page on the Web, without its fragment.
    pub fn url(&self) -> Option<&'r str> {
        url(self.record)
    }

    /// What names the page everywhere: its address, or else the hash of its bytes after RFC 6920.
    pub fn iri(&self) -> &str {
        &self.iri
    }

    /// The name of a part of the page: `…#e0`.
    pub fn part(&self, id: impl std::fmt::Display) -> String {
        part(&self.iri, id)
    }
}

/// The name of a part of the page with this name.
pub fn part(iri: &str, id: impl std::fmt::Display) -> String {
    format!("{iri}#{id}")
}

fn url(record: &Record) -> Option<&str> {
    let uri = record.source.uri.as_deref()?;
    let on_the_web = uri.starts_with("https://") || uri.starts_with("http://");
    let url = uri.split('#').next().unwrap_or(uri);
    (on_the_web && NamedNode::new(url).is_ok()).then_some(url)
}

/// What names a page, see [`Page::iri`].
pub fn iri(record: &Record) -> String {
    match url(record) {
        Some(url) => url.to_owned(),
        None => {
            let hash = record.source.sha256.chars();
            let hash: String = hash.filter(char::is_ascii_hexdigit).collect();
            format!("nih:sha-256;{hash}")
        }
    }
}

/// A paragraph of the article.
pub struct Paragraph<'r> {
    /// The kind of its last block.
    pub kind: BlockKind,
    span: Span,
    pub text: &'r str,
}

fn is_body(kind: BlockKind) -> bool {
    use BlockKind::{Dateline, Heading, Lead, ListItem, Paragraph, Quote};
    matches!(
        kind,
        Lead | Dateline | Heading | Paragraph | Quote | ListItem
    )
}

/// The address of a Wikidata item; `None` for an id that is none.
pub fn wikidata(entity: &Entity) -> Option<String> {
    let id = entity.attributes.wikidata.as_deref()?;
    let digits = id.strip_prefix('Q')?;
    let sound = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| format!("http://www.wikidata.org/entity/{id}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::record;

    #[track_caller]
    fn check(uri: Option<&str>, expected: &str) {
        let mut record = record();
        record.source.uri = uri.map(str::to_owned);
        record.source.sha256 = "0f>".to_owned();
        assert_eq!(Page::new(&record).iri(), expected);
    }

    #[test]
    fn a_page_is_named_by_its_address_or_its_bytes() {
        check(Some("https://vest.example/1"), "https://vest.example/1");
        check(Some("https://vest.example/1#c"), "https://vest.example/1");
        check(Some("https://vest.example/a b"), "nih:sha-256;0f");
        check(Some("http://["), "nih:sha-256;0f");
        check(Some("page.txt"), "nih:sha-256;0f");
        check(None, "nih:sha-256;0f");
    }

    #[test]
    fn only_what_looks_like_an_item_is_a_wikidata_address() {
        let mut entity = record().entities[0].clone();
        let mut address = |id: &str| {
            entity.attributes.wikidata = Some(id.to_owned());
            wikidata(&entity)
        };
        let lavrov = "http://www.wikidata.org/entity/Q58217";
        assert_eq!(address("Q58217").as_deref(), Some(lavrov));
        assert_eq!([address("Q"), address("Q1> <x")], [None, None]);
    }
}
