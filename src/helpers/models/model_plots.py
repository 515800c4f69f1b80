"""Figures that the models share: a tornado, a band, letters, and a page that says why there is nothing to draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.figures import PALETTE
from helpers.models.results import significant
from helpers.plotting import say_nothing_to_draw
from helpers.resources import read_resource
from helpers.tables import Lang, records

LETTERS = "abcdef"
EMPTY: dict[Lang, str] = {
    "en": "These reports do not state what this model needs.",
    "zh": "这些报告没有给出本模型所需的输入。",
}


def described(model: str, figure_id: str, **values: Any) -> dict[str, Mapping[Lang, str]]:
    """Return caption and alternative text of a figure, as `save_figure` takes them.

    Parameters
    ----------
    model
        The texts are in ``model_captions_<model>.yaml``: figure → ``caption`` and ``alt`` → language.
    figure_id
        Key of the figure.
    values
        What fills words in braces.
    """
    texts = read_resource(f"model_captions_{model}.yaml")[figure_id]
    filled = {
        part: {lang: str(text).format(**values) for lang, text in said.items()}
        for part, said in texts.items()
    }
    return {"captions": filled["caption"], "alt": filled["alt"]}


def below(frames: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    """Return curves one below another, as one frame with these columns; without curves it has no rows.

    Parameters
    ----------
    frames
        Of the cases; empty where no report states what is drawn.
    columns
        Which to keep, in this order.
    """
    empty = pd.DataFrame(columns=list(columns))
    return pd.concat(frames, ignore_index=True)[list(columns)] if frames else empty


def letter_titles(*axes: Axes) -> None:
    """Set the letter of each panel above its axes on the left."""
    for letter, ax in zip(LETTERS, axes, strict=False):
        ax.set_title(letter, loc="left", fontsize=8)


def letter_corners(*axes: Axes, shift: tuple[float, float] = (-26, 4)) -> None:
    """Set the letter of each panel so many points from the upper left corner of its axes."""
    for letter, ax in zip(LETTERS, axes, strict=False):
        ax.annotate(
            letter, (0, 1), xytext=shift, textcoords="offset points", xycoords="axes fraction", fontsize=8
        )  # fmt: skip


def draw_tornado(ax: Axes, rows: pd.DataFrame, lang: Lang = "en", label: str = "", digits: int = 3) -> None:
    """Draw how far each assumption moves a result: bars from the result at its low end to that at its high end.

    Parameters
    ----------
    ax
        Where.
    rows
        As from `helpers.models.sweep.tornado`.
    lang
        Language of the names of the assumptions.
    label
        Name and unit of the result.
    digits
        Significant digits of the ends written at the bars.
    """
    for number, row in enumerate(records(rows)):
        for end, colour in (("low", "sky"), ("high", "blue")):
            ax.barh(
                number,
                row[f"at_{end}"] - row["mid"],
                left=row["mid"],
                height=0.55,
                color=PALETTE[colour],
                lw=0,
            )
        ends = sorted(("low", "high"), key=lambda end: row[f"at_{end}"])
        for end, side, shift in ((ends[0], "right", -3), (ends[1], "left", 3)):
            ax.annotate(
                significant(row[end], digits), (row[f"at_{end}"], number), xytext=(shift, 0), textcoords="offset points",
                ha=side, va="center", fontsize=6, color=PALETTE["grey"],
            )  # fmt: skip
    ax.set_yticks(range(len(rows)), list(rows[f"label_{lang}"]))
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    if len(rows):
        ax.axvline(rows["mid"].iloc[0], color=PALETTE["ink"], lw=0.6)
    ax.margins(x=0.14)
    ax.set_xlabel(label)


def draw_band(ax: Axes, rows: pd.DataFrame, colour: str = "blue", label: str = "", where: str = "") -> None:
    """Draw a band over an axis with its middle line, labelled at its end.

    Parameters
    ----------
    ax
        Where.
    rows
        Columns ``x``, ``low``, ``mid``, ``high``, as from `helpers.models.sweep.band`.
    colour
        A key of the palette.
    label
        Written at the right end of the middle line.
    where
        ``step`` draws the line as steps.
    """
    step: Any = "post" if where == "step" else None
    ax.fill_between(rows["x"], rows["low"], rows["high"], color=PALETTE[colour], alpha=0.18, lw=0, step=step)
    ax.plot(
        rows["x"], rows["mid"], color=PALETTE[colour], lw=1.2, drawstyle="steps-post" if step else "default"
    )
    if label and len(rows):
        last = rows.iloc[-1]
        ax.annotate(
            label, (last["x"], last["mid"]), xytext=(4, 0), textcoords="offset points", va="center", fontsize=6.5,
            color=PALETTE[colour], annotation_clip=False,
        )  # fmt: skip


def draw_nothing(lang: Lang = "en") -> Figure:
    """Return a figure that says that the reports lack what the model needs."""
    return say_nothing_to_draw(EMPTY[lang])
