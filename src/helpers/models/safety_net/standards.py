"""Standards: a rule engine over household records, and what it means that every standard must be met together."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import norm

from helpers.models.sweep import SEED
from helpers.resources import read_resource
from helpers.tables import Lang, records

OPERATORS: dict[str, Callable[[Any, Any], Any]] = {">=": operator.ge, "<=": operator.le, "==": operator.eq}


@dataclass(frozen=True, slots=True)
class Rule:
    """One standard as a test of a household record.

    Attributes
    ----------
    standard, label
        Its name, and by language.
    field, op, against
        ``record[field] op against``.
    """

    standard: str
    label: Mapping[Lang, str]
    field: str
    op: str
    against: float


def rules_of(sets: Sequence[str], line: float = 0.0) -> list[Rule]:
    """Return the standards of the sets that a report names, each once.

    Parameters
    ----------
    sets
        Keys of systems, such as ``three_plus_one_guarantee``.
    line
        The income line in force, for the income standard.
    """
    rows = records(read_resource("guarantee_standards.csv"))
    return [
        Rule(
            row["standard"], {"en": row["label_en"], "zh": row["label_zh"]}, row["field"], row["op"],
            line if row["against"] == "line" else float(row["against"]),
        )
        for row in rows
        if set(row["sets"].split()) & set(sets)
    ]  # fmt: skip


def check_households(households: pd.DataFrame, rules: Sequence[Rule]) -> pd.DataFrame:
    """Return for each household which standards it meets, and whether it meets them all.

    Parameters
    ----------
    households
        One row a household, with the fields of the rules; an unknown value meets no standard.
    rules
        As from `rules_of`.

    Returns
    -------
    pandas.DataFrame
        One column a standard, then ``all``; without rules, all is met.
    """
    met = {rule.standard: OPERATORS[rule.op](households[rule.field], rule.against) for rule in rules}
    frame = pd.DataFrame(met, index=households.index, dtype=bool)
    return frame.assign(all=frame.all(axis=1))


def to_do(households: pd.DataFrame, rules: Sequence[Rule]) -> pd.Series:
    """Return how many standards each household has still to meet."""
    return (~check_households(households, rules).drop(columns="all")).sum(axis=1)


def joint_bounds(shares: Sequence[float]) -> tuple[float, float]:
    """Return between which shares all standards can be met together, given the share that meets each (Fréchet)."""
    return max(0.0, 1 - sum(1 - share for share in shares)), min(shares, default=1.0)


def draw_households(
    rules: Sequence[Rule], share: float, alike: float, households: int = 20_000, seed: int = SEED
) -> pd.DataFrame:
    """Return records of made-up households that meet each standard with a given probability.

    Parameters
    ----------
    rules
        Standards.
    share
        Probability of meeting each.
    alike
        Correlation between the standards of one household, 0 to 1: whether the same households lack several.
    households
        How many.
    seed
        The same seed gives the same records.
    """
    rng = np.random.default_rng(seed)
    common = rng.standard_normal((households, 1))
    own = rng.standard_normal((households, len(rules)))
    met = np.sqrt(alike) * common + np.sqrt(1 - alike) * own <= norm.ppf(share)
    return pd.DataFrame(
        {
            rule.field: np.where(met[:, number], rule.against, _missing(rule))
            for number, rule in enumerate(rules)
        }
    )


def _missing(rule: Rule) -> float:
    """Return a value that just fails a rule."""
    return rule.against - 1 if rule.op == ">=" else rule.against + 1
