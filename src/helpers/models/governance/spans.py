"""Spans of responsibility and tiers of demonstration: what totals alone say of single villages and cadres."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """What a number of people and a number of posts say of single posts.

    Attributes
    ----------
    mean
        People a post.
    least_largest
        The largest post has at least so many (pigeonhole).
    most_smallest
        The smallest post has at most so many.
    most_above
        At most so many posts have more than `floor`, when every post has `floor` at least; -1 when the floor is not
        possible at all.
    """

    mean: float
    least_largest: int
    most_smallest: int
    most_above: int


def span(people: int, posts: int, floor: int = 1) -> Span:
    """Return what follows for single posts when people are divided among posts.

    Parameters
    ----------
    people
        What is divided: cadres among villages, or households among cadres.
    posts
        Among how many.
    floor
        What every post has at least, if a rule says so.
    """
    spare = people - floor * posts
    above = min(posts, spare) if spare >= 0 else -1
    return Span(people / posts, math.ceil(people / posts), people // posts, above)


def hours_a_month(households: float, visits: float, hours: float) -> float:
    """Return the hours that one cadre visits households in a month.

    Parameters
    ----------
    households
        Of one cadre.
    visits
        To each household in a month.
    hours
        One visit with its way.
    """
    return households * visits * hours


@dataclass(frozen=True, slots=True)
class Tier:
    """A named size (百 of 百村示范) against a reported number."""

    name: int
    reported: int

    @property
    def reached(self) -> bool:
        """Whether at least as many are reported as the name says."""
        return self.reported >= self.name


SIZES = {"十": 10, "百": 100, "千": 1000, "万": 10000}


def named_sizes(name: str) -> list[int]:
    """Return the sizes that the name of a scheme gives, in order: 10, 100 and 1,000 for 十百千."""
    return sorted({SIZES[character] for character in name if character in SIZES})


def tiers_of(names: list[int], reported: list[int]) -> list[Tier]:
    """Return the tiers of a scheme named by round numbers, smallest first, with the numbers reported in this order."""
    if len(names) != len(reported):
        raise ValueError(f"{len(names)} tiers but {len(reported)} numbers")
    return [Tier(name, number) for name, number in zip(sorted(names), sorted(reported), strict=True)]


def branching(reported: list[int]) -> list[float]:
    """Return how many places of a tier come to one of the tier above it."""
    ordered = sorted(reported)
    return [below / above for above, below in pairwise(ordered)]


def still_to_start(goal: int, started: int, planned: int) -> tuple[int, int]:
    """Return how many must be started to reach a goal, and how many that is more than the least that is planned."""
    needed = max(0, goal - started)
    return needed, max(0, needed - planned)


def years_to_goal(goal: int, started: int, a_year: int) -> int:
    """Return in how many years a goal is reached when so many are started every year."""
    return max(0, math.ceil((goal - started) / a_year))
