"""`pytest --nbval` on the committed notebooks: every output is what its cell gives."""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from helpers.notebooks import ROOT, find_notebooks

SANITIZE = Path(__file__).with_name("sanitize.cfg")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Return a copy of the project: nbval runs notebooks where they lie, and they write."""
    root = tmp_path_factory.mktemp("nbval")
    for folder in ("notebooks", "data", "figures"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return root


def nbval(path: Path) -> subprocess.CompletedProcess:
    options = ["--nbval", "--nbval-current-env", "--nbval-sanitize-with", str(SANITIZE)]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, str(path)]
    return subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", [each.path.name for each in find_notebooks(ROOT / "notebooks")])
def test_outputs_are_what_the_cells_give(copy, name):
    done = nbval(copy / "notebooks" / name)
    assert done.returncode == 0, done.stdout


def test_an_output_that_was_edited_is_noticed(tmp_path):
    edited = new_output("execute_result", data={"text/plain": "41"}, execution_count=1)
    cell = new_code_cell("6 * 7", outputs=[edited], execution_count=1)
    nbformat.write(new_notebook(cells=[cell]), tmp_path / "edited.ipynb")
    done = nbval(tmp_path / "edited.ipynb")
    assert done.returncode == 1
    assert "41" in done.stdout
