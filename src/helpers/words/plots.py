"""Plots of the words stage: what stands out, where terms stand in each report, which terms stand together."""

from collections.abc import Sequence
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.figures import MM, PALETTE, TWO_COLUMNS
from helpers.plotting import draw_lollipops, say_nothing_to_draw, set_rows
from helpers.resources import read_resource
from helpers.tables import Lang
from helpers.words.keyness import REST, holds
from helpers.words.lexicon import Lexicon
from helpers.words.sensitivity import first_comparison, most_outstanding

POINT = 25.4 / 72  # mm
GLOSS = 6  # points
UNDATED: dict[Lang, str] = {"en": "no date", "zh": "无日期"}
NOTHING: dict[str, dict[Lang, str]] = {
    "keyness": {
        "en": "Nothing to compare: this needs reports of two eras, places or names.",
        "zh": "无可比较：需有两个时期、地方或两篇报告。",
    },
    "terms": {"en": "No term of the lexicon was found.", "zh": "未发现词表中的词条。"},
    "pairs": {"en": "No two terms stand together beyond chance.", "zh": "没有超出随机的同句词对。"},
}
_TEXTS = read_resource("words_captions.yaml")
CAPTIONS: dict[str, dict[Lang, str]] = {figure: texts["caption"] for figure, texts in _TEXTS.items()}
ALT: dict[str, dict[Lang, str]] = {figure: texts["alt"] for figure, texts in _TEXTS.items()}


# -- what stands out -------------------------------------------------------------------------------------


def outstanding_words(keyness: pd.DataFrame, top: int = 12) -> pd.DataFrame:
    """Return the rows of the first comparison's most outstanding words, in the order in which they are drawn.

    Parameters
    ----------
    keyness
        The table `keyness`.
    top
        How many words on either side.

    Returns
    -------
    pandas.DataFrame
        Rows of `keyness` and `holds`, without place names; empty when nothing was compared.
    """
    rows = first_comparison(keyness)
    rows = rows[rows["kind"] != "place"]
    chosen = rows.set_index("word").loc[most_outstanding(rows, top)].reset_index()
    return chosen.assign(holds=holds(chosen)).sort_values(["z", "word"], ascending=[False, True])


def outstanding_by_report(keyness: pd.DataFrame, top: int = 6, reports: int = 6) -> pd.DataFrame:
    """Return the words that stand out most in each report, without place names.

    Parameters
    ----------
    keyness
        The table `keyness`.
    top
        How many words a report.
    reports
        Of how many reports at most.

    Returns
    -------
    pandas.DataFrame
        Rows of `keyness` and `significant`; empty when nothing was compared.
    """
    rows = keyness[(keyness["comparison"] == "report") & (keyness["kind"] != "place") & (keyness["z"] > 0)]
    rows = rows[rows["target"].isin(rows["target"].unique()[:reports])]
    return rows.groupby("target", sort=False).head(top).assign(significant=lambda r: r["p_adjusted"] < 0.05)


def plot_keyness(outstanding: pd.DataFrame, lexicon: Lexicon, lang: Lang) -> Figure:
    """Return a lollipop chart of the words that stand out, with intervals.

    Parameters
    ----------
    outstanding
        From `outstanding_words`.
    lexicon
        Gives the English of terms.
    lang
        Language of the words around.

    Returns
    -------
    matplotlib.figure.Figure
        At printed size.
    """
    if outstanding.empty:
        return say_nothing_to_draw(NOTHING["keyness"][lang])
    fig = Figure(figsize=(TWO_COLUMNS, (22 + 4.3 * len(outstanding)) * MM), layout="constrained")
    axes = fig.add_subplot()
    _draw_words(axes, outstanding, outstanding["holds"], lexicon, lang)
    _label_factors(axes, outstanding)
    first = outstanding.iloc[0]
    names = [group_title(first["target"], lang), group_title(first["against"], lang)]
    right = axes.get_yaxis_transform()
    for y, a, b in zip(
        range(len(outstanding)), outstanding["count_target"], outstanding["count_against"], strict=True
    ):
        axes.text(1.02, y, f"{a} : {b}", transform=right, va="center", fontsize=6, color=PALETTE["grey"])
    axes.text(
        0.99, 1.01, f"{names[0]} →", transform=axes.transAxes, ha="right", va="bottom", color=PALETTE["blue"]
    )
    axes.text(0.01, 1.01, f"← {names[1]}", transform=axes.transAxes, va="bottom", color=PALETTE["orange"])
    axes.set_xlabel({"en": "odds ratio (95 % interval)", "zh": "优势比（95% 区间）"}[lang])
    return fig


def plot_keyness_by_report(outstanding: pd.DataFrame, lexicon: Lexicon, lang: Lang) -> Figure:
    """Return a panel a report with the words that stand out most in it.

    Parameters
    ----------
    outstanding
        From `outstanding_by_report`.
    lexicon
        Gives the English of terms.
    lang
        Language of the words around.

    Returns
    -------
    matplotlib.figure.Figure
        At printed size.
    """
    if outstanding.empty:
        return say_nothing_to_draw(NOTHING["keyness"][lang])
    panels = list(outstanding.groupby("target", sort=False))
    lines = (len(panels) + 1) // 2
    fig = Figure(figsize=(TWO_COLUMNS, (10 + 38 * lines) * MM), layout="constrained")
    grid = fig.subplots(lines, min(2, len(panels)), sharex=True, squeeze=False)
    for axes, (target, rows) in zip(grid.flat, panels, strict=False):
        _draw_words(axes, rows, rows["significant"], lexicon, lang)
        axes.set_title(target, loc="left")
        _label_factors(axes, outstanding, step=4)  # half as wide: every other label has no room
        axes.tick_params(labelbottom=True)
    for axes in grid.flat[len(panels) :]:
        axes.set_axis_off()
    fig.supxlabel({"en": "odds ratio (95 % interval)", "zh": "优势比（95% 区间）"}[lang], fontsize=7)
    return fig


def group_title(group: str, lang: Lang) -> str:
    """Return how figures name an era, a place or a report."""
    eras = read_resource("policy_eras.csv").set_index("era")[f"title_{lang}"]
    return str({REST: {"en": "all others", "zh": "其余"}[lang], **eras.to_dict()}.get(group, group))


def _draw_words(axes: Axes, rows: pd.DataFrame, filled: pd.Series, lexicon: Lexicon, lang: Lang) -> None:
    colours = np.where(rows["log_odds"] > 0, PALETTE["blue"], PALETTE["orange"]).tolist()
    axes.axvline(0, color=PALETTE["grey"], lw=0.6, zorder=0)
    draw_lollipops(
        axes,
        rows["log_odds"],
        [lexicon.label(word, lang) for word in rows["word"]],
        colours,
        stem={"color": colours, "lw": 0.4, "alpha": 0.5},
        filled=filled.tolist(),
        intervals=(rows["log_odds_low"], rows["log_odds_high"]),
        s=16,
        lw=0.9,
    )


def _label_factors(axes: Axes, rows: pd.DataFrame, step: int = 2) -> None:
    """Label an axis of binary logarithms with the factors that they stand for."""
    low, high = np.floor(rows["log_odds_low"].min()), np.ceil(rows["log_odds_high"].max())
    ticks = step * np.arange(np.ceil(low / step), high // step + 1)
    axes.set_xticks(ticks, [_factor(int(tick)) for tick in ticks])


def _factor(power: int) -> str:
    return f"{2**power}×" if power >= 0 else f"1/{2**-power}"


# -- where terms stand -----------------------------------------------------------------------------------


def positions_table(
    tokens: pd.DataFrame, documents: pd.DataFrame, words: Sequence[str], reports: int = 8
) -> pd.DataFrame:
    """Return where in each article each word is used: the share of the article's words that come before.

    Parameters
    ----------
    tokens
        From `find_tokens`.
    documents
        The table `documents`; gives the order of the reports.
    words
        Which words.
    reports
        How many reports at most.

    Returns
    -------
    pandas.DataFrame
        Columns `doc`, `published`, `word`, `position`, ordered by date; a report that uses none of the words
        has one row with an empty word.
    """
    dated = documents.assign(order=documents["published"].replace("", "~")).sort_values(["order", "doc"])
    rows = []
    for doc, published in dated[["doc", "published"]].head(reports).itertuples(index=False):
        said = tokens.loc[tokens["doc"] == doc, "word"].astype(str).tolist()
        used = [(word, i / len(said)) for i, word in enumerate(said) if word in set(words)] or [("", np.nan)]
        rows += [(doc, published, word, round(position, 4)) for word, position in used]
    return pd.DataFrame(rows, columns=["doc", "published", "word", "position"])


def plot_dispersion(positions: pd.DataFrame, words: Sequence[str], lexicon: Lexicon, lang: Lang) -> Figure:
    """Return a grid of strokes: each use of each word along each report.

    Parameters
    ----------
    positions
        From `positions_table`.
    words
        The rows, from top to bottom.
    lexicon
        Gives the English of terms.
    lang
        Language of the words around.

    Returns
    -------
    matplotlib.figure.Figure
        At printed size.
    """
    if not len(words) or positions.empty:
        return say_nothing_to_draw(NOTHING["terms"][lang])
    docs = positions.drop_duplicates("doc")
    fig = Figure(figsize=(TWO_COLUMNS, (16 + 4.6 * len(words)) * MM), layout="constrained")
    grid = fig.subplots(1, len(docs), sharey=True, squeeze=False)[0]
    row = {word: y for y, word in enumerate(words)}
    for axes, (doc, published) in zip(grid, docs[["doc", "published"]].itertuples(index=False), strict=True):
        used = positions[(positions["doc"] == doc) & (positions["word"] != "")]
        y = used["word"].map(row).to_numpy(dtype=float)
        axes.hlines(range(len(words)), 0, 1, color=PALETTE["light"], lw=0.4, zorder=0)
        axes.vlines(used["position"], y - 0.32, y + 0.32, color=PALETTE["blue"], lw=0.8)
        for word, count in used["word"].value_counts().items():
            axes.text(1.05, row[str(word)], str(count), va="center", fontsize=6, color=PALETTE["ink"])
        axes.set_title(f"{doc}\n{published or UNDATED[lang]}", fontsize=6.5)
        axes.set(xlim=(-0.02, 1.2), xticks=[])
        axes.spines["bottom"].set_visible(False)
        set_rows(axes, len(words))
    grid[0].set_yticks(range(len(words)), [lexicon.label(word, lang) for word in words])
    return fig


# -- which terms stand together --------------------------------------------------------------------------


def network_edges(cooccurrence: pd.DataFrame, edges: int = 45) -> pd.DataFrame:
    """Return the pairs to draw: those that are together beyond chance most surely.

    Parameters
    ----------
    cooccurrence
        The table `cooccurrence`.
    edges
        How many pairs at most.

    Returns
    -------
    pandas.DataFrame
        Rows of `cooccurrence`.
    """
    beyond = (cooccurrence["p_adjusted"] < 0.05) & (cooccurrence["npmi"] > 0)
    return cooccurrence[beyond].head(edges)


def plot_network(edges: pd.DataFrame, lexicon: Lexicon, lang: Lang) -> Figure:
    """Return a network whose nodes are the terms themselves, set so that none covers another.

    Parameters
    ----------
    edges
        From `network_edges`.
    lexicon
        Gives the English of terms.
    lang
        Language of the words around.

    Returns
    -------
    matplotlib.figure.Figure
        At printed size; the same on every run.
    """
    if edges.empty:
        return say_nothing_to_draw(NOTHING["pairs"][lang])
    width = TWO_COLUMNS / MM
    places, sizes, height = network_layout(edges, lexicon, lang, width)
    fig = Figure(figsize=(width * MM, height * MM))
    fig.set_layout_engine("none")
    axes = fig.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    for a, b, npmi in edges[["word_a", "word_b", "npmi"]].itertuples(index=False):
        (x, y), (next_x, next_y) = places[a], places[b]
        axes.plot([x, next_x], [y, next_y], color=PALETTE["sky"], lw=0.4 + 2.2 * npmi, alpha=0.7, zorder=1)
    paper = {"facecolor": "white", "edgecolor": "none", "pad": 0.4}  # a label is read over its lines
    for word, (x, y) in places.items():
        gloss = lexicon.gloss(word) if lang == "en" else ""
        style: dict[str, Any] = {"ha": "center", "va": "center", "bbox": paper, "zorder": 2}
        axes.text(x, y - (1.4 if gloss else 0), word, fontsize=sizes[word], **style)
        if gloss:
            below = y + 0.5 * sizes[word] * POINT + 0.5
            axes.text(x, below, gloss, fontsize=GLOSS, color="#555555", **style)
    return fig


def network_layout(
    edges: pd.DataFrame, lexicon: Lexicon, lang: Lang, width: float
) -> tuple[dict[str, tuple[float, float]], dict[str, float], float]:
    """Return the place (mm) and type size (points) of each term; no two labels overlap.

    Parameters
    ----------
    edges
        From `network_edges`.
    lexicon, lang
        Decide how long labels are.
    width
        Of the sheet, in mm.

    Returns
    -------
    tuple
        Places from the upper left corner and sizes, by term, and the height that they take.
    """
    graph = nx.Graph()
    graph.add_weighted_edges_from(sorted(edges[["word_a", "word_b", "npmi"]].itertuples(index=False)))
    uses: dict[str, int] = {}
    for end in "ab":
        uses |= dict(zip(edges[f"word_{end}"].tolist(), edges[f"sentences_{end}"].tolist(), strict=True))
    most = max(uses.values())
    sizes = {str(name): 6.0 + 4.5 * (uses[name] / most) ** 0.5 for name in graph}
    boxes = {name: label_box(name, sizes[name], lexicon, lang) for name in graph}
    parts = sorted(
        (sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part)
    )
    drawn = [_part_layout(graph, part, np.array([boxes[name] for name in part]), width) for part in parts]
    corners = pack([size for _, size in drawn], width)
    places = {
        name: (float(x + corner[0]), float(y + corner[1]))
        for part, (inside, _), corner in zip(parts, drawn, corners, strict=True)
        for name, (x, y) in zip(part, inside, strict=True)
    }
    height = max(corner[1] + size[1] for corner, (_, size) in zip(corners, drawn, strict=True))
    return places, sizes, float(height)


def _part_layout(
    graph: nx.Graph, part: list[str], boxes: np.ndarray, width: float
) -> tuple[np.ndarray, tuple[float, float]]:
    """Return the places of the terms of one connected part, and the size of the rectangle that they fill."""
    alone = nx.Graph()  # in order: a subgraph's own order differs from run to run
    alone.add_nodes_from(part)
    alone.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges(part)))
    spring = nx.spring_layout(alone, seed=1, k=2.5 / len(part) ** 0.5, iterations=500)
    places = np.array([spring[name] for name in part])
    if len(part) < 4:  # a short chain reads best as an even column
        along = places[:, np.argmax(np.ptp(places, axis=0))]
        places = np.column_stack([np.zeros(len(part)), np.argsort(np.argsort(along, kind="stable"))])
    places = (places - places.min(axis=0)) / np.maximum(np.ptp(places, axis=0), 1e-9)
    room = (3.5 * np.prod(boxes, axis=1).sum()) ** 0.5
    across = min(1.35 * room, width - boxes[:, 0].max() - 6)
    scale = np.array([across, room / 1.35]) if len(part) > 3 else np.array([0.0, 11.0 * (len(part) - 1)])
    places = push_apart(places * scale, boxes)
    corner = (places - boxes / 2).min(axis=0) - 2
    far = (places + boxes / 2).max(axis=0) + 2
    return places - corner, (float(far[0] - corner[0]), float(far[1] - corner[1]))


def pack(sizes: Sequence[tuple[float, float]], width: float) -> list[tuple[float, float]]:
    """Return corners of rectangles on a sheet, each as high, then as far left, as those before it allow."""
    placed: list[tuple[float, float, float, float]] = []
    for across, down in sizes:
        x_steps = [0.0, *sorted({x + w for x, _, w, _ in placed})]
        y_steps = [0.0, *sorted({y + h for _, y, _, h in placed})]
        free = (
            (x, y)
            for y in y_steps
            for x in x_steps
            if (x + across <= width or x == 0)
            and not any(x < a + w and a < x + across and y < b + h and b < y + down for a, b, w, h in placed)
        )
        placed.append((*next(free), across, down))
    return [(x, y) for x, y, _, _ in placed]


def label_box(word: str, size: float, lexicon: Lexicon, lang: Lang) -> tuple[float, float]:
    """Return width and height of a term's label in mm, with a margin."""
    gloss = lexicon.gloss(word) if lang == "en" else ""
    width = max(len(word) * size, len(gloss) * GLOSS * 0.52) * POINT
    return width + 1.5, size * 1.25 * POINT + (3.8 if gloss else 1.0)


def push_apart(places: np.ndarray, boxes: np.ndarray, rounds: int = 2000) -> np.ndarray:
    """Return places moved, as little as it takes, until no two boxes overlap.

    Parameters
    ----------
    places, boxes
        Centres and sizes, one row a box.
    rounds
        After which it is left as it is.

    Returns
    -------
    numpy.ndarray
        New centres.
    """
    places = places.astype(float)
    one, other = np.triu_indices(len(places), 1)
    reach = (boxes[one] + boxes[other]) / 2
    for _ in range(rounds):
        apart = places[one] - places[other]
        overlap = reach - np.abs(apart)
        hit = (overlap > 1e-6).all(axis=1)
        if not hit.any():
            break
        axis = np.argmin(overlap[hit], axis=1)
        way = np.where(apart[hit, axis] >= 0, 1.0, -1.0) * (overlap[hit, axis] / 2 + 0.01)
        np.add.at(places, (one[hit], axis), 0.5 * way)
        np.add.at(places, (other[hit], axis), -0.5 * way)
    return places


def texts_of(figure_id: str) -> dict[str, Any]:
    """Return caption and description of a figure, as `save_figure` takes them."""
    return {"captions": CAPTIONS[figure_id], "alt": ALT[figure_id]}
