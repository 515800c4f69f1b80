"""Figures of the governance models: accounts of relocation; what passes a gate, and what registers agree in."""

from __future__ import annotations

import matplotlib.ticker as mticker
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.figures import MM, PALETTE, TWO_COLUMNS
from helpers.models.governance.registers import STATES
from helpers.models.governance.rows import NAMES_ZH, SCOPES_ZH, STATES_ZH, say
from helpers.models.model_plots import draw_band, draw_nothing, letter_corners
from helpers.models.results import significant
from helpers.tables import Lang, records

SITES = {"largest": "site-largest", "large": "site-mean-large", "others": "site-mean-others"}


def plot_relocation(cells: pd.DataFrame, sites: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Return what the cells of a relocation account can be, and how large sites can be.

    Parameters
    ----------
    cells
        As from `account_of_people`; may be empty.
    sites
        Rows of ``results_governance`` on sites, with the inputs; may be empty.
    lang
        Language of the words.
    """
    sized = sites[sites["result_id"].isin(SITES.values())] if len(sites) else sites
    if cells.empty and sized.empty:
        return draw_nothing(lang)
    fig = Figure(figsize=(TWO_COLUMNS, 66 * MM))
    left, right = fig.subplots(1, 2)
    _draw_cells(left, cells, lang)
    _draw_sites(right, sites, lang)
    letter_corners(left, right, shift=(-52, 6))
    return fig


def _draw_cells(ax: Axes, cells: pd.DataFrame, lang: Lang) -> None:
    inner = cells[(cells["row"] != "all") & (cells["column"] != "all")] if len(cells) else cells
    for place, cell in enumerate(records(inner)):
        ax.plot(
            [cell["margins_low"] / 1000, cell["margins_high"] / 1000], [place, place], color=PALETTE["sky"], lw=5, alpha=0.6,
            solid_capstyle="butt", label=say.label("margins", lang) if not place else None,
        )  # fmt: skip
        stated = cell["stated"] == cell["stated"]
        if cell["low"] == cell["high"]:
            ax.plot(
                [cell["low"] / 1000],
                [place],
                "o",
                ms=4.5,
                mec=PALETTE["orange"],
                mfc=PALETTE["orange"] if stated else "white",
            )
            ax.annotate(
                f"{cell['low']:,.0f}", (cell["low"] / 1000, place), xytext=(0, 6), textcoords="offset points", ha="center", fontsize=6
            )  # fmt: skip
    ax.set_yticks(range(len(inner)), [_cell_name(cell, lang) for cell in records(inner)])
    ax.set_ylim(len(inner) - 0.4, -0.7)
    ax.set_xlim(left=0)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(say.label("people", lang))
    for name, face in (("stated", PALETTE["orange"]), ("follows", "white")):
        ax.plot([], [], "o", ms=4.5, mec=PALETTE["orange"], mfc=face, label=say.label(name, lang))
    ax.legend(loc="upper center", bbox_to_anchor=(0.4, 1.16), ncols=3, handlelength=1.4, columnspacing=1)


def _cell_name(cell: dict[str, str], lang: Lang) -> str:
    names = (cell["row"], cell["column"])
    return "，".join(NAMES_ZH[name] for name in names) if lang == "zh" else f"{names[0]},\n{names[1]}"


def _draw_sites(ax: Axes, sites: pd.DataFrame, lang: Lang) -> None:
    docs = (
        list(dict.fromkeys(sites[sites["result_id"] == SITES["largest"]]["scenario"])) if len(sites) else []
    )
    counts = {row["scenario"]: row["mid"] for row in records(sites) if row["result_id"] == "input-sites"}
    for number, doc in enumerate(docs):
        colour = PALETTE[("navy", "green", "yellow", "rust")[number % 4]]
        for place, result_id in enumerate(SITES.values()):
            (row,) = records(sites[(sites["result_id"] == result_id) & (sites["scenario"] == doc)].head(1))
            at = place + (number - (len(docs) - 1) / 2) * 0.3
            label = (
                say.label("sites", lang, number=significant(counts.get(doc, float("nan"))), case=doc)
                if not place
                else None
            )
            ax.plot(
                [row["low"], row["high"]], [at, at], color=colour, lw=4, solid_capstyle="butt", label=label
            )
            ax.annotate(
                significant(row["high"], 3), (row["high"], at), xytext=(3, 0), textcoords="offset points", va="center", fontsize=6
            )  # fmt: skip
    ax.set_xscale("log")
    ax.xaxis.set_major_locator(mticker.LogLocator(numticks=8))
    ax.xaxis.set_minor_locator(mticker.NullLocator())
    ax.xaxis.set_major_formatter(mticker.FuncFormatter(lambda value, _: _short(value, lang)))
    ax.set_yticks(range(len(SITES)), [say.label(name, lang) for name in SITES])
    ax.set_ylim(len(SITES) - 0.4, -0.7)
    low, high = ax.get_xlim()
    ax.set_xlim(low, high * 1.6)  # room for the numbers at the ends
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(say.label("size", lang))
    if docs:
        ax.legend(loc="upper center", bbox_to_anchor=(0.4, 1.16), ncols=2, handlelength=1.2, columnspacing=1)


def _short(value: float, lang: Lang) -> str:
    """Return a power of ten for an axis: 10 k, 10万."""
    step, name = (1000, " k") if lang == "en" else (10000, "万")
    return f"{value:,.0f}" if value < 10000 else f"{value / step:,.0f}{name}"


def plot_gate_and_registers(gate: pd.DataFrame, states: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Return how many weak projects a gate lets through, and how far the reports agree where they repeat themselves.

    Parameters
    ----------
    gate
        As from `gate_band`; may be empty.
    states
        As from `count_states`; may be empty.
    lang
        Language of the words.
    """
    if gate.empty and not (len(states) and states["keys"].sum()):
        return draw_nothing(lang)
    fig = Figure(figsize=(TWO_COLUMNS, 58 * MM))
    left, right = fig.subplots(1, 2)
    if len(gate):
        draw_band(left, gate, "blue", say.label("again", lang))
        for key, colour in (("each", "green"), ("drafts", "grey")):
            own = gate.assign(**{end: gate[f"{key}_{end}"] for end in ("low", "mid", "high")})
            draw_band(left, own, colour, say.label(key, lang))
        left.lines[-1].set_linestyle("--")
    left.set(xlabel=say.label("times", lang), ylabel=say.label("weak", lang))
    left.set_ylim(bottom=0)
    left.xaxis.set_major_locator(mticker.MaxNLocator(integer=True))
    if len(gate):  # the axis ends with the rounds, so that it does not cross the names of the lines
        left.spines["bottom"].set_bounds(left.get_xlim()[0], float(gate["x"].max()))
    _draw_states(right, states, lang)
    letter_corners(left, right, shift=(-26, 6))
    return fig


STATE_COLOURS = dict(zip(STATES[:-1], ("navy", "sky", "light", "orange"), strict=True))


def _draw_states(ax: Axes, states: pd.DataFrame, lang: Lang) -> None:
    scopes = list(SCOPES_ZH)
    for state, colour in STATE_COLOURS.items():
        for place, scope in enumerate(scopes):
            own = states[states["scope"] == scope].set_index("state")["keys"]
            before = sum(int(own.get(each, 0)) for each in STATES[: STATES.index(state)])
            width = int(own.get(state, 0))
            label = STATES_ZH[state] if lang == "zh" else state
            ax.barh(
                place,
                width,
                left=before,
                height=0.5,
                color=PALETTE[colour],
                lw=0,
                label=label if not place else None,
            )
            if width:
                ink = "white" if colour in ("navy", "orange") else PALETTE["ink"]
                ax.text(
                    before + width / 2, place, str(width), ha="center", va="center", fontsize=6, color=ink
                )
    names = [scope if lang == "en" else SCOPES_ZH[scope] for scope in scopes]
    ax.set_yticks(range(len(scopes)), names)
    ax.set_ylim(len(scopes) - 0.3, -0.7)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.xaxis.set_major_locator(mticker.MaxNLocator(integer=True))
    once = int(states.loc[states["state"] == STATES[-1], "keys"].sum())
    ax.set_xlabel(
        f"{say.label('things', lang)}（{say.label('once', lang, number=once)}）"
        if lang == "zh"
        else f"{say.label('things', lang)}\n({say.label('once', lang, number=once)})"
    )
    ax.legend(loc="upper center", bbox_to_anchor=(0.42, 1.26), ncols=2, handlelength=1, columnspacing=1)
