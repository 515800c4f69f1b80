"""The runner and its command line, on a small project made for the purpose.

Its notebooks do in plain Python what the real ones do with helpers: read a folder, write and read tables.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from helpers import execution
from helpers.run import main
from support import hear_ctrl_c, notebook_file, state_of

PARAMETERS = """raw_dir = "../data/raw"  # reports
tables_dir = "../data/processed"
figures_dir = "../figures"
lang = "en"
"""
TOOLS = """from pathlib import Path
write_table = lambda text, name, folder: (Path(folder) / f"{name}.csv").write_text(text, encoding="utf-8")
read_table = lambda name, folder: (Path(folder) / f"{name}.csv").read_text(encoding="utf-8")"""
REPORT = "全市脱贫人口人均纯收入达13233元。\n"


def write_project(root: Path) -> Path:
    for folder in ("notebooks", "data/raw", "data/processed", "figures", "src"):
        (root / folder).mkdir(parents=True)
    (root / "requirements.lock").write_text("", encoding="utf-8")
    citation = "title: Notes\nversion: 1.0.0\ndate-released: 2025-01-01\nauthors: [{name: Us}]\n"
    (root / "CITATION.cff").write_text(citation, encoding="utf-8")
    (root / "data/raw/one.txt").write_text(REPORT, encoding="utf-8")
    notebook_file(
        root / "notebooks/01-corpus.ipynb",
        ("markdown", "# 1 · Corpus"),
        ("code", PARAMETERS, ["parameters"]),
        ("code", TOOLS),
        ("code", 'texts = [path.read_text(errors="ignore") for path in sorted(Path(raw_dir).glob("*.txt"))]'),
        ("code", 'write_table(lang + "".join(texts), "documents", tables_dir)'),
    )
    notebook_file(
        root / "notebooks/03-mentions.ipynb",
        ("code", PARAMETERS + 'units = ""  # a CSV\ntop = 3  # rows\nstrict = False', ["parameters"]),
        ("code", TOOLS),
        ("code", 'assert not strict, "No report states a year; give sources.csv."'),
        ("code", 'print("a"); print("b")'),
        ("code", 'write_table(read_table("documents", tables_dir) * top, "mentions", tables_dir)'),
    )
    notebook_file(
        root / "notebooks/05-audit.ipynb",
        ("code", PARAMETERS, ["parameters"]),
        ("code", TOOLS),
        ("code", 'write_table(read_table("documents", tables_dir), "checks", tables_dir)'),
    )
    notebook_file(
        root / "notebooks/11-findings.ipynb",
        ("code", PARAMETERS, ["parameters"]),
        ("code", TOOLS),
        ("code", 'len(read_table("mentions", tables_dir))'),
    )
    return root


@pytest.fixture
def project(tmp_path):
    """Return the small project, nothing made yet."""
    return write_project(tmp_path / "项目")


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    root = write_project(tmp_path_factory.mktemp("made") / "项目")
    assert main(["run"], root=root) == 0
    return root


@pytest.fixture
def made(made_once, project):
    """Return the small project after its main job."""
    return Path(shutil.copytree(made_once, project, dirs_exist_ok=True))


@pytest.fixture
def xianjie(project, capsys):
    """Run the command in the small project; return its exit code, its words and its complaints."""

    def call(*arguments):
        code = main(["run", *map(str, arguments)], root=project)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


# --- the main job ---


def test_the_main_job_makes_everything_in_place_and_then_nothing(project, xianjie):
    code, said, complaints = xianjie()
    assert (code, complaints) == (0, "")
    assert (project / "data/processed/documents.csv").read_text(encoding="utf-8") == "en" + REPORT
    assert (project / "data/processed/mentions.csv").read_text(encoding="utf-8") == ("en" + REPORT) * 3
    before = state_of(project)

    code, said, _ = xianjie()
    assert code == 0
    assert said.count("kept") >= 4
    assert "nothing that it depends on has changed" in said
    assert state_of(project) == before


def test_committed_notebooks_hold_nothing_that_varies(made, xianjie):
    first = state_of(made / "notebooks")
    xianjie("--again")
    assert state_of(made / "notebooks") == first
    notebook = nbformat.read(made / "notebooks/03-mentions.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == [1, 2, 3, 4, 5]
    assert [output.text for output in code[3].outputs] == ["a\nb\n"]
    assert not {"papermill", "execution"} & {key for cell in code for key in cell.metadata}
    assert "papermill" not in notebook.metadata
    assert str(made) not in nbformat.writes(notebook)


def test_a_change_runs_what_depends_on_it_and_nothing_else(made, xianjie):
    path = made / "notebooks/03-mentions.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].source = notebook.cells[-1].source.replace("* top", "* 2 * top")
    nbformat.write(notebook, path)
    _, said, _ = xianjie()
    lines = {words[0]: words[1:] for line in said.splitlines() if (words := line.split())}
    assert lines["01-corpus"][0] == lines["05-audit"][0] == "kept"
    assert lines["03-mentions"][0] == lines["11-findings"][0] == "made"
    assert "the cells of 03-mentions" in said
    assert "data/processed/mentions.csv" in said


def test_a_report_added_or_a_table_edited_by_hand_is_noticed(made, xianjie):
    table = made / "data/processed/mentions.csv"
    good = table.read_bytes()
    table.write_text("edited by hand", encoding="utf-8")
    _, said, _ = xianjie()
    assert "no longer as it was made: data/processed/mentions.csv" in said
    assert table.read_bytes() == good
    (made / "data/raw/two.txt").write_text(REPORT * 2, encoding="utf-8")
    _, said, _ = xianjie()
    assert "changed: data/raw/two.txt" in said


def test_a_broken_record_of_earlier_runs_means_that_all_is_made(made, xianjie):
    (made / "build/state.json").write_text('{"01-corpus": ', encoding="utf-8")
    code, said, _ = xianjie()
    assert code == 0
    assert said.count("not made here before") == 4


# --- the reader's own reports ---


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "我的报告"
    folder.mkdir()
    (folder / "甲.txt").write_text("全县建成安置点12个。\n", encoding="utf-8")
    return folder


def test_a_job_of_the_readers_own_leaves_the_committed_files_alone(project, own, tmp_path, xianjie):
    before = state_of(project)
    out = tmp_path / "out"
    code, _, complaints = xianjie("--raw", own, "--out", out, "--lang", "zh", "-p", "top", "2")
    assert (code, complaints) == (0, "")
    assert state_of(project) == before
    assert (out / "tables/documents.csv").read_text(encoding="utf-8") == "zh全县建成安置点12个。\n"
    assert (out / "tables/mentions.csv").read_text(encoding="utf-8") == "zh全县建成安置点12个。\n" * 2
    assert (out / "figures").is_dir()
    names = sorted(path.stem for path in (out / "notebooks").iterdir())
    assert names == ["01-corpus", "03-mentions", "05-audit", "11-findings"]


def test_one_notebook_runs_with_what_it_needs(own, tmp_path, xianjie):
    out = tmp_path / "out"
    code, said, _ = xianjie("--raw", own, "--out", out, "--only", "3")
    assert code == 0
    assert (
        f"1 report states no date of publication, 1 report names no place: `xianjie check {own}` says" in said
    )
    assert sorted(path.stem for path in (out / "tables").glob("*.csv")) == ["documents", "mentions"]


def test_offsets_never_come_without_the_texts_that_they_count_in(project, own, tmp_path, xianjie):
    notebook_file(
        project / "notebooks/04-claims.ipynb",
        ("code", PARAMETERS, ["parameters"]),
        ("code", TOOLS),
        ("code", 'write_table("offsets in the reports", "claims", tables_dir)'),
    )
    assert xianjie("--raw", own, "--out", tmp_path / "out", "--only", "4")[0] == 0
    assert sorted(path.stem for path in (tmp_path / "out/tables").glob("*.csv")) == ["claims", "documents"]


def test_without_out_the_results_go_below_the_current_folder(own, tmp_path, xianjie, monkeypatch):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    code, said, _ = xianjie("--raw", own, "--only", "01")
    assert code == 0
    assert "./xianjie-out" in said
    assert (elsewhere / "xianjie-out/tables/documents.csv").is_file()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.txt", b""),
        ("空白.txt", " \r\n\u3000".encode()),
        ("坏.txt", bytes(range(256)) * 8),
        ("图.txt", b"\x89PNG\r\n\x1a\n" + bytes(64)),
        ("乙.txt", "全县建成安置点12个。\n".encode()),
        ("丙.txt", "全县建成安置点12个。\r\n".encode("gb18030")),
        ("报告.docx", b"PK\x03\x04"),
    ],
    ids=["empty", "blank", "binary", "picture", "twin", "twin-in-another-encoding", "word"],
)
def test_a_file_that_cannot_be_used_is_one_sentence_and_the_others_are_read(
    own, tmp_path, xianjie, name, content
):
    (own / name).write_bytes(content)
    code, said, complaints = xianjie("--raw", own, "--out", tmp_path / "out", "--only", "01")
    assert code == 0
    assert len(complaints.strip().splitlines()) == 1
    # of two files with the same text, either may be the one that is left out, but both are named
    assert name in complaints
    assert "1 report read" in said
    assert (tmp_path / "out/tables/documents.csv").is_file()


def test_a_folder_of_nothing_but_broken_files_makes_nothing(tmp_path, xianjie):
    (tmp_path / "bad").mkdir()
    for name in ("一.txt", "二.txt"):
        (tmp_path / "bad" / name).write_bytes(b"")
    code, said, complaints = xianjie("--raw", tmp_path / "bad", "--out", tmp_path / "out")
    assert code == 2
    assert len(complaints.strip().splitlines()) == 2
    assert "Nothing was made" in said
    assert not list((tmp_path / "out/tables").iterdir())


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], []),
        (["甲,7,10,status,reported,target"], []),
        (
            ["甲,7,10,status,reported,target", "甲,7,10,place,某县,", "甲,7,10,period,2019,2020", "乙,1,2,status,,target"],
            [
                "2 corrections not applied:",
                "  corrections.csv, line 4: 甲 7-10: the correction of period is stale, since the cell now reads '', not",
                "  corrections.csv, line 5: 乙 1-2: the correction of status cannot be applied, since no claim is of a",
            ],
        ),
        (["甲,7,10,period,,2020年"], ["1 correction not applied:", "  corrections.csv, line 2: 甲 7-10: the correction"]),
        (None, ["corrections.csv: has no column doc, start, end, column, old. Let its first line name the"]),
    ],
    ids=["none", "applied", "some", "one", "malformed"],
)  # fmt: skip
def test_a_run_ends_by_saying_which_corrections_it_did_not_apply(project, own, tmp_path, xianjie, rows, said):
    notebook_file(
        project / "notebooks/04-claims.ipynb",
        ("code", PARAMETERS, ["parameters"]),
        (
            "code",
            "from helpers.claims import claims_table, correct_claims\n"
            "from helpers.corpus import read_folder\n"
            "from helpers.mentions import mentions_table\n"
            "from helpers.tables import write_table\n"
            "reports = read_folder(raw_dir).reports\n"
            "claims, _ = correct_claims(claims_table(reports, mentions_table(reports)), raw_dir)\n"
            'write_table(claims, "claims", tables_dir)',
        ),
    )
    lines = ["new"] if rows is None else ["doc,start,end,column,old,new", *rows]
    (own / "corrections.csv").write_text("\n".join(lines), encoding="utf-8")
    for _ in range(2):  # also when nothing has to be made again
        code, _, complaints = xianjie("--raw", own, "--out", tmp_path / "out", "--only", "4")
        assert code == 0
        found = complaints.splitlines()
        assert len(found) == len(said)
        assert all(line.startswith(start) for line, start in zip(found, said, strict=True)), found


# --- what cannot be done is said in one sentence ---


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--raw", "{tmp}/nowhere"], ["{tmp}/nowhere", "no such folder"]),
        (["--raw", "{tmp}/a-file"], ["{tmp}/a-file", "is a file"]),
        (["--raw", "{tmp}/empty", "--out", "{tmp}/o"], ["empty", "holds no .txt, .md, .html"]),
        (["--out", "{tmp}/a-file"], ["{tmp}/a-file", "is a file"]),
        (["--out", "/proc/xianjie"], ["/proc/xianjie", "cannot be written to"]),
        (["--out", "{root}/data"], ["collection's own"]),
        (["--out", "{root}"], ["collection's own"]),
        (["--only", "07"], ["--only 07", "no such notebook", "03-mentions"]),
        (["-p", "colour", "red"], ["colour", "no notebook has a parameter", "top"]),
        (["-p", "top", "many"], ["top", "many", "not a whole number"]),
        (["-p", "strict", "perhaps"], ["strict", "perhaps", "not true or false"]),
        (["-p", "raw_dir", "x"], ["raw_dir", "--raw"]),
        (["--units", "{tmp}/none.csv"], ["{tmp}/none.csv", "no such file"]),
        (["--units", "{tmp}/a-file"], ["a-file", "unit"]),
        (["--lang", "fr"], ["--lang", "fr", "zh"]),
        (["--colour"], ["--colour", "--help"]),
    ],
)
def test_what_cannot_be_done_is_one_sentence(project, tmp_path, xianjie, arguments, words):
    (tmp_path / "a-file").write_text("", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    before = state_of(project)
    fill = {"tmp": tmp_path, "root": project}
    code, _, complaints = xianjie(*(argument.format(**fill) for argument in arguments))
    assert code != 0
    assert len(complaints.strip().splitlines()) == 1
    assert all(word.format(**fill) in complaints for word in words)
    assert "Traceback" not in complaints
    assert state_of(project) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unwritable to the superuser")
def test_an_out_folder_without_write_permission_is_refused(tmp_path, own, xianjie):
    (tmp_path / "locked").mkdir(mode=0o500)
    code, _, complaints = xianjie("--raw", own, "--out", tmp_path / "locked")
    assert code != 0
    assert "cannot be written to" in complaints


@pytest.mark.parametrize(
    ("raw", "out", "words"),
    [
        ("reports", "reports", "is the folder of the reports"),
        ("reports", "reports/../reports/", "is the folder of the reports"),
        ("reports", "link", "is the folder of the reports"),
        ("link", "reports", "is the folder of the reports"),
        ("reports", "reports/2023", "holds reports of"),
        ("reports", "link/2023", "holds reports of"),
        ("elsewhere", "reports", "holds reports of"),  # a link in it leads to reports
        ("mine/tables", "mine", "would have results written into"),
        ("mine/tables/old", "mine", "would have results written into"),
    ],
)
def test_results_and_reports_do_not_lie_in_one_folder(tmp_path, xianjie, raw, out, words):
    for folder in ("reports/2023", "elsewhere", "mine/tables/old"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "甲.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "link").symlink_to("reports")
    (tmp_path / "elsewhere/more").symlink_to("../reports")
    before = state_of(tmp_path)
    code, _, complaints = xianjie("--raw", tmp_path / raw, "--out", f"{tmp_path}/{out}", "--only", "01")
    assert code == 2
    assert words in complaints
    assert len(complaints.strip().splitlines()) == 1
    assert state_of(tmp_path) == before


@pytest.mark.parametrize(("raw", "out"), [("reports", "reports/results"), ("mine/reports", "mine")])
def test_results_may_lie_inside_of_the_reports_or_around_them(tmp_path, xianjie, raw, out):
    (tmp_path / raw).mkdir(parents=True)
    (tmp_path / raw / "甲.txt").write_text(REPORT, encoding="utf-8")
    for _ in range(2):  # at the second time, what the first has written is there
        code, said, complaints = xianjie(
            "--raw", tmp_path / raw, "--out", tmp_path / out, "--only", "3", "--again"
        )
        assert (code, complaints) == (0, "")
        assert "1 report read" in said
    shutil.rmtree(tmp_path / out / ".xianjie")  # it can be deleted at any time
    assert xianjie("--raw", tmp_path / raw, "--out", tmp_path / out, "--only", "3")[0] == 0


def test_a_failing_cell_is_a_sentence_and_the_rest_is_made(own, tmp_path, xianjie):
    out = tmp_path / "out"
    xianjie("--raw", own, "--out", out)
    before = (out / "notebooks/03-mentions.ipynb").read_bytes()
    code, said, complaints = xianjie("--raw", own, "--out", out, "-p", "strict", "true")
    assert code == 1
    assert len(complaints.strip().splitlines()) == 1
    assert "03-mentions: cell [4]" in complaints
    assert "No report states a year; give sources.csv." in complaints
    assert "AssertionError" not in complaints
    assert (out / "notebooks/03-mentions.ipynb").read_bytes() == before
    assert (out / "failed/03-mentions.ipynb").is_file()
    lines = {words[0]: words[1] for line in said.splitlines() if len(words := line.split()) > 1}
    assert (lines["05-audit"], lines["11-findings"]) == ("kept", "failed")  # 05 needs nothing of 03


def test_a_kernel_that_dies_is_a_sentence(made, xianjie):
    path = made / "notebooks/11-findings.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].source = "import os; os._exit(1)"
    nbformat.write(notebook, path)
    code, _, complaints = xianjie()
    assert code == 1
    assert complaints.strip() == "11-findings: its kernel died, perhaps for lack of memory"


def test_a_kernel_whose_port_was_taken_is_started_again(made, xianjie, monkeypatch):
    real, starts = execution.execute_notebook, []

    def unlucky(source, out, **how):
        starts.append(out)
        if len(starts) in (1, 3, 4, 5):
            Path(out).with_name("kernel.log").write_text("zmq.error.ZMQError: Address already in use")
            raise RuntimeError("Kernel died before replying to kernel_info")
        return real(source, out, **how)

    monkeypatch.setattr(execution, "execute_notebook", unlucky)
    assert xianjie("--only", "1", "--again")[0] == 0
    assert len(starts) == 2
    code, _, complaints = xianjie("--only", "1", "--again")
    assert (code, len(starts)) == (2, 5)  # three times, and no more
    assert "01-corpus: could not be run: zmq.error.ZMQError: Address already in use" in complaints


def test_a_failing_main_job_keeps_the_last_good_state_and_starts_again_there(made, xianjie):
    path = made / "notebooks/03-mentions.ipynb"
    good_table = (made / "data/processed/mentions.csv").read_bytes()
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[2].source = "1 / 0"
    nbformat.write(notebook, path)
    broken = path.read_bytes()
    code, _, complaints = xianjie()
    assert code == 1
    assert "03-mentions: cell [3], which begins `1 / 0`, stopped: ZeroDivisionError" in complaints
    assert path.read_bytes() == broken
    assert (made / "data/processed/mentions.csv").read_bytes() == good_table


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
def test_a_run_stopped_midway_leaves_the_last_good_state_and_goes_on_from_there(made, xianjie, how):
    path = made / "notebooks/03-mentions.ipynb"
    notebook = nbformat.read(path, as_version=4)
    good = notebook.cells[-1].source
    notebook.cells[-1].source = 'import time; Path("reached").touch(); time.sleep(60)\n' + good
    nbformat.write(notebook, path)
    before = state_of(made)
    code = f"import pathlib, sys, helpers.run as r; sys.exit(r.main(['run'], pathlib.Path({str(made)!r})))"
    process = subprocess.Popen(
        [sys.executable, "-c", code], stderr=subprocess.PIPE, text=True, preexec_fn=hear_ctrl_c
    )
    deadline = time.monotonic() + 300
    while not (made / "notebooks/reached").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(how)
    _, complaints = process.communicate(timeout=300)
    (made / "notebooks/reached").unlink()
    assert process.returncode == (130 if how == signal.SIGINT else -how)
    assert "Traceback" not in complaints
    assert state_of(made) == before

    notebook.cells[-1].source = good
    nbformat.write(notebook, path)
    assert xianjie()[0] == 0
    assert state_of(made / "data") == {
        name[5:]: content for name, content in before.items() if name[:5] == "data/"
    }


# --- the command itself ---


def test_the_command_and_the_module_are_the_same_from_anywhere(tmp_path):
    script = Path(sys.executable).with_name("xianjie")
    said = [
        subprocess.run(
            [*command, "run", "--help"], cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout
        for command in ([str(script)], [sys.executable, "-m", "helpers"])
    ]
    assert said[0] == said[1]
    assert all(
        option in said[0] for option in ("--raw", "--out", "--lang", "--only", "--units", "-p NAME VALUE")
    )


def ended_unread(tmp_path, code):
    """Run Python code whose output nobody reads; return its exit code and its complaints."""
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    )
    process.stdout.close()  # as `head` does when it has enough
    complaints = process.stderr.read()
    return process.wait(timeout=300), complaints


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are POSIX")
@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["check", "."],
        ["check", ".", "--json"],
        ["cite", "money-log"],
        ["sql", "select * from range(100000)", "--csv"],
        ["sql", "select 1"],
    ],
    ids=" ".join,
)
def test_who_has_read_enough_closes_the_pipe_and_hears_no_complaint(tmp_path, arguments):
    (tmp_path / "甲.txt").write_text(REPORT * 3, encoding="utf-8")
    code = f"import sys, helpers.run as r; sys.exit(r.main({arguments!r}))"
    assert ended_unread(tmp_path, code) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are POSIX")
def test_a_run_whose_words_nobody_reads_stops_and_goes_on_when_run_again(project, xianjie):
    root = f"pathlib.Path({str(project)!r})"
    code = f"import pathlib, sys, helpers.run as r; sys.exit(r.main(['run'], {root}))"
    ended, complaints = ended_unread(project, code)
    assert ended == 130
    assert complaints.splitlines() == [
        "Stopped, since nobody reads what is printed any more; every file written so far is whole. Run again to go on."
    ]
    assert xianjie()[0] == 0


def test_the_record_of_runs_is_json_that_names_every_input(made):
    record = json.loads((made / "build/state.json").read_text(encoding="utf-8"))["03-mentions"]
    assert {"requirements.lock", "data/raw/one.txt", "data/processed/documents.csv"} <= record[
        "inputs"
    ].keys()
    assert set(record["outputs"]) == {"data/processed/mentions.csv", "notebooks/03-mentions.ipynb"}


def test_a_worklist_of_a_folder_without_reports_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "raw").mkdir()
    assert main(["review", "--raw", str(tmp_path / "raw"), "--out", str(tmp_path / "worklist.csv")]) == 2
    assert "holds no report that can be read" in capsys.readouterr().err
