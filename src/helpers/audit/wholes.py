"""Wholes and parts: totals in brackets and after 其中, stocks, totals said to be so, thresholds passed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helpers.audit.text import OPENING, Page, Slot, countable_together, cue_at_end, cue_pattern, cues
from helpers.audit.verdicts import Candidate, Reading

NEAR = 15  # characters between a whole and the bracket with its parts
STEP = 25  # characters between one part and the next
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
    if cue_pattern("compared").search(text):
        return
    partial = bool(cue_pattern("parts").search(text))
    for total in whole:
        same = [slot for slot in parts if total.like(slot) and slot.kind not in {"percent", "points"}]
        if not same:
            continue
        subsets = tuple(subset(part, total, cue) for part in same)
        if len(same) == 1:
            yield from subsets
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
    yield from cue_pattern("parts", "listed_parts").finditer(page.text)


def _after_cue(
    page: Page,
    cue: re.Match[str],
    brackets: Sequence[tuple[list[Slot], list[Slot]]],
    seen: dict[int, None],
) -> Iterator[Candidate]:
    parts = _parts_after(page, cue)
    if not parts or parts[0].order in seen:
        return
    first = parts[0]
    for lead in page.group(first):
        whole = _whole_before(page, first, cue.start(), lead)
        if whole is None:
            continue
        same = [slot for slot in parts if whole.like(slot) and slot.order >= lead.order]
        subsets = tuple(subset(slot, whole, cue[0]) for slot in same) or (subset(lead, whole, cue[0]),)
        if len(same) > 1:
            reading = Reading("sum", tuple(same), whole, PEOPLE_OR_HOUSEHOLDS.get(whole.unit, ""))
            yield Candidate("sum", (reading,), cue[0], otherwise=subsets)
        else:
            yield subsets[0]
        yield from _same_labels(page, whole, lead, brackets, cue[0])


def _parts_after(page: Page, cue: re.Match[str]) -> list[Slot]:
    """Return the numbers after 其中, as long as each stands close to the one before it."""
    parts: list[Slot] = []
    reach = cue.end()
    slots = [slot for slot in page.slots if cue.end() <= slot.start < cue.end() + 200]
    for slot in slots:
        between = page.text[reach : slot.start]
        if re.search(r"[。；;!！?？\n]", between) or len(between) > STEP:
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


def _whole_before(page: Page, first: Slot, position: int, like: Slot) -> Slot | None:
    """Return the number of like unit before 其中: in its sentence, or in the one before when it opens a sentence."""
    opens = page.sentences[first.sentence].start
    opening = not page.text[opens:position].strip("“”\"'‘’ \u3000")
    wanted = [first.sentence - 1] if opening else [first.sentence]
    for slot in reversed(page.slots[: first.order]):
        if slot.sentence < wanted[0]:
            break
        if slot.sentence not in wanted or slot.paragraph != first.paragraph or slot.end > position:
            continue
        if slot.depth <= like.depth and countable_together(slot, like) and slot.kind == like.kind:
            return slot
    return None


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
        parts = [s for s in before if s.like(total) and s.kind == total.kind and s.status != "rule"]
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
        if (
            cue_at_end("passed").search(threshold.left)
            and cue_at_end("reached").search(gap)
            and len(gap) < 12
        ):
            yield Candidate(
                "threshold", (Reading("order", (threshold, value)),), threshold.left[-4:], strong=True
            )
