"""Naming: the phrase for a number of each kind, from the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable

from helpers.claims.around import MEASURE_TAIL, Around
from helpers.claims.behind import NO_PREDICATE, TAIL, noun_behind
from helpers.claims.clauses import Number
from helpers.claims.durations import duration_name
from helpers.claims.money import OWN_MEASURE, money_name
from helpers.claims.phrases import noun_phrase, object_of
from helpers.claims.wording import (
    ACT_ONLY,
    AFTER_HEAD,
    CHANGE_ONLY,
    CHANGE_TAIL,
    COMPARED,
    HAN,
    MAKE_ONLY,
    PLACE_HEAD,
    SUBJECT_HEAD,
    WORDS,
    bare_name,
    clean,
    is_class,
    strip_lead,
)
from helpers.resources import alternation
from helpers.wordclass import words_of

_KEEP_END = re.compile(
    rf"(?P<verb>{alternation(WORDS['keep'])})了?(?:周边|下游|上游|流域|区域内|辖区|当地|附近|本地|沿线|[东西中]部(?:地区)?|脱贫地区|欠发达地区)?$"
)


# 全村216户820人; 村里591户
_ALL_OF = re.compile(
    "(?:(?P<all>全[省市州区县乡镇村盟旗组])|[村镇乡]里|这里|[该本我][村镇乡组]|(?:我们|该|这个|全)?(?P<where>社区|小区|安置[点区]|新区|寨子|屯))?(?:里)?(?:共|现|总共|一共|现有|共有|有)*"
)
# 近1亿人脱贫的奇迹
_FATE_OF = re.compile(rf"^({alternation([w for w in WORDS['tail'] if len(w) == 2])})的")
_LENGTHS = ("公里", "千米", "米", "里")
_DIVISIONS = tuple("市县省州乡镇村旗")
_HOMES = re.compile("^人家(?:的([\u4e00-\u9fff]{2,6}))?$")
_FAR_OFF = re.compile("^(?:以|之)?[外远]的([\u4e00-\u9fff]{2,10})")
# 50部作品获得国家大奖, 9个学科进入前千分之一
_HONOURED = re.compile("(?:均|都|全部|新)?(?:获|荣获|入选|入围|列入|进入|跻身|上榜|通过|达到)(?!得感)")
# People, households and units of government; firms only without another word, as 制茶企业 is a class of its own.
_COUNTED = re.compile(
    "(?:人口|群众|劳动力|对象|居民|农民|村民|牧民|学生|儿童|妇女|老人|党员|干部|职工|员|人|者|民|户|村|县|乡|镇|市|州|旗|盟|省|社区|家庭|^(?:企业|合作社|单位|机构|学校))$"
)
_GENERIC = frozenset(WORDS["generic"])
_LEVEL_ONLY = re.compile(r"^(?:国家|省|市|县|区|乡镇?|村)级$")
_LEVEL_HEAD = re.compile(r"^(?:国家|省|市|县|区|乡镇?|村)级")
_HAS = re.compile(rf"^(?P<who>[{HAN}]{{2,6}}?)(?:便|就|共|现|已|总共|总计)*(?:有|设有|拥有|建有|下辖|辖)$")
_BARE_MEASURE = re.compile(
    r"^(?:实现)?(?:总|累计|年|日)?(?:产值|收益|产量|面积|投资|总投资|成交额|成交量|余额|价值|收入|支出|销售额|销售收入|销量|"
    r"金额|资金|规模|长度|人数|总产|单产|均价|价格|装机|涉款|效益|利润|税收|出栏|存栏)$"
)
_GOAL = re.compile(r"^的?(?:年度|全年|预期|预定|规划|约束性)*(?:目标|任务)")
_OF_A_RATE = re.compile(r"^(?:增速|增幅|涨幅|降幅|占比|比重|水平)(?:分别)?(?:比|较|高于|低于|快于|高出|超过)")
_AVERAGE = re.compile(r"^(?:人均|户均|年均|月均|亩均|社均|村均|日均|次均|单产|单价)")


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
    reader = _class_phrase if is_class(number, text) else _READERS.get(number.kind, _count)
    changed = "" if reader is _class_phrase else _changed(around)
    if changed and number.kind != "duration":
        number.indicator, number.core, number.how = changed, around.core, "change of what was named before"
        return
    if (
        number.kind == "duration"
        and (quote := re.search(r"[“「『\"]([^“”「」『』\"]{2,12})[”」』\"](?:计划)?$", pre.strip()))
        and around.behind
    ):
        number.indicator, number.how = (
            quote[1] + noun_behind(re.split(r"[“「《(（]", around.behind)[0])[:8],
            "quote and noun behind",
        )
        return
    if number.kind == "duration" and reader is not _class_phrase:
        number.indicator, number.how, number.core = duration_name(number, around, changed)
    else:
        number.indicator, number.how, number.core = reader(number, around)
    if (
        reader is not _class_phrase
        and around.topic
        and _BARE_MEASURE.match(around.before)
        and around.before not in around.topic
    ):
        number.indicator, number.core = around.topic + around.before, ""
    if len(number.indicator) <= 2 and not around.core and (lead := _clause_before(text, pre, number)):
        number.indicator = lead + number.indicator
    if not number.indicator and (match := re.match(r"[！!]\s*这(?:就)?是([^。]*)", text[number.end :])):
        parts = [clean(part) for part in re.split("[，,]", match[1])]
        number.indicator, number.how = (
            next((part for part in parts if len(part) > 3), ""),
            "said in the next sentence",
        )
    if not number.indicator and not around.core:
        clauses = re.split(r"[，,；;。：:（）()]", text[: number.start - len(pre)].rstrip("，,"))
        number.indicator = number.core = object_of(clauses[-1]) if clauses and len(clauses[-1]) < 40 else ""
        number.how = "object of the clause before"
    if not number.indicator:
        number.indicator, number.how = (
            (around.core, "carried over")
            if around.core
            else (around.before or around.behind or around.post[:10], "nearest words")
        )


_NO_NAME = re.compile(r"^(?:是|为|属|成|位于|地处)|方面|期间|\d|记者|介绍|表示|说$|日电|消息")


def _clause_before(text: str, pre: str, number: Number) -> str:
    """Return the short clause before that of a number whose own clause says too little."""
    clauses = re.split(r"[，,；;。：:（）()]", text[: number.start - len(pre)].rstrip("，,"))
    said = clean(clauses[-1]) if clauses else ""
    phrase = strip_lead(said)
    return phrase if 2 < len(phrase) <= 6 and not _NO_NAME.search(said) else ""


def _changed(around: Around) -> str:
    """Return the thing named before with its change (… 增长, … 比全省高, … 占), '' when there is none."""
    before, core = around.before, around.core
    if not core or not before:
        return ""
    if CHANGE_ONLY.match(before):
        return core + re.sub(r"^(?:比|较|分别|预计|同比|也|均|则)+", "", before)
    if COMPARED.match(before) and around.before[-1:] not in "率入值量额数":
        return core + before.removeprefix("分别")
    if before in core and _AVERAGE.match(before):
        return core
    if before.startswith("占") and not before.startswith("占地") and len(before) < 16:
        return core + before
    if _OF_A_RATE.match(before) and before[:2] not in core:
        return core + before
    if (
        _AVERAGE.match(before)
        and len(before) <= 8
        and not core.endswith(before)
        and not _own_income(before, core)
    ):
        return core + before
    return ""


_BEFORE_NOW = re.compile(
    r"(?:提升|提高|增长|扩大|增加|是|为|达)?[到至]?(?:原来|以前|过去|之前|从前|当初|上年|同期|[^，]{0,4}前)$"
)


def _own_income(before: str, core: str) -> bool:
    """Return whether 人均可支配收入 is a figure of its own beside another income."""
    whole = len(before) >= 5 and before.endswith(("收入", "生产总值"))
    return whole and not re.search("(?:人口|户|群众|劳动力|对象|居民|农民|村民|职工|社员)$", core)


_SIZE_OF = {("项目", "工程"): "投资", ("产业", "集群", "市场", "园区"): "规模", ("企业", "公司"): "产值"}


def _class_phrase(number: Number, around: Around) -> tuple[str, str, str]:
    post = AFTER_HEAD.sub("", around.post)
    head = PLACE_HEAD.match(post)
    noun = head.group() if head else around.behind or post[:8]
    tail = {"人": "人口", "元": "收入"}.get(number.unit, "")
    if number.unit == "元":
        tail = next((word for heads, word in _SIZE_OF.items() if noun.endswith(heads)), tail)
    if number.unit == "元" and OWN_MEASURE.search(around.before):
        return around.before, "before", around.core
    if number.unit == "元" and around.income:
        return around.income, "carried over", around.core
    return noun + tail, "size class", around.core or noun


def _count(number: Number, around: Around) -> tuple[str, str, str]:
    before, behind, core = around.before, around.behind, around.core
    if core and len(before) == 1 and before in "长宽高厚深重":
        return core.rstrip("长宽高厚深重") + before, "dimension of what was named before", core
    if (said := _said_to_be(around)) and (not before or MAKE_ONLY.match(before)):
        return said, "said behind", core
    if _LEVEL_ONLY.match(before) and core and not behind:
        return before + _LEVEL_HEAD.sub("", core), "carried over", core
    if behind.endswith("率") and before:
        behind = ""
    if number.unit == "口" and re.search("[一全][家户]$", around.lead):
        return "家庭人口", "people of a household", core
    if number.unit in ("口", "人", "名", "位") and (people := _PEOPLE.match(around.post)):
        behind = "人口" if not before else people.group()
    if core and (goal := _GOAL.match(around.post)) and not before:
        return core + goal.group().lstrip("的"), "goal of what was named before", core
    if number.unit in ("户", "人", "名") and (fate := _FATE_OF.match(around.post)) and not before:
        return fate[1] + "人口", "what became of people", ""
    if number.unit in _LENGTHS and behind and around.linked and before.startswith("距"):
        return behind + before, "how far off", ""
    if number.kind == "measure" and (far := _FAR_OFF.match(around.post)):
        return (noun_phrase(far[1]) or far[1]) + "距离", "how far off", ""
    if number.surface[-1:] in _DIVISIONS and number.surface[-2:-1] != "个":
        return (bare_name(before) if len(before) <= 10 else "") + number.surface[-1], "in its own unit", core
    if said := _said_of_those(number, around):
        return said, "those behind and what is said of them", behind
    if behind:
        if (verb := _KEEP_END.search(before)) and len(before) <= 14:
            return bare_name(before[: verb.end()]) + behind, "verb and noun behind", behind
        if len(behind) == 1 and before and len(bare_name(before)) <= 6 and not MAKE_ONLY.match(before):
            return bare_name(before) + behind, "around and behind", behind
        if TAIL.fullmatch(behind) and re.search("(?:..户|人口|群众|劳动力|对象|农民|村民|居民)$", before):
            return bare_name(before) + behind, "around and behind", ""
        if behind in _GENERIC and before and not MAKE_ONLY.match(before) and len(before) <= 22:
            return bare_name(before) + behind, "around and behind", behind
        if (
            (has := _HAS.match(around.lead))
            and len(behind) <= 3
            and has["who"][-1] not in "其中还另只没约均各上内里中"
        ):
            return has["who"] + behind, "owner and noun behind", behind
        return behind, "behind", behind
    if number.unit == "户" and (home := _HOMES.match(around.post)):
        return (home[1] or "") + "户数", "all who live there", ""
    if named := _all_who_live_there(number, around):
        return named, "all who live there", named
    if before and not MAKE_ONLY.match(before):
        if ACT_ONLY.match(before):
            return _act(number, around)
        return bare_name(before), "before", ""
    if did := _what_they_did(number, around):
        return did, "what they did", did
    if core:
        return core, "carried over", core
    post = AFTER_HEAD.sub("", around.post)
    return (post[:12], "behind", post[:12]) if post else ("", "", "")


_PEOPLE = re.compile("人(?![才员口工民大物均次士家行选身事体群])")


# 238户群众搬进了集镇安置小区, 已为86户监测户安排了岗位: nothing but the predicate tells which of them are counted.
_OF_THOSE = re.compile(
    r"^(?:.*的|(?:.*[，,])?(?:目前|现在|如今)?(?:已经?|现|共|另|还|累计)*(?:[\u4e00-\u9fff]{0,8}[为给对])?[把将让使有]?(?:近|约|超过?)?)$"
)
_PREDICATE = re.compile(
    r"^(?:已经?|均|都|全部|也|就|又|还|正在?|陆续|先后|相继|纷纷|可以|能够?|将|第一次|首次)*(?P<said>[\u4e00-\u9fff“”]{2,18}?)"
    r"(?:在(?:这里|此)|了|起来)?$"
)


def _said_of_those(number: Number, around: Around) -> str:
    """Return people, households or units with the whole predicate that tells which of them are counted."""
    if not around.behind or not around.whole or not _OF_THOSE.match(SUBJECT_HEAD.sub("", around.lead)):
        return ""
    noun = noun_phrase(around.post[:24]) or around.behind
    said = around.post.removeprefix(noun)
    if not 1 <= len(noun) <= 6 or not (
        _COUNTED.search(noun) or (number.kind == "count" and _HONOURED.match(said))
    ):
        return ""
    match = _PREDICATE.match(said)
    if not match or NO_PREDICATE.match(match["said"]) or match["said"].startswith(("跟", "随")):
        return ""
    if (fate := TAIL.match(match["said"])) and len(fate["verb"]) <= 2:
        return ""  # 贫困人口全部脱贫: the verb is part of the name behind
    if words_of(match["said"])[0][1] not in ("v", "a") and not match["said"].startswith(("通过", "对", "向")):
        return ""
    return noun + re.sub("(?<=[\u4e00-\u9fff])[了着](?=[\u4e00-\u9fff])", "", match["said"])


def _what_they_did(number: Number, around: Around) -> str:
    """Return what people of whom no word tells did (820人在家门口上班, 近2000万人喝上了放心水), '' if nothing."""
    if number.unit not in ("户", "人", "名") or not around.whole or len(around.post) < 4:
        return ""
    match = _PREDICATE.match(around.post)
    if not match or NO_PREDICATE.match(around.post) or around.post[0] in "像跟同如和":
        return ""
    if words_of(match["said"])[0][1] not in ("v", "p", "a"):
        return ""
    return re.sub("(?<=[\u4e00-\u9fff])[了着](?=[\u4e00-\u9fff])", "", match["said"])


def _all_who_live_there(number: Number, around: Around) -> str:
    """Return 总户数, 户数 or 总人口 where only a place is said to have them (全村216户820人), '' elsewhere."""
    if around.post or number.unit not in ("户", "人") or not (whole := _ALL_OF.fullmatch(clean(around.pre))):
        return ""
    if not whole.group() and not around.placed:
        return ""
    if whole["where"]:
        return whole["where"] + ("总人口" if number.unit == "人" else "总户数")
    return "总人口" if number.unit == "人" else "总户数" if whole["all"] or around.placed else "户数"


def _said_to_be(around: Around) -> str:
    """Return what some of a total are said to be (其中6万人为现役军人)."""
    match = re.match(r"^(?:均|都|全)?[为是](?=[\u4e00-\u9fff]{2})", around.post)
    return noun_behind(around.post[match.end() :]) if match and not around.behind else ""


def _act(number: Number, around: Around) -> tuple[str, str, str]:
    """Name a number that has only a verb before it (带动3万人次就业, 搬迁安置27293户)."""
    before, post = around.before, AFTER_HEAD.sub("", around.post)
    if _AVERAGE.match(post) or (not post and len(before) < 4):
        who = {"户": "农户", "人": "群众"}.get(number.unit, "") if _KEEP_END.search(before) else ""
        who = "人口" if who and before.endswith(("搬迁", "安置")) else who
        if who and not around.core:
            return before + who, "verb and what its unit says", ""
    elif post and len(post) <= 8:
        return before + post, "verb and words behind", ""
    if len(before) >= 4 or not around.core:
        return before, "before", ""
    core = MEASURE_TAIL.sub("", around.core) or around.core
    return core + before, "carried over", core


def _share(number: Number, around: Around) -> tuple[str, str, str]:
    before, behind, core = around.before, around.behind, around.core
    if (used := _USED.match(around.post)) and (before or core) and len(before or core) <= 28:
        whole = bare_name(before) or core
        return whole + used["use"], "around and behind", whole
    if (not before or MAKE_ONLY.match(before)) and (said := _said_of_part(around)):
        return said, "around and behind", ""
    if behind and (
        around.linked
        or not before
        or ACT_ONLY.match(before)
        or MAKE_ONLY.match(before)
        or around.post.startswith("以上")
    ):
        head = "" if MAKE_ONLY.match(before) and not _KEEP_END.search(before) else bare_name(before)
        return head + behind, "around and behind", ""
    if before:
        plain = bare_name(before)
        if (
            len(plain) <= 3
            and plain.endswith("率")
            and core
            and not core.endswith("率")
            and around.near
            and plain[:-1] in core
        ):
            return core[: core.index(plain[:-1])] + plain, "rate of what was named before", core
        if (
            len(plain) <= 3
            and plain.endswith("率")
            and core
            and not core.endswith("率")
            and around.near
            and plain[:2] not in core
        ):
            return core + plain, "rate of what was named before", core
        if plain.startswith(("以上的", "以下的")) or re.match(r"^(?:以上|以下)", plain):
            return core + plain, "share of what was named before", core
        if core and re.match(r"^[\d.百千万亿一二三四五六七八九十两]+\S{1,3}以[上下]", plain):
            return core + plain, "share of what was named before", core
        tail = CHANGE_TAIL.search(plain)
        return plain, "before", plain[: tail.start()] if tail and tail.start() > 2 else ""
    return (
        (behind, "behind", "")
        if behind
        else (did, "what a part did", "")
        if (did := _did(around.post))
        else (core, "carried over", core)
        if core
        else (around.post[:12], "behind", "")
    )


_USED = re.compile(
    r"^(?:以上|左右)?(?:都|均|要|将|应当?|必须|主要|全部)*"
    r"(?P<use>(?:作为|用于|用来|用在|归|留作|投入|投向|返还|分给|上缴)[\u4e00-\u9fff]{1,20})$"
)
_DID = re.compile("^(?:以[上下]|左右)?(?:都|均|已经?)*([\u4e00-\u9fff]{3,14})$")
_PART = re.compile(r"^(?:以上|左右)?的?(?P<said>[\u4e00-\u9fff“”、]{3,26})$")


def _did(post: str) -> str:
    """Return what a part of those named before did (七成以上从事旅游业), as a share."""
    match = _DID.match(post)
    return match[1] + "占比" if match and words_of(match[1])[0][1] == "v" else ""


def _said_of_part(around: Around) -> str:
    """Return the whole of what is said of a part (90%的村环境达到标准, 10%作为管理费)."""
    if around.rest and around.rest != around.post.rstrip("。，；"):
        return ""
    if used := _USED.match(around.post):
        return used["use"]
    match = _PART.match(around.post)
    if not match or not around.behind or len(around.behind) >= len(match["said"]):
        return ""
    return re.sub(r"(?<=[\u4e00-\u9fff])(?:已经?|均|都|全部|了)(?=[\u4e00-\u9fff])", "", match["said"])


def _frequency(number: Number, around: Around) -> tuple[str, str, str]:
    verb = re.sub(r"^[的次遍]+", "", around.post)[:4]
    inner = re.sub(
        rf"[^{HAN}]|每|月|周|日|天|年|季度|至少|次|遍(?!访)|趟|回(?!访)|一|双|旬|不少于|以上|两|半|开展|进行",
        "",
        number.surface,
    )
    return bare_name(around.before) + (inner or verb), "around", around.core


def _multiple(number: Number, around: Around) -> tuple[str, str, str]:
    before = bare_name(around.before)
    if len(own := _BEFORE_NOW.sub("", before)) >= 2 and own != before:
        return own, "before", own
    if around.core and re.search("[之以从]?前$|原来|同期|上年|当初|过去|平均|以往", before):
        return around.core, "carried over", around.core
    if len(before) > 2:
        return before, "before", before
    return around.core or around.behind, "before", around.core


_READERS: dict[str, Callable[[Number, Around], tuple[str, str, str]]] = {
    "count": _count,
    "measure": _count,
    "money": money_name,
    "percent": _share,
    "points": _share,
    "frequency": _frequency,
    "multiple": _multiple,
}
