"""Placing: the place of a number, among those of its sentence and the topic in force."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.claims.clauses import Number, PlaceRef, Sentence
from helpers.claims.runs import (
    RESPECTIVELY,
    RUN,
    SO_MANY,
    SUBJECT,
    SUFFIX,
    chain,
    is_elsewhere,
    is_some_of_many,
    is_tallied,
    is_wider,
    joint_place,
    run_of,
)
from helpers.patterns import quick
from helpers.places import CHINA, NOWHERE, Place, gazetteer
from helpers.resources import alternation, read_resource


def place_of(
    number: Number, sentence: Sentence, opening: Place, home: Place = NOWHERE
) -> tuple[Place, str, int]:
    """Return the place of a number, the rule that gave it and how far away its word stands.

    Parameters
    ----------
    number, sentence
        A number and its sentence.
    opening
        The topic in force where the sentence begins.
    home
        The report's own place.
    """
    clause = sentence.clause(number.start)
    if (grown := _grown(number, sentence)) and not _placed(grown, number, sentence):
        place, rule, distance = place_of(grown, sentence, opening, home)
        return place, rule, distance + number.start - grown.end
    if _HELPERS.match(sentence.text, number.end):
        return CHINA, "helpers from all over the country", 0
    if _THE_NATION.match(sentence.text, number.end):
        return CHINA, "people of the whole country", 0
    if "之一" in sentence.text and _ONE_OF.match(sentence.text, number.end):
        wide = [r for r in sentence.wide if clause[0] <= r.start and r.end <= number.start]
        if wide:
            return wide[-1].place, "one of those of a wider place", number.start - wide[-1].end
        said = re.findall("全([国省市州县区])", sentence.text[clause[0] : number.start])
        around = [CHINA] if "国" in said else _wider(said[-1], opening) if said else []
        if around:
            return around[0], "one of those of a wider place", 0
    if number.kind == "money" and (sender := _sender(number, sentence, home)):
        return sender.place, "sender", number.start - sender.end
    if not sentence.places:
        return opening, "running topic" if opening.official else "no place", 0
    before = [r for r in sentence.places if r.end <= number.start or _is_counted(number, r, sentence)]
    before = [r for r in before if r.how != "left" and not _come_from(r, number, sentence.text)]
    if way := _way(number, sentence, before):
        return way[0], "place around a way", number.start - way[1].end
    if partner := _partner(number, sentence, before, clause[0], opening, home):
        return partner[0], "sender", number.start - partner[1].end
    if _is_between(number, sentence.text[clause[0] : number.start], before, home):
        return home, "place around a way", 0
    follows = bool(sentence.places) and sentence.places[-1].start > number.end
    if follows and (visited := _ahead(number, sentence)):
        return visited.place, "place behind the number", visited.start - number.end
    if follows and (granted := _granted(number, sentence)):
        return granted[0], "place behind the number", granted[1].start - number.end
    if described := _belongs_to(number, sentence) or _paid_by(number, sentence):
        return described.place, "place behind the number", described.start - number.end
    if others := _others_of(number, sentence, before):
        return _above(others, before, opening, home), "the others beside those named", 0
    here = [r for r in before if r.start >= clause[0]]
    if examples := _examples(number, here, sentence.text):
        return _above(examples, before, opening, home), "places of which some are named", 0
    earlier = [r for r in before if not r.compared and r.topic]
    for refs, where in ((here, "in the clause"), (earlier, "earlier in the sentence")):
        if refs:
            run = run_of(refs, sentence.text)
            ref = _of_run(run, number, sentence)
            if ref is None:
                above = _above(run, before, opening, home)
                if (refs is here or is_tallied(run, sentence.text)) and (
                    both := _all_of(run, number, sentence.text, above)
                ):
                    return both, "several places together", number.start - run[-1].end
                return above, "places that the number counts", 0
            place = _with_neighbours(ref, number, sentence) or ref.place
            return place, f"place {where} ({ref.how})", number.start - ref.end
    if subject := _subject_behind(number, sentence, home if home.official else opening, clause[0]):
        return subject.place, "place behind the number", subject.start - number.end
    if not opening.official:
        behind = [r for r in sentence.places if r.start >= number.end and r.topic]
        if behind:
            return behind[0].place, "place behind the number", behind[0].start - number.end
    return opening, "running topic" if opening.official else "no place", 0


_NEIGHBOURS = re.compile("[和与及](?:周边|邻近|附近|相邻)的?(?:[^，。；]{0,4})(?:村|镇|乡)")


def _with_neighbours(ref: PlaceRef, number: Number, sentence: Sentence) -> Place | None:
    """Return the place around a village or town that is counted together with its neighbours (该村和周边村镇)."""
    if ref.place.level not in ("town", "village") or not _NEIGHBOURS.match(sentence.text, ref.end):
        return None
    wider = [p for p in chain(ref.place, 2024)[1:] if p.level == "county"]
    return wider[0] if wider and ref.end <= number.start else None


# What is left of the places around those named (孙口镇71笔，其余4个乡镇共197笔).
_OTHERS = "(?<!内)(?<!内的)(?:其余|其他|其它|另外?|剩下的?|余下的?)"
_PLACES = "(?:乡镇|乡|镇|村|社区|县[区市]?|市县?|区县?)"
_THE_OTHERS = re.compile(f"{_OTHERS}的?(?:\\d+|[一-龥])?个?{_PLACES}[一-龥]{{0,6}}$")
_SO_MANY_OTHERS = re.compile(f"{_OTHERS}$")
_ARE_PLACES = re.compile(_PLACES)


def _others_of(number: Number, sentence: Sentence, before: Sequence[PlaceRef]) -> list[PlaceRef]:
    """Return the place named last where a number is of the others beside those named, so that it is of what lies around."""
    head = sentence.text[sentence.clause(number.start)[0] : number.start]
    others = _THE_OTHERS.search(head) or (
        _SO_MANY_OTHERS.search(head) and _ARE_PLACES.match(sentence.text, number.end)
    )
    return [r for r in before if r.how == "named" and not r.compared][-1:] if others else []


def _come_from(ref: PlaceRef, number: Number, text: str) -> bool:
    """Return whether what a number counts has come from a place (来自全国832个县的近万款产品), so that it is elsewhere now."""
    return (
        bool(_FROM.search(text[max(ref.start - 16, 0) : ref.start])) and "的" in text[ref.end : number.start]
    )


_FROM = re.compile("来自(?:[^，。；]{2,12}[、和及与])?$")


def _wider(level: str, opening: Place) -> list[Place]:
    """Return the place of a level (省 of 全省) around the topic."""
    return [p for p in chain(opening, 2024) if p.official.endswith(SUFFIX[level]) and p.level != "country"]


# What is told of several places as one sum.
_IN_ALL = re.compile(
    "[^，。；]{0,8}?(?:共(?!建(?![成起立设])|[同享商创办治育产和识])|合计|累计|总计|总[产面投数收人额]|加起来)"
)
_HELPERS = re.compile("(?:援[疆藏青]|东部|对口支援|支援)的?(?:省区?市|省份)")  # 19个援疆省市
_THE_NATION = re.compile(
    "(?:中国(?:人(?!寿|大)|儿女|农民)|全国(?:各族)?人民|各族人民|中华儿女|华夏儿女)"
)  # 14亿多中国人
_ONE_OF = re.compile("[^，。；]{1,16}之一")
_GIVES = {
    "money": re.compile(
        "投入|拨付|捐赠|捐款|捐资|援助|支援|提供|筹措|安排|采购|购买|签订|签约|消费帮扶|发放|补贴|资助"
    ),
    "count": re.compile(
        "接收|选派|派出|派遣|派驻|派来|互派|输送|组织[^，。；]{0,8}(?:来|赴|到|前往)|提供(?=(?:[就创]业|用工|务工|工作)?(?:岗位)?$|[^，。；]{0,4}\\d)"
    ),
}
_TOWARDS = re.compile(
    "(?:接收|投入|向|为|给|对|在|帮扶|支援|援助|援建|协作|到|赴|来|前往|采购|购买|销售|助销|帮销|代销|推销|认购)$"
)
_SENDS = re.compile("[共也还先后累计]{0,4}(?:选派|派出|派遣|派驻|投入|拨付|捐赠|捐款|捐资)")
# A clause of time alone or of a part takes up the gift before it (今年上半年又完成, 其中医生21名、教师).
_GOES_ON_GIVING = re.compile(
    "其中[一-龥]{1,8}(?:\\d[^，。；]{0,8}[、和][一-龥]{1,8})*$|"
    "(?:其中|前?\\d+(?:[月日]?[至到—-]\\d+)?个?月份?|当年|[今去]年|20\\d\\d年|前?[一二三四]季度|前\\d+个?月|[上下]半年|全年|累计|有望|预计|力争|突破|[又再还共已完成达到为超过近约])*$"
)
_BUILDS = re.compile("(?:实施|援建|建成|(?<!生产)建设|新建|改建|修建|改造|建起)[^，。；、]{0,12}$")


_SINCE = re.compile(
    "自?[^，。；]{2,20}(?:以来|之后)[，,]|[^，。；]{0,8}(?:协作|帮扶|结对|携手)[^，。；]{0,8}[，,：:]"
)  # 自2013年与榕江结对以来，杭州市
# The place that money or wares of a giver are for, behind a verb of giving (江苏安排海南州协作资金).
_ALLOTS = re.compile("(?:安排|下达|拨付|拨给|落实|筹集|开设|开办|设立|采购、[一-龥]{2})$")
_ALLOTTED = re.compile(
    "(?:财政)?(?:东西部)?(?:协作|帮扶|援助|对口支援)(?:帮扶)?资金|(?:特色|优质|名优)?农(?:副|特|畜|特副)?产品"
)


def _is_taker(ref: PlaceRef, text: str) -> bool:
    """Return whether a place is one towards which something goes."""
    return bool(
        _TOWARDS.search(text[: ref.start])
        or (_ALLOTTED.match(text, ref.end) and _ALLOTS.search(text[max(ref.start - 5, 0) : ref.start]))
    )


def _partner(
    number: Number, sentence: Sentence, before: Sequence[PlaceRef], start: int, opening: Place, home: Place
) -> tuple[Place, PlaceRef] | None:
    """Return the place of a number that tells what a partner from elsewhere does for the place of a report.

    Money, purchases, staff and jobs count for the partner that gives them (深圳市向隆林投入资金, 北京市安排资金、派出干部,
    佛山市采购伽师农产品), what is built with them where it stands (浙江省投入资金、实施项目).
    """
    if grown := _grown(number, sentence) or _shared_out(number, sentence):
        return _partner(grown, sentence, before, sentence.clause(grown.start)[0], opening, home)
    refs = [r for r in before if not r.compared and r.how in ("named", "relative")]
    if paired := _paired(number, sentence, refs, start, home):
        return paired.place, paired
    taken = [r for r in refs if _is_taker(r, sentence.text)]
    givers = [
        r
        for r in refs
        if r not in taken
        and (
            _SENDS.match(sentence.text, r.end)
            or not any(r.place != t.place and r.place.contains(t.place) for t in taken)
        )
    ]
    if not givers or (taken and givers[-1].start > taken[-1].start):
        return None
    if len(givers) > 1 and _and_its_part(givers[-2], givers[-1], sentence.text):
        givers = givers[:-1]
    giver, head = givers[-1], sentence.text[start : number.start]
    run = run_of(givers, sentence.text)
    if len(run) > 1 and not is_tallied(run, sentence.text):
        return None  # several senders have no one place, unless they are counted (广东、浙江两省)
    sender = giver.place if len(run) == 1 else joint_place([r.place for r in run])
    if sender is None:
        return None
    ahead = sentence.text[: run[0].start]
    leads = SUBJECT.match(ahead) or _SINCE.fullmatch(ahead)
    if not taken and not (is_elsewhere(giver.place, home) and leads):
        return None
    if number.kind == "count" and is_elsewhere(giver.place, home) and _BUILDS.search(head):
        return (taken[-1].place if taken else opening), giver
    if _GOES_ON_GIVING.match(head):
        head = sentence.text[giver.end : number.start]
    gives = number.kind in _GIVES and _GIVES[number.kind].search(head)
    return (sender, giver) if gives else None


def _and_its_part(whole: PlaceRef, part: PlaceRef, text: str) -> bool:
    """Return whether a place is named beside that in which it lies (杭州市及萧山区)."""
    return text[whole.end : part.start] in ("及", "和", "与", "及其", "及所属") and is_wider(
        whole.place, part.place
    )


# Whose the money of partners is, once it is told who they are (常州市与紫阳县结对以来，到位协作资金2.13亿元).
_PAIRS = re.compile(
    "(?:结对|结为|开展(?:东西部|对口|山海)?(?:协作|帮扶|合作)|对口(?:协作|帮扶|支援)|协作以来)"
)
_PARTNERS_MONEY = re.compile(
    "(?:协作|帮扶|援助|支援|援建|财政援助)(?:帮扶)?资金(?:共|累计|达到?|超过?|近|约)*$"
)
_OF_PARTNERS_MONEY = re.compile("(?:协作|帮扶|援助|支援|援建|财政援助)(?:帮扶)?资金[^，。；]{2,14}[，,]$")


def _paired(
    number: Number, sentence: Sentence, refs: Sequence[PlaceRef], start: int, home: Place
) -> PlaceRef | None:
    """Return the partner from elsewhere with which a sentence says the report's place is paired, if the money is its."""
    if number.kind != "money":
        return None
    text = sentence.text
    head = text[start : number.start]
    part = head.startswith("其中") and _GOES_ON_GIVING.match(head) and _OF_PARTNERS_MONEY.search(text[:start])
    if not part and not _PARTNERS_MONEY.search(head):
        return None
    away = [r for r in refs if r.how == "named" and is_elsewhere(r.place, home)]
    away = [r for r in away if not any(is_wider(r.place, other.place) for other in away)]
    if len({r.place for r in away}) != 1 or not _PAIRS.search(text, away[0].end, start):
        return None
    return away[0]


_HELPING = dict(read_resource("helping_provinces.csv")[["word", "adcode"]].astype(str).to_numpy().tolist())
_FUNDS = "(?:东西部)?(?:扶贫|对口)?(?:协作|帮扶|支援|援建)?(?:和对口支援)?(?:财政)?(?:援助)?(?:帮扶|扶贫)?资金(?:共|约|达|近|超)?$"
# 粤桂扶贫协作资金2.4亿元, which nobody is said to have spent on anything
_PAIR = quick(
    f"(?<![用以由将从入])(?P<giver>{alternation(_HELPING)})"
    f"(?:[蒙冀晋陕甘宁青新疆藏川滇黔贵桂渝鄂湘赣豫皖辽吉黑龙])(?=东西|扶贫|对口|协作|帮扶|支援){_FUNDS}"
)
_OF_HELPER = re.compile(f"^(?:对口)?(?:援[藏疆青](?:帮扶|建设)?|(?=东西|扶贫|对口|协作|帮扶|支援)){_FUNDS}")


# What no village or town lays down: insurance, loans, medical aid and support from public money.
_POLICY = quick(
    "起付线|封顶|保费|保额|报销|赔付|部分赔|贴息|可贷|低保|奖补|补贴|财政(?:每[亩人户]?)?[补贴承]"
)


def whose_policy(place: Place, sentence: Sentence, own: Place) -> Place | None:
    """Return the county of a town or village where a rule of a sentence is one of public money; None elsewhere.

    Parameters
    ----------
    place
        The place of which the passage tells.
    sentence
        The sentence of the rule.
    own
        The report's own place: what is laid down in a report on a town stands there.
    """
    if (
        place.level not in ("town", "village")
        or (place == own and own.level == "town")
        or not _POLICY.search(sentence.text)
    ):
        return None
    return next((p for p in chain(place, 2024)[1:] if p.level == "county"), None)


def _sender(number: Number, sentence: Sentence, home: Place) -> PlaceRef | None:
    """Return the partner from elsewhere whose money an amount is, by what it is called (苏陕协作资金, 山东援藏资金)."""
    begin = sentence.clause(number.start)[0]
    head = sentence.text[begin : number.start]
    if "总投资" in sentence.text[:begin]:
        return None  # 总投资5600万元，其中鲁渝协作资金1800万元: what was built stands here
    if match := _PAIR.search(head):
        giver = gazetteer(2024).places[_HELPING[match["giver"]]]
        at = begin + match.start()
        return PlaceRef(at, at + 1, giver, "named", False) if is_elsewhere(giver, home) else None
    near = [r for r in sentence.away if begin <= r.start and r.end <= number.start]
    return near[-1] if near and _OF_HELPER.match(head[near[-1].end - begin :]) else None


def _grown(number: Number, sentence: Sentence) -> Number | None:
    """Return the number of which another is the growth (完成6.81亿元，同比增长12.5%; 落实3000万元，比上年增加200万元)."""
    if number.kind not in ("percent", "money"):
        return None
    at = sentence.numbers.index(number)
    if not at:
        return None
    before = sentence.numbers[at - 1]
    if number.kind == "percent":
        grew = _GREW
    elif number.kind == before.kind == "money":
        grew = _GREW_BY
    else:
        return None
    return before if grew.fullmatch(sentence.text, before.end, number.start) else None


_GREW_BY = re.compile(
    "[，,](?:同比|[比较](?:上年|去年)(?:同期)?)(?:增长|增加|多|减少)(?:了|出)?(?:近|约|超过?)?"
)
_OF_WHICH = re.compile("[，,]其中(?:近|约|超过?)?")


def _shared_out(number: Number, sentence: Sentence) -> Number | None:
    """Return the money of which a percentage is a part (安排资金3000万元，其中六成投向产业)."""
    if number.kind != "percent":
        return None
    at = sentence.numbers.index(number)
    if not at:
        return None
    whole = sentence.numbers[at - 1]
    part = (whole.kind == "money" or _grown(whole, sentence)) and _OF_WHICH.fullmatch(
        sentence.text, whole.end, number.start
    )
    return whole if part else None


_GREW = re.compile(
    "[，,、（(]?(?:同比|[比较](?:上年|去年|上年同期|去年同期))?(?:增长|上升|提高|增加|下降|减少)"
)


def _placed(grown: Number, number: Number, sentence: Sentence) -> bool:
    """Return whether a place word stands between a number and its growth."""
    return any(grown.end <= r.start < number.start for r in sentence.places)


def _subject_behind(number: Number, sentence: Sentence, around: Place, start: int) -> PlaceRef | None:
    """Return the subject that stands behind a clause about what it draws on (立足78个传统村落，松阳…)."""
    if not _DRAWS_ON.match(sentence.text, start):
        return None
    mark = sentence.text.find("，", number.end)
    inside = [r for r in sentence.places if r.start == mark + 1 > 0 and r.how == "named" and not r.compared]
    return next((r for r in inside if around.contains(r.place) or not around.official), None)


def _is_counted(number: Number, ref: PlaceRef, sentence: Sentence) -> bool:
    """Return whether a number is the first word of what names its place (两县, 三省)."""
    return (
        ref.how == "relative" and ref.start == number.start and sentence.text[ref.start] in "两三四五六3456"
    )


def _belongs_to(number: Number, sentence: Sentence) -> PlaceRef | None:
    """Return the place that a number describes (海拔4650米的安多县)."""
    if number.kind == "money" and "投资" in sentence.text[max(number.start - 6, 0) : number.start]:
        return None  # 投资5000万元的某县粮库
    match = _OF_PLACE.match(sentence.text, number.end)
    if not match:
        return None
    if match.group() == "外的" and number.unit in _LENGTHS:
        return None  # 去260公里外的长春: whence one sets out
    return next((r for r in sentence.places if r.start == match.end() and not r.compared), None)


def _paid_by(number: Number, sentence: Sentence) -> PlaceRef | None:
    """Return the place behind an amount from which it comes (1800万元来自如皋市)."""
    if number.kind != "money" or not sentence.text.startswith("来自", number.end):
        return None
    return next((r for r in sentence.places if r.start == number.end + 2), None)


# Where somebody goes so many times (三次来到深圳), and what a figure alone at the head of a sentence is of (1分钟，甘肃静宁…).
_TIMES_TO = re.compile("(?:来到|赴|到访|到|走进|前往|深入|考察)")
_ALONE_AHEAD = re.compile("”?，(?:这(?:是|就是))?")
# 海拔4100米的三色湖位于昌都市
_OF_WHAT_LIES = re.compile("(?:以上|左右|多)?的[^，。；的]{2,10}(?:位于|坐落[在于]|地处)")


def _ahead(number: Number, sentence: Sentence) -> PlaceRef | None:
    """Return the place behind a number of visits, a figure that stands alone, or what lies there."""
    text = sentence.text
    match = None
    if number.unit == "次":
        match = _TIMES_TO.match(text, number.end)
    elif number.kind == "duration" and not text[: number.start].strip("“ \n\u3000"):
        match = _ALONE_AHEAD.match(text, number.end)
    if match is None and all(r.compared or r.start > number.start for r in sentence.places):
        match = _OF_WHAT_LIES.match(text, number.end)
    if match is None:
        return None
    at = match.end()
    ahead = [r for r in sentence.places if r.start == at and r.how == "named"]
    if ahead and text.startswith("的", ahead[0].end):  # 昌都市的边坝县
        inner = [
            r for r in sentence.places if r.start == ahead[0].end + 1 and ahead[0].place.contains(r.place)
        ]
        ahead = inner or ahead
    return ahead[0] if ahead else None


# What the state grants (下达中央预算内投资2000万元，支持重庆市…) is counted where it goes.
_GRANTS = re.compile(
    "(?:国家|中央|财政部|应急管理部|农业农村部|水利部|民政部|交通运输部|国务院|部)[^。；]{0,60}"
    "(?:下达|安排|预拨|拨付|调拨|调运|划拨|追加|补助)[^。；]{0,20}$"
)
_GRANTED_TO = re.compile(
    "[^，。；]{0,24}[，,]?[^，。；]{0,4}?(?:支持|用于|支援|帮助|补助)(?:和帮助)?(?=[一-龥])"
)


def _granted(number: Number, sentence: Sentence) -> tuple[Place, PlaceRef] | None:
    """Return the place, or the few together, to which money or goods of the state go that a sentence names behind them."""
    ahead = [r for r in sentence.places if r.start > number.end and r.how == "named"]
    if not ahead or number.kind not in ("money", "count", "measure"):
        return None
    match = _GRANTED_TO.match(sentence.text, number.end)
    if not match or ahead[0].start != match.end() or not _GRANTS.search(sentence.text[: number.start]):
        return None
    run = [ahead[0]]
    for ref in ahead[1:]:
        if not RUN.match(sentence.text[run[-1].end : ref.start]):
            break
        run.append(ref)
    place = run[0].place if len(run) == 1 else _together(run, sentence.text)
    return (place, run[0]) if place else None


_DRAWS_ON = re.compile("立足|依托|凭借|依靠|背靠|围绕|利用|得益于|坐拥|手握|拥有")
# A way from one place of a county to another lies in the county (从甲村往西走40公里，是乙镇).
_SETS_OUT = re.compile(
    "[村乡镇]?(?:里|上)?(?:出发|(?:继续)?[往向](?:[东西南北]{1,2}|前|[上下里回])|沿[^，。；]{2,12})[^，。；\\d]{0,4}"
    "(?:[，,](?:驱车|乘车|车行|步行|开车|坐车|行驶|走))?(?:驱车|乘车|车行|步行|开车|行驶|行|走)?(?:约|近|大约|不到|了)?"
)


def _way(number: Number, sentence: Sentence, before: Sequence[PlaceRef]) -> tuple[Place, PlaceRef] | None:
    """Return the county in which somebody goes so far or so long from a village or town of it."""
    last = before[-1] if before else None
    if (
        last is None
        or number.kind not in ("measure", "duration")
        or last.place.level not in ("town", "village")
    ):
        return None
    text = sentence.text
    if text[last.start - 1 : last.start] not in ("从", "由") or last.start == 0:
        return None
    if not _SETS_OUT.fullmatch(text, last.end, number.start):
        return None
    county = next((p for p in chain(last.place, 2024)[1:] if p.level == "county"), None)
    return (county, last) if county else None


_APART = re.compile("相[隔距][^，。；]{0,3}$")


def _is_between(number: Number, head: str, before: Sequence[PlaceRef], home: Place) -> bool:
    """Return whether a number says how far the place of the report is from another (烟台与巫山相隔1600公里)."""
    return number.unit in _LENGTHS and bool(_APART.search(head)) and any(r.place == home for r in before)


_LENGTHS = frozenset({"公里", "千米", "里", "华里"})
_OF_PLACE = re.compile("(?:以上|左右|多|外)?的(?=[一-龥])")


def _above(run: Sequence[PlaceRef], before: Sequence[PlaceRef], opening: Place, home: Place) -> Place:
    """Return the place in which all those lie that are named as some of many (该乡…、…3个村, 湘西州、常德等12个市州)."""
    shared = [p for p in chain(run[0].place, 2024)[1:] if all(p.contains(r.place) for r in run)]
    nearest = [r.place for r in reversed(before) if r.start < run[0].start and not r.compared]
    around = [p for p in (*nearest, opening) if p.level != "country" and p != run[0].place]
    known = [p for p in around if p.level == "region" or all(p.contains(r.place) for r in run)]
    if any(r.place.contains(home) for r in run):
        home = CHINA  # 重庆、四川等16个省份 in a report of Chongqing
    return next(iter((*known, *shared)), home if home.official else opening)


_AS_EXAMPLES = re.compile("[^，。；、]{1,12}[、和]")
_AND_MORE = re.compile("[^，。；、]{1,12}等")


def _examples(number: Number, here: Sequence[PlaceRef], text: str) -> list[PlaceRef]:
    """Return the places of things that are named as some of many (甲港、乙港等66个港口), [] where none are."""
    named = [r for r in here if r.how == "named" and not r.compared]
    if len(named) < 2 or not _AND_MORE.fullmatch(text, named[-1].end, number.start):
        return []
    run = [named[-1]]
    for ref in reversed(named[:-1]):
        if not _AS_EXAMPLES.fullmatch(text, ref.end, run[0].start):
            break
        run.insert(0, ref)
    apart = not any(a.place.contains(b.place) for a in run for b in run if a is not b)
    return run if len(run) > 1 and apart else []


_FEW = 4  # places that are named together as one, if the text does not say how many they are


def _together(run: Sequence[PlaceRef], text: str) -> Place | None:
    """Return the provinces or countries that share a number as one place, each by its name (天津市、河北省)."""
    places = list(dict.fromkeys(r.place for r in run))
    if any(p.level not in ("province", "country") for p in places) or text.startswith("等", run[-1].end):
        return None
    tally = SO_MANY.match(text, run[-1].end)
    if not (is_tallied(run, text) if tally else 2 <= len(places) <= _FEW):
        return None
    return joint_place(places)


def _all_of(run: Sequence[PlaceRef], number: Number, text: str, above: Place) -> Place | None:
    """Return the places of a list as one, where a number is of them all and nothing but the country lies around them.

    How many they are is a number of what lies around them. Places in one county or prefecture are told of as that,
    unless the text sums up those that it named (甲县、乙县两县共).
    """
    tally = SO_MANY.match(text, run[-1].end) if is_tallied(run, text) else None
    if number.start < tally.end() if tally else number.start <= run[-1].end:
        return None
    summed = _IN_ALL.match(text, tally.end()) if tally else None
    if summed and summed.end() <= number.start:
        return joint_place([r.place for r in run])
    if above not in (CHINA, NOWHERE):
        return None
    return joint_place([r.place for r in run]) if tally else _together(run, text)


def _of_run(run: Sequence[PlaceRef], number: Number, sentence: Sentence) -> PlaceRef | None:
    """Return the reference that belongs to a number, in the order of a list of places; None when it is of them all."""
    if is_some_of_many(run, sentence.text):
        return None
    if len(run) == 1:
        return run[0]
    counted = SO_MANY.match(sentence.text, run[-1].end)
    end = counted.end() if counted else run[-1].end
    group = [n for n in sentence.numbers if n.start >= end]
    if told := RESPECTIVELY.search(sentence.text, run[-1].end, number.start):
        each = [n for n in group if n.start >= told.end()]  # not the 四 of 甲镇、乙镇等四场招聘会，分别
        if len(each) >= len(run):
            return run[each.index(number)] if number in each[: len(run)] else None
    if counted:
        return None
    mates: list[Number] = []
    for item in group:
        if mates and not re.match(
            r"^[^，。；]{0,3}[、和]$|^[、和及]?$", sentence.text[mates[-1].end : item.start]
        ):
            break
        mates.append(item)
    if len(mates) == len(run) and number in mates:
        return run[mates.index(number)]
    return None
