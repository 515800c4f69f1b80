"""Around: the words around a number, and what was named before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from helpers.claims.behind import noun_behind
from helpers.claims.clauses import Number, Sentence
from helpers.claims.phrases import NOMINAL, noun_phrase
from helpers.claims.wording import (
    AFTER_HEAD,
    CHANGE,
    CHANGE_ONLY,
    COMPARED,
    LONGEST,
    PLACE_HEAD,
    SUBJECT_HEAD,
    WORDS,
    clean,
    is_class,
    shorten,
    strip_lead,
    strip_link,
)
from helpers.resources import alternation
from helpers.wordclass import words_of

_JUNK = re.compile(rf"^(?:{alternation(WORDS['junk'])})*$")


_SHARE_END = re.compile(
    "(?<!其)(?<!分别)占比(?:由|从|已|均|达到|达|为|超过|超|约|近|接近|不足|不到|高达|不低于|不少于|不超过|提高到|提升到|达到了)*$"
)
MEASURE_TAIL = re.compile(
    r"(?:总|累计|年|日)?(?:产值|产量|面积|投资|成交额|成交量|余额|价值|收入|收益|支出|销售额|销量|规模|长度|数量|总量|单产|亩产量?|价格|增加值|装机(?:容量|规模)?|发电量|吞吐量|年?出栏量?|存栏量?)(?:增长|下降|目标)?$"
)
_GROWN = re.compile(
    "^[\u4e00-\u9fff]{0,8}(?:养殖|种植|栽种|培育|出产)(?=[\u4e00-\u9fff]{2})|"
    "^(?:发展|种植|养殖|栽种|新植|收获|生产|出产|年?产(?=[\u4e00-\u9fff]{2})|新增|新建|扩种)+|(?<=[\u4e00-\u9fff]{2})(?:种植|养殖|播种|栽培)$"
)
LENGTHS = frozenset(["公里", "千米", "米", "里", "海里"])
GOODS = frozenset("头只羽尾株棵袋箱盆棒匹口")
_RATED = frozenset(["money", "percent", "points", "multiple"])
_ONCE_DONE = re.compile("[\u4e00-\u9fff]{2,8}(?:之|以)?(?:后|时)")  # 错峰上市后卖到1.2元: when, not what
# 从以往每亩3000株提高到今年平均5000株，部分地区甚至达到7000株: says nothing but how the numbers differ.
_FRAGMENT = re.compile(
    "(?=.*(?:[从由自往每]|平均|地区|地方|最[高低多少]))(?!.*(?:增加|扩大|扩展|增长|提[高升]|下降|降低|减少)$)"
    "(?:从|由|自|以?往|往年|过去|原来|原先|目前|现在|现时|如今|每[亩公顷]+|平均|提高|增加|扩大|扩展|增长|提升|下降|降低|减少|"
    "[至到]|甚至?|(?:部分|有的|个别|一些)(?:地区|地方)?|最[高低多少](?:的|处)?)+"
)
_THIS_NUMBER = re.compile(
    "^[这该](?:个|一|项|组)?(?:数据|数字?|比例|比率|指标|水平)(?:是|变成|变为|已|又|更|仅仅)*(?=$|[比较在为达高低超占增升降翻由从与相将预同还也则均只仅突]|有望|可)"
)
_MEASURE_HEAD = re.compile(
    r"(?:指数|率|收入|额|比例|比重|总量|产量|数量|销量|规模|价格|人数|面积|指标|增加值|总值|产值|投资|进度|收获|成交|"
    r"客流|车辆|旅客|单产|亩产|均价|增速|支出|存款|贷款|余额|房价)$"
)
_TREND = re.compile(
    r"(?:只增不减|有增无减|稳中有[升增进]|节节攀升|(?:再|屡|又)?创(?:下|出)?(?:历史|同期|历年|近年)?新高|水涨船高)$|(?:逐年|不断|持续|稳步|明显|显著|大幅|稳定|连年|进一步|快速|平稳)+(?:提高|提升|增长|上升|下降|降低|增加|扩大|减少|优化|改善)$|(?:提高|提升|增长|上升|下降|降低|增加|扩大|减少|优化|改善)(?:得|尤为|十分|非常|更为|更加|较为|最为|尤其)*(?:显著|明显|突出|迅速|较快)$"
)


# 产值超100亿元的产业集群180多个, 60岁以上老人120名: a number that only sets apart what the next counts.
_SETS_APART = re.compile(
    r"(?:(?:以上|以下|以内)的?|的)(?=[\u4e00-\u9fff]{2})(?!水平|目标)|(?:以上|以下|以内)[、且][^，]*的$|以上的$|(?!的|以[上下内])[\u4e00-\u9fff]{1,8}$"
)
_THRESHOLD = re.compile("(?:超过?|达到?|不足|不到|低于|高于|大于|小于|突破|满)(?:约|近)?$")


# 招聘人数从6人直接提升到10人: what stands between the two says only how they differ.
_FROM_HERE = re.compile("[从由][^，；从由]{0,8}$")
_RAISED = re.compile(
    rf"^(?:以[上下])?(?:直接|逐步|逐年|大幅|快速|迅速|一下子|一举|已经?|将|又)*(?:发展|拓展|拓宽|加宽|扩宽|抬高?|垫高|加高|增高|加深|挖深|壮大|延长|延伸|[调上下][高低调]|升|{CHANGE})(?:了)?[到至为成]"
)


@dataclass
class Spot:
    """Where a group of numbers stands in its sentence."""

    sentence: Sentence
    text: str  # the sentence with its places and times blanked
    group: list[Number]
    previous: list[Number]  # the group before
    following: list[Number]  # the group behind
    begin: int = field(init=False)  # of the clause of the first number
    end: int = field(init=False)  # of the clause of the last number
    told_to: int = field(init=False)  # of the words behind the group: the clause or the next number ends them
    read_from: int = field(init=False)  # where the group before ends, 0 if there is none
    same_clause: bool = field(init=False)  # an earlier number stands in the clause
    bracketed: bool = field(init=False)  # a bracket opens the clause

    def __post_init__(self) -> None:
        """Work out once what several rules ask."""
        self.begin = self.sentence.clause(self.group[0].start)[0]
        self.end = self.sentence.clause(self.group[-1].end - 1)[1]
        self.told_to = min(self.end, self.following[0].start if self.following else self.end)
        self.read_from = self.previous[-1].end if self.previous else 0
        self.same_clause = bool(self.previous) and self.read_from > self.begin
        self.bracketed = self.begin > 0 and self.text[self.begin - 1] in "（("


@dataclass  # not frozen, which would take three times as long to make
class Around:
    """The words around a group of numbers, cleaned, and what was named before it.

    What all kinds of numbers are named by is worked out once, what only some ask for when they do.
    """

    spot: Spot
    before: str
    behind: str
    post: str
    core: str
    linked: bool  # the words behind begin with 的
    lead: str  # the words before with those that tie them to the number
    pre: str  # the words before as they stand in the text
    subject: str  # the quantity that the clause before names
    clause: str  # the words behind to the end of the clause, with its other numbers

    @property
    def whole(self) -> bool:
        """Whether the words behind run to the end of the clause."""
        return self.spot.told_to == self.spot.end

    @property
    def same_clause(self) -> bool:
        """Whether an earlier number stands in the clause."""
        return self.spot.same_clause

    @property
    def near(self) -> bool:
        """Whether an earlier number stands close before."""
        return bool(self.spot.previous) and self.spot.group[0].start - self.spot.read_from < 16

    @property
    def counted_up(self) -> bool:
        """Whether 累计 stands before the number."""
        return "累计" in self.pre

    @property
    def placed(self) -> bool:
        """Whether a place word stands before the number in its clause."""
        begin, end = self.spot.begin, self.spot.group[0].start
        return any(begin <= p.start < end for p in self.spot.sentence.places)

    @property
    def told(self) -> str:
        """The sentence up to the clause of the number."""
        return self.spot.text[: self.spot.begin]

    @property
    def rest(self) -> str:
        """What stands behind the last number of the clause."""
        return _rest(self.spot).rstrip("。，；,;")

    @property
    def income(self) -> str:
        """The income that the sentence named last."""
        return _income_before(self.spot, self.core)

    @property
    def last(self) -> str:
        """The money that the sentence named last."""
        return next((n.indicator for n in reversed(self.spot.previous) if n.kind == "money"), "")

    @property
    def topic(self) -> str:
        """What is measured nearest before (果品 of 果品总面积)."""
        return _topic(self.spot)

    @property
    def beyond(self) -> str:
        """The two clauses behind that of the number, their numbers marked by _."""
        return _beyond(self.spot)


def look_around(spot: Spot, core: str) -> Around:
    """Return the words around a group of numbers.

    Parameters
    ----------
    spot
        Where the group stands.
    core
        What was named before.
    """
    pre = _words_before(spot)
    said, post = clean(pre), _words_behind(spot)
    subject = _subject_clause(spot.text, spot.read_from, spot.begin)
    bare = strip_lead(strip_link(said))
    if subject and (not bare or CHANGE_ONLY.match(bare) or COMPARED.match(bare) or _FRAGMENT.fullmatch(bare)):
        core = subject
    return Around(
        spot=spot,
        before=_named_before(spot, said, bare),
        behind=_named_behind(spot, said, clean(post)),
        post=clean(post),
        core=core,
        linked=post.lstrip().startswith("的"),
        lead=strip_lead(said),
        pre=pre,
        subject=subject,
        clause=clean(spot.text[spot.group[-1].end : spot.end]).rstrip("。，；,;"),
    )


def _beyond(spot: Spot) -> str:
    """Return two clauses behind a comma that follows a group directly, each of their numbers replaced by _."""
    last, sentence = spot.group[-1], spot.sentence
    if spot.text[last.end : last.end + 1] not in ("，", ","):
        return ""
    begin, end = sentence.clause(last.end + 1)
    end = sentence.clause(end)[1] if spot.text[end - 1] in "，," and end < len(spot.text) else end
    text, at = "", begin
    for number in sentence.numbers:
        if begin <= number.start < end:
            text, at = text + spot.text[at : number.start] + "_", number.end
    return clean(text + spot.text[at:end]).rstrip("。，；,;")


_MARKS = re.compile("[，,；;。：:（）()]")
_TO_WHOM = re.compile(r"^.*(?:向|为|给|对)(?=\x00+[^\x00]{2})")  # 向某地投入资金


def _words_before(spot: Spot) -> str:
    """Return the words of the clause between the number before and a group."""
    text, first = spot.text, spot.group[0]
    pre = text[max(spot.begin, spot.read_from) : first.start]
    if "\x00" in pre:
        pre = _TO_WHOM.sub("", pre)
    counted = first.kind in ("count", "measure") or pre.startswith(("以上", "以下", "以内"))
    if spot.same_clause and counted and _SETS_APART.match(pre) and (sized := _sized(spot)):
        return sized
    pre = pre[2:] if pre.startswith(("以上、", "以下、", "以内、")) else pre
    pre = "" if pre.endswith(("让", "使", "令")) else pre  # 公路让603个乡镇受益
    if spot.same_clause and spot.previous[-1].kind == "duration":
        pre = re.sub("^多(?:来|间)?", "", pre)  # 半年多走遍17个乡镇
    named = clean(pre).removesuffix("的")
    if spot.same_clause and named and first.kind == "count" and _names_only(spot.previous[-1], named):
        return ""  # 25个集中安置点5386户, 3个乡镇的10个村: the noun is that of the number before
    if spot.same_clause and "behind" in spot.previous[-1].how:
        last = r"^.*(?:、|和|及|以及|，)(?=.*$)" if "、" in pre else r"^.*(?:和|及|与)$"
        return re.sub(last, "", pre)
    if spot.bracketed and not clean(pre) and not spot.same_clause:
        outside = text[spot.read_from : spot.begin - 1].lstrip("）)")
        return re.split(r"[，,；;。、：:]|和", outside)[-1]
    return pre


def _sized(spot: Spot) -> str:
    """Return the words before a group from a threshold on that sets apart what is counted, '' if the number before is none."""
    size = spot.previous[-1]
    numbers = spot.sentence.numbers
    at = numbers.index(size)
    begin = max(spot.begin, numbers[at - 1].end if at else 0)
    head = spot.text[begin : size.start]
    limit = size.end + 2 if spot.text[size.end : size.end + 2] in ("以上", "以下", "以内") else size.end
    if size.kind == "count" and limit == size.end:
        return ""
    between = strip_link(spot.text[limit : spot.group[0].start].removeprefix("的"))
    if not between and not strip_lead(clean(head)):
        return ""
    if limit == size.end and (not _THRESHOLD.search(head) or noun_phrase(between) != between):
        return ""
    return spot.text[begin : spot.group[0].start]


def _names_only(number: Number, between: str) -> bool:
    """Return whether what stands between a count and the next number is only the noun of the count."""
    return number.kind == "count" and "behind" in number.how and number.indicator.endswith(between)


def _words_behind(spot: Spot) -> str:
    """Return the words between a group and the number behind it; a size class there belongs to them."""
    text, last = spot.text, spot.group[-1]
    if not spot.following or text[last.end : spot.told_to] or not is_class(spot.following[0], text):
        return text[last.end : spot.told_to].rstrip("，,；;。！？!?：:（(\n\r")
    size = spot.following[0]
    head = PLACE_HEAD.match(AFTER_HEAD.sub("", text[size.end : spot.end]))
    bound = "以上" if text[size.end : size.end + 2] == "以上" else ""
    return text[size.start : size.end] + bound + (head.group() if head else "")


def _rest(spot: Spot) -> str:
    """Return what stands behind the last number of the clause."""
    beyond = not spot.following or spot.following[0].start >= spot.end
    return clean(spot.text[(spot.group if beyond else spot.following)[-1].end : spot.end])


def _named_before(spot: Spot, said: str, bare: str) -> str:
    """Return the words before a group as a name, '' when they only link it to the number before."""
    before = bare
    if spot.group[0].kind == "percent" and _SHARE_END.search(said):
        before += "占比"
    before = _THIS_NUMBER.sub("", before)
    if not before:
        return ""
    if spot.group[0].surface[0] in "百千万亿":  # 营业额上万元
        before = before.removesuffix("上")
    raised = _RAISED.match(said) if spot.same_clause else None
    named = spot.group[0].kind not in _RATED or not _ONCE_DONE.fullmatch(before)
    linked = raised and len(said) <= raised.end() + 2
    if _JUNK.match(SUBJECT_HEAD.sub("", before)) or not named or _FRAGMENT.fullmatch(before) or linked:
        return ""
    return before


def _named_behind(spot: Spot, said: str, post: str) -> str:
    """Return the noun phrase behind a group, '' where the words there only lead to the next number."""
    if spot.group[0].kind == "multiple" or (_FROM_HERE.search(said) and _RAISED.match(post)):
        return ""
    noun = noun_behind(post, spot.told_to == spot.end)
    acts = spot.following and spot.told_to == spot.following[0].start
    return _without_verb(noun) if acts and spot.text[spot.told_to - 1] not in "、和及与或，,；;：:" else noun


def _without_verb(noun: str) -> str:
    """Return those who do something to what is counted next, without what they do (12名技术员指导21个村)."""
    owner = noun_phrase(noun) if noun else ""
    if len(owner) >= 2 and owner != noun and words_of(noun[len(owner) :])[0][1] in ("d", "ad", "v"):
        return owner  # 37家单位共派出工作队37支
    words = list(words_of(noun)) if noun else []
    while len(words) > 1 and (
        words[-1][1] in ("v", "vn", "vd", "d", "ad", "p", "ul") or words[-1][0] in NOMINAL
    ):
        words.pop()
    rest = "".join(word for word, _ in words)
    return rest if len(rest) >= 2 and words[-1][1].startswith("n") else noun


def _income_before(spot: Spot, core: str) -> str:
    """Return the income that the sentence named last."""
    if "收入" in core:
        return core
    numbers = spot.sentence.numbers
    earlier = reversed(numbers[: numbers.index(spot.group[0])])
    return next((n.core for n in earlier if n.kind == "money" and "收入" in n.core), "")


def _topic(spot: Spot) -> str:
    """Return what is measured nearest before a bare 产值: a product, or what an earlier measure is of."""
    numbers = spot.sentence.numbers
    for number in reversed(numbers[: numbers.index(spot.group[0])]):
        if number.unit in ("户", "人", "名") and re.search("[；;]", spot.text[number.end : spot.begin]):
            break
        tail = MEASURE_TAIL.search(number.indicator)
        stem = number.indicator[: tail.start()] if tail else number.core if _is_product(number) else ""
        if len(stem := _GROWN.sub("", stem)) >= 2:
            return stem if tail or len(stem) <= 8 else ""
    return ""


def _is_product(number: Number) -> bool:
    """Return whether a number is of goods: so much land under a crop, so many heads or tonnes."""
    grown = (number.kind == "measure" and number.unit not in LENGTHS) or number.unit in GOODS
    return grown and not number.core.endswith(("园", "地", "田", "林", "棚", "区"))


def _subject_clause(text: str, start: int, end: int) -> str:
    """Return the clause before this one when it has no number and names a quantity (… 指数，较上月上升)."""
    if start >= end:
        return ""
    before = _MARKS.split(text[start:end].rstrip("，,：: "))
    phrase = SUBJECT_HEAD.sub("", strip_lead(clean(before[-1])))
    if len(phrase) < 4:
        return ""
    if (stem := _TREND.sub("", phrase)) != phrase and 2 < len(stem) <= 10:
        return stem
    phrase = stem
    if len(phrase) > LONGEST and _MEASURE_HEAD.search(phrase):
        phrase = shorten(phrase)
    return phrase if 3 < len(phrase) <= LONGEST and _MEASURE_HEAD.search(phrase) else ""
