"""Logistic regression over named features, with an L1 penalty so that few get a weight: for the tools that fit models."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

SMALL = 0.005  # weights below it are left out
Feature = tuple[str, ...]


class Example(NamedTuple):
    """Something that the model is asked for: its document, its features, and the annotators' answer."""

    doc: str
    features: tuple[Feature, ...]
    wanted: bool


def fit(
    examples: Sequence[Example], bias: Feature, seen: int, penalty: float, cap: float
) -> dict[Feature, float]:
    """Return the weights of the features, that of every example first.

    Parameters
    ----------
    examples
        Examples with their features.
    bias
        The name of the weight of every example.
    seen
        Reports in which a feature must occur to get a weight.
    penalty
        Of the sum of the weights, an example costing its log loss.
    cap
        Of a weight: no feature decides alone.
    """
    counted = Counter(feature for _, feature in {(e.doc, f) for e in examples for f in e.features})
    names = sorted(feature for feature, reports in counted.items() if reports >= seen)
    column = {name: i for i, name in enumerate(names)}
    cells = [[column[f] for f in e.features if f in column] for e in examples]
    pointers = np.cumsum([0, *map(len, cells)])
    table = csr_matrix(
        (np.ones(pointers[-1]), np.concatenate(cells).astype(int), pointers), shape=(len(cells), len(names))
    )
    found = _minimum(table, np.array([e.wanted for e in examples], dtype=float), penalty, cap)
    weights = {bias: round(float(found[-1]), 3)}
    weights |= {n: round(float(w), 3) for n, w in zip(names, found, strict=False) if abs(w) >= SMALL}
    return weights


def _minimum(
    table: Any, wanted: npt.NDArray[np.float64], penalty: float, cap: float
) -> npt.NDArray[np.float64]:
    """Return the weights that minimise log loss and penalty: each the difference of two that are not negative."""
    count = table.shape[1]
    columns = table.T.tocsr()

    def loss(both: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        score = table @ (both[:count] - both[count:-1]) + both[-1]
        value = np.logaddexp(0, score).sum() - score @ wanted + penalty * both[:-1].sum()
        error = expit(score) - wanted
        slope = columns @ error
        return float(value), np.concatenate([slope + penalty, penalty - slope, [error.sum()]])

    bounds = [(0, cap)] * (2 * count) + [(None, None)]
    start = np.zeros(2 * count + 1)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 400}).x
    return np.append(best[:count] - best[count:-1], best[-1])


def write_below_header(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a table anew below the lines of comment that its file begins with.

    Parameters
    ----------
    path
        A CSV file, whose header says by hand what it was learned from.
    columns, rows
        Of the table.
    """
    out = io.StringIO()
    before = path.read_text(encoding="utf-8").splitlines(keepends=True)
    out.writelines(line for line in before if line.startswith("#"))
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
