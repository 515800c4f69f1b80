"""Examples: what the network that phrases indicators learns from - annotated numbers, and others that are only read.

An example is a number with the words near it, and of each word whether annotators took it into the phrase, or the chance
that a larger network gives it. Nothing here needs PyTorch.
"""

import csv
import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from unittest.mock import patch

import interpreted  # noqa: F401
import numpy as np
import pandas as pd
from count_trust import as_mentions, read_only

from helpers.claims import claims_table
from helpers.claims.clauses import Number, Sentence, Word
from helpers.claims.network import DIGITS, Candidate, Question
from helpers.claims.phrasing import EMPTY, Phrase, Vicinity
from helpers.corpus import Report, read_folder
from helpers.evaluation import read_gold
from helpers.mentions import MEASURED, mentions_table

AT_ONCE, MOST = 500, 40_000  # documents read together; numbers without annotation that are drawn
SEED = 0


class Example(NamedTuple):
    """A question, its report, and of each word asked for whether annotators took it (1) or not (0), or the chance of it.

    `spoken` are the words of the sentence as the report has them, digits and all; those of one sentence share a list.
    """

    doc: str
    question: Question
    wanted: tuple[float, ...]
    spoken: Sequence[str] = ()


def examples_of(pairs: Sequence[str]) -> tuple[list[Example], list[Vicinity], list[str]]:
    """Return the annotated numbers of pairs of folders: what the network is asked, the words near, and the phrase.

    Parameters
    ----------
    pairs
        ``TEXTS=GOLD``, as the command takes them.
    """
    found: tuple[list[Example], list[Vicinity], list[str]] = ([], [], [])
    for pair in pairs:
        for near, spoken, phrase in annotated(pair):
            taken = words_of_phrase(near, phrase)
            mention: Any = near.number.mention
            answers = tuple(float(word.start in taken) for word in near.candidates)
            if answers:
                found[0].append(Example(mention.doc, near.question(), answers, spoken))
                found[1].append(near)
                found[2].append(phrase)
    return found


def annotated(pair: str) -> list[tuple[Vicinity, list[str], str]]:
    """Return the words near each annotated number of a pair of folders, its sentence, and the phrase of annotators.

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
    numbers = vicinities(read_only(Path(texts), set(gold["doc"])), as_mentions(gold))
    found = []
    for near, spoken in spoken_in(numbers):
        mention: Any = near.number.mention
        if phrase := wanted.get((mention.doc, mention.start)):
            found.append((near, spoken, phrase))
    return found


def vicinities(reports: Sequence[Report], mentions: pd.DataFrame) -> list[tuple[Sentence, Number]]:
    """Return the numbers of reports that the rules have named, each with its sentence.

    Parameters
    ----------
    reports
        Reports.
    mentions
        Their mentions.
    """
    found: list[tuple[Sentence, Number]] = []

    def only_asked(numbers: Sequence[tuple[Sentence, Number]]) -> list[Phrase]:
        found.extend(numbers)
        return [Phrase(number.indicator, 1.0) for _, number in numbers]

    everything = patch(
        "helpers.claims.keys.indicator_id_of", lambda *about: ""
    )  # what has a key is not asked for
    with everything, patch("helpers.claims.table.phrase_indicators", only_asked):
        claims_table(reports, mentions)
    return found


def spoken_in(numbers: Sequence[tuple[Sentence, Number]]) -> Iterator[tuple[Vicinity, list[str]]]:
    """Yield the words near each number, and those of its sentence as the report has them, digits and all.

    Parameters
    ----------
    numbers
        Numbers with their sentences.
    """
    known: dict[int, list[str]] = {}
    for sentence, number in numbers:
        near = Vicinity(sentence, number)
        if id(near.words) not in known:
            digits = {each.start: sentence.text[each.start : each.end] for each in sentence.numbers}
            known[id(near.words)] = [
                digits.get(w.start, w.text) if w.kind == DIGITS else w.text for w in near.words
            ]
        yield near, known[id(near.words)]


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


def by_sentence(examples: Sequence[Example]) -> list[list[Example]]:
    """Return examples sentence by sentence.

    Parameters
    ----------
    examples
        Numbers.
    """
    found: dict[int, list[Example]] = {}
    for example in examples:
        found.setdefault(id(example.question.words), []).append(example)
    return list(found.values())


def without_annotation(corpora: Iterable[Path], left_out: set[str]) -> list[Example]:
    """Return the numbers of documents without annotation, whole sentences drawn by chance, `MOST` at most.

    Parameters
    ----------
    corpora
        Files of documents, one a line.
    left_out
        Documents that are not read.
    """
    sentences: list[list[Example]] = []
    for documents in in_parts(corpora, left_out):
        with TemporaryDirectory() as folder:
            for name, text in documents:
                Path(folder, f"{name}.txt").write_text(text, encoding="utf-8")
            reports = list(read_folder(Path(folder)).reports)
        found = vicinities(reports, mentions_table(reports))
        asked = [(near, spoken) for near, spoken in spoken_in(found) if near.candidates]
        sentences += by_sentence(
            [Example("", near.question(), (0.0,) * len(near.candidates), spoken) for near, spoken in asked]
        )
        print(f"read {sum(map(len, sentences))} numbers", flush=True)
    drawn: list[Example] = []
    for i in np.random.default_rng(SEED).permutation(len(sentences)):
        if len(drawn) >= MOST:
            break
        drawn += sentences[i]
    return drawn


def in_parts(corpora: Iterable[Path], left_out: set[str]) -> Iterator[list[tuple[str, str]]]:
    """Yield the documents of corpora, name and text, `AT_ONCE` at a time.

    Parameters
    ----------
    corpora, left_out
        As for `without_annotation`.
    """
    part: list[tuple[str, str]] = []
    for corpus in corpora:
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                record = json.loads(line)
                if record["id"] not in left_out:
                    part.append((f"{number:06}", record["text"]))
                if len(part) == AT_ONCE:
                    yield part
                    part = []
    yield part


def listed(tables: Iterable[Path]) -> set[str]:
    """Return the documents that tables list in their column `id`.

    Parameters
    ----------
    tables
        CSV files.
    """
    found: set[str] = set()
    for table in tables:
        with table.open(encoding="utf-8", newline="") as lines:
            found |= {row["id"] for row in csv.DictReader(lines)}
    return found


def write_taught(examples: Sequence[Example], said: Sequence[Sequence[float]], path: Path) -> None:
    """Write numbers with the chance of each word asked for, a sentence a line, as gzipped JSON.

    Parameters
    ----------
    examples
        Numbers.
    said
        The chances, example by example.
    path
        Where to.
    """
    chance_of = dict(zip(map(id, examples), said, strict=True))
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for sentence in by_sentence(examples):
            numbers = [[e.question[1:], [round(p, 4) for p in chance_of[id(e)]]] for e in sentence]
            lines.write(json.dumps([sentence[0].question.words, numbers], ensure_ascii=False) + "\n")


def read_taught(path: Path) -> list[Example]:
    """Return numbers with the chances that the larger network gave their words.

    Parameters
    ----------
    path
        What `write_taught` has written.
    """
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            words, numbers = json.loads(line)
            shared = [Word(*word) for word in words]
            for (*rest, asked), said in numbers:
                question = Question(shared, *rest, [Candidate(*word) for word in asked])
                found.append(Example("", question, tuple(said)))
    return found
