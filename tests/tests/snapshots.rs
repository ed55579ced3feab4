//! The records of the articles in `examples/` and of the HTML pages in `examples/pages`, drawn as text, against what was reviewed.
//!
//! After a wanted change: `INSTA_UPDATE=always cargo test -p depesha-tests --test snapshots`, then read every changed line.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use depesha::{Document, Options, Reader, Record};
use depesha_tests::{draw, examples, html_examples};

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

/// One test for each HTML page.
macro_rules! pages {
    ($($name:ident),* $(,)?) => {
        const PAGES: &[&str] = &[$(stringify!($name)),*];

        mod html {
            $(
                #[test]
                fn $name() {
                    super::check_html(stringify!($name));
                }
            )*
        }
    };
}

pages! {
    agency,
    amp,
    business,
    government,
    interview,
    microdata,
    short,
    tables,
}

fn check(test: &str) {
    let name = test.replace('_', "-");
    let page = examples()
        .into_iter()
        .find(|page| page.name == name)
        .expect("the article is in `examples/`");
    check_record(&name, &READER.read_text(&page.text));
}

fn check_html(name: &str) {
    let (_, page) = html_examples()
        .into_iter()
        .find(|(page, _)| page == name)
        .expect("the page is in `examples/pages`");
    let document = Document::from_bytes(&page, None).expect("the page has an article");
    let record = READER.read(&document, &Options::default());
    check_record(&format!("html-{name}"), &record);
}

fn check_record(name: &str, record: &Record) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, draw(record));
    });
}

#[test]
fn every_article_has_its_test() {
    let articles: BTreeSet<String> = ARTICLES.iter().map(|name| name.replace('_', "-")).collect();
    let files: BTreeSet<String> = examples().into_iter().map(|page| page.name).collect();
    assert_eq!(articles, files);
    let pages: BTreeSet<String> = PAGES.iter().map(|name| (*name).to_owned()).collect();
    let files: BTreeSet<String> = html_examples().into_iter().map(|(name, _)| name).collect();
    assert_eq!(pages, files);
}
