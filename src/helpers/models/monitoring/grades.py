"""Grades: households in three colours, visited at three intervals. That a colour means an interval is assumed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from helpers.models.inputs import Case
from helpers.models.monitoring.tiers import YEAR
from helpers.models.sweep import Values


def intervals_of(case: Case) -> tuple[float, ...]:
    """Return the different intervals that a case states, the shortest (taken for red) first."""
    return tuple(sorted({each.value for each in case.inputs.values() if each.source == "cadence"}))


def compare_visits(intervals: Sequence[float], values: Values) -> dict[str, float]:
    """Return what graded visits find, beside equal visits and the best visits of the same number.

    Parameters
    ----------
    intervals
        Days between visits to a red, a yellow and a green household.
    values
        ``red`` and ``yellow`` (shares of households), ``yellow-risk`` and ``red-risk`` (how many times as often risk
        begins in a yellow household as in a green one, and in a red one as in a yellow one).

    Returns
    -------
    dict of str to float
        ``visits`` a household and year; days from the beginning of a risk to the next visit when visits are ``graded``,
        ``equal`` (the same number of visits, all households alike) and ``best`` (the intervals that find soonest with
        that number, in proportion to one over the root of the risk).
    """
    every = np.asarray(intervals, dtype=float)
    share, risk = _groups(values)
    begins = share * risk / (share @ risk)
    visits = float(share @ (1 / every))
    best = (share @ np.sqrt(risk)) / visits / np.sqrt(risk)
    return {
        "visits": visits * YEAR,
        "graded": float(begins @ every) / 2,
        "equal": 1 / visits / 2,
        "best": float(begins @ best) / 2,
    }


def implied_ratios(intervals: Sequence[float]) -> tuple[float, float]:
    """Return how many times the risk of green must be that of yellow, and of red, for the intervals to be the best."""
    red, yellow, green = intervals
    return (green / yellow) ** 2, (green / red) ** 2


def gain(intervals: Sequence[float], values: Values) -> float:
    """Return the share of the days unseen that grading saves against equal visits; negative when it costs."""
    found = compare_visits(intervals, values)
    return 1 - found["graded"] / found["equal"]


def _groups(values: Values) -> tuple[np.ndarray, np.ndarray]:
    red, yellow = values["red"], values["yellow"]
    share = np.array([red, yellow, 1 - red - yellow])
    risk = np.array([values["yellow-risk"] * values["red-risk"], values["yellow-risk"], 1.0])
    return share, risk
