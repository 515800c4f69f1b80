"""Tables: the passages that name a system, with their claims, and one row for each system that a folder describes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from helpers.corpus import Sentence
from helpers.places import report_place
from helpers.report_like import ReportLike
from helpers.systems.catalogue import Catalogue, evidence_of
from helpers.systems.duties import cadence_days, find_actors, find_cadences, levels_of
from helpers.systems.patterns import Sighting, finder_of, patterns_of
from helpers.systems.reading import Compact, article_sentences, compact, find_systems, sentence_at
from helpers.tables import check_table, empty_table, records, split_claims

CODED, DETECTED = "coded", "detected"
CODING_ALONE = ("occurrence", "part_basis")  # of use to who codes
CODED_FACTS = ["target_population", "rule_or_cadence", "inputs", "outputs", "executable", "model_idea"]
LEVEL_OF_PLACE = {
    "country": "国", "province": "省", "prefecture": "市", "county": "县", "town": "乡", "village": "村",
}  # fmt: skip
_CLAUSE = re.compile(r"(?:[^,，;；\n]|(?<=\d)[,，](?=\d{3}))+[,，;；]*")


class Span(NamedTuple):
    """Half-open offsets into the raw text."""

    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """A report made ready: its article, how the patterns see it, and the level of the place that it is about."""

    report: ReportLike
    sentences: Sequence[Sentence]
    compact: Compact
    level: str

    def seen(self, span: Span) -> str:
        """Return the folded text of a raw span."""
        return self.compact.text[self.compact.place_of(span.start) : self.compact.place_of(span.end)]


def evidence_table(
    catalogue: Catalogue, reports: Sequence[ReportLike], claims: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the passages of reports that describe a system, coded by people or detected by a wording.

    Parameters
    ----------
    catalogue
        As from `read_catalogue`.
    reports
        The reports of a folder; those that nobody coded are read by detection alone.
    claims
        The table `claims`, or mentions where there are none yet: what has `doc`, `start`, `end`.

    Returns
    -------
    pandas.DataFrame
        The table `evidence`. A detection that overlaps a coded passage of the same system is that passage's
        `pattern` and no row of its own.
    """
    coded = _by_doc(evidence_of(catalogue, reports))
    numbers = _numbers(claims)
    finder = finder_of(patterns_of(catalogue.patterns))
    rows: list[dict[str, Any]] = []
    for report in reports:
        sightings = find_systems(report.raw, finder, report.script)
        if not sightings and report.doc not in coded:
            continue
        reading = read_for_systems(report)
        found = [*_coded(coded.get(report.doc, ())), *_detected(reading, sightings)]
        rows += _joined(reading, _merged(found), numbers.get(report.doc, ()))
    return check_table(pd.DataFrame(rows), "evidence") if rows else empty_table("evidence")


def systems_table(catalogue: Catalogue, evidence: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each system that the passages describe.

    Parameters
    ----------
    catalogue
        As from `read_catalogue`.
    evidence
        As from `evidence_table`.

    Returns
    -------
    pandas.DataFrame
        The table `systems`, by family in the order of `system_families.csv`; no rows when nothing was found.
    """
    order = {family: number for number, family in enumerate(catalogue.families["family"])}
    passages = dict(iter(evidence.groupby("system_id", sort=False)))
    known = records(catalogue.known)
    rows = [_system(each, passages[each["system_id"]]) for each in known if each["system_id"] in passages]
    if not rows:
        return empty_table("systems")
    rows.sort(key=lambda row: (order[row["family"]], -len(row["reports"].split()), row["system_id"]))
    return check_table(pd.DataFrame(rows), "systems")


def cadences_table(evidence: pd.DataFrame, reports: Sequence[ReportLike]) -> pd.DataFrame:
    """Return the duties of reports that come round at a cadence, each with the system whose passage holds it.

    Parameters
    ----------
    evidence
        As from `evidence_table`.
    reports
        The same reports.

    Returns
    -------
    pandas.DataFrame
        The table `cadences`; `system_id` is empty where a duty stands in no passage of a known system.
    """
    passages = _by_doc(evidence)
    rows = [row for report in reports for row in _cadences(report, passages.get(report.doc, ()))]
    return check_table(pd.DataFrame(rows), "cadences") if rows else empty_table("cadences")


def read_for_systems(report: ReportLike) -> Reading:
    """Return a report made ready for reading its systems."""
    place = report_place("", report.place) if report.place else None
    level = LEVEL_OF_PLACE.get(place.level, "") if place else ""
    return Reading(report, article_sentences(report.raw), compact(report.raw, report.script), level)


# -- passages ------------------------------------------------------------------------------------------


def _by_doc(frame: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each report: one pass, however many reports there are."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in records(frame):
        rows.setdefault(row["doc"], []).append(row)
    return rows


def _coded(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield {**row, "source": CODED, "pattern": ""}


def _detected(reading: Reading, sightings: Iterable[Sighting]) -> Iterator[dict[str, Any]]:
    empty = dict.fromkeys(["name_zh", "part_of", "actors", "levels", "cadence", *CODED_FACTS], "")
    raw = reading.report.raw
    for each in sightings:
        yield {
            **empty, "system_id": each.system_id, "doc": reading.report.doc, "start": each.start, "end": each.end,
            "quote": raw[each.start : each.end], "source": DETECTED, "pattern": each.pattern,
        }  # fmt: skip


def _merged(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return passages in order; a detection within a coded passage of its system goes into that passage."""
    kept: list[dict[str, Any]] = []
    coded: dict[str, list[dict[str, Any]]] = {}
    for row in found:
        twins = [
            c for c in coded.get(row["system_id"], ()) if c["start"] < row["end"] and row["start"] < c["end"]
        ]
        if row["source"] == DETECTED and twins:
            twins[0]["pattern"] = twins[0]["pattern"] or row["pattern"]
            continue
        if row["source"] == CODED:
            coded.setdefault(row["system_id"], []).append(row)
        kept.append(row)
    return sorted(kept, key=lambda row: (row["start"], row["end"], row["system_id"]))


def _joined(
    reading: Reading, passages: Sequence[dict[str, Any]], numbers: Sequence[Span]
) -> Iterator[dict[str, Any]]:
    """Yield the rows of the table: passages with their clauses, their claims, and who acts how often."""
    named = [(row["system_id"], int(row["start"])) for row in passages]
    doc = reading.report.doc
    for row in passages:
        sentence = sentence_at(reading.sentences, row["start"])
        span, near = _clauses(reading, sentence, row, named)
        elsewhere = [other for other in passages if other["source"] == CODED and not _touch(other, row)]
        inside = [
            n
            for n in numbers
            if span.start <= n.start
            and n.end <= span.end
            and not any(_holds(other, n) for other in elsewhere)
        ]
        after = [n for n in numbers if span.end <= n.start and n.end <= near.end]
        words = reading.seen(span)
        actors = find_actors(words) if row["source"] == DETECTED else []
        cadences = dict.fromkeys(c.cadence for c in find_cadences(words)) if row["source"] == DETECTED else {}
        yield {
            **{key: value for key, value in row.items() if key not in CODING_ALONE},
            "passage_start": span.start, "passage_end": span.end,
            "actors": row["actors"] or "、".join(actor.word for actor in actors),
            "levels": row["levels"] or " ".join(levels_of(actors, reading.level)),
            "cadence": row["cadence"] or " ".join(cadences),
            "claims": _ids(doc, inside), "claims_near": _ids(doc, after),
        }  # fmt: skip


def _touch(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _holds(passage: Mapping[str, Any], number: Span) -> bool:
    return bool(passage["start"] <= number.start and number.end <= passage["end"])


def _clauses(
    reading: Reading, sentence: Sentence | None, row: Mapping[str, Any], named: Sequence[tuple[str, int]]
) -> tuple[Span, Span]:
    """Return the clauses that a passage stands in, and how far what follows still speaks of it.

    What follows ends with the sentence, at a semicolon, or where a clause names another system.
    """
    start, end = int(row["start"]), int(row["end"])
    if sentence is None:
        return Span(start, end), Span(start, end)
    clauses = _cut(reading.report.raw, sentence.start, max(sentence.end, end))
    own = [clause for clause in clauses if clause.start < end and start < clause.end]
    span = Span(min(own[0].start, start), max(own[-1].end, end)) if own else Span(start, end)
    reach = span.end
    others = sorted(at for system, at in named if system != row["system_id"])
    for clause in clauses[bisect_left(clauses, Span(span.end, span.end)) :]:
        first = bisect_left(others, clause.start)
        taken = first < len(others) and others[first] < clause.end
        if taken or reading.report.raw[reach - 1] in ";；":
            break
        reach = clause.end
    return span, Span(start, reach)


def _cut(raw: str, start: int, end: int) -> list[Span]:
    return [Span(found.start(), found.end()) for found in _CLAUSE.finditer(raw, start, end)]


def _numbers(claims: pd.DataFrame | None) -> dict[str, list[Span]]:
    """Return where the numbers of each report stand."""
    numbers: dict[str, list[Span]] = {}
    if claims is not None:
        columns = (claims[column].tolist() for column in ("doc", "start", "end"))
        for doc, start, end in zip(*columns, strict=True):
            numbers.setdefault(doc, []).append(Span(start, end))
    return numbers


def _ids(doc: str, numbers: Sequence[Span]) -> str:
    return " ".join(f"{doc}:{number.start}-{number.end}" for number in numbers)


# -- one row a system ----------------------------------------------------------------------------------


def _system(system: Mapping[str, str], own: pd.DataFrame) -> dict[str, Any]:
    numbers = {
        name for column in ("claims", "claims_near") for cell in own[column] for name in split_claims(cell)
    }
    found = own["source"] == DETECTED
    return {
        **system,
        "actors": system["actors"] or _distinct(own["actors"], "、"),
        "levels": _distinct(own["levels"], " "),
        "cadence": _distinct(own["cadence"], " "),
        "reports": " ".join(sorted(set(own["doc"]))),
        "coded": int((~found).sum()),
        "detected": int(found.sum()),
        "claims": len(numbers),
    }


def _distinct(cells: Iterable[str], mark: str) -> str:
    return mark.join(dict.fromkeys(part for cell in cells for part in cell.split(mark) if part))


def _cadences(report: ReportLike, own: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    if not (found := find_cadences(compact(report.raw, report.script).text)):
        return
    reading = read_for_systems(report)
    days = cadence_days()
    passages = sorted(own, key=lambda row: (row["source"] != CODED, row["end"] - row["start"]))
    for each in found:
        start, end = reading.compact.raw_span(each.start, each.end)
        sentence = sentence_at(reading.sentences, start)
        if sentence is None:
            continue
        holder = next(
            (row for row in passages if row["start"] <= start < row["end"] and row["cadence"]), None
        )
        holder = holder or next((row for row in passages if row["start"] < end and start < row["end"]), None)
        before = reading.compact.text[max(0, each.start - 16) : each.start]
        actors = find_actors(re.split("[,;。、\n]", before)[-1])
        yield {
            "doc": report.doc, "start": start, "end": end, "quote": report.raw[start:end], "cadence": each.cadence,
            "days": days[each.cadence], "system_id": holder["system_id"] if holder else "",
            "actors": holder["actors"] if holder and holder["actors"] else "、".join(actor.word for actor in actors),
            "levels": holder["levels"] if holder and holder["levels"] else " ".join(levels_of(actors, reading.level)),
        }  # fmt: skip
