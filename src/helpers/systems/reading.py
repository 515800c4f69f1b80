"""Reading: a report as the patterns see it, each character tied to its place in the file."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from helpers.corpus import Sentence, simplify, split_sentences
from helpers.mentions import fold
from helpers.systems.patterns import Finder, Sighting

OUTSIDE = frozenset({"navigation", "editorial", "copyright"})
_QUOTES = "“”‘’「」『』﹁﹂﹃﹄\"'《》〈〉【】〔〕"
_DROPPED = re.compile(f"[{_QUOTES} \t\u3000\u00a0\u200b\ufeff]")
_PUNCTUATION = str.maketrans(
    {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "！": "!", "？": "?", "﹑": "、", "､": "、"}
)


@dataclass(frozen=True)
class Compact:
    """A text without quotation marks and spaces, in Simplified characters.

    Attributes
    ----------
    text
        What the patterns are tried on.
    drops
        For each dropped character, where in `text` it would stand.
    offsets
        From the Simplified text to the raw one.
    """

    text: str
    drops: Sequence[int]
    offsets: Sequence[int]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw offsets of ``text[start:end]``."""
        return self._raw(start), self._raw(end - 1) + 1

    def place_of(self, raw: int) -> int:
        """Return where in `text` the character at a raw offset stands, or the next one that is kept."""
        simplified = raw if isinstance(self.offsets, range) else bisect_left(self.offsets, raw)
        low, high = 0, len(self.text)
        while low < high:  # the first kept character at or behind it
            middle = (low + high) // 2
            if middle + bisect_right(self.drops, middle) < simplified:
                low = middle + 1
            else:
                high = middle
        return low

    def _raw(self, index: int) -> int:
        return self.offsets[index + bisect_right(self.drops, index)]


@lru_cache(maxsize=2)
def compact(raw: str, script: str = "") -> Compact:
    """Return a text as the patterns see it.

    Parameters
    ----------
    raw
        The text of a report.
    script
        ``Hant`` brings it to mainland wording first; read from the text when empty.

    Returns
    -------
    Compact
        The last ones are kept, since a report is read more than once.
    """
    simplified = simplify(raw, cast(Any, script or None))
    text = fold(simplified.text).translate(_PUNCTUATION)
    places = [found.start() for found in _DROPPED.finditer(text)]
    return Compact(_DROPPED.sub("", text), [place - k for k, place in enumerate(places)], simplified.offsets)


def find_systems(raw: str, finder: Finder, script: str = "") -> list[Sighting]:
    """Return the systems named in the article of a report, with offsets into the raw text.

    Parameters
    ----------
    raw
        The text of a report, as decoded.
    finder
        The patterns.
    script
        As in `compact`.

    Returns
    -------
    list of Sighting
        In order; none stands in navigation, editorial or copyright lines.
    """
    read = compact(raw, script)
    sightings = [_to_raw(read, each) for each in finder.find(read.text)]
    sentences = article_sentences(raw) if sightings else []
    return [each for each in sightings if sentence_at(sentences, each.start) is not None]


def sentence_at(sentences: Sequence[Sentence], offset: int) -> Sentence | None:
    """Return the sentence in which a raw offset lies, or None."""
    at = bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1
    return sentences[at] if at >= 0 and offset < sentences[at].end else None


def article_sentences(raw: str) -> list[Sentence]:
    """Return the sentences that belong to the article, its titles and captions."""
    return [sentence for sentence in split_sentences(raw) if sentence.role not in OUTSIDE]


def _to_raw(read: Compact, each: Sighting) -> Sighting:
    start, end = read.raw_span(each.start, each.end)
    return Sighting(start, end, each.system_id, each.pattern)
