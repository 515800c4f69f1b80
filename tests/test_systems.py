"""Systems: the catalogue holds, wordings find systems in any report, and what people edit is checked."""

import re
import time
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.corpus import read_folder
from helpers.figures import use_style
from helpers.resources import read_resource
from helpers.systems import (
    CodingError,
    Finder,
    Pattern,
    cadences_table,
    compact,
    evidence_of,
    evidence_sheet,
    evidence_table,
    find_actors,
    find_cadences,
    find_systems,
    is_near,
    leave_one_out,
    levels_of,
    link_bases,
    patterns_of,
    plots,
    read_catalogue,
    recurring,
    summarise,
    systems_table,
    wilson,
)
from helpers.systems.catalogue import EVIDENCE_FILE, LEVELS, PATTERNS_FILE, SYSTEMS_FILE, Catalogue
from helpers.systems.patterns import settle, trie_expression
from helpers.tables import PROJECT, read_table, write_table

CODING = PROJECT / "data" / "coding"
REPORTS = read_folder(PROJECT / "data" / "raw").reports
CATALOGUE = read_catalogue(CODING)
FINDER = Finder(patterns_of(CATALOGUE.patterns))


@dataclass(frozen=True)
class Note:
    """A report of a few words."""

    raw: str
    doc: str = "note"
    script: str = "Hans"
    published: str = "2022-05-01"
    place: str = ""


def named(raw, script="Hans"):
    return {sighting.system_id for sighting in find_systems(raw, FINDER, script)}


@pytest.fixture(scope="module")
def evidence():
    return evidence_table(CATALOGUE, REPORTS)


# -- the catalogue ---------------------------------------------------------------------------------------


def test_every_system_of_the_catalogue_has_a_passage_and_every_quote_stands_in_its_report():
    raws = {report.doc: report.raw for report in REPORTS}
    rows = list(CATALOGUE.evidence.itertuples())
    assert (len(CATALOGUE.systems), len(rows)) == (309, 383)
    assert [row for row in rows if raws[row.doc][row.start : row.end] != row.quote] == []
    assert set(CATALOGUE.systems["system_id"]) == set(CATALOGUE.evidence["system_id"])


def test_a_quote_that_stands_more_than_once_says_which_place_is_meant():
    raws = {report.doc: report.raw for report in REPORTS}
    for row in CATALOGUE.evidence.itertuples():
        if raws[row.doc].count(row.quote) > 1:
            assert re.match("(first|second) of two: ", row.occurrence), row.system_id


def test_a_part_is_coded_in_the_report_in_which_its_whole_is():
    coded = set(zip(CATALOGUE.evidence["system_id"], CATALOGUE.evidence["doc"], strict=True))
    for row in CATALOGUE.evidence.itertuples():
        for whole in row.part_of.split():
            assert (whole, row.doc) in coded, (row.system_id, whole, row.doc)


def test_most_links_are_shown_by_the_text_and_the_others_are_counted():
    bases = link_bases(CATALOGUE)
    assert bases.sum() == CATALOGUE.evidence["part_of"].str.split().str.len().sum()
    assert bases["reader"] < bases.sum() / 20
    stated = (PROJECT / "data/coding/README.md").read_text(encoding="utf-8")
    for basis, links in bases.items():
        assert f"| `{basis}` | {links} |" in stated


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("village_tenday_office", "tiered_cadence"),  # 村级“每旬一办公” is one of the five turns
        ("seven_chiefs", "three_plus_one_guarantee"),
        ("job_fairs", "five_batches"),  # 组织招聘一批
        ("strawberry_industry", "feature_crops"),
        ("data_closed_loop", "four_musts"),
        ("development_assistance_first", "four_musts"),  # 必须着力开发式帮扶
        ("home_teaching", "education_aid_system"),  # 其中,…对特殊儿童开展送教上门
        ("income_10k_threshold", "income_growth_tracking"),  # 其中有40721戶…達到了1萬元以上
        ("leading_group_office", "five_responsibilities"),  # 领导小组办公室统筹责任
    ],
)
def test_containers_and_their_parts_are_linked(part, whole):
    wholes = CATALOGUE.systems.set_index("system_id")["part_of"]
    assert whole in wholes[part].split()


def test_every_system_can_be_named():
    assert set(CATALOGUE.known["system_id"]) == set(CATALOGUE.patterns["system_id"])
    assert CATALOGUE.known[["name_zh", "name_en"]].ne("").all().all()
    assert set(CATALOGUE.known["family"]) <= set(CATALOGUE.families["family"])


# -- bad input -------------------------------------------------------------------------------------------


@pytest.fixture
def coding(tmp_path):
    for name in (SYSTEMS_FILE, EVIDENCE_FILE):
        (tmp_path / name).write_bytes((CODING / name).read_bytes())
    return tmp_path


def change(path: Path, alter) -> None:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    alter(frame).to_csv(path, index=False)


def with_cell(column, value, row=4):
    return lambda frame: frame.assign(
        **{column: [value if i == row else v for i, v in enumerate(frame[column])]}
    )


@pytest.mark.parametrize(
    ("name", "alter", "words"),
    [
        (SYSTEMS_FILE, lambda f: f.rename(columns={"family": "kind"}), ["systems.csv", "no column family", "Add it"]),
        (SYSTEMS_FILE, lambda f: pd.concat([f, f.iloc[[0]]]), ["systems.csv, row 310", "row 1 already", "id of its own"]),
        (SYSTEMS_FILE, with_cell("system_id", "rain_dew_plan"), ["row 5", "rain_dew_plan", "national"]),
        (SYSTEMS_FILE, with_cell("family", "weather"), ["row 5", "unknown family 'weather'", "system_families.csv"]),
        (SYSTEMS_FILE, with_cell("executable", "maybe"), ["row 5", "'maybe'", "partly"]),
        (SYSTEMS_FILE, with_cell("model", "weather"), ["row 5", "unknown model 'weather'", "governance"]),
        (SYSTEMS_FILE, with_cell("model", "", row=1), ["row 2", "income_growth_tracking", "no model runs it"]),
        (SYSTEMS_FILE, with_cell("part_of", "nowhere"), ["row 5", "part of nowhere", "Add it"]),
        (EVIDENCE_FILE, lambda f: f.drop(columns="quote"), ["evidence.csv", "no column quote"]),
        (EVIDENCE_FILE, with_cell("system_id", "nobody"), ["evidence.csv, row 5", "'nobody'", "systems.csv"]),
        (SYSTEMS_FILE, lambda f: f.rename(columns={"inputs": "family"}), ["systems.csv", "the column family twice", "Rename"]),
        (EVIDENCE_FILE, with_cell("quote", ""), ["evidence.csv, row 5", "the quote is empty", "Copy it"]),
        (EVIDENCE_FILE, with_cell("start", "²"), ["row 5", "start '²'", "whole numbers"]),
        (EVIDENCE_FILE, with_cell("start", "x"), ["row 5", "start 'x'", "whole numbers"]),
        (EVIDENCE_FILE, with_cell("end", "0"), ["row 5", "end '0'", "the first smaller"]),
        (SYSTEMS_FILE, with_cell("part_of", "five_measures"), ["row 5", "disagree about five_measures", "in both"]),
        (EVIDENCE_FILE, with_cell("part_of", "nowhere"), ["evidence.csv, row 5", "unknown part_of nowhere", "systems.csv"]),
        (EVIDENCE_FILE, with_cell("part_basis", "", row=8), ["row 9", "part_basis is ''", "named, section, clause, reader"]),
        (EVIDENCE_FILE, with_cell("part_basis", "guess", row=8), ["row 9", "part_basis is 'guess'", "reader"]),
        (EVIDENCE_FILE, with_cell("levels", "州"), ["row 5", "unknown level 州", "国 省 市"]),
        (EVIDENCE_FILE, lambda f: pd.concat([f, f.iloc[[2]]]), ["row 384", "same passage as row 3", "Remove one"]),
    ],
)  # fmt: skip
def test_a_coding_file_that_cannot_be_used_says_which_row_and_what_to_do(coding, name, alter, words):
    change(coding / name, alter)
    with pytest.raises(CodingError) as error:
        read_catalogue(coding)
    assert [word for word in words if word not in str(error.value)] == []
    assert "\n" not in str(error.value)


def test_a_system_cannot_be_part_of_itself(coding):
    wholes = {"two_beauties_integration": "guanmian_water"}  # which is part of the two beauties
    change(
        coding / SYSTEMS_FILE,
        lambda f: f.assign(
            part_of=[wholes.get(i, p) for i, p in zip(f["system_id"], f["part_of"], strict=True)]
        ),
    )
    with pytest.raises(CodingError, match="is part of itself"):
        read_catalogue(coding)


@pytest.mark.parametrize("name", [SYSTEMS_FILE, EVIDENCE_FILE])
def test_a_row_with_other_cells_than_the_header_is_named(coding, name):
    path = coding / name
    path.write_text(path.read_text(encoding="utf-8") + "too,few\n", encoding="utf-8")
    rows = {SYSTEMS_FILE: 310, EVIDENCE_FILE: 384}[name]
    with pytest.raises(
        CodingError, match=rf"{name}, row {rows} has 2 cells, not .* \(too,few\)\. Put text"
    ) as error:
        read_catalogue(coding)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", [SYSTEMS_FILE, EVIDENCE_FILE])
def test_a_missing_coding_file_is_named(coding, name):
    (coding / name).unlink()
    with pytest.raises(CodingError, match=f"{name} is missing"):
        read_catalogue(coding)


def test_a_coding_file_in_another_encoding_is_named(coding):
    (coding / SYSTEMS_FILE).write_bytes("system_id,name_zh\nx,低保".encode("gb18030"))
    with pytest.raises(CodingError, match=r"systems\.csv cannot be read as a CSV in UTF-8"):
        read_catalogue(coding)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("这句话不在报告里", ["row 1", "is not at", "Mend or remove"]),
        (None, ["row 1", "It stands at", "write start"]),
    ],
)
def test_a_quote_that_is_not_in_its_report_stops_with_a_sentence(coding, quote, words):
    first = CATALOGUE.evidence.iloc[0]
    start = int(first["start"]) + (0 if quote else 1)
    change(coding / EVIDENCE_FILE, with_cell("start", str(start), row=0))
    change(coding / EVIDENCE_FILE, with_cell("quote", quote or first["quote"], row=0))
    with pytest.raises(CodingError) as error:
        evidence_of(read_catalogue(coding), REPORTS)
    assert [word for word in [EVIDENCE_FILE, first["doc"], *words] if word not in str(error.value)] == []


def test_rows_of_reports_that_are_not_at_hand_do_not_matter():
    assert evidence_of(CATALOGUE, [Note("全县推行林长制。", doc="other")]).empty


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["first_secretary,第一书记,,"], ["no column attested"]),
        (["nobody,第一书记,,,3"], ["row 1", "'nobody'"]),
        (["first_secretary,书,,,3"], ["row 1", "two characters"]),
        (["first_secretary,第一书记…,,,3"], ["row 1", "between words"]),
        (["first_secretary,第一 书记,,,3"], ["row 1", "no spaces"]),
        (["first_secretary,第一书记,,,3", "village_resident_teams,第一书记,,,3"], ["row 2", "row 1 already"]),
        (["first_secretary,第一书记,,,many"], ["row 1", "'many'", "whole number"]),
    ],
)
def test_a_pattern_file_that_cannot_be_used_says_which_row_and_what_to_do(tmp_path, rows, words):
    header = "system_id,pattern,not_before,not_after" + (",attested" if rows[0].count(",") == 4 else "")
    path = tmp_path / "wordings.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    with pytest.raises(CodingError) as error:
        read_catalogue(CODING, path)
    assert [word for word in ["wordings.csv", *words] if word not in str(error.value)] == []


# -- detection -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("system_id", "raw"),
    [
        ("double_binding", "建立“双绑”利益联结机制。"),
        ("double_binding", "合作社与企业實現「雙綁」。"),
        ("antipoverty_insurance", "县里为边缘户购买防返贫保险。"),
        ("antipoverty_insurance", "全縣投保防貧保險,兜住底線。"),
        ("red_yellow_green_management", "安置区实行红黄绿分色管理。"),
        ("red_yellow_green_management", "安置区实行“红、黄、绿”精细化管理。"),
        ("dynamic_monitoring", "新识别监测对象12户。"),
        ("dynamic_monitoring", "“三类对象”全部落实帮扶。"),
        ("dynamic_monitoring", "新識別監測物件十二戶,落實社群幹部責任。"),  # 物件 is 对象 after machine conversion
        ("village_resident_teams", "选派驻村工作队300支。"),
        ("village_resident_teams", "駐村幫扶工作隊全部到崗。"),
        ("first_secretary", "“第一书记”张明说。"),
        ("east_west_cooperation", "深化东西部协作。"),
        ("dibao_social_backstop", "1200户纳入低保。"),
        ("microcredit", "发放小额信贷3亿元。"),
        ("rain_dew_plan", "落实“雨露计划”补助。"),
        ("public_welfare_jobs", "开发公益岗位50个。"),
        ("work_relief", "实施以工代赈项目6个。"),
        ("river_chief", "全面推行河长制。"),
        ("village_rules", "修订村规民约。"),
        ("points_system", "推广积分制。"),
        ("fiscal_linkage_funds", "下达衔接资金2.1亿元。"),
        ("consumption_assistance", "消费帮扶销售额达400万元。"),
        ("party_responsibility_assessment", "通过第三方评估。"),
        ("four_no_removals", "做到摘帽不摘责任、摘帽不摘政策。"),
        ("no_mass_relapse_bottom_line", "守住不发生规模性返贫的底线。"),
        ("one_job_per_household", "确保每户至少有一名劳动力、至少一人稳定就业。"),
    ],
)  # fmt: skip
def test_a_system_is_found_in_any_script_and_with_or_without_quotation_marks(system_id, raw):
    assert system_id in named(raw, "")


@pytest.mark.parametrize(
    ("system_id", "raw"),
    [
        ("dibao_social_backstop", "降低保证金比例,减低保险费率。"),  # 低 and 保 of other words
        ("poverty_exit_delisting", "在门口挂摘帽子的架子。"),
        ("cadre_household_pairing", "承包户签订了合同。"),
        ("antipoverty_insurance", "消防贫水地区建设水池。"),
        ("rural_construction_action", "把乡村建设得更美丽。"),
        ("double_binding", "双方绑定合作。"),
    ],
)
def test_other_words_with_the_same_characters_name_no_system(system_id, raw):
    assert system_id not in named(raw)


def test_a_gap_does_not_cross_a_sentence():
    finder = Finder((Pattern("x", "投入…资金"),))
    assert [s.end - s.start for s in finder.find("投入各类资金")] == [6]
    assert finder.find("加大投入。各类资金") == []
    assert finder.find("投入" + "很" * 13 + "资金") == []


def test_of_two_wordings_the_one_that_holds_the_other_counts():
    finder = Finder((Pattern("county", "贫困县"), Pattern("deep", "深度贫困县"), Pattern("deep", "深度")))
    assert [(s.system_id, s.pattern) for s in finder.find("深度贫困县")] == [("deep", "深度贫困县")]


def test_wordings_of_two_systems_may_overlap():
    finder = Finder((Pattern("a", "精准脱贫"), Pattern("b", "脱贫攻坚战")))
    assert [s.system_id for s in finder.find("精准脱贫攻坚战")] == ["a", "b"]
    assert settle([]) == []


def test_what_surrounds_an_article_names_no_system():
    raw = "返回顶部\n某县推行林长制\n\n" + "全县推行林长制,河湖面貌一新,群众满意。" * 6 + "\n\n相关推荐\n"
    spans = [
        s.start
        for s in find_systems(raw + "邻县推行河长制\n", FINDER, "Hans")
        if s.system_id == "river_chief"
    ]
    assert spans == []


@given(
    st.lists(st.text("甲乙丙丁", min_size=1, max_size=4), min_size=1, max_size=12, unique=True),
    st.text("甲乙丙丁戊"),
)
def test_the_trie_takes_the_longest_word_at_each_place(words, text):
    found = re.compile(trie_expression(words)).match(text)
    fitting = [word for word in words if text.startswith(word)]
    assert (found.group() if found else None) == (max(fitting, key=len) if fitting else None)


@given(st.text("“”「」低保 ,。公益岗位\n\u3000駐村幹部监测对象x"))
def test_offsets_lead_back_to_the_characters_that_say_it(raw):
    read = compact(raw, "Hans")
    for sighting in FINDER.find(read.text):
        start, end = read.raw_span(sighting.start, sighting.end)
        assert compact(raw[start:end], "Hans").text == read.text[sighting.start : sighting.end]
        assert raw[start] not in "“”「」 "
        assert raw[end - 1] not in "“”「」 "
        assert read.place_of(start) == sighting.start


def test_detection_is_fast():
    text = "。".join(report.raw for report in REPORTS) * 20
    read = compact(text, "Hans").text
    assert FINDER.find(read[:1000])  # compiles
    began = time.process_time()
    FINDER.find(read)
    # a report is much denser in systems than other text; on that it is several times faster
    assert len(read) / (time.process_time() - began) > 150_000


# -- who and how often -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("市级“双月一调度”", [("双月一调度", "双月")]),
        ("县乡一月一遍访一研判", [("一月一遍访一研判", "月")]),
        ("村级每旬一办公,村民小组每天一报告", [("每旬一办公", "旬"), ("每天一报告", "日")]),
        ("所有乡镇每月至少巡查1次", [("每月至少巡查1次", "月")]),
        ("开展日访、周访、月访", [("日访", "日"), ("周访", "周"), ("月访", "月")]),
        ("坚持每季度召开推进会", [("每季度召开", "季")]),
        ("实行周调度、月通报", [("周调度", "周")]),
        ("每两个月督查一次", [("每两个月督查一次", "双月")]),
        ("每年开展两次排查", [("每年开展两次排查", "年")]),
        ("每月增收两千元,每天能有120元", []),  # rates, not duties
        ("记者近日访问,去年访华,国庆节日访客多", []),
        ("5月调度会上说,6月一调研组来访", []),
    ],
)
def test_cadences_are_duties_that_come_round(text, found):
    assert [(c.words, c.cadence) for c in find_cadences(compact(text, "Hans").text)] == found


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("县委书记带头", ("县",)),
        ("市级统筹、县乡落实", ("市", "县", "乡")),
        ("驻村工作队会同村两委", ("村",)),
        ("领导小组办公室调度", ("县",)),  # that of the report's place
        ("推进乡村振兴", ()),
        ("村民小组长和农户", ("组", "户")),
    ],
)
def test_actors_stand_at_a_level(text, levels):
    assert levels_of(find_actors(text), own="县") == levels


# -- tables ----------------------------------------------------------------------------------------------


def numbers_of(raw, *surfaces):
    rows = [{"doc": "note", "start": raw.index(s), "end": raw.index(s) + len(s)} for s in surfaces]
    return pd.DataFrame(rows)


def test_a_number_belongs_to_the_system_of_its_clause_and_to_what_went_before_it():
    raw = "全县设立防贫保险,保费1亿元,已赔付50万元,驻村工作队30支全部到岗;新建厂房8座。"
    table = evidence_table(CATALOGUE, [Note(raw)], numbers_of(raw, "1亿元", "50万元", "30支", "8座"))
    by_system = table.set_index("system_id")
    said = {
        name: [
            raw[slice(*map(int, key.split(":")[1].split("-")))]
            for key in (row["claims"] + " " + row["claims_near"]).split()
        ]
        for name, row in by_system.iterrows()
    }
    assert said == {"antipoverty_insurance": ["1亿元", "50万元"], "village_resident_teams": ["30支"]}


def test_a_detection_within_a_coded_passage_is_no_second_row(evidence):
    row = evidence[(evidence["doc"] == "kaizhou-2018") & (evidence["system_id"] == "first_secretary")].iloc[0]
    assert (row["source"], row["pattern"]) == ("coded", "第一书记")
    coded = evidence[evidence["source"] == "coded"]
    assert len(coded) == 383
    for (_, _), rows in evidence.groupby(["doc", "system_id"]):
        for one, other in combinations(rows.itertuples(), 2):
            assert one.end <= other.start or other.end <= one.start or one.source == other.source == "coded"


def test_every_row_of_the_evidence_stands_in_its_report(evidence):
    raws = {report.doc: report.raw for report in REPORTS}
    for row in evidence.itertuples():
        assert raws[row.doc][row.start : row.end] == row.quote
        assert row.passage_start <= row.start < row.end <= row.passage_end


def test_a_readers_own_report_gets_a_systems_table(tmp_path):
    raw = "某县选派驻村工作队80支,每月遍访脱贫户。全县发放小额信贷2亿元,推行河长制。"
    report = Note(raw, doc="mine")
    table = evidence_table(CATALOGUE, [report])
    systems = systems_table(CATALOGUE, table)
    assert {"village_resident_teams", "monthly_home_visits", "microcredit", "river_chief"} <= set(
        systems["system_id"]
    )
    assert systems.set_index("system_id").loc["river_chief", "scope"] == "national"
    cadences = cadences_table(table, [report])
    assert list(cadences["quote"]) == ["每月遍访"]
    assert list(cadences["system_id"]) == ["monthly_home_visits"]
    for name, frame in (("systems", systems), ("evidence", table), ("cadences", cadences)):
        write_table(frame, name, tmp_path)
        pd.testing.assert_frame_equal(read_table(name, tmp_path), frame, check_dtype=False)


def test_a_report_without_a_known_system_gives_empty_valid_tables_and_figures(tmp_path):
    report = Note("今天天气很好。", doc="plain")
    table = evidence_table(CATALOGUE, [report])
    systems, cadences = systems_table(CATALOGUE, table), cadences_table(table, [report])
    for name, frame in (("systems", systems), ("evidence", table), ("cadences", cadences)):
        assert frame.empty
        assert "0 rows" in repr(write_table(frame, name, tmp_path))
    documents = pd.DataFrame([{"doc": "plain", "published": ""}])
    for lang in ("en", "zh"):
        figures = draw(table, systems, cadences, documents, lang)
        assert all(plots.EMPTY[lang] in [text.get_text() for text in figure.texts] for figure in figures)
    assert "no passage" in evidence_sheet("microcredit", systems, table, pd.DataFrame(columns=["claim_id"]))


def test_a_sheet_says_what_a_system_is_and_what_is_reported(evidence):
    systems = systems_table(CATALOGUE, evidence)
    claim = {
        "claim_id": "zhaotong-2023:1548-1551", "indicator": "保费", "low": 1e8, "high": 1e8, "unit": "元",
        "place": "云南省昭通市", "period": "", "status": "reported",
    }  # fmt: skip
    row = evidence["system_id"].eq("antipoverty_insurance") & evidence["doc"].eq("zhaotong-2023")
    held = evidence.assign(claims=[claim["claim_id"] if here else "" for here in row])
    sheet = evidence_sheet("antipoverty_insurance", systems, held, pd.DataFrame([claim]))
    assert "防贫保险" in sheet
    assert "Insurance and backstop" in sheet
    assert "创造性设立政策性防贫保险" in sheet
    assert "保费 100000000 元 (云南省昭通市, reported)" in sheet


# -- scores ----------------------------------------------------------------------------------------------


def small_catalogue(patterns):
    """Return a catalogue of one system, coded in two reports that name it differently."""
    coded = [("first", "甲乙制度"), ("second", "丙丁机制")]
    evidence = pd.DataFrame(
        [
            dict.fromkeys(CATALOGUE.evidence.columns, "")
            | {"system_id": "s", "doc": doc, "start": 0, "end": 4, "quote": quote, "name_zh": quote}
            for doc, quote in coded
        ]
    )
    columns = ["system_id", "pattern", "not_before", "not_after", "attested"]
    frame = pd.DataFrame([("s", text, "", "", attested) for text, attested in patterns], columns=columns)
    return Catalogue(CATALOGUE.systems, evidence, CATALOGUE.national, frame, CATALOGUE.families)


NOTES = [
    Note("甲乙制度很好。", doc="first"),
    Note("丙丁机制很好。", doc="second"),
    Note("丙丁机制。", doc="uncoded"),
]


def test_a_report_is_not_read_with_a_wording_that_it_alone_holds():
    scores = leave_one_out(small_catalogue([("甲乙制度", "0"), ("丙丁机制", "0")]), NOTES)
    assert list(scores["found"]) == [False, False]
    scores = leave_one_out(small_catalogue([("甲乙制度", "5"), ("丙丁机制", "0")]), NOTES)
    assert dict(zip(scores["doc"], scores["found"], strict=True)) == {"first": True, "second": False}
    strict = leave_one_out(small_catalogue([("甲乙制度", "5"), ("丙丁机制", "0")]), NOTES, "others")
    assert not strict["found"].any()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("公益岗位", "公益性岗位", True),
        ("就业技能培训", "就业培训", True),
        ("动态监测", "动态监测机制", False),  # the piece must be an inner one
        ("监测机制", "动态监测机制", False),
        ("首要任务", "首要的政治任务", False),  # three characters
        ("低保", "低的保", False),  # too short to be told from chance
        ("动态监测", "动态监测", False),
        ("动态监测", "动态巡查", False),
    ],
)
def test_a_near_wording_differs_by_one_inner_piece(one, other, expected):
    assert is_near(one, other) is is_near(other, one) is expected


def test_near_wordings_of_what_other_reports_hold_are_known():
    coded = pd.DataFrame(
        [
            dict.fromkeys(CATALOGUE.evidence.columns, "")
            | {"system_id": "s", "doc": doc, "start": 0, "end": len(quote), "quote": quote, "name_zh": quote}
            for doc, quote in [("first", "甲乙制度"), ("second", "甲乙新制度")]
        ]
    )
    patterns = small_catalogue([("甲乙制度", "0"), ("甲乙新制度", "0")]).patterns
    catalogue = Catalogue(CATALOGUE.systems, coded, CATALOGUE.national, patterns, CATALOGUE.families)
    notes = [Note("甲乙制度很好。", doc="first"), Note("甲乙新制度很好。", doc="second")]
    assert not leave_one_out(catalogue, notes, "others")["found"].any()
    assert leave_one_out(catalogue, notes, "near")["found"].all()


@pytest.mark.parametrize("known_from", ["near", "documents"])
def test_recurring_systems_are_found_in_reports_that_taught_nothing(known_from):
    scores = leave_one_out(CATALOGUE, REPORTS, known_from)
    assert set(scores.loc[scores["coded"], "system_id"]) == set(recurring(CATALOGUE.evidence))
    measured = summarise(scores).set_index("measure")["value"]
    assert measured["precision"] >= 0.85
    assert measured["recall"] >= 0.70


def test_intervals_are_those_of_wilson():
    share, low, high = wilson(10, 10)
    assert (share, round(low, 3), round(high, 9)) == (1.0, 0.722, 1.0)  # Wilson 1927: n / (n + z²)
    assert all(value != value for value in wilson(0, 0))


# -- figures ---------------------------------------------------------------------------------------------


def draw(evidence, systems, cadences, documents, lang):
    return [
        plots.plot_families(plots.family_counts(evidence, systems, documents), lang),
        plots.plot_recurring(plots.recurring_systems(evidence, systems, documents), lang),
        plots.plot_levels(plots.responsibilities(evidence, systems), lang),
        plots.plot_cadences(plots.cadence_rows(cadences, systems, documents), lang),
    ]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_words_of_a_figure_overlap_or_leave_it(evidence, lang):
    use_style()
    systems, cadences = systems_table(CATALOGUE, evidence), cadences_table(evidence, REPORTS)
    documents = pd.DataFrame([{"doc": report.doc, "published": report.published} for report in REPORTS])
    for figure in draw(evidence, systems, cadences, documents, lang):
        figure.draw_without_rendering()
        boxes = []
        for axes in figure.axes:
            texts = [*axes.texts, *axes.get_xticklabels(), *axes.get_yticklabels()]
            boxes += [
                (t.get_text(), t.get_window_extent()) for t in texts if t.get_text() and t.get_visible()
            ]
        page = figure.bbox
        assert [name for name, box in boxes if box.x0 < page.x0 - 1 or box.x1 > page.x1 + 1] == []
        upright = [
            (name, box.padded(-1))
            for name, box in boxes
            if not name.startswith(("daily", "weekly", "ten", "month", "two"))
        ]
        assert [(a, b) for (a, one), (b, other) in combinations(upright, 2) if one.overlaps(other)] == []


def test_a_system_counts_once_in_a_family_and_report():
    rows = [
        ("microcredit", "a", 0),
        ("microcredit", "a", 9),
        ("poverty_campaign_funding", "a", 20),
        ("microcredit", "b", 0),
    ]
    table = pd.DataFrame(rows, columns=["system_id", "doc", "start"]).assign(source="detected")
    systems = CATALOGUE.known
    documents = pd.DataFrame([{"doc": "b", "published": "2019"}, {"doc": "a", "published": "2020-01"}])
    counts = plots.family_counts(table, systems, documents)
    assert list(counts[["column", "systems"]].itertuples(index=False, name=None)) == [("b", 1), ("a", 2)]
    spread = plots.recurring_systems(table, systems, documents)
    assert set(spread["system_id"]) == {"microcredit"}


def test_of_one_report_nothing_recurs():
    table = pd.DataFrame(
        [("microcredit", "a", 0, "detected")], columns=["system_id", "doc", "start", "source"]
    )
    spread = plots.recurring_systems(
        table, CATALOGUE.known, pd.DataFrame([{"doc": "a", "published": "2020"}])
    )
    assert spread.empty
    assert len(plots.plot_recurring(spread).texts) == 1  # which says so


def test_many_reports_share_columns_by_year():
    documents = pd.DataFrame([{"doc": f"r{i}", "published": f"{2015 + i % 3}-06"} for i in range(40)])
    assert list(dict.fromkeys(plots.report_columns(documents)["column"])) == ["2015", "2016", "2017"]


# -- resources -------------------------------------------------------------------------------------------


def test_resources_say_only_what_the_tables_know():
    assert set(read_resource("system_actors.csv")["level"].str.split().explode().dropna()) <= {
        *LEVELS,
        "own",
        "",
    }
    national = read_resource("national_systems.csv")
    assert national["system_id"].is_unique
    assert set(national["family"]) <= set(CATALOGUE.families["family"])
    days = read_resource("cadences.csv").groupby("cadence")["days"].nunique()
    assert days.eq(1).all()
    assert PATTERNS_FILE.is_file()
    for row in CATALOGUE.patterns.itertuples():  # the texts that patterns meet are folded and bare
        assert compact(row.pattern, "Hans").text == row.pattern, row.pattern
