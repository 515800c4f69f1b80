"""What several test files share."""

import json
import signal
from pathlib import Path

from helpers.run import HASHES


def notebook_file(path: Path, *cells: tuple[str, str] | tuple[str, str, list[str]]) -> Path:
    """Write a notebook of (type, source[, tags]) cells, as little of it as Jupyter accepts."""
    made = []
    for number, (kind, source, *tags) in enumerate(cells):
        cell = {"cell_type": kind, "id": f"c{number}", "metadata": {"tags": tags[0]} if tags else {}}
        rest = {"execution_count": None, "outputs": []} if kind == "code" else {}
        made.append(cell | rest | {"source": source.splitlines(keepends=True)})
    path.write_text(
        json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8"
    )
    return path


def state_of(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder, by its path.

    But for the store of hashes: it takes a file in some time after its last change, so it may grow while nothing else does.
    """
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != HASHES
    }


def hear_ctrl_c() -> None:
    """Let a new process hear Ctrl-C, as one started at a terminal does: a shell's background jobs inherit that they do not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
