"""The reports are as received, the gold tables fit them, and the numbers found fit the gold tables."""

import csv
import json
import subprocess
import sys
from hashlib import sha256

import pytest

from helpers.notebooks import ROOT

GOLD = ROOT / "data/coding/gold"
DOCS = sorted(path.stem for path in GOLD.glob("*.tsv"))
# What the collection promises of the numbers that it finds in its own reports.
VALUE_F1 = 0.90


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
