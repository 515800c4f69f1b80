"""Figures of the evaluation: how well numbers are read, by kind, and how well others read them."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.figures import MM, PALETTE, TWO_COLUMNS
from helpers.mentions.figures import KIND_WORDS
from helpers.tables import Lang

FIGURE_CAPTIONS: dict[Lang, str] = {
    "en": "How well numbers are read, by kind. F1 of value: the place, the number and the unit are right."
    " Points are F1 on the annotated reports, lines are 95 % intervals, and the number of annotated rows"
    " stands behind each kind. Peers read bare numbers, money, percentages, physical dimensions or durations,"
    " and hardly any classifiers: a count without its unit is not right here.",
    "zh": "各类数字的识读质量。F1 按数值计：位置、数值、单位均正确。点为在已标注报告上的 F1，"
    "线为 95% 区间，类别后为标注行数。同类程序识读纯数字、金额、百分比、物理量或时长，"
    "几乎不附量词；缺单位的数目在此不算正确。",
}
FIGURE_ALT: dict[Lang, str] = {
    "en": "A chart of points with intervals. Rows are kinds of number, all kinds on top; the horizontal axis"
    " is F1 from 0 to 1; each row has one point for this project and one for each peer.",
    "zh": "带区间的点图。每行为一类数字，最上为全部类别；横轴为 0 至 1 的 F1；"
    "每行各有本项目与各同类程序一点。",
}
FIGURE_WORDS: dict[str, dict[Lang, str]] = {
    "all": {"en": "all kinds", "zh": "全部"},
    "f1": {"en": "F1 of value (place, number and unit right)", "zh": "数值 F1（位置、数值、单位均正确）"},
    "none": {
        "en": "No report here has an annotation to score against.",
        "zh": "此处的报告均无可供比对的标注。",
    },
}
SYSTEM_COLOURS = tuple(PALETTE[name] for name in ("blue", "orange", "green", "purple", "yellow", "grey"))
SYSTEM_MARKERS = "osD^vP"  # of one grey on paper without colour
ROW_HEIGHT = 8.5  # mm


def scores_by_kind(evaluation: pd.DataFrame, measure: str = "value") -> pd.DataFrame:
    """Return the rows that the figure draws: all kinds first, then the kinds with most annotated rows.

    Parameters
    ----------
    evaluation
        The table `evaluation`.
    measure
        Of which measure.

    Returns
    -------
    pandas.DataFrame
        Columns ``kind``, ``gold``, ``system``, ``f1``, ``f1_low``, ``f1_high``, the systems in the order in
        which they first appear.
    """
    rows = evaluation[(evaluation["measure"] == measure) & (evaluation["by"] != "report")]
    rows = rows.assign(kind=rows["of"].where(rows["by"] == "kind", "all"))
    annotated = rows.groupby("kind")["gold"].transform("max")
    rank = rows["system"].map({name: place for place, name in enumerate(dict.fromkeys(rows["system"]))})
    ordered = rows.assign(annotated=annotated, rank=rank)[annotated > 0].sort_values(
        ["annotated", "kind", "rank"], ascending=[False, True, True], kind="stable"
    )
    return ordered[["kind", "gold", "system", "f1", "f1_low", "f1_high"]].reset_index(drop=True)


def plot_scores(scores: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw F1 by kind, a point and an interval for each system.

    Parameters
    ----------
    scores
        From `scores_by_kind`.
    lang
        Language of the words.
    """
    kinds = list(dict.fromkeys(scores["kind"]))
    systems = list(dict.fromkeys(scores["system"]))
    height = (max(len(kinds), 2) * ROW_HEIGHT + 22) * MM
    fig = Figure(figsize=(TWO_COLUMNS, height))
    ax = fig.subplots()
    if not kinds:
        ax.set_axis_off()
        ax.text(0.5, 0.5, FIGURE_WORDS["none"][lang], ha="center", va="center", transform=ax.transAxes)
        return fig
    for place, system in enumerate(systems):
        shift = (place - (len(systems) - 1) / 2) * 0.8 / max(len(systems), 1)
        look: dict[str, Any] = {"color": SYSTEM_COLOURS[place % 6], "marker": SYSTEM_MARKERS[place % 6]}
        _draw_system(ax, scores[scores["system"] == system], kinds, shift, look)
    _label_kinds(ax, scores, kinds, lang)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(systems), handletextpad=0.2)
    return fig


def _draw_system(ax: Axes, rows: pd.DataFrame, kinds: list[str], shift: float, look: dict[str, Any]) -> None:
    heights = rows["kind"].map({kind: place for place, kind in enumerate(kinds)}) + shift
    ax.hlines(heights, rows["f1_low"], rows["f1_high"], color=look["color"], linewidth=1)
    name = rows["system"].iloc[0]
    ax.plot(rows["f1"], heights, linestyle="", markersize=3.2, label=name, clip_on=False, **look)


def _label_kinds(ax: Axes, scores: pd.DataFrame, kinds: list[str], lang: Lang) -> None:
    words = {"all": FIGURE_WORDS["all"][lang]} | {kind: text[lang] for kind, text in KIND_WORDS.items()}
    annotated = scores.groupby("kind")["gold"].max()
    ax.set_yticks(range(len(kinds)), [f"{words[kind]} ({annotated[kind]})" for kind in kinds])
    ax.set_ylim(len(kinds) - 0.5, -0.5)
    ax.set_xlim(0, 1)
    ax.set_xlabel(FIGURE_WORDS["f1"][lang])
    ax.grid(axis="x", color=PALETTE["light"], linewidth=0.4)
    for height in range(1, len(kinds)):
        ax.axhline(height - 0.5, color=PALETTE["light"], linewidth=0.4)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
