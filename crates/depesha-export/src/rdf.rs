//! A record as RDF, which [`crate::turtle`] and [`crate::ntriples`] write. What is in it, their docs say.

use std::collections::{BTreeSet, HashMap, HashSet};

use depesha_model::{Entity, EntityKind, Record, Rule, Statement, StatementType};
use depesha_text::Span;
use oxrdf::vocab::{rdf, rdfs, xsd};
use oxrdf::{Literal, NamedNode, NamedOrBlankNode, Term, Triple};

use crate::page::{Page, wikidata};

/// The prefixes of the vocabularies, for formats that shorten names.
pub const PREFIXES: [(&str, &str); 6] = [
    ("nif", NIF),
    ("itsrdf", ITSRDF),
    ("prov", PROV),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", SCHEMA),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

const NIF: &str = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#";
const ITSRDF: &str = "http://www.w3.org/2005/11/its/rdf#";
const PROV: &str = "http://www.w3.org/ns/prov#";
const SCHEMA: &str = "http://schema.org/";

/// The program that records name, as an agent.
const PROGRAM: &str = env!("CARGO_PKG_REPOSITORY");

/// The triples of a record, each once, those of one subject beside each other in the order of their first appearance.
pub fn triples(record: &Record) -> Vec<Triple> {
    let page = Page::new(record);
    let context = page.part(offsets(page.chars(Span::new(0, record.text.len()))));
    let mut graph = Graph {
        context: NamedNode::new_unchecked(context),
        rules: BTreeSet::new(),
        triples: Vec::new(),
        page,
    };
    graph.article();
    graph.strings();
    for entity in &record.entities {
        graph.entity(entity);
    }
    for statement in &record.statements {
        graph.statement(statement);
    }
    graph.provenance();
    in_order(graph.triples)
}

fn in_order(triples: Vec<Triple>) -> Vec<Triple> {
    let mut seen = HashSet::new();
    let mut subjects: HashMap<NamedOrBlankNode, usize> = HashMap::new();
    let mut ordered = Vec::with_capacity(triples.len());
    for triple in triples {
        let next = subjects.len();
        let place = *subjects.entry(triple.subject.clone()).or_insert(next);
        if seen.insert(triple.clone()) {
            ordered.push((place, triple));
        }
    }
    ordered.sort_by_key(|(place, _)| *place);
    ordered.into_iter().map(|(_, triple)| triple).collect()
}

struct Graph<'r> {
    page: Page<'r>,
    /// The whole text, which NIF's indices count.
    context: NamedNode,
    rules: BTreeSet<&'r Rule>,
    triples: Vec<Triple>,
}

impl<'r> Graph<'r> {
    fn add(&mut self, subject: &NamedNode, predicate: NamedNode, object: impl Into<Term>) {
        let triple = Triple::new(subject.clone(), predicate, object);
        self.triples.push(triple);
    }

    fn say(&mut self, subject: &NamedNode, predicate: NamedNode, value: Option<&str>) {
        if let Some(value) = value {
            self.add(subject, predicate, Literal::new_simple_literal(value));
        }
    }

    fn is(&mut self, subject: &NamedNode, class: NamedNode) {
        self.add(subject, rdf::TYPE.into_owned(), class);
    }

    /// The name of a part of the page. Ids and offsets are safe in it.
    fn part(&self, id: impl std::fmt::Display) -> NamedNode {
        NamedNode::new_unchecked(self.page.part(id))
    }

    /// The page and its text.
    fn article(&mut self) {
        let record = self.page.record;
        let metadata = &record.metadata;
        let article = NamedNode::new_unchecked(self.page.iri());
        self.is(&article, schema("NewsArticle"));
        self.say(&article, schema("headline"), self.page.title());
        let published = metadata.published.as_ref().map(|p| p.value.as_str());
        self.say(&article, schema("datePublished"), published);
        let outlet = metadata.outlet.as_ref().map(|o| o.value.as_str());
        self.say(&article, schema("publisher"), outlet);

        let context = self.context.clone();
        self.is(&context, nif("Context"));
        self.is(&context, nif("OffsetBasedString"));
        self.say(&context, nif("isString"), Some(&record.text));
        let (start, end) = self.page.chars(Span::new(0, record.text.len()));
        self.add(&context, nif("beginIndex"), index(start));
        self.add(&context, nif("endIndex"), index(end));
        if let Some(url) = self.page.url() {
            self.add(&context, nif("sourceUrl"), NamedNode::new_unchecked(url));
        }
        self.add(&context, prov("wasDerivedFrom"), article);
    }

    /// Headline, sentences, names and times, as strings of the text.
    fn strings(&mut self) {
        let record = self.page.record;
        if let Some(span) = record.metadata.title.as_ref().and_then(|t| t.span) {
            let title = self.string(span, nif("Title"));
            self.made_by(&title, record.metadata.title.as_ref().map(|t| &t.rule));
        }
        for sentence in &record.sentences {
            self.string(sentence.span, nif("Sentence"));
        }
        for mention in &record.mentions {
            let words = self.string(mention.span, nif("Phrase"));
            let entity = self.part(mention.entity);
            self.add(&words, itsrdf("taIdentRef"), entity);
            self.add(&words, itsrdf("taClassRef"), class(mention.kind));
            self.made_by(&words, Some(&mention.rule));
        }
        for reference in &record.references {
            let words = self.string(reference.span, nif("Phrase"));
            let entity = self.part(reference.entity);
            self.add(&words, itsrdf("taIdentRef"), entity);
            self.made_by(&words, Some(&reference.rule));
        }
        for time in &record.times {
            let words = self.string(time.span, nif("Phrase"));
            self.say(&words, rdf::VALUE.into_owned(), Some(&time.value));
            self.made_by(&words, Some(&time.rule));
        }
    }

    /// A string of the text. What is read twice from the same words is said of one string.
    fn string(&mut self, span: Span, kind: NamedNode) -> NamedNode {
        let (start, end) = self.page.chars(span);
        let string = self.part(offsets((start, end)));
        let context = self.context.clone();
        self.is(&string, nif("OffsetBasedString"));
        self.is(&string, kind);
        self.add(&string, nif("referenceContext"), context);
        self.say(&string, nif("anchorOf"), Some(self.page.words(span)));
        self.add(&string, nif("beginIndex"), index(start));
        self.add(&string, nif("endIndex"), index(end));
        string
    }

    fn entity(&mut self, entity: &Entity) {
        let node = self.part(entity.id);
        self.is(&node, class(entity.kind));
        self.say(&node, schema("name"), Some(&entity.name));
        for alias in &entity.aliases {
            self.say(&node, schema("alternateName"), Some(alias));
        }
        if let Some(address) = wikidata(entity) {
            let address = NamedNode::new_unchecked(address);
            self.add(&node, schema("sameAs"), address);
        }
        for role in self.page.posts(entity.id).to_vec() {
            self.say(&node, schema("jobTitle"), Some(&role.title));
            if let Some(organization) = role.organization {
                let organization = self.part(organization);
                self.add(&node, schema("affiliation"), organization);
            }
        }
    }

    fn statement(&mut self, statement: &'r Statement) {
        let node = self.part(statement.id);
        let class = match statement.kind {
            StatementType::Direct => schema("Quotation"),
            _ => schema("Claim"),
        };
        self.is(&node, class);
        self.is(&node, prov("Entity"));
        let content = self.page.content(statement);
        self.say(&node, schema("text"), Some(&content));
        let source = statement.source.map(|span| self.page.words(span));
        self.say(&node, schema("creditText"), source);
        if let Some(speaker) = statement.speaker {
            let speaker = self.part(speaker);
            self.add(&node, prov("wasAttributedTo"), speaker);
        }
        for mentioned in self.page.mentioned(statement) {
            let mentioned = self.part(mentioned.id);
            self.add(&node, schema("mentions"), mentioned);
        }
        self.made_by(&node, Some(&statement.rule));
        let pieces = statement.content.iter();
        let strings: Vec<NamedNode> = pieces
            .map(|piece| self.part(offsets(self.page.chars(*piece))))
            .collect();
        for string in strings {
            self.add(&node, prov("wasDerivedFrom"), string);
        }
        for piece in &statement.content {
            self.string(*piece, nif("String"));
        }
    }

    fn made_by(&mut self, fact: &NamedNode, rule: Option<&'r Rule>) {
        if let Some(rule) = rule {
            let node = self.part(rule_name(rule));
            self.add(fact, prov("wasGeneratedBy"), node);
            self.rules.insert(rule);
        }
    }

    /// The rules that were at work, each an activity of the program.
    fn provenance(&mut self) {
        let generator = &self.page.record.generator;
        let program = NamedNode::new_unchecked(PROGRAM);
        let name = format!("{} {}", generator.name, generator.version);
        self.is(&program, prov("SoftwareAgent"));
        self.say(&program, rdfs::LABEL.into_owned(), Some(&name));
        let context = self.context.clone();
        for rule in std::mem::take(&mut self.rules) {
            let node = self.part(rule_name(rule));
            self.is(&node, prov("Activity"));
            self.say(&node, rdfs::LABEL.into_owned(), Some(rule.as_str()));
            self.add(&node, prov("used"), context.clone());
            self.add(&node, prov("wasAssociatedWith"), program.clone());
        }
    }
}

/// The scheme of fragments of `nif:OffsetBasedString`.
fn offsets((start, end): (usize, usize)) -> String {
    format!("offset_{start}_{end}")
}

/// A rule as a fragment; what may not stand in one becomes `_`.
fn rule_name(rule: &Rule) -> String {
    let safe = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let name = rule.as_str().chars();
    let name: String = name.map(|c| if safe(c) { c } else { '_' }).collect();
    format!("rule-{name}")
}

fn index(offset: usize) -> Literal {
    Literal::new_typed_literal(offset.to_string(), xsd::NON_NEGATIVE_INTEGER)
}

fn class(kind: EntityKind) -> NamedNode {
    match kind {
        EntityKind::Person => schema("Person"),
        EntityKind::Organization => schema("Organization"),
        EntityKind::Location => schema("Place"),
    }
}

fn nif(name: &str) -> NamedNode {
    term(NIF, name)
}

fn itsrdf(name: &str) -> NamedNode {
    term(ITSRDF, name)
}

fn prov(name: &str) -> NamedNode {
    term(PROV, name)
}

fn schema(name: &str) -> NamedNode {
    term(SCHEMA, name)
}

fn term(vocabulary: &str, name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{vocabulary}{name}"))
}
