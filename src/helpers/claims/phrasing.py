"""Phrasing: which words of a sentence the indicator of a number holds, by a model of annotated reports.

The rules name what stands beside a number. Whose it is, and what it is part of, often stands further off
(惠民食堂就餐老人), and what is said of a thing (进入集中收获期) is often no part of its name. A small neural network
(`network`) gives each of the words around the number the chance that annotators took it into the phrase; whether
the rules took it is part of what the network is told. The phrase is then the set of words that promises the best
agreement with an annotator's. `tools/train_phrasing.py` fits the network.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import exp
from typing import NamedTuple

import pandas as pd

from helpers.claims.clauses import Number, Sentence, Word
from helpers.claims.lists import IN_ORDER
from helpers.claims.network import DIGITS, Candidate, Question, crowd_of, log_odds, network
from helpers.wordclass import tagged

BEFORE, BEHIND = 30, 30  # characters before and behind a number whose words are asked for
LIKELY = 0.3  # chance from which on a word may be added
MOST = 4  # words that may be added: with more, phrases read like sentences
GAIN = 0.03  # of the expected agreement from which on the phrase of the rules is reworded
LONG = 20  # characters beyond which a phrase is lengthened no more: it would be a sentence
_AT_ONCE = 200  # numbers worked out together: in a report of a book's length more take much memory
REWORDED = ", reworded"  # said behind the rule that named an indicator
# Classes of words that may come from the clause before, from further off none may: of verbs there annotators take
# 7 in 100, and asking for them costs more than it finds.
_FROM_BEFORE = "n"
_MARKS = frozenset("，。；、：！？（）“”「」《》,;:()—…·- \u3000\n\r\t【】#")
_PARTS = frozenset("，；：。！？,;:")
_BETWEEN = _PARTS | {"、"}
# Classes of words that name nothing (的, 在, 和, 已, 这 …), or what has a column of its own (T times). One that the rules
# took is asked for all the same, save those that only join other words.
EMPTY = frozenset("upcdrmqxeyokTh")
_JOINING = frozenset("upcmx")
# Of words that only join others, those that mean little by themselves: 压缩至 leaves no 至 where 压缩 is gone. Of nouns
# (巴旦木), adjectives (新村民) and measures (充电桩), annotators keep most.
_FAINT = frozenset("vpdmfcru")
_LINKS = "的和与及等、之在了或"  # characters that mean nothing once a word beside them is gone
_SAYING = ("word", "part", "faint")  # roles of pieces that are no links, while they stay


class Piece(NamedTuple):
    """A piece of a phrase: where it stands in the sentence (-1 nowhere), what it says, and whether it stays.

    `role` is word (it stays), gone, part (stays with a neighbour), faint (a part that goes with one that is gone), or
    link (joins two).
    """

    start: int
    text: str
    role: str


class Phrase(NamedTuple):
    """An indicator, and how well it is expected to agree with an annotator's: from 0 to 1, None where nothing was asked."""

    indicator: str
    agreement: float | None


def phrase_indicators(numbers: Sequence[tuple[Sentence, Number]]) -> list[Phrase]:
    """Return the indicators of numbers, with words added and left out as annotators would have done.

    Parameters
    ----------
    numbers
        Numbers that the rules have named, each with its sentence with all numbers, places and time words.

    Returns
    -------
    list of Phrase
        Words of the rules' phrase and of the sentence in the order of the text; the rules' phrase where the
        model knows none.
    """
    found: list[Phrase] = []
    for start in range(0, len(numbers), _AT_ONCE):
        near = [Vicinity(sentence, number) for sentence, number in numbers[start : start + _AT_ONCE]]
        found += [_phrase(one, told) for one, told in zip(near, chances(near), strict=True)]
    return found


def chances(near: Sequence[Vicinity]) -> list[list[float]]:
    """Return the chance of each candidate that annotators take it into the indicator.

    Parameters
    ----------
    near
        The words near each of some numbers.
    """
    return [
        [1 / (1 + exp(-odds)) for odds in each] for each in log_odds([n.question() for n in near], network())
    ]


def _phrase(near: Vicinity, found: Sequence[float]) -> Phrase:
    indicator = near.number.indicator
    asked = list(zip(near.candidates, found, strict=True))
    by_rules = agreement([word for word, _ in asked if word.held], asked)
    if all(chance >= 0.5 if word.held else chance < LIKELY for word, chance in asked):
        return Phrase(indicator, by_rules)  # the words of the rules, and no other, are likely
    taken = chosen(asked)
    promised = agreement(taken, asked)
    if promised - by_rules <= GAIN:
        return Phrase(indicator, by_rules)
    phrase = reworded(indicator, near.words[near.first : near.last], near.held, taken)
    if len(phrase) > max(LONG, len(indicator)):
        return Phrase(indicator, by_rules)
    return Phrase(phrase, promised)


def chosen(asked: Sequence[tuple[Candidate, float]]) -> list[Candidate]:
    """Return the words that promise the phrase most like an annotator's.

    Parameters
    ----------
    asked
        Words with the chance of each.

    Returns
    -------
    list of Candidate
        The likeliest words, as many as promise the best `agreement`; none is added whose chance is below `LIKELY`, and
        at most `MOST`.
    """
    order = sorted(asked, key=lambda pair: (-pair[1], pair[0].start))
    added = [word for word, chance in order if not word.held and chance >= LIKELY][:MOST]
    order = [pair for pair in order if pair[0].held or pair[0] in added]
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
        denies = word.text in _NOT and start + len(word.text) in kept  # 未脱贫 without 未 says the contrary
        role = "word" if start in kept or denies else _role(word)
        pieces.append(Piece(start, word.text, role))
        done = max(done, at + len(word.text))
    if done < len(indicator):
        pieces.append(_between(indicator[done:]))
    return _put_together(pieces, [word for word in found if not word.held]) or indicator


def _only_joins(word: Word) -> bool:
    """Return whether a word of the rules' phrase stands or falls with its neighbours: 的, 三 in 三类, 干 in 干木香."""
    return word.kind in _JOINING or len(word.text) == 1


def _role(word: Word) -> str:
    if not _only_joins(word):
        return "gone"
    if word.text in _LINKS:
        return "link"
    return "faint" if word.kind in _FAINT else "part"


def _between(text: str) -> Piece:
    """Return what stands in a phrase and is no word of the sentence: 年龄, which the rules say, or a mark."""
    return Piece(-1, text, "link" if all(character in _LINKS for character in text) else "word")


def _put_together(pieces: Sequence[Piece], added: Sequence[Candidate]) -> str:
    """Return the pieces that stay, each added word before the piece that follows it, or before all if none is of the text.

    A part stays where one of its neighbours does, a faint one only if none beside it is gone, a link where both stay and
    nothing comes between. Part of a word (评 of 创评) goes where the whole word is added beside it.
    """
    spots: dict[int, str] = {}
    stands = any(piece.start >= 0 for piece in pieces)
    for word in sorted(added, key=lambda word: word.start):
        behind = [(p.start, i) for i, p in enumerate(pieces) if p.start > word.start and p.role in _SAYING]
        spot = min(behind)[1] if behind else len(pieces) if stands else 0  # 全村总户数
        spots[spot] = spots.get(spot, "") + word.text
    out = ""
    for i, piece in enumerate(pieces):
        stays = piece.role == "word" or (piece.role != "gone" and _goes_along(pieces, i, i + 1 not in spots))
        stays = stays and not _is_part(piece, added)
        out += spots.get(i, "") + piece.text * stays
    return out + spots.get(len(pieces), "")


def _is_part(piece: Piece, added: Sequence[Candidate]) -> bool:
    """Return whether a piece that is no word of the sentence is the beginning or the end of a word that is added."""
    if piece.start >= 0:
        return False
    return any(word.text.startswith(piece.text) or word.text.endswith(piece.text) for word in added)


def _goes_along(pieces: Sequence[Piece], i: int, alone: bool) -> bool:
    """Return whether a part or a link stays by its neighbours; `alone` says that no word is put behind it."""
    sides = [_stays(pieces[i - 1 :: -1] if i else ()), _stays(pieces[i + 1 :])]
    if pieces[i].role == "faint" and any(piece.role == "gone" for piece in pieces[max(i - 1, 0) : i + 2]):
        return False
    if pieces[i].role in _SAYING:
        return True in sides or sides == [None, None]
    return sides == [True, True] and alone


def _stays(side: Sequence[Piece]) -> bool | None:
    """Return whether the first piece on a side that stands for itself stays, None if there is none."""
    return next((piece.role == "word" for piece in side if piece.role in ("word", "gone")), None)


def words_in(sentence: Sentence) -> list[Word]:
    """Return the words of a sentence in order, every number as one; not those that no number can ask for.

    Parameters
    ----------
    sentence
        A sentence with its numbers, places and time words.
    """
    if sentence.split is None:
        sentence.split = _split(sentence)
    return sentence.split


_new = tuple.__new__  # makes a Word in a third of the time; a report of the news has hundreds


def _split(sentence: Sentence) -> list[Word]:
    kinds = {i: "T" for w in sentence.words for i in range(w.start, w.end)}
    kinds |= {i: "P" for p in sentence.places for i in range(p.start, p.end) if i not in kinds}
    out: list[Word] = []
    at, last = _stretch(sentence)
    for number in [*sentence.numbers, None]:
        end = last if number is None else number.start
        for text, kind in tagged(sentence.text[at:end]) if end > at else ():
            kind = kinds.get(at) or ("n" if kind == "eng" else kind[0])  # GDP
            out.append(_new(Word, (at, text, kind)))
            at += len(text)
        if number is not None:
            out.append(Word(number.start, DIGITS, DIGITS))
            at = max(at, number.end)
    return out


def _stretch(sentence: Sentence) -> tuple[int, int]:
    """Return what of a sentence is split: from the mark before the first word asked for to the one behind the last."""
    text = sentence.text
    if not sentence.numbers:
        return 0, len(text)
    first = max(sentence.numbers[0].start - BEFORE, 0)
    while first and text[first] not in _PARTS:
        first -= 1
    last = sentence.numbers[-1].end
    while last < len(text) and text[last] not in _PARTS:
        last += 1
    return first, last + 1


def in_reach(words: Sequence[Word], number: Number) -> tuple[int, int, int]:
    """Return which words may belong to the indicator of a number: `BEFORE` characters before, and its clause behind.

    Parameters
    ----------
    words
        The words of the sentence, as `words_in` gives them.
    number
        One of its numbers.

    Returns
    -------
    tuple of int
        The index of the first of the words, that of the number, and that behind the last.
    """
    first = bisect_left(words, (number.start - BEFORE,))
    at = bisect_left(words, (number.start, DIGITS), first)
    last = at + 1
    for start, text, _ in words[last:]:
        if text in _PARTS or start >= number.end + BEHIND:
            break
        last += 1
    return first, at, last


def positions(words: Sequence[Word], sentence: Sentence, number: Number) -> dict[int, int]:
    """Return where the words stand that the indicator of a number holds already.

    Parameters
    ----------
    words
        The words `in_reach` of the number.
    sentence
        Their sentence.
    number
        The number.

    Returns
    -------
    dict of int to int
        The start of each word in the sentence and in the phrase; of equal words the one nearest to the number.
    """
    rest = number.indicator
    near = [w for w in words if w.text in rest and w.text not in _MARKS]
    if (whole := _nearest(rest, sentence.text, number)) is not None:
        end = whole + len(rest)
        return {w.start: w.start - whole for w in near if whole <= w.start and w.start + len(w.text) <= end}
    held: dict[int, int] = {}
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


class Vicinity:
    """The words near a number that its indicator may hold.

    Parameters
    ----------
    sentence
        A sentence with its numbers, places and time words, whose numbers the rules have named.
    number
        One of them.
    """

    def __init__(self, sentence: Sentence, number: Number) -> None:
        self.number = number
        self.words = words_in(sentence)
        self.first, self.at, self.last = in_reach(self.words, number)
        self.held = positions(self.words[self.first : self.last], sentence, number)
        self.held_at: list[int] = []  # where the held words stand among the words
        self.others = ""  # the items of a list that are those of other numbers
        if number.how == IN_ORDER:
            self.others = "\n".join(
                n.indicator for n in sentence.numbers if n.how == IN_ORDER and n is not number
            )
        self.candidates: list[Candidate] = []  # what the indicator may hold, outwards from the number
        self._look(range(self.at - 1, self.first - 1, -1))
        self._look(range(self.at + 1, self.last))

    def question(self) -> Question:
        """Return what the network is asked."""
        number, length = self.number, len(self.number.indicator)
        reach = self.first, self.last
        return Question(
            self.words, *reach, self.at, self.held_at, number.unit, number.how, length, self.candidates
        )

    def _look(self, way: range) -> None:
        """Note the words to one side that annotators may have taken into the phrase, or out of it."""
        words, held, indicator = self.words, self.held, self.number.indicator
        parts = numbers = 0
        listed = False
        crowd = crowd_of(parts, numbers, listed)
        for i in way:
            start, text, kind = word = words[i]
            if start in held:
                self.held_at.append(i)
                if not _only_joins(word):
                    self.candidates.append(_new(Candidate, (start, text, True, i, crowd)))
                continue
            if kind == DIGITS or text in _BETWEEN:
                numbers += kind == DIGITS
                parts += text in _PARTS
                listed = listed or text == "、"
                crowd = crowd_of(parts, numbers, listed)
            elif self.others and text in self.others:
                continue  # of another number of the list
            elif kind in EMPTY or (parts and (parts > 1 or kind not in _FROM_BEFORE)):
                continue  # names nothing, or too far off
            elif text not in indicator and text not in _MARKS and not _says_again(text, indicator):
                start, text = _with_not(words, i, held)
                self.candidates.append(_new(Candidate, (start, text, False, i, crowd)))


_NOT = frozenset(["未", "尚未", "没", "没有", "不", "不得", "不再", "无", "非"])


def _with_not(words: Sequence[Word], at: int, held: dict[int, int]) -> tuple[int, str]:
    """Return a word and where it begins, with the 未 or 不 before it, without which it would say the contrary.

    One that the phrase of the rules has already is not taken again.
    """
    start, text, _ = words[at]
    if at and words[at - 1].text in _NOT and words[at - 1].start not in held:
        return words[at - 1].start, words[at - 1].text + text
    return start, text


_AGAINST = frozenset({"同比", "环比", "年均"})


def _says_again(text: str, indicator: str) -> bool:
    """Return whether a word is a change that a phrase has already, with what it is held against (同比增加)."""
    return text[:2] in _AGAINST and len(text) == 4 and text[2:] in indicator


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
