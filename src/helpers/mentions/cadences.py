"""Cadences: how often something is done (双月一调度, 每旬一办公, 10分钟一班)."""

from __future__ import annotations

import re

from helpers.mentions.context import Atom, Context, is_han
from helpers.mentions.model import Mention
from helpers.mentions.numerals import DIGITS
from helpers.mentions.units import unit_at

_CADENCE = re.compile(
    r"(?P<every>(?:[每逐](?:[一两双半三]|\d+)?|[一两双半三]|\d+)(?:天|日|周|旬|个?月|个?季度?|年|分钟|个?小时|个?学期))(?P<times>[一两三二]|\d+)(?P<unit>次|回|遍(?!访)|趟|班|轮|场|届)?(?=(?P<verb>[一-鿿])?)"
)
_EVERY_BEFORE = re.compile(r"[每逐](?:[两三半]|\d+)?(?:天|日|周|旬|个?月|个?季度?|年|个?小时|个?学期)$")
_NOT_A_CADENCE_VERB = frozenset("度个天年月日些样直定的种年路批生起线")


def cadence_at(context: Context, start: int) -> tuple[Atom, int] | None:
    """双月一调度, 每旬一办公, 一年两次, 10分钟一班: times per period, up to the verb or with its 次."""
    text = context.text
    every = _EVERY_BEFORE.search(text, max(0, start - 6), start)
    begin = (
        every.start()
        if every
        else (start - 1 if text[start - 1 : start] in ("每", "逐") and start else start)
    )
    if text.startswith("一年一度", start):
        return Atom(
            Mention(start, start + 4, "一年一度", "frequency", 1.0, 1.0, "次", "年", "exact")
        ), start + 4
    match = _CADENCE.match(text, begin)
    if match is None or (every and match.start("times") != start):
        return None
    verb = match["verb"]
    if match["unit"] is None:
        if match["times"] != "一" or verb is None or verb in _NOT_A_CADENCE_VERB:
            return None
        if unit_at(context, match.end()) is not None and text[begin] not in "双每":
            return None
    period = _period_word(match["every"].lstrip("每逐"))
    times = float(DIGITS[match["times"]] if match["times"] in DIGITS else int(match["times"]))
    end = match.end("unit") if match["unit"] else match.end("times")
    return Atom(Mention(begin, end, text[begin:end], "frequency", times, times, "次", period, "exact")), end


def next_cadence(context: Context, start: int, last: Atom | None) -> tuple[Atom, int] | None:
    """Return the second 一 of 一月一遍访一研判, whose period is that of the first, or None."""
    text = context.text
    if (
        last is None
        or last.mention.kind != "frequency"
        or text[start] != "一"
        or not 1 <= start - last.mention.end <= 3
    ):
        return None
    if not all(is_han(c) for c in text[last.mention.end : start]) or not is_han(text[start + 1 : start + 2]):
        return None
    return Atom(
        Mention(start, start + 1, "一", "frequency", 1.0, 1.0, "次", last.mention.per, "exact")
    ), start + 1


_PERIOD_NUMBER = {"一": "", "双": "2", "两": "2", "半": "半", "三": "3", "": ""}


def _period_word(every: str) -> str:
    """双月 → 2月, 一个月 → 月, 10分钟 → 10分钟."""
    match = re.match(r"([一两双半三四五六七八九十]|\d+)?个?(.+)", every)
    if match is None:
        return every
    number, word = match[1] or "", match[2]
    if number in _PERIOD_NUMBER:
        number = _PERIOD_NUMBER[number]
    elif not number.isdigit():
        number = str(DIGITS.get(number, number))
    return f"{'' if number == '1' else number}{'季度' if word == '季' else word}"
