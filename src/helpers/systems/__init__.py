"""Systems: which policy systems the reports describe, who runs them, how often, and what is reported of them."""

from helpers.systems.catalogue import (
    Catalogue,
    CodingError,
    evidence_of,
    link_bases,
    read_catalogue,
    read_patterns,
)
from helpers.systems.duties import find_actors, find_cadences, levels_of
from helpers.systems.patterns import Finder, Pattern, Sighting, patterns_of
from helpers.systems.reading import compact, find_systems
from helpers.systems.scoring import is_near, leave_one_out, outside_check, recurring, summarise, wilson
from helpers.systems.sheet import evidence_sheet
from helpers.systems.table import cadences_table, evidence_table, systems_table

__all__ = [
    "Catalogue",
    "CodingError",
    "Finder",
    "Pattern",
    "Sighting",
    "cadences_table",
    "compact",
    "evidence_of",
    "evidence_sheet",
    "evidence_table",
    "find_actors",
    "find_cadences",
    "find_systems",
    "is_near",
    "leave_one_out",
    "levels_of",
    "link_bases",
    "outside_check",
    "patterns_of",
    "read_catalogue",
    "read_patterns",
    "recurring",
    "summarise",
    "systems_table",
    "wilson",
]
