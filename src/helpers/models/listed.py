"""What a model gives at the listed values of its assumptions: the value of a result whose ends are a band over ranges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from helpers.models.inputs import Input
from helpers.models.wording import Wording, said
from helpers.tables import records


def at_listed(compute: Callable[[Any], Any], assumed: Sequence[Input]) -> Any:
    """Return what a model gives when every assumed input has its listed value.

    Parameters
    ----------
    compute
        Takes values by key.
    assumed
        Inputs with a value each.
    """
    return compute({each.key: each.value for each in assumed})


def tornado_rows(
    say: Wording, key: str, scenario: str, inputs: Sequence[Input], bars: pd.DataFrame
) -> list[dict[str, Any]]:
    """Return the bars of a tornado as rows of kind ``sensitivity``, each named by the assumption that moves it.

    Parameters
    ----------
    say
        Words of the model.
    key
        Of the words, with a gap ``by``; the key of the assumption is added to name the result.
    scenario, inputs
        As for `helpers.models.results.result`.
    bars
        As from `helpers.models.sweep.tornado`.
    """
    return [
        say.value(
            key, scenario, inputs, bar["mid"], min(bar["at_low"], bar["mid"], bar["at_high"]),
            max(bar["at_low"], bar["mid"], bar["at_high"]), suffix=f"-{bar['key']}", kind="sensitivity",
            fill={"by": said(bar["label_en"], bar["label_zh"])},
        )
        for bar in records(bars)
    ]  # fmt: skip
