"""Wording: the words that stand about a number, cleaned and cut down to a name."""

from __future__ import annotations

import re
from functools import lru_cache

from helpers.claims.clauses import Number
from helpers.patterns import quick
from helpers.resources import alternation, words_by_class
from helpers.wordclass import words_of

HAN = "\u4e00-\u9fffA-Za-z"


LONGEST = 28
WORDS = words_by_class("indicator_words.csv")
NOUNS = frozenset(
    {"增加值", "增速", "增幅", "降幅", "涨幅", "跌幅", "占比", "占比达", "增收", "多种", "拥有", "以及"}
)  # change and link words that are also nouns
CHANGE = alternation(WORDS["change"])
CHANGE_ONLY = re.compile(
    rf"^(?:同比|环比|名义|实际|年均|净|可比口径|按[^，]*计算|扣除价格因素|平均每年|每年平均|平均|与|相比|相较于?|对比|比|较|同|上年|去年|上月|同期|分别|"
    rf"预计|预期|的|自然|也|均|则|又|增速|再|共|累计|一年)*"
    rf"(?:{CHANGE})+(?:了|到|至|率|幅|幅度|水平|约|近|超)?$"
)
COMPARED = re.compile(
    rf"^(?:比|较|高于|低于|高出|快于|低出|超出)[^，]*$|^(?:分别)?(?:比|较)[^，]*(?:{CHANGE})$"
)
CHANGE_TAIL = quick(rf"(?:同比|比上年|环比|年均|名义|实际)*(?:{CHANGE})(?:了)?$")
ACT_ONLY = re.compile(
    rf"^(?:{alternation(WORDS['act'])}|了|其中|共|能|可|累计|共计|{alternation(WORDS['adverb'])})+$"
)
MAKE_ONLY = re.compile(rf"^(?:{alternation(WORDS['make'])}|了|着|过|{alternation(WORDS['adverb'])})*$")
_MAKE_HEAD = re.compile(rf"^(?:{alternation([w for w in WORDS['make'] if len(w) > 1])})了?(?=[{HAN}]{{3,}})")
SUBJECT_HEAD = re.compile(
    r"^(?:仅?[此这]一项|我们|咱们|他们|她们|们(?=[一-龥])|所(?=辖)|所在的|(?:这|那)[家座所支条片张间栋款](?=[一-龥]{2})|届时|整个|当中|其时|期间|这时|至此|据悉|得?知(?![识道名青情晓己])(?=[一-龥]{4})|记者(?:了解到|看到|发现|见到|获悉|见)?|其中|同时|此外|特别是|据统计|其(?!他|它|余)|"
    r"该[省市县区州乡镇村盟旗]?|在(?!校|职|册|建|岗|籍|营|编|读|外(?:务工|就业|打工|创业))|对(?!口|外|象|接)|向(?!日葵)|为(?!民)|将(?!军)|"
    r"把|全[国省市县区州乡镇村盟旗](?!性)|本[批次期轮]|我[国省市县区州]|本[省市县区乡镇村]|经(?!营|济|常|费)|通过|并|而|"
    r"且|则|与(?!会)|和(?!谐)|及|由|从(?!业|事)|以(?!工)|按照?|并且|以及|"
    r"[省市县区]委[^，]{0,6}政府|各地|各级|每[个名户人亩斤](?![地田园]?(?:预计|可|能|将))|上述|一批|一些|这些|有关)+"
)
AFTER_HEAD = re.compile(
    r"^(?:新台阶|新高|新水平|大关|关口|台阶|间|之间|以上|以下|以内|左右|上下|多(?![种样元])|余|之多|不等|之间|[长宽高深](?=的)|的|[)）”\"」]|\s)+"
)
PLACE_HEAD = re.compile(
    r"^[^区点园城村县乡镇场站厂校院]{0,9}?(?:社区|安置区|安置点|园区|区|点|园|城|村|县|乡|镇|企业|基地|产业|"
    r"工程|项目|人口|群众|对象|户|乡镇|牧场|养殖场|大户|集群|家庭|单位)"
)
_LINK_END = quick(
    rf"(?:{alternation([w for w in WORDS['link'] if w not in ('均', '近')])}|(?<![附邻临最远])近|"
    r"(?<![人户年日月亩平村社厂店镇县乡组班])均|\s)+$"
)
_LINKS = frozenset(WORDS["link"])
_NEAR = 4  # characters before a cut that are split into words
_OF_WORDS = frozenset("合与约计卖就共和都等及破")  # they end words that say what was done: 整合, 参与, 签约
_EACH_END = re.compile(r"每[人户亩]每[年月]$")
_BROUGHT_TO = re.compile("(?<=[收产投总金税][入值资额量收])(?:完成|实现)$")  # 财政收入完成8亿元
_ADVERB = re.compile(
    rf"^(?!基本(?:医疗|养老|公共|农田|民生|保险|生活|建设|医保)|全面小康|有效率|通过率|将军|各[地级类族项]|再生|再就业|均衡|都市|共[建富享同产]|只读|共同富裕|"
    rf"还[款贷债原]|达标|并网|约[束定谈])(?:{alternation(WORDS['adverb'])})"
)
_BARE_SIZE = re.compile("的?(?:年|总)?(?:产量|产值|面积|销量|销售额|产能|收入)")  # 番茄、黄瓜等年产量
# 投产后可带动, 全部建成后能
_OPENED = re.compile(
    "^(?:项目|工程|全部|全面|正式)*(?:建成|投产|投用|投入使用|投入运营|投运|达产|运营|完工|竣工|开业|开园|落地)+(?:运行|运营|使用)?[之以]?后(?:可以|能够|[还也]?[可能将])?(?=[\u4e00-\u9fff]{2})"
)
_INNER = quick(
    rf"(?<=[{HAN}])(?:已经(?![营济])|(?:已(?!婚|经)|(?<![人户年日月亩平村社厂店])均(?![衡价值])|全部|同比|分别|还(?![林草湖湿款贷田清])要?|仍)(?=[{HAN}]))"
)
_THAN = quick(
    rf"(?<=[{HAN}]{{2}})(?:相?(?<![同环])比|较)(?=(?:{CHANGE})$)|"
    rf"(?<=[{HAN}]{{2}})(?:可|均)?较(?!全|当地)[^，]{{1,6}}?(?=(?:{CHANGE})$)"
)
_THERE_IS = re.compile(
    r"^(?:现|共|还|尚|拥|仍|约|只)?有(?!效|机|轨|限|线|色|劳|意|经营|害|关|组织|偿|能力|望|"
    r"产)(?=[\u4e00-\u9fff]{2})"
)
_QUOTES = re.compile(r"[（()）“”\"「」『』‘’'\s■●▲◆\x00•·　—\-]+")
_ENUM = re.compile(r"^(?:[一二三四五六七八九十]+是|[（(]?[一二三四五六七八九十\d]+[)）、.])")
_PER_END = re.compile(
    r"(?:从|由|按|以|(?<=[准格价])为)?(?:每[亩斤个名户人天年月日吨台座时克头只升袋担箱件次张公里平方米立千瓦分钟]{1,3}|[一1](?:亩地|亩|斤|袋|头|年|天|月|季|学期))(?:从|由|为|约)?$"
)
_PER = re.compile(
    r"^每(?:一?[棵株穗粒]的?|公[里顷]|[平立]方米|千瓦时|个月|[亩斤个名户人天年月日公吨台座千瓦时克头只]{1,2})"
    r"(?:[地田园]?(?:预计|平均|大约|可以?|能够?|将|就|也|还)+(?:(?:为|给|帮助?|带动|促进)(?=[\u4e00-\u9fff]{2}))?|"
    r"[^增补均]{0,2}(?=增收|补|奖|收))?"
)
_WHITHER = re.compile("(?:到|在|赴|去|于|截?至|截止)\x00+(?=[\u4e00-\u9fff])(?!的)|[从由]\x00+的(?=每)")
_AT_FIRST = re.compile(
    r"(?<=[\u4e00-\u9fff]{4})(?:[由从][^，由从]{2,8}(?:之初|初期|之前|以前|前|时)|[由从](?:零|无))$"
)

_ECHO = re.compile("([\u4e00-\u9fff]{2,}?)\\1")
_CLAUSE_END = re.compile("[，,；;。：:！？!?（）()]")


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Return a phrase without quotes, blanks and the place and time words that were masked."""
    return _QUOTES.sub("", _WHITHER.sub("", text) if "\x00" in text else text)


def without_echo(phrase: str, text: str) -> str:
    """Return a phrase without a word that follows itself, if the text does not have it so (海拔平均海拔 stays, 海拔海拔 does not).

    Parameters
    ----------
    phrase
        What several words of a sentence were put together to.
    text
        The sentence.
    """
    return _ECHO.sub(lambda m: m[0] if m[0] in text else m[1], phrase)


@lru_cache(maxsize=4096)
def strip_link(text: str) -> str:
    """Return a phrase without the words that tie it to its number (达, 为, 降至 …)."""
    if text.endswith(("惠及", "涉及", "普及", "下达", "到达", "抵达", "送达", "传达", "直达", "发达")):
        return text
    text = _EACH_END.sub("", text)
    if (link := _LINK_END.search(text)) and text[link.start() - 1 : link.start()] not in ("不", "未"):
        text = text[: _end_of_word(text, link.start())]
    return _AT_FIRST.sub("", _BROUGHT_TO.sub("", text))


def _end_of_word(text: str, at: int) -> int:
    """Return where the word ends that a cut would divide (签约 before an amount is no 签 with 约); the cut itself where there is none."""
    start = max(at - _NEAR, 0)
    for word, kind in words_of(text[start:], guess=False) if at else ():
        end = start + len(word)
        if (
            start < at < end
            and word not in _LINKS
            and (word[-1] in _OF_WORDS or kind[0] in "nabst" or kind == "vn")
        ):
            return end
        start = end
    return at


def _begins_with_word(text: str) -> bool:
    """Return whether the first character of a phrase is no adverb but begins a word (现代农业, 现场, 近距离)."""
    word, kind = words_of(text[:6], guess=False)[0]
    of_word = kind[0] in "nats" or kind == "vn" or word[0] == "各"
    return (
        len(word) > 1 and of_word and not (word[0] in "共又" and kind == "n")
    )  # 共商 is a noun in the dictionary


@lru_cache(maxsize=4096)
def strip_lead(text: str) -> str:
    """Return a phrase without list markers and adverbs at its head."""
    before = None
    while before != text:
        before = text
        text = (
            _without_adverbs(_OPENED.sub("", _ENUM.sub("", text)))
            .removeprefix("基础上")
            .lstrip("、的等是，,；;）)！!")
        )
    return _INNER.sub("", _THAN.sub("", text))


def _without_adverbs(text: str) -> str:
    while (adverb := _ADVERB.match(text)) and not (adverb.end() == 1 and _begins_with_word(text)):
        text = text[adverb.end() :]
    return text


def last_clause(text: str) -> str:
    """Return the clause with which a text ends, without the comma behind it."""
    return _CLAUSE_END.split(text.rstrip("，,"))[-1]


def share_a_pair(one: str, other: str) -> bool:
    """Return whether two phrases have a pair of characters in common."""
    return any(one[j : j + 2] in other for j in range(len(one) - 1))


def shorten(text: str) -> str:
    """Return the tail of a long phrase that still reads as a name."""
    if len(text) <= LONGEST:
        return text
    tail = text[-LONGEST:]
    for mark in ("等", "的", "、"):
        if mark in tail[:-4]:
            return tail.split(mark, 1)[1]
    return tail


# 像安村这样的专业村已有57个
_LIKE_THIS = re.compile("^像[^，]{1,12}?(?:这样|那样|一样)的(?=[\u4e00-\u9fff]{3})")


def _without_whom(before: str) -> str:
    """Return words without those for whom something is done (为企业输送技工)."""
    words = words_of(before[1:13]) if before[:1] in ("为", "向", "给") else ()
    if len(words) > 2 and words[0][1].startswith("n") and words[1][1] == "v" and len(words[1][0]) > 1:
        return before[1 + len(words[0][0]) :]
    return before


@lru_cache(maxsize=4096)
def bare_name(before: str) -> str:
    """Return the words before a number as a name, without a verb that only brings it about."""
    if "等" in before[1:-2] and before[before.index("等", 1) + 1 : before.index("等", 1) + 2] not in (
        "级",
        "次",
        "学",
    ):
        last = before.rsplit("等", 1)[1]
        before = before if _BARE_SIZE.fullmatch(last) else last
    before = _without_whom(_LIKE_THIS.sub("", before) if before[:1] == "像" else before)
    before = _PER.sub("", strip_lead(SUBJECT_HEAD.sub("", before))).removeprefix("比").removeprefix("较")
    before = _THERE_IS.sub("", before)
    before = _PER_END.sub("", before) or before
    return _MAKE_HEAD.sub("", before) or before


def is_class(number: Number, text: str) -> bool:
    """Return whether a number is a size class in front of a noun (万人安置区, 1万元以下对象)."""
    if number.surface[:1] not in "上近十百千万亿":  # most numbers begin with a digit
        return False
    return bool(re.match(r"^[上近]?[十百千万亿]+(?:人|亩|户|元|吨|头|平方米)?$", number.surface)) and bool(
        re.match(
            r"^(?:以上|以下)?的?(?!大关|关口|台阶|目标|的?收入|规模)[\u4e00-\u9fff]",
            text[number.end : number.end + 4],
        )
    )
