"""Scale: the same rows however a corpus is cut and whoever reads it; nothing is lost, whatever breaks."""

import json
import os
import pickle
import re
import signal
import subprocess
import sys
import time
import tracemalloc
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

import dask
import fsspec
import pandas as pd
import psutil
import pyarrow.fs as arrow
import pyarrow.parquet as pq
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from helpers import scale_commands
from helpers.audit import find_checks_within
from helpers.claims import claims_table
from helpers.corpus import Document, Problem, read_documents, report_of
from helpers.mentions import mentions_table
from helpers.run import main
from helpers.scale import (
    TABLES,
    ScaleError,
    Store,
    documents_in,
    make_rules,
    merge_systems,
    partitions,
    pools,
    reading,
    store,
)
from helpers.scale.cluster import local_cluster
from helpers.scale.extraction import extract
from helpers.seen import Seen
from helpers.systems import evidence_table, read_catalogue, systems_table
from helpers.tables import PROJECT, to_csv_bytes
from support import hear_ctrl_c

KEYS = {
    "documents": ["doc"],
    "texts": ["doc"],
    "sentences": ["doc", "start"],
    "mentions": ["doc", "start"],
    "claims": ["claim_id"],
    "checks": ["check_id"],
    "evidence": ["doc", "start", "end", "system_id"],
    "cadences": ["doc", "start"],
    "quarantine": ["doc"],
    "systems": ["system_id"],
}
# What a worker reads before its first document, so that some documents are its end.
POISON = """
import os, signal
from helpers.scale import reading

true = reading.true_report_of = getattr(reading, "true_report_of", reading.report_of)  # may be loaded twice

def report_of(document):
    if document.text.startswith("毒杀"):
        os.kill(os.getpid(), signal.SIGKILL)
    while document.text.startswith("毒停"):
        pass
    return true(document)

reading.report_of = report_of
"""


@pytest.fixture(scope="module")
def catalogue():
    return read_catalogue(PROJECT / "data/coding")


@pytest.fixture(scope="module")
def rules(catalogue):
    return make_rules(catalogue)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Forty paragraphs of the reports, each a row of a table of reports."""
    path = tmp_path_factory.mktemp("corpus") / "news.jsonl"
    write_rows(path, paragraphs()[:40])
    return path


def paragraphs():
    reports = (path.read_text(encoding="utf-8") for path in sorted((PROJECT / "data/raw").glob("*.txt")))
    return [line.strip() for report in reports for line in report.split("\n") if len(line.strip()) > 60]


def write_rows(path, texts, **more):
    rows = [{"id": f"n{n:03d}", "date": "20200613", "text": text} for n, text in enumerate(texts)]
    lines = [json.dumps(row, ensure_ascii=False) for row in [*rows, *more.get("rows", [])]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def run(source, out, rules, catalogue, **options):
    return extract(str(source), str(out), rules, families=catalogue.families["family"], **options)


def tables_of(out, names=(*TABLES, "systems")):
    """Return each table of an extraction, its rows in the order of their keys, as the bytes of a CSV."""
    found = {}
    for name in names:
        parts = sorted((Path(out) / name).glob("*.parquet"))
        frame = pd.concat([pq.read_table(part).to_pandas() for part in parts], ignore_index=True)
        found[name] = to_csv_bytes(frame.sort_values(KEYS[name], kind="stable"))
    return found


def quarantine_of(out):
    frame = pd.concat(
        [pd.read_parquet(part) for part in sorted((Path(out) / "quarantine").glob("*.parquet"))]
    )
    return {row["doc"]: (row["stage"], row["reason"], row["text"]) for row in frame.to_dict("records")}


@pytest.fixture(scope="module")
def whole(corpus, rules, catalogue, tmp_path_factory):
    """Return the tables of the corpus read as one partition."""
    out = tmp_path_factory.mktemp("whole")
    tally = run(corpus, out, rules, catalogue)
    assert (tally.parts, tally.documents) == (1, 40)
    return tables_of(out)


# -- the same rows -------------------------------------------------------------------------------------


def test_the_tables_are_those_of_the_notebooks(rules, catalogue, tmp_path):
    run(PROJECT / "data/raw", tmp_path / "out", rules, catalogue, size=2000)
    reports = [report_of(each) for each in read_documents(PROJECT / "data/raw") if isinstance(each, Document)]
    mentions = mentions_table(reports)
    claims = claims_table(reports, mentions)
    evidence = evidence_table(catalogue, reports, claims)
    expected = {
        "mentions": mentions,
        "claims": claims,
        "checks": find_checks_within(reports, mentions, claims),
        "evidence": evidence,
        "systems": systems_table(catalogue, evidence),
    }
    found = tables_of(tmp_path / "out")
    for name, table in expected.items():
        assert len(table) > 10
        assert found[name] == to_csv_bytes(table.sort_values(KEYS[name], kind="stable")), name


def test_how_a_corpus_is_cut_changes_no_row(corpus, rules, catalogue, whole, tmp_path):
    tally = run(corpus, tmp_path / "out", rules, catalogue, size=700)
    assert tally.parts > 5
    assert tables_of(tmp_path / "out") == whole


def workers_of(process):
    """Return the workers of a process: new ones, or copies of one that is none itself."""
    found = []
    for each in process.children(recursive=True):
        with suppress(psutil.Error):  # it may have ended meanwhile
            command, is_copy = " ".join(each.cmdline()), each.ppid() != process.pid
            if "spawn_main" in command or ("forkserver" in command and is_copy):
                found.append(each)
    return found


def test_how_many_workers_read_changes_no_row_and_a_killed_worker_loses_nothing(
    corpus, rules, catalogue, whole, tmp_path
):
    killed = []

    def kill_one(tally):
        if tally.parts == 2 and (workers := workers_of(psutil.Process())):
            killed.append(workers[0].pid)
            workers[0].kill()

    run(corpus, tmp_path / "out", rules, catalogue, size=700, workers=2, watcher=kill_one)
    assert killed
    assert tables_of(tmp_path / "out") == whole


def test_a_worker_keeps_nothing_of_the_seconds_that_it_worked():
    with local_cluster(1) as client:
        client.submit(time.sleep, 2).result()
        kept = client.run(lambda dask_worker: len(dask_worker.profile_history))
    assert list(kept.values()) == [0]


def test_a_cluster_that_runs_already_gives_the_same(corpus, rules, catalogue, whole, tmp_path):
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address="127.0.0.1:0"
    ) as cluster:
        run(corpus, tmp_path / "out", rules, catalogue, size=2000, scheduler=cluster.scheduler_address)
    assert tables_of(tmp_path / "out") == whole


def test_a_cluster_whose_scheduler_goes_is_named_and_what_is_done_stays(
    corpus, rules, catalogue, whole, tmp_path, capfd
):
    out, file = tmp_path / "out", tmp_path / "scheduler.json"
    command = [sys.executable, "-m", "dask"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    quiet["env"] = os.environ | {"PYTHONPATH": str(PROJECT / "src")}
    more = ["--scheduler-file", str(file), "--no-dashboard"]
    with subprocess.Popen(
        [*command, "scheduler", "--port", "0", "--host", "127.0.0.1", *more], **quiet
    ) as head:
        until = time.monotonic() + 60
        while not file.is_file() and time.monotonic() < until:
            time.sleep(0.1)
        with subprocess.Popen(
            [*command, "worker", *more, "--no-nanny", "--nthreads", "1"], **quiet
        ) as worker:
            address = json.loads(file.read_text(encoding="utf-8"))["address"]
            try:
                with pytest.raises(
                    ScaleError, match=r"The Dask cluster does not answer any more .* Run again"
                ):
                    run(
                        corpus,
                        out,
                        rules,
                        catalogue,
                        scheduler=address,
                        size=700,
                        watcher=lambda _: head.kill(),
                    )
            finally:
                head.kill()
                worker.kill()
    assert capfd.readouterr().err == ""
    assert run(corpus, out, rules, catalogue, size=700).kept >= 1
    assert tables_of(out) == whole


def test_a_path_means_the_same_to_workers_that_began_elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    travelling = pickle.dumps(Store("out"))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert pickle.loads(travelling).root == str(tmp_path / "out")
    assert pickle.loads(pickle.dumps(Store("memory://out"))).url == "memory://out"


def test_a_worker_that_does_not_see_the_folder_says_so(corpus, rules, tmp_path):
    partition = next(partitions(read_documents(corpus), 700))
    with pytest.raises(
        ScaleError, match=r"out: a worker does not see this folder; name one .* all machines share"
    ):
        pools.read_and_write(Store(str(tmp_path / "out")), rules, partition, {}, 0, partition.sha256)
    assert not (tmp_path / "out").exists()


def test_a_cluster_that_does_not_answer_is_named(corpus, rules, catalogue, tmp_path, monkeypatch):
    from helpers.scale import cluster

    monkeypatch.setattr(cluster, "ANSWERS_WITHIN", 0.5)
    with pytest.raises(ScaleError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler answers there"):
        run(corpus, tmp_path / "out", rules, catalogue, scheduler="tcp://127.0.0.1:9")


def test_tables_lie_on_any_file_system(corpus, rules, catalogue, whole, tmp_path):
    run(corpus, "memory://archive/tables", rules, catalogue, size=3000)
    fs = fsspec.filesystem("memory")
    fs.get("/archive/tables/", str(tmp_path / "out"), recursive=True)
    assert tables_of(tmp_path / "out") == whole
    assert run(corpus, "memory://archive/tables", rules, catalogue, size=3000).kept == 3


@pytest.fixture
def elsewhere(tmp_path):
    """Return a folder on this machine, and the same in memory: what lies in it must not tell which it is."""
    folder = tmp_path / "news"
    files = {
        "甲.txt": "甲县投入5亿元。",
        "甲/乙.txt": "投入6亿元。",
        "rows.jsonl": '{"text": "投入7亿元。"}\n{"text": \n',
        "丙.doc": "x",
        "README.md": "读我9亿元。",
        ".hidden/丁.txt": "投入8亿元。",
        "tables/_manifest/run.json": "{}",
        "tables/texts/part-00000.txt": "投入8亿元。",
    }
    fs = fsspec.filesystem("memory")
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        fs.pipe_file(f"/inbox/news/{name}", text.encode())
    yield folder
    fs.rm("/inbox", recursive=True)


def test_a_source_elsewhere_is_read_as_one_here(rules, catalogue, elsewhere, tmp_path):
    here = list(documents_in(str(elsewhere)))
    afar = list(documents_in("memory://inbox/news/"))
    assert here == afar
    assert [each.doc for each in afar if isinstance(each, Document)] == ["rows-1", "甲-乙", "甲"]
    assert [each.file for each in afar if isinstance(each, Problem)] == ["rows.jsonl", "丙.doc"]
    (one,) = documents_in("memory://inbox/news/甲.txt")
    assert (one.doc, one.text) == ("甲", "甲县投入5亿元。")


def test_the_path_of_an_hdfs_url_is_kept_and_its_files_are_moved_into_place(
    corpus, rules, catalogue, whole, tmp_path, monkeypatch
):
    """The HDFS of fsspec over a folder that stands in for the cluster: there is none here."""
    asked = []

    def cluster(**options):
        asked.append((options["host"], options["port"], options["user"]))
        return arrow.SubTreeFileSystem(str(tmp_path / "cluster"), arrow.LocalFileSystem())

    monkeypatch.setattr(arrow, "HadoopFileSystem", cluster)
    (tmp_path / "cluster/in").mkdir(parents=True)
    (tmp_path / "cluster/in" / corpus.name).write_bytes(corpus.read_bytes())
    place = "hdfs://li@name.node:8020"
    for size in (3000, 1500):  # the second time, over what is there
        run(f"{place}/in", f"{place}/archive/tables", rules, catalogue, size=size)
    assert set(asked) == {("name.node", 8020, "li")}
    assert tables_of(tmp_path / "cluster/archive/tables") == whole
    assert not list((tmp_path / "cluster").rglob(".~*"))


class Remembering(MemoryFileSystem):
    """A file system that, like one of cloud storage, holds what it listed for all there is."""

    protocol = "remembering"
    store: ClassVar = {}
    pseudo_dirs: ClassVar = [""]

    def ls(self, path, detail=True, **_):
        """List a folder, and remember."""
        self.dircache[path] = super().ls(path)
        return self.dircache[path] if detail else [each["name"] for each in self.dircache[path]]

    def cat_file(self, path, **_):
        """Return a file, unless it is known that there is none."""
        listed = self.dircache.get(path.rpartition("/")[0], None)
        if listed is not None and path not in [each["name"] for each in listed]:
            raise FileNotFoundError(path)
        return super().cat_file(path)

    def invalidate_cache(self, path=None):
        """Forget what was listed."""
        self.dircache.clear()


def test_what_others_write_after_a_folder_was_listed_is_seen():
    fsspec.register_implementation("remembering", Remembering, clobber=True)
    store = Store("remembering://out")
    store.put("systems/part-0", b"0")
    assert store.names("systems") == ["part-0"]
    MemoryFileSystem.pipe_file(store.fs, f"{store.root}/systems/part-1", b"1")
    assert list(store.get_each(["systems/part-0", "systems/part-1", "none"])) == [b"0", b"1", None]


class Refusing(MemoryFileSystem):
    """A file system whose driver has errors of its own."""

    protocol = "refusing"

    def info(self, path, **_):
        """Refuse."""
        raise RuntimeError("Unable to locate\ncredentials")

    def pipe_file(self, path, value, **_):
        """Refuse."""
        raise RuntimeError("Token has expired." + " Really." * 100)


def test_what_a_driver_says_becomes_a_sentence(corpus, rules, catalogue, tmp_path):
    fsspec.register_implementation("refusing", Refusing, clobber=True)
    with pytest.raises(
        ScaleError, match=r"^refusing://in: cannot be read \(Unable to locate credentials\)\.$"
    ):
        run("refusing://in", tmp_path / "out", rules, catalogue)
    assert not (tmp_path / "out").exists()
    with pytest.raises(
        ScaleError, match=r"^refusing://out: cannot be written to \(Token .{190,210}…\)\. What"
    ) as said:
        run(corpus, "refusing://out", rules, catalogue)
    assert len(str(said.value)) < 400


def test_hdfs_without_java_says_what_it_needs(rules, catalogue, corpus, monkeypatch):
    def cluster(**_):
        raise OSError("Unable to load libjvm " * 1000)

    monkeypatch.setattr(arrow, "HadoopFileSystem", cluster)
    with pytest.raises(
        ScaleError, match=r"^hdfs://h:1/out: cannot be reached .{190,300}JAVA_HOME and HADOOP_HOME"
    ):
        run(corpus, "hdfs://h:1/out", rules, catalogue)


def test_storage_that_needs_a_package_says_so(rules, catalogue, corpus):
    pytest.importorskip("fsspec")
    if "s3fs" in sys.modules or any(path.name == "s3fs" for path in Path(dask.__file__).parents[1].iterdir()):
        pytest.skip("s3fs is installed here")
    with pytest.raises(
        ScaleError, match=r"s3://bucket/out: this kind of storage needs another package .*s3fs=="
    ):
        run(corpus, "s3://bucket/out", rules, catalogue)


def test_partitions_follow_from_the_documents_alone():
    documents = [Document(str(n), "字" * length, "f") for n, length in enumerate([300, 300, 900, 10])]
    cut = [[each.doc for each in part.documents] for part in partitions(documents, 500)]
    assert cut == [["0", "1"], ["2"], ["3"]]


def test_texts_that_are_set_aside_make_partitions_as_long_as_others():
    documents = [Document("same", "字" * 400, f"f{n}") for n in range(6)]
    cut = [(len(part.documents), len(part.problems)) for part in partitions(documents, 800)]
    assert cut == [(1, 1), (0, 2), (0, 2)]


def test_a_text_too_long_for_memory_is_named_and_left_where_it_is():
    texts = {"short": "字", "book": "字" * 1_500_001, "long": "字" * 1_500_000}
    (part,) = partitions((Document(doc, text, f"{doc}.txt") for doc, text in texts.items()), 1_500_001)
    assert [each.doc for each in part.documents] == ["short", "long"]
    (aside,) = part.problems
    assert (aside["doc"], aside["file"], aside["text"]) == ("book", "book.txt", "")
    assert aside["reason"].startswith("It has 1,500,001 characters")


def test_millions_of_names_take_no_more_memory_than_some():
    tracemalloc.start()
    names = Seen()
    assert all(names.add(f"news-{number}") for number in range(100_000))
    assert not any(names.add(f"news-{number}") for number in range(0, 100_000, 1000))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000


def test_a_column_that_is_no_id_costs_no_square_of_time(tmp_path):
    rows = "".join('{"id": "新闻", "text": "投入5亿元。"}\n' for _ in range(20_000))
    (tmp_path / "news.jsonl").write_text(rows, encoding="utf-8")
    began = time.process_time()
    names = [each.doc for each in read_documents(tmp_path / "news.jsonl")]
    assert time.process_time() - began < 20  # a square takes minutes
    assert len(set(names)) == 20_000
    assert names[:3] == ["news-新闻", "news-新闻~2", "news-新闻~3"]


def test_systems_of_partitions_are_put_together_and_name_no_more_reports_than_fit():
    def table(doc, actors, claims):
        row = {"system_id": "x", "family": "f", "actors": actors, "levels": "县", "cadence": ""}
        return pd.DataFrame(
            [row | {"reports": json.dumps([doc]), "coded": 0, "detected": 1, "claims": claims}]
        )

    parts = [table("乙 2020", "县委", 2), table("甲", "县委、乡镇", 1), table("丙", "", 0)]
    merged = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "check_table", lambda frame, _: frame)
        for most in (3, 2):
            (merged[most],) = merge_systems(parts, ["f"], most).to_dict("records")
    assert merged[3]["actors"] == "县委、乡镇"
    assert (merged[3]["detected"], merged[3]["claims"]) == (3, 3)
    assert merged[3]["reports"] == "丙 乙 2020 甲"
    assert merged[2]["reports"] == "丙 乙 2020 …"


# -- what breaks ---------------------------------------------------------------------------------------


def test_what_cannot_be_read_is_kept_with_its_reason(rules, catalogue, tmp_path, monkeypatch):
    source = tmp_path / "news.jsonl"
    write_rows(source, [*paragraphs()[:3], "毒" + paragraphs()[3], paragraphs()[4]])
    with source.open("a", encoding="utf-8") as lines:
        lines.write('{"id": "broken", "text": \n')
    true = reading.claims_table

    def fail(reports, mentions):
        if any(report.raw.startswith("毒") for report in reports):
            raise ZeroDivisionError("a rule divides\nby nothing")
        return true(reports, mentions)

    monkeypatch.setattr(reading, "claims_table", fail)
    tally = run(source, tmp_path / "out", rules, catalogue)
    aside = quarantine_of(tmp_path / "out")
    assert (tally.rows["documents"], tally.rows["quarantine"]) == (4, 2)
    assert aside["news-n003"] == (
        "claims",
        "ZeroDivisionError: a rule divides by nothing",
        "毒" + paragraphs()[3],
    )
    assert aside[""][0] == "read"
    assert "row 6" in aside[""][1]


@pytest.mark.usefixtures("whole")  # lexicons are loaded: the time is that of the documents
def test_a_document_that_takes_too_long_is_set_aside(rules, catalogue, tmp_path, monkeypatch):
    source = tmp_path / "news.jsonl"
    write_rows(source, ["毒" + paragraphs()[0], paragraphs()[1]])
    true = reading.report_of

    def linger(document):
        while document.text.startswith("毒"):
            time.sleep(0.01)
        return true(document)

    monkeypatch.setattr(reading, "report_of", linger)
    tally = run(source, tmp_path / "out", rules, catalogue, seconds=2)
    assert tally.rows["documents"] == 1
    assert quarantine_of(tmp_path / "out")["news-n000"][:2] == ("worker", "It took more than 2 seconds.")


@pytest.mark.skipif(sys.platform == "darwin", reason="names of files are UTF-8 there")
def test_a_file_whose_name_is_no_utf8_is_set_aside_and_the_others_are_read(rules, catalogue, tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "甲.txt").write_text("投入5亿元。", encoding="utf-8")
    (folder / os.fsdecode("云南.txt".encode("gb18030"))).write_text("投入6亿元。", encoding="utf-8")
    assert run(folder, tmp_path / "out", rules, catalogue).rows["documents"] == 1
    ((name, (stage, reason, text)),) = quarantine_of(tmp_path / "out").items()
    assert (name.isascii(), stage, text) == (True, "read", "投入6亿元。")
    assert "has a name that is not in UTF-8 (in GB18030 it is 云南.txt). Rename it" in reason


def test_a_name_given_twice_loses_neither_text(rules, catalogue, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/甲.md").write_text("投入5亿元。", encoding="utf-8")
    (tmp_path / "in/甲.txt").write_text("投入6亿元。", encoding="utf-8")
    tally = run(tmp_path / "in", tmp_path / "out", rules, catalogue)
    assert (tally.rows["documents"], tally.rows["quarantine"]) == (1, 1)
    stage, reason, text = quarantine_of(tmp_path / "out")["甲"]
    assert (stage, text) == ("read", "投入6亿元。")
    assert "each needs a name of its own" in reason


def test_documents_that_end_or_stop_their_worker_are_told_apart(rules, catalogue, tmp_path):
    texts = paragraphs()[:8]
    poisoned = [*texts[:2], "毒杀" + texts[2], texts[3], "".join(texts[4:7]), "毒停" + texts[7]]
    write_rows(tmp_path / "news.jsonl", poisoned)
    (tmp_path / "poison.py").write_text(POISON, encoding="utf-8")
    options = {"size": sum(map(len, poisoned[:5])), "workers": 1, "seconds": 3}
    with dask.config.set({"distributed.worker.preload": [str(tmp_path / "poison.py")]}):
        tally = run(tmp_path / "news.jsonl", tmp_path / "out", rules, catalogue, **options)
    aside = quarantine_of(tmp_path / "out")
    assert {doc: row[:2] for doc, row in aside.items()} == {
        "news-n002": ("worker", "It ended the process that read it."),
        "news-n005": ("worker", "It took more than 3 seconds."),
    }
    assert aside["news-n002"][2] == poisoned[2]
    assert (tally.parts, tally.rows["documents"]) == (2, 4)
    fine = [text if text[0] != "毒" else "" for text in poisoned]
    write_rows(tmp_path / "news.jsonl", fine)
    run(tmp_path / "news.jsonl", tmp_path / "fine", rules, catalogue)
    same = [name for name in KEYS if name != "quarantine"]
    assert tables_of(tmp_path / "out", same) == tables_of(tmp_path / "fine", same)


SLOWLY = """
import sys, time
from helpers.scale import pools
true = pools.read_and_write
def slowly(*arguments):
    done = true(*arguments)
    time.sleep(0.5)
    return done
pools.read_and_write = slowly
from helpers.run import main
sys.exit(main(["extract", {source!r}, "--out", {out!r}, "--partition-size", "700"]))
"""


def test_a_run_that_is_killed_goes_on_where_it_was(corpus, rules, catalogue, whole, tmp_path):
    out = tmp_path / "out"
    code = SLOWLY.format(source=str(corpus), out=str(out))
    running = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while len(list((out / "_manifest").glob("part-*.json"))) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    running.send_signal(signal.SIGKILL)
    running.wait()
    there = {path: path.stat().st_mtime_ns for path in (out / "mentions").glob("part-*.parquet")}
    tally = run(corpus, out, rules, catalogue, size=700)
    assert 2 <= tally.kept < tally.parts
    assert sum(path.stat().st_mtime_ns == stamp for path, stamp in there.items()) >= tally.kept
    assert tables_of(out) == whole


@pytest.mark.parametrize("scheme", ["", "memory://told"])
def test_what_sources_csv_says_counts_as_in_a_run(rules, catalogue, tmp_path, scheme):
    files = {
        "甲.txt": "山乡新貌\n来源：昭通日报 日期：2020-06-14\n全县投入5亿元。去年投入3亿元。",
        "sources.csv": "doc,title,published,place\n甲,山乡新貌,2020-06-13,云南省昭通市\n甲,,2021,\n",
    }
    folder = f"{scheme or tmp_path}/news"
    fs, root = fsspec.core.url_to_fs(folder)
    fs.makedirs(root, exist_ok=True)
    for name, content in files.items():
        fs.pipe_file(f"{root}/{name}", content.encode())
    assert run(folder, tmp_path / "out", rules, catalogue).rows["documents"] == 1
    (document,) = pd.read_parquet(tmp_path / "out/documents").to_dict("records")
    assert (document["published"], document["place"]) == ("2020-06-13", "云南省昭通市")
    assert document["notes"] == (
        "sources.csv gives the date of publication of 甲 as “2020-06-13”, its text as “2020-06-14”"
    )
    claims = pd.read_parquet(tmp_path / "out/claims")
    assert dict(zip(claims["surface"], claims["period"], strict=True))["3亿元"] == "2019"
    (reason,) = pd.read_parquet(tmp_path / "out/quarantine")["reason"]
    assert reason.startswith("sources.csv: line 3 is a second row for 甲")


def test_what_has_changed_is_read_again_and_nothing_else(rules, catalogue, tmp_path):
    source, texts = tmp_path / "news.jsonl", paragraphs()[:6]
    write_rows(source, texts)
    run(source, tmp_path / "out", rules, catalogue, size=1)
    write_rows(source, [*texts[:5], "改" + texts[5]])
    assert run(source, tmp_path / "out", rules, catalogue, size=1).kept == 5
    write_rows(source, texts[:2])
    tally = run(source, tmp_path / "out", rules, catalogue, size=1)
    assert (tally.kept, tally.rows["documents"]) == (2, 2)
    assert len(list((tmp_path / "out/mentions").glob("*"))) == 2
    other = make_rules(catalogue, b"unit,kind,forms\n\xe7\xaf\x87,count,\xe7\xaf\x87\n")
    assert run(source, tmp_path / "out", other, catalogue, size=1).kept == 0


def test_a_stopped_rewriting_never_passes_for_what_was_there(rules, catalogue, tmp_path, monkeypatch):
    """Text A is read, B in its place until the disk is full, and then A again."""
    source, out, texts = tmp_path / "news.jsonl", tmp_path / "out", paragraphs()[:2]
    write_rows(source, texts[:1])
    run(source, out, rules, catalogue)
    first = tables_of(out)
    true = Store.put

    def fill(self, name, content):
        if name.startswith("claims/"):
            raise store.CannotWriteError("No space left on device")
        true(self, name, content)

    write_rows(source, texts[1:])
    with monkeypatch.context() as patch:
        patch.setattr(Store, "put", fill)
        with pytest.raises(ScaleError, match="No space left on device"):
            run(source, out, rules, catalogue)
    write_rows(source, texts[:1])
    assert run(source, out, rules, catalogue).kept == 0
    assert tables_of(out) == first


def test_tables_of_another_source_and_of_a_source_that_is_gone_stay(corpus, rules, catalogue, tmp_path):
    out, folder = tmp_path / "out", tmp_path / "news"
    folder.mkdir()
    (folder / "甲.txt").write_text("投入5亿元。", encoding="utf-8")
    run(folder, out, rules, catalogue)
    with pytest.raises(ScaleError, match=r"holds the tables of another source, news; name another folder"):
        run(corpus, out, rules, catalogue)
    (folder / "甲.txt").unlink()
    with pytest.raises(ScaleError, match=r"news: holds no reports any more; the tables in \S+ stay"):
        run(folder, out, rules, catalogue)
    with pytest.raises(ScaleError, match=r"nowhere: there is no such file or folder\.$"):
        run(tmp_path / "nowhere", out, rules, catalogue)
    assert json.loads((out / "_manifest/run.json").read_text(encoding="utf-8"))["finished"]
    assert tables_of(out, ["documents"])["documents"].count(b"\n") == 2


def test_what_an_extraction_wrote_is_never_read_as_a_source(rules, catalogue, tmp_path):
    (tmp_path / "甲.txt").write_text("投入5亿元。", encoding="utf-8")
    for kept in (0, 1):  # the second time, the tables lie in the source
        assert run(tmp_path, tmp_path / "out", rules, catalogue).kept == kept
    assert tables_of(tmp_path / "out", ["documents"])["documents"].count(b"\n") == 2
    with pytest.raises(ScaleError, match="holds the tables of an extraction"):
        run(tmp_path / "out", tmp_path / "other", rules, catalogue)
    with pytest.raises(ScaleError, match="holds the source; name another folder for --out"):
        run(tmp_path, f"{tmp_path}/", rules, catalogue)


def test_two_runs_at_once_never_mix_their_tables(corpus, rules, catalogue, whole, tmp_path):
    out = tmp_path / "out"
    with (
        store.alone(Store(str(out))),
        pytest.raises(ScaleError, match=r"out: another run is writing there; wait for it, or stop it\."),
    ):
        run(corpus, out, rules, catalogue)
    run(corpus, out, rules, catalogue)
    assert tables_of(out) == whole


def test_elsewhere_the_earlier_of_two_runs_stops(corpus, rules, catalogue):
    """A file system elsewhere cannot be locked: what the later one notes there stops the earlier."""
    out = "memory://two-runs/out"

    def begin_another(tally):
        if tally.parts == 1:
            run(corpus, out, rules, catalogue, size=2000)

    with pytest.raises(ScaleError, match="another run has begun to write there, and this one stopped"):
        run(corpus, out, rules, catalogue, size=700, watcher=begin_another)
    assert store.read_run(Store(out))["finished"]
    fsspec.filesystem("memory").rm("/two-runs", recursive=True)


@pytest.mark.parametrize("theirs", ["mentions/part-00007.parquet", "documents.csv"])
def test_tables_that_no_extraction_wrote_stay_as_they_are(corpus, rules, catalogue, tmp_path, theirs):
    out, first = tmp_path / "out", theirs.partition("/")[0]
    there = {out / theirs, out / "notes.txt"}
    for path in there:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"theirs")
    with pytest.raises(ScaleError, match=rf"out: holds {first}, which no extraction wrote"):
        run(corpus, out, rules, catalogue)
    assert {path for path in out.rglob("*") if path.is_file()} == there
    assert all(path.read_bytes() == b"theirs" for path in there)
    (out / first).rename(tmp_path / "moved")
    assert run(corpus, out, rules, catalogue).documents == 40


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
from helpers.run import main
sys.exit(main(["extract", {source!r}, "--out", {out!r}, "--partition-size", "700"]))
"""


def test_a_full_disk_is_said_in_a_sentence_and_the_last_good_state_stays(
    corpus, rules, catalogue, whole, tmp_path
):
    source, out = tmp_path / corpus.name, tmp_path / "out"
    large = json.dumps({"id": "large", "text": "\n".join(paragraphs()) * 2}, ensure_ascii=False)
    source.write_text(corpus.read_text(encoding="utf-8") + large + "\n", encoding="utf-8")
    code = LIMITED.format(source=str(source), out=str(out))
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "cannot be written to (File too large)" in ended.stderr
    assert "it goes on from there" in ended.stderr
    assert not list(out.rglob(".~*"))
    source.write_text(corpus.read_text(encoding="utf-8"), encoding="utf-8")
    tally = run(source, out, rules, catalogue, size=700)
    assert tally.kept >= tally.parts - 1 > 5
    assert tables_of(out) == whole


# -- the command ---------------------------------------------------------------------------------------


def test_the_command_says_what_it_found_and_nothing_else(corpus, tmp_path, capsys):
    assert main(["extract", str(corpus), "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.startswith("40 reports, ")
    assert "xianjie sql --tables" in said.out


def test_a_log_has_a_line_now_and_then(corpus, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(scale_commands, "EVERY", 0)
    assert main(["extract", str(corpus), "--out", str(tmp_path / "out"), "--partition-size", "4000"]) == 0
    first, second = capsys.readouterr().err.splitlines()
    assert re.fullmatch(r"\d+ reports  0\.0 M characters  [\d,]+/s", first)
    assert second.startswith("40 reports  ")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["nowhere", "--out", "out"], "nowhere: there is no such file or folder."),
        (
            ["{corpus}", "--out", "out", "--units", "u.csv"],
            "u.csv: there is no such file; --units takes a CSV file.",
        ),
        (["{corpus}", "--out", "out", "--workers", "0"], "is not a whole number from 1"),
        (["{corpus}", "--out", "nofs://x"], "nofs://x: cannot be reached"),
        (["", "--out", "out"], "SOURCE is empty; name a folder."),
        (["{corpus}", "--out", " "], "--out is empty; name a folder."),
        (["{corpus}", "--out", "out", "--time-limit", "nan"], "is not a number of seconds from 0"),
        (["{corpus}", "--out", "out", "--scheduler", "here"], "here: is not the address of a Dask scheduler"),
        (["{corpus}", "--out", "memory://x", "--workers", "1"], "is memory of this process"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(corpus, tmp_path, monkeypatch, capsys, options, said):
    monkeypatch.chdir(tmp_path)
    assert main(["extract", *(each.format(corpus=corpus) for each in options)]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jsonl.gz", b"no gzip", "a.jsonl.gz: is a broken packed file."),
        ("a.xyz", b"x", "a.xyz: is a .xyz file and was not read."),
        ("a", b"x", "a: has no ending that says what kind of file it is, and was not read."),
        ("a.csv", b"title,date\nx,2020\n", "a.csv: has no column that is known to hold the text"),
        ("a.txt", b"", "a.txt: is empty."),
    ],
)
def test_where_nothing_can_be_read_the_reason_is_shown(name, content, said, tmp_path, capsys):
    (tmp_path / name).write_bytes(content)
    assert main(["extract", str(tmp_path / name), "--out", str(tmp_path / "out")]) == 2
    shown = capsys.readouterr().out
    assert "1 could not be read, and why is in the table quarantine:\n  " + said in shown


@pytest.mark.parametrize("names", [(), ("sources/", "picture.png", "README.md", ".hidden.txt")])
def test_a_folder_without_reports_is_refused_and_nothing_is_written(names, tmp_path, capsys):
    folder = tmp_path / "empty"
    folder.mkdir()
    for name in names:
        (folder / name).mkdir() if name.endswith("/") else (folder / name).write_bytes(b"x")
    assert main(["extract", str(folder), "--out", str(tmp_path / "out")]) == 2
    assert f"{folder}: holds no .txt, .md, .html" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_run_with_workers_that_is_stopped_by_hand_says_so_and_nothing_else(corpus, tmp_path):
    out = tmp_path / "out"
    command = [sys.executable, "-m", "helpers", "extract", str(corpus), "--out", str(out)]
    options = {"stderr": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "start_new_session": True}
    running = subprocess.Popen(
        [*command, "--partition-size", "200", "--workers", "1"], **options, preexec_fn=hear_ctrl_c
    )
    until = time.monotonic() + 60
    while not list((out / "_manifest").glob("part-*.json")) and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does, to every process of the run
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said.strip() == "Stopped by hand; every file written so far is whole. Run again to go on."


def test_a_folder_that_cannot_be_written_to_is_named(corpus, tmp_path, capsys):
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    assert main(["extract", str(corpus), "--out", str(tmp_path / "out")]) == 2
    assert "cannot be written to" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
