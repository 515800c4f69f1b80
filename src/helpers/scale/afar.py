"""Afar: files on any file system of fsspec, by path or URL, and in a sentence why they cannot be had."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import fsspec
from fsspec.core import url_to_fs
from fsspec.utils import get_protocol

from helpers.corpus import Document, Problem
from helpers.corpus.inputs import KINDS, documents_of, is_aside, is_read_or_named, kind_of, shown
from helpers.corpus.sources import SOURCES, Sources, read_sources

MANIFEST = "_manifest"  # of an extraction; readers of Parquet folders pass over names that begin so
LONGEST = 200  # characters of what a driver says
# Drivers that fit one version of fsspec alone: that of the lock.
SAME_VERSION = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs"}

HINTS = {
    "hdfs": "HDFS needs Java and Hadoop's own libraries on every machine that reads: set JAVA_HOME and HADOOP_HOME, and"
    " run again."
}


class ScaleError(Exception):
    """What was asked cannot be done or go on; the message is one sentence for the reader."""


def file_system(url: str) -> tuple[Any, str]:
    """Return the file system of a path or URL, and the path in it.

    Raises
    ------
    ScaleError
        When nothing knows how to reach it; says what to install.
    """
    try:
        fs, path = url_to_fs(str(url))
    except ImportError as error:
        driver = SAME_VERSION.get(get_protocol(str(url)))
        command = f"`.venv/bin/pip install {driver}=={fsspec.__version__}`" if driver else ".venv/bin/pip"
        raise ScaleError(
            f"{url}: this kind of storage needs another package ({said(error)}); install it with {command} and run again."
        ) from None
    except Exception as error:  # every driver has errors of its own
        hint = f" {HINTS[kind]}" if (kind := get_protocol(str(url))) in HINTS else ""
        raise ScaleError(f"{url}: cannot be reached ({said(error)}).{hint}") from None
    return fs, str(path).rstrip("/") or "/"


def protocols(fs: Any) -> set[str]:
    """Return the names by which a file system goes."""
    return {fs.protocol} if isinstance(fs.protocol, str) else set(fs.protocol)


def is_here(fs: Any) -> bool:
    """Return whether a file system is the one of this machine."""
    return "file" in protocols(fs)


def said(error: BaseException) -> str:
    """Return what an error says, on one line of bearable length."""
    own = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    line = " ".join(own.split()).rstrip(".") or type(error).__name__
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


@contextmanager
def reaching(url: str) -> Iterator[None]:
    """Turn what a driver raises, whatever its kind, into a sentence about the place."""
    try:
        yield
    except ScaleError:
        raise
    except FileNotFoundError:
        raise ScaleError(f"{url}: there is no such file or folder.") from None
    except Exception as error:  # those of cloud storage are no OSErrors
        raise ScaleError(f"{url}: cannot be read ({said(error)}).") from None


def documents_afar(fs: Any, root: str, source: str) -> Iterator[Document | Problem]:
    """Yield the documents of a file or folder elsewhere, one file at a time copied to this machine.

    Parameters
    ----------
    fs, root
        From `file_system`.
    source
        As the reader named it.

    Yields
    ------
    Document or Problem
        What `read_documents` gives for such a folder on this machine, in the same order.

    Raises
    ------
    ScaleError
        When the place does not answer: what was not read must not seem to be gone.
    """
    with reaching(source):
        whole = fs.isfile(root)
        folder = root.rpartition("/")[0] if whole else root
        names = iter([root.rpartition("/")[2]]) if whole else _names(fs, root, "")
    for name in _reaching_each(names, source):
        if kind_of(Path(name)) in KINDS:
            yield from _documents_of(fs, folder, name, source)
        elif whole or is_read_or_named(Path(name)):  # what is not read need not be fetched
            yield from documents_of(Path(name), Path())


def sources_beside(fs: Any, root: str, source: str) -> Sources:
    """Return what the `sources.csv` of a folder says of its reports; nothing of a file or where there is none."""
    with reaching(source):
        if not fs.isdir(root) or not fs.exists(path := f"{root}/{SOURCES}"):
            return Sources()
        return read_sources(bytes(fs.cat_file(path)))


def _reaching_each(names: Iterator[str], source: str) -> Iterator[str]:
    with reaching(source):
        yield from names


def _names(fs: Any, root: str, below: str) -> Iterator[str]:
    """Yield the names of the files below a folder, in the order of `list_files`; one folder's at a time in memory."""
    folder = f"{root}/{below}".rstrip("/")
    entries = fs.ls(folder, detail=True)
    fs.invalidate_cache(folder)
    kinds = {_last(each["name"]): each["type"] for each in entries if not _is_same(each["name"], folder)}
    names = set(kinds)
    if MANIFEST in names:  # what an extraction wrote
        return
    for name in sorted(names):
        if is_aside(name, names):
            continue
        if kinds[name] == "directory":
            yield from _names(fs, root, f"{below}{name}/")
        else:
            yield below + name


def _documents_of(fs: Any, folder: str, name: str, source: str) -> Iterator[Document | Problem]:
    with TemporaryDirectory() as place:
        copy = Path(place) / name
        try:
            with reaching(source):
                copy.parent.mkdir(parents=True, exist_ok=True)
                _fetch(fs, f"{folder}/{name}", copy)
        except _GoneError as error:
            yield Problem(shown(name), f"cannot be opened ({error})", "Allow reading it and run again")
            return
        yield from documents_of(copy, Path(place))


class _GoneError(ScaleError):
    """One file cannot be had; the others may."""


def _fetch(fs: Any, path: str, copy: Path) -> None:
    try:
        fs.get_file(path, str(copy))
    except (PermissionError, FileNotFoundError) as error:
        raise _GoneError(said(error)) from None


def _is_same(path: str, folder: str) -> bool:
    """Return whether a path is the folder itself, which some systems list among its files."""
    return path.strip("/") == folder.strip("/")


def _last(path: str) -> str:
    return str(path).rstrip("/").rpartition("/")[2]
