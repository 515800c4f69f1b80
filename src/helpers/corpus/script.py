"""Script: whether a text is Simplified or Traditional, and how it reads in mainland wording."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Literal

from opencc import OpenCC

from helpers.resources import read_resource
from helpers.tables import records

Script = Literal["Hans", "Hant", ""]

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


@dataclass(frozen=True, slots=True)
class Simplified:
    """A text in Simplified Chinese, each character tied to where it comes from.

    Attributes
    ----------
    text
        With mainland wording.
    offsets
        ``offsets[i]`` is the index in the raw text of character ``i`` of `text`; never falls.
    """

    text: str
    offsets: Sequence[int]


@dataclass(frozen=True, slots=True)
class Rewording:
    """A word that the dictionary leaves or damages, and when it becomes which mainland word."""

    start: int
    end: int
    word: str


def detect_script(text: str) -> Script:
    """Return whether a text is written in Simplified or Traditional characters.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        ``Hans``, ``Hant``, or ``""`` when no character tells.
    """
    simplified, traditional = count_scripts(text)
    if simplified == traditional == 0:
        return ""
    return "Hans" if simplified >= traditional else "Hant"


def count_scripts(text: str) -> tuple[int, int]:
    """Return how many characters of a text exist in Simplified only, and how many in Traditional only."""
    only_simplified, only_traditional = one_script_characters()
    counts = Counter(text)
    return (
        sum(n for character, n in counts.items() if character in only_simplified),
        sum(n for character, n in counts.items() if character in only_traditional),
    )


def simplify(text: str, script: Script | None = None) -> Simplified:
    """Return a text in Simplified Chinese with mainland wording, and where each character comes from.

    Parameters
    ----------
    text
        In either script.
    script
        The script of the report that the text is part of; read from the text itself when not given.

    Returns
    -------
    Simplified
        Equal to the text, with the identity as offsets, unless the script is Traditional.
    """
    if (detect_script(text) if script is None else script) != "Hant":
        return Simplified(text, range(len(text)))
    characters = simplify_characters(text)
    pieces: list[str] = []
    offsets: list[int] = []
    done = 0
    for rewording in find_rewordings(characters):
        _convert(text[done : rewording.start], done, pieces, offsets)
        pieces.append(rewording.word)
        offsets.extend(_spread(rewording.start, rewording.end, len(rewording.word)))
        done = rewording.end
    _convert(text[done:], done, pieces, offsets)
    return Simplified("".join(pieces), offsets)


def find_rewordings(characters: str) -> Iterator[Rewording]:
    """Yield what the reviewed table says of a text whose characters, not words, are Simplified.

    Parameters
    ----------
    characters
        Each character in its Simplified form.

    Yields
    ------
    Rewording
        In order, without overlap. The word may be the one that stands there: then nothing may change it.
    """
    pattern, rules = _wording()
    for found in pattern.finditer(characters):
        for before, after, mainland in rules[found.group()]:
            if before.search(characters, max(0, found.start() - 12), found.start()) and after.match(
                characters, found.end()
            ):
                yield Rewording(found.start(), found.end(), mainland)
                break


def simplify_characters(text: str) -> str:
    """Return a text with each character, not word, in Simplified form; its length never changes."""
    return text.translate(_character_table())


def traditional_forms(text: str) -> frozenset[str]:
    """Return the Traditional forms of the characters of a text."""
    return frozenset(_alone("s2t", character) for character in text)


@cache
def one_script_characters() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that exist only in Simplified, and those only in Traditional text.

    A character such as 后, 里 or 著 is in use in both: it is in both standard character sets, GB 2312 and
    Big5, and tells nothing.
    """
    gb2312, big5 = _repertoire("gb2312"), _repertoire("big5")
    simplified = {c for c in gb2312 - big5 if _alone("s2t", c) != c}
    traditional = {c for c in big5 - gb2312 if _alone("t2s", c) != c}
    return frozenset(simplified), frozenset(traditional)


def write_offsets(offsets: Sequence[int], base: int = 0) -> str:
    """Return an offset map as text: steps ``i:j``, from each of which both sides count on together.

    Parameters
    ----------
    offsets
        As in `Simplified`.
    base
        Added to each: where the text begins in the raw file.

    Returns
    -------
    str
        Such as ``0:120 7:128``; ``0:120`` alone is the identity.
    """
    steps = [
        f"{i}:{offset + base}" for i, offset in enumerate(offsets) if i == 0 or offset != offsets[i - 1] + 1
    ]
    return " ".join(steps)


def read_offsets(steps: str, length: int) -> list[int]:
    """Return the offsets that `write_offsets` wrote, for a text of `length` characters."""
    pairs = [tuple(map(int, step.split(":"))) for step in steps.split()]
    ends = [*(i for i, _ in pairs[1:]), length] if pairs else []
    return [j + k for (i, j), end in zip(pairs, ends, strict=True) for k in range(end - i)]


def _convert(text: str, base: int, pieces: list[str], offsets: list[int]) -> None:
    """Append the mainland wording of a stretch and where it comes from, run of Han characters by run."""
    done = 0
    for run in HAN.finditer(text):
        pieces.append(text[done : run.start()])
        offsets.extend(range(base + done, base + run.start()))
        mainland = _opencc("tw2sp").convert(run.group())
        pieces.append(mainland)
        offsets.extend(base + run.start() + k for k in _align(run.group(), mainland))
        done = run.end()
    pieces.append(text[done:])
    offsets.extend(range(base + done, base + len(text)))


def _align(raw: str, mainland: str) -> Sequence[int]:
    """Return for each character of a converted run the character of the raw run that it stands for."""
    if len(raw) == len(mainland):
        return range(len(raw))
    aligned: list[int] = []
    for _, i, i_end, j, j_end in SequenceMatcher(
        None, simplify_characters(raw), mainland, autojunk=False
    ).get_opcodes():
        aligned.extend(_spread(i, i_end, j_end - j))
    return [min(k, len(raw) - 1) for k in aligned]


def _spread(start: int, end: int, count: int) -> Iterator[int]:
    """Yield `count` indices from `start`, staying below `end`: a longer word rests on its last character."""
    return (min(start + k, max(start, end - 1)) for k in range(count))


@cache
def _character_table() -> dict[int, str]:
    """Map each Traditional character to its Simplified form."""
    han = [chr(i) for i in (*range(0x3400, 0xA000), *range(0xF900, 0xFB00))]
    simplified = _opencc("t2s").convert("\n".join(han)).split("\n")
    return {ord(a): b for a, b in zip(han, simplified, strict=True) if a != b and len(b) == 1}


@cache
def _wording() -> tuple[re.Pattern[str], dict[str, list[tuple[re.Pattern[str], re.Pattern[str], str]]]]:
    rules: dict[str, list[tuple[re.Pattern[str], re.Pattern[str], str]]] = {}
    for row in records(read_resource("wording.csv")):
        before = re.compile(f"(?:{row['before']})$" if row["before"] else "$")
        after = re.compile(row["after"])
        rules.setdefault(row["word"], []).append((before, after, row["mainland"]))
    longest_first = sorted(rules, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), rules


def _repertoire(encoding: str) -> set[str]:
    han = (chr(i) for i in range(0x4E00, 0xA000))
    return {c for c in han if c.encode(encoding, "ignore")}


@cache
def _each_alone(config: str) -> dict[str, str]:
    han = [chr(i) for i in range(0x4E00, 0xA000)]
    return dict(zip(han, _opencc(config).convert("\n".join(han)).split("\n"), strict=True))


def _alone(config: str, character: str) -> str:
    return _each_alone(config)[character]


@cache
def _opencc(config: str) -> OpenCC:
    return OpenCC(config)
