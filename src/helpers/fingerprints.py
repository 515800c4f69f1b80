"""Fingerprints: what a notebook's outputs depend on, so that a run can tell what need not be made again."""

import ast
import hashlib
import json
import os
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from helpers.notebooks import Notebook, imported_modules
from helpers.staging import replace_whole

Fingerprint = dict[str, str]


class Named(Protocol):
    """What a record is kept under the name of: a notebook, or another step."""

    @property
    def name(self) -> str:
        """The name."""


# A folder counts, with all its files, for a notebook that names it in a cell or in a module; of `CODING`, what is named
# there too: a file, or a folder of files, by its name in quotes.
RAW, CODING = "data/raw", "data/coding"
FOLDERS = {
    RAW: r"\braw",
    CODING: r"\bcoding",
    "src/helpers/resources": r"\bread_resource|\bresources",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a job of the reader's own reads in place of the collection's files.

    Attributes
    ----------
    raw, tables
        Folders of the reports and of the tables.
    out
        Folder of the results, which are no reports even where it lies among them.
    parameters
        Those that the job sets. A file that one of them names counts with what it holds.
    """

    raw: Path
    tables: Path
    out: Path
    parameters: dict[str, Any] = field(default_factory=dict)


def fingerprint(
    notebook: Notebook, notebooks: Iterable[Notebook], root: Path, setting: Setting | None = None
) -> Fingerprint:
    """Return the SHA-256 of everything that the outputs of a notebook depend on.

    Parameters
    ----------
    notebook
        The notebook in question.
    notebooks
        All notebooks: a notebook about the notebooks depends on each of them.
    root
        The project's folder.
    setting
        Of a job of the reader's own; None for the main job.

    Returns
    -------
    dict
        What → SHA-256; what is a path below `root`, or "the cells of NN-name" and the like.
    """
    asked = list(notebooks) if notebook.reads_notebooks else [notebook]
    cells = {f"the cells of {each.name}": _digest(json.dumps(each.cells).encode()) for each in asked}
    if setting is None:
        return cells | hash_files(_inputs(notebook, root), root)
    return cells | hash_files(_inputs(notebook, root, own=False), root) | _of_setting(notebook, root, setting)


def hash_files(paths: Iterable[Path], root: Path) -> Fingerprint:
    """Return the SHA-256 of each file by its path below `root`; "" for one that is not there."""
    return {
        path.relative_to(root).as_posix(): _hashes.sha256(path) if path.is_file() else ""
        for path in sorted(paths)
    }


class Hashes:
    """Hashes of files, each read once as long as it does not change; kept from run to run to save reading.

    A file is known by its size, its inode and the times of its last changes. One that changed just now may change
    again within what the clock of the disk tells apart, so it is not remembered.
    """

    SETTLED = 2_000_000_000  # nanoseconds

    def __init__(self) -> None:
        self._known: dict[str, list[Any]] = {}
        self._imports: dict[str, list[str]] = {}
        self._news = False

    def sha256(self, path: Path) -> str:
        """Return the SHA-256 of a file's bytes."""
        status = path.stat()
        stamp = [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
        known = self._known.get(str(path))
        if known and known[:-1] == stamp:
            return str(known[-1])
        now = time.time_ns()
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if max(status.st_mtime_ns, status.st_ctime_ns) + self.SETTLED < now:
            self._known[str(path)] = [*stamp, digest]
            self._news = True
        return digest

    def imports(self, path: Path, source: Path) -> list[str]:
        """Return the modules that a file of Python imports of its own package."""
        key = f"{path.relative_to(source).as_posix()} {self.sha256(path)}"
        if key not in self._imports:
            self._imports[key] = list(_imports(path, source))
            self._news = True
        return self._imports[key]

    def load(self, path: Path) -> None:
        """Take in what an earlier run kept; a file that is missing or broken costs time only."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads(path.read_text(encoding="utf-8"))
            known, imports = dict(kept["files"]), dict(kept["imports"])
            self._known, self._imports = known | self._known, imports | self._imports

    def save(self, path: Path) -> None:
        """Keep what is known for the next run, where there is anything new."""
        if self._news:
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                replace_whole(path, json.dumps({"files": self._known, "imports": self._imports}).encode())
                self._news = False


_hashes = Hashes()
load_hashes, save_hashes = _hashes.load, _hashes.save


def differences(before: Fingerprint, now: Fingerprint) -> list[str]:
    """Return what differs between two fingerprints, sorted."""
    return sorted(what for what in before.keys() | now.keys() if before.get(what) != now.get(what))


def module_files(modules: Iterable[str], source: Path) -> set[Path]:
    """Return the files of the named modules and of all that they import of the same package.

    Parameters
    ----------
    modules
        Dotted names; names that are no module (a function imported from one) are passed over.
    source
        The folder that holds the package.

    Returns
    -------
    set of Path
        Python files. A package counts with all its modules.
    """
    found: set[Path] = set()
    waiting = [path for module in modules for path in _files_of(module, source)]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting.extend(file for name in _hashes.imports(path, source) for file in _files_of(name, source))
    return found


class Records:
    """What the main job made, and from what: kept in a state file that is not part of the collection.

    Parameters
    ----------
    root
        The project's folder.
    path
        The state file. One that is missing or broken means that nothing was made.
    """

    def __init__(self, root: Path, path: Path) -> None:
        self._root = root
        self._path = path
        try:
            self._made: dict[str, dict[str, Fingerprint]] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._made = {}

    def why_not_current(self, step: Named, inputs: Fingerprint) -> str | None:
        """Return why a step has to be made, or None when it need not.

        Parameters
        ----------
        step
            The notebook, or other step, in question.
        inputs
            Its fingerprint now.

        Returns
        -------
        str or None
            What has changed.
        """
        if (record := self._made.get(step.name)) is None:
            return "not made here before"
        if changed := differences(record["inputs"], inputs):
            return f"changed: {_some(changed)}"
        outputs = hash_files((self._root / name for name in record["outputs"]), self._root)
        if touched := differences(record["outputs"], outputs):
            return f"no longer as it was made: {_some(touched)}"
        return None

    def outputs(self, step: Named) -> list[Path]:
        """Return the files that a step made when it last ran and that have not been touched since."""
        made = self._made.get(step.name, {}).get("outputs", {})
        return [
            self._root / name
            for name, digest in made.items()
            if hash_files([self._root / name], self._root) == {name: digest}
        ]

    def note(self, step: Named, inputs: Fingerprint, files: Iterable[Path]) -> None:
        """Record that `files` were made by a step from `inputs`."""
        self._made[step.name] = {"inputs": inputs, "outputs": hash_files(files, self._root)}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        replace_whole(
            self._path, json.dumps(self._made, ensure_ascii=False, indent=1, sort_keys=True).encode()
        )


def _some(names: list[str], most: int = 3) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _inputs(notebook: Notebook, root: Path, own: bool = True) -> Iterator[Path]:
    """Yield the project's files that a notebook depends on; with `own`, its reports and tables too."""
    modules = module_files(notebook.modules, root / "src")
    sources = _sources(notebook, modules)
    yield root / "requirements.lock"
    yield from modules
    for folder, word in FOLDERS.items():
        if (own or folder != RAW) and any(re.search(word, source) for source in sources):
            files = [path for path in (root / folder).rglob("*") if path.is_file()]
            yield from _named(files, root / folder, sources) if folder == CODING else files
    if own:
        yield from (root / "data/processed" / f"{table}.csv" for table in _read_from_others(notebook))
    elif any("read_reference" in source for source in sources):
        yield root / "data/processed/coverage.csv"


def _named(files: Iterable[Path], folder: Path, sources: Iterable[str]) -> Iterator[Path]:
    """Yield the files that sources name, or whose folder directly below `folder` they name."""
    said = {name for source in sources for name in re.findall(r"(?<=[\"'/])[\w.-]+(?=[\"'/])", source)}
    yield from (path for path in files if path.relative_to(folder).parts[0] in said)


def _read_from_others(notebook: Notebook) -> list[str]:
    """Return the tables that a notebook reads and has not written itself."""
    return [table for table in notebook.reads if table not in notebook.writes]


def _of_setting(notebook: Notebook, root: Path, setting: Setting) -> Fingerprint:
    """Return the fingerprint of what a job of the reader's own gives a notebook."""
    values = {name: value for name, value in setting.parameters.items() if name in notebook.parameters}
    named = {
        f"the file of {name}": Path(value)
        for name, value in values.items()
        if isinstance(value, str) and value
    }
    tables = {f"the table {table}": setting.tables / f"{table}.csv" for table in _read_from_others(notebook)}
    files = tables | {what: path for what, path in named.items() if path.is_file()}
    if any(
        re.search(FOLDERS[RAW], source)
        for source in _sources(notebook, module_files(notebook.modules, root / "src"))
    ):
        files |= {
            f"the report {_said(path.relative_to(setting.raw))}": path
            for path in files_below(setting.raw, setting.out)
        }
    digests = {what: _hashes.sha256(path) if path.is_file() else "" for what, path in sorted(files.items())}
    return digests | {"the parameters": _digest(json.dumps(values, sort_keys=True).encode())}


def _said(path: Path) -> str:
    """Return a path as text that can be written and printed: a name from an archive may be no UTF-8."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def files_below(folder: Path, out: Path) -> list[Path]:
    """Return the files below a folder, links to folders followed once, hidden ones and those below `out` left out."""
    found: list[Path] = []
    seen: set[str] = {os.path.realpath(out)}
    for place, folders, files in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            path for name in files if not name.startswith(".") and (path := Path(place, name)).is_file()
        ]
    return sorted(found)


def _sources(notebook: Notebook, modules: Iterable[Path]) -> list[str]:
    return [_text(path) for path in modules] + [source for _, source, _ in notebook.cells]


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _files_of(module: str, source: Path) -> Iterator[Path]:
    path = source.joinpath(*module.split("."))
    if path.with_suffix(".py").is_file():
        yield path.with_suffix(".py")
    elif path.is_dir() and "." in module:
        yield from path.rglob("*.py")


def _imports(path: Path, source: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from imported_modules(tree)
    parts = path.relative_to(source).parts
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = ".".join((*parts[: len(parts) - node.level], *([node.module] if node.module else [])))
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
