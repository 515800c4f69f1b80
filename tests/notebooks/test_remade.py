"""The committed notebooks, tables and figures are what the notebooks make from the reports, every time."""

import base64
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from helpers.notebooks import ROOT, find_notebooks
from helpers.run import main
from support import state_of

NOTEBOOKS = find_notebooks(ROOT / "notebooks")
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
    """Return the results of a second run, and whether the first ones were left alone by it."""
    out = tmp_path_factory.mktemp("second")
    folders = [ROOT / name for name in ("notebooks", "data/processed", "figures")]
    before = [state_of(folder) for folder in folders]
    assert main(["run", "--out", str(out)]) == 0
    assert [state_of(folder) for folder in folders] == before
    return out


def test_tables_made_again_equal_the_committed_ones(remade):
    committed = state_of(ROOT / "data/processed")
    assert committed
    assert state_of(remade / "data/processed") == committed


def test_tables_of_a_second_run_equal_the_committed_ones(second):
    assert state_of(second / "tables") == state_of(ROOT / "data/processed")


def test_figures_made_twice_are_the_same_bytes(remade, second):
    assert state_of(remade / "figures")
    assert state_of(remade / "figures") == state_of(second / "figures")


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


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda each: each.name)
def test_each_notebook_runs_alone_with_plain_papermill(notebook, tmp_path):
    """From the project's root, in Chinese; what it needs is there, what it makes goes elsewhere."""
    shutil.copytree(ROOT / "data/processed", tmp_path / "tables")
    for name in (file for table in notebook.writes for file in (f"{table}.csv", f"{table}.parquet")):
        (tmp_path / "tables" / name).unlink()
    (tmp_path / "figures").mkdir()
    papermill = Path(sys.executable).with_name("papermill")
    folders = {"raw_dir": ROOT / "data/raw"}
    folders |= {"tables_dir": tmp_path / "tables", "figures_dir": tmp_path / "figures"}
    parameters = [word for name, folder in folders.items() for word in ("-p", name, str(folder))]
    source = notebook.path.relative_to(ROOT).as_posix()
    command = [str(papermill), source, str(tmp_path / "out.ipynb"), "--no-progress-bar", *parameters]
    command += ["-p", "lang", "zh"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert state_of(tmp_path / "tables") == state_of(ROOT / "data/processed")
    assert {path.stem for path in (tmp_path / "figures").iterdir()} == set(notebook.figures)


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
