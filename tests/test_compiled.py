"""Compiled modules say what their sources say, and are used only as long as those are what they were made from."""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import compiled
from helpers.compiled import (
    COMPILED,
    FOLDER,
    MANIFEST,
    SOURCES,
    SUFFIX,
    Finder,
    digests,
    read_manifest,
    use_compiled,
)

ROOT = SOURCES.parent
READ = """
import sys
from pathlib import Path
from helpers.claims import claims_table, table
from helpers.compiled import in_use
from helpers.corpus import read_folder
from helpers.mentions import mentions_table
assert in_use() == table.__file__.endswith(".so") == (sys.argv[1] == "yes")
for folder in sys.argv[2:]:
    reports = read_folder(Path(folder)).reports
    mentions = mentions_table(reports)
    sys.stdout.write(mentions.to_csv() + claims_table(reports, mentions).to_csv())
"""
UNUSUAL = {
    "empty.txt": "",
    "blank.txt": " \n\n\u3000\n",
    "numbers.txt": "１２３ ４．５％ -7 1/2 ½ ③ 二〇二三年 13月32日 1,234,567.89元 0.0 ∞ 1e9 9"
    + "9" * 400
    + "元",
    "traditional.txt": "本報訊 2021年，昆明市東川區脫貧人口為3.2萬人，人均純收入達到１２，３４５元，較上年增長8.5％。",
    "broken.txt": "全县投入\x00扶贫资金5亿元\ufeff，\ud7ff惠及3万人。“未完：2020年底，全乡",
    "long.txt": "2020年，全县种植核桃3万亩，产值2亿元，" * 400 + "农民增收。",
    "english.txt": "In 2020 the county invested 5 million yuan. 占比5%。",
}


@pytest.fixture
def pair(tmp_path, monkeypatch):
    """Return a folder of a compiled module, and the source that it was made from."""
    source = tmp_path / "src/helpers/one.py"
    source.parent.mkdir(parents=True)
    source.write_text("ONE = 1\n", encoding="utf-8")
    folder = tmp_path / "compiled"
    folder.mkdir()
    (folder / "one.so").write_bytes(b"")
    manifest = {
        "suffix": SUFFIX,
        "sources": digests(["helpers/one.py"], tmp_path / "src"),
        "modules": {"helpers.one": "one.so"},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    monkeypatch.setattr(sys, "meta_path", [each for each in sys.meta_path if not isinstance(each, Finder)])
    monkeypatch.delenv(COMPILED, raising=False)
    return folder, source


@pytest.fixture
def tool(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "tools")
    return importlib.import_module("compile_modules")


def test_compiled_modules_are_found_before_their_sources(pair):
    folder, source = pair
    assert use_compiled(folder, source.parents[1])
    assert compiled.in_use()
    found = sys.meta_path[0].find_spec("helpers.one", None)
    assert found.origin == str(folder / "one.so")
    assert sys.meta_path[0].find_spec("helpers.two", None) is None


def test_a_source_that_changed_is_run_itself(pair):
    folder, source = pair
    source.write_text("ONE = 2\n", encoding="utf-8")
    assert not use_compiled(folder, source.parents[1])
    source.unlink()
    assert not use_compiled(folder, source.parents[1])
    assert not compiled.in_use()


def test_whoever_wants_the_sources_gets_them(pair, monkeypatch):
    folder, source = pair
    monkeypatch.setenv(COMPILED, "no")
    assert not use_compiled(folder, source.parents[1])


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', "{}", '{"modules": {"helpers.one": "gone.so"}}'])
def test_a_manifest_that_cannot_be_read_or_names_what_is_not_there_counts_for_none(pair, text):
    folder, source = pair
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    assert read_manifest(folder) == {}
    assert not use_compiled(folder, source.parents[1])


def test_modules_made_for_another_python_are_not_used(pair):
    folder, source = pair
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / MANIFEST).write_text(json.dumps(manifest | {"suffix": ".cpython-399.so"}), encoding="utf-8")
    assert not use_compiled(folder, source.parents[1])


def test_a_library_that_this_machine_cannot_load_counts_for_none(pair):
    folder, source = pair
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / "all.so").write_bytes(b"of another machine")
    manifest["modules"]["of_another_machine"] = "all.so"
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    assert not use_compiled(folder, source.parents[1])
    assert not compiled.in_use()


def read(how: str, *folders: Path) -> bytes:
    """Return mentions and claims of folders, read in a Python of its own, by compiled modules or by sources."""
    command = [sys.executable, "-c", READ, how, *map(str, folders)]
    done = subprocess.run(command, env=os.environ | {COMPILED: how}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.mark.skipif(
    not read_manifest(FOLDER), reason="nothing is compiled here, as `make` said when it tried"
)
def test_compiled_modules_say_what_their_sources_say(tmp_path):
    for name, text in UNUSUAL.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "gb.txt").write_bytes("2019年，全县减贫1.2万人。".encode("gb18030"))
    folders = [ROOT / "data/raw", ROOT / "data/coding/gold-reports/invented/texts", tmp_path]
    from_sources = read("no", *folders)
    assert from_sources.count(b"\n") > 10_000
    assert read("yes", *folders) == from_sources


def test_constants_are_declared_final_behind_imports_from_the_future(tool):
    text = """'''Doc.\nimport this\n'''

from __future__ import annotations

import re

_A1 = re.compile("1")
b = 2
C: int = 3

def f():
    D = 4
"""
    made = tool.with_final_constants(text)
    assert made == text.replace("annotations\n", "annotations\nfrom typing import Final as _Final\n").replace(
        "_A1 =", "_A1: _Final ="
    )
    exec(compile(made, "made", "exec"), {})
    made = tool.with_final_constants("import re\nA = 1\n")
    assert made == "from typing import Final as _Final\nimport re\nA: _Final = 1\n"
    assert tool.with_final_constants("A = 1\n") == "A = 1\n"


def test_the_modules_that_read_mentions_and_claims_are_compiled(tool):
    names = tool.modules()
    assert {"helpers.mentions.extract", "helpers.claims.table", "helpers.places", "helpers.periods"} <= set(
        names
    )
    assert all((SOURCES / file).is_file() for file in names.values())
    assert not [name for name in names if name.endswith(("__init__", ".plots"))]


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("ziglang", "ziglang is not installed"),
        ("headers", "C headers"),
        ("compiler", "the compiler failed"),
        ("types", "mypyc does not take"),
    ],
)
def test_what_cannot_be_compiled_is_run_from_its_sources(tool, monkeypatch, tmp_path, capsys, missing, said):
    """Each cause is said in a sentence, nothing half made stays, and the step succeeds."""
    sources = tmp_path / "src"
    (sources / "helpers/mentions").mkdir(parents=True)
    for name in ("__init__", "mentions/__init__"):
        (sources / f"helpers/{name}.py").write_text("", encoding="utf-8")
    text = "def one() -> int:\n    return 1\n" if missing != "types" else "def one() -> int:\n    return ''\n"
    (sources / "helpers/mentions/one.py").write_text(text, encoding="utf-8")
    folder = tmp_path / "build/compiled"
    monkeypatch.setattr(tool, "SOURCES", sources)
    monkeypatch.setattr(tool, "FOLDER", folder)
    monkeypatch.setattr(tool, "LOG", tmp_path / "build/compiled.log")
    monkeypatch.setattr(tool, "PACKAGES", ("helpers/mentions",))
    monkeypatch.setattr(tool, "BESIDE", ())
    if missing == "ziglang":
        version = tool._version
        monkeypatch.setattr(tool, "_version", lambda name: "" if name == "ziglang" else version(name))
    elif missing == "headers":
        monkeypatch.setattr(tool, "_headers", lambda: tmp_path)
    elif missing == "compiler":
        monkeypatch.setattr(tool, "FLAGS", ("--no-such-flag",))
    tool.main()
    out = capsys.readouterr().out
    assert out.startswith("Not compiled: ")
    assert said in out
    assert not folder.exists()
    assert (tmp_path / "build/compiled.log").is_file() == (missing in ("compiler", "types"))


def test_what_is_compiled_already_is_kept(tool, capsys, monkeypatch):
    monkeypatch.setattr(tool, "read_manifest", lambda folder: tool.manifest_of(tool.modules()))
    monkeypatch.setattr(tool, "compile_all", lambda *_: pytest.fail("compiled again"))
    tool.main()
    assert "compiled already" in capsys.readouterr().out


def test_another_version_of_the_tools_compiles_anew(tool, monkeypatch):
    before = tool.manifest_of(tool.modules())
    monkeypatch.setattr(tool, "_version", lambda name: "0")
    assert tool.manifest_of(tool.modules()) != before
