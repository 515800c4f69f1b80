"""Cluster: partitions read by the workers of a Dask cluster, on this machine or elsewhere."""

from __future__ import annotations

import logging
import os
import re
import signal
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import dask
from distributed import Client, KilledWorker, LocalCluster, wait
from distributed.client import FuturesCancelledError
from distributed.utils import get_mp_context

from helpers.scale.pools import Job, Lost, Outcome, read_and_write, try_alone
from helpers.scale.reading import Rules, took_too_long
from helpers.scale.store import CannotWriteError, ScaleError, Store

WARM = "helpers.scale.warm"  # loads the lexicons
ADDRESS = re.compile(r"(?:[a-z]+://)?[^/\s]+:\d{1,5}/?|(?:inproc|ws|wss|ucx)://\S+")
ANSWERS_WITHIN = 20.0  # seconds
WAIT_FOR_WORKERS = 120.0  # a machine that does much else begins a process slowly
GONE = "The Dask cluster does not answer any more ({error}); the partitions that are done stay. Run again to go on."
LACKING = "The workers lack a package ({error}); install xianjie on all of them and run again."
LOGS = ("distributed", "distributed.client", "tornado.application")  # each with a level of its own
SETTINGS = {
    "distributed.scheduler.allowed-failures": 0,  # what ends its worker is given back at once, and tried alone
    "distributed.deploy.lost-worker-timeout": "10 minutes",  # else a slow beginner is given up for good
    "distributed.admin.large-graph-warning-threshold": "1 GB",
    "distributed.comm.timeouts.connect": "20s",
    "distributed.scheduler.http.routes": [],  # no page, no dashboard
    "distributed.worker.http.routes": [],
    "distributed.worker.profile.enabled": False,  # it keeps the stacks of a thousand seconds
}


@dataclass
class _Begun:
    """A job that was sent, the worker that has it and since when."""

    job: Job
    worker: str = ""
    since: float = 0.0


class Workers:
    """The workers of a Dask cluster, as many jobs at a time as they have threads."""

    def __init__(self, client: Any, store: Store, rules: Rules, seconds: float) -> None:
        self._client, self._store, self._rules, self._seconds = client, store, rules, seconds
        self._running: dict[Any, _Begun] = {}
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
        self._running[future] = _Begun(job)

    def settle(self) -> list[tuple[Job, Outcome]]:
        """Return what came back, was lost or took too long."""
        with suppress(TimeoutError), self._client.as_current():
            try:
                wait(list(self._running), timeout=0.5, return_when="FIRST_COMPLETED")
            except FuturesCancelledError:  # as all are when the scheduler goes
                if self._client.status != "running":
                    raise ScaleError(GONE.format(error="its scheduler is gone")) from None
        settled: list[tuple[Job, Outcome]] = []
        for future in [each for each in self._running if each.done()]:
            settled.append((self._running.pop(future).job, _outcome(future)))
        if (late := self._late()) is not None:
            settled.append(
                (
                    self._running.pop(late).job,
                    Lost(took_too_long(self._seconds)),
                )
            )
            self._stop(late)
        if not settled and not self._threads_now() and not self._workers_come_back():
            raise ScaleError(GONE.format(error="it has no worker left"))
        return settled

    def _late(self) -> Any | None:
        """Return a job that has been on its worker for too long; a new worker counts from the beginning."""
        if not self._seconds:
            return None
        workers = {key: worker for worker, keys in self._client.processing().items() for key in keys}
        now = time.monotonic()
        for future, begun in self._running.items():
            if (worker := workers.get(future.key, "")) != begun.worker:
                begun.worker, begun.since = worker, now
            elif worker and now - begun.since > self._seconds + begun.job.usual:
                return future
        return None

    def _threads_now(self) -> int:
        try:
            return sum(self._client.nthreads().values())
        except (OSError, ValueError, AttributeError) as error:
            raise ScaleError(GONE.format(error=error)) from None

    def _workers_come_back(self) -> bool:
        with suppress(TimeoutError):
            self._client.wait_for_workers(1, timeout=WAIT_FOR_WORKERS)
        return self._threads_now() > 0

    def _stop(self, future: Any) -> None:
        """End the worker on which a job hangs; its nanny begins another."""
        workers = [worker for worker, keys in self._client.processing().items() if future.key in keys]
        future.cancel(force=True)
        with suppress(Exception):  # it may have no nanny
            self._client.run(_kill, workers=workers, nanny=True)
            if self._are_gone(workers):
                return
        with suppress(Exception):  # then it is shut out, and others go on
            self._client.restart_workers(workers, timeout=WAIT_FOR_WORKERS, raise_for_error=False)

    def _are_gone(self, workers: list[str]) -> bool:
        """Wait until workers that were ended are known to be: the next document must not be sent to them."""
        until = time.monotonic() + ANSWERS_WITHIN
        while not self._client.nthreads().keys().isdisjoint(workers):
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        return True


def _kill(dask_worker: Any) -> None:
    """End the worker of a nanny at once: asked to close, it would wait for what never ends."""
    os.kill(dask_worker.pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def _outcome(future: Any) -> Outcome:
    if future.status == "finished":
        result: dict[str, Any] = future.result()
        return result
    error = future.exception() if future.status == "error" else None
    if error is None or isinstance(error, KilledWorker):
        return Lost("It ended the process that read it.")
    if isinstance(error, (ScaleError, CannotWriteError)):
        raise error
    if isinstance(error, ImportError):
        raise ScaleError(LACKING.format(error=error))
    return Lost(f"{type(error).__name__}: {' '.join(str(error).split())[:300]}")


@contextmanager
def local_cluster(workers: int) -> Iterator[Any]:
    """Give a client of a cluster of processes on this machine, without a port for a dashboard."""
    preload = [*dask.config.get("distributed.worker.preload"), WARM]
    with dask.config.set({**SETTINGS, **_begun_by(), "distributed.worker.preload": preload}), _quiet():
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            scheduler_kwargs={"dashboard": False},
            silence_logs=logging.CRITICAL,
        )
        with cluster, Client(cluster, set_as_default=False) as client:
            yield client


def _begun_by() -> dict[str, str]:
    """Return how workers begin.

    On Linux they are copies of a process that has loaded the lexicons: one that was lost is there again in a third
    of a second, and all share what was loaded. Elsewhere each loads for itself, since copies are not safe there.
    """
    if sys.platform != "linux":
        return {}
    how = {"distributed.worker.multiprocessing-method": "forkserver"}
    with dask.config.set(how):
        get_mp_context().set_forkserver_preload(["distributed", WARM])
    return how


@contextmanager
def cluster_at(address: str) -> Iterator[Any]:
    """Give a client of a Dask cluster that runs already."""
    if not ADDRESS.fullmatch(address):
        raise ScaleError(f"{address}: is not the address of a Dask scheduler, such as tcp://host:8786.")
    with dask.config.set(SETTINGS), _quiet():
        try:
            client = Client(address, timeout=ANSWERS_WITHIN, set_as_default=False)
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
    before = {name: logging.getLogger(name).level for name in LOGS}
    for name in LOGS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)
