"""Show: one check with the words of the reports that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from helpers.corpus import split_sentences
from helpers.tables import Lang, records

AROUND = 60  # characters of a long sentence on each side of a number


def show_check(checks: pd.DataFrame, check_id: str, reports: Iterable[Any], lang: Lang = "en") -> str:
    """Return a check as Markdown: its formula, what a reader would conclude, and the sentences that say so.

    Parameters
    ----------
    checks
        As from `find_checks`.
    check_id
        Key of the check.
    reports
        Reports with `doc` and `raw`.
    lang
        Language of the note; quotes stay as printed.

    Raises
    ------
    KeyError
        When there is no such check; says which there are.
    """
    found = checks[checks["check_id"] == check_id]
    if found.empty:
        known = ", ".join(checks["check_id"].head(5))
        raise KeyError(f"no check {check_id!r}; there are {len(checks)}, such as {known}")
    (check,) = records(found)
    raws = {report.doc: report.raw for report in reports}
    note = check["note"] if lang == "en" else check["note_zh"]
    quotes = [f"> {quote}" for quote in _quotes(check["members"].split(";"), raws)]
    return "\n\n".join([f"**{check['verdict']}** `{check['check_id']}` {check['formula']}", note, *quotes])


def _quotes(members: Iterable[str], raws: Mapping[str, str]) -> list[str]:
    """Return the sentences that hold some numbers, with the numbers in bold."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for member in members:
        doc, _, span = member.rpartition(":")
        start, end = span.split("-")
        spans.setdefault(doc, []).append((int(start), int(end)))
    quotes = []
    for doc, marked in spans.items():
        for sentence in split_sentences(raws.get(doc, "")):
            inside = [(a, b) for a, b in sorted(marked) if sentence.start <= a < sentence.end]
            if inside:
                quotes.append(f"{_bold(raws[doc], inside, sentence.start, sentence.end)} — *{doc}*")
    return quotes


def _bold(raw: str, marked: list[tuple[int, int]], start: int, end: int) -> str:
    first, last = max(start, marked[0][0] - AROUND), min(end, marked[-1][1] + AROUND)
    text, position = "…" * (first > start), first
    for a, b in marked:
        text += f"{raw[position:a]}**{raw[a:b]}**"
        position = b
    return " ".join((text + raw[position:last] + "…" * (last < end)).split())
