"""Fit the network that phrases indicators: ``python tools/train_phrasing.py VECTORS TEXTS=GOLD …``.

VECTORS is what `tools/word_vectors.py` has written. TEXTS is a folder of reports with its `sources.csv`, GOLD a folder of
annotated tables with the codebook's columns; ``TEXTS=GOLD:PREFIX`` takes only the documents whose name begins so,
``TEXTS=GOLD:PREFIX-@NAMES`` leaves out those that the file NAMES lists, a name a line. The rules name the annotated
numbers, and of every word near a number the network learns whether the annotated phrase has it. Writes
`phrasing_network.npz` of the resources. ``--check`` fits it five times without a fifth of the reports each, says how many phrases
of the others are right, and writes nothing. Needs PyTorch besides the lock (``pip install torch==2.13.0``).
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import numpy as np
from count_trust import as_mentions, read_only

from helpers.claims import claims_table
from helpers.claims.clauses import Number, Sentence
from helpers.claims.network import SOURCE, Names
from helpers.claims.phrasing import EMPTY, Phrase, Vicinity
from helpers.evaluation import alike, read_gold
from helpers.evaluation.scoring import ALIKE
from helpers.mentions import MEASURED

if TYPE_CHECKING:
    from fit_network import Example

OFTEN = 5  # times that a unit, a rule or a last character must occur to be known by name
FOLDS = 5
ORIGIN = (
    "Fitted by tools/train_phrasing.py on {words} words near {numbers} annotated numbers of {reports} reports: those of "
    "data/coding/gold-reports with split `read`. Neither the five reports nor any that is kept for scoring is among "
    "them. Many of the reports were also read by those who wrote the rules, so that there the network saw fewer "
    "mistakes than it meets elsewhere. The vectors of the words began as tools/word_vectors.py learned them from "
    "television news, laws and government work reports without any annotation, and were fitted along."
)


def main() -> None:
    """Read the pairs of folders, fit, and write the network or say how well it does."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("vectors", type=Path)
    parser.add_argument("pairs", nargs="+", metavar="TEXTS=GOLD", help="texts and their annotation")
    parser.add_argument("--check", action="store_true", help="cross-validate, and write nothing")
    wanted = parser.parse_args()
    from fit_network import fit, write

    examples, near, phrases = examples_of(wanted.pairs)
    words, vectors = read_vectors(wanted.vectors)
    if wanted.check:
        check(examples, near, phrases, words, vectors)
        return
    fitted = fit(examples, names_of(examples, words), vectors)
    reports, asked = len({e.doc for e in examples}), sum(len(e.wanted) for e in examples)
    write(fitted, SOURCE, ORIGIN.format(words=asked, numbers=len(examples), reports=reports))
    print(f"Fitted on {asked} words near {len(examples)} numbers of {reports} reports: {SOURCE}")


def examples_of(pairs: Sequence[str]) -> tuple[list["Example"], list[Vicinity], list[str]]:
    """Return the annotated numbers of pairs of folders: what the network is asked, the words near, and the phrase.

    Parameters
    ----------
    pairs
        ``TEXTS=GOLD``, as the command takes them.
    """
    from fit_network import Example

    found: tuple[list[Example], list[Vicinity], list[str]] = ([], [], [])
    for pair in pairs:
        for near, phrase in annotated(pair):
            taken = words_of_phrase(near, phrase)
            mention: Any = near.number.mention
            answers = tuple(float(word.start in taken) for word in near.candidates)
            if answers:
                found[0].append(Example(mention.doc, near.question(), answers))
                found[1].append(near)
                found[2].append(phrase)
    return found


def annotated(pair: str) -> list[tuple[Vicinity, str]]:
    """Return the words near each annotated number of a pair of folders, and the phrase that annotators gave it.

    Parameters
    ----------
    pair
        ``TEXTS=GOLD``, as the command takes it.
    """
    texts, _, rest = pair.partition("=")
    gold_dir, _, chosen = rest.partition(":")
    prefix, _, left_out = chosen.partition("-@")
    gold = read_gold(Path(gold_dir))
    gold = gold[gold["doc"].str.startswith(prefix)]
    if left_out:
        gold = gold[~gold["doc"].isin(Path(left_out).read_text(encoding="utf-8").split())]
    wanted = {
        (row.doc, row.start): str(row.indicator)
        for row in gold[gold["kind"].isin(MEASURED)].itertuples()
        if row.indicator
    }
    found: list[tuple[Vicinity, str]] = []

    def only_asked(numbers: Sequence[tuple[Sentence, Number]]) -> list[Phrase]:
        for sentence, number in numbers:
            mention: Any = number.mention
            if phrase := wanted.get((mention.doc, mention.start)):
                found.append((Vicinity(sentence, number), phrase))
        return [Phrase(number.indicator, 1.0) for _, number in numbers]

    everything = patch(
        "helpers.claims.table.indicator_id_of", lambda *about: ""
    )  # what has a key is not asked for
    with everything, patch("helpers.claims.table.phrase_indicators", only_asked):
        claims_table(read_only(Path(texts), set(gold["doc"])), as_mentions(gold))
    return found


def words_of_phrase(near: Vicinity, phrase: str) -> set[int]:
    """Return where the words of an annotated phrase stand: long words first, of equal ones the nearest.

    Parameters
    ----------
    near
        The words near a number.
    phrase
        What was annotated.
    """
    taken: set[int] = set()
    words = near.words[near.first : near.last]
    for word in sorted(words, key=lambda w: (-min(len(w.text), 3), abs(w.start - near.number.start))):
        # A single character that names nothing may stand in the phrase by chance.
        if word.text in phrase and (len(word.text) > 1 or word.kind not in EMPTY):
            phrase = phrase.replace(word.text, "\0", 1)
            taken.add(word.start)
    return taken


def read_vectors(path: Path) -> tuple[list[str], np.ndarray]:
    """Return words and their vectors, a row of zeros before the first.

    Parameters
    ----------
    path
        What `tools/word_vectors.py` has written.
    """
    with np.load(path) as file:
        words, vectors = str(file["words"]).split("\n"), file["vectors"]
    return words, np.concatenate([np.zeros_like(vectors[:1]), vectors])


def names_of(examples: Sequence["Example"], words: Sequence[str]) -> Names:
    """Return what a network fitted on examples knows by name.

    Parameters
    ----------
    examples
        Annotated numbers.
    words
        Those that have vectors.
    """
    kinds = {word.kind for e in examples for word in e.question.words}
    last = Counter(word.text[-1] for e in examples for word in e.question.words)
    units = Counter(e.question.unit for e in examples)
    rules = Counter(e.question.rule for e in examples)
    return Names(
        words=_rows(words),
        kinds=_rows(sorted(kinds)),
        characters=_rows(sorted(c for c, n in last.items() if n >= OFTEN and not c.isspace())),
        units=_rows(sorted(unit for unit, n in units.items() if n >= OFTEN)),
        rules=_rows(sorted(rule for rule, n in rules.items() if n >= OFTEN)),
    )


def _rows(names: Sequence[str]) -> dict[str, int]:
    return {name: row for row, name in enumerate(names, 1)}


def check(
    examples: Sequence["Example"],
    near: Sequence[Vicinity],
    phrases: Sequence[str],
    words: Sequence[str],
    vectors: np.ndarray,
) -> None:
    """Print how many phrases of reports are right that the network was not fitted on, and how many of the rules."""
    from tempfile import TemporaryDirectory

    from fit_network import fit, write

    from helpers.claims import phrasing
    from helpers.claims.network import log_odds, network

    docs = sorted({e.doc for e in examples})
    right: Counter[str] = Counter()
    for fold in range(FOLDS):
        left_out = set(docs[fold::FOLDS])
        taught = [e for e in examples if e.doc not in left_out]
        fitted = fit(taught, names_of(taught, words), vectors)
        with TemporaryDirectory() as folder:
            write(fitted, Path(folder) / "fold.npz", "")
            found = network(Path(folder) / "fold.npz")
        asked = [i for i, e in enumerate(examples) if e.doc in left_out]
        odds = log_odds([examples[i].question for i in asked], found)
        right["asked"] += len(asked)
        for i, each in zip(asked, odds, strict=True):
            phrase = phrasing._phrase(near[i], [1 / (1 + np.exp(-value)) for value in each]).indicator
            right["network"] += alike(phrases[i], phrase) >= ALIKE
            right["rules"] += alike(phrases[i], near[i].number.indicator) >= ALIKE
        print(fold, dict(right), flush=True)


if __name__ == "__main__":
    main()
