"""Indicators: the shortest phrase that names what a number counts, in the text's words."""

from __future__ import annotations

from helpers.claims.around import Spot, look_around
from helpers.claims.clauses import Number, Sentence
from helpers.claims.lists import IN_ORDER, carry_measure, carry_verb, carry_verb_on, group_numbers, items_of
from helpers.claims.masking import asides
from helpers.claims.naming import name_number
from helpers.claims.wording import (
    CHANGE_ONLY,
    CHANGE_TAIL,
    clean,
    share_a_pair,
    shorten,
    strip_lead,
    strip_link,
)


def name_indicators(sentence: Sentence, text: str, inherited: str = "") -> None:
    """Give every number of a sentence its indicator, left to right.

    Parameters
    ----------
    sentence
        A sentence; the clauses that a bracket without numbers would cut are joined in it.
    text
        Its text with place and time words blanked.
    inherited
        What the sentence before named last, where this one goes on about it.
    """
    if not sentence.numbers:
        return
    brackets = asides(sentence)
    sentence.cuts = [c for c in sentence.cuts if not any(a < c <= b for a, b in brackets)]
    groups = group_numbers(sentence, text)
    core, outer, inside, base = inherited, "", False, ""
    for before, group, behind in zip([[], *groups], groups, [*groups[1:], []], strict=False):
        spot = Spot(sentence, text, group, before, behind)
        if spot.bracketed and not inside:
            outer = core
        elif inside and not spot.bracketed:
            core = outer or core
        inside = spot.bracketed or (inside and _goes_on_inside(spot))
        lead = clean(text[max(spot.begin, spot.read_from) : group[0].start])
        if base and CHANGE_ONLY.match(strip_lead(strip_link(lead))) and spot.begin <= before[-1].start:
            for number in group:
                than = (
                    "比" + core if core != base else ""
                )  # its own value of another year goes without saying
                number.indicator = shorten(base + than + lead)
                number.how = "compared with what was named before"
            core, base = base, ""
            continue
        base = core if lead.startswith(("比", "较")) and not CHANGE_TAIL.search(strip_link(lead)) else ""
        core = _name_group(spot, core, outer if inside else "")


def _goes_on_inside(spot: Spot) -> bool:
    """Return whether no bracket closes between the group before and the clause of this one."""
    between = spot.text[spot.read_from : spot.begin]
    return spot.begin > 0 and ")" not in between and "）" not in between


def _name_group(spot: Spot, core: str, outer: str) -> str:
    """Name the numbers of a group; return what the following may be of."""
    around = look_around(spot, core)
    items = items_of(spot, around)
    for k, number in enumerate(spot.group):
        if items:
            number.indicator, number.how = items[k], IN_ORDER
        else:
            name_number(number, around, spot.text)
        if outer and number.kind == "count":
            _in_brackets(number, outer)
        number.indicator = shorten(number.indicator.strip("、"))
        tail = CHANGE_TAIL.search(number.indicator)
        stem = number.indicator[: tail.start()] if tail and tail.start() > 3 else number.indicator
        number.core = number.core or stem
        _who_benefits(number, spot.sentence.text)
    carry_verb(spot.group, around.pre, around.core)
    carry_verb_on(spot)
    carry_measure(spot, around.pre, around.core)
    return spot.group[-1].core


def _in_brackets(number: Number, outer: str) -> None:
    """Say of what stands before a bracket what is counted in it."""
    if len(outer) <= 8 and number.how in ("before", "behind") and not share_a_pair(outer, number.indicator):
        number.indicator = outer + number.indicator


def _who_benefits(number: Number, text: str) -> None:
    """Name those who 从中受益 as such."""
    counted = number.unit in ("户", "人") and number.how == "behind"
    if counted and "受益" not in number.indicator and "从中受益" in text[number.end : number.end + 60]:
        number.indicator = "受益" + number.indicator
