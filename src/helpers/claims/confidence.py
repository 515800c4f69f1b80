"""Confidence: how far to trust the reading of a claim, from the rules that gave its cells."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from helpers.resources import read_resource

DRAWN = 4  # annotated claims that the mean of a cell weighs beside those of a rule
OTHER = 0.8  # a rule of a cell that was never counted


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
FAR = 40  # characters between a place word and its number beyond which the link is weak


def confidence_of(rules: Mapping[str, str], distance: int) -> float:
    """Return a number between 0 and 1 by which claims can be sorted for checking.

    Parameters
    ----------
    rules
        The rule that gave each cell.
    distance
        Characters between the number and the word that gave its place.

    Returns
    -------
    float
        The product of the trust in each rule, lowered when the place word stands far away.
    """
    value = 0.9 if distance > FAR else 1.0
    for rule in rules.values():
        value *= TRUST.get(rule, OTHER)
    return round(value, 2)
