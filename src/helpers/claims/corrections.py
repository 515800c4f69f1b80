"""Corrections: what people decided about single cells, and the worklist from which they decide."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from helpers.claims.confidence import OTHER, TRUST
from helpers.claims.table import claims_table
from helpers.corpus import read_folder, split_sentences
from helpers.mentions import mentions_table
from helpers.report_like import ReportLike
from helpers.resources import read_csv_resource
from helpers.tables import PROJECT, replace_file, resolve_dir, to_csv_bytes

COLUMNS = ["doc", "start", "end", "column", "old", "new", "by", "why"]
CORRECTABLE = frozenset({"indicator", "indicator_id", "place", "adcode", "period", "status", "speaker"})
EMPTY = "(empty)"  # written as `new` where a cell is to be emptied


def read_corrections(path: Path) -> pd.DataFrame:
    """Return the corrections of a file; rows whose `new` is blank are still to be decided and are left out.

    Parameters
    ----------
    path
        A CSV with at least the columns `COLUMNS`; a filled-in worklist will do. A missing file holds no
        corrections.

    Raises
    ------
    ValueError
        When a column is missing; says which.
    """
    if not path.is_file():
        return pd.DataFrame(columns=COLUMNS, dtype=object)
    frame = read_csv_resource(path)
    missing = [column for column in COLUMNS if column not in frame.columns]
    if missing:
        raise ValueError(f"{path.name} has no column {', '.join(missing)}: add it and run again.")
    return frame.loc[frame["new"].str.strip().ne(""), COLUMNS].reset_index(drop=True)


def corrections_for(raw_dir: str | Path) -> pd.DataFrame:
    """Return the corrections for a folder of reports: the project's own, then those beside the reports.

    Parameters
    ----------
    raw_dir
        Folder of the reports; may hold a `corrections.csv` of its own.
    """
    files = (PROJECT / "data" / "coding" / "corrections.csv", resolve_dir(raw_dir) / "corrections.csv")
    return pd.concat([read_corrections(path) for path in files], ignore_index=True)


def correct_claims(claims: pd.DataFrame, raw_dir: str | Path) -> tuple[pd.DataFrame, list[str]]:
    """Return the claims of a folder with the corrections that people made, and what was stale.

    Parameters
    ----------
    claims
        As from `claims_table`.
    raw_dir
        Folder of the reports.
    """
    return apply_corrections(claims, corrections_for(raw_dir))


def apply_corrections(claims: pd.DataFrame, corrections: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Return the claims with corrected cells, and a sentence for each correction that could not be applied.

    Parameters
    ----------
    claims
        As from `claims_table`.
    corrections
        As from `read_corrections`.
    """
    frame = claims.copy()
    frame["corrected"] = frame.get("corrected", "")
    rows = {(doc, start, end): i for i, doc, start, end in frame[["doc", "start", "end"]].itertuples()}
    docs = set(frame["doc"])
    stale: list[str] = []
    for item in corrections.to_dict("records"):
        if item["doc"] not in docs:
            continue  # another folder of reports
        row = rows.get((item["doc"], _whole(item["start"]), _whole(item["end"])))
        problem = _problem(frame, row, item)
        if problem or row is None:
            stale.append(
                f"{item['doc']} {item['start']}-{item['end']}: the correction of {item['column']} is stale, "
                f"{problem}."
            )
            continue
        cells = ["indicator", "named"] if item["column"] == "indicator" else [item["column"]]
        frame.loc[row, cells] = "" if item["new"] == EMPTY else item["new"]
        frame.loc[row, "corrected"] = " ".join([*str(frame.loc[row, "corrected"]).split(), item["column"]])
    return frame, stale


def _whole(text: str) -> int:
    return int(text) if str(text).isdigit() else -1


def _problem(frame: pd.DataFrame, row: int | None, item: Mapping[Hashable, str]) -> str:
    if row is None:
        return "since no claim stands there any more"
    if item["column"] not in CORRECTABLE:
        return f"since only {', '.join(sorted(CORRECTABLE))} can be corrected"
    found = str(frame.loc[row, item["column"]])
    if found != ("" if item["old"] == EMPTY else item["old"]):
        return f"since the cell now reads {found!r}, not {item['old']!r}; look again and renew or remove it"
    return ""


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


def write_worklist(raw_dir: str | Path, path: Path) -> int:
    """Read a folder of reports and write what to check in their claims as a CSV; return how many rows.

    Parameters
    ----------
    raw_dir
        Folder of the reports.
    path
        Where to write. Fill in `new`, `by` and `why`, and the file is a `corrections.csv`.
    """
    reports = read_folder(raw_dir).reports
    claims, _ = correct_claims(claims_table(reports, mentions_table(reports)), raw_dir)
    worklist = review_worklist(claims[claims["corrected"].eq("")], reports)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, to_csv_bytes(worklist))
    return len(worklist)


def weakest_column(reasons: str) -> str:
    """Return the column whose rule is trusted least, of those that a reader can correct."""
    rules = dict(part.split(": ", 1) for part in reasons.split("; ") if ": " in part)
    trust = {column: TRUST.get(rule, OTHER) for column, rule in rules.items() if column in CORRECTABLE}
    return min(trust, key=lambda column: trust[column], default="indicator")
