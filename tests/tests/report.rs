//! Reports of whole pages, also of hostile ones.

use std::sync::LazyLock;

use depesha::model::{BlockKind, Fact, Record, Rule};
use depesha::{Reader, Span};
use depesha_tests::{examples, report_soundly, shared};

static READER: LazyLock<Reader> =
    LazyLock::new(|| Reader::new().expect("the dictionaries are inside the program"));

fn records() -> Vec<Record> {
    let pages = examples().into_iter();
    pages.map(|page| READER.read_text(&page.text)).collect()
}

#[test]
fn every_page_gives_a_sound_report() {
    for page in shared() {
        report_soundly(&[READER.read_text(&page.text)]);
    }
}

#[test]
fn many_pages_give_one_sound_report() {
    let records = records();
    let html = report_soundly(&records);
    assert_eq!(html, report_soundly(&records), "the same twice");
    report_soundly(&[]);
}

/// What would run or break out of its place if it were not escaped.
const HOSTILE: &str =
    "\"'><script>alert(1)</script><img src=x onerror=alert(1)></style></title><!--&lt;";

#[test]
fn a_hostile_text_stays_text() {
    let text = format!("{HOSTILE}\n\nМэр Пётр Ильин сказал: «{HOSTILE}».\n");
    let html = report_soundly(&[READER.read_text(&text)]);
    assert_eq!(html.matches("<script").count(), 1);
    assert_eq!(html.matches("<img").count(), 0);
}

/// A record with every string of its own replaced.
fn hostile(mut record: Record) -> Record {
    let rule = || Rule::from(HOSTILE.to_owned());
    let bad = || HOSTILE.to_owned();
    record.generator.name = bad();
    record.generator.version = bad();
    record.source.uri = Some("javascript:alert(1)".to_owned());
    record.source.sha256 = bad();
    let fact = || Fact {
        value: bad(),
        span: None,
        rule: rule(),
    };
    let metadata = &mut record.metadata;
    metadata.title = Some(fact());
    metadata.outlet = Some(fact());
    metadata.language = Some(fact());
    metadata.authors = vec![fact(), fact()];
    metadata.url = Some(Fact {
        value: "javascript://vest.example/%0aalert(1)".to_owned(),
        ..fact()
    });
    if let Some(published) = &mut metadata.published {
        published.value = bad();
    }
    for entity in &mut record.entities {
        entity.name = bad();
        entity.aliases = vec![bad()];
        entity.attributes.subtype = Some(bad());
        entity.attributes.wikidata = Some(bad());
    }
    for role in &mut record.roles {
        role.title = bad();
        role.rule = rule();
    }
    for time in &mut record.times {
        time.value = bad();
        time.anchor = Some(bad());
    }
    for statement in &mut record.statements {
        statement.rule = rule();
        statement.speaker_rule = Some(rule());
    }
    for event in &mut record.events {
        event.rule = rule();
    }
    for remark in &mut record.diagnostics {
        remark.code = bad();
        remark.message = bad();
    }
    record
}

#[test]
fn a_hostile_record_stays_text() {
    let records: Vec<Record> = records().into_iter().map(hostile).collect();
    for record in &records {
        let html = report_soundly(std::slice::from_ref(record));
        assert_eq!(html.matches("<script").count(), 1);
        assert!(!html.contains("href=\"javascript"));
    }
    report_soundly(&records);
}

/// Records of files are checked, those that a program makes itself need not be.
#[test]
fn a_record_that_breaks_the_contract_gives_a_report() {
    for mut record in records() {
        for (at, mention) in record.mentions.iter_mut().enumerate() {
            mention.span = Span::new(at * 7, at * 11 + 1_000_000);
        }
        for block in &mut record.blocks {
            block.span = Span::new(1, 2);
            block.kind = BlockKind::ListItem;
        }
        record.entities.truncate(1);
        let html = depesha_report::report(&[record], &depesha_report::Options::default());
        assert!(html.ends_with("</html>"));
    }
}

/// Statements and names that all lie over each other, as no page has them.
#[test]
fn the_size_is_linear_however_marks_cross() {
    let size = |count: usize| {
        let mut record = READER.read_text("Мэр Пётр Ильин сказал: «Мост готов».");
        record.text = "да ".repeat(count * 2);
        record.blocks.truncate(1);
        record.blocks[0].span = Span::new(0, record.text.len());
        let statement = record.statements[0].clone();
        record.statements = (0..count)
            .map(|at| {
                let mut statement = statement.clone();
                statement.content = vec![Span::new(at * 5, (at + count) * 5)];
                statement
            })
            .collect();
        record.events.clear();
        depesha_report::report(&[record], &depesha_report::Options::default()).len()
    };
    let [none, small, large] = [1, 100, 1000].map(size);
    assert!(large - none < (small - none) * 12, "{none} {small} {large}");
}
