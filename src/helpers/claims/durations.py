"""Durations: the phrase for a length of time, from the words around it."""

from __future__ import annotations

import re

from helpers.claims.around import Around
from helpers.claims.clauses import Number
from helpers.claims.phrases import noun_phrase
from helpers.claims.wording import MAKE_ONLY, WORDS, bare_name
from helpers.resources import alternation
from helpers.wordclass import words_of

_PROGRAMME = re.compile("行动|计划|方案|工程|攻坚")
_LAUNCHED = re.compile("^(?:深入|大力|启动|全面|制定|推进|落实|实施)+")
# 有效衔接五年过渡期的最后一年: the term is meant, not the year.
_TERM = re.compile(r"^的?(?P<term>[\u4e00-\u9fff]{1,3}期)(?=$|[的内间后满里，])")
_NO_TERM = re.compile("^(?:长|短|初|中|后|前|早|晚|定|同|近|延|任|首|末|假|星|日)期$|时期$")
_SET = re.compile(rf"(?:设立|{alternation([w for w in WORDS['make'] if len(w) > 1])})了?$")
_IS = re.compile("^(?:也|就|都|正)?是")
# 用3年时间建成示范园, 5年内改造旧茶园
_TIME_FOR = re.compile(
    r"^(?:的?时间|[之以]?内)(?:要|将|再|就|全部|全面|基本)*(?P<what>[\u4e00-\u9fff]{4,16})$"
)
# 粮食产量连续8年稳定在1.3万亿斤以上
_IN_A_ROW = re.compile("连续$|已连续$|连$")
_STAYS = re.compile(
    "^(?:都|均|全部)?(?P<what>(?P<sure>保持|稳定|维持|位居|位列|居|名列|排名|高于|低于|超过|只|不)?[^，；\\d][^，；]{1,14})$"
)
_TAKES = re.compile("(?<=[\u4e00-\u9fff]{2})(?:也|就|只|仅|最快)*(?:需要?|要|用)(?:了|时)?$")
_AT_LEAST = re.compile("^(?:以[上下内]|左右)?(?:的|$)")
_MOVED = re.compile(
    "(?:压缩|控制|恢复|提前|推迟|推后|延后|延长|缩短|连涨|连跌|增加|减少|需要?|要|用|为|达|历时|耗时|时长|时间)$"
)


def duration_name(number: Number, around: Around, changed: str) -> tuple[str, str, str]:
    """Return the indicator of a length of time, the rule that gave it, and what the following may be of.

    Parameters
    ----------
    number
        The length of time.
    around
        The words around it.
    changed
        The thing named before with its change, '' when the words before tell of none.
    """
    if number.unit == "岁":
        who = noun_phrase(around.behind) or around.behind
        return (who or bare_name(around.before)) + "年龄", "age", around.core
    if changed:
        return changed, "change of what was named before", around.core
    plain = _TAKES.sub("", bare_name(around.before))
    if term := _term(plain, around.post):
        return term, "term", around.core or term
    spent = "时间" if number.surface.endswith("时间") else ""
    if (use := _TIME_FOR.match(spent + around.post)) and words_of(use["what"])[0][1] in ("v", "a", "ad"):
        return use["what"] + "时间", "what is done in the time", ""
    if plain and around.behind and _PROGRAMME.match(around.behind):
        return _LAUNCHED.sub("", plain)[-12:] + around.behind[:2], "programme", around.core
    if not number.surface.endswith("周年") and _AT_LEAST.match(around.post) and _lasts(plain):
        return plain + "时间", "what lasts", around.core or plain
    if _IN_A_ROW.search(around.pre.rstrip("\x00 ")) and (said := _stays(around.clause)):
        return (plain or around.core) + said, "what went on in a row", plain or around.core
    if around.behind:
        head = plain if around.linked and len(plain) <= 6 else ""
        return head + around.behind.replace("时间", ""), "behind", around.core or around.behind
    return plain or around.core, "before", plain if len(plain) > 3 else around.core or plain


def _term(plain: str, post: str) -> str:
    """Return a term with what it is for (有效衔接过渡期), '' when the words behind name none."""
    match = _TERM.match(post)
    if not match or _NO_TERM.search(match["term"]):
        return ""
    what = "" if _SET.search(plain) or MAKE_ONLY.match(plain) else _IS.sub("", plain)
    return what + match["term"]


def _stays(clause: str) -> str:
    """Return what went on, '' when the clause behind does not say."""
    match = _STAYS.match(clause)
    return match["what"] if match and (match["sure"] or words_of(match["what"])[0][1] == "v") else ""


def _lasts(plain: str) -> bool:
    """Return whether a phrase ends with something done that lasts (稳定就业6个月以上)."""
    return (
        len(plain) >= 2
        and "时间" not in plain
        and not _MOVED.search(plain)
        and words_of(plain)[-1][1] in ("v", "vn")
    )
