"""Spans: lengths of time that only date what follows, and ways that take a time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.claims.around import LENGTHS
from helpers.claims.clauses import Number, Sentence
from helpers.claims.phrases import NOMINAL
from helpers.claims.verbs import strip_conjunction
from helpers.wordclass import words_of

# 五年来，为了巩固成果，…; 20多年来累计搬迁移民
_SINCE_THEN = re.compile(
    r"多?(?:来|间)(?!的)(?:[，,](?:为了?(?P<aim>[\u4e00-\u9fff]{4,20})[，,]|(?P<did>[\u4e00-\u9fff“”]{4,40})))?"
)


_THESE_YEARS = re.compile(r"多?(?:来|间|里)?[，,](?P<did>[\u4e00-\u9fff“”]{4,40})")
# 5年来，全省累计投入…: the years of the campaign that the report is about.
_OF_ALL = re.compile("(?:全[省市州县区国]|我[省市州县区国]|各地|各级)[^，]{0,6}?累计")
_CAMPAIGN = re.compile(
    "脱贫攻坚|[一-龥]{2}协作(?!机制)|对口支援|对口帮扶|定点帮扶|结对帮扶|乡村振兴|千万工程"
)
_USED = re.compile("(?:^|[仅只将再又共])(?:用|花|历时)(?:了|近|约|不到)?$")
_IN_TIME = re.compile("在(?:未来|今后|接下来|之后|此后|此前|过去|短短)?的?(?:近|约|不到)?$")
_TIME_COMMA = re.compile("(的?时间[里内]?)?[里内]?[，,]")
_LONG_AGO = re.compile("[\\s“「]*(?:这|近|过去|短短|整整)?")


def name_spans(sentence: Sentence, past: Sequence[str] = ()) -> None:
    """Name a length of time that only dates what follows (近三年，修路26.5公里) by what was done in it.

    Parameters
    ----------
    sentence
        A sentence whose numbers have indicators.
    past
        The sentences before, the nearest last.
    """
    within = [w.start for w in sentence.words if w.form == "within"]
    for i, number in enumerate(sentence.numbers):
        if number.kind == "duration" and (_elapsed(sentence, number, i, past) or _used(sentence, number, i)):
            continue
        if number.start in within:
            if number.how == "behind" and len(number.indicator) > 3:  # 3年内改造旧茶园
                number.indicator, number.how = number.indicator + "时间", "what is done in the time"
                continue
            number.indicator = number.indicator if i + 1 == len(sentence.numbers) else ""
        alone = number.kind == "duration" and len(number.indicator) < 2
        if alone and i + 1 < len(sentence.numbers) and (not number.indicator or _dates(sentence, number)):
            following = sentence.numbers[i + 1]
            if following.kind != "duration":
                number.indicator, number.how = following.indicator + "时间", "time of what follows"


def _dates(sentence: Sentence, number: Number) -> bool:
    """Return whether a length of time is part of a time word."""
    return any(
        w.form in ("since", "recent") and w.start <= number.start and number.end <= w.end
        for w in sentence.words
    )


def _campaign(did: str, past: Sequence[str]) -> str:
    """Return the campaign whose years went by, when the words behind begin with it or tell what all summed up."""
    if match := _CAMPAIGN.match(did):
        return match.group()
    if not _OF_ALL.match(did):
        return ""
    return next((found[-1] for text in reversed(past) if (found := _CAMPAIGN.findall(text))), "")


def _elapsed(sentence: Sentence, number: Number, i: int, past: Sequence[str]) -> bool:
    """Name years that went by (五年来，…) by what was done in them; return whether they are such."""
    head = sentence.text[sentence.clause(number.start)[0] : number.start]
    tail = sentence.text[number.end :]
    match = (_THESE_YEARS if head.strip("\u3000 “") == "这" else _SINCE_THEN).match(tail)
    if not match or not _LONG_AGO.fullmatch(head):
        return False
    following = sentence.numbers[i + 1].indicator if i + 1 < len(sentence.numbers) else ""
    did = match["did"] or ""
    done = match.groupdict().get("aim") or _campaign(did, past) or _whole(did, tail[match.end() :])
    done = done or following or _predicate(did)
    if done:
        number.indicator, number.how = done + "时间", "time of what follows"
    return bool(done)


def _whole(clause: str, rest: str) -> str:
    """Return a short clause without a number that says of something what it did (茶园管护不断加强)."""
    said = strip_conjunction(clause)
    words = words_of(said)
    if (
        rest[:1] not in tuple("，,。；;")
        or not 4 <= len(said) <= 14
        or not words[0][1].startswith(("n", "v", "a"))
    ):
        return ""
    return said if words[-1][1].startswith("v") and any(kind.startswith("n") for _, kind in words) else ""


def _used(sentence: Sentence, number: Number, i: int) -> bool:
    """Name the time that something took (仅用一年半时间，建成69个安置区) by what was done; return whether it is such."""
    head = sentence.text[sentence.clause(number.start)[0] : number.start]
    tail = _TIME_COMMA.match(sentence.text[number.end :])
    timed = tail and (tail[1] or number.surface.endswith("时间"))
    if not timed or not (_USED.search(head) or _IN_TIME.search(head)) or i + 1 >= len(sentence.numbers):
        return False
    number.indicator, number.how = sentence.numbers[i + 1].indicator + "时间", "time of what follows"
    return True


def _predicate(clause: str) -> str:
    """Return a clause from its first verb on."""
    at = 0
    for word, kind in words_of(clause):
        if kind == "v" and len(word) > 1 and word not in NOMINAL:
            return clause[at : at + 14]
        at += len(word)
    return ""


# 上海至长沙最快4小时, 安置点到机场车程40分钟
_ROUTE = re.compile(
    r"(?P<way>[\u4e00-\u9fff]{2,8}[到至][\u4e00-\u9fff]{2,8}?)的?(?:车程|行程|通勤时间|运行时间|旅行时间|最快|全程)"
    r"(?:已|由|将|只|仅|需要?|要|用|约|为|不到|缩短[到至为])*$"
)
# 从镇上开车到村里只要15分钟
_TRIP = re.compile(
    r"(?P<way>从[^，。；、]{1,10}到[^，。；、从]{1,12}?)(?:的?(?:时间|车程|用时|路程))?"
    r"(?:已|由|就|也|只|仅|最快|不到|大约|约|不足|都)*(?:(?:需要?|要|用|花|为|是|缩短[到至为])(?:了|约|不到)?)$"
)
# 从县城出发，驱车40分钟就到了村口
_SET_OUT = re.compile(
    r"从(?P<start>[\u4e00-\u9fff]{2,10}?)(?:里|内)?(?:出发|出来|开车|驱车|乘车|坐车|动身|启程)[^。；\d]{0,20}$"
)
_ARRIVE = re.compile(
    r"[余多]?(?:的?(?:时间|车程))?[，,]?(?:就|便|即可|才|可)?(?:能|可)?(?:到达?|抵达|来到)了?(?P<goal>[\u4e00-\u9fff]{2,12})"
)


# 从县城出发到双河口，平时车程1个小时; 从发现线索到完成纳入，平均用时由21天压缩到9天
_BEFORE = re.compile(
    r"从(?P<a>[^，。；、从到]{2,12}?)(?:出发|开车|坐车|驱车)?[到至](?P<b>(?:(?![不超])[\u4e00-\u9fff]){2,10})[，,](?:[^，。；]{0,20}[由从]?\d+[天个小时分钟]+[^，。；]{0,3}到?)?$"
)
_TOOK = re.compile(
    r"[^，。；]{0,4}?(?:平均|平时|全程|路上|来回|单程|原来|过去|以前|总共|一共|只|仅|就|也|还)*(?P<what>用时|车程|路程|行程|耗时|时间|航程)?"
    r"(?:他|她|我们?)?(?:只|就|也)?(?:要走上?|走了?|飞了?|开了?|跑了?|要|需要?|得|花了?|用了?|由|从|\d+(?:天|个?小时|分钟|个工作日)|缩短|压缩|到|至|为|约|近|大约|不到|不足)*"
)


def name_trips(sentence: Sentence) -> None:
    """Name the time that a way takes by the way; its places are part of the name."""
    for number in sentence.numbers:
        if number.unit in LENGTHS and (apart := _apart(sentence, number)):
            number.indicator, number.how = apart, "how far apart"
        elif number.unit == "天" and (days := _holiday(sentence, number)):
            number.indicator, number.how = days, "holiday"
        short = number.kind == "duration" and number.unit in ("分钟", "小时", "天", "日")
        if short and (trip := _trip(sentence, number)):
            number.indicator, number.how = trip, "way that takes the time"


# 摆岭寨离村委会8公里; 甲市与乙县相隔1600公里; 从江边到湖畔，相隔2000公里
_FROM = re.compile(
    r"(?P<a>[^，。；：、“”\d]{0,12}?)(?:距离|相距|离|距)(?P<b>(?!离|不|开|约|近|只|仅|超)[^，。；：、“”是的\d]{1,12}?)(?:直线)?"
    r"(?:只|就|还|也|不过|仅|大约|约|近|有|足足|不到|超过?)*$"
)
_APART = re.compile(
    r"(?:^|[，。；：、“”])从?(?P<way>[^，。；：、“”\d]{2,14}(?:到|与|和|至)[^，。；：、“”\d]{2,12}?)，?(?:之间)?"
    r"(?P<word>相隔|相距)(?:大约|约|近|超过?|有|足足)*$"
)
_WHO_IS_AT = re.compile(
    r"^.*(?:最远的|最近的|的|里|住在|位于|由于|因为|虽然|这里)(?=[^，]{2})|^这个?(?=[乡村镇县寨])"
)
_FAR_OFF = ("的", "外", "以外", "之外", "远的")


def _apart(sentence: Sentence, number: Number) -> str:
    """Return the two places whose distance a length is, '' if the words before name none."""
    text = sentence.text[: number.start]
    if (match := _APART.search(text)) and not match["way"].startswith(("两", "二")):
        return match["way"] + match["word"]
    match = _FROM.search(text[sentence.clause(number.start)[0] :])
    if not match or sentence.text.startswith(_FAR_OFF, number.end):
        return ""
    a, named = _WHO_IS_AT.sub("", match["a"]), number.indicator
    if not a or "距离" in named:
        return ""
    return a + "离" + match["b"] + "距离"


_HOLIDAY = re.compile('(?P<day>春节|元旦|清明|五一|端午|中秋|国庆)[”」"]?节?(?P<off>[小长]*假期?|黄金周)?')
_DAYS_OFF = re.compile("的?(?:[小长]*假期?|黄金周)")


def _holiday(sentence: Sentence, number: Number) -> str:
    """Return the holiday whose days are told (国庆7天，接待游客…; 8天春节假期), '' if of none."""
    head, tail = sentence.text[: number.start], sentence.text[number.end :]
    before = list(_HOLIDAY.finditer(head[-30:]))
    if before and (head[-30:].endswith(before[-1].group()) or _DAYS_OFF.match(tail)):
        return before[-1]["day"] + "假期"
    after = _HOLIDAY.match(tail.removeprefix("的"))
    return after["day"] + "假期" if after and after["off"] else ""


def _trip(sentence: Sentence, number: Number) -> str:
    """Return the way that takes a time with the word for the time, '' if the words around tell of none."""
    text, begin = sentence.text, sentence.clause(number.start)[0]
    head = text[begin : number.start]
    set_out = _SET_OUT.search(text[: number.start])
    if set_out and (arrive := _ARRIVE.match(text[number.end :])):
        return f"从{set_out['start']}到{arrive['goal']}用时"
    if (way := _BEFORE.search(text[:begin])) and (took := _TOOK.fullmatch(head)):
        return f"从{way['a']}到{way['b']}{took['what'] or '用时'}"
    match = _TRIP.search(head) or _ROUTE.search(head)
    return match["way"] + "用时" if match else ""
