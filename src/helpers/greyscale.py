"""Greyscale: whether what a figure tells apart by colour is still told apart where there is no colour."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

STEP = 12.0  # lightness (CIE L*, 0 to 100) by which two greys side by side are told apart


def lightness(colour: Any) -> float:
    """Return how light a colour is printed in grey on white: CIE L*, from 0 (black) to 100 (white).

    Parameters
    ----------
    colour
        Anything that matplotlib takes for a colour; a transparent one shows the paper.

    Returns
    -------
    float
        The lightness of its luminance.
    """
    red, green, blue, alpha = to_rgba(colour)
    linear = [_linear(alpha * channel + 1 - alpha) for channel in (red, green, blue)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return float(116 * luminance ** (1 / 3) - 16 if luminance > 216 / 24389 else luminance * 24389 / 27)


def told_apart_by_colour_alone(fig: Figure) -> list[str]:
    """Return the pairs of a figure's legends that look the same without colour.

    Two entries differ when their greys do, or the shape of their markers, their hatching, their dashes, or
    whether they are filled.

    Parameters
    ----------
    fig
        The figure.

    Returns
    -------
    list of str
        Such as ``less / more``; empty when no reader needs the colours.
    """
    legends = [each for each in fig.findobj(Legend) if isinstance(each, Legend)]
    return [
        f"{first} / {second}"
        for legend in legends
        for (first, a), (second, b) in combinations(_entries(legend), 2)
        if a[1:] == b[1:] and abs(a[0] - b[0]) < STEP
    ]


def _entries(legend: Legend) -> Iterator[tuple[str, tuple[float, Any]]]:
    for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=True):
        if handle is not None:
            yield text.get_text(), _look(handle)


def _look(handle: Artist) -> tuple[float, Any]:
    """Return the grey of a legend's entry, and all that is not colour."""
    if isinstance(handle, Line2D):
        marker, dashes = str(handle.get_marker()), str(handle.get_linestyle())
        drawn = marker not in ("None", "none", "", " ")
        face = handle.get_markerfacecolor() if drawn else handle.get_color()
        hollow = drawn and lightness(face) > 99
        grey = lightness(handle.get_markeredgecolor() if hollow else face)
        return grey, (marker, dashes, hollow)
    if isinstance(handle, Patch):
        return lightness(handle.get_facecolor()), (handle.get_hatch() or "",)
    return 0.0, (type(handle).__name__, id(handle))  # of another kind: not compared


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
