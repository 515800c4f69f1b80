"""Cache: what was read from each report, kept so that a changed report is read anew and no other.

A value is found again only by the same report, the same parameters and the same rules: all modules, resources and locked
packages. The cache can be deleted at any time; nothing comes out differently without it. Only the runner switches it on.
"""

import hashlib
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

CACHE = "XIANJIE_CACHE"  # folder of the cache; kernels inherit it
PACKAGE = Path(__file__).resolve().parent
RULE_FILES = {".py", ".csv", ".npz", ".yaml", ".md"}
LARGEST = 1 << 30  # bytes beyond which a cache is begun anew
TOGETHER = 256  # values looked up and written at a time

Item = TypeVar("Item")


def each_cached(
    stage: str,
    items: Iterable[Item],
    key: Callable[[Item], Sequence[Any]],
    compute: Callable[[Iterable[Item]], Iterable[Any]],
) -> Iterator[Any]:
    """Yield for each item what is computed from it, or was once.

    Parameters
    ----------
    stage
        What is computed.
    items
        Reports, or what else.
    key
        Everything of an item that the result depends on: texts, numbers, lists of these.
    compute
        Returns of each item a plain value: what JSON can hold, with lists for tuples. It may work on several at once.

    Yields
    ------
    Any
        In the order of the items, and the same whether it was kept or not.
    """
    folder = os.environ.get(CACHE)
    if not folder:
        yield from compute(items)
        return
    store = Store(Path(folder) / f"{stage}.sqlite")
    waiting: list[Item] = []
    for item in items:
        waiting.append(item)
        if len(waiting) == TOGETHER:
            yield from _together(stage, waiting, key, compute, store)
            waiting = []
    yield from _together(stage, waiting, key, compute, store)


def report_key(report: Any) -> tuple[str, ...]:
    """Return everything of a report that rules read, also what `sources.csv` says of it."""
    names = ("doc", "raw", "path_name", "encoding", "script", "title", "publisher", "published", "place")
    return tuple(str(getattr(report, name, "")) for name in names)


class Store:
    """Texts by key in one file. A file that cannot be used is done without; a broken one is begun anew.

    Parameters
    ----------
    path
        The file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_file() and path.stat().st_size > LARGEST:
                path.unlink()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, str]:
        """Return the texts that are kept under some of the keys."""
        marks = ",".join("?" * len(keys))
        rows = self._do(f"SELECT key, value FROM kept WHERE key IN ({marks})", [keys])
        return {bytes(key): str(value) for key, value in rows}

    def put(self, values: dict[bytes, str]) -> None:
        """Keep texts, all of them or, when the run is killed, none."""
        self._do("INSERT OR REPLACE INTO kept VALUES (?, ?)", list(values.items()))

    def _do(self, statement: str, rows: Sequence[Sequence[Any]]) -> list[Any]:
        try:
            with closing(sqlite3.connect(self._path, timeout=5)) as file, file:
                file.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value TEXT)")
                return [row for values in rows for row in file.execute(statement, values)]
        except sqlite3.OperationalError:  # locked, read-only, no space
            return []
        except (sqlite3.Error, OSError):
            with suppress(OSError):
                self._path.unlink()
            return []


def _together(
    stage: str,
    items: Sequence[Item],
    key: Callable[[Item], Sequence[Any]],
    compute: Callable[[Iterable[Item]], Iterable[Any]],
    store: Store,
) -> Iterator[Any]:
    keys = [_digest(stage, key(item)) for item in items]
    kept = store.get(keys) if keys else {}
    values = [_read(kept.get(digest)) for digest in keys]
    computed = iter(compute([item for item, value in zip(items, values, strict=True) if value is None]))
    news: dict[bytes, str] = {}
    for digest, value in zip(keys, values, strict=True):
        if value is None:
            value = next(computed)
            news[digest] = _written(value)
        yield value
    if news:
        store.put(news)


def _digest(stage: str, key: Sequence[Any]) -> bytes:
    written = json.dumps([rules_sha256(), stage, *key], sort_keys=True)
    return hashlib.sha256(written.encode()).digest()


@cache
def rules_sha256() -> str:
    """Return the hash of all that rules are made of: modules, resources, locked packages and the version of Python."""
    lock = PACKAGE.parents[1] / "requirements.lock"
    packages = lock.read_bytes() if lock.is_file() else b""
    return hashlib.sha256(f"{sys.version}\0{package_sha256()}\0".encode() + packages).hexdigest()


@cache
def package_sha256() -> str:
    """Return the hash of this package: its modules and resources, wherever it is installed."""
    digest = hashlib.sha256()
    for path in sorted(path for path in PACKAGE.rglob("*") if path.suffix in RULE_FILES and path.is_file()):
        digest.update(f"\0{path.relative_to(PACKAGE).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _written(value: Any) -> str:
    """Return a value as JSON with the hash of it, so that a damaged one is not taken."""
    text = json.dumps(value, default=lambda number: number.item())  # of NumPy
    return f"{hashlib.sha256(text.encode()).hexdigest()}{text}"


def _read(written: str | None) -> Any:
    """Return a kept value, or None where there is none or it is damaged."""
    if written is None or hashlib.sha256(written[64:].encode()).hexdigest() != written[:64]:
        return None
    return json.loads(written[64:])
