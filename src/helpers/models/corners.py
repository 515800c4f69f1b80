"""Corners: the range of a computed value when each input can be anything within its interval."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from helpers.models.inputs import Input


@dataclass(frozen=True, slots=True)
class Spread:
    """A computed value and how low and high it can be.

    Attributes
    ----------
    low, mid, high
        Ends are infinite where an input is open on a side.
    """

    low: float
    mid: float
    high: float

    def times(self, factor: float) -> Spread:
        """Return all three, multiplied by a positive number."""
        return Spread(self.low * factor, self.mid * factor, self.high * factor)


def corners(compute: Callable[..., float], *inputs: Input) -> Spread:
    """Return what a function of inputs gives at their values and, at least and at most, at their ends.

    Parameters
    ----------
    compute
        Monotone in each input within its interval, so that its extremes lie at corners.
    inputs
        In the order of the function's arguments.
    """
    ends = product(*(dict.fromkeys((each.low, each.high)) for each in inputs))
    found = [_value(compute, corner) for corner in ends]
    known = [value for value in found if not math.isnan(value)]
    mid = _value(compute, tuple(each.value for each in inputs))
    return Spread(min(known, default=math.nan), mid, max(known, default=math.nan))


def _value(compute: Callable[..., float], values: tuple[float, ...]) -> float:
    try:
        return float(compute(*values))
    except ZeroDivisionError:
        return math.inf
    except (ValueError, OverflowError):  # an end at which the quantity has no meaning
        return math.nan
