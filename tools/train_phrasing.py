"""Fit the model that phrases indicators: ``python tools/train_phrasing.py TEXTS=GOLD …``.

TEXTS is a folder of reports with its `sources.csv`, GOLD a folder of annotated tables with the codebook's
columns; ``TEXTS=GOLD:PREFIX`` takes only the documents whose name begins so, ``TEXTS=GOLD:PREFIX-@NAMES`` leaves out
those that the file NAMES lists, a name a line. The rules name the annotated numbers, and of every word near a
number the model learns whether the annotated phrase has it: a logistic regression with an L1 penalty, so that few
features get a weight. Writes `phrasing_weights.csv` of the resources, whose header says by hand which texts were
learned from: not the five reports, and none that is kept for scoring.
"""

import argparse
from pathlib import Path
from typing import Any
from unittest.mock import patch

from count_trust import as_mentions, read_only
from logistic import Example, fit, write_below_header

from helpers.claims import claims_table
from helpers.claims.clauses import Number, Sentence
from helpers.claims.phrasing import BIAS, EMPTY, Told, Vicinity
from helpers.evaluation import read_gold
from helpers.mentions import MEASURED

TARGET = Path(__file__).resolve().parents[1] / "src/helpers/resources/phrasing_weights.csv"
SEEN, PENALTY, CAP = 5, 2.0, 1.5  # as `logistic.fit` explains


def main() -> None:
    """Read the pairs of folders, fit, and write the weights below the header that the file has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", nargs="+", metavar="TEXTS=GOLD", help="texts and their annotation")
    examples = [e for pair in parser.parse_args().pairs for e in examples_of(pair)]
    weights = fit(examples, BIAS, SEEN, PENALTY, CAP)
    write_below_header(TARGET, ("asked", "seen", "and", "weight"), [(*f, w) for f, w in weights.items()])
    docs = len({e.doc for e in examples})
    print(f"{len(weights)} weights from {len(examples)} words of {docs} reports. Now mend the header.")


def examples_of(pair: str) -> list[Example]:
    """Return the words near the annotated numbers of a pair of folders.

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
    examples: list[Example] = []

    def only_asked(sentence: Sentence, number: Number, told: Told) -> str:
        mention: Any = number.mention
        if (mention.doc, mention.start) in wanted:
            near = Vicinity(sentence, number, told)
            taken = words_of_phrase(near, wanted[mention.doc, mention.start])
            examples.extend(
                Example(mention.doc, near.features(word), word.start in taken) for word in near.candidates()
            )
        return number.indicator

    everything = patch(
        "helpers.claims.table.indicator_id_of", lambda *about: ""
    )  # what has a key is not asked for
    with everything, patch("helpers.claims.table.phrase_indicator", only_asked):
        claims_table(read_only(Path(texts), set(gold["doc"])), as_mentions(gold))
    return examples


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


if __name__ == "__main__":
    main()
