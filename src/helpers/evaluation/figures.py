"""Figures of the evaluation: how well numbers are read, by kind and by others, and how well claims elsewhere."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.evaluation.unseen import HERE
from helpers.evaluation.unseen_words import CELL_WORDS, SET_WORDS
from helpers.figures import MM, PALETTE, TWO_COLUMNS
from helpers.mentions.figures import KIND_WORDS
from helpers.plotting import say_nothing_to_draw
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
CLAIMS_CAPTIONS: dict[Lang, str] = {
    "en": "How often each part of a claim is right, here and in other reports. Points are the share of the values found"
    " right that also have the right indicator, place, period or status; lines are 95 % intervals (Wilson). The rules were"
    " written for the reports here. The other reports are news and work reports, real ones or invented for this purpose;"
    " of those drawn hollow the errors were read by those who wrote the rules, of those drawn full they were kept apart."
    " In brackets stands the number of texts.",
    "zh": "断言各部分的正确率：此处的报告与其他报告。点为数值正确者中指标、地点、时期、性质亦正确的比例，线为 95% Wilson 区间。"
    "规则系为此处的报告而写。其他报告为新闻与工作报告，或为真实文本，或为评测而拟写；空心者其错误曾供撰写规则参考，"
    "实心者其错误未看。括号内为篇数。",
}
CLAIMS_ALT: dict[Lang, str] = {
    "en": "A chart of points with intervals. Rows are the four parts of a claim; the horizontal axis is the share that is"
    " right, from 0 to 1; each row has one point for each set of reports: those here, and invented and real ones with"
    " errors read or kept apart.",
    "zh": "带区间的点图。每行为断言的一个部分，共四行；横轴为 0 至 1 的正确率；每行各文本组一点："
    "此处的报告，以及错误已看或未看的拟写与真实报告。",
}
SHARE_WORDS: dict[Lang, str] = {
    "en": "share of right values with this part right",
    "zh": "数值正确者中该部分亦正确的比例",
}
# set → colour of where it comes from, marker, and whether the marker is filled
SET_LOOKS: dict[str, tuple[str, str, bool]] = {
    HERE: ("ink", "D", True),
    "invented-read": ("orange", "s", False),
    "invented-kept": ("orange", "s", True),
    "real-read": ("blue", "o", False),
    "real-kept": ("blue", "o", True),
}
SYSTEM_COLOURS = tuple(PALETTE[name] for name in ("blue", "orange", "green", "purple", "yellow", "grey"))
SYSTEM_MARKERS = "osD^vP"  # of one grey on paper without colour
ROW_HEIGHT = 8.5  # mm
AS_SHARES = {"f1": "score", "f1_low": "low", "f1_high": "high"}


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
    if not kinds:
        return say_nothing_to_draw(FIGURE_WORDS["none"][lang])
    fig = Figure(figsize=(TWO_COLUMNS, (max(len(kinds), 2) * ROW_HEIGHT + 22) * MM))
    ax = fig.subplots()
    for place, system in enumerate(systems):
        look: dict[str, Any] = {"color": SYSTEM_COLOURS[place % 6], "marker": SYSTEM_MARKERS[place % 6]}
        rows = scores[scores["system"] == system].rename(columns=AS_SHARES)
        heights = _heights(rows["kind"], kinds, place, len(systems))
        _draw_points(ax, rows, heights, look | {"label": system})
    words = {"all": FIGURE_WORDS["all"][lang]} | {kind: text[lang] for kind, text in KIND_WORDS.items()}
    annotated = scores.groupby("kind")["gold"].max()
    _label_rows(ax, [f"{words[kind]} ({annotated[kind]})" for kind in kinds], FIGURE_WORDS["f1"][lang])
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(systems), handletextpad=0.2)
    return fig


def plot_claim_shares(shares: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw how often each cell of a claim is right, a point and an interval for each set of reports.

    Parameters
    ----------
    shares
        From `claim_shares`.
    lang
        Language of the words.
    """
    cells, sets = list(dict.fromkeys(shares["cell"])), list(dict.fromkeys(shares["set"]))
    if not cells:
        return say_nothing_to_draw(FIGURE_WORDS["none"][lang])
    fig = Figure(figsize=(TWO_COLUMNS, (len(cells) * 14 + 26) * MM))
    ax = fig.subplots()
    for place, name in enumerate(sets):
        rows = shares[shares["set"] == name]
        colour, marker, full = SET_LOOKS[name]
        look = {
            "color": PALETTE[colour],
            "marker": marker,
            "markerfacecolor": PALETTE[colour] if full else "white",
        }
        label = f"{SET_WORDS[name][lang]} ({rows['texts'].iloc[0]})"
        heights = _heights(rows["cell"], cells, place, len(sets))
        _draw_points(ax, rows, heights, look | {"label": label})
    _label_rows(ax, [CELL_WORDS[cell][lang] for cell in cells], SHARE_WORDS[lang])
    drawn, names = ax.get_legend_handles_labels()
    first = int(HERE in sets)  # comes last in the legend, so that a column holds sets of one origin
    drawn, names = drawn[first:] + drawn[:first], names[first:] + names[:first]
    ax.legend(drawn, names, loc="lower center", bbox_to_anchor=(0.45, 1.0), ncols=(len(sets) + 1) // 2)
    return fig


def _heights(named: pd.Series, names: list[str], place: int, of: int) -> pd.Series:
    """Return where each name has its row, shifted for the system or set in this place of so many."""
    return named.map({name: row for row, name in enumerate(names)}) + (place - (of - 1) / 2) * 0.8 / of


def _draw_points(ax: Axes, rows: pd.DataFrame, heights: pd.Series, look: dict[str, Any]) -> None:
    ax.hlines(heights, rows["low"], rows["high"], color=look["color"], linewidth=1)
    ax.plot(rows["score"], heights, linestyle="", markersize=3.2, clip_on=False, **look)


def _label_rows(ax: Axes, names: list[str], along: str) -> None:
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.set_xlim(0, 1)
    ax.set_xlabel(along)
    ax.grid(axis="x", color=PALETTE["light"], linewidth=0.4)
    for height in range(1, len(names)):
        ax.axhline(height - 0.5, color=PALETTE["light"], linewidth=0.4)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
