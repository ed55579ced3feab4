//! Bytes a second that the grammar reads: one article, and the same article as a single endless paragraph.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use depesha_grammar::{BlockKind, parse};

const ARTICLE: &str = include_str!("article.txt");

fn grammar(criterion: &mut Criterion) {
    let kinds: Vec<BlockKind> = parse(ARTICLE)
        .blocks()
        .iter()
        .map(|block| block.kind)
        .collect();
    assert_eq!(kinds.len(), 22, "{kinds:?}");
    assert_eq!(
        kinds
            .iter()
            .filter(|kind| **kind == BlockKind::Paragraph)
            .count(),
        8
    );

    let mut group = criterion.benchmark_group("grammar");
    let paragraph = ARTICLE.replace('\n', " ");
    // A time that grows faster than the length shows as fewer bytes a second.
    for (name, text) in [
        ("article", ARTICLE.to_owned()),
        ("paragraph", paragraph.clone()),
        ("paragraph of 100 articles", paragraph.repeat(100)),
    ] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(name), &text, |bencher, text| {
            bencher.iter(|| parse(black_box(text)).tokens().len());
        });
    }
    group.finish();
}

criterion_group!(benches, grammar);
criterion_main!(benches);
