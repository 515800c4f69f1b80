"""Words: what the reports talk about, how evenly, and how that differs over time and place."""

from helpers.words.cooccurrence import association, cooccurrence_table
from helpers.words.frequency import deviation_of_proportions, dispersion_table, words_table
from helpers.words.keyness import (
    adjust,
    compare,
    era_of,
    holds,
    keyness_table,
    log_likelihood,
    log_odds,
    log_ratio,
)
from helpers.words.lexicon import Lexicon, Term, WordsFileError, read_lexicon
from helpers.words.proposals import measure_strings, proposals_table
from helpers.words.prose import say_what_moves, term_rates
from helpers.words.segmentation import (
    Places,
    Segmenter,
    find_place_names,
    find_tokens,
    load_segmenter,
    people_of,
    surfaces,
)
from helpers.words.sensitivity import segmenter_differences, sensitivity_table, summarise_sensitivity

__all__ = [
    "Lexicon",
    "Places",
    "Segmenter",
    "Term",
    "WordsFileError",
    "adjust",
    "association",
    "compare",
    "cooccurrence_table",
    "deviation_of_proportions",
    "dispersion_table",
    "era_of",
    "find_place_names",
    "find_tokens",
    "holds",
    "keyness_table",
    "load_segmenter",
    "log_likelihood",
    "log_odds",
    "log_ratio",
    "measure_strings",
    "people_of",
    "proposals_table",
    "read_lexicon",
    "say_what_moves",
    "segmenter_differences",
    "sensitivity_table",
    "summarise_sensitivity",
    "surfaces",
    "term_rates",
    "words_table",
]
