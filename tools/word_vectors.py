"""Learn the word vectors that the network of indicators begins with: ``python tools/word_vectors.py OUT CORPUS …``.

CORPUS is a file of documents, one a line, as gzipped JSON with the key `text`; nothing is annotated. The segmenter that
reads reports cuts it, every number is one word, and skip-gram with negative sampling gives each word `WIDE` numbers, of
which the first `SIZE` principal components stay. OUT is a `.npz` with `words`, the most widespread first, and `vectors`.
Needs gensim besides the lock (``pip install gensim==4.4.0``), and one thread, so that it gives the same vectors again.
"""

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from helpers.claims.network import DIGITS
from helpers.wordclass import tagged

WIDE, SIZE, WORDS = 96, 64, 24_000
WINDOW, NEGATIVE, SAMPLE, LEAST, ROUNDS, SEED = 4, 8, 1e-4, 4, 6, 1
_NUMBER = re.compile(r"[0-9０-９][0-9.,%．]*")
_ENDS = re.compile(r"[。！？\n]")


def main() -> None:
    """Read the corpora, learn, and write the vectors."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("corpora", type=Path, nargs="+")
    wanted = parser.parse_args()
    from gensim.models import Word2Vec

    sentences: list[list[str]] = []
    spread: Counter[str] = Counter()
    for text in texts_of(wanted.corpora):
        cut = words_of_text(text)
        spread.update({word for words in cut for word in words})
        sentences += cut
    known = Word2Vec(
        sentences,
        vector_size=WIDE,
        window=WINDOW,
        min_count=LEAST,
        sg=1,
        negative=NEGATIVE,
        sample=SAMPLE,
        workers=1,
        epochs=ROUNDS,
        seed=SEED,
    ).wv
    words = sorted(known.key_to_index, key=lambda word: (-spread[word], word))[:WORDS]
    np.savez_compressed(
        wanted.out, words=np.array("\n".join(words)), vectors=narrowed(known[words]).astype(np.float32)
    )
    print(f"{len(words)} words from {len(sentences)} sentences: {wanted.out}")


def texts_of(corpora: list[Path]) -> Iterator[str]:
    """Yield the texts of corpora.

    Parameters
    ----------
    corpora
        Files of documents, one a line.
    """
    for corpus in corpora:
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def words_of_text(text: str) -> list[list[str]]:
    """Return the words of each sentence, every number as ``#``.

    Parameters
    ----------
    text
        A text.
    """
    found = []
    for sentence in _ENDS.split(_NUMBER.sub(DIGITS, text)):
        if len(sentence) > 5:
            found.append([sys.intern(word) for word, _ in tagged(sentence)])
    return found


def narrowed(vectors: np.ndarray) -> np.ndarray:
    """Return the first `SIZE` principal components of vectors, a common word's of length about one in each direction.

    Parameters
    ----------
    vectors
        Words x `WIDE`, the most widespread first.
    """
    centred = vectors - vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    found = centred @ directions[:SIZE].T
    return np.asarray(found / found[:8000].std())


if __name__ == "__main__":
    main()
