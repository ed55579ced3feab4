"""Times natasha on a folder of texts and writes what it finds as records.

Called by `cargo xtask bench --against natasha`, which makes the environment; needs `pip install natasha`.
Usage: run.py FOLDER REPEATS [RECORDS]: prints the seconds of the best run over all `.txt` files of FOLDER, one thread,
and its version. With RECORDS it also writes NAME.json for each text there, in as much of depesha's record as
`cargo xtask eval --records` reads: mentions with kind, span in code points and nominative.
"""

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

from natasha import (
    PER,
    Doc,
    MorphVocab,
    NamesExtractor,
    NewsEmbedding,
    NewsMorphTagger,
    NewsNERTagger,
    NewsSyntaxParser,
    Segmenter,
)

KINDS = {"PER": "person", "LOC": "location", "ORG": "organization"}


class Chain:
    """The full chain of natasha's README."""

    def __init__(self):
        embedding = NewsEmbedding()
        self.segmenter = Segmenter()
        self.vocabulary = MorphVocab()
        self.morphology = NewsMorphTagger(embedding)
        self.syntax = NewsSyntaxParser(embedding)
        self.names = NewsNERTagger(embedding)
        self.extractor = NamesExtractor(self.vocabulary)

    def read(self, text):
        doc = Doc(text)
        doc.segment(self.segmenter)
        doc.tag_morph(self.morphology)
        doc.parse_syntax(self.syntax)
        doc.tag_ner(self.names)
        for token in doc.tokens:
            token.lemmatize(self.vocabulary)
        for span in doc.spans:
            span.normalize(self.vocabulary)
            if span.type == PER:
                span.extract_fact(self.extractor)
        return doc


def record(doc):
    return {
        "mentions": [
            {
                "kind": KINDS[span.type],
                "span": {"start": span.start, "end": span.stop},
                "normal": span.normal,
            }
            for span in doc.spans
        ]
    }


def main():
    folder, repeats, *records = sys.argv[1:]
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.txt"))}
    chain = Chain()
    chain.read(next(iter(texts.values())))
    times = []
    for _ in range(int(repeats)):
        start = time.perf_counter()
        docs = {name: chain.read(text) for name, text in texts.items()}
        times.append(time.perf_counter() - start)
    for out in records:
        Path(out).mkdir(parents=True, exist_ok=True)
        for name, doc in docs.items():
            Path(out, f"{name}.json").write_text(json.dumps(record(doc), ensure_ascii=False), encoding="utf-8")
    print(json.dumps({"version": version("natasha"), "seconds": min(times)}))


if __name__ == "__main__":
    main()
