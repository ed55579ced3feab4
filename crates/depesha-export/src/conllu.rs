//! CoNLL-U, the format of Universal Dependencies, version 2 (<https://universaldependencies.org/format.html>): tokens with
//! lemma, part of speech and features. Names stand in the last column as `Entity` in the brackets of
//! [CorefUD 1.0](https://ufal.mff.cuni.cz/corefud), and there also `SpaceAfter` and `TokenRange`, the characters of the
//! page's text that the token covers.
//!
//! A record has no tokens, so this format alone looks words up in the dictionary. Lemmas are folded: small letters, `е`
//! for `ё`.
//!
//! Keeps sentences, paragraphs and names. Loses all else, and has no trees of dependencies.

use std::io;
use std::rc::Rc;

use depesha_grammar::{Token, tokenize};
use depesha_model::{Mention, Record, Sentence};
use depesha_morphology::{BrokenDictionary, Context, Memo, Morphology, Tag, Word};

use crate::page::Page;

/// Writes CoNLL-U. Holds the dictionary, so build it once.
#[derive(Debug)]
pub struct Writer {
    morphology: Morphology,
}

impl Writer {
    /// Loads the dictionary from inside the program.
    ///
    /// # Errors
    /// A dictionary that does not load: a broken build.
    pub fn new() -> Result<Self, BrokenDictionary> {
        let morphology = Morphology::new()?;
        Ok(Self { morphology })
    }

    /// Writes the sentences of one page. Pages that follow each other are one document of CoNLL-U.
    ///
    /// # Errors
    /// The writer's own.
    ///
    /// # Panics
    /// When spans do not fit the text; see [`Record::check`].
    pub fn write(&self, record: &Record, mut writer: impl io::Write) -> io::Result<()> {
        let page = Page::new(record);
        let tokens = tokenize(&record.text);
        let marks = Marks::new(record, &tokens);
        let mut memo = Memo::default();
        writeln!(writer, "# newdoc id = {}", page.iri())?;
        writeln!(writer, "# global.Entity = eid-etype")?;
        let mut block = None;
        for (number, sentence) in record.sentences.iter().enumerate() {
            let range = within(&tokens, sentence);
            if range.is_empty() {
                continue;
            }
            if block != Some(sentence.block) {
                writeln!(writer, "# newpar")?;
                block = Some(sentence.block);
            }
            let words: Vec<Rc<Word>> = tokens[range.clone()]
                .iter()
                .map(|token| memo.word(&self.morphology, page.words(token.span)))
                .collect();
            let chosen = Context::builtin().choose(&words);
            writeln!(
                writer,
                "# sent_id = {}",
                page.part(format_args!("sentence-{number}"))
            )?;
            writeln!(writer, "# text = {}", plain(&page, &tokens[range.clone()]))?;
            for (at, token) in range.clone().enumerate() {
                let reading = &words[at].readings()[usize::from(chosen[at])];
                let form = printable(page.words(tokens[token].span));
                let lemma = printable(&reading.lemma);
                let upos = reading.pos.as_ud();
                let feats = features(reading);
                let next = (token + 1 < range.end).then(|| tokens[token + 1]);
                let misc = misc(&page, tokens[token], next, &marks.of[token]);
                writeln!(
                    writer,
                    "{}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t_\t_\t_\t{misc}",
                    at + 1
                )?;
            }
            writeln!(writer)?;
        }
        Ok(())
    }
}

/// The tokens of a sentence.
fn within(tokens: &[Token], sentence: &Sentence) -> std::ops::Range<usize> {
    let start = tokens.partition_point(|t| t.span.start() < sentence.span.start());
    let end = tokens.partition_point(|t| t.span.start() < sentence.span.end());
    start..end
}

/// Whether white space stands between two tokens.
fn is_apart(page: &Page<'_>, left: Token, right: Token) -> bool {
    let gap = &page.record.text[left.span.end()..right.span.start()];
    gap.contains(char::is_whitespace)
}

/// The sentence on one line, with one space where there is white space.
fn plain(page: &Page<'_>, tokens: &[Token]) -> String {
    let mut line = String::new();
    let mut last = None;
    for token in tokens {
        if last.is_some_and(|last| is_apart(page, last, *token)) {
            line.push(' ');
        }
        line.push_str(&printable(page.words(token.span)));
        last = Some(*token);
    }
    line
}

/// The words of a field: nothing that ends a line or a field; `_` for none.
fn printable(words: &str) -> String {
    if words.is_empty() {
        return "_".to_owned();
    }
    let safe = |c: char| match c.is_control() || c.is_whitespace() {
        true => char::REPLACEMENT_CHARACTER,
        false => c,
    };
    words.chars().map(safe).collect()
}

/// The features, in the order of the alphabet.
fn features(tag: &Tag) -> String {
    let features = [
        ("Abbr", tag.abbr.then_some("Yes")),
        ("Animacy", tag.animacy.map(|v| v.as_ud())),
        ("Aspect", tag.aspect.map(|v| v.as_ud())),
        ("Case", tag.case.map(|v| v.as_ud())),
        ("Degree", tag.degree.map(|v| v.as_ud())),
        ("Gender", tag.gender.map(|v| v.as_ud())),
        ("InflClass", tag.indeclinable.then_some("Ind")),
        ("Mood", tag.mood.map(|v| v.as_ud())),
        ("NameType", tag.name.map(|v| v.as_ud())),
        ("Number", tag.number.map(|v| v.as_ud())),
        ("Person", tag.person.map(|v| v.as_ud())),
        ("Tense", tag.tense.map(|v| v.as_ud())),
        ("Variant", tag.variant.map(|v| v.as_ud())),
        ("VerbForm", tag.verb_form.map(|v| v.as_ud())),
        ("Voice", tag.voice.map(|v| v.as_ud())),
    ];
    let known = features
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name}={}", value?)));
    let known: Vec<String> = known.collect();
    match known.is_empty() {
        true => "_".to_owned(),
        false => known.join("|"),
    }
}

fn misc(page: &Page<'_>, token: Token, next: Option<Token>, entity: &str) -> String {
    let (start, end) = page.chars(token.span);
    let mut misc = String::new();
    if !entity.is_empty() {
        misc += &format!("Entity={entity}|");
    }
    if next.is_some_and(|next| !is_apart(page, token, next)) {
        misc += "SpaceAfter=No|";
    }
    misc + &format!("TokenRange={start}:{end}")
}

/// The brackets of names, one string a token: those that open, the longest first, then those that close, the shortest
/// first.
struct Marks {
    of: Vec<String>,
}

impl Marks {
    fn new(record: &Record, tokens: &[Token]) -> Self {
        let mut of = vec![String::new(); tokens.len()];
        let mut closing: Vec<(usize, &Mention)> = Vec::new();
        for mention in &record.mentions {
            let first = tokens.partition_point(|t| t.span.end() <= mention.span.start());
            let behind = tokens.partition_point(|t| t.span.start() < mention.span.end());
            if first >= behind {
                continue;
            }
            let (id, kind) = (mention.entity, mention.kind.as_str());
            of[first] += &format!("({id}-{kind}");
            if behind - first == 1 {
                of[first].push(')');
            } else {
                closing.push((behind - 1, mention));
            }
        }
        // The mention that opened last closes first.
        for (last, mention) in closing.into_iter().rev() {
            of[last] += &format!("{})", mention.entity);
        }
        Self { of }
    }
}
