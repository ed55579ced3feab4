//! Records survive JSON in every unit, fit their schema, and are refused when they break the contract.

use depesha_model::{
    Argument, ArgumentRole, Attributes, BadRecord, Block, BlockKind, Diagnostic, Entity, EntityId,
    EntityKind, Event, EventId, EventStatus, EventType, Fact, Generator, Layout, Mention,
    MentionId, Metadata, Phase, Precision, Published, QuadClass, Record, Records, Reference,
    ReferenceKind, Role, Rule, SCHEMA, Score, Sentence, Severity, Source, SpeakerKind, Statement,
    StatementId, StatementType, Time, TimeType, schema,
};
use depesha_text::{OffsetUnit, Span};
use proptest::prelude::*;

const UNITS: [OffsetUnit; 3] = [OffsetUnit::Char, OffsetUnit::Byte, OffsetUnit::Utf16];

/// A sound record over `text`, with `spans` (in order, disjoint, at least one) as blocks and sentences and with every
/// kind of fact made of them. `picks` chooses where a choice is free.
fn record(text: &str, spans: &[Span], picks: &[prop::sample::Index]) -> Record {
    let rule = || Rule::new("test.rule");
    let entities = spans.len().min(3);
    let pick = |i: usize, of: usize| picks.get(i).map_or(0, |pick| pick.index(of));
    let entity_of: Vec<usize> = (0..spans.len()).map(|i| pick(i, entities)).collect();
    let entity = |i: usize| EntityId(entity_of[i] as u32);
    Record {
        schema: SCHEMA.to_owned(),
        generator: Generator {
            name: "depesha".to_owned(),
            version: "0.1.0".to_owned(),
        },
        source: Source {
            uri: Some("page.txt".to_owned()),
            id: None,
            record: None,
            media_type: "text/plain".to_owned(),
            encoding: "UTF-8".to_owned(),
            sha256: "00".repeat(32),
            offset_unit: OffsetUnit::Byte,
            ..Source::default()
        },
        text: text.to_owned(),
        metadata: Metadata {
            title: Some(Fact::read("Название".to_owned(), spans[0], "title")),
            published: Some(Published {
                value: "2015-11-14T22:54".to_owned(),
                precision: Precision::Minute,
                span: Some(spans[spans.len() - 1]),
                rule: rule(),
                inferred: false,
            }),
            authors: vec![Fact::read("Автор".to_owned(), spans[0], "byline")],
            views: Some(Fact::read(2090, spans[0], "counter")),
            ..Metadata::default()
        },
        blocks: spans
            .iter()
            .map(|span| Block {
                kind: BlockKind::Paragraph,
                span: *span,
                source: None,
            })
            .collect(),
        sentences: (spans.iter().enumerate())
            .map(|(block, span)| Sentence { span: *span, block })
            .collect(),
        mentions: (spans.iter().enumerate())
            .map(|(i, span)| Mention {
                id: MentionId(i as u32),
                kind: EntityKind::Person,
                span: *span,
                entity: entity(i),
                normal: "Имя".to_owned(),
                rule: rule(),
                stands_for: (i % 2 == 0).then(|| entity(0)),
            })
            .collect(),
        references: vec![Reference {
            entity: entity(0),
            span: spans[0],
            kind_of_mention: ReferenceKind::Pronoun,
            rule: rule(),
        }],
        entities: (0..entities)
            .map(|e| Entity {
                id: EntityId(e as u32),
                kind: EntityKind::Person,
                name: "Имя".to_owned(),
                aliases: vec!["Другое имя".to_owned()],
                mentions: (0..spans.len())
                    .filter(|i| entity_of[*i] == e)
                    .map(|i| MentionId(i as u32))
                    .collect(),
                attributes: Attributes::default(),
            })
            .collect(),
        roles: vec![Role {
            person: entity(0),
            title: "министр".to_owned(),
            organization: Some(entity(spans.len() - 1)),
            country: Some(entity(0)),
            span: spans[0],
            phase: Phase::Former,
            inferred: true,
            rule: rule(),
        }],
        times: vec![Time {
            span: spans[0],
            kind: TimeType::Date,
            value: "2015-11-14".to_owned(),
            anchor: None,
            inferred: true,
            rule: rule(),
        }],
        statements: vec![Statement {
            id: StatementId(0),
            kind: StatementType::Direct,
            content: spans.to_vec(),
            cue: Some(spans[0]),
            source: None,
            speaker: Some(entity(0)),
            speaker_kind: SpeakerKind::Person,
            addressee: None,
            sentence: pick(1, spans.len()),
            rule: rule(),
            speaker_rule: Some(rule()),
        }],
        events: vec![Event {
            id: EventId(0),
            kind: EventType::Consult,
            mode: None,
            quad: QuadClass::VerbalCooperation,
            score: Score::from_tenths(10),
            actors: vec![entity(0)],
            recipients: Vec::new(),
            arguments: vec![Argument {
                role: ArgumentRole::Actor,
                entity: entity(0),
                span: Some(spans[0]),
                inferred: false,
                country: Some("RUS".to_owned()),
                sector: None,
            }],
            trigger: spans[0],
            time: Some(0),
            place: None,
            status: EventStatus::Future,
            statement: Some(StatementId(0)),
            same_as: None,
            rule: rule(),
        }],
        diagnostics: vec![Diagnostic {
            severity: Severity::Info,
            code: "test".to_owned(),
            span: Some(spans[0]),
            message: "Проба".to_owned(),
        }],
    }
}

/// `Да 🙂` · `нет` as two blocks; the smiling face counts differently in every unit.
fn sample() -> Record {
    let text = "Да 🙂\nнет\n";
    let spans = [Span::new(0, 9), Span::new(10, 16)];
    record(text, &spans, &[])
}

prop_compose! {
    /// Any text, and any ordered, disjoint spans of it.
    fn any_record()(
        text in "[а-яёa-z .«»—\n🙂é\u{301}\u{ad}]{0,300}",
        mut cuts in prop::collection::vec(any::<prop::sample::Index>(), 2..12),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) -> Record {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        if cuts.len() % 2 == 1 {
            cuts.pop();
        }
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| *cut.get(&ends)).collect();
        cuts.sort_unstable();
        let mut spans: Vec<Span> = cuts.chunks(2).map(|pair| Span::new(pair[0], pair[1])).collect();
        // Mentions of one start stand with the longest first, which cuts in order may break.
        spans.dedup_by_key(|span| span.start());
        record(&text, &spans, &picks)
    }
}

proptest! {
    // Found cases become tests with a name, not files of seeds.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sound_record_survives_json_in_every_unit(record in any_record()) {
        prop_assert_eq!(record.check(), vec![]);
        for unit in UNITS {
            for layout in [Layout::Line, Layout::Indented] {
                let json = record.to_json(unit, layout).unwrap();
                prop_assert_eq!(&Record::from_json(&json).unwrap(), &record);
            }
        }
    }

    #[test]
    fn no_json_makes_the_reader_panic(json in "\\PC{0,80}", at in any::<prop::sample::Index>(), put in "[0-9\\[\\]{}\",:a-z-]{0,3}") {
        let _ = Record::from_json(&json);
        let mut damaged = sample().to_json(OffsetUnit::Utf16, Layout::Line).unwrap();
        let ends: Vec<usize> = damaged.char_indices().map(|(at, _)| at).collect();
        let at = *at.get(&ends);
        damaged.replace_range(at..=at + damaged[at..].chars().next().map_or(0, char::len_utf8) - 1, &put);
        let _ = Record::from_json(&damaged);
    }
}

#[test]
fn offsets_count_what_the_record_says() {
    let end_of_first_block = |unit| {
        let json = sample().to_json(unit, Layout::Line).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        (
            json["source"]["offset_unit"].clone(),
            json["blocks"][0]["span"]["end"].clone(),
        )
    };
    assert_eq!(
        end_of_first_block(OffsetUnit::Char),
        ("char".into(), 4.into())
    );
    assert_eq!(
        end_of_first_block(OffsetUnit::Byte),
        ("byte".into(), 9.into())
    );
    assert_eq!(
        end_of_first_block(OffsetUnit::Utf16),
        ("utf16".into(), 5.into())
    );
}

#[test]
fn one_line_is_one_line() {
    let json = sample().to_json(OffsetUnit::Char, Layout::Line).unwrap();
    assert!(!json.contains('\n'));
    let mut written = Vec::new();
    sample()
        .to_writer(&mut written, OffsetUnit::Char, Layout::Line)
        .unwrap();
    assert_eq!(written, format!("{json}\n").as_bytes());
}

#[test]
fn records_fit_the_schema_and_a_broken_one_does_not() {
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("record.json", schema()).unwrap();
    let mut schemas = boon::Schemas::new();
    let compiled = compiler.compile("record.json", &mut schemas).unwrap();

    let json = sample().to_json(OffsetUnit::Char, Layout::Line).unwrap();
    let mut json: serde_json::Value = serde_json::from_str(&json).unwrap();
    if let Err(error) = schemas.validate(&json, compiled) {
        panic!("{error:#}");
    }
    json["statements"][0]["type"] = "shouted".into();
    assert!(schemas.validate(&json, compiled).is_err());
}

#[test]
fn the_schema_speaks_of_json() {
    let schema = schema().to_string();
    for rust in ["`None`", "[`", "::"] {
        assert!(!schema.contains(rust), "{rust}");
    }
}

#[test]
fn everything_in_the_schema_is_described() {
    let schema = schema();
    let definitions = schema["$defs"].as_object().unwrap();
    for (name, definition) in definitions {
        let described = definition["description"].is_string() || definition["oneOf"].is_array();
        assert!(
            described || name.ends_with("Id"),
            "{name} has no description"
        );
        for (field, of) in definition["properties"].as_object().into_iter().flatten() {
            assert!(
                of["description"].is_string(),
                "{name}.{field} has no description"
            );
        }
    }
}

/// The error for the sample's JSON (in code points) after `change`.
fn refusal(change: impl FnOnce(&mut serde_json::Value)) -> String {
    let json = sample().to_json(OffsetUnit::Char, Layout::Line).unwrap();
    let mut json: serde_json::Value = serde_json::from_str(&json).unwrap();
    change(&mut json);
    Record::from_json(&json.to_string())
        .unwrap_err()
        .to_string()
}

#[test]
fn an_error_names_the_place() {
    use insta::assert_snapshot as snapshot;
    let span = |start: u32, end: u32| serde_json::json!({"start": start, "end": end});
    snapshot!(Record::from_json("МИД").unwrap_err(), @"no record: expected value at line 1 column 1");
    snapshot!(Record::from_json("[]").unwrap_err(), @"no record: invalid length 0, expected a record, which is an object at line 1 column 2");
    snapshot!(Record::from_json("{}").unwrap_err(), @r#"schema: missing; a record says `"schema": "depesha.record/1"`"#);
    snapshot!(refusal(|r| r["schema"] = "depesha.record/2".into()), @"schema: `depesha.record/2` is not `depesha.record/1`, the only one that is read");
    snapshot!(refusal(|r| r["statements"][0]["content"][1] = span(5, 5120)), @"statements[0].content[1]: end 5120 is behind the end of the text (9 char)");
    snapshot!(refusal(|r| r["statements"][0]["content"][1] = span(8, 5)), @"statements[0].content[1]: start 8 is behind end 5 at line 1 column 2261");
    snapshot!(refusal(|r| r["statements"][0]["content"][1] = span(0, 2)), @"statements[0].content[1]: starts before statements[0].content[0] ends");
    snapshot!(refusal(|r| r["statements"][0]["content"] = serde_json::json!([])), @"statements[0].content: is empty");
    snapshot!(refusal(|r| r["mentions"][0]["span"]["start"] = "нуль".into()), @r#"mentions[0].span.start: invalid type: string "нуль", expected usize at line 1 column 1011"#);
    snapshot!(refusal(|r| r["mentions"][0]["span"]["end"] = 5_000_000_000_u64.into()), @"mentions[0].span: end 5000000000 is over 4 GiB, the longest text at line 1 column 1012");
    snapshot!(refusal(|r| r["blocks"][1]["span"] = span(3, 8)), @"blocks[1]: starts before blocks[0] ends");
    snapshot!(refusal(|r| r["sentences"][1]["block"] = 0.into()), @"sentences[1].span: is not inside blocks[0]");
    snapshot!(refusal(|r| r["sentences"][1]["block"] = 7.into()), @"sentences[1].block: there is no blocks[7], only 2");
    snapshot!(refusal(|r| r["mentions"][1]["id"] = "m0".into()), @"mentions[1].id: m0 is taken (and 1 more)");
    snapshot!(refusal(|r| r["mentions"][1]["id"] = "s1".into()), @"mentions[1].id: `s1` is no id of the form `m1` at line 1 column 1047");
    snapshot!(refusal(|r| r["mentions"][0]["entity"] = "e9".into()), @"mentions[0].entity: there is no entity e9 (and 1 more)");
    snapshot!(refusal(|r| r["mentions"][0]["stands_for"] = "e9".into()), @"mentions[0].stands_for: there is no entity e9");
    snapshot!(refusal(|r| r["mentions"].as_array_mut().unwrap().reverse()), @"mentions[1]: belongs in front of mentions[0]");
    snapshot!(refusal(|r| r["references"][0]["entity"] = "e9".into()), @"references[0].entity: there is no entity e9");
    snapshot!(refusal(|r| r["entities"][0]["mentions"] = serde_json::json!([])), @"mentions[0].entity: e0 does not list m0 (and 1 more)");
    snapshot!(refusal(|r| r["entities"][0]["mentions"] = serde_json::json!(["m0", "m0", "m1"])), @"entities[0].mentions[1]: mention m0 is listed twice");
    snapshot!(refusal(|r| r["entities"][0]["mentions"][0] = "m9".into()), @"entities[0].mentions[0]: there is no mention m9 (and 1 more)");
    snapshot!(refusal(|r| r["roles"][0]["person"] = "e9".into()), @"roles[0].person: there is no entity e9");
    snapshot!(refusal(|r| r["statements"][0]["speaker"] = "e9".into()), @"statements[0].speaker: there is no entity e9");
    snapshot!(refusal(|r| r["statements"][0]["sentence"] = 2.into()), @"statements[0].sentence: there is no sentences[2], only 2");
    snapshot!(refusal(|r| r["events"][0]["time"] = 1.into()), @"events[0].time: there is no times[1], only 1");
    snapshot!(refusal(|r| r["events"][0]["actors"][0] = "e9".into()), @"events[0].actors[0]: there is no entity e9 (and 1 more)");
    snapshot!(refusal(|r| r["events"][0]["arguments"] = serde_json::json!([])), @"events[0].arguments: they are not the actors and recipients");
    snapshot!(refusal(|r| r["events"][0]["same_as"] = "x7".into()), @"events[0].same_as: `x7` is no id of the form `v1` at line 1 column 732");
    snapshot!(refusal(|r| r["events"][0]["statement"] = "s9".into()), @"events[0].statement: there is no statement s9");
    snapshot!(refusal(|r| drop(r.as_object_mut().unwrap().remove("blocks"))), @"missing field `blocks` at line 1 column 2445");
    snapshot!(refusal(|r| r["source"]["offset_unit"] = "pixel".into()), @"source.offset_unit: unknown offset unit `pixel`: use char, byte or utf16 at line 1 column 2070");
    snapshot!(refusal(|r| {
        r["source"]["offset_unit"] = "utf16".into();
        r["blocks"][0]["span"]["end"] = 4.into();
    }), @"metadata.title.span: end 4 is inside a character (and 13 more)");
}

#[test]
fn a_record_in_memory_is_checked_in_bytes() {
    let mut record = sample();
    record.blocks[0].span = Span::new(0, 7);
    record.schema = "other".to_owned();
    record.source.offset_unit = OffsetUnit::Char;
    let violations: Vec<String> = record.check().iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(violations.join("\n"), @r"
        blocks[0].span: end 7 is inside a character
        schema: `other` is not `depesha.record/1`
        source.offset_unit: in memory spans count bytes
        sentences[0].span: is not inside blocks[0]
        ");
    assert!(record.to_json(OffsetUnit::Char, Layout::Line).is_err());
    assert!(
        record
            .to_writer(Vec::new(), OffsetUnit::Char, Layout::Line)
            .is_err()
    );
}

/// Reads records that follow each other; of a bad one, what is said of it.
fn read_all(text: &str) -> Vec<Result<Record, String>> {
    let say = |error: BadRecord| error.to_string();
    let records = Records::new(text.as_bytes());
    records.map(|record| record.map_err(say)).collect()
}

#[test]
fn records_follow_each_other_in_any_layout() {
    let sound = record("да нет", &[Span::new(0, 4)], &[]);
    for layout in [Layout::Line, Layout::Indented] {
        let json = sound.to_json(OffsetUnit::Char, layout).unwrap();
        let read = read_all(&format!("\n{json}\n{json}\n\n"));
        assert_eq!(read, [Ok(sound.clone()), Ok(sound.clone())], "{layout:?}");
    }
    assert_eq!(read_all(" \n"), []);
}

#[test]
fn a_bad_record_is_named_by_its_line_and_passed_over() {
    let sound = record("да нет", &[Span::new(0, 4)], &[]);
    let indented = sound.to_json(OffsetUnit::Char, Layout::Indented).unwrap();
    let bad = indented.replace("record/1", "record/9");
    let first = indented.lines().count() + 1;
    let read = read_all(&format!("{indented}\n{bad}\n{indented}\n{{]"));
    assert_eq!([&read[0], &read[2]], [&Ok(sound.clone()), &Ok(sound)]);
    let told = read[1].as_ref().unwrap_err();
    assert!(
        told.starts_with(&format!("line {first}: schema: ")),
        "{told}"
    );
    let last = read[3].as_ref().unwrap_err();
    let line = 3 * indented.lines().count() + 1;
    assert!(last.contains(&format!("line {line} column 2")), "{last}");
    assert_eq!(read.len(), 4);
}
