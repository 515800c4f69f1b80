"""Segmentation: sentences cut into words, with the domain lexicon, at offsets of the raw text."""

import logging
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Literal

import numpy as np
import pandas as pd

from helpers.corpus.frames import ARTICLE
from helpers.corpus.script import read_offsets
from helpers.resources import read_resource
from helpers.tables import records
from helpers.words.lexicon import Lexicon
from helpers.words.people import join_names

SegmenterName = Literal["jieba", "rjieba"]
KINDS = ("term", "place", "person", "word", "number", "stop")
NUMERALS = "〇零一二两三四五六七八九十百千万亿多余几数"


@dataclass(frozen=True, slots=True)
class Segmenter:
    """A way of cutting text into words.

    Attributes
    ----------
    name
        ``jieba`` or ``rjieba``.
    cut
        Returns pieces that, joined, are the text again.
    knows
        Whether a word is in its dictionary.
    """

    name: str
    cut: Callable[[str], list[str]]
    knows: Callable[[str], bool]


def load_segmenter(name: str = "jieba", words: Iterable[str] = ()) -> Segmenter:
    """Return a segmenter whose dictionary also holds `words`.

    Parameters
    ----------
    name
        ``jieba``, or ``rjieba`` for large corpora.
    words
        Terms and places to keep whole.

    Returns
    -------
    Segmenter
        Loading takes about a second; nothing is loaded before.

    Raises
    ------
    ValueError
        When there is no segmenter of this name.
    """
    if name not in LOADERS:
        raise ValueError(f"segmenter {name!r} is unknown: use {' or '.join(LOADERS)}")
    # shorter ones first: how often a word is taken to occur follows from the words that it is made of
    return LOADERS[name](tuple(sorted(set(words), key=lambda word: (len(word), word))))


@cache
def _load_jieba(words: tuple[str, ...]) -> Segmenter:
    with warnings.catch_warnings():  # the library's own remarks are not the reader's
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    for word in words:
        tokenizer.add_word(word)
    return Segmenter("jieba", tokenizer.lcut, lambda word: tokenizer.FREQ.get(word, 0) > 0)


@cache
def _load_rjieba(words: tuple[str, ...]) -> Segmenter:
    import rjieba

    tokenizer = rjieba.Jieba()
    for word in words:
        tokenizer.add_word(word, tokenizer.suggest_freq(word), "n")
    return Segmenter("rjieba", tokenizer.cut, tokenizer.has_word)


LOADERS: dict[str, Callable[[tuple[str, ...]], Segmenter]] = {"jieba": _load_jieba, "rjieba": _load_rjieba}


# -- tokens ----------------------------------------------------------------------------------------------


def article_sentences(sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences of title, headings and article, without what a page puts around them."""
    return sentences[sentences["role"].isin(ARTICLE)].reset_index(drop=True)


def find_tokens(
    sentences: pd.DataFrame, segmenter: Segmenter, lexicon: Lexicon, places: "Places"
) -> pd.DataFrame:
    """Return the words of the articles, each with its place in the raw text.

    Parameters
    ----------
    sentences
        The table `sentences`; only title, headings and article are cut.
    segmenter
        From `load_segmenter`, with the lexicon's terms and the places in its dictionary.
    lexicon
        Tells terms and stop-words.
    places
        Tells place names.

    Returns
    -------
    pandas.DataFrame
        One row a word, punctuation left out: `doc`, `paragraph`, `sentence` (counted over all articles),
        `start`, `end`, `word` (in Simplified characters), `kind`. ``raw[start:end]`` is what the report says.
    """
    article = article_sentences(sentences)
    texts: list[str] = article["text_simplified"].tolist()
    docs, doc_names = pd.factorize(article["doc"])
    cut, people = join_names([segmenter.cut(text) for text in texts], docs.tolist(), segmenter.knows)
    words = list(chain.from_iterable(cut))
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    if int(lengths.sum()) != sum(map(len, texts)):
        raise ValueError(
            f"segmenter {segmenter.name} has lost characters; its words have no place in the text"
        )
    rows = np.repeat(np.arange(len(article)), np.fromiter(map(len, cut), dtype=np.int64, count=len(cut)))
    starts, ends = _raw_spans(article, lengths)
    codes, uniques = pd.factorize(np.array(words, dtype=object))
    vocabulary = [str(word) for word in uniques]
    kinds = _kind_codes(vocabulary, lexicon, places, people)
    tokens = pd.DataFrame(
        {
            "doc": pd.Categorical.from_codes(docs[rows], pd.Index(doc_names)),
            "paragraph": article["paragraph"].to_numpy()[rows],
            "sentence": rows,
            "start": starts,
            "end": ends,
            "word": pd.Categorical.from_codes(codes, pd.Index(vocabulary)),
            "kind": pd.Categorical.from_codes(kinds[codes], pd.Index([*KINDS, ""])),
        }
    )
    said = tokens[tokens["kind"] != ""].reset_index(drop=True)
    return said.assign(**{name: said[name].cat.remove_unused_categories() for name in ("word", "kind")})


def people_of(tokens: pd.DataFrame) -> frozenset[str]:
    """Return the names of people among the tokens of `find_tokens`."""
    return frozenset(tokens.loc[tokens["kind"] == "person", "word"].astype(str))


def surfaces(tokens: pd.DataFrame, sentences: pd.DataFrame) -> list[str]:
    """Return what the report says at each token, in its own script."""
    article = article_sentences(sentences)
    texts, bases = article["text"].tolist(), article["start"].tolist()
    spans = zip(tokens["sentence"], tokens["start"], tokens["end"], strict=True)
    return [texts[row][start - bases[row] : end - bases[row]] for row, start, end in spans]


def _raw_spans(article: pd.DataFrame, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where the words of all sentences, one after the other, begin and end in the raw texts."""
    if not len(lengths):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    columns = zip(article["text_simplified"], article["offset_map"], article["start"], strict=True)
    origin = np.concatenate([_origins(text, steps, start) for text, steps, start in columns])
    # a word that became shorter ends where the next character begins, or where the sentence ends
    following = np.append(origin[1:], 0)
    last = np.cumsum([len(text) for text in article["text_simplified"]]) - 1
    following[last] = article["end"]
    ends = np.cumsum(lengths)
    starts = ends - lengths
    return origin[starts], np.maximum(following[ends - 1], origin[ends - 1] + 1)


def _origins(text: str, steps: str, start: int) -> np.ndarray:
    if " " in steps:
        return np.array(read_offsets(steps, len(text)), dtype=np.int64)
    return np.arange(start, start + len(text), dtype=np.int64)


def _kind_codes(
    vocabulary: Sequence[str], lexicon: Lexicon, places: "Places", people: frozenset[str]
) -> np.ndarray:
    named = places.among(vocabulary)
    kinds = {kind: code for code, kind in enumerate((*KINDS, ""))}
    return np.array([kinds[_kind(word, lexicon, named, people)] for word in vocabulary], dtype=np.int64)


def _kind(word: str, lexicon: Lexicon, places: frozenset[str], people: frozenset[str]) -> str:
    if word in lexicon.terms:
        return "term"
    if word in lexicon.stop_words:
        return "stop"
    if word in places:
        return "place"
    if word in people:
        return "person"
    if any(character.isdigit() for character in word) or _is_numeral(word, lexicon):
        return "number"
    return "word" if any(character.isalpha() for character in word) else ""


def _is_numeral(word: str, lexicon: Lexicon) -> bool:
    """Return whether a word is a Chinese numeral, alone or with a classifier joined to it."""
    unit = word.lstrip(NUMERALS)
    return unit != word and (not unit or lexicon.stop_words.get(unit) == "classifier")


# -- places ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Places:
    """Place names that are kept whole.

    Attributes
    ----------
    short_to_full
        Every full name to itself, every short one to the full ones that it may stand for.
    local
        Names that reports' own places give: they and their towns.
    """

    short_to_full: dict[str, frozenset[str]]
    local: frozenset[str]

    @property
    def words(self) -> frozenset[str]:
        """All names."""
        return self.local | frozenset(self.short_to_full)

    def among(self, vocabulary: Iterable[str]) -> frozenset[str]:
        """Return the words that are places: a short name, an ordinary word too, only beside its full one."""
        said = frozenset(vocabulary)
        return frozenset(
            word
            for word in said
            if word in self.local
            or any(full in said or full in self.local for full in self.short_to_full.get(word, ()))
        )


def find_place_names(documents: pd.DataFrame) -> Places:
    """Return the provinces, prefectures and counties of China, and the towns of the reports' own places.

    Parameters
    ----------
    documents
        The table `documents`.

    Returns
    -------
    Places
        For `find_tokens` and, as `words`, for `load_segmenter`.
    """
    gazetteer = read_resource("gazetteer.csv")
    common = set(read_resource("common_word_places.csv")["name"])
    names: dict[str, set[str]] = {}
    for row in records(gazetteer):
        if len(row["name"]) > 2:  # 城区 and 郊区 are names, but mostly words
            names.setdefault(row["name"], set()).add(row["name"])
            if len(row["short"]) > 1 and row["short"] not in common:
                names.setdefault(row["short"], set()).add(row["name"])
    own = "".join(documents["place"].unique())
    here = gazetteer[[len(name) > 2 and name in own for name in gazetteer["name"]]]
    return Places(
        {name: frozenset(full) for name, full in names.items()},
        frozenset(here["name"]) | frozenset(_towns(here)),
    )


def _towns(here: pd.DataFrame) -> Iterator[str]:
    """Yield the towns of counties, and of the counties of prefectures."""
    townships = read_resource("townships.csv")
    below = here[here["level"] != "province"]
    heads = tuple(
        code[:4] if level == "prefecture" else code
        for code, level in zip(below["adcode"], below["level"], strict=True)
    )
    if heads:
        for names in townships.loc[townships["adcode"].str.startswith(heads), "names"]:
            yield from (name for name in names.split() if len(name) > 2)
