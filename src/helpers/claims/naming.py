"""Naming: the phrase for a number of each kind, from the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable

from helpers.claims.around import Around
from helpers.claims.clauses import Number
from helpers.claims.counted import ends_in_people
from helpers.claims.counts import AVERAGE, class_name, count_name
from helpers.claims.durations import duration_name
from helpers.claims.money import money_name
from helpers.claims.parts import share_name
from helpers.claims.phrases import noun_phrase, object_of
from helpers.claims.wording import (
    CHANGE_ONLY,
    COMPARED,
    HAN,
    MAKE_ONLY,
    bare_name,
    clean,
    is_class,
    last_clause,
    strip_lead,
)
from helpers.wordclass import words_of

_BARE_MEASURE = re.compile(
    r"^(?:实现)?(?:总|累计|年|日)?(?:产值|收益|产量|面积|投资|总投资|成交额|成交量|余额|价值|收入|支出|销售额|销售收入|销量|"
    r"金额|资金|规模|长度|人数|总产|单产|均价|价格|装机|涉款|效益|利润|税收|出栏|存栏)$"
)


_OF_A_RATE = re.compile(r"^(?:增速|增幅|涨幅|降幅|占比|比重|水平)(?:分别)?(?:比|较|高于|低于|快于|高出|超过)")


def name_number(number: Number, around: Around, text: str) -> None:
    """Give a number its indicator.

    Parameters
    ----------
    number
        A number of a sentence.
    around
        The words around it.
    text
        The sentence with its places and times blanked.
    """
    pre = around.pre
    reader = class_name if is_class(number, text) else _READERS.get(number.kind, count_name)
    changed = "" if reader is class_name or number.unit == "岁" else _changed(around, number.kind)
    if changed:
        number.indicator, number.core, number.how = changed, around.core, "change of what was named before"
        return
    number.indicator, number.how, number.core = reader(number, around)
    if number.kind == "money" and not _GROWTH.search(around.before):
        number.indicator = _GROWTH.sub("", number.indicator)  # 收入年均增长9%以上，2025年突破1万元
    if (
        reader is not class_name
        and _BARE_MEASURE.match(around.before)
        and number.how != "what is spent on"
        and (topic := around.topic)
        and around.before not in topic
    ):
        number.indicator, number.core = topic + around.before, ""
    if len(number.indicator) <= 2 and not around.core and (lead := _clause_before(text, pre, number)):
        number.indicator = lead + number.indicator
    if not number.indicator and (match := re.match(r"[！!]\s*这(?:就)?是([^。]*)", text[number.end :])):
        parts = [clean(part) for part in re.split("[，,]", match[1])]
        number.indicator, number.how = (
            next((part for part in parts if len(part) > 3), ""),
            "said in the next sentence",
        )
    if not number.indicator and not around.core:
        clause = last_clause(text[: number.start - len(pre)])
        number.indicator = number.core = object_of(clause) if len(clause) < 40 else ""
        number.how = "object of the clause before"
    if not number.indicator:
        number.indicator, number.how = (
            (around.core, "carried over")
            if around.core
            else (around.before or around.behind or around.post[:10], "nearest words")
        )


_NO_NAME = re.compile(
    r"^(?:据|经|是|为|属|成|位于|地处)|方面|期间|\d|记者|介绍|表示|坦言|指出|强调|透露|说$|日电|消息"
)


def _clause_before(text: str, pre: str, number: Number) -> str:
    """Return the short clause before that of a number whose own clause says too little."""
    said = clean(last_clause(text[: number.start - len(pre)]))
    phrase = strip_lead(said)
    return phrase if 2 < len(phrase) <= 6 and not _NO_NAME.search(said) else ""


_GROWTH = re.compile(
    "(?<=[\u4e00-\u9fff]{2}[入值额量积资金数])(?:年均|年平均|同比|平均)?(?:增长|增速|增幅|下降|降幅)(?:率|幅度|目标)?要?$"
)
_SEASON = re.compile(
    "((?:销售|采摘|旅游|用工|生产)?(?:[高顶]峰|[旺淡]季)期?)时?(?:也|则|可|能|还)*"
)  # 日均发货20万单，高峰期达到36万单


def _changed(around: Around, kind: str) -> str:
    """Return the thing named before with its change (… 增长, … 比全省高, … 占), '' when there is none."""
    before, core = around.before, around.core
    if not core or not before:
        return ""
    if season := _SEASON.fullmatch(before):
        return season[1] + core
    if before in ("比", "较"):  # the value that another is compared with
        return core
    if CHANGE_ONLY.match(before):
        return core + re.sub(r"^(?:与|相比|相较于?|对比|比|较|分别|预计|同比|同期|也|均|则)+", "", before)
    if COMPARED.match(before) and around.before[-1:] not in "率入值量额数":
        return core + before.removeprefix("分别")
    if before.endswith("差距") and core.endswith(("收入", "水平")) and re.search("[与同和]", around.pre):
        return core + "差距"  # 人均可支配收入1万元，与全省的差距缩小到2000元
    if before in core and AVERAGE.match(before):
        return core
    if kind == "percent" and _GETS.fullmatch(before):
        return core + before
    if kind == "percent" and _FULFILLED.match(before):
        return core + "完成" + re.sub("^(?:已?完成|为|占)", "", before)
    if before.startswith("占") and not before.startswith("占地") and len(before) < 16:
        return core + before
    if _OF_A_RATE.match(before) and before[:2] not in core:
        return core + before
    if AVERAGE.fullmatch(before) and kind in ("count", "measure") and around.behind and not around.linked:
        return before + around.behind  # 人均不到半亩田
    if (
        AVERAGE.match(before)
        and len(before) <= (8 if kind in ("money", "percent") else 4)  # 户均年停水时间 has a name of its own
        and not core.endswith(before)
        and not (core.endswith(before[2:]) and before[2:] in _SAME_AGAIN)
        and not _own_income(before, core)
    ):
        return before if _OF_ANOTHER.search(core) else _who_did(core) + before
    return ""


def _who_did(core: str) -> str:
    """Return those who did something without what they did (1300名群众当上护林员，人均增收7000元)."""
    people = noun_phrase(core)
    rest = core[len(people) :]
    verb = bool(rest) and words_of(rest)[0][1] in ("v", "t", "p")
    return people if verb and ends_in_people(people) else core


# 石山面积占总面积的八成，人均耕地1亩; 医疗费用超过5000元、人均收入低于6000元: two measures of their own.
_OF_ANOTHER = re.compile("占|(?:费用?|支出|面积|租金|产值|亩产|成本|价格)$")
_BEFORE_NOW = re.compile(
    r"(?:提升|提高|增长|扩大|增加|是|为|达)?[到至]?(?:原来|以前|过去|之前|从前|当初|上年|同期|[^，]{0,4}前)$"
)


_GETS = re.compile(
    "(?:企业|公司|村?集体|合作社|[农大贫困脱贫]+户|[村农]民|社员|群众|村里?|基地)各?(?:拿|得|分|留|享|占|出|承担)"
)
_SAME_AGAIN = ("收入", "产值", "效益", "收益", "利润")  # 一亩地收入800元，改种金银花后，亩均收入5000元
# 完成年度任务的106%, 为计划的98%, 完成66%
_FULFILLED = re.compile(
    "(?:已?完成|为|占)?(?:全年|年度|年初|年|总|既定|预期|下达|计划|目标)*(?:任务|目标|计划|预算|指标)(?:任务|总?数|量)?$|完成$"
)
# 产值比去年同期翻了一番, 产量是上年的两倍
_THAN_THEN = re.compile("(?:(?:相|同)?比|较|相当于|是|为)[^，]{0,6}$")


def _own_income(before: str, core: str) -> bool:
    """Return whether 人均可支配收入 is a figure of its own beside another income."""
    whole = len(before) >= 5 and before.endswith(("收入", "生产总值"))
    return whole and not re.search("(?:人口|户|群众|劳动力|对象|居民|农民|村民|职工|社员)$", core)


def _frequency(number: Number, around: Around) -> tuple[str, str, str]:
    post = re.split("[、和]", re.sub(r"^[的次遍]+", "", around.post))[0]
    inner = re.sub(
        rf"[^{HAN}]|每|周[一二三四五六日天末]|月|周|日|天|年|季度|(?:上午|下午|晚上)|至少|次|遍(?!访)|趟|回(?!访)|场|轮|"
        r"[一二三四五六七八九十两半双旬隔]|不少于|以上|就?有|要|开展|进行",
        "",
        number.surface,
    )
    verb = post[:4] if not inner else post if len(post) <= 8 else ""
    before = re.sub("^[^，]{2,6}期间$", "", bare_name(around.before).rsplit("、", 1)[-1])
    return before + inner + verb, "around", around.core


def _multiple(number: Number, around: Around) -> tuple[str, str, str]:
    before = bare_name(around.before)
    if number.surface.endswith(("倍", "番")):
        before = _THAN_THEN.sub("", before)
    if len(own := _BEFORE_NOW.sub("", before)) >= 2 and own != before:
        return own, "before", own
    if around.core and re.search("[之以从]?前$|原来|同期|上年|当初|过去|平均|以往", before):
        return around.core, "carried over", around.core
    if len(before) >= 2 and not MAKE_ONLY.match(before) and words_of(before)[-1][1] != "d":
        return before, "before", before
    return around.core or around.behind, "before", around.core


_READERS: dict[str, Callable[[Number, Around], tuple[str, str, str]]] = {
    "count": count_name,
    "measure": count_name,
    "money": money_name,
    "percent": share_name,
    "points": share_name,
    "duration": duration_name,
    "frequency": _frequency,
    "multiple": _multiple,
}
