"""Context: what the readers share - a folded text, its clauses, sentences and quotations, and mentions in the making."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction

from helpers.mentions.lexicon import Lexicon, Unit
from helpers.mentions.model import Mention
from helpers.mentions.numerals import Numeral

# A comma or colon between digits may belong to the number: thousands, clock times.
_CLAUSE_END = re.compile(r"[，。；：！？!?;\n\r（）()…、“”]|,(?!\d{3}(?!\d))|:(?!\d)")
_SENTENCE_END = re.compile(r"[。！？!?\n\r…]")
_QUOTED = re.compile('[“「『‘"]([^“”「」『』‘’"\n\r。！？!?…，,]{1,14})[”」』’"]')
_WORD_END = re.compile(r"[0-9A-Za-z.\-_/]*[0-9A-Za-z]")
_DIGITS_END = re.compile(r"[0-9]+(?:[,.][0-9]+)*")


@dataclass
class Atom:
    """A mention in the making: a `Mention` and what its neighbours may want of it."""

    mention: Mention
    numeral: Numeral | None = None
    unit: Unit | None = None
    implied: bool = False  # its unit is that of the words around, so that another right behind it wins
    weak: bool = False  # a bare 一 or a size word: kept only when something around it says that it counts


class Context:
    """A folded text, where its clauses and sentences end, and its short quotations.

    Parameters
    ----------
    text
        Folded text (see `lexicon.fold`).
    lexicon
        What the readers look up.
    traditional
        Whether the text was written in Traditional characters, where three-digit years count from 1912.
    """

    __slots__ = (
        "_clause_ends",
        "_quote_starts",
        "_quotes",
        "_sentence_ends",
        "lexicon",
        "text",
        "traditional",
    )

    def __init__(self, text: str, lexicon: Lexicon, *, traditional: bool = False) -> None:
        self.text = text
        self.lexicon = lexicon
        self.traditional = traditional
        self._clause_ends = [match.start() for match in _CLAUSE_END.finditer(text)]
        self._sentence_ends = [match.start() for match in _SENTENCE_END.finditer(text)]
        self._quotes = [_stripped(text, *match.span(1)) for match in _QUOTED.finditer(text)]
        self._quote_starts = [start for start, _ in self._quotes]

    def clause_start(self, at: int) -> int:
        """Return where the clause that holds `at` begins."""
        return _after_last(self._clause_ends, at)

    def clause_before(self, at: int, most: int = 24) -> int:
        """Return where the clause that holds `at` begins, at most `most` characters back: a window for cues."""
        return max(self.clause_start(at), at - most)

    def sentence_start(self, at: int) -> int:
        """Return where the sentence that holds `at` begins."""
        return _after_last(self._sentence_ends, at)

    def quote_around(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the span inside the short quotation that holds start..end, or None."""
        index = bisect_right(self._quote_starts, start) - 1
        if index >= 0 and end <= self._quotes[index][1]:
            return self._quotes[index]
        return None


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the blanks at its ends."""
    body = text[start:end]
    return start + len(body) - len(body.lstrip()), end - len(body) + len(body.rstrip())


def _after_last(ends: list[int], at: int) -> int:
    index = bisect_right(ends, at - 1) - 1
    return ends[index] + 1 if index >= 0 else 0


def unmeasured(text: str, start: int, end: int, kind: str, period: str = "") -> tuple[Atom, int]:
    """Return an atom that is no quantity, and where it ends."""
    return Atom(Mention(start, end, text[start:end], kind, period=period)), end


def percentage(context: Context, start: int, end: int, share: Fraction) -> tuple[Atom, int]:
    """Return the atom of a share of one as a percentage, and where it ends."""
    return exactly(context, start, end, rounded(share * 100), "%")


_ZERO_RATE = re.compile(
    "率(?:[^，。；、：\n]{0,6}?(?:为|是|降至|降到|保持|实现|达到)?|[由从][^，。；、：\n]{1,16}[下归]?降(?:低|落)?[为至到])$"
)


_ENDS = re.compile("[，。；、！？：,;）)”」\\n]|$")


def zero_rate(context: Context, start: int) -> tuple[Atom, int] | None:
    """Read a zero that is the value of a rate as 0 % (发生率降至零, 错退率0，), None where it is none.

    Parameters
    ----------
    context
        The text.
    start
        Where 零 or 0 stands.
    """
    text, end = context.text, start + 1
    alone = text[start] == "零" and text[start - 1 : start] != "率"
    if not (alone or _ENDS.match(text, end)) or not _ZERO_RATE.search(
        text, context.clause_before(start), start
    ):
        return None
    return percentage(context, start, end, Fraction(0))


def exactly(
    context: Context, start: int, end: int, value: Fraction | float, name: str, numeral: Numeral | None = None
) -> tuple[Atom, int]:
    """Return the atom of an exact value in a unit of the lexicon, and where it ends."""
    unit, exact = context.lexicon.units[name], float(value)
    surface = context.text[start:end]
    mention = Mention(start, end, surface, unit.kind, exact, exact, unit.name, bound="exact")
    return Atom(mention, numeral, unit), end


def in_unit(context: Context, start: int, numeral: Numeral, name: str, end: int | None = None) -> Atom:
    """Return the atom of a numeral in a unit of the lexicon; where its neighbours imply the unit, it ends with itself."""
    unit, implied, end = context.lexicon.units[name], end is None, end or numeral.end
    low, high = float(numeral.low), float(numeral.high)
    surface = context.text[start:end]
    mention = Mention(start, end, surface, unit.kind, low, high, unit.name, bound=numeral.bound)
    return Atom(mention, numeral, unit, implied)


def rounded(value: Fraction) -> float:
    """Return two decimals, as the codebook writes fractions (三分之一 is 33.33)."""
    return round(float(value), 2)


def end_of_word(text: str, start: int) -> int:
    """Return where the letters and digits that start at `start` end."""
    match = _WORD_END.match(text, start)
    return match.end() if match else start + 1


def end_of_digits(text: str, start: int) -> int:
    """Return where the Arabic numeral that starts at `start` ends."""
    match = _DIGITS_END.match(text, start)
    return match.end() if match else start + 1


def end_of_name(text: str, at: int) -> int:
    """Return where a slogan without quotation marks is cut: after two more Han characters at most."""
    end = at
    while end < at + 2 and is_han(text[end : end + 1]):
        end += 1
    return end


def is_han(char: str) -> bool:
    """Whether `char` is one Han character."""
    return "一" <= char <= "鿿" if char else False
