"""Crops: what stated yields, areas, prices and gains imply for one mu and one household."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """From the lowest to the highest value that inputs allow."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"a range from {self.low} down to {self.high}")

    def __mul__(self, other: Range) -> Range:
        return Range(self.low * other.low, self.high * other.high)

    def __truediv__(self, other: Range) -> Range:
        return Range(self.low / other.high, self.high / other.low if other.low else float("inf"))


def per_mu(total: Range, area: Range) -> Range:
    """Return the amount a mu, lowest over largest area to highest over smallest; all positive."""
    return total / area


def yield_per_mu(income: Range, price: Range, area: Range) -> Range:
    """Return the harvest a mu that an income stands for, at a price for the harvest."""
    return income / price / area


def gain_of_households(households: Range, people_each: Range, gain_each: Range) -> Range:
    """Return what households gain together when every person in them gains so much."""
    return households * people_each * gain_each


def share_of(part: Range, whole: Range) -> Range:
    """Return what share a part is of a whole; above 1 where both cannot be true."""
    return part / whole


def land_needed(people_each: Range, gain_each: Range, gain_per_mu: Range) -> Range:
    """Return the mu a household needs so that each of its people gains so much from a crop."""
    return people_each * gain_each / gain_per_mu


def days_to_fill(gap: float, wage: float) -> float:
    """Return the days at a day's wage that make up for a gap; 0 when there is none."""
    return max(gap, 0.0) / wage
