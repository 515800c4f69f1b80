"""Names: who was named last, so that the figures of one person or household tell whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from helpers.claims.clauses import Number, Sentence
from helpers.claims.people import NO_NAMES, SYLLABLES
from helpers.patterns import quick
from helpers.resources import alternation, read_resource
from helpers.wordclass import holds_no_word, words_of

_HAN = "\u4e00-\u9fff"


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    table = read_resource("surnames.csv")
    surname = f"(?:{alternation(table['surname'])})"
    given = "[^\\W\\da-zA-Z的市县省镇乡村区了着是在和与也都就]"
    roles = read_resource("roles.csv")
    role = f"{alternation(roles.loc[roles['named'] == 'yes', 'role'])}|院士(?!班|工作|团)|族|就是|岁的|名叫|叫做?|[{_HAN}]叫"
    verbs = (
        "一家|夫妇|夫妻|两口子|老人|家里?(?=[的里有种养去今一年就也在\\d，])|和(?:妻子|丈夫|老伴|爱人)|的(?:妻子|丈夫|老伴|儿子|女儿|父亲|母亲|家)|就是|患|"
        "结识|认识|说|告诉|介绍|笑|算|感慨|坦言|回忆|今年|去年|如今|现在|原来|原先|以前|曾|从小|出生|返乡|回乡|回村|回到|回来|辞|决定|打工|务工|"
        "在|把|将|带|领着|背着|种|养|承包|流转|投|贷|靠|搬|住|卖|赚|挣|忙|正|是|有|用|每|也|便|进行|开始|加入|嫁|毕业|觉得|想"
    )
    return (
        re.compile(
            f"(?:(?:{role})|(?<=[，。；：、！？“”\\s的])|^)(?P<name>[{SYLLABLES}]{{4,7}}?)(?={verbs}|自己|腿|和他|[，,。]|$)",
            re.MULTILINE,
        ),
        quick(
            f"(?:(?:{role})|(?<=[，。；：、！？“”\\s的])|^)(?P<name>[{_HAN}]{{2,6}}·[{_HAN}]{{2,6}}?)"
            "(?=[^\u4e00-\u9fff]|[家说和与在的是把去今从正就也每有种养告算笑便将用]|$)"
        ),
        quick(
            f"岁的(?P<name>[{_HAN}]{{2,5}}?)(?=[，,是说在把每正从就也将抱]|已经|早已|告诉|介绍|今年|去年|一家|家里)"
        ),
        quick(f"(?:{role})[“]?(?P<name>{surname}[{_HAN}]{{1,2}})"),
        quick(
            f"(?:(?<=[，。；：、！？“”\\s])|^)(?:如今|现在|眼下|去年|今年)?(?P<name>{surname}[{_HAN}]{{1,2}}?)(?={verbs})",
            re.MULTILINE,
        ),
        quick(f"(?<=的)(?P<name>{surname}[{_HAN}]{{1,2}}?)(?={verbs})"),
        quick(f"(?<=的)(?P<name>{surname}[{_HAN}]{{2}})(?=[，,。])"),
        quick(
            f"(?P<name>{surname}{given}{{1,2}}?)(?=一家|夫妇|两口子|老人|院士|教授|老师|医生|师傅|大[姐妈娘爷叔哥嫂]|奶奶|爷爷)"
        ),
    )


def names_in(text: str) -> list[tuple[int, str]]:
    """Return the people whom a text names, each with where the name ends, in order.

    Parameters
    ----------
    text
        A sentence in Simplified script.
    """
    found: dict[int, str] = {}
    for i, pattern in enumerate(_patterns()):
        for match in pattern.finditer(text):
            at, name = match.start("name"), match["name"]
            if "·" not in name:
                name = _whole_name(text[at : at + 7], name, ended=i != _BY_ROLE) if i else _by_sound(name)
            if name and not any(a - len(n) < at + len(name) and at < a for a, n in found.items()):
                found[at + len(name)] = name
    return sorted(found.items())


_BY_ROLE = 3  # the pattern behind whose name no verb need stand


def _by_sound(name: str) -> str:
    """Return a name that is written by its sound, '' where the dictionary knows a word of it."""
    words = words_of(name, guess=False)
    return name if len(words) >= max(3, len(name) - 2) else ""


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(name[0] for name in read_resource("surnames.csv")["surname"])


_NO_KIND = frozenset(("s", "f", "t", "ns", "m", "p", "d", "c", "r", "ul", "uj", "uz"))
_NO_END = frozenset("里中上下内外区村镇县乡市省州山河江湖海园厂社队家户")


def _whole_name(text: str, candidate: str, ended: bool) -> str:
    """Return the name with which a text begins, '' where words of the dictionary stand there."""
    if candidate[1:2] == "某":  # 李某, 李某某
        return text[: 3 if text[2:3] == "某" else 2]
    if candidate[0] not in _surnames():  # 27岁的娜儿
        known = words_of(candidate)[0]
        return candidate if holds_no_word(candidate) or (known[0] == candidate and known[1] == "nr") else ""
    words = words_of(text)
    first, kind = words[0]
    if first in NO_NAMES:
        return ""
    if len(first) > 1 and not kind.startswith("nr") and kind != "x" and not holds_no_word(first):
        return ""
    name = candidate if ended else _first_words(words, candidate)
    if len(name) == 2 and len(first) == 1:
        return ""
    given = words_of(name[1:], guess=False)
    if ended and len(name) == 3 and len(given) == 1 and given[0][1] in _NO_KIND:
        return ""
    return name if name and name[-1] not in _NO_END else ""


def _first_words(words: tuple[tuple[str, str], ...], candidate: str) -> str:
    """Return the two or three characters at the head of words that make a name, '' if none do."""
    name, _ = words[0]
    if len(name) == 1:
        if len(words) < 2 or words[1][1] in _NO_KIND or len(words[1][0]) > 2:
            return candidate if len(words) > 2 and len(candidate) == 3 else ""
        return name + words[1][0]
    if len(name) == 2 and len(candidate) == 3 and len(words) > 1:
        word, kind = words[1]
        name += word if len(word) == 1 and kind in ("a", "n", "ng", "nr", "z", "x", "ag") else ""
    return name if len(name) <= 4 else ""


# Whose the figure is stands in its own words (村集体收入, 合作社净赚, 最小年龄).
_OTHERS = re.compile(
    "最|[人户]均|全[村县乡镇组]|村[民组集里]|(?:广大|社区|当地|周边|其他)|[^，给向]{0,4}(?:合作社|小组|队伍|公司|企业|群众|农户|村民|干部|贫困户|脱贫户)"
)


def says_whose(number: Number) -> bool:
    """Return whether the indicator of a number itself tells whose the figure is.

    Parameters
    ----------
    number
        A number of one person's or firm's.
    """
    aged = number.how in ("age", "years of service") and len(number.indicator) > 2
    return aged or number.how == "yield of a crop" or bool(_OTHERS.match(number.indicator))


def named_last(number: Number, sentence: Sentence, past: Sequence[Sentence]) -> str:
    """Return who was named last before a number that is told of one person, '' when nobody was.

    Parameters
    ----------
    number
        A number of `sentence`.
    sentence
        A sentence that does not say beside the number of whom it tells.
    past
        The sentences before, the nearest last.
    """
    if here := [name for end, name in names_in(sentence.text) if end <= number.start]:
        return here[-1]
    for earlier in reversed(past):
        if earlier.paragraph != sentence.paragraph:
            return ""
        if names := names_in(earlier.text):
            return names[-1][1]
    return ""
