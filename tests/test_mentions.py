"""Mentions: what each number expression is, by the codebook."""

from pathlib import Path

import pytest

from helpers.mentions import (
    BOUNDS,
    KINDS,
    MEASURED,
    Mention,
    UnitsError,
    default_lexicon,
    find_mentions,
    fold,
    lexicon_with_units,
)
from helpers.mentions.context_dates import with_context
from helpers.resources import read_resource


def quantities(text: str) -> list[tuple]:
    """(surface, low, high, unit) of the measured mentions."""
    return [(m.surface, m.low, m.high, m.unit) for m in find_mentions(text) if m.measured]


def only(text: str) -> Mention:
    """Return the one measured mention of a text."""
    (mention,) = [m for m in find_mentions(text) if m.measured]
    return mention


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit"),
    [
        ("全市有1235个贫困村", "1235个", 1235, "个"),
        ("共42.29万户", "42.29万户", 422900, "户"),
        ("投入1,200万元", "1,200万元", 12_000_000, "元"),
        ("达到1.2万亿元", "1.2万亿元", 1.2e12, "元"),
        ("贷款3亿5000万元", "3亿5000万元", 350_000_000, "元"),
        ("總值36億4,500萬元", "36億4,500萬元", 3_645_000_000, "元"),
        ("达３５６个", "３５６个", 356, "个"),
        ("达37 206元", "37 206元", 37206, "元"),
        ("选派 1.3万名", "1.3万名", 13000, "名"),
        ("共二百零五万人", "二百零五万人", 2_050_000, "人"),
        ("花了两千三百元", "两千三百元", 2300, "元"),
        ("卖了三万五千元", "三万五千元", 35000, "元"),
        ("一点五倍", "一点五倍", 1.5, "倍"),
        ("壹佰万元整", "壹佰万元", 1_000_000, "元"),
        ("廿五户", "廿五户", 25, "户"),
        ("增長百分之七點六七", "百分之七點六七", 7.67, "%"),
        ("下降千分之三", "千分之三", 0.3, "%"),
        ("占三分之一", "三分之一", 33.33, "%"),
        ("占三成五", "三成五", 35, "%"),
        ("占一半", "一半", 50, "%"),
        ("打八五折", "八五折", 85, "%"),
        ("下降0.5个百分点", "0.5个百分点", 0.5, "百分点"),
        ("种了3000畝地", "3000畝", 3000, "亩"),
        ("铺设管线8500千米", "8500千米", 8500, "千米"),
        ("装机3500万千瓦", "3500万千瓦", 35_000_000, "千瓦"),
        ("气温零下41度", "零下41度", -41, "度"),
        ("平均气温−17.2℃", "−17.2℃", -17.2, "℃"),
        ("用一年半时间", "一年半", 1.5, "年"),
        ("用3年时间", "3年", 3, "年"),
        ("两个半月建成", "两个半月", 2.5, "个月"),
        ("开园仅半年", "半年", 0.5, "年"),
        ("用时1小时30分钟", "1小时30分钟", 1.5, "小时"),
        ("票价3元5角", "3元5角", 3.5, "元"),
        ("卖两块八一斤", "两块八", 2.8, "元"),
        ("实现翻两番", "翻两番", 4, "倍"),
        ("产值翻了一番", "翻了一番", 2, "倍"),
        ("比例为5：1", "5：1", 5, "倍"),
        ("票價新台幣350元", "350元", 350, "新台币"),
        ("罚款¥5000", "¥5000", 5000, "元"),
        ("等了6天才通车", "6天", 6, "天"),
        ("教了35年会计", "35年", 35, "年"),
        ("手持订单900万载重吨", "900万载重吨", 9_000_000, "载重吨"),
        ("补齐农机90台（套）", "90台", 90, "台"),
        ("每票便宜了八角钱", "八角钱", 0.8, "元"),
        ("年过60的护林员", "60", 60, "岁"),
        ("为企业减负860亿元", "860亿元", 86_000_000_000, "元"),
        ("利润为负5万元", "负5万元", -50_000, "元"),
    ],
)
def test_reads_every_way_of_writing_a_number(text: str, surface: str, value: float, unit: str):
    mention = only(text)
    assert (mention.surface, mention.low, mention.high, mention.unit) == (surface, value, value, unit)


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit"),
    [
        ("赶集来回走4个钟头", "4个钟头", 4, "小时"),
        ("建成一刻钟便民生活圈", "一刻钟", 15, "分钟"),
        ("驻村已经两年零四个月", "两年零四个月", 28, "个月"),
        ("连下了半个多月的雨", "半个多月", 0.5, "个月"),
        ("经过半个多月的整修", "半个多月", 0.5, "个月"),
        ("六十载奋斗", "六十载", 60, "年"),
        ("拥有千年制瓷史", "千年", 1000, "年"),
        ("每斤按一块九收", "一块九", 1.9, "元"),
        ("跌到1元5，", "1元5", 1.5, "元"),
        ("包一个给1毛5，", "1毛5", 0.15, "元"),
        ("每穗高5分钱", "5分钱", 0.05, "元"),
        ("成本每斤不到一分钱", "一分钱", 0.01, "元"),
        ("建成5家园区", "5家", 5, "家"),
        ("督办60起重大案件", "60起", 60, "起"),
        ("队中唯一两名外地人", "两名", 2, "名"),
        ("每斤提高3分", "3分", 0.03, "元"),
        ("每斤5块多，", "5块", 5, "元"),
        ("一棒产菇1斤8两", "1斤8两", 1.8, "斤"),
        ("一米四长的布", "一米四", 1.4, "米"),
        ("要走20里山路", "20里", 20, "里"),
        ("设置地名标志60.9万块", "60.9万块", 609000, "块"),
        ("去年净赚2万出头", "2万", 20000, "元"),
        ("种了6亩半夏", "6亩", 6, "亩"),
        ("种了6亩半地", "6亩半", 6.5, "亩"),
        ("城区常住人口300万以上的城市", "300万", 3e6, "人"),
        ("1200多万各族儿女", "1200多万", 1.2e7, "人"),
        ("这样能收5茬", "5茬", 5, "茬"),
        ("养了两头牛", "两头", 2, "头"),
        ("召开3次会议", "3次", 3, "次"),
        ("收入翻倍", "翻倍", 2, "倍"),
        ("水电费减半，", "半", 50, "%"),
        ("贫困发生率归零", "零", 0, "%"),
        ("错退率0，", "0", 0, "%"),
        ("漏评率均为0。", "0", 0, "%"),
        ("返贫率零、", "零", 0, "%"),
        ("发生6.2级地震", "6.2级", 6.2, "级"),
        ("凤山、东兰、巴马3县联建", "3", 3, "个"),
        ("涉及两省区", "两", 2, "个"),
        ("培育超千亿产业集群", "千亿", 1e11, "元"),
    ],
)
def test_units_of_daily_speech_and_of_the_news(text, surface, value, unit):
    (mention,) = [m for m in find_mentions(text) if m.kind in MEASURED]
    assert (mention.surface, mention.low, mention.unit) == (surface, value, unit)
    assert mention.high == value


@pytest.mark.parametrize("text", ["票价10元1张", "卖10元1公斤", "10块1斤", "10元8两", "10元3户"])
def test_what_the_price_is_of_is_no_part_of_the_price(text):
    assert [m.low for m in find_mentions(text) if m.kind == "money"] == [10]


def test_so_many_times_a_year_is_a_cadence_with_er_too():
    (mention,) = find_mentions("每年至少安排二次国防教育课")
    assert (mention.kind, mention.low, mention.per) == ("frequency", 2, "年")


def test_one_or_two_is_no_weight():
    (mention,) = find_mentions("等了一两分钟")
    assert (mention.surface, mention.low, mention.high, mention.unit) == ("一两分钟", 1, 2, "分钟")


def test_one_of_each_household_is_counted_by_household():
    (mention,) = find_mentions("实现一户一人以上就业")
    assert (mention.surface, mention.unit, mention.per, mention.bound) == ("一人", "人", "户", "at_least")


@pytest.mark.parametrize(
    "text",
    [
        "截至15时已恢复供电，12时前完成转移，凌晨3时多抢通",
        "坐上101路公交车",
        "十四届全国人大三次会议今天举行",
        "粮食二次烘干，承包地二轮延包，二茬种玉米",
        "一二类苗占比高，三四级手术多",
        "2009级本科生",
        "收获将持续至22日前后",
        "一头连着城，一头连着乡，两头都得托住",
        "集体账上一分钱没有",
        "在三台县，在六户镇",
        "等8个方面，围绕4方面发力，10方面人才政策",
        "二十国集团领导人峰会，七国集团",
        "五角大楼，五角星",
        "蟠龙社区是一个多民族聚居的社区",
    ],
)
def test_clock_times_sessions_grades_and_names_measure_nothing(text):
    assert [m.surface for m in find_mentions(text) if m.kind in MEASURED] == []


def test_a_currency_sign_is_no_guess_that_the_end_of_a_range_could_mend():
    assert [(m.low, m.unit) for m in find_mentions("$5亿至6亿元")] == [(5e8, "美元"), (6e8, "元")]


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("收购价9.2元—9.3元", 9.2, 9.3, "exact"),
        ("降低8%至10%", 8, 10, "exact"),
        ("需要3到5年", 3, 5, "exact"),
        ("投资3至5万元", 30000, 50000, "exact"),
        ("两三百米", 200, 300, "approx"),
        ("数万人", 20000, 90000, "approx"),
        ("几十年", 20, 90, "approx"),
        ("十七八岁", 17, 18, "approx"),
        ("净赚七、八十万元", 700_000, 800_000, "approx"),
        ("七千到九千亿元", 7e11, 9e11, "exact"),
        ("奖励百分之三至百分之六", 3, 6, "exact"),
        ("含盐率千分之二到千分之四", 0.2, 0.4, "exact"),
        ("作价550亿至600亿港元", 5.5e10, 6e10, "exact"),
        ("收入两千到三千万元", 2e7, 3e7, "exact"),
        ("花了三百到五百亿元", 3e10, 5e10, "exact"),
        ("赚了八千到一万元", 8000, 10000, "exact"),
    ],
)
def test_a_range_is_one_mention(text: str, low: float, high: float, bound: str):
    mention = only(text)
    assert (mention.low, mention.high, mention.bound) == (low, high, bound)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("约500户", "approx"),
        ("500户左右", "approx"),
        ("近500户", "approx"),
        ("500余户", "over"),
        ("500多户", "over"),
        ("超过500户", "over"),
        ("突破千亿元大关", "over"),
        ("上万人", "over"),
        ("500户以上", "at_least"),
        ("不少于500户", "at_least"),
        ("至少再启动20个", "at_least"),
        ("万人安置区", "at_least"),
        ("500户以内", "at_most"),
        ("不超过500户", "at_most"),
        ("不到500户", "under"),
        ("500户以下", "under"),
        ("一年多", "over"),
        ("40%多", "over"),
        ("占1/6强", "over"),
        ("附近500户", "exact"),
        ("节约500元", "exact"),
        ("30公里外的县城", "exact"),
        ("30公里外另收费", "over"),
        ("一亩地打不了300斤", "under"),
        ("全年挣不到2万元", "under"),
    ],
)
def test_reads_the_bound_from_the_words_around(text: str, bound: str):
    assert only(text).bound == bound


def test_members_of_a_list_share_the_unit():
    assert quantities("分别高3.12、5.62个百分点") == [
        ("3.12", 3.12, 3.12, "百分点"),
        ("5.62个百分点", 5.62, 5.62, "百分点"),
    ]


def test_adjacent_amounts_are_two_mentions():
    assert quantities("42.29万户185.07万贫困群众脱贫") == [
        ("42.29万户", 422900, 422900, "户"),
        ("185.07万", 1850700, 1850700, "人"),
    ]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("带动1.6万贫困户", "户"),
        ("解决70.92万农村人口", "人"),
        ("19.87万搬迁劳动力", "人"),
        ("六部门联合印发", "个"),
        ("出游人次48.91亿", "人次"),
        ("农村贫困人口减少1600万", "人"),
        ("网络用户数接近3000万", "户"),
        ("视频播放量达到900多万", "次"),
        ("账号粉丝量超120万", "人"),
        ("全县农民有35万", "人"),
        ("登记在册脱贫户近2万", "户"),
        ("县内零售额突破30亿", "元"),
    ],
)
def test_a_numeral_before_its_noun_takes_the_implied_unit(text: str, unit: str):
    assert only(text).unit == unit


@pytest.mark.parametrize(
    ("text", "surface", "per"),
    [
        ("市级双月一调度", "双月一", "2月"),
        ("村级每旬一办公", "每旬一", "旬"),
        ("每月至少巡查1次", "每月至少巡查1次", "月"),
        ("一年两次", "一年两次", "年"),
        ("改為10分鐘一班", "10分鐘一班", "10分钟"),
        ("每两年一届", "每两年一届", "2年"),
    ],
)
def test_a_cadence_is_times_per_period(text: str, surface: str, per: str):
    mention = only(text)
    assert (mention.kind, mention.surface, mention.per) == ("frequency", surface, per)


def test_a_second_cadence_keeps_the_period_of_the_first():
    first, second = [m for m in find_mentions("县乡一月一遍访一研判") if m.measured]
    assert (first.surface, first.per, second.surface, second.per) == ("一月一", "月", "一", "月")


@pytest.mark.parametrize(
    ("text", "pers"),
    [
        ("农民人均可支配收入达到9846元", ["人"]),
        ("户均增收5000余元", ["户"]),
        ("每亩增收2000元", ["亩"]),
        ("每天能有120元工资", ["天"]),
        ("年产值1500万元", ["年"]),
        ("2023年收入1500万元", [""]),
        ("每1000人有一名村医", ["", "1000人"]),
        ("城镇、农村居民人均收入分别达到31007元、11283元", ["人", "人"]),
        ("人均收入13233元(比全市农村居民收入13369元少136元)", ["人", "人", "人"]),
        ("每人280元，合计95.452万元", ["人", ""]),
        ("一天130块", ["天"]),
        ("50元/亩", ["亩"]),
        ("时速350公里", ["小时"]),
        ("每个网格配备3名专干", ["网格"]),
        ("每个安置点建一个车间", ["安置点"]),
        ("机场年旅客吞吐量40万人次、货邮吞吐量900吨", ["年", "年"]),
        ("2023财年支出900亿日元", [""]),
        ("居民人均可支配收入增速连续6年高于城镇", [""]),
    ],
)
def test_reads_the_denominator(text: str, pers: list[str]):
    assert [m.per for m in find_mentions(text) if m.measured] == pers


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2019年12月", "2019-12"),
        ("2013年末", "2013-12"),
        ("2020-06-13", "2020-06-13"),
        ("二〇二〇年", "2020"),
        ("2016—2020年", "2016/2020"),
        ("“十三五”时期", "2016/2020"),
        ("“十四五”规划", "2021/2025"),
        ("2023年第三季度", "2023-35"),
        ("民國六十七年", "1978"),
        ("113年6月5日舉辦", "2024-06-05"),
        ("2020年13月", ""),
        ("2021年2月29日", ""),
        ("13月30日", ""),
    ],
)
def test_a_date_is_no_quantity_and_holds_its_period(text: str, period: str):
    (mention,) = [m for m in find_mentions(text) if m.kind == "date"]
    assert mention.period == period
    assert not [m for m in find_mentions(text) if m.measured and m.kind != "duration"]


@pytest.mark.parametrize(
    "text",
    [
        "统一部署，进一步落实，一方水土，一鼓作气，一批项目，一线干部",
        "四川、三亚、九江的百姓",
        "一是抓产业，二是抓就业",
        "一把手负总责，一心一意",
        "一个农户也不能少",
        "拨打0870-2158276或13887001234",
        "时间：09:58",
        "第二位、第三名、三级残疾、十九大、二十届三中全会",
        "聚焦“两不愁三保障”，落实“四个不摘”，坚持“五级书记抓”",
        "省市县三级联动、两个基地、两个枢纽",
        "5G网络、C919客机、F-16战机",
        "盘活“三块地”资源",
        "3:2战胜对手",
        "浏览:791",
        "付出百分之二百的努力",
        "一年前",
        "江源区六道江镇、五里墩街道、二道白河镇",
        "来到三道沟村和七家子村",
        "一路上千方百计克服困难",
        "一路上千言万语说不尽",
        "达百折不挠之境",
        "遭遇超百年一遇的洪水",
        "他四处考察项目",
        "日子一年比一年好",
        "这两天正在下种",
        "养殖这一块，务工这一块",
        "清晨5点出门，晚上九点多回家",
        "来到桥头二村、王家三家村和二十里水库",
        "种上八角和花椒",
        "举办5人制足球赛",
        "半年前，他回到村里",
        "收入一年更比一年好",
        "做到翻耕一片、整理一片、播种一片",
        "一分部署，九分落实",
        "招聘会面向2024届毕业生",
        "2022青年合唱周启幕，水陆两栖机器人亮相",
        "2024乡村好手名单公布，《绿色2030行动方案》实施",
        "在2000年后回乡",
        "参考沪深300成分股",
        "走进七棵树镇和三道河乡",
        "“585平台”上线，国家973计划支持",
        "2025国际茶业大会开幕，2026“乡野”马拉松开赛",
    ],
)
def test_what_is_no_quantity_is_not_measured(text: str):
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("十分钟", "十分钟"),
        ("四种利益联结机制", "四种"),
        ("15分钟医保服务圈”", "15分钟"),
        ("“强村富民”三年行动", "三年"),
        ("出台12条措施", "12条"),
        ("至少一人就业", "一人"),
    ],
)
def test_what_looks_like_a_formula_may_count(text: str, surface: str):
    assert only(text).surface == surface


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("6月12日举行发布会", ["2020-06-12"]),
        ("去年9月全部达标", ["2019-09"]),
        ("2018年3月启动，5月建成", ["2018-03", "2018-05"]),
        ("2018年启动。5月建成", ["2018", "2020-05"]),
        ("一年前", ["2019"]),
        ("6月12日至15日", ["2020-06-12/2020-06-15"]),
    ],
)
def test_a_date_without_a_year_takes_it_from_its_context(text: str, periods: list[str]):
    found = with_context(text, find_mentions(text), published="2020-06-13")
    assert [m.period for m in found if m.kind == "date"] == periods


def test_a_date_without_a_year_stays_open_when_nothing_gives_one():
    (mention,) = with_context("6月12日举行", find_mentions("6月12日举行"), published="")
    assert mention.period == ""


def test_parts_of_a_whole_are_shares():
    shares = quantities("三次产业结构为34.1∶24.3∶41.6")
    assert [(value, unit) for _, value, _, unit in shares] == [(34.1, "%"), (24.3, "%"), (41.6, "%")]


def test_cells_take_the_unit_of_their_heading():
    table = "单位：万元、%\n指标　2020年　2021年　增幅\n总投资　120.5　150　24.5\n补助　30　28　-6.67\n\n完。"
    cells = [(m.low, m.unit) for m in find_mentions(table) if m.measured]
    assert cells == [
        (1205000, "元"),
        (1500000, "元"),
        (24.5, "%"),
        (300000, "元"),
        (280000, "元"),
        (-6.67, "%"),
    ]


@pytest.mark.parametrize(
    "text", ["", "半年", "3个", "突破2000万吨", "“三", "每", "第", "百分之", "一", "1—", "¥"]
)
def test_offsets_hold_at_the_edges_of_a_text(text: str):
    for mention in find_mentions(text):
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.surface


def test_folding_keeps_every_offset():
    raw = "銅仁市３個縣，脫貧"
    assert fold(raw) == "铜仁市3个县，脱贫"
    assert len(fold(raw)) == len(raw)


def test_a_researcher_can_add_units(tmp_path: Path):
    path = tmp_path / "my_units.csv"
    path.write_text("unit,kind,forms\n蒲团,count,蒲\n", encoding="utf-8")
    assert quantities("做了300蒲团") == []
    mention = next(m for m in find_mentions("做了300蒲团", lexicon_with_units(path)) if m.measured)
    assert (mention.surface, mention.unit, mention.low) == ("300蒲团", "蒲团", 300)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("unit,forms\n座,\n", "has no column kind"),
        ("unit,kind\n座,thing\n", "row 2: kind 'thing' is unknown"),
        ("unit,kind\n,count\n", "row 2: the unit is empty"),
        ("unit,kind,factor\n座,count,zwei\n", "row 2: factor 'zwei' is no number"),
    ],
)
def test_a_bad_file_of_units_is_refused_with_a_sentence(tmp_path: Path, content: str, sentence: str):
    path = tmp_path / "my_units.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnitsError, match=r"my_units\.csv") as error:
        lexicon_with_units(path)
    assert sentence in str(error.value)


def test_a_missing_file_of_units_is_refused_with_a_sentence(tmp_path: Path):
    with pytest.raises(UnitsError, match="cannot be read"):
        lexicon_with_units(tmp_path / "none.csv")


def test_every_row_of_the_resources_is_usable():
    units = read_resource("units.csv")
    assert set(units["kind"]) <= MEASURED
    assert not units["unit"].eq("").any()
    assert set(read_resource("qualifiers.csv")["bound"]) <= BOUNDS
    assert set(read_resource("qualifiers.csv")["position"]) == {"before", "apart", "after"}
    assert set(read_resource("counted_nouns.csv")["unit"]) <= set(default_lexicon().units)
    assert set(read_resource("abstract_heads.csv")["strength"]) == {"always", "chinese"}


def test_every_unit_is_read_after_a_numeral():
    read_otherwise = {"世纪", "级"}  # 25世纪 is a date, 25级 a grade
    names = [name for name in read_resource("units.csv")["unit"] if name not in read_otherwise]
    assert [name for name in names if not quantities(f"共25{name}")] == []


def test_kinds_and_bounds_are_those_of_the_codebook():
    for mention in find_mentions("2020年末，约42.29万户185.07万人，居第二位，落实“四个不摘”，每月遍访1次"):
        assert mention.kind in KINDS
        assert (mention.bound in BOUNDS) == mention.measured


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("从1950年至1953年上半年完成", "1950/1953-06"),
        ("2026年下半年至2027年推进", "2026-07/2027"),
        ("2021年上半年至2022年下半年", "2021-01/2022-12"),
    ],
)
def test_a_stretch_that_begins_or_ends_with_a_half_year_is_one_stretch(text, period):
    assert [mention.period for mention in find_mentions(text)] == [period]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "bound"),
    [
        ("投入3千多万元", 3e7, 3e7, "元", "over"),
        ("增加到1亿3千多万人次", 1.3e8, 1.3e8, "人次", "over"),
        ("纯收入40来万元", 4e5, 4e5, "元", "approx"),
        ("早稻插秧已近九成", 90, 90, "%", "approx"),
        ("一家近百年老店", 100, 100, "年", "approx"),
        ("近两年投入不断增加", 2, 2, "年", "approx"),
        ("一住就是两年多", 2, 2, "年", "over"),
        ("修缮费从十几万到三十万元不等", 1.1e5, 3e5, "元", "approx"),
        ("直播间有60多款农产品", 60, 60, "款", "over"),
        ("工人里一多半是女工", 50, 50, "%", "over"),
        ("来了三家村办企业", 3, 3, "家", "exact"),
    ],
)
def test_amounts_as_they_are_spoken(text: str, low: float, high: float, unit: str, bound: str):
    found = only(text)
    assert (found.low, found.high, found.unit, found.bound) == (low, high, unit, bound)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("错误率由3%降为零", [("3%", 3, 3, "%"), ("零", 0, 0, "%")]),
        ("农村人口由9100万减少到8600万", [("9100万", 9.1e7, 9.1e7, "人"), ("8600万", 8.6e7, 8.6e7, "人")]),
        ("税率由百分之五降到百分之三", [("百分之五", 5, 5, "%"), ("百分之三", 3, 3, "%")]),
    ],
)
def test_former_and_new_values_are_two(text: str, expected: list[tuple[str, float, float, str]]):
    assert quantities(text) == expected


def test_members_of_a_list_of_points_are_points():
    assert quantities("分别提高3.5个和6个百分点") == [
        ("3.5个", 3.5, 3.5, "百分点"),
        ("6个百分点", 6, 6, "百分点"),
    ]
