"""Collective economy: tiers of village income, dividends and shares, and what few published numbers bound."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from helpers.audit.intervals import exact

Floats = npt.NDArray[np.float64]


def whole_numbers(total: int, low: float, high: float) -> list[int]:
    """Return the whole numbers that are between two shares of a total, the upper share left out.

    Parameters
    ----------
    total
        Number of villages.
    low, high
        Shares as fractions: what a printed percentage can stand for.
    """
    first, last = exact(round(low, 12)) * total, exact(round(high, 12)) * total
    return list(range(math.ceil(first), math.ceil(last)))


def least_total(above: int, threshold: float, others: int = 0, least: float = 0.0) -> float:
    """Return the least that all have together when so many are at or above a threshold (Markov's bound)."""
    return above * threshold + others * least


def lognormal_tiers(
    share_above: npt.ArrayLike, threshold: float, sigma: npt.ArrayLike
) -> tuple[Floats, Floats]:
    """Return median and mean of a lognormal of which a share lies above a threshold.

    Parameters
    ----------
    share_above
        Share of villages at or above the threshold, a fraction.
    threshold
        In yuan.
    sigma
        Standard deviation of the logarithm: how unequal villages are.
    """
    z = norm.isf(np.asarray(share_above, dtype=float))
    sigma = np.asarray(sigma, dtype=float)
    median = threshold * np.exp(-sigma * z)
    return median, median * np.exp(sigma**2 / 2)


def share_above_of(incomes: npt.ArrayLike, threshold: float) -> float:
    """Return the share of incomes at or above a threshold."""
    return float((np.asarray(incomes) >= threshold).mean())


def covered_at_least(covered: int, largest_other: int, group: int) -> tuple[int, int]:
    """Return how many of a group at least and at most are among the covered, when only one other group can be.

    Parameters
    ----------
    covered
        All who are covered.
    largest_other
        Size of the other group; who belongs to both is counted with the group.
    group
        Size of the group.
    """
    return max(0, covered - largest_other), min(covered, group)


def yearly_dividend(capital: float, households: float, rate: npt.ArrayLike) -> Floats:
    """Return the dividend a household gets in a year from capital allotted in equal shares, at a rate of return."""
    shares: Floats = capital / households * np.asarray(rate, dtype=float)
    return shares
