"""Pools: who reads the partitions: this process, a local cluster of processes, or a Dask cluster elsewhere."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

import dask
from dask.delayed import delayed

from helpers.corpus import Document
from helpers.scale.partitions import SLOW, Partition, Rules, code_sha256, read_documents, read_safely
from helpers.scale.store import CannotWriteError, ScaleError, Store, write_part

WAIT_FOR_WORKERS = 30.0  # seconds
SETTINGS = {
    # A document that ends its worker is tried once more by Dask, then given back here and tried alone.
    "distributed.scheduler.allowed-failures": 1,
    "distributed.admin.large-graph-warning-threshold": "1 GB",
    "distributed.comm.timeouts.connect": "20s",
}


@dataclass
class Job:
    """A partition to read and write, or one of its documents to try alone."""

    partition: Partition
    given_up: dict[str, str] = field(default_factory=dict)
    alone: Document | None = None
    tries: int = 1

    @property
    def usual(self) -> float:
        """Seconds that it may take even on a slow machine, beyond what a single document may."""
        return len(self.alone.text) / SLOW if self.alone else self.partition.characters / SLOW


@dataclass(frozen=True)
class Lost:
    """A job that did not come back, and why."""

    reason: str


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
    if rules.code != code_sha256():
        raise ScaleError(
            "The workers have another version of this package than this machine; install the same on all and run again."
        )
    read = read_safely(partition.documents, rules, seconds=seconds, given_up=given_up)
    read.quarantine = [*partition.problems, *read.quarantine]
    receipt = {
        "number": partition.number,
        "documents": len(partition.documents),
        "characters": partition.characters,
        "source": sha256,
        "rules": rules.sha256,
    }
    return write_part(store, partition.number, read, receipt)


def try_alone(rules: Rules, document: Document) -> dict[str, Any]:
    """Read one document and forget what it says: what counts is that it comes back."""
    with suppress(Exception):  # a stage that fails is told by `read_safely`
        read_documents([document], rules)
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


# -- a Dask cluster ------------------------------------------------------------------------------------


class Workers:
    """The workers of a Dask cluster, as many jobs at a time as they have threads."""

    def __init__(self, client: Any, store: Store, rules: Rules, seconds: float) -> None:
        self._client, self._store, self._rules, self._seconds = client, store, rules, seconds
        self._running: dict[Any, tuple[Job, float]] = {}
        self._threads, self._asked = 0, 0.0

    @property
    def free(self) -> int:
        """Threads without a job: a job that is not begun at once would seem to take long."""
        if time.monotonic() - self._asked > 1:
            self._threads = max(self._threads_now(), 1)
            self._asked = time.monotonic()
        return self._threads - len(self._running)

    @property
    def busy(self) -> bool:
        """Whether a job has not come back."""
        return bool(self._running)

    def submit(self, job: Job) -> None:
        """Send a job to a worker."""
        key = f"xianjie-{job.partition.number}-{uuid.uuid4().hex}"
        options: dict[str, Any] = {"key": key, "pure": False}
        if job.alone is not None:
            future = self._client.submit(try_alone, self._rules, job.alone, **options)
        else:
            arguments = (job.partition, job.given_up, self._seconds, job.partition.sha256)
            future = self._client.submit(read_and_write, self._store, self._rules, *arguments, **options)
        until = time.monotonic() + self._seconds + job.usual if self._seconds else float("inf")
        self._running[future] = (job, until)

    def settle(self) -> list[tuple[Job, Outcome]]:
        """Return what came back, was lost or took too long."""
        from distributed import wait

        with suppress(TimeoutError), self._client.as_current():
            wait(list(self._running), timeout=0.5, return_when="FIRST_COMPLETED")
        settled = []
        for future, (job, until) in list(self._running.items()):
            if future.done():
                del self._running[future]
                settled.append((job, _outcome(future)))
            elif time.monotonic() > until:
                del self._running[future]
                self._stop(future)
                settled.append((job, Lost(f"It took more than {self._seconds:g} seconds.")))
        if not self._running and not settled:
            self._threads_now()
        return settled

    def _threads_now(self) -> int:
        try:
            return sum(self._client.nthreads().values())
        except (OSError, ValueError, AttributeError) as error:
            raise ScaleError(
                f"The Dask cluster does not answer any more ({error}); the partitions that are done stay. Run again to go on."
            ) from None

    def _stop(self, future: Any) -> None:
        """End the worker on which a job hangs; its nanny begins another."""
        holders = [worker for worker, keys in self._client.processing([future]).items() if keys]
        future.cancel(force=True)
        with suppress(Exception):  # without a nanny it stays as it is, and others go on
            self._client.restart_workers(holders, timeout=WAIT_FOR_WORKERS, raise_for_error=False)


def _outcome(future: Any) -> Outcome:
    from distributed import KilledWorker

    if future.status == "finished":
        result: dict[str, Any] = future.result()
        return result
    error = future.exception() if future.status == "error" else None
    if error is None or isinstance(error, KilledWorker):
        return Lost("It ended the process that read it.")
    if isinstance(error, (ScaleError, CannotWriteError)):
        raise error
    if isinstance(error, ImportError):
        raise ScaleError(
            f"The workers lack a package ({error}); install xianjie on all of them and run again."
        )
    return Lost(f"{type(error).__name__}: {' '.join(str(error).split())[:300]}")


@contextmanager
def local_cluster(workers: int) -> Iterator[Any]:
    """Give a client of a cluster of processes on this machine, without a port for a dashboard."""
    from distributed import Client, LocalCluster

    with dask.config.set(SETTINGS), _quiet():
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
        )
        with cluster, Client(cluster, set_as_default=False) as client:
            yield client


@contextmanager
def cluster_at(address: str) -> Iterator[Any]:
    """Give a client of a Dask cluster that runs already."""
    from distributed import Client

    with dask.config.set(SETTINGS), _quiet():
        try:
            client = Client(address, timeout=20, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            said = " ".join(str(error).split())[:200]
            raise ScaleError(
                f"{address}: no Dask scheduler answers there ({said}); begin one with `dask scheduler`."
            ) from None
        with client:
            if not client.nthreads():
                with suppress(TimeoutError):
                    client.wait_for_workers(1, timeout=WAIT_FOR_WORKERS)
            if not client.nthreads():
                raise ScaleError(
                    f"{address}: the cluster has no worker; begin some with `dask worker {address}`."
                )
            yield client


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the log of the cluster's comings and goings off the screen: what matters is said in sentences."""
    logger = logging.getLogger("distributed")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
