"""Rows that models make alike: a value with the band of a sweep, a tornado, words in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from helpers.models.inputs import Input
from helpers.models.results import result, significant
from helpers.models.sweep import band
from helpers.tables import Lang, records

Rows = list[dict[str, Any]]


def bilingual(en: str, zh: str) -> Mapping[Lang, str]:
    """Return words by language."""
    return {"en": en, "zh": zh}


def banded(
    result_id: str,
    quantity: Mapping[Lang, str],
    mid: float,
    spread: pd.Series | np.ndarray,
    unit: str,
    scenario: str,
    inputs: Iterable[Input],
    **more: Any,
) -> dict[str, Any]:
    """Return a row of results whose ends are the 5th and 95th percentile of a sweep.

    Parameters
    ----------
    result_id, quantity, mid, unit, scenario, inputs
        As for `helpers.models.results.result`.
    spread
        The quantity for each draw of the assumed inputs.
    more
        Further arguments of `result`.
    """
    ends = band(pd.DataFrame({"value": np.asarray(spread, dtype=float)})).iloc[0]
    return result(
        result_id, quantity, mid, low=ends["low"], high=ends["high"], unit=unit, scenario=scenario, inputs=tuple(inputs),
        **more,
    )  # fmt: skip


def sensitivity_rows(
    result_id: str,
    quantity: Mapping[Lang, str],
    moved: pd.DataFrame,
    scenario: str,
    ranges: Sequence[Input],
    unit: str,
) -> Rows:
    """Return a tornado as rows: the result at the low end of each assumption, in the middle, and at its high end.

    Parameters
    ----------
    result_id, quantity, scenario, unit
        As for `helpers.models.results.result`.
    moved
        As from `helpers.models.sweep.tornado`.
    ranges
        The assumptions that it moved.
    """
    by_key = {each.key: each for each in ranges}
    return [
        result(
            f"{result_id}-moved-by-{row['key']}", quantity, row["mid"], low=row["at_low"], high=row["at_high"], unit=unit,
            scenario=scenario, inputs=(by_key[row["key"]],), note=MOVED, kind="sensitivity",
        )
        for row in records(moved)
    ]  # fmt: skip


def three(row: Mapping[str, Any], digits: int = 2) -> dict[str, str]:
    """Return low, mid and high of a row of results as text, for a sentence."""
    return {name: significant(float(row[name]), digits) for name in ("low", "mid", "high")}


MOVED = bilingual(
    "low and high: at the low and the high end of the assumption", "上下限分别为该假设取低端、高端时的结果"
)
