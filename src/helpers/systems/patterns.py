"""Patterns: which wordings name which system, and finding all of them in a text in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import pandas as pd

from helpers.tables import records

GAP = "…"
GAP_LENGTH = 12  # characters that one … may stand for
_STOP = "[^。；！？;!?\n]"


class Pattern(NamedTuple):
    """One wording of a system.

    Attributes
    ----------
    system_id
        The system that it names.
    text
        Simplified characters without quotation marks and spaces. ``…`` stands for up to `GAP_LENGTH` characters
        of the same sentence.
    not_before, not_after
        Characters that must not follow, or precede, the wording: it is then part of another word.
    attested
        In how many documents outside the project's reports the wording stood when it was counted.
    """

    system_id: str
    text: str
    not_before: str = ""
    not_after: str = ""
    attested: int = 0

    @property
    def head(self) -> str:
        """What stands before the first gap."""
        return self.text.partition(GAP)[0]

    @property
    def tail(self) -> str:
        """What stands behind the first gap, as a regular expression; empty when there is no gap."""
        _, gap, rest = self.text.partition(GAP)
        joint = f"{_STOP}{{0,{GAP_LENGTH}}}?"
        return joint + joint.join(map(re.escape, rest.split(GAP))) if gap else ""


class Sighting(NamedTuple):
    """A wording found: half-open offsets into the text that was searched, and the pattern."""

    start: int
    end: int
    system_id: str
    pattern: str


@dataclass(frozen=True)
class Rule:
    """A pattern made ready for the check behind its head."""

    pattern: Pattern
    tail: re.Pattern[str] | None

    @cached_property
    def length(self) -> int:
        """Return the length of a wording that its head alone decides, 0 when more must be looked at."""
        plain = self.tail is None and not self.pattern.not_before and not self.pattern.not_after
        return len(self.pattern.head) if plain else 0

    def end_in(self, text: str, start: int) -> int:
        """Return where the wording that begins at `start` ends, or -1 when it does not stand there."""
        end = start + len(self.pattern.head)
        if self.tail is not None:
            found = self.tail.match(text, end)
            if found is None:
                return -1
            end = found.end()
        if self.pattern.not_before and text[end : end + 1] and text[end] in self.pattern.not_before:
            return -1
        if self.pattern.not_after and start and text[start - 1] in self.pattern.not_after:
            return -1
        return end


@dataclass(frozen=True)
class Finder:
    """All patterns as one expression: the heads in a trie, the rest checked where a head stands."""

    patterns: tuple[Pattern, ...]

    @cached_property
    def rules(self) -> Mapping[str, Sequence[Rule]]:
        """Rules by head, those of shorter heads with which the head begins among them."""
        own: dict[str, list[Rule]] = {}
        for pattern in self.patterns:
            rule = Rule(pattern, re.compile(pattern.tail) if pattern.tail else None)
            own.setdefault(pattern.head, []).append(rule)
        return {
            head: [rule for n in range(len(head), 0, -1) for rule in own.get(head[:n], ())] for head in own
        }

    @cached_property
    def trie(self) -> re.Pattern[str]:
        """The longest head at a place."""
        return re.compile(trie_expression(self.rules))

    def find(self, text: str) -> list[Sighting]:
        """Return all systems named in a text, in order.

        Parameters
        ----------
        text
            Folded to Simplified characters, without quotation marks and spaces.

        Returns
        -------
        list of Sighting
            Of one system, none overlaps another; a wording that lies within a longer one of another system is
            left out (贫困县 in 深度贫困县).
        """
        return settle(self._all(text))

    def _all(self, text: str) -> Iterator[Sighting]:
        if not self.rules:
            return
        search, rules = self.trie.search, self.rules
        found = search(text)
        while found is not None:
            start = found.start()
            for rule in rules[found.group()]:
                end = start + rule.length if rule.length else rule.end_in(text, start)
                if end > start:
                    yield Sighting(start, end, rule.pattern.system_id, rule.pattern.text)
            found = search(text, start + 1)


@lru_cache(maxsize=4)
def finder_of(patterns: tuple[Pattern, ...]) -> Finder:
    """Return the finder of some patterns, its expression made once however many folders are read with it."""
    return Finder(patterns)


def settle(sightings: Iterable[Sighting]) -> list[Sighting]:
    """Return sightings in order, the longer one where two overlap that say the same or where one holds the other."""
    ordered = sorted(sightings, key=lambda s: (s.start, -s.end, s.system_id, s.pattern))
    kept: list[Sighting] = []
    last: dict[str, int] = {}  # system → index in `kept` of its last sighting
    reach = -1  # end of the longest wording without a gap so far
    for each in ordered:
        previous = last.get(each.system_id)
        if previous is not None and each.start < kept[previous].end:
            if each.end - each.start > kept[previous].end - kept[previous].start:
                kept[previous] = each
            continue
        if each.end <= reach and not any(s.start == each.start and s.end == each.end for s in kept[-4:]):
            continue
        if GAP not in each.pattern:
            reach = max(reach, each.end)
        last[each.system_id] = len(kept)
        kept.append(each)
    return sorted(kept, key=lambda s: (s.start, s.end, s.system_id))


def trie_expression(words: Iterable[str]) -> str:
    """Return a regular expression that matches the longest of `words` at a place, tried letter by letter."""
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _expression(root)


def _expression(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    branches = [re.escape(letter) + _expression(node[letter]) for letter in sorted(node) if letter]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in node:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in node else "")


def patterns_of(frame: pd.DataFrame) -> tuple[Pattern, ...]:
    """Return the patterns of a checked frame (`helpers.systems.catalogue.read_patterns`)."""
    return tuple(
        Pattern(
            row["system_id"], row["pattern"], row["not_before"], row["not_after"], int(row["attested"] or 0)
        )
        for row in records(frame)
    )
