"""Subjects: phrases cut down to a name, and said of what the clauses before them tell of.

A number's own clause often holds only a predicate (占地, 带动就业, 产值); what it is said of stands in an
earlier clause. Word classes come from the segmenter's dictionary, which is asked for these short stretches
only.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from helpers.claims.clauses import Number, Sentence
from helpers.resources import alternation, words_by_class
from helpers.wordclass import words_of

_NOUN = frozenset(
    {"n", "vn", "nz", "nr", "ns", "nt", "nrt", "nrfg", "ng", "l", "i", "j", "an", "s", "eng", "zg"}
)
_BEFORE_NOUN = _NOUN | {"a", "b", "v", "d", "k", "q", "h", "ad", "z", "t"}
_PLAIN = frozenset({"n", "nz", "nr", "ns", "nt", "ng", "vn", "j", "b", "a"})
_CUT = frozenset({"d", "p", "f", "t", "c", "r", "ul", "uz", "ud", "m", "y", "ad", "uj"})
_BEHIND = ("behind", "verb and noun behind", "around and behind", "owner and noun behind", "said behind")


_WORDS = words_by_class("indicator_words.csv")
_NOMINAL = frozenset(_WORDS["nominal"])  # verbs that also stand inside a name (种植基地, 帮扶单位)
_LEAD = re.compile(
    rf"^(?:{alternation(_WORDS['lead'])}|就(?!业|地|近|医|读|学|餐|诊)|能(?!源|繁|人|量|力|耗|手)|可(?!再|回|视|移|采|耕|可|乐)|"
    rf"后(?!备|期|勤|续|代|扶)|算(?!力|法)|还(?!款|贷|林)|创(?!业|新|建|办|意|收|伤|投)|只(?!读)|光(?!伏|热|电|纤|缆|照|影|明|荣|彩|谷)|也|才|得(?!票))+(?=[\u4e00-\u9fffA-Za-z]{{2}})"
)
_AGENT = re.compile(
    "^(?:我们|咱们|他们)(?:还|又|再|也|先)?$|"
    "^[省市州区县乡镇村社厂家]里(?:先后|陆续|又|还|再|先|都|也|已)*(?=[\u4e00-\u9fff]{2})"
)
_FACILITY = re.compile(
    "(?:建成|新建|建设|引进|打造)*(?P<what>[\u4e00-\u9fff]{0,10}(?:项目|园区?|厂|基地|中心|小区|新区|社区|学校|医院|工程))(?:总?投资|投入|占地(?:面积)?|建筑面积)"
)
_GROWS_WHAT = re.compile(
    "(?:种植|栽种|试种|改种|养殖|养起|种上|发展|生产|加工)(?:了|起)?([\u4e00-\u9fff]{2,6})$"
)
_TRADED = re.compile("加工|销售|收购|采购|出口|进口")
_QUANTITY = re.compile("(?:收入|产值|总值|面积|产量|数量|总量|[比增速效利]率|总额|余额|人数|投资)$")
_REACH_NOUN = re.compile("(?:安置|服务|接待|救助|帮扶)(?:点|区|房|小区|社区|站|中心|处|楼|住房|工坊|车间)$")
_REACHED = re.compile("(涉及|带动|覆盖|惠及|辐射)[^，；]{0,4}$")
_DID = re.compile("(?:搬迁|安置|搬出|迁出|入住|^脱贫)$")
# 五年来，为了巩固成果，…; 20多年来累计搬迁移民
_SINCE_THEN = re.compile(
    r"多?(?:来|间)(?!的)(?:[，,](?:为了?(?P<aim>[\u4e00-\u9fff]{4,20})[，,]|(?P<did>[\u4e00-\u9fff“”]{4,40})))?"
)
_THESE_YEARS = re.compile(r"(?P<aim>(?!))?多?(?:来|间|里)?[，,](?P<did>[\u4e00-\u9fff“”]{4,40})")
_LONG_AGO = re.compile("[\\s“「]*(?:这|近|过去|短短|整整)?")
_EARN = re.compile(rf"(?:{alternation(_WORDS['earn'])})(?:得|到|了|的|个)*$")
_THIN = re.compile(
    rf"^(?:实现|完成|总|纯|净|毛|年|综合|累计|新增|年均|户均|人均|亩均|日|月)*(?:{alternation(_WORDS['thin'])})(?:增长|下降)?$"
)
_ACTS_ON = re.compile(
    rf"^(?:可|能|年|日|预计|累计|共|直接|间接|每年|有效|辐射)*(?:{alternation(_WORDS['reach'])})[\u4e00-\u9fff]{{0,6}}$"
)
_REACH = re.compile(alternation(_WORDS["reach"]))
_KEEPS = re.compile(alternation([*_WORDS["reach"], *_WORDS["keep"]]))
_FATE = re.compile(r"(?:全部|均|已|都)*(?:脱贫|退出|摘帽|出列|达标|清零|销号|入住|竣工|完工|投产|通车)+$")
_NO_SUBJECT = re.compile(
    rf"^(?:{alternation(_WORDS['nobody'])})$|[\d]|记者|支书|笔账|新闻|消息|获悉|^[一二三四五六七八九十]是|"
    r"(?:主任|书记|局长|县长|乡长|镇长|村长|经理|负责人|董事长|大户|村民|户主|社长|会长|队长|院长|厂长|场长|所长|站长|部长|司长)"
)
_POPULATION = re.compile(
    "(?:人口|群众|户|劳动力|对象|居民|农民|村民|学生|人员|者|干部|职工|工人|党员|儿童|妇女|老人|青年|牧民|困难群体|低保|家庭)"
)
_SHARE_OF = re.compile(r"占(?:到|达|比|了|约|近|超过?|为)*$")
_OF_PLACE = re.compile(r"占(?:到|据|了)*(?:我们)?(全[国省市县区州乡镇村盟旗])的?(?:近|约|超过?)?$")
_AMONG = re.compile("^(?:[一二三四五六七八九十]是|在)?([\u4e00-\u9fff]{3,14}?)[当之]?中$")
_GROWS = re.compile("^(?:共|已|累计)?(?:发展|推广|种植|栽种|种|栽)了?(?=[\u4e00-\u9fff]{2})")
_LAND = re.compile(
    "(?:地|田|园|林|圃|场|区|带|滩|塘|库|沟|基地|草原|水面|大棚|项目|工程|面积|播面|占地|房|厂|馆|院|校|广场|中心|车间|"
    "共作|规模|用海|路面|绿化|[麦秋夏]收|种草|植树)$"
)
_GROWN = re.compile(
    r"^(?:年|共|累计|发展|种植|养殖|栽种|新植|收获|生产|产出|出产|产)+|(?:种植|栽培|养殖|播种)?(?:总?面积|总?产量|基地|产值)$"
)
_BROUGHT = re.compile(r"^(?:发展|种植|养殖|实施|建设|新增|引进|建成|完成|新建)(?=[\u4e00-\u9fff]{2})")
_ONLY_NEW = re.compile(r"^(?:当年|今年|全年|本年)?(?:新增|净增|新建|减少|增加)$")
_DIVISION = re.compile("(?:小组|[村居]民组|村|社区|生产队|寨|屯|乡|镇|街道|苏木|嘎查|网格)$")
_AND_HAS = re.compile("[、\x00 ]*(?:共有?|有|住着?|居住)?")
_SIDE = re.compile(r"[，,；;。：:！？!?（）()“”\"\n]")
HEADS = re.compile(
    "(?:人|户|村|县|国|家|者|员|农|群众|居民|村民|学生|企业|单位|机构|学校|医院|项目|基地|园区|园|区|厂|站|点|所|中心|"
    "合作社|公司|工坊|车间|对象|人口|劳动力|干部|教师|医生|游客|社区|乡镇|街道|岗位|产品|品牌|大棚|工程|道路|公路|机|设备|设施)$"
)


def noun_phrase(text: str) -> str:
    """Return the noun phrase with which a text begins, '' when it begins with none.

    Parameters
    ----------
    text
        A short text without punctuation. Verbs and adjectives before the first noun belong to it
        (受灾群众); what follows the last noun does not (荒地上建起, 企业创办工坊).
    """
    end, seen, at = 0, False, 0
    tokens = words_of(text)
    for i, (word, kind) in enumerate(tokens):
        following = tokens[i + 1][1] if i + 1 < len(tokens) else ""
        if kind in _NOUN or (word == "地" and (seen or len(text) == 1)):
            seen, end = True, at + len(word)
        elif not seen:
            if kind not in _BEFORE_NOUN:
                return ""
        elif (
            (kind == "uj" and (following not in _BEFORE_NOUN or HEADS.search(text[:at])))
            or (kind == "v" and not _modifies(tokens, i))
            or (kind in _CUT and kind != "uj" and not (kind == "c" and following in _NOUN))
        ):
            break
        at += len(word)
    return text[:end]


def _modifies(tokens: tuple[tuple[str, str], ...], i: int) -> bool:
    """Return whether a verb behind a noun stands inside a name: only such verbs part it from the next noun."""
    for word, kind in tokens[i:]:
        if kind in _NOUN:
            return True
        if kind not in ("a", "b") and (kind != "v" or word not in _NOMINAL):
            return False
    return False


def trimmed(number: Number) -> str:
    """Return the indicator of a number without what is no part of a name."""
    phrase = number.indicator
    if number.how in _BEHIND and number.kind in ("count", "measure", "money"):
        noun = noun_phrase(phrase)
        rest = phrase[len(noun) :]
        kind = words_of(phrase[len(noun) :])[0][1] if rest else ""
        loose = (
            (kind in ("f", "uz", "t", "c", "r", "m") and not rest.startswith("以"))
            or rest in set("可能还经于被把在将已也都就仅约超共均又与和及或里上中内是有正")
            or rest in ("划分成", "组成", "之一")
        )
        loose = (
            loose
            or (number.kind == "measure" and kind in ("v", "d"))
            or rest.startswith(("预计", "能", "可"))
        )
        compound = (
            HEADS.search(phrase) and not HEADS.search(noun) and "了" not in rest
        )  # 民族团结进步示范社区
        long = len(noun) >= 3 and 3 * len(rest) > 4 * len(noun) and not compound
        if rest and ((len(noun) >= 2 and loose) or (long and not _KEEPS.match(rest))):
            phrase = noun
    phrase = re.sub(
        "^(?:共|现|还|尚)?有(?=(?:村|社区|镇|乡|县|农户|企业|学校|党员)$)", "", _LEAD.sub("", phrase)
    )
    phrase = _AGENT.sub("", phrase)
    phrase = re.sub(
        "(?<=[\u4e00-\u9fff]{2})(?:预计|预期|大约|能够|可以|(?<![性功智职节电热动技效潜万全])(?<!(?<!亩)产)能|可)+$",
        "",
        phrase,
    )
    if number.kind == "money" and (match := _EARN.search(phrase)):
        phrase = _LEAD.sub("", phrase[: match.start()] + "收入")
    phrase = re.sub("(?<=[\u4e00-\u9fff]{2})(?:里|中|内)$", "", phrase)
    if number.kind == "duration":
        phrase = re.sub("^(?:的?时间里?|里|间|过去了?|之久|来)+", "", phrase)
    return (
        "" if phrase in ("以上", "以下", "以内", "左右", "了") else re.sub("^[！!]?这(?:就)?是", "", phrase)
    )


def subject_of(clause: str) -> str:
    """Return the noun phrase that opens a clause and of which the clause says something, '' if none.

    Parameters
    ----------
    clause
        A clause with its place and time words blanked.
    """
    text = re.sub(r"[\x00\s　“”‘’\"「」『』]+", "", clause)
    text = re.sub(r"^(?:该|这个?|其|此|同时|此外|目前|如今|而|在|位于|的|里|全[省市县区州乡镇村])+", "", text)
    noun = noun_phrase(text[:18])
    classes = [kind for _, kind in words_of(noun)]
    if not classes or classes[0] in ("v", "d", "q") or classes[-1] in ("nr", "nrt", "nrfg"):
        return ""
    if not 2 <= len(noun) <= 10 or _NO_SUBJECT.search(noun) or _QUANTITY.search(noun):
        return ""
    return noun if len(noun) < len(text) else ""


def object_of(clause: str) -> str:
    """Return the noun phrase with which a clause ends, behind its verb (建起智能黄茶生产线), '' if none."""
    text = re.sub(r"[\x00\s　“”‘’\"「」『』]+", "", clause)
    for i, (word, kind) in enumerate(tokens := words_of(text[-18:])):
        rest = "".join(w for w, _ in tokens[i + 1 :])
        if (
            kind == "v"
            and len(word) > 1
            and word not in _NOMINAL
            and noun_phrase(rest) == rest
            and 2 <= len(rest) <= 14
            and tokens[-1][1] not in ("v", "vn")
        ):
            return "" if _NO_SUBJECT.search(rest) else rest
    return ""


def complete(sentence: Sentence, masked: str, before: str, told_of: Callable[[Number], bool]) -> str:
    """Trim the indicators of a sentence and prefix to thin ones what they are said of.

    Parameters
    ----------
    sentence
        A sentence whose numbers have indicators.
    masked
        Its text with place and time words blanked.
    before
        The subject of the sentence before, in the same paragraph.
    told_of
        Whether a number is told of one person, whose name then goes before it.

    Returns
    -------
    str
        The subject of this sentence, or `before`.
    """
    topic = subject_of(next((part for part in _SIDE.split(masked) if part.strip("\x00 　")), ""))
    for i, number in enumerate(sentence.numbers):
        number.indicator = trimmed(number)
        earlier = sentence.numbers[:i]
        _of_divisions(number, earlier, masked)
        _of_some(number, earlier, masked)
        _share_of(number, earlier, masked)
        _share_of_place(number, sentence.text)
        _of_land(number, masked[sentence.clause(number.start)[0] : number.start])
        thin = bool(_THIN.match(number.indicator))
        if told_of(number):
            continue
        if thin or _reaches(number, sentence, masked):
            left = any(topic[-2:] not in n.indicator for n in earlier)
            subject = _said_of(sentence, masked, i, thin) or ("" if left else topic or before)
            if subject and not set(subject[-2:]) <= set(number.indicator):
                number.indicator = subject + number.indicator
                number.core = number.core and subject + number.core
    _share_fates(sentence)
    _name_spans(sentence)
    _name_trips(sentence)
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


def _reaches(number: Number, sentence: Sentence, masked: str) -> bool:
    """Return whether a number is of those whom something named before reaches (带动3000人就业)."""
    phrase = number.indicator
    if number.kind == "money" or len(phrase) > 7 or not _ACTS_ON.match(phrase) or _REACH_NOUN.search(phrase):
        return False
    return bool(_REACH.search(masked[sentence.clause(number.start)[0] : number.start]))


def _of_divisions(number: Number, earlier: list[Number], masked: str) -> None:
    """Name what a place consists of when only units do (全村辖9个小组486户1620人, 全州辖1市5县)."""
    if re.search("(?:下?辖|管辖)$", number.indicator) and number.unit in "市县区乡镇村旗":
        number.indicator = "下辖" + number.unit
    if (
        number.unit in ("户", "人")
        and earlier
        and earlier[-1].kind == "count"
        and earlier[-1].unit not in ("户", "人", "名")
        and _DIVISION.search(earlier[-1].core)
        and number.how in ("carried over", "before")
        and (gap := masked[earlier[-1].end : number.start]) is not None
        and (_AND_HAS.fullmatch(gap) or earlier[-1].indicator.endswith(_AND_HAS.sub("", gap)))
        and not _FATE.search(number.indicator)
    ):
        reached = _REACHED.search(masked[: earlier[-1].start])
        whole = {"户": "总户数", "人": "总人口"}
        part = {"户": "农户", "人": "群众"}
        number.indicator = reached[1] + part[number.unit] if reached else whole[number.unit]
        number.core = number.indicator
    elif (
        earlier
        and earlier[-1].indicator == "总户数"
        and number.unit == "人"
        and earlier[-1].end == number.start
    ):
        number.indicator = number.core = "总人口"


def _of_some(number: Number, earlier: list[Number], masked: str) -> None:
    """Say of whom a count of people is, when its words name only what they did (已就业6.12万人)."""
    if earlier and _ONLY_NEW.match(number.indicator) and earlier[-1].unit == number.unit and earlier[-1].core:
        number.indicator += noun_phrase(earlier[-1].core) or earlier[-1].core
        return
    _people_of(number, masked)
    if number.unit not in ("人", "户", "名", "人次") or number.kind != "count" or not earlier:
        return
    whole = earlier[-1]
    if whole.end == number.start:  # 5.7万户23.1万人: of the same
        if whole.core.endswith(number.indicator):
            number.indicator = whole.indicator
        return
    if (
        len(number.indicator) <= 6
        and not _POPULATION.search(number.indicator)
        and not _ACTS_ON.match(number.indicator)
        and _tells(number.indicator)
        and (people := next((n for n in reversed(earlier[-3:]) if _of_people(n)), None))
        and not re.search("[；;]", masked[people.end : number.start])
    ):
        number.indicator = people.core + number.indicator


def _tells(phrase: str) -> bool:
    """Return whether a phrase says what somebody did or what became of something (县外务工, 风险消除)."""
    kinds = [kind for _, kind in words_of(phrase)] if phrase else []
    return bool(kinds) and (kinds[0] in ("v", "a", "d", "vn", "s", "f") or kinds[-1] == "v")


def _people_of(number: Number, masked: str) -> None:
    """Say that people are counted where only what they did is named (安置27293户, 累计脱贫5.7万人)."""
    phrase = number.indicator
    if number.unit not in ("人", "户") or not _DID.search(phrase) or _POPULATION.search(phrase):
        return
    counted_up = re.search("累计[^，；]{0,12}$", masked[: number.start]) and "累计" not in phrase
    number.indicator = ("累计" if counted_up and phrase == "脱贫" else "") + phrase + "人口"


def _of_people(number: Number) -> bool:
    """Return whether a number counts a population (监测对象1123户)."""
    match = list(_POPULATION.finditer(number.core))
    return bool(match) and match[-1].end() == len(number.core) and number.unit in ("人", "户", "名")


def _share_of(number: Number, earlier: list[Number], masked: str) -> None:
    """Say of what a share is, when the total stands before it (人均纯收入8539元，其中工资性收入占43.6%)."""
    if number.kind != "percent":
        return
    phrase = number.indicator
    if phrase.endswith("占比") and len(phrase) <= 10:
        named = _whole_before(number, earlier, masked)
        if len(named) <= 14 and not _alike(named, phrase.removesuffix("占比")):
            number.indicator = named + phrase
    elif _SHARE_OF.search(masked[max(number.start - 5, 0) : number.start]) and len(phrase) <= 8:
        whole = _among(number, masked) or next((n.core for n in reversed(earlier) if n.kind != "percent"), "")
        if "占" in phrase or not whole:
            return
        if whole == phrase:
            number.indicator += "占比"
        elif whole not in phrase and len(whole) <= 16:
            number.indicator += "占" + whole


def _whole_before(number: Number, earlier: list[Number], masked: str) -> str:
    """Return the whole that 其中 or a clause with 中 names (剩余贫困人口中，因病因残占比超过七成), '' if none does."""
    if "其中" in re.split("[，,；;：:]", masked[: number.start])[-1]:
        whole = next((n for n in reversed(earlier) if n.kind != "percent"), None)
        return whole.core if whole else ""
    return _among(number, masked)


def _among(number: Number, masked: str) -> str:
    """Return the whole that the clause before names with 中 (在岗村医中，持证上岗的占92%), '' if none."""
    cuts = [m.end() for m in _SIDE.finditer(masked[: number.start])]
    clause = masked[cuts[-2] if len(cuts) > 1 else 0 : cuts[-1] - 1] if cuts else ""
    among = _AMONG.search(clause.replace("\x00", ""))
    return among[1] if among else ""


def _alike(one: str, other: str) -> bool:
    """Return whether two phrases have a pair of characters in common."""
    return any(one[j : j + 2] in other for j in range(len(one) - 1))


def _share_of_place(number: Number, text: str) -> None:
    """Say of a share that it is one of the whole place (香菇交易额占到全县的四分之一)."""
    whole = _OF_PLACE.search(text[: number.start]) if number.kind == "percent" else None
    if whole and "占" not in number.indicator:
        number.indicator += "占" + whole[1]


def _of_land(number: Number, head: str) -> None:
    """Say that it is the area that is told of a crop (45万亩新梅, 发展茶叶26.2万亩)."""
    if (
        number.kind != "measure"
        or number.unit not in ("亩", "公顷", "平方公里")
        or number.how not in ("before", "behind")
    ):
        return
    crop = _GROWS.sub("", number.indicator)
    if 2 <= len(crop) <= 6 and not _LAND.search(crop) and all(kind in _PLAIN for _, kind in words_of(crop)):
        number.indicator, number.core = crop + ("种植面积" if "种植" in head else "面积"), crop


def _share_fates(sentence: Sentence) -> None:
    """Let what is said behind the last of a list hold for all (3个县、20个村、5万人口全部脱贫)."""
    numbers = sentence.numbers
    for first, second in zip(reversed(numbers[:-1]), reversed(numbers[1:]), strict=True):
        fate = _FATE.search(second.indicator)
        between = sentence.text[first.end : second.start]
        if (
            fate
            and first.how == "behind" == second.how
            and re.fullmatch(r"[\u4e00-\u9fff]{1,10}[、和]", between)
            and not _FATE.search(first.indicator)
        ):
            first.indicator += fate.group()


def _name_spans(sentence: Sentence) -> None:
    """Name a length of time that only dates what follows (近三年，修路26.5公里) by what was done in it."""
    for i, number in enumerate(sentence.numbers):
        if number.kind == "duration" and _elapsed(sentence, number, i):
            continue
        if any(w.form == "within" and w.start == number.start for w in sentence.words):
            if number.how == "behind" and len(number.indicator) > 3:  # 3年内改造旧茶园
                number.indicator, number.how = number.indicator + "时间", "what is done in the time"
                continue
            number.indicator = number.indicator if i + 1 == len(sentence.numbers) else ""
        dated = not number.indicator or any(
            w.form in ("since", "recent") and w.start <= number.start and number.end <= w.end
            for w in sentence.words
        )
        if (
            number.kind == "duration"
            and dated
            and len(number.indicator) < 2
            and i + 1 < len(sentence.numbers)
        ):
            following = sentence.numbers[i + 1]
            if following.kind != "duration":
                number.indicator, number.how = following.indicator + "时间", "time of what follows"


def _elapsed(sentence: Sentence, number: Number, i: int) -> bool:
    """Name years that went by (五年来，…) by what was done in them; return whether they are such."""
    head = sentence.text[sentence.clause(number.start)[0] : number.start]
    match = (_THESE_YEARS if head.strip("\u3000 “") == "这" else _SINCE_THEN).match(
        sentence.text[number.end :]
    )
    if not match or not _LONG_AGO.fullmatch(head):
        return False
    done = sentence.numbers[i + 1].indicator if i + 1 < len(sentence.numbers) else ""
    done = match["aim"] or done or _predicate(match["did"] or "")
    if done:
        number.indicator, number.how = done + "时间", "time of what follows"
    return bool(done)


def _predicate(clause: str) -> str:
    """Return a clause from its first verb on."""
    at = 0
    for word, kind in words_of(clause):
        if kind == "v" and len(word) > 1 and word not in _NOMINAL:
            return clause[at : at + 14]
        at += len(word)
    return ""


# 从镇上开车到村里只要15分钟
_TRIP = re.compile(
    r"(?P<way>从[^，。；、]{1,10}到[^，。；、从]{1,12}?)(?:的?(?:时间|车程|用时|路程))?"
    r"(?:已|由|就|也|只|仅|最快|不到|大约|约|不足|都)*(?:(?:需要?|要|用|花|为|是|缩短[到至为])(?:了|约|不到)?)$"
)


def _name_trips(sentence: Sentence) -> None:
    """Name the time that a way takes by the way; its places are part of the name."""
    for number in sentence.numbers:
        if number.kind == "duration" and number.unit in ("分钟", "小时", "天", "日"):
            head = sentence.text[sentence.clause(number.start)[0] : number.start]
            if match := _TRIP.search(head):
                number.indicator, number.how = match["way"] + "用时", "way that takes the time"


def _said_of(sentence: Sentence, masked: str, i: int, thin: bool) -> str:
    """Return what stands nearest before a number and can be its subject: of its clause, or one before."""
    start = sentence.clause(sentence.numbers[i].start)[0]
    cuts = [c for c in sentence.cuts if c <= start]
    for a, b in zip(reversed(cuts[:-1]), reversed(cuts[1:]), strict=True):
        inside = [n for n in sentence.numbers[:i] if a <= n.start < b]
        clause = masked[a:b].rstrip('，,；;。：:！？!?（）()“”"\n')
        if inside:
            if found := _of_what(inside[-1], thin):
                return found
        elif found := (_grown(clause) if thin else object_of(clause)) or subject_of(clause):
            return found
    return ""


def _grown(clause: str) -> str:
    """Return the crop or the beasts that a clause tells of growing (种植百香果，每亩纯收入8000元), '' if of none."""
    match = _GROWS_WHAT.search(clause.replace("\x00", ""))
    return match[1] if match and all(kind in _PLAIN for _, kind in words_of(match[1])) else ""


def _of_what(number: Number, thin: bool) -> str:
    """Return what an earlier number counts, when a bare measure or verb behind it can be of the same."""
    if thin:
        if match := _FACILITY.fullmatch(number.core):
            return match["what"]
        product = number.kind == "measure" and number.unit not in ("公里", "米", "千米")
        noun = _GROWN.sub("", number.core) if product and not _TRADED.search(number.core) else ""
        return noun if 2 <= len(noun) <= 8 else ""
    if number.kind not in ("count", "measure", "money"):
        return ""
    core = _BROUGHT.sub("", number.core)
    noun = re.sub("(?:综合)?(?:年?产值|年?产量|面积|总?投资|投入)$", "", noun_phrase(core) or core)
    usable = 2 <= len(noun) <= 14 and not _THIN.match(noun) and not _POPULATION.search(noun)
    usable = usable and not _ACTS_ON.match(number.indicator)
    return noun if usable and not re.search("[人户]均", noun) else ""
