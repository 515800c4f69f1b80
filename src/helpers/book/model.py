"""Model: everything that the site shows, read from the files of a run and checked against the reports."""

import json
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.errors

from helpers.book.marks import Span, find_lines, find_overlap
from helpers.book.pages import BookError, shortened, split_keys
from helpers.citation import CitationError, read_passport
from helpers.corpus import Report, read_folder
from helpers.findings import findings_input, split_key
from helpers.notebooks import Notebook, find_notebooks
from helpers.tables import SCHEMAS, empty_table, read_table, records

Row = dict[str, Any]
IS_SPAN = re.compile(r":\d+-\d+$")
NEEDED_FORMS = ("pdf", "svg", "png", "json")  # without which a figure has no page
MOST_NUMBERS, MOST_CHARACTERS = 500, 60_000  # on one page of a report
AGAIN = "Make tables and figures again, then the site"
# column that holds what raw[start:end] must be, by table
SAID = {"mentions": "surface", "claims": "surface", "evidence": "quote", "cadences": "quote"}


@dataclass(frozen=True)
class Book:
    """What a run made.

    Attributes
    ----------
    reports
        By name.
    tables
        By name; only those that have been made.
    passports
        Of the figures, by id.
    notebooks
        In order.
    figures_dir
        Where the figures lie.
    """

    reports: Mapping[str, Report]
    tables: Mapping[str, pd.DataFrame]
    passports: Mapping[str, Row] = field(default_factory=dict)
    notebooks: tuple[Notebook, ...] = ()
    figures_dir: Path = Path()

    def table(self, name: str) -> pd.DataFrame:
        """Return a table, without rows when it has not been made."""
        return self.tables[name] if name in self.tables else empty_table(name)

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a table."""
        return records(self.table(name))

    @cached_property
    def mentions(self) -> dict[str, Row]:
        """Every number expression by key."""
        return {f"{row['doc']}:{row['start']}-{row['end']}": row for row in self.rows("mentions")}

    @cached_property
    def numbers(self) -> pd.DataFrame:
        """The number expressions inside the articles, as findings count them."""
        return findings_input(self.table("mentions"), self.table("sentences"))

    @cached_property
    def marks(self) -> dict[str, list[Span]]:
        """The spans of the number expressions of each report, in order."""
        rows = _by(self.mentions.values(), lambda row: [row["doc"]])
        return {doc: sorted((row["start"], row["end"]) for row in found) for doc, found in rows.items()}

    @cached_property
    def lines(self) -> dict[str, list[Span]]:
        """The lines of each report; one of very many numbers is several."""
        return {
            doc: [
                part
                for line in find_lines(report.raw, self.marks.get(doc, []))
                for part in self._split(doc, line)
            ]
            for doc, report in self.reports.items()
        }

    @cached_property
    def parts(self) -> dict[str, list[int]]:
        """Where each page of each report begins: a long report is shown on several."""
        return {doc: self._part_starts(doc, lines) for doc, lines in self.lines.items()}

    def part_of(self, doc: str, offset: int) -> int:
        """Return the number of the page that shows a character of a report, from 0."""
        return max(0, bisect_right(self.parts.get(doc, [0]), offset) - 1)

    def _numbers_in(self, doc: str, span: Span) -> list[Span]:
        marks = self.marks.get(doc, [])
        return marks[bisect_left(marks, (span[0], 0)) : bisect_left(marks, (span[1], 0))]

    def _split(self, doc: str, line: Span) -> list[Span]:
        starts = [start for start, _ in self._numbers_in(doc, line)[MOST_NUMBERS::MOST_NUMBERS]]
        return list(pairwise([line[0], *starts, line[1]]))

    def _part_starts(self, doc: str, lines: Sequence[Span]) -> list[int]:
        starts, numbers, characters = [0], 0, 0
        for line in lines:
            more = len(self._numbers_in(doc, line))
            if characters and (
                numbers + more > MOST_NUMBERS or characters + line[1] - line[0] > MOST_CHARACTERS
            ):
                starts.append(line[0])
                numbers = characters = 0
            numbers, characters = numbers + more, characters + line[1] - line[0]
        return starts

    @cached_property
    def claims(self) -> dict[str, Row]:
        """Every claim by key."""
        return {row["claim_id"]: row for row in self.rows("claims")}

    @cached_property
    def checks(self) -> dict[str, Row]:
        """Every check by key."""
        return {row["check_id"]: row for row in self.rows("checks")}

    @cached_property
    def findings(self) -> dict[str, Row]:
        """Every finding by key."""
        return {row["finding_id"]: row for row in self.rows("findings")}

    @cached_property
    def systems(self) -> dict[str, Row]:
        """Every system by key."""
        return {row["system_id"]: row for row in self.rows("systems")}

    @cached_property
    def passages(self) -> dict[str, list[Row]]:
        """The passages of each report."""
        return _by(self.rows("evidence"), lambda row: [row["doc"]])

    @cached_property
    def checks_of(self) -> dict[str, list[Row]]:
        """The checks in which a number takes part, by its key."""
        return _by(self.checks.values(), lambda row: split_keys(row["members"]))

    @cached_property
    def systems_of(self) -> dict[str, list[str]]:
        """The systems to which a number belongs, by its key."""
        found = _by(self.rows("evidence"), lambda row: split_keys(row["claims"]))
        return {key: list(dict.fromkeys(row["system_id"] for row in rows)) for key, rows in found.items()}

    @cached_property
    def findings_of(self) -> dict[str, list[str]]:
        """The findings that name or quote a number, by its key."""
        found = _by(self.findings.values(), _keys_of_finding)
        return {key: list(dict.fromkeys(row["finding_id"] for row in rows)) for key, rows in found.items()}

    @cached_property
    def spans(self) -> dict[str, list[Span]]:
        """The spans of each report that something rests on and that are no number expression, such as a duty."""
        named = [key for row in self.findings.values() for key in _keys_of_finding(row)]
        named += [key for row in self.results for key in split_keys(row["claims"])]
        found: dict[str, list[Span]] = {}
        for key in sorted(set(named) - self.mentions.keys()):
            doc, start, end = split_key(key)
            found.setdefault(doc, []).append((start, end))
        return found

    @cached_property
    def results(self) -> list[Row]:
        """The inputs and results of all models that were run."""
        if "model_results" in self.tables:
            return self.rows("model_results")
        own = [name for name in self.tables if name.startswith("results_")]
        return [{"model": name.removeprefix("results_")} | row for name in own for row in self.rows(name)]

    @cached_property
    def results_of(self) -> dict[str, list[Row]]:
        """The inputs and results of models that rest on a number, by its key."""
        return _by(self.results, lambda row: split_keys(row["claims"]))


def read_book(raw: Path, tables: Path, figures: Path, notebooks: Path) -> Book:
    """Return what a run made, once everything in it leads to the characters that say it.

    Parameters
    ----------
    raw
        Folder of the reports.
    tables, figures, notebooks
        Folders of what was made of them.

    Returns
    -------
    Book
        Of what is there: a run of some notebooks gives a book of these.

    Raises
    ------
    BookError
        When a figure is missing, or a row does not fit its report; names it.
    """
    made = {name: _read(name, tables) for name in SCHEMAS if (tables / f"{name}.csv").is_file()}
    if "mentions" not in made:
        raise BookError(
            f"{tables}: holds no mentions.csv, so there is nothing to show. Run the notebooks first."
        )
    chapters = tuple(find_notebooks(notebooks)) if notebooks.is_dir() else ()
    book = Book(
        reports={report.doc: report for report in read_folder(raw).reports},
        tables=made,
        passports=read_passports(figures, chapters),
        notebooks=chapters,
        figures_dir=figures,
    )
    check_book(book, raw)
    return book


def read_passports(figures: Path, notebooks: Iterable[Notebook]) -> dict[str, Row]:
    """Return the passport of every figure, by id, in the order of the notebooks.

    Parameters
    ----------
    figures
        Folder of the figures.
    notebooks
        Each figure that they save has to be there.

    Returns
    -------
    dict
        By id.

    Raises
    ------
    BookError
        When a file of a figure is missing or broken; names it.
    """
    saved = [(figure, each.name) for each in notebooks for figure in each.figures]
    there = sorted(path.stem for path in figures.glob("*.json"))
    wanted = dict(saved) | {figure: "" for figure in there if figure not in dict(saved)}
    return {figure: _passport(figures, figure, notebook) for figure, notebook in wanted.items()}


def check_book(book: Book, raw: Path) -> None:
    """Raise when a row of a table does not say what its report says, or leads nowhere.

    Parameters
    ----------
    book
        What to check.
    raw
        Folder of the reports, for the message.

    Raises
    ------
    BookError
        One sentence that names the row.
    """
    for name, column in SAID.items():
        for row in book.rows(name) if name in book.tables else ():
            _check_span(name, row, column, book.reports, raw)
    for doc in book.reports:
        pair = find_overlap(book.marks.get(doc, []))
        if pair:
            raise BookError(
                f"mentions.csv: {doc}:{_span(pair[0])} and {doc}:{_span(pair[1])} overlap, so that neither can "
                f"be shown. {AGAIN}."
            )
    _check_keys(book)


def _check_span(table: str, row: Row, column: str, reports: Mapping[str, Report], raw: Path) -> None:
    key = f"{row['doc']}:{row['start']}-{row['end']}"
    if row["doc"] not in reports:
        raise BookError(f"{table}.csv: {key} is of a report that is not in {raw}. {AGAIN}.")
    text = reports[row["doc"]].raw[row["start"] : row["end"]]
    if text != row[column]:
        raise BookError(
            f"{table}.csv: {key} says “{shortened(row[column])}”, but {reports[row['doc']].path_name} has "
            f"“{shortened(text)}” there. {AGAIN}."
        )


def _check_keys(book: Book) -> None:
    """Raise when a claim, check, passage or finding names a number that is not in the table of mentions."""
    named = {
        "claims": {key: [key] for key in book.claims},
        "checks": {name: split_keys(row["members"]) for name, row in book.checks.items()},
        "evidence": {
            row["system_id"]: split_keys(row["claims"]) for row in book.rows("evidence") if row["claims"]
        },
    }
    _check_spans_named(book)
    for table, rows in named.items():
        for name, keys in rows.items():
            for key in keys:
                if key not in book.mentions:
                    raise BookError(
                        f"{table}.csv: {name} rests on {key}, where mentions.csv has no number. {AGAIN}."
                    )


def _check_spans_named(book: Book) -> None:
    """Raise when a finding or a result of a model rests on characters that no report has."""
    named = [("findings", name, key) for name, row in book.findings.items() for key in _keys_of_finding(row)]
    named += [
        ("model_results", row["result_id"], key) for row in book.results for key in split_keys(row["claims"])
    ]
    for table, name, key in named:
        doc, start, end = split_key(key)
        raw = book.reports[doc].raw if doc in book.reports else ""
        if start >= end or not raw[start:end].strip() or end > len(raw):
            raise BookError(f"{table}.csv: {name} rests on {key}, where no report has words. {AGAIN}.")
    for name, row in book.findings.items():
        for quote in json.loads(row["quotes"] or "[]"):
            if book.reports[quote["doc"]].raw[quote["start"] : quote["end"]] != quote["quote"]:
                raise BookError(
                    f"findings.csv: {name} quotes “{shortened(quote['quote'])}”, which is not what "
                    f"{book.reports[quote['doc']].path_name} has there. {AGAIN}."
                )


def value_keys(value: Row) -> list[str]:
    """Return the keys of the rows that say a value of a finding: of mentions, or of checks."""
    return [key for key in value["key"].split(";") if key]


def _keys_of_finding(row: Row) -> list[str]:
    """Return the keys of the mentions that a finding names or quotes."""
    said = [key for value in json.loads(row["values"]).values() for key in value_keys(value)]
    return [*filter(IS_SPAN.search, said), *(quote["key"] for quote in json.loads(row["quotes"] or "[]"))]


def _read(name: str, tables: Path) -> pd.DataFrame:
    try:
        return read_table(name, tables)
    except (pandera.errors.SchemaError, pandera.errors.SchemaErrors, ValueError) as error:
        said = " ".join(str(error).split())
        raise BookError(
            f"{tables / name}.csv: does not fit its description ({shortened(said, 120)}). {AGAIN}."
        ) from None


def _passport(figures: Path, figure: str, notebook: str) -> Row:
    for form in NEEDED_FORMS:
        if not (figures / f"{figure}.{form}").is_file():
            who = f"{notebook} saves it" if notebook else "its passport is there"
            raise BookError(f"{figures / figure}.{form}: is missing, though {who}. {AGAIN}.")
    try:
        return read_passport(figures, figure)
    except CitationError as error:
        raise BookError(str(error)) from None


def _by(rows: Iterable[Row], keys: Callable[[Row], Iterable[str]]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for key in keys(row):
            found[key].append(row)
    return found


def _span(span: Span) -> str:
    return f"{span[0]}-{span[1]}"
