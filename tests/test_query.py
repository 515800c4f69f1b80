"""Query: the tables answer in SQL; nothing is changed, nothing fetched, and a slip is answered with what is meant."""

import csv
import io
import re
import shutil
from dataclasses import replace

import pandas as pd
import pytest

from helpers.query import QueryError, answer, as_text, open_tables
from helpers.run import main
from helpers.tables import PROJECT

PROCESSED = PROJECT / "data/processed"
README = (PROJECT / "README.md").read_text(encoding="utf-8")
# What a researcher asks first. What the answers must hold was read in the reports.
FIRST = {
    "select place, period, surface, doc, start from claims where indicator_id = 'income-rural' order by place, period": [
        "云南省昭通市",
        "13369元",
        "9846元",
    ],
    "select systems.name_zh, count(distinct evidence.doc) as reports, count(*) as passages from evidence"
    " join systems using (system_id) group by all order by reports desc, passages desc limit 10": [
        "驻村工作队"
    ],
    "select claims.doc, surface, text from claims join sentences on sentences.doc = claims.doc and claims.start"
    " between sentences.start and sentences.\"end\" - 1 where kind = 'money' order by high desc limit 5": [
        "1289亿元",
        "昭通2020年GDP总量突破千亿元大关",
    ],
}


@pytest.fixture(scope="module")
def tables():
    with open_tables(PROCESSED) as opened:
        yield opened


@pytest.mark.parametrize("query", FIRST)
def test_what_a_researcher_asks_first_is_answered(query, capsys):
    assert main(["sql", query]) == 0
    said = capsys.readouterr().out
    for words in FIRST[query]:
        assert words in said


@pytest.mark.parametrize("query", re.findall(r'xianjie sql (?:--tables \S+ )?"((?:[^"\\]|\\.)+)"', README))
def test_the_questions_of_the_readme_are_answered(query, tables):
    assert as_text(answer(tables, query.replace('\\"', '"')))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("select surfac from claims", "There is no column surfac; nearest: surface (in claims, mentions)"),
        ("select c.perod from claims as c", "There is no column perod; nearest: period (in"),
        (
            "select * from claims where kind = money",
            "There is no column money; nearest: model (in ",
        ),
        (
            "select * from claims where place = 云南省",
            "A word that is meant as text stands in single quotes: '云南省'.",
        ),
        ("select * from mention", "There is no table mention; nearest: mentions"),
        ("selec 1", 'The question cannot be answered: syntax error at or near "selec"'),
        ("select frob(1)", "There is no function frob in DuckDB"),
        (
            "select cast(surface as int) from claims",
            "The question cannot be answered: Could not convert string",
        ),
        ("select 1; select 2", "write one SELECT"),
        ("", "write one SELECT"),
    ],
)
def test_a_slip_is_answered_in_a_sentence(query, said, capsys):
    assert main(["sql", query]) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize(
    "query",
    [
        "delete from mentions",
        "create table x as select 1",
        "copy claims to '{folder}/stolen.csv'",
        "install httpfs",
        "load httpfs",
        "attach '{folder}/x.db'",
        "set enable_external_access = true",
        "pragma database_list",
        "select * from read_text('/etc/hostname')",
        "select * from read_csv('{project}/data/coding/systems.csv')",
        "select * from 'https://example.org/x.parquet'",
    ],
)
def test_nothing_is_changed_and_nothing_elsewhere_is_read(query, tmp_path, tables):
    with pytest.raises(QueryError, match=r"nothing is changed|Only the tables of this folder|no question"):
        as_text(answer(tables, query.format(folder=tmp_path, project=PROJECT)))
    assert not list(tmp_path.iterdir())


def test_columns_stand_under_each_other_in_chinese_too(tables):
    lines = as_text(answer(tables, "select * from (values ('昭通', 5.0), ('a', 12.5)) as t(place, n)")).split(
        "\n"
    )
    assert lines == ["place     n", "─────  ────", "昭通    5.0", "a      12.5"]


def test_a_long_answer_says_that_there_is_more(tables):
    said = as_text(answer(tables, "select * from range(60)"))
    assert said.endswith("… and more: the first 50 rows are shown; --csv or --parquet FILE gives all.")


def test_csv_and_parquet_give_every_row(tmp_path, capsys):
    claims = pd.read_csv(PROCESSED / "claims.csv", dtype=str, keep_default_na=False)
    assert main(["sql", "select doc, surface, per from claims", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["surface"] for row in rows] == claims["surface"].tolist()
    assert main(["sql", "from claims", "--parquet", str(tmp_path / "c.parquet")]) == 0
    assert pd.read_parquet(tmp_path / "c.parquet")["surface"].tolist() == claims["surface"].tolist()


@pytest.mark.parametrize(
    ("query", "file", "said"),
    [
        ("from claims", "nowhere/c.parquet", "there is no folder"),
        ("from claims", ".", "is no name of a file"),
        ("select interval 3 days as i", "i.parquet", "Parquet cannot hold this answer"),
        ("select cast(surface as int) from claims", "c.parquet", "Could not convert string"),
    ],
)
def test_an_answer_that_cannot_be_written_leaves_nothing(query, file, said, tmp_path, capsys):
    assert main(["sql", query, "--parquet", str(tmp_path / file)]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_what_a_terminal_would_obey_is_not_printed(tables):
    said = as_text(answer(tables, "select chr(27) || '[31m' || repeat('昭通', 1000000) as word"))
    assert said.split("\n")[-1].startswith("\ufffd[31m昭通")
    assert said.endswith(("昭…", "通…"))


def test_a_question_that_is_stopped_by_hand_stops_the_program(tables):
    class Stopped:
        """What DuckDB raises when somebody presses Ctrl-C."""

        def execute(self, _):
            """Stop."""
            raise RuntimeError("Query interrupted")

    found = answer(tables, "select 1")
    with pytest.raises(KeyboardInterrupt):
        as_text(replace(found, connection=Stopped()))


def test_a_table_in_another_encoding_is_named(tmp_path, capsys):
    (tmp_path / "claims.csv").write_bytes("地区,数\n昭通,5\n".encode("gb18030"))
    assert main(["sql", "from claims", "--tables", str(tmp_path)]) == 2
    assert "claims.csv: is not in UTF-8; save it as CSV in UTF-8 and ask again." in capsys.readouterr().err


def test_tables_in_csv_alone_have_the_types_of_their_schema(tmp_path):
    shutil.copy(PROCESSED / "claims.csv", tmp_path)
    with open_tables(tmp_path) as opened:
        (row,) = (
            answer(opened, "select max(high) > 1e8, count(*) filter (per is null) from claims")
            .rows()
            .fetchall()
        )
    assert row == (True, 0)


def test_an_extraction_is_asked_and_an_unfinished_one_says_so(tmp_path, capsys):
    source, out = tmp_path / "news.jsonl", tmp_path / "out"
    source.write_text('{"text": "投入5亿元。"}\n{"text": "投入6亿元。"}\n', encoding="utf-8")
    assert main(["extract", str(source), "--out", str(out), "--partition-size", "1"]) == 0
    question = ["sql", "select sum(low) as total from mentions", "--tables", str(out)]
    capsys.readouterr()
    assert main(question) == 0
    said = capsys.readouterr()
    assert "1100000000" in said.out
    assert said.err == ""
    (out / "_manifest/part-00001.json").unlink()
    assert main(question) == 0
    assert "lacks some of its 2 partitions: the answer is of the 1 partition" in capsys.readouterr().err
    run = (
        (out / "_manifest/run.json")
        .read_text(encoding="utf-8")
        .replace('"finished": true', '"finished": false')
    )
    (out / "_manifest/run.json").write_text(run, encoding="utf-8")
    assert main(question) == 0
    said = capsys.readouterr()
    assert "500000000" in said.out
    assert "is not finished: the answer is of the 1 partition there so far" in said.err


def test_the_results_of_a_run_are_asked_by_the_folder_that_the_run_was_given(tmp_path, capsys):
    (tmp_path / "out/notebooks").mkdir(parents=True)
    shutil.copytree(PROCESSED, tmp_path / "out/tables")
    assert main(["sql", "select count(*) > 9 as many from claims", "--tables", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().out.split() == ["many", "────", "True"]


def test_an_extraction_elsewhere_is_asked_and_nothing_beside_it(tmp_path, capsys):
    source = tmp_path / "news.jsonl"
    source.write_text('{"text": "投入5亿元。"}\n{"text": "投入6亿元。"}\n', encoding="utf-8")
    for out in ("memory://asked/tables", "memory://asked/others"):
        assert main(["extract", str(source), "--out", out, "--partition-size", "1"]) == 0
    question = "select sum(low) as total, count(distinct doc) as texts from mentions"
    capsys.readouterr()
    assert main(["sql", question, "--tables", "memory://asked/tables"]) == 0
    assert capsys.readouterr().out.split() == ["total", "texts", "─" * 10, "─" * 5, "1100000000", "2"]
    other = "select * from 'memory:///asked/others/mentions/part-00000.parquet'"
    assert main(["sql", other, "--tables", "memory://asked/tables"]) == 2
    assert "Only the tables of this folder can be asked" in capsys.readouterr().err
    assert main(["sql", question, "--tables", "memory://asked/none"]) == 2
    assert "memory://asked/none: holds no tables" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("folder", "said"),
    [("nowhere", "there is no such folder"), (".", "holds no tables")],
)
def test_a_folder_without_tables_is_named(folder, said, tmp_path, capsys):
    assert main(["sql", "select 1", "--tables", str(tmp_path / folder)]) == 2
    assert said in capsys.readouterr().err
