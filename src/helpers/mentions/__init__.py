"""Mentions: every number expression of a report, read as a quantity, a date, a rank, a slogan or an identifier."""

from helpers.mentions.extract import find_mentions
from helpers.mentions.lexicon import Lexicon, UnitsError, default_lexicon, fold, lexicon_with_units
from helpers.mentions.model import BOUNDS, KINDS, MEASURED, UNMEASURED, Mention
from helpers.mentions.table import mentions_table

__all__ = [
    "BOUNDS",
    "KINDS",
    "MEASURED",
    "UNMEASURED",
    "Lexicon",
    "Mention",
    "UnitsError",
    "default_lexicon",
    "find_mentions",
    "fold",
    "lexicon_with_units",
    "mentions_table",
]
