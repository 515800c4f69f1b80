"""Incremental runs: what has not changed is kept, and a run killed at any moment leaves whole results and goes on.

Notebooks run in this process here, which is a copy of the test's own, and is really killed.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any

import datasketch  # noqa: F401 - loaded once, not in every copy of this process
import nbformat
import pytest
import rich.progress  # noqa: F401

import helpers.corpus
import helpers.execution
import helpers.preflight
from helpers.fingerprints import Hashes, Setting, files_below, fingerprint
from helpers.notebooks import ROOT, find_notebooks
from helpers.run import main
from helpers.staging import ASIDE, Stage, aside, current, replace_whole
from support import notebook_file, state_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs os.fork and signals")

PARAMETERS = 'raw_dir = "../data/raw"  # reports\ntables_dir = "../data/processed"\nfigures_dir = "../figures"\nlang = "en"'
TOOLS = """from pathlib import Path
from helpers.staging import current, replace_whole
read_table = lambda name, folder: current(Path(folder) / f"{name}.csv").read_text(encoding="utf-8")
def write_table(text, name, folder):
    for form in (".csv", ".parquet"):
        replace_whole(Path(folder) / f"{name}{form}", text.encode())
def save_figure(text, name, folder):
    for form in (".pdf", ".svg"):
        replace_whole(Path(folder) / f"{name}{form}", text.encode())"""
TEXT = "全县建成集中安置点12个，搬迁群众3400人。\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "项目"
    for folder in ("notebooks", "data/raw", "data/processed", "figures", "src"):
        (root / folder).mkdir(parents=True)
    (root / "requirements.lock").write_text("", encoding="utf-8")
    shutil.copy(ROOT / "CITATION.cff", root)
    for name in ("one", "two", "three"):
        (root / f"data/raw/{name}.txt").write_text(f"{name} {TEXT}", encoding="utf-8")
    notebook_file(
        root / "notebooks/01-corpus.ipynb",
        ("code", PARAMETERS, ["parameters"]),
        ("code", TOOLS),
        ("code", "texts = [path.read_text() for path in sorted(Path(raw_dir).glob('*.txt'))]"),
        (
            "code",
            "[replace_whole(Path(tables_dir) / f'texts/{n}.txt', t.encode()) for n, t in enumerate(texts)]",
        ),
        ("code", 'write_table("".join(texts), "documents", tables_dir)'),
        ("code", 'save_figure(lang + "".join(texts), "roles", figures_dir)'),
    )
    notebook_file(
        root / "notebooks/03-mentions.ipynb",
        ("code", PARAMETERS, ["parameters"]),
        ("code", TOOLS),
        ("code", 'write_table(read_table("documents", tables_dir) * 2, "mentions", tables_dir)'),
        ("code", 'write_table(read_table("mentions", tables_dir) * 2, "claims", tables_dir)'),
    )
    return root


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run notebooks without kernels."""

    def execute(path: Path, parameters: dict[str, Any], cwd: Path, watcher: Any) -> nbformat.NotebookNode:
        notebook = nbformat.read(path, as_version=4)
        names: dict[str, Any] = {}
        before = Path.cwd()
        os.chdir(cwd)
        try:
            for cell in notebook.cells:
                exec(cell.source, names)
                if "parameters" in cell.metadata.get("tags", ()):
                    names |= parameters
        finally:
            os.chdir(before)
        return nbformat.from_dict(notebook)

    monkeypatch.setattr(helpers.execution, "execute", execute)
    monkeypatch.setattr(helpers.execution, "warm_up", lambda: None)
    monkeypatch.setattr(helpers.run, "_describe", lambda *_, **__: True)  # has tests of its own


def in_a_copy(action: Callable[[], int]) -> int:
    """Do something in a copy of this process; return its exit code, or minus the signal that killed it."""
    child = os.fork()
    if child == 0:
        code = 99
        try:
            with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
                code = action()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(number: int, action: Callable[[], int]) -> Callable[[], int]:
    """Return an action that kills its process before its n-th change of the disk."""

    def run() -> int:
        left = [number]

        def counting(change: Callable[..., Any]) -> Callable[..., Any]:
            def changed(*args: Any, **kwargs: Any) -> Any:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return change(*args, **kwargs)

            return changed

        for name in ("write_bytes", "replace", "unlink"):
            setattr(Path, name, counting(getattr(Path, name)))
        shutil.rmtree = counting(shutil.rmtree)
        return action()

    return run


def results(root: Path) -> dict[str, bytes]:
    """Return what a reader sees of a project: all but its build state."""
    return {
        name: content
        for name, content in state_of(root).items()
        if not name.startswith(("build/", ".xianjie/")) and not Path(name).name.startswith(".~")
    }


def run(root: Path, *arguments: str) -> Callable[[], int]:
    return lambda: main(["run", *arguments], root=root)


def test_a_run_killed_before_any_change_of_the_disk_leaves_whole_results_and_goes_on(
    project: Path, tmp_path: Path
) -> None:
    assert run(project)() == 0  # in this process: copies of it have everything loaded
    old = results(project)
    (project / "data/raw/two.txt").unlink()
    (project / "data/raw/one.txt").write_text("changed " + TEXT, encoding="utf-8")
    finished = Path(shutil.copytree(project, tmp_path / "finished"))
    assert in_a_copy(run(finished)) == 0
    new = results(finished)
    assert "data/processed/texts/2.txt" in old
    assert "data/processed/texts/2.txt" not in new  # of a report that is gone
    kills = 0
    for number in range(1, 500):
        root = Path(shutil.copytree(project, tmp_path / f"killed-{number}"))
        code = in_a_copy(killed_at(number, run(root)))
        if code == 0:
            break
        assert code == -signal.SIGKILL
        kills += 1
        left = results(root)
        assert all(content in (old.get(name), new.get(name)) for name, content in left.items())
        mixed = [
            step
            for step in (("documents", "roles", "texts"), ("mentions", "claims"))
            if len(
                {_age(name, left, old, new) for name in old if any(part in name for part in step)} - {"same"}
            )
            > 1
        ]
        assert not mixed or list((root / "build").glob("stage-*/plan.json")), mixed
        assert in_a_copy(run(root)) == 0
        assert results(root) == new
        shutil.rmtree(root)
    assert kills > 20


def _age(name: str, left: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> str:
    if name.startswith("notebooks") or old.get(name) == new.get(name):
        return "same"
    return "new" if left.get(name) == new.get(name) else "old"


def test_a_first_run_killed_anywhere_goes_on(project: Path, tmp_path: Path) -> None:
    finished = Path(shutil.copytree(project, tmp_path / "finished"))
    assert run(finished)() == 0
    for number in range(3, 60, 4):
        root = Path(shutil.copytree(project, tmp_path / f"killed-{number}"))
        in_a_copy(killed_at(number, run(root)))
        assert in_a_copy(run(root)) == 0
        assert results(root) == results(finished)


def test_a_job_of_the_readers_own_runs_again_only_what_has_changed(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, out = tmp_path / "raw", tmp_path / "raw/out"
    raw.mkdir()
    (raw / "a.txt").write_text(TEXT, encoding="utf-8")

    def states(*arguments: str) -> dict[str, str]:
        assert main(["run", "--raw", str(raw), "--out", str(out), *arguments], root=project) == 0
        lines = [
            line.split(maxsplit=2) for line in capsys.readouterr().out.splitlines() if line.startswith("  ")
        ]
        return {words[0]: " ".join(words[1:]) for words in lines if words[0][:2] in ("01", "03")}

    assert all(said.startswith("made") for said in states().values())
    before = results(out)
    assert {said.split()[0] for said in states().values()} == {"kept"}
    assert results(out) == before
    said = states("--lang", "zh")
    assert "changed: the parameters" in said["01-corpus"]
    states()
    (raw / "b.txt").write_text("b" + TEXT, encoding="utf-8")
    said = states()
    assert "changed: the report b.txt" in said["01-corpus"]
    assert "the table documents" in said["03-mentions"]
    assert states("--again")["01-corpus"].endswith("asked for again")
    shutil.rmtree(out / ".xianjie")
    assert "not made here before" in states()["01-corpus"]


@pytest.mark.skipif(sys.platform == "darwin", reason="names of files are UTF-8 there")
def test_a_file_whose_name_is_no_utf8_stops_no_run(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text(TEXT, encoding="utf-8")
    odd = raw / os.fsdecode("云南.txt".encode("gb18030"))
    odd.write_text("b" + TEXT, encoding="utf-8")
    arguments = ["run", "--raw", str(raw), "--out", str(tmp_path / "out"), "--only", "01"]
    assert main(arguments, root=project) == 0
    assert "Rename it" in capsys.readouterr().err
    odd.write_text("c" + TEXT, encoding="utf-8")
    assert main(arguments, root=project) == 0
    assert "changed: the report \\udcd4" in capsys.readouterr().out


def test_results_among_the_reports_are_no_reports(tmp_path: Path) -> None:
    for name in ("a.txt", "sub/b.txt", "out/tables/c.csv", ".hidden/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "sub/circle").symlink_to(tmp_path)
    found = files_below(tmp_path, tmp_path / "out")
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.txt", "sub/b.txt"]


def test_a_file_named_by_a_parameter_counts_with_what_it_holds(project: Path, tmp_path: Path) -> None:
    notebook_file(
        project / "notebooks/05-units.ipynb", ("code", f'{PARAMETERS}\nunits = ""  # a CSV', ["parameters"])
    )
    notebooks = find_notebooks(project / "notebooks")
    units = tmp_path / "units.csv"
    prints = []
    for content in ("unit", "unit,kind"):
        units.write_text(content, encoding="utf-8")
        setting = Setting(project / "data/raw", tmp_path, tmp_path, {"units": str(units)})
        prints.append(fingerprint(notebooks[-1], notebooks, project, setting))
    assert prints[0]["the file of units"] != prints[1]["the file of units"]
    assert "the file of units" not in fingerprint(notebooks[0], notebooks, project, setting)


def test_a_failing_notebook_leaves_none_of_its_tables(project: Path) -> None:
    assert in_a_copy(run(project)) == 0
    before = results(project)
    path = project / "notebooks/03-mentions.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[2].source = 'write_table("half", "mentions", tables_dir)'
    notebook.cells[3].source = "1 / 0"
    nbformat.write(notebook, path)
    assert in_a_copy(run(project)) != 0
    after = results(project)
    assert {name for name in before if before[name] != after[name]} == {"notebooks/03-mentions.ipynb"}


def test_two_runs_at_once_do_not_write_over_each_other(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Stage(project, project / "build").alone():
        assert main(["run"], root=project) == 2
    assert "another run is writing there" in capsys.readouterr().err
    assert main(["run"], root=project) == 0


# -- the parts -----------------------------------------------------------------------------------------------


def test_what_a_step_writes_is_read_by_it_and_seen_by_others_when_it_is_done(tmp_path: Path) -> None:
    stage = Stage(tmp_path, tmp_path / "build")
    replace_whole(tmp_path / "a.csv", b"old")
    with stage.step():
        replace_whole(tmp_path / "a.csv", b"new")
        replace_whole(tmp_path / "sub/b.csv", b"b")
        assert (tmp_path / "a.csv").read_bytes() == b"old"
        assert current(tmp_path / "a.csv").read_bytes() == b"new"
    assert stage.files() == [tmp_path / "a.csv", tmp_path / "sub/b.csv"]
    stage.commit()
    assert state_of(tmp_path) == {"a.csv": b"new", "sub/b.csv": b"b"}
    assert ASIDE not in os.environ


def test_what_lies_elsewhere_is_written_at_once(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    with Stage(tmp_path / "base", tmp_path / "base/build").step():
        assert aside(tmp_path / "elsewhere.csv") == tmp_path / "elsewhere.csv"
        replace_whole(tmp_path / "elsewhere.csv", b"x")
    assert (tmp_path / "elsewhere.csv").read_bytes() == b"x"


def test_an_error_throws_away_what_was_written(tmp_path: Path) -> None:
    stage = Stage(tmp_path, tmp_path / "build")
    with suppress(ZeroDivisionError), stage.step():
        replace_whole(tmp_path / "a.csv", b"new")
        replace_whole(tmp_path / "b.csv", bytes(1 // 0))
    assert stage.files() == []
    assert state_of(tmp_path) == {}


def test_a_hash_is_remembered_only_while_the_file_stays_as_it_was(tmp_path: Path) -> None:
    path, hashes = tmp_path / "a.txt", Hashes()
    path.write_bytes(b"one")
    os.utime(path, (1, 1))
    first = hashes.sha256(path)
    path.write_bytes(b"two")
    os.utime(path, (1, 1))  # the same size and time: the disk's own time of change tells
    assert hashes.sha256(path) != first
    hashes.save(tmp_path / "hashes.json")
    (tmp_path / "hashes.json").write_text("{broken", encoding="utf-8")
    again = Hashes()
    again.load(tmp_path / "hashes.json")
    assert again.sha256(path) == hashes.sha256(path)


def test_a_run_that_makes_nothing_loads_nothing_heavy() -> None:
    code = "import sys, helpers.run; print(sorted({'pandas', 'numpy', 'matplotlib', 'dask', 'opencc'} & sys.modules.keys()))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_the_fingerprints_of_all_notebooks_take_a_second_when_nothing_has_changed(tmp_path: Path) -> None:
    code = (
        "import time, pathlib, helpers.fingerprints as f; from helpers.notebooks import ROOT, find_notebooks;"
        "f.load_hashes(pathlib.Path(__import__('sys').argv[1])); started = time.process_time();"
        "notebooks = find_notebooks(ROOT / 'notebooks');"
        "[f.fingerprint(each, notebooks, ROOT) for each in notebooks];"
        "print(time.process_time() - started); f.save_hashes(pathlib.Path(__import__('sys').argv[1]))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "hashes.json")]
    took = [
        float(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout)
        for _ in range(2)
    ]
    assert took[1] < 1.5
