"""Tabular: bare numbers in the cells of a text table take the unit of its heading (单位：万元).

The one place where a unit is looked for beyond a sentence: a heading 单位 holds for the rows below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from helpers.mentions.context import Atom, Context
from helpers.mentions.lexicon import Lexicon, Unit
from helpers.mentions.numerals import SCALES

_HEADING = re.compile(r"单位 ?[:：] ?([^\n\r。；]{1,24})")
_UNIT_SEPARATOR = re.compile(r"[、,，/ 　;]")
_IN_BRACKETS = re.compile(r"[（(]([^（）()]{1,8})[）)]")
_LINE = re.compile(r"([^\n\r]*)(?:\r?\n|\r|\Z)")
_CELL = re.compile(r"(?:(?!\t|[|│┃]|　| {2})[^\n\r])+")
_NUMBER = re.compile(r"[-−+＋－]?\d[\d,]*(?:\.\d+)?")
_RATE = re.compile("增幅|增长|增速|比重|占比|同比|比例|率|±|%")
_MONEY = re.compile("资金|投资|金额|经费|收入|支出|产值|总额|价|费|款")
_SENTENCE = re.compile("[。！？]")


class CellUnit(NamedTuple):
    """Unit of a cell and the scale word before it (万元: 元 and 10000)."""

    unit: Unit
    scale: int


def read_tables(context: Context, atoms: list[Atom]) -> None:
    """Give the bare numbers in text tables the unit that the table's heading, column or row states."""
    headings = list(_HEADING.finditer(context.text)) if "单位" in context.text else []
    if not headings:
        return
    named = {at for heading in headings for at in range(heading.start(1), heading.end(1))}
    atoms[:] = [atom for atom in atoms if atom.mention.start not in named]
    waiting = {atom.mention.start: atom for atom in atoms if not atom.mention.kind}
    for heading in headings:
        if waiting and (units := list(_units(context.lexicon, heading[1]))):
            _read_rows(context, waiting, units, heading.end())


def _units(lexicon: Lexicon, names: str) -> Iterator[CellUnit]:
    """Read the units that a heading or bracket names, scale words apart."""
    for name in _UNIT_SEPARATOR.split(names.strip("）) ")):
        scale = 1
        while name and name[0] in SCALES and name not in lexicon.units:
            scale *= SCALES[name[0]]
            name = name[1:]
        if (unit := lexicon.units.get(name or "个")) is not None and (name or scale > 1):
            yield CellUnit(unit, scale)


def _read_rows(context: Context, waiting: dict[int, Atom], units: list[CellUnit], start: int) -> None:
    """Read the rows below a heading until a blank line or a sentence ends the table."""
    columns: list[str] = []
    rows = 0
    for line in _LINE.finditer(context.text, start + 1):
        spans = _CELL.finditer(context.text, line.start(1), line.end(1))
        cells = [cell.span() for cell in spans if cell[0].strip()]
        if not cells:
            if rows:
                return
            continue
        if _SENTENCE.search(line[1]) or (rows and len(cells) < 2):
            return
        texts = [context.text[a:b].strip() for a, b in cells]
        if not any(_NUMBER.fullmatch(text) for text in texts[1:]):
            columns = columns or texts
            continue
        rows += 1
        for number, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            if number and _NUMBER.fullmatch(text):
                column = columns[number - len(texts)] if len(columns) >= len(texts) - number else ""
                _read_cell(context, waiting, units, cell, texts[0], column)


def _read_cell(
    context: Context,
    waiting: dict[int, Atom],
    units: list[CellUnit],
    cell: tuple[int, int],
    row: str,
    column: str,
) -> None:
    """Give one numeric cell its unit, sign and scale."""
    found = _NUMBER.search(context.text, *cell)
    chosen = _choose(context.lexicon, units, row, column)
    if found is None or chosen is None:
        return
    negative = found[0][0] in "-−－"
    atom = waiting.get(found.start() + (not found[0][0].isdigit()))
    if atom is None or atom.numeral is None:
        return
    value = float(Fraction(atom.numeral.low) * chosen.scale) * (-1 if negative else 1)
    mention = atom.mention
    mention.start -= negative
    mention.surface = context.text[mention.start : mention.end]
    mention.kind, mention.unit, mention.bound = chosen.unit.kind, chosen.unit.name, "exact"
    mention.low = mention.high = value
    atom.unit = chosen.unit


def _choose(lexicon: Lexicon, units: list[CellUnit], row: str, column: str) -> CellUnit | None:
    """Choose the unit of a cell: its column's or row's bracket, its column's name, else the only one that is left."""
    for label in (column, row):
        if (bracket := _IN_BRACKETS.search(label)) and (named := next(_units(lexicon, bracket[1]), None)):
            return named
    rates = [unit for unit in units if unit.unit.kind == "percent"]
    others = [unit for unit in units if unit.unit.kind != "percent"]
    if _RATE.search(column):
        return rates[0] if rates else CellUnit(lexicon.units["%"], 1)
    for unit in others:
        if unit.unit.name in column or (unit.unit.kind == "money" and _MONEY.search(column)):
            return unit
    return others[0] if len(others) == 1 else None
