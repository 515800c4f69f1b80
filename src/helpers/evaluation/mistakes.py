"""Mistakes: where what was found and what was annotated differ, each with its sentence."""

import math
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.evaluation.gold import CLAIM_CELLS, STRICT_CELLS
from helpers.evaluation.scoring import (
    KIND_ORDER,
    Pair,
    Row,
    by_doc,
    compare,
    meets,
    pair_rows,
    same_cell,
    same_value,
)
from helpers.mentions.model import MEASURED
from helpers.tables import empty_table, format_number, records

NOTHING = "nothing"
NONE = "—"  # of a cell that is empty
CELLS = ("indicator", *CLAIM_CELLS)
DIGITS = re.compile(r"[0-9０-９]")


def confusion_table(gold: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Return how many rows of each annotated kind were found as which kind, unmeasured kinds included.

    Parameters
    ----------
    gold, found
        All rows, measured or not.

    Returns
    -------
    pandas.DataFrame
        Annotated kinds down, found kinds across, ``nothing`` last on both sides; only kinds that occur.
    """
    rows_found = by_doc(found[found["doc"].isin(gold["doc"])])
    pairs = [
        ((one or {"kind": NOTHING})["kind"], (other or {"kind": NOTHING})["kind"])
        for doc, rows in by_doc(gold).items()
        for one, other in pair_rows(rows, rows_found.get(doc, []), same_value)
    ]
    order = [kind for kind in (*KIND_ORDER, NOTHING) if any(kind in pair for pair in pairs)]
    counts = Counter(pairs)
    cells = [[counts[kind, other] for other in order] for kind in order]
    frame = pd.DataFrame(cells, index=order, columns=order)
    return frame.rename_axis(index="annotated", columns="found")


def mistakes_table(gold: pd.DataFrame, found: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return every miss, false alarm, wrong value, wrong detail and wrong claim, with its sentence.

    Parameters
    ----------
    gold, found
        As for `compare`.
    sentences
        The table `sentences`.

    Returns
    -------
    pandas.DataFrame
        The table `mistakes`, in the order of the texts. Dates, ranks, slogans and identifiers are held
        against one another by kind alone: a wrong kind is a wrong detail. Claims are held against one another
        where the value is right and ``found`` has their cells.
    """
    pairs = [pair for pair in compare(gold, found, "strict") if not pair.right]
    rows = [_mistake(pair, sentences) for pair in pairs + _wrong_unmeasured(gold, found)]
    if "indicator" in found.columns:
        rows += [
            _wrong_claim(pair, cells, sentences)
            for pair in compare(gold, found, "value")
            if (cells := _differing(pair))
        ]
    if not rows:
        return empty_table("mistakes")
    return pd.DataFrame(rows).sort_values(["doc", "start", "what"], kind="stable", ignore_index=True)


def _wrong_unmeasured(gold: pd.DataFrame, found: pd.DataFrame) -> list[Pair]:
    """Pair all rows and keep those without a measured one in which one side has nothing or another kind."""
    rows_found = by_doc(found)
    pairs = [
        Pair(one, other, right=False)
        for doc, rows in by_doc(gold).items()
        for one, other in pair_rows(rows, rows_found.get(doc, []), same_value)
    ]
    kinds = [{row["kind"] for row in (pair.gold, pair.found) if row} for pair in pairs]
    both = [pair.gold is not None and pair.found is not None for pair in pairs]
    return [
        pair
        for pair, some, complete in zip(pairs, kinds, both, strict=True)
        if not some & MEASURED and not (complete and len(some) == 1)
    ]


def _mistake(pair: Pair, sentences: pd.DataFrame) -> Row:
    what, differs = _difference(pair.gold, pair.found)
    return _row(pair, sentences, what, differs, reading(pair.gold), reading(pair.found))


def _row(
    pair: Pair, sentences: pd.DataFrame, what: str, differs: list[str], annotated: str, found: str
) -> Row:
    row = pair.any
    return {
        "doc": row["doc"],
        "start": row["start"],
        "end": row["end"],
        "what": what,
        "differs": " ".join(differs),
        "annotated": annotated,
        "found": found,
        "sentence": sentence_at(sentences, row["doc"], row["start"]),
    }


def _differing(pair: Pair) -> list[str]:
    """Return the cells of a claim with a right value that differ from the annotated ones."""
    if not pair.right or pair.gold is None or pair.found is None:
        return []
    gold, found = pair.gold, pair.found
    return [cell for cell in CELLS if gold[cell] != found[cell] and not same_cell(cell, gold, found)]


def _wrong_claim(pair: Pair, cells: list[str], sentences: pd.DataFrame) -> Row:
    """Return a claim in which cells differ, with these and no others."""
    said = [
        f"{side['surface']}: " + ", ".join(f"{cell} {side[cell] or NONE}" for cell in cells)
        for side in (pair.gold or {}, pair.found or {})
    ]
    return _row(pair, sentences, "wrong-claim", cells, *said)


def _difference(gold: Row | None, found: Row | None) -> tuple[str, list[str]]:
    if gold is None or found is None:
        return ("missed" if found is None else "false-alarm"), []
    if gold["kind"] not in MEASURED:
        return "wrong-detail", ["kind"]
    numbers = [cell for cell in ("low", "high") if not math.isclose(gold[cell], found[cell], rel_tol=1e-9)]
    others = [cell for cell in ("unit", *STRICT_CELLS, "start", "end") if gold[cell] != found[cell]]
    return ("wrong-detail" if same_value(gold, found) else "wrong-value"), numbers + others


def reading(row: Mapping[str, Any] | None) -> str:
    """Return a row in one line, such as ``42.29万户 = 422900 户 (count, exact)``; "" for None."""
    if row is None:
        return ""
    if row["kind"] not in MEASURED:
        return f"{row['surface']} ({row['kind']})"
    value = format_number(row["low"])
    if row["high"] != row["low"]:
        value += "–" + format_number(row["high"])
    unit = f" {row['unit']}" * bool(row["unit"]) + f" / {row['per']}" * bool(row["per"])
    return f"{row['surface']} = {value}{unit} ({row['kind']}, {row['bound']})"


def sentence_at(sentences: pd.DataFrame, doc: str, offset: int) -> str:
    """Return the text of the sentence that holds an offset of a report; "" when none does."""
    rows = sentences[(sentences["doc"] == doc) & (sentences["start"] <= offset) & (sentences["end"] > offset)]
    return str(rows["text"].iloc[0]) if len(rows) else ""


def silent_sentences(sentences: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences that hold digits but no mention of any kind.

    Parameters
    ----------
    sentences, mentions
        The tables of those names.

    Returns
    -------
    pandas.DataFrame
        Columns ``doc``, ``start``, ``role``, ``text``.
    """
    spans = {str(doc): records(rows[["start", "end"]]) for doc, rows in mentions.groupby("doc")}
    rows = [
        row
        for row in records(sentences[["doc", "start", "end", "role", "text"]])
        if DIGITS.search(row["text"]) and not meets(row, spans.get(row["doc"], []))
    ]
    return pd.DataFrame(rows, columns=["doc", "start", "role", "text"])
