"""Network: words laid out in rows, looked up, and summed as a small network of the same shape would do by hand."""

from collections.abc import Sequence
from dataclasses import fields

import numpy as np
import pytest

from helpers.claims.clauses import Word
from helpers.claims.network import (
    BEFORE,
    BEHIND,
    CROWDS,
    FEW,
    MOST_MET,
    SIDE,
    STATES,
    Candidate,
    Met,
    Names,
    Network,
    Question,
    Words,
    crowd_of,
    layout_of,
    log_odds,
    network,
)

WIDTH, HIDDEN = 3, 4
NAMES = Names(
    words={"老人": 1, "#": 2, "食": 3, "堂": 4},
    kinds={"n": 1, "#": 2},
    characters={"人": 1},
    units={"人": 1},
    rules={"before": 1},
)
WORDS = [Word(0, "食堂", "n"), Word(2, "老人", "n"), Word(4, "吃", "v"), Word(5, "#", "#")]


def ask(words: Sequence[Word] = WORDS, at: int = 3, held: Sequence[int] = (1,), *asked: int) -> Question:
    """Return a question about some words of a sentence."""
    wanted = [Candidate(words[i].start, words[i].text, i in held, i, 0) for i in asked or (0, 1)]
    return Question(words, 0, len(words), at, held, "人", "before", 2, wanted)


@pytest.fixture(scope="module")
def net() -> Network:
    """Return a network of invented figures."""
    random = np.random.default_rng(7)

    def table(*shape: int) -> np.ndarray:
        return random.normal(size=shape)

    return Network(
        names=NAMES,
        word_in=np.vstack([np.zeros(3 * WIDTH), table(4, 3 * WIDTH)]),
        kind_in=np.vstack([table(3, 3 * WIDTH), np.zeros(3 * WIDTH)]),
        character_in=np.vstack([table(2, 3 * WIDTH), np.zeros(3 * WIDTH)]),
        layer=table(3 * WIDTH, WIDTH),
        layer_bias=table(WIDTH),
        word_out=np.vstack([np.zeros(HIDDEN), table(4, HIDDEN)]),
        kind_out=table(4, HIDDEN),
        character_out=table(3, HIDDEN),
        spot_out=table((BEFORE + BEHIND + 1) * CROWDS, HIDDEN),
        state_out=table(STATES ** (2 * SIDE + 1), HIDDEN),
        unit_out=table(2, HIDDEN),
        rule_out=table(2, HIDDEN),
        length_out=table(16, HIDDEN),
        seen_out=table(WIDTH, HIDDEN),
        number_out=table(WIDTH, HIDDEN),
        held_out=table(WIDTH, HIDDEN),
        last=table(HIDDEN),
        bias=0.3,
    )


def by_hand(question: Question, net: Network) -> list[float]:
    """Return the log odds of one question, word by word and neighbour by neighbour."""
    names, words = net.names, question.words
    count = len(words)

    def of_word(table: np.ndarray, text: str) -> np.ndarray:
        if text in names.words:
            return table[names.words[text]]
        rows = [names.words[c] for c in text if c in names.words] or [0]
        return np.mean([table[row] for row in rows], axis=0)

    def began(i: int) -> np.ndarray:
        if not 0 <= i < count:
            return np.zeros((3, WIDTH))
        _, text, kind = words[i]
        value = of_word(net.word_in, text) + net.kind_in[names.kinds.get(kind, 0)]
        return (value + net.character_in[names.characters.get(text[-1], 0)]).reshape(3, WIDTH)

    first = [np.maximum(began(i - 1)[0] + began(i)[1] + began(i + 1)[2], 0) for i in range(count)]

    def at(i: int) -> np.ndarray:
        return first[i] if 0 <= i < count else np.zeros(WIDTH)

    seen = [
        at(i) + np.maximum(np.concatenate([at(i - 1), at(i), at(i + 1)]) @ net.layer + net.layer_bias, 0)
        for i in range(count)
    ]
    held = sum((seen[i] for i in question.held), np.zeros(WIDTH)) / (len(question.held) + FEW)
    number = seen[question.at] @ net.number_out + held @ net.held_out
    number = number + net.unit_out[names.units.get(question.unit, 0)]
    number = number + net.rule_out[names.rules.get(question.rule, 0)] + net.length_out[question.length]
    found = []
    for word in question.asked:
        state = 0
        for i in range(word.at - SIDE, word.at + SIDE + 1):
            inside = 0 <= i < count
            is_other = inside and words[i].kind == "#" and i != question.at
            state = state * STATES + (0 if not inside else 2 if i in question.held else 3 if is_other else 1)
        _, text, kind = words[word.at]
        hidden = seen[word.at] @ net.seen_out + of_word(net.word_out, text) + number
        hidden = hidden + net.kind_out[names.kinds.get(kind, 0)]
        hidden = hidden + net.character_out[names.characters.get(text[-1], 0)]
        hidden = hidden + net.spot_out[(word.at - question.at + BEFORE) * CROWDS + word.crowd]
        found.append(float(np.maximum(hidden + net.state_out[state], 0) @ net.last + net.bias))
    return found


@pytest.mark.parametrize(
    "question",
    [
        ask(),
        ask(WORDS, 3, ()),
        ask(WORDS, 3, (0, 1), 2),
        ask([*WORDS, Word(7, "去", "v"), Word(8, "#", "#"), Word(9, "𠮷", "x")], 5, (1,), 0, 1, 2, 4, 6),
    ],
)
def test_the_odds_are_those_of_the_network(question: Question, net: Network) -> None:
    (found,) = log_odds([question], Met(net))
    assert found == pytest.approx(by_hand(question, net), abs=1e-5)


def test_questions_do_not_see_each_other(net: Network) -> None:
    """Two numbers of one sentence share its rows, a third has a sentence of its own."""
    two = [*WORDS, Word(7, "老人", "n"), Word(9, "#", "#")]
    questions = [ask(two, 3, (1,), 0, 1), ask(two, 5, (4,), 4, 0), ask(WORDS, 3, (0,), 2)]
    together = log_odds(questions, Met(net))
    for question, found in zip(questions, together, strict=True):
        assert found == pytest.approx(by_hand(question, net), abs=1e-5)
    assert len(layout_of(questions, NAMES, Words()).words) == len(two) + len(WORDS) + 3


def test_words_out_of_reach_are_not_laid_out(net: Network) -> None:
    far = [Word(i, "吃", "v") for i in range(40)] + [Word(40, "老人", "n"), Word(42, "#", "#")]
    question = ask(far, 41, (40,), 40)._replace(first=40, last=42)
    assert len(layout_of([question], NAMES, Words()).words) == 2 + SIDE + 2
    (found,) = log_odds([question], Met(net))
    assert found == pytest.approx(by_hand(question, net), abs=1e-5)


def test_a_word_is_looked_up_once_however_often_it_is_met(net: Network) -> None:
    met = Met(net)
    (first,) = log_odds([ask()], met)
    words = dict(met.rows)
    assert log_odds([ask(), ask()], met) == [pytest.approx(first), pytest.approx(first)]
    assert met.rows == words == {("食堂", "n"): 1, ("老人", "n"): 2, ("吃", "v"): 3, ("#", "#"): 4}
    assert met.known == 4


def test_words_without_end_are_forgotten_and_looked_up_again(net: Network) -> None:
    met = Met(net)
    (first,) = log_odds([ask()], met)
    many = [Word(i, f"词{i}", "n") for i in range(MOST_MET + 10)]
    far = Question([*many, Word(MOST_MET + 10, "#", "#")], 0, MOST_MET + 11, MOST_MET + 10, (), "", "", 0, ())
    crowd = far._replace(asked=[Candidate(0, "词0", False, 0, 0)])
    log_odds([crowd], met)
    assert met.known > MOST_MET
    assert log_odds([ask()], met) == [pytest.approx(first)]
    assert met.known == 4


def test_nothing_asked_is_nothing_answered(net: Network) -> None:
    assert log_odds([], Met(net)) == []
    assert log_odds([ask()._replace(asked=())], Met(net)) == [[]]


def test_what_lies_between_is_told_up_to_a_bound() -> None:
    told = {crowd_of(c, n, listed) for c in range(5) for n in range(5) for listed in (False, True)}
    assert told == set(range(CROWDS))
    assert crowd_of(7, 9, False) == crowd_of(2, 2, False)


def test_the_network_of_the_resources_is_whole() -> None:
    known = network().net
    rows = {
        "word_in": len(known.names.words) + 1,
        "kind_in": len(known.names.kinds) + 2,
        "character_in": len(known.names.characters) + 2,
        "unit_out": len(known.names.units) + 1,
        "rule_out": len(known.names.rules) + 1,
        "state_out": STATES ** (2 * SIDE + 1),
        "spot_out": (BEFORE + BEHIND + 1) * CROWDS,
    }
    assert {name: len(getattr(known, name)) for name in rows} == rows
    assert not known.kind_in[-1].any()
    assert not known.character_in[-1].any()
    tables = [value for each in fields(Network) if isinstance(value := getattr(known, each.name), np.ndarray)]
    assert all(np.isfinite(table).all() for table in tables)


def test_a_word_without_a_vector_is_read_by_its_characters() -> None:
    known = network()
    text = next(a + b for a in "食饭菜" for b in "园坊铺" if a + b not in known.net.names.words)
    held = Word(0, text, "n"), Word(2, "#", "#")
    (with_characters,) = log_odds([ask(held, 1, (0,), 0)], known)
    (without,) = log_odds([ask((Word(0, "\ue000\ue001", "n"), held[1]), 1, (0,), 0)], known)
    assert with_characters != without
