"""Sweeps: what a result becomes over the ranges that its inputs are assumed from, and which of them matters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import qmc

from helpers.models.inputs import Input
from helpers.tables import records

SEED = 20240101
DRAWS = 512
BAND = (5.0, 50.0, 95.0)
TORNADO = ["key", "label_en", "label_zh", "unit", "low", "high", "at_low", "mid", "at_high", "swing"]

Values = Mapping[str, Any]


def draws(assumed: Sequence[Input], size: int = DRAWS, seed: int = SEED) -> pd.DataFrame:
    """Return values of the assumed inputs drawn over their ranges, evenly in each (a Latin hypercube).

    Parameters
    ----------
    assumed
        Inputs with ``low`` and ``high``; ``scale`` says whether the range is even in the value or in its logarithm.
    size
        How many draws.
    seed
        The same seed gives the same draws.

    Returns
    -------
    pandas.DataFrame
        One column an input, by key; one row a draw.
    """
    if not assumed:
        return pd.DataFrame(index=range(size))
    cube = qmc.LatinHypercube(d=len(assumed), rng=np.random.default_rng(seed)).random(size)
    return pd.DataFrame({each.key: _spread(each, cube[:, column]) for column, each in enumerate(assumed)})


def sweep(
    compute: Callable[[Values], Any],
    assumed: Sequence[Input],
    fixed: Values | None = None,
    size: int = DRAWS,
    seed: int = SEED,
) -> pd.DataFrame:
    """Return what a model gives for each draw of its assumed inputs.

    Parameters
    ----------
    compute
        Takes values by key and returns a number, or a mapping or array of numbers (one column each).
    assumed
        What is drawn.
    fixed
        What is not.
    size, seed
        As for `draws`.

    Returns
    -------
    pandas.DataFrame
        One row a draw, one column an output; a single number is called ``value``.
    """
    rows = [compute({**(fixed or {}), **drawn}) for drawn in records(draws(assumed, size, seed))]
    return pd.DataFrame([_as_row(row) for row in rows])


def band(outputs: pd.DataFrame, levels: tuple[float, float, float] = BAND) -> pd.DataFrame:
    """Return the spread of each output over the draws.

    Parameters
    ----------
    outputs
        As from `sweep`, one column an output; the column names are positions on an axis or names.
    levels
        Percentiles of the low end, the middle and the high end.

    Returns
    -------
    pandas.DataFrame
        Columns ``x`` (the output), ``low``, ``mid``, ``high``. The band says what the ranges allow when every value in
        them is as likely as another; it is no probability of the real world.
    """
    low, mid, high = np.nanpercentile(outputs.to_numpy(dtype=float), levels, axis=0)
    return pd.DataFrame({"x": list(outputs.columns), "low": low, "mid": mid, "high": high})


def tornado(
    compute: Callable[[Values], float], assumed: Sequence[Input], fixed: Values | None = None
) -> pd.DataFrame:
    """Return how far each assumption alone moves a result, the largest first.

    Parameters
    ----------
    compute
        Takes values by key and returns one number.
    assumed
        What is varied, one at a time, from its low to its high end while the others stay in the middle.
    fixed
        What is not varied.

    Returns
    -------
    pandas.DataFrame
        Columns `TORNADO`: the ends of each range, the result at these and in the middle, and how far they lie apart.
    """
    middle = {**(fixed or {}), **{each.key: each.value for each in assumed}}
    mid = float(compute(middle))
    rows = []
    for each in assumed:
        at_low, at_high = (float(compute({**middle, each.key: end})) for end in (each.low, each.high))
        rows.append(
            (each.key, each.label["en"], each.label["zh"], each.unit, each.low, each.high, at_low, mid, at_high,
             max(at_low, mid, at_high) - min(at_low, mid, at_high))
        )  # fmt: skip
    frame = pd.DataFrame(rows, columns=TORNADO)
    return frame.sort_values(["swing", "key"], ascending=[False, True], ignore_index=True)


def _spread(each: Input, share: np.ndarray) -> np.ndarray:
    if each.scale == "log":
        spread: np.ndarray = each.low * (each.high / each.low) ** share
        return spread
    return each.low + (each.high - each.low) * share


def _as_row(row: Any) -> dict[Any, float]:
    if isinstance(row, Mapping):
        return dict(row)
    if np.ndim(row):
        return dict(enumerate(np.asarray(row, dtype=float)))
    return {"value": float(row)}
