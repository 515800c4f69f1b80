"""Heads: what a report says of itself - when it was published, its title, whose place it is, and whether it has parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from helpers.claims.runs import joint_place
from helpers.corpus import parse_date, simplify
from helpers.mentions import fold
from helpers.periods import (
    Anchor,
    is_edtf,
)
from helpers.places import Place, find_places, narrower, report_place, short_name
from helpers.report_like import ReportLike

_DATE_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(?:(0[1-9]|1[0-2])[-_.]?([0-2]\d|3[01])?)?(?!\d)")
_DATE_IN_HEAD = re.compile(
    r"(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2})"
)
# What a report says of itself at its end: （本报记者2021年5月采访）, （2020年3月10日）.
_SIGNED = re.compile(
    r"[（(]?[^，。；\d]{0,16}(?P<date>(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?)[^，。；\d]{0,12}[）)]?"
)
_SIGNED_IN_BRACKETS = re.compile(  # … 新生活。（记者 某某 2023年8月18日）
    r"[（(][^（()）\d]{0,24}(?P<date>(?:19|20)\d\d(?:年\d{1,2}月(?:\d{1,2}日)?|-\d{1,2}-\d{1,2}))[^（()）\d]{0,12}[）)]$"
)


class Clock(NamedTuple):
    """The date that a report's time words lean on, and where it comes from."""

    anchor: Anchor
    source: str


def clock_of(report: ReportLike) -> Clock:
    """Return the publication date, else a date in the first lines, else the one in the file's name.

    Parameters
    ----------
    report
        A report.
    """
    if report.published:
        return Clock(Anchor(report.published), "publication date")
    whole = fold(report.raw[:460]).split("\n")[:8]
    for line in whole if len(report.raw) <= 460 else whole[:-1]:
        short = len(line) < 60 and "。" not in line  # a line of its own, no sentence that tells of a date
        if short and (match := _DATE_IN_HEAD.search(line)) and (stated := parse_date(match.group())):
            return Clock(Anchor(stated), "date in the first lines")
    last = fold(report.raw.rstrip()[-60:]).rsplit("\n", 1)[-1].strip()
    signed = _SIGNED.fullmatch(last) or _SIGNED_IN_BRACKETS.search(last)
    if signed and (stated := parse_date(signed["date"])):
        return Clock(Anchor(stated), "date in the last line")
    if match := _DATE_IN_NAME.search(report.doc):
        stated = "-".join(part for part in match.groups() if part)
        if is_edtf(stated):
            return Clock(Anchor(stated), "date in the file name")
    return Clock(Anchor(""), "no date")


def has_parts(title: str, text: str, found: Sequence[Any], year: int) -> bool:
    """Return whether a report tells of several places, part by part: its title or its headings name them.

    Parameters
    ----------
    title
        Its title.
    text
        Its text in Simplified script.
    found
        The places that the text names.
    year
        Of the divisions that hold.
    """
    if len({m.official for m in find_places(title, year) if m.level != "country"}) > 1:
        return True
    heads = {
        m.official
        for m in found
        if m.level != "country"
        and (m.start == 0 or text[m.start - 1] in "\n　")
        and 0 < text.find("\n", m.end) - m.start < 40
        and "。" not in text[m.start : text.find("\n", m.end)]
    }
    return len(heads) > 1


def listed_in(title: str, year: int) -> Place | None:
    """Return the places that a title lists side by side (新疆、甘肃、宁夏决战脱贫攻坚) as one, None if it lists none.

    Parameters
    ----------
    title
        The title of a report in Simplified script.
    year
        Of the divisions that hold.
    """
    named = [m for m in find_places(title, year) if m.level != "country"]
    if len(named) < 2 or any(title[a.end : b.start] not in ("、", "和", "与") for a, b in pairwise(named)):
        return None
    return joint_place([m.place for m in named])


def own_place(report: ReportLike, title: str, text: str, year: int) -> Place:
    """Return the report's own place; that of a publisher (云南日报) gives way to a narrower one in the text.

    Parameters
    ----------
    report
        A report.
    title, text
        Its title, as `title_of` gives it, and its text in Simplified script.
    year
        Of the divisions that hold.
    """
    stated = simplify(report.place).text if report.place else ""
    own = report_place(title, text, stated, year)
    short = short_name(own, year)
    if stated and own.level in ("province", "prefecture") and short:
        inner = report_place(title, text, "", year)
        if own.contains(inner) and (short not in title or short_name(inner, year) in title):
            own = inner
    return narrower(own, title, text, year)


def title_of(report: ReportLike, text: str) -> str:
    """Return the title in Simplified script, as the text writes it where it stands there.

    Parameters
    ----------
    report
        A report.
    text
        Its text in Simplified script.
    """
    if not report.title:
        return ""
    at = report.raw.find(report.title)
    return simplify(report.title).text if at < 0 else text[at : at + len(report.title)]
