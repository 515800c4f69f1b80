"""Data package: what it says of a table is what the schemas say and the files hold, for any corpus."""

import json
from pathlib import Path
from typing import Any

import frictionless
import pandas as pd
import pytest

from helpers.citation import Author, Work
from helpers.datapackage import (
    FOREIGN_KEYS,
    describe_schema,
    describe_tables,
    report_sources,
    to_json_bytes,
)
from helpers.notebooks import ROOT, find_notebooks
from helpers.tables import SCHEMAS, empty_table, file_sha256, records, write_table

WORK = Work("Notes: on words", (Author(name="Us"),), version="1.0.0", licences=("MIT", "CC-BY-4.0"))
REPORTS = pd.DataFrame(
    [
        {"doc": "甲-2020", "title": "=1+1 <b>", "publisher": "社", "published": "2020"},
        {"doc": "乙", "title": "", "publisher": "", "published": ""},
    ]
)
MENTIONS = pd.DataFrame(
    [
        {"doc": "甲-2020", "start": 3, "end": 9, "surface": "42.29万户", "kind": "count", "low": 422900.0, "unit": "户"},
        {"doc": "乙", "start": 0, "end": 4, "surface": "2020", "kind": "date", "low": None, "period": "2020"},
    ]
)  # fmt: skip


def filled(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Give every column that a frame lacks a value that its schema allows."""
    defaults = {"int64": 0, "bool": False, "float64": float("nan")}
    for column, rule in SCHEMAS[name].columns.items():
        if column not in frame.columns:
            empty = "-" if rule.metadata["type"] == "key" else ""
            frame = frame.assign(**{column: defaults.get(str(rule.dtype), empty)})
    return frame.assign(high=frame["low"], unit=frame["unit"].fillna("")) if "low" in frame else frame


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_table(filled(REPORTS, "documents"), "documents", tmp_path)
    write_table(filled(MENTIONS, "mentions").fillna({"period": ""}), "mentions", tmp_path)
    return tmp_path


def write(folder: Path, work: Work | None = WORK) -> dict[str, Any]:
    described = describe_tables(folder, find_notebooks(ROOT / "notebooks"), work)
    (folder / "datapackage.json").write_bytes(to_json_bytes(described))
    return described


def errors_of(folder: Path) -> list[str]:
    report = frictionless.validate(str(folder / "datapackage.json"))
    found = [error for task in report.tasks for error in task.errors]
    return [error.message for error in [*report.errors, *found]]


def test_the_package_is_valid_and_names_files_hashes_rows_and_reports(folder: Path) -> None:
    described = write(folder)
    assert errors_of(folder) == []
    assert [each["name"] for each in described["resources"]] == ["documents", "mentions"]
    mentions = described["resources"][1]
    assert mentions["hash"] == "sha256:" + file_sha256(folder / "mentions.csv")
    assert mentions["bytes"] == (folder / "mentions.csv").stat().st_size
    assert mentions["rows"] == 2
    assert mentions["alternates"][0]["path"] == "mentions.parquet"
    assert "03-mentions" in mentions["description"]
    assert [each["path"] for each in mentions["sources"]] == ["documents.csv"]
    assert [each["title"] for each in described["sources"]] == ["甲-2020: =1+1 <b>, 社, 2020", "乙"]
    assert str(folder) not in json.dumps(described)


def test_the_collections_own_tables_have_a_licence_and_a_readers_have_none(folder: Path) -> None:
    own, theirs = write(folder), write(folder, work=None)
    assert errors_of(folder) == []
    assert own["licenses"][0]["name"] == own["resources"][0]["licenses"][0]["name"] == "CC-BY-4.0"
    assert own["contributors"] == [{"title": "Us", "role": "author"}]
    assert own["version"] == "1.0.0"
    assert not {"licenses", "contributors", "version"} & theirs.keys()
    assert "licenses" not in theirs["resources"][0]


@pytest.mark.parametrize(
    ("table", "old", "new", "words"),
    [
        ("mentions", "甲-2020,3,9", "丙,3,9", "foreign"),
        ("mentions", "42.29万户,count", "42.29万户,tally", "enum"),
        ("mentions", "甲-2020,3,9", "甲-2020,three,9", "integer"),
        ("documents", "\n乙", "\n甲-2020", "primary key"),
        ("documents", ",2020,", ",in May,", "pattern"),
    ],
    ids=["a report that is not there", "a kind that is none", "no number", "a report twice", "no date"],
)
def test_what_breaks_the_schema_is_found_by_other_programs_too(
    folder: Path, table: str, old: str, new: str, words: str
) -> None:
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    write(folder)
    assert any(words in message for message in errors_of(folder)), errors_of(folder)


def test_a_changed_file_no_longer_has_its_hash(folder: Path) -> None:
    write(folder)
    with (folder / "mentions.csv").open("a", encoding="utf-8") as handle:
        handle.write("乙,5,6,七,ordinal,,,,,,\n")
    assert any("hash" in message for message in errors_of(folder))


def test_empty_tables_are_described_and_valid(tmp_path: Path) -> None:
    for name in SCHEMAS:
        write_table(empty_table(name), name, tmp_path)
    described = write(tmp_path)
    assert len(described["resources"]) == len(SCHEMAS)
    assert errors_of(tmp_path) == []


def test_a_table_alone_has_no_keys_to_tables_that_are_not_there(folder: Path) -> None:
    (folder / "documents.csv").unlink()
    described = write(folder)
    assert errors_of(folder) == []
    assert "foreignKeys" not in described["resources"][0]["schema"]
    assert described["sources"] == report_sources(folder) == []


def test_a_thousand_reports_are_named_together(tmp_path: Path) -> None:
    many = pd.concat([REPORTS.iloc[:1]] * 1000).assign(doc=[f"r{number}" for number in range(1000)])
    write_table(filled(many, "documents"), "documents", tmp_path)
    (source,) = report_sources(tmp_path)
    assert "1,000 reports" in source["title"]
    assert "1,000 篇" in source["title_zh"]


# --- the schemas and the keys ---


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_column_is_described_in_both_languages(name: str) -> None:
    described = describe_schema(name)
    assert [field["name"] for field in described["fields"]] == list(SCHEMAS[name].columns)
    for field in described["fields"]:
        assert all(field[key].strip() for key in ("title", "title_zh", "description", "description_zh")), (
            field
        )
    assert described["primaryKey"]
    assert set(described["primaryKey"]) <= set(SCHEMAS[name].columns)


def test_every_foreign_key_names_columns_that_are_there() -> None:
    for row in records(FOREIGN_KEYS):
        columns, theirs = row["columns"].split(), row["its_columns"].split()
        assert set(columns) <= set(SCHEMAS[row["table"]].columns)
        assert set(theirs) <= set(SCHEMAS[row["names"]].columns)
        assert len(columns) == len(theirs)


def test_every_table_with_a_report_in_each_row_says_that_it_names_one() -> None:
    named = {row["table"] for row in records(FOREIGN_KEYS) if row["columns"] == "doc"}
    for name, schema in SCHEMAS.items():
        if name != "documents" and "doc" in (schema.unique or []):
            assert name in named, f"{name}: add its `doc` to resources/foreign_keys.csv"


# --- the committed tables ---


def test_the_committed_package_is_valid() -> None:
    folder = ROOT / "data/processed"
    assert errors_of(folder) == []
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [each["name"] for each in described["resources"]] == [
        name for name in SCHEMAS if (folder / f"{name}.csv").is_file()
    ]
