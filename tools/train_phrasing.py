"""Fit the model that phrases indicators: ``python tools/train_phrasing.py TEXTS=GOLD …``.

TEXTS is a folder of reports with its `sources.csv`, GOLD a folder of annotated tables with the codebook's
columns; ``TEXTS=GOLD:PREFIX`` takes only the documents whose name begins so, ``TEXTS=GOLD:PREFIX-@NAMES`` leaves out
those that the file NAMES lists, a name a line. The rules name the annotated numbers, and of every word near a
number the model learns whether the annotated phrase has it: a logistic regression with an L1 penalty, so that few
features get a weight. Writes `phrasing_weights.csv` of the resources, whose header says by hand which texts were
learned from: not the five reports, and none that is kept for scoring.
"""

import argparse
import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
from count_trust import as_mentions, read_only
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from helpers.claims import claims_table
from helpers.claims.clauses import Number, Sentence
from helpers.claims.phrasing import BIAS, EMPTY, Feature, Told, Vicinity
from helpers.evaluation import read_gold
from helpers.mentions import MEASURED

TARGET = Path(__file__).resolve().parents[1] / "src/helpers/resources/phrasing_weights.csv"
SEEN = 5  # reports in which a feature must occur to get a weight
PENALTY = 2.0  # of the sum of the weights, a word costing its log loss
CAP = 1.5  # of a weight: no feature decides alone
SMALL = 0.005  # weights below it are left out


class Example(NamedTuple):
    """A word near a number: its document, its features, and whether the annotated indicator has it."""

    doc: str
    features: tuple[Feature, ...]
    wanted: bool


def main() -> None:
    """Read the pairs of folders, fit, and write the weights below the header that the file has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", nargs="+", metavar="TEXTS=GOLD", help="texts and their annotation")
    examples = [e for pair in parser.parse_args().pairs for e in examples_of(pair)]
    weights = fit(examples)
    TARGET.write_text(renewed(TARGET.read_text(encoding="utf-8"), weights), encoding="utf-8", newline="")
    docs = len({e.doc for e in examples})
    print(f"{len(weights)} weights from {len(examples)} words of {docs} reports. Now mend the header.")


def examples_of(pair: str) -> list[Example]:
    """Return the words near the annotated numbers of a pair of folders.

    Parameters
    ----------
    pair
        ``TEXTS=GOLD``, as the command takes it.
    """
    texts, _, rest = pair.partition("=")
    gold_dir, _, chosen = rest.partition(":")
    prefix, _, left_out = chosen.partition("-@")
    gold = read_gold(Path(gold_dir))
    gold = gold[gold["doc"].str.startswith(prefix)]
    if left_out:
        gold = gold[~gold["doc"].isin(Path(left_out).read_text(encoding="utf-8").split())]
    wanted = {
        (row.doc, row.start): str(row.indicator)
        for row in gold[gold["kind"].isin(MEASURED)].itertuples()
        if row.indicator
    }
    examples: list[Example] = []

    def only_asked(sentence: Sentence, number: Number, told: Told) -> str:
        mention: Any = number.mention
        if (mention.doc, mention.start) in wanted:
            near = Vicinity(sentence, number, told)
            taken = words_of_phrase(near, wanted[mention.doc, mention.start])
            examples.extend(
                Example(mention.doc, near.features(word), word.start in taken) for word in near.candidates()
            )
        return number.indicator

    everything = patch(
        "helpers.claims.table.indicator_id_of", lambda *about: ""
    )  # what has a key is not asked for
    with everything, patch("helpers.claims.table.phrase_indicator", only_asked):
        claims_table(read_only(Path(texts), set(gold["doc"])), as_mentions(gold))
    return examples


def words_of_phrase(near: Vicinity, phrase: str) -> set[int]:
    """Return where the words of an annotated phrase stand: long words first, of equal ones the nearest.

    Parameters
    ----------
    near
        The words near a number.
    phrase
        What was annotated.
    """
    taken: set[int] = set()
    words = near.words[near.first : near.last]
    for word in sorted(words, key=lambda w: (-min(len(w.text), 3), abs(w.start - near.number.start))):
        # A single character that names nothing may stand in the phrase by chance.
        if word.text in phrase and (len(word.text) > 1 or word.kind not in EMPTY):
            phrase = phrase.replace(word.text, "\0", 1)
            taken.add(word.start)
    return taken


def fit(examples: list[Example]) -> dict[Feature, float]:
    """Return the weights of the features, that of every word first.

    Parameters
    ----------
    examples
        Words with their features.
    """
    counted = Counter(feature for _, feature in {(e.doc, f) for e in examples for f in e.features})
    names = sorted(feature for feature, reports in counted.items() if reports >= SEEN)
    column = {name: i for i, name in enumerate(names)}
    cells = [[column[f] for f in e.features if f in column] for e in examples]
    pointers = np.cumsum([0, *map(len, cells)])
    table = csr_matrix(
        (np.ones(pointers[-1]), np.concatenate(cells).astype(int), pointers), shape=(len(cells), len(names))
    )
    found = _minimum(table, np.array([e.wanted for e in examples], dtype=float))
    weights = {BIAS: round(float(found[-1]), 3)}
    weights |= {n: round(float(w), 3) for n, w in zip(names, found, strict=False) if abs(w) >= SMALL}
    return weights


def _minimum(table: Any, wanted: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the weights that minimise log loss and penalty: each the difference of two that are not negative."""
    count = table.shape[1]
    columns = table.T.tocsr()

    def loss(both: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        score = table @ (both[:count] - both[count:-1]) + both[-1]
        value = np.logaddexp(0, score).sum() - score @ wanted + PENALTY * both[:-1].sum()
        error = expit(score) - wanted
        slope = columns @ error
        return float(value), np.concatenate([slope + PENALTY, PENALTY - slope, [error.sum()]])

    bounds = [(0, CAP)] * (2 * count) + [(None, None)]
    start = np.zeros(2 * count + 1)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 400}).x
    return np.append(best[:count] - best[count:-1], best[-1])


def renewed(before: str, weights: dict[Feature, float]) -> str:
    """Return the file with new weights below its header.

    Parameters
    ----------
    before
        The file as it is.
    weights
        Weights by feature.
    """
    out = io.StringIO()
    out.writelines(line for line in before.splitlines(keepends=True) if line.startswith("#"))
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("asked", "seen", "and", "weight"))
    writer.writerows((*feature, weight) for feature, weight in weights.items())
    return out.getvalue()


if __name__ == "__main__":
    main()
