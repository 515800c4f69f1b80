"""Notes: what about a report stands in the way of reading its claims, each in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helpers.claims.heads import clock_of
from helpers.corpus import parse_date, simplify, split_sentences
from helpers.mentions import fold
from helpers.periods import impossible_dates
from helpers.places import find_places, report_place
from helpers.report_like import ReportLike

_MARK = re.compile(r"(?:来源|發布|发布|發佈|时间|時間|日期)[^\n]{0,20}?\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}")


def notes_on(reports: Sequence[ReportLike]) -> list[str]:
    """Return a sentence for everything that weakens the claims of a report, and what to do about it.

    Parameters
    ----------
    reports
        Reports as `helpers.corpus` reads them.
    """
    return [f"{report.doc}: {note}" for report in reports for note in _notes(report)]


def _notes(report: ReportLike) -> Iterator[str]:
    text = fold(simplify(report.raw).text)
    clock = clock_of(report)
    if not report.title:
        yield "no title was found; give it in sources.csv if the report has one."
    if clock.source == "date in the file name":
        yield (
            f"the text states no publication date, so 今年 and 目前 are read from the date in the file's "
            f"name, "
            f"{clock.anchor.published}; give `published` in sources.csv if that is wrong."
        )
    elif clock.source in ("date in the first lines", "date in the last line"):
        yield (
            f"no publication line was found; 今年 and 目前 are read from the {clock.source}, "
            f"{clock.anchor.published}."
        )
    elif clock.source == "no date":
        yield (
            "the text states no publication date, so 今年 and 目前 give no period; give `published` in "
            "sources.csv."
        )
    year = clock.anchor.year or 9999
    known = clock.anchor.year or "today"
    if report.place and not find_places(simplify(report.place).text, year):
        yield (
            f"the place {report.place!r} is not in the gazetteer of {known}; write it as 云南省昭通市 or "
            f"leave it empty."
        )
    elif not report_place(report.title, text, report.place, year).official:
        yield (
            "no single place stands out; numbers without a place word of their own have an empty or "
            "national place."
        )
    for surface in impossible_dates(text):
        yield f"{surface} is no date that exists; numbers beside it get no period from it."
    yield from _several(report)


def _several(report: ReportLike) -> Iterator[str]:
    dates = {parse_date(m.group()) for m in _MARK.finditer(report.raw)} - {""}
    far = [
        s
        for s in split_sentences(report.raw)
        if s.role in ("title", "dateline") and s.start > 0.3 * len(report.raw)
    ]
    if len(dates) > 1 and far:
        yield (
            f"the file seems to hold several reports (publication lines of {', '.join(sorted(dates))}); "
            "split it into one file a report, or periods and places may be read from the wrong one."
        )
