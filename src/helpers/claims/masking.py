"""Masking: the places, times and asides of a sentence, which are no part of an indicator."""

from __future__ import annotations

import re

from helpers.claims.clauses import Sentence
from helpers.datelines import dateline
from helpers.patterns import quick

_UNDATED = quick(r"[去今前明上]年|本[周月年]|上[周月]|往年|截至今?|截止|[至到]目前")
_BRACKET = re.compile(r"[（(][^（()）\n]{1,30}[）)]")


def asides(sentence: Sentence) -> list[tuple[int, int]]:
    """Return the brackets that hold no number (固定资产投资（不含农户）增长)."""
    if "（" not in sentence.text and "(" not in sentence.text:
        return []
    return [
        m.span()
        for m in _BRACKET.finditer(sentence.text)
        if m.start() > 0 and not any(n.start < m.end() and m.start() < n.end for n in sentence.numbers)
    ]


def masked(sentence: Sentence) -> str:
    """Return the sentence with place and time words blanked out, so that offsets stay."""
    text = sentence.text
    spans = [
        (p.start, p.end) for p in sentence.places if not p.compared and p.how not in ("person", "official")
    ]
    spans += [(w.start, w.end) for w in sentence.words if w.form not in ("total", "recent")]
    spans = [(a, b) for a, b in spans if not text.startswith(("性", "级"), b)]  # 全国性银行
    if sentence.paragraph < 6:
        spans.append((0, dateline(text)[1]))
    spans += [m.span() for m in _UNDATED.finditer(text)]
    spans += asides(sentence)
    for start, end in spans:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text
