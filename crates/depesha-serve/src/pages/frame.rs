use maud::{DOCTYPE, Markup, html};

use super::Visit;
use crate::assets::{ICON, PAGE_SCRIPT, PAGE_STYLE, REPORT_SCRIPT, REPORT_STYLE};
use crate::language;

/// Where a page stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Read,
    Statements,
    Speakers,
    Documents,
    None,
}

/// The pages that every page leads to, and the keys of their names.
const PLACES: [(Place, &str, &str); 4] = [
    (Place::Read, "/", "nav.read"),
    (Place::Statements, "/statements", "nav.statements"),
    (Place::Speakers, "/speakers", "nav.speakers"),
    (Place::Documents, "/documents", "nav.documents"),
];

/// A page with what all pages have.
pub fn frame(visit: &Visit, place: Place, title: &str, body: Markup) -> Markup {
    let places = PLACES.iter();
    // Without a database there is nothing to look for.
    let places = places.filter(|(place, ..)| visit.has_database || *place == Place::Read);
    html! {
        (DOCTYPE)
        html lang=(language::code(visit.language)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " – depesha" }
                link rel="icon" href=(ICON);
                link rel="stylesheet" href=(REPORT_STYLE);
                link rel="stylesheet" href=(PAGE_STYLE);
                script src=(REPORT_SCRIPT) defer {}
                script src=(PAGE_SCRIPT) defer {}
            }
            body {
                a.skip href="#content" { (visit.say("skip")) }
                header.masthead {
                    a.brand href="/" { "depesha" }
                    nav.places aria-label=(visit.say("nav")) {
                        @for (own, address, name) in places {
                            a href=(address) aria-current=[(*own == place).then_some("page")] { (visit.say(name)) }
                        }
                    }
                    nav.languages aria-label=(visit.say("languages")) {
                        a href=(in_language(visit, "ru")) hreflang="ru" lang="ru" { "Русский" }
                        a href=(in_language(visit, "en")) hreflang="en" lang="en" { "English" }
                    }
                }
                main #content tabindex="-1" { (body) }
                footer.colophon {
                    p {
                        (visit.say("colophon")) " "
                        a href="/api/v1/openapi.json" { (visit.say("api")) }
                        " · depesha " (env!("CARGO_PKG_VERSION"))
                    }
                }
            }
        }
    }
}

/// The address of this page in another language; what was sent and not asked for cannot be asked for again. It names no path,
/// since one such as `//example.org` would lead to another site.
fn in_language(visit: &Visit, code: &str) -> String {
    let path = match visit.uri.path() {
        "/read" => "/",
        _ => "",
    };
    let pairs = form_urlencoded::parse(visit.uri.query().unwrap_or_default().as_bytes());
    let pairs = pairs.filter(|(name, _)| name != language::NAME);
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs).append_pair(language::NAME, code);
    format!("{path}?{}", query.finish())
}
