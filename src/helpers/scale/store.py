"""Store: the tables of a large corpus as Parquet files, a part for each partition, on any file system of fsspec."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
import pyarrow.parquet

from helpers.scale.reading import QUARANTINE, TABLES, Read, merge_systems, quarantine_table
from helpers.tables import to_parquet_bytes

MANIFEST = "_manifest"  # readers of Parquet folders pass over names that begin so
WHOLE_PUTS = {"memory", "s3", "s3a", "gs", "gcs", "abfs", "az"}  # a file is there whole or not at all
RUN = "run.json"


class ScaleError(Exception):
    """What was asked cannot be done or go on; the message is one sentence for the reader."""


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
        """Travel to a worker as the URL alone."""
        return Store, (self.url,)

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
            self.fs.makedirs(folder, exist_ok=True)
            self.fs.pipe_file(partial, content)
            if partial != path:
                self.fs.mv(partial, path)
        except OSError as error:
            self._forget(partial)
            raise CannotWriteError(error.strerror or str(error) or type(error).__name__) from None

    def get(self, name: str) -> bytes | None:
        """Return the content of a file below the folder, None when there is none."""
        try:
            return bytes(self.fs.cat_file(f"{self.root}/{name}"))
        except FileNotFoundError:
            return None

    def names(self, folder: str = "") -> list[str]:
        """Return the names of the files in a folder below the folder, sorted."""
        path = f"{self.root}/{folder}".rstrip("/")
        self.fs.invalidate_cache(path)
        try:
            return sorted(str(each).rstrip("/").rpartition("/")[2] for each in self.fs.ls(path, detail=False))
        except (FileNotFoundError, NotADirectoryError):
            return []

    def remove(self, name: str) -> None:
        """Remove a file below the folder; nothing happens when there is none."""
        try:
            self.fs.rm_file(f"{self.root}/{name}")
        except FileNotFoundError:
            return

    def size(self) -> int:
        """Return the bytes of all files below the folder."""
        return sum(self.fs.sizes(self.fs.find(self.root)))

    @property
    def _puts_whole(self) -> bool:
        return bool(WHOLE_PUTS & protocols(self.fs))

    def _forget(self, path: str) -> None:
        try:
            self.fs.rm_file(path)
        except OSError:
            return


def protocols(fs: Any) -> set[str]:
    """Return the names by which a file system goes."""
    return {fs.protocol} if isinstance(fs.protocol, str) else set(fs.protocol)


def file_system(url: str) -> tuple[Any, str]:
    """Return the file system of a path or URL, and the path in it.

    Raises
    ------
    ScaleError
        When nothing knows how to reach it; says what to install.
    """
    from fsspec.core import url_to_fs

    try:
        found: tuple[Any, str] = url_to_fs(str(url))
        return found
    except ImportError as error:
        said = " ".join(str(error).split())
        raise ScaleError(
            f"{url}: this kind of storage needs one more package ({said}); install it with .venv/bin/pip and run again."
        ) from None
    except (ValueError, OSError) as error:
        raise ScaleError(f"{url}: cannot be reached ({' '.join(str(error).split())}).") from None


# -- partitions ----------------------------------------------------------------------------------------


def part_name(number: int) -> str:
    """Return the name of a partition in every folder."""
    return f"part-{number:05d}"


def write_part(store: Store, number: int, read: Read, receipt: Mapping[str, Any]) -> dict[str, Any]:
    """Write the tables of a partition, and last of all the receipt that makes it count.

    Returns
    -------
    dict
        The receipt, with the rows of each table.
    """
    part = part_name(number)
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
    there = [set(store.names(name)) for name in TABLES]
    receipts = {}
    for name in store.names(MANIFEST):
        if name.startswith("part-") and all(name.replace(".json", ".parquet") in names for names in there):
            content = store.get(f"{MANIFEST}/{name}") or b"{}"
            receipts[int(name[5:-5])] = json.loads(content)
    return receipts


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
    for number in range(parts):
        content = store.get(f"{MANIFEST}/systems/{part_name(number)}.parquet")
        if content is not None:
            yield pyarrow.parquet.read_table(pyarrow.BufferReader(content)).to_pandas()


def write_run(store: Store, state: Mapping[str, Any]) -> None:
    """Note the state of the whole extraction."""
    store.put(f"{MANIFEST}/{RUN}", _as_json(state))


def read_run(store: Store) -> dict[str, Any]:
    """Return the state of the whole extraction; nothing when there is none."""
    content = store.get(f"{MANIFEST}/{RUN}")
    state: dict[str, Any] = json.loads(content) if content else {}
    return state


def _as_json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


__all__ = ["QUARANTINE", "CannotWriteError", "ScaleError", "Store"]
