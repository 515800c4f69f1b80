"""Execution: run one notebook with papermill, count its cells, drop from it what varies between runs."""

import logging
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import nbformat
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from papermill import execute_notebook
from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines
from papermill.exceptions import PapermillExecutionError

KERNEL = "python3"
KEPT_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": KERNEL},
    "language_info": {"name": "python"},
}
VARYING_CELL_METADATA = ("papermill", "execution", "collapsed", "ExecuteTime")
# One thread and one hash seed: sums and sets come out in the same order on every machine.
KERNEL_ENVIRONMENT = {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}

CellWatcher = Callable[[int, int], None]


class CellFailedError(Exception):
    """A notebook stopped; the message says where and why, `notebook` is as far as it ran."""

    def __init__(self, message: str, notebook: NotebookNode | None = None) -> None:
        super().__init__(message)
        self.notebook = notebook


class _PortTakenError(CellFailedError):
    """The kernel could not start, since another program has taken one of its ports; no cell was run."""


_STARTS = 3  # of a kernel whose ports were taken


class _CountingEngine(NBClientEngine):  # type: ignore[misc]
    """Papermill's own engine, telling a watcher after each cell how far it is."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, watcher: CellWatcher, **kwargs: Any
    ) -> Any:
        complete = nb_man.cell_complete

        def counted(cell: NotebookNode, cell_index: int | None = None, **rest: Any) -> None:
            complete(cell, cell_index=cell_index, **rest)
            watcher((cell_index or 0) + 1, len(nb_man.nb.cells))

        nb_man.cell_complete = counted
        return super().execute_managed_notebook(nb_man, kernel_name, **kwargs)


def _manager_with_log(log: IO[str]) -> type[AsyncKernelManager]:
    """Return a kernel manager whose kernels write their own remarks to a log, not to the reader's screen."""

    class ManagerWithLog(AsyncKernelManager):
        async def start_kernel(self, **kwargs: Any) -> None:  # type: ignore[override]
            await super().start_kernel(**kwargs, stderr=log)

    return ManagerWithLog


papermill_engines.register("counting", _CountingEngine)


def execute(path: Path, parameters: dict[str, Any], cwd: Path, watcher: CellWatcher) -> NotebookNode:
    """Execute a notebook in a fresh kernel and return it, normalised.

    Parameters
    ----------
    path
        The notebook; it is read, never written.
    parameters
        Passed to the parameters cell; empty for the notebook's own defaults.
    cwd
        Folder in which the kernel runs.
    watcher
        Called after each cell with how many are done and how many there are.

    Returns
    -------
    NotebookNode
        With outputs, and free of timings.

    Raises
    ------
    CellFailedError
        When a cell raises or the kernel dies.
    """
    os.environ.update(KERNEL_ENVIRONMENT)
    logging.getLogger("papermill").setLevel(logging.ERROR)
    for _ in range(_STARTS - 1):
        with suppress(_PortTakenError):
            return normalise(_executed(path, parameters, cwd, watcher))
    return normalise(_executed(path, parameters, cwd, watcher))


def _executed(path: Path, parameters: dict[str, Any], cwd: Path, watcher: CellWatcher) -> NotebookNode:
    """Return a notebook as it was executed, or raise what `execute` says, and `_PortTakenError`."""
    source = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "kernel.log").open("w+") as log:
        partial = Path(folder) / path.name
        try:
            executed: NotebookNode = execute_notebook(
                source,
                str(partial),
                parameters=parameters,
                engine_name="counting",
                kernel_name=KERNEL,
                language="python",
                progress_bar=False,
                request_save_on_cell_execute=False,
                cwd=str(cwd),
                watcher=watcher,
                kernel_manager_class=_manager_with_log(log),
            )
            return executed
        except PapermillExecutionError as error:
            raise CellFailedError(_cell_sentence(error), _read_if_there(partial)) from error
        except DeadKernelError as error:
            raise CellFailedError("its kernel died, perhaps for lack of memory") from error
        except Exception as error:  # the kernel could not start, or died: libraries raise many types here
            log.seek(0)
            last_words = (log.read().strip() or f"{type(error).__name__}: {error}").splitlines()[-1]
            # a kernel is told free ports before it takes them; another program may be quicker
            kind = _PortTakenError if "Address already in use" in last_words else CellFailedError
            raise kind(f"could not be run: {last_words}") from error


def warm_up() -> None:
    """Have matplotlib list the fonts once, so that no first notebook shows its notice of doing so."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib.font_manager  # noqa: F401


def normalise(notebook: NotebookNode) -> NotebookNode:
    """Return a copy without what varies between two runs of the same notebook on the same inputs.

    Parameters
    ----------
    notebook
        An executed notebook.

    Returns
    -------
    NotebookNode
        Timings, versions and papermill's notes dropped, streams in one piece, cell ids stable.
    """
    clean: NotebookNode = nbformat.from_dict(notebook)
    clean.metadata = nbformat.from_dict(KEPT_METADATA)
    for number, cell in enumerate(clean.cells):
        for key in VARYING_CELL_METADATA:
            cell.metadata.pop(key, None)
        if not cell.metadata.get("tags", True):
            del cell.metadata["tags"]
        cell.id = _stable_id(cell, number)
        if cell.cell_type == "code":
            cell.outputs = _joined_streams(cell.outputs)
    return clean


def notebook_text(notebook: NotebookNode) -> str:
    """Return a notebook as the text of its file."""
    return str(nbformat.writes(notebook, version=4)).rstrip("\n") + "\n"


def _stable_id(cell: NotebookNode, number: int) -> str:
    injected = "injected-parameters" in cell.metadata.get("tags", ())
    return "injected-parameters" if injected else str(cell.get("id") or f"cell-{number:02d}")


def _joined_streams(outputs: list[NotebookNode]) -> list[NotebookNode]:
    joined: list[NotebookNode] = []
    for output in outputs:
        last = joined[-1] if joined else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined


def _cell_sentence(error: PapermillExecutionError) -> str:
    first_line = next((line for line in str(error.source).splitlines() if line.strip()), "").strip()
    cause = " ".join(str(error.evalue).split())
    if error.ename != "AssertionError" or not cause:  # an expectation speaks for itself
        cause = f"{error.ename}: {cause}".removesuffix(": ")
    return f"cell [{error.exec_count}], which begins `{first_line}`, stopped: {cause}"


def _read_if_there(path: Path) -> NotebookNode | None:
    return normalise(nbformat.read(path, as_version=4)) if path.is_file() else None
