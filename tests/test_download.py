"""Download: no cell of a CSV for spreadsheets is a formula, and everything else is as in the table."""

import csv
import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.download import BOM, neutral, safe_csv
from helpers.tables import csv_text

RUN = [
    "=1+1", "+1+1", "-2+3", "@SUM(A1)", "=HYPERLINK(\"x\")", "=cmd|' /C calc'!A0", " =1+1", "\tx", "\rx", "\nx",
    "＝1+1", "＋1", "－1+2", "＠a", "\ufeff=1", "\u3000=1", "\x1c=1", "\x85=1", "+8613800000000+1", "-", "-乡", "+cmd",
    "-a", "-٣",
]  # fmt: skip
PLAIN = [
    "",
    "脱贫",
    "-3.5",
    "+3",
    "+12%",
    "-0",
    "1e-5",
    "-1E+3",
    "27个",
    "a=b",
    "3-5年",
    "a;b",
    "'=x",
    "90%-95%",
]
INSIDE = [("a;=1+1", "a;'=1+1"), ('a; "=1', "a;' \"=1"), ("a\t@b", "a\t'@b"), ("a\n-b", "a\n'-b")]


def through(rows: list[list[str]]) -> list[list[str]]:
    """Write rows as the collection does, make them safe, and read them as a spreadsheet does."""
    safe = safe_csv(csv_text(rows))
    assert safe.startswith(BOM)
    return list(csv.reader(StringIO(safe[1:], newline="")))


@pytest.mark.parametrize("cell", RUN)
def test_what_a_spreadsheet_would_run_is_text(cell: str) -> None:
    assert neutral(cell) == "'" + cell


@pytest.mark.parametrize("cell", PLAIN)
def test_everything_else_stays(cell: str) -> None:
    assert neutral(cell) == cell


@pytest.mark.parametrize(("cell", "safe"), INSIDE)
def test_a_formula_behind_another_separator_is_text_too(cell: str, safe: str) -> None:
    assert neutral(cell) == safe


def test_numbers_markup_quotes_and_line_breaks_arrive_as_they_are() -> None:
    rows = [["=a", "low"], ['<script>alert("x")</script>', "-5"], ["多\r\n行", "长" * 200_000]]
    assert through(rows) == [["'=a", "low"], *rows[1:]]


def test_a_table_that_is_safe_already_gets_no_second_mark() -> None:
    assert safe_csv(safe_csv("a\n=1\n")) == BOM + "a\n'=1\n"


@given(st.lists(st.text(min_size=1), min_size=1))
def test_no_text_gives_a_cell_that_begins_a_formula(texts: list[str]) -> None:
    for (cell,) in through([[text] for text in texts]):
        assert not re.match(r"[\s\ufeff]*[=@＝＠]", cell)
        assert not re.match(r"[\s\ufeff]*[-+＋－]", cell) or re.fullmatch(
            r"[-+][\d.]+([eE][-+]?\d+)?%?", cell
        )
