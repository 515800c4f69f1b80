"""Wording: what the quantities of a model are called and counted in, from a table beside the code, and their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from helpers.models.corners import Spread
from helpers.models.inputs import Input
from helpers.models.results import check, result, significant
from helpers.models.sweep import band
from helpers.resources import read_resource
from helpers.tables import Lang, records

Row = dict[str, Any]
LANGS: tuple[Lang, ...] = ("en", "zh")
NOTE = "-note"
FIGURE = "figure-"


def said(en: str, zh: str) -> dict[Lang, str]:
    """Return a text in both languages."""
    return {"en": en, "zh": zh}


# words that are the same for every model
MOVED = said(
    "low and high: at the low and the high end of the assumption", "上下限分别为该假设取低端、高端时的结果"
)
NOT_RUN = said("The model was not run.", "模型未运行。")


def three(row: Mapping[str, Any], digits: int = 2) -> dict[str, str]:
    """Return low, mid and high of a row of results as text, for a sentence."""
    return {name: significant(float(row[name]), digits) for name in ("low", "mid", "high")}


class Wording:
    """The words of a model, from ``model_words_<model>.csv``, and rows of results that are made with them.

    A key has a text in each language, with words in braces that are filled in, and a unit. The text of the key with
    ``-note`` is the note of its rows; that of a key that begins with ``figure-`` stands in a figure.

    Parameters
    ----------
    model
        Its name.
    """

    def __init__(self, model: str) -> None:
        self._texts = read_resource(f"model_words_{model}.csv").set_index("key")

    def __call__(self, key: str, **values: object) -> dict[Lang, str]:
        """Return a text; a value that differs between languages is itself a text by language."""
        return {lang: str(self._texts.at[key, lang]).format(**_in_language(values, lang)) for lang in LANGS}

    def label(self, key: str, lang: Lang, **values: object) -> str:
        """Return what stands in a figure: the text of the key with ``figure-`` before it, in one language."""
        return self(FIGURE + key, **values)[lang]

    def value(
        self,
        key: str,
        scenario: str,
        inputs: Sequence[Input],
        mid: float = float("nan"),
        low: float = float("nan"),
        high: float = float("nan"),
        *,
        suffix: str = "",
        fill: Mapping[str, object] | None = None,
        unit: str | None = None,
        **rest: Any,
    ) -> Row:
        """Return a row as `helpers.models.results.result` makes it, with its words and unit.

        Parameters
        ----------
        key
            Of the words.
        scenario, inputs, mid, low, high
            As for `result`.
        suffix
            Added to the key to name the result, where several results share their words.
        fill
            What is filled in.
        unit
            Instead of the one in the table.
        **rest
            As for `result`.
        """
        about = self._about(key, fill or {}, unit)
        return result(
            key + suffix, mid=mid, low=low, high=high, scenario=scenario, inputs=inputs, **{**about, **rest}
        )

    def spread(self, key: str, scenario: str, inputs: Sequence[Input], spread: Spread, **rest: Any) -> Row:
        """Return a row of a value with its lowest and highest; the rest as for `value`."""
        return self.value(key, scenario, inputs, spread.mid, spread.low, spread.high, **rest)

    def banded(
        self,
        key: str,
        scenario: str,
        inputs: Sequence[Input],
        mid: float,
        drawn: pd.Series | np.ndarray,
        **rest: Any,
    ) -> Row:
        """Return a row of a value whose ends are the 5th and 95th percentile of a sweep.

        Parameters
        ----------
        key, scenario, inputs, mid
            As for `value`.
        drawn
            The quantity for each draw of the assumed inputs.
        **rest
            As for `value`.
        """
        ends = band(pd.DataFrame({"value": np.asarray(drawn, dtype=float)})).iloc[0]
        return self.value(key, scenario, inputs, mid, ends["low"], ends["high"], **rest)

    def check(
        self,
        key: str,
        scenario: str,
        inputs: Sequence[Input],
        computed: float,
        low: float,
        high: float,
        *,
        fill: Mapping[str, object] | None = None,
        unit: str | None = None,
    ) -> Row:
        """Return a row that sets a computed value beside the interval it should lie in.

        Parameters
        ----------
        key, scenario, inputs, fill, unit
            As for `value`.
        computed, low, high
            As for `helpers.models.results.check`.
        """
        about = self._about(key, fill or {}, unit)
        return check(key, computed=computed, low=low, high=high, scenario=scenario, inputs=inputs, **about)

    def tornado(self, key: str, scenario: str, inputs: Sequence[Input], bars: pd.DataFrame) -> list[Row]:
        """Return the bars of a tornado as rows of kind ``sensitivity``, each named by the assumption that moves it.

        Parameters
        ----------
        key
            Of the words, with a gap ``by``; the key of the assumption is added to name the result.
        scenario, inputs
            As for `value`.
        bars
            As from `helpers.models.sweep.tornado`.
        """
        return [
            self.value(
                key, scenario, inputs, bar["mid"], min(bar["at_low"], bar["mid"], bar["at_high"]),
                max(bar["at_low"], bar["mid"], bar["at_high"]), suffix=f"-{bar['key']}", kind="sensitivity",
                fill={"by": said(bar["label_en"], bar["label_zh"])},
            )
            for bar in records(bars)
        ]  # fmt: skip

    def moved(self, key: str, scenario: str, ranges: Sequence[Input], bars: pd.DataFrame) -> list[Row]:
        """Return the bars of a tornado as rows that say which way: low and high are at the ends of the assumption.

        Parameters
        ----------
        key
            Of the result that is moved, whose words the rows have.
        scenario
            As for `value`.
        ranges
            The assumptions; each row rests on the one that moves it.
        bars
            As from `helpers.models.sweep.tornado`.
        """
        by_key = {each.key: each for each in ranges}
        return [
            self.value(
                key, scenario, (by_key[bar["key"]],), bar["mid"], bar["at_low"], bar["at_high"],
                suffix=f"-moved-by-{bar['key']}", kind="sensitivity", note=MOVED,
            )
            for bar in records(bars)
        ]  # fmt: skip

    def _about(self, key: str, fill: Mapping[str, object], unit: str | None) -> dict[str, Any]:
        known = str(self._texts.at[key, "unit"]) if unit is None else unit
        about: dict[str, Any] = {"quantity": self(key, **fill), "unit": known}
        return about | ({"note": self(key + NOTE, **fill)} if key + NOTE in self._texts.index else {})


def _in_language(values: Mapping[str, object], lang: Lang) -> dict[str, object]:
    return {name: value[lang] if isinstance(value, Mapping) else value for name, value in values.items()}
