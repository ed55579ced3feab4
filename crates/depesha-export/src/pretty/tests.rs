//! The digest of a small record made by hand.

use super::*;
use crate::testing::record;
use depesha_model::Metadata;

fn digest(record: &Record, style: Style) -> String {
    let mut digest = Vec::new();
    write(record, OffsetUnit::Char, &style, &mut digest).unwrap();
    String::from_utf8(digest).unwrap()
}

#[test]
fn a_page_at_a_glance() {
    insta::assert_snapshot!(digest(&record(), Style::default()), @r"
        Глава порта обещал новый причал

        Published     2019-05-03 10:00
        Dateline      Заречье, 2019-05-03, Вестник
        Read from     page.txt

        Who said what (2)
          Пётр Ильин · сказал [direct]
            «Причал откроем в пятницу … и без задержек»

          горожан (who?) · По словам [indirect]
            в это мало кто верит

        Who is who (1)
          Пётр Ильин ×1 — начальник, порт Заречье (acting)

        Organisations (1)
          порт Заречье ×1

        When (1)
          2019-05-03 — в пятницу (inferred)

        page furniture: 1 · remarks: 1
        ");
}

#[test]
fn every_fact_explained() {
    let style = Style {
        explain: true,
        ..Style::default()
    };
    insta::assert_snapshot!(digest(&record(), style), @r"
        Глава порта обещал новый причал
        title.first-line · 0–31 «Глава порта обещал новый причал»

        Published     2019-05-03 10:00
                      option.published · from outside the text
        Dateline      Заречье, 2019-05-03, Вестник
                      dateline · 33–58 «ЗАРЕЧЬЕ, 3 мая — Вестник.»
        Read from     page.txt

        Who said what (2)
          Пётр Ильин · сказал [direct]
            «Причал откроем в пятницу … и без задержек»
            attribution.inserted · content 60–84, 125–139 · cue 88–94 «сказал» · source
              95–121 «начальник порта Пётр Ильин»
            speaker.name · finds the speaker

          горожан (who?) · По словам [indirect]
            в это мало кто верит
            attribution.prepositional · content 161–181 · cue 142–151 «По словам» ·
              source 152–159 «горожан»

        Who is who (1)
          Пётр Ильин ×1 — начальник, порт Заречье (acting)
            test.rule · 95–110 «начальник порта»
            test.rule · 111–121 «Пётр Ильин»

        Organisations (1)
          порт Заречье ×1
            test.rule · 6–11 «порта»

        When (1)
          2019-05-03 — в пятницу (inferred)
            test.rule · 75–84 «в пятницу»

        Remarks (1)
          warning the source is not named on the page [unresolved-source] · 152–159
            «горожан»

        page furniture: 1
        ");
}

#[test]
fn labels_in_russian() {
    let style = Style {
        language: Language::Russian,
        ..Style::default()
    };
    insta::assert_snapshot!(digest(&record(), style), @r"
        Глава порта обещал новый причал

        Опубликовано  2019-05-03 10:00
        Место, дата   Заречье, 2019-05-03, Вестник
        Прочитано из  page.txt

        Кто что сказал (2)
          Пётр Ильин · сказал [прямая речь]
            «Причал откроем в пятницу … и без задержек»

          горожан (кто?) · По словам [пересказ]
            в это мало кто верит

        Кто есть кто (1)
          Пётр Ильин ×1 — начальник, порт Заречье (исполняет обязанности)

        Организации (1)
          порт Заречье ×1

        Когда (1)
          2019-05-03 — в пятницу (выведено)

        служебных строк: 1 · замечаний: 1
        ");
}

#[test]
fn a_record_with_nothing_in_it() {
    let empty = Record {
        metadata: Metadata::default(),
        mentions: Vec::new(),
        entities: Vec::new(),
        roles: Vec::new(),
        times: Vec::new(),
        statements: Vec::new(),
        blocks: Vec::new(),
        diagnostics: Vec::new(),
        ..record()
    };
    insta::assert_snapshot!(digest(&empty, Style::default()), @r"
        (no headline)

        Read from     page.txt

        Who said what (0)
        ");
}

#[test]
fn no_line_is_wider_than_asked() {
    for width in [1, 20, 33, 60] {
        let style = Style {
            width,
            explain: true,
            ..Style::default()
        };
        for line in digest(&record(), style).lines() {
            assert!(
                textwrap::core::display_width(line) <= width.max(20),
                "{width}: {line}"
            );
        }
    }
}

#[test]
fn colour_changes_nothing_but_colour() {
    let colored = digest(
        &record(),
        Style {
            color: true,
            ..Style::default()
        },
    );
    assert!(colored.contains("\u{1b}["));
    assert_eq!(
        anstream::adapter::strip_str(&colored).to_string(),
        digest(&record(), Style::default())
    );
}

#[test]
fn a_page_cannot_steer_the_terminal() {
    let mut record = record();
    if let Some(title) = &mut record.metadata.title {
        title.value = "Да\u{1b}[2J\u{7}\r\nнет\u{202e}".to_owned();
    }
    assert!(digest(&record, Style::default()).starts_with("Да[2J нет\n"));
}
