"""Figures of the livelihoods models: households cut off when firms fail; nobody at work, and gaps between incomes."""

from __future__ import annotations

import matplotlib.ticker as mticker
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.figures import MM, PALETTE, TWO_COLUMNS
from helpers.models.livelihoods.rows import say
from helpers.models.model_plots import draw_band, draw_nothing, draw_tornado, letter_corners
from helpers.models.results import find_result
from helpers.tables import Lang, records

# drawn rule → colour, line, and its name by language
LOOKS: dict[str, tuple[str, str, dict[Lang, str]]] = {
    "zipf, largest first": (
        "orange",
        "-",
        {"en": "largest first,\nZipf sizes", "zh": "从大到小，\n齐普夫分布"},
    ),
    "lognormal, largest first": (
        "purple",
        "-",
        {"en": "largest first,\nlognormal sizes", "zh": "从大到小，\n对数正态分布"},
    ),
    "equal, random": ("ink", "--", {"en": "", "zh": ""}),
    "zipf, random": (
        "blue",
        "-",
        {"en": "random, Zipf sizes\n(dashed: equal)", "zh": "随机，齐普夫分布\n（虚线：均等）"},
    ),
    "zipf, smallest first": (
        "green",
        "-",
        {"en": "smallest first,\nZipf sizes", "zh": "从小到大，\n齐普夫分布"},
    ),
}
RATE_COLOURS = {
    "rate_all": "grey",
    "rate_rural": "sky",
    "job_rate": "orange",
    "rate_lifted": "green",
    "rate_relocated": "blue",
}


def plot_binding(curves: pd.DataFrame, bars: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Return what is lost as firms fail, and which assumption about a year matters.

    Parameters
    ----------
    curves
        As from `loss_curves`; the first case is drawn.
    bars
        As from `binding_bars`.
    lang
        Language of the words.
    """
    if curves.empty:
        return draw_nothing(lang)
    fig = Figure(figsize=(TWO_COLUMNS, 74 * MM))
    left, right = fig.subplots(1, 2, width_ratios=[1, 0.9])
    own = curves[curves["case"] == curves["case"].iloc[0]]
    for rule, (colour, line, names) in LOOKS.items():
        rows = own[own["rule"] == rule]
        draw_band(left, rows, colour, names[lang])
        left.lines[-1].set_linestyle(line)
    left.set(
        xlim=(0, own["x"].max()),
        ylim=(0, 100),
        xlabel=say.label("failed", lang),
        ylabel=say.label("lost", lang),
    )
    draw_tornado(right, bars, lang, say.label("year", lang))
    right.set_yticks(range(len(bars)), [_wrapped(name, lang) for name in bars[f"label_{lang}"]])
    right.set_xticks([tick for tick in right.get_xticks() if 0 <= tick <= right.get_xlim()[1]])
    letter_corners(left, right)
    return fig


def plot_work_and_income(results: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Return how likely it is that nobody in a household works, and how soon gaps between incomes would close.

    Parameters
    ----------
    results
        The table ``results_livelihoods``.
    lang
        Language of the words.
    """
    jobs = results[results["result_id"] == "job-by-workers"]
    years = results[results["result_id"].isin(["gap-years", "gap-years-by-ratio"])]
    if jobs.empty and years.empty:
        return draw_nothing(lang)
    fig = Figure(figsize=(TWO_COLUMNS, 72 * MM))
    left, right = fig.subplots(1, 2)
    _draw_jobs(left, jobs, lang)
    _draw_gaps(right, results, lang)
    letter_corners(left, right)
    return fig


def _draw_jobs(ax: Axes, jobs: pd.DataFrame, lang: Lang) -> None:
    for number, (scenario, rows) in enumerate(jobs.groupby("scenario", sort=False)):
        doc, _, key = str(scenario).rpartition(": ")
        colour = RATE_COLOURS[key]
        rows = rows[rows["x"] <= 4]
        ax.fill_between(rows["x"], rows["low"], rows["high"], color=PALETTE[colour], alpha=0.3, lw=0)
        ax.plot(
            rows["x"],
            rows["mid"],
            color=PALETTE[colour],
            marker="osD^vPX"[number % 7],  # lines are told apart in a grey copy too
            ms=3,
            lw=1,
            label=f"{say.label(key, lang)}, {doc}",
        )
    ax.set_yscale("log")
    ax.yaxis.set_major_formatter(mticker.FuncFormatter(lambda value, _: f"{value:g}"))
    ax.yaxis.set_minor_locator(mticker.NullLocator())
    ax.xaxis.set_major_locator(mticker.MaxNLocator(integer=True))
    ax.set(xlabel=say.label("workers", lang), ylabel=say.label("nobody", lang))
    if len(jobs):
        ax.legend(loc="lower left", handlelength=1.2, fontsize=6)


def _draw_gaps(ax: Axes, results: pd.DataFrame, lang: Lang) -> None:
    swept = results[results["result_id"] == "gap-years-by-ratio"]
    for doc, rows in swept.groupby("scenario", sort=False):
        draw_band(ax, rows, "blue")
        ax.lines[-1].set_label(say.label("swept", lang, case=doc))
    for row in records(results[results["result_id"] == "gap-years"]):
        ends = [find_result(results, f"input-{key}", row["scenario"]) for key in ("higher", "lower")]
        if row["mid"] == row["mid"] and all(end is not None for end in ends):
            ratio = ends[0]["mid"] / ends[1]["mid"]  # type: ignore[index]
            ax.plot(
                [ratio], [row["mid"]], "o", color=PALETTE["orange"], ms=4,
                label=say.label("stated", lang, case=row["scenario"]),
            )  # fmt: skip
    ax.set(xlabel=say.label("ratio", lang), ylabel=say.label("years", lang))
    ax.set_ylim(bottom=0)
    if ax.get_legend_handles_labels()[0]:
        ax.legend(loc="upper left", handlelength=1.4)


def _wrapped(name: str, lang: Lang) -> str:
    """Return the name of an assumption without what stands in brackets, over two lines where it is long."""
    short = name.split(" (")[0].split("（")[0]
    most = 26 if lang == "en" else 13
    if len(short) <= most:
        return short
    middle = short.rfind(" ", 0, most) if lang == "en" else most
    return f"{short[:middle].rstrip()}\n{short[middle:].lstrip()}"
