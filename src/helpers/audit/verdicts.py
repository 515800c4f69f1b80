"""Verdicts: a candidate relation put to the test, in each of its readings, with what rounding allows."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from helpers.audit.formulas import FORMULAS, granular
from helpers.audit.intervals import End, Interval, show
from helpers.audit.text import Slot, Span

HOLDS, ROUNDING, CONTRADICTS, IMPLIED = "holds", "holds within rounding", "contradicts", "implied"
VERDICTS = (HOLDS, ROUNDING, CONTRADICTS, IMPLIED)
TIGHT = Fraction(1, 10)  # width of an interval, as a share of its value, up to which any overlap counts
STRETCH = Fraction(3, 2)
WEAK_STRETCH = Fraction(21, 20)
TELLING = Fraction(1)  # a share says something of a whole number when less than one number in one would fit


class Value(NamedTuple):
    """What a number can stand for, and what is printed."""

    interval: Interval
    nominal: Interval


ValueOf = Callable[[Slot], Value]


def printed(slot: Slot) -> Value:
    """Return the value of a number as its report prints it."""
    return Value(slot.interval, slot.nominal)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a relation.

    Attributes
    ----------
    formula
        A key of `FORMULAS`, or ``order`` (part, whole) or ``granularity`` (share, base).
    args
        The numbers from which another follows.
    stated
        The number that should follow; None when the text states none.
    name
        What is special about this reading: ``by people``.
    """

    formula: str
    args: tuple[Slot, ...]
    stated: Slot | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Numbers that the text puts in a relation, whatever their values.

    Attributes
    ----------
    relation
        A name from `audit_relations.csv`.
    readings
        In the order of preference.
    cue
        The words that put the numbers in relation.
    strong
        Whether the text asserts the relation so plainly that a misfit is a contradiction.
    otherwise
        What to try when no reading holds and the relation is not asserted plainly.
    """

    relation: str
    readings: tuple[Reading, ...]
    cue: str
    strong: bool = False
    otherwise: tuple[Candidate, ...] = ()


@dataclass(slots=True)
class Check:
    """A relation with its verdict.

    Attributes
    ----------
    relation, verdict, cue
        See `Candidate` and `VERDICTS`.
    reading
        The reading that the verdict rests on.
    computed
        What follows from the members; None for lists.
    slack
        How far the computed number, as printed, lies from the stated one; for a contradiction how far the
        intervals are apart.
    nominal
        What follows from the printed digits alone, where nothing was stated.
    others
        Other readings with what they give.
    mend
        The smallest change that would make it hold.
    spans
        Members that are not measured numbers.
    count
        Length of a list, or the one whole number that a share allows.
    """

    relation: str
    verdict: str
    cue: str
    reading: Reading
    computed: Interval | None = None
    slack: End = Fraction(0)
    nominal: Interval | None = None
    others: list[tuple[str, Interval]] = field(default_factory=list)
    mend: tuple[Slot, Interval] | None = None
    spans: tuple[Span, ...] = ()
    count: int | None = None
    choices: int = 0
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def slots(self) -> list[Slot]:
        """The measured members in the order of the text."""
        stated = [self.reading.stated] if self.reading.stated else []
        return sorted([*self.reading.args, *stated], key=lambda slot: (slot.doc, slot.start))


def judge(candidate: Candidate, value_of: ValueOf = printed) -> list[Check]:
    """Return the checks that a candidate comes to: one, several smaller ones, or none.

    Parameters
    ----------
    candidate
        Numbers in relation.
    value_of
        Gives the value of a number; another function than `printed` puts other numbers in its place.
    """
    tried = [check for reading in candidate.readings if (check := _try(candidate, reading, value_of))]
    good = [check for check in tried if check.verdict in (HOLDS, ROUNDING, IMPLIED)]
    good.sort(key=lambda check: VERDICTS.index(check.verdict))
    if good:
        best = good[0]
    elif candidate.strong and tried:
        best = min(tried, key=_relative)
        best.mend = _mend(best.reading, value_of)
    else:
        return [check for other in candidate.otherwise for check in judge(other, value_of)]
    best.others = [
        (c.reading.name or c.reading.formula, c.computed) for c in tried if c is not best and c.computed
    ]
    return [best]


def _try(candidate: Candidate, reading: Reading, value_of: ValueOf) -> Check | None:
    test = SPECIAL.get(reading.formula, _test_formula)
    try:
        return test(candidate, reading, value_of)
    except (ZeroDivisionError, OverflowError):
        return None


def _test_formula(candidate: Candidate, reading: Reading, value_of: ValueOf) -> Check | None:
    formula = FORMULAS[reading.formula]
    values = [value_of(slot) for slot in reading.args]
    computed = formula.compute([value.interval for value in values])
    nominal = formula.compute([value.nominal for value in values])
    if reading.stated is None and math.isinf(computed.low) and math.isinf(computed.high):
        return None
    if reading.stated is None:
        return Check(candidate.relation, IMPLIED, candidate.cue, reading, computed, nominal=nominal)
    stated = value_of(reading.stated)
    if not computed.meets(stated.interval):
        return Check(
            candidate.relation, CONTRADICTS, candidate.cue, reading, computed, computed.gap(stated.interval)
        )
    if not _says_something(computed, nominal, stated, STRETCH if candidate.strong else WEAK_STRETCH):
        return None
    same = reading.formula == "equal" and computed == stated.interval
    verdict = HOLDS if same or _fits(nominal, stated) else ROUNDING
    return Check(
        candidate.relation, verdict, candidate.cue, reading, computed, stated.nominal.low - nominal.low
    )


def _says_something(computed: Interval, nominal: Interval, stated: Value, stretch: Fraction) -> bool:
    """Return whether a fit is more than what wide intervals allow anyway.

    Two numbers that share an open side (以上, 超过) always meet there, and 1亿 may be anything from half of it to
    half as much again: a fit counts when the printed numbers lie within `stretch` of one another.
    """
    narrow = [
        _width(interval, value) <= TIGHT
        for interval, value in ((computed, nominal), (stated.interval, stated.nominal))
    ]
    if all(narrow) or (computed.low, computed.high) == (stated.interval.low, stated.interval.high):
        return True
    ends = abs(Fraction(nominal.low)), abs(Fraction(stated.nominal.low))
    return max(ends) <= min(ends) * stretch


def _width(interval: Interval, value: Interval) -> float:
    if interval.is_point:
        return 0.0
    return float(interval.high - interval.low) / abs(float(value.low)) if value.low else math.inf


def _fits(nominal: Interval, stated: Value) -> bool:
    """Return whether the printed numbers give the stated one, without help from their own rounding."""
    if stated.interval.is_point:
        return nominal == stated.interval
    return nominal.meets(stated.interval)


def _test_order(candidate: Candidate, reading: Reading, value_of: ValueOf) -> Check | None:
    part, whole = (value_of(slot) for slot in reading.args)
    computed = FORMULAS["share"].compute([part.interval, whole.interval])
    fits = part.interval.low <= whole.interval.high
    surely = part.nominal.low <= whole.nominal.high
    verdict = (HOLDS if surely else ROUNDING) if fits else CONTRADICTS
    slack = whole.nominal.low - part.nominal.low
    return Check(candidate.relation, verdict, candidate.cue, reading, computed, slack)


def _test_granularity(candidate: Candidate, reading: Reading, value_of: ValueOf) -> Check | None:
    """Test whether a printed share of a known number of things is the share of a whole number of them."""
    percent, base = (value_of(slot) for slot in reading.args)
    if not base.interval.is_point or Fraction(base.interval.low).denominator != 1 or base.interval.low <= 0:
        return None
    if math.inf in (percent.interval.high, -percent.interval.low) or percent.interval.high > 200:
        return None
    whole = granular(percent.interval, int(base.interval.low))
    width = (
        (Fraction(percent.interval.high) - Fraction(percent.interval.low)) / 100 * Fraction(base.interval.low)
    )
    if not whole:
        near = round(Fraction(percent.nominal.low) * Fraction(base.interval.low) / 100)
        share = Interval.point(Fraction(100 * near) / Fraction(base.interval.low))
        gap = share.gap(percent.interval)
        return Check(candidate.relation, CONTRADICTS, candidate.cue, reading, share, gap, count=near)
    share = Interval(
        Fraction(100 * whole[0]) / Fraction(base.interval.low),
        Fraction(100 * whole[-1]) / Fraction(base.interval.low),
    )
    verdict = HOLDS if width < TELLING else IMPLIED
    check = Check(
        candidate.relation, verdict, candidate.cue, reading, share, count=whole[0], choices=len(whole)
    )
    check.extra["width"] = show(width, 2)
    return check


def _test_filled(candidate: Candidate, reading: Reading, value_of: ValueOf) -> Check | None:
    """Test that so many places of at least so many people hold no more people than there are."""
    places, least, total = (value_of(slot) for slot in reading.args)
    low = places.interval.low * least.interval.low
    computed = Interval(low, math.inf, True, False)
    verdict = HOLDS if low <= total.interval.high else CONTRADICTS
    return Check(candidate.relation, verdict, candidate.cue, reading, computed, total.nominal.low - low)


SPECIAL = {"order": _test_order, "filled": _test_filled, "granularity": _test_granularity}


def _relative(check: Check) -> float:
    stated = check.reading.stated or check.reading.args[-1]
    return float(abs(Fraction(check.slack))) / max(abs(float(stated.low)), 1e-9)


def _mend(reading: Reading, value_of: ValueOf) -> tuple[Slot, Interval] | None:
    """Return the member whose smallest relative change makes the relation hold, and what it would have to be."""
    if reading.stated is None:
        return (reading.args[0], Interval(Fraction(0), value_of(reading.args[1]).interval.high))
    formula = FORMULAS[reading.formula]
    values = [value_of(slot).interval for slot in reading.args]
    options = [(reading.stated, formula.compute(values))]
    stated = value_of(reading.stated).interval
    for index, slot in enumerate(reading.args):
        if index in formula.solve:
            try:
                options.append((slot, formula.solve[index](stated, values)))
            except (ZeroDivisionError, OverflowError):
                continue
    return min(options, key=lambda option: _change(value_of(option[0]), option[1]))


def _change(value: Value, wanted: Interval) -> float:
    gap = value.interval.gap(wanted)
    return abs(float(gap)) / max(abs(float(value.nominal.low)), 1e-9)


def members(check: Check) -> Sequence[str]:
    """Return the keys of all members, in the order of the text."""
    keys = {(slot.doc, slot.start, slot.key) for slot in check.slots}
    keys |= {(span.doc, span.start, span.key) for span in check.spans}
    return [key for *_, key in sorted(keys)]
