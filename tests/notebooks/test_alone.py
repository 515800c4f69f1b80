"""Each notebook runs by itself with plain papermill, in Chinese, and writes what it says that it writes."""

import shutil
import subprocess
import sys
from pathlib import Path

import papermill
import pytest

from helpers.execution import KERNEL_ENVIRONMENT
from helpers.notebooks import ROOT, find_notebooks
from support import state_of

NOTEBOOKS = find_notebooks(ROOT / "notebooks")


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Return the folders that a notebook is given, in an environment that no runner has prepared."""
    for name in KERNEL_ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    shutil.copytree(ROOT / "data/processed", tmp_path / "tables")
    (tmp_path / "figures").mkdir()
    made = {"tables_dir": tmp_path / "tables", "figures_dir": tmp_path / "figures"}
    return {name: str(path) for name, path in ({"raw_dir": ROOT / "data/raw"} | made).items()}


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda each: each.name)
def test_each_notebook_runs_alone_with_plain_papermill(notebook, folders, tmp_path):
    """From the project's root; what it needs is there, what it makes goes elsewhere."""
    for table in notebook.writes:
        for kind in ("csv", "parquet"):
            (tmp_path / "tables" / f"{table}.{kind}").unlink()
    source, out = notebook.path.relative_to(ROOT).as_posix(), str(tmp_path / "out.ipynb")
    papermill.execute_notebook(source, out, folders | {"lang": "zh"}, cwd=ROOT, progress_bar=False)
    assert state_of(tmp_path / "tables") == state_of(ROOT / "data/processed")
    assert {path.stem for path in (tmp_path / "figures").iterdir()} == set(notebook.figures)


def test_papermill_runs_a_notebook_from_the_command_line(folders, tmp_path):
    command = [Path(sys.executable).with_name("papermill"), NOTEBOOKS[0].path, tmp_path / "out.ipynb"]
    parameters = [word for name, folder in folders.items() for word in ("-p", name, folder)]
    done = subprocess.run(
        [*command, "--no-progress-bar", *parameters, "-p", "lang", "zh"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert {path.stem for path in (tmp_path / "figures").iterdir()} == set(NOTEBOOKS[0].figures)
