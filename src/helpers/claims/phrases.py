"""Phrases: where a noun phrase, the subject and the object of a clause begin and end.

Word classes come from the segmenter's dictionary, which is asked for these short stretches only.
"""

from __future__ import annotations

import re

from helpers.claims.wording import WORDS
from helpers.resources import alternation
from helpers.wordclass import words_of

NOUN = frozenset(
    {"n", "vn", "nz", "nr", "ns", "nt", "nrt", "nrfg", "ng", "l", "i", "j", "an", "s", "eng", "zg"}
)


_BEFORE_NOUN = NOUN | {"a", "b", "v", "d", "k", "q", "h", "ad", "z", "t"}
_CUT = frozenset({"d", "p", "f", "t", "c", "r", "ul", "uz", "ud", "m", "y", "ad"})
NOMINAL = frozenset(WORDS["nominal"])  # verbs that also stand inside a name (种植基地, 帮扶单位)
_MAKES = frozenset(WORDS["make"]) - NOMINAL
QUANTITY = re.compile(
    "(?:问题|难题|任务|收入|产值|总值|面积|产[量能]|数量|总量|规模|[比增速效利]率|总额|余额|人数|投资|"
    "[均单售购总]价|价格|成本|费用|营业额|销售额)$"
)
_NO_SUBJECT = re.compile(
    rf"^(?:{alternation(WORDS['nobody'])}|[省市州区县乡镇村社厂家]里)$|[\d]|记者|支书|笔账|新闻|消息|获悉|^[一二三四五六七八九十]是|"
    r"(?:主任|书记|局长|县长|乡长|镇长|村长|经理|负责人|董事长|大户|村民|户主|社长|会长|队长|院长|厂长|场长|所长|站长|部长|司长)"
)
HEADS = re.compile(
    "(?:人|户|村|县|国|家|者|员|农|群众|居民|村民|学生|企业|单位|机构|学校|医院|项目|基地|园区|园|区|厂|站|点|所|中心|"
    "合作社|公司|工坊|车间|厂房|部门|集群|对象|人口|劳动力|干部|教师|医生|游客|社区|乡镇|街道|岗位|产品|品牌|大棚|工程|道路|公路|机|设备|设施)$"
)


_BLANKS = re.compile(r"[\x00\s　“”‘’\"「」『』]+")
_POINTS = re.compile(
    r"^(?:(?:一|这|那)[家个座所位名支条片](?=[\u4e00-\u9fff]{3})|该|这个?|其|此|同时|此外|目前|如今|而|在|位于|的|里|全[省市县区州乡镇村])+"
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
        if seen and tells_of_it(word, kind) and not following.startswith("n"):
            break
        if kind in NOUN or (word == "地" and (seen or len(text) == 1)):
            seen, end = True, at + len(word)
        elif not seen:
            if kind not in _BEFORE_NOUN:
                return ""
        elif (
            (kind == "uj" and (following not in _BEFORE_NOUN or HEADS.search(text[:at])))
            or (kind == "v" and not _modifies(tokens, i))
            or (kind in _CUT and not (kind == "c" and following in NOUN))
        ):
            break
        at += len(word)
    return text[:end]


def tells_of_it(word: str, kind: str) -> bool:
    """Return whether an idiom behind a noun says something of it (公路四通八达, 坑塘整理出来)."""
    if kind != "l" or len(word) != 4:
        return kind == "i" and len(word) == 4
    return not words_of(word[2:])[-1][1].startswith(("n", "vn"))  # 退役军人, 义务教育 are things


def _modifies(tokens: tuple[tuple[str, str], ...], i: int) -> bool:
    """Return whether a verb behind a noun stands inside a name: only such verbs part it from the next noun."""
    for word, kind in tokens[i:]:
        if kind in NOUN:
            return True
        if kind not in ("a", "b") and (kind != "v" or word not in NOMINAL):
            return False
    return False


_DONE_BY = re.compile("(?<!自|缘|理|来)[由被把](?!来)")


def subject_of(clause: str) -> str:
    """Return the noun phrase that opens a clause and of which the clause says something, '' if none.

    Parameters
    ----------
    clause
        A clause with its place and time words blanked.
    """
    text = _POINTS.sub("", _BLANKS.sub("", clause))
    noun = noun_phrase(_DONE_BY.split(text[:18])[0])
    noun = noun.rstrip("比较") if noun.endswith(("比", "较")) else noun  # 价格比往年高
    if noun and noun == text and (words := words_of(noun))[-1][1] in ("i", "l"):  # 柠檬产业从无到有
        noun = noun.removesuffix(words[-1][0])
    classes = [kind for _, kind in words_of(noun)]
    if not classes or classes[0] in ("v", "d", "q") or classes[-1] in ("nr", "nrt", "nrfg"):
        return ""
    if not 2 <= len(noun) <= 10 or _NO_SUBJECT.search(noun) or QUANTITY.search(noun):
        return ""
    return noun if len(noun) < len(text) and text[len(noun)] not in "了着过" else ""  # 路通了


def object_of(clause: str) -> str:
    """Return the noun phrase with which a clause ends, behind its verb (建起智能黄茶生产线), '' if none."""
    text = _BLANKS.sub("", clause)
    if text.startswith("为"):
        return ""  # 为拓宽增收渠道: what is aimed at
    tokens = words_of(text[-18:])
    for i, (word, kind) in enumerate(tokens):
        rest = "".join(w for w, _ in tokens[i + 1 :])
        if (
            (
                word == "的"
                or (
                    (kind == "v" or (kind == "vn" and word in _MAKES))
                    and len(word) > 1
                    and word not in NOMINAL
                )
            )
            and noun_phrase(rest) == rest
            and 2 <= len(rest) <= 14
            and tokens[-1][1] not in ("v", "vn")
        ):
            return "" if _NO_SUBJECT.search(rest) else rest
    return ""
