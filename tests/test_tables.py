"""Tables: what is written reads back, the same bytes each time, and never half."""

from pathlib import Path

import pandas as pd
import pytest
from pandera.errors import SchemaError, SchemaErrors

from helpers import tables
from helpers.resources import RESOURCES, read_resource
from helpers.tables import (
    SCHEMAS,
    empty_table,
    format_number,
    read_table,
    resolve_dir,
    settled,
    split_claims,
    to_csv_bytes,
    write_table,
)


def a_mention(**changes: object) -> pd.DataFrame:
    row = {
        "doc": "甲-2020", "start": 3, "end": 9, "surface": "42.29万户", "kind": "count", "low": 422900.0,
        "high": 422900.0, "unit": "户", "per": "", "bound": "exact", "period": "",
    }  # fmt: skip
    return pd.DataFrame([row | changes])


def test_numbers_are_written_as_short_as_they_can_be() -> None:
    assert [format_number(x) for x in (422900.0, 7.67, 0.1 + 0.2, float("nan"), 0.0, 1e20)] == [
        "422900", "7.67", "0.30000000000000004", "", "0", "1e+20",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (0.7617800244089653, 0.761780024409),
        (0.7617800244089654, 0.761780024409),  # the next number that 64 bits can hold
        (11.03521270466132, 11.0352127047),
        (-1.5e-7, -1.5e-7),
        (28435612345.67, 28435612345.67),  # an amount to the cent
        (123456789012345.0, 123456789012345.0),
        (float("inf"), float("inf")),
    ],
)
def test_a_table_keeps_no_digit_that_depends_on_the_processor(value: float, kept: float) -> None:
    assert settled(value) == kept
    table = pd.DataFrame({"value": [value]})
    assert to_csv_bytes(table) == f"value\n{format_number(kept)}\n".encode()


def test_a_written_table_holds_the_same_numbers_in_both_files(tmp_path: Path) -> None:
    write_table(a_mention(low=1 / 3), "mentions", tmp_path)
    in_parquet = pd.read_parquet(tmp_path / "mentions.parquet")
    assert in_parquet["low"].tolist() == read_table("mentions", tmp_path)["low"].tolist() == [0.333333333333]


def test_csv_is_plain_utf8_with_line_feeds_and_nothing_for_missing(tmp_path: Path) -> None:
    write_table(
        a_mention(kind="date", low=None, high=None, unit="", bound="", period="2020"), "mentions", tmp_path
    )
    content = (tmp_path / "mentions.csv").read_bytes()
    assert content.decode("utf-8").splitlines()[1] == "甲-2020,3,9,42.29万户,date,,,,,,2020"
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    frame = pd.concat([a_mention(), a_mention(start=20, end=22, surface="NA", low=7.67, high=0.1 + 0.2)])
    write_table(frame, "mentions", tmp_path)
    pd.testing.assert_frame_equal(read_table("mentions", tmp_path), frame.reset_index(drop=True))
    parquet = pd.read_parquet(tmp_path / "mentions.parquet")
    pd.testing.assert_frame_equal(parquet, frame.reset_index(drop=True))


def test_the_receipt_names_no_path_and_no_time(tmp_path: Path) -> None:
    receipt = write_table(a_mention(), "mentions", tmp_path)
    assert repr(receipt).startswith("mentions: 1 row, 11 columns, sha256 ")
    assert repr(write_table(a_mention(), "mentions", tmp_path / "elsewhere")) == repr(receipt)


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        write_table(a_mention(), "mentions", tmp_path / folder)
    for name in ("mentions.csv", "mentions.parquet"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "weight"},
        {"bound": "roughly"},
        {"start": -1},
        {"surface": ""},
        {"period": "last year"},
        {"doc": ""},
    ],
)
def test_a_row_that_breaks_the_schema_is_refused_and_the_last_good_table_stays(
    tmp_path: Path, wrong: dict[str, object]
) -> None:
    write_table(a_mention(), "mentions", tmp_path)
    before = (tmp_path / "mentions.csv").read_bytes()
    with pytest.raises((SchemaError, SchemaErrors)):
        write_table(a_mention(**wrong), "mentions", tmp_path)
    assert (tmp_path / "mentions.csv").read_bytes() == before


def test_a_row_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises((SchemaError, SchemaErrors)):
        write_table(pd.concat([a_mention(), a_mention()]), "mentions", tmp_path)


def test_a_missing_or_unknown_column_is_refused(tmp_path: Path) -> None:
    for frame in (a_mention().drop(columns="unit"), a_mention().assign(colour="red")):
        with pytest.raises((SchemaError, SchemaErrors)):
            write_table(frame, "mentions", tmp_path)


def test_a_killed_write_leaves_the_last_good_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_table(a_mention(), "mentions", tmp_path)
    before = (tmp_path / "mentions.csv").read_bytes()

    def killed(self: Path, content: bytes) -> int:
        with self.open("wb") as file:
            file.write(content[:5])
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", killed)
    with pytest.raises(KeyboardInterrupt):
        write_table(a_mention(surface="5户", low=5.0, high=5.0), "mentions", tmp_path)
    assert (tmp_path / "mentions.csv").read_bytes() == before


def test_a_table_that_is_not_there_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="run the notebook that writes it"):
        read_table("mentions", tmp_path)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_schema_speaks_both_languages_and_holds_an_empty_table(name: str) -> None:
    schema = SCHEMAS[name]
    assert all(schema.metadata["title"].values())
    assert set(schema.metadata["key"]) <= set(schema.columns)
    for column, rule in schema.columns.items():
        assert all(rule.metadata["title"].values()), column
        assert all(rule.metadata["description"].values()), column
    assert list(empty_table(name).columns) == list(schema.columns)


def test_a_folder_is_found_from_the_root_and_from_the_notebooks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for folder in (tables.PROJECT, tables.PROJECT / "notebooks"):
        monkeypatch.chdir(folder)
        assert resolve_dir("../data/raw") == tables.PROJECT / "data" / "raw"
    assert resolve_dir(tmp_path) == tmp_path
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    assert resolve_dir("mine") == tmp_path / "mine"


@pytest.mark.parametrize("path", sorted(RESOURCES.glob("*.csv")), ids=lambda path: path.name)
def test_every_resource_table_reads_whole_and_says_where_it_is_from(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("#")
    frame = read_resource(path.name)
    assert len(frame)
    assert frame.map(lambda cell: isinstance(cell, str)).all(axis=None)


def test_a_ragged_row_in_a_resource_is_refused(tmp_path: Path) -> None:
    from helpers.resources import read_csv_resource

    (tmp_path / "units.csv").write_text("unit,kind\n户,count,extra\n", encoding="utf-8")
    with pytest.raises(pd.errors.ParserError, match="3 cells, not 2"):
        read_csv_resource(tmp_path / "units.csv")


@pytest.mark.parametrize("cell", ["a\rb", "a\r\nb", "a\nb", "\r", ' "a", b\r', "甲\r乙"])
def test_a_line_break_of_any_kind_stays_inside_its_cell(cell: str, tmp_path: Path) -> None:
    write_table(pd.concat([a_mention(surface=cell), a_mention(start=11, end=13)]), "mentions", tmp_path)
    found = read_table("mentions", tmp_path)
    assert found["surface"].tolist() == [cell, "42.29万户"]
    assert found["low"].tolist() == [422900.0, 422900.0]


def test_rows_with_and_without_carriage_returns_are_written_alike() -> None:
    frame = pd.DataFrame({"text": ["a,b", 'say "x"', ""], "flag": [True, False, True], "n": [1, 2, 3]})
    frame["low"] = [1.5, float("nan"), 3.0]
    plain = to_csv_bytes(frame).decode()
    with_return = to_csv_bytes(frame.assign(text=["a,b", 'say "x"', "\r"])).decode()
    assert with_return == plain.replace("\n,True,3,3", '\n"\r",True,3,3')


@pytest.mark.parametrize(
    ("cell", "claims"),
    [
        ("", []),
        ("a:1-2 b-c:30-45", ["a:1-2", "b-c:30-45"]),
        ("2019 报告:1-2 年报-会泽 2020:3-4 a:5-6", ["2019 报告:1-2", "年报-会泽 2020:3-4", "a:5-6"]),
        (" a:1-2", ["a:1-2"]),
    ],
)
def test_lists_of_claims_are_told_apart_also_where_a_name_holds_spaces(cell, claims):
    assert split_claims(cell) == claims


def test_rows_of_a_table_are_plain_values_even_where_it_has_no_columns() -> None:
    frame = pd.DataFrame({"doc": ["甲"], "start": [3], "low": [float("inf")], "open": [True]})
    assert tables.records(frame) == [{"doc": "甲", "start": 3, "low": float("inf"), "open": True}]
    assert [type(value) for value in tables.records(frame)[0].values()] == [str, int, float, bool]
    assert tables.records(pd.DataFrame(index=range(2))) == [{}, {}]
    assert tables.records(frame.head(0)) == []
