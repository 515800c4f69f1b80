"""Duties: who acts in a passage, at which level, and how often."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from helpers.resources import read_resource
from helpers.systems.catalogue import LEVELS
from helpers.systems.patterns import trie_expression
from helpers.tables import records

_NUMERAL = "0-9〇一二三四五六七八九十"


class Actor(NamedTuple):
    """An actor named in a text: the word, its kind, and its levels, ``own`` for that of the report's place."""

    word: str
    kind: str
    levels: tuple[str, ...]


class Cadence(NamedTuple):
    """A duty with its turn: half-open offsets, the words, and which cadence."""

    start: int
    end: int
    words: str
    cadence: str


def find_actors(text: str) -> list[Actor]:
    """Return the actors that a text names, once each, in the order of their first mention.

    Parameters
    ----------
    text
        Folded, without quotation marks and spaces.
    """
    pattern, actors = _actors()
    found = dict.fromkeys(pattern.findall(text))
    return [actors[word] for word in found if actors[word].kind]


def levels_of(actors: list[Actor], own: str = "") -> tuple[str, ...]:
    """Return the levels of actors from the state down, ``own`` replaced by the level of the report's place."""
    levels = {own if level == "own" else level for actor in actors for level in actor.levels}
    return tuple(level for level in LEVELS if level in levels)


def find_cadences(text: str) -> list[Cadence]:
    """Return the duties of a text that come round at a cadence (每月遍访, 双月一调度, 周调度).

    Parameters
    ----------
    text
        Folded, without quotation marks and spaces.
    """
    pattern, names = _cadences()
    found = []
    for match in pattern.finditer(text):
        form = match["every"] or match["turn"] or match["short"]
        name = names["双月" if (match["turn"] and match["twice"]) else form]
        found.append(Cadence(match.start(), match.end(), match.group(), name))
    return found


@cache
def cadence_days() -> dict[str, float]:
    """Return the days between two turns of each cadence."""
    return {row["cadence"]: float(row["days"]) for row in records(read_resource("cadences.csv"))}


@cache
def _actors() -> tuple[re.Pattern[str], dict[str, Actor]]:
    rows = records(read_resource("system_actors.csv"))
    actors = {row["form"]: Actor(row["form"], row["kind"], tuple(row["level"].split())) for row in rows}
    return re.compile(trie_expression(actors)), actors


@cache
def _cadences() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {row["form"]: row["cadence"] for row in records(read_resource("cadences.csv"))}
    duties = records(read_resource("cadence_duties.csv"))
    duty = trie_expression(row["duty"] for row in duties if row["form"] != "only short")
    strong = trie_expression(row["duty"] for row in duties if row["form"] != "long")
    forms = trie_expression(names)
    single = "[日天周旬月季年]"
    expression = (
        # 每月至少巡查1次, 每月在一线作战: the duty follows within a few characters of the same clause
        rf"每(?P<every>{forms})[^,;。！!\n增收元万亿%]{{0,9}}?{duty}(?:一{duty}|[{_NUMERAL}]+[次遍轮])?"
        # 双月一调度, 一月一遍访一研判
        rf"|(?<![{_NUMERAL}])(?:(?P<twice>[双两])|一|1)?(?P<turn>{single})一{duty}(?:一{duty})?"
        # 日访、周访、月访; 周调度
        rf"|(?<![{_NUMERAL}每近今昨当次同前本生节个平春夏秋冬多])(?P<short>[日周旬月季]){strong}(?![谈客问华美])"
    )
    return re.compile(expression), names
