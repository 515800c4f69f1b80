"""Unseen: how well claims are read in reports other than those for which the rules were written."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from helpers.claims import claims_table
from helpers.corpus import Report, read_folder
from helpers.evaluation.gold import CLAIM_CELLS, gold_for, read_gold, with_claims
from helpers.evaluation.scoring import Row, compare, right_cells, same_cell, score
from helpers.evaluation.words import read_scores
from helpers.mentions import mentions_table
from helpers.tables import empty_table, records, resolve_dir

REPORTS_GOLD = "gold-reports"  # folder of the annotated reports beyond those here
REAL_SCORES = "claims-extra.csv"
HERE = "here"
SETS = (HERE, "invented-read", "invented-kept", "real-read", "real-kept")
KEPT = ("invented-kept", "real-kept")  # their errors were not looked at by those who write rules
WHOLE = ("value", "claim")  # scored by F1; the others as shares of the right values
CELLS_OF_CLAIM = ("indicator", *CLAIM_CELLS)


# -- reading -------------------------------------------------------------------------------------------


def join_spans(text: str, spans: str, heading: str = "") -> str:
    """Return an excerpt as it was annotated: a heading and pieces of a text, a blank line between them.

    Parameters
    ----------
    text
        The whole text.
    spans
        Its pieces, as ``0-120 340-512``.
    heading
        Put first, when there is one.
    """
    pieces = [text[slice(*map(int, span.split("-")))] for span in spans.split()]
    return "\n\n".join([heading, *pieces] if heading else pieces)


def find_claims(reports: Iterable[Report]) -> pd.DataFrame:
    """Return the mentions of reports with the cells of their claims, as the notebooks find them."""
    read = list(reports)
    mentions = mentions_table(read)
    return with_claims(mentions, claims_table(read, mentions))


def split_sets(
    origin: str, documents: pd.DataFrame, gold: pd.DataFrame, found: pd.DataFrame
) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """Return annotation and findings of each split of the annotated reports, by name of the set.

    Parameters
    ----------
    origin
        ``invented`` or ``real``.
    documents
        With ``doc`` and ``split``.
    gold, found
        As for `compare`.
    """
    return {
        f"{origin}-{split}": (gold[gold["doc"].isin(docs)], found[found["doc"].isin(docs)])
        for split in ("read", "kept")
        if len(docs := documents.loc[documents["split"] == split, "doc"])
    }


def invented_sets(coding_dir: str | Path) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """Return annotation and findings of the invented reports, which are read here and now.

    Parameters
    ----------
    coding_dir
        Folder of what people decided. Without `REPORTS_GOLD` in it there are no sets.
    """
    folder = resolve_dir(coding_dir) / REPORTS_GOLD / "invented"
    if not folder.is_dir():
        return {}
    reports = read_folder(folder / "texts").reports
    gold = gold_for(read_gold(folder), reports)
    return split_sets("invented", pd.read_csv(folder / "documents.csv"), gold, find_claims(reports))


def read_real_scores(coding_dir: str | Path) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the committed scores on the real reports, whose texts are not here, and of which state they are.

    Parameters
    ----------
    coding_dir
        Folder of what people decided; holds ``claims-extra.csv``, as `tools/score_extra.py` writes it.
    """
    return read_scores(resolve_dir(coding_dir) / REAL_SCORES, empty_table("claim_scores"))


# -- counting ------------------------------------------------------------------------------------------


def claim_scores(
    sets: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]], others: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return how well claims are read in each set of reports.

    Parameters
    ----------
    sets
        Annotation and findings by name, one of `SETS`; a set without annotation is left out.
    others
        Rows of the same table that were made elsewhere.

    Returns
    -------
    pandas.DataFrame
        The table `claim_scores`, in the order of `SETS`.
    """
    rows = [row for name, (gold, found) in sets.items() if len(gold) for row in _rows_of(name, gold, found)]
    tables = [table for table in (pd.DataFrame(rows), others) if table is not None and len(table)]
    empty = empty_table("claim_scores")
    if not tables:
        return empty
    table = pd.concat(tables, ignore_index=True)[list(empty.columns)]
    order = table["set"].map({name: place for place, name in enumerate(SETS)})
    return table.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def _rows_of(name: str, gold: pd.DataFrame, found: pd.DataFrame) -> Iterable[Row]:
    first = {"set": name, "texts": int(gold["doc"].nunique())}
    for measure in WHOLE:
        counts = score(compare(gold, found, measure))
        first |= {"gold": counts["gold"], "found": counts["found"]}  # the same for every measure and cell
        either = counts["gold"] + counts["found"] - counts["right"]
        ends = {"score": counts["f1"], "low": counts["f1_low"], "high": counts["f1_high"]}
        yield first | {"cell": measure, "right": counts["right"], "among": either} | ends
    for row in records(right_cells(gold, found).rename(columns={"of": "among", "share": "score"})):
        if row["cell"] in CELLS_OF_CLAIM:
            yield first | row


def count_reworded(sets: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]]) -> pd.DataFrame:
    """Return how many indicators are right as the rules phrase them, and as the model rewords them.

    Parameters
    ----------
    sets
        Annotation and findings by name, these with ``named`` and ``indicator``.

    Returns
    -------
    pandas.DataFrame
        Columns ``set``, ``values`` (that are right), ``by_rules``, ``reworded``; one row a set with annotation.
    """
    rows = []
    for name, (gold, found) in sets.items():
        right = [(p.gold, p.found) for p in compare(gold, found, "value") if p.right and p.gold and p.found]
        counts = [
            sum(same_cell("indicator", one, {"indicator": other[column]}) for one, other in right)
            for column in ("named", "indicator")
        ]
        rows += [(name, len(right), *counts)] * bool(right)
    return pd.DataFrame(rows, columns=["set", "values", "by_rules", "reworded"])


def claim_shares(scores: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that the figure draws: the cells of a claim, each in every set.

    Parameters
    ----------
    scores
        The table `claim_scores`.
    """
    rows = scores[scores["cell"].isin(CELLS_OF_CLAIM)]
    return rows[["set", "texts", "cell", "right", "among", "score", "low", "high"]].reset_index(drop=True)
