"""The tables that `depesha run` writes, read by DuckDB, pandas and SQLite: for all articles of `examples`, or for the folder
of a run in all formats that the variable DEPESHA_RUN names.

The formats must agree with each other, and each statement with the text of its document.
"""

import csv
import json
import os
import sqlite3
import subprocess
import tempfile
import unittest
from pathlib import Path

import duckdb
import pandas

ROOT = Path(__file__).resolve().parents[2]
TABLES = ["documents", "statements", "mentions", "entities", "roles", "times", "events"]


def run(out):
    """Reads the examples, some of them twice, in parts of five documents."""
    command = ["cargo", "run", "--quiet", "--package", "depesha-cli", "--", "run", "examples", "examples/flash.txt"]
    options = ["--out", str(out), "--format", "jsonl,parquet,csv,sqlite", "--part-size", "5", "--quiet"]
    subprocess.run(command + options, cwd=ROOT, check=True)


class Tables(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = os.environ.get("DEPESHA_RUN")
        if cls.folder is None:
            temporary = tempfile.TemporaryDirectory()
            cls.addClassCleanup(temporary.cleanup)
            cls.folder = Path(temporary.name) / "tables"
            run(cls.folder)
        cls.folder = Path(cls.folder)
        cls.counts = json.loads((cls.folder / "run.json").read_text("utf-8"))["counts"]
        cls.sqlite = sqlite3.connect(cls.folder / "depesha.sqlite")
        cls.addClassCleanup(cls.sqlite.close)
        csv.field_size_limit(1 << 30)

    def parquet(self, table):
        return f"'{self.folder}/parquet/{table}/*.parquet'"

    def duckdb(self, query):
        return duckdb.sql(query).fetchall()

    def csv_rows(self, table):
        for path in sorted(self.folder.glob(f"csv/{table}/*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                yield from csv.DictReader(file)

    def records(self):
        for path in sorted(self.folder.glob("jsonl/*.jsonl")):
            with path.open(encoding="utf-8") as file:
                yield from map(json.loads, file)

    def test_all_formats_have_the_same_number_of_rows(self):
        expected = dict.fromkeys(TABLES, 0)
        for record in self.records():
            expected["documents"] += 1
            expected["mentions"] += len(record["references"])
            for table in TABLES[1:]:
                expected[table] += len(record[table])
        self.assertEqual(expected["documents"], self.counts["read"])
        self.assertEqual(expected["statements"], self.counts["statements"])
        for table, rows in expected.items():
            with self.subTest(table):
                self.assertEqual(self.duckdb(f"SELECT count(*) FROM {self.parquet(table)}"), [(rows,)])
                self.assertEqual(len(pandas.read_parquet(self.folder / "parquet" / table)), rows)
                in_database = self.sqlite.execute(f"SELECT count(*) FROM {table}").fetchall()
                self.assertEqual(in_database, [(rows,)])
                self.assertEqual(sum(1 for _ in self.csv_rows(table)), rows)

    def test_all_formats_have_the_same_values(self):
        for table in TABLES:
            with self.subTest(table):
                rows = self.duckdb(f"SELECT * FROM {self.parquet(table)} ORDER BY ALL LIMIT 5000")
                columns = [name for name, *_ in duckdb.sql(f"DESCRIBE SELECT * FROM {self.parquet(table)}").fetchall()]
                cursor = self.sqlite.execute(f"SELECT * FROM {table}")
                self.assertEqual([name for name, *_ in cursor.description], columns)
                documents = {row[0] for row in rows}
                in_database = {row for row in cursor if row[0] in documents}
                for row in rows:
                    as_json = tuple(
                        json.dumps(cell, ensure_ascii=False, separators=(",", ":")) if isinstance(cell, list) else cell
                        for cell in row
                    )
                    self.assertIn(as_json, in_database)

    def test_statements_are_words_of_their_documents(self):
        wrong = self.duckdb(
            f"""
            SELECT count(*) FROM {self.parquet("statements")} s JOIN {self.parquet("documents")} d USING (document)
            WHERE len(pieces) = 1 AND content <> substr(d.text, s.start + 1, s."end" - s.start)
               OR cue IS NOT NULL AND cue <> substr(d.text, cue_start + 1, cue_end - cue_start)
            """
        )
        self.assertEqual(wrong, [(0,)])

    def test_speakers_are_entities_of_their_documents(self):
        lost = self.duckdb(
            f"""
            SELECT count(*) FROM {self.parquet("statements")} s
            LEFT JOIN {self.parquet("entities")} e ON s.document = e.document AND s.speaker = e.id
            WHERE s.speaker IS NOT NULL AND (e.name IS NULL OR e.name <> s.speaker_name)
            """
        )
        self.assertEqual(lost, [(0,)])

    def test_copies_name_earlier_documents(self):
        copies = pandas.read_parquet(self.folder / "parquet" / "documents")
        originals = copies["duplicate_of"].combine_first(copies["near_duplicate_of"]).dropna()
        self.assertEqual(len(originals), self.counts["duplicates"] + self.counts["near_duplicates"])
        self.assertGreater(len(originals), 0)
        self.assertTrue((originals < copies["document"].loc[originals.index]).all())

    def test_statements_are_found_by_their_words(self):
        query = """
            SELECT count(*) FROM statements_text('сказ* OR заяв* OR мост*') found
            JOIN statements ON statements.rowid = found.rowid
        """
        ((found,),) = self.sqlite.execute(query).fetchall()
        self.assertGreater(found, 0)


if __name__ == "__main__":
    unittest.main()
