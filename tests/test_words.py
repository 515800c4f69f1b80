"""Words: offsets, counts and formulas that can be done by hand, and files that cannot be used."""

import math
import os
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import words as w
from helpers.corpus import documents_table, read_folder, sentences_table
from helpers.corpus.reading import Report, read_report
from helpers.notebooks import ROOT
from helpers.resources import read_resource
from helpers.run import main
from helpers.tables import SCHEMAS, read_table, write_table
from helpers.words import plots
from helpers.words.lexicon import categories, read_stop_words, read_terms
from helpers.words.segmentation import Places

SEGMENTERS = ("jieba", "rjieba")
NO_PLACES = Places({}, frozenset())


@pytest.fixture(scope="module")
def lexicon():
    return w.read_lexicon()


@pytest.fixture(scope="module")
def reports():
    return read_folder(ROOT / "data/raw").reports


def report(doc, text, published=""):
    return Report(doc=doc, raw=text, script="Hans", published=published, sha256="0")


def cut(reports, lexicon, name="rjieba"):
    """Return sentences, documents and tokens of reports."""
    sentences, documents = sentences_table(reports), documents_table(reports)
    places = w.find_place_names(documents)
    segmenter = w.load_segmenter(name, [*lexicon.joined(), *places.words])
    return sentences, documents, w.find_tokens(sentences, segmenter, lexicon, places)


# -- tokens ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SEGMENTERS)
def test_every_word_is_what_its_report_says_there(reports, lexicon, name):
    sentences, _, tokens = cut(reports, lexicon, name)
    raws = {each.doc: each.raw for each in reports}
    said = [raws[doc][i:j] for doc, i, j in zip(tokens["doc"], tokens["start"], tokens["end"], strict=True)]
    assert said == w.surfaces(tokens, sentences)
    plain = tokens["doc"].map({each.doc: each.script != "Hant" for each in reports}).astype(bool).to_numpy()
    assert [text for text, kept in zip(said, plain, strict=True) if kept] == tokens.loc[plain, "word"].astype(
        str
    ).tolist()


def test_words_of_a_traditional_report_lead_to_its_own_characters(lexicon):
    raw = "該市社群幹部引導群眾透過公益性崗位就業，鞏固脫貧攻堅成果。\n" * 3
    _, _, tokens = cut([read_report("hant", raw.encode())], lexicon)
    said = {word: raw[i:j] for word, i, j in zip(tokens["word"], tokens["start"], tokens["end"], strict=True)}
    assert said["脱贫攻坚"] == "脫貧攻堅"
    assert said["公益性岗位"] == "公益性崗位"
    assert said["社区"] == "社群"
    assert said["通过"] == "透過"


def test_terms_are_whole_and_told_from_other_words(lexicon):
    text = "全县建设易地扶贫搬迁集中安置点125个，监测对象和边缘易致贫户由驻村工作队帮扶，万户农民增收。"
    _, _, tokens = cut([report("r", text)], lexicon)
    kinds = dict(zip(tokens["word"], tokens["kind"], strict=True))
    terms = {"易地扶贫搬迁", "集中安置点", "监测对象", "边缘易致贫户", "驻村工作队", "帮扶", "农民", "增收"}
    assert {word for word, kind in kinds.items() if kind == "term"} == terms
    assert (kinds["125"], kinds["万户"], kinds["和"], kinds["建设"]) == ("number", "number", "stop", "word")
    assert "，" not in kinds


def test_a_formula_is_joined_only_when_asked(lexicon):
    assert "脱贫攻坚成果" not in lexicon.joined()
    assert "脱贫攻坚成果" in lexicon.joined(formulas=True)


def test_a_short_place_name_counts_as_a_place_only_beside_its_full_one():
    places = w.find_place_names(pd.DataFrame({"place": [""]}))
    assert "大关" not in places.among(["大关", "突破"])
    assert {"大关", "大关县"} <= places.among(["大关", "大关县"])


def test_the_towns_of_a_reports_own_county_are_known():
    places = w.find_place_names(pd.DataFrame({"place": ["云南省曲靖市会泽县"]}))
    assert "金钟街道" in places.local
    assert "会泽县" in places.local


def test_what_a_page_puts_around_an_article_is_not_counted(reports, lexicon):
    _, _, tokens = cut(reports, lexicon)
    counted = set(tokens["word"].astype(str))
    assert not counted & {"浏览", "责任编辑", "版权声明"}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="脱贫攻坚乡村振兴 的3.5%,。“”aB-\u3000\r\n臺灣𠮷", min_size=1, max_size=60))
def test_offsets_hold_for_any_text(text):
    for name in SEGMENTERS:
        segmenter = w.load_segmenter(name, ["脱贫攻坚", "乡村振兴"])
        assert "".join(segmenter.cut(text)) == text
    known = w.read_lexicon()
    raw = read_report("x", ("报告。" + text).encode()).raw
    sentences = sentences_table([Report(doc="x", raw=raw, sha256="0")])
    tokens = w.find_tokens(sentences, segmenter, known, NO_PLACES)
    assert w.surfaces(tokens, sentences) == [
        raw[i:j] for i, j in zip(tokens["start"], tokens["end"], strict=True)
    ]


def test_an_unknown_segmenter_is_refused_with_a_list():
    with pytest.raises(ValueError, match="'pkuseg' is unknown: use jieba or rjieba"):
        w.load_segmenter("pkuseg")


def test_segmenting_says_nothing_and_loads_nothing_before():
    code = (
        "import sys; import helpers.words as w; assert not {'jieba', 'rjieba'} & set(sys.modules);"
        "w.load_segmenter('jieba').cut('脱贫攻坚')"
    )
    done = subprocess.run([sys.executable, "-W", "always", "-c", code], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_differences_of_segmenters_are_shown_cut_by_cut():
    one = w.Segmenter("one", lambda text: [text[:2], text[2:]], lambda word: False)
    other = w.Segmenter("other", lambda text: [text[:2], text[2:3], text[3:]], lambda word: False)
    frame = pd.DataFrame({"role": ["article"] * 2, "text_simplified": ["甲乙丙丁"] * 2})
    table = w.segmenter_differences(frame, one, other)
    assert table.to_dict("records") == [{"one": "丙丁", "other": "丙 | 丁", "count": 2}]
    assert table.attrs["agreement"] == pytest.approx(2 / 3)


# -- people ----------------------------------------------------------------------------------------------


def people(lexicon, name, *texts):
    """Return the words of each text that are names of people, repeats left in."""
    reports = [report(f"r{i}", text) for i, text in enumerate(texts)]
    _, _, tokens = cut(reports, lexicon, name)
    named = tokens[tokens["kind"] == "person"]
    return [named.loc[named["doc"] == each.doc, "word"].astype(str).tolist() for each in reports]


@pytest.mark.parametrize("name", SEGMENTERS)
@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("局长罗光华说，任务艰巨。罗光华介绍，全市推进振兴。", ["罗光华", "罗光华"]),  # 光华 is a word
        ("“好得很！”村民谢国海说。谢国海因父母患病。", ["谢国海", "谢国海"]),  # alone 谢国 海因
        ("在村民王宝维家，大家围坐。", ["王宝维"]),
        ("副市长任华山、局长郭婷婷出席会议。", ["任华山", "郭婷婷"]),
        ("朱永清表示，今年再建两个园区。", ["朱永清"]),
        ("罗布泊的光华映照大地，光华路上车流不息。", []),
        ("干部高度重视，群众安心生产，村民和孩子住进新房。", []),
        ("村民王大爷说，李书记常来；韩警方称，正在调查。", []),
        ("据教师从五年前的统计，全中国农民方便了。", []),
        ("高兴地说，方面表示，马上介绍，黄河流域代表发言。", []),
        ("金融支持产业发展，石榴、草莓丰收，江水长流。", []),
    ],
)
def test_names_of_people_are_whole_where_a_title_or_a_verb_shows_them(lexicon, name, text, named):
    assert people(lexicon, name, text) == [named]


def test_a_name_that_one_report_shows_holds_in_that_report_alone(lexicon):
    shown, other = people(lexicon, "rjieba", "局长罗光华说，好。人们记得罗光华。", "罗光华路上车流不息。")
    assert shown == ["罗光华", "罗光华"]
    assert other == []


def test_names_of_people_are_not_compared_and_not_proposed(reports, lexicon):
    sentences, documents, tokens = cut(reports, lexicon)
    assert {"罗光华", "谢国海"} <= w.people_of(tokens)
    assert "光华" not in set(tokens["word"])
    keyness = w.keyness_table(w.words_table(tokens, lexicon), documents, minimum=1)
    assert "person" not in set(keyness["kind"])
    places = w.find_place_names(documents)
    segmenter = w.load_segmenter("rjieba", [*lexicon.joined(), *places.words])
    proposals = w.proposals_table(sentences, segmenter, lexicon, places, people=w.people_of(tokens))
    assert not [term for term in proposals["term"] for name in w.people_of(tokens) if term in name]


def test_surnames_and_contexts_are_used():
    surnames, contexts = read_resource("surnames.csv"), read_resource("name_contexts.csv")
    assert set(surnames["common_word"]) == {"", "yes"}
    assert surnames["surname"].is_unique
    assert set(surnames["surname"].str.len()) == {1, 2}
    assert set(contexts["side"]) == {"before", "after", "address", "end"}
    assert not contexts.duplicated().any()


# -- counts ----------------------------------------------------------------------------------------------


def test_each_count_lists_the_places_that_make_it(reports, lexicon):
    _, _, tokens = cut(reports, lexicon)
    words = w.words_table(tokens, lexicon)
    raws = {each.doc: each.raw for each in reports}
    for row in words[words["doc"] == "huize-2020"].itertuples():
        spans = [tuple(map(int, span.split("-"))) for span in row.at.split()]
        assert len(spans) == row.count
        assert {raws[row.doc][i:j] for i, j in spans} == {row.word}
    assert words["count"].sum() == len(tokens)
    assert words.groupby("doc")["per_1000"].sum().tolist() == pytest.approx([1000] * 5, abs=0.1)


def test_deviation_of_proportions_by_hand():
    # Two parts of 6 and 4 words. a: 3 of 3 in the first → ½(|1−.6| + |0−.4|) = .4; b: 3 and 2 → ½(0 + 0) = 0.
    words = pd.Series(list("aaabbb") + list("bbcc"))
    parts = pd.Series([1] * 6 + [2] * 4)
    table = w.deviation_of_proportions(words, parts)
    assert table.loc["a", ["count", "parts"]].tolist() == [3, 1]
    assert table["dp"].to_dict() == pytest.approx({"a": 0.4, "b": 0.0, "c": 0.6})
    assert table["dp_norm"].to_dict() == pytest.approx({"a": 0.4 / 0.6, "b": 0.0, "c": 1.0})


# -- keyness ---------------------------------------------------------------------------------------------


def test_log_likelihood_by_hand():
    # 20 of 1000 against 5 of 1000: expected 12.5 each; 2·(20·ln 1.6 + 5·ln 0.4) = 2·(9.4001 − 4.5815) = 9.6372
    value = w.log_likelihood(np.array([20.0]), np.array([5.0]), 1000, 1000)
    assert value == pytest.approx([9.6372], abs=1e-3)
    assert w.log_likelihood(np.array([3.0]), np.array([6.0]), 100, 200) == pytest.approx([0], abs=1e-9)


def test_log_ratio_by_hand():
    # 4 times the rate → 2; its error is √(1/20 − 1/1000 + 1/5 − 1/1000) / ln 2 = .49800 / .69315
    ratio, error = w.log_ratio(np.array([20.0]), np.array([5.0]), 1000, 1000)
    assert ratio == pytest.approx([2.0])
    assert error == pytest.approx([0.71846], abs=1e-4)
    assert w.log_ratio(np.array([8.0]), np.array([0.0]), 1000, 1000)[0] == pytest.approx([4.0])


def test_log_odds_by_hand():
    # counts 9 and 3 of 100 each, prior 1 of 10: ln(10/100) − ln(4/106) = −2.30259 + 3.27714; √(1/10 + 1/4)
    odds, error = w.log_odds(np.array([9.0]), np.array([3.0]), 100, 100, np.array([1.0]), 10)
    assert odds == pytest.approx([math.log(10 / 100) - math.log(4 / 106)])
    assert odds == pytest.approx([0.97456], abs=1e-4)
    assert error == pytest.approx([math.sqrt(0.35)])


def test_a_stronger_prior_pulls_towards_no_difference():
    values = [
        w.log_odds(np.array([9.0]), np.array([3.0]), 100, 100, np.array([0.06 * size]), size)[0][0]
        for size in (10, 100, 1000)
    ]
    assert values == sorted(values, reverse=True)
    assert values[-1] > 0


def test_adjusted_p_by_hand():
    # Benjamini and Hochberg: .01·4/1, .02·4/2, .03·4/3, .5·4/4, none above the one after it
    adjusted = w.adjust(np.array([0.5, 0.01, 0.03, 0.02]))
    assert adjusted == pytest.approx([0.5, 0.04, 0.04, 0.04])


@pytest.mark.parametrize(
    ("published", "era"),
    [
        ("2018-10-19", "battle"),
        ("2020-12", "battle"),
        ("2021-01-01", "transition"),
        ("2019", "battle"),
        ("2015", ""),  # the battle was decided on at the end of November
        ("2020-12/2021-02", ""),
        ("2026-03", "after-transition"),
        ("2010", "before-battle"),
        ("", ""),
    ],
)
def test_a_date_gives_an_era_only_when_it_lies_within_it(published, era):
    assert w.era_of(published) == era


def words_of(**counts):
    rows = [
        {"doc": doc, "word": word, "kind": "term", "category": "goal", "count": count}
        for doc, each in counts.items()
        for word, count in each.items()
    ]
    return pd.DataFrame(rows)


def documents_of(**published):
    rows = [{"doc": doc, "published": date, "place": ""} for doc, date in published.items()]
    return pd.DataFrame(rows)


def test_a_report_without_a_date_takes_no_part_in_the_comparison_of_eras():
    words = words_of(a={"甲": 10, "乙": 90}, b={"甲": 30, "乙": 70}, c={"甲": 100, "乙": 1})
    table = w.keyness_table(words, documents_of(a="2018", b="2022", c=""))
    era = table[(table["comparison"] == "era") & (table["word"] == "甲")].iloc[0]
    assert (era["target"], era["against"]) == ("transition", "battle")
    assert (era["count_target"], era["count_against"], era["size_target"]) == (30, 10, 100)
    in_report = table[(table["comparison"] == "report") & (table["target"] == "c") & (table["word"] == "甲")]
    assert in_report["count_against"].tolist() == [40]
    assert "place" not in set(table["comparison"])


def test_short_reports_that_repeat_no_word_often_enough_are_not_compared():
    words = words_of(a={"甲乙": 1, "丙丁": 1}, b={"甲乙": 1, "戊己": 1})
    assert w.keyness_table(words, documents_of(a="2018", b="2022")).empty


def test_a_difference_that_one_report_makes_does_not_hold():
    even = {"甲": 10, "乙": 990}
    high = {"甲": 60, "乙": 940}
    dates = {"a": "2018", "b": "2019", "c": "2022", "d": "2023"}
    for last, expected in ((even, False), (high, True)):
        table = w.keyness_table(words_of(a=even, b=even, c=high, d=last), documents_of(**dates))
        row = table[(table["comparison"] == "era") & (table["word"] == "甲")]
        assert row["p_adjusted"].item() < 0.05
        assert w.holds(row).item() is expected


def test_many_reports_are_compared_without_listing_what_they_do_not_say():
    words = words_of(**{f"r{i}": {"甲": 3 + i % 5, f"乙{i % 7}": 20} for i in range(60)})
    table = w.keyness_table(words, documents_of(**{f"r{i}": "" for i in range(60)}))
    assert set(table["comparison"]) == {"report"}
    assert (table["count_target"] >= 3).all()
    assert table["z_without_one"].isna().all()


# -- pairs and proposals ---------------------------------------------------------------------------------


def test_association_by_hand():
    # 10 sentences: both in 4, each in 5. Cells 4, 1, 1, 4 against 2.5 each: 2·(8·ln 1.6 + 2·ln 0.4) = 3.8549
    value = w.association(pd.Series([4]), pd.Series([5]), pd.Series([5]), 10)
    assert value.tolist() == pytest.approx([3.8549], abs=1e-3)


def test_terms_that_share_sentences_are_joined(lexicon):
    text = "市委和市政府推进。\n帮扶落实。\n驻村落实。\n培训就业。\n" * 3
    _, _, tokens = cut([report("r", text)], lexicon)
    table = w.cooccurrence_table(tokens)
    row = table.iloc[0]
    assert (row["word_a"], row["word_b"], row["sentences"]) == ("市委", "市政府", 3)
    assert row["expected"] == pytest.approx(3 * 3 / 12)
    assert row["npmi"] == pytest.approx(1.0)


def test_strings_that_keep_together_and_stand_free_are_measured():
    # 甲乙 four times between different neighbours; 丙 only ever before 丁, and 丁 only ever before 戊
    texts = ["子甲乙丑", "寅甲乙卯", "辰甲乙巳", "午甲乙未", "丙丁戊", "丙丁戊", "丙丁戊", "丙丁戊"]
    table = w.measure_strings(texts, minimum=4).set_index("term")
    assert table.loc["甲乙", "count"] == 4
    assert table.loc["甲乙", "left_entropy"] == pytest.approx(2.0)  # four neighbours, once each
    # 28 characters; 4·28 / (4·4) = 7 times as often as chance
    assert table.loc["甲乙", "pmi"] == pytest.approx(math.log2(7))
    assert table.loc["丁戊", "left_entropy"] == 0
    assert table.loc["丙丁戊", "right_entropy"] == pytest.approx(2.0)  # a sentence's end is free each time
    assert "丙丁戊" in table.index


def test_proposals_are_no_words_already_known_and_can_be_accepted(reports, lexicon, tmp_path):
    sentences, documents, _ = cut(reports, lexicon)
    places = w.find_place_names(documents)
    segmenter = w.load_segmenter("rjieba", [*lexicon.joined(), *places.words])
    table = w.proposals_table(sentences, segmenter, lexicon, places)
    assert not set(table["term"]) & set(lexicon.terms)
    assert not [term for term in table["term"] if segmenter.knows(term)]
    raws = {each.doc: each.raw for each in reports}
    assert all(raws[row.doc][row.start : row.end] == row.example for row in table.itertuples())
    accepted = table.head(1).assign(status="reviewed", category="goal")
    path = tmp_path / "own.csv"
    pd.concat([accepted, table.tail(1)]).to_csv(path, index=False)
    assert set(w.read_lexicon(path).terms) - set(lexicon.terms) == set(accepted["term"])


# -- what depends on the choices -------------------------------------------------------------------------


def test_sensitivity_compares_every_variant_with_what_is_used(reports, lexicon):
    sentences, documents, _ = cut(reports, lexicon)
    places = w.find_place_names(documents)
    segmenter = w.load_segmenter("rjieba", [*lexicon.joined(), *places.words])
    table = w.sensitivity_table(sentences, documents, lexicon, segmenter, top=5)
    assert table.groupby("variant").size().eq(10).all()
    assert "jieba" in set(table["variant"])
    assert "rjieba" not in set(table["variant"])
    verdicts = table.pivot(index="variant", columns="word", values="verdict")
    assert set(verdicts.loc["as used"]) <= {"same", "weaker"}
    counts = table.pivot(index="variant", columns="word", values="count_target")
    shown = counts.columns[counts.loc["no stop-words"].notna()]
    assert counts.loc["no stop-words", shown].tolist() == counts.loc["as used", shown].tolist()


# -- few or no reports -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "texts",
    [[], ["。"], ["脱贫攻坚。"], ["天气很好，孩子们去公园玩。"], ["，，，", "产业产业产业。"]],
    ids=["no report", "no word", "one word", "no term", "one empty of two"],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_little_text_gives_valid_tables_and_figures(texts, lang, lexicon, tmp_path):
    made = [report(f"r{i}", text, "2021-05") for i, text in enumerate(texts)]
    sentences, documents, tokens = cut(made, lexicon)
    places = w.find_place_names(documents)
    segmenter = w.load_segmenter("rjieba", lexicon.joined())
    tables = {
        "words": w.words_table(tokens, lexicon),
        "dispersion": w.dispersion_table(tokens, lexicon),
        "cooccurrence": w.cooccurrence_table(tokens),
        "term_proposals": w.proposals_table(sentences, segmenter, lexicon, places),
        "word_sensitivity": w.sensitivity_table(sentences, documents, lexicon, segmenter),
    }
    tables["keyness"] = keyness = w.keyness_table(tables["words"], documents)
    for name, table in tables.items():
        write_table(table, name, tmp_path)
        assert len(read_table(name, tmp_path)) == len(table)
    assert w.say_what_moves(keyness, documents, lexicon, lang)
    strategies = tables["dispersion"].query("category == 'strategy'")["word"].tolist()
    w.term_rates(tables["words"], documents, strategies)
    w.summarise_sensitivity(tables["word_sensitivity"], lang)
    plots.plot_keyness(plots.outstanding_words(keyness), lexicon, lang)
    plots.plot_keyness_by_report(plots.outstanding_by_report(keyness), lexicon, lang)
    positions = plots.positions_table(tokens, documents, strategies)
    plots.plot_dispersion(positions, strategies, lexicon, lang)
    plots.plot_network(plots.network_edges(tables["cooccurrence"]), lexicon, lang)


def test_one_report_has_no_spread_over_reports(reports, lexicon):
    _, documents, tokens = cut(reports[:1], lexicon)
    table = w.dispersion_table(tokens, lexicon)
    assert table["dp"].isna().all()
    assert table["dp_paragraphs"].between(0, 1).all()
    assert "Nothing can be compared" in w.say_what_moves(
        w.keyness_table(w.words_table(tokens, lexicon), documents), documents, lexicon
    )


# -- figures ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_label_of_the_network_covers_another(reports, lexicon, lang):
    _, _, tokens = cut(reports, lexicon)
    edges = plots.network_edges(w.cooccurrence_table(tokens))
    places, sizes, height = plots.network_layout(edges, lexicon, lang, 170.0)
    boxes = {name: plots.label_box(name, sizes[name], lexicon, lang) for name in places}
    for one, (x, y) in places.items():
        across, down = boxes[one]
        assert across / 2 <= x <= 170 - across / 2
        assert down / 2 <= y <= height - down / 2
        for other, (u, v) in places.items():
            apart = abs(x - u), abs(y - v)
            reach = [(boxes[one][i] + boxes[other][i]) / 2 for i in (0, 1)]
            assert one == other or apart[0] >= reach[0] - 1e-3 or apart[1] >= reach[1] - 1e-3, (one, other)
    assert plots.network_layout(edges, lexicon, lang, 170.0) == (places, sizes, height)


def test_the_network_is_the_same_whatever_the_hash_seed():
    code = (
        "import pandas as pd; from helpers.words import plots, read_lexicon;"
        "pairs = ['ab', 'ac', 'bc', 'cd', 'de', 'ea', 'xy', 'yz', 'xw'];"
        "rows = [(*pair, 3, 4 + i, 5 + i, .5) for i, pair in enumerate(pairs)];"
        "names = ['word_a', 'word_b', 'sentences', 'sentences_a', 'sentences_b', 'npmi'];"
        "print(plots.network_layout(pd.DataFrame(rows, columns=names), read_lexicon(), 'en', 170.0))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1


def test_figures_name_terms_in_both_languages(lexicon):
    assert lexicon.label("衔接资金", "en") == "衔接资金 funds for the transition"
    assert lexicon.label("衔接资金", "zh") == "衔接资金"
    assert lexicon.label("无此词", "en") == "无此词"


def test_captions_are_in_both_languages():
    for figure, caption in plots.CAPTIONS.items():
        assert set(caption) == set(plots.ALT[figure]) == {"en", "zh"}


# -- files -----------------------------------------------------------------------------------------------


def test_every_row_of_the_projects_own_files_is_used():
    terms = read_resource("lexicon_terms.csv")
    assert list(read_terms(ROOT / "src/helpers/resources/lexicon_terms.csv")) == terms["term"].tolist()
    assert set(terms["category"]) == set(categories())
    assert (terms["gloss_en"] != "").all()
    assert set(terms["status"]) == {"reviewed"}
    stops = read_resource("stop_words.csv")
    assert list(read_stop_words(ROOT / "src/helpers/resources/stop_words.csv")) == stops["word"].tolist()
    assert not set(stops["word"]) & set(terms["term"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("word,category\n甲,goal\n", "row 1: has no column term"),
        (
            "term,category\n甲,goal\n乙,sport\n",
            "row 3: category 'sport' of 乙 is unknown. Use one of strategy,",
        ),
        ("# note\nterm,category\n甲,goal\n甲,goal\n", "row 4: the term 甲 stands in row 3 already"),
        ("term,category\n脫貧,goal\n脱贫,goal\n", "row 3: the term 脱贫 stands in row 2 already"),
        ("id,term,category\nx,甲,goal\nx,乙,goal\n", "row 3: the id x stands in row 2 already"),
        ("term,category,status\n甲,goal,maybe\n", "row 2: status 'maybe' is unknown"),
        ("term,category\n,goal\n", "row 2: the term is empty"),
        ("term,category,category\n甲,goal,goal\n", "row 1: has the column category twice"),
        ('term,category\n"甲,goal\n乙,goal\n', "cannot be read as a CSV (unexpected end of data)"),
        ("term,category\n甲,goal,x\n", "row 2: has 3 cells where the header has 2"),
        ("", "row 1: has no column term and no column category (it has none)"),
    ],
)
def test_a_lexicon_that_cannot_be_used_is_a_sentence(content, said, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(w.WordsFileError) as refused:
        w.read_lexicon(terms=path)
    assert str(refused.value).startswith("own.csv")
    assert said in str(refused.value)
    assert str(refused.value).endswith("and run again.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"term\nx\n", "row 1: has no column word (it has term)"),
        ("word\n的\n的\n".encode(), "row 3: the word 的 stands in row 2 already"),
        ("word\n的\n".encode("gb18030"), "cannot be read as UTF-8 (first bad byte at 5)"),
    ],
)
def test_stop_words_that_cannot_be_used_are_a_sentence(content, said, tmp_path):
    path = tmp_path / "stop.csv"
    path.write_bytes(content)
    with pytest.raises(w.WordsFileError) as refused:
        w.read_lexicon(stop_words=path)
    assert str(refused.value).startswith("stop.csv")
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("option", "content", "said"),
    [
        ("--lexicon", "term,category\n甲,sport\n", "own.csv, row 2: category 'sport' of 甲 is unknown."),
        ("--stop-words", "term\n甲\n", "own.csv, row 1: has no column word"),
        ("--lexicon", None, "there is no such file; --lexicon takes a CSV file."),
    ],
)
def test_the_command_refuses_such_a_file_before_anything_runs(option, content, said, tmp_path, capsys):
    if content is not None:
        (tmp_path / "own.csv").write_text(content, encoding="utf-8")
    arguments = ["run", "--raw", str(ROOT / "data/raw"), "--out", str(tmp_path / "out")]
    assert main([*arguments, option, str(tmp_path / "own.csv")]) == 2
    complaint = capsys.readouterr().err
    assert said in complaint
    assert len(complaint.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(w.WordsFileError, match=r"none.csv: cannot be opened"):
        w.read_lexicon(terms=tmp_path / "none.csv")


def test_a_researchers_rows_win(lexicon, tmp_path):
    terms, stops = tmp_path / "terms.csv", tmp_path / "stops.csv"
    terms.write_text(
        "term,category,status\n衔接,goal,\n脱贫,strategy,off\n新词,goal,proposed\n", encoding="utf-8"
    )
    stops.write_text("word,status\n产业链,\n的,off\n", encoding="utf-8")
    own = w.read_lexicon(terms, stops)
    assert own.terms["衔接"].category == "goal"
    assert not {"脱贫", "新词"} & set(own.terms)
    assert "产业链" in own.stop_words
    assert "的" not in own.stop_words


def test_the_tables_of_this_stage_have_schemas_in_both_languages():
    for name in ("words", "dispersion", "keyness", "cooccurrence", "term_proposals", "word_sensitivity"):
        for column in SCHEMAS[name].columns.values():
            assert column.metadata["title"]["en"]
            assert column.metadata["title"]["zh"]
