//! Every format as it is, and what holds for several of them.

use depesha_grammar::tokenize;
use depesha_model::{
    Argument, ArgumentRole, Block, BlockKind, EntityId, Event, EventId, EventStatus, EventType,
    Fact, QuadClass, Record, Reference, ReferenceKind, Rule, Score, Sentence, StatementId,
};
use depesha_text::Span;
use oxttl::{NTriplesParser, TurtleParser};

use crate::pretty::Language;
use crate::testing::{record, span};
use crate::*;

/// The record, with an address and with every kind of fact.
fn page() -> Record {
    let mut page = record();
    let block = |kind, words: &str| Block {
        kind,
        span: span(words),
        source: None,
    };
    let lead = "«Причал откроем в пятницу, — сказал начальник порта Пётр Ильин, — и без задержек».";
    let voices = "По словам горожан, в это мало кто верит.";
    page.blocks = vec![
        block(BlockKind::Title, "Глава порта обещал новый причал"),
        block(BlockKind::Dateline, "ЗАРЕЧЬЕ, 3 мая — Вестник."),
        block(BlockKind::Paragraph, &format!("{lead} {voices}")),
        block(BlockKind::Navigation, "Наверх"),
    ];
    let sentence = |words: &str, block| Sentence {
        span: span(words),
        block,
    };
    page.sentences = vec![
        sentence("Глава порта обещал новый причал", 0),
        sentence("ЗАРЕЧЬЕ, 3 мая — Вестник.", 1),
        sentence(lead, 2),
        sentence(voices, 2),
    ];
    page.references.push(Reference {
        entity: EntityId(1),
        span: span("это"),
        kind_of_mention: ReferenceKind::Pronoun,
        rule: Rule::new("test.rule"),
    });
    page.statements[1].speaker = Some(EntityId(0));
    page.events.push(Event {
        time: Some(0),
        status: EventStatus::Future,
        statement: Some(StatementId(0)),
        ..event()
    });
    page.entities[1].attributes.wikidata = Some("Q44782".to_owned());
    page.metadata.outlet = Some(Fact {
        value: "Вестник & Ко".to_owned(),
        span: None,
        rule: Rule::new("test.rule"),
    });
    if let Some(published) = &mut page.metadata.published {
        published.value += "+03:00";
    }
    page.source.uri = Some("https://vest.example/3".to_owned());
    assert_eq!(page.check(), []);
    page
}

fn event() -> Event {
    Event {
        id: EventId(0),
        kind: EventType::Agree,
        mode: Some("promise".to_owned()),
        quad: QuadClass::VerbalCooperation,
        score: Score::from_tenths(40),
        actors: vec![EntityId(0)],
        recipients: Vec::new(),
        arguments: vec![Argument {
            role: ArgumentRole::Actor,
            entity: EntityId(0),
            span: None,
            inferred: true,
            country: None,
            sector: None,
        }],
        trigger: span("обещал"),
        time: None,
        place: None,
        status: EventStatus::Actual,
        statement: None,
        same_as: None,
        rule: Rule::new("test.rule"),
    }
}

/// What a format writes.
fn text(
    write: impl FnOnce(&Record, &mut Vec<u8>) -> std::io::Result<()>,
    record: &Record,
) -> String {
    let mut bytes = Vec::new();
    write(record, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// JSON on one line, laid out for a person.
fn indented(json: &str) -> String {
    assert_eq!(json.lines().count(), 1, "one line a page");
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    format!("{value:#}")
}

fn network(pages: &[Record]) -> Network {
    let mut network = Network::default();
    pages.iter().for_each(|page| network.add(page));
    network
}

fn conllu(record: &Record) -> String {
    let writer = conllu::Writer::new().unwrap();
    text(|record, out| writer.write(record, out), record)
}

#[test]
fn formats_of_lines_and_marks() {
    let page = page();
    insta::assert_snapshot!("turtle", text(|r, out| turtle::write(r, out), &page));
    insta::assert_snapshot!("brat", text(|r, out| brat::write(r, out), &page));
    insta::assert_snapshot!("conllu", conllu(&page));
    let digest = text(|r, out| markdown::write(r, Language::Russian, out), &page);
    insta::assert_snapshot!("markdown", digest);
}

#[test]
fn formats_of_json() {
    let page = page();
    insta::assert_snapshot!(
        "jsonld",
        indented(&text(|r, out| jsonld::write(r, out), &page))
    );
    insta::assert_snapshot!(
        "webanno",
        indented(&text(|r, out| webanno::write(r, out), &page))
    );
    insta::assert_snapshot!(
        "ninjs",
        indented(&text(|r, out| ninjs::write(r, out), &page))
    );
    insta::assert_snapshot!(
        "gdelt",
        indented(&text(|r, out| gdelt::write(r, out), &page))
    );
}

#[test]
fn formats_of_xml() {
    let page = page();
    insta::assert_snapshot!("newsml", text(|r, out| newsml::write(r, out), &page));
    let network = network(&[page.clone(), page.clone()]);
    insta::assert_snapshot!("gexf", text(|_, out| gexf::write(&network, out), &page));
    insta::assert_snapshot!(
        "graphml",
        text(|_, out| graphml::write(&network, out), &page)
    );
}

#[test]
fn turtle_and_n_triples_say_the_same_and_pages_may_follow_each_other() {
    let other = record();
    let mut pages = [String::new(), String::new()];
    for page in [&page(), &other] {
        pages[0] += &text(|r, out| turtle::write(r, out), page);
        pages[1] += &text(|r, out| ntriples::write(r, out), page);
    }
    let [turtle, lines] = pages;
    let read = |triples: Vec<_>| triples.into_iter().map(Result::unwrap).collect::<Vec<_>>();
    let turtle = read(TurtleParser::new().for_slice(&turtle).collect());
    let lines = read(NTriplesParser::new().for_slice(&lines).collect());
    assert_eq!(turtle, lines);
}

#[test]
fn a_brat_span_ends_at_the_end_of_its_line() {
    let mut page = page();
    let start = span("новый причал").start();
    page.statements[0].content[0] = Span::new(start, span("ЗАРЕЧЬЕ").end());
    let annotations = text(|r, out| brat::write(r, out), &page);
    assert!(
        annotations.contains("Content 19 31;33 40;125 139\tновый причал ЗАРЕЧЬЕ и без задержек"),
        "{annotations}"
    );
}

/// The words of a CoNLL-U sentence, put together by its own rules.
fn put_together(sentence: &str) -> String {
    let words = sentence.lines().filter(|line| !line.starts_with('#'));
    let mut text = String::new();
    for fields in words.map(|line| line.split('\t').collect::<Vec<_>>()) {
        assert_eq!(fields.len(), 10, "{fields:?}");
        text.push_str(fields[1]);
        if !fields[9].contains("SpaceAfter=No") {
            text.push(' ');
        }
    }
    text.trim_end().to_owned()
}

#[test]
fn conllu_gives_the_sentence_back_and_leaves_no_token_out() {
    let page = page();
    let conllu = conllu(&page);
    let mut words = 0;
    for sentence in conllu.trim_end().split("\n\n") {
        let comment = sentence
            .lines()
            .find_map(|line| line.strip_prefix("# text = "));
        assert_eq!(put_together(sentence), comment.unwrap());
        words += sentence
            .lines()
            .filter(|line| !line.starts_with('#'))
            .count();
    }
    let menu = 1;
    assert_eq!(words, tokenize(&page.text).len() - menu);
}

#[test]
fn two_pages_are_joined_by_full_names_only() {
    let ends = |pages: &[Record]| {
        let network = network(pages);
        (network.nodes().len(), network.edges().count())
    };
    let mut later = page();
    if let Some(published) = &mut later.metadata.published {
        published.value = "2019-06".to_owned();
    }
    assert_eq!(ends(&[page(), later]), ends(&[page()]));

    let short = |uri: &str| {
        let mut page = page();
        page.entities[0].name = "Ильин".to_owned();
        page.source.uri = Some(uri.to_owned());
        page
    };
    let apart = [
        short("https://vest.example/1"),
        short("https://vest.example/2"),
    ];
    assert_eq!(ends(&apart).0, ends(&apart[..1]).0 + 1);
}

#[test]
fn a_moment_is_never_made_up() {
    let with = |published: &str| {
        let mut page = page();
        if let Some(known) = &mut page.metadata.published {
            known.value = published.to_owned();
        }
        page
    };
    let version = |published: &str| {
        let item = text(|r, out| newsml::write(r, out), &with(published));
        let (_, rest) = item.split_once("<versionCreated>").unwrap();
        rest.split('<').next().unwrap().to_owned()
    };
    assert_eq!(version("2019-05-03"), "2019-05-03T00:00:00");
    assert_eq!(version("2019-05-03T10+03:00"), "2019-05-03T10:00:00+03:00");
    assert_eq!(version("2019-05-03T10:00:07Z"), "2019-05-03T10:00:07Z");
    let error = newsml::write(&with("2019-05"), Vec::new()).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);

    let created = |published: &str| {
        let item = text(|r, out| ninjs::write(r, out), &with(published));
        let item: serde_json::Value = serde_json::from_str(&item).unwrap();
        item["versionCreated"].as_str().map(str::to_owned)
    };
    assert_eq!(created("2019-05-03T10:00"), None);
    assert_eq!(
        created("2019-05-03T10:00+03:00").unwrap(),
        "2019-05-03T10:00:00+03:00"
    );
}

#[test]
fn hostile_words_stay_words() {
    let mut page = page();
    let name = "A\u{1b}[2J\t\"><script>*_[x](y)\u{0}\n**B**";
    page.entities[0].name = name.to_owned();
    page.metadata.title.as_mut().unwrap().value = name.to_owned();
    let digest = text(|r, out| markdown::write(r, Language::English, out), &page);
    let title = "# A[2J \"\\>\\<script\\>\\*\\_\\[x\\](y) \\*\\*B\\*\\*\n";
    assert!(
        digest.starts_with(&title.replacen("[2J", "\\[2J", 1)),
        "{digest}"
    );
    let network = network(&[page.clone()]);
    for xml in [
        text(|r, out| newsml::write(r, out), &page),
        text(|_, out| gexf::write(&network, out), &page),
        text(|_, out| graphml::write(&network, out), &page),
    ] {
        assert!(
            !xml.contains("<script") && !xml.contains(['\u{0}', '\u{1b}']),
            "{xml}"
        );
    }
    page.entities[1].name = name.to_owned();
    let annotations = text(|r, out| brat::write(r, out), &page);
    let is_one = |line: &str| line.starts_with(['T', 'R', 'E', 'A', 'N', '#', '*']);
    assert!(annotations.lines().all(is_one), "{annotations}");
    let triples = text(|r, out| ntriples::write(r, out), &page);
    let lines = triples.lines().count();
    assert_eq!(
        NTriplesParser::new()
            .for_slice(&triples)
            .filter(Result::is_ok)
            .count(),
        lines
    );
}
