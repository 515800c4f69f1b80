"""Fit the network of `helpers.claims.network` with PyTorch (``pip install torch==2.13.0``, besides the lock).

The same tables and matrices, laid out by the same function, so that what is fitted is what reads reports.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from examples import SEED, Example
from torch import nn
from torch.nn import functional

from helpers.claims import network as net
from helpers.claims.network import Names, Question, Words, layout_of

WIDTH, HIDDEN, LAYERS = 64, 96, 2
DROPPED = 0.25  # of what is seen, by chance, while fitting
BATCH, ROUNDS, SPEED, SPEED_OF_WORDS, DECAY = 64, 12, 2.5e-3, 4e-4, 0.01
STEPS = 127  # a number of a word's vector is stored as one of so many steps to either side


class Fitted(nn.Module):
    """The network while it is fitted.

    Parameters
    ----------
    names
        What it knows by name.
    vectors
        Of the words, as `tools/word_vectors.py` gives them.
    meant
        Numbers that are told of what each word means in its sentence, none unless a larger network tells them.
    """

    def __init__(self, names: Names, vectors: np.ndarray, meant: int = 0) -> None:
        super().__init__()
        known = vectors.shape[1]
        self.names = names
        self.vectors = nn.Embedding.from_pretrained(torch.tensor(vectors), freeze=False, padding_idx=0)
        self.word_in, self.word_out = nn.Linear(known, WIDTH, bias=False), nn.Linear(known, HIDDEN)
        self.kind_in = _table(len(names.kinds) + 2, WIDTH, 0.3)
        self.character_in = _table(len(names.characters) + 2, WIDTH, 0.3)
        self.layers = nn.ModuleList([nn.Linear(3 * WIDTH, WIDTH) for _ in range(LAYERS)])
        self.seen_out, self.number_out, self.held_out = (
            nn.Linear(WIDTH, HIDDEN, bias=False) for _ in range(3)
        )
        self.kind_out = _table(len(names.kinds) + 2, HIDDEN)
        self.character_out = _table(len(names.characters) + 2, HIDDEN)
        self.position_out = _table(net.BEFORE + net.BEHIND + 1, HIDDEN)
        self.crowd_out = _table(net.CROWDS, HIDDEN)
        self.state_out = nn.ModuleList([_table(net.STATES, HIDDEN) for _ in range(2 * net.SIDE + 1)])
        self.unit_out = _table(len(names.units) + 1, HIDDEN)
        self.rule_out = _table(len(names.rules) + 1, HIDDEN)
        self.length_out = _table(net.LONGEST + 1, HIDDEN)
        self.meant = nn.ModuleList([nn.Linear(meant, HIDDEN, bias=False) for _ in range(3 if meant else 0)])
        self.last = nn.Linear(HIDDEN, 1)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, questions: Sequence[Question], meanings: Any = None) -> Any:
        """Return the log odds of the words that questions ask for, one below the other.

        Parameters
        ----------
        questions
            Numbers with the words of their sentences.
        meanings
            Of each row of their layout what the word means in its sentence (rows x meant), if that is told.
        """
        different = Words()
        rows = layout_of(questions, self.names, different)
        at = {name: torch.as_tensor(getattr(rows, name)) for name in rows._fields}
        drop = self.drop
        vectors, kinds, characters = (each[at["words"]] for each in self._different(different))
        vectors = drop(vectors)
        inside = (at["words"] != 0)[:, None]
        seen = self.word_in(vectors) + drop(self.kind_in(kinds)) + drop(self.character_in(characters))
        seen = self._layer(0, drop(seen * inside)) * inside
        for i in range(1, len(self.layers)):
            seen = (seen + self._layer(i, drop(seen))) * inside
        count = len(rows.numbers)
        ends = torch.cat([at["held_starts"][1:], torch.as_tensor([len(rows.held)])])
        owner_of_held = torch.repeat_interleave(torch.arange(count), ends - at["held_starts"])

        def mean_of_held(rows: Any) -> Any:
            sums = torch.zeros(count, rows.shape[1]).index_add(0, owner_of_held, rows[at["held"]])
            return sums / (ends - at["held_starts"] - 1 + net.FEW)[:, None]

        number = (
            self.number_out(drop(seen[at["numbers"]]))
            + self.held_out(drop(mean_of_held(seen)))
            + drop(self.unit_out(at["units"]))
            + drop(self.rule_out(at["rules"]))
            + self.length_out(at["lengths"])
        )
        asked = at["asked"]
        hidden = (
            self.seen_out(drop(seen[asked]))
            + self.word_out(vectors[asked])
            + self.kind_out(kinds[asked])
            + drop(self.character_out(characters[asked]))
            + self.position_out(torch.as_tensor(rows.positions()))
            + self.crowd_out(at["crowds"])
            + number[at["owners"]]
        )
        if meanings is not None:
            of_asked, of_number, of_held = self.meant
            number = of_number(drop(meanings[at["numbers"]])) + of_held(drop(mean_of_held(meanings)))
            hidden = hidden + of_asked(drop(meanings[asked])) + number[at["owners"]]
        state = at["states"]
        for table in reversed(self.state_out):
            hidden = hidden + table(state % net.STATES)
            state = state // net.STATES
        return self.last(drop(functional.relu(hidden)))[:, 0]

    def _different(self, words: Words) -> tuple[Any, Any, Any]:
        """Return the vectors, classes and last characters of different words, in the first row those of no word."""
        names = self.names
        no_word = [0], len(names.kinds) + 1, len(names.characters) + 1
        rows, kinds, characters = zip(no_word, *names.rows_of(words), strict=True)
        vectors = self.vectors(torch.as_tensor([each[0] for each in rows]))
        spelled = [i for i, each in enumerate(rows) if len(each) > 1]
        if spelled:
            means = torch.stack([self.vectors(torch.as_tensor(rows[i])).mean(0) for i in spelled])
            vectors = vectors.index_copy(0, torch.as_tensor(spelled), means)
        return vectors, torch.as_tensor(kinds), torch.as_tensor(characters)

    def _layer(self, i: int, seen: Any) -> Any:
        """Return what a layer makes of each word and the one to each side of it."""
        wide = torch.cat([seen[:-2], seen[1:-1], seen[2:]], 1)
        return functional.pad(functional.relu(self.layers[i](wide)), (0, 0, 1, 1))


def _table(rows: int, width: int, spread: float = 0.15) -> nn.Embedding:
    table = nn.Embedding(rows, width)
    nn.init.normal_(table.weight, 0, spread)
    return table


def fit(examples: Sequence[Example], names: Names, vectors: np.ndarray, rounds: int = ROUNDS) -> Fitted:
    """Return the network fitted on examples, by one thread: more would add up in another order each time.

    Parameters
    ----------
    examples
        Numbers whose phrase is annotated, or for which a larger network has given the chances.
    names
        What the network is to know.
    vectors
        Of its words, the first row zeros.
    rounds
        How often each example is shown.
    """
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    torch.use_deterministic_algorithms(True)
    fitted = Fitted(names, vectors)
    words = [fitted.vectors.weight]
    rest = [p for name, p in fitted.named_parameters() if name != "vectors.weight"]
    learner = torch.optim.AdamW([{"params": words, "weight_decay": 0}, {"params": rest}], weight_decay=DECAY)
    order = np.arange(len(examples))
    steps = rounds * -(-len(order) // BATCH)
    pace = torch.optim.lr_scheduler.OneCycleLR(
        learner, [SPEED_OF_WORDS, SPEED], total_steps=steps, pct_start=0.15
    )
    fitted.train()
    for turn in range(rounds):
        np.random.default_rng([SEED, turn]).shuffle(order)
        for start in range(0, len(order), BATCH):
            batch = [examples[i] for i in order[start : start + BATCH]]
            wanted = torch.tensor([w for e in batch for w in e.wanted])
            odds = fitted([e.question for e in batch])
            loss = functional.binary_cross_entropy_with_logits(odds, wanted)
            learner.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(fitted.parameters(), 1.0)
            learner.step()
            pace.step()
    return fitted.eval()


def write(fitted: Fitted, path: Path, origin: str) -> None:
    """Write a network as `helpers.claims.network` reads it: words in small steps, the rest as 32-bit floats.

    Parameters
    ----------
    fitted
        The network.
    path
        An ``.npz``.
    origin
        What it was learned from, in a sentence.
    """
    weights = {name: p.detach().numpy() for name, p in fitted.named_parameters()}
    vectors = weights.pop("vectors.weight")
    vectors[0] = 0  # no word
    scale = np.abs(vectors).max(axis=0) / STEPS
    named = {
        name: np.array("\n".join(["", *getattr(fitted.names, name)]))
        for name in ("words", "kinds", "characters", "units", "rules")
    }
    bias_out = weights.pop("word_out.bias")
    first = weights.pop("layers.0.weight").reshape(
        WIDTH, 3, WIDTH
    )  # of the word before, itself, the one behind
    tables: dict[str, Any] = {
        "origin": np.array(origin),
        "vectors": np.round(vectors / scale).astype(np.int8),
        "vector_scale": scale.astype(np.float32),
        "state_out": np.stack([weights.pop(f"state_out.{i}.weight") for i in range(2 * net.SIDE + 1)]),
        "bias": weights.pop("last.bias")[0],
        "last": weights.pop("last.weight")[0],
    }
    for name, table in weights.items():
        module, _, kind = name.rpartition(".")
        if module.startswith("layers."):
            tables[f"layer_{kind}"] = table.T
            continue
        is_matrix = isinstance(getattr(fitted, module), nn.Linear)
        tables[module] = table.T if is_matrix else table
    for name in ("word_in", "kind_in", "character_in"):  # the first layer is a sum, and can be looked up
        tables[name] = np.einsum("rw,osw->rso", tables[name], first).reshape(len(tables[name]), 3 * WIDTH)
    tables["kind_in"][:, WIDTH : 2 * WIDTH] += fitted.layers[0].bias.detach().numpy()
    tables["unit_out"] = tables["unit_out"] + bias_out
    for name in ("kind_in", "character_in"):
        tables[name][-1] = 0  # beside a sentence
    np.savez_compressed(path, **named, **tables)
