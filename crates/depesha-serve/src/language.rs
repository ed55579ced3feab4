//! The language of the pages, and their words.

use std::sync::LazyLock;

use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::{HeaderMap, Uri};
use depesha_report::{Language, Strings};

use crate::parameters::Parameters;

/// The name of the parameter and of the cookie that remembers it.
pub const NAME: &str = "lang";

static STRINGS: LazyLock<Strings> =
    LazyLock::new(|| Strings::parse(include_str!("../data/strings.tsv")));

/// The words for `key`.
pub fn say(language: Language, key: &str) -> &str {
    STRINGS.say(language, key)
}

/// `en`, `ru`.
pub fn code(language: Language) -> &'static str {
    match language {
        Language::English => "en",
        Language::Russian => "ru",
    }
}

/// Which form of a word stands behind a number: `one`, `few` (2, 3, 4 in Russian) or `many`.
pub fn plural(language: Language, number: i64) -> &'static str {
    let (tens, ones) = (number / 10 % 10, number % 10);
    match language {
        Language::English if number == 1 => "one",
        Language::English => "many",
        Language::Russian if tens == 1 => "many",
        Language::Russian if ones == 1 => "one",
        Language::Russian if (2..=4).contains(&ones) => "few",
        Language::Russian => "many",
    }
}

/// The language that the address names.
pub fn named(uri: &Uri) -> Option<Language> {
    Parameters::of(uri).get(NAME)?.parse().ok()
}

/// The language that somebody chose: in the address, before, or in their browser.
pub fn chosen(uri: &Uri, headers: &HeaderMap) -> Option<Language> {
    named(uri)
        .or_else(|| remembered(headers))
        .or_else(|| accepted(headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?))
}

fn remembered(headers: &HeaderMap) -> Option<Language> {
    let cookies = headers.get_all(COOKIE).iter();
    let mut cookies = cookies.filter_map(|cookies| cookies.to_str().ok());
    cookies.find_map(|cookies| {
        let mut pairs = cookies
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='));
        pairs.find_map(|(name, value)| (name == NAME).then_some(value)?.parse().ok())
    })
}

/// The language that is wanted most among those there are: `ru-RU, ru;q=0.9, en;q=0.8`.
fn accepted(header: &str) -> Option<Language> {
    let mut best: Option<(f32, Language)> = None;
    for range in header.split(',') {
        let (tag, weight) = range.split_once(';').unwrap_or((range, "q=1"));
        let weight = weight
            .trim()
            .strip_prefix("q=")
            .and_then(|weight| weight.parse().ok());
        let weight: f32 = weight.unwrap_or(0.0);
        let primary = tag
            .split('-')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        if let Ok(language) = primary.parse()
            && weight > best.map_or(0.0, |(weight, _)| weight)
        {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn the_browser_is_asked_what_it_likes_best() {
        let russian = Some(Language::Russian);
        assert_eq!(accepted("ru-RU, ru;q=0.9, en;q=0.8"), russian);
        assert_eq!(accepted("de, en;q=0.3, ru;q=0.5"), russian);
        assert_eq!(accepted("en-GB,en"), Some(Language::English));
        assert_eq!(accepted("de"), None);
        assert_eq!(accepted("ru;q=0, ;;q=x,"), None);
    }

    #[test]
    fn a_number_has_its_form() {
        let russian = |number| plural(Language::Russian, number);
        assert_eq!([1, 21, 101].map(russian), ["one"; 3]);
        assert_eq!([2, 34, 1003].map(russian), ["few"; 3]);
        assert_eq!([0, 5, 11, 12, 114, 20].map(russian), ["many"; 6]);
        assert_eq!(
            [1, 2, 21].map(|number| plural(Language::English, number)),
            ["one", "many", "many"]
        );
    }

    #[test]
    fn what_was_chosen_goes_before_what_the_browser_likes() {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static("en"));
        let uri = Uri::from_static("/?lang=ru");
        assert_eq!(chosen(&uri, &headers), Some(Language::Russian));
        let uri = Uri::from_static("/?lang=xx");
        assert_eq!(chosen(&uri, &headers), Some(Language::English));
        headers.insert(COOKIE, HeaderValue::from_static("a=b; lang=ru"));
        assert_eq!(chosen(&uri, &headers), Some(Language::Russian));
    }
}
