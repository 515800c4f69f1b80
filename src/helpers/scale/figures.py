"""Figures of scale: what each stage costs, and what size costs in time and memory."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.figures import MM, PALETTE, TWO_COLUMNS
from helpers.tables import Lang

MOST_MEMORY = 500  # MB that a worker may hold
LOOKS = (
    {"color": PALETTE["navy"]},
    {"color": PALETTE["yellow"], "edgecolor": PALETTE["ink"], "linewidth": 0.4},
)
WORDS: dict[str, dict[Lang, str]] = {
    "report": {"en": "title, date, script", "zh": "标题、日期、字体"},
    "documents": {"en": "documents", "zh": "篇目"},
    "texts": {"en": "texts", "zh": "文本"},
    "sentences": {"en": "sentences", "zh": "分句"},
    "mentions": {"en": "numbers", "zh": "数字"},
    "claims": {"en": "claims", "zh": "断言"},
    "checks": {"en": "arithmetic", "zh": "算术核验"},
    "evidence": {"en": "systems: passages", "zh": "制度：原文"},
    "cadences": {"en": "systems: duties", "zh": "制度：定期工作"},
    "systems": {"en": "systems: summary", "zh": "制度：汇总"},
    "cost": {"en": "processor seconds for a million characters", "zh": "每百万字耗用处理器秒数"},
    "characters": {"en": "characters of the corpus", "zh": "语料字数"},
    "seconds": {"en": "processor seconds", "zh": "处理器秒数"},
    "memory": {"en": "most memory of a worker (MB)", "zh": "单个工作进程最大内存（MB）"},
    "bar": {"en": "bar: 500 MB", "zh": "上限：500 MB"},
    "fit": {"en": "seconds ∝ characters^{slope:.3f}", "zh": "秒数 ∝ 字数^{slope:.3f}"},
    "none": {"en": "Nothing has been measured yet.", "zh": "尚无测量结果。"},
}
STAGE_CAPTIONS: dict[Lang, str] = {
    "en": "What each stage costs, on one core. Processor seconds for a million characters, the dearest stage on top;"
    " lexicons were loaded before. Corpora by file name: broadcast is television news, open is laws, work reports and"
    " encyclopaedia passages, raw is the reports of this collection.",
    "zh": "单核上各阶段的耗时。每百万字耗用的处理器秒数，最费时的在上；词表已事先载入。语料以文件名表示："
    "broadcast 为电视新闻，open 为法规、政府工作报告与百科段落，raw 为本集报告。",
}
STAGE_ALT: dict[Lang, str] = {
    "en": "A bar chart. Rows are the stages of extraction, sorted by cost; the horizontal axis is processor seconds for"
    " a million characters, from 0; each row has one bar for each corpus.",
    "zh": "条形图。每行为一个抽取阶段，按耗时排序；横轴为每百万字耗用的处理器秒数，从 0 起；每行按语料各有一条。",
}
SIZE_CAPTIONS: dict[Lang, str] = {
    "en": "What size costs. Left: processor time of all processes against the characters of the corpus, both axes"
    " logarithmic, with the fitted power. Right: the most memory that one worker held. Larger corpora repeat the"
    " documents of the smaller ones under new names.",
    "zh": "规模的代价。左：全部进程的处理器时间与语料字数，两轴均为对数，并绘拟合幂律。右：单个工作进程占用的最大内存。"
    "较大的语料由同一批文件改名重复而成。",
}
SIZE_ALT: dict[Lang, str] = {
    "en": "Two charts of points over the size of the corpus on a logarithmic axis. Left, seconds with a fitted straight"
    " line. Right, memory in MB from 0, with a dashed line at 500 MB.",
    "zh": "两幅点图，横轴均为对数的语料字数。左为秒数及拟合直线；右为内存（MB，从 0 起），并有 500 MB 处的虚线。",
}


def plot_stages(costs: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw what each stage costs, a bar for each corpus.

    Parameters
    ----------
    costs
        From `helpers.scale.benchmark.stage_costs`.
    lang
        Language of the words.
    """
    if costs.empty:
        return _nothing(lang)
    corpora, stages = list(dict.fromkeys(costs["corpus"])), list(dict.fromkeys(costs["stage"]))
    fig = Figure(figsize=(TWO_COLUMNS, (len(stages) * 6 + 18) * MM))
    ax = fig.subplots()
    thick = 0.8 / len(corpora)
    for number, corpus in enumerate(corpora):
        own = costs[costs["corpus"] == corpus].set_index("stage")["seconds"].reindex(stages)
        places = np.arange(len(stages)) + (number - (len(corpora) - 1) / 2) * thick
        bars = ax.barh(places, own, height=thick * 0.9, label=corpus, **LOOKS[number % 2])
        ax.bar_label(bars, fmt="%.2f", padding=2, fontsize=6)
    ax.set_yticks(range(len(stages)), [WORDS[stage][lang] for stage in stages])
    ax.invert_yaxis()
    ax.set_xlabel(WORDS["cost"][lang])
    ax.legend(loc="lower right")
    return fig


def plot_sizes(sizes: pd.DataFrame, slope: float, lang: Lang = "en") -> Figure:
    """Draw time and memory against the size of the corpus.

    Parameters
    ----------
    sizes
        Columns ``characters``, ``processor_seconds``, ``megabytes``.
    slope
        The fitted exponent.
    lang
        Language of the words.
    """
    if sizes.empty:
        return _nothing(lang)
    fig = Figure(figsize=(TWO_COLUMNS, 62 * MM))
    left, right = fig.subplots(1, 2)
    _draw_times(left, sizes, slope, lang)
    _draw_memory(right, sizes, lang)
    for ax in (left, right):
        ax.set_xscale("log")
        ax.set_xlabel(WORDS["characters"][lang])
    return fig


def _draw_times(ax: Axes, sizes: pd.DataFrame, slope: float, lang: Lang) -> None:
    size, seconds = sizes["characters"].to_numpy(float), sizes["processor_seconds"].to_numpy(float)
    level = np.mean(np.log(seconds) - slope * np.log(size))
    ax.plot(size, np.exp(level) * size**slope, color=PALETTE["rust"], linewidth=0.9)
    ax.plot(size, seconds, "o", color=PALETTE["navy"], markersize=4)
    ax.set_yscale("log")
    ax.set_ylabel(WORDS["seconds"][lang])
    ax.text(0.05, 0.92, WORDS["fit"][lang].format(slope=slope), color=PALETTE["rust"], transform=ax.transAxes)


def _draw_memory(ax: Axes, sizes: pd.DataFrame, lang: Lang) -> None:
    ax.plot(sizes["characters"], sizes["megabytes"], "o", color=PALETTE["navy"], markersize=4)
    ax.axhline(MOST_MEMORY, color=PALETTE["rust"], linewidth=0.9, linestyle="--")
    ax.text(
        sizes["characters"].min(), MOST_MEMORY + 8, WORDS["bar"][lang], color=PALETTE["rust"], va="bottom"
    )
    ax.set_ylim(0, max(MOST_MEMORY * 1.15, sizes["megabytes"].max() * 1.1))
    ax.set_ylabel(WORDS["memory"][lang])


def _nothing(lang: Lang) -> Figure:
    fig = Figure(figsize=(TWO_COLUMNS, 25 * MM))
    ax = fig.subplots()
    ax.set_axis_off()
    ax.text(0.5, 0.5, WORDS["none"][lang], ha="center", va="center", transform=ax.transAxes)
    return fig
