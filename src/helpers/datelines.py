"""Datelines: where, when and by whom a report was filed, as its first sentence says before it begins to tell."""

from __future__ import annotations

import re
from functools import lru_cache

_BY = r"[（(][^（()）]{0,40}[）)]"  # （记者 某某）
_FILED = re.compile(
    rf"[\u4e00-\u9fff]{{0,6}}(?:[社网报台]|新闻)[^，。；\n]{{0,24}}?(?:电|讯|消息)(?:{_BY}[：:]?|(?=[：:\s\u3000]))"
    rf"(?:\d{{1,2}}月\d{{1,2}}日报道[：:]?)?|"
    rf"(?:{_BY})?\d{{1,2}}月\d{{1,2}}日(?:报道[：:]|(?:电|讯|消息)(?=[（(：:\s\u3000]))"
)
_HEAD = 80  # characters within which a dateline ends


@lru_cache(maxsize=8)  # places, times and names of a sentence ask in turn
def dateline(text: str) -> tuple[int, int]:
    """Return the span of the dateline with which a sentence begins, `(0, 0)` when it has none.

    Parameters
    ----------
    text
        A sentence: 新华社西宁12月20日电（记者 某某）平均海拔…, 某某网讯（记者 某某）8月25日报道：….
    """
    head = text[:_HEAD]
    if not ("电" in head or "讯" in head or "消息" in head or "报道" in head):  # one stands in every dateline
        return 0, 0
    match = _FILED.search(head)
    return match.span() if match else (0, 0)
