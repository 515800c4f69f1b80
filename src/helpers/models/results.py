"""Results: one tidy table a model, and all of them together.

A row is a value, or an interval, of one quantity in one scenario, with the inputs that it rests on. Rows of kind
``input`` open each table, so that a reader has in one file what went in and what came out.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from helpers.models.inputs import Input, Inputs
from helpers.tables import Lang, check_table, empty_table, format_number, records

MODELS = ("monitoring", "safety_net", "livelihoods", "governance")
TOGETHER = "model_results"
NAN = math.nan
FIRST_YEAR = 1000  # what counts years is below, what names one above
DIGITS = 10  # significant; beyond them, two machines may round sums apart
NOTHING: Mapping[Lang, str] = {"en": "", "zh": ""}
HEADINGS: dict[Lang, list[str]] = {
    "en": ["quantity", "scenario", "at", "low", "value", "high", "unit"],
    "zh": ["量", "情景", "位置", "下限", "取值", "上限", "单位"],
}


def result(
    result_id: str,
    quantity: Mapping[Lang, str],
    mid: float = NAN,
    *,
    unit: str,
    low: float = NAN,
    high: float = NAN,
    scenario: str = "",
    x: float = NAN,
    x_name: str = "",
    inputs: Sequence[Input] = (),
    note: Mapping[Lang, str] = NOTHING,
    kind: str = "result",
) -> dict[str, Any]:
    """Return one row of a table of results.

    Parameters
    ----------
    result_id
        Name of the quantity, by which findings ask for it: ``detection-mean``.
    quantity
        What it is, by language.
    mid
        Its value; not a number where only an interval follows.
    unit
        Of the three values.
    low, high
        Ends of what is possible (bounds), or of a band; infinite and missing ends are left empty.
    scenario
        What was supposed, in a few words or as a key: ``without village_tenday_office``; a case's `name`.
    x, x_name
        Position on an axis, such as the number of failed firms.
    inputs
        What it rests on: claims go to the column `claims`, assumptions to `assumed`.
    note
        What to know, by language.
    kind
        ``result``; ``sensitivity`` for the rows of a sweep or tornado; ``check`` for a comparison with what is known.

    Returns
    -------
    dict
        By column; `results_table` adds the model.
    """
    claims = dict.fromkeys(each.claim_id for each in inputs if each.claim_id)
    return {
        "result_id": result_id,
        "scenario": scenario,
        "kind": kind,
        "quantity_en": quantity["en"],
        "quantity_zh": quantity["zh"],
        "x": _finite(x),
        "x_name": x_name,
        "low": _finite(low),
        "mid": _finite(mid),
        "high": _finite(high),
        "unit": unit,
        "claims": " ".join(claims),
        "assumed": " ".join(dict.fromkeys(each.key for each in inputs if each.assumed)),
        "note": note["en"],
        "note_zh": note["zh"],
    }


def check(
    result_id: str,
    quantity: Mapping[Lang, str],
    computed: float,
    low: float,
    high: float,
    *,
    unit: str,
    inputs: Sequence[Input] = (),
    scenario: str = "",
    note: Mapping[Lang, str] = NOTHING,
) -> dict[str, Any]:
    """Return a row that sets a computed value beside the interval it should lie in.

    Parameters
    ----------
    result_id, quantity, unit, inputs, scenario, note
        As for `result`.
    computed
        What the model gives.
    low, high
        What a closed form gives, with its tolerance, or what a report states and was not used as input.
    """
    return result(
        result_id, quantity, computed, unit=unit, low=low, high=high, inputs=inputs, scenario=scenario, note=note, kind="check",
    )  # fmt: skip


def results_table(model: str, rows: Iterable[Mapping[str, Any]], inputs: Inputs) -> pd.DataFrame:
    """Return the table ``results_<model>``: the inputs, then the rows, in their order.

    Parameters
    ----------
    model
        One of `MODELS`.
    rows
        As from `result` and `check`.
    inputs
        The model's inputs; without a case, none are listed, and without rows the table is empty.
    """
    made = list(rows)
    given = _told_apart([_input_row(each) for each in inputs.all()]) if made else []
    frame = pd.DataFrame([{"model": model, **row} for row in [*given, *made]])
    return check_table(frame, f"results_{model}") if len(frame) else empty_table(f"results_{model}")


def join_results(*tables: pd.DataFrame) -> pd.DataFrame:
    """Return the tables of all models as one, ``model_results``."""
    filled = [table for table in tables if len(table)]
    return check_table(pd.concat(filled, ignore_index=True), TOGETHER) if filled else empty_table(TOGETHER)


def show_results(table: pd.DataFrame, *result_ids: str, lang: Lang = "en", digits: int = 4) -> pd.DataFrame:
    """Return rows of a table of results to read, numbers rounded to so many significant digits.

    Parameters
    ----------
    table
        As from `results_table`.
    result_ids
        Which quantities; all results when none is named.
    lang
        Language of the words.
    digits
        Significant digits.

    Returns
    -------
    pandas.DataFrame
        Columns that are empty throughout are left out; `as_markdown` shows it whole.
    """
    wanted = table["result_id"].isin(result_ids) if result_ids else table["kind"].eq("result")
    own = table[wanted]
    shown = own[[f"quantity_{lang}", "scenario", "x", "low", "mid", "high", "unit"]].copy()
    for column in ("x", "low", "mid", "high"):
        shown[column] = [
            _year(value) if unit == "year" and value > FIRST_YEAR else significant(value, digits)
            for value, unit in zip(own[column], own["unit"], strict=True)
        ]
    shown = shown.set_axis(HEADINGS[lang], axis=1).reset_index(drop=True)
    keep = [name for name in shown.columns if name == HEADINGS[lang][4] or shown[name].ne("").any()]
    return shown[keep]


def as_markdown(frame: pd.DataFrame, empty: str = "–") -> str:
    """Return a table of text as Markdown, whole sentences included, which a notebook would cut short.

    Parameters
    ----------
    frame
        As from `Inputs.table` or `show_results`.
    empty
        What stands for a table without rows.
    """
    if frame.empty:
        return empty
    cells = [[str(cell).replace("|", "\\|") for cell in row] for row in frame.itertuples(index=False)]
    rows = [[str(name) for name in frame.columns], ["---"] * frame.shape[1], *cells]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def significant(value: float, digits: int = 4) -> str:
    """Return a number for people: so many significant digits, whole thousands kept and set apart."""
    if value != value or math.isinf(value):
        return ""
    if value == 0:
        return "0"
    places = digits - 1 - math.floor(math.log10(abs(value)))
    rounded = round(value, max(places, 0))
    return f"{rounded:,.0f}" if places <= 0 else f"{float(format_number(rounded)):,.15g}"


def find_result(table: pd.DataFrame, result_id: str, scenario: str | None = None) -> dict[str, Any] | None:
    """Return the first row of a quantity, or None when the model was not run.

    Parameters
    ----------
    table
        A table of results, of one model or of all.
    result_id, scenario
        Which one; any scenario when None.
    """
    own = table[table["result_id"] == result_id]
    own = own if scenario is None else own[own["scenario"] == scenario]
    return next(iter(records(own.head(1))), None)


def _told_apart(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of inputs, those that one report states for several places named by their claim."""
    times = Counter((row["result_id"], row["scenario"]) for row in rows)
    return [
        row | {"scenario": row["claims"]} if times[row["result_id"], row["scenario"]] > 1 else row
        for row in rows
    ]


def _year(value: float) -> str:
    return f"{value:.0f}"


def _input_row(each: Input) -> dict[str, Any]:
    said = {"en": each.quote or each.reason["en"], "zh": each.quote or each.reason["zh"]}
    row = result(
        f"input-{each.key}", each.label, each.value, unit=each.unit, low=each.low, high=each.high, scenario=each.doc,
        inputs=(each,), note={"en": said["en"], "zh": said["zh"]}, kind="input",
    )  # fmt: skip
    return row | {"x_name": each.group}


def _finite(value: float) -> float:
    """Return a number to so many digits that machines agree on it; not a number for what is infinite."""
    return float(f"{float(value):.{DIGITS}g}") if math.isfinite(value) else NAN
