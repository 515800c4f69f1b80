"""Lists: numbers that stand side by side, and the items that they are of."""

from __future__ import annotations

import itertools
import re

from helpers.claims.around import GOODS, MEASURE_TAIL, Around, Spot
from helpers.claims.clauses import Number, Sentence
from helpers.claims.counted import POPULATION
from helpers.claims.verbs import EMPTY
from helpers.claims.wording import (
    CHANGE,
    CHANGE_ONLY,
    COMPARED,
    SUBJECT_HEAD,
    WORDS,
    clean,
    is_class,
    strip_lead,
    strip_link,
)
from helpers.resources import alternation
from helpers.wordclass import words_of

_RESTORED = re.compile(r"^(?:恢复|相当|完成|占|达)(?:到|于|了)?[^，]{0,12}$")


_STOCK = re.compile("(?:饲养量|种植面积|总?产量|[总单亩]产|面积|年末存栏|存栏量?|出栏量?|总?产值|销量|库存)$")
_RATES = re.compile("(?:各|均)?(?:占比|比重|增速|增幅|降幅|涨幅|占[^，]{1,10})")
IN_ORDER = "list in order"  # how a number is named by the item of a list that stands where it does
_JOINS = ("、", "和", "及")
_AND = re.compile("、|(?<![祥饱温])和(?![谐美平])|(?<![普涉惠波顾危触推])及(?![时格其])")
_KEEP_HEAD = re.compile(rf"^(?P<verb>.*(?:{alternation(WORDS['keep'])}))[\u4e00-\u9fff]{{0,2}}$")
_KEEP = re.compile(rf"(?:{alternation(WORDS['keep'])})(?!服务|中心|[站点所室区房])")


def group_numbers(sentence: Sentence, text: str) -> list[list[Number]]:
    """Put numbers that stand side by side, or in a list without nouns, into one group."""
    groups: list[list[Number]] = []
    for number in sentence.numbers:
        last = groups[-1][-1] if groups else None
        gap = clean(text[last.end : number.start]) if last else "x"
        if (
            last
            and (
                gap == ""
                or (
                    gap in _JOINS
                    and (_of_one_kind(last, number) or _in_turn_here(sentence, text, groups[-1][0]))
                )
                or (gap in (":", "：", "∶") and last.kind == number.kind)
            )
            and not is_class(number, text)
        ):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _of_one_kind(one: Number, other: Number) -> bool:
    """Return whether two numbers can be of one thing: in one unit, or households and the people in them."""
    people = ("户", "人", "名", "人次", "口")
    same = one.unit == other.unit or not one.unit or not other.unit
    return same or (one.kind == other.kind and (one.kind != "count" or {one.unit, other.unit} <= set(people)))


def items_of(spot: Spot, around: Around) -> list[str]:
    """Return an indicator for each number of a group that tells of a list in order, [] if of none."""
    group, pre, before = spot.group, around.pre, around.before
    if len(group) == 1:
        return []
    in_order = "分别" in pre
    items = [] if _touching(group, pre) else _listed(pre, group)
    if not items and len(group) == 3:
        items = _sectors(spot)
    if not items and len(group) == 2 and in_order and "城乡" in before:
        items = [before.replace("城乡", people, 1) for people in ("城镇", "农村")]
    if not items and (in_order or _goes_on_in_turn(spot) or all(n.kind == "percent" for n in group)):
        items = _in_turn(spot.sentence, group, before, around.subject)
    if not items and not before and _goes_on_in_turn(spot):
        items = [n.core for n in spot.previous]  # 分别由95%和60%提高到99%和75%
    return items


def _goes_on_in_turn(spot: Spot) -> bool:
    """Return whether as many numbers stand before as in a group, each of another item (分别达3吨和5万元，同比增长8%和12%)."""
    return len(spot.previous) == len(spot.group) and all(n.how == IN_ORDER for n in spot.previous)


def _sectors(spot: Spot) -> list[str]:
    """Return the three sectors of a ratio (三次产业结构为14.1:45.3:40.6)."""
    first = spot.group[0]
    told = re.search(r"三次产业|一二三产|三产结构|产业结构", spot.text[: first.start])
    if told and re.match(r"[:：∶]", spot.text[first.end : first.end + 1]):
        return [f"第{n}产业比重" for n in "一二三"]
    return []


def _in_turn_here(sentence: Sentence, text: str, first: Number) -> bool:
    """Return whether a list of numbers is announced by 分别, so that they may be of several kinds."""
    return "分别" in text[max(sentence.clause(first.start)[0], first.start - 12) : first.start]


def _touching(group: list[Number], pre: str) -> bool:
    """Return whether numbers are one thing counted in two units (8户36人), so that a list before is of both."""
    return "分别" not in pre and all(a.end == b.start for a, b in itertools.pairwise(group))


def _in_turn(sentence: Sentence, group: list[Number], before: str, subject: str) -> list[str]:
    """Return indicators for 分别上升0.3和1.4: one item of the subject, or one earlier number, for each."""
    items = [item for item in _AND.split(subject) if item]
    if len(items) != len(group):
        at = sentence.numbers.index(group[0])
        told = sentence.numbers[max(at - len(group), 0) : at]
        items = [n.core for n in told]
        if len(set(items)) < len(items):  # 输转劳动力8万人，创收16亿元
            items = [n.indicator for n in told]
        if any(n.kind == "percent" for n in told) and not _in_turn_here(sentence, sentence.text, group[0]):
            return []
    if len(items) != len(group):
        return []
    if (
        _RESTORED.match(before)
        and sentence.text[: group[0].start].rfind("分别") >= sentence.clause(group[0].start)[0]
    ):
        return [item + before for item in items]
    if all(n.kind == "multiple" for n in group):
        return items
    if _RATES.fullmatch(before):
        return [item + before for item in items]
    if not CHANGE_ONLY.match(before) and not COMPARED.match(before):
        return []
    change = re.sub(r"^(?:分别)?(?:比|较)?[^，]{0,8}?(?:同期)?(?=(?:" + CHANGE + ")$)", "", before)
    return [item + change for item in items]


def carry_measure(spot: Spot, pre: str, core: str) -> None:
    """Let 饲养量 hold for both of 肉牛饲养量11万头、滩羊90万只."""
    group, between = spot.group, spot.text[spot.read_from : spot.begin]
    listed = clean(pre).startswith(_JOINS) or (spot.previous and between in ("，", ",", "、"))
    tail = _STOCK.search(core)
    for number in group:
        if (
            tail
            and tail.start() >= 2
            and number.how == "before"
            and listed
            and (number.unit == spot.previous[-1].unit or {number.unit, spot.previous[-1].unit} <= GOODS)
            and 2 <= len(number.indicator) <= 5
            and not _STOCK.search(number.indicator)
            and all(kind.startswith("n") for _, kind in words_of(number.indicator))
        ):
            number.indicator = number.core = number.indicator + tail.group()


def carry_verb(group: list[Number], pre: str, core: str) -> None:
    """Let 乡村旅游覆盖 hold for both of 贫困村87个、贫困人口4.8万人."""
    if not core or not clean(pre).startswith(_JOINS):
        return
    head = _KEEP.search(core)
    for number in group:
        if head and head.start() >= 2 and number.how == "before" and not _KEEP.search(number.indicator):
            number.indicator = core[: head.end()] + number.indicator


_RATE_END = re.compile("(?:率|比例|比重|指数)$")
_COMPARES = re.compile("比(?![例重率值])|较|高于|低于")


def _common_head(items: list[str]) -> str:
    """Return what the first item of a list begins with and the others leave out, '' if nothing.

    It is what is measured (茶叶 of 茶叶产量和产值) or what is done (种植 of 种植辣椒和花椒).
    """
    first, others = items[0], items[1:]
    if not all(items):
        return ""
    measured = MEASURE_TAIL.search(first)
    if measured and measured.start() >= 2 and all(MEASURE_TAIL.fullmatch(item) for item in others):
        return first[: measured.start()]
    verb, kind = words_of(first)[0]
    if kind != "v" or len(verb) != 2 or verb in EMPTY or len(first) == len(verb):
        return ""
    if any(MEASURE_TAIL.search(item) for item in items):
        return ""
    nouns = (first[len(verb) :], *others)
    return verb if all(words_of(noun)[0][1] in ("n", "nz") for noun in nouns) else ""


def _common_tail(items: list[str]) -> str:
    """Return the words that the last item of a list ends with and the others leave out (城镇、农村居民收入)."""
    width, last = len(items[0]), items[-1]
    if any(len(item) > width + 1 for item in items[:-1]):
        return ""
    if POPULATION.match(last, width):  # 农村居民 is one word to the dictionary
        return last[width:]
    ends = list(itertools.accumulate(len(word) for word, _ in words_of(last[:24])))[:-1]
    tail = last[min(ends, key=lambda end: abs(end - width)) :] if ends and len(last) > width else ""
    return tail if len(tail) > 1 or tail in tuple("率额量值数") else ""


def carry_verb_on(spot: Spot) -> None:
    """Let the verb before a count hold for the next, which follows its noun (带动8个村260户农户, 惠及9个村、3000名群众)."""
    last = spot.previous[-1] if spot.previous else None
    if not last or not spot.same_clause or last.how != "verb and noun behind":
        return
    between = clean(spot.text[last.end : spot.group[0].start]).rstrip("、和及与的")
    head = _KEEP_HEAD.match(last.indicator.removesuffix(between))
    if not head or not between or not last.indicator.endswith(between):
        return
    for number in spot.group:
        if number.kind == "count" and number.how == "behind" and not _KEEP.search(number.indicator):
            number.indicator, number.how = head["verb"] + number.indicator, last.how


def _listed(pre: str, group: list[Number]) -> list[str]:
    """Return the items of 城镇、农村居民收入分别达到 for the numbers that follow, with their common tail."""
    head = strip_lead(strip_link(clean(pre)))
    if (len({n.kind for n in group}) > 1 and "分别" not in pre) or _COMPARES.search(head):
        return []
    items = [item for item in _AND.split(head) if item]
    if len(items) < len(group):
        return []
    items = [SUBJECT_HEAD.sub("", item) for item in items[-len(group) :]]
    tail, lead = _common_tail(items), _common_head(items)
    if lead:
        return [items[0], *(lead + item for item in items[1:])]
    whole = _RATE_END.search(items[0]) and not CHANGE_ONLY.match(tail)  # 参保率 of 参保率和报销比例
    if tail and not whole and not items[0].endswith(items[-1][-1]):
        return [item if item == items[-1] else item + tail for item in items]
    return items
