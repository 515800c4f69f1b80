"""Subjects: phrases cut down to a name, and said of what the clauses before them tell of.

A number's own clause often holds only a predicate (占地, 带动就业, 产值); what it is said of stands in an
earlier clause. Word classes come from the segmenter's dictionary, which is asked for these short stretches
only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helpers.claims.around import LENGTHS
from helpers.claims.clauses import Number, Sentence
from helpers.claims.counted import (
    ACTS_ON,
    BROUGHT,
    PLAIN,
    ends_in_people,
    name_among,
    name_area,
    name_by_size,
    name_divisions,
    name_dwellers,
    name_kinds,
    name_of_those,
    name_pay_of_all,
    name_planted,
    name_projects,
    name_resettled,
    name_some,
    name_such,
    name_way,
    name_where,
    name_who_goes,
    share_fates,
    with_bracket,
)
from helpers.claims.institutions import ANY, BARE, House, institution
from helpers.claims.money import name_insurance, name_job_pay
from helpers.claims.phrases import HEADS, QUANTITY, noun_phrase, object_of, subject_of, tells_of_it
from helpers.claims.shares import SIDE, name_part_of_income, name_share, name_share_of_place
from helpers.claims.spans import name_spans, name_trips
from helpers.claims.verbs import with_verb
from helpers.claims.wholes import RULE as PART_OF_WHOLE
from helpers.claims.wholes import name_of_whole
from helpers.claims.wording import WORDS
from helpers.patterns import quick
from helpers.resources import alternation
from helpers.wordclass import words_of

_BEHIND = ("behind", "verb and noun behind", "around and behind", "owner and noun behind", "said behind")


_LEAD = re.compile(
    rf"^(?:{alternation(WORDS['lead'])}|就(?!业|地|近|医|读|学|餐|诊)|能(?!源|繁|人|量|力|耗|手)|可(?!再|回|视|移|采|耕|可|乐)|"
    rf"后(?!备|期|勤|续|代|扶)|算(?!力|法)|还(?!款|贷|林)|创(?!业|新|建|办|意|收(?!入)|伤|投|评|成|立|设|作|制|造|始|编|刊|先|优|富|汇|税|利|卫|文|客|城)|只(?!读)|光(?!伏|热|电|纤|缆|照|影|明|荣|彩|谷)|也|才|得(?!票))+(?=[\u4e00-\u9fffA-Za-z]{{2}})"
)
_LE = re.compile("(?<=[\u4e00-\u9fff]{2})(?<!为)[了着](?=[\u4e00-\u9fff]{2})(?![解结断望力手重眼装想火])")
_TO_PLACES = re.compile("[到往至在]、+(?:等地?)?$|、{2,}等地?$")  # 务工人员送到甲、乙等地
# 熟练工李兰一天能缝12个, 手脚麻利的她一天能做70条
_IN_A_DAY = re.compile(
    "(?:[\u4e00-\u9fff]{2,6}的(?=[他她]))?[他她]?一天(?:就|也|只|大概)*(?:能|可以|可|要)(?=[\u4e00-\u9fff]{1,2}$)"
)
_AGENT = re.compile(
    "^(?:我们|咱们|他们)(?:还|又|再|也|先)?$|"
    "^[省市州区县乡镇村社厂家]里(?:先后|陆续|又|还|再|先|都|也|已)*(?=[\u4e00-\u9fff]{2})"
)
_THERE_IS = re.compile("^(?:共|现|还|尚)?有(?=(?:村|社区|镇|乡|县|农户|企业|学校|党员)$)")
_MAY_END = quick(
    "(?<=[\u4e00-\u9fff]{2})(?:预计|预期|大约|能够|可以|力争|争取|确保|有望|(?<![归偿])还|(?<![性功智职节电热动技效潜万全])(?<!(?<!亩)产)能|可)+$"
)
_WITHIN_END = quick("(?<=[\u4e00-\u9fff]{2})(?:里|(?<!其)中|内)$")
_MAY_EARN = quick("(?<=[\u4e00-\u9fff]{2})(?:能|可|就|也|都)+(?=(?:(?:纯|净|毛)?收入|增收|提成|分红)$)")
_THIS_IS = re.compile("^[！!]?这(?:就)?是")
# “十四五”时期 leaves its noun when the time before it is taken away.
_TIME_LEFT = re.compile("^(?:时期|期间)(?:[我全][国省市县区])?(?:共|累计|已)?(?=[\u4e00-\u9fff]{2})")
_PRONOUN = re.compile("^(?:我们|咱们|他们|她们)(?=[\u4e00-\u9fff])")
_SPENT_OR_GIVEN = {"投": "投入", "贷": "贷款", "借": "借款", "补": "补助"}
_MAY = "(?:光|就|也|还|都|能|可|只|要|得|便|竟|一共|总共|可以|能够|需要?|自己|自家|个人|每?一?[年季]|每月|每天|一个月|一年到头|年底)*"
_OUTLAYS = (
    (re.compile(_MAY + "(?:花费?|掏|(?<![赔支交拨垫兑首预定])付|缴)(?:了|掉|去|出)*$"), "花费"),
    (re.compile(_MAY + "(?:积?攒)(?:下|了|起)*$"), "积蓄"),
    (re.compile(_MAY + "存(?:下|了|不下)*$"), "存款"),
    (re.compile(_MAY + "亏(?:了|掉|损)*$"), "亏损"),
    (re.compile(_MAY + "欠(?:下|着|了)*$"), "欠款"),
    (re.compile(_MAY + "(?:赔付?)(?:了|到)*$"), "赔付"),
    (re.compile(_MAY + "节?省(?:下|了|去)*$"), "节省"),
)
_FOR_EACH = re.compile(
    "(?:^|(?<=[\u4e00-\u9fff]{2}))(?:每(?:公斤|[人户亩年月天名次斤吨])|一(?:亩地?|[年天]))+的?(?:可|能|就|还|都)*(?:获得?|得到?|领取?|拿到?|享受|收取)?"
    "(?=(?:纯|净)?(?:收入|租金|补贴|补助|工资|分红|奖补|奖励|房价|增收|收购价|价格|保费|费用|投保费用|营业额|收益)$)"
)
_MONEY_NOUN = re.compile("(?:租金|工资|薪水|分红|收入|补贴|补助|奖金|利息|租|股金|费|钱)$")
_FACILITY = re.compile(
    "(?:建成|新建|建设|引进|打造)*(?P<what>[\u4e00-\u9fff]{0,10}(?:项目|园区?|厂|基地|中心|小区|新区|社区|学校|医院|工程))(?:总?投资|投入|占地(?:面积)?|建筑面积)"
)
_GROWS_WHAT = re.compile(
    "(?:种植|栽种|试种|改种|养殖|养起|种上|发展|生产|加工|种)(?:了|起)?([\u4e00-\u9fff]{2,6}?)(?:之?后|以后)?$"
)
# What has an output, a turnover or costs of its own.
_YIELDS = re.compile(
    "(?:企业|公司|合作社|项目|工程|产业|集群|基地|园区|产业园|示范园|厂|车间|工坊|电站|大棚|冷库|生产线|市场|平台|景区|民宿|农家乐|网店|店铺|农场|牧场|果园|茶园)$"
)
# 安置点, 服务中心: a place, not those whom something reaches
_REACH_NOUN = re.compile(
    "(?:安置|服务|接待|救助|帮扶)(?:点|区|房|小区|社区|站|中心|处|楼|住房|工坊|车间)$|^(?:服务|救助|帮扶|接待)(?:队|团|站|中心)"
)
_EARN = re.compile(rf"{_MAY}(?:(?<![认带引率])领取?|{alternation(WORDS['earn'])})(?:得|到|了|的|个|不)*$")
_THIN = re.compile(
    rf"^(?:实现|完成|总|纯|净|毛|年|综合|累计|新增|年均|户均|人均|亩均|日|月)*(?:{alternation(WORDS['thin'])})(?:增长|下降)?$"
)
# Who or what takes guests in: a farm does, not what grows on it.
_HOST = re.compile(
    "[\u4e00-\u9fff]{0,8}(?:农场|牧场|合作社|公司|企业|园区?|基地|中心|车间|工坊|厂|项目|景区|小镇|古镇|街区|馆|村|小区|社区|产业链)$"
)
_PART = re.compile(
    rf"^(?:实现|完成|提供|设|设有|开通|增加|收取|总|年|日|月|新增|累计|能|可|现有|拥有|共|年均)*[\u4e00-\u9fff]{{0,2}}(?:{alternation(WORDS['part'])})(?:增长|下降|提高)?$"
)
_CAPACITY = re.compile(
    "^(?:(?:能|可|可以|每)?[年日](?:可|能)?|能|可)(?:加工|处理|生产|产|存|储|屠宰|供应|供水|发电|容纳|接待|灌溉|孵化|育苗|烘干)[\u4e00-\u9fff]{0,5}$"
)  # 年加工番茄, 能存果品
# 资助学生1万人次，发放资金2000万元: for those who stand before.
_FUND = re.compile(
    "(?:共|累计|合计)?(?:发放|支付|兑现|投入|拨付|落实|到位|支出|使用)(?:[补奖救资]?[贴助补]|扶持|帮扶)?(?:资金|金额|金|款)$"
)
_REACH = re.compile(alternation(WORDS["reach"]))
_KEEPS = re.compile(alternation([*WORDS["reach"], *WORDS["keep"]]))
_GROWN = re.compile(
    r"^(?:年|共|累计|发展|种植|养殖|栽种|新植|收获|生产|产出|出产|产)+|(?:种植|栽培|养殖|播种)?(?:总?面积|总?产量|基地|产值)$"
)


_LENGTH_LEFT = re.compile("^(?:的?时间里?|里|间|过去了?|之久|来)+")


def trimmed(number: Number) -> str:
    """Return the indicator of a number without what is no part of a name."""
    phrase = number.indicator
    if "们" in phrase:
        phrase = _PRONOUN.sub("", phrase)
    if phrase.startswith(("时期", "期间")):
        phrase = _TIME_LEFT.sub("", phrase)
    if number.how in _BEHIND and number.kind in ("count", "measure", "money"):
        phrase = _noun_alone(phrase, number)
    phrase = _LEAD.sub("", phrase)
    if "一天" in phrase and number.kind in ("count", "measure"):
        phrase = _IN_A_DAY.sub("", phrase)
    if "有" in phrase:
        phrase = _THERE_IS.sub("", phrase)
    if "们" in phrase or "里" in phrase:
        phrase = _AGENT.sub("", phrase)
    if "了" in phrase or "着" in phrase:
        phrase = _LE.sub("", phrase)
    phrase = phrase.removeprefix("的")
    phrase = _MAY_END.sub("", phrase)
    if phrase.endswith(("、等地", "、等")) or "、、" in phrase:
        phrase = _TO_PLACES.sub("", phrase)
    if number.kind == "money" and (match := _EARN.search(phrase)):
        head = phrase[: match.start()]
        phrase = _LEAD.sub("", head if _MONEY_NOUN.search(head) else head + "收入")
    elif number.kind == "money" and number.how in ("before", "carried over"):
        phrase = _outlay(phrase)
    if number.kind == "money":
        phrase = re.sub("^[为给帮](?=[\u4e00-\u9fff]{2,12}增收$)", "", _FOR_EACH.sub("", phrase))
    if phrase.endswith(("低于", "高于")) and number.kind == "money":
        phrase = phrase[:-2]
    phrase = _SPENT_OR_GIVEN.get(phrase, phrase) if number.kind == "money" else phrase
    if phrase.endswith(("里", "中", "内")):
        phrase = _WITHIN_END.sub("", phrase)
    if phrase.endswith(("收入", "增收", "提成", "分红")):
        phrase = _MAY_EARN.sub("", phrase)
    if number.kind == "duration":
        phrase = _LENGTH_LEFT.sub("", phrase)
    if phrase in ("以上", "以下", "以内", "左右", "了"):
        return ""
    return _THIS_IS.sub("", phrase) if "这" in phrase[:2] else phrase


def _noun_alone(phrase: str, number: Number) -> str:
    """Return the noun with which a phrase behind a number begins, the phrase where all of it is the name."""
    noun = noun_phrase(phrase)
    rest = phrase[len(noun) :]
    if not rest:
        return phrase
    word, kind = words_of(rest)[0]
    loose = (
        (kind in ("f", "uz", "t", "c", "r", "m") and not rest.startswith("以"))
        or (number.how == "behind" and (kind == "d" or tells_of_it(word, kind)))
        or (number.kind == "measure" and kind == "v")
        or rest.startswith(("预计", "能", "可"))
        or rest in set("还经于被把在将已也都就仅约超共均又与和及或里上中内是有正")
        or rest in ("划分成", "组成", "之一")
    )
    # 民族团结进步示范社区
    compound = HEADS.search(phrase) and not HEADS.search(noun) and "了" not in rest
    long = len(noun) >= 3 and 3 * len(rest) > 4 * len(noun) and not compound
    return noun if (len(noun) >= 2 and loose) or (long and not _KEEPS.match(rest)) else phrase


def _outlay(phrase: str) -> str:
    """Return a phrase that ends in how money was spent, saved or owed with the noun for it (自己只掏了, 存下)."""
    for verb, noun in _OUTLAYS:
        if match := verb.search(phrase):
            head = re.sub("^.*(?:时|后)$", "", phrase[: match.start()])  # 刚搬来时欠了6000元
            return head if _MONEY_NOUN.search(head) else head + noun
    return phrase


def complete(
    sentence: Sentence,
    masked: str,
    before: str,
    people: Sequence[str],
    past: Sequence[Sentence] = (),
) -> str:
    """Trim the indicators of a sentence and prefix to thin ones what they are said of.

    Parameters
    ----------
    sentence
        A sentence whose numbers have indicators.
    masked
        Its text with place and time words blanked.
    before
        The subject of the sentence before, in the same paragraph.
    people
        Of whom each number is told, whose name then goes before it; '' where it is of no one person.
    past
        The sentences before, the nearest last.

    Returns
    -------
    str
        The subject of this sentence, or `before`.
    """
    topic = subject_of(next((part for part in SIDE.split(masked) if part.strip("\x00 　")), ""))
    topic = "" if topic in ("时期", "期间") else topic
    may_house = bool(ANY.search(masked))
    may_speak = bool(past) and (sentence.text.startswith(("“", "「")) or bool(_MANAGER.search(sentence.text)))
    for i, number in enumerate(sentence.numbers):
        earlier = sentence.numbers[:i]
        _name_by_kind(number, earlier, sentence, masked)
        if whole := name_of_whole(number, sentence, past):
            number.indicator = number.core = whole
            number.how = PART_OF_WHOLE
            continue
        did, thin = _did_in_part(number), _is_thin(number)
        if crop := _crop_of(number, sentence, past):
            number.indicator, number.how = crop + number.indicator, "yield of a crop"
            continue
        firm = _firm_that_speaks(sentence, masked, number, past) if may_speak else None
        if people[i] and not firm:
            continue
        house = firm or (_housed(sentence, masked, number) if may_house else None)
        if house and not thin and _is_of(number, house):
            _say_of(number, house.name)
            continue
        if thin or _reaches(number, sentence, masked):
            left = any(topic[-2:] not in n.indicator for n in earlier)
            found = "" if did else _house_name(house)
            subject = found or _said_of(sentence, masked, i, thin) or ("" if left else topic or before)
            subject = subject if found or "客" not in number.indicator or _HOST.match(subject) else ""
            if subject and not set(subject[-2:]) <= set(number.indicator):
                _say_of(number, subject)
    share_fates(sentence)
    name_by_size(sentence)
    name_spans(sentence, [earlier.text for earlier in past])
    name_trips(sentence)
    return topic or before


def with_name(indicator: str, name: str) -> str:
    """Return an indicator of one person with the person's name before it.

    Parameters
    ----------
    indicator
        The phrase.
    name
        The name, '' or a pronoun when the text gives none.
    """
    if len(name) < 2 or len(indicator) > 14:
        return indicator
    for k in range(len(name), 1, -1):  # a part of the name stands in the phrase
        if name[:k] in indicator:
            return indicator.replace(name[:k], name, 1)
    return name + indicator


def _name_by_kind(number: Number, earlier: list[Number], sentence: Sentence, masked: str) -> None:
    """Trim the indicator of a number, and say what its words leave out of such a count, share or area."""
    number.indicator = trimmed(number)
    name_divisions(number, earlier, masked)
    name_some(number, earlier, masked)
    name_share(number, earlier, masked)
    if earlier:
        name_among(number, earlier, masked)
        name_part_of_income(number, earlier)
    name_share_of_place(number, sentence.text)
    if number.kind == "measure":
        name_area(number, masked[sentence.clause(number.start)[0] : number.start])
    with_verb(number, sentence, masked)
    with_bracket(number, sentence.text)
    if earlier:
        name_projects(number, earlier)
        name_kinds(number, earlier)
    name_such(number, sentence.text)
    if earlier:
        name_where(number, earlier, masked)
        name_of_those(number, earlier, masked)
    name_way(number, sentence.text)
    if "住着" in number.indicator:
        name_dwellers(number, sentence.text)
    name_planted(number, sentence.text)
    name_resettled(number, masked)
    if earlier:
        name_pay_of_all(number, earlier, masked)
        name_who_goes(number, earlier, masked)
    name_insurance(number, sentence.text)
    name_job_pay(number, sentence.text)


def _say_of(number: Number, subject: str) -> None:
    """Put before the phrase of a number what it is said of."""
    number.indicator = subject + number.indicator
    number.core = number.core and subject + number.core


def _did_in_part(number: Number) -> bool:
    """Return whether a short phrase says what a part of something did, not of what (卖鲜果占比)."""
    phrase = number.indicator
    return number.how == "what a part did" and phrase.endswith("占比") and len(phrase) <= 10


def _is_thin(number: Number) -> bool:
    """Return whether a phrase does not say what the number is of (占地, 产值, 发放资金)."""
    phrase = number.indicator
    if number.how == "all who live there":
        return False
    unsaid = number.kind == "money" and not phrase
    return unsaid or _did_in_part(number) or bool(_FUND.match(phrase) or _THIN.match(phrase))


def _reaches(number: Number, sentence: Sentence, masked: str) -> bool:
    """Return whether a number is of those whom something named before reaches (带动3000人就业)."""
    phrase = number.indicator
    longest = 9 if phrase.startswith(("带动", "惠及", "吸纳", "辐射")) else 7
    if (
        number.kind == "money"
        or len(phrase) > longest
        or not ACTS_ON.match(phrase)
        or _REACH_NOUN.search(phrase)
    ):
        return False
    return bool(_REACH.search(masked[sentence.clause(number.start)[0] : number.start]))


def _said_of(sentence: Sentence, masked: str, i: int, thin: bool) -> str:
    """Return what stands nearest before a number and can be its subject: of its clause, or one before."""
    for a, b, clause in _clauses_before(sentence, masked, sentence.numbers[i]):
        inside = [n for n in sentence.numbers[:i] if a <= n.start < b]
        if inside:
            if found := _of_what(inside[-1], thin, sentence.numbers[i]):
                return found
        elif found := (_begun(clause) if thin else object_of(clause)) or subject_of(clause):
            return found
    return ""


def _clauses_before(sentence: Sentence, masked: str, number: Number) -> Iterator[tuple[int, int, str]]:
    """Return the clauses before that of a number, the nearest first, each with its span and without its marks."""
    cuts = [c for c in sentence.cuts if c <= sentence.clause(number.start)[0]]
    for a, b in zip(reversed(cuts[:-1]), reversed(cuts[1:]), strict=True):
        yield a, b, masked[a:b].rstrip('，,；;。：:！？!?（）()“”"\n')


def _housed(sentence: Sentence, masked: str, number: Number) -> House | None:
    """Return the institution that the clauses before that of a number tell of, None if of none."""
    head = masked[sentence.clause(number.start)[0] : number.start]
    if institution(head) or _TURNS.match(head.lstrip("\x00 ")):
        return None
    for a, b, clause in _clauses_before(sentence, masked, number):
        if masked[b - 1] in "；;":
            return None
        if found := institution(clause):
            return found
        if _TURNS.match(clause.lstrip("\x00")) or any(
            a <= r.start < b and r.how in ("named", "relative") for r in sentence.places
        ):
            return None
    return None


_TURNS = re.compile("村集体|村民|群众|农户|居民|全[国省市县区乡镇村]|[省市县区乡镇村]里|当地|其中")


_YIELD = re.compile(
    "(?:预计|预测|今年|平均|最高)*(?:亩均)?(?:亩产量?|单产|总?产量|[栽种][培植]面积|播种面积|挂果面积)(?:达|可|能|比|较|提高|增加|增产|下降|减少|$)"
)
_PRICE = re.compile(
    "(?:预计|今年|平均|最高|年)*(?:(?:收购|销售|市场|批发|地头|出厂)?(?:均价|单价|价格|价)|售价|(?:全产业链|综合)产值)(?:可|突破|达|能|$)"
)
_CROP = re.compile(alternation(WORDS["crop"]))


def _crop_of(number: Number, sentence: Sentence, past: Sequence[Sentence]) -> str:
    """Return the crop told of last before a bare yield (板栗即将收获，栽培面积达…), '' if none is or the yield has one."""
    bare = _PRICE if number.kind == "money" else _YIELD
    if number.kind not in ("measure", "percent", "money") or not bare.match(number.indicator):
        return ""
    near = [earlier.text for earlier in past[-2:] if earlier.paragraph == sentence.paragraph]
    for text in (sentence.text[: number.start], *reversed(near)):
        if found := _CROP.findall(text):
            return "" if found[-1] in number.indicator else found[-1]
    return ""


_MANAGER = re.compile(
    "(?:企业|公司|厂|车间|合作社|基地|农场)[^，。；]{0,4}(?:负责人|经理|董事长|厂长|主管|理事长|场长)[^，。；：]{0,6}(?:介绍|说|告诉|表示|透露)"
)


def _firm_that_speaks(
    sentence: Sentence, masked: str, number: Number, past: Sequence[Sentence]
) -> House | None:
    """Return the firm of the sentences before whose manager gives its figures, or that is quoted, None if none is."""
    if not (_MANAGER.search(sentence.text[: number.start]) or sentence.text.startswith(("“", "「"))):
        return None
    inner = institution(masked[sentence.clause(number.start)[0] : number.start])
    if inner and not BARE.match(inner.name):
        return None
    for earlier in reversed(past[-2:]):
        first = next((part for part in SIDE.split(_DATE.sub(" ", earlier.text)) if len(part) > 5), "")
        found = institution(first) if earlier.paragraph == sentence.paragraph else None
        if found and found.subject and not BARE.match(found.name) and _FIRM.search(found.name):
            return found
    return None


_DATE = re.compile(r"\d{4}年(?:\d+月)?|\d+月(?:\d+日)?|[今去前]年")
_FIRM = re.compile("(?:公司|企业|集团|厂|合作社|农场|基地|工坊|车间)$")


def _house_name(house: House | None) -> str:
    return house.name if house and (house.subject or not BARE.match(house.name)) else ""


def _is_of(number: Number, house: House) -> bool:
    """Return whether a phrase alone does not tell of which institution it is a part or a doing (床位, 接诊)."""
    phrase, name = number.indicator, house.name
    if set(name[-2:]) <= set(phrase) or (BARE.match(name) and not house.subject):
        return False
    if _PART.match(phrase) or _CAPACITY.match(phrase):
        return True
    if not house.subject or BARE.match(name) or number.kind == "frequency":
        return False
    if (number.kind == "duration" and not phrase.endswith(("程", "期"))) or number.how == "size class":
        return False
    longest = 3 if number.kind == "money" else 4
    bare_verb = number.kind == "measure" and len(phrase) < 2
    return len(phrase) <= longest and not (bare_verb or _OTHERS.search(phrase))


# 发放教育资助资金800万元，惠及学生3000人次
_HANDED_OUT = re.compile(
    "^(?:全年|今年|共|累计|已)*(?:发放|兑现|拨付|投放|支付|给予)了?(?:各[类项])?(?=[\u4e00-\u9fff]{3})"
)
_OTHERS = re.compile("(?:居民|村民|群众|农户|农民|脱贫户|贫困户|人口)$")


def _grown(clause: str) -> str:
    """Return the crop or the beasts that a clause tells of growing (种植百香果，每亩纯收入8000元), '' if of none."""
    match = _GROWS_WHAT.search(clause.replace("\x00", ""))
    return match[1] if match and all(kind in PLAIN for _, kind in words_of(match[1])) else ""


def _begun(clause: str) -> str:
    """Return what a clause tells of growing, or of building or setting going (启动移民工程，总投资50亿元)."""
    made = object_of(clause)
    return _grown(clause) or (made if _YIELDS.search(made) else "")


def _of_what(number: Number, thin: bool, of: Number) -> str:
    """Return what an earlier number counts, when a bare measure or verb behind it can be of the same."""
    if thin:
        if match := _FACILITY.fullmatch(number.core):
            return match["what"]
        if of.kind == "money" and number.kind == "count" and _YIELDS.search(number.core):
            counted = noun_phrase(number.core) or number.core
            return counted if 2 <= len(counted) <= 10 else ""
        if number.kind == "count" and _FUND.match(of.indicator) and 4 <= len(number.indicator) <= 10:
            return number.indicator
        product = number.kind == "measure" and number.unit not in LENGTHS
        noun = _GROWN.sub("", number.core) if product else ""
        return noun if 2 <= len(noun) <= 8 else ""
    if number.kind not in ("count", "measure", "money"):
        return ""
    core = BROUGHT.sub("", number.core)
    core = _HANDED_OUT.sub("", core) if number.kind == "money" else core
    noun = re.sub("(?:综合)?(?:年?产值|年?产量|面积|总?投资|投入)$", "", noun_phrase(core))
    usable = (
        2 <= len(noun) <= 14
        and not _THIN.match(noun)
        and not QUANTITY.search(noun)
        and not ends_in_people(noun)
    )
    usable = usable and not ACTS_ON.match(number.indicator)
    return noun if usable and not re.search("[人户]均", noun) else ""
