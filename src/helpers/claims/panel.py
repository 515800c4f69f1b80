"""The panel: indicator by place by period, from the claims that the vocabulary can name."""

from __future__ import annotations

import pandas as pd

from helpers.resources import read_resource

KEY = ["indicator_id", "place", "period", "unit", "per", "status"]
VALUE = ["low", "high", "bound"]
COLUMNS = [
    "indicator_id",
    "indicator_zh",
    "indicator_en",
    "place",
    "adcode",
    "period",
    "as_of",
    "status",
    "low",
    "high",
    "bound",
    "unit",
    "per",
    "claims",
    "disputed",
]
OF_A_SERIES = ("reported", "target", "expected")


def panel_table(claims: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each value that reports give an indicator at a place and time.

    Rules and examples are left out: they say nothing of a place as a whole. A value that several claims
    state is one
    row that names them all; different values of one key are several rows, marked as disputed.

    Parameters
    ----------
    claims
        As from `claims_table`.
    """
    usable = claims[
        claims["indicator_id"].ne("")
        & claims["place"].ne("")
        & claims["status"].isin(OF_A_SERIES)
        & claims["unit"].ne("")
    ]
    grouped = usable.groupby([*KEY, *VALUE], sort=True, dropna=False)
    panel = grouped.agg(
        adcode=("adcode", "first"), as_of=("as_of", "min"), claims=("claim_id", " ".join)
    ).reset_index()
    plain = panel["bound"].isin(["exact", "approx"])  # 突破千亿元 does not dispute 1289亿元
    values = plain.groupby([panel[column] for column in KEY]).transform("sum")
    panel["disputed"] = plain & values.gt(1) & panel["period"].ne("")
    labels = read_resource("indicators.csv").set_index("id")
    panel["indicator_zh"] = panel["indicator_id"].map(labels["prefLabel_zh"])
    panel["indicator_en"] = panel["indicator_id"].map(labels["prefLabel_en"])
    return panel[COLUMNS].astype({"disputed": bool}).reset_index(drop=True)
