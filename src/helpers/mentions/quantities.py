"""Quantities: a numeral with its unit, or with what it counts."""

from __future__ import annotations

import re
from fractions import Fraction

from helpers.mentions.context import Atom, Context, end_of_name, exactly, in_unit, is_han, unmeasured
from helpers.mentions.lexicon import Unit
from helpers.mentions.model import Mention
from helpers.mentions.numerals import Numeral
from helpers.mentions.ranks import read_grade
from helpers.mentions.units import BLANK, unit_at
from helpers.mentions.with_unit import read_with_unit
from helpers.mentions.without_unit import may_be_year, read_without_unit

_SPLIT_UNIT = re.compile("个(?P<word>[多余来半])(?P<unit>月|小时|星期|世纪|百分点|季度|钟头|礼拜)")
_INDUSTRY = re.compile("的?(?:特色|优势|主导|富民)?(?:产业|市场|园区|企业)")
_MINUTES = re.compile(r"分(\d{1,2}(?:\.\d+)?)秒(\d{2,3})?")
_HUNDRED_MILLIONS = re.compile("个(?P<over>多|余)?(?P<scale>亿)(?![元级吨人万])")


def quantity(context: Context, start: int, numeral: Numeral) -> tuple[Atom | None, int]:
    """Read a numeral with its unit; without one, as an atom that waits for its neighbours."""
    text = context.text
    if (graded := read_grade(context, start, numeral)) is not None:
        return graded
    if _is_list_of_great_things(context, numeral):
        return unmeasured(text, start, end_of_name(text, numeral.end + 1), "slogan")
    if _is_size_class(context, numeral):
        return in_unit(context, start, numeral._replace(bound="at_least"), "元"), numeral.end
    if match := _HUNDRED_MILLIONS.match(text, numeral.end):
        numeral = _scaled_by_classifier(numeral, match)
    if match := _MINUTES.match(text, numeral.end):
        return _minutes(context, start, numeral, match)
    if match := _SPLIT_UNIT.match(text, numeral.end):
        return _split_unit(context, start, numeral, match)
    if (found := _unit_behind(context, numeral)) is not None:
        return read_with_unit(context, start, numeral, *found)
    return read_without_unit(context, start, numeral)


def _is_list_of_great_things(context: Context, numeral: Numeral) -> bool:
    """Whether 大 makes a numeral the head of a slogan: 五大工程."""
    text, at = context.text, numeral.end
    small = numeral.high <= 50 and numeral.bound == "exact"
    great = small and text.startswith("大", at) and is_han(text[at + 1 : at + 2])
    return great and unit_at(context, at) is None


def _is_size_class(context: Context, numeral: Numeral) -> bool:
    """Whether a scaled numeral names a class of size in yuan: 万亿级产业, 百亿级项目, 千亿产业集群."""
    text, at = context.text, numeral.end
    if text.startswith("级", at) and numeral.low >= 10**4 and (numeral.bare or numeral.scale >= 10**8):
        return True
    return numeral.bare and numeral.low >= 10**10 and _INDUSTRY.match(text, at) is not None


def _scaled_by_classifier(numeral: Numeral, match: re.Match[str]) -> Numeral:
    """Return the numeral of 两个亿, 三个多亿, whose scale word takes a classifier."""
    scale = 10**8
    return numeral._replace(
        end=match.end(),
        low=numeral.low * scale,
        high=numeral.high * scale,
        bound="over" if match["over"] else numeral.bound,
        number=numeral.low,
        scale=scale,
    )


def _minutes(context: Context, start: int, numeral: Numeral, match: re.Match[str]) -> tuple[Atom, int]:
    """3分25秒, 1分02秒35: minutes with their seconds."""
    seconds = Fraction(match[1]) + (Fraction(int(match[2]), 10 ** len(match[2])) if match[2] else 0)
    return exactly(context, start, match.end(), numeral.low + seconds / 60, "分钟", numeral)


def _split_unit(context: Context, start: int, numeral: Numeral, match: re.Match[str]) -> tuple[Atom, int]:
    """两个多月, 三个半小时: the qualifier stands inside the unit."""
    text, end = context.text, match.end()
    unit = context.lexicon.units["个月" if match["unit"] == "月" else match["unit"]]
    half = Fraction(1, 2) if match["word"] == "半" else 0
    bound = {"多": "over", "余": "over", "来": "approx"}.get(match["word"], numeral.bound)
    low, high = float(numeral.low + half), float(numeral.high + half)
    mention = Mention(start, end, text[start:end], unit.kind, low, high, unit.name, bound=bound)
    return Atom(mention, numeral, unit), end


def _unit_behind(context: Context, numeral: Numeral) -> tuple[Unit, int] | None:
    """Return the unit behind a numeral, a few blanks between them at most, and where it ends."""
    found = unit_at(context, numeral.end, guarded=numeral.chinese or may_be_year(context.text, numeral))
    if found is None and (blank := BLANK.match(context.text, numeral.end)):
        return unit_at(context, blank.end())
    return found
