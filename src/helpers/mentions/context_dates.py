"""Context dates: the year (and month) that the text gives to a date that does not name its own (6月12日, 去年7月)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from helpers.mentions import dates
from helpers.mentions.lexicon import fold
from helpers.mentions.model import Mention

# Words before a date that set its year against the year of publication.
_RELATIVE_YEARS = {
    "今年": 0,
    "本年": 0,
    "当年": 0,
    "去年": -1,
    "上年": -1,
    "昨年": -1,
    "前年": -2,
    "明年": 1,
    "来年": 1,
    "次年": 1,
}
_RELATIVE = re.compile("(" + "|".join(_RELATIVE_YEARS) + ")(?:的|春节|[一二三四上下]半年)?$")
_YEAR_OF = re.compile(r"(\d{4})(?:-(\d{2}))?")
_QUARTERS = {"一": 33, "二": 34, "三": 35, "四": 36, "1": 33, "2": 34, "3": 35, "4": 36}
_AGO = re.compile(r"(\d{1,2}|[一二两三四五六七八九十]{1,3})年前")


def with_context(text: str, mentions: Iterable[Mention], published: str) -> list[Mention]:
    """Fill the period of dates that lean on their context.

    Parameters
    ----------
    text
        The text in which the mentions were found.
    mentions
        Its mentions, in order.
    published
        EDTF of the publication date, or empty when unknown.

    Returns
    -------
    list of Mention
        The same mentions; a date without a period has one where a year stands before it in its sentence, a word
        such as 去年 says it, or the publication date gives it. Where none does it stays empty: never a guess.
    """
    folded = fold(text)
    anchor = int(published[:4]) if published[:4].isdigit() else None
    year, month, last_end = anchor, None, 0
    found = []
    for mention in mentions:
        if mention.kind == "date":
            if _ends_sentence(folded, last_end, mention.start):
                year, month = anchor, None
            if relative := _RELATIVE.search(folded, max(0, mention.start - 8), mention.start):
                year = None if anchor is None else anchor + _RELATIVE_YEARS[relative[1]]
            if not mention.period and (period := _period(mention.surface, year, month, anchor)):
                mention = replace(mention, period=period)
            if named := _YEAR_OF.match(mention.period.rpartition("/")[2]):
                year, month, last_end = int(named[1]), named[2] or month, mention.end
        found.append(mention)
    return found


def _ends_sentence(text: str, start: int, end: int) -> bool:
    return any(text.find(mark, start, end) >= 0 for mark in "。！？\n")


def _period(surface: str, year: int | None, month: str | None, anchor: int | None) -> str:
    """Return the EDTF of a date without a year, or an empty string."""
    surface = fold(surface)
    if (ago := _AGO.fullmatch(surface)) and anchor is not None:
        count = dates.small_number("二" if ago[1] == "两" else ago[1])
        return "" if count is None else f"{anchor - count:04d}"
    if year is None:
        return ""
    if match := dates.MONTH.fullmatch(surface):
        return dates.month_period(match, year)
    if (match := dates.DAY.fullmatch(surface)) and month:
        return dates.point(year, month, match["day"] or match["day3"], None)
    if match := dates.QUARTER.fullmatch(surface):
        return f"{year:04d}-{_QUARTERS[surface[0]]}" if surface[0] in _QUARTERS and len(surface) == 3 else ""
    return {"上半年": f"{year:04d}-01/{year:04d}-06", "下半年": f"{year:04d}-07/{year:04d}-12"}.get(
        surface, ""
    )
