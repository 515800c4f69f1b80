"""Store: the tables of a large corpus as Parquet files, a part for each partition, on any file system of fsspec."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet

from helpers.scale.afar import MANIFEST, ScaleError, file_system, is_here, protocols, reaching, said
from helpers.scale.reading import QUARANTINE, TABLES, Read, merge_systems, quarantine_table
from helpers.staging import BusyError, Stage
from helpers.tables import to_parquet_bytes

# Where a file is there whole or not at all, and a folder is but a part of its name.
WHOLE_PUTS = {"memory", "s3", "s3a", "gs", "gcs", "abfs", "az", "oss", "obs", "cos"}
RUN = "run.json"
TOGETHER = 32  # files fetched at a time: each takes long to come, however small it is


class CannotWriteError(Exception):
    """A file could not be written; the message says why."""


@dataclass(frozen=True)
class Store:
    """Where the tables of an extraction lie.

    Attributes
    ----------
    url
        A folder: a path, or a URL of fsspec such as ``s3://bucket/folder``.
    """

    url: str

    @cached_property
    def _where(self) -> tuple[Any, str]:
        return file_system(self.url)

    @property
    def root(self) -> str:
        """The folder as its file system names it."""
        return str(self._where[1]).rstrip("/")

    @property
    def fs(self) -> Any:
        """The file system."""
        return self._where[0]

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to a worker as the URL alone; a path that begins where this process works begins elsewhere there."""
        return Store, (self.root if is_here(self.fs) else self.url,)

    def put(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all, below the folder.

        Raises
        ------
        CannotWriteError
            When it cannot be written; a file of that name is then as it was.
        """
        path = f"{self.root}/{name}"
        folder, _, last = path.rpartition("/")
        partial = path if self._puts_whole else f"{folder}/.~{last}"
        try:
            if not self._puts_whole:  # to some, making a folder is making the bucket of a mistyped name
                self.fs.makedirs(folder, exist_ok=True)
            self.fs.pipe_file(partial, content)
            if partial != path:
                self._replace(partial, path)
        except Exception as error:  # those of cloud storage are no OSErrors
            self._forget(partial)
            raise CannotWriteError(said(error)) from None

    def get(self, name: str) -> bytes | None:
        """Return the content of a file below the folder, None when there is none."""
        with reaching(self.url):
            try:
                return bytes(self.fs.cat_file(f"{self.root}/{name}"))
            except (FileNotFoundError, NotADirectoryError):
                return None

    def get_each(self, names: Iterable[str]) -> Iterator[bytes | None]:
        """Yield the contents of files below the folder as `get` does, some at a time."""
        waiting = iter(names)
        with ThreadPoolExecutor(TOGETHER) as threads:
            while some := list(islice(waiting, TOGETHER)):
                yield from map(self.get, some) if is_here(self.fs) else threads.map(self.get, some)

    def names(self, folder: str = "") -> list[str]:
        """Return the names of the files in a folder below the folder, sorted."""
        path = f"{self.root}/{folder}".rstrip("/")
        with reaching(self.url):
            self.fs.invalidate_cache(path)
            try:
                there = self.fs.ls(path, detail=False)
            except (FileNotFoundError, NotADirectoryError):
                return []
            finally:  # what other processes write here later must not seem to be missing
                self.fs.invalidate_cache(path)
        return sorted(str(each).rstrip("/").rpartition("/")[2] for each in there)

    def remove(self, name: str) -> None:
        """Remove a file below the folder; nothing happens when there is none."""
        try:
            self.fs.rm_file(f"{self.root}/{name}")
        except FileNotFoundError:
            return
        except Exception as error:
            raise CannotWriteError(said(error)) from None

    @property
    def _puts_whole(self) -> bool:
        return bool(WHOLE_PUTS & protocols(self.fs))

    def _replace(self, partial: str, path: str) -> None:
        if not is_here(self.fs):  # elsewhere a file may not be moved onto another
            self._forget(path)
        self.fs.mv(partial, path)

    def _forget(self, path: str) -> None:
        with suppress(Exception):
            self.fs.rm_file(path)


# -- one run -------------------------------------------------------------------------------------------


@contextmanager
def alone(store: Store) -> Iterator[None]:
    """Hold the folder for one run, where its file system can be locked.

    Raises
    ------
    ScaleError
        When another run holds it. A run that was killed holds nothing.
    """
    with ExitStack() as held:
        if is_here(store.fs):
            root = Path(store.root)
            try:
                held.enter_context(Stage(root, root / MANIFEST).alone())
            except BusyError:
                raise ScaleError(
                    f"{store.url}: another run is writing there; wait for it, or stop it."
                ) from None
            except OSError as error:
                raise CannotWriteError(said(error)) from None
        yield


def check_free(store: Store) -> None:
    """Refuse to write among tables that no extraction wrote.

    Raises
    ------
    ScaleError
        When the folder holds some; names one.
    """
    if store.names(MANIFEST):
        return
    if theirs := [name for name in store.names() if name.partition(".")[0] in (*TABLES, "systems")]:
        raise ScaleError(
            f"{store.url}: holds {theirs[0]}, which no extraction wrote; name another folder for --out."
        )


# -- partitions ----------------------------------------------------------------------------------------


def part_name(number: int) -> str:
    """Return the name of a partition in every folder."""
    return f"part-{number:05d}"


def write_part(store: Store, number: int, read: Read, receipt: Mapping[str, Any]) -> dict[str, Any]:
    """Write the tables of a partition, and last of all the receipt that makes it count.

    The receipt of an earlier partition of this number goes first: it must not vouch for a mixture of both.

    Returns
    -------
    dict
        The receipt, with the rows of each table.
    """
    part = part_name(number)
    store.remove(f"{MANIFEST}/{part}.json")
    tables = {**read.tables, "quarantine": quarantine_table(read.quarantine)}
    for name in TABLES:
        store.put(f"{name}/{part}.parquet", to_parquet_bytes(tables[name]))
    store.put(f"{MANIFEST}/systems/{part}.parquet", to_parquet_bytes(tables["systems"]))
    rows = {name: len(tables[name]) for name in TABLES}
    whole = {**receipt, "rows": rows}
    store.put(f"{MANIFEST}/{part}.json", _as_json(whole))
    return whole


def read_receipts(store: Store) -> dict[int, dict[str, Any]]:
    """Return the receipts of the partitions that are there whole, by number."""
    there = [set(store.names(name)) for name in (*TABLES, f"{MANIFEST}/systems")]
    whole = [
        name
        for name in store.names(MANIFEST)
        if name.startswith("part-") and all(name.replace(".json", ".parquet") in names for names in there)
    ]
    contents = store.get_each(f"{MANIFEST}/{name}" for name in whole)
    read = {
        int(name[5:-5]): _from_json(content or b"{}") for name, content in zip(whole, contents, strict=True)
    }
    return {number: receipt for number, receipt in read.items() if receipt}


def drop_parts(store: Store, keep: int) -> None:
    """Remove the partitions from number `keep` on, and what writing left half done."""
    for folder in (*TABLES, MANIFEST, f"{MANIFEST}/systems"):
        for name in store.names(folder):
            stem = name.partition(".")[0]
            beyond = stem.startswith("part-") and stem[5:].isdigit() and int(stem[5:]) >= keep
            if name.startswith(".~") or beyond:
                store.remove(f"{folder}/{name}")


def write_systems(store: Store, parts: int, families: Iterable[str]) -> int:
    """Put the systems of all partitions together, read one at a time, and return how many there are."""
    table = merge_systems(_systems_of(store, parts), list(families))
    store.put("systems/part-00000.parquet", to_parquet_bytes(table))
    return len(table)


def _systems_of(store: Store, parts: int) -> Iterator[pd.DataFrame]:
    names = [f"{MANIFEST}/systems/{part_name(number)}.parquet" for number in range(parts)]
    for name, content in zip(names, store.get_each(names), strict=True):
        if content is None:
            raise ScaleError(
                f"{store.url}/{name}: is missing; run the same command again, and it is made again."
            )
        yield pyarrow.parquet.read_table(pyarrow.BufferReader(content)).to_pandas()


def write_run(store: Store, state: Mapping[str, Any]) -> None:
    """Note the state of the whole extraction."""
    store.put(f"{MANIFEST}/{RUN}", _as_json(state))


def read_run(store: Store) -> dict[str, Any]:
    """Return the state of the whole extraction; nothing when there is none."""
    content = store.get(f"{MANIFEST}/{RUN}")
    return _from_json(content) if content else {}


def _from_json(content: bytes) -> dict[str, Any]:
    """Return what a file of JSON holds; nothing when it is damaged: what it speaks of is then done again."""
    try:
        value: dict[str, Any] = json.loads(content)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _as_json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


__all__ = ["QUARANTINE", "CannotWriteError", "ScaleError", "Store"]
