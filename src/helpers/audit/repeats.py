"""Repeats: one number said twice, in a report or in two; the same indicator in two reports; parts named elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from helpers.audit.text import MANY_DIGITS, PEOPLE, Page, Slot
from helpers.audit.verdicts import Candidate, Reading, ValueOf, printed
from helpers.audit.wholes import subset

HAN_PAIR = re.compile("[\u4e00-\u9fff]{2}")
COMMON = 40  # numbers of one value that a word of the context may connect before it connects nothing
TAIL = re.compile("(?:人口|群众|户|人)$")  # 建档立卡贫困户 are of 建档立卡贫困人口
TEAM_UNITS = frozenset({"支", "名", "人", "所"})


def find_repeats(pages: Sequence[Page], value_of: ValueOf = printed) -> Iterator[Candidate]:
    """Yield numbers that are said again, of the same things, in another sentence or another report.

    Parameters
    ----------
    pages
        The reports.
    value_of
        Gives the value of a number.
    """
    seen: dict[tuple[object, ...], dict[str, list[Slot]]] = defaultdict(lambda: defaultdict(list))
    for page in pages:
        for slot in page.slots:
            if slot.status == "rule" or not _telling(slot, value_of):
                continue
            value = value_of(slot).interval
            key = ("人" if slot.unit in PEOPLE else slot.unit, slot.per, value.low, value.high)
            alike = seen[key]  # numbers of this value, by the words around them
            if alike and (earlier := _best_match(alike, slot, value_of)) is not None:
                relation = "repeat" if earlier.doc == slot.doc else "agreement"
                yield Candidate(relation, (Reading("equal", (earlier,), slot),), _shared(earlier, slot))
            for gram in slot.grams | slot.around | {slot.indicator}:
                if gram and len(alike[gram]) < COMMON:
                    alike[gram].append(slot)


def _telling(slot: Slot, value_of: ValueOf) -> bool:
    """Return whether a number is not one that everything may have: 100 %, 1, 0."""
    value = value_of(slot).nominal
    plain = value.low < 10 and slot.kind in {"count", "duration"}  # 五年, 三次, 五国 may be part of a name
    if plain and (slot.kind == "duration" or not re.search(r"\d", slot.surface)):
        return False
    return (
        value.low not in (0, 1)
        and not (slot.kind == "percent" and value.low == 100)
        and slot.kind != "frequency"
    )


def _best_match(alike: dict[str, list[Slot]], slot: Slot, value_of: ValueOf) -> Slot | None:
    near = {
        id(other): other
        for gram in slot.grams | slot.around | {slot.indicator}
        if gram
        for other in alike.get(gram, ())[-6:]
    }
    fitting = [other for other in near.values() if _same_thing(other, slot, value_of)]
    return max(
        fitting, key=lambda other: (other.doc == slot.doc, _alike(other, slot), other.start), default=None
    )


def _same_thing(first: Slot, second: Slot, value_of: ValueOf) -> bool:
    """Return whether two equal numbers are of the same things: the less telling the number, the more words must agree."""
    if first.doc == second.doc and first.sentence == second.sentence and not _named_again(first, second):
        return False
    if first.doc != second.doc and not (first.place and first.place == second.place):
        return False
    if first.bound != second.bound or (
        "example" in (first.status, second.status) and first.place != second.place
    ):
        return False
    needed = 2 if second.digits >= MANY_DIGITS else 3
    if min(first.digits, second.digits) >= MANY_DIGITS and len(first.around & second.around) >= 2:
        needed = 0
    return _alike(first, second) >= needed


def _named_again(first: Slot, second: Slot) -> bool:
    """Return whether one sentence says the same twice: …等3个区县退出…, 我市3个区县…."""
    noun = second.right[:2]
    apart = first.clause != second.clause and second.start - first.end > 12
    return apart and bool(HAN_PAIR.fullmatch(noun)) and first.right.startswith(noun)


def _alike(first: Slot, second: Slot) -> int:
    """Return how many words two numbers share; the noun that both stand before counts for two more."""
    shared = len(first.grams & second.grams)
    noun = first.right[:2]
    same_noun = len(noun) == 2 and noun == second.right[:2] and bool(HAN_PAIR.fullmatch(noun))
    same_name = len(first.indicator) >= 4 and first.indicator == second.indicator
    return shared + 2 * same_noun + 2 * same_name


def _shared(first: Slot, second: Slot) -> str:
    return " ".join(sorted(first.grams & second.grams))[:24] or second.indicator


# -- the same indicator in two reports -----------------------------------------------------------------


def find_comparisons(pages: Sequence[Page]) -> Iterator[Candidate]:
    """Yield the same indicator of the same place in two reports: agreement, trend, or another definition."""
    series: dict[tuple[str, ...], list[Slot]] = defaultdict(list)
    for page in pages:
        for slot in page.slots:
            if slot.place and slot.status in {"reported", "target", "expected"} and (name := _name_of(slot)):
                series[(name, slot.place, slot.unit, slot.per)].append(slot)
    for slots in series.values():
        yield from _in_two_reports(slots)


def _name_of(slot: Slot) -> str:
    if slot.indicator_id:
        return slot.indicator_id
    return slot.indicator if len(slot.indicator) >= 4 else ""


def _in_two_reports(slots: Sequence[Slot]) -> Iterator[Candidate]:
    docs: dict[str, dict[str, Slot]] = defaultdict(dict)
    for slot in slots:
        docs[slot.doc].setdefault(slot.status, slot)
    for first, second in combinations(sorted(docs), 2):
        for status, a in docs[first].items():
            b = docs[second].get(status)  # from what was planned to what was reached is no trend
            if b is not None and a.interval != b.interval:  # else found as an agreement
                yield _comparison(a, b)


def _comparison(a: Slot, b: Slot) -> Candidate:
    same_period = a.period and a.period == b.period
    comparable = same_period and a.status == "reported"  # as is the other's
    if comparable and a.bound == b.bound == "exact" and a.indicator == b.indicator:
        return Candidate("agreement", (Reading("equal", (a,), b),), a.indicator, strong=True)
    ends = (b, a) if b.low >= a.low else (a, b)
    return Candidate(
        "trend",
        (Reading("difference", ends, None, f"{a.period or 'no date'} → {b.period or 'no date'}"),),
        a.indicator,
    )


# -- parts that other sentences name ---------------------------------------------------------------------


def find_nested(page: Page) -> Iterator[Candidate]:
    """Yield numbers whose name is another's with something added: 搬迁安置建档立卡贫困人口, 建档立卡贫困人口."""
    names: dict[tuple[str, str, str], Slot] = {}
    for slot in page.slots:
        name = TAIL.sub("", slot.indicator)
        if len(name) >= 4 and slot.kind in {"count", "money"} and slot.status == "reported":
            names.setdefault((name, slot.unit, slot.per), slot)
    for (name, unit, per), slot in names.items():
        for cut in range(1, len(name) - 3):
            whole = names.get((name[cut:], unit, per))
            if whole is not None and whole.sentence != slot.sentence and whole.kind == slot.kind:
                yield from _within(slot, whole, name[cut:])
                break


def _within(part: Slot, whole: Slot, name: str) -> Iterator[Candidate]:
    """Yield the share of a part, or how far the level of a part lies from that of all."""
    if not part.per and whole.low > part.low:
        yield subset(part, whole, name, strong=False)
    elif part.per and part.period and part.period == whole.period and part.place == whole.place:
        ends = (part, whole) if part.low >= whole.low else (whole, part)
        yield Candidate("difference", (Reading("difference", ends, None, "a part against all"),), name)


def find_matches(pages: Iterable[Page]) -> Iterator[Candidate]:
    """Yield one team for each village: the same telling number of two kinds of things."""
    for page in pages:
        places: dict[float, Slot] = {}
        for slot in page.slots:
            if slot.kind != "count" or slot.bound != "exact" or slot.low < 100 or slot.low % 10 == 0:
                continue
            if re.match("村|乡|镇|社区|县", slot.right) or re.search("(?:村|乡|镇|社区|县)$", slot.left):
                places.setdefault(slot.low, slot)
            elif slot.unit in TEAM_UNITS and (place := places.get(slot.low)) is not None:
                yield Candidate(
                    "per-unit", (Reading("quotient", (slot, place), None, "one each"),), slot.left[-6:]
                )
