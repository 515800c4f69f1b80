"""Evidence: each report as a page, its text as published, every number and passage marked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from helpers.book.entries import (
    Link,
    entry,
    period_words,
    report_page,
    system_link,
)
from helpers.book.marks import Run, Span, cut
from helpers.book.model import Book, Row
from helpers.book.pages import Both, Page, Section, address, say, untitled
from helpers.corpus import Report
from helpers.tables import records


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a report: where it begins, what it is, its runs, and the systems whose passages begin in it."""

    start: int
    role: str
    runs: tuple[Run, ...]
    systems: tuple[tuple[Span, Link], ...]


def evidence_pages(book: Book) -> list[Page]:
    """Return a page for each report and one that lists them.

    Parameters
    ----------
    book
        What the run made.

    Returns
    -------
    list of Page
        The list first.
    """
    pages = [page for report in book.reports.values() for page in _report_pages(book, report)]
    section = untitled("reports.html", {"reports": report_cards(book)})
    index = Page(
        "evidence/index",
        say("title.evidence"),
        (section,),
        below=(("", tuple(page.name for page in pages if not page.above)),),
    )
    return [index, *pages]


def report_cards(book: Book) -> list[Row]:
    """Return for each report its name, title, source and how many numbers it holds."""
    return [
        {
            "doc": doc,
            "title": report.title,
            "source": source_words(report),
            "numbers": len(book.marks.get(doc, [])),
            "target": address(report_page(doc)),
        }
        for doc, report in book.reports.items()
    ]


def source_words(report: Report) -> list[Both | str]:
    """Return who published a report, when and of where, as far as it is known."""
    when = period_words(report.published) if report.published else say("evidence.no date")
    return [words for words in (report.publisher, when, report.place) if words]


def report_lines(book: Book, doc: str) -> list[Line]:
    """Return the lines of a report, cut at every mark and passage.

    Parameters
    ----------
    book
        What the run made.
    doc
        Name of the report.

    Returns
    -------
    list of Line
        In the order of the text; together they hold every character but blanks at either side of a line.
    """
    raw, marks = book.reports[doc].raw, book.marks.get(doc, [])
    named = _systems_by_span(book, doc)
    sentences = book.table("sentences")
    roles = _Roles(records(sentences[sentences["doc"] == doc]))
    passages = sorted({*named, *book.spans.get(doc, ())})
    seen: set[Span] = set()
    lines = []
    for line in book.lines[doc]:
        runs = cut(raw, line, marks, passages, seen)
        begun = [span for run in runs for piece in run.pieces for span in piece.begins]
        seen.update(begun)
        systems = tuple((span, link) for span in begun for link in named.get(span, ()))
        lines.append(Line(line[0], roles.at(line[0]), tuple(runs), systems))
    return lines


class _Roles:
    """The role of the sentence at an offset, asked for in the order of the text."""

    def __init__(self, sentences: Sequence[Row]) -> None:
        self._left = sorted(sentences, key=lambda row: row["start"])[::-1]
        self._role = "article"

    def at(self, offset: int) -> str:
        while self._left and self._left[-1]["start"] <= offset:
            self._role = self._left.pop()["role"]
        return self._role


def _systems_by_span(book: Book, doc: str) -> dict[Span, list[Link]]:
    found: dict[Span, dict[str, None]] = {}
    for row in book.passages.get(doc, ()):
        found.setdefault((row["start"], row["end"]), {})[row["system_id"]] = None
    return {span: [system_link(book, name) for name in names] for span, names in found.items()}


def _report_pages(book: Book, report: Report) -> list[Page]:
    """Return the pages of a report: one, or several where it is long."""
    doc = report.doc
    lines = report_lines(book, doc)
    starts = book.parts[doc]
    pages = []
    for part, (start, end) in enumerate(pairwise([*starts, len(report.raw) + 1])):
        shown = [line for line in lines if start <= line.start < end]
        spans = [span for span in book.marks.get(doc, []) if start <= span[0] < end]
        pages.append(_report_page(book, report, (part, len(starts)), shown, spans))
    return pages


def _report_page(
    book: Book, report: Report, part: tuple[int, int], lines: list[Line], spans: list[Span]
) -> Page:
    doc, (number, parts) = report.doc, part
    entries = [entry(book, f"{doc}:{start}-{end}") for start, end in spans]
    data = {
        "script": report.script or "Hans",
        "source": source_words(report),
        "file": report.path_name,
        "encoding": report.encoding,
        "lines": lines,
        "kinds": Counter(each.kind for each in entries).most_common(),
        "passages": sum(len(line.systems) for line in lines),
        "by_start": {each.start: each for each in entries},
        "parts": [(each + 1, address(report_page(doc, each)), each == number) for each in range(parts)],
    }
    text = Section("text", say("evidence.text"), "evidence.html", data)
    numbers = Section("numbers", say("evidence.numbers"), "entries.html", {"entries": entries})
    title = f"{report.title} ({doc})" if report.title else doc
    title += f" · {number + 1} / {parts}" if parts > 1 else ""
    above = report_page(doc) if number else ""
    return Page(report_page(doc, number), Both(title, title), (text, numbers), short=doc, above=above)
