"""What holds for the numbers found in any text whatever."""

import math
import re

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from helpers.corpus import split_sentences
from helpers.mentions import BOUNDS, KINDS, MEASURED, UNMEASURED, find_mentions
from helpers.mentions.lexicon import is_traditional
from helpers.notebooks import ROOT

# Pieces of which Chinese numbers and what stands around them are made; mixed at random they make number
# expressions that nobody would write, and those must do no harm either.
PIECES = [
    *"0123456789.,%‰/-—~～至到和、，。；：！？（）()“”「」 \n\r\t　",
    *"零〇一二三四五六七八九十百千万亿两半几数廿卅壹貳叁佰仟兆点点分之成折负第每各双余餘多来近约超达",
    *"０１２３４５６７８９．，％",
    *"年月日时分秒天周旬季度元角毛块户戶人名个個次亩畝斤吨米公里里倍番级位届期岁项项条村县省",
    *(
        "万人",
        "亿元",
        "以上",
        "以下",
        "左右",
        "不足",
        "超过",
        "至少",
        "百分之",
        "百分点",
        "平方公里",
        "十三五",
    ),
    *("上旬", "中旬", "下旬", "上半年", "前三季度", "一季度", "年底", "世纪", "年代", "民国", "公元前"),
    *(
        "人均",
        "户均",
        "每年",
        "每月",
        "每亩",
        "增长",
        "两不愁三保障",
        "“",
        "”",
        "一月一",
        "港元",
        "USD",
        "km",
        "kW",
    ),
]
CHINESE = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
ANYTHING = st.text(max_size=120)
TEXTS = st.one_of(CHINESE, ANYTHING, st.tuples(CHINESE, ANYTHING, CHINESE).map("".join))
# Found once, and kept: a part of a year that is no half, quarter or season.
KEPT = ("1998年上旬签字", "1651年中旬上市", "2020年下旬")
EDTF = re.compile(
    r"(-?\d{4}(-\d{2}(-\d{2})?)?(/(-?\d{4}(-\d{2}(-\d{2})?)?)?)?|/\d{4}(-\d{2}(-\d{2})?)?)[?~%]?"
)
many = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(TEXTS)
@example(KEPT[0])
@example(KEPT[1])
@example(KEPT[2])
@example("两不愁三保障")  # a formula that ends the text
@example("「两\t”三保障")  # white space inside quotes
@example("\ud800一万人")  # half of a surrogate pair, as a broken decoder leaves it
@example("𠀀5个𝟗𝟗人")  # beyond the first 65,536 characters
def test_offsets_point_at_the_surface_in_order_without_overlap(text):
    mentions = find_mentions(text)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.surface
        assert mention.surface == mention.surface.strip()
        end = mention.end


@many
@given(TEXTS)
def test_every_cell_is_of_the_codebook(text):
    for mention in find_mentions(text):
        assert mention.kind in KINDS
        if mention.kind in MEASURED:
            assert mention.bound in BOUNDS
            assert mention.low is not None
            assert mention.high is not None
            assert math.isfinite(mention.low)
            assert math.isfinite(mention.high)
            assert mention.low <= mention.high
            assert mention.period == ""
        else:
            assert mention.kind in UNMEASURED
            assert (mention.low, mention.high) == (None, None)
            assert (mention.unit, mention.per, mention.bound) == ("", "", "")


@many
@given(TEXTS)
def test_a_period_is_of_a_date_and_in_edtf(text):
    for mention in find_mentions(text):
        if mention.period:
            assert mention.kind == "date"
            assert EDTF.fullmatch(mention.period), mention


@many
@given(TEXTS)
def test_the_same_text_gives_the_same_mentions(text):
    assert find_mentions(text) == find_mentions(text)


def of_sentences(text):
    """Find the mentions of each sentence alone, with their places in the whole text."""
    return [
        (
            sentence.start + mention.start,
            sentence.start + mention.end,
            mention.kind,
            mention.low,
            mention.high,
        )
        for sentence in split_sentences(text)
        for mention in find_mentions(text[sentence.start : sentence.end])
    ]


def of_whole(text):
    return [(each.start, each.end, each.kind, each.low, each.high) for each in find_mentions(text)]


SENTENCE = st.lists(st.sampled_from([piece for piece in PIECES if piece not in "。！？\n\r"]), max_size=20)


@many
@given(st.lists(SENTENCE.map("".join), min_size=1, max_size=5))
@example(["0元", "0分"])
def test_a_text_gives_what_its_sentences_give(sentences):
    """But for the script: 80年底 is a date in a text of which another sentence is Traditional."""
    assume(len({is_traditional(sentence) for sentence in sentences}) == 1)
    text = "。\n".join(sentences) + "。"
    assert of_whole(text) == of_sentences(text)


@pytest.mark.parametrize(
    "text", ["折！」廿", "仍在扩大。\n\n\u3000\u3000四是一些问题没有解决。", "一、5个\n二、6个"]
)
def test_sentences_begin_and_end_the_same_inside_a_text(text):
    assert of_whole(text) == of_sentences(text)


@pytest.mark.parametrize("path", sorted((ROOT / "data/raw").glob("*.txt")), ids=lambda path: path.stem)
def test_a_report_gives_what_its_sentences_give(path):
    text = path.read_bytes().decode("utf-8")
    assert of_whole(text) == of_sentences(text)


@many
@given(CHINESE, st.sampled_from(["42.29万户", "71.32%", "5.62个百分点", "1.3万公里"]))
def test_a_plain_number_is_found_after_any_sentence(before, number):
    text = f"{before}。\n全市共有{number}。"
    place = text.rindex(number)
    assert [(each.start, each.end) for each in find_mentions(text)][-1] == (place, place + len(number))


def spelled(number):
    """Return how a number below 100 is said before a unit."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, digits[tens] + "十")
    return "两" if number == 2 else head + (digits[ones] if ones or not tens else "")


@pytest.mark.parametrize("before", ["近", "超", "达", "已达", "共有", "了", "收入", "不到", "新增", "还有"])
@pytest.mark.parametrize(
    ("unit", "scale"),
    [("成", 10), ("年", 1), ("天", 1), ("个月", 1), ("元", 1), ("万元", 1e4), ("亩", 1), ("人", 1), ("户", 1), ("个", 1),
     ("家", 1), ("台", 1), ("万人", 1e4), ("公里", 1), ("款", 1)],
)  # fmt: skip
def test_every_number_is_read_before_every_unit(before, unit, scale):
    wrong = []
    for number in range(2, 100):
        for written in (spelled(number), str(number)):
            found = [each for each in find_mentions(f"全村{before}{written}{unit}。") if each.measured]
            if [each.low for each in found] != [number * scale]:
                wrong.append(written)
    assert wrong == []
