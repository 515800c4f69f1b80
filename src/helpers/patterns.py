"""Patterns: regular expressions that pass quickly over characters with which no match can begin.

Python tries every alternative of a pattern at every character of a text. Most of ours begin with one of a few
characters; looking at the character first is several times faster, and changes no match.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_WITHOUT_WIDTH = (ops.ASSERT, ops.ASSERT_NOT, ops.AT)
_CLASSES = {
    ops.CATEGORY_DIGIT: r"\d",
    ops.CATEGORY_NOT_DIGIT: r"\D",
    ops.CATEGORY_SPACE: r"\s",
    ops.CATEGORY_NOT_SPACE: r"\S",
    ops.CATEGORY_WORD: r"\w",
    ops.CATEGORY_NOT_WORD: r"\W",
}


def quick(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern, with a look at the next character before its alternatives are tried.

    Parameters
    ----------
    pattern
        A regular expression. One that may match nothing, or begin with any character, is compiled as it stands.
    flags
        As for `re.compile`.
    """
    if flags & re.IGNORECASE or heads_of(pattern, flags) is None:
        return re.compile(pattern, flags)
    return re.compile(_guarded(_alternatives(pattern), flags), flags)


_FEW = 3  # alternatives that are tried one by one


def _guarded(alternatives: Sequence[str], flags: int) -> str:
    """Return a pattern of alternatives that looks at the next character before it tries them, or a few of them."""
    whole = "|".join(alternatives)
    if len(alternatives) > _FEW:
        step = max(_FEW, round(len(alternatives) ** 0.5))
        runs = [alternatives[i : i + step] for i in range(0, len(alternatives), step)]
        pattern = "|".join(_guarded(run, flags) for run in runs)
    else:
        pattern = whole
    return f"(?=[{heads_of(whole, flags)}])(?:{pattern})"


def _alternatives(pattern: str) -> list[str]:
    """Cut a pattern at the bars that stand in no group and no class."""
    cuts, depth = [-1], 0
    for token in _TOKEN.finditer(pattern):
        depth += {"(": 1, ")": -1}.get(token.group(), 0)
        if token.group() == "|" and not depth:
            cuts.append(token.start())
    return [pattern[a + 1 : b] for a, b in pairwise([*cuts, len(pattern)])]


_TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL
)  # what is escaped, a class, a bracket, a bar


def heads_of(pattern: str, flags: int = 0) -> str | None:
    """Return the characters with which a match may begin, as the inside of a class; None if any may.

    Parameters
    ----------
    pattern
        A regular expression.
    flags
        As for `re.compile`.
    """
    begins: set[str] = set()
    if not _collect(parser.parse(pattern, flags), begins) or _ANY in begins:
        return None
    return "".join(sorted(begins))


def _collect(sequence: Any, begins: set[str]) -> bool:
    """Add the first characters of a parsed sequence; return whether a match must begin with one of them."""
    return any(_collect_one(op, value, begins) for op, value in sequence)


def _collect_one(op: Any, value: Any, begins: set[str]) -> bool:
    """Add the first characters of one item; return whether it takes at least one character."""
    if op in _WITHOUT_WIDTH:
        return False
    if op is ops.LITERAL:
        begins.add(re.escape(chr(value)))
        return True
    if op is ops.IN:
        begins.update(map(_inside_class, value))
        return True
    if op is ops.BRANCH:
        takes = [_collect(each, begins) for each in value[1]]  # of every alternative
        return all(takes)
    if op is ops.SUBPATTERN and not (value[1] or value[2]):
        return _collect(value[3], begins)
    if op is ops.ATOMIC_GROUP:
        return _collect(value, begins)
    if op in _REPEATS:
        return _collect(value[2], begins) and value[0] > 0
    begins.add(_ANY)  # what is not known may begin with anything
    return True


_ANY = r"\s\S"


def _inside_class(item: tuple[Any, Any]) -> str:
    op, value = item
    if op is ops.LITERAL:
        return re.escape(chr(value))
    if op is ops.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return _CLASSES.get(value, _ANY) if op is ops.CATEGORY else _ANY


def last_end(pattern: re.Pattern[str], text: str) -> int:
    """Return where the last match of a pattern ends, 0 if there is none.

    Parameters
    ----------
    pattern
        A compiled pattern.
    text
        Where it is looked for.
    """
    end = 0
    for match in pattern.finditer(text):
        end = match.end()
    return end
