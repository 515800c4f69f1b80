"""Scoring: what is right, by which measure, over which rows, and how sure that is.

The definitions are those of `tests/score.py`, and a test holds the two together. A measured mention is right
by *value* when the spans overlap and low, high and unit are equal; *strict* asks for the same span, kind,
bound and per as well; *claim* asks for a right value with the same place, period and status and a like
indicator. Two weaker measures serve programs that read numbers only: *found* (the spans overlap) and *number*
(low and high are equal).
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
import pandas as pd

from helpers.evaluation.gold import CLAIM_CELLS, STRICT_CELLS
from helpers.mentions.model import MEASURED
from helpers.tables import empty_table, records

Row = dict[str, Any]

OURS = "xianjie"
MEASURES = ("found", "number", "value", "strict", "claim")
ALIKE = 0.6  # character F1 from which two indicator phrases name the same statistic
KIND_ORDER = (
    *("count", "money", "percent", "points", "measure", "duration", "frequency", "multiple"),
    *("date", "ordinal", "slogan", "identifier"),
)
Z95 = 1.959964  # of the normal distribution, for 95 %


# -- what is right ------------------------------------------------------------------------------------


def same_number(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether both rows say the same low and high."""
    return all(math.isclose(gold[cell], found[cell], rel_tol=1e-9) for cell in ("low", "high"))


def same_value(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether both rows say the same low, high and unit."""
    return same_number(gold, found) and gold["unit"] == found["unit"]


def same_details(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether two rows of one value have the same span, kind, bound and per."""
    return all(gold[cell] == found[cell] for cell in ("start", "end", *STRICT_CELLS))


def same_claim(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether two rows of one value say it of the same place, period and statistic, with the same status."""
    cells = all(gold.get(cell, "") == found.get(cell, "") for cell in CLAIM_CELLS)
    return cells and alike(gold.get("indicator", ""), found.get("indicator", "")) >= ALIKE


def alike(first: str, second: str) -> float:
    """Return the character F1 of two phrases, from 0 to 1."""
    one, other = Counter(first), Counter(second)
    common = sum((one & other).values())
    return 2 * common / (sum(one.values()) + sum(other.values())) if common else 0.0


# measure → what two rows must share to be paired first, and what makes the pair right
Test = Callable[[Mapping[str, Any], Mapping[str, Any]], bool]
TESTS: dict[str, tuple[Test, Test]] = {
    "found": (lambda gold, found: True, lambda gold, found: True),
    "number": (same_number, same_number),
    "value": (same_value, same_value),
    "strict": (same_value, lambda gold, found: same_value(gold, found) and same_details(gold, found)),
    "claim": (same_value, lambda gold, found: same_value(gold, found) and same_claim(gold, found)),
}


# -- pairing and counting -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the annotation and a row found in the same place; None where the other side has nothing.

    Attributes
    ----------
    gold, found
        Rows with the cells `CELLS`; not both None.
    right
        Whether they agree, by the measure for which they were paired.
    """

    gold: Row | None
    found: Row | None
    right: bool

    @property
    def any(self) -> Row:
        """The annotated row, or the found one where there is none."""
        row = self.gold if self.gold is not None else self.found
        assert row is not None
        return row

    @property
    def kind(self) -> str:
        """The annotated kind, or the found one where nothing is annotated."""
        return str(self.any["kind"])


def pair_rows(gold: Sequence[Row], found: Sequence[Row], first: Test) -> list[tuple[Row | None, Row | None]]:
    """Pair overlapping rows of one document, each row once, and add those left alone.

    Parameters
    ----------
    gold, found
        Rows with ``start`` and ``end``.
    first
        Pairs for which this holds come first; then those that share more characters.

    Returns
    -------
    list of tuple
        The pairs in that order; then (gold, None) for what was missed and (None, found) for false alarms.
    """
    order = sorted(range(len(found)), key=lambda j: found[j]["start"])
    starts = [found[j]["start"] for j in order]
    furthest = list(accumulate((found[j]["end"] for j in order), max))  # at which one up to each ends
    overlaps = [
        (not first(row, other), -shared, i, j)
        for i, row in enumerate(gold)
        for j in sorted(order[bisect_right(furthest, row["start"]) : bisect_left(starts, row["end"])])
        if (shared := min(row["end"], (other := found[j])["end"]) - max(row["start"], other["start"])) > 0
    ]
    free_gold, free_found = dict.fromkeys(range(len(gold))), dict.fromkeys(range(len(found)))
    pairs: list[tuple[Row | None, Row | None]] = []
    for *_, i, j in sorted(overlaps, key=lambda each: each[:2]):
        if i in free_gold and j in free_found:
            del free_gold[i], free_found[j]
            pairs.append((gold[i], found[j]))
    return pairs + [(gold[i], None) for i in free_gold] + [(None, found[j]) for j in free_found]


def compare(gold: pd.DataFrame, found: pd.DataFrame, measure: str) -> list[Pair]:
    """Return the measured rows of the annotated documents, paired for one measure.

    Parameters
    ----------
    gold
        Annotated rows, measured or not.
    found
        Rows found. Documents without annotation are left out.
    measure
        One of `MEASURES`. For ``found`` and ``number``, what was found on an annotated date, rank, slogan or
        identifier is no false alarm: it is a number, and these two measures ask for no more.
    """
    first, right = TESTS[measure]
    rows_found = by_doc(found[found["kind"].isin(MEASURED)])
    pairs: list[Pair] = []
    for doc, rows in by_doc(gold).items():
        wanted = [row for row in rows if row["kind"] in MEASURED]
        offered = rows_found.get(doc, [])
        if measure in ("found", "number"):
            others = [row for row in rows if row["kind"] not in MEASURED]
            offered = [row for row in offered if meets(row, wanted) or not meets(row, others)]
        for one, other in pair_rows(wanted, offered, first):
            pairs.append(Pair(one, other, one is not None and other is not None and right(one, other)))
    return pairs


def by_doc(frame: pd.DataFrame) -> dict[str, list[Row]]:
    """Return the rows of a frame by their document."""
    return {str(doc): records(rows) for doc, rows in frame.groupby("doc", sort=True)}


def meets(row: Row, others: Iterable[Row]) -> bool:
    """Whether a row shares a character with one of the others."""
    return any(row["start"] < other["end"] and other["start"] < row["end"] for other in others)


def wilson(right: int, all_: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share; NaN when there is nothing to share.

    Parameters
    ----------
    right, all_
        How many of how many.
    """
    if not all_:
        return math.nan, math.nan
    share, z2 = right / all_, Z95**2
    centre = (share + z2 / (2 * all_)) / (1 + z2 / all_)
    half = Z95 / (1 + z2 / all_) * math.sqrt(share * (1 - share) / all_ + z2 / (4 * all_**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def score(pairs: Iterable[Pair]) -> dict[str, float]:
    """Return precision, recall and F1 of pairs, each with its 95 % interval.

    F1 is no share of anything, but it rises and falls with one: with J, the right ones among all that either
    side has, F1 = 2J / (1 + J). Its interval is the Wilson interval of J, carried over.

    Parameters
    ----------
    pairs
        From `compare`.
    """
    pairs = list(pairs)
    gold = sum(pair.gold is not None for pair in pairs)
    found = sum(pair.found is not None for pair in pairs)
    right = sum(pair.right for pair in pairs)
    precision = right / found if found else 0.0
    recall = right / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    low, high = (2 * end / (1 + end) for end in wilson(right, gold + found - right))
    ends = {"precision": wilson(right, found), "recall": wilson(right, gold), "f1": (low, high)}
    counts = {
        "gold": gold,
        "found": found,
        "right": right,
        "precision": precision,
        "recall": recall,
        "f1": f1,
    }
    return counts | {f"{name}_{end}": value for name, pair in ends.items() for end, value in _named(pair)}


def _named(ends: tuple[float, float]) -> Iterable[tuple[str, float]]:
    return zip(("low", "high"), ends, strict=True)


def evaluation_table(
    gold: pd.DataFrame, found: Mapping[str, pd.DataFrame], measures: Sequence[str] = MEASURES
) -> pd.DataFrame:
    """Return the scores of each system, over all rows, by kind and by report.

    Parameters
    ----------
    gold
        From `gold_for`.
    found
        What each system found, by its name. Only `OURS` is scored by claims, and only when it has them.
    measures
        Some of `MEASURES`.

    Returns
    -------
    pandas.DataFrame
        The table `evaluation`. In the rows of a kind, a pair counts under the annotated kind and a false
        alarm under the kind that it was given.
    """
    rows: list[Row] = []
    for system, frame in found.items() if len(gold) else ():
        for measure in measures:
            if measure == "claim" and not (system == OURS and "indicator" in frame.columns):
                continue
            pairs = compare(gold, frame, measure)
            rows += [
                {"system": system, "measure": measure, "by": by, "of": of} | score(some)
                for by, of, some in _groups(pairs)
            ]
    return pd.DataFrame(rows) if rows else empty_table("evaluation")


def _groups(pairs: list[Pair]) -> Iterable[tuple[str, str, list[Pair]]]:
    yield "all", "", pairs
    for kind in KIND_ORDER:
        if some := [pair for pair in pairs if pair.kind == kind]:
            yield "kind", kind, some
    for doc in sorted({pair.any["doc"] for pair in pairs}):
        yield "report", doc, [pair for pair in pairs if pair.any["doc"] == doc]


def right_cells(gold: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Return how many of the right values also have each further cell right.

    Parameters
    ----------
    gold, found
        As for `compare`; the cells of claims are left out when `found` has none.

    Returns
    -------
    pandas.DataFrame
        Columns ``cell``, ``right``, ``of``, ``share``, ``low``, ``high`` (95 % Wilson).
    """
    pairs = [(pair.gold, pair.found) for pair in compare(gold, found, "value") if pair.right]
    cells = [*STRICT_CELLS, *(("indicator", *CLAIM_CELLS) if "indicator" in found.columns else ())]
    rows = []
    for cell in cells:
        right = sum(same_cell(cell, one, other) for one, other in pairs if one and other)
        low, high = wilson(right, len(pairs))
        share = right / len(pairs) if pairs else math.nan
        rows.append((cell, right, len(pairs), share, low, high))
    return pd.DataFrame(rows, columns=["cell", "right", "of", "share", "low", "high"])


def same_cell(cell: str, gold: Row, found: Row) -> bool:
    """Whether a cell is the annotated one; of an indicator, whether it names the same statistic."""
    if cell == "indicator":
        return alike(gold[cell], found[cell]) >= ALIKE
    return bool(gold[cell] == found[cell])


def bootstrap_f1(
    pairs: Sequence[Pair], sentences: pd.DataFrame, times: int = 2000, seed: int = 20
) -> tuple[float, float]:
    """Return the 95 % interval of F1 when the sentences of each report are drawn again, with replacement.

    Mistakes cluster in sentences, which Wilson's interval cannot know.

    Parameters
    ----------
    pairs
        From `compare`.
    sentences
        The table `sentences`.
    times
        How often to draw.
    seed
        Of the random numbers.
    """
    counts = _counts_by_sentence(pairs, sentences)
    if counts.empty:
        return math.nan, math.nan
    random = np.random.default_rng(seed)
    total = np.zeros((times, 3))
    for _, rows in counts.groupby("doc"):
        values = rows[["gold", "found", "right"]].to_numpy(float)
        drawn = random.multinomial(len(values), np.full(len(values), 1 / len(values)), size=times)
        total += drawn @ values
    f1 = 2 * total[:, 2] / np.maximum(total[:, 0] + total[:, 1], 1)
    low, high = np.quantile(f1, [0.025, 0.975])
    return float(low), float(high)


def _counts_by_sentence(pairs: Sequence[Pair], sentences: pd.DataFrame) -> pd.DataFrame:
    starts = {str(doc): rows["start"].to_numpy() for doc, rows in sentences.groupby("doc")}
    rows = [
        (
            pair.any["doc"],
            int(np.searchsorted(starts[pair.any["doc"]], pair.any["start"], side="right")),
            pair.gold is not None,
            pair.found is not None,
            pair.right,
        )
        for pair in pairs
    ]
    columns = ["doc", "sentence", "gold", "found", "right"]
    return pd.DataFrame(rows, columns=columns).groupby(["doc", "sentence"], as_index=False).sum()
