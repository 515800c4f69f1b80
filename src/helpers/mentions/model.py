"""What a mention is: one number expression of a text, as the codebook defines it."""

from __future__ import annotations

from dataclasses import dataclass

MEASURED = frozenset({"count", "money", "percent", "points", "measure", "duration", "frequency", "multiple"})
UNMEASURED = frozenset({"date", "ordinal", "slogan", "identifier"})
KINDS = MEASURED | UNMEASURED
BOUNDS = frozenset({"exact", "approx", "over", "at_least", "at_most", "under"})


@dataclass
class Mention:
    """One number expression.

    Attributes
    ----------
    start, end
        Half-open offsets into the text as it was given; ``text[start:end] == surface``.
    surface
        Numeral, scale word, inner qualifier and attached unit, as written.
    kind
        One of `KINDS`.
    low, high
        Value in units of `unit`, scale words multiplied out; equal unless the text gives a range. None when not measured.
    unit, per, bound
        Simplified Chinese unit, denominator and bound; empty when not measured.
    period
        EDTF of a date that names its own year; empty otherwise.
    """

    start: int
    end: int
    surface: str
    kind: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    per: str = ""
    bound: str = ""
    period: str = ""

    @property
    def measured(self) -> bool:
        """Whether the mention is a quantity (and not a date, rank, slogan or identifier)."""
        return self.kind in MEASURED
