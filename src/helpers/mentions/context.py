"""Context: what the readers share - a folded text with its clauses, sentences and short quotations, and mentions in the making."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction

from helpers.mentions.lexicon import Lexicon, Unit
from helpers.mentions.model import Mention
from helpers.mentions.numerals import Numeral

BREAK = re.compile(r"[，。；：！？!?;\n（）()…、“”]|,(?!\d{3}(?!\d))|:(?!\d)")
_SENTENCE_END = frozenset("。！？!?\n…")
QUOTED = re.compile('[“「『‘"]([^“”「」『』‘’"\n。！？，,]{1,14})[”」』’"]')


@dataclass(slots=True)
class Atom:
    """A mention in the making: a `Mention` and what its neighbours may want of it."""

    mention: Mention
    numeral: Numeral | None = None
    unit: Unit | None = None
    weak: bool = False  # a bare 一 or a size word: kept only when something around it says that it counts


@dataclass(slots=True)
class Context:
    """A folded text, where its clauses and sentences end, and its short quotations."""

    text: str
    lexicon: Lexicon
    breaks: list[int]
    quotes: list[tuple[int, int]]
    quote_starts: list[int]

    def clause_start(self, at: int) -> int:
        """Offset where the clause that holds `at` begins."""
        index = bisect_right(self.breaks, at - 1) - 1
        return self.breaks[index] + 1 if index >= 0 else 0

    def sentence_start(self, at: int) -> int:
        """Offset where the sentence that holds `at` begins."""
        index = bisect_right(self.breaks, at - 1) - 1
        while index >= 0 and self.text[self.breaks[index]] not in _SENTENCE_END:
            index -= 1
        return self.breaks[index] + 1 if index >= 0 else 0

    def quote_around(self, start: int, end: int) -> tuple[int, int] | None:
        """Span of the inside of the short quotation that holds start..end."""
        index = bisect_right(self.quote_starts, start) - 1
        if index >= 0 and end <= self.quotes[index][1]:
            return self.quotes[index]
        return None


def unmeasured(text: str, start: int, end: int, kind: str, period: str = "") -> tuple[Atom, int]:
    return Atom(Mention(start, end, text[start:end], kind, period=period)), end


_WORD_END = re.compile(r"[0-9A-Za-z.\-_/]*[0-9A-Za-z]")
_DIGITS_END = re.compile(r"[0-9]+(?:[,.][0-9]+)*")


def end_of_word(text: str, start: int) -> int:
    match = _WORD_END.match(text, start)
    return match.end() if match else start + 1


def end_of_digits(text: str, start: int) -> int:
    match = _DIGITS_END.match(text, start)
    return match.end() if match else start + 1


def share(context: Context, start: int, end: int, share: Fraction) -> tuple[Atom, int]:
    value = rounded(share * 100)
    return Atom(
        Mention(start, end, context.text[start:end], "percent", value, value, "%", bound="exact")
    ), end


def rounded(value: Fraction) -> float:
    """Two decimals, as the codebook writes fractions (三分之一 → 33.33)."""
    return round(float(value), 2)


def is_han(char: str) -> bool:
    return "一" <= char <= "鿿" if char else False


def end_of_name(context: Context, at: int) -> int:
    """Up to four Han characters of a name: where a slogan without quotation marks is cut."""
    end = at
    while end < at + 2 and is_han(context.text[end : end + 1]):
        end += 1
    return end
