"""Sensitivity: what becomes of the main findings when dictionary, stop-words or prior are others."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

import numpy as np
import pandas as pd

from helpers.tables import Lang, check_table, empty_table
from helpers.words.frequency import words_table
from helpers.words.keyness import PRIOR, keyness_table
from helpers.words.lexicon import Lexicon
from helpers.words.segmentation import (
    Segmenter,
    article_sentences,
    find_place_names,
    find_tokens,
    load_segmenter,
)

AS_USED = "as used"


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of doing it otherwise.

    Attributes
    ----------
    title
        By language.
    lexicon
        What to do with the lexicon before use.
    segmenter
        Name; ``""`` for the one that is used.
    formulas
        Whether formulas that hold other terms are joined.
    prior
        Weight of the prior.
    """

    title: Mapping[Lang, str]
    lexicon: Callable[[Lexicon], Lexicon] = lambda lexicon: lexicon
    segmenter: str = ""
    formulas: bool = False
    prior: float = PRIOR


def _without_terms(lexicon: Lexicon) -> Lexicon:
    return replace(lexicon, terms={})


def _without_stop_words(lexicon: Lexicon) -> Lexicon:
    return replace(lexicon, stop_words={})


def _with_genre_words(lexicon: Lexicon) -> Lexicon:
    return replace(
        lexicon, stop_words={word: kind for word, kind in lexicon.stop_words.items() if kind != "genre"}
    )


VARIANTS: dict[str, Variant] = {
    AS_USED: Variant({"en": "as used", "zh": "本文做法"}),
    "no lexicon": Variant(
        {"en": "segmenter's own dictionary only", "zh": "仅用分词器自带词典"}, _without_terms
    ),
    "formulas joined": Variant({"en": "fixed formulas joined", "zh": "固定提法连为一词"}, formulas=True),
    "no stop-words": Variant({"en": "no stop-words", "zh": "不设停用词"}, _without_stop_words),
    "genre words kept": Variant(
        {"en": "official prose's own words kept", "zh": "保留公文常用词"}, _with_genre_words
    ),
    "jieba": Variant({"en": "cut by jieba", "zh": "jieba 分词"}, segmenter="jieba"),
    "rjieba": Variant({"en": "cut by rjieba", "zh": "rjieba 分词"}, segmenter="rjieba"),
    "weak prior": Variant({"en": "prior of 100 words", "zh": "先验 100 词"}, prior=100),
    "strong prior": Variant({"en": "prior of 10,000 words", "zh": "先验 10000 词"}, prior=10000),
}


def sensitivity_table(
    sentences: pd.DataFrame,
    documents: pd.DataFrame,
    lexicon: Lexicon,
    segmenter: Segmenter,
    top: int = 10,
) -> pd.DataFrame:
    """Return what becomes of the most outstanding words under other choices.

    Parameters
    ----------
    sentences, documents
        The tables.
    lexicon, segmenter
        As used.
    top
        How many words on either side.

    Returns
    -------
    pandas.DataFrame
        The table `word_sensitivity`, for the first comparison that there is (eras, else places, else reports)
        and its first target; empty when there is none.
    """
    keyness = {
        name: _keyness_of(variant, sentences, documents, lexicon, segmenter)
        for name, variant in VARIANTS.items()
        if variant.segmenter != segmenter.name
    }
    used = first_comparison(keyness[AS_USED])
    used = used[used["kind"] != "place"]  # they say who is spoken of, not what
    if used.empty:
        return empty_table("word_sensitivity")
    wanted = used.set_index("word").loc[most_outstanding(used, top)]
    rows = [_follow(wanted, first_comparison(table)).assign(variant=name) for name, table in keyness.items()]
    return check_table(pd.concat(rows, ignore_index=True), "word_sensitivity")


def first_comparison(keyness: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the first comparison that was made, and of its first target."""
    if keyness.empty:
        return keyness
    first = keyness.iloc[0]
    rows: pd.DataFrame = keyness[
        (keyness["comparison"] == first["comparison"]) & (keyness["target"] == first["target"])
    ]
    return rows


def most_outstanding(comparison: pd.DataFrame, top: int) -> list[str]:
    """Return the words that stand out most: the target's, then the other side's, most extreme first."""
    ordered = comparison.sort_values(["z", "word"], ascending=[False, True])
    more, less = ordered[ordered["z"] > 0], ordered[ordered["z"] < 0]
    return [*more["word"].head(top), *less["word"].tail(top)[::-1]]


def summarise_sensitivity(table: pd.DataFrame, lang: Lang = "en") -> pd.DataFrame:
    """Return how many of the findings stay the same, grow weaker, turn round or go, one row a variant."""
    counts = pd.crosstab(table["variant"], table["verdict"]).reindex(
        columns=["same", "weaker", "reversed", "gone"]
    )
    counts = counts.reindex([name for name in VARIANTS if name in counts.index]).fillna(0).astype(int)
    return counts.rename(index={name: variant.title[lang] for name, variant in VARIANTS.items()}).rename_axis(
        None, axis=1
    )


def _keyness_of(
    variant: Variant, sentences: pd.DataFrame, documents: pd.DataFrame, lexicon: Lexicon, segmenter: Segmenter
) -> pd.DataFrame:
    places = find_place_names(documents)
    chosen = variant.lexicon(lexicon)
    other = load_segmenter(
        variant.segmenter or segmenter.name, [*chosen.joined(variant.formulas), *places.words]
    )
    tokens = find_tokens(sentences, other, chosen, places)
    return keyness_table(words_table(tokens, chosen), documents, prior=variant.prior)


def _follow(wanted: pd.DataFrame, comparison: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the wanted words in another variant, with what became of them."""
    columns = ["count_target", "count_against", "log_odds", "log_odds_low", "log_odds_high"]
    comparison = comparison.set_index("word")
    rows = comparison.reindex(wanted.index)[columns].astype(float)
    side = np.sign(wanted["z"])
    signed = comparison["z"].reindex(wanted.index) * side
    ranks = {sign: (comparison["z"] * sign).rank(ascending=False, method="min") for sign in (1.0, -1.0)}
    rows["rank"] = [ranks[sign].get(word, np.nan) for word, sign in side.items()]
    excludes_zero = (rows["log_odds_low"] > 0) | (rows["log_odds_high"] < 0)
    rows["verdict"] = np.select(
        [signed.isna(), ~excludes_zero, signed > 0], ["gone", "weaker", "same"], default="reversed"
    )
    return rows.reset_index()


def segmenter_differences(sentences: pd.DataFrame, one: Segmenter, other: Segmenter) -> pd.DataFrame:
    """Return where two segmenters cut the articles differently, and how often.

    Parameters
    ----------
    sentences
        The table `sentences`.
    one, other
        From `load_segmenter`.

    Returns
    -------
    pandas.DataFrame
        One row a pair of cuts of the same characters, frequent ones first: columns named after the segmenters
        and `count`. Its attribute `attrs["agreement"]` is the share of cuts that both make among those that
        either makes.
    """
    found: Counter[tuple[str, str]] = Counter()
    shared = either = 0
    for text in article_sentences(sentences)["text_simplified"]:
        cuts = [_cuts(segmenter.cut(text)) for segmenter in (one, other)]
        common, both = sorted(cuts[0] & cuts[1]), cuts[0] | cuts[1]
        shared, either = shared + len(common), either + len(both)
        for start, end in pairwise([0, *common]):
            ways = [_marked(text, start, end, each) for each in cuts]
            if ways[0] != ways[1]:
                found[ways[0], ways[1]] += 1
    rows = [(*ways, count) for ways, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))]
    table = pd.DataFrame(rows, columns=[one.name, other.name, "count"])
    table.attrs["agreement"] = shared / either if either else 1.0
    return table


def _cuts(pieces: Sequence[str]) -> set[int]:
    return set(accumulate(map(len, pieces)))


def _marked(text: str, start: int, end: int, cuts: set[int]) -> str:
    inside = [start, *sorted(cut for cut in cuts if start < cut < end), end]
    return " | ".join(text[i:j] for i, j in pairwise(inside))
