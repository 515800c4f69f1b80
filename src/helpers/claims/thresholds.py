"""Thresholds: numbers that bound a class (5亩以上的大户) or name one by its size, and hence measure nothing."""

from __future__ import annotations

import re

from helpers.claims.clauses import Number
from helpers.patterns import quick

_BARE_SCALE = re.compile(r"^[上近]?[十百千万亿]+(?=[^\d]|$)")
_LINKED = quick(
    r"(?:达|达到|[稳保控维][定持制]在|大关|跨过|超过?|突破|有|为|至|到|近|逾|上|共|增收|收入|带动|吸纳|累计|投入|实现|不到|不足)$"
)
_CLASSED = re.compile(
    r"以[上下内](?:（含[^）]{0,6}）)?、[^，。；]{0,8}以[内下]|期?以[内下][、，]?免|"
    r"以[上下内](?:、|且|并且|，且)[^，。；、\d]{1,14}的(?:\d|[\u4e00-\u9fff])"
)
_A_MARK = re.compile("元?(?:台阶|大关|关口)")
_BOUNDED = re.compile(r"^(?:以上|以下|以内)的?[\u4e00-\u9fff]")
_SPARED = re.compile("[前头]$")
_IS_SPARED = re.compile("^(?:免|租金|房租|减)")
_AT_LONGEST = re.compile("最长(?:补|享受|减免|扶持|可)[^，。；]{0,3}$")
# 500人以上行政村, 1000平方米以上湖泊
_OF_THAT_SIZE = re.compile(
    r"^以[上下](?:的?[大中小特]型?)?(?:行政村|自然[村屯寨]|村|乡镇|县|安置[点区]|社区|湖泊|水库|灌区|地块|[大小]块|基地|园区|企业|大户|车间)"
)
# 收入低于6000元的1873户, 超10亿元的产业强镇450多个; 有7个村收入低于5万元.
BEYOND = re.compile(r"(?:[低高多少大小]于|不足|不到|未达到?|超过?|突破|不满)$")
_CLASS_OF = re.compile(
    r"^(?:以[上下])?的(?:\d|[\u4e00-\u9fff]{2,10}?(?:\d|近百|数百|数十|[一二三四五六七八九十]+[个家户]|列为|纳入|作为)|(?:农户|家庭|农村家庭|脱贫户|村|县|行政村|嘎查村|城市|乡镇)(?:[，；。、占中里]|$))"
)
# 超千亿元产业集群20个: so many of that size
_OF_MANY_SUCH = re.compile(
    r"^(?:级|的)?(?!带动|惠及|覆盖|支持|建成|用于)(?:[\u4e00-\u9fff]{0,4}(?:集群|产业|产业链|[强大]?[县镇村]|企业|园区|项目|乡镇|城市|品牌))(?:达|达到|有|为)?\d+[个家条](?!百分)"
)
# 坡度超过25度的耕地, 发生率超过10%的村
_SUCH_AS_ARE = re.compile(
    r"(?:率|坡度|年龄|收入|费用|支出|损失|年限|比例|金额|自付)(?:[低高多少大小]于|不足|不到|超过?|不满)$"
)
_WHICH = re.compile("的(?!目标|任务|要求|水平|标准|基础|情况|前提|背景)[\u4e00-\u9fff]")
_SO_MANY_ARE = re.compile(
    r"(?:有|剩|尚有|余)\d+个?(?:行政|嘎查|脱贫)?[村县乡镇户家](?![^，。；]{0,2}[，。；])[^，。；\d]{0,14}(?:收入|产值|销售额|面积)(?:低于|不足|不到|在|未达到?)$"
)


def _sets_a_class(head: str, tail: str) -> bool:
    """Return whether a bound tells which of many are meant, not how much there is."""
    if tail.startswith(("的", "以")) and BEYOND.search(head) and _CLASS_OF.match(tail):
        return True
    if BEYOND.search(head) and _OF_MANY_SUCH.match(tail):
        return True
    if tail.startswith("的") and _WHICH.match(tail) and _SUCH_AS_ARE.search(head):
        return True
    return bool(_SO_MANY_ARE.search(head)) and not tail.startswith("以上")


_MORE = "(?:[低高多少大小]于|超过?|不足|不到|达到|骤[增减])"
# 一般农户自付超过1.5万元的，系统自动预警; 超过8000元、因灾损失超过2万元的，…; 低于8000元或家庭支出骤增的，…
_SUCH_A_CASE = re.compile(
    rf"^(?:以[上下])?(?:[、，]?(?:且|或者?|并且)?[^，。；、\d]{{2,16}}{_MORE}(?:[\d.]+[万亿]?[^，。；、\d]{{1,4}}(?:以[上下])?)?)*的(?:[，,：:]|不予?批|不予|一律)"
)
_WHO_IN_SUCH_A_CASE = re.compile(
    "^[、，]?(?:且|或者?|并且)[^，。；、\\d]{2,16}的"
)  # 低于5000元、且有大额支出的家庭
_SETS_OFF = re.compile("^(?:即|就|便)?(?:启动|触发|预警|亮[红黄橙])")  # 超过1万元即启动核查
_OF_THE_REST = re.compile(
    "^(?:以[上下])?的?部分|^(?:以[上下])?的(?:救助|赔付?|补助|补贴|报销|奖励?)\\d"
)  # 超过1万元的部分，再由防贫保险赔付


_OF_THAT_MANY = re.compile("(?:以上|以下)的(?!基础|水平|规模|目标|大关)")


def _is_a_case(number: Number, head: str, tail: str) -> bool:
    """Return whether a bound says in which case something happens (自付超过5000元的，进入大病保险)."""
    if number.kind == "money" and _OF_THE_REST.match(tail):
        return True
    beyond = BEYOND.search(head) is not None
    if beyond and _SETS_OFF.match(tail):
        return True
    return (beyond or tail.startswith("以")) and (
        _SUCH_A_CASE.match(tail) is not None or (beyond and _WHO_IN_SUCH_A_CASE.match(tail) is not None)
    )


def is_threshold(number: Number, head: str, tail: str) -> bool:
    """Return whether a number only sets a class apart (50万元以上的, 万人安置区).

    Parameters
    ----------
    number
        A number.
    head, tail
        What stands before and behind it in its sentence.
    """
    if _A_MARK.match(tail):
        return False  # 跨过万亿元台阶
    bound = tail.startswith("以")  # 以上, 以下, 以内
    classed = (bound or tail.startswith("期")) and _CLASSED.match(tail)
    if classed and number.kind in ("money", "count", "measure", "duration"):
        return True  # 人均纯收入1万元以下、有劳动能力的6218户
    if number.kind in ("money", "measure", "count") and tail[:1] == "级" and tail[1:2] not in ("", "别"):
        return True  # 千亿元级产业集群, 万吨级航道
    if bound and (number.kind == "measure" or number.unit in ("人", "户")) and _OF_THAT_SIZE.match(tail):
        return number.unit != "级"
    if number.kind == "duration" and (
        _AT_LONGEST.search(head) or (_SPARED.search(head) and _IS_SPARED.match(tail))
    ):
        return True
    if number.unit in ("米", "公里") and head.endswith("海拔") and re.match("以[上下]", tail):
        return True
    if number.kind not in ("multiple", "points", "frequency") and (
        _sets_a_class(head, tail) or _is_a_case(number, head, tail)
    ):
        return True
    if _LINKED.search(head) and not (bound and _OF_THAT_MANY.match(tail)):
        return False
    if _BARE_SCALE.fullmatch(
        number.surface[: -len(number.unit)]
        if number.unit and number.surface.endswith(number.unit)
        else number.surface
    ):
        noun = re.match(r"^(?:以上|以下|以内)?的?[\u4e00-\u9fff]", tail)
        return number.kind != "duration" and bool(noun) and number.low >= 100
    if bound and number.kind in ("money", "count", "measure", "duration") and _BOUNDED.match(tail):
        return (
            (number.kind == "money" and not re.match(r"^(?:以上|以下)(?:增|就|收|,|，)", tail))
            or tail[2:3] == "的"
            or tail.startswith("以下")
        )
    return False
