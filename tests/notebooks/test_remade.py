"""The committed notebooks, tables and figures are what the notebooks make from the reports, every time.

They are made twice: by the main job, in a copy of the project in which nothing is made, and by `pytest --nbval`.
"""

import base64
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from PIL import Image

from helpers.notebooks import ROOT, find_notebooks
from helpers.run import main
from support import state_of

NOTEBOOKS = find_notebooks(ROOT / "notebooks")
SANITIZE = Path(__file__).with_name("sanitize.cfg")
# Mean difference of two pictures as a share of full black to white: another processor may round the last bit.
SMALL = 0.002


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Return a copy of the project with nothing made in it: reports, coding and notebooks."""
    root = tmp_path_factory.mktemp("copy") / "project"
    for folder in ("notebooks", "data/raw", "data/coding"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for folder in ("data/processed", "figures", "src"):
        (root / folder).mkdir(parents=True)
    for name in ("requirements.lock", "CITATION.cff"):
        shutil.copy(ROOT / name, root)
    return root


@pytest.fixture(scope="module")
def remade(copy):
    """Return the copy after its main job."""
    assert main(["run"], root=copy) == 0
    return copy


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    """Return a copy of the project in which `pytest --nbval` has run the notebooks, and how that went.

    It runs them where they lie, one without the other, and they write.
    """
    root = tmp_path_factory.mktemp("second")
    for folder in ("notebooks", "data"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    (root / "figures").mkdir()
    return root, nbval(root / "notebooks")


def nbval(path: Path) -> subprocess.CompletedProcess:
    options = ["--nbval", "--nbval-current-env", "--nbval-sanitize-with", str(SANITIZE)]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, str(path)]
    folder = path if path.is_dir() else path.parent
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_tables_made_again_equal_the_committed_ones(remade):
    committed = state_of(ROOT / "data/processed")
    assert committed
    assert state_of(remade / "data/processed") == committed


def test_outputs_are_what_the_cells_give(second):
    _, done = second
    assert done.returncode == 0, done.stdout


def test_an_output_that_was_edited_is_noticed(tmp_path):
    edited = new_output("execute_result", data={"text/plain": "41"}, execution_count=1)
    cell = new_code_cell("6 * 7", outputs=[edited], execution_count=1)
    nbformat.write(new_notebook(cells=[cell]), tmp_path / "edited.ipynb")
    done = nbval(tmp_path / "edited.ipynb")
    assert done.returncode == 1
    assert "41" in done.stdout


def test_tables_made_a_second_time_equal_the_committed_ones(second):
    root, _ = second
    assert state_of(root / "data/processed") == state_of(ROOT / "data/processed")


def test_figures_made_twice_are_the_same_bytes(remade, second):
    root, _ = second
    made = state_of(remade / "figures")
    for lists in ("README.md", "figures.bib"):  # of all figures, which the main job writes when they are made
        del made[lists]
    assert made
    assert made == state_of(root / "figures")


def test_figures_made_again_look_like_the_committed_ones(remade):
    committed = sorted((ROOT / "figures").glob("*.png"))
    assert committed
    for path in committed:
        assert difference(path.read_bytes(), (remade / "figures" / path.name).read_bytes()) < SMALL, path.name


def test_passports_made_again_equal_the_committed_ones(remade):
    for path in sorted((ROOT / "figures").glob("*.json")):
        again = (remade / "figures" / path.name).read_text(encoding="utf-8")
        assert json.loads(again) == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [each.path.name for each in NOTEBOOKS])
def test_notebooks_made_again_equal_the_committed_ones(remade, name):
    committed, pictures = without_pictures(ROOT / "notebooks" / name)
    again, pictures_again = without_pictures(remade / "notebooks" / name)
    assert again == committed
    assert len(pictures) == len(pictures_again)
    assert all(difference(*pair) < SMALL for pair in zip(pictures, pictures_again, strict=True))


def difference(one: bytes, other: bytes) -> float:
    """Return the mean difference of two pictures, 0 for the same and 1 for black against white."""
    pixels = [np.asarray(Image.open(io.BytesIO(each)).convert("RGB"), dtype=float) for each in (one, other)]
    return 1.0 if pixels[0].shape != pixels[1].shape else float(np.abs(pixels[0] - pixels[1]).mean() / 255)


def test_the_difference_of_pictures_is_small_only_for_like_ones():
    def png(level: int, size: tuple[int, int] = (20, 10)) -> bytes:
        buffer = io.BytesIO()
        Image.new("L", size, level).save(buffer, "PNG")
        return buffer.getvalue()

    assert difference(png(0), png(255)) == 1
    assert difference(png(0), png(0, (10, 20))) == 1
    assert difference(png(100), png(100)) == 0
    assert difference(png(100), png(110)) > SMALL


def without_pictures(path: Path) -> tuple[dict, list[bytes]]:
    """Return a notebook without the pictures among its outputs, and these."""
    content = json.loads(path.read_text(encoding="utf-8"))
    outputs = [output for cell in content["cells"] for output in cell.get("outputs", [])]
    shown = [output["data"] for output in outputs if "data" in output]
    return content, [base64.b64decode(data.pop("image/png")) for data in shown if "image/png" in data]
