//! The records of the articles in `examples/`, drawn as text, against what was reviewed.
//!
//! After a wanted change: `INSTA_UPDATE=always cargo test -p depesha-tests --test snapshots`, then read every changed line.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use depesha::Reader;
use depesha_tests::{draw, examples};

static READER: LazyLock<Reader> =
    LazyLock::new(|| Reader::new().expect("the dictionaries are inside the program"));

/// One test for each article; `press_release` reads `examples/press-release.txt`.
macro_rules! articles {
    ($($name:ident),* $(,)?) => {
        const ARTICLES: &[&str] = &[$(stringify!($name)),*];

        $(
            #[test]
            fn $name() {
                check(stringify!($name));
            }
        )*
    };
}

articles! {
    agency,
    digest,
    flash,
    interfax,
    interview,
    liveblog,
    magazine,
    opinion,
    portal,
    press_release,
    regional_crime,
    tass,
}

fn check(test: &str) {
    let name = test.replace('_', "-");
    let page = examples()
        .into_iter()
        .find(|page| page.name == name)
        .expect("the article is in `examples/`");
    let record = READER.read_text(&page.text);
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, draw(&record));
    });
}

#[test]
fn every_article_has_its_test() {
    let articles: BTreeSet<String> = ARTICLES.iter().map(|name| name.replace('_', "-")).collect();
    let files: BTreeSet<String> = examples().into_iter().map(|page| page.name).collect();
    assert_eq!(articles, files);
}
