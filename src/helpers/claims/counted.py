"""Counted: of whom or of what a count is, when its own words do not say."""

from __future__ import annotations

import itertools
import re

from helpers.claims.clauses import Number, Sentence
from helpers.claims.phrases import noun_phrase
from helpers.claims.wholes import RULE as PART_OF_WHOLE
from helpers.claims.wording import WORDS
from helpers.resources import alternation
from helpers.wordclass import words_of

PLAIN = frozenset({"n", "nz", "nr", "ns", "nt", "ng", "vn", "j", "b", "a"})


_REACHED = re.compile("(涉及|带动|覆盖|惠及|辐射)[^，；]{0,4}$")
# 抽查了24个村1186户, 转移18个镇3000人: of those who live there, not all of them
_WENT_TO = re.compile(
    r"(抽查|抽取|走访|核查|排查|调查|入户|转移|搬迁|撤离|安置|疏散|扩大到|扩展到|扩面到|推广到|服务|走进|深入|受益|解决)了?(?:近|约|超过?|\d+个?[县市镇乡街道、]+)*$"
)
_ONLY_REACHED = re.compile("(惠及|受益|带动)$")
_DID = re.compile("(?:搬迁|安置|搬出|迁出|入住|^脱贫)$")
_MONITORED = re.compile(
    "(?:纳入监测|(?:消除|化解)(?:返贫|致贫)*风险|风险(?:已|已经|得到)?(?:消除|化解)|稳定消除)$"
)
ACTS_ON = re.compile(
    rf"^(?:可|能|年|日|预计|累计|共|直接|间接|每年|有效|辐射)*(?:{alternation(WORDS['reach'])})[\u4e00-\u9fff]{{0,6}}$"
)
_FATE = re.compile(
    r"(?:全部|均|已|都)*(?P<fate>(?:尚未|未|没有|没)?(?:脱贫|退出|摘帽|出列|达标|清零|销号|入住|竣工|完工|投产|通车)+)$"
)
# Divisions that are poor by a list, so that those who leave poverty in the same breath leave it with them.
_POOR_DIVISION = re.compile("(?:[\u4e00-\u9fff]{0,4}贫困(?:村|县|乡|镇|乡镇)|[省市]定贫困村)")
# What each of a list attained (853家企业、1685个合作社、4万户农户实现“双绑”).
_ATTAINED = re.compile("(?P<fate>实现[\u4e00-\u9fff]{2,6})$")
_LEFT_POVERTY = re.compile("(?P<fate>脱贫|减贫)人口$")
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
# 像他这样的大户，全镇有112户
_SUCH = re.compile(
    "像[^，。；]{1,12}?(?:这样|一样|这般)的?(?P<who>[\u4e00-\u9fff]{2,12})，(?!.*[；;。])[^，]{0,24}$"
)
_RESETTLED = re.compile("(?:[\u4e00-\u9fff]{0,4}安置[点区])?搬迁人口")
_WHERE = re.compile("(?:[省市州县区国境][内外]){1,2}")  # 省内县外
_SOMEWHERE = re.compile("跨[省市县]|[省市州县区国境][内外]")
_OF_WORKERS = re.compile("(?:月?人均|月均)[\u4e00-\u9fff]{0,4}(?:工资|收入|报酬|薪酬)$")
_AT_WORK = re.compile("(?:(?:吸纳|带动|解决|安置|提供|实现|安排)了?(?:[\u4e00-\u9fff]{0,4})就业|用工|务工)$")
_HIRED = re.compile("(?:共|可)?(?:吸纳|带动|解决|安置|提供|实现|安排)了?(?:[\u4e00-\u9fff]{0,4})就业$")
_WHO_GOES = re.compile("(?:[^队社成会委]员|干部|医生|村医|志愿者|专干|书记|队员)$")
_GOES = re.compile(
    "(?:要求|实行|进行|开展)?(?P<does>入户|到户|上门|走访|家访|巡诊|随访|见面|回访|探访|到岗|坐诊)(?:走访|探访|排查|巡诊)?"
)
# The official name of the money, which everybody calls by a shorter one where something more is said of it.
_OFFICIAL = re.compile("(?:财政)?衔接推进乡村振兴补助资金")
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
        reached = _REACHED.search(masked[: last.start]) or _WENT_TO.search(masked[: last.start])
        part = re.sub("^.*到$", "参与", reached[1]) + _PART[number.unit] if reached else _WHOLE[number.unit]
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
    if number.unit not in ("人", "户"):
        return
    phrase = number.indicator
    people = ends_in_people(phrase.removesuffix("受益"))
    if not people and (reached := _ONLY_REACHED.search(phrase)):
        whom = "人口" if number.unit == "人" else "农户" if reached[1] == "带动" else "户"
        number.indicator = phrase + whom
        return
    if not _DID.search(phrase) or POPULATION.search(phrase):
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
        number.indicator = _OFFICIAL.sub("衔接资金", fund[0]) + "项目"


def name_kinds(number: Number, earlier: list[Number]) -> None:
    """Say of what a kind is that stands without its noun (实施项目46个，其中种植类18个)."""
    if number.kind != "count" or not _KIND.fullmatch(number.indicator):
        return
    whole = next((n for n in reversed(earlier) if n.unit == number.unit and not _KIND.search(n.core)), None)
    if whole and (noun := noun_phrase(BROUGHT.sub("", whole.core))):
        number.indicator += noun


def name_such(number: Number, text: str) -> None:
    """Name those who are like somebody named, where only their place is said to have them (像他这样的大户，全镇有112户)."""
    if number.how != "all who live there" or not (such := _SUCH.search(text[: number.start])):
        return
    who = such["who"]
    number.indicator = number.core = who[:-1] + "人口" if who.endswith("的") else who


def name_resettled(number: Number, masked: str) -> None:
    """Say that people were moved, not the places they were moved to (建成集中安置点9个，搬迁3000人)."""
    if not number.indicator.endswith("搬迁人口") or not _RESETTLED.fullmatch(number.indicator):
        return
    if not masked[: number.start].rstrip("0123456789.万余多户").endswith("的"):
        number.indicator = number.core = "易地搬迁人口"


def name_where(number: Number, earlier: list[Number], masked: str) -> None:
    """Say who is counted where only in or outside of what is said (外出务工5万人，其中省外3万人)."""
    if number.unit != "人" or len(number.indicator) > 4 or not _WHERE.fullmatch(number.indicator):
        return
    people = [n for n in reversed(earlier) if n.unit == "人" and n.how != PART_OF_WHOLE]
    whole = next((n for n in people if not _SOMEWHERE.search(n.indicator)), None)
    if whole and not re.search("[；;](?!其中)", masked[whole.end : number.start]):
        who = whole.core.removesuffix("外出务工")
        number.indicator = who + number.indicator + ("务工" if who != whole.core else "")


_OF_THOSE = re.compile("[中里](?:，)?(?:就|已|现|共)?有$")


def name_of_those(number: Number, earlier: list[Number], masked: str) -> None:
    """Name some of what was counted before by it, where only what they do stands there (15个乡镇中有14个种茶)."""
    whole = earlier[-1] if earlier else None
    if number.kind != "count" or whole is None or whole.unit != number.unit or number.unit in _HEADCOUNT:
        return
    between = masked[whole.end : number.start]
    if len(between) > 12 or not (of_those := _OF_THOSE.search(between)):
        return
    whole.indicator = whole.indicator.removesuffix("里") if of_those[0][0] == "里" else whole.indicator
    noun = noun_phrase(between[: of_those.start()]) or whole.core.removesuffix("里")
    did = re.sub("^[中里]有", "", number.indicator)
    if noun and did and did[-1] != noun[-1] and noun not in did:  # 631个行政村中有447个贫困村
        number.indicator, number.how = did + noun, "part of those counted before"


_HOME = re.compile("[\u4e00-\u9fff]{2,6}?(?:社区|安置[区点]|小区|新村|新区)")


def name_dwellers(number: Number, text: str) -> None:
    """Name those who live somewhere by where (金花社区是最大的安置区，住着2764户; 这里住着搬来的800人)."""
    where, lives, more = number.indicator.partition("住着")
    if number.unit not in ("户", "人") or not lives or len(more) > 10 or "居民" in more:
        return
    if not _HOME.search(where):
        homes = [re.sub("^.*(?:的|在|是)", "", home) for home in _HOME.findall(text[: number.start])]
        where = next((home for home in reversed(homes) if len(home) > 3), homes[-1] if homes else "")
    number.indicator = number.core = where + ("搬迁人口" if more.endswith("搬来") else "居民")


_PLANTS = re.compile("专?[种栽][\u4e00-\u9fff]{1,5}(?<!户)")
_PLANTED = re.compile("[种栽](?!植|地|下|上|养|了)(?P<crop>[\u4e00-\u9fff]{1,6})(?=[，,。；])")


def name_planted(number: Number, text: str) -> None:
    """Say what was grown where only the verb stands before the number (专种大蒜，全村163户种了212亩)."""
    bare = number.indicator in ("种", "栽", "种植", "栽种")
    if number.unit not in ("亩", "户") or not (
        bare or (number.unit == "户" and _PLANTS.fullmatch(number.indicator))
    ):
        return
    if crops := _PLANTED.findall(text[: number.start]):
        name = crops[-1] + "种植面积" if number.unit == "亩" else "种" + crops[-1] + "农户"
        number.indicator, number.core = name, crops[-1]


_AMONG_THEM = re.compile("其中(?:有|包括)?[\u4e00-\u9fff]{0,12}$")
_STAFF = re.compile("(?:工人|员工|职工|学员|社员|队员|务工人员)$")


def name_among(number: Number, earlier: list[Number], masked: str) -> None:
    """Say what those did, too, who are part of a whole (车间吸纳就业300人，其中脱贫人口90人)."""
    who = number.indicator
    if number.unit not in _HEADCOUNT or not 2 <= len(who) <= 12 or not ends_in_people(who):
        return
    if not _AMONG_THEM.search(masked, max(number.start - 18, 0), number.start):
        return
    alike = (n for n in reversed(earlier) if n.unit == number.unit or {n.unit, number.unit} <= _PERSONS)
    # 搬迁900户（脱贫户700户），其中…: what a bracket told is no whole
    whole = next((n for n in alike if not _BRACKET_ENDS.match(masked[n.end : number.start])), None)
    if whole and not re.search("[；;]", masked[whole.end : number.start]):
        said = _among(whole.indicator, who)
        number.indicator = said if len(said) <= 24 else who


_BRACKET_ENDS = re.compile("[^（(]*[）)]")
_PERSONS = frozenset({"人", "名", "位"})
_HEADCOUNT = _PERSONS | {"户", "人次"}


def _among(whole: str, who: str) -> str:
    """Return those who are part of a whole with what the phrase of the whole says that it did."""
    if staff := _STAFF.search(whole):
        return who if _STAFF.search(who) else who + staff.group()
    if whole.endswith("就业") and not POPULATION.search(whole):
        did = "转移就业" if whole.endswith("转移就业") else "就业"
        return whole[: -len(did)] + who + did
    people = list(POPULATION.finditer(whole))
    if people and people[-1].end() < len(whole):  # 农村劳动力转移就业
        did = whole[people[-1].end() :]
        return who + did if words_of(did)[0][1] in ("v", "vn") else who
    words = words_of(whole)
    at = 0
    for word, kind in words:
        if kind not in ("v", "vn", "d") or word == "监测":
            break
        at += len(word)
    told = any(word in who for word, _ in words_of(whole[:at]))
    return whole[:at] + who if people and 2 <= at <= 6 and not told else who


_WAY_FROM = re.compile(
    "(?:(?:从|离开)(?P<left>[\u4e00-\u9fff]{2,6}?)(?:出发)?|(?<![\u4e00-\u9fff])(?P<place>[\u4e00-\u9fff]{1,4}(?:[村镇乡]|县城)))"
    "(?:，|(?:，?(?:一路)?[往向](?:[东西南北]{1,2}|山[里上下])))，?(?:走|车行|驱车|行车|开车|步行|坐车)?(?:约|近)?$"
)
_WAY_TO = re.compile(
    "(?:左右)?，?(?:便|就|才)?(?:来?到|是|抵达)?了?"
    "(?P<b>[\u4e00-\u9fff]{2,4}[镇乡]的?[\u4e00-\u9fff]{2,4}(?:村|社区)|[\u4e00-\u9fff]{2,6}?(?:[镇乡村]|社区|县城))"
)


def name_way(number: Number, text: str) -> None:
    """Name a way by where it begins and ends (从安村往西走40公里，是平镇; 离开安村，车行1小时到平镇)."""
    if not (number.unit in ("公里", "里", "千米") or number.kind == "duration"):
        return
    if not (end := _WAY_TO.match(text, number.end)) or not (begin := _WAY_FROM.search(text[: number.start])):
        return
    number.indicator = (
        (begin["left"] or begin["place"])
        + "到"
        + end["b"]
        + ("车程" if number.kind == "duration" else "距离")
    )
    number.how = "from where to where"


def name_pay_of_all(number: Number, earlier: list[Number], masked: str) -> None:
    """Say average pay of all who work there, not of the part told of between (用工80人，六成是妇女，人均月工资)."""
    pay = (
        _OF_WORKERS.search(number.indicator) if number.kind == "money" and "均" in number.indicator else None
    )
    if not pay or len(earlier) < 2 or "，" not in masked[earlier[-1].end : number.start]:
        return
    part, whole = earlier[-1], earlier[-2]
    between = masked[whole.end : part.start] + (part.surface and masked[part.end : number.start][:5])
    if re.search("[；;]", masked[whole.end : number.start]) or not re.search("其中|[占是为]", between):
        return
    if whole.unit in ("人", "名", "余人") and _AT_WORK.search(whole.indicator):
        number.indicator = _HIRED.sub("就业人员", whole.indicator) + pay[0]


def name_who_goes(number: Number, earlier: list[Number], masked: str) -> None:
    """Say who goes to see people so often (每个网格配1名网格员，每月至少入户一次)."""
    goes = _GOES.fullmatch(number.indicator) if number.kind == "frequency" else None
    if not goes or not earlier or re.search("[；;。]", masked[earlier[-1].end : number.start]):
        return
    who = earlier[-1].core
    if earlier[-1].unit in ("人", "名", "位") and len(who) <= 10 and _WHO_GOES.search(who):
        number.indicator = who + re.sub("^(?:要求|实行|进行|开展)", "", number.indicator)


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
        if first.how != "behind" or _FATE.search(first.indicator):
            continue
        between = sentence.text[first.end : second.start]
        fate = _FATE.search(second.indicator)
        if _POOR_DIVISION.fullmatch(
            between.rstrip("、和")
        ):  # 45个贫困村2.3万户8.1万人脱贫: villages, households and people
            fate = fate or _LEFT_POVERTY.match(second.indicator)
            first.indicator += fate["fate"] if fate else ""
        elif fate and second.how == "behind" and _listed_on(between):
            first.indicator += fate.group()
        elif _listed_on(between) and (fate := _ATTAINED.search(second.indicator)):
            first.indicator += fate["fate"]


def _listed_on(between: str) -> bool:
    """Return whether only a noun stands before the next item of a list, and nothing that became of it (8人脱贫、2个村退出)."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{1,10}[、和]", between)) and not _FATE.search(between[:-1])


_REACHES = re.compile(
    "(?P<what>[\u4e00-\u9fff]{0,12}?)(?:均|都|全部|已经?)*(?:达到?|在|(?P<over>超过?|突破|高于|大于))了?"
)
_SOME = re.compile("(?:其中|有)(?:近|约|超过?)?$")


def name_by_size(sentence: Sentence) -> None:
    """Name some of a whole by the size that they reach (其中9个安置区达万人以上: 万人以上安置区, no count of all)."""
    for first, size in itertools.pairwise(sentence.numbers):
        noun, head = first.indicator, sentence.text[: first.start]
        if first.kind != "count" or first.how != "behind" or not _SOME.search(head):
            continue
        between = sentence.text[first.end : size.start]
        reaches = _REACHES.fullmatch(between, len(noun)) if between.startswith(noun) else None
        least = sentence.text[size.end : size.end + 2] == "以上"
        if reaches and (least or reaches["over"]) and (reaches["what"] or size.unit in ("人", "户")):
            limit = size.surface + "以上" if least else "超过" + size.surface
            first.indicator = reaches["what"] + limit + noun
            first.how = "behind, by the size that they reach"
