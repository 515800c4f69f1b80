"""Verbs: what is done with a thing that a number counts, where its noun alone says too little."""

from __future__ import annotations

import re

from helpers.claims.clauses import Number, Sentence
from helpers.wordclass import words_of

_LINKS = re.compile(
    "(?:[了着过]|不到|不足|至少|最多|超过?|超出|达到?|突破|将?近|约|上|逾|多达|高达|不少于|不低于|不超过|大约|大概|仅|只|就|\x00|\\s)+$"
)
# Verbs that say of what is counted only that it is there, or how it is reached.
_EMPTY = frozenset(
    "有 是 为 达 共 含 占 在 到 来 去 用 按 以 从 由 把 将 让 使 给 向 对 于 要 能 可 会 成 等 像 如 比 超 近 算 叫 做 "
    "拥有 共有 现有 达到 超过 包括 包含 涉及 成为 作为 位于 来自 属于 分为 实现 进行 完成 具有 存在 没有 只有 还有 增加 "
    "增长 提高 下降 减少 增至 所辖 下辖 管辖 辖 截至 预计 累计 共计 总计 合计 计划 力争 确保 可以 能够 需要 应该 "
    "平均 提升 获得 取得 开始 走 看 说 想 起 出 进 上 下 联合 附近 距 距离 相距 超出 达成 剩下 留下 划成 划分 分成 利用 依托 通过".split()
)
_SPLIT = frozenset("起出进上下来去入到成好掉完回")  # what a verb is joined by (串起, 收入)


def with_verb(number: Number, sentence: Sentence, masked: str) -> None:
    """Put the verb that stands directly before a number before its short noun (销售60吨脐橙, 修缮370多幢老屋).

    Parameters
    ----------
    number
        A number with its indicator.
    sentence
        Its sentence.
    masked
        The text of the sentence with place and time words blanked.
    """
    noun = number.indicator
    if number.how != "behind" or number.kind not in ("count", "measure") or not 1 <= len(noun) <= 2:
        return
    begin = sentence.clause(number.start)[0]
    begin = max([begin, *(n.end for n in sentence.numbers if n.end <= number.start)])
    before = masked[begin : number.start]
    if verb := verb_at_end(_LINKS.sub("", before), done="了" in before[-4:]):
        number.indicator = verb + noun


def verb_at_end(text: str, done: bool = False) -> str:
    """Return the verb with which a text ends, '' where it ends with another word or with an empty verb.

    Parameters
    ----------
    text
        The words before a number.
    done
        Whether 了 stood behind them, so that a noun of the dictionary is a verb too (储藏了80吨).
    """
    words = words_of(text[-8:]) if text else ()
    if not words:
        return ""
    word, kind = words[-1]
    if len(word) == 1 and word in _SPLIT and len(words) > 1 and words[-2][1] == "v":
        word, kind = words[-2][0] + word, "v"
    word = word.lstrip("先再又还也都就能可共") or word
    return word if (kind in ("v", "vn") or (done and kind == "n")) and word not in _EMPTY else ""
