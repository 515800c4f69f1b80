"""Cache: nothing comes out differently with it, what changes is read anew, and nothing else is."""

import os
import sqlite3
from functools import partial
from pathlib import Path

import pytest

from helpers import cache
from helpers.cache import CACHE, each_cached
from helpers.claims import claims_table
from helpers.corpus import Report, read_folder, sentences_table
from helpers.mentions import lexicon_with_units, mentions_table
from helpers.resources import RESOURCES
from helpers.tables import PROJECT, to_csv_bytes

REPORTS = read_folder(PROJECT / "data/raw").reports


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def computed() -> list[int]:
    return []


def squares(numbers: list[int], computed: list[int], stage: str = "squares") -> list[int]:
    def square(number: int) -> int:
        computed.append(number)
        return number * number

    return list(each_cached(stage, numbers, lambda number: [number], partial(map, square)))


def tables(reports: list[Report]) -> list[bytes]:
    mentions = mentions_table(reports)
    return [
        to_csv_bytes(each) for each in (mentions, claims_table(reports, mentions), sentences_table(reports))
    ]


def test_without_the_runner_nothing_is_kept(computed: list[int]) -> None:
    assert CACHE not in os.environ
    assert squares([2, 3], computed) == squares([2, 3], computed) == [4, 9]
    assert computed == [2, 3, 2, 3]


@pytest.mark.usefixtures("folder")
def test_what_was_computed_is_not_computed_again(computed: list[int]) -> None:
    assert squares([2, 3], computed) == [4, 9]
    assert squares([3, 5, 2, 3], computed) == [9, 25, 4, 9]
    assert computed == [2, 3, 5]
    assert squares([2], computed, "others") == [4]
    assert computed == [2, 3, 5, 2]


@pytest.mark.usefixtures("folder")
def test_other_rules_compute_everything_again(computed: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    squares([2], computed)
    monkeypatch.setattr(cache, "rules_sha256", lambda: "other rules")
    squares([2], computed)
    assert computed == [2, 2]


def test_rules_are_all_modules_and_resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "src/helpers"
    (package / "resources").mkdir(parents=True)
    monkeypatch.setattr(cache, "PACKAGE", package)
    monkeypatch.setattr(cache, "package_sha256", cache.package_sha256.__wrapped__)
    seen = set()
    for name, content in [
        ("a.py", "1"),
        ("a.py", "2"),
        ("resources/units.csv", "x"),
        ("resources/units.csv", "y"),
    ]:
        (package / name).write_text(content, encoding="utf-8")
        seen.add(cache.rules_sha256.__wrapped__())
    assert len(seen) == 4


def test_no_kind_of_resource_is_forgotten() -> None:
    """What is not among the rules could change without what was read with it being read again."""
    kinds = {path.suffix for path in RESOURCES.rglob("*") if path.is_file()}
    assert ".npz" in kinds
    assert kinds <= cache.RULE_FILES


def test_tables_are_byte_for_byte_the_same_with_and_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tables(REPORTS), tables(REPORTS)
    monkeypatch.delenv(CACHE)
    assert first == second == tables(REPORTS)
    assert {path.stem for path in folder.iterdir()} == {"claims", "mentions", "sentences"}


@pytest.mark.usefixtures("folder")
def test_one_edited_report_is_read_anew_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    tables(REPORTS)
    read: list[str] = []
    from helpers.claims import table as claims_module
    from helpers.corpus import frames
    from helpers.mentions import table as mentions_module

    for module, name in (
        (mentions_module, "_read_mentions"),
        (claims_module, "_read"),
        (frames, "_sentences"),
    ):
        whole = getattr(module, name)
        monkeypatch.setattr(
            module, name, lambda report, *rest, whole=whole: read.append(report.doc) or whole(report, *rest)
        )
    import dataclasses

    edited = [dataclasses.replace(REPORTS[0], raw=REPORTS[0].raw + "全县新增300户。"), *REPORTS[1:]]
    with_cache = tables(edited)
    assert read == [REPORTS[0].doc] * 3
    monkeypatch.delenv(CACHE)
    assert with_cache == tables(edited)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("field", ["published", "place", "script", "doc"])
def test_what_sources_say_counts(field: str) -> None:
    import dataclasses

    tables(REPORTS)
    told = {"published": "1999", "place": "四川省成都市", "script": "Hant", "doc": "another-2001"}[field]
    changed = [dataclasses.replace(REPORTS[3], **{field: told})]
    kept = tables(changed)
    os.environ.pop(CACHE)
    assert kept == tables(changed)


@pytest.mark.usefixtures("folder")
def test_units_of_the_readers_own_count(tmp_path: Path) -> None:
    report = Report("甲", "全村种玉米12垧。")
    assert "垧" not in set(mentions_table([report])["unit"])
    (tmp_path / "units.csv").write_text("unit,kind,forms\n垧,measure,\n", encoding="utf-8")
    assert set(mentions_table([report], lexicon_with_units(tmp_path / "units.csv"))["unit"]) == {"垧"}


def damage_bytes(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + os.urandom(5000))


def damage_value(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("UPDATE kept SET value = substr(value, 1, 64) || '999'")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1000])


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", [damage_bytes, damage_value, cut, replace_by_folder, Path.unlink])
def test_a_damaged_cache_costs_time_only(folder: Path, computed: list[int], harm) -> None:
    squares([2, 3], computed)
    harm(folder / "squares.sqlite")
    assert squares([2, 3], computed) == [4, 9]
    assert squares([2, 3], computed) == [4, 9]


def test_a_cache_that_cannot_be_written_is_done_without(
    tmp_path: Path, computed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv(CACHE, str(tmp_path / "file/cache"))
    assert squares([2], computed) == [4]


def test_a_cache_that_grows_too_large_is_begun_anew(
    folder: Path, computed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    squares(list(range(500)), computed)
    before = (folder / "squares.sqlite").stat().st_size
    monkeypatch.setattr(cache, "LARGEST", before - 1)
    squares([2], computed)
    assert (folder / "squares.sqlite").stat().st_size < before
