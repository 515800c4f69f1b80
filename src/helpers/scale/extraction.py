"""Extract: a source of any size, partition by partition, into tables; what is done stays done."""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from helpers.corpus import Document, Problem, read_documents
from helpers.corpus.folder import KINDS_SHOWN, badly_named
from helpers.corpus.inputs import LONGEST_TEXT, shown
from helpers.scale.afar import (
    MANIFEST,
    documents_afar,
    file_system,
    is_here,
    protocols,
    reaching,
    sources_beside,
)
from helpers.scale.pools import SHOWN, Here, Job, Lost, Pool
from helpers.scale.reading import TABLES, Partition, Rules
from helpers.scale.store import (
    CannotWriteError,
    ScaleError,
    Store,
    alone,
    check_free,
    drop_parts,
    read_receipts,
    read_run,
    write_run,
    write_systems,
)
from helpers.seen import Seen

SIZE = 500_000  # characters of a partition
SECONDS = 60.0  # that one document may take
TRIES = 3  # of a partition whose documents can all be read alone
NAMED_TWICE = "The name {doc} was given to an earlier text; each needs a name of its own."

TOO_LONG = (
    "It has {length:,} characters, and no report is that long: cut it into texts of at most"
    f" {LONGEST_TEXT:,} and run again."
)

Entry = Document | Problem
Watcher = Callable[["Tally"], None]


@dataclass
class Tally:
    """What has been done so far.

    Attributes
    ----------
    parts, kept
        Partitions that are done, and those of them that an earlier run had done.
    documents, characters
        In them.
    rows
        Of each table.
    aside
        Why the first documents were set aside.
    """

    parts: int = 0
    kept: int = 0
    documents: int = 0
    characters: int = 0
    rows: dict[str, int] = field(default_factory=lambda: dict.fromkeys(TABLES, 0))
    aside: list[str] = field(default_factory=list)

    def add(self, receipt: dict[str, Any], kept: bool = False) -> None:
        """Count a partition."""
        self.parts += 1
        self.kept += kept
        self.documents += receipt["documents"]
        self.characters += receipt["characters"]
        for name, count in receipt["rows"].items():
            self.rows[name] += count
        self.aside = [*self.aside, *receipt.get("aside", [])][:SHOWN]


@dataclass
class Suspect:
    """A partition that did not come back, while its documents are tried alone."""

    job: Job
    waiting: set[str]
    guilty: dict[str, str] = field(default_factory=dict)


def extract(
    source: str,
    out: str,
    rules: Rules,
    *,
    families: Iterable[str],
    workers: int = 0,
    scheduler: str = "",
    size: int = SIZE,
    seconds: float = SECONDS,
    watcher: Watcher = lambda _: None,
) -> Tally:
    """Read every document of a source and write the tables of what is found.

    Parameters
    ----------
    source
        A file or folder, or a URL of one.
    out
        Folder of the tables, or a URL of one.
    rules
        What documents are read with.
    families
        Of systems, in the order of the table `systems`.
    workers, scheduler
        How many processes on this machine, or the address of a Dask cluster; neither for this process.
    size
        Characters of a partition; no document is cut.
    seconds
        How long one document may take; 0 for as long as it likes.
    watcher
        Called after every partition.

    Returns
    -------
    Tally
        Every document of the source is counted in it, and is in `documents` or in `quarantine`.

    Raises
    ------
    ScaleError
        When it cannot go on; what is written stays, and the same call goes on from there.
    """
    for what, place in (("SOURCE", source), ("--out", out)):
        if not place.strip():
            raise ScaleError(f"{what} is empty; name a folder.")
    store = Store(out)
    if (workers or scheduler) and "memory" in protocols(store.fs):
        raise ScaleError(
            f"{out}: is memory of this process, which other processes do not see; leave out --workers."
        )
    tally = Tally()
    try:
        entries = _not_empty(documents_in(source, but=out), store, source)
        check_free(store)
        with alone(store):
            before = read_receipts(store)
            state: dict[str, Any] = {"source": _shown(source), "rules": rules.sha256, "size": size}
            _check_same_source(store, state["source"], before, out)
            mark = uuid.uuid4().hex
            write_run(store, {**state, "finished": False, "run": mark})

            def watch(tally: Tally) -> None:
                watcher(tally)
                _check_alone(store, mark)

            with _pool(store, rules, workers, scheduler, seconds) as pool:
                _Run(pool, rules, before, tally, watch).over(partitions(entries, size))
            tally.rows["systems"] = write_systems(store, tally.parts, families)
            drop_parts(store, tally.parts)
            write_run(store, {**state, "finished": True, "parts": tally.parts, "rows": tally.rows})
    except CannotWriteError as error:
        raise ScaleError(
            f"{out}: cannot be written to ({error}). What is done stays; make room, or allow writing, and run the same"
            " command again: it goes on from there."
        ) from None
    return tally


def documents_in(source: str, but: str = "") -> Iterator[Entry]:
    """Return the documents of a file or folder on this machine or, one file at a time, of one elsewhere.

    Parameters
    ----------
    source
        A path or a URL of fsspec.
    but
        Where the tables go, which cannot be the source as well.

    Returns
    -------
    iterator of Document or Problem
        As `read_documents` gives them.

    Raises
    ------
    ScaleError
        When there is no such file or folder, or it holds tables; later, when it does not answer any more.
    """
    fs, root = file_system(source)
    if but and (fs, root) == file_system(but):
        raise ScaleError(f"{but}: holds the source; name another folder for --out.")
    with reaching(source):
        fs.info(root)
        if fs.exists(f"{root}/{MANIFEST}"):
            raise ScaleError(
                f"{source}: holds the tables of an extraction; name the folder or file of the reports themselves."
            )
    sources = sources_beside(fs, root, source)
    entries = read_documents(Path(root)) if is_here(fs) else documents_afar(fs, root, source)
    return chain(_with_told(entries, sources.rows), sources.problems)


def _with_told(entries: Iterator[Entry], rows: Mapping[str, dict[str, str]]) -> Iterator[Entry]:
    """Yield documents with what `sources.csv` says of them."""
    for entry in entries:
        if isinstance(entry, Document):
            yield replace(entry, told=rows.get(entry.doc, {}))
        else:
            yield entry


def _not_empty(entries: Iterator[Entry], store: Store, source: str) -> Iterator[Entry]:
    """Return the documents, or refuse a source without any: it must not empty the tables of yesterday's."""
    first = next(entries, None)
    if first is not None:
        return chain([first], entries)
    if read_receipts(store):
        raise ScaleError(
            f"{source}: holds no reports any more; the tables in {store.url} stay as they are. Remove them if that is right."
        )
    raise ScaleError(
        f"{source}: holds no {KINDS_SHOWN} file, so nothing was written. Put reports into it and run again."
    )


def _check_same_source(store: Store, source: str, before: Mapping[int, Any], out: str) -> None:
    """Refuse to write over the tables of another source."""
    other = read_run(store).get("source", source)
    if before and other != source:
        raise ScaleError(
            f"{out}: holds the tables of another source, {other}; name another folder for --out, or remove that one."
        )


def _check_alone(store: Store, mark: str) -> None:
    """Stop where a later run has begun: most storage elsewhere cannot be locked."""
    if not is_here(store.fs) and read_run(store).get("run") != mark:
        raise ScaleError(
            f"{store.url}: another run has begun to write there, and this one stopped. When that one has ended, run the"
            " same command again, to be sure of every table."
        )


def partitions(entries: Iterable[Entry], size: int) -> Iterator[Partition]:
    """Yield documents in partitions of about `size` characters; the same documents give the same partitions.

    Parameters
    ----------
    entries
        Documents and problems, in order.
    size
        A partition ends with the document that reaches it.
    """
    number, length = 0, 0
    documents: list[Document] = []
    problems: list[dict[str, str]] = []
    names = Seen()
    for entry in entries:
        if isinstance(entry, Problem):
            problems.append(_row("", entry.file, str(entry), ""))
        elif badly := badly_named(entry):
            problems.append(_row(shown(entry.doc), badly.file, str(badly), entry.text))
        elif len(entry.text) > LONGEST_TEXT:
            problems.append(_row(entry.doc, entry.file, TOO_LONG.format(length=len(entry.text)), ""))
        else:
            length += len(entry.text)
            if names.add(entry.doc):
                documents.append(entry)
            else:
                problems.append(_row(entry.doc, entry.file, NAMED_TWICE.format(doc=entry.doc), entry.text))
        if length >= size or len(problems) >= MOST_PROBLEMS:
            yield Partition(number, tuple(documents), tuple(problems))
            number, length, documents, problems = number + 1, 0, [], []
    if documents or problems:
        yield Partition(number, tuple(documents), tuple(problems))


MOST_PROBLEMS = 10_000  # rows that could not be read, before a partition ends


class _Run:
    """The partitions of one run, each done, waiting, on its way or under suspicion."""

    def __init__(
        self, pool: Pool, rules: Rules, before: dict[int, dict[str, Any]], tally: Tally, watcher: Watcher
    ) -> None:
        self._pool, self._rules, self._before = pool, rules, before
        self._tally, self._watcher = tally, watcher
        self._waiting: deque[Job] = deque()
        self._suspects: dict[int, Suspect] = {}
        self._by_itself = False
        self._was_shared = False  # whether a job began while another was on its way, since there was none

    def over(self, stream: Iterable[Partition]) -> None:
        """Read all partitions, never more of them in memory than the pool takes at a time."""
        for partition in stream:
            if self._is_done(partition):
                self._count(self._before[partition.number], kept=True)
                continue
            self._waiting.append(Job(partition))
            self._move(until_idle=False)
        self._move(until_idle=True)

    def _is_done(self, partition: Partition) -> bool:
        receipt = self._before.get(partition.number)
        if receipt is None or receipt.get("rules") != self._rules.sha256:
            return False
        return bool(receipt.get("source") == partition.sha256)

    def _move(self, until_idle: bool) -> None:
        """Hand out what waits and take back what is done, until nothing waits (or nothing is on its way)."""
        while self._waiting or (until_idle and self._pool.busy):
            while self._waiting and self._may_begin(self._waiting[0]):
                job = self._waiting.popleft()
                self._by_itself, self._was_shared = job.by_itself, self._pool.busy
                self._pool.submit(job)
            if self._waiting or until_idle:
                for job, outcome in self._pool.settle():
                    self._take(job, outcome)

    def _may_begin(self, job: Job) -> bool:
        """Return whether a job can begin: one that decides on a document runs when nothing else does."""
        if self._pool.busy and (self._by_itself or job.by_itself):
            return False
        return self._pool.free > 0

    def _take(self, job: Job, outcome: dict[str, Any] | Lost) -> None:
        if job.alone is not None:
            self._take_alone(job, outcome)
        elif isinstance(outcome, Lost):
            self._suspect(job, outcome)
        else:
            self._count(outcome)

    def _suspect(self, job: Job, lost: Lost) -> None:
        """Try every document of a lost partition alone, to find the one that did it."""
        if job.tries >= TRIES:
            raise ScaleError(
                f"Partition {job.partition.number} ({len(job.partition.documents)} documents, {job.partition.characters:,}"
                f" characters) was lost {TRIES} times, though each of its documents can be read alone. {lost.reason} Give a"
                " smaller --partition-size, and run again."
            )
        documents = [each for each in job.partition.documents if each.doc not in job.given_up]
        tries = 2 if len(documents) == 1 else 1  # it was alone already
        self._suspects[job.partition.number] = Suspect(job, {each.doc for each in documents})
        self._waiting.extendleft(Job(job.partition, alone=each, tries=tries) for each in documents)

    def _take_alone(self, job: Job, outcome: dict[str, Any] | Lost) -> None:
        suspect = self._suspects[job.partition.number]
        doc = job.alone.doc if job.alone else ""
        if isinstance(outcome, Lost) and not job.by_itself and self._was_shared:
            self._waiting.appendleft(replace(job, tries=2))  # it may have shared a worker with the guilty one
            return
        suspect.waiting.discard(doc)
        if isinstance(outcome, Lost):
            suspect.guilty[doc] = outcome.reason
        if not suspect.waiting:
            del self._suspects[job.partition.number]
            self._again(suspect.job, suspect.guilty)

    def _again(self, job: Job, guilty: dict[str, str]) -> None:
        tries = job.tries if guilty else job.tries + 1
        self._waiting.appendleft(Job(job.partition, {**job.given_up, **guilty}, tries=tries))

    def _count(self, receipt: dict[str, Any], kept: bool = False) -> None:
        self._tally.add(receipt, kept)
        self._watcher(self._tally)


@contextmanager
def _pool(store: Store, rules: Rules, workers: int, scheduler: str, seconds: float) -> Iterator[Pool]:
    if not (workers or scheduler):
        yield Here(store, rules, seconds)
        return
    from helpers.scale.cluster import Workers, cluster_at, local_cluster

    with cluster_at(scheduler) if scheduler else local_cluster(workers) as client:
        yield Workers(client, store, rules, seconds)


def _shown(source: str) -> str:
    """Return the last part of a source's name: where it lies on one machine says nothing on another."""
    fs, root = file_system(source)
    name = Path(root).resolve().name if is_here(fs) else root.rpartition("/")[2]
    return name or source


def _row(doc: str, file: str, reason: str, text: str) -> dict[str, str]:
    return {"doc": doc, "file": file, "stage": "read", "reason": reason, "text": text}
