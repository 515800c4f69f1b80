"""Reading: some documents at a time, by the functions of the notebooks; one that fails is set aside."""

from __future__ import annotations

import hashlib
import json
import pickle
import signal
import tempfile
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.audit import find_checks_within
from helpers.cache import package_sha256
from helpers.claims import claims_table
from helpers.corpus import Document, Report, documents_table, report_of, sentences_table
from helpers.corpus.sources import told
from helpers.mentions import Lexicon, default_lexicon, lexicon_with_units, mentions_table
from helpers.plurals import plural
from helpers.systems import Catalogue, cadences_table, evidence_table, systems_table
from helpers.tables import check_table, empty_table, records

Tables = dict[str, pd.DataFrame]
QUARANTINE = ["doc", "file", "stage", "reason", "text"]
NEVER = 0.0


@dataclass(frozen=True)
class Rules:
    """What documents are read with, in a form that travels to any worker.

    Attributes
    ----------
    catalogue
        The catalogue of systems, packed.
    units
        A CSV of the reader's own units, or nothing.
    code
        SHA-256 of this package, which every worker must have alike.
    sha256
        Of all three: the same hash gives the same rows.
    """

    catalogue: bytes
    units: bytes
    code: str
    sha256: str


@dataclass(frozen=True)
class Partition:
    """Some documents, one after the other in their source.

    Attributes
    ----------
    number
        Counted from 0.
    documents
        At least one, unless all that stood here could not be read.
    problems
        What stood here and could not be read: rows of `QUARANTINE`.
    """

    number: int
    documents: tuple[Document, ...]
    problems: tuple[dict[str, str], ...] = ()

    @property
    def characters(self) -> int:
        """Length of all its texts."""
        return sum(len(document.text) for document in self.documents)

    @property
    def sha256(self) -> str:
        """Of everything that is known of the documents."""
        digest = hashlib.sha256()
        for each in (*map(asdict, self.documents), *self.problems):
            digest.update(
                json.dumps(each, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
            )
        return digest.hexdigest()


class TooLongError(Exception):
    """A document took more time than it may."""


class StageError(Exception):
    """A stage failed on some documents; says which."""

    def __init__(self, stage: str, cause: Exception) -> None:
        super().__init__(stage, cause)
        self.stage, self.cause = stage, cause


@dataclass
class Read:
    """What became of some documents: their tables, and the rows of the quarantine."""

    tables: Tables
    quarantine: list[dict[str, str]] = field(default_factory=list)


def make_rules(catalogue: Catalogue, units: bytes = b"") -> Rules:
    """Return the rules of this package with a catalogue and the reader's own units."""
    packed = zlib.compress(pickle.dumps(catalogue, protocol=4))
    frames = (
        catalogue.systems,
        catalogue.evidence,
        catalogue.national,
        catalogue.patterns,
        catalogue.families,
    )
    content = "".join(frame.to_csv(index=False) for frame in frames).encode()
    code = package_sha256()
    return Rules(packed, units, code, hashlib.sha256(code.encode() + content + units).hexdigest())


# -- reading -------------------------------------------------------------------------------------------


def read_safely(
    documents: Sequence[Document], rules: Rules, *, seconds: float = NEVER, given_up: Mapping[str, str] = {}
) -> Read:
    """Return the tables of documents; those that no stage can read are told apart and kept.

    Parameters
    ----------
    documents
        With keys that differ.
    rules
        What they are read with.
    seconds
        How long one of them may take, where that can be watched from here (in the main thread of a process).
    given_up
        Documents that are not to be tried again, and why: they ended a worker or took too long.

    Returns
    -------
    Read
        Every document is in `documents` or in the quarantine.
    """
    good = [document for document in documents if document.doc not in given_up]
    out = [_set_aside(each, "worker", given_up[each.doc]) for each in documents if each.doc in given_up]
    try:
        with _at_most(seconds + _usual(good) if seconds else NEVER):
            return Read(tables_of(good, rules), out)
    except TooLongError:
        groups: list[Sequence[Document]] = [
            [document] for document in good
        ]  # each alone, lest one takes its time again and again
    except Exception:
        groups = _halves(good)
    fine: list[Document] = []
    for group in groups:
        fine += _without_failing(group, rules, seconds, out)
    return Read(tables_of(fine, rules), out)


def _without_failing(
    documents: Sequence[Document], rules: Rules, seconds: float, out: list[dict[str, str]]
) -> list[Document]:
    """Return the documents that can be read; the others go to `out`. Halves are halved where one of them fails."""
    try:
        with _at_most(seconds + _usual(documents) if seconds else NEVER):
            tables_of(documents, rules)
        return list(documents)
    except Exception as error:
        if len(documents) == 1:
            out.append(_set_aside(documents[0], *_reason(error, seconds)))
            return []
    return [each for half in _halves(documents) for each in _without_failing(half, rules, seconds, out)]


def _halves(documents: Sequence[Document]) -> list[Sequence[Document]]:
    middle = (len(documents) + 1) // 2
    return [half for half in (documents[:middle], documents[middle:]) if half]


def tables_of(documents: Sequence[Document], rules: Rules) -> Tables:
    """Return the tables of documents, by the functions of the notebooks; no document changes another's rows.

    Raises
    ------
    StageError
        When a stage fails on one of them.
    """
    tables: Tables = {}
    reports: list[Report] = []
    for name, stage in STAGES.items():
        try:
            if name == "documents":
                reports = [_report(document) for document in documents]
            tables[name] = stage(reports, tables, rules)
        except TooLongError:
            raise
        except Exception as error:
            raise StageError(name, error) from error
    return tables


def _report(document: Document) -> Report:
    """Return a document as the report that a folder with its `sources.csv` gives, noting where the two disagree."""
    report, disagreeing = told(report_of(document), {document.doc: document.told})
    return replace(report, notes=(*report.notes, *(f"{each.file} {each.what}" for each in disagreeing)))


@lru_cache(maxsize=2)
def _catalogue(packed: bytes) -> Catalogue:
    catalogue: Catalogue = pickle.loads(zlib.decompress(packed))
    return catalogue


@lru_cache(maxsize=2)
def _lexicon(units: bytes) -> Lexicon:
    if not units:
        return default_lexicon()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "units.csv"
        path.write_bytes(units)
        return lexicon_with_units(path)


Stage = Callable[[Sequence[Report], Tables, Rules], pd.DataFrame]
STAGES: dict[str, Stage] = {
    "documents": lambda reports, _, __: documents_table(reports),
    "texts": lambda reports, _, __: texts_table(reports),
    "sentences": lambda reports, _, __: sentences_table(reports),
    "mentions": lambda reports, _, rules: _checked(
        "mentions", mentions_table(reports, _lexicon(rules.units))
    ),
    "claims": lambda reports, tables, _: _checked("claims", claims_table(reports, tables["mentions"])),
    "checks": lambda reports, tables, _: _checked(
        "checks", find_checks_within(reports, tables["mentions"], tables["claims"])
    ),
    "evidence": lambda reports, tables, rules: evidence_table(
        _catalogue(rules.catalogue), reports, tables["claims"]
    ),
    "cadences": lambda reports, tables, _: cadences_table(tables["evidence"], reports),
    "systems": lambda _, tables, rules: _part_of_systems(rules, tables["evidence"]),
}
# As they lie in the output; `systems` is put together from all partitions at the end.
TABLES = (
    "documents",
    "texts",
    "sentences",
    "mentions",
    "claims",
    "checks",
    "evidence",
    "cadences",
    "quarantine",
)


def texts_table(reports: Iterable[Report]) -> pd.DataFrame:
    """Return the texts that offsets refer to: columns ``doc`` and ``text``."""
    return pd.DataFrame([(each.doc, each.raw) for each in reports], columns=["doc", "text"], dtype=str)


def quarantine_table(rows: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    """Return what was set aside: columns `QUARANTINE`."""
    return pd.DataFrame(list(rows), columns=QUARANTINE, dtype=str)


def merge_systems(tables: Iterable[pd.DataFrame], families: Sequence[str], most: int = 1000) -> pd.DataFrame:
    """Return one table `systems` from those of the partitions.

    Parameters
    ----------
    tables
        In the order of the partitions.
    families
        In the order in which they stand in the table.
    most
        Reports named in a row; a system of more has ``…`` behind the first of them, so that memory stays bounded.

    Returns
    -------
    pandas.DataFrame
        The table that `systems_table` gives for the passages of all partitions together.
    """
    merged: dict[str, dict[str, Any]] = {}
    counts: dict[str, int] = {}
    for table in tables:
        for row in records(table):
            key = str(row["system_id"])
            names = json.loads(row["reports"])
            counts[key] = counts.get(key, 0) + len(names)
            merged[key] = (
                _together(merged[key], row, names, most) if key in merged else {**row, "reports": names}
            )
    for key, row in merged.items():
        row["reports"] = " ".join([*row["reports"][:most], *(["…"] if counts[key] > most else [])])
    order = {family: number for number, family in enumerate(families)}
    rows = sorted(
        merged.values(), key=lambda row: (order[row["family"]], -counts[row["system_id"]], row["system_id"])
    )
    return check_table(pd.DataFrame(rows), "systems") if rows else empty_table("systems")


def _together(one: dict[str, Any], other: Mapping[str, Any], names: list[str], most: int) -> dict[str, Any]:
    """Return a row of a system with what a later partition says of it."""
    marks = {"actors": "、", "levels": " ", "cadence": " "}
    lists = {
        column: mark.join(dict.fromkeys(filter(None, [*one[column].split(mark), *other[column].split(mark)])))
        for column, mark in marks.items()
    }
    sums = {column: one[column] + other[column] for column in ("coded", "detected", "claims")}
    reports = sorted([*one["reports"], *names])[: most + 1]
    return {**one, **lists, **sums, "reports": reports}


def _part_of_systems(rules: Rules, evidence: pd.DataFrame) -> pd.DataFrame:
    """Return the table `systems` of a partition, its reports as a list in JSON: a name may hold spaces."""
    table = systems_table(_catalogue(rules.catalogue), evidence)
    names = {system: sorted(set(own)) for system, own in evidence.groupby("system_id")["doc"]}
    lists = [json.dumps(names[system], ensure_ascii=False) for system in table["system_id"]]
    return table.assign(reports=pd.Series(lists, dtype=str))


# -- helpers -------------------------------------------------------------------------------------------


def _checked(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    return check_table(frame, name) if len(frame) else empty_table(name)


def _set_aside(document: Document, stage: str, reason: str) -> dict[str, str]:
    return {
        "doc": document.doc,
        "file": document.file,
        "stage": stage,
        "reason": reason,
        "text": document.text,
    }


def _reason(error: Exception, seconds: float) -> tuple[str, str]:
    """Return at which stage a document failed, and a sentence that says why."""
    if isinstance(error, TooLongError):
        return "worker", took_too_long(seconds)
    cause = error.cause if isinstance(error, StageError) else error
    said = " ".join(str(cause).split())[:300]
    return getattr(error, "stage", "read"), f"{type(cause).__name__}: {said or 'no more is known'}"


def took_too_long(seconds: float) -> str:
    """Return why a document that may take so many seconds was given up."""
    return f"It took more than {seconds:g} {plural('second', seconds)}."


def _usual(documents: Sequence[Document]) -> float:
    """Return the seconds that documents may take together even on a slow machine."""
    return sum(len(document.text) for document in documents) / SLOW


SLOW = 5_000  # characters a second


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raise `TooLongError` when what is inside takes longer, where the system can tell (main thread, not Windows)."""
    watched = (
        seconds and hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    )
    if not watched:
        yield
        return

    def stop(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
