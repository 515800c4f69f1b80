"""Parts: the phrase for a percentage, from the words around it."""

from __future__ import annotations

import re

from helpers.claims.around import Around
from helpers.claims.clauses import Number
from helpers.claims.counted import ends_in_people
from helpers.claims.counts import KEEP_END
from helpers.claims.money import USED, per_unit
from helpers.claims.wording import (
    ACT_ONLY,
    CHANGE_TAIL,
    MAKE_ONLY,
    bare_name,
)
from helpers.wordclass import words_of


def share_name(number: Number, around: Around) -> tuple[str, str, str]:
    """Return the indicator of a percentage, the rule that gave it, and what the following may be of.

    Parameters
    ----------
    number
        The percentage.
    around
        The words around it.
    """
    before, behind, core = around.before, around.behind, around.core
    post = _QUALIFIED.sub("", around.post)
    if paid := per_unit(number, around):
        return paid, "what is paid for", ""
    if _LISTED.search(around.pre) and post.startswith("的"):  # 图书馆和91%的博物馆免费开放
        before = ""
    if (used := USED.match(post)) and (before or core) and len(before or core) <= 28:
        whole = bare_name(before) or core
        return whole + used["use"], "around and behind", whole
    if (not before or MAKE_ONLY.match(before)) and (said := _said_of_part(around, post)):
        return said, "around and behind", ""
    if behind and (
        around.linked
        or not before
        or ACT_ONLY.match(before)
        or MAKE_ONLY.match(before)
        or around.post.startswith("以上")
    ):
        head = "" if MAKE_ONLY.match(before) and not KEEP_END.search(before) else bare_name(before)
        return head + behind, "around and behind", ""
    if before:
        plain = bare_name(before)
        if rate := _rate_of(plain, around):
            return rate, "rate of what was named before", rate
        sized = re.match(r"[\d.百千万亿一二三四五六七八九十两]+\S{1,3}以[上下]", plain)
        if plain.startswith(("以上", "以下")) or (core and sized and not plain.endswith(core)):
            return core + plain, "share of what was named before", core
        tail = CHANGE_TAIL.search(plain)
        return plain, "before", plain[: tail.start()] if tail and tail.start() > 2 else ""
    if behind:
        return behind, "behind", ""
    if not around.subject and (acted := _did(post)):
        return acted, "what a part did", ""
    if core:
        return core, "carried over", core
    return around.post[:12], "behind", ""


def _rate_of(plain: str, around: Around) -> str:
    """Return a bare rate with what was named just before (监测户…，就业率), '' when it is none of it."""
    core = around.core
    if (
        not 1 < len(plain) <= 3
        or not plain.endswith("率")
        or not core
        or core.endswith("率")
        or not around.near
    ):
        return ""
    if plain[:-1] in core:
        head, _, done_to = core.partition(plain[:-1])
        head = _NO_WHOLE.sub("", head)
        if not ends_in_people(head):
            head = _population(around) or head
        return head + (done_to if 2 <= len(done_to) <= 3 else "") + plain
    return core + plain if plain[:2] not in core else ""


# 搬迁劳动力5万人中，已实现就业4万人，就业率; 已有300户稳定消除风险，消除率
_NO_WHOLE = re.compile("(?:中?已?(?:实现|稳定)|中)$")


def _population(around: Around) -> str:
    """Return those counted last in the sentence, '' where nobody is."""
    numbers = around.spot.sentence.numbers
    earlier = reversed(numbers[: numbers.index(around.spot.group[0])])
    people = (n.core for n in earlier if n.kind == "count" and n.unit in ("户", "人", "名"))
    return next((core for core in people if len(core) <= 10 and ends_in_people(core)), "")


_QUALIFIED = re.compile("^(?:以[上下内]|左右|上下|[余多])+")
_LISTED = re.compile("(?:、|和|及|与)(?:有|近|约|超过?)*$")
_DID = re.compile("^(?:都|均|已经?|主要)*(?P<is>是)?(?P<did>[\u4e00-\u9fff]{3,14})$")
_PART = re.compile(r"^的?(?P<said>[\u4e00-\u9fff“”、]{3,26})$")


def _did(post: str) -> str:
    """Return what a part of those named before did (七成以上从事旅游业), as a share."""
    match = _DID.match(post)
    return match["did"] + "占比" if match and (match["is"] or words_of(match["did"])[0][1] == "v") else ""


def _said_of_part(around: Around, post: str) -> str:
    """Return the whole of what is said of a part (90%的村环境达到标准, 10%作为管理费)."""
    if around.rest and around.rest != around.post.rstrip("。，；,;"):
        return ""
    if used := USED.match(post):
        return used["use"]
    match = _PART.match(post)
    if not match or not around.behind or len(around.behind) >= len(match["said"]):
        return ""
    return re.sub(r"(?<=[\u4e00-\u9fff])(?:已经?|均|都|全部|了)(?=[\u4e00-\u9fff])", "", match["said"])
