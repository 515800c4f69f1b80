"""Find the number expressions of a text and say what each is.

The text is folded once (Traditional and full-width characters one for one) and scanned for numeral characters;
each is read by the first reader that fits: identifier, date, fraction, lost-number word, rank, cadence,
quantity. Then neighbours are joined (ranges, lists that share a unit), slogans are told from counts, and bounds
and denominators are read from the words around. Nothing looks beyond a sentence.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from helpers.mentions import cues
from helpers.mentions.cadences import next_cadence
from helpers.mentions.characters import SPECIAL_STARTS, read_characters
from helpers.mentions.context import Atom, Context
from helpers.mentions.digits import read_digits
from helpers.mentions.lexicon import Lexicon, default_lexicon, fold, is_traditional
from helpers.mentions.model import Mention
from helpers.mentions.neighbours import join_neighbours
from helpers.mentions.slogans import tell_slogans
from helpers.mentions.tabular import read_tables

_RUN = re.compile(r"[0-9零〇○一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿卅半双几数翻]+|倍增")
_MAX_RUN = 60
_COINS = {"角": "角", "分": "分钱"}  # small coin, and a form that is no other unit


def find_mentions(text: str, lexicon: Lexicon | None = None) -> list[Mention]:
    """Return the number expressions of a text.

    Parameters
    ----------
    text
        Any text, as decoded from its file; Simplified or Traditional.
    lexicon
        Units and word lists; the project's own when None.

    Returns
    -------
    list of Mention
        In order of `start`, without overlap, with ``text[m.start:m.end] == m.surface``.
    """
    folded = fold(text)
    context = Context(
        folded, lexicon or default_lexicon(), traditional=folded is not text and is_traditional(text)
    )
    atoms = join_neighbours(context, _read_atoms(context))
    read_tables(context, atoms)
    atoms = tell_slogans(context, atoms)
    _read_cues(context, atoms)
    found = [atom.mention for atom in atoms if not atom.weak]
    for mention in found:
        if mention.kind == "money" and mention.unit in _COINS:
            _in_yuan(mention, context.lexicon)
    if folded is not text:
        for mention in found:
            mention.surface = text[mention.start : mention.end]
    return found


def _in_yuan(mention: Mention, lexicon: Lexicon) -> None:
    """Make an amount in small coin one in 元, so that prices of one thing can be compared (3毛钱 is 0.3 元)."""
    unit = lexicon.units[_COINS[mention.unit]]
    mention.low = float(Fraction(str(mention.low)) * unit.factor)
    mention.high = float(Fraction(str(mention.high)) * unit.factor)
    mention.unit = unit.base


def _read_atoms(context: Context) -> list[Atom]:
    """Read every run of numeral characters, left to right."""
    text, position = context.text, 0
    atoms: list[Atom] = []
    for run in _RUN.finditer(text):
        start, end = run.span()
        if end <= position:
            continue
        if end - start > _MAX_RUN:
            position = end
            continue
        start = max(start, position)
        while start < end:
            atom, after = next_cadence(context, start, atoms[-1] if atoms else None) or _read_at(
                context, start, end
            )
            if atom is not None:
                atoms.append(atom)
            start = position = max(after, start + 1)
    return atoms


def _read_at(context: Context, start: int, run_end: int) -> tuple[Atom | None, int]:
    """Read what starts at `start`; return the atom, if any, and the offset after what was read."""
    text = context.text
    char = text[start]
    if char.isascii():
        return read_digits(context, start)
    if (special := SPECIAL_STARTS.get(char)) is not None:
        return special(context, start, run_end)
    return read_characters(context, start, run_end)


def _read_cues(context: Context, atoms: list[Atom]) -> None:
    """Fill `bound` and `per` of the quantities from the words around them, left to right."""
    text, lexicon = context.text, context.lexicon
    previous_end, carried = 0, cues.Carried()
    previous: Mention | None = None
    swallowed: set[int] = set()
    for atom in atoms:
        mention = atom.mention
        if not mention.measured:
            continue
        clause = context.clause_start(mention.start)
        bare = atom.numeral is not None and atom.numeral.bare
        cues.read_bound(text, lexicon, mention, clause, previous_end, bare=bare)
        if atom.weak and mention.bound not in ("exact", "at_least" if bare else ""):
            atom.weak = False
        if mention.kind == "count" and mention.unit in cues.TIMES:
            cues.read_cadence(text, mention, clause)
            if mention.kind == "frequency":
                atom.weak = False
                if previous is not None and mention.start < previous.end:
                    swallowed.add(previous.start)  # the 20天 of 每20天换一班
        if not mention.per and mention.kind != "frequency":
            cues.read_per(
                text, mention, clause, context.sentence_start(mention.start), previous_end, carried, previous
            )
        if atom.weak and mention.per and mention.kind == "count":
            atom.weak = False
        if not atom.weak:
            previous_end, previous = mention.end, mention
    for atom in atoms:
        if atom.mention.start in swallowed:
            atom.weak = True
    for atom, following in pairwise(atoms):
        if cues.is_denominator(text, atom.mention, following.mention):
            atom.weak = True
