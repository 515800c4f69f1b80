"""Let a larger network phrase indicators that nobody annotated: ``python tools/teach_phrasing.py WEIGHTS VECTORS OUT …``.

The network that reads reports is small, and 11,000 annotated numbers are few for it. This fits a larger one on them,
multilingual E5 (`encoder`) below the same layers, and writes what it says of the numbers of reports without annotation;
`train_phrasing.py --taught OUT` then fits the small one on both. WEIGHTS is ``e5-small-q4.bin``, VECTORS what
`word_vectors.py` has written; ``--corpus`` names files of documents, one a line, as gzipped JSON, ``--without`` tables
whose column `id` lists documents to leave out (those kept for scoring), and TEXTS=GOLD are as for `train_phrasing.py`.
``--check`` fits it without a fifth of the reports, says how many phrases of those are right, and writes nothing.
Needs PyTorch besides the lock (``pip install torch==2.13.0``) and about forty minutes on two cores.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from encoder import Encoder
from examples import SEED, Example, by_sentence, examples_of, listed, without_annotation, write_taught
from fit_network import DECAY, SPEED_OF_WORDS, Fitted
from torch import nn
from torch.nn import functional
from train_phrasing import FOLDS, names_of, read_vectors, right_share

from helpers.claims.network import Names, reach_of

ROUNDS, BATCH, THREADS = 4, 16, 2  # batches of sentences
SPEED, SPEED_OF_ENCODER = 2e-3, 8e-5
SURER = 2.0  # times that its log odds are too large for reports that it was not fitted on


class Teacher(nn.Module):
    """The larger network: the encoder tells the layers of the small one what each word means in its sentence.

    Parameters
    ----------
    names, vectors
        As for `fit_network.Fitted`.
    weights
        ``e5-small-q4.bin``.
    """

    def __init__(self, names: Names, vectors: np.ndarray, weights: Path) -> None:
        super().__init__()
        self.encoder = Encoder(weights)
        self.above = Fitted(names, vectors, self.encoder.width)

    def forward(self, examples: Sequence[Example]) -> Any:
        """Return the log odds of the words that examples ask for, one below the other; those of a sentence stand together."""
        questions = [example.question for example in examples]
        spoken = {id(example.question.words): example.spoken for example in examples}
        reach = reach_of(questions)
        nothing = torch.zeros(1, self.encoder.width)
        rows = [nothing]
        means = self.encoder([spoken[sentence] for sentence in reach])
        for (first, last), meanings in zip(reach.values(), means, strict=True):
            rows += [meanings[first:last], nothing]
        return self.above(questions, torch.cat(rows))


def main() -> None:
    """Fit the larger network, and write what it says of unannotated numbers or how well it does."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("weights", "vectors", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("pairs", nargs="+", metavar="TEXTS=GOLD", help="texts and their annotation")
    parser.add_argument(
        "--corpus", type=Path, action="append", default=[], help="documents without annotation"
    )
    parser.add_argument(
        "--without", type=Path, action="append", default=[], help="lists of documents to leave out"
    )
    parser.add_argument("--check", action="store_true", help="fit without a fifth, and write nothing")
    wanted = parser.parse_args()
    torch.set_num_threads(THREADS)
    examples, near, phrases = examples_of(wanted.pairs)
    words, vectors = read_vectors(wanted.vectors)
    left_out = set(sorted({e.doc for e in examples})[::FOLDS]) if wanted.check else set()
    taught = [e for e in examples if e.doc not in left_out]
    teacher = fit(taught, Teacher(names_of(taught, words), vectors, wanted.weights))
    if wanted.check:
        asked = [i for i, e in enumerate(examples) if e.doc in left_out]
        said = chances([examples[i] for i in asked], teacher)
        print(right_share([near[i] for i in asked], [phrases[i] for i in asked], said))
        return
    unread = without_annotation(wanted.corpus, listed(wanted.without))
    write_taught(unread, chances(unread, teacher), wanted.out)
    print(f"Asked about {len(unread)} numbers: {wanted.out}")


def fit(examples: Sequence[Example], teacher: Teacher) -> Teacher:
    """Return the larger network fitted on examples.

    Parameters
    ----------
    examples
        Numbers whose phrase is annotated.
    teacher
        The network as it begins.
    """
    torch.manual_seed(SEED)
    words = [teacher.above.vectors.weight]
    above = [p for name, p in teacher.above.named_parameters() if name != "vectors.weight"]
    below = [p for p in teacher.encoder.parameters() if p.requires_grad]
    groups = [{"params": below}, {"params": words, "weight_decay": 0}, {"params": above}]
    learner = torch.optim.AdamW(groups, weight_decay=DECAY)
    sentences = by_sentence(examples)
    steps = ROUNDS * -(-len(sentences) // BATCH)
    pace = torch.optim.lr_scheduler.OneCycleLR(
        learner, [SPEED_OF_ENCODER, SPEED_OF_WORDS, SPEED], total_steps=steps, pct_start=0.1
    )
    teacher.train()
    for turn in range(ROUNDS):
        total = 0.0
        for batch in batches(sentences, np.random.default_rng([SEED, turn])):
            wanted = torch.tensor([chance for example in batch for chance in example.wanted])
            loss = functional.binary_cross_entropy_with_logits(teacher(batch), wanted)
            learner.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            learner.step()
            pace.step()
            total += loss.item()
        print(f"round {turn + 1} of {ROUNDS}: loss {total / -(-len(sentences) // BATCH):.3f}", flush=True)
    return teacher.eval()


def batches(sentences: Sequence[list[Example]], chance: np.random.Generator) -> Iterator[list[Example]]:
    """Yield the examples of `BATCH` sentences of like length at a time, in an order by chance.

    Parameters
    ----------
    sentences
        Examples, sentence by sentence.
    chance
        Where the order comes from.
    """
    order = chance.permutation(len(sentences))
    length = np.array([len(each[0].spoken) for each in sentences])
    alike = [
        chunk[np.argsort(length[chunk], kind="stable")]
        for chunk in np.split(order, list(range(320, len(order), 320)))
    ]
    groups = [chunk[start : start + BATCH] for chunk in alike for start in range(0, len(chunk), BATCH)]
    for i in chance.permutation(len(groups)):
        yield [example for at in groups[i] for example in sentences[at]]


def chances(examples: Sequence[Example], teacher: Teacher) -> list[list[float]]:
    """Return the chance of each word asked for, example by example.

    Parameters
    ----------
    examples
        Numbers, annotated or not.
    teacher
        The fitted network.
    """
    found: dict[int, list[float]] = {}
    sentences = sorted(by_sentence(examples), key=lambda each: len(each[0].spoken))
    with torch.no_grad():
        for start in range(0, len(sentences), 2 * BATCH):
            batch = [example for each in sentences[start : start + 2 * BATCH] for example in each]
            said = iter(torch.sigmoid(teacher(batch) / SURER).tolist())
            found |= {id(example): [next(said) for _ in example.wanted] for example in batch}
    return [found[id(example)] for example in examples]


if __name__ == "__main__":
    main()
