"""Evaluation: the scores are those of the given scorer, and mistakes are shown where they are."""

import csv
import gzip
import json
import math
import runpy
import subprocess
import sys
from collections import Counter
from hashlib import sha256

import pandas as pd
import pytest

from helpers.corpus import Report, read_folder, sentences_table
from helpers.evaluation import (
    FIGURE_WORDS,
    HERE,
    MEASURES,
    OURS,
    REAL_SCORES,
    alike,
    bootstrap_f1,
    claim_scores,
    claim_shares,
    compare,
    compare_peers,
    confusion_table,
    count_reworded,
    describe_agreement,
    describe_claim_scores,
    describe_extra,
    describe_gold,
    describe_mistakes,
    describe_peers,
    describe_reworded,
    describe_scores,
    describe_unseen,
    evaluation_table,
    gold_for,
    gold_sha256,
    invented_sets,
    join_spans,
    mistakes_table,
    pair_rows,
    plot_claim_shares,
    plot_scores,
    read_agreement,
    read_extra,
    read_gold,
    read_peers,
    read_real_scores,
    reading_sets,
    right_cells,
    rules_sha256,
    same_value,
    score,
    scores_by_kind,
    sentence_at,
    show_agreement,
    show_claim_scores,
    silent_sentences,
    split_sets,
    wilson,
    with_claims,
)
from helpers.evaluation.figures import SYSTEM_MARKERS
from helpers.evaluation.readings import NONE as NO_READINGS
from helpers.mentions import MEASURED, mentions_table
from helpers.notebooks import ROOT
from helpers.resources import read_csv_resource
from helpers.tables import check_table

GOLD = ROOT / "data/coding/gold"
REPORTS = read_folder(ROOT / "data/raw").reports
COLUMNS = ["doc", "start", "end", "surface", "kind", "low", "high", "unit", "per", "bound"]
COLUMNS += ["place", "period", "status", "indicator"]


def row(start, end, kind="count", low=5.0, unit="个", doc="a", **cells):
    empty = dict.fromkeys(COLUMNS, "") | {"surface": "x", "bound": "exact"}
    low = low if kind in MEASURED else math.nan
    return (
        empty
        | {"doc": doc, "start": start, "end": end, "kind": kind, "low": low, "high": low, "unit": unit}
        | cells
    )


def frame(*rows):
    return pd.DataFrame(rows, columns=COLUMNS)


def f1_of(gold, found, measure):
    return score(compare(frame(*gold), frame(*found), measure))["f1"]


# -- the given scorer ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def gold():
    return read_gold(GOLD)


@pytest.fixture(scope="module")
def spoiled(gold):
    """Return the annotation with every sort of mistake sown into it, so that no score is 0 or 1."""
    found = gold.copy()
    found["start"] -= [(i % 11 == 3) and 1 for i in range(len(found))]
    found["low"] *= [2 if i % 7 == 2 else 1 for i in range(len(found))]
    for every, column, value in (
        (5, "unit", "项"),
        (9, "bound", "over"),
        (13, "per", "人"),
        (8, "place", "云南省"),
        (6, "period", "2020"),
        (17, "status", "target"),
        (4, "indicator", "某数"),
        (19, "kind", "slogan"),
        (23, "kind", "money"),
    ):
        found.loc[found.index % every == 1, column] = value
    return found[found.index % 10 != 0].reset_index(drop=True)


@pytest.fixture(scope="module")
def given(spoiled, tmp_path_factory):
    """Return what tests/score.py says of the spoiled rows."""
    path = tmp_path_factory.mktemp("given") / "found.csv"
    spoiled.to_csv(path, index=False, quoting=csv.QUOTE_MINIMAL)
    command = [
        sys.executable,
        str(ROOT / "tests/score.py"),
        "--json",
        "--gold",
        str(GOLD),
        "--pred",
        str(path),
    ]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize("measure", ["value", "strict", "claim"])
def test_scores_are_those_of_the_given_scorer(gold, spoiled, given, measure):
    ours = score(compare(gold, spoiled, measure))
    assert 0.1 < ours["f1"] < 0.95
    assert {name: round(ours[name], 4) for name in ("precision", "recall", "f1")} == given[measure]
    assert (ours["gold"], ours["found"]) == (given["gold"], given["predicted"])


def test_right_cells_are_those_of_the_given_scorer(gold, spoiled, given):
    cells = right_cells(gold, spoiled)
    assert dict(zip(cells["cell"], cells["share"].round(4), strict=True)) == given["of right values"]


def test_recall_by_kind_is_that_of_the_given_scorer(gold, spoiled, given):
    table = evaluation_table(gold, {OURS: spoiled}, ["value"])
    kinds = table[(table["by"] == "kind") & (table["gold"] > 0)]
    ours = {
        kind: f"{right}/{of}"
        for kind, right, of in zip(kinds["of"], kinds["right"], kinds["gold"], strict=True)
    }
    assert ours == given["recall by kind"]


def test_scores_of_our_own_mentions_are_those_of_the_given_scorer(gold, tmp_path):
    mentions = mentions_table(REPORTS)
    mentions.to_csv(tmp_path / "mentions.csv", index=False)
    command = [sys.executable, str(ROOT / "tests/score.py"), "--json", "--gold", str(GOLD)]
    command += ["--pred", str(tmp_path / "mentions.csv")]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    for measure in ("value", "strict"):
        ours = score(compare(gold, mentions, measure))
        assert {name: round(ours[name], 4) for name in ("precision", "recall", "f1")} == said[measure]


# -- what is right ------------------------------------------------------------------------------------


def test_each_measure_asks_for_more_than_the_one_before():
    gold = [row(0, 4)]
    assert f1_of(gold, [row(2, 9, low=6.0, unit="户")], "found") == 1
    assert f1_of(gold, [row(2, 9, low=6.0)], "number") == 0
    assert f1_of(gold, [row(2, 9, unit="户")], "number") == 1
    assert f1_of(gold, [row(2, 9, unit="户")], "value") == 0
    assert f1_of(gold, [row(2, 9, kind="measure")], "value") == 1
    for wrong in ({"end": 5}, {"kind": "measure"}, {"bound": "over"}, {"per": "人"}):
        assert f1_of(gold, [row(0, 4) | wrong], "strict") == 0
    assert f1_of(gold, [row(0, 4)], "strict") == 1


def test_a_claim_needs_place_period_status_and_a_like_indicator():
    right = {"place": "云南省昭通市", "period": "2020", "status": "reported", "indicator": "脱贫人口"}
    gold = [row(0, 4, **right)]
    assert f1_of(gold, [row(0, 4, **right | {"indicator": "脱贫总人口"})], "claim") == 1
    for cell in ("place", "period", "status", "indicator"):
        assert f1_of(gold, [row(0, 4, **right | {cell: "x"})], "claim") == 0


def test_indicators_are_alike_by_their_characters():
    assert alike("脱贫人口", "脱贫人口") == 1
    assert alike("脱贫人口", "人口") == pytest.approx(2 * 2 / 6)
    assert alike("", "人口") == 0


def test_only_one_of_two_rows_on_the_same_number_is_right():
    assert score(compare(frame(row(0, 4)), frame(row(0, 4), row(0, 4)), "value"))["precision"] == 0.5


def test_a_right_value_is_paired_before_a_longer_overlap():
    pairs = pair_rows([row(0, 10)], [row(0, 9, low=1.0), row(8, 10)], same_value)
    assert pairs[0][1]["start"] == 8
    assert pairs[1] == (None, row(0, 9, low=1.0))


def test_spans_that_only_touch_do_not_overlap():
    assert f1_of([row(0, 4)], [row(4, 6)], "found") == 0


def test_a_number_in_a_date_is_a_false_alarm_only_where_quantities_are_asked_for():
    gold = [row(0, 2), row(5, 9, kind="date")]
    found = [row(0, 2), row(5, 8)]
    assert f1_of(gold, found, "number") == 1
    assert score(compare(frame(*gold), frame(*found), "value"))["precision"] == 0.5


def test_documents_without_annotation_are_left_out():
    assert score(compare(frame(row(0, 4)), frame(row(0, 4), row(0, 4, doc="b")), "value"))["found"] == 1


# -- intervals ----------------------------------------------------------------------------------------


def test_the_interval_of_a_share_is_wilsons():
    # Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263 gives 0.2553 to 0.3662.
    low, high = wilson(81, 263)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    assert wilson(10, 10)[0] < 0.75
    assert all(math.isnan(end) for end in wilson(0, 0))


def test_intervals_hold_their_score():
    gold = [row(i * 10, i * 10 + 2) for i in range(20)]
    scores = score(compare(frame(*gold), frame(*gold[:15], row(500, 501)), "value"))
    for name in ("precision", "recall", "f1"):
        assert 0 < scores[f"{name}_low"] < scores[name] < scores[f"{name}_high"] < 1


def test_drawing_sentences_again_gives_the_same_interval_every_time(gold, spoiled):
    sentences = sentences_table(REPORTS)
    pairs = compare(gold, spoiled, "value")
    low, high = bootstrap_f1(pairs, sentences, times=300)
    assert (low, high) == bootstrap_f1(pairs, sentences, times=300)
    assert low < score(pairs)["f1"] < high


# -- tables -------------------------------------------------------------------------------------------


def test_kinds_and_reports_each_add_up_to_all(gold, spoiled):
    table = check_table(evaluation_table(gold, {OURS: spoiled}), "evaluation")
    assert set(table["measure"]) == set(MEASURES)
    counts = table.groupby(["measure", "by"])[["gold", "found", "right"]].sum()
    for measure in MEASURES:
        assert counts.loc[measure, "all"].equals(
            counts.loc[measure, "kind"].rename(counts.loc[measure, "all"].name)
        )
        assert list(counts.loc[(measure, "report")]) == list(counts.loc[(measure, "all")])


def test_only_mentions_with_claims_are_scored_by_claim(gold):
    mentions = mentions_table(REPORTS)
    assert "claim" not in set(evaluation_table(gold, {OURS: mentions})["measure"])
    claims = gold[gold["kind"].isin(MEASURED)]
    joined = with_claims(mentions, claims)
    assert len(joined) == len(mentions)
    table = evaluation_table(gold, {OURS: joined, "peer": mentions})
    scored = table[(table["measure"] == "claim") & (table["by"] == "all")]
    assert list(scored["system"]) == [OURS]
    assert scored["f1"].item() > 0.9


def test_annotation_of_another_text_is_not_used(gold):
    other = Report(
        "huize-2020", "又一篇报告,共5个村。", "huize-2020.txt", "utf-8", "Hans", "", "", "", "", ""
    )
    assert gold_for(gold, [other]).empty
    assert set(gold_for(gold, REPORTS)["doc"]) == {report.doc for report in REPORTS}


def test_no_annotation_gives_empty_tables():
    nothing = frame()
    found = frame(row(0, 4))
    sentences = sentences_table([])
    assert check_table(evaluation_table(nothing, {OURS: found}), "evaluation").empty
    assert check_table(mistakes_table(nothing, found, sentences), "mistakes").empty
    assert confusion_table(nothing, found).empty


def test_the_confusion_table_counts_every_row_once():
    gold = [row(0, 2), row(5, 9, kind="date"), row(20, 22, kind="slogan")]
    found = [row(0, 2, kind="money"), row(5, 9, kind="date"), row(30, 31)]
    table = confusion_table(frame(*gold), frame(*found))
    assert table.loc["count", "money"] == 1
    assert table.loc["date", "date"] == 1
    assert table.loc["slogan", "nothing"] == 1
    assert table.loc["nothing", "count"] == 1
    assert table.to_numpy().sum() == 4


def test_every_mistake_is_shown_with_what_differs():
    gold = [
        row(0, 2),
        row(5, 7),
        row(10, 12),
        row(15, 17),
        row(20, 22, kind="date"),
        row(25, 27, kind="date"),
    ]
    found = [row(0, 2), row(5, 7, low=6.0, unit="户"), row(10, 13, bound="over"), row(40, 41)]
    found += [row(20, 22, kind="ordinal"), row(25, 27, kind="date")]
    table = check_table(mistakes_table(frame(*gold), frame(*found), sentences_table([])), "mistakes")
    assert dict(zip(table["start"], table["what"], strict=True)) == {
        5: "wrong-value",
        10: "wrong-detail",
        15: "missed",
        20: "wrong-detail",
        40: "false-alarm",
    }
    assert list(table["differs"]) == ["low high unit", "bound end", "", "kind", ""]
    assert table["annotated"].iloc[0] == "x = 5 个 (count, exact)"


def test_a_right_value_with_another_claim_is_a_mistake_of_its_own():
    claim = {"indicator": "脱贫人口", "place": "甲县", "period": "", "status": "reported"}
    gold = frame(row(0, 2, **claim), row(5, 6, **claim))
    found = frame(row(0, 2, **claim | {"place": "", "period": "2020"}), row(5, 6, **claim))
    table = check_table(mistakes_table(gold, found, sentences_table([])), "mistakes")
    assert list(table["what"]) == ["wrong-claim"]
    assert table["differs"].iloc[0] == "place period"
    assert table["annotated"].iloc[0] == "x: place 甲县, period —"
    assert table["found"].iloc[0] == "x: place —, period 2020"


def test_words_that_the_model_gains_and_loses_are_counted():
    gold = frame(row(0, 2, indicator="脱贫人口"), row(5, 6, indicator="贫困村"), row(8, 9, indicator="岗位"))
    rows = [
        row(0, 2, indicator="脱贫人口", named="人"),
        row(5, 6, indicator="村民小组", named="贫困村"),
        row(8, 9, indicator="公路", named="水渠"),
    ]
    counts = count_reworded({"here": (gold, pd.DataFrame(rows))})
    assert counts.to_dict("records") == [{"set": "here", "values": 3, "by_rules": 1, "reworded": 1}]
    assert "the rules name 1 as annotators did, the model 1" in describe_reworded(counts)


def test_overlaps_are_found_in_any_order_of_rows():
    gold = [row(10, 20), row(0, 5), row(30, 31)]
    found = [row(18, 40), row(2, 4), row(1, 12)]
    pairs = {
        (one["start"], other["start"])
        for one, other in pair_rows(gold, found, lambda *_: True)
        if one and other
    }
    assert pairs == {(0, 2), (10, 18)} or pairs == {(0, 1), (10, 18)}


def test_a_sentence_with_digits_and_no_mention_is_shown():
    sentences = pd.DataFrame(
        [
            ("a", 0, 10, "article", "全县有3个乡。"),
            ("a", 10, 20, "article", "这里是B5区。"),
            ("a", 20, 30, "article", "没有数字。"),
        ],
        columns=["doc", "start", "end", "role", "text"],
    )
    assert list(silent_sentences(sentences, frame(row(3, 5)))["start"]) == [10]
    assert sentence_at(sentences, "a", 12) == "这里是B5区。"


# -- the figure ---------------------------------------------------------------------------------------


def test_the_figure_has_a_row_for_each_kind_and_a_point_for_each_system(gold, spoiled):
    table = evaluation_table(gold, {OURS: spoiled, "peer": spoiled.head(100)})
    scores = scores_by_kind(table)
    figure = plot_scores(scores, "zh")
    (ax,) = figure.axes
    assert ax.get_yticklabels()[0].get_text().startswith(FIGURE_WORDS["all"]["zh"])
    assert [text.get_text() for text in ax.get_legend().get_texts()] == [OURS, "peer"]
    drawn = sum(len(line.get_xdata()) for line in ax.get_lines() if str(line.get_marker()) in SYSTEM_MARKERS)
    assert drawn == len(scores)


def test_the_figure_says_when_there_is_nothing_to_score():
    figure = plot_scores(scores_by_kind(evaluation_table(frame(), {})), "en")
    assert figure.texts[0].get_text() == FIGURE_WORDS["none"]["en"]


# -- words --------------------------------------------------------------------------------------------


def test_what_the_annotation_is_is_said_with_its_numbers(gold):
    said = describe_gold(gold, read_agreement(ROOT / "data/coding"), "en")
    assert f"{len(gold)} rows" in said
    assert "not** human agreement" in said
    assert "0.717 to 0.944" in said  # the lowest and highest claim_f1 of agreement.tsv
    assert "人与人" in describe_gold(gold, read_agreement(ROOT / "data/coding"), "zh")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_without_annotation_the_notebook_says_so(tmp_path, lang):
    nothing = evaluation_table(frame(), {})
    programs, peers = read_peers(tmp_path)
    extra, made_of = read_extra(tmp_path)
    assert (peers, made_of) == ({}, {})
    said = describe_gold(frame(), read_agreement(tmp_path), lang)
    assert "coding_dir" in said
    assert describe_scores(nothing, {}, lang) == describe_peers(nothing, lang) == said
    assert "coding_dir" in describe_extra(extra, True, lang)
    assert compare_peers(nothing, programs).empty


def test_every_mistake_is_listed_with_its_sentence(gold):
    sentences = sentences_table(REPORTS)
    found = gold[gold["start"] != 83].drop(gold.index[5])
    mistakes = mistakes_table(gold, found, sentences)
    said = describe_mistakes(mistakes, "en")
    assert said.count("**missed**") == len(mistakes) >= 1
    assert said.count("\n  > ") == len(mistakes)
    assert "漏抽" in describe_mistakes(mistakes, "zh")
    assert describe_mistakes(mistakes.head(0), "en") == "There is none."


def test_the_committed_findings_of_the_peers_lie_in_the_reports(gold):
    programs, peers = read_peers(ROOT / "data/coding")
    assert set(peers) < set(programs["system"])
    length = {report.doc: len(report.raw) for report in REPORTS}
    for rows in peers.values():
        assert (rows["end"] > rows["start"]).all()
        assert (rows["end"] <= rows["doc"].map(length)).all()
        assert 0 < score(compare(gold, rows, "number"))["f1"] < 1


def test_the_scores_on_other_texts_are_of_a_known_annotation():
    scores, made_of = read_extra(ROOT / "data/coding")
    assert made_of["gold"] == gold_sha256(ROOT / "data/coding/gold-extra")
    documents = pd.read_csv(ROOT / "data/coding/gold-extra/documents.csv")
    for split in ("dev", "test"):
        rows = scores[(scores["part"] == split) & (scores["by"] == "all") & (scores["measure"] == "value")]
        assert set(rows["gold"]) == {documents.loc[documents["split"] == split, "measured"].sum()}
        assert set(rows["texts"]) == {(documents["split"] == split).sum()}


# -- claims on other reports --------------------------------------------------------------------------

CLAIM = {"indicator": "脱贫人口", "place": "甲县", "period": "2020", "status": "reported"}


def claims_of(*wrong):
    """Return four annotated claims and what is found of them: each of `wrong` is changed in one row."""
    gold = [row(i * 10, i * 10 + 2, doc="ab"[i % 2], **CLAIM) for i in range(4)]
    found = [each | changed for each, changed in zip(gold, [*wrong, {}, {}, {}, {}], strict=False)]
    return frame(*gold), frame(*found)


def test_claims_are_scored_whole_and_cell_by_cell():
    # Of four claims one has another place and period, one another value; nothing else is found.
    gold, found = claims_of({"place": "乙县", "period": "2021"}, {"low": 6.0, "high": 6.0})
    table = check_table(claim_scores({HERE: (gold, found)}), "claim_scores").set_index("cell")
    assert set(table["texts"]) == {2}
    assert set(table["gold"]) == set(table["found"]) == {4}
    assert dict(table["right"]) == {
        "value": 3,
        "claim": 2,
        "indicator": 3,
        "place": 2,
        "period": 2,
        "status": 3,
    }
    # Three right of four and four make five rows in all, two right ones six; each cell is of the three right values.
    assert dict(table["among"]) == {"value": 5, "claim": 6} | dict.fromkeys(CLAIM, 3)
    assert table.loc["claim", "score"] == pytest.approx(2 * 2 / (4 + 4))
    assert table.loc["place", "score"] == pytest.approx(2 / 3)
    assert tuple(table.loc["place", ["low", "high"]]) == pytest.approx(wilson(2, 3))


def test_an_indicator_is_right_when_it_is_alike():
    # 脱贫总人口 shares four of its five characters: 2·4/(4+5) = 0.89. 户数 shares none.
    gold, found = claims_of({"indicator": "脱贫总人口"}, {"indicator": "户数"})
    table = claim_scores({HERE: (gold, found)}).set_index("cell")
    assert table.loc["indicator", ["right", "among"]].tolist() == [3, 4]


def test_sets_come_in_order_and_without_annotation_there_are_none():
    gold, found = claims_of()
    documents = pd.DataFrame({"doc": ["a", "b"], "split": ["kept", "read"]})
    sets = split_sets("real", documents, gold, found)
    assert {name: set(some["doc"]) for name, (some, _) in sets.items()} == {
        "real-read": {"b"},
        "real-kept": {"a"},
    }
    elsewhere = claim_scores(sets)
    table = claim_scores({"invented-read": (gold, found), HERE: (frame(), found)}, elsewhere)
    assert list(dict.fromkeys(table["set"])) == ["invented-read", "real-read", "real-kept"]
    assert check_table(claim_scores({HERE: (frame(), found)}), "claim_scores").empty


def many_claims(right, of=100):
    gold = frame(*(row(i * 10, i * 10 + 2, **CLAIM) for i in range(of)))
    found = gold.copy()
    found.loc[right:, "place"] = "乙县"
    return gold, found


@pytest.mark.parametrize(
    ("here", "invented", "real", "said"),
    [
        (90, 50, 40, "no interval reaches that far"),
        (90, 50, 88, "not on every set"),
        (90, 88, 91, "no fall outside these reports is shown"),
        (0, 50, 60, "no fall outside"),
    ],
)
def test_what_is_said_of_other_reports_follows_from_the_scores(here, invented, real, said):
    sets = {HERE: many_claims(here), "invented-kept": many_claims(invented), "real-kept": many_claims(real)}
    words = describe_claim_scores(claim_scores(sets), True, "en")
    assert said in words
    assert f"{real} of 100 have the right place" in words
    assert "Least often right there is the place" in words
    assert "区间" in describe_claim_scores(claim_scores(sets), True, "zh")


@pytest.mark.parametrize(
    ("read", "said"), [(80, "the others say what to expect"), (55, "do not score higher")]
)
def test_whether_rules_were_fitted_to_the_texts_that_were_read_is_said(read, said):
    sets = {"invented-read": many_claims(read), "invented-kept": many_claims(50)}
    words = describe_claim_scores(claim_scores(sets), True, "en")
    assert said in words
    assert "real reports, those" not in words


def test_the_table_to_read_has_a_row_for_each_set():
    sets = {HERE: many_claims(90), "real-kept": many_claims(50)}
    shown = show_claim_scores(claim_scores(sets), "en")
    assert list(shown["set"]) == ["the reports here", "real, errors kept apart"]
    assert list(shown["place"].str[:4]) == ["0.90", "0.50"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_figure_has_a_point_for_each_cell_and_set(lang):
    shares = claim_shares(claim_scores({HERE: many_claims(90), "real-kept": many_claims(50)}))
    (ax,) = plot_claim_shares(shares, lang).axes
    points = {float(x) for line in ax.get_lines() if len(line.get_xdata()) == 4 for x in line.get_xdata()}
    assert points == {0.9, 0.5, 1.0}
    assert len(ax.get_legend().get_texts()) == 2
    nothing = plot_claim_shares(claim_shares(claim_scores({})), lang)
    assert nothing.texts[0].get_text() == FIGURE_WORDS["none"][lang]


def test_without_annotated_reports_the_notebooks_say_so(tmp_path):
    assert invented_sets(tmp_path) == {}
    scores, made_of = read_real_scores(tmp_path)
    assert (len(check_table(scores, "claim_scores")), made_of) == (0, {})
    assert "No annotated report" in describe_claim_scores(claim_scores({}, scores), False, "en")
    assert "No annotated report" in describe_unseen(tmp_path, "en")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_to_expect_of_another_report_is_said_from_the_real_ones_kept_apart(tmp_path, lang):
    table = claim_scores({"real-read": many_claims(90), "real-kept": many_claims(37)})
    table.to_csv(tmp_path / REAL_SCORES, index=False)
    said = describe_unseen(tmp_path, lang)
    assert "37%" in said  # of 100 places 37 are right
    assert "0.37" in said  # and so many whole claims
    assert "90" not in said.replace("90-evaluation", "")


# -- two readings of the same reports -----------------------------------------------------------------


def write_readings(folder, first, second):
    """Write two readings of one real report that is kept, and a first reading of another."""
    (folder / "gold-reports/invented").mkdir(parents=True)
    (folder / "gold-reports/invented/documents.csv").write_text("doc,split\n", encoding="utf-8")
    (folder / "gold-reports/real").mkdir()
    (folder / "gold-reports/real/documents.csv").write_text("doc,split\na,kept\nb,kept\n", encoding="utf-8")
    (folder / "gold-reports/second").mkdir()
    for name, rows in {"real/a": first, "real/b": [row(0, 2, doc="b")], "second/a": second}.items():
        frame(*rows).to_csv(folder / f"gold-reports/{name}.tsv", sep="\t", index=False)


def test_only_reports_that_were_read_twice_are_compared(tmp_path):
    # Of four claims that the first reading has, the second has three, and gives one of them another period.
    first = [row(i * 10, i * 10 + 2, doc="a", **CLAIM) for i in range(4)]
    second = [first[0], first[1], first[2] | {"period": "2021"}]
    write_readings(tmp_path, first, second)
    agreement = claim_scores(reading_sets(tmp_path)).set_index("cell")
    assert set(agreement["set"]) == {"real-kept"}
    assert set(agreement["texts"]) == {1}
    assert agreement.loc["value", "score"] == pytest.approx(2 * 3 / (4 + 3))
    assert agreement.loc["claim", "score"] == pytest.approx(2 * 2 / (4 + 3))
    assert agreement.loc["period", "score"] == pytest.approx(2 / 3)
    assert agreement.loc[["indicator", "place", "status"], "score"].tolist() == [1, 1, 1]


def test_it_does_not_matter_which_reading_comes_first():
    sets = reading_sets(ROOT / "data/coding")
    turned = {name: (second, first) for name, (first, second) in sets.items()}
    columns = ["set", "texts", "cell", "right", "among", "score"]
    pd.testing.assert_frame_equal(claim_scores(sets)[columns], claim_scores(turned)[columns])


@pytest.mark.parametrize(
    ("rules", "said"), [(50, "agree less with the first reading"), (88, "do not agree less")]
)
def test_what_is_said_of_two_readings_follows_from_their_scores(rules, said):
    agreement = claim_scores({"real-kept": many_claims(90)})
    scores = claim_scores({HERE: many_claims(99), "real-kept": many_claims(rules)})
    words = describe_agreement(scores, agreement, "en")
    assert said in words
    assert "90 of 100 have the same place" in words
    assert "They part most often over the place." in words
    assert "**not** human agreement" in words
    assert "并非两人所作" in describe_agreement(scores, agreement, "zh")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_agreement_of_two_readings_stands_above_the_scores_of_the_rules(lang):
    agreement = claim_scores({"invented-kept": many_claims(95), "real-kept": many_claims(90)})
    scores = claim_scores({HERE: many_claims(99), "real-kept": many_claims(50)})
    shown = show_agreement(scores, agreement, lang)
    assert shown.iloc[:, -3].str[:4].tolist() == ["0.95", "0.90", "0.50"]  # of the place
    assert shown.iloc[:, 1].nunique() == 2


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_without_second_readings_nothing_is_said_of_agreement(tmp_path, lang):
    agreement = claim_scores(reading_sets(tmp_path))
    scores = claim_scores({HERE: many_claims(99)})
    assert show_agreement(scores, agreement, lang).empty
    assert describe_agreement(scores, agreement, lang) == NO_READINGS[lang]


def test_an_excerpt_is_joined_as_it_was_annotated():
    assert (
        join_spans("全县脱贫。此处略去。全乡脱贫。", "0-5 10-15", "报告(节选)")
        == "报告(节选)\n\n全县脱贫。\n\n全乡脱贫。"
    )
    assert join_spans("全县脱贫。", "0-5") == "全县脱贫。"


def test_scores_are_made_of_the_annotated_text_or_not_at_all(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "tools")
    read_records = runpy.run_path(str(ROOT / "tools/score_extra.py"))["read_records"]
    record = {"id": "n1", "title": "题", "text": "全县5个村脱贫。"}
    with gzip.open(tmp_path / "news.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(record) + "\n")
    digest = sha256(record["text"].encode()).hexdigest()
    documents = pd.DataFrame([{"doc": "a", "corpus_file": "news.jsonl.gz", "id": "n1", "sha256": digest}])
    assert read_records(documents, tmp_path) == {"a": record}
    with pytest.raises(SystemExit, match="record n1 is missing or is not the annotated text"):
        read_records(documents.assign(sha256=digest[::-1]), tmp_path)
    with pytest.raises(SystemExit, match="is missing; --corpus names the folder"):
        read_records(documents.assign(corpus_file="other.jsonl.gz"), tmp_path)


def test_counts_of_rules_are_written_between_what_was_decided_by_hand(tmp_path):
    """A rule's name may hold a comma."""
    renewed = runpy.run_path(str(ROOT / "tools/count_trust.py"))["renewed"]
    among = Counter({("place", "near, and named"): 2, ("indicator", "age"): 1, ("indicator", "before"): 3})
    right = Counter({("place", "near, and named"): 1, ("indicator", "before"): 2})
    before = "# of what\ncell,rule,right,of\nindicator,gone,1,1\ndate,byline,9,10\n"
    path = tmp_path / "claim_trust.csv"
    path.write_text(renewed(before, right, among), encoding="utf-8")
    assert path.read_text(encoding="utf-8").startswith(
        "# of what\ncell,rule,right,of\nindicator,before,2,3\n"
    )
    assert read_csv_resource(path).to_numpy().tolist() == [
        ["indicator", "before", "2", "3"],
        ["indicator", "age", "0", "1"],
        ["place", "near, and named", "1", "2"],
        ["date", "byline", "9", "10"],
    ]


def test_the_scores_on_real_reports_are_of_the_annotation_that_is_here():
    scores, made_of = read_real_scores(ROOT / "data/coding")
    check_table(scores, "claim_scores")
    assert made_of["gold"] == gold_sha256(ROOT / "data/coding/gold-reports/real"), (
        "make " + REAL_SCORES + " again"
    )
    documents = pd.read_csv(ROOT / "data/coding/gold-reports/real/documents.csv")
    for split, rows in documents.groupby("split"):
        of_set = scores[scores["set"] == f"real-{split}"]
        assert set(of_set["gold"]) == {rows["measured"].sum()}
        assert set(of_set["texts"]) == {len(rows)}
        assert len(of_set) == 6


def test_the_rules_of_claims_are_more_than_those_of_numbers():
    assert len({rules_sha256(), rules_sha256("mentions"), rules_sha256("claims")}) == 2
