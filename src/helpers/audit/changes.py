"""Changes: growth with its level and increment, from one level to another, differences, points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helpers.audit.text import Page, Slot, cue_at_end, cue_pattern, same_unit
from helpers.audit.verdicts import Candidate, Reading
from helpers.audit.wholes import is_step

LEVEL_KINDS = frozenset({"money", "count", "measure", "duration"})
YEARLY = re.compile("年均|年平均|平均每年|每年")  # over how many years is not said here
# after the second level the change itself, with no other noun before it: …到62.9%, 提高了10.8个百分点
MOVED = re.compile(
    rf"(?:^|[，,、；;])(?:五年|三年|累计|共|净|大幅|同比)?(?:{cue_pattern('more', 'less').pattern})(?:了|约|近|超|达)*$"
)
BESIDE = 8  # characters between the number compared with and the difference
FROM = re.compile(r"[由从自][^，,。；;]*$")
DATED = re.compile(r"(?:\d{4}年|去年|今年|上年|目前|现在)(?:年?[末底初]|\d{1,2}月[末底]?)?的?")


def find_changes(page: Page) -> Iterator[Candidate]:
    """Yield the changes and differences of a report."""
    used: set[int] = set()
    for first, second in _from_to(page):
        used.add(second.order)
        yield from _change(page, first, second)
    for slot in page.slots:
        if slot.kind == "percent":
            yield from _growth(page, slot)
        elif slot.kind == "multiple":
            yield from _multiplied(page, slot)
        else:
            yield from _difference(page, slot, used)


# -- growth ----------------------------------------------------------------------------------------------


def _growth(page: Page, rate: Slot) -> Iterator[Candidate]:
    sign = _direction(page, rate)
    if not sign or rate.low <= 0 or rate.status == "rule" or YEARLY.search(rate.left):
        return
    before = [s for s in page.of_sentence(rate.sentence) if s.order < rate.order and s.depth <= rate.depth]
    level = _level(page, before, rate)
    if level is None:
        return
    down = sign < 0
    previous = Reading("previous down" if down else "previous", (level, rate), None, "the level before")
    implied = Candidate("growth", (previous,), rate.left[-6:])
    steps = [s for s in before if s.order > level.order and is_step(s) and _comparable(s, level)]
    steps = [s for s in steps if _same_comparison(page.between(s, rate))]
    earlier = [s for s in before if s.order < level.order and s.like(level) and _from_here(page, s, level)]
    if steps:
        reading = Reading("decrement" if down else "increment", (level, rate), steps[-1])
        yield Candidate("growth", (reading,), rate.left[-6:], strong=len(steps) == 1)
    elif earlier:
        reading = Reading("fall" if down else "growth", (level, earlier[-1]), rate)
        yield Candidate("growth", (reading,), rate.left[-6:], strong=_near(earlier[-1], level))
    else:
        yield implied


def _same_comparison(gap: str) -> bool:
    """Return whether an increment and a rate are of one comparison: 增加47.7万吨, 同比增长7.7%."""
    return len(gap) <= 16 and not re.search("[；;。]|计算|价格|口径", gap)


def _direction(page: Page, rate: Slot) -> int:
    """Return 1 for 增长 x%, −1 for 下降 x%, 0 when the words say neither or name a level (增长到)."""
    left = rate.left
    if re.search(r"占|[率率]$|率[由从达为至到]", left[-8:]) or re.search("百分点", rate.right[:4]):
        return 0
    if re.search("(?:到|至)$", left):
        return 0
    if re.search(rf"(?:{cue_pattern('falls').pattern})(?:了|约|近|超|达|为|幅度|率)*$", left):
        return -1
    if re.search(rf"(?:{cue_pattern('growth_rates').pattern})(?:了|约|近|超|达|为|幅度|率)*$", left):
        return 1
    return 0


def _level(page: Page, before: Sequence[Slot], rate: Slot) -> Slot | None:
    """Return the level that grew: the nearest number before the rate that is neither an increment nor a share."""
    rates = [s for s in page.of_sentence(rate.sentence) if s.kind == "percent" and _direction(page, s)]
    levels = [s for s in before if s.kind in LEVEL_KINDS and not is_step(s) and s.status != "rule"]
    levels = [s for s in levels if s.kind != "duration" or "年" not in s.unit]
    if not levels:
        return None
    if "分别" in page.text[page.sentences[rate.sentence].start : rate.start] and len(rates) > 1:
        firsts = [s for s in levels if s.order < rates[0].order][-len(rates) :]
        return firsts[rates.index(rate)] if len(firsts) == len(rates) else None
    level = levels[-1]
    tail = page.text[level.end : rate.start]
    crossed = any(
        s.kind in LEVEL_KINDS and not is_step(s)
        for s in page.slots[level.order + 1 : rate.order]
        if not s.depth
    )
    far = len(tail) > 40 or tail.count("，") + tail.count(",") > 2
    other = re.search(r"[\u4e00-\u9fff]{4,}(?=(?:同比|比上年)?增)", re.split("[，,；;]", tail)[-1])
    return None if crossed or far or (other and not is_step(page.slots[rate.order - 1])) else level


def _comparable(step: Slot, level: Slot) -> bool:
    return same_unit(step.unit, level.unit) and step.kind == level.kind


def _from_here(page: Page, earlier: Slot, later: Slot) -> bool:
    return (
        bool(FROM.search(earlier.left))
        and bool(_turns(page.between(earlier, later)))
        and _near(earlier, later)
    )


def _near(first: Slot, second: Slot) -> bool:
    return second.order - first.order == 1


def _multiplied(page: Page, times: Slot) -> Iterator[Candidate]:
    """Yield the level before from a level and 翻番."""
    if not re.search("翻", times.surface + times.left[-2:]):
        return
    before = [
        s
        for s in page.of_sentence(times.sentence)
        if s.order < times.order and s.kind in {"money", "count", "measure"}
    ]
    if before and times.start - before[-1].end <= 20:
        yield Candidate(
            "growth", (Reading("quotient", (before[-1], times), None, "the level before"),), times.surface
        )


# -- from one level to another ---------------------------------------------------------------------------


def _turns(gap: str) -> bool:
    """Return whether the words between two numbers lead from one to the other: 提高到, 上升至, 减至."""
    return len(gap) < 30 and bool(
        re.search(rf"(?:{cue_pattern('change_words').pattern}).{{0,12}}[到至为]$|^[到至]$", gap)
    )


def _from_to(page: Page) -> Iterator[tuple[Slot, Slot]]:
    for first, second in zip(page.slots, page.slots[1:], strict=False):
        if first.sentence != second.sentence or first.depth != second.depth or not first.like(second):
            continue
        if first.kind != second.kind or first.kind in {"points", "multiple", "frequency"}:
            continue
        gap = page.between(first, second)
        if (FROM.search(first.left) and _turns(DATED.sub("", gap))) or _now_and_then(first, second, gap):
            yield first, second


def _now_and_then(first: Slot, second: Slot, gap: str) -> bool:
    """Return whether a level now is followed by what is planned: 目前达68.67%, 年底计划达到75%."""
    planned = re.search(
        rf"(?:{cue_pattern('planned').pattern}).{{0,8}}(?:{cue_pattern('reached').pattern})到?$", gap
    )
    return bool(planned) and len(gap) < 24 and first.status != "rule" and first.kind == "percent"


def _change(page: Page, first: Slot, second: Slot) -> Iterator[Candidate]:
    """Yield the change between two levels, tested where the text states it as well."""
    after = [s for s in page.of_sentence(second.sentence) if second.order < s.order <= second.order + 2]
    unit = "points" if first.kind == "percent" else first.kind
    cue = page.between(first, second)[-6:]
    for step in after:
        if not MOVED.search(page.between(second, step)):
            break
        if (
            step.kind == unit
            and (step.kind == "points" or step.like(second))
            and _moves(step)
            and step.depth == second.depth
        ):
            ends = (second, first) if _moves(step) > 0 else (first, second)
            yield Candidate(
                "from-to", (Reading("difference", ends, step),), cue, strong=step.order == second.order + 1
            )
            return
    ends = (second, first) if second.low >= first.low else (first, second)
    yield Candidate("from-to", (Reading("difference", ends),), cue)


def _moves(slot: Slot) -> int:
    """Return 1 when the words before a number say more, −1 when they say less, 0 when neither."""
    if re.search("[到至]$", slot.left):
        return 0
    for sign, name in ((-1, "less"), (1, "more")):
        if cue_at_end(name).search(slot.left):
            return sign
    return 0


# -- differences -----------------------------------------------------------------------------------------


def _difference(page: Page, step: Slot, used: set[int]) -> Iterator[Candidate]:
    """Yield what a number says of two others: A比B少136元; A, 比上年增加0.55个月; 比全省、全国高3.12、5.62个百分点."""
    sign = _moves(step) or _carried_sign(page, step)
    if not sign:
        return
    opens = page.sentences[step.sentence].start
    said = page.text[max(opens, step.start - 40) : step.start]
    compared = [match for match in cue_pattern("compared").finditer(said) if _compares(said, match)]
    if not compared or re.search("[；;。:：]", said[compared[-1].start() :]):
        return
    at = max(opens, step.start - 40) + compared[-1].start()
    kind = "percent" if step.kind == "points" else step.kind
    levels = [s for s in page.of_sentence(step.sentence) if s.order < step.order and s.kind == kind]
    levels = [s for s in levels if same_unit(s.unit, step.unit) or step.kind == "points"]
    levels = [s for s in levels if not ((_moves(s) or _carried_sign(page, s)) and s.kind == step.kind)]
    first = [s for s in levels if s.end <= at]
    second = [s for s in levels if s.start >= at and step.start - s.end <= BESIDE]
    if not second and any(s.start >= at for s in levels):
        return
    if step.kind == "points" and any(_used_between(page, s, step, used) for s in levels):
        return
    if first and second:
        larger, smaller = (first[-1], second[-1]) if sign > 0 else (second[-1], first[-1])
        yield Candidate(
            "difference",
            (Reading("difference", (larger, smaller), step),),
            said[compared[-1].start() :],
            strong=True,
        )
    elif first and step.start - first[-1].end <= 60:
        formula = "difference" if sign > 0 else "more"
        cue = said[compared[-1].start() :]
        yield Candidate(
            "difference", (Reading(formula, (first[-1], step), None, "the number compared with"),), cue
        )


def _compares(said: str, match: re.Match[str]) -> bool:
    """Return whether 比 compares with something named: not in 同比, 占比, 比例, 比重."""
    before, after = said[max(0, match.start() - 1) : match.start()], said[match.end() : match.end() + 1]
    return before not in ("同", "环", "占", "对") and after not in ("例", "重", "率", "值", "分")


def _used_between(page: Page, level: Slot, step: Slot, used: set[int]) -> bool:
    """Return whether the change itself was tested already: 由52%提高到62%, 提高10个百分点."""
    return (
        level.order in used
        and level.order == step.order - 1
        and not cue_pattern("compared").search(page.between(level, step))
    )


def _carried_sign(page: Page, step: Slot) -> int:
    """Return the direction of a number in a list: 高3.12、5.62个百分点."""
    if step.order and step.left.strip("、和") == "":
        previous = page.slots[step.order - 1]
        if (
            previous.unit == step.unit
            and previous.kind == step.kind
            and page.between(previous, step) in {"、", "和", ",", "，"}
        ):
            return _moves(previous) or _carried_sign(page, previous)
    return 0
