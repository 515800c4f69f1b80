"""Fingerprints: what a notebook's outputs depend on, so that a run can tell what need not be made again."""

import ast
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from helpers.notebooks import Notebook, imported_modules

Fingerprint = dict[str, str]


class Named(Protocol):
    """What a record is kept under the name of: a notebook, or another step."""

    @property
    def name(self) -> str:
        """The name."""


# A folder counts, with all its files, for a notebook that names it in a cell or in a module.
FOLDERS = {
    "data/raw": r"\braw",
    "data/coding": r"\bcoding",
    "src/helpers/resources": r"\bread_resource|\bresources",
}


def fingerprint(notebook: Notebook, notebooks: Iterable[Notebook], root: Path) -> Fingerprint:
    """Return the SHA-256 of everything that the outputs of a notebook depend on.

    Parameters
    ----------
    notebook
        The notebook in question.
    notebooks
        All notebooks: a notebook about the notebooks depends on each of them.
    root
        The project's folder.

    Returns
    -------
    dict
        What → SHA-256; what is a path below `root`, or "the cells of NN-name".
    """
    asked = list(notebooks) if notebook.reads_notebooks else [notebook]
    cells = {f"the cells of {each.name}": _digest(json.dumps(each.cells).encode()) for each in asked}
    return cells | hash_files(_inputs(notebook, root), root)


def hash_files(paths: Iterable[Path], root: Path) -> Fingerprint:
    """Return the SHA-256 of each file by its path below `root`; "" for one that is not there."""
    return {
        path.relative_to(root).as_posix(): _digest(path.read_bytes()) if path.is_file() else ""
        for path in sorted(paths)
    }


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
            waiting.extend(file for module in _imports(path, source) for file in _files_of(module, source))
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

    def note(self, step: Named, inputs: Fingerprint, files: Iterable[Path]) -> None:
        """Record that `files` were made by a step from `inputs`."""
        from helpers.tables import replace_file  # with all of pandas: not for a run that makes nothing

        self._made[step.name] = {"inputs": inputs, "outputs": hash_files(files, self._root)}
        self._path.parent.mkdir(exist_ok=True)
        replace_file(
            self._path, json.dumps(self._made, ensure_ascii=False, indent=1, sort_keys=True).encode()
        )


def _some(names: list[str], most: int = 3) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _inputs(notebook: Notebook, root: Path) -> Iterator[Path]:
    modules = module_files(notebook.modules, root / "src")
    sources = [path.read_text(encoding="utf-8") for path in modules] + [
        source for _, source, _ in notebook.cells
    ]
    yield root / "requirements.lock"
    yield from modules
    for folder, word in FOLDERS.items():
        if any(re.search(word, source) for source in sources):
            yield from (path for path in (root / folder).rglob("*") if path.is_file())
    yield from (root / "data/processed" / f"{table}.csv" for table in notebook.reads)


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
