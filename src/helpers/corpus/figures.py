"""Figures of the corpus: each report as a strip, article and page around it."""

from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from helpers.corpus.frames import ROLES
from helpers.figures import MM, PALETTE, TWO_COLUMNS
from helpers.tables import Lang, records

ROLE_WORDS: dict[str, dict[Lang, str]] = {
    "title": {"en": "title", "zh": "标题"},
    "heading": {"en": "heading", "zh": "小标题"},
    "article": {"en": "article", "zh": "正文"},
    "caption": {"en": "caption", "zh": "图片说明"},
    "dateline": {"en": "publication line", "zh": "发布信息"},
    "navigation": {"en": "navigation", "zh": "导航"},
    "editorial": {"en": "editors", "zh": "编审署名"},
    "copyright": {"en": "copyright", "zh": "版权声明"},
}
ROLE_COLOURS = {
    "title": PALETTE["ink"],
    "heading": PALETTE["navy"],
    "article": "#CFE1EE",
    "caption": PALETTE["green"],
    "dateline": PALETTE["yellow"],
    "navigation": PALETTE["purple"],
    "editorial": PALETTE["orange"],
    "copyright": PALETTE["grey"],
}
ROLE_HATCHES = {"navigation": "////////", "editorial": "........", "copyright": "xxxxxx"}  # for a grey copy
STRIP, PAGE = 6.5, 200  # millimetres
MOST_REPORTS = 40  # strips that fit a page


def plot_roles(sentences: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw each report as a strip of its sentences, coloured by role.

    Parameters
    ----------
    sentences
        The table `sentences`.
    lang
        Language of the words.

    Returns
    -------
    Figure
        One strip a report, two columns of a page wide; the first `MOST_REPORTS` reports by name.
    """
    docs = sorted(sentences["doc"].unique())[:MOST_REPORTS]
    shown = sentences[sentences["doc"].isin(docs)]
    height = min(max(len(docs), 1) * STRIP, PAGE) + 20
    fig = Figure(figsize=(TWO_COLUMNS, height * MM))
    ax = fig.subplots()
    for (doc, role), rows in shown.groupby(["doc", "role"]):
        spans = [(row["start"], row["end"] - row["start"]) for row in records(rows)]
        ax.broken_barh(spans, (docs.index(doc) - 0.32, 0.64), **_look(str(role)))
    ax.set_yticks(range(len(docs)), docs)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(docs) - 0.4, -0.6)
    ax.set_xlim(0, None)
    ax.spines["left"].set_visible(False)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    ax.set_xlabel({"en": "character of the file", "zh": "文件中的字符位置"}[lang])
    present = [role for role in ROLES if role in set(shown["role"])]
    handles = [Patch(label=ROLE_WORDS[role][lang], **_look(role)) for role in present]
    fig.legend(handles=handles, loc="outside upper left", ncols=8, handlelength=0.9, columnspacing=1.2)
    return fig


def _look(role: str) -> dict[str, Any]:
    hatch = ROLE_HATCHES.get(role)
    return {"facecolor": ROLE_COLOURS[role], "edgecolor": "white", "linewidth": 0, "hatch": hatch}


def captions_of_roles(sentences: pd.DataFrame) -> dict[Lang, str]:
    """Return the caption of `plot_roles` in both languages; the first sentence is the title."""
    total = sentences["doc"].nunique()
    shown = min(total, MOST_REPORTS)
    return {
        "en": "What is article and what is page around it. "
        f"Each strip is a report from its first character to its last; {shown} of {total} reports are shown. "
        "White: blank lines.",
        "zh": "正文与页面其他文字。"
        f"每条为一篇报告，从首字符到末字符；共 {total} 篇，图示 {shown} 篇。空白为空行。",
    }


def alt_of_roles(sentences: pd.DataFrame) -> dict[Lang, str]:
    """Return what `plot_roles` shows, in words, in both languages."""
    around = sentences[~sentences["role"].isin(["article", "heading", "title"])]
    lengths = (sentences["end"] - sentences["start"]).sum()
    share = 100 * (around["end"] - around["start"]).sum() / lengths if lengths else 0
    return {
        "en": f"Strips, one a report. Text around the articles makes up {share:.0f} % of the characters.",
        "zh": f"条带图，每条一篇报告。正文以外的文字占字符数的 {share:.0f}%。",
    }
