"""Sentences: a report as sentences with their numbers and dates, none too long, and which of them end in a quote."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from helpers.claims.clauses import Number, Sentence
from helpers.corpus import Sentence as Span
from helpers.corpus import Simplified, split_sentences
from helpers.mentions import MEASURED
from helpers.report_like import ReportLike

LONGEST = 1000  # characters of a sentence; the longest of 160,000 in news, laws and reports has 922
OUTSIDE = frozenset({"navigation", "editorial", "copyright"})
_OPENED, _CLOSED = re.compile("[“「]"), re.compile("[”」]")
_QUOTED = re.compile("[“「][^“”「」]*[。！？]?[”」]?\\s*$")
_NUMBER_ALONE = re.compile(r"^(?:超过?|近|约|突破)?\S{2,12}[！!]$")


def behind_quotes(sentences: Sequence[Sentence]) -> list[Sentence | None]:
    """Return for each sentence the one behind the quote in which it ends, None if it ends in none.

    A closing mark stands at the end of its sentence or at the beginning of the next.

    Parameters
    ----------
    sentences
        The sentences of a report, in order.
    """
    out: list[Sentence | None] = [None] * len(sentences)
    for i in range(len(sentences) - 2, -1, -1):
        here, following = sentences[i], sentences[i + 1]
        if here.paragraph != following.paragraph:
            continue
        opens, closes = _OPENED.search(here.text), _CLOSED.search(here.text)
        if opens and (closes or _CLOSED.match(following.text)) and _QUOTED.search(here.text):
            out[i] = following
        elif closes and here.text.rstrip().endswith(("”", "」")) and "“" not in here.text:
            out[i] = following  # the last of several sentences
        elif out[i + 1] is not None and not _OPENED.search(following.text):
            out[i] = out[i + 1]
    return out


def sentences_of(
    report: ReportLike, simplified: Simplified, text: str, mentions: Sequence[Any]
) -> Iterator[Sentence]:
    """Yield the sentences of a report in Simplified script, each with its mentions.

    Parameters
    ----------
    report
        A report.
    simplified
        Its text in Simplified script, with the offsets of the original.
    text
        The same, its marks typed as Chinese ones.
    mentions
        Its mentions, in order.
    """
    offsets = simplified.offsets
    at = (lambda i: i) if isinstance(offsets, range) else (lambda i: bisect_left(offsets, i))
    begins = [m.start for m in mentions]
    last = max((m.start for m in mentions if m.kind in MEASURED), default=-1)
    held: Sentence | None = None
    paragraph = -1
    for span in _spans(report.raw, mentions):
        if held is None and span.start > last and span.paragraph != paragraph:
            break  # the paragraphs behind the last number say nothing of it
        paragraph = span.paragraph
        start = at(span.start)
        sentence = Sentence(start, text[start : at(span.end)], span.paragraph, span.role)
        if span.role not in OUTSIDE:
            for m in mentions[bisect_left(begins, span.start) : bisect_left(begins, span.end)]:
                if m.kind in MEASURED:
                    sentence.numbers.append(_number(m, at(m.start) - start, at(m.end) - start, sentence.text))
                elif m.kind == "date":
                    sentence.dates.append((at(m.start) - start, at(m.end) - start, m.period))
        if held is not None:
            sentence = (
                _joined(held, sentence)
                if sentence.text.startswith(("这是", "这就是", "这个数"))
                else sentence
            )
            if sentence.start != held.start:
                yield held
            held = None
        if len(sentence.text) < 16 and len(sentence.numbers) == 1 and _NUMBER_ALONE.match(sentence.text):
            held = sentence
            continue
        yield sentence
    if held is not None:
        yield held


def _spans(raw: str, mentions: Sequence[Any]) -> Sequence[Span]:
    """Return the sentences of a report, those that are too long in pieces."""
    spans = split_sentences(raw)
    if all(span.end - span.start <= LONGEST for span in spans):
        return spans
    return [piece for span in spans for piece in _pieces(span, raw, mentions)]


def _pieces(span: Span, raw: str, mentions: Sequence[Any]) -> Iterator[Span]:
    """Yield a sentence in pieces that end at a mark and cut no number, itself when it is not too long.

    Each number is read with all that stands before it in its sentence, so that a text without full stops would
    take the square of its length.
    """
    start = span.start
    if span.end - start <= LONGEST:
        yield span
        return
    while span.end - start > LONGEST:
        limit = start + LONGEST
        cut = max(raw.rfind(mark, start + LONGEST // 2, limit) for mark in "，、；") + 1 or limit
        last = bisect_left(mentions, cut, key=attrgetter("start")) - 1
        if last >= 0 and start < mentions[last].start < cut < mentions[last].end:
            cut = mentions[last].start
        yield span._replace(start=start, end=cut)
        start = cut
    yield span._replace(start=start)


def _number(m: Any, start: int, end: int, text: str) -> Number:
    return Number(start, end, text[start:end], m.kind, m.unit, m.per, m.bound, float(m.low or 0), m)


def _joined(first: Sentence, second: Sentence) -> Sentence:
    """Return 3268.7万人！这是 … as one sentence."""
    gap = second.start - first.start
    for number in second.numbers:
        number.start += gap
        number.end += gap
    text = first.text + " " * (gap - len(first.text)) + second.text
    return Sentence(
        first.start, text, second.paragraph, second.role, first.numbers + second.numbers, joined=True
    )
