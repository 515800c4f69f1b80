"""Neighbours: ranges, and lists whose members share a unit."""

from __future__ import annotations

import re
from fractions import Fraction

from helpers.mentions.amounts import TENFOLD
from helpers.mentions.context import Atom, Context
from helpers.mentions.numerals import DIGITS

_RANGE_SEP = re.compile(r" ?(?:[-－—–~～〜―]{1,2}|至|到) ?")
_LIST_SEP = re.compile(r" ?(?:[、和与及或/]|以及|甚至|乃至) ?")


def join_neighbours(context: Context, atoms: list[Atom]) -> list[Atom]:
    """Join ranges and give units to list members that have none, right to left."""
    text = context.text
    out: list[Atom] = []
    for atom in reversed(atoms):
        following = out[-1] if out else None
        if (
            following is not None
            and atom.numeral is not None
            and following.numeral is not None
            and following.unit is not None
        ):
            gap = text[atom.mention.end : following.mention.start]
            if len(gap) <= 3 and gap:
                if gap == "、" and _join_guess(context, atom, following):
                    out.pop()
                elif following.unit is None:
                    pass
                elif _RANGE_SEP.fullmatch(gap) and _join_range(context, atom, following):
                    out.pop()
                elif _LIST_SEP.fullmatch(gap) and (not atom.mention.kind or _is_points(atom, following)):
                    _share_unit(atom, following)
        out.append(atom)
    out.reverse()
    return out


def _join_range(context: Context, atom: Atom, following: Atom) -> bool:
    """Make `atom` the range that ends in `following`; False when the two are no range."""
    first, second = atom.numeral, following.numeral
    assert first is not None
    assert second is not None
    assert following.unit is not None
    implied = atom.implied and atom.mention.kind == following.mention.kind  # 作价550亿至600亿港元
    if atom.unit is not None and atom.unit is not following.unit and not implied:
        return False
    low = Fraction(first.low)
    if atom.unit is None or implied:
        if first.scale < 10**4 and second.scale > first.scale and first.low < second.number:
            low = first.low * second.scale
        if following.unit.name in TENFOLD:
            low *= 10
    elif atom.mention.low is not None:
        low = Fraction(atom.mention.low)
    if (
        atom.unit is not None
        and context.text[atom.mention.start - 1 : atom.mention.start] in ("从", "由")
        and following.mention.kind in ("percent", "money")
        and not context.text.startswith(("不等", "之间"), following.mention.end)
    ):
        return False  # 从8%到10%: a change
    mention, end = atom.mention, following.mention
    if end.high is None or low >= end.high:
        return False
    mention.end, mention.surface = end.end, context.text[mention.start : end.end]
    mention.kind, mention.unit, mention.per = end.kind, end.unit, end.per
    vague = mention.bound == "approx" and end.bound == "exact"  # 十几万到三十万元
    mention.low, mention.high, mention.bound = float(low), end.high, "approx" if vague else end.bound
    atom.unit, atom.weak = following.unit, False
    atom.numeral = second
    return True


def _is_points(atom: Atom, following: Atom) -> bool:
    """Whether the 个 of a list member goes on to 百分点: 3.5个和6个百分点."""
    return atom.mention.unit == "个" and following.mention.kind == "points"


def _share_unit(atom: Atom, following: Atom) -> None:
    """Give a list member the unit, and where it has none the scale, of the member after it."""
    numeral, partner = atom.numeral, following.numeral
    assert numeral is not None
    assert partner is not None
    assert following.unit is not None
    if following.weak or following.mention.kind not in (
        "count",
        "money",
        "percent",
        "points",
        "measure",
        "duration",
        "multiple",
    ):
        return
    factor = partner.scale if numeral.scale == 1 and partner.scale > 1 and numeral.number < 10000 else 1
    factor *= 10 if following.unit.name in TENFOLD else 1
    mention = atom.mention
    mention.kind, mention.unit = following.mention.kind, following.mention.unit
    mention.low, mention.high = float(numeral.low * factor), float(numeral.high * factor)
    atom.unit = following.unit
    atom.numeral = numeral._replace(scale=partner.scale) if factor > 1 else numeral


def _join_guess(context: Context, atom: Atom, following: Atom) -> bool:
    """七、八十万: make `atom` the guess between two digits in a row; False when they are a list."""
    first, second = atom.numeral, following.numeral
    text, mention, end = context.text, atom.mention, following.mention
    if (
        first is None
        or second is None
        or mention.kind
        or not (first.chinese and second.chinese)
        or end.high is None
    ):
        return False
    low, high = text[mention.start : mention.end], text[end.start : end.start + 2]
    if (
        len(low) != 1
        or low not in DIGITS
        or high[:1] not in DIGITS
        or high[1:] not in ("十", "百", "千", "万")
    ):
        return False
    if DIGITS[high[0]] != DIGITS[low] + 1 or end.low != end.high:
        return False
    mention.low, mention.high = end.high * DIGITS[low] / DIGITS[high[0]], end.high
    mention.end, mention.surface = end.end, text[mention.start : end.end]
    mention.kind, mention.unit, mention.per, mention.bound = end.kind, end.unit, end.per, "approx"
    atom.unit, atom.numeral, atom.weak = following.unit, second, False
    return True
