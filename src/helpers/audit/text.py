"""Text: the numbers of a report with the words, sentence and brackets that they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

import pandas as pd

from helpers.audit.intervals import Interval, exact, printed_interval
from helpers.corpus import split_sentences
from helpers.mentions import MEASURED, fold
from helpers.resources import alternation, read_resource

OUTSIDE = frozenset({"navigation", "editorial", "copyright", "dateline", "caption"})
BREAK = re.compile(r"[，,。；;：:！!？?\n\r（）()\[\]【】■●]")
OPENING, CLOSING = "(（[【", ")）]】"
QUOTES = re.compile("[“”\"‘’'「」『』《》〈〉\\s]")
PAIRS = re.compile("(?=([\u4e00-\u9fff]{2}))")  # as many as there are, each begins with the last of another
PEOPLE = frozenset({"人", "名", "口", "位"})
GENERIC = frozenset({"个", "项", "条", "种", "件"})
MANY_DIGITS = 4
REACH = 60  # characters of a sentence on each side of a number with many digits
WINDOW = 16  # characters of a clause on each side of a number that name it


@cache
def cues() -> dict[str, Any]:
    """Return the cue words of `audit_cues.yaml`."""
    return dict(read_resource("audit_cues.yaml"))


@cache
def cue_pattern(*names: str) -> re.Pattern[str]:
    """Return a pattern that finds any word of some lists of cues, longest first."""
    return re.compile(alternation(word for name in names for word in cues()[name]))


@cache
def cue_at_end(*names: str) -> re.Pattern[str]:
    """Return a pattern that finds a cue at the end of the words before a number, but for a 了, 约, 达 after it."""
    return re.compile(
        f"(?:{cue_pattern(*names).pattern})(?:了|约|近|超|达|到|至|为|有|近|共|约为|达到|超过)?$"
    )


@dataclass(slots=True)
class Slot:
    """A measured number where it stands.

    Attributes
    ----------
    doc, start, end, surface, kind, unit, per, bound
        As in the table of mentions; `surface` is folded to Simplified characters.
    low, high
        Its value.
    interval
        What the print can stand for.
    order
        Rank among the numbers of its report.
    sentence, paragraph, clause, depth
        Numbers of its sentence, line and clause in the report, and how many brackets are open around it.
    left, right
        The words of its clause before and after it, up to the next number; a number that follows another
        without a word between (户 and 人) has the same `left`.
    grams
        Pairs of characters of these words, by which numbers are matched.
    around
        The same of its whole sentence, for numbers with so many digits that they hardly recur by chance.
    indicator, indicator_id, place, period, status
        As in the table of claims; empty when unknown.
    """

    doc: str
    start: int
    end: int
    surface: str
    kind: str
    unit: str
    per: str
    bound: str
    low: float
    high: float
    interval: Interval
    order: int = 0
    sentence: int = 0
    paragraph: int = 0
    clause: int = 0
    depth: int = 0
    left: str = ""
    right: str = ""
    grams: frozenset[str] = frozenset()
    indicator: str = ""
    indicator_id: str = ""
    place: str = ""
    period: str = ""
    status: str = ""
    role: str = "article"
    around: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """``doc:start-end``, as members are written."""
        return f"{self.doc}:{self.start}-{self.end}"

    @property
    def nominal(self) -> Interval:
        """The printed value itself, without what rounding allows."""
        return Interval(exact(self.low), exact(self.high))

    @property
    def digits(self) -> int:
        """How many digits of it say something: 3 for 92.9 and 92,900, none for a range."""
        return len(str(exact(self.low).numerator).rstrip("0")) if self.low == self.high else 0

    def like(self, other: Slot) -> bool:
        """Return whether two numbers may be added: same unit, same denominator."""
        return same_unit(self.unit, other.unit) and self.per == other.per


@dataclass(frozen=True, slots=True)
class Span:
    """A number of things named by a slogan or counted in words, which a list beside it may bear out."""

    doc: str
    start: int
    end: int
    surface: str
    kind: str

    @property
    def key(self) -> str:
        """``doc:start-end``, as members are written."""
        return f"{self.doc}:{self.start}-{self.end}"


@dataclass(slots=True)
class Page:
    """A report made ready for the audit."""

    doc: str
    text: str
    slots: list[Slot]
    spans: list[Span]
    groups: list[list[Slot]] = field(default_factory=list)
    sentences: list[Any] = field(default_factory=list)
    by_sentence: dict[int, list[Slot]] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    group_of: dict[int, int] = field(default_factory=dict)  # order of a slot → index of its group

    def slots_between(self, start: int, end: int) -> list[Slot]:
        """Return the numbers that start within a span."""
        return self.slots[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def between(self, first: Slot, second: Slot) -> str:
        """Return the text between two numbers."""
        return self.text[first.end : second.start]

    def of_sentence(self, number: int) -> list[Slot]:
        """Return the numbers of a sentence."""
        return self.by_sentence.get(number, [])

    def group(self, slot: Slot) -> list[Slot]:
        """Return the numbers that stand together with one: 户 and 人 of the same people."""
        return self.groups[self.group_of[slot.order]]

    def group_before(self, index: int) -> list[Slot]:
        """Return a group by its index, empty when there is none."""
        return self.groups[index] if 0 <= index < len(self.groups) else []


def same_unit(first: str, second: str) -> bool:
    """Return whether two units count the same things: 人 and 名 do, 人 and 户 do not."""
    return first == second or (first in PEOPLE and second in PEOPLE)


def countable_together(first: Slot, second: Slot) -> bool:
    """Return whether one may be a part of the other: like units, or loose classifiers (项, 个)."""
    return first.like(second) or (
        first.unit in GENERIC and second.unit in GENERIC and first.per == second.per
    )


def make_pages(reports: Iterable[Any], mentions: pd.DataFrame, claims: pd.DataFrame) -> list[Page]:
    """Return the reports with their numbers, ready for the search.

    Parameters
    ----------
    reports
        With `doc` and `raw`.
    mentions, claims
        Their tables; claims may be empty.
    """
    rows: Iterable[Any] = claims.itertuples(index=False)
    named = {(str(row.doc), int(row.start)): row for row in rows}
    by_doc: dict[str, list[Any]] = {}
    for row in mentions.itertuples(index=False):
        by_doc.setdefault(str(row.doc), []).append(row)
    return [make_page(report.doc, report.raw, by_doc.get(report.doc, []), named) for report in reports]


def make_page(doc: str, raw: str, mentions: Sequence[Any], named: dict[tuple[str, int], Any]) -> Page:
    """Return one report with its numbers.

    Parameters
    ----------
    doc, raw
        Key and text.
    mentions
        Rows of the mentions table, in order.
    named
        Claims by ``(doc, start)``.
    """
    text = fold(raw)
    sentences = split_sentences(raw)
    starts = [sentence.start for sentence in sentences]
    page = Page(doc, text, [], [], sentences=sentences)
    for row in mentions:
        at = bisect_right(starts, row.start) - 1
        if at < 0 or sentences[at].role in OUTSIDE:
            continue
        if row.kind in {"slogan", "count"}:
            page.spans.append(Span(doc, int(row.start), int(row.end), text[row.start : row.end], row.kind))
        if row.kind in MEASURED and row.low == row.low:
            page.slots.append(_slot(doc, text, row, at, sentences[at], named.get((doc, int(row.start)))))
    page.starts = [slot.start for slot in page.slots]
    _place_in_clauses(page)
    _group(page)
    for slot in page.slots:
        page.by_sentence.setdefault(slot.sentence, []).append(slot)
    return page


def _slot(doc: str, text: str, row: Any, sentence: int, span: Any, claim: Any) -> Slot:
    start, end = int(row.start), int(row.end)
    surface = text[start:end]
    interval = printed_interval(
        surface,
        row.low,
        row.high,
        kind=row.kind,
        bound=row.bound,
        before=text[max(0, start - 4) : start],
        after=text[end : end + 1],
    )
    slot = Slot(doc, start, end, surface, row.kind, row.unit, row.per, row.bound, row.low, row.high, interval)
    slot.sentence, slot.paragraph, slot.role = sentence, span.paragraph, span.role
    if claim is not None:
        # What the rules or a person named: no check rests on the wording of a model.
        slot.indicator = claim.named
        slot.indicator_id = getattr(claim, "indicator_id", "")
        slot.place, slot.period, slot.status = claim.place, claim.period, claim.status
    return slot


def _place_in_clauses(page: Page) -> None:
    """Give every number its clause, the brackets around it and the words on both sides."""
    spans = [(slot.start, slot.end) for slot in page.slots]
    starts = [start for start, _ in spans]

    def inside(position: int) -> bool:
        i = bisect_right(starts, position) - 1
        return i >= 0 and position < spans[i][1]

    breaks = [m.start() for m in BREAK.finditer(page.text) if not inside(m.start())]
    depths = _depths(page.text, breaks, page.sentences)
    for order, slot in enumerate(page.slots):
        slot.order, slot.clause = order, bisect_left(breaks, slot.start)
        slot.depth = depths[slot.clause]
        opens = breaks[slot.clause - 1] + 1 if slot.clause else 0
        closes = breaks[slot.clause] if slot.clause < len(breaks) else len(page.text)
        before = page.slots[order - 1] if order else None
        after = page.slots[order + 1] if order + 1 < len(page.slots) else None
        slot.left = page.text[max(opens, before.end if before else 0) : slot.start]
        slot.right = page.text[slot.end : min(closes, after.start if after else closes)]
    for previous, slot in zip(page.slots, page.slots[1:], strict=False):
        if _stand_together(page, previous, slot) or previous.end == slot.start:
            slot.left = previous.left if not slot.left else slot.left
    for slot, following in zip(reversed(page.slots[:-1]), reversed(page.slots[1:]), strict=False):
        touching = _stand_together(page, slot, following) or slot.end == following.start
        if touching and not slot.right.strip("、,，"):
            slot.right = following.right
    for slot in page.slots:
        slot.grams = grams(slot.left[-WINDOW:]) | grams(slot.right[:WINDOW])
        if slot.digits >= MANY_DIGITS:
            span = page.sentences[slot.sentence]
            slot.around = grams(
                page.text[max(span.start, slot.start - REACH) : min(span.end, slot.end + REACH)]
            )


def _depths(text: str, breaks: Sequence[int], sentences: Sequence[Any]) -> list[int]:
    """Return how many brackets are open before each break, and after the last; a sentence starts with none."""
    starts = {sentence.paragraph: sentence.start for sentence in reversed(sentences)}
    fresh = sorted(starts.values())
    depths, depth, line = [], 0, 0
    for position in breaks:
        while line < len(fresh) and fresh[line] <= position:
            depth, line = 0, line + 1
        depths.append(depth)
        depth = (
            depth + 1
            if text[position] in OPENING
            else max(depth - 1, 0)
            if text[position] in CLOSING
            else depth
        )
    return [*depths, 0]


def _stand_together(page: Page, first: Slot, second: Slot) -> bool:
    """Return whether two numbers are of the same things: 42.29万户185.07万人."""
    gap = page.between(first, second)
    return (
        gap in {"", "、", ",", "，"}
        and first.unit != second.unit
        and first.depth == second.depth
        and first.kind == second.kind == "count"
    )


def _group(page: Page) -> None:
    for slot in page.slots:
        if page.groups and _stand_together(page, page.groups[-1][-1], slot):
            page.groups[-1].append(slot)
        else:
            page.groups.append([slot])
        page.group_of[slot.order] = len(page.groups) - 1


@lru_cache(maxsize=1 << 11)  # a report asks for the same words; whatever the corpus, memory stays bounded
def grams(words: str) -> frozenset[str]:
    """Return the pairs of neighbouring Chinese characters, without those that name nothing in particular."""
    return frozenset(PAIRS.findall(QUOTES.sub("", words))).difference(cues()["generic_nouns"])
