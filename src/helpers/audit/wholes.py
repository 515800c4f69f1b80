"""Wholes and parts: totals in brackets and after 其中, stocks, totals said to be so, thresholds passed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from helpers.audit.text import OPENING, WINDOW, Page, Slot, countable_together, cue_at_end, cue_pattern, cues
from helpers.audit.verdicts import Candidate, Reading

NEAR = 15  # characters between a whole and the bracket with its parts
STEP = 25  # characters between one part and the next
REACHED = re.compile("(?:大关|关口|门槛)?[，,]?(?:首次|已|并|最终|现)?达到?(?:了|历史的)?")
# a part of what is left over, and the index of a part, may exceed those of the whole
NET = re.compile("净|顺差|逆差|差额|盈余|指数|平均|均价|价格|浓度|时速|气温|海拔|得分")
EQUALS = re.compile("[=＝]|约合|折合|相当于|合人民币|比例尺")
PEOPLE_OR_HOUSEHOLDS = {"户": "by households", "人": "by people", "名": "by people"}


def find_wholes(page: Page) -> Iterator[Candidate]:
    """Yield the totals, parts and stocks of a report."""
    brackets = list(_brackets(page))
    for whole, parts in brackets:
        yield from _breakdown(page, whole, parts, "()")
    seen = dict.fromkeys(part.order for _, parts in brackets for part in parts)
    for position in _part_cues(page):
        yield from _after_cue(page, position, brackets, seen)
    yield from _stocks(page)
    yield from _totals(page)
    yield from _passed(page)


# -- brackets --------------------------------------------------------------------------------------------


def _brackets(page: Page) -> Iterator[tuple[list[Slot], list[Slot]]]:
    """Yield each group of numbers that a bracket follows at once, with the numbers inside the bracket."""
    for index, group in enumerate(page.groups):
        last = group[-1]
        gap = page.text[last.end : last.end + NEAR]
        opening = next((i for i, c in enumerate(gap) if c in OPENING), None)
        if opening is None or re.search(r"[，,。；;：:\n]", gap[:opening]):
            continue
        inside = []
        for slot in page.slots[last.order + 1 :]:
            if slot.sentence != last.sentence or slot.depth <= last.depth:
                break
            inside.append(slot)
        closing = _closing(page.text, last.end + opening)
        inside = [slot for slot in inside if slot.start < closing]
        if inside and index >= 0:
            yield group, inside


def _closing(text: str, opening: int) -> int:
    depth = 0
    for position in range(opening, min(opening + 400, len(text))):
        if text[position] in OPENING:
            depth += 1
        elif text[position] in ")）]】":
            depth -= 1
            if depth == 0:
                return position
    return opening


def _breakdown(page: Page, whole: Sequence[Slot], parts: Sequence[Slot], cue: str) -> Iterator[Candidate]:
    """Yield, unit by unit, the whole and its parts."""
    text = page.text[parts[0].start - len(parts[0].left) - 4 : parts[-1].end]
    if cue_pattern("compared").search(text) or EQUALS.search(
        text + page.text[parts[-1].end : parts[-1].end + 2]
    ):
        return
    partial = bool(cue_pattern("parts").search(text))
    for total in whole:
        same = [slot for slot in parts if total.like(slot) and slot.kind not in {"percent", "points"}]
        if not same:
            continue
        subsets = tuple(subset(part, total, cue) for part in same)
        if len(same) == 1:
            yield from subsets if partial else ()
        else:
            name = PEOPLE_OR_HOUSEHOLDS.get(total.unit, "")
            reading = Reading("sum", tuple(same), total, name)
            yield Candidate("sum", (reading,), cue, strong=not partial, otherwise=subsets)


def subset(part: Slot, whole: Slot, cue: str, strong: bool = True) -> Candidate:
    """Return the claim that one number is part of another.

    Parameters
    ----------
    part, whole
        The two.
    cue
        The words that say so.
    strong
        Whether the text says so plainly; if not, the share is implied and nothing can be contradicted.
    """
    if strong:
        return Candidate("subset", (Reading("order", (part, whole)),), cue, strong=True)
    return Candidate("subset", (Reading("share", (part, whole)),), cue)


# -- 其中 -------------------------------------------------------------------------------------------------


def _part_cues(page: Page) -> Iterator[re.Match[str]]:
    for match in cue_pattern("parts", "listed_parts").finditer(page.text):
        if match[0] != "其中" or page.text[match.start() - 1 : match.start()] not in set(
            "与入身在于到"
        ):  # 参与其中
            yield match


def _after_cue(
    page: Page,
    cue: re.Match[str],
    brackets: Sequence[tuple[list[Slot], list[Slot]]],
    seen: dict[int, None],
) -> Iterator[Candidate]:
    parts = _parts_after(page, cue)
    if not parts or parts[0].order in seen or is_step(parts[0]):
        return
    first = parts[0]
    for lead in page.group(first):
        whole = _whole_before(page, cue, first, lead)
        if whole is None:
            continue
        same = [slot for slot in parts if whole.like(slot) and slot.order >= lead.order and not is_step(slot)]
        plain = cue[0] == "其中"  # 包括 may also name what things have: 1660项标准, 包含2万多项指标
        held = _first_of(page, same) or [lead]
        subsets = tuple(subset(slot, whole, cue[0], plain) for slot in held if plain or slot.low <= whole.low)
        name = PEOPLE_OR_HOUSEHOLDS.get(whole.unit, "")
        lists = [same[:length] for length in (len(same), len(_until_semicolon(page, same))) if length > 1]
        readings = tuple(Reading("sum", tuple(some), whole, name) for some in lists)
        if readings:
            yield Candidate("sum", readings, cue[0], otherwise=subsets)
        else:
            yield from subsets[:1]
        yield from _same_labels(page, whole, lead, brackets, cue[0])


def _until_semicolon(page: Page, slots: Sequence[Slot]) -> list[Slot]:
    """Return the numbers before the first semicolon."""
    for place, (first, second) in enumerate(itertools.pairwise(slots)):
        if re.search("[；;]", page.between(first, second)):
            return list(slots[: place + 1])
    return list(slots)


def _first_of(page: Page, slots: Sequence[Slot]) -> list[Slot]:
    """Return the first number and those that one list joins to it: A 3个、B 4个和C 5个."""
    kept = list(slots[:1])
    for first, second in itertools.pairwise(slots):
        if not re.fullmatch(r"[^，,；;。]{0,12}[、和及][^，,；;。、]{0,12}", page.between(first, second)):
            break
        kept.append(second)
    return kept


def _parts_after(page: Page, cue: re.Match[str]) -> list[Slot]:
    """Return the numbers after 其中, as long as each stands close to the one before it."""
    parts: list[Slot] = []
    reach = cue.end()
    for slot in page.slots_between(cue.end(), cue.end() + 200):
        between = page.text[reach : slot.start]
        if re.search(r"[。!！?？\n]", between) or len(between) > STEP:
            break
        if slot.kind in {"percent", "points"} or slot.per or slot.status == "rule":
            if not parts and slot.kind == "percent":
                break
            continue
        if slot.depth and parts and slot.depth > parts[0].depth:
            continue
        parts.append(slot)
        reach = slot.end
    return parts


def _whole_before(page: Page, cue: re.Match[str], first: Slot, like: Slot) -> Slot | None:
    """Return the number of like unit before 其中: in its sentence, or in the one before when it opens a sentence."""
    loose = cue[0] == "其中"  # only 其中 points back over other words; 包括 follows what it divides
    opens = page.sentences[first.sentence].start
    opening = not page.text[opens : cue.start()].strip("“”\"'‘’ \u3000")
    wanted = first.sentence - 1 if opening else first.sentence
    found = []
    for order in range(first.order - 1, -1, -1):
        slot = page.slots[order]
        if slot.sentence < wanted or slot.paragraph != first.paragraph:
            break
        if slot.sentence == wanted and slot.end <= cue.start() and _may_hold(slot, like, loose):
            found.append(slot)
    if not found or not (loose or cue.start() - found[0].end <= NEAR):
        return None
    whole = max(found, key=lambda slot: len(slot.grams & like.grams)) if found[0].low < like.low else found[0]
    return None if NET.search(whole.left[-WINDOW:]) or NET.search(like.left[-WINDOW:]) else whole


def _may_hold(whole: Slot, part: Slot, loose: bool) -> bool:
    fits = countable_together(whole, part) if loose else whole.like(part)
    return (
        fits
        and whole.kind == part.kind
        and whole.depth <= part.depth
        and not is_step(whole)
        and whole.status != "rule"
    )


def is_step(slot: Slot) -> bool:
    """Return whether a number says how much more or less, and not how much: 比去年增加5600亿元."""
    if re.search("[到至]$", slot.left):
        return False
    return bool(cue_at_end("increments", "decrements").search(slot.left)) or bool(
        re.search("(?:比|较|同比)[^，,]{0,10}(?:多|少|高|低)$", slot.left)
    )


def _same_labels(
    page: Page, whole: Slot, part: Slot, brackets: Sequence[tuple[list[Slot], list[Slot]]], cue: str
) -> Iterator[Candidate]:
    """Yield parts under the same label in the brackets behind a whole and behind its part."""
    inside = {id(group[0]): parts for group, parts in brackets}
    of_whole, of_part = (inside.get(id(page.group(slot)[0]), []) for slot in (whole, part))
    if part.order != page.group(part)[0].order:
        return
    for larger in of_whole:
        for smaller in of_part:
            if larger.left and larger.left == smaller.left and larger.like(smaller):
                yield subset(smaller, larger, f"{cue}: {larger.left}")


# -- stocks ----------------------------------------------------------------------------------------------


def _stocks(page: Page) -> Iterator[Candidate]:
    """Yield total = done + remaining where the text names what remains (未脱贫) and what was done (累计脱贫)."""
    for remaining in page.slots:
        if not (match := cue_pattern("remaining").search(remaining.left[-12:])) or remaining.kind != "count":
            continue
        word = remaining.left[-12:][match.end() :]
        near = [
            s for s in page.slots[max(0, remaining.order - 12) : remaining.order + 13] if s.like(remaining)
        ]
        near = [
            s
            for s in near
            if abs(s.sentence - remaining.sentence) <= 2 and s.paragraph == remaining.paragraph
        ]
        for done in near:
            if done is remaining or not _done_of(done, remaining, word):
                continue
            totals = [
                s for s in near if s not in (done, remaining) and s.order < max(done.order, remaining.order)
            ]
            totals = [s for s in totals if s.depth == 0 and _share_a_noun(s, remaining)]
            if totals:
                reading = Reading(
                    "sum", (done, remaining), totals[-1], PEOPLE_OR_HOUSEHOLDS.get(done.unit, "")
                )
                yield Candidate("stock", (reading,), f"{match[0]}…{done.left[-8:]}", strong=True)


def _share_a_noun(first: Slot, second: Slot) -> bool:
    """Return whether two numbers end on the same noun, were it only 人口."""
    nouns = [slot.left[-2:] for slot in (first, second)]
    return bool(first.grams & second.grams) or nouns[0] == nouns[1]


def _done_of(done: Slot, remaining: Slot, word: str) -> bool:
    """Return whether one number counts what was done of what another says remains."""
    left = done.left[-12:]
    if cue_pattern("remaining").search(left) or not cue_pattern("done").search(left):
        return False
    stems = {word[i : i + 2] for i in range(len(word) - 1)}
    return any(stem in left for stem in stems)


# -- totals and thresholds -------------------------------------------------------------------------------


def _totals(page: Page) -> Iterator[Candidate]:
    """Yield totals that a sentence gives after its parts: 已启动11个, 再启动20个, 累计40个."""
    for total in page.slots:
        match = cue_pattern("totals").search(total.left)
        if not match or total.depth or total.kind in {"percent", "points"} or total.per:
            continue
        before = [s for s in page.of_sentence(total.sentence) if s.order < total.order and s.depth == 0]
        parts = [s for s in before if s.like(total) and s.kind == total.kind]
        parts = [s for s in parts if s.status != "rule" or cue_pattern("further").search(s.left[-10:])]
        if any(is_step(s) for s in parts) and not any(
            cue_pattern("further").search(s.left[-10:]) for s in parts
        ):
            continue
        stepwise = len(parts) >= 2 and any(cue_pattern("further").search(s.left[-10:]) for s in parts[1:])
        if len(parts) < 2 or len(parts) > 11:
            continue
        plain = match[0] in cues()["strong_totals"] or (stepwise and len(parts) == 2)
        reading = Reading("sum", tuple(parts), total)
        yield Candidate("sum", (reading,), match[0], strong=plain and _one_list(parts, total))


def _one_list(parts: Sequence[Slot], total: Slot) -> bool:
    """Return whether parts and total follow one another without other numbers between them."""
    orders = [slot.order for slot in (*parts, total)]
    return orders[-1] - orders[0] == len(orders) - 1


def _passed(page: Page) -> Iterator[Candidate]:
    """Yield a threshold and the value that passed it: 突破千亿元大关, 达到1289亿元."""
    for threshold, value in zip(page.slots, page.slots[1:], strict=False):
        same = threshold.sentence == value.sentence and threshold.like(value) and threshold.kind == value.kind
        if not same or threshold.bound not in {"over", "at_least"} or value.bound != "exact":
            continue
        gap = page.between(threshold, value)
        if cue_at_end("passed").search(threshold.left) and REACHED.fullmatch(gap):
            yield Candidate(
                "threshold", (Reading("order", (threshold, value)),), threshold.left[-4:], strong=True
            )
