"""Figures of the monitoring model."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.figures import MM, PALETTE, TWO_COLUMNS
from helpers.models.inputs import Inputs
from helpers.models.model_plots import below, draw_band, draw_nothing, draw_tornado, letter_titles
from helpers.models.monitoring.grades import gain, intervals_of
from helpers.models.monitoring.risk import path, stated_and_implied, yearly_rate
from helpers.models.monitoring.table import most_tiered, ranges_of
from helpers.models.monitoring.tiers import Tier, days_unseen, say, still_unseen
from helpers.models.sweep import Values, band, sweep
from helpers.tables import Lang, records

DAYS = np.array([0.0, 1, 2, 3, 5, 7, 10, 14, 20, 25, 30, 40, 50, 60, 75, 90])
LOWEST = 0.3  # the axis begins at this share of the fewest days, to leave room for labels beside them
LEAST_HOURS = 0.0005  # where a logarithmic axis shows what costs no work
AHEAD = 4.0  # years of the path after the first rate


def curve_bands(inputs: Inputs) -> pd.DataFrame:
    """Return the share of risks still unseen over time, with a band: of all tiers, and without the two that matter most.

    Parameters
    ----------
    inputs
        Of the model.

    Returns
    -------
    pandas.DataFrame
        Columns ``label_en``, ``label_zh``, ``x`` (days), ``low``, ``mid``, ``high`` (per cent).
    """
    frames = []
    for _, tiers in most_tiered(inputs):
        ranges = [each for each in ranges_of(tiers, inputs) if not each.key.startswith("work:")]
        for key, own, label in _shown_systems(tiers, inputs.mids()):
            outputs = sweep(_percent_unseen(own), ranges)
            mid = _percent_unseen(own)(inputs.mids())
            said = {"key": key, "label_en": label["en"], "label_zh": label["zh"]}
            frames.append(band(outputs).assign(**said, x=DAYS, mid=mid))
    return below(frames, ["key", "label_en", "label_zh", "x", "low", "mid", "high"])


def _shown_systems(
    tiers: tuple[Tier, ...], values: Values
) -> list[tuple[str, tuple[Tier, ...], dict[Lang, str]]]:
    """Return the whole system, and it without each of the two tiers that it misses most."""
    systems = [("none", tiers, say("figure-whole"))]
    parts = [(tier, tuple(each for each in tiers if each is not tier)) for tier in tiers]
    parts.sort(key=lambda pair: -days_unseen(pair[1], values))
    for tier, own in parts[:2] if len(tiers) > 1 else ():
        systems.append((tier.key, own, say("figure-without", tier=tier.label)))
    return systems


def _percent_unseen(tiers: tuple[Tier, ...]) -> Callable[[Values], np.ndarray]:
    return lambda values: 100 * still_unseen(tiers, values, DAYS)


def plot_tiers(points: pd.DataFrame, curves: pd.DataFrame, moved: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw work against days unseen, the share unseen over time, and which assumption matters.

    Parameters
    ----------
    points
        As from `frontier`.
    curves
        As from `curve_bands`.
    moved
        As from `tiers_tornado`.
    lang
        Language of the words.
    """
    if points.empty:
        return draw_nothing(lang)
    fig = Figure(figsize=(TWO_COLUMNS, 126 * MM))
    halves: Any = fig.subfigures(2, 1, height_ratios=[1.3, 1])
    top, bottom = halves
    left, right = top.subplots(1, 2, width_ratios=[1, 1.05])
    wide = bottom.subplots()
    _draw_frontier(left, points, lang)
    _draw_curves(right, curves, lang)
    draw_tornado(wide, moved, lang, say.label("days", lang))
    letter_titles(left, right, wide)
    return fig


def _draw_frontier(ax: Axes, points: pd.DataFrame, lang: Lang) -> None:
    """Draw every combination by work and days unseen; those that cost no work stand at the left edge."""
    shown = points.assign(hours=points["hours"].clip(lower=LEAST_HOURS))
    best = shown[shown["best"]]
    ax.scatter(shown["hours"], shown["days"], s=7, color=PALETTE["light"], lw=0)
    ax.plot(best["hours"], best["days"], color=PALETTE["blue"], lw=0.9, drawstyle="steps-post")
    named = shown[shown["left_out"] != ""].sort_values("days", ascending=False)
    ax.scatter(
        named["hours"], named["days"], s=18, facecolor="none", edgecolor=PALETTE["orange"], lw=0.9, zorder=4
    )
    low, high = LOWEST * points["days"].min(), 365
    places = _set_apart(np.log(named["days"] / low) / np.log(high / low))
    for place, row in zip(places, records(named), strict=True):
        ax.annotate(
            f"{row['days']:.1f}  {row[f'name_{lang}']}", (row["hours"], row["days"]), xytext=(1.06, place),
            textcoords="axes fraction", va="center", fontsize=6, annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": PALETTE["grey"], "lw": 0.4, "shrinkB": 3, "relpos": (0, 0.5)},
        )  # fmt: skip
    ax.set(xscale="log", yscale="log", xlabel=say.label("hours", lang), ylabel=say.label("days_log", lang))
    ax.set_yticks(ticks := [1, 2, 5, 10, 20, 50, 100, 200, 365], [str(tick) for tick in ticks])
    ax.set_xticks(hours := [0.001, 0.01, 0.1, 1, 10], [f"{hour:g}" for hour in hours])
    ax.minorticks_off()
    ax.set_ylim(low, high)


def _set_apart(heights: Iterable[float], gap: float = 0.085) -> list[float]:
    """Return heights from above, as near to the wanted ones as a gap between neighbours and the foot of the axes allow."""
    places: list[float] = []
    for height in heights:
        places.append(min(height, places[-1] - gap) if places else height)
    lift = (
        max(0.0, (len(places) - 1) * gap / 2 - gap) if places else 0.0
    )  # a crowd of labels is centred on its points
    return [min(place + (lift if place < 0.5 else 0.0), 0.98) for place in places]


def _draw_curves(ax: Axes, curves: pd.DataFrame, lang: Lang) -> None:
    for number, (key, colour) in enumerate(
        zip(pd.unique(curves["key"]), ("blue", "orange", "green"), strict=False)
    ):
        own = curves[curves["key"] == key]
        draw_band(ax, own, colour)
        label = own[f"label_{lang}"].iloc[0]
        place = (0.97, 0.95 - 0.08 * number)
        ax.text(
            *place, label, transform=ax.transAxes, color=PALETTE[colour], ha="right", va="top", fontsize=6.5
        )
    ax.set(
        xlim=(0, DAYS[-1]), ylim=(0, 100), xlabel=say.label("since", lang), ylabel=say.label("unseen", lang)
    )


def risk_paths(inputs: Inputs) -> pd.DataFrame:
    """Return the path of the share freed of risk, with a band over what is assumed.

    Parameters
    ----------
    inputs
        Of the model.

    Returns
    -------
    pandas.DataFrame
        Columns ``case``, ``x`` (years after the first rate), ``low``, ``mid``, ``high`` (per cent).
    """
    years = np.linspace(0, AHEAD, 41)
    frames = []
    for case in inputs.of("risk"):
        if "rate-before" not in case or "rate-stated" not in case:
            continue
        along = _path_of(case.value("rate-before") / 100, case.value("rate-stated") / 100, years)
        outputs = sweep(along, inputs.ranges("span", "intake"))
        frames.append(band(outputs).assign(case=case.name, x=years, mid=along(inputs.mids())))
    return below(frames, ["case", "x", "low", "mid", "high"])


def _path_of(before: float, now: float, years: np.ndarray) -> Callable[[Values], np.ndarray]:
    return lambda values: path(before, values, yearly_rate(before, now, values), years)


def plot_risk(inputs: Inputs, paths: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw the rates stated and implied, the path on, and when visits by colour pay.

    Parameters
    ----------
    inputs
        Of the model: the rates of its first case, the intervals of its first graded case.
    paths
        As from `risk_paths`.
    lang
        Language of the words.
    """
    risk, graded = inputs.of("risk"), [case for case in inputs.of("graded") if len(intervals_of(case)) == 3]
    parts: list[tuple[Callable[..., None], tuple[Any, ...]]] = []
    if risk:
        parts.append((_draw_rates, (stated_and_implied(risk[0]), lang)))
    if len(paths):
        parts.append((_draw_path, (paths[paths["case"] == paths["case"].iloc[0]], lang)))
    if graded:
        parts.append((_draw_gain, (intervals_of(graded[0]), inputs, lang)))
    if not parts:
        return draw_nothing(lang)
    fig = Figure(figsize=(TWO_COLUMNS, 62 * MM))
    axes = list(fig.subplots(1, len(parts), squeeze=False)[0])
    for ax, (draw, given) in zip(axes, parts, strict=True):
        draw(ax, *given)
    letter_titles(*axes)
    return fig


def _draw_rates(ax: Axes, rates: pd.DataFrame, lang: Lang) -> None:
    places = range(len(rates))
    colours = [
        PALETTE["blue"] if key in ("persons", "households") else PALETTE["grey"] for key in rates["key"]
    ]
    ax.scatter(rates["mid"], places, s=16, c=colours, zorder=3, lw=0)
    ax.hlines(list(places), rates["low"], rates["high"], color=colours, lw=1.2)
    for place, row in zip(places, records(rates), strict=True):
        ax.annotate(
            f"{row['mid']:.2f}", (row["mid"], place), xytext=(0, 5), textcoords="offset points", ha="center", fontsize=6
        )  # fmt: skip
    ax.set_yticks(list(places), list(rates[f"label_{lang}"]))
    ax.set_ylim(len(rates) - 0.5, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.margins(x=0.15)
    ax.set_xlabel(say.label("rate", lang))


def _draw_path(ax: Axes, own: pd.DataFrame, lang: Lang) -> None:
    draw_band(ax, own)
    ax.set(xlim=(0, AHEAD), ylim=(50, 100), xlabel=say.label("years", lang), ylabel=say.label("rate", lang))


def _draw_gain(ax: Axes, every: tuple[float, ...], inputs: Inputs, lang: Lang) -> None:
    ratios = np.geomspace(1, 1000, 41)
    ranges = inputs.ranges("red", "yellow")
    outputs = sweep(
        lambda values: [
            100 * gain(every, {**values, "red-risk": ratio**0.5, "yellow-risk": ratio**0.5})
            for ratio in ratios
        ],
        ranges,
    )
    draw_band(ax, band(outputs).assign(x=ratios), "green")
    ax.axhline(0, color=PALETTE["ink"], lw=0.5)
    ax.set_xscale("log")
    ax.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
    ax.minorticks_off()
    ax.set_xlim(1, 1000)
    ax.set_xlabel(say.label("ratio", lang))
    ax.set_ylabel(say.label("gain", lang))
