"""Figures of the safety-net model."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.figures import MM, PALETTE, TWO_COLUMNS
from helpers.models.inputs import Case, Inputs
from helpers.models.model_plots import below, draw_band, draw_nothing, draw_tornado, letter_titles
from helpers.models.safety_net.lines import share_above, share_crossing
from helpers.models.safety_net.standards import joint_bounds
from helpers.models.safety_net.table import lifted_over, say, stated_rules, stated_share, used_up_of
from helpers.models.sweep import Values, band, sweep
from helpers.tables import Lang

FREQUENCIES = np.linspace(0.5, 4, 57)
GINIS = np.linspace(0.05, 0.95, 91)
SHARES = np.linspace(0.9, 1, 51)


def fund_curve(inputs: Inputs) -> pd.DataFrame:
    """Return the probability that a fund is used up against the expected payments of a year, with a band.

    Parameters
    ----------
    inputs
        Of the model.

    Returns
    -------
    pandas.DataFrame
        Columns ``case``, ``x`` (times the payments so far), ``low``, ``mid``, ``high``, ``same`` (all in per cent; `same`
        where years do not differ), ``room`` (where the expected payments equal the fund).
    """
    frames = []
    for case in inputs.of("fund"):
        along, mids = _along(case), inputs.mids()
        spread = band(sweep(along, inputs.ranges("shock", "severity")))
        same = along({**mids, "shock": 0.0})
        room = case.value("premium") / case.value("paid")
        frames.append(spread.assign(case=case.name, x=FREQUENCIES, mid=along(mids), same=same, room=room))
    return below(frames, ["case", "x", "low", "mid", "high", "same", "room"])


def _along(case: Case) -> Callable[[Values], np.ndarray]:
    probability = used_up_of(case)
    return lambda values: np.array([probability({**values, "frequency": each}) for each in FREQUENCIES])


def plot_fund(curve: pd.DataFrame, moved: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw when a fund is used up, and which assumption matters.

    Parameters
    ----------
    curve
        As from `fund_curve`; the first fund is drawn.
    moved
        As from `fund_tornado`.
    lang
        Language of the words.
    """
    if curve.empty:
        return draw_nothing(lang)
    own = curve[curve["case"] == curve["case"].iloc[0]]
    fig = Figure(figsize=(TWO_COLUMNS, 66 * MM))
    left, right = fig.subplots(1, 2, width_ratios=[1.25, 1])
    draw_band(left, own)
    left.plot(own["x"], own["same"], color=PALETTE["grey"], lw=0.9, ls="--")
    room = float(own["room"].iloc[0])
    left.axvline(room, color=PALETTE["orange"], lw=0.7)
    left.text(
        room + 0.04,
        2,
        f"{say.label('fund', lang)}  {room:.2f}",
        color=PALETTE["orange"],
        fontsize=6,
        va="bottom",
    )
    left.text(
        0.97,
        0.3,
        f"– – {say.label('same', lang)}",
        transform=left.transAxes,
        color=PALETTE["grey"],
        fontsize=6,
        ha="right",
    )
    left.set(
        xlim=(FREQUENCIES[0], FREQUENCIES[-1]),
        ylim=(0, 102),
        xlabel=say.label("frequency", lang),
        ylabel=say.label("probability", lang),
    )
    draw_tornado(right, moved, lang, say.label("probability", lang))
    letter_titles(left, right)
    return fig


def line_curves(inputs: Inputs) -> pd.DataFrame:
    """Return the shares above a line and crossing it, against inequality, beside the stated share.

    Parameters
    ----------
    inputs
        Of the model.

    Returns
    -------
    pandas.DataFrame
        Columns ``case``, ``x`` (Gini), ``above`` (empty where people are said to have crossed), ``crossing``, ``stated`` (per
        cent).
    """
    frames = []
    for case in inputs.of("line"):
        if not (stated := stated_share(case)) or "income-growth" not in case:
            continue
        mean, line, growth = (case.value(key) for key in ("mean-income", "line", "income-growth"))
        # people brought over the line are not everybody above it
        above = [math.nan if lifted_over(case) else 100 * share_above(mean, line, gini) for gini in GINIS]
        crossing = [100 * share_crossing(mean, line, growth, gini) for gini in GINIS]
        frames.append(
            pd.DataFrame(
                {"case": case.name, "x": GINIS, "above": above, "crossing": crossing, "stated": 100 * stated}
            )
        )
    return below(frames, ["case", "x", "above", "crossing", "stated"])


def plot_lines(curves: pd.DataFrame, inputs: Inputs, lang: Lang = "en") -> Figure:
    """Draw what the number of people at an income line can mean, one panel a report, and what all standards together mean.

    Parameters
    ----------
    curves
        As from `line_curves`; the first two reports are drawn.
    inputs
        Of the model, for the standards.
    lang
        Language of the words.
    """
    cases = list(pd.unique(curves["case"]))[:2]
    numbers = sorted({len(stated_rules(case)) for case in inputs.of("standards")} - {0})
    parts: list[tuple[Callable[..., None], tuple[Any, ...]]] = [
        (_draw_line, (curves[curves["case"] == case], str(case), lang)) for case in cases
    ]
    parts += [(_draw_joint, (numbers, lang))] if numbers else []
    if not parts:
        return draw_nothing(lang)
    fig = Figure(figsize=(TWO_COLUMNS, 66 * MM))
    for letter, ax, (draw, given) in zip(
        "abc", fig.subplots(1, len(parts), squeeze=False)[0], parts, strict=False
    ):
        draw(ax, *given)
        ax.set_title(" · ".join([letter, *ax.get_title(loc="left").split()]), loc="left", fontsize=7)
    return fig


def _draw_line(ax: Axes, own: pd.DataFrame, name: str, lang: Lang) -> None:
    for column, colour, place, shift in (
        ("above", "blue", 0.16, (6, 5)),
        ("crossing", "green", 0.42, (2, 3)),
    ):
        if own[column].isna().all():
            continue
        ax.plot(own["x"], own[column], color=PALETTE[colour], lw=1.2)
        at = own.iloc[(own["x"] - place).abs().argmin()]
        ax.annotate(
            say.label(column, lang), (at["x"], at[column]), xytext=shift, textcoords="offset points", fontsize=6, color=PALETTE[colour]
        )  # fmt: skip
    stated = float(own["stated"].iloc[0])
    ax.axhline(stated, color=PALETTE["orange"], lw=0.9, ls="--")
    ax.text(
        0.42, stated + 2, f"{say.label('stated', lang)} {stated:.1f}", fontsize=6, color=PALETTE["orange"]
    )
    ax.set(xlim=(0, 1), ylim=(0, 102), xlabel=say.label("gini", lang), ylabel=say.label("share", lang))
    ax.set_title(name, loc="left")


def _draw_joint(ax: Axes, numbers: list[int], lang: Lang) -> None:
    """Draw the share that meets all standards against the share that meets each: bounds, and independence."""
    for number, colour in zip((numbers[0], numbers[-1])[: len(numbers)], ("blue", "orange"), strict=False):
        low = [100 * joint_bounds([share] * number)[0] for share in SHARES]
        ax.plot(100 * SHARES, low, color=PALETTE[colour], lw=0.8, ls=":")
        ax.plot(100 * SHARES, 100 * SHARES**number, color=PALETTE[colour], lw=1.2)
        shift, side = ((-4, 4), "right") if number == numbers[0] else ((5, -9), "left")
        middle = SHARES[len(SHARES) // 2]
        ax.annotate(
            say.label("standards", lang, number=number), (100 * middle, 100 * middle**number), xytext=shift, ha=side,
            textcoords="offset points", fontsize=6, color=PALETTE[colour],
        )  # fmt: skip
    ax.plot(100 * SHARES, 100 * SHARES, color=PALETTE["grey"], lw=0.8, ls=":")
    ax.set(xlim=(90, 100), ylim=(20, 101), xlabel=say.label("met", lang), ylabel=say.label("all", lang))
