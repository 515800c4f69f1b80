"""Pools: what it means to read a partition, and reading it in this process."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

import pyarrow
from dask.delayed import delayed

from helpers.cache import package_sha256
from helpers.corpus import Document
from helpers.scale.reading import SLOW, Partition, Rules, read_safely, tables_of
from helpers.scale.store import ScaleError, Store, read_run, write_part


@dataclass
class Job:
    """A partition to read and write, or one of its documents to try alone."""

    partition: Partition
    given_up: dict[str, str] = field(default_factory=dict)
    alone: Document | None = None
    tries: int = 1

    @property
    def by_itself(self) -> bool:
        """Whether it is the last trial of a document, to run when nothing else does."""
        return self.alone is not None and self.tries > 1

    @property
    def usual(self) -> float:
        """Seconds that it may take even on a slow machine, beyond what a single document may."""
        return len(self.alone.text) / SLOW if self.alone else self.partition.characters / SLOW


@dataclass(frozen=True)
class Lost:
    """A job that did not come back, and why."""

    reason: str


SHOWN = 3  # reasons in the receipt of a partition
Outcome = dict[str, Any] | Lost


class Pool(Protocol):
    """What runs jobs."""

    @property
    def free(self) -> int:
        """How many more jobs it takes now."""

    @property
    def busy(self) -> bool:
        """Whether a job has not come back."""

    def submit(self, job: Job) -> None:
        """Begin a job."""

    def settle(self) -> list[tuple[Job, Outcome]]:
        """Return the jobs that have come back since, waiting a moment when there are none."""


# -- what a worker does --------------------------------------------------------------------------------


def read_and_write(
    store: Store, rules: Rules, partition: Partition, given_up: dict[str, str], seconds: float, sha256: str
) -> dict[str, Any]:
    """Read a partition, write its tables and return its receipt."""
    if rules.code != package_sha256():
        raise ScaleError(
            "The workers have another version of this package than this machine; install the same on all and run again."
        )
    if not read_run(store):
        raise ScaleError(
            f"{store.url}: a worker does not see this folder; name one for --out that all machines share, or a URL."
        )
    read = read_safely(partition.documents, rules, seconds=seconds, given_up=given_up)
    read.quarantine = [*partition.problems, *read.quarantine]
    receipt = {
        "number": partition.number,
        "documents": len(partition.documents),
        "characters": partition.characters,
        "source": sha256,
        "rules": rules.sha256,
        "aside": [_named(row) for row in read.quarantine[:SHOWN]],
    }
    try:
        return write_part(store, partition.number, read, receipt)
    finally:
        del read
        _give_back()


def _named(row: dict[str, str]) -> str:
    """Return the reason of a row of the quarantine, with the name of what it is about."""
    name = row["doc"] or row["file"]
    return row["reason"] if row["reason"].startswith(name) else f"{name}: {row['reason']}"


def _give_back() -> None:
    """Hand memory that is free back to the system, where it can be: else a long run keeps the most that it ever held."""
    pyarrow.default_memory_pool().release_unused()
    with suppress(OSError, AttributeError, TypeError):  # not every system has it
        ctypes.CDLL(None).malloc_trim(0)


def try_alone(rules: Rules, document: Document) -> dict[str, Any]:
    """Read one document and forget what it says: what counts is that it comes back."""
    with suppress(Exception):  # a stage that fails is told by `read_safely`
        tables_of([document], rules)
    return {"doc": document.doc}


# -- this process --------------------------------------------------------------------------------------


class Here:
    """Jobs done in this process, one after the other."""

    def __init__(self, store: Store, rules: Rules, seconds: float) -> None:
        self._store, self._rules, self._seconds = store, rules, seconds
        self._done: list[tuple[Job, Outcome]] = []

    @property
    def free(self) -> int:
        """One job at a time."""
        return 1 - len(self._done)

    @property
    def busy(self) -> bool:
        """Whether a job has not been handed back."""
        return bool(self._done)

    def submit(self, job: Job) -> None:
        """Do a job."""
        task = delayed(read_and_write, pure=False)(
            self._store, self._rules, job.partition, job.given_up, self._seconds, job.partition.sha256
        )
        self._done.append((job, task.compute(scheduler="synchronous", optimize_graph=False)))

    def settle(self) -> list[tuple[Job, Outcome]]:
        """Return what was done."""
        done, self._done = self._done, []
        return done
