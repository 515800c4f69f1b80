"""Spans: lengths of time that only date what follows, and ways that take a time."""

from __future__ import annotations

import re

from helpers.claims.clauses import Number, Sentence
from helpers.claims.phrases import NOMINAL
from helpers.claims.verbs import strip_conjunction
from helpers.wordclass import words_of

# 五年来，为了巩固成果，…; 20多年来累计搬迁移民
_SINCE_THEN = re.compile(
    r"多?(?:来|间)(?!的)(?:[，,](?:为了?(?P<aim>[\u4e00-\u9fff]{4,20})[，,]|(?P<did>[\u4e00-\u9fff“”]{4,40})))?"
)


_THESE_YEARS = re.compile(r"(?P<aim>(?!))?多?(?:来|间|里)?[，,](?P<did>[\u4e00-\u9fff“”]{4,40})")
_USED = re.compile("(?:^|[仅只将])(?:用|花|历时)(?:了|近|约|不到)?$")
_TIME_COMMA = re.compile("(的?时间)?[，,]")
_LONG_AGO = re.compile("[\\s“「]*(?:这|近|过去|短短|整整)?")


def name_spans(sentence: Sentence) -> None:
    """Name a length of time that only dates what follows (近三年，修路26.5公里) by what was done in it."""
    for i, number in enumerate(sentence.numbers):
        if number.kind == "duration" and (_elapsed(sentence, number, i) or _used(sentence, number, i)):
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
    done = match["aim"] or _whole(match["did"] or "", sentence.text[number.end + match.end() :]) or done
    done = done or _predicate(match["did"] or "")
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
    if not timed or not _USED.search(head) or i + 1 >= len(sentence.numbers):
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


def name_trips(sentence: Sentence) -> None:
    """Name the time that a way takes by the way; its places are part of the name."""
    for number in sentence.numbers:
        if number.kind == "duration" and number.unit in ("分钟", "小时", "天", "日"):
            head = sentence.text[sentence.clause(number.start)[0] : number.start]
            set_out = _SET_OUT.search(sentence.text[: number.start])
            arrive = _ARRIVE.match(sentence.text[number.end :]) if set_out else None
            if set_out and arrive:
                number.indicator = f"从{set_out['start']}到{arrive['goal']}用时"
                number.how = "way that takes the time"
            elif match := _TRIP.search(head) or _ROUTE.search(head):
                number.indicator, number.how = match["way"] + "用时", "way that takes the time"
