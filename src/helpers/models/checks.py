"""Checks: whether computed values lie where a closed form, or a report that was not used as input, says they should."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from helpers.models.results import significant
from helpers.tables import Lang

STATED = "-stated"  # ends the names of checks against what a report states
SLACK = 1e-9
HEADINGS: dict[Lang, list[str]] = {
    "en": ["check", "scenario", "at least", "computed", "at most", "unit", "fits"],
    "zh": ["检验", "情景", "下限", "计算值", "上限", "单位", "相符"],
}
VERDICTS: dict[Lang, dict[bool, str]] = {
    "en": {True: "yes", False: "**no**"},
    "zh": {True: "是", False: "**否**"},
}


def four_errors(share: float, drawn: int) -> float:
    """Return four standard errors of a share among so many drawn, at least one of them."""
    return max(4 * math.sqrt(share * (1 - share) / drawn), 1 / drawn)


def judge(results: pd.DataFrame) -> pd.DataFrame:
    """Return the checks of a table of results, with whether each fits and whether it is against a stated number.

    Parameters
    ----------
    results
        As from `results_table`.

    Returns
    -------
    pandas.DataFrame
        Its rows of kind ``check`` with the columns ``fits`` and ``stated``.
    """
    own = results[results["kind"] == "check"].reset_index(drop=True)
    scale = SLACK * np.maximum(1, own["mid"].abs())
    low, high = own["low"].fillna(-np.inf), own["high"].fillna(np.inf)
    fits = (own["mid"] >= low - scale) & (own["mid"] <= high + scale)
    return own.assign(fits=fits, stated=own["result_id"].str.endswith(STATED))


def show_checks(results: pd.DataFrame, stated: bool, lang: Lang = "en") -> pd.DataFrame:
    """Return checks to read: against what reports state, or against closed forms and runs.

    Parameters
    ----------
    results
        As from `results_table`.
    stated
        Which of the two.
    lang
        Language of the words.
    """
    own = judge(results)
    own = own[own["stated"] == stated]
    shown = own[[f"quantity_{lang}", "scenario", "low", "mid", "high", "unit"]].copy()
    for column in ("low", "mid", "high"):
        shown[column] = [significant(value) for value in shown[column]]
    shown["fits"] = [VERDICTS[lang][bool(fits)] for fits in own["fits"]]
    return shown.set_axis(HEADINGS[lang], axis=1).reset_index(drop=True)
