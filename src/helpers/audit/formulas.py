"""Formulas: the arithmetic of each relation, forwards (what follows) and backwards (what would mend it)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import add

from helpers.audit.intervals import Interval

Values = Sequence[Interval]
HUNDRED = Interval.point(100)
ONE = Interval.point(1)


@dataclass(frozen=True, slots=True)
class Formula:
    """How one number follows from others.

    Attributes
    ----------
    compute
        From the members without the stated one to the number that follows.
    template
        The formula in symbols; ``{0}``, ``{1}`` … are the members, ``{sum}`` all of them with plus signs.
    unit
        Of the result: an index of the member whose unit it has, or a unit, or ``"0/1"`` for a quotient.
    solve
        By the member's index: what this member must be for the stated number (first argument) to follow.
    """

    compute: Callable[[Values], Interval]
    template: str
    unit: str
    solve: dict[int, Callable[[Interval, Values], Interval]]


def _sum(values: Values) -> Interval:
    return reduce(add, values)


def _rest(stated: Interval, values: Values, index: int) -> Interval:
    others = [value for i, value in enumerate(values) if i != index]
    return stated - _sum(others) if others else stated


def _share(values: Values) -> Interval:
    return values[0] * HUNDRED / values[1]


def _grown(rate: Interval) -> Interval:
    return ONE + rate / HUNDRED


FORMULAS: dict[str, Formula] = {
    "sum": Formula(
        _sum,
        "{sum}",
        "0",
        {i: (lambda s, v, i=i: _rest(s, v, i)) for i in range(12)},  # type: ignore[misc]
    ),
    "difference": Formula(
        lambda v: v[0] - v[1], "{0} − {1}", "0", {0: lambda s, v: s + v[1], 1: lambda s, v: v[0] - s}
    ),
    "share": Formula(
        _share,
        "100 × {0} ÷ {1}",
        "%",
        {0: lambda s, v: s * v[1] / HUNDRED, 1: lambda s, v: v[0] * HUNDRED / s},
    ),
    "base": Formula(lambda v: v[0] * HUNDRED / v[1], "{0} ÷ {1}", "0", {}),
    "quotient": Formula(
        lambda v: v[0] / v[1], "{0} ÷ {1}", "0/1", {0: lambda s, v: s * v[1], 1: lambda s, v: v[0] / s}
    ),
    "product": Formula(
        lambda v: v[0] * v[1], "{0} × {1}", "0", {0: lambda s, v: s / v[1], 1: lambda s, v: s / v[0]}
    ),
    "standard": Formula(lambda v: v[0] / v[1] * v[2], "{0} ÷ {1} × {2}", "0", {}),
    "previous": Formula(
        lambda v: v[0] / _grown(v[1]),
        "{0} ÷ (1 + {1})",
        "0",
        {0: lambda s, v: s * _grown(v[1]), 1: lambda s, v: (v[0] / s - ONE) * HUNDRED},
    ),
    "previous down": Formula(
        lambda v: v[0] / _grown(-v[1]),
        "{0} ÷ (1 − {1})",
        "0",
        {0: lambda s, v: s * _grown(-v[1]), 1: lambda s, v: (ONE - v[0] / s) * HUNDRED},
    ),
    "increment": Formula(
        lambda v: _increment(v[0], v[1]),
        "{0} − {0} ÷ (1 + {1})",
        "0",
        {0: lambda s, v: s * (ONE + (v[1] / HUNDRED).inverse()), 1: lambda s, v: HUNDRED / (v[0] / s - ONE)},
    ),
    "decrement": Formula(
        lambda v: _increment(v[0], -v[1]) * Interval.point(-1),
        "{0} ÷ (1 − {1}) − {0}",
        "0",
        {0: lambda s, v: s * ((v[1] / HUNDRED).inverse() - ONE), 1: lambda s, v: HUNDRED / (v[0] / s + ONE)},
    ),
    "growth": Formula(
        lambda v: (v[0] / v[1] - ONE) * HUNDRED,
        "100 × ({0} ÷ {1} − 1)",
        "%",
        {0: lambda s, v: v[1] * _grown(s), 1: lambda s, v: v[0] / _grown(s)},
    ),
    "fall": Formula(
        lambda v: (ONE - v[0] / v[1]) * HUNDRED,
        "100 × (1 − {0} ÷ {1})",
        "%",
        {0: lambda s, v: v[1] * _grown(-s), 1: lambda s, v: v[0] / _grown(-s)},
    ),
    "equal": Formula(lambda v: v[0], "{0}", "0", {0: lambda s, _: s}),
    "more": Formula(
        lambda v: v[0] + v[1], "{0} + {1}", "0", {0: lambda s, v: s - v[1], 1: lambda s, v: s - v[0]}
    ),
}


def _increment(level: Interval, rate: Interval) -> Interval:
    """Return level − level ÷ (1 + rate), in which the level stands once: it must not vary against itself."""
    return level * (rate / HUNDRED) / _grown(rate) if rate.is_point else level * _part_of(rate)


def _part_of(rate: Interval) -> Interval:
    """Return rate ÷ (1 + rate), which rises with the rate."""

    def part(end: Fraction | float) -> Fraction | float:
        return 1 - Fraction(1) / (1 + Fraction(end) / 100) if end != float("inf") else Fraction(1)

    return Interval(part(rate.low), part(rate.high), rate.low_closed, rate.high_closed)


def granular(percent: Interval, base: int) -> range:
    """Return the whole numbers of `base` things whose share prints as `percent`.

    Parameters
    ----------
    percent
        The share as printed, such as ``[20.555, 20.565)``.
    base
        How many things there are.
    """
    low, high = Fraction(percent.low) * base / 100, Fraction(percent.high) * base / 100
    first = -(-low.numerator // low.denominator)
    last = high.numerator // high.denominator
    if last == high and not percent.high_closed:
        last -= 1
    return range(max(first, 0), min(last, base) + 1)
