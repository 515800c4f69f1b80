"""Risk: stocks of people identified and freed of risk, what they imply, and the flow between two rates."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from helpers.models.corners import Spread, corners
from helpers.models.inputs import Case, Input
from helpers.models.monitoring.tiers import say
from helpers.models.sweep import Values


def share_of(part: Input, whole: Input) -> Spread:
    """Return a share in per cent, given what the numbers can stand for."""
    return corners(lambda a, b: 100 * a / b, part, whole)


def less(first: Input, second: Input) -> Spread:
    """Return a difference, given what the numbers can stand for."""
    return corners(lambda a, b: a - b, first, second)


def sizes(case: Case) -> Mapping[str, float]:
    """Return people per household: of all identified, of those freed of risk, and of the rest."""
    people, households = case.value("identified-people"), case.value("identified-households")
    freed, freed_households = case.value("removed-people"), case.value("removed-households")
    rest, rest_households = people - freed, households - freed_households
    return {
        "all": people / households,
        "freed": freed / freed_households,
        "rest": rest / rest_households if rest_households else math.nan,
    }


def freed_between(before: Input, people: Input, freed: Input) -> tuple[float, float]:
    """Return how few and how many people can have been freed of risk between two rates.

    Parameters
    ----------
    before
        Per cent freed of all ever identified, then, by persons.
    people, freed
        Ever identified, and freed of risk, now.

    Returns
    -------
    tuple of float
        The list only grows: if as many were on it then as now, those freed now less those freed then, at the most that
        the earlier rate allows before it was rounded; if nobody was, all that are freed now. The later rate is not used.
    """
    return max(float(math.ceil(freed.low - people.high * before.high / 100 - 1e-9)), 0.0), freed.high


def yearly_rate(before: float, now: float, values: Values) -> float:
    """Return the rate (per year) at which those at risk were freed, if it stayed the same and people came in evenly.

    Parameters
    ----------
    before, now
        Shares freed of all ever identified, then and now.
    values
        ``span`` (years between), ``intake`` (growth of those identified in that time).

    Returns
    -------
    float
        The constant hazard that leads from one stock to the other; not a number where none does.
    """
    start, span = 1 - before, values["span"]
    end = (1 - now) * (1 + values["intake"])

    def surplus(rate: float) -> float:
        return at_risk_after(span, start, values["intake"] / span, rate) - float(end)

    low, high = 1e-9, 60.0
    if surplus(low) < 0 or surplus(high) > 0:
        return math.nan
    return float(brentq(surplus, low, high))


def at_risk_after(years: float, start: float, inflow: float, rate: float) -> float:
    """Return the stock at risk after some years: dU/dt = inflow − rate · U."""
    kept = math.exp(-rate * years)
    return start * kept + inflow * (1 - kept) / rate


def path(before: float, values: Values, rate: float, years: np.ndarray) -> np.ndarray:
    """Return the share freed of all ever identified, in per cent, along the years.

    Parameters
    ----------
    before
        Share freed at the start.
    values
        ``span``, ``intake``: people go on coming in as fast as between the two rates.
    rate
        As from `yearly_rate`.
    years
        Times after the start.
    """
    inflow = values["intake"] / values["span"]
    stock = np.array([at_risk_after(year, 1 - before, inflow, rate) for year in years])
    freed: np.ndarray = 100 * (1 - stock / (1 + inflow * years))
    return freed


def stated_and_implied(case: Case) -> pd.DataFrame:
    """Return the rate by persons and by households, and those of the province and the nation that follow.

    Parameters
    ----------
    case
        Of the group ``risk``.

    Returns
    -------
    pandas.DataFrame
        Columns ``key``, ``label_en``, ``label_zh``, ``low``, ``mid``, ``high``, in per cent.
    """
    rates = {
        "persons": share_of(case["removed-people"], case["identified-people"]),
        "households": share_of(case["removed-households"], case["identified-households"]),
    }
    if "rate-stated" in case:
        for key in ("province", "nation"):
            if f"gap-{key}" in case:
                rates[key] = less(case["rate-stated"], case[f"gap-{key}"])
    rows = [(key, *say(f"rate-{key}").values(), rate.low, rate.mid, rate.high) for key, rate in rates.items()]
    return pd.DataFrame(rows, columns=["key", "label_en", "label_zh", "low", "mid", "high"])
