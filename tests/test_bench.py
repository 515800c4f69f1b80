"""Reading numbers stays fast: measured against a bare search for digits on the same machine, in the same run.

The limits leave room for a slow and busy machine; `make bench` prints the figures themselves.
"""

import gzip
import importlib.util
import json
import sys

import pandas as pd
import pytest

from helpers.mentions import find_mentions
from helpers.notebooks import ROOT
from helpers.scale import benchmark

# Measured: 30 to 50 times the cost of a bare search for digits, and 10 times the cost for 10 times the text.
MOST_TIMES_DIGITS = 150
MOST_GROWTH = 20
MOST_GROWTH_DENSE = 10  # for 5 times the text
# A slow text of 1 MB takes a tenth of a second to one second; what grows with the square of its length takes hours.
MOST_SECONDS = 10


def load(name):
    """Return a module of the folder tools/, which is no package."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        spec = importlib.util.spec_from_file_location(name, ROOT / f"tools/{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(ROOT / "tools"))
    return module


bench = load("bench")
SLOW = bench.slow_texts()


def test_numbers_are_found_at_the_speed_of_a_search():
    text = bench.document_of(300_000)
    ours = bench.best_time(find_mentions, [text])
    digits = bench.best_time(bench.search_digits, [text], repeats=10)
    assert ours < MOST_TIMES_DIGITS * digits


def test_ten_times_the_text_costs_ten_times_the_time():
    small, large = (
        bench.best_time(find_mentions, [bench.document_of(size)]) for size in (100_000, 1_000_000)
    )
    assert large < MOST_GROWTH * small


@pytest.mark.parametrize("name", SLOW)
def test_no_text_takes_long(name):
    assert 990_000 <= len(SLOW[name].encode()) <= 1_010_000
    assert bench.best_time(find_mentions, [SLOW[name]], repeats=1) < MOST_SECONDS


@pytest.mark.parametrize("name", bench.dense_texts())
def test_many_numbers_in_one_sentence_cost_no_more_each(name):
    small, large = (
        bench.best_time(find_mentions, [bench.dense_texts(size)[name]]) for size in (20_000, 100_000)
    )
    assert large < MOST_GROWTH_DENSE * small


def test_a_document_is_as_long_as_asked():
    assert 99_000 <= len(bench.document_of(100_000).encode()) <= 101_000


def test_a_corpus_is_read_from_lines_and_from_texts(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("一篇", encoding="utf-8")
    line = json.dumps({"text": "二篇"}, ensure_ascii=False)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    monkeypatch.setenv("BENCH_CORPUS", str(tmp_path))
    assert sorted(text for path in bench.corpus_files() for text in bench.read_texts(path)) == [
        "一篇",
        "二篇",
    ]


def test_a_corpus_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("BENCH_CORPUS", str(tmp_path))
    with pytest.raises(SystemExit, match="BENCH_CORPUS"):
        bench.corpus_files()


# -- what the benchmark of large corpora keeps ---------------------------------------------------------

scale = load("bench_scale")


def measured(measure, **cells):
    return scale.row(measure, note="news", **cells)


def size_rows(seconds_a_million, sizes):
    return [
        measured("size", workers=2, characters=size, seconds=seconds_a_million * size / 1e6) for size in sizes
    ]


def test_a_measurement_is_taken_once():
    rows = [measured("workers", workers=0), *size_rows(5, [100_414])]
    assert scale.is_there(rows, "workers", {"source": "a/news.jsonl.gz", "workers": 0})
    assert not scale.is_there(rows, "workers", {"source": "a/news.jsonl.gz", "workers": 1})
    assert not scale.is_there(rows, "workers", {"source": "a/laws.jsonl.gz", "workers": 0})
    assert scale.is_there(rows, "size", {"source": "news.jsonl", "size": 100_000})
    assert not scale.is_there(rows, "size", {"source": "news.jsonl", "size": 10_000})
    assert not scale.is_there(rows, "machine", {})


def test_a_size_is_begun_when_its_time_is_left():
    rows = size_rows(5, [100_000, 1_000_000])
    assert scale.expected_seconds(rows, {"size": 100_000_000}) == pytest.approx(500)
    assert scale.expected_seconds(rows, {"workers": 2}) == 0
    assert scale.expected_seconds([], {"size": 100_000_000}) == 0


def test_measurements_of_other_code_are_not_gone_on_with(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(scale, "OUT", tmp_path / "benchmark.csv")
    own = scale.row("machine", part="code", note=scale.package_sha256()[:12])
    scale.write_table([*size_rows(5, [100_000]), own])
    assert [row["measure"] for row in scale.kept_rows([], resume=True)] == ["machine", "size"]
    assert [row["measure"] for row in scale.kept_rows(["size"], resume=False)] == ["machine"]
    assert scale.kept_rows([], resume=False) == []
    scale.write_table([*size_rows(5, [100_000]), own | {"note": "other"}])
    assert scale.kept_rows([], resume=True) == []
    assert "of other code" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("code", "en", "zh"),
    [
        (scale.package_sha256()[:12], "as it stands", "当前程序。"),
        ("other", "earlier state", "较早状态（`other`）"),
    ],
)
def test_it_is_said_whether_the_present_program_was_measured(code, en, zh):
    facts = {"processor": "P", "cores": 2, "memory": "1 GB", "python": "3.11", "load": 0.1, "code": code}
    rows = pd.DataFrame(
        [measured("machine", part=name) | {"note": str(value)} for name, value in facts.items()]
    )
    assert en in benchmark.describe_machine(rows)
    assert zh in benchmark.describe_machine(rows, "zh")
    assert "Nothing was compiled" in benchmark.describe_machine(rows)
    compiled = pd.DataFrame([measured("machine", part="compiled") | {"note": "yes"}])
    assert "were compiled" in benchmark.describe_machine(pd.concat([rows, compiled]))


def test_a_corpus_is_repeated_under_names_that_differ(tmp_path):
    (tmp_path / "news.jsonl").write_text('{"text": "投入5亿元。"}\n{"text": "六亿"}\n', encoding="utf-8")
    found = list(scale.repeated(str(tmp_path / "news.jsonl"), 20))
    assert [len(each.text) for each in found] == [6, 2, 6, 2, 6]
    assert len({each.doc for each in found}) == 5


@pytest.mark.parametrize("workers", [0, 1])
def test_a_corpus_is_measured_as_it_is_extracted(tmp_path, workers):
    (tmp_path / "news.jsonl").write_text('{"text": "投入5亿元。"}\n{"text": "六亿"}\n', encoding="utf-8")
    size, handing = scale.measured_run("size", str(tmp_path / "news.jsonl"), 20, workers)
    assert (size["measure"], handing["measure"]) == ("size", "handing")
    for row in (size, handing):
        assert (row["workers"], row["documents"], row["characters"]) == (workers, 5, 22)
        assert row["note"] == "news"
        assert row["megabytes"] > 0


def benchmark_rows():
    """Return measurements of a machine on which a million characters cost 10 seconds, and 1 MB each time."""
    sizes = [100_000, 1_000_000, 10_000_000]
    rows = [
        {"measure": "size", "workers": 2, "characters": size, "processor_seconds": size / 1e5, "note": "news"}
        for size in sizes
    ]
    runs = [
        {"measure": "workers", "workers": n, "characters": 3e6, "seconds": s, "note": "news"}
        for n, s in [(0, 29), (1, 30), (2, 16)]
    ]
    hands = [{"measure": "handing", "workers": 2, "characters": 1e7, "megabytes": 300, "note": "news"}]
    frame = pd.DataFrame([*rows, *runs, *hands], columns=["part", *benchmark.NUMBERS, "measure", "note"])
    return frame.assign(part="").fillna({"megabytes": 400.0, "seconds": 1.0, "processor_seconds": 1.0})


def test_twice_the_text_at_twice_the_cost_is_an_exponent_of_one():
    table = benchmark.scale_table(benchmark_rows()).set_index("measure")
    exponent = table.loc["exponent"]
    assert exponent["value"] == exponent["low"] == exponent["high"] == 1
    assert exponent["characters"] == 10_000_000
    assert table.loc["gain", "value"] == 1.875
    memory = table.loc["memory"]
    assert memory[memory["part"] == "handing out"]["value"].tolist() == [300]
    assert memory[memory["part"] == "largest worker"]["value"].tolist() == [400] * 3


def test_the_speed_is_that_of_all_that_extraction_is_in_every_corpus():
    """A million characters: 10 seconds of numbers, claims and systems and 6 of the rest, in laws twice that."""
    parts = {"report": 6.0, "mentions": 2.0, "claims": 3.0, "evidence": 2.5, "cadences": 0.5, "systems": 2.0}
    rows = [
        scale.row("stage", part=part, workers=1, characters=1e6, seconds=s, processor_seconds=s, note=note)
        for note in ("news", "laws")
        for part, s in {part: each * (1 + (note == "laws")) for part, each in parts.items()}.items()
    ]
    frame = pd.DataFrame(rows, columns=["part", *benchmark.NUMBERS, "measure", "note"])
    table = benchmark.scale_table(pd.concat([frame, benchmark_rows()], ignore_index=True))
    assert "read at **50,000 to 100,000** characters" in benchmark.describe_scale(table, 0)
    assert "all tables at 31,250 to 62,500." in benchmark.describe_scale(table, 0)
    assert "单核每秒可从 **50,000 至 100,000** 字" in benchmark.describe_scale(table, 0, "zh")


def test_cost_that_grows_faster_than_text_is_told():
    size = pd.Series([1e5, 1e6, 1e7, 1e8])
    slope, low, high = benchmark.fit_exponent(size, size**1.2)
    assert (slope, low, high) == pytest.approx((1.2, 1.2, 1.2))


# -- what other programs say, in our columns ----------------------------------------------------------

peers = load("peers")


def said(text, start, end, type_, value, unit=""):
    (row,) = peers.quantities(
        [{"start": start, "end": end, "type": type_, "value": value, "unit": unit}], text
    )
    return row["kind"], row["low"], row["high"], row["unit"]


@pytest.mark.parametrize(
    ("text", "type_", "value", "unit", "ours"),
    [
        ("7.67%", "percentage", "7.67%", "", ("percent", 7.67, 7.67, "%")),
        ("5.62个百分点", "percentage", "5.62%", "", ("points", 5.62, 5.62, "百分点")),
        ("7%", "number", "0.07", "", ("percent", 7, 7, "%")),
        ("718.6亿元", "currency", "71860000000", "Chinese yuan", ("money", 71860000000, 71860000000, "元")),
        ("9.2元", "amount-of-money", 9.2, "$", ("money", 9.2, 9.2, "元")),
        ("3000多元", "money", ["3000.00", "4000.00"], "元", ("money", 3000, 3000, "元")),
        ("两三万元", "money", ["20000.00", "30000.00"], "元", ("money", 20000, 30000, "元")),
        ("20万公斤", "quantity", 200000000, "gram", ("measure", 200000, 200000, "公斤")),
        ("5公里", "dimension", "5", "Kilometer", ("measure", 5, 5, "公里")),
        ("一年半", "duration", 18, "month", ("duration", 1.5, 1.5, "年")),
        ("三年半", "datetimeV2.duration", "P3.5Y", "", ("duration", 3.5, 3.5, "年")),
        ("15分钟", "datetimeV2.duration", "PT15M", "", ("duration", 15, 15, "分钟")),
        ("5年", "time_delta", {"year": 5.0}, "", ("duration", 5, 5, "年")),
        ("27个", "number", 27, "", ("count", 27, 27, "个")),
        ("27", "number", "27", "", ("count", 27, 27, "")),
    ],
)
def test_what_a_peer_says_is_brought_to_our_columns(text, type_, value, unit, ours):
    kind, low, high, name = said(text, 0, len(text), type_, value, unit)
    assert (kind, name) == (ours[0], ours[3])
    assert (low, high) == pytest.approx(ours[1:3])


def test_a_number_inside_a_date_or_an_amount_is_not_counted_twice():
    text = "2020年投入5亿元"
    given = [
        {"start": 0, "end": 4, "type": "number", "value": "2020", "unit": ""},
        {"start": 0, "end": 5, "type": "datetimeV2.daterange", "value": "2020", "unit": ""},
        {"start": 7, "end": 9, "type": "number", "value": "500000000", "unit": ""},
        {"start": 7, "end": 10, "type": "currency", "value": "500000000", "unit": "Chinese yuan"},
    ]
    (row,) = peers.quantities(given, text)
    assert (row["start"], row["end"], row["unit"]) == (7, 10, "元")


def test_the_lock_of_the_peers_is_not_the_lock_of_the_project():
    ours = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    theirs = (ROOT / "requirements-peers.lock").read_text(encoding="utf-8")
    for name in ("jionlp", "recognizers-text-suite", "chinese2digits", "pyduckling-native-phihos"):
        assert f"\n{name}==" in "\n" + theirs
        assert f"\n{name}==" not in "\n" + ours
