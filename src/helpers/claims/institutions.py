"""Institutions: the one firm, facility or project that a clause tells of, as the clauses behind it go on about it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from helpers.claims.phrases import NOMINAL, NOUN
from helpers.claims.wording import WORDS
from helpers.patterns import quick
from helpers.resources import alternation
from helpers.wordclass import words_of

_KIND = (
    "产业园|示范园|创业园|工业园|物流园|科技园|田园|园区|公司|企业|集团|合作社|联合社|基地|中心|加工厂|工厂|厂|医院|卫生院|卫生室|学校|小学|"
    "中学|学院|大学|幼儿园|工坊|作坊|车间|社区|安置[点区]|移民区|小区|新区|片区|开发区|新城|电站|机场|农场|牧场|林场|茶场|项目|工程|冷库|保鲜库|"
    "产业链|景区|市场|工作站|服务站|加油站|客运站|货运站|车站|基金|平台|车队|乐园|灌区|高速|铁路|公路|专线|航线|道路|大桥|水库|水厂|综合体|研究院|研究所|实验室|"
    "驿站|超市|商场|食堂|餐厅|饭店|酒店|宾馆|农庄|山庄|茶园|果园|生产线|博物馆|图书馆|纪念馆|书院|书店|协会|联盟|直播间|网店|银行|农商行|港口|码头|村集体"
)
_HEAD = quick(f"(?:{_KIND})(?:[一二三四]期)?(?:项目|工程)?")
_BREAKS = re.compile(r"[\x00\s　“”‘’\"「」『』《》、的\d]+")
_MADE = re.compile(
    f"^(?:{alternation([w for w in WORDS['make'] if len(w) > 1])}|改造|开发|新建|扩建|改建|投资|起)了?(?=[\u4e00-\u9fff]{{3}})"
)
_MANY = re.compile(
    "(?:[\\d〇二两三四五六七八九十百千万亿几多各每些类种批]+[多余]?(?:[个家座所处条支间栋项片级类种]|)|各类|一批|一些|有的|[多余])$"
)
_COUNTED = re.compile("[”」\\s]*(?:近|约|超)?(?:[\\d〇一二两三四五六七八九十百千万亿]|等|、|和)")
_IN_NAMES = NOUN | {"a", "b"}
_INSIDE = frozenset(("v", "f", "q", "d", "k", "x", "vg", "m"))
_PARTS = frozenset("是有在为把被从到与和及让对向由")
# What something is done with, not what is told of (依托旅游项目，新增岗位).
_BY = re.compile("[\x00\\s]*(?:依托|围绕|通过|借助|利用|得益于|针对|面向|走访|考察|参观)")
_ABOUT = re.compile("(?:^|的|^[^，]{0,3}在[^，]*|[一这该]家?|^目前|^如今|走进)[\x00\\s“「]*$")
ANY = re.compile(_KIND)
BARE = re.compile(f"^(?:{_KIND})$")


class House(NamedTuple):
    """An institution that a clause tells of, and whether the clause is about it or only brings it about."""

    name: str
    subject: bool


@lru_cache(maxsize=256)  # each number of a sentence asks for the clauses before it
def institution(clause: str) -> House | None:
    """Return the one institution that a clause tells of, None if it tells of none or of many.

    Parameters
    ----------
    clause
        A clause with its place and time words blanked.
    """
    is_one = clause.find("是")  # 青岭新区是全县最大的安置点
    heads = sorted(_HEAD.finditer(clause), key=lambda head: (head.start() < is_one, head.start()))
    for match in reversed(heads):
        behind = clause[match.end() :]
        run = _BREAKS.split(clause[: match.end()])[-1]
        name = _name(run)
        if (
            len(name) < 2
            or name[0] in "全各两二三四五六七八九十百千万"
            or _BY.match(clause)
            or _COUNTED.match(behind)
            or _goes_on(behind)
        ):
            continue
        before = clause[: match.end() - len(name)]
        if _MANY.search(before.rstrip("的")):
            continue
        return House(name, bool(_ABOUT.search(before)))
    return None


_WORDS = re.compile("[一-龥]{1,6}")


def _goes_on(behind: str) -> bool:
    """Return whether the words behind make a longer name of it (企业负责人, 社区干部)."""
    rest = _WORDS.match(behind)
    kinds = words_of(rest.group()) if rest else ()
    return bool(kinds) and kinds[0][1] in ("n", "nr", "nz", "vn", "ng", "nrt") and kinds[0][0] not in NOMINAL


def _name(run: str) -> str:
    """Return the noun phrase with which a run of characters ends, without what made it."""
    out = ""
    for word, kind in reversed(words_of(run[-14:])):
        inside = kind in _IN_NAMES or (word in NOMINAL if out else kind == "v")
        part = out and len(word) == 1 and kind in _INSIDE and word not in _PARTS
        if not (inside or part):
            break
        out = word + out
    return _MADE.sub("", out)
