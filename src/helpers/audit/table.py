"""The table of checks: every relation found, put to the test, as one row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from helpers.audit.changes import find_changes
from helpers.audit.lists import ListCheck, find_lists
from helpers.audit.rates import find_rates
from helpers.audit.repeats import find_comparisons, find_matches, find_nested, find_repeats
from helpers.audit.shares import find_shares
from helpers.audit.text import Page, make_pages
from helpers.audit.verdicts import IMPLIED, Candidate, Check, ValueOf, judge, members, printed
from helpers.audit.wholes import find_wholes
from helpers.audit.words import describe, describe_list

COLUMNS = [
    "check_id", "doc", "relation", "verdict", "formula", "words", "members", "stated", "stated_low", "stated_high",
    "computed_low", "computed_high", "unit", "slack", "reading", "others", "cue", "note", "note_zh",
]  # fmt: skip


def find_checks(reports: Iterable[Any], mentions: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Return the relations between the numbers of reports, each with its verdict.

    Parameters
    ----------
    reports
        Reports as `helpers.corpus` reads them.
    mentions
        Their numbers, as `helpers.mentions.mentions_table` finds them.
    claims
        What the numbers say, as `helpers.claims.claims_table` reads it. It may be empty: what rests on names,
        places and periods is then not found.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`, one row a check, by report and place in the text; empty when nothing is related.
    """
    return _frame(_rows(make_pages(distinct(reports), mentions, claims)))


def find_checks_within(reports: Iterable[Any], mentions: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Return the relations between the numbers of each report by itself, whatever other reports say.

    Parameters
    ----------
    reports, mentions, claims
        As for `find_checks`.

    Returns
    -------
    pandas.DataFrame
        What `find_checks` gives for each report alone, one after the other: no report changes another's rows.
    """
    pages = make_pages(reports, mentions, claims)
    return _frame([row for page in pages for row in _rows([page])])


def _rows(pages: Sequence[Page]) -> list[dict[str, Any]]:
    checks = without_doubles(check for candidate in candidates(pages) for check in judge(candidate))
    rows = [describe(check) for check in checks]
    return rows + [describe_list(found) for page in pages for found in find_lists(page) if reportable(found)]


def distinct(reports: Iterable[Any]) -> list[Any]:
    """Return the reports without those whose text is another's: a text does not bear itself out."""
    seen: dict[str, Any] = {}
    for report in reports:
        seen.setdefault("".join(report.raw.split()), report)
    return list(seen.values())


def candidates(pages: Sequence[Page], value_of: ValueOf = printed) -> Iterator[Candidate]:
    """Yield every relation that the texts put numbers in.

    Parameters
    ----------
    pages
        The reports.
    value_of
        Gives the value of a number: repeats are looked up by value.
    """
    for page in pages:
        for find in (find_wholes, find_shares, find_changes, find_rates, find_nested):
            yield from find(page)
    yield from find_matches(pages)
    yield from find_repeats(pages, value_of)
    yield from find_comparisons(pages)


def without_doubles(checks: Iterable[Check]) -> list[Check]:
    """Return the checks without those that say of the same numbers what an earlier one said."""
    kept: dict[tuple[str, tuple[str, ...]], Check] = {}
    tested: set[tuple[str, ...]] = set()
    for check in checks:
        own = tuple(members(check))
        if check.verdict == IMPLIED and own in tested:
            continue
        kept.setdefault((FAMILY.get(check.relation, check.relation), own), check)
        tested.add(own)
    return list(kept.values())


FAMILY = {"stock": "sum", "trend": "comparison", "agreement": "comparison"}


def reportable(found: ListCheck) -> bool:
    """Return whether a list says something: it has the length that is stated, is open, or plainly has another."""
    return found.found == found.stated or found.strong or (found.open and found.found < found.stated)


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["at", *COLUMNS])
    frame = frame.sort_values(["doc", "at", "relation", "members"], kind="stable", ignore_index=True)
    frame["check_id"] = _unique(frame["check_id"])
    for column in ("stated", "stated_low", "stated_high", "computed_low", "computed_high", "slack"):
        frame[column] = frame[column].astype(float)
    return frame[COLUMNS]


def _unique(ids: Iterable[str]) -> list[str]:
    """Return the keys with a letter after those that came before: …:1527, …:1527b."""
    seen: Counter[str] = Counter()
    unique = []
    for key in ids:
        seen[key] += 1
        unique.append(key if seen[key] == 1 else f"{key}{_letters(seen[key])}")
    return unique


def _letters(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number - 1, 26)
        text = chr(ord("a") + digit) + text
    return text
