"""Tiers: how long a risk stays unseen when several levels look at the same households in turns.

If a risk begins at any moment with equal chance, and each tier's turns come round at its own times, then a tier with a
turn every T days that sees a risk with probability p has not seen it after t days with probability
q^n (1 − p f), where q = 1 − p and t / T = n + f. Tiers that look independently of one another multiply. The mean time
of one tier alone is T (1 / p − 1 / 2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from helpers.models.inputs import Case, Input
from helpers.models.sweep import Values
from helpers.models.wording import Wording
from helpers.resources import read_resource
from helpers.tables import Lang, records

YEAR = 365.0
MOST_TIERS = 9  # all subsets of so many are tried: 512; of more, only the whole and each left out or alone
VISIT = "visit"
ASKING = "asking"
say = Wording("monitoring")
HELP = say("help")
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(6)


@dataclass(frozen=True, slots=True)
class Tier:
    """One level of monitoring.

    Attributes
    ----------
    key
        Tells it apart from the others of its case.
    days
        Between two turns.
    act
        What a turn is, a row of `monitoring_acts.csv`; of the households' own requests for help, ``asking``.
    label
        By language.
    source
        The input that says so.
    """

    key: str
    days: float
    act: str
    label: Mapping[Lang, str]
    source: Input


def tiers_of(case: Case) -> tuple[Tier, ...]:
    """Return the tiers that a case states, the rarest turn first, and requests for help last.

    Parameters
    ----------
    case
        A case of the group ``tiers``. Duties stated twice count once; what fits no act is left out.
    """
    found: dict[tuple[float, str, str], Tier] = {}
    for each in case.inputs.values():
        if each.source == "cadence" and (act := act_of(each.quote)):
            level = each.label["zh"].rpartition("（")[2]
            found.setdefault((each.value, act["act"], level), _tier(each, act))
    tiers = sorted(found.values(), key=lambda tier: (-tier.days, tier.source.claim_id))
    if "help-request" in case:
        tiers.append(Tier(ASKING, 0.0, ASKING, HELP, case["help-request"]))
    return tuple(tiers)


def act_of(quote: str) -> dict[str, str]:
    """Return what a duty is, as a row of `monitoring_acts.csv`; empty when no word tells."""
    acts = records(read_resource("monitoring_acts.csv"))
    return next((act for act in acts if any(word in quote for word in act["words"].split())), {})


def still_unseen(tiers: Sequence[Tier], values: Values, days: np.ndarray) -> np.ndarray:
    """Return the share of risks that no tier has seen so many days after they began.

    Parameters
    ----------
    tiers
        As from `tiers_of`; none see nothing.
    values
        ``sees:<act>`` for each act, ``hidden`` (share of risks that only visits and requests show), ``asks`` and
        ``asks-days``.
    days
        Times since the risk began.
    """
    visits, papers, asked = np.ones_like(days), np.ones_like(days), np.ones_like(days)
    for tier in tiers:
        if tier.act == ASKING:
            asked = 1 - values["asks"] + values["asks"] * np.exp(-days / values["asks-days"])
        elif tier.act == VISIT:
            visits = visits * unseen_by_one(tier.days, values["sees:visit"], days)
        else:
            papers = papers * unseen_by_one(tier.days, values[f"sees:{tier.act}"], days)
    hidden = values.get("hidden", 0.0)  # matters only where records look
    unseen: np.ndarray = asked * visits * ((1 - hidden) * papers + hidden)
    return unseen


def unseen_by_one(every: float, sees: float, days: np.ndarray) -> np.ndarray:
    """Return the share of risks that a tier with a turn every so many days has not seen."""
    turns = np.floor(days / every)
    share = days / every - turns
    unseen: np.ndarray = np.power(1.0 - sees, turns) * (1 - sees * share)
    return unseen


def days_unseen(tiers: Sequence[Tier], values: Values, horizon: float = YEAR) -> float:
    """Return how many days of the first year a risk stays unseen on average.

    The integral of `still_unseen`, exact up to rounding: between two turns it is a polynomial, but for the requests.

    Parameters
    ----------
    tiers, values
        As for `still_unseen`.
    horizon
        Length of the year; a risk that is never seen counts so many days.
    """
    turns = [np.arange(tier.days, horizon, tier.days) for tier in tiers if tier.days > 0]
    knots = np.unique(np.concatenate([[0.0, horizon], np.arange(5.0, horizon, 5.0), *turns]))
    half = np.diff(knots) / 2
    times = (knots[:-1] + half)[:, None] + half[:, None] * _NODES
    return float((still_unseen(tiers, values, times) @ _WEIGHTS) @ half)


def work_hours(tiers: Sequence[Tier], values: Values) -> float:
    """Return the hours of work that the turns of a year take, per household; requests for help are not counted."""
    minutes = (values[f"work:{tier.act}"] * YEAR / tier.days for tier in tiers if tier.act != ASKING)
    return float(sum(minutes)) / 60


def frontier(tiers: Sequence[Tier], values: Values) -> pd.DataFrame:
    """Return work and days unseen for the whole system and its parts, and which parts no other beats.

    Parameters
    ----------
    tiers, values
        As for `still_unseen`.

    Returns
    -------
    pandas.DataFrame
        Columns ``tiers`` (keys), ``left_out`` (key of the one missing, ``none`` of the whole, else empty), names
        ``name_en``, ``name_zh`` of those, ``hours``, ``days``, ``best`` (no other part sees sooner with as little work).
    """
    rows = [_point(part, tiers, values) for part in parts(tiers)]
    frame = pd.DataFrame(rows, columns=["tiers", "left_out", "name_en", "name_zh", "hours", "days"])
    frame = frame.sort_values(["hours", "days"], kind="stable", ignore_index=True)
    soonest = frame["days"].cummin().shift(fill_value=np.inf)
    return frame.assign(best=frame["days"] < soonest - 1e-9)


def parts(tiers: Sequence[Tier]) -> Iterator[tuple[Tier, ...]]:
    """Yield every part of a system that has a tier; of a large system, only singles, all but one, and the whole."""
    sizes = range(1, len(tiers) + 1) if len(tiers) <= MOST_TIERS else {1, len(tiers) - 1, len(tiers)}
    for size in sizes:
        yield from combinations(tiers, size)


def _point(part: tuple[Tier, ...], tiers: Sequence[Tier], values: Values) -> tuple[Any, ...]:
    absent = [tier for tier in tiers if tier not in part]
    left_out = "none" if not absent else absent[0].key if len(absent) == 1 else ""
    names: Mapping[Lang, str] = {"en": "", "zh": ""}
    if left_out:
        names = say("figure-without", tier=absent[0].label) if absent else say("figure-whole")
    keys = " ".join(tier.key for tier in part)
    return keys, left_out, names["en"], names["zh"], work_hours(part, values), days_unseen(part, values)


def _tier(each: Input, act: Mapping[str, str]) -> Tier:
    every = {1.0: "daily", 7.0: "weekly", 10.0: "every ten days", 30.0: "monthly", 60.0: "every two months"}
    turn = every.get(each.value, f"every {each.value:g} days")
    label: dict[Lang, str] = {"en": f"{act['label_en']}, {turn}", "zh": "".join(each.quote.split())}
    return Tier(each.key, each.value, act["act"], label, each)
