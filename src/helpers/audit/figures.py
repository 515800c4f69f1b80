"""Figures of the audit: a ledger of verdicts by report, and contradictions on number lines."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.audit.verdicts import CONTRADICTS, VERDICTS
from helpers.figures import MM, PALETTE, TWO_COLUMNS
from helpers.tables import Lang, records

COLOURS = dict(zip(VERDICTS, ("navy", "sky", "orange", "light"), strict=True))
WORDS: dict[Lang, dict[str, str]] = {
    "en": {
        "holds": "holds",
        "holds within rounding": "holds within rounding or a bound",
        "contradicts": "contradicts",
        "implied": "implied",
        "stated": "stated",
        "computed": "computed",
        "other": "other readings",
        "checks": "Relations between numbers",
    },
    "zh": {
        "holds": "成立",
        "holds within rounding": "在舍入或界限内成立",
        "contradicts": "抵触",
        "implied": "推出（原文未写）",
        "stated": "原文",
        "computed": "推算",
        "other": "其他读法",
        "checks": "数字之间的关系（条）",
    },
}
CAPTIONS: dict[str, dict[Lang, str]] = {
    "audit-ledger": {
        "en": "Most relations that a report states hold. Relations between the numbers of each report, by verdict; a"
        " relation between two reports is counted with the one named last. Implied ones state nothing to be tested.",
        "zh": "报告所写的关系大多成立。各报告数字之间的关系按结论分列，跨报告的关系计入名称在后的一篇；“推出”的"
        "关系原文未写结果，无从检验。",
    },
    "audit-contradictions": {
        "en": "Where the stated number lies outside what the other numbers allow. Each bar is an interval: what the"
        " printed digits can stand for, above, and what follows from the other numbers, below, with other readings.",
        "zh": "原文数字落在其他数字所允许的范围之外。每条横线是一个区间：上为原文数字所能表示的范围，下为由其他数字"
        "推出的范围及其他读法。",
    },
}
ALT: dict[str, dict[Lang, str]] = {
    "audit-ledger": {
        "en": "Horizontal bars, one a report, divided into relations that hold, hold within rounding, contradict, and"
        " are only implied.",
        "zh": "每篇报告一条横向堆积条，分为成立、在舍入范围内成立、抵触和推出四部分。",
    },
    "audit-contradictions": {
        "en": "One number line for each contradiction, with the stated and the computed interval side by side; they do"
        " not touch.",
        "zh": "每处抵触一条数轴，原文区间与推算区间并列，互不相接。",
    },
}
ROW = 3.6  # mm from one interval to the next
MOST = 8  # contradictions in one figure


def ledger(checks: pd.DataFrame, docs: Sequence[str] = ()) -> pd.DataFrame:
    """Return how many checks of each report came to each verdict.

    Parameters
    ----------
    checks
        As from `find_checks`.
    docs
        Reports to name even when no relation was found in them.

    Returns
    -------
    pandas.DataFrame
        Columns ``doc``, ``verdict``, ``checks``; every report with every verdict.
    """
    names = sorted({*docs, *checks["doc"]})
    counts = checks.groupby(["doc", "verdict"]).size()
    rows = [(doc, verdict, int(counts.get((doc, verdict), 0))) for doc in names for verdict in VERDICTS]
    return pd.DataFrame(rows, columns=["doc", "verdict", "checks"])


def plot_ledger(rows: pd.DataFrame, lang: Lang) -> Figure:
    """Return the ledger as stacked bars, one a report.

    Parameters
    ----------
    rows
        As from `ledger`.
    lang
        Language of the words.
    """
    wide = rows.pivot(index="doc", columns="verdict", values="checks").reindex(columns=list(VERDICTS))
    wide = wide.iloc[::-1]
    fig = Figure(figsize=(TWO_COLUMNS, max(28, 12 + 8 * len(wide)) * MM))
    ax = fig.subplots()
    left = pd.Series(0, index=wide.index)
    for verdict in VERDICTS:
        ax.barh(
            wide.index,
            wide[verdict],
            left=left,
            color=PALETTE[COLOURS[verdict]],
            height=0.62,
            label=WORDS[lang][verdict],
        )
        _write_counts(ax, wide[verdict], left, verdict)
        left = left + wide[verdict]
    ax.set_xlabel(WORDS[lang]["checks"])
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.legend(loc="lower center", bbox_to_anchor=(0.45, 1), ncols=4, handlelength=1, columnspacing=1.2)
    return fig


def _write_counts(ax: Axes, counts: pd.Series, left: pd.Series, verdict: str) -> None:
    ink = "white" if verdict in {"holds", CONTRADICTS} else PALETTE["ink"]
    for doc in counts.index:
        if counts[doc]:
            ax.text(
                left[doc] + counts[doc] / 2,
                doc,
                str(counts[doc]),
                ha="center",
                va="center",
                color=ink,
                fontsize=6,
            )


def interval_rows(checks: pd.DataFrame) -> pd.DataFrame:
    """Return the intervals of the contradictions: stated, computed, and those of other readings.

    Parameters
    ----------
    checks
        As from `find_checks`.

    Returns
    -------
    pandas.DataFrame
        Columns ``check_id``, ``formula``, ``unit``, ``role`` (stated, computed, other), ``reading``, ``low``, ``high``.
        An open end is missing. Lists and orders are left out: a count of items has no interval.
    """
    measured = checks[
        checks["verdict"].eq(CONTRADICTS) & checks["relation"].ne("list") & checks["stated"].notna()
    ]
    rows = [row for check in records(measured.head(MOST)) for row in _intervals_of(check)]
    return pd.DataFrame(rows, columns=["check_id", "formula", "unit", "role", "reading", "low", "high"])


def _intervals_of(check: dict[str, Any]) -> list[tuple[Any, ...]]:
    head = (check["check_id"], check["formula"], check["unit"])
    stated = (*head, "stated", "", check["stated_low"], check["stated_high"])
    computed = (*head, "computed", check["reading"], check["computed_low"], check["computed_high"])
    others = json.loads(check["others"] or "[]")
    empty = math.nan
    return [
        stated,
        computed,
        *((*head, "other", o["reading"], o.get("low") or empty, o.get("high") or empty) for o in others),
    ]


def plot_intervals(rows: pd.DataFrame, lang: Lang) -> Figure:
    """Return one number line for each contradiction.

    Parameters
    ----------
    rows
        As from `interval_rows`.
    lang
        Language of the words.
    """
    ids = list(dict.fromkeys(rows["check_id"]))
    lines = [int((rows["check_id"] == check_id).sum()) for check_id in ids]
    height = sum(ROW * count + 17 for count in lines) or 20
    fig = Figure(figsize=(TWO_COLUMNS, height * MM))
    axes = fig.subplots(
        max(len(ids), 1), 1, squeeze=False, height_ratios=[count + 1.5 for count in lines] or [1]
    )
    for ax, check_id in zip(axes[:, 0], ids, strict=False):
        _draw_line(ax, records(rows[rows["check_id"] == check_id]), lang)
    if not ids:
        axes[0, 0].set_axis_off()
    return fig


def _draw_line(ax: Axes, intervals: list[dict[str, Any]], lang: Lang) -> None:
    ends = [end for row in intervals for end in (row["low"], row["high"]) if not math.isnan(end)]
    low, high = min(ends), max(ends)
    room = (high - low or abs(high) or 1) * 0.08
    ax.set_xlim(low - room, high + room)
    colours = {"stated": PALETTE["orange"], "computed": PALETTE["blue"], "other": PALETTE["grey"]}
    for place, row in enumerate(intervals):
        start = low - room if math.isnan(row["low"]) else row["low"]
        end = high + room if math.isnan(row["high"]) else row["high"]
        colour = colours[row["role"]]
        ax.plot([start, end], [-place, -place], color=colour, linewidth=2.4, solid_capstyle="butt")
        if end - start <= room / 4:  # too narrow to be seen as a bar
            ax.plot([(start + end) / 2], [-place], marker="|", markersize=7, color=colour)
    ax.set_yticks([-i for i in range(len(intervals))], [_label(row, lang) for row in intervals])
    ax.set_ylim(-len(intervals) + 0.4, 0.6)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(intervals[0]["unit"], labelpad=1)
    ax.set_title(f"{intervals[0]['check_id']}   {intervals[0]['formula']}", loc="left", fontsize=7)


def _label(row: dict[str, Any], lang: Lang) -> str:
    word = WORDS[lang][row["role"]]
    reading = row["reading"]
    if lang == "zh":
        reading = reading.replace("by people", "按人口").replace("by households", "按户数")
    return f"{word}: {reading}" if reading and row["role"] != "other" else reading or word
