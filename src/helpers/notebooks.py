"""Notebooks: what each one asks, reads and writes, read from the notebook itself.

Nothing here is typed twice: the title and the question come from a notebook's first words, the tables
and figures from its calls to `read_table`, `write_table` and `save_figure`, the parameters from its
parameters cell.
"""

import ast
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WHOSE_REPORTS = "XIANJIE_REPORTS"  # set while a run goes on: "the collection's" or "the reader's"
NUMBERED = re.compile(r"\d\d-.+")
QUESTION = re.compile(r"\*\*Question:\*\*\s*(.+?)(?:\n\s*\n|\Z)", re.DOTALL)
TITLE = re.compile(r"^#\s+(?:\d+\s*·\s*)?(.+)$", re.MULTILINE)

# function called in a notebook → (what the call says, position and keyword of the name)
CALLS = {
    "read_table": ("reads", 0, "name"),
    "write_table": ("writes", 1, "name"),
    "save_figure": ("figures", 1, "figure_id"),
}


@dataclass(frozen=True, slots=True)
class Notebook:
    """What a numbered notebook says about itself.

    Attributes
    ----------
    path
        The notebook's file.
    title, question
        From its first cells; empty when it states none.
    reads, writes, figures
        Names of tables read, tables written and figures saved, in the order of the calls.
    parameters
        Name and default of each parameter.
    modules
        Modules of this package that it imports, dotted.
    reads_reports
        Whether it reads the reports themselves.
    reads_notebooks
        Whether it reads the other notebooks.
    cells
        The source of every cell with its type and tags: all that an author writes.
    """

    path: Path
    title: str
    question: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    figures: tuple[str, ...]
    parameters: dict[str, Any]
    modules: tuple[str, ...]
    reads_reports: bool
    reads_notebooks: bool
    cells: tuple[tuple[str, str, tuple[str, ...]], ...]

    @property
    def name(self) -> str:
        """The file's stem, such as ``03-mentions``."""
        return self.path.stem

    @property
    def number(self) -> str:
        """The first two digits of the name."""
        return self.name[:2]

    @property
    def stage(self) -> str:
        """The name without its number."""
        return self.name[3:]


def find_notebooks(folder: Path) -> list[Notebook]:
    """Return the numbered notebooks of a folder in the order in which they run.

    Parameters
    ----------
    folder
        Where the ``NN-name.ipynb`` files lie.

    Returns
    -------
    list of Notebook
        Sorted by file name.
    """
    return [read_notebook(path) for path in sorted(folder.glob("*.ipynb")) if NUMBERED.fullmatch(path.stem)]


def read_notebook(path: Path) -> Notebook:
    """Return what the notebook at `path` says about itself."""
    content = json.loads(path.read_text(encoding="utf-8"))
    cells = tuple(
        (cell["cell_type"], "".join(cell["source"]), tuple(cell.get("metadata", {}).get("tags", ())))
        for cell in content["cells"]
        if "injected-parameters" not in cell.get("metadata", {}).get("tags", ())
    )
    prose = "\n\n".join(source for kind, source, _ in cells if kind == "markdown")
    trees = [ast.parse(_without_magics(source)) for kind, source, _ in cells if kind == "code"]
    named = _named_in_calls(trees)
    calls = {name for name, _ in _calls(trees)}
    modules = tuple(dict.fromkeys(module for tree in trees for module in imported_modules(tree)))
    return Notebook(
        path=path,
        title=_first(TITLE, prose),
        question=_first(QUESTION, prose),
        reads=named["reads"],
        writes=named["writes"],
        figures=named["figures"],
        parameters=_parameters(cells),
        modules=modules,
        reads_reports="read_folder" in calls,
        reads_notebooks="find_notebooks" in calls,
        cells=cells,
    )


def find_cell(path: Path, figure_id: str) -> dict[str, Any]:
    """Return the cell of a notebook that saves a figure.

    Parameters
    ----------
    path
        The notebook; one that is not there saves nothing.
    figure_id
        As given to `save_figure`.

    Returns
    -------
    dict
        ``id``, the cell's name, and ``count``, the number in brackets beside it after a clean run; empty when no
        cell saves the figure under a name that is written out.
    """
    if not path.is_file():
        return {}
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [
        cell
        for cell in cells
        if cell["cell_type"] == "code"
        and "injected-parameters" not in cell.get("metadata", {}).get("tags", ())
    ]
    for count, cell in enumerate(code, start=1):
        source = _without_magics("".join(cell["source"]))
        if figure_id in source and figure_id in _named_in_calls([ast.parse(source)])["figures"]:
            return {"id": cell.get("id", ""), "count": count}
    return {}


def producers(notebooks: Iterable[Notebook]) -> dict[str, str]:
    """Return for each table the name of the notebook that writes it."""
    return {table: notebook.name for notebook in notebooks for table in notebook.writes}


def needed_for(wanted: Sequence[Notebook], notebooks: Sequence[Notebook]) -> list[Notebook]:
    """Return the wanted notebooks and all whose tables they need, in the order in which they run.

    Parameters
    ----------
    wanted
        The notebooks asked for.
    notebooks
        All notebooks, in order.

    Returns
    -------
    list of Notebook
        A subset of `notebooks`, in their order.
    """
    made_by = producers(notebooks)
    by_name = {notebook.name: notebook for notebook in notebooks}
    needed: set[str] = set()
    waiting = [notebook.name for notebook in wanted]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting.extend(made_by[table] for table in by_name[name].reads if table in made_by)
    return [notebook for notebook in notebooks if notebook.name in needed]


def imported_modules(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted names of this package's modules that a syntax tree imports absolutely."""
    package = __package__ or "helpers"
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            # `from helpers import corpus` names a module in its second half
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        yield from (name for name in names if name.split(".")[0] == package)


def _parameters(cells: Iterable[tuple[str, str, tuple[str, ...]]]) -> dict[str, Any]:
    source = next((source for _, source, tags in cells if "parameters" in tags), "")
    return {
        target.id: ast.literal_eval(node.value)
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _named_in_calls(trees: Iterable[ast.AST]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {what: {} for what, _, _ in CALLS.values()}
    for function, call in _calls(trees):
        if function in CALLS:
            what, position, keyword = CALLS[function]
            if (name := _text_argument(call, position, keyword)) is not None:
                found[what][name] = None
    return {what: tuple(names) for what, names in found.items()}


def _calls(trees: Iterable[ast.AST]) -> Iterator[tuple[str, ast.Call]]:
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                yield (node.func.id if isinstance(node.func, ast.Name) else node.func.attr), node


def _text_argument(call: ast.Call, position: int, keyword: str) -> str | None:
    given = [call.args[position]] if len(call.args) > position else []
    given += [item.value for item in call.keywords if item.arg == keyword]
    return next(
        (node.value for node in given if isinstance(node, ast.Constant) and isinstance(node.value, str)), None
    )


def _without_magics(source: str) -> str:
    return "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in source.split("\n"))


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return " ".join(found.group(1).split()) if found else ""
