"""Diff: every row that differs is found, by its key where it has one, and what cannot be compared is a sentence."""

import csv
import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.diff import Table, compare_outputs, compare_tables, parse_table, table_keys, to_markdown, to_rows
from helpers.run import main
from helpers.tables import SCHEMAS

WORDS = "doc,word,kind,category,count,per_1000,at\n"
OLD = WORDS + "甲,脱贫,lexicon,,3,1.5,\n甲,产业,lexicon,,2,1,\n乙,增收,lexicon,,1,1,\n"
NEW = WORDS + "甲,脱贫,lexicon,,4,2,\n乙,增收,lexicon,,1,1,\n乙,<b>|搬迁,lexicon,,5,5,\n"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name, content in (("old", OLD), ("new", NEW)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "words.csv").write_text(content, encoding="utf-8")
    return tmp_path / "old", tmp_path / "new"


def call(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main(["diff", *map(str, arguments)])
    said = capsys.readouterr()
    return code, said.out, said.err


# --- what differs ---


def test_rows_are_added_removed_and_changed_by_their_key(folders: tuple[Path, Path]) -> None:
    (words,) = compare_outputs(*map(str, folders), folders[0]).tables
    assert words.key == ("doc", "word")
    assert [row["word"] for row in words.added] == ["<b>|搬迁"]
    assert [row["word"] for row in words.removed] == ["产业"]
    assert [(each.key, each.column, each.before, each.now) for each in words.changed] == [
        ({"doc": "甲", "word": "脱贫"}, "count", "3", "4"),
        ({"doc": "甲", "word": "脱贫"}, "per_1000", "1.5", "2"),
    ]
    assert (words.changed_rows, words.rows_before, words.rows_now) == (1, 3, 3)


def test_the_order_of_rows_is_no_difference(folders: tuple[Path, Path]) -> None:
    head, *rows = OLD.splitlines(keepends=True)
    (folders[1] / "words.csv").write_text(head + "".join(reversed(rows)), encoding="utf-8")
    assert compare_outputs(*map(str, folders), folders[0]).is_same


def table(text: str) -> Table:
    return parse_table(text.encode(), "it")


@pytest.mark.parametrize(
    ("before", "now", "key", "words"),
    [
        ("a,b\n1,x\n1,x\n", "a,b\n1,x\n2,x\n", (), "has no key"),
        ("a,b\n1,x\n1,x\n", "a,b\n1,x\n2,x\n", ("a",), "more than one row before, such as 1"),
        ("b\nx\nx\n", "a,b\n1,x\n2,y\n", ("a",), "key column a is missing before"),
    ],
)
def test_without_a_key_rows_are_compared_as_wholes_one_by_one(
    before: str, now: str, key: tuple[str, ...], words: str
) -> None:
    found = compare_tables("t", table(before), table(now), key)
    assert words in found.note
    assert (len(found.added), len(found.removed), found.changed, found.key) == (1, 1, [], ())


def test_columns_that_only_one_has_are_named_and_the_others_compared() -> None:
    found = compare_tables("t", table("k,a,b\n1,x,y\n"), table("k,b,c\n1,z,w\n"), ("k",))
    assert (found.added_columns, found.removed_columns) == (("c",), ("a",))
    assert [(each.column, each.before, each.now) for each in found.changed] == [("b", "y", "z")]


cells = st.text(alphabet='ab,"\n ;|脱', max_size=3)
frames = st.lists(st.tuples(st.sampled_from("1234"), cells), max_size=5, unique_by=lambda row: row[0])


@given(frames, frames)
def test_the_difference_leads_from_one_to_the_other(
    before: list[tuple[str, str]], now: list[tuple[str, str]]
) -> None:
    first = Table(("k", "v"), [{"k": k, "v": v} for k, v in before])
    second = Table(("k", "v"), [{"k": k, "v": v} for k, v in now])
    found = compare_tables("t", first, second, ("k",))
    state = {row["k"]: row["v"] for row in first.rows}
    for row in found.removed:
        del state[row["k"]]
    for row in found.added:
        assert row["k"] not in state
        state[row["k"]] = row["v"]
    for change in found.changed:
        assert state[change.key["k"]] == change.before != change.now
        state[change.key["k"]] = change.now
    assert state == {row["k"]: row["v"] for row in second.rows}
    assert found.is_same == (dict(before) == dict(now))


def test_every_table_of_the_collection_is_compared_by_its_key() -> None:
    assert table_keys() == {name: tuple(schema.unique or ()) for name, schema in SCHEMAS.items()}


# --- how it is said ---


def test_the_page_shows_what_differs_and_nothing_in_it_is_markup(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, _ = call(capsys, *folders)
    assert code == 1
    assert "| words | 3 | 3 | 1 | 1 | 1 |" in said
    assert "| 甲 · 脱贫 | count | 3 | 4 |" in said
    assert "&lt;b&gt;\\|搬迁" in said
    assert "<b>" not in said


def test_a_long_list_is_cut_and_says_so(folders: tuple[Path, Path]) -> None:
    many = "".join(f"丙,词{number},lexicon,,1,1,{'长' * 500}\n" for number in range(30))
    (folders[1] / "words.csv").write_text(NEW + many, encoding="utf-8")
    comparison = compare_outputs(*map(str, folders), folders[0])
    assert "… and 26 more (`--most 0` shows all)." in to_markdown(comparison, 5)
    assert "more (" not in to_markdown(comparison, 0)
    assert max(len(line) for line in to_markdown(comparison).splitlines()) < 500
    assert len([row for row in to_rows(comparison) if row[1] == "added"]) == 31


def test_the_same_difference_as_json_and_as_a_table(
    folders: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, _ = call(capsys, *folders, "--json", "--csv", tmp_path / "d.csv")
    assert code == 1
    content = json.loads(said)
    assert content["same"] is False
    assert content["tables"][0]["changed"][0]["now"] == "4"
    with (tmp_path / "d.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert [row["change"] for row in rows] == ["added", "removed", "changed", "changed"]
    assert json.loads(rows[0]["now"])["word"] == "<b>|搬迁"
    assert (rows[2]["key"], rows[2]["before"], rows[2]["now"]) == ('{"doc": "甲", "word": "脱贫"}', "3", "4")


def test_two_equal_outputs_say_so(folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    code, said, complaints = call(capsys, folders[0], folders[0])
    assert (code, complaints) == (0, "")
    assert "Nothing differs" in said


def test_tables_that_only_one_has_are_named(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    (folders[0] / "panel.csv").write_text("a\n", encoding="utf-8")
    (folders[1] / "mine.csv").write_text("a\n1\n", encoding="utf-8")
    code, said, _ = call(capsys, *folders)
    assert code == 1
    assert "Only now there: mine. No longer there: panel." in said


# --- where outputs lie ---


def test_an_output_is_found_in_the_folder_that_the_reader_names(
    tmp_path: Path, folders: tuple[Path, Path]
) -> None:
    for place in ("run/tables", "project/data/processed"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "words.csv").write_text(OLD, encoding="utf-8")
    names = [str(tmp_path / name) for name in ("run", "project", "old")]
    assert all(compare_outputs(first, second, tmp_path).is_same for first in names for second in names)


def test_an_output_can_be_a_git_revision(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "data/processed"
    folder.mkdir(parents=True)
    for name, content in (("first", OLD), ("second", NEW)):
        (folder / "words.csv").write_text(content, encoding="utf-8")
        for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", name], ["tag", name]):
            who = ["-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]
            subprocess.run(["git", *who, *command], cwd=tmp_path, check=True, capture_output=True)
    assert main(["diff", "first", "second"], root=tmp_path) == 1
    assert "From `first` to `second`" in capsys.readouterr().out
    assert main(["diff", "second"], root=tmp_path) == 0
    assert main(["diff", "third"], root=tmp_path) == 2
    assert "no git revision of this name" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["{tmp}/none", "{tmp}/old"], "no such folder"),
        (["{tmp}/old", "{tmp}/empty"], "holds no tables"),
        (["{tmp}/old/words.csv", "{tmp}/old"], "is a file"),
        (["--output=x", "{tmp}/old"], "--help"),
        (["{tmp}/old", "{tmp}/new", "--csv", "{tmp}/none/x.csv"], "cannot be written"),
        (["{tmp}/old", "{tmp}/new", "--most", "few"], "--most"),
        ([], "OLD"),
    ],
)
def test_what_cannot_be_compared_is_one_sentence(
    folders: tuple[Path, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    words: str,
) -> None:
    (tmp_path / "empty").mkdir()
    code, _, complaints = call(capsys, *(argument.format(tmp=tmp_path) for argument in arguments))
    assert code == 2
    assert words in complaints
    assert len(complaints.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"a,b\n1\n", "row 2 has 1 cells, not 2"),
        (b"\xff\xfe\x00", "not a CSV in UTF-8"),
        (b'a\n"1', "not a CSV"),
    ],
)
def test_a_table_that_cannot_be_read_is_a_sentence_and_the_others_are_compared(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str], content: bytes, words: str
) -> None:
    for folder in folders:
        (folder / "panel.csv").write_text("a\n1\n", encoding="utf-8")
    (folders[1] / "panel.csv").write_bytes(content)
    code, said, _ = call(capsys, *folders)
    assert code == 2
    assert "Not compared: panel.csv in" in said
    assert words in said
    assert "| 甲 · 脱贫 | count | 3 | 4 |" in said
