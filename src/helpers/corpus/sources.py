"""Sources: what the researcher knows of each report, beside what its text says."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from helpers.corpus.metadata import read_edtf, same_words
from helpers.corpus.reading import Problem, Report, UnreadableError, decode
from helpers.corpus.rows import sheet_reader

SOURCES = "sources.csv"
STATED = ("title", "publisher", "published", "place")  # what a text may state itself
COLUMNS = ("doc", *STATED, "url", "rights", "script", "sha256")
LABELS = {
    "title": "the title",
    "publisher": "the publisher",
    "published": "the date of publication",
    "place": "the place",
}


@dataclass(frozen=True, slots=True)
class Sources:
    """The rows of `sources.csv`.

    Attributes
    ----------
    rows
        By `doc`: the cells that are not empty, dates as EDTF.
    problems
        With the file and its rows.
    """

    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_sources(content: bytes) -> Sources:
    """Return the rows of a `sources.csv`, in any encoding in which a spreadsheet saves one.

    Parameters
    ----------
    content
        Its bytes.

    Returns
    -------
    Sources
        Rows that are right, and a problem for each that is not.
    """
    found = Sources()
    try:
        reader = sheet_reader(decode(content).text)
    except UnreadableError as error:
        found.problems.append(_problem(str(error), "Save it as CSV in UTF-8 and run again"))
        return found
    columns = list(reader.fieldnames or ())
    if "doc" not in columns:
        found.problems.append(_problem("has no column doc", "Begin its first line with doc and run again"))
        return found
    if unknown := [name for name in columns if name and name not in COLUMNS]:
        known = ", ".join(COLUMNS)
        found.problems.append(
            _problem(f"has columns that are not used: {', '.join(unknown)}", f"Known are {known}")
        )
    for row in reader:
        cells = {key: value.strip() for key, value in row.items() if key in COLUMNS and value.strip()}
        _add_row(cells, reader.line_num, found)
    return found


def named_in_sources(path: Path) -> frozenset[str]:
    """Return the reports that have a row in a `sources.csv`; none when there is no such file or it cannot be read."""
    try:
        return frozenset(read_sources(path.read_bytes()).rows)
    except OSError:
        return frozenset()


def with_sources(reports: list[Report], path: Path) -> tuple[list[Report], list[Problem]]:
    """Return reports with what `sources.csv` says of them, and what is wrong or differs.

    Parameters
    ----------
    reports
        As read from their texts.
    path
        Where `sources.csv` is, if there is one.

    Returns
    -------
    tuple of list
        Reports and problems. The file wins over the text.
    """
    if not path.is_file():
        return [_noting_gaps(report) for report in reports], []
    try:
        sources = read_sources(path.read_bytes())
    except OSError as error:
        problem = _problem(f"cannot be opened ({error.strerror})", "Allow reading it and run again")
        return [_noting_gaps(report) for report in reports], [problem]
    names = {report.doc for report in reports}
    problems = [
        *sources.problems,
        *(_unknown(doc) for doc in sources.rows if doc not in names),
        *(problem for report in reports for problem in differences(report, sources.rows.get(report.doc, {}))),
    ]
    return [_noting_gaps(_told(report, sources.rows.get(report.doc, {}))) for report in reports], problems


def told(report: Report, rows: Mapping[str, Mapping[str, str]]) -> tuple[Report, list[Problem]]:
    """Return a report with what its row says of it and a note of what neither states, and where the two disagree.

    Parameters
    ----------
    report
        As read from its text.
    rows
        Of `Sources`.

    Returns
    -------
    tuple
        The report and problems.
    """
    cells = rows.get(report.doc, {})
    return _noting_gaps(_told(report, cells)), differences(report, cells)


def differences(report: Report, cells: Mapping[str, str]) -> list[Problem]:
    """Return where a row of `sources.csv` and the report itself disagree.

    Parameters
    ----------
    report
        As read from its text.
    cells
        Its row; empty cells left out.

    Returns
    -------
    list of Problem
        One a cell. A name that contains the other is no disagreement.
    """
    stated = {name: getattr(report, name) for name in STATED}
    differing = [
        _problem(
            f"gives {LABELS[name]} of {report.doc} as “{cells[name]}”, its text as “{text}”",
            "The file was followed; correct it if the text is right",
        )
        for name, text in stated.items()
        if text and name in cells and not _agree(name, cells[name], text)
    ]
    if cells.get("sha256", report.sha256).lower() != report.sha256:
        what = f"records another sha256 of {report.path_name} than the file has, so its text has changed"
        differing.append(_problem(what, "Put the file back, or write down its new sha256"))
    return differing


def _add_row(cells: dict[str, str], line: int, found: Sources) -> None:
    if not (doc := cells.pop("doc", "")):
        if cells:
            what = f"line {line} names no report"
            found.problems.append(_problem(what, "Write the file's name without its ending under doc"))
        return
    if doc in found.rows:
        what = f"line {line} is a second row for {doc} and was not used"
        found.problems.append(_problem(what, "Keep one row a report"))
        return
    if written := cells.get("published"):
        if date := read_edtf(written):
            cells["published"] = date
        else:
            del cells["published"]
            what = f"line {line} gives “{written}”, which is no date, as the date of publication of {doc}"
            found.problems.append(_problem(what, "Write it as 2020-06-13, 2020-06 or 2020"))
    found.rows[doc] = cells


def _told(report: Report, cells: Mapping[str, str]) -> Report:
    told: dict[str, Any] = {name: cells[name] for name in (*STATED, "url", "rights") if name in cells}
    return replace(report, **told)


def _noting_gaps(report: Report) -> Report:
    gaps = tuple(
        f"{LABELS[name].removeprefix('the ')} not stated" for name in STATED if not getattr(report, name)
    )
    return replace(report, notes=(*report.notes, *gaps))


def _agree(name: str, a: str, b: str) -> bool:
    if name == "published":  # 2020-06 and 2020-06-13 agree
        return a.startswith(b) or b.startswith(a)
    return same_words(a, b)


def _unknown(doc: str) -> Problem:
    return _problem(
        f"names {doc}, but there is no report of this name", "Correct the name under doc, or add the file"
    )


def _problem(what: str, mend: str) -> Problem:
    return Problem(SOURCES, what, mend)
