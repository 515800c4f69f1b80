"""Vocabulary: one key for indicators that different reports word differently."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from helpers.resources import alternation, read_resource

_NOISE = re.compile(
    r"^(?:全[国省市县区州乡镇村]|累计|共|其中|我[国省市县]|该[市县区]|实现)|[的“”\"「」、，\s]"
)

# Words that may stand in any phrase and leave it the same statistic.
_PLAIN = ("累计", "共计", "总计", "合计", "共", "总", "全部", "已", "现", "目前", "达", "实现", "完成",
          "数", "总数", "数量", "人数", "户数")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Concept:
    """An indicator of the vocabulary, in the spirit of SKOS."""

    id: str
    labels: frozenset[str]
    words: tuple[tuple[str, ...], ...]  # each with its alternatives
    without: tuple[str, ...]
    whole: re.Pattern[str]  # what a phrase that names it may consist of
    units: frozenset[str]
    per: str


@lru_cache(maxsize=1)
def concepts() -> tuple[Concept, ...]:
    """Return the concepts of `indicators.csv` in its order."""
    return tuple(
        Concept(
            str(row.id),
            frozenset(
                _normal(label)
                for label in (str(row.prefLabel_zh), *str(row.altLabels_zh).split("|"))
                if label
            ),
            tuple(tuple(word.split("/")) for word in str(row.words).split()),
            tuple(str(row.without).split()),
            _made_of(str(row.words).replace("/", " ").split() + str(row.beside).split()),
            frozenset(str(row.units).split()),
            str(row.per),
        )
        for row in read_resource("indicators.csv").itertuples(index=False)
    )


def _made_of(words: list[str]) -> re.Pattern[str]:
    """Return what fits a phrase of these words and plain ones alone."""
    return re.compile(f"(?:{alternation([*words, *_PLAIN])})+")


def _normal(text: str) -> str:
    return _NOISE.sub("", text)


@lru_cache(maxsize=8192)
def indicator_id_of(indicator: str, unit: str, per: str = "") -> str:
    """Return the key of an indicator phrase, '' when the vocabulary has none for it.

    Parameters
    ----------
    indicator
        The phrase as a claim states it.
    unit, per
        Its unit and denominator; a concept lists the units that it can have.
    """
    phrase = _normal(indicator)
    usable = _usable(unit, per)
    for concept in usable:
        if phrase in concept.labels:
            return concept.id
    for concept in usable:
        if (
            concept.words
            and _has_all(concept.words, phrase)
            and not any(word in phrase for word in concept.without)
            and concept.whole.fullmatch(phrase)  # a word more says a part, or another thing
        ):
            return concept.id
    return ""


@lru_cache(maxsize=256)
def _usable(unit: str, per: str) -> tuple[Concept, ...]:
    """Return the concepts that a number with this unit and denominator can be of."""
    counts = unit in ("人", "户", "个", "名")  # a count per household is another statistic than a count
    return tuple(
        c
        for c in concepts()
        if unit in c.units and (c.per == per or (not (counts and per) and not (c.per and per)))
    )


def _has_all(words: tuple[tuple[str, ...], ...], phrase: str) -> bool:
    """Return whether of each word one of the alternatives stands in a phrase."""
    for alternatives in words:  # plain loops: asked of every concept for every phrase
        for part in alternatives:
            if part in phrase:
                break
        else:
            return False
    return True
