"""Registers: two books of the same things compared, entry by entry (账实一致、账账相符)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from helpers.audit import Interval, printed_interval
from helpers.mentions import fold
from helpers.tables import records

Floats = npt.NDArray[np.float64]

EQUAL, ROUNDING, OTHER_DATE, CONTRADICTS, ONCE = (
    "equal",
    "equal within rounding",
    "another date or scope",
    "contradicts",
    "said once",
)
STATES = (EQUAL, ROUNDING, OTHER_DATE, CONTRADICTS, ONCE)
SAID = ("reported", "example")  # targets and rules are said of other things than what is
VALUES = ("exact", "approx", "over")  # not limits: 人均纯收入1万元以上 is no other value of 人均纯收入
LEAST_NAME = 3  # characters of a name that tells one thing from another


def reconcile(
    left: Mapping[Hashable, Any],
    right: Mapping[Hashable, Any],
    same: Callable[[Any, Any], str] = lambda a, b: EQUAL if a == b else CONTRADICTS,
) -> dict[Hashable, str]:
    """Return for every key of two registers whether both say the same of it, or which one says nothing.

    Parameters
    ----------
    left, right
        Registers: what each says by key.
    same
        Returns the state of two entries.
    """
    keys = [*left, *(key for key in right if key not in left)]
    return {
        key: same(left[key], right[key])
        if key in left and key in right
        else "only left"
        if key in left
        else "only right"
        for key in keys
    }


def mismatches(entries: int, error: npt.ArrayLike, shared: npt.ArrayLike = 0.0) -> tuple[Floats, Floats]:
    """Return how many entries differ between two registers, and how many are wrong in both and agree.

    A comparison finds the first and never the second: two registers that are filled in from one form agree in its
    errors.

    Parameters
    ----------
    entries
        In each register.
    error
        Share of entries that are wrong in a register.
    shared
        Share of the errors that both registers took from a common source; the others come by themselves, and hit on
        the same wrong value too seldom to count.
    """
    common = np.asarray(error, dtype=float) * np.asarray(shared, dtype=float)
    own = np.asarray(error, dtype=float) - common
    apart: Floats = entries * (1 - common) * (1 - (1 - own / np.maximum(1 - common, 1e-12)) ** 2)
    return apart, entries * common


def run_registers(entries: int, error: float, shared: float, seed: int) -> tuple[int, int]:
    """Return what `mismatches` expects, by filling in two registers and reconciling them."""
    rng = np.random.default_rng(seed)
    truth = np.zeros(entries, dtype=np.int64)
    common = rng.random(entries) < error * shared
    own = (error - error * shared) / (1 - error * shared)
    books = [np.where(common, 1, np.where(rng.random(entries) < own, book, truth)) for book in (2, 3)]
    found = reconcile(dict(enumerate(books[0])), dict(enumerate(books[1])))
    differ = sum(state == CONTRADICTS for state in found.values())
    return differ, int(((books[0] == books[1]) & (books[0] != truth)).sum())


# -- the register that a set of reports is ------------------------------------------------------------


def entries_of(claims: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that can be compared, each with the key that says what it is of, and its sentence.

    Parameters
    ----------
    claims, sentences
        The tables of these names. Targets, rules, limits (以上, 不足) and numbers whose place or name is unknown are
        left out.
    """
    of = claims["indicator_id"].where(claims["indicator_id"] != "", claims["named"].map(fold))
    keep = (
        claims["status"].isin(SAID)
        & claims["bound"].isin(VALUES)
        & (of.str.len() >= LEAST_NAME)
        & (claims["adcode"] != "")
    )
    kept = claims.assign(of=of)[keep]
    begins = {doc: sorted(own["start"]) for doc, own in sentences.groupby("doc")}
    keys = [
        "|".join(map(str, row))
        for row in kept[["of", "adcode", "unit", "per", "kind"]].itertuples(index=False)
    ]
    at = [
        bisect_right(begins.get(doc, []), start)
        for doc, start in zip(kept["doc"], kept["start"], strict=True)
    ]
    return kept.assign(sentence=at, key=keys).sort_values(["doc", "start"], ignore_index=True)


def reconcile_claims(claims: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Compare what is said in more than one sentence, of one report or of several, and say what is said once only.

    Numbers of one name within one sentence are of different things (two crops, two levels) and are not compared.

    Parameters
    ----------
    claims, sentences
        The tables of these names.

    Returns
    -------
    pandas.DataFrame
        One row a key: ``key``, ``name``, ``state``, ``reports`` (number of), ``sentences`` (that say it), ``first``,
        ``other`` (the two claims that decide the state; ``other`` is empty for what is said once), ``said``.
    """
    entries = entries_of(claims, sentences)
    rows = [_settled(str(key), records(group)) for key, group in entries.groupby("key", sort=False)]
    return pd.DataFrame(
        rows, columns=["key", "name", "state", "reports", "sentences", "first", "other", "said"]
    )


def _settled(key: str, group: list[dict[str, Any]]) -> tuple[Any, ...]:
    """Return the row of a key: its worst state over all sentences after the first that says it."""
    at = (group[0]["doc"], group[0]["sentence"])
    first = [row for row in group if (row["doc"], row["sentence"]) == at]
    later = [row for row in group if (row["doc"], row["sentence"]) != at]
    docs, sentences = (
        len({row["doc"] for row in group}),
        len({(row["doc"], row["sentence"]) for row in group}),
    )
    if not later:
        return (
            key,
            first[0]["named"],
            ONCE,
            docs,
            sentences,
            first[0]["claim_id"],
            "",
            first[0]["surface"],
        )
    rank, head, other = max((_nearest(first, row) for row in later), key=lambda found: found[0])
    said = f"{head['surface']} · {other['surface']}"
    return key, head["named"], STATES[rank], docs, sentences, head["claim_id"], other["claim_id"], said


def _nearest(
    first: list[dict[str, Any]], other: dict[str, Any]
) -> tuple[int, dict[str, Any], dict[str, Any]]:
    """Return the best state that a later claim has with any of the first sentence, and the two."""
    return min(((STATES.index(_state(row, other)), row, other) for row in first), key=lambda found: found[0])


def _state(first: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    if (first["low"], first["high"], first["bound"]) == (other["low"], other["high"], other["bound"]):
        return EQUAL
    if first["period"] != other["period"] or not first["period"]:
        return OTHER_DATE  # without a date, two numbers of one name may be of two times
    return ROUNDING if interval_of(first).meets(interval_of(other)) else CONTRADICTS


def interval_of(row: Mapping[str, Any]) -> Interval:
    """Return what the print of a claim can stand for."""
    return printed_interval(
        fold(row["surface"]), float(row["low"]), float(row["high"]), kind=row["kind"], bound=row["bound"]
    )


def count_states(compared: pd.DataFrame) -> pd.DataFrame:
    """Return how many keys are in each state, of those said in one report and of those said in several.

    Parameters
    ----------
    compared
        As from `reconcile_claims`.
    """
    scope = np.where(compared["reports"] > 1, "several reports", "one report")
    counts = compared.assign(scope=scope).groupby(["scope", "state"]).size()
    rows = [
        (where, state, int(counts.get((where, state), 0)))
        for where in ("one report", "several reports")
        for state in _possible(where)
    ]
    return pd.DataFrame(rows, columns=["scope", "state", "keys"])


def _possible(scope: str) -> Iterable[str]:
    return STATES if scope == "one report" else STATES[:-1]
