"""Indicators: the shortest phrase that names what a number counts, with its population, in the text's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.claims.clauses import Number, Sentence
from helpers.resources import read_resource

_HAN = "\u4e00-\u9fffA-Za-z"


def _words() -> dict[str, list[str]]:
    table = read_resource("indicator_words.csv")
    return {str(r["class"]): str(r["words"]).split() for _, r in table.iterrows()}


def _any(words: Sequence[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


WORDS = _words()
_LINK_END = re.compile(rf"(?:{_any(WORDS['link'])}|\s)+$")
_ADVERB = re.compile(rf"^(?:{_any(WORDS['adverb'])})+|(?<=[{_HAN}])(?:已|均|全部|累计|共计|同比|分别)(?=[{_HAN}])")
_CHANGE_ONLY = re.compile(
    rf"^(?:同比|环比|名义|实际|年均|人均|户均|平均|净|可比口径|按[^，]*计算|扣除价格因素|实际|比|较|同|上年|去年|上月|同期|分别|全[国省市县]|平均水平|预计|增速|预期|口径|的|自然)*"
    rf"(?:{_any(WORDS['change'])})+(?:了|到|至|率|幅|幅度|水平)?$"
)
_CHANGE_TAIL = re.compile(rf"(?:{_any(WORDS['change'])})(?:了)?$")
_ACT = re.compile(rf"(?:{_any(WORDS['act'])})")
_ACT_ONLY = re.compile(rf"^(?:{_any(WORDS['act'])}|了|其中|共|能|可)+$")
_MAKE_ONLY = re.compile(rf"^(?:{_any(WORDS['make'])}|了|着|过)*$")
_MAKE_HEAD = re.compile(rf"^(?:{_any([w for w in WORDS['make'] if len(w) > 1])})了?(?=[{_HAN}]{{3,}})")
_STOP = re.compile(rf"(?:{_any(WORDS['stop'])})")
_STOP_LONG = re.compile(rf"(?:{_any([w for w in WORDS['stop'] if len(w) > 1])})|[、]")
_AFTER_HEAD = re.compile(r"^(?:以上|以下|以内|左右|上下|多|余|的|之多|不等|之间|标准|规模|目标|[)）”\"」]|\s)+")
_SUBJECT_HEAD = re.compile(
    rf"^(?:{_any(['其中', '同时', '此外', '特别是', '据统计', '其', '该', '在', '对', '向', '为', '将', '把', '全', '我', '本', '经', '经过', '通过', '并', '而', '且', '则', '与', '和', '及', '有', '由', '从', '以', '按照', '按'])})+"
)
_QUOTES = re.compile(r"[“”\"「」『』‘’'\s■●▲◆\x00•·　]+")
_ENUM = re.compile(r"^(?:[一二三四五六七八九十]+是|[（(]?[一二三四五六七八九十\d]+[)）、.])")
_DECLINE = re.compile(r"(?:由|从)$")


def clean(text: str) -> str:
    """Return a phrase without quotes, blanks and the place and time words that were masked."""
    return _QUOTES.sub("", text)


def strip_link(text: str) -> str:
    """Return a phrase without the words that tie it to its number (达, 为, 降至 …)."""
    return _LINK_END.sub("", text)


def strip_lead(text: str) -> str:
    """Return a phrase without list markers and adverbs at its head."""
    before = None
    while before != text:
        before = text
        text = _ENUM.sub("", text)
        text = _ADVERB.sub("", text)
        text = text.lstrip("、和与及的等在是")
    return text


def shorten(text: str, limit: int = 22) -> str:
    """Return the tail of a long phrase that still reads as a name."""
    if len(text) <= limit:
        return text
    for mark in ("等", "的", "，", "、"):
        if mark in text[-limit:]:
            tail = text[-limit:].split(mark, 1)[1]
            if len(tail) >= 4:
                return tail
    return text[-limit:]


def noun_behind(post: str) -> str:
    """Return the noun phrase at the head of the words behind a number, '' when a verb or nothing stands there."""
    post = _AFTER_HEAD.sub("", post)
    if not post or not re.match(rf"[{_HAN}]", post):
        return ""
    match = _STOP.match(post)
    if match:
        return ""
    cut = _STOP_LONG.search(post)
    phrase = post[: cut.start()] if cut else post
    rest = post[len(phrase) :]
    if cut and len(post) <= 10 and not rest.startswith(("、",)):
        phrase = _ADVERB.sub("", phrase) + re.sub(r"^(?:全部|均|已|都)", "", rest)
    if len(phrase) > 18:
        short = _STOP.search(phrase, 2)
        phrase = phrase[: short.start()] if short else phrase[:18]
    return phrase.rstrip("的了、和与及中")


def masked(sentence: Sentence) -> str:
    """Return the sentence with place and time words blanked out, so that offsets stay."""
    text = sentence.text
    spans = [(p.start, p.end) for p in sentence.places if not p.compared] + [
        (w.start, w.end) for w in sentence.words if w.form != "total"
    ]
    for start, end in spans:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def name_indicators(sentence: Sentence, inherited: str = "") -> None:
    """Give every number of a sentence its indicator, left to right."""
    if not sentence.numbers:
        return
    text = masked(sentence)
    groups = _group(sentence, text)
    core = inherited
    previous_end = 0
    for i, group in enumerate(groups):
        clause = sentence.clause(group[0].start)
        following = groups[i + 1][0].start if i + 1 < len(groups) else len(text)
        a = max(clause[0], previous_end)
        b = min(sentence.clause(group[-1].end - 1)[1], following)
        pre, post = text[a : group[0].start], text[group[-1].end : b].rstrip("，,；;。！？!?：:（(\n\r")
        core = _name_group(sentence, group, pre, post, core, text, clause)
        previous_end = group[-1].end


def _group(sentence: Sentence, text: str) -> list[list[Number]]:
    """Put numbers that stand side by side, or in a list without nouns, into one group."""
    groups: list[list[Number]] = []
    for number in sentence.numbers:
        gap = clean(text[groups[-1][-1].end : number.start]) if groups else "x"
        if groups and (gap in ("", "、", "和", "及") or gap in ("，", ",") and number.unit != groups[-1][-1].unit and False):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _name_group(
    sentence: Sentence, group: list[Number], pre: str, post: str, core: str, text: str, clause: tuple[int, int]
) -> str:
    listed = _listed(pre, len(group)) if len(group) > 1 else []
    for k, number in enumerate(group):
        if listed:
            number.indicator, number.how = listed[k], "list in order"
        else:
            _name(number, group, pre, post, core, k)
        number.indicator = shorten(number.indicator)
        number.core = number.core or number.indicator
    if clean(pre)[:1] in "、和及" and len(clean(pre)) < 12 and core:
        for number in group:
            head = _ACT.search(core)
            if head and head.start() >= 2 and number.how == "before" and not _ACT.search(number.indicator):
                number.indicator = core[: head.end()] + number.indicator
    return group[-1].core


def _listed(pre: str, n: int) -> list[str]:
    """Return the items of 城镇、农村居民收入分别达到 for the numbers that follow, with their common tail."""
    head = strip_lead(strip_link(clean(pre)))
    items = [item for item in re.split(r"、|和(?!谐)|及", head) if item]
    if len(items) < n:
        return []
    items = items[-n:]
    width = len(items[0])
    tail = items[-1][width:] if all(len(item) == width for item in items[:-1]) else ""
    return [item if item == items[-1] else item + tail for item in items]


def _name(number: Number, group: list[Number], pre: str, post: str, core: str, k: int) -> None:
    before = strip_lead(strip_link(clean(pre)))
    behind = noun_behind(clean(post))
    reader = _BY_KIND.get(number.kind, _count)
    number.indicator, number.how, number.core = reader(number, before, behind, clean(post), core)
    if not number.indicator:
        number.indicator, number.how = (core, "carried over") if core else (before or behind, "nearest words")


def _plain(before: str) -> str:
    """Return the words before a number as a name: after 等 in a list, without a verb that only brings it about."""
    if "等" in before[:-2]:
        before = before.rsplit("等", 1)[1]
    before = _SUBJECT_HEAD.sub("", before)
    return _MAKE_HEAD.sub("", before) or before


def _count(number: Number, before: str, behind: str, post: str, core: str) -> tuple[str, str, str]:
    if behind:
        verb = _ACT.search(before)
        if verb and verb.end() == len(before) and len(before) <= 12:
            return before + behind, "verb and noun around", behind
        return behind, "behind", behind
    if before and not _MAKE_ONLY.match(before):
        if _ACT_ONLY.match(before) and post and len(post) <= 8:
            return before + re.sub(r"^[的以上下]+", "", post), "around", ""
        if _ACT_ONLY.match(before) and core:
            return core + before, "carried over", core
        return _plain(before), "before", ""
    if post and len(post) <= 12:
        return _AFTER_HEAD.sub("", post), "behind", ""
    return core, "carried over", core


def _money(number: Number, before: str, behind: str, post: str, core: str) -> tuple[str, str, str]:
    if _CHANGE_ONLY.match(before) and core:
        return core + before, "change of what was named before", core
    if before and not _MAKE_ONLY.match(before) and not (_ACT_ONLY.match(before)):
        return _plain(before), "before", ""
    if behind:
        return (before + behind if _ACT_ONLY.match(before) else behind), "behind", ""
    if before and core and _ACT_ONLY.match(before):
        return (core if len(core) < 8 else "") + before, "carried over", core
    return before or core, "before", ""


def _share(number: Number, before: str, behind: str, post: str, core: str) -> tuple[str, str, str]:
    if _CHANGE_ONLY.match(before) and core:
        return core + before, "change of what was named before", core
    if before.startswith("占") and core:
        return core + before, "share of what was named before", core
    if behind and (not before or _ACT_ONLY.match(before) or _MAKE_ONLY.match(before) or post.startswith("的")):
        return (before if not _MAKE_ONLY.match(before) or _ACT_ONLY.match(before) else "") + behind, "around", ""
    if before:
        tail = _CHANGE_TAIL.search(before)
        return _plain(before), "before", before[: tail.start()] if tail and tail.start() > 3 else ""
    if behind or post:
        return behind or post, "behind", ""
    return core, "carried over", core


def _duration(number: Number, before: str, behind: str, post: str, core: str) -> tuple[str, str, str]:
    if behind:
        return behind, "behind", core
    return _plain(before) or core, "before", core


def _frequency(number: Number, before: str, behind: str, post: str, core: str) -> tuple[str, str, str]:
    verb = re.sub(r"^[的次遍]+", "", post)[:4]
    inner = re.sub(rf"[^{_HAN}]|每|月|周|日|天|年|季度|至少|次|一|双|旬|不少于|以上|两|半|开展|进行", "", number.surface)
    return _plain(before) + (inner or verb), "around", core


def _multiple(number: Number, before: str, behind: str, post: str, core: str) -> tuple[str, str, str]:
    return (_plain(before) if len(before) > 2 else "") or core or behind, "before", core


_BY_KIND = {
    "count": _count, "measure": _count, "money": _money, "percent": _share, "points": _share,
    "duration": _duration, "frequency": _frequency, "multiple": _multiple,
}
