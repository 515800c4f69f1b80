"""The claims table: every measured number with its indicator, place, period, status and speaker."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

import pandas as pd

from helpers.claims.clauses import Number, Sentence, cut_clauses
from helpers.claims.indicator import name_indicators
from helpers.claims.scope import Scope, place_of
from helpers.claims.speaker import speaker_of
from helpers.claims.status import status_of
from helpers.periods import Anchor, Needs, TimeWord, choose, find_time_words, frame_of, is_edtf, period_of
from helpers.places import CHINA, NOWHERE, Place, PlaceMention, find_places, report_place

MEASURED = frozenset({"count", "money", "percent", "points", "measure", "duration", "frequency", "multiple"})
COLUMNS = [
    "doc", "start", "end", "surface", "kind", "low", "high", "unit", "per", "bound", "indicator", "indicator_id", "place", "adcode",
    "period", "as_of", "status", "speaker", "confidence", "reasons", "claim_id",
]
_TOTAL = re.compile(
    r"累计|累积|共(?!同|有|产|和|识|建|享|计有)|共计|总计|全部|完成|建成|脱贫(?!县|村|户|人口|劳动力|地区)|摘帽|出列|发放|投入|搬出|改造|新建|实施|成立|出台|整治|修建|解决|消除|培训|资助|帮助"
)
_DONE = re.compile(r"已(?!有|达|为|是|成|过|超)")
_LEVEL = re.compile(r"尚|还有|仍|剩余|现有|达到?$|为$|减至|降至|降到|升至|增至|率|占|余额|常住|户籍|总人口")


_NATIONAL = re.compile("全国|我国|中国|国务院|中央|国家|人民政府|海关")
_DATE_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(?:(0[1-9]|1[0-2])[-_.]?([0-2]\d|3[01])?)?(?!\d)")


class ReportLike(Protocol):
    """What a report must offer."""

    doc: str
    raw: str
    script: str
    title: str
    published: str
    place: str


class Span(Protocol):
    """What a sentence of the corpus stage must offer."""

    start: int
    end: int
    paragraph: int
    role: str


class Clock(NamedTuple):
    """The anchor of a report and how it was found."""

    anchor: Anchor
    source: str


def clock_of(report: ReportLike, text: str) -> Clock:
    """Return the publication date, else the year in the file name, else the newest year that the text looks back to."""
    if report.published:
        return Clock(Anchor(report.published), "stated")
    if match := _DATE_IN_NAME.search(report.doc):
        stated = "-".join(part for part in match.groups() if part)
        if is_edtf(stated):
            return Clock(Anchor(stated), "date in the file name")
    return Clock(Anchor(""), "none")


def read_report(
    report: ReportLike, spans: Sequence[Span], mentions: Sequence[Any], text: str
) -> list[tuple[Any, ...]]:
    """Return the claim rows of one report.

    Parameters
    ----------
    report
        The report.
    spans
        Its sentences.
    mentions
        Its mentions in order: rows with the columns of the mentions table.
    text
        The raw text in Simplified script, every character in its old place.
    """
    clock = clock_of(report, text)
    year = clock.anchor.year or 9999
    own = report_place(_simple_title(report, text), text, report.place, year)
    default = CHINA if not own.official and _NATIONAL.search(text) else NOWHERE
    found = find_places(text, year, own)
    starts = [m.start for m in found]
    scope = Scope(own, year, default)
    begins = [m.start for m in mentions]
    frame: TimeWord | None = None
    frame_place, paragraph, year_seen = "", -1, ""
    rows: list[tuple[Any, ...]] = []
    for span in spans:
        if span.paragraph != paragraph:
            paragraph, frame = span.paragraph, None
        sentence = Sentence(span.start, text[span.start : span.end], span.paragraph, span.role)
        inside = mentions[bisect_left(begins, span.start) : bisect_left(begins, span.end)]
        _fill(sentence, inside)
        opening = scope.open(sentence)
        places = found[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        scope.read(sentence, places, text)
        sentence.words = find_time_words(sentence.text, clock.anchor, year_seen)
        opened = frame_of(sentence.text, sentence.words, [(p.start, p.end) for p in sentence.places])
        if opened is not None:
            frame, frame_place = opened, scope.topic.official
        if sentence.words:
            year_seen = next((w.value[:4] for w in reversed(sentence.words) if w.form == "point" and not w.quoted), year_seen)
        if opened is None and frame is not None and frame_place and not _same_area(frame_place, scope.topic):
            frame = None
        if not sentence.numbers:
            continue
        sentence.cuts = cut_clauses(sentence.text)
        name_indicators(sentence)
        speaker = speaker_of(sentence.text)
        for number in sentence.numbers:
            rows.append(_claim(report, clock, sentence, number, opening, frame if opened is None else None, speaker))
    return rows


def _same_area(official: str, topic: Place) -> bool:
    return topic.official == official or official in topic.above and topic.level in ("town", "village") or not topic.official


def _simple_title(report: ReportLike, text: str) -> str:
    if report.title:
        at = report.raw.find(report.title)
        return text[at : at + len(report.title)] if at >= 0 else report.title
    return text[:60].split("\n")[0]


def _fill(sentence: Sentence, mentions: Sequence[Any]) -> None:
    for i, m in enumerate(mentions):
        start, end = m.start - sentence.start, m.end - sentence.start
        if m.kind in MEASURED:
            low = float(m.low) if m.low not in ("", None) else 0.0
            sentence.numbers.append(Number(start, end, sentence.text[start:end], m.kind, m.unit, m.per, m.bound, low, i))
            sentence.numbers[-1].mention = m  # type: ignore[attr-defined]
        else:
            sentence.others.append((start, end))


def _claim(
    report: ReportLike, clock: Clock, sentence: Sentence, number: Number, opening: Place, frame: TimeWord | None, speaker: str
) -> tuple[Any, ...]:
    place, place_rule, _ = place_of(number, sentence, opening)
    person = any(r.how == "person" and r.end <= number.start for r in sentence.places)
    word, period_rule = choose(
        sentence.words, number.start, number.end, sentence.clause(number.start), [n.start for n in sentence.numbers]
    )
    if word is None and frame is not None:
        word, period_rule = frame, "time phrase that opened the paragraph"
    status, status_rule = status_of(number, sentence, person, False)
    period = ""
    if word is not None and status != "rule":
        needs = Needs(_is_total(number, sentence, word.form), status == "target")
        period = period_of(word, clock.anchor, needs)
        if period and not is_edtf(period):
            period, period_rule = "", f"no such date: {period}"
        if status == "reported" and _is_future(period, clock.anchor):
            status, status_rule = "target", "after the publication date"
    if number.kind == "duration" and status == "target":
        period = ""
    reasons = f"indicator: {number.how}; place: {place_rule}; period: {period_rule or 'no time word'}; status: {status_rule}"
    m = number.mention  # type: ignore[attr-defined]
    return (
        report.doc, m.start, m.end, m.surface, m.kind, m.low, m.high, m.unit, m.per, m.bound, number.indicator, "", place.official,
        place.adcode, period, clock.anchor.published, status, speaker, 1.0, reasons, f"{report.doc}:{m.start}-{m.end}",
    )


def _is_future(period: str, anchor: Anchor) -> bool:
    first = period.split("/")[0] or period.split("/")[-1]
    return bool(first) and bool(anchor.published) and first[:4] > anchor.published[:4]


def _is_total(number: Number, sentence: Sentence, form: str) -> bool:
    start, end = sentence.clause(number.start)
    head, tail = sentence.text[start : number.start], sentence.text[number.end : end]
    if _LEVEL.search(head):
        return "累计" in head
    return bool(form != "now" and _DONE.search(head) or _TOTAL.search(head) or _TOTAL.search(tail[:12]) or _TOTAL.search(number.indicator))


def claims_table(
    reports: Sequence[ReportLike], mentions: pd.DataFrame, sentences: dict[str, Sequence[Span]], texts: dict[str, str]
) -> pd.DataFrame:
    """Return the claims of reports, one row a measured mention."""
    rows: list[tuple[Any, ...]] = []
    by_doc = {doc: list(group.itertuples(index=False)) for doc, group in mentions.groupby("doc", sort=False)}
    for report in reports:
        rows += read_report(report, sentences[report.doc], by_doc.get(report.doc, []), texts[report.doc])
    return pd.DataFrame(rows, columns=COLUMNS)


__all__ = ["COLUMNS", "MEASURED", "PlaceMention", "bisect_right", "claims_table", "clock_of", "read_report"]
