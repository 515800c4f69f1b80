"""Figures: the house style, and saving a figure for print with a passport that says where it comes from."""

import json
import os
import warnings
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib as mpl
import mplfonts
import pandas as pd
import seaborn as sns
from IPython.core.getipython import get_ipython
from IPython.core.pylabtools import select_figure_formats
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.text import Text

from helpers.greyscale import told_apart_by_colour_alone
from helpers.notebooks import WHOSE_REPORTS, find_cell
from helpers.tables import PROJECT, Lang, Receipt, file_sha256, replace_file, resolve_dir, to_csv_bytes

MM = 1 / 25.4
ONE_COLUMN = 85 * MM
TWO_COLUMNS = 170 * MM
FONT = "Noto Sans CJK SC"
LICENCE = "CC-BY-4.0"
SMALLEST_TEXT = 6  # points at printed size; nothing in a figure of the collection is set smaller

# Okabe and Ito's colours, told apart by colour-blind readers; grey for what is not the point. Navy, rust, green,
# yellow and light are told apart in a grey copy as well.
PALETTE = {
    "navy": "#00456B",
    "rust": "#AF4500",
    "blue": "#0072B2",
    "orange": "#D55E00",
    "green": "#009E73",
    "purple": "#AA5C8F",
    "yellow": "#E69F00",
    "sky": "#56B4E9",
    "ink": "#222222",
    "grey": "#737373",
    "light": "#D9D9D9",
}

# What differs between two runs or two machines is left out of the files.
METADATA = {
    "pdf": {"CreationDate": None, "ModDate": None, "Creator": None, "Producer": None},
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
}


def use_style() -> None:
    """Set the house style: a CJK font of the project's own, thin axes, sizes for print.

    A glyph that the font lacks is an error from here on, not a box in print.
    """
    sns.set_theme(context="paper", style="ticks")
    path = Path(mplfonts.__file__).parent / "fonts" / "NotoSansCJKsc-Regular.otf"
    font_manager.fontManager.addfont(str(path))
    mpl.rcParams.update(
        {
            "font.family": [FONT],
            "font.size": 7,
            "axes.titlesize": 8,
            "axes.labelsize": 7,
            "xtick.labelsize": 6.5,
            "ytick.labelsize": 6.5,
            "legend.fontsize": 6.5,
            "legend.frameon": False,
            "axes.unicode_minus": False,
            "axes.linewidth": 0.6,
            "axes.edgecolor": PALETTE["ink"],
            "axes.labelcolor": PALETTE["ink"],
            "text.color": PALETTE["ink"],
            "xtick.color": PALETTE["ink"],
            "ytick.color": PALETTE["ink"],
            "xtick.major.width": 0.6,
            "ytick.major.width": 0.6,
            "xtick.major.size": 2.5,
            "ytick.major.size": 2.5,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "figure.constrained_layout.use": True,
            "figure.dpi": 150,
            "savefig.dpi": 300,
            "svg.fonttype": "path",
            "pdf.fonttype": 3,
            "pdf.compression": 6,
        }
    )
    warnings.filterwarnings("error", message="Glyph .* missing from")
    _show_figures_in_notebooks()


def save_figure(
    fig: Figure,
    figure_id: str,
    *,
    data: pd.DataFrame,
    captions: Mapping[Lang, str],
    alt: Mapping[Lang, str],
    notebook: str,
    tables: Sequence[str],
    tables_dir: str | Path,
    figures_dir: str | Path,
    parameters: Mapping[str, Any] | None = None,
    lang: Lang = "en",
    function: Callable[..., Figure] | None = None,
    inputs: Mapping[str, str] | None = None,
) -> Receipt:
    """Write a figure as PDF, SVG and PNG, what it shows as CSV, and its passport as JSON.

    Parameters
    ----------
    fig
        The figure, drawn at its printed size.
    figure_id
        Name of the files, such as ``money-log``.
    data
        The tidy frame that was drawn.
    captions
        By language. The first sentence is the title.
    alt
        What a reader who cannot see the figure should know, by language.
    notebook
        Stem of the notebook that draws it.
    tables
        Tables that the data come from.
    tables_dir, figures_dir
        Folders.
    parameters
        What was chosen in drawing it.
    lang
        Language of the words in the figure.
    function
        The plot function.
    inputs
        SHA-256 by name of what it is drawn from beside the tables, such as reports.

    Returns
    -------
    Receipt
        Its printed size and the hash of the SVG.
    """
    folder = resolve_dir(figures_dir)
    folder.mkdir(parents=True, exist_ok=True)
    files = {kind: render(fig, kind, figure_id) for kind in METADATA}
    files["csv"] = to_csv_bytes(data)
    for kind, content in files.items():
        replace_file(folder / f"{figure_id}.{kind}", content)
    passport = {
        "id": figure_id,
        "title": {key: first_sentence(text) for key, text in captions.items()},
        "caption": dict(captions),
        "alt": dict(alt),
        "lang": lang,
        "notebook": notebook,
        "cell": find_cell(PROJECT / "notebooks" / f"{notebook}.ipynb", figure_id),
        "function": f"{function.__module__}.{function.__qualname__}" if function else "",
        "tables": {name: file_sha256(resolve_dir(tables_dir) / f"{name}.csv") for name in tables},
        "inputs": dict(inputs or {}),
        "data": {
            "rows": len(data),
            "columns": list(data.columns),
            "sha256": sha256(files["csv"]).hexdigest(),
        },
        "parameters": dict(parameters or {}),
        "size_mm": _size_mm(fig),
        "smallest_text_pt": smallest_text(fig),
        "same_in_grey": told_apart_by_colour_alone(fig),
        "lock_sha256": file_sha256(PROJECT / "requirements.lock"),
        # figures of a reader's own reports are the reader's to license
        "licence": "" if os.environ.get(WHOSE_REPORTS) == "the reader's" else LICENCE,
    }
    text = json.dumps(passport, ensure_ascii=False, indent=2) + "\n"
    replace_file(folder / f"{figure_id}.json", text.encode())
    width, height = _size_mm(fig)
    return Receipt(figure_id, f"{width:g} × {height:g} mm, PDF + SVG + PNG", sha256(files["svg"]).hexdigest())


def render(fig: Figure, kind: str, salt: str) -> bytes:
    """Return a figure as the bytes of a file, the same on every run.

    Parameters
    ----------
    fig
        The figure.
    kind
        ``pdf``, ``svg`` or ``png``.
    salt
        Makes the names inside the SVG differ between figures on one page.

    Returns
    -------
    bytes
        What to write.
    """
    buffer = BytesIO()
    with mpl.rc_context({"svg.hashsalt": salt}):
        fig.savefig(buffer, format=kind, metadata=METADATA[kind])
    return buffer.getvalue()


def smallest_text(fig: Figure) -> float:
    """Return the size of the smallest text of a figure in points, as printed; 0 when it has none."""
    texts = [text for text in fig.findobj(Text) if isinstance(text, Text) and text.get_visible()]
    sizes = [float(text.get_fontsize()) for text in texts if text.get_text().strip()]
    return round(min(sizes, default=0), 2)


def first_sentence(caption: str) -> str:
    """Return the title of a caption: its first sentence without the full stop."""
    for stop in ("。", ". "):
        if stop in caption:
            return caption.split(stop)[0]
    return caption.rstrip(".")


def _show_figures_in_notebooks() -> None:
    """Have a notebook show a Figure that ends a cell, uncropped, and only there."""
    if (shell := get_ipython()) is not None:
        show: Callable[..., None] = select_figure_formats
        show(shell, {"png"}, bbox_inches=None, metadata=METADATA["png"])


def _size_mm(fig: Figure) -> tuple[float, float]:
    width, height = fig.get_size_inches()
    return round(float(width) / MM, 1), round(float(height) / MM, 1)
