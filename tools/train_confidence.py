"""Fit the model behind `confidence`: ``python tools/train_confidence.py --unread TEXTS=GOLD … --read TEXTS=GOLD …``.

TEXTS is a folder of reports with its `sources.csv`, GOLD a folder of annotated tables with the codebook's columns.
Rules are right more often on reports whose mistakes somebody has read: a trait of its own says which those are, and
a reader's reports count as unread. The annotated numbers are given to the rules. Writes `confidence_weights.csv` and,
for the unread reports by cross-validation, `confidence_reliability.csv` of the resources below their headers,
which say by hand which texts were learned from.
"""

import argparse
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import exp
from pathlib import Path
from typing import Any
from unittest.mock import patch

import interpreted  # noqa: F401
from count_trust import CELLS, agrees, as_mentions, read_only
from logistic import Example, Feature, fit, write_below_header

from helpers.claims import claims_table
from helpers.claims.confidence import BIAS, UNREAD, ReadClaim, confidence_of, traits_of
from helpers.evaluation import read_gold
from helpers.mentions import MEASURED

RESOURCES = Path(__file__).resolve().parents[1] / "src/helpers/resources"
READ = (UNREAD[0], "yes")
SEEN, PENALTY, CAP = 5, 2.0, 0.8  # as `logistic.fit` explains
FOLDS = 5
STEPS = (0.0, 0.3, 0.45, 0.6, 0.7, 0.8, 0.9, 1.01)


def main() -> None:
    """Read the pairs of folders, fit, and write weights and reliability."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--unread", nargs="+", required=True, metavar="TEXTS=GOLD")
    parser.add_argument("--read", nargs="*", default=[], metavar="TEXTS=GOLD")
    wanted = parser.parse_args()
    unread = [e for pair in wanted.unread for e in examples_of(pair, UNREAD)]
    read = [e for pair in wanted.read for e in examples_of(pair, READ)]
    weights = fit([*unread, *read], BIAS, SEEN, PENALTY, CAP)
    rows: list[tuple[Any, ...]] = [(*f, w) for f, w in weights.items()]
    write_below_header(RESOURCES / "confidence_weights.csv", ("asked", "seen", "weight"), rows)
    counted = reliability(unread, read)
    write_below_header(
        RESOURCES / "confidence_reliability.csv", ("least", "below", "claims", "right"), counted
    )
    print(
        f"{len(weights)} weights from {len(unread)} unread and {len(read)} read claims. Now mend the headers."
    )


def examples_of(pair: str, origin: Feature) -> list[Example]:
    """Return the annotated claims of a pair of folders, with what the model is told of each.

    Parameters
    ----------
    pair
        ``TEXTS=GOLD``, as the command takes it.
    origin
        The trait that says whether the reports were read.
    """
    texts, _, gold_dir = pair.partition("=")
    gold = read_gold(Path(gold_dir))
    told: dict[tuple[str, int], tuple[Feature, ...]] = {}

    def listen(read: ReadClaim) -> float:
        mention: Any = read.number.mention
        told[mention.doc, mention.start] = (*traits_of(read), origin)
        return confidence_of(read)

    with patch("helpers.claims.table.confidence_of", listen):
        claims = claims_table(read_only(Path(texts), set(gold["doc"])), as_mentions(gold))
    found = {(claim.doc, claim.start, claim.end): claim for claim in claims.itertuples()}
    return [
        Example(row.doc, told[row.doc, row.start], all(agrees(row, claim, cell) for cell in CELLS))
        for row in gold[gold["kind"].isin(MEASURED)].itertuples()
        if (claim := found.get((row.doc, row.start, row.end)))
    ]


def reliability(unread: Sequence[Example], read: Sequence[Example]) -> list[tuple[float, float, int, int]]:
    """Return how often unread claims are right by confidence, with weights fitted on the other reports.

    Parameters
    ----------
    unread, read
        Annotated claims.
    """
    docs = sorted({e.doc for e in unread})
    pairs = []
    for k in range(FOLDS):
        left_out = set(docs[k::FOLDS])
        weights = fit([*(e for e in unread if e.doc not in left_out), *read], BIAS, SEEN, PENALTY, CAP)
        pairs += [(chance(e.features, weights), e.wanted) for e in unread if e.doc in left_out]
    return [
        (least, min(below, 1.0), len(of_step), sum(of_step))
        for least, below in pairwise(STEPS)
        if (of_step := [wanted for value, wanted in pairs if least <= value < below])
    ]


def chance(features: Iterable[Feature], weights: dict[Feature, float]) -> float:
    """Return the chance that weights give to features."""
    value = weights[BIAS] + sum(weights.get(f, 0.0) for f in features)
    return round(1 / (1 + exp(-value)), 2)


if __name__ == "__main__":
    main()
