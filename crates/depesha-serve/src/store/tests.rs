use std::sync::LazyLock;

use depesha::model::{BlockKind, Event, Record};
use depesha::{Lexicon, Reader};
use depesha_export::tables::{self, sqlite};
use tempfile::TempDir;

use super::*;
use crate::paging::Paging;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().unwrap());

/// A database of these pages.
fn database(pages: &[&str]) -> (TempDir, Database) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let mut written = sqlite::Database::open(&path).unwrap();
    written.begin().unwrap();
    for (number, page) in pages.iter().enumerate() {
        let mut rows = tables::Rows::default();
        rows.push(number as u64, &READER.read_text(page));
        written.write(&rows).unwrap();
    }
    written.commit().unwrap();
    let database = Database::open(folder.path()).unwrap();
    (folder, database)
}

fn ask<T>(database: &Database, question: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> T {
    database.ask(Duration::from_secs(10), question).unwrap()
}

const PAGE: &str = "Мост через Сеж откроют в мае\n\nЗАРЕЧЬЕ, 14 мар 2021 — Вестник. Министр транспорта Вольнии Андрей Сотников \
    заявил, что новый мост — 🙂 — откроют в мае. «Мосты, — сказал он, — строят люди».\n\nРоссия ввела санкции против Вольнии, \
    сообщил глава МИД России.";

#[test]
fn rows_tell_the_record_that_they_were_made_from() {
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
    let mut pages = vec![PAGE.to_owned()];
    for entry in std::fs::read_dir(examples).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            pages.push(std::fs::read_to_string(path).unwrap());
        }
    }
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let (_folder, database) = database(&pages);
    for (number, page) in pages.iter().enumerate() {
        let rows = ask(&database, |database| rows(database, number as i64)).unwrap();
        let told = rows.record(&READER).unwrap();
        let own = READER.read_text(page);
        assert_eq!(told.check(), []);
        assert_eq!(told.text, own.text);
        assert_eq!(told.blocks, own.blocks);
        assert_eq!(told.sentences, own.sentences);
        assert_eq!(told.mentions, own.mentions);
        assert_eq!(told.entities, own.entities);
        assert_eq!(told.times, own.times);
        assert_eq!(told.statements, own.statements);
        assert_eq!(events(&told), events(&own));
        assert_eq!(told.roles.len(), own.roles.len());
        assert_eq!(
            told.metadata.title.map(|f| f.value),
            own.metadata.title.map(|f| f.value)
        );
    }
}

/// Events without what no table has.
fn events(record: &Record) -> Vec<Event> {
    let mut events = record.events.clone();
    for event in &mut events {
        event.same_as = None;
        event.arguments.clear();
    }
    events
}

#[test]
fn each_type_of_event_has_its_row_in_the_lexicon() {
    let lexicon = Lexicon::builtin();
    for kind in depesha::model::EventType::ALL {
        let mut rows = lexicon.plover().iter();
        assert!(
            rows.any(|row| row.event.as_str() == kind.as_str()),
            "{kind:?}"
        );
    }
}

#[test]
fn a_document_without_sentences_is_shown_too() {
    let (_folder, database) = database(&["—"]);
    let rows = ask(&database, |database| rows(database, 0)).unwrap();
    let record = rows.record(&READER).unwrap();
    assert!(
        record
            .blocks
            .iter()
            .all(|block| block.kind != BlockKind::Title)
    );
    assert!(ask(&database, |database| super::rows(database, 1)).is_none());
}

#[test]
fn names_of_one_item_are_one_speaker() {
    let (folder, database) = database(&[PAGE, PAGE]);
    let change = Connection::open(folder.path().join(FILE)).unwrap();
    let sql = "UPDATE entities SET wikidata = 'Q1' WHERE name LIKE '%Сотников';
               UPDATE entities SET name = 'А. Сотников' WHERE document = 1 AND wikidata = 'Q1';
               UPDATE statements SET speaker_name = 'А. Сотников' WHERE document = 1 AND speaker_name LIKE '%Сотников';";
    change.execute_batch(sql).unwrap();
    let query = SpeakerQuery {
        name: Some("сотников".to_owned()),
        kind: None,
    };
    let found = ask(&database, |database| {
        speakers(database, &query, Paging::default())
    });
    assert_eq!(found.total, 1);
    let speaker = &found.items[0];
    assert_eq!((speaker.documents, speaker.aliases.len()), (2, 1));
    for name in ["А. Сотников", "Андрей Сотников"] {
        let profile = ask(&database, |database| profile(database, name)).unwrap();
        assert_eq!(profile.speaker.name, speaker.name);
        assert_eq!(profile.speaker.statements, speaker.statements);
    }
    // A name that means two items is nobody's but its own.
    change.execute("UPDATE entities SET wikidata = 'Q2' WHERE rowid = (SELECT max(rowid) FROM entities WHERE wikidata = 'Q1')", []).unwrap();
    let other = ask(&database, |database| profile(database, "А. Сотников")).unwrap();
    assert_eq!(other.speaker.aliases.len(), 0);
}

#[test]
fn what_is_no_database_of_a_run_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let told = |path: &Path| Database::open(path).unwrap_err().to_string();
    assert!(
        told(folder.path())
            .ends_with("there is no database; make one with `depesha run … --format sqlite`")
    );
    let path = folder.path().join("note.sqlite");
    std::fs::write(&path, "Не база данных, а записка. ".repeat(50)).unwrap();
    assert!(told(&path).contains("is no database of `depesha run`"));
    let path = folder.path().join("other.sqlite");
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE documents (title)")
        .unwrap();
    assert!(told(&path).contains("no such column"), "{}", told(&path));
}

#[test]
fn nothing_can_be_written() {
    let (_folder, database) = database(&[PAGE]);
    let write = |sql: &'static str| {
        database.ask(Duration::from_secs(10), move |database| {
            database.execute_batch(sql)
        })
    };
    for sql in [
        "DELETE FROM documents",
        "CREATE TABLE a (b)",
        "INSERT INTO statements_text(statements_text) VALUES ('optimize')",
    ] {
        assert!(matches!(write(sql), Err(Trouble::Broken(_))), "{sql}");
    }
}

#[test]
fn a_question_that_takes_too_long_is_ended_and_costs_no_other() {
    let (_folder, database) = database(&[PAGE]);
    let endless =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    let asked = database.ask(Duration::from_millis(50), |database| {
        database.query_row(endless, [], |row| row.get::<_, i64>(0))
    });
    assert!(matches!(asked, Err(Trouble::TooSlow)));
    let documents: i64 = ask(&database, |database| {
        database.query_row("SELECT count(*) FROM documents", [], |row| row.get(0))
    });
    assert_eq!(documents, 1);
}
