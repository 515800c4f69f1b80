"""Rates: what comes to each household, person, mu or village, stated or implied."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from helpers.audit.text import PEOPLE, Page, Slot, cue_pattern
from helpers.audit.verdicts import Candidate, Reading
from helpers.audit.wholes import PEOPLE_OR_HOUSEHOLDS

NEAR = 30  # characters between two numbers that one statement ties together
HOLDERS = frozenset(
    {
        "户",
        "个",
        "家",
        "支",
        "所",
        "座",
        "村",
        "处",
        "亩",
        "公顷",
        "项",
        "人",
        "名",
        "人次",
        "组",
        "辆",
        "头",
        "只",
        "株",
        "栋",
    }
)
CONTAINERS = frozenset({"个", "家", "支", "所", "座", "户", "村", "组"})


def find_rates(page: Page) -> Iterator[Candidate]:
    """Yield the numbers per unit of a report."""
    for group in page.groups:
        yield from _people_in_households(group)
    for slot in page.slots:
        if slot.per:
            yield from _stated_rate(page, slot)
    for first, second in zip(page.groups, page.groups[1:], strict=False):
        yield from _implied_rate(page, first, second)
    yield from _ratios(page)
    yield from _filled(page)


def _people_in_households(group: list[Slot]) -> Iterator[Candidate]:
    """Yield how many people a household, or a team, has: 7706户19870人."""
    for first, second in itertools.pairwise(group):
        if _open(first, second):
            continue
        if first.unit in CONTAINERS and second.unit in PEOPLE and second.low >= first.low > 0:
            yield Candidate("per-unit", (Reading("quotient", (second, first)),), f"{first.unit}{second.unit}")


# -- stated ----------------------------------------------------------------------------------------------


def _stated_rate(page: Page, rate: Slot) -> Iterator[Candidate]:
    if match := re.fullmatch(r"(\d+)(人|户|亩|个)", rate.per):
        yield from _standard(page, rate, int(match[1]))
        return
    near = [
        s
        for s in page.of_sentence(rate.sentence)
        if s is not rate and not s.per and abs(s.order - rate.order) <= 2
    ]
    near = [
        s for s in near if _gap(page, s, rate) <= NEAR and s.depth == rate.depth and s.status == rate.status
    ]
    totals = [s for s in near if s.unit == rate.unit and s.kind == rate.kind and s.low > rate.low]
    if any(s.per == rate.per for s in page.slots[max(0, rate.order - 1) : rate.order]):
        totals = [s for s in totals if abs(s.order - rate.order) == 1]
    counts = [s for s in near if s.unit == rate.per or (s.unit in PEOPLE and rate.per == "人")]
    counts = [s for s in counts if s.kind in {"count", "measure"} and s not in totals]
    if rate.status == "rule" or rate.low <= 0:
        return
    cue = f"每{rate.per}"
    name = "the total"
    if totals and counts:
        reading = Reading(
            "product", (rate, counts[-1]), totals[-1], PEOPLE_OR_HOUSEHOLDS.get(counts[-1].unit, "")
        )
        implied = Candidate("per-unit", (Reading("product", (rate, counts[-1]), None, name),), cue)
        yield Candidate("per-unit", (reading,), cue, otherwise=(implied,))
    elif totals:
        yield Candidate(
            "per-unit", (Reading("quotient", (totals[-1], rate), None, f"how many {rate.per}"),), cue
        )
    elif counts and rate.kind in {"money", "measure", "count"} and _spread(page, rate, counts[-1]):
        yield Candidate("per-unit", (Reading("product", (rate, counts[-1]), None, name),), cue)


def _gap(page: Page, first: Slot, second: Slot) -> int:
    low, high = sorted((first, second), key=lambda slot: slot.start)
    return len(page.between(low, high)) if not re.search("[。；;]", page.between(low, high)) else 999


def _spread(page: Page, rate: Slot, count: Slot) -> bool:
    """Return whether a rate is what each of the things counted before it gained, not the level of somebody else."""
    return count.order < rate.order and bool(
        re.search("增|补|发放|奖|贴|投|产值|分红|就业", rate.left + page.between(count, rate))
    )


def _standard(page: Page, rate: Slot, each: int) -> Iterator[Candidate]:
    """Yield how many people a staff serves by a standard: 每1000人一名村医, 818名村医."""
    following = [
        s
        for s in page.of_sentence(rate.sentence)
        if s.order > rate.order and s.unit in {rate.unit, "人", "名"}
    ]
    base = [
        s
        for s in page.slots[max(0, rate.order - 1) : rate.order]
        if s.low == each and s.sentence == rate.sentence
    ]
    if following and base and following[0].order - rate.order <= 2:
        yield Candidate(
            "per-unit",
            (Reading("standard", (base[0], rate, following[0]), None, "the people served"),),
            rate.per,
        )


# -- implied ---------------------------------------------------------------------------------------------


def _implied_rate(page: Page, first: list[Slot], second: list[Slot]) -> Iterator[Candidate]:
    """Yield the amount for each of the things that stand beside a sum of money, and the people for each of the places."""
    a, b = first[-1], second[0]
    gap = page.between(a, b)
    if a.sentence != b.sentence or a.depth != b.depth or len(gap) > NEAR or re.search("[。；;]", gap):
        return
    if a.per or b.per or a.status != b.status or "rule" in (a.status, b.status) or min(a.low, b.low) <= 0:
        return
    linked = cue_pattern("links").search(gap + b.right[:8])
    if not linked or re.search("其中|比|占", gap) or re.fullmatch("[^,，]*、", gap) or _open(a, b):
        return
    if pair := _amount_and_holder(first, second, gap):
        yield Candidate("per-unit", (Reading("quotient", pair),), linked[0])


def _open(*slots: Slot) -> bool:
    return any(slot.bound in {"at_least", "at_most", "under"} for slot in slots)


def _amount_and_holder(first: list[Slot], second: list[Slot], gap: str) -> tuple[Slot, Slot] | None:
    slots = [*first, *second]
    money = [s for s in slots if s.kind == "money"]
    if len(money) == 1:
        others = [s for s in (second if money[0] in first else first) if s.unit in HOLDERS and s.low > 1]
        others.sort(key=lambda s: s.unit not in PEOPLE)
        return (money[0], others[0]) if others else None
    people = [s for s in second if s.unit in PEOPLE or s.unit in {"人次", "户"}]
    people.sort(key=lambda s: s.unit == "户")
    holder = first[-1]
    if money or not people or second[0].unit in CONTAINERS - {"户"} or not cue_pattern("houses").search(gap):
        return None
    if holder.unit in CONTAINERS - {"户"} and people[0].low > holder.low >= 2:
        return people[0], holder
    return None


def _filled(page: Page) -> Iterator[Candidate]:
    """Yield places of a size class and the people in all of them: 9个达万人以上, 35.47万人搬迁."""
    for place, least, total in zip(page.slots, page.slots[1:], page.slots[2:], strict=False):
        if (
            len({place.sentence, least.sentence, total.sentence}) > 1
            or least.bound != "at_least"
            or total.per
            or least.per
        ):
            continue
        fits = (
            place.unit in CONTAINERS - {"户"} and place.bound == total.bound == "exact" and least.like(total)
        )
        if (
            fits
            and least.kind == total.kind == "count"
            and len(page.between(place, least)) <= 8
            and least.low >= 100
        ):
            yield Candidate("subset", (Reading("filled", (place, least, total)),), least.surface)


def _ratios(page: Page) -> Iterator[Candidate]:
    """Yield how a level of one group compares with another's: 城镇、农村…分别达到31007元、11283元."""
    for a, b in zip(page.slots, page.slots[1:], strict=False):
        if a.sentence != b.sentence or page.between(a, b) not in {"、", "和", "，", ","} or a.kind != "money":
            continue
        if a.like(b) and a.per and "分别" in a.left and min(a.low, b.low) > 0 and _two(page, a, b):
            yield Candidate("ratio", (Reading("quotient", (a, b)),), "分别")


def _two(page: Page, a: Slot, b: Slot) -> bool:
    after = page.slots[b.order + 1] if b.order + 1 < len(page.slots) else None
    return after is None or page.between(b, after)[:1] not in {"、", "和"}
