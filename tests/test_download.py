"""Download: no cell of a CSV for spreadsheets is a formula, and everything else is as in the table."""

import csv
import re
from io import StringIO

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.download import download_csv, neutral


def cells_of(frame: pd.DataFrame) -> list[list[str]]:
    return list(csv.reader(StringIO(download_csv(frame).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1", "+1+1", "-2+3", "@SUM(A1)", "=HYPERLINK(\"x\")", "=cmd|' /C calc'!A0", " =1+1", "\t=1", "\r=1",
        "\n=1", "＝1+1", "＋1", "－1+2", "＠a", "\ufeff=1", "\u3000=1", "+8613800000000+1", "-", "-乡",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_is_text(cell: str) -> None:
    assert neutral(cell) == "'" + cell.replace("\t=", "\t'=").replace("\r=", "\r'=").replace("\n=", "\n'=")


@pytest.mark.parametrize("cell", ["", "脱贫", "-3.5", "+12%", "-0", "a=b", "3-5年", "a;b", "'=x", "90%-95%"])
def test_everything_else_stays(cell: str) -> None:
    assert neutral(cell) == cell


def test_a_formula_behind_another_separator_is_text_too() -> None:
    assert neutral("a;=1+1") == "a;'=1+1"
    assert neutral('a; "=1') == "a;' \"=1"


def test_numbers_markup_and_quotes_arrive_as_they_are() -> None:
    frame = pd.DataFrame(
        {"=a": ['<script>alert("x")</script>', "多\n行"], "low": [-5.0, float("nan")], "n": [-1, 2]}
    )
    assert cells_of(frame) == [
        ["'=a", "low", "n"],
        ['<script>alert("x")</script>', "-5", "-1"],
        ["多\n行", "", "2"],
    ]


@given(st.lists(st.text(), min_size=1))
def test_no_text_gives_a_cell_that_begins_a_formula(texts: list[str]) -> None:
    for (cell,) in cells_of(pd.DataFrame({"text": texts}))[1:] or []:
        assert not re.match(r"[\s\ufeff]*[=@＝＠]", cell)
        assert not re.match(r"[\s\ufeff]*[-+＋－]", cell) or re.fullmatch(r"[-+]\d+(\.\d+)?%?", cell)


def test_a_long_cell_and_an_empty_table_are_written() -> None:
    assert cells_of(pd.DataFrame({"a": ["长" * 10_000]}))[1] == ["长" * 10_000]
    assert cells_of(pd.DataFrame({"a": [], "b": []})) == [["a", "b"]]
