"""Package: the files that describe a run are made with it, again only when something changed, and never half."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from helpers.fingerprints import module_files
from helpers.notebooks import ROOT, WHOSE_REPORTS
from helpers.package import Place, package_inputs, write_package
from helpers.run import main
from support import notebook_file, state_of

PARAMETERS = (
    'raw_dir = "../data/raw"\ntables_dir = "../data/processed"\nfigures_dir = "../figures"\nlang = "en"'
)
CITATION = "title: Notes\nversion: 1.0.0\ndate-released: 2025-01-01\nauthors: [{name: Us}]\n"
PASSPORT: dict[str, Any] = {
    "id": "sums", "title": {"en": "Sums", "zh": "和"}, "caption": {"en": "Sums.", "zh": "和。"},
    "alt": {"en": "Bars", "zh": "条"}, "lang": "en", "notebook": "01-corpus", "tables": {}, "size_mm": [85, 40],
    "licence": "CC-BY-4.0",
}  # fmt: skip
MADE = {
    "data/processed/datapackage.json",
    "figures/README.md",
    "figures/figures.bib",
    "ro-crate-metadata.json",
    ".zenodo.json",
}
TOOLS = 'from pathlib import Path\nsave = lambda text, path: Path(path).write_text(text, encoding="utf-8")'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("notebooks", "data/raw", "data/processed", "figures", "src"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "requirements.lock").write_text("", encoding="utf-8")
    (tmp_path / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    (tmp_path / "data/raw/one.txt").write_text("全市300户。\n", encoding="utf-8")
    notebook_file(
        tmp_path / "notebooks/01-corpus.ipynb",
        ("code", PARAMETERS, ["parameters"]),
        ("code", TOOLS),
        ("code", 'save("doc\\none\\n", tables_dir + "/documents.csv")'),
        ("code", f"save({json.dumps(PASSPORT)!r}, figures_dir + '/sums.json')"),
        ("code", f"import os\nsave(os.environ[{WHOSE_REPORTS!r}], figures_dir + '/whose.txt')"),
    )
    return tmp_path


def run(root: Path, *arguments: str) -> int:
    return main(["run", *arguments], root=root)


def test_a_run_makes_the_files_that_describe_it_and_a_second_one_leaves_them(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root) == 0
    assert set(state_of(root)) >= MADE
    before = state_of(root)
    capsys.readouterr()
    assert run(root) == 0
    assert "package    kept" in capsys.readouterr().out
    assert state_of(root) == before


@pytest.mark.parametrize("name", ["CITATION.cff", "figures/figures.bib", "ro-crate-metadata.json"])
def test_what_it_describes_or_wrote_makes_it_again(
    root: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    run(root)
    good = state_of(root)
    with (root / name).open("a", encoding="utf-8") as handle:
        handle.write("\n")
    capsys.readouterr()
    assert run(root) == 0
    assert "package    made" in capsys.readouterr().out
    assert {each: good[each] for each in MADE} == {each: state_of(root)[each] for each in MADE}


def test_a_run_of_the_readers_own_describes_its_tables_and_gives_them_no_licence(
    root: Path, tmp_path: Path
) -> None:
    run(root)
    before = state_of(root)
    own = tmp_path / "own"
    own.mkdir()
    (own / "甲.txt").write_text("全县12个。\n", encoding="utf-8")
    out = tmp_path / "out"
    assert run(root, "--raw", str(own), "--out", str(out)) == 0
    described = json.loads((out / "tables/datapackage.json").read_text(encoding="utf-8"))
    assert [each["name"] for each in described["resources"]] == ["documents"]
    assert "licenses" not in described
    assert str(tmp_path) not in json.dumps(described)
    assert {name: content for name, content in state_of(root).items() if name in before} == before
    assert not (out / "figures/figures.bib").exists()
    assert (out / "figures/whose.txt").read_text(encoding="utf-8") == "the reader's"
    assert (root / "figures/whose.txt").read_text(encoding="utf-8") == "the collection's"
    assert WHOSE_REPORTS not in os.environ


def test_the_same_reports_give_the_same_package_elsewhere(root: Path, tmp_path: Path) -> None:
    run(root)
    assert run(root, "--out", str(tmp_path / "out")) == 0
    for made, again in (("data/processed/datapackage.json", "tables/datapackage.json"),
                        ("figures/figures.bib", "figures/figures.bib"),
                        ("figures/README.md", "figures/README.md")):  # fmt: skip
        assert (tmp_path / "out" / again).read_bytes() == (root / made).read_bytes()


def test_a_bad_citation_is_a_sentence_and_what_was_made_is_kept(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root)
    before = state_of(root)
    (root / "CITATION.cff").write_text("title: [", encoding="utf-8")
    capsys.readouterr()
    assert run(root) == 1
    said = capsys.readouterr()
    assert len(said.err.strip().splitlines()) == 1
    assert "CITATION.cff: is not YAML" in said.err
    assert {name: state_of(root)[name] for name in MADE} == {name: before[name] for name in MADE}


def test_a_broken_passport_is_a_sentence_and_the_other_figures_are_described(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root)
    (root / "figures/broken.json").write_text("{", encoding="utf-8")
    capsys.readouterr()
    assert run(root) == 1
    said = capsys.readouterr()
    assert "broken.json: cannot be read as JSON" in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert "## sums" in (root / "figures/README.md").read_text(encoding="utf-8")


def test_without_tables_or_figures_nothing_is_said_of_them(root: Path) -> None:
    files, problems = write_package(Place(root, root / "data/processed", root / "nowhere", is_main=False), [])
    assert (files, problems) == ([], [])


def test_all_that_the_description_depends_on_is_known() -> None:
    place = Place(ROOT, ROOT / "data/processed", ROOT / "figures")
    inputs = {path.relative_to(ROOT).as_posix() for path in package_inputs(place)}
    assert {
        "CITATION.cff",
        "src/helpers/crate.py",
        "src/helpers/citation.py",
        "data/raw/sources.csv",
    } <= inputs
    assert {"data/processed/claims.parquet", "figures/incomes.json", "notebooks/04-claims.ipynb"} <= inputs
    assert not inputs & MADE
    read = {
        word.strip("\"'")
        for path in module_files(["helpers.package"], ROOT / "src")
        for word in path.read_text(encoding="utf-8").replace("(", " ").replace(")", " ").split()
        if word.strip("\"'").endswith((".csv", ".yaml"))
        and (ROOT / "src/helpers/resources" / word.strip("\"'")).is_file()
    }
    assert read <= {Path(name).name for name in inputs}


def test_the_committed_files_are_there() -> None:
    assert all((ROOT / name).is_file() for name in MADE)
