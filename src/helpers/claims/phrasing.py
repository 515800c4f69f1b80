"""Phrasing: which words of a sentence the indicator of a number holds, by a model of annotated reports.

The rules name what stands beside a number. Whose it is, and what it is part of, often stands further off
(惠民食堂就餐老人), and what is said of a thing (进入集中收获期) is often no part of its name. A logistic regression over
the words around the number gives each the chance that annotators took it into the phrase; whether the rules
took it is part of what the model is told. The phrase is then the set of words that promises the best agreement
with an annotator's. `tools/train_phrasing.py` fits the model, and its weights lie in `phrasing_weights.csv`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from math import exp
from typing import NamedTuple

import pandas as pd

from helpers.claims.clauses import Number, Sentence, Word
from helpers.resources import read_resource
from helpers.wordclass import words_of

BEFORE, BEHIND = 60, 30  # characters before and behind a number whose words are asked for
LIKELY = 0.35  # chance from which on a word may be added
GAIN = 0.05  # of the expected agreement from which on the phrase of the rules is reworded
BIAS = ("bias", "", "")
LONG = 20  # characters beyond which a phrase is lengthened no more: it would be a sentence
REWORDED = ", reworded"  # said behind the rule that named an indicator
_PARTS_BEFORE = (
    3  # clauses that may lie between a word and the number behind it; none between a number and a word
)
_NAMES_ALONE = 2  # from how many on only nouns are asked for
_LONGEST = 14  # characters of a phrase beyond which its length says no more
# How far off a word stands, in words: exactly when it is near, roughly when it is not.
_FAR = ("0", "1", "2", "3", "4", "5", "6", "6", "6", *"77777", "8")
_LETTERS = ("0", "1", "2", "3", "4")
_OFTEN = 5  # times that a word stands in a report beyond which the count says no more
_MARKS = frozenset("，。；、：！？（）“”「」《》,;:()—…·- \u3000\n\r\t【】#")
_PARTS = frozenset("，；：。！？,;:")
# Classes of words that name nothing (的, 在, 和, 已, 这 …), or what has a column of its own (T times). One that the rules
# took is asked for all the same, save those that only join other words.
_EMPTY = frozenset("upcdrmqxeyokTh")
_JOINING = frozenset("upcmx")
_LINKS = "的和与及等、之在了或"  # characters that mean nothing once a word beside them is gone


@dataclass
class Told:
    """What a report tells of its words beyond the sentence: its title, and how often it says them."""

    text: str = ""
    title: str = ""
    _counts: dict[str, str] = field(default_factory=dict)

    def times(self, word: str) -> str:
        """Return how often the report says a word, at most `_OFTEN`."""
        found = self._counts.get(word)
        if found is None:
            found = self._counts[word] = str(min(self.text.count(word), _OFTEN))
        return found


Feature = tuple[str, str, str]  # what is asked, and what is seen: rule,part "before" b0H


class Piece(NamedTuple):
    """A piece of a phrase: where it stands in the sentence (-1 nowhere), what it says, and whether it stays.

    `role` is word (it stays), gone, part (goes with a neighbour), or link (joins two).
    """

    start: int
    text: str
    role: str


class Candidate(NamedTuple):
    """A word that an indicator may hold, with what the model is told of it."""

    start: int
    text: str
    held: bool  # by the phrase of the rules
    features: tuple[Feature, ...]


def phrase_indicator(sentence: Sentence, number: Number, told: Told) -> str:
    """Return the indicator of a number, with words added and left out as annotators would have done.

    Parameters
    ----------
    sentence
        A sentence with its numbers, places and time words, whose numbers the rules have named.
    number
        One of them.
    told
        What the report says elsewhere.

    Returns
    -------
    str
        The phrase: words of the rules' phrase and of the sentence in the order of the text; the rules' phrase where the
        model knows none.
    """
    held = positions(sentence, number, number.indicator)
    asked = [(word, chance_of(word.features)) for word in candidates(sentence, number, held, told)]
    if all(chance >= 0.5 if word.held else chance < LIKELY for word, chance in asked):
        return number.indicator  # the words of the rules, and no other, are likely
    found = chosen(asked)
    gain = agreement(found, asked) - agreement([word for word, _ in asked if word.held], asked)
    if gain <= GAIN:
        return number.indicator
    phrase = reworded(number.indicator, words_in(sentence), held, found)
    return number.indicator if len(phrase) > max(LONG, len(number.indicator)) else phrase


def chosen(asked: Sequence[tuple[Candidate, float]]) -> list[Candidate]:
    """Return the words that promise the phrase most like an annotator's.

    Parameters
    ----------
    asked
        Words with the chance of each.

    Returns
    -------
    list of Candidate
        The likeliest words, as many as promise the best `agreement`; none is added whose chance is below `LIKELY`.
    """
    usable = [pair for pair in asked if pair[0].held or pair[1] >= LIKELY]
    order = sorted(usable, key=lambda pair: (-pair[1], pair[0].start))
    wanted = sum(chance * len(word.text) for word, chance in asked)
    common = best = 0.0
    length = size = 0
    for i, (word, chance) in enumerate(order, 1):
        common += chance * len(word.text)
        length += len(word.text)
        if common / (length + wanted) > best:
            best, size = common / (length + wanted), i
    return [word for word, _ in order[:size]]


def agreement(found: Sequence[Candidate], asked: Sequence[tuple[Candidate, float]]) -> float:
    """Return the agreement with an annotator's phrase that words promise when the chances hold.

    Parameters
    ----------
    found
        The words of a phrase.
    asked
        All words with the chance of each.

    Returns
    -------
    float
        Twice the characters that the two are expected to share, by the characters of both; from 0 to 1.
    """
    taken = {word.start for word in found}
    wanted = common = 0.0
    length = 0
    for word, chance in asked:
        wanted += chance * len(word.text)
        if word.start in taken:
            common += chance * len(word.text)
            length += len(word.text)
    return 2 * common / (length + wanted) if taken else 0.0


def reworded(indicator: str, words: Sequence[Word], held: dict[int, int], found: Sequence[Candidate]) -> str:
    """Return the phrase of the rules without the words that were not chosen, and with those that it lacks.

    Parameters
    ----------
    indicator
        The phrase of the rules.
    words
        The words of the sentence.
    held
        Where words stand in the sentence and in the phrase, as `positions` gives them.
    found
        The words that were chosen.
    """
    kept = {word.start for word in found if word.held}
    at_start = {word.start: word for word in words}
    pieces: list[Piece] = []
    done = 0
    for start, at in sorted(held.items(), key=lambda pair: pair[1]):
        word = at_start[start]
        if at > done:
            pieces.append(_between(indicator[done:at]))
        role = "word" if start in kept else _role(word)
        pieces.append(Piece(start, word.text, role))
        done = max(done, at + len(word.text))
    if done < len(indicator):
        pieces.append(_between(indicator[done:]))
    return _put_together(pieces, [word for word in found if not word.held]) or indicator


def _only_joins(word: Word) -> bool:
    """Return whether a word of the rules' phrase stands or falls with its neighbours: 的, 三 in 三类, 干 in 干木香."""
    return word.kind[0] in _JOINING or len(word.text) == 1


def _role(word: Word) -> str:
    if not _only_joins(word):
        return "gone"
    return "link" if word.text in _LINKS else "part"


def _between(text: str) -> Piece:
    """Return what stands in a phrase and is no word of the sentence: 年龄, which the rules say, or a mark."""
    return Piece(-1, text, "link" if all(character in _LINKS for character in text) else "word")


def _put_together(pieces: Sequence[Piece], added: Sequence[Candidate]) -> str:
    """Return the pieces that stay, each added word before the piece that follows it in the text.

    A part stays where one of its neighbours does, a link where both do and nothing comes between.
    """
    spots: dict[int, str] = {}
    for word in sorted(added, key=lambda word: word.start):
        behind = [
            (p.start, i) for i, p in enumerate(pieces) if p.start > word.start and p.role in ("word", "part")
        ]
        spot = min(behind)[1] if behind else len(pieces)
        spots[spot] = spots.get(spot, "") + word.text
    out = ""
    for i, piece in enumerate(pieces):
        sides = [_stays(pieces[i - 1 :: -1] if i else ()), _stays(pieces[i + 1 :])]
        if piece.role == "part":
            stays = True in sides or sides == [None, None]
        else:
            stays = piece.role == "word" or (
                piece.role == "link" and sides == [True, True] and i + 1 not in spots
            )
        out += spots.get(i, "") + piece.text * stays
    return out + spots.get(len(pieces), "")


def _stays(side: Sequence[Piece]) -> bool | None:
    """Return whether the first piece on a side that stands for itself stays, None if there is none."""
    return next((piece.role == "word" for piece in side if piece.role in ("word", "gone")), None)


def words_in(sentence: Sentence) -> list[Word]:
    """Return the words of a sentence in order, every number as one.

    Parameters
    ----------
    sentence
        A sentence with its numbers, places and time words.
    """
    if sentence.split is None:
        sentence.split = _split(sentence)
    return sentence.split


def _split(sentence: Sentence) -> list[Word]:
    kinds = {i: "T" for w in sentence.words for i in range(w.start, w.end)}
    kinds |= {i: "P" for p in sentence.places for i in range(p.start, p.end) if i not in kinds}
    out: list[Word] = []
    at, last = _reach(sentence)
    for number in [*sentence.numbers, None]:
        end = last if number is None else number.start
        for text, kind in words_of(sentence.text[at:end]) if end > at else ():
            out.append(Word(at, text, kinds.get(at) or kind[0]))
            at += len(text)
        if number is not None:
            out.append(Word(number.start, "#", "#"))
            at = max(at, number.end)
    return out


def _reach(sentence: Sentence) -> tuple[int, int]:
    """Return from where to where a sentence is split: at marks beyond which no word is asked for."""
    if not sentence.numbers:
        return 0, len(sentence.text)
    first = sentence.numbers[0].start - BEFORE
    last = sentence.numbers[-1].end + BEHIND
    begin = max((sentence.text.rfind(mark, 0, max(first, 0)) for mark in "，；："), default=-1)
    ends = [at for mark in "，；：" if (at := sentence.text.find(mark, last)) >= 0]
    return begin + 1, min(ends, default=len(sentence.text))


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
    near = [w for w in words if w.text in rest and w.text not in _MARKS and _in_reach(w, number)]
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


def _in_reach(word: Word, number: Number) -> bool:
    return -BEFORE <= word.start - number.start < number.end - number.start + BEHIND


def candidates(sentence: Sentence, number: Number, held: dict[int, int], told: Told) -> list[Candidate]:
    """Return the words near a number that its indicator may hold, with their features.

    Parameters
    ----------
    sentence
        The sentence, whose numbers the rules have named.
    number
        One of its numbers.
    held
        Where the words of its phrase stand, as `positions` gives them.
    told
        What the report says elsewhere.
    """
    words = words_in(sentence)
    at = next(i for i, w in enumerate(words) if w.start == number.start and w.kind == "#")
    tell = _teller(sentence, number, words, at, held, told)
    out = []
    for i, parts, numbers, commas in _around(words, at, number):
        word = words[i]
        is_held = word.start in held
        if _only_joins(word) if is_held else _is_out_of_question(word, i < at, parts, number.indicator):
            continue
        out.append(Candidate(word.start, word.text, is_held, tell(i, parts, numbers, commas)))
    return out


def _is_out_of_question(word: Word, before: bool, parts: int, indicator: str) -> bool:
    """Return whether a word that the rules did not take is too far off, names nothing, or is in the phrase already."""
    return (
        parts > (_PARTS_BEFORE if before else 0)
        or word.kind[0] in _EMPTY
        or (parts >= _NAMES_ALONE and word.kind[0] != "n")
        or word.text in indicator
    )


def _around(words: Sequence[Word], at: int, number: Number) -> Iterator[tuple[int, int, int, int]]:
    """Yield the words around a number outwards, with the clauses, numbers and enumeration commas between.

    A mark counts itself, so that nothing need be known of what comes behind it.
    """
    for step in (-1, 1):
        parts = numbers = commas = 0
        i = at + step
        while 0 <= i < len(words) and _in_reach(words[i], number):
            text = words[i].text
            if text in _PARTS:
                parts += 1
            elif text == "、":
                commas += 1
            elif words[i].kind == "#":
                numbers += 1
            elif text not in _MARKS:
                yield i, parts, numbers, commas
            i += step


def _teller(
    sentence: Sentence, number: Number, words: list[Word], at: int, held: dict[int, int], told: Told
) -> Callable[[int, int, int, int], tuple[Feature, ...]]:
    """Return what tells the model of a word: itself, its neighbours, where it stands, and what is counted.

    What is the same for every word of the number is worked out once.
    """
    indicator, how, unit, kind, per = number.indicator, number.how, number.unit, number.kind, number.per
    before = [n for n in sentence.numbers if n.start < number.start]
    behind = [n for n in sentence.numbers if n.start > number.start]
    told_before = before[-1].indicator if before else ""
    told_behind = behind[0].indicator if behind else ""
    same = "s" if before and before[-1].unit == unit else ""
    spots = [i for i, w in enumerate(words) if w.start in held and _in_reach(w, number)]
    ranks = {i: rank for rank, i in enumerate(spots)}
    where = "-"
    if spots:
        where = "b" if spots[-1] < at else "a" if spots[0] > at else "x"
    length = str(min(len(indicator), _LONGEST))
    count = len(spots)
    left = words[at - 1].text if at else "^"
    right = words[at + 1].text if at + 1 < len(words) else "$"
    edge = Word(-1, "^", "^")

    def tell(i: int, parts: int, numbers: int, commas: int) -> tuple[Feature, ...]:
        _, text, sort = words[i]
        prior = words[i - 1] if i else edge
        later = words[i + 1] if i + 1 < len(words) else edge
        rank = ranks.get(i)
        h = "-" if rank is None else "H"
        hs = h + sort
        side = "b" if i < at else "a"
        near = f"{side}{parts}{h}"
        place = near if not numbers else near + "1" if numbers == 1 else near + "2"
        far = f"{side}{_FAR[min(abs(i - at), len(_FAR) - 1)]}{h}"
        touch = _touch(words, i, ranks) + h
        order = "-" if rank is None else f"{min(rank, 3)}/{min(count, 4)}<{min(count - 1 - rank, 3)}"
        known = ("p" if text in told_before else "") + ("n" if text in told_behind else "") + same + h
        titled = "t" + hs if text in told.title else hs
        return (
            ("word", text, ""),
            ("word,held", text, h),
            ("word,part", text, near),
            ("word,unit", text, unit),
            ("ending", text[-1], h),
            ("ending,sort", text[-1], kind),
            ("far,class", far, sort),
            ("unit,part", unit, place),
            ("before", prior.text, hs),
            ("behind", later.text, hs),
            ("classes", prior.kind + later.kind, hs),
            ("length,part", length, place),
            ("phrase,part", where, place),
            ("rule,part", how, place),
            ("rule,class", how, hs),
            ("rule,far", how, far),
            ("touch,part", touch, place),
            ("touch,rule", touch, how),
            ("told,touch", known, touch[:2]),
            ("order,rule", order, how),
            ("order,sort", order, kind),
            ("order,behind", order, later.kind),
            ("per,part", per, place),
            ("times", told.times(text), h),
            ("title", titled, side),
            ("letters", _LETTERS[min(len(text), len(_LETTERS) - 1)], hs),
            ("part,right", right, near),
            ("part,left", left, near),
            ("commas", "、" if commas else "", near),
        )

    return tell


def _touch(words: Sequence[Word], i: int, ranks: dict[int, int]) -> str:
    """Return on which sides of a word, how far off and behind which mark the nearest word of the phrase stands."""
    for far in range(1, 6):
        sides = ("<" if i - far in ranks else "") + (">" if i + far in ranks else "")
        if sides:
            first = i - far if sides[0] == "<" else i
            return f"{sides}{min(far, 4)}{_mark(words[first + 1 : first + far])}"
    return "-"


def _mark(between: Sequence[Word]) -> str:
    """Return the mark between two words that sets them furthest apart."""
    mark = ""
    for word in between:
        if word.text in _PARTS:
            mark = "，"
        elif not mark and (word.text in "、的" or word.kind == "#"):
            mark = word.text
    return mark


@lru_cache(maxsize=1)
def weights() -> dict[Feature, float]:
    """Return the weight of every feature that has one; `BIAS` is the weight of every word."""
    table = read_resource("phrasing_weights.csv")
    seen = zip(table["asked"], table["seen"], table["and"], strict=True)
    return dict(zip(seen, table["weight"].astype(float), strict=True))


def chance_of(features: tuple[Feature, ...]) -> float:
    """Return the chance that annotators take a word into the indicator.

    Parameters
    ----------
    features
        What the model is told of the word.
    """
    known = weights()
    value = sum(map(known.get, features, repeat(0.0)), known[BIAS])
    return 1 / (1 + exp(-value))


def reworded_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the claims whose indicators the model reworded.

    Parameters
    ----------
    claims
        Claims, as `claims_table` gives them.

    Returns
    -------
    pandas.DataFrame
        Columns `doc`, `surface`, `named` (the phrase of the rules) and `indicator`, in the order of the claims.
    """
    changed = claims["named"] != claims["indicator"]
    return claims.loc[changed, ["doc", "surface", "named", "indicator"]]
