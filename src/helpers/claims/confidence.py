"""Confidence: how far to trust the reading of a claim, from the rules that gave its cells."""

from __future__ import annotations

from collections.abc import Mapping

# How often each rule was right, by eye and rounded, on annotated reports that did not shape it. What
# is not named counts as `OTHER`.
TRUST = {
    "behind": 0.9,
    "before": 0.9,
    "verb and noun behind": 0.85,
    "around and behind": 0.85,
    "size class": 0.75,
    "change of what was named before": 0.8,
    "list in order": 0.85,
    "carried over": 0.65,
    "nearest words": 0.3,
    "place in the clause (named)": 0.98,
    "place in the clause (relative)": 0.98,
    "place in the clause (person)": 0.85,
    "place earlier in the sentence (named)": 0.92,
    "place earlier in the sentence (relative)": 0.95,
    "running topic": 0.9,
    "places that the number counts": 0.85,
    "no place": 0.5,
    "time word in the clause": 0.97,
    "time word behind the number": 0.85,
    "time word earlier in the sentence": 0.92,
    "time phrase that opened earlier in the paragraph": 0.8,
    "no time word": 0.95,
    "a rule has no period": 0.9,
    "no cue of another status": 0.96,
    "cadence": 0.95,
    "publication date": 1.0,
    "date in the file name": 0.9,
    "no date": 0.8,
}
OTHER = 0.8
FAR = 40  # characters between a place word and its number beyond which the link is weak


def confidence_of(rules: Mapping[str, str], distance: int) -> float:
    """Return a number between 0 and 1 by which claims can be sorted for checking.

    Parameters
    ----------
    rules
        The rule that gave each cell.
    distance
        Characters between the number and the word that gave its place.

    Returns
    -------
    float
        The product of the trust in each rule, lowered when the place word stands far away.
    """
    value = 0.9 if distance > FAR else 1.0
    for rule in rules.values():
        value *= TRUST.get(rule, OTHER)
    return round(value, 2)
