"""Co-occurrence: which terms stand in one sentence more often than chance would have it."""

import numpy as np
import pandas as pd

from helpers.tables import check_table, empty_table
from helpers.words.keyness import adjust, chi_square_tail

COLUMNS = ["word_a", "word_b", "sentences", "sentences_a", "sentences_b", "expected"]


def cooccurrence_table(tokens: pd.DataFrame, minimum: int = 3) -> pd.DataFrame:
    """Return the pairs of lexicon terms that stand in the same sentences.

    Parameters
    ----------
    tokens
        From `find_tokens`.
    minimum
        Pairs that share fewer sentences are left out of the table; they count for the adjustment.

    Returns
    -------
    pandas.DataFrame
        The table `cooccurrence`: sentences shared, those that chance would give, Dunning's log-likelihood
        over the four cases (both, one, the other, none), its p-value, adjusted for the number of pairs seen,
        and normalised pointwise mutual information (1: never apart, 0: as chance has it).
    """
    terms = tokens.loc[tokens["kind"] == "term", ["sentence", "word"]].drop_duplicates()
    sentences = tokens["sentence"].nunique()
    pairs = terms.merge(terms, on="sentence", suffixes=("_a", "_b"))
    pairs["word_a"], pairs["word_b"] = pairs["word_a"].astype(str), pairs["word_b"].astype(str)
    pairs = pairs[pairs["word_a"] < pairs["word_b"]]
    if pairs.empty:
        return empty_table("cooccurrence")
    uses = terms["word"].astype(str).value_counts()
    table = pairs.groupby(["word_a", "word_b"]).size().rename("sentences").reset_index()
    table["sentences_a"], table["sentences_b"] = table["word_a"].map(uses), table["word_b"].map(uses)
    table["expected"] = table["sentences_a"] * table["sentences_b"] / sentences
    table["log_likelihood"] = association(
        table["sentences"], table["sentences_a"], table["sentences_b"], sentences
    )
    table["p_adjusted"] = adjust(np.array([chi_square_tail(value) for value in table["log_likelihood"]]))
    together = table["sentences"] / sentences
    with np.errstate(divide="ignore", invalid="ignore"):
        npmi = np.log(table["sentences"] / table["expected"]) / -np.log(together)
    table["npmi"] = npmi.where(together < 1, 0.0)  # in every sentence: nothing to learn
    measures = ["expected", "log_likelihood", "npmi"]
    table[measures] = table[measures].round(4)
    table = table[table["sentences"] >= minimum]
    order = ["log_likelihood", "word_a", "word_b"]
    return check_table(table.sort_values(order, ascending=[False, True, True]), "cooccurrence")


def association(both: pd.Series, first: pd.Series, second: pd.Series, total: int) -> pd.Series:
    """Return the log-likelihood ratio of things seen `first` and `second` times, together `both` times."""
    cells = [(both, first, second), (first - both, first, total - second)]
    cells += [
        (second - both, total - first, second),
        (total - first - second + both, total - first, total - second),
    ]
    parts = [_cell(seen.astype(float), row * column / total) for seen, row, column in cells]
    return (2 * sum(parts[1:], parts[0])).clip(lower=0)


def _cell(seen: pd.Series, expected: pd.Series) -> pd.Series:
    with np.errstate(divide="ignore", invalid="ignore"):
        return (seen * np.log(seen / expected)).where(seen > 0, 0.0)
