"""The map: what each notebook asks, reads and writes, as a table and as a drawing.

Both are computed from the notebooks themselves (`helpers.notebooks`), so that they cannot say something else.
"""

import json
import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import pairwise

import networkx as nx
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from helpers.figures import MM, PALETTE, TWO_COLUMNS
from helpers.notebooks import Notebook, producers
from helpers.tables import Lang

REPORTS = "reports"
WORD_FOR_REPORTS: dict[Lang, str] = {"en": "reports", "zh": "报告"}
CAPTIONS: dict[Lang, str] = {
    "en": "From the reports to the findings. Each box is a notebook with the tables that it writes; an arrow"
    " means that one reads what the other wrote, and is left out where it follows from others.",
    "zh": "从报告到结论。每个方框是一个笔记本及其写出的数据表；箭头表示后者读取前者的结果，"
    "可由其他箭头推出的箭头从略。",
}
ALT: dict[Lang, str] = {
    "en": "A diagram that reads from left to right: the reports, then the notebooks in the order in which"
    " they build on one another, each with the names of its tables.",
    "zh": "自左至右的流程图：最左为报告，其后依次为各笔记本，框内列出其数据表。",
}
COLUMNS = ["notebook", "asks", "reads", "writes", "figures"]
MARKS = ("<!-- from the notebooks, by make -->", "<!-- end -->")
LABEL, LINE, PAD, GAP = (
    3.4,
    2.7,
    1.4,
    4.0,
)  # mm: the name of a notebook, of a table, around them, between boxes


def map_table(notebooks: Iterable[Notebook]) -> pd.DataFrame:
    """Return one row a notebook: what it asks, reads, writes and draws.

    Parameters
    ----------
    notebooks
        In the order in which they run.

    Returns
    -------
    pandas.DataFrame
        Columns `notebook`, `asks`, `reads`, `writes`, `figures`; lists are joined by commas.
    """
    rows = [
        (
            each.name,
            each.question or each.title,
            ", ".join((["the reports"] if each.reads_reports else []) + list(each.reads)),
            ", ".join(each.writes),
            ", ".join(each.figures),
        )
        for each in notebooks
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def markdown_table(table: pd.DataFrame, folder: str = "") -> str:
    """Return the map as a Markdown table whose first column links to the notebooks.

    Parameters
    ----------
    table
        As from `map_table`.
    folder
        Where the notebooks lie, seen from the page that shows the table.

    Returns
    -------
    str
        Lines joined by newlines, none at the end.
    """
    head = ["| " + " | ".join(COLUMNS) + " |", "| " + " | ".join("---" for _ in COLUMNS) + " |"]
    rows = table.assign(notebook=[f"[{name}]({folder}{name}.ipynb)" for name in table["notebook"]])
    body = ["| " + " | ".join(cell or "–" for cell in row) + " |" for row in rows.itertuples(index=False)]
    return "\n".join(head + body)


def with_map(page: str, notebooks: Sequence[Notebook]) -> str:
    """Return a page whose part between the two marks is the map of the notebooks; a page without them stays.

    Parameters
    ----------
    page
        Markdown.
    notebooks
        All notebooks.

    Returns
    -------
    str
        The page, renewed.
    """
    renewed = f"{MARKS[0]}\n{markdown_table(map_table(notebooks), 'notebooks/')}\n{MARKS[1]}"
    return re.sub(f"{re.escape(MARKS[0])}.*?{re.escape(MARKS[1])}", lambda _: renewed, page, flags=re.DOTALL)


def flow_table(notebooks: Sequence[Notebook]) -> pd.DataFrame:
    """Return which notebook hands which tables to which.

    Parameters
    ----------
    notebooks
        All notebooks.

    Returns
    -------
    pandas.DataFrame
        Columns `source`, `target`, `tables`, one row a pair; the source of the reports is ``reports``.
    """
    made_by = producers(notebooks)
    handed = [(REPORTS, each.name, "the reports") for each in notebooks if each.reads_reports]
    handed += [
        (made_by[name], each.name, name) for each in notebooks for name in each.reads if name in made_by
    ]
    frame = pd.DataFrame(handed, columns=["source", "target", "tables"])
    return frame.groupby(["source", "target"], sort=True, as_index=False).agg({"tables": ", ".join})


def plot_flow(flow: pd.DataFrame, table: pd.DataFrame, lang: Lang = "en") -> Figure:
    """Draw the flow from the reports to the findings, from left to right.

    Parameters
    ----------
    flow
        As from `flow_table`. An arrow that follows from others is left out.
    table
        As from `map_table`; what each notebook writes stands in its box.
    lang
        Language of the words that are not names.

    Returns
    -------
    Figure
        170 mm wide.
    """
    writes = {name: _lines(cell) for name, cell in zip(table["notebook"], table["writes"], strict=True)}
    names = set(flow["source"]) | set(flow["target"])
    heights = {name: LABEL + LINE * len(writes.get(name, ())) + 2 * PAD for name in names}
    slots, paths = _layout(flow, heights)
    columns = 1 + max(column for column, _ in slots.values())
    edges = [
        middle + side * heights.get(name, 0) / 2 for name, (_, middle) in slots.items() for side in (-1, 1)
    ]
    top, bottom = min(edges) - GAP / 2, max(edges) + GAP / 2
    fig = Figure(figsize=(TWO_COLUMNS, (bottom - top) * MM))
    fig.set_layout_engine("none")
    axes = fig.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, TWO_COLUMNS / MM), ylim=(bottom, top))
    axes.axis("off")
    step = TWO_COLUMNS / MM / columns
    width = min(0.8 * step, 34)
    centres = {name: ((column + 0.5) * step, middle) for name, (column, middle) in slots.items()}
    for path in paths:
        _draw_path(axes, [centres[name] for name in path], width)
    for name in sorted(names):
        label = WORD_FOR_REPORTS[lang] if name == REPORTS else name.replace("-", " ", 1)
        _draw_box(axes, centres[name], (width, heights[name]), label, writes.get(name, []))
    return fig


def notebook_hashes(notebooks: Iterable[Notebook]) -> dict[str, str]:
    """Return the SHA-256 of what an author wrote in each notebook, by its path; outputs do not count."""
    return {
        f"notebooks/{each.name}.ipynb": sha256(json.dumps(each.cells).encode()).hexdigest()
        for each in notebooks
    }


Slot = tuple[int, float]


def _layout(flow: pd.DataFrame, heights: dict[str, float]) -> tuple[dict[str, Slot], list[list[str]]]:
    """Return a column and middle (mm) for each notebook and each bend, and the way of each arrow."""
    graph = nx.transitive_reduction(nx.from_pandas_edgelist(flow, create_using=nx.DiGraph))
    depth = {name: level for level, names in enumerate(nx.topological_generations(graph)) for name in names}
    paths = [_way(source, target, depth) for source, target in sorted(graph.edges)]
    columns: dict[int, list[str]] = {}
    for name in dict.fromkeys(name for path in paths for name in path):
        columns.setdefault(_column(name, depth), []).append(name)
    before: dict[str, list[str]] = {}
    for path in paths:
        for source, target in pairwise(path):
            before.setdefault(target, []).append(source)
    slots: dict[str, Slot] = {}
    for column in sorted(columns):
        # as high as what it comes from; equal ones in the order of their names
        wanted = {
            name: sum(slots[each][1] for each in before.get(name, ())) / max(len(before.get(name, ())), 1)
            for name in columns[column]
        }
        ordered = [name for _, name in sorted((row, name) for name, row in wanted.items())]
        middles = _stack([heights.get(name, 0.0) for name in ordered], sum(wanted.values()) / len(wanted))
        slots |= {name: (column, middle) for name, middle in zip(ordered, middles, strict=True)}
    return slots, paths


def _stack(heights: list[float], middle: float) -> list[float]:
    """Return the middles of boxes one below the other, together around a middle."""
    total = sum(heights) + GAP * (len(heights) - 1)
    tops = [middle - total / 2 + sum(heights[:place]) + GAP * place for place in range(len(heights))]
    return [top + height / 2 for top, height in zip(tops, heights, strict=True)]


def _lines(cell: str) -> list[str]:
    return [line for line in cell.split(", ") if line]


def _way(source: str, target: str, depth: dict[str, int]) -> list[str]:
    """Return the stations of an arrow; what passes a column from one notebook passes at one place there."""
    bends = [f"{source}@{column}" for column in range(depth[source] + 1, depth[target])]
    return [source, *bends, target]


def _column(name: str, depth: dict[str, int]) -> int:
    return depth[name] if name in depth else int(name.rpartition("@")[2])


def _draw_path(axes: Axes, centres: list[tuple[float, float]], width: float) -> None:
    for number, ((x, y), (next_x, next_y)) in enumerate(pairwise(centres)):
        last = number == len(centres) - 2
        arrow = FancyArrowPatch(
            (x + width / 2, y),
            (next_x - width / 2, next_y),
            arrowstyle="-|>,head_length=3,head_width=1.5" if last else "-",
            connectionstyle="arc3",
            color=PALETTE["grey"],
            linewidth=0.7,
            shrinkA=0,
            shrinkB=0,
        )
        axes.add_patch(arrow)
        if not last:  # straight on past the boxes of the column between
            axes.plot(
                [next_x - width / 2, next_x + width / 2], [next_y, next_y], color=PALETTE["grey"], lw=0.7
            )


def _draw_box(
    axes: Axes, centre: tuple[float, float], size: tuple[float, float], label: str, lines: list[str]
) -> None:
    (x, y), (width, height) = centre, size
    box = FancyBboxPatch(
        (x - width / 2, y - height / 2),
        width,
        height,
        boxstyle="round,pad=0,rounding_size=1.2",
        facecolor="white",
        edgecolor=PALETTE["blue"],
        linewidth=0.8,
    )
    axes.add_patch(box)
    top = y - height / 2 + PAD
    axes.text(x, top + LABEL / 2, label, ha="center", va="center", fontsize=7)
    for number, line in enumerate(lines):
        below = top + LABEL + LINE * (number + 0.5)
        axes.text(x, below, line, ha="center", va="center", fontsize=6, color=PALETTE["grey"])
