"""Lexicon: the terms that are cut as one word, and the words that lists of content words leave out."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from helpers.corpus.script import simplify_characters
from helpers.resources import RESOURCES
from helpers.tables import Lang

STATUSES = ("reviewed", "proposed", "off")
TERM_COLUMNS = ("term", "category")
STOP_COLUMNS = ("word",)
ASKED = "asked"


class WordsFileError(ValueError):
    """A lexicon or a list of stop-words cannot be used; the message says which row and what to do."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the lexicon.

    Attributes
    ----------
    term
        In Simplified characters.
    category
        One of `lexicon_categories.csv`.
    gloss
        In English; ``""`` where there is none.
    """

    term: str
    category: str
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the words stage knows beside its segmenter's own dictionary.

    Attributes
    ----------
    terms
        By term.
    stop_words
        Word to its class.
    """

    terms: Mapping[str, Term]
    stop_words: Mapping[str, str]

    def joined(self, formulas: bool = False) -> list[str]:
        """Return the terms that are cut as one word; with `formulas`, also those that hold other terms."""
        asked = {name for name, rule in categories().items() if rule["joined"] == ASKED}
        return [term for term, entry in self.terms.items() if formulas or entry.category not in asked]

    def gloss(self, word: str) -> str:
        """Return the English of a word, ``""`` when there is none."""
        return self.terms[word].gloss if word in self.terms else common_glosses().get(word, "")

    def label(self, word: str, lang: Lang) -> str:
        """Return a word as figures name it: with its English in English ones."""
        gloss = self.gloss(word) if lang == "en" else ""
        return f"{word} {gloss}" if gloss else word


@cache
def categories() -> dict[str, dict[str, str]]:
    """Return the categories of terms by name, with titles and whether their terms are joined."""
    return {row["category"]: row for _, row in _rows(RESOURCES / "lexicon_categories.csv", ("category",))}


@cache
def common_glosses() -> dict[str, str]:
    """Return the English of frequent words that are no terms."""
    return {
        row["word"]: row["gloss_en"] for _, row in _rows(RESOURCES / "word_glosses.csv", ("word", "gloss_en"))
    }


def read_lexicon(terms: str | Path = "", stop_words: str | Path = "") -> Lexicon:
    """Return the project's lexicon and stop-words with a researcher's own added.

    Parameters
    ----------
    terms
        A CSV with columns ``term`` and ``category`` and, optionally, ``gloss_en`` and ``status``; or ``""``.
        A row with status ``proposed`` is left out, one with ``off`` takes a term out of use.
    stop_words
        A CSV with a column ``word`` and, optionally, ``class`` and ``status``; ``""`` for none.

    Returns
    -------
    Lexicon
        A researcher's row wins over the project's.

    Raises
    ------
    WordsFileError
        When a file lacks a column, names something twice or uses an unknown category or status.
    """
    entries = read_terms(RESOURCES / "lexicon_terms.csv") | (read_terms(Path(terms)) if terms else {})
    words = read_stop_words(RESOURCES / "stop_words.csv")
    words |= read_stop_words(Path(stop_words)) if stop_words else {}
    return Lexicon(
        {term: entry for term, entry in entries.items() if entry is not None},
        {word: kind for word, kind in words.items() if kind is not None},
    )


def read_terms(path: Path) -> dict[str, Term | None]:
    """Return the terms of a file; None for those that it takes out of use."""
    found: dict[str, Term | None] = {}
    lines: dict[str, int] = {}
    ids: dict[str, int] = {}
    for line, row in _rows(path, TERM_COLUMNS):
        _refuse_twice(path, line, ids, row.get("id", ""), "id")
        if not _is_used(path, line, row):
            continue
        term = simplify_characters(row["term"].strip())
        _refuse_empty(path, line, term, "term")
        _refuse_twice(path, line, lines, term, "term")
        off = row.get("status") == "off"
        if not off and row["category"] not in categories():
            raise WordsFileError(
                f"{path.name}, row {line}: category {row['category']!r} of {term} is unknown."
                f" Use one of {', '.join(categories())} and run again."
            )
        found[term] = None if off else Term(term, row["category"], row.get("gloss_en", ""))
    return found


def read_stop_words(path: Path) -> dict[str, str | None]:
    """Return the stop-words of a file with their classes; None for those that it takes out of use."""
    found: dict[str, str | None] = {}
    lines: dict[str, int] = {}
    for line, row in _rows(path, STOP_COLUMNS):
        if not _is_used(path, line, row):
            continue
        word = simplify_characters(row["word"].strip())
        _refuse_empty(path, line, word, "word")
        _refuse_twice(path, line, lines, word, "word")
        found[word] = None if row.get("status") == "off" else row.get("class", "") or "own"
    return found


def _is_used(path: Path, line: int, row: Mapping[str, str]) -> bool:
    status = row.get("status", "") or "reviewed"
    if status not in STATUSES:
        raise WordsFileError(
            f"{path.name}, row {line}: status {status!r} is unknown."
            f" Use one of {', '.join(STATUSES)} and run again."
        )
    return status != "proposed"


def _refuse_empty(path: Path, line: int, word: str, column: str) -> None:
    if not word:
        raise WordsFileError(
            f"{path.name}, row {line}: the {column} is empty. Fill it in or delete the row and run again."
        )


def _refuse_twice(path: Path, line: int, seen: dict[str, int], word: str, column: str) -> None:
    if word and word in seen:
        raise WordsFileError(
            f"{path.name}, row {line}: the {column} {word} stands in row {seen[word]} already."
            " Delete one of the two and run again."
        )
    seen[word] = line


def _rows(path: Path, needed: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a CSV with their line numbers; lines before the header may start with ``#``."""
    lines = _text(path, needed).splitlines(keepends=True)
    skipped = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    reader = csv.reader(lines[skipped:], strict=True)
    header = [cell.strip() for cell in next(reader, [])]
    if missing := [column for column in needed if column not in header]:
        raise WordsFileError(
            f"{path.name}, row {skipped + 1}: has no column {' and no column '.join(missing)}"
            f" (it has {', '.join(cell for cell in header if cell) or 'none'})."
            f" Name the columns {', '.join(needed)} and run again."
        )
    if twice := sorted({name for name in needed if header.count(name) > 1}):
        raise WordsFileError(
            f"{path.name}, row {skipped + 1}: has the column {', '.join(twice)} twice."
            " Rename or remove one and run again."
        )
    for row in _cells(path, reader):
        if len(row) not in (0, len(header)):
            raise WordsFileError(
                f"{path.name}, row {skipped + reader.line_num}: has {len(row)} cells where the header has"
                f" {len(header)}. Put text with commas in quotes and run again."
            )
        if row:
            yield skipped + reader.line_num, dict(zip(header, row, strict=True))


def _cells(path: Path, reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:  # such as a quotation mark that is never closed
        raise WordsFileError(
            f"{path.name}: cannot be read as a CSV ({error}). Close its quotation marks and run again."
        ) from None


def _text(path: Path, needed: Sequence[str]) -> str:
    mend = f"Save it as a CSV in UTF-8 with the columns {', '.join(needed)} and run again."
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise WordsFileError(
            f"{path.name}: cannot be read as UTF-8 (first bad byte at {error.start:,}). {mend}"
        ) from None
    except OSError as error:
        raise WordsFileError(f"{path.name}: cannot be opened ({error.strerror}). {mend}") from None
