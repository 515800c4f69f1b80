"""Chance: how many relations the same search finds when numbers of like unit have changed places."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from helpers.audit.lists import Counted, find_lists, take_apart
from helpers.audit.table import candidates, distinct, without_doubles
from helpers.audit.text import Page, Slot, Span, make_pages
from helpers.audit.verdicts import HOLDS, ROUNDING, Check, judge
from helpers.resources import read_resource

SEED = 20240223
ROUNDS = 100
PRINT = ("surface", "low", "high", "bound", "interval")  # what changes places: the number, not its words
COLUMNS = ["class", "found", "found_shuffled", "rate"]
CLASSES = ("equation", "name", "list", "order")


def chance_table(
    reports: Iterable[Any],
    mentions: pd.DataFrame,
    claims: pd.DataFrame,
    *,
    rounds: int = ROUNDS,
    seed: int = SEED,
) -> pd.DataFrame:
    """Return how many relations hold in reports, and how many in the same reports with their numbers shuffled.

    Numbers change places with others of the same kind, unit and denominator in all reports; the words around them
    stay. A relation whose numbers all came back to where they were is not counted.

    Parameters
    ----------
    reports, mentions, claims
        As for `find_checks`.
    rounds
        How often to shuffle.
    seed
        Of the random numbers.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`: the class of relation (`audit_relations.csv`), how many hold, how many hold on average
        among shuffled numbers, and the second as a share of the first (missing when none holds).
    """
    pages = make_pages(distinct(reports), mentions, claims)
    classes = dict(read_resource("audit_relations.csv")[["relation", "class"]].itertuples(index=False))
    found = Counter(classes[relation] for relation in _holding(pages, frozenset(), None))
    shuffled: Counter[str] = Counter()
    for number in range(rounds):
        source = random.Random(f"{seed}-{number}")
        moved, stayed = shuffle(pages, source)
        shuffled.update(classes[relation] for relation in _holding(moved, stayed, source))
    rows = [(name, found[name], shuffled[name] / rounds) for name in CLASSES]
    return pd.DataFrame(
        [(*row, row[2] / row[1] if row[1] else float("nan")) for row in rows], columns=COLUMNS
    )


def chance_rate(table: pd.DataFrame, classes: Sequence[str] = ("equation", "name")) -> float:
    """Return the chance finds of some classes as a share of what is found in the reports.

    Parameters
    ----------
    table
        As from `chance_table`.
    classes
        Which to take together. Orders are left out: a part that is smaller than its whole is no discovery.
    """
    chosen = table[table["class"].isin(classes)]
    return (
        float(chosen["found_shuffled"].sum() / chosen["found"].sum())
        if chosen["found"].sum()
        else float("nan")
    )


def shuffle(pages: Sequence[Page], source: random.Random) -> tuple[list[Page], frozenset[str]]:
    """Return reports in which numbers of one kind, unit and denominator have changed places, and which stayed.

    Parameters
    ----------
    pages
        The reports; they are not changed.
    source
        Of random numbers.

    Returns
    -------
    tuple of list of Page and frozenset of str
        The new reports, and the keys of the numbers whose value is what it was.
    """
    pools: dict[tuple[str, str, str], list[Slot]] = defaultdict(list)
    for page in pages:
        for slot in page.slots:
            if slot.status != "rule":  # thresholds and norms take no part in the search
                pools[(slot.kind, slot.unit, slot.per)].append(slot)
    drawn: dict[str, Slot] = {}
    for pool in pools.values():
        order = source.sample(pool, len(pool))
        drawn |= {slot.key: other for slot, other in zip(pool, order, strict=True)}
    stayed = frozenset(key for page in pages for key in _stayed(page.slots, drawn))
    return [_with_numbers(page, drawn) for page in pages], stayed


def _stayed(slots: Iterable[Slot], drawn: dict[str, Slot]) -> Iterator[str]:
    for slot in slots:
        if drawn.get(slot.key, slot).interval == slot.interval:
            yield slot.key


def _with_numbers(page: Page, drawn: dict[str, Slot]) -> Page:
    slots = [
        replace(slot, **{name: getattr(drawn.get(slot.key, slot), name) for name in PRINT})
        for slot in page.slots
    ]
    groups = [[slots[slot.order] for slot in group] for group in page.groups]
    by_sentence = {number: [slots[slot.order] for slot in old] for number, old in page.by_sentence.items()}
    return replace(page, slots=slots, groups=groups, by_sentence=by_sentence)


def _holding(pages: Sequence[Page], stayed: frozenset[str], source: random.Random | None) -> Iterator[str]:
    """Yield the relation of each check that holds, but for those whose numbers all stayed."""
    checks = without_doubles(check for candidate in candidates(pages) for check in judge(candidate))
    yield from (
        check.relation
        for check in checks
        if check.verdict in (HOLDS, ROUNDING) and not _all_in(check, stayed)
    )
    counts = _counts(pages, source)
    for page in pages:
        for found in find_lists(page, counts.get):
            if found.found == found.stated and (
                source is None or counts[found.span] != take_apart(found.span.surface)
            ):
                yield "list"


def _all_in(check: Check, stayed: frozenset[str]) -> bool:
    return all(slot.key in stayed for slot in check.slots)


def _counts(pages: Sequence[Page], source: random.Random | None) -> dict[Span, Counted | None]:
    """Return what each counting word counts, the numbers shuffled among the words when there is a source."""
    spans = [span for page in pages for span in page.spans]
    counts = {span: take_apart(span.surface) for span in spans}
    single = [
        span for span in spans if (own := counts[span]) and len(own.terms) == 1 and 2 <= own.total <= 12
    ]
    if source is not None:
        numbers = [counts[span].terms[0][0] for span in single]  # type: ignore[union-attr]
        for span, number in zip(single, source.sample(numbers, len(numbers)), strict=True):
            counts[span] = Counted(((number, counts[span].terms[0][1]),))  # type: ignore[union-attr]
    return counts
