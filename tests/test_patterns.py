"""Patterns: what is looked at first, and that it changes no match."""

import random
import re
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from helpers.claims import firms, status
from helpers.patterns import heads_of, quick
from helpers.resources import alternation

HEADS = [
    ("全县|当地", "全当"),
    (r"(?:约|近)?\d+户", r"\d约近"),
    ("(?<=村)民|(?!乡)[a-c]亩", "a-c民"),
    ("(?P<who>村民|农户)+说", "农村"),
    ("(?:甲|(?:乙)?)丙", "丙乙甲"),
    ("万{0,2}元", "万元"),
    ("^年", "年"),
]
ANYTHING = ["", "万*", "甲|乙?", "[^，]元", ".年", "(?:甲|)", "(?i:a)", r"[^\d]户|村"]


@pytest.mark.parametrize(("pattern", "begins"), HEADS)
def test_heads(pattern: str, begins: str) -> None:
    assert heads_of(pattern) == begins


@pytest.mark.parametrize("pattern", ANYTHING)
def test_what_may_begin_with_anything_is_left_alone(pattern: str) -> None:
    assert heads_of(pattern) is None
    assert quick(pattern) == re.compile(pattern)


def test_letters_in_either_case_are_left_alone() -> None:
    assert quick("a", re.IGNORECASE) == re.compile("a", re.IGNORECASE)


MANY = r"[|(]年|\|户|(?:甲|乙(?=[)|]))丙|丁|万元|(?P<a>亩)|[a)]农|[\])-]|农[户民]|(?P<b>[全当](?:县|地))|\(|\\|1+"


@pytest.mark.parametrize(
    "pattern", [*(pattern for pattern, _ in HEADS), r"\s[-&~|\]^\\]|[\]\-]$|(?:\W年)", MANY]
)
def test_matches_stay_the_same(pattern: str) -> None:
    rng = random.Random(5)
    for _ in range(300):
        text = "".join(rng.choices("全县当地约近12户村民乡abc亩说农甲乙丙万元年 -&~|()]^\\\n", k=12))
        plain, looking = re.finditer(pattern, text), quick(pattern).finditer(text)
        assert [(m.span(), m.groups()) for m in plain] == [(m.span(), m.groups()) for m in looking]


@pytest.mark.parametrize(
    "words", [["今年", "今", "今年内", "去年"], ["王", "欧阳", "李", "欧"], ["]", "-", "^", "a.b"]]
)
def test_of_some_words_the_longest_is_taken(words: list[str]) -> None:
    rng = random.Random(7)
    for _ in range(300):
        text = "".join(rng.choices("今年内去王欧阳李]-^a.b", k=8))
        found = re.match(alternation(words), text)
        assert (found.group() if found else "") == max(
            (w for w in words if text.startswith(w)), key=len, default=""
        )


def _must_hold(sequence: Any, characters: str) -> bool:
    """Return whether every match of a parsed sequence holds one of some characters."""
    return any(_one_must_hold(op, value, characters) for op, value in sequence)


def _one_must_hold(op: Any, value: Any, characters: str) -> bool:
    if op is ops.LITERAL:
        return chr(value) in characters
    if op is ops.IN:
        return all(kind is ops.LITERAL and chr(each) in characters for kind, each in value)
    if op is ops.BRANCH:
        return all(_must_hold(each, characters) for each in value[1])
    if op is ops.SUBPATTERN:
        return _must_hold(value[3], characters)
    return op is ops.MAX_REPEAT and value[0] > 0 and _must_hold(value[2], characters)


@pytest.mark.parametrize(
    ("guard", "guarded"),
    [
        (status._ONES, status._EXAMPLE),
        (status._FORMS_OF_ADDRESS, status._ADDRESSED),
        (firms._FIRMS, firms._FIRM_SPEAKS),
        (firms._FIRMS, firms._HEAD_SPEAKS),
        (firms._FIRMS, firms._ONE_FIRM),
    ],
)
def test_what_lets_a_pattern_be_passed_over_stands_in_all_its_matches(
    guard: re.Pattern[str], guarded: re.Pattern[str]
) -> None:
    parsed = parser.parse(guarded.pattern)
    assert _must_hold(parsed, guard.pattern.strip("[]"))
    assert not _must_hold(parsed, "农民")
