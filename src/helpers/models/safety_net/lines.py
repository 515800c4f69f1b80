"""Income lines: what a published mean allows of how many stand above a line, and how many cross it in a year."""

from __future__ import annotations

import math

import numpy as np
from scipy.optimize import brentq
from scipy.stats import norm


def mean_needed(mean: float, line: float, share: float) -> float:
    """Return the mean that those above a line must have at least, if they are this share and all others are below it.

    Parameters
    ----------
    mean
        Of everybody.
    line
        Nobody below has more than this.
    share
        Of people above it, more than 0.
    """
    return (mean - line * (1 - share)) / share


def share_bounds(
    mean: float, line: float, floor: float = 0.0, highest: float = math.inf
) -> tuple[float, float]:
    """Return between which shares of people can stand at or above a line, given a mean and nothing on the spread.

    Parameters
    ----------
    mean
        Of everybody.
    line
        Above the floor.
    floor, highest
        Nobody has less, nobody has more.

    Returns
    -------
    tuple of float
        Below, the case in which those above have the highest income and all others just miss the line; above, Markov's
        bound: those above stand at the line, the others at the floor.
    """
    low = 0.0 if math.isinf(highest) else (mean - line) / (highest - line)
    high = (mean - floor) / (line - floor)
    return max(low, 0.0), min(high, 1.0)


def sigma_of(gini: float) -> float:
    """Return the spread of lognormal incomes with a Gini coefficient."""
    return math.sqrt(2) * float(norm.ppf((1 + gini) / 2))


def gini_of(sigma: float) -> float:
    """Return the Gini coefficient of lognormal incomes with a spread."""
    return 2 * float(norm.cdf(sigma / math.sqrt(2))) - 1


def share_above(mean: float, line: float, gini: float) -> float:
    """Return the share of people above a line if incomes are lognormal."""
    return float(_above(mean, line, np.array(sigma_of(gini))))


def share_crossing(mean: float, line: float, growth: float, gini: float) -> float:
    """Return the share that crossed the line in a year in which every income grew alike (growth in per cent)."""
    before = mean / (1 + growth / 100)
    return share_above(mean, line, gini) - share_above(before, line, gini)


def most_crossing(mean: float, line: float, growth: float) -> float:
    """Return the largest share that can have crossed under `share_crossing`, whatever the inequality."""
    sigmas = np.geomspace(1e-3, 4, 4000)
    now, before = (_above(amount, line, sigmas) for amount in (mean, mean / (1 + growth / 100)))
    return float((now - before).max())


def gini_needed(mean: float, line: float, share: float) -> float:
    """Return the Gini coefficient at which this share stands above the line; not a number where none does.

    Parameters
    ----------
    mean, line
        Mean above the line: with more inequality, fewer people stand above it, until the line is far from the mean.
    share
        Wanted.
    """
    low, high = 1e-3, 0.999

    def surplus(gini: float) -> float:
        return share_above(mean, line, gini) - share

    if mean <= line or surplus(low) < 0 or surplus(high) > 0:
        return math.nan
    return float(brentq(surplus, low, high))


def _above(mean: float, line: float, sigma: np.ndarray) -> np.ndarray:
    share: np.ndarray = norm.cdf((math.log(mean / line) - sigma**2 / 2) / sigma)
    return share
