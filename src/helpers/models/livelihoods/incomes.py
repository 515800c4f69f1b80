"""Incomes: when two incomes would be equal if the growth rates of one year held. Arithmetic, not a forecast."""

from __future__ import annotations

import math
from dataclasses import dataclass

CLOSED, CLOSES, WIDENS, NEVER = "closed already", "closes", "widens", "stays"


@dataclass(frozen=True, slots=True)
class Meeting:
    """How a gap between two incomes moves.

    Attributes
    ----------
    state
        ``closed already`` (the lower is not lower), ``closes``, ``widens``, or ``stays`` (both grow alike).
    years
        Until both are equal; infinite when they never are, 0 when they are.
    """

    state: str
    years: float


def years_to_meet(lower: float, higher: float, lower_growth: float, higher_growth: float) -> Meeting:
    """Return when an income that is lower would meet one that is higher, if both growth rates held.

    Parameters
    ----------
    lower, higher
        Incomes in the same year.
    lower_growth, higher_growth
        Yearly growth as fractions.
    """
    if lower >= higher:
        return Meeting(CLOSED, 0.0)
    faster = math.log1p(lower_growth) - math.log1p(higher_growth)
    if faster > 0:
        return Meeting(CLOSES, math.log(higher / lower) / faster)
    return Meeting(WIDENS if faster < 0 else NEVER, math.inf)


def yearly_growth(first: float, last: float, years: float) -> float:
    """Return the growth a year that leads from one level to another, as a fraction."""
    return math.expm1(math.log(last / first) / years)


def level_before(level: float, growth: float) -> float:
    """Return last year's level from this year's and the growth, a fraction."""
    return level / (1 + growth)


def first_year_met(
    lower: float, higher: float, lower_growth: float, higher_growth: float, most: int = 200
) -> int:
    """Return the first whole year in which the lower is not lower any more, by going through the years; -1 if none."""
    for year in range(most + 1):
        if lower * (1 + lower_growth) ** year >= higher * (1 + higher_growth) ** year:
            return year
    return -1


def rest_of_mean(mean_all: float, mean_part: float, share_part: float) -> float:
    """Return the mean of the others, given the mean of all, that of a part, and the part's share of heads."""
    if not 0 <= share_part < 1:
        raise ValueError(f"a part of {share_part} leaves nobody")
    return (mean_all - share_part * mean_part) / (1 - share_part)
