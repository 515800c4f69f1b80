"""Rows: cells of a text table that hold a bare number take their name from the row and the heading."""

from __future__ import annotations

import re

from helpers.claims.clauses import Sentence

_CELLS = re.compile(r"\t|[|｜]")
_NOTE = re.compile(r"[（(][^）)]*[）)]|\s+")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2,}")


def heading_of(text: str, before: list[str]) -> list[str]:
    """Return the cells of a table's heading, after reading one more line.

    Parameters
    ----------
    text
        A line in Simplified script.
    before
        The heading in force; a line that is no row ends the table.
    """
    if not ("\t" in text or "|" in text or "｜" in text):  # hardly a line is a row
        return []
    cells = _CELLS.split(text.strip("\n\r"))
    if len(cells) < 3:
        return []
    if not before and not re.search(r"\d", text):
        return [_NOTE.sub("", cell) for cell in cells]
    return before


def name_cells(sentence: Sentence, heading: list[str]) -> None:
    """Name the numbers that stand alone in a cell: what the row is about, then what the column holds.

    Parameters
    ----------
    sentence
        A line of the table with its numbers.
    heading
        The cells of the heading.
    """
    cells = _CELLS.split(sentence.text.strip("\n\r"))
    if len(cells) != len(heading):
        return
    subject = next((match.group() for cell in cells if (match := _WORDS.search(cell))), "")
    start = 0
    for cell, column in zip(cells, heading, strict=True):
        for number in sentence.numbers:
            if start <= number.start < start + len(cell) and cell.strip() == number.surface.strip():
                number.indicator, number.how = subject + column, "row and heading of a table"
        start += len(cell) + 1
