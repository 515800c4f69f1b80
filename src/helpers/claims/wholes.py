"""Wholes: a number that stands beside nothing but a place or a giver is a part of what was named before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

from helpers.claims.clauses import Number, Sentence
from helpers.claims.runs import RESPECTIVELY

RULE = "part of what was named before"
_WIDEST = 24  # characters between two numbers that a place and link words can fill
_LONGEST = 16  # characters beyond which what was named before is no name to go on with
_LEVELS = "中央|自治区|省级|州级|市级|县级|区级|省|州|市|县"
# 其中中央专项1.74亿元、省级1.28亿元: who gave a part of the money, or to whom a rate belongs.
_GIVER = re.compile(
    r"(?:^|[，,、；;：:（(]|其中)(?:来自)?(?P<who>(?:中央|自治区|省|州|市|县|区|乡镇|地方)(?:本级|级)?(?:财政)?(?:专项)?|"
    r"社会资[本金]|(?:企业|群众|农户)自筹|自筹)(?:资金|配套|投入|出资|挤出|安排|拨付)?(?:只?有|为|则?是)?$"
)
_LEVEL = re.compile(_LEVELS)
_OF_ALL = re.compile(rf"各级|(?:{_LEVELS})(?:[、和与及](?:{_LEVELS}))+(?:[两三四]级)?")  # 中央和自治区两级
_OF_A_YEAR = re.compile("^(?:全年|年度|今年|去年|当年)")
# What may stand between a place and its figure, and around both.
_NOTHING = re.compile(rf"[\s，,、；;：:和及]|其中|{RESPECTIVELY.pattern}|[为有达占由从]|[也就则仅]有?")
_MEAN = re.compile("[人户]均")
_AMONG_THEM = re.compile(
    r"其中，?(?P<who>[一-龥]{2,10}?(?:户|人口|群众|居民|农民|劳动力|人员|妇女|职工))(?:已|也)?(?:由|从|为|达到?|是)?"
    r"(?:[\d.]+[万亿]?元[^，。；\d]{0,6}[到至为])?$"
)
_PEOPLE = frozenset({"户", "人", "名", "口"})


def name_of_whole(number: Number, sentence: Sentence, past: Sequence[Sentence]) -> str:
    """Return what a number is a part of, with the giver of the part; '' where it has words of its own.

    Parameters
    ----------
    number, sentence
        A number that the rules have named, and its sentence.
    past
        The sentences before, the nearest last.
    """
    at = sentence.numbers.index(number)
    if giver := _giver(sentence, at):
        whole = next((n for n in sentence.numbers[:at] if n.kind == number.kind), None)
        name = _OF_A_YEAR.sub("", whole.indicator) if whole is not None else ""
        if not 1 < len(name) <= _LONGEST or whole is None or _giver(sentence, sentence.numbers.index(whole)):
            return ""
        if number.kind == "percent":
            return _LEVEL.sub(giver, name, count=1) if _LEVEL.search(name) else ""
        if _OF_ALL.search(name):
            return _OF_ALL.sub(giver, name, count=1)
        return name if giver in name else giver + name
    if number.kind == "money" and (who := _whose_part(sentence, at)):
        means = (_MEAN.search(n.indicator) for n in reversed(sentence.numbers[:at]))
        mean = next((match for match in means if match), None)
        return who + mean.string[mean.start() :] if mean else ""
    if not (sentence.places or sentence.away) or not _is_beside_place(sentence, at):
        return ""
    mates = [
        i for i, n in enumerate(sentence.numbers) if n.unit == number.unit and _is_beside_place(sentence, i)
    ]
    if len(mates) < 2 and not sentence.text.startswith("其中"):
        return ""
    first = mates[0]
    told = [*_earlier(sentence.numbers[:first]), *_told_before(sentence, past)]
    same = [n for n in told if n.kind == number.kind and n.unit == number.unit]
    if number.unit in _PEOPLE:
        same = same or [n for n in told if n.unit in _PEOPLE]
    name = same[0].indicator if same else ""
    for ref in sentence.places:
        name = name.replace(sentence.text[ref.start : ref.end], "")
    if not 1 < len(name) <= _LONGEST:
        return ""
    away = next((r for r in sentence.away if 0 <= number.start - r.end <= 1), None)
    return sentence.text[away.start : away.end] + name if away is not None else name


def _whose_part(sentence: Sentence, at: int) -> str:
    """Return of whom an income is told that are part of those before (其中建档立卡户由2480元提高到8216元), '' elsewhere."""
    head = sentence.text[: sentence.numbers[at].start]
    match = _AMONG_THEM.search(head)
    return match["who"] if match else ""


def _giver(sentence: Sentence, at: int) -> str:
    """Return who gave the part of a sum that a number is, '' where the words before it say something else."""
    number = sentence.numbers[at]
    if number.kind not in ("money", "percent"):
        return ""
    begin = max(sentence.numbers[at - 1].end if at else 0, sentence.clause(number.start)[0])
    match = _GIVER.search(sentence.text[begin : number.start])
    return match["who"] if match else ""


def _is_beside_place(sentence: Sentence, at: int) -> bool:
    """Return whether nothing but a named place stands between a number and the number or clause before it."""
    number = sentence.numbers[at]
    begin = max(sentence.numbers[at - 1].end if at else 0, sentence.clause(number.start)[0])
    if number.start - begin > _WIDEST:
        return False
    gap, named = sentence.text[begin : number.start], False
    for ref in sorted([*sentence.places, *sentence.away], key=attrgetter("start"), reverse=True):
        if begin <= ref.start and ref.end <= number.start and ref.how == "named":
            gap = gap[: ref.start - begin] + gap[ref.end - begin :]
            named = True
    if _NOTHING.sub("", gap):
        return False
    return named or (bool(at) and gap.strip() in ("、", "和") and _is_beside_place(sentence, at - 1))


def _earlier(numbers: Sequence[Number]) -> list[Number]:
    return [n for n in reversed(numbers) if n.indicator]


def _told_before(sentence: Sentence, past: Sequence[Sentence]) -> list[Number]:
    """Return the numbers of the sentences before in the paragraph, the nearest first."""
    near = [s for s in past[-2:] if s.paragraph == sentence.paragraph]
    return [n for s in reversed(near) for n in _earlier(s.numbers)]
