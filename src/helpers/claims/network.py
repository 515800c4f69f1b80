"""Network: the chance of each word near a number that annotators take it into the number's indicator.

A small neural network. Every word of a sentence is a vector that was learned from plain texts, with its class and its last
character; two layers then look one word to each side, so that a word is seen with two before and two behind. What
stands at a number, what the rules took for its phrase, and where a word stands to both decide its chance.
`tools/train_phrasing.py` fits the network on annotated reports; `phrasing_network.npz` holds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

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
_ONE_THREAD = 250_000  # multiplications of a product that OpenBLAS leaves to one thread
_EXACT = np.float64  # sums in another order, on another machine, differ too little to change a phrase

Rows = npt.NDArray[np.intp]
Floats = npt.NDArray[Any]


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

    def spelled(self, text: str) -> list[int]:
        """Return the rows of those characters of a word that are words themselves."""
        return [self.words[character] for character in text if character in self.words]


class Layout(NamedTuple):
    """Questions as rows of tables. The words of all sentences stand one below the other, a row of nothing around each."""

    words: Rows
    kinds: Rows
    characters: Rows
    inside: npt.NDArray[np.bool_]  # the row is a word
    unknown: list[tuple[int, str]]  # rows of words that have no vector, and what they say
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


def layout_of(questions: Sequence[Question], names: Names) -> Layout:
    """Return questions as rows of tables.

    Parameters
    ----------
    questions
        Questions, those of one sentence with the same list of words, whose vectors are then worked out once.
    names
        What the network knows.
    """
    word_row, kind_row, last_row = names.words.get, names.kinds.get, names.characters.get
    no_kind, no_character = len(names.kinds) + 1, len(names.characters) + 1  # of what is beside a sentence
    words, kinds, characters, inside = [0], [no_kind], [no_character], [False]
    unknown: list[tuple[int, str]] = []
    reach: dict[int, tuple[int, int]] = {}
    for question in questions:
        first, last = reach.get(id(question.words), (len(question.words), 0))
        first, last = min(first, max(question.first - SIDE, 0)), max(last, question.last + SIDE)
        reach[id(question.words)] = first, last
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
            near = all_words[first:last]
            rows = [word_row(text, -1) for _, text, _ in near]  # -1 where a word has no vector
            if -1 in rows:
                unknown += [(len(words) + i, near[i].text) for i, row in enumerate(rows) if row < 0]
            plain[id(all_words)] = _plain(all_words)
            words += rows
            kinds += [kind_row(kind, 0) for _, _, kind in near]
            characters += [last_row(text[-1], 0) for _, text, _ in near]
            inside += [True] * len(near)
            words.append(0)
            kinds.append(no_kind)
            characters.append(no_character)
            inside.append(False)
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
        kinds=_rows(kinds),
        characters=_rows(characters),
        inside=np.array(inside),
        unknown=unknown,
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
    position_out: Floats
    crowd_out: Floats
    state_out: Floats
    unit_out: Floats
    rule_out: Floats
    length_out: Floats
    seen_out: Floats  # width x hidden: of the word asked for
    number_out: Floats  # of the number
    held_out: Floats  # of the mean of the words that the rules took
    last: Floats  # hidden
    bias: float


def log_odds(questions: Sequence[Question], net: Network) -> list[list[float]]:
    """Return the log odds of each word asked for, question by question.

    Parameters
    ----------
    questions
        Numbers with the words of their sentences.
    net
        The network.
    """
    if not any(question.asked for question in questions):
        return [[] for _ in questions]
    rows = layout_of(questions, net.names)
    seen, decide = _seen(rows, net)
    held = np.add.reduceat(seen.take(rows.held, axis=0), rows.held_starts, axis=0)
    held /= np.array([len(question.held) for question in questions])[:, None] + FEW
    number = _product(seen[rows.numbers], net.number_out) + _product(held, net.held_out)
    number += net.unit_out[rows.units] + net.rule_out[rows.rules] + net.length_out[rows.lengths]
    hidden = _product(seen.take(rows.asked, axis=0), net.seen_out)
    for table, which in (
        (decide, rows.asked),
        (net.kind_out, rows.kinds[rows.asked]),
        (net.character_out, rows.characters[rows.asked]),
        (net.position_out, rows.positions()),
        (net.crowd_out, rows.crowds),
        (net.state_out, rows.states),
        (number, rows.owners),
    ):
        hidden += table.take(which, axis=0)
    odds = np.einsum("wh,h->w", np.maximum(hidden, 0, out=hidden), net.last) + net.bias
    found = iter(odds.tolist())
    return [[next(found) for _ in question.asked] for question in questions]


def _seen(rows: Layout, net: Network) -> tuple[Floats, Floats]:
    """Return each word as the layers see it among its neighbours (words x width), and what it decides by itself."""
    begin, decide = net.word_in.take(rows.words, axis=0), net.word_out.take(rows.words, axis=0)
    for row, text in rows.unknown:
        begin[row], decide[row] = _spelled(net, text)
    begin += net.kind_in.take(rows.kinds, axis=0)
    begin += net.character_in.take(rows.characters, axis=0)
    width = begin.shape[1] // 3
    seen = np.zeros((len(begin), width), dtype=_EXACT)
    inner = seen[1:-1]  # without the rows of nothing before the first word and behind the last
    inside = rows.inside[1:-1, None]
    inner += begin[:-2, :width]
    inner += begin[1:-1, width : 2 * width]
    inner += begin[2:, 2 * width :]
    np.maximum(inner, 0, out=inner)
    inner *= inside
    needed = np.zeros(len(seen), dtype=np.bool_)
    needed[rows.asked] = needed[rows.held] = needed[rows.numbers] = True
    at = np.flatnonzero(needed & rows.inside)
    middle = seen.take(at, axis=0)
    beside = _product(
        np.concatenate([seen.take(at - 1, axis=0), middle, seen.take(at + 1, axis=0)], axis=1), net.layer
    )
    beside += net.layer_bias
    middle += np.maximum(beside, 0, out=beside)
    seen[at] = middle
    return seen, decide


def _product(rows: Floats, matrix: Floats) -> Floats:
    """Return rows times a matrix, a few at a time: for more, the algebra library would wake a thread for each core."""
    step = max(_ONE_THREAD // matrix.size, 1)
    if len(rows) <= step:
        return np.asarray(rows @ matrix)
    found = np.empty((len(rows), matrix.shape[1]), dtype=rows.dtype)
    for start in range(0, len(rows), step):
        np.matmul(rows[start : start + step], matrix, out=found[start : start + step])
    return found


@lru_cache(maxsize=8192)
def _spelled(net: Network, text: str) -> tuple[Floats, Floats]:
    """Return what a word without a vector is worth: the mean of its characters, nothing where none has one."""
    rows = net.names.spelled(text) or [0]
    return net.word_in[rows].mean(axis=0), net.word_out[rows].mean(axis=0)


@lru_cache(maxsize=1)
def network(path: Path = SOURCE) -> Network:
    """Return the network of the resources.

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
    return Network(
        names=Names(**named),
        word_in=(vectors @ table["word_in"]).astype(np.float32),
        kind_in=first["kind_in"],
        character_in=first["character_in"],
        layer=table["layer_weight"],
        layer_bias=table["layer_bias"],
        word_out=(vectors @ table["word_out"]).astype(np.float32),
        kind_out=table["kind_out"],
        character_out=table["character_out"],
        position_out=table["position_out"],
        crowd_out=table["crowd_out"],
        state_out=_together(table["state_out"]),
        unit_out=table["unit_out"],
        rule_out=table["rule_out"],
        length_out=table["length_out"],
        seen_out=table["seen_out"],
        number_out=table["number_out"],
        held_out=table["held_out"],
        last=table["last"],
        bias=float(table["bias"]),
    )


def _together(tables: Floats) -> Floats:
    """Return a table for the words beside a word in all their states, from one for each word (words x states x hidden)."""
    found = tables[0]
    for table in tables[1:]:
        found = (found[:, None] + table[None]).reshape(-1, table.shape[-1])
    return np.asarray(found)
