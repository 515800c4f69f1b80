"""Findings: every number in a sentence comes from a row, or from a count that the reader can redo."""

import importlib
import json
import re
import string
from collections.abc import Iterable
from typing import Any

import pandas as pd
import pytest

from helpers.corpus import Report, documents_table, sentences_table
from helpers.corpus.quotes import find_quote
from helpers.findings import (
    MODEL_FINDINGS,
    TEMPLATES,
    _quotes,
    findings_input,
    findings_table,
    findings_text,
    recount,
)
from helpers.mentions import find_mentions
from helpers.notebooks import ROOT, find_notebooks
from helpers.tables import SCHEMAS, check_table, empty_table, read_table, records

NORTH = Report(
    "北县-2020",
    "全县投入3.5亿元。惠及35.47万人,其中农民1200人。发放补贴80万元以上。合格率从40%提高到100%。落实“四个不摘”。",
    published="2020",
)
SOUTH = Report(
    "南县-2021", "全县搬迁35.47万人,落实“四个不摘”,集中发放3000元。\n责任编辑:王某 电话:0870-2158276"
)


def row(report: Report, surface: str, kind: str, value: float | None = None, **more: Any) -> dict[str, Any]:
    start = report.raw.index(surface)
    return {
        "doc": report.doc, "start": start, "end": start + len(surface), "surface": surface, "kind": kind,
        "low": value, "high": value, "unit": "", "per": "", "bound": "exact" if value is not None else "",
        "period": "",
    } | more  # fmt: skip


# What a reader finds in the two reports.
ROWS = [
    row(NORTH, "3.5亿元", "money", 350_000_000, unit="元"),
    row(NORTH, "35.47万人", "count", 354_700, unit="人"),
    row(NORTH, "1200人", "count", 1200, unit="人"),
    row(NORTH, "80万元", "money", 800_000, unit="元", bound="at_least"),
    row(NORTH, "40%", "percent", 40, unit="%"),
    row(NORTH, "100%", "percent", 100, unit="%"),
    row(NORTH, "四个不摘", "slogan"),
    row(SOUTH, "35.47万人", "count", 354_700, unit="人"),
    row(SOUTH, "四个不摘", "slogan"),
    row(SOUTH, "3000元", "money", 3000, unit="元"),
    row(SOUTH, "0870-2158276", "identifier"),
]
REPORTS = [NORTH, SOUTH]


def tables(
    rows: Iterable[dict[str, Any]], reports: list[Report]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    frame = pd.DataFrame(rows, columns=list(ROWS[0]))
    return documents_table(reports), sentences_table(reports), check_table(frame, "mentions")


@pytest.fixture(scope="module")
def findings() -> pd.DataFrame:
    return findings_table(*tables(ROWS, REPORTS))


def values_of(findings: pd.DataFrame, finding_id: str) -> dict[str, Any]:
    (found,) = records(findings[findings["finding_id"] == finding_id])
    return {name: value["value"] for name, value in json.loads(found["values"]).items()}


def test_what_is_counted(findings: pd.DataFrame) -> None:
    # the telephone stands outside the article
    assert values_of(findings, "how-many") == {"reports": 2, "all": 10, "measured": 8}
    precise = values_of(findings, "how-precise")
    assert (precise["exact"], precise["hedged"], precise["share"]) == (7, 1, 87.5)


def test_what_is_largest(findings: pd.DataFrame) -> None:
    largest = values_of(findings, "largest-amount")
    assert (largest["value"], largest["doc"], largest["unit"]) == (350_000_000, "北县-2020", "元")
    assert values_of(findings, "most-people")["value"] == 354_700


def test_what_is_shared(findings: pd.DataFrame) -> None:
    shared = values_of(findings, "shared")
    assert (shared["shared"], shared["surface"], shared["docs"]) == (1, 354_700, 2)
    assert values_of(findings, "slogans")["surface"] == "四个不摘"
    assert values_of(findings, "slogans")["times"] == 2


def test_percentages_and_density(findings: pd.DataFrame) -> None:
    percentages = values_of(findings, "percentages")
    assert (percentages["low"], percentages["high"], percentages["full"], percentages["all"]) == (
        40,
        100,
        1,
        2,
    )
    assert values_of(findings, "densest")["most"] == "北县-2020"


def test_which_report_has_no_date(findings: pd.DataFrame) -> None:
    (undated,) = records(findings[findings["finding_id"] == "undated"])
    assert "1 report (南县-2021)" in undated["sentence_en"]
    assert "1 篇报告（南县-2021）" in undated["sentence_zh"]


def test_every_sentence_is_its_template_filled_with_its_values(findings: pd.DataFrame) -> None:
    for found in records(findings):
        values = json.loads(found["values"])
        for lang in ("en", "zh"):
            words = {name: value[lang] for name, value in values.items()}
            assert found[f"template_{lang}"].format(**words) == found[f"sentence_{lang}"]
            assert typed_numbers(found[f"template_{lang}"]) == []


NUMBER_WORDS = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(thir|four|fif|six|seven|eigh|nine)teen"
    r"|(twen|thir|for|fif|six|seven|eigh|nine)ty(-\w+)?|half|(dozen|hundred|thousand|million|billion)s?)\b",
    re.IGNORECASE,
)


def typed_numbers(template: str) -> list[str]:
    """Return the numbers typed into a sentence with gaps: digits of any script, words, Chinese numerals."""
    rest = "▢".join(text for text, *_ in string.Formatter().parse(template))
    digits = re.findall(r"\d+", rest)
    words = [found[0] for found in NUMBER_WORDS.finditer(rest)]
    return digits + words + [mention.surface for mention in find_mentions(rest)]


@pytest.mark.parametrize("finding_id", TEMPLATES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_number_is_typed_into_a_sentence(finding_id: str, lang: str) -> None:
    assert typed_numbers(TEMPLATES[finding_id][lang]) == []
    names = {
        name for _, name, *_ in string.Formatter().parse(TEMPLATES[finding_id][lang]) if name is not None
    }
    other = {
        name for _, name, *_ in string.Formatter().parse(TEMPLATES[finding_id]["zh"]) if name is not None
    }
    assert names == other, "the two languages say different values"


@pytest.mark.parametrize(
    "sentence",
    [
        "有 12 处为{share}。", "共１２处。", "三千二百户脱贫。", "每千字{per}处。", "占百分之五。", "两篇报告。",
        "增加了一倍。", "投入3.5亿元。", "Of these, 3 do not fit.", "per 1,000 characters", "in two reports",
        "half of them", "twenty-one more", "about ٣ more",
    ],
)  # fmt: skip
def test_a_number_typed_into_a_sentence_is_noticed(sentence: str) -> None:
    assert typed_numbers(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["最大的一笔金额是 {surface}。", "同一地方的不同报告。", "One of {all}: poverty in the county."],
)
def test_words_that_count_nothing_are_no_numbers(sentence: str) -> None:
    assert typed_numbers(sentence) == []


def test_no_number_is_typed_into_the_prose_of_the_notebook() -> None:
    (notebook,) = [each for each in find_notebooks(ROOT / "notebooks") if each.stage == "findings"]
    prose = [source for kind, source, _ in notebook.cells if kind == "markdown"]
    for source in prose:
        plain = re.sub(r"^# \d+ ·|\[\d\d-[a-z-]+\]\(\S+\)|`[^`]*`", "", source)
        assert re.findall(r"\d+", plain) + [each.surface for each in find_mentions(plain)] == [], source


def test_every_value_rests_on_rows_on_a_query_or_on_a_formula(findings: pd.DataFrame) -> None:
    committed = read_table("findings", ROOT / "data/processed")
    for found in [*records(findings), *records(committed)]:
        for name, value in json.loads(found["values"]).items():
            assert value["key"] or value["query"] or value.get("formula"), (found["finding_id"], name)
            for lang in ("en", "zh"):
                assert value[lang] or f"{{{name}}}" not in found[f"template_{lang}"], (
                    found["finding_id"],
                    name,
                )
        module, _, function = found["function"].rpartition(".")
        assert callable(getattr(importlib.import_module(module), function))


def test_every_count_can_be_redone(findings: pd.DataFrame) -> None:
    documents, sentences, mentions = tables(ROWS, REPORTS)
    asked = recount(findings, findings_input(mentions, sentences))
    assert len(asked) >= 7
    assert (asked["stated"] == asked["counted"]).all()
    more = recount(findings, findings_input(mentions, sentences), documents=documents)
    assert {"share", "most_per", "least_characters", "reports"} <= set(more["name"])
    assert (more["stated"] == more["counted"]).all()
    assert not (recount(findings, findings_input(mentions, sentences), documents=documents[:1])["counted"]
                == more["counted"]).all()  # fmt: skip
    wrong = recount(findings, findings_input(mentions.iloc[1:], sentences))
    assert not (wrong["stated"] == wrong["counted"]).all()


def test_every_key_names_a_row_and_every_quote_stands_in_its_report(findings: pd.DataFrame) -> None:
    raw = {report.doc: report.raw for report in REPORTS}
    keys = {f"{r['doc']}:{r['start']}-{r['end']}": r["surface"] for r in ROWS}
    quoted = 0
    for found in records(findings):
        named = [value["key"] for value in json.loads(found["values"]).values() if value["key"]]
        assert {key for joined in named for key in joined.split(";")} <= set(keys)
        for quote in json.loads(found["quotes"] or "[]"):
            quoted += 1
            assert raw[quote["doc"]][quote["start"] : quote["end"]] == quote["quote"]
            assert keys[quote["key"]] in quote["quote"]
    assert quoted >= 6


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_text_shows_the_number_in_its_words(findings: pd.DataFrame, lang: str) -> None:
    text = findings_text(findings, lang)  # type: ignore[arg-type]
    assert "> 全县投入**3.5亿元**。 — *北县-2020*" in text


def test_words_of_a_report_are_no_markup() -> None:
    """A report may hold whatever its author typed."""
    report = Report("<b>", "全县<img src=x>投入 3.5亿元，用于[修路](x)。")
    rows = [row(report, "3.5亿元", "money", 350_000_000, unit="元")]
    text = findings_text(findings_table(*tables(rows, [report])), "en")
    assert "投入 **3.5亿元**" in text
    assert "<img" not in text
    assert "<b>" not in text
    assert "[修路]" not in text


@pytest.mark.parametrize("reports", [[], [Report("a", "天气很好。")]])
def test_a_corpus_without_numbers_has_no_findings(reports: list[Report]) -> None:
    found = findings_table(*tables([], reports))
    assert found.empty
    assert findings_text(found, "en") == TEMPLATES["none"]["en"]


def test_a_corpus_without_money_has_no_largest_amount() -> None:
    rows = [r for r in ROWS if r["kind"] != "money"]
    found = set(findings_table(*tables(rows, REPORTS))["finding_id"])
    assert "largest-amount" not in found
    assert "most-people" in found


def test_many_names_are_not_all_listed() -> None:
    reports = [Report(f"r{i:02d}", f"全村有{300 + i}户。") for i in range(40)]
    rows = [row(report, report.raw[3:7], "count", 300 + i, unit="户") for i, report in enumerate(reports)]
    (undated,) = records(findings_table(*tables(rows, reports)).query("finding_id == 'undated'"))
    assert "r00, r01, r02, r03, r04 and 35 more" in undated["sentence_en"]


def test_a_quote_is_cut_at_commas_and_holds_its_number() -> None:
    text = "甲" * 50 + "，乙投入3亿元，丙" + "丁" * 50
    start = text.index("3亿元")
    first, last = find_quote(text, start, start + 3)
    assert text[first:last].startswith("乙投入3亿元")
    assert last - first < 60
    assert find_quote("投入3亿元。", 2, 5) == (0, 6)


def test_no_sentence_is_quoted_twice_below_a_finding() -> None:
    text = "全县投入3亿元、支出2亿元。"
    report = Report("r", text)
    rows = [row(report, "3亿元", "money", 3e8, unit="元"), row(report, "2亿元", "money", 2e8, unit="元")]
    _, sentences, _ = tables(rows, [report])
    quotes = _quotes(
        [f"r:{text.index(each)}-{text.index(each) + 3}" for each in ("3亿元", "2亿元")], sentences
    )
    assert [quote["key"] for quote in quotes] == [f"r:{text.index('3亿元')}-{text.index('3亿元') + 3}"]


def model_results(**changes: Any) -> pd.DataFrame:
    """Return results as a model would write them: two cases, of which the second is found sooner."""

    def made(
        result_id: str, scenario: str, low: float, mid: float, high: float, claims: str = ""
    ) -> dict[str, Any]:
        blank = dict.fromkeys(SCHEMAS["model_results"].columns, "")
        return blank | {
            "model": "monitoring", "result_id": result_id, "scenario": scenario, "kind": "result", "quantity_en": "q",
            "quantity_zh": "量", "x": None, "low": low, "mid": mid, "high": high, "unit": "day", "claims": claims,
        }  # fmt: skip

    key = f"北县-2020:{NORTH.raw.index('80万元')}-{NORTH.raw.index('80万元') + 4}"
    rows = [
        made("days-unseen", "南县-2021: all tiers", 10, 20.5, 30),
        made("days-unseen", "北县-2020: all tiers", 5, 9.12, 17, key),
        made("days-unseen", "北县-2020: without 每月遍访", 15, 35, 99),
        made("days-added", "南县-2021: without 每周遍访", 100, 200, 300),
        made("days-added", "北县-2020: without 每天一报告", 1, 5, 9),
        made("days-added", "北县-2020: without 每月遍访", 8, 26.6, 99),
        made("days-added-hidden", "北县-2020: without 每月遍访", 0, 20, 90),
        made("risks-hidden", "北县-2020", 0, 10, 40),
    ]
    return check_table(pd.DataFrame(rows).assign(**changes), "model_results")


def test_what_a_model_shows_is_filled_in_from_rows_of_one_case() -> None:
    found = findings_table(*tables(ROWS, REPORTS), results=model_results())
    values = values_of(found, "model-monitoring")
    assert (values["days"], values["low"], values["high"]) == (9.12, 5, 17)
    assert (values["tier"], values["added"], values["case"]) == ("每月遍访", 26.6, "北县-2020")
    (row,) = records(found[found["finding_id"] == "model-monitoring"])
    key = f"北县-2020:{ROWS[3]['start']}-{ROWS[3]['end']}"
    assert [quote["key"] for quote in json.loads(row["quotes"])] == [key]
    assert "model-fund" not in set(found["finding_id"])  # its model was not run


def test_what_a_model_gives_can_be_looked_up_again() -> None:
    documents, sentences, mentions = tables(ROWS, REPORTS)
    results = model_results()
    found = findings_table(documents, sentences, mentions, results=results)
    asked = recount(found, findings_input(mentions, sentences), results=results)
    own = asked[asked["finding_id"] == "model-monitoring"]
    assert set(own["name"]) == {"days", "low", "high", "added", "added_low", "added_high", "part", "hidden"}
    assert (own["stated"] == own["counted"]).all()
    other = recount(found, findings_input(mentions, sentences), results=model_results(mid=1.0))
    assert not (other["stated"] == other["counted"]).all()


@pytest.mark.parametrize("finding_id", MODEL_FINDINGS)
def test_every_gap_of_a_finding_about_a_model_is_filled(finding_id: str) -> None:
    gaps = {name for _, name, *_ in string.Formatter().parse(TEMPLATES[finding_id]["en"]) if name}
    assert gaps - {"case"} == set(MODEL_FINDINGS[finding_id])


def test_a_model_that_was_not_run_has_no_finding() -> None:
    found = findings_table(*tables(ROWS, REPORTS), results=empty_table("model_results"))
    assert not found["finding_id"].str.startswith("model-").any()
