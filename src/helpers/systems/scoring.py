"""Scoring: detection against the coded passages, each report read with what the other reports teach."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import sqrt
from pathlib import Path
from typing import Literal

import pandas as pd

from helpers.report_like import ReportLike
from helpers.resources import read_csv_resource
from helpers.systems.catalogue import Catalogue
from helpers.systems.patterns import Finder, Pattern, patterns_of
from helpers.systems.reading import compact, find_systems
from helpers.tables import records

SCORE_COLUMNS = ["system_id", "doc", "coded", "found", "in_passage", "start", "end"]
OUTSIDE_FILE = "systems-outside.csv"
ATTESTED = 1  # documents outside the reports in which a wording must stand to count as known without them
NEAR = 2  # characters by which a near wording may be longer or shorter
SHORTEST = 4  # characters of the shortest wording that has near ones
Z = 1.959964  # 95 %
KnownFrom = Literal["others", "near", "documents"]
_HAN = re.compile("[一-鿿]+")


def taught_by(evidence: pd.DataFrame, patterns: Sequence[Pattern]) -> dict[Pattern, frozenset[str]]:
    """Return for each pattern the reports whose own coded rows of that system (name or quote) hold it.

    Parameters
    ----------
    evidence
        Coded passages.
    patterns
        All patterns.
    """
    finders: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        finders.setdefault(pattern.system_id, []).append(pattern)
    taught: dict[Pattern, set[str]] = {pattern: set() for pattern in patterns}
    for row in records(evidence):
        script = "Hant" if row["doc_script"] == "Hant" else "Hans"
        texts = [compact(row["quote"], script).text, compact(row["name_zh"], "Hans").text]
        for pattern in finders.get(row["system_id"], ()):
            finder = Finder((pattern,))
            if any(finder.find(text) for text in texts):
                taught[pattern].add(row["doc"])
    return {pattern: frozenset(docs) for pattern, docs in taught.items()}


def recurring(evidence: pd.DataFrame) -> list[str]:
    """Return the systems that are coded in two reports or more."""
    reports = evidence.groupby("system_id")["doc"].nunique()
    return sorted(str(name) for name in reports.index[reports > 1])


def is_near(one: str, other: str) -> bool:
    """Return whether one wording is the other with one piece put in, or left out, between its first and last character.

    So 公益岗位 is near 公益性岗位 and 就业培训 near 就业技能培训; the piece has up to `NEAR` characters.
    """
    short, long = sorted((one, other), key=len)
    if not 0 < len(long) - len(short) <= NEAR or len(short) < SHORTEST:
        return False
    return any(long.startswith(short[:n]) and long.endswith(short[n:]) for n in range(1, len(short)))


def known_patterns(
    evidence: pd.DataFrame, patterns: Sequence[Pattern], taught: Mapping[Pattern, frozenset[str]], doc: str
) -> tuple[list[Pattern], list[Pattern]]:
    """Return the patterns that other reports than `doc` teach, and those near to them or to the names coded there.

    Parameters
    ----------
    evidence
        Coded passages.
    patterns
        All patterns.
    taught
        From `taught_by`.
    doc
        The report that must not teach.
    """
    verbatim = [pattern for pattern in patterns if taught[pattern] - {doc}]
    wordings: dict[str, set[str]] = {}
    for pattern in verbatim:
        wordings.setdefault(pattern.system_id, set()).add(pattern.text)
    for row in records(evidence[evidence["doc"] != doc]):
        name = compact(row["name_zh"], "Hans").text
        wordings.setdefault(row["system_id"], set()).update(_HAN.findall(name))
    near = [
        pattern
        for pattern in patterns
        if not taught[pattern] - {doc}
        and any(is_near(pattern.text, wording) for wording in wordings.get(pattern.system_id, ()))
    ]
    return verbatim, near


def leave_one_out(
    catalogue: Catalogue, reports: Sequence[ReportLike], known_from: KnownFrom = "documents"
) -> pd.DataFrame:
    """Return what detection finds in each report when that report has taught it nothing.

    Parameters
    ----------
    catalogue
        The coded passages and the patterns.
    reports
        Reports; those that nobody coded are left out.
    known_from
        Which patterns are tried on a report. ``others``: those whose wording another report's coded rows hold.
        ``near``: also those that differ from such a wording, or from a name coded there, by one inner piece
        (`is_near`). ``documents``: also those that stand in documents outside the project.

    Returns
    -------
    pandas.DataFrame
        Columns `SCORE_COLUMNS`, one row for each recurring system and report in which it is coded or found: whether
        each holds, whether a sighting lies in the coded passage, and the first sighting.
    """
    coded_docs = set(catalogue.evidence["doc"])
    reports = [report for report in reports if report.doc in coded_docs]
    scripts = {report.doc: report.script for report in reports}
    evidence = catalogue.evidence[catalogue.evidence["doc"].isin(list(scripts))]
    evidence = evidence.assign(doc_script=evidence["doc"].map(scripts))
    names = set(recurring(evidence))
    patterns = [pattern for pattern in patterns_of(catalogue.patterns) if pattern.system_id in names]
    taught = taught_by(evidence, patterns)
    attested = {pattern for pattern in patterns if pattern.attested >= ATTESTED}
    rows = []
    for report in reports:
        verbatim, near = known_patterns(evidence, patterns, taught, report.doc)
        known = dict.fromkeys(verbatim + (near if known_from != "others" else []))
        known |= dict.fromkeys(p for p in patterns if p in attested and known_from == "documents")
        rows += _score_report(report, evidence[evidence["doc"] == report.doc], Finder(tuple(known)), names)
    frame = pd.DataFrame(rows, columns=SCORE_COLUMNS)
    return frame.astype({"coded": bool, "found": bool, "in_passage": bool})


def _score_report(
    report: ReportLike, coded: pd.DataFrame, finder: Finder, names: set[str]
) -> list[tuple[str, str, bool, bool, bool, int, int]]:
    spans: dict[str, list[tuple[int, int]]] = {}
    for sighting in find_systems(report.raw, finder, report.script):
        spans.setdefault(sighting.system_id, []).append((sighting.start, sighting.end))
    passages = {
        row["system_id"]: (int(row["start"]), int(row["end"]))
        for row in records(coded)
        if row["system_id"] in names
    }
    rows = []
    for name in sorted(passages.keys() | spans.keys()):
        passage, found = passages.get(name), spans.get(name, [])
        inside = passage is not None and any(start < passage[1] and end > passage[0] for start, end in found)
        start, end = found[0] if found else (passage or (0, 0))
        rows.append((name, report.doc, passage is not None, bool(found), inside, start, end))
    return rows


def summarise(scores: pd.DataFrame) -> pd.DataFrame:
    """Return precision, recall and passage recall with 95 % Wilson intervals, one row each.

    The pairs are not independent (many come from one report), so the true uncertainty is wider.
    """
    both = int((scores["coded"] & scores["found"]).sum())
    measures = [
        ("precision", both, int(scores["found"].sum())),
        ("recall", both, int(scores["coded"].sum())),
        ("recall of the passage", int(scores["in_passage"].sum()), int(scores["coded"].sum())),
    ]
    rows = [(name, hits, total, *wilson(hits, total)) for name, hits, total in measures]
    return pd.DataFrame(rows, columns=["measure", "hits", "of", "value", "low", "high"])


def wilson(hits: int, total: int) -> tuple[float, float, float]:
    """Return a share with its 95 % Wilson interval; three NaN when there is nothing to share."""
    if total == 0:
        return float("nan"), float("nan"), float("nan")
    share, spread = hits / total, Z * Z / total
    middle = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return share, max(0.0, middle - half), min(1.0, middle + half)


def outside_check(coding_dir: Path) -> pd.DataFrame:
    """Return how many sightings in texts outside the reports proved right, as `summarise` does.

    Parameters
    ----------
    coding_dir
        Folder with ``systems-outside.csv``: one row a sighting, with its `verdict`.
    """
    path = coding_dir / OUTSIDE_FILE
    verdicts = read_csv_resource(path)["verdict"]
    hits, total = int((verdicts == "right").sum()), len(verdicts)
    rows = [("precision in television news", hits, total, *wilson(hits, total))]
    return pd.DataFrame(rows, columns=["measure", "hits", "of", "value", "low", "high"])
