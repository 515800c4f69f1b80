"""With a unit: a numeral with the unit that follows it - what is no quantity at all, and the value, per and bound of what is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from helpers.mentions import cues
from helpers.mentions.amounts import TENFOLD, amount_of
from helpers.mentions.context import Atom, Context, exactly, in_unit, unmeasured
from helpers.mentions.dating import calendar_stretch
from helpers.mentions.lexicon import Unit, cue_words
from helpers.mentions.model import Mention
from helpers.mentions.numerals import Numeral, read_chinese

_NAMED_PLACE = re.compile("[镇村乡寨屯街]")
_PLAN = re.compile("第[^，。]{1,3}个$")
_PENNILESS = re.compile("没|未")  # but 不到一分钱 is a price
_LIVESTOCK = re.compile(cue_words("livestock"))
_AND_MONTHS = re.compile("(?:零|又)(?P<count>[一二三四五六七八九]|十[一]?|1[01]|[1-9])个月")  # 两年零三个月


class WithUnit(NamedTuple):
    """A numeral and the unit behind it: where the numeral starts and the unit ends."""

    context: Context
    start: int
    numeral: Numeral
    unit: Unit
    end: int


Read = tuple[Atom | None, int]


def read_with_unit(context: Context, start: int, numeral: Numeral, unit: Unit, end: int) -> Read:
    """Read a numeral with its unit; return the atom, if it is any, and where it ends.

    Parameters
    ----------
    context
        The text.
    start, end
        Where the numeral starts, and where its unit ends.
    numeral, unit
        The numeral and its unit.
    """
    read = WithUnit(context, start, numeral, unit, end)
    for reader in _READERS.get(unit.name, ()):
        if (found := reader(read)) is not None:
            return found
    return _quantity(read)


def _of_plan(read: WithUnit) -> Read | None:
    """第七个五年计划 has no years."""
    text = read.context.text
    return (None, read.end) if _PLAN.search(text, max(0, read.start - 5), read.start) else None


def _spaced_year(read: WithUnit) -> Read | None:
    """1 9 9 7 年: a year whose digits stand apart."""
    text, numeral = read.context.text, read.numeral
    apart = " " in text[read.start : numeral.end].strip() and numeral.bound == "exact"
    if not apart or numeral.scale != 1 or not 1900 <= numeral.low <= 2100:
        return None
    return unmeasured(text, read.start, read.end, "date", str(int(numeral.low)))


def _of_place_name(read: WithUnit) -> Read | None:
    """三排镇, 八里村 are names of places."""
    named = read.numeral.chinese and _NAMED_PLACE.match(read.context.text, read.end)
    return (None, read.end) if named else None


def _penniless(read: WithUnit) -> Read | None:
    """没花一分钱, 一分钱也没有: not a cent."""
    text, start, end = read.context.text, read.start, read.end
    is_cent = text[start:end] == "一分钱" and _PENNILESS.search(text, max(start - 8, 0), end + 6)
    return (None, end) if is_cent else None


def _two_ends(read: WithUnit) -> Read | None:
    """城乡两头, 两头一对接: no animals are spoken of near."""
    text, start = read.context.text, read.start
    both = text[start : read.numeral.end] == "两"
    return (None, read.end) if both and not _LIVESTOCK.search(text, max(start - 30, 0), start + 30) else None


def _group_of_states(read: WithUnit) -> Read | None:
    """二十国集团 is a name."""
    return (None, read.end) if read.context.text.startswith("集团", read.end) else None


def _for_so_many(read: WithUnit) -> Read | None:
    """3人制篮球 is a kind."""
    text = read.context.text
    return unmeasured(text, read.start, read.end, "identifier") if text.startswith("制", read.end) else None


def _last_day(read: WithUnit) -> Read | None:
    """持续至22日前后 is a date."""
    text, start = read.context.text, read.start
    until = read.numeral.high <= 31 and text[start - 1 : start] in ("至", "到")
    return unmeasured(text, start, read.end, "date") if until else None


def _years_and_months(read: WithUnit) -> Read | None:
    """两年零三个月, in months."""
    context, numeral = read.context, read.numeral
    match = _AND_MONTHS.match(context.text, read.end)
    if match is None or numeral.low != numeral.high:
        return None
    count = match["count"]
    months = int(count) if count.isdecimal() else read_chinese(count, 0).low  # type: ignore[union-attr]
    return exactly(context, read.start, match.end(), numeral.low * 12 + months, "个月", numeral)


def _divisions(read: WithUnit) -> Read | None:
    """4市6县: what is counted is a noun, and no classifier."""
    context, start, numeral = read.context, read.start, read.numeral
    if read.end != numeral.end + 1:
        return None
    atom = in_unit(context, start, numeral, "个")
    atom.weak = numeral.bare or context.text[start : numeral.end] == "一"
    return atom, numeral.end


_Reader = Callable[[WithUnit], Read | None]
# What else a numeral may be with a unit; asked in turn.
_READERS: dict[str, tuple[_Reader, ...]] = {
    **dict.fromkeys("排台门道口堂间面方角里桥", (_of_place_name,)),
    **dict.fromkeys("县省市村乡镇", (_divisions,)),
    "头": (_of_place_name, _two_ends),
    "国": (_group_of_states, _divisions),
    "年": (_of_plan, _spaced_year, _years_and_months),
    "分": (_penniless,),
    "人": (_for_so_many,),
    "日": (_last_day,),
}


def _quantity(read: WithUnit) -> Read:
    context, numeral, text = read.context, read.numeral, read.context.text
    amount = amount_of(context, read.start, numeral, read.unit, read.end)
    start, unit, bound = amount.start, amount.unit, numeral.bound
    if unit.kind == "duration":
        date = calendar_stretch(context, start, amount.end, unit)
        if date is not None:
            return date
    if unit.kind == "measure" and text.startswith("级", amount.end) and bound == "exact":
        bound = "at_least"  # 500吨级发动机: a size class
    per, end = cues.per_after(text, amount.end)
    low, high, name = float(amount.low), float(amount.high), _name_of(unit, text, start)
    mention = Mention(start, end, text[start:end], unit.kind, low, high, name, per, bound)
    atom = Atom(mention, numeral, read.unit if read.unit.name in TENFOLD else unit)
    atom.weak = _is_weak(context, atom)
    return atom, cues.one_after(text, end) if unit.kind == "money" else end


def _name_of(unit: Unit, text: str, start: int) -> str:
    """Return what a unit is called where a word before the numeral says more: 美元 of 美金5元, 华氏度."""
    if unit.name == "元":
        return cues.currency_before(text, start) or unit.name
    if unit.name == "度" and "华氏" in text[max(0, start - 5) : start]:
        return "华氏度"
    return unit.name


_SIZE_UNITS = frozenset(cue_words("size_units").split("|"))


def _is_weak(context: Context, atom: Atom) -> bool:
    """Whether a numeral is too light to count by itself: 一 meaning 'a', a bare 百 or 千."""
    numeral, mention, text = atom.numeral, atom.mention, context.text
    if numeral is None or not numeral.chinese or numeral.bound != "exact":
        return False
    if numeral.bare and mention.start and text[mention.start - 1 : mention.start] == "每":
        return False
    if numeral.bare and mention.unit not in _SIZE_UNITS:
        return True
    if mention.end - mention.start < 2 or text[mention.start] != "一" or numeral.end != mention.start + 1:
        return False
    return cues.bare_one_is_article(text, mention)
