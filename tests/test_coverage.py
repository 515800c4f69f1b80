"""Coverage: which numerals a text holds, which of them were read, and what may be a unit."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.corpus import Report
from helpers.coverage import (
    count_read,
    coverage_table,
    describe_coverage,
    numeral_spans,
    read_reference,
    summarise,
    unknown_units_table,
)
from helpers.mentions import lexicon_with_units, mentions_table
from helpers.tables import PROJECT, SCHEMAS, empty_table

NO_CLAIMS = pd.DataFrame({"doc": [], "place": [], "period": []})


def numerals(text: str) -> list[str]:
    return [text[start:end] for start, end in numeral_spans(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全县341742人，增长7.67%，共1,234,567元", ["341742", "7.67", "1,234,567"]),
        ("三百二十户，二〇二一年，十二个", ["三百二十", "二〇二一", "十二"]),
        ("統一、一批、万一、千万不要、百业", []),
        ("（十一）在预算中；\n十二、其他\n3.加强管理", []),
        ("占１２．５％", ["１２．５"]),
        ("十里八乡", []),
    ],
)
def test_numerals_are_what_may_be_a_number(text: str, found: list[str]) -> None:
    assert numerals(text) == found


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 4)), max_size=8))
def test_read_are_the_spans_that_overlap(pairs: list[tuple[int, int]]) -> None:
    spans: list[tuple[int, int]] = []
    for start, length in sorted(pairs):
        if not spans or start >= spans[-1][1]:
            spans.append((start, start + length))
    read = spans[::2]
    others = [(end, end + 1) for _, end in spans]
    brute = sum(any(a < d and c < b for c, d in read) for a, b in others)
    assert count_read(spans, read) == len(read)
    assert count_read(others, read) == brute


def test_a_report_is_counted_by_hand() -> None:
    report = Report("甲", "全县 341742 人，九十九座 桥。\n")
    mentions = pd.DataFrame({"doc": ["甲"], "start": [3], "end": [11], "kind": ["count"]})
    claims = pd.DataFrame({"doc": ["甲", "甲"], "place": ["云南省", ""], "period": ["", ""]})
    (row,) = coverage_table([report], mentions, claims).to_dict("records")
    assert row == {
        "doc": "甲", "characters": 16, "mentions": 1, "per_1000": 62.5, "numerals": 2, "numerals_read": 1,
        "share_read": 0.5, "claims": 2, "with_place": 0.5, "with_period": 0.0,
    }  # fmt: skip


def test_a_report_without_numbers_has_no_shares() -> None:
    table = coverage_table([Report("甲", "无。")], mentions_table([Report("甲", "无。")]), NO_CLAIMS)
    assert table[["share_read", "with_place", "with_period"]].isna().all(axis=None)
    assert summarise(table, empty_table("coverage"))["here"].isna().sum() == 3
    assert describe_coverage(table, empty_table("unknown_units"), table)


def test_an_unknown_unit_is_listed_with_examples_and_can_be_added(tmp_path: Path) -> None:
    report = Report("甲", "全村种玉米12垧，黄豆3垧。又有5垧地，飞机歼-20起飞，2023北京论坛。")
    units = unknown_units_table([report], mentions_table([report]))
    (row,) = units.to_dict("records")
    assert (row["word"], row["count"], row["reports"], row["first"]) == ("垧", 3, 1, "甲:7")
    assert "种玉米12垧" in row["examples"]
    (tmp_path / "units.csv").write_text("unit,kind,forms\n垧,measure,\n", encoding="utf-8")
    lexicon = lexicon_with_units(tmp_path / "units.csv")
    assert unknown_units_table([report], mentions_table([report], lexicon)).empty


def test_a_number_before_an_unknown_unit_is_not_read() -> None:
    report = Report("甲", "全村种玉米12垧，黄豆3垧，产粮5吨。电话0870-2128311。")
    mentions = mentions_table([report])
    assert len(mentions) == 4
    (row,) = coverage_table([report], mentions, NO_CLAIMS).to_dict("records")
    assert (row["numerals"] - row["numerals_read"], row["mentions"]) == (2, 4)


def test_the_most_frequent_come_first_and_two_characters_stay_together() -> None:
    report = Report("甲", "产出3喆，4喆啊，500总吨，501总吨。")
    units = unknown_units_table([report], mentions_table([report]))
    assert list(zip(units["word"], units["count"], strict=True)) == [("喆", 2), ("总吨", 2)]


def test_the_reference_is_the_committed_table_and_never_compared_with_itself() -> None:
    assert read_reference(PROJECT / "data/raw").empty
    elsewhere = read_reference(PROJECT / "tests")
    assert list(elsewhere.columns) == list(SCHEMAS["coverage"].columns)


def test_less_read_than_ever_is_said() -> None:
    reports = [
        Report("好", "全县300户，400人。"),
        Report("坏", "全县300户。九二共识，五四运动，九三学社，八一建军。"),
    ]
    table = coverage_table(reports, mentions_table(reports), NO_CLAIMS)
    reference = table.assign(share_read=0.99)
    said = " ".join(describe_coverage(table, empty_table("unknown_units"), reference))
    assert "坏 (" in said
    assert "好 (" not in said
