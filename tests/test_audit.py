"""The audit: intervals, relations that invented reports assert, verdicts, chance and bad input."""

import math
import time
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import audit
from helpers.audit.formulas import FORMULAS, granular
from helpers.audit.intervals import Interval, printed_interval
from helpers.audit.lists import take_apart
from helpers.claims import claims_table
from helpers.corpus import documents_table, read_folder, sentences_table
from helpers.findings import findings_input, findings_table, recount
from helpers.mentions import mentions_table
from helpers.notebooks import ROOT
from helpers.resources import read_resource
from helpers.tables import check_table


@dataclass(frozen=True)
class Invented:
    """A report that somebody might have written."""

    doc: str
    raw: str
    script: str = "Hans"
    title: str = ""
    published: str = "2022-03-01"
    place: str = ""


def check(*texts, published=("2022-03-01",), place=""):
    dates = [*published] + [published[-1]] * len(texts)
    reports = [Invented(f"r{i}", text, published=dates[i], place=place) for i, text in enumerate(texts)]
    mentions = mentions_table(reports)
    claims = claims_table(reports, mentions)
    return audit.find_checks(reports, mentions, claims)


def found(checks, relation):
    return {(row.verdict, row.formula) for row in checks.itertuples() if row.relation == relation}


def the_only(checks, relation):
    rows = checks[checks["relation"] == relation]
    assert len(rows) == 1, rows[["relation", "verdict", "formula"]]
    return rows.iloc[0]


@pytest.fixture(scope="module")
def corpus():
    reports = read_folder(ROOT / "data/raw").reports
    mentions = mentions_table(reports)
    return reports, mentions, claims_table(reports, mentions)


@pytest.fixture(scope="module")
def of_the_five(corpus):
    return audit.find_checks(*corpus)


# -- intervals -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("surface", "value", "kind", "bound", "before", "expected"),
    [
        ("7.67%", 7.67, "percent", "exact", "", "[7.665, 7.675)"),
        ("500余元", 500, "money", "over", "", "(500, 600)"),
        ("4.8万余亩", 48000, "measure", "over", "", "(48,000, 49,000)"),
        ("341742人", 341742, "count", "exact", "", "341,742"),
        ("42.29万户", 422900, "count", "exact", "", "[422,850, 422,950)"),
        ("13369元", 13369, "money", "exact", "", "[13,368.5, 13,369.5)"),
        ("500万元", 5000000, "money", "over", "超过", "(5,000,000, ∞)"),
        ("4万元", 40000, "money", "approx", "近", "(30,000, 40,000)"),
        ("25000元", 25000, "money", "approx", "", "[24,000, 26,000]"),
        ("60%", 60, "percent", "at_least", "", "[60, ∞)"),
        ("100万元", 1000000, "money", "at_most", "不超过", "[0, 1,000,000]"),
        ("30天", 30, "duration", "under", "不到", "[0, 30)"),
        ("七成", 70, "percent", "exact", "", "[65, 75)"),
        ("翻番", 2, "multiple", "exact", "", "2"),
    ],
)
def test_a_printed_number_is_what_its_digits_and_bound_allow(surface, value, kind, bound, before, expected):
    assert str(printed_interval(surface, value, value, kind=kind, bound=bound, before=before)) == expected


ends = st.fractions(min_value=-50, max_value=50, max_denominator=100)


@st.composite
def intervals(draw):
    low, high = sorted((draw(ends), draw(ends)))
    closed = low == high
    return Interval(low, high, closed or draw(st.booleans()), closed or draw(st.booleans()))


@given(intervals(), intervals(), st.fractions(0, 1), st.fractions(0, 1))
def test_arithmetic_on_intervals_holds_every_result_of_its_members(a, b, s, t):
    x = a.low + s * (a.high - a.low)
    y = b.low + t * (b.high - b.low)
    if x in a and y in b:
        assert x + y in a + b
        assert x - y in a - b
        assert x * y in a * b
        if not b.low <= 0 <= b.high:
            assert x / y in a / b


def test_an_open_end_belongs_to_no_other_interval():
    assert not Interval(Fraction(500), Fraction(600), False, False).meets(Interval.point(500))
    assert Interval(Fraction(500), Fraction(600)).meets(Interval.point(500))


def test_dividing_by_an_interval_around_zero_is_refused():
    with pytest.raises(ZeroDivisionError):
        Interval.point(1) / Interval(Fraction(-1), Fraction(1))


def test_a_share_of_2738_villages_is_563_of_them_and_no_other_number():
    assert list(granular(printed_interval("20.56%", 20.56, 20.56, kind="percent"), 2738)) == [563]


def test_no_whole_number_of_13_has_a_share_of_30_per_cent():
    assert list(granular(printed_interval("30.0%", 30.0, 30.0, kind="percent"), 13)) == []


@pytest.mark.parametrize("name", [name for name, formula in FORMULAS.items() if formula.solve])
def test_solving_a_formula_for_a_member_gives_the_member_back(name):
    values = [Interval.point(30), Interval.point(8)]
    formula = FORMULAS[name]
    stated = formula.compute(values)
    for index in (index for index in formula.solve if index < 2):
        if name != "equal" or index == 0:
            assert formula.solve[index](stated, values) == values[index]


# -- relations in invented reports --------------------------------------------------------------------------


def test_parts_in_brackets_add_up_by_households_and_by_people():
    checks = check("全县搬迁安置2000户8100人(建档立卡户1500户6000人,随迁户500户2100人)。")
    assert found(checks, "sum") == {
        ("holds", "1500户 + 500户 = 2000户"),
        ("holds", "6000人 + 2100人 = 8100人"),
    }


def test_parts_in_brackets_that_do_not_add_up_contradict_and_say_what_would_mend_it():
    row = the_only(check("全乡有劳动力5200人(外出3100人,在家2000人)。"), "sum")
    assert row.verdict == "contradicts"
    assert row.slack == 100
    assert "5200人 → 5,100 人" in row.note
    assert "may be right" in row.note


def test_parts_after_among_them_add_up():
    checks = check("当日新增病例5046例,其中境外输入58例,本土4988例。")
    assert found(checks, "sum") == {("holds", "58例 + 4988例 = 5046例")}


def test_parts_that_leave_something_out_are_only_parts():
    checks = check("全县有茶园8万亩,其中有机茶园1.2万亩。")
    assert found(checks, "subset") == {("holds", "1.2万亩 ≤ 8万亩")}


def test_an_increase_is_no_whole():
    checks = check("今年安排赤字2.18万亿元,比去年增加5600亿元。其中,中央赤字1.4万亿元,地方赤字7800亿元。")
    assert found(checks, "sum") == {("holds", "1.4万亿元 + 7800亿元 = 2.18万亿元")}
    assert "contradicts" not in set(checks["verdict"])


def test_what_was_done_and_what_remains_make_the_stock():
    text = "全州贫困人口51200人,目前还有未脱贫人口3200人。截至目前,累计脱贫48000人。"
    assert found(check(text), "stock") == {("holds", "48000人 + 3200人 = 51200人")}


def test_a_total_after_its_parts():
    checks = check("中央下达资金1亿元,加上已下达的10.8亿元,合计11.8亿元。")
    assert found(checks, "sum") == {("holds", "1亿元 + 10.8亿元 = 11.8亿元")}


def test_at_least_leaves_room_for_a_larger_total():
    row = the_only(check("全市已建成示范点11个,今年至少再建20个,累计建成40个。"), "sum")
    assert row.verdict == "holds within rounding"


def test_a_share_holds_by_people_and_names_the_other_reading():
    text = "全市监测对象8000户30000人、已消除风险5000户21000人,风险消除率为70%。"
    row = the_only(check(text), "share")
    assert (row.verdict, row.reading) == ("holds", "by people")
    assert "by households" in row.others
    assert "62.5" in row.others


def test_a_share_of_a_named_whole_that_no_reading_bears_out():
    text = "全县有建档立卡贫困人口40000人。\n全县搬迁安置建档立卡贫困人口9000人,占全县建档立卡贫困人口的25%。"
    row = the_only(check(text), "share")
    assert row.verdict == "contradicts"
    assert (row.computed_low, row.computed_high) == (22.5, 22.5)


def test_a_share_of_the_country_is_not_tested_against_the_number_of_a_province():
    text = "全省进出口总值9.49万亿元。机电产品出口4.15万亿元,占全国进出口总值的20%。"
    assert "contradicts" not in set(check(text)["verdict"])


def test_a_misprinted_share_of_a_counted_whole_contradicts():
    row = the_only(check("公布的115个重点项目中,数字文化项目有65个,占比达55.62%。"), "share")
    assert row.verdict == "contradicts"
    assert row.computed_low == pytest.approx(56.52, abs=0.01)


def test_a_share_of_other_things_is_not_that_of_the_number_before_it():
    checks = check("集中签约项目109个,其中投资5亿元以上项目93个,制造业项目占69%。")
    assert "contradicts" not in set(checks["verdict"])


def test_a_share_must_be_reachable_by_a_whole_number():
    checks = check("全镇13个村都有集体收入,其中10万元以上的占30.0%。")
    row = the_only(checks, "granularity")
    assert row.verdict == "contradicts"
    assert "4 (30.77 %)" in row.note


def test_growth_with_level_and_increment():
    held = check("全市粮食产量664.1万吨,比上年增加47.7万吨,增长7.7%。")
    assert the_only(held, "growth").verdict in {"holds", "holds within rounding"}
    broken = check("全村人均收入1412元,人均增500余元,增长54.04%。")
    row = the_only(broken, "growth")
    assert row.verdict == "contradicts"
    assert row.computed_low == pytest.approx(1412 - 1412 / 1.5404, abs=0.3)


def test_growth_from_one_level_to_another():
    assert found(check("企业从120家增加到150家,增长25%。"), "growth") >= {
        ("holds", "100 × (150家 ÷ 120家 − 1) = 25%")
    }


def test_an_average_yearly_growth_is_not_tested_as_growth_over_all_years():
    assert "contradicts" not in set(check("贷款余额从8.2万亿元增加到23.8万亿元、年均增长24%。")["verdict"])


def test_growth_alone_implies_the_level_before():
    row = the_only(check("2021年全县农民人均可支配收入12000元,增长20%。"), "growth")
    assert row.verdict == "implied"
    assert row.computed_low < 10000 < row.computed_high


def test_a_difference_that_is_stated():
    text = "全县脱贫人口人均纯收入13233元(比全县农村居民人均可支配收入13369元少136元)。"
    assert found(check(text), "difference") == {("holds", "13369元/人 − 13233元/人 = 136元/人")}


def test_points_above_others_imply_the_others():
    checks = check("全市就业率为71.32%,分别比全省、全国高3.12、5.62个百分点。")
    implied = {formula.rsplit("= ")[1] for _, formula in found(checks, "difference")}
    assert implied == {"68.2 %", "65.7 %"}


def test_words_that_only_contain_a_comparison_compare_nothing():
    text = "风电装机比重达到38.4%,煤电装机占比为38.1%,同比降低4.3个百分点。"
    assert "contradicts" not in set(check(text)["verdict"])


def test_from_one_rate_to_another_in_points():
    held = check("就业率从52.1%提高到62.9%,提高10.8个百分点。")
    assert the_only(held, "from-to").verdict == "holds"
    broken = check("就业率从52.1%提高到62.9%,提高12.8个百分点。")
    assert the_only(broken, "from-to").verdict == "contradicts"


def test_people_and_households_imply_people_a_household():
    row = the_only(check("全乡有脱贫户1000户4200人。"), "per-unit")
    assert (row.verdict, row.computed_low, row.unit) == ("implied", 4.2, "人/户")


def test_money_and_people_imply_money_a_person():
    row = the_only(check("发放分红资金90万元,覆盖3000人。"), "per-unit")
    assert row.verdict == "implied"
    assert row.computed_low < 300 < row.computed_high


def test_a_total_that_bears_out_what_comes_to_each():
    assert ("holds", "4000元/户 × 300户 = 120万元") in found(
        check("为300户发放补助120万元,户均4000元。"), "per-unit"
    )


def test_a_passed_threshold():
    assert found(check("全市生产总值突破千亿元大关,达到1289亿元。"), "threshold") == {
        ("holds", "千亿元 ≤ 1289亿元")
    }


def test_a_repeated_number_is_found_and_its_places_named():
    text = "全县共培训技术人员2092人。\n全年回顾:全县培训技术人员2092人。"
    row = the_only(check(text), "repeat")
    assert row.members == "r0:9-14;r0:29-34"


# -- lists ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("全面落实防汛、防火、防疫“三防”责任。", 3),
        ("坚持提高质量、提高效率、提高收入、降低成本“三提高一降低”。", 4),
        ("市县乡村四级联动抓落实。", 4),
        ("推行“街道、社区、楼栋”三级联动。", 3),
        ("将东坡村、西坪村、南沟村3个村纳入试点。", 3),
        ("做到“四个必须”:必须摸清底数;必须压实责任;必须强化督查;必须严守底线。", 4),
        ("今年重点抓好三项工作。一是发展产业。二是稳定就业。三是改善环境。", 3),
        ("建立市委、市政府指挥责任、部门行业责任、乡村守土责任“三个责任”体系。", 3),
    ],
)
def test_a_counted_list_has_that_many_items(text, number):
    checks = check(text)
    rows = checks[checks["relation"] == "list"]
    assert ("holds", float(number)) in set(zip(rows["verdict"], rows["stated"], strict=True))


def test_an_announced_list_of_another_length_contradicts():
    row = the_only(check("今年重点抓好四项工作。一是发展产业。二是稳定就业。三是改善环境。"), "list")
    assert (row.verdict, row.stated, row.computed_low) == ("contradicts", 4, 3)


def test_a_list_that_ends_in_and_so_on_may_leave_some_out():
    row = the_only(check("制定道路建设、产业发展、就业创业等12项行动方案。"), "list")
    assert row.verdict == "implied"


def test_a_verb_between_commas_is_no_item():
    assert check("落实“四个不摘”,坚持“五级书记抓”、实行“双组长”。").empty


@pytest.mark.parametrize(
    ("surface", "total"), [("三提高一延长", 4), ("五个一批", 5), ("3+1", 4), ("三位一体", 3)]
)
def test_counting_words_are_taken_apart(surface, total):
    assert take_apart(surface).total == total


# -- two reports ----------------------------------------------------------------------------------------------


def test_two_reports_of_one_place_agree_or_show_a_trend():
    first = "2020年昭通市农村常住居民人均可支配收入11283元。全市搬迁群众35.47万人。"
    second = "2022年昭通市农村居民人均可支配收入13369元。全市搬迁群众35.47万人。"
    checks = check(first, second, published=("2021-10-12", "2023-03-01"), place="云南省昭通市")
    assert ("holds", "35.47万人 = 35.47万人") in found(checks, "agreement")
    assert the_only(checks, "trend").verdict == "implied"


def test_a_plan_and_what_came_of_it_are_no_trend():
    first, second = "到今年底,全市双绑率达到75%以上。", "目前,全市双绑率达93.59%。"
    checks = check(first, second, published=("2021-10-12", "2023-03-01"), place="云南省昭通市")
    assert checks[checks["relation"].isin(["agreement", "trend"])].empty
    checks = check(
        "目前,全市双绑率达68%。", second, published=("2021-10-12", "2023-03-01"), place="云南省昭通市"
    )
    assert the_only(checks, "trend").verdict == "implied"


def test_the_same_text_twice_does_not_agree_with_itself():
    text = "2022年昭通市农村居民人均可支配收入13369元,搬迁群众35.47万人。"
    checks = check(text, text + "\n")
    assert set(checks["doc"]) <= {"r0"}
    assert checks[checks["relation"].isin(["agreement", "trend"])].empty


def test_numbers_without_a_place_are_compared_only_in_their_report():
    checks = check("搬迁群众35.47万人。", "搬迁群众35.47万人,已全部就业。")
    assert checks[checks["relation"].isin(["agreement", "trend"])].empty


# -- bad input ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["没有数字的报告。", "全县有12个乡镇。", "", "\ufeff\n\n", "、、、(((其中占%)"]
)
def test_a_report_with_no_number_or_one_gives_an_empty_table(text):
    checks = check(text)
    assert checks.empty
    assert list(checks.columns) == audit.COLUMNS


def test_no_report_gives_an_empty_table():
    assert check().empty


def test_numbers_of_different_units_are_never_added():
    checks = check("全县投入300万元(修路200公里,种树100亩)。")
    assert checks[checks["relation"] == "sum"].empty


def test_zero_and_ranges_run_through():
    check("发生率为0%,由0户增加到0户,增长0%。每斤9元—10元,共0元,占0户的0%。")


# -- the table ------------------------------------------------------------------------------------------------


def test_the_five_reports_give_a_table_that_fits_its_schema(of_the_five):
    check_table(of_the_five, "checks")
    assert of_the_five["check_id"].is_unique


def test_every_member_lies_on_a_mention(corpus, of_the_five):
    _, mentions, _ = corpus
    known = set(mentions["doc"] + ":" + mentions["start"].astype(str) + "-" + mentions["end"].astype(str))
    members = set(";".join(of_the_five["members"]).split(";"))
    assert members <= known


@pytest.mark.parametrize(
    ("check_id", "verdict"),
    [
        ("zhaotong-2023:growth:1527", "contradicts"),  # 1412 yuan, up by over 500 and by 54.04 %
        ("zhaotong-2023:share:1362", "holds"),  # 71.32 % by people
        ("zhaotong-2023:difference:183", "holds"),  # 13369 - 13233 = 136
        ("huize-2020:share:1218", "contradicts"),  # 25 % of the registered poor
        ("huize-2020:share:1293", "holds"),  # 77 % of those moved
        ("tongren-2024:granularity:1992", "holds"),  # 20.56 % of 2738
        ("zhaotong-2023:share:1566", "implied"),  # paid out of premiums
    ],
)
def test_what_a_careful_reader_finds_in_the_five_reports(of_the_five, check_id, verdict):
    row = of_the_five.set_index("check_id").loc[check_id]
    assert row["verdict"] == verdict


def test_the_five_reports_are_audited_within_two_seconds(corpus):
    began = time.perf_counter()
    audit.find_checks(*corpus)
    assert time.perf_counter() - began < 2


def test_twice_the_text_takes_about_twice_the_time():
    paragraph = (
        "全县搬迁2000户8100人(贫困户1500户6000人,随迁500户2100人),其中进城1200户。人均收入9000元,增长8%。\n"
    )
    seconds = []
    for copies in (200, 800):
        text = "".join(paragraph.replace("2000", str(2000 + i)) for i in range(copies))
        report = Invented("long", text)
        mentions = mentions_table([report])
        claims = pd.DataFrame({"doc": [], "start": []})
        began = time.perf_counter()
        audit.find_checks([report], mentions, claims)
        seconds.append(time.perf_counter() - began)
    assert seconds[1] < 4 * 2.5 * seconds[0]  # n log n with room for a busy machine; n² would be 16 times


def test_chance_gives_less_than_one_discovery_in_twenty(corpus):
    table = audit.chance_table(*corpus, rounds=40)
    assert audit.chance_rate(table) < 0.05


def test_shuffling_is_the_same_each_time(corpus):
    first, second = (audit.chance_table(*corpus, rounds=3) for _ in range(2))
    pd.testing.assert_frame_equal(first, second)


def test_an_unknown_check_is_named(of_the_five, corpus):
    with pytest.raises(KeyError, match="no check 'nowhere'"):
        audit.show_check(of_the_five, "nowhere", corpus[0])


def test_a_shown_check_quotes_the_report_with_its_numbers_in_bold(of_the_five, corpus):
    shown = audit.show_check(of_the_five, "zhaotong-2023:growth:1527", corpus[0], "zh")
    assert "**1412元**、人均增**500余元**、增长**54.04%**" in shown
    assert "报告未必有误" in shown


def test_the_ledger_counts_every_check_once(of_the_five):
    rows = audit.ledger(of_the_five, ["silent"])
    assert rows["checks"].sum() == len(of_the_five)
    assert rows.loc[rows["doc"] == "silent", "checks"].sum() == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_figures_are_drawn_even_of_nothing(of_the_five, lang):
    for checks in (of_the_five, of_the_five.head(0)):
        audit.plot_ledger(audit.ledger(checks, ["a"]), lang)
        audit.plot_intervals(audit.interval_rows(checks), lang)


def test_every_relation_has_a_class_and_names_in_both_languages(of_the_five):
    relations = read_resource("audit_relations.csv")
    assert set(of_the_five["relation"]) <= set(relations["relation"])
    assert relations[["class", "en", "zh"]].ne("").all(axis=None)


def test_an_open_side_is_an_empty_cell():
    row = the_only(check("全市已建成示范点11个,今年至少再建20个,累计建成40个。"), "sum")
    assert row.computed_low == 31
    assert math.isnan(row.computed_high)


# -- findings -------------------------------------------------------------------------------------------------


def test_the_findings_of_the_audit_count_its_checks_and_quote_the_report(corpus, of_the_five):
    reports, mentions, _ = corpus
    documents, sentences = documents_table(reports), sentences_table(reports)
    findings = findings_table(documents, sentences, mentions, of_the_five)
    said = findings.set_index("finding_id")
    assert {"adds-up", "does-not-fit", "two-reports"} <= set(said.index)
    assert "54.04%" in said.loc["does-not-fit", "sentence_en"]
    asked = recount(findings, findings_input(mentions, sentences), of_the_five)
    assert (asked["stated"] == asked["counted"]).all()
    assert asked["finding_id"].eq("adds-up").sum() == 5


def test_without_checks_nothing_is_said_of_what_adds_up(corpus, of_the_five):
    reports, mentions, _ = corpus
    tables = documents_table(reports), sentences_table(reports), mentions
    for checks in (None, of_the_five.head(0)):
        assert "adds-up" not in set(findings_table(*tables, checks)["finding_id"])


def test_sites_of_a_size_class_fit_into_all_who_moved():
    checks = check("全县建成12个集中安置区,其中4个安置区达万人以上,6.5万人搬进新居。")
    row = checks[checks["formula"].str.contains("×")].iloc[0]
    assert (row["verdict"], row["formula"], row["unit"]) == ("holds", "4个 × 万人 ≤ 6.5万人", "人")
