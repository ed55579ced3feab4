//! Who did what to whom: the events of records as rows, all of them or those that a reader looks for.

use depesha_model::{
    Argument, ArgumentRole, Entity, Event, EventId, EventStatus, EventType, QuadClass, Record,
    Rule, Score, StatementId,
};
use depesha_text::{OffsetUnit, Span};
use serde::Serialize;

use crate::NameQuery;
use crate::page::Page;
use crate::quotes::Words;
use crate::rows::{Column, Row, SEPARATOR};

/// An event, readable without its record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventRow {
    /// The page's path or URL.
    pub file: Option<String>,
    /// The event's id in the record of the page.
    pub id: EventId,
    /// What was done.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// How it was done.
    pub mode: Option<String>,
    /// Words or deeds, with or against another.
    pub quad: QuadClass,
    /// How much conflict or cooperation it means.
    pub score: Score,
    /// Whether it happened.
    pub status: EventStatus,
    /// The words that tell it.
    pub trigger: Words,
    /// Who did it.
    pub actors: Vec<Party>,
    /// Whom it was done to or with.
    pub recipients: Vec<Party>,
    /// When: the time beside it, or else when the page was published.
    pub date: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// The statement that reports it.
    pub statement: Option<StatementId>,
    /// The first event of the page that tells the same.
    pub same_as: Option<EventId>,
    /// The frame and rule that read it.
    pub rule: Rule,
    /// Whether the table shows the words of each party and the rule.
    #[serde(skip)]
    pub explain: bool,
}

/// Who takes part in an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Party {
    /// The name.
    pub name: String,
    /// Country and sector together: `RUSGOV`; empty when the page tells neither.
    pub code: String,
    /// The words that tell.
    pub words: Option<Words>,
    /// Whether it follows from the rest of the page.
    pub inferred: bool,
}

/// Which events are looked for: those that all given conditions hold for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// It is of this type.
    pub kind: Option<EventType>,
    /// One who acts has this name among theirs.
    pub actor: Option<NameQuery>,
    /// One who is acted upon has this name among theirs.
    pub recipient: Option<NameQuery>,
}

/// The events of a page that `filter` lets through, in the order of the text; offsets count `unit`.
///
/// # Panics
/// When spans do not fit the text; see [`Record::check`].
pub fn find(record: &Record, filter: &Filter, unit: OffsetUnit, explain: bool) -> Vec<EventRow> {
    let page = Page::new(record);
    let events = record.events.iter();
    let found = events.filter(|event| passes(&page, filter, event));
    found
        .map(|event| row(&page, event, unit, explain))
        .collect()
}

fn passes(page: &Page<'_>, filter: &Filter, event: &Event) -> bool {
    let has = |ids: &[depesha_model::EntityId], query: &NameQuery| {
        let mut entities = ids.iter().filter_map(|id| page.entity(*id));
        entities.any(|entity| has_name(entity, query))
    };
    filter.kind.is_none_or(|kind| kind == event.kind)
        && filter
            .actor
            .as_ref()
            .is_none_or(|query| has(&event.actors, query))
        && filter
            .recipient
            .as_ref()
            .is_none_or(|query| has(&event.recipients, query))
}

fn has_name(entity: &Entity, query: &NameQuery) -> bool {
    query.means(&entity.name) || entity.aliases.iter().any(|alias| query.means(alias))
}

fn row(page: &Page<'_>, event: &Event, unit: OffsetUnit, explain: bool) -> EventRow {
    let words = |span: Span| {
        let (start, end) = page.offsets(span, unit);
        Words {
            text: page.words(span).to_owned(),
            start,
            end,
        }
    };
    let parties = |role| {
        let those = event
            .arguments
            .iter()
            .filter(|argument| argument.role == role);
        let party = |argument: &Argument| Party {
            name: name(page, argument),
            code: code(argument),
            words: argument.span.map(words),
            inferred: argument.inferred,
        };
        those.map(party).collect()
    };
    EventRow {
        file: page.record.source.uri.clone(),
        id: event.id,
        kind: event.kind,
        mode: event.mode.clone(),
        quad: event.quad,
        score: event.score,
        status: event.status,
        trigger: words(event.trigger),
        actors: parties(ArgumentRole::Actor),
        recipients: parties(ArgumentRole::Recipient),
        date: date(page, event).map(str::to_owned),
        place: event
            .place
            .and_then(|place| page.entity(place))
            .map(|place| place.name.clone()),
        statement: event.statement,
        same_as: event.same_as,
        rule: event.rule.clone(),
        explain,
    }
}

/// The name of somebody who takes part.
pub(crate) fn name(page: &Page<'_>, argument: &Argument) -> String {
    let entity = page.entity(argument.entity);
    entity.map_or(String::new(), |entity| entity.name.clone())
}

/// Country and sector together: `RUSGOV`.
pub(crate) fn code(argument: &Argument) -> String {
    let country = argument.country.as_deref().unwrap_or_default();
    let sector = argument.sector.as_deref().unwrap_or_default();
    // An organisation across countries has one code for both.
    match country == sector {
        true => country.to_owned(),
        false => format!("{country}{sector}"),
    }
}

/// When an event was: the time beside it, or else when the page was published.
pub(crate) fn date<'r>(page: &Page<'r>, event: &Event) -> Option<&'r str> {
    let record = page.record;
    let time = event.time.and_then(|time| record.times.get(time));
    let published = || record.metadata.published.as_ref();
    time.map(|time| time.value.as_str())
        .or_else(|| published().map(|published| published.value.as_str()))
}

impl EventRow {
    fn kind_and_mode(&self) -> String {
        match &self.mode {
            Some(mode) => format!("{}/{mode}", self.kind.as_str()),
            None => self.kind.as_str().to_owned(),
        }
    }

    fn parties(&self, parties: &[Party]) -> String {
        let shown = |party: &Party| {
            let mut shown = party.name.clone();
            if !party.code.is_empty() {
                shown += &format!(" [{}]", party.code);
            }
            if self.explain {
                if let Some(words) = &party.words {
                    shown += &format!(" «{}» {}–{}", words.text, words.start, words.end);
                }
                if party.inferred {
                    shown += " (inferred)";
                }
            }
            shown
        };
        parties.iter().map(shown).collect::<Vec<_>>().join("; ")
    }
}

impl Row for EventRow {
    const COLUMNS: &'static [Column] = &[
        Column {
            title: "Event",
            least: 10,
            share: 1,
        },
        Column {
            title: "Status",
            least: 8,
            share: 0,
        },
        Column {
            title: "Actors",
            least: 14,
            share: 3,
        },
        Column {
            title: "Words",
            least: 12,
            share: 2,
        },
        Column {
            title: "Recipients",
            least: 14,
            share: 3,
        },
        Column {
            title: "Date",
            least: 10,
            share: 0,
        },
        Column {
            title: "File",
            least: 10,
            share: 1,
        },
    ];
    const FIELDS: &'static [&'static str] = &[
        "file",
        "id",
        "type",
        "mode",
        "quad",
        "score",
        "status",
        "trigger",
        "span",
        "actors",
        "actor_codes",
        "recipients",
        "recipient_codes",
        "date",
        "place",
        "statement",
        "same_as",
        "rule",
    ];

    fn cells(&self) -> Vec<String> {
        let mut trigger = self.trigger.text.clone();
        if self.explain {
            let Words { start, end, .. } = self.trigger;
            trigger += &format!(" {start}–{end}, {}", self.rule);
        }
        vec![
            self.kind_and_mode(),
            self.status.as_str().to_owned(),
            self.parties(&self.actors),
            trigger,
            self.parties(&self.recipients),
            self.date.clone().unwrap_or_default(),
            self.file.clone().unwrap_or_default(),
        ]
    }

    fn fields(&self) -> Vec<String> {
        let list = |parties: &[Party], part: fn(&Party) -> &str| {
            let parts: Vec<&str> = parties.iter().map(part).collect();
            parts.join(SEPARATOR)
        };
        let names = |parties: &[Party]| list(parties, |party| &party.name);
        let codes = |parties: &[Party]| list(parties, |party| &party.code);
        let id = |id: Option<EventId>| id.map_or(String::new(), |id| id.to_string());
        vec![
            self.file.clone().unwrap_or_default(),
            self.id.to_string(),
            self.kind.as_str().to_owned(),
            self.mode.clone().unwrap_or_default(),
            self.quad.as_str().to_owned(),
            self.score.to_string(),
            self.status.as_str().to_owned(),
            self.trigger.text.clone(),
            format!("{}-{}", self.trigger.start, self.trigger.end),
            names(&self.actors),
            codes(&self.actors),
            names(&self.recipients),
            codes(&self.recipients),
            self.date.clone().unwrap_or_default(),
            self.place.clone().unwrap_or_default(),
            self.statement.map_or(String::new(), |id| id.to_string()),
            id(self.same_as),
            self.rule.to_string(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{event, record};

    fn page() -> Record {
        let mut page = record();
        page.events.push(event());
        page
    }

    fn count(filter: &Filter) -> usize {
        find(&page(), filter, OffsetUnit::Char, false).len()
    }

    #[test]
    fn conditions_hold_together() {
        let by = |name: &str| Filter {
            actor: Some(name.parse().unwrap()),
            ..Filter::default()
        };
        assert_eq!(count(&Filter::default()), 1);
        assert_eq!(count(&by("Ильин")), 1);
        assert_eq!(count(&by("порт")), 0);
        let other = Filter {
            kind: Some(EventType::Assault),
            ..by("Ильин")
        };
        assert_eq!(count(&other), 0);
        let to = Filter {
            recipient: Some("порт".parse().unwrap()),
            ..Filter::default()
        };
        assert_eq!(count(&to), 1);
    }

    #[test]
    fn a_row_says_it_all() {
        let rows = find(&page(), &Filter::default(), OffsetUnit::Char, true);
        assert_eq!(
            rows[0].fields(),
            [
                "page.txt",
                "v0",
                "AGREE",
                "",
                "verbal_cooperation",
                "4.0",
                "future",
                "обещал",
                "12-18",
                "Пётр Ильин",
                "RUSGOV",
                "порт Заречье",
                "",
                "2019-05-03T10:00",
                "",
                "",
                "",
                "test.rule"
            ]
        );
        assert_eq!(
            rows[0].cells()[2..5],
            [
                "Пётр Ильин [RUSGOV] «Глава порта» 0–11",
                "обещал 12–18, test.rule",
                "порт Заречье (inferred)"
            ]
        );
        assert_eq!(rows[0].fields().len(), EventRow::FIELDS.len());
        assert_eq!(rows[0].cells().len(), EventRow::COLUMNS.len());
    }
}
