"""Frequency: how often each word is used where, and how evenly."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from helpers.tables import check_table, empty_table
from helpers.words.lexicon import Lexicon

PER = 1000  # rates are per thousand words


def words_table(tokens: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """Return one row a word and report: how often it is used there, and where.

    Parameters
    ----------
    tokens
        From `find_tokens`.
    lexicon
        Gives the category of terms.

    Returns
    -------
    pandas.DataFrame
        The table `words`, reports in their order, frequent words first. `at` lists every occurrence as
        ``start-end``, so that each count leads back to the characters.
    """
    if tokens.empty:
        return empty_table("words")
    order = np.lexsort((tokens["word"].cat.codes, tokens["doc"].cat.codes))  # stable: places stay in order
    ordered = tokens.iloc[order]
    pairs = ordered["doc"].cat.codes.to_numpy(np.int64) << 32 | ordered["word"].cat.codes.to_numpy(np.int64)
    first = np.flatnonzero(np.diff(pairs, prepend=-1))
    last = np.append(first[1:], len(ordered))
    at = [f"{start}-{end}" for start, end in zip(ordered["start"], ordered["end"], strict=True)]
    words = ordered.iloc[first][["doc", "word"]].astype(str).reset_index(drop=True)
    words["count"] = last - first
    words["at"] = [" ".join(at[i:j]) for i, j in zip(first, last, strict=True)]
    words["kind"] = words["word"].map(kinds_of(tokens))
    words["category"] = categories_of(words["word"], lexicon)
    words["per_1000"] = (PER * words["count"] / words.groupby("doc")["count"].transform("sum")).round(4)
    return check_table(words.sort_values(["doc", "count", "word"], ascending=[True, False, True]), "words")


def dispersion_table(tokens: pd.DataFrame, lexicon: Lexicon, minimum: int = 3) -> pd.DataFrame:
    """Return how evenly each word is spread over the reports, and over their paragraphs.

    Parameters
    ----------
    tokens
        From `find_tokens`.
    lexicon
        Gives the category of terms.
    minimum
        Words used less often are left out: nothing can be said of their spread.

    Returns
    -------
    pandas.DataFrame
        The table `dispersion`, frequent words first. `dp` is Gries' deviation of proportions over the reports
        (0: in each as often as its length lets expect; towards 1: in few), `dp_norm` reaches 1 whatever the
        lengths; both are empty when there is one report only. `dp_paragraphs` is the same over paragraphs.
    """
    if tokens.empty:
        return empty_table("dispersion")
    paragraphs = (
        tokens["doc"].cat.codes.astype(np.int64) * (tokens["paragraph"].max() + 1) + tokens["paragraph"]
    )
    over_reports = deviation_of_proportions(tokens["word"], tokens["doc"].cat.codes)
    over_paragraphs = deviation_of_proportions(tokens["word"], paragraphs)
    table = over_reports.rename(columns={"parts": "reports"})
    table["paragraphs"] = over_paragraphs["parts"]
    table["dp_paragraphs"] = over_paragraphs["dp"]
    table = table[table["count"] >= minimum].reset_index()
    table["word"] = table["word"].astype(str)
    table["kind"] = table["word"].map(kinds_of(tokens))
    table["category"] = categories_of(table["word"], lexicon)
    measures = ["dp", "dp_norm", "dp_paragraphs"]
    table[measures] = table[measures].round(4)
    return check_table(table.sort_values(["count", "word"], ascending=[False, True]), "dispersion")


def deviation_of_proportions(words: pd.Series, parts: pd.Series) -> pd.DataFrame:
    """Return Gries' deviation of proportions of each word over the parts of a corpus.

    Half the sum, over the parts, of how far the share of the word's uses in a part is from the part's share
    of the corpus (Gries 2008, 2020).

    Parameters
    ----------
    words, parts
        The word of each token and the part in which it stands.

    Returns
    -------
    pandas.DataFrame
        By word: `count`, `parts` in which it is used, `dp`, `dp_norm` = dp / (1 − the smallest part's share);
        both missing when there is one part.
    """
    pairs = pd.DataFrame({"word": words.to_numpy(), "part": parts.to_numpy()})
    share = pairs["part"].value_counts(normalize=True)
    counts = pairs.groupby(["word", "part"], observed=True).size().rename("n").reset_index()
    counts["total"] = counts.groupby("word", observed=True)["n"].transform("sum")
    expected = counts["part"].map(share)
    # where a word is not used it is off by the whole share of the part: together 1 − its parts' shares
    counts["off"] = (counts["n"] / counts["total"] - expected).abs() - expected
    by_word = counts.groupby("word", observed=True).agg(
        count=("n", "sum"), parts=("n", "size"), off=("off", "sum")
    )
    alone = len(share) < 2
    by_word["dp"] = np.nan if alone else ((1 + by_word.pop("off")) / 2).clip(0, 1)
    by_word["dp_norm"] = np.nan if alone else by_word["dp"] / (1 - share.min())
    return by_word[["count", "parts", "dp", "dp_norm"]]


def kinds_of(tokens: pd.DataFrame) -> pd.Series:
    """Return the kind of each word."""
    once = tokens.drop_duplicates("word")
    return pd.Series(once["kind"].astype(str).to_numpy(), index=once["word"].astype(str))


def categories_of(words: Iterable[str], lexicon: Lexicon) -> list[str]:
    """Return the category of each word, ``""`` for one that is no term."""
    return [lexicon.terms[word].category if word in lexicon.terms else "" for word in words]
