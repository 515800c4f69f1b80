"""Units: the unit or classifier that follows a numeral."""

from __future__ import annotations

import re

from helpers.mentions.context import Context
from helpers.mentions.lexicon import Unit

BLANK = re.compile("[  　]{1,4}")
_NO_YEARS = ("级", "代", "轻", "龄")


def unit_at(context: Context, at: int, *, guarded: bool = True) -> tuple[Unit, int] | None:
    """Return the unit whose form starts at `at`, and where it ends; the longest form wins.

    After an Arabic numeral (not `guarded`) a classifier gives way only to a noun that numerals count (5万人口), not
    to any longer word; nor do days, nor years but to a class or a decade (过了47天才上报, 3年级).
    """
    text, lexicon = context.text, context.lexicon
    for length in lexicon.unit_lengths.get(text[at : at + 1], ()):
        end = at + length
        form = text[at:end]
        unit = lexicon.units.get(form)
        if unit is None or len(form) < length or (form.isascii() and _goes_on(text, form, end)):
            continue
        blocked = length <= 2 and unit.not_before and text.startswith(unit.not_before, end)
        if blocked and (guarded or not _wins(context, unit, at, end)):
            continue
        return unit, end
    return None


def _wins(context: Context, unit: Unit, at: int, end: int) -> bool:
    """Whether a form after an Arabic numeral is its unit although a longer word begins there."""
    if any(len(word) > 1 and context.text.startswith(word, at) for word in context.lexicon.after):
        return False  # 1万出头, but 60起重大案件
    if unit.name == "里":
        return context.text[at + 1 : at + 2] in "山外地路坡"  # 20里山路
    if unit.kind == "duration":
        return unit.name == "天" or (unit.name == "年" and not context.text.startswith(_NO_YEARS, end))
    if context.lexicon.heads.get(context.text[at : at + 2]) == "always":
        return False  # 4方面
    return unit.kind == "count" and not context.lexicon.noun_pattern.match(context.text, at)


def _goes_on(text: str, form: str, end: int) -> bool:
    """Whether a unit in Latin letters is only the beginning of a longer word (m of mm)."""
    following = text[end : end + 1]
    return form[0].isalpha() and following.isascii() and following.isalnum()
