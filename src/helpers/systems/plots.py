"""Figures of the systems: which reports describe what, who is responsible at which level, and how often."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.figures import MM, PALETTE, TWO_COLUMNS
from helpers.plotting import draw_dots, draw_lollipops, say_nothing_to_draw
from helpers.resources import read_resource
from helpers.systems.catalogue import LEVELS
from helpers.systems.duties import find_actors
from helpers.systems.table import CODED
from helpers.tables import Lang, records

MOST_REPORTS = 16  # columns that can be read; more reports are taken together by year
MOST_ROWS = 72  # rows that a page holds
ROW = 3.0  # millimetres
LONGEST_NAME = 52
LEVEL_NAMES: dict[str, dict[Lang, str]] = {
    "国": {"en": "state", "zh": "国"},
    "省": {"en": "province", "zh": "省"},
    "市": {"en": "prefecture", "zh": "市"},
    "县": {"en": "county", "zh": "县"},
    "乡": {"en": "township", "zh": "乡"},
    "村": {"en": "village", "zh": "村"},
    "组": {"en": "group", "zh": "组"},
    "户": {"en": "household", "zh": "户"},
}
KINDS: dict[str, dict[Lang, str]] = {
    "party_government": {"en": "Party and government", "zh": "党委政府"},
    "leading_group": {"en": "leading groups", "zh": "领导小组、专班"},
    "department": {"en": "departments", "zh": "部门"},
    "cadre": {"en": "cadres", "zh": "干部"},
    "resident_team": {"en": "teams in villages", "zh": "驻村队伍"},
    "village_body": {"en": "village bodies", "zh": "村组组织"},
    "household": {"en": "households", "zh": "农户群众"},
}
EMPTY: dict[Lang, str] = {"en": "nothing of the kind in these reports", "zh": "这些报告中没有此类内容"}
CAPTIONS: dict[str, dict[Lang, str]] = {
    "systems-by-family": {
        "en": "What kinds of systems each report describes. Number of different systems by family and report; reports in "
        "the order of publication. The darker, the more.",
        "zh": "各报告描述了哪几类制度。按类别与报告统计的不同制度数；报告按发布时间排列，颜色越深越多。",
    },
    "systems-recurring": {
        "en": "Which systems recur across places and years. Filled: coded by people; ring: found by its wording only. "
        "Systems of the widest spread first within each family.",
        "zh": "哪些制度在不同地方与年份反复出现。实心为人工编码，空心为仅凭用语找到；各类别内按出现篇数排列。",
    },
    "systems-levels": {
        "en": "Who is responsible at which level. Number of systems whose actors stand at a level, above by kind of actor, "
        "below by family of system; a system with actors at several levels counts at each.",
        "zh": "谁在哪一层级负责。按执行者所在层级统计的制度数，上为执行者种类，下为制度类别；跨层级者各层均计。",
    },
    "systems-cadences": {
        "en": "How often who does what. Each dot is a duty that a report states with its turn; the axis is logarithmic.",
        "zh": "谁多久做一次什么。每点为报告写明频率的一项工作；横轴为对数刻度。",
    },
}
ALT: dict[str, dict[Lang, str]] = {
    "systems-by-family": {
        "en": "A grid of counts: families of systems in rows, reports in columns.",
        "zh": "计数网格：行为制度类别，列为报告。",
    },
    "systems-recurring": {
        "en": "A grid of dots: systems described in two reports or more in rows, grouped by family, reports in columns.",
        "zh": "点阵：行为在两篇以上报告中出现的制度，按类别分组；列为报告。",
    },
    "systems-levels": {
        "en": "Two grids of circles over the same columns from state to household: kinds of actors, then families.",
        "zh": "两组圆点共用自国家至农户的列：上为执行者种类，下为制度类别。",
    },
    "systems-cadences": {
        "en": "A dot for each duty on an axis of days from daily to yearly, the most frequent at the top.",
        "zh": "每项工作一个点，横轴为间隔天数，最频繁者在上。",
    },
}


def described(figure_id: str, data: pd.DataFrame | None = None) -> dict[str, dict[Lang, str]]:
    """Return caption and alternative text of a figure, as `save_figure` takes them.

    Parameters
    ----------
    figure_id
        A key of `CAPTIONS`.
    data
        What is drawn; where it has a column `of`, the caption says how many of them are shown.
    """
    said = dict(CAPTIONS[figure_id])
    if data is not None and "of" in data.columns and len(data):
        shown, total = data["system_id"].nunique(), int(data["of"].iloc[0])
        said["en"] += f" Shown: {shown} of {total} systems."
        said["zh"] += f"共 {total} 项，图示 {shown} 项。"
    return {"captions": said, "alt": ALT[figure_id]}


# -- compute -------------------------------------------------------------------------------------------


def report_columns(documents: pd.DataFrame) -> pd.DataFrame:
    """Return each report with the column that shows it, in the order of publication.

    Parameters
    ----------
    documents
        The table `documents`.

    Returns
    -------
    pandas.DataFrame
        `doc`, `column`, `order`; more than `MOST_REPORTS` reports share columns by year.
    """
    frame = documents[["doc", "published"]].assign(year=documents["published"].str[:4])
    trailing = frame["doc"].str.extract(r"((?:19|20)\d\d)", expand=False).fillna("")
    frame["year"] = frame["year"].where(frame["year"] != "", trailing)
    frame["when"] = frame["published"].where(frame["published"] != "", frame["year"])
    frame = frame.sort_values(["when", "doc"], kind="stable").reset_index(drop=True)
    many = len(frame) > MOST_REPORTS
    frame["column"] = frame["year"].where(frame["year"] != "", "–") if many else frame["doc"]
    order = {name: number for number, name in enumerate(dict.fromkeys(frame["column"]))}
    return frame.assign(order=frame["column"].map(order))[["doc", "column", "order"]]


def family_counts(evidence: pd.DataFrame, systems: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return how many different systems of each family each report describes.

    Parameters
    ----------
    evidence, systems, documents
        The tables of those names.

    Returns
    -------
    pandas.DataFrame
        `family`, `family_en`, `family_zh`, `column`, `order`, `systems`; pairs without a system are left out.
    """
    frame = _with_names(evidence, systems).merge(report_columns(documents), on="doc")
    counted = frame.groupby(["family", "column", "order"], sort=False)["system_id"].nunique()
    families = read_resource("system_families.csv").rename(
        columns={"name_zh": "family_zh", "name_en": "family_en"}
    )
    counts = counted.rename("systems").reset_index().merge(families, on="family")
    rank = {family: number for number, family in enumerate(families["family"])}
    return counts.sort_values(
        ["family", "order"], key=lambda c: c.map(rank) if c.name == "family" else c
    ).reset_index(drop=True)


def recurring_systems(evidence: pd.DataFrame, systems: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return in which reports the systems stand that stand in two or more.

    Parameters
    ----------
    evidence, systems, documents
        The tables of those names.

    Returns
    -------
    pandas.DataFrame
        `system_id`, names, `family`, `column`, `order`, `coded`, `spread` (in how many columns), one row a system and
        column; at most `MOST_ROWS` systems, those coded most widely before those found most widely. `of`: how many
        recur in all.
    """
    frame = _with_names(evidence, systems).merge(report_columns(documents), on="doc")
    keys = ["system_id", "name_en", "name_zh", "family", "column", "order"]
    frame = (
        frame.assign(coded=frame["source"] == CODED).groupby(keys, sort=False)["coded"].any().reset_index()
    )
    frame["spread"] = frame.groupby("system_id")["column"].transform("nunique")
    frame["coded_in"] = frame.groupby("system_id")["coded"].transform("sum")
    wide = frame[frame["spread"] > 1].drop_duplicates("system_id")
    wide = wide.sort_values(["coded_in", "spread", "system_id"], ascending=[False, False, True])
    shown = wide["system_id"].head(MOST_ROWS)
    frame = frame.drop(columns="coded_in").assign(of=len(wide))
    rank = {name: number for number, name in enumerate(read_resource("system_families.csv")["family"])}
    frame = frame[frame["system_id"].isin(shown)].assign(rank=lambda own: own["family"].map(rank))
    return frame.sort_values(
        ["rank", "spread", "system_id", "order"], ascending=[True, False, True, True]
    ).reset_index(drop=True)


def responsibilities(evidence: pd.DataFrame, systems: pd.DataFrame) -> pd.DataFrame:
    """Return how many systems have actors of each kind, and of each family, at each level.

    Parameters
    ----------
    evidence, systems
        The tables of those names.

    Returns
    -------
    pandas.DataFrame
        `part` (``kind`` or ``family``), `row`, `level`, `systems`. Coded passages where there are any, else all.
    """
    rows = evidence[evidence["levels"] != ""]
    rows = rows[rows["source"] == CODED] if (rows["source"] == CODED).any() else rows
    family = systems.set_index("system_id")["family"]
    pairs = set()
    for row in records(rows):
        for level in row["levels"].split():
            pairs.add(("family", str(family[row["system_id"]]), level, row["system_id"]))
            for kind in _kinds_at(row["actors"], level, row["levels"].split()):
                pairs.add(("kind", kind, level, row["system_id"]))
    frame = pd.DataFrame(sorted(pairs), columns=["part", "row", "level", "system_id"])
    return frame.groupby(["part", "row", "level"])["system_id"].nunique().rename("systems").reset_index()


def cadence_rows(cadences: pd.DataFrame, systems: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return the duties with their actor, most frequent first, one row a report, duty and turn.

    Parameters
    ----------
    cadences, systems, documents
        The tables of those names.
    """
    order = report_columns(documents).set_index("doc")["order"]
    frame = cadences.assign(order=cadences["doc"].map(order))
    names = systems.set_index("system_id")
    for lang in ("en", "zh"):
        frame[f"name_{lang}"] = frame["system_id"].map(names[f"name_{lang}"]).fillna("") if len(names) else ""
    frame["actors"] = frame["actors"].replace("未点名", "")
    frame = frame.drop_duplicates(["doc", "quote", "cadence", "actors"])
    return frame.sort_values(["days", "order", "start"], kind="stable").head(MOST_ROWS).reset_index(drop=True)


# -- plot ----------------------------------------------------------------------------------------------


def plot_families(counts: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw how many systems of each family each report describes.

    Parameters
    ----------
    counts
        As from `family_counts`.
    lang
        Language of the words.
    """
    if counts.empty:
        return say_nothing_to_draw(EMPTY[lang])
    rows = list(dict.fromkeys(counts[f"family_{lang}"]))
    columns = _columns(counts)
    fig, ax = _grid(len(rows), len(columns), 5.2)
    values = np.zeros((len(rows), len(columns)))
    for each in records(counts):
        values[rows.index(each[f"family_{lang}"]), columns.index(each["column"])] = each["systems"]
    ax.imshow(values, cmap="Blues", vmin=0, vmax=max(values.max() * 1.35, 1), aspect="auto")
    for (row, column), value in np.ndenumerate(values):
        if value:
            dark = value > 0.55 * values.max() * 1.35
            ax.text(
                column,
                row,
                f"{value:.0f}",
                ha="center",
                va="center",
                color="white" if dark else PALETTE["ink"],
                fontsize=6.5,
            )
    _name_axes(ax, rows, columns)
    return fig


def plot_recurring(recurring: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw in which reports the recurring systems stand.

    Parameters
    ----------
    recurring
        As from `recurring_systems`.
    lang
        Language of the words.
    """
    if recurring.empty:
        return say_nothing_to_draw(EMPTY[lang])
    names = recurring.drop_duplicates("system_id")
    at = {name: number for number, name in enumerate(names["system_id"])}
    columns = _columns(recurring)
    fig, ax = _grid(len(at), len(columns), ROW, legend=6)
    families = read_resource("system_families.csv").set_index("family")[f"name_{lang}"]
    for number, (_, own) in enumerate(names.groupby("rank", sort=True)):
        first, last = at[own["system_id"].iloc[0]], at[own["system_id"].iloc[-1]]
        if number % 2 == 0:
            ax.axhspan(first - 0.5, last + 0.5, color="#F3F5F7", zorder=0, lw=0)
        label = str(families[own["family"].iloc[0]])
        ax.annotate(label, (1.01, (first + last) / 2), xycoords=("axes fraction", "data"), va="center", fontsize=6,
                    color=PALETTE["grey"], annotation_clip=False)  # fmt: skip
    for filled in (True, False):
        own = recurring[recurring["coded"] == filled]
        x, y = own["column"].map(columns.index), own["system_id"].map(at)
        draw_dots(ax, x, y, PALETTE["blue"], filled, s=13, lw=0.8)
    _name_axes(ax, [_short(name) for name in names[f"name_{lang}"]], columns, len(at))
    ax.tick_params(axis="y", labelsize=6)
    said = {"en": ("coded by people", "found by its wording"), "zh": ("人工编码", "凭用语找到")}[lang]
    handles = [
        Line2D([], [], marker="o", ls="", ms=3.8, mfc=face, mec=PALETTE["blue"], mew=0.8, label=word)
        for word, face in zip(said, (PALETTE["blue"], "white"), strict=True)
    ]
    fig.legend(handles=handles, loc="outside lower right", ncols=2, handletextpad=0.1)
    return fig


def plot_levels(duties: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw who is responsible at which level.

    Parameters
    ----------
    duties
        As from `responsibilities`.
    lang
        Language of the words.
    """
    if duties.empty:
        return say_nothing_to_draw(EMPTY[lang])
    families = read_resource("system_families.csv").set_index("family")[f"name_{lang}"]
    present = set(duties["row"])
    kinds = [kind for kind in KINDS if kind in present]
    groups = [name for name in families.index if name in present]
    sizes = [max(len(kinds), 1), max(len(groups), 1)]
    fig = Figure(figsize=(TWO_COLUMNS, (sum(sizes) * 6 + 24) * MM))
    axes = fig.subplots(2, 1, height_ratios=sizes, sharex=True)
    most = duties["systems"].max()
    for ax, part, rows in zip(axes, ("kind", "family"), (kinds, groups), strict=True):
        own = duties[duties["part"] == part]
        x, y = own["level"].map(LEVELS.index), own["row"].map({name: n for n, name in enumerate(rows)})
        ax.scatter(x, y, s=55 + 330 * (own["systems"] / most) ** 0.5, color=PALETTE["sky"], alpha=0.9, lw=0)
        for column, row, count in zip(x, y, own["systems"], strict=True):
            ax.text(column, row, str(count), ha="center", va="center", fontsize=6)
        words = [KINDS[row][lang] if part == "kind" else str(families[row]) for row in rows]
        _name_axes(ax, words, [LEVEL_NAMES[level][lang] for level in LEVELS], len(rows))
        ax.grid(axis="x", color=PALETTE["light"], lw=0.4)
        ax.set_axisbelow(True)
        ax.set_xlim(-0.6, len(LEVELS) - 0.4)
    axes[1].tick_params(labeltop=False)
    return fig


def plot_cadences(rows: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw how often who does what.

    Parameters
    ----------
    rows
        As from `cadence_rows`.
    lang
        Language of the words.
    """
    if rows.empty:
        return say_nothing_to_draw(EMPTY[lang])
    fig = Figure(figsize=(TWO_COLUMNS, (len(rows) * 5 + 20) * MM))
    ax = fig.subplots()
    labels = [
        " · ".join(part for part in (row["actors"], " ".join(row["quote"].split())) if part)
        for row in records(rows)
    ]
    stem = {"color": PALETTE["light"], "lw": 0.6, "ls": ":"}
    draw_lollipops(ax, rows["days"], labels, PALETTE["blue"], stem, base=0.7, s=22)
    for number, row in enumerate(records(rows)):
        words = _short(row[f"name_{lang}"], 44) if lang == "en" else ""
        note = "  ".join(part for part in (words, row["doc"]) if part)
        ax.annotate(
            note,
            (row["days"], number),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=6,
            color=PALETTE["grey"],
        )
    ax.set_xscale("log")
    ticks = read_resource("cadences.csv").drop_duplicates("cadence")
    days = ticks["days"].astype(float)
    shown = days.isin([1, 7, 10, 30, 60, 91, 365]) & days.le(max(rows["days"].max(), 60))
    words = ticks[f"title_{lang}"].replace({"every ten days": "ten days", "every two months": "two months"})
    ax.set_xticks(
        list(days[shown]),
        list(words[shown]),
        rotation=30 if lang == "en" else 0,
        ha="right" if lang == "en" else "center",
    )
    ax.minorticks_off()
    ax.set_xlim(0.7, rows["days"].max() * 22)
    return fig


# -- helpers -------------------------------------------------------------------------------------------


def _with_names(evidence: pd.DataFrame, systems: pd.DataFrame) -> pd.DataFrame:
    names = systems[["system_id", "family", "name_en", "name_zh"]]
    return evidence[["system_id", "doc", "source"]].merge(names, on="system_id")


def _kinds_at(actors: str, level: str, levels: Sequence[str]) -> set[str]:
    """Return which kinds of actors a cell names at a level; a bare place name is its Party and government."""
    found = [actor for actor in find_actors(actors) if actor.kind in KINDS]
    kinds = {actor.kind for actor in found if level in actor.levels}
    if kinds:
        return kinds
    own = {actor.kind for actor in found if "own" in actor.levels}
    if own and len(levels) == 1:
        return own
    return {"household"} if level == "户" else {"village_body"} if level in "村组" else {"party_government"}


def _columns(frame: pd.DataFrame) -> list[str]:
    return list(frame[["column", "order"]].drop_duplicates().sort_values("order")["column"])


def _grid(rows: int, columns: int, height: float, legend: float = 0) -> tuple[Figure, Axes]:
    fig = Figure(figsize=(TWO_COLUMNS, (rows * height + 14 + legend) * MM))
    return fig, fig.subplots()


def _name_axes(ax: Axes, rows: Sequence[str], columns: Sequence[str], height: int | None = None) -> None:
    ax.set_yticks(range(len(rows)), rows)
    crowded = len(columns) > 8
    words = columns if crowded else [_two_lines(name) for name in columns]
    ax.set_xticks(
        range(len(columns)), words, rotation=45 if crowded else 0, ha="left" if crowded else "center"
    )
    ax.tick_params(length=0, top=False, bottom=False, labeltop=True, labelbottom=False)
    for spine in ax.spines.values():
        spine.set_visible(False)
    if height is not None:
        ax.set_ylim(height - 0.4, -0.6)
        ax.set_xlim(-0.6, len(columns) - 0.4)


def _two_lines(name: str) -> str:
    """Return a name of a column with its last part below (zhaotong-2021 → zhaotong, 2021)."""
    head, mark, tail = name.rpartition("-")
    return f"{_short(head, 14)}\n{tail}" if mark else _short(name, 14)


def _short(name: str, most: int = LONGEST_NAME) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip(" ,(") + "…"
