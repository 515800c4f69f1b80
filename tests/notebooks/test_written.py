"""How the committed notebooks are written: small cells, sentences around them, one clean run, no machine."""

import ast
import json
import re

import pytest

from helpers.notebooks import ROOT, find_notebooks

NOTEBOOKS = find_notebooks(ROOT / "notebooks")
PARAMETERS = {
    "raw_dir": "../data/raw",
    "tables_dir": "../data/processed",
    "figures_dir": "../figures",
    "lang": "en",
}
pytestmark = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda each: each.name)


def cells_of(notebook, kind):
    cells = json.loads(notebook.path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == kind]


def outputs_of(notebook):
    return [output for cell in cells_of(notebook, "code") for output in cell["outputs"]]


def test_it_comes_from_one_clean_run(notebook):
    counts = [cell["execution_count"] for cell in cells_of(notebook, "code")]
    assert counts == list(range(1, len(counts) + 1))
    assert not [output for output in outputs_of(notebook) if output["output_type"] == "error"]
    assert not [output for output in outputs_of(notebook) if output.get("name") == "stderr"]


def test_its_cells_are_small_and_define_nothing(notebook):
    for cell in cells_of(notebook, "code"):
        source = "".join(cell["source"])
        assert len([line for line in source.splitlines() if line.strip()]) <= 8, source
        kinds = {type(node) for node in ast.walk(ast.parse(source))}
        assert not kinds & {ast.FunctionDef, ast.ClassDef}, source


def test_it_begins_with_its_number_and_a_question(notebook):
    first = "".join(cells_of(notebook, "markdown")[0]["source"])
    assert first.startswith(f"# {int(notebook.number)} · ")
    assert notebook.question
    assert "**Next:**" in "".join("".join(cell["source"]) for cell in cells_of(notebook, "markdown"))


def test_its_parameters_are_plain_and_explained(notebook):
    (source,) = [text for _, text, tags in notebook.cells if "parameters" in tags]
    assert notebook.parameters.items() >= PARAMETERS.items()
    assert all(re.search(r"  # \S", line) for line in source.splitlines() if line.strip()), source


def test_it_shows_nothing_of_the_machine_it_ran_on(notebook):
    shown = json.dumps(outputs_of(notebook), ensure_ascii=False)
    assert str(ROOT) not in shown
    assert not re.search(r"/(home|root|tmp|Users)/|[A-Z]:\\\\|0x[0-9a-f]{8}", shown)


def test_it_links_to_notebooks_that_exist(notebook):
    prose = "\n".join(text for kind, text, _ in notebook.cells if kind == "markdown")
    for target in re.findall(r"\]\((\d\d-[^)#]+\.ipynb)", prose):
        assert (ROOT / "notebooks" / target).is_file(), target
