//! Who said what: the statements of records as rows, all of them or those that a reader looks for.

use depesha_model::{Entity, Record, Rule, SpeakerKind, Statement, StatementId, StatementType};
use depesha_text::{OffsetUnit, Span, fold};
use serde::Serialize;

use crate::NameQuery;
use crate::page::{GAP, Page};
use crate::rows::{Column, Row, SEPARATOR};

/// A statement, readable without its record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The page's path or URL.
    pub file: Option<String>,
    /// The statement's id in the record of the page.
    pub id: StatementId,
    /// How it is reported.
    #[serde(rename = "type")]
    pub kind: StatementType,
    /// The speaker's name; `None` when the page does not name them.
    pub speaker: Option<String>,
    /// What kind of source.
    pub speaker_kind: SpeakerKind,
    /// The words that report.
    pub cue: Option<Words>,
    /// The words that name the source.
    pub source: Option<Words>,
    /// The reported words in pieces.
    pub content: Vec<Words>,
    /// The construction that was read.
    pub rule: Rule,
    /// The names of those whom the content mentions, by name or otherwise.
    pub about: Vec<String>,
}

/// Words of a page and where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Where they start, in the unit that was asked for.
    pub start: usize,
    /// The offset behind them.
    pub end: usize,
}

/// Which statements are looked for: those that all given conditions hold for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The speaker has this name among theirs; a speaker without a name, these words.
    pub speaker: Option<NameQuery>,
    /// The content mentions somebody or something of this name.
    pub about: Option<NameQuery>,
    /// It is reported like this.
    pub kind: Option<StatementType>,
}

/// The statements of a page that `filter` lets through, in the order of the text; offsets count `unit`.
///
/// # Panics
/// When spans do not fit the text; see [`Record::check`].
pub fn find(record: &Record, filter: &Filter, unit: OffsetUnit) -> Vec<Quote> {
    let page = Page::new(record);
    let mut quotes = Vec::new();
    for statement in &record.statements {
        let about = page.mentioned(statement);
        if passes(&page, filter, statement, &about) {
            quotes.push(quote(&page, statement, &about, unit));
        }
    }
    quotes
}

impl Quote {
    /// What lists by speaker are sorted by: names by their letters, then sources without a name.
    pub fn speaker_key(&self) -> (bool, String) {
        (
            self.speaker.is_none(),
            fold(self.speaker_words()).into_owned(),
        )
    }

    /// The speaker's name, or the page's words for the source.
    fn speaker_words(&self) -> &str {
        let source = self.source.as_ref().map(|source| source.text.as_str());
        self.speaker.as_deref().or(source).unwrap_or("")
    }

    fn pieces(&self) -> String {
        let pieces: Vec<&str> = self
            .content
            .iter()
            .map(|piece| piece.text.as_str())
            .collect();
        pieces.join(GAP)
    }
}

impl Row for Quote {
    const COLUMNS: &'static [Column] = &[
        Column {
            title: "Speaker",
            least: 12,
            share: 2,
        },
        Column {
            title: "Type",
            least: 9,
            share: 0,
        },
        Column {
            title: "Cue",
            least: 9,
            share: 1,
        },
        Column {
            title: "Quote",
            least: 20,
            share: 6,
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
        "type",
        "speaker",
        "speaker_kind",
        "cue",
        "source",
        "content",
        "spans",
        "rule",
        "about",
    ];

    fn cells(&self) -> Vec<String> {
        let mut speaker = match self.speaker_words() {
            "" => "not named".to_owned(),
            words => words.to_owned(),
        };
        if self.speaker_kind == SpeakerKind::Unresolved {
            speaker += " (who?)";
        }
        let content = match self.kind {
            StatementType::Direct => format!("«{}»", self.pieces()),
            _ => self.pieces(),
        };
        vec![
            speaker,
            self.kind.as_str().to_owned(),
            text(self.cue.as_ref()),
            content,
            self.file.clone().unwrap_or_default(),
        ]
    }

    fn fields(&self) -> Vec<String> {
        let spans = self
            .content
            .iter()
            .map(|piece| format!("{}-{}", piece.start, piece.end));
        vec![
            self.file.clone().unwrap_or_default(),
            self.id.to_string(),
            self.kind.as_str().to_owned(),
            self.speaker.clone().unwrap_or_default(),
            self.speaker_kind.as_str().to_owned(),
            text(self.cue.as_ref()),
            text(self.source.as_ref()),
            self.pieces(),
            spans.collect::<Vec<_>>().join(SEPARATOR),
            self.rule.to_string(),
            self.about.join(SEPARATOR),
        ]
    }
}

fn text(words: Option<&Words>) -> String {
    words.map_or(String::new(), |words| words.text.clone())
}

fn passes(page: &Page<'_>, filter: &Filter, statement: &Statement, about: &[&Entity]) -> bool {
    let speaker = |query: &NameQuery| match (page.speaker(statement), statement.source) {
        (Some(entity), _) => has_name(entity, query),
        (None, Some(source)) => query.means(page.words(source)),
        (None, None) => false,
    };
    filter.kind.is_none_or(|kind| kind == statement.kind)
        && filter.speaker.as_ref().is_none_or(speaker)
        && filter
            .about
            .as_ref()
            .is_none_or(|query| about.iter().any(|entity| has_name(entity, query)))
}

fn quote(page: &Page<'_>, statement: &Statement, about: &[&Entity], unit: OffsetUnit) -> Quote {
    let words = |span: Span| {
        let (start, end) = page.offsets(span, unit);
        Words {
            text: page.words(span).to_owned(),
            start,
            end,
        }
    };
    Quote {
        file: page.record.source.uri.clone(),
        id: statement.id,
        kind: statement.kind,
        speaker: page.speaker(statement).map(|entity| entity.name.clone()),
        speaker_kind: statement.speaker_kind,
        cue: statement.cue.map(words),
        source: statement.source.map(words),
        content: statement.content.iter().copied().map(words).collect(),
        rule: statement.rule.clone(),
        about: about.iter().map(|entity| entity.name.clone()).collect(),
    }
}

fn has_name(entity: &Entity, query: &NameQuery) -> bool {
    query.means(&entity.name) || entity.aliases.iter().any(|alias| query.means(alias))
}

#[cfg(test)]
mod tests {
    use depesha_model::{Reference, ReferenceKind};

    use super::*;
    use crate::testing::{record, span};

    /// The record, in which the words `это` of the second statement mean the port.
    fn page() -> Record {
        let mut page = record();
        page.entities[1].aliases.push("Зареченский порт".to_owned());
        page.references.push(Reference {
            entity: page.entities[1].id,
            span: span("это"),
            kind_of_mention: ReferenceKind::Pronoun,
            rule: Rule::new("test.rule"),
        });
        page
    }

    #[track_caller]
    fn check(filter: Filter, expected: &[u32]) {
        let quotes = find(&page(), &filter, OffsetUnit::Char);
        let ids: Vec<u32> = quotes.iter().map(|quote| quote.id.0).collect();
        assert_eq!(ids, expected);
    }

    fn query(name: &str) -> Option<NameQuery> {
        Some(name.parse().unwrap())
    }

    fn by(name: &str) -> Filter {
        Filter {
            speaker: query(name),
            ..Filter::default()
        }
    }

    fn about(name: &str) -> Filter {
        Filter {
            about: query(name),
            ..Filter::default()
        }
    }

    #[test]
    fn without_conditions_all_statements_are_there() {
        check(Filter::default(), &[0, 1]);
    }

    #[test]
    fn a_speaker_is_found_by_name_and_a_nameless_one_by_the_words_for_him() {
        check(by("ильин"), &[0]);
        check(by("горожан"), &[1]);
        check(by("начальник"), &[]); // his post is not his name
    }

    #[test]
    fn a_topic_is_found_by_any_of_its_names_however_it_is_mentioned() {
        check(about("порт Заречье"), &[1]);
        check(about("зареченский"), &[1]);
        check(about("Ильин"), &[]); // he stands beside a statement, not in one
    }

    #[test]
    fn conditions_hold_together() {
        let direct = Filter {
            kind: Some(StatementType::Direct),
            ..Filter::default()
        };
        check(direct.clone(), &[0]);
        check(
            Filter {
                about: query("порт"),
                ..direct
            },
            &[],
        );
    }

    #[test]
    fn a_row_says_it_all() {
        let quotes = find(&page(), &Filter::default(), OffsetUnit::Char);
        insta::assert_snapshot!(serde_json::to_string_pretty(&quotes[0]).unwrap(), @r#"
        {
          "file": "page.txt",
          "id": "s0",
          "type": "direct",
          "speaker": "Пётр Ильин",
          "speaker_kind": "person",
          "cue": {
            "text": "сказал",
            "start": 88,
            "end": 94
          },
          "source": {
            "text": "начальник порта Пётр Ильин",
            "start": 95,
            "end": 121
          },
          "content": [
            {
              "text": "Причал откроем в пятницу",
              "start": 60,
              "end": 84
            },
            {
              "text": "и без задержек",
              "start": 125,
              "end": 139
            }
          ],
          "rule": "attribution.inserted",
          "about": []
        }
        "#);
        assert_eq!(quotes[1].about, ["порт Заречье"]);
        assert_eq!(
            quotes[0].fields(),
            [
                "page.txt",
                "s0",
                "direct",
                "Пётр Ильин",
                "person",
                "сказал",
                "начальник порта Пётр Ильин",
                "Причал откроем в пятницу … и без задержек",
                "60-84|125-139",
                "attribution.inserted",
                ""
            ]
        );
        assert_eq!(quotes[0].fields().len(), Quote::FIELDS.len());
        assert_eq!(quotes[0].cells().len(), Quote::COLUMNS.len());
    }

    #[test]
    fn names_stand_before_sources_without_one() {
        let keys: Vec<_> = find(&page(), &Filter::default(), OffsetUnit::Char)
            .iter()
            .map(Quote::speaker_key)
            .collect();
        assert_eq!(keys[0], (false, "петр ильин".to_owned()));
        assert_eq!(keys[1], (true, "горожан".to_owned()));
    }
}
