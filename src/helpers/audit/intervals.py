"""Intervals: what a printed number can stand for, given its digits and its bound, in exact arithmetic."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

End = Fraction | float  # a float only when it is infinite

_ARABIC = re.compile(r"\d[\d,]*(?:\.(?P<decimals>\d+))?[余多几来]*(?P<scales>[十百千万亿兆]*)")
_CHINESE = re.compile(r"[〇零一二两三四五六七八九十百千万亿兆]+")
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
_INNER_MORE = re.compile("[余多几]")
_NEARLY = re.compile("(?:近|将近|接近|逼近|差不多)$")
_EXACT_WORDS = re.compile("翻番|翻一番|翻两番|一半|半数")


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of numbers between two ends, each of which belongs to it or not.

    Attributes
    ----------
    low, high
        Exact ends; infinite where the text leaves a side open.
    low_closed, high_closed
        Whether the end itself is possible: ``[7.665, 7.675)`` is closed below and open above.
    """

    low: End
    high: End
    low_closed: bool = True
    high_closed: bool = True

    @classmethod
    def point(cls, value: Fraction | int) -> Interval:
        """Return the interval of one number."""
        return cls(Fraction(value), Fraction(value))

    @property
    def is_point(self) -> bool:
        """Whether one number alone is possible."""
        return self.low == self.high

    def __contains__(self, value: End) -> bool:
        above = value > self.low or (self.low_closed and value == self.low)
        return above and (value < self.high or (self.high_closed and value == self.high))

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_closed and other.low_closed,
            self.high_closed and other.high_closed,
        )

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_closed, self.low_closed)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        ends = [
            (_times(a, b), (a_closed and b_closed) or (a == 0 and a_closed) or (b == 0 and b_closed))
            for a, a_closed in ((self.low, self.low_closed), (self.high, self.high_closed))
            for b, b_closed in ((other.low, other.low_closed), (other.high, other.high_closed))
        ]
        low, high = min(end for end, _ in ends), max(end for end, _ in ends)
        return Interval(low, high, (low, True) in ends, (high, True) in ends)

    def __truediv__(self, other: Interval) -> Interval:
        return self * other.inverse()

    def inverse(self) -> Interval:
        """Return the interval of 1 / x.

        Raises
        ------
        ZeroDivisionError
            When zero lies inside, or is all there is.
        """
        if self.low < 0 < self.high or self.low == self.high == 0:
            raise ZeroDivisionError("the interval holds zero")
        high: End = -math.inf if self.high == 0 else _invert(self.high)
        low: End = math.inf if self.low == 0 else _invert(self.low)
        return Interval(high, low, self.high_closed and self.high != 0, self.low_closed and self.low != 0)

    def meets(self, other: Interval) -> bool:
        """Return whether some number lies in both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return low < high or (low == high and low in self and low in other)

    def gap(self, other: Interval) -> End:
        """Return how far this interval must move to touch the other: positive upwards, 0 when they meet or touch."""
        if self.high < other.low:
            return other.low - self.high
        return other.high - self.low if self.low > other.high else Fraction(0)

    def __str__(self) -> str:
        if self.is_point:
            return show(self.low)
        left = "[" if self.low_closed and not _infinite(self.low) else "("
        right = "]" if self.high_closed and not _infinite(self.high) else ")"
        return f"{left}{show(self.low)}, {show(self.high)}{right}"


def show(value: End, digits: int = 6) -> str:
    """Return a number for people: thousands set apart, at most so many significant digits after the point."""
    if _infinite(value):
        return "∞" if value > 0 else "−∞"
    fraction = Fraction(value)
    if fraction.denominator == 1:
        return f"{int(fraction):,}".replace("-", "−")
    whole = len(str(abs(int(fraction))))
    text = f"{float(fraction):,.{max(digits - whole, 0)}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def exact(value: float) -> Fraction:
    """Return the decimal number that a float prints as: 7.67 is 767/100."""
    return Fraction(Decimal(repr(float(value))))


def printed_interval(
    surface: str,
    low: float,
    high: float,
    *,
    kind: str,
    bound: str = "exact",
    before: str = "",
    after: str = "",
) -> Interval:
    """Return the numbers that a printed number can stand for.

    Parameters
    ----------
    surface
        As printed, folded to Simplified characters: ``42.29万户``.
    low, high
        Its value; equal unless the text gives a range.
    kind
        Kind of the mention: a count printed to the unit is exact, everything else is rounded to its last digit.
    bound
        ``exact``, ``approx``, ``over``, ``at_least``, ``at_most`` or ``under``.
    before, after
        The text around it, for 近 (before) and 多 (after the unit).
    """
    first, last = exact(low), exact(high)
    half = printed_step(surface, kind) / 2
    place = last_place(last)
    if first != last:
        return Interval(first - half, last + half)
    if bound == "over":
        more = _INNER_MORE.search(surface) or after[:1] in {"多", "余"}
        return Interval(first, first + place if more else math.inf, False, False)
    if bound == "approx" and _NEARLY.search(before):
        return Interval(first - place, first, False, False)
    if bound == "approx":
        return Interval(first - place, first + place)
    if bound == "at_least":
        return Interval(first, math.inf, True, False)
    if bound in {"at_most", "under"}:
        return Interval(Fraction(0), first, True, bound == "at_most")
    return Interval(first - half, first + half, True, half == 0)


@lru_cache(maxsize=1 << 11)
def printed_step(surface: str, kind: str) -> Fraction:
    """Return the value of the last printed digit, 0 when the number is exact: 0.01万 is 100, 7.67 is 0.01."""
    if kind == "multiple" and _EXACT_WORDS.search(surface):
        return Fraction(0)
    tenths = 10 if "成" in surface else 1  # 七成 is anything from 65 to 75 per cent
    if match := _ARABIC.search(surface):
        decimals, scales = match["decimals"] or "", match["scales"]
        if kind == "count" and not decimals and not scales:
            return Fraction(0)
        return Fraction(tenths * math.prod(_SCALES[scale] for scale in scales), 10 ** len(decimals))
    if tenths == 10:
        return Fraction(tenths)
    if not (match := _CHINESE.search(surface)):
        return Fraction(0)
    scales = re.search("[百千万亿兆]*$", match[0])[0]  # type: ignore[index]
    return (
        Fraction(math.prod(_SCALES[scale] for scale in scales)) if scales or kind != "count" else Fraction(0)
    )


@lru_cache(maxsize=1 << 11)
def last_place(value: Fraction) -> Fraction:
    """Return the value of the last digit that is not zero: 100 for 500, 1000 for 48000, 0.1 for 2.5."""
    if value == 0:
        return Fraction(1)
    place = Fraction(1)
    while (value / place).denominator != 1 and place > Fraction(1, 10**9):
        place /= 10
    while (value / (place * 10)).denominator == 1:
        place *= 10
    return place


def _infinite(value: End) -> bool:
    return isinstance(value, float) and math.isinf(value)


def _times(a: End, b: End) -> End:
    return Fraction(0) if a == 0 or b == 0 else a * b


def _invert(value: End) -> End:
    return Fraction(0) if _infinite(value) else 1 / Fraction(value)
