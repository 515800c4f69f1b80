"""Periods: what time words give, by the codebook, relative to the publication date."""

import pytest
from edtf import EDTFParseException, parse_edtf
from hypothesis import example, given
from hypothesis import strategies as st

from helpers.periods import (
    Anchor,
    Needs,
    choose,
    find_time_words,
    frame_of,
    impossible_dates,
    is_edtf,
    period_of,
)
from helpers.resources import read_resource

PUBLISHED = Anchor("2021-10-12")


def period(text: str, *, total: bool = False, target: bool = False, anchor: Anchor = PUBLISHED) -> str:
    """Return the period of the number N in a sentence of one clause a comma."""
    at = text.index("N")
    start = max(text.rfind(c, 0, at) for c in "，。") + 1
    end = min((i for c in "，。" if (i := text.find(c, at)) >= 0), default=len(text))
    numbers = [i for i, c in enumerate(text) if c in "NM"]
    word, _ = choose(find_time_words(text, anchor), at, at + 1, (start, end), numbers)
    return period_of(word, anchor, Needs(total, target)) if word else ""


# The table of the codebook, section 2.
@pytest.mark.parametrize(
    ("text", "needs", "expected"),
    [
        ("2022年收入N", {}, "2022"),
        ("去年收入N", {}, "2020"),
        ("上年收入N", {}, "2020"),
        ("“十三五”时期投入N", {}, "2016/2020"),
        ("2013年末贫困发生率N", {}, "2013-12"),
        ("至2017年底贫困人口减至N", {}, "2017-12"),
        ("2020年8月有N", {}, "2020-08"),
        ("到2020年底全部摘帽N", {"total": True}, "/2020-12"),
        ("目前有N", {}, "2021-10"),
        ("当前有N", {}, "2021-10"),
        ("截至目前有N", {}, "2021-10"),
        ("累计N", {"total": True}, "/2021-10"),
        ("近年来建成N", {"total": True}, "/2021-10"),
        ("截至目前累计脱贫N", {"total": True}, "/2021-10"),
        ("2016年以来投入N", {}, "2016/2021-10"),
        ("今年以来投入N", {}, "2021-01/2021-10"),
        ("年底达到N", {"target": True}, "2021-12"),
        ("6月底前完成N", {"target": True}, "/2021-06"),
    ],
)
def test_the_codebooks_table(text: str, needs: dict[str, bool], expected: str) -> None:
    assert period(text, **needs) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("比2021年增加N", ""),
        ("比去年快N", ""),
        ("比刚通车的2018年多N", ""),
        ("多于2019年的N", "2019"),
        ("超过去年的N", "2020"),
        ("比2014年的N下降M", "2014"),
        ("较上年增长N", ""),
        ("与2015年相比下降N", ""),
        ("从2018年的M提高到N", ""),
        ("从2018年的M提高到2020年的N", "2020"),
        ("2018年的N提高到2020年的M", "2018"),
    ],
)
def test_the_base_of_a_comparison_gives_no_period(text: str, expected: str) -> None:
    assert period(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019年，投入N", "2019"),
        ("2019年投入M，2020年投入N", "2020"),
        ("N，2020年投入M", ""),
        ("饮水安全N已于去年9月全部达标", "2020-09"),
        ("《2020年工作方案》提出N", ""),
    ],
)
def test_the_nearest_word_holds(text: str, expected: str) -> None:
    assert period(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2016年至2020年", "2016/2020"),
        ("2016—2020年", "2016/2020"),
        ("二〇二〇年", "2020"),
        ("2020年3月15日", "2020-03-15"),
        ("今年1—9月", "2021-01/2021-09"),
        ("前三季度", "2021-01/2021-09"),
        ("去年上半年", "2020-01/2020-06"),
        ("今年前9个月", "2021-01/2021-09"),
        ("民国109年", "2020"),
        ("上世纪90年代", "1990/1999"),
        ("昨天", "2021-10-11"),
        ("上月", "2021-09"),
        ("从2019年3月到2020年5月", "2019-03/2020-05"),
    ],
)
def test_forms_of_dates(text: str, value: str) -> None:
    assert find_time_words(text, PUBLISHED)[-1].value == value


def test_five_years_up_to_now() -> None:
    assert period("5年来，全市投入N") == "2016/2021-10"


def test_a_bare_year_end_takes_the_year_of_the_sentence() -> None:
    assert period("去年靠种木香，年底有N") == "2020-12"


@pytest.mark.parametrize("text", ["目前有N", "去年有N", "累计N", "6月底有N"])
def test_without_a_publication_date_relative_words_give_nothing(text: str) -> None:
    assert period(text, anchor=Anchor("")) == ""


def test_without_a_publication_date_written_years_still_hold() -> None:
    assert period("2019年投入N", anchor=Anchor("")) == "2019"


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("2021年，全县投入资金。", True),
        ("据统计，2021年投入资金。", True),
        ("目前评审工作结束。", True),
        ("该县投入资金2021年到位。", False),
        ("比2021年增加投入。", False),
    ],
)
def test_a_time_phrase_at_the_head_opens_a_frame(text: str, opens: bool) -> None:
    assert (frame_of(text, find_time_words(text, PUBLISHED)) is not None) == opens


@pytest.mark.parametrize(
    ("text", "found"), [("2022年13月", ["2022年13月"]), ("2月30日", ["2月30日"]), ("2月28日", [])]
)
def test_impossible_dates_are_told(text: str, found: list[str]) -> None:
    assert impossible_dates(text) == found


@pytest.mark.parametrize(
    "text", ["2021", "2021-10", "/2021-10", "2016/2020", "2016/2021-10", "2021-01/2021-10"]
)
def test_periods_of_the_codebook_are_edtf(text: str) -> None:
    assert is_edtf(text)


@pytest.mark.parametrize("text", ["2021-13", "2021-02-30", "去年", "2021年"])
def test_what_is_no_date_is_no_edtf(text: str) -> None:
    assert not is_edtf(text)


DATES = st.dates().map(lambda d: d.isoformat()).flatmap(lambda d: st.sampled_from([d[:4], d[:7], d]))


@given(DATES, DATES, st.sampled_from(["{0}", "/{0}", "{0}/{1}", "{0}-13", "{0}/", "{0}/{1}/{0}"]))
def test_the_quick_check_agrees_with_the_library(first: str, last: str, form: str) -> None:
    first, last = sorted((first, last))
    text = form.format(first, last)
    try:
        parse_edtf(text)
        valid = True
    except EDTFParseException:
        valid = False
    assert is_edtf(text) == valid


@given(st.text(alphabet="20193年月日底末初来前截至到去今上半季度第一二三十〇比累计目前已，“”", max_size=30))
@example("一一一月")
def test_every_period_is_edtf_or_empty(text: str) -> None:
    for word in find_time_words(text, PUBLISHED):
        value = period_of(word, PUBLISHED, Needs())
        assert value == "" or is_edtf(value)


def test_every_row_of_the_time_resources_is_read() -> None:
    assert all(is_edtf(value) for value in read_resource("plan_periods.csv")["period"])
    cues = read_resource("time_cues.csv")
    assert set(cues["form"]) == {"now", "total", "recent", "since", "vague", "then"}
    assert all(is_edtf(value) for value in cues.loc[cues["form"].eq("since"), "value"])
    assert not cues.loc[cues["form"].ne("since"), "value"].any()


def test_a_named_event_opens_a_span() -> None:
    assert period("党的十八大以来，全县修路N") == "2012-11/2021-10"
    assert period("改革开放以来，贫困人口减少N") == "1978-12/2021-10"


def test_a_vague_time_holds_off_the_dated_one_before_it() -> None:
    assert period("过去一亩地收入N") == ""
    assert period("2020年脱贫，从前一年只有N") == ""
    assert period("截至今年8月底，全县建成N") == "2021-08"
    assert period("截至今，全县建成N", total=True) == "/2021-10"


def test_years_up_to_now_date_their_own_length() -> None:
    text = "5年来，全县投入M"
    words = find_time_words(text, PUBLISHED)
    word, _ = choose(words, 0, 2, (0, 4), [0, 8])
    assert word is not None
    assert period_of(word, PUBLISHED, Needs()) == "2016/2021-10"


@pytest.mark.parametrize(
    ("text", "told", "value"),
    [
        ("六年下来", "2015", "2015"),  # up to the publication in 2021
        ("七八年下来", "1983", "1983/1991"),
        ("4年间", "2014", "2014/2018"),
        ("4年间", "", "2017"),  # no year told: counted back from the publication
        ("十年增长近八成", "", "2011"),
        ("连续十年增长", "", None),
        ("每5年增加", "", None),
        ("经过3年多的努力", "2018", "2018"),
        ("3年多的努力", "2018", None),
        ("经过40多年发展", "2019", None),  # not since the year told in passing
        ("六年下来", "2020", "2015"),
        ("5年多来", "2015", "2015"),
        ("5年来", "2019", "2016"),
        ("三十多年前", "2019", ""),  # too vague for a year
        ("一年下来", "2019", None),  # what is so every year
    ],
)
def test_lengths_of_time_count_from_the_year_told_before(text: str, told: str, value: str | None) -> None:
    words = find_time_words(text + "，村里修路N", PUBLISHED, told=told)
    assert (words[0].value if words else None) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("这个月", "2021-10"),
        ("下个月", "2021-11"),
        ("今春", "2021"),
        ("去秋", "2020"),
        ("去冬今春", "2020/2021"),
    ],
)
def test_months_and_seasons_near_the_publication(text: str, value: str) -> None:
    assert find_time_words(text, PUBLISHED)[-1].value == value


def test_a_month_that_has_just_begun_is_no_span() -> None:
    assert period("10月起投入N") == "2021-10"


def test_a_first_year_ends_a_frame_even_behind_a_short_head() -> None:
    text = "投产第二年，厂里盈利N"
    frame = frame_of(text, find_time_words(text, PUBLISHED))
    assert frame is not None
    assert frame.form == "vague"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("今年前两个月", "2021-01/2021-02"),
        ("头三个月", "2021-01/2021-03"),
        ("今年一季度末", "2021-03"),
        ("二季度末", "2021-06"),
        ("去年年底", "2020-12"),
        ("2019年年末", "2019-12"),
        ("今年年初", "2021-01"),
        ("月底", "2021-10"),
        ("半年来", "2021-04"),
        ("两个多月来", "2021-08"),
        ("“十三五”开局之年", "2016"),
        ("“十三五”收官之年", "2020"),
        ("“十三五”期末", "2020-12"),
        ("大前年", "2018"),
        ("去年春节期间", "2020"),
        ("今年“五一”假期", "2021-05"),
    ],
)
def test_ends_and_parts_of_years_plans_and_months(text: str, value: str) -> None:
    assert find_time_words(text + "，村里修路N", PUBLISHED)[0].value == value


def test_the_end_of_every_month_is_no_date() -> None:
    assert find_time_words("每月底发放N", PUBLISHED) == []


def test_a_word_within_a_time_word_is_none_of_its_own() -> None:
    assert period("2005年以前，全村有N") == "/2005"
    assert period("2018年以来，全村修路N") == "2018/2021-10"


@pytest.mark.parametrize(
    ("text", "told", "value"),
    [
        ("当年脱贫N", "2017", "2017"),
        ("年内修路N", "2018", "2021"),
        ("次年脱贫N", "2017", "2018"),
        ("那年收入N", "2017", "2017"),
        ("那年收入N", "", ""),
        ("当年只有N", "", ""),
    ],
)
def test_that_year_is_the_one_told_before(text: str, told: str, value: str) -> None:
    assert find_time_words(text, PUBLISHED, told=told)[0].value == value


def test_within_the_year_is_the_year_under_review_at_the_turn_of_the_year() -> None:
    january = Anchor("2021-01-20")
    assert find_time_words("年内修路N", january, told="2020")[0].value == "2020"
    assert find_time_words("年内修路N", january)[0].value == "2021"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("从2019年到现在，新建车间N", "2019/2021-10"),
        ("自2018年至目前，新建车间N", "2018/2021-10"),
        ("新年伊始，镇里来了客商N", "2021-01"),
        ("开年以来，镇里来了客商N", "2021-01/2021-10"),
        ("新的一年，村里力争新建大棚N", "2021"),
        ("今天的山村，每天接待游客N", "2021-10"),
        ("今天的发布会上，发言人介绍了措施N", "2021-10-12"),
        ("三年间，村里新修水渠N", "2018/2021-10"),
        ("播种面积是近9年增加最多的，产量N", ""),
        ("自2020年8月在全县开展“清洁家园”行动以来，改厕N", "2020-08/2021-10"),
        ("2013年总书记到村里考察以来，新修道路N", "2013/2021-10"),
        ("自2018年实施以来，受益群众N", "2018/2021-10"),
        ("自党的十九大以来，减贫N", "2017-10/2021-10"),
        ("“十三五”规划实施以来，投入N", "2016/2021-10"),
        ("自开展结对以来，投入N", "/2021-10"),
        ("产量创改革开放以来新高，达到N", ""),
        ("2020年产量创建县以来新高，达到N", "2020"),
        ("今年是实现“十四五”规划目标的一年，投入N", "2021"),
        ("国庆假期，古镇接待N", "2021-10"),
        ("元旦假期，古镇接待N", ""),
        ("国庆节前，古镇卖票N", ""),
        ("预计全年产值N", "2021"),
        ("几十年前，村里有N", ""),
        ("扎根山村近十年，带徒弟N", ""),
        ("全镇近十年投入N", "2011/2021-10"),
    ],
)
def test_spans_up_to_now_and_openings_of_a_year(text: str, expected: str) -> None:
    assert period(text) == expected


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("年内新建大棚N", "2021", "2021"),  # a report of January 2022 that looks back on 2021
        ("当年新增茶园N", "2021", "2021"),
        ("年内新建大棚N", "2022", "2022"),
        ("年内新建大棚N", "", "2022"),
    ],
)
def test_within_the_year_that_a_report_of_january_looks_back_on(text: str, told: str, expected: str) -> None:
    words = find_time_words(text, Anchor("2022-01-18"), told)
    assert [w.value for w in words] == [expected]


@pytest.mark.parametrize(
    ("text", "total", "expected"),
    [
        ("截至今天，已发放棉被N", True, "/2021-10-12"),  # 至今 is no word of 截至今天
        ("截至今天（10月11日）16时，已通电N", True, "/2021-10-11"),
        ("截至今早8时，水库存水N", False, "2021-10-12"),
        ("截至8日，核桃已收N", True, "/2021-10-08"),
        ("10月9日开镰，当天收稻N", False, "2021-10-09"),
        ("当天收稻N", False, ""),
        ("昨夜今晨，降雨N", False, "2021-10-11/2021-10-12"),
        ("从昨天凌晨到今天中午，转运N", True, "2021-10-11/2021-10-12"),
        ("从昨天开始，发放口粮N", False, "2021-10-11/2021-10-12"),
        ("自10月1日以来，接待N", False, "2021-10-01/2021-10"),
        ("县里今天公布的数据显示，10月1日发生的M霜冻已使果园减收N", True, "/2021-10-12"),
        ("10月1日发生的N霜冻", False, "2021-10-01"),
        ("此次十五运会设项目N", False, ""),  # no plan
        ("建会100年来，办学N", True, "1921/2021-10"),
        ("新一年，再建大棚N", False, "2021"),
    ],
)
def test_days_and_hours_that_a_count_is_as_of(text: str, total: bool, expected: str) -> None:
    assert period(text, total=total) == expected


def test_the_past_year_is_the_one_before_early_in_a_year() -> None:
    assert period("过去这一年，民宿收入N", anchor=Anchor("2021-02-04")) == "2020"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019年产值达1亿元，近五年年均增速N", "2015/2019"),
        ("近五年年均增速N", "2016/2021-10"),
        ("“十三五”这五年，修路N", "2016/2020"),
        ("2020年底提前两年实现目标，城镇化率N", "2020-12"),
        ("未来三年，每年投入N", "2021-10/2024"),
        ("“十四五”规划提出，未来五年投入N", ""),
        ("今年起步，未来三年投入N", "2021-10/2024"),
        ("塘坝提前两年建成N", ""),
    ],
)
def test_spans_of_years_lean_on_the_year_told_beside_them(text: str, expected: str) -> None:
    assert period(text) == expected


def test_years_gone_through_date_their_own_length() -> None:
    text = "经过20年的传承与发展，工坊卖出N"
    words = find_time_words(text, PUBLISHED)
    word, _ = choose(words, text.index("20"), text.index("20") + 3, (0, 11), [2, len(text) - 1])
    assert word is not None
    assert period_of(word, PUBLISHED, Needs()) == "2001/2021-10"
    assert period(text) == ""


@pytest.mark.parametrize("text", ["全年演出N", "这一年，改造小区N"])
def test_the_year_that_ends_in_december(text: str) -> None:
    assert period(text, anchor=Anchor("2021-12-28")) == "2021"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今日中国，每天收发包裹N", "2021-10"),
        ("“十三五”前三年，修路N", "2016/2018"),
        ("2019年产值1亿元，十年间年均增速达到N", "2009/2019"),
        ("建馆17年来展品最多的一次，共展出N", ""),
    ],
)
def test_spans_within_plans_and_up_to_a_year_told(text: str, expected: str) -> None:
    assert period(text) == expected


@pytest.mark.parametrize(
    ("text", "total", "expected"),
    [
        ("这几天，村里组织农技员N下田", False, "2021-10"),
        ("连日来，镇里出动铲车N清路", True, "/2021-10"),
        ("今年清明假期，景区接待游客N", False, "2021-04"),
        ("近五年年均增长较快，合作社成立以来，带动农户N", True, "/2021-10"),
        ("截至2020年底，“十三五”时期全县累计修路N", True, "2016/2020-12"),
        ("截至2020年底，“十四五”时期全县计划修路N", True, "2021/2025"),
        ("去年卖了M，预计年底前再招工N", True, "/2021-12"),
    ],
)
def test_days_holidays_and_plans_counted_up_to_a_moment(text: str, total: bool, expected: str) -> None:
    assert period(text, total=total) == expected


@pytest.mark.parametrize("text", ["这几天，村里忙着收稻。", "今天的山村，正从落后走向富裕。"])
def test_a_few_days_and_nowadays_end_a_frame_and_open_none(text: str) -> None:
    opened = frame_of(text, find_time_words(text, PUBLISHED))
    assert opened is not None
    assert opened.form == "vague"


def test_the_year_before_the_one_under_review() -> None:
    words = find_time_words(
        "截至2022年12月底，入户道路硬化率由上年的N提高到N", Anchor("2023-01-20", review="2022")
    )
    assert [w.value for w in words] == ["2022-12", "2021"]


def test_from_the_year_before_last_is_a_year() -> None:
    words = find_time_words("入学率从前年的87.3%提高到91%", Anchor("2023-05-20"))
    assert [w.value for w in words] == ["2021"]
