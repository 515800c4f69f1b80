"""Greyscale: entries of a legend that only colour tells apart are found, and no others."""

from itertools import pairwise
from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from helpers.figures import PALETTE
from helpers.greyscale import STEP, lightness, told_apart_by_colour_alone


def legend_of(*handles: Any) -> Figure:
    fig = Figure()
    fig.subplots().legend(handles=list(handles))
    return fig


def point(label: str, **look: Any) -> Line2D:
    return Line2D([], [], linestyle="", label=label, **({"marker": "o"} | look))


@pytest.mark.parametrize(
    ("colour", "expected"),
    [("black", 0), ("white", 100), ("#777777", 50.03), ((0, 0, 0, 0), 100), ("#808080", 53.59)],
)
def test_lightness_is_that_of_the_cie(colour: Any, expected: float) -> None:
    assert lightness(colour) == pytest.approx(expected, abs=0.02)


def test_equally_light_colours_are_told_apart_by_colour_alone() -> None:
    blue, purple = (Patch(color=PALETTE[name], label=name) for name in ("blue", "purple"))
    assert told_apart_by_colour_alone(legend_of(blue, purple)) == ["blue / purple"]


@pytest.mark.parametrize(
    "other",
    [
        point("b", color=PALETTE["purple"], marker="s"),
        point("b", color=PALETTE["purple"], markerfacecolor="white"),
        point("b", color=PALETTE["light"]),
    ],
    ids=["marker", "hollow", "lighter"],
)
def test_a_marker_a_filling_or_a_grey_tells_points_apart(other: Line2D) -> None:
    assert told_apart_by_colour_alone(legend_of(point("a", color=PALETTE["blue"]), other)) == []


def test_hatching_tells_areas_apart() -> None:
    plain = Patch(facecolor=PALETTE["blue"], label="a")
    hatched = Patch(facecolor=PALETTE["purple"], hatch="//", label="b")
    assert told_apart_by_colour_alone(legend_of(plain, hatched)) == []


def test_the_five_colours_for_series_are_told_apart_in_a_grey_copy() -> None:
    greys = sorted(lightness(PALETTE[name]) for name in ("navy", "rust", "green", "yellow", "light"))
    assert min(b - a for a, b in pairwise(greys)) >= STEP
