"""Bystanders: place words that say not where a number holds, but who made, helped, bade, compared or is called so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.claims.clauses import PlaceRef, Sentence
from helpers.claims.runs import (
    SO_MANY,
    is_some_of_many,
    is_tallied,
    is_wider,
    run_of,
)
from helpers.datelines import dateline
from helpers.patterns import quick
from helpers.places import Place, PlaceMention

# What a place has of a wider one is said of the place (占到全国市场的四成, 以全国1%的土地创造了全国6%的产值).
_OF_WHOLE = re.compile("(?:占[到据有]|占(?=了)|拥有|贡献|创造|生产|产出|养活|承担|以|用)(?:出|了|到了|着)?$")
_PERCENT = re.compile(
    r"[^，。；\d]{0,10}(?:[约近超过达]+)?(?:[\d.]+[%％]|[一二三四五六七八九]成|[一二三四五六七八九十百]+分之|近?一半|半数)"
)
_TIMES_OF = re.compile(r"(?:人均|平均|同期)[^，。；\d]{0,6}的(?:近|约|超过?)?[\d.]+倍")  # 是全国人均水平的2倍
AID = re.compile("帮扶|支援|协作|对口|援[建助疆藏青]|采购|投资|选派|派出|捐|携手|合作|结对|引进|考察")
# What a helper from elsewhere brought: where it stands decides, not whose it is.
_HELPS = re.compile(
    "(?:省|市|区|县)?(?:援建的|援[疆藏青]|捐建的|捐赠的|帮扶的|推出的|派出的|派来的|选派的|援助的|支援的|对口(?:支援|帮扶)的)(?!省市)"
)
# What a wider place or partners made is told of the place that it stands in (某村是全县打造的, 两地共建的示范村之一).
_MADE_BY = re.compile(
    "(?:携手|联手|共同|合作|协作|重点|着力|精心|集中|统一|率先|首批|最早|新近?|联合)*"
    "(?:共建|共创|共办|合办|打造|创建|创办|建设|兴建|修建|援建|建[起成立]|开发|培育|扶持|合作|协作)(?:起来|出来)?的"
)
# A place within 以…为核心, or from which a distance is measured, is said in passing.
_AS_CORE = quick(
    "像[^，。；]{2,20}?[这那](?:样|般)|以[^，。；]{2,30}?为(?:核心|中心|代表|龙头|骨干|首|主|重点|支撑|引领|样板|标杆)|"
    "(?:连接|连通|联通|串联|串起|贯通|往返|途经|通往|穿过|毗邻|邻近|紧邻|相邻)[^，。；、]{2,24}?(?=的)|"
    "[到至][^，。；、]{2,8}?的?(?:车程|路程|航程|行程)|"
    "(?:距离?|相距)[^，。；、]{2,16}?(?=仅|不过|不足|不到|约|近|有|也|还|只|就|[\\d一二三四五六七八九十两百])"
)


def in_name(text: str, start: int, end: int) -> bool:
    """Return whether a place word is part of a name in quotes (“静宁苹果”, “广东技工”, “全国高校招聘会”).

    Parameters
    ----------
    text
        A sentence.
    start, end
        Where the word stands in it.
    """
    opening = max(text.rfind("“", 0, start), text.rfind("「", 0, start))
    if opening < 0 or max(text.rfind("”", opening, start), text.rfind("」", opening, start)) >= 0:
        return False
    closing = min((i for i in (text.find("”", end), text.find("」", end)) if i >= 0), default=-1)
    return 0 <= closing - opening < 24 and not any(mark in text[opening:closing] for mark in "，。；")


_WAY = re.compile(
    "(?:站)?(?:的?(?:火车|列车|动车|高铁)?(?:运行|通行|旅行)?(?:时间|用时)|[一-龥]{0,2}公路|高速|铁路|高铁|隧道|航线|班列|通道|管道|专线)"
)


def named_in(sentence: Sentence, found: Sequence[PlaceMention]) -> list[PlaceRef]:
    """Return the places named in a sentence that it may be about.

    Parameters
    ----------
    sentence
        A sentence.
    found
        The places that its text names.
    """
    text, begin = sentence.text, sentence.start
    _, told = dateline(text)  # says where it was written, not what it is about
    refs = [
        PlaceRef(m.start - begin, m.end - begin, m.place, "named")
        for m in found
        if m.start - begin >= told and (m.full or not in_name(text, m.start - begin, m.end - begin))
    ]
    refs = [ref for ref in refs if not _is_end_of_way(text, ref)]
    passing = [m.span() for m in _AS_CORE.finditer(text)] if refs else []
    return [ref for ref in refs if not any(a < ref.start and ref.end <= b for a, b in passing)]


def _is_end_of_way(text: str, ref: PlaceRef) -> bool:
    """Return whether a place is the end of a road or line, which runs through what lies before it (甲县至乙县公路)."""
    return text[ref.start - 1 : ref.start] in ("至", "到") and bool(_WAY.match(text, ref.end))


def is_maker(sentence: Sentence, end: int, place: Place) -> bool:
    """Return whether a place word names who made what the place before it is (某村是两地共建的示范村).

    Parameters
    ----------
    sentence
        A sentence with its numbers and the places before the word.
    end
        Where the place word ends in it.
    place
        What the word names.
    """
    if not sentence.places or not _MADE_BY.match(sentence.text, end):
        return False
    return is_wider(place, sentence.places[-1].place)


def holds(sentence: Sentence, end: int) -> bool:
    """Return whether a place word may hold for numbers behind it.

    Parameters
    ----------
    sentence
        A sentence with its numbers and the places before the word.
    end
        Where the place word ends in it.
    """
    return any(n.start >= end for n in sentence.numbers)


_OFFICE = re.compile("(?:省|市|县|区)?(?:纪委|监委|委|政府|[一-龥]{2,6}[厅局])")
_BIDS = re.compile("(?:督促|指导|会同|责成|配合|联合|协调)$")


def is_of_office(sentence: Sentence, start: int, end: int, place: Place) -> bool:
    """Return whether a place word is that of an office which acts for the place before it, or of one beside all provinces.

    Parameters
    ----------
    sentence
        A sentence with its numbers and the places before the word.
    start, end
        Where the place word starts and ends in it.
    place
        What the word names.
    """
    beside = (
        place.level == "province"
        and not place.adcode
        and sentence.text[start - 1 : start] in ("和", "及", "与", "、")
    )
    if beside and not any(r.end == start - 1 for r in sentence.places):
        return True  # 31个省份和新疆生产建设兵团
    if not sentence.places:
        return False
    bidden = _BIDS.search(sentence.text[max(start - 2, 0) : start]) and _OFFICE.match(sentence.text, end)
    return bool(bidden) and any(is_wider(place, r.place) for r in sentence.places)


def is_share_of(text: str, start: int, end: int) -> bool:
    """Return whether a place word is the whole of which a share or multiple is told (占到全国的四成).

    Parameters
    ----------
    text
        The sentence.
    start, end
        Where the place word starts and ends in it.
    """
    if _TIMES_OF.match(text, end):
        return True
    return bool(_OF_WHOLE.search(text[max(start - 8, 0) : start]) and _PERCENT.match(text, end))


def acts(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether the first place of a sentence is its subject, behind a clause that leads to it (落实要求，西安…).

    Parameters
    ----------
    sentence
        A sentence with its numbers and the places before the word.
    start, end
        Where the place word starts and ends in it.
    """
    return (
        len(sentence.places) == 1
        and _LEADS_TO.fullmatch(sentence.text[:start]) is not None
        and not AID.search(sentence.text, end, end + 8)
    )


_LEADS_TO = re.compile("[^，。；]{2,30}[，,](?:[^，。；]{2,12}[，,])?")


def is_aid(sentence: Sentence, start: int, end: int, place: Place) -> bool:
    """Return whether a place word names the helper of the place before it (在皮山县，安徽援疆医疗队).

    Parameters
    ----------
    sentence
        A sentence with its numbers and the places before the word.
    start, end
        Where the place word starts and ends in it.
    place
        What the word names.
    """
    if not _HELPS.match(sentence.text, end):
        return False
    return any(
        not r.compared and r.end < start and not (r.place.contains(place) or place.contains(r.place))
        for r in sentence.places
    )


def is_tally(sentence: Sentence, start: int) -> bool:
    """Return whether a word stands behind a list of places and says how many they are.

    Parameters
    ----------
    sentence
        A sentence with its numbers and the places before the word.
    start
        Where the word starts in it.
    """
    last = sentence.places[-1] if sentence.places else None
    return (
        last is not None
        and last.end == start
        and is_tallied(run_of(sentence.places, sentence.text), sentence.text)
    )


def is_counted_up(run: Sequence[PlaceRef], text: str) -> bool:
    """Return whether places are named as some of many, or all of them are counted (等12个市州, 三县).

    Parameters
    ----------
    run
        Places named one behind the other.
    text
        Their sentence.
    """
    return is_some_of_many(run, text) or (len(run) > 1 and bool(SO_MANY.match(text, run[-1].end)))
