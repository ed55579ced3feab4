"""The formats that depesha writes, read by the programs of others, for all articles of `examples`.

Each test asks its reader for facts and compares them with the records. docs/formats.md says what each format keeps.
"""

import importlib
import json
import re
import subprocess
import tempfile
import unittest
from collections import Counter
from pathlib import Path

import conllu
import jsonschema
import networkx
import NewsMLG2
import pyoxigraph
import rdflib
from lxml import etree
from markdown_it import MarkdownIt
from pybrat.parser import BratParser
from pyld import jsonld

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("examples/*.txt"))

WHO_SAID_WHAT = """
    PREFIX prov: <http://www.w3.org/ns/prov#>
    PREFIX schema: <http://schema.org/>
    SELECT ?name ?text WHERE {
        ?statement prov:wasAttributedTo ?speaker ; schema:text ?text .
        ?speaker schema:name ?name .
    }
"""

STRINGS = """
    PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
    SELECT ?text ?start ?end ?words WHERE {
        ?string nif:referenceContext ?context ;
            nif:anchorOf ?words ; nif:beginIndex ?start ; nif:endIndex ?end .
        ?context nif:isString ?text .
    }
"""


def depesha(*arguments, stdin=""):
    """What the program prints."""
    command = ["cargo", "run", "--quiet", "--package", "depesha-cli", "--", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, input=stdin, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        raise AssertionError(f"{arguments}: {done.stderr}")
    return done.stdout


def json_lines(text):
    return [json.loads(line) for line in text.split("\n") if line]


def pieces(record, statement):
    return [record["text"][piece["start"] : piece["end"]] for piece in statement["content"]]


def speakers(record):
    """The name of the speaker and the words of each statement that has a named speaker."""
    names = {entity["id"]: entity["name"] for entity in record["entities"]}
    for statement in record["statements"]:
        if statement["speaker"] is not None:
            yield names[statement["speaker"]], " … ".join(pieces(record, statement))


class Brat(BratParser):
    """pybrat, without its refusal of two annotations of the same words, which brat allows."""

    def _check_entities(self, entities):
        pass


class Formats(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        zone = ["--timezone", "Europe/Moscow", "--published", "2023-03-14T12:40"]
        cls.jsonl = depesha("parse", *ARTICLES, "--format", "jsonl", *zone)
        cls.records = json_lines(cls.jsonl)
        cls.said = {pair for record in cls.records for pair in speakers(record)}
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)

    def export(self, form):
        return depesha("export", "-", "--to", form, stdin=self.jsonl)

    def export_files(self, form):
        folder = Path(self.folder.name) / form
        depesha("export", "-", "--to", form, "--out", str(folder), stdin=self.jsonl)
        return folder

    def test_the_articles_have_something_to_write(self):
        self.assertGreater(len(self.records), 10)
        self.assertGreater(len(self.said), 50)

    def test_jsonl_comes_back(self):
        self.assertEqual(self.export("jsonl"), self.jsonl)

    def test_jsonld_has_only_words_of_schema_org(self):
        for article in json_lines(self.export("jsonld")):
            for node in nodes(article):
                if "@type" in node:
                    known = {"@context", "@id", *properties(node["@type"])}
                    self.assertLessEqual(node.keys(), known)

    def test_jsonld_says_who_said_what(self):
        vocabulary = {"@context": {"@vocab": "https://schema.org/", "@version": 1.1}}
        loader = lambda url, options: {"document": vocabulary, "documentUrl": url, "contextUrl": None}
        said = set()
        kinds = Counter()
        for article in json_lines(self.export("jsonld")):
            flat = jsonld.flatten(article, vocabulary, {"documentLoader": loader})
            things = {thing["@id"]: thing for thing in flat["@graph"]}
            for thing in things.values():
                kinds[thing.get("@type")] += 1
                speaker = thing.get("spokenByCharacter", thing.get("author"))
                if thing.get("@type") in ("Quotation", "Claim") and speaker:
                    said.add((things[speaker["@id"]]["name"], thing["text"]))
        self.assertEqual(said, self.said)
        statements = [s for record in self.records for s in record["statements"]]
        direct = sum(statement["type"] == "direct" for statement in statements)
        self.assertEqual((kinds["Quotation"], kinds["Claim"]), (direct, len(statements) - direct))
        self.assertEqual(kinds["ClaimReview"], 0)

    def test_turtle_and_n_triples_say_who_said_what(self):
        graph = rdflib.Graph().parse(data=self.export("turtle"), format="turtle")
        said = {(str(name), str(text)) for name, text in graph.query(WHO_SAID_WHAT)}
        self.assertEqual(said, self.said)

        store = pyoxigraph.Store()
        store.load(self.export("ntriples").encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
        said = {(row["name"].value, row["text"].value) for row in store.query(WHO_SAID_WHAT)}
        self.assertEqual(said, self.said)
        self.assertEqual(len(store), len(graph))

    def test_indices_of_nif_count_characters(self):
        graph = rdflib.Graph().parse(data=self.export("turtle"), format="turtle")
        strings = list(graph.query(STRINGS))
        self.assertGreater(len(strings), 500)
        for text, start, end, words in strings:
            self.assertEqual(str(text)[int(start) : int(end)], str(words))

    def test_selectors_of_web_annotation_find_their_words(self):
        for record, page in zip(self.records, json_lines(self.export("webanno")), strict=True):
            text = record["text"]
            self.assertEqual(page["type"], "AnnotationPage")
            self.assertGreaterEqual(len(page["items"]), len(record["mentions"]))
            ids = [item["id"] for item in page["items"]]
            self.assertEqual(len(ids), len(set(ids)))
            for target in (target for item in page["items"] for target in item["target"]):
                position, quote = target["selector"]
                start, end = position["start"], position["end"]
                self.assertEqual(text[start:end], quote["exact"])
                context = quote["prefix"] + quote["exact"] + quote["suffix"]
                self.assertTrue(text.startswith(context, start - len(quote["prefix"])))

    def test_ninjs_has_no_unknown_names(self):
        schema = json.loads((ROOT / "tests/consumers/ninjs.schema.json").read_text())
        checker = jsonschema.FormatChecker()
        validator = jsonschema.Draft202012Validator(schema, format_checker=checker)
        items = json_lines(self.export("ninjs"))
        for record, item in zip(self.records, items, strict=True):
            self.assertEqual(list(validator.iter_errors(item)), [])
            self.assertEqual(item["versionCreated"][:10], "2023-03-14")
            people = {one["name"] for one in item.get("people", []) if one["rel"] == "about"}
            self.assertEqual(people, named(record, "person"))

    def test_newsml_is_read_by_newsmlg2(self):
        folder = self.export_files("newsml")
        for record in self.records:
            path = folder / (Path(record["source"]["uri"]).stem + ".xml")
            document = NewsMLG2.NewsMLG2Document(path.read_bytes())
            item = document.get_item()
            self.assertEqual((item.standard, item.standardversion), ("NewsML-G2", "2.35"))
            headline = record["metadata"]["title"]["value"]
            self.assertEqual([str(line) for line in item.contentmeta.headline], [headline])
            subjects = {str(subject.name) for subject in item.contentmeta.subject}
            kinds = ("person", "organization", "location")
            self.assertEqual(subjects, set().union(*(named(record, kind) for kind in kinds)))
            # What the library does not know it drops: written again, everything is still there.
            again = etree.fromstring(document.to_xml_string().encode())
            self.assertEqual(tags(again), tags(etree.parse(path).getroot()))

    def test_brat_is_read_with_relations_and_events(self):
        folder = self.export_files("brat")
        examples = {example.id: example for example in Brat(error="raise").parse(folder)}
        for record in self.records:
            name = Path(record["source"]["uri"]).stem
            example = examples[name]
            self.assertEqual(example.text, record["text"])
            events = Counter(event.type for event in example.events)
            self.assertEqual(events["Statement"], len(record["statements"]))
            self.assertEqual(events.total(), len(record["statements"]) + len(record["events"]))
            self.assertGreaterEqual(len(example.relations), len(record["roles"]))
            for entity in example.entities:
                pieces = [record["text"][span.start : span.end] for span in entity.spans]
                self.assertEqual(entity.mention, " ".join(pieces))

    def test_conllu_keeps_words_and_names(self):
        sentences = conllu.parse(self.export("conllu"))
        texts = iter(self.records)
        names = 0
        text = ""
        for sentence in sentences:
            if "newdoc id" in sentence.metadata:
                text = next(texts)["text"]
            words = ""
            for token in sentence:
                start, end = map(int, token["misc"]["TokenRange"].split(":"))
                self.assertEqual(token["form"], text[start:end])
                self.assertIsNotNone(token["upos"])
                words += token["form"] + ("" if token["misc"].get("SpaceAfter") == "No" else " ")
                names += token["misc"].get("Entity", "").count("(")
            self.assertEqual(words.rstrip(), sentence.metadata["text"])
        mentions = sum(len(record["mentions"]) for record in self.records)
        self.assertEqual(names, mentions)
        parts = Counter(token["upos"] for sentence in sentences for token in sentence)
        self.assertGreater(parts["VERB"], 200)

    def test_gexf_and_graphml_are_one_network(self):
        folder = Path(self.folder.name)
        for form in ("gexf", "graphml"):
            (folder / f"network.{form}").write_text(self.export(form), encoding="utf-8")
        gexf = networkx.read_gexf(folder / "network.gexf", version="1.3")
        graphml = networkx.read_graphml(folder / "network.graphml")
        self.assertEqual(set(gexf.nodes), set(graphml.nodes))
        weights = {(a, b): data["weight"] for a, b, data in graphml.edges(data=True)}
        self.assertEqual({(a, b): data["weight"] for a, b, data in gexf.edges(data=True)}, weights)

        quotes = json_lines(depesha("quotes", *ARTICLES, "--format", "jsonl"))
        about = [quote for quote in quotes if quote["speaker"] is not None]
        self.assertEqual(sum(weights.values()), sum(len(quote["about"]) for quote in about))
        statements = networkx.get_node_attributes(graphml, "statements")
        self.assertEqual(sum(statements.values()), len(about))

    def test_gdelt_gives_each_quotation_with_its_surroundings(self):
        texts = {record["source"]["uri"]: record["text"] for record in self.records}
        quotes = 0
        for article in json_lines(self.export("gdelt")):
            self.assertLessEqual({"date", "url", "title", "lang", "quotes"}, article.keys())
            for quote in article["quotes"]:
                quotes += 1
                self.assertIn(quote["pre"] + quote["quote"] + quote["post"], texts[article["url"]])
        statements = [s for record in self.records for s in record["statements"]]
        quoted = [s for s in statements if s["type"] in ("direct", "mixed")]
        self.assertEqual(quotes, sum(len(statement["content"]) for statement in quoted))

    def test_markdown_has_a_heading_a_page(self):
        tokens = MarkdownIt("commonmark").parse(self.export("markdown"))
        titles = [
            "".join(child.content for child in text.children)
            for heading, text in zip(tokens, tokens[1:])
            if heading.type == "heading_open" and heading.tag == "h1"
        ]
        self.assertEqual(titles, [record["metadata"]["title"]["value"] for record in self.records])


def nodes(value):
    """All JSON objects inside a value."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from nodes(item)


def properties(kind):
    """The properties that schema.org gives a type."""
    for group in ("creativework", "organization", "person", "place", "action", "intangible", "misc"):
        try:
            module = importlib.import_module(f"msgspec_schemaorg.models.{group}.{kind}")
        except ModuleNotFoundError:
            continue
        return getattr(module, kind).__struct_encode_fields__
    raise AssertionError(f"schema.org has no {kind}")


def named(record, kind):
    entities = record["entities"]
    return {one["name"] for one in entities if one["kind"] == kind and one["mentions"]}


def tags(root):
    """How often each element of NewsML-G2 stands in a document."""
    names = (etree.QName(element) for element in root.iter(etree.Element))
    return Counter(name.localname for name in names if "iptc.org" in (name.namespace or ""))


if __name__ == "__main__":
    unittest.main()
