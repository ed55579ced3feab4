//! The whole pipeline, from text to record, in bytes a second. Run with `cargo bench -p depesha`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use depesha::model::BlockKind;
use depesha::{Reader, Record};

/// Articles of the repository, and the headline that reading them must find.
const ARTICLES: &[(&str, &str, &str)] = &[
    (
        "flash",
        include_str!("../../../examples/flash.txt"),
        "СРОЧНО: Президент Вольнии Белозёров объявил об отставке правительства",
    ),
    (
        "portal",
        include_str!("../../../examples/portal.txt"),
        "Ладыгин: новый аэропорт Заречья примет первый рейс до конца года",
    ),
    (
        "magazine",
        include_str!("../../../examples/magazine.txt"),
        "Человек, который разводит ветер",
    ),
];

fn headline(record: &Record) -> Option<&str> {
    let block = record
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Title)?;
    Some(block.span.of(&record.text).trim())
}

fn articles(criterion: &mut Criterion) {
    let reader = Reader::new().expect("the dictionaries are inside the program");
    let mut group = criterion.benchmark_group("article");
    for &(name, text, expected) in ARTICLES {
        assert_eq!(headline(&reader.read_text(text)), Some(expected));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| reader.read_text(black_box(text)))
        });
    }
    group.finish();
}

/// Time must grow with the length of a paragraph, not with its square: compare the rates.
fn one_paragraph(criterion: &mut Criterion) {
    let reader = Reader::new().expect("the dictionaries are inside the program");
    let paragraph = ARTICLES
        .iter()
        .flat_map(|(_, text, _)| text.split_whitespace())
        .collect::<Vec<_>>()
        .join(" ");
    let mut group = criterion.benchmark_group("one paragraph");
    group.sample_size(10);
    for copies in [10, 100] {
        let text = paragraph.repeat(copies);
        assert_eq!(reader.read_text(&text).text, text);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(format!("{copies} copies"), |bencher| {
            bencher.iter(|| reader.read_text(black_box(&text)));
        });
    }
    group.finish();
}

criterion_group!(benches, articles, one_paragraph);
criterion_main!(benches);
