"""Lexicon: the units, qualifiers, formulas and lost-number words that the extractor looks up.

All of it lies in `resources/*.csv` and can be read and extended by a researcher; nothing of it is typed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers.mentions.model import MEASURED
from helpers.resources import alternation, read_csv_resource, read_resource

PEOPLE = ("人", "户")
# what may stand between a noun and the number of it: 贫困人口由1000万减少到(600万)
TIE = (
    "(?:总?数量?|总数|规模|总?量)?(?:如今|目前|现)?(?:[由从][0-9.]+(?:[万亿]|千)*多?)?"
    "(?:已|有|约|近|接近|超过?|达到?|为|突破|共|累计|合计|[增升降减]至|由|从|至|"
    "(?:增加|增长|减少|下降|上升)(?:到|了|至)?|[了 ])*"
)
_FULL_WIDTH_DIGITS = re.compile("[０-９]")
_THOUSANDS = re.compile(r"，(?<=[0-9]，)(?=[0-9]{3}\.[0-9])|，(?<=,[0-9]{3}，)(?=[0-9]{3}(?![0-9]))")
_FULL_WIDTH_THOUSANDS = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or classifier: the word for the table, its kind, and what must not follow one of its forms."""

    name: str
    kind: str
    base: str
    factor: Fraction
    not_before: tuple[str, ...]


class Qualifier(NamedTuple):
    """A qualifier's bound, the characters that must not stand before it, and whether it needs a big numeral."""

    bound: str
    not_after: str
    big_only: bool


class UnitsError(ValueError):
    """A file of units cannot be used; the message says which row and what to do."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that the extractor looks up.

    Attributes
    ----------
    units
        Form as written (folded) to `Unit`.
    unit_lengths
        First character of a form to the lengths of the forms that start with it, longest first.
    before, apart, after
        Qualifier forms to bounds, by where they stand.
    lost_words, formulas
        Words whose numeral has lost its number; policy formulas.
    nouns
        Counted noun to its implied unit.
    people_pattern
        A noun of people or households that ends, with what ties a number to it, where the search ends (常住人口近).
    heads
        Heads of slogans to the numerals with which they make one: ``always`` or ``chinese``.
    """

    units: dict[str, Unit]
    unit_lengths: dict[str, tuple[int, ...]]
    before: dict[str, Qualifier]
    before_ends: frozenset[str]
    apart: dict[str, str]
    apart_pattern: re.Pattern[str]
    after: dict[str, str]
    lost_words: dict[str, tuple[str, ...]]
    formulas: frozenset[str]
    nouns: dict[str, str]
    noun_pattern: re.Pattern[str]
    people_pattern: re.Pattern[str]
    heads: dict[str, str]


@cache
def fold_table() -> dict[int, str]:
    """Return the one-to-one character table that `fold` applies."""
    frame = read_resource("fold.csv")
    return {ord(a): b for a, b in zip(frame["char"], frame["folded"], strict=True)}


@cache
def _needs_folding() -> re.Pattern[str]:
    return re.compile("[" + "".join(re.escape(chr(code)) for code in fold_table()) + "]")


def fold(text: str) -> str:
    """Return `text` with Traditional and full-width characters made Simplified and half-width, one for one.

    The result has the length of `text`, so that offsets are the same in both.
    """
    if _THOUSANDS.search(text):
        text = _THOUSANDS.sub(",", text)
    if _needs_folding().search(text) is None:
        return text
    if _FULL_WIDTH_DIGITS.search(text):
        text = _FULL_WIDTH_THOUSANDS.sub(",", text)
    return text.translate(fold_table())


# Characters that folding changes and that Simplified text has too (显著, 乾坤, 瞭望).
_IN_BOTH_SCRIPTS = frozenset("著乾瞭么於藉覆徵夥摺蘋噁余后里只干")


@cache
def _traditional_characters() -> re.Pattern[str]:
    found = [chr(code) for code in fold_table() if 0x3400 <= code < 0xA000]
    return re.compile("[" + "".join(char for char in found if char not in _IN_BOTH_SCRIPTS) + "]")


def is_traditional(text: str) -> bool:
    """Whether the text holds a character that only Traditional script has."""
    return _traditional_characters().search(text) is not None


@cache
def cue_words(name: str) -> str:
    """Return the words of one row of ``cue_words.csv``, joined by ``|`` as a pattern of alternatives."""
    frame = read_resource("cue_words.csv")
    return str(frame.set_index("name").loc[name, "words"])


@cache
def default_lexicon() -> Lexicon:
    """Return the lexicon of the project's own resource files."""
    return _build(read_resource("units.csv"))


def lexicon_with_units(path: Path) -> Lexicon:
    """Return the default lexicon with a researcher's units added; theirs win.

    Parameters
    ----------
    path
        A CSV with columns ``unit``, ``kind`` and, optionally, ``forms``, ``base``, ``factor``, ``not_before`` as in ``units.csv``.

    Raises
    ------
    UnitsError
        When the file is missing, lacks a column, or a row has no unit or an unknown kind.
    """
    try:
        added = read_csv_resource(path)
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise UnitsError(
            f"{path.name}: cannot be read as a table of units ({error.__class__.__name__}). Save it as a UTF-8 CSV "
            "with the columns unit, kind, forms and run again."
        ) from error
    _check_units(added, path.name)
    for column in ("forms", "base", "factor", "not_before"):
        if column not in added:
            added[column] = ""
    return _build(pd.concat([read_resource("units.csv"), added], ignore_index=True))


def _check_units(frame: pd.DataFrame, name: str) -> None:
    if missing := {"unit", "kind"} - set(frame.columns):
        raise UnitsError(
            f"{name}: has no column {' and '.join(sorted(missing))}. Give it the columns unit, kind, forms and run again."
        )
    for row, (unit, kind) in enumerate(zip(frame["unit"], frame["kind"], strict=True), start=2):
        if not unit.strip():
            raise UnitsError(
                f"{name}, row {row}: the unit is empty. Fill it in or delete the row and run again."
            )
        if kind not in MEASURED:
            raise UnitsError(
                f"{name}, row {row}: kind {kind!r} is unknown. Use one of {', '.join(sorted(MEASURED))} and run again."
            )
    for row, factor in enumerate(frame.get("factor", []), start=2):
        if factor and not re.fullmatch(r"\d+(?:\.\d+|/\d+)?", factor):
            raise UnitsError(
                f"{name}, row {row}: factor {factor!r} is no number. Write it in digits or leave it empty and run again."
            )


def _build(unit_rows: pd.DataFrame) -> Lexicon:
    units = _units(unit_rows)
    qualifiers = read_resource("qualifiers.csv")
    by_position: dict[str, dict[str, Qualifier]] = {"before": {}, "apart": {}, "after": {}}
    for form, position, bound, not_after, big_only in qualifiers.itertuples(index=False):
        by_position[position][form] = Qualifier(bound, not_after, bool(big_only))
    nouns = read_resource("counted_nouns.csv")
    heads = read_resource("abstract_heads.csv")
    lost = [
        *read_resource("lost_number_words.csv")["word"],
        *read_resource("lost_number_words_more.csv")["word"],
        *_numbered_places(),
    ]
    return Lexicon(
        units=units,
        unit_lengths=_lengths(units),
        before=by_position["before"],
        before_ends=frozenset(form[-1] for form in by_position["before"]),
        apart={form: qualifier.bound for form, qualifier in by_position["apart"].items()},
        apart_pattern=re.compile(alternation(by_position["apart"])),
        after={form: qualifier.bound for form, qualifier in by_position["after"].items()},
        lost_words=_by_first_two(fold(word) for word in lost),
        formulas=frozenset(read_resource("policy_formulas.csv")["formula"]),
        nouns=dict(zip(nouns["noun"], nouns["unit"], strict=True)),
        noun_pattern=re.compile(alternation(nouns["noun"])),
        people_pattern=re.compile(
            f"(?P<noun>{alternation(nouns['noun'][nouns['unit'].isin(PEOPLE)])}){TIE}$"
        ),
        heads=dict(zip(heads["head"], heads["strength"], strict=True)),
    )


def _units(rows: pd.DataFrame) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for row in rows.to_dict("records"):
        name = fold(row["unit"].strip())
        unit = Unit(
            name,
            row["kind"],
            row["base"],
            Fraction(row["factor"] or 1),
            tuple(filter(None, row["not_before"].split("|"))),
        )
        for form in [name, *filter(None, (form.strip() for form in row["forms"].split("|")))]:
            units[fold(form)] = unit
    return units


def _numbered_places() -> list[str]:
    """Return the counties and townships with a numeral in their name (三台县, 六户镇), but for such as 三乡镇, a count."""
    numeral = "[一二三四五六七八九十百千万两半双]"
    counts = re.compile(f"{numeral}+[个大座乡镇县区市]?(?:镇|乡|街道|县|区|市)")
    names = [
        *" ".join(read_resource("townships.csv")["names"]).split(),
        *read_resource("gazetteer.csv")["name"],
    ]
    found = [name for name in names if re.search(numeral, name[:4]) and not counts.fullmatch(name)]
    return [name for name in dict.fromkeys(found) if len(name) > 2]


def _by_first_two(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Index words by their first two characters, longest first."""
    index: dict[str, set[str]] = {}
    for word in words:
        index.setdefault(word[:2], set()).add(word)
    return {key: tuple(sorted(found, key=lambda word: (-len(word), word))) for key, found in index.items()}


def _lengths(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for form in forms:
        lengths.setdefault(form[0], set()).add(len(form))
    return {char: tuple(sorted(found, reverse=True)) for char, found in lengths.items()}
