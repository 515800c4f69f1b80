"""Units: the unit or classifier that follows a numeral."""

from __future__ import annotations

import re

from helpers.mentions.context import Context
from helpers.mentions.lexicon import Unit

SPACES = "  　"
BLANK = re.compile("[  　]{1,4}")


def unit_at(context: Context, at: int, *, guarded: bool = True) -> tuple[Unit, int] | None:
    """Return the unit whose form starts at `at`, and where it ends; the longest form wins.

    After an Arabic numeral (not `guarded`) a classifier gives way only to a noun that numerals count (5万人口), not to any longer word.
    """
    text, lexicon = context.text, context.lexicon
    lengths = lexicon.unit_lengths.get(text[at : at + 1])
    if lengths is None:
        return None
    for length in lengths:
        unit = lexicon.units.get(text[at : at + length])
        if unit is None:
            continue
        if length <= 2 and unit.not_before and text.startswith(unit.not_before, at + length):
            if guarded or unit.kind != "count" or lexicon.noun_pattern.match(text, at):
                continue
        if (
            text[at].isascii()
            and text[at].isalpha()
            and text[at + length : at + length + 1].isascii()
            and text[at + length : at + length + 1].isalnum()
        ):
            continue
        return unit, at + length
    return None
