"""Simulation: the same tiers day by day over many households, to hold the closed form against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from helpers.models.monitoring.tiers import ASKING, VISIT, YEAR, Tier
from helpers.models.sweep import SEED, Values

VILLAGE = 500  # households that share the days of a tier's turns


@dataclass(frozen=True, slots=True)
class Simulated:
    """What happened.

    Attributes
    ----------
    began
        Day on which each risk began.
    village
        Where: its households share the days of the turns.
    found
        Day on which it was seen; infinite when it was not by the end.
    backlog
        Risks begun and not yet seen, at the end of each day.
    days
        How many days were run.
    """

    began: np.ndarray
    village: np.ndarray
    found: np.ndarray
    backlog: np.ndarray
    days: int

    def days_unseen(self, horizon: float = YEAR) -> float:
        """Return how many days of the first `horizon` after it began a risk stayed unseen on average."""
        return float(np.minimum(self.found - self.began, horizon).mean())

    def standard_error(self, horizon: float = YEAR) -> float:
        """Return the standard error of `days_unseen`: villages are independent, the households in one are not."""
        delays = np.minimum(self.found - self.began, horizon)
        counts = np.bincount(self.village)
        residuals = np.bincount(self.village, weights=delays - delays.mean())[counts > 0]
        return float(np.sqrt((residuals**2).sum()) / len(delays))


def simulate(
    tiers: Sequence[Tier],
    values: Values,
    households: int = 1_000_000,
    entering: float = 0.02,
    days: int = 365,
    follow: int = 0,
    seed: int = SEED,
) -> Simulated:
    """Run a year of monitoring, day by day.

    Every household enters into risk during the year with probability `entering`, at a moment of its own. On each day
    the tiers that have their turn in its village look at those that are at risk and unseen.

    Parameters
    ----------
    tiers, values
        As for `helpers.models.monitoring.tiers.still_unseen`.
    households
        How many, in villages of `VILLAGE`.
    entering
        Share that come into risk during the `days`.
    days, follow
        Days in which risks begin, and days more in which they are looked for.
    seed
        The same seed gives the same year.
    """
    rng = np.random.default_rng(seed)
    at_risk = np.flatnonzero(rng.random(households, dtype=np.float32) < entering)
    began = rng.random(len(at_risk)) * days
    order = np.argsort(began, kind="stable")
    village, began = (at_risk // VILLAGE)[order], began[order]
    looking = [tier for tier in tiers if tier.act != ASKING]
    shift = rng.random(
        (len(looking), households // VILLAGE + 1)
    )  # when in its cycle a tier comes to a village
    hidden = rng.random(len(began)) < values["hidden"]
    found = np.full(len(began), np.inf)
    asked = _requests(tiers, values, began, rng)
    backlog = np.zeros(days + follow, dtype=np.int64)
    open_cases = np.empty(0, dtype=np.int64)
    first_of_day = np.searchsorted(began, np.arange(days + follow + 1))
    for day in range(days + follow):
        new = np.arange(first_of_day[day], first_of_day[day + 1])
        open_cases = np.concatenate([open_cases, new])
        seen = np.where(asked[open_cases] < day + 1, asked[open_cases], np.inf)
        for number, tier in enumerate(looking):
            at = _turn(tier.days, shift[number][village[open_cases]], day)
            sees = values[f"sees:{tier.act}"] * (1 - hidden[open_cases] * (tier.act != VISIT))
            hit = (at < day + 1) & (at >= began[open_cases]) & (rng.random(len(open_cases)) < sees)
            seen = np.where(hit, np.minimum(seen, at), seen)
        done = np.isfinite(seen)
        found[open_cases[done]] = seen[done]
        open_cases = open_cases[~done]
        backlog[day] = len(open_cases)
    return Simulated(began, village, found, backlog, days + follow)


def _turn(every: float, shift: np.ndarray, day: int) -> np.ndarray:
    """Return the first turn not before a day, for tiers shifted by parts of their cycle."""
    turn: np.ndarray = (np.ceil(day / every - shift) + shift) * every
    return turn


def _requests(
    tiers: Sequence[Tier], values: Values, began: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Return when each household asks for help itself: never, where none can."""
    if not any(tier.act == ASKING for tier in tiers):
        return np.full(len(began), np.inf)
    asks = rng.random(len(began)) < values["asks"]
    moments: np.ndarray = np.where(asks, began + rng.exponential(values["asks-days"], len(began)), np.inf)
    return moments
