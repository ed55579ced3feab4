//! What holds for every page: our own articles, real ones when they are there, and damaged and random text.

use std::sync::LazyLock;
use std::thread;

use depesha::model::Layout;
use depesha::{OffsetUnit, Reader, Record};
use depesha_tests::{Page, examples, report_soundly, shared, write_soundly};
use proptest::prelude::*;

static READER: LazyLock<Reader> =
    LazyLock::new(|| Reader::new().expect("the dictionaries are inside the program"));

/// Our own articles and the real pages.
static PAGES: LazyLock<Vec<Page>> =
    LazyLock::new(|| examples().into_iter().chain(shared()).collect());

/// Reads a text, checks the invariants of its tree and record, and writes the record in every format.
fn read_soundly(text: &str) -> Record {
    let tree = depesha_grammar::parse(text);
    let leaves: String = tree.leaves().map(|span| span.of(text)).collect();
    assert_eq!(leaves, text, "the leaves of the tree give the text back");
    let record = READER.read_text(text);
    assert_eq!(
        record.text, text,
        "the record holds the text as it was given"
    );
    assert_eq!(
        record.check(),
        [],
        "the record keeps its invariants; the text: {text:?}"
    );
    write_soundly(&record);
    report_soundly(std::slice::from_ref(&record));
    record
}

fn json(record: &Record) -> String {
    record
        .to_json(OffsetUnit::Char, Layout::Line)
        .expect("spans fit the text")
}

#[test]
fn every_page_gives_a_sound_record_and_the_same_twice() {
    for page in PAGES.iter() {
        let record = read_soundly(&page.text);
        assert_eq!(
            json(&record),
            json(&READER.read_text(&page.text)),
            "{}",
            page.name
        );
    }
}

#[test]
fn a_record_survives_json_in_every_offset_unit() {
    for page in examples() {
        let record = READER.read_text(&page.text);
        for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
            let json = record
                .to_json(unit, Layout::Indented)
                .expect("spans fit the text");
            assert_eq!(
                Record::from_json(&json).as_ref(),
                Ok(&record),
                "{} in {unit}",
                page.name
            );
        }
    }
}

/// What a thread read before must not show: each reads the pages in another order.
#[test]
fn threads_that_read_in_any_order_agree() {
    let pages = examples();
    let read = |order: Vec<usize>| {
        let mut records: Vec<(usize, String)> = order
            .into_iter()
            .map(|at| (at, json(&READER.read_text(&pages[at].text))))
            .collect();
        records.sort();
        records
    };
    let forwards: Vec<usize> = (0..pages.len()).collect();
    let backwards: Vec<usize> = forwards.iter().rev().copied().collect();
    thread::scope(|scope| {
        let threads = [forwards, backwards].map(|order| scope.spawn(|| read(order)));
        let [first, second] = threads.map(|thread| thread.join().expect("the thread ends"));
        assert_eq!(first, second);
    });
}

#[test]
fn a_file_with_other_line_ends_or_a_byte_order_mark_is_sound() {
    for page in examples() {
        read_soundly(&page.text.replace('\n', "\r\n"));
        read_soundly(&page.text.replace('\n', "\r"));
        read_soundly(&page.text.replace("\n\n", "\n"));
        read_soundly(&format!("\u{feff}{}", page.text));
        read_soundly(&page.text.to_uppercase());
    }
}

/// The head of one page and the tail of another, cut anywhere.
fn spliced_pages() -> impl Strategy<Value = String> {
    let cut = || (0..PAGES.len(), any::<prop::sample::Index>());
    (cut(), cut()).prop_map(|((head, head_end), (tail, tail_start))| {
        let head: Vec<char> = PAGES[head].text.chars().collect();
        let tail: Vec<char> = PAGES[tail].text.chars().collect();
        let (end, start) = (
            head_end.index(head.len() + 1),
            tail_start.index(tail.len() + 1),
        );
        // Some hundred characters on either side of the cut: what lies further off is a whole page again.
        let (head, tail) = (
            &head[end.saturating_sub(400)..end],
            &tail[start..tail.len().min(start + 400)],
        );
        head.iter().chain(tail).collect()
    })
}

/// Words and marks that mean something to the grammar, in any order.
fn shuffled_constructions() -> impl Strategy<Value = String> {
    let part = prop::sample::select(
        &[
            "«",
            "»",
            "\"",
            "„",
            "“",
            " — ",
            " - ",
            ", ",
            ". ",
            ": ",
            "! ",
            "…",
            "\n",
            "\n\n",
            "\r\n",
            "(",
            ")",
            "\u{a0}",
            "\u{ad}",
            "ЗАРЕЧЬЕ, 14 мар — Вестник. ",
            "14.03.2023 12:40",
            "во вторник ",
            "в 2019 году ",
            "12–14 апреля ",
            "Андрей Сотников ",
            "министр транспорта Вольнии ",
            "он ",
            "И. о. главы ",
            "сказал ",
            "заявил, что ",
            "По словам ",
            "мост готов",
            "и\u{306} ",
            "Cирия ",
            "🙂",
            "- ",
            "• ",
            "Источник: ",
            "Читайте также: ",
        ][..],
    );
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_characters_give_a_sound_record(text in any::<String>()) {
        read_soundly(&text);
    }

    #[test]
    fn cut_and_joined_pages_give_a_sound_record(text in spliced_pages()) {
        read_soundly(&text);
    }

    #[test]
    fn constructions_in_any_order_give_a_sound_record(text in shuffled_constructions()) {
        read_soundly(&text);
    }
}
