"""Network: the chance of each word near a number that annotators take it into the number's indicator.

A small neural network. Every word of a sentence is a vector that was learned from plain texts, with its class and its last
character; two layers then look one word to each side, so that a word is seen with two before and two behind. What
stands at a number, what the rules took for its phrase, and where a word stands to both decide its chance.
`tools/train_phrasing.py` fits the network on annotated reports; `phrasing_network.npz` holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from helpers.claims.clauses import Word
from helpers.resources import RESOURCES

SOURCE = RESOURCES / "phrasing_network.npz"
BEFORE, BEHIND = 28, 18  # words before and behind a number whose distance is told exactly
SIDE = 2  # words to each side of a word that the layers see, and of which it is told whether they are held
DIGITS = "#"  # the word that stands for any number
NOTHING, PLAIN, HELD, NUMBER = b"0123"  # what is told of them: digits of a number
STATES = 4
FEW = 0.1  # words that a phrase seems longer when a mean is taken, for those that have none
MOST_CLAUSES, MOST_NUMBERS = 2, 2  # between a word and its number; more count as these
LONGEST = 15  # characters of the rules' phrase; more count as these
CROWDS = (MOST_CLAUSES + 1) * (MOST_NUMBERS + 1) * 2
MOST_MET = 16_384  # different words that are kept looked up, twice as many as are met in a longer report
_ONE_THREAD = 250_000  # multiplications of a product that OpenBLAS leaves to one thread
_EXACT = np.float64  # sums in another order, on another machine, differ too little to change a phrase

Rows: TypeAlias = npt.NDArray[np.intp]
Floats: TypeAlias = npt.NDArray[Any]


class Candidate(NamedTuple):
    """A word that an indicator may hold, and where it stands."""

    start: int
    text: str
    held: bool  # by the phrase of the rules
    at: int = 0  # among the words of the sentence
    crowd: int = 0  # what lies between it and the number, as `crowd_of` counts it


class Question(NamedTuple):
    """A number, the words of its sentence, those that the rules took, and those that are asked for."""

    words: Sequence[Word]
    first: int  # of the words that it is about, and behind the last
    last: int
    at: int
    held: Sequence[int]  # places among the words
    unit: str
    rule: str
    length: int  # of the rules' phrase, in characters
    asked: Sequence[Candidate]


def crowd_of(clauses: int, numbers: int, listed: bool) -> int:
    """Return what lies between a word and its number as one figure below `CROWDS`.

    Parameters
    ----------
    clauses, numbers
        How many marks that end a clause, and how many numbers.
    listed
        Whether a list does (、).
    """
    return (min(clauses, MOST_CLAUSES) * (MOST_NUMBERS + 1) + min(numbers, MOST_NUMBERS)) * 2 + listed


@dataclass(frozen=True, slots=True)
class Names:
    """What the network knows by name, and the row of each: 0 stands for all others."""

    words: dict[str, int]
    kinds: dict[str, int]
    characters: dict[str, int]
    units: dict[str, int]
    rules: dict[str, int]

    def rows_of(self, words: Iterable[tuple[str, str]]) -> list[tuple[list[int], int, int]]:
        """Return of each word, with its class, the rows of the word, its class and its last character.

        A word that is not known is the mean of those of its characters that are, and no word where none is.

        Parameters
        ----------
        words
            Words with their classes.
        """
        row = self.words.get
        return [
            (
                [row(text, 0)] if text in self.words else [row(c, 0) for c in text if c in self.words] or [0],
                self.kinds.get(kind, 0),
                self.characters.get(text[-1], 0),
            )
            for text, kind in words
        ]


class Words(dict[tuple[str, str], int]):
    """The different words that were laid out, each with its class, and the row of each; row 0 is no word.

    Asking for one gives it a row, in the order in which they were first met.
    """

    def __missing__(self, word: tuple[str, str]) -> int:
        row = self[word] = len(self) + 1
        return row


class Layout(NamedTuple):
    """Questions as rows of tables. The words of all sentences stand one below the other, a row of nothing around each."""

    words: Rows  # of the table of different words
    numbers: Rows  # row of the number of each question
    units: Rows
    rules: Rows
    lengths: Rows
    held: Rows  # rows of the words that the rules took, each question's followed by a row of nothing
    held_starts: Rows
    asked: Rows  # rows of the words asked for
    owners: Rows  # the question of each
    states: Rows  # what is told of the words beside it, as one figure
    crowds: Rows

    def positions(self) -> Rows:
        """Return how far each word asked for stands from its number, counted from `BEFORE` words before it."""
        far = self.asked - self.numbers[self.owners]
        return np.asarray(np.maximum(np.minimum(far, BEHIND), -BEFORE) + BEFORE)


def reach_of(questions: Sequence[Question]) -> dict[int, tuple[int, int]]:
    """Return which words of each sentence matter, by the identity of its list of words, in the order of the layout.

    Parameters
    ----------
    questions
        Questions, those of one sentence with the same list of words.
    """
    reach: dict[int, tuple[int, int]] = {}
    for question in questions:
        first, last = reach.get(id(question.words), (len(question.words), 0))
        first, last = min(first, max(question.first - SIDE, 0)), max(last, question.last + SIDE)
        reach[id(question.words)] = first, last
    return reach


def layout_of(questions: Sequence[Question], names: Names, different: Words) -> Layout:
    """Return questions as rows of tables.

    Parameters
    ----------
    questions
        Questions, those of one sentence with the same list of words, whose vectors are then worked out once.
    names
        What the network knows.
    different
        The words that were laid out before; new ones are added.
    """
    reach = reach_of(questions)
    row_of = different.__getitem__
    words = [0]
    begins: dict[int, int] = {}
    plain: dict[int, bytes] = {}
    numbers: list[int] = []
    held: list[int] = []
    held_starts: list[int] = []
    asked: list[int] = []
    owners: list[int] = []
    states: list[int] = []
    crowds: list[int] = []
    for owner, question in enumerate(questions):
        all_words, at = question.words, question.at
        begin = begins.get(id(all_words))
        if begin is None:
            first, last = reach[id(all_words)]
            begin = begins[id(all_words)] = len(words) - first
            words += [row_of(word[1:]) for word in all_words[first:last]]
            words.append(0)
            plain[id(all_words)] = _plain(all_words)
        told = bytearray(plain[id(all_words)])
        told[at + SIDE] = PLAIN
        for i in question.held:
            told[i + SIDE] = HELD
        numbers.append(begin + at)
        held_starts.append(len(held))
        held += [begin + i for i in question.held]
        held.append(0)
        owners += [owner] * len(question.asked)
        asked += [begin + word.at for word in question.asked]
        states += [int(told[word.at : word.at + 2 * SIDE + 1], STATES) for word in question.asked]
        crowds += [word.crowd for word in question.asked]
    return Layout(
        words=_rows(words),
        numbers=_rows(numbers),
        units=_rows([names.units.get(q.unit, 0) for q in questions]),
        rules=_rows([names.rules.get(q.rule, 0) for q in questions]),
        lengths=_rows([min(q.length, LONGEST) for q in questions]),
        held=_rows(held),
        held_starts=_rows(held_starts),
        asked=_rows(asked),
        owners=_rows(owners),
        states=_rows(states),
        crowds=_rows(crowds),
    )


def _rows(numbers: list[int]) -> Rows:
    return np.array(numbers, dtype=np.intp)


def _plain(words: Sequence[Word]) -> bytes:
    """Return what is told of each word of a sentence, with `SIDE` times nothing before the first and behind the last."""
    told = bytes(NUMBER if word.kind == DIGITS else PLAIN for word in words)
    return bytes([NOTHING] * SIDE) + told + bytes([NOTHING] * SIDE)


@dataclass(frozen=True, slots=True, eq=False)  # told apart by identity
class Network:
    """The tables and matrices of the network, as `tools/train_phrasing.py` names them."""

    names: Names
    # Tables "in" begin the layers, row by 3 widths: for the word behind, the word itself, the word before.
    word_in: Floats
    kind_in: Floats
    character_in: Floats
    layer: Floats  # 3 widths x width
    layer_bias: Floats
    # Tables "out" decide, row by hidden.
    word_out: Floats
    kind_out: Floats
    character_out: Floats
    spot_out: Floats  # of position and crowd together
    state_out: Floats
    unit_out: Floats
    rule_out: Floats
    length_out: Floats
    seen_out: Floats  # width x hidden: of the word asked for
    number_out: Floats  # of the number
    held_out: Floats  # of the mean of the words that the rules took
    last: Floats  # hidden
    bias: float


@dataclass(slots=True, eq=False)
class Met:
    """The words that a network has met, looked up once: how each begins the layers, and what it decides by itself."""

    net: Network
    rows: Words = field(default_factory=Words)
    begins: Floats = field(init=False)
    decides: Floats = field(init=False)
    known: int = 0  # words that are looked up

    def __post_init__(self) -> None:
        self.begins = np.zeros((MOST_MET, self.net.word_in.shape[1]), dtype=np.float32)
        self.decides = np.zeros((MOST_MET, self.net.word_out.shape[1]), dtype=np.float32)

    def layout_of(self, questions: Sequence[Question]) -> Layout:
        """Return questions as rows, whose words are then looked up."""
        if self.known > MOST_MET // 2:
            self.rows.clear()
            self.known = 0
        rows = layout_of(questions, self.net.names, self.rows)
        if len(self.rows) > self.known:
            self._look_up(list(islice(self.rows, self.known, None)))
        return rows

    def _look_up(self, words: Sequence[tuple[str, str]]) -> None:
        net, names, first = self.net, self.net.names, self.known + 1
        self.known += len(words)
        if (more := self.known + 1 - len(self.begins)) > 0:
            self.begins = np.pad(self.begins, ((0, more), (0, 0)))
            self.decides = np.pad(self.decides, ((0, more), (0, 0)))
        which = names.rows_of(words)
        kinds, characters = _rows([k for _, k, _ in which]), _rows([c for _, _, c in which])
        spelled = [i for i, (rows, _, _) in enumerate(which) if len(rows) > 1]
        plain = _rows([rows[0] for rows, _, _ in which])
        for out, word, kind, character in (
            (self.begins, net.word_in, net.kind_in, net.character_in),
            (self.decides, net.word_out, net.kind_out, net.character_out),
        ):
            found = word.take(plain, axis=0)
            for i in spelled:
                found[i] = word[which[i][0]].mean(axis=0)
            found += kind.take(kinds, axis=0)
            found += character.take(characters, axis=0)
            out[first : self.known + 1] = found


def log_odds(questions: Sequence[Question], met: Met) -> list[list[float]]:
    """Return the log odds of each word asked for, question by question.

    Parameters
    ----------
    questions
        Numbers with the words of their sentences.
    met
        The network, with the words that it has met.
    """
    if not any(question.asked for question in questions):
        return [[] for _ in questions]
    net = met.net
    rows = met.layout_of(questions)
    seen, place = _seen(rows, met)
    held = np.add.reduceat(seen.take(place[rows.held], axis=0), rows.held_starts, axis=0)
    held /= np.array([len(question.held) for question in questions])[:, None] + FEW
    number = _product(seen[place[rows.numbers]], net.number_out) + _product(held, net.held_out)
    number += net.unit_out[rows.units] + net.rule_out[rows.rules] + net.length_out[rows.lengths]
    alone = met.decides.take(rows.words[rows.asked], axis=0)
    alone += net.spot_out.take(rows.positions() * CROWDS + rows.crowds, axis=0)
    alone += net.state_out.take(rows.states, axis=0)
    hidden = _product(seen, net.seen_out).take(place[rows.asked], axis=0)
    hidden += number.take(rows.owners, axis=0)
    hidden += alone
    odds = np.einsum("wh,h->w", np.maximum(hidden, 0, out=hidden), net.last) + net.bias
    found = iter(odds.tolist())
    return [[next(found) for _ in question.asked] for question in questions]


def _seen(rows: Layout, met: Met) -> tuple[Floats, Rows]:
    """Return the words that matter as the layers see them among their neighbours (words x width), and the row of each.

    Sums of 32-bit numbers are those of single rows, always in this order; all others are of 64 bits.
    """
    net, words = met.net, rows.words
    begin = met.begins.take(words, axis=0)
    width = begin.shape[1] // 3
    first = np.zeros((len(words), width), dtype=np.float32)
    inner = first[1:-1]  # without the rows of nothing before the first word and behind the last
    np.add(begin[:-2, :width], begin[1:-1, width : 2 * width], out=inner)
    inner += begin[2:, 2 * width :]
    np.maximum(inner, 0, out=inner)
    nothing = words == 0
    first[nothing] = 0
    needed = np.zeros(len(words), dtype=np.bool_)
    needed[rows.asked] = needed[rows.held] = needed[rows.numbers] = True
    at = np.flatnonzero(needed & ~nothing)
    beside = [first.take(at + step, axis=0) for step in (-1, 0, 1)]
    seen = np.zeros((len(at) + 1, width), dtype=_EXACT)  # row 0 is no word
    layer = _product(np.concatenate(beside, axis=1, dtype=_EXACT), net.layer)
    layer += net.layer_bias
    np.maximum(layer, 0, out=seen[1:])
    seen[1:] += beside[1]
    place = np.zeros(len(words), dtype=np.intp)
    place[at] = np.arange(1, len(at) + 1)
    return seen, place


def _product(rows: Floats, matrix: Floats) -> Floats:
    """Return rows times a matrix, a few at a time: for more, the algebra library would wake a thread for each core."""
    step = max(_ONE_THREAD // matrix.size, 1)
    if len(rows) <= step:
        return np.asarray(rows @ matrix)
    found = np.empty((len(rows), matrix.shape[1]), dtype=rows.dtype)
    for start in range(0, len(rows), step):
        np.matmul(rows[start : start + step], matrix, out=found[start : start + step])
    return found


@lru_cache(maxsize=1)
def network(path: Path = SOURCE) -> Met:
    """Return the network of the resources, which has met no words yet.

    Parameters
    ----------
    path
        A file that `tools/train_phrasing.py` has written.
    """
    with np.load(path) as file:
        known = {name: file[name] for name in file.files}
    named = {
        name: {text: row for row, text in enumerate(str(known[name]).split("\n")) if row}
        for name in ("words", "kinds", "characters", "units", "rules")
    }
    vectors = known["vectors"] * known["vector_scale"].astype(_EXACT)
    table = {name: known[name].astype(_EXACT) for name in known if known[name].dtype == np.float32}
    first = {name: table[name].astype(np.float32) for name in ("kind_in", "character_in")}
    spots = table["position_out"][:, None] + table["crowd_out"][None]
    net = Network(
        names=Names(**named),
        word_in=(vectors @ table["word_in"]).astype(np.float32),
        kind_in=first["kind_in"],
        character_in=first["character_in"],
        layer=table["layer_weight"],
        layer_bias=table["layer_bias"],
        word_out=(vectors @ table["word_out"]).astype(np.float32),
        kind_out=table["kind_out"].astype(np.float32),
        character_out=table["character_out"].astype(np.float32),
        spot_out=spots.reshape(-1, spots.shape[-1]).astype(np.float32),
        state_out=_together(table["state_out"]).astype(np.float32),
        unit_out=table["unit_out"],
        rule_out=table["rule_out"],
        length_out=table["length_out"],
        seen_out=table["seen_out"],
        number_out=table["number_out"],
        held_out=table["held_out"],
        last=table["last"],
        bias=float(table["bias"]),
    )
    return Met(net)


def _together(tables: Floats) -> Floats:
    """Return a table for the words beside a word in all their states, from one for each word (words x states x hidden)."""
    found = tables[0]
    for table in tables[1:]:
        found = (found[:, None] + table[None]).reshape(-1, table.shape[-1])
    return np.asarray(found)
