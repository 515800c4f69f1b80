"""Counted: of whom or of what a count is, when its own words do not say."""

from __future__ import annotations

import re

from helpers.claims.clauses import Number, Sentence
from helpers.claims.phrases import noun_phrase
from helpers.claims.wording import WORDS
from helpers.resources import alternation
from helpers.wordclass import words_of

PLAIN = frozenset({"n", "nz", "nr", "ns", "nt", "ng", "vn", "j", "b", "a"})


_REACHED = re.compile("(涉及|带动|覆盖|惠及|辐射)[^，；]{0,4}$")
_ONLY_REACHED = re.compile("(惠及|受益|带动)$")
_DID = re.compile("(?:搬迁|安置|搬出|迁出|入住|^脱贫)$")
_MONITORED = re.compile(
    "(?:纳入监测|(?:消除|化解)(?:返贫|致贫)*风险|风险(?:已|已经|得到)?(?:消除|化解)|稳定消除)$"
)
ACTS_ON = re.compile(
    rf"^(?:可|能|年|日|预计|累计|共|直接|间接|每年|有效|辐射)*(?:{alternation(WORDS['reach'])})[\u4e00-\u9fff]{{0,6}}$"
)
_FATE = re.compile(r"(?:全部|均|已|都)*(?:脱贫|退出|摘帽|出列|达标|清零|销号|入住|竣工|完工|投产|通车)+$")
POPULATION = re.compile(
    "(?:人口|群众|百姓|乡亲|户|劳动力|对象|居民|农民|村民|学生|人员|者|干部|职工|工人|党员|儿童|妇女|老人|青年|牧民|困难群体|低保|家庭)"
)
_GROWS = re.compile("^(?:共|已|累计)?(?:发展|推广|种植|栽种|种|栽)了?(?=[\u4e00-\u9fff]{2})")
_STATE = re.compile("(?<=[\u4e00-\u9fff]{2})(?:长势|产量|单产|收获|收割|插秧|播种|栽插|移栽)$")
_LAND = re.compile(
    "(?:地块?|田|园|林|圃|场|区|带|滩|塘|库|沟|基地|草原|水面|大棚|项目|工程|面积|播面|占地|房|厂|馆|院|校|广场|中心|车间|"
    "共作|规模|用海|路面|绿化|[麦秋夏]收|种草|植树)$"
)
BROUGHT = re.compile(
    r"^(?:发展|种植|养殖|实施|建设|新增|引进|建成|完成|新建|新植|吸引|吸纳|入驻)(?=[\u4e00-\u9fff]{2})"
)
_ONLY_NEW = re.compile(
    r"^(?:当年|今年|全年|本年)?(?:新增|净增|新建|减少|增加|新改扩建|改扩建|改建|扩建|续建|迁建|新扩|投产|在建|竣工|完工|修缮)$"
)
_WHOLE = {"户": "总户数", "人": "总人口"}
_PART = {"户": "农户", "人": "群众"}
_DIVISION = re.compile("(?:小组|[村居]民组|村庄?|社区|生产队|寨|屯|乡|镇|街道|苏木|嘎查|网格)$")


_KIND = re.compile("[\u4e00-\u9fff]{1,6}(?:类|型|[国省市县区乡镇村]级)$")
_PROJECTS = re.compile("(?:共|累计)?(?:实施|安排|落实|支持|储备|谋划|启动)?(?:各类|各级)?项目(?:完工|开工)?")
_FUND = re.compile(
    "(?:财政|中央|省级|市级|县级|东西部)?(?:衔接|专项|帮扶|扶贫|涉农|协作|援助)(?:推进乡村振兴)?(?:补助)?资金"
)
_ELSE = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{0,6}(?:县|市|区|乡|镇|乡镇|村|街道|行政村|嘎查))(?P<bracket>[（(](?:含|包括)?[\u4e00-\u9fff、]{1,8}[）)])"
)


def name_divisions(number: Number, earlier: list[Number], masked: str) -> None:
    """Name what a place consists of when only units do (全村辖9个小组486户1620人, 全州辖1市5县)."""
    if number.indicator.endswith("辖") and number.unit in "市县区乡镇村旗":
        number.indicator = "下辖" + number.unit
    last = earlier[-1] if earlier else None
    if (
        not last
        or number.unit not in _WHOLE
        or "behind" in number.how
        or not last.indicator.endswith(masked[last.end : number.start].rstrip("，,、和及"))
    ):
        return
    divided = last.kind == "count" and last.unit not in _WHOLE and _DIVISION.search(last.core)
    if (divided and not _FATE.search(number.indicator)) or (last.indicator, number.unit) == ("总户数", "人"):
        reached = _REACHED.search(masked[: last.start])
        part = reached[1] + _PART[number.unit] if reached else _WHOLE[number.unit]
        number.indicator = number.core = part


def name_some(number: Number, earlier: list[Number], masked: str) -> None:
    """Say of whom a count of people is, when its words name only what they did (已就业6.12万人)."""
    _name_those(number, earlier, masked)
    phrase = number.indicator
    if number.unit in ("人", "户") and _MONITORED.search(phrase) and not POPULATION.search(phrase):
        number.indicator = phrase.removesuffix("监测") + "监测对象"


def _name_those(number: Number, earlier: list[Number], masked: str) -> None:
    """Say of whom a count of people is by those named before, or by its unit."""
    if earlier and _ONLY_NEW.match(number.indicator) and earlier[-1].unit == number.unit and earlier[-1].core:
        core = BROUGHT.sub("", earlier[-1].core)
        number.indicator += noun_phrase(core) or core
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
        and not POPULATION.search(number.indicator)
        and not ACTS_ON.match(number.indicator)
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
    people = ends_in_people(phrase.removesuffix("受益"))
    if number.unit in ("人", "户") and not people and (reached := _ONLY_REACHED.search(phrase)):
        whom = "人口" if number.unit == "人" else "农户" if reached[1] == "带动" else "户"
        number.indicator = phrase + whom
        return
    if number.unit not in ("人", "户") or not _DID.search(phrase) or POPULATION.search(phrase):
        return
    counted_up = re.search("累计[^，；]{0,12}$", masked[: number.start]) and "累计" not in phrase
    number.indicator = ("累计" if counted_up and phrase == "脱贫" else "") + phrase + "人口"


def _of_people(number: Number) -> bool:
    """Return whether a number counts a population (监测对象1123户)."""
    return number.unit in ("人", "户", "名") and ends_in_people(number.core)


def ends_in_people(phrase: str) -> bool:
    """Return whether a phrase names a population (农民专业合作社 names none)."""
    match = list(POPULATION.finditer(phrase))
    return bool(match) and match[-1].end() == len(phrase)


def name_area(number: Number, head: str) -> None:
    """Say that it is the area that is told of a crop (45万亩新梅, 发展茶叶26.2万亩)."""
    if (
        number.kind != "measure"
        or number.unit not in ("亩", "公顷", "平方公里")
        or number.how not in ("before", "behind")
    ):
        return
    crop = _GROWS.sub("", number.indicator)
    if number.how == "behind":  # 32万亩油茶喜获丰收
        crop = _STATE.sub("", noun_phrase(crop) or crop)
    if 2 <= len(crop) <= 6 and not _LAND.search(crop) and all(kind in PLAIN for _, kind in words_of(crop)):
        number.indicator, number.core = crop + ("种植面积" if "种植" in head else "面积"), crop


def name_projects(number: Number, earlier: list[Number]) -> None:
    """Say with which money projects are carried out (安排衔接资金3亿元，实施项目94个)."""
    if number.unit != "个" or not _PROJECTS.fullmatch(number.indicator):
        return
    money = next((n for n in reversed(earlier) if n.kind == "money" and "资金" in n.core), None)
    if money and (fund := _FUND.search(money.core)):
        number.indicator = fund[0] + "项目"


def name_kinds(number: Number, earlier: list[Number]) -> None:
    """Say of what a kind is that stands without its noun (实施项目46个，其中种植类18个)."""
    if number.kind != "count" or not _KIND.fullmatch(number.indicator):
        return
    whole = next((n for n in reversed(earlier) if n.unit == number.unit and not _KIND.search(n.core)), None)
    if whole and (noun := noun_phrase(BROUGHT.sub("", whole.core))):
        number.indicator += noun


def with_bracket(number: Number, text: str) -> None:
    """Put the bracket that says what else is counted behind its noun (12个县（市、区）, 9个村（含社区）)."""
    if number.kind == "count" and "behind" in number.how and (match := _ELSE.match(text, number.end)):
        noun = match["noun"]
        if number.indicator.endswith(noun):
            number.indicator += match["bracket"]
        elif number.indicator.startswith(noun):
            number.indicator = noun + match["bracket"] + number.indicator[len(noun) :]


def share_fates(sentence: Sentence) -> None:
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
