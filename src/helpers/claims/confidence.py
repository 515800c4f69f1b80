"""Confidence: how likely a claim is right in all its cells, by a model of annotated reports.

A logistic regression over what a claim shows of itself: the rules that gave its cells, its unit, how many places
and numbers stand in its sentence, how its phrase begins and ends, and how well the model that phrased it expects
an annotator to agree. It says which claims to check first; it changes no cell.
`tools/train_confidence.py` fits it, its weights lie in `confidence_weights.csv`, and how often claims of a confidence
turn out right, counted on reports that the weights were not fitted on, in `confidence_reliability.csv`.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import repeat
from math import exp
from typing import NamedTuple

import pandas as pd

from helpers.claims.clauses import Number, Sentence
from helpers.resources import read_resource

DRAWN = 4  # annotated claims that the mean of a cell weighs beside those of a rule
OTHER = 0.8  # a rule of a cell that was never counted
BIAS = ("bias", "")
UNREAD = ("read", "no")  # a report of whose mistakes the rules know nothing, as a reader's own
_LONGEST = 20  # characters of a phrase beyond which its length says no more
_FAR = (0, 5, 10, 20, 40, 80)  # characters: steps in which a distance counts
_AGREED = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)  # steps in which an expected agreement counts
_COUNTS = ("0", "1", "2", "3", "3", "5", "5", "5", "8", "8", "8", "8", "12")

Trait = tuple[str, str]  # what is asked, and what is seen: unit, 元/月


class ReadClaim(NamedTuple):
    """A claim as it was read: its number, its cells, and the rules that gave them."""

    number: Number
    sentence: Sentence
    indicator: str
    distance: int  # characters between the number and the word that gave its place
    rules: dict[str, str]
    # What the model of phrases expects; None where the vocabulary knows the indicator.
    agreement: float | None = None


@lru_cache(maxsize=1)
def trust() -> dict[str, float]:
    """Return how often each rule is right, as counted on annotated texts and drawn towards the mean of its cell.

    Rare rules say little for themselves: 2 of 2 is no certainty, and 0 of 2 no hopeless case.
    """
    table = read_resource("claim_trust.csv").astype({"right": float, "of": float})
    sums = table.groupby("cell")[["right", "of"]].transform("sum")
    mean = sums["right"] / sums["of"]
    values = (table["right"] + DRAWN * mean) / (table["of"] + DRAWN)
    return dict(zip(table["rule"].astype(str), values.round(2).astype(float), strict=True))


TRUST = trust()


@lru_cache(maxsize=1)
def weights() -> dict[Trait, float]:
    """Return the weight of every trait that has one; `BIAS` is the weight of every claim."""
    table = read_resource("confidence_weights.csv")
    return dict(
        zip(zip(table["asked"], table["seen"], strict=True), table["weight"].astype(float), strict=True)
    )


def reliability() -> pd.DataFrame:
    """Return how often claims are right by confidence, on annotated reports that the weights were not fitted on.

    Returns
    -------
    pandas.DataFrame
        Columns `least` and `below` (the confidence), `claims`, and `right` (how many have all cells as annotated).
    """
    table: pd.DataFrame = read_resource("confidence_reliability.csv")
    return table.astype({"least": float, "below": float, "claims": int, "right": int})


def confidence_of(read: ReadClaim) -> float:
    """Return how likely all cells of a claim are right, from 0 to 1, for reports like those annotated.

    Parameters
    ----------
    read
        The claim.

    Returns
    -------
    float
        A chance, rounded to hundredths; lowered where the date of the report was not given but found in it.
    """
    known = weights()
    value = sum(map(known.get, traits_of(read), repeat(0.0)), known[BIAS] + known.get(UNREAD, 0.0))
    dated = TRUST.get(read.rules["date"], OTHER) if "date" in read.rules else 1.0
    return round(dated / (1 + exp(-value)), 2)


def traits_of(read: ReadClaim) -> tuple[Trait, ...]:
    """Return what the model is told of a claim.

    Parameters
    ----------
    read
        The claim.
    """
    number, sentence, indicator, rules = read.number, read.sentence, read.indicator, read.rules
    before = sentence.numbers.index(number)
    return (
        ("indicator", rules["indicator"]),
        ("place", rules["place"]),
        ("period", rules["period"]),
        ("status", rules["status"]),
        ("unit", f"{number.unit}/{number.per}"),
        ("first", indicator[:1]),
        ("last", indicator[-1:]),
        ("length", str(min(len(number.indicator), _LONGEST))),
        ("places", f"{_count(len(sentence.places))} {rules['place']}"),
        ("numbers", f"{_count(before)}/{_count(len(sentence.numbers))}"),
        ("agreement", "known" if read.agreement is None else str(bisect_right(_AGREED, read.agreement))),
        ("distance", str(bisect_right(_FAR, read.distance))),
    )


def _count(number: int) -> str:
    return _COUNTS[min(number, len(_COUNTS) - 1)]
