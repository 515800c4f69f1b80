"""People: names that a segmenter cuts apart, joined again where a title or a verb of saying shows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from helpers.resources import read_resource

LONGEST_GIVEN = 2
Knows = Callable[[str], bool]

_BESIDE = re.compile(r"[^\w%‰]|\n")  # a mark: what stands before it is complete
_BETWEEN = ("、", " ", "\u3000", "和")  # between two names under one title
_HAN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Contexts:
    """What shows names of people.

    Attributes
    ----------
    surnames
        Those that are no frequent words of their own.
    common
        Those that are.
    titles
        What a word before a name ends in.
    verbs
        What follows a name.
    addresses
        What follows a surname alone.
    ends
        What no given name ends in.
    """

    surnames: frozenset[str]
    common: frozenset[str]
    titles: frozenset[str]
    verbs: frozenset[str]
    addresses: frozenset[str]
    ends: frozenset[str]

    def surname_of(self, text: str) -> str:
        """Return the surname that a text begins with, ``""`` for none."""
        return next((text[:n] for n in (2, 1) if text[:n] in self.surnames or text[:n] in self.common), "")


@cache
def contexts() -> Contexts:
    """Return the surnames and contexts of the resource files."""
    surnames = read_resource("surnames.csv")
    common = surnames["common_word"] == "yes"
    sides = read_resource("name_contexts.csv").groupby("side")["form"].agg(frozenset)
    return Contexts(
        frozenset(surnames.loc[~common, "surname"]),
        frozenset(surnames.loc[common, "surname"]),
        sides["before"],
        sides["after"],
        sides["address"],
        sides["end"],
    )


@cache
def functional_words() -> frozenset[str]:
    """Return the words that are no part of a name; behind one they show that it is complete."""
    words = read_resource("stop_words.csv")
    in_use = (words["status"] == "reviewed") & (words["class"] != "genre")
    return frozenset(words.loc[in_use, "word"])


def join_names(
    cut: Sequence[list[str]], docs: Sequence[Hashable], knows: Knows
) -> tuple[list[list[str]], frozenset[str]]:
    """Return sentences with the names of people as one word each, and these names.

    A name is taken up where a title stands before it or a verb of saying behind it; from there it holds in the
    whole report. Words of the dictionary are no names, and none is cut apart for one of two characters.

    Parameters
    ----------
    cut
        The words of each sentence.
    docs
        The report of each sentence, those of one report side by side.
    knows
        Whether a word is in the segmenter's dictionary.
    """
    joined, everyone = list(cut), set[str]()
    for first, last in _reports(docs):
        names = {name for pieces in cut[first:last] for name in _names(pieces, knows)}
        if not names:
            continue
        everyone |= names
        wanted = re.compile("|".join(sorted(names, key=lambda name: (-len(name), name))))
        for row in range(first, last):
            joined[row] = _joined(cut[row], wanted, knows)
    return joined, frozenset(everyone)


def _reports(docs: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of each report begin and end."""
    breaks = [row for row in range(1, len(docs)) if docs[row] != docs[row - 1]]
    yield from pairwise([0, *breaks, len(docs)])


def _names(pieces: Sequence[str], knows: Knows) -> Iterator[str]:
    """Yield the names that the words of a sentence show."""
    known = contexts()
    for at, piece in enumerate(pieces):
        if piece[-1] in _last_characters() and _is_title(piece, known):
            yield from _after_title(pieces, at + 1, knows)
        elif piece in known.verbs and (name := _before_verb(pieces, at, knows)):
            yield name


@cache
def _last_characters() -> frozenset[str]:
    return frozenset(title[-1] for title in contexts().titles)


def _is_title(piece: str, known: Contexts) -> bool:
    return any(piece[start:] in known.titles for start in range(max(0, len(piece) - 6), len(piece)))


def _after_title(pieces: Sequence[str], at: int, knows: Knows) -> Iterator[str]:
    """Yield the name behind a title, and those that follow it side by side."""
    while at < len(pieces):
        if pieces[at] in ("“", " ", "\u3000"):
            at += 1
            continue
        size = _size_of_name(pieces, at, knows)
        if not size:
            yield from _run_together(pieces[at], knows)
            return
        yield "".join(pieces[at : at + size])
        at += size
        if at + 1 >= len(pieces) or pieces[at] not in _BETWEEN:
            return
        at += 1


def _run_together(piece: str, knows: Knows) -> Iterator[str]:
    """Yield the name that a word holds which the segmenter made of it and of what follows (卢拉在, 王宝维家)."""
    known = contexts()
    surname, name = known.surname_of(piece), piece[:-1]
    followed = piece[-1] in known.ends or piece[-1] in known.addresses
    if followed and surname in known.surnames and not knows(piece) and _is_name([name], surname, knows):
        yield name


def _size_of_name(pieces: Sequence[str], at: int, knows: Knows) -> int:
    """Return how many words from `at` on are a name; 0 when there is none."""
    known = contexts()
    surname = known.surname_of(pieces[at])
    if not surname:
        return 0
    sizes = (3, 2, 1) if len(pieces[at]) == len(surname) else (1,)
    for size in sizes:
        if at + size > len(pieces) or not _is_name(pieces[at : at + size], surname, knows):
            continue
        following = pieces[at + size] if at + size < len(pieces) else ""
        sure = not following or _ends_a_name(following)
        if sure or (size == _usual(sizes) and surname in known.surnames and len(following) > 1):
            return size
    return 0


def _usual(sizes: Sequence[int]) -> int:
    """Return the size that needs no sign behind it: surname and given name, or both in one word."""
    return 2 if len(sizes) > 1 else 1


def _is_name(parts: Sequence[str], surname: str, knows: Knows) -> bool:
    name = "".join(parts)
    given = name[len(surname) :]
    return (
        0 < len(given) <= LONGEST_GIVEN
        and _HAN.fullmatch(name) is not None
        and not knows(name)
        and given not in contexts().addresses
        and given not in contexts().titles
        and given[-1] not in contexts().ends
        and (len(parts) == 1 or not functional_words().intersection(parts))
    )


def _ends_a_name(following: str) -> bool:
    return following in functional_words() or following in contexts().verbs or bool(_BESIDE.match(following))


def _before_verb(pieces: Sequence[str], at: int, knows: Knows) -> str:
    """Return the name between a mark, or the sentence's beginning, and a verb of saying."""
    known = contexts()
    for size in (1, 2, 3):
        first = at - size
        if first < 0:
            return ""
        surname = known.surname_of(pieces[first])
        if (
            surname in known.surnames
            and (first == 0 or _BESIDE.match(pieces[first - 1]))
            and _is_name(pieces[first:at], surname, knows)
        ):
            return "".join(pieces[first:at])
    return ""


def _joined(pieces: list[str], wanted: re.Pattern[str], knows: Knows) -> list[str]:
    """Return the words of a sentence with the names that stand in it as one word each."""
    text = "".join(pieces)
    found = [match.span() for match in wanted.finditer(text)]
    if not found:
        return pieces
    cuts = [0, *accumulate(map(len, pieces))]
    spans = list(pairwise(cuts))
    for start, end in found:
        if _may_cut(text, start, end, spans, knows):
            cuts = sorted({cut for cut in cuts if not start < cut < end} | {start, end})
    return [text[a:b] for a, b in pairwise(cuts)]


def _may_cut(text: str, start: int, end: int, spans: Sequence[tuple[int, int]], knows: Knows) -> bool:
    """Return whether a name may be taken out of the words that it stands in.

    Of two characters, only where what is left over of a word that the dictionary lacks can follow a name: 张国清 is
    another name than 张国. Of three, also out of a word of two: 谢国 海因 is 谢国海 因.
    """
    known = contexts()
    for a, b in spans:
        if not (a < start < b or a < end < b):
            continue
        if knows(text[a:b]) and (end - start < 3 or b - a > 2):
            return False
        left = text[a:start] + text[end:b]
        if end - start < 3 and not (left in known.ends or left in known.addresses or left in known.verbs):
            return False
    return True
