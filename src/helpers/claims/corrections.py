"""Corrections: what people decided about single cells, and the worklist from which they decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from helpers.claims.confidence import OTHER, TRUST
from helpers.claims.regions import regions_in
from helpers.claims.table import claims_table
from helpers.claims.vocabulary import indicator_id_of
from helpers.corpus import Problem, decode, read_folder, split_sentences
from helpers.corpus.reading import UnreadableError
from helpers.corpus.rows import sheet_reader
from helpers.mentions import mentions_table
from helpers.periods import is_edtf
from helpers.places import NEWEST, find_places, gazetteer
from helpers.report_like import ReportLike
from helpers.resources import read_resource
from helpers.tables import PROJECT, read_table, records, replace_file, resolve_dir, to_csv_bytes

COLUMNS = ["doc", "start", "end", "column", "old", "new", "by", "why"]
NEEDED = COLUMNS[:6]
CORRECTABLE = frozenset({"indicator", "indicator_id", "place", "adcode", "period", "status", "speaker"})
EMPTY = "(empty)"  # written as `new` where a cell is to be emptied
BESIDE = "corrections.csv"  # beside the reports
CODING = "data/coding"  # of the project
MARK = b"\xef\xbb\xbf"  # by which spreadsheets know UTF-8


class DecidedError(Exception):
    """A file may hold decisions of people, which would be lost; the message says which."""


class CorrectionsError(ValueError):
    """A file of corrections cannot be read; `problem` says which, what is wrong and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Fault(NamedTuple):
    """Why a cell cannot be corrected to a value, and what to do."""

    what: str
    mend: str


def read_corrections(path: Path, name: str = "") -> pd.DataFrame:
    """Return the corrections of a file; rows whose `new` is blank are still to be decided and are left out.

    Parameters
    ----------
    path
        A CSV as a spreadsheet saves one, in any encoding, with commas, semicolons or tabs and at least the columns
        `NEEDED`; a filled-in worklist will do. A missing file holds no corrections.
    name
        By which sentences call it; that of the file when empty.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS` and ``where`` (the file and the line), all text.

    Raises
    ------
    CorrectionsError
        When the file cannot be read or a column is missing.
    """
    rows: list[dict[str, str]] = []
    name = name or path.name
    if path.is_file():
        try:
            lines = decode(path.read_bytes()).text.lstrip("\ufeff").splitlines(keepends=True)
        except UnreadableError as error:
            mend = "Save it as CSV in UTF-8, or remove it, and run again"
            raise CorrectionsError(Problem(name, str(error), mend)) from None
        except OSError as error:
            what = f"cannot be opened ({error.strerror})"
            raise CorrectionsError(Problem(name, what, "Allow reading it and run again")) from None
        notes = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
        rows = _rows("".join(lines[notes:]), name, notes)
    return pd.DataFrame(rows, columns=[*COLUMNS, "where"], dtype=object)


def _rows(text: str, name: str, notes: int) -> list[dict[str, str]]:
    """Return the decided rows of a CSV below so many lines of notes, each with where it stands."""
    reader = sheet_reader(text)
    columns = reader.fieldnames or ()
    if missing := [column for column in NEEDED if column not in columns]:
        mend = f"Let its first line name the columns: {','.join(COLUMNS)}"
        raise CorrectionsError(Problem(name, f"has no column {', '.join(missing)}", mend))
    rows = []
    for row in reader:
        cells = {column: str(row.get(column) or "").strip() for column in COLUMNS}
        if cells["new"]:
            rows.append(cells | {"where": f"{name}, line {notes + reader.line_num}"})
    return rows


def correct_claims(claims: pd.DataFrame, raw_dir: str | Path) -> tuple[pd.DataFrame, list[str]]:
    """Return the claims of a folder with the corrections that people made, and a sentence for each that was not applied.

    The project's own corrections come first, then those of a `corrections.csv` beside the reports.

    Parameters
    ----------
    claims
        As from `claims_table`.
    raw_dir
        Folder of the reports.
    """
    corrections, problems = _corrections_of(raw_dir)
    corrected, not_applied = apply_corrections(claims, corrections)
    return corrected, problems + not_applied


def corrections_not_applied(tables_dir: str | Path, raw_dir: str | Path) -> tuple[list[str], list[str]]:
    """Return what is wrong with files of corrections, and a sentence for each that the claims of a run do not have.

    Parameters
    ----------
    tables_dir
        Folder of the tables; the claims are read only if there are corrections at all.
    raw_dir
        Folder of the reports.
    """
    corrections, problems = _corrections_of(raw_dir)
    if corrections.empty:
        return problems, []
    return problems, apply_corrections(read_table("claims", tables_dir), corrections)[1]


def _corrections_of(raw_dir: str | Path) -> tuple[pd.DataFrame, list[str]]:
    """Return the project's own corrections, then those beside the reports, and what is wrong with their files."""
    files = {  # the project's are of its own reports, not of every folder's
        f"{CODING}/{BESIDE}": (PROJECT / CODING / BESIDE, False),
        BESIDE: (resolve_dir(raw_dir) / BESIDE, True),
    }
    read, problems = [pd.DataFrame(columns=[*COLUMNS, "where", "own"], dtype=object)], []
    for name, (path, own) in files.items():
        try:
            read.append(read_corrections(path, name).assign(own=own))
        except CorrectionsError as error:
            problems.append(str(error))
    return pd.concat(read, ignore_index=True), problems


def apply_corrections(claims: pd.DataFrame, corrections: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Return the claims with corrected cells, and a sentence for each correction that was not applied.

    A corrected place takes its code along, and a corrected indicator its key, unless these are corrected too. What has
    been applied already stays, and counts as applied.

    Parameters
    ----------
    claims
        As from `claims_table`.
    corrections
        As from `read_corrections`; where ``own`` holds, a row of an unknown report is told, not passed over.
    """
    frame = claims.copy()
    frame["corrected"] = frame.get("corrected", "")
    rows = {(doc, start, end): i for i, doc, start, end in frame[["doc", "start", "end"]].itertuples()}
    docs = set(frame["doc"])
    items = records(corrections)
    asked = {(*_claim_of(item), item["column"]) for item in items}
    done: dict[tuple[int, str], str] = {}  # by row and column, where it was corrected
    not_applied: list[str] = []
    for item in items:
        if item["doc"] not in docs and not item.get("own"):
            continue  # another folder of reports
        row = rows.get(_claim_of(item))
        if row is None:
            problem = _without_claim(item, docs)
        elif (row, item["column"]) not in done and _stands(frame.loc[row].to_dict(), item):
            done[row, item["column"]] = item.get("where") or "an earlier row"
            continue
        else:
            problem = _problem(frame.loc[row].to_dict(), item, done.get((row, item["column"]), ""))
        if problem or row is None:
            said = f"{item['where']}: " if item.get("where") else ""
            not_applied.append(
                f"{said}{item['doc']} {item['start']}-{item['end']}: the correction of {item['column']} {problem}."
            )
            continue
        new = _new(item)
        frame.loc[row, item["column"]] = new
        if item["column"] == "indicator":
            frame.loc[row, "named"] = new
        for column, value in _taken_along(item["column"], new, frame.loc[row].to_dict()).items():
            if (*_claim_of(item), column) not in asked:
                frame.loc[row, column] = value
        done[row, item["column"]] = item.get("where") or "an earlier row"
        frame.loc[row, "corrected"] = " ".join([*str(frame.loc[row, "corrected"]).split(), item["column"]])
    return frame, not_applied


def _claim_of(item: Mapping[str, Any]) -> tuple[str, int, int]:
    """Return the report and the offsets of a correction; spreadsheets may write 252 as 252.0."""
    ends = [str(item[cell]).removesuffix(".0") for cell in ("start", "end")]
    start, end = (int(text) if text.isdecimal() else -1 for text in ends)
    return str(item["doc"]), start, end


def _stands(claim: Mapping[Any, Any], item: Mapping[str, Any]) -> bool:
    """Return whether a claim has been corrected as asked already."""
    column = item["column"]
    return column in str(claim["corrected"]).split() and str(claim[column]) == _new(item)


def _new(item: Mapping[str, Any]) -> str:
    return "" if str(item["new"]).lower() == EMPTY else str(item["new"])


def _year_of(as_of: str) -> int:
    """Return the year whose divisions hold for a claim of a report of so old a date."""
    return int(as_of[:4]) if as_of[:4].isdecimal() else NEWEST


def _taken_along(column: str, new: str, claim: Mapping[Any, Any]) -> dict[str, str]:
    """Return the cells that follow from a corrected one."""
    if column == "place":
        named = find_places(new, _year_of(str(claim["as_of"]))) if "、" not in new else []
        return {"adcode": named[-1].place.adcode if named else ""}
    if column == "indicator":
        return {"indicator_id": indicator_id_of(new, claim["unit"], claim["per"])}
    return {}


def _without_claim(item: Mapping[str, Any], docs: Set[str]) -> str:
    if item["doc"] in docs:
        return "is stale, since no claim stands there any more; look again and renew or remove it"
    return (
        f"cannot be applied, since no claim is of a report {item['doc']!r}; write the file's name without its ending"
        " under doc, or remove the line"
    )


def _problem(claim: Mapping[Any, Any], item: Mapping[str, Any], earlier: str) -> str:
    """Return why a claim's cell is not corrected, '' if it can be; `earlier` says where it was already."""
    fault = fault_of(item["column"], str(item["new"]), _year_of(str(claim["as_of"])))
    if fault:
        return f"cannot be applied, since {fault.what}; {fault.mend}"
    if earlier:
        return f"cannot be applied, since the same cell is corrected before ({earlier}); keep one of the two"
    found, old = str(claim[item["column"]]), str(item["old"])
    if found != ("" if old.lower() == EMPTY else old):
        return f"is stale, since the cell now reads {found!r}, not {old!r}; look again and renew or remove it"
    return ""


def fault_of(column: str, new: str, year: int = NEWEST) -> Fault | None:
    """Return why a cell of a claim cannot be corrected to a value, None if it can.

    Parameters
    ----------
    column
        Of the table `claims`.
    new
        The value, `EMPTY` for none.
    year
        Of the divisions that hold.
    """
    if column not in CORRECTABLE:
        what = f"only {', '.join(sorted(CORRECTABLE))} can be corrected, not {column!r}"
        return Fault(what, "name one of these under column, or remove the line")
    if not new or new.lower() == EMPTY:
        return None
    if column == "period" and not is_edtf(new):
        return Fault(f"{new!r} is no date", "write it as 2020, 2020-03, 2020-03-15 or 2016/2020 (EDTF)")
    if column == "status" and new not in _statuses():
        return Fault(f"{new!r} is no status", f"write one of {', '.join(_statuses())}")
    if column == "indicator_id" and new not in set(read_resource("indicators.csv")["id"]):
        return Fault(f"the vocabulary (indicators.csv) has no key {new!r}", "correct the indicator instead")
    if column == "adcode" and not any(new in gazetteer(each).places for each in (year, NEWEST)):
        what = f"{new!r} is no code of a division down to the county"
        return Fault(what, "correct the place instead, which takes its code along")
    if column == "place" and not (find_places(new, year) or regions_in(new)):
        return Fault(f"{new!r} names no place of the gazetteer", "write it in full, from the province down")
    return None


@cache
def _statuses() -> list[str]:
    """Return what a status may be, as the table `claims` is declared."""
    columns = read_resource("columns.csv").set_index(["table", "column"])
    return str(columns.loc[("claims", "status"), "values"]).split()


def review_worklist(claims: pd.DataFrame, reports: Sequence[ReportLike]) -> pd.DataFrame:
    """Return what to check, least confident first; with `new` filled in, it is a table of corrections.

    Parameters
    ----------
    claims
        As from `claims_table`.
    reports
        The reports, for the sentence around each number.

    Returns
    -------
    pandas.DataFrame
        The columns of a corrections file and, for the reader, the number, its sentence, confidence and
        reasons. Each
        claim has a row for its least trusted cell.
    """
    raws = {report.doc: report.raw for report in reports}
    around = {
        (report.doc, span.start, span.end): raws[report.doc][span.start : span.end]
        for report in reports
        for span in split_sentences(report.raw)
    }
    spans: dict[str, list[tuple[int, int]]] = {}
    for doc, start, end in around:
        spans.setdefault(doc, []).append((start, end))
    rows = []
    for claim in claims.sort_values(["confidence", "doc", "start"], kind="stable").to_dict("records"):
        column = weakest_column(claim["reasons"])
        sentence = next((s for s in spans.get(claim["doc"], []) if s[0] <= claim["start"] < s[1]), None)
        rows.append(
            {
                "doc": claim["doc"],
                "start": claim["start"],
                "end": claim["end"],
                "column": column,
                "old": claim[column] or EMPTY,
                "new": "",
                "by": "",
                "why": "",
                "surface": claim["surface"],
                "sentence": around[(claim["doc"], *sentence)].replace("\n", " ") if sentence else "",
                "confidence": claim["confidence"],
                "reasons": claim["reasons"],
            }
        )
    return pd.DataFrame(rows, columns=[*COLUMNS, "surface", "sentence", "confidence", "reasons"])


def write_worklist(raw_dir: str | Path, path: Path) -> tuple[int, list[str]]:
    """Read a folder of reports and write what to check in their claims as a CSV.

    Parameters
    ----------
    raw_dir
        Folder of the reports.
    path
        Where to write. Fill in `new`, `by` and `why`, and its rows are corrections.

    Returns
    -------
    tuple of int and list of str
        How many rows were written, and a sentence for each correction that was not applied.

    Raises
    ------
    DecidedError
        When the file is there and holds decisions, or something else than corrections.
    """
    if _holds_decisions(path):
        raise DecidedError(f"{path}: may hold decisions and was left alone")
    reports = read_folder(raw_dir).reports
    claims, problems = correct_claims(claims_table(reports, mentions_table(reports)), raw_dir)
    worklist = review_worklist(claims[claims["corrected"].eq("")], reports)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, MARK + to_csv_bytes(worklist))
    return len(worklist), problems


def _holds_decisions(path: Path) -> bool:
    try:
        return len(read_corrections(path)) > 0
    except CorrectionsError:  # something else, or decisions that cannot be read
        return True


def weakest_column(reasons: str) -> str:
    """Return the column whose rule is trusted least, of those that a reader can correct."""
    rules = dict(part.split(": ", 1) for part in reasons.split("; ") if ": " in part)
    trust = {column: TRUST.get(rule, OTHER) for column, rule in rules.items() if column in CORRECTABLE}
    return min(trust, key=lambda column: trust[column], default="indicator")
