"""Places: what names mean, in the year of the report, and what only looks like a place."""

import pytest

from helpers.corpus.metadata import find_place
from helpers.destinations import is_destination
from helpers.places import NOWHERE, find_places, gazetteer, report_place
from helpers.resources import read_resource


def names(text: str, year: int = 2023, own: str = "") -> list[str]:
    """Return the official names that a text holds."""
    place = find_places(own, year)[-1].place if own else NOWHERE
    return [mention.official for mention in find_places(text, year, place)]


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("昭通市举行会议", "云南省昭通市"),
        ("铜仁大力发展产业", "贵州省铜仁市"),
        ("云南省昭通市鲁甸县", "云南省昭通市鲁甸县"),
        ("云南鲁甸县", "云南省昭通市鲁甸县"),
        ("湖北黄梅，春茶上市", "湖北省黄冈市黄梅县"),
        ("重庆云阳县", "重庆市云阳县"),
        ("印江自治县发展茶产业", "贵州省铜仁市印江土家族苗族自治县"),
        ("凉山州昭觉县", "四川省凉山彝族自治州昭觉县"),
        ("湖北仙桃市", "湖北省仙桃市"),
        ("新疆和田地区", "新疆维吾尔自治区和田地区"),
        ("内蒙古兴安盟", "内蒙古自治区兴安盟"),
        ("重庆市江北区", "重庆市江北区"),
        ("花莲县农会", "台湾省花莲县"),
        ("香港特别行政区", "香港特别行政区"),
        ("俄罗斯出口", "俄罗斯"),
        ("吉林推出避暑游，延边各县响应", "吉林省"),
        ("浙江南阳制伞，浙江南阳的企业", "浙江省"),
        ("甘肃省临夏州东乡县", "甘肃省临夏回族自治州东乡族自治县"),
    ],
)
def test_a_name_leads_to_its_official_place(text: str, official: str) -> None:
    assert names(text)[:1] == [official]


@pytest.mark.parametrize(
    "text",
    [
        "合作社带动农户",
        "全县新建道路",
        "易地扶贫搬迁安置点",
        "江北的麦田里",
        "据重庆日报报道",
        "中国农业大学专家",
        "北京时间八点",
        "农村和乡村",
        "贫困村全部出列",
        "干部下村入户",
        "城镇居民收入",
        "年日照2700小时",
        "各乡镇",
        "以前村里没有路",
        "在行政村设点",
        "让村民增收",
        "县城和集镇",
        "被誉为“柠檬之乡”",
        "这里是“中国伞乡”",
        "推进老城区改造和新建区域绿化",
    ],
)
def test_what_only_looks_like_a_place_is_none(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text", ["全县新增社区车间9家", "镇里办起社区食堂，推广社区养老", "对新办社区工坊给予奖补"]
)
def test_what_is_done_with_communities_names_none(text: str) -> None:
    assert [name for name in names(text, own="陕西省商洛市镇安县") if "社区" in name] == []


def test_a_community_may_be_named_like_a_deed() -> None:
    assert names("在奋斗社区，老人们", own="陕西省商洛市镇安县") == ["陕西省商洛市镇安县奋斗社区"]


def test_a_town_named_like_a_city_is_a_town() -> None:
    assert names("长沙镇福城村", 2018, "重庆市开州区") == ["重庆市开州区长沙镇福城村"]


@pytest.mark.parametrize(("year", "name", "code"), [(2014, "开县", "500234"), (2018, "开州区", "500154")])
def test_names_and_codes_are_those_of_the_year(year: int, name: str, code: str) -> None:
    assert gazetteer(year).full[name][0].adcode == code


def test_a_former_name_leads_to_the_place_of_the_year() -> None:
    assert names("开县的贫困户", 2018) == ["重庆市开州区"]


def test_the_reports_own_place_settles_a_shared_name() -> None:
    assert names("朝阳区启动改造", 2023, "北京市") == ["北京市朝阳区"]
    assert names("朝阳区启动改造", 2023, "吉林省长春市") == ["吉林省长春市朝阳区"]


def test_a_shared_name_that_nothing_settles_is_left_out() -> None:
    assert names("朝阳区启动改造") == []


@pytest.mark.parametrize(
    ("text", "own", "official"),
    [
        ("在沙溪乡，前胡丰收", "贵州省铜仁市", "贵州省铜仁市德江县沙溪乡"),
        ("德江县沙溪乡前胡丰收", "贵州省铜仁市", "贵州省铜仁市德江县沙溪乡"),
        ("关面乡泉秀村村民", "重庆市开州区", "重庆市开州区关面乡泉秀村"),
        ("关面乡下坪村村民", "重庆市开州区", "重庆市开州区关面乡下坪村"),
        ("他从青岚乡搬到惠民新村。", "甘肃省定西市安定区", "甘肃省定西市安定区惠民新村"),
        ("隆回县虎形山瑶族乡崇木凼村", "湖南省邵阳市", "湖南省邵阳市隆回县虎形山瑶族乡崇木凼村"),
        (  # a township of a people that no list has
            "“路通了。”桐树坪土家族乡的支书说。",
            "湖南省邵阳市隆回县",
            "湖南省邵阳市隆回县桐树坪土家族乡",
        ),
        ("小沙江镇肖村的药农", "湖南省邵阳市隆回县", "湖南省邵阳市隆回县小沙江镇肖村"),
        ("司门前、小沙江、六都寨三镇合起来占七成", "湖南省邵阳市隆回县", "湖南省邵阳市隆回县六都寨镇"),
        ("县城桃花里社区住满了人", "湖南省邵阳市隆回县", "湖南省邵阳市隆回县桃花里社区"),
        (
            "峨岭街道兴民社区的车间",
            "贵州省铜仁市印江土家族苗族自治县",
            "贵州省铜仁市印江土家族苗族自治县峨岭街道兴民社区",
        ),
    ],
)
def test_towns_and_villages_stand_below_their_county(text: str, own: str, official: str) -> None:
    assert official in names(text, 2023, own)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("在云南昆明，游客纷至。滇池畔的福保社区接待游客。福保社区增收。", "云南省昆明市福保社区"),
        ("益阳市赫山区，2023年柳溪村接待游客", "湖南省益阳市赫山区柳溪村"),
        ("四川凉山悬崖村迎来游客。", "四川省凉山彝族自治州昭觉县悬崖村"),
        ("湖南湘西的十八洞村", "湖南省湘西土家族苗族自治州花垣县十八洞村"),
        ("云南昭通悬崖村通了路。", "云南省昭通市悬崖村"),
        ("策勒县的津南新村，大棚林立。", "新疆维吾尔自治区和田地区策勒县津南新村"),
        ("石渠县真达村，村民搬进新居。", "四川省甘孜藏族自治州石渠县真达村"),
        ("宣恩县青石镇桐木村办起了车间", "湖北省恩施土家族苗族自治州宣恩县青石镇桐木村"),
        ("在惠州长春村，早稻熟了。", "广东省惠州市长春村"),
        ("走进卢氏县伏牛山腹地的放马岭村，香菇满棚。", "河南省三门峡市卢氏县放马岭村"),
        ("甘肃祁连山脚下红都村，游客多了。", "甘肃省红都村"),
        ("安徽省与河南省交界，在萧县，梨树开花。", "安徽省宿州市萧县"),
        ("从江县的高岩侗寨有120户人家。", "贵州省黔东南苗族侗族自治州从江县高岩侗寨"),
        ("平江县修路。她是当时桃源洞村的支书。", "湖南省岳阳市平江县桃源洞村"),
        ("宣恩县青石镇七联村的大棚里，草莓红了。", "湖北省恩施土家族苗族自治州宣恩县青石镇七联村"),
        ("宣恩县青石镇隆发村曾是空壳村。", "湖北省恩施土家族苗族自治州宣恩县青石镇隆发村"),
        ("宣恩县的仁和国际社区住着千户人家。", "湖北省恩施土家族苗族自治州宣恩县仁和国际社区"),
        ("走进宣恩县青石镇爱林村。", "湖北省恩施土家族苗族自治州宣恩县青石镇爱林村"),
    ],
)
def test_a_village_is_found_whatever_its_name_is_made_of(text: str, last: str) -> None:
    assert any(name.startswith(last) for name in names(text, 2023))


@pytest.mark.parametrize(
    ("text", "county"),
    [
        ("吉林省遭遇暴雨。在舒兰，农技人员下田。", "吉林省吉林市舒兰市"),
        ("陕西省加快建设，洋县、勉县、略阳等地受益。", "陕西省汉中市略阳县"),
        ("浙江省发展旅游，位于松阳的村子很热闹。", "浙江省丽水市松阳县"),
        ("山西省办园区，右玉、应县园区扩建。", "山西省朔州市右玉县"),
        ("安徽省小麦长势好。今年，霍邱整合资金。霍邱农技员下田。", "安徽省六安市霍邱县"),
        ("陕西省各县报数：洋县3万亩，略阳2.1万亩，宁强1.8万亩。", "陕西省汉中市宁强县"),
    ],
)
def test_a_short_county_name_is_read_where_a_scene_or_a_list_shows_it(text: str, county: str) -> None:
    assert county in names(text, 2023)


@pytest.mark.parametrize(
    "text",
    [
        "浙江省的旅游，松阳天气好。",
        "四川省假期8天全社会出行，8天全省有雨。",
        "湖北省受灾，江淮、江南、江汉等地有雨。",
    ],
)
def test_a_short_county_name_in_passing_or_of_a_region_is_none(text: str) -> None:
    assert len(names(text, 2023)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "2000个补短村建设",
        "今年已为村集体增收30万元",
        "已解决社区环境问题",
        "为来村里的游客导览",
        "目前社区有居民",
        "搬迁新村18个",
        "射洪市百万元村达到40个",
        "射洪市建起运动员村",
        "射洪市“云上羌寨”开园",
        "收益三成归村，六成留村滚动发展",
        "书记包乡、局长包村",
        "补苗的钱我说镇上先垫",
    ],
)
def test_villages_in_general_have_no_name(text: str) -> None:
    assert not [name for name in names(text, 2023, "四川省遂宁市射洪市") if name.endswith(("村", "社区"))]


def test_a_short_town_name_is_read_once_the_text_has_named_the_town() -> None:
    assert names("德江县沙溪乡种前胡。去年沙溪增收。", 2023, "贵州省铜仁市")[-1] == "贵州省铜仁市德江县沙溪乡"


def test_mentions_stand_where_they_say() -> None:
    text = "在湖北黄梅，重庆云阳县，以及江西井冈山市的神山村。"
    assert all(text[m.start : m.end] == m.name for m in find_places(text, 2023))


@pytest.mark.parametrize(
    ("title", "text", "official"),
    [
        ("会泽县脱贫攻坚发布会", "会泽县建设安置点。会泽推进搬迁。曲靖市支持会泽。", "云南省曲靖市会泽县"),
        (
            "昭通市推进乡村振兴",
            "昭通市发展产业。鲁甸县建安置区。彝良县发展旅游。昭通坚持帮扶。",
            "云南省昭通市",
        ),
        ("各地春茶上市", "湖北黄梅县春茶上市。浙江安吉县开采。福建安溪县丰收。四川雅安市增产。", ""),
        ("", "没有地名的文字。", ""),
    ],
)
def test_the_place_of_a_report(title: str, text: str, official: str) -> None:
    assert report_place(title, text, "", 2022).official == official


def test_a_stated_place_wins() -> None:
    assert report_place("会泽县", "会泽县", "云南省昭通市", 2022).official == "云南省昭通市"


def test_every_division_has_a_code_a_level_and_a_parent_that_exists() -> None:
    table = read_resource("gazetteer.csv")
    assert table["adcode"].str.fullmatch(r"\d{6}").all()
    assert set(table["level"]) == {"province", "prefecture", "county"}
    parents = set(table["adcode"]) | {""}
    assert set(table["parent"]) <= parents
    assert (table["first"].astype(int) <= table["last"].replace("", "9999").astype(int)).all()


def test_every_known_village_lies_in_a_county_of_the_gazetteer() -> None:
    villages, counties = read_resource("known_villages.csv"), gazetteer(2024).places
    assert villages["name"].is_unique
    assert all(counties[code].level == "county" for code in villages["adcode"])


def test_every_township_lies_in_a_county_of_today() -> None:
    codes = set(read_resource("townships.csv")["adcode"])
    known = set(read_resource("gazetteer.csv")["adcode"])
    assert len(codes - known) < 0.02 * len(codes)


@pytest.mark.parametrize(
    "text",
    [
        "宣恩县青石镇，全村有420户。",
        "宣恩县青石镇各村修路。",
        "宣恩县青石镇两个村修路。",
        "宣恩县青石镇产业村修路。",
    ],
)
def test_what_counts_or_describes_villages_behind_a_town_is_no_name(text: str) -> None:
    assert names(text, 2023) == ["湖北省恩施土家族苗族自治州宣恩县青石镇"]


def test_a_title_of_two_partners_is_of_the_one_whose_towns_the_text_tells_of() -> None:
    title = "石柱淄博携手推进鲁渝协作"
    text = "石柱土家族自治县黄水镇的大棚里，黄连苗长势好。淄博市累计投入资金2亿元。淄博市派来医生12名。石柱县黄水镇修了路，淄博市帮销。"
    assert report_place(title, text, "山东省淄博市", 2023).official == "重庆市石柱土家族自治县"


def test_a_prefecture_in_a_title_is_not_the_city_of_its_name() -> None:
    text = "全州推进会在大理市召开。大理州12个县市全部摘帽。祥云县、宾川县、洱源县的茶园扩大了。大理州还要再努力。大理市交流了做法。"
    assert report_place("大理州交出答卷", text, "", 2022).official == "云南省大理白族自治州"


@pytest.mark.parametrize("year", [1996, 2005, 2015, 2024, 2030])
def test_places_of_a_year_are_named_from_the_province_down(year: int) -> None:
    provinces = {p.official for p in gazetteer(year).places.values() if p.level == "province"}
    assert len(provinces) >= 31
    assert all(
        any(p.official.startswith(name) for name in provinces) for p in gazetteer(year).places.values()
    )


@pytest.mark.parametrize(
    ("title", "text", "official"),
    [
        (
            "【行情】寿光蔬菜价格回落",
            "11月27日讯 寿光蔬菜价格指数下跌。孙家集街道的菜农说",
            "山东省潍坊市寿光市",
        ),
        ("春耕正当时", "乐昌发布\n2024-03-02\n今年，我市建设桥梁3座。", "广东省韶关市乐昌市"),
        (
            "",
            "南华县是云南省楚雄彝族自治州下属的一个县，东接牟定县，南连景东县。",
            "云南省楚雄彝族自治州南华县",
        ),
        ("立法会四题", "本港农地约4100公顷。立法会财务委员会注资5亿港元，新界有农场。", "香港特别行政区"),
        ("", "南部县升钟镇池真村，全村320户。", "四川省南充市南部县"),
        ("和平发展是主题", "和平与发展是时代的主题，和平来之不易。", ""),
        ("振兴乡村", "振兴乡村要靠产业，振兴靠人才。", ""),
        ("甘肃：产业旺 青海：生态美", "甘肃建设大棚。甘肃农民增收。甘肃出台政策。青海保护草原。", ""),
        ("调研甘肃青海", "甘肃建设大棚。甘肃农民增收。甘肃出台政策。青海保护草原。", ""),
        (
            "福州与定西协作结硕果",
            "福州投入资金。岷县建起车间。渭源县种药材。福州市仓山区选派教师。定西市增收。岷县农民增收。",
            "甘肃省定西市",
        ),
        ("福州与定西协作结硕果", "两市领导会谈。", ""),
        ("甘肃定西产业旺", "甘肃定西建设大棚。定西农民增收。定西出台政策。", "甘肃省定西市"),
        ("香包", "走进江苏徐州柳庄村。柳庄村做香包，柳庄村民把香包卖到日本、韩国。", "江苏省徐州市柳庄村"),
        ("春花", "福建闽侯县梅花盛开。在广东，梅州荔枝上市。广东东莞游客多。广东佛山增收。", ""),
        ("下乡正当时", "各地加大力度，推动汽车下乡。这几天，江苏如皋车展开幕。南通全市有展点9个。", ""),
    ],
)
def test_a_report_tells_its_own_place(title: str, text: str, official: str) -> None:
    assert report_place(title, text, "", 2024).official == official


def test_a_district_of_one_character_is_not_read_inside_another_name() -> None:
    assert find_place(("農業部臺東區農業改良場 新聞稿",)) != "四川省攀枝花市东区"


def test_a_title_speaks_of_revitalization_and_not_of_a_district_of_that_name() -> None:
    assert find_place(("辽宁：一个村的乡村振兴之路",)) == "辽宁省"


@pytest.mark.parametrize(
    "text",
    ["这一重大理念", "长江入海口的湿地", "渤海南部海域", "东北海陆大通道", "内华达州的码头", "上海口岸查验"],
)
def test_a_name_made_of_two_words_of_the_text_is_none(text: str) -> None:
    assert [name for name in names(text) if not name.startswith("上海")] == []


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("建设首都北京", "北京市"),
        ("在内蒙古包头建成", "内蒙古自治区包头市"),
        ("在湖南岳阳洞庭湖", "湖南省岳阳市"),
        ("兰州机场扩建", "甘肃省兰州市"),
    ],
)
def test_a_name_behind_another_or_a_preposition_is_whole(text: str, official: str) -> None:
    assert names(text)[:1] == [official]


def test_what_many_towns_have_is_a_district_where_its_city_is_told_of() -> None:
    assert names("洛阳市老城区游客多。")[-1] == "河南省洛阳市老城区"
    assert names("老城区游客多。", 2023, "河南省洛阳市") == ["河南省洛阳市老城区"]
    assert "当时镇" not in "".join(names("当时镇里修路，句容市", 2023, "江苏省镇江市句容市"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("贵州省雷山县西江镇乌高村羊吾寨有40户。羊吾寨修了路。", "乌高村羊吾寨"),
        ("广西融水苗族自治县杆洞乡党鸠村乌英苗寨有140户。乌英苗寨来了游客。", "党鸠村乌英苗寨"),
    ],
)
def test_a_hamlet_lies_below_its_village_and_is_named_again_alone(text: str, place: str) -> None:
    found = names(text)
    assert len(found) == 2
    assert all(name.endswith(place) for name in found)


def test_what_only_ends_like_a_hamlet_is_none() -> None:
    assert names("湖南省花垣县双龙镇十八洞村的寨子多，十八洞村山寨有火塘。")[-1].endswith("十八洞村")


def test_the_bare_stem_of_a_village_names_it_where_it_is_said_again_and_again() -> None:
    found = names("云南省寻甸县河口镇汇龙村在山上。汇龙的茶好。来到汇龙，汇龙变了样。")
    assert len(found) == 4
    assert all(name.endswith("河口镇汇龙村") for name in found)
    # 光荣 is a word, and once is not again and again
    assert len(names("河北省赤城县茨营子镇光荣村富了。光荣啊，多么光荣，光荣属于大家。")) == 1
    assert len(names("云南省寻甸县河口镇汇龙村在山上。汇龙的茶好。")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "新建县域医疗中心58个。",
        "回到乡下农村住。",
        "甜甜的哈密瓜熟了。",
        "走进固原巷看看。",
        "从他家到乡上要走两小时。",
        "去年余粮很多，站在桥上往村里看。",
    ],
)
def test_words_that_only_look_like_a_place_name_none(text: str) -> None:
    assert names(text, 2024, "湖南省岳阳市平江县") == []


@pytest.mark.parametrize(
    ("title", "text", "official"),
    [
        (
            "南京市与商洛市东西部协作纪实",
            "来源：商洛日报\n南京市投入资金，南京市鼓楼区派来医生。山阳县建起茶厂。",
            "陕西省商洛市",
        ),
        ("记者走进布拖县、昭觉县", "布拖县种土豆。昭觉县养羊。", "四川省凉山彝族自治州"),
    ],
)
def test_a_title_of_several_places_gives_the_receiver_or_what_holds_them(
    title: str, text: str, official: str
) -> None:
    assert report_place(title, text, "", 2022).official == official


def test_a_county_alone_is_known_by_its_province_and_the_whole_that_follows() -> None:
    assert names("河北小麦熟了。今年，南皮将收割机增加到800台，全县出动。")[-1] == "河北省沧州市南皮县"


def test_a_title_that_speaks_of_the_nation_is_no_report_of_the_one_county_that_it_visits() -> None:
    text = "农产品供给能力稳步增强。\n四川蒲江的柑橘园正忙，蒲江柑橘用有机肥。\n多地推广绿色防控。"
    assert report_place("我国优质农产品供给能力提升", text, "", 2025).official == ""
    assert report_place("全国道德模范王秀英：一生守林", text, "", 2025).official == "四川省成都市蒲江县"


def test_a_product_in_quotes_makes_no_town_the_place_of_a_report() -> None:
    text = (
        "“东宝贡米”出山。四川广元的稻子熟了，“东宝贡米”香。剑阁县东宝镇也种稻。\n"
        "“东宝贡米”卖得好，“东宝贡米”有名。"
    )
    assert not report_place("", text, "", 2023).official.endswith("镇")


def test_the_same_village_name_in_another_county_is_another_village() -> None:
    found = names("湖南省平江县的新塘村种茶，新塘村富了。\n贵州省湄潭县的新塘村也种茶，让新塘村出了名。")
    assert [name[-6:] for name in found if name.endswith("村")] == ["平江县新塘村"] * 2 + ["湄潭县新塘村"] * 2


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("在浙江濮院，当地办起毛衫厂。濮院很忙。", "浙江省嘉兴市桐乡市濮院镇"),
        ("四川建设，步子快。", "四川省"),
        ("山东青年，干劲足。", "山东省"),
    ],
)
def test_a_town_alone_is_known_by_its_province_if_only_one_has_the_name(text: str, official: str) -> None:
    assert names(text)[0] == official


def test_a_village_lies_where_a_text_says_that_it_does() -> None:
    found = names("青海海东市沙连堡村会做拉面。沙连堡村所在的化隆县办起培训班。")
    assert found[:2] == ["青海省海东市", "青海省海东市化隆回族自治县沙连堡村"] or found[0].endswith(
        "县沙连堡村"
    )


def test_what_is_named_after_a_town_is_more_than_the_town() -> None:
    town = "湖南省岳阳市平江县加义镇"
    assert names("平江县加义镇办厂。加义人勤快。") == [town, town]
    assert names("平江县加义镇办厂。加义生态移民区大，加义水库深，加义茶香。") == [town]


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("科左中旗种玉米", "内蒙古自治区通辽市科尔沁左翼中旗"),
        ("江苏对口支援的克州有了新学校", "新疆维吾尔自治区克孜勒苏柯尔克孜自治州"),
        ("大凉山的洋芋卖得好", "四川省凉山彝族自治州"),
        ("雄安新区的楼宇建成了", "河北省雄安新区"),
    ],
)
def test_a_usual_shorter_form_leads_to_the_place(text: str, official: str) -> None:
    assert names(text)[-1] == official


def test_a_county_alone_before_its_predicate_is_no_word_made_of_both() -> None:
    assert names("江西春耕忙。今年，万载把水渠修到田头，全县受益。")[-1] == "江西省宜春市万载县"


def test_a_village_is_named_behind_the_landscape_in_which_it_lies() -> None:
    assert names("陕西省柞水县秦岭脚下的金米村有木耳棚。")[-1] == "陕西省商洛市柞水县金米村"
    assert names("陕西省柞水县大山深处的贫困村有20个。") == ["陕西省商洛市柞水县"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新疆发展快，天山南北瓜果香。", ["新疆维吾尔自治区"]),
        ("贵州县域经济和贵州乡村旅游发展快。", ["贵州省", "贵州省"]),
        ("安徽潜山的刷子卖得好，散布村镇的小厂很多。", ["安徽省安庆市潜山市"]),
        ("北京城市副中心种树。", ["北京市通州区"]),
        ("甘肃省岷县下雪。降雪量最大的岔套村路断了。", ["甘肃省定西市岷县", "甘肃省定西市岷县岔套村"]),
    ],
)
def test_a_name_is_read_in_the_words_around_it(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_the_bare_stem_of_a_community_names_it_where_it_is_said_again_and_again() -> None:
    text = "福建省福州市台江区苍霞社区旧房多。苍霞改造了，苍霞搬进新楼，苍霞棚户区没有了。"
    assert names(text) == ["福建省福州市台江区苍霞社区"] * 4


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("江西省建成城市居家社区养老服务设施。", ["江西省"]),
        ("辽宁沈阳利用社区空地种树。", ["辽宁省沈阳市"]),
        ("甘肃省岷县下雪，车队到达耳阳村。", ["甘肃省定西市岷县", "甘肃省定西市岷县耳阳村"]),
        ("西藏那曲市，杭嘉新村的新居建好了。", ["西藏自治区那曲市", "西藏自治区那曲市杭嘉新村"]),
        ("西藏边坝县普玉一村开民宿。", ["西藏自治区昌都市边坝县普玉一村"]),
        ("西藏边坝县有一村、在建新村。", ["西藏自治区昌都市边坝县"]),
        ("重庆两江新区和重庆高新区办企业。", ["重庆市两江新区", "重庆市重庆高新区"]),
    ],
)
def test_villages_and_zones_are_told_from_words_that_only_end_like_them(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_every_region_is_named_once() -> None:
    regions = read_resource("regions.csv")
    assert regions["name"].is_unique
    assert regions.loc[regions["bare"] != "", "bare"].is_unique


def test_a_title_of_partners_that_names_one_county_is_of_it() -> None:
    text = "龙山县办起车间，泗水区来的客商租下厂房。龙山县增收。"
    stated = "湖南省湘西土家族苗族自治州龙山县"
    assert report_place("山海同心：湖南龙山县协作记", text, stated, 2021).official == stated


def test_a_report_on_help_between_east_and_west_is_of_the_partner_that_is_helped() -> None:
    text = "胶州市、即墨区与康县、两当县结对，青岛投入财政援助资金2亿元。"
    title = "青岛市与甘肃省陇南市东西部协作综述"
    assert report_place(title, text, "", 2022).official == "甘肃省陇南市"
    assert report_place("杭州市与宁波市山海协作", "双方共建园区。", "", 2022).official == ""


def test_a_township_of_the_reports_own_county_goes_before_a_namesake_in_a_province_told_of() -> None:
    found = names("产品卖到广东。夜里，澄江镇的灯亮着。", own="广西壮族自治区河池市都安瑶族自治县")
    assert found[-1] == "广西壮族自治区河池市都安瑶族自治县澄江镇"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("广西柳州柳江水位上涨。", ["广西壮族自治区柳州市"]),
        ("内蒙古河套灌区开播，甘肃河西走廊升温。", ["内蒙古自治区", "甘肃省"]),
        ("天津港吞吐量增长。", ["天津市"]),
        ("江苏无锡的梅村服务区建起充电桩。", ["江苏省无锡市"]),
        ("西藏军区派出医疗队。", ["西藏自治区"]),
        ("北京中关村的企业来了。", ["北京市海淀区"]),
        ("在安徽产粮大县寿县，小麦返青。", ["安徽省", "安徽省淮南市寿县"]),
        ("日本石川县下雪，石川县停电。", ["日本石川县", "日本石川县"]),
        ("日本政府发布消息。", ["日本"]),
    ],
)
def test_waters_ports_and_units_are_told_from_the_places_they_are_named_after(
    text: str, found: list[str]
) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "own", "found"),
    [
        ("会上，谋划村里的产业。", "贵州省铜仁市印江土家族苗族自治县", []),
        ("他2021年当选泉秀村党支部书记。", "重庆市开州区", ["重庆市开州区泉秀村"]),
        ("八成以上断电村恢复供电。", "重庆市开州区", []),
        ("党员走进居民社区、机关社区。", "甘肃省兰州市", []),
        ("湖南全省逐乡逐村指导育秧。", "湖南省", ["湖南省"]),
        ("霍邱县当地乡干部包片。", "安徽省六安市霍邱县", ["安徽省六安市霍邱县"]),
        ("高铁途经南昌至景德镇。", "江西省", ["江西省南昌市", "江西省景德镇市"]),
        ("江苏镇江的稻田。", "江苏省", ["江苏省镇江市"]),
        ("十里八乡的乡亲都来看。", "甘肃省定西市安定区", []),
        ("著名侨乡开平市。", "广东省江门市开平市", ["广东省江门市开平市"]),
        ("贵州黎平的千户苗寨。", "贵州省", ["贵州省黔东南苗族侗族自治州黎平县"]),
        ("他驾驶山东舰出海。", "", []),
        ("贵州组织专家逐镇逐村排查。", "贵州省", ["贵州省"]),
    ],
)
def test_what_is_done_in_villages_or_says_what_they_are_is_no_name(
    text: str, own: str, found: list[str]
) -> None:
    assert names(text, own=own) == found


@pytest.mark.parametrize(
    ("text", "own", "official"),
    [
        ("关面乡泉秀村小学有41名学生。", "重庆市开州区", "重庆市开州区关面乡泉秀村"),
        ("关面乡泉秀村合作社卖出茶叶。", "重庆市开州区", "重庆市开州区关面乡泉秀村"),
        ("从关面乡里罗村往北走。", "重庆市开州区", "重庆市开州区关面乡里罗村"),
        ("湖南郴州菜岭村", "", "湖南省郴州市菜岭村"),
        ("山西运城庄上村", "", "山西省运城市庄上村"),
        ("产粮大县寿县迎来春管。", "安徽省", "安徽省淮南市寿县"),
        ("浙江省桐乡市乌镇", "", "浙江省嘉兴市桐乡市乌镇"),
        ("郭家镇定水村建起冷库。", "重庆市开州区", "重庆市开州区郭家镇定水村"),
        ("郭家镇江里社区住着300户。", "重庆市开州区", "重庆市开州区郭家镇江里社区"),
        ("郭家镇自强村的果园。", "重庆市开州区", "重庆市开州区郭家镇自强村"),
        ("郭家镇爱国村党支部书记说。", "重庆市开州区", "重庆市开州区郭家镇爱国村"),
        ("郭家镇立新村原来有300户。", "重庆市开州区", "重庆市开州区郭家镇立新村"),
        ("郭家镇的刘军从老家搬到镇上的兴隆社区。", "重庆市开州区", "重庆市开州区郭家镇兴隆社区"),
        ("关面乡泉秀村最远的院坝离村委会8公里。", "重庆市开州区", "重庆市开州区关面乡泉秀村"),
    ],
)
def test_a_name_is_whole_whatever_stands_behind_it(text: str, own: str, official: str) -> None:
    assert names(text, own=own)[-1] == official


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("在浙江千岛湖，游客多了。千岛湖的船开了。", ["浙江省杭州市淳安县"] * 2),
        ("为保护江西赣江，渔船上岸。", ["江西省"]),
        ("阿里巴巴招人，来宾们参观。", []),
        ("甘肃的兰州新区办厂。", ["甘肃省", "甘肃省兰州市兰州新区"]),
    ],
)
def test_a_sight_lies_in_a_county_and_a_river_in_none(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_the_production_corps_is_named_without_a_code_and_alone_where_a_text_names_it_in_full() -> None:
    found = find_places("新疆生产建设兵团播种棉花。兵团职工增收。", 2023)
    assert [(m.official, m.adcode) for m in found] == [("新疆生产建设兵团", "")] * 2
    assert [m.official for m in find_places("新疆种棉花，商学院兵团夺冠。", 2023)] == ["新疆维吾尔自治区"]
    assert (
        report_place("新疆生产建设兵团春耕忙", "新疆生产建设兵团播种棉花。", "", 2023).official
        == "新疆生产建设兵团"
    )


def test_short_names_of_counties_stand_before_their_number_in_digits_or_words() -> None:
    for number in ("3", "三", "3个"):
        text = f"四川省凉山州推进产业。布拖、昭觉、美姑{number}县种植马铃薯。"
        found = [m.official.removeprefix("四川省凉山彝族自治州") for m in find_places(text, 2023)[1:]]
        assert found == ["布拖县", "昭觉县", "美姑县"]


@pytest.mark.parametrize(
    ("text", "word", "away"),
    [
        ("外出务工3.2万人，其中新疆1.4万人", "新疆", True),
        ("把120名劳动力送到福建务工", "福建", True),
        ("百合卖到浙江", "浙江", True),
        ("向广东有组织输出劳动力300人", "广东", True),
        ("去往江苏的占四成，都是就业", "江苏", False),  # nothing before it tells of workers
        ("输出劳动力900人，去往江苏的占四成", "江苏", True),
        ("浙江投入资金900万元", "浙江", False),
        ("外出务工3.2万人。新疆1.4万亩棉花", "新疆", False),
    ],
)
def test_destinations_of_workers_and_goods(text: str, word: str, away: bool) -> None:
    start = text.index(word)
    assert is_destination(text, start, start + len(word), parted=True) is away


def test_where_workers_and_goods_go_is_not_the_place_of_a_report() -> None:
    text = "县里山多。外出务工4.6万人，其中广东2.1万人、浙江1.3万人，茶叶卖到广东。"
    assert report_place("某县春风行动见闻", text, "", 2022).official == ""


@pytest.mark.parametrize(
    ("text", "own", "official"),
    [
        (
            "远在州境北端的石渠县长沙贡马乡，气温低",
            "四川省甘孜藏族自治州",
            "四川省甘孜藏族自治州石渠县长沙贡马乡",
        ),
        ("民勤县薛百镇泰和新村的温室", "甘肃省武威市民勤县", "甘肃省武威市民勤县薛百镇泰和新村"),
        ("李村村种茶200亩", "甘肃省武威市民勤县", "甘肃省武威市民勤县李村村"),
        ("白岭村组建劳务队，41人报名", "甘肃省武威市民勤县", "甘肃省武威市民勤县白岭村"),
    ],
)
def test_names_that_end_or_begin_like_others_are_whole(text: str, own: str, official: str) -> None:
    place = find_places(own, 2022)[-1].place
    assert find_places(text, 2022, place)[-1].official == official


def test_what_goes_to_the_villages_is_no_village() -> None:
    own = find_places("陕西省安康市紫阳县", 2022)[-1].place
    assert not find_places("厂房产权归村集体，资产归村所有。", 2022, own)


def test_a_report_on_where_workers_go_is_of_that_place() -> None:
    text = "在苏州务工的云南老乡有3.2万人。在苏州就业满一年的有补贴。苏州新建公寓900套，到苏州务工的还有2.1万人。"
    assert report_place("外来务工者的第二故乡", text, "", 2022).official == "江苏省苏州市"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("杭州亚运村派驻医生", ["浙江省杭州市"]),
        ("“强镇带村”在湖北试点", ["湖北省"]),
        ("在贵州苗寨，讲侗寨故事", ["贵州省"]),
        ("袭击者瞄准红海城市，影响多项城市服务", []),
        ("辽宁海城市与河南省项城市", ["辽宁省鞍山市海城市", "河南省周口市项城市"]),
        ("评出健康县和示范县，甘肃康县入选", ["甘肃省陇南市康县"]),
        ("走进温泉，住进平房，栽下梨树，推出惠民政策", []),
        ("中等城市郊区的乡村", []),
        ("学习“枫桥经验”", []),
        ("在贵州雷山县西江苗寨", ["贵州省黔东南苗族侗族自治州雷山县西江苗寨"]),
    ],
)
def test_words_of_the_news_that_look_like_places_are_told_from_them(text: str, found: list[str]) -> None:
    assert names(text, 2023) == found
