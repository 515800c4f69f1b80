"""What the panel shows: incomes, poverty, relocation, and what it does not cover."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from helpers.figures import MM, PALETTE, TWO_COLUMNS
from helpers.places import gazetteer
from helpers.tables import Lang

INCOMES = [
    "income-rural",
    "income-rural-net",
    "income-lifted-out",
    "income-lifted-and-monitored",
    "income-relocated",
    "income-urban",
]
POVERTY = ["poverty-rate", "poverty-remaining-people"]
RELOCATION = ["relocation-people", "relocation-sites"]

NOTHING = {"en": "no such value in these reports", "zh": "这些报告中没有此类数值"}
UNDATED = {"en": "undated", "zh": "未注明"}
YUAN = {"en": "yuan per person and year", "zh": "元/人·年"}


def short_place(place: str) -> str:
    """Return a place name without the divisions above it (云南省昭通市 → 昭通市)."""
    known = gazetteer(2024).by_official
    above = next((place[:n] for n in range(len(place) - 1, 1, -1) if place[:n] in known), "")
    return place[len(above) :]


def year_of(period: str) -> str:
    """Return the year in which a period ends, '' when it has none."""
    end = period.split("/")[-1] or period.split("/")[0]
    return end[:4] if end[:4].isdigit() else ""


def time_of(period: str) -> float:
    """Return the end of a period as a number of years, for an axis of time."""
    end = period.split("/")[-1] or period.split("/")[0]
    year, month = int(end[:4]), int(end[5:7]) if len(end) >= 7 else 12
    return year + (month - 0.5) / 12


def stated_values(panel: pd.DataFrame, indicators: Sequence[str]) -> pd.DataFrame:
    """Return the reported values of indicators, with short place and year, without mere bounds (突破1万元).

    Parameters
    ----------
    panel
        As from `panel_table`.
    indicators
        Keys, in the order in which they are to be shown.
    """
    frame = panel[panel["indicator_id"].isin(indicators) & panel["status"].eq("reported")]
    frame = frame[frame["bound"].isin(["exact", "approx", "over"])]
    plain = frame.groupby(["indicator_id", "place", "period"])["bound"].transform(
        lambda b: b.isin(["exact", "approx"]).any()
    )
    frame = frame[~plain | frame["bound"].isin(["exact", "approx"])]
    order = {key: i for i, key in enumerate(indicators)}
    frame = frame.assign(
        short=frame["place"].map(short_place),
        year=frame["period"].map(year_of),
        order=frame["indicator_id"].map(order),
    )
    columns = [
        "indicator_id",
        "indicator_en",
        "indicator_zh",
        "place",
        "short",
        "period",
        "year",
        "as_of",
        "low",
        "unit",
        "order",
    ]
    return frame.sort_values(["order", "place", "period", "low"], kind="stable")[columns].reset_index(
        drop=True
    )


def largest_of_place(values: pd.DataFrame) -> pd.DataFrame:
    """Return the largest value of each indicator, place and unit: of parts beside a whole, the whole.

    Parameters
    ----------
    values
        As from `stated_values`.
    """
    rows = values.groupby(["indicator_id", "place", "unit"], sort=False)["low"].idxmax()
    return (
        values.loc[rows]
        .sort_values(["order", "low"], ascending=[True, False], kind="stable")
        .reset_index(drop=True)
    )


def coverage(panel: pd.DataFrame) -> pd.DataFrame:
    """Return how many values the panel has of each indicator in each place and year.

    Parameters
    ----------
    panel
        As from `panel_table`.
    """
    frame = panel[panel["status"].eq("reported")].assign(
        year=panel["period"].map(year_of), short=panel["place"].map(short_place)
    )
    counted = frame.groupby(
        ["indicator_id", "indicator_en", "indicator_zh", "place", "short", "year"], sort=True
    )
    return counted.size().rename("values").reset_index()


def plot_incomes(values: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw incomes per person as small multiples, one a kind of income and people, each value labelled.

    Parameters
    ----------
    values
        As from `stated_values`.
    lang
        Language of the words.
    """
    kinds = list(dict.fromkeys(values["indicator_id"]))
    heights = [max(1, int(values["indicator_id"].eq(kind).sum())) for kind in kinds] or [1]
    fig = Figure(figsize=(TWO_COLUMNS, (14 + 7 * sum(heights) + 7 * len(heights)) * MM), layout="constrained")
    axes = fig.subplots(len(heights), 1, sharex=True, squeeze=False, gridspec_kw={"height_ratios": heights})[
        :, 0
    ]
    for axis, kind in zip(axes, kinds, strict=False):
        rows = values[values["indicator_id"].eq(kind)].sort_values(["low"], kind="stable")
        _dots(axis, rows, lang)
        _head(axis, rows.iloc[0][f"indicator_{lang}"])
    if not kinds:
        _nothing(axes[0], lang)
    else:
        axes[-1].set_xlim(0, values["low"].max() * 1.14)
        axes[-1].set_xlabel(YUAN[lang])
        axes[-1].xaxis.set_major_formatter(lambda v, _: f"{v:,.0f}")
    for axis in axes[:-1]:
        axis.spines["bottom"].set_visible(False)
        axis.tick_params(axis="x", length=0)
    return fig


def _dots(axis: Axes, rows: pd.DataFrame, lang: Lang) -> None:
    labels = [
        f"{short}  {year or UNDATED[lang]}" for short, year in zip(rows["short"], rows["year"], strict=True)
    ]
    at = range(len(rows))
    axis.hlines(at, 0, rows["low"], color=PALETTE["light"], linewidth=1.2)
    axis.plot(rows["low"], at, "o", color=PALETTE["blue"], markersize=4)
    for y, value in zip(at, rows["low"], strict=True):
        axis.annotate(
            f"{value:,.0f}", (value, y), xytext=(5, 0), textcoords="offset points", va="center", fontsize=6.5
        )
    axis.set_yticks(list(at), labels)
    axis.set_ylim(-0.6, len(rows) - 0.4)
    axis.tick_params(axis="y", length=0)
    axis.spines["left"].set_visible(False)


def _head(axis: Axes, text: str) -> None:
    axis.set_title(text, loc="left", fontweight="normal", fontsize=7.5, color=PALETTE["ink"])


def _nothing(axis: Axes, lang: Lang) -> None:
    axis.axis("off")
    axis.text(
        0.5, 0.5, NOTHING[lang], ha="center", va="center", transform=axis.transAxes, color=PALETTE["grey"]
    )


def plot_poverty(values: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw the poverty rate and the people still poor over time, a line a place, labelled at its end.

    Parameters
    ----------
    values
        As from `stated_values` with `POVERTY`.
    lang
        Language of the words.
    """
    fig = Figure(figsize=(TWO_COLUMNS, 62 * MM), layout="constrained")
    axes = fig.subplots(1, 2)
    dated = values[values["year"].ne("")]
    colours = dict(
        zip(
            dict.fromkeys(values["place"]),
            [PALETTE[c] for c in ("blue", "orange", "green", "purple", "yellow", "sky")] * 9,
            strict=False,
        )
    )
    span = [time_of(p) for p in dated["period"]]
    for axis, kind in zip(axes, POVERTY, strict=True):
        rows = dated[dated["indicator_id"].eq(kind)]
        if rows.empty:
            _nothing(axis, lang)
            continue
        for place, line in rows.groupby("place", sort=True):
            _line(axis, line, colours[str(place)], kind)
        _head(axis, rows.iloc[0][f"indicator_{lang}"] + (" (%)" if kind == "poverty-rate" else ""))
        axis.set_xlim(min(span) - 0.7, max(span) + 2.2)
        axis.set_ylim(0, rows["low"].max() * 1.15)
        axis.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=7))
        axis.yaxis.set_major_formatter(lambda v, _: f"{v:,.0f}")
    return fig


def _line(axis: Axes, line: pd.DataFrame, colour: str, kind: str) -> None:
    times = [time_of(p) for p in line["period"]]
    axis.plot(times, line["low"], "-o", color=colour, markersize=4, linewidth=1.2)
    for i, (time, value) in enumerate(zip(times, line["low"], strict=True)):
        text = f"{value:g}" if kind == "poverty-rate" else f"{value:,.0f}"
        last = i == len(times) - 1
        axis.annotate(
            f"{line.iloc[0]['short']}  {text}" if last else text,
            (time, value),
            xytext=(5, 3),
            textcoords="offset points",
            color=colour,
            fontsize=6.5,
        )


def plot_relocation(values: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw how many people were relocated, and to how many sites, by place.

    Parameters
    ----------
    values
        As from `largest_of_place` with `RELOCATION`.
    lang
        Language of the words.
    """
    places = max((int(values["indicator_id"].eq(kind).sum()) for kind in RELOCATION), default=1)
    fig = Figure(figsize=(TWO_COLUMNS, (16 + 7 * max(places, 2)) * MM), layout="constrained")
    for axis, kind in zip(fig.subplots(1, 2), RELOCATION, strict=True):
        rows = values[values["indicator_id"].eq(kind)].sort_values("low", kind="stable")
        if rows.empty:
            _nothing(axis, lang)
            continue
        axis.barh(range(len(rows)), rows["low"], color=PALETTE["blue"], height=0.6)
        for y, value in enumerate(rows["low"]):
            axis.annotate(
                f"{value:,.0f}",
                (value, y),
                xytext=(3, 0),
                textcoords="offset points",
                va="center",
                fontsize=6.5,
            )
        axis.set_yticks(range(len(rows)), list(rows["short"]))
        axis.tick_params(axis="y", length=0)
        axis.set_xlim(0, rows["low"].max() * 1.25)
        axis.set_xticks([])
        axis.spines[["left", "bottom"]].set_visible(False)
        _head(axis, rows.iloc[0][f"indicator_{lang}"])
    return fig


def plot_coverage(covered: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw which indicators the panel has for which place and year; an empty cell is a gap.

    Parameters
    ----------
    covered
        As from `coverage`.
    lang
        Language of the words.
    """
    columns = list(dict.fromkeys(zip(covered["place"], covered["short"], covered["year"], strict=True)))
    columns.sort(key=lambda c: (c[0], c[2] or "9999"))
    names = covered.drop_duplicates("indicator_id").set_index("indicator_id")[f"indicator_{lang}"]
    rows = list(
        covered.groupby("indicator_id")["place"].count().sort_values(ascending=False, kind="stable").index
    )
    fig = Figure(figsize=(TWO_COLUMNS, (34 + 3.4 * len(rows)) * MM), layout="constrained")
    axis = fig.subplots()
    if not rows:
        _nothing(axis, lang)
        return fig
    where = {(place, year): x for x, (place, _, year) in enumerate(columns)}
    x = [where[place, year] for place, year in zip(covered["place"], covered["year"], strict=True)]
    y = [rows.index(key) for key in covered["indicator_id"]]
    axis.set_axisbelow(True)
    axis.grid(color=PALETTE["light"], linewidth=0.4)
    axis.scatter(x, y, s=22, marker="s", color=PALETTE["blue"], linewidths=0)
    axis.set_xticks(
        range(len(columns)), [f"{short} {year or UNDATED[lang]}" for _, short, year in columns], rotation=90
    )
    axis.set_yticks(range(len(rows)), [names[key] for key in rows], fontsize=6)
    axis.set_ylim(len(rows) - 0.5, -0.5)
    axis.set_xlim(-0.6, len(columns) - 0.4)
    axis.tick_params(length=0)
    axis.spines[["left", "bottom"]].set_visible(False)
    return fig


def words_for(figure_id: str) -> dict[str, dict[Lang, str]]:
    """Return the caption and the description of a figure, as `save_figure` takes them."""
    return {"captions": CAPTIONS[figure_id], "alt": ALT[figure_id]}


CAPTIONS: dict[str, dict[Lang, str]] = {
    "incomes": {
        "en": "Reported incomes per person, by kind of income and people, place and year. Each dot is a value as a "
        "report states it; "
        "only values of the same kind and place show a change over time. Yuan of each year, not "
        "adjusted for prices. Net and disposable income are different measures; each heading says which it is.",
        "zh": "报告所载人均收入，"
        "按收入口径与人群、地点、年份。每点为报告原文之值；仅同一口径、同一人群、同一地点之值可看变化。均为当年价格。纯收入与可支配收入口径不同，各格标题已注明。",
    },
    "poverty": {
        "en": "Poverty rate and people still poor, as reports state them. A line joins values of one place; "
        "between its points nothing is known.",
        "zh": "报告所载贫困发生率与剩余贫困人口。连线仅连接同一地点的数值，其间情形未知。",
    },
    "relocation": {
        "en": "Relocated people and resettlement sites by place. Where a report states parts beside a whole,"
        " the whole is drawn.",
        "zh": "各地易地扶贫搬迁人口与集中安置点。报告同时给出部分与总数时，取总数。",
    },
    "coverage": {
        "en": "What the panel covers: a square where a report gives the indicator a reported value for that "
        "place, in the year in which its period ends (a total of several years stands at the last). "
        "An empty cell is no zero: no report says the value, or its words are not in the vocabulary.",
        "zh": "面板的覆盖范围：方块表示报告载有该地该指标之已报告值，按时期末年排列（多年累计列于末年）。"
        "空格并非零：报告未载，或其用语不在指标词表之内。",
    },
}
ALT: dict[str, dict[Lang, str]] = {
    "incomes": {
        "en": "Dot plots of yuan per person and year, one panel a kind of income and people, each dot labelled with "
        "its place, year and value.",
        "zh": "以元/人·年为单位的点图，每种口径与人群一格，各点标有地点、年份与数值。",
    },
    "poverty": {
        "en": "Two line charts over time: the poverty rate in percent and the number of people still poor, "
        "one line a place.",
        "zh": "两幅时间折线图：贫困发生率（%）与剩余贫困人口，每地一线。",
    },
    "relocation": {
        "en": "Two bar charts by place: relocated people, and resettlement sites, bars sorted by value.",
        "zh": "两幅按地点的条形图：搬迁人口与集中安置点，按数值排序。",
    },
    "coverage": {
        "en": "A grid of indicators by place and year; squares mark values, most cells are empty.",
        "zh": "指标与地点年份的网格；方块为有值，多数为空。",
    },
}
