"""Keyness: which words one group of reports uses more than others, how much more, and how surely."""

import math
from collections.abc import Mapping
from statistics import NormalDist

import numpy as np
import pandas as pd

from helpers.resources import read_resource
from helpers.tables import check_table, empty_table, records

Z95 = NormalDist().inv_cdf(0.975)
PRIOR = 1000.0  # how many words of an average report the prior weighs
MINIMUM = 5  # rarer words are not compared
MINIMUM_OF_TERMS = 3  # nor terms of the lexicon that are rarer than this: they were chosen before looking
REST = "rest"
KINDS = ("term", "place", "word")
ROUNDED = ["log_likelihood", "log_ratio", "log_ratio_low", "log_ratio_high"]
ROUNDED += ["log_odds", "log_odds_low", "log_odds_high", "z", "z_without_one"]


def keyness_table(
    words: pd.DataFrame, documents: pd.DataFrame, prior: float = PRIOR, minimum: int = MINIMUM
) -> pd.DataFrame:
    """Return how far the words of eras, places and reports stand out.

    Parameters
    ----------
    words
        The table `words`.
    documents
        The table `documents`.
    prior
        Weight of the prior, in words.
    minimum
        Words used less often in all that is compared are left out; terms of the lexicon, if used less than
        `MINIMUM_OF_TERMS` times.

    Returns
    -------
    pandas.DataFrame
        The table `keyness`. Of two groups the later is compared with the earlier, of more each with the rest.
        A report without a date takes no part in the comparison of eras, nor one without a place in that of
        places.
    """
    parts = []
    for comparison, groups in groupings(documents).items():
        order = [group for group in dict.fromkeys(groups.values()) if group]
        inside = words[words["doc"].map(groups).fillna("") != ""]
        if len(order) < 2 or inside.empty:
            continue
        for target in order[1:] if len(order) == 2 else order:
            against = order[0] if len(order) == 2 else REST
            part = compare(inside, {doc: group == target for doc, group in groups.items()}, prior, minimum)
            parts.append(part.assign(comparison=comparison, target=target, against=against))
    if not parts:
        return empty_table("keyness")
    table = pd.concat(parts, ignore_index=True)
    table[ROUNDED] = table[ROUNDED].round(4)
    return check_table(table, "keyness")


def groupings(documents: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return for each way of comparing the group of each report, ``""`` for none, earliest first."""
    rows = sorted(records(documents), key=lambda row: (row["published"] or "9", row["doc"]))
    return {
        "era": {row["doc"]: era_of(row["published"]) for row in rows},
        "place": {row["doc"]: row["place"] for row in rows},
        "report": {row["doc"]: row["doc"] for row in rows},
    }


def era_of(published: str) -> str:
    """Return the era of policy in which a report was published; ``""`` when its date does not tell."""
    if not published:
        return ""
    first, _, last = published.partition("/")
    months = [end[:7].rstrip("?~%") for end in (first, last or first)]
    for row in records(read_resource("policy_eras.csv")):
        # a year alone must lie wholly within the era
        begins, ends = (
            month if len(month) == 7 else month + pad
            for month, pad in zip(months, ("-01", "-12"), strict=True)
        )
        if row["first"] <= begins and (not row["last"] or ends <= row["last"]):
            return str(row["era"])
    return ""


def compare(
    words: pd.DataFrame, in_target: Mapping[str, bool], prior: float = PRIOR, minimum: int = MINIMUM
) -> pd.DataFrame:
    """Return how far each word stands out in the target reports against the others.

    Parameters
    ----------
    words
        Rows of the table `words`: `doc`, `word`, `kind`, `category`, `count`. All kinds count for the sizes.
    in_target
        Whether a report belongs to the target.
    prior, minimum
        As in `keyness_table`.

    Returns
    -------
    pandas.DataFrame
        Content words only, what stands out most in the target first.
    """
    is_target = words["doc"].map(in_target).astype(bool)
    sizes = words["count"].groupby(is_target).sum().reindex([True, False], fill_value=0)
    n, m = float(sizes[True]), float(sizes[False])
    a = words["count"].where(is_target, 0).groupby(words["word"]).sum()
    b = words["count"].where(~is_target, 0).groupby(words["word"]).sum()
    once = words.drop_duplicates("word").set_index("word")
    kind = once["kind"].reindex(a.index)
    is_term = kind == "term"
    kept = kind.isin(KINDS) & (is_term | (a.index.str.len() > 1))
    kept &= a + b >= np.where(is_term, min(minimum, MINIMUM_OF_TERMS), minimum)
    a, b = a[kept], b[kept]
    table = pd.DataFrame({"word": a.index, "count_target": a.to_numpy(), "count_against": b.to_numpy()})
    table["kind"] = once["kind"].reindex(a.index).to_numpy()
    table["category"] = once["category"].reindex(a.index).to_numpy()
    table["size_target"], table["size_against"] = int(n), int(m)
    x, y = a.to_numpy(dtype=float), b.to_numpy(dtype=float)
    table["log_likelihood"] = log_likelihood(x, y, n, m)
    table["p"] = [chi_square_tail(value) for value in table["log_likelihood"]]
    table["p_adjusted"] = adjust(table["p"].to_numpy())
    table["log_ratio"], error = log_ratio(x, y, n, m)
    table["log_ratio_low"], table["log_ratio_high"] = (
        table["log_ratio"] - Z95 * error,
        table["log_ratio"] + Z95 * error,
    )
    share = (x + y) / (n + m)
    odds, error = log_odds(x, y, n, m, prior * share, prior)
    table["log_odds"] = odds / math.log(2)
    table["log_odds_low"], table["log_odds_high"] = (
        (odds - Z95 * error) / math.log(2),
        (odds + Z95 * error) / math.log(2),
    )
    table["z"] = odds / error
    table["z_without_one"] = _least_z_without_one_report(words, is_target, table, prior)
    order = np.lexsort((table["word"], -table["z"]))
    return table.iloc[order].reset_index(drop=True)


def log_likelihood(a: np.ndarray, b: np.ndarray, n: float, m: float) -> np.ndarray:
    """Return the log-likelihood G² of counts in corpora of `n` and `m` words (Rayson and Garside 2000)."""
    together = (a + b) / (n + m)
    return np.asarray(2 * (_xlogy(a, a / (n * together)) + _xlogy(b, b / (m * together)))).clip(min=0)


def log_ratio(a: np.ndarray, b: np.ndarray, n: float, m: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the binary logarithm of the ratio of rates and its standard error (Hardie 2014).

    A count of 0 is taken as 0.5, without which the ratio would be infinite.
    """
    a, b = np.where(a == 0, 0.5, a), np.where(b == 0, 0.5, b)
    error = np.sqrt(1 / a - 1 / n + 1 / b - 1 / m) / math.log(2)
    return np.log2((a / n) / (b / m)), error


def log_odds(
    a: np.ndarray,
    b: np.ndarray,
    n: float | np.ndarray,
    m: float | np.ndarray,
    alpha: np.ndarray,
    alpha_sum: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the difference of log-odds with an informative Dirichlet prior and its standard error.

    Parameters
    ----------
    a, b
        Counts of each word in the two corpora.
    n, m
        Sizes of the corpora in words.
    alpha, alpha_sum
        The prior's pseudo-counts of each word, and of all words.

    Returns
    -------
    tuple of numpy.ndarray
        Equations 16 and 20 of Monroe, Colaresi and Quinn (2008), natural logarithms.
    """
    a, b = a + alpha, b + alpha
    difference = np.log(a / (n + alpha_sum - a)) - np.log(b / (m + alpha_sum - b))
    return difference, np.sqrt(1 / a + 1 / b)


def chi_square_tail(value: float) -> float:
    """Return the probability that a χ² variable with one degree of freedom exceeds a value."""
    return math.erfc(math.sqrt(value / 2))


def adjust(p: np.ndarray) -> np.ndarray:
    """Return p-values adjusted for the number of words compared (Benjamini and Hochberg 1995)."""
    order = np.argsort(p, kind="stable")
    ranked = p[order] * len(p) / np.arange(1, len(p) + 1)
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum.accumulate(ranked[::-1])[::-1].clip(max=1)
    return adjusted


def holds(keyness: pd.DataFrame, level: float = 0.05) -> pd.Series:
    """Return whether a difference is beyond chance, for all words compared, and rests on no single report."""
    beyond = keyness["p_adjusted"] < level
    outlasts = pd.Series((keyness["z_without_one"] * np.sign(keyness["z"])) > Z95)
    return beyond & outlasts


def _least_z_without_one_report(
    words: pd.DataFrame, is_target: pd.Series, table: pd.DataFrame, prior: float
) -> np.ndarray:
    """Return z when that report is left out, of those that have the word, which weakens it most.

    Missing where this would leave nothing to compare.
    """
    row = words["word"].map(pd.Series(np.arange(len(table)), index=table["word"]))
    known = row.notna()
    rows, count = row[known].astype(int).to_numpy(), words.loc[known, "count"].to_numpy(dtype=float)
    target = is_target[known].to_numpy()
    length = words["doc"].map(words.groupby("doc")["count"].sum())[known].to_numpy(dtype=float)
    a, b = (
        table["count_target"].to_numpy(dtype=float)[rows],
        table["count_against"].to_numpy(dtype=float)[rows],
    )
    n, m = float(table["size_target"].max()), float(table["size_against"].max()) if len(table) else 0.0
    share = (a + b) / (n + m)
    n_left, m_left = n - np.where(target, length, 0), m - np.where(target, 0, length)
    possible = (n_left > 0) & (m_left > 0)
    odds, error = log_odds(
        (a - np.where(target, count, 0))[possible],
        (b - np.where(target, 0, count))[possible],
        n_left[possible],
        m_left[possible],
        prior * share[possible],
        prior,
    )
    sign = np.sign(table["z"].to_numpy())[rows[possible]]
    least = pd.Series(sign * odds / error).groupby(rows[possible]).min().reindex(range(len(table)))
    # a word of one report in a group of one cannot be judged without it
    judged = pd.Series(possible).groupby(rows).all().reindex(range(len(table))).fillna(False)
    return np.where(judged, np.sign(table["z"]) * least, np.nan)


def _xlogy(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.where(x > 0, x * np.log(np.where(x > 0, y, 1.0)), 0.0)
