use std::collections::{HashMap, HashSet};

use depesha::Record;
use depesha::model::BlockKind;
use depesha_report::{Language, Options, SCRIPT, STYLE, report};
use html5gum::{DefaultEmitter, HtmlString, Token, Tokenizer};

/// Elements without an end tag.
const VOID: [&str; 2] = ["meta", "input"];

/// Writes a report and checks that it is sound: tags nest, ids are unique, links lead to what is there or to the Web, nothing
/// runs but the report's own script, each record's text is whole, and each statement is marked where it is.
///
/// # Panics
/// When something is not so.
pub fn report_soundly(records: &[Record]) -> String {
    let language = Language::Russian;
    let html = report(records, &Options { language });
    let seen = Seen::read(&html);
    for target in &seen.links {
        assert!(seen.ids.contains(target), "nothing has the id {target}");
    }
    assert_eq!(seen.texts.len(), records.len());
    for (at, (record, text)) in records.iter().zip(&seen.texts).enumerate() {
        assert_eq!(*text, as_parsed(&record.text), "the text is whole");
        let mut blocks: HashMap<String, usize> = HashMap::new();
        for block in record.blocks.iter().filter(|block| !block.span.is_empty()) {
            *blocks.entry(class(block.kind)).or_default() += 1;
        }
        for (class, count) in &blocks {
            assert_eq!(seen.classes[at].get(class), Some(count), "blocks: {class}");
        }
        let prefix = match records.len() {
            1 => String::new(),
            _ => format!("d{}-", at + 1),
        };
        for (index, statement) in record.statements.iter().enumerate() {
            let pieces = statement.content.iter();
            let content: String = pieces.map(|piece| piece.of(&record.text)).collect();
            let id = format!("{prefix}s{index}");
            let marked = seen.marked.get(&id).map(String::as_str);
            // What stands between blocks is no part of one, and has no mark.
            assert_eq!(
                marked.map(without_blanks),
                Some(without_blanks(&content)),
                "{id}"
            );
        }
    }
    html
}

/// What a browser would see.
#[derive(Default)]
struct Seen {
    ids: HashSet<String>,
    /// What links within the document lead to.
    links: Vec<String>,
    /// The text of each record.
    texts: Vec<String>,
    /// How many elements of each class each text has.
    classes: Vec<HashMap<String, usize>>,
    /// The words that are marked as each statement.
    marked: HashMap<String, String>,
}

/// An element around the place that is read.
struct Open {
    name: String,
    /// The statement that it marks.
    statement: Option<String>,
    is_text: bool,
}

impl Seen {
    fn read(html: &str) -> Self {
        let mut seen = Self::default();
        let mut open: Vec<Open> = Vec::new();
        let mut emitter = DefaultEmitter::<()>::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(html, emitter) {
            match token.expect("reading from memory gives no error") {
                Token::StartTag(tag) => {
                    let name = string(&tag.name);
                    let attribute = |name: &str| {
                        let value = tag.attributes.get(name.as_bytes());
                        value.map(|value| string(&value.value))
                    };
                    seen.attributes(&tag.attributes.keys().map(string).collect::<Vec<_>>());
                    seen.start(&name, &attribute, &open);
                    if !VOID.contains(&name.as_str()) {
                        let is_text = attribute("class").as_deref() == Some("text");
                        if is_text {
                            seen.texts.push(String::new());
                            seen.classes.push(HashMap::new());
                        }
                        let statement = attribute("data-of").filter(|_| name == "mark");
                        open.push(Open {
                            name,
                            statement,
                            is_text,
                        });
                    }
                }
                Token::EndTag(tag) => {
                    let closed = open.pop().map(|open| open.name);
                    assert_eq!(closed, Some(string(&tag.name)), "tags nest");
                }
                Token::String(words) => seen.words(&string(&words.value), &open),
                Token::Error(error) => {
                    let error = error.value.to_string();
                    // Characters of the text may be odd, what is around them may not.
                    let is_of_text = ["control-character", "noncharacter", "null-character"]
                        .iter()
                        .any(|odd| error.contains(odd));
                    assert!(is_of_text, "{error}");
                }
                Token::Comment(comment) => panic!("a comment: {comment:?}"),
                Token::Doctype(_) => {}
            }
        }
        assert!(open.is_empty(), "all tags are closed");
        seen
    }

    fn attributes(&self, names: &[String]) {
        let runs = names.iter().find(|name| name.starts_with("on"));
        assert_eq!(runs, None, "no attribute is a script");
        let styles = names.iter().find(|name| *name == "style");
        assert_eq!(styles, None, "no attribute is a style");
    }

    fn start(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>, open: &[Open]) {
        let is_in_text = open.iter().any(|open| open.is_text);
        if let (true, Some(class), Some(classes)) =
            (is_in_text, attribute("class"), self.classes.last_mut())
        {
            *classes.entry(class).or_default() += 1;
        }
        if let Some(id) = attribute("id") {
            assert!(self.ids.insert(id.clone()), "the id {id} is there twice");
        }
        if let Some(href) = attribute("href") {
            match href.strip_prefix('#') {
                Some(id) => self.links.push(id.to_owned()),
                None => assert!(
                    href.starts_with("https://") || href.starts_with("http://"),
                    "a link leads to {href}"
                ),
            }
        }
        assert_eq!(attribute("src"), None, "nothing is loaded");
        let is_in_link = open.iter().any(|open| open.name == "a");
        assert!(name != "a" || !is_in_link, "no link stands in a link");
    }

    fn words(&mut self, words: &str, open: &[Open]) {
        match open.last().map(|open| open.name.as_str()) {
            Some("script") => assert_eq!(words, SCRIPT),
            Some("style") => assert_eq!(words, STYLE),
            _ => {}
        }
        if !open.iter().any(|open| open.is_text) {
            return;
        }
        if let Some(text) = self.texts.last_mut() {
            text.push_str(words);
        }
        let statements: HashSet<&String> = open
            .iter()
            .filter_map(|open| open.statement.as_ref())
            .collect();
        for statement in statements {
            self.marked
                .entry(statement.clone())
                .or_default()
                .push_str(words);
        }
    }
}

/// The class of a block, by its name in JSON.
fn class(kind: BlockKind) -> String {
    let name = serde_json::to_string(&kind).expect("a name is JSON");
    name.trim_matches('"').replace('_', "-")
}

fn string(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A text as it comes out of a parser of HTML, which has one kind of line end.
fn as_parsed(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn without_blanks(words: &str) -> String {
    words.split_whitespace().collect()
}
