"""Indicators: the shortest phrase that names what a number counts, in the text's words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

from helpers.claims.clauses import Number, Sentence
from helpers.claims.subjects import noun_phrase, object_of
from helpers.resources import alternation, words_by_class
from helpers.wordclass import words_of

_HAN = "\u4e00-\u9fffA-Za-z"
LONGEST = 28


WORDS = words_by_class("indicator_words.csv")
NOUNS = frozenset(
    {"增加值", "增速", "增幅", "降幅", "涨幅", "跌幅", "占比", "占比达", "增收", "多种", "拥有", "以及"}
)  # change and link words that are also nouns
_LINK_END = re.compile(
    rf"(?:{alternation([w for w in WORDS['link'] if w != '均'])}|(?<![人户年日月亩平])均|\s)+$"
)
_ADVERB = re.compile(
    rf"^(?:(?!基本(?:医疗|养老|公共|农田|民生|保险|生活|建设|医保)|全面小康|通过率|将军|各[地级类族项]|再生|再就业|均衡|都市|只读|共同富裕)(?:{alternation(WORDS['adverb'])}))+"
)
_INNER = re.compile(
    rf"(?<=[{_HAN}])(?:已(?!婚)|(?<![人户年日月亩平])均(?!衡)|全部|同比|分别|还要?|仍)(?=[{_HAN}])"
)
_CHANGE = alternation(WORDS["change"])
_CHANGE_ONLY = re.compile(
    rf"^(?:同比|环比|名义|实际|年均|净|可比口径|按[^，]*计算|扣除价格因素|平均每年|每年平均|平均|比|较|同|上年|去年|上月|同期|分别|"
    rf"预计|预期|的|自然|也|均|则|又|增速|再|共|累计|一年)*"
    rf"(?:{_CHANGE})+(?:了|到|至|率|幅|幅度|水平|约|近|超)?$"
)
_COMPARED = re.compile(
    rf"^(?:比|较|高于|低于|高出|快于|低出|超出)[^，]*$|^(?:分别)?(?:比|较)[^，]*(?:{_CHANGE})$"
)
_CHANGE_TAIL = re.compile(rf"(?:同比|比上年|环比|年均|名义|实际)*(?:{_CHANGE})(?:了)?$")
_KEEP_END = re.compile(rf"(?:{alternation(WORDS['keep'])})了?$")
_KEEP = re.compile(rf"(?:{alternation(WORDS['keep'])})")
_ACT_ONLY = re.compile(
    rf"^(?:{alternation(WORDS['act'])}|了|其中|共|能|可|累计|共计|{alternation(WORDS['adverb'])})+$"
)
_MAKE_ONLY = re.compile(rf"^(?:{alternation(WORDS['make'])}|了|着|过|{alternation(WORDS['adverb'])})*$")
_MAKE_HEAD = re.compile(rf"^(?:{alternation([w for w in WORDS['make'] if len(w) > 1])})了?(?=[{_HAN}]{{3,}})")
_JUNK = re.compile(rf"^(?:{alternation(WORDS['junk'])})*$")
_GENERIC = frozenset(WORDS["generic"])
_TAIL = re.compile(
    rf"^(?:全部|均|已|都|实现|完成|整体|如期|稳定|成功|顺利)*(?P<verb>{alternation(WORDS['tail'])})"
)
_SINGLE = (
    r"基础上|像|如(?!意)|跟|均|都|已(?!婚|脱)|将|被|可(?!再生|回收|移动|视)|在(?!校|职|册|建|岗|籍|营|编|读|"
    r"线)|从(?!业)|因|为(?!民)|是|以(?!工|上|下|内)|由|按|向|与|把|对(?!口|外|象)|使|让|走|"
    r"到(?!户|村|期|位)|来(?!自|华)|至|也|还|随|不(?!动产|良|同)|没|占|有(?!机|轨|线|色|就|劳|意)|能(?!源|"
    r"人|繁)|每|超(?!市|级|算|高)|起(?!重)|后(?!备|勤)|前(?!来)|时(?!装)|中(?!小|高|药|等|央|学|草|医|型|低|"
    r"老|青|西)|上(?!市|游|学|网)|内(?!部|陆|外)"
)
_VERBS = [w for key in ("stop", "change", "link") for w in WORDS[key] if len(w) > 1 and w not in NOUNS]
_STOP_HEAD = re.compile(
    rf"(?:{alternation(_VERBS)}|"
    rf"{_SINGLE})"
)
_STOP_INSIDE = re.compile(
    rf"(?:{alternation([w for w in WORDS['stop'] if len(w) > 1])})|[、，]|(?<=[{_HAN}]{{2}})(?:均|都|已(?!婚|脱)|"
    rf"将|被|在(?!校|职|册|建|岗|籍|营|编)|从(?!业)|是|占|达|有(?!机|轨|限|线|色|劳|意)|为(?!民)|把|让|"
    rf"与(?!会)|增至|增加|增长|降至|分布|分别|实施|也|就(?!业|近|地|医|读)|正(?!常|式|规)|并(?!网)|以(?!上|"
    rf"下|内|来|工|太))"
)
_AFTER_HEAD = re.compile(
    r"^(?:新台阶|新高|新水平|大关|关口|台阶|间|之间|以上|以下|以内|左右|上下|多(?![种样元])|余|之多|不等|之间|的|[)）”\"」]|\s)+"
)
_THAN = re.compile(rf"(?<=[{_HAN}]{{2}})(?:可|均)?较(?!全|当地)[^，]{{1,6}}?(?=(?:{_CHANGE})$)")
_SUBJECT_HEAD = re.compile(
    r"^(?:届时|整个|当中|其时|期间|这时|至此|据悉|记者(?:了解到|看到|发现|见到|获悉|见)?|其中|同时|此外|特别是|据统计|其(?!他|它|余)|"
    r"该[省市县区乡镇村]?|在(?!校|职|册|建|岗|籍|营|编|读)|对(?!口|外|象|接)|向(?!日葵)|为(?!民)|将(?!军)|"
    r"把|全[国省市县区州乡镇村盟旗](?!性)|本[批次期轮]|我[国省市县区州]|本[省市县区乡镇村]|经(?!营|济|常|费)|通过|并|而|"
    r"且|则|与(?!会)|和(?!谐)|及|由|从(?!业|事)|以(?!工)|按照?|并且|以及|"
    r"[省市县区]委[^，]{0,6}政府|各地|各级|每[个名户人亩斤]|上述|一批|一些|这些|有关)+"
)
_THERE_IS = re.compile(
    r"^(?:现|共|还|尚|拥|仍|约|只)?有(?!效|机|轨|限|线|色|劳|意|经营|害|关|组织|偿|能力|望|"
    r"产)(?=[\u4e00-\u9fff]{2})"
)
_LEVEL_ONLY = re.compile(r"^(?:国家|省|市|县|区|乡镇?|村)级$")
_LEVEL_HEAD = re.compile(r"^(?:国家|省|市|县|区|乡镇?|村)级")
_QUOTES = re.compile(r"[（()）“”\"「」『』‘’'\s■●▲◆\x00•·　—\-]+")
_ENUM = re.compile(r"^(?:[一二三四五六七八九十]+是|[（(]?[一二三四五六七八九十\d]+[)）、.])")
_SHARE_END = re.compile(
    "(?<!其)(?<!分别)占比(?:已|均|达到|达|为|超过|超|约|近|接近|不足|不到|高达|不低于|不少于|不超过|提高到|提升到|达到了)*$"
)
_PROGRAMME = re.compile("行动|计划|方案|工程|攻坚")
_SUPPLY = re.compile("(?:提供|发放|送去|送上|赠送)了?$")
_NO_PREDICATE = re.compile(
    "发生|被|皆|组成|征收|加快|重新|完全|抬起|齐|大部分|自|和|与|正在|参与|参加|纷纷|同时|可"
)
_HAS = re.compile(rf"^(?P<who>[{_HAN}]{{2,6}}?)(?:便|就|共|现|已|总共|总计)*(?:有|设有|拥有|建有|下辖|辖)$")
_RESTORED = re.compile(r"^(?:恢复|相当|完成|占|达)(?:到|于|了)?[^，]{0,12}$")
_PER_END = re.compile(
    r"(?:每[亩斤个名户人天年月日吨台座时克头只升袋担箱件次张公里平方米立千瓦分钟]{1,3}|[一1](?:亩地|亩|斤|袋|头|年|天|月|季|学期))(?:从|由|为|约)?$"
)
_FILED = re.compile(r"(?:社|网|报)[^，。；]{0,24}(?:电|讯|消息)(?=[（(　 \x00])(?:[（(][^）)]{0,40}[）)])?")
_UNDATED = re.compile(r"[去今前明上]年|本[周月年]|上[周月]|往年|截至今?|截止|[至到]目前")
_BARE_MEASURE = re.compile(
    r"^(?:总|累计|年|日)?(?:产值|产量|面积|投资|总投资|成交额|成交量|余额|价值|收入|支出|销售额|销售收入|销量|"
    r"金额|资金|规模|长度|人数|总产|单产|均价|价格|装机|涉款|效益|利润|税收|出栏|存栏)$"
)
_MEASURE_TAIL = re.compile(
    r"(?:总|累计|年|日)?(?:产值|产量|面积|投资|成交额|成交量|余额|价值|收入|支出|销售额|销量|规模|长度|数量|总量|单产|价格|增加值)(?:增长|下降)?$"
)
_GOAL = re.compile(r"^的?(?:年度|全年|预期|预定|规划|约束性)*(?:目标|任务)")
_BRACKET = re.compile(r"[（(][^（()）\n]{1,30}[）)]")
_PER = re.compile(r"^每[亩斤个名户人天年月日公吨台座千瓦时克头只]{1,2}(?:[^增补均]{0,2}(?=增收|补|奖|收))?")
_OF_A_RATE = re.compile(r"^(?:增速|增幅|涨幅|降幅|占比|比重|水平)(?:分别)?(?:比|较|高于|低于|快于|高出|超过)")
_AVERAGE = re.compile(r"^(?:人均|户均|年均|月均|亩均|社均|村均|日均|次均|单产|单价)")
_PREDICATE_HEAD = re.compile(r"^(?:全部|均|已经|已|都|也|就|正在?|又|还|将|陆续|先后)+")
_MEASURE_HEAD = re.compile(
    r"(?:指数|率|收入|额|比例|比重|总量|产量|数量|销量|规模|价格|人数|面积|指标|增加值|总值|产值|投资|进度|收获|成交|"
    r"客流|车辆|旅客|增速|支出|存款|贷款|余额|房价)$"
)
_PLACE_HEAD = re.compile(
    r"^[^区点园城村县乡镇场站厂校院]{0,9}?(?:社区|安置区|安置点|园区|区|点|园|城|村|县|乡|镇|企业|基地|产业|"
    r"工程|项目|人口|群众|对象|户|乡镇|牧场|养殖场|大户|集群|家庭|单位)"
)


@dataclass(frozen=True, slots=True)
class Around:
    """The words around a number, cleaned, and what was named before it."""

    before: str
    behind: str
    post: str
    core: str
    rest: str  # what stands behind the last number of the clause
    linked: bool  # the words behind begin with 的
    same_clause: bool  # an earlier number stands in the clause
    near: bool  # an earlier number stands close before
    income: str  # the income that the sentence named last
    lead: str  # the words before with those that tie them to the number
    counted_up: bool  # 累计 stands before the number
    topic: str  # what the first measure of the sentence is of (果品 of 果品总面积)


_WHITHER = re.compile("(?:到|在|赴|去|于)\x00+(?=[\u4e00-\u9fff])(?!的)")


def clean(text: str) -> str:
    """Return a phrase without quotes, blanks and the place and time words that were masked."""
    return _QUOTES.sub("", _WHITHER.sub("", text))


_AT_FIRST = re.compile(
    r"(?<=[\u4e00-\u9fff]{4})(?:[由从][^，由从]{2,8}(?:之初|初期|之前|以前|前|时)|[由从](?:零|无))$"
)


def strip_link(text: str) -> str:
    """Return a phrase without the words that tie it to its number (达, 为, 降至 …)."""
    if text.endswith(("惠及", "涉及", "普及", "下达", "到达", "抵达", "送达", "传达", "直达", "发达")):
        return text
    text = _LINK_END.sub("", re.sub(r"每[人户亩]每[年月]$", "", text))
    return _AT_FIRST.sub("", text)


def strip_lead(text: str) -> str:
    """Return a phrase without list markers and adverbs at its head."""
    before = None
    while before != text:
        before = text
        text = (
            _ADVERB.sub("", _ENUM.sub("", text))
            .removeprefix("的基础上")
            .removeprefix("基础上")
            .lstrip("、的等是，,；;）)！!")
        )
    return _INNER.sub("", _THAN.sub("", text))


def shorten(text: str) -> str:
    """Return the tail of a long phrase that still reads as a name."""
    if len(text) <= LONGEST:
        return text
    tail = text[-LONGEST:]
    for mark in ("等", "的", "、"):
        if mark in tail[:-4]:
            return tail.split(mark, 1)[1]
    return tail


def noun_behind(post: str, whole: bool = False) -> str:
    """Return the noun phrase that opens the words behind a number, '' when a verb or nothing does.

    Parameters
    ----------
    post
        The words behind the number.
    whole
        Whether they run to the end of the clause; a short predicate then stays with its noun
        (村集体经济有经营性收入).
    """
    post = _AFTER_HEAD.sub("", post).split("之一")[0]
    if (
        not post
        or re.match(r"给|跟|替|算|并(?!网)|及|和(?!谐|平)|以及|或|而|且|其中", post)
        or not re.match(rf"[{_HAN}\d]", post)
        or _STOP_HEAD.match(post)
    ):
        return ""
    cut = _STOP_INSIDE.search(post, 1)
    tail = re.search(
        rf"(?:全部|均|已|都|整体|如期|稳定)*(?:{alternation(WORDS['tail'])})(?=$|[的，、])", post
    )
    if (
        tail
        and tail.start() >= (1 if post[0] == "人" else 2)
        and (cut is None or tail.start() <= cut.start())
        and tail.end() <= 16
    ):
        verb = re.sub(r"^(?:全部|均|已|都|整体|如期|稳定)+", "", tail.group())
        return post[: tail.start()] + verb
    phrase = post[: cut.start()] if cut else post
    if (
        cut
        and whole
        and not _NO_PREDICATE.match(post, len(phrase))
        and post[len(phrase)] not in "促助让使以给"
        and 0 < len(post) - len(phrase) <= 8
        and "、" not in post[len(phrase) :]
        and len(phrase) >= 2
    ):
        return phrase + _PREDICATE_HEAD.sub("", post[len(phrase) :])
    if cut and (match := _TAIL.match(post[len(phrase) :])):
        phrase += match["verb"]
    if "的" in phrase[2:-2] and len(phrase) > 12:
        phrase = phrase.rsplit("的", 1)[1] if len(phrase.rsplit("的", 1)[1]) > 3 else phrase
    return re.sub(r"(?:之一|的|了|、|和|与|及|中|等|发生后|期间|以来|后|时)+$", "", phrase[:20])


def _asides(sentence: Sentence) -> list[tuple[int, int]]:
    """Return the brackets that hold no number (固定资产投资（不含农户）增长)."""
    if "（" not in sentence.text and "(" not in sentence.text:
        return []
    return [
        m.span()
        for m in _BRACKET.finditer(sentence.text)
        if m.start() > 0 and not any(n.start < m.end() and m.start() < n.end for n in sentence.numbers)
    ]


def masked(sentence: Sentence) -> str:
    """Return the sentence with place and time words blanked out, so that offsets stay."""
    text = sentence.text
    spans = [
        (p.start, p.end) for p in sentence.places if not p.compared and p.how not in ("person", "official")
    ]
    spans += [(w.start, w.end) for w in sentence.words if w.form not in ("total", "recent")]
    spans = [(a, b) for a, b in spans if not text.startswith("性", b)]  # 全国性银行
    if sentence.paragraph < 6 and (filed := _FILED.search(text[:60])):
        spans.append((0, filed.end()))
    spans += [m.span() for m in _UNDATED.finditer(text)]
    spans += _asides(sentence)
    for start, end in spans:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def name_indicators(sentence: Sentence, inherited: str = "") -> None:
    """Give every number of a sentence its indicator, left to right."""
    if not sentence.numbers:
        return
    sentence.cuts = [c for c in sentence.cuts if not any(a < c <= b for a, b in _asides(sentence))]
    text = masked(sentence)
    groups = _group(sentence, text)
    core, outer, inside, base = inherited, "", False, ""
    previous: list[Number] = []
    for i, group in enumerate(groups):
        clause = sentence.clause(group[0].start)
        if (bracketed := clause[0] > 0 and text[clause[0] - 1] in "（(") and not inside:
            outer = core
        elif inside and not bracketed:
            core = outer or core
        inside = bracketed or (
            inside
            and clause[0] > 0
            and ")" not in text[previous[-1].end : clause[0]]
            and "）" not in text[previous[-1].end : clause[0]]
        )
        lead = clean(text[max(clause[0], previous[-1].end if previous else 0) : group[0].start])
        if base and _CHANGE_ONLY.match(strip_lead(strip_link(lead))) and clause[0] <= previous[-1].start:
            for number in group:
                number.indicator, number.how = (
                    shorten(base + "比" + core + lead),
                    "compared with what was named before",
                )
            core, previous, base = base, group, ""
            continue
        base = core if re.match(r"^(?:比|较)", lead) and not _CHANGE_TAIL.search(strip_link(lead)) else ""
        core = _name_group(sentence, text, groups, i, core, previous, outer if inside else "")
        previous = group


def _group(sentence: Sentence, text: str) -> list[list[Number]]:
    """Put numbers that stand side by side, or in a list without nouns, into one group."""
    groups: list[list[Number]] = []
    for number in sentence.numbers:
        last = groups[-1][-1] if groups else None
        gap = clean(text[last.end : number.start]) if last else "x"
        if (
            last
            and (
                gap == ""
                or (gap in ("、", "和", "及") and (last.kind == number.kind or last.unit == number.unit))
                or (gap in ("、", "和", "及") and _in_turn_here(sentence, text, groups[-1][0]))
                or (gap in (":", "：", "∶") and last.kind == number.kind)
            )
            and not _is_class(number, text)
        ):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _in_turn_here(sentence: Sentence, text: str, first: Number) -> bool:
    """Return whether a list of numbers is announced by 分别, so that they may be of several kinds."""
    return "分别" in text[max(sentence.clause(first.start)[0], first.start - 12) : first.start]


def _is_class(number: Number, text: str) -> bool:
    """Return whether a number is a size class in front of a noun (万人安置区, 1万元以下对象)."""
    return bool(re.match(r"^[上近]?[十百千万亿]+(?:人|亩|户|元|吨|头|平方米)?$", number.surface)) and bool(
        re.match(
            r"^(?:以上|以下)?的?(?!大关|关口|台阶|目标|的?收入|规模)[\u4e00-\u9fff]",
            text[number.end : number.end + 4],
        )
    )


def _name_group(
    sentence: Sentence,
    text: str,
    groups: list[list[Number]],
    i: int,
    core: str,
    previous: list[Number],
    outer: str,
) -> str:
    group = groups[i]
    first, last = group[0], group[-1]
    clause = sentence.clause(first.start)
    same = bool(previous) and previous[-1].end > clause[0]
    a = max(clause[0], previous[-1].end if previous else 0)
    end = sentence.clause(last.end - 1)[1]
    b = min(end, groups[i + 1][0].start if i + 1 < len(groups) else end)
    pre = re.sub(r"^.*(?:向|为|给|对)(?=\x00+[^\x00]{2})", "", text[a : first.start])  # 向某地投入资金
    post = text[last.end : b].rstrip("，,；;。！？!?：:（(\n\r")
    if i + 1 < len(groups) and text[last.end : b] == "" and _is_class(groups[i + 1][0], text):
        post = text[last.end : min(end, groups[i + 2][0].start if i + 2 < len(groups) else end)]
    if same and re.match(r"^(?:以上|以下|以内)", pre) and len(clean(pre)) > 3:
        pre = text[clause[0] : first.start]
    elif same and "behind" in previous[-1].how:
        pre = (
            re.sub(r"^.*(?:、|和|及|以及|，)(?=.*$)", "", pre)
            if "、" in pre
            else re.sub(r"^.*(?:和|及|与)$", "", pre)
        )
    if clause[0] > 0 and text[clause[0] - 1] in "（(" and not clean(pre) and not same:
        pre = re.split(
            r"[，,；;。、：:]|和", text[previous[-1].end if previous else 0 : clause[0] - 1].lstrip("）)")
        )[-1]
    subject = _subject_clause(text, previous[-1].end if previous else 0, clause[0])
    if subject and (
        not strip_lead(strip_link(clean(pre)))
        or _CHANGE_ONLY.match(strip_lead(strip_link(clean(pre))))
        or _COMPARED.match(strip_lead(strip_link(clean(pre))))
    ):
        core = subject
    if i + 1 < len(groups) and text[last.end : b] == "" and _is_class(groups[i + 1][0], text):
        size = groups[i + 1][0]
        head = _PLACE_HEAD.match(_AFTER_HEAD.sub("", text[size.end : end]))
        post = (
            text[size.start : size.end]
            + ("以上" if text[size.end : size.end + 2] == "以上" else "")
            + (head.group() if head else "")
        )
    rest = (
        clean(text[last.end : end])
        if i + 1 >= len(groups) or groups[i + 1][0].start >= end
        else clean(text[groups[i + 1][-1].end : end])
    )
    before = strip_lead(strip_link(clean(pre)))
    if first.kind == "percent" and _SHARE_END.search(clean(pre)):
        before += "占比"
    if _JUNK.match(before) or (
        same and (match := _RAISED.match(clean(pre))) and len(clean(pre)) <= match.end() + 2
    ):
        before = ""
    post_clean = clean(post)
    raised = _FROM_HERE.search(clean(pre)) and _RAISED.match(post_clean)
    behind = "" if first.kind == "multiple" or raised else noun_behind(post_clean, b == end)
    around = Around(
        before,
        behind,
        post_clean,
        core,
        rest.rstrip("。，；"),
        post.lstrip().startswith("的"),
        same,
        bool(previous) and first.start - previous[-1].end < 16,
        core
        if "收入" in core
        else next(
            (
                n.core
                for n in reversed(sentence.numbers[: sentence.numbers.index(first)])
                if n.kind == "money" and "收入" in n.core
            ),
            "",
        ),
        strip_lead(clean(pre)),
        "累计" in pre,
        _topic(sentence, first),
    )
    listed = _listed(pre, group) if len(group) > 1 and not _touching(group, pre) else []
    if (
        not listed
        and len(group) == 3
        and re.search(r"三次产业|一二三产|三产结构|产业结构", text[: first.start])
    ):
        listed = (
            [f"第{n}产业比重" for n in "一二三"]
            if re.match(r"[:：∶]", text[first.end : first.end + 1])
            else []
        )
    if not listed and len(group) == 2 and "分别" in pre and "城乡" in before:
        listed = [before.replace("城乡", people, 1) for people in ("城镇", "农村")]
    if not listed and len(group) > 1 and "分别" in pre:
        listed = _in_turn(sentence, group, before, subject)
    for k, number in enumerate(group):
        if listed:
            number.indicator, number.how = listed[k], "list in order"
        else:
            _name(number, around, pre, text)
        if (
            outer
            and len(outer) <= 8
            and first.kind == number.kind == "count"
            and number.how in ("before", "behind")
            and not (
                {outer[j : j + 2] for j in range(len(outer) - 1)}
                & {number.indicator[j : j + 2] for j in range(len(number.indicator))}
            )
        ):
            number.indicator = outer + number.indicator
        number.indicator = shorten(number.indicator)
        tail = _CHANGE_TAIL.search(number.indicator)
        number.core = number.core or (
            number.indicator[: tail.start()] if tail and tail.start() > 3 else number.indicator
        )
        if (
            "受益" not in number.indicator
            and number.unit in ("户", "人")
            and number.how == "behind"
            and ("从中受益" in sentence.text[number.end : number.end + 60])
        ):
            number.indicator = "受益" + number.indicator
    _carry_verb(group, pre, core)
    return group[-1].core


def _touching(group: list[Number], pre: str) -> bool:
    """Return whether numbers are one thing counted in two units (8户36人), so that a list before is of both."""
    return "分别" not in pre and all(a.end == b.start for a, b in itertools.pairwise(group))


def _topic(sentence: Sentence, number: Number) -> str:
    """Return what the first measure of the sentence is of, for a bare 产值 that follows."""
    first = sentence.numbers[0]
    head = _MEASURE_TAIL.search(first.indicator)
    if first is number or not head or head.start() < 2:
        return ""
    return re.sub(r"(?<=[\u4e00-\u9fff]{2})(?:种植|养殖|播种|栽培)$", "", first.indicator[: head.start()])


_GROWING = re.compile("(?:户|人口|人员|社员|成员|企业|合作社|游客|客商|订单|车间|劳动力)$")
_TREND = re.compile(
    r"(?:逐年|不断|持续|稳步|明显|显著|大幅|稳定|连年|进一步|快速|平稳)+(?:提高|提升|增长|上升|下降|降低|增加|扩大|减少|优化|改善)$"
)


def _subject_clause(text: str, start: int, end: int) -> str:
    """Return the clause before this one when it has no number and names a quantity (… 指数，较上月上升)."""
    before = re.split(r"[，,；;。：:（）()]", text[start:end].rstrip("，,：: "))
    phrase = _SUBJECT_HEAD.sub("", strip_lead(clean(before[-1]))) if start < end and before else ""
    if (stem := _TREND.sub("", phrase)) != phrase and 2 < len(stem) <= 10 and _GROWING.search(stem):
        return stem
    phrase = stem
    if len(phrase) > LONGEST and _MEASURE_HEAD.search(phrase):
        phrase = shorten(phrase)
    return phrase if 3 < len(phrase) <= LONGEST and _MEASURE_HEAD.search(phrase) else ""


def _in_turn(sentence: Sentence, group: list[Number], before: str, subject: str) -> list[str]:
    """Return indicators for 分别上升0.3和1.4: one item of the subject, or one earlier number, for each."""
    items = [item for item in re.split(r"、|和(?!谐)|及", subject) if item]
    if len(items) != len(group):
        at = sentence.numbers.index(group[0])
        items = [n.core for n in sentence.numbers[max(at - len(group), 0) : at]]
    if len(items) != len(group):
        return []
    if (
        _RESTORED.match(before)
        and sentence.text[: group[0].start].rfind("分别") >= sentence.clause(group[0].start)[0]
    ):
        return [item + before for item in items]
    if not _CHANGE_ONLY.match(before) and not _COMPARED.match(before):
        return []
    change = re.sub(r"^(?:分别)?(?:比|较)?[^，]{0,8}?(?:同期)?(?=(?:" + _CHANGE + ")$)", "", before)
    return [item + change for item in items]


def _carry_verb(group: list[Number], pre: str, core: str) -> None:
    """Let 乡村旅游覆盖 hold for both of 贫困村87个、贫困人口4.8万人."""
    if not re.match(r"^(?:、|和|及)", clean(pre)) or not core:
        return
    head = _KEEP.search(core)
    for number in group:
        if head and head.start() >= 2 and number.how == "before" and not _KEEP.search(number.indicator):
            number.indicator = core[: head.end()] + number.indicator


def _listed(pre: str, group: list[Number]) -> list[str]:
    """Return the items of 城镇、农村居民收入分别达到 for the numbers that follow, with their common tail."""
    head = strip_lead(strip_link(clean(pre)))
    if (len({n.kind for n in group}) > 1 and "分别" not in pre) or re.search(r"比|较|高于|低于", head):
        return []
    items = [item for item in re.split(r"、|和(?!谐)|及", head) if item]
    if len(items) < len(group):
        return []
    items = [_SUBJECT_HEAD.sub("", item) for item in items[-len(group) :]]
    width = len(items[0])
    tail = items[-1][width:] if all(len(item) <= width + 1 for item in items[:-1]) else ""
    if tail and not items[0].endswith(items[-1][-1]):
        return [item if item == items[-1] else item + tail for item in items]
    return items


def _name(number: Number, around: Around, pre: str, text: str) -> None:
    reader = _class_phrase if _is_class(number, text) else _READERS.get(number.kind, _count)
    if reader is not _class_phrase and reader is not _duration and (changed := _changed(around)):
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
    number.indicator, number.how, number.core = reader(number, around)
    if around.topic and _BARE_MEASURE.match(around.before) and around.before not in around.topic:
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


def _clause_before(text: str, pre: str, number: Number) -> str:
    """Return the short clause before that of a number whose own clause says too little."""
    clauses = re.split(r"[，,；;。：:（）()]", text[: number.start - len(pre)].rstrip("，,"))
    phrase = strip_lead(clean(clauses[-1])) if clauses else ""
    return (
        phrase
        if 2 < len(phrase) <= 6 and not re.search(r"方面|期间|\d|记者|介绍|表示|说$|日电|消息", phrase)
        else ""
    )


def _changed(around: Around) -> str:
    """Return the thing named before with its change (… 增长, … 比全省高, … 占), '' when there is none."""
    before, core = around.before, around.core
    if not core or not before:
        return ""
    if _CHANGE_ONLY.match(before):
        return core + re.sub(r"^(?:比|较|分别|预计|同比|也|均|则)+", "", before)
    if _COMPARED.match(before) and around.before[-1:] not in "率入值量额数":
        return core + before.removeprefix("分别")
    if before in core and _AVERAGE.match(before):
        return core
    if before.startswith("占") and len(before) < 16:
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


# 自动化将生产效率提升: what is changed counts, not who changes it.
_DONE_TO = re.compile(r"^.*(?:将|把)(?=[\u4e00-\u9fff]{2,12}(?:提升|提高|降低|缩短|减少|增加|扩大)$)")
_BEFORE_NOW = re.compile(
    r"(?:提升|提高|增长|扩大|增加|是|为|达)?[到至]?(?:原来|以前|过去|之前|从前|当初|上年|同期|[^，]{0,4}前)$"
)


def _own_income(before: str, core: str) -> bool:
    """Return whether 人均可支配收入 is a figure of its own beside another income."""
    whole = len(before) >= 5 and before.endswith(("收入", "生产总值"))
    return whole and not re.search("(?:人口|户|群众|劳动力|对象|居民|农民|村民|职工|社员)$", core)


def _plain(before: str) -> str:
    """Return the words before a number as a name, without a verb that only brings it about."""
    if "等" in before[1:-2] and before[before.index("等", 1) + 1 : before.index("等", 1) + 2] not in (
        "级",
        "次",
        "学",
    ):
        before = before.rsplit("等", 1)[1]
    before = _PER.sub("", _SUBJECT_HEAD.sub("", before)).removeprefix("比").removeprefix("较")
    before = _THERE_IS.sub("", before)
    before = _PER_END.sub("", before) or before
    before = _DONE_TO.sub("", before)
    return _MAKE_HEAD.sub("", before) or before


_OWN_MEASURE = re.compile("(?:产值|收入|利润|投资|销售额|营收|营业额|交易额|规模)$")


def _class_phrase(number: Number, around: Around) -> tuple[str, str, str]:
    post = _AFTER_HEAD.sub("", around.post)
    head = _PLACE_HEAD.match(post)
    noun = head.group() if head else around.behind or post[:8]
    tail = {"人": "人口", "元": "收入"}.get(number.unit, "")
    if number.unit == "元" and _OWN_MEASURE.search(around.before):
        return around.before, "before", around.core
    if number.unit == "元" and around.income:
        return around.income, "carried over", around.core
    return noun + tail, "size class", around.core or noun


def _count(number: Number, around: Around) -> tuple[str, str, str]:
    before, behind, core = around.before, around.behind, around.core
    if core and len(before) == 1 and before in "长宽高厚深重":
        return core.rstrip("长宽高厚深重") + before, "dimension of what was named before", core
    if (said := _said_to_be(around)) and (not before or _MAKE_ONLY.match(before)):
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
    if behind:
        if (verb := _KEEP_END.search(before)) and len(before) <= 14:
            return _plain(before[: verb.end()]) + behind, "verb and noun behind", behind
        if len(behind) == 1 and before and len(_plain(before)) <= 6 and not _MAKE_ONLY.match(before):
            return _plain(before) + behind, "around and behind", behind
        if _TAIL.fullmatch(behind) and re.search("(?:..户|人口|群众|劳动力|对象|农民|村民|居民)$", before):
            return _plain(before) + behind, "around and behind", ""
        if behind in _GENERIC and before and not _MAKE_ONLY.match(before) and len(before) <= 22:
            return _plain(before) + behind, "around and behind", behind
        if (
            (has := _HAS.match(around.lead))
            and len(behind) <= 3
            and has["who"][-1] not in "其中还另只没约均各上内里中"
        ):
            return has["who"] + behind, "owner and noun behind", behind
        return behind, "behind", behind
    if before and not _MAKE_ONLY.match(before):
        if _ACT_ONLY.match(before):
            return _act(number, around)
        return _plain(before), "before", ""
    if core:
        return core, "carried over", core
    post = _AFTER_HEAD.sub("", around.post)
    return (post[:12], "behind", post[:12]) if post else ("", "", "")


# 招聘人数从6人直接提升到10人: what stands between the two says only how they differ.
_FROM_HERE = re.compile("[从由](?:原来|过去|最初|现在|目前|以前|当初)?的?$")
_RAISED = re.compile(
    rf"^(?:以[上下])?(?:直接|逐步|逐年|大幅|快速|迅速|一下子|一举|已经?|将|又)*(?:发展|拓展|壮大|延长|升|{_CHANGE})(?:了)?[到至为成]"
)
_PEOPLE = re.compile("人(?![才员口工民大物均次士家行选身事体群])")


def _said_to_be(around: Around) -> str:
    """Return what some of a total are said to be (其中6万人为现役军人)."""
    match = re.match(r"^(?:均|都|全)?[为是](?=[\u4e00-\u9fff]{2})", around.post)
    return noun_behind(around.post[match.end() :]) if match and not around.behind else ""


def _act(number: Number, around: Around) -> tuple[str, str, str]:
    """Name a number that has only a verb before it (带动3万人次就业, 搬迁安置27293户)."""
    before, post = around.before, _AFTER_HEAD.sub("", around.post)
    if _AVERAGE.match(post) or (not post and len(before) < 4):
        who = {"户": "农户", "人": "群众"}.get(number.unit, "") if _KEEP_END.search(before) else ""
        who = "人口" if who and before.endswith(("搬迁", "安置")) else who
        if who and not around.core:
            return before + who, "verb and what its unit says", ""
    elif post and len(post) <= 8:
        return before + post, "verb and words behind", ""
    if len(before) >= 4 or not around.core:
        return before, "before", ""
    return around.core + before, "carried over", around.core


_SPENT_ON = re.compile(
    r"^(?:用于|实施|新建|建设|改造|修建|打造|建起|建成|兴建|发展|开展|推进|改善|购买|支持|完善|的)(?:了|起)?(?P<on>[\u4e00-\u9fff]{3,20})"
)


def _money(number: Number, around: Around) -> tuple[str, str, str]:
    before, behind, core = around.before, around.behind, around.core
    if (
        re.match(r"^(?:以下|以内|以上)的?[\u4e00-\u9fff]", around.post)
        and around.income
        and not before.endswith("收入")
    ):
        return around.income, "carried over", core
    plain = _plain(before)
    if plain in ("投资", "投入", "总投资", "计划投资", "资金", "投入资金") and (
        use := _SPENT_ON.match(around.post)
    ):
        on = noun_phrase(use["on"]) or use["on"][:12]
        return on + plain.removeprefix("计划"), "what is spent on", ""
    if behind and _SUPPLY.search(before):
        return behind, "behind", ""
    if plain.endswith("居民") and "居民" in core and not behind:
        return plain + core.split("居民", 1)[1], "carried over", ""
    if re.match(r"^以[上下]的", around.post) and _OWN_MEASURE.search(before):
        return plain, "before", ""
    if behind and around.linked:
        return (
            (plain if len(plain) <= 10 and not _MAKE_ONLY.match(plain) else "") + behind,
            "around and behind",
            "",
        )
    if before and not _MAKE_ONLY.match(before) and not _ACT_ONLY.match(before):
        if (
            len(plain) <= 2
            and core
            and plain not in core
            and not re.search("(?:收入|产值|工资|补贴|分红)$", core)
        ):
            return core + plain, "carried over", core
        if behind and len(behind) <= 10 and len(plain) <= 10:
            return plain + behind, "around and behind", ""
        return plain, "before", ""
    if behind:
        return (before if _ACT_ONLY.match(before) else "") + behind, "verb and noun behind", ""
    if before and core and len(core) <= 16 and not around.same_clause:
        return core + before, "carried over", core
    if (
        before
        and around.rest
        and len(around.rest) <= 14
        and re.match(r"^(?:用于|为|购买|支持|建设|改善|发展)", around.rest)
    ):
        return around.rest + before, "around", ""
    return (
        ("累计" + before if before and len(before) <= 4 and around.counted_up else before) or core,
        "before",
        "",
    )


def _share(number: Number, around: Around) -> tuple[str, str, str]:
    before, behind, core = around.before, around.behind, around.core
    if before and _USED.match(around.post) and len(before) <= 20:
        return _plain(before) + around.post, "around and behind", ""
    if (not before or _MAKE_ONLY.match(before)) and (said := _said_of_part(around)):
        return said, "around and behind", ""
    if behind and (
        around.linked
        or not before
        or _ACT_ONLY.match(before)
        or _MAKE_ONLY.match(before)
        or around.post.startswith("以上")
    ):
        head = "" if _MAKE_ONLY.match(before) and not _KEEP_END.search(before) else _plain(before)
        return head + behind, "around and behind", ""
    if before:
        plain = _plain(before)
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
        tail = _CHANGE_TAIL.search(plain)
        return plain, "before", plain[: tail.start()] if tail and tail.start() > 2 else ""
    return (
        (behind, "behind", "")
        if behind
        else (core, "carried over", core)
        if core
        else (around.post[:12], "behind", "")
    )


_USED = re.compile(r"^(?:将|都|均)?(?:作为|用于|用来|归|留作|投入|投向|返还|分给|上缴)[\u4e00-\u9fff]{1,12}$")
_PART = re.compile(r"^(?:以上|左右)?的?(?P<said>[\u4e00-\u9fff“”、]{3,26})$")


def _said_of_part(around: Around) -> str:
    """Return the whole of what is said of a part (90%的村环境达到标准, 10%作为管理费)."""
    if around.rest and around.rest != around.post.rstrip("。，；"):
        return ""
    if _USED.match(around.post):
        return re.sub("^(?:将|都|均)", "", around.post)
    match = _PART.match(around.post)
    if not match or not around.behind or len(around.behind) >= len(match["said"]):
        return ""
    return re.sub(r"(?<=[\u4e00-\u9fff])(?:已经?|均|都|全部|了)(?=[\u4e00-\u9fff])", "", match["said"])


def _duration(number: Number, around: Around) -> tuple[str, str, str]:
    if number.unit == "岁":
        who = noun_phrase(around.behind) or around.behind
        return (who or _plain(around.before)) + "年龄", "age", around.core
    if _changed(around):
        return _changed(around), "change of what was named before", around.core
    spent = "时间" if number.surface.endswith("时间") else ""
    if (use := _TIME_FOR.match(spent + around.post)) and words_of(use["what"])[0][1] == "v":
        return use["what"] + "时间", "what is done in the time", ""
    plain = _plain(around.before)
    if plain and around.behind and _PROGRAMME.match(around.behind):
        programme = re.sub(r"^(?:深入|大力|启动|全面|制定|推进|落实|实施)+", "", plain)
        return programme[-12:] + around.behind[:2], "programme", around.core
    if around.behind:
        head = plain if around.linked and len(plain) <= 6 else ""
        return head + around.behind.replace("时间", ""), "behind", around.core or around.behind
    return plain or around.core, "before", plain if len(plain) > 3 else around.core or plain


# 用3年时间建成示范园, 5年内改造旧茶园
_TIME_FOR = re.compile(
    r"^(?:的?时间|[之以]?内)(?:要|将|再|就|全部|全面|基本)*(?P<what>[\u4e00-\u9fff]{4,16})$"
)


def _frequency(number: Number, around: Around) -> tuple[str, str, str]:
    verb = re.sub(r"^[的次遍]+", "", around.post)[:4]
    inner = re.sub(
        rf"[^{_HAN}]|每|月|周|日|天|年|季度|至少|次|一|双|旬|不少于|以上|两|半|开展|进行", "", number.surface
    )
    return _plain(around.before) + (inner or verb), "around", around.core


def _multiple(number: Number, around: Around) -> tuple[str, str, str]:
    before = _plain(around.before)
    if len(own := _BEFORE_NOW.sub("", before)) >= 2 and own != before:
        return own, "before", own
    if around.core and re.search("[之以从]?前$|原来|同期|上年|当初|过去|平均|以往", before):
        return around.core, "carried over", around.core
    return (before if len(before) > 2 else "") or around.core or around.behind, "before", around.core


_READERS: dict[str, Callable[[Number, Around], tuple[str, str, str]]] = {
    "count": _count,
    "measure": _count,
    "money": _money,
    "percent": _share,
    "points": _share,
    "duration": _duration,
    "frequency": _frequency,
    "multiple": _multiple,
}
