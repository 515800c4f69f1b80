"""Resources: lexicons, units and other data that lie beside the code in `resources/`."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

RESOURCES = Path(__file__).parent / "resources"


def read_resource(name: str) -> Any:
    """Return a resource by its file name.

    Parameters
    ----------
    name
        File name in `resources/`, ending in ``.csv`` or ``.yaml``.

    Returns
    -------
    pandas.DataFrame or dict
        A CSV as a frame of text, empty cells as ``""``; a YAML file as what it holds.
    """
    path = RESOURCES / name
    if path.suffix in {".yaml", ".yml"}:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    return read_csv_resource(path)


def read_csv_resource(path: Path) -> pd.DataFrame:
    """Return a CSV of text whose first lines may be comments that start with ``#``.

    Parameters
    ----------
    path
        The file: one of the project's own, or one that a researcher adds.

    Returns
    -------
    pandas.DataFrame
        Every cell is text; an empty cell is ``""``. The caller may change it.

    Raises
    ------
    pandas.errors.ParserError
        When a row has more or fewer cells than the header.
    """
    return _parse(path.read_text(encoding="utf-8-sig")).copy()


def words_by_class(name: str) -> dict[str, tuple[str, ...]]:
    """Return the words of a resource with the columns `class` and `words`, where blanks set the words apart."""
    table = read_resource(name)
    return {
        str(kind): tuple(str(words).split())
        for kind, words in zip(table["class"], table["words"], strict=True)
    }


def alternation(words: Iterable[str]) -> str:
    """Return a regular expression that takes any of some words, the longest that fits.

    Words that begin alike stand together, so that a text is compared once with what they begin with.
    """
    alike: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        alike.setdefault(word[:1], []).append(word[1:])
    single = "".join(re.escape(first) for first, rests in alike.items() if rests == [""] and first)
    several = [
        re.escape(first)
        + (f"(?:{'|'.join(map(re.escape, rests))})" if len(rests) > 1 else re.escape(rests[0]))
        for first, rests in alike.items()
        if rests != [""]
    ]
    return "|".join([f"[{single}]", *several] if single else several)


@cache
def _parse(text: str) -> pd.DataFrame:
    lines = text.splitlines(keepends=True)
    first = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header, *rows = [row for row in csv.reader(lines[first:]) if row] or [[]]
    for number, row in enumerate(rows, start=1):
        if len(row) != len(header):
            begins = " ".join(",".join(row).split())[:40]
            raise pd.errors.ParserError(
                f"row {number} has {len(row)} cells, not {len(header)} as the header ({begins})"
            )
    return pd.DataFrame(rows, columns=pd.Index(header, dtype=str), dtype=str)
