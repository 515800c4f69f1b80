"""Clauses: where a sentence divides, so that a number is read with the words that belong to it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from helpers.patterns import quick
from helpers.periods import TimeWord
from helpers.places import Place

_BREAK = quick(
    r"[，；;。！？!?：:\n\r】【]|[（(](?![\u4e00-\u9fff]{1,2}[）)])|"
    r"(?<![（(][\u4e00-\u9fff])(?<![（(][\u4e00-\u9fff]{2})[）)]|(?<!\d),|,(?!\d{3})|——|>>>|(?<!\d)\s{2,}|\t"
)


@dataclass(eq=False)  # no two stand at one place, so that each is equal to itself alone
class Number:
    """A measured mention, with its place in the sentence."""

    start: int
    end: int
    surface: str
    kind: str
    unit: str
    per: str
    bound: str
    low: float
    mention: Any
    indicator: str = ""
    core: str = ""  # the indicator without a change word (增长, 占 …), for the numbers that follow
    how: str = ""


@dataclass  # not frozen, which takes three times as long to make
class PlaceRef:
    """A place word of a sentence."""

    start: int
    end: int
    place: Place
    how: str
    topic: bool = True  # may hold for what follows
    compared: bool = False


class Word(NamedTuple):
    """A word of a sentence; `kind` is T in a time word, P in a place, # a number, else its word class."""

    start: int
    text: str
    kind: str


@dataclass
class Sentence:
    """A sentence in Simplified script with everything that was found in it; offsets count from its start."""

    start: int
    text: str
    paragraph: int
    role: str
    numbers: list[Number] = field(default_factory=list)
    dates: list[tuple[int, int, str]] = field(default_factory=list)
    places: list[PlaceRef] = field(default_factory=list)
    wide: list[PlaceRef] = field(default_factory=list)  # 全国 in 全国52个贫困县之一
    away: list[PlaceRef] = field(default_factory=list)  # where workers or goods went, whence help came
    words: list[TimeWord] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)
    leader: bool = False  # 他 is somebody in office, who acts for a village or a county
    split: list[Word] | None = None  # its words, once somebody has asked for them
    joined: bool = False  # a number that stands alone, and the sentence that says what it is

    def clause(self, position: int) -> tuple[int, int]:
        """Return the span of the clause around a position."""
        cuts = self.cuts
        i = bisect_right(cuts, position)
        return cuts[i - 1], cuts[i] if i < len(cuts) else len(self.text)


class Draft(NamedTuple):
    """A claim whose indicator the model has not seen yet."""

    sentence: Sentence
    number: Number
    named: str  # by the rules
    place: Place
    period: str
    status: str
    speaker: str
    distance: int
    rules: dict[str, str]


def cut_clauses(text: str) -> list[int]:
    """Return the starts of the clauses of a sentence, the first at 0."""
    return [0, *(match.end() for match in _BREAK.finditer(text) if match.end() < len(text))]
