"""The pool: how likely a premium fund is used up, and what reaches an insurer of last resort.

The payments of a year are a sum over households paid. Their number is Poisson around a mean that itself differs from
year to year by a common shock, gamma distributed with mean 1; payments are gamma distributed. With many households the
chance of single ones averages out, and the sum goes with the shock alone: the fund is used up when the shock exceeds
premium over expected payments.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.stats import gamma, norm

from helpers.models.sweep import SEED

NEVER = 1e-9  # what is less likely is not told apart from nothing


def expected_payments(paid: float, frequency: float) -> float:
    """Return what a year is expected to cost, as a multiple of what was paid so far."""
    return paid * frequency


def deviation(paid: float, households: float, frequency: float, shock: float, severity: float) -> float:
    """Return the standard deviation of the payments of a year.

    Parameters
    ----------
    paid, households
        Paid so far, and to how many.
    frequency
        Expected number of households of a year, as a multiple of those.
    shock, severity
        Coefficients of variation: of years, and of single payments.
    """
    mean, count = paid / households, households * frequency
    return math.sqrt(count * mean**2 * (1 + severity**2) + (count * mean * shock) ** 2)


def used_up(
    premium: float, paid: float, households: float, frequency: float, shock: float, severity: float
) -> float:
    """Return the probability that payments exceed the premium: a gamma distribution with their mean and spread.

    Parameters
    ----------
    premium
        The fund.
    paid, households, frequency, shock, severity
        As for `deviation`. With many households it is the distribution of the common shock; without one, the fund
        holds or does not.
    """
    mean = expected_payments(paid, frequency)
    spread = (deviation(paid, households, frequency, shock, severity) / mean) ** 2
    probability = float(gamma.sf(premium / mean, 1 / spread, scale=spread))
    return probability if probability > NEVER else 0.0


def used_up_normal(
    premium: float, paid: float, households: float, frequency: float, shock: float, severity: float
) -> float:
    """Return the probability that payments exceed the premium, by the normal approximation."""
    spread = deviation(paid, households, frequency, shock, severity)
    return float(norm.sf(premium, expected_payments(paid, frequency), spread))


def used_up_simulated(
    premium: float,
    paid: float,
    households: float,
    frequency: float,
    shock: float,
    severity: float,
    years: int = 100_000,
    seed: int = SEED,
) -> float:
    """Return the share of simulated years in which payments exceed the premium.

    Parameters
    ----------
    premium, paid, households, frequency, shock, severity
        As for `used_up`.
    years
        How many are drawn.
    seed
        The same seed gives the same years.
    """
    payments = simulated_payments(paid, households, frequency, shock, severity, years, seed)
    return float((payments > premium).mean())


def simulated_payments(
    paid: float,
    households: float,
    frequency: float,
    shock: float,
    severity: float,
    years: int,
    seed: int = SEED,
) -> np.ndarray:
    """Return the payments of years drawn at random: a gamma sum of a Poisson number, whose mean is shaken."""
    rng = np.random.default_rng(seed)
    shaken = rng.gamma(1 / shock**2, shock**2, years) if shock > 0 else np.ones(years)
    count = rng.poisson(households * frequency * shaken)
    shape = 1 / severity**2
    mean = paid / households
    payments: np.ndarray = rng.gamma(np.maximum(count, 1e-12) * shape, mean / shape) * (count > 0)
    return payments


def bearable(premium: float, paid: float, shock: float, risk: float = 0.05) -> float:
    """Return how many times the payments so far a year may be expected to cost for the fund to be used up so rarely.

    Parameters
    ----------
    premium, paid, shock
        The fund, what was paid so far, and how much years differ; single payments average out.
    risk
        Probability that it is used up in a year.
    """
    worst = float(gamma.isf(risk, 1 / shock**2, scale=shock**2)) if shock > 0 else 1.0
    return premium / paid / worst


def last_resort(loss: np.ndarray, relief: float, deductible: float) -> np.ndarray:
    """Return what an insurer of last resort pays: what is left of a loss after existing policies and the household's part.

    Parameters
    ----------
    loss
        Of each household.
    relief
        Share that existing policies bear.
    deductible
        What the household bears itself of the rest.
    """
    left: np.ndarray = np.maximum(loss * (1 - relief) - deductible, 0.0)
    return left


def share_to_insurer(mean_loss: float, relief: float, deductible: float) -> float:
    """Return the share of all losses that reaches the insurer, if losses are exponential: closed form."""
    left = (1 - relief) * mean_loss
    return (1 - relief) * math.exp(-deductible / left) if left > 0 else 0.0
