//! The document around the articles.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use depesha_model::Record;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use crate::article::article;
use crate::index::index;
use crate::strings::{Language, STRINGS};
use crate::view::View;
use crate::{Options, SCRIPT, STYLE};

/// The whole document.
pub fn document(records: &[Record], options: &Options) -> Markup {
    let say = |key| STRINGS.say(options.language, key);
    let views: Vec<View<'_>> = match records {
        [record] => vec![View::new(record, options, "")],
        records => records
            .iter()
            .enumerate()
            .map(|(at, record)| View::new(record, options, &format!("d{}-", at + 1)))
            .collect(),
    };
    let titles = views.iter().map(title);
    let title = match &views[..] {
        [view] => format!("{} – {}", title(view), say("report")),
        _ => format!("{}: {}", say("report"), titles.len()),
    };
    let is_single = views.len() == 1;
    html! {
        (DOCTYPE)
        html lang=(code(options.language)) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body.many[!is_single] {
                a.skip href="#content" { (say("skip")) }
                header.masthead {
                    p.brand { "depesha" }
                    h1 { (say("report")) }
                    @if !is_single { a.to-index href="#index" { (say("index")) } }
                }
                main #content tabindex="-1" {
                    @if is_single {
                        @for view in &views { (article(view)) }
                    } @else {
                        (index(&views))
                        @for view in &views {
                            div.document id=(view.section("document")) { (article(view)) }
                        }
                    }
                }
                footer.colophon { p { (say("colophon")) (made_by(records)) } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

/// The headline of a record, or what stands for it.
pub fn title<'r>(view: &View<'r>) -> &'r str {
    let record = view.record;
    let title = record
        .metadata
        .title
        .as_ref()
        .map(|title| title.value.as_str());
    let language = view.language;
    title
        .or(record.source.uri.as_deref())
        .unwrap_or_else(|| STRINGS.say(language, "untitled"))
}

fn made_by(records: &[Record]) -> String {
    let generator = records.first().map(|record| &record.generator);
    generator.map_or(String::new(), |generator| {
        format!(" {} {}", generator.name, generator.version)
    })
}

fn code(language: Language) -> &'static str {
    match language {
        Language::English => "en",
        Language::Russian => "ru",
    }
}

/// Nothing may be loaded, and nothing may run or be styled but what stands in this document, known by its hash.
fn policy() -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

fn hash(content: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content)))
}
