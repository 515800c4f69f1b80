"""Relocation: which cells of a partly stated table are determined, and which sizes of sites are possible."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

Cell = tuple[str, str]
ALL = "all"
UNBOUNDED = 3  # what the solver answers when nothing limits a value from above


@dataclass(frozen=True, slots=True)
class CellRange:
    """What one cell of a table can be.

    Attributes
    ----------
    row, column
        Names; `ALL` for a margin.
    low, high
        Lowest and highest whole number; equal when the cell is determined, the highest infinite when nothing limits it.
    """

    row: str
    column: str
    low: int
    high: float

    @property
    def determined(self) -> bool:
        """Whether there is only one possible number."""
        return self.low == self.high


class Impossible(ValueError):  # noqa: N818 - it is an answer about the numbers
    """No table of non-negative whole numbers has the stated cells and margins."""


def table_cells(rows: Sequence[str], columns: Sequence[str]) -> list[Cell]:
    """Return all cells of a two-way table, margins last."""
    inner = list(product(rows, columns))
    return inner + [(row, ALL) for row in rows] + [(ALL, column) for column in columns] + [(ALL, ALL)]


def cell_ranges(rows: Sequence[str], columns: Sequence[str], stated: Mapping[Cell, int]) -> list[CellRange]:
    """Return what each cell and margin can be, given those that are stated.

    Each end is the solution of a linear programme. Its matrix is that of a transport problem (totally unimodular), so
    the ends are whole numbers although nobody asks for that.

    Parameters
    ----------
    rows, columns
        Names of the groups, such as registered poor and others, county town and elsewhere.
    stated
        Cells and margins with a number; `ALL` stands for a margin.

    Raises
    ------
    Impossible
        When the stated numbers do not fit together.
    """
    inner = list(product(rows, columns))
    equations = np.array([_sums(inner, cell) for cell in stated], dtype=float).reshape(-1, len(inner))
    values = np.array(list(stated.values()), dtype=float)
    return [
        CellRange(*cell, *_ends(_sums(inner, cell), equations, values)) for cell in table_cells(rows, columns)
    ]


def _sums(inner: Sequence[Cell], cell: Cell) -> npt.NDArray[np.float64]:
    """Return which inner cells a cell or margin is the sum of."""
    return np.array(
        [cell[0] in (row, ALL) and cell[1] in (column, ALL) for row, column in inner], dtype=float
    )


def _ends(
    goal: npt.NDArray[np.float64], equations: npt.NDArray[np.float64], values: npt.NDArray[np.float64]
) -> tuple[int, float]:
    ends: list[float] = []
    for sign in (1, -1):
        found = linprog(sign * goal, A_eq=equations, b_eq=values, bounds=(0, None), method="highs")
        if found.status == UNBOUNDED:
            ends.append(math.inf)
        elif found.success:
            ends.append(round(sign * found.fun))
        else:
            raise Impossible("no table of whole numbers has the stated cells and margins")
    return int(ends[0]), ends[1]


def frechet_range(row_total: int, column_total: int, total: int) -> tuple[int, int]:
    """Return what a cell can be given only its margins: the bounds of Fréchet, the closed form of `cell_ranges`."""
    return max(0, row_total + column_total - total), min(row_total, column_total)


def needed_numbers(
    rows: Sequence[str], columns: Sequence[str], stated: Mapping[Cell, int]
) -> dict[Cell, CellRange]:
    """Return for each stated number what it could be if it were left out: determined ones are said twice over."""
    left_out = {}
    for cell in stated:
        rest = {other: value for other, value in stated.items() if other != cell}
        left_out[cell] = next(r for r in cell_ranges(rows, columns, rest) if (r.row, r.column) == cell)
    return left_out


@dataclass(frozen=True, slots=True)
class SiteSizes:
    """What sizes of sites are possible: pairs of lowest and highest."""

    largest: tuple[int, int]
    mean_large: tuple[float, float]
    mean_others: tuple[float, float]
    people_in_large: tuple[int, int]


def site_sizes(sites: int, people: int, large: int, threshold: int, least: int = 1) -> SiteSizes:
    """Return which sizes are possible for so many sites with so many people, so many of them of a size at least.

    Parameters
    ----------
    sites, people
        In all.
    large, threshold
        How many sites have at least how many people; all others have fewer.
    least
        People in the smallest site.

    Raises
    ------
    Impossible
        When no sizes fit.
    """
    others = sites - large
    low = max(large * threshold, people - others * (threshold - 1))
    high = people - others * least
    if (large and low > high) or (not large and not others * least <= people <= others * (threshold - 1)):
        raise Impossible(
            f"{people} people do not fit in {sites} sites, {large} of them with {threshold} or more"
        )
    if not large:
        largest = (math.ceil(people / others), min(threshold - 1, people - (others - 1) * least))
        return SiteSizes(largest, (math.nan, math.nan), (people / others, people / others), (0, 0))
    largest = (max(threshold, math.ceil(low / large)), high - (large - 1) * threshold)
    mean_others = ((people - high) / others, (people - low) / others) if others else (math.nan, math.nan)
    return SiteSizes(largest, (low / large, high / large), mean_others, (low, high))


def largest_site_by_programme(sites: int, people: int, large: int, threshold: int, least: int = 1) -> int:
    """Return the largest size that one site can have, as an integer programme: a check on `site_sizes`."""
    lower = np.array([threshold] * large + [least] * (sites - large), dtype=float)
    upper = np.array([people] * large + [threshold - 1] * (sites - large), dtype=float)
    goal = np.zeros(sites)
    goal[0] = -1
    whole = LinearConstraint(np.ones((1, sites)), people, people)
    found = milp(goal, constraints=whole, bounds=Bounds(lower, upper), integrality=np.ones(sites))
    if not found.success:
        raise Impossible("no sizes fit")
    largest: int = round(-found.fun)
    return largest
