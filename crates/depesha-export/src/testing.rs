//! A small record made by hand.

use depesha_model::{
    Argument, ArgumentRole, Attributes, Block, BlockKind, Dateline, Diagnostic, Entity, EntityId,
    EntityKind, Event, EventId, EventStatus, EventType, Fact, Generator, Mention, MentionId,
    Metadata, Phase, Precision, Published, QuadClass, Record, Role, Rule, SCHEMA, Score, Sentence,
    Severity, Source, SpeakerKind, Statement, StatementId, StatementType, Time, TimeType,
};
use depesha_text::{OffsetUnit, Span};

use crate::tables::Rows;

pub const TEXT: &str = "Глава порта обещал новый причал

ЗАРЕЧЬЕ, 3 мая — Вестник. «Причал откроем в пятницу, — сказал начальник порта Пётр Ильин, — и без задержек». \
По словам горожан, в это мало кто верит.

Наверх";

pub fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap_or_else(|| panic!("no `{words}`"));
    Span::new(start, start + words.len())
}

/// `Глава порта обещал новый причал`: an event that the record itself does not have.
pub fn event() -> Event {
    let (person, port) = (EntityId(0), EntityId(1));
    let argument = |role, entity, span| Argument {
        role,
        entity,
        span,
        inferred: span.is_none(),
        country: span.map(|_| "RUS".to_owned()),
        sector: span.map(|_| "GOV".to_owned()),
    };
    Event {
        id: EventId(0),
        kind: EventType::Agree,
        mode: None,
        quad: QuadClass::VerbalCooperation,
        score: Score::from_tenths(40),
        actors: vec![person],
        recipients: vec![port],
        arguments: vec![
            argument(ArgumentRole::Actor, person, Some(span("Глава порта"))),
            argument(ArgumentRole::Recipient, port, None),
        ],
        trigger: span("обещал"),
        time: None,
        place: None,
        status: EventStatus::Future,
        statement: None,
        same_as: None,
        rule: Rule::new("test.rule"),
    }
}

pub fn record() -> Record {
    let (person, port) = (EntityId(0), EntityId(1));
    let rule = Rule::new("test.rule");
    Record {
        schema: SCHEMA.to_owned(),
        generator: Generator {
            name: "depesha".to_owned(),
            version: "0".to_owned(),
        },
        source: Source {
            uri: Some("page.txt".to_owned()),
            id: None,
            record: None,
            media_type: "text/plain".to_owned(),
            encoding: "UTF-8".to_owned(),
            sha256: String::new(),
            offset_unit: OffsetUnit::Byte,
            ..Source::default()
        },
        text: TEXT.to_owned(),
        metadata: Metadata {
            title: Some(Fact::read(
                "Глава порта обещал новый причал".to_owned(),
                span("Глава порта обещал новый причал"),
                "title.first-line",
            )),
            published: Some(Published {
                value: "2019-05-03T10:00".to_owned(),
                precision: Precision::Minute,
                span: None,
                rule: Rule::new("option.published"),
                inferred: false,
            }),
            dateline: Some(Fact::read(
                Dateline {
                    place: Some("Заречье".to_owned()),
                    date: Some("2019-05-03".to_owned()),
                    agency: Some("Вестник".to_owned()),
                },
                span("ЗАРЕЧЬЕ, 3 мая — Вестник."),
                "dateline",
            )),
            ..Metadata::default()
        },
        blocks: vec![Block {
            kind: BlockKind::Navigation,
            span: span("Наверх"),
            source: None,
        }],
        sentences: Vec::<Sentence>::new(),
        mentions: vec![
            Mention {
                id: MentionId(0),
                kind: EntityKind::Organization,
                span: span("порта"),
                entity: port,
                normal: "порт".to_owned(),
                rule: rule.clone(),
                stands_for: None,
            },
            Mention {
                id: MentionId(1),
                kind: EntityKind::Person,
                span: span("Пётр Ильин"),
                entity: person,
                normal: "Пётр Ильин".to_owned(),
                rule: rule.clone(),
                stands_for: None,
            },
        ],
        references: Vec::new(),
        entities: vec![
            entity(person, EntityKind::Person, "Пётр Ильин", 1),
            entity(port, EntityKind::Organization, "порт Заречье", 0),
        ],
        roles: vec![Role {
            person,
            title: "начальник".to_owned(),
            organization: Some(port),
            country: None,
            span: span("начальник порта"),
            phase: Phase::Acting,
            inferred: false,
            rule: rule.clone(),
        }],
        times: vec![Time {
            span: span("в пятницу"),
            kind: TimeType::Date,
            value: "2019-05-03".to_owned(),
            anchor: Some("2019-05-03".to_owned()),
            inferred: true,
            rule: rule.clone(),
        }],
        statements: vec![
            Statement {
                id: StatementId(0),
                kind: StatementType::Direct,
                content: vec![span("Причал откроем в пятницу"), span("и без задержек")],
                cue: Some(span("сказал")),
                source: Some(span("начальник порта Пётр Ильин")),
                speaker: Some(person),
                speaker_kind: SpeakerKind::Person,
                addressee: None,
                sentence: 0,
                rule: Rule::new("attribution.inserted"),
                speaker_rule: Some(Rule::new("speaker.name")),
            },
            Statement {
                id: StatementId(1),
                kind: StatementType::Indirect,
                content: vec![span("в это мало кто верит")],
                cue: Some(span("По словам")),
                source: Some(span("горожан")),
                speaker: None,
                speaker_kind: SpeakerKind::Unresolved,
                addressee: None,
                sentence: 0,
                rule: Rule::new("attribution.prepositional"),
                speaker_rule: None,
            },
        ],
        events: Vec::new(),
        diagnostics: vec![Diagnostic {
            severity: Severity::Warning,
            code: "unresolved-source".to_owned(),
            span: Some(span("горожан")),
            message: "the source is not named on the page".to_owned(),
        }],
    }
}

fn entity(id: EntityId, kind: EntityKind, name: &str, mention: u32) -> Entity {
    Entity {
        id,
        kind,
        name: name.to_owned(),
        aliases: Vec::new(),
        mentions: vec![MentionId(mention)],
        attributes: Attributes::default(),
    }
}

/// The tables of [`record`].
pub fn rows() -> Rows {
    let mut rows = Rows::default();
    rows.push(7, &record());
    rows
}
