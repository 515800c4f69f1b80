"""Compiled modules: the modules that read every character, as machine code where it could be made from them.

A step of `make` (`tools/compile_modules.py`) translates them with mypyc and writes them to a folder of the project, with the SHA-256 of
every source that it read. They are used as long as those sources stay as they were, and change nothing but the time that reading
takes; without them the sources are run. `COMPILED` in the environment says "no" for those who want that.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

COMPILED = "XIANJIE_COMPILED"
SOURCES = Path(__file__).resolve().parents[1]
FOLDER = SOURCES.parent / "build/compiled"
MANIFEST = "manifest.json"
SUFFIX = EXTENSION_SUFFIXES[0]


class Finder(MetaPathFinder):
    """Finds compiled modules before Python looks for their sources.

    Parameters
    ----------
    files
        The file of each module, by the module's name.
    """

    def __init__(self, files: dict[str, Path]) -> None:
        self._files = files

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a module is, when it was compiled."""
        file = self._files.get(fullname)
        if file is None:
            return None
        return spec_from_file_location(fullname, file, loader=ExtensionFileLoader(fullname, str(file)))


def use_compiled(folder: Path = FOLDER, sources: Path = SOURCES) -> bool:
    """Let compiled modules be imported in place of their sources, if they were made from these.

    Parameters
    ----------
    folder
        Where `tools/compile_modules.py` has written them.
    sources
        The folder that holds the package.

    Returns
    -------
    bool
        Whether they are used.
    """
    if os.environ.get(COMPILED) == "no":
        return False
    manifest = read_manifest(folder)
    if (
        not manifest
        or manifest["suffix"] != SUFFIX
        or manifest["sources"] != digests(manifest["sources"], sources)
    ):
        return False
    finder = Finder({name: folder / file for name, file in manifest["modules"].items()})
    sys.meta_path.insert(0, finder)
    try:
        for library in (name for name in manifest["modules"] if "." not in name):
            import_module(library)
    except ImportError:  # made on a machine with a newer system
        sys.meta_path.remove(finder)
        return False
    return True


def in_use() -> bool:
    """Whether compiled modules are imported in place of their sources."""
    return any(isinstance(each, Finder) for each in sys.meta_path)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return what is said of compiled modules in their folder; nothing where there are none.

    Parameters
    ----------
    folder
        Where `tools/compile_modules.py` has written them.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        whole = {"suffix", "sources"} <= manifest.keys()
        whole = whole and all((folder / file).is_file() for file in manifest["modules"].values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return manifest if whole else {}


def digests(names: Iterable[str], sources: Path) -> dict[str, str]:
    """Return the SHA-256 of files, "" for one that is not there.

    Parameters
    ----------
    names
        Their paths below `sources`.
    sources
        The folder that holds the package.
    """
    return {name: _sha256(sources / name) for name in names}


def _sha256(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""
