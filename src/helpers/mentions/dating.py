"""Dating: which numerals are dates, and which stretches of time the calendar names."""

from __future__ import annotations

import re

from helpers.mentions import dates
from helpers.mentions.context import Atom, Context, unmeasured
from helpers.mentions.lexicon import Unit

_DURATION_AFTER_DAY = re.compile("(?:以?内|之内|以上|以下|的?(?:期限|时间|旅|游|签)|左右)")
_DURATION_BEFORE = re.compile(
    "(?:为期|不少于|不超过|超过|满|长达|历时|近|约|不得少于|不得超过|至少|每|提前|连续|共)$"
)
_HISTORY = re.compile("(?:前(?!三|[1-4])|多?的?(?:历史|岁月|文明|沧桑|来|之久|树龄|传承)|来|间|后)")


_SINCE_2000 = re.compile("2000年(?:以|之)?后")  # hardly so many years later


def date_at(context: Context, start: int) -> tuple[Atom, int] | None:
    """Read a date that starts at `start`, or return None."""
    text = context.text
    if _DATE_TAIL.match(text, start):
        for pattern in (dates.YEAR, dates.MONTH, dates.DAY, dates.CENTURY, dates.QUARTER):
            match = pattern.match(text, start)
            if match is not None and _is_date(context, match, pattern):
                period = dates.edtf_of(match) if pattern is dates.YEAR else ""
                return unmeasured(text, start, match.end(), "date", period)
        if match := dates.ISO.match(text, start):
            return unmeasured(text, start, match.end(), "date", dates.iso_period(match))
    if text[start - 1 : start] in _END_OF_ERA and start >= 2:
        match = dates.ERA.match(text, start - 2)
        if match and match.start("number") == start:
            return unmeasured(text, start - 2, match.end(), "date", dates.era_period(match))
    if text[start].isascii():
        match = dates.REPUBLIC_YEAR.match(text, start) if context.traditional else None
        if match and not _DURATION_BEFORE.search(text, max(0, start - 4), start):
            return unmeasured(text, start, match.end(), "date", dates.republic_period(match))
        if match := _SHORT_YEAR.match(text, start):
            return unmeasured(text, start, match.end(), "date")
        if match := _YEAR_OF_EVENT.match(text, start):
            return unmeasured(text, start, match.end(), "date", match[0])
    elif plan := dates.is_plan(text, start):
        return unmeasured(text, start, plan.end(), "date", dates.plan_period(plan[0]))
    return None


_END_OF_ERA = frozenset("元国绪治丰光庆隆正熙统祯历靖德化乐武元观宝和成")


_SHORT_YEAR = re.compile(
    r"(?:1[89]|20)\d\d(?:年)?[/／－—-](?:\d\d|(?:1[89]|20)\d\d)(?![\d-])(?:年度?|学年|财年)?|0\d年(?!级|代)"
)
# 2022国际版权论坛, “2026世界杯”: the year of an event, without 年
_YEAR_OF_EVENT = re.compile(
    r"20[0-3]\d(?=[“「]?(?![年人户名个家项场万亿多余])[一-鿿·]{0,12}(?:论坛|[大峰年]会|博览会|展览会|交易会|洽谈会|文化节|旅游节|音乐节|艺术节|"
    r"电影节|马拉松|联赛|锦标赛|邀请赛|大赛|世界杯|世锦赛|运动会|两会))"
)
_DATE_TAIL = re.compile(
    r"[0-9一二三四五六七八九十廿〇零○]{1,4}(?:[-－—–~～至到、和及][0-9一二三四五六七八九十廿]{1,4}){0,11}[年月日号世季]|[2-9]0年代|(?:1[89]|20)\d\d[-/.]\d|[二三四五六七八九]十年代"
)


# 早上6点上山: behind a time of day an hour needs no word after it to be one
_TIME_OF_DAY = re.compile("(?:早上|早晨|清晨|凌晨|上午|中午|下午|傍晚|晚上|夜里|深夜|半夜|[今昨每当][天日])$")
_HOUR = re.compile(
    r"(?:1?\d|2[0-4]|二?十[一二三四]?|二十|[一二两三四五六七八九])点(?![\d一二三四五六七八九零])(?:半|多|左右)?"
)


def hour_of_day(text: str, start: int) -> re.Match[str] | None:
    """Match an hour behind a time of day (早上6点, 晚上九点多), None elsewhere."""
    match = _HOUR.match(text, start)
    return match if match and _TIME_OF_DAY.search(text, max(0, start - 2), start) else None


def _is_date(context: Context, match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    text, start, end = context.text, match.start(), match.end()
    if pattern is dates.YEAR:
        round_year = match["year"][-2:] in ("00", "〇〇", "零零") and not match["month"]
        since = _SINCE_2000.match(text, start)
        long_ago = _DURATION_BEFORE.search(text, max(0, start - 4), start) or _HISTORY.match(text, end)
        return bool(since) or not (round_year and long_ago)
    if pattern is dates.MONTH:
        month = dates.small_number(match["month"])
        if (
            match["month3"] is None
            and text.startswith("一", match.end("month") + 1)
            and not text[start].isascii()
        ):
            return False  # 一月一研判 is a cadence
        named = month is not None and (
            1 <= month <= 12 or match["day"] is not None
        )  # 13月30日 is no duration
        return named and text[start - 1 : start] not in ("每", "个")
    if pattern is dates.DAY:
        day = dates.small_number(match["day"])
        length = (
            _DURATION_AFTER_DAY.match(text, end)
            or (not text[start].isascii() and text.startswith("前", end))
            or _DURATION_BEFORE.search(text, max(0, start - 4), start)
        )
        return day is not None and 1 <= day <= 31 and not length and text[start - 1 : start] != "每"
    if pattern is dates.QUARTER:
        return text[start - 1 : start] != "每"
    return True


_AGO = frozenset({"年", "个月", "天", "周", "小时", "世纪", "分钟"})
_NOT_FIRST = frozenset("目以之提从天生此空")


def calendar_stretch(context: Context, start: int, end: int, unit: Unit) -> tuple[Atom, int] | None:
    """前9个月 and 三年前 are dates: a stretch or a point that the calendar names."""
    text = context.text
    if (
        text.startswith("前", end)
        and unit.name in _AGO
        and not text.startswith(("前三", "前后", "前列", "前往", "前期"), end)
    ):
        return unmeasured(text, start, end + 1, "date")
    first = start >= 1 and text[start - 1] == "前" and text[start - 2 : start - 1] not in _NOT_FIRST
    if first and unit.name in ("个月", "天", "日", "季度", "周"):
        return unmeasured(text, start - 1, end, "date")
    return None
