"""Proposals: strings that behave like words but stand in no dictionary, for a researcher to accept."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from helpers.tables import check_table, empty_table
from helpers.words.lexicon import Lexicon
from helpers.words.segmentation import Places, Segmenter, article_sentences

LONGEST = 6
LEAST_PMI = 4.0  # bits: its parts meet 16 times as often as chance has it
LEAST_ENTROPY = 1.0  # bits: at least two neighbours, equally often, on either side
EDGES = ("particle", "pronoun", "preposition", "conjunction", "auxiliary", "numeral", "classifier")


def proposals_table(
    sentences: pd.DataFrame,
    segmenter: Segmenter,
    lexicon: Lexicon,
    places: Places,
    minimum: int = 4,
    people: Iterable[str] = (),
) -> pd.DataFrame:
    """Return the strings of the articles that could become terms of the lexicon.

    Parameters
    ----------
    sentences
        The table `sentences`.
    segmenter
        Words of its dictionary are not proposed.
    lexicon, places
        Nor are these, nor what begins or ends with a function word.
    minimum
        How often a string must occur.
    people
        Names of people, as from `people_of`: neither they nor parts of them are proposed.

    Returns
    -------
    pandas.DataFrame
        The table `term_proposals`, best first. It can be used as a lexicon file: set `status` to ``reviewed``
        and `category` in the rows to accept.
    """
    article = article_sentences(sentences)
    texts = article["text_simplified"].tolist()
    found = measure_strings(texts, minimum)
    found = found[
        (found["pmi"] >= LEAST_PMI) & (found[["left_entropy", "right_entropy"]].min(axis=1) >= LEAST_ENTROPY)
    ]
    edges = {word for word, kind in lexicon.stop_words.items() if kind in EDGES and len(word) == 1}
    known = places.words
    names = "\n".join(people)
    fits = [
        not (
            term[0] in edges
            or term[-1] in edges
            or term in lexicon.terms
            or term in known
            or term in names
            or segmenter.knows(term)
        )
        for term in found["term"]
    ]
    found = found[fits]
    if found.empty:
        return empty_table("term_proposals")
    found["score"] = found["pmi"] + found[["left_entropy", "right_entropy"]].min(axis=1)
    found["reports"] = [
        article.loc[article["text_simplified"].str.contains(term, regex=False), "doc"].nunique()
        for term in found["term"]
    ]
    examples = article.loc[found["sentence"]].reset_index(drop=True)
    found = found.reset_index(drop=True).assign(
        doc=examples["doc"], start=examples["start"], end=examples["end"]
    )
    found["example"] = examples["text"]
    found["status"], found["category"] = "proposed", ""
    measures = ["score", "pmi", "left_entropy", "right_entropy"]
    found[measures] = found[measures].round(4)
    found = found.drop(columns="sentence").sort_values(
        ["score", "count", "term"], ascending=[False, False, True]
    )
    return check_table(found, "term_proposals")


def measure_strings(texts: Sequence[str], minimum: int, longest: int = LONGEST) -> pd.DataFrame:
    """Return frequent strings of 2 to `longest` Han characters, and how much they behave like words.

    Parameters
    ----------
    texts
        Sentences; a string lies within one of them.
    minimum
        How often a string must occur.
    longest
        In characters.

    Returns
    -------
    pandas.DataFrame
        Columns `term`, `count`, `pmi` (bits; the least over all ways of parting the string in two),
        `left_entropy` and `right_entropy` (bits, of the characters beside it; a punctuation mark or the
        sentence's end is each time a neighbour of its own, since it shows that the string can stand free) and
        `sentence`, that of its first occurrence.
    """
    joined = "\n".join(texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    han = (codes >= 0x4E00) & (codes <= 0x9FFF)
    total = int(han.sum())
    sentence = np.cumsum(codes == ord("\n"))
    beside = np.where(han, codes, -1 - np.arange(len(codes)))  # every break is unlike any other
    ids = np.where(han, codes, -1)
    counts = {1: _counts_at(ids)}
    rows = []
    for length in range(2, longest + 1):
        ids = _lengthen(ids, codes, length, minimum)
        counts[length] = _counts_at(ids)
        if not (ids >= 0).any():
            break
        _, first = np.unique(ids, return_index=True)
        first = first[ids[first] >= 0]
        rows.append(
            pd.DataFrame(
                {
                    "term": [joined[i : i + length] for i in first],
                    "count": counts[length][first],
                    "pmi": _least_pmi(counts, first, length, total),
                    "left_entropy": _entropy(ids, np.roll(beside, 1))[ids[first]],
                    "right_entropy": _entropy(ids, np.roll(beside, -length))[ids[first]],
                    "sentence": sentence[first],
                }
            )
        )
    columns = ["term", "count", "pmi", "left_entropy", "right_entropy", "sentence"]
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=columns)


def _lengthen(ids: np.ndarray, codes: np.ndarray, length: int, minimum: int) -> np.ndarray:
    """Return the number of the frequent string of `length` characters at each place, -1 for none.

    A string can be frequent only if both strings that are one character shorter are.
    """
    following = np.append(ids[1:], -1)
    possible = np.flatnonzero((ids >= 0) & (following >= 0))
    ending = codes[np.minimum(possible + length - 1, len(codes) - 1)]
    _, inverse, counts = np.unique(ids[possible] * 0x10000 + ending, return_inverse=True, return_counts=True)
    frequent = counts >= minimum
    numbers = np.where(frequent, np.cumsum(frequent) - 1, -1)
    longer = np.full(len(ids), -1, dtype=np.int64)
    longer[possible] = numbers[inverse]
    return longer


def _counts_at(ids: np.ndarray) -> np.ndarray:
    """Return how often the string that begins at each place occurs; 0 where none does."""
    counts = np.bincount(ids[ids >= 0], minlength=1)
    return np.where(ids >= 0, counts[np.maximum(ids, 0)], 0)


def _least_pmi(counts: dict[int, np.ndarray], first: np.ndarray, length: int, total: int) -> np.ndarray:
    whole = counts[length][first]
    least: np.ndarray = np.min(
        [
            np.log2(whole * total / (counts[k][first] * counts[length - k][first + k]))
            for k in range(1, length)
        ],
        axis=0,
    )
    return least


def _entropy(ids: np.ndarray, neighbours: np.ndarray) -> np.ndarray:
    """Return the entropy, in bits, of the neighbours of each string, by its number."""
    there = ids >= 0
    pairs = pd.DataFrame({"string": ids[there], "neighbour": neighbours[there]})
    counts = pairs.groupby(["string", "neighbour"]).size()
    share = counts / counts.groupby("string").transform("sum")
    return np.asarray((-share * np.log2(share)).groupby("string").sum().clip(lower=0))
