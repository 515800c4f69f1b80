"""Jobs: whether every household has somebody at work, and what months at work add to income."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.stats import poisson

Floats = npt.NDArray[np.float64]

MOST_WORKERS = 200  # a household with more is never met, whatever the mean


def without_work(rate: npt.ArrayLike, workers: npt.ArrayLike, correlation: float = 0.0) -> Floats:
    """Return the probability that none of a household's workers has a job.

    With independent jobs this is (1 − p)^k. Where jobs of one household go together (one village, one illness, one
    recruiter), the chance of a job differs between households by a beta distribution, and the number of jobs in a
    household is beta-binomial with this correlation between any two of its workers: the product over i < k of
    ((1 − p)(1 − ρ) + iρ) / (1 − ρ + iρ).

    Parameters
    ----------
    rate
        p, the share of workers who have a job.
    workers
        k, workers in the household; with 0 nobody has one.
    correlation
        Between the workers of a household, from 0 (independent) to 1 (all or none).
    """
    p, k = np.broadcast_arrays(np.asarray(rate, dtype=float), np.asarray(workers))
    if not 0 <= correlation <= 1:
        raise ValueError(f"a correlation of {correlation} is not between 0 and 1")
    none: Floats = np.where(k > 0, 1 - p, 1.0)
    for others in range(1, int(k.max(initial=0))):  # each further worker, given that those before have none
        without = ((1 - p) * (1 - correlation) + others * correlation) / (
            1 - correlation + others * correlation
        )
        none = np.where(k > others, none * without, none)
    return none


def limits_without_work(rate: float, workers: float) -> tuple[float, float]:
    """Return the lowest and highest possible share of households without a job, whatever depends on what.

    Jobs can be spread so that every household gets one before any gets two (lowest), or heaped so that whole
    households have them or not (highest).

    Parameters
    ----------
    rate
        Share of workers with a job.
    workers
        Workers a household, on average; at least 1 in each.
    """
    return max(0.0, 1 - rate * workers), 1 - rate


def worker_shares(mean: float, shape: str) -> Floats:
    """Return the share of households with 0, 1, 2 … workers, given their mean; every household has one at least.

    Parameters
    ----------
    mean
        Workers a household, at least 1.
    shape
        ``narrow`` (only the two whole numbers next to the mean), ``poisson`` (1 and a Poisson number more) or
        ``wide`` (1 and a geometric number more).
    """
    if mean < 1:
        raise ValueError(f"{mean} workers a household, though each has one at least")
    counts = np.arange(MOST_WORKERS + 1)
    more = mean - 1
    if shape == "narrow":
        shares = np.clip(1 - np.abs(counts - mean), 0, None)
    elif shape == "poisson":
        shares = np.append(0.0, poisson.pmf(counts[:-1], more))
    elif shape == "wide":
        shares = np.append(0.0, (1 / mean) * (more / mean) ** counts[:-1])
    else:
        raise ValueError(f"shape {shape!r} is none of narrow, poisson, wide")
    adding_up: Floats = shares / shares.sum()
    return adding_up


def share_without_work(rate: float, mean: float, shape: str = "narrow", correlation: float = 0.0) -> float:
    """Return the share of households in which nobody has a job.

    Parameters
    ----------
    rate, mean, shape, correlation
        As in `without_work` and `worker_shares`.
    """
    shares = worker_shares(mean, shape)
    return float(shares @ without_work(rate, np.arange(len(shares)), correlation))


def rate_for(share: float, mean: float, shape: str = "narrow") -> float:
    """Return the rate of employment at which a share of households has nobody at work, jobs being independent.

    Parameters
    ----------
    share
        Of households without work, between 0 and 1.
    mean, shape
        As in `worker_shares`.
    """
    return float(brentq(lambda rate: share_without_work(rate, mean, shape) - share, 0.0, 1.0, xtol=1e-14))


def simulate_without_work(
    rate: float, workers: int, correlation: float, *, households: int, seed: int
) -> float:
    """Return the share of drawn households in which nobody has a job, to check `without_work` by."""
    rng = np.random.default_rng(seed)
    chance = np.full(households, rate)
    if correlation > 0:
        together = (1 - correlation) / correlation
        chance = rng.beta(rate * together, (1 - rate) * together, households)
    return float((rng.binomial(workers, chance) == 0).mean())


def months_effect(before: float, after: float, wage_share: float) -> float:
    """Return by how much income grows from longer work alone, as a fraction of the income before.

    If pay a month and the number of people at work stay, wages grow as the months do.

    Parameters
    ----------
    before, after
        Months worked a year.
    wage_share
        Wages as a share of income before.
    """
    return wage_share * (after / before - 1)
