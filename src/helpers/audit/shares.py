"""Shares: percentages of a whole that stands near, or that they imply; shares of a known number of things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from helpers.audit.text import GENERIC, PEOPLE, Page, Slot, cue_pattern, cues, grams, same_unit
from helpers.audit.verdicts import Candidate, Reading
from helpers.audit.wholes import PEOPLE_OR_HOUSEHOLDS, is_step, subset
from helpers.resources import read_resource
from helpers.tables import records

BASE_KINDS = frozenset({"count", "measure", "money"})
NAMED = 0.6  # share of the words for the whole that must name the number taken for it
OF_WHOLE = re.compile(
    "(?:占(?P<whole>[^占]*?)的?(?:比重|比例|比)?|比重|比例)(?:为|是|达到|达|约为|约|近|超过|超|高达|仅|已|就)*$"
)
SCOPE = re.compile("全[县市省区国州乡镇村球社]|世界|[\u4e00-\u9fff]{2}地区|我国")
PART_OF = re.compile("其中|中[，,有]|里[，,有]|内[，,有]|包含|的占")
BESIDE = 8  # characters between a part and its share
DATED = re.compile(r"(?:\d{4}年|去年|今年|上年|目前|现在)(?:年?[末底初]|\d{1,2}月[末底]?)?")
LEAST = 10  # things of which a share is worth a test of whole numbers
FAR = 60  # numbers back in which a whole is looked for


def find_shares(page: Page) -> Iterator[Candidate]:
    """Yield the shares and rates of a report."""
    for slot in page.slots:
        if slot.kind != "percent" or slot.status == "rule" or slot.low <= 0:
            continue
        if (of := _whole_words(page, slot)) is not None:
            yield from _share_of(page, slot, *of)
        elif (name := _rate_name(slot)) is not None:
            yield from _defined_rate(page, slot, name)
            yield from _rate(page, slot, name)
    yield from _money_parts(page)


# -- 占 … 的 x% -------------------------------------------------------------------------------------------


def _whole_words(page: Page, slot: Slot) -> tuple[str, str] | None:
    """Return the words for the whole of a share and the scope word in them; None when nothing is called a share.

    占全县建档立卡贫困人口的25% gives 建档立卡贫困人口 and 全县; 占比55.62% gives nothing, 首展比例85% neither.
    """
    found = OF_WHOLE.search(slot.left)
    if found is None:
        return None
    whole = found["whole"] or ""
    scope = SCOPE.search(whole)
    return cue_pattern("scope_words").sub("", whole), scope[0] if scope else ""


def _share_of(page: Page, slot: Slot, whole: str, scope: str) -> Iterator[Candidate]:
    words = grams(whole)
    if not words:
        yield from _share_of_listed(page, slot)
        return
    if "分别" in slot.left or "、" in whole or _in_list(page, slot):
        return  # several shares of several wholes
    subjects = _subjects(page, slot)
    readings: list[Reading] = []
    best = 0.0
    plain = len(words) > 1  # 用户 alone may be users of anything
    for subject in subjects:
        bases = [pair for pair in _bases(page, slot, subject, words) if _in_scope(page, pair[1], scope)]
        plain = plain and len({b.interval for c, b in bases if c == bases[0][0]}) <= 1
        for coverage, base in bases[:1]:
            plain = plain and not (subject.period and base.period and subject.period != base.period)
            best = max(best, coverage if plain else 0.0)
            readings.append(Reading("share", (subject, base), slot, _name(subject, base)))
    if readings:
        yield Candidate("share", tuple(readings), f"占{whole}", strong=best >= NAMED)


def _other_word(base: Slot, words: frozenset[str]) -> bool:
    """Return whether a number is of a word that only contains the word for the whole: 进出口 is not 出口."""
    compounds = [frozenset(grams(word)) for word in cues()["compounds"]]
    return any(
        pairs & words and pairs & base.grams and (pairs <= words) != (pairs <= base.grams)
        for pairs in compounds
    )


def _in_scope(page: Page, base: Slot, scope: str) -> bool:
    """Return whether a number is of the scope that a share names: 全国 is not 长三角."""
    if not scope:
        return True
    opens = page.sentences[base.sentence].start
    return scope in page.text[opens : base.start]


def _in_list(page: Page, slot: Slot) -> bool:
    """Return whether a share is one of several in a row: 95.7%、96.5%."""
    beside = [s for s in page.slots[max(0, slot.order - 1) : slot.order + 2] if s is not slot]
    return any(s.kind == "percent" and re.fullmatch("[、和]", _gap(page, s, slot)) for s in beside)


def _gap(page: Page, first: Slot, second: Slot) -> str:
    low, high = sorted((first, second), key=lambda slot: slot.start)
    return page.between(low, high)


def _subjects(page: Page, slot: Slot) -> list[Slot]:
    """Return what a share may be said of: the numbers just before it, then those in a bracket behind them."""
    before = [
        s
        for s in page.of_sentence(slot.sentence)
        if s.order < slot.order and s.kind in BASE_KINDS and not s.per
    ]
    plain = [s for s in before if s.depth <= slot.depth]
    if not plain:
        return []
    group = page.group(plain[-1])
    inside = [s for s in before if s.depth > slot.depth and s.order > group[-1].order]
    first = page.group(inside[0]) if inside else []
    return sorted([*group, *first], key=lambda s: s.unit in {"户"})


def _bases(page: Page, slot: Slot, subject: Slot, words: frozenset[str]) -> list[tuple[float, Slot]]:
    """Return the numbers that the words for the whole may name, best named and nearest first."""
    own = {s.order for s in page.group(subject)}
    found = []
    for base in page.slots[max(0, slot.order - FAR) : slot.order + 3]:
        if (
            base.order in own
            or not base.like(subject)
            or base.kind != subject.kind
            or base.low <= subject.low
        ):
            continue
        if base.depth > slot.depth or _other_word(base, words):
            continue
        coverage = len(words & (base.grams | grams(base.indicator))) / len(words)
        if coverage:
            found.append((coverage, base))
    return sorted(found, key=lambda pair: (-pair[0], abs(pair[1].order - slot.order)))


def _share_of_listed(page: Page, slot: Slot) -> Iterator[Candidate]:
    """Yield a share whose whole is not named: of the number counted before 其中, or of the one before its own."""
    before = [s for s in page.of_sentence(slot.sentence) if s.order < slot.order and s.depth <= slot.depth]
    before = [s for s in before if s.status != "rule" and not is_step(s)]
    if not before or before[-1].kind not in BASE_KINDS or before[-1].per:
        return
    last = before[-1]
    gap = page.between(last, slot)
    if PART_OF.search(gap) and "：" not in gap and ":" not in gap:
        if last.kind == "count" and last.bound == "exact" and last.low >= LEAST:
            yield Candidate(
                "granularity", (Reading("granularity", (slot, last)),), "占", strong="其中" in gap
            )
    elif len(gap) <= BESIDE and re.match("占|比", re.split("[，,、]", gap)[-1]):
        yield from _share_of_earlier(page, slot, last, before[:-1])


def _share_of_earlier(page: Page, slot: Slot, part: Slot, before: Sequence[Slot]) -> Iterator[Candidate]:
    """Yield a share of the number before the part: 115个项目中, 有65个, 占比55.62%."""
    earlier = [s for s in before if s.like(part) and s.kind == part.kind and s.low > part.low]
    held = [s for s in earlier if PART_OF.search(page.between(s, part))]
    wholes = (
        held
        or earlier
        or [s for s in page.of_sentence(slot.sentence - 1) if s.like(part) and s.low > part.low]
    )
    if wholes:
        yield Candidate("share", (Reading("share", (part, wholes[-1]), slot),), "占比", strong=bool(held))


def _name(subject: Slot, base: Slot) -> str:
    label = subject.left[-8:].strip("“”\"' 的共有达")
    kind = PEOPLE_OR_HOUSEHOLDS.get(subject.unit, f"by {subject.unit}")
    return f"{kind}, {label or subject.surface}"


# -- …率 -------------------------------------------------------------------------------------------------


def _rate_name(slot: Slot) -> str | None:
    """Return what a rate is of: 风险消除 for 风险消除率达71.32%; None for growth rates and for no rate."""
    match = re.search(r"([\u4e00-\u9fff“”]{1,12})(?:覆盖面|率)(?:[^率]{0,16})$", slot.left)
    name = match[1] if match else _carried_name(slot)
    if name is None or "贡献" in name:
        return None
    if (
        name is None
        or cue_pattern("growth_rates").search(name[-2:])
        or name.endswith(("利", "税", "费", "汇", "比"))
    ):
        return None
    return name.strip("“”")


def _carried_name(slot: Slot) -> str | None:
    """Return the name of a rate from its claim when the words stand before another number: 由57.39%提高到71.32%."""
    match = re.search(r"([\u4e00-\u9fff]{2,12})率$", slot.indicator)
    return match[1] if match else None


def _rate(page: Page, slot: Slot, name: str) -> Iterator[Candidate]:
    words = grams(name)
    before = [
        s
        for s in page.of_sentence(slot.sentence)
        if s.order < slot.order and s.kind in BASE_KINDS and not s.per
    ]
    before = [s for s in before if s.depth == slot.depth and s.bound in {"exact", "over", "approx"}]
    if not before or _is_start(page, slot):
        return
    verb = grams(name[-2:])  # 消除 in 风险消除率: what was done to the part
    doing = [s for s in before if verb & s.grams]
    doing = doing or [s for s in before if words & (s.grams | grams(s.indicator))]
    last = page.group(doing[-1] if doing else before[-1])
    earlier = page.group_before(page.group_of[last[0].order] - 1)
    readings = [
        Reading("share", (part, whole), slot, PEOPLE_OR_HOUSEHOLDS.get(part.unit, ""))
        for part in last
        for whole in earlier
        if doing
        and verb & last[0].grams
        and whole.like(part)
        and whole.sentence == part.sentence
        and whole.low >= part.low
        and re.search("[，,、；;]", page.between(part, slot))
    ]
    readings.sort(key=lambda reading: reading.args[0].unit == "户")
    for reading in readings:
        part, whole = reading.args
        yield subset(part, whole, f"{name}率")
    named = doing and len(words & last[0].grams) >= 2
    implied = _implied_base(page, slot, before, words)
    if readings:
        yield Candidate("share", tuple(readings), f"{name}率", strong=bool(named), otherwise=implied)
    else:
        yield from implied


def _defined_rate(page: Page, slot: Slot, name: str) -> Iterator[Candidate]:
    """Yield a rate whose part and whole the genre fixes, from the numbers of its paragraph: 贫困发生率."""
    rule = next((rule for rule in rate_rules() if rule["rate"].startswith(name[-4:])), None)
    if rule is None or _is_start(page, slot):
        return
    near = page.slots[max(0, slot.order - 10) : slot.order + 6]
    near = [
        s for s in near if s.paragraph == slot.paragraph and same_unit(s.unit, rule["unit"]) and not s.per
    ]
    parts = [s for s in near if re.search(rule["part"], s.left + s.right)]
    wholes = [s for s in near if re.search(rule["whole"], s.left + s.right) and s not in parts]
    if not parts:
        return
    part = min(parts, key=lambda s: abs(s.order - slot.order))
    if wholes:
        whole = min(wholes, key=lambda s: abs(s.order - slot.order))
        yield Candidate("share", (Reading("share", (part, whole), slot),), rule["rate"])
    elif 0 < slot.low < 100:
        yield Candidate("share", (Reading("base", (part, slot), None, "the whole"),), rule["rate"])


@cache
def rate_rules() -> list[dict[str, str]]:
    """Return the rows of `audit_rates.csv`."""
    return records(read_resource("audit_rates.csv"))


def _is_start(page: Page, slot: Slot) -> bool:
    """Return whether a rate is the earlier of two: 由57.39%提高到…."""
    rest = DATED.sub("", slot.right)
    return bool(re.match(r"[\u4e00-\u9fff]{0,6}[到至为]的?$", rest)) and bool(re.search("[由从]", slot.left))


def _implied_base(
    page: Page, slot: Slot, before: Sequence[Slot], words: frozenset[str]
) -> tuple[Candidate, ...]:
    """Return the whole that a rate and the number before it imply."""
    close = [s for s in before if words & s.grams or words & grams(s.indicator)]
    if not close or slot.low >= 100:
        return ()
    last = close[-1]
    if any(s.per for s in page.slots[last.order + 1 : slot.order]):
        return ()
    people = [s for s in page.group(last) if s.unit in PEOPLE] or [last]
    if last.unit in GENERIC and len(before) > 1:
        return ()
    return (Candidate("share", (Reading("base", (people[0], slot), None, "the whole"),), "率"),)


# -- money paid out of money collected --------------------------------------------------------------------


def _money_parts(page: Page) -> Iterator[Candidate]:
    """Yield what was paid or done of a sum of money: 保费规模1亿元, 已赔付4949.92万元."""
    for whole, part in zip(page.slots, page.slots[1:], strict=False):
        if (
            whole.sentence != part.sentence
            or whole.depth != part.depth
            or whole.kind != "money"
            or part.kind != "money"
        ):
            continue
        if whole.per or part.per or part.low > whole.low or whole.unit != part.unit:
            continue
        total = cue_pattern("money_whole").search(whole.left[-14:] + whole.right[:8])
        if total and cue_pattern("money_part").search(part.left[-8:]):
            yield Candidate("share", (Reading("share", (part, whole)),), part.left[-4:])
