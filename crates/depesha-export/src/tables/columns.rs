//! The columns of each table, each with what it says and where in the record it comes from.

use depesha_model::{
    Entity, EntityId, EntityKind, Event, Mention, Metadata, Published, Record, Reference, Role,
    Rule, SourceRecord, Statement, Time,
};
use depesha_text::Span;

use super::{COUNT, Column, Kind, Page, Table, Value};

/// The number that the rows of all tables begin with.
const DOCUMENT: Column = Column {
    name: "document",
    kind: Kind::Integer,
    required: true,
    about: "the document's number, from 0 in the order of the inputs",
};

pub fn tables() -> [Table; COUNT] {
    [
        table("documents", "a page that was read", DOCUMENTS),
        table(
            "statements",
            "somebody is reported to say, write, ask, promise, demand or hold something",
            STATEMENTS,
        ),
        table(
            "mentions",
            "words that name an entity or refer to it",
            MENTIONS,
        ),
        table(
            "entities",
            "somebody or something that a page names",
            ENTITIES,
        ),
        table("roles", "an office that a page gives a person", ROLES),
        table("times", "an expression of time", TIMES),
        table("events", "somebody does something to somebody", EVENTS),
    ]
}

/// Adds a page's rows to the cells of each table, in the order of [`tables`].
pub fn push(page: &Page<'_>, cells: &mut [Vec<Value>; COUNT]) {
    let record = page.record;
    let [
        documents,
        statements,
        mentions,
        entities,
        roles,
        times,
        events,
    ] = cells;
    add(page, DOCUMENTS, std::slice::from_ref(record), documents);
    add(page, STATEMENTS, &record.statements, statements);
    add(page, MENTIONS, &words(record), mentions);
    add(page, ENTITIES, &record.entities, entities);
    add(page, ROLES, &record.roles, roles);
    add(page, TIMES, &record.times, times);
    add(page, EVENTS, &record.events, events);
}

/// A column and the value of it in a row.
struct Field<T: 'static> {
    column: Column,
    value: fn(&Row<'_, T>) -> Value,
}

/// What a row is made from.
struct Row<'p, T> {
    page: &'p Page<'p>,
    /// The item's number in its list of the record.
    number: usize,
    item: &'p T,
}

impl<T> Field<T> {
    const fn required(
        name: &'static str,
        kind: Kind,
        about: &'static str,
        value: fn(&Row<'_, T>) -> Value,
    ) -> Self {
        let required = true;
        Self {
            column: Column {
                name,
                kind,
                required,
                about,
            },
            value,
        }
    }

    const fn optional(
        name: &'static str,
        kind: Kind,
        about: &'static str,
        value: fn(&Row<'_, T>) -> Value,
    ) -> Self {
        let mut field = Self::required(name, kind, about, value);
        field.column.required = false;
        field
    }
}

fn table<T>(name: &'static str, about: &'static str, fields: &[Field<T>]) -> Table {
    let columns = fields.iter().map(|field| field.column);
    Table {
        name,
        about,
        columns: std::iter::once(DOCUMENT).chain(columns).collect(),
    }
}

fn add<T>(page: &Page<'_>, fields: &[Field<T>], items: &[T], cells: &mut Vec<Value>) {
    cells.reserve(items.len() * (fields.len() + 1));
    for (number, item) in items.iter().enumerate() {
        let row = Row { page, number, item };
        cells.push(Value::Integer(page.document));
        cells.extend(fields.iter().map(|field| (field.value)(&row)));
    }
}

fn id(id: impl ToString) -> Value {
    id.to_string().into()
}

fn ids(ids: &[EntityId]) -> Value {
    ids.iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .into()
}

fn optional_id(of: Option<impl ToString>) -> Value {
    of.map(id).unwrap_or(Value::Null)
}

fn rule(rule: &Rule) -> Value {
    rule.to_string().into()
}

fn text(text: Option<&String>) -> Value {
    text.cloned().into()
}

const DOCUMENTS: &[Field<Record>] = &{
    use Kind::{Boolean, Integer, List, Text};
    type F = Field<Record>;
    fn record_of<'r>(row: &Row<'r, Record>) -> Option<&'r SourceRecord> {
        row.item.source.record.as_ref()
    }
    fn metadata<'r>(row: &Row<'r, Record>) -> &'r Metadata {
        &row.item.metadata
    }
    fn published<'r>(row: &Row<'r, Record>) -> Option<&'r Published> {
        row.item.metadata.published.as_ref()
    }
    [
        F::optional("uri", Text, "path or URL, `-` for standard input", |row| {
            text(row.item.source.uri.as_ref())
        }),
        F::optional("id", Text, "what the document calls itself", |row| {
            text(row.item.source.id.as_ref())
        }),
        F::optional(
            "input",
            Text,
            "the file that it is a record of, when that holds many",
            |row| text(record_of(row).map(|record| &record.input)),
        ),
        F::optional(
            "input_record",
            Integer,
            "which record of it, from 0",
            |row| record_of(row).map(|record| record.index).into(),
        ),
        F::required("media_type", Text, "`text/plain`, `text/html`", |row| {
            row.item.source.media_type.clone().into()
        }),
        F::required(
            "encoding",
            Text,
            "of the bytes, by its WHATWG name",
            |row| row.item.source.encoding.clone().into(),
        ),
        F::required("sha256", Text, "of the bytes, in hexadecimal", |row| {
            row.item.source.sha256.clone().into()
        }),
        F::optional(
            "duplicate_of",
            Integer,
            "the first document with exactly this text",
            |row| row.item.source.duplicate_of.into(),
        ),
        F::optional(
            "near_duplicate_of",
            Integer,
            "an earlier document with nearly this text",
            |row| row.item.source.near_duplicate_of.into(),
        ),
        F::optional("language", Text, "ISO 639-1 code", |row| {
            text(metadata(row).language.as_ref().map(|fact| &fact.value))
        }),
        F::optional("title", Text, "the headline", |row| {
            text(metadata(row).title.as_ref().map(|fact| &fact.value))
        }),
        F::optional(
            "published",
            Text,
            "ISO 8601, as exact as `published_precision` says",
            |row| text(published(row).map(|published| &published.value)),
        ),
        F::optional(
            "published_precision",
            Text,
            "`year`, `month`, `day`, `hour`, `minute` or `second`",
            |row| {
                published(row)
                    .map(|published| published.precision.as_str())
                    .into()
            },
        ),
        F::optional(
            "published_inferred",
            Boolean,
            "whether a part of it was concluded rather than read",
            |row| published(row).map(|published| published.inferred).into(),
        ),
        F::optional(
            "modified",
            Text,
            "when it was last changed, in ISO 8601",
            |row| {
                text(
                    metadata(row)
                        .modified
                        .as_ref()
                        .map(|modified| &modified.value),
                )
            },
        ),
        F::optional("outlet", Text, "whose page it is", |row| {
            text(metadata(row).outlet.as_ref().map(|fact| &fact.value))
        }),
        F::optional(
            "origin",
            Text,
            "the outlet that the text was taken from",
            |row| text(metadata(row).origin.as_ref().map(|fact| &fact.value)),
        ),
        F::required("authors", List, "who wrote it", |row| {
            let authors = metadata(row).authors.iter();
            authors
                .map(|fact| fact.value.clone())
                .collect::<Vec<_>>()
                .into()
        }),
        F::optional("section", Text, "the section of the site", |row| {
            text(metadata(row).section.as_ref().map(|fact| &fact.value))
        }),
        F::optional("views", Integer, "by the page's own counter", |row| {
            metadata(row).views.as_ref().map(|fact| fact.value).into()
        }),
        F::optional("dateline_place", Text, "place of the dateline", |row| {
            let dateline = metadata(row).dateline.as_ref();
            text(dateline.and_then(|fact| fact.value.place.as_ref()))
        }),
        F::optional("dateline_date", Text, "its day, in ISO 8601", |row| {
            let dateline = metadata(row).dateline.as_ref();
            text(dateline.and_then(|fact| fact.value.date.as_ref()))
        }),
        F::optional("dateline_agency", Text, "its agency", |row| {
            let dateline = metadata(row).dateline.as_ref();
            text(dateline.and_then(|fact| fact.value.agency.as_ref()))
        }),
        F::required("characters", Integer, "code points of `text`", |row| {
            row.page.offset(row.item.text.len())
        }),
        F::required("sentences", Integer, "how many sentences it has", |row| {
            row.item.sentences.len().into()
        }),
        F::required(
            "text",
            Text,
            "the text that the offsets of all tables count in",
            |row| row.item.text.clone().into(),
        ),
    ]
};

const STATEMENTS: &[Field<Statement>] = &{
    use Kind::{Integer, List, Text};
    type F = Field<Statement>;
    fn start(row: &Row<'_, Statement>, span: Option<Span>) -> Value {
        span.map_or(Value::Null, |span| row.page.offset(span.start()))
    }
    fn end(row: &Row<'_, Statement>, span: Option<Span>) -> Value {
        span.map_or(Value::Null, |span| row.page.offset(span.end()))
    }
    fn words(row: &Row<'_, Statement>, span: Option<Span>) -> Value {
        span.map_or(Value::Null, |span| row.page.words(span))
    }
    [
        F::required("id", Text, "`s0`, …, in the document", |row| {
            id(row.item.id)
        }),
        F::required(
            "type",
            Text,
            "`direct`, `indirect`, `mixed` or `anaphoric`",
            |row| row.item.kind.as_str().into(),
        ),
        F::required(
            "content",
            Text,
            "the reported words, pieces joined by ` … `",
            |row| {
                let text = &row.page.record.text;
                let pieces: Vec<&str> = row.item.content.iter().map(|s| s.of(text)).collect();
                pieces.join(" … ").into()
            },
        ),
        F::optional("start", Integer, "where the first piece starts", |row| {
            start(row, row.item.content.first().copied())
        }),
        F::optional("end", Integer, "the offset behind the last piece", |row| {
            end(row, row.item.content.last().copied())
        }),
        F::required("pieces", List, "the pieces, each as `START-END`", |row| {
            let piece = |span: &Span| match (start(row, Some(*span)), end(row, Some(*span))) {
                (Value::Integer(start), Value::Integer(end)) => format!("{start}-{end}"),
                _ => String::new(),
            };
            row.item
                .content
                .iter()
                .map(piece)
                .collect::<Vec<_>>()
                .into()
        }),
        F::optional("cue", Text, "the words that report", |row| {
            words(row, row.item.cue)
        }),
        F::optional("cue_start", Integer, "where they start", |row| {
            start(row, row.item.cue)
        }),
        F::optional("cue_end", Integer, "the offset behind them", |row| {
            end(row, row.item.cue)
        }),
        F::optional("source", Text, "the words that name the source", |row| {
            words(row, row.item.source)
        }),
        F::optional("source_start", Integer, "where they start", |row| {
            start(row, row.item.source)
        }),
        F::optional("source_end", Integer, "the offset behind them", |row| {
            end(row, row.item.source)
        }),
        F::optional(
            "speaker",
            Text,
            "the entity that speaks, by its id",
            |row| optional_id(row.item.speaker),
        ),
        F::optional("speaker_name", Text, "its name", |row| {
            row.item.speaker.and_then(|id| row.page.name(id)).into()
        }),
        F::required(
            "speaker_kind",
            Text,
            "`person`, `organization`, `outlet`, `unnamed` or `unresolved`",
            |row| row.item.speaker_kind.as_str().into(),
        ),
        F::optional(
            "addressee",
            Text,
            "the entity that is spoken to, by its id",
            |row| optional_id(row.item.addressee),
        ),
        F::optional("addressee_name", Text, "its name", |row| {
            row.item.addressee.and_then(|id| row.page.name(id)).into()
        }),
        F::required("rule", Text, "the construction that was read", |row| {
            rule(&row.item.rule)
        }),
        F::optional("speaker_rule", Text, "how the speaker was found", |row| {
            row.item.speaker_rule.as_ref().map_or(Value::Null, rule)
        }),
    ]
};

/// A name or another word for an entity: the two lists of the record in one.
struct Words {
    name: Option<Mention>,
    form: &'static str,
    kind: Option<EntityKind>,
    span: Span,
    entity: EntityId,
    rule: Rule,
}

/// Names and references in the order of the text.
fn words(record: &Record) -> Vec<Words> {
    let kinds: std::collections::HashMap<EntityId, EntityKind> =
        record.entities.iter().map(|e| (e.id, e.kind)).collect();
    let name = |mention: &Mention| Words {
        form: "name",
        kind: Some(mention.kind),
        span: mention.span,
        entity: mention.entity,
        rule: mention.rule.clone(),
        name: Some(mention.clone()),
    };
    let reference = |reference: &Reference| Words {
        form: reference.kind_of_mention.as_str(),
        kind: kinds.get(&reference.entity).copied(),
        span: reference.span,
        entity: reference.entity,
        rule: reference.rule.clone(),
        name: None,
    };
    let names = record.mentions.iter().map(name);
    let mut words: Vec<Words> = names
        .chain(record.references.iter().map(reference))
        .collect();
    words.sort_by_key(|words| (words.span.start(), usize::MAX - words.span.end()));
    words
}

const MENTIONS: &[Field<Words>] = &{
    use Kind::{Integer, Text};
    type F = Field<Words>;
    [
        F::optional(
            "id",
            Text,
            "`m0`, …, of a name; null for other words",
            |row| optional_id(row.item.name.as_ref().map(|mention| mention.id)),
        ),
        F::required("form", Text, "`name`, `nominal` or `pronoun`", |row| {
            row.item.form.into()
        }),
        F::optional(
            "kind",
            Text,
            "`person`, `organization` or `location`",
            |row| row.item.kind.map(EntityKind::as_str).into(),
        ),
        F::required("text", Text, "the words", |row| {
            row.page.words(row.item.span)
        }),
        F::required("start", Integer, "where they start", |row| {
            row.page.offset(row.item.span.start())
        }),
        F::required("end", Integer, "the offset behind them", |row| {
            row.page.offset(row.item.span.end())
        }),
        F::required(
            "entity",
            Text,
            "the entity that they mean, by its id",
            |row| id(row.item.entity),
        ),
        F::optional("normal", Text, "a name in the nominative", |row| {
            text(row.item.name.as_ref().map(|mention| &mention.normal))
        }),
        F::optional(
            "stands_for",
            Text,
            "the entity that a name stands for, when it is another one",
            |row| {
                let name = row.item.name.as_ref();
                optional_id(name.and_then(|mention| mention.stands_for))
            },
        ),
        F::required("rule", Text, "what read it", |row| rule(&row.item.rule)),
    ]
};

const ENTITIES: &[Field<Entity>] = &{
    use Kind::{Integer, List, Text};
    type F = Field<Entity>;
    [
        F::required("id", Text, "`e0`, …, in the document", |row| {
            id(row.item.id)
        }),
        F::required(
            "kind",
            Text,
            "`person`, `organization` or `location`",
            |row| row.item.kind.as_str().into(),
        ),
        F::required("name", Text, "the fullest name, in the nominative", |row| {
            row.item.name.clone().into()
        }),
        F::required("aliases", List, "its other names in the page", |row| {
            row.item.aliases.clone().into()
        }),
        F::required("mentions", Integer, "how often the page names it", |row| {
            row.item.mentions.len().into()
        }),
        F::optional(
            "gender",
            Text,
            "of a person: `masculine` or `feminine`",
            |row| {
                row.item
                    .attributes
                    .gender
                    .map(|gender| gender.as_str())
                    .into()
            },
        ),
        F::optional("surname", Text, "of a person", |row| {
            text(row.item.attributes.surname.as_ref())
        }),
        F::optional("given", Text, "of a person: given name or names", |row| {
            text(row.item.attributes.given.as_ref())
        }),
        F::optional("patronymic", Text, "of a person", |row| {
            text(row.item.attributes.patronymic.as_ref())
        }),
        F::optional(
            "subtype",
            Text,
            "a finer kind: `country`, `outlet`, …",
            |row| text(row.item.attributes.subtype.as_ref()),
        ),
        F::optional(
            "iso_country",
            Text,
            "ISO 3166-1 alpha-2 code of the country it is or belongs to",
            |row| text(row.item.attributes.iso_country.as_ref()),
        ),
        F::optional("wikidata", Text, "Wikidata item", |row| {
            text(row.item.attributes.wikidata.as_ref())
        }),
    ]
};

const ROLES: &[Field<Role>] = &{
    use Kind::{Integer, Text};
    type F = Field<Role>;
    [
        F::required("person", Text, "whose it is: an entity, by its id", |row| {
            id(row.item.person)
        }),
        F::optional("person_name", Text, "the person's name", |row| {
            row.page.name(row.item.person).into()
        }),
        F::required("title", Text, "the office in the nominative", |row| {
            row.item.title.clone().into()
        }),
        F::optional(
            "organization",
            Text,
            "where it is held: an entity, by its id",
            |row| optional_id(row.item.organization),
        ),
        F::optional("organization_name", Text, "its name", |row| {
            row.item
                .organization
                .and_then(|id| row.page.name(id))
                .into()
        }),
        F::required(
            "text",
            Text,
            "the words of office and organisation",
            |row| row.page.words(row.item.span),
        ),
        F::required("start", Integer, "where they start", |row| {
            row.page.offset(row.item.span.start())
        }),
        F::required("end", Integer, "the offset behind them", |row| {
            row.page.offset(row.item.span.end())
        }),
        F::required(
            "phase",
            Text,
            "`current`, `former`, `acting` or `future`",
            |row| row.item.phase.as_str().into(),
        ),
        F::required("rule", Text, "what read it", |row| rule(&row.item.rule)),
    ]
};

const TIMES: &[Field<Time>] = &{
    use Kind::{Boolean, Integer, Text};
    type F = Field<Time>;
    [
        F::required("number", Integer, "from 0 in the document", |row| {
            row.number.into()
        }),
        F::required("type", Text, "`date`, `time`, `duration` or `set`", |row| {
            row.item.kind.as_str().into()
        }),
        F::required("value", Text, "ISO 8601 or EDTF", |row| {
            row.item.value.clone().into()
        }),
        F::required("text", Text, "the words", |row| {
            row.page.words(row.item.span)
        }),
        F::required("start", Integer, "where they start", |row| {
            row.page.offset(row.item.span.start())
        }),
        F::required("end", Integer, "the offset behind them", |row| {
            row.page.offset(row.item.span.end())
        }),
        F::optional(
            "anchor",
            Text,
            "the day that a relative expression was counted from",
            |row| text(row.item.anchor.as_ref()),
        ),
        F::required(
            "inferred",
            Boolean,
            "whether a part of the value was concluded rather than read",
            |row| row.item.inferred.into(),
        ),
        F::required("rule", Text, "what read it", |row| rule(&row.item.rule)),
    ]
};

const EVENTS: &[Field<Event>] = &{
    use Kind::{Integer, List, Text};
    type F = Field<Event>;
    [
        F::required("id", Text, "`v0`, …, in the document", |row| {
            id(row.item.id)
        }),
        F::required("type", Text, "PLOVER's event type, in capitals", |row| {
            row.item.kind.as_str().into()
        }),
        F::optional("mode", Text, "one of the type's modes", |row| {
            text(row.item.mode.as_ref())
        }),
        F::required(
            "status",
            Text,
            "`actual`, `future`, `hypothetical` or `negated`",
            |row| row.item.status.as_str().into(),
        ),
        F::required(
            "actors",
            List,
            "who did it: entities, by their ids",
            |row| ids(&row.item.actors),
        ),
        F::required("actor_names", List, "their names", |row| {
            row.page.names(&row.item.actors)
        }),
        F::required(
            "recipients",
            List,
            "whom it was done to or with: entities, by their ids",
            |row| ids(&row.item.recipients),
        ),
        F::required("recipient_names", List, "their names", |row| {
            row.page.names(&row.item.recipients)
        }),
        F::required("trigger", Text, "the words that tell it", |row| {
            row.page.words(row.item.trigger)
        }),
        F::required("start", Integer, "where they start", |row| {
            row.page.offset(row.item.trigger.start())
        }),
        F::required("end", Integer, "the offset behind them", |row| {
            row.page.offset(row.item.trigger.end())
        }),
        F::optional("time", Integer, "when: the `number` of a time", |row| {
            row.item.time.into()
        }),
        F::optional("time_value", Text, "that time's value", |row| {
            let time = row.item.time.and_then(|at| row.page.record.times.get(at));
            text(time.map(|time| &time.value))
        }),
        F::optional("place", Text, "where: an entity, by its id", |row| {
            optional_id(row.item.place)
        }),
        F::optional("place_name", Text, "its name", |row| {
            row.item.place.and_then(|id| row.page.name(id)).into()
        }),
        F::optional(
            "statement",
            Text,
            "the statement that tells it, by its id; null when the page itself does",
            |row| optional_id(row.item.statement),
        ),
        F::required("rule", Text, "the frame and rule that read it", |row| {
            rule(&row.item.rule)
        }),
    ]
};
