//! The article that a page describes in JSON-LD, after schema.org.

use serde_json::{Map, Value};

use depesha_model::{PageFact, PageFacts};

/// The name of the rule.
const RULE: &str = "json-ld";

/// What the scripts of a page say of its article; the first one that speaks of an article counts.
pub(super) fn facts(scripts: &[String]) -> PageFacts {
    let documents: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut objects = Vec::new();
    for document in &documents {
        collect(document, &mut objects);
    }
    let Some(article) = objects.iter().find(|object| is_article(object)) else {
        return PageFacts::default();
    };
    let fact = |value: Option<String>| value.map(|value| PageFact { value, rule: RULE });
    let field = |name: &str| fact(article.get(name).and_then(text));
    let named = |name: &str| names(article.get(name), &objects);
    let page = article.get("mainEntityOfPage");
    let address = page.and_then(|page| text(page).or_else(|| text(page.get("@id")?)));
    let outlet = named("publisher").into_iter().next();
    PageFacts {
        canonical: field("url").or_else(|| fact(address)),
        title: field("headline").or_else(|| field("name")),
        published: field("datePublished"),
        modified: field("dateModified"),
        authors: named("author")
            .into_iter()
            .filter_map(|name| fact(Some(name)))
            .collect(),
        outlet: fact(outlet),
        section: field("articleSection"),
        language: field("inLanguage"),
        ..PageFacts::default()
    }
}

/// Reads a script as pages have it: with line ends inside strings, which JSON does not allow.
fn parse(script: &str) -> Option<Value> {
    let clean: String = script
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    serde_json::from_str(clean.trim().trim_end_matches(';')).ok()
}

/// The objects that a document holds side by side: itself, the members of a list, those of a `@graph`.
fn collect<'v>(value: &'v Value, objects: &mut Vec<&'v Map<String, Value>>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, objects)),
        Value::Object(object) => {
            objects.push(object);
            if let Some(graph) = object.get("@graph") {
                collect(graph, objects);
            }
        }
        _ => {}
    }
}

/// `Article`, `NewsArticle`, `ReportageNewsArticle` and the other kinds of schema.org; a `BlogPosting` is one too.
fn is_article(object: &Map<String, Value>) -> bool {
    let is_article = |name: &Value| {
        let name = name.as_str().unwrap_or_default();
        name.ends_with("Article") || name.ends_with("BlogPosting")
    };
    match object.get("@type") {
        Some(Value::Array(names)) => names.iter().any(is_article),
        Some(name) => is_article(name),
        None => false,
    }
}

/// A text, or the first of several.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Array(values) => values.iter().find_map(text),
        _ => None,
    }
}

/// The names of persons or organisations: as texts, as objects, as references to objects elsewhere on the page.
fn names(value: Option<&Value>, objects: &[&Map<String, Value>]) -> Vec<String> {
    match value {
        Some(Value::Array(values)) => {
            let names = values.iter().flat_map(|value| names(Some(value), objects));
            names.collect()
        }
        Some(Value::Object(object)) => {
            let is_meant = |other: &&&Map<String, Value>| {
                other.contains_key("name") && other.get("@id") == object.get("@id")
            };
            let named = match object.get("name") {
                Some(name) => Some(name),
                None if object.contains_key("@id") => objects
                    .iter()
                    .find(is_meant)
                    .and_then(|other| other.get("name")),
                None => None,
            };
            named.and_then(text).into_iter().collect()
        }
        Some(value) => text(value).into_iter().collect(),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(script: &str) -> String {
        let facts = facts(&[script.to_owned()]);
        let value = |fact: Option<PageFact>| fact.map_or("–".to_owned(), |fact| fact.value);
        let authors: Vec<_> = facts
            .authors
            .into_iter()
            .map(|author| author.value)
            .collect();
        format!(
            "{} | {} | {} | {}",
            value(facts.title),
            value(facts.published),
            authors.join(", "),
            value(facts.outlet)
        )
    }

    #[test]
    fn an_article_is_found_wherever_it_stands() {
        let article = r#"{"@type": "NewsArticle", "headline": "Мост открыт", "datePublished": "2023-03-14",
            "author": "Иван Петров", "publisher": {"name": "Вестник"}}"#;
        let expected = "Мост открыт | 2023-03-14 | Иван Петров | Вестник";
        assert_eq!(drawn(article), expected);
        assert_eq!(
            drawn(&format!("[{{\"@type\": \"WebSite\"}}, {article}]")),
            expected
        );
        assert_eq!(drawn(&format!("{{\"@graph\": [{article}]}};")), expected);
    }

    #[test]
    fn authors_are_texts_objects_or_references() {
        assert_eq!(
            drawn(
                r##"{"@graph": [{"@type": ["Article"], "author": [{"name": "Анна Котова"}, "Пётр Синицын", {"@id": "#lev"}],
                "publisher": {"@id": "#me"}}, {"@id": "#lev", "name": "Лев Арбенин"}, {"@id": "#me", "name": "Вестник"}]}"##
            ),
            "– | – | Анна Котова, Пётр Синицын, Лев Арбенин | Вестник"
        );
    }

    #[test]
    fn line_ends_inside_strings_are_read() {
        let script = "{\"@type\": \"Article\", \"headline\": \"Мост\nоткрыт\"}";
        assert_eq!(drawn(script), "Мост открыт | – |  | –");
    }

    #[test]
    fn what_is_no_article_says_nothing() {
        for script in [
            "",
            "{",
            "null",
            "{\"@type\": \"WebSite\", \"name\": \"Вестник\"}",
        ] {
            assert_eq!(facts(&[script.to_owned()]), PageFacts::default());
        }
    }
}
