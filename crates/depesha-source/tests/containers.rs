//! Files with many documents: each is found and read, damage costs no more than what it strikes, and limits hold.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use depesha_source::{Document, Entries, Entry, Failure, Input, Position, Problem, ReadOptions};
use flate2::Compression;
use flate2::write::GzEncoder;
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use tempfile::TempDir;

const SNOW: &str = "Снег шёл всю ночь, сообщили синоптики.";
const BRIDGE: &str = "Мост через Сеж закрыли на ремонт, рассказал мэр.";

/// What is read from a file of that name, with these options.
fn read_with(
    name: &str,
    bytes: &[u8],
    options: ReadOptions,
) -> (TempDir, Vec<Result<Document, Failure>>) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let entries = Entries::open([Input::from(&path)], options);
    let documents = entries.map(|entry| entry.and_then(Entry::read)).collect();
    (folder, documents)
}

/// Draws what is read: texts, and `!` with what is wrong.
fn drawn(name: &str, bytes: &[u8]) -> Vec<String> {
    drawn_with(name, bytes, ReadOptions::default())
}

fn drawn_with(name: &str, bytes: &[u8], options: ReadOptions) -> Vec<String> {
    let (_folder, documents) = read_with(name, bytes, options);
    let draw = |document: Result<Document, Failure>| match document {
        Ok(document) => document.text,
        Err(failure) => format!("! {}", failure.problem),
    };
    documents.into_iter().map(draw).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

fn json(text: &str) -> String {
    format!(
        "{{\"id\": 7, \"url\": \"https://vestnik.example/7\", \"text\": {}}}\n",
        serde_json::json!(text)
    )
}

#[test]
fn json_lines_are_read_line_by_line() {
    let lines =
        json(SNOW) + "\n" + "{\"text\": 5\n" + "{\"id\": 3}\n" + "[1]\n" + json(BRIDGE).trim_end();
    assert_eq!(
        drawn("feed.jsonl", lines.as_bytes()),
        [
            SNOW,
            "! is no JSON object: EOF while parsing an object at line 2 column 0; check how the file was written",
            "! has no field `text` or `html` with a page in it; name the field that has",
            "! is no JSON object: invalid type: sequence, expected a map at line 1 column 0; check how the file was written",
            BRIDGE,
        ]
    );
    let (_folder, documents) = read_with("feed.jsonl", lines.as_bytes(), ReadOptions::default());
    let first = documents[0].as_ref().unwrap();
    assert_eq!(first.id.as_deref(), Some("7"));
    assert_eq!(first.uri.as_deref(), Some("https://vestnik.example/7"));
    let last = documents[4].as_ref().unwrap();
    let record = last.position.record.unwrap();
    assert_eq!(record.index, 4);
    assert_eq!(
        lines.find(json(BRIDGE).trim_end()),
        usize::try_from(record.offset).ok()
    );
}

#[test]
fn fields_have_the_names_that_are_asked_for() {
    let options = ReadOptions {
        html_field: "page".to_owned(),
        id_field: "number".to_owned(),
        date_field: "day".to_owned(),
        ..ReadOptions::default()
    };
    let line = serde_json::json!({
        "number": 12, "day": "2023-03-14", "text": "нет", "page": format!("<p>{SNOW}</p>"),
    });
    let (_folder, documents) = read_with("feed.ndjson", line.to_string().as_bytes(), options);
    let document = documents[0].as_ref().unwrap();
    assert_eq!(
        (document.text.as_str(), document.media_type.as_str()),
        (SNOW, "text/html")
    );
    assert_eq!(document.id.as_deref(), Some("12"));
    assert_eq!(
        document.page.published.as_ref().unwrap().value,
        "2023-03-14"
    );
    assert_eq!(document.elements.len(), 1);
}

#[test]
fn every_format_may_be_packed() {
    let lines = json(SNOW);
    for bytes in [
        lines.as_bytes().to_vec(),
        gzip(lines.as_bytes()),
        zstd(lines.as_bytes()),
    ] {
        for name in ["feed.jsonl", "feed.jsonl.gz", "feed.jsonl.zst", "feed"] {
            assert_eq!(drawn(name, &bytes), [SNOW], "{name}");
        }
    }
    let table = parquet(&[SNOW, BRIDGE]);
    assert_eq!(drawn("news.parquet.gz", &gzip(&table)), [SNOW, BRIDGE]);
    assert_eq!(drawn("page.txt.gz", &gzip(SNOW.as_bytes())), [SNOW]);
    assert_eq!(
        drawn("page.html.zst", &zstd(format!("<p>{SNOW}").as_bytes())),
        [SNOW]
    );
}

#[test]
fn tables_have_the_names_of_their_columns_in_the_first_row() {
    let table = format!(
        "id,text,url\r\n1,\"{SNOW}\nДа, «снег» \"\"белый\"\".\",x\r\n\r\n2,{BRIDGE:?},y\r\n"
    );
    let texts = [format!("{SNOW}\nДа, «снег» \"белый\"."), BRIDGE.to_owned()];
    assert_eq!(drawn("news.csv", table.as_bytes()), texts);
    let table = format!("id;text\n1;{BRIDGE}\n2;\n");
    assert_eq!(
        drawn("news.csv", table.as_bytes()),
        [
            BRIDGE,
            "! has no field `text` or `html` with a page in it; name the field that has"
        ]
    );
    let old = encoding_rs::WINDOWS_1251
        .encode("id\ttext\n1\tСнег шёл всю ночь, сообщили синоптики.\n")
        .0
        .into_owned();
    assert_eq!(drawn("news.tsv", &old), [SNOW]);
    assert_eq!(
        drawn("news.csv", b"id,body\n1,2\n"),
        ["! has no field `text` or `html` with a page in it; name the field that has"]
    );
}

#[test]
fn an_open_quotation_mark_costs_no_more_than_the_limit() {
    let options = ReadOptions {
        max_bytes: 200,
        ..ReadOptions::default()
    };
    let table = format!("id,text\n1,\"{}\n2,\"{SNOW}\"\n", "Снег\n".repeat(100));
    let texts = drawn_with("news.csv", table.as_bytes(), options);
    assert_eq!(
        texts[0],
        "! is longer than 200 bytes; raise the limit, or split it into its pages"
    );
    assert_eq!(texts.last().unwrap(), SNOW);
}

/// A table with the texts, and a column that nobody asks for.
fn parquet(texts: &[&str]) -> Vec<u8> {
    let schema = "message news { required binary text (UTF8); required binary mark (UTF8); }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let properties = Arc::new(WriterProperties::builder().build());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties).unwrap();
    let mut group = writer.next_row_group().unwrap();
    while let Some(mut column) = group.next_column().unwrap() {
        let values: Vec<ByteArray> = texts.iter().map(|text| ByteArray::from(*text)).collect();
        column
            .typed::<ByteArrayType>()
            .write_batch(&values, None, None)
            .unwrap();
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.into_inner().unwrap()
}

#[test]
fn damaged_parquet_ends_in_a_failure() {
    let table = parquet(&[SNOW, BRIDGE]);
    assert_eq!(drawn("news.parquet", &table), [SNOW, BRIDGE]);
    let problem = drawn("news.parquet", &table[..table.len() / 2]).join("|");
    assert!(problem.starts_with("! is no Parquet table: "), "{problem}");
    for at in 0..table.len() {
        let mut damaged = table.clone();
        damaged[at] ^= 0x5A;
        assert!(drawn("news.parquet", &damaged).len() <= 3, "byte {at}");
    }
}

/// A record of an archive.
fn warc(kind: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://vestnik.example/{kind}\r\n\
         WARC-Record-ID: <urn:uuid:{kind}>\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// The answer of a server with a page.
fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    let http = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
    warc("response", "application/http; msgtype=response", &http)
}

fn html(text: &str) -> Vec<u8> {
    format!("<html><body><p>{text}</p></body></html>").into_bytes()
}

const OK: &str = "200 OK\r\nContent-Type: text/html; charset=utf-8";

#[test]
fn archives_give_the_pages_that_servers_answered_with() {
    let old = encoding_rs::KOI8_R
        .encode(&format!("<p>{BRIDGE}</p>"))
        .0
        .into_owned();
    let chunks = [
        b"5\r\n<p>\xD0\xA1\r\n",
        format!("{:x}\r\n", SNOW.len() - 2).as_bytes(),
        &SNOW.as_bytes()[2..],
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    let archive = [
        warc("warcinfo", "application/warc-fields", b"software: test"),
        warc(
            "request",
            "application/http; msgtype=request",
            b"GET / HTTP/1.1\r\n\r\n",
        ),
        answer(OK, &html(SNOW)),
        answer("200 OK\r\nContent-Type: text/html; charset=koi8-r", &old),
        answer(
            "404 Not Found\r\nContent-Type: text/html",
            &html("Нет такой страницы."),
        ),
        answer("200 OK\r\nContent-Type: image/png", b"\x89PNG\r\n"),
        answer(&format!("{OK}\r\nTransfer-Encoding: chunked"), &chunks),
        answer(
            &format!("{OK}\r\nContent-Encoding: gzip"),
            &gzip(&html(BRIDGE)),
        ),
        warc("resource", "text/html", &html(SNOW)),
    ];
    let expected = [
        SNOW,
        BRIDGE,
        "! skipped: is no page but an answer with status 404",
        "! skipped: is no page but image/png",
        SNOW,
        BRIDGE,
        SNOW,
    ];
    assert_eq!(drawn("news.warc", &archive.concat()), expected);
    let members: Vec<u8> = archive.iter().flat_map(|record| gzip(record)).collect();
    assert_eq!(drawn("news.warc.gz", &members), expected);

    let (_folder, documents) = read_with("news", &members, ReadOptions::default());
    let first = documents[0].as_ref().unwrap();
    assert_eq!(
        first.uri.as_deref(),
        Some("https://vestnik.example/response")
    );
    assert_eq!(first.id.as_deref(), Some("<urn:uuid:response>"));
}

#[test]
fn a_broken_record_costs_itself_only() {
    let good = |text| answer(OK, &html(text));
    let broken =
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\n<p>\r\n\r\n".to_vec();
    let archive = [
        good(SNOW),
        broken,
        b"garbage\r\nmore\r\n".to_vec(),
        good(BRIDGE),
    ]
    .concat();
    assert_eq!(
        drawn("news.warc", &archive),
        [
            SNOW,
            "! is no WARC record: it has no length; check how the file was written",
            BRIDGE
        ]
    );
    // A length that swallows the beginning of what follows.
    let swallowing = String::from_utf8(good(SNOW)).unwrap();
    let swallowing = swallowing.replace("Content-Length: ", "Content-Length: 1");
    let rest = good(BRIDGE).repeat(10);
    let texts = drawn("news.warc", &[swallowing.into_bytes(), rest].concat());
    assert_eq!(texts.last().unwrap(), BRIDGE);

    let cut = &good(BRIDGE)[..100];
    assert_eq!(
        drawn("news.warc", &[good(SNOW).as_slice(), cut].concat()),
        [
            SNOW,
            "! is no WARC record: the archive ends inside its head; check how the file was written"
        ]
    );
}

#[test]
fn a_damaged_member_costs_one_record() {
    let good = |text| gzip(&answer(OK, &html(text)));
    let mut damaged = good(SNOW);
    let middle = damaged.len() / 2;
    damaged[middle..middle + 20].fill(0);
    let texts = drawn(
        "news.warc.gz",
        &[good(SNOW), damaged, good(BRIDGE)].concat(),
    );
    assert_eq!(
        (texts[0].as_str(), texts.last().unwrap().as_str()),
        (SNOW, BRIDGE)
    );
    assert!(texts.len() >= 3 && texts[1].starts_with('!'), "{texts:?}");
}

#[test]
fn what_is_cut_off_keeps_what_came_before() {
    let lines: String = (0..200).map(|at| json(&format!("{SNOW} {at}."))).collect();
    let packed = gzip(lines.as_bytes());
    let texts = drawn("feed.jsonl.gz", &packed[..packed.len() - 100]);
    assert!(texts.len() > 10, "{texts:?}");
    assert_eq!(
        texts.last().unwrap(),
        "! ends in the middle of its compressed data; fetch it again"
    );
    assert!(
        texts[..texts.len() - 1]
            .iter()
            .all(|text| text.starts_with("Снег"))
    );

    let packed = zstd(lines.as_bytes());
    let texts = drawn("feed.jsonl.zst", &packed[..packed.len() - 10]);
    assert!(texts.last().unwrap().starts_with('!'), "{texts:?}");
}

#[test]
fn a_bomb_is_not_unpacked_beyond_the_limit() {
    let options = ReadOptions {
        max_bytes: 1 << 20,
        ..ReadOptions::default()
    };
    let bomb = gzip(&vec![b'a'; 64 << 20]);
    for name in ["page.txt.gz", "feed.jsonl.gz", "page.html.gz"] {
        let texts = drawn_with(name, &bomb, options.clone());
        assert_eq!(
            texts,
            ["! is longer than 1048576 bytes; raise the limit, or split it into its pages"]
        );
    }
    let archive = answer(&format!("{OK}\r\nContent-Encoding: gzip"), &bomb);
    let texts = drawn_with("news.warc", &archive, options);
    assert_eq!(
        texts,
        ["! is longer than 1048576 bytes; raise the limit, or split it into its pages"]
    );
}

#[test]
fn documents_in_other_languages_are_skipped() {
    let ukrainian = "Міністр повідомив, що її відкрили навесні, а не восени.";
    let lines = [
        json(SNOW),
        json(ukrainian),
        json("The bridge is open."),
        json("14.11.2015"),
    ]
    .concat();
    assert_eq!(
        drawn("feed.jsonl", lines.as_bytes()),
        [
            SNOW,
            "! skipped: is not in Russian but in `uk`; documents in any language can be asked for",
            "! skipped: is not in Russian; documents in any language can be asked for",
            "14.11.2015",
        ]
    );
    let (_folder, documents) = read_with("feed.jsonl", lines.as_bytes(), ReadOptions::default());
    let failure = documents[1].as_ref().unwrap_err();
    assert!(failure.is_skip());
    assert_eq!(failure.id.as_deref(), Some("7"));
    let options = ReadOptions {
        any_language: true,
        ..ReadOptions::default()
    };
    assert_eq!(drawn_with("feed.jsonl", lines.as_bytes(), options).len(), 4);
}

#[test]
fn folders_and_patterns_stand_for_their_files() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    write("b/second.html", &html(BRIDGE));
    write("a.txt", SNOW.as_bytes());
    write("b/photo.jpg", b"\xFF\xD8\xFF\xE0");
    write(".hidden.txt", SNOW.as_bytes());
    let read = |input: &Path| -> Vec<String> {
        let entries = Entries::open([Input::from(input)], ReadOptions::default());
        let documents = entries.map(|entry| entry.and_then(Entry::read));
        let name = |position: &Position| {
            let path = position.input.as_deref().unwrap();
            Path::new(path)
                .file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        };
        let documents = documents.map(|document| match document {
            Ok(document) => name(&document.position),
            Err(failure) => format!("{}: {}", name(&failure.position), failure.problem),
        });
        documents.collect()
    };
    assert_eq!(
        read(folder.path()),
        [
            "a.txt",
            "photo.jpg: skipped: is no page but a JPEG image",
            "second.html"
        ]
    );
    assert_eq!(read(&folder.path().join("**/*.html")), ["second.html"]);
    assert_eq!(read(&folder.path().join("*")).len(), 4);
    let stored = Input::from(folder.path()).stored_bytes().unwrap();
    assert_eq!(stored, (SNOW.len() + html(BRIDGE).len() + 4) as u64);
    assert_eq!(Input::Stdin.stored_bytes(), None);
}

#[test]
fn reading_goes_on_behind_a_position() {
    let folder = TempDir::new().unwrap();
    let feed = folder.path().join("feed.jsonl");
    let lines = json(SNOW) + "{\n" + &json(BRIDGE) + &json(SNOW);
    fs::write(&feed, &lines).unwrap();
    fs::write(folder.path().join("a.txt"), SNOW).unwrap();
    fs::write(folder.path().join("z.txt"), SNOW).unwrap();
    let open = || Entries::open([Input::from(folder.path())], ReadOptions::default());
    let position = |entry: Result<Entry, Failure>| match entry {
        Ok(entry) => entry.position().clone(),
        Err(failure) => failure.position,
    };
    let all: Vec<Position> = open().map(position).collect();
    assert_eq!(all.len(), 6);
    for (at, done) in all.iter().enumerate() {
        let rest: Vec<Position> = open().after(done.clone()).map(position).collect();
        assert_eq!(rest, all[at + 1..]);
    }
}

#[test]
fn hostile_texts_end_in_a_record_or_a_failure() {
    let word = "а".repeat(2_500_000);
    assert_eq!(drawn("page.txt", word.as_bytes()), [word.as_str()]);
    assert!(drawn("page.txt", b"\xFF\xFE\xFF\xFD\x80").len() == 1);
    assert_eq!(
        drawn("page.txt", "Да\0".repeat(50).as_bytes()),
        [
            "! is not text but looks like binary data (it holds NUL bytes); save the page as text or HTML"
        ]
    );
    assert_eq!(
        drawn("page.html", format!("<p>\0{SNOW}\0</p>").as_bytes()),
        [SNOW]
    );
    let surrogate = drawn("feed.jsonl", br#"{"text": "\ud800 \u0434\u0430"}"#);
    assert!(
        surrogate[0].starts_with("! is no JSON object: "),
        "{surrogate:?}"
    );
    let nested = drawn(
        "feed.jsonl",
        format!("{{\"text\": {}", "[".repeat(100_000)).as_bytes(),
    );
    assert!(nested[0].starts_with("! is no JSON object: "), "{nested:?}");
    let marks = "\u{202e}Снег\u{202c} \u{200f}шёл.";
    assert_eq!(drawn("page.txt", marks.as_bytes()), [marks]);
    let error = Problem::TooLong { limit: 8 << 20 }.to_string();
    let long = vec![b'a'; (8 << 20) + 1];
    assert_eq!(drawn("page.txt", &long), [format!("! {error}")]);
}
