"""Figures of the mentions: how numbers divide by kind and bound, and the amounts of money on one scale."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from helpers.figures import MM, PALETTE, TWO_COLUMNS
from helpers.mentions.model import MEASURED
from helpers.plotting import say_nothing_to_draw
from helpers.plurals import counted
from helpers.resources import read_resource
from helpers.tables import Lang, records

if TYPE_CHECKING:
    from helpers.corpus import Report

KIND_WORDS: dict[str, dict[Lang, str]] = {
    "count": {"en": "counts", "zh": "数目"},
    "money": {"en": "money", "zh": "金额"},
    "percent": {"en": "percentages", "zh": "百分比"},
    "points": {"en": "percentage points", "zh": "百分点"},
    "measure": {"en": "measures", "zh": "度量"},
    "duration": {"en": "durations", "zh": "时长"},
    "frequency": {"en": "frequencies", "zh": "频次"},
    "multiple": {"en": "multiples", "zh": "倍数"},
    "date": {"en": "dates", "zh": "日期"},
    "ordinal": {"en": "ranks", "zh": "序数"},
    "slogan": {"en": "slogans", "zh": "口号"},
    "identifier": {"en": "identifiers", "zh": "编号"},
}

# bound → how precise the report says it is; a number that measures nothing has none
PRECISION = {
    "exact": "exact",
    "approx": "about",
    "over": "more",
    "at_least": "more",
    "under": "less",
    "at_most": "less",
    "": "none",
}
PRECISION_WORDS: dict[str, dict[Lang, str]] = {
    "exact": {"en": "exact", "zh": "精确"},
    "about": {"en": "about", "zh": "约数（约、近、左右）"},
    "more": {"en": "more than, at least", "zh": "以上（余、超、以上）"},
    "less": {"en": "less than, at most", "zh": "以下（不足、以内）"},
    "none": {"en": "measures nothing", "zh": "不计量"},
}
PRECISION_COLOURS = {
    "exact": PALETTE["navy"],
    "about": PALETTE["yellow"],
    "more": PALETTE["rust"],
    "less": PALETTE["green"],
    "none": PALETTE["light"],
}

PART_OF_WORD = re.compile(r"[A-Za-z0-9.%]")
MOST_REPORTS = 6  # columns that fit the page; more reports are drawn as one column
MOST_ROWS = 66  # rows that fit the page, a report's name taking one
CLAUSE = re.compile(r"[。！？!?；;：:，,、（）()“”「」\s■]")
NOTHING: dict[str, dict[Lang, str]] = {
    "numbers": {"en": "These reports hold no numbers.", "zh": "这些报告中没有数字。"},
    "money": {"en": "These reports hold no amounts of money.", "zh": "这些报告中没有金额。"},
}


def count_by_kind(mentions: pd.DataFrame) -> pd.DataFrame:
    """Count the numbers of each report by kind and by how precise they are said to be.

    Parameters
    ----------
    mentions
        The table `mentions`.

    Returns
    -------
    pandas.DataFrame
        Columns ``doc``, ``kind``, ``precision``, ``numbers``; measured kinds first, the most frequent first.
    """
    frame = mentions.assign(precision=mentions["bound"].map(PRECISION))
    counts = frame.groupby(["doc", "kind", "precision"], sort=True).size().rename("numbers").reset_index()
    totals = counts.groupby("kind")["numbers"].sum()
    order = sorted(totals.index, key=lambda kind: (kind not in MEASURED, -totals[kind], kind))
    rank = {kind: position for position, kind in enumerate([*order])}
    return (
        counts.assign(rank=counts["kind"].map(rank))
        .sort_values(["rank", "doc", "precision"], kind="stable")
        .drop(columns="rank")
        .reset_index(drop=True)
    )


def amounts_of_money(mentions: pd.DataFrame, reports: Iterable[Report]) -> pd.DataFrame:
    """Return the amounts in the currency that the reports use most, each with the words before it.

    Parameters
    ----------
    mentions
        The table `mentions`.
    reports
        Where they stand.

    Returns
    -------
    pandas.DataFrame
        Columns ``doc``, ``start``, ``end``, ``words``, ``surface``, ``low``, ``high``, ``unit``, ``per``,
        ``bound``; only amounts above zero, as the scale is logarithmic. Reports in order, the largest
        amount of each first.
    """
    money = mentions[(mentions["kind"] == "money") & (mentions["low"] > 0)]
    unit = money["unit"].mode().get(0, "")
    money = money[money["unit"] == unit]
    raw = {report.doc: report.raw for report in reports}
    spans = zip(money["doc"], money["start"], money["end"], strict=True)
    words = [words_beside(raw[doc], start, end) for doc, start, end in spans]
    columns = ["doc", "start", "end", "words", "surface", "low", "high", "unit", "per", "bound"]
    found: pd.DataFrame = money.assign(words=words)[columns]
    return found.sort_values(["doc", "high", "start"], ascending=[True, False, True], ignore_index=True)


def words_beside(raw: str, start: int, end: int, most: int = 14) -> str:
    """Return the words of the clause that stand before a span, or behind it when it opens the clause.

    Parameters
    ----------
    raw
        The text.
    start, end
        The span.
    most
        How many characters; ``…`` stands for what is cut off and, before words that follow, for the span.

    Returns
    -------
    str
        May be empty only when the text holds nothing else.
    """
    before, behind = raw[max(0, start - 40) : start], raw[end : end + 40]
    if clause := CLAUSE.split(before)[-1]:
        return _last(clause, most)
    if clause := CLAUSE.split(behind)[0]:
        return "…" + clause[: most - 1]
    return _last("".join(before.split()), most)  # one of a list: 31007元、11283元


def _last(words: str, most: int) -> str:
    """Return the end of some words, not beginning inside a number or a Latin word."""
    if len(words) <= most:
        return words
    cut = len(words) - most + 1
    while cut < len(words) - 4 and PART_OF_WORD.match(words[cut - 1]) and PART_OF_WORD.match(words[cut]):
        cut += 1
    return "…" + words[cut:]


def plot_by_kind(counts: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw how the numbers of each report divide by kind and precision.

    Parameters
    ----------
    counts
        From `count_by_kind`.
    lang
        Language of the words.

    Returns
    -------
    Figure
        One column a report, one row a kind, two columns of a page wide.
    """
    if counts.empty:
        return say_nothing_to_draw(NOTHING["numbers"][lang])
    counts = _fewer_reports(counts, lang)
    kinds = list(dict.fromkeys(counts["kind"]))
    docs = sorted(counts["doc"].unique())
    size = (TWO_COLUMNS, (len(kinds) * 4.6 + 22) * MM)
    fig = Figure(figsize=size)
    axes = fig.subplots(1, len(docs), sharex=True, sharey=True, squeeze=False)
    longest = counts.groupby(["doc", "kind"])["numbers"].sum().max()
    for ax, doc in zip(axes[0], docs, strict=True):
        _draw_report(ax, counts[counts["doc"] == doc], kinds, longest)
        ax.set_title(doc, loc="left", fontsize=7, pad=4)
    axes[0][0].set_yticks(range(len(kinds)), [KIND_WORDS[kind][lang] for kind in kinds])
    axes[0][0].set_ylim(len(kinds) - 0.4, -0.6)
    present = [key for key in PRECISION_WORDS if key in set(counts["precision"])]
    handles = [Patch(color=PRECISION_COLOURS[key], label=PRECISION_WORDS[key][lang]) for key in present]
    fig.legend(handles=handles, loc="outside upper left", ncols=len(handles), handlelength=0.9)
    return fig


def plot_money(amounts: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw every amount of money on a logarithmic scale, each with its words.

    Parameters
    ----------
    amounts
        From `amounts_of_money`.
    lang
        Language of the words.

    Returns
    -------
    Figure
        One row an amount, grouped by report, two columns of a page wide; the largest that fit the page.
    """
    if amounts.empty:
        return say_nothing_to_draw(NOTHING["money"][lang])
    shown = largest_amounts(amounts)
    rows = _rows(shown)
    fig = Figure(figsize=(TWO_COLUMNS, (rows["y"].max() * 3.25 + 23) * MM))
    ax = fig.subplots()
    ax.hlines(rows["y"], 1e-9, rows["low"], color=PALETTE["light"], linewidth=0.5, linestyle=(0, (1, 2)))
    for row in records(rows):
        _draw_amount(ax, row)
    for doc, first in rows.groupby("doc")["y"].min().items():
        place: dict[str, Any] = {"transform": ax.get_yaxis_transform(), "ha": "right", "va": "center"}
        ax.text(-0.005, first - 1.1, str(doc), color=PALETTE["blue"], fontsize=7, **place)
    ax.set_yticks(rows["y"], rows["words"])
    ax.tick_params(axis="y", length=0, labelsize=6)
    ax.set_ylim(rows["y"].max() + 0.8, -0.8)
    _scale_of_money(ax, shown, lang)
    fig.legend(
        handles=_money_key(shown, lang),
        loc="outside upper left",
        ncols=6,
        handletextpad=0.3,
        columnspacing=1.6,
    )
    return fig


def largest_amounts(amounts: pd.DataFrame) -> pd.DataFrame:
    """Return the amounts that fit the page: all, or the largest, in their order."""
    by_size = amounts["high"].sort_values(ascending=False, kind="stable").index
    kept = len(amounts)
    while kept > 1 and _rows(amounts.loc[sorted(by_size[:kept])])["y"].max() > MOST_ROWS:
        kept -= max(1, (kept - MOST_ROWS) // 2)
    return amounts.loc[sorted(by_size[:kept])]


def describe_mentions(mentions: pd.DataFrame, lang: Lang = "en") -> str:
    """Return in a few sentences what numbers the reports hold, each count taken from the table.

    Parameters
    ----------
    mentions
        The table `mentions`.
    lang
        Language of the sentences.

    Returns
    -------
    str
        Markdown.
    """
    if mentions.empty:
        return NOTHING["numbers"][lang]
    measured = mentions[mentions["kind"].isin(MEASURED)]
    kinds = mentions["kind"].value_counts()
    words = {
        "all": len(mentions),
        "measured": len(measured),
        "rest": len(mentions) - len(measured),
        "exact": int((measured["bound"] == "exact").sum()),
        "units": measured["unit"].nunique(),
        "commonest": KIND_WORDS[str(kinds.index[0])][lang],
        "times": int(kinds.iloc[0]),
    }
    return str(read_resource("summaries.yaml")["mentions"][lang]).format(**words)


def captions_by_kind(counts: pd.DataFrame) -> dict[Lang, str]:
    """Return the caption of `plot_by_kind` in both languages; the first sentence is the title."""
    total, reports = int(counts["numbers"].sum()), counts["doc"].nunique()
    measured = int(counts[counts["kind"].isin(MEASURED)]["numbers"].sum())
    return {
        "en": "Numbers by kind and precision. "
        f"{total:,} number expressions in {counted(reports, 'report')}; {measured:,} measure something. "
        "Bars: how many there are of each kind; colours: how precise the text says they are. "
        "All bars have one scale.",
        "zh": f"数字的类别与精确程度。{reports} 篇报告共 {total} 处数字表达，其中 {measured} 处计量事物；"
        "条长为各类处数，颜色为文中所示的精确程度，各栏比例相同。",
    }


def alt_by_kind(counts: pd.DataFrame) -> dict[Lang, str]:
    """Return what `plot_by_kind` shows, in words, in both languages."""
    by_kind = records(counts.groupby("kind", sort=False)["numbers"].sum().reset_index())
    en = ", ".join(f"{KIND_WORDS[row['kind']]['en']} {row['numbers']}" for row in by_kind)
    zh = "、".join(f"{KIND_WORDS[row['kind']]['zh']} {row['numbers']}" for row in by_kind)
    return {
        "en": f"Bars, one column a report and one row a kind. Over all reports: {en or 'none'}.",
        "zh": f"条形图，每栏一篇报告，每行一类。全部报告合计：{zh or '无'}。",
    }


def captions_of_money(amounts: pd.DataFrame) -> dict[Lang, str]:
    """Return the caption of `plot_money` in both languages; the first sentence is the title."""
    total, shown = len(amounts), len(largest_amounts(amounts))
    which_en = f"all {total}" if shown == total else f"the {shown} largest of {total}"
    which_zh = f"全部 {total} 处" if shown == total else f"{total} 处中最大的 {shown} 处"
    unit = amounts["unit"].iloc[0] if total else "元"
    return {
        "en": "Amounts of money on a logarithmic scale. "
        f"Each row is one amount as printed ({which_en}), with the words that stand beside it in its clause; "
        f"{unit}, not adjusted for prices. The rows measure different things and cannot be added.",
        "zh": f"对数尺度上的金额。每行一处金额，按原文写出（{which_zh}），左侧为同一分句中相邻的文字；"
        f"单位{unit}，未作价格调整。各行所计不同，不可相加。",
    }


def alt_of_money(amounts: pd.DataFrame) -> dict[Lang, str]:
    """Return what `plot_money` shows, in words, in both languages."""
    if amounts.empty:
        return {"en": NOTHING["money"]["en"], "zh": NOTHING["money"]["zh"]}
    (least,) = records(amounts.nsmallest(1, "low"))
    (most,) = records(amounts.nlargest(1, "high"))
    a, b = (f"{row['surface']} ({row['doc']})" for row in (least, most))
    return {
        "en": f"A point for each of {len(amounts)} amounts of money, from {a} to {b}.",
        "zh": f"{len(amounts)} 处金额各为一点，最小 {a}，最大 {b}。",
    }


def _fewer_reports(counts: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Return the counts as they are, or of all reports together where there are too many for the page."""
    reports = counts["doc"].nunique()
    if reports <= MOST_REPORTS:
        return counts
    together = {"en": f"all {reports} reports", "zh": f"全部 {reports} 篇报告"}[lang]
    summed = counts.assign(doc=together).groupby(["kind", "doc", "precision"], sort=False)["numbers"].sum()
    return summed.reset_index()


def _draw_report(ax: Axes, counts: pd.DataFrame, kinds: list[str], longest: int) -> None:
    left = np.zeros(len(kinds))
    for precision, colour in PRECISION_COLOURS.items():
        chosen = counts[counts["precision"] == precision].set_index("kind")["numbers"]
        part = chosen.reindex(kinds, fill_value=0)
        ax.barh(range(len(kinds)), part, left=left, color=colour, height=0.68, linewidth=0)
        left += part.to_numpy()
    for row, total in enumerate(left):
        if total:
            label: dict[str, Any] = {
                "xytext": (3, 0),
                "textcoords": "offset points",
                "va": "center",
                "fontsize": 6,
            }
            ax.annotate(f"{int(total):,}", (total, row), **label)
    ax.set_xlim(0, longest * 1.22)
    ax.tick_params(axis="y", length=0)
    ax.xaxis.set_major_locator(NullLocator())
    ax.spines["bottom"].set_visible(False)
    measured = sum(kind in MEASURED for kind in kinds)
    if 0 < measured < len(kinds):
        ax.axhline(measured - 0.5, color=PALETTE["light"], linewidth=0.5)


def _rows(amounts: pd.DataFrame) -> pd.DataFrame:
    """Return amounts with their row on the page, one row left free for the name of each report."""
    group = (amounts["doc"] != amounts["doc"].shift()).cumsum()
    return amounts.assign(y=np.arange(len(amounts)) + group * 1.6 - 0.6)


def _draw_amount(ax: Axes, row: dict[str, Any]) -> None:
    low, high, y = float(row["low"]), float(row["high"]), float(row["y"])
    colour = PRECISION_COLOURS[PRECISION[str(row["bound"])]]
    ax.plot([low, high], [y, y], color=colour, linewidth=1.2, solid_capstyle="round")
    ax.plot(high, y, "o", color=colour, markersize=3.4, markeredgewidth=0.9,
            markerfacecolor="white" if row["per"] else colour)  # fmt: skip
    label = f"{row['surface']}" + (f" / {row['per']}" if row["per"] else "")
    text = ax.annotate(label, (high, y), xytext=(4, 0), textcoords="offset points", va="center", fontsize=6)
    text.set_path_effects([withStroke(linewidth=1.5, foreground="white")])


def _scale_of_money(ax: Axes, amounts: pd.DataFrame, lang: Lang) -> None:
    first = int(np.floor(np.log10(amounts["low"].min()) + 1e-9))
    last = int(np.ceil(np.log10(amounts["high"].max()) + 1e-9))
    ax.set_xscale("log")
    ax.set_xlim(10.0**first * 0.7, 10.0**last * 12)  # room for the last label
    ticks = [10.0**power for power in range(first, last + 1)]
    ax.xaxis.set_major_locator(FixedLocator(ticks))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: money_words(value, lang)))
    ax.grid(axis="x", color=PALETTE["light"], linewidth=0.4)
    ax.set_axisbelow(True)
    ax.spines["left"].set_visible(False)
    unit = amounts["unit"].iloc[0]
    ax.set_xlabel({"en": f"{unit} (logarithmic scale)", "zh": f"{unit}（对数尺度）"}[lang])


def money_words(value: float, lang: Lang) -> str:
    """Return a power of ten as readers of a language write it, for a tick: 100 million, 1亿."""
    steps = {
        "en": ((1e12, "\ntrillion"), (1e9, "\nbillion"), (1e6, "\nmillion"), (1, "")),
        "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"), (1, "")),
    }[lang]
    size, word = next(((size, word) for size, word in steps if value >= size), (1, ""))
    return f"{value / size:,g}{word}"


def _money_key(amounts: pd.DataFrame, lang: Lang) -> list[Line2D]:
    precisions = {PRECISION[bound] for bound in amounts["bound"]}
    dot: dict[str, Any] = {"marker": "o", "linestyle": "", "markersize": 3.6}
    handles = [
        Line2D([], [], color=PRECISION_COLOURS[key], label=words[lang], **dot)
        for key, words in PRECISION_WORDS.items()
        if key in precisions
    ]
    if (amounts["per"] != "").any():
        label = {"en": "hollow: per person, household, year …", "zh": "空心：每人、每户、每年……"}[lang]
        handles.append(Line2D([], [], color=PALETTE["grey"], markerfacecolor="white", label=label, **dot))
    return handles
