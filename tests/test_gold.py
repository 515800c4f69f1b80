"""The reports are as received, the gold tables fit them, and the numbers found fit the gold tables."""

import csv
import json
import re
import subprocess
import sys
from collections import defaultdict
from hashlib import sha256

import pytest

from helpers.mentions import MEASURED
from helpers.notebooks import ROOT
from helpers.periods import is_edtf
from helpers.tables import EDTF

GOLD = ROOT / "data/coding/gold"
DOCS = sorted(path.stem for path in GOLD.glob("*.tsv"))
# What the collection promises of the numbers that it finds in its own reports.
VALUE_F1 = 0.90
BOUNDS = {"exact", "approx", "over", "at_least", "at_most", "under"}
STATUSES = {"reported", "target", "expected", "rule", "example"}


@pytest.mark.parametrize("doc", DOCS)
def test_each_gold_row_lies_on_the_characters_it_quotes(doc):
    raw = (ROOT / f"data/raw/{doc}.txt").read_bytes().decode("utf-8")
    with (GOLD / f"{doc}.tsv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t"))
    assert rows
    for row in rows:
        assert raw[int(row["start"]) : int(row["end"])] == row["surface"]


def test_the_reports_are_the_bytes_that_were_received():
    with (ROOT / "data/raw/sources.csv").open(encoding="utf-8", newline="") as handle:
        recorded = {row["doc"]: row["sha256"] for row in csv.DictReader(handle)}
    found = {path.stem: sha256(path.read_bytes()).hexdigest() for path in (ROOT / "data/raw").glob("*.txt")}
    assert found == recorded


def test_the_gold_tables_are_those_of_the_five_reports():
    assert sorted(path.stem for path in (ROOT / "data/raw").glob("*.txt")) == DOCS


def test_the_numbers_found_agree_with_the_gold_tables():
    command = [sys.executable, str(ROOT / "tests/score.py"), "--json", "--gold", str(GOLD)]
    command += ["--pred", str(ROOT / "data/processed/mentions.csv")]
    score = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert score["docs"] == len(DOCS)
    assert score["value"]["f1"] >= VALUE_F1


# -- annotated reports beyond the five ----------------------------------------------------------------

REPORTS = ROOT / "data/coding/gold-reports"
ORIGINS = ("invented", "real")
KEPT_BATCHES = {"invented": {"5", "8", "9", "12"}, "real": {"6", "7", "8"}}
# Batches of which some texts are kept and the others read.
PARTED = {("real", "7"), ("real", "8"), ("invented", "8"), ("invented", "9"), ("invented", "12")}
READ_TWICE = {"invented": "5", "real": "6"}  # batch of each origin that was annotated a second time


def rows_of(path, delimiter=","):
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter=delimiter))


def documents_of(origin):
    return rows_of(REPORTS / origin / "documents.csv")


@pytest.mark.parametrize("doc", [row["doc"] for row in documents_of("invented")])
def test_each_annotated_row_lies_on_the_characters_of_the_invented_report(doc):
    raw = (REPORTS / f"invented/texts/{doc}.txt").read_bytes().decode("utf-8")
    for row in rows_of(REPORTS / f"invented/{doc}.tsv", "\t"):
        assert raw[int(row["start"]) : int(row["end"])] == row["surface"]


def test_the_invented_reports_are_those_that_were_annotated_and_say_what_they_are():
    sources = rows_of(REPORTS / "invented/texts/sources.csv")
    assert [row["doc"] for row in sources] == [row["doc"] for row in documents_of("invented")]
    for row in sources:
        assert (
            sha256((REPORTS / f"invented/texts/{row['doc']}.txt").read_bytes()).hexdigest() == row["sha256"]
        )
        assert row["doc"].startswith("invented-")
        assert row["rights"].startswith("invented")


@pytest.mark.parametrize("origin", ORIGINS)
def test_the_list_of_annotated_reports_counts_their_rows(origin):
    documents = documents_of(origin)
    assert {path.stem for path in (REPORTS / origin).glob("*.tsv")} == {row["doc"] for row in documents}
    for document in documents:
        rows = rows_of(REPORTS / origin / f"{document['doc']}.tsv", "\t")
        assert {row["doc"] for row in rows} == {document["doc"]}
        assert len(rows) == int(document["rows"])
        assert sum(row["kind"] in MEASURED for row in rows) == int(document["measured"])


@pytest.mark.parametrize("origin", ORIGINS)
def test_only_texts_of_the_last_batches_are_kept_from_those_who_write_rules(origin):
    splits = defaultdict(set)
    for row in documents_of(origin):
        splits[row["batch"]].add(row["split"])
    for batch, found in splits.items():
        kept = {"kept"} if batch in KEPT_BATCHES[origin] else {"read"}
        assert found == ({"read", "kept"} if (origin, batch) in PARTED else kept)
    assert KEPT_BATCHES[origin] <= set(splits)


def test_no_record_is_annotated_twice_under_two_names():
    ids = [row["id"] for row in documents_of("real") if not row["heading"]]  # work reports are cut in pieces
    assert len(ids) == len(set(ids))
    numbers = {row["id"] for row in rows_of(ROOT / "data/coding/gold-extra/documents.csv")}
    assert not {each for each in ids if each.startswith("xwlb-")} & numbers


@pytest.mark.parametrize("origin", ORIGINS)
def test_the_second_readings_are_of_kept_texts_and_like_the_first(origin):
    batch = {row["doc"] for row in documents_of(origin) if row["batch"] == READ_TWICE[origin]}
    assert {path.stem for path in (REPORTS / "second").glob(f"{origin}-*.tsv")} == batch
    differ = False
    for doc in batch:
        first, second = (rows_of(REPORTS / folder / f"{doc}.tsv", "\t") for folder in (origin, "second"))
        assert {row["doc"] for row in second} == {doc}
        assert list(second[0]) == list(first[0])
        differ |= second != first
        if origin == "invented":
            raw = (REPORTS / f"invented/texts/{doc}.txt").read_bytes().decode("utf-8")
            assert all(raw[int(row["start"]) : int(row["end"])] == row["surface"] for row in second)
    assert differ, "a copy of the first readings is no second one"


@pytest.mark.parametrize(
    "path", sorted(REPORTS.glob("*/*.tsv")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_annotated_cells_are_those_of_the_codebook(path):
    for row in rows_of(path, "\t"):
        assert re.fullmatch(EDTF, row["period"])
        assert not row["period"] or is_edtf(row["period"])
        if row["kind"] in MEASURED:
            assert float(row["low"]) <= float(row["high"])
            assert row["bound"] in BOUNDS
            assert row["status"] in STATUSES
            assert row["indicator"]
        else:
            assert row["kind"] in {"date", "ordinal", "slogan", "identifier"}
            assert not any(row[cell] for cell in ("low", "high", "unit", "indicator", "place", "status"))


def test_of_the_real_reports_no_text_is_kept_but_the_words_for_indicators():
    spans = {row["doc"]: row["spans"].split() for row in documents_of("real")}
    for doc, pieces in spans.items():
        rows = rows_of(REPORTS / f"real/{doc}.tsv", "\t")
        assert not {"surface", "note", "text"} & set(rows[0])
        ends = [tuple(map(int, piece.split("-"))) for piece in pieces]
        assert all(start < end for start, end in ends)
        assert all(int(row["start"]) < int(row["end"]) for row in rows)


def test_what_the_readme_says_of_the_annotated_reports_is_what_is_there():
    said = (REPORTS / "README.md").read_text(encoding="utf-8")
    for origin in ORIGINS:
        for split in ("read", "kept"):
            rows = [row for row in documents_of(origin) if row["split"] == split]
            counts = [len(rows), *(sum(int(row[name]) for row in rows) for name in ("rows", "measured"))]
            assert f"| {origin} | `{split}` | " + " | ".join(map(str, counts)) + " |" in said


def test_the_counts_of_annotated_reports_are_the_same_wherever_they_are_said():
    counts = {origin: len(documents_of(origin)) for origin in ORIGINS}
    total = sum(counts.values())
    coding = (ROOT / "data/coding/README.md").read_text(encoding="utf-8")
    said = f"{total} further reports annotated with whole claims: {counts['invented']} invented ones with their texts"
    assert f"{said}, {counts['real']} real ones" in coding
    assert f"of {total} further texts" in (REPORTS / "README.md").read_text(encoding="utf-8")
    assert f"on {total} annotated reports" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
