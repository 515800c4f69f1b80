"""Models: the systems that reports describe, as rules that can be run, fed from the claims by key.

The shape that every model has:

- `resources/model_inputs_<model>.csv` says of each input how to find its claim (by indicator, words, system, unit),
  or from which range it is assumed and why. `load_inputs` reads it and looks the claims up: a report never seen
  calibrates the model by what it says, and what no report says is in `Inputs.missing`.
- A package or module ``helpers.models.<model>`` computes. A model runs once for each `Case`: a report and place that
  state all required inputs of a group. Without a case its functions return empty frames, and the run goes on.
- `sweep` and `tornado` vary what is assumed; `model_plots.draw_band` and `draw_tornado` show what matters.
- `result` makes one row, `results_table` the table ``results_<model>`` that the model's notebook writes, which opens
  with its inputs; `join_results` puts the tables of all models together as ``model_results``, which the findings
  read. So each table has one writer.
"""

from helpers.models.inputs import Case, Input, Inputs, load_inputs
from helpers.models.results import (
    MODELS,
    as_markdown,
    check,
    join_results,
    result,
    results_table,
    show_results,
)
from helpers.models.sweep import SEED, band, draws, sweep, tornado

__all__ = [
    "MODELS",
    "SEED",
    "Case",
    "Input",
    "Inputs",
    "as_markdown",
    "band",
    "check",
    "draws",
    "join_results",
    "load_inputs",
    "result",
    "results_table",
    "show_results",
    "sweep",
    "tornado",
]
