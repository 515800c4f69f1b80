"""Marks: a report's text cut at every mark and passage, so that overlapping ones can be shown."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that the same passages cover.

    Attributes
    ----------
    text
        The characters.
    passages
        Spans that cover them.
    begins
        Those of the spans whose first piece this is.
    """

    text: str
    passages: tuple[Span, ...] = ()
    begins: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces that belong to one mark, or to none."""

    mark: Span | None
    pieces: tuple[Piece, ...]


def find_lines(raw: str, marks: Iterable[Span]) -> list[Span]:
    """Return the lines of a text that hold something to read; a mark is never cut in two.

    Parameters
    ----------
    raw
        The text as it lies on disk.
    marks
        Spans that must stay whole.

    Returns
    -------
    list of tuple
        Start and end, without blanks and line breaks at either side.
    """
    inside = {place for start, end in marks for place in range(start, end)}
    ends = [place for place, char in enumerate(raw) if char in "\r\n" and place not in inside]
    lines = []
    for start, end in zip([0, *(place + 1 for place in ends)], [*ends, len(raw)], strict=True):
        line = raw[start:end]
        body = line.strip().strip("\ufeff").strip()
        if body:
            first = start + line.index(body)
            lines.append((first, first + len(body)))
    return lines


def cut(
    raw: str, line: Span, marks: Sequence[Span], passages: Sequence[Span], begun: Collection[Span] = ()
) -> list[Run]:
    """Return a line as runs, each with the pieces into which passages cut it.

    Parameters
    ----------
    raw
        The text.
    line
        The part of it to cut.
    marks
        Spans that do not overlap; each becomes a run of its own.
    passages
        Spans that may overlap each other and the marks.
    begun
        Those of the passages that an earlier line has begun.

    Returns
    -------
    list of Run
        Together they give the characters of the line, each once.
    """
    start, end = line
    near = [span for span in passages if span[0] < end and span[1] > start]
    seen = set(begun)
    runs, position = [], start
    for mark in sorted(span for span in marks if span[0] >= start and span[1] <= end):
        if mark[0] > position:
            runs.append(Run(None, _pieces(raw, (position, mark[0]), near, seen)))
        runs.append(Run(mark, _pieces(raw, mark, near, seen)))
        position = mark[1]
    if position < end:
        runs.append(Run(None, _pieces(raw, (position, end), near, seen)))
    return runs


def find_overlap(spans: Iterable[Span]) -> tuple[Span, Span] | None:
    """Return two spans that overlap, the first such pair, or None."""
    last: Span | None = None
    for span in sorted(set(spans)):
        if last and span[0] < last[1]:
            return last, span
        last = span
    return None


def _pieces(raw: str, part: Span, passages: Sequence[Span], seen: set[Span]) -> tuple[Piece, ...]:
    start, end = part
    near = [span for span in passages if span[0] < end and span[1] > start]
    edges = sorted({start, end, *(edge for span in near for edge in span if start < edge < end)})
    found = []
    for a, b in pairwise(edges):
        covering = tuple(sorted(span for span in near if span[0] <= a and span[1] >= b))
        begins = tuple(span for span in covering if span not in seen)
        seen.update(begins)
        found.append(Piece(raw[a:b], covering, begins))
    return tuple(found)
