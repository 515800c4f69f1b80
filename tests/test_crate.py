"""Research object: every file and every run is described, once, the same each time, and agrees with CITATION.cff."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from rocrate.rocrate import ROCrate

from helpers.citation import Author, Work, read_passports, read_work
from helpers.crate import MEDIA_TYPES, describe_collection, describe_deposit
from helpers.datapackage import to_json_bytes
from helpers.notebooks import ROOT, find_notebooks
from helpers.tables import file_sha256, write_table
from support import notebook_file

WORK = Work(
    "Notes: on words",
    (Author(family="Li", given="Mei"), Author(name="Us")),
    version="1.0.0",
    released="2025-03-01",
    licences=("MIT", "CC-BY-4.0"),
    abstract="Words & <b>numbers</b>.",
    keywords=("a", "b"),
)
PASSPORT = {"id": "sums", "title": {"en": "Sums", "zh": "和"}}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("notebooks", "data/raw", "figures"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "data/raw/甲 一.txt").write_text("全市300户。", encoding="utf-8")
    (tmp_path / "LICENSE").write_text("MIT", encoding="utf-8")
    (tmp_path / "figures/sums.svg").write_text("<svg/>", encoding="utf-8")
    write_table(
        pd.DataFrame({"doc": ["甲 一"], "start": [0], "end": [2], "quote": ["全市"], "cadence": ["月"]} | {
            "days": [30.0], "system_id": [""], "actors": [""], "levels": [""]}), "cadences", tmp_path / "data/processed",
    )  # fmt: skip
    cells = 'write_table(find(read_folder(raw_dir)), "cadences", tables_dir)'
    notebook_file(tmp_path / "notebooks/06-systems.ipynb", ("markdown", "# 6 · Systems"), ("code", cells))
    notebook_file(
        tmp_path / "notebooks/07-sums.ipynb",
        ("code", 'read_table("cadences", tables_dir)\nsave_figure(figure, "sums")'),
    )
    return tmp_path


def describe(root: Path, work: Work = WORK) -> dict[str, Any]:
    return describe_collection(root, find_notebooks(root / "notebooks"), [PASSPORT], work)


def entities(described: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = {each["@id"]: each for each in described["@graph"]}
    assert len(found) == len(described["@graph"])
    return found


def ids(entity: dict[str, Any], name: str) -> list[str]:
    value = entity.get(name, [])
    return [each["@id"] for each in (value if isinstance(value, list) else [value])]


def test_files_are_named_with_their_hash_licence_and_kind(root: Path) -> None:
    found = entities(describe(root))
    table = found["data/processed/cadences.csv"]
    assert table["sha256"] == file_sha256(root / "data/processed/cadences.csv")
    assert table["encodingFormat"] == "text/csv"
    assert ids(table, "license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert found["figures/sums.svg"]["name"] == "Sums"
    reports = [name for name in found if name.startswith("data/raw/")]
    assert len(reports) == 1
    assert "license" not in found[reports[0]]
    assert "publishers" in found[reports[0]]["copyrightNotice"]


def test_each_notebook_is_a_run_from_what_it_read_to_what_it_made(root: Path) -> None:
    found = entities(describe(root))
    systems, sums = found["#run-06-systems"], found["#run-07-sums"]
    assert ids(systems, "instrument") == ["notebooks/06-systems.ipynb"]
    assert ids(systems, "object")[0].startswith("data/raw/")
    assert ids(systems, "result") == ["data/processed/cadences.csv", "data/processed/cadences.parquet"]
    assert (ids(sums, "object"), ids(sums, "result")) == (
        ["data/processed/cadences.csv"],
        ["figures/sums.svg"],
    )
    assert ids(found["./"], "mentions") == ["#run-06-systems", "#run-07-sums"]


def test_nothing_leads_to_what_is_not_described(root: Path) -> None:
    described = describe(root)
    found = entities(described)
    for entity in described["@graph"]:
        for name in entity:
            if isinstance(entity[name], dict | list) and name not in ("@type", "conformsTo"):
                for target in ids(entity, name):
                    assert target in found, (entity["@id"], name)


def test_the_same_collection_gives_the_same_bytes_and_no_time_but_the_release(root: Path) -> None:
    assert to_json_bytes(describe(root)) == to_json_bytes(describe(root))
    found = entities(describe(root))
    assert found["./"]["datePublished"] == "2025-03-01"
    never = Work("Notes", (Author(name="Us"),))
    assert "datePublished" not in entities(describe(root, never))["./"]
    names = [each["@id"] for each in describe(root)["@graph"]]
    assert names == [*names[:2], *sorted(names[2:])]


def test_other_programs_read_it(root: Path) -> None:
    (root / "ro-crate-metadata.json").write_bytes(to_json_bytes(describe(root)))
    crate = ROCrate(root)
    assert crate.name == WORK.title
    assert crate.get("figures/sums.svg")["name"] == "Sums"


def test_a_deposit_says_what_the_citation_says() -> None:
    deposit = describe_deposit(WORK)
    assert deposit["creators"] == [{"name": "Li, Mei"}, {"name": "Us"}]
    assert (deposit["title"], deposit["version"]) == (WORK.title, "1.0.0")
    assert deposit["publication_date"] == "2025-03-01"
    assert deposit["license"] == "cc-by-4.0"
    assert deposit["description"] == "<p>Words &amp; &lt;b&gt;numbers&lt;/b&gt;.</p>"
    assert "doi" not in deposit


# --- the committed files ---


def test_the_committed_deposit_and_crate_agree_with_citation_cff() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    deposit = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
    assert deposit["title"] == citation["title"]
    assert deposit["version"] == citation["version"]
    assert deposit["keywords"] == citation["keywords"]
    assert [each["name"] for each in deposit["creators"]] == [each["name"] for each in citation["authors"]]
    assert deposit["license"].upper() in [each.upper() for each in citation["license"]]
    assert deposit["publication_date"] == str(citation["date-released"])
    root = entities(json.loads((ROOT / "ro-crate-metadata.json").read_text(encoding="utf-8")))["./"]
    assert (root["name"], root["version"]) == (citation["title"], citation["version"])


def test_the_committed_crate_describes_the_committed_files() -> None:
    committed = json.loads((ROOT / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    notebooks, work = find_notebooks(ROOT / "notebooks"), read_work(ROOT / "CITATION.cff")
    passports, _ = read_passports(ROOT / "figures")
    assert describe_collection(ROOT, notebooks, passports, work) == committed


def test_every_file_of_the_collection_has_a_known_kind() -> None:
    files = [path for name in ("data/processed", "figures", "data/raw") for path in (ROOT / name).glob("*.*")]
    assert not {path.suffix for path in files} - MEDIA_TYPES.keys()
