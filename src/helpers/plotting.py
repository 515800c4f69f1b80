"""Plotting: shapes that figures of several stages share. What is drawn is computed before; nothing here reads a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.figures import MM, PALETTE, TWO_COLUMNS

Values = Sequence[float] | np.ndarray | pd.Series
Colours = str | Sequence[str]
Filled = bool | Sequence[bool]


def say_nothing_to_draw(words: str) -> Figure:
    """Return a figure that says why there is nothing to draw.

    Parameters
    ----------
    words
        A sentence to the reader.
    """
    fig = Figure(figsize=(TWO_COLUMNS, 20 * MM))
    fig.set_layout_engine("none")
    fig.add_axes((0, 0, 1, 1)).set_axis_off()  # a notebook shows no figure without axes
    fig.text(0.5, 0.5, words, ha="center", va="center", color=PALETTE["grey"])
    return fig


def set_rows(axes: Axes, rows: int) -> None:
    """Give axes a row an entry, from 0 at the top, with names but neither ticks nor a line.

    Parameters
    ----------
    axes
        Their vertical axis is set.
    rows
        How many.
    """
    axes.set_ylim(rows - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def draw_dots(axes: Axes, x: Values, y: Values, colours: Colours, filled: Filled = True, **look: Any) -> None:
    """Draw a dot an entry, hollow where it is not `filled`.

    Parameters
    ----------
    axes
        Where.
    x, y
        Centres.
    colours, filled
        One for all, or a list with one an entry.
    look
        `s` and `lw`: size and width of the ring, in points (squared for `s`).
    """
    if isinstance(colours, str) and isinstance(filled, bool):
        axes.scatter(x, y, c=colours if filled else "white", edgecolors=colours, zorder=3, **look)
        return
    edges = [colours] * len(x) if isinstance(colours, str) else list(colours)
    full = [filled] * len(x) if isinstance(filled, bool) else list(filled)
    faces = [edge if each else "white" for edge, each in zip(edges, full, strict=True)]
    axes.scatter(x, y, c=faces, edgecolors=edges, zorder=3, **look)


def draw_lollipops(
    axes: Axes,
    values: Values,
    labels: Sequence[str],
    colours: Colours,
    stem: Mapping[str, Any],
    filled: Filled = True,
    base: float = 0.0,
    intervals: tuple[Values, Values] | None = None,
    **look: Any,
) -> None:
    """Draw a row an entry from the top: a stem from `base`, an interval if there is one, and a dot.

    Parameters
    ----------
    axes
        Where.
    values, labels
        One an entry.
    colours, filled
        As for `draw_dots`.
    stem
        How stems look, as `Axes.hlines` takes it.
    base
        Where stems begin.
    intervals
        Lower and upper ends.
    look
        As for `draw_dots`.
    """
    y = np.arange(len(values))
    axes.hlines(y, base, values, **stem)
    if intervals is not None:
        axes.hlines(y, *intervals, color=colours, lw=1.1)
    draw_dots(axes, values, y, colours, filled, **look)
    axes.set_yticks(y, labels)
    set_rows(axes, len(values))
