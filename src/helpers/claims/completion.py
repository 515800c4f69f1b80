"""Completion: words of the sentence that an indicator lacks, found by a model of annotated reports.

The rules name what stands beside a number. Whose it is, and what it is part of, often stands further off
(惠民食堂就餐老人). A logistic regression over the words around the number says which of them annotators took into
the phrase as well; `tools/train_completion.py` fits it, and its weights lie in `completion_weights.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import exp
from typing import NamedTuple

import pandas as pd

from helpers.claims.clauses import Number, Sentence, Word
from helpers.resources import read_resource
from helpers.wordclass import words_of

BEFORE, BEHIND = 40, 26  # characters before and behind a number whose words are asked for
LIKELY = 0.55  # from which chance on a word is taken into the phrase
COMPLETED = ", completed"  # said behind the rule that named an indicator, and with which words
_FURTHEST = 12  # words between a word and its number beyond which the distance says no more
_LONGEST = 14  # characters of a phrase beyond which its length says no more
_WHOLE = 8  # characters of a phrase that lacks nothing, as a rule
_MARKS = frozenset("，。；、：！？（）“”「」《》,;:()—…·- \u3000\n\r\t【】")
_PARTS = frozenset("，；：。！？,;:")
_ALL = re.compile("[全本该各][国省市县区州盟旗乡镇村组]$")  # says where, as a place does
# Classes of words that name nothing (的, 在, 和, 已, 这 …), or what has a column of its own (T times, P places).
_EMPTY = frozenset("upcdrmqxeyokfTP")


class Candidate(NamedTuple):
    """A word that an indicator may lack, with what the model is told of it."""

    start: int
    text: str
    features: tuple[str, ...]


def complete_indicator(
    sentence: Sentence, number: Number, indicator: str, how: str
) -> tuple[str, tuple[str, ...]]:
    """Return an indicator with the words of its sentence that annotators would have taken into it.

    Parameters
    ----------
    sentence
        A sentence with its numbers, places and time words.
    number
        One of its numbers.
    indicator
        The phrase that the rules give it.
    how
        The rule.

    Returns
    -------
    str
        The phrase; words are added where the order of the text puts them, none is taken away.
    tuple of str
        The words that were added, in the order of the text.
    """
    if len(indicator) >= _WHOLE or number.kind == "frequency":  # a cadence is named by who does what
        return indicator, ()
    words = words_in(sentence)
    held = positions(sentence, number, indicator)
    found: dict[str, Candidate] = {}
    for word in candidates(words, number, indicator, how, held, sentence.numbers):
        nearer = found.get(word.text)
        closer = nearer is None or abs(word.start - number.start) < abs(nearer.start - number.start)
        if closer and chance_of(word.features) >= LIKELY:
            found[word.text] = word
    added = sorted(found.values())
    return _put_in(indicator, held, added), tuple(word.text for word in added)


def _put_in(indicator: str, held: dict[int, int], found: list[Candidate]) -> str:
    """Return a phrase with words put before the word of the phrase that follows them in the text."""
    out = ""
    done = 0
    spots = [
        (
            min(
                [(s, at) for s, at in held.items() if s > word.start],
                default=(0, len(indicator) if held else 0),
            )[1],
            word,
        )
        for word in found
    ]
    for at, word in sorted(spots, key=lambda spot: spot[0]):
        out += indicator[done:at] + word.text
        done = at
    return out + indicator[done:]


def words_in(sentence: Sentence) -> list[Word]:
    """Return the words of a sentence in order, every number as one.

    Parameters
    ----------
    sentence
        A sentence with its numbers, places and time words.
    """
    if sentence.split is None:
        sentence.split = list(_split(sentence))
    return sentence.split


def _split(sentence: Sentence) -> list[Word]:
    kinds = {i: "T" for w in sentence.words for i in range(w.start, w.end)}
    kinds |= {i: "P" for p in sentence.places for i in range(p.start, p.end) if i not in kinds}
    out: list[Word] = []
    at = 0
    for number in [*sentence.numbers, None]:
        end = len(sentence.text) if number is None else number.start
        for text, kind in words_of(sentence.text[at:end]) if end > at else ():
            out.append(Word(at, text, kinds.get(at) or kind[0]))
            at += len(text)
        if number is not None:
            out.append(Word(number.start, "#", "#"))
            at = max(at, number.end)
    return out


def positions(sentence: Sentence, number: Number, indicator: str) -> dict[int, int]:
    """Return where the words of a sentence stand that an indicator holds already.

    Parameters
    ----------
    sentence
        The sentence.
    number
        One of its numbers.
    indicator
        The phrase of the number.

    Returns
    -------
    dict of int to int
        The start of each word in the sentence and in the phrase; of equal words the one nearest to the number.
    """
    words = words_in(sentence)
    if (whole := _nearest(indicator, sentence.text, number)) is not None:
        return {
            w.start: w.start - whole
            for w in words
            if whole <= w.start and w.start + len(w.text) <= whole + len(indicator) and w.text not in _MARKS
        }
    rest = indicator
    held: dict[int, int] = {}
    near = [w for w in words if _is_near(w, number) and w.text in rest]
    for word in sorted(near, key=lambda w: (-min(len(w.text), 2), abs(w.start - number.start))):
        at = rest.find(word.text)
        if at >= 0:
            held[word.start] = at
            rest = rest[:at] + "\0" * len(word.text) + rest[at + len(word.text) :]
    return held


def _nearest(indicator: str, text: str, number: Number) -> int | None:
    """Return where a whole phrase stands nearest to its number, None if the text has it in pieces only."""
    starts = []
    at = text.find(indicator, max(number.start - BEFORE, 0))
    while indicator and 0 <= at < number.end + BEHIND:
        starts.append(at)
        at = text.find(indicator, at + 1)
    return min(starts, key=lambda start: abs(start - number.start)) if starts else None


def _is_near(word: Word, number: Number) -> bool:
    return (
        -BEFORE <= word.start - number.start < number.end - number.start + BEHIND and word.text not in _MARKS
    )


def candidates(
    words: list[Word],
    number: Number,
    indicator: str,
    how: str,
    held: dict[int, int],
    others: Sequence[Number] = (),
) -> list[Candidate]:
    """Return the words near a number that its indicator may lack, with their features.

    Parameters
    ----------
    words
        The words of the sentence.
    number
        The number.
    indicator, how
        Its phrase and the rule that gave it.
    held
        Where the words of the phrase stand, as `positions` gives them.
    others
        The numbers of the sentence, which have phrases of their own.
    """
    at = next(i for i, w in enumerate(words) if w.start == number.start and w.kind == "#")
    out: list[Candidate] = []
    said_behind = not held or max(held) > number.start  # 500人在此就业; not GDP达到100亿元的目标
    for step, side in ((-1, "b"), (1, "a"))[: 1 + said_behind]:
        parts = numbers = 0
        i = at + step
        while 0 <= i < len(words) and _in_reach(words[i], number):
            word = words[i]
            if word.text in _PARTS:
                parts += 1
                if parts > (side == "b"):
                    break  # what stands two clauses before, or behind the clause, is told of something else
            elif word.kind == "#":
                numbers += 1
            elif (
                word.start not in held
                and word.text not in indicator
                and word.text not in _MARKS
                and word.kind not in _EMPTY
                and len(word.text) > 1
                and not _ALL.match(word.text)
            ):
                near = (
                    side,
                    min(abs(i - at), _FURTHEST),
                    parts,
                    min(numbers, 2),
                    _next_to(words, i, held),
                )
                told = _told_of(word.text, number, others)
                out.append(
                    Candidate(word.start, word.text, _features(words, i, number, indicator, how, near, told))
                )
            i += step
    return out


def _in_reach(word: Word, number: Number) -> bool:
    return -BEFORE <= word.start - number.start < number.end - number.start + BEHIND


def _next_to(words: list[Word], i: int, held: dict[int, int]) -> str:
    """Return on which side of a word, how far off and behind which mark the nearest word of the phrase stands."""
    found = []
    for step, side in ((-1, "<"), (1, ">")):
        mark = ""
        for far in range(1, 6):
            k = i + step * far
            if not 0 <= k < len(words):
                break
            text = words[k].text
            if words[k].start in held:
                found.append((far, f"{side}{min(far, 4)}{mark}"))
                break
            if text in _PARTS or text == "、":
                mark = text if mark != "，" else mark
            elif text == "#" and not mark:
                mark = "#"
    return min(found)[1] if found else "-"


def _told_of(text: str, number: Number, others: Sequence[Number]) -> str:
    """Return whether the phrase of a number before or behind this one holds a word."""
    before = [n for n in others if n.start < number.start]
    behind = [n for n in others if n.start > number.start]
    return ("b" if before and text in before[-1].indicator else "") + (
        "a" if behind and text in behind[0].indicator else ""
    )


def _features(
    words: list[Word],
    i: int,
    number: Number,
    indicator: str,
    how: str,
    near: tuple[str, int, int, int, str],
    told: str,
) -> tuple[str, ...]:
    """Return what the model is told of a word: itself, its neighbours, where it stands, and what is counted."""
    side, far, parts, numbers, touch = near
    _, text, kind = words[i]
    before = words[i - 1] if i else None
    behind = words[i + 1] if i + 1 < len(words) else None
    left, right = before.kind if before else "^", behind.kind if behind else "$"
    unit, what = number.unit, number.kind
    return (
        f"word {text}",
        f"word,part {text} {side}{parts}",
        f"word,unit {text} {unit}",
        f"word,sort {text} {side} {what}",
        f"ending {text[-1]}",
        f"far {side}{far}",
        f"far,class {side}{far} {kind}",
        f"part,class {side}{parts}{numbers} {kind}",
        f"sort,part,class {what} {side}{parts} {kind}",
        f"unit,far,class {unit} {side}{min(far, 3)} {kind}",
        f"before {before.text if before else '^'} {kind}",
        f"behind {kind} {behind.text if behind else '$'}",
        f"classes {side} {left}{kind}{right}",
        f"length {min(len(indicator), _LONGEST)}",
        f"rule {how}",
        f"rule,part,class {how} {side}{parts} {kind}",
        f"touch,class {touch} {kind}",
        f"touch,side {touch} {side}{parts}",
        f"touch,class,side {touch} {side} {kind}",
        f"touch,rule {touch} {side} {how}",
        f"told {told} {side}",
        f"told,touch {told} {touch} {kind}",
        f"per {number.per} {side}{parts} {kind}",
    )


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Return the weight of every feature that has one; `bias` is the weight of every word."""
    table = read_resource("completion_weights.csv")
    return dict(zip(table["feature"], table["weight"].astype(float), strict=True))


def chance_of(features: tuple[str, ...]) -> float:
    """Return the chance that annotators take a word into the indicator.

    Parameters
    ----------
    features
        What the model is told of the word.
    """
    known = weights()
    value = known["bias"]
    for feature in features:
        value += known.get(feature, 0.0)
    return 1 / (1 + exp(-value))


def completed_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the claims whose indicators the model completed, with the words that it added.

    Parameters
    ----------
    claims
        Claims, as `claims_table` gives them.

    Returns
    -------
    pandas.DataFrame
        Columns `doc`, `surface`, `indicator` and `added` (words, in the order of the text, set apart by blanks), in the
        order of the claims.
    """
    added = claims["reasons"].str.extract(f"{COMPLETED} with ([^;]+)", expand=False)
    return claims.assign(added=added).loc[added.notna(), ["doc", "surface", "indicator", "added"]]
