"""Coverage: how much of what reports say in numbers was read, beside the five reports of the collection."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from helpers.mentions import fold
from helpers.report_like import ReportLike
from helpers.tables import PROJECT, check_table, empty_table, file_sha256, read_table, records, resolve_dir

# A number in digits, or in Chinese numerals of two characters or more that are not all scale words (千万, 万一).
NUMERAL = re.compile(
    r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*"
    r"|(?=[十百千万亿两]*[〇零一二三四五六七八九])(?!万一|一一|千万)[〇零一二三四五六七八九十百千万亿两]{2,}"
)
# A number that only counts the text's own points: （十二）, 十一、 at the beginning of a line.
LIST_MARK = re.compile(
    r"(?m)(?:[（(]|^[\s#]*第?)(?P<number>[十〇零一二三四五六七八九0-9]{1,4})(?:[）)]|[、.．]\D)"
)
YEAR = re.compile(r"(?:19|20)\d\d")
PLAIN_NUMBER = re.compile(r"[0-9０-９]{1,8}(?:[.．][0-9０-９]+)?")
UNIT_LIKE = re.compile(r"[A-Za-zμΩ℃]{1,8}|[\u3400-\u9fff]{1,2}")
# What follows a bare number and is no unit: clock and calendar, list marks, the tail of a range or a scale.
NO_UNIT = frozenset("年月日号時时分秒点點至到和与與及或、的是为為以其余多万亿千百十个")
NAMED_BY = re.compile(r"[A-Za-z.\-—－第]")  # before a number that is part of a name: F-16, 歼-20
EXAMPLES, AROUND = 3, 8
REFERENCE = PROJECT / "data/processed"
SHARES = {
    "share_read": "numerals read",
    "with_place": "claims with a place",
    "with_period": "claims with a period",
}


class Unread(NamedTuple):
    """A number whose unit is not known: where its unit would begin, and the word there."""

    doc: str
    start: int
    word: str
    example: str


def coverage_table(
    reports: Iterable[ReportLike], mentions: pd.DataFrame, claims: pd.DataFrame
) -> pd.DataFrame:
    """Return for each report how much of its numbers was read.

    Parameters
    ----------
    reports
        As `helpers.corpus` reads them.
    mentions, claims
        The tables of these names.

    Returns
    -------
    pandas.DataFrame
        The table `coverage`.
    """
    found = dict(list(mentions.groupby("doc")))
    said = dict(list(claims.groupby("doc")))
    rows = [_row(report, found.get(report.doc), said.get(report.doc)) for report in reports]
    return check_table(pd.DataFrame(rows), "coverage") if rows else empty_table("coverage")


def unknown_units_table(reports: Iterable[ReportLike], mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the words that stand where a unit would, behind numbers that were read as no quantity.

    Parameters
    ----------
    reports
        As `helpers.corpus` reads them.
    mentions
        The table `mentions`.

    Returns
    -------
    pandas.DataFrame
        The table `unknown_units`, the most frequent first. Those that are units can be added with ``--units``.
    """
    of = dict(list(mentions.groupby("doc")))
    unread = [each for report in reports for each in _unread_in(report, of.get(report.doc))]
    by_first: dict[str, list[Unread]] = defaultdict(list)
    for each in unread:
        by_first[each.word if each.word.isascii() else each.word[0]].append(each)
    rows = [_unknown_unit(first, each) for first, each in by_first.items()]
    rows.sort(key=lambda row: (-row["count"], row["word"]))
    return check_table(pd.DataFrame(rows), "unknown_units") if rows else empty_table("unknown_units")


def numeral_spans(text: str) -> list[tuple[int, int]]:
    """Return where numbers stand in a text, in digits or in Chinese numerals; the numbers of its own points left out."""
    folded = fold(text)
    marks = {found.start("number") for found in LIST_MARK.finditer(folded)}
    return [found.span() for found in NUMERAL.finditer(folded) if found.start() not in marks]


def count_understood(
    text: str, spans: Sequence[tuple[int, int]], mentions: Sequence[tuple[int, int, str]]
) -> int:
    """Return how many numbers of a text were read as something other than a bare number before an unknown word.

    Parameters
    ----------
    text
        Of a report.
    spans
        From `numeral_spans`.
    mentions
        Start, end and kind of what was read, in order.
    """
    read = count_read(spans, [(start, end) for start, end, _ in mentions])
    return read - sum(is_read for *_, is_read in _unknown_in(text, spans, mentions))


def count_read(spans: Sequence[tuple[int, int]], read: Sequence[tuple[int, int]]) -> int:
    """Return how many spans overlap one of those that were read; both in order, without overlap."""
    count = place = 0
    for start, end in spans:
        while place < len(read) and read[place][1] <= start:
            place += 1
        count += place < len(read) and read[place][0] < end
    return count


def read_reference(raw_dir: str | Path) -> pd.DataFrame:
    """Return the coverage of the collection's own reports, to compare with.

    Parameters
    ----------
    raw_dir
        Folder of the reports in question. The collection's own, or a copy of them, are compared with nothing.

    Returns
    -------
    pandas.DataFrame
        The committed table `coverage`; no rows where there is nothing to compare with.
    """
    if (
        _hashes(resolve_dir(raw_dir)) == _hashes(PROJECT / "data/raw")
        or not (REFERENCE / "coverage.csv").is_file()
    ):
        return empty_table("coverage")
    return read_table("coverage", REFERENCE)


def _hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each report of a folder by its name, so that a copy of a folder counts as the same."""
    return {path.name: file_sha256(path) for path in folder.glob("*.txt")}


def summarise(coverage: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    """Return a corpus in one column and the range of the reference reports in two more.

    Parameters
    ----------
    coverage
        The table `coverage`.
    reference
        As from `read_reference`.

    Returns
    -------
    pandas.DataFrame
        By measure: ``here`` over all reports together, ``lowest`` and ``highest`` of the reference reports; empty
        (NaN) where nothing can be said. Shares are of 1.
    """
    here = {
        "per_1000": _ratio(1000 * coverage["mentions"].sum(), coverage["characters"].sum()),
        "share_read": _ratio(coverage["numerals_read"].sum(), coverage["numerals"].sum()),
    } | {
        name: _ratio((coverage[name] * coverage["claims"]).sum(), coverage["claims"].sum())
        for name in ("with_place", "with_period")
    }
    frame = pd.DataFrame({"here": here})
    frame["lowest"] = [reference[name].min() for name in frame.index]
    frame["highest"] = [reference[name].max() for name in frame.index]
    return frame.astype(float)


def describe_coverage(coverage: pd.DataFrame, units: pd.DataFrame, reference: pd.DataFrame) -> list[str]:
    """Return in a few sentences how well reports were read, every number counted from the tables.

    Parameters
    ----------
    coverage, units
        The tables `coverage` and `unknown_units`.
    reference
        As from `read_reference`.

    Returns
    -------
    list of str
        What to look at comes last.
    """
    rows = summarise(coverage, reference)
    per_1000 = _beside(rows, "per_1000", ".1f")
    said = [f"{per_1000[0] or 'No'} numbers per 1,000 characters{per_1000[1]}."]
    for name, words in SHARES.items():
        here, others = _beside(rows, name, ".1%")
        if here:
            said.append(f"{words}: {here}{others}.")
    said = [sentence[0].upper() + sentence[1:] for sentence in said]
    return said + _to_look_at(coverage, units, rows)


def _beside(rows: pd.DataFrame, name: str, form: str) -> tuple[str, str]:
    """Return a measure here, and what it is in the reference reports; ``""`` for what is not known."""
    values = [float(rows[side][name]) for side in ("here", "lowest", "highest")]
    here, lowest, highest = ["" if value != value else format(value, form) for value in values]
    return here, f"; the collection's own reports: {lowest} to {highest}" if lowest else ""


def _to_look_at(coverage: pd.DataFrame, units: pd.DataFrame, rows: pd.DataFrame) -> list[str]:
    said = []
    low = coverage[coverage["share_read"] < float(rows["lowest"]["share_read"])].sort_values("share_read")
    if len(low):
        named = ", ".join(f"{row['doc']} ({row['share_read']:.0%})" for row in records(low.head(EXAMPLES)))
        said.append(
            f"Fewer numerals were read than in any of the collection's own reports in {len(low)}: {named}."
        )
    if len(units):
        named = ", ".join(f"{row['word']} ({row['count']})" for row in records(units.head(2 * EXAMPLES)))
        said.append(
            f"Words behind numbers that may be unknown units: {named}. Those that are can be added: --units."
        )
    return said


def _row(report: ReportLike, mentions: pd.DataFrame | None, claims: pd.DataFrame | None) -> dict[str, Any]:
    characters = len("".join(report.raw.split()))
    spans = numeral_spans(report.raw)
    found = _rows_of(mentions)
    read = count_understood(report.raw, spans, found)
    told = 0 if claims is None else len(claims)
    return {
        "doc": report.doc,
        "characters": characters,
        "mentions": len(found),
        "per_1000": _ratio(1000 * len(found), characters),
        "numerals": len(spans),
        "numerals_read": read,
        "share_read": _ratio(read, len(spans)),
        "claims": told,
        "with_place": _ratio(0 if claims is None else claims["place"].ne("").sum(), told),
        "with_period": _ratio(0 if claims is None else claims["period"].ne("").sum(), told),
    }


def _ratio(part: float, whole: float) -> float:
    return round(float(part) / float(whole), 4) if whole else float("nan")


def _unread_in(report: ReportLike, mentions: pd.DataFrame | None) -> Iterator[Unread]:
    """Yield the numbers of a report that no unit was found for, each with the word behind it."""
    text = report.raw
    for start, end, word, _ in _unknown_in(text, numeral_spans(text), _rows_of(mentions)):
        line = text[max(start - AROUND, 0) : end + AROUND]
        yield Unread(report.doc, end, word, " ".join(line.split()))


def _rows_of(mentions: pd.DataFrame | None) -> list[tuple[int, int, str]]:
    """Return start, end and kind of the mentions of a report, in order."""
    if mentions is None:
        return []
    return sorted(zip(mentions["start"], mentions["end"], mentions["kind"], strict=True))


def _unknown_in(
    text: str, spans: Sequence[tuple[int, int]], mentions: Sequence[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str, bool]]:
    """Yield the bare numbers before a word that is no unit known: start, end, the word, whether a mention is there."""
    whole = [(start, end) for start, end, kind in mentions if kind != "identifier"]
    bare = [(start, end) for start, end, kind in mentions if kind == "identifier"]
    for start, end in spans:
        if count_read([(start, end)], _near(whole, (start, end))):
            continue
        alone = next((span for span in _near(bare, (start, end)) if span[0] < end and start < span[1]), None)
        number, before = text[start:end], text[max(start - 1, 0) : start]
        if alone not in (None, (start, end)) or not PLAIN_NUMBER.fullmatch(number) or YEAR.fullmatch(number):
            continue
        found = UNIT_LIKE.match(text, end)
        if found and found.group()[0] not in NO_UNIT and not NAMED_BY.match(before):
            yield start, end, found.group(), alone is not None


def _near(spans: Sequence[tuple[int, int]], span: tuple[int, int]) -> Sequence[tuple[int, int]]:
    """Return the few spans around one, of spans in order."""
    place = bisect_left(spans, span)
    return spans[max(place - 1, 0) : place + 2]


def _unknown_unit(first: str, unread: Sequence[Unread]) -> dict[str, Any]:
    """Return a row: the word is the one character that all share, or both where two always go together."""
    words = {each.word for each in unread}
    word = words.pop() if len(words) == 1 and len(unread) > 1 else first
    examples = dict.fromkeys(each.example for each in unread)
    return {
        "word": word,
        "count": len(unread),
        "reports": len({each.doc for each in unread}),
        "first": f"{unread[0].doc}:{unread[0].start}",
        "examples": " | ".join(list(examples)[:EXAMPLES]),
    }
