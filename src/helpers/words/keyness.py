"""Keyness: which words one group of reports uses more than others, how much more, and how surely."""

import math
from collections.abc import Mapping
from statistics import NormalDist

import numpy as np
import pandas as pd

from helpers.resources import read_resource
from helpers.tables import check_table, empty_table, records

Sizes = float | np.ndarray

Z95 = NormalDist().inv_cdf(0.975)
PRIOR = 1000.0  # how many words of an average report the prior weighs
MINIMUM = 5  # rarer words are not compared
MINIMUM_OF_TERMS = 3  # nor terms of the lexicon that are rarer than this: they were chosen before looking
REST = "rest"
FEW = 50  # groups; of more, only what each uses often is listed
COUNTS = ["count_target", "count_against", "size_target", "size_against"]
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
        inside = words[words["doc"].map(groups).fillna("") != ""]
        said = set(inside["doc"].map(groups))
        order = [group for group in dict.fromkeys(groups.values()) if group in said]
        if len(order) < 2:
            continue
        part = compare(inside, groups, prior, minimum)
        if part.empty:
            continue
        against = REST
        if len(order) == 2:
            part, against = part[part["target"] == order[1]], order[0]
        rank = part["target"].map({group: position for position, group in enumerate(order)})
        part = part.iloc[np.lexsort((part["word"], -part["z"], rank))]
        parts.append(part.assign(comparison=comparison, against=against))
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
    words: pd.DataFrame, groups: Mapping[str, str], prior: float = PRIOR, minimum: int = MINIMUM
) -> pd.DataFrame:
    """Return how far each word stands out in each group of reports against all the other groups.

    Parameters
    ----------
    words
        Rows of the table `words`: `doc`, `word`, `kind`, `category`, `count`. All kinds count for the sizes.
    groups
        The group of each report.
    prior, minimum
        As in `keyness_table`.

    Returns
    -------
    pandas.DataFrame
        Content words only, one row a `target` and word. Of more than `FEW` groups, only words that a group
        uses at least `MINIMUM_OF_TERMS` times are listed; the p-values are adjusted before. No rows, and no
        columns, where no word is used often enough, as in a few short reports.
    """
    group = words["doc"].map(groups)
    compared = _compared(words, minimum)
    if compared.empty:
        return pd.DataFrame()
    sizes = words["count"].groupby(group).sum()
    few = len(sizes) <= FEW
    table = _pair_counts(words, group, compared, few)
    table["size_target"] = table["target"].map(sizes)
    table["size_against"] = sizes.sum() - table["size_target"]
    a, b, n, m = (table[name].to_numpy(dtype=float) for name in COUNTS)
    table["log_likelihood"] = log_likelihood(a, b, n, m)
    table["p"] = [chi_square_tail(value) for value in table["log_likelihood"]]
    table["p_adjusted"] = table.groupby("target")["p"].transform(lambda p: adjust(p.to_numpy()))
    ratio, error = log_ratio(a, b, n, m)
    table = table.assign(
        log_ratio=ratio, log_ratio_low=ratio - Z95 * error, log_ratio_high=ratio + Z95 * error
    )
    odds, error = log_odds(a, b, n, m, prior * (a + b) / (n + m), prior)
    low, high = odds - Z95 * error, odds + Z95 * error
    bits = math.log(2)
    table = table.assign(
        log_odds=odds / bits, log_odds_low=low / bits, log_odds_high=high / bits, z=odds / error
    )
    if not few:
        table = table[table["count_target"] >= MINIMUM_OF_TERMS]
        return table.assign(z_without_one=np.nan)
    parts = [
        rows.assign(z_without_one=_least_z_without_one_report(words, group == target, rows, prior))
        for target, rows in table.groupby("target")
    ]
    return pd.concat(parts) if parts else table.assign(z_without_one=np.nan)


def _compared(words: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """Return kind, category and count of the words that are compared."""
    table = words.groupby("word").agg(
        kind=("kind", "first"), category=("category", "first"), total=("count", "sum")
    )
    is_term = table["kind"] == "term"
    kept = table["kind"].isin(KINDS) & (is_term | (table.index.str.len() > 1))
    return table[kept & (table["total"] >= np.where(is_term, min(minimum, MINIMUM_OF_TERMS), minimum))]


def _pair_counts(words: pd.DataFrame, group: pd.Series, compared: pd.DataFrame, few: bool) -> pd.DataFrame:
    """Return the count of each word in each group and outside it; pairs of 0 only where groups are few."""
    inside = words["word"].isin(compared.index)
    counts = words.loc[inside, "count"].groupby([group[inside], words.loc[inside, "word"]]).sum()
    pairs = counts.unstack(fill_value=0).stack() if few else counts
    table = pd.Series(pairs).rename("count_target").rename_axis(["target", "word"]).reset_index()
    for column in ("kind", "category"):
        table[column] = table["word"].map(compared[column])
    table["count_against"] = table["word"].map(compared["total"]) - table["count_target"]
    return table


def log_likelihood(a: np.ndarray, b: np.ndarray, n: Sizes, m: Sizes) -> np.ndarray:
    """Return the log-likelihood G² of counts in corpora of `n` and `m` words (Rayson and Garside 2000)."""
    together = (a + b) / (n + m)
    return np.asarray(2 * (_xlogy(a, a / (n * together)) + _xlogy(b, b / (m * together)))).clip(min=0)


def log_ratio(a: np.ndarray, b: np.ndarray, n: Sizes, m: Sizes) -> tuple[np.ndarray, np.ndarray]:
    """Return the binary logarithm of the ratio of rates and its standard error (Hardie 2014).

    A count of 0 is taken as 0.5, without which the ratio would be infinite.
    """
    a, b = np.where(a == 0, 0.5, a), np.where(b == 0, 0.5, b)
    error = np.sqrt(1 / a - 1 / n + 1 / b - 1 / m) / math.log(2)
    return np.log2((a / n) / (b / m)), error


def log_odds(
    a: np.ndarray,
    b: np.ndarray,
    n: Sizes,
    m: Sizes,
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
    judged = pd.Series(possible).groupby(rows).all().reindex(range(len(table)), fill_value=False)
    return np.where(judged, np.sign(table["z"].to_numpy()) * least.to_numpy(), np.nan)


def _xlogy(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.where(x > 0, x * np.log(np.where(x > 0, y, 1.0)), 0.0)
