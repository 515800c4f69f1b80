"""Plotting: shapes that several stages share show what they are given."""

import matplotlib.colors as mcolors
import pytest
from matplotlib.figure import Figure

from helpers.figures import PALETTE, use_style
from helpers.plotting import draw_dots, draw_lollipops, say_nothing_to_draw, set_rows

use_style()


def axes():
    return Figure().subplots()


def test_the_first_row_is_at_the_top():
    ax = axes()
    set_rows(ax, 4)
    bottom, top = ax.get_ylim()
    assert top < 0 < 3 < bottom
    assert not ax.spines["left"].get_visible()


@pytest.mark.parametrize(
    ("colours", "filled", "faces"),
    [
        ("#0072B2", True, ["#0072b2"]),
        ("#0072B2", False, ["#ffffff"]),
        ("#0072B2", [True, False], ["#0072b2", "#ffffff"]),
        (["#0072B2", "#D55E00"], [False, True], ["#ffffff", "#d55e00"]),
    ],
)
def test_a_dot_is_hollow_where_it_is_not_filled(colours, filled, faces):
    ax = axes()
    draw_dots(ax, [1, 2], [0, 1], colours, filled, s=10)
    (dots,) = ax.collections
    assert [mcolors.to_hex(face) for face in dots.get_facecolor()] == faces
    assert dots.get_offsets().tolist() == [[1, 0], [2, 1]]


def test_a_lollipop_has_a_stem_from_the_base_an_interval_and_a_name():
    ax = axes()
    look = {"color": PALETTE["light"]}
    draw_lollipops(ax, [3.0, 5.0], ["a", "b"], PALETTE["blue"], look, base=1.0, intervals=([2, 4], [4, 7]))
    stems, intervals, dots = ax.collections
    assert [segment[:, 0].tolist() for segment in stems.get_segments()] == [[1, 3], [1, 5]]
    assert [segment[:, 0].tolist() for segment in intervals.get_segments()] == [[2, 4], [4, 7]]
    assert dots.get_offsets()[:, 0].tolist() == [3, 5]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a", "b"]


def test_nothing_to_draw_is_said_where_a_notebook_shows_it():
    figure = say_nothing_to_draw("这些报告中没有此类内容")
    assert [words.get_text() for words in figure.texts] == ["这些报告中没有此类内容"]
    assert figure.axes  # IPython draws no figure without axes
